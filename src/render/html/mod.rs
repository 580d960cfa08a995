//! An article's page: its prose with every first repair marked in place, and the reason beside it.

use std::io::{self, Write};

mod desk;
mod marks;
mod note;

use super::count::count;
use super::layout::BlockKind;
use super::page::{self, Escaped, Part};
use super::{Article, index, questions};
use crate::finding::Severity;
use crate::report::{FindingReport, Report};
use crate::rules::Family;
use marks::{Marks, Named};
use note::write_note;

/// Writes the page of `article`, one of the articles of `report`.
///
/// The page is one file that loads nothing. It can be read without a script; filters and the views of the text before
/// and after repair need none either. With one it is a desk: the editor decides on every finding, sees the text as it
/// reads by then, and takes away the decisions and the cleaned article as files.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, report: &Report, article: &Article<'_>) -> io::Result<()> {
    let marks = Marks::new(article);
    let filters = filters(&article.file.findings);
    let boxes: Vec<(&str, &str)> = filters.iter().map(|&(kind, value, _)| (kind, value)).collect();
    // Where nothing was found there is nothing to decide.
    let part = if filters.is_empty() { Part::Overview } else { Part::Article };
    page::open(out, &format!("{} · postedit", article.file.path), &boxes, part)?;
    write_head(out, article)?;
    if part == Part::Article {
        write_controls(out, &filters)?;
        desk::write_bar(out, &article.file.findings)?;
    }
    out.write_all(
        b"<main id=\"main\" tabindex=\"-1\">\n<article class=\"text\" aria-label=\"The article with its repairs\">\n",
    )?;
    let mut named = Named::default();
    for number in 0..article.layout.blocks.len() {
        write_block(out, article, &marks, number, &mut named)?;
    }
    out.write_all(b"</article>\n")?;
    write_questions(out, article)?;
    out.write_all(b"</main>\n")?;
    if part == Part::Article {
        desk::write_data(out, report, article)?;
    }
    page::close(out, &report.tool, part)
}

fn write_head(out: &mut dyn Write, article: &Article<'_>) -> io::Result<()> {
    let file = article.file;
    let by_outcome = |outcome: &str| file.findings.iter().filter(|finding| finding.outcome == outcome).count();
    write!(
        out,
        "<header class=\"head\">\n<p class=\"up\"><a href=\"{}\">All articles</a></p>\n<h1>{}</h1>\n<p class=\"sum\">",
        page::link(&article.page, index::PAGE),
        Escaped(&file.path)
    )?;
    match &file.skipped {
        Some(reason) => write!(out, "Not analysed: {}.", Escaped(reason))?,
        None => write!(
            out,
            "{} in {}: {}, {}, {} without a repair.",
            count(file.findings.len(), "finding"),
            count(file.words, "word"),
            count(by_outcome("safe"), "safe repair"),
            count(by_outcome("suggested"), "suggestion"),
            by_outcome("query"),
        )?,
    }
    if let Some(score) = file.score {
        write!(out, " Quality score: <strong>{score}</strong> of 100.")?;
    }
    out.write_all(b"</p>\n")?;
    if !article.downloads.is_empty() {
        out.write_all(b"<ul class=\"files\" aria-label=\"Files of this article\">")?;
        for (label, path) in &article.downloads {
            write!(out, "<li><a href=\"{}\">{}</a></li>", page::link(&article.page, path), Escaped(label))?;
        }
        out.write_all(b"</ul>\n")?;
    }
    out.write_all(b"</header>\n")
}

/// The families and severities that occur, each with its kind and the number of its findings.
fn filters(findings: &[FindingReport]) -> Vec<(&'static str, &'static str, usize)> {
    let families = Family::ALL
        .map(Family::as_str)
        .map(|family| ("family", family, findings.iter().filter(|finding| finding.family == family).count()));
    let severities = [Severity::Error, Severity::Warning, Severity::Info]
        .map(Severity::as_str)
        .map(|severity| ("severity", severity, findings.iter().filter(|finding| finding.severity == severity).count()));
    families.into_iter().chain(severities).filter(|(_, _, count)| *count > 0).collect()
}

/// The bar of views and filters.
fn write_controls(out: &mut dyn Write, filters: &[(&str, &str, usize)]) -> io::Result<()> {
    out.write_all(b"<nav class=\"bar\" aria-label=\"Views and filters\">\n<fieldset><legend>Show the text</legend>")?;
    for (value, label) in [
        ("marked", "with repairs marked"),
        ("decided", "as decided"),
        ("original", "as it was"),
        ("repaired", "with every repair"),
    ] {
        let checked = if value == "marked" { " checked" } else { "" };
        let scripted = if value == "decided" { " data-scripted hidden" } else { "" };
        write!(
            out,
            "<label{scripted}><input type=\"radio\" name=\"view\" id=\"view-{value}\"{checked} autocomplete=\"off\"> {label}</label>"
        )?;
    }
    for (kind, legend) in [("family", "Families"), ("severity", "Severity")] {
        write!(out, "</fieldset>\n<fieldset><legend>{legend}</legend>")?;
        for (_, value, count) in filters.iter().filter(|filter| filter.0 == kind) {
            write!(
                out,
                "<label><input type=\"checkbox\" id=\"{kind}-{value}\" checked autocomplete=\"off\"> {value} \
                 <span class=\"count\">{count}</span></label>"
            )?;
        }
    }
    out.write_all(
        b"</fieldset>\n<p class=\"only\" data-scripted hidden><label><input type=\"checkbox\" id=\"open-only\" \
          autocomplete=\"off\"> only what is open</label></p>\n</nav>\n",
    )
}

fn write_block(
    out: &mut dyn Write,
    article: &Article<'_>,
    marks: &Marks<'_>,
    number: usize,
    named: &mut Named,
) -> io::Result<()> {
    let (element, class) = match article.layout.blocks[number].kind {
        BlockKind::Heading => ("h2", "prose"),
        BlockKind::Item => ("p", "prose item"),
        BlockKind::Paragraph => ("p", "prose"),
    };
    let notes: Vec<&FindingReport> = marks.notes_of(number).collect();
    let noted = if notes.is_empty() { "" } else { " noted" };
    writeln!(out, "<section class=\"row{noted}\" id=\"b{}\">", number + 1)?;
    write!(out, "<{element} class=\"{class}\">")?;
    marks.write_prose(out, number, named)?;
    writeln!(out, "</{element}>")?;
    if !notes.is_empty() {
        writeln!(out, "<ol class=\"notes\" aria-label=\"Findings in this paragraph\">")?;
        for finding in notes {
            write_note(out, article, marks, finding)?;
        }
        writeln!(out, "</ol>")?;
    }
    writeln!(out, "</section>")
}

/// The questions for whoever has the source, each with the sentence it is about.
fn write_questions(out: &mut dyn Write, article: &Article<'_>) -> io::Result<()> {
    let questions = questions::of(article);
    if questions.is_empty() {
        return Ok(());
    }
    out.write_all(
        b"<section class=\"questions\" aria-labelledby=\"questions\">\n<h2 id=\"questions\">Questions for whoever has the \
          source</h2>\n<ol>\n",
    )?;
    for question in questions {
        writeln!(
            out,
            "<li>{} <a href=\"#n{1}\">finding {1}</a><blockquote>{2}</blockquote></li>",
            page::Said(question.asked),
            question.finding.id,
            Escaped(&question.sentence)
        )?;
    }
    out.write_all(b"</ol>\n</section>\n")
}
