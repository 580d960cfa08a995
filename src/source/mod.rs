//! Reading a file: decoding, byte order mark, byte ranges, lines and columns.

mod decode;
mod lines;
mod place;
mod range;

pub use decode::{SourceError, SourceText};
pub use lines::{LineIndex, Position};
pub use place::PlaceIndex;
pub use range::TextRange;
