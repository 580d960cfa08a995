//! A sentence that says again, in worse words, what has just been said.

use std::borrow::Cow;

use crate::document::clause::are_akin;
use crate::document::{Core, Document};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::rules::Rule;
use crate::source::TextRange;

/// See `repeated_sentence.md`.
pub static RULE: Rule = Rule {
    id: "sentence/repeated-sentence",
    summary: "a sentence that repeats the one before it in other words",
    severity: Severity::Warning,
    mqm: "accuracy/addition",
    its: "duplication",
    check,
};

/// The longest sentence that is taken for a repetition, in words.
const LONGEST: usize = 14;

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for index in 0..doc.sentences().len() {
        let Some(earlier) = repeated(doc, index) else { continue };
        let sentence = doc.sentences()[index].range;
        let whole = TextRange::new(doc.sentences()[index - 1].range.end(), sentence.end());
        let finding = out.report(whole, "this sentence says again what has just been said");
        finding.confidence(0.85).related(doc.sentences()[earlier].range, "said here");
        finding.suggest("Delete the repetition", [Edit::delete(whole)]);
    }
}

/// The sentence that sentence `index` repeats.
fn repeated(doc: &Document<'_>, index: usize) -> Option<usize> {
    let before = doc.sentence_before(index)?;
    let (core, previous) = (doc.core(index)?, doc.core(before)?);
    let first = doc.tokens()[core.first()].range.start();
    let stops = |core: &Core, stop| core.stop.is_some_and(|at| doc.word(at) == stop);
    if !doc.is_running(index)
        || !stops(&core, ".")
        || stops(&previous, "?")
        || !doc.word(core.first()).starts_with(char::is_uppercase)
        || doc.word_count(core.tokens.clone()) > LONGEST
        || doc.quotation_at(first) != doc.quotation_at(doc.tokens()[previous.first()].range.start())
    {
        return None;
    }
    let content = |core: &Core| core.tokens.clone().filter_map(|at| doc.content(at)).collect::<Vec<Cow<'_, str>>>();
    let (words, said) = (content(&core), content(&previous));
    let hits = words.iter().filter(|word| said.iter().any(|other| are_akin(word, other))).count();
    (words.len() >= 2 && hits == words.len()).then_some(before)
}
