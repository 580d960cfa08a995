//! The side file: findings that somebody looked at and rejected, kept beside the articles.
//!
//! ```toml
//! version = 1
//!
//! [[ignore]]
//! file = "letters/kiln.txt"
//! rule = "sentence/fragment"
//! fingerprint = "v1:3f0c9a1be2d47765"
//! text = "Not yet."
//! reason = "printed so in the original"
//! ```

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::rules;
use crate::settings::{self, UnknownRule};

/// The name of a side file.
pub const FILE_NAME: &str = "postedit-ignore.toml";
/// The version of the format that is read and written.
const VERSION: u32 = 1;
/// What stands at the head of a side file.
const HEADER: &str = "# Findings that somebody looked at and rejected. postedit is silent about them.\n\n";

/// A finding that somebody rejected.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rejection {
    /// The article, relative to the folder of the side file, with `/` between its parts.
    pub file: String,
    /// The rule, `family/name`.
    pub rule: String,
    /// The finding's fingerprint, as reports give it. Two findings of one article never share one.
    pub fingerprint: String,
    /// What the article says there, or the first words of it, for people who read the side file.
    #[serde(default)]
    pub text: String,
    /// Why it is no mistake.
    pub reason: String,
}

impl Rejection {
    /// The rejection of a finding of `rule` where the article says `text`, of which the first words are kept. The side
    /// file says which article it is.
    pub fn new(rule: &str, fingerprint: &str, text: &str, reason: &str) -> Self {
        Self {
            file: String::new(),
            rule: rule.into(),
            fingerprint: fingerprint.into(),
            text: first_words(text),
            reason: reason.trim().into(),
        }
    }
}

/// The first words of `text`, on one line, for people who read a file of fingerprints.
pub(super) fn first_words(text: &str) -> String {
    const MOST: usize = 60;
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(MOST).collect()
}

/// What a side file holds: each finding of an article once, in the order of the articles and rules.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SideFile {
    rejections: Vec<Rejection>,
}

/// The form of a side file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Contents {
    version: u32,
    #[serde(default)]
    ignore: Vec<Rejection>,
}

/// Why a side file cannot be used.
#[derive(Debug, Error)]
pub enum SideFileError {
    /// The system refused.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// It is not TOML, or not of the form of a side file.
    #[error("{0}")]
    Syntax(#[from] toml::de::Error),
    /// Another version of postedit wrote it.
    #[error("it is of version {0}, and this postedit reads version {VERSION}; use the postedit that wrote it")]
    Version(u32),
    /// It names a rule that does not exist.
    #[error(transparent)]
    Rule(#[from] UnknownRule),
}

impl SideFile {
    /// Reads the file at `path`; where there is none, nothing was rejected.
    ///
    /// # Errors
    /// If the file can't be read, or those of [`SideFile::parse`].
    pub fn read(path: &Path) -> Result<Self, SideFileError> {
        match fs::read_to_string(path) {
            Ok(text) => Self::parse(&text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error.into()),
        }
    }

    /// Reads the text of a side file.
    ///
    /// # Errors
    /// If it is not of the form of a side file, of another version, or names a rule that does not exist.
    pub fn parse(text: &str) -> Result<Self, SideFileError> {
        let contents: Contents = toml::from_str(text)?;
        if contents.version != VERSION {
            return Err(SideFileError::Version(contents.version));
        }
        let mut all = Self::default();
        for rejection in contents.ignore {
            if rules::find(&rejection.rule).is_none() {
                return Err(UnknownRule::new(&rejection.rule).into());
            }
            all.add(rejection);
        }
        Ok(all)
    }

    /// Adds a rejection, in the place of an older one of the same finding.
    pub fn add(&mut self, rejection: Rejection) {
        self.rejections.retain(|old| (&old.file, &old.fingerprint) != (&rejection.file, &rejection.fingerprint));
        let at = self.rejections.partition_point(|old| *old < rejection);
        self.rejections.insert(at, rejection);
    }

    /// Gives the findings of `file` the new fingerprints that `renamed` has for them, each with the one before.
    pub fn rename(&mut self, file: &str, renamed: &[(String, String)]) {
        let own = self.rejections.iter_mut().filter(|rejection| rejection.file == file);
        own.for_each(|rejection| super::rename(&mut rejection.fingerprint, renamed));
        self.rejections.sort();
    }

    /// The rejections of the article that the side file calls `file`.
    pub fn of<'s>(&'s self, file: &'s str) -> impl Iterator<Item = &'s Rejection> {
        self.rejections.iter().filter(move |rejection| rejection.file == file)
    }
}

/// The text of the file, to be written whole.
impl fmt::Display for SideFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let contents = Contents { version: VERSION, ignore: self.rejections.clone() };
        write!(f, "{HEADER}{}", toml::to_string(&contents).map_err(|_| fmt::Error)?)
    }
}

/// Where the rejections of an article are kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// The side file, which need not be there.
    pub path: PathBuf,
    /// What it calls the article: [`Rejection::file`].
    pub file: String,
}

impl Place {
    /// The place of the article at `article`, an absolute path: the nearest side file in its folder or above it, up to
    /// the folder that holds `.git`. Where there is none yet it would be beside the nearest `postedit.toml`, or else
    /// beside the article.
    pub fn of(article: &Path) -> Self {
        let own = article.parent().unwrap_or(article);
        let folder = nearest(own, FILE_NAME).or_else(|| nearest(own, settings::FILE_NAME)).unwrap_or(own);
        Self { path: folder.join(FILE_NAME), file: relative(folder, article) }
    }
}

/// The path from `folder` to `file`, both absolute, with `/` between its parts.
pub fn relative(folder: &Path, file: &Path) -> String {
    let shared = folder.components().zip(file.components()).take_while(|(one, other)| one == other).count();
    let up = folder.components().skip(shared).map(|_| "..".to_owned());
    let down = file.components().skip(shared).map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// The nearest folder in or above `folder` that holds a file `name`, no further than a folder that holds `.git`.
fn nearest<'p>(folder: &'p Path, name: &str) -> Option<&'p Path> {
    for above in folder.ancestors() {
        if above.join(name).is_file() {
            return Some(above);
        }
        if above.join(".git").exists() {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{FILE_NAME, Place, Rejection, SideFile, relative};

    fn rejection(file: &str, fingerprint: &str) -> Rejection {
        Rejection {
            file: file.into(),
            rule: "sentence/fragment".into(),
            fingerprint: fingerprint.into(),
            text: "“Not\tyet.”".into(),
            reason: "printed so".into(),
        }
    }

    #[test]
    fn what_is_written_is_read_back_and_a_new_word_on_a_finding_takes_the_place_of_the_old() {
        let mut file = SideFile::default();
        file.add(rejection("b.txt", "v1:1"));
        file.add(rejection("a.txt", "v1:1"));
        file.add(Rejection { reason: "the author insists".into(), ..rejection("b.txt", "v1:1") });
        let text = file.to_string();
        assert_eq!(SideFile::parse(&text).unwrap(), file);
        assert!(text.find("a.txt") < text.find("b.txt"), "{text}");
        let of_b: Vec<_> = file.of("b.txt").map(|rejection| rejection.reason.as_str()).collect();
        assert_eq!(of_b, ["the author insists"]);
    }

    #[test]
    fn an_unusable_side_file_is_refused_with_the_way_out() {
        let entry = "[[ignore]]\nfile = 'a'\nrule = 'sentence/fragmnt'\nfingerprint = 'v1:0'\nreason = 'so'\n";
        for (text, part) in [
            (format!("version = 1\n{entry}"), "did you mean `sentence/fragment`?"),
            ("version = 2\n".into(), "use the postedit that wrote it"),
            ("version = 1\nignored = []\n".into(), "unknown field `ignored`"),
        ] {
            let error = SideFile::parse(&text).unwrap_err().to_string();
            assert!(error.contains(part), "{error}");
        }
    }

    #[test]
    fn rejections_are_kept_in_the_nearest_side_file_or_beside_the_configuration() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path().canonicalize().unwrap();
        fs::create_dir_all(root.join("a/b")).unwrap();
        fs::create_dir(root.join(".git")).unwrap();
        let article = root.join("a/b/kiln.txt");
        let place = |folder: &str, file: &str| Place { path: root.join(folder).join(FILE_NAME), file: file.into() };
        assert_eq!(Place::of(&article), place("a/b", "kiln.txt"));
        fs::write(root.join("a/postedit.toml"), "").unwrap();
        assert_eq!(Place::of(&article), place("a", "b/kiln.txt"));
        fs::write(root.join(FILE_NAME), "version = 1\n").unwrap();
        assert_eq!(Place::of(&article), place("", "a/b/kiln.txt"));
    }

    #[test]
    fn a_path_may_lead_out_of_the_folder() {
        assert_eq!(relative(Path::new("/site/a"), Path::new("/site/a/b/kiln.txt")), "b/kiln.txt");
        assert_eq!(relative(Path::new("/site/a"), Path::new("/site/b/kiln.txt")), "../b/kiln.txt");
    }

    #[test]
    fn no_file_means_that_nothing_was_rejected() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(SideFile::read(&folder.path().join(FILE_NAME)).unwrap(), SideFile::default());
    }
}
