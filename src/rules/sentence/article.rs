//! `a` before a vowel sound, `an` before a consonant sound.

use crate::document::{Document, TokenKind};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::sound::{self, Sound};
use crate::language::{Tag, inflect};
use crate::rules::Rule;

/// See `article.md`.
pub static RULE: Rule = Rule {
    id: "sentence/article",
    summary: "`a` before a vowel sound, or `an` before a consonant",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

/// Whether a word can begin at byte `at`: a letter after the end of an entity is the rest of one.
fn opened(text: &str, at: usize) -> bool {
    text[..at]
        .chars()
        .next_back()
        .is_none_or(|before| before.is_whitespace() || matches!(before, '“' | '"' | '‘' | '\'' | '(' | '[' | '—' | '–'))
}

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for (at, token) in doc.tokens().iter().enumerate() {
        let word = doc.word(at);
        let article = match word {
            "a" | "A" => Sound::Consonant,
            "an" | "An" => Sound::Vowel,
            _ => continue,
        };
        let Some(next) = doc.tokens().get(at + 1) else { continue };
        let text = doc.text();
        let gap = &text[token.range.end()..next.range.start()];
        // A letter or a word of another language: `plan A is`, `a and b`, `A level`.
        if token.tag != Tag::Dt
            || gap != " "
            || !opened(text, token.range.start())
            || word == "A" && at > doc.sentence_start(at)
        {
            continue;
        }
        let follower = doc.word(at + 1);
        let Some(sound) = sound::first(follower).filter(|_| matches!(next.kind, TokenKind::Word | TokenKind::Number))
        else {
            continue;
        };
        let closed = matches!(follower, "a" | "an" | "in" | "is" | "of" | "on" | "or" | "and" | "as" | "at" | "are");
        if sound == article || closed || matches!(next.tag, Tag::Fw | Tag::Cc | Tag::In) {
            continue;
        }
        let right = if sound == Sound::Vowel { "an" } else { "a" };
        let kind = if sound == Sound::Vowel { "a vowel" } else { "a consonant" };
        out.report(
            token.range,
            format!("`{follower}` begins with {kind} when it is said, so the article is `{right}`"),
        )
        .confidence(0.9)
        .suggest(format!("Write `{right}`"), [Edit::replace(token.range, inflect::with_case_of(word, right))]);
    }
}
