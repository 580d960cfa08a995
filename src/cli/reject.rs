//! Rejections go into the side file.

use std::path::{Path, PathBuf};

use super::{Error, walk, write};
use crate::run::FileError;
use crate::suppress::{Place, Rejection, SideFile};

/// Writes into the side file of `article` that its findings `rejected` are none, and returns the side file's path. The
/// rejections need not say which file they are of. Nothing is written where nothing was rejected.
pub(super) fn reject(article: &Path, rejected: Vec<Rejection>) -> Result<PathBuf, Error> {
    let absolute = article.canonicalize().map_err(|error| named(article, error))?;
    let place = Place::of(&absolute);
    let mut side = SideFile::read(&place.path).map_err(|error| named(&place.path, error))?;
    if rejected.is_empty() {
        return Ok(place.path);
    }
    for rejection in rejected {
        side.add(Rejection { file: place.file.clone(), ..rejection });
    }
    let failed = |source| FileError::Write { path: walk::name(&place.path), source };
    write::create(&place.path, side.to_string().as_bytes()).map_err(failed)?;
    Ok(place.path)
}

fn named(path: &Path, error: impl std::fmt::Display) -> Error {
    Error::Refused(format!("{}: {error}", walk::name(path)))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::reject;
    use crate::suppress::{Rejection, SideFile};

    #[test]
    fn rejections_of_two_articles_meet_in_one_file() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(".git")).unwrap();
        fs::write(folder.path().join("postedit.toml"), "").unwrap();
        for name in ["a.txt", "b.txt"] {
            let article = folder.path().join(name);
            fs::write(&article, "The kiln cooled.").unwrap();
            let rejection = Rejection {
                file: String::new(),
                rule: "sentence/fragment".into(),
                fingerprint: "v1:0".into(),
                text: "The kiln cooled.".into(),
                reason: "it did".into(),
            };
            assert!(reject(&article, vec![rejection]).unwrap().ends_with("postedit-ignore.toml"));
        }
        let side = SideFile::read(&folder.path().join("postedit-ignore.toml")).unwrap();
        assert_eq!((side.of("a.txt").count(), side.of("b.txt").count(), side.of("").count()), (1, 1, 0));
    }
}
