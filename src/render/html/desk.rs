//! The editor's desk: the bar of its buttons, and what its script works on.

use std::io::{self, Write};

use serde::Serialize;

use crate::render::Article;
use crate::render::layout::Layout;
use crate::report::{ArticleSource, EditReport, FindingReport, Place, Report, Tool};

/// Writes the bar of buttons, which is hidden until the script is there.
pub(super) fn write_bar(out: &mut dyn Write, findings: &[FindingReport]) -> io::Result<()> {
    let safe = findings.iter().filter(|finding| finding.outcome == "safe").count();
    let no_safe = if safe == 0 { " disabled" } else { "" };
    write!(
        out,
        "<section class=\"desk\" aria-label=\"Decisions\" data-scripted hidden>\n\
         <p class=\"tally\"><progress id=\"progress\" value=\"0\" max=\"{total}\" aria-label=\"Findings decided on\"></progress> \
         <span id=\"tally\"></span></p>\n\
         <p class=\"acts moves\"><button type=\"button\" id=\"previous\">Previous <kbd>k</kbd></button>\
         <button type=\"button\" id=\"next\">Next <kbd>j</kbd></button>\
         <button type=\"button\" id=\"accept-safe\"{no_safe}>Accept all safe</button>\
         <button type=\"button\" id=\"undo\" disabled>Undo <kbd>u</kbd></button></p>\n\
         <p class=\"acts\"><button type=\"button\" id=\"save\">Save decisions</button>\
         <button type=\"button\" id=\"open\">Open decisions</button>\
         <button type=\"button\" id=\"download\">Download cleaned article</button></p>\n\
         <input type=\"file\" id=\"file\" accept=\".json,application/json\" aria-label=\"A file of decisions\" hidden>\n\
         <p class=\"keys\"><label><input type=\"checkbox\" id=\"keys\" checked autocomplete=\"off\"> keys</label> \
         <span><kbd>j</kbd> <kbd>k</kbd> move, <kbd>a</kbd> accept, <kbd>r</kbd> reject, <kbd>e</kbd> edit, \
         <kbd>u</kbd> undo</span></p>\n\
         <p id=\"said\" role=\"status\"></p>\n</section>\n",
        total = findings.len(),
    )
}

/// What the script works on. Offsets are bytes, as in the report.
#[derive(Serialize)]
struct Data<'a> {
    tool: &'a Tool,
    source: &'a ArticleSource,
    names: Names,
    text: &'a str,
    /// The paragraphs of the page: first byte, byte after the last.
    blocks: Vec<(usize, usize)>,
    /// What the page shows as something else: first byte, byte after the last, what is shown.
    disguises: Vec<(usize, usize, &'a str)>,
    findings: Vec<Finding<'a>>,
}

/// What the files are called that the page gives away.
#[derive(Serialize)]
struct Names {
    decisions: String,
    cleaned: String,
}

#[derive(Serialize)]
struct Finding<'a> {
    id: usize,
    rule: &'a str,
    family: &'a str,
    severity: &'a str,
    fingerprint: &'a str,
    confidence: f32,
    span: Place,
    /// The edits of each fix.
    fixes: Vec<&'a [EditReport]>,
}

/// Writes what the script works on, as JSON in the page.
pub(super) fn write_data(out: &mut dyn Write, report: &Report, article: &Article<'_>) -> io::Result<()> {
    let Layout { blocks, disguises } = &article.layout;
    let data = Data {
        tool: &report.tool,
        source: &article.source,
        names: Names::of(&article.file.path),
        text: article.text,
        blocks: blocks.iter().map(|block| (block.start, block.end)).collect(),
        disguises: disguises.iter().map(|it| (it.range.start(), it.range.end(), it.shown.as_str())).collect(),
        findings: article.file.findings.iter().map(Finding::of).collect(),
    };
    let json = serde_json::to_string(&data).map_err(io::Error::from)?;
    // No sign in it may end the element or begin another.
    let json = json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026");
    writeln!(out, "<script type=\"application/json\" id=\"article-data\">{json}</script>")
}

impl Names {
    fn of(path: &str) -> Self {
        let name = path.rsplit('/').next().unwrap_or(path);
        let (stem, ending) = match name.rfind('.') {
            Some(at) if at > 0 => name.split_at(at),
            _ => (name, ""),
        };
        // What is given away is the text of a document, not the document.
        let ending = if ending.eq_ignore_ascii_case(".docx") { ".txt" } else { ending };
        Self { decisions: format!("{name}.decisions.json"), cleaned: format!("{stem}.cleaned{ending}") }
    }
}

impl<'a> Finding<'a> {
    fn of(finding: &'a FindingReport) -> Self {
        Self {
            id: finding.id,
            rule: &finding.rule,
            family: &finding.family,
            severity: &finding.severity,
            fingerprint: &finding.fingerprint,
            confidence: finding.confidence,
            span: Place { start: finding.span.start, end: finding.span.end },
            fixes: finding.fixes.iter().map(|fix| fix.edits.as_slice()).collect(),
        }
    }
}
