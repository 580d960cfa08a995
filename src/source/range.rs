//! Byte ranges of a text.

use std::fmt;
use std::ops::Index;

use serde::Serialize;

/// A range of bytes of a text, `start..end`, with `start <= end`.
///
/// Offsets count bytes of the text decoded to UTF-8, without a byte order mark. They are kept in 32 bits: a text of
/// more than 4 GiB is refused when it is read (see [`crate::source::SourceText`]).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
pub struct TextRange {
    start: u32,
    end: u32,
}

impl TextRange {
    /// The range from byte `start` up to and without byte `end`.
    ///
    /// # Panics
    /// If `start > end`, or if `end` does not fit into 32 bits: both are mistakes of the caller.
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a range ends before it starts: {start}..{end}");
        let end = u32::try_from(end).expect("texts are limited to 4 GiB");
        Self { start: start as u32, end }
    }

    /// The empty range at byte `at`: a place where something is missing.
    pub fn empty(at: usize) -> Self {
        Self::new(at, at)
    }

    /// The first byte.
    pub const fn start(self) -> usize {
        self.start as usize
    }

    /// The byte after the last.
    pub const fn end(self) -> usize {
        self.end as usize
    }

    /// The number of bytes.
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the range holds no byte.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether byte `at` lies in the range.
    pub const fn contains(self, at: usize) -> bool {
        self.start() <= at && at < self.end()
    }

    /// Whether all of `other` lies in the range; an empty range at either edge does.
    pub const fn contains_range(self, other: TextRange) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte, or one is empty and lies inside the other.
    pub const fn intersects(self, other: TextRange) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether not both can be replaced: they share a byte, one is empty and lies inside the other, or both are empty and
    /// at one place.
    pub fn excludes(self, other: TextRange) -> bool {
        self.intersects(other) || self == other
    }

    /// Whether the two share a byte or lie edge to edge.
    pub const fn touches(self, other: TextRange) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    /// The smallest range that holds both.
    pub fn cover(self, other: TextRange) -> TextRange {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same range `by` bytes further on.
    pub fn shifted(self, by: usize) -> TextRange {
        Self::new(self.start() + by, self.end() + by)
    }

    /// The range as the standard library writes it.
    pub const fn as_range(self) -> std::ops::Range<usize> {
        self.start()..self.end()
    }
}

impl fmt::Debug for TextRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl From<std::ops::Range<usize>> for TextRange {
    fn from(range: std::ops::Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

impl Index<TextRange> for str {
    type Output = str;

    fn index(&self, range: TextRange) -> &str {
        &self[range.as_range()]
    }
}

#[cfg(test)]
mod tests {
    use super::TextRange;

    #[test]
    fn ranges_that_only_meet_touch_but_do_not_intersect() {
        let (a, b) = (TextRange::new(0, 3), TextRange::new(3, 5));
        assert!(a.touches(b) && !a.intersects(b));
        assert_eq!(a.cover(b), TextRange::new(0, 5));
        assert!(a.contains_range(TextRange::empty(3)) && !a.contains(3));
    }

    #[test]
    #[should_panic(expected = "ends before it starts")]
    fn a_reversed_range_is_refused() {
        TextRange::new(2, 1);
    }
}
