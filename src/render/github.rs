//! Annotations of GitHub Actions: workflow commands that a job prints and GitHub shows beside the lines of a change.

use std::io::{self, Write};

use super::Results;
use super::line::FAILURE;
use crate::report::Span;
use crate::source::visible;

/// How many annotations of one kind GitHub takes from a step; it drops the others without a word.
const MOST: usize = 10;

/// An annotation.
struct Annotation<'r> {
    kind: &'static str,
    path: &'r str,
    span: Option<Span>,
    title: &'r str,
    message: String,
}

/// Writes as many findings as GitHub shows, errors first, each kind in the order of paths and lines, and a last line that
/// says how many there are.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, results: &Results<'_>) -> io::Result<()> {
    let failures = results.report.failures.iter().map(|failure| Annotation {
        kind: "error",
        path: &failure.path,
        span: None,
        title: FAILURE,
        message: failure.error.clone(),
    });
    let findings = results.findings().map(|(file, finding)| Annotation {
        kind: kind(&finding.severity),
        path: &file.path,
        span: Some(finding.span),
        title: &finding.rule,
        message: match (&finding.question, finding.fixes.first()) {
            (Some(question), _) => format!("{}\n{question}", finding.message),
            (None, Some(fix)) => format!("{}\n{} ({})", finding.message, fix.title, fix.applicability),
            (None, None) => finding.message.clone(),
        },
    });
    let mut all: Vec<Annotation<'_>> = failures.chain(findings).collect();
    // Stable: within a kind, failures come first and findings keep the order of their places.
    all.sort_by_key(|annotation| (rank(annotation.kind), annotation.path));
    let mut written = 0;
    for kind in ["error", "warning", "notice"] {
        // The last notice is the summary.
        let most = if kind == "notice" { MOST - 1 } else { MOST };
        for annotation in all.iter().filter(|annotation| annotation.kind == kind).take(most) {
            annotation.write(out)?;
            written += 1;
        }
    }
    let totals = &results.report.summary;
    let mut summary = format!(
        "errors: {}, warnings: {}, infos: {}, files: {}",
        totals.errors, totals.warnings, totals.infos, totals.files
    );
    if written < all.len() {
        summary += &format!("; not annotated: {}, as GitHub shows {MOST} of a kind", all.len() - written);
    }
    writeln!(out, "::notice title=postedit::{}", escaped(&summary))
}

fn kind(severity: &str) -> &'static str {
    match severity {
        "error" => "error",
        "warning" => "warning",
        _ => "notice",
    }
}

fn rank(kind: &str) -> usize {
    ["error", "warning", "notice"].iter().position(|known| *known == kind).unwrap_or_default()
}

impl Annotation<'_> {
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "::{} file={}", self.kind, property(self.path))?;
        if let Some(Span { line, column, end_line, end_column, .. }) = self.span {
            write!(out, ",line={line},endLine={end_line}")?;
            // GitHub takes columns only where both are of one line.
            if line == end_line {
                write!(out, ",col={column},endColumn={end_column}")?;
            }
        }
        let message: Vec<String> = self.message.lines().map(escaped).collect();
        writeln!(out, ",title={}::{}", property(self.title), message.join("%0A"))
    }
}

/// Text after the second `::`.
fn escaped(text: &str) -> String {
    visible(text).replace('%', "%25")
}

/// Text before it.
fn property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}
