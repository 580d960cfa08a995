//! Builds what a run reads from the files that people write.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::{Form, Language, Pattern};
use crate::language::inflect::{self, VerbForm};
use crate::language::lexicon::{self, Familiarity};
use crate::language::{Upos, postings};

/// A file of patterns.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// The source language, by its English name.
    pub language: String,
    /// See [`Language::evidence`].
    #[serde(default)]
    pub evidence: Vec<String>,
    /// Its patterns.
    pub pattern: Vec<Entry>,
}

/// A pattern as its file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its name within the file.
    pub id: String,
    /// What is looked for.
    pub find: OneOrMany,
    /// See [`Pattern::fix`].
    #[serde(default)]
    pub fix: OneOrMany,
    note: String,
    #[serde(default)]
    near: Vec<String>,
    /// See [`Pattern::about`].
    #[serde(default)]
    pub about: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    #[serde(default)]
    evidence: bool,
    /// A sentence it is found in.
    pub bad: String,
    /// A sentence with the same words that it is not found in.
    #[serde(default)]
    pub good: Option<String>,
}

/// One text or several.
#[derive(Deserialize, Default)]
#[serde(from = "Texts")]
pub struct OneOrMany(pub Vec<String>);

#[derive(Deserialize)]
#[serde(untagged)]
enum Texts {
    One(String),
    Many(Vec<String>),
}

impl From<Texts> for OneOrMany {
    fn from(texts: Texts) -> Self {
        OneOrMany(match texts {
            Texts::One(text) => vec![text],
            Texts::Many(texts) => texts,
        })
    }
}

/// The files of patterns, by the code of their language.
pub fn written() -> BTreeMap<String, File> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules/pattern");
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("the folder of patterns") {
        let path = entry.expect("an entry of the folder").path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            let text = std::fs::read_to_string(&path).expect("a file of patterns");
            let file = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            files.insert(path.file_stem().expect("a name").to_string_lossy().into_owned(), file);
        }
    }
    files
}

/// An element before its words are numbered.
enum Part {
    /// A sign or a word class.
    Sign(String),
    /// One of these, in byte order.
    Words(BTreeMap<String, Form>),
}

/// The lines of the elements of words, each once.
#[derive(Default)]
struct Lines {
    numbers: HashMap<String, usize>,
    text: String,
}

impl Lines {
    fn number(&mut self, line: String) -> usize {
        let next = self.numbers.len();
        *self.numbers.entry(line).or_insert_with_key(|line| {
            self.text.push_str(line);
            self.text.push('\n');
            next
        })
    }
}

#[test]
fn the_built_patterns_are_current() {
    let (mut words, mut phrases, mut patterns, mut languages) =
        (Lines::default(), String::new(), String::new(), String::new());
    let (mut index, mut phrase_count, mut pattern_count) = (Vec::new(), 0, 0);
    for (number, (code, file)) in written().into_iter().enumerate() {
        let language = Language { name: file.language, evidence: file.evidence };
        languages += &(serde_json::to_string(&language).expect("a language") + "\n");
        for entry in file.pattern {
            for find in &entry.find.0 {
                for variant in variants(find) {
                    let (parts, span) = parse(&variant);
                    let anchor = anchor(&parts).unwrap_or_else(|| panic!("{code}/{}: {find} has no word", entry.id));
                    phrases += &format!("{pattern_count} {anchor} {} {}", span.start, span.end);
                    for (at, part) in parts.iter().enumerate() {
                        match part {
                            Part::Sign(sign) => phrases += &format!(" {sign}"),
                            Part::Words(forms) => {
                                phrases += &format!(" {}", words.number(line(forms)));
                                if at == anchor {
                                    index.extend(forms.keys().map(|word| (word.clone(), phrase_count)));
                                }
                            }
                        }
                    }
                    phrases.push('\n');
                    phrase_count += 1;
                }
            }
            let Entry { fix, note, near, about, unless, evidence, .. } = entry;
            let pattern = Pattern { language: number, fix: fix.0, note, near, about, unless, evidence };
            patterns += &(serde_json::to_string(&pattern).expect("a pattern") + "\n");
            pattern_count += 1;
        }
    }
    let index = postings::build(index.iter().map(|(word, phrase)| (word.as_str(), *phrase)));
    for (name, built) in [
        ("words.txt", words.text.as_bytes()),
        ("phrases.txt", phrases.as_bytes()),
        ("patterns.jsonl", patterns.as_bytes()),
        ("languages.jsonl", languages.as_bytes()),
        ("index.fst", &index),
    ] {
        postings::assert_current(&format!("src/rules/pattern/built/{name}"), built);
    }
}

/// The readings of a pattern with its optional elements (`word?`) in and out.
fn variants(find: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let split = find.split_whitespace().map(apart).collect::<Vec<_>>().join(" ");
    for element in split.split(' ') {
        let bare = element.trim_end_matches('>');
        let (element, optional) = match bare.strip_suffix('?') {
            Some(word) => (format!("{word}{}", &element[bare.len()..]), true),
            None => (element.to_string(), false),
        };
        let without: Vec<String> = if optional { out.clone() } else { Vec::new() };
        for variant in &mut out {
            variant.push(' ');
            variant.push_str(&element);
        }
        out.extend(without);
    }
    out
}

/// A word as the tokenizer cuts it: `dog's` and `two-row` are several tokens.
fn apart(element: &str) -> String {
    if element.contains('|') || element.len() < 3 {
        return element.to_string();
    }
    let cut = match element.strip_suffix("'s") {
        Some(owner) if !owner.is_empty() => format!("{owner} 's"),
        _ => element.to_string(),
    };
    cut.replace('-', " - ").trim().to_string()
}

/// The elements of one reading of a pattern, and which of them are to be replaced.
fn parse(find: &str) -> (Vec<Part>, std::ops::Range<usize>) {
    let mut parts: Vec<Part> = Vec::new();
    let (mut start, mut end) = (None, None);
    for written in find.split_whitespace() {
        if written.starts_with('<') {
            start = Some(parts.len());
        }
        let part = written.trim_matches(['<', '>']);
        parts.push(match part {
            "#th" => Part::Sign("#".to_string()),
            "#" | "@" | "_" | "^" | "$" => Part::Sign(part.to_string()),
            part if Upos::parse(part).is_some() => Part::Sign(part.to_string()),
            part => Part::Words(forms(part)),
        });
        if written.ends_with('>') {
            end = Some(parts.len());
        }
    }
    let sign = |part: &Part, what: &str| matches!(part, Part::Sign(sign) if sign == what);
    let first = parts.iter().position(|part| !sign(part, "^")).unwrap_or(0);
    let last = parts.iter().rposition(|part| !sign(part, "$")).map_or(parts.len(), |at| at + 1);
    let span = start.unwrap_or(first)..end.unwrap_or(last);
    (parts, span)
}

/// Every form of the words of an element. The first to claim a form has it.
fn forms(part: &str) -> BTreeMap<String, Form> {
    let mut out = BTreeMap::new();
    for word in part.split('|') {
        if word == "~be" {
            for form in ["be", "is", "are", "was", "were", "am", "been", "being"] {
                out.entry(form.to_string()).or_insert(Form::Plain);
            }
        } else if let Some(verb) = word.strip_prefix('~') {
            for form in
                [VerbForm::Base, VerbForm::ThirdSingular, VerbForm::Past, VerbForm::PastParticiple, VerbForm::Gerund]
            {
                out.entry(inflect::inflect(verb, form)).or_insert(Form::Verb(form));
            }
        } else if let Some(noun) = word.strip_prefix('+') {
            out.insert(noun.to_string(), Form::Plain);
            out.entry(inflect::plural(noun)).or_insert(Form::Plural);
        } else {
            out.insert(word.to_string(), Form::Plain);
        }
    }
    out
}

/// An element of words as a line of the built file.
fn line(forms: &BTreeMap<String, Form>) -> String {
    let written = forms.iter().map(|(word, form)| match Form::LETTERS.iter().find(|(_, other)| other == form) {
        Some((letter, _)) => format!("{word}={letter}"),
        None => word.clone(),
    });
    written.collect::<Vec<_>>().join("|")
}

/// The element by which a phrase is found: the one whose words are the rarest, the first of equals. Words of grammar are
/// the last resort.
fn anchor(parts: &[Part]) -> Option<usize> {
    let commonness = |forms: &BTreeMap<String, Form>| {
        let any = |of: &dyn Fn(&str) -> bool| forms.keys().any(|word| of(word));
        let mark = any(&|word| !word.starts_with(char::is_alphanumeric));
        let frequent = forms.keys().filter(|word| FREQUENT.contains(&word.as_str())).count();
        let familiar = any(&|word| lexicon::familiarity(word) == Familiarity::Common);
        (mark, any(&|word| GRAMMAR.contains(&word)), frequent, familiar)
    };
    let open = |forms: &BTreeMap<String, Form>| ["#", "@", "$"].iter().any(|sign| forms.contains_key(*sign));
    parts
        .iter()
        .enumerate()
        .filter_map(|(at, part)| match part {
            Part::Words(forms) if !open(forms) => Some((commonness(forms), at)),
            _ => None,
        })
        .min()
        .map(|(_, at)| at)
}

/// Words that almost every text has.
const GRAMMAR: &[&str] = &[
    "the", "a", "an", "of", "in", "on", "at", "to", "and", "is", "was", "be", "has", "have", "had", "his", "her",
    "their", "it", "for", "with", "by", "he", "she", "from", "that", "this", "as", "i", "they", "we", "you", "are",
    "were", ",",
];

/// The commonest words of news besides [`GRAMMAR`].
const FREQUENT: &[&str] = &[
    "able",
    "about",
    "according",
    "across",
    "activity",
    "after",
    "age",
    "ago",
    "air",
    "all",
    "already",
    "also",
    "among",
    "an",
    "and",
    "animal",
    "animals",
    "another",
    "any",
    "are",
    "area",
    "around",
    "as",
    "astronomers",
    "at",
    "author",
    "away",
    "back",
    "bacteria",
    "based",
    "be",
    "because",
    "been",
    "before",
    "behaviour",
    "being",
    "believe",
    "better",
    "between",
    "big",
    "birds",
    "blood",
    "body",
    "both",
    "brain",
    "but",
    "by",
    "called",
    "can",
    "cancer",
    "case",
    "cause",
    "cell",
    "cells",
    "change",
    "changes",
    "children",
    "climate",
    "co",
    "colleagues",
    "come",
    "computer",
    "could",
    "current",
    "data",
    "day",
    "deep",
    "did",
    "different",
    "discovered",
    "disease",
    "dna",
    "do",
    "does",
    "don",
    "down",
    "drug",
    "drugs",
    "during",
    "each",
    "early",
    "earth",
    "effect",
    "energy",
    "enough",
    "environment",
    "even",
    "evidence",
    "evolution",
    "example",
    "experts",
    "far",
    "female",
    "few",
    "find",
    "findings",
    "first",
    "fish",
    "five",
    "food",
    "for",
    "form",
    "found",
    "four",
    "from",
    "fuel",
    "future",
    "gas",
    "gene",
    "genes",
    "genetic",
    "get",
    "given",
    "going",
    "good",
    "group",
    "had",
    "has",
    "have",
    "he",
    "health",
    "help",
    "her",
    "high",
    "his",
    "how",
    "human",
    "humans",
    "ice",
    "if",
    "impact",
    "important",
    "in",
    "including",
    "increase",
    "information",
    "institute",
    "international",
    "into",
    "is",
    "issue",
    "it",
    "its",
    "journal",
    "just",
    "kilometres",
    "know",
    "known",
    "large",
    "last",
    "lead",
    "led",
    "less",
    "levels",
    "life",
    "light",
    "like",
    "likely",
    "little",
    "long",
    "look",
    "low",
    "made",
    "make",
    "making",
    "male",
    "many",
    "may",
    "means",
    "medical",
    "men",
    "might",
    "million",
    "modern",
    "more",
    "most",
    "much",
    "national",
    "natural",
    "nature",
    "need",
    "new",
    "next",
    "no",
    "not",
    "now",
    "number",
    "ocean",
    "of",
    "off",
    "often",
    "old",
    "on",
    "once",
    "one",
    "only",
    "or",
    "other",
    "others",
    "our",
    "out",
    "over",
    "own",
    "part",
    "past",
    "patients",
    "people",
    "person",
    "planet",
    "planets",
    "possible",
    "power",
    "probably",
    "process",
    "professor",
    "public",
    "published",
    "rate",
    "rather",
    "re",
    "really",
    "recent",
    "report",
    "reported",
    "research",
    "researcher",
    "researchers",
    "results",
    "right",
    "risk",
    "said",
    "same",
    "say",
    "says",
    "science",
    "scientists",
    "sea",
    "see",
    "seen",
    "several",
    "she",
    "should",
    "show",
    "shows",
    "similar",
    "since",
    "small",
    "so",
    "solar",
    "some",
    "something",
    "space",
    "species",
    "star",
    "stem",
    "still",
    "studies",
    "study",
    "such",
    "suggests",
    "sun",
    "surface",
    "system",
    "take",
    "team",
    "technology",
    "test",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "theory",
    "there",
    "these",
    "they",
    "things",
    "think",
    "this",
    "those",
    "thought",
    "three",
    "through",
    "time",
    "times",
    "to",
    "today",
    "too",
    "two",
    "type",
    "under",
    "university",
    "until",
    "up",
    "us",
    "use",
    "used",
    "using",
    "ve",
    "very",
    "virus",
    "was",
    "water",
    "way",
    "we",
    "week",
    "well",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "why",
    "will",
    "with",
    "within",
    "without",
    "women",
    "work",
    "working",
    "world",
    "would",
    "year",
    "years",
    "you",
    "your",
];

#[test]
fn a_pattern_has_a_name_of_its_own() {
    for (code, file) in written() {
        let mut names = std::collections::HashSet::new();
        for entry in &file.pattern {
            assert!(names.insert(entry.id.clone()), "{code}/{} twice", entry.id);
        }
    }
}
