//! A place where a reader expects a small word that is not there.

use crate::document::Document;
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::reader::{Candidate, Kind};
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

/// What is put in.
const WORDS: &[&str] = &[
    "the", "a", "an", "of", "to", "in", "on", "at", "for", "by", "with", "from", "as", "is", "was", "are", "were", "be",
    "been", "has", "have", "had", "will", "must", "it", "he", "she", "they", "we", "I", "you", "that", "who", "which",
    "and", "but",
];

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    if out.judge().is_none() {
        return;
    }
    let mut candidates = Vec::new();
    for sentence in weighed::sentences(doc) {
        let Some(core) = doc.core(sentence) else { continue };
        for at in core.tokens.clone().skip(1) {
            let start = doc.tokens()[at].range.start();
            let lower = doc.word(at).bytes().all(|byte| byte.is_ascii_lowercase());
            if !lower || !doc.space_before(start) || doc.tokens()[at - 1].is_punctuation() {
                continue;
            }
            let range = TextRange::empty(start);
            for word in WORDS {
                candidates.push(Candidate::new(range, [Edit::insert(start, format!("{word} "))]));
            }
        }
    }
    let repair = |candidate: &Candidate| format!("Insert “{}”", candidate.edits[0].replacement.trim());
    weighed::report(doc, Kind::Insertion, &candidates, "A word is missing", repair, out);
}
