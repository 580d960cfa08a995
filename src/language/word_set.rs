//! A short list of words that most words are not on.

/// Words that are looked for often and found seldom: a word whose first letter and length no word of the list has needs
/// no comparison.
#[derive(Debug)]
pub struct WordSet {
    words: &'static [&'static str],
    /// Whether the words are in byte order, so that a long list can be searched by halves.
    sorted: bool,
    /// For each first byte, the lengths of the words that begin with it, as bits; the last bit stands for all greater
    /// ones.
    lengths: [u32; 256],
}

impl WordSet {
    /// The set of these words.
    ///
    /// # Panics
    /// If one of them is empty.
    pub const fn new(words: &'static [&'static str]) -> Self {
        let (mut lengths, mut sorted) = ([0; 256], true);
        let mut at = 0;
        while at < words.len() {
            let word = words[at].as_bytes();
            lengths[word[0] as usize] |= length_bit(word.len());
            sorted &= at == 0 || is_before(words[at - 1].as_bytes(), word);
            at += 1;
        }
        Self { words, sorted, lengths }
    }

    /// Whether it has the word, letter case included.
    #[inline]
    pub fn has(&self, word: &str) -> bool {
        let begins = |first: &u8| self.lengths[usize::from(*first)] & length_bit(word.len()) != 0;
        word.as_bytes().first().is_some_and(begins)
            && if self.sorted { self.words.binary_search(&word).is_ok() } else { self.words.contains(&word) }
    }
}

const fn length_bit(length: usize) -> u32 {
    if length < 31 { 1 << length } else { 1 << 31 }
}

/// Whether `first` comes before `second` in byte order.
const fn is_before(first: &[u8], second: &[u8]) -> bool {
    let mut at = 0;
    while at < first.len() && at < second.len() {
        if first[at] != second[at] {
            return first[at] < second[at];
        }
        at += 1;
    }
    first.len() < second.len()
}

#[cfg(test)]
mod tests {
    use super::WordSet;

    const LONG: &str = "a-word-of-more-than-thirty-one-bytes";

    #[test]
    fn a_set_has_its_words_and_no_others() {
        static SORTED: WordSet = WordSet::new(&["Ebb", LONG, "tide", "toll", "tolls", "été"]);
        static MIXED: WordSet = WordSet::new(&["tide", "toll", "Ebb", "été", LONG, "tolls"]);
        assert!(SORTED.sorted && !MIXED.sorted);
        for set in [&SORTED, &MIXED] {
            assert!(["tide", "toll", "tolls", "Ebb", "été", LONG].iter().all(|word| set.has(word)));
            for word in ["", "t", "Tide", "tidy", "ebb", "étang", "a-word-of-more-than-thirty-one-letters"] {
                assert!(!set.has(word), "{word}");
            }
        }
    }
}
