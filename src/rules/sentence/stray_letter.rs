//! A lone letter that has come off its word.

use crate::document::{Document, TokenKind};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::Tag;
use crate::rules::Rule;

/// See `stray_letter.md`.
pub static RULE: Rule = Rule {
    id: "sentence/stray-letter",
    summary: "a lone letter that has come off its word",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/spelling",
    its: "uncategorized",
    check,
};

/// Words that are often written with `e-` before them.
const ELECTRONIC: &[&str] = &[
    "banking",
    "bike",
    "book",
    "books",
    "cigarette",
    "cigarettes",
    "commerce",
    "government",
    "health",
    "learning",
    "mail",
    "mails",
    "payment",
    "payments",
    "reader",
    "readers",
    "scooter",
    "scooters",
    "services",
    "shop",
    "shopping",
    "signature",
    "sports",
    "ticket",
    "tickets",
    "visa",
    "wallet",
    "wallets",
    "waste",
];

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for (index, sentence) in doc.sentences().iter().enumerate() {
        for at in sentence.tokens.start + 1..sentence.tokens.end.saturating_sub(1) {
            let (before, token, next) = (&doc.tokens()[at - 1], &doc.tokens()[at], &doc.tokens()[at + 1]);
            let word = doc.word(at);
            let lone = token.kind == TokenKind::Word
                && word.len() == 1
                && word.as_bytes()[0].is_ascii_lowercase()
                && word != "a";
            let joined = before.range.end() == token.range.start() || token.range.end() == next.range.start();
            // A sentence goes on with a word that only begins one, or with the subject of its verb.
            let resumes = matches!(
                doc.word(at + 1),
                "We" | "The" | "They" | "He" | "She" | "It" | "This" | "These" | "In" | "You"
            );
            let free = matches!(doc.word(at - 1), "," | ";") || before.is_word();
            if !lone || joined || !resumes || !free || !doc.is_running(index) {
                continue;
            }
            let begins = doc.word(at - 1) == ".";
            let upper = doc.tokens()[at + 1].range;
            let place = token.range.cover(upper);
            let (resumed, comma) = (doc.word(at + 1), doc.word(at - 1) == ",");
            let rest = if comma && !begins { resumed.to_lowercase() } else { resumed.to_string() };
            let mut edits = vec![Edit::replace(place, rest)];
            let home = (word == "e").then(|| home(doc, at + 2, sentence.tokens.end)).flatten();
            let message = match home {
                Some(home) => format!("`{word}` has come off `{}`", doc.word(home)),
                None => format!("`{word}` belongs to no word"),
            };
            edits.extend(home.map(|home| Edit::insert(doc.tokens()[home].range.start(), "e-")));
            let finding = out.report(place, message);
            finding.confidence(0.92);
            if let Some(home) = home {
                finding.related(doc.tokens()[home].range, "the word it belongs to");
            }
            finding.suggest(if home.is_some() { "Put it back" } else { "Delete the letter" }, edits);
        }
    }
}

/// The word in the rest of the sentence that `e-` belongs to.
fn home(doc: &Document<'_>, from: usize, end: usize) -> Option<usize> {
    (from..end).find(|&at| ELECTRONIC.contains(&doc.word(at)) && !matches!(doc.tokens()[at - 1].tag, Tag::Hyph))
}
