//! The XML of Checkstyle, which most servers for continuous integration read.

use std::io::{self, Write};

use super::Results;
use super::line::FAILURE;
use super::xml::escaped;

/// Writes an element for every file that was read, with its findings.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, results: &Results<'_>) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">")?;
    for file in &results.report.files {
        writeln!(out, "  <file name=\"{}\">", escaped(&file.path))?;
        for finding in &file.findings {
            let place = (finding.span.line, finding.span.column);
            error(out, place, &finding.severity, &finding.message, &finding.rule)?;
        }
        writeln!(out, "  </file>")?;
    }
    for failure in &results.report.failures {
        writeln!(out, "  <file name=\"{}\">", escaped(&failure.path))?;
        error(out, (1, 1), "error", &failure.error, FAILURE)?;
        writeln!(out, "  </file>")?;
    }
    writeln!(out, "</checkstyle>")
}

fn error(out: &mut dyn Write, place: (usize, usize), severity: &str, message: &str, rule: &str) -> io::Result<()> {
    let (line, column) = place;
    writeln!(
        out,
        "    <error line=\"{line}\" column=\"{column}\" severity=\"{severity}\" message=\"{}\" source=\"{}\"/>",
        escaped(message),
        escaped(rule)
    )
}
