//! Output formats: each takes a report and a writer, and decides nothing.

pub mod checkstyle;
pub(crate) mod count;
pub mod diff;
pub mod github;
pub mod gitlab;
pub mod html;
pub mod index;
pub mod json;
pub mod junit;
pub mod layout;
pub mod line;
pub mod markdown;
mod page;
pub mod questions;
mod quote;
pub mod rdjson;
pub mod sarif;
pub mod text;
mod xml;

pub use layout::Layout;

use crate::report::{ArticleSource, FileReport, FindingReport, Report, RuleReport};

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

/// What a run found, as the formats for other programs read it.
#[derive(Clone, Copy, Debug)]
pub struct Results<'r> {
    /// What was found.
    pub report: &'r Report,
    /// The texts that the spans of the report's files count in, in the order of the files.
    pub texts: &'r [&'r str],
    /// What is known of the rules.
    pub rules: &'r [RuleReport],
}

impl<'r> Results<'r> {
    /// The files that were read, with their texts.
    pub fn files(&self) -> impl Iterator<Item = (&'r FileReport, &'r str)> {
        self.report.files.iter().zip(self.texts.iter().copied())
    }

    /// The findings, with the files they are in.
    pub fn findings(&self) -> impl Iterator<Item = (&'r FileReport, &'r FindingReport)> {
        self.report.files.iter().flat_map(|file| file.findings.iter().map(move |finding| (file, finding)))
    }
}
