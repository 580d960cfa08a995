//! The JSON contract.

use std::io;

use crate::report::Report;

/// Writes `report` as one JSON object and a line end.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn io::Write, report: &Report) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, report)?;
    out.write_all(b"\n")
}
