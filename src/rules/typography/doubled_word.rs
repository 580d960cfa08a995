//! A word or a phrase that stands there twice in a row.

use crate::document::{BlockKind, Document};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::lexicon::{self, Familiarity};
use crate::language::{Tag, inflect};
use crate::rules::Rule;
use crate::source::TextRange;

/// See `doubled_word.md`.
pub static RULE: Rule = Rule {
    id: "typography/doubled-word",
    summary: "a word or a phrase twice in a row",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/spelling",
    its: "duplication",
    check,
};

/// The longest phrase that is looked for, in tokens.
const LONGEST: usize = 7;

/// How many tokens back a subordinate clause may have begun.
const CLAUSE: usize = 80;

/// Words that good English doubles: `had had`, `that that`, emphasis and interjections.
const DOUBLES: &[&str] = &[
    "had", "that", "is", "was", "do", "does", "very", "really", "so", "much", "many", "long", "far", "too", "no",
    "yes", "yeah", "ha", "hey", "bye", "now", "well", "there", "oh", "la", "na", "blah", "knock", "tut", "hear", "ho",
    "hush", "her", "you", "more", "never", "on", "in", "up", "down", "over", "about", "hip", "tick", "tock", "big",
    "old", "who", "what", "wait", "please", "stop", "go", "night",
];

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for sentence in doc.sentences() {
        // A verse repeats itself on purpose.
        if doc.blocks()[sentence.block].kind == BlockKind::Verse {
            continue;
        }
        doubled_clause(doc, sentence.tokens.clone(), out);
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            match repeated(doc, at, sentence.tokens.end) {
                Some(length) => {
                    let times = times(doc, at, length, sentence.tokens.end);
                    report(doc, at, length, times, out);
                    at += times * length;
                }
                None => at += 1,
            }
        }
        around_such(doc, sentence.tokens.clone(), out);
        joined_again(doc, sentence.tokens.clone(), out);
    }
    after_stop(doc, out);
}

/// How often the phrase of `length` tokens at `at` stands there in a row.
fn times(doc: &Document<'_>, at: usize, length: usize, end: usize) -> usize {
    let same = |turn: usize| {
        let start = at + turn * length;
        start + length <= end && (0..length).all(|offset| doc.is(start + offset, doc.word(at + offset)))
    };
    (2..).find(|&turn| !same(turn)).unwrap_or(2)
}

/// `It is a such a hill`: an article before `such` and another after it.
fn around_such(doc: &Document<'_>, tokens: std::ops::Range<usize>, out: &mut Findings<'_>) {
    for at in tokens.start..tokens.end.saturating_sub(2) {
        let article = |at: usize| doc.is_any(at, &["a", "an"]) && doc.tokens()[at].tag == Tag::Dt;
        if article(at) && doc.is(at + 1, "such") && article(at + 2) {
            let extra = TextRange::new(doc.tokens()[at].range.start(), doc.tokens()[at + 1].range.start());
            out.report(doc.span(at..at + 3), "an article on either side of `such`")
                .confidence(0.93)
                .suggest("Delete the first", [Edit::delete(extra)]);
        }
    }
}

/// `two young and young farmers`, `between mills and mills`: both sides of an `and` are the same word.
fn joined_again(doc: &Document<'_>, tokens: std::ops::Range<usize>, out: &mut Findings<'_>) {
    for at in tokens.start + 1..tokens.end.saturating_sub(3) {
        let (word, next) = (doc.tokens()[at], doc.tokens()[at + 3]);
        if !doc.is(at + 1, "and") || !doc.is(at + 2, doc.word(at)) || !word.is_word() || doc.word(at).len() < 4 {
            continue;
        }
        // `more and more`, `bigger and bigger`, `years and years` go on, on purpose; two things have to differ.
        let adjective = word.tag == Tag::Jj
            && doc.tokens()[at + 2].tag == Tag::Jj
            && matches!(next.tag, Tag::Nns | Tag::Nn)
            && matches!(doc.tokens()[at - 1].tag, Tag::Cd | Tag::Dt | Tag::PrpS);
        let parted = doc.is(at - 1, "between") && word.tag.is_noun();
        if adjective || parted {
            let extra = TextRange::new(word.range.end(), doc.tokens()[at + 2].range.end());
            out.report(doc.span(at..at + 3), format!("`{}` on both sides of `and`", doc.word(at)))
                .confidence(0.85)
                .ask(format!("What stood beside `{}`?", doc.word(at)))
                .suggest("Delete the repetition", [Edit::delete(extra)]);
        }
    }
}

/// `3 thousand square metres. metres, there is a fence`: after the stop the last word stands there again.
fn after_stop(doc: &Document<'_>, out: &mut Findings<'_>) {
    for stop in 1..doc.tokens().len().saturating_sub(2) {
        let (before, again, next) = (doc.tokens()[stop - 1], doc.tokens()[stop + 1], doc.tokens()[stop + 2]);
        let word = doc.word(stop - 1);
        let plain = word.len() >= 3 && word.bytes().all(|b| b.is_ascii_lowercase()) && word != "etc";
        let joined = before.range.end() == doc.tokens()[stop].range.start() && doc.is(stop, ".");
        // What belongs to no sentence at the end of a paragraph is `sentence/orphan-tail`.
        if joined && plain && doc.word(stop + 1) == word && doc.is_any(stop + 2, &[",", ";", ":"]) {
            let again_and_stop = TextRange::new(doc.tokens()[stop].range.start(), again.range.end());
            if next.range.start() == again.range.end() {
                out.report(before.range.cover(again.range), format!("`{word}` stands here twice"))
                    .confidence(0.93)
                    .related(before.range, "the first time")
                    .suggest("Delete the stop and the repetition", [Edit::delete(again_and_stop)]);
            }
        }
    }
}

/// A part of a list between two commas that the next part repeats word for word: `one is a baker, one is a baker,`.
fn doubled_clause(doc: &Document<'_>, tokens: std::ops::Range<usize>, out: &mut Findings<'_>) {
    let commas: Vec<usize> = tokens.clone().filter(|&at| doc.is(at, ",")).collect();
    let part = |from: usize, length: usize| doc.span(from..from + length);
    // What has been told as a part of a longer run.
    let mut told = tokens.start;
    for (index, &middle) in commas.iter().enumerate() {
        let end = commas.get(index + 1).copied().unwrap_or(tokens.end.saturating_sub(1));
        let length = end - (middle + 1).min(end);
        let Some(start) = middle.checked_sub(length).filter(|start| *start >= tokens.start) else { continue };
        let begins = start == tokens.start || doc.tokens()[start - 1].is_punctuation();
        let same = |from: usize| {
            (0..length).all(|offset| {
                let word = &doc.tokens()[start + offset];
                word.is_word() && doc.is(from + offset, doc.word(start + offset))
            })
        };
        if length < 3 || !begins || start < told || !same(middle + 1) {
            continue;
        }
        // The same part may run on and on.
        let mut last = middle + 1;
        while last + 2 * length < tokens.end && doc.is(last + length, ",") && same(last + length + 1) {
            last += length + 1;
        }
        told = last + length;
        let times = if last == middle + 1 {
            "twice".to_string()
        } else {
            format!("{} times", (last - start) / (length + 1) + 1)
        };
        let again = TextRange::new(part(start, length).end(), part(last, length).end());
        let shown = TextRange::new(part(middle + 1, length).start(), again.end());
        out.report(shown, format!("`{}` stands here {times}", doc.quote(part(start, length))))
            .confidence(0.85)
            .related(part(start, length), "the first time")
            .suggest("Delete the repetition", [Edit::delete(again)]);
    }
}

/// The length of the longest phrase that begins at token `at` and follows itself at once.
fn repeated(doc: &Document<'_>, at: usize, end: usize) -> Option<usize> {
    let length = |index: usize| doc.tokens()[index].range.len();
    // `its ITS code`, `Did May may come`: a capital makes another word, but for that of the sentence.
    let opens = doc.sentence_start(at);
    let same = |a: usize, b: usize| {
        let (first, second) = (doc.word(a), doc.word(b));
        length(a) == length(b) && (first == second || a == opens && first == inflect::with_case_of("Aa", second))
    };
    (1..=LONGEST).rev().find(|&length| {
        at + 2 * length <= end
            && (0..length).all(|offset| same(at + offset, at + length + offset))
            && if length == 1 { is_doubled(doc, at) } else { is_phrase(doc, at, length) }
    })
}

/// Whether the word at `at` is doubled by mistake.
fn is_doubled(doc: &Document<'_>, at: usize) -> bool {
    let (first, second) = (&doc.tokens()[at], &doc.tokens()[at + 1]);
    let word = doc.word(at);
    let gap = &doc.text()[first.range.end()..second.range.start()];
    let letters = word.chars().all(|c| c.is_alphabetic() || c == '\'' || c == '’');
    // Names are doubled on purpose (`Baden Baden`, `Duran Duran`); a capital word that opens a sentence is no name.
    let name = word.starts_with(char::is_uppercase)
        && doc.word(at + 1).starts_with(char::is_uppercase)
        && matches!(first.tag, Tag::Nnp | Tag::Nnps | Tag::Nn | Tag::Fw | Tag::Uh);
    // A people (`Danish Danish football`) and what stands there three times before a noun are no such names.
    let thrice = word.len() > 3
        && doc.is(at + 2, word)
        && doc.tokens().get(at + 3).is_some_and(|next| next.tag.is_noun() && doc.word(at + 3) != word)
        && !doc.in_quotation(first.range.start());
    let people = lexicon::nationality(word).is_some();
    let name = name && !people && !thrice;
    // `what it does does matter`, `those who come come late`: two clauses meet between two verbs.
    let clauses_meet = first.tag.is_verb() && {
        let start = doc.sentences()[first.sentence].tokens.start;
        (start.max(at.saturating_sub(CLAUSE))..at).any(|t| matches!(doc.tokens()[t].tag, Tag::Wp | Tag::Wdt | Tag::Wrb))
    };
    let known = lexicon::familiarity(&word.to_lowercase()) == Familiarity::Common;
    // `Pica pica pica`: a subspecies bears the name of its species.
    let subspecies = !known && at > 0 && doc.word(at - 1).starts_with(char::is_uppercase);
    letters
        && !subspecies
        && (known || people || thrice)
        && lexicon::number_word(&word.to_lowercase()).is_none()
        && !is_quoted_alone(doc, at)
        && first.is_word()
        && !gap.is_empty()
        && gap.chars().all(char::is_whitespace)
        && !gap.contains("\n\n")
        && !name
        && !clauses_meet
        && !matches!(first.tag, Tag::Uh | Tag::Fw)
        && (!DOUBLES.iter().any(|double| word.eq_ignore_ascii_case(double)) || is_owner(doc, at))
        && (word.len() > 1 || matches!(word, "a" | "A" | "I"))
}

/// `round her her waist`: after a preposition one of two is enough, whereas a verb may have both: `gave her her coat`.
fn is_owner(doc: &Document<'_>, at: usize) -> bool {
    let noun = doc.tokens().get(at + 2).is_some_and(|token| token.tag.is_noun() || token.tag == Tag::Jj);
    doc.is(at, "her") && noun && at > 0 && doc.tokens()[at - 1].tag == Tag::In
}

/// Whether the repeated stretch is a phrase of words rather than a refrain or a row of figures.
fn is_phrase(doc: &Document<'_>, at: usize, length: usize) -> bool {
    let range = at..at + length;
    let tokens = &doc.tokens()[range.clone()];
    let words = tokens.iter().filter(|token| token.is_word()).count();
    let marks = tokens.iter().any(|token| token.is_punctuation());
    let varied = range.clone().skip(1).any(|t| !doc.word(t).eq_ignore_ascii_case(doc.word(at)));
    // `one by one by one`, `again and again and again`, `on and on and on` go on, on purpose.
    let goes_on =
        length == 2 && (at..at + 2).any(|t| doc.is_any(t, &["and", "by", "to", "upon", "after", "or", "had"]));
    words == length && !marks && varied && !goes_on && !clauses_meet(doc, at, length)
}

/// Whether a subordinate clause ends with the phrase that the main clause begins with: `when it passed the star the
/// star went dark`.
fn clauses_meet(doc: &Document<'_>, at: usize, length: usize) -> bool {
    let start = doc.sentences()[doc.tokens()[at].sentence].tokens.start;
    let verb_follows = doc.tokens().get(at + 2 * length).is_some_and(|token| token.tag.is_finite());
    let subordinate = (start.max(at.saturating_sub(CLAUSE))..at)
        .any(|t| doc.is_any(t, &["when", "if", "as", "while", "where", "whenever", "because"]));
    verb_follows && subordinate
}

/// Whether the two words are all that a pair of quotation marks holds: a sound, a call.
fn is_quoted_alone(doc: &Document<'_>, at: usize) -> bool {
    let mark = |t: Option<usize>| {
        t.and_then(|t| doc.tokens().get(t))
            .is_some_and(|t| matches!(t.tag, Tag::OpenQuote | Tag::CloseQuote | Tag::Pos))
    };
    mark(at.checked_sub(1)) && mark(Some(at + 2))
}

fn report(doc: &Document<'_>, at: usize, length: usize, times: usize, out: &mut Findings<'_>) {
    let tokens = doc.tokens();
    let first = tokens[at].range.cover(tokens[at + length - 1].range);
    let whole = first.cover(tokens[at + times * length - 1].range);
    let extra = TextRange::new(first.end(), whole.end());
    let phrase = doc.quote(first);
    let often = if times == 2 { "twice".to_string() } else { format!("{times} times") };
    out.report(whole, format!("`{phrase}` stands here {often}"))
        .confidence(0.93)
        .related(first, "the first time")
        .safe_fix("Delete the repetition", [Edit::delete(extra)]);
}
