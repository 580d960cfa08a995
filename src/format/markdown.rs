//! Markdown.
use super::RawBlock;

pub fn blocks(text: &str) -> Vec<RawBlock> {
    super::plain::blocks(text)
}
