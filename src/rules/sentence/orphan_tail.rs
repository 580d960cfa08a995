//! A piece without a verb, in small letters, left behind after a sentence.

use crate::document::clause::are_akin;
use crate::document::{Core, Document};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::Tag;
use crate::language::lexicon::{self, Familiarity};
use crate::rules::Rule;
use crate::source::TextRange;

/// See `orphan_tail.md`.
pub static RULE: Rule = Rule {
    id: "sentence/orphan-tail",
    summary: "a piece in small letters left behind after a sentence",
    severity: Severity::Warning,
    mqm: "accuracy/addition",
    its: "addition",
    check,
};

/// The longest piece that is taken for an orphan, in words.
const LONGEST: usize = 12;

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for index in 0..doc.sentences().len() {
        let Some(core) = orphan(doc, index) else { continue };
        let before = doc.sentences()[index - 1].range.end();
        let stop = doc.tokens()[core.stop.expect("an orphan has a stop")].range;
        let piece = doc.tokens()[core.first()].range.cover(stop);
        let whole = TextRange::new(before, piece.end());
        let finding = out.report(whole, format!("`{}` belongs to no sentence", doc.quote(piece)));
        finding.confidence(0.92).related(doc.sentences()[index - 1].range, "this sentence is whole without it");
        finding.suggest("Delete the stray piece", [Edit::delete(whole)]);
        if let Some(parting) = doc.parting_stop(index) {
            finding.suggest("Join it to the sentence before", [Edit::delete(parting)]);
        }
    }
}

/// The words of sentence `index` if they are an orphan.
fn orphan(doc: &Document<'_>, index: usize) -> Option<Core> {
    let before = doc.sentence_before(index)?;
    let core = doc.core(index)?;
    let first = doc.tokens()[core.first()];
    let word = doc.word(core.first());
    let plain = word.chars().all(char::is_lowercase) && lexicon::familiarity(word) == Familiarity::Common;
    let previous = doc.core(before)?;
    let after_stop = previous.stop.is_some() && !ends_in_abbreviation(doc, previous.last());
    let opens_sentence = first.range.start() == doc.sentences()[index].range.start();
    if !plain
        || !after_stop
        || !opens_sentence
        || core.stop.is_none_or(|stop| doc.word(stop) != ".")
        || !doc.is_running(index)
        || doc.word_count(core.tokens.clone()) > LONGEST
        || doc.quotation_at(first.range.start()) != doc.quotation_at(doc.tokens()[previous.first()].range.start())
    {
        return None;
    }
    doc.finite_verbs(previous.tokens.clone()).next()?;
    // A word alone is no sentence, whatever it may be read as.
    let verbless = doc.has_no_finite(core.tokens.clone()) || core.tokens.len() == 1 && word.len() > 3;
    // `gave the story.`: a verb without a subject that says again what was said.
    let echo = first.tag.is_verb() && repeats(doc, &core, &previous);
    (verbless || echo).then_some(core)
}

/// Whether all content of `core` has just been said by `previous`.
fn repeats(doc: &Document<'_>, core: &Core, previous: &Core) -> bool {
    let said: Vec<_> = previous.tokens.clone().filter_map(|at| doc.content(at)).collect();
    core.tokens.clone().filter_map(|at| doc.content(at)).all(|word| said.iter().any(|other| are_akin(word, other)))
}

/// Whether the stop after token `last` may be an abbreviation's: `et al.`, `a.m.`, `No.`
fn ends_in_abbreviation(doc: &Document<'_>, last: usize) -> bool {
    let word = doc.word(last);
    let token = &doc.tokens()[last];
    word.ends_with('.')
        || token.is_word() && word.chars().count() <= 2 && !matches!(token.tag, Tag::Prp | Tag::Rb | Tag::In | Tag::Rp)
        || word == "al"
}
