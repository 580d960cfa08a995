//! Configuration files: which rules run, how much they matter, and from which severity on a check fails.
//!
//! Every `postedit.toml` in the folder of a file and above it is a layer, and so is every `[[overrides]]` in it whose
//! globs the file matches; the nearer layer has the last word. What a key is called, takes and does is said once, in
//! [`keys`].

mod discovery;
mod file;
mod keys;
mod profile;
mod schema;
mod selection;

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Serialize;

pub use discovery::{Discovery, FILE_NAME};
pub use file::{ConfigFile, SettingsError};
pub use profile::Profile;
pub use schema::schema;
pub use selection::{Selection, UnknownRule, nearest, rules_named};

use crate::finding::{Score, Severity};

/// The lowest severity that makes a check fail.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, clap::ValueEnum, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// Only errors.
    Error,
    /// Errors and warnings.
    #[default]
    Warning,
    /// Any finding.
    Info,
    /// No finding.
    Never,
}

impl FailOn {
    /// Whether a finding of `severity` makes a check fail.
    pub fn includes(self, severity: Severity) -> bool {
        match self {
            FailOn::Error => severity >= Severity::Error,
            FailOn::Warning => severity >= Severity::Warning,
            FailOn::Info => true,
            FailOn::Never => false,
        }
    }

    fn named(name: &str) -> Option<Self> {
        clap::ValueEnum::from_str(name, false).ok()
    }
}

/// What a configuration says, as far as it says anything. It is written as a configuration file would say it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Settings {
    /// Which rules run.
    #[serde(flatten)]
    pub selection: Selection,
    /// From which severity on a check fails.
    pub fail_on: Option<FailOn>,
    /// Severities other than the rules' own, by rule.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub severity: BTreeMap<String, Severity>,
    /// How good a text is to become.
    pub profile: Option<Profile>,
    /// The score below which an article makes a check fail.
    pub min_score: Option<Score>,
    /// The file that declares terms and names.
    pub glossary: Option<PathBuf>,
    /// The model that weighs alternatives.
    pub reader: Option<PathBuf>,
    /// Whether every text is taken for a damaged one.
    pub assume_damaged: Option<bool>,
    /// The folder that is read where no path is given.
    pub input: Option<PathBuf>,
    /// The folder that `report` writes.
    pub output: Option<PathBuf>,
    /// The file of findings that are known and not reported.
    pub baseline: Option<PathBuf>,
}

impl Settings {
    /// These settings, and where they say nothing those of `under`; see [`Selection::under`] for the rules.
    pub fn over(&self, under: &Settings) -> Settings {
        let mut severity = under.severity.clone();
        severity.extend(self.severity.iter().map(|(rule, severity)| (rule.clone(), *severity)));
        Settings {
            selection: under.selection.under(&self.selection),
            fail_on: self.fail_on.or(under.fail_on),
            severity,
            profile: self.profile.or(under.profile),
            min_score: self.min_score.or(under.min_score),
            glossary: self.glossary.clone().or_else(|| under.glossary.clone()),
            reader: self.reader.clone().or_else(|| under.reader.clone()),
            assume_damaged: self.assume_damaged.or(under.assume_damaged),
            input: self.input.clone().or_else(|| under.input.clone()),
            output: self.output.clone().or_else(|| under.output.clone()),
            baseline: self.baseline.clone().or_else(|| under.baseline.clone()),
        }
    }
}

/// The severity that reports and configuration files call `name`.
pub fn severity_named(name: &str) -> Option<Severity> {
    [Severity::Error, Severity::Warning, Severity::Info].into_iter().find(|severity| severity.as_str() == name)
}

/// `; did you mean …?` where something is near, and nothing otherwise.
fn did_you_mean(nearest: &Option<&'static str>) -> String {
    nearest.map(|name| format!("; did you mean `{name}`?")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{FailOn, Settings};
    use crate::finding::Severity;

    #[test]
    fn a_severity_fails_from_its_own_level_on() {
        assert!(FailOn::Warning.includes(Severity::Error) && !FailOn::Warning.includes(Severity::Info));
        assert!(!FailOn::Never.includes(Severity::Error) && FailOn::Info.includes(Severity::Info));
    }

    #[test]
    fn the_nearer_settings_have_the_last_word() {
        let severity = |rule: &str, severity| (rule.to_owned(), severity);
        let far = Settings {
            fail_on: Some(FailOn::Error),
            severity: [severity("a/b", Severity::Info), severity("a/c", Severity::Info)].into(),
            input: Some("texts".into()),
            ..Settings::default()
        };
        let near = Settings {
            fail_on: Some(FailOn::Never),
            severity: [severity("a/b", Severity::Error)].into(),
            ..Settings::default()
        };
        let both = near.over(&far);
        assert_eq!(both.fail_on, Some(FailOn::Never));
        assert_eq!(both.severity.into_values().collect::<Vec<_>>(), [Severity::Error, Severity::Info]);
        assert_eq!(both.input, far.input);
    }
}
