//! Words in small letters that stand before a sentence and do not connect with it.

use crate::document::{Core, Document};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::Tag;
use crate::language::lexicon::{self, Familiarity};
use crate::rules::Rule;
use crate::source::TextRange;

/// See `orphan_head.md`.
pub static RULE: Rule = Rule {
    id: "sentence/orphan-head",
    summary: "words in small letters left before a sentence that is whole without them",
    severity: Severity::Warning,
    mqm: "accuracy/addition",
    its: "addition",
    check,
};

/// The longest head, in tokens.
const LONGEST: usize = 6;

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for index in 0..doc.sentences().len() {
        let Some(core) = doc.core(index).filter(|_| doc.is_running(index)) else { continue };
        let word = doc.word(core.first());
        let plain = word.chars().all(char::is_lowercase) && lexicon::familiarity(word) == Familiarity::Common;
        if !plain || doc.parting_stop(index).is_none() {
            continue;
        }
        let Some(from) = restart(doc, &core).or_else(|| after_comma(doc, &core)) else { continue };
        let head = TextRange::new(doc.tokens()[core.first()].range.start(), doc.tokens()[from].range.start());
        let first = doc.tokens()[from].range;
        let initial = first.start() + doc.word(from).chars().next().map_or(0, char::len_utf8);
        let upper = doc.text()[first.start()..initial].to_uppercase();
        let quoted = doc.quote(TextRange::new(head.start(), doc.tokens()[from - 1].range.end()));
        let finding = out.report(head.cover(first), format!("`{quoted}` does not connect with the sentence after it"));
        finding
            .confidence(0.9)
            .suggest("Delete the stray words", [Edit::replace(TextRange::new(head.start(), initial), upper)]);
    }
}

/// `what was She had less`: where, after a few small words, a sentence begins with a capital.
fn restart(doc: &Document<'_>, core: &Core) -> Option<usize> {
    let from = core.tokens.clone().skip(1).take(LONGEST).find(|&at| doc.word(at).starts_with(char::is_uppercase))?;
    let begins =
        matches!(doc.tokens()[from].tag, Tag::Prp | Tag::Dt | Tag::PrpS | Tag::Ex | Tag::In | Tag::Wrb | Tag::Rb)
            && doc.word(from) != "I";
    let joined = (core.first()..from).all(|at| doc.tokens()[at].is_word());
    (begins && joined && doc.finite_verbs(from..core.tokens.end).next().is_some()).then_some(from)
}

/// `or apartment, we have`: a coordinated phrase without a verb, then a clause.
fn after_comma(doc: &Document<'_>, core: &Core) -> Option<usize> {
    let comma = core.tokens.clone().skip(1).take(LONGEST).find(|&at| doc.word(at) == ",")?;
    let from = comma + 1;
    let connects = doc.is_any(core.first(), &["or", "and", "nor", "of", "than"]);
    let subject =
        from < core.tokens.end && matches!(doc.tokens()[from].tag, Tag::Prp | Tag::Dt | Tag::PrpS | Tag::Ex | Tag::Nnp);
    (connects
        && subject
        && doc.has_no_finite(core.first()..comma)
        && doc.finite_verbs(from..core.tokens.end).next().is_some())
    .then_some(from)
}
