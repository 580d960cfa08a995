//! A numbered list that counts a number twice.

use std::ops::Range;

use crate::document::{BlockKind, Document};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::rules::Rule;
use crate::source::TextRange;

/// The rule.
pub static RULE: Rule = Rule {
    id: "consistency/list-numbering",
    summary: "a numbered or lettered list that counts one number twice and leaves out the next",
    severity: Severity::Warning,
    mqm: "design-and-markup/markup",
    its: "formatting",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let blocks = doc.blocks();
    let mut from = 0;
    while from < blocks.len() {
        let to = (from..blocks.len()).find(|&next| blocks[next].kind != BlockKind::ListItem).unwrap_or(blocks.len());
        sequence(doc, from..to, out);
        from = to + 1;
    }
}

/// The number of an item and where it stands; letters count from 1.
fn number(doc: &Document<'_>, block: usize) -> Option<(u32, TextRange, bool)> {
    let marker = doc.blocks()[block].marker?;
    let text = &doc.text()[marker];
    let lead = text.len() - text.trim_start_matches(['(', ' ']).len();
    let body = &text[lead..];
    let end = body.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(body.len());
    let range = TextRange::new(marker.start() + lead, marker.start() + lead + end);
    let body = &body[..end];
    if let Ok(number) = body.parse() {
        return Some((number, range, false));
    }
    match *body.as_bytes() {
        [letter] if letter.is_ascii_alphabetic() => {
            Some((u32::from(letter.to_ascii_lowercase() - b'a') + 1, range, true))
        }
        _ => None,
    }
}

/// One wrong number between right ones: `3, 4, 4, 6`.
fn sequence(doc: &Document<'_>, blocks: Range<usize>, out: &mut Findings<'_>) {
    let numbers: Vec<_> = blocks.map(|block| number(doc, block)).collect();
    for window in 1..numbers.len() {
        let (Some((before, previous, _)), Some((here, range, letter))) = (numbers[window - 1], numbers[window]) else {
            continue;
        };
        let Some(Some((after, ..))) = numbers.get(window + 1) else { continue };
        let expected = before + 1;
        if here == expected || *after != expected + 1 {
            continue;
        }
        let name = |number: u32| match char::from_u32(u32::from(b'a') + number.saturating_sub(1)) {
            Some(c) if letter => c.to_string(),
            _ => number.to_string(),
        };
        let finding = out.report(
            range,
            format!("The item between {} and {} has the number {}", name(before), name(*after), name(here)),
        );
        finding.confidence(0.9).related(previous, "the item before");
        finding.suggest(format!("Number it {}", name(expected)), [Edit::replace(range, name(expected))]);
    }
}
