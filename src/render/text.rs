//! Findings for a terminal, in the manner of rustc.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use crate::report::{FileReport, FindingReport, FixReport, Span};
use crate::source::{LineIndex, TextRange, visible};

/// The most characters shown of a line.
const WIDTH: usize = 100;
/// The characters shown before a span in a line that is longer.
const LEAD: usize = 40;
/// The most characters shown of one side of a repair.
const PREVIEW: usize = 60;

const GUTTER: Style = AnsiColor::BrightBlue.on_default().bold();
const BOLD: Style = Style::new().bold();
const ERROR: Style = AnsiColor::BrightRed.on_default().bold();
const WARNING: Style = AnsiColor::BrightYellow.on_default().bold();
const INFO: Style = AnsiColor::BrightCyan.on_default().bold();

/// Writes the findings of one file, whose text is `text`, each with its line, its related places and its repairs.
///
/// Styles are ANSI escapes, which the writer may strip; whatever comes from the text or its path is escaped.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, file: &FileReport, text: &str) -> io::Result<()> {
    let lines = LineIndex::new(text);
    for finding in &file.findings {
        heading(out, file, finding)?;
        snippet(out, finding, text, &lines)?;
        notes(out, finding, text)?;
        writeln!(out)?;
    }
    Ok(())
}

fn style(severity: &str) -> Style {
    match severity {
        "error" => ERROR,
        "warning" => WARNING,
        _ => INFO,
    }
}

/// The width of the column of line numbers.
fn gutter(finding: &FindingReport) -> usize {
    finding.span.line.to_string().len()
}

fn heading(out: &mut dyn Write, file: &FileReport, finding: &FindingReport) -> io::Result<()> {
    let FindingReport { severity, rule, message, span, .. } = finding;
    let color = style(severity);
    writeln!(out, "{color}{severity}[{rule}]{color:#}{BOLD}: {}{BOLD:#}", visible(message))?;
    let width = gutter(finding);
    writeln!(out, "{:width$}{GUTTER}-->{GUTTER:#} {}:{}:{}", "", visible(&file.path), span.line, span.column)
}

fn snippet(out: &mut dyn Write, finding: &FindingReport, text: &str, lines: &LineIndex<'_>) -> io::Result<()> {
    let Some(line) = lines.line(finding.span.line) else { return Ok(()) };
    let window = Window::new(text, line, &finding.span);
    let (width, color) = (gutter(finding), style(&finding.severity));
    writeln!(out, "{:width$} {GUTTER}|{GUTTER:#}", "")?;
    writeln!(out, "{GUTTER}{} |{GUTTER:#} {}", finding.span.line, window.shown)?;
    let carets = "^".repeat(window.marked);
    writeln!(out, "{:width$} {GUTTER}|{GUTTER:#} {:skip$}{color}{carets}{color:#}", "", "", skip = window.before)
}

fn notes(out: &mut dyn Write, finding: &FindingReport, text: &str) -> io::Result<()> {
    let width = gutter(finding);
    let mut note =
        |label: &str, body: String| writeln!(out, "{:width$} {GUTTER}={GUTTER:#} {BOLD}{label}{BOLD:#}: {body}", "");
    for related in &finding.related {
        let Span { line, column, .. } = related.span;
        note("note", format!("{} ({line}:{column})", visible(&related.message)))?;
    }
    for fix in &finding.fixes {
        note(&format!("fix ({})", fix.applicability), format!("{}: {}", visible(&fix.title), preview(fix, text)))?;
    }
    if let Some(question) = &finding.question {
        note("ask", visible(question).into_owned())?;
    }
    Ok(())
}

/// What a repair changes, with the words it touches: `old` → `new`.
fn preview(fix: &FixReport, text: &str) -> String {
    let (Some(first), Some(last)) = (fix.edits.first(), fix.edits.last()) else { return String::new() };
    let gap = |c: char| c.is_whitespace();
    let start = text[..first.start].rfind(gap).map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    let end = text[last.end..].find(gap).map_or(text.len(), |at| last.end + at);
    let new = fix.made_in(text, start, end);
    let (old, new) = (text[start..end].trim(), new.trim());
    if new.is_empty() {
        format!("`{}` → nothing", brief(old))
    } else {
        format!("`{}` → `{}`", brief(old), brief(new))
    }
}

/// `text` without its middle if it is long.
fn brief(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    if chars.len() <= PREVIEW {
        return visible(text).into_owned();
    }
    let half = PREVIEW / 2;
    let side = |part: &[char]| visible(&part.iter().collect::<String>()).into_owned();
    format!("{} … {}", side(&chars[..half]).trim_end(), side(&chars[chars.len() - half..]).trim_start())
}

/// The part of a line around a span, and where the span lies in it.
struct Window {
    shown: String,
    /// The characters before the span.
    before: usize,
    /// The characters to underline.
    marked: usize,
}

impl Window {
    /// The window on `line` around what `span` holds of it.
    fn new(text: &str, line: TextRange, span: &Span) -> Self {
        let start = span.start.min(line.end());
        let end = span.end.clamp(start, line.end());
        let (mut before, mut marked, mut after) =
            (&text[line.start()..start], &text[start..end], &text[end..line.end()]);
        let (mut cut_before, mut cut_after) = ("", "");
        if text[line].chars().nth(WIDTH).is_some() {
            if let Some((at, _)) = before.char_indices().rev().nth(LEAD) {
                before = &before[at..];
                cut_before = "…";
            }
            let room = WIDTH - before.chars().count();
            marked = head(marked, room);
            after = if start + marked.len() == end { head(after, room - marked.chars().count()) } else { "" };
            if start + marked.len() + after.len() < line.end() {
                cut_after = "…";
            }
        }
        let print = |part: &str| visible(&part.replace('\t', " ")).into_owned();
        let before = format!("{cut_before}{}", print(before));
        let marked = print(marked);
        Self {
            before: before.chars().count(),
            marked: marked.chars().count().max(1),
            shown: format!("{before}{marked}{}{cut_after}", print(after)),
        }
    }
}

/// The first `most` characters of `text`.
fn head(text: &str, most: usize) -> &str {
    text.char_indices().nth(most).map_or(text, |(at, _)| &text[..at])
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::engine::Analysis;
    use crate::finding::Finding;
    use crate::fix::Edit;
    use crate::report::FileReport;
    use crate::rules;
    use crate::source::{SourceText, TextRange};

    /// What a terminal without colour shows of the findings of `text`.
    fn shown(text: &str, finding: &Finding) -> String {
        let source = SourceText::decode(text.into()).unwrap();
        let analysis = Analysis { findings: vec![finding.clone()], ..Analysis::default() };
        let report = FileReport::new("notes/kiln.txt", text, &source, &analysis);
        let mut out = anstream::StripStream::new(Vec::new());
        write(&mut out, &report, text).unwrap();
        String::from_utf8(out.into_inner()).unwrap()
    }

    fn finding(text: &str, needle: &str, message: &str) -> Finding {
        let at = text.find(needle).unwrap();
        Finding::new(
            rules::find("typography/missing-space").unwrap().rule,
            TextRange::new(at, at + needle.len()),
            message,
        )
    }

    #[test]
    fn a_finding_shows_its_place_and_its_repair() {
        let text = "A kiln.\nIt cooled.Then they\topened it.\n";
        let mut finding = finding(text, ".Then", "no space after the full stop");
        let at = text.find("Then").unwrap();
        finding.safe_fix("Insert a space", [Edit::insert(at, " ")]);
        finding.related(TextRange::new(2, 6), "the kiln").ask("What cooled?");
        let expected = "\
warning[typography/missing-space]: no space after the full stop
 --> notes/kiln.txt:2:10
  |
2 | It cooled.Then they opened it.
  |          ^^^^^
  = note: the kiln (1:3)
  = fix (safe): Insert a space: `cooled.Then` → `cooled. Then`
  = ask: What cooled?

";
        assert_eq!(shown(text, &finding), expected);
    }

    #[test]
    fn a_long_line_is_cut_around_the_span() {
        let text = format!("{}here{}", "word ".repeat(50), " word".repeat(50));
        let out = shown(&text, &finding(&text, "here", "a word"));
        let lines: Vec<&str> = out.lines().collect();
        assert!(lines[3].starts_with("1 | …") && lines[3].ends_with("…"), "{}", lines[3]);
        let column = |line: &str, sign: &str| line[..line.find(sign).unwrap()].chars().count();
        assert_eq!(column(lines[3], "here"), column(lines[4], "^^^^"));
        assert!(lines[3].chars().count() < 110);
    }

    #[test]
    fn nothing_of_the_text_is_sent_raw() {
        let text = "He said \u{1b}]0;owned\u{7} twice twice.";
        let mut finding = finding(text, "\u{7} twice", "\u{1b}[2J");
        finding.suggest("Delete \u{202e}", [Edit::delete(finding.range)]);
        let out = shown(text, &finding);
        assert!(!out.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{out}");
        assert!(out.contains("\\u{1b}]0;owned\\u{7} twice"), "{out}");
    }

    #[test]
    fn a_missing_thing_is_shown_by_one_caret() {
        let text = "It was late";
        let out = shown(
            text,
            &Finding::new(
                rules::find("typography/missing-space").unwrap().rule,
                TextRange::empty(text.len()),
                "no full stop",
            ),
        );
        assert!(out.contains("1 | It was late\n  |            ^\n"), "{out}");
    }
}
