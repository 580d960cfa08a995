//! Weighs alternatives at a place: which of several readings of a text is the likelier one.
//!
//! A rule offers [`Candidate`]s and a [`Judge`] says which of them are far likelier than what stands there. The judge
//! asks a [`Reading`], which is what a [`Reader`] has made of one text; a rule never talks to a reader. All weights are
//! in nats, natural logarithms of ratios of probability: 3 nats are a factor of 20, 7 nats one of 1,100.

pub mod judge;
pub mod memory;
#[cfg(feature = "reader")]
pub mod model;

use std::fmt;

use crate::source::{Edit, TextRange};

pub use judge::{Candidate, Choice, Consideration, Judge, Kind, Thresholds};

/// By how many nats an alternative is likelier than what stands there; negative where it is less likely.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Weight {
    /// In the words that differ, given what stands before them.
    pub own: f32,
    /// In the words that follow and are the same in both.
    pub after: f32,
}

impl Weight {
    /// What an alternative weighs that can't be weighed.
    pub const NONE: Weight = Weight { own: f32::NEG_INFINITY, after: f32::NEG_INFINITY };

    /// In all words.
    pub fn total(self) -> f32 {
        self.own + self.after
    }
}

/// Something that knows how likely texts are.
pub trait Reader: Send + Sync + fmt::Debug {
    /// What tells this reader from every other: two readers of one fingerprint give the same weights.
    fn fingerprint(&self) -> &str;

    /// Prepares to weigh alternatives to places of `text`. Line ends part paragraphs unless `wrapped`, where only empty
    /// lines do.
    fn open<'r>(&'r self, text: &'r str, wrapped: bool) -> Box<dyn Reading + 'r>;
}

/// A text that a reader weighs alternatives to.
///
/// An alternative is the edits that would make it, in order of their place and disjoint.
pub trait Reading {
    /// For each alternative, by how many nats its first piece that differs is likelier than what stands there; where it
    /// only takes words out, the first piece after them. This costs nothing beyond one reading of the text.
    fn glance(&self, alternatives: &[&[Edit]]) -> Vec<f32>;

    /// How unexpected the first piece of the word at byte `at` is, in nats.
    fn surprise(&self, at: usize) -> f32;

    /// For each place how much its most suspicious word looks like damage: about 0 as most words do, about 1 as no sound
    /// word does. Nothing where the reader can't tell.
    fn suspicions(&self, places: &[TextRange]) -> Vec<Option<f32>>;

    /// What each alternative weighs, judged by the words that differ and at most `horizon` pieces after them.
    fn prefer(&self, alternatives: &[&[Edit]], horizon: usize) -> Vec<Weight>;
}
