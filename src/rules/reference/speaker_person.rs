//! `He` or `she` in the words of somebody who has named nobody it can stand for.

use crate::document::narration::{Narration, Use};
use crate::document::{Document, Voice};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::format::BlockKind;
use crate::language::Tag;
use crate::language::inflect::{agree, with_case_of};
use crate::language::pronoun::{Case, Number, Person};
use crate::rules::Rule;

/// `reference/speaker-person`.
pub static RULE: Rule = Rule {
    id: "reference/speaker-person",
    summary: "“he” or “she” in somebody’s own words, where “I” or “they” is meant",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

/// How many blocks before the quotation somebody may have been named whom its words take up.
const REACH: usize = 1;

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let narration = doc.narration();
    for (index, pronoun) in narration.pronouns.iter().enumerate() {
        let Some(gender) = pronoun.personal_gender() else { continue };
        let prose = doc.blocks()[pronoun.block].kind == BlockKind::Paragraph;
        if pronoun.case != Case::Nominative || pronoun.voice == Voice::Narration || !prose {
            continue;
        }
        let Some(verb) = verb_after(doc, pronoun.token).filter(|_| opens_clause(doc, pronoun)) else { continue };
        let Some(meant) = meant(doc, narration, index) else { continue };
        // Whoever speaks may take up somebody whom the text spoke of long ago.
        let known = narration.pronouns[..index].iter().any(|other| other.personal_gender() == Some(gender));
        if known || narration.has_anybody(doc, index, gender, REACH) {
            continue;
        }
        let (range, verb_range) = (doc.tokens()[pronoun.token].range, doc.tokens()[verb].range);
        let opens = pronoun.token == doc.sentences()[pronoun.sentence].tokens.start
            || doc.word(pronoun.token).starts_with(char::is_uppercase);
        let first = (String::from("I"), Person::First, Number::Singular);
        let several = (String::from(if opens { "They" } else { "they" }), Person::Third, Number::Plural);
        let word = doc.word(pronoun.token);
        let inflected = |person, number| agree(doc.word(verb), doc.tokens()[verb].tag, person, number);
        let span = if inflected(Person::First, Number::Singular).is_some() { range.cover(verb_range) } else { range };
        let finding = out
            .report(span, format!("“{word}” in words that have named nobody it can stand for"))
            .where_damaged()
            .confidence(0.7)
            .related(doc.tokens()[meant.token].range, "who is spoken of before");
        let ordered = if meant.pronoun.person == Person::First { [first, several] } else { [several, first] };
        for (form, person, number) in ordered {
            if number == Number::Plural && meant.pronoun.person == Person::First {
                continue;
            }
            let mut edits = vec![Edit::replace(range, with_capital_of(word, &form))];
            edits.extend(inflected(person, number).map(|verb| Edit::replace(verb_range, verb)));
            finding.suggest(format!("Write “{form}”"), edits);
        }
    }
}

/// The form with the capital of the word it replaces; `I` has its own.
fn with_capital_of(word: &str, form: &str) -> String {
    if form == "I" { form.to_owned() } else { with_case_of(word, form) }
}

/// Whether the pronoun is the subject of the main clause: no verb and no other subject stands before it.
fn opens_clause(doc: &Document<'_>, pronoun: &Use) -> bool {
    let start = doc.sentences()[pronoun.sentence].tokens.start;
    let mark = (start..pronoun.token).rev().find(|&at| {
        doc.in_quotation(doc.tokens()[at].range.start()) && !doc.word(at).starts_with(char::is_alphanumeric)
    });
    let lead = mark.map_or(start, |mark| mark + 1)..pronoun.token;
    lead.len() <= 4
        && !lead.clone().any(|at| {
            doc.tokens()[at].tag.is_verb()
                || doc.is_any(
                    at,
                    &["that", "when", "if", "because", "before", "after", "as", "where", "how", "what", "who"],
                )
        })
}

/// The finite verb of a subject pronoun, an adverb may stand between.
fn verb_after(doc: &Document<'_>, token: usize) -> Option<usize> {
    (token + 1..doc.tokens().len().min(token + 4))
        .find(|&at| !matches!(doc.tokens()[at].tag, Tag::Rb | Tag::Rbr))
        .filter(|&at| doc.tokens()[at].tag.is_finite())
}

/// The pronoun that shows who is meant: the nearest subject or object of the same words, no more than one sentence
/// before, where it is `I`, `my` or `they`.
fn meant<'n>(doc: &Document<'_>, narration: &'n Narration, index: usize) -> Option<&'n Use> {
    let pronoun = &narration.pronouns[index];
    let spoken = |other: &&Use| other.voice != Voice::Narration && !is_nested(doc, other);
    if is_nested(doc, pronoun) {
        return None;
    }
    let before = narration.pronouns[..index].iter().rev();
    let mut near = before
        .take_while(|other| other.block == pronoun.block && other.sentence + 1 >= pronoun.sentence)
        .filter(spoken)
        .filter(|other| other.pronoun.person != Person::Second && other.pronoun.form != "it");
    near.find(|other| matches!(other.pronoun.form, "I" | "me" | "my" | "they" | "them"))
}

/// Whether a pronoun stands in a quotation within another, which has a speaker of its own.
fn is_nested(doc: &Document<'_>, pronoun: &Use) -> bool {
    matches!(pronoun.voice, Voice::Quotation(quotation) if doc.quotations().list[quotation].depth > 0)
}
