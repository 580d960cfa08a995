//! Trains the tagger on prepared treebanks, and measures it; fits the weights of page furniture. Built with the feature `train` only; `postedit-train` is
//! its command.

pub mod furniture;
pub mod lexicon;
pub mod measure;
mod perceptron;
pub mod thresholds;
pub mod treebank;

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::language::segment;
use crate::language::tagger::{Tagger, Thresholds};
use crate::source::TextRange;
use treebank::TreebankError;

/// What the model is trained on. Nothing else may be: see `NOTICE` beside the model.
const TRAINED_ON: [&str; 2] = ["ewt-train", "gum-open-train"];

/// Forms with their tags, which become features.
const LEXICON: &str = "masc-lexicon";

/// What thresholds are chosen on.
const CHOSEN_ON: [&str; 2] = ["ewt-dev", "gum-dev"];

/// What is reported.
const REPORTED_ON: [&str; 2] = ["ewt-test", "gum-test"];

/// How often a feature must have been updated to be kept: with three the model is a third of its size and no worse.
const LEAST_UPDATES: u32 = 3;

/// Why training or measuring failed.
#[derive(Debug, thiserror::Error)]
pub enum TrainingError {
    /// A treebank could not be read.
    #[error(transparent)]
    Treebank(#[from] TreebankError),
    /// An article could not be read.
    #[error("{0}: {1}")]
    Read(PathBuf, #[source] io::Error),
    /// The model could not be written.
    #[error("{0}: {1}")]
    Write(PathBuf, #[source] io::Error),
    /// There is nothing to fit the weights of furniture on.
    #[error("no marked article with page furniture in the folders named; `tests/articles` has some")]
    NoFurniture,
    /// The report could not be printed.
    #[error(transparent)]
    Print(#[from] io::Error),
}

/// Trains on the treebanks in the folder `treebank`, writes `tagger.bin` and `SOURCES.toml` into the folder `out`, and
/// returns a report on the development sets.
pub fn train(treebank: &Path, out: &Path) -> Result<String, TrainingError> {
    let sentences = read_all(treebank, &TRAINED_ON)?;
    let contents = perceptron::train(&sentences, &treebank::decompress(treebank, LEXICON)?, LEAST_UPDATES);
    let unmeasured = leaked(contents.clone().write(Thresholds::default()));
    let thresholds = thresholds::choose(&unmeasured, &read_all(treebank, &CHOSEN_ON)?);
    let (step, classes, fixed, features) =
        (contents.step, contents.classes.len(), contents.fixed.len(), contents.features.len());
    let model = contents.write(thresholds);

    let mut sources =
        String::from("# Written by `postedit-train train`. Checksums are 64-bit FNV-1a of whole files.\n");
    for (name, use_) in TRAINED_ON.iter().map(|name| (name, "weights")).chain([(&LEXICON, "lexicon classes")]) {
        let bytes = read_file(&treebank.join(format!("{name}.tsv.xz")))?;
        source(&mut sources, "input", &format!("{name}.tsv.xz"), use_, &bytes);
    }
    for name in CHOSEN_ON {
        let bytes = read_file(&treebank.join(format!("{name}.tsv.xz")))?;
        source(&mut sources, "input", &format!("{name}.tsv.xz"), "thresholds", &bytes);
    }
    source(&mut sources, "output", "tagger.bin", "the model", &model);
    let _ = writeln!(sources, "step = {step}");
    write_file(&out.join("SOURCES.toml"), sources.as_bytes())?;
    write_file(&out.join("tagger.bin"), &model)?;

    let Thresholds { no_finite, surely_finite, confident } = thresholds;
    Ok(format!(
        "{classes} classes, {fixed} words of one reading, {features} features, {} bytes\n\
         thresholds: no_finite {no_finite}, surely_finite {surely_finite}, confident {confident}\n\n{}",
        model.len(),
        table(&leaked(model), treebank, &CHOSEN_ON)?,
    ))
}

/// Measures the embedded model, the splitter and the tokenizer on the test sets in the folder `treebank`, and the test
/// for a finite verb on the articles `abc-*` in the folder `clean`; returns a report.
pub fn measure(treebank: &Path, clean: &Path) -> Result<String, TrainingError> {
    let mut report = table(Tagger::embedded(), treebank, &REPORTED_ON)?;
    report.push_str(
        "\n| treebank, raw text    | tokens P | tokens R | tokens F1 | end-to-end UPOS | boundaries P | R after . ! ? … |\n\
         | -------------------- | -------- | -------- | --------- | --------------- | ------------ | --------------- |\n",
    );
    for name in REPORTED_ON {
        let sentences = treebank::read(treebank, name)?;
        let tokens = measure::tokenizing(&sentences, cut_words);
        let tagging = measure::tagging_of_text(Tagger::embedded(), &sentences, cut_words);
        let splitting = measure::splitting(&sentences, cut_sentences);
        let _ = writeln!(
            report,
            "| {name:<20} | {:8.2} | {:8.2} | {:9.2} | {:15.2} | {:12.2} | {:15.2} |",
            tokens.precision(),
            tokens.recall(),
            tokens.f1(),
            tagging.upos.f1(),
            splitting.all.precision(),
            splitting.marked.recall(),
        );
    }
    let articles = articles(clean)?;
    let verbless = measure::verbless(Tagger::embedded(), articles.iter().map(|(name, text)| (&**name, &**text)));
    let _ = writeln!(
        report,
        "\nNo finite verb: {} of {} sentences in {} articles, {:.2} per 1,000. Which are wrong is for a reader to say.\n",
        verbless.found.len(),
        verbless.sentences,
        articles.len(),
        verbless.per_thousand(),
    );
    for (name, sentence) in &verbless.found {
        let _ = writeln!(report, "{name}: {sentence}");
    }
    Ok(report)
}

fn cut_words(text: &str) -> Vec<TextRange> {
    let mut tokens = Vec::new();
    segment::tokens(text, 0, &mut tokens);
    tokens.into_iter().map(|token| token.range).collect()
}

fn cut_sentences(text: &str) -> Vec<TextRange> {
    let mut sentences = Vec::new();
    segment::sentences(text, &mut sentences);
    sentences
}

/// The articles `abc-*.txt` in the folder `clean` with their names, in the order of these.
fn articles(clean: &Path) -> Result<Vec<(String, String)>, TrainingError> {
    let failed = |error| TrainingError::Read(clean.to_owned(), error);
    let mut articles = Vec::new();
    for entry in fs::read_dir(clean).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with("abc-") && name.ends_with(".txt") {
            let text = fs::read_to_string(&path).map_err(|error| TrainingError::Read(path, error))?;
            articles.push((name, text));
        }
    }
    articles.sort();
    Ok(articles)
}

fn table(tagger: &Tagger, treebank: &Path, names: &[&str]) -> Result<String, TrainingError> {
    let mut table = String::from(
        "| treebank, gold words |   UPOS |   XPOS | finite P | finite R | million words/s |\n\
         | -------------------- | ------ | ------ | -------- | -------- | --------------- |\n",
    );
    for name in names {
        let sentences = treebank::read(treebank, name)?;
        let tagging = measure::tagging(tagger, &sentences);
        let speed = measure::words_per_second(tagger, &sentences) / 1e6;
        let _ = writeln!(
            table,
            "| {name:<20} | {:6.2} | {:6.2} | {:8.2} | {:8.2} | {speed:15.2} |",
            tagging.upos.f1(),
            tagging.xpos.f1(),
            tagging.finite.precision(),
            tagging.finite.recall(),
        );
    }
    Ok(table)
}

fn read_all(treebank: &Path, names: &[&str]) -> Result<Vec<treebank::Sentence>, TreebankError> {
    let mut all = Vec::new();
    for name in names {
        all.extend(treebank::read(treebank, name)?);
    }
    Ok(all)
}

/// A tagger with a model that was just written. The program ends soon after, so its bytes may stay.
fn leaked(model: Vec<u8>) -> Tagger {
    Tagger::read(model.leak()).expect("the model was written by this program")
}

fn read_file(path: &Path) -> Result<Vec<u8>, TreebankError> {
    fs::read(path).map_err(|error| TreebankError::Open(path.to_owned(), error))
}

fn write_file(path: &Path, bytes: &[u8]) -> Result<(), TrainingError> {
    fs::write(path, bytes).map_err(|error| TrainingError::Write(path.to_owned(), error))
}

fn source(sources: &mut String, kind: &str, file: &str, use_: &str, bytes: &[u8]) {
    let checksum = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3));
    let size = bytes.len();
    let _ = write!(
        sources,
        "\n[[{kind}]]\nfile = \"{file}\"\nuse = \"{use_}\"\nbytes = {size}\nfnv1a64 = \"{checksum:016x}\"\n",
    );
}
