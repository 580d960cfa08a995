//! An article's page: its prose with every first repair marked in place, and the reason beside it.

use std::collections::HashSet;
use std::fmt;
use std::io::{self, Write};

use super::page::{self, Escaped, Said};
use super::{Article, quote};
use crate::finding::Severity;
use crate::report::{EditReport, FindingReport, FixReport, Report};
use crate::rules::Family;

/// The longest quotation of a related place, in characters.
const QUOTED: usize = 90;

/// The bytes of context before and after a repair that is shown on its own.
const CONTEXT: usize = 28;

/// Writes the page of `article`, one of the articles of `report`.
///
/// The page is one file that loads nothing. It can be read without a script; filters and the view of the text before and
/// after repair need none either, only the keys that move between findings do.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, report: &Report, article: &Article<'_>) -> io::Result<()> {
    let marks = Marks::new(article);
    let filters = filters(&article.file.findings);
    let boxes: Vec<(&str, &str)> = filters.iter().map(|&(kind, value, _)| (kind, value)).collect();
    page::open(out, &format!("{} · postedit", article.file.path), &boxes)?;
    write_head(out, article)?;
    if !filters.is_empty() {
        write_controls(out, &filters)?;
    }
    out.write_all(
        b"<main id=\"main\" tabindex=\"-1\">\n<article class=\"text\" aria-label=\"The article with its repairs\">\n",
    )?;
    let mut named = Named::default();
    for number in 0..marks.blocks.len() {
        write_block(out, article, &marks, number, &mut named)?;
    }
    out.write_all(b"</article>\n</main>\n")?;
    page::close(out, &report.tool, true)
}

fn write_head(out: &mut dyn Write, article: &Article<'_>) -> io::Result<()> {
    let file = article.file;
    let by_outcome = |outcome: &str| file.findings.iter().filter(|finding| finding.outcome == outcome).count();
    write!(
        out,
        "<header class=\"head\">\n<p class=\"up\"><a href=\"{}\">All articles</a></p>\n<h1>{}</h1>\n<p class=\"sum\">",
        page::link(&article.page, "index.html"),
        Escaped(&file.path)
    )?;
    match &file.skipped {
        Some(reason) => write!(out, "Not analysed: {}.", Escaped(reason))?,
        None => write!(
            out,
            "{} in {}: {}, {}, {}.",
            page::count(file.findings.len(), "finding"),
            page::count(file.words, "word"),
            page::count(by_outcome("safe"), "safe repair"),
            page::count(by_outcome("suggested"), "suggestion"),
            page::count(by_outcome("query"), "question"),
        )?,
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
    for (value, label) in [("marked", "with repairs marked"), ("original", "as it was"), ("repaired", "repaired")] {
        let checked = if value == "marked" { " checked" } else { "" };
        write!(
            out,
            "<label><input type=\"radio\" name=\"view\" id=\"view-{value}\"{checked} autocomplete=\"off\"> {label}</label>"
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
        b"</fieldset>\n<p class=\"step\" hidden><button type=\"button\" id=\"previous\">Previous <kbd>k</kbd></button> \
          <button type=\"button\" id=\"next\">Next <kbd>j</kbd></button> <span id=\"where\" role=\"status\"></span></p>\n\
          </nav>\n",
    )
}

fn write_block(
    out: &mut dyn Write,
    article: &Article<'_>,
    marks: &Marks<'_>,
    number: usize,
    named: &mut Named,
) -> io::Result<()> {
    let block = &marks.blocks[number];
    let (element, class) = block.kind.element();
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

fn write_note(
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
        "<li class=\"note\" id=\"n{id}\" tabindex=\"-1\" data-family=\"{family}\" data-severity=\"{severity}\">\n\
         <p class=\"label\"><a class=\"number\" href=\"#{target}\" title=\"To its place in the text\">{id}</a> \
         <span class=\"severity\">{severity}</span> <span class=\"outcome\">{outcome}</span> \
         <code>{rule}</code> <span class=\"sure\" title=\"How sure the rule is\">{sure:.0}%</span></p>\n<p>{message}</p>\n",
        id = finding.id,
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
        let words =
            if start == end { quote::sentence(article.text, start, end) } else { article.text[start..end].to_owned() };
        writeln!(
            out,
            "<p class=\"related\">{}: <a href=\"#b{}\">line {}</a> <q>{}</q></p>",
            Said(related.message.trim_end_matches([':', '.'])),
            marks.block_at(start) + 1,
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
            writeln!(out, "<details><summary>{}</summary><ul>", page::count(others.len(), "other repair"))?;
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

/// What a stretch of the text is set as.
#[derive(Clone, Copy, PartialEq, Eq)]
enum BlockKind {
    Heading,
    Item,
    Paragraph,
}

impl BlockKind {
    fn element(self) -> (&'static str, &'static str) {
        match self {
            BlockKind::Heading => ("h2", "prose"),
            BlockKind::Item => ("p", "prose item"),
            BlockKind::Paragraph => ("p", "prose"),
        }
    }
}

/// A stretch of the text that the page sets as a paragraph.
struct Block {
    start: usize,
    end: usize,
    kind: BlockKind,
}

/// The blocks of `text`: lines, but one for all lines of a stretch that an editor's window has wrapped.
fn blocks(text: &str) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut at = 0;
    let mut open = false;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        if words.is_empty() {
            open = false;
            continue;
        }
        let end = start + words.len();
        let wrapped = (55..=120).contains(&words.chars().count());
        match out.last_mut() {
            Some(block) if open && block.kind == BlockKind::Paragraph => block.end = end,
            _ => out.push(Block { start, end, kind: kind(words) }),
        }
        open = wrapped && !words.ends_with(['.', '!', '?', '”', '"', ':']);
    }
    // A heading stands alone.
    let alone = |from: usize, to: usize| from == 0 || to == text.len() || text[from..to].matches('\n').count() > 1;
    for index in 0..out.len() {
        let before = index.checked_sub(1).map_or(0, |before| out[before].end);
        let after = out.get(index + 1).map_or(text.len(), |after| after.start);
        let stands_alone = alone(before, out[index].start) && alone(out[index].end, after);
        if out[index].kind == BlockKind::Heading && !stands_alone {
            out[index].kind = BlockKind::Paragraph;
        }
    }
    // What opens the text is its title, whatever signs it holds.
    if let Some(first) = out.first_mut()
        && text[first.end..].starts_with(['\n', '\r'])
        && text[first.start..first.end].chars().count() <= 140
        && !text[first.start..first.end].ends_with(['.', ':', ','])
    {
        first.kind = BlockKind::Heading;
    }
    out
}

fn kind(line: &str) -> BlockKind {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    if line.starts_with(['-', '*', '•', '·', '–']) && line.len() < 400
        || digits.len() < line.len() && digits.starts_with([')', '.']) && digits[1..].starts_with(' ')
    {
        BlockKind::Item
    } else if line.starts_with('#') || is_title(line) {
        BlockKind::Heading
    } else {
        BlockKind::Paragraph
    }
}

/// Whether a line is short, begins as a title does and ends without a stop. A question or a line with a label is as
/// likely what somebody says.
fn is_title(line: &str) -> bool {
    line.chars().count() <= 90
        && !line.starts_with(|c: char| c.is_lowercase())
        && !line.contains([':', '|', '?'])
        && line.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '’' | '”'))
}

/// What the page marks in the text.
struct Marks<'a> {
    text: &'a str,
    findings: &'a [FindingReport],
    blocks: Vec<Block>,
    /// The edits of the first fixes that can be made together, in order, each with the index of its finding.
    edits: Vec<(usize, &'a EditReport)>,
    /// The findings, as indices, whose span is set off because no edit of theirs is shown.
    set_off: Vec<usize>,
}

impl<'a> Marks<'a> {
    fn new(article: &Article<'a>) -> Self {
        let text = article.text;
        let findings = &article.file.findings;
        let mut order: Vec<usize> = (0..findings.len()).collect();
        order.sort_by(|&a, &b| findings[b].confidence.total_cmp(&findings[a].confidence).then(a.cmp(&b)));
        let mut edits: Vec<(usize, &EditReport)> = Vec::new();
        for index in order {
            let Some(fix) = findings[index].fixes.first() else { continue };
            if !fix.edits.iter().any(|edit| edits.iter().any(|(_, other)| cannot_both_be_made(edit, other))) {
                edits.extend(fix.edits.iter().map(|edit| (index, edit)));
            }
        }
        edits.sort_by_key(|(index, edit)| (edit.start, edit.end, *index));
        let set_off = (0..findings.len()).filter(|index| !edits.iter().any(|(owner, _)| owner == index)).collect();
        let mut blocks = blocks(text);
        if blocks.is_empty() {
            blocks.push(Block { start: 0, end: text.len(), kind: BlockKind::Paragraph });
        }
        Self { text, findings, blocks, edits, set_off }
    }

    /// Whether the first fix of `finding` is marked in the text.
    fn is_shown(&self, finding: &FindingReport) -> bool {
        self.edits.iter().any(|&(index, _)| self.findings[index].id == finding.id)
    }

    /// The index of the block that holds byte `at`, or comes next after it.
    fn block_at(&self, at: usize) -> usize {
        self.blocks.partition_point(|block| block.end < at).min(self.blocks.len() - 1)
    }

    fn notes_of(&self, block: usize) -> impl Iterator<Item = &'a FindingReport> {
        self.findings.iter().filter(move |finding| self.block_at(finding.span.start) == block)
    }

    /// The name of the place in the text that `finding` marks, or of its paragraph.
    fn anchor(&self, finding: &FindingReport) -> String {
        let inside =
            |start: usize, end: usize| self.blocks.iter().any(|block| start <= block.end && end >= block.start);
        let marked = if self.is_shown(finding) {
            self.edits
                .iter()
                .any(|&(index, edit)| self.findings[index].id == finding.id && inside(edit.start, edit.end))
        } else {
            inside(finding.span.start, finding.span.end)
        };
        if marked { format!("f{}", finding.id) } else { format!("b{}", self.block_at(finding.span.start) + 1) }
    }

    /// Writes the words of a block with what is marked in them.
    fn write_prose(&self, out: &mut dyn Write, number: usize, named: &mut Named) -> io::Result<()> {
        let block = &self.blocks[number];
        let spans = self.set_off.iter().map(|&index| (self.findings[index].span.start, self.findings[index].span.end));
        let ranges = self.edits.iter().map(|(_, edit)| (edit.start, edit.end)).chain(spans);
        let inside = |at: &usize| block.start < *at && *at < block.end;
        let mut cuts: Vec<usize> = ranges.flat_map(|(start, end)| [start, end]).filter(inside).collect();
        cuts.extend([block.start, block.end]);
        cuts.sort_unstable();
        cuts.dedup();
        self.write_at(out, block.start, named)?;
        for piece in cuts.windows(2) {
            self.write_piece(out, piece[0], piece[1], named)?;
            self.write_at(out, piece[1], named)?;
        }
        // A repair that runs on, or joins this block to the next one.
        let next = self.blocks.get(number + 1).map_or(self.text.len(), |next| next.start);
        for &(index, edit) in self.edits.iter().filter(|(_, edit)| edit.start <= block.end && block.end < edit.end) {
            if edit.start == block.end {
                write_deleted(out, &self.text[edit.start..edit.end.min(next)], &self.mark(index, named))?;
            }
            self.write_number(out, index, named)?;
        }
        Ok(())
    }

    /// Writes the bytes `start..end`, at whose inside no mark begins or ends.
    fn write_piece(&self, out: &mut dyn Write, start: usize, end: usize, named: &mut Named) -> io::Result<()> {
        let words = &self.text[start..end];
        if let Some(&(index, _)) = self.edits.iter().find(|(_, edit)| edit.start <= start && end <= edit.end) {
            return write_deleted(out, words, &self.mark(index, named));
        }
        let span = |index: usize| self.findings[index].span;
        let around = self.set_off.iter().filter(|&&index| span(index).start <= start && end <= span(index).end);
        // The narrowest is the one that is about these words.
        let Some(&index) = around.min_by_key(|&&index| span(index).end - span(index).start) else {
            return write!(out, "{}", Escaped(words));
        };
        let mark = self.mark(index, named);
        write!(
            out,
            "<mark{mark}><span class=\"say\">[in question: </span>{}<span class=\"say\">]</span></mark>",
            Escaped(words)
        )?;
        self.write_number(out, index, named)
    }

    /// Writes what stands at byte `at` without taking room in the text: insertions, and places where something is
    /// missing.
    fn write_at(&self, out: &mut dyn Write, at: usize, named: &mut Named) -> io::Result<()> {
        for &(index, edit) in self.edits.iter().filter(|(_, edit)| edit.end == at) {
            write_inserted(out, &edit.replacement, &self.mark(index, named))?;
            self.write_number(out, index, named)?;
        }
        for &index in &self.set_off {
            let span = self.findings[index].span;
            if span.start == at && span.end == at {
                let mark = self.mark(index, named);
                write!(out, "<mark{mark}><span class=\"say\">[something is missing here]</span>‸</mark>")?;
                self.write_number(out, index, named)?;
            }
        }
        Ok(())
    }

    /// The attributes of a mark of the finding at `index`; its first mark carries its name.
    fn mark(&self, index: usize, named: &mut Named) -> String {
        let finding = &self.findings[index];
        let id = if named.places.insert(index) { format!(" id=\"f{}\"", finding.id) } else { String::new() };
        format!("{id}{}", kinds(finding))
    }

    /// Writes the number of the finding at `index`, as a link to what is said about it, after its first mark.
    fn write_number(&self, out: &mut dyn Write, index: usize, named: &mut Named) -> io::Result<()> {
        if !named.numbers.insert(index) {
            return Ok(());
        }
        let finding = &self.findings[index];
        let kinds = kinds(finding);
        write!(out, "<a class=\"ref\" href=\"#n{0}\" aria-label=\"finding {0}\"{kinds}>{0}</a>", finding.id)
    }
}

/// The findings, as indices, whose place and number the page holds already.
#[derive(Default)]
struct Named {
    places: HashSet<usize>,
    numbers: HashSet<usize>,
}

/// The attributes that the filters read.
fn kinds(finding: &FindingReport) -> String {
    format!(" data-family=\"{}\" data-severity=\"{}\"", Escaped(&finding.family), Escaped(&finding.severity))
}

/// Writes words that a repair takes out, with the attributes `mark`.
fn write_deleted(out: &mut dyn Write, words: &str, mark: &str) -> io::Result<()> {
    write_changed(out, "del", "deleted", words, mark)
}

/// Writes words that a repair puts in, with the attributes `mark`.
fn write_inserted(out: &mut dyn Write, words: &str, mark: &str) -> io::Result<()> {
    write_changed(out, "ins", "inserted", words, mark)
}

fn write_changed(out: &mut dyn Write, element: &str, said: &str, words: &str, mark: &str) -> io::Result<()> {
    if words.is_empty() {
        return Ok(());
    }
    write!(
        out,
        "<{element}{mark}><span class=\"say\">[{said}: </span>{}<span class=\"say\">]</span></{element}>",
        Visible(words)
    )
}

/// Words of an edit, escaped, with white space shown by a sign where nothing else would show.
struct Visible<'a>(&'a str);

impl fmt::Display for Visible<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let only_space = self.0.trim().is_empty();
        for c in self.0.chars() {
            match c {
                '\n' => write_sign(f, "¶", "line end", ' ')?,
                '\r' => {}
                '\t' if only_space => write_sign(f, "→", "tab", c)?,
                c if only_space => write_sign(f, "·", "space", c)?,
                c => write!(f, "{}", Escaped(c.encode_utf8(&mut [0; 4])))?,
            }
        }
        Ok(())
    }
}

/// A sign for white space, what a screen reader says for it, and the white space itself for the views without marks.
fn write_sign(f: &mut fmt::Formatter<'_>, shown: &str, said: &str, real: char) -> fmt::Result {
    write!(
        f,
        "<span class=\"sign\" aria-hidden=\"true\">{shown}</span><span class=\"say\">{said}</span>\
         <span class=\"real\">{real}</span>"
    )
}

/// Whether two edits share bytes, or insert at one place or inside what the other replaces.
fn cannot_both_be_made(a: &EditReport, b: &EditReport) -> bool {
    let (a_empty, b_empty) = (a.start == a.end, b.start == b.end);
    match (a_empty, b_empty) {
        (true, true) => a.start == b.start,
        (false, false) => a.start < b.end && b.start < a.end,
        (true, false) => b.start < a.start && a.start < b.end,
        (false, true) => a.start < b.start && b.start < a.end,
    }
}
