//! A clause or phrase that runs again after a comma.

use crate::document::{BlockKind, Document};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::Tag;
use crate::rules::Rule;
use crate::source::TextRange;

/// See `looped_phrase.md`.
pub static RULE: Rule = Rule {
    id: "sentence/looped-phrase",
    summary: "a clause that runs again after a comma, or a start made twice",
    severity: Severity::Warning,
    mqm: "accuracy/addition",
    its: "duplication",
    check,
};

/// The longest stretch that is looked for, in tokens.
const LONGEST: usize = 12;
/// The longest rest of a broken repetition, in tokens.
const REST: usize = 5;

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for (index, sentence) in doc.sentences().iter().enumerate() {
        if matches!(doc.blocks()[sentence.block].kind, BlockKind::Verse | BlockKind::Table) {
            continue;
        }
        let Some(core) = doc.core(index) else { continue };
        let mut looped = false;
        for comma in core.tokens.clone().filter(|&at| doc.word(at) == ",") {
            let same = |length: usize| (1..=length).all(|n| doc.is(comma + n - length - 1, doc.word(comma + n)));
            let longest = LONGEST.min(comma - core.first()).min(core.last() - comma);
            let Some(length) = (3..=longest).rev().find(|&length| same(length)) else { continue };
            let (first, second) = (comma - length..comma, comma + 1..comma + 1 + length);
            let range = |tokens: &std::ops::Range<usize>| {
                doc.tokens()[tokens.start].range.cover(doc.tokens()[tokens.end - 1].range)
            };
            let rest = second.end..core.tokens.end;
            let mut doubtful = false;
            // `He is coming, he is coming` may be meant; a start without a verb that is made twice is not.
            let verb = doc.finite_verbs(first.clone()).next().is_some();
            let restart = first.start == core.first() && (!verb || length >= 5);
            let clause = verb && (length >= 4 || doc.tokens()[first.start].tag == Tag::Cc);
            // `The goat ran home, the goat ran home and slept`: three words with a verb may be meant, where nothing is broken.
            let named =
                matches!(doc.tokens()[first.start].tag, Tag::Dt | Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Vbd | Tag::Vbz);
            let extra = if restart && doc.word(second.start) == doc.word(first.start) {
                TextRange::new(range(&first).start(), range(&second).start())
            } else if restart || rest.is_empty() && clause {
                TextRange::new(doc.tokens()[comma].range.start(), range(&second).end())
            } else if rest.len() <= REST && hangs(doc, rest.clone()) {
                TextRange::new(doc.tokens()[comma].range.start(), doc.tokens()[core.last()].range.end())
            } else if verb && named {
                doubtful = true;
                TextRange::new(doc.tokens()[comma].range.start(), range(&second).end())
            } else {
                continue;
            };
            let finding = out.report(extra, format!("`{}` runs twice", doc.quote(range(&first))));
            finding
                .confidence(0.93)
                .related(range(&first), "the first time")
                .suggest("Delete the repetition", [Edit::delete(extra)]);
            if doubtful {
                finding.where_damaged();
            }
            looped = true;
            break;
        }
        if !looped {
            said_again(doc, core.tokens.clone(), out);
        }
        of_itself(doc, core.tokens, out);
    }
}

/// Whether the words that follow a repetition break off: `that one will`.
fn hangs(doc: &Document<'_>, rest: std::ops::Range<usize>) -> bool {
    rest.clone().next_back().is_some_and(|last| {
        matches!(doc.tokens()[last].tag, Tag::Md | Tag::Dt | Tag::In | Tag::To | Tag::PrpS | Tag::Cc)
    })
}

/// `in order of size, size of order, like pots`: a piece between commas that has nothing but words of the piece before.
fn said_again(doc: &Document<'_>, tokens: std::ops::Range<usize>, out: &mut Findings<'_>) {
    let commas: Vec<usize> = tokens.clone().filter(|&at| doc.word(at) == ",").collect();
    for (index, &comma) in commas.iter().enumerate() {
        let from = index.checked_sub(1).map_or(tokens.start, |before| commas[before] + 1);
        let piece = comma + 1..commas.get(index + 1).copied().unwrap_or(tokens.end);
        let plain = |at: usize| doc.tokens()[at].is_word() && doc.word(at).starts_with(char::is_lowercase);
        let article = |at: usize| doc.is_any(at, &["the", "a", "an"]);
        let said = |at: usize| article(at) || (from..comma).any(|before| doc.is(before, doc.word(at)));
        let noun = piece.clone().any(|at| matches!(doc.tokens()[at].tag, Tag::Nn | Tag::Nns));
        let length = piece.clone().filter(|&at| !article(at)).count();
        let verb = doc.finite_verbs(piece.clone()).next().is_some();
        if !(2..=5).contains(&length) || !noun || verb || piece.clone().any(|at| !plain(at) || !said(at)) {
            continue;
        }
        let range = doc.span(piece.clone());
        let extra = TextRange::new(doc.tokens()[comma].range.start(), range.end());
        out.report(extra, format!("`{}` has nothing but words that were just said", doc.quote(range)))
            .confidence(0.88)
            .suggest("Delete the repetition", [Edit::delete(extra)]);
    }
}

/// `in heaps of the heaps`.
fn of_itself(doc: &Document<'_>, tokens: std::ops::Range<usize>, out: &mut Findings<'_>) {
    for at in tokens.start..tokens.end.saturating_sub(3) {
        let plural = doc.tokens()[at].tag == Tag::Nns && doc.tokens()[at + 3].tag == Tag::Nns;
        let bare = at > tokens.start && doc.tokens()[at - 1].tag == Tag::In;
        if plural && bare && doc.is(at + 1, "of") && doc.is(at + 2, "the") && doc.is(at + 3, doc.word(at)) {
            let word = doc.word(at);
            let extra = TextRange::new(doc.tokens()[at].range.end(), doc.tokens()[at + 3].range.end());
            out.report(extra, format!("`{word}` of `{word}`: the phrase runs in a circle"))
                .confidence(0.85)
                .suggest("Delete the repetition", [Edit::delete(extra)]);
        }
    }
}
