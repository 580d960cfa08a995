//! Markdown: what `pulldown-cmark` calls text is prose, everything else is markup.
//!
//! Code, HTML, tables and front matter hold no prose.

use pulldown_cmark::{Event, OffsetIter, Options, Parser, Tag, TagEnd};

use super::{BlockKind, RawBlock, html_comments, plain};
use crate::source::TextRange;

/// The blocks of a Markdown text, in order.
pub fn blocks(text: &str) -> Vec<RawBlock> {
    let mut reader = Reader::default();
    for (event, range) in events(text) {
        reader.event(text, &event, range.into());
    }
    reader.flush(text);
    reader.out
}

/// The comments of a Markdown text, in order.
pub fn comments(text: &str) -> Vec<TextRange> {
    let is_html = |event: &Event<'_>| matches!(event, Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_));
    let stretches = events(text).filter(|(event, _)| is_html(event)).map(|(_, range)| range);
    stretches.flat_map(|range| html_comments(text, range.into())).collect()
}

fn events(text: &str) -> OffsetIter<'_> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    Parser::new_ext(text, options).into_offset_iter()
}

/// The block that is being read, and where the reader stands.
#[derive(Default)]
struct Reader {
    out: Vec<RawBlock>,
    /// Stretches of prose of the block that is being read.
    prose: Vec<TextRange>,
    /// The first byte of the block's markup.
    start: usize,
    kind: Option<BlockKind>,
    strong_opening: Option<TextRange>,
    in_strong: bool,
    /// How many elements without prose are open.
    hidden: usize,
    group: u32,
    /// The first byte of the list item that is being read, until its first block.
    item: Option<usize>,
}

impl Reader {
    fn event(&mut self, text: &str, event: &Event<'_>, range: TextRange) {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Table(_) | Tag::MetadataBlock(_)) => {
                self.flush(text);
                self.hidden += 1;
            }
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Table | TagEnd::MetadataBlock(_)) => {
                self.hidden = self.hidden.saturating_sub(1);
                self.group += 1;
            }
            Event::Start(Tag::Heading { .. }) => self.open(text, BlockKind::Headline, range),
            Event::Start(Tag::Paragraph) => {
                let kind = if self.item.is_some() { BlockKind::ListItem } else { BlockKind::Paragraph };
                self.open(text, kind, range);
            }
            Event::Start(Tag::Item) => {
                self.flush(text);
                self.item = Some(range.start());
            }
            Event::Start(Tag::List(_)) => self.flush(text),
            Event::End(TagEnd::List(_)) => {
                self.flush(text);
                self.group += 1;
            }
            Event::End(TagEnd::Item) => {
                self.flush(text);
                self.item = None;
            }
            Event::End(TagEnd::Heading(_) | TagEnd::Paragraph) => {
                self.flush(text);
                if self.item.is_none() {
                    self.group += 1;
                }
            }
            Event::Start(Tag::Strong) => self.in_strong = true,
            Event::End(TagEnd::Strong) => self.in_strong = false,
            Event::Text(_) | Event::SoftBreak | Event::HardBreak if self.hidden == 0 => {
                if self.kind.is_none() {
                    self.kind = Some(if self.item.is_some() { BlockKind::ListItem } else { BlockKind::Paragraph });
                    self.start = range.start();
                }
                if self.in_strong && self.prose.is_empty() {
                    self.strong_opening = Some(range);
                }
                self.prose.push(range);
            }
            _ => {}
        }
    }

    fn open(&mut self, text: &str, kind: BlockKind, range: TextRange) {
        self.flush(text);
        self.kind = Some(kind);
        self.start = range.start();
    }

    fn flush(&mut self, text: &str) {
        let Some(kind) = self.kind.take() else { return };
        let prose = std::mem::take(&mut self.prose);
        let strong_opening = self.strong_opening.take();
        let (Some(first), Some(last)) = (prose.first(), prose.last()) else { return };
        let range = plain::trimmed(text, first.start(), last.end());
        if range.is_empty() {
            return;
        }
        let mut holes = Vec::new();
        let mut at = range.start();
        for piece in prose {
            // White space that ends the prose is no part of the block, nor is markup in it.
            let end = piece.start().min(range.end());
            if end > at {
                holes.push(TextRange::new(at, end));
            }
            at = at.max(piece.end());
        }
        // Emphasis that closes the block belongs to it, so that what follows the last word is known to be markup.
        let marker = match kind {
            BlockKind::ListItem => self.item.take().map(|start| plain::trimmed(text, start, range.start())),
            BlockKind::Headline => Some(plain::trimmed(text, self.start, range.start())),
            _ => None,
        };
        let marker = marker.filter(|marker| !marker.is_empty());
        if kind == BlockKind::Paragraph && holes.is_empty() && text[range].contains('\n') {
            plain::paragraph(text, range, self.group, &mut self.out);
            return;
        }
        self.out.push(RawBlock { range, kind, marker, group: self.group, holes, strong_opening });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_not_prose() {
        let text =
            "---\ntitle: x\n---\n\n# Head\n\nSome *bold* words and `code`.\n\n```\nlet x;\n```\n\n- one\n- two\n";
        let blocks = blocks(text);
        let prose: Vec<&str> = blocks.iter().map(|block| &text[block.range]).collect();
        assert_eq!(prose, ["Head", "Some *bold* words and `code`.", "one", "two"]);
        let holes: Vec<&str> = blocks[1].holes.iter().map(|hole| &text[*hole]).collect();
        assert_eq!(holes, ["*", "*", "`code`"]);
        assert_eq!(&text[blocks[2].marker.expect("a bullet")], "-");
        assert_eq!(blocks[2].kind, BlockKind::ListItem);
    }

    #[test]
    fn strong_type_that_opens_a_block_is_kept_apart() {
        let text = "**Q: Is it open?**\n\nA: Yes.";
        let blocks = blocks(text);
        assert_eq!(&text[blocks[0].strong_opening.expect("strong")], "Q: Is it open?");
        assert_eq!(&text[blocks[0].range], "Q: Is it open?");
    }
}
