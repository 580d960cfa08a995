//! What was lately found out about words.

use std::hash::Hasher;

use rustc_hash::FxHasher;

/// Remembers an answer for some thousands of words, the last that came along in the place that their hash gives them.
/// One for each thread: texts share most of their words, and a list that has them all is far from the processor.
#[derive(Debug)]
pub struct Memo<T> {
    places: Vec<(String, T)>,
}

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
    const BITS: u32 = 12;

    /// The answer for a word, which `find` finds out where it is not remembered.
    pub fn get(&mut self, word: &str, find: impl Fn(&str) -> T) -> T {
        if self.places.is_empty() {
            let answer = find("");
            self.places.resize(1 << Self::BITS, (String::new(), answer));
        }
        let mut hasher = FxHasher::default();
        hasher.write(word.as_bytes());
        let (known, answer) = &mut self.places[(hasher.finish() >> (u64::BITS - Self::BITS)) as usize];
        if known != word {
            known.clear();
            known.push_str(word);
            *answer = find(word);
        }
        *answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_that_of_its_word() {
        let mut lengths = Memo::new();
        let words: Vec<String> = (0..20_000).map(|number| "a".repeat(number % 13) + &number.to_string()).collect();
        for word in words.iter().chain(&words).chain([&String::new()]) {
            assert_eq!(lengths.get(word, str::len), word.len());
        }
    }
}
