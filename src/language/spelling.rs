//! How English a word is spelled: the letter sequences of the list of English forms, as a table of probabilities.
//!
//! A word that is in no list may be a technical term or a word of another language. The sequences of its letters tell
//! the two apart often enough to ask about it. The table is built from `data/words.txt` by a test that holds it current.

use super::lexicon;

/// Letters, with `0` for everything that stands outside a word.
const LETTERS: usize = 27;

/// For every pair of letters and the letter after it, eight times the negative binary logarithm of its probability.
static TABLE: &[u8; LETTERS * LETTERS * LETTERS] = include_bytes!("data/spelling.bin");

fn letter(c: char) -> Option<usize> {
    let lower = c.to_ascii_lowercase();
    lower.is_ascii_lowercase().then(|| lower as usize - 'a' as usize + 1)
}

/// The number of bits that the model of English spelling needs for a letter of the word, on the average; an English word
/// has about 3 to 4. `None` for a word with letters that English does not have.
pub fn bits_per_letter(word: &str) -> Option<f32> {
    let (mut before, mut last, mut sum, mut count) = (0, 0, 0.0, 0.0);
    for c in word.chars().map(Some).chain([None]) {
        let next = match c {
            Some(c) => letter(c)?,
            None => 0,
        };
        sum += f32::from(TABLE[(before * LETTERS + last) * LETTERS + next]) / 8.0;
        count += 1.0;
        (before, last) = (last, next);
    }
    Some(sum / count)
}

/// Whether the word, or a word it is made from by an English ending or prefix, is in the list of English forms.
pub fn is_known(lower: &str) -> bool {
    const PREFIXES: [&str; 38] = [
        "un", "re", "non", "anti", "over", "under", "pre", "post", "super", "sub", "inter", "micro", "mini", "multi",
        "semi", "mis", "dis", "out", "co", "de", "bio", "geo", "neuro", "electro", "hydro", "tele", "photo", "astro",
        "eco", "cyber", "nano", "mega", "ultra", "mid", "up", "auto", "counter", "radio",
    ];
    const ENDINGS: [&str; 24] = [
        "s", "es", "ed", "d", "ing", "ly", "er", "ers", "r", "rs", "ness", "ish", "like", "less", "ism", "ist", "ists",
        "able", "ability", "isation", "ization", "ful", "y", "wise",
    ];
    let is_inflection = |ending: &str| matches!(ending, "s" | "es" | "ed" | "d" | "ing");
    let listed = |word: &str| word.len() >= 3 && lexicon::is_english_form(word);
    let stems = |word: &str| {
        ENDINGS.iter().any(|ending| {
            // A short word with a letter more is as often another word: `chay` is not `cha`.
            word.strip_suffix(ending).filter(|stem| stem.len() > 3 || is_inflection(ending)).is_some_and(|stem| {
                listed(stem)
                    || listed(&format!("{stem}e"))
                    || stem.ends_with('i') && listed(&format!("{}y", &stem[..stem.len() - 1]))
            })
        })
    };
    // Two listed words in one: `birdcatcher`.
    let compound = |word: &str| {
        (3..word.len().saturating_sub(2))
            .any(|at| word.is_char_boundary(at) && listed(&word[..at]) && (listed(&word[at..]) || stems(&word[at..])))
    };
    listed(lower)
        || stems(lower)
        || PREFIXES.iter().any(|prefix| lower.strip_prefix(prefix).is_some_and(|rest| listed(rest) || stems(rest)))
        || compound(lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table as the list of words makes it: with one more of every sequence, so that none is impossible.
    fn built() -> Vec<u8> {
        let mut counts = vec![0.1_f64; LETTERS * LETTERS * LETTERS];
        let words = include_str!("data/words.txt").lines().filter(|line| !line.starts_with('#'));
        for word in words.map(|line| line.split('\t').next().unwrap_or_default()) {
            let Some(letters) = word.chars().map(letter).collect::<Option<Vec<usize>>>() else { continue };
            let (mut before, mut last) = (0, 0);
            for next in letters.into_iter().chain([0]) {
                counts[(before * LETTERS + last) * LETTERS + next] += 1.0;
                (before, last) = (last, next);
            }
        }
        let rows = counts.chunks(LETTERS).map(|row| (row, row.iter().sum::<f64>()));
        rows.flat_map(|(row, sum)| row.iter().map(move |count| (-(count / sum).log2() * 8.0).min(255.0).round() as u8))
            .collect()
    }

    #[test]
    fn the_table_is_what_the_list_of_words_makes() {
        crate::language::postings::assert_current("src/language/data/spelling.bin", &built());
    }

    #[test]
    fn english_spelling_is_cheaper_than_foreign() {
        let bits = |word| bits_per_letter(word).expect("English letters");
        assert!(bits("harbouring") < bits("przejazd") && bits("thoughtful") < bits("zakwitlby"));
        assert_eq!(bits_per_letter("spořitelna"), None);
    }

    #[test]
    fn words_made_of_known_ones_are_known() {
        assert!(is_known("unboatable") && is_known("gardenlike") && is_known("birdcatcher"));
        assert!(!is_known("przejazd") && !is_known("kantoku"));
    }
}
