//! `They` for one person, where nobody else is on stage.

use crate::document::narration::{Narration, Sort, Use};
use crate::document::{Document, Voice};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::format::BlockKind;
use crate::language::inflect::{agree, with_case_of};
use crate::language::pronoun::{self, Case, Gender, Number, Person};
use crate::rules::Rule;

/// `reference/pronoun-number`.
pub static RULE: Rule = Rule {
    id: "reference/pronoun-number",
    summary: "“they” for one person whose gender the text shows",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let narration = doc.narration();
    for (index, pronoun) in narration.pronouns.iter().enumerate() {
        let told = pronoun.voice == Voice::Narration && doc.blocks()[pronoun.block].kind == BlockKind::Paragraph;
        if pronoun.pronoun.form != "they" || !told {
            continue;
        }
        let next = pronoun.token + 1;
        let Some(verb) = (next..doc.tokens().len().min(next + 2)).find(|&at| doc.tokens()[at].tag.is_finite()) else {
            continue;
        };
        let says = doc.is_reporting_verb(verb);
        let opens = doc.sentences()[pronoun.sentence].tokens.start == pronoun.token;
        let attributes = says && pronoun.token > 0 && doc.in_quotation(doc.tokens()[pronoun.token - 1].range.start());
        let (gender, name) = if attributes {
            let Some(speaker) = only_speaker(doc, narration, pronoun) else { continue };
            let figure = &narration.figures[speaker];
            let gender = narration.gender_of(figure, pronoun.token).map(|(gender, _)| gender);
            (gender.filter(|gender| *gender != Gender::Common), Some(doc.word(figure.head)))
        } else if opens && !has_several(doc, narration, pronoun, says) {
            let Some(gender) = single(doc, narration, index) else { continue };
            (Some(gender), None)
        } else {
            continue;
        };
        let form = match (gender, name) {
            (None, Some(name)) => name,
            _ => pronoun::form(Person::Third, Number::Singular, gender, Case::Nominative),
        };
        let word = doc.word(pronoun.token);
        let (range, verb_range) = (doc.tokens()[pronoun.token].range, doc.tokens()[verb].range);
        let inflected = agree(doc.word(verb), doc.tokens()[verb].tag, Person::Third, Number::Singular);
        let span = if inflected.is_some() { range.cover(verb_range) } else { range };
        let mut edits = vec![Edit::replace(range, with_case_of(word, form))];
        edits.extend(inflected.map(|verb| Edit::replace(verb_range, verb)));
        out.report(span, format!("“{word}” where only one person is on stage"))
            .confidence(0.75)
            .suggest(format!("Write “{form}”"), edits);
    }
}

/// The one person with a name who can have spoken the quotation before `they say`, by figure: the subject of the last
/// sentence told, where nobody else and nothing plural has a part in it and in the paragraph.
fn only_speaker(doc: &Document<'_>, narration: &Narration, pronoun: &Use) -> Option<usize> {
    let opening = doc.blocks()[pronoun.block].tokens.start;
    let told = |token: usize| doc.quotation_at(doc.tokens()[token].range.start()).is_none();
    let beside = (opening..pronoun.token).any(told);
    let mut speaker: Option<usize> = None;
    for (index, figure) in narration.before(pronoun.token, pronoun.block, usize::from(!beside)) {
        if !told(figure.head) {
            continue;
        }
        match figure.sort {
            Sort::People | Sort::Body if figure.subject || !beside => return None,
            Sort::Name if figure.subject && !doc.is(figure.tokens.start, "the") => return None,
            Sort::Person if figure.person.is_some() => match speaker {
                Some(known) if narration.figures[known].person != figure.person => return None,
                Some(_) => {}
                None => speaker = Some(index),
            },
            _ => {}
        }
    }
    let first = narration.pronouns.partition_point(|other| other.block + usize::from(!beside) < pronoun.block);
    let plural = narration.pronouns[first..]
        .iter()
        .take_while(|other| other.token < pronoun.token)
        .any(|other| told(other.token) && other.pronoun.form == "they");
    speaker.filter(|_| !plural)
}

/// Whether anything before the pronoun can be several: people or a body, two persons, and things if they need not speak.
fn has_several(doc: &Document<'_>, narration: &Narration, pronoun: &Use, says: bool) -> bool {
    let mut persons = 0;
    let mut last = None;
    let first = doc.blocks()[pronoun.block].sentences.start == pronoun.sentence;
    for (_, figure) in narration.before(pronoun.token, pronoun.block, usize::from(first)) {
        match figure.sort {
            // A body in passing is not what a later sentence speaks of.
            Sort::Body | Sort::Name if !figure.subject && figure.sentence + 1 < pronoun.sentence => {}
            Sort::People | Sort::Body | Sort::Anyone => return true,
            Sort::Name => return true,
            Sort::Things if !says && figure.block == pronoun.block && figure.sentence + 1 >= pronoun.sentence => {
                return true;
            }
            Sort::Person if figure.person.is_none() => return true,
            // `the Gulls`
            Sort::Person if doc.is(figure.tokens.start, "the") && doc.word(figure.head).ends_with('s') => return true,
            Sort::Person if figure.person != last => {
                persons += 1;
                last = figure.person;
            }
            _ => {}
        }
    }
    let spoken = narration.pronouns.iter().rev().skip_while(|other| other.token >= pronoun.token);
    let mut near = spoken.take_while(|other| other.block + 1 >= pronoun.block);
    persons > 1
        || near.any(|other| {
            matches!(other.pronoun.form, "they" | "them" | "their" | "we" | "us" | "our")
                && doc.quotation_at(doc.tokens()[other.token].range.start()).is_none()
        })
}

/// The gender of the one person who is the subject of the sentence before, by name or by pronoun.
fn single(doc: &Document<'_>, narration: &Narration, index: usize) -> Option<Gender> {
    let pronoun = &narration.pronouns[index];
    let beside = |sentence: usize| sentence + 2 >= pronoun.sentence;
    let spoken = narration.pronouns[..index].iter().rev().find(|other| {
        other.block == pronoun.block
            && beside(other.sentence)
            && other.case == Case::Nominative
            && other.voice == Voice::Narration
    });
    let named = narration.persons(doc, pronoun).into_iter().find(|person| {
        let figure = &narration.figures[person.figure];
        person.blocks == 0 && beside(figure.sentence) && figure.subject && figure.person.is_some()
    });
    let gender = named.and_then(|person| narration.gender_of(&narration.figures[person.figure], pronoun.token));
    spoken.and_then(|other| other.personal_gender()).or(gender.map(|(gender, _)| gender))
}
