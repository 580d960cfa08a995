//! Files that are there whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

use super::walk;
use crate::run::FileError;

/// Puts a file of `bytes` at `path`, in the place of one that is there. A reader sees the old file or the new one, never
/// a part.
pub(super) fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    beside(path, bytes)?.persist(path)?;
    Ok(())
}

/// [`create`] for a file other than an article, which an error names.
pub(super) fn put(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    create(path, bytes).map_err(|source| FileError::Write { path: walk::shown(path), source })
}

/// Makes the folder at `path`, unless it is there, and sees that files can be put into it.
pub(super) fn folder(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)?;
    beside(&path.join("any"), b"").map(drop)
}

/// Puts the bytes `after` in the place of the file at `path`, as [`create`] does, but keeps its permissions and, as far as
/// the system allows, its owner, follows a link, and returns when the new file is safe from a power cut.
///
/// # Errors
/// If the system refuses, or if the file does not hold the bytes `before` any more: what somebody else wrote meanwhile is
/// not lost.
pub(super) fn replace(path: &Path, before: &[u8], after: &[u8]) -> io::Result<()> {
    let path = path.canonicalize()?;
    let metadata = fs::metadata(&path)?;
    if metadata.permissions().readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file is read-only"));
    }
    let file = beside(&path, after)?;
    #[cfg(unix)]
    keep_owner(file.as_file(), &metadata);
    file.as_file().set_permissions(metadata.permissions())?;
    file.as_file().sync_all()?;
    if fs::read(&path)? != before {
        return Err(io::Error::other(
            "somebody else changed the file meanwhile, and it is left so; run the command again",
        ));
    }
    file.persist(&path)?;
    Ok(())
}

/// Gives `file` the owner and the group of the file whose place it takes. Only root may give files away; who else may
/// write a file that is not theirs becomes its owner.
#[cfg(unix)]
fn keep_owner(file: &File, before: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let is_kept = file.metadata().is_ok_and(|now| (now.uid(), now.gid()) == (before.uid(), before.gid()));
    if !is_kept {
        let _ = fchown(file, Some(before.uid()), Some(before.gid()));
    }
}

/// A file of `bytes` in the folder of `path`, which goes away unless it is kept.
fn beside(path: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // With the permissions of any new file, where `tempfile_in` has those for secrets; and its errors, as those of
    // `NamedTempFile::write_all`, would name a file that nobody knows.
    let mut file = Builder::new().prefix(".postedit-").make_in(folder, |path| File::create_new(path))?;
    file.as_file_mut().write_all(bytes)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{create, replace};

    #[test]
    fn a_file_is_replaced_whole_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        for text in ["first", "second"] {
            create(&path, text.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_are_kept_and_read_only_files_refused() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a.txt"), folder.path().join("link.txt"));
        fs::write(&path, "first").unwrap();
        symlink(&path, &link).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        replace(&link, b"first", b"second").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&path).unwrap(), "second");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).unwrap();
        assert!(replace(&path, b"second", b"third").unwrap_err().to_string().contains("read-only"));
    }

    #[test]
    fn what_somebody_else_wrote_meanwhile_is_left_and_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "theirs").unwrap();
        let error = replace(&path, b"first", b"second").unwrap_err();
        assert!(error.to_string().contains("somebody else changed the file"), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "theirs");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    #[allow(clippy::print_stderr)]
    fn a_file_keeps_its_owner() {
        use std::os::unix::fs::{MetadataExt, chown};
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "first").unwrap();
        if chown(&path, Some(65534), Some(65534)).is_err() {
            eprintln!("skipped: only root can give a file to somebody else first");
            return;
        }
        let owner = fs::metadata(&path).unwrap().uid();
        replace(&path, b"first", b"second").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().uid(), owner);
    }
}
