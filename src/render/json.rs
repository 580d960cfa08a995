//! The JSON contract.

use std::io;

use serde::Serialize;

use crate::report::Report;
use crate::source::is_hidden;

/// Writes `report` as one JSON object and a line end.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn io::Write, report: &Report) -> io::Result<()> {
    write_value(out, report)
}

/// Writes `value` as JSON and a line end. What would upset a terminal is escaped as JSON has it, so that a reader of the
/// JSON gets the very characters of the text.
pub(super) fn write_value(out: &mut dyn io::Write, value: &impl Serialize) -> io::Result<()> {
    let json = serde_json::to_string_pretty(value)?;
    let mut at = 0;
    // Outside its strings JSON has no such character but the line feed.
    for (start, hidden) in json.match_indices(|c: char| is_hidden(c) && c != '\n') {
        out.write_all(&json.as_bytes()[at..start])?;
        for unit in hidden.encode_utf16() {
            write!(out, "\\u{unit:04x}")?;
        }
        at = start + hidden.len();
    }
    out.write_all(&json.as_bytes()[at..])?;
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use super::write_value;

    #[test]
    fn hidden_characters_are_shown_to_a_terminal_and_kept_for_a_reader() {
        let text = "a\u{1b}[31m\n\u{202e}\u{9b}é";
        let mut out = Vec::new();
        write_value(&mut out, &text).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert_eq!(out, "\"a\\u001b[31m\\n\\u202e\\u009bé\"\n");
        assert_eq!(serde_json::from_str::<String>(&out).unwrap(), text);
    }
}
