//! The phrases of `phrases.toml`, ready for use.
//!
//! The tests build `phrases.tsv` from them (a phrase a line, in the order in which they are tried), `phrases.fst` (of
//! every phrase, words one of which any line it matches must have) and `vocabulary.fst` (what buttons and stamps say,
//! and the words of pages). A line is tried against those phrases alone that have a word of theirs in it, and a phrase
//! is compiled when it is first tried.

use std::sync::{LazyLock, OnceLock};

use regex::Regex;

use super::FurnitureKind;
use crate::language::postings::Postings;

/// What has to match for a phrase to be found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// The line without the signs around it, as a whole.
    Whole,
    /// The start of the line.
    Lead,
    /// Any part of the line.
    Tell,
    /// The start of a line at the edge of the page.
    Likely,
    /// The start of a sentence inside a paragraph.
    Teaser,
    /// A part of a row of buttons: a date, an hour or a number. These belong to no kind.
    Stamp,
}

impl Role {
    const ALL: [(&str, Role); 6] = [
        ("whole", Role::Whole),
        ("lead", Role::Lead),
        ("tell", Role::Tell),
        ("likely", Role::Likely),
        ("teaser", Role::Teaser),
        ("stamp", Role::Stamp),
    ];
}

/// The names that the files have for the kinds, in the order in which the kinds are tried.
const KINDS: [(&str, FurnitureKind); 8] = [
    ("advertisement", FurnitureKind::Advertisement),
    ("credit", FurnitureKind::Credit),
    ("comments", FurnitureKind::Comments),
    ("sharing", FurnitureKind::Sharing),
    ("tool", FurnitureKind::Tool),
    ("related", FurnitureKind::Related),
    ("notice", FurnitureKind::Notice),
    ("navigation", FurnitureKind::Navigation),
];

/// What a word or a part of a row is in the vocabulary of pages, as bits of the values of `vocabulary.fst`.
const BUTTON: u64 = 1;
const STAMP: u64 = 2;
const HARD: u64 = 4;
const SOFT: u64 = 8;
const FUNCTION: u64 = 16;

/// A phrase.
struct Phrase {
    kind: FurnitureKind,
    role: Role,
    pattern: &'static str,
    compiled: OnceLock<Regex>,
}

impl Phrase {
    fn is_match(&self, line: &str) -> bool {
        self.compiled.get_or_init(|| Regex::new(self.pattern).expect("the tests compile every phrase")).is_match(line)
    }
}

/// What web pages say around their articles.
pub struct Phrasebook {
    phrases: Vec<Phrase>,
    index: Postings,
    vocabulary: fst::Map<&'static [u8]>,
}

static EMBEDDED: LazyLock<Phrasebook> = LazyLock::new(|| {
    let phrase = |line: &'static str| {
        let (head, pattern) = line.split_once('\t')?;
        let (kind, role) = head.split_once(' ')?;
        Some(Phrase { kind: named(&KINDS, kind)?, role: named(&Role::ALL, role)?, pattern, compiled: OnceLock::new() })
    };
    Phrasebook {
        phrases: include_str!("phrases.tsv").lines().map(|line| phrase(line).expect("a built line")).collect(),
        index: Postings::new(include_bytes!("phrases.fst")),
        vocabulary: fst::Map::new(include_bytes!("vocabulary.fst").as_slice()).expect("a built map"),
    }
});

fn named<T: Copy>(names: &[(&str, T)], name: &str) -> Option<T> {
    names.iter().find(|(other, _)| *other == name).map(|(_, value)| *value)
}

/// The phrases that a line may hold, by index, in the order in which they are tried.
pub struct Candidates(Vec<u32>);

impl Phrasebook {
    /// The phrases this program knows.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// The phrases that a line may hold. `plain` is the line in small letters with single spaces.
    pub fn candidates(&self, plain: &str) -> Candidates {
        let mut found = Vec::new();
        self.index.within(plain, |phrase| found.push(phrase));
        found.sort_unstable();
        found.dedup();
        Candidates(found)
    }

    /// The kind of the first phrase that the line holds: `line` gives the text that a phrase of some kind and role has to
    /// match, and `None` where it does not count.
    pub fn find<'l>(
        &self,
        candidates: &Candidates,
        line: impl Fn(FurnitureKind, Role) -> Option<&'l str>,
    ) -> Option<FurnitureKind> {
        candidates
            .0
            .iter()
            .map(|&index| &self.phrases[index as usize])
            .find(|phrase| line(phrase.kind, phrase.role).is_some_and(|text| phrase.is_match(text)))
            .map(|phrase| phrase.kind)
    }

    fn says(&self, words: &str, sense: u64) -> bool {
        self.vocabulary.get(words).is_some_and(|senses| senses & sense != 0)
    }

    /// Whether the words are what a button says.
    pub fn is_button(&self, words: &str) -> bool {
        self.says(words, BUTTON)
    }

    /// Whether the words are a date, an hour, a number or the name of a section.
    pub fn is_stamp(&self, words: &str) -> bool {
        let figures = || {
            words.contains(|c: char| c.is_ascii_digit())
                && self.phrases.iter().any(|phrase| phrase.role == Role::Stamp && phrase.is_match(words))
        };
        self.says(words, STAMP) || figures()
    }

    /// Whether a word belongs to pages and hardly to articles.
    pub fn is_hard(&self, word: &str) -> bool {
        self.says(word, HARD)
    }

    /// Whether a word belongs to pages, but to articles too.
    pub fn is_soft(&self, word: &str) -> bool {
        self.says(word, SOFT)
    }

    /// Whether a word is a number or a word of grammar as short lines of pages have them.
    pub fn is_function(&self, word: &str) -> bool {
        word.starts_with(|c: char| c.is_ascii_digit()) || self.says(word, FUNCTION)
    }
}

#[cfg(test)]
mod build {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::super::keys;
    use super::*;
    use crate::language::postings;

    /// The phrases of one kind as they are written down.
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Written {
        #[serde(default)]
        whole: Vec<String>,
        #[serde(default)]
        lead: Vec<String>,
        #[serde(default)]
        tell: Vec<String>,
        #[serde(default)]
        likely: Vec<String>,
        #[serde(default)]
        teaser: Vec<String>,
    }

    #[derive(Deserialize)]
    struct Parts {
        button: Vec<String>,
        stamp: Vec<String>,
    }

    #[derive(Deserialize)]
    struct Vocabulary {
        hard: Vec<String>,
        soft: Vec<String>,
        function: Vec<String>,
    }

    #[derive(Deserialize)]
    struct File {
        words: BTreeMap<String, Vec<String>>,
        #[serde(flatten)]
        kinds: BTreeMap<String, toml::Value>,
    }

    impl File {
        fn section<'d, T: Deserialize<'d>>(&self, name: &str) -> T {
            self.kinds[name].clone().try_into().unwrap_or_else(|error| panic!("[{name}]: {error}"))
        }

        /// An entry with its words filled in.
        fn expanded(&self, entry: &str) -> String {
            let mut pattern = entry.to_string();
            // A word may be made of other words: a date has months.
            for _ in 0..3 {
                for (name, words) in &self.words {
                    pattern = pattern.replace(&format!("{{{name}}}"), &format!("(?:{})", words.join("|")));
                }
            }
            // Lines have single plain spaces and, but for a few, Latin letters: the narrow classes compile in a fifth of
            // the time of those of Unicode.
            for (class, narrow) in
                [(r"\d", "[0-9]"), (r"\S", "[^ ]"), (r"\w", "[a-z0-9_]"), (r"\p{L}", "[a-zß-ɏ]"), (r"\b", r"(?-u:\b)")]
            {
                pattern = pattern.replace(class, narrow);
            }
            pattern
        }
    }

    #[test]
    fn the_built_phrases_are_current() {
        let file: File = toml::from_str(include_str!("phrases.toml")).expect("the phrases are well formed");
        let mut lines = Vec::new();
        let mut index = Vec::new();
        let mut unfit = Vec::new();
        for (name, _) in KINDS {
            let written: Written = file.section(name);
            for (role, entries, before, after) in [
                ("whole", &written.whole, "^", "$"),
                ("lead", &written.lead, "^", ""),
                ("tell", &written.tell, "", ""),
                ("likely", &written.likely, "^", ""),
                ("teaser", &written.teaser, "^", ""),
            ] {
                for entry in entries {
                    let pattern = format!("{before}(?:{}){after}", file.expanded(entry));
                    match keys::of(&pattern) {
                        Some(keys) => index.extend(keys.into_iter().map(|key| (key, lines.len()))),
                        None => unfit.push(format!("[{name}] {role}: {entry}")),
                    }
                    lines.push(format!("{name} {role}\t{pattern}\n"));
                }
            }
        }
        assert!(unfit.is_empty(), "no word that a line must have at the start of a word:\n{}", unfit.join("\n"));

        let mut vocabulary: BTreeMap<String, u64> = BTreeMap::new();
        let (parts, words): (Parts, Vocabulary) = (file.section("parts"), file.section("vocabulary"));
        for (entries, sense) in [
            (&parts.button, BUTTON),
            (&parts.stamp, STAMP),
            (&words.hard, HARD),
            (&words.soft, SOFT),
            (&words.function, FUNCTION),
        ] {
            for entry in entries {
                match keys::sayings(&file.expanded(entry)) {
                    Some(sayings) => {
                        sayings.into_iter().for_each(|words| *vocabulary.entry(words).or_default() |= sense)
                    }
                    None if sense == STAMP => {
                        lines.push(format!("tool stamp\t^(?:{})$\n", file.expanded(entry)));
                    }
                    None => panic!("{entry} says too many things"),
                }
            }
        }
        for line in &lines {
            let (_, pattern) = line.trim_end().split_once('\t').expect("a tab");
            Regex::new(pattern).unwrap_or_else(|error| panic!("{line}: {error}"));
        }
        let folder = "src/document/furniture";
        postings::assert_current(&format!("{folder}/phrases.tsv"), lines.concat().as_bytes());
        let index = postings::build(index.iter().map(|(key, phrase)| (key.as_str(), *phrase)));
        postings::assert_current(&format!("{folder}/phrases.fst"), &index);
        let vocabulary = fst::Map::from_iter(vocabulary).expect("in byte order").into_fst().into_inner();
        postings::assert_current(&format!("{folder}/vocabulary.fst"), &vocabulary);
    }
}
