//! The article's words with what is found marked in them.

use std::collections::HashSet;
use std::fmt;
use std::io::{self, Write};

use crate::render::Article;
use crate::render::layout::Layout;
use crate::render::page::Escaped;
use crate::report::{EditReport, FindingReport};
use crate::source::{PlaceIndex, TextRange};

/// What the page marks in the text.
pub(super) struct Marks<'a> {
    text: &'a str,
    findings: &'a [FindingReport],
    layout: &'a Layout,
    /// The edits of the first fixes that can be made together, in order, each with the index of its finding.
    edits: Vec<(usize, &'a EditReport)>,
    /// Where they are.
    edit_places: PlaceIndex,
    /// The identifiers of the findings whose edits are shown.
    shown: HashSet<usize>,
    /// Where the spans of the other findings are, by index: they are set off.
    set_off: PlaceIndex,
}

impl<'a> Marks<'a> {
    pub(super) fn new(article: &'a Article<'a>) -> Self {
        let findings = &article.file.findings;
        let mut order: Vec<usize> = (0..findings.len()).collect();
        order.sort_by(|&a, &b| findings[b].confidence.total_cmp(&findings[a].confidence).then(a.cmp(&b)));
        let mut edits: Vec<(usize, &EditReport)> = Vec::new();
        let mut taken = PlaceIndex::default();
        for index in order {
            let Some(fix) = findings[index].fixes.first() else { continue };
            let meets = |edit: &EditReport| {
                let range = edit.range();
                taken.near(range).any(|at| range.excludes(edits[at].1.range()))
            };
            if !fix.edits.iter().any(meets) {
                for edit in &fix.edits {
                    taken.insert(edit.range(), edits.len());
                    edits.push((index, edit));
                }
            }
        }
        edits.sort_by_key(|(index, edit)| (edit.start, edit.end, *index));
        let mut edit_places = PlaceIndex::default();
        for (number, (_, edit)) in edits.iter().enumerate() {
            edit_places.insert(edit.range(), number);
        }
        let owners: HashSet<usize> = edits.iter().map(|(owner, _)| *owner).collect();
        let shown = owners.iter().map(|&index| findings[index].id).collect();
        let mut set_off = PlaceIndex::default();
        for index in (0..findings.len()).filter(|index| !owners.contains(index)) {
            set_off.insert(TextRange::new(findings[index].span.start, findings[index].span.end), index);
        }
        Self { text: article.text, findings, layout: &article.layout, edits, edit_places, shown, set_off }
    }

    /// The edits that may touch the bytes `start..=end`, in order.
    fn edits_near(&self, start: usize, end: usize) -> impl Iterator<Item = (usize, &'a EditReport)> {
        in_order(&self.edit_places, start, end).map(|number| self.edits[number])
    }

    /// The findings that are set off and may touch the bytes `start..=end`, as indices, in order.
    fn set_off_near(&self, start: usize, end: usize) -> impl Iterator<Item = usize> {
        in_order(&self.set_off, start, end)
    }

    /// Whether the first fix of `finding` is marked in the text.
    pub(super) fn is_shown(&self, finding: &FindingReport) -> bool {
        self.shown.contains(&finding.id)
    }

    pub(super) fn notes_of(&self, block: usize) -> impl Iterator<Item = &'a FindingReport> {
        // The findings are in the order of their place.
        let first = self.findings.partition_point(|finding| self.layout.block_at(finding.span.start) < block);
        self.findings[first..].iter().take_while(move |finding| self.layout.block_at(finding.span.start) == block)
    }

    /// The name of the place in the text that `finding` marks, or of its paragraph.
    pub(super) fn anchor(&self, finding: &FindingReport) -> String {
        let inside = |start: usize, end: usize| {
            let first = self.layout.blocks.partition_point(|block| block.end < start);
            self.layout.blocks.get(first).is_some_and(|block| block.start <= end)
        };
        let marked = if self.is_shown(finding) {
            finding.fixes.iter().take(1).flat_map(|fix| &fix.edits).any(|edit| inside(edit.start, edit.end))
        } else {
            inside(finding.span.start, finding.span.end)
        };
        if marked { format!("f{}", finding.id) } else { format!("b{}", self.layout.block_at(finding.span.start) + 1) }
    }

    /// Writes the words of a block with what is marked in them.
    pub(super) fn write_prose(&self, out: &mut dyn Write, number: usize, named: &mut Named) -> io::Result<()> {
        let block = &self.layout.blocks[number];
        let spans = self.set_off_near(block.start, block.end).map(|index| self.findings[index].span);
        let spans = spans.map(|span| (span.start, span.end));
        let ranges = self.edits_near(block.start, block.end).map(|(_, edit)| (edit.start, edit.end)).chain(spans);
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
        let next = self.layout.blocks.get(number + 1).map_or(self.text.len(), |next| next.start);
        let runs_on = |(_, edit): &(usize, &EditReport)| edit.start <= block.end && block.end < edit.end;
        for (index, edit) in self.edits_near(block.end, block.end).filter(runs_on) {
            if edit.start == block.end {
                write_deleted(out, &self.text[edit.start..edit.end.min(next)], &self.mark(index, named))?;
            }
            self.write_number(out, index, named)?;
        }
        Ok(())
    }

    /// Writes the bytes `start..end`, at whose inside no mark begins or ends.
    fn write_piece(&self, out: &mut dyn Write, start: usize, end: usize, named: &mut Named) -> io::Result<()> {
        if let Some((index, _)) = self.edits_near(start, end).find(|(_, edit)| edit.start <= start && end <= edit.end) {
            return write_deleted(out, &self.text[start..end], &self.mark(index, named));
        }
        let words = self.layout.shown(self.text, start, end);
        let span = |index: usize| self.findings[index].span;
        let around = self.set_off_near(start, end);
        let around = around.filter(|&index| span(index).start <= start && end <= span(index).end);
        // The narrowest is the one that is about these words.
        let Some(index) = around.min_by_key(|&index| span(index).end - span(index).start) else {
            return write!(out, "{}", Escaped(&words));
        };
        let mark = self.mark(index, named);
        write!(
            out,
            "<mark{mark}><span class=\"say\">[in question: </span>{}<span class=\"say\">]</span></mark>",
            Escaped(&words)
        )?;
        self.write_number(out, index, named)
    }

    /// Writes what stands at byte `at` without taking room in the text: insertions, and places where something is
    /// missing.
    fn write_at(&self, out: &mut dyn Write, at: usize, named: &mut Named) -> io::Result<()> {
        for (index, edit) in self.edits_near(at, at).filter(|(_, edit)| edit.end == at) {
            write_inserted(out, &edit.replacement, &self.mark(index, named))?;
            self.write_number(out, index, named)?;
        }
        for index in self.set_off_near(at, at) {
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

/// The numbers of the ranges in `places` that may touch the bytes `start..=end`, in order.
fn in_order(places: &PlaceIndex, start: usize, end: usize) -> impl Iterator<Item = usize> + use<> {
    let mut numbers: Vec<usize> = places.near(TextRange::new(start, end)).collect();
    numbers.sort_unstable();
    numbers.into_iter()
}

/// The findings, as indices, whose place and number the page holds already.
#[derive(Default)]
pub(super) struct Named {
    places: HashSet<usize>,
    numbers: HashSet<usize>,
}

/// The attributes that the filters read.
fn kinds(finding: &FindingReport) -> String {
    format!(" data-family=\"{}\" data-severity=\"{}\"", Escaped(&finding.family), Escaped(&finding.severity))
}

/// Writes words that a repair takes out, with the attributes `mark`.
pub(super) fn write_deleted(out: &mut dyn Write, words: &str, mark: &str) -> io::Result<()> {
    write_changed(out, "del", "deleted", words, mark)
}

/// Writes words that a repair puts in, with the attributes `mark`.
pub(super) fn write_inserted(out: &mut dyn Write, words: &str, mark: &str) -> io::Result<()> {
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
