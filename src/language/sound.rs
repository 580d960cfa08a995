//! How words begin when they are said, and the article that goes with it.

use super::{inflect, lexicon};

/// How a word begins when it is said.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sound {
    /// With a vowel: `an hour`.
    Vowel,
    /// With a consonant: `a unit`.
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

/// How `word`, a word or a number, begins when it is said, where all speakers agree.
pub fn first(word: &str) -> Option<Sound> {
    let first = word.chars().next()?;
    if first.is_ascii_digit() {
        return number_sound(word);
    }
    if !first.is_ascii_alphabetic() || !word.is_ascii() {
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
    let sound = if is_vowel(first) { Sound::Vowel } else { Sound::Consonant };
    (lexicon::is_english_form(&lower) || is_plain(&lower)).then_some(sound)
}

/// The indefinite article, in small letters, that goes before `words`: by their sound, or by their spelling where
/// speakers do not agree.
pub fn indefinite_article(words: &str) -> &'static str {
    let sound = words.split_whitespace().next().and_then(first);
    let vowel = sound.map_or(words.starts_with(is_vowel), |sound| sound == Sound::Vowel);
    if vowel { "an" } else { "a" }
}

fn is_vowel(letter: char) -> bool {
    matches!(letter.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u')
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
    use super::{Sound, first, indefinite_article};

    #[test]
    fn sound_counts_and_not_spelling() {
        for word in ["hour", "honest", "umbrella", "unimportant", "apple", "FBI", "MP", "X", "heiress", "Italian"] {
            assert_eq!(first(word), Some(Sound::Vowel), "{word}");
        }
        for word in ["university", "European", "house", "one", "useful", "UN", "BBC", "unit", "U.S.", "euro"] {
            assert_eq!(first(word), Some(Sound::Consonant), "{word}");
        }
        for word in ["8", "11", "18", "80", "18th", "8,000", "800"] {
            assert_eq!(first(word), Some(Sound::Vowel), "{word}");
        }
        for word in ["1", "10", "17", "110"] {
            assert_eq!(first(word), Some(Sound::Consonant), "{word}");
        }
        for word in ["historic", "NATO", "Aotearoa"] {
            assert_ne!(first(word), Some(Sound::Consonant), "{word}");
        }
    }

    #[test]
    fn an_article_goes_with_any_words() {
        for words in ["hour", "unimportant note", "umbrella", "8 km path", "MP", "inquiry", "Omaric stew", "unlit lamp"]
        {
            assert_eq!(indefinite_article(words), "an", "{words}");
        }
        for words in ["university", "one-way street", "uniform", "European", "hotel", "used cart", "Belvian stew", "17"]
        {
            assert_eq!(indefinite_article(words), "a", "{words}");
        }
    }
}
