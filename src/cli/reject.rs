//! `postedit reject PLACE --reason TEXT`, and how rejections go into the side file.

use std::path::{Path, PathBuf};

use super::limits::LimitArgs;
use super::talk::Talk;
use super::work::{self, Reading};
use super::{Error, Status, walk, write};
use crate::report::{FileReport, FindingReport};
use crate::source::visible;
use crate::suppress::{Place, Rejection, SideFile};

#[derive(clap::Args)]
pub(super) struct Args {
    /// Where the finding is, as `check` prints it: FILE:LINE or FILE:LINE:COLUMN
    place: String,
    /// The rule, where several findings are there
    #[arg(long, value_name = "RULE")]
    rule: Option<String>,
    /// Why it is no mistake
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

pub(super) fn run(args: &Args, talk: &Talk) -> Result<Status, Error> {
    let shown = visible(&args.place);
    let Some((file, line, column)) = place(&args.place) else {
        let message = format!("`{shown}` is no place; name one as `check` prints it: `articles/a.txt:12:5`");
        return Err(Error::Refused(message));
    };
    if args.reason.trim().is_empty() {
        return Err(Error::Refused("a finding is not rejected without a reason".into()));
    }
    let path = PathBuf::from(file);
    let reading = Reading::of(&path);
    let work = reading.gather("reject", &reading.folders()?, &LimitArgs::only_baseline(None), talk)?;
    let (done, failures) = work.each(|_, article| article.input.check(), talk);
    if !failures.is_empty() {
        return Ok(Status::Failed);
    }
    let here = |finding: &&FindingReport| {
        finding.span.line == line
            && column.is_none_or(|column| finding.span.column == column)
            && args.rule.as_ref().is_none_or(|rule| *rule == finding.rule)
    };
    let reports: Vec<&FileReport> = done.iter().map(|(_, checked)| &checked.report).collect();
    let found: Vec<&FindingReport> = reports.iter().flat_map(|report| &report.findings).filter(here).collect();
    let [finding] = found[..] else {
        let rules: Vec<&str> = found.iter().map(|finding| finding.rule.as_str()).collect();
        let problem = match rules[..] {
            [] => format!("nothing is found at {shown}; `postedit check {}` says where something is", visible(file)),
            _ => format!("{} are at {shown}; say which with --rule, or name the column", rules.join(" and ")),
        };
        return Err(Error::Refused(problem));
    };
    let rejection = Rejection::new(&finding.rule, &finding.fingerprint, &finding.text, &args.reason);
    let side = work::near(reject(&path, vec![rejection])?, &work::current_folder()?);
    talk.say(&format!("{} at {shown} is silent now, as {} says", finding.rule, walk::shown(&side)));
    Ok(Status::Clean)
}

/// The file, the line and perhaps the column of `FILE:LINE:COLUMN`.
fn place(place: &str) -> Option<(&str, usize, Option<usize>)> {
    let (before, last) = place.rsplit_once(':')?;
    let last = last.parse().ok()?;
    match before.rsplit_once(':').and_then(|(file, line)| Some((file, line.parse().ok()?))) {
        Some((file, line)) => Some((file, line, Some(last))),
        None => Some((before, last, None)),
    }
}

/// Writes into the side file of `article` that its findings `rejected` are none, and returns the side file's path. The
/// rejections need not say which file they are of. Nothing is written where nothing was rejected.
pub(super) fn reject(article: &Path, rejected: Vec<Rejection>) -> Result<PathBuf, Error> {
    let absolute = article.canonicalize().map_err(|error| Error::about(article, error))?;
    let place = Place::of(&absolute);
    let mut side = SideFile::read(&place.path).map_err(|error| Error::about(&place.path, error))?;
    if rejected.is_empty() {
        return Ok(place.path);
    }
    for rejection in rejected {
        side.add(Rejection { file: place.file.clone(), ..rejection });
    }
    write::put(&place.path, side.to_string().as_bytes())?;
    Ok(place.path)
}

/// Does in the side files what [`Limits::rename`] does.
///
/// [`Limits::rename`]: super::limits::Limits::rename
pub(super) fn rename(articles: &[(&Path, &[(String, String)])]) -> Result<(), Error> {
    for (article, renamed) in articles.iter().filter(|(_, renamed)| !renamed.is_empty()) {
        let place = Place::of(article);
        let before = SideFile::read(&place.path).map_err(|error| Error::about(&place.path, error))?;
        let mut side = before.clone();
        side.rename(&place.file, renamed);
        if side != before {
            write::put(&place.path, side.to_string().as_bytes())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{place, reject};
    use crate::suppress::{Rejection, SideFile};

    #[test]
    fn a_place_is_a_file_a_line_and_perhaps_a_column() {
        assert_eq!(place("a/b.txt:12:5"), Some(("a/b.txt", 12, Some(5))));
        assert_eq!(place("c:\\b.txt:12"), Some(("c:\\b.txt", 12, None)));
        assert_eq!((place("b.txt"), place("b.txt:x")), (None, None));
    }

    #[test]
    fn rejections_of_two_articles_meet_in_one_file() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(".git")).unwrap();
        fs::write(folder.path().join("postedit.toml"), "").unwrap();
        for name in ["a.txt", "b.txt"] {
            let article = folder.path().join(name);
            fs::write(&article, "The kiln cooled.").unwrap();
            let rejection = Rejection::new("sentence/fragment", "v1:0", "The kiln cooled.", "it did");
            assert!(reject(&article, vec![rejection]).unwrap().ends_with("postedit-ignore.toml"));
        }
        let side = SideFile::read(&folder.path().join("postedit-ignore.toml")).unwrap();
        assert_eq!((side.of("a.txt").count(), side.of("b.txt").count(), side.of("").count()), (1, 1, 0));
    }
}
