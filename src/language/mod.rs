//! What is known about English, not about a text.

pub mod inflect;
pub mod segment;
pub mod speech;
pub mod tag;
pub mod tagger;

pub use tag::{Tag, Upos};
