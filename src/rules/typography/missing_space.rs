//! A stop, comma or colon with no space between it and the next word.

use crate::document::Document;
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::rules::Rule;
use crate::source::TextRange;

/// See `missing_space.md`.
pub static RULE: Rule = Rule {
    id: "typography/missing-space",
    summary: "a stop or comma with no space after it",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/punctuation",
    its: "whitespace",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let chars: Vec<(usize, char)> = doc.text().char_indices().collect();
    for around in chars.windows(4) {
        let [(_, a), (_, b), (at, stop), (next, head)] = *around else { continue };
        if a.is_lowercase() && b.is_lowercase() && stop == '.' && head.is_uppercase() {
            out.report(TextRange::new(at, next), "no space after the full stop")
                .safe_fix("Insert a space", [Edit::insert(next, " ")]);
        }
    }
}
