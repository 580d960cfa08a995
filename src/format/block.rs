//! A block of prose as a format hands it over.

use crate::source::TextRange;

/// What a block is to the page.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BlockKind {
    /// A title or a heading: a line of its own without a stop.
    Headline,
    /// Running text.
    Paragraph,
    /// An item of a list; its bullet or number is outside the block's range.
    ListItem,
    /// A line of verse.
    Verse,
    /// A row of figures or of short fields.
    Table,
}

/// A block of prose as a format hands it over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RawBlock {
    /// The prose, without surrounding white space and without the bullet or the number of a list item.
    pub range: TextRange,
    /// What it is to the page.
    pub kind: BlockKind,
    /// The bullet or number of a list item, or the sign of a heading.
    pub marker: Option<TextRange>,
    /// The number of the stretch between empty lines that holds the block: blocks of one list or one verse share it.
    pub group: u32,
    /// Markup inside `range` that is not prose: emphasis signs, code, addresses of links. In order, disjoint.
    pub holes: Vec<TextRange>,
    /// A stretch that the format sets in strong type and that opens the block, without its signs: often a speaker.
    pub strong_opening: Option<TextRange>,
}

impl RawBlock {
    /// A block without a marker and without markup.
    pub fn new(range: TextRange, kind: BlockKind, group: u32) -> Self {
        Self { range, kind, marker: None, group, holes: Vec::new(), strong_opening: None }
    }
}
