//! The configuration file: which rules run, how much they matter, and from which severity on a check fails.

mod discovery;
mod selection;

use std::collections::BTreeMap;
use std::path::PathBuf;

use thiserror::Error;
use toml::{Table, Value};

pub use discovery::{Discovery, FILE_NAME};
pub use selection::{Selection, UnknownRule, nearest, nearest_rule};

use crate::finding::Severity;

/// The keys of a configuration file.
const KEYS: [&str; 5] = ["fail-on", "ignore", "reader", "select", "severity"];

/// The lowest severity that makes a check fail.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, clap::ValueEnum)]
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

/// What a configuration file says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Settings {
    /// Which rules run.
    pub selection: Selection,
    /// From which severity on a check fails, if the file says so.
    pub fail_on: Option<FailOn>,
    /// Severities other than the rules' own, by rule.
    pub severity: BTreeMap<String, Severity>,
    /// The file of the model that weighs alternatives, if the file names one; a relative path counts from the folder of
    /// the configuration file once [`Discovery`] has read it.
    pub reader: Option<PathBuf>,
}

/// What is wrong with the text of a configuration file.
#[derive(Clone, PartialEq, Debug, Error)]
pub enum SettingsError {
    /// It is not TOML.
    #[error("{0}")]
    Syntax(#[from] toml::de::Error),
    /// A key that means nothing.
    #[error("there is no key `{key}`{}", did_you_mean(.nearest))]
    UnknownKey {
        /// The key.
        key: String,
        /// The key that was meant, perhaps.
        nearest: Option<&'static str>,
    },
    /// A value of the wrong kind.
    #[error("`{key}` must be {expected}")]
    Value {
        /// The key.
        key: String,
        /// What the key takes.
        expected: &'static str,
    },
    /// A rule or family that does not exist.
    #[error(transparent)]
    Rule(#[from] UnknownRule),
}

/// `; did you mean …?` where something is near, and nothing otherwise.
fn did_you_mean(nearest: &Option<&'static str>) -> String {
    nearest.map(|name| format!("; did you mean `{name}`?")).unwrap_or_default()
}

impl Settings {
    /// Reads the text of a configuration file.
    ///
    /// # Errors
    /// If it is not TOML, or holds a key, a value, a rule or a family that does not exist.
    pub fn parse(text: &str) -> Result<Self, SettingsError> {
        let mut settings = Settings::default();
        for (key, value) in toml::from_str::<Table>(text)? {
            match key.as_str() {
                "select" => settings.selection.select = Some(names(&key, value)?),
                "ignore" => settings.selection.ignore = names(&key, value)?,
                "fail-on" => {
                    let level = value.as_str().and_then(FailOn::named);
                    settings.fail_on = Some(
                        level.ok_or(SettingsError::Value { key, expected: "`error`, `warning`, `info` or `never`" })?,
                    );
                }
                "reader" => {
                    let path = value.as_str().filter(|path| !path.is_empty()).map(PathBuf::from);
                    settings.reader = Some(path.ok_or(SettingsError::Value { key, expected: "the path of a model" })?);
                }
                "severity" => settings.severity = severities(&key, value)?,
                _ => return Err(SettingsError::UnknownKey { nearest: nearest(&key, KEYS), key }),
            }
        }
        settings.selection.rules()?;
        Ok(settings)
    }
}

/// The severity that reports and configuration files call `name`.
pub fn severity_named(name: &str) -> Option<Severity> {
    [Severity::Error, Severity::Warning, Severity::Info].into_iter().find(|severity| severity.as_str() == name)
}

fn names(key: &str, value: Value) -> Result<Vec<String>, SettingsError> {
    let wrong = || SettingsError::Value { key: key.into(), expected: "a list of rules or families" };
    let Value::Array(items) = value else { return Err(wrong()) };
    items.into_iter().map(|item| if let Value::String(name) = item { Ok(name) } else { Err(wrong()) }).collect()
}

fn severities(key: &str, value: Value) -> Result<BTreeMap<String, Severity>, SettingsError> {
    let Value::Table(table) = value else {
        return Err(SettingsError::Value { key: key.into(), expected: "a table of rules and severities" });
    };
    let mut all = BTreeMap::new();
    for (name, value) in table {
        let Some(severity) = value.as_str().and_then(severity_named) else {
            let key = format!("{key}.\"{name}\"");
            return Err(SettingsError::Value { key, expected: "`error`, `warning` or `info`" });
        };
        for rule in selection::named(&name)? {
            all.insert(rule.id.into(), severity);
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{FailOn, Settings};
    use crate::finding::Severity;

    #[test]
    fn every_key_is_read() {
        let settings = Settings::parse(
            "select = ['typography']\nignore = ['typography/missing-space']\nfail-on = 'never'\nreader = 'model.gguf'\n\
             [severity]\n'typography/missing-space' = 'info'\n",
        )
        .unwrap();
        assert!(settings.selection.rules().unwrap().iter().all(|rule| rule.id.starts_with("typography/")));
        assert_eq!(settings.fail_on, Some(FailOn::Never));
        assert_eq!(settings.severity.get("typography/missing-space"), Some(&Severity::Info));
        assert_eq!(settings.severity.len(), 1);
        assert_eq!(settings.reader.as_deref(), Some(Path::new("model.gguf")));
    }

    #[test]
    fn what_does_not_exist_is_refused_with_the_nearest_name() {
        for (text, error) in [
            ("ignores = []", "there is no key `ignores`; did you mean `ignore`?"),
            ("ignore = ['typografy']", "there is no rule or family `typografy`; did you mean `typography`?"),
            (
                "[severity]\n'typography/mising-space' = 'info'",
                "there is no rule or family `typography/mising-space`; did you mean `typography/missing-space`?",
            ),
            ("select = 'typography'", "`select` must be a list of rules or families"),
            ("fail-on = 'warnings'", "`fail-on` must be `error`, `warning`, `info` or `never`"),
            (
                "[severity]\n'typography/missing-space' = 'none'",
                "`severity.\"typography/missing-space\"` must be `error`, `warning` or `info`",
            ),
        ] {
            assert_eq!(Settings::parse(text).unwrap_err().to_string(), error);
        }
    }

    #[test]
    fn a_severity_fails_from_its_own_level_on() {
        assert!(FailOn::Warning.includes(Severity::Error) && !FailOn::Warning.includes(Severity::Info));
        assert!(!FailOn::Never.includes(Severity::Error) && FailOn::Info.includes(Severity::Info));
    }
}
