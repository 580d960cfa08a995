//! From the paths on the command line to the files to read.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use ignore::WalkBuilder;

use crate::render::index;
use crate::report::Failure;
use crate::source::visible;

/// How much of a front page is read to tell whose it is, in bytes.
const HEAD: u64 = 1024;
/// The names of files that are taken from a folder end so.
const ARTICLES: [&str; 7] = ["txt", "md", "markdown", "html", "htm", "xhtml", "docx"];

/// A file to read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Found {
    /// Where it is.
    pub(super) path: PathBuf,
    /// The path to print, with `/` between its parts.
    pub(super) name: String,
    /// The part of the path below the argument that led to it, with `/` between its parts.
    pub(super) below: String,
}

/// The files that `paths` lead to, in the order of their names, each once, and what could not be read.
///
/// Folders are walked without hidden files, without what ignore files leave out, without the folders `outputs`, and
/// without reports; a path named in `paths` is taken whatever its name and whatever it holds.
pub(super) fn walk(paths: &[PathBuf], outputs: &[PathBuf]) -> (Vec<Found>, Vec<Failure>) {
    let outputs: Vec<PathBuf> = outputs.iter().filter_map(|folder| folder.canonicalize().ok()).collect();
    let (mut found, mut failures) = (Vec::new(), Vec::new());
    for path in paths {
        match fs::metadata(path) {
            Err(error) => failures.push(Failure { path: name(path), error: error.to_string() }),
            Ok(metadata) if metadata.is_dir() => folder(path, &outputs, &mut found, &mut failures),
            Ok(_) => {
                let below = path.file_name().map_or_else(|| name(path), |file| file.to_string_lossy().into_owned());
                found.push(Found { path: path.clone(), name: name(path), below });
            }
        }
    }
    let mut seen = HashSet::new();
    found.retain(|file: &Found| seen.insert(file.path.canonicalize().unwrap_or_else(|_| file.path.clone())));
    found.sort_by(|a, b| a.name.cmp(&b.name));
    (found, failures)
}

fn folder(root: &Path, outputs: &[PathBuf], found: &mut Vec<Found>, failures: &mut Vec<Failure>) {
    let outputs = outputs.to_vec();
    let walk = WalkBuilder::new(root)
        .require_git(false)
        .follow_links(false)
        .filter_entry(move |entry| {
            let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            let is_output =
                || !outputs.is_empty() && entry.path().canonicalize().is_ok_and(|path| outputs.contains(&path));
            entry.depth() == 0 || !is_folder || !(is_output() || is_report(entry.path()))
        })
        .build();
    for entry in walk {
        match entry {
            Ok(entry) => {
                let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
                if is_file && has_extension(entry.path(), &ARTICLES) {
                    let path = entry.into_path();
                    let below = name(path.strip_prefix(root).unwrap_or(&path));
                    found.push(Found { name: name(&path), path, below });
                }
            }
            Err(error) => failures.push(Failure { path: name(root), error: error.to_string() }),
        }
    }
}

/// Whether `postedit report` wrote the folder at `path`.
fn is_report(path: &Path) -> bool {
    let page = path.join(index::PAGE);
    // What is no file, a pipe perhaps, might never be read to its end.
    let is_file = fs::metadata(&page).is_ok_and(|metadata| metadata.is_file());
    let mut head = Vec::new();
    let mut read = || File::open(&page)?.take(HEAD).read_to_end(&mut head);
    is_file && read().is_ok() && index::is_begun(&head)
}

/// The nearest folder in or above `folder` that a repository lies in.
pub(super) fn repository(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|above| above.join(".git").exists())
}

/// The [`name`] from `root` of what is called `path` in the folder `current`; `path` itself where it lies elsewhere.
pub(super) fn from_root(path: &str, current: &Path, root: &Path) -> String {
    let mut place = PathBuf::new();
    for component in current.join(path).components() {
        match component {
            Component::ParentDir => drop(place.pop()),
            component => place.push(component),
        }
    }
    place.strip_prefix(root).map_or_else(|_| path.to_owned(), name)
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    path.extension().is_some_and(|own| extensions.iter().any(|extension| own.eq_ignore_ascii_case(extension)))
}

/// `path` with `/` between its parts and without `.`.
pub(super) fn name(path: &Path) -> String {
    let mut out = String::new();
    for component in path.components() {
        match component {
            Component::CurDir => continue,
            Component::RootDir => out.push('/'),
            _ => {
                if !out.is_empty() && !out.ends_with('/') {
                    out.push('/');
                }
                out.push_str(&component.as_os_str().to_string_lossy());
            }
        }
    }
    if out.is_empty() { ".".into() } else { out }
}

/// The [`name`] of `path` as it may stand in a message: on one line, and with nothing that a terminal obeys.
pub(super) fn shown(path: &Path) -> String {
    visible(&name(path)).into_owned()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{from_root, name, walk};

    #[test]
    fn names_have_slashes_and_no_dots() {
        assert_eq!(name(Path::new("./input/./a.txt")), "input/a.txt");
        assert_eq!(name(Path::new("../a.txt")), "../a.txt");
        assert_eq!(name(Path::new("/in/a.txt")), "/in/a.txt");
        assert_eq!(name(Path::new(".")), ".");
    }

    #[test]
    fn names_count_from_a_root_above() {
        let named = |path| from_root(path, Path::new("/site/articles"), Path::new("/site"));
        assert_eq!(named("a.txt"), "articles/a.txt");
        assert_eq!(named("../notes/a.txt"), "notes/a.txt");
        assert_eq!(named("/site/a.txt"), "a.txt");
        assert_eq!((named("../../a.txt"), named("/b/a.txt")), ("../../a.txt".into(), "/b/a.txt".into()));
    }

    #[test]
    fn a_folder_gives_its_texts_in_order_and_each_once() {
        let root = tempfile::tempdir().unwrap();
        for file in ["b.txt", "a/c.md", "a/d.png", ".hidden.txt", "output/x.txt", "left-out.txt", "page.html"] {
            let path = root.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "text").unwrap();
        }
        fs::write(root.path().join(".gitignore"), "left-out.txt\n").unwrap();
        let at = |path: &str| root.path().join(path);
        let (found, failures) = walk(&[at(""), at("a/../b.txt"), at("a")], &[at("output")]);
        let below: Vec<_> = found.iter().map(|file| file.below.as_str()).collect();
        assert_eq!((below, failures), (vec!["a/c.md", "b.txt", "page.html"], vec![]));
        let (named, _) = walk(&[at("left-out.txt"), at("a/d.png"), at("output")], &[at("output")]);
        assert_eq!(named.len(), 3, "what is named is read: {named:?}");
    }

    #[test]
    fn what_is_not_there_fails() {
        let root = tempfile::tempdir().unwrap();
        let (found, failures) = walk(&[root.path().join("none.txt")], &[]);
        assert!(found.is_empty() && failures[0].path.ends_with("none.txt"), "{failures:?}");
    }
}
