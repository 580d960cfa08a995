//! `postedit check`

use super::limits::LimitArgs;
use super::output::OutputArgs;
use super::talk::Talk;
use super::timings::Watch;
use super::work::{Reading, ScoreGate, failure_status};
use super::{Error, Status, show};
use crate::render::Results;
use crate::report::{Report, RuleReport};
use crate::settings::FailOn;
use crate::timing::stage;

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    limits: LimitArgs,
    #[command(flatten)]
    output: OutputArgs,
    /// From which severity on a finding makes the exit status 1 [default: warning, or as postedit.toml says]
    #[arg(long, value_name = "SEVERITY")]
    fail_on: Option<FailOn>,
    #[command(flatten)]
    gate: ScoreGate,
    /// Print which files would be read, and read none
    #[arg(long)]
    show_files: bool,
    /// Print the settings of the files, and read none
    #[arg(long, conflicts_with = "show_files")]
    show_settings: bool,
    /// Print on standard error how long each stage and each rule took, summed over the files
    #[arg(long, conflicts_with_all = ["show_files", "show_settings"])]
    timings: bool,
}

pub(super) fn run(args: &Args, talk: &Talk) -> Result<Status, Error> {
    args.output.refuse_clashes()?;
    let watch = Watch::new(args.timings);
    let work =
        watch.over(|| stage("files", || args.reading.gather("check", &args.reading.folders()?, &args.limits, talk)))?;
    if args.show_files {
        return show::files(&work, talk);
    }
    if args.show_settings {
        return show::settings(&work, &args.reading, args.fail_on, talk);
    }
    let (checked, failures) = work.each(|_, article| watch.over(|| article.input.check()), talk);
    let mut status = failure_status(&failures);
    let (mut files, mut sources) = (Vec::with_capacity(checked.len()), Vec::with_capacity(checked.len()));
    for (article, checked) in checked {
        status = status.max(article.status(&checked.report, args.fail_on));
        status = status.max(args.gate.status(article, &checked.report, talk));
        files.push(checked.report);
        sources.push(checked.source);
    }
    let report = Report::new(files, failures);
    let texts: Vec<&str> = sources.iter().map(|source| source.text()).collect();
    let results = Results { report: &report, texts: &texts, rules: &RuleReport::all() };
    watch.over(|| stage("render", || args.output.print(&results)))?;
    talk.summary(&report);
    watch.tell(talk);
    Ok(status)
}
