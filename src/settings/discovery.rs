//! Which configuration files hold for a file.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{ConfigFile, Settings};
use crate::source::visible;

/// The name of a configuration file.
pub const FILE_NAME: &str = "postedit.toml";

/// Finds configuration files upward from folders, and reads each once.
#[derive(Debug, Default)]
pub struct Discovery {
    /// The layers of each folder.
    known: HashMap<PathBuf, Layers>,
}

/// Configuration files with their paths, the nearest last.
type Layers = Arc<Vec<(PathBuf, Arc<ConfigFile>)>>;

impl Discovery {
    /// The settings for `file`, an absolute path: those of the `postedit.toml` in its folder over those of the folders
    /// above it, up to the one that holds `.git` or whose file says `root = true`.
    ///
    /// # Errors
    /// A message that names the configuration file, if it can't be read or means nothing.
    pub fn settings(&mut self, file: &Path) -> Result<Settings, String> {
        let layers = self.layers(file.parent().unwrap_or(file))?;
        Ok(layers.iter().fold(Settings::default(), |under, (_, layer)| layer.over(&under, file)))
    }

    /// The configuration files that hold for the files in `folder`, an absolute path, the nearest last.
    ///
    /// # Errors
    /// As for [`Discovery::settings`].
    pub fn files(&mut self, folder: &Path) -> Result<Vec<PathBuf>, String> {
        Ok(self.layers(folder)?.iter().map(|(path, _)| path.clone()).collect())
    }

    fn layers(&mut self, folder: &Path) -> Result<Layers, String> {
        if let Some(known) = self.known.get(folder) {
            return Ok(Arc::clone(known));
        }
        let own = read(folder)?;
        let is_last = own.as_ref().is_some_and(|(_, file)| file.root) || folder.join(".git").exists();
        let above = match folder.parent() {
            Some(parent) if !is_last => self.layers(parent)?,
            _ => Layers::default(),
        };
        let layers = match own {
            Some(own) => Arc::new(above.iter().cloned().chain([own]).collect()),
            None => above,
        };
        self.known.insert(folder.into(), Arc::clone(&layers));
        Ok(layers)
    }
}

/// The configuration file in `folder`, if there is one.
fn read(folder: &Path) -> Result<Option<(PathBuf, Arc<ConfigFile>)>, String> {
    let path = folder.join(FILE_NAME);
    if !path.is_file() {
        return Ok(None);
    }
    let named = |error: &dyn std::fmt::Display| format!("{}: {error}", visible(&path.to_string_lossy()));
    let text = fs::read_to_string(&path).map_err(|error| named(&error))?;
    let file = ConfigFile::parse(&text, folder).map_err(|error| named(&error))?;
    Ok(Some((path, Arc::new(file))))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::Discovery;
    use crate::settings::FailOn;

    #[test]
    fn files_are_layers_up_to_the_root() {
        let root = tempfile::tempdir().unwrap();
        let put = |path: &str, text: &str| {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        put("postedit.toml", "fail-on = 'never'");
        put("site/postedit.toml", "root = true\nfail-on = 'error'\nignore = ['dialogue']");
        put("site/news/postedit.toml", "ignore = ['sentence']\n[[overrides]]\nfiles = ['today/*']\nfail-on = 'info'");
        let mut discovery = Discovery::default();
        let mut of = |path: &str| discovery.settings(&root.path().join(path)).unwrap();
        let news = of("site/news/a.txt");
        assert_eq!(
            (news.fail_on, &news.selection.ignore[..]),
            (Some(FailOn::Error), &["dialogue".into(), "sentence".into()][..])
        );
        assert_eq!(of("site/news/today/a.txt").fail_on, Some(FailOn::Info));
        let files = discovery.files(&root.path().join("site/news/today")).unwrap();
        assert_eq!(files, ["site/postedit.toml", "site/news/postedit.toml"].map(|path| root.path().join(path)));
    }
}
