//! A verb in whose place a reader expects another form of it.

use crate::document::Document;
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::Tag;
use crate::language::inflect::{self, VerbForm};
use crate::reader::{Candidate, Kind};
use crate::rules::{Rule, weighed};

/// See `unlikely_form.md`.
pub static RULE: Rule = Rule {
    id: "sentence/unlikely-form",
    summary: "a verb in whose place a reader expects another form of it",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

/// From which margin on a noun may be a finite verb, in the tagger's units.
const MAY_BE_FINITE: i32 = -400;
/// Words of the present, with which news speaks of the past as well (`The team publishes its findings today`).
const NOW: &[&str] = &["today", "now", "tomorrow", "tonight"];
/// The forms of `be` but `being`, which has more than other verbs.
const BE: [&str; 6] = ["is", "are", "was", "were", "be", "been"];

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    if out.judge().is_none() {
        return;
    }
    let (mut forms, mut tenses) = (Vec::new(), Vec::new());
    for sentence in weighed::sentences(doc) {
        let Some(core) = doc.core(sentence) else { continue };
        for at in core.tokens.clone().skip(1) {
            let token = &doc.tokens()[at];
            let (word, range) = (doc.word(at), token.range);
            if !token.is_word() || word.len() < 2 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
                continue;
            }
            // `squared paper`: a participle that describes a noun.
            if token.tag == Tag::Vbn && doc.tag_beside(at + 1, at).is_some_and(Tag::is_noun) {
                continue;
            }
            let noun = token.tag == Tag::Nn && token.finite_margin > MAY_BE_FINITE;
            let candidate = |form: &str| Candidate::new(range, [Edit::replace(range, form)]);
            if noun {
                forms.push(candidate(&inflect::past(word)));
            } else if token.tag.is_verb() && !matches!(token.tag, Tag::Md | Tag::Vbg) {
                for form in forms_of(&inflect::lemma(word, token.tag)).iter().filter(|form| *form != word) {
                    if !changes_tense(token.tag, word, form) {
                        forms.push(candidate(form));
                    } else if !core.tokens.clone().any(|other| doc.is_any(other, NOW)) {
                        tenses.push(candidate(form));
                    }
                }
            }
        }
    }
    for (kind, candidates, what) in [
        (Kind::Form, &forms, "The verb is in the wrong form"),
        (Kind::Tense, &tenses, "The verb is in another tense than its sentence"),
    ] {
        let repair = |candidate: &Candidate| format!("Write “{}”", candidate.edits[0].replacement);
        weighed::report(doc, kind, candidates, what, repair, out);
    }
}

/// Whether `form` differs from a finite verb in nothing but tense.
fn changes_tense(tag: Tag, word: &str, form: &str) -> bool {
    let past = |word: &str| matches!(word, "was" | "were") || inflect::past(&inflect::lemma(word, Tag::Vbd)) == word;
    match tag {
        Tag::Vbz | Tag::Vbp => past(form),
        Tag::Vbd => past(word) && !matches!(form, "be" | "been" | "being") && !past(form) && !form.ends_with("ing"),
        _ => false,
    }
}

/// Every form of a verb but the one in -ing, each once.
fn forms_of(lemma: &str) -> Vec<String> {
    if lemma == "be" {
        return BE.map(str::to_owned).to_vec();
    }
    let mut all: Vec<String> = Vec::new();
    for form in [VerbForm::Base, VerbForm::ThirdSingular, VerbForm::Past, VerbForm::PastParticiple] {
        let form = inflect::inflect(lemma, form);
        if !all.contains(&form) {
            all.push(form);
        }
    }
    all
}
