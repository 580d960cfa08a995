//! One line a finding: `path:line:column: severity rule message`, as compilers print them and editors jump to them.

use std::io::{self, Write};

use super::Results;
use crate::source::visible;

/// Writes the findings, then the files that could not be read.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, results: &Results<'_>) -> io::Result<()> {
    for (file, finding) in results.findings() {
        let (path, span) = (visible(&file.path), finding.span);
        let message = visible(&finding.message);
        writeln!(out, "{path}:{}:{}: {} {} {message}", span.line, span.column, finding.severity, finding.rule)?;
    }
    for failure in &results.report.failures {
        writeln!(out, "{}:1:1: error {FAILURE} {}", visible(&failure.path), visible(&failure.error))?;
    }
    Ok(())
}

/// What stands in the place of a rule where a file could not be read.
pub(super) const FAILURE: &str = "postedit/failure";
