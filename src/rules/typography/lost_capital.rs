//! A word that always has a capital, written small: a weekday, a month, a nationality, `I`.

use std::collections::HashSet;

use crate::document::{Document, NameKind, TokenKind};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::pronoun::Gender;
use crate::language::{Tag, lexicon};
use crate::rules::Rule;
use crate::source::TextRange;

/// See `lost_capital.md`.
pub static RULE: Rule = Rule {
    id: "typography/lost-capital",
    summary: "a weekday, month, nationality, name or `I` in small letters",
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
    names(doc, out);
}

/// Names in small letters: a name or a country that the rest of the text writes with a capital, and the family name
/// after a given name.
fn names(doc: &Document<'_>, out: &mut Findings<'_>) {
    // Words that stand as a family name somewhere are one wherever they stand.
    let mut families: Vec<&str> = Vec::new();
    for at in 1..doc.tokens().len() {
        if is_family_name(doc, at) && !families.contains(&doc.word(at)) {
            families.push(doc.word(at));
        }
    }
    // What has a capital in a title may be a common noun; people and places are none.
    let bearers = doc.mentions().entities.iter();
    let named: HashSet<&str> = bearers
        .filter(|entity| matches!(entity.kind, NameKind::Person | NameKind::Place))
        .flat_map(|entity| doc.text()[entity.full].split_whitespace())
        .collect();
    for (at, token) in doc.tokens().iter().enumerate() {
        let word = doc.word(at);
        if token.kind != TokenKind::Word || word.len() < 4 || !is_unknown(word) || is_part(doc, at) {
            continue;
        }
        let capital = titled(word);
        let family = families.contains(&word);
        let inside = |place: usize| place != doc.sentence_start(place) && !is_part(doc, place);
        let (large, small) =
            (doc.places_of(&capital).filter(|&place| inside(place)).count(), doc.places_of(word).len());
        let country = lexicon::country(&capital).is_some() && large >= 1;
        let borne = large >= 2 && large >= 2 * small && named.contains(capital.as_str());
        if !family && !country && !borne {
            continue;
        }
        let initial = word.chars().next().map_or(0, char::len_utf8);
        let range = TextRange::new(token.range.start(), token.range.start() + initial);
        let finding = out.report(token.range, format!("`{capital}`, a name, is written with a capital"));
        finding.confidence(0.85).suggest(
            format!("Write `{capital}`"),
            [Edit::replace(range, capital.chars().next().map(String::from).unwrap_or_default())],
        );
        if !family && !country {
            finding.where_damaged();
        }
    }
}

/// Whether `word` is in small letters and no English word.
fn is_unknown(word: &str) -> bool {
    word.chars().all(|c| c.is_lowercase()) && !lexicon::is_english_form(word)
}

/// Whether token `at` is a part of an address, a file name, a handle or a compound.
fn is_part(doc: &Document<'_>, at: usize) -> bool {
    let range = doc.tokens()[at].range;
    let joins =
        |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '@' | '#' | '.' | '/' | ':' | '\\' | '\'' | '’');
    let behind = doc.text()[range.end()..].chars().take(2).collect::<Vec<_>>();
    let joined_behind = match behind[..] {
        [first, second] => {
            matches!(first, '-' | '_' | '@' | '/' | '\\') || matches!(first, '.' | ':') && second.is_alphanumeric()
        }
        _ => false,
    };
    doc.text()[..range.start()].ends_with(joins) || joined_behind || !doc.is_prose(range)
}

/// Whether the word at `at` follows a given name as a family name does, but for its capital.
fn is_family_name(doc: &Document<'_>, at: usize) -> bool {
    let (given, word) = (doc.word(at - 1), doc.word(at));
    let (before, token) = (doc.tokens()[at - 1], doc.tokens()[at]);
    // `China`, `April` and their like are more often no given names.
    let named = given.starts_with(char::is_uppercase)
        && lexicon::country(given).is_none()
        && lexicon::nationality(given).is_none()
        && lexicon::month(given).is_none();
    let Some(gender) = lexicon::given_name_gender(given).filter(|_| named) else { return false };
    // `Rosa canina`, `Iris sibirica`: a species; `Anna sama desu`: words of another language; `Anna rowwed`: a misspelling
    // has the ending of a verb or of an adverb.
    let inflected = ["ed", "ing", "ly"].iter().any(|ending| word.ends_with(ending));
    let latin = ["a", "us", "um", "is", "i", "e", "ens", "ae"].iter().any(|ending| word.ends_with(ending));
    let foreign = doc
        .tokens()
        .get(at + 1)
        .is_some_and(|next| next.sentence == token.sentence && next.is_word() && is_unknown(doc.word(at + 1)));
    before.sentence == token.sentence
        && token.kind == TokenKind::Word
        && word.chars().count() >= 5
        && is_unknown(word)
        && !is_part(doc, at)
        && doc.space_before(token.range.start())
        && !inflected
        && !(latin && gender != Gender::Masculine)
        && !foreign
}

fn titled(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
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
