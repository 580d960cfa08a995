//! A speaker label without its colon.

use crate::document::Document;
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::rules::Rule;
use crate::source::TextRange;

/// See `label_colon.md`.
pub static RULE: Rule = Rule {
    id: "dialogue/label-colon",
    summary: "a speaker label that has lost its colon",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/punctuation",
    its: "typographical",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for turn in doc.turns().list.iter().filter(|turn| turn.colon.is_none()) {
        let name = &doc.text()[turn.label_range];
        let at = turn.label_range.end();
        let mark = doc.turns().mark;
        if let Some(wrong) = doc.text()[at..].chars().next().filter(|c| matches!(c, ';' | '：' | '；')) {
            let wrong = TextRange::new(at, at + wrong.len_utf8());
            let spaced = doc.text()[wrong.end()..].starts_with(char::is_whitespace);
            out.report(wrong, format!("`{name}` is a speaker here, and its label has another mark than a colon"))
                .confidence(0.95)
                .safe_fix(
                    format!("Put `{mark}` in its place"),
                    [Edit::replace(wrong, if spaced { mark.into() } else { format!("{mark} ") })],
                );
            continue;
        }
        let spaced = doc.text()[at..].starts_with(char::is_whitespace);
        out.report(TextRange::empty(at), format!("`{name}` is a speaker here, and its label has lost its colon"))
            .confidence(0.95)
            .safe_fix(
                format!("Insert `{mark}`"),
                [Edit::insert(at, if spaced { mark.into() } else { format!("{mark} ") })],
            );
    }
}
