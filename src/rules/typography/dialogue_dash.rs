//! Direct speech set with dashes, as many languages set it, in a text that uses quotation marks.

use crate::document::{BlockKind, Document};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::Tag;
use crate::language::speech;
use crate::rules::Rule;
use crate::source::TextRange;

/// See `dialogue_dash.md`.
pub static RULE: Rule = Rule {
    id: "typography/dialogue-dash",
    summary: "direct speech set with a dash",
    severity: Severity::Warning,
    mqm: "locale-conventions/punctuation",
    its: "typographical",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    after_quotations(doc, out);
    // Where no quotation has marks, the dash may be the text's own way.
    if doc.quotations().list.iter().filter(|q| q.depth == 0).count() < 2 {
        return;
    }
    let text = doc.text();
    let style = if text.contains('“') { ("“", "”") } else { ("\"", "\"") };
    for sentence in doc.sentences() {
        if doc.blocks()[sentence.block].kind != BlockKind::Paragraph || doc.in_quotation(sentence.range.start()) {
            continue;
        }
        let words = &text[sentence.range];
        let Some(dash) = words.chars().next().filter(|c| matches!(c, '–' | '—' | '-')) else { continue };
        let start = sentence.range.start();
        let rest = &words[dash.len_utf8()..];
        let gap = rest.len() - rest.trim_start().len();
        let opening = TextRange::new(start, start + dash.len_utf8() + gap);
        if !rest.trim_start().starts_with(char::is_uppercase) {
            continue;
        }
        let first = doc.token_at(opening.end());
        let Some((closing, inserted)) = end_of_speech(doc, first, sentence.tokens.end) else { continue };
        out.report(opening, "direct speech opens with a dash; the rest of the text uses quotation marks")
            .confidence(0.85)
            .related(closing, "it ends here")
            .suggest("Open it with a quotation mark", [Edit::replace(opening, style.0)]);
        let mark = format!("{inserted}{}{}", style.1, if closing.is_empty() { "" } else { " " });
        let mark = if closing.is_empty() { mark } else { mark.trim_end().to_string() };
        out.report(closing, "direct speech that opened with a dash ends here")
            .confidence(0.85)
            .related(opening, "it opens here")
            .suggest("Close it with a quotation mark", [Edit::replace(closing, mark)]);
    }
}

/// `“…,” — said the guide`: a dash between quoted words and who says them.
fn after_quotations(doc: &Document<'_>, out: &mut Findings<'_>) {
    let text = doc.text();
    for close in doc.quotations().list.iter().filter_map(|quotation| quotation.close) {
        let rest = &text[close.end()..];
        let comma = usize::from(rest.starts_with(','));
        let dash = rest[comma..].trim_start_matches(' ');
        let Some(words) = dash.strip_prefix(['-', '–', '—', '−']) else { continue };
        let behind = doc.token_at(text.len() - words.len());
        let Some(sentence) = doc.tokens().get(behind).map(|token| token.sentence) else { continue };
        let stopped = comma == 1 || text[..close.start()].trim_end().ends_with([',', '.', '!', '?', '…']);
        let verb =
            speech::is_said(doc.word(behind)) || doc.is_reporting_verb(behind) && doc.tokens()[behind].tag == Tag::Vbd;
        if !verb
            || !words.trim_start_matches(' ').starts_with(doc.word(behind))
            || behind + 1 >= doc.sentences()[sentence].tokens.end
        {
            continue;
        }
        let start = close.end() + comma;
        let end = doc.tokens()[behind].range.start();
        let mut edits = vec![Edit::replace(TextRange::new(start, end), " ")];
        if !stopped {
            edits.push(Edit::insert(close.start(), ","));
        }
        out.report(TextRange::new(start, end), "a dash between quoted words and who says them")
            .confidence(0.88)
            .suggest("Delete the dash", edits);
    }
}

/// Where the speech ends: at a second dash before the reporting clause, or at the comma before it; and the mark that the
/// words need there.
fn end_of_speech(doc: &Document<'_>, first: usize, end: usize) -> Option<(TextRange, &'static str)> {
    for at in first + 1..end.saturating_sub(1) {
        let token = doc.tokens()[at];
        if matches!(doc.word(at), "–" | "—" | "-") && reports(doc, at + 1, end) {
            let stopped = doc.tokens()[at - 1].is_punctuation();
            let from = doc.tokens()[at - 1].range.end();
            return Some((TextRange::new(from, token.range.end()), if stopped { "" } else { "," }));
        }
        if doc.is_any(at, &[",", "?", "!"]) && reports(doc, at + 1, end) {
            return Some((TextRange::empty(token.range.end()), ""));
        }
    }
    None
}

/// Whether a reporting clause begins at `at`: `says Ilse`, `a guard told me`.
fn reports(doc: &Document<'_>, at: usize, end: usize) -> bool {
    if at + 1 >= end {
        return false;
    }
    let verb = |t: usize| t < end && (speech::is_said(doc.word(t)) || doc.is_reporting_verb(t));
    let subject = |t: usize| t < end && matches!(doc.tokens()[t].tag, Tag::Prp | Tag::Nnp | Tag::Dt | Tag::PrpS);
    verb(at) && subject(at + 1) || subject(at) && (at + 1..end.min(at + 8)).any(verb)
}
