//! The pieces of words that a model reads, and how a text is cut into them.
//!
//! The vocabulary comes from the model's own file. A text is cut as SentencePiece does it: into characters, of which
//! the pair that makes the best piece is joined until no pair makes one; what is in no piece is read byte by byte. Only
//! pieces of Latin script, digits, marks and single bytes are kept, and known by their rank among those.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::ModelError;
use super::gguf::{Gguf, Value};
use crate::source::TextRange;

/// What stands for a space inside a piece.
const SPACE: char = '\u{2581}';
/// The numbers GGUF gives to the kinds of pieces.
const NORMAL: i64 = 1;
const USER_DEFINED: i64 = 4;
const BYTE: i64 = 6;

/// Pieces are ordered by how early they were made, which is how common they are. What comes after so many is left out
/// of the sum over what may come next, for the time it would take: less than one part in a hundred of English prose.
const COMMON: usize = 50_000;

/// The pieces of a model.
pub(super) struct Vocabulary {
    ids: FxHashMap<Box<str>, Piece>,
    /// The piece of each byte.
    bytes: Vec<u32>,
    /// What a text begins with.
    begin: u32,
    /// What parts two paragraphs.
    paragraph: u32,
    /// For each kept piece its number in the file.
    kept: Vec<u32>,
    /// The pieces that are summed over, by rank.
    common: Vec<u32>,
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
        let mut ids = FxHashMap::default();
        let mut kept = Vec::new();
        let mut bytes = vec![None; 256];
        let mut first = None;
        let mut common = Vec::new();
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
                if number < COMMON && token.chars().all(|c| c == SPACE || c.is_ascii()) || token.chars().count() == 1 {
                    common.push(id);
                }
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
        Ok(Self { ids, bytes, begin, paragraph, kept, common })
    }

    /// What a text begins with.
    pub(super) fn begin(&self) -> u32 {
        self.begin
    }

    /// How many of the kept pieces count among what may come next: the rarest are left out of the sum.
    pub(super) fn common(&self) -> &[u32] {
        &self.common
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

/// A word, and whether a space stands before it.
type Word = (Box<str>, bool);

/// Cuts texts and remembers the words it has cut.
pub(super) struct Cutter<'v> {
    vocabulary: &'v Vocabulary,
    known: Mutex<FxHashMap<Word, Arc<[u32]>>>,
}

impl<'v> Cutter<'v> {
    pub(super) fn new(vocabulary: &'v Vocabulary) -> Self {
        Self { vocabulary, known: Mutex::default() }
    }

    /// Appends the pieces of `text` to `out` and calls `word` for each word with its place in `text`, the number of
    /// pieces before its first, whether a paragraph begins with it, and whether a space stands before it. Line ends part
    /// paragraphs unless `wrapped`, where only empty lines do.
    pub(super) fn cut(
        &self,
        text: &str,
        wrapped: bool,
        out: &mut Vec<u32>,
        mut word: impl FnMut(TextRange, usize, bool, bool),
    ) {
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let words = rest.trim_start();
            let gap = &rest[..rest.len() - words.len()];
            let length = words.find(char::is_whitespace).unwrap_or(words.len());
            if length == 0 {
                break;
            }
            let opens = out.is_empty() || gap.matches('\n').count() > usize::from(wrapped);
            if opens && !out.is_empty() {
                out.push(self.vocabulary.paragraph);
            }
            at += gap.len();
            word(TextRange::new(at, at + length), out.len(), opens, !opens);
            self.word(&words[..length], !opens, out);
            at += length;
        }
    }

    /// Appends the pieces of words inside a paragraph to `out`; a space stands before the first if `spaced`.
    pub(super) fn cut_inside(&self, text: &str, spaced: bool, out: &mut Vec<u32>) {
        for (number, word) in text.split_whitespace().enumerate() {
            self.word(word, spaced || number > 0, out);
        }
    }

    fn word(&self, word: &str, spaced: bool, out: &mut Vec<u32>) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let pieces = known.entry((word.into(), spaced)).or_insert_with(|| self.vocabulary.cut(word, spaced).into());
        out.extend_from_slice(pieces);
    }
}

/// Whether a piece with this character in it is kept.
fn is_kept(c: char) -> bool {
    c == SPACE
        || c.is_ascii()
        || matches!(c, '\u{a0}'..='\u{24f}' | '\u{2010}'..='\u{203f}' | '\u{20a0}'..='\u{20bf}' | '\u{2100}'..='\u{214f}')
}
