//! A question that ends in a full stop, or in a comma before who asks it.

use std::ops::Range;

use crate::document::{Document, Quotation};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::Tag;
use crate::rules::Rule;
use crate::source::TextRange;

/// See `question_mark.md`.
pub static RULE: Rule = Rule {
    id: "typography/question-mark",
    summary: "a question that ends in a full stop",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/punctuation",
    its: "typographical",
    check,
};

/// Verbs that open a question before their subject, `ca` and `wo` before `n’t`; `had`, `were`, `should` and `may` open conditions and wishes too.
const OPENERS: &[&str] =
    &["did", "does", "do", "is", "are", "was", "has", "have", "can", "could", "will", "would", "am", "ca", "wo"];

/// Those that stand before a base form and before nothing else.
const BEFORE_BASE: &[&str] = &["did", "does", "do", "can", "could", "will", "would", "ca", "wo"];

/// Subjects that only a question puts after such a verb.
const SUBJECTS: &[&str] = &["you", "he", "she", "they", "we", "i", "it", "this", "that", "there"];

/// Words that ask for something and leave the subject behind the verb.
const ASKING: &[&str] = &["why", "how", "where", "when", "what", "who", "whom"];

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for index in 0..doc.sentences().len() {
        let tokens = question_in(doc, index);
        let Some(last) = tokens.clone().next_back().filter(|&last| doc.is(last, ".")) else { continue };
        if !doc.block_is_prose(doc.sentences()[index].block) {
            continue;
        }
        if let Some(verb) = inverted(doc, tokens.start..last) {
            let stop = doc.tokens()[last].range;
            out.report(stop, "a question ends in a full stop")
                .confidence(0.85)
                .related(
                    TextRange::new(doc.tokens()[verb].range.start(), doc.tokens()[verb + 1].range.end()),
                    "the verb stands before its subject",
                )
                .suggest("Put a question mark in its place", [Edit::replace(stop, "?")]);
        }
    }
    for quotation in doc.quotations().list.iter().filter(|quotation| quotation.depth == 0) {
        asked(doc, quotation, out);
    }
}

/// The tokens of a sentence that may be a question, up to its stop: without a label, without closing marks, and only
/// the words in quotation marks that end it. Words quoted to the end of a sentence ask by themselves:
/// `He said, ‘Is there a hand movement.’`
fn question_in(doc: &Document<'_>, index: usize) -> Range<usize> {
    let sentence = &doc.sentences()[index];
    let mut tokens = sentence.tokens.clone();
    while tokens.clone().next_back().is_some_and(|at| doc.tokens()[at].tag == Tag::CloseQuote) {
        tokens.end -= 1;
    }
    let Some(last) = tokens.clone().next_back() else { return tokens };
    let quoted = |at: &usize| {
        doc.tokens()[*at].tag == Tag::OpenQuote && (doc.is_any(at + 1, OPENERS) || doc.is_any(at + 1, ASKING))
    };
    let closes = |mut tokens: Range<usize>| tokens.any(|at| doc.tokens()[at].tag == Tag::CloseQuote);
    if let Some(open) = tokens.clone().rfind(quoted).filter(|open| !closes(open + 1..last)) {
        tokens.start = open;
    }
    let turns = &doc.turns().list;
    let next = turns.partition_point(|turn| turn.label_range.start() < sentence.range.start());
    if let Some(turn) = turns.get(next).filter(|turn| sentence.range.contains(turn.label_range.start())) {
        tokens.start = doc.token_at(turn.words.start()).clamp(tokens.start, last);
    }
    while tokens.start < last && doc.tokens()[tokens.start].is_punctuation() {
        tokens.start += 1;
    }
    tokens
}

/// The verb that stands before its subject where `tokens` can only be a question.
fn inverted(doc: &Document<'_>, tokens: Range<usize>) -> Option<usize> {
    if tokens.len() < 3 || tokens.clone().any(|at| doc.is_any(at, &["or", ";", ":", "—", "?", ","])) {
        return None;
    }
    let asking = doc.is_any(tokens.start, ASKING);
    let verb = tokens.start + usize::from(asking);
    // `Don’t you see.`
    let denied = doc.is_any(verb + 1, &["n't", "n’t"]);
    let subject = verb + 1 + usize::from(denied);
    if !doc.is_any(verb, OPENERS) || subject >= tokens.end {
        return None;
    }
    let tag = |at: usize| doc.tokens()[at].tag;
    if doc.is_any(subject, SUBJECTS) {
        // `Do it again.` and `Is that which …` ask nothing; `Do you` and `Do they` do.
        let command =
            !denied && doc.is_any(verb, &["do", "have"]) && doc.is_any(subject, &["it", "this", "that", "there", "i"]);
        let has_verb = (subject + 1..tokens.end).any(|at| tag(at).is_verb() || tag(at) == Tag::Jj);
        // `…what it was It has holes`: the pronoun has a verb of its own.
        if matches!(tag(subject + 1), Tag::Vbz | Tag::Vbd | Tag::Md) {
            return None;
        }
        // `Who is he.`
        return (asking || has_verb && !command).then_some(verb);
    }
    // A noun is the subject: `Does the mill grind at night.` A sentence that has lost its subject has no phrase and
    // predicate after its verb, `Is a teacher.`, and a command is none that `do` or `have` opens.
    let command = !asking && doc.is_any(verb, &["do", "have", "will", "is", "was"]);
    let phrase = doc.noun_phrase(subject).filter(|phrase| phrase.start == subject && phrase.end <= tokens.end);
    let phrase = phrase.filter(|phrase| !command && doc.tokens()[phrase.end - 1].tag.is_noun())?;
    let rest = phrase.end..tokens.end;
    if rest.is_empty() {
        // `Where were the keys.`
        return (asking && doc.lemma(verb) == "be").then_some(verb);
    }
    let predicate = |at: usize| match tag(at) {
        Tag::Vb | Tag::VbFin => doc.is_any(verb, BEFORE_BASE),
        Tag::Vbn | Tag::Vbg | Tag::Jj => !doc.is_any(verb, BEFORE_BASE),
        // The tagger expects an ending after a noun.
        Tag::Vbp => doc.is_any(verb, BEFORE_BASE) && at == phrase.end,
        _ => false,
    };
    let main = rest
        .clone()
        .find(|&at| !matches!(tag(at), Tag::Rb | Tag::In | Tag::Nn | Tag::Nnp | Tag::Nns | Tag::Dt | Tag::Cd))?;
    let another = rest.clone().any(|at| at != main && tag(at).is_finite() && tag(at) != Tag::VbFin);
    (predicate(main) && !another).then_some(verb)
}

/// `“You write with that hand,” she asked.`: what somebody asks ends in a question mark. A request does not:
/// `“Tell me,” she asked.`
fn asked(doc: &Document<'_>, quotation: &Quotation, out: &mut Findings<'_>) {
    let (Some(close), Some(_)) = (quotation.close, quotation.open) else { return };
    let words = quotation.words();
    if !doc.text()[words].ends_with(',') {
        return;
    }
    let behind = doc.token_at(close.end());
    let asks =
        |at: usize| matches!(doc.lemma(at), "ask" | "wonder") && matches!(doc.tokens()[at].tag, Tag::Vbd | Tag::Vbz);
    let names = |at: usize| {
        doc.tokens()
            .get(at)
            .is_some_and(|token| matches!(token.tag, Tag::Nnp | Tag::Prp) || doc.is_any(at, &["the", "a"]))
    };
    let said = asks(behind) && names(behind + 1) || asks(behind + 1) && names(behind);
    let stop = doc.token_at(close.start()).saturating_sub(1);
    let first = doc.sentence_start(stop).max(doc.token_at(words.start()));
    let tells = |at: usize| {
        doc.is_any(at, &["you", "he", "she", "they", "we", "it", "this", "that", "so", "and", "but"])
            || doc.is_any(at, ASKING)
            || doc.is_any(at, OPENERS) && doc.is_any(at + 1, SUBJECTS)
    };
    if said && doc.is(stop, ",") && stop > first + 1 && tells(first) {
        let mark = doc.tokens()[stop].range;
        out.report(mark, "a question ends in a comma before who asks it")
            .confidence(0.85)
            .suggest("Put a question mark in its place", [Edit::replace(mark, "?")]);
    }
}
