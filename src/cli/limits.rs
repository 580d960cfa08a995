//! What findings are limited to: not those that somebody rejected, not those of the baseline, only those on changed lines.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::baseline::FILE;
use super::talk::Talk;
use super::work::Folders;
use super::{Error, reject, walk, write};
use crate::render::count::count;
use crate::suppress::{Baseline, Lines, Place, SideFile, Silence, changed_lines, relative};

#[derive(clap::Args, Default)]
pub(super) struct LimitArgs {
    /// Leave out the findings that this file holds; `postedit baseline` writes it [default: as postedit.toml says]
    #[arg(help_heading = "Limits", long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Use no baseline; `fix` still keeps current that of postedit.toml, or else postedit-baseline.json
    #[arg(help_heading = "Limits", long, conflicts_with = "baseline")]
    no_baseline: bool,
    /// Only what touches lines that changed since this revision; asks git
    #[arg(help_heading = "Limits", long, value_name = "REV", conflicts_with = "patch")]
    since: Option<String>,
    /// Only what touches lines that this unified diff adds or changes; `-` for standard input
    #[arg(help_heading = "Limits", long, value_name = "FILE")]
    patch: Option<PathBuf>,
}

impl LimitArgs {
    /// This baseline or that of the configuration, and no other limit.
    pub(super) fn baseline(baseline: Option<PathBuf>) -> Self {
        Self { baseline, ..Self::default() }
    }

    /// This baseline or none, and no other limit.
    pub(super) fn only_baseline(baseline: Option<PathBuf>) -> Self {
        Self { no_baseline: baseline.is_none(), baseline, ..Self::default() }
    }
}

/// What is silent in which article.
pub(super) struct Limits {
    /// The side files that were read.
    sides: HashMap<PathBuf, SideFile>,
    /// The baseline, where it is, and the folder its paths are relative to.
    baseline: Option<(PathBuf, PathBuf, Baseline)>,
    /// Whether what the baseline holds is found all the same, and the baseline is only kept current.
    shows_known: bool,
    /// The lines that changed, by absolute path.
    changed: Option<HashMap<PathBuf, Lines>>,
}

impl Limits {
    /// Reads what `args` and the configuration name; `stdin_is_taken` if an article comes from there.
    pub(super) fn new(
        args: &LimitArgs,
        folders: &Folders,
        stdin_is_taken: bool,
        current: &Path,
    ) -> Result<Self, Error> {
        let changed = match (&args.since, &args.patch) {
            (Some(revision), _) => Some(changed_since(revision, current)?),
            (None, Some(patch)) => Some(changed_in(patch, stdin_is_taken, current)?),
            (None, None) => None,
        };
        let usual = args.no_baseline.then_some(Path::new(FILE));
        let path = args.baseline.as_deref().or(folders.baseline.as_deref()).or(usual);
        let baseline = match path {
            // Nobody asked for it; one that can't be read can't be kept current either.
            Some(path) if args.no_baseline => Baseline::read(path).ok(),
            Some(path) => Some(self::baseline(path)?),
            None => None,
        };
        let baseline = path.zip(baseline).map(|(path, baseline)| (path.to_path_buf(), folder_of(path), baseline));
        Ok(Self { sides: HashMap::new(), baseline, shows_known: args.no_baseline, changed })
    }

    /// Says which files of the baseline are there no more.
    pub(super) fn tell_lost(&self, talk: &Talk) {
        let Some((_, folder, baseline)) = self.baseline.as_ref().filter(|_| !self.shows_known) else { return };
        for (file, known) in baseline.files.iter().filter(|(file, _)| !folder.join(file).exists()) {
            talk.say(&format!("gone since the baseline: {file}, with {}", count(known.len(), "finding")));
        }
    }

    /// What is silent in the article at `article`, an absolute path; `None` where nothing else is left.
    pub(super) fn silence(&mut self, article: &Path) -> Result<Option<Silence>, Error> {
        let lines = match &self.changed {
            Some(changed) => match changed.get(article) {
                Some(lines) => Some(lines.clone()),
                None => return Ok(None),
            },
            None => None,
        };
        let place = Place::of(article);
        if !self.sides.contains_key(&place.path) {
            let side = SideFile::read(&place.path).map_err(|error| Error::about(&place.path, error))?;
            self.sides.insert(place.path.clone(), side);
        }
        let rejected = self.sides[&place.path].of(&place.file).cloned().collect();
        let known =
            self.baseline.as_ref().and_then(|(_, folder, baseline)| baseline.files.get(&relative(folder, article)));
        let known = known.cloned().unwrap_or_default();
        Ok(Some(Silence { rejected, known, shows_known: self.shows_known, lines }))
    }

    /// Gives findings that somebody rejected, and those of the baseline, the new fingerprints that fixes beside them gave
    /// them: for each article, an absolute path, those before and after.
    pub(super) fn rename(&self, articles: &[(&Path, &[(String, String)])]) -> Result<(), Error> {
        reject::rename(articles)?;
        let Some((path, folder, before)) = &self.baseline else { return Ok(()) };
        let mut baseline = before.clone();
        for (article, renamed) in articles {
            baseline.rename(&relative(folder, article), renamed);
        }
        if baseline != *before {
            write::put(path, baseline.to_string().as_bytes())?;
        }
        Ok(())
    }

    /// Refuses to read nothing, unless it is that nothing in `paths` changed.
    pub(super) fn refuse_nothing(&self, paths: &[PathBuf], talk: &Talk) -> Result<(), Error> {
        if self.changed.is_some() {
            talk.say("no article changed");
            return Ok(());
        }
        let names: Vec<String> = paths.iter().map(|path| format!("`{}`", walk::shown(path))).collect();
        Err(Error::Refused(format!(
            "there is no article (.txt, .md, .html, .docx) in {}; name a folder that has one",
            names.join(", ")
        )))
    }
}

/// The baseline at `path`.
pub(super) fn baseline(path: &Path) -> Result<Baseline, Error> {
    Baseline::read(path).map_err(|error| Error::about(path, error))
}

/// The absolute path of the folder that the file at `path`, which need not be there, lies in.
pub(super) fn folder_of(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    absolute(folder)
}

/// The lines that changed since `revision` of the repository that `current` lies in, with all lines of new files.
fn changed_since(revision: &str, current: &Path) -> Result<HashMap<PathBuf, Lines>, Error> {
    if revision.starts_with('-') {
        return Err(Error::Refused(format!("`{revision}` is no revision; name a commit, a branch or a tag")));
    }
    // What others did on the branch of the revision meanwhile is no change of ours.
    let fork = git(&["merge-base", revision, "HEAD"], current);
    let revision = fork.as_deref().map_or(revision, |fork| fork.trim_end());
    let root = PathBuf::from(git(&["rev-parse", "--show-toplevel"], current)?.trim_end_matches(['\r', '\n']));
    let diff = [
        "-c",
        "core.quotePath=false",
        "diff",
        "--unified=0",
        "--no-color",
        "--no-ext-diff",
        "--src-prefix=a/",
        "--dst-prefix=b/",
        revision,
        "--",
    ];
    let mut changed =
        changed_lines(&git(&diff, current)?).map_err(|error| Error::Refused(format!("git diff: {error}")))?;
    let new = git(&["ls-files", "--others", "--exclude-standard", "--full-name", "-z"], &root)?;
    changed.extend(new.split('\0').filter(|name| !name.is_empty()).map(|name| (name.to_owned(), Lines::all())));
    Ok(changed.into_iter().map(|(name, lines)| (absolute(&root.join(name)), lines)).collect())
}

/// What `git` prints.
fn git(args: &[&str], folder: &Path) -> Result<String, Error> {
    let failed = |why: &str| Error::Refused(format!("--since asks git, which says: {why}"));
    let output =
        Command::new("git").args(args).current_dir(folder).output().map_err(|error| failed(&error.to_string()))?;
    if !output.status.success() {
        return Err(failed(String::from_utf8_lossy(&output.stderr).lines().next().unwrap_or("nothing")));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The lines that the unified diff in the file `patch` changes. Its paths are relative to the current folder, or else to
/// the root of the repository.
fn changed_in(patch: &Path, stdin_is_taken: bool, current: &Path) -> Result<HashMap<PathBuf, Lines>, Error> {
    let text = if patch == Path::new("-") {
        if stdin_is_taken {
            return Err(Error::Refused("standard input can hold an article or a diff, not both".into()));
        }
        let mut text = Vec::new();
        io::stdin()
            .lock()
            .read_to_end(&mut text)
            .map_err(|error| Error::Refused(format!("standard input: {error}")))?;
        text
    } else {
        fs::read(patch).map_err(|error| Error::about(patch, error))?
    };
    let changed = changed_lines(&String::from_utf8_lossy(&text)).map_err(|error| Error::about(patch, error))?;
    let root = walk::repository(current).unwrap_or(current);
    let place = |name: &str| [current, root].map(|folder| folder.join(name)).into_iter().find(|path| path.exists());
    Ok(changed.into_iter().filter_map(|(name, lines)| place(&name).map(|path| (absolute(&path), lines))).collect())
}

fn absolute(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}
