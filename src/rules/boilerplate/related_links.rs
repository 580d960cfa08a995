//! Teasers of other articles, keywords and links to the source.

use crate::document::{Document, FurnitureKind};
use crate::finding::{Findings, Severity};
use crate::rules::{Rule, removal};

/// See `related_links.md`.
pub static RULE: Rule = Rule {
    id: "boilerplate/related-links",
    summary: "teasers of other articles, keywords and links to the source",
    severity: Severity::Warning,
    mqm: "accuracy/addition",
    its: "addition",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    removal::report(doc, FurnitureKind::Related, "This is from the links to other pages", out);
}
