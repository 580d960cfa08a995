//! A text as it reads, with the way back to the bytes it was read from.

use std::borrow::Cow;

use super::RawBlock;
use crate::source::{Edit, TextRange, apply};

/// A text as it reads, and where each stretch of it stands in the source.
///
/// Where a format is read as it stands, the two are one. Of HTML only the prose is there, its character references as the
/// characters they stand for, and what is found or changed in it is put back to the bytes of the file by this map.
#[derive(Clone, Debug)]
pub struct View<'t> {
    source: &'t str,
    text: Cow<'t, str>,
    blocks: Vec<RawBlock>,
    /// Where the stretches of the text stand in the source, in the order of both; `None` where the text is the source.
    pieces: Option<Vec<Piece>>,
}

/// A stretch of a view that has a place in the source. What lies between two pieces in the source is markup; what lies
/// between them in the view is an empty line between blocks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Piece {
    /// Where it is in the view.
    pub(super) view: TextRange,
    /// Where it is in the source.
    pub(super) source: TextRange,
    /// What the one is to the other.
    pub(super) kind: PieceKind,
}

/// What a piece of a view is to its source.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum PieceKind {
    /// Each byte of the one is a byte of the other.
    Verbatim,
    /// The one stands for the other as a whole: a character for its reference, a space for white space.
    Rendered,
    /// The one stands for an element that no edit takes out: code.
    Kept,
}

/// A stretch of a source that reads as something else: markup as nothing, a character reference as its character.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rendered<'v> {
    /// The stretch of the source.
    pub range: TextRange,
    /// What it reads as.
    pub text: &'v str,
}

impl<'t> View<'t> {
    /// The view of a `source` that is read as it stands.
    pub(super) fn as_it_stands(source: &'t str, blocks: Vec<RawBlock>) -> Self {
        Self { source, text: Cow::Borrowed(source), blocks, pieces: None }
    }

    /// The view `text` of `source`, whose `blocks` count in the view.
    pub(super) fn mapped(source: &'t str, text: String, blocks: Vec<RawBlock>, pieces: Vec<Piece>) -> Self {
        Self { source, text: Cow::Owned(text), blocks, pieces: Some(pieces) }
    }

    /// What it was read from.
    pub fn source(&self) -> &'t str {
        self.source
    }

    /// The text as it reads.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The blocks of prose, in order; their ranges count in the view.
    pub fn blocks(&self) -> &[RawBlock] {
        &self.blocks
    }

    /// Where `range` of the view stands in the source: from its first byte to its last, with the markup between them.
    pub fn range(&self, range: TextRange) -> TextRange {
        let Some(pieces) = &self.pieces else { return range };
        if range.is_empty() {
            return TextRange::empty(self.place(pieces, range.start()));
        }
        let covered = || covered(pieces, range).map(|(range, _)| range);
        match (covered().next(), covered().last()) {
            (Some(first), Some(last)) => first.cover(last),
            // An empty line between blocks.
            _ => TextRange::empty(self.place(pieces, range.start())),
        }
    }

    /// The edits of the source that make `edit` of the view: of what it takes out only the prose goes, and markup inside
    /// stays. The replacement stands where the first of it stood, escaped as the format needs it.
    pub fn edits(&self, edit: &Edit) -> Vec<Edit> {
        let Some(pieces) = &self.pieces else { return vec![edit.clone()] };
        let edit = smallest(edit, &self.text);
        let prose = covered(pieces, edit.range).filter(|(_, kind)| *kind != PieceKind::Kept);
        let mut ranges = joined(prose.map(|(range, _)| range)).into_iter();
        let replacement = edit.replacement.replace('&', "&amp;").replace('<', "&lt;");
        let first = ranges.next().unwrap_or_else(|| TextRange::empty(self.place(pieces, edit.range.start())));
        let head = Edit::replace(first, replacement);
        let changes = |edit: &Edit| !edit.range.is_empty() || !edit.replacement.is_empty();
        std::iter::once(head).chain(ranges.map(Edit::delete)).filter(changes).collect()
    }

    /// The edits of the source that make `edits` of the view, which are in order and disjoint; so are they.
    pub fn source_edits(&self, edits: &[Edit]) -> Vec<Edit> {
        let mut edits: Vec<Edit> = edits.iter().flat_map(|edit| self.edits(edit)).collect();
        // Insertions at one place keep the order of the view, and come before what is taken out there.
        edits.sort_by_key(|edit| edit.range);
        edits
    }

    /// Whether the markup of the source is what it was after `edits` of the view, which are in order and disjoint: a `<` or
    /// an `&` of the prose may begin a tag or a character reference with what comes to stand after it.
    pub fn keeps_markup(&self, edits: &[Edit]) -> bool {
        self.pieces.is_none()
            || self.source_edits(edits).iter().all(|edit| {
                let before = &self.source[..edit.range.start()];
                let in_reference = |c: char| c.is_ascii_alphanumeric() || c == '#';
                // The longest name of a character has 31 letters.
                let start = before.chars().rev().take(32).find(|&c| !in_reference(c));
                let begins = before.ends_with('<') || start == Some('&');
                let after = edit.replacement.chars().chain(self.source[edit.range.end()..].chars()).next();
                let goes_on = |c: char| in_reference(c) || matches!(c, ';' | '/' | '!' | '?');
                !(begins && after.is_some_and(goes_on))
            })
    }

    /// The source after `edits` of the view, which are in order and disjoint.
    pub fn apply(&self, edits: &[Edit]) -> String {
        apply(self.source, &self.source_edits(edits))
    }

    /// What of the source inside the blocks reads as something else, in order.
    pub fn rendered(&self) -> Vec<Rendered<'_>> {
        let mut out = Vec::new();
        let mut before: Option<&Piece> = None;
        for piece in self.pieces.iter().flatten() {
            if let Some(before) = before
                && before.view.end() == piece.view.start()
                && before.source.end() < piece.source.start()
            {
                let range = TextRange::new(before.source.end(), piece.source.start());
                out.push(Rendered { range, text: "" });
            }
            match piece.kind {
                PieceKind::Verbatim => {}
                PieceKind::Rendered => out.push(Rendered { range: piece.source, text: &self.text[piece.view] }),
                PieceKind::Kept => {
                    out.extend(tags_around(self.source, piece.source).map(|range| Rendered { range, text: "" }));
                }
            }
            before = Some(piece);
        }
        out
    }

    /// The place in the source of what is put in at byte `at` of the view. Between two pieces it is after the markup that
    /// closes something, and before the markup that opens something.
    fn place(&self, pieces: &[Piece], at: usize) -> usize {
        let next = pieces.partition_point(|piece| piece.view.end() <= at);
        let (before, after) = (next.checked_sub(1).map(|index| pieces[index]), pieces.get(next));
        match (before, after) {
            (_, Some(after)) if after.view.start() < at => after.source.start() + (at - after.view.start()),
            (Some(before), Some(after)) if before.view.end() == at && after.view.start() == at => {
                let closes = self.source[before.source.end()..].starts_with("</");
                if closes { after.source.start() } else { before.source.end() }
            }
            (_, Some(after)) if after.view.start() == at => after.source.start(),
            (Some(before), _) => before.source.end(),
            (None, after) => after.map_or(0, |after| after.source.start()),
        }
    }
}

/// The tags that begin and end the element at `range` of `source`.
fn tags_around(source: &str, range: TextRange) -> [TextRange; 2] {
    let element = &source[range];
    let open = element.find('>').map_or(0, |at| at + 1);
    let close = element.rfind("</").map_or(element.len(), |at| at.max(open));
    [TextRange::new(range.start(), range.start() + open), TextRange::new(range.start() + close, range.end())]
}

/// The stretches of the source that `range` of the view, which is not empty, covers, and what they are to it.
fn covered(pieces: &[Piece], range: TextRange) -> impl Iterator<Item = (TextRange, PieceKind)> {
    let first = pieces.partition_point(|piece| piece.view.end() <= range.start());
    pieces[first..].iter().take_while(move |piece| piece.view.start() < range.end()).map(move |piece| {
        if piece.kind != PieceKind::Verbatim {
            return (piece.source, piece.kind);
        }
        let by = |at: usize| at.clamp(piece.view.start(), piece.view.end()) - piece.view.start();
        let start = piece.source.start();
        (TextRange::new(start + by(range.start()), start + by(range.end())), piece.kind)
    })
}

/// `ranges`, which are in order, with those that meet as one.
fn joined(ranges: impl Iterator<Item = TextRange>) -> Vec<TextRange> {
    let mut out: Vec<TextRange> = Vec::new();
    for range in ranges.filter(|range| !range.is_empty()) {
        match out.last_mut() {
            Some(last) if last.end() == range.start() => *last = last.cover(range),
            _ => out.push(range),
        }
    }
    out
}

/// `edit` of `text` without what it puts back as it was at either end, so that it crosses no markup needlessly.
fn smallest(edit: &Edit, text: &str) -> Edit {
    let (old, new) = (&text[edit.range], edit.replacement.as_str());
    let same = |a: std::str::Chars<'_>, b: std::str::Chars<'_>| -> usize {
        a.zip(b).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum()
    };
    let head = same(old.chars(), new.chars());
    let (old, new) = (&old[head..], &new[head..]);
    let tail: usize =
        old.chars().rev().zip(new.chars().rev()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
    let range = TextRange::new(edit.range.start() + head, edit.range.end() - tail);
    Edit::replace(range, &new[..new.len() - tail])
}
