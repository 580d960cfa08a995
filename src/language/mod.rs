//! What is known about English, not about a text.

pub mod inflect;
pub mod lexicon;
pub mod pronoun;
pub mod tag;

pub use tag::{Tag, Upos};
