//! Reading a file: decoding, byte order mark, byte ranges, lines and columns.

mod range;

pub use range::TextRange;
