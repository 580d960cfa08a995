//! The keys of a configuration file.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use toml::Value;

use super::file::SettingsError;
use super::{FailOn, Profile, Settings, selection, severity_named};
use crate::finding::{Score, Severity};

/// A key: its name, what it means, and what it takes.
pub(super) struct Key {
    pub(super) name: &'static str,
    /// One sentence for the schema.
    pub(super) about: &'static str,
    pub(super) takes: Takes,
    /// Whether it can say something else about some files than about others, in `[[overrides]]`.
    pub(super) by_file: bool,
}

/// What a key takes, and where it puts it.
pub(super) enum Takes {
    /// A list of rules and families.
    Rules(fn(&mut Settings, Vec<String>)),
    /// A table of severities by rule or family.
    Severities(fn(&mut Settings, BTreeMap<String, Severity>)),
    /// From which severity on a check fails.
    FailOn(fn(&mut Settings, FailOn)),
    /// A profile.
    Profile(fn(&mut Settings, Profile)),
    /// A quality score.
    Score(fn(&mut Settings, Score)),
    /// `true` or `false`.
    Flag(fn(&mut Settings, bool)),
    /// The path of something to read, relative to the folder of the configuration file.
    Path(fn(&mut Settings, PathBuf)),
    /// The path of something that is written too. It lies in the folder of the configuration file: who runs postedit in
    /// a stranger's repository writes nowhere else by its word.
    Below(fn(&mut Settings, PathBuf)),
}

/// Every key that says something about files, in alphabetical order. A new one is a line here, a field of [`Settings`]
/// and a line of [`Settings::over`].
pub(super) static KEYS: &[Key] = &[
    Key {
        name: "assume-damaged",
        about: "Whether every text is taken for a damaged one, so that what is doubtful in clean prose is reported too.",
        takes: Takes::Flag(|settings, assume| settings.assume_damaged = Some(assume)),
        by_file: true,
    },
    Key {
        name: "baseline",
        about: "The file of known findings, which `postedit baseline` writes; what it holds is not reported.",
        takes: Takes::Below(|settings, path| settings.baseline = Some(path)),
        by_file: false,
    },
    Key {
        name: "fail-on",
        about: "From which severity on a finding makes the exit status 1.",
        takes: Takes::FailOn(|settings, level| settings.fail_on = Some(level)),
        by_file: true,
    },
    Key {
        name: "glossary",
        about: "The file, TOML or CSV, that declares terms and names.",
        takes: Takes::Path(|settings, path| settings.glossary = Some(path)),
        by_file: true,
    },
    Key {
        name: "ignore",
        about: "Rules and families that do not run, whatever `select` says.",
        takes: Takes::Rules(|settings, names| settings.selection.ignore = names),
        by_file: true,
    },
    Key {
        name: "input",
        about: "The folder that is read where no path is given.",
        takes: Takes::Below(|settings, path| settings.input = Some(path)),
        by_file: false,
    },
    Key {
        name: "min-score",
        about: "The quality score, from 0 to 100, below which an article makes the exit status 1.",
        takes: Takes::Score(|settings, score| settings.min_score = Some(score)),
        by_file: true,
    },
    Key {
        name: "output",
        about: "The folder that `postedit report` writes.",
        takes: Takes::Below(|settings, path| settings.output = Some(path)),
        by_file: false,
    },
    Key {
        name: "profile",
        about: "How good a text is to become: good enough (light) or publishable (full).",
        takes: Takes::Profile(|settings, profile| settings.profile = Some(profile)),
        by_file: true,
    },
    Key {
        name: "reader",
        about: "The file of the local language model, in GGUF, that weighs alternatives.",
        takes: Takes::Path(|settings, path| settings.reader = Some(path)),
        by_file: true,
    },
    Key {
        name: "select",
        about: "The rules and families that run; all where this is not given.",
        takes: Takes::Rules(|settings, names| settings.selection.select = Some(names)),
        by_file: true,
    },
    Key {
        name: "severity",
        about: "Severities other than the rules' own, by rule or family.",
        takes: Takes::Severities(|settings, severities| settings.severity = severities),
        by_file: true,
    },
];

impl Key {
    /// Puts what the configuration file in `folder` says under this key into `settings`.
    pub(super) fn set(&self, settings: &mut Settings, value: Value, folder: &Path) -> Result<(), SettingsError> {
        let wrong = |expected| SettingsError::Value { key: self.name.into(), expected };
        match &self.takes {
            Takes::Rules(set) => {
                let names = strings(value).ok_or(wrong("a list of rules or families"))?;
                for name in &names {
                    selection::rules_named(name)?;
                }
                set(settings, names);
            }
            Takes::Severities(set) => set(settings, severities(self.name, value)?),
            Takes::FailOn(set) => {
                let level = value.as_str().and_then(FailOn::named);
                set(settings, level.ok_or(wrong("`error`, `warning`, `info` or `never`"))?);
            }
            Takes::Profile(set) => {
                let profile = value.as_str().and_then(Profile::named);
                set(settings, profile.ok_or(wrong("`light` or `full`"))?);
            }
            Takes::Score(set) => {
                let number = value.as_float().or_else(|| value.as_integer().map(|number| number as f64));
                let score = number.and_then(|number| Score::try_from(number).ok());
                set(settings, score.ok_or(wrong("a number from 0 to 100"))?);
            }
            Takes::Flag(set) => set(settings, value.as_bool().ok_or(wrong("`true` or `false`"))?),
            Takes::Path(set) => set(settings, folder.join(value.as_str().ok_or(wrong("a path"))?)),
            Takes::Below(set) => {
                let path = value.as_str().map(Path::new).filter(|path| is_below(path));
                let expected = "a path that stays in this folder; name a place outside it on the command line";
                set(settings, folder.join(path.ok_or(wrong(expected))?));
            }
        }
        Ok(())
    }
}

/// Whether `path` leads from a folder to something in it, whatever links there are.
fn is_below(path: &Path) -> bool {
    path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

/// A list of strings, if `value` is one.
pub(super) fn strings(value: Value) -> Option<Vec<String>> {
    let Value::Array(items) = value else { return None };
    items.into_iter().map(|item| if let Value::String(name) = item { Some(name) } else { None }).collect()
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
        for rule in selection::rules_named(&name)? {
            all.insert(rule.id.into(), severity);
        }
    }
    Ok(all)
}
