//! The command line: the only place that reads arguments, walks folders, prints, and knows exit codes.

mod apply;
mod baseline;
mod check;
mod explain;
mod fix;
mod limits;
mod new_rule;
mod output;
mod reject;
mod report;
mod rules;
mod schema;
mod shell;
mod show;
mod talk;
mod timings;
mod tokens;
mod walk;
mod work;
mod write;

use std::path::Path;
use std::process::ExitCode;
use std::{env, fmt, io, panic};

use clap::{Parser, Subcommand};

use crate::run::FileError;
use talk::Talk;

/// Finds what machine translation and a scraper broke in an English article, and repairs it.
#[derive(Parser)]
#[command(name = "postedit", version, max_term_width = 100, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Print nothing on standard error but failures.
    #[arg(long, short, global = true)]
    quiet: bool,
}

const EXIT_CODES: &str = "\
Exit status: 0 nothing at or above --fail-on was found, or everything was written; 1 something was found; \
2 some of the work could not be done.";

#[derive(Subcommand)]
enum Command {
    /// Print what is broken.
    Check(check::Args),
    /// Repair what can be repaired safely, in place.
    Fix(fix::Args),
    /// Write a diff, a page and repaired texts for every article.
    Report(report::Args),
    /// Apply what was decided on an article's page.
    Apply(apply::Args),
    /// Record what is found today, so that later checks leave it out.
    Baseline(baseline::Args),
    /// Keep a finding silent for good.
    Reject(reject::Args),
    /// List the rules.
    Rules(rules::Args),
    /// Print the page of a rule, or the rules of a family.
    Explain(explain::Args),
    /// Print the JSON schema of postedit.toml.
    Schema,
    /// Print a script that completes commands and options in a shell.
    Completions(shell::Completions),
    /// Print the manual page.
    Man,
    /// Begin a new rule in a checkout of postedit.
    NewRule(new_rule::Args),
    /// Print how the tool reads a text: blocks, sentences, tags, whose words.
    Tokens(tokens::Args),
}

/// What a command ends with; the higher outranks the lower.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Status {
    /// Nothing was found that makes a check fail.
    Clean = 0,
    /// Something was.
    Found = 1,
    /// Some of the work could not be done.
    Failed = 2,
}

/// Why a command ended early.
#[derive(Debug, thiserror::Error)]
enum Error {
    /// What was asked for makes no sense, or can't be done at all.
    #[error("{0}")]
    Refused(String),
    /// A file over all articles can't be written.
    #[error(transparent)]
    File(#[from] FileError),
    /// Standard output can't be written.
    #[error("standard output: {0}")]
    Output(#[from] io::Error),
}

impl Error {
    /// What is wrong with the file at `path`, or can't be done to it.
    fn about(path: &Path, error: impl fmt::Display) -> Self {
        Self::Refused(format!("{}: {error}", walk::shown(path)))
    }
}

/// Runs the command that the arguments of the process name, and returns its exit status.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and the version are data; if nobody reads them, nobody misses them.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { Status::Failed as u8 } else { 0 });
        }
    };
    let talk = Talk::new(cli.quiet);
    // A panic may quote the text it stumbled over, which is nothing for a terminal.
    if env::var_os("RUST_BACKTRACE").is_none() {
        panic::set_hook(Box::new(|panic| Talk::new(false).error(&panic.to_string())));
    }
    let result = match cli.command {
        Command::Check(args) => check::run(&args, &talk),
        Command::Fix(args) => fix::run(&args, &talk),
        Command::Report(args) => report::run(&args, &talk),
        Command::Apply(args) => apply::run(&args, &talk),
        Command::Baseline(args) => baseline::run(&args, &talk),
        Command::Reject(args) => reject::run(&args, &talk),
        Command::Rules(args) => rules::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Schema => schema::run(),
        Command::Completions(args) => shell::completions(&args),
        Command::Man => shell::man(),
        Command::NewRule(args) => new_rule::run(&args, &talk),
        Command::Tokens(args) => tokens::run(&args),
    };
    let status = result.unwrap_or_else(|error| match error {
        Error::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => Status::Clean,
        error => {
            talk.error(&error.to_string());
            Status::Failed
        }
    });
    ExitCode::from(status as u8)
}
