//! How an article is set on its page: which stretches are paragraphs, and what is shown as something else.

use crate::source::TextRange;

/// What a stretch of the text is set as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BlockKind {
    /// A title.
    Heading,
    /// An item of a list.
    Item,
    /// Running text.
    Paragraph,
}

/// A stretch of the text that the page sets as a paragraph.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Block {
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// What it is set as.
    pub kind: BlockKind,
}

/// A stretch of the text that the page shows as something else: markup as nothing, a character reference as its
/// character.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Disguise {
    /// The stretch.
    pub range: TextRange,
    /// What is shown.
    pub shown: String,
}

/// How an article is set.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Layout {
    /// The paragraphs, in order, disjoint; at least one.
    pub blocks: Vec<Block>,
    /// What is shown as something else, in order, disjoint.
    pub disguises: Vec<Disguise>,
}

impl Layout {
    /// The layout of `text` as its lines say: a paragraph a line, but one for all lines of a stretch that an editor's
    /// window has wrapped.
    pub fn of_lines(text: &str) -> Self {
        Self::new(lines(text), Vec::new(), text)
    }

    /// The layout with these `blocks` and `disguises` of `text`, or with all of it as one paragraph where there are
    /// none.
    pub fn new(mut blocks: Vec<Block>, disguises: Vec<Disguise>, text: &str) -> Self {
        if blocks.is_empty() {
            blocks.push(Block { start: 0, end: text.len(), kind: BlockKind::Paragraph });
        }
        Self { blocks, disguises }
    }

    /// The index of the block that holds byte `at`, or comes next after it.
    pub(super) fn block_at(&self, at: usize) -> usize {
        self.blocks.partition_point(|block| block.end < at).min(self.blocks.len() - 1)
    }

    /// The bytes `start..end` of `text` as the page shows them.
    pub(super) fn shown(&self, text: &str, start: usize, end: usize) -> String {
        let mut out = String::with_capacity(end - start);
        let mut at = start;
        let first = self.disguises.partition_point(|disguise| disguise.range.end() <= start);
        for disguise in self.disguises[first..].iter().take_while(|disguise| disguise.range.start() < end) {
            out.push_str(&text[at..disguise.range.start().max(at)]);
            out.push_str(&disguise.shown);
            at = disguise.range.end();
        }
        out.push_str(&text[at.min(end)..end]);
        out
    }
}

/// The paragraphs of `text`.
fn lines(text: &str) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut at = 0;
    let mut open = false;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        if words.is_empty() {
            open = false;
            continue;
        }
        let end = start + words.len();
        let wrapped = (55..=120).contains(&words.chars().count());
        match out.last_mut() {
            Some(block) if open && block.kind == BlockKind::Paragraph => block.end = end,
            _ => out.push(Block { start, end, kind: kind(words) }),
        }
        open = wrapped && !words.ends_with(['.', '!', '?', '”', '"', ':']);
    }
    // A heading stands alone.
    let alone = |from: usize, to: usize| from == 0 || to == text.len() || text[from..to].matches('\n').count() > 1;
    for index in 0..out.len() {
        let before = index.checked_sub(1).map_or(0, |before| out[before].end);
        let after = out.get(index + 1).map_or(text.len(), |after| after.start);
        let stands_alone = alone(before, out[index].start) && alone(out[index].end, after);
        if out[index].kind == BlockKind::Heading && !stands_alone {
            out[index].kind = BlockKind::Paragraph;
        }
    }
    // What opens the text is its title, whatever signs it holds.
    if let Some(first) = out.first_mut()
        && text[first.end..].starts_with(['\n', '\r'])
        && text[first.start..first.end].chars().count() <= 140
        && !text[first.start..first.end].ends_with(['.', ':', ','])
    {
        first.kind = BlockKind::Heading;
    }
    out
}

fn kind(line: &str) -> BlockKind {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    if line.starts_with(['-', '*', '•', '·', '–']) && line.len() < 400
        || digits.len() < line.len() && digits.starts_with([')', '.']) && digits[1..].starts_with(' ')
    {
        BlockKind::Item
    } else if line.starts_with('#') || is_title(line) {
        BlockKind::Heading
    } else {
        BlockKind::Paragraph
    }
}

/// Whether a line is short, begins as a title does and ends without a stop. A question or a line with a label is as
/// likely what somebody says.
fn is_title(line: &str) -> bool {
    line.chars().count() <= 90
        && !line.starts_with(|c: char| c.is_lowercase())
        && !line.contains([':', '|', '?'])
        && line.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '’' | '”'))
}

#[cfg(test)]
mod tests {
    use super::{Disguise, Layout};
    use crate::source::TextRange;

    #[test]
    fn what_is_disguised_is_shown_as_what_it_stands_for() {
        let text = "a <b>big</b>&nbsp;cat";
        let disguises = [("<b>", ""), ("</b>", ""), ("&nbsp;", " ")].map(|(words, shown)| {
            let start = text.find(words).unwrap();
            Disguise { range: TextRange::new(start, start + words.len()), shown: shown.into() }
        });
        let layout = Layout::new(Vec::new(), disguises.into(), text);
        assert_eq!(layout.shown(text, 0, text.len()), "a big cat");
        assert_eq!(layout.shown(text, 5, 8), "big");
        assert_eq!(layout.shown(text, 2, 7), "bi");
    }
}
