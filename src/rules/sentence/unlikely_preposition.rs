//! A preposition in whose place a reader expects another.

use crate::document::Document;
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::Tag;
use crate::language::inflect;
use crate::reader::{Candidate, Kind};
use crate::rules::{Rule, weighed};

/// See `unlikely_preposition.md`.
pub static RULE: Rule = Rule {
    id: "sentence/unlikely-preposition",
    summary: "a preposition in whose place a reader expects another",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

/// The prepositions that languages divide among themselves in different ways.
const PREPOSITIONS: [&str; 12] = ["about", "at", "by", "for", "from", "in", "into", "of", "on", "to", "until", "with"];

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    if out.judge().is_none() {
        return;
    }
    let mut candidates = Vec::new();
    for sentence in weighed::sentences(doc) {
        for at in doc.sentences()[sentence].tokens.clone() {
            let token = &doc.tokens()[at];
            let infinitive = doc.tokens().get(at + 1).is_some_and(|next| next.tag == Tag::Vb);
            if infinitive || !matches!(token.tag, Tag::In | Tag::To) || !doc.is_any(at, &PREPOSITIONS) {
                continue;
            }
            for other in PREPOSITIONS.iter().filter(|other| !doc.is(at, other)) {
                let form = inflect::with_case_of(doc.word(at), other);
                candidates.push(Candidate::new(token.range, [Edit::replace(token.range, form)]));
            }
        }
    }
    weighed::report(
        doc,
        Kind::Preposition,
        &candidates,
        "The preposition does not go with the words around it",
        |candidate| format!("Write “{}”", candidate.edits[0].replacement),
        out,
    );
}
