//! A full stop that a reader does not expect, or that it misses.

use std::collections::HashSet;

use crate::document::Document;
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::Tag;
use crate::reader::{Candidate, Kind};
use crate::rules::{Rule, weighed};
use crate::source::TextRange;

/// See `unlikely_join.md`.
pub static RULE: Rule = Rule {
    id: "sentence/unlikely-join",
    summary: "a full stop that a reader does not expect, or misses",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/punctuation",
    its: "typographical",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    if out.judge().is_none() {
        return;
    }
    let named = named(doc);
    let (mut joins, mut splits) = (Vec::new(), Vec::new());
    for sentence in weighed::sentences(doc) {
        let Some(core) = doc.core(sentence) else { continue };
        if let Some(stop) = doc.parting_stop(sentence) {
            let first = doc.tokens()[core.first()].range;
            let whole = TextRange::new(stop.start(), first.end());
            let word = doc.word(core.first());
            let word = if matches!(doc.tokens()[core.first()].tag, Tag::Nnp | Tag::Nnps) || word == "I" {
                word.to_owned()
            } else {
                weighed::lowered(word)
            };
            for mark in [",", ""] {
                // People speak in short sentences.
                let handicap = if doc.in_quotation(stop.start()) { 3.0 } else { 0.0 };
                let edits = vec![Edit::replace(whole, format!("{mark} {word}"))];
                joins.push(Candidate { range: whole, edits, handicap });
            }
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
                    splits.push(Candidate::new(gap, [Edit::replace(gap, ". ")]));
                }
                if !named.contains(word) {
                    splits.push(Candidate::new(token.range, [Edit::replace(token.range, weighed::lowered(word))]));
                }
            }
        }
    }
    weighed::report(doc, Kind::Join, &joins, "The sentence goes on here", |_| "Join the two".to_owned(), out);
    weighed::report(
        doc,
        Kind::Split,
        &splits,
        "A sentence ends here, or none begins",
        |_| "Part the two, or write it small".to_owned(),
        out,
    );
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
