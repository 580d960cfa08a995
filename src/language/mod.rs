//! What is known about English, not about a text.

pub mod detect;
pub mod tag;

pub use tag::{Tag, Upos};
