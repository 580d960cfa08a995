//! A sentence that has lost its copula.

use crate::document::{BlockKind, Core, Document};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::Tag;
use crate::rules::Rule;
use crate::source::TextRange;

/// See `missing_verb.md`.
pub static RULE: Rule = Rule {
    id: "sentence/missing-verb",
    summary: "a sentence that has lost its `is` or `was`",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

/// From this (negative) margin on a word of a sentence without a verb may still be one.
const DOUBTFUL: i32 = -50;

/// The fewest words of a sentence that is questioned for its want of a verb alone.
const LEAST: usize = 6;

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for (index, sentence) in doc.sentences().iter().enumerate() {
        let Some(core) = doc.core(index) else { continue };
        let kind = doc.blocks()[sentence.block].kind;
        let stopped = core.stop.is_some_and(|stop| doc.word(stop) == ".");
        if kind == BlockKind::Paragraph && stopped && is_predicate_alone(doc, &core) {
            let copula = copula(doc, index, core.first());
            let first = doc.tokens()[core.first()].range;
            out.report(
                TextRange::new(first.end(), doc.tokens()[core.first() + 1].range.end()),
                format!("`{copula}` seems to be missing after `{}`", doc.word(core.first())),
            )
            .confidence(0.8)
            .where_damaged()
            .suggest(format!("Insert `{copula}`"), [Edit::insert(first.end(), format!(" {copula}"))]);
            continue;
        }
        if kind != BlockKind::Paragraph
            || !stopped
            || core.tokens.clone().any(|at| doc.tokens()[at].finite_margin >= DOUBTFUL)
        {
            continue;
        }
        let Some(gap) = gap(doc, &core) else {
            if is_heap(doc, index, &core) {
                let words = doc.tokens()[core.first()].range.cover(doc.tokens()[core.last()].range);
                out.report(words, "the sentence has no verb")
                    .severity(Severity::Info)
                    .confidence(0.5)
                    .ask("What is the verb of this sentence?");
            }
            continue;
        };
        let copula = copula(doc, index, gap);
        let at = doc.tokens()[gap].range.end();
        let complement = TextRange::new(at, doc.tokens()[gap + 1].range.end());
        out.report(
            complement,
            format!("the sentence has no verb; `{copula}` seems to be missing after `{}`", doc.word(gap)),
        )
        .confidence(0.85)
        .suggest(format!("Insert `{copula}`"), [Edit::insert(at, format!(" {copula}"))]);
    }
}

/// `She tired and hungry.`, `He the only one who knows the way.`: a pronoun with what would be said of it.
fn is_predicate_alone(doc: &Document<'_>, core: &Core) -> bool {
    let (subject, said) = (core.first(), core.first() + 1);
    if !doc.is_any(subject, &["he", "she", "it", "they", "we"]) || said >= core.tokens.end {
        return false;
    }
    let tag = |at: usize| doc.tokens()[at].tag;
    let finite = doc.finite_verbs(core.tokens.clone()).next();
    let adjective = tag(said) == Tag::Jj && finite.is_none() && !doc.is_any(said, &["alone", "all", "both"]);
    let relative = |verb: usize| matches!(tag(verb - 1), Tag::Wp | Tag::Wdt);
    let only = doc.is(said, "the")
        && doc.is_any(said + 1, &["only", "first", "last", "best", "one", "oldest", "youngest"])
        && finite.is_none_or(relative);
    adjective || only
}

/// Whether a sentence between whole ones is a row of words without a verb: too long and too plain to be meant.
fn is_heap(doc: &Document<'_>, index: usize, core: &Core) -> bool {
    let whole = |core: Core| doc.has_finite(core.tokens);
    let first = doc.tokens()[core.first()];
    let before = doc.sentence_before(index).and_then(|before| doc.core(before));
    let plain = core.tokens.clone().all(|at| !doc.tokens()[at].is_punctuation() || doc.word(at) == "-");
    doc.word_count(core.tokens.clone()) >= LEAST
        && plain
        && !matches!(first.tag, Tag::Rb | Tag::Uh | Tag::Cc | Tag::Wrb | Tag::Wp)
        && !doc.is_any(core.first(), &["no", "not", "so", "what", "such"])
        && !doc.in_quotation(first.range.start())
        && doc.has_no_finite(core.tokens.clone())
        && before.is_some_and(whole)
}

/// The last word of the subject, after which the verb is missing.
fn gap(doc: &Document<'_>, core: &Core) -> Option<usize> {
    let tag = |at: usize| doc.tokens()[at].tag;
    let commas = core.tokens.clone().any(|at| doc.tokens()[at].is_punctuation() && doc.word(at) != "-");
    // `it already the third rainy week`: a subject pronoun, and nothing it could do.
    let pronoun = core.tokens.clone().find(|&at| doc.is_any(at, &["it", "he", "she", "they", "we"]));
    if let Some(at) = pronoun {
        let object = at > core.first() && matches!(tag(at - 1), Tag::In | Tag::Vbg | Tag::Vbn | Tag::Vb | Tag::To);
        let adverb = usize::from(at + 1 < core.tokens.end && tag(at + 1) == Tag::Rb);
        let complement = at + 1 + adverb;
        let follows = complement < core.tokens.end
            && matches!(tag(complement), Tag::Dt | Tag::Jj | Tag::Nn | Tag::In | Tag::Vbn | Tag::Cd);
        return (!object && !commas && follows && core.tokens.end - complement >= 1).then_some(at);
    }
    let start = if tag(core.first()) == Tag::In { adverbial(doc, core)? } else { core.first() };
    // `There three windows in the room.`
    if !commas
        && tag(start) == Tag::Ex
        && start < core.last()
        && matches!(tag(start + 1), Tag::Cd | Tag::Dt | Tag::Jj | Tag::Nns)
    {
        return Some(start);
    }
    let determined = tag(start) == Tag::PrpS
        || tag(start) == Tag::Dt && doc.is_any(start, &["the", "this", "that", "these", "those"]);
    if commas || !determined {
        return None;
    }
    let noun = (start + 1..core.tokens.end).find(|&at| tag(at) != Tag::Jj)?;
    let last = core.last();
    if !matches!(tag(noun), Tag::Nn | Tag::Nns) || noun >= last {
        return None;
    }
    // `The crossing the noisiest in town.`, `the pond green.`
    let superlative = doc.is(noun + 1, "the")
        && noun + 2 <= last
        && (tag(noun + 2) == Tag::Jjs || doc.is_any(noun + 2, &["most", "best", "first", "last", "only"]));
    let adjective = tag(noun + 1) == Tag::Jj && (noun + 1 == last || tag(noun + 2) == Tag::In);
    // `The tea in the red pot still warm.`, `The soup too salty.`
    if let Some(gap) = before_adverb(doc, core, noun) {
        return Some(gap);
    }
    // `The captain a teacher from Lund.`
    let another = noun + 3 <= last
        && doc.is_any(noun + 1, &["a", "an"])
        && !doc.is_any(noun, &["time", "times", "day", "week", "month", "year"]);
    (superlative || adjective || another).then_some(noun)
}

/// The last word of a subject that ends at `noun` or at a phrase after it, before an adverb and what would be said of it.
fn before_adverb(doc: &Document<'_>, core: &Core, noun: usize) -> Option<usize> {
    let tag = |at: usize| doc.tokens()[at].tag;
    let mut end = noun + 1;
    while end < core.tokens.end
        && tag(end) == Tag::In
        && let Some(phrase) = doc.prepositional_phrase(end)
    {
        end = phrase.end;
    }
    let adverb =
        end < core.last() && doc.is_any(end, &["still", "already", "too", "very", "now", "not", "always", "almost"]);
    let said = adverb && matches!(tag(end + 1), Tag::Jj | Tag::Cd | Tag::Dt | Tag::In | Tag::Vbn | Tag::Jjr);
    said.then_some(end - 1)
}

/// The determiner after an adverbial that opens the sentence: `At half past two the pond`.
fn adverbial(doc: &Document<'_>, core: &Core) -> Option<usize> {
    (core.first() + 2..core.last()).rev().find(|&at| {
        doc.tokens()[at].tag == Tag::Dt
            && !matches!(doc.tokens()[at - 1].tag, Tag::In | Tag::Cc | Tag::Jj | Tag::Dt | Tag::Pdt)
    })
}

/// `is`, `are`, `was` or `were`, after the tense of the sentences around and the number of the subject.
fn copula(doc: &Document<'_>, index: usize, subject: usize) -> &'static str {
    let near = index.saturating_sub(3)..(index + 4).min(doc.sentences().len());
    let (mut past, mut present) = (0usize, 0usize);
    for token in near.flat_map(|index| doc.sentences()[index].tokens.clone()).map(|at| &doc.tokens()[at]) {
        match token.tag {
            Tag::Vbd => past += 1,
            Tag::Vbz | Tag::Vbp => present += 1,
            _ => {}
        }
    }
    let plural = doc.tokens()[subject].tag == Tag::Nns
        || doc.is_any(subject, &["they", "we"])
        || doc.is(subject, "there") && !doc.is_any(subject + 1, &["a", "an", "one", "another"]);
    match (past >= present, plural) {
        (true, false) => "was",
        (true, true) => "were",
        (false, false) => "is",
        (false, true) => "are",
    }
}
