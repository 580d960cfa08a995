//! The baseline: findings that were there when the check was switched on.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::side_file::first_words;

/// The version of the format that is read and written.
const SCHEMA: &str = "postedit-baseline/1";

/// A finding of the baseline.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Known {
    /// The rule, `family/name`.
    pub rule: String,
    /// The finding's fingerprint.
    pub fingerprint: String,
    /// What the article said there, for people who read the file.
    pub text: String,
}

/// Findings that are known, by the path of their article relative to the folder of the baseline.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Baseline {
    /// The findings of each article, in the order of their place.
    pub files: BTreeMap<String, Vec<Known>>,
}

#[derive(Deserialize)]
struct Contents {
    schema: String,
    #[serde(default)]
    files: BTreeMap<String, Vec<Known>>,
}

/// Why a baseline cannot be used.
#[derive(Debug, Error)]
pub enum BaselineError {
    /// The system refused.
    #[error("{0}; `postedit baseline` records one")]
    Io(#[from] io::Error),
    /// It is not JSON, or not of the form of a baseline.
    #[error("not a baseline: {0}; record it anew with `postedit baseline`")]
    Syntax(#[from] serde_json::Error),
    /// Another version of postedit wrote it.
    #[error(
        "it is a baseline of version `{0}`, and this postedit reads `{SCHEMA}`; record it anew with `postedit baseline`"
    )]
    Version(String),
}

impl Baseline {
    /// Reads the file at `path`.
    ///
    /// # Errors
    /// If it can't be read, is no baseline, or one of another version.
    pub fn read(path: &Path) -> Result<Self, BaselineError> {
        Self::parse(&fs::read_to_string(path)?)
    }

    /// Reads the text of a baseline.
    ///
    /// # Errors
    /// If it is no baseline, or one of another version.
    pub fn parse(text: &str) -> Result<Self, BaselineError> {
        let contents: Contents = serde_json::from_str(text)?;
        if contents.schema != SCHEMA {
            return Err(BaselineError::Version(contents.schema));
        }
        Ok(Self { files: contents.files })
    }

    /// Records the findings of the article that the baseline calls `file`, in the place of what it held.
    pub fn record(&mut self, file: &str, known: Vec<Known>) {
        if known.is_empty() {
            self.files.remove(file);
        } else {
            self.files.insert(file.into(), known);
        }
    }

    /// Gives the findings of `file` the new fingerprints that `renamed` has for them, each with the one before.
    pub fn rename(&mut self, file: &str, renamed: &[(String, String)]) {
        let known = self.files.get_mut(file).into_iter().flatten();
        known.for_each(|known| super::rename(&mut known.fingerprint, renamed));
    }

    /// Forgets those findings of `file` that are `gone`.
    pub fn prune(&mut self, file: &str, gone: &[Known]) {
        if let Some(known) = self.files.get_mut(file) {
            known.retain(|known| !gone.contains(known));
            if known.is_empty() {
                self.files.remove(file);
            }
        }
    }

    /// How many findings it holds.
    pub fn len(&self) -> usize {
        self.files.values().map(Vec::len).sum()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

impl Known {
    /// A finding of `rule` where the article says `text`, of which the first words are kept.
    pub fn new(rule: &str, fingerprint: &str, text: &str) -> Self {
        Self { rule: rule.into(), fingerprint: fingerprint.into(), text: first_words(text) }
    }
}

/// The text of the file: JSON with a line for each finding, so that a version control merges it.
impl fmt::Display for Baseline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{\n\"schema\": {},\n\"files\": {{", json(&SCHEMA)?)?;
        let mut separator = "";
        for (file, known) in &self.files {
            write!(f, "{separator}\n{}: [", json(file)?)?;
            for (index, one) in known.iter().enumerate() {
                f.write_str(if index == 0 { "\n" } else { ",\n" })?;
                f.write_str(&json(one)?)?;
            }
            f.write_str("\n]")?;
            separator = ",";
        }
        f.write_str("\n}\n}\n")
    }
}

fn json(value: &impl Serialize) -> Result<String, fmt::Error> {
    serde_json::to_string(value).map_err(|_| fmt::Error)
}

#[cfg(test)]
mod tests {
    use super::{Baseline, Known};

    #[test]
    fn what_is_written_is_read_back_with_a_line_for_each_finding() {
        let known = |number: usize| Known::new("sentence/fragment", &format!("v1:{number}"), "Not \"yet\",\n he");
        let mut baseline = Baseline::default();
        baseline.record("b \"x\".txt", vec![known(1), known(2)]);
        baseline.record("a.txt", vec![known(1)]);
        baseline.record("c.txt", vec![]);
        let text = baseline.to_string();
        assert_eq!(Baseline::parse(&text).unwrap(), baseline);
        assert_eq!((text.lines().filter(|line| line.contains("Not")).count(), baseline.len()), (3, 3));
        assert_eq!(Baseline::parse(&Baseline::default().to_string()).unwrap(), Baseline::default());
    }

    #[test]
    fn what_is_gone_can_be_forgotten() {
        let known = |number: usize| Known::new("sentence/fragment", &number.to_string(), "Not yet");
        let mut baseline = Baseline::default();
        baseline.record("a.txt", vec![known(1), known(2)]);
        baseline.prune("a.txt", &[known(1)]);
        assert_eq!(baseline.files["a.txt"], [known(2)]);
        baseline.prune("a.txt", &[known(2)]);
        assert!(baseline.is_empty());
    }

    #[test]
    fn an_unusable_baseline_is_refused_with_the_way_out() {
        for (text, part) in [("[", "not a baseline"), (r#"{"schema": "postedit-baseline/9"}"#, "`postedit-baseline/9`")]
        {
            let error = Baseline::parse(text).unwrap_err().to_string();
            assert!(error.contains(part) && error.contains("record it anew with `postedit baseline`"), "{error}");
        }
    }
}
