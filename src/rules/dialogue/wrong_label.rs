//! A turn under the label of another speaker.

use crate::document::Document;
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::rules::Rule;

/// See `wrong_label.md`.
pub static RULE: Rule = Rule {
    id: "dialogue/wrong-label",
    summary: "a question or an answer under the label of another speaker",
    severity: Severity::Warning,
    mqm: "accuracy/mistranslation",
    its: "mistranslation",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let turns = doc.turns();
    for slip in &turns.slips {
        let Some(turn) = slip.turn.map(|turn| &turns.list[turn]) else { continue };
        let (name, range) = (&turns.labels[slip.label].name, turn.label_range);
        let message =
            format!("questions and answers alternate, and these words are `{name}`’s, not `{}`’s", &doc.text()[range]);
        let finding = out.report(range, message);
        finding.confidence(slip.certainty).suggest(format!("Replace with `{name}`"), [Edit::replace(range, name.as_str())]);
        if let Some(other) = turns.list.iter().find(|turn| turn.label == slip.label) {
            finding.related(other.label_range, "the label elsewhere");
        }
    }
}
