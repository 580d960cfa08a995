//! A pronoun whose gender is not that of the only person it can stand for.

use crate::document::Document;
use crate::document::narration::{Antecedent, Evidence, Narration, Sort, Use};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::format::BlockKind;
use crate::language::inflect::with_case_of;
use crate::language::pronoun::{self, Case, Gender, Number, Person};
use crate::rules::Rule;

/// `reference/pronoun-gender`.
pub static RULE: Rule = Rule {
    id: "reference/pronoun-gender",
    summary: "a pronoun of the other gender than the person it stands for",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let narration = doc.narration();
    for (index, pronoun) in narration.pronouns.iter().enumerate() {
        let Some(gender) = pronoun.personal_gender() else { continue };
        if doc.blocks()[pronoun.block].kind == BlockKind::Verse || is_either(doc, pronoun.token) {
            continue;
        }
        let persons = narration.persons(doc, pronoun);
        let Some(target) = target(narration, pronoun, &persons) else { continue };
        let figure = &narration.figures[target.figure];
        let Some((known, evidence)) = narration.gender_of(figure, pronoun.token) else { continue };
        if known.agrees_with(gender) {
            continue;
        }
        let supporter = persons.iter().filter(|p| {
            let f = &narration.figures[p.figure];
            f.sort != Sort::Name && narration.gender_of(f, pronoun.token).is_none_or(|(g, _)| g.agrees_with(gender))
        }).next();
        let earlier = narration.pronouns[..index].iter().rev().find(|o| o.personal_gender() == Some(gender)).filter(|o| pronoun.block - o.block <= 3);
        let message = format!("known {known:?} {evidence:?} target {:?}-{}-{} subj {} case {:?} | supporter {:?} {} | earlier {:?}", target.blocks, target.sentences, doc.quote((doc.tokens()[figure.tokens.start].range.start()..doc.tokens()[figure.head].range.end()).into()), figure.subject, pronoun.case, supporter.map(|s| (s.blocks, s.sentences)), supporter.map(|s| doc.word(narration.figures[s.figure].head)).unwrap_or(""), earlier.map(|e| (pronoun.block - e.block, pronoun.sentence-e.sentence)));
        let word = doc.word(pronoun.token);
        let form = pronoun::form(Person::Third, Number::Singular, Some(known), pronoun.case);
        let range = doc.tokens()[pronoun.token].range;
        out.report(range, message).suggest(format!("Write `{form}`"), [Edit::replace(range, with_case_of(word, form))]);
    }
}

fn target<'a>(narration: &Narration, pronoun: &Use, persons: &'a [Antecedent]) -> Option<&'a Antecedent> {
    let free = |a: &&Antecedent| narration.figures[a.figure].sort == Sort::Person && !(a.bound && pronoun.case == Case::Accusative);
    let nearest = persons.iter().find(free)?;
    let mut level = persons.iter().filter(free).filter(|a| a.sentences == nearest.sentences && a.blocks == nearest.blocks);
    let subject = level.clone().filter(|a| narration.figures[a.figure].subject).last();
    subject.or_else(|| { let only = level.next(); only.filter(|_| level.next().is_none()) })
}

/// `he or she`, `his/her`.
fn is_either(doc: &Document<'_>, token: usize) -> bool {
    let beside = |at: usize| doc.is_any(at, &["or", "/", "and"]);
    let personal = |at: usize| doc.is_any(at, &["he", "she", "him", "her", "his", "hers", "they", "it"]);
    beside(token + 1) && personal(token + 2)
        || token >= 2 && beside(token - 1) && personal(token - 2)
}
