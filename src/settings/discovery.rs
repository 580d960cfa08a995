//! Which configuration file holds for a folder.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Settings;

/// The name of a configuration file.
pub const FILE_NAME: &str = "postedit.toml";

/// Finds configuration files upward from folders, and reads each once.
#[derive(Debug, Default)]
pub struct Discovery {
    known: HashMap<PathBuf, Arc<Settings>>,
}

impl Discovery {
    /// The settings for the files in `folder`, an absolute path: those of the nearest `postedit.toml` in it or above it,
    /// up to the folder that holds `.git`, or the defaults.
    ///
    /// # Errors
    /// A message that names the file, if it can't be read or means nothing.
    pub fn settings(&mut self, folder: &Path) -> Result<Arc<Settings>, String> {
        if let Some(known) = self.known.get(folder) {
            return Ok(Arc::clone(known));
        }
        let file = folder.join(FILE_NAME);
        let settings = if file.is_file() {
            let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
            let mut settings = Settings::parse(&text).map_err(|error| format!("{}: {error}", file.display()))?;
            settings.reader = settings.reader.map(|path| folder.join(path));
            Arc::new(settings)
        } else {
            match folder.parent() {
                Some(parent) if !folder.join(".git").exists() => self.settings(parent)?,
                _ => Arc::default(),
            }
        };
        self.known.insert(folder.into(), Arc::clone(&settings));
        Ok(settings)
    }
}
