//! Glossaries as files: TOML, and CSV as spreadsheets write it.

use serde::Deserialize;
use thiserror::Error;

use super::{Entry, Glossary, Pronouns};

/// What separates the forms in a cell of a CSV file.
const SEPARATOR: char = '|';

/// Why a glossary can't be used.
#[derive(Debug, Error)]
pub enum GlossaryError {
    /// It is not TOML, or not of the form of a glossary.
    #[error("{0}")]
    Toml(#[from] toml::de::Error),
    /// It is not CSV, or not of the form of a glossary.
    #[error("{0}; the first row names the columns: use, and any of kind, also, not, keep, verb, pronouns, note")]
    Csv(#[from] csv::Error),
    /// A form without a word.
    #[error("the entry `{0}` has an empty form")]
    Empty(String),
    /// A form that two entries claim.
    #[error("`{form}` is forbidden and in the entries `{one}` and `{other}`; leave it in one of them")]
    Contradiction {
        /// The form.
        form: String,
        /// The form to use of one of them.
        one: String,
        /// That of the other.
        other: String,
    },
}

/// The form of a TOML file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Contents {
    #[serde(default)]
    term: Vec<Declared>,
    #[serde(default)]
    name: Vec<Declared>,
}

/// An entry of a TOML file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Declared {
    r#use: String,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
    keep: Option<bool>,
    #[serde(default)]
    verb: bool,
    pronouns: Option<Pronouns>,
    #[serde(default)]
    note: String,
}

/// A row of a CSV file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    r#use: String,
    kind: Option<Kind>,
    #[serde(default)]
    also: String,
    #[serde(default)]
    not: String,
    keep: Option<bool>,
    verb: Option<bool>,
    pronouns: Option<Pronouns>,
    #[serde(default)]
    note: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Term,
    Name,
}

impl Glossary {
    /// Reads the text of a glossary: CSV if `name` ends so, and TOML otherwise.
    ///
    /// # Errors
    /// If it is of another form, or says contradictory things.
    pub fn parse(text: &str, name: &str) -> Result<Self, GlossaryError> {
        if name.to_ascii_lowercase().ends_with(".csv") { Self::parse_csv(text) } else { Self::parse_toml(text) }
    }

    /// Reads a glossary in TOML.
    ///
    /// # Errors
    /// As [`Glossary::parse`].
    pub fn parse_toml(text: &str) -> Result<Self, GlossaryError> {
        let Contents { term, name } = toml::from_str(text)?;
        let terms = term.into_iter().map(|one| one.entry(Kind::Term));
        Self::new(terms.chain(name.into_iter().map(|one| one.entry(Kind::Name))).collect())
    }

    /// Reads a glossary in CSV.
    ///
    /// # Errors
    /// As [`Glossary::parse`].
    pub fn parse_csv(text: &str) -> Result<Self, GlossaryError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        // Where a comma stands in numbers, a spreadsheet puts a semicolon between cells. The names of the columns have
        // neither.
        let header = text.lines().next().unwrap_or_default();
        let delimiter = if header.contains(';') { b';' } else { b',' };
        let mut reader = csv::ReaderBuilder::new();
        reader.delimiter(delimiter).trim(csv::Trim::All).flexible(true);
        let mut reader = reader.from_reader(text.as_bytes());
        let rows: Vec<Row> = reader.deserialize().collect::<Result<_, _>>()?;
        Self::new(rows.into_iter().map(Row::entry).collect())
    }
}

impl Declared {
    fn entry(self, kind: Kind) -> Entry {
        Entry {
            preferred: self.r#use,
            also: self.also,
            forbidden: self.not,
            keep: self.keep.unwrap_or(kind == Kind::Name),
            verb: self.verb,
            pronouns: self.pronouns,
            note: self.note,
        }
    }
}

impl Row {
    fn entry(self) -> Entry {
        let list = |cell: &str| {
            cell.split(SEPARATOR).map(str::trim).filter(|form| !form.is_empty()).map(str::to_owned).collect()
        };
        let (also, not) = (list(&self.also), list(&self.not));
        let declared = Declared {
            r#use: self.r#use,
            also,
            not,
            keep: self.keep,
            verb: self.verb.unwrap_or_default(),
            pronouns: self.pronouns,
            note: self.note,
        };
        declared.entry(self.kind.unwrap_or(Kind::Term))
    }
}

#[cfg(test)]
mod tests {
    use crate::glossary::Glossary;

    #[test]
    fn both_forms_of_file_say_the_same() {
        let toml = "[[term]]\nuse = 'berth'\nnot = ['mooring place', 'dock']\nnote = 'as the port says, always'\n\
                    [[name]]\nuse = 'Robin Vale'\npronouns = 'she'\n";
        let csv = "\u{feff}use,kind,not,pronouns,note\r\n\
                   berth,,mooring place | dock,,\"as the port says, always\"\r\nRobin Vale,name,,she,\r\n";
        let semicolons = "use;kind;not;pronouns;note\r\n\
                          berth;;mooring place | dock;;as the port says, always\r\nRobin Vale;name;;she;\r\n";
        let glossary = Glossary::parse(toml, "terms.toml").unwrap();
        assert_eq!(glossary, Glossary::parse(csv, "terms.CSV").unwrap());
        assert_eq!(glossary, Glossary::parse(semicolons, "terms.csv").unwrap());
    }

    #[test]
    fn what_means_nothing_is_refused() {
        for (name, text, part) in [
            ("a.toml", "[[term]]\nuse = 'a'\nforbid = ['b']", "unknown field `forbid`"),
            ("a.toml", "[[term]]\nuse = 'a'\nnot = ['']", "the entry `a` has an empty form"),
            ("a.toml", "[[term]]\nuse = 'a'\n[[term]]\nuse = 'b'\nnot = ['a']", "in the entries `a` and `b`"),
            ("a.toml", "[[name]]\nuse = 'a'\npronouns = 'xe'", "unknown variant `xe`"),
            ("a.csv", "term,not\na,b\n", "the first row names the columns"),
        ] {
            let error = Glossary::parse(text, name).unwrap_err().to_string();
            assert!(error.contains(part), "{error}");
        }
    }
}
