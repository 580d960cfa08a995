//! What was lately found out about words.

use std::hash::Hasher;

use rustc_hash::FxHasher;

/// Remembers an answer for some thousands of words, the last that came along in the place that their hash gives them.
/// One for each thread: texts share most of their words, and a list that has them all is far from the processor.
#[derive(Debug)]
pub struct Memo<T> {
    places: Vec<Place<T>>,
}

/// A word, written in place so that nothing has to be followed, and the answer for it.
#[derive(Clone, Debug)]
struct Place<T> {
    length: u8,
    word: [u8; LONGEST],
    answer: T,
}

/// Words of more bytes than this are not remembered.
const LONGEST: usize = 22;

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Memo<T> {
    /// One that remembers nothing.
    pub const fn new() -> Self {
        Self { places: Vec::new() }
    }
}

impl<T: Copy> Memo<T> {
    const BITS: u32 = 13;

    /// The answer for a word, which `find` finds out where it is not remembered.
    pub fn get(&mut self, word: &str, find: impl Fn(&str) -> T) -> T {
        if self.places.is_empty() {
            self.places.resize(1 << Self::BITS, Place { length: 0, word: [0; LONGEST], answer: find("") });
        }
        if word.len() > LONGEST {
            return find(word);
        }
        let mut hasher = FxHasher::default();
        hasher.write(word.as_bytes());
        let place = &mut self.places[(hasher.finish() >> (u64::BITS - Self::BITS)) as usize];
        if &place.word[..usize::from(place.length)] != word.as_bytes() {
            let answer = find(word);
            place.length = word.len() as u8;
            place.word[..word.len()].copy_from_slice(word.as_bytes());
            place.answer = answer;
        }
        place.answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_that_of_its_word() {
        let mut lengths = Memo::new();
        let words: Vec<String> = (0..20_000).map(|number| "a".repeat(number % 23) + &number.to_string()).collect();
        for word in words.iter().chain(&words).chain([&String::new()]) {
            assert_eq!(lengths.get(word, str::len), word.len());
        }
    }
}
