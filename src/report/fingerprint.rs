//! Fingerprints: what names a finding when the text around it moves.

use std::collections::HashMap;

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
    let before = &text[..range.start()];
    let before = &before[paragraph_start(before)..];
    let from = words(before.split_whitespace().rev()).map_or(0, |word| offset(before, word));
    let after = &text[range.end()..];
    let after = &after[..paragraph_end(after)];
    let to = words(after.split_whitespace()).map_or(after.len(), |word| offset(after, word) + word.len());
    (&before[from..], &after[..to])
}

/// The last of as many words as belong to a fingerprint, if there are that many.
fn words<'t>(mut words: impl Iterator<Item = &'t str>) -> Option<&'t str> {
    words.nth(CONTEXT - 1)
}

/// Where `part` begins in `whole`, of which it is a slice.
fn offset(whole: &str, part: &str) -> usize {
    part.as_ptr() as usize - whole.as_ptr() as usize
}

/// The end of the last empty line of `before`.
fn paragraph_start(before: &str) -> usize {
    let mut line_end = None;
    for (at, c) in before.char_indices().rev() {
        match (c, line_end) {
            ('\n', Some(end)) => return end,
            ('\n', None) => line_end = Some(at + 1),
            _ if !c.is_whitespace() => line_end = None,
            _ => {}
        }
    }
    0
}

/// The start of the first empty line of `after`.
fn paragraph_end(after: &str) -> usize {
    let mut line_end = None;
    for (at, c) in after.char_indices() {
        match (c, line_end) {
            ('\n', Some(end)) => return end,
            ('\n', None) => line_end = Some(at),
            _ if !c.is_whitespace() => line_end = None,
            _ => {}
        }
    }
    after.len()
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
