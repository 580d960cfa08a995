//! What the commands that read articles have in common.

use std::io::Read;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{env, io, thread};

use super::talk::Talk;
use super::{Error, Status, walk};
use crate::engine::{Options, Weighing};
use crate::format::Format;
use crate::reader::{Reader, Thresholds};
use crate::report::{Failure, FileReport};
use crate::run::{self, FileError, Input, Origin};
use crate::settings::{Discovery, FailOn, Selection, Settings, severity_named};

/// The folder that is read where no path is given.
const INPUT: &str = "input";
/// The folder that is written where no other is given, and never read unless it is named.
pub(super) const OUTPUT: &str = "output";

/// What to read, and how.
#[derive(clap::Args)]
pub(super) struct Reading {
    /// Files, folders, or `-` for standard input [default: input]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Run only this rule or family; may be given several times
    #[arg(long = "rule", value_name = "NAME")]
    rules: Vec<String>,
    /// Do not run this rule or family; may be given several times
    #[arg(long, value_name = "NAME")]
    ignore: Vec<String>,
    /// The name of what comes from standard input; its ending says the format
    #[arg(long, value_name = "NAME", default_value = "stdin")]
    stdin_name: PathBuf,
    /// How many threads to use [default: one for each processor]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    /// Read no postedit.toml
    #[arg(long)]
    no_config: bool,
    /// Let this local language model, a GGUF file, weigh repairs and look for damage that no rule sees
    #[arg(long, value_name = "FILE")]
    reader: Option<PathBuf>,
}

/// The variable that names a reader where the command line does not.
const READER_VARIABLE: &str = "POSTEDIT_READER";

/// The files of a run.
pub(super) struct Work {
    pub(super) articles: Vec<Article>,
    /// What could not even be opened.
    failures: Vec<Failure>,
    threads: NonZeroUsize,
}

/// A file of a run.
pub(super) struct Article {
    pub(super) input: Input,
    /// Its path below the argument that led to it.
    pub(super) below: String,
    /// From which severity on its configuration lets a check fail.
    fail_on: Option<FailOn>,
}

impl Reading {
    /// Whether standard input is among what is read.
    fn reads_stdin(&self) -> bool {
        self.paths.iter().any(|path| path == Path::new("-"))
    }

    /// Refuses to read the folder that is written: what is written would be read the next time.
    pub(super) fn refuse_to_read(&self, output: &Path) -> Result<(), Error> {
        let Ok(folder) = output.canonicalize() else { return Ok(()) };
        let is_output = |path: &Path| path.canonicalize().is_ok_and(|path| path == folder);
        if self.paths.iter().any(|path| is_output(path)) || self.paths.is_empty() && is_output(Path::new(INPUT)) {
            return Err(Error::Refused(format!(
                "`{}` is to be read and written; name another folder with --output",
                walk::name(output)
            )));
        }
        Ok(())
    }

    /// Finds the files for `command`, and the settings of each. The folders `outputs` are passed over.
    pub(super) fn gather(&self, command: &str, outputs: &[PathBuf], talk: &Talk) -> Result<Work, Error> {
        let folder = env::current_dir().map_err(|error| Error::Refused(format!("the current folder: {error}")))?;
        let mut paths: Vec<PathBuf> = self.paths.iter().filter(|path| *path != Path::new("-")).cloned().collect();
        if self.paths.is_empty() {
            if !Path::new(INPUT).is_dir() {
                let message = format!(
                    "there is no folder `{INPUT}` here, which is read where no path is given; name a file or a folder: \
                     `postedit {command} articles/`"
                );
                return Err(Error::Refused(message));
            }
            paths.push(INPUT.into());
        }
        let (files, mut failures) = walk::walk(&paths, outputs);
        let mut settings = Resolver::new(self)?;
        let mut articles = Vec::with_capacity(files.len());
        for file in files {
            let own = file.path.canonicalize().unwrap_or_else(|_| folder.join(&file.path));
            let origin = Origin::File(file.path);
            articles.push(settings.article(file.name, file.below, origin, own.parent().unwrap_or(&folder))?);
        }
        if self.reads_stdin() {
            let name = walk::name(&self.stdin_name);
            let own = folder.join(&self.stdin_name);
            let below = self.stdin_name.file_name().map_or_else(|| name.clone(), |own| own.to_string_lossy().into());
            let mut bytes = Vec::new();
            match io::stdin().lock().read_to_end(&mut bytes) {
                Ok(_) => {
                    let own = own.parent().unwrap_or(&folder);
                    articles.push(settings.article(name, below, Origin::Bytes(bytes), own)?);
                    articles.sort_by(|a, b| a.input.path.cmp(&b.input.path));
                }
                Err(error) => failures.push(Failure { path: name, error: error.to_string() }),
            }
        }
        if articles.is_empty() && failures.is_empty() {
            talk.say("there is no .txt or .md file to read");
        }
        let threads = self.threads.or_else(|| thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
        Ok(Work { articles, failures, threads })
    }
}

impl Work {
    /// Does `work` on every file, which it gets with its number, and returns what came of each with its article, and all
    /// failures in the order of their paths, which are said to the person at the terminal.
    pub(super) fn each<T: Send>(
        &self,
        work: impl Fn(usize, &Article) -> Result<T, FileError> + Sync,
        talk: &Talk,
    ) -> (Vec<(&Article, T)>, Vec<Failure>) {
        let slow = self.articles.iter().any(|article| article.input.options.reader.is_some());
        let bar = talk.progress(self.articles.len(), slow);
        let path = |index: usize| self.articles[index].input.path.clone();
        let work = |index: usize| work(index, &self.articles[index]);
        let results = run::each(self.articles.len(), self.threads, path, work, || bar.inc(1));
        bar.finish_and_clear();
        let mut failures = self.failures.clone();
        let mut done = Vec::with_capacity(results.len());
        for (article, result) in self.articles.iter().zip(results) {
            match result {
                Ok(value) => done.push((article, value)),
                Err(failure) => failures.push(failure),
            }
        }
        failures.sort_by(|a, b| a.path.cmp(&b.path));
        talk.failures(&failures);
        (done, failures)
    }
}

impl Article {
    /// Whether what was found makes a check fail, from the severity that the command line or else the configuration
    /// says.
    pub(super) fn status(&self, report: &FileReport, fail_on: Option<FailOn>) -> Status {
        let level = fail_on.or(self.fail_on).unwrap_or_default();
        let mut severities = report.findings.iter().filter_map(|found| severity_named(&found.severity));
        if severities.any(|severity| level.includes(severity)) { Status::Found } else { Status::Clean }
    }
}

/// The status that failures alone call for.
pub(super) fn failure_status(failures: &[Failure]) -> Status {
    if failures.is_empty() { Status::Clean } else { Status::Failed }
}

/// Puts the command line over the configuration files.
struct Resolver {
    discovery: Option<Discovery>,
    line: Selection,
    /// The options that each configuration file comes to. The same file gives the same allocation.
    known: Vec<(Arc<Settings>, Arc<Options>)>,
    /// The reader of the command line or of the environment, which takes the place of those of configuration files.
    reader: Option<PathBuf>,
    /// The readers that were opened, by path.
    readers: Vec<(PathBuf, Weighing)>,
}

impl Resolver {
    fn new(reading: &Reading) -> Result<Self, Error> {
        let select = (!reading.rules.is_empty()).then(|| reading.rules.clone());
        let line = Selection { select, ignore: reading.ignore.clone() };
        line.rules().map_err(|error| Error::Refused(error.to_string()))?;
        let variable = || env::var_os(READER_VARIABLE).filter(|path| !path.is_empty()).map(PathBuf::from);
        let reader = reading.reader.clone().or_else(variable);
        let discovery = (!reading.no_config).then(Discovery::default);
        Ok(Self { discovery, line, known: Vec::new(), reader, readers: Vec::new() })
    }

    fn article(&mut self, path: String, below: String, origin: Origin, folder: &Path) -> Result<Article, Error> {
        let settings = match &mut self.discovery {
            Some(discovery) => discovery.settings(folder).map_err(Error::Refused)?,
            None => Arc::default(),
        };
        let options = self.options(&settings)?;
        let format = Format::of_name(&path);
        Ok(Article { input: Input { path, origin, format, options }, below, fail_on: settings.fail_on })
    }

    fn options(&mut self, settings: &Arc<Settings>) -> Result<Arc<Options>, Error> {
        if let Some((_, options)) = self.known.iter().find(|(known, _)| known == settings) {
            return Ok(Arc::clone(options));
        }
        let rules = settings.selection.under(&self.line).rules().map_err(|error| Error::Refused(error.to_string()))?;
        let reader = self.reader.clone().or_else(|| settings.reader.clone()).map(|path| self.open(path)).transpose()?;
        let options = Arc::new(Options { rules, severities: settings.severity.clone(), reader });
        self.known.push((Arc::clone(settings), Arc::clone(&options)));
        Ok(options)
    }

    fn open(&mut self, path: PathBuf) -> Result<Weighing, Error> {
        if let Some((_, known)) = self.readers.iter().find(|(known, _)| *known == path) {
            return Ok(known.clone());
        }
        let reader = open_reader(&path).map_err(|error| Error::Refused(format!("reader `{}`: {error}", walk::name(&path))))?;
        let thresholds = Thresholds::measured(reader.fingerprint());
        let weighing = Weighing { reader, thresholds };
        self.readers.push((path, weighing.clone()));
        Ok(weighing)
    }
}

#[cfg(feature = "reader")]
fn open_reader(path: &Path) -> Result<Arc<dyn Reader>, String> {
    let model = crate::reader::model::Model::open(path).map_err(|error| error.to_string())?;
    Ok(Arc::new(model))
}

#[cfg(not(feature = "reader"))]
fn open_reader(_: &Path) -> Result<Arc<dyn Reader>, String> {
    Err("this build can't run models; build it with `cargo build --release --features reader`".to_owned())
}
