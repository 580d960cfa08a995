//! A possessive and a noun that say again what the relative pronoun or the verb has said.

use crate::document::Document;
use crate::document::clause::are_akin;
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::Tag;
use crate::rules::Rule;
use crate::source::TextRange;

/// See `resumptive_noun.md`.
pub static RULE: Rule = Rule {
    id: "sentence/resumptive-noun",
    summary: "`its` and a noun where the sentence has already said it",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for (index, sentence) in doc.sentences().iter().enumerate() {
        if !doc.is_running(index) {
            continue;
        }
        for at in sentence.tokens.start + 1..sentence.tokens.end.saturating_sub(2) {
            let possessive = doc.is_any(at, &["its", "their", "his", "her"]) && doc.tokens()[at].tag == Tag::PrpS;
            if !possessive || !matches!(doc.tokens()[at + 1].tag, Tag::Nn | Tag::Nns) {
                continue;
            }
            let words = doc.tokens()[at].range.cover(doc.tokens()[at + 1].range);
            let (extra, message) = if after_relative(doc, at, sentence.tokens.end) {
                let next = doc.tokens()[at + 2].range.start();
                (
                    TextRange::new(words.start(), next),
                    format!("`{}` is said again by `{}`", doc.word(at - 1), doc.quote(words)),
                )
            } else if after_its_verb(doc, at, sentence.tokens.start) {
                (
                    TextRange::new(doc.tokens()[at - 1].range.end(), words.end()),
                    format!("`{}` says the verb again", doc.quote(words)),
                )
            } else {
                continue;
            };
            out.report(extra, message).confidence(0.82).suggest("Delete the words", [Edit::delete(extra)]);
        }
    }
}

/// `the bridge, which its construction was finished in May`.
fn after_relative(doc: &Document<'_>, at: usize, end: usize) -> bool {
    let tag = |at: usize| doc.tokens()[at].tag;
    if !doc.is_any(at - 1, &["which", "who"]) || at + 4 >= end || !doc.is_any(at + 2, &["was", "were", "is", "are"]) {
        return false;
    }
    let clause = at + 3..(at + 3..end).find(|&at| doc.tokens()[at].is_punctuation()).unwrap_or(end);
    // `which its owners were fond of`, `which its owners were forced to sell`: there the pronoun is the object.
    let object = clause.clone().any(|at| matches!(tag(at), Tag::To | Tag::Vb))
        || matches!(tag(clause.end - 1), Tag::In | Tag::Rp);
    tag(at + 3) == Tag::Vbn && clause.len() >= 2 && !object
}

/// `was finished in May its finish by forty men`: no preposition, and a noun made from the verb.
fn after_its_verb(doc: &Document<'_>, at: usize, start: usize) -> bool {
    let by = doc.tokens().get(at + 2).is_some_and(|next| next.tag == Tag::In);
    let before = &doc.tokens()[at - 1];
    let noun = doc.lemma(at + 1);
    by && matches!(before.tag, Tag::Nn | Tag::Nns | Tag::Cd)
        && (start..at - 1)
            .any(|verb| doc.tokens()[verb].tag == Tag::Vbn && noun.len() >= 6 && are_akin(noun, doc.lemma(verb)))
}
