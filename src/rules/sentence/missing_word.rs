//! A place where a reader expects a small word that is not there.

use crate::document::Document;
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::reader::{Candidate, Judge, Kind};
use crate::rules::weighed::Offers;
use crate::rules::{Rule, weighed};
use crate::source::TextRange;

/// See `missing_word.md`.
pub static RULE: Rule = Rule {
    id: "sentence/missing-word",
    summary: "a place where a reader expects a small word that is not there",
    severity: Severity::Warning,
    mqm: "accuracy/omission",
    its: "omission",
    check,
};

/// Words without which a clause is none, and words that good writers leave out as well.
const SMALL: &[&str] = &[
    "is", "was", "are", "were", "be", "been", "has", "have", "had", "will", "must", "it", "he", "she", "they", "we",
    "I", "you", "who", "which", "that", "to", "the", "a", "an", "of", "in", "on", "at", "for", "by", "with", "from",
    "as", "and", "but",
];

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let repair = |candidate: &Candidate| format!("Insert “{}”", candidate.edits[0].replacement.trim());
    weighed::report(doc, Kind::Insertion, "A word is missing", repair, out);
}

/// Every small word before every word inside a sentence.
pub(in crate::rules) fn offers(doc: &Document<'_>, _: Judge<'_>) -> Offers {
    let mut candidates = Vec::new();
    for sentence in weighed::sentences(doc) {
        let Some(core) = doc.core(sentence) else { continue };
        for at in core.tokens.clone().skip(1) {
            let start = doc.tokens()[at].range.start();
            let lower = doc.word(at).bytes().all(|byte| byte.is_ascii_lowercase());
            if !lower || !doc.space_before(start) || doc.tokens()[at - 1].is_punctuation() {
                continue;
            }
            let insert = |word: &&str| Candidate::new(TextRange::empty(start), [Edit::insert(start, format!("{word} "))]);
            candidates.extend(SMALL.iter().map(insert));
        }
    }
    vec![(Kind::Insertion, candidates)]
}
