//! Inflection both ways: forms from a lemma, and a lemma from a form and its tag.
//!
//! Irregular words are data (`data/verbs.tsv`, `data/nouns.tsv`, and compounds of both: `overtake`, `housewife`); the rest
//! follows the spelling rules of regular inflection. Reading a form back, every stem whose inflection would give the form
//! is a candidate, and the list of English forms chooses between them: `hoped` is `hope`, `hopped` is `hop`.
//!
//! Spelling written is American: `traveled`, `canceled`, `aging`. Read are both: `travelled`, `cancelled`, `ageing`.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::lexicon::{self, Familiarity};
use super::pronoun::{self, Case, Number, Person};
use super::tag::Tag;

/// A form of a verb.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum VerbForm {
    /// `take`, after `to` or a modal.
    Base,
    /// `takes`.
    ThirdSingular,
    /// `took`.
    Past,
    /// `taken`.
    PastParticiple,
    /// `taking`.
    Gerund,
    /// `take`, with every subject but a third person singular; `are` for `be`.
    Present,
}

/// The form of a lower-case lemma. For `be`, `Present` is `are` and `Past` is `were`: see [`be_form`] for the others.
pub fn inflect(lemma: &str, form: VerbForm) -> String {
    match form {
        VerbForm::Base => lemma.to_owned(),
        VerbForm::ThirdSingular => third_person(lemma),
        VerbForm::Past => past(lemma),
        VerbForm::PastParticiple => past_participle(lemma),
        VerbForm::Gerund => gerund(lemma),
        VerbForm::Present if lemma == "be" => "are".to_owned(),
        VerbForm::Present => lemma.to_owned(),
    }
}

/// The finite form of `be` that goes with a subject.
pub fn be_form(person: Person, number: Number, past: bool) -> &'static str {
    match (person, number, past) {
        (Person::First, Number::Singular, false) => "am",
        (Person::Third, Number::Singular, false) => "is",
        (_, _, false) => "are",
        (Person::First | Person::Third, Number::Singular, true) => "was",
        (_, _, true) => "were",
    }
}

/// The third person singular present of a lower-case base form: `has`, `goes`, `carries`. A modal stays as it is.
pub fn third_person(base: &str) -> String {
    match base {
        "be" => return "is".to_owned(),
        "have" => return "has".to_owned(),
        _ if is_modal(base) => return base.to_owned(),
        _ => {}
    }
    with_last_part(base, |verb| match verb {
        "do" | "go" => format!("{verb}es"),
        _ if ["undo", "redo", "outdo", "overdo", "undergo", "forgo", "forego"].contains(&verb) => format!("{verb}es"),
        "quiz" | "whiz" | "gas" => format!("{verb}{}es", &verb[verb.len() - 1..]),
        _ => add_s(verb),
    })
}

/// The simple past of a lower-case base form: `went`, `carried`, `stopped`. `were` for `be`; a modal stays as it is.
pub fn past(base: &str) -> String {
    if base == "be" {
        return "were".to_owned();
    }
    if is_modal(base) {
        return base.to_owned();
    }
    with_last_part(base, |verb| match irregular_verb(verb) {
        Some((prefix, forms)) => format!("{prefix}{}", first_of(forms.past)),
        None => regular_past(verb, doubles(verb)),
    })
}

/// The base form of a lower-case word that is the simple past of a strong verb and nothing else: `went`, `took`. `None`
/// for pasts that are participles (`held`), other verbs (`lay`) or nouns (`rose`) too.
pub fn base_of_strong_past(word: &str) -> Option<String> {
    const AMBIGUOUS: &[&str] = &[
        "got", "showed", "proved", "sewed", "sowed", "swelled", "mowed", "beat", "bit", "saw", "rose", "bore", "lit",
        "woke", "bid", "wove", "shore", "clove", "wound", "dove", "strode", "lay", "fell", "wore", "broke", "spat",
        "rode", "were", "was",
    ];
    let base = lemma(word, Tag::Vbd);
    let only = base != word && past(&base) == word && past_participle(&base) != word && !word.ends_with("ed");
    (only && !AMBIGUOUS.contains(&word)).then(|| base.into_owned())
}

/// The past participle of a lower-case base form: `gone`, `carried`, `stopped`.
pub fn past_participle(base: &str) -> String {
    if base == "be" {
        return "been".to_owned();
    }
    if is_modal(base) {
        return base.to_owned();
    }
    with_last_part(base, |verb| match irregular_verb(verb) {
        Some((prefix, forms)) => format!("{prefix}{}", first_of(forms.participle)),
        None => regular_past(verb, doubles(verb)),
    })
}

/// The `-ing` form of a lower-case base form: `running`, `lying`, `making`.
pub fn gerund(base: &str) -> String {
    if is_modal(base) {
        return base.to_owned();
    }
    with_last_part(base, |verb| regular_gerund(verb, doubles(verb)))
}

/// The plural of a lower-case noun: `boxes`, `ladies`, `children`. A noun that is the same in both numbers stays.
pub fn plural(noun: &str) -> String {
    if let Some(&plural) = PLURALS.get(noun) {
        return first_of(plural).to_owned();
    }
    with_last_part(noun, |noun| {
        if let Some(&plural) = PLURALS.get(noun) {
            return first_of(plural).to_owned();
        }
        if let Some((prefix, head)) = compound(noun) {
            return format!("{prefix}{}", first_of(PLURALS[head]));
        }
        if let Some(stem) = noun.strip_suffix("man").filter(|_| !listed(REGULAR_IN_MAN, noun)) {
            return format!("{stem}men");
        }
        if let Some(stem) = noun.strip_suffix("sis").filter(|stem| stem.len() > 2) {
            return format!("{stem}ses");
        }
        if let Some(stem) = noun.strip_suffix("quy") {
            return format!("{stem}quies");
        }
        add_s(noun)
    })
}

/// The dictionary form of a form with a Penn tag, lower-case but for the pronoun `I`.
///
/// Verbs give the base form, plural nouns the singular, comparatives and superlatives the positive, personal pronouns
/// the nominative (`him` → `he`; reflexives stay), possessives the determiner (`mine` → `my`), short forms the full one
/// (`'ll` → `will`, `n't` → `not`). `'s` as a verb reads as `be`, `'d` as `have` with `VBD` and `VBN` and as `would`
/// with `MD`. Every other word is only lower-cased. Borrows where the form already is its lemma.
pub fn lemma(form: &str, tag: Tag) -> Cow<'_, str> {
    let lower: Cow<'_, str> =
        if form.chars().any(char::is_uppercase) { Cow::Owned(form.to_lowercase()) } else { Cow::Borrowed(form) };
    let found: Option<Cow<'static, str>> = match tag {
        Tag::Vb | Tag::VbFin | Tag::Vbp | Tag::Vbz | Tag::Vbd | Tag::Vbn | Tag::Vbg => verb_lemma(&lower, tag),
        Tag::Nns | Tag::Nnps => noun_lemma(&lower).map(Cow::Owned),
        Tag::Jjr | Tag::Jjs | Tag::Rbr | Tag::Rbs => degree_lemma(&lower, tag),
        Tag::Md => full_modal(&lower).map(Cow::Borrowed),
        Tag::Prp | Tag::PrpS => pronoun_lemma(&lower).map(Cow::Borrowed),
        Tag::Rb => matches!(&*lower, "n't" | "n’t" | "nt").then_some(Cow::Borrowed("not")),
        Tag::Dt => match &*lower {
            "an" => Some(Cow::Borrowed("a")),
            "these" => Some(Cow::Borrowed("this")),
            "those" => Some(Cow::Borrowed("that")),
            _ => None,
        },
        _ => None,
    };
    found.unwrap_or(lower)
}

/// The verb form that agrees with a subject, with the letter case of the one given; `None` where nothing has to change:
/// it agrees already, it is a modal, a past other than of `be`, not finite, or `'s`, which may be `is` or `has`.
///
/// `VBD` changes `was` and `were` only, `VBZ` and `VBP` every verb. A short form stays one: `’ve` becomes `’s`.
pub fn agree(verb_form: &str, tag: Tag, person: Person, number: Number) -> Option<String> {
    if matches!(verb_form, "'s" | "’s") {
        return None;
    }
    let base = lemma(verb_form, tag);
    let agreeing = match tag {
        Tag::Vbd if base == "be" => be_form(person, number, true).to_owned(),
        Tag::Vbz | Tag::Vbp if base == "be" => be_form(person, number, false).to_owned(),
        Tag::Vbz | Tag::Vbp if person == Person::Third && number == Number::Singular => third_person(&base),
        Tag::Vbz | Tag::Vbp => base.into_owned(),
        _ => return None,
    };
    let short = matches!(verb_form.chars().next(), Some('\'' | '’'));
    let unchanged = verb_form.eq_ignore_ascii_case(&agreeing)
        || (short
            && matches!(
                (verb_form.trim_start_matches(['\'', '’']), &*agreeing),
                ("re", "are") | ("m", "am") | ("ve", "have")
            ));
    let apostrophe = verb_form.chars().next().filter(|_| short);
    let clitic = apostrophe.and_then(|apostrophe| {
        let ending = match &*agreeing {
            "is" | "has" => "s",
            "are" => "re",
            "have" => "ve",
            "am" => "m",
            _ => return None,
        };
        Some(format!("{apostrophe}{ending}"))
    });
    (!unchanged).then(|| clitic.unwrap_or_else(|| with_case_of(verb_form, &agreeing)))
}

/// The word with the letter case of a model: all capitals after a model of two or more, a first capital after a first
/// capital, otherwise as it is.
pub fn with_case_of(model: &str, word: &str) -> String {
    let mut letters = model.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return word.to_owned() };
    if !first.is_uppercase() {
        return word.to_owned();
    }
    let mut rest = letters.peekable();
    if rest.peek().is_some() && rest.all(char::is_uppercase) {
        return word.to_uppercase();
    }
    let mut chars = word.chars();
    match chars.next() {
        Some(initial) => initial.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

// The irregular words.

struct IrregularVerb {
    past: &'static str,
    participle: &'static str,
}

/// Base form to pasts and participles, each a list separated by slashes.
static VERBS: LazyLock<FxHashMap<&'static str, IrregularVerb>> = LazyLock::new(|| {
    lexicon::rows(include_str!("data/verbs.tsv"))
        .filter_map(|row| Some((*row.first()?, IrregularVerb { past: row.get(1)?, participle: row.get(2)? })))
        .collect()
});

/// Past form or participle to base form, one table each.
static PASTS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| reversed_verbs(|verb| verb.past));
static PARTICIPLES: LazyLock<FxHashMap<&'static str, &'static str>> =
    LazyLock::new(|| reversed_verbs(|verb| verb.participle));

fn reversed_verbs(column: fn(&IrregularVerb) -> &'static str) -> FxHashMap<&'static str, &'static str> {
    VERBS
        .iter()
        .flat_map(|(&base, verb)| column(verb).split('/').map(move |form| (form, base)))
        .filter(|(form, base)| form != base)
        .collect()
}

/// Singular to plurals, a list separated by slashes.
static PLURALS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    lexicon::rows(include_str!("data/nouns.tsv")).filter_map(|row| Some((*row.first()?, *row.get(1)?))).collect()
});

/// Plural to singular. Of two singulars with one plural (`axe` and `axis`) the first in the file is taken.
static SINGULARS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let mut singulars = FxHashMap::default();
    for row in lexicon::rows(include_str!("data/nouns.tsv")) {
        if let [singular, plurals, ..] = *row {
            for plural in plurals.split('/') {
                singulars.entry(plural).or_insert(singular);
            }
        }
    }
    singulars
});

/// Prefixes under which an irregular verb stays irregular: `undertake`, `outgrow`, `foresee`.
const VERB_PREFIXES: [&str; 13] =
    ["under", "over", "out", "mis", "fore", "with", "inter", "pre", "re", "un", "up", "down", "cross"];

/// Verbs that only look like a prefix before an irregular verb.
const REGULAR_DESPITE_PREFIX: [&str; 4] = ["relay", "outlet", "unbend", "interlay"];

fn prefixed<T>(word: &str, lookup: impl Fn(&str) -> Option<T>) -> Option<(&str, T)> {
    if REGULAR_DESPITE_PREFIX.contains(&word) {
        return None;
    }
    VERB_PREFIXES.iter().find_map(|prefix| {
        let found = lookup(word.strip_prefix(prefix)?)?;
        Some((&word[..prefix.len()], found))
    })
}

fn irregular_verb(verb: &str) -> Option<(&str, &'static IrregularVerb)> {
    VERBS.get(verb).map(|forms| ("", forms)).or_else(|| prefixed(verb, |rest| VERBS.get(rest)))
}

/// Nouns whose compounds share their plural: `housewife`, `grandchild`, `eyetooth`.
const NOUN_HEADS: [&str; 13] =
    ["child", "wife", "life", "knife", "leaf", "loaf", "shelf", "wolf", "tooth", "foot", "half", "louse", "thief"];

fn compound(noun: &str) -> Option<(&str, &'static str)> {
    NOUN_HEADS.iter().find_map(|&head| {
        let prefix = noun.strip_suffix(head).filter(|prefix| prefix.len() > 1)?;
        Some((prefix, head))
    })
}

/// Nouns in `-man` that take an `-s`.
const REGULAR_IN_MAN: &[&str] = &[
    "ataman",
    "caiman",
    "german",
    "hetman",
    "human",
    "norman",
    "ottoman",
    "roman",
    "shaman",
    "superhuman",
    "talisman",
    "toman",
];

const MODALS: [&str; 10] = ["can", "could", "may", "might", "must", "shall", "should", "will", "would", "ought"];

fn is_modal(word: &str) -> bool {
    // `can`, `will` and `must` are verbs too, but rarely, and never where an agreement is in question.
    MODALS.contains(&word)
}

// The regular spelling rules.

/// Consonant and `o`, with `-es`.
const IN_OES: &[&str] = &[
    "buffalo",
    "cargo",
    "domino",
    "echo",
    "embargo",
    "hero",
    "mango",
    "mosquito",
    "negro",
    "potato",
    "superhero",
    "tomato",
    "tornado",
    "torpedo",
    "veto",
    "volcano",
];

/// `ch` that is a `k`, with a plain `-s`.
const HARD_CH: &[&str] = &[
    "almanach",
    "biotech",
    "czech",
    "epoch",
    "eunuch",
    "fintech",
    "loch",
    "matriarch",
    "monarch",
    "oligarch",
    "patriarch",
    "pentateuch",
    "stomach",
    "tech",
];

fn add_s(word: &str) -> String {
    let es = match word.as_bytes() {
        [.., b's' | b'x' | b'z'] | [.., b's', b'h'] => true,
        [.., b'c', b'h'] => !listed(HARD_CH, word),
        [.., b'o'] => listed(IN_OES, word),
        _ => false,
    };
    if es {
        return format!("{word}es");
    }
    match consonant_y(word) {
        Some(stem) => format!("{stem}ies"),
        None => format!("{word}s"),
    }
}

fn regular_past(verb: &str, double: bool) -> String {
    if verb.ends_with('e') {
        return format!("{verb}d");
    }
    match consonant_y(verb) {
        Some(stem) => format!("{stem}ied"),
        None => format!("{verb}{}ed", extra_consonant(verb, double)),
    }
}

fn regular_gerund(verb: &str, double: bool) -> String {
    if let Some(stem) = verb.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    let keeps_e = verb == "be"
        || ["ee", "oe", "ye"].iter().any(|end| verb.ends_with(end))
        || ["singe", "tinge", "binge", "swinge", "whinge"].contains(&verb);
    match verb.strip_suffix('e') {
        Some(stem) if !keeps_e => format!("{stem}ing"),
        _ => format!("{verb}{}ing", extra_consonant(verb, double)),
    }
}

/// The letter a verb doubles before `-ed` and `-ing`, or `k` after a final `c`.
fn extra_consonant(verb: &str, double: bool) -> &str {
    if verb.ends_with("ic") || verb.ends_with("ac") {
        "k"
    } else if double && verb.is_char_boundary(verb.len().saturating_sub(1)) {
        &verb[verb.len().saturating_sub(1)..]
    } else {
        ""
    }
}

fn consonant_y(word: &str) -> Option<&str> {
    word.strip_suffix('y').filter(|stem| stem.chars().next_back().is_some_and(|c| !is_vowel(c)))
}

const fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// Verbs of two and more syllables, stressed on the last (or a compound), that double the final consonant.
const DOUBLING: &[&str] = &[
    "abet",
    "abhor",
    "abut",
    "acquit",
    "admit",
    "airdrop",
    "allot",
    "annul",
    "appal",
    "aver",
    "babysit",
    "backlog",
    "backpedal",
    "bedim",
    "befit",
    "befog",
    "beget",
    "begin",
    "beset",
    "bootstrap",
    "catnap",
    "chitchat",
    "commit",
    "compel",
    "concur",
    "confer",
    "control",
    "debar",
    "debug",
    "defer",
    "demur",
    "deter",
    "disbar",
    "disinter",
    "dispel",
    "distil",
    "embed",
    "emit",
    "enrol",
    "enthral",
    "entrap",
    "enwrap",
    "equip",
    "excel",
    "expel",
    "extol",
    "forbid",
    "forget",
    "format",
    "fulfil",
    "handicap",
    "hobnob",
    "horsewhip",
    "humbug",
    "impel",
    "incur",
    "infer",
    "input",
    "inset",
    "instil",
    "inter",
    "intermit",
    "jetlag",
    "kidnap",
    "kneecap",
    "leapfrog",
    "nonplus",
    "occur",
    "offset",
    "omit",
    "outfit",
    "output",
    "patrol",
    "permit",
    "prefer",
    "program",
    "propel",
    "rebel",
    "rebut",
    "recur",
    "refer",
    "regret",
    "remit",
    "repel",
    "retrofit",
    "sandbag",
    "sublet",
    "submit",
    "transfer",
    "transmit",
    "typeset",
    "unplug",
    "upset",
    "wiretap",
    "worship",
    "zigzag",
];

/// Prefixes before a monosyllable that doubles: `overstep`, `unplug`, `replan`.
const DOUBLING_PREFIXES: [&str; 8] = ["over", "under", "out", "un", "re", "mis", "hand", "eaves"];

/// Whether the final consonant doubles before a suffix: a monosyllable of one vowel and one consonant, a compound of
/// such, or one of the verbs stressed on the last syllable.
fn doubles(verb: &str) -> bool {
    is_short_syllable(verb)
        || listed(DOUBLING, verb)
        || DOUBLING_PREFIXES.iter().any(|prefix| {
            verb.strip_prefix(prefix).is_some_and(|rest| {
                rest.len() > 2 && is_short_syllable(rest) && lexicon::familiarity(rest) == Familiarity::Common
            })
        })
}

/// One vowel letter, followed by one consonant other than `w`, `x`, `y` and nothing more: `stop`, `quit`.
fn is_short_syllable(word: &str) -> bool {
    let bytes = word.as_bytes();
    let onset_u = bytes.windows(2).position(|pair| pair == b"qu").map(|at| at + 1);
    let vowels = |at: usize| (is_vowel(bytes[at] as char) || (at > 0 && bytes[at] == b'y')) && Some(at) != onset_u;
    let count = (0..bytes.len()).filter(|&at| vowels(at)).count();
    match *bytes {
        [.., _, last] => {
            count == 1
                && vowels(bytes.len() - 2)
                && last.is_ascii_lowercase()
                && !matches!(last, b'w' | b'x' | b'y' | b'h')
                && !vowels(bytes.len() - 1)
        }
        _ => false,
    }
}

/// Applies a rule to what follows the last hyphen: `re-elect`, `co-found`.
fn with_last_part(word: &str, inflect: impl Fn(&str) -> String) -> String {
    match word.rfind('-') {
        Some(at) if at + 1 < word.len() => format!("{}{}", &word[..=at], inflect(&word[at + 1..])),
        _ => inflect(word),
    }
}

/// Whether a list of words in alphabetical order has the word.
fn listed(words: &[&str], word: &str) -> bool {
    words.binary_search(&word).is_ok()
}

fn first_of(alternatives: &str) -> &str {
    alternatives.split('/').next().unwrap_or(alternatives)
}

// Reading forms back.

fn verb_lemma(lower: &str, tag: Tag) -> Option<Cow<'static, str>> {
    let special = match (lower, tag) {
        ("am" | "are" | "is" | "was" | "were" | "been" | "being" | "be", _) => "be",
        ("'m" | "’m" | "m" | "'re" | "’re" | "'s" | "’s", Tag::Vbp | Tag::Vbz) => "be",
        ("'ve" | "’ve" | "has" | "had" | "having", _) => "have",
        ("'d" | "’d", Tag::Vbd | Tag::Vbn) => "have",
        ("wan", Tag::Vb | Tag::Vbp) => "want",
        ("does", _) => "do",
        ("goes", _) => "go",
        _ => "",
    };
    if !special.is_empty() {
        return Some(Cow::Borrowed(special));
    }
    if let Some(at) = lower.rfind('-').filter(|&at| at + 1 < lower.len()) {
        let last = verb_lemma(&lower[at + 1..], tag)?;
        return Some(Cow::Owned(format!("{}{last}", &lower[..=at])));
    }
    match tag {
        Tag::Vbz => strip_s(lower).map(Cow::Owned),
        Tag::Vbg => strip_ing(lower).map(Cow::Owned),
        Tag::Vbd => past_lemma(lower, [&*PASTS, &*PARTICIPLES]),
        Tag::Vbn => past_lemma(lower, [&*PARTICIPLES, &*PASTS]),
        _ => None,
    }
}

fn past_lemma(lower: &str, tables: [&FxHashMap<&'static str, &'static str>; 2]) -> Option<Cow<'static, str>> {
    if let Some(base) = tables.iter().find_map(|table| table.get(lower)) {
        return Some(Cow::Borrowed(base));
    }
    // A base form that is its own past (`cut`, `upset`) is never taken apart.
    if irregular_verb(lower).is_some_and(|(prefix, forms)| {
        let own = &lower[prefix.len()..];
        forms.past.split('/').chain(forms.participle.split('/')).any(|form| form == own)
    }) {
        return None;
    }
    for table in tables {
        if let Some((prefix, base)) = prefixed(lower, |rest| table.get(rest).copied()) {
            let whole = format!("{prefix}{base}");
            // `rested` is no `re-sted`, but `unfound` may well be new: only a known verb counts.
            if lexicon::familiarity(&whole) != Familiarity::Unknown {
                return Some(Cow::Owned(whole));
            }
        }
    }
    strip_ed(lower).map(Cow::Owned)
}

/// Words in `-e` that are no verbs, beside a verb without it: `suited` is not of `suite`.
const NEVER_VERBS: &[&str] = &[
    "aide",
    "artiste",
    "barre",
    "belle",
    "bombe",
    "carte",
    "caste",
    "crosse",
    "employe",
    "finesse",
    "forme",
    "forte",
    "fosse",
    "gaffe",
    "grille",
    "grippe",
    "lasse",
    "locale",
    "matte",
    "morale",
    "passe",
    "planche",
    "pointe",
    "porte",
    "posse",
    "programme",
    "steppe",
    "suite",
    "tulle",
];

/// The most familiar candidate that passes, the first of equals.
fn most_familiar(candidates: impl IntoIterator<Item = String>) -> Option<String> {
    let mut best: Option<(Familiarity, String)> = None;
    for candidate in candidates {
        let familiarity = lexicon::familiarity(&candidate);
        if best.as_ref().is_none_or(|(so_far, _)| familiarity > *so_far) {
            best = Some((familiarity, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn has_vowel(stem: &str) -> bool {
    stem.chars().any(|c| is_vowel(c) || c == 'y')
}

fn undoubled(stem: &str) -> Option<&str> {
    match stem.as_bytes() {
        [.., before, last] if before == last && last.is_ascii_lowercase() && !is_vowel(*last as char) => {
            Some(&stem[..stem.len() - 1])
        }
        [.., b'c', b'k'] => Some(&stem[..stem.len() - 1]),
        _ => None,
    }
}

/// Whether a stem without a final `e` gives the form, in American or British doubling.
fn gives(stem: &str, form: &str, rule: fn(&str, bool) -> String) -> bool {
    let doubling = doubles(stem);
    rule(stem, doubling) == form || (!is_short_syllable(stem) && rule(stem, !doubling) == form)
}

fn strip_ed(form: &str) -> Option<String> {
    if let Some(stem) = form.strip_suffix("ied") {
        let in_ie = format!("{stem}ie");
        let in_y = format!("{stem}y");
        return if stem.len() < 2 { Some(in_ie) } else { most_familiar([in_y, in_ie]) };
    }
    let stem = form.strip_suffix("ed").filter(|stem| has_vowel(stem))?;
    strip_suffix(form, stem, &form[..form.len() - 1], regular_past)
}

fn strip_ing(form: &str) -> Option<String> {
    let form = match form.strip_suffix("in'").or_else(|| form.strip_suffix("in’")) {
        Some(stem) => Cow::Owned(format!("{stem}ing")),
        None => Cow::Borrowed(form),
    };
    let stem = form.strip_suffix("ing").filter(|stem| has_vowel(stem))?;
    if let Some(stem) = stem.strip_suffix('y') {
        let in_ie = format!("{stem}ie");
        if stem.len() == 1 || lexicon::familiarity(&in_ie) > lexicon::familiarity(&format!("{stem}y")) {
            return Some(in_ie);
        }
    }
    // `ageing` keeps the `e` that `aging` drops.
    if let Some(age) = stem.strip_suffix('e')
        && !stem.ends_with("ee")
        && !regular_gerund(stem, false).eq(&*form)
        && regular_gerund(stem, false) == format!("{age}ing")
    {
        return Some(stem.to_owned());
    }
    strip_suffix(&form, stem, &format!("{stem}e"), regular_gerund)
}

fn strip_suffix(form: &str, stem: &str, with_e: &str, rule: fn(&str, bool) -> String) -> Option<String> {
    let shorter = undoubled(stem).filter(|shorter| gives(shorter, form, rule));
    let plain = Some(stem).filter(|stem| gives(stem, form, rule));
    let with_e = Some(with_e)
        .filter(|with_e| rule(with_e, false) == form && !listed(NEVER_VERBS, with_e))
        // A word that is no verb, such as `breathe`'s `breath`, gives the same form and is the more familiar.
        .filter(|with_e| lexicon::familiarity(with_e) != Familiarity::Unknown || plain.is_none() || drops_e(stem));
    // `putting` is of `put` more often than of `putt`.
    if let Some(irregular) = shorter.filter(|shorter| VERBS.contains_key(shorter)) {
        return Some(irregular.to_owned());
    }
    let known = |word: &&str| lexicon::familiarity(word) != Familiarity::Unknown;
    if ![with_e, plain, shorter].iter().flatten().any(known) {
        // An unknown verb: `ss`, `ll`, `zz` and `ff` end verbs as they are, other doubled letters do not.
        let doubled = shorter.filter(|_| !matches!(stem.as_bytes().last(), Some(b's' | b'l' | b'z' | b'f')));
        return doubled.or(with_e.filter(|_| drops_e(stem))).or(plain).or(with_e).or(shorter).map(str::to_owned);
    }
    most_familiar([with_e, plain, shorter].into_iter().flatten().map(str::to_owned))
}

/// Whether a stem no dictionary knows is likelier to have lost an `e`: after `v`, `c`, `u`, `z`, a single `s` or `g`,
/// `at`, `ak`, `ir` or `ur`, and a consonant with `l`.
fn drops_e(stem: &str) -> bool {
    match stem.as_bytes() {
        [.., b's' | b'z' | b'l', b's' | b'z' | b'l'] => false,
        [.., b'n', b'g'] => false,
        [.., b'v' | b'c' | b'u' | b'z' | b's' | b'g'] => true,
        [.., b'i' | b'u', b'r'] => true,
        [.., before, b'a', b'k' | b't'] => !is_vowel(*before as char),
        [.., before, b'l'] => !is_vowel(*before as char) && !matches!(before, b'r' | b'w'),
        _ => false,
    }
}

/// The stem of a form in `-s`; `None` where the `-s` belongs to the word.
fn strip_s(form: &str) -> Option<String> {
    let without_s = form.strip_suffix('s').filter(|stem| !stem.is_empty())?;
    if let Some(stem) = form.strip_suffix("ies").filter(|stem| !stem.is_empty()) {
        let in_ie = format!("{stem}ie");
        return if stem.len() < 2 { Some(in_ie) } else { most_familiar([format!("{stem}y"), in_ie]) };
    }
    if form.ends_with("ss") {
        return None;
    }
    // `virus` is a word by itself, `gurus` and `nazis` are not.
    let known = |word: &str| lexicon::familiarity(word) != Familiarity::Unknown;
    if (form.ends_with("us") || form.ends_with("is")) && known(form) && !known(without_s) {
        return None;
    }
    let Some(without_es) = form.strip_suffix("es").filter(|stem| stem.len() > 1) else {
        return Some(without_s.to_owned());
    };
    let without_es = match without_es {
        "quizz" | "whizz" | "gass" | "buss" | "fezz" => &without_es[..without_es.len() - 1],
        _ => without_es,
    };
    // Only these endings take `-es`.
    let takes_es = matches!(without_es.as_bytes(), [.., b's' | b'x' | b'z' | b'o'] | [.., b'c' | b's', b'h']);
    if !takes_es {
        return Some(without_s.to_owned());
    }
    let never_in_e =
        matches!(without_es.as_bytes(), [.., b's', b's'] | [.., b'x'] | [.., b's', b'h'] | [.., b't', b'c', b'h']);
    if never_in_e && (known(without_es) || !known(without_s)) {
        return Some(without_es.to_owned());
    }
    if !known(without_es) && !known(without_s) {
        // `-ses` and `-zes` come of a silent `e` more often than not, `-ches` and `-oes` do not.
        let silent_e = matches!(without_es.as_bytes(), [.., b's' | b'z']);
        return Some(if silent_e { without_s } else { without_es }.to_owned());
    }
    most_familiar([without_s.to_owned(), without_es.to_owned()])
}

fn noun_lemma(lower: &str) -> Option<String> {
    if let Some(&singular) = SINGULARS.get(lower) {
        return Some(singular.to_owned());
    }
    if let Some(stem) = lower.strip_suffix("'s").or_else(|| lower.strip_suffix("’s")) {
        return Some(stem.to_owned());
    }
    if let Some(at) = lower.rfind('-').filter(|&at| at + 1 < lower.len()) {
        let last = noun_lemma(&lower[at + 1..])?;
        return Some(format!("{}{last}", &lower[..=at]));
    }
    static PLURAL_HEADS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
        let plurals = |head| PLURALS.get(head).into_iter().flat_map(|plurals| plurals.split('/'));
        NOUN_HEADS.iter().flat_map(|&head| plurals(head).map(move |plural| (plural, head))).collect()
    });
    let compound = PLURAL_HEADS.iter().find_map(|(plural, head)| {
        let prefix = lower.strip_suffix(plural).filter(|prefix| prefix.len() > 1)?;
        Some(format!("{prefix}{head}"))
    });
    if compound.is_some() {
        return compound;
    }
    if let Some(stem) = lower.strip_suffix("men").filter(|stem| !stem.is_empty()) {
        return Some(format!("{stem}man"));
    }
    strip_s(lower)
}

fn degree_lemma(lower: &str, tag: Tag) -> Option<Cow<'static, str>> {
    let adverb = matches!(tag, Tag::Rbr | Tag::Rbs);
    let irregular = match lower {
        "better" | "best" if adverb => "well",
        "worse" | "worst" if adverb => "badly",
        "better" | "best" => "good",
        "worse" | "worst" => "bad",
        "further" | "farther" | "furthest" | "farthest" => "far",
        "elder" | "eldest" => "old",
        "later" | "latest" => "late",
        "more" | "most" | "less" | "least" => return None,
        _ => "",
    };
    if !irregular.is_empty() {
        return Some(Cow::Borrowed(irregular));
    }
    let ending = if matches!(tag, Tag::Jjr | Tag::Rbr) { "er" } else { "est" };
    let stem = lower.strip_suffix(ending).filter(|stem| has_vowel(stem))?;
    if let Some(in_y) = stem.strip_suffix('i') {
        return Some(Cow::Owned(format!("{in_y}y")));
    }
    let shorter = undoubled(stem).filter(|shorter| is_short_syllable(shorter));
    let plain = Some(stem).filter(|stem| !is_short_syllable(stem));
    let with_e = format!("{stem}e");
    most_familiar([Some(with_e.as_str()), plain, shorter].into_iter().flatten().map(str::to_owned)).map(Cow::Owned)
}

fn full_modal(lower: &str) -> Option<&'static str> {
    Some(match lower {
        "'ll" | "’ll" | "wo" => "will",
        "'d" | "’d" => "would",
        "ca" => "can",
        "sha" => "shall",
        _ => return None,
    })
}

fn pronoun_lemma(lower: &str) -> Option<&'static str> {
    let word = pronoun::pronoun(lower)?;
    let number = word.number.unwrap_or(Number::Singular);
    Some(if word.cases.contains(Case::Reflexive) {
        word.form
    } else if word.cases.contains(Case::Nominative) || word.cases.contains(Case::Accusative) {
        pronoun::form(word.person, number, word.gender, Case::Nominative)
    } else {
        pronoun::form(word.person, number, word.gender, Case::PossessiveDeterminer)
    })
}

#[cfg(test)]
#[allow(clippy::print_stdout)] // The figures, and what was skipped.
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn lists_are_in_alphabetical_order() {
        for list in [REGULAR_IN_MAN, IN_OES, HARD_CH, DOUBLING, NEVER_VERBS] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }

    #[test]
    fn the_third_person_takes_its_spelling_from_the_ending() {
        for (base, form) in [
            ("have", "has"),
            ("do", "does"),
            ("be", "is"),
            ("go", "goes"),
            ("carry", "carries"),
            ("play", "plays"),
            ("watch", "watches"),
            ("fix", "fixes"),
            ("undergo", "undergoes"),
            ("quiz", "quizzes"),
            ("radio", "radios"),
            ("co-found", "co-founds"),
            ("must", "must"),
        ] {
            assert_eq!(third_person(base), form);
        }
    }

    #[test]
    fn only_a_stressed_last_syllable_doubles_its_consonant() {
        for (base, form) in [
            ("visit", "visited"),
            ("prefer", "preferred"),
            ("travel", "traveled"),
            ("stop", "stopped"),
            ("quit", "quit"),
            ("play", "played"),
            ("fix", "fixed"),
            ("panic", "panicked"),
            ("overstep", "overstepped"),
            ("open", "opened"),
            ("equip", "equipped"),
            ("rain", "rained"),
            ("squat", "squatted"),
            ("credit", "credited"),
            ("unplug", "unplugged"),
        ] {
            assert_eq!(past(base), form);
        }
    }

    #[test]
    fn a_prefix_keeps_an_irregular_verb_irregular() {
        assert_eq!((past("overtake"), past_participle("overtake")), ("overtook".into(), "overtaken".into()));
        assert_eq!((past("withdraw"), past_participle("foresee")), ("withdrew".into(), "foreseen".into()));
        assert_eq!(
            (past("relay"), past("reply"), past("overpay")),
            ("relayed".into(), "replied".into(), "overpaid".into())
        );
        assert_eq!(lemma("misunderstood", Tag::Vbd), "misunderstand");
        assert_eq!(lemma("rested", Tag::Vbn), "rest");
    }

    #[test]
    fn the_ing_form_drops_changes_or_keeps() {
        for (base, form) in [
            ("run", "running"),
            ("lie", "lying"),
            ("make", "making"),
            ("see", "seeing"),
            ("dye", "dyeing"),
            ("be", "being"),
            ("begin", "beginning"),
            ("mimic", "mimicking"),
            ("study", "studying"),
            ("age", "aging"),
        ] {
            assert_eq!(gerund(base), form);
        }
    }

    #[test]
    fn plurals_of_every_kind() {
        for (noun, form) in [
            ("box", "boxes"),
            ("lady", "ladies"),
            ("day", "days"),
            ("child", "children"),
            ("grandchild", "grandchildren"),
            ("housewife", "housewives"),
            ("fireman", "firemen"),
            ("human", "humans"),
            ("hero", "heroes"),
            ("photo", "photos"),
            ("stomach", "stomachs"),
            ("crisis", "crises"),
            ("series", "series"),
            ("brother-in-law", "brothers-in-law"),
            ("roof", "roofs"),
            ("church", "churches"),
            ("quiz", "quizzes"),
            ("bus", "buses"),
        ] {
            assert_eq!(plural(noun), form);
        }
    }

    #[test]
    fn a_lemma_is_the_stem_that_gives_the_form() {
        for (form, tag, base) in [
            ("hoped", Tag::Vbd, "hope"),
            ("hopped", Tag::Vbd, "hop"),
            ("Travelled", Tag::Vbn, "travel"),
            ("traveled", Tag::Vbn, "travel"),
            ("lying", Tag::Vbg, "lie"),
            ("ageing", Tag::Vbg, "age"),
            ("aging", Tag::Vbg, "age"),
            ("suited", Tag::Vbn, "suit"),
            ("ranged", Tag::Vbd, "range"),
            ("used", Tag::Vbn, "use"),
            ("added", Tag::Vbd, "add"),
            ("lay", Tag::Vbd, "lie"),
            ("laid", Tag::Vbd, "lay"),
            ("saw", Tag::Vbd, "see"),
            ("born", Tag::Vbn, "bear"),
            ("is", Tag::Vbz, "be"),
            ("'s", Tag::Vbz, "be"),
            ("passes", Tag::Vbz, "pass"),
            ("houses", Tag::Nns, "house"),
            ("viruses", Tag::Nns, "virus"),
            ("shoes", Tag::Nns, "shoe"),
            ("movies", Tag::Nns, "movie"),
            ("parties", Tag::Nns, "party"),
            ("shelves", Tag::Nns, "shelf"),
            ("Women", Tag::Nns, "woman"),
            ("bigger", Tag::Jjr, "big"),
            ("largest", Tag::Jjs, "large"),
            ("happier", Tag::Jjr, "happy"),
            ("better", Tag::Rbr, "well"),
            ("him", Tag::Prp, "he"),
            ("Me", Tag::Prp, "I"),
            ("theirs", Tag::Prp, "their"),
            ("'ll", Tag::Md, "will"),
            ("re-elected", Tag::Vbn, "re-elect"),
            ("cut", Tag::Vbd, "cut"),
            ("House", Tag::Nn, "house"),
        ] {
            assert_eq!(lemma(form, tag), base, "{form}");
        }
    }

    #[test]
    fn a_form_that_is_its_lemma_is_borrowed() {
        assert!(matches!(lemma("house", Tag::Nn), Cow::Borrowed("house")));
    }

    #[test]
    fn a_verb_is_made_to_agree_with_its_subject() {
        use Number::{Plural, Singular};
        use Person::{First, Second, Third};
        let agreed = |form, tag, person, number| agree(form, tag, person, number);
        assert_eq!(agreed("works", Tag::Vbz, Third, Plural).as_deref(), Some("work"));
        assert_eq!(agreed("Has", Tag::Vbz, Third, Plural).as_deref(), Some("Have"));
        assert_eq!(agreed("was", Tag::Vbd, Third, Plural).as_deref(), Some("were"));
        assert_eq!(agreed("were", Tag::Vbd, First, Singular).as_deref(), Some("was"));
        assert_eq!(agreed("am", Tag::Vbp, Third, Singular).as_deref(), Some("is"));
        assert_eq!(agreed("'m", Tag::Vbp, Third, Singular).as_deref(), Some("'s"));
        assert_eq!(agreed("’ve", Tag::Vbp, Third, Singular).as_deref(), Some("’s"));
        assert_eq!(agreed("is", Tag::Vbz, Second, Singular).as_deref(), Some("are"));
        assert_eq!(agreed("try", Tag::Vbp, Third, Singular).as_deref(), Some("tries"));
    }

    #[test]
    fn a_verb_that_agrees_or_shows_no_person_stays() {
        for (form, tag) in
            [("walked", Tag::Vbd), ("can", Tag::Md), ("work", Tag::Vbp), ("'re", Tag::Vbp), ("'s", Tag::Vbz)]
        {
            assert_eq!(agree(form, tag, Person::Third, Number::Plural), None, "{form}");
        }
    }

    #[test]
    fn letter_case_follows_the_model() {
        assert_eq!(with_case_of("They", "he"), "He");
        assert_eq!(with_case_of("THEY", "he"), "HE");
        assert_eq!(with_case_of("I", "we"), "We");
        assert_eq!(with_case_of("they", "he"), "he");
        assert_eq!(with_case_of("...", "he"), "he");
    }

    const TREEBANKS: [&str; 2] = ["ewt-test", "gum-test"];

    /// The distinct forms of the treebanks beside the checkout that have one of the tags, each with its lemma.
    fn treebank_types(tags: &[Tag]) -> BTreeSet<(String, String, Tag)> {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/treebank");
        let mut types = BTreeSet::new();
        for name in TREEBANKS {
            let Ok(file) = std::fs::File::open(folder.join(name).with_extension("tsv.xz")) else { continue };
            let mut text = Vec::new();
            lzma_rs::xz_decompress(&mut std::io::BufReader::new(file), &mut text).unwrap();
            for line in String::from_utf8(text).unwrap().lines() {
                let [form, lemma, _, xpos, features, ..] = line.split('\t').collect::<Vec<_>>()[..] else { continue };
                // The lemma of a typing error or of an abbreviation is that of what was meant.
                if !features.contains("Typo=Yes")
                    && !features.contains("Abbr=Yes")
                    && let Some(tag) = Tag::parse(xpos).filter(|tag| tags.contains(tag))
                    && form.chars().chain(lemma.chars()).all(|c| c.is_alphabetic() || "-'’".contains(c))
                {
                    types.insert((form.to_lowercase(), lemma.to_lowercase(), tag));
                }
            }
        }
        types
    }

    fn holds(what: &str, types: &BTreeSet<(String, String, Tag)>, right: impl Fn(&str, &str, Tag) -> bool) -> bool {
        if types.is_empty() {
            println!("skipped: no treebank beside the checkout");
            return true;
        }
        let wrong: Vec<_> = types.iter().filter(|(form, lemma, tag)| !right(form, lemma, *tag)).collect();
        let share = 100.0 * (types.len() - wrong.len()) as f64 / types.len() as f64;
        println!("{what}: {share:.2} % of {} types", types.len());
        for (form, lemma, tag) in &wrong {
            println!("  {form} ({tag}, {lemma})");
        }
        share >= 97.0
    }

    #[test]
    fn treebank_lemmas_are_found() {
        let held = [
            ("verb lemmas", &[Tag::Vb, Tag::Vbd, Tag::Vbg, Tag::Vbn, Tag::Vbp, Tag::Vbz][..]),
            ("inflected verb lemmas", &[Tag::Vbd, Tag::Vbg, Tag::Vbn, Tag::Vbz][..]),
            ("noun lemmas", &[Tag::Nn, Tag::Nns][..]),
            ("plural noun lemmas", &[Tag::Nns][..]),
            ("degree lemmas", &[Tag::Jjr, Tag::Jjs][..]),
        ]
        .map(|(what, tags)| holds(what, &treebank_types(tags), |form, expected, tag| lemma(form, tag) == expected));
        assert_eq!(held, [true; 5]);
    }

    #[test]
    fn treebank_forms_are_made() {
        let held = [
            (Tag::Vbz, third_person as fn(&str) -> String),
            (Tag::Vbd, past),
            (Tag::Vbn, past_participle),
            (Tag::Vbg, gerund),
            (Tag::Nns, plural),
        ]
        .map(|(tag, inflect)| {
            let types = treebank_types(&[tag]);
            // Of several forms in use (`traveled`, `travelled`) one is made.
            holds(tag.as_str(), &types, |form, lemma, _| {
                let made = inflect(lemma);
                made == form || types.contains(&(made, lemma.to_owned(), tag))
            })
        });
        assert_eq!(held, [true; 5]);
    }
}
