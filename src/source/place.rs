//! Ranges by their place.

use std::collections::BTreeSet;

use super::TextRange;

/// Numbered ranges, of which those at a place are found without reading the others.
#[derive(Clone, Default, Debug)]
pub struct PlaceIndex {
    /// The bits of a range's length, its start, its number: ranges of about one length lie in the order of their starts.
    ranges: BTreeSet<(u32, usize, usize)>,
    /// The most bits of any length.
    longest: u32,
}

impl PlaceIndex {
    /// Adds `range` under `number`.
    pub fn insert(&mut self, range: TextRange, number: usize) {
        let bits = usize::BITS - range.len().leading_zeros();
        self.longest = self.longest.max(bits);
        self.ranges.insert((bits, range.start(), number));
    }

    /// The numbers of the ranges that may touch `range`: of all that do, and of a few that lie near.
    pub fn near(&self, range: TextRange) -> impl Iterator<Item = usize> {
        (0..=self.longest).flat_map(move |bits| {
            let first = range.start().saturating_sub(1 << bits);
            self.ranges.range((bits, first, 0)..=(bits, range.end(), usize::MAX)).map(|(_, _, number)| *number)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_touches_is_near_and_what_is_far_is_not() {
        let ranges = [(0, 3), (0, 100), (4, 4), (5, 9), (40, 41), (60, 60)].map(|(a, b)| TextRange::new(a, b));
        let mut index = PlaceIndex::default();
        for (number, range) in ranges.into_iter().enumerate() {
            index.insert(range, number);
        }
        for place in [TextRange::new(3, 5), TextRange::empty(4), TextRange::new(9, 40), TextRange::new(0, 100)] {
            let near: Vec<usize> = index.near(place).collect();
            let touching = (0..ranges.len()).filter(|&number| ranges[number].touches(place));
            assert!(touching.into_iter().all(|number| near.contains(&number)), "{place:?}");
        }
        assert!(!index.near(TextRange::new(3, 5)).any(|number| number >= 4));
    }
}
