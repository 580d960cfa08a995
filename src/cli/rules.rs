//! `postedit rules`

use std::io::{self, BufWriter, Write};

use clap::ValueEnum;

use super::{Error, Status};
use crate::report::RuleReport;
use crate::rules::{Entry, Family, TABLE};

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
    /// Every page in one, as in RULES.md.
    Markdown,
}

pub(super) fn run(args: &Args) -> Result<Status, Error> {
    let mut out = BufWriter::new(io::stdout().lock());
    match args.format {
        OutputFormat::Text => text(&mut out)?,
        OutputFormat::Markdown => markdown(&mut out)?,
        OutputFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &RuleReport::all()).map_err(io::Error::from)?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(Status::Clean)
}

fn text(out: &mut dyn Write) -> io::Result<()> {
    for (index, of_family) in Family::ALL.into_iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        family(out, of_family)?;
    }
    Ok(())
}

/// Writes the name of `family` and a line for each of its rules.
pub(super) fn family(out: &mut dyn Write, family: Family) -> io::Result<()> {
    let rules = || TABLE.iter().map(|entry| entry.rule);
    let width = rules().map(|rule| rule.id.len()).max().unwrap_or(0);
    writeln!(out, "{}", family.as_str())?;
    for rule in rules().filter(|rule| rule.family() == family) {
        writeln!(out, "  {:width$}  {:7}  {}", rule.id, rule.severity, rule.summary)?;
    }
    Ok(())
}

/// Writes a table of contents and the pages, each heading two levels down.
fn markdown(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# The rules\n\nWritten by `postedit rules --format markdown` from the pages in `src/rules`.")?;
    for family in Family::ALL {
        let members = || TABLE.iter().filter(move |entry| entry.rule.family() == family);
        writeln!(out, "\n## {}\n\n| rule | severity | what it finds |\n| --- | --- | --- |", family.as_str())?;
        for Entry { rule, .. } in members() {
            // As GitHub and GitLab make an anchor of a heading.
            let anchor = rule.id.replace('/', "");
            writeln!(out, "| [`{}`](#{anchor}) | {} | {} |", rule.id, rule.severity, rule.summary)?;
        }
        members().try_for_each(|entry| page(out, entry.page))?;
    }
    Ok(())
}

fn page(out: &mut dyn Write, page: &str) -> io::Result<()> {
    writeln!(out)?;
    let mut in_example = false;
    for line in page.trim_end().lines() {
        in_example ^= line.starts_with("```");
        let heading = !in_example && line.starts_with('#');
        writeln!(out, "{}{line}", if heading { "##" } else { "" })?;
    }
    Ok(())
}
