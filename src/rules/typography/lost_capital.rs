//! A word that always has a capital, written small: a weekday, a month, a nationality, `I`.

use crate::document::{Document, TokenKind};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::{Tag, lexicon};
use crate::rules::Rule;
use crate::source::TextRange;

/// See `lost_capital.md`.
pub static RULE: Rule = Rule {
    id: "typography/lost-capital",
    summary: "a weekday, month, nationality or `I` in small letters",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/spelling",
    its: "typographical",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    // What the words so far are names of, by the number of the word.
    let mut known: Vec<Option<Option<Named>>> = vec![None; doc.vocabulary()];
    for (at, token) in doc.tokens().iter().enumerate() {
        if token.kind != TokenKind::Word || !doc.text().as_bytes()[token.range.start()].is_ascii_lowercase() {
            continue;
        }
        let word = doc.word(at);
        let named = *known[doc.word_id(at)].get_or_insert_with(|| named(word));
        let Some(what) = named.and_then(|named| what(doc, at, word, named)) else { continue };
        let mut capital = word.to_string();
        capital[..1].make_ascii_uppercase();
        let initial = TextRange::new(token.range.start(), token.range.start() + 1);
        out.report(token.range, format!("`{capital}`, {what}, is written with a capital"))
            .confidence(0.93)
            .safe_fix(format!("Write `{capital}`"), [Edit::replace(initial, capital[..1].to_string())]);
    }
}

/// What a word is the name of if it has a capital.
#[derive(Clone, Copy)]
enum Named {
    Speaker,
    Weekday,
    Month,
    Nationality,
}

fn named(word: &str) -> Option<Named> {
    if word.len() == 1 {
        return (word == "i").then_some(Named::Speaker);
    }
    let capital = capitalised(word);
    if word.len() > 4 && lexicon::weekday(&capital).is_some() {
        Some(Named::Weekday)
    } else if word.len() > 3 && lexicon::month(&capital).is_some() {
        Some(Named::Month)
    } else {
        (word.len() > 4 && lexicon::nationality(&capital).is_some()).then_some(Named::Nationality)
    }
}

fn what(doc: &Document<'_>, at: usize, word: &str, named: Named) -> Option<&'static str> {
    if matches!(named, Named::Speaker) {
        let verb_follows =
            doc.is_any(at + 1, &["am", "was", "have", "had", "will", "would", "do", "did", "'m", "’m", "'ve"]);
        let verb_follows = verb_follows
            || doc
                .tokens()
                .get(at + 1)
                .is_some_and(|next| matches!(next.tag, Tag::Vbd | Tag::Vbp | Tag::Md) && next.is_word());
        let numeral = doc.text()[..doc.tokens()[at].range.start()].trim_end().ends_with(['(', '.', ','])
            && at > 0
            && doc.tokens()[at - 1].sentence == doc.tokens()[at].sentence;
        return (verb_follows && !numeral).then_some("the pronoun");
    }
    // Part of an address, a file name or a handle.
    let joined = at > 0
        && doc.tokens()[at - 1].range.end() == doc.tokens()[at].range.start()
        && !matches!(doc.word(at - 1), "“" | "\"" | "(" | "‘" | "—" | "-");
    if joined {
        return None;
    }
    if matches!(named, Named::Weekday) {
        return Some("a weekday");
    }
    let also_a_word = matches!(word, "march" | "may" | "august" | "mar" | "jan" | "dec");
    if matches!(named, Named::Month) {
        let dated = |t: usize| doc.tokens().get(t).is_some_and(|t| t.tag == Tag::Cd);
        return (!also_a_word
            || dated(at + 1) && doc.is_any(at.wrapping_sub(1), &["on", "in", "of", "since", "until"]))
        .then_some("a month");
    }
    let also_common = matches!(
        word,
        "polish"
            | "poles"
            | "turkey"
            | "china"
            | "jersey"
            | "guinea"
            | "chad"
            | "jordan"
            | "mali"
            | "oman"
            | "georgia"
            | "finish"
            | "swede"
            | "dutch"
            | "thai"
            | "cuban"
            | "panama"
            | "french"
            | "brazil"
    );
    (!also_common).then_some("a nationality")
}

fn capitalised(word: &str) -> String {
    let mut out = word.to_string();
    out[..1].make_ascii_uppercase();
    out
}
