//! A short list of words that most words are not on.

/// Words that are looked for often and found seldom: a word whose first letter and length no word of the list has needs
/// no comparison.
#[derive(Debug)]
pub struct WordSet {
    words: &'static [&'static str],
    /// For each first byte, the lengths of the words that begin with it, as bits; the last bit stands for
    /// all greater ones.
    lengths: [u32; 256],
}

impl WordSet {
    /// The set of these words.
    ///
    /// # Panics
    /// If one of them is empty.
    pub const fn new(words: &'static [&'static str]) -> Self {
        let mut lengths = [0; 256];
        let mut at = 0;
        while at < words.len() {
            let word = words[at].as_bytes();
            lengths[word[0] as usize] |= length_bit(word.len());
            at += 1;
        }
        Self { words, lengths }
    }

    /// Whether it has the word, letter case included.
    #[inline]
    pub fn has(&self, word: &str) -> bool {
        let begins = |first: &u8| self.lengths[usize::from(*first)] & length_bit(word.len()) != 0;
        word.as_bytes().first().is_some_and(begins) && self.words.contains(&word)
    }
}

const fn length_bit(length: usize) -> u32 {
    if length < 31 { 1 << length } else { 1 << 31 }
}

#[cfg(test)]
mod tests {
    use super::WordSet;

    #[test]
    fn a_set_has_its_words_and_no_others() {
        const LONG: &str = "a-word-of-more-than-thirty-one-bytes";
        static SET: WordSet = WordSet::new(&["tide", "toll", "Ebb", "été", LONG]);
        assert!(["tide", "toll", "Ebb", "été", LONG].iter().all(|word| SET.has(word)));
        for word in ["", "t", "Tide", "tidy", "ebb", "étang", "a-word-of-more-than-thirty-one-letters"] {
            assert!(!SET.has(word), "{word}");
        }
    }
}
