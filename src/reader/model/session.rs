//! One text as a model has read it.
//!
//! The text is read in stretches of some hundred pieces, each after a part of the one before, so that every place has
//! the paragraph before it in sight and stretches can be read side by side. What a place expects next, and the keys and
//! values up to it, are kept: an alternative costs no more than the pieces that differ and a few that follow.

use std::sync::OnceLock;

use super::Model;
use super::network::{Job, Memory, Network, Read};
use super::probe::{self, AROUND};
use super::vocabulary::Cutter;
use crate::reader::{Reading, Weight};
use crate::source::{Edit, TextRange};

/// A stretch ends at the first paragraph end after so many pieces, and anywhere after half as many again.
const STRETCH: usize = 448;
/// How many pieces before a stretch are read again with it, at least.
const CONTEXT: usize = 128;
/// How many stretches are read side by side.
const GROUP: usize = 4;
/// How many pieces keep their keys and values, which are large; stretches beyond are read again when asked for.
const KEPT: usize = 6_000;

/// A word of the text and its pieces.
#[derive(Clone, Copy)]
struct Word {
    range: TextRange,
    /// The number of pieces before its first.
    first: usize,
    /// Whether a paragraph begins with it.
    opens: bool,
    /// Whether a space stands before it.
    spaced: bool,
}

/// A stretch of pieces that is read at one go.
struct Stretch {
    /// The first piece that is read.
    from: usize,
    /// The first piece that belongs to it.
    first: usize,
    /// The piece after the last.
    end: usize,
}

/// What was read of a stretch.
struct Seen {
    /// The rows of the network, the first of them before the first piece.
    rows: Vec<f32>,
    /// The normaliser of each row.
    normalisers: Vec<f32>,
    /// How likely each piece was, as a logarithm.
    likely: Vec<f32>,
    /// The keys and values of its pieces and of those before them, if they are kept.
    memory: Option<Memory>,
    /// For each of its words what the probe makes of it; empty without one.
    shares: Vec<[f32; AROUND]>,
}

/// A text that a model has read, or will when first asked.
pub(super) struct Session<'m> {
    model: &'m Model,
    text: &'m str,
    cutter: Cutter<'m>,
    pieces: Vec<u32>,
    words: Vec<Word>,
    stretches: Vec<Stretch>,
    seen: OnceLock<Vec<Seen>>,
    /// How much each word looks like damage.
    suspicions: OnceLock<Vec<Option<f32>>>,
}

/// An alternative as pieces.
struct Change {
    stretch: usize,
    /// The first piece that differs.
    at: usize,
    /// The first piece that is the same again.
    resumes: usize,
    /// The pieces between.
    pieces: Vec<u32>,
}

impl<'m> Session<'m> {
    pub(super) fn new(model: &'m Model, text: &'m str, wrapped: bool) -> Self {
        let cutter = Cutter::new(&model.vocabulary);
        let (mut pieces, mut words) = (Vec::new(), Vec::new());
        cutter.cut(text, wrapped, &mut pieces, |range, first, opens, spaced| {
            words.push(Word { range, first, opens, spaced });
        });
        let stretches = stretches(&words, pieces.len());
        Self { model, text, cutter, pieces, words, stretches, seen: OnceLock::new(), suspicions: OnceLock::new() }
    }

    fn network(&self) -> &'m Network {
        self.model.network()
    }

    /// The pieces of a stretch with what is read before them, after the piece that begins a text.
    fn job(&self, stretch: &Stretch) -> Job<'static> {
        let pieces = std::iter::once(self.model.vocabulary.begin())
            .chain(self.pieces[stretch.from..stretch.end].iter().copied());
        Job { past: None, pieces: pieces.collect(), context: stretch.first - stretch.from, keep: true, probed: false }
    }

    /// The words that begin in a stretch.
    fn words_of(&self, stretch: &Stretch) -> &[Word] {
        let at = |piece: usize| self.words.partition_point(|word| word.first < piece);
        &self.words[at(stretch.first)..at(stretch.end)]
    }

    /// What a probe looks at in each word of a stretch.
    fn sketches(&self, stretch: &Stretch, likely: &[f32], states: &[f32]) -> Vec<Vec<f32>> {
        let width = probe::LAYERS.len() * self.network().width();
        let words = self.words_of(stretch);
        let ends = words.iter().skip(1).map(|next| next.first - usize::from(next.opens)).chain([stretch.end]);
        let of = |(word, end): (&Word, usize)| {
            let unexpected: Vec<f32> =
                likely[word.first - stretch.first..end - stretch.first].iter().map(|nats| -nats).collect();
            // The first row was read before the first piece of the stretch.
            probe::sketch(&unexpected, &states[(end - stretch.first) * width..][..width])
        };
        words.iter().zip(ends).map(of).collect()
    }

    /// Each word of the text with what a probe looks at in it.
    pub(super) fn sketched(&self) -> Vec<(TextRange, Vec<f32>)> {
        let mut all = Vec::with_capacity(self.words.len());
        for stretch in &self.stretches {
            let read = self.model.read(&[Job { probed: true, ..self.job(stretch) }]).remove(0);
            let sketches = self.sketches(stretch, &self.likely(stretch, &read), &read.states);
            all.extend(self.words_of(stretch).iter().map(|word| word.range).zip(sketches));
        }
        all
    }

    /// How likely each piece of a stretch was.
    fn likely(&self, stretch: &Stretch, read: &Read) -> Vec<f32> {
        let own = &self.pieces[stretch.first..stretch.end];
        let rows = read.rows.chunks_exact(self.network().width()).zip(&read.normalisers);
        own.iter().zip(rows).map(|(&piece, (row, sum))| self.network().score(row, piece) - sum).collect()
    }

    /// What was read of all stretches.
    fn seen(&self) -> &[Seen] {
        self.seen.get_or_init(|| {
            let mut all = Vec::with_capacity(self.stretches.len());
            let mut room = KEPT;
            for group in self.stretches.chunks(GROUP) {
                let mut jobs: Vec<Job<'_>> = group.iter().map(|stretch| self.job(stretch)).collect();
                for job in &mut jobs {
                    job.keep = job.pieces.len() <= room;
                    room = room.saturating_sub(job.pieces.len());
                    job.probed = self.model.probe().is_some();
                }
                for (stretch, read) in group.iter().zip(self.model.read(&jobs)) {
                    let likely = self.likely(stretch, &read);
                    let shares = self.model.probe().map_or_else(Vec::new, |probe| {
                        let sketches = self.sketches(stretch, &likely, &read.states);
                        sketches.iter().map(|sketch| probe.shares(sketch)).collect()
                    });
                    all.push(Seen {
                        rows: read.rows,
                        normalisers: read.normalisers,
                        likely,
                        memory: read.memory,
                        shares,
                    });
                }
            }
            all
        })
    }

    /// The keys and values of a stretch that were not kept.
    fn again(&self, stretch: &Stretch) -> Option<Memory> {
        let job = self.job(stretch);
        self.model.read(&[Job { context: job.pieces.len(), ..job }]).remove(0).memory
    }

    /// The row that expects piece `at`.
    fn row(&self, stretch: usize, at: usize) -> (&[f32], f32) {
        let (seen, width) = (&self.seen()[stretch], self.network().width());
        let row = at - self.stretches[stretch].first;
        (&seen.rows[row * width..][..width], seen.normalisers[row])
    }

    /// The words that `range` touches, and at least one.
    fn touched(&self, range: TextRange) -> Option<std::ops::Range<usize>> {
        let first = self.words.partition_point(|word| word.range.end() < range.start());
        let end = self.words.partition_point(|word| word.range.start() <= range.end());
        let first = first.min(self.words.len().checked_sub(1)?);
        Some(first..end.max(first + 1))
    }

    /// `edits` as pieces; `None` where nothing changes for the reader, or where they reach beyond one stretch.
    fn change(&self, edits: &[Edit]) -> Option<Change> {
        let hull = edits.iter().map(|edit| edit.range).reduce(TextRange::cover)?;
        let words = self.touched(hull)?;
        let (head, tail) = (self.words[words.start], self.words[words.end - 1]);
        let mut text = String::new();
        let mut from = head.range.start();
        for edit in edits {
            text.push_str(self.text.get(from..edit.range.start())?);
            text.push_str(&edit.replacement);
            from = edit.range.end();
        }
        text.push_str(self.text.get(from..tail.range.end().max(from))?);
        let mut pieces = Vec::new();
        self.cutter.cut_inside(&text, head.spaced, &mut pieces);
        let end = self
            .words
            .get(words.end)
            .map_or(self.pieces.len(), |word| word.first - usize::from(word.opens && word.first > 0));
        let old = &self.pieces[head.first..end];
        let same = old.iter().zip(&pieces).take_while(|(a, b)| a == b).count();
        let rest = old[same..].iter().rev().zip(pieces[same..].iter().rev()).take_while(|(a, b)| a == b).count();
        let (at, resumes) = (head.first + same, end - rest);
        let stretch = self.stretches.partition_point(|stretch| stretch.first <= at).checked_sub(1)?;
        let whole = resumes <= self.stretches[stretch].end;
        pieces.truncate(pieces.len() - rest);
        pieces.drain(..same);
        (whole && (at < resumes || !pieces.is_empty())).then_some(Change { stretch, at, resumes, pieces })
    }

    fn glance_at(&self, change: &Change) -> Option<f32> {
        let end = self.stretches[change.stretch].end;
        let old = (change.at < end).then(|| self.pieces[change.at])?;
        let (row, normaliser) = self.row(change.stretch, change.at);
        if let Some(&new) = change.pieces.first() {
            return Some(self.network().score(row, new) - self.network().score(row, old));
        }
        // Words are taken out: how much likelier is what follows?
        let next = (change.resumes < end).then(|| self.pieces[change.resumes])?;
        let before = self.seen()[change.stretch].likely[change.resumes - self.stretches[change.stretch].first];
        Some(self.network().score(row, next) - normaliser - before)
    }

    /// What each change weighs after what was read of its stretch.
    fn weigh(&self, changes: &[(&Change, &Memory)], horizon: usize) -> Vec<Weight> {
        let width = self.network().width();
        let mut all = Vec::with_capacity(changes.len());
        for (change, _) in changes {
            let last = (change.resumes + horizon).min(self.stretches[change.stretch].end);
            let mut pieces = change.pieces.clone();
            pieces.extend_from_slice(&self.pieces[change.resumes..last]);
            all.push((pieces, last));
        }
        // The first piece is expected by a row that was read before, and nothing is expected of the last.
        let jobs: Vec<Job<'_>> = all
            .iter()
            .zip(changes)
            .map(|((pieces, _), (change, memory))| {
                let before = change.at - self.stretches[change.stretch].from + 1;
                let pieces = pieces[..pieces.len().saturating_sub(1)].to_vec();
                Job { past: Some((memory, before)), pieces, context: 0, keep: false, probed: false }
            })
            .collect();
        let reads = self.model.read(&jobs);
        let mut weights = Vec::with_capacity(changes.len());
        for (((pieces, last), (change, _)), read) in all.iter().zip(changes).zip(&reads) {
            let mut likely = Vec::with_capacity(pieces.len());
            if let Some(&piece) = pieces.first() {
                let (before, normaliser) = self.row(change.stretch, change.at);
                likely.push(self.network().score(before, piece) - normaliser);
            }
            let rows = read.rows.chunks_exact(width).zip(&read.normalisers);
            for (&piece, (row, normaliser)) in pieces.iter().skip(1).zip(rows) {
                likely.push(self.network().score(row, piece) - normaliser);
            }
            let (seen, first) = (&self.seen()[change.stretch].likely, self.stretches[change.stretch].first);
            let old = |from: usize, to: usize| seen[from - first..to - first].iter().sum::<f32>();
            let (own, after) = likely.split_at(change.pieces.len());
            weights.push(Weight {
                own: own.iter().sum::<f32>() - old(change.at, change.resumes),
                after: after.iter().sum::<f32>() - old(change.resumes, *last),
            });
        }
        weights
    }
}

impl Reading for Session<'_> {
    fn glance(&self, alternatives: &[&[Edit]]) -> Vec<f32> {
        let look = |edits: &&[Edit]| self.change(edits).and_then(|change| self.glance_at(&change));
        alternatives.iter().map(|edits| look(edits).unwrap_or(f32::NEG_INFINITY)).collect()
    }

    fn surprise(&self, at: usize) -> f32 {
        let Some(word) = self.words.get(self.words.partition_point(|word| word.range.end() <= at)) else { return 0.0 };
        let stretch = self.stretches.partition_point(|stretch| stretch.first <= word.first) - 1;
        -self.seen()[stretch].likely[word.first - self.stretches[stretch].first]
    }

    fn suspicions(&self, places: &[TextRange]) -> Vec<Option<f32>> {
        let Some(probe) = self.model.probe() else { return vec![None; places.len()] };
        let words = self.suspicions.get_or_init(|| {
            let shares: Vec<[f32; AROUND]> = self.seen().iter().flat_map(|seen| seen.shares.iter().copied()).collect();
            probe.suspicions(&shares)
        });
        let most = |&place: &TextRange| words.get(self.touched(place)?)?.iter().flatten().copied().reduce(f32::max);
        places.iter().map(most).collect()
    }

    fn prefer(&self, alternatives: &[&[Edit]], horizon: usize) -> Vec<Weight> {
        let mut weights = vec![Weight::NONE; alternatives.len()];
        let memory = |change: &Change| self.seen()[change.stretch].memory.as_ref();
        let mut changes: Vec<(usize, Change)> =
            alternatives.iter().enumerate().filter_map(|(index, edits)| Some((index, self.change(edits)?))).collect();
        // What was kept of all stretches is at hand at once; the others are read again one by one.
        let missing = |change: &Change| memory(change).is_none().then_some(change.stretch);
        changes.sort_by_key(|(index, change)| (missing(change), *index));
        for group in changes.chunk_by(|(_, a), (_, b)| missing(a) == missing(b)) {
            let again = missing(&group[0].1).and_then(|stretch| self.again(&self.stretches[stretch]));
            let changes: Vec<(&Change, &Memory)> =
                group.iter().filter_map(|(_, change)| Some((change, again.as_ref().or(memory(change))?))).collect();
            for ((index, _), weight) in group.iter().zip(self.weigh(&changes, horizon)) {
                weights[*index] = weight;
            }
        }
        weights
    }
}

/// Parts the pieces of a text into stretches.
fn stretches(words: &[Word], count: usize) -> Vec<Stretch> {
    let mut all: Vec<Stretch> = Vec::new();
    let mut first = 0;
    let opening = |word: &Word| word.first - usize::from(word.opens && word.first > 0);
    let mut close = |first: usize, end: usize| {
        let context = words.partition_point(|word| word.first + CONTEXT <= first).saturating_sub(1);
        let opened =
            words[..=context.min(words.len() - 1)].iter().rposition(|word| word.opens).map_or(0, |at| words[at].first);
        let near = words[context.min(words.len() - 1)].first;
        let from = if first - opened <= 2 * CONTEXT { opened } else { near };
        all.push(Stretch { from: from.min(first), first, end });
    };
    for word in words.iter().skip(1) {
        let length = opening(word) - first;
        if word.opens && length >= STRETCH || length >= STRETCH / 2 * 3 {
            close(first, opening(word));
            first = opening(word);
        }
    }
    if count > first {
        close(first, count);
    }
    all
}
