//! Share bars and calls to follow.

use crate::document::{Document, FurnitureKind};
use crate::finding::{Findings, Severity};
use crate::rules::{Rule, removal};

/// See `sharing.md`.
pub static RULE: Rule = Rule {
    id: "boilerplate/sharing",
    summary: "share bars and calls to follow",
    severity: Severity::Warning,
    mqm: "accuracy/addition",
    its: "addition",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    removal::report(doc, FurnitureKind::Sharing, "This is from the share bar of the page", out);
}
