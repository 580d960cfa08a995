//! Fingerprints: what names a finding when the text around it moves.

use std::collections::HashMap;
use std::ops::Range;

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

/// The letters and digits before and after `range`, without those of another paragraph.
fn around(text: &str, range: TextRange) -> (String, String) {
    let (before, after) = (&text[..range.start()], &text[range.end()..]);
    let from = last_empty_line(before).map_or(0, |line| line.end);
    let to = empty_lines(after).next().map_or(after.len(), |line| line.start);
    let mut left: Vec<char> = before[from..].chars().rev().filter(|c| c.is_alphanumeric()).take(CONTEXT).collect();
    left.reverse();
    let right = after[..to].chars().filter(|c| c.is_alphanumeric()).take(CONTEXT);
    (left.into_iter().flat_map(char::to_lowercase).collect(), right.flat_map(char::to_lowercase).collect())
}

/// The stretches from one line feed to the next with nothing but white space between them.
fn empty_lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let ends = || text.match_indices('\n').map(|(at, _)| at);
    ends().zip(ends().skip(1)).map(|(one, next)| one..next + 1).filter(|line| text[line.clone()].trim().is_empty())
}

/// The last of them.
fn last_empty_line(text: &str) -> Option<Range<usize>> {
    let ends = || text.rmatch_indices('\n').map(|(at, _)| at);
    ends().zip(ends().skip(1)).map(|(next, one)| one..next + 1).find(|line| text[line.clone()].trim().is_empty())
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
