//! A space before a comma or a stop, or inside quotation marks and brackets.

use crate::document::{Document, QuoteStyle};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::rules::Rule;
use crate::source::TextRange;

/// See `space_before_punctuation.md`.
pub static RULE: Rule = Rule {
    id: "typography/space-before-punctuation",
    summary: "a space before a mark that belongs to the word before it",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/punctuation",
    its: "whitespace",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    before_marks(doc, out);
    inside_quotations(doc, out);
    inside_brackets(doc, out);
    before_possessive(doc, out);
}

/// `the baker’ s oven`: a space between the apostrophe and its letter.
fn before_possessive(doc: &Document<'_>, out: &mut Findings<'_>) {
    let text = doc.text();
    for (at, mark) in text.match_indices(['’', '\'']) {
        let gap = TextRange::new(at + mark.len(), at + mark.len() + 1);
        let letter = text[..at].ends_with(char::is_alphabetic) && text[at + mark.len()..].starts_with(" s ");
        if letter && doc.is_prose(gap) {
            out.report(TextRange::new(at, gap.end() + 1), "a space after the apostrophe of a possessive")
                .confidence(0.93)
                .safe_fix("Delete the space", [Edit::delete(gap)]);
        }
    }
}

/// The white space that ends at byte `at` on the same line, if a word or mark stands before it.
fn gap_before(doc: &Document<'_>, at: usize) -> Option<TextRange> {
    let before = doc.text()[..at].trim_end_matches([' ', '\t', '\u{a0}', '\u{202f}']);
    (before.len() < at && !before.is_empty() && !before.ends_with('\n')).then(|| TextRange::new(before.len(), at))
}

fn before_marks(doc: &Document<'_>, out: &mut Findings<'_>) {
    let text = doc.text();
    for (index, token) in doc.tokens().iter().enumerate() {
        let glyph = &text[token.range];
        if !matches!(glyph, "," | "." | ";" | "!" | "?" | ":" | "?!" | "!!") || index == 0 {
            continue;
        }
        let Some(gap) = gap_before(doc, token.range.start()) else { continue };
        // Markup between the word and the mark is not a space; neither is the gap in `etc. .NET` or `, :wq`.
        let next = text[token.range.end()..].chars().next();
        let opens_word = next.is_some_and(|c| c.is_alphanumeric()) && glyph != ",";
        let previous = doc.tokens()[index - 1];
        if previous.range.end() != gap.start() || previous.is_punctuation() && glyph == "." || opens_word {
            continue;
        }
        out.report(gap.cover(token.range), format!("a space before `{glyph}`"))
            .confidence(0.9)
            .safe_fix("Delete the space", [Edit::delete(gap)]);
    }
}

fn inside_quotations(doc: &Document<'_>, out: &mut Findings<'_>) {
    let text = doc.text();
    for quotation in &doc.quotations().list {
        // Guillemets are reported with their spaces, as marks that are not English.
        if quotation.style == QuoteStyle::Guillemets {
            continue;
        }
        if let Some(close) = quotation.close
            && let Some(gap) = gap_before(doc, close.start())
            && gap.start() > quotation.words().start()
        {
            // The stop before the gap is part of what reads wrong: `. ”`.
            let stop = text[..gap.start()].chars().next_back().filter(|c| matches!(c, '.' | ',' | '!' | '?' | '…'));
            let start = gap.start() - stop.map_or(0, char::len_utf8);
            out.report(TextRange::new(start, close.end()), "a space before a closing quotation mark")
                .confidence(0.95)
                .safe_fix("Delete the space", [Edit::delete(gap)]);
        }
        if let Some(open) = quotation.open {
            let rest = &text[open.end()..quotation.range.end()];
            let gap =
                TextRange::new(open.end(), open.end() + rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len());
            if !gap.is_empty() && gap.end() < quotation.range.end() {
                out.report(open.cover(gap), "a space after an opening quotation mark")
                    .confidence(0.9)
                    .safe_fix("Delete the space", [Edit::delete(gap)]);
            }
        }
    }
}

fn inside_brackets(doc: &Document<'_>, out: &mut Findings<'_>) {
    let text = doc.text();
    for (index, token) in doc.tokens().iter().enumerate() {
        match &text[token.range] {
            "(" | "[" => {
                let Some(next) = doc.tokens().get(index + 1) else { continue };
                let gap = TextRange::new(token.range.end(), next.range.start().max(token.range.end()));
                let words = next.is_word() && next.sentence == token.sentence;
                // An empty box to tick, `[ ]`, and a box with a cross are no brackets around words.
                if words && next.range.len() > 1 && !gap.is_empty() && text[gap].bytes().all(|b| b == b' ') {
                    out.report(token.range.cover(gap), "a space after an opening bracket")
                        .confidence(0.9)
                        .safe_fix("Delete the space", [Edit::delete(gap)]);
                }
            }
            ")" | "]" if index > 0 => {
                let previous = doc.tokens()[index - 1];
                if let Some(gap) = gap_before(doc, token.range.start())
                    && previous.range.end() == gap.start()
                    && (previous.is_word() && previous.range.len() > 1)
                    && previous.sentence == token.sentence
                {
                    out.report(gap.cover(token.range), "a space before a closing bracket")
                        .confidence(0.9)
                        .safe_fix("Delete the space", [Edit::delete(gap)]);
                }
            }
            _ => {}
        }
    }
}
