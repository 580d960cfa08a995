//! Cookie, subscription, copyright and liability notices.

use crate::document::{Document, FurnitureKind};
use crate::finding::{Findings, Severity};
use crate::rules::{Rule, removal};

/// See `notices.md`.
pub static RULE: Rule = Rule {
    id: "boilerplate/notices",
    summary: "cookie, subscription, copyright and liability notices",
    severity: Severity::Warning,
    mqm: "accuracy/addition",
    its: "addition",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    removal::report(doc, FurnitureKind::Notice, "This is a notice of the site", out);
}
