//! A linear probe: how much a word looks like damage, read off the states of the network between its layers.
//!
//! What a model makes of a word on the way to the next one shows more than how unexpected the word was: a weighted sum
//! of it tells broken places from sound ones. After Alain and Bengio, Understanding intermediate layers using linear
//! classifier probes (2016). The weights are fitted by `postedit-train probe` on marked articles; they hold for one
//! model.

use crate::reader::memory;

/// After which layers the states are taken.
pub(super) const LAYERS: [usize; 3] = [4, 8, 12];
/// The words that are looked at to judge one: the one before, itself, the one after.
pub(super) const AROUND: usize = 3;
/// How many numbers tell how unexpected a word was.
const SIGNS: usize = 4;

/// The weights that were fitted, after the fingerprint of the model they hold for.
const FITTED: &[u8] = include_bytes!("probe.bin");

/// The weights of a probe.
pub(super) struct Probe {
    /// For each word that is looked at, one for each number of its sketch.
    weights: Vec<f32>,
    bias: f32,
}

impl Probe {
    /// The probe that was fitted to the model of this fingerprint.
    pub(super) fn fitted(fingerprint: &str) -> Option<Self> {
        let numbers = FITTED.strip_prefix(fingerprint.as_bytes())?;
        let mut weights: Vec<f32> = numbers.as_chunks().0.iter().map(|four| f32::from_le_bytes(*four)).collect();
        let bias = weights.pop()?;
        Some(Self { weights, bias })
    }

    /// What tells it from every other.
    pub(super) fn hash(&self) -> u64 {
        memory::hash(memory::BASIS, FITTED)
    }

    /// What the sketch of a word says about the word after it, about itself, and about the word before.
    pub(super) fn shares(&self, sketch: &[f32]) -> [f32; AROUND] {
        let mut rows = self.weights.chunks_exact(sketch.len());
        std::array::from_fn(|_| {
            rows.next().map_or(0.0, |weights| weights.iter().zip(sketch).map(|(weight, number)| weight * number).sum())
        })
    }

    /// How much each word looks like damage, by the shares of all of them; nothing where a word is the first or the last.
    pub(super) fn suspicions(&self, shares: &[[f32; AROUND]]) -> Vec<Option<f32>> {
        let inner = shares.windows(AROUND).map(|near| Some(self.bias + near[0][0] + near[1][1] + near[2][2]));
        let ends = shares.len().min(AROUND - 1);
        let mut all: Vec<Option<f32>> = std::iter::once(None).take(ends).chain(inner).collect();
        all.resize(shares.len(), None);
        all
    }
}

/// What the probe looks at in a word: how unexpected its pieces were, and the states after its last piece.
pub(super) fn sketch(unexpected: &[f32], states: &[f32]) -> Vec<f32> {
    let most = unexpected.iter().copied().fold(0.0, f32::max);
    let signs: [f32; SIGNS] =
        [unexpected.iter().sum(), unexpected.first().copied().unwrap_or_default(), most, unexpected.len() as f32];
    signs.map(|sign| sign.abs().sqrt()).into_iter().chain(states.iter().copied()).collect()
}
