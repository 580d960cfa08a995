//! The questions for whoever has the source of an article: the translator or the author.

use std::io::{self, Write};

use super::markdown::escaped;
use super::{Article, quote};
use crate::report::FindingReport;

/// A question about a place.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Question<'r> {
    /// What is asked.
    pub(super) asked: &'r str,
    /// The finding that asks.
    pub(super) finding: &'r FindingReport,
    /// The sentence it is about.
    pub(super) sentence: String,
}

/// The questions about `article`, in the order of their place: those of every finding that asks one or has no repair.
pub(super) fn of<'r>(article: &Article<'r>) -> Vec<Question<'r>> {
    let asks = |finding: &&FindingReport| finding.outcome == "query" || finding.question.is_some();
    let findings = article.file.findings.iter().filter(asks);
    findings
        .map(|finding| Question {
            asked: finding.question.as_ref().unwrap_or(&finding.message),
            finding,
            sentence: quote::sentence(article.text, finding.span.start, finding.span.end),
        })
        .collect()
}

/// Writes the questions about `article` as a Markdown file that can be sent away: a numbered list, each question with
/// its sentence.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, article: &Article<'_>) -> io::Result<()> {
    writeln!(out, "# Questions about {}\n", escaped(&article.file.path))?;
    let questions = of(article);
    if questions.is_empty() {
        return writeln!(out, "There are none.");
    }
    writeln!(out, "For whoever has the source. The answer may be as short as a word.\n")?;
    write_list(out, &questions, 1)
}

/// Writes `questions` as a list whose first number is `first`.
pub(super) fn write_list(out: &mut dyn Write, questions: &[Question<'_>], first: usize) -> io::Result<()> {
    for (number, question) in (first..).zip(questions) {
        let marker = format!("{number}. ");
        let finding = question.finding;
        writeln!(out, "{marker}{} (line {}, finding {})\n", escaped(question.asked), finding.span.line, finding.id)?;
        writeln!(out, "{}> {}\n", " ".repeat(marker.len()), escaped(&question.sentence))?;
    }
    Ok(())
}
