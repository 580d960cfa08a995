//! Where the answers of a reader are kept between runs: one file a text and reader in the user's cache folder.
//!
//! Nothing depends on it: what can't be read or written is asked again.

use std::path::PathBuf;
use std::{env, fs, io};

use crate::reader::memory::{Answers, key};

/// Where the answers about one text are kept; nowhere, where the system names no folder for such things.
pub(super) struct Place(Option<PathBuf>);

impl Place {
    /// Where the answers are that the reader of this fingerprint gave about `text`.
    pub(super) fn of(fingerprint: &str, text: &str) -> Self {
        let name = format!("{:016x}-{:x}.answers", key(text), text.len());
        Self(folder().map(|folder| folder.join("reader").join(fingerprint).join(name)))
    }

    /// What was answered before.
    pub(super) fn read(&self) -> Answers {
        let bytes = self.0.as_ref().and_then(|path| fs::read(path).ok());
        bytes.map(|bytes| Answers::from_bytes(&bytes)).unwrap_or_default()
    }

    /// Keeps `answers`.
    pub(super) fn write(&self, answers: &Answers) {
        // Whoever asks again waits longer; that is all.
        let _ = self.try_write(answers);
    }

    fn try_write(&self, answers: &Answers) -> io::Result<()> {
        let Some((path, folder)) = self.0.as_ref().and_then(|path| Some((path, path.parent()?))) else { return Ok(()) };
        fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        io::Write::write_all(&mut file, &answers.to_bytes())?;
        file.persist(path)?;
        Ok(())
    }
}

/// The folder for what can be made again: `POSTEDIT_CACHE`, or `postedit` in the system's folder for such things.
fn folder() -> Option<PathBuf> {
    let named = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    named("POSTEDIT_CACHE").or_else(|| {
        let folder = if cfg!(windows) {
            named("LOCALAPPDATA")
        } else if cfg!(target_os = "macos") {
            named("HOME").map(|home| home.join("Library/Caches"))
        } else {
            named("XDG_CACHE_HOME").or_else(|| Some(named("HOME")?.join(".cache")))
        };
        Some(folder?.join("postedit"))
    })
}
