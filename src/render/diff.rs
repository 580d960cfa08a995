//! Unified diffs, as `patch -p1` and `git apply` read them.

use std::io::{self, Write};

use similar::{Algorithm, DiffOp, capture_diff_slices, group_diff_ops};

use crate::source::is_hidden;

/// Unchanged lines around a change.
const CONTEXT: usize = 3;

/// Writes how the file at `path`, with `/` between its parts, changes from `old` to `new`: nothing if they are equal.
///
/// `old` and `new` are the bytes of the file, its byte order mark and its encoding as they are on disk. A line ends with
/// a line feed and with nothing else, as it does for the programs that read the diff, so carriage returns are kept.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, path: &str, old: &[u8], new: &[u8]) -> io::Result<()> {
    let old: Vec<&[u8]> = old.split_inclusive(|&byte| byte == b'\n').collect();
    let new: Vec<&[u8]> = new.split_inclusive(|&byte| byte == b'\n').collect();
    let hunks = group_diff_ops(capture_diff_slices(Algorithm::Myers, &old, &new), CONTEXT);
    let hunks: Vec<Vec<DiffOp>> = hunks.into_iter().filter(|hunk| !hunk.is_empty()).collect();
    if !hunks.is_empty() {
        writeln!(out, "--- {}\n+++ {}", name("a", path), name("b", path))?;
    }
    for hunk in &hunks {
        write_hunk(out, hunk, &old, &new)?;
    }
    Ok(())
}

fn write_hunk(out: &mut dyn Write, hunk: &[DiffOp], old: &[&[u8]], new: &[&[u8]]) -> io::Result<()> {
    let (first, last) = (&hunk[0], &hunk[hunk.len() - 1]);
    let old_lines = stretch(first.old_range().start, last.old_range().end);
    let new_lines = stretch(first.new_range().start, last.new_range().end);
    writeln!(out, "@@ -{old_lines} +{new_lines} @@")?;
    for op in hunk {
        if let DiffOp::Equal { .. } = op {
            write_lines(out, b' ', &old[op.old_range()])?;
        } else {
            write_lines(out, b'-', &old[op.old_range()])?;
            write_lines(out, b'+', &new[op.new_range()])?;
        }
    }
    Ok(())
}

fn write_lines(out: &mut dyn Write, sign: u8, lines: &[&[u8]]) -> io::Result<()> {
    for line in lines {
        out.write_all(&[sign])?;
        out.write_all(line)?;
        if !line.ends_with(b"\n") {
            out.write_all(b"\n\\ No newline at end of file\n")?;
        }
    }
    Ok(())
}

/// The lines `start..end`, which count from 0, as a hunk's head names them.
fn stretch(start: usize, end: usize) -> String {
    match end - start {
        // An empty stretch is named by the line before it.
        0 => format!("{start},0"),
        1 => format!("{}", start + 1),
        length => format!("{},{length}", start + 1),
    }
}

/// A file name as git writes it: in quotes if it holds a quote, a backslash or what a terminal would not show, and with a
/// tab after it if it holds a space, so that no reader takes what follows the space for a date.
fn name(side: &str, path: &str) -> String {
    let path = format!("{side}/{}", path.trim_start_matches("./").trim_start_matches('/'));
    if !path.contains(|c: char| c == '"' || c == '\\' || is_hidden(c)) {
        let tab = if path.contains(' ') { "\t" } else { "" };
        return path + tab;
    }
    let mut quoted = String::from('"');
    for c in path.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\t' => quoted.push_str("\\t"),
            '\n' => quoted.push_str("\\n"),
            c if is_hidden(c) => {
                c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| quoted.push_str(&format!("\\{byte:03o}")));
            }
            c => quoted.push(c),
        }
    }
    quoted + "\""
}
