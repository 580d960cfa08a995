//! A mark that belongs to no word: a stop before a sentence, a lone hyphen, a backslash before an apostrophe.

use crate::document::{BlockKind, Document};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::rules::Rule;
use crate::source::TextRange;

/// See `stray_mark.md`.
pub static RULE: Rule = Rule {
    id: "typography/stray-mark",
    summary: "a mark that belongs to no word",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/punctuation",
    its: "typographical",
    check,
};

/// Within how many tokens two dashes can belong together.
const FAR: usize = 80;

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    leading(doc, out);
    lone_hyphens(doc, out);
    escapes(doc, out);
}

/// The backslash that a program put before an apostrophe or a quotation mark: `the women\'s race`.
fn escapes(doc: &Document<'_>, out: &mut Findings<'_>) {
    let text = doc.text();
    for (at, mark) in text.match_indices('\\') {
        let escape = TextRange::new(at, at + mark.len());
        let quote = text[escape.end()..].starts_with(['\'', '’', '"', '“', '”', '‘']);
        if quote && !text[..at].ends_with('\\') && doc.is_prose(escape) {
            out.report(escape, "a backslash before a mark, left by a program")
                .confidence(0.95)
                .safe_fix("Delete it", [Edit::delete(escape)]);
        }
    }
}

/// A stop or a comma before the first word of a paragraph or of a turn.
fn leading(doc: &Document<'_>, out: &mut Findings<'_>) {
    let text = doc.text();
    for (index, block) in doc.blocks().iter().enumerate() {
        let start =
            doc.turns().of_block(index).map_or(block.range.start(), |turn| doc.turns().list[turn].words.start());
        let words = text[start..block.range.end()].trim_start();
        let from = block.range.end() - words.len();
        let marks = words.len() - words.trim_start_matches(['.', ',', ';', '。', '，', ' ']).len();
        let first = words[marks..].chars().next();
        let run = words[..marks].trim_end();
        // `.NET`, `.5` and `…` open with a stop as they should.
        if !matches!(block.kind, BlockKind::Paragraph)
            || run.chars().count() != 1
            || !first.is_some_and(char::is_alphabetic)
        {
            continue;
        }
        let spaced = marks > run.len();
        let word: &str = words[marks..].split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let name = run == "."
            && !spaced
            && (word.len() <= 4 || word.chars().skip(1).any(char::is_uppercase))
            && start == block.range.start();
        if !name {
            let mark = TextRange::new(from, from + run.len());
            out.report(mark, format!("`{run}` stands before the first word"))
                .confidence(0.9)
                .safe_fix("Delete it", [Edit::delete(TextRange::new(from, from + marks))]);
        }
    }
}

/// A hyphen between spaces after a word that takes what follows: `since - 2016`.
fn lone_hyphens(doc: &Document<'_>, out: &mut Findings<'_>) {
    const TAKERS: &[&str] = &[
        "since", "of", "the", "in", "on", "at", "to", "by", "from", "for", "with", "a", "an", "into", "about", "than",
    ];
    let text = doc.text();
    for (at, token) in doc.tokens().iter().enumerate().skip(1) {
        let dash = &text[token.range];
        if !matches!(dash, "-" | "–" | "—" | "*" | "/") || at + 1 >= doc.tokens().len() {
            continue;
        }
        let (before, after) = (doc.tokens()[at - 1], doc.tokens()[at + 1]);
        let same = before.sentence == token.sentence && after.sentence == token.sentence;
        let spaced = before.range.end() < token.range.start() && token.range.end() < after.range.start();
        if same
            && spaced
            && doc.is_any(at - 1, TAKERS)
            && !(after.is_punctuation())
            && closing_partner(doc, at).is_none()
        {
            let gap = TextRange::new(token.range.start(), after.range.start());
            out.report(
                TextRange::new(token.range.start(), token.range.end()),
                format!("`{dash}` parts `{}` from what it belongs to", doc.word(at - 1)),
            )
            .confidence(0.85)
            .suggest("Delete it", [Edit::delete(gap)]);
        }
    }
}

/// A second dash in the same sentence: the two set something apart, `the – long awaited – end`.
fn closing_partner(doc: &Document<'_>, at: usize) -> Option<usize> {
    let sentence = &doc.sentences()[doc.tokens()[at].sentence];
    let near = at.saturating_sub(FAR)..at + FAR;
    (sentence.tokens.start.max(near.start)..sentence.tokens.end.min(near.end))
        .find(|&other| other != at && doc.word(other) == doc.word(at))
}
