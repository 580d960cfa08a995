//! Finds what machine translation and a scraper broke in an English article, and proposes repairs.

pub mod cli;
pub mod document;
pub mod engine;
pub mod finding;
pub mod fix;
pub mod format;
pub mod glossary;
pub mod language;
pub mod reader;
pub mod render;
pub mod report;
pub mod rules;
pub mod run;
pub mod settings;
pub mod source;
pub mod suppress;
pub mod timing;
#[cfg(feature = "train")]
pub mod training;
