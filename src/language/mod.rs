//! What is known about English, not about a text.

pub mod segment;
pub mod tag;

pub use tag::{Tag, Upos};
