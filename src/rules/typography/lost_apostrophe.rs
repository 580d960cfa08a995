//! A contraction that has lost its apostrophe, and a possessive whose `s` has become a capital.

use crate::document::{Document, TokenKind};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::{Tag, WordSet};
use crate::rules::Rule;
use crate::source::TextRange;

/// See `lost_apostrophe.md`.
pub static RULE: Rule = Rule {
    id: "typography/lost-apostrophe",
    summary: "a contraction without its apostrophe, or a possessive with a capital `S`",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/spelling",
    its: "typographical",
    check,
};

/// Contractions that are no words without their apostrophe, and how long their ending is.
const CONTRACTIONS: &[(&str, usize)] = &[
    ("arent", 1),
    ("couldnt", 1),
    ("couldve", 2),
    ("didnt", 1),
    ("doesnt", 1),
    ("dont", 1),
    ("hadnt", 1),
    ("hasnt", 1),
    ("havent", 1),
    ("heres", 1),
    ("isnt", 1),
    ("mustnt", 1),
    ("shouldnt", 1),
    ("shouldve", 2),
    ("thats", 1),
    ("theres", 1),
    ("theyll", 2),
    ("theyre", 2),
    ("theyve", 2),
    ("wasnt", 1),
    ("werent", 1),
    ("weve", 2),
    ("whats", 1),
    ("wheres", 1),
    ("wouldnt", 1),
    ("wouldve", 2),
    ("youll", 2),
    ("youre", 2),
    ("youve", 2),
];

/// Verbs that tell `Ill`, a promise, from `Ill`, a sickness.
static PROMISED: WordSet = WordSet::new(&[
    "ask", "be", "call", "come", "do", "explain", "get", "give", "go", "have", "help", "keep", "leave", "let", "make",
    "say", "see", "show", "start", "stay", "take", "tell", "try", "wait",
]);

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let text = doc.text();
    for (at, token) in doc.tokens().iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Word) {
        // The tokenizer parts the commonest ones where the apostrophe was.
        let joined = doc.tokens().get(at + 1).filter(|next| {
            next.range.start() == token.range.end() && next.is_word() && next.sentence == token.sentence
        });
        let whole = joined.map_or(token.range, |next| token.range.cover(next.range));
        let glued = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '@' | '#' | '.' | '/' | '\'' | '’');
        if text[..whole.start()].ends_with(glued) || !doc.is_prose(whole) {
            continue;
        }
        let word = &text[whole];
        let small = word.bytes().skip(1).all(|b| b.is_ascii_lowercase())
            && (word.starts_with(|c: char| c.is_ascii_lowercase()) || at == doc.sentence_start(at));
        let lower = word.to_ascii_lowercase();
        let after = doc.token_at(whole.end());
        // Who quotes it may have seen it.
        if text[whole.end()..].starts_with(" [sic]") {
            continue;
        }
        let ending = match CONTRACTIONS.iter().find(|(known, _)| *known == lower) {
            Some((_, ending)) if small && !doc.is(after, "app") => *ending,
            _ if word == "Ill" && doc.tokens().get(after).is_some_and(|next| next.sentence == token.sentence) => {
                if !PROMISED.has(doc.word(after)) {
                    continue;
                }
                2
            }
            _ if matches!(lower.as_str(), "cant" | "wont") && small => {
                // `as was her wont`, `thieves’ cant`: the nouns have no subject before them and no verb after.
                let verb = doc.tokens().get(after).is_some_and(|next| next.tag == Tag::Vb);
                let subject = at > 0 && matches!(doc.tokens()[at - 1].tag, Tag::Prp | Tag::Nns | Tag::Nnp);
                if !verb || !subject {
                    continue;
                }
                1
            }
            _ => continue,
        };
        let place = whole.end() - ending;
        let apostrophe = apostrophe(text);
        let meant = format!("{}{apostrophe}{}", &text[whole.start()..place], &text[place..whole.end()]);
        out.report(whole, format!("`{meant}` without its apostrophe"))
            .confidence(0.92)
            .safe_fix(format!("Write `{meant}`"), [Edit::insert(place, apostrophe)]);
    }
    capital_possessives(doc, out);
}

/// `Daura'S statement`: the `s` of a possessive after small letters.
fn capital_possessives(doc: &Document<'_>, out: &mut Findings<'_>) {
    let text = doc.text();
    for (at, mark) in text.match_indices(['\'', '’']) {
        let end = at + mark.len();
        let ends = text[end..]
            .strip_prefix('S')
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '.'));
        let letter = TextRange::new(end, (end + 1).min(text.len()));
        if ends && text[..at].ends_with(char::is_lowercase) && doc.is_prose(letter) {
            let start = text[..at]
                .rfind(|c: char| !c.is_alphanumeric())
                .map_or(0, |before| before + text[before..].chars().next().map_or(1, char::len_utf8));
            out.report(TextRange::new(start, end + 1), "the `s` of a possessive is small")
                .confidence(0.95)
                .safe_fix("Write `s`", [Edit::replace(letter, "s")]);
        }
    }
}

/// The apostrophe that the text uses.
fn apostrophe(text: &str) -> &'static str {
    if text.contains('’') || !text.contains('\'') { "’" } else { "'" }
}
