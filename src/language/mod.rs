//! What is known about English, not about a text.

pub mod tag;
pub mod tagger;

pub use tag::{Tag, Upos};
