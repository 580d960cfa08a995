//! `postedit baseline`

use std::path::{Path, PathBuf};

use super::limits::LimitArgs;
use super::talk::Talk;
use super::work::{Reading, current_folder, failure_status, near};
use super::{Error, Status, limits, walk, write};
use crate::render::count::count;
use crate::suppress::{Baseline, Known, relative};

/// The file that is written where neither the command line nor a configuration names one.
pub(super) const FILE: &str = "postedit-baseline.json";

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    reading: Reading,
    /// The file to write [default: postedit-baseline.json, or as postedit.toml says]
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Record nothing new, only forget what is found no more; without a path in all files of the baseline
    #[arg(long)]
    prune: bool,
}

pub(super) fn run(args: &Args, talk: &Talk) -> Result<Status, Error> {
    let folders = args.reading.folders()?;
    let path = args.output.clone().or_else(|| folders.baseline.clone()).unwrap_or_else(|| FILE.into());
    let limits = LimitArgs::only_baseline(args.prune.then(|| path.clone()));
    let mut baseline = if args.prune || path.exists() { limits::baseline(&path)? } else { Baseline::default() };
    let folder = limits::folder_of(&path);
    let before = baseline.len();
    baseline.files.retain(|file, _| folder.join(file).exists());
    let mut reading = args.reading.clone();
    if args.prune {
        let current = current_folder()?;
        reading = reading.or_of(baseline.files.keys().map(|file| near(folder.join(file), &current)));
    }
    let mut failures = Vec::new();
    // A baseline that holds nothing has nothing to forget.
    if !args.prune || !baseline.is_empty() {
        let work = reading.gather("baseline", &folders, &limits, talk)?;
        let (done, failed) = work.each(|_, article| article.input.check(), talk);
        if done.is_empty() && !failed.is_empty() {
            return Ok(Status::Failed);
        }
        for (article, checked) in done {
            let file = relative(&folder, &article.absolute);
            if args.prune {
                baseline.prune(&file, &checked.report.silenced.gone);
                continue;
            }
            let ran = |known: &Known| article.input.options.rules.iter().any(|rule| rule.id == known.rule);
            let mut known = baseline.files.remove(&file).unwrap_or_default();
            known.retain(|known| !ran(known));
            let found = checked.report.findings.iter();
            known.extend(found.map(|finding| Known::new(&finding.rule, &finding.fingerprint, &finding.text)));
            baseline.record(&file, known);
        }
        failures = failed;
    }
    let name = walk::shown(&path);
    write::put(&path, baseline.to_string().as_bytes())?;
    let holds = format!("{name} holds {} in {}", count(baseline.len(), "finding"), count(baseline.files.len(), "file"));
    if args.prune {
        talk.say(&format!("{holds}; {} taken out", before - baseline.len()));
    } else if folders.baseline.is_some_and(|configured| same(&configured, &path)) {
        talk.say(&holds);
    } else {
        talk.say(&format!(
            "{holds}; `baseline = \"{name}\"` in postedit.toml, or `--baseline {name}`, leaves them out"
        ));
    }
    Ok(failure_status(&failures))
}

fn same(a: &Path, b: &Path) -> bool {
    a.canonicalize().ok().is_some_and(|a| b.canonicalize().is_ok_and(|b| a == b))
}
