//! The report as Markdown: totals, and the questions for whoever has the sources.

use std::io::{self, Write};

use super::count::{thousands, totals};
use super::page::link;
use super::{Article, questions, quote};
use crate::report::Report;
use crate::rules::Family;
use crate::source::visible;

/// Where the report stands in its folder.
pub const PAGE: &str = "report.md";

/// Writes the totals of `report`, whose articles are `articles`, and a numbered list of its questions, each with the
/// sentence that it is about.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, report: &Report, articles: &[Article<'_>]) -> io::Result<()> {
    writeln!(out, "# What to repair\n\n{}\n", totals(&report.summary, articles.len()))?;
    if !articles.is_empty() {
        write_articles(out, articles)?;
        write_families(out, articles)?;
        write_questions(out, articles)?;
    }
    if !report.failures.is_empty() {
        writeln!(out, "\n## Could not be read\n")?;
        for failure in &report.failures {
            writeln!(out, "- {}: {}", escaped(&failure.path), escaped(&failure.error))?;
        }
    }
    Ok(())
}

fn write_articles(out: &mut dyn Write, articles: &[Article<'_>]) -> io::Result<()> {
    writeln!(out, "## By article\n")?;
    writeln!(out, "| article | score | words | findings | safe repairs | suggestions | without a repair |")?;
    writeln!(out, "| --- | ---: | ---: | ---: | ---: | ---: | ---: |")?;
    let mut totals = [0; 5];
    for article in articles {
        let outcome = |outcome: &str| article.file.findings.iter().filter(|finding| finding.outcome == outcome).count();
        let row =
            [article.file.words, article.file.findings.len(), outcome("safe"), outcome("suggested"), outcome("query")];
        totals.iter_mut().zip(row).for_each(|(total, number)| *total += number);
        let skipped = article.file.skipped.as_ref().map_or(String::new(), |reason| format!(" ({})", escaped(reason)));
        let score = article.file.score.map_or_else(String::new, |score| score.to_string());
        let name = format!("[{}]({}){skipped} | {score}", escaped(&article.file.path), link(PAGE, &article.page));
        write_row(out, &name, &row)?;
    }
    write_row(out, "**all** |", &totals)
}

fn write_families(out: &mut dyn Write, articles: &[Article<'_>]) -> io::Result<()> {
    writeln!(out, "\n## By family\n")?;
    writeln!(out, "| article | {} |", Family::ALL.map(Family::as_str).join(" | "))?;
    writeln!(out, "| --- |{}", " ---: |".repeat(Family::ALL.len()))?;
    let mut totals = [0; Family::ALL.len()];
    for article in articles {
        let row = Family::ALL
            .map(|family| article.file.findings.iter().filter(|finding| finding.family == family.as_str()).count());
        totals.iter_mut().zip(row).for_each(|(total, number)| *total += number);
        write_row(out, &escaped(&article.file.path), &row)?;
    }
    write_row(out, "**all**", &totals)
}

fn write_row(out: &mut dyn Write, name: &str, numbers: &[usize]) -> io::Result<()> {
    let numbers: Vec<String> = numbers.iter().map(|&number| thousands(number)).collect();
    writeln!(out, "| {name} | {} |", numbers.join(" | "))
}

fn write_questions(out: &mut dyn Write, articles: &[Article<'_>]) -> io::Result<()> {
    let asked: Vec<_> = articles.iter().map(|article| (article, questions::of(article))).collect();
    if asked.iter().all(|(_, questions)| questions.is_empty()) {
        return Ok(());
    }
    writeln!(out, "\n## Questions\n\nFor whoever has the sources.")?;
    let mut next = 1;
    for (article, questions) in asked.iter().filter(|(_, questions)| !questions.is_empty()) {
        writeln!(out, "\n### {}\n", escaped(&article.file.path))?;
        questions::write_list(out, questions, next)?;
        next += questions.len();
    }
    Ok(())
}

/// `text` on one line, with what Markdown or HTML would read as markup escaped.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(&quote::short(text, usize::MAX)).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '&' | '~' | '!') {
            out.push('\\');
        }
        out.push(c);
    }
    // A number or sign at the head would open a list.
    match out.find(|c: char| !c.is_ascii_digit()) {
        Some(at) if at > 0 && out[at..].starts_with(['.', ')']) => out.insert(at, '\\'),
        _ if out.starts_with(['-', '+', '=']) => out.insert(0, '\\'),
        _ => {}
    }
    out
}
