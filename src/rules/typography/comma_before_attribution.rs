//! Quoted words that run into `he said` without a comma, and stops on the wrong side of a closing mark.

use crate::document::{Document, QuoteStyle};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::Tag;
use crate::language::speech;
use crate::rules::Rule;
use crate::source::TextRange;

/// See `comma_before_attribution.md`.
pub static RULE: Rule = Rule {
    id: "typography/comma-before-attribution",
    summary: "quoted words without a comma before `she said`, or a stop outside the marks",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/punctuation",
    its: "typographical",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let inside = stops_inside(doc);
    for quotation in doc.quotations().list.iter().filter(|q| q.depth == 0 && q.style != QuoteStyle::Guillemets) {
        let (Some(close), Some(_)) = (quotation.close, quotation.open) else { continue };
        missing_comma(doc, quotation.words(), close, out);
        if inside {
            stop_outside(doc, quotation.words(), close, out);
        }
        question_outside(doc, quotation.words(), close, out);
    }
}

fn missing_comma(doc: &Document<'_>, words: TextRange, close: TextRange, out: &mut Findings<'_>) {
    let text = doc.text();
    let unstopped = text[words].ends_with(char::is_alphanumeric);
    let next = doc.token_at(close.end());
    let first = doc.token_at(words.start());
    if !unstopped || next + 1 >= doc.tokens().len() || next <= first {
        return;
    }
    let subject_first = doc.is_any(next, &["he", "she", "they", "i", "we"]) && speech::is_said(doc.word(next + 1));
    // The words have to be a whole utterance: a quoted word is the object of its own sentence.
    let utterance = next - first >= 5 && doc.tokens()[first..next].iter().any(|token| token.tag.is_finite());
    let opens = text[words].starts_with(char::is_uppercase);
    if subject_first && utterance && opens && text[close.end()..].starts_with(' ') {
        out.report(TextRange::empty(close.start()), "the quoted words end without a mark before who says them")
            .confidence(0.9)
            .suggest("Insert a comma", [Edit::insert(close.start(), ",")]);
    }
}

/// Whether the text sets its stops and commas inside the closing marks, as American English does.
fn stops_inside(doc: &Document<'_>) -> bool {
    let text = doc.text();
    let (mut inside, mut outside) = (0, 0);
    for quotation in doc.quotations().list.iter().filter(|q| q.depth == 0) {
        if let Some(close) = quotation.close {
            inside += usize::from(text[..close.start()].ends_with(['.', ',']));
            outside += usize::from(text[close.end()..].starts_with(['.', ',']));
        }
    }
    inside >= 3 && inside >= 3 * outside
}

fn stop_outside(doc: &Document<'_>, words: TextRange, close: TextRange, out: &mut Findings<'_>) {
    let text = doc.text();
    let Some(stop) = text[close.end()..].chars().next().filter(|c| matches!(c, '.' | ',')) else { return };
    let first = doc.token_at(words.start());
    let last = doc.token_at(close.start());
    let finite =
        doc.tokens()[first.min(last)..last].iter().any(|token| token.tag.is_finite() && token.tag != Tag::VbFin);
    let ends_bare = text[words].ends_with(char::is_alphanumeric);
    // Words that are part of the writer's own sentence keep his stop outside.
    let opening = text[..words.start()].trim_end_matches(['“', '"', '‘', '\'']).trim_end();
    let own_sentence = opening.is_empty() || opening.ends_with(['.', '?', '!', ':', '\n', '”', '"']);
    if ends_bare && finite && own_sentence && last >= first + 3 {
        let mark = TextRange::new(close.end(), close.end() + 1);
        // A straight mark that closes a curly one takes its shape.
        let glyph = if text[..words.start()].ends_with('“') { "”" } else { &text[close] };
        out.report(
            close.cover(mark),
            format!("`{stop}` stands outside the marks; the rest of the text sets it inside"),
        )
        .confidence(0.85)
        .safe_fix(format!("Move `{stop}` inside"), [Edit::replace(close.cover(mark), format!("{stop}{glyph}"))]);
    }
}

/// `“Who is there”? asked the guard`: the mark of a whole utterance stands behind it, and who says it comes next. In
/// the writer's own question, `Did she say “yes”?`, nobody is named.
fn question_outside(doc: &Document<'_>, words: TextRange, close: TextRange, out: &mut Findings<'_>) {
    let text = doc.text();
    let Some(mark) = text[close.end()..].chars().next().filter(|c| matches!(c, '?' | '!')) else { return };
    let behind = doc.token_at(close.end() + 1);
    let attributed = behind + 1 < doc.tokens().len()
        && (speech::is_said(doc.word(behind)) || speech::is_said(doc.word(behind + 1)))
        && text[close.end() + 1..].starts_with(' ');
    let opening = text[..words.start()].trim_end_matches(['“', '"', '‘', '\'']).trim_end();
    let own_sentence = opening.is_empty() || opening.ends_with(['.', '?', '!', ':', ',', '\n', '”', '"']);
    if attributed && own_sentence && text[words].ends_with(char::is_alphanumeric) {
        let whole = TextRange::new(close.start(), close.end() + 1);
        out.report(whole, format!("`{mark}` stands outside the marks of the words that it belongs to"))
            .confidence(0.9)
            .safe_fix(format!("Move `{mark}` inside"), [Edit::replace(whole, format!("{mark}{}", &text[close]))]);
    }
}
