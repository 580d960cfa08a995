//! A pronoun that fits nobody and nothing on stage: `she` among things, `it` for somebody who laughs.

use crate::document::narration::{Figure, Narration, Sort, Use};
use crate::document::{Document, Voice};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::format::BlockKind;
use crate::language::Tag;
use crate::language::inflect::{agree, with_case_of};
use crate::language::pronoun::{self, Case, Gender, Number, Person};
use crate::rules::Rule;

/// See `no_antecedent.md`.
pub static RULE: Rule = Rule {
    id: "reference/no-antecedent",
    summary: "“he”, “she” or “it”, where nobody and nothing on stage fits it",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

/// What only people do.
const HUMAN: &[&str] =
    &["grin", "joke", "laugh", "marry", "nod", "recall", "remember", "retire", "shrug", "sigh", "smile", "whisper"];

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let narration = doc.narration();
    for (index, pronoun) in narration.pronouns.iter().enumerate() {
        let prose = matches!(doc.blocks()[pronoun.block].kind, BlockKind::Paragraph | BlockKind::ListItem);
        if !prose {
            continue;
        }
        let meant = match pronoun.personal_gender() {
            Some(gender) => instead_of_person(doc, narration, index, gender),
            None if pronoun.pronoun.form == "it" => person_behind_it(doc, narration, pronoun),
            None => None,
        };
        let Some(meant) = meant else { continue };
        let (number, gender) = match meant.sort {
            Sort::People | Sort::Things => (Number::Plural, None),
            Sort::Thing | Sort::Body => (Number::Singular, Some(Gender::Neuter)),
            Sort::Person | Sort::Anyone | Sort::Name => {
                (Number::Singular, narration.gender_of(meant, pronoun.token).map(|(gender, _)| gender))
            }
        };
        let form = pronoun::form(Person::Third, number, gender, pronoun.case);
        let (word, range) = (doc.word(pronoun.token), doc.tokens()[pronoun.token].range);
        let mut edits = vec![Edit::replace(range, with_case_of(word, form))];
        let mut span = range;
        if pronoun.case == Case::Nominative
            && let Some(verb) = verb_after(doc, pronoun.token)
            && let Some(agreeing) = agree(doc.word(verb), doc.tokens()[verb].tag, Person::Third, number)
        {
            let verb = doc.tokens()[verb].range;
            edits.push(Edit::replace(verb, agreeing));
            span = range.cover(verb);
        }
        let antecedent = doc.span(meant.tokens.clone());
        out.report(span, format!("nobody and nothing that was named before can be “{word}”"))
            .confidence(0.65)
            .where_damaged()
            .related(antecedent, "what the text speaks of")
            .suggest(format!("Write “{form}”"), edits);
    }
}

/// The finite verb of a subject pronoun; an adverb may stand between.
fn verb_after(doc: &Document<'_>, token: usize) -> Option<usize> {
    (token + 1..doc.tokens().len().min(token + 4))
        .find(|&at| !matches!(doc.tokens()[at].tag, Tag::Rb | Tag::Rbr))
        .filter(|&at| doc.tokens()[at].tag.is_finite())
}

/// What `he` or `she` stands for instead of a person, where nobody of that gender has been named.
///
/// A paragraph and a quotation are a stage of their own: their first sentence may take up whoever was on the one before,
/// the others have their persons beside them.
fn instead_of_person<'n>(
    doc: &Document<'_>,
    narration: &'n Narration,
    index: usize,
    gender: Gender,
) -> Option<&'n Figure> {
    let pronoun = &narration.pronouns[index];
    let (first, reach) = match pronoun.voice {
        Voice::Narration => (doc.blocks()[pronoun.block].sentences.start, 0),
        Voice::Quotation(quotation) => {
            let opening = doc.token_at(doc.quotations().list[quotation].range.start());
            (doc.tokens()[opening].sentence, 1)
        }
        Voice::Turn(_) => return None,
    };
    let opens = pronoun.sentence == first;
    let reach = if opens { 2 } else { reach };
    if opens && pronoun.voice != Voice::Narration
        || is_open(doc, pronoun)
        || goes_on(narration, index, gender) && !takes_up(doc, narration, pronoun)
        || narration.has_anybody(doc, index, gender, reach)
    {
        return None;
    }
    let meant = nearest(narration, pronoun)?;
    (!opens || meant.subject && meant.sentence == first).then_some(meant)
}

/// Whether a pronoun may stand for somebody without a name: beside a verb of saying, in `he or she`, before its own noun,
/// or where one of several was spoken of.
fn is_open(doc: &Document<'_>, pronoun: &Use) -> bool {
    const ANY: &[&str] = &[
        "who", "whoever", "whose", "one", "another", "each", "other", "either", "neither", "eldest", "youngest",
        "anyone",
    ];
    let token = pronoun.token;
    let beside = |at: usize| doc.is_reporting_verb(at) || doc.is(at, "or");
    let start = doc.sentences()[pronoun.sentence].tokens.start;
    let near = doc.sentences()[pronoun.sentence.saturating_sub(2)].tokens.start;
    // `the portrait she painted`
    let relative = pronoun.case == Case::Nominative && token > start && doc.tokens()[token - 1].tag.is_noun();
    token.checked_sub(1).is_some_and(beside)
        || beside(token + 1)
        || relative
        || token == start && pronoun.case == Case::PossessiveDeterminer
        || (near..doc.sentences()[pronoun.sentence].tokens.end).any(|at| doc.is_any(at, ANY))
}

/// Whether the paragraph before speaks of the same person, whom everything may be about.
fn goes_on(narration: &Narration, index: usize, gender: Gender) -> bool {
    let pronoun = &narration.pronouns[index];
    let mut near = narration.pronouns[..index].iter().rev().take_while(|other| other.block + 1 >= pronoun.block);
    near.any(|other| other.voice == Voice::Narration && other.personal_gender() == Some(gender))
}

/// Whether the pronoun opens a sentence as the subject of the sentence before would, which is none of a person.
fn takes_up(doc: &Document<'_>, narration: &Narration, pronoun: &Use) -> bool {
    let opens = doc.sentences()[pronoun.sentence].tokens.start == pronoun.token;
    let subject = pronoun.sentence.checked_sub(1).and_then(|before| narration.main_subject(before));
    opens
        && pronoun.case == Case::Nominative
        && subject.is_some_and(|subject| {
            subject.block == pronoun.block
                && matches!(subject.sort, Sort::Thing | Sort::Things | Sort::Body | Sort::People)
        })
}

/// The nearest subject, or else what was named last, in the sentence of the pronoun or the one before.
fn nearest<'n>(narration: &'n Narration, pronoun: &Use) -> Option<&'n Figure> {
    let near = || {
        narration
            .before(pronoun.token, pronoun.block, 1)
            .map(|(_, figure)| figure)
            .filter(|figure| figure.sentence + 2 > pronoun.sentence && !figure.possessor)
    };
    near().find(|figure| figure.subject).or_else(|| near().next())
}

/// The person who laughs where the text has `it`: the subject of the sentence before.
fn person_behind_it<'n>(doc: &Document<'_>, narration: &'n Narration, pronoun: &Use) -> Option<&'n Figure> {
    let verb = verb_after(doc, pronoun.token).filter(|_| pronoun.case == Case::Nominative)?;
    let act = (verb..verb + 3).find(|&at| {
        doc.tokens().get(at).is_some_and(|token| token.tag.is_verb()) && !matches!(doc.lemma(at), "have" | "be")
    })?;
    let person = pronoun.sentence.checked_sub(1).and_then(|before| narration.main_subject(before))?;
    let told =
        |figure: &Figure| doc.tokens().get(figure.tokens.end).is_some() && doc.is_reporting_verb(figure.tokens.end);
    // `The minister said that taxes would fall. Last year it had said the same`
    let says =
        matches!(doc.lemma(act), "say" | "tell" | "promise") && told(person) && pronoun.voice == Voice::Narration;
    let human = HUMAN.binary_search(&doc.lemma(act)).is_ok() || says;
    let others = narration.before(pronoun.token, pronoun.block, 0).any(|(_, figure)| match figure.sort {
        Sort::Body | Sort::Name => true,
        Sort::People => figure.subject,
        _ => false,
    });
    let fits = human && !others && person.sort == Sort::Person && person.block == pronoun.block;
    (fits && pronoun.voice == Voice::Narration).then_some(person)
}
