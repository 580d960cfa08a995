//! One word as the features see it: hashes of its spelling, its parts and its shape.

/// The hash of the empty string; hashing is FNV-1a over characters.
const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// How many characters the longest prefix and suffix have.
pub(crate) const AFFIX: usize = 4;

/// Hashes of one word.
///
/// Typographic quotes and apostrophes count as straight ones and every digit as `0`, so that `don’t` and `don't`, `1987`
/// and `2024` are the same word to the model.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form {
    /// The spelling with its capitals.
    pub exact: u64,
    /// The spelling in lower case.
    pub lower: u64,
    /// The first one to four characters in lower case; 0 where the word is shorter.
    pub prefix: [u64; AFFIX],
    /// The last one to four characters in lower case; 0 where the word is shorter.
    pub suffix: [u64; AFFIX],
    /// Runs of capitals, small letters and digits, each run as one character; other characters as they are.
    pub shape: u64,
    /// The word's class in the lexicon; 0 if it is not there.
    pub lexicon: u8,
    /// The only class the word is ever read as, if it has just one.
    pub fixed: Option<u8>,
    /// What the word says about the capitals of its sentence.
    pub case: Case,
}

/// What a word says about whether its sentence is a headline.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Case {
    /// Short words, numbers, punctuation marks: nothing.
    Silent,
    /// Four letters or more, the first a small one.
    Small,
    /// Four letters or more, only the first a capital.
    Capitalised,
    /// Four letters or more, all of them capitals.
    Capitals,
}

impl Form {
    /// What stands before the first word.
    pub(crate) const BEFORE: Form = Form::edge(1);
    /// What stands after the last word.
    pub(crate) const AFTER: Form = Form::edge(2);

    const fn edge(side: u64) -> Form {
        Form {
            exact: side,
            lower: side,
            prefix: [0; AFFIX],
            suffix: [side; AFFIX],
            shape: side,
            lexicon: 0,
            fixed: None,
            case: Case::Silent,
        }
    }

    /// The form of `word`, without what the model's lexicon knows of it.
    pub(crate) fn new(word: &str) -> Form {
        let mut form = Form { exact: SEED, lower: SEED, shape: SEED, suffix: [0; AFFIX], ..Form::edge(0) };
        let (mut tail, mut length, mut run) = (0u128, 0, '\0');
        let (mut capitals, mut small) = (0, 0);
        let mut first_is_capital = false;
        for character in canonical(word).chars().map(fold) {
            let lower = lower_case(character);
            let kind = if lower != character {
                capitals += 1;
                first_is_capital |= length == 0;
                'X'
            } else if character.is_alphabetic() {
                small += 1;
                'x'
            } else {
                character
            };
            form.exact = step(form.exact, character);
            form.lower = step(form.lower, lower);
            if kind != run {
                form.shape = step(form.shape, kind);
                run = kind;
            }
            tail = tail << 32 | u128::from(u32::from(lower));
            if length < AFFIX {
                form.prefix[length] = form.lower;
            }
            length += 1;
        }
        for (at, suffix) in form.suffix.iter_mut().enumerate().take(length) {
            let characters = tail & (u128::MAX >> (128 - 32 * (at + 1)));
            *suffix = (characters as u64).wrapping_mul(PRIME) ^ ((characters >> 64) as u64).rotate_left(17);
        }
        form.case = match (capitals, small) {
            (capitals, small) if capitals + small < 4 => Case::Silent,
            (_, 0) => Case::Capitals,
            _ if first_is_capital => Case::Capitalised,
            _ => Case::Small,
        };
        form
    }
}

/// The straight spelling of marks that consist of more than one character, or stand for several.
fn canonical(word: &str) -> &str {
    match word {
        "``" | "''" | "‘‘" | "’’" => "\"",
        "…" => "...",
        _ => word,
    }
}

fn fold(character: char) -> char {
    match character {
        '0'..='9' => '0',
        '\0'..='\x7f' => character,
        '’' | '‘' | 'ʼ' | '′' => '\'',
        '“' | '”' | '„' | '‟' | '″' => '"',
        '\u{2010}' | '\u{2011}' => '-',
        _ => character,
    }
}

fn lower_case(character: char) -> char {
    if character.is_ascii() {
        character.to_ascii_lowercase()
    } else {
        character.to_lowercase().next().unwrap_or(character)
    }
}

fn step(hash: u64, character: char) -> u64 {
    (hash ^ u64::from(u32::from(character))).wrapping_mul(PRIME)
}

#[cfg(test)]
mod tests {
    use super::{Case, Form};

    #[test]
    fn typographic_marks_and_digits_do_not_make_another_word() {
        for (typographic, plain) in [("n’t", "n't"), ("’’", "''"), ("”", "``"), ("1987", "2024"), ("…", "...")]
        {
            let typographic = Form::new(typographic);
            let plain = Form::new(plain);
            assert_eq!((typographic.exact, typographic.shape), (plain.exact, plain.shape));
        }
    }

    #[test]
    fn words_share_the_affixes_they_have() {
        let (painted, waited) = (Form::new("Painted"), Form::new("waited"));
        assert_eq!(painted.suffix[..3], waited.suffix[..3]);
        assert_ne!(painted.suffix[3], waited.suffix[3]);
        assert_eq!(painted.prefix[..], Form::new("pain").prefix[..]);
        assert_eq!(Form::new("of").suffix[2..], [0, 0]);
        assert_eq!((painted.case, waited.case), (Case::Capitalised, Case::Small));
    }
}
