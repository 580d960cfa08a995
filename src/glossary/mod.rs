//! The glossary: what an editor declares about terms and names.
//!
//! An entry has one form to use and may have others that are accepted too, forms that are not, and, for the name of a
//! person, the pronouns that stand for it. English inflection is recognised: the plural and the possessive of every form in
//! small letters, and the forms of a verb where the entry says that it is one.

mod file;

use std::collections::HashMap;

pub use file::GlossaryError;

use crate::language::inflect::{self, VerbForm};
use crate::language::pronoun::Gender;
use crate::language::segment;

/// What is declared about terms and names.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Glossary {
    entries: Vec<Entry>,
    /// Every form of every entry, by its first word in small letters.
    forms: HashMap<String, Vec<Form>>,
}

/// A term or a name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The form to use.
    pub preferred: String,
    /// Other forms that are accepted.
    pub also: Vec<String>,
    /// Forms that are not.
    pub forbidden: Vec<String>,
    /// Whether it stays as it is: it is written just so, and no rule calls it foreign.
    pub keep: bool,
    /// Whether it is a verb.
    pub verb: bool,
    /// The pronouns that stand for it.
    pub pronouns: Option<Pronouns>,
    /// Why, for people who read a finding.
    pub note: String,
}

/// The pronouns of somebody or something.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pronouns {
    /// `he`, `him`, `his`.
    He,
    /// `she`, `her`.
    She,
    /// `they`, `them`, of one person.
    They,
    /// `it`.
    It,
}

impl Pronouns {
    /// The gender they show.
    pub fn gender(self) -> Gender {
        match self {
            Pronouns::He => Gender::Masculine,
            Pronouns::She => Gender::Feminine,
            Pronouns::They => Gender::Common,
            Pronouns::It => Gender::Neuter,
        }
    }
}

/// How a form is inflected.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Inflection {
    Base,
    Plural,
    Verb(VerbForm),
}

impl Inflection {
    /// The form, inflected: its last word as a noun, its first as a verb.
    pub(crate) fn of(self, form: &str) -> String {
        match self {
            Inflection::Base => form.to_owned(),
            Inflection::Plural => match form.rfind([' ', '-']) {
                Some(at) => format!("{}{}", &form[..=at], inflect::plural(&form[at + 1..])),
                None => inflect::plural(form),
            },
            Inflection::Verb(verb) => match form.find(' ') {
                Some(at) => format!("{}{}", inflect::inflect(&form[..at], verb), &form[at..]),
                None => inflect::inflect(form, verb),
            },
        }
    }
}

/// The forms of a verb beside its base.
const VERB_FORMS: [VerbForm; 4] = [VerbForm::ThirdSingular, VerbForm::Past, VerbForm::PastParticiple, VerbForm::Gerund];

/// A form in which an entry may stand in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Form {
    /// Its words and marks, in small letters.
    pub(crate) words: Vec<String>,
    /// As it is written, where the case of its letters matters.
    pub(crate) written: Option<String>,
    pub(crate) entry: usize,
    pub(crate) standing: Standing,
    pub(crate) inflection: Inflection,
}

/// What a glossary says of words in a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// They are accepted.
    Accepted,
    /// They are not: another form is to be used.
    Forbidden,
    /// They are a name that is written otherwise.
    Miswritten,
}

impl Glossary {
    /// A glossary that declares nothing.
    pub fn empty() -> &'static Self {
        static EMPTY: std::sync::LazyLock<Glossary> = std::sync::LazyLock::new(Glossary::default);
        &EMPTY
    }

    /// Whether it declares nothing.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The glossary of `entries`.
    ///
    /// # Errors
    /// If an entry has an empty form, or one form is accepted and forbidden, or forbidden twice.
    pub fn new(entries: Vec<Entry>) -> Result<Self, GlossaryError> {
        let mut standings: HashMap<String, (Standing, &str)> = HashMap::new();
        for entry in &entries {
            let accepted = std::iter::once(&entry.preferred).chain(&entry.also).map(|form| (form, Standing::Accepted));
            let forbidden = entry.forbidden.iter().map(|form| (form, Standing::Forbidden));
            for (form, standing) in accepted.chain(forbidden) {
                if words(form).is_empty() {
                    return Err(GlossaryError::Empty(entry.preferred.clone()));
                }
                let before = standings.insert(form.clone(), (standing, entry.preferred.as_str()));
                if let Some((other, owner)) = before
                    && (other, standing) != (Standing::Accepted, Standing::Accepted)
                {
                    return Err(GlossaryError::Contradiction {
                        form: form.clone(),
                        one: owner.to_owned(),
                        other: entry.preferred.clone(),
                    });
                }
            }
        }
        let mut forms: HashMap<String, Vec<Form>> = HashMap::new();
        for form in entries.iter().enumerate().flat_map(|(index, entry)| forms_of(index, entry)) {
            forms.entry(form.words[0].clone()).or_default().push(form);
        }
        for list in forms.values_mut() {
            // The longest form first, and an accepted one before a forbidden one of its length.
            list.sort_by_key(|form| (std::cmp::Reverse(form.words.len()), form.standing != Standing::Accepted));
        }
        Ok(Self { entries, forms })
    }

    /// The forms whose first word is `word`, which is in small letters: the longest first.
    pub(crate) fn forms(&self, word: &str) -> &[Form] {
        self.forms.get(word).map_or(&[], Vec::as_slice)
    }

    /// The entry at `index`, as a form names it.
    pub(crate) fn entry(&self, index: usize) -> &Entry {
        &self.entries[index]
    }

    /// The gender that the pronouns declared for `name` show: for a full name or, alone, its last word.
    pub fn gender_of(&self, name: &str) -> Option<Gender> {
        let declared = self.entries.iter().filter_map(|entry| Some((entry, entry.pronouns?)));
        let is_it = |form: &String| form == name || form.rsplit(' ').next() == Some(name);
        let mut named = declared.filter(|(entry, _)| std::iter::once(&entry.preferred).chain(&entry.also).any(is_it));
        named.next().map(|(_, pronouns)| pronouns.gender())
    }
}

/// Every form in which the entry may stand.
fn forms_of(index: usize, entry: &Entry) -> Vec<Form> {
    let accepted = std::iter::once(&entry.preferred).chain(&entry.also).map(|form| (form, Standing::Accepted));
    let forbidden = entry.forbidden.iter().map(|form| (form, Standing::Forbidden));
    let mut out = Vec::new();
    for (form, standing) in accepted.chain(forbidden) {
        let inflections = match (has_capitals(form), entry.verb) {
            (true, _) => vec![Inflection::Base],
            (false, true) => [Inflection::Base].into_iter().chain(VERB_FORMS.map(Inflection::Verb)).collect(),
            (false, false) => vec![Inflection::Base, Inflection::Plural],
        };
        for inflection in inflections {
            let inflected = inflection.of(form);
            let exact = has_capitals(form) || entry.keep && standing == Standing::Accepted;
            out.push(Form {
                words: words(&inflected),
                written: exact.then_some(inflected),
                entry: index,
                standing,
                inflection,
            });
        }
    }
    out
}

pub(crate) fn has_capitals(form: &str) -> bool {
    form.chars().any(char::is_uppercase)
}

/// The words and marks of a form, in small letters, as a text is taken apart.
fn words(form: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    segment::tokens(form, 0, &mut tokens);
    tokens.iter().map(|token| form[token.range].to_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLOSSARY: &str = "[[name]]\nuse = 'Robin Vale'\npronouns = 'she'\n";

    #[test]
    fn a_name_has_the_pronouns_it_is_given() {
        let glossary = Glossary::parse_toml(GLOSSARY).unwrap();
        assert_eq!(glossary.gender_of("Robin Vale"), Some(Gender::Feminine));
        assert_eq!(glossary.gender_of("Vale"), Some(Gender::Feminine));
        assert_eq!(glossary.gender_of("Robin"), None);
    }
}
