//! Blocks: headlines, paragraphs, list items, lines of verse, rows of tables.

use std::ops::Range;

use super::FurnitureKind;
use crate::format::{BlockKind, RawBlock};
use crate::source::TextRange;

/// A block of prose.
#[derive(Clone, Debug)]
pub struct Block {
    /// The prose, without surrounding white space and without the bullet or the number of a list item.
    pub range: TextRange,
    /// What it is to the page.
    pub kind: BlockKind,
    /// The bullet or number of a list item, or the sign of a heading.
    pub marker: Option<TextRange>,
    /// The number of the stretch between empty lines that holds the block.
    pub group: u32,
    /// Markup inside `range` that is not prose, in order.
    pub holes: Vec<TextRange>,
    /// A stretch in strong type that opens the block, without its signs.
    pub strong_opening: Option<TextRange>,
    /// What it is for, if it is page furniture and no part of the article.
    pub furniture: Option<FurnitureKind>,
    /// Its sentences, by index.
    pub sentences: Range<usize>,
    /// Its tokens, by index.
    pub tokens: Range<usize>,
}

impl Block {
    /// The block with its marker: the whole line or lines.
    pub fn whole(&self) -> TextRange {
        self.marker.map_or(self.range, |marker| marker.cover(self.range))
    }

    /// Whether sentences in it are expected to be whole: running text or an item of a list.
    pub fn is_prose(&self) -> bool {
        matches!(self.kind, BlockKind::Paragraph | BlockKind::ListItem)
    }
}

impl From<RawBlock> for Block {
    fn from(raw: RawBlock) -> Self {
        let RawBlock { range, kind, marker, group, holes, strong_opening } = raw;
        Self { range, kind, marker, group, holes, strong_opening, furniture: None, sentences: 0..0, tokens: 0..0 }
    }
}
