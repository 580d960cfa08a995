//! The report: what was found in every file, as plain data that every renderer reads.
//!
//! These are the wire types of the JSON contract `postedit/1`; what is here never changes meaning within a schema
//! version. Offsets count bytes of a file's text decoded to UTF-8, without a byte order mark; lines and columns count
//! from 1, columns in Unicode scalar values; words are what white space separates.

mod build;
mod decisions;

pub use decisions::{ArticleSource, DECISIONS_SCHEMA, Decision, Decisions, DecisionsError, Place, Verdict};

use serde::{Deserialize, Serialize};

use crate::finding::Score;
use crate::source::TextRange;
use crate::suppress::Silenced;

/// The version of the JSON contract.
pub const SCHEMA: &str = "postedit/1";

/// What a run found.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Report {
    /// [`SCHEMA`].
    pub schema: String,
    /// Who wrote it.
    pub tool: Tool,
    /// The files that were read, in the order of their paths.
    pub files: Vec<FileReport>,
    /// The files that could not be read or analysed.
    pub failures: Vec<Failure>,
    /// Totals.
    pub summary: Summary,
}

/// The program that wrote a report.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Tool {
    /// `postedit`.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// A rule, as lists of rules and SARIF have it.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct RuleReport {
    /// `family/name`.
    pub id: &'static str,
    /// The family.
    pub family: &'static str,
    /// `error`, `warning` or `info`.
    pub severity: &'static str,
    /// One line on the damage it finds.
    pub summary: &'static str,
    /// The MQM issue type.
    pub mqm: &'static str,
    /// The ITS 2.0 localization quality issue type.
    pub its: &'static str,
    /// Its page, in Markdown.
    #[serde(skip)]
    pub page: &'static str,
}

/// What was found in one file.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FileReport {
    /// The path as it was given or found, with `/` between its parts.
    pub path: String,
    /// The label of the file's encoding, in lower case.
    pub encoding: String,
    /// Whether the file begins with a byte order mark.
    pub bom: bool,
    /// Why the file was not analysed, if it was not: `not English`, `no prose`.
    pub skipped: Option<String>,
    /// The number of words.
    pub words: usize,
    /// The quality score; none for a file that was not analysed.
    #[serde(default)]
    pub score: Option<Score>,
    /// The findings, in the order of their place.
    pub findings: Vec<FindingReport>,
    /// What was kept silent; absent where nothing was.
    #[serde(default, skip_serializing_if = "Silenced::is_nothing")]
    pub silenced: Silenced,
}

/// One finding.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FindingReport {
    /// A number from 1, unique in the file.
    pub id: usize,
    /// `family/name`.
    pub rule: String,
    /// The family.
    pub family: String,
    /// `error`, `warning` or `info`.
    pub severity: String,
    /// From 0 to 1, rounded to two places.
    pub confidence: f32,
    /// `safe`, `suggested` or `query`.
    pub outcome: String,
    /// What to ask whoever has the source.
    pub question: Option<String>,
    /// The MQM issue type.
    pub mqm: String,
    /// The MQM severity level: `neutral`, `minor` or `major`.
    #[serde(default)]
    pub mqm_severity: String,
    /// The ITS 2.0 localization quality issue type.
    pub its: String,
    /// What is wrong and why the tool thinks so.
    pub message: String,
    /// Where.
    pub span: Span,
    /// What the file says there.
    pub text: String,
    /// Places that explain it.
    pub related: Vec<RelatedReport>,
    /// Repairs, the one the tool would choose first.
    pub fixes: Vec<FixReport>,
    /// What stays the same when the text around it changes.
    pub fingerprint: String,
    /// What a reader says about the first repair, where one was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reader: Option<ReaderReport>,
}

/// What a reader says about a repair.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct ReaderReport {
    /// By how many nats the repaired text is likelier than what stands there, rounded to one place: 3 are a factor of 20,
    /// 7 of 1,100. For a deletion, of the words that follow alone.
    pub margin_nats: f32,
}

/// A stretch of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// The line of the first byte.
    pub line: usize,
    /// The column of the first byte.
    pub column: usize,
    /// The line of the end.
    pub end_line: usize,
    /// The column of the end.
    pub end_column: usize,
}

/// A place that explains a finding.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct RelatedReport {
    /// What it is to the finding.
    pub message: String,
    /// Where.
    pub span: Span,
}

/// A repair.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FixReport {
    /// `safe` or `suggested`.
    pub applicability: String,
    /// What it does.
    pub title: String,
    /// The replacements, in the order of their place.
    pub edits: Vec<EditReport>,
}

/// A replacement.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct EditReport {
    /// The first byte to replace.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// What takes their place.
    pub replacement: String,
}

impl EditReport {
    /// The bytes to replace.
    ///
    /// # Panics
    /// If the edit was read from elsewhere and ends before it starts.
    pub fn range(&self) -> TextRange {
        TextRange::new(self.start, self.end)
    }
}

impl FixReport {
    /// The bytes `start..end` of `text`, which hold all edits, with the edits made.
    pub(crate) fn made_in(&self, text: &str, start: usize, end: usize) -> String {
        let (mut out, mut at) = (String::new(), start);
        for edit in &self.edits {
            out.push_str(&text[at..edit.start]);
            out.push_str(&edit.replacement);
            at = edit.end;
        }
        out.push_str(&text[at..end]);
        out
    }
}

/// A file that could not be read or analysed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Failure {
    /// Its path.
    pub path: String,
    /// Why, and what to do.
    pub error: String,
}

/// Totals over all files.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Summary {
    /// Files read, skipped ones among them.
    pub files: usize,
    /// Files whose prose is not English, or that hold none.
    pub skipped: usize,
    /// Words in the files that were analysed.
    pub words: usize,
    /// Findings of every severity.
    pub findings: usize,
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
    /// Findings worth a look.
    pub infos: usize,
}
