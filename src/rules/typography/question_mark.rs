//! A question that ends in a full stop.

use crate::document::Document;
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

/// Verbs that open a question before their subject; `had`, `were`, `should` and `may` open conditions and wishes too.
const OPENERS: &[&str] =
    &["did", "does", "do", "is", "are", "was", "has", "have", "can", "could", "will", "would", "isn’t", "don’t", "am"];

/// Subjects that only a question puts after such a verb.
const SUBJECTS: &[&str] = &["you", "he", "she", "they", "we", "i", "it", "this", "that", "there"];

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for sentence in doc.sentences() {
        let mut tokens = sentence.tokens.clone();
        while tokens.clone().next_back().is_some_and(|at| doc.tokens()[at].tag == Tag::CloseQuote) {
            tokens.end -= 1;
        }
        let Some(last) = tokens.next_back() else { continue };
        // Words quoted to the end of a sentence ask by themselves: `He said, ‘Is there a hand movement.’`
        let quoted = |at: &usize| doc.tokens()[*at].tag == Tag::OpenQuote && doc.is_any(at + 1, OPENERS);
        if let Some(open) = tokens.clone().rfind(quoted).filter(|open| !closes(doc, open + 1..last)) {
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
        let (first, second) = (tokens.start, tokens.start + 1);
        if !doc.is(last, ".") || last < first + 3 || !doc.block_is_prose(sentence.block) {
            continue;
        }
        let inverted = doc.is_any(first, OPENERS) && doc.is_any(second, SUBJECTS);
        // `Do it again.` and `Is that which …` ask nothing; `Do you` and `Do they` do.
        let command = doc.is_any(first, &["do", "have"]) && doc.is_any(second, &["it", "this", "that", "there", "i"]);
        let has_verb = (second + 1..last).any(|at| doc.tokens()[at].tag.is_verb() || doc.tokens()[at].tag == Tag::Jj);
        let plain = !(first..last).any(|at| doc.is_any(at, &["or", ";", ":", "—", "?"]) || doc.is(at, ","));
        if inverted && !command && has_verb && plain {
            let stop = doc.tokens()[last].range;
            out.report(stop, "a question ends in a full stop")
                .confidence(0.85)
                .related(
                    TextRange::new(doc.tokens()[first].range.start(), doc.tokens()[second].range.end()),
                    "the verb stands before its subject",
                )
                .suggest("Put a question mark in its place", [Edit::replace(stop, "?")]);
        }
    }
}

/// Whether a quotation ends in `tokens`.
fn closes(doc: &Document<'_>, mut tokens: std::ops::Range<usize>) -> bool {
    tokens.any(|at| doc.tokens()[at].tag == Tag::CloseQuote)
}
