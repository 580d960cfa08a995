//! What is known about English, not about a text.

pub mod detect;
pub mod fact;
pub mod inflect;
pub mod lexicon;
pub mod memo;
pub mod postings;
pub mod pronoun;
pub mod segment;
pub mod sound;
pub mod speech;
pub mod spelling;
pub mod synonym;
pub mod tag;
pub mod tagger;
pub mod verb;
mod word_set;

pub use tag::{Tag, Upos};
pub use word_set::WordSet;
