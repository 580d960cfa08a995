//! Where places of a text lie once it is edited.

use super::Edit;
use crate::source::TextRange;

/// Where places lie once edits are made.
pub struct Shift<'e> {
    /// The edits, in order of their place and disjoint.
    edits: &'e [Edit],
    /// How many bytes the edits before each have put in and taken out, and all of them.
    sums: Vec<(usize, usize)>,
}

impl<'e> Shift<'e> {
    /// The shift by `edits`, which are in order of their place and disjoint.
    pub fn new(edits: &'e [Edit]) -> Self {
        let mut sums = vec![(0, 0)];
        let (mut gained, mut lost) = (0, 0);
        for edit in edits {
            gained += edit.replacement.len();
            lost += edit.range.len();
            sums.push((gained, lost));
        }
        Self { edits, sums }
    }

    /// Where `range` lies afterwards: a range that an edit touches takes in what the edit puts there.
    pub fn moved(&self, range: TextRange) -> TextRange {
        let after = |at: usize, edits: usize| at + self.sums[edits].0 - self.sums[edits].1;
        let first = self.edits.partition_point(|edit| edit.range.end() < range.start());
        let start = self.edits.get(first).map_or(range.start(), |edit| edit.range.start().min(range.start()));
        let mut end = range.end();
        let mut next = self.edits.partition_point(|edit| edit.range.end() < end);
        while let Some(edit) = self.edits.get(next)
            && edit.range.start() <= end
        {
            end = end.max(edit.range.end());
            next += 1;
        }
        let start = after(start, first);
        TextRange::new(start, after(end, next).max(start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_moves_with_the_edits_before_it_and_takes_in_those_it_touches() {
        let edits = [Edit::insert(2, "xx"), Edit::delete(TextRange::new(6, 8)), Edit::insert(12, "y")];
        for (from, to) in
            [((0, 1), (0, 1)), ((3, 5), (5, 7)), ((4, 7), (6, 8)), ((9, 12), (9, 13)), ((14, 15), (15, 16))]
        {
            assert_eq!(
                Shift::new(&edits).moved(TextRange::new(from.0, from.1)),
                TextRange::new(to.0, to.1),
                "{from:?}"
            );
        }
    }
}
