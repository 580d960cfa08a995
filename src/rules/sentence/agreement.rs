//! A verb that does not agree with its subject in number.

use crate::document::subject::{self, Subject};
use crate::document::{BlockKind, Document};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::pronoun::{Number, Person};
use crate::language::tagger::Tagger;
use crate::language::{Tag, inflect};
use crate::rules::Rule;

/// See `agreement.md`.
pub static RULE: Rule = Rule {
    id: "sentence/agreement",
    summary: "a verb that does not agree with its subject",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let sure = Tagger::embedded().thresholds().confident;
    for (at, token) in doc.tokens().iter().enumerate() {
        let finite = matches!(token.tag, Tag::Vbz | Tag::Vbp) || doc.is_any(at, &["was", "were"]);
        let kind = doc.blocks()[doc.sentences()[token.sentence].block].kind;
        if !finite
            || matches!(kind, BlockKind::Headline | BlockKind::Verse | BlockKind::Table)
            || doc.word(at).starts_with(['\'', '’'])
        {
            continue;
        }
        let auxiliary = is_auxiliary(doc, at);
        // A plural noun looks like a verb in -s; the tagger has to be sure.
        if !auxiliary && (token.margin < sure.min(60) || !verb_place(doc, at)) {
            continue;
        }
        let Some(subject) = subject::subject(doc, at) else { continue };
        if let Some(wanted) = disagrees(doc, at, &subject, auxiliary) {
            report(doc, at, &subject, wanted, out);
        }
    }
}

fn is_auxiliary(doc: &Document<'_>, at: usize) -> bool {
    doc.is_any(at, &["is", "are", "was", "were", "has", "have", "does", "do"])
}

/// Whether a verb can stand before what follows: an object, a preposition, a particle or the sentence's end, not a noun
/// that the word would modify or a verb that it would be the subject of.
fn verb_place(doc: &Document<'_>, at: usize) -> bool {
    doc.tokens().get(at + 1).is_some_and(|next| {
        matches!(
            next.tag,
            Tag::Dt
                | Tag::PrpS
                | Tag::Prp
                | Tag::In
                | Tag::To
                | Tag::Rp
                | Tag::Rb
                | Tag::Stop
                | Tag::Wrb
                | Tag::Wp
                | Tag::Cd
        )
    })
}

/// The number that the verb should have, if it has the other.
fn disagrees(doc: &Document<'_>, at: usize, subject: &Subject, auxiliary: bool) -> Option<Number> {
    let number = subject.number?;
    let first_singular = subject.person == Person::First && number == Number::Singular;
    let tag = doc.tokens()[at].tag;
    let has = if doc.is(at, "was") || tag == Tag::Vbz { Number::Singular } else { Number::Plural };
    if first_singular || subject.person != Person::Third || has == number && subject.person == Person::Third {
        return None;
    }
    // A singular subject before a base form may have lost more than an ending: that is `sentence/bare-verb`.
    if has == Number::Plural && !auxiliary {
        return None;
    }
    if has == Number::Plural && is_open(doc, at, subject) {
        return None;
    }
    Some(number)
}

/// Whether a plural verb after a singular subject may be good English: wishes and conditions, demands, a question or an
/// auxiliary that governs the verb, a subject that goes on.
fn is_open(doc: &Document<'_>, at: usize, subject: &Subject) -> bool {
    let start = doc.sentences()[doc.tokens()[at].sentence].tokens.start;
    let before = subject.tokens.start;
    let wish = doc.is(at, "were")
        && (start..at).any(|t| doc.is_any(t, &["if", "wish", "though", "as", "unless", "lest", "would", "than"]));
    let demanded = doc.is_any(at, &["have", "do"])
        && (start..at).any(|t| {
            doc.tokens()[t].tag.is_verb()
                && matches!(
                    doc.lemma(t).as_ref(),
                    "let"
                        | "make"
                        | "help"
                        | "see"
                        | "hear"
                        | "watch"
                        | "demand"
                        | "insist"
                        | "suggest"
                        | "recommend"
                        | "require"
                        | "propose"
                        | "ask"
                        | "do"
                        | "will"
                        | "can"
                        | "may"
                        | "must"
                        | "shall"
                        | "could"
                        | "would"
                        | "should"
                        | "might"
                )
        });
    let joined = before > start && doc.is_any(before - 1, &["and", "or", "nor", "with", "than"]);
    let inverted = before > start && doc.tokens()[before - 1].tag.is_finite();
    let name = doc.tokens()[subject.head].tag == Tag::Nnp;
    let team = name && doc.is_any(at, &["have", "are", "were", "do"]);
    wish || demanded || joined || inverted || team
}

fn report(doc: &Document<'_>, at: usize, subject: &Subject, number: Number, out: &mut Findings<'_>) {
    let token = &doc.tokens()[at];
    let tag = if doc.is_any(at, &["was", "were"]) { Tag::Vbd } else { token.tag };
    let Some(repaired) = inflect::agree(doc.word(at), tag, subject.person, number) else { return };
    let subject_range = doc.tokens()[subject.tokens.start].range.cover(doc.tokens()[subject.head].range);
    let noun = doc.word(subject.head);
    let counted = if number == Number::Plural { "plural" } else { "singular" };
    out.report(token.range, format!("`{}` does not agree with `{noun}`, which is {counted}", doc.word(at)))
        .confidence(0.85)
        .related(subject_range, "the subject")
        .suggest(
            format!("Write `{repaired}`"),
            [Edit::replace(token.range, inflect::with_case_of(doc.word(at), &repaired))],
        );
}
