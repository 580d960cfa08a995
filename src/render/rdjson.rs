//! The Diagnostic Format of reviewdog, which turns findings into comments and suggested changes of a review.
//!
//! Columns count bytes of UTF-8, as reviewdog has it.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::line::FAILURE;
use super::{Results, json};
use crate::report::FixReport;
use crate::source::LineIndex;

/// Writes one diagnostic result.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, results: &Results<'_>) -> io::Result<()> {
    let mut diagnostics = Vec::new();
    for (file, text) in results.files() {
        let lines = LineIndex::new(text);
        for finding in &file.findings {
            let suggestions: Vec<Value> = finding.fixes.iter().map(|fix| suggestion(fix, text, &lines)).collect();
            diagnostics.push(json!({
                "message": finding.message,
                "location": {"path": file.path, "range": range(&lines, finding.span.start, finding.span.end)},
                "severity": severity(&finding.severity),
                "code": {"value": finding.rule},
                "suggestions": suggestions,
            }));
        }
    }
    for failure in &results.report.failures {
        diagnostics.push(json!({
            "message": failure.error,
            "location": {"path": failure.path},
            "severity": "ERROR",
            "code": {"value": FAILURE},
        }));
    }
    json::write_value(out, &json!({"source": {"name": results.report.tool.name}, "diagnostics": diagnostics}))
}

/// A repair as one replacement: reviewdog knows no repairs of several parts.
fn suggestion(fix: &FixReport, text: &str, lines: &LineIndex<'_>) -> Value {
    let (start, end) = fix.edits.first().zip(fix.edits.last()).map_or((0, 0), |(first, last)| (first.start, last.end));
    json!({"range": range(lines, start, end), "text": fix.made_in(text, start, end)})
}

fn range(lines: &LineIndex<'_>, start: usize, end: usize) -> Value {
    let position = |offset: usize| {
        let line = lines.position(offset).line;
        let first = lines.line(line).map_or(0, |range| range.start());
        json!({"line": line, "column": offset - first + 1})
    };
    json!({"start": position(start), "end": position(end)})
}

fn severity(severity: &str) -> &'static str {
    match severity {
        "error" => "ERROR",
        "warning" => "WARNING",
        _ => "INFO",
    }
}
