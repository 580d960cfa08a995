//! Output formats: each takes a report and a writer, and decides nothing.

pub mod diff;
pub mod html;
pub mod index;
pub mod json;
pub mod layout;
pub mod markdown;
mod page;
pub mod questions;
mod quote;
pub mod text;
mod visible;

pub use visible::visible;

pub use layout::Layout;

use crate::report::{ArticleSource, FileReport};

/// A file of a report with its text and the places where its results are written.
#[derive(Clone, Debug)]
pub struct Article<'r> {
    /// What was found.
    pub file: &'r FileReport,
    /// The text that the spans of `file` count in: decoded, without a byte order mark.
    pub text: &'r str,
    /// How the page sets it.
    pub layout: Layout,
    /// Which bytes it was read from.
    pub source: ArticleSource,
    /// The article's page, relative to the folder of the report, with `/` between its parts.
    pub page: String,
    /// What else is written for the article: what it is (`diff`, `safe fixes applied`) and its path, as for `page`.
    pub downloads: Vec<(String, String)>,
}
