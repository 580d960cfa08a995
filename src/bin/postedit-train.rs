//! Trains the tagger's model and measures it. Contributors run it; users never need it.

#[cfg(feature = "reader")]
#[path = "../../tests/marked/mod.rs"]
mod marked;
#[cfg(feature = "reader")]
#[path = "postedit-train/weigh.rs"]
mod weigh;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use postedit::training;

/// Trains postedit's part-of-speech tagger, and measures it.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Train on the treebanks and write the model.
    Train {
        /// The folder of the prepared treebanks.
        #[arg(long, value_name = "DIR")]
        treebank: PathBuf,
        /// The folder to write `tagger.bin` and `SOURCES.toml` to.
        #[arg(long, value_name = "DIR", default_value = "src/language/model")]
        out: PathBuf,
    },
    /// Measure the embedded model, the splitter and the tokenizer on the treebanks' test sets and on edited prose.
    Measure {
        /// The folder that holds the prepared treebanks in `treebank` and edited articles in `clean`.
        #[arg(long, value_name = "DIR")]
        shared: PathBuf,
    },
    /// Choose the thresholds of a reader on marked articles and on clean prose, and print them as TOML.
    #[cfg(feature = "reader")]
    Weigh {
        /// The model.
        #[arg(long, value_name = "FILE")]
        reader: PathBuf,
        /// A folder of marked articles; may be given several times.
        #[arg(long, value_name = "DIR", required = true)]
        marked: Vec<PathBuf>,
        /// Texts in which nothing is wrong.
        #[arg(value_name = "CLEAN", required = true)]
        clean: Vec<PathBuf>,
    },
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Train { treebank, out } => training::train(&treebank, &out),
        Command::Measure { shared } => training::measure(&shared.join("treebank"), &shared.join("clean")),
        #[cfg(feature = "reader")]
        Command::Weigh { reader, marked, clean } => weigh::report(&reader, &marked, &clean),
    };
    match done.and_then(|report| Ok(io::stdout().write_all(report.as_bytes())?)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "error: {error}");
            ExitCode::from(2)
        }
    }
}
