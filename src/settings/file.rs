//! What one configuration file says.

use std::path::Path;

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use thiserror::Error;
use toml::{Table, Value};

use super::keys::{KEYS, strings};
use super::{Settings, UnknownRule, did_you_mean, nearest};

/// The key of a file that no file above it is a layer under.
pub(super) const ROOT: &str = "root";
/// The key of the settings for some files only.
pub(super) const OVERRIDES: &str = "overrides";
/// The key of their globs.
pub(super) const FILES: &str = "files";

/// A configuration file.
#[derive(Clone, Debug)]
pub struct ConfigFile {
    /// Whether no file in a folder above is asked.
    pub root: bool,
    settings: Settings,
    overrides: Vec<Override>,
}

/// Settings for some files.
#[derive(Clone, Debug)]
struct Override {
    files: Gitignore,
    settings: Settings,
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
    /// A key in an override that says something about the whole configuration.
    #[error("`{key}` holds for all files; it can't stand under `{OVERRIDES}`")]
    NotByFile {
        /// The key.
        key: &'static str,
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
    /// A glob that can't be read.
    #[error("`{FILES}`: {0}")]
    Glob(String),
}

impl ConfigFile {
    /// Reads the text of the configuration file in `folder`, to which its paths and globs are relative.
    ///
    /// # Errors
    /// If it is not TOML, or holds a key, a value, a rule, a family or a glob that means nothing.
    pub fn parse(text: &str, folder: &Path) -> Result<Self, SettingsError> {
        let mut table = toml::from_str::<Table>(text)?;
        let root = match table.remove(ROOT) {
            None => false,
            Some(Value::Boolean(root)) => root,
            Some(_) => return Err(SettingsError::Value { key: ROOT.into(), expected: "true or false" }),
        };
        let wrong = || SettingsError::Value { key: OVERRIDES.into(), expected: "a list of tables" };
        let overrides = match table.remove(OVERRIDES) {
            None => Vec::new(),
            Some(Value::Array(list)) => list
                .into_iter()
                .map(|one| if let Value::Table(one) = one { overridden(one, folder) } else { Err(wrong()) })
                .collect::<Result<_, _>>()?,
            Some(_) => return Err(wrong()),
        };
        Ok(Self { root, settings: settings(table, folder, &[ROOT, OVERRIDES], false)?, overrides })
    }

    /// What it says of `file`, a path below its folder, over what the files above it say.
    pub fn over(&self, under: &Settings, file: &Path) -> Settings {
        let own = self.overrides.iter().filter(|one| one.files.matched_path_or_any_parents(file, false).is_ignore());
        own.fold(self.settings.over(under), |under, one| one.settings.over(&under))
    }
}

fn overridden(mut table: Table, folder: &Path) -> Result<Override, SettingsError> {
    let globs = table.remove(FILES).and_then(strings).filter(|globs| !globs.is_empty());
    let globs = globs.ok_or_else(|| SettingsError::Value {
        key: format!("{OVERRIDES}.{FILES}"),
        expected: "a list of globs, as in an ignore file",
    })?;
    let unread = |error: ignore::Error| SettingsError::Glob(error.to_string());
    let mut files = GitignoreBuilder::new(folder);
    for glob in globs {
        files.add_line(None, &glob).map_err(unread)?;
    }
    Ok(Override { files: files.build().map_err(unread)?, settings: settings(table, folder, &[FILES], true)? })
}

/// What `table` says; `others` are the keys that may stand in its place beside those of [`KEYS`].
fn settings(
    table: Table,
    folder: &Path,
    others: &[&'static str],
    only_by_file: bool,
) -> Result<Settings, SettingsError> {
    let mut settings = Settings::default();
    for (name, value) in table {
        let Some(key) = KEYS.iter().find(|key| key.name == name) else {
            let names = KEYS.iter().map(|key| key.name).chain(others.iter().copied());
            return Err(SettingsError::UnknownKey { nearest: nearest(&name, names), key: name });
        };
        if only_by_file && !key.by_file {
            return Err(SettingsError::NotByFile { key: key.name });
        }
        key.set(&mut settings, value, folder)?;
    }
    Ok(settings)
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::ConfigFile;
    use crate::finding::Severity;
    use crate::settings::{FailOn, Settings};

    fn parse(text: &str) -> ConfigFile {
        ConfigFile::parse(text, Path::new("/site")).unwrap()
    }

    fn of(file: &ConfigFile, path: &str) -> Settings {
        file.over(&Settings::default(), Path::new(path))
    }

    #[test]
    fn every_key_is_read() {
        let file = parse(
            "root = true\nselect = ['typography']\nignore = ['typography/missing-space']\nfail-on = 'never'\n\
             input = 'texts'\noutput = './review'\nbaseline = 'known.json'\n\
             [severity]\n'typography/missing-space' = 'info'\n",
        );
        let settings = of(&file, "/site/a.txt");
        assert!(file.root);
        assert!(settings.selection.rules().unwrap().iter().all(|rule| rule.id.starts_with("typography/")));
        assert_eq!(settings.fail_on, Some(FailOn::Never));
        assert_eq!(settings.severity.get("typography/missing-space"), Some(&Severity::Info));
        assert_eq!(settings.severity.len(), 1);
        let paths = [settings.input, settings.output, settings.baseline];
        assert_eq!(paths, ["/site/texts", "/site/review", "/site/known.json"].map(|path| Some(PathBuf::from(path))));
    }

    #[test]
    fn overrides_hold_for_the_files_they_name_and_the_last_one_wins() {
        let file = parse(
            "fail-on = 'error'\n[[overrides]]\nfiles = ['/archive/', '*.draft.md']\nfail-on = 'never'\n\
             [[overrides]]\nfiles = ['old.txt']\nfail-on = 'info'\nignore = ['sentence']\n",
        );
        let fails_on = |path| of(&file, path).fail_on.unwrap();
        assert_eq!(fails_on("/site/new/archive/a.txt"), FailOn::Error);
        assert_eq!(fails_on("/site/archive/1999/a.txt"), FailOn::Never);
        assert_eq!(fails_on("/site/new/a.draft.md"), FailOn::Never);
        assert_eq!(fails_on("/site/archive/old.txt"), FailOn::Info);
        assert_eq!(of(&file, "/site/archive/old.txt").selection.ignore, ["sentence"]);
        assert!(of(&file, "/site/archive/a.txt").selection.ignore.is_empty());
    }

    #[test]
    fn what_does_not_exist_is_refused_with_the_nearest_name() {
        for (text, error) in [
            ("ignores = []", "there is no key `ignores`; did you mean `ignore`?"),
            ("override = []", "there is no key `override`; did you mean `overrides`?"),
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
            ("root = 1", "`root` must be true or false"),
            ("glossary = 1", "`glossary` must be a path"),
            ("input = 1", "`input` must be a path that stays in this folder"),
            ("input = '..'", "`input` must be a path that stays in this folder"),
            ("output = '/tmp/review'", "`output` must be a path that stays in this folder"),
            ("baseline = 'a/../../known.json'", "`baseline` must be a path that stays in this folder"),
            ("profile = 'lite'", "`profile` must be `light` or `full`"),
            ("min-score = 101", "`min-score` must be a number from 0 to 100"),
            ("overrides = 1", "`overrides` must be a list of tables"),
            ("[[overrides]]\nignore = []", "`overrides.files` must be a list of globs, as in an ignore file"),
            ("[[overrides]]\nfiles = ['a']\nfiless = ['b']", "there is no key `filess`; did you mean `files`?"),
            (
                "[[overrides]]\nfiles = ['a']\noutput = 'b'",
                "`output` holds for all files; it can't stand under `overrides`",
            ),
            ("[[overrides]]\nfiles = ['a{']", "`files`: "),
        ] {
            let found = ConfigFile::parse(text, Path::new("/site")).unwrap_err().to_string();
            assert!(found.starts_with(error), "{found}");
        }
    }
}
