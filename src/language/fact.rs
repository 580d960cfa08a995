//! Words that say how many, and words that deny: what no repair may change without saying so.

use super::lexicon;

/// Words that deny, apart from `not` and the verbs that end in `n't`.
const NEGATIONS: [&str; 9] = ["no", "never", "none", "nobody", "nothing", "neither", "nor", "nowhere", "without"];

/// The negation in a lower-case word with a straight apostrophe: the word itself, and `not` for `not`, `cannot` and every
/// verb that ends in `n't`.
pub fn negation(word: &str) -> Option<&str> {
    if matches!(word, "not" | "cannot") || word.ends_with("n't") {
        return Some("not");
    }
    NEGATIONS.contains(&word).then_some(word)
}

/// Whether a lower-case word is digits or a number word. `one` and the ordinals are none: they are pronouns and adverbs
/// as often as numbers.
pub fn is_number(word: &str) -> bool {
    let singular = word.strip_suffix('s').unwrap_or(word);
    word.starts_with(char::is_numeric) || lexicon::number_word(singular).is_some_and(|value| value != 1)
}
