//! Which lines of a file changed, from a unified diff.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use thiserror::Error;

use crate::source::{LineIndex, TextRange};

/// Lines of a file, as ranges of numbers from 1 in ascending order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Lines(Vec<RangeInclusive<usize>>);

/// What is wrong with a unified diff.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum PatchError {
    /// The head of a hunk that can't be read.
    #[error("line {line}: not the head of a hunk: `{text}`")]
    Hunk {
        /// Its line in the diff, from 1.
        line: usize,
        /// The line.
        text: String,
    },
    /// A hunk that belongs to no file.
    #[error("line {line}: a hunk before the name of a file")]
    Nameless {
        /// Its line in the diff, from 1.
        line: usize,
    },
    /// Text without a hunk.
    #[error("not a unified diff: it has no `@@` line; make one with `diff -u` or `git diff`")]
    NoHunk,
}

impl Lines {
    /// All lines.
    pub fn all() -> Self {
        Self(vec![1..=usize::MAX])
    }

    /// Adds a line after all others.
    fn push(&mut self, line: usize) {
        match self.0.last_mut() {
            Some(last) if line.checked_sub(1) == Some(*last.end()) => *last = *last.start()..=line,
            _ => self.0.push(line..=line),
        }
    }

    /// Where they lie in `text`: the bytes of each run of lines, without its end.
    pub fn ranges(&self, text: &str) -> Vec<TextRange> {
        let index = LineIndex::new(text);
        let range = |lines: &RangeInclusive<usize>| {
            let start = index.line(*lines.start())?.start();
            Some(TextRange::new(start, index.line(*lines.end()).map_or(text.len(), TextRange::end)))
        };
        self.0.iter().filter_map(range).collect()
    }
}

/// The lines that the unified diff `patch` adds or changes, by the name of the file after the change, without the `b/`
/// that git puts before it. Files that the diff deletes are left out.
///
/// # Errors
/// If it is not a unified diff. An empty text is one in which nothing changed.
pub fn changed_lines(patch: &str) -> Result<BTreeMap<String, Lines>, PatchError> {
    let mut out: BTreeMap<String, Lines> = BTreeMap::new();
    let mut file: Option<String> = None;
    // What is left of the hunk: lines before and after the change, and the number of the next line after it.
    let (mut old, mut new, mut at) = (0_usize, 0_usize, 0_usize);
    let (mut any, mut named) = (false, false);
    for (number, line) in patch.lines().enumerate().map(|(index, line)| (index + 1, line)) {
        if old > 0 || new > 0 {
            match line.bytes().next() {
                Some(b'+') => {
                    if let Some(file) = &file {
                        out.entry(file.clone()).or_default().push(at);
                    }
                    (new, at) = (new.saturating_sub(1), at.saturating_add(1));
                }
                Some(b'-') => old = old.saturating_sub(1),
                Some(b'\\') => {}
                _ => (old, new, at) = (old.saturating_sub(1), new.saturating_sub(1), at.saturating_add(1)),
            }
        } else if let Some(name) = line.strip_prefix("+++ ") {
            let name = unquoted(name.split('\t').next().unwrap_or(name));
            file = (name != "/dev/null").then(|| name.strip_prefix("b/").unwrap_or(&name).to_owned());
            named = true;
        } else if line.starts_with("@@") {
            if !named {
                return Err(PatchError::Nameless { line: number });
            }
            (old, new, at) = hunk(line).ok_or_else(|| PatchError::Hunk { line: number, text: line.into() })?;
            any = true;
        }
    }
    if any || patch.trim().is_empty() { Ok(out) } else { Err(PatchError::NoHunk) }
}

/// The number of lines before and after the change, and the first line after it, from `@@ -1,2 +3,4 @@`.
fn hunk(head: &str) -> Option<(usize, usize, usize)> {
    let mut parts = head.strip_prefix("@@ -")?.split(' ');
    let count = |part: &str| match part.split_once(',') {
        Some((start, count)) => Some((start.parse::<usize>().ok()?, count.parse::<usize>().ok()?)),
        None => Some((part.parse().ok()?, 1)),
    };
    let (_, old) = count(parts.next()?)?;
    let (start, new) = count(parts.next()?.strip_prefix('+')?)?;
    Some((old, new, start))
}

/// The name of a file that git may have quoted as C does: `"a/caf\303\251.txt"`.
fn unquoted(name: &str) -> String {
    let Some(quoted) = name.strip_prefix('"').and_then(|name| name.strip_suffix('"')) else { return name.into() };
    let mut bytes = Vec::new();
    let mut rest = quoted.bytes().peekable();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        match rest.next() {
            Some(digit @ b'0'..=b'3') => {
                let mut value = digit - b'0';
                for _ in 0..2 {
                    value =
                        value << 3 | rest.next_if(|byte| (b'0'..=b'7').contains(byte)).map_or(0, |byte| byte - b'0');
                }
                bytes.push(value);
            }
            Some(b'n') => bytes.push(b'\n'),
            Some(b't') => bytes.push(b'\t'),
            Some(b'r') => bytes.push(b'\r'),
            Some(other) => bytes.push(other),
            None => {}
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{Lines, changed_lines};
    use crate::source::TextRange;

    const PATCH: &str = "\
diff --git a/kiln.txt b/kiln.txt
--- a/kiln.txt
+++ b/kiln.txt
@@ -1,3 +1,4 @@ The kiln
 The kiln cooled.
-They waited.
+They waited for an hour.
++++ not a name
 They opened it.
@@ -9 +10,0 @@
-Gone.
--- a/gone.txt
+++ /dev/null
@@ -1 +0,0 @@
-Gone.
--- /dev/null
+++ \"b/caf\\303\\251 \\\"x\\\".txt\"\t
@@ -0,0 +1,2 @@
+One.
+Two.
\\ No newline at end of file
";

    #[test]
    fn a_diff_names_its_files_and_the_lines_that_are_new() {
        let files = changed_lines(PATCH).unwrap();
        let text = |name: &str, text: &str| {
            let ranges = files[name].ranges(text);
            ranges.into_iter().map(|range| text[range].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(files.keys().collect::<Vec<_>>(), ["café \"x\".txt", "kiln.txt"]);
        assert_eq!(text("kiln.txt", "one\ntwo\nthree\nfour\n"), ["two\nthree"]);
        assert_eq!(text("café \"x\".txt", "one\ntwo\n"), ["one\ntwo"]);
    }

    #[test]
    fn all_lines_are_as_many_as_there_are() {
        assert_eq!(Lines::all().ranges("one\ntwo"), [TextRange::new(0, 7)]);
    }

    #[test]
    fn what_is_no_diff_is_refused() {
        let error = |text: &str| changed_lines(text).unwrap_err().to_string();
        assert!(error("The kiln cooled.").contains("make one with `diff -u`"));
        assert_eq!(error("@@ -1 +1 @@\n"), "line 1: a hunk before the name of a file");
        assert_eq!(error("+++ b/a\n@@ 1\n"), "line 2: not the head of a hunk: `@@ 1`");
        assert_eq!(changed_lines("\n").unwrap().len(), 0);
    }
}
