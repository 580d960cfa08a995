//! Words and phrases that lead to numbers, built ahead and read in place.
//!
//! A table of hundreds of patterns is too slow to compile at every start and too slow to try on every line. Each of its
//! patterns needs some word to be there, though; this is the index from those words to the patterns. It is an `fst` set
//! of `word 0xFF number`, in which a byte that no UTF-8 has parts the word from its number.

use std::borrow::Cow;

use fst::raw::{Fst, Node};

/// What parts a word from its number.
const END: u8 = 0xFF;

/// An index from lower-case words and phrases to numbers.
pub struct Postings(Fst<&'static [u8]>);

impl Postings {
    /// The index that [`build`] wrote.
    ///
    /// # Panics
    ///
    /// If it did not write these bytes.
    pub fn new(bytes: &'static [u8]) -> Self {
        Self(Fst::new(bytes).expect("an index that was built"))
    }

    /// Calls back with every number of a word, in ascending order.
    pub fn of(&self, word: &str, mut found: impl FnMut(u32)) {
        let mut node = self.0.root();
        for &byte in word.as_bytes() {
            let Some(at) = node.find_input(byte) else { return };
            node = self.0.node(node.transition_addr(at));
        }
        self.numbers(&node, &mut found);
    }

    /// Calls back with every number of every phrase that stands in a lower-case line, once for each place. A phrase
    /// stands where its first letter opens a word, or anywhere if that is no letter or of a script that does not part
    /// its words. Figures are as [`without_figures`] leaves them.
    pub fn within(&self, line: &str, mut found: impl FnMut(u32)) {
        let line = without_figures(line);
        let mut inside = false;
        for (at, c) in line.char_indices() {
            let letter = c.is_alphanumeric();
            let opens = c != ' ' && (!letter || !inside || c >= '\u{0e00}');
            inside = letter;
            if opens {
                self.along(&line.as_bytes()[at..], &mut found);
            }
        }
    }

    /// Calls back with the numbers of the phrases that `bytes` begin with.
    fn along(&self, bytes: &[u8], found: &mut impl FnMut(u32)) {
        let mut node = self.0.root();
        for &byte in bytes {
            let Some(at) = node.find_input(byte) else { return };
            node = self.0.node(node.transition_addr(at));
            self.numbers(&node, found);
        }
    }

    fn numbers(&self, node: &Node<'_>, found: &mut impl FnMut(u32)) {
        let Some(at) = node.find_input(END) else { return };
        let first = self.0.node(node.transition_addr(at));
        for high in first.transitions() {
            for low in self.0.node(high.addr).transitions() {
                found(u32::from(high.inp) << 8 | u32::from(low.inp));
            }
        }
    }
}

/// A text with one `0` for every row of figures: to a phrase, one number is like another.
pub fn without_figures(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '0'..='9' if out.ends_with('0') => {}
            '0'..='9' => out.push('0'),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// The bytes of the index of `entries`: lower-case phrases and their numbers, below 65,536.
#[cfg(test)]
pub fn build<'a>(entries: impl IntoIterator<Item = (&'a str, usize)>) -> Vec<u8> {
    let keys: std::collections::BTreeSet<Vec<u8>> = entries
        .into_iter()
        .map(|(phrase, number)| {
            let number = u16::try_from(number).expect("fewer than 65,536 entries");
            [phrase.as_bytes(), &[END], &number.to_be_bytes()].concat()
        })
        .collect();
    let mut set = fst::SetBuilder::memory();
    set.extend_iter(keys).expect("in byte order");
    set.into_inner().expect("written to memory")
}

/// Holds a built file to what it should be; `POSTEDIT_UPDATE=1` writes it where it is stale. `path` is relative to the
/// package.
#[cfg(test)]
pub fn assert_current(path: &str, built: &[u8]) {
    let full = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("POSTEDIT_UPDATE").is_some_and(|value| value == "1") {
        std::fs::write(&full, built).expect("a data file that can be written");
    }
    assert!(
        std::fs::read(&full).is_ok_and(|old| old == built),
        "{path} is stale: run the tests with POSTEDIT_UPDATE=1"
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> Postings {
        Postings::new(build([("read more", 300), ("read", 2), ("©", 1), ("기자", 7), ("read", 70)]).leak())
    }

    #[test]
    fn a_word_leads_to_its_numbers() {
        let mut numbers = Vec::new();
        index().of("read", |number| numbers.push(number));
        assert_eq!(numbers, [2, 70]);
        index().of("rea", |_| unreachable!());
        index().of("reads", |_| unreachable!());
    }

    #[test]
    fn phrases_are_found_where_words_begin() {
        let mut numbers = Vec::new();
        index().within("bread; read more ©2020 홍기자", |number| numbers.push(number));
        assert_eq!(numbers, [2, 70, 300, 1, 7]);
    }

    #[test]
    fn one_number_is_like_another() {
        let index = Postings::new(build([("at 0:0", 4)]).leak());
        let mut numbers = Vec::new();
        index.within("at 14:05 and at 7:30, not at 7", |number| numbers.push(number));
        assert_eq!(numbers, [4, 4]);
    }
}
