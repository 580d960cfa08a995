//! A word in whose place a reader expects another that the same foreign word stands for.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::document::Document;
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::inflect::{self, VerbForm};
use crate::language::{Tag, Upos, sound};
use crate::reader::{Candidate, Kind};
use crate::rules::{Rule, weighed};

/// See `unlikely_sense.md`.
pub static RULE: Rule = Rule {
    id: "translation/unlikely-sense",
    summary: "a word in whose place a reader expects another that the same foreign word stands for",
    severity: Severity::Warning,
    mqm: "accuracy/mistranslation",
    its: "mistranslation",
    check,
};

/// By the class of a word and the word, the senses that may be meant.
static SENSES: LazyLock<HashMap<(Upos, &'static str), Vec<&'static str>>> = LazyLock::new(|| {
    let line = |line: &'static str| {
        let mut cells = line.split('\t');
        let class = match cells.next()? {
            "noun" => Upos::Noun,
            "verb" => Upos::Verb,
            "adjective" => Upos::Adj,
            "adverb" => Upos::Adv,
            other => unreachable!("senses.tsv: `{other}` is no class of words"),
        };
        Some(((class, cells.next()?), cells.next()?.split(", ").collect()))
    };
    include_str!("senses.tsv").lines().filter(|line| !line.starts_with('#')).filter_map(line).collect()
});

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    if out.judge().is_none() {
        return;
    }
    let mut candidates = Vec::new();
    for sentence in weighed::sentences(doc) {
        for at in doc.sentences()[sentence].tokens.clone() {
            senses(doc, at, &mut candidates);
        }
    }
    weighed::report(
        doc,
        Kind::Sense,
        &candidates,
        "The word may have been taken in the wrong sense",
        |candidate| format!("Write “{}”", candidate.edits[candidate.edits.len() - 1].replacement),
        out,
    );
}

/// The other senses of the word at token `at`, in its form, after the article that goes with them.
fn senses(doc: &Document<'_>, at: usize, candidates: &mut Vec<Candidate>) {
    let token = &doc.tokens()[at];
    let word = doc.word(at);
    if !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return;
    }
    let Some(senses) = SENSES.get(&(token.upos, doc.lemma(at))) else { return };
    for sense in senses {
        let form = in_form(sense, token.tag);
        let mut edits = vec![Edit::replace(token.range, form.clone())];
        let article = at.checked_sub(1).filter(|&before| doc.is_any(before, &["a", "an"]));
        if let Some(article) = article {
            let fitting = sound::indefinite_article(&form);
            if !doc.is(article, fitting) {
                let range = doc.tokens()[article].range;
                edits.insert(0, Edit::replace(range, inflect::with_case_of(doc.word(article), fitting)));
            }
        }
        candidates.push(Candidate::new(token.range, edits));
    }
}

/// A dictionary's word or phrase in the form that a word of this tag has: the first word of a verb phrase, the last of
/// another.
fn in_form(sense: &str, tag: Tag) -> String {
    let form = match tag {
        Tag::Vbz => VerbForm::ThirdSingular,
        Tag::Vbd => VerbForm::Past,
        Tag::Vbn => VerbForm::PastParticiple,
        Tag::Vbg => VerbForm::Gerund,
        Tag::Nns => return inflect::plural(sense),
        _ => return sense.to_owned(),
    };
    let (verb, rest) = sense.split_at(sense.find(' ').unwrap_or(sense.len()));
    match (verb, form) {
        ("be", VerbForm::ThirdSingular) => format!("is{rest}"),
        ("be", VerbForm::Past) => format!("was{rest}"),
        _ => inflect::inflect(verb, form) + rest,
    }
}
