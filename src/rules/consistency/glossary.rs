//! A term or a name that the glossary writes otherwise.

use crate::document::{Document, TermUse};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::glossary::Standing;
use crate::rules::Rule;

/// See `glossary.md`.
pub static RULE: Rule = Rule {
    id: "consistency/glossary",
    summary: "a term or a name that the glossary writes otherwise",
    severity: Severity::Warning,
    mqm: "terminology/inconsistent-with-terminology-resource",
    its: "terminology",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for term in doc.terms().iter().filter(|term| term.standing != Standing::Accepted) {
        let found = doc.quote(term.range);
        let finding = out.report(term.range, message(term, &found));
        finding.confidence(0.95);
        for replacement in term.replacements(&found).into_iter().filter(|replacement| *replacement != found) {
            finding.suggest(format!("Write `{replacement}`"), [Edit::replace(term.range, replacement)]);
        }
    }
}

fn message(term: &TermUse<'_>, found: &str) -> String {
    let entry = term.entry;
    let said = match term.standing {
        Standing::Miswritten => format!("the glossary writes `{}`, not `{found}`", entry.preferred),
        _ => format!("the glossary has `{}` for `{found}`", entry.preferred),
    };
    if entry.note.is_empty() { said } else { format!("{said}: {}", entry.note) }
}
