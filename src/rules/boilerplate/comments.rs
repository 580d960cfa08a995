//! Comment forms, counters of comments and calls to readers.

use crate::document::{Document, FurnitureKind};
use crate::finding::{Findings, Severity};
use crate::rules::{Rule, removal};

/// See `comments.md`.
pub static RULE: Rule = Rule {
    id: "boilerplate/comments",
    summary: "comment forms, counters of comments and calls to readers",
    severity: Severity::Warning,
    mqm: "accuracy/addition",
    its: "addition",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    removal::report(doc, FurnitureKind::Comments, "This is from the comments of the page", out);
}
