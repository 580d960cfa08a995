//! A reader that remembers its answers, so that a text that was read before costs nothing.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Reader, Reading, Weight};
use crate::source::{Edit, TextRange};

/// What the bytes of answers begin with; changes with their layout and with what the numbers mean.
const HEAD: &[u8; 8] = b"pe-ans03";
/// The FNV-1a constants, 64 bits.
pub(super) const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// Answers by question.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Answers(BTreeMap<u64, Vec<f32>>);

impl Answers {
    /// Reads what [`Answers::to_bytes`] wrote; no answers where the bytes are anything else.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        Self::parse(bytes).unwrap_or_default()
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let (rest, sum) = bytes.split_last_chunk::<8>()?;
        let mut rest = rest.strip_prefix(HEAD)?;
        if hash(BASIS, &bytes[..bytes.len() - 8]) != u64::from_le_bytes(*sum) {
            return None;
        }
        let mut all = BTreeMap::new();
        while let Some((key, after)) = rest.split_first_chunk::<8>() {
            let (count, after) = after.split_first_chunk::<4>()?;
            let (numbers, after) = after.split_at_checked(u32::from_le_bytes(*count) as usize * 4)?;
            let numbers = numbers.chunks_exact(4).map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]]));
            all.insert(u64::from_le_bytes(*key), numbers.collect());
            rest = after;
        }
        Some(Self(all))
    }

    /// The answers as bytes; the same answers give the same bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = HEAD.to_vec();
        for (key, numbers) in &self.0 {
            bytes.extend(key.to_le_bytes());
            bytes.extend((numbers.len() as u32).to_le_bytes());
            bytes.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
        }
        bytes.extend(hash(BASIS, &bytes).to_le_bytes());
        bytes
    }
}

/// A reader that asks another only what it has not been asked before.
pub struct Remembering {
    reader: Arc<dyn Reader>,
    answers: Mutex<Answers>,
}

impl Remembering {
    /// `reader`, with answers it gave before.
    pub fn new(reader: Arc<dyn Reader>, answers: Answers) -> Self {
        Self { reader, answers: Mutex::new(answers) }
    }

    /// Everything that was answered.
    pub fn answers(&self) -> Answers {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl fmt::Debug for Remembering {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Remembering").field(&self.reader).finish()
    }
}

impl Reader for Remembering {
    fn fingerprint(&self) -> &str {
        self.reader.fingerprint()
    }

    fn open<'r>(&'r self, text: &'r str, wrapped: bool) -> Box<dyn Reading + 'r> {
        let key = hash(key(text), &[u8::from(wrapped)]);
        Box::new(Remembered { memory: self, text, wrapped, key, reading: OnceCell::new() })
    }
}

/// A text that is read only when something new is asked about it.
struct Remembered<'r> {
    memory: &'r Remembering,
    text: &'r str,
    wrapped: bool,
    key: u64,
    reading: OnceCell<Box<dyn Reading + 'r>>,
}

impl Remembered<'_> {
    fn answer(&self, question: u64, ask: impl FnOnce(&dyn Reading) -> Vec<f32>) -> Vec<f32> {
        let answers = || self.memory.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = answers().0.get(&question) {
            return known.clone();
        }
        let reading = self.reading.get_or_init(|| self.memory.reader.open(self.text, self.wrapped));
        let answer = ask(reading.as_ref());
        answers().0.insert(question, answer.clone());
        answer
    }

    fn question(&self, name: &[u8], number: usize, alternatives: &[&[Edit]]) -> u64 {
        let mut key = hash(hash(self.key, name), &(number as u64).to_le_bytes());
        for edits in alternatives {
            for edit in *edits {
                key = hash(key, &(edit.range.start() as u64).to_le_bytes());
                key = hash(key, &(edit.range.end() as u64).to_le_bytes());
                key = hash(key, edit.replacement.as_bytes());
                key = hash(key, &[0xff]);
            }
            key = hash(key, &[0xfe]);
        }
        key
    }
}

impl Reading for Remembered<'_> {
    fn glance(&self, alternatives: &[&[Edit]]) -> Vec<f32> {
        self.answer(self.question(b"glance", 0, alternatives), |reading| reading.glance(alternatives))
    }

    fn surprise(&self, at: usize) -> f32 {
        let answer = self.answer(self.question(b"surprise", at, &[]), |reading| vec![reading.surprise(at)]);
        answer.first().copied().unwrap_or_default()
    }

    fn suspicions(&self, places: &[TextRange]) -> Vec<Option<f32>> {
        let edits: Vec<[Edit; 1]> = places.iter().map(|&place| [Edit::replace(place, "")]).collect();
        let alternatives: Vec<&[Edit]> = edits.iter().map(|edit| &edit[..]).collect();
        let ask = |reading: &dyn Reading| {
            reading.suspicions(places).into_iter().map(|suspicion| suspicion.unwrap_or(f32::NAN)).collect()
        };
        let answer = self.answer(self.question(b"suspicions", 0, &alternatives), ask);
        answer.into_iter().map(|suspicion| Some(suspicion).filter(|suspicion| !suspicion.is_nan())).collect()
    }

    fn prefer(&self, alternatives: &[&[Edit]], horizon: usize) -> Vec<Weight> {
        let ask = |reading: &dyn Reading| {
            let weights = reading.prefer(alternatives, horizon);
            weights.into_iter().flat_map(|weight| [weight.own, weight.after]).collect()
        };
        let answer = self.answer(self.question(b"prefer", horizon, alternatives), ask);
        answer.chunks_exact(2).map(|pair| Weight { own: pair[0], after: pair[1] }).collect()
    }
}

/// What tells a text from others: its 64-bit FNV-1a.
pub fn key(text: &str) -> u64 {
    hash(BASIS, text.as_bytes())
}

pub(super) fn hash(start: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(start, |sum, &byte| (sum ^ u64::from(byte)).wrapping_mul(PRIME))
}
