//! Reading a file: decoding, byte order mark, digest, byte ranges, lines and columns, edits, and what may be
//! shown of it.

mod decode;
mod digest;
mod docx;
mod edit;
mod lines;
mod place;
mod range;
mod visible;

pub use decode::{SourceError, SourceText};
pub use digest::sha256;
pub use docx::DocxError;
pub use edit::{Edit, apply};
pub use lines::{LineIndex, Position};
pub use place::PlaceIndex;
pub use range::TextRange;
pub(crate) use visible::is_hidden;
pub use visible::visible;
