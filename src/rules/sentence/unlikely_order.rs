//! Words that a reader expects in another order.

use crate::document::Document;
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::Tag;
use crate::language::inflect;
use crate::reader::{Candidate, Judge, Kind};
use crate::rules::weighed::Offers;
use crate::rules::{Rule, weighed};

/// See `unlikely_order.md`.
pub static RULE: Rule = Rule {
    id: "sentence/unlikely-order",
    summary: "words that a reader expects in another order",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/word-order",
    its: "grammar",
    check,
};

/// How unexpected the words at the two later seams must be together, in nats.
const SEAMS: f32 = 6.0;
/// The most words that change places with as many.
const LONGEST: usize = 5;

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let repair = |candidate: &Candidate| format!("Write “{}”", candidate.edits[0].replacement);
    weighed::report(doc, Kind::Order, "The words stand in an unusual order", repair, out);
}

/// Every two neighbouring stretches of a sentence that may change places.
pub(in crate::rules) fn offers(doc: &Document<'_>, judge: Judge<'_>) -> Offers {
    let mut candidates = Vec::new();
    for sentence in weighed::sentences(doc) {
        let Some(core) = doc.core(sentence) else { continue };
        let (start, end) = (core.tokens.start, core.tokens.end);
        for from in start..end {
            for middle in from + 1..(from + 1 + LONGEST).min(end) {
                for to in middle + 1..(middle + 1 + LONGEST).min(end + 1) {
                    if (from..to).any(|at| stays(doc, at)) {
                        break;
                    }
                    let (first, second) = (doc.span(from..middle), doc.span(middle..to));
                    let gap = &doc.text()[first.end()..second.start()];
                    if gap.is_empty()
                        || to < end
                            && !doc.tokens()[to].is_punctuation()
                            && !doc.space_before(doc.tokens()[to].range.start())
                    {
                        continue;
                    }
                    let after = doc.tokens().get(to).map_or(0.0, |next| judge.surprise(next.range.start()));
                    let seams = judge.surprise(second.start()) + after;
                    if seams < SEAMS {
                        continue;
                    }
                    let (mut head, mut tail) = (doc.words(middle..to).to_owned(), doc.words(from..middle).to_owned());
                    if from == start {
                        head = inflect::with_case_of("Aa", &head);
                        if !matches!(doc.tokens()[from].tag, Tag::Nnp | Tag::Nnps) && doc.word(from) != "I" {
                            tail = weighed::lowered(&tail);
                        }
                    }
                    let range = first.cover(second);
                    let edit = Edit::replace(range, format!("{head}{gap}{tail}"));
                    candidates.push(Candidate { seams, ..Candidate::new(range, [edit]) });
                }
            }
        }
    }
    vec![(Kind::Order, candidates)]
}

/// Whether nothing is moved across token `at`: marks, facts, what joins words that may stand in either
/// order, and words that stand twice.
fn stays(doc: &Document<'_>, at: usize) -> bool {
    let token = &doc.tokens()[at];
    token.is_punctuation() || token.tag == Tag::Cc || weighed::holds_fact(doc, at) || weighed::is_doubled(doc, at)
}
