//! `a` before a vowel sound, `an` before a consonant sound.

use crate::document::{Document, TokenKind};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::{Tag, inflect, lexicon};
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

/// How a word begins when it is said.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Sound {
    Vowel,
    Consonant,
}

/// Beginnings that are written with a vowel and said with a consonant: `university`, `European`, `one-way`.
const SAID_WITH_CONSONANT: &[&str] = &[
    "uni", "use", "usa", "usu", "usi", "uti", "ute", "uto", "ura", "uri", "uro", "ubiq", "eu", "ewe", "one", "once",
    "ukr", "uga", "utr", "ufo", "uke", "uku", "ouija",
];

/// Beginnings that the list above would misread: `unimportant`, `unintended`.
const SAID_WITH_VOWEL: &[&str] = &[
    "unim", "unin", "unid", "uneu", "onero", "onel", "oneg", "unig", "usher", "onei", "oner", "uninh", "unill", "urim",
    "utter", "utmost", "usurious",
];

/// Words with a silent `h`, by their beginnings.
const SILENT_H: &[&str] = &["hour", "honest", "honor", "honour", "heir"];

/// Words with an `h` that some say and some don't, and letters that are said in two ways.
const EITHER: &[&str] = &[
    "hist",
    "hotel",
    "herb",
    "habit",
    "hallucin",
    "hilar",
    "hyster",
    "homage",
    "hered",
    "hero",
    "haben",
    "urb",
    "uni-",
    "unan",
    "european-",
];

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
        let Some(sound) = sound(follower, next.kind) else { continue };
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

/// How `word` begins when it is said, where all speakers agree.
fn sound(word: &str, kind: TokenKind) -> Option<Sound> {
    if kind == TokenKind::Number {
        return number_sound(word);
    }
    let first = word.chars().next()?;
    if kind != TokenKind::Word || !first.is_ascii_alphabetic() || !word.is_ascii() {
        return None;
    }
    let letters = word.bytes().take_while(u8::is_ascii_uppercase).count();
    if letters >= 2 || word.len() == 1 || word.contains('.') {
        return initials_sound(word, first.to_ascii_lowercase());
    }
    let lower = word.to_ascii_lowercase();
    let begins = |list: &[&str]| list.iter().any(|start| lower.starts_with(start));
    // Names are said as their languages say them.
    if begins(EITHER) || first.is_ascii_uppercase() && !is_plain(&lower) {
        return None;
    }
    if begins(SILENT_H) {
        return Some(Sound::Vowel);
    }
    if begins(SAID_WITH_CONSONANT) && !begins(SAID_WITH_VOWEL) {
        return Some(Sound::Consonant);
    }
    let vowel = matches!(lower.as_bytes()[0], b'a' | b'e' | b'i' | b'o' | b'u');
    (lexicon::is_english_form(&lower) || is_plain(&lower)).then_some(if vowel {
        Sound::Vowel
    } else {
        Sound::Consonant
    })
}

/// Whether a word with a capital is said as English: an adjective of a country, or an English word.
fn is_plain(lower: &str) -> bool {
    lexicon::is_english_form(lower)
        || lower == "european"
        || lexicon::nationality(&inflect::with_case_of("Aa", lower)).is_some()
}

/// How a number begins: `an 8`, `an 11`, `an 18th`, `an 80`, `an 800`, `an 8,000`.
fn number_sound(word: &str) -> Option<Sound> {
    let digits: String = word.bytes().take_while(u8::is_ascii_digit).map(char::from).collect();
    let first = digits.chars().next()?;
    // 1100 is `eleven hundred` to some and `one thousand` to others; a year 1800 is `eighteen`.
    if digits.len() == 4 && matches!(&digits[..2], "11" | "18") {
        return None;
    }
    let vowel = first == '8' || digits == "11" || digits == "18";
    Some(if vowel { Sound::Vowel } else { Sound::Consonant })
}

/// Initials with a vowel among them that are read out one by one all the same.
const READ_OUT: &[&str] = &["FBI", "NGO", "MBA", "HIV", "SUV", "MEP", "LPG", "NYU", "SOS", "FIA", "MRI", "LCD", "NPO"];

/// How capital letters begin. Those that are read out one by one are certain; those that may be read as a word are not.
fn initials_sound(word: &str, first: char) -> Option<Sound> {
    let named_with_vowel = matches!(first, 'a' | 'e' | 'f' | 'h' | 'i' | 'l' | 'm' | 'n' | 'o' | 'r' | 's' | 'x');
    let written_vowel = matches!(first, 'a' | 'e' | 'i' | 'o');
    let spelled = word.len() == 1
        || word.contains('.')
        || READ_OUT.contains(&word)
        || !word.bytes().any(|b| matches!(b.to_ascii_lowercase(), b'a' | b'e' | b'i' | b'o' | b'u' | b'y'));
    match first {
        // `a UN`, `an UNHCR`: U is said either way in words, and always with a consonant by name.
        'u' => spelled
            .then_some(Sound::Consonant)
            .or((word == "UN" || word == "UK" || word == "US" || word == "EU").then_some(Sound::Consonant)),
        'e' if word.starts_with("EU") => Some(Sound::Consonant),
        _ if spelled => Some(if named_with_vowel { Sound::Vowel } else { Sound::Consonant }),
        _ if written_vowel => Some(Sound::Vowel),
        _ if !named_with_vowel => Some(Sound::Consonant),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Sound, sound};
    use crate::document::TokenKind;

    #[test]
    fn sound_counts_and_not_spelling() {
        for word in ["hour", "honest", "umbrella", "unimportant", "apple", "FBI", "MP", "X", "heiress", "Italian"] {
            assert_eq!(sound(word, TokenKind::Word), Some(Sound::Vowel), "{word}");
        }
        for word in ["university", "European", "house", "one", "useful", "UN", "BBC", "unit", "U.S.", "euro"] {
            assert_eq!(sound(word, TokenKind::Word), Some(Sound::Consonant), "{word}");
        }
        for word in ["8", "11", "18", "80", "18th", "8,000", "800"] {
            assert_eq!(sound(word, TokenKind::Number), Some(Sound::Vowel), "{word}");
        }
        for word in ["1", "10", "17", "110"] {
            assert_eq!(sound(word, TokenKind::Number), Some(Sound::Consonant), "{word}");
        }
        for word in ["historic", "NATO", "Aotearoa"] {
            assert_ne!(sound(word, TokenKind::Word), Some(Sound::Consonant), "{word}");
        }
    }
}
