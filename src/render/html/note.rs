//! What is said about a finding, beside its place in the text.

use std::io::{self, Write};

use super::marks::{Marks, write_deleted, write_inserted};
use crate::render::count::count;
use crate::render::page::{Escaped, Said};
use crate::render::{Article, quote};
use crate::report::{FindingReport, FixReport};

/// The longest quotation of a related place, in characters.
const QUOTED: usize = 90;

/// The bytes of context before and after a repair that is shown on its own.
const CONTEXT: usize = 28;

/// Writes the note on `finding`.
pub(super) fn write_note(
    out: &mut dyn Write,
    article: &Article<'_>,
    marks: &Marks<'_>,
    finding: &FindingReport,
) -> io::Result<()> {
    let outcome = match finding.outcome.as_str() {
        "safe" => "safe repair",
        "suggested" => "suggestion",
        _ => "question",
    };
    write!(
        out,
        "<li class=\"note\" id=\"n{id}\" tabindex=\"-1\" data-family=\"{family}\" data-severity=\"{severity}\" \
         data-outcome=\"{kind}\">\n\
         <p class=\"label\"><a class=\"number\" href=\"#{target}\" title=\"To its place in the text\">{id}</a> \
         <span class=\"severity\">{severity}</span> <span class=\"outcome\">{outcome}</span> \
         <code>{rule}</code> <span class=\"sure\" title=\"How sure the rule is\">{sure:.0}%</span></p>\n<p>{message}</p>\n",
        id = finding.id,
        kind = Escaped(&finding.outcome),
        target = Escaped(&marks.anchor(finding)),
        family = Escaped(&finding.family),
        severity = Escaped(&finding.severity),
        rule = Escaped(&finding.rule),
        sure = f64::from(finding.confidence) * 100.0,
        message = Said(&finding.message),
    )?;
    if let Some(question) = &finding.question {
        writeln!(out, "<p class=\"question\"><strong>Ask:</strong> {}</p>", Said(question))?;
    }
    for related in &finding.related {
        let (start, end) = (related.span.start, related.span.end);
        let words = if start == end {
            quote::sentence(article.text, start, end)
        } else {
            article.layout.shown(article.text, start, end)
        };
        writeln!(
            out,
            "<p class=\"related\">{}: <a href=\"#b{}\">line {}</a> <q>{}</q></p>",
            Said(related.message.trim_end_matches([':', '.'])),
            article.layout.block_at(start) + 1,
            related.span.line,
            Escaped(&quote::short(&words, QUOTED))
        )?;
    }
    if let Some((first, others)) = finding.fixes.split_first() {
        let shown = if marks.is_shown(finding) { "" } else { " (not marked in the text: it overlaps another repair)" };
        writeln!(out, "<p class=\"fix\"><strong>Repair:</strong> {}{shown}</p>", Said(&first.title))?;
        if !marks.is_shown(finding) {
            write_example(out, article.text, first)?;
        }
        if !others.is_empty() {
            writeln!(out, "<details><summary>{}</summary><ul>", count(others.len(), "other repair"))?;
            for fix in others {
                write!(out, "<li>{}", Said(&fix.title))?;
                write_example(out, article.text, fix)?;
                writeln!(out, "</li>")?;
            }
            writeln!(out, "</ul></details>")?;
        }
    }
    writeln!(out, "</li>")
}

/// A repair with a little of the text around it.
fn write_example(out: &mut dyn Write, text: &str, fix: &FixReport) -> io::Result<()> {
    let (Some(first), Some(last)) = (fix.edits.first(), fix.edits.last()) else { return Ok(()) };
    let from = (0..=first.start.saturating_sub(CONTEXT)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let from = text[from..first.start].find(char::is_whitespace).map_or(from, |at| from + at + 1);
    let to = (last.end + CONTEXT..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    let to = text[last.end..to].rfind(char::is_whitespace).map_or(to, |at| last.end + at);
    out.write_all(b"<p class=\"example\">\xe2\x80\xa6 ")?;
    let mut at = from;
    for edit in &fix.edits {
        write!(out, "{}", Escaped(&text[at..edit.start]))?;
        write_deleted(out, &text[edit.start..edit.end], "")?;
        write_inserted(out, &edit.replacement, "")?;
        at = edit.end;
    }
    write!(out, "{} …</p>", Escaped(&text[at..to]))
}
