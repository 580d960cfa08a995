//! `postedit fix`

use std::io::{self, BufWriter, IsTerminal, Write};

use super::limits::LimitArgs;
use super::talk::Talk;
use super::work::{Article, Reading, failure_status};
use super::{Error, Status, write};
use crate::engine::SkippedFix;
use crate::fix::Level;
use crate::render;
use crate::render::count::count;
use crate::report::FileReport;
use crate::run::{FileError, Origin};
use crate::settings::FailOn;
use crate::source::visible;

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    limits: LimitArgs,
    /// Apply the first fix of every finding, not only the safe ones
    #[arg(long)]
    suggested: bool,
    /// Print a unified diff and write nothing; the exit status is that of `check`
    #[arg(long)]
    diff: bool,
    /// From which severity on a finding that remains (with --diff: that is there) makes the exit status 1
    #[arg(long, value_name = "SEVERITY")]
    fail_on: Option<FailOn>,
}

/// A file and what came of it.
struct Fixed {
    /// The bytes of the file before and after.
    bytes: (Vec<u8>, Vec<u8>),
    /// The text before and after.
    text: (String, String),
    applied: usize,
    skipped: Vec<SkippedFix>,
    /// The fingerprints of silent findings before and after.
    renamed: Vec<(String, String)>,
    /// What is found in the text that is on the disk in the end.
    report: FileReport,
}

pub(super) fn run(args: &Args, talk: &Talk) -> Result<Status, Error> {
    let mut work = args.reading.gather("fix", &args.reading.folders()?, &args.limits, talk)?;
    let is_left = |article: &mut Article| !args.reading.names(article) && article.input.editable().is_err();
    for Article { input, .. } in work.articles.extract_if(.., is_left) {
        talk.say(&format!("left as it is: {}: {}", input.path, FileError::NotEditable));
    }
    let (done, failures) = work.each(|_, article| fix(article, args), talk);
    let mut status = failure_status(&failures);
    let mut out = BufWriter::new(io::stdout().lock());
    for (article, fixed) in &done {
        if args.diff {
            diff(&article.input.path, fixed, &mut out)?;
        } else if matches!(article.input.origin, Origin::Bytes(_)) {
            out.write_all(&fixed.bytes.1)?;
        }
        if args.diff || args.fail_on.is_some() {
            status = status.max(article.status(&fixed.report, args.fail_on));
        }
    }
    out.flush()?;
    if !args.diff {
        let changed = done.iter().filter(|(article, _)| matches!(article.input.origin, Origin::File(_)));
        let renamed: Vec<_> =
            changed.map(|(article, fixed)| (article.absolute.as_path(), fixed.renamed.as_slice())).collect();
        work.limits.rename(&renamed)?;
    }
    for (_, fixed) in &done {
        let path = &fixed.report.path;
        if let Some(reason) = &fixed.report.skipped {
            talk.say(&format!("skipped {path}: {reason}"));
        }
        for SkippedFix { rule, title, reason } in &fixed.skipped {
            talk.say(&format!("left out in {path}: {title} [{}]: {reason}", rule.id));
        }
    }
    if done.is_empty() && !failures.is_empty() {
        return Ok(status);
    }
    let applied = done.iter().map(|(_, fixed)| fixed.applied).sum();
    let changed = done.iter().filter(|(_, fixed)| fixed.bytes.0 != fixed.bytes.1).count();
    let found = done.iter().map(|(_, fixed)| fixed.report.findings.len()).sum();
    let (would, state) = if args.diff { ("would change", "there now") } else { ("changed", "left") };
    talk.say(&format!(
        "{}, {}: {} {would} {}; {} {state}",
        count(done.len(), "file"),
        count(done.iter().map(|(_, fixed)| fixed.report.words).sum(), "word"),
        count(applied, "fix"),
        count(changed, "file"),
        count(found, "finding"),
    ));
    Ok(status)
}

fn fix(article: &Article, args: &Args) -> Result<Fixed, FileError> {
    let input = &article.input;
    input.editable()?;
    let before = input.bytes()?;
    let source = input.decode(before.clone())?;
    let level = if args.suggested { Level::Suggested } else { Level::Safe };
    let fixed = input.fix(source.text(), level);
    let after = if fixed.text == source.text() { before.clone() } else { source.encode(&fixed.text)? };
    if !args.diff
        && before != after
        && let Origin::File(path) = &input.origin
    {
        write::replace(path, &before, &after)?;
    }
    let report = match args.diff {
        true => input.examine(source.text(), &source),
        false => input.renamed(&fixed.renamed).examine(&fixed.text, &source),
    };
    Ok(Fixed {
        bytes: (before, after),
        text: (source.text().into(), fixed.text),
        applied: fixed.applied.len(),
        skipped: fixed.skipped,
        renamed: fixed.renamed,
        report,
    })
}

/// Prints what `patch` can apply, or, where a person looks on, the same without what would upset the terminal.
fn diff(path: &str, fixed: &Fixed, out: &mut dyn Write) -> io::Result<()> {
    if !io::stdout().is_terminal() {
        return render::diff::write(out, path, &fixed.bytes.0, &fixed.bytes.1);
    }
    let mut bytes = Vec::new();
    render::diff::write(&mut bytes, path, fixed.text.0.as_bytes(), fixed.text.1.as_bytes())?;
    for line in String::from_utf8_lossy(&bytes).lines() {
        writeln!(out, "{}", visible(line))?;
    }
    Ok(())
}
