//! Plain text: blocks between empty lines, and what the lines of one such stretch are to each other.

use super::{BlockKind, RawBlock};
use crate::source::TextRange;

/// A line of at least this many characters that is followed by another may have been wrapped by an editor.
const WRAPPED: usize = 55;

/// The blocks of a plain text, in order.
///
/// A stretch between empty lines is one paragraph if its lines look wrapped by an editor; otherwise each line is a
/// block of its own: an item of a list, a line of verse, a field of a table, a headline.
pub fn blocks(text: &str) -> Vec<RawBlock> {
    let mut out = Vec::new();
    for (group, lines) in stretches(text).into_iter().enumerate() {
        stretch(text, &lines, group as u32, &mut out);
    }
    headlines(text, &mut out);
    out
}

/// The blocks of one paragraph of another format whose line ends may mean something, appended to `out`.
pub(super) fn paragraph(text: &str, range: TextRange, group: u32, out: &mut Vec<RawBlock>) {
    let mut at = range.start();
    let mut lines = Vec::new();
    for line in text[range].split_inclusive('\n') {
        lines.push(trimmed(text, at, at + line.len()));
        at += line.len();
    }
    lines.retain(|line| !line.is_empty());
    stretch(text, &lines, group, out);
}

/// The lines between empty lines, each without surrounding white space.
fn stretches(text: &str) -> Vec<Vec<TextRange>> {
    let mut all = Vec::new();
    let mut current = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let range = trimmed(text, at, at + line.len());
        at += line.len();
        if !range.is_empty() {
            current.push(range);
        } else if !current.is_empty() {
            all.push(std::mem::take(&mut current));
        }
    }
    if !current.is_empty() {
        all.push(current);
    }
    all
}

/// `start..end` without the white space at its edges.
pub(super) fn trimmed(text: &str, start: usize, end: usize) -> TextRange {
    let line = &text[start..end];
    let from = start + line.len() - line.trim_start().len();
    TextRange::new(from, from + line.trim().len())
}

fn stretch(text: &str, lines: &[TextRange], group: u32, out: &mut Vec<RawBlock>) {
    let items = lines.iter().filter(|line| list_marker(&text[**line]).is_some()).count();
    if items == 0 && is_wrapped(text, lines) {
        let range = lines[0].cover(lines[lines.len() - 1]);
        out.push(RawBlock::new(range, BlockKind::Paragraph, group));
        return;
    }
    let verse = items == 0 && is_verse(text, lines);
    for (index, &line) in lines.iter().enumerate() {
        let marker = list_marker(&text[line]).filter(|_| items >= 2 || lines.len() == 1 || index > 0);
        match marker {
            Some(length) if length < line.len() => {
                let content = trimmed(text, line.start() + length, line.end());
                let mut block = RawBlock::new(content, BlockKind::ListItem, group);
                block.marker = Some(TextRange::new(line.start(), line.start() + text[line][..length].trim_end().len()));
                out.push(block);
            }
            _ => {
                let kind = if verse {
                    BlockKind::Verse
                } else if is_row(&text[line]) {
                    BlockKind::Table
                } else {
                    BlockKind::Paragraph
                };
                out.push(RawBlock::new(line, kind, group));
            }
        }
    }
}

/// The bytes of a bullet or number that opens a list item, the white space after it among them.
fn list_marker(line: &str) -> Option<usize> {
    let mut chars = line.char_indices();
    let (_, first) = chars.next()?;
    let sign_end = match first {
        '-' | '*' | '+' | '•' | '·' | '–' | '▪' | '◦' | '●' | '■' => first.len_utf8(),
        '0'..='9' => {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            let sign = line[digits..].chars().next()?;
            if digits > 2 || !matches!(sign, '.' | ')') {
                return None;
            }
            digits + 1
        }
        'a'..='z' | 'A'..='Z' if line[1..].starts_with(')') => 2,
        _ => return None,
    };
    let space = line[sign_end..].len() - line[sign_end..].trim_start().len();
    // A dash that opens a quotation is not a bullet: `– I closed my eyes, said …`.
    if first == '–' && line.chars().count() > 60 {
        return None;
    }
    (space > 0).then_some(sign_end + space)
}

/// Whether every line but the last is about as long as an editor's window, so that the line ends mean nothing.
fn is_wrapped(text: &str, lines: &[TextRange]) -> bool {
    if lines.len() == 1 {
        return true;
    }
    let lengths: Vec<usize> = lines.iter().map(|line| text[*line].chars().count()).collect();
    let body = &lengths[..lengths.len() - 1];
    let longest = lengths.iter().copied().max().unwrap_or(0);
    // Lines that vary a lot were broken by somebody's hand; a window breaks them within a long word of its edge.
    longest <= 120 && body.iter().all(|&length| length >= WRAPPED && length + 20 >= longest)
}

/// Whether the lines are verse: short, and not ended by stops.
fn is_verse(text: &str, lines: &[TextRange]) -> bool {
    lines.len() >= 2
        && lines.iter().all(|line| {
            let chars = text[*line].chars().count();
            (8..=60).contains(&chars) && !text[*line].contains(['[', '(', ':', '@', '|', '/', '>'])
        })
        && lines[..lines.len() - 1].iter().filter(|line| text[**line].ends_with([',', ';'])).count() * 2
            >= lines.len() - 1
        || is_open_verse(text, lines)
}

/// Verse that is punctuated as prose: three or more short lines of whole words, each beginning with a letter.
fn is_open_verse(text: &str, lines: &[TextRange]) -> bool {
    lines.len() >= 2
        && lines.iter().all(|line| {
            let line = &text[*line];
            (12..=50).contains(&line.chars().count())
                && line.starts_with(char::is_alphabetic)
                && line.ends_with(['.', ',', ';', ':', '!', '?', '—'])
                && !line.contains(['[', '(', '@', '|', '/', '>', '0', '1', '2'])
        })
}

/// Whether a line is a row of figures or fields rather than prose.
fn is_row(line: &str) -> bool {
    let tabs = line.matches('\t').count();
    let bars = line.matches('|').count();
    tabs >= 2 || bars >= 2
}

/// Marks as headlines the short lines without a stop that stand alone before running text.
fn headlines(text: &str, blocks: &mut [RawBlock]) {
    for index in 0..blocks.len() {
        let block = &blocks[index];
        let alone = (index == 0 || blocks[index - 1].group != block.group)
            && blocks.get(index + 1).is_none_or(|next| next.group != block.group);
        if block.kind == BlockKind::Paragraph && alone && is_headline(&text[block.range], index == 0) {
            blocks[index].kind = BlockKind::Headline;
        }
    }
}

/// Whether a lone line reads as a headline: it is short and ends without a stop, or it opens the text.
fn is_headline(line: &str, opens: bool) -> bool {
    let length = line.chars().count();
    let body = line.trim_end_matches(['”', '"', '’', '\'', '»', ')']);
    if line.contains('\n') || holds_a_stop(line) {
        return false;
    }
    let stops = body.ends_with(['.', '!', '…', ':', ';', ',', '。']);
    let asks = body.ends_with('?');
    let limit = if opens { 140 } else { 90 };
    length <= limit && !stops && (!asks || length <= 70) && line.starts_with(|c: char| !c.is_ascii_lowercase())
}

/// Whether a sentence ends inside the line: a stop after a word in small letters that is too long to be an abbreviation.
fn holds_a_stop(line: &str) -> bool {
    line.match_indices(". ").any(|(at, _)| {
        let word = line[..at].rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        word.chars().count() >= 4 && word.chars().all(char::is_lowercase)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(BlockKind, &str)> {
        blocks(text).into_iter().map(|block| (block.kind, &text[block.range])).collect()
    }

    #[test]
    fn a_headline_is_a_line_of_its_own_without_a_stop() {
        assert_eq!(
            kinds("Ferry strike enters second week\n\nNo boats left on Monday.\r\n\r\nWhat next\n\nNobody knows."),
            [
                (BlockKind::Headline, "Ferry strike enters second week"),
                (BlockKind::Paragraph, "No boats left on Monday."),
                (BlockKind::Headline, "What next"),
                (BlockKind::Paragraph, "Nobody knows."),
            ]
        );
    }

    #[test]
    fn bullets_and_numbers_stand_outside_their_item() {
        assert_eq!(
            kinds("- flour\n- salt\n\n1. Mix.\n2. Bake."),
            [
                (BlockKind::ListItem, "flour"),
                (BlockKind::ListItem, "salt"),
                (BlockKind::ListItem, "Mix."),
                (BlockKind::ListItem, "Bake."),
            ]
        );
    }

    #[test]
    fn short_lines_that_run_on_are_verse() {
        let text = "Come back when the plums are white,\ncome back before the rain.";
        assert!(kinds(text).iter().all(|(kind, _)| *kind == BlockKind::Verse));
    }

    #[test]
    fn lines_wrapped_by_an_editor_are_one_paragraph() {
        let text = "The council met on Tuesday to discuss the budget for the coming year, which\n\
                    had been put off twice since the spring because of the long illness of the\nmayor.";
        assert_eq!(kinds(text).len(), 1);
    }
}
