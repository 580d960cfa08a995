//! The pieces of words that a model reads, and how a text is cut into them.
//!
//! The vocabulary comes from the model's own file. A text is cut as SentencePiece does it: into characters, of which
//! the pair that makes the best piece is joined until no pair makes one; what is in no piece is read byte by byte. Only
//! pieces of Latin script, digits, marks and single bytes are kept, and known by their rank among those.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use super::gguf::{Gguf, Value};
use super::ModelError;

/// What stands for a space inside a piece.
const SPACE: char = '\u{2581}';
/// The numbers GGUF gives to the kinds of pieces.
const NORMAL: i64 = 1;
const USER_DEFINED: i64 = 4;
const BYTE: i64 = 6;

/// The pieces of a model.
pub(super) struct Vocabulary {
    ids: HashMap<Box<str>, Piece>,
    /// The piece of each byte.
    bytes: Vec<u32>,
    /// What a text begins with.
    begin: u32,
    /// What parts two paragraphs.
    paragraph: u32,
    /// For each kept piece its number in the file.
    kept: Vec<u32>,
}

#[derive(Clone, Copy)]
struct Piece {
    id: u32,
    score: f32,
}

impl Vocabulary {
    /// Reads the vocabulary of an open file.
    ///
    /// # Errors
    /// If it is missing, of another kind, or has no pieces for single bytes.
    pub(super) fn read(gguf: &Gguf) -> Result<Self, ModelError> {
        let kind = gguf.text("tokenizer.ggml.model")?;
        if kind != "llama" {
            return Err(ModelError::Vocabulary(kind.to_owned()));
        }
        let tokens = gguf.list("tokenizer.ggml.tokens")?;
        let scores = gguf.list("tokenizer.ggml.scores")?;
        let kinds = gguf.list("tokenizer.ggml.token_type")?;
        let begin = gguf.integer("tokenizer.ggml.bos_token_id")?;
        let mut ids = HashMap::new();
        let mut kept = Vec::new();
        let mut bytes = vec![None; 256];
        let mut first = None;
        for (number, ((token, score), kind)) in tokens.iter().zip(scores).zip(kinds).enumerate() {
            let (Value::Text(token), Value::Float(score), &Value::Integer(kind)) = (token, score, kind) else {
                return Err(ModelError::Malformed("a piece of the vocabulary of another type"));
            };
            let id = kept.len() as u32;
            let byte = (kind == BYTE).then(|| token.strip_prefix("<0x")?.strip_suffix('>')).flatten();
            if number as u64 == begin {
                first = Some(id);
            } else if let Some(byte) = byte.and_then(|byte| u8::from_str_radix(byte, 16).ok()) {
                bytes[usize::from(byte)] = Some(id);
            } else if matches!(kind, NORMAL | USER_DEFINED) && token.chars().all(is_kept) {
                ids.insert(token.as_str().into(), Piece { id, score: *score as f32 });
            } else {
                continue;
            }
            kept.push(number as u32);
        }
        let bytes = bytes.into_iter().collect::<Option<Vec<u32>>>();
        let (Some(bytes), Some(begin)) = (bytes, first) else {
            return Err(ModelError::Malformed("a vocabulary without a piece for every byte"));
        };
        let paragraph = ids.get("\n\n").or_else(|| ids.get("\n")).map_or(bytes[usize::from(b'\n')], |piece| piece.id);
        Ok(Self { ids, bytes, begin, paragraph, kept })
    }

    /// What a text begins with.
    pub(super) fn begin(&self) -> u32 {
        self.begin
    }

    /// What parts two paragraphs.
    pub(super) fn paragraph(&self) -> u32 {
        self.paragraph
    }

    /// For each kept piece its number in the file, in ascending order.
    pub(super) fn kept(&self) -> &[u32] {
        &self.kept
    }

    /// Cuts a word without white space in it, a space before it if `spaced`, into pieces.
    fn cut(&self, word: &str, spaced: bool) -> Vec<u32> {
        let text: String = spaced.then_some(SPACE).into_iter().chain(word.chars()).collect();
        // The bounds of the pieces; joining two takes one out.
        let mut bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        loop {
            let mut best: Option<(f32, usize)> = None;
            for at in 0..bounds.len().saturating_sub(2) {
                if let Some(piece) = self.ids.get(&text[bounds[at]..bounds[at + 2]])
                    && best.is_none_or(|(score, _)| piece.score > score)
                {
                    best = Some((piece.score, at));
                }
            }
            let Some((_, at)) = best else { break };
            bounds.remove(at + 1);
        }
        let mut out = Vec::with_capacity(bounds.len());
        for pair in bounds.windows(2) {
            let piece = &text[pair[0]..pair[1]];
            match self.ids.get(piece) {
                Some(piece) => out.push(piece.id),
                None => out.extend(piece.bytes().map(|byte| self.bytes[usize::from(byte)])),
            }
        }
        out
    }
}

/// Cuts texts and remembers the words it has cut.
pub(super) struct Cutter<'v> {
    vocabulary: &'v Vocabulary,
    known: RefCell<HashMap<(Box<str>, bool), Arc<[u32]>>>,
}

impl<'v> Cutter<'v> {
    pub(super) fn new(vocabulary: &'v Vocabulary) -> Self {
        Self { vocabulary, known: RefCell::default() }
    }

    /// Appends the pieces of `text` to `out` and calls `word` with the offset of each word in `text`, in bytes, and the
    /// number of pieces before it. Line ends part paragraphs unless `wrapped`, where only blank lines do.
    pub(super) fn cut(&self, text: &str, wrapped: bool, out: &mut Vec<u32>, mut word: impl FnMut(usize, usize)) {
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let words = rest.trim_start();
            let gap = &rest[..rest.len() - words.len()];
            let parted = gap.matches('\n').count() > usize::from(wrapped);
            let length = words.find(char::is_whitespace).unwrap_or(words.len());
            at += gap.len();
            if length == 0 {
                break;
            }
            let first = out.is_empty() || out.last() == Some(&self.vocabulary.begin);
            if parted && !first {
                out.push(self.vocabulary.paragraph);
            }
            word(at, out.len());
            let spaced = !gap.is_empty() && !parted && !first;
            let key = (Box::from(&words[..length]), spaced);
            let mut known = self.known.borrow_mut();
            let pieces = known.entry(key).or_insert_with(|| self.vocabulary.cut(&words[..length], spaced).into());
            out.extend_from_slice(pieces);
            at += length;
        }
    }
}

/// Whether a piece with this character in it is kept.
fn is_kept(c: char) -> bool {
    c == SPACE || c.is_ascii() || matches!(c, '\u{a0}'..='\u{24f}' | '\u{2010}'..='\u{203f}' | '\u{20a0}'..='\u{20bf}' | '\u{2100}'..='\u{214f}')
}
