//! Chooses among candidates: a cheap look at all, an exact one at those that deserve it, and a threshold by kind, lower
//! where changes of two kinds would mend the same place.

use std::cell::OnceCell;
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
/// How much a change must weigh to second one of another kind, in nats.
const SECONDS: f32 = 3.0;
/// How many bytes may stand between two changes of one place.
const APART: usize = 2;
/// How unexpected words in good prose are for every byte of them, in nats.
const USUAL: f32 = 1.0;
/// How much of what words are more unexpected than that speaks for taking them out.
const SHARE: f32 = 0.5;

/// How much less a change must weigh for every point that the words look more like damage, in nats, and at which
/// suspicion it must weigh what its kind must. Both from a logistic regression over candidates on marked articles.
pub const PULL: f32 = 12.0;
const REST: f32 = 0.25;
/// What every change must weigh, in nats.
const LEAST: f32 = 1.0;

/// What an alternative does to the text. Each kind has a threshold of its own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// Another pronoun, with the verb that agrees with it.
    Pronoun,
    /// Another word that joins a clause to what stands before it.
    Joint,
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
    /// A sentence parted in two, two made one, or no capital.
    Split,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 10] = [
        Kind::Pronoun,
        Kind::Joint,
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
            Kind::Joint => "joint",
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

    /// What `edits` of this kind come to that have this weight, in nats. What takes words out makes every text likelier,
    /// by its length; it is judged by the words that follow, and inside a sentence by how much more unexpected the words
    /// were that it takes out than words of their length are.
    pub fn score(self, edits: &[Edit], weight: Weight) -> f32 {
        match self {
            Kind::Deletion => {
                let removed: f32 =
                    edits.iter().map(|edit| edit.range.len() as f32 - edit.replacement.len() as f32).sum();
                weight.after + SHARE * (weight.own - USUAL * removed)
            }
            Kind::Piece => weight.after,
            _ => weight.total(),
        }
    }

    /// How many candidates are weighed for every 1,000 words, those that look best: what the time allows.
    const fn most(self) -> usize {
        match self {
            Kind::Order => 160,
            Kind::Sense | Kind::Insertion => 120,
            Kind::Deletion => 60,
            Kind::Pronoun => 40,
            Kind::Form => 30,
            Kind::Piece => 20,
            Kind::Split => 25,
            Kind::Tense | Kind::Joint => 15,
        }
    }

    /// How much less a change must weigh that one of another kind seconds, in nats. Good prose has places where
    /// a reader would put words in or move them; where words are lost or displaced, something else would mend them as well.
    const fn relief(self) -> f32 {
        match self {
            Kind::Insertion | Kind::Order => 3.0,
            _ => 0.0,
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
        // What follows the model's own fingerprint is that of its probe.
        match fingerprint.split('+').next().and_then(|model| MEASURED.get(model)) {
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
    /// What it may gain in nats beyond what its first word shows: how unexpected the words are at its later seams.
    pub seams: f32,
}

impl Candidate {
    /// A change that must weigh what its kind must.
    pub fn new(range: TextRange, edits: impl Into<Vec<Edit>>) -> Self {
        Self { range, edits: edits.into(), handicap: 0.0, seams: 0.0 }
    }
}

/// A candidate that was chosen.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Choice {
    /// By how many nats it is likelier than what stands there; see [`Kind::score`].
    pub margin: f32,
    /// By how many nats that is more than its kind's threshold and the candidate ask for.
    pub spare: f32,
}

/// The candidates of one kind, and what those weigh that may matter.
#[derive(Debug)]
struct Considered {
    kind: Kind,
    candidates: Vec<Candidate>,
    /// What each candidate must weigh that nothing seconds.
    least: Vec<f32>,
    /// Index and margin, the greatest first.
    margins: Vec<(usize, f32)>,
}

/// All that was considered in one text; empty until a judge is asked first.
#[derive(Debug, Default)]
pub struct Consideration(OnceCell<Vec<Considered>>);

/// Chooses among candidates by what a reading says about them.
#[derive(Clone, Copy)]
pub struct Judge<'r> {
    reading: &'r dyn Reading,
    thresholds: &'r Thresholds,
    words: usize,
    considered: &'r Consideration,
}

impl<'r> Judge<'r> {
    /// A judge over a text of `words` words, who keeps what was considered in `considered`.
    pub fn new(
        reading: &'r dyn Reading,
        thresholds: &'r Thresholds,
        words: usize,
        considered: &'r Consideration,
    ) -> Self {
        Self { reading, thresholds, words, considered }
    }

    /// How unexpected the word at byte `at` is, in nats.
    pub fn surprise(&self, at: usize) -> f32 {
        stage("reader", || self.reading.surprise(at))
    }

    /// By how many nats each of these alternatives is likelier than what stands there; by the words that follow alone
    /// where it only takes words out.
    pub fn weigh(&self, alternatives: &[&[Edit]]) -> Vec<f32> {
        let weights = stage("reader", || self.reading.prefer(alternatives, LONG));
        let removes = |edits: &[Edit]| edits.iter().all(|edit| edit.replacement.is_empty());
        let kind = |edits: &[Edit]| if removes(edits) { Kind::Piece } else { Kind::Form };
        alternatives.iter().zip(weights).map(|(edits, weight)| kind(edits).score(edits, weight)).collect()
    }

    /// The candidates of `kind` that are likelier than what stands there by its limits; where two touch the same words,
    /// the likelier one. In order of their place. `offer` gives the candidates of every kind; it is asked once a text.
    pub fn choose(
        &self,
        kind: Kind,
        offer: impl FnOnce() -> Vec<(Kind, Vec<Candidate>)>,
    ) -> Vec<(&'r Candidate, Choice)> {
        let all = self.considered.0.get_or_init(|| {
            let consider = |(kind, candidates): (Kind, Vec<Candidate>)| {
                let least = self.least(kind, &candidates);
                Considered { kind, margins: self.look(kind, &candidates, &least), least, candidates }
            };
            offer().into_iter().map(consider).collect()
        });
        let mut chosen: Vec<(&Candidate, Choice)> = Vec::new();
        for Considered { candidates, least, margins, .. } in all.iter().filter(|of| of.kind == kind) {
            for &(index, margin) in margins {
                let candidate = &candidates[index];
                let relief = if is_seconded(all, kind, candidate) { kind.relief() } else { 0.0 };
                let spare = margin - least[index] + relief;
                let meets = |other: &Candidate| hull(other).touches(hull(candidate));
                if spare >= 0.0 && !chosen.iter().any(|(other, _)| meets(other)) {
                    chosen.push((candidate, Choice { margin, spare }));
                }
            }
        }
        chosen.sort_by_key(|(candidate, _)| candidate.range);
        chosen
    }

    /// How much the words of each of these places look like damage; see [`Reading::suspicions`].
    pub fn suspicions(&self, places: &[TextRange]) -> Vec<Option<f32>> {
        stage("reader", || self.reading.suspicions(places))
    }

    /// What each candidate must weigh that nothing seconds: less, the more its words look like damage.
    fn least(&self, kind: Kind, candidates: &[Candidate]) -> Vec<f32> {
        if candidates.is_empty() || self.thresholds.of(kind) == f32::INFINITY {
            return vec![f32::INFINITY; candidates.len()];
        }
        let places: Vec<TextRange> = candidates.iter().map(|candidate| candidate.range).collect();
        let of = |(candidate, suspicion): (&Candidate, Option<f32>)| {
            let usual = self.thresholds.of(kind) + candidate.handicap;
            suspicion.map_or(usual, |suspicion| (usual - PULL * (suspicion - REST)).max(LEAST))
        };
        candidates.iter().zip(self.suspicions(&places)).map(of).collect()
    }

    /// What those of `candidates` weigh that may be chosen or second another, by index and the greatest first.
    fn look(&self, kind: Kind, candidates: &[Candidate], least: &[f32]) -> Vec<(usize, f32)> {
        if self.thresholds.of(kind) == f32::INFINITY {
            return Vec::new();
        }
        let edits: Vec<&[Edit]> = candidates.iter().map(|candidate| &candidate.edits[..]).collect();
        let glances = stage("reader", || self.reading.glance(&edits));
        let promise = |index: usize| glances[index] + candidates[index].seams;
        let mut kept: Vec<usize> = (0..candidates.len()).filter(|&index| promise(index) >= 0.0).collect();
        kept.sort_by(|&a, &b| promise(b).total_cmp(&promise(a)).then(a.cmp(&b)));
        kept.truncate((kind.most() * self.words).div_ceil(1000).max(FEWEST));
        let mut margins: Vec<(usize, f32)> = Vec::new();
        for (horizon, slack) in [(SHORT, SLACK), (LONG, 0.0)] {
            let alternatives: Vec<&[Edit]> = kept.iter().map(|&index| edits[index]).collect();
            let weights = stage("reader", || self.reading.prefer(&alternatives, horizon));
            let matters = |&(index, margin): &(usize, f32)| {
                let chosen = least[index] - kind.relief() - slack;
                margin >= chosen.min(SECONDS - slack / 2.0)
            };
            let all = kept.iter().zip(&weights).map(|(&index, &weight)| (index, kind.score(edits[index], weight)));
            margins = all.filter(matters).collect();
            kept = margins.iter().map(|&(index, _)| index).collect();
        }
        margins.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        margins
    }
}

/// Whether a change of another kind would mend the place of `candidate` as well.
fn is_seconded(all: &[Considered], kind: Kind, candidate: &Candidate) -> bool {
    let place = hull(candidate);
    let place = TextRange::new(place.start().saturating_sub(APART), place.end() + APART);
    let seconds = |of: &Considered| {
        let strong = of.margins.iter().take_while(|(_, margin)| *margin >= SECONDS);
        strong.map(|&(index, _)| hull(&of.candidates[index])).any(|other| other.touches(place))
    };
    all.iter().any(|of| of.kind != kind && seconds(of))
}

/// Everything that a candidate changes.
fn hull(candidate: &Candidate) -> TextRange {
    candidate.edits.iter().fold(candidate.range, |hull, edit| hull.cover(edit.range))
}
