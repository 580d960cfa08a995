//! The model file: its layout, how it is read in place, and how it is written.
//!
//! All numbers are little-endian. In order: magic, version, [`Thresholds`], names of the classes,
//! the lexicon, the words of one reading, the features. Both word tables are [`ByteMap`]s. A feature is found by the
//! high bits of its hash, which number a bucket, and a fingerprint of its low 16 bits; a bucket is
//! `count, (fingerprint u16, length u8) × count, rows`, and a row is either `length` pairs of class and weight or, where
//! the length is [`DENSE`], a weight for every class.

use super::Thresholds;
use crate::language::{Tag, Upos};

const MAGIC: &[u8; 8] = b"PETAGGER";
const VERSION: u32 = 1;

/// The room for classes in a score vector and a dense row.
pub(crate) const WIDTH: usize = 80;

/// The length that marks a row with a weight for every class.
const DENSE: u8 = 255;

/// A score for every class. A sum of fifty eight-bit weights cannot overflow it.
pub(crate) type Scores = [i16; WIDTH];

/// Why bytes are not a model.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ModelError {
    #[error("the file is not a tagger model")]
    Magic,
    #[error("the file has layout version {0}; this program reads version {VERSION}")]
    Version(u32),
    #[error("the file ends too early")]
    Truncated,
    #[error("`{0}` is not a pair of known tags")]
    Class(String),
}

/// One reading a word can have.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Class {
    pub upos: Upos,
    pub tag: Tag,
}

/// A model, read in place.
#[derive(Debug)]
pub(crate) struct Model {
    pub thresholds: Thresholds,
    /// The classes by number; the finite ones come first.
    pub classes: Vec<Class>,
    /// How many classes are finite.
    pub finite: usize,
    /// From [`Form::lower`](super::form::Form::lower) to the lexicon's class.
    pub lexicon: ByteMap,
    /// From [`Form::exact`](super::form::Form::exact) to the only class of the word.
    pub fixed: ByteMap,
    features: Features,
}

impl Model {
    /// Reads a model; nothing is copied but the names of the classes.
    pub(crate) fn read(bytes: &'static [u8]) -> Result<Model, ModelError> {
        let mut file = Reader(bytes);
        if file.bytes(MAGIC.len()).map_err(|_| ModelError::Magic)? != MAGIC {
            return Err(ModelError::Magic);
        }
        let version = file.u32()?;
        if version != VERSION {
            return Err(ModelError::Version(version));
        }
        let thresholds = Thresholds { no_finite: file.i32()?, surely_finite: file.i32()?, confident: file.i32()? };
        let length = file.u32()? as usize;
        let names = String::from_utf8_lossy(file.bytes(length)?);
        let classes = names.split_whitespace().map(Class::parse).collect::<Result<Vec<_>, _>>()?;
        let finite = classes.iter().take_while(|class| class.tag.is_finite()).count();
        Ok(Model {
            thresholds,
            classes,
            finite,
            lexicon: ByteMap::read(&mut file)?,
            fixed: ByteMap::read(&mut file)?,
            features: Features::read(&mut file)?,
        })
    }

    /// Adds the weights of the features with these hashes to `scores`.
    ///
    /// The table is larger than a processor's near caches, and a feature waits for memory twice. So all places are
    /// fetched before any is read: they come at the same time then.
    pub(crate) fn add_all(&self, batch: &Batch, scores: &mut Scores) {
        let hashes = &batch.hashes[..batch.length];
        let mut places = [0; Batch::ROOM];
        for (place, &hash) in places.iter_mut().zip(hashes) {
            *place = self.features.place(hash);
        }
        let fetched = places[..hashes.len()].iter().fold(0, |sum, &place| sum ^ self.features.buckets[place]);
        std::hint::black_box(fetched);
        for (&hash, &place) in hashes.iter().zip(&places) {
            self.add_at(hash, place, scores);
        }
    }

    /// Adds the weights of the feature with this hash to `scores`.
    #[inline]
    pub(crate) fn add(&self, hash: u64, scores: &mut Scores) {
        self.add_at(hash, self.features.place(hash), scores);
    }

    #[inline]
    fn add_at(&self, hash: u64, place: usize, scores: &mut Scores) {
        let Some((length, row)) = self.features.row(hash, place) else { return };
        if length == DENSE {
            let Some(row) = row.first_chunk::<WIDTH>() else { return };
            for (score, weight) in scores.iter_mut().zip(row) {
                *score += i16::from(weight.cast_signed());
            }
        } else {
            for &[class, weight] in row[..2 * usize::from(length)].as_chunks::<2>().0 {
                scores[usize::from(class)] += i16::from(weight.cast_signed());
            }
        }
    }
}

/// Features to be looked up together.
pub(crate) struct Batch {
    hashes: [u64; Batch::ROOM],
    length: usize,
}

impl Batch {
    /// More features than a word has.
    const ROOM: usize = 40;

    pub(crate) fn new() -> Self {
        Self { hashes: [0; Self::ROOM], length: 0 }
    }

    #[inline]
    pub(crate) fn push(&mut self, hash: u64) {
        self.hashes[self.length] = hash;
        self.length += 1;
    }
}

impl Class {
    fn parse(name: &str) -> Result<Class, ModelError> {
        name.split_once('/')
            .and_then(|(upos, tag)| Some(Class { upos: Upos::parse(upos)?, tag: Tag::parse(tag)? }))
            .ok_or_else(|| ModelError::Class(name.to_owned()))
    }
}

#[derive(Debug)]
struct Features {
    shift: u32,
    /// Where each bucket starts in `buckets`.
    index: &'static [u8],
    buckets: &'static [u8],
}

impl Features {
    fn read(file: &mut Reader) -> Result<Features, ModelError> {
        let bits = file.u32()?;
        let length = file.u32()? as usize;
        Ok(Features { shift: 64 - bits, index: file.bytes(4 << bits)?, buckets: file.bytes(length)? })
    }

    /// Where the bucket of a feature starts.
    #[inline]
    fn place(&self, hash: u64) -> usize {
        u32_at(self.index, (hash >> self.shift) as usize) as usize
    }

    #[inline]
    fn row(&self, hash: u64, place: usize) -> Option<(u8, &'static [u8])> {
        let bucket = &self.buckets[place..];
        let (count, entries) = bucket.split_first()?;
        let (entries, mut rows) = entries.split_at(3 * usize::from(*count));
        let [low, high, ..] = hash.to_le_bytes();
        for &[first, second, length] in entries.as_chunks::<3>().0 {
            if (first, second) == (low, high) {
                return Some((length, rows));
            }
            rows = &rows[row_size(length)..];
        }
        None
    }
}

fn row_size(length: u8) -> usize {
    if length == DENSE { WIDTH } else { 2 * usize::from(length) }
}

/// A table from 64-bit hashes to bytes, with 16-bit fingerprints: a hash that was never put in is taken for another one
/// about once in 50,000 times.
#[derive(Debug)]
pub(crate) struct ByteMap {
    shift: u32,
    /// Where each bucket starts among the entries, as `u16`; one more for the end of the last.
    index: &'static [u8],
    /// `fingerprint u16, value u8`.
    entries: &'static [u8],
}

impl ByteMap {
    fn read(file: &mut Reader) -> Result<ByteMap, ModelError> {
        let bits = file.u32()?;
        let count = file.u32()? as usize;
        Ok(ByteMap { shift: 64 - bits, index: file.bytes((2 << bits) + 2)?, entries: file.bytes(3 * count)? })
    }

    /// The byte that was put in for `hash`.
    #[inline]
    pub(crate) fn get(&self, hash: u64) -> Option<u8> {
        let hash = spread(hash);
        let bucket = (hash >> self.shift) as usize;
        let start = 3 * usize::from(u16_at(self.index, bucket));
        let end = 3 * usize::from(u16_at(self.index, bucket + 1));
        let [low, high, ..] = hash.to_le_bytes();
        let entries = self.entries[start..end].as_chunks::<3>().0;
        entries.iter().find(|&&[first, second, _]| (first, second) == (low, high)).map(|&[.., value]| value)
    }
}

/// Mixes a hash of a string, whose high bits say little about short strings.
fn spread(hash: u64) -> u64 {
    let product = u128::from(hash) * 0xa076_1d64_78bd_642f_u128;
    (product as u64) ^ ((product >> 64) as u64)
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(bytes.as_chunks::<4>().0[at])
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes(bytes.as_chunks::<2>().0[at])
}

/// The part of the file that was not read yet.
struct Reader(&'static [u8]);

impl Reader {
    fn bytes(&mut self, count: usize) -> Result<&'static [u8], ModelError> {
        let (bytes, rest) = self.0.split_at_checked(count).ok_or(ModelError::Truncated)?;
        self.0 = rest;
        Ok(bytes)
    }

    fn u32(&mut self) -> Result<u32, ModelError> {
        Ok(u32_at(self.bytes(4)?, 0))
    }

    fn i32(&mut self) -> Result<i32, ModelError> {
        Ok(self.u32()?.cast_signed())
    }
}

/// The weights of one feature: classes in ascending order.
#[cfg(feature = "train")]
pub(crate) type Weights = Vec<(u8, i8)>;

/// What training puts into a model file.
#[cfg(feature = "train")]
#[derive(Clone)]
pub(crate) struct Contents {
    /// The size of one unit of weight, in the averaged perceptron's own units.
    pub step: f64,
    /// The finite classes first.
    pub classes: Vec<Class>,
    /// Hashes of lower-case forms with their lexicon classes.
    pub lexicon: Vec<(u64, u8)>,
    /// Hashes of exact forms with their only class.
    pub fixed: Vec<(u64, u8)>,
    /// Hashes of features with their weights.
    pub features: Vec<(u64, Weights)>,
}

#[cfg(feature = "train")]
impl Contents {
    /// From how many weights on a row is written with a weight for every class: faster to add, a little longer to store.
    const DENSE_FROM: usize = 16;

    /// The bytes of the model file. The same contents give the same bytes, in whatever order the tables come.
    pub(crate) fn write(mut self, thresholds: Thresholds) -> Vec<u8> {
        let mut file = MAGIC.to_vec();
        file.extend(VERSION.to_le_bytes());
        for threshold in [thresholds.no_finite, thresholds.surely_finite, thresholds.confident] {
            file.extend(threshold.to_le_bytes());
        }
        let names: Vec<String> = self.classes.iter().map(|class| format!("{}/{}", class.upos, class.tag)).collect();
        let names = names.join(" ");
        file.extend((names.len() as u32).to_le_bytes());
        file.extend(names.bytes());
        write_byte_map(self.lexicon, &mut file);
        write_byte_map(self.fixed, &mut file);
        self.features.sort_unstable();
        write_features(&self.features, &mut file);
        file
    }
}

#[cfg(feature = "train")]
fn write_byte_map(map: Vec<(u64, u8)>, file: &mut Vec<u8>) {
    let mut map: Vec<_> = map.into_iter().map(|(hash, value)| (spread(hash), value)).collect();
    map.sort_unstable();
    let bits = bucket_bits(map.len());
    file.extend(bits.to_le_bytes());
    file.extend((map.len() as u32).to_le_bytes());
    for bucket in 0..=1u64 << bits {
        let start = map.partition_point(|(hash, _)| hash >> (64 - bits) < bucket);
        file.extend(u16::try_from(start).expect("a word table has at most 65,535 words").to_le_bytes());
    }
    for (hash, value) in map {
        file.extend([hash.to_le_bytes()[0], hash.to_le_bytes()[1], value]);
    }
}

#[cfg(feature = "train")]
fn write_features(features: &[(u64, Weights)], file: &mut Vec<u8>) {
    let bits = bucket_bits(features.len() / 2);
    let (mut index, mut buckets) = (Vec::new(), vec![0]);
    let mut rest = features;
    for bucket in 0..1u64 << bits {
        let (entries, after) = rest.split_at(rest.partition_point(|(hash, _)| hash >> (64 - bits) == bucket));
        rest = after;
        if entries.is_empty() {
            index.extend(0u32.to_le_bytes());
            continue;
        }
        index.extend((buckets.len() as u32).to_le_bytes());
        buckets.push(u8::try_from(entries.len()).expect("a bucket has at most 255 features"));
        for (hash, row) in entries {
            let length = if row.len() >= Contents::DENSE_FROM { DENSE } else { row.len() as u8 };
            buckets.extend([hash.to_le_bytes()[0], hash.to_le_bytes()[1], length]);
        }
        for (_, row) in entries {
            if row.len() >= Contents::DENSE_FROM {
                let mut dense = [0; WIDTH];
                row.iter().for_each(|&(class, weight)| dense[usize::from(class)] = weight.cast_unsigned());
                buckets.extend(dense);
            } else {
                buckets.extend(row.iter().flat_map(|&(class, weight)| [class, weight.cast_unsigned()]));
            }
        }
    }
    file.extend(bits.to_le_bytes());
    file.extend((buckets.len() as u32).to_le_bytes());
    file.extend(index);
    file.extend(buckets);
}

/// The number of bits that number about as many buckets as there are entries.
#[cfg(feature = "train")]
fn bucket_bits(entries: usize) -> u32 {
    entries.max(2).ilog2()
}
