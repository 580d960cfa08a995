//! Finds what machine translation and a scraper broke in an English article, and proposes repairs.

pub mod language;
pub mod source;
#[cfg(feature = "train")]
pub mod training;
