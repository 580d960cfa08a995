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
    /// Whether it may be meant where nothing else is broken.
    doubtful: bool,
}

const fn piece(name: &'static str, joints: &'static [&'static str], confidence: f32) -> Piece {
    Piece { name, joints, confidence, doubtful: false }
}

const fn doubtful(name: &'static str, joints: &'static [&'static str]) -> Piece {
    Piece { name, joints, confidence: 0.75, doubtful: true }
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
        leading(doc, index, out);
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
        if piece.doubtful {
            finding.where_damaged();
        }
        for joint in piece.joints {
            finding.suggest("Join it to the sentence before", [Edit::replace(place, format!("{joint} {word}"))]);
        }
    }
}

/// `When the snow melts. The river rises.`: a clause at the head of a paragraph that belongs to the sentence after it.
fn leading(doc: &Document<'_>, index: usize, out: &mut Findings<'_>) {
    let Some(core) = doc.core(index) else { return };
    let Some(stop) = doc.sentences().get(index + 1).and_then(|_| doc.parting_stop(index + 1)) else { return };
    let Some(next) = doc.core(index + 1) else { return };
    let at = core.first();
    let opens = doc.is_any(at, &["when", "if", "while", "because", "although", "once", "unless", "as"])
        && doc.finite_verbs(core.tokens.clone()).count() == 1
        && bare_of_commas(doc, &core)
        && opens_clause(doc, at + 1, core.tokens.end);
    let whole = doc.finite_verbs(next.tokens.clone()).next().is_some();
    let spoken = doc.in_quotation(doc.tokens()[at].range.start());
    if !opens || !whole || spoken || !doc.is_running(index) || doc.sentence_before(index).is_some() {
        return;
    }
    let first = doc.tokens()[next.first()];
    let word = doc.word(next.first());
    let lower =
        if matches!(first.tag, Tag::Nnp | Tag::Nnps) || word == "I" { word.to_owned() } else { word.to_lowercase() };
    let place = TextRange::new(stop.start(), first.range.end());
    out.report(place, "a subordinate clause stands alone; it belongs to the sentence after")
        .confidence(0.8)
        .where_damaged()
        .suggest("Join it to the sentence after", [Edit::replace(place, format!(", {lower}"))]);
}

fn kind(doc: &Document<'_>, core: &Core) -> Option<Piece> {
    clause(doc, core).or_else(|| phrase(doc, core))
}

/// A clause with a verb of its own that a sentence must come before.
fn clause(doc: &Document<'_>, core: &Core) -> Option<Piece> {
    let (at, end) = (core.first(), core.tokens.end);
    let spoken = doc.in_quotation(doc.tokens()[at].range.start());
    let finite = doc.finite_verbs(core.tokens.clone()).count();
    let is = |words: &[&str]| doc.is_any(at, words);
    if is(&["so"]) && doc.is(at + 1, "that") && subject_at(doc, at + 2, end) && finite >= 1 {
        return Some(piece("a clause of purpose or result", &[",", ""], 0.88));
    }
    if is(&["until"]) || !spoken && is(&["because", "although", "whereas", "unless", "though"]) {
        let lone = finite == 1 && opens_clause(doc, at + 1, end);
        return lone.then(|| piece("a subordinate clause", &[",", ""], 0.8));
    }
    if is(&["who", "which", "whose", "whom"]) {
        // `Who is late, must wait.` has a verb of its own.
        let headless = (at + 2..end.saturating_sub(1)).any(|t| doc.is(t, ",") && doc.tokens()[t + 1].tag.is_finite());
        return (!spoken && finite >= 1 && !headless).then(|| piece("a relative clause", &[","], 0.8));
    }
    // `In which`, `Out of which`.
    let relative = (at + 1..end.min(at + 3)).find(|&at| doc.is_any(at, &["which", "whom"]));
    if relative.is_some_and(|to| (at..to).all(|at| doc.tokens()[at].tag == Tag::In)) {
        return Some(piece("a relative clause", &[","], 0.8));
    }
    if !spoken && is(&["where", "when", "while", "if", "once"]) {
        let lone = finite == 1 && bare_of_commas(doc, core) && opens_clause(doc, at + 1, end);
        return lone.then(|| piece("a subordinate clause", &["", ","], 0.75));
    }
    if !spoken && is(&["after", "before", "as"]) {
        let lone = finite == 1 && bare_of_commas(doc, core) && one_subject(doc, at + 1, end);
        return lone.then(|| piece("a subordinate clause", &["", ","], 0.75));
    }
    let predicate = at + 1 < end
        && (doc.is_past(at + 1) || doc.tokens()[at + 1].tag == Tag::Vbz && doc.has_finite(at + 1..at + 2))
        && !doc.is_any(at + 1, &["did", "had", "was", "were", "is", "does", "has"]);
    if is(&["and", "but"]) && predicate {
        return Some(piece("half of a predicate", &[",", ""], 0.8));
    }
    // `That a branch would pay`, not `That branch would pay`.
    let subject = doc.is_any(at + 1, &["a", "an", "the", "he", "she", "it", "they", "we", "his", "their", "its"]);
    let joints: &[&str] = if says_that(doc, at) { &["", ":"] } else { &[", so", ""] };
    (is(&["that"]) && subject && finite == 1).then(|| piece("a clause", joints, 0.8))
}

/// Whether the last verb of the sentence before token `at` is one that `that` may follow: `He said. That the …` has lost
/// its place, `Say your name and close the lid. That the …` has lost its `so`.
fn says_that(doc: &Document<'_>, at: usize) -> bool {
    const THINKING: &[&str] =
        &["agree", "believe", "decide", "fear", "feel", "find", "hope", "know", "mean", "see", "show"];
    let here = doc.tokens()[at].sentence;
    (0..at)
        .rev()
        .take_while(|&before| doc.tokens()[before].sentence + 1 >= here)
        .find(|&before| doc.tokens()[before].tag.is_verb())
        .is_some_and(|last| doc.is_reporting_verb(last) || THINKING.contains(&doc.lemma(last)))
}

/// A phrase without a finite verb.
fn phrase(doc: &Document<'_>, core: &Core) -> Option<Piece> {
    let (at, end) = (core.first(), core.tokens.end);
    let spoken = doc.in_quotation(doc.tokens()[at].range.start());
    let words = doc.word_count(core.tokens.clone());
    let tag = |at: usize| doc.tokens().get(at).filter(|_| at < end).map(|token| token.tag);
    let bare = core.tokens.clone().all(|at| doc.tokens()[at].tag != Tag::Prp && doc.word(at) != ",");
    let linked = LINKS.iter().find(|(words, _)| words.iter().enumerate().all(|(n, word)| doc.is(at + n, word)));
    if let Some((link, comma)) = linked.filter(|_| !spoken && words >= 3) {
        let joints: &[&str] = if *comma { &[",", ""] } else { &["", ","] };
        return doc.has_no_finite(at + link.len() - 1..end).then(|| piece("a phrase", joints, 0.88));
    }
    // `In the evening and slept in a barn.`
    if tag(at) == Some(Tag::In)
        && !spoken
        && let Some(place) = doc.prepositional_phrase(at)
        && doc.is(place.end, "and")
        && place.end + 1 < end
        && doc.is_past(place.end + 1)
    {
        return Some(doubtful("half of a predicate", &["", ","]));
    }
    if !doc.has_no_finite(at + 1..end) {
        return None;
    }
    // `Full of sand and leaves.`, `Nor a car.`
    if !spoken
        && (tag(at) == Some(Tag::Jj) && doc.is_any(at + 1, &["of", "to", "with", "by"]) && words >= 3
            || doc.is(at, "nor") && words <= 4)
    {
        return Some(doubtful("a phrase", &[",", ""]));
    }
    // `Until mixed evenly.`, `To her.`
    if !spoken && doc.is_any(at, &["until", "while", "once"]) && tag(at + 1) == Some(Tag::Vbn) && words >= 3 {
        return Some(doubtful("a subordinate clause", &["", ","]));
    }
    if !spoken
        && words == 2
        && doc.is_any(at, &["to", "for", "with", "from", "by"])
        && doc.is_any(at + 1, &["him", "her", "them", "us", "me", "it"])
    {
        return Some(doubtful("a phrase", &[""]));
    }
    match tag(at)? {
        Tag::To if tag(at + 1) == Some(Tag::Vb) && !spoken && bare && words >= 4 => {
            Some(piece("a phrase of purpose", &["", ","], 0.8))
        }
        Tag::Vbn if tag(at + 1) == Some(Tag::In) => Some(piece("a participle phrase", &[","], 0.8)),
        Tag::Vbg if !spoken && words >= 3 => Some(piece("a participle phrase", &[","], 0.8)),
        Tag::Cc if doc.is(at, "and") && tag(at + 1) == Some(Tag::In) && bare => {
            Some(piece("half of a phrase", &[",", ""], 0.8))
        }
        Tag::In if bare && (words >= 6 || words >= 4 && !spoken) => Some(piece("a phrase", &["", ","], 0.8)),
        _ => None,
    }
}

fn bare_of_commas(doc: &Document<'_>, core: &Core) -> bool {
    core.tokens.clone().all(|at| !doc.tokens()[at].is_punctuation() || doc.word(at) == "-")
}

/// Whether a subject and, before any comma, its verb begin at token `at`.
fn opens_clause(doc: &Document<'_>, at: usize, end: usize) -> bool {
    let comma = (at..end).find(|&at| doc.word(at) == ",").unwrap_or(end);
    subject_at(doc, at, end) && doc.finite_verbs(at..comma).next().is_some()
}

/// Whether a pronoun or one noun phrase, and right after it its verb, begin at token `at`: after `after`, a second
/// subject would show a main clause (`After his return he wrote`).
fn one_subject(doc: &Document<'_>, at: usize, end: usize) -> bool {
    let Some(verb) = doc.finite_verbs(at..end).next() else { return false };
    let tags = || doc.tokens()[at..verb].iter().map(|token| token.tag);
    let pronoun = verb == at + 1 && doc.is_any(at, &["i", "he", "she", "it", "they", "we", "you"]);
    let determined = at < verb
        && matches!(doc.tokens()[at].tag, Tag::Dt | Tag::PrpS)
        && tags().skip(1).all(|tag| tag.is_noun() || tag == Tag::Jj);
    pronoun || determined && verb >= at + 2 && tags().filter(|tag| *tag == Tag::Nn || *tag == Tag::Nns).count() == 1
}

/// Whether a subject can begin at token `at`.
fn subject_at(doc: &Document<'_>, at: usize, end: usize) -> bool {
    at < end
        && matches!(
            doc.tokens()[at].tag,
            Tag::Prp | Tag::PrpS | Tag::Dt | Tag::Ex | Tag::Nnp | Tag::Nnps | Tag::Nns | Tag::Nn | Tag::Cd | Tag::Jj
        )
}
