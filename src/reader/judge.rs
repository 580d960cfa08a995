//! Chooses among candidates: a cheap look at all, an exact one at those that deserve it, and a threshold by kind.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{Reading, Weight};
use crate::source::{Edit, TextRange};
use crate::timing::stage;

/// How many pieces after the words that differ are read at first, and how many to decide.
const SHORT: usize = 3;
const LONG: usize = 12;
/// How many candidates are weighed in the shortest text.
const FEWEST: usize = 24;
/// How far below its threshold a candidate may be after the short look, in nats.
const SLACK: f32 = 3.0;

/// What an alternative does to the text. Each kind has a threshold of its own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// Another pronoun, with the verb that agrees with it.
    Pronoun,
    /// Another form of a verb.
    Form,
    /// The same verb in another tense.
    Tense,
    /// Another sense of the foreign word.
    Sense,
    /// Words taken out inside a sentence.
    Deletion,
    /// A whole piece taken out.
    Piece,
    /// A small word put in.
    Insertion,
    /// Words in another order.
    Order,
    /// A sentence parted in two, or no capital.
    Split,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 9] = [
        Kind::Pronoun,
        Kind::Form,
        Kind::Tense,
        Kind::Sense,
        Kind::Deletion,
        Kind::Piece,
        Kind::Insertion,
        Kind::Order,
        Kind::Split,
    ];

    /// The word used in the table of thresholds.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Pronoun => "pronoun",
            Kind::Form => "form",
            Kind::Tense => "tense",
            Kind::Sense => "sense",
            Kind::Deletion => "deletion",
            Kind::Piece => "piece",
            Kind::Insertion => "insertion",
            Kind::Order => "order",
            Kind::Split => "split",
        }
    }

    /// What a weight of this kind comes to, in nats. What takes words out makes every text likelier, by its length; it
    /// is judged by the words that follow alone.
    pub fn score(self, weight: Weight) -> f32 {
        match self {
            Kind::Deletion | Kind::Piece => weight.after,
            _ => weight.total(),
        }
    }

    /// How many candidates are weighed for every 1,000 words, those that look best: what the time allows.
    const fn most(self) -> usize {
        match self {
            Kind::Pronoun | Kind::Insertion => 40,
            Kind::Order => 60,
            Kind::Sense => 120,
            Kind::Form | Kind::Deletion => 30,
            Kind::Piece => 20,
            Kind::Tense | Kind::Split => 15,
        }
    }
}

/// What a candidate of each kind must weigh to be a finding, in nats.
#[derive(Clone, PartialEq, Debug)]
pub struct Thresholds([f32; Kind::ALL.len()]);

/// Thresholds that were measured, by the fingerprint of the reader; chosen on what `postedit-train weigh` prints.
static MEASURED: LazyLock<BTreeMap<String, BTreeMap<String, f32>>> =
    LazyLock::new(|| toml::from_str(include_str!("thresholds.toml")).expect("the table of thresholds is TOML"));

/// How much surer than those that were measured an unknown reader must be, in nats.
const UNMEASURED: f32 = 3.0;

impl Thresholds {
    /// The threshold that `of` gives each kind.
    pub fn new(of: impl Fn(Kind) -> f32) -> Self {
        Self(Kind::ALL.map(of))
    }

    /// The thresholds that were measured for the reader of this fingerprint; for an unknown one the highest that were
    /// measured for any, and some more.
    pub fn measured(fingerprint: &str) -> Self {
        let of = |table: &BTreeMap<String, f32>, kind: Kind| table.get(kind.as_str()).copied().unwrap_or(f32::INFINITY);
        match MEASURED.get(fingerprint) {
            Some(table) => Self::new(|kind| of(table, kind)),
            None => Self::new(|kind| {
                MEASURED.values().map(|table| of(table, kind)).fold(f32::NEG_INFINITY, f32::max) + UNMEASURED
            }),
        }
    }

    /// The threshold of `kind`.
    pub fn of(&self, kind: Kind) -> f32 {
        self.0[kind as usize]
    }
}

/// A change that would make a text likelier, perhaps.
#[derive(Clone, PartialEq, Debug)]
pub struct Candidate {
    /// What is to be pointed at.
    pub range: TextRange,
    /// The change, in order of place and disjoint.
    pub edits: Vec<Edit>,
    /// How much more than its kind's threshold it must weigh, in nats.
    pub handicap: f32,
}

impl Candidate {
    /// A change that must weigh what its kind must.
    pub fn new(range: TextRange, edits: impl Into<Vec<Edit>>) -> Self {
        Self { range, edits: edits.into(), handicap: 0.0 }
    }
}

/// A candidate that was chosen.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Choice {
    /// Its index among the candidates.
    pub index: usize,
    /// By how many nats it is likelier than what stands there; see [`Kind::score`].
    pub margin: f32,
    /// By how many nats that is more than its kind's threshold and the candidate ask for.
    pub spare: f32,
}

/// Chooses among candidates by what a reading says about them.
#[derive(Clone, Copy)]
pub struct Judge<'r> {
    reading: &'r dyn Reading,
    thresholds: &'r Thresholds,
    words: usize,
}

impl<'r> Judge<'r> {
    /// A judge over a text of `words` words.
    pub fn new(reading: &'r dyn Reading, thresholds: &'r Thresholds, words: usize) -> Self {
        Self { reading, thresholds, words }
    }

    /// How unexpected the word at byte `at` is, in nats.
    pub fn surprise(&self, at: usize) -> f32 {
        stage("reader", || self.reading.surprise(at))
    }

    /// By how many nats each of these alternatives is likelier than what stands there; by the words that follow alone
    /// where it only takes words out.
    pub fn weigh(&self, alternatives: &[&[Edit]]) -> Vec<f32> {
        let weights = stage("reader", || self.reading.prefer(alternatives, LONG));
        let kind = |edits: &[Edit]| {
            if edits.iter().all(|edit| edit.replacement.is_empty()) { Kind::Deletion } else { Kind::Form }
        };
        alternatives.iter().zip(weights).map(|(edits, weight)| kind(edits).score(weight)).collect()
    }

    /// The candidates that are likelier than what stands there by the limits of `kind`; where two touch the same words,
    /// the likelier one. In order of their place.
    pub fn choose(&self, kind: Kind, candidates: &[Candidate]) -> Vec<Choice> {
        if self.thresholds.of(kind) == f32::INFINITY {
            return Vec::new();
        }
        let least = |index: usize| self.thresholds.of(kind) + candidates[index].handicap;
        let edits: Vec<&[Edit]> = candidates.iter().map(|candidate| &candidate.edits[..]).collect();
        let glances = stage("reader", || self.reading.glance(&edits));
        let mut kept: Vec<usize> = (0..candidates.len()).filter(|&index| glances[index] >= 0.0).collect();
        kept.sort_by(|&a, &b| glances[b].total_cmp(&glances[a]).then(a.cmp(&b)));
        kept.truncate((kind.most() * self.words).div_ceil(1000).max(FEWEST));
        let mut ranked: Vec<Choice> = Vec::new();
        for (horizon, slack) in [(SHORT, SLACK), (LONG, 0.0)] {
            let alternatives: Vec<&[Edit]> = kept.iter().map(|&index| edits[index]).collect();
            let weights = stage("reader", || self.reading.prefer(&alternatives, horizon));
            let choices = kept.iter().zip(&weights).map(|(&index, &weight)| {
                let margin = kind.score(weight);
                Choice { index, margin, spare: margin - least(index) }
            });
            ranked = choices.filter(|choice| choice.spare >= -slack).collect();
            kept = ranked.iter().map(|choice| choice.index).collect();
        }
        ranked.sort_by(|a, b| b.margin.total_cmp(&a.margin).then(a.index.cmp(&b.index)));
        let mut chosen: Vec<Choice> = Vec::new();
        for choice in ranked {
            let meets = |other: &Choice| hull(&candidates[other.index]).touches(hull(&candidates[choice.index]));
            if !chosen.iter().any(meets) {
                chosen.push(choice);
            }
        }
        chosen.sort_by_key(|choice| candidates[choice.index].range);
        chosen
    }
}

/// Everything that a candidate changes.
fn hull(candidate: &Candidate) -> TextRange {
    candidate.edits.iter().fold(candidate.range, |hull, edit| hull.cover(edit.range))
}
