//! Whether a text is English prose at all.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Words no shorter text is judged by: a caption or a headline need not hold a function word.
const FEW_WORDS: usize = 20;
/// Words from which on a text without English function words is taken for another language, known or not.
const MANY_WORDS: usize = 60;

/// Frequent in any English prose (about every seventh word), and rare in the other languages of the Latin script.
const ENGLISH: &[&str] = &[
    "and", "been", "but", "from", "has", "have", "it", "not", "that", "the", "their", "there", "they", "this", "what",
    "when", "which", "with", "would", "you",
];

/// Frequent in the large languages of the Latin script, and rare in English: German, Dutch, French, Spanish,
/// Portuguese, Italian, Swedish, Danish, Norwegian, Polish, Czech, Turkish, Indonesian, Romanian, Finnish, Hungarian.
const OTHER: &[&str] = &[
    "aan", "auf", "avec", "az", "bir", "che", "com", "como", "das", "dan", "dans", "de", "del", "della", "dem", "den",
    "der", "des", "det", "di", "die", "du", "e", "egy", "een", "ein", "eine", "el", "en", "est", "et", "està", "för",
    "het", "hogy", "il", "ist", "ja", "je", "jest", "la", "las", "le", "les", "los", "med", "mit", "na", "nicht",
    "nie", "och", "og", "os", "para", "por", "pour", "que", "qui", "se", "si", "sich", "som", "sono", "și", "się",
    "sind", "sur", "til", "um", "und", "une", "van", "ve", "von", "w", "yang", "z", "że", "zu",
];

/// Why a text is not worth reading.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unfit {
    /// Prose of another language.
    NotEnglish,
    /// No word at all.
    NoProse,
}

impl Unfit {
    /// The words used in reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Unfit::NotEnglish => "not English",
            Unfit::NoProse => "no prose",
        }
    }
}

/// Why prose, given in any number of pieces, should not be read; `None` for English, and wherever there is doubt.
///
/// Two things tell: the share of Latin letters, and the share of function words among the words of Latin letters. An
/// English article with paragraphs left untranslated is English.
pub fn unfit<'t>(prose: impl IntoIterator<Item = &'t str>) -> Option<Unfit> {
    let (mut letters, mut latin) = (0, 0);
    let (mut words, mut english, mut other) = (0, 0, 0);
    for word in prose.into_iter().flat_map(|piece| piece.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’'))
    {
        let (here, latin_here) = if word.is_ascii() {
            let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
            (letters, letters)
        } else {
            (word.chars().filter(|&c| c.is_alphabetic()).count(), word.chars().filter(|&c| is_latin(c)).count())
        };
        letters += here;
        latin += latin_here;
        if latin_here == 0 {
            continue;
        }
        words += 1;
        match FREQUENT.get(word) {
            Some(true) => english += 1,
            Some(false) => other += 1,
            None if word.starts_with(char::is_uppercase) => {
                let sort = FREQUENT.get(word.to_lowercase().as_str());
                english += usize::from(sort == Some(&true));
                other += usize::from(sort == Some(&false));
            }
            None => {}
        }
    }
    if letters == 0 {
        return Some(Unfit::NoProse);
    }
    let other_script = latin * 2 < letters;
    let other_words = words >= FEW_WORDS && english * 100 < words * 3 && other * 100 >= words * 8;
    let no_english_words = words >= MANY_WORDS && english * 100 < words && other > english;
    (other_script || other_words || no_english_words).then_some(Unfit::NotEnglish)
}

/// The frequent words, and whether they are English.
static FREQUENT: LazyLock<FxHashMap<&'static str, bool>> = LazyLock::new(|| {
    let words = |words: &'static [&'static str], english| words.iter().map(move |word| (*word, english));
    words(OTHER, false).chain(words(ENGLISH, true)).collect()
});

/// Whether `c` is a letter of the Latin script: those of Unicode's Latin blocks.
fn is_latin(c: char) -> bool {
    c.is_alphabetic() && matches!(c, 'A'..='z' | 'ª' | 'º' | 'À'..='ɏ' | 'Ḁ'..='ỿ' | 'ﬀ'..='ﬆ')
}

#[cfg(test)]
mod tests {
    use super::{Unfit, unfit};

    #[test]
    fn english_is_fit_however_short_and_with_scraps_of_another_script() {
        for text in [
            "Two harbours.",
            "Delft, Ghent, Antwerp",
            "The bakers of the old town said that they have not seen flour this dear. 밀가루 값이 올랐다고 말했다.",
            "Lamp oil, rope, tar, nails, sailcloth, biscuits, salt pork, barley, peas, candles, needles, thread, \
             buttons, soap, paper, ink, quills, sand, wax, twine, cork, pitch, oakum, lead, shot.",
        ] {
            assert_eq!(unfit([text]), None, "{text}");
        }
    }

    #[test]
    fn other_languages_are_told_by_script_or_by_function_words() {
        for text in [
            "밀가루 값이 올랐다.",
            "Пекари говорят, что мука подорожала.",
            "Die Bäcker der alten Stadt sagten, dass das Mehl noch nie so teuer war und dass sich der Preis von Woche \
             zu Woche ändert, auch wenn die Ernte nicht schlecht ist.",
            "Les boulangers de la vieille ville disent que la farine est plus chère et que le prix change de semaine \
             en semaine dans tous les marchés, avec une récolte qui est bonne.",
        ] {
            assert_eq!(unfit([text]), Some(Unfit::NotEnglish), "{text}");
        }
    }

    #[test]
    fn figures_and_signs_are_no_prose() {
        assert_eq!(unfit(["1905 – 1911", "***"]), Some(Unfit::NoProse));
        assert_eq!(unfit([]), Some(Unfit::NoProse));
    }
}
