//! A verb in whose place a reader expects another form of it.

use crate::document::Document;
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::inflect::{self, VerbForm};
use crate::language::{Tag, Upos, lexicon};
use crate::reader::{Candidate, Judge, Kind};
use crate::rules::weighed::Offers;
use crate::rules::{Rule, weighed};
use crate::source::TextRange;

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
/// How much surer a reader must be that a word that is read as a noun is a verb, in nats.
const NOUN: f32 = 2.0;
/// Words of the present, with which news speaks of the past as well (`The team publishes its findings today`).
const NOW: &[&str] = &["today", "now", "tomorrow", "tonight"];
/// The forms of `be` but `being`, which has more than other verbs.
const BE: [&str; 6] = ["is", "are", "was", "were", "be", "been"];
/// Verbs of a state, which stand in the simple form.
const STATES: &[&str] = &[
    "having",
    "knowing",
    "wanting",
    "needing",
    "owning",
    "believing",
    "liking",
    "belonging",
    "containing",
    "consisting",
    "costing",
    "seeming",
    "understanding",
];
/// What another auxiliary may gain by the words after it, in nats.
const LATER: f32 = 4.0;
/// The forms of `have` that stand before a participle.
const HAVE: [&str; 3] = ["has", "have", "had"];

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for (kind, what) in
        [(Kind::Form, "The verb is in the wrong form"), (Kind::Tense, "The verb is in another tense than its sentence")]
    {
        weighed::report(doc, kind, what, |candidate| format!("Write “{}”", candidate.edits[0].replacement), out);
    }
}

/// Every verb in every other form, and what may be one.
pub(in crate::rules) fn offers(doc: &Document<'_>, _: Judge<'_>) -> Offers {
    let (mut forms, mut tenses) = (Vec::new(), Vec::new());
    for sentence in weighed::sentences(doc) {
        let Some(core) = doc.core(sentence) else { continue };
        let now = core.tokens.clone().any(|other| doc.is_any(other, NOW));
        for at in core.tokens.clone().skip(1) {
            let token = &doc.tokens()[at];
            let (word, range) = (doc.word(at), token.range);
            if !token.is_word()
                || word.len() < 2
                || word.bytes().any(|byte| !byte.is_ascii_lowercase())
                || weighed::is_doubled(doc, at)
            {
                continue;
            }
            // `squared paper`: a participle that describes a noun.
            if token.tag == Tag::Vbn && doc.tag_beside(at + 1, at).is_some_and(Tag::is_noun) {
                continue;
            }
            let candidate = |form: &str| Candidate::new(range, [Edit::replace(range, form)]);
            if matches!(token.tag, Tag::Nn | Tag::Nns | Tag::Jj) {
                let forms_of_noun = as_verb(doc, at);
                forms.extend(forms_of_noun.iter().map(|form| Candidate { handicap: NOUN, ..candidate(form) }));
                if token.tag == Tag::Nn && token.finite_margin > MAY_BE_FINITE {
                    forms.push(candidate(&inflect::past(word)));
                }
            } else if token.tag.is_verb() && !matches!(token.tag, Tag::Md | Tag::Vbg) {
                let lemma = inflect::lemma(word, token.tag);
                for form in forms_of(&lemma).iter().filter(|form| *form != word) {
                    if !changes_tense(token.tag, word, form) || doc.is_any(at - 1, &HAVE) {
                        forms.push(candidate(form));
                    } else if !now {
                        tenses.push(candidate(form));
                    }
                }
                if doc.is_any(at - 1, &BE) {
                    forms.push(candidate(&inflect::gerund(&lemma)));
                }
            }
            forms.extend(with_auxiliary(doc, at, core.tokens.end));
        }
    }
    vec![(Kind::Form, forms), (Kind::Tense, tenses)]
}

/// The forms that a word has as a verb that is read as a noun or an adjective and stands where no noun phrase has begun
/// (`until it smoke`).
fn as_verb(doc: &Document<'_>, at: usize) -> Vec<String> {
    let word = doc.word(at);
    let before = &doc.tokens()[at - 1];
    if !matches!(before.upos, Upos::Noun | Upos::Pron | Upos::Aux) || before.tag == Tag::PrpS {
        return Vec::new();
    }
    let base = inflect::lemma(word, if doc.tokens()[at].tag == Tag::Nns { Tag::Vbz } else { Tag::Vb });
    let mut forms = vec![base.to_string(), inflect::third_person(&base)];
    if before.upos == Upos::Aux {
        forms = vec![inflect::gerund(&base), inflect::past_participle(&base)];
    }
    forms.retain(|form| form != word && lexicon::is_english_form(form));
    forms
}

/// Another auxiliary where the one at token `at` does not go with its verb: `was been`, `am having it still`, `is serving
/// since`.
fn with_auxiliary(doc: &Document<'_>, at: usize, end: usize) -> Vec<Candidate> {
    let mut all = Vec::new();
    if at + 1 == end {
        return all;
    }
    let replace = |range: TextRange, with: &str| {
        let edit = Edit::replace(range, with);
        Candidate { seams: LATER, ..Candidate::new(range, [edit]) }
    };
    let (word, next, range) = (doc.word(at), doc.word(at + 1), doc.tokens()[at].range);
    if matches!(word, "am" | "is" | "are" | "was" | "were") {
        if next == "been" {
            all.extend(HAVE.map(|have| replace(range, have)));
        }
        if STATES.contains(&next) {
            let form = match word {
                "is" => VerbForm::ThirdSingular,
                "was" | "were" => VerbForm::Past,
                _ => VerbForm::Present,
            };
            let both = doc.span(at..at + 2);
            all.push(replace(both, &inflect::inflect(&inflect::lemma(next, Tag::Vbg), form)));
        }
    }
    if (at + 1..end).any(|later| doc.is(later, "since")) {
        all.extend(perfect(doc, at).map(|perfect| replace(range, &perfect)));
    }
    all
}

/// The verb at token `at`, or the auxiliary of the one after it, in the perfect.
fn perfect(doc: &Document<'_>, at: usize) -> Option<String> {
    let tag = doc.tokens()[at].tag;
    let continues = doc.tag_beside(at + 1, at) == Some(Tag::Vbg);
    let have = match doc.word(at) {
        "was" | "were" => "had",
        _ if tag == Tag::Vbz => "has",
        _ if tag == Tag::Vbp => "have",
        _ => return None,
    };
    let lemma = inflect::lemma(doc.word(at), tag);
    (continues || have != "had").then(|| format!("{have} {}", inflect::past_participle(&lemma)))
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
