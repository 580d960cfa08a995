//! Words without which a reader finds the text far likelier.

use std::ops::Range;

use crate::document::Document;
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::inflect;
use crate::reader::{Candidate, Judge, Kind};
use crate::rules::weighed::Offers;
use crate::rules::{Rule, weighed};
use crate::source::TextRange;

/// See `unlikely_word.md`.
pub static RULE: Rule = Rule {
    id: "sentence/unlikely-word",
    summary: "words without which a reader finds the text far likelier",
    severity: Severity::Warning,
    mqm: "accuracy/addition",
    its: "addition",
    check,
};

/// The most words that are taken out of a sentence.
const LONGEST: usize = 6;
/// The most words that are taken out although nothing repeats them; they carry no content.
const MOST_SMALL: usize = 3;
/// The most words of a piece that is taken out whole.
const LONGEST_PIECE: usize = 14;

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for (kind, what) in [
        (Kind::Deletion, "The sentence reads better without these words"),
        (Kind::Piece, "A stray piece that the text reads better without"),
    ] {
        weighed::report(doc, kind, what, |_| "Delete it".to_owned(), out);
    }
}

/// What may be taken out of a sentence, and whole pieces.
pub(in crate::rules) fn offers(doc: &Document<'_>, _: Judge<'_>) -> Offers {
    let (mut inside, mut pieces) = (Vec::new(), Vec::new());
    for sentence in weighed::sentences(doc) {
        words(doc, sentence, &mut inside);
        whole(doc, sentence, &mut pieces);
    }
    vec![(Kind::Deletion, inside), (Kind::Piece, pieces)]
}

/// Takes a few words out of a sentence; where they begin it, the next word gets their capital.
fn words(doc: &Document<'_>, sentence: usize, candidates: &mut Vec<Candidate>) {
    let Some(core) = doc.core(sentence) else { return };
    let Range { start, end } = core.tokens;
    for from in start..end {
        for to in from + 1..(from + 1 + LONGEST).min(end) {
            let last = to - 1;
            if weighed::holds_fact(doc, last)
                || weighed::is_doubled(doc, last)
                || doc.tokens()[last].is_punctuation() && !doc.is(last, ",")
                || doc.is_any(last, &["“", "”", "\"", "(", ")"])
            {
                break;
            }
            if doc.tokens()[last].is_punctuation() || doc.tokens()[from].is_punctuation() {
                continue;
            }
            if to - from == 1 && is_object(doc, from) {
                continue;
            }
            let small = to - from <= MOST_SMALL && (from..to).all(|at| weighed::is_small(doc, at));
            if !small && !weighed::repeats(doc, from..to) {
                continue;
            }
            let range = doc.span(from..to);
            let mut edits = vec![Edit::delete(TextRange::new(range.start(), doc.tokens()[to].range.start()))];
            if from == start && doc.word(from).starts_with(char::is_uppercase) {
                let next = doc.tokens()[to].range;
                edits.push(Edit::replace(next, inflect::with_case_of("Aa", doc.word(to))));
            }
            if doc.tokens()[to].is_punctuation() {
                edits = vec![Edit::delete(doc.with_space(range))];
            }
            candidates.push(Candidate::new(range, edits));
        }
    }
}

/// Whether token `at` is whom a verb before it is about, which a sentence can do without and still means: `built her a
/// boat`, `wanted us to come`.
fn is_object(doc: &Document<'_>, at: usize) -> bool {
    doc.is_any(at, &["me", "us", "you", "him", "her", "them"])
        && doc.tokens()[..at].last().is_some_and(|before| before.tag.is_verb())
}

/// Takes a whole sentence out, or what follows its last comma.
fn whole(doc: &Document<'_>, sentence: usize, candidates: &mut Vec<Candidate>) {
    let Some(core) = doc.core(sentence) else { return };
    let range = doc.sentences()[sentence].range;
    let stray = |tokens: Range<usize>| {
        doc.word_count(tokens.clone()) <= LONGEST_PIECE
            && (doc.has_no_finite(tokens.clone()) || weighed::repeats(doc, tokens))
    };
    if stray(core.tokens.clone()) && doc.sentence_before(sentence).is_some() {
        let removal = doc.with_space(range);
        let before = doc.text()[..range.start()].trim_end().len();
        let edit = if removal.end() > range.end() { removal } else { TextRange::new(before, range.end()) };
        candidates.push(Candidate::new(range, [Edit::delete(edit)]));
    }
    for comma in core.tokens.clone().filter(|&at| doc.is(at, ",")) {
        if stray(comma + 1..core.tokens.end) {
            let range = doc.span(comma..core.tokens.end);
            candidates.push(Candidate::new(range, [Edit::delete(range)]));
        }
    }
}
