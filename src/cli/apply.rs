//! `postedit apply DECISIONS`

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::limits::{LimitArgs, Limits};
use super::reject::reject;
use super::talk::Talk;
use super::work::{self, Folders};
use super::{Error, Status, walk, write};
use crate::fix::{self, Shift};
use crate::render::count::count;
use crate::report::{Decision, Decisions, FindingReport, Verdict};
use crate::source::{TextRange, sha256};
use crate::suppress::Rejection;

/// The reason that is kept where the editor typed none.
const NO_REASON: &str = "rejected in the report";

#[derive(clap::Args)]
pub(super) struct Args {
    /// Files of decisions, as the page of an article saves them
    #[arg(value_name = "DECISIONS", required = true)]
    decisions: Vec<PathBuf>,
    /// The article, where it does not lie at the path that the decisions name
    #[arg(long, value_name = "FILE")]
    article: Option<PathBuf>,
    /// The file of known findings, which stay known when words beside them change [default: as postedit.toml says]
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Read no postedit.toml
    #[arg(long)]
    no_config: bool,
}

/// What is to be written for one file of decisions.
struct Job {
    path: PathBuf,
    /// Where the article is, whatever links lead to it.
    absolute: PathBuf,
    /// The bytes of the article before and after the decisions.
    bytes: (Vec<u8>, Vec<u8>),
    rejected: Vec<Rejection>,
    /// The fingerprints of findings that were silent already, before and after the decisions.
    renamed: Vec<(String, String)>,
    decisions: Decisions,
}

/// Applies every file of decisions, or none if one can't be.
pub(super) fn run(args: &Args, talk: &Talk) -> Result<Status, Error> {
    if args.article.is_some() && args.decisions.len() > 1 {
        let message = "--article names one article; apply one file of decisions at a time with it";
        return Err(Error::Refused(message.into()));
    }
    let folders = Folders::configured(args.no_config)?;
    let mut limits =
        Limits::new(&LimitArgs::baseline(args.baseline.clone()), &folders, false, &work::current_folder()?)?;
    let prepared = args.decisions.iter().map(|file| prepare(file, args, &mut limits));
    let jobs: Vec<Job> = prepared.collect::<Result<_, _>>()?;
    let mut seen = HashSet::new();
    if let Some(twice) = jobs.iter().find(|job| !seen.insert(&job.absolute)) {
        let name = walk::shown(&twice.path);
        return Err(Error::Refused(format!("two files of decisions are about `{name}`; apply the one that counts")));
    }
    let (mut done, mut status) = (Vec::new(), Ok(Status::Clean));
    for job in jobs {
        if let Err(error) = put(&job) {
            status = Err(error);
            break;
        }
        done.push(job);
    }
    let renamed: Vec<_> = done.iter().map(|job| (job.absolute.as_path(), job.renamed.as_slice())).collect();
    limits.rename(&renamed)?;
    for job in done {
        finish(job, talk)?;
    }
    status
}

/// Reads a file of decisions and its article and works out what is to be written.
fn prepare(file: &Path, args: &Args, limits: &mut Limits) -> Result<Job, Error> {
    let text = fs::read_to_string(file).map_err(|error| Error::about(file, error))?;
    let decisions = Decisions::parse(&text).map_err(|error| Error::about(file, error))?;
    let path = args.article.clone().unwrap_or_else(|| PathBuf::from(&decisions.article.path));
    let name = walk::shown(&path);
    if !path.is_file() {
        let message = format!(
            "its article `{name}` is not here; go to the folder where the report was made, or name the article with \
             --article"
        );
        return Err(Error::about(file, message));
    }
    // Decisions come from others; which files of this machine they may change is not theirs to say.
    let current = work::current_folder()?;
    if args.article.is_none() && !path.canonicalize().is_ok_and(|path| path.starts_with(&current)) {
        let message =
            format!("its article `{name}` lies outside this folder; if that is meant, name it with --article");
        return Err(Error::about(file, message));
    }
    let article = work::article(&path, args.no_config, limits)?;
    article.input.editable().map_err(|error| Error::about(&path, error))?;
    let before = article.input.bytes().map_err(|error| Error::about(&path, error))?;
    if sha256(&before) != decisions.article.sha256 {
        let message = format!(
            "the file has changed since the report that `{}` decides on; write the report again (`postedit report \
             {name}`) and open its page",
            walk::shown(file)
        );
        return Err(Error::about(&path, message));
    }
    let source = article.input.decode(before.clone()).map_err(|error| Error::about(&path, error))?;
    let edits = decisions.edits(source.text()).map_err(|error| Error::about(file, error))?;
    let edited = fix::apply(source.text(), &edits);
    let after = if edited == source.text() {
        before.clone()
    } else {
        source.encode(&edited).map_err(|error| Error::about(&path, error))?
    };
    let shift = Shift::new(&edits);
    let renamed = article.input.renames(source.text(), &edits);
    let found = article.input.renamed(&renamed).examine(&edited, &source).findings;
    let rejections = decisions.decisions.iter().filter(|decision| decision.verdict == Verdict::Reject);
    let rejected = rejections.map(|decision| rejection(decision, source.text(), &shift, &found)).collect();
    Ok(Job { path, absolute: article.absolute, bytes: (before, after), rejected, renamed, decisions })
}

/// The rejection of a finding. Its fingerprint is the one it has in the edited article, among the findings `found`
/// there: edits beside it change the words by which it is known.
fn rejection(decision: &Decision, text: &str, shift: &Shift<'_>, found: &[FindingReport]) -> Rejection {
    let range = TextRange::new(decision.span.start, decision.span.end);
    let now = shift.moved(range);
    let distance = |finding: &&FindingReport| finding.span.start.abs_diff(now.start());
    let same = found.iter().filter(|finding| finding.rule == decision.rule);
    let here = same.filter(|finding| TextRange::new(finding.span.start, finding.span.end).touches(now));
    let fingerprint = here.min_by_key(distance).map_or(&decision.fingerprint, |finding| &finding.fingerprint);
    let reason = decision.reason.trim();
    Rejection {
        file: String::new(),
        rule: decision.rule.clone(),
        fingerprint: fingerprint.clone(),
        text: text[range].into(),
        reason: if reason.is_empty() { NO_REASON.into() } else { reason.into() },
    }
}

/// Writes the article.
fn put(job: &Job) -> Result<(), Error> {
    let (before, after) = &job.bytes;
    if before == after {
        return Ok(());
    }
    write::replace(&job.path, before, after).map_err(|error| Error::about(&job.path, error))
}

/// Keeps the rejections and says what was done.
fn finish(job: Job, talk: &Talk) -> Result<(), Error> {
    let name = walk::shown(&job.path);
    let many = |verdict| job.decisions.decisions.iter().filter(|decision| decision.verdict == verdict).count();
    let mut said = format!(
        "{name}: {} accepted, {} edited, {} rejected",
        many(Verdict::Accept),
        many(Verdict::Edit),
        many(Verdict::Reject)
    );
    let rejected = job.rejected.len();
    if rejected > 0 {
        let side_file = reject(&job.path, job.rejected)?;
        let side_file = work::near(side_file, &work::current_folder()?);
        said += &format!("; {} kept in {}", count(rejected, "rejection"), walk::shown(&side_file));
    }
    talk.say(&said);
    Ok(())
}
