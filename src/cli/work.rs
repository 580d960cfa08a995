//! What the commands that read articles have in common.

use std::io::Read;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{env, fs, io, thread};

use super::limits::{LimitArgs, Limits};
use super::talk::Talk;
use super::{Error, Status, walk};
use crate::engine::{Options, Weighing};
use crate::finding::Score;
use crate::format::Format;
use crate::glossary::Glossary;
use crate::reader::{Reader, Thresholds};
use crate::report::{Failure, FileReport};
use crate::run::{self, FileError, Input, Origin};
use crate::settings::{Discovery, FILE_NAME, FailOn, Profile, Selection, Settings, severity_named};
use crate::source::SourceText;
use crate::suppress::Silence;

/// The folder that is read where neither a path nor a configuration names another.
const INPUT: &str = "input";
/// The folder that is written where nothing names another.
const OUTPUT: &str = "output";

/// What to read, and how.
#[derive(Clone, clap::Args)]
pub(super) struct Reading {
    /// Files, folders, or `-` for standard input [default: input, or as postedit.toml says]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Run only this rule or family; may be given several times
    #[arg(long = "rule", value_name = "NAME")]
    rules: Vec<String>,
    /// Do not run this rule or family; may be given several times
    #[arg(long, value_name = "NAME")]
    ignore: Vec<String>,
    /// How good the texts are to become: good enough or publishable [default: full]
    #[arg(long, value_name = "PROFILE")]
    profile: Option<Profile>,
    /// A file, TOML or CSV, that declares terms and names
    #[arg(long, value_name = "FILE")]
    glossary: Option<PathBuf>,
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
    /// Take every text for a damaged one: report what is doubtful in clean prose as well
    #[arg(long)]
    assume_damaged: bool,
}

/// The variable that names a reader where the command line does not.
const READER_VARIABLE: &str = "POSTEDIT_READER";

/// The files of a run.
pub(super) struct Work {
    pub(super) articles: Vec<Article>,
    /// What could not even be opened.
    pub(super) failures: Vec<Failure>,
    threads: NonZeroUsize,
    /// What findings are limited to.
    pub(super) limits: Limits,
}

/// A file of a run.
pub(super) struct Article {
    pub(super) input: Input,
    /// Where it is, whatever links lead to it; for standard input, where it would be.
    pub(super) absolute: PathBuf,
    /// Its path below the argument that led to it.
    pub(super) below: String,
    /// What the command line and its configuration say.
    pub(super) settings: Arc<Settings>,
}

/// The folders that are read and written where no path says otherwise, relative to the current one if they lie below it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Folders {
    input: PathBuf,
    /// Never read unless it is named.
    pub(super) output: PathBuf,
    /// The file of known findings, if the configuration names one.
    pub(super) baseline: Option<PathBuf>,
}

impl Folders {
    /// The folders that the configuration of the current one names, or their defaults.
    pub(super) fn configured(no_config: bool) -> Result<Self, Error> {
        let current = current_folder()?;
        let settings = match no_config {
            true => Settings::default(),
            false => Discovery::default().settings(&current.join(FILE_NAME)).map_err(Error::Refused)?,
        };
        let near = |path| near(path, &current);
        let baseline = settings.baseline.map(near);
        baseline.iter().try_for_each(|path| refuse_link(path))?;
        Ok(Self {
            input: settings.input.map_or_else(|| INPUT.into(), near),
            output: settings.output.map_or_else(|| OUTPUT.into(), near),
            baseline,
        })
    }
}

impl Reading {
    /// Reads one file as its configuration says.
    pub(super) fn of(path: &Path) -> Self {
        Self {
            paths: vec![path.into()],
            rules: Vec::new(),
            ignore: Vec::new(),
            profile: None,
            glossary: None,
            stdin_name: "stdin".into(),
            threads: None,
            no_config: false,
            reader: None,
            assume_damaged: false,
        }
    }

    /// The same of `paths`, where the command line names none.
    pub(super) fn or_of(&self, paths: impl Iterator<Item = PathBuf>) -> Self {
        let paths = if self.paths.is_empty() { paths.collect() } else { self.paths.clone() };
        Self { paths, ..self.clone() }
    }

    /// Whether the command line names `article` itself, not a folder that led to it.
    pub(super) fn names(&self, article: &Article) -> bool {
        matches!(&article.input.origin, Origin::File(path) if self.paths.contains(path))
    }

    /// Whether standard input is among what is read.
    fn reads_stdin(&self) -> bool {
        self.paths.iter().any(|path| path == Path::new("-"))
    }

    /// The folders that are read and written where no path says otherwise; one that is to be read leads through no link.
    pub(super) fn folders(&self) -> Result<Folders, Error> {
        let folders = Folders::configured(self.no_config)?;
        if self.paths.is_empty() {
            refuse_link(&folders.input)?;
        }
        Ok(folders)
    }

    /// The configuration files that hold for `article`, the nearest last, relative to the current folder if they lie
    /// below it.
    pub(super) fn layers(&self, article: &Article) -> Result<Vec<PathBuf>, Error> {
        if self.no_config {
            return Ok(Vec::new());
        }
        let (current, own) = (current_folder()?, article.absolute.parent().unwrap_or(&article.absolute));
        let files = Discovery::default().files(own).map_err(Error::Refused)?;
        Ok(files.into_iter().map(|file| near(file, &current)).collect())
    }

    /// Refuses to read the folder that is written: what is written would be read the next time.
    pub(super) fn refuse_to_read_output(&self, folders: &Folders) -> Result<(), Error> {
        let Ok(output) = folders.output.canonicalize() else { return Ok(()) };
        let is_output = |path: &Path| path.canonicalize().is_ok_and(|path| path == output);
        if self.paths.iter().any(|path| is_output(path)) || self.paths.is_empty() && is_output(&folders.input) {
            return Err(Error::Refused(format!(
                "`{}` is to be read and written; name another folder with --output",
                walk::shown(&folders.output)
            )));
        }
        Ok(())
    }

    /// Finds the files for `command`, the settings of each, and what is silent in it. Folders that are written are
    /// passed over, and so are files in which nothing can be found but what `limits` leave out.
    pub(super) fn gather(
        &self,
        command: &str,
        folders: &Folders,
        limits: &LimitArgs,
        talk: &Talk,
    ) -> Result<Work, Error> {
        let current = current_folder()?;
        let mut limits = Limits::new(limits, folders, self.reads_stdin(), &current)?;
        limits.tell_lost(talk);
        let mut paths: Vec<PathBuf> = self.paths.iter().filter(|path| *path != Path::new("-")).cloned().collect();
        if self.paths.is_empty() {
            if !folders.input.is_dir() {
                let input = walk::shown(&folders.input);
                let message = format!(
                    "there is no folder `{input}` here, which is read where no path is given; name a file or a folder: \
                     `postedit {command} articles/`"
                );
                return Err(Error::Refused(message));
            }
            paths.push(folders.input.clone());
        }
        let (files, mut failures) = walk::walk(&paths, &[OUTPUT.into(), folders.output.clone()]);
        let mut found: Vec<_> = files
            .into_iter()
            .map(|file| (file.name, file.below, current.join(&file.path), Origin::File(file.path)))
            .collect();
        if self.reads_stdin() {
            let name = walk::name(&self.stdin_name);
            let below = self.stdin_name.file_name().map_or_else(|| name.clone(), |own| own.to_string_lossy().into());
            let mut bytes = Vec::new();
            match io::stdin().lock().read_to_end(&mut bytes) {
                Ok(_) => found.push((name, below, current.join(&self.stdin_name), Origin::Bytes(bytes))),
                Err(error) => failures.push(Failure { path: name, error: error.to_string() }),
            }
        }
        let mut settings = Resolver::new(self)?;
        let mut articles = Vec::with_capacity(found.len());
        for (path, below, own, origin) in found {
            let own = own.canonicalize().unwrap_or(own);
            if let Some(silence) = limits.silence(&own)? {
                articles.push(settings.article(path, below, own, origin, silence)?);
            }
        }
        articles.sort_by(|a, b| a.input.path.cmp(&b.input.path));
        if articles.is_empty() && failures.is_empty() {
            limits.refuse_nothing(&paths, talk)?;
        }
        let threads = self.threads.or_else(|| thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
        Ok(Work { articles, failures, threads, limits })
    }
}

/// The article at `path`, with the settings that hold for it and what `limits` silence in it.
pub(super) fn article(path: &Path, no_config: bool, limits: &mut Limits) -> Result<Article, Error> {
    let own = path.canonicalize().or_else(|_| current_folder().map(|folder| folder.join(path)))?;
    let name = walk::name(path);
    let mut settings = Resolver::new(&Reading { no_config, ..Reading::of(path) })?;
    let silence = limits.silence(&own)?.unwrap_or_default();
    settings.article(name.clone(), name, own, Origin::File(path.into()), silence)
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
    /// From which severity on a finding makes a check fail: as the command line says, or else the configuration.
    pub(super) fn fails_on(&self, fail_on: Option<FailOn>) -> FailOn {
        fail_on.or(self.settings.fail_on).unwrap_or_default()
    }

    /// Whether what was found makes a check fail, from the severity that the command line or else the configuration
    /// says.
    pub(super) fn status(&self, report: &FileReport, fail_on: Option<FailOn>) -> Status {
        let level = self.fails_on(fail_on);
        let mut severities = report.findings.iter().filter_map(|found| severity_named(&found.severity));
        if severities.any(|severity| level.includes(severity)) { Status::Found } else { Status::Clean }
    }
}

/// Below which score an article makes a check fail.
#[derive(clap::Args)]
pub(super) struct ScoreGate {
    /// The quality score, from 0 to 100, below which an article makes the exit status 1
    #[arg(long, value_name = "SCORE")]
    min_score: Option<Score>,
}

impl ScoreGate {
    /// Whether the command line says a score.
    pub(super) fn is_given(&self) -> bool {
        self.min_score.is_some()
    }

    /// Whether `article` makes a check fail by its score, from the one that the command line or else the configuration
    /// says; if so, the person at the terminal is told.
    pub(super) fn status(&self, article: &Article, report: &FileReport, talk: &Talk) -> Status {
        let (Some(least), Some(score)) = (self.min_score.or(article.settings.min_score), report.score) else {
            return Status::Clean;
        };
        if score >= least {
            return Status::Clean;
        }
        talk.say(&format!("{}: the score is {score}, and at least {least} is asked for", report.path));
        Status::Found
    }
}

/// The status that failures alone call for.
pub(super) fn failure_status(failures: &[Failure]) -> Status {
    if failures.is_empty() { Status::Clean } else { Status::Failed }
}

/// Puts the command line over the configuration files.
struct Resolver {
    discovery: Option<Discovery>,
    /// What the command line says.
    line: Settings,
    /// The options that settings come to, shared by all files of the same settings.
    known: Vec<(Arc<Settings>, Arc<Options>)>,
    /// The readers that were opened, by path.
    readers: Vec<(PathBuf, Weighing)>,
    /// How many threads a reader may use, if the command line says.
    threads: Option<NonZeroUsize>,
}

impl Resolver {
    fn new(reading: &Reading) -> Result<Self, Error> {
        let select = (!reading.rules.is_empty()).then(|| reading.rules.clone());
        let selection = Selection { select, ignore: reading.ignore.clone() };
        selection.rules().map_err(|error| Error::Refused(error.to_string()))?;
        let glossary = reading.glossary.clone();
        let variable = || env::var_os(READER_VARIABLE).filter(|path| !path.is_empty()).map(PathBuf::from);
        let reader = reading.reader.clone().or_else(variable);
        let line = Settings {
            selection,
            profile: reading.profile,
            glossary,
            reader,
            assume_damaged: reading.assume_damaged.then_some(true),
            ..Settings::default()
        };
        Ok(Self {
            discovery: (!reading.no_config).then(Discovery::default),
            line,
            known: Vec::new(),
            readers: Vec::new(),
            threads: reading.threads,
        })
    }

    fn article(
        &mut self,
        path: String,
        below: String,
        absolute: PathBuf,
        origin: Origin,
        silence: Silence,
    ) -> Result<Article, Error> {
        let settings = match &mut self.discovery {
            Some(discovery) => discovery.settings(&absolute).map_err(Error::Refused)?,
            None => Settings::default(),
        };
        let (settings, mut options) = self.options(self.line.over(&settings))?;
        if !silence.is_empty() {
            Arc::make_mut(&mut options).silence = silence;
        }
        let format = Format::of_name(&path);
        Ok(Article { input: Input { path, origin, format, options }, absolute, below, settings })
    }

    fn options(&mut self, settings: Settings) -> Result<(Arc<Settings>, Arc<Options>), Error> {
        if let Some(known) = self.known.iter().find(|(known, _)| **known == settings) {
            return Ok(known.clone());
        }
        let mut rules = settings.selection.rules().map_err(|error| Error::Refused(error.to_string()))?;
        let profile = settings.profile.unwrap_or_default();
        rules.retain(|rule| profile.includes(rule));
        let glossary = Arc::new(settings.glossary.as_deref().map_or_else(|| Ok(Glossary::default()), read_glossary)?);
        let severities = settings.severity.clone();
        let reader = settings.reader.clone().map(|path| self.open(path)).transpose()?;
        let assume_damaged = settings.assume_damaged.unwrap_or_default();
        let options = Options { rules, severities, glossary, reader, assume_damaged, ..Options::default() };
        let both = (Arc::new(settings), Arc::new(options));
        self.known.push(both.clone());
        Ok(both)
    }

    fn open(&mut self, path: PathBuf) -> Result<Weighing, Error> {
        if let Some((_, known)) = self.readers.iter().find(|(known, _)| *known == path) {
            return Ok(known.clone());
        }
        let reader = open_reader(&path, self.threads)
            .map_err(|error| Error::Refused(format!("reader `{}`: {error}", walk::shown(&path))))?;
        let thresholds = Thresholds::measured(reader.fingerprint());
        let weighing = Weighing { reader, thresholds };
        self.readers.push((path, weighing.clone()));
        Ok(weighing)
    }
}

#[cfg(feature = "reader")]
fn open_reader(path: &Path, threads: Option<NonZeroUsize>) -> Result<Arc<dyn Reader>, String> {
    let model = crate::reader::model::Model::open(path).map_err(|error| error.to_string())?;
    Ok(Arc::new(match threads {
        Some(threads) => model.on_threads(threads),
        None => model,
    }))
}

#[cfg(not(feature = "reader"))]
fn open_reader(_: &Path, _: Option<NonZeroUsize>) -> Result<Arc<dyn Reader>, String> {
    Err("this build can't run models; build it with `cargo build --release --features reader`".to_owned())
}

fn read_glossary(path: &Path) -> Result<Glossary, Error> {
    let bytes = fs::read(path).map_err(|error| Error::about(path, error))?;
    let source = SourceText::decode(bytes).map_err(|error| Error::about(path, error))?;
    Glossary::parse(source.text(), &walk::name(path)).map_err(|error| Error::about(path, error))
}

/// Refuses a path that nobody typed, only a configuration or a default names, where it leads through a link: perhaps out
/// of the folder, in which alone either may have something written.
pub(super) fn refuse_link(path: &Path) -> Result<(), Error> {
    let absolute = current_folder()?.join(path);
    absolute.ancestors().find(|part| part.is_symlink()).map_or(Ok(()), |link| {
        Err(Error::Refused(format!(
            "`{}` leads through the link `{}`; if that is meant, name it on the command line",
            walk::shown(path),
            walk::shown(link)
        )))
    })
}

/// `path` without `folder`, if it lies below it.
pub(super) fn near(path: PathBuf, folder: &Path) -> PathBuf {
    path.strip_prefix(folder).map(Path::to_path_buf).unwrap_or(path)
}

pub(super) fn current_folder() -> Result<PathBuf, Error> {
    let folder = env::current_dir().and_then(|folder| folder.canonicalize());
    folder.map_err(|error| Error::Refused(format!("the current folder: {error}")))
}
