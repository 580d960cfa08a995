//! A turn without its speaker label.

use crate::document::Document;
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::rules::Rule;
use crate::source::TextRange;

/// See `lost_label.md`.
pub static RULE: Rule = Rule {
    id: "dialogue/lost-label",
    summary: "a question or an answer that has lost its speaker label",
    severity: Severity::Warning,
    mqm: "accuracy/omission",
    its: "omission",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let turns = doc.turns();
    for slip in turns.slips.iter().filter(|slip| slip.turn.is_none()) {
        let name = &turns.labels[slip.label].name;
        let at = doc.blocks()[slip.block].range.start();
        let message =
            format!("questions and answers alternate, and here a turn begins without a label: it is `{name}`’s");
        let finding = out.report(TextRange::empty(at), message);
        let label = format!("{name}{} ", turns.mark);
        finding.confidence(slip.certainty).suggest(format!("Insert `{label}`"), [Edit::insert(at, label)]);
        if let Some(other) = turns.list.iter().find(|turn| turn.label == slip.label) {
            finding.related(other.label_range, "the label elsewhere");
        }
    }
}
