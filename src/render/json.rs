//! The JSON contract.

use std::io;

use crate::report::Report;

/// Writes `report` as one JSON object and a line end.
///
/// # Errors
/// If the writer fails.
pub fn render(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, report)?;
    out.write_all(b"\n")
}
