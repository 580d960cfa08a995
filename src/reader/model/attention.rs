//! What a piece takes from the pieces before it.

use std::ops::Range;

use super::kernel::{self, HEIGHT, Lanes, WIDTH};

/// How many heads there are, and of what size.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Heads {
    /// Heads that ask.
    pub(super) queries: usize,
    /// Heads that answer, each to as many of those that ask.
    pub(super) keys: usize,
    /// Numbers of a head, a multiple of [`WIDTH`].
    pub(super) size: usize,
}

/// The keys and values of pieces that follow each other, in one layer.
pub(super) struct Segment {
    /// For each head that answers, `WIDTH` pieces interleaved.
    keys: Vec<[f32; WIDTH]>,
    /// One row for each piece.
    values: Vec<f32>,
    heads: Heads,
}

impl Segment {
    /// Lays out the keys and values of pieces, one row for each.
    #[inline(always)]
    pub(super) fn new(heads: Heads, keys: &[f32], values: Vec<f32>) -> Self {
        let row = heads.keys * heads.size;
        let panels = (keys.len() / row).div_ceil(WIDTH);
        let mut laid = vec![[0.0; WIDTH]; panels * row];
        for (number, row) in keys.chunks_exact(row).enumerate() {
            for (head, key) in row.chunks_exact(heads.size).enumerate() {
                let panel = &mut laid[(head * panels + number / WIDTH) * heads.size..];
                for (out, &number_of_key) in panel.iter_mut().zip(key) {
                    out[number % WIDTH] = number_of_key;
                }
            }
        }
        Self { keys: laid, values, heads }
    }

    /// How many pieces it holds.
    pub(super) fn count(&self) -> usize {
        self.values.len() / (self.heads.keys * self.heads.size)
    }

    /// The keys of `WIDTH` pieces, interleaved.
    #[inline(always)]
    fn keys(&self, head: usize, panel: usize) -> &[[f32; WIDTH]] {
        let panels = self.count().div_ceil(WIDTH);
        &self.keys[(head * panels + panel) * self.heads.size..][..self.heads.size]
    }

    /// `WIDTH` numbers of the value of a piece.
    #[inline(always)]
    fn value(&self, head: usize, piece: usize, panel: usize) -> &[f32; WIDTH] {
        let from = (piece * self.heads.keys + head) * self.heads.size;
        &self.values[from..from + self.heads.size].as_chunks().0[panel]
    }
}

/// What pieces `seen` have for one that asks with `queries`, in their order; written to `out`.
#[inline(always)]
pub(super) fn attend<L: Lanes>(
    lanes: L,
    heads: Heads,
    queries: &[f32],
    seen: &[(&Segment, Range<usize>)],
    out: &mut [f32],
) {
    let Heads { size, .. } = heads;
    let scale = 1.0 / (size as f32).sqrt();
    let mut asked = vec![[0.0; HEIGHT]; size];
    let mut weights = Vec::with_capacity(seen.iter().map(|(_, range)| range.len()).sum());
    let group = heads.queries / heads.keys * size;
    for (head, (queries, out)) in queries.chunks_exact(group).zip(out.chunks_exact_mut(group)).enumerate() {
        for (queries, out) in queries.chunks(HEIGHT * size).zip(out.chunks_mut(HEIGHT * size)) {
            for (row, query) in queries.chunks_exact(size).enumerate() {
                for (asked, &number) in asked.iter_mut().zip(query) {
                    asked[row] = number * scale;
                }
            }
            weights.clear();
            for (segment, range) in seen {
                for panel in range.start / WIDTH..range.end.div_ceil(WIDTH) {
                    let products = kernel::products(lanes, &asked, segment.keys(head, panel));
                    let first = panel * WIDTH;
                    for piece in range.start.max(first)..range.end.min(first + WIDTH) {
                        let mut own = [0.0; HEIGHT];
                        for row in 0..HEIGHT {
                            own[row] = products[row][piece - first];
                        }
                        weights.push(own);
                    }
                }
            }
            normalise(&mut weights);
            for panel in 0..size / WIDTH {
                let mut sums = [[0.0; WIDTH]; HEIGHT];
                let mut weights = weights.iter();
                for (segment, range) in seen {
                    for (piece, weights) in range.clone().zip(&mut weights) {
                        kernel::add_product(lanes, &mut sums, weights, segment.value(head, piece, panel));
                    }
                }
                for (out, sums) in out.chunks_exact_mut(size).zip(sums) {
                    out[panel * WIDTH..][..WIDTH].copy_from_slice(&sums);
                }
            }
        }
    }
}

/// Turns logarithms into shares of one.
#[inline(always)]
fn normalise(weights: &mut [[f32; HEIGHT]]) {
    let mut most = [f32::MIN; HEIGHT];
    for weights in weights.iter() {
        for row in 0..HEIGHT {
            most[row] = most[row].max(weights[row]);
        }
    }
    let mut total = [0.0; HEIGHT];
    for weights in weights.iter_mut() {
        for row in 0..HEIGHT {
            weights[row] = kernel::exp(weights[row] - most[row]);
            total[row] += weights[row];
        }
    }
    for weights in weights {
        for row in 0..HEIGHT {
            weights[row] /= total[row];
        }
    }
}
