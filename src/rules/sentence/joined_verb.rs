//! A verb after `and` in another form than the verb it is joined to: `He opened the door and look at the sky.`

use crate::document::{Document, subject};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::pronoun::{Number, Person};
use crate::language::verb::leaves_verb_bare;
use crate::language::{Tag, inflect, lexicon};
use crate::rules::Rule;

/// See `joined_verb.md`.
pub static RULE: Rule = Rule {
    id: "sentence/joined-verb",
    summary: "a verb after `and` that has lost the tense of the one before",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

/// Verbs whose present goes on from a past in a life story: `He grew up here and lives in town.`
const STATES: &[&str] = &[
    "live", "work", "teach", "run", "own", "play", "hold", "have", "be", "remain", "belong", "serve", "do", "say",
    "mean", "know", "include", "lead", "stand", "contain", "continue", "show", "seem", "write", "plan", "hope",
];

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for (index, sentence) in doc.sentences().iter().enumerate() {
        if !doc.is_parsable(index) {
            continue;
        }
        for at in sentence.tokens.clone().skip(3) {
            if doc.is(at - 1, "and") || doc.is(at - 1, "but") {
                joined(doc, at, out);
            }
        }
    }
}

fn joined(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) {
    let tokens = doc.tokens();
    let start = doc.sentence_start(at);
    let word = doc.word(at);
    let plain = tokens[at].is_word() && word.bytes().all(|b| b.is_ascii_lowercase());
    let Some(main) = (start..at - 1).rev().find(|&t| tokens[t].tag.is_finite() || tokens[t].tag == Tag::Vb) else {
        return;
    };
    if !plain || tokens[main].tag != Tag::Vbd || doc.is_any(main, &["did", "was", "were", "had"]) {
        return;
    }
    // `looked at the light and walk straight across`: read as a noun, where nothing but a verb can go on so.
    let read_as_noun =
        tokens[at].tag == Tag::Nn && matches!(doc.tag_beside(at + 1, at), Some(Tag::Rb | Tag::Rp | Tag::PrpS));
    let base = (matches!(tokens[at].tag, Tag::Vb | Tag::Vbp | Tag::VbFin) || read_as_noun)
        && inflect::past(word) != word
        && (word.ends_with("eed") || inflect::lemma(word, Tag::Vbd) == word);
    let present = tokens[at].tag == Tag::Vbz && tokens[at].finite_margin > 0;
    let lemma = inflect::lemma(word, if present { Tag::Vbz } else { Tag::Vb }).into_owned();
    // Words that begin with a verb's form and are one: `and please`, `and thank you`.
    let verb = lexicon::is_english_form(&inflect::past(&lemma))
        && lemma.len() > 2
        && !doc.is_any(at, &["let", "please", "thank", "see"]);
    let follower = doc.tag_beside(at + 1, at);
    let object = follower.is_some_and(|tag| {
        matches!(tag, Tag::Dt | Tag::PrpS | Tag::Prp | Tag::In | Tag::To | Tag::Rp | Tag::Rb | Tag::Cd | Tag::Jj)
    }) || present
        && follower.is_some_and(|tag| matches!(tag, Tag::Nn | Tag::Nns | Tag::Stop | Tag::Comma));
    if !(base || present) || !verb || !object || STATES.contains(&lemma.as_str()) && present {
        return;
    }
    // A verb or a word between that takes a base form, or a clause of its own, may own the second verb.
    let open = (start..at).any(|t| {
        matches!(tokens[t].tag, Tag::Md | Tag::To | Tag::Vb)
            || tokens[t].tag.is_verb() && leaves_verb_bare(doc.lemma(t))
    });
    let own = (main + 1..at - 1).any(|t| {
        matches!(tokens[t].tag, Tag::Wp | Tag::Wdt | Tag::Wrb | Tag::OpenQuote | Tag::CloseQuote | Tag::Colon)
            || doc.is_any(t, &["that", "if", "because", ";", "—", "to", "than"])
            || doc.is(t, ",") && t + 1 < at - 1
    });
    let Some(subject) = subject::subject(doc, main) else { return };
    let third = subject.person == Person::Third || base;
    let singular = subject.number != Some(Number::Plural);
    if open || own || subject.relative || !third || !singular && present || doc.in_quotation(tokens[at].range.start()) {
        return;
    }
    let past = inflect::past(&lemma);
    out.report(tokens[at].range, format!("`{word}` goes on from `{}` and stands in the past too", doc.word(main)))
        .confidence(0.8)
        .where_damaged()
        .related(tokens[main].range, "the first verb")
        .suggest(format!("Write `{past}`"), [Edit::replace(tokens[at].range, past)]);
}
