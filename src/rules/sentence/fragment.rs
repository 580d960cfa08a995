//! A subordinate clause, a participle or a half of a predicate that a stop has cut off from its sentence.

use crate::document::{Core, Document};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::Tag;
use crate::rules::Rule;
use crate::source::TextRange;

/// See `fragment.md`.
pub static RULE: Rule = Rule {
    id: "sentence/fragment",
    summary: "a clause or phrase that a stop has cut off from its sentence",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

/// What kind of piece it is: how to name it, what to put in the stop's place, and how sure the rule is.
struct Piece {
    name: &'static str,
    joints: &'static [&'static str],
    confidence: f32,
}

const fn piece(name: &'static str, joints: &'static [&'static str], confidence: f32) -> Piece {
    Piece { name, joints, confidence }
}

/// Words that open a phrase which only goes on with a sentence, and whether a comma goes before them.
const LINKS: &[(&[&str], bool)] = &[
    (&["according", "to"], true),
    (&["along", "with"], true),
    (&["as", "well", "as"], true),
    (&["because", "of"], false),
    (&["due", "to"], false),
    (&["especially"], true),
    (&["except"], true),
    (&["including"], true),
    (&["in", "order", "to"], false),
    (&["instead", "of"], true),
    (&["rather", "than"], true),
    (&["such", "as"], true),
    (&["thanks", "to"], true),
    (&["together", "with"], true),
    (&["with", "the", "exception", "of"], true),
];

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for index in 0..doc.sentences().len() {
        let Some(before) = doc.sentence_before(index) else { continue };
        let (Some(core), Some(stop)) = (doc.core(index), doc.parting_stop(index)) else { continue };
        let whole = doc.core(before).is_some_and(|core| doc.finite_verbs(core.tokens).next().is_some());
        if !whole || !doc.is_running(index) || core.stop.is_none_or(|stop| doc.word(stop) != ".") {
            continue;
        }
        let Some(piece) = kind(doc, &core) else { continue };
        let first = doc.tokens()[core.first()].range;
        let place = TextRange::new(stop.start(), first.end());
        let word = doc.word(core.first()).to_lowercase();
        let finding = out.report(place, format!("{} stands alone; it belongs to the sentence before", piece.name));
        finding.confidence(piece.confidence);
        for joint in piece.joints {
            finding.suggest("Join it to the sentence before", [Edit::replace(place, format!("{joint} {word}"))]);
        }
    }
}

fn kind(doc: &Document<'_>, core: &Core) -> Option<Piece> {
    let at = core.first();
    let end = core.tokens.end;
    let spoken = doc.in_quotation(doc.tokens()[at].range.start());
    let bare = core.tokens.clone().all(|at| doc.tokens()[at].tag != Tag::Prp && doc.word(at) != ",");
    let finite = doc.finite_verbs(core.tokens.clone()).count();
    let tag = |at: usize| doc.tokens().get(at).filter(|_| at < end).map(|token| token.tag);
    if doc.is(at, "so") && doc.is(at + 1, "that") {
        let subject = subject_at(doc, at + 2, end);
        return (subject && finite >= 1).then(|| piece("a clause of purpose or result", &[",", ""], 0.88));
    }
    if doc.is_any(at, &["because", "although", "whereas", "until", "unless", "though"]) {
        return ((!spoken || doc.is(at, "until")) && finite == 1 && opens_clause(doc, at + 1, end))
            .then(|| piece("a subordinate clause", &[",", ""], 0.8));
    }
    if doc.is_any(at, &["who", "which", "whose", "whom"]) {
        return (!spoken && finite >= 1).then(|| piece("a relative clause", &[","], 0.8));
    }
    let relative = (at + 1..end.min(at + 3)).find(|&at| doc.is_any(at, &["which", "whom"]));
    if relative.is_some_and(|to| (at..to).all(|at| tag(at) == Some(Tag::In))) {
        return Some(piece("a relative clause", &[","], 0.8));
    }
    if !spoken && doc.is_any(at, &["where", "when", "while", "if", "once"]) {
        let lone = finite == 1 && bare_of_commas(doc, core) && opens_clause(doc, at + 1, end);
        return lone.then(|| piece("a subordinate clause", &["", ","], 0.75));
    }
    let linked = LINKS.iter().find(|(words, _)| words.iter().enumerate().all(|(n, word)| doc.is(at + n, word)));
    if let Some((words, comma)) = linked.filter(|_| !spoken && doc.word_count(core.tokens.clone()) >= 3) {
        let joints: &[&str] = if *comma { &[",", ""] } else { &["", ","] };
        return doc.has_no_finite(at + words.len() - 1..end).then(|| piece("a phrase", joints, 0.88));
    }
    if !spoken && tag(at) == Some(Tag::To) && tag(at + 1) == Some(Tag::Vb) && doc.has_no_finite(at..end) && bare {
        return (doc.word_count(core.tokens.clone()) >= 4).then(|| piece("a phrase of purpose", &["", ","], 0.8));
    }
    if matches!(tag(at), Some(Tag::Vbn)) && matches!(tag(at + 1), Some(Tag::In)) && doc.has_no_finite(at + 1..end) {
        return Some(piece("a participle phrase", &[","], 0.8));
    }
    if matches!(tag(at), Some(Tag::Vbg)) && !spoken && doc.has_no_finite(at + 1..end) {
        return Some(piece("a participle phrase", &[","], 0.8));
    }
    if doc.is_any(at, &["and", "but"])
        && (doc.is_past(at + 1) || tag(at + 1) == Some(Tag::Vbz) && doc.has_finite(at + 1..at + 2))
        && !doc.is_any(at + 1, &["did", "had", "was", "were", "is", "does", "has"])
    {
        return Some(piece("half of a predicate", &[",", ""], 0.8));
    }
    if doc.is(at, "and") && matches!(tag(at + 1), Some(Tag::In)) && bare && doc.has_no_finite(at..end) {
        return Some(piece("half of a phrase", &[",", ""], 0.8));
    }
    if doc.is(at, "that") && clause_after_that(doc, at + 1) && finite == 1 {
        return Some(piece("a clause", &["", ":"], 0.8));
    }
    if matches!(tag(at), Some(Tag::In))
        && bare
        && doc.word_count(core.tokens.clone()) >= 6
        && doc.has_no_finite(at..end)
    {
        return Some(piece("a phrase", &["", ","], 0.8));
    }
    None
}

fn bare_of_commas(doc: &Document<'_>, core: &Core) -> bool {
    core.tokens.clone().all(|at| !doc.tokens()[at].is_punctuation() || doc.word(at) == "-")
}

/// Whether a subject and, before any comma, its verb begin at token `at`.
fn opens_clause(doc: &Document<'_>, at: usize, end: usize) -> bool {
    let comma = (at..end).find(|&at| doc.word(at) == ",").unwrap_or(end);
    subject_at(doc, at, end) && doc.finite_verbs(at..comma).next().is_some()
}

/// Whether `that` before token `at` is the conjunction: `That a branch would pay`, not `That branch would pay`.
fn clause_after_that(doc: &Document<'_>, at: usize) -> bool {
    doc.is_any(at, &["a", "an", "the", "he", "she", "it", "they", "we", "his", "their", "its"])
}

/// Whether a subject can begin at token `at`.
fn subject_at(doc: &Document<'_>, at: usize, end: usize) -> bool {
    at < end
        && matches!(
            doc.tokens()[at].tag,
            Tag::Prp | Tag::PrpS | Tag::Dt | Tag::Ex | Tag::Nnp | Tag::Nnps | Tag::Nns | Tag::Nn | Tag::Cd | Tag::Jj
        )
}
