//! Quotation marks that are not those of the rest of the text, or not English.

use crate::document::{Document, QuoteRole, QuoteStyle};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::rules::Rule;
use crate::source::TextRange;

/// See `quote_style.md`.
pub static RULE: Rule = Rule {
    id: "typography/quote-style",
    summary: "quotation marks of another language or another style",
    severity: Severity::Warning,
    mqm: "locale-conventions/punctuation",
    its: "typographical",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let (text, (open_mark, close_mark)) = (doc.text(), main_marks(doc));
    // One straight mark or pair in a text whose marks are curly is a slip; more of them are the author's habit.
    let straight = text.matches('"').count() <= 2 && text.matches(['“', '”']).count() >= 8;
    for quotation in &doc.quotations().list {
        let foreign = matches!(quotation.style, QuoteStyle::Guillemets | QuoteStyle::Low | QuoteStyle::Corner);
        if foreign {
            foreign_marks(doc, quotation.open, quotation.close, (open_mark, close_mark), out);
        } else if let Some(close) = quotation.close.filter(|close| matches!(&text[*close], "」" | "』")) {
            let last = inner_gap(doc, quotation.words().start(), close.start(), false).cover(close);
            let meant = quotation.style.marks().1;
            out.report(last, format!("`{}` closes what an English mark opened", &text[close]))
                .confidence(0.94)
                .safe_fix(format!("Put `{meant}` in its place"), [Edit::replace(last, meant)]);
        } else if quotation.style == QuoteStyle::Double {
            wrong_glyphs(doc, quotation.open, quotation.close, out);
        }
        if let Some(open) = quotation.open.filter(|open| straight && &text[*open] == "\"") {
            straight_marks(doc, open, quotation.close, out);
        }
    }
    backticks(doc, out);
}

/// The double marks that most of the text's quotations have.
fn main_marks(doc: &Document<'_>) -> (&'static str, &'static str) {
    let count = |style| doc.quotations().list.iter().filter(|q| q.style == style).count();
    if count(QuoteStyle::StraightDouble) > count(QuoteStyle::Double) { ("\"", "\"") } else { ("“", "”") }
}

/// White space next to a mark, inside the quotation: French sets some.
fn inner_gap(doc: &Document<'_>, from: usize, to: usize, at_start: bool) -> TextRange {
    let inner = &doc.text()[from..to];
    if at_start {
        TextRange::new(from, from + inner.len() - inner.trim_start().len())
    } else {
        TextRange::new(from + inner.trim_end().len(), to)
    }
}

fn foreign_marks(
    doc: &Document<'_>,
    open: Option<TextRange>,
    close: Option<TextRange>,
    marks: (&str, &str),
    out: &mut Findings<'_>,
) {
    let text = doc.text();
    // A lone one is told as a mark without a partner.
    let (Some(open), Some(close)) = (open, close) else { return };
    // Words of another script are translated first, marks and all.
    let words = &text[open.end()..close.start()];
    let latin = words.chars().filter(|c| c.is_alphabetic()).all(|c| (c as u32) < 0x250);
    if !latin {
        return;
    }
    let first = open.cover(inner_gap(doc, open.end(), close.start(), true));
    let last = inner_gap(doc, first.end(), close.start(), false).cover(close);
    let edits = [Edit::replace(first, marks.0), Edit::replace(last, marks.1)];
    let whole = open.cover(close);
    let span = if whole.len() <= 40 { whole } else { open };
    out.report(span, format!("`{}` and `{}` are not English quotation marks", &text[open], &text[close]))
        .confidence(0.94)
        .related(close, "the closing mark")
        .safe_fix(format!("Put `{}` and `{}` in their place", marks.0, marks.1), edits);
}

/// A curly mark that faces the wrong way: `.“` at the end of a quotation.
fn wrong_glyphs(doc: &Document<'_>, open: Option<TextRange>, close: Option<TextRange>, out: &mut Findings<'_>) {
    let text = doc.text();
    for (mark, role) in [(open, QuoteRole::Opening), (close, QuoteRole::Closing)] {
        let Some(mark) = mark else { continue };
        let wanted = if role == QuoteRole::Opening { "“" } else { "”" };
        if matches!(&text[mark], "“" | "”") && &text[mark] != wanted {
            out.report(mark, format!("`{}` faces the wrong way", &text[mark]))
                .confidence(0.93)
                .safe_fix(format!("Put `{wanted}` in its place"), [Edit::replace(mark, wanted)]);
        }
    }
}

/// A straight mark that opens a quotation in a text of curly ones, and its straight partner.
fn straight_marks(doc: &Document<'_>, open: TextRange, close: Option<TextRange>, out: &mut Findings<'_>) {
    let close = close.filter(|close| &doc.text()[*close] == "\"");
    let mut edits = vec![Edit::replace(open, "“")];
    edits.extend(close.map(|close| Edit::replace(close, "”")));
    out.report(open, "a straight mark in a text of curly ones").confidence(0.85).safe_fix("Make it curly", edits);
}

/// A backtick or an acute accent in the place of an apostrophe: driver`s.
fn backticks(doc: &Document<'_>, out: &mut Findings<'_>) {
    let text = doc.text();
    let apostrophe = if text.contains('’') || !text.contains('\'') { "’" } else { "'" };
    for block in doc.blocks() {
        for (at, c) in text[block.range].char_indices().filter(|(_, c)| matches!(c, '`' | '´')) {
            let mark = TextRange::new(block.range.start() + at, block.range.start() + at + c.len_utf8());
            let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
            let inside = letter(text[..mark.start()].chars().next_back()) && letter(text[mark.end()..].chars().next());
            if inside && !block.holes.iter().any(|hole| hole.contains(mark.start())) {
                out.report(mark, format!("`{c}` in the place of an apostrophe"))
                    .confidence(0.95)
                    .safe_fix("Put an apostrophe in its place", [Edit::replace(mark, apostrophe)]);
            }
        }
    }
}
