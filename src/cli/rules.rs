//! `postedit rules`

use std::io::{self, BufWriter, Write};

use clap::ValueEnum;
use serde::Serialize;

use super::{Error, Status};
use crate::rules::{Family, TABLE};

#[derive(clap::Args)]
pub(super) struct Args {
    /// How to print the rules
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: OutputFormat,
}

#[derive(Clone, Copy, ValueEnum)]
enum OutputFormat {
    /// For people.
    Text,
    /// A list of objects.
    Json,
}

#[derive(Serialize)]
struct RuleReport {
    id: &'static str,
    family: &'static str,
    severity: &'static str,
    summary: &'static str,
    mqm: &'static str,
    its: &'static str,
}

pub(super) fn run(args: &Args) -> Result<Status, Error> {
    let mut out = BufWriter::new(io::stdout().lock());
    match args.format {
        OutputFormat::Text => text(&mut out)?,
        OutputFormat::Json => {
            let rules: Vec<_> = TABLE
                .iter()
                .map(|entry| RuleReport {
                    id: entry.rule.id,
                    family: entry.rule.family().as_str(),
                    severity: entry.rule.severity.as_str(),
                    summary: entry.rule.summary,
                    mqm: entry.rule.mqm,
                    its: entry.rule.its,
                })
                .collect();
            serde_json::to_writer_pretty(&mut out, &rules).map_err(io::Error::from)?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(Status::Clean)
}

fn text(out: &mut dyn Write) -> io::Result<()> {
    let rules = || TABLE.iter().map(|entry| entry.rule);
    let width = rules().map(|rule| rule.id.len()).max().unwrap_or(0);
    let mut first = true;
    for family in Family::ALL {
        let mut members = rules().filter(|rule| rule.family() == family).peekable();
        if members.peek().is_none() {
            continue;
        }
        if !std::mem::take(&mut first) {
            writeln!(out)?;
        }
        writeln!(out, "{}", family.as_str())?;
        for rule in members {
            writeln!(out, "  {:width$}  {:7}  {}", rule.id, rule.severity, rule.summary)?;
        }
    }
    Ok(())
}
