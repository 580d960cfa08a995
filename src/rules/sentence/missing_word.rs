//! A place where a reader expects a small word that is not there.

use crate::document::Document;
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::{Tag, Upos};
use crate::reader::{Candidate, Judge, Kind};
use crate::rules::weighed::Offers;
use crate::rules::{Rule, weighed};
use crate::source::TextRange;

/// See `missing_word.md`.
pub static RULE: Rule = Rule {
    id: "sentence/missing-word",
    summary: "a place where a reader expects a small word that is not there",
    severity: Severity::Warning,
    mqm: "accuracy/omission",
    its: "omission",
    check,
};

/// Words without which a clause is none, and words that good writers leave out as well.
const SMALL: &[&str] = &[
    "is", "was", "are", "were", "be", "been", "has", "have", "had", "will", "must", "it", "he", "she", "they", "we",
    "I", "you", "who", "which", "that", "to", "the", "a", "an", "of", "in", "on", "at", "for", "by", "with", "from",
    "as", "and", "but",
];

/// What may be the subject of a verb that begins a sentence.
const SUBJECTS: [&str; 6] = ["It", "He", "She", "They", "We", "I"];
/// How much less a subject must weigh before such a verb, in nats.
const BEGINS: f32 = 3.0;
/// How much less an article must weigh before a single thing that has none, in nats.
const BARE: f32 = 1.5;

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let repair = |candidate: &Candidate| {
        let verb = if candidate.edits[0].range.is_empty() { "Insert" } else { "Write" };
        format!("{verb} “{}”", candidate.edits[0].replacement.trim())
    };
    weighed::report(doc, Kind::Insertion, "A word is missing", repair, out);
}

/// Every small word before every word inside a sentence.
pub(in crate::rules) fn offers(doc: &Document<'_>, _: Judge<'_>) -> Offers {
    let mut candidates = Vec::new();
    for sentence in weighed::sentences(doc) {
        let Some(core) = doc.core(sentence) else { continue };
        candidates.extend(subjects(doc, core.first()));
        for at in core.tokens.clone().skip(1) {
            let start = doc.tokens()[at].range.start();
            let lower = doc.word(at).bytes().all(|byte| byte.is_ascii_lowercase());
            if !lower || !doc.space_before(start) || doc.tokens()[at - 1].is_punctuation() {
                continue;
            }
            let bare = is_bare(doc, at);
            candidates.extend(SMALL.iter().map(|word| {
                let article = bare && matches!(*word, "the" | "a" | "an");
                let edits = vec![Edit::insert(start, format!("{word} "))];
                Candidate {
                    handicap: if article { -BARE } else { 0.0 },
                    ..Candidate::new(TextRange::empty(start), edits)
                }
            }));
        }
    }
    vec![(Kind::Insertion, candidates)]
}

/// Every subject before a finite verb that begins a sentence (`Was opened in spring.`).
fn subjects(doc: &Document<'_>, first: usize) -> Vec<Candidate> {
    let (token, word) = (&doc.tokens()[first], doc.word(first));
    if !matches!(token.tag, Tag::Vbz | Tag::Vbd | Tag::Vbp | Tag::Vbn | Tag::Md)
        || !word.starts_with(char::is_uppercase)
    {
        return Vec::new();
    }
    let candidate = |subject: &&str| {
        let edit = Edit::replace(token.range, format!("{subject} {}", weighed::lowered(word)));
        Candidate { handicap: -BEGINS, ..Candidate::new(token.range, [edit]) }
    };
    SUBJECTS.iter().map(candidate).collect()
}

/// Whether a noun phrase in the singular begins at token `at` and has no article: `for same sale`, but `in drawer 3`.
fn is_bare(doc: &Document<'_>, at: usize) -> bool {
    let starts = !matches!(doc.tokens()[at - 1].upos, Upos::Det | Upos::Adj | Upos::Noun | Upos::Num | Upos::Propn);
    let phrase = doc.noun_phrase(at).filter(|_| starts && doc.tokens()[at - 1].tag != Tag::PrpS);
    phrase.is_some_and(|phrase| {
        let tags = || doc.tokens()[phrase.clone()].iter().map(|token| token.tag);
        tags().next_back() == Some(Tag::Nn)
            && tags().all(|tag| matches!(tag, Tag::Nn | Tag::Jj))
            && doc.tag_beside(phrase.end, at) != Some(Tag::Cd)
    })
}
