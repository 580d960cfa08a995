//! A common noun with a capital in mid-sentence, as German writes it.

use crate::document::{BlockKind, Document, TokenKind};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::Tag;
use crate::language::lexicon::{self, Familiarity};
use crate::rules::Rule;
use crate::source::TextRange;

/// See `stray_capital.md`.
pub static RULE: Rule = Rule {
    id: "typography/stray-capital",
    summary: "a common noun with a capital in mid-sentence",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/spelling",
    its: "typographical",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let written = |form: &str| doc.places_of(form).len() > 0;
    for at in 1..doc.tokens().len().saturating_sub(1) {
        let token = doc.tokens()[at];
        let word = doc.word(at);
        let capital = word.len() >= 4
            && word.as_bytes()[0].is_ascii_uppercase()
            && word[1..].bytes().all(|b| b.is_ascii_lowercase());
        if !capital || token.kind != TokenKind::Word || !stands_alone(doc, at) {
            continue;
        }
        let lower = word.to_ascii_lowercase();
        if lexicon::familiarity(&lower) != Familiarity::Common || is_name_like(word, &lower) {
            continue;
        }
        let small = written(&lower) || written(&format!("{lower}s"));
        let before = doc.tokens()[at - 1];
        let after = doc.tokens()[at + 1];
        // `the wide Saddle`, and `saddle` elsewhere; `800 Charging cycles`.
        let described = before.tag == Tag::Jj && small && !is_titled(doc, at) && doc.word(at + 1) != "for";
        let counted = before.tag == Tag::Cd && matches!(after.tag, Tag::Nns) && word.ends_with("ing");
        if (described || counted) && doc.places_of(word).len() == 1 {
            let initial = TextRange::new(token.range.start(), token.range.start() + 1);
            out.report(token.range, format!("`{word}` is a common noun; English writes it small"))
                .confidence(0.8)
                .suggest(format!("Write `{lower}`"), [Edit::replace(initial, lower[..1].to_string())]);
        }
    }
}

/// Whether the word stands in running text, in mid-sentence, with no other capital next to it.
fn stands_alone(doc: &Document<'_>, at: usize) -> bool {
    let token = doc.tokens()[at];
    let sentence = &doc.sentences()[token.sentence];
    let prose = doc.blocks()[sentence.block].kind == BlockKind::Paragraph;
    let small = |t: usize| !doc.word(t).starts_with(char::is_uppercase);
    let inside = at > sentence.tokens.start && at + 1 < sentence.tokens.end;
    let second_before = at.checked_sub(2).filter(|&t| t >= sentence.tokens.start);
    prose
        && inside
        && small(at - 1)
        && small(at + 1)
        && second_before.is_none_or(|t| t == sentence.tokens.start || small(t))
        && !doc.in_quotation(token.range.start())
        && doc.space_before(token.range.start())
}

/// Whether what stands before the word says that a title follows: `the journal Heart`, `the first Games`.
fn is_titled(doc: &Document<'_>, at: usize) -> bool {
    let before = doc.word(at - 1);
    let work = matches!(
        before,
        "journal" | "magazine" | "novel" | "film" | "weekly" | "daily" | "musical" | "quarterly" | "periodical"
    );
    work || matches!(before, "first" | "second" | "third" | "last" | "next" | "new")
}

/// Whether the word names bodies, ranks, days or places often enough to earn its capital.
fn is_name_like(word: &str, lower: &str) -> bool {
    lexicon::is_known_name(word)
        || lexicon::organisation_noun(lower)
        || lexicon::title(word).is_some()
        || lexicon::weekday(word).is_some()
        || lexicon::month(word).is_some()
        || lexicon::given_name_gender(word).is_some()
        || lexicon::nationality(word).is_some()
        || lexicon::person_noun(lower).is_some()
        || matches!(
            lower,
            "earth"
                | "moon"
                | "internet"
                | "state"
                | "church"
                | "bible"
                | "west"
                | "east"
                | "north"
                | "south"
                | "left"
                | "right"
        )
}
