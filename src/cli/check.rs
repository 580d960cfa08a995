//! `postedit check`

use std::io::{self, BufWriter, Write};

use clap::ValueEnum;

use super::limits::LimitArgs;
use super::talk::Talk;
use super::work::{Reading, ScoreGate, failure_status};
use super::{Error, Status};
use crate::render;
use crate::report::Report;
use crate::settings::FailOn;

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    limits: LimitArgs,
    /// How to print what was found
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: OutputFormat,
    /// From which severity on a finding makes the exit status 1 [default: warning]
    #[arg(long, value_name = "SEVERITY")]
    fail_on: Option<FailOn>,
    #[command(flatten)]
    gate: ScoreGate,
}

#[derive(Clone, Copy, ValueEnum)]
enum OutputFormat {
    /// For people.
    Text,
    /// One object of schema postedit/1.
    Json,
}

pub(super) fn run(args: &Args, talk: &Talk) -> Result<Status, Error> {
    let work = args.reading.gather("check", &args.reading.folders()?, &args.limits, talk)?;
    let (checked, failures) = work.each(|_, article| article.input.check(), talk);
    let mut status = failure_status(&failures);
    let mut files = Vec::with_capacity(checked.len());
    let mut sources = Vec::with_capacity(checked.len());
    for (article, checked) in checked {
        status = status.max(article.status(&checked.report, args.fail_on));
        status = status.max(args.gate.status(article, &checked.report, talk));
        files.push(checked.report);
        sources.push(checked.source);
    }
    let report = Report::new(files, failures);
    match args.format {
        OutputFormat::Text => {
            let mut out = BufWriter::new(anstream::stdout().lock());
            for (file, source) in report.files.iter().zip(&sources) {
                render::text::write(&mut out, file, source.text())?;
            }
            out.flush()?;
        }
        OutputFormat::Json => {
            let mut out = BufWriter::new(io::stdout().lock());
            render::json::write(&mut out, &report)?;
            out.flush()?;
        }
    }
    talk.summary(&report);
    Ok(status)
}
