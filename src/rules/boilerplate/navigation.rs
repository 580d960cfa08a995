//! A menu, a trail of sections or a link to another page.

use crate::document::{Document, FurnitureKind};
use crate::finding::{Findings, Severity};
use crate::rules::{Rule, removal};

/// See `navigation.md`.
pub static RULE: Rule = Rule {
    id: "boilerplate/navigation",
    summary: "a menu, a trail of sections or a link to another page",
    severity: Severity::Warning,
    mqm: "accuracy/addition",
    its: "addition",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    removal::report(doc, FurnitureKind::Navigation, "This is from the menus of the site", out);
}
