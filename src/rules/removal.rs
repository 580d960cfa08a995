//! What every rule about page furniture does: report the pieces of its kind and take them out.

use crate::document::{Document, FurnitureKind};
use crate::finding::Findings;
use crate::fix::Edit;

/// Furniture at least this sure is taken out without asking.
const CERTAIN: f32 = 0.9;

/// Reports the furniture of `kind`, each piece with its removal; `what` is a sentence that says where it is from.
pub(super) fn report(doc: &Document<'_>, kind: FurnitureKind, what: &str, out: &mut Findings<'_>) {
    for piece in doc.furniture().iter().filter(|piece| piece.kind == kind) {
        let finding = out.report(piece.range, format!("{what}, not part of the article"));
        finding.confidence(piece.certainty);
        if piece.by_looks {
            finding.where_damaged();
        }
        let removal = [Edit::delete(piece.removal)];
        if piece.certainty >= CERTAIN && !piece.inline {
            finding.safe_fix("Delete it", removal);
        } else {
            finding.suggest("Delete it", removal);
        }
    }
}
