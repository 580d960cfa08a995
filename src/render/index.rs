//! The front page of a report: every article with its totals.

use std::io::{self, Write};

use memchr::memmem;

use super::Article;
use super::count::{thousands, totals};
use super::page::{self, Escaped, Part};
use crate::report::{FindingReport, Report};
use crate::rules::Family;

/// Where the front page stands in the folder of a report.
pub const PAGE: &str = "index.html";
/// What it is called, which tells it from the front pages of others.
const TITLE: &str = "Report · postedit";

/// Whether a file that begins with `head`, of which a thousand bytes are enough, is the front page of a report.
pub fn is_begun(head: &[u8]) -> bool {
    memmem::find(head, format!("<title>{TITLE}</title>").as_bytes()).is_some()
}

/// Writes the front page of `report`, whose articles are `articles`, in their order.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, report: &Report, articles: &[Article<'_>]) -> io::Result<()> {
    page::open(out, TITLE, &[], Part::Overview)?;
    write!(
        out,
        "<header class=\"head\">\n<h1>What to repair</h1>\n<p class=\"sum\">{}</p>\n</header>\n\
         <main id=\"main\" tabindex=\"-1\">\n",
        totals(&report.summary, articles.len()),
    )?;
    if !articles.is_empty() {
        write_outcomes(out, articles)?;
        write_families(out, articles)?;
    }
    if !report.failures.is_empty() {
        out.write_all(b"<section class=\"failures\">\n<h2>Could not be read</h2>\n<ul>\n")?;
        for failure in &report.failures {
            writeln!(out, "<li><code>{}</code>: {}</li>", Escaped(&failure.path), Escaped(&failure.error))?;
        }
        out.write_all(b"</ul>\n</section>\n")?;
    }
    out.write_all(b"</main>\n")?;
    page::close(out, &report.tool, Part::Overview)
}

/// A column of a table: its head, and which findings it counts.
type Column<'c> = (&'c str, &'c dyn Fn(&FindingReport) -> bool);

fn write_outcomes(out: &mut dyn Write, articles: &[Article<'_>]) -> io::Result<()> {
    let columns: [Column<'_>; 4] = [
        ("findings", &|_| true),
        ("safe repairs", &|finding| finding.outcome == "safe"),
        ("suggestions", &|finding| finding.outcome == "suggested"),
        ("without a repair", &|finding| finding.outcome == "query"),
    ];
    write_table(out, "What becomes of the findings", articles, true, &columns)
}

fn write_families(out: &mut dyn Write, articles: &[Article<'_>]) -> io::Result<()> {
    let counts = Family::ALL.map(|family| move |finding: &FindingReport| finding.family == family.as_str());
    let columns: Vec<Column<'_>> = Family::ALL
        .iter()
        .zip(&counts)
        .map(|(family, count)| (family.as_str(), count as &dyn Fn(&FindingReport) -> bool))
        .collect();
    write_table(out, "Findings by family", articles, false, &columns)
}

/// Writes a table with a row an article; with `sizes` it also has the words and the quality scores.
fn write_table(
    out: &mut dyn Write,
    caption: &str,
    articles: &[Article<'_>],
    sizes: bool,
    columns: &[Column<'_>],
) -> io::Result<()> {
    write!(
        out,
        "<div class=\"wide\" role=\"region\" aria-label=\"{caption}\" tabindex=\"0\">\n<table>\n<caption>{caption}</caption>\n\
         <thead><tr><th scope=\"col\">Article</th>"
    )?;
    if sizes {
        out.write_all(b"<th scope=\"col\">words</th>")?;
    }
    for (head, _) in columns {
        write!(out, "<th scope=\"col\">{head}</th>")?;
    }
    if sizes {
        out.write_all(b"<th scope=\"col\">score</th>")?;
    }
    out.write_all(b"</tr></thead>\n<tbody>\n")?;
    for article in articles {
        let (href, path) = (page::link(PAGE, &article.page), Escaped(&article.file.path));
        write!(out, "<tr><th scope=\"row\"><a href=\"{href}\">{path}</a>")?;
        if let Some(reason) = &article.file.skipped {
            write!(out, " <span class=\"nil\">({})</span>", Escaped(reason))?;
        }
        out.write_all(b"</th>")?;
        if sizes {
            write_cell(out, article.file.words)?;
        }
        for (_, counts) in columns {
            write_cell(out, article.file.findings.iter().filter(|finding| counts(finding)).count())?;
        }
        if sizes {
            write!(out, "<td>{}</td>", article.file.score.map_or("–".into(), |score| score.to_string()))?;
        }
        out.write_all(b"</tr>\n")?;
    }
    out.write_all(b"</tbody>\n<tfoot><tr><th scope=\"row\">All</th>")?;
    if sizes {
        write_cell(out, articles.iter().map(|article| article.file.words).sum())?;
    }
    let findings = || articles.iter().flat_map(|article| &article.file.findings);
    for (_, counts) in columns {
        write_cell(out, findings().filter(|finding| counts(finding)).count())?;
    }
    if sizes {
        out.write_all(b"<td></td>")?;
    }
    out.write_all(b"</tr></tfoot>\n</table>\n</div>\n")
}

fn write_cell(out: &mut dyn Write, number: usize) -> io::Result<()> {
    let class = if number == 0 { " class=\"nil\"" } else { "" };
    write!(out, "<td{class}>{}</td>", thousands(number))
}
