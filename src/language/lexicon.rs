//! Word lists: English forms, names, countries and their money, titles, people, bodies, units, numbers.
//!
//! Two big lists are finite-state sets built from sorted text (`data/*.txt` → `data/*.fst`, see [`build_fst`]); the small
//! ones are tab-separated tables read once. No lookup allocates. Where the lists come from and under what licence
//! is in `data/NOTICE`.
//!
//! Letter case. A function whose parameter is called `lower` takes a lower-case word. The others fold the case themselves;
//! those for names (given names, countries, nationalities, months, weekdays) want a capital first letter, so that `mark`,
//! `turkey`, `polish` and `may` stay words.

use std::cell::RefCell;
use std::sync::LazyLock;

use fst::{Automaton, IntoStreamer, Map, MapBuilder, Streamer};
use rustc_hash::{FxHashMap, FxHashSet};

use super::memo::Memo;
use super::pronoun::Gender;

/// The rows of a table: fields separated by tabs, `#` lines and empty lines left out.
pub(super) fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| line.split('\t').collect())
}

/// A finite-state map of the words of a list: one a line, in byte order, each with a number after a tab or 0.
///
/// # Panics
///
/// When the lines are not in strictly ascending byte order or a number is none; the list is part of the program.
pub fn build_fst(text: &str) -> Vec<u8> {
    let mut builder = MapBuilder::memory();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (word, value) = line.split_once('\t').unwrap_or((line, "0"));
        builder.insert(word, value.parse().expect("a number after the tab")).expect("words in byte order");
    }
    builder.into_inner().expect("written to memory")
}

/// Calls back with the word in lower case, kept on the stack; `None` where the word is longer than any in a list.
fn folded<T>(word: &str, lookup: impl FnOnce(&str) -> Option<T>) -> Option<T> {
    let mut buffer = [0u8; 64];
    if word.is_ascii() {
        let buffer = buffer.get_mut(..word.len())?;
        buffer.copy_from_slice(word.as_bytes());
        buffer.make_ascii_lowercase();
        return lookup(std::str::from_utf8(buffer).ok()?);
    }
    let mut length = 0;
    for c in word.chars().flat_map(char::to_lowercase) {
        let end = length + c.len_utf8();
        c.encode_utf8(buffer.get_mut(length..end)?);
        length = end;
    }
    lookup(std::str::from_utf8(&buffer[..length]).ok()?)
}

/// As [`folded`], for words that begin with a capital only.
fn folded_name<T>(word: &str, lookup: impl FnOnce(&str) -> Option<T>) -> Option<T> {
    if !word.chars().next()?.is_uppercase() {
        return None;
    }
    folded(word, lookup)
}

fn open(bytes: &'static [u8]) -> Map<&'static [u8]> {
    Map::new(bytes).expect("an embedded list is whole")
}

// English forms and names.

static WORDS: LazyLock<Map<&'static [u8]>> = LazyLock::new(|| open(include_bytes!("data/words.fst")));
static NAMES: LazyLock<Map<&'static [u8]>> = LazyLock::new(|| open(include_bytes!("data/names.fst")));
static GIVEN: LazyLock<Map<&'static [u8]>> = LazyLock::new(|| open(include_bytes!("data/given.fst")));

/// How usual a word is, by the size of the dictionary that has it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Familiarity {
    /// In no list.
    Unknown,
    /// In the large list only.
    Listed,
    /// In the list of an ordinary dictionary.
    Common,
}

/// How usual a lower-case form is as an English word.
pub fn familiarity(lower: &str) -> Familiarity {
    thread_local!(static KNOWN: RefCell<Memo<Familiarity>> = const { RefCell::new(Memo::new()) });
    KNOWN.with_borrow_mut(|known| {
        known.get(lower, |lower| match WORDS.get(lower) {
            None => Familiarity::Unknown,
            Some(0) => Familiarity::Listed,
            Some(_) => Familiarity::Common,
        })
    })
}

/// Whether a lower-case form is an English word, inflected forms and contractions (with `'`) among them, in American or
/// British spelling. Names, also of languages, days and months, are not: see [`is_known_name`].
pub fn is_english_form(lower: &str) -> bool {
    familiarity(lower) != Familiarity::Unknown
}

/// The words of an ordinary dictionary that begin with a lower-case `prefix` and are at least two letters longer, in the
/// order of the alphabet.
pub fn completions(prefix: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut stream = WORDS.search(fst::automaton::Str::new(prefix).starts_with()).into_stream();
    while let Some((word, value)) = stream.next() {
        if value != 0 && word.len() >= prefix.len() + 2 {
            words.extend(std::str::from_utf8(word).map(str::to_owned));
        }
    }
    words
}

/// Whether the list of proper names and abbreviations has the word, as it is written: `Monday`, `NATO`, `Alps`.
pub fn is_known_name(word: &str) -> bool {
    NAMES.contains_key(word)
}

/// The gender of those who bear a given name; `Common` where men and women do, or where it differs between languages.
/// `None` for names not listed, which East Asian ones are not.
pub fn given_name_gender(name: &str) -> Option<Gender> {
    folded_name(name, |lower| match GIVEN.get(lower)? {
        1 => Some(Gender::Masculine),
        2 => Some(Gender::Feminine),
        _ => Some(Gender::Common),
    })
}

// Countries and money.

/// A country.
#[derive(PartialEq, Eq, Debug)]
pub struct Country {
    /// Its usual English name, without `the`.
    pub name: &'static str,
    /// Other names and short forms.
    pub other_names: Vec<&'static str>,
    /// The adjective first, then nouns for its people where they differ (`Polish`, `Pole`).
    pub demonyms: Vec<&'static str>,
    /// ISO 4217 codes of the money in use.
    pub currency_codes: Vec<&'static str>,
    /// The capital; the seat of government first where they differ.
    pub capitals: Vec<&'static str>,
}

impl Country {
    /// The money in use.
    pub fn currencies(&self) -> impl Iterator<Item = &'static Currency> {
        CURRENCIES.iter().filter(|currency| self.currency_codes.iter().any(|code| currency.codes.contains(code)))
    }
}

/// A name for money, shared by several countries' currencies: `dollar`.
#[derive(PartialEq, Eq, Debug)]
pub struct Currency {
    /// The word for one.
    pub singular: &'static str,
    /// Words for several, the usual one first; equal to the singular for `yen` and `won`.
    pub plurals: Vec<&'static str>,
    /// Other spellings of the singular.
    pub variants: Vec<&'static str>,
    /// The sign; empty where there is none in use.
    pub symbol: &'static str,
    /// ISO 4217 codes.
    pub codes: Vec<&'static str>,
    /// Abbreviations that mean it beside a figure, as they are written: `Rs`, `kr.`
    pub abbreviations: Vec<&'static str>,
}

impl Currency {
    /// The countries that use it.
    pub fn countries(&'static self) -> impl Iterator<Item = &'static Country> {
        COUNTRIES.iter().filter(|country| country.currency_codes.iter().any(|code| self.codes.contains(code)))
    }
}

fn list(field: Option<&&'static str>) -> Vec<&'static str> {
    field.into_iter().flat_map(|field| field.split('/')).filter(|item| !item.is_empty()).collect()
}

static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| {
    rows(include_str!("data/countries.tsv"))
        .map(|row| Country {
            name: row[0],
            other_names: list(row.get(1)),
            demonyms: list(row.get(2)),
            currency_codes: list(row.get(3)),
            capitals: list(row.get(4)),
        })
        .collect()
});

static CURRENCIES: LazyLock<Vec<Currency>> = LazyLock::new(|| {
    rows(include_str!("data/currencies.tsv"))
        .map(|row| Currency {
            singular: row[0],
            plurals: list(row.get(1)),
            variants: list(row.get(2)),
            symbol: row.get(3).copied().unwrap_or(""),
            codes: list(row.get(4)),
            abbreviations: list(row.get(5)),
        })
        .collect()
});

/// Every country, in the order of the alphabet.
pub fn countries() -> &'static [Country] {
    &COUNTRIES
}

fn index<T>(items: &'static [T], keys: impl Fn(&T) -> Vec<&'static str>) -> FxHashMap<String, &'static T> {
    let mut index = FxHashMap::default();
    for item in items {
        for key in keys(item) {
            index.entry(key.to_lowercase()).or_insert(item);
        }
    }
    index
}

/// The country of a name or short form (`Iran`, `UK`, `Ivory Coast`); without `the`.
pub fn country(name: &str) -> Option<&'static Country> {
    static INDEX: LazyLock<FxHashMap<String, &'static Country>> = LazyLock::new(|| {
        index(&COUNTRIES, |country| std::iter::once(country.name).chain(country.other_names.iter().copied()).collect())
    });
    folded_name(name, |lower| INDEX.get(lower).copied())
}

/// The country whose adjective or people's name this is (`Polish`, `Pole`, `Poles`). Where two countries share one, the
/// more populous.
pub fn nationality(word: &str) -> Option<&'static Country> {
    static INDEX: LazyLock<FxHashMap<String, &'static Country>> = LazyLock::new(|| {
        let mut index = index(&COUNTRIES, |country| country.demonyms.clone());
        for country in COUNTRIES.iter() {
            for demonym in
                country.demonyms.iter().filter(|demonym| !demonym.ends_with("ese") && !demonym.ends_with("sh"))
            {
                index.entry(super::inflect::plural(&demonym.to_lowercase())).or_insert(country);
            }
        }
        for (shared, owner) in
            [("korean", "South Korea"), ("congolese", "DR Congo"), ("dominican", "Dominican Republic")]
        {
            index.extend(COUNTRIES.iter().find(|country| country.name == owner).map(|c| (shared.to_owned(), c)));
        }
        index
    });
    folded_name(word, |lower| INDEX.get(lower).copied())
}

/// The currency of a word in either number, or of a sign (`dollar`, `roubles`, `kronor`, `€`). Any letter case; codes are not
/// words: see [`currency_of_code`].
pub fn currency(word: &str) -> Option<&'static Currency> {
    static INDEX: LazyLock<FxHashMap<String, &'static Currency>> = LazyLock::new(|| {
        index(&CURRENCIES, |currency| {
            let words = currency.plurals.iter().chain(&currency.variants).copied();
            words.chain([currency.singular, currency.symbol]).filter(|key| !key.is_empty()).collect()
        })
    });
    folded(word, |lower| INDEX.get(lower).copied())
}

/// The currency of an ISO 4217 code, in capitals.
pub fn currency_of_code(code: &str) -> Option<&'static Currency> {
    CURRENCIES.iter().find(|currency| currency.codes.contains(&code))
}

/// The currency that an abbreviation means beside a figure; in its own letter case.
pub fn currency_of_abbreviation(word: &str) -> Option<&'static Currency> {
    CURRENCIES.iter().find(|currency| currency.abbreviations.contains(&word))
}

// People.

/// What a title before a name says.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum TitleKind {
    /// `Mr.`, `Sir`, `Uncle`.
    Honorific,
    /// `Captain`, `King`, `Sister`: a place in an order of ranks.
    Rank,
    /// `Doctor`, `Judge`, `Minister`.
    Profession,
}

/// A word that stands before a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Title {
    /// What it says.
    pub kind: TitleKind,
    /// The gender of the bearer, where the title shows it.
    pub gender: Option<Gender>,
}

/// A word for a person.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PersonNoun {
    /// The gender, where the word shows it.
    pub gender: Option<Gender>,
}

/// A word for a relative.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Kinship {
    /// The gender, where the word shows it.
    pub gender: Option<Gender>,
}

fn gender_field(field: &str) -> Option<Gender> {
    match field {
        "m" => Some(Gender::Masculine),
        "f" => Some(Gender::Feminine),
        _ => None,
    }
}

/// The title a word is, in any letter case, with or without its full stop.
pub fn title(word: &str) -> Option<Title> {
    static TITLES: LazyLock<FxHashMap<&'static str, Title>> = LazyLock::new(|| {
        rows(include_str!("data/titles.tsv"))
            .flat_map(|row| {
                let kind = match row[0] {
                    "honorific" => TitleKind::Honorific,
                    "rank" => TitleKind::Rank,
                    _ => TitleKind::Profession,
                };
                let title = Title { kind, gender: gender_field(row[1]) };
                row[2].split(' ').map(move |word| (word, title)).collect::<Vec<_>>()
            })
            .collect()
    });
    folded(word.strip_suffix('.').unwrap_or(word), |lower| TITLES.get(lower).copied())
}

/// Every word for a person: its gender and whether it names a relative.
static PEOPLE: LazyLock<FxHashMap<&'static str, (Option<Gender>, bool)>> = LazyLock::new(|| {
    rows(include_str!("data/people.tsv"))
        .flat_map(|row| {
            let person = (gender_field(row[1]), row[0] == "kinship");
            row[2].split(' ').map(move |word| (word, person)).collect::<Vec<_>>()
        })
        .collect()
});

/// The relative a singular noun names: `mother`, `nephew`, `brother-in-law`.
pub fn kinship(lower: &str) -> Option<Kinship> {
    PEOPLE.get(lower).filter(|(_, relative)| *relative).map(|&(gender, _)| Kinship { gender })
}

/// The person a singular noun names: relatives, roles and professions, `woman` and the like. A word in `-man`, `-woman`,
/// `-keeper` or `-ologist` need not be listed.
pub fn person_noun(lower: &str) -> Option<PersonNoun> {
    if let Some(&(gender, _)) = PEOPLE.get(lower) {
        return Some(PersonNoun { gender });
    }
    let ends = |ending: &str| lower.strip_suffix(ending).is_some_and(|stem| stem.len() > 2);
    let known = |ending: &str| ends(ending) && is_english_form(lower);
    if known("woman") {
        Some(PersonNoun { gender: Some(Gender::Feminine) })
    } else if known("sman") {
        Some(PersonNoun { gender: Some(Gender::Masculine) })
    } else if ["person", "keeper", "monger", "smith", "wright"].into_iter().any(known)
        || ends("ologist")
        || ends("ographer")
    {
        Some(PersonNoun { gender: None })
    } else {
        None
    }
}

// Bodies.

/// Groups of nouns for bodies that translators use for one another, and single ones; lower-case singulars.
static ORGANISATIONS: LazyLock<Vec<Vec<&'static str>>> =
    LazyLock::new(|| rows(include_str!("data/organisations.txt")).map(|row| row[0].split(' ').collect()).collect());

/// Whether a singular noun names a kind of body: `company`, `ministry`, `team`.
pub fn organisation_noun(lower: &str) -> bool {
    static NOUNS: LazyLock<FxHashSet<&'static str>> =
        LazyLock::new(|| ORGANISATIONS.iter().flatten().copied().collect());
    NOUNS.contains(lower)
}

/// Groups of nouns for bodies that are translations of the same word: `bureau`, `office`, `agency` …; lower-case
/// singulars. A word may be in several.
pub fn organisation_synonyms() -> impl Iterator<Item = &'static [&'static str]> {
    ORGANISATIONS.iter().filter(|group| group.len() > 1).map(Vec::as_slice)
}

/// Whether two different singular nouns for bodies may translate the same word.
pub fn are_organisation_synonyms(lower: &str, other: &str) -> bool {
    lower != other && organisation_synonyms().any(|group| group.contains(&lower) && group.contains(&other))
}

// Measures, dates, numbers.

/// What a unit measures.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum UnitKind {
    /// `metre`, `mile`, `li`.
    Length,
    /// `hectare`, `acre`.
    Area,
    /// `kilogram`, `pound`.
    Mass,
    /// `second`, `year`.
    Time,
    /// `degree`.
    Temperature,
    /// `litre`, `gallon`.
    Volume,
    /// `km/h`, `knot`.
    Speed,
}

/// A unit of measure.
#[derive(PartialEq, Eq, Debug)]
pub struct Unit {
    /// What it measures.
    pub kind: UnitKind,
    /// The singular, in American spelling.
    pub name: &'static str,
    /// The symbol; empty where there is none in use.
    pub symbol: &'static str,
}

static UNITS: LazyLock<Vec<(Unit, Vec<&'static str>)>> = LazyLock::new(|| {
    rows(include_str!("data/units.tsv"))
        .map(|row| {
            let kind = match row[0] {
                "length" => UnitKind::Length,
                "area" => UnitKind::Area,
                "mass" => UnitKind::Mass,
                "time" => UnitKind::Time,
                "temperature" => UnitKind::Temperature,
                "volume" => UnitKind::Volume,
                _ => UnitKind::Speed,
            };
            let names = list(row.get(1));
            let symbols = list(row.get(2));
            let symbol = symbols.first().copied().unwrap_or("");
            (Unit { kind, name: names[0], symbol }, names.into_iter().chain(symbols).collect())
        })
        .collect()
});

/// The unit of a name in either number and spelling, in any letter case, or of a symbol as it is written. `in`
/// is a symbol too: look for a number before it.
pub fn unit(word: &str) -> Option<&'static Unit> {
    static INDEX: LazyLock<FxHashMap<String, &'static Unit>> = LazyLock::new(|| {
        let mut index = FxHashMap::default();
        for (unit, words) in UNITS.iter() {
            for word in words {
                index.entry((*word).to_owned()).or_insert(unit);
            }
        }
        for (unit, words) in UNITS.iter() {
            for word in words.iter().filter(|word| word.len() > 2) {
                index.entry(super::inflect::plural(word)).or_insert(unit);
            }
        }
        index
    });
    INDEX.get(word).copied().or_else(|| folded(word, |lower| INDEX.get(lower).copied()).filter(|_| word.len() > 3))
}

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The day's number from 1 for Monday; full names and three-letter ones (`Tue`, `Tues.`).
pub fn weekday(word: &str) -> Option<u8> {
    calendar(word, &WEEKDAYS)
}

/// The month's number from 1; full names and short ones (`Jan`, `Sept.`).
pub fn month(word: &str) -> Option<u8> {
    calendar(word, &MONTHS)
}

fn calendar(word: &str, names: &[&str]) -> Option<u8> {
    let short = word.strip_suffix('.').unwrap_or(word);
    if !(3..=9).contains(&short.len()) {
        return None;
    }
    folded_name(short, |lower| {
        let is_name = |name: &str| {
            *name == *lower
                || (lower.len() == 3 && name.starts_with(lower))
                || (matches!(lower, "tues" | "thur" | "thurs" | "sept") && name.starts_with(lower))
        };
        (1..).zip(names).find(|(_, name)| name.as_bytes()[0] == lower.as_bytes()[0] && is_name(name)).map(|(at, _)| at)
    })
}

/// The value of a number word: `seven`, `forty`, `hundred`, `million`, `dozen`; of two joined by a hyphen: `twenty-one`.
pub fn number_word(lower: &str) -> Option<u64> {
    if let Some((ten, one)) = lower.split_once('-') {
        let (ten, one) = (number_word(ten)?, number_word(one)?);
        return ((20..100).contains(&ten) && (1..10).contains(&one)).then_some(ten + one);
    }
    Some(match lower {
        "zero" => 0,
        "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "thirteen" => 13,
        "fourteen" => 14,
        "fifteen" => 15,
        "sixteen" => 16,
        "seventeen" => 17,
        "eighteen" => 18,
        "nineteen" => 19,
        "twenty" => 20,
        "thirty" => 30,
        "forty" => 40,
        "fifty" => 50,
        "sixty" => 60,
        "seventy" => 70,
        "eighty" => 80,
        "ninety" => 90,
        "dozen" => 12,
        "hundred" => 100,
        "thousand" => 1_000,
        "million" => 1_000_000,
        "billion" => 1_000_000_000,
        "trillion" => 1_000_000_000_000,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `POSTEDIT_UPDATE=1` writes what is stale.
    #[test]
    fn the_built_lists_are_current() {
        let folder = std::path::Path::new("src/language/data");
        let mut size = 0;
        for name in ["words", "names", "given"] {
            let list = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join(name).with_extension("txt");
            let text = std::fs::read_to_string(list).unwrap();
            let built = build_fst(&text);
            size += built.len();
            crate::language::postings::assert_current(&format!("src/language/data/{name}.fst"), &built);
        }
        assert!(size < 1_000_000, "{size} bytes embedded");
    }

    #[test]
    fn english_forms_are_inflected_and_of_either_spelling() {
        for form in ["walked", "colour", "color", "organising", "organizing", "mice", "don't", "website", "a"] {
            assert!(is_english_form(form), "{form}");
        }
        for form in ["teh", "london", "b", "recieve", "monday"] {
            assert!(!is_english_form(form), "{form}");
        }
        assert!(familiarity("house") == Familiarity::Common && familiarity("xebec") < Familiarity::Common);
    }

    #[test]
    fn names_are_known_as_they_are_written() {
        assert!(is_known_name("Monday") && is_known_name("NATO") && !is_known_name("monday"));
    }

    #[test]
    fn given_names_have_a_gender_where_they_show_one() {
        assert_eq!(given_name_gender("Mary"), Some(Gender::Feminine));
        assert_eq!(given_name_gender("ROBERT"), Some(Gender::Masculine));
        assert_eq!(given_name_gender("Leslie"), Some(Gender::Common));
        assert_eq!(given_name_gender("mark"), None);
        assert_eq!(given_name_gender("Min"), None);
    }

    #[test]
    fn a_country_is_found_by_its_names_and_its_people() {
        assert_eq!(country("Holland").unwrap().name, "Netherlands");
        assert_eq!(country("USA").unwrap().capitals, ["Washington"]);
        assert_eq!(nationality("Poles").unwrap().name, "Poland");
        assert_eq!(nationality("Swedish").unwrap().name, "Sweden");
        assert!(nationality("polish").is_none() && country("turkey").is_none());
        assert!(countries().len() >= 195);
    }

    #[test]
    fn a_country_knows_its_money_and_money_its_countries() {
        let money: Vec<_> = country("Poland").unwrap().currencies().map(|currency| currency.singular).collect();
        assert_eq!(money, ["zloty"]);
        assert_eq!(currency("roubles").unwrap().singular, "ruble");
        assert_eq!(currency("Kronor").unwrap().singular, "krona");
        assert_eq!(currency("€").unwrap().codes, ["EUR"]);
        assert!(currency("rupees").unwrap().countries().any(|country| country.name == "Nepal"));
        assert_eq!(currency_of_code("JPY").unwrap().symbol, "¥");
        for country in countries() {
            for code in &country.currency_codes {
                assert!(currency_of_code(code).is_some(), "{}: {code}", country.name);
            }
        }
    }

    #[test]
    fn titles_say_their_kind_and_gender() {
        assert_eq!(title("Mrs."), Some(Title { kind: TitleKind::Honorific, gender: Some(Gender::Feminine) }));
        assert_eq!(title("captain"), Some(Title { kind: TitleKind::Rank, gender: None }));
        assert_eq!(title("Dr").unwrap().kind, TitleKind::Profession);
        assert_eq!(title("King").unwrap().gender, Some(Gender::Masculine));
        assert!(title("table").is_none());
    }

    #[test]
    fn people_are_told_from_things() {
        assert_eq!(person_noun("actress").unwrap().gender, Some(Gender::Feminine));
        assert_eq!(person_noun("anchorwoman").unwrap().gender, Some(Gender::Feminine));
        assert_eq!(person_noun("businessman").unwrap().gender, Some(Gender::Masculine));
        assert_eq!(person_noun("engineer"), Some(PersonNoun { gender: None }));
        assert!(person_noun("bridge").is_none());
        assert_eq!(kinship("nephew").unwrap().gender, Some(Gender::Masculine));
        assert_eq!(kinship("sister-in-law").unwrap().gender, Some(Gender::Feminine));
        assert!(kinship("teacher").is_none());
    }

    #[test]
    fn bodies_have_synonyms() {
        assert!(organisation_noun("museum") && !organisation_noun("river"));
        assert!(are_organisation_synonyms("bureau", "office") && are_organisation_synonyms("union", "league"));
        assert!(!are_organisation_synonyms("museum", "league") && !are_organisation_synonyms("bureau", "bureau"));
    }

    #[test]
    fn units_are_read_in_either_number_and_spelling() {
        assert_eq!(unit("Kilometres").unwrap().symbol, "km");
        assert_eq!(unit("feet").unwrap().kind, UnitKind::Length);
        assert_eq!(unit("kg").unwrap().name, "kilogram");
        assert_eq!(unit("centuries").unwrap().kind, UnitKind::Time);
        assert!(unit("colour").is_none());
    }

    #[test]
    fn days_and_months_want_a_capital() {
        assert_eq!(
            (weekday("Tuesday"), weekday("Thurs."), month("Sept."), month("MAY")),
            (Some(2), Some(4), Some(9), Some(5))
        );
        assert_eq!((month("may"), month("march"), weekday("Son")), (None, None, None));
    }

    #[test]
    fn number_words_have_values() {
        assert_eq!((number_word("zero"), number_word("nineteen"), number_word("forty")), (Some(0), Some(19), Some(40)));
        assert_eq!((number_word("twenty-one"), number_word("billion")), (Some(21), Some(1_000_000_000)));
        assert_eq!((number_word("twenty-ten"), number_word("forty-zero"), number_word("few")), (None, None, None));
    }
}
