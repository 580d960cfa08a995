//! The phrases of `pattern/`: what is rendered word for word, one file a source language.
//!
//! The tests build from the files what a run reads (`pattern/built/`): the phrases with every form of their words, and
//! an index from the rarest word of a phrase to the phrase. A phrase is taken apart when a text first has that word.
//!
//! The notation of `find`: `word` is the word in small letters, `a|b` one of several, `~verb` and `+noun` every form,
//! `word?` an element that may be missing, `#` a number in figures or letters, `@` a capitalised word, `_` any word,
//! `NOUN`, `VERB` … a word class of Universal Dependencies, `^` the start of a sentence, `$` its end or a mark. `< … >`
//! holds what is to be replaced, by default all of it. In `fix`, `$1` is the first element, and `~verb` and `+noun` take
//! the form of the first element so marked.

#[cfg(test)]
pub mod build;

use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use serde::{Deserialize, Serialize};

use crate::language::Upos;
use crate::language::inflect::VerbForm;
use crate::language::postings::Postings;

/// What one element of a phrase matches: one token, or none.
pub enum Element {
    /// One of these words, or of these kinds of tokens.
    Words(&'static Words),
    /// A number in figures or letters.
    Number,
    /// A capitalised word.
    Name,
    /// Any word.
    Any,
    /// A word class of Universal Dependencies.
    Class(Upos),
    /// The start of a sentence; takes no token.
    Start,
    /// The end of a sentence or a mark; takes no token.
    End,
}

/// The form a word of a phrase is in.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Form {
    /// As it is written down.
    Plain,
    /// A form of a verb.
    Verb(VerbForm),
    /// The plural of a noun.
    Plural,
}

impl Form {
    /// The letters that the built files have for the forms.
    const LETTERS: [(&str, Form); 6] = [
        ("b", Form::Verb(VerbForm::Base)),
        ("s", Form::Verb(VerbForm::ThirdSingular)),
        ("d", Form::Verb(VerbForm::Past)),
        ("n", Form::Verb(VerbForm::PastParticiple)),
        ("g", Form::Verb(VerbForm::Gerund)),
        ("p", Form::Plural),
    ];
}

/// Words of which an element matches one.
pub struct Words {
    /// In byte order.
    forms: Vec<(&'static str, Form)>,
    /// Whether a number will do, too.
    pub number: bool,
    /// Whether a capitalised word will do, too.
    pub name: bool,
    /// Whether a mark will do, too.
    pub mark: bool,
}

impl Words {
    /// The form in which these have the lower-case word, if they have it.
    pub fn form(&self, lower: &str) -> Option<Form> {
        self.forms.binary_search_by_key(&lower, |(word, _)| word).ok().map(|at| self.forms[at].1)
    }

    fn parse(line: &'static str) -> Self {
        let has = |sign: &str| line.split('|').any(|word| word == sign);
        let form = |word: &'static str| {
            let (word, letter) = word.split_once('=').unwrap_or((word, ""));
            let form = Form::LETTERS.iter().find(|(other, _)| *other == letter);
            (word, form.map_or(Form::Plain, |(_, form)| *form))
        };
        Self { forms: line.split('|').map(form).collect(), number: has("#"), name: has("@"), mark: has("$") }
    }
}

/// One way a pattern can stand in a text.
pub struct Phrase {
    /// What the tokens of the phrase have to be, in order.
    pub elements: Vec<Element>,
    /// The elements to replace.
    pub span: Range<usize>,
    /// How many tokens stand before the one by which the phrase is found.
    pub lead: usize,
    /// Its pattern, by index.
    pub pattern: usize,
}

/// What phrases have in common: the repair, and when it holds.
#[derive(Serialize, Deserialize)]
pub struct Pattern {
    /// The source language, by index.
    pub language: usize,
    /// What takes the place of the phrase, the best first; none: the tool asks.
    pub fix: Vec<String>,
    /// What the source language has.
    pub note: String,
    /// Words of which the sentence has one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub near: Vec<String>,
    /// Words of which the text has at least two.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<String>,
    /// Words of which the sentence has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unless: Vec<String>,
    /// Whether the text has to show that it comes from that language.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub evidence: bool,
}

/// A source language.
#[derive(Serialize, Deserialize)]
pub struct Language {
    /// Its English name.
    pub name: String,
    /// Words of which a text from there has one: names of places and peoples, money, letters.
    pub evidence: Vec<String>,
}

/// A line of a built file, and what it says once it has been read.
struct Lazy<T> {
    line: &'static str,
    read: OnceLock<T>,
}

impl<T> Lazy<T> {
    fn lines(text: &'static str) -> Vec<Self> {
        text.lines().map(|line| Self { line, read: OnceLock::new() }).collect()
    }

    fn get(&self, parse: impl FnOnce(&'static str) -> T) -> &T {
        self.read.get_or_init(|| parse(self.line))
    }
}

/// The patterns of all languages.
pub struct Book {
    index: Postings,
    words: Vec<Lazy<Words>>,
    phrases: Vec<Lazy<Box<Phrase>>>,
    patterns: Vec<Lazy<Box<Pattern>>>,
    languages: Vec<Lazy<Language>>,
}

static EMBEDDED: LazyLock<Book> = LazyLock::new(|| Book {
    index: Postings::new(include_bytes!("pattern/built/index.fst")),
    words: Lazy::lines(include_str!("pattern/built/words.txt")),
    phrases: Lazy::lines(include_str!("pattern/built/phrases.txt")),
    patterns: Lazy::lines(include_str!("pattern/built/patterns.jsonl")),
    languages: Lazy::lines(include_str!("pattern/built/languages.jsonl")),
});

impl Book {
    /// The patterns this program knows.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// Calls back with the index of every phrase that is found by a lower-case word, in the order of the files.
    pub fn phrases_of(&self, lower: &str, found: impl FnMut(u32)) {
        self.index.of(lower, found);
    }

    /// The phrase of an index.
    pub fn phrase(&'static self, index: u32) -> &'static Phrase {
        self.phrases[index as usize].get(|line| Box::new(self.parse(line)))
    }

    /// The pattern of an index.
    pub fn pattern(&self, index: usize) -> &Pattern {
        self.patterns[index].get(|line| Box::new(serde_json::from_str(line).expect("a built line")))
    }

    /// The language of an index.
    pub fn language(&self, index: usize) -> &Language {
        self.languages[index].get(|line| serde_json::from_str(line).expect("a built line"))
    }

    /// Reads `pattern anchor start end element …`; a number among the elements is a line of words.
    fn parse(&'static self, line: &'static str) -> Phrase {
        let mut parts = line.split(' ');
        let [pattern, anchor, start, end] =
            std::array::from_fn(|_| parts.next().and_then(|part| part.parse::<usize>().ok()).expect("four numbers"));
        let elements: Vec<Element> = parts
            .map(|part| match part {
                "#" => Element::Number,
                "@" => Element::Name,
                "_" => Element::Any,
                "^" => Element::Start,
                "$" => Element::End,
                part => match part.parse::<usize>() {
                    Ok(words) => Element::Words(self.words[words].get(Words::parse)),
                    Err(_) => Element::Class(Upos::parse(part).expect("a word class")),
                },
            })
            .collect();
        let lead = elements[..anchor].iter().filter(|element| element.takes_token()).count();
        Phrase { elements, span: start..end, lead, pattern }
    }
}

impl Element {
    /// Whether a token stands for it.
    pub fn takes_token(&self) -> bool {
        !matches!(self, Element::Start | Element::End)
    }
}
