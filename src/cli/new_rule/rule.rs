//! one line on the damage it finds.

use crate::document::Document;
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::rules::Rule;

/// See `new_rule.md`.
pub static RULE: Rule = Rule {
    id: "typography/new-rule",
    summary: "one line on the damage it finds",
    severity: Severity::Info,
    mqm: "linguistic-conventions/textual-conventions",
    its: "other",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for (index, token) in doc.tokens().iter().enumerate() {
        // The damage to find; the page's examples have this word for it.
        if doc.word(index) == "xyzzy" {
            out.report(token.range, "a word that means nothing")
                .confidence(0.5)
                .suggest("Put a word that does", [Edit::replace(token.range, "tide")]);
        }
    }
}
