//! Many files in parallel, results in a fixed order.

mod cache;

use std::any::Any;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::{fs, io, thread};

use thiserror::Error;

use crate::engine::{self, Fixed, Options, Weighing};
use crate::fix::{Edit, Level};
use crate::format::Format;
use crate::reader::Reader;
use crate::reader::memory::Remembering;
use crate::report::{Failure, FileReport};
use crate::source::{SourceError, SourceText};
use crate::suppress::{self, DirectiveError};
use crate::timing::stage;

/// A file to work on, with everything that decides what is found in it.
#[derive(Clone, Debug)]
pub struct Input {
    /// The path to print, with `/` between its parts.
    pub path: String,
    /// Where its bytes are.
    pub origin: Origin,
    /// How its text is laid out.
    pub format: Format,
    /// The rules that run on it, and how much their findings matter.
    pub options: Arc<Options>,
}

/// Where the bytes of an input are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Origin {
    /// In a file.
    File(PathBuf),
    /// Here: they came from standard input.
    Bytes(Vec<u8>),
}

impl Origin {
    /// The one absolute path of the file, whatever links lead to it; `None` for bytes from standard input.
    pub fn canonical(&self) -> Option<PathBuf> {
        match self {
            Origin::File(path) => path.canonicalize().ok(),
            Origin::Bytes(_) => None,
        }
    }
}

/// Why a file could not be read or written.
#[derive(Debug, Error)]
pub enum FileError {
    /// The system refused.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// The system refused to write a file other than the one that was read.
    #[error("{path}: {source}")]
    Write {
        /// Its path, with `/` between its parts.
        path: String,
        /// Why.
        source: io::Error,
    },
    /// The bytes are not a text, or the text can't be written back.
    #[error("{0}")]
    Source(#[from] SourceError),
    /// A file whose text can be read and not put back.
    #[error("a .docx document is not changed; `postedit report` writes its page and its text with the repairs made")]
    NotEditable,
    /// A directive in the text means nothing.
    #[error(transparent)]
    Directive(#[from] DirectiveError),
}

/// A file that was read, and what was found in it.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Its text.
    pub source: SourceText,
    /// What was found.
    pub report: FileReport,
}

impl Input {
    /// The bytes of the file.
    ///
    /// # Errors
    /// If it can't be read, or is too large.
    pub fn bytes(&self) -> Result<Vec<u8>, FileError> {
        match &self.origin {
            Origin::File(path) => {
                SourceText::fits(fs::metadata(path)?.len())?;
                Ok(fs::read(path)?)
            }
            Origin::Bytes(bytes) => Ok(bytes.clone()),
        }
    }

    /// Whether the file can be changed.
    ///
    /// # Errors
    /// [`FileError::NotEditable`] if it can't.
    pub fn editable(&self) -> Result<(), FileError> {
        if self.format.is_editable() { Ok(()) } else { Err(FileError::NotEditable) }
    }

    /// The text of `bytes`, which are the file's.
    ///
    /// # Errors
    /// If they are not a text, or one with a directive that means nothing.
    pub fn decode(&self, bytes: Vec<u8>) -> Result<SourceText, FileError> {
        let source = self.format.decode(bytes)?;
        suppress::directives(source.text(), self.format)?;
        Ok(source)
    }

    /// What is found in `text`, which is this file's text before or after an edit. `source` says how it is encoded.
    pub fn examine(&self, text: &str, source: &SourceText) -> FileReport {
        let analysis = self.remembering(text, |options| engine::check(text, self.format, options));
        stage("report", || FileReport::new(&self.path, text, source, &analysis))
    }

    /// Repairs `text`, which is this file's text; see [`engine::fix`].
    pub fn fix(&self, text: &str, level: Level) -> Fixed {
        self.remembering(text, |options| engine::fix(text, self.format, options, level))
    }

    /// The fingerprints of findings, silent or in the baseline, that `edits` of `text`, which is this file's text, change:
    /// before and after.
    pub fn renames(&self, text: &str, edits: &[Edit]) -> Vec<(String, String)> {
        self.remembering(text, |options| engine::renamed(text, edits, self.format, options))
    }

    /// Does `work` with what the reader, if there is one, answered about `text` before, and keeps what it answers now.
    fn remembering<T>(&self, text: &str, work: impl FnOnce(&Options) -> T) -> T {
        let Some(weighing) = &self.options.reader else { return work(&self.options) };
        let place = cache::Place::of(weighing.reader.fingerprint(), text);
        let known = place.read();
        let memory = Arc::new(Remembering::new(Arc::clone(&weighing.reader), known.clone()));
        let mut options = Options::clone(&self.options);
        options.reader = Some(Weighing { reader: Arc::clone(&memory) as Arc<dyn Reader>, ..weighing.clone() });
        let done = work(&options);
        let answers = memory.answers();
        if answers != known {
            place.write(&answers);
        }
        done
    }

    /// The same where silent findings have new fingerprints, each given with the one before.
    pub fn renamed(&self, renamed: &[(String, String)]) -> Self {
        let silence = self.options.silence.renamed(renamed);
        Self { options: Arc::new(Options { silence, ..self.options.as_ref().clone() }), ..self.clone() }
    }

    /// Reads the file and says what is found in it.
    ///
    /// # Errors
    /// If it can't be read, is not a text, or has a directive that means nothing.
    pub fn check(&self) -> Result<Checked, FileError> {
        let bytes = stage("read", || self.bytes())?;
        let source = stage("decode", || self.decode(bytes))?;
        let report = self.examine(source.text(), &source);
        Ok(Checked { source, report })
    }
}

/// Does `work` on the numbers below `count`, on as many threads as `threads` says, and returns the results in their
/// order.
///
/// A panic is the failure of the one file it happened in. `path` names the file of a number, and `done` is called after
/// each, from any thread.
pub fn each<T: Send>(
    count: usize,
    threads: NonZeroUsize,
    path: impl Fn(usize) -> String + Sync,
    work: impl Fn(usize) -> Result<T, FileError> + Sync,
    done: impl Fn() + Sync,
) -> Vec<Result<T, Failure>> {
    let next = AtomicUsize::new(0);
    let results = Mutex::new(Vec::with_capacity(count));
    let worker = || {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            if index >= count {
                return;
            }
            let result = match catch_unwind(AssertUnwindSafe(|| work(index))) {
                Ok(result) => result.map_err(|error| error.to_string()),
                Err(panic) => Err(format!("a mistake of postedit, please report it: {}", message(panic.as_ref()))),
            };
            let result = result.map_err(|error| Failure { path: path(index), error });
            results.lock().unwrap_or_else(PoisonError::into_inner).push((index, result));
            done();
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads.get().min(count) {
            scope.spawn(worker);
        }
        worker();
    });
    let mut results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

/// What a panic said.
fn message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("it panicked")
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::{Input, Origin, each};
    use crate::format::Format;

    fn input(number: usize) -> Input {
        Input {
            path: name(number),
            origin: Origin::Bytes(format!("The tide table has {number} lines.").into_bytes()),
            format: Format::Plain,
            options: Arc::default(),
        }
    }

    fn name(number: usize) -> String {
        format!("{number:03}.txt")
    }

    #[test]
    fn results_keep_the_order_of_the_inputs_on_any_number_of_threads() {
        for threads in [1, 2, 7, 200] {
            let finished = AtomicUsize::new(0);
            let done = || {
                finished.fetch_add(1, Ordering::Relaxed);
            };
            let results = each(50, NonZeroUsize::new(threads).unwrap(), name, |number| input(number).check(), done);
            let paths: Vec<_> = results.into_iter().map(|result| result.unwrap().report.path).collect();
            assert_eq!(paths, (0..50).map(name).collect::<Vec<_>>());
            assert_eq!(finished.into_inner(), 50);
        }
    }

    #[test]
    fn a_panic_fails_one_file() {
        let work = |number| {
            assert!(number != 1, "the second is cursed");
            Ok(number)
        };
        let results = each(3, NonZeroUsize::new(2).unwrap(), name, work, || ());
        assert_eq!(results[0], Ok(0));
        let failure = results[1].as_ref().unwrap_err();
        assert_eq!(failure.path, "001.txt");
        assert!(failure.error.contains("the second is cursed"));
        assert_eq!(results[2], Ok(2));
    }
}
