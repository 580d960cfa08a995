//! Advertisements and their labels.

use crate::document::{Document, FurnitureKind};
use crate::finding::{Findings, Severity};
use crate::rules::{Rule, removal};

/// See `advertisement.md`.
pub static RULE: Rule = Rule {
    id: "boilerplate/advertisement",
    summary: "advertisements and their labels",
    severity: Severity::Warning,
    mqm: "accuracy/addition",
    its: "addition",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    removal::report(doc, FurnitureKind::Advertisement, "This is an advertisement", out);
}
