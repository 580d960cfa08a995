//! A local language model as a reader: a GGUF file of the Gemma 3 family, run in this process.

mod attention;
mod gguf;
mod kernel;
mod network;
mod probe;
mod quantised;
mod session;
mod vocabulary;

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::{fmt, io, thread};

use thiserror::Error;

use gguf::Gguf;
use network::{Job, Network, Read, Sizes};
use probe::Probe;
use session::Session;
use vocabulary::Vocabulary;

use super::{Reader, Reading};
use crate::source::TextRange;

/// Why a model can't be used.
#[derive(Debug, Error)]
pub enum ModelError {
    /// The system refused to read it.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// It is something else.
    #[error("it is no GGUF file")]
    NotGguf,
    /// It is a GGUF file of a version that is not read here.
    #[error("it is a GGUF file of version {0}; versions 2 and 3 are read")]
    Version(u32),
    /// It ends early.
    #[error("it is cut short; all its pieces have to be joined, in order")]
    CutShort,
    /// Its header makes no sense.
    #[error("its header is damaged: {0}")]
    Malformed(&'static str),
    /// Something that the family has is missing.
    #[error("it has no `{0}`")]
    Missing(String),
    /// A tensor has another shape than the header says.
    #[error("`{0}` has an unexpected shape")]
    Shape(String),
    /// A tensor is packed in a way that is not read here.
    #[error("its numbers are packed in a way that is not read here (ggml type {0}); Q4_K_M, Q8_0 and F16 are read")]
    Encoding(u32),
    /// It is a model of another family.
    #[error("it is a model of the family `{0}`; only `gemma3` is read")]
    Family(String),
    /// It cuts texts in another way.
    #[error("its vocabulary is of the kind `{0}`; only `llama` is read")]
    Vocabulary(String),
}

/// A model: its vocabulary, and its weights, which are read from its file when they are first asked for.
pub struct Model {
    vocabulary: Vocabulary,
    sizes: Sizes,
    file: Mutex<Gguf>,
    network: OnceLock<Network>,
    fingerprint: String,
    probe: Option<Probe>,
    threads: NonZeroUsize,
    /// Held by whoever uses the processors: one text is read at a time, on all of them.
    turn: Mutex<()>,
}

impl Model {
    /// Opens the model at `path` and checks that all of it is there.
    ///
    /// # Errors
    /// If it can't be read, or is no model that can be run here.
    pub fn open(path: &Path) -> Result<Self, ModelError> {
        let mut gguf = Gguf::open(path)?;
        let sizes = Sizes::read(&gguf)?;
        let vocabulary = Vocabulary::read(&gguf)?;
        gguf.forget_lists();
        let fingerprint = gguf.fingerprint();
        let probe = Probe::fitted(&fingerprint);
        let fingerprint = probe.iter().fold(fingerprint, |model, probe| format!("{model}+{:016x}", probe.hash()));
        let file = Mutex::new(gguf);
        let threads = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        Ok(Self {
            vocabulary,
            sizes,
            file,
            network: OnceLock::new(),
            fingerprint,
            probe,
            threads,
            turn: Mutex::default(),
        })
    }

    /// The same on so many threads instead of one for each processor; what it says does not depend on that.
    pub fn on_threads(self, threads: NonZeroUsize) -> Self {
        Self { threads, ..self }
    }

    /// The weights.
    ///
    /// # Panics
    /// If the file can't be read although it was checked.
    fn network(&self) -> &Network {
        self.network.get_or_init(|| {
            let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
            let network = Network::read(&mut file, self.sizes, &self.vocabulary);
            network.unwrap_or_else(|error| panic!("the file of the reader changed while it was in use: {error}"))
        })
    }

    /// What tells damage from sound words, where it was fitted to this model.
    fn probe(&self) -> Option<&Probe> {
        self.probe.as_ref()
    }

    /// Each word of `text`, with its place in bytes, and the numbers that a probe is fitted on: the same ones for every
    /// word of a model.
    pub fn sketches(&self, text: &str, wrapped: bool) -> Vec<(TextRange, Vec<f32>)> {
        Session::new(self, text, wrapped).sketched()
    }

    /// Reads pieces on all threads.
    fn read(&self, jobs: &[Job<'_>]) -> Vec<Read> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        self.network().run(jobs, self.threads)
    }
}

impl fmt::Debug for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Model").field("fingerprint", &self.fingerprint).finish_non_exhaustive()
    }
}

impl Reader for Model {
    fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    fn open<'r>(&'r self, text: &'r str, wrapped: bool) -> Box<dyn Reading + 'r> {
        Box::new(Session::new(self, text, wrapped))
    }
}
