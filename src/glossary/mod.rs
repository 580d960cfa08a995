//! The glossary: what an editor declares about terms and names.
//!
//! An entry has one form to use and may have others that are accepted too, forms that are not, and, for the name of a
//! person, the pronouns that stand for it. English inflection is recognised: the plural and the possessive of every form in
//! small letters, and the forms of a verb where the entry says that it is one.

mod file;

use std::collections::HashMap;

pub use file::GlossaryError;

use crate::document::Document;
use crate::language::inflect::{self, VerbForm};
use crate::language::pronoun::Gender;
use crate::language::segment;
use crate::source::TextRange;

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
enum Inflection {
    Base,
    Plural,
    Verb(VerbForm),
}

impl Inflection {
    /// The form, inflected: its last word as a noun, its first as a verb.
    fn of(self, form: &str) -> String {
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
struct Form {
    /// Its words and marks, in small letters.
    words: Vec<String>,
    /// As it is written, where the case of its letters matters.
    written: Option<String>,
    entry: usize,
    standing: Standing,
    inflection: Inflection,
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

/// A place where a text uses a term or a name of the glossary.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TermUse<'g> {
    /// Where it is.
    pub range: TextRange,
    /// The entry.
    pub entry: &'g Entry,
    /// What the entry says of it.
    pub standing: Standing,
    inflection: Inflection,
}

impl TermUse<'_> {
    /// What may stand in the place of `found`, the words at its range: the accepted forms, inflected as it is and with the
    /// letter case it has, the form to use first.
    pub fn replacements(&self, found: &str) -> Vec<String> {
        let accepted = std::iter::once(&self.entry.preferred).chain(&self.entry.also);
        accepted
            .map(|form| match has_capitals(form) {
                true => form.clone(),
                false => inflect::with_case_of(found, &self.inflection.of(form)),
            })
            .collect()
    }
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

    /// The places where `doc` uses a term or a name, in order. Where forms overlap the first and longest counts.
    pub fn uses(&self, doc: &Document<'_>) -> Vec<TermUse<'_>> {
        let mut out = Vec::new();
        if self.is_empty() {
            return out;
        }
        let tokens = doc.tokens();
        let mut at = 0;
        while at < tokens.len() {
            let forms = self.forms.get(&doc.word(at).to_lowercase());
            let found =
                forms.into_iter().flatten().find_map(|form| Some((form, standing(form, &self.entries, doc, at)?)));
            let Some((form, standing)) = found else {
                at += 1;
                continue;
            };
            let last = at + form.words.len() - 1;
            let range = tokens[at].range.cover(tokens[last].range);
            let entry = &self.entries[form.entry];
            out.push(TermUse { range, entry, standing, inflection: form.inflection });
            at = last + 1;
        }
        out
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

/// What `form` is to the words that begin at token `at`; `None` if they are others.
fn standing(form: &Form, entries: &[Entry], doc: &Document<'_>, at: usize) -> Option<Standing> {
    let tokens = doc.tokens();
    let last = at + form.words.len() - 1;
    let in_sentence = tokens.get(last).is_some_and(|token| token.sentence == tokens[at].sentence);
    if !in_sentence || !form.words.iter().zip(at..).all(|(word, at)| doc.word(at).to_lowercase() == *word) {
        return None;
    }
    let Some(written) = &form.written else { return Some(form.standing) };
    let found = doc.quote(tokens[at].range.cover(tokens[last].range));
    if found == *written || is_capitalised(&found, written, doc, at) {
        return Some(form.standing);
    }
    // Words all in capitals are a headline's.
    let shouted = !found.chars().any(char::is_lowercase) && found.chars().count() > 1;
    (form.standing == Standing::Accepted && entries[form.entry].keep && !shouted).then_some(Standing::Miswritten)
}

/// Whether `found`, at token `at`, is `written` with the capital of a sentence's first word. A name with a capital of its
/// own inside, `eBay`, keeps its small letter there.
fn is_capitalised(found: &str, written: &str, doc: &Document<'_>, at: usize) -> bool {
    let opens = doc.sentences()[doc.tokens()[at].sentence].tokens.start == at;
    opens && !has_capitals(written) && inflect::with_case_of("Aa", written) == found
}

fn has_capitals(form: &str) -> bool {
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
    use crate::format::Format;

    const GLOSSARY: &str = "
        [[term]]
        use = 'harbour pilot'
        also = ['pilot']
        not = ['port guide', 'guide']

        [[term]]
        use = 'berth'
        not = ['dock up']
        verb = true

        [[name]]
        use = 'eBrine'
        not = ['Salt Water Company']

        [[name]]
        use = 'Robin Vale'
        pronouns = 'she'
    ";

    fn read(text: &str) -> Vec<(Standing, String, String)> {
        let glossary = Glossary::parse_toml(GLOSSARY).unwrap();
        let doc = Document::new(text, Format::Plain);
        let uses = glossary.uses(&doc);
        uses.iter()
            .map(|it| (it.standing, text[it.range].to_owned(), it.replacements(&text[it.range]).remove(0)))
            .collect()
    }

    fn forbidden(text: &str) -> Vec<(String, String)> {
        read(text).into_iter().filter(|it| it.0 == Standing::Forbidden).map(|it| (it.1, it.2)).collect()
    }

    #[test]
    fn inflected_forms_are_recognised_and_replaced_in_kind() {
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(
            forbidden("Port guides met. The port guide’s boat docked up, and another is docking up."),
            [
                pair("Port guides", "Harbour pilots"),
                pair("port guide", "harbour pilot"),
                pair("docked up", "berthed"),
                pair("docking up", "berthing"),
            ]
        );
    }

    #[test]
    fn the_longest_form_counts() {
        assert_eq!(
            forbidden("A guide met the port guide."),
            [("guide".to_owned(), "harbour pilot".to_owned()), ("port guide".to_owned(), "harbour pilot".to_owned()),]
        );
    }

    #[test]
    fn a_name_is_written_just_so() {
        let found = read("EBrine and ebrine and eBrine, once the Salt Water Company; a salt water company. EBRINE");
        let standings: Vec<_> = found.iter().map(|it| (it.0, it.1.as_str())).collect();
        assert_eq!(
            standings,
            [
                (Standing::Miswritten, "EBrine"),
                (Standing::Miswritten, "ebrine"),
                (Standing::Accepted, "eBrine"),
                (Standing::Forbidden, "Salt Water Company"),
            ]
        );
    }

    #[test]
    fn a_name_has_the_pronouns_it_is_given() {
        let glossary = Glossary::parse_toml(GLOSSARY).unwrap();
        assert_eq!(glossary.gender_of("Robin Vale"), Some(Gender::Feminine));
        assert_eq!(glossary.gender_of("Vale"), Some(Gender::Feminine));
        assert_eq!(glossary.gender_of("Robin"), None);
    }
}
