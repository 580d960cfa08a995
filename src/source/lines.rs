//! Lines and columns of byte offsets.

use super::TextRange;

/// A place as an editor shows it. Both numbers count from 1.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column, in Unicode scalar values.
    pub column: usize,
}

/// Where the lines of a text begin. A line ends at `\n`, `\r\n` or a lone `\r`.
#[derive(Clone, Debug)]
pub struct LineIndex<'t> {
    text: &'t str,
    starts: Vec<u32>,
    /// The characters before every so many bytes, so that no place costs a whole line; none where all is ASCII.
    counted: Vec<u32>,
}

/// How many bytes lie between two counts of characters.
const CHUNK: usize = 1024;

impl<'t> LineIndex<'t> {
    /// Reads the lines of `text`, which is shorter than 4 GiB.
    pub fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n') {
                starts.push(at as u32 + 1);
            }
        }
        let mut counted = Vec::new();
        if !text.is_ascii() {
            let mut before = 0;
            for chunk in bytes.chunks(CHUNK) {
                counted.push(before);
                before += characters(chunk) as u32;
            }
            counted.push(before);
        }
        Self { text, starts, counted }
    }

    /// The number of characters before byte `offset`.
    fn characters_before(&self, offset: usize) -> usize {
        let chunk = offset / CHUNK;
        let counted = self.counted.get(chunk).map_or(chunk * CHUNK, |&count| count as usize);
        let rest = &self.text.as_bytes()[chunk * CHUNK..offset];
        counted + if self.counted.is_empty() { rest.len() } else { characters(rest) }
    }

    /// The line and the column of byte `offset`, which lies on a character boundary of the text or at its end.
    pub fn position(&self, offset: usize) -> Position {
        let line = self.starts.partition_point(|&start| start as usize <= offset);
        let start = self.starts[line - 1] as usize;
        Position { line, column: self.characters_before(offset) - self.characters_before(start) + 1 }
    }

    /// The bytes of `line`, which counts from 1, without its end; `None` where the text has no such line.
    pub fn line(&self, line: usize) -> Option<TextRange> {
        let start = *self.starts.get(line.checked_sub(1)?)? as usize;
        let end = self.starts.get(line).map_or(self.text.len(), |&next| next as usize);
        let content = self.text[start..end].trim_end_matches(['\r', '\n']);
        Some(TextRange::new(start, start + content.len()))
    }
}

/// How many characters begin in `bytes`.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::{LineIndex, Position};

    fn place(text: &str, needle: &str) -> (usize, usize) {
        let Position { line, column } = LineIndex::new(text).position(text.find(needle).unwrap());
        (line, column)
    }

    #[test]
    fn every_kind_of_line_end_counts_once() {
        let text = "one\ntwo\r\nthree\rfour\r\n\r\nsix";
        assert_eq!(place(text, "two"), (2, 1));
        assert_eq!(place(text, "three"), (3, 1));
        assert_eq!(place(text, "our"), (4, 2));
        assert_eq!(place(text, "six"), (6, 1));
        let index = LineIndex::new(text);
        assert_eq!(&text[index.line(2).unwrap()], "two");
        assert_eq!(&text[index.line(5).unwrap()], "");
        assert_eq!(&text[index.line(6).unwrap()], "six");
        assert_eq!((index.line(0), index.line(7)), (None, None));
    }

    #[test]
    fn columns_count_characters_and_not_bytes() {
        let text = "7만 – “tea”\né tea";
        assert_eq!(place(text, "tea"), (1, 7));
        assert_eq!(place(text, "é"), (2, 1));
        assert_eq!(place(text, " tea"), (2, 2));
    }

    #[test]
    fn a_long_line_counts_as_a_short_one() {
        let text = format!("first\n{}tea", "é – ".repeat(1000));
        assert_eq!(place(&text, "tea"), (2, 4001));
        assert_eq!(LineIndex::new(&text).position(text.len()), Position { line: 2, column: 4004 });
    }

    #[test]
    fn the_end_of_a_text_has_a_place() {
        let end = |text: &str| LineIndex::new(text).position(text.len());
        assert_eq!(end(""), Position { line: 1, column: 1 });
        assert_eq!(end("ab"), Position { line: 1, column: 3 });
        assert_eq!(end("ab\n"), Position { line: 2, column: 1 });
    }
}
