//! Fingerprints: what names a finding when the text around it moves.

use std::collections::HashMap;

use super::Finding;
use crate::source::TextRange;

/// How many letters and digits on either side belong to a finding's fingerprint.
const CONTEXT: usize = 32;

/// Gives `findings`, all that are found in `text`, their fingerprints.
///
/// A fingerprint is `v1:` and 16 hexadecimal digits: the 64-bit FNV-1a hash of the rule, the words of the finding, the
/// letters and digits around it in its paragraph, and the number of equal findings before it in the file. Case, spacing
/// and, around the finding, punctuation do not count. So it outlives text that is put in or taken out elsewhere,
/// re-wrapped lines, a space or a comma mended next to it, and a new wording of the rule's message.
pub fn assign(text: &str, findings: &mut [Finding]) {
    let mut seen: HashMap<u64, u32> = HashMap::new();
    for finding in findings {
        let (before, after) = around(text, finding.range);
        let mut hash = Fnv1a::default();
        hash.word(finding.rule.id);
        text[finding.range].split_whitespace().for_each(|word| hash.word(&word.to_lowercase()));
        hash.word("");
        hash.word(&before);
        hash.word(&after);
        let ordinal = seen.entry(hash.0).or_default();
        hash.word(&ordinal.to_string());
        *ordinal += 1;
        finding.fingerprint = format!("v1:{:016x}", hash.0);
    }
}

/// The letters and digits before and after `range`, in lower case, without those of another paragraph.
fn around(text: &str, range: TextRange) -> (String, String) {
    let mut before = letters(text[..range.start()].chars().rev());
    before.reverse();
    let lower = |letters: Vec<char>| letters.into_iter().flat_map(char::to_lowercase).collect();
    (lower(before), lower(letters(text[range.end()..].chars())))
}

/// The first letters and digits of `chars`, up to an empty line.
fn letters(chars: impl Iterator<Item = char>) -> Vec<char> {
    let mut letters = Vec::new();
    let mut in_white_line = false;
    for c in chars {
        if c == '\n' && std::mem::replace(&mut in_white_line, true) || letters.len() == CONTEXT {
            break;
        }
        in_white_line &= c.is_whitespace();
        letters.extend(Some(c).filter(|c| c.is_alphanumeric()));
    }
    letters
}

/// FNV-1a, 64 bits (Fowler, Noll and Vo; RFC 9923). Not the standard library's hasher, which may change between
/// versions of Rust, and a fingerprint is kept in files.
#[derive(Clone, Copy, Debug)]
pub struct Fnv1a(u64);

impl Default for Fnv1a {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv1a {
    /// Adds a word and a byte that ends it and that no text holds.
    pub fn word(&mut self, word: &str) {
        for byte in word.bytes().chain([0xff]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    /// The hash of the words so far.
    pub const fn value(self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::{around, assign};
    use crate::finding::Finding;
    use crate::rules::TABLE;
    use crate::source::TextRange;

    fn of(text: &str, needle: &str) -> Vec<String> {
        let mut found: Vec<Finding> = text
            .match_indices(needle)
            .map(|(at, _)| Finding::new(TABLE[0].rule, TextRange::new(at, at + needle.len()), "a message"))
            .collect();
        assign(text, &mut found);
        found.into_iter().map(|finding| finding.fingerprint).collect()
    }

    #[test]
    fn a_fingerprint_outlives_changes_elsewhere() {
        let one = of("The kiln cooled.Then they opened it.\n", ".Then");
        assert_eq!(one, of("A new paragraph.\n\nThe kiln  cooled.Then\nthey opened it.\n\nMore.", ".Then"));
        assert_eq!(one, of("The kiln , cooled.Then They opened it !\n", ".Then"));
        assert_ne!(one, of("The oven cooled.Then they opened it.\n", ".Then"));
        assert_ne!(one, of("The kiln cooled.Then she opened it.\n", ".Then"));
    }

    #[test]
    fn equal_findings_are_told_apart() {
        let two = of("A jar.Then\n\nA jar.Then\n", ".Then");
        assert_eq!(two[0], of("A jar.Then", ".Then")[0]);
        assert_ne!(two[0], two[1]);
    }

    #[test]
    fn what_is_around_ends_at_an_empty_line() {
        let text = "Far away.\n \nIt was late.And so\n\nNext.";
        let at = text.find(".And").unwrap();
        assert_eq!(around(text, TextRange::new(at, at + 4)), ("itwaslate".into(), "so".into()));
    }
}
