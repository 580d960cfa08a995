//! Fingerprints: what names a finding when the text around it moves.

use std::collections::HashMap;
use std::ops::Range;

use crate::finding::Finding;
use crate::source::TextRange;

/// How many words on either side belong to a finding's fingerprint.
const CONTEXT: usize = 6;

/// The fingerprints of `findings` of `text`, in their order.
///
/// A fingerprint is `v1:` and 16 hexadecimal digits: the 64-bit FNV-1a hash of the rule, the words of the finding, the
/// words around it in its paragraph, and the number of equal findings before it in the file. Words are lower-cased and
/// their spacing is squeezed. So it outlives text that is put in or taken out elsewhere, re-wrapped lines, and a new
/// wording of the rule's message.
pub fn fingerprints(text: &str, findings: &[Finding]) -> Vec<String> {
    let mut seen: HashMap<u64, u32> = HashMap::new();
    findings
        .iter()
        .map(|finding| {
            let (before, after) = around(text, finding.range);
            let mut hash = Fnv1a::new();
            hash.word(finding.rule.id);
            for part in [&text[finding.range], before, after] {
                part.split_whitespace().for_each(|word| hash.word(&word.to_lowercase()));
                hash.word("");
            }
            let ordinal = seen.entry(hash.0).or_default();
            hash.word(&ordinal.to_string());
            *ordinal += 1;
            format!("v1:{:016x}", hash.0)
        })
        .collect()
}

/// The words before and after `range`, without those of another paragraph.
fn around(text: &str, range: TextRange) -> (&str, &str) {
    let (before, after) = (&text[..range.start()], &text[range.end()..]);
    let from = before.split_whitespace().rev().nth(CONTEXT - 1).map_or(0, |word| offset(before, word));
    let to = after.split_whitespace().nth(CONTEXT - 1).map_or(after.len(), |word| offset(after, word) + word.len());
    let (before, after) = (&before[from..], &after[..to]);
    let from = empty_lines(before).last().map_or(0, |line| line.end);
    let to = empty_lines(after).next().map_or(after.len(), |line| line.start);
    (&before[from..], &after[..to])
}

/// Where `part` begins in `whole`, of which it is a slice.
fn offset(whole: &str, part: &str) -> usize {
    part.as_ptr() as usize - whole.as_ptr() as usize
}

/// The stretches from one line feed to the next with nothing but white space between them.
fn empty_lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let ends = || text.match_indices('\n').map(|(at, _)| at);
    ends().zip(ends().skip(1)).map(|(one, next)| one..next + 1).filter(|line| text[line.clone()].trim().is_empty())
}

/// FNV-1a, 64 bits (Fowler, Noll and Vo; RFC 9923). Not the standard library's hasher, which may change between
/// versions of Rust, and a fingerprint is kept in files.
struct Fnv1a(u64);

impl Fnv1a {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// Adds a word and a byte that ends it and that no text holds.
    fn word(&mut self, word: &str) {
        for byte in word.bytes().chain([0xff]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{around, fingerprints};
    use crate::finding::Finding;
    use crate::rules::TABLE;
    use crate::source::TextRange;

    fn of(text: &str, needle: &str) -> Vec<String> {
        let found: Vec<Finding> = text
            .match_indices(needle)
            .map(|(at, _)| Finding::new(TABLE[0].rule, TextRange::new(at, at + needle.len()), "a message"))
            .collect();
        fingerprints(text, &found)
    }

    #[test]
    fn a_fingerprint_outlives_changes_elsewhere() {
        let one = of("The kiln cooled.Then they opened it.\n", ".Then");
        assert_eq!(one, of("A new paragraph.\n\nThe kiln  cooled.Then\nthey opened it.\n\nMore.", ".Then"));
        assert_ne!(one, of("The oven cooled.Then they opened it.\n", ".Then"));
    }

    #[test]
    fn equal_findings_are_told_apart() {
        let two = of("A jar.Then\n\nA jar.Then\n", ".Then");
        assert_eq!(two[0], of("A jar.Then", ".Then")[0]);
        assert_ne!(two[0], two[1]);
    }

    #[test]
    fn the_words_around_end_at_an_empty_line() {
        let text = "Far away.\n \nIt was late.And so\n\nNext.";
        let at = text.find(".And").unwrap();
        assert_eq!(around(text, TextRange::new(at, at + 4)), ("It was late", " so"));
    }
}
