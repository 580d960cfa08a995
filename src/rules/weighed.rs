//! What the rules do that leave it to a reader which of their candidates are findings.

use std::ops::Range;

use crate::document::Document;
use crate::finding::{Findings, Margin};
use crate::fix::{Edit, apply};
use crate::language::{Tag, Upos, fact};
use crate::reader::{Candidate, Judge, Kind};
use crate::rules::reference::unlikely_pronoun;
use crate::rules::sentence::{
    missing_word, unlikely_capital, unlikely_form, unlikely_joint, unlikely_order, unlikely_word,
};
use crate::rules::translation::unlikely_sense;
use crate::source::TextRange;

/// The candidates of one rule by their kind.
pub(super) type Offers = Vec<(Kind, Vec<Candidate>)>;

/// What the rules offer. All of it is weighed for each of them, so that what one finds does not depend on the others
/// that were selected.
const OFFERS: [fn(&Document<'_>, Judge<'_>) -> Offers; 8] = [
    unlikely_pronoun::offers,
    missing_word::offers,
    unlikely_capital::offers,
    unlikely_form::offers,
    unlikely_joint::offers,
    unlikely_order::offers,
    unlikely_word::offers,
    unlikely_sense::offers,
];

/// Reports the candidates that are likelier than what stands there by the limits of `kind`; `what` says what is wrong
/// where one stands, and `repair` what its change does.
pub(super) fn report(
    doc: &Document<'_>,
    kind: Kind,
    what: &str,
    repair: impl Fn(&Candidate) -> String,
    out: &mut Findings<'_>,
) {
    let Some(judge) = out.judge() else { return };
    let all = || OFFERS.iter().flat_map(|offers| offers(doc, judge)).collect();
    for (candidate, choice) in judge.choose(kind, all) {
        let message = format!("{what}: “{}” is {} likelier here", shown(doc, candidate), odds(choice.margin));
        out.report(candidate.range, message)
            .confidence(0.45 + choice.margin.clamp(0.0, 20.0) / 100.0)
            .assured(choice.spare)
            .margin(Margin { nats: choice.margin, kind: Some(kind) })
            .suggest(repair(candidate), candidate.edits.clone());
    }
}

/// The words around a change as they would read after it.
fn shown(doc: &Document<'_>, candidate: &Candidate) -> String {
    let hull = candidate.edits.iter().fold(candidate.range, |hull, edit| hull.cover(edit.range));
    let text = doc.text();
    let from = text[..hull.start()].trim_end().rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let to = text[hull.end()..].trim_start();
    let to = text.len() - to.len() + to.find(char::is_whitespace).unwrap_or(to.len());
    let shift = |edit: &Edit| {
        Edit::replace(TextRange::new(edit.range.start() - from, edit.range.end() - from), edit.replacement.clone())
    };
    let edits: Vec<Edit> = candidate.edits.iter().map(shift).collect();
    apply(&text[from..to], &edits).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many times likelier something is that weighs `nats`, in words.
fn odds(nats: f32) -> String {
    let times = nats.exp();
    if times >= 1e6 {
        return "more than a million times".to_owned();
    }
    let digits = 10f32.powf(times.max(1.0).log10().floor());
    format!("about {} times", ((times / digits).round() * digits) as u32)
}

/// Whether a change to token `at` could change a fact: a number, a name, a negation.
pub(super) fn holds_fact(doc: &Document<'_>, at: usize) -> bool {
    let token = &doc.tokens()[at];
    let word = doc.lower(at).replace('’', "'");
    matches!(token.tag, Tag::Cd | Tag::Nnp | Tag::Nnps)
        || word.bytes().any(|byte| byte.is_ascii_digit())
        || fact::negation(&word).is_some()
        || fact::is_number(&word)
}

/// Whether token `at` stands twice in a row, as it properly may: `all that she had had`. A reader likes no such thing.
pub(super) fn is_doubled(doc: &Document<'_>, at: usize) -> bool {
    let twin = |other: usize| doc.is_any(other, &["had", "that"]) && doc.lower(other) == doc.lower(at);
    at + 1 < doc.tokens().len() && twin(at + 1) || at > 0 && twin(at - 1)
}

/// The sentences whose words a reader may weigh.
pub(super) fn sentences<'d>(doc: &'d Document<'_>) -> impl Iterator<Item = usize> + 'd {
    (0..doc.sentences().len()).filter(|&index| {
        let range = doc.sentences()[index].range;
        doc.is_parsable(index) && !doc.furniture().iter().any(|piece| piece.range.intersects(range))
    })
}

/// The word with a small first letter.
pub(super) fn lowered(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |initial| initial.to_lowercase().chain(letters).collect())
}

/// Whether a word carries grammar rather than content.
pub(super) fn is_small(doc: &Document<'_>, at: usize) -> bool {
    use Upos::{Adp, Aux, Cconj, Det, Part, Pron, Sconj};
    matches!(doc.tokens()[at].upos, Adp | Aux | Cconj | Det | Part | Pron | Sconj)
}

/// Whether the content of `tokens` was said before: every word of it within some words around, or none is there.
pub(super) fn repeats(doc: &Document<'_>, tokens: Range<usize>) -> bool {
    const NEAR: usize = 14;
    let around = (tokens.start.saturating_sub(NEAR)..tokens.start)
        .chain(tokens.end..(tokens.end + NEAR).min(doc.tokens().len()));
    let near: Vec<_> = around.filter_map(|at| doc.content(at)).collect();
    tokens.filter_map(|at| doc.content(at)).all(|word| near.contains(&word))
}
