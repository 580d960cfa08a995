//! Finds what machine translation and a scraper broke in an English article, and proposes repairs.

pub mod document;
pub mod engine;
pub mod finding;
pub mod fix;
pub mod format;
pub mod language;
pub mod render;
pub mod report;
pub mod rules;
pub mod source;
