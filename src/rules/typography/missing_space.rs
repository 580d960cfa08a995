//! A stop, comma or colon with no space between it and the next word.

use crate::document::Document;
use crate::finding::{Findings, Severity};
use crate::rules::Rule;

/// See `missing_space.md`.
pub static RULE: Rule = Rule {
    id: "typography/missing-space",
    summary: "a stop or comma with no space after it",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/punctuation",
    its: "whitespace",
    check,
};

fn check(_doc: &Document<'_>, _out: &mut Findings<'_>) {}
