//! Print buttons, counters, stamps and numbers of the article.

use crate::document::{Document, FurnitureKind};
use crate::finding::{Findings, Severity};
use crate::rules::{Rule, removal};

/// See `page_tools.md`.
pub static RULE: Rule = Rule {
    id: "boilerplate/page-tools",
    summary: "print buttons, counters, stamps and numbers of the article",
    severity: Severity::Warning,
    mqm: "accuracy/addition",
    its: "addition",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    removal::report(doc, FurnitureKind::Tool, "This is from the tools of the page", out);
}
