//! A word that joins clauses in whose place a reader expects another.

use crate::document::Document;
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::reader::{Candidate, Judge, Kind};
use crate::rules::weighed::Offers;
use crate::rules::{Rule, weighed};

/// See `unlikely_joint.md`.
pub static RULE: Rule = Rule {
    id: "sentence/unlikely-joint",
    summary: "a word that joins clauses in whose place a reader expects another",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

/// Words that many languages have fewer of.
const JOINTS: &[&str] = &["what", "which", "who", "whom", "whose", "that", "how", "like", "as", "whether"];

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let repair = |candidate: &Candidate| format!("Write “{}”", candidate.edits[0].replacement);
    weighed::report(doc, Kind::Joint, "Another word joins the two here", repair, out);
}

/// Every such word inside a sentence with every other in its place.
pub(in crate::rules) fn offers(doc: &Document<'_>, _: Judge<'_>) -> Offers {
    let mut candidates = Vec::new();
    for sentence in weighed::sentences(doc) {
        let Some(core) = doc.core(sentence) else { continue };
        for at in core.tokens.clone().skip(1).filter(|&at| JOINTS.contains(&doc.word(at))) {
            let range = doc.tokens()[at].range;
            let others = JOINTS.iter().filter(|other| **other != doc.word(at));
            candidates.extend(others.map(|other| Candidate::new(range, [Edit::replace(range, *other)])));
        }
    }
    vec![(Kind::Joint, candidates)]
}
