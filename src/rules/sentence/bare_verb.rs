//! A base form where a finite verb belongs: `the minister sign the order`.

use crate::document::subject::{self, Subject};
use crate::document::{BlockKind, Document};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::pronoun::{Number, Person};
use crate::language::tagger::Tagger;
use crate::language::{Tag, inflect};
use crate::rules::Rule;

/// See `bare_verb.md`.
pub static RULE: Rule = Rule {
    id: "sentence/bare-verb",
    summary: "a base form where a finite verb belongs",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for sentence in doc.sentences() {
        if !doc.blocks()[sentence.block].is_prose() || doc.blocks()[sentence.block].kind == BlockKind::ListItem {
            continue;
        }
        for at in sentence.tokens.clone().skip(1) {
            if let Some(subject) = bare(doc, at) {
                report(doc, at, &subject, out);
            }
        }
    }
}

/// The singular subject of the base form at `at`, if nothing before it asks for a base form.
fn bare(doc: &Document<'_>, at: usize) -> Option<Subject> {
    let token = &doc.tokens()[at];
    let word = doc.word(at);
    let plain = token.is_word() && word.len() > 1 && word.bytes().all(|b| b.is_ascii_lowercase());
    let tagged = matches!(token.tag, Tag::Vbp | Tag::Vb | Tag::VbFin);
    let noun = token.tag == Tag::Nn && token.finite_margin > -160;
    if !plain || !(tagged || noun) || doc.is_any(at, &["have", "do", "are", "be", "were"]) || ends_like_form(word) {
        return None;
    }
    let subject = subject::subject(doc, at)?;
    let third = subject.person == Person::Third && subject.number == Some(Number::Singular);
    // A name by itself may be a team, which takes a plural verb; a person has two names, or a pronoun.
    let name = doc.tokens()[subject.head].tag == Tag::Nnp;
    let team = name && !(subject.head > subject.tokens.start && doc.tokens()[subject.head - 1].tag == Tag::Nnp);
    if !third || team || asks_for_base(doc, at, &subject) || !takes_over(doc, at, noun && !lacks_verb(doc, at)) {
        return None;
    }
    // A noun between a noun and its verb is the subject's last word.
    let sentence = &doc.sentences()[token.sentence];
    let clause_end = (at + 1..sentence.tokens.end).find(|&t| doc.is_any(t, &[",", ";", "and", "but", "that", "which", "who", "because", "when"]));
    let finite_follows = (at + 1..clause_end.unwrap_or(sentence.tokens.end)).any(|t| doc.tokens()[t].finite_margin > 0);
    if finite_follows && (noun || token.finite_margin < 60) {
        return None;
    }
    if noun && (sentence.tokens.start..at).any(|t| doc.tokens()[t].finite_margin > Tagger::embedded().thresholds().no_finite) && !subject.relative {
        return None;
    }
    Some(subject)
}

/// Whether no other word of the sentence can be its finite verb.
fn lacks_verb(doc: &Document<'_>, at: usize) -> bool {
    let surely_not = Tagger::embedded().thresholds().no_finite;
    let tokens = doc.sentences()[doc.tokens()[at].sentence].tokens.clone();
    tokens.filter(|&t| t != at).all(|t| doc.tokens()[t].finite_margin < surely_not.min(-100))
}

/// Words in -s, -ed or -ing are no base forms, whatever the tag.
fn ends_like_form(word: &str) -> bool {
    let past = inflect::lemma(word, Tag::Vbd) != word || inflect::lemma(word, Tag::Vbn) != word;
    past || inflect::past(word) == word || word.ends_with("ed") || word.ends_with("ing") || word.ends_with('s') && !word.ends_with("ss")
}

/// Whether an auxiliary, a demand, a verb of perception, coordination or inversion asks for a base form.
fn asks_for_base(doc: &Document<'_>, at: usize, subject: &Subject) -> bool {
    let start = doc.sentences()[doc.tokens()[at].sentence].tokens.start;
    let governs = (start..subject.tokens.start).any(|t| {
        let tag = doc.tokens()[t].tag;
        let lemma = if tag.is_verb() || tag.is_noun() || tag == Tag::Jj { doc.lemma(t) } else { "".into() };
        tag == Tag::Md
            || doc.is_any(t, &["will", "would", "can", "could", "may", "might", "must", "shall", "should", "did", "does"])
            || matches!(
                lemma.as_ref(),
                "do" | "let" | "make" | "help" | "see" | "hear" | "watch" | "have" | "feel" | "bid" | "demand" | "insist"
                    | "suggest" | "recommend" | "recommendation" | "suggestion" | "proposal" | "require" | "requirement" | "propose" | "ask" | "urge" | "request"
                    | "order" | "advise" | "stipulate" | "important" | "essential" | "vital" | "necessary" | "crucial" | "imperative" | "notice" | "observe" | "find" | "prefer" | "wish" | "move" | "condition"
            )
            || doc.is_any(t, &["to", "lest", "than", "not", "only", "little", "never", "nor", "if", "whether", "so", "god", "heaven", "long", "come", "better", "rather"])
    });
    let before = subject.tokens.start.checked_sub(1).filter(|&t| t >= start);
    let joined = before.is_some_and(|t| matches!(doc.tokens()[t].tag, Tag::Cc) || doc.tokens()[t].tag.is_verb());
    // A second noun in a row that begins with a capital is a name; `you and he go` is joined.
    let list = (start..subject.tokens.start).any(|t| doc.is(t, "and")) && doc.tokens()[subject.head].tag == Tag::Nnp;
    governs || joined || list
}

/// Whether the words after the base form go on as they do after a verb.
fn takes_over(doc: &Document<'_>, at: usize, noun: bool) -> bool {
    let Some(next) = doc.tokens().get(at + 1) else { return false };
    match next.tag {
        Tag::Dt | Tag::PrpS | Tag::Prp => true,
        Tag::Rp => true,
        Tag::Rb if noun => doc.is_any(at + 1, &["out", "up", "down", "off", "away", "back"]),
        Tag::In if doc.is(at + 1, "that") => true,
        Tag::In | Tag::To | Tag::Rb | Tag::Nns | Tag::Jj | Tag::Nnp | Tag::Wrb | Tag::Cd | Tag::Nn => !noun,
        _ => false,
    }
}

fn report(doc: &Document<'_>, at: usize, subject: &Subject, out: &mut Findings<'_>) {
    let token = &doc.tokens()[at];
    let word = doc.word(at);
    let (past, present) = (inflect::past(word), inflect::third_person(word));
    let in_past = past_frame(doc, at);
    let (first, second) = if in_past { (past, present) } else { (present, past) };
    let head = doc.word(subject.head);
    let subject_range = doc.tokens()[subject.tokens.start].range.cover(doc.tokens()[subject.head].range);
    let frame = if in_past { "in the past" } else { "in the present" };
    out.report(token.range, format!("`{word}` is a base form; after `{head}` the sentence needs `{first}` (the text around it is {frame})"))
        .confidence(0.8)
        .related(subject_range, "the subject")
        .suggest(format!("Write `{first}`"), [Edit::replace(token.range, first.clone())])
        .suggest(format!("Write `{second}`"), [Edit::replace(token.range, second.clone())]);
}

/// Whether the narration around token `at` is in the past tense: in its block, or else in the whole text.
pub(super) fn past_frame(doc: &Document<'_>, at: usize) -> bool {
    let block = doc.sentences()[doc.tokens()[at].sentence].block;
    let quoted = doc.in_quotation(doc.tokens()[at].range.start());
    let balance = |range: std::ops::Range<usize>| -> i32 {
        range
            .filter(|&t| t != at && doc.in_quotation(doc.tokens()[t].range.start()) == quoted)
            .map(|t| match doc.tokens()[t].tag {
                Tag::Vbd => 1,
                Tag::Vbz | Tag::Vbp => -1,
                _ => 0,
            })
            .sum()
    };
    let near = balance(doc.blocks()[block].tokens.clone());
    if near.abs() >= 2 { near > 0 } else { near + balance(0..doc.tokens().len()).signum() > 0 }
}
