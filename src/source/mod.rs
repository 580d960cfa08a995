//! Reading a file: decoding, byte order mark, digest, byte ranges, lines and columns, edits.

mod decode;
mod digest;
mod docx;
mod edit;
mod lines;
mod place;
mod range;

pub use decode::{SourceError, SourceText};
pub use digest::sha256;
pub use docx::DocxError;
pub use edit::{Edit, apply};
pub use lines::{LineIndex, Position};
pub use place::PlaceIndex;
pub use range::TextRange;
