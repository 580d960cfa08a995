//! Names and addresses of reporters, editors and photographers left by the page.

use crate::document::{Document, FurnitureKind};
use crate::finding::{Findings, Severity};
use crate::rules::{Rule, removal};

/// See `credits.md`.
pub static RULE: Rule = Rule {
    id: "boilerplate/credits",
    summary: "names and addresses of reporters, editors and photographers left by the page",
    severity: Severity::Warning,
    mqm: "accuracy/addition",
    its: "addition",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    removal::report(doc, FurnitureKind::Credit, "This is a credit of the page", out);
}
