//! Trains the tagger's model and measures it, and fits other weights. Contributors run it; users never need it.

#[path = "../../tests/marked/mod.rs"]
mod marked;
#[cfg(feature = "reader")]
#[path = "postedit-train/probe.rs"]
mod probe;
#[cfg(feature = "reader")]
#[path = "postedit-train/weigh.rs"]
mod weigh;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use postedit::document::Document;
use postedit::rules::Family;
use postedit::source::TextRange;
use postedit::training::{self, TrainingError};

use crate::marked::Article;

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
    /// Fit how much each sign of a line says that it is page furniture, on marked articles, and write the weights.
    Furniture {
        /// A folder of marked articles; may be given several times.
        #[arg(long, value_name = "DIR", required = true)]
        marked: Vec<PathBuf>,
        /// The table to write.
        #[arg(long, value_name = "FILE", default_value = "src/document/furniture/likeness.tsv")]
        out: PathBuf,
    },
    /// Fit what in the states of a reader tells broken words from sound ones, on marked articles, and write the weights.
    #[cfg(feature = "reader")]
    Probe {
        /// The model.
        #[arg(long, value_name = "FILE")]
        reader: PathBuf,
        /// A folder of marked articles; may be given several times.
        #[arg(long, value_name = "DIR", required = true)]
        marked: Vec<PathBuf>,
        /// The file to write.
        #[arg(long, value_name = "FILE", default_value = "src/reader/model/probe.bin")]
        out: PathBuf,
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

/// Fits the weights of page furniture and writes them to `out`; returns what it read.
fn furniture(folders: &[PathBuf], out: &Path) -> Result<String, TrainingError> {
    let articles: Vec<Article> = folders.iter().flat_map(|folder| marked::articles(folder)).collect();
    let mut lines = Vec::new();
    for article in &articles {
        let residue = article.golds.iter().filter(|gold| gold.family == Family::Boilerplate);
        let removed: Vec<TextRange> = residue.map(|gold| TextRange::new(gold.start, gold.end)).collect();
        lines.extend(training::furniture::lines(&Document::new(&article.damaged, article.format), &removed));
    }
    if !lines.iter().any(|line| line.is_furniture()) {
        return Err(TrainingError::NoFurniture);
    }
    fs::write(out, training::furniture::fit(&lines)).map_err(|error| TrainingError::Write(out.to_owned(), error))?;
    Ok(format!("{} articles, {} lines\n", articles.len(), lines.len()))
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Train { treebank, out } => training::train(&treebank, &out),
        Command::Measure { shared } => training::measure(&shared.join("treebank"), &shared.join("clean")),
        Command::Furniture { marked, out } => furniture(&marked, &out),
        #[cfg(feature = "reader")]
        Command::Probe { reader, marked, out } => probe::fit(&reader, &marked, &out),
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
