//! The GGUF container: named values and named tensors, read without mapping the file.
//!
//! The layout is that of the GGUF specification of the ggml project, versions 2 and 3, little-endian.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use super::ModelError;
use super::quantised::{self, Encoding};

/// The most dimensions a tensor has.
const MAX_DIMENSIONS: u32 = 4;
/// The boundary on which tensors lie where the file does not say otherwise, in bytes.
const DEFAULT_ALIGNMENT: u64 = 32;
/// How many bytes of a tensor tell it from others.
const SAMPLE: usize = 1 << 10;

/// A value of the header.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Value {
    /// A whole number or a truth value.
    Integer(i64),
    /// A fraction.
    Float(f64),
    /// Text.
    Text(String),
    /// Several values.
    List(Vec<Value>),
}

/// A tensor: how it is laid out and where.
#[derive(Clone, Debug)]
struct Tensor {
    /// The length of a row, then the number of rows, and so on.
    dimensions: Vec<u64>,
    encoding: Encoding,
    /// Where it begins, in bytes from the start of the data.
    offset: u64,
}

/// An open GGUF file.
pub(super) struct Gguf {
    input: Input,
    values: HashMap<String, Value>,
    tensors: HashMap<String, Tensor>,
    /// Where the data begins, in bytes of the file.
    data: u64,
    fingerprint: u64,
}

/// The bytes of the file, and how many are left.
struct Input {
    file: BufReader<File>,
    length: u64,
    read: u64,
    /// The 64-bit FNV-1a of what was read, eight bytes at a time.
    hash: u64,
}

impl Input {
    fn bytes<const N: usize>(&mut self) -> Result<[u8; N], ModelError> {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), ModelError> {
        self.file.read_exact(bytes).map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => ModelError::CutShort,
            _ => ModelError::Io(error),
        })?;
        self.read += bytes.len() as u64;
        for part in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..part.len()].copy_from_slice(part);
            self.hash = (self.hash ^ u64::from_le_bytes(word)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        Ok(())
    }

    fn u32(&mut self) -> Result<u32, ModelError> {
        Ok(u32::from_le_bytes(self.bytes()?))
    }

    fn u64(&mut self) -> Result<u64, ModelError> {
        Ok(u64::from_le_bytes(self.bytes()?))
    }

    /// A number of things of at least `size` bytes each, which the rest of the file must hold.
    fn count(&mut self, size: u64) -> Result<usize, ModelError> {
        let count = self.u64()?;
        if count.saturating_mul(size) > self.length.saturating_sub(self.read) {
            return Err(ModelError::CutShort);
        }
        usize::try_from(count).map_err(|_| ModelError::CutShort)
    }

    fn text(&mut self) -> Result<String, ModelError> {
        let mut bytes = vec![0; self.count(1)?];
        self.fill(&mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    fn value(&mut self, kind: u32, nested: bool) -> Result<Value, ModelError> {
        Ok(match kind {
            0 => Value::Integer(u8::from_le_bytes(self.bytes()?).into()),
            1 => Value::Integer(i8::from_le_bytes(self.bytes()?).into()),
            2 => Value::Integer(u16::from_le_bytes(self.bytes()?).into()),
            3 => Value::Integer(i16::from_le_bytes(self.bytes()?).into()),
            4 => Value::Integer(self.u32()?.into()),
            5 => Value::Integer(i32::from_le_bytes(self.bytes()?).into()),
            6 => Value::Float(f32::from_le_bytes(self.bytes()?).into()),
            7 => Value::Integer(u8::from_le_bytes(self.bytes()?).into()),
            8 => Value::Text(self.text()?),
            9 if !nested => {
                let kind = self.u32()?;
                let count = self.count(1)?;
                Value::List((0..count).map(|_| self.value(kind, true)).collect::<Result<_, _>>()?)
            }
            10 => Value::Integer(i64::try_from(self.u64()?).unwrap_or(i64::MAX)),
            11 => Value::Integer(i64::from_le_bytes(self.bytes()?)),
            12 => Value::Float(f64::from_le_bytes(self.bytes()?)),
            _ => return Err(ModelError::Malformed("a value of an unknown type")),
        })
    }
}

impl Gguf {
    /// Opens the file at `path` and reads its header.
    ///
    /// # Errors
    /// If the file can't be read, is no GGUF, is of another version, or ends before the data its header promises.
    pub(super) fn open(path: &Path) -> Result<Self, ModelError> {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        let mut input =
            Input { file: BufReader::with_capacity(1 << 20, file), length, read: 0, hash: 0xcbf2_9ce4_8422_2325 };
        if length < 4 || &input.bytes()? != b"GGUF" {
            return Err(ModelError::NotGguf);
        }
        let version = input.u32()?;
        if !matches!(version, 2 | 3) {
            return Err(ModelError::Version(version));
        }
        let tensor_count = input.count(1)?;
        let value_count = input.count(1)?;
        let mut values = HashMap::new();
        for _ in 0..value_count {
            let key = input.text()?;
            let kind = input.u32()?;
            values.insert(key, input.value(kind, false)?);
        }
        let mut tensors = HashMap::new();
        for _ in 0..tensor_count {
            let name = input.text()?;
            let count = input.u32()?;
            if count > MAX_DIMENSIONS {
                return Err(ModelError::Malformed("a tensor of too many dimensions"));
            }
            let dimensions = (0..count).map(|_| input.u64()).collect::<Result<Vec<_>, _>>()?;
            let encoding = Encoding::numbered(input.u32()?)?;
            tensors.insert(name, Tensor { dimensions, encoding, offset: input.u64()? });
        }
        let mut gguf = Self { data: 0, fingerprint: 0, input, values, tensors };
        let alignment = gguf.integer("general.alignment").unwrap_or(DEFAULT_ALIGNMENT).max(1);
        gguf.data = gguf.input.read.checked_next_multiple_of(alignment).ok_or(ModelError::CutShort)?;
        let end = gguf.tensors.values().map(|tensor| tensor.offset.saturating_add(tensor.size())).max();
        if end.is_some_and(|end| gguf.data.saturating_add(end) > length) {
            return Err(ModelError::CutShort);
        }
        gguf.sample()?;
        Ok(gguf)
    }

    /// Adds the first bytes of every tensor to what was read of the header, which is the same for models that were
    /// trained further from one.
    fn sample(&mut self) -> Result<(), ModelError> {
        let mut offsets: Vec<(u64, u64)> = self.tensors.values().map(|tensor| (tensor.offset, tensor.size())).collect();
        offsets.sort_unstable();
        let mut bytes = vec![0; SAMPLE];
        for (offset, size) in offsets {
            self.input.file.seek(SeekFrom::Start(self.data + offset))?;
            self.input.fill(&mut bytes[..SAMPLE.min(size as usize)])?;
        }
        self.fingerprint = self.input.hash ^ self.input.length;
        Ok(())
    }

    /// Lets go of the lists of the header, which are large and have been read.
    pub(super) fn forget_lists(&mut self) {
        self.values.retain(|_, value| !matches!(value, Value::List(_)));
    }

    /// Checks that tensor `name` is there and has `rows` rows of `columns` numbers.
    ///
    /// # Errors
    /// If not.
    pub(super) fn check(&self, name: &str, rows: usize, columns: usize) -> Result<(), ModelError> {
        let tensor = self.tensors.get(name).ok_or_else(|| ModelError::Missing(name.to_owned()))?;
        let found = (
            tensor.dimensions.first().copied(),
            tensor.dimensions.iter().skip(1).fold(1, |all: u64, &size| all.saturating_mul(size)),
        );
        let fits = found == (Some(columns as u64), rows as u64) && columns.is_multiple_of(tensor.encoding.block());
        if fits { Ok(()) } else { Err(ModelError::Shape(name.to_owned())) }
    }

    /// What tells this file from others: a hash of its length, its header and the first bytes of every tensor.
    pub(super) fn fingerprint(&self) -> String {
        format!("{:016x}", self.fingerprint)
    }

    /// The value called `key`.
    ///
    /// # Errors
    /// If there is none.
    pub(super) fn value(&self, key: &str) -> Result<&Value, ModelError> {
        self.values.get(key).ok_or_else(|| ModelError::Missing(key.to_owned()))
    }

    /// The text called `key`.
    ///
    /// # Errors
    /// If there is none.
    pub(super) fn text(&self, key: &str) -> Result<&str, ModelError> {
        if let Value::Text(text) = self.value(key)? { Ok(text) } else { Err(ModelError::Missing(key.to_owned())) }
    }

    /// The list called `key`.
    ///
    /// # Errors
    /// If there is none.
    pub(super) fn list(&self, key: &str) -> Result<&[Value], ModelError> {
        if let Value::List(list) = self.value(key)? { Ok(list) } else { Err(ModelError::Missing(key.to_owned())) }
    }

    /// The whole number called `key`.
    ///
    /// # Errors
    /// If there is none, or it is negative.
    pub(super) fn integer(&self, key: &str) -> Result<u64, ModelError> {
        let Value::Integer(number) = self.value(key)? else { return Err(ModelError::Missing(key.to_owned())) };
        u64::try_from(*number).map_err(|_| ModelError::Missing(key.to_owned()))
    }

    /// The fraction called `key`.
    ///
    /// # Errors
    /// If there is none.
    pub(super) fn float(&self, key: &str) -> Result<f32, ModelError> {
        if let Value::Float(number) = self.value(key)? {
            Ok(*number as f32)
        } else {
            Err(ModelError::Missing(key.to_owned()))
        }
    }

    /// The numbers of tensor `name`, which must have `rows` rows of `columns` numbers.
    ///
    /// # Errors
    /// If there is none, it has another shape, or the file can't be read.
    pub(super) fn matrix(&mut self, name: &str, rows: usize, columns: usize) -> Result<Vec<f32>, ModelError> {
        let mut all = Vec::with_capacity(rows * columns);
        self.rows(name, rows, columns, |_, row| all.extend_from_slice(row))?;
        Ok(all)
    }

    /// Calls `take` with the number and the numbers of each row of tensor `name`, which must have `rows` rows of
    /// `columns` numbers.
    ///
    /// # Errors
    /// If there is none, it has another shape, or the file can't be read.
    pub(super) fn rows(
        &mut self,
        name: &str,
        rows: usize,
        columns: usize,
        mut take: impl FnMut(usize, &[f32]),
    ) -> Result<(), ModelError> {
        self.check(name, rows, columns)?;
        let tensor = &self.tensors[name];
        let mut bytes = vec![0; columns / tensor.encoding.block() * tensor.encoding.block_bytes()];
        let mut numbers = vec![0.0; columns];
        self.input.file.seek(SeekFrom::Start(self.data + tensor.offset))?;
        for row in 0..rows {
            self.input.fill(&mut bytes)?;
            quantised::decode(tensor.encoding, &bytes, &mut numbers);
            take(row, &numbers);
        }
        Ok(())
    }
}

impl Tensor {
    /// How many bytes it takes.
    fn size(&self) -> u64 {
        let numbers = self.dimensions.iter().fold(1u64, |all, &size| all.saturating_mul(size));
        numbers.div_ceil(self.encoding.block() as u64).saturating_mul(self.encoding.block_bytes() as u64)
    }
}
