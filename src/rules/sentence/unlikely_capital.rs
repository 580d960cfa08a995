//! A capital inside a sentence that a reader does not expect.

use std::collections::HashSet;

use crate::document::Document;
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::Tag;
use crate::reader::{Candidate, Judge, Kind};
use crate::rules::weighed::Offers;
use crate::rules::{Rule, weighed};
use crate::source::TextRange;

/// See `unlikely_capital.md`.
pub static RULE: Rule = Rule {
    id: "sentence/unlikely-capital",
    summary: "a capital inside a sentence where a reader misses a full stop, or expects a small letter",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/punctuation",
    its: "typographical",
    check,
};

/// What parts two sentences.
const STOP: &str = ". ";
/// How much more two sentences must weigh that are made one, in nats: a short one may be meant.
const JOINS: f32 = 4.0;

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let repair = |candidate: &Candidate| match candidate.edits[0].replacement.as_str() {
        STOP => "Part the two sentences".to_owned(),
        joined if joined.starts_with(' ') => "Join the two sentences".to_owned(),
        small => format!("Write “{small}”"),
    };
    weighed::report(doc, Kind::Split, "A sentence ends here, or none begins", repair, out);
}

/// Every capital inside a sentence with a full stop before it, and without it; every full stop with what joins its two
/// sentences.
pub(in crate::rules) fn offers(doc: &Document<'_>, _: Judge<'_>) -> Offers {
    let named = named(doc);
    let mut candidates = Vec::new();
    for sentence in weighed::sentences(doc) {
        let Some(core) = doc.core(sentence) else { continue };
        let first = &doc.tokens()[core.first()];
        if let Some(stop) = doc.parting_stop(sentence)
            && !matches!(first.tag, Tag::Nnp | Tag::Nnps)
            && !named.contains(doc.word(core.first()))
            && doc.word(core.first()) != "I"
        {
            let joined =
                Edit::replace(stop.cover(first.range), format!(" {}", weighed::lowered(doc.word(core.first()))));
            candidates.push(Candidate { handicap: JOINS, ..Candidate::new(stop.cover(first.range), [joined]) });
        }
        for at in core.tokens.clone().skip(1) {
            let word = doc.word(at);
            let (token, before) = (&doc.tokens()[at], &doc.tokens()[at - 1]);
            if token.is_word()
                && word.starts_with(char::is_uppercase)
                && word != "I"
                && !before.is_punctuation()
                && doc.space_before(token.range.start())
            {
                let gap = TextRange::new(before.range.end(), token.range.start());
                // `Dr Nguyen`, `Professor V Rao`.
                if doc.word(at - 1).len() > 2 || doc.word(at - 1).bytes().all(|byte| byte.is_ascii_lowercase()) {
                    candidates.push(Candidate::new(gap, [Edit::replace(gap, STOP)]));
                }
                if !named.contains(word) {
                    candidates.push(Candidate::new(token.range, [Edit::replace(token.range, weighed::lowered(word))]));
                }
            }
        }
    }
    vec![(Kind::Split, candidates)]
}

/// The words that have a capital inside a sentence in several places.
fn named<'t>(doc: &Document<'t>) -> HashSet<&'t str> {
    let (mut once, mut twice) = (HashSet::new(), HashSet::new());
    for sentence in doc.sentences() {
        for at in sentence.tokens.clone().skip(1).filter(|&at| doc.word(at).starts_with(char::is_uppercase)) {
            if !once.insert(doc.word(at)) {
                twice.insert(doc.word(at));
            }
        }
    }
    twice
}
