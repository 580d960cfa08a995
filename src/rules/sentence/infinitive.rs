//! An infinitive with a `to` too many, without the ending its preposition asks for, or with a past after `to`.

use crate::document::Document;
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::{Tag, inflect, lexicon};
use crate::rules::Rule;
use crate::source::TextRange;

/// See `infinitive.md`.
pub static RULE: Rule = Rule {
    id: "sentence/infinitive",
    summary: "an infinitive in the wrong form: `let me to go`, `without to look`, `to went`",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

/// Verbs with an object and a bare infinitive, and the objects after which `to` can't say a purpose.
const BARE: &[(&str, &[&str])] =
    &[("let", &["me", "us", "him", "her", "them", "it", "you"]), ("make", &["me", "us", "him", "you"])];

/// Verbs that another verb follows in `-ing`.
const TAKES_GERUND: &[&str] = &["avoid", "enjoy", "dislike", "postpone", "resent", "deny", "detest"];

/// Prepositions before which no verb is left waiting for its `to`.
const PREPOSITIONS: &[&str] = &["without", "despite", "before", "after"];

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for (index, sentence) in doc.sentences().iter().enumerate() {
        if !doc.is_parsable(index) {
            continue;
        }
        for at in sentence.tokens.clone() {
            if !doc.is(at, "to")
                || doc.tokens()[at].tag != Tag::To && doc.tokens()[at].tag != Tag::In
                || at == sentence.tokens.start
            {
                continue;
            }
            match doc.tag_beside(at + 1, at) {
                Some(Tag::Vb) => {
                    let _ = bare(doc, at, out) || gerund(doc, at, out) || past(doc, at, out);
                }
                Some(Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Vbn) => {
                    past(doc, at, out);
                }
                _ => {}
            }
        }
    }
}

fn with_space(doc: &Document<'_>, at: usize) -> TextRange {
    TextRange::new(doc.tokens()[at].range.start(), doc.tokens()[at + 1].range.start())
}

/// `let me to sell`
fn bare(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    if at < doc.sentence_start(at) + 2 || doc.tokens()[at - 1].tag != Tag::Prp || !doc.tokens()[at - 2].tag.is_verb() {
        return false;
    }
    let governor = doc.lemma(at - 2);
    let takes = BARE.iter().any(|(verb, objects)| governor == *verb && doc.is_any(at - 1, objects));
    // `made him to be the heir` has another sense, and `is made to` is English.
    if !takes || doc.is(at + 1, "be") && governor != "let" {
        return false;
    }
    out.report(doc.span(at..at + 1), format!("after `{}` the verb stands without `to`", doc.words(at - 2..at)))
        .confidence(0.92)
        .suggest("Delete `to`", [Edit::delete(with_space(doc, at))]);
    true
}

/// `without to look`, `enjoyed to read`
fn gerund(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let before = at - 1;
    let tag = doc.tokens()[before].tag;
    let preposition = tag == Tag::In && doc.is_any(before, PREPOSITIONS) || doc.is(before, "without");
    let verb = tag.is_verb() && TAKES_GERUND.contains(&doc.lemma(before));
    if !(preposition || verb) {
        return false;
    }
    let gerund = inflect::gerund(doc.word(at + 1));
    let whole = doc.span(at..at + 2);
    out.report(whole, format!("after `{}` the verb stands in `-ing`", doc.word(before)))
        .confidence(0.88)
        .suggest(format!("Write `{gerund}`"), [Edit::replace(whole, gerund)]);
    true
}

/// `to went`, `to stayed the night`
fn past(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let verb = at + 1;
    let word = doc.word(verb);
    let strong = inflect::base_of_strong_past(word).is_some();
    let base =
        inflect::lemma(word, if matches!(doc.tokens()[verb].tag, Tag::Vbz | Tag::Vbp) { Tag::Vbz } else { Tag::Vbd });
    let object = doc.tag_beside(verb + 1, at).is_some_and(|tag| matches!(tag, Tag::Dt | Tag::PrpS | Tag::Prp));
    let plain = word.bytes().all(|b| b.is_ascii_lowercase());
    // A preposition that a verb leaves behind: `the man she spoke to was`, `what it came to had`.
    let stranded = doc.tokens()[at].tag == Tag::In
        || (doc.sentence_start(at)..at).any(|t| matches!(doc.tokens()[t].tag, Tag::Wp | Tag::Wdt | Tag::Wrb));
    let ending = word.ends_with("ed") && !word.ends_with("eed") && lexicon::is_english_form(&base);
    let regular = ending
        && matches!(doc.tokens()[verb].tag, Tag::Vbd | Tag::Vb)
        && base != word
        && inflect::past(&base) == word
        && object;
    // `to bought a rope`: a past that is the participle too, and no other word.
    let weak = doc.tokens()[at].tag == Tag::To
        && doc.tokens()[verb].tag == Tag::Vb
        && object
        && !ending
        && inflect::past(&base) == word
        && !lexicon::is_english_form(&inflect::third_person(word));
    if !plain || base == word || stranded || !(strong || regular || weak) {
        return false;
    }
    out.report(doc.tokens()[verb].range, format!("after `to` the verb stands in its base form, `{base}`"))
        .confidence(0.85)
        .suggest(format!("Write `{base}`"), [Edit::replace(doc.tokens()[verb].range, base.clone().into_owned())]);
    true
}
