//! A local language model as a reader: a GGUF file of the Gemma 3 family, run in this process.

mod gguf;
mod kernel;
mod network;
mod quantised;
mod vocabulary;

use std::io;
use std::path::Path;

use thiserror::Error;

use gguf::Gguf;
use network::{Job, Network};
use vocabulary::{Cutter, Vocabulary};

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

/// A model that is ready to read.
pub struct Model {
    vocabulary: Vocabulary,
    network: Network,
}

impl Model {
    /// Reads the model at `path`.
    ///
    /// # Errors
    /// If it can't be read, or is no model that can be run here.
    pub fn open(path: &Path) -> Result<Self, ModelError> {
        let mut gguf = Gguf::open(path)?;
        let vocabulary = Vocabulary::read(&gguf)?;
        let network = Network::read(&mut gguf, &vocabulary)?;
        Ok(Self { vocabulary, network })
    }

    /// Perplexity probe.
    pub fn probe(&self, text: &str) -> (usize, f32) {
        let cutter = Cutter::new(&self.vocabulary);
        let mut pieces = vec![self.vocabulary.begin()];
        cutter.cut(text, false, &mut pieces, |_, _| ());
        pieces.truncate(512);
        let start = std::time::Instant::now();
        let read = self.network.run(&[Job { past: None, after: 0, pieces: pieces.clone() }]).remove(0);
        let middle = start.elapsed();
        let normalisers = self.network.normalisers(&read.rows);
        eprintln!("{} pieces kept {} body {:?} output {:?}", pieces.len(), self.vocabulary.kept().len(), middle, start.elapsed() - middle);
        let width = self.network.width();
        let mut sum = 0.0;
        for at in 1..pieces.len() {
            sum += self.network.score(&read.rows[(at - 1) * width..at * width], pieces[at]) - normalisers[at - 1];
        }
        (pieces.len() - 1, sum)
    }
}
