//! The network: Gemma 3 read from a GGUF file, and what it expects after each piece of a text.
//!
//! The order of operations is that of the Gemma 3 report and of the graph that llama.cpp builds for it: root mean
//! square norms before and after attention and feed-forward, norms of queries and keys, rotary positions by halves, five
//! layers with a sliding window to one without.

use pulp::{Arch, Simd, WithSimd};

use super::ModelError;
use super::gguf::Gguf;
use super::kernel::{self, Matrix, Rows, WIDTH};
use super::vocabulary::Vocabulary;

/// Every so many layers one attends to the whole text; the others to a window.
const WIDE_EVERY: usize = 6;
/// The base of the rotary positions in layers with a window.
const NARROW_BASE: f32 = 10_000.0;

/// The sizes of a model.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Sizes {
    /// How many pieces the file's vocabulary has.
    pieces: usize,
    /// Numbers that stand for a piece.
    width: usize,
    layers: usize,
    heads: usize,
    key_heads: usize,
    head: usize,
    inner: usize,
    window: usize,
    epsilon: f32,
    /// The base of the rotary positions in layers without a window.
    wide_base: f32,
}

struct Layer {
    before_attention: Vec<f32>,
    queries: Matrix,
    keys: Matrix,
    values: Matrix,
    query_norm: Vec<f32>,
    key_norm: Vec<f32>,
    output: Matrix,
    after_attention: Vec<f32>,
    before_inner: Vec<f32>,
    gate: Matrix,
    up: Matrix,
    down: Matrix,
    after_inner: Vec<f32>,
    /// Whether it attends to the whole text.
    wide: bool,
}

/// The rows of the embedding that are kept, 8 bits a number with a scale for every 32.
struct Embedding {
    numbers: Vec<i8>,
    scales: Vec<f32>,
}

/// What no size of a model reaches, so that the product of two is a number.
const TOO_LARGE: usize = 1 << 20;
/// How many numbers of the embedding share a scale.
const SHARED: usize = 32;

/// A model, ready to read.
pub(super) struct Network {
    sizes: Sizes,
    layers: Vec<Layer>,
    embedding: Embedding,
    /// The pieces that are summed over.
    common: Vec<u32>,
    last_norm: Vec<f32>,
    /// The cosines and sines of the rotary positions of both kinds of layers are made from these.
    narrow_turns: Vec<f32>,
    wide_turns: Vec<f32>,
    arch: Arch,
}

/// What a network has read: keys and values of every layer.
#[derive(Clone, Default)]
pub(super) struct Memory {
    keys: Vec<Vec<f32>>,
    values: Vec<Vec<f32>>,
}

/// Pieces to read after the first `after` pieces of a memory.
pub(super) struct Job<'m> {
    pub(super) past: Option<&'m Memory>,
    pub(super) after: usize,
    pub(super) pieces: Vec<u32>,
}

/// What the network makes of the pieces of a job.
pub(super) struct Read {
    /// One row for each piece, ready for [`Network::score`].
    pub(super) rows: Vec<f32>,
    /// The keys and values of the pieces.
    pub(super) memory: Memory,
}

impl Sizes {
    /// The sizes of the model in an open file, in which every tensor of that size must be.
    ///
    /// # Errors
    /// If it is of another family, or something is missing or of another shape.
    pub(super) fn read(gguf: &Gguf) -> Result<Self, ModelError> {
        let family = gguf.text("general.architecture")?;
        if family != "gemma3" {
            return Err(ModelError::Family(family.to_owned()));
        }
        let size = |key: &str| gguf.integer(&format!("gemma3.{key}")).map(|size| size as usize);
        let sizes = Sizes {
            pieces: gguf.list("tokenizer.ggml.tokens")?.len(),
            width: size("embedding_length")?,
            layers: size("block_count")?,
            heads: size("attention.head_count")?,
            key_heads: size("attention.head_count_kv")?,
            head: size("attention.key_length")?,
            inner: size("feed_forward_length")?,
            window: size("attention.sliding_window")?,
            epsilon: gguf.float("gemma3.attention.layer_norm_rms_epsilon")?,
            wide_base: gguf.float("gemma3.rope.freq_base").unwrap_or(1_000_000.0),
        };
        let Sizes { width, layers, heads, key_heads, head, inner, .. } = sizes;
        let fits = |size: usize| (1..TOO_LARGE).contains(&size);
        let shares = |size: usize| size.is_multiple_of(SHARED);
        if ![width, head, inner, heads, key_heads].into_iter().all(fits)
            || ![width, head, inner].into_iter().all(shares)
            || !heads.is_multiple_of(key_heads)
        {
            return Err(ModelError::Shape("gemma3".to_owned()));
        }
        for number in 0..layers {
            for (part, rows, columns) in [
                ("attn_q", heads * head, width),
                ("attn_k", key_heads * head, width),
                ("attn_v", key_heads * head, width),
                ("attn_output", width, heads * head),
                ("ffn_gate", inner, width),
                ("ffn_up", inner, width),
                ("ffn_down", width, inner),
                ("attn_norm", 1, width),
                ("attn_q_norm", 1, head),
                ("attn_k_norm", 1, head),
                ("post_attention_norm", 1, width),
                ("ffn_norm", 1, width),
                ("post_ffw_norm", 1, width),
            ] {
                gguf.check(&format!("blk.{number}.{part}.weight"), rows, columns)?;
            }
        }
        gguf.check("output_norm.weight", 1, width)?;
        gguf.check("token_embd.weight", sizes.pieces, width)?;
        Ok(sizes)
    }
}

impl Network {
    /// Reads the weights of an open file of these sizes.
    ///
    /// # Errors
    /// If it can't be read.
    pub(super) fn read(gguf: &mut Gguf, sizes: Sizes, vocabulary: &Vocabulary) -> Result<Self, ModelError> {
        let Sizes { width, head, inner, .. } = sizes;
        let (all_heads, all_keys) = (sizes.heads * head, sizes.key_heads * head);
        let mut layers = Vec::with_capacity(sizes.layers);
        for number in 0..sizes.layers {
            let name = |part: &str| format!("blk.{number}.{part}.weight");
            let mut matrix = |part: &str, inputs: usize, outputs: usize| -> Result<Matrix, ModelError> {
                Ok(Matrix::new(inputs, outputs, &gguf.matrix(&name(part), outputs, inputs)?))
            };
            let queries = matrix("attn_q", width, all_heads)?;
            let keys = matrix("attn_k", width, all_keys)?;
            let values = matrix("attn_v", width, all_keys)?;
            let output = matrix("attn_output", all_heads, width)?;
            let gate = matrix("ffn_gate", width, inner)?;
            let up = matrix("ffn_up", width, inner)?;
            let down = matrix("ffn_down", inner, width)?;
            let mut row = |part: &str, size: usize| gguf.matrix(&name(part), 1, size);
            layers.push(Layer {
                before_attention: row("attn_norm", width)?,
                query_norm: row("attn_q_norm", head)?,
                key_norm: row("attn_k_norm", head)?,
                after_attention: row("post_attention_norm", width)?,
                before_inner: row("ffn_norm", width)?,
                after_inner: row("post_ffw_norm", width)?,
                queries,
                keys,
                values,
                output,
                gate,
                up,
                down,
                wide: (number + 1) % WIDE_EVERY == 0,
            });
        }
        let embedding = Embedding::read(gguf, sizes.pieces, vocabulary, width)?;
        let last_norm = gguf.matrix("output_norm.weight", 1, width)?;
        let turns = |base: f32| (0..head / 2).map(|at| base.powf(-2.0 * at as f32 / head as f32)).collect();
        Ok(Self {
            sizes,
            layers,
            embedding,
            common: vocabulary.common().to_vec(),
            last_norm,
            narrow_turns: turns(NARROW_BASE),
            wide_turns: turns(sizes.wide_base),
            arch: Arch::new(),
        })
    }

    /// How many numbers stand for a piece.
    pub(super) fn width(&self) -> usize {
        self.sizes.width
    }

    /// Reads the pieces of all jobs side by side.
    pub(super) fn run(&self, jobs: &[Job<'_>]) -> Vec<Read> {
        self.arch.dispatch(Forward { network: self, jobs })
    }

    #[inline(always)]
    fn forward(&self, jobs: &[Job<'_>]) -> Vec<Read> {
        let Sizes { width, heads, key_heads, head, inner, epsilon, .. } = self.sizes;
        let count: usize = jobs.iter().map(|job| job.pieces.len()).sum();
        let mut stream = Vec::with_capacity(count * width);
        let scale = (width as f32).sqrt();
        for &piece in jobs.iter().flat_map(|job| &job.pieces) {
            let from = stream.len();
            stream.resize(from + width, 0.0);
            self.embedding.row(piece, width, &mut stream[from..]);
            stream[from..].iter_mut().for_each(|number| *number *= scale);
        }
        let positions: Vec<usize> = jobs.iter().flat_map(|job| job.after..job.after + job.pieces.len()).collect();
        let narrow = turned(&positions, &self.narrow_turns);
        let wide = turned(&positions, &self.wide_turns);
        let mut memories: Vec<Memory> = jobs.iter().map(|_| Memory::default()).collect();
        let mut normed = vec![0.0; count * width];
        let mut queries = vec![0.0; count * heads * head];
        let mut keys = vec![0.0; count * key_heads * head];
        let mut values = vec![0.0; count * key_heads * head];
        let mut mixed = vec![0.0; count * heads * head];
        let mut change = vec![0.0; count * width];
        let mut gate = vec![0.0; count * inner];
        let mut up = vec![0.0; count * inner];
        for (number, layer) in self.layers.iter().enumerate() {
            normed.copy_from_slice(&stream);
            normalise_all(&mut normed, width, &layer.before_attention, epsilon);
            kernel::multiply(&normed, &layer.queries, &mut queries);
            kernel::multiply(&normed, &layer.keys, &mut keys);
            kernel::multiply(&normed, &layer.values, &mut values);
            let turns = if layer.wide { &wide } else { &narrow };
            for (rows, per_piece, norm) in
                [(&mut queries, heads, &layer.query_norm), (&mut keys, key_heads, &layer.key_norm)]
            {
                for (at, row) in rows.chunks_exact_mut(head).enumerate() {
                    kernel::normalise(row, norm, epsilon);
                    turn(row, &turns[at / per_piece * head..][..head]);
                }
            }
            let mut first = 0;
            for (job, memory) in jobs.iter().zip(&mut memories) {
                let rows = first..first + job.pieces.len();
                let part = |all: &[f32]| all[rows.start * key_heads * head..rows.end * key_heads * head].to_vec();
                memory.keys.push(part(&keys));
                memory.values.push(part(&values));
                let past = job.past.map(|past| (&past.keys[number][..], &past.values[number][..]));
                for row in rows.clone() {
                    self.attend(
                        layer.wide,
                        &queries[row * heads * head..][..heads * head],
                        past.map(|(keys, values)| {
                            (&keys[..job.after * key_heads * head], &values[..job.after * key_heads * head])
                        }),
                        (&memory.keys[number], &memory.values[number]),
                        row - first,
                        &mut mixed[row * heads * head..][..heads * head],
                    );
                }
                first = rows.end;
            }
            kernel::multiply(&mixed, &layer.output, &mut change);
            add_normed(&mut stream, &mut change, width, &layer.after_attention, epsilon);
            normed.copy_from_slice(&stream);
            normalise_all(&mut normed, width, &layer.before_inner, epsilon);
            kernel::multiply(&normed, &layer.gate, &mut gate);
            kernel::multiply(&normed, &layer.up, &mut up);
            for (gate, up) in gate.iter_mut().zip(&up) {
                *gate = kernel::gelu(*gate) * up;
            }
            kernel::multiply(&gate, &layer.down, &mut change);
            add_normed(&mut stream, &mut change, width, &layer.after_inner, epsilon);
        }
        normalise_all(&mut stream, width, &self.last_norm, epsilon);
        let mut rest = stream.as_slice();
        let mut reads = Vec::with_capacity(jobs.len());
        for (job, memory) in jobs.iter().zip(memories) {
            let (rows, after) = rest.split_at(job.pieces.len() * width);
            reads.push(Read { rows: rows.to_vec(), memory });
            rest = after;
        }
        reads
    }

    /// What one piece takes from the pieces before it: `past` and the first `row` of `own`.
    #[inline(always)]
    fn attend(
        &self,
        wide: bool,
        queries: &[f32],
        past: Option<(&[f32], &[f32])>,
        own: (&[f32], &[f32]),
        row: usize,
        out: &mut [f32],
    ) {
        let Sizes { heads, key_heads, head, window, .. } = self.sizes;
        let (past_keys, past_values) = past.unwrap_or_default();
        let before = past_keys.len() / (key_heads * head);
        let position = before + row;
        let first = if wide { 0 } else { (position + 1).saturating_sub(window) };
        let scale = 1.0 / (head as f32).sqrt();
        let mut weights = vec![0.0f32; position + 1 - first];
        for number in 0..heads {
            let key_head = number / (heads / key_heads);
            let query = &queries[number * head..][..head];
            let mut most = f32::MIN;
            for (weight, position) in weights.iter_mut().zip(first..) {
                let key = slot(past_keys, own.0, before, position, key_head, key_heads, head);
                *weight = kernel::dot(query, key) * scale;
                most = most.max(*weight);
            }
            let mut total = 0.0;
            for weight in &mut weights {
                *weight = kernel::exp(*weight - most);
                total += *weight;
            }
            let out = &mut out[number * head..][..head];
            out.fill(0.0);
            for (weight, position) in weights.iter().zip(first..) {
                let value = slot(past_values, own.1, before, position, key_head, key_heads, head);
                kernel::add_scaled(out, weight / total, value);
            }
        }
    }

    /// For each row of [`Read::rows`] the logarithm of the sum over all kept pieces, which turns [`Network::score`] into
    /// a probability.
    pub(super) fn normalisers(&self, rows: &[f32]) -> Vec<f32> {
        self.arch.dispatch(Normalisers { network: self, rows })
    }

    #[inline(always)]
    fn sum_over_pieces(&self, rows: &[f32]) -> Vec<f32> {
        let width = self.sizes.width;
        let count = rows.len() / width;
        let (mut most, mut sums) = (vec![f32::MIN; count], vec![0.0f32; count]);
        let mut plain = vec![0.0; WIDTH * width];
        let mut panel = vec![0.0; WIDTH * width];
        let mut scores = vec![[0.0f32; WIDTH]; count];
        let rows = Rows::new(width, rows);
        for pieces in self.common.chunks(WIDTH) {
            let here = pieces.len();
            for (&piece, row) in pieces.iter().zip(plain.chunks_exact_mut(width)) {
                self.embedding.row(piece, width, row);
            }
            kernel::interleave(width, &plain, &mut panel);
            kernel::times_panel(&rows, &panel, &mut scores);
            for (row, scores) in scores.iter_mut().enumerate() {
                scores[here..].fill(f32::MIN);
                let mut top = most[row];
                for score in scores.iter() {
                    top = top.max(*score);
                }
                if top > most[row] {
                    sums[row] *= kernel::exp(most[row] - top);
                    most[row] = top;
                }
                let mut powers = [0.0f32; WIDTH];
                for at in 0..WIDTH {
                    powers[at] = kernel::exp(scores[at] - top);
                }
                sums[row] += powers.iter().sum::<f32>();
            }
        }
        most.iter().zip(&sums).map(|(most, sum)| most + sum.ln()).collect()
    }

    /// How much a row of [`Read::rows`] expects `piece` next; the logarithm of its probability, but for the row's
    /// normaliser.
    pub(super) fn score(&self, row: &[f32], piece: u32) -> f32 {
        self.arch.dispatch(Score { network: self, row, piece })
    }
}

/// [`Network::run`] for the processor at hand.
struct Forward<'r, 'm> {
    network: &'r Network,
    jobs: &'r [Job<'m>],
}

impl WithSimd for Forward<'_, '_> {
    type Output = Vec<Read>;

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> Vec<Read> {
        self.network.forward(self.jobs)
    }
}

/// [`Network::normalisers`] for the processor at hand.
struct Normalisers<'r> {
    network: &'r Network,
    rows: &'r [f32],
}

impl WithSimd for Normalisers<'_> {
    type Output = Vec<f32>;

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> Vec<f32> {
        self.network.sum_over_pieces(self.rows)
    }
}

/// [`Network::score`] for the processor at hand.
struct Score<'r> {
    network: &'r Network,
    row: &'r [f32],
    piece: u32,
}

impl WithSimd for Score<'_> {
    type Output = f32;

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> f32 {
        let mut weights = vec![0.0; self.network.sizes.width];
        self.network.embedding.row(self.piece, self.network.sizes.width, &mut weights);
        kernel::dot(self.row, &weights)
    }
}

/// Normalises every row of `width` numbers.
#[inline(always)]
fn normalise_all(rows: &mut [f32], width: usize, norm: &[f32], epsilon: f32) {
    for row in rows.chunks_exact_mut(width) {
        kernel::normalise(row, norm, epsilon);
    }
}

/// The key or the value of a position for one head.
#[inline(always)]
fn slot<'m>(
    past: &'m [f32],
    own: &'m [f32],
    before: usize,
    position: usize,
    key_head: usize,
    key_heads: usize,
    head: usize,
) -> &'m [f32] {
    let (from, position) = if position < before { (past, position) } else { (own, position - before) };
    &from[(position * key_heads + key_head) * head..][..head]
}

/// Adds the normed rows of `change` to `stream`.
#[inline(always)]
fn add_normed(stream: &mut [f32], change: &mut [f32], width: usize, norm: &[f32], epsilon: f32) {
    for (stream, change) in stream.chunks_exact_mut(width).zip(change.chunks_exact_mut(width)) {
        kernel::normalise(change, norm, epsilon);
        kernel::add_scaled(stream, 1.0, change);
    }
}

/// The cosines, then the sines, by which the numbers of each position are turned.
fn turned(positions: &[usize], turns: &[f32]) -> Vec<f32> {
    let mut all = Vec::with_capacity(positions.len() * turns.len() * 2);
    for &position in positions {
        all.extend(turns.iter().map(|turn| (position as f32 * turn).cos()));
        all.extend(turns.iter().map(|turn| (position as f32 * turn).sin()));
    }
    all
}

/// Turns each number of the first half of a row with its partner in the second.
#[inline(always)]
fn turn(row: &mut [f32], turns: &[f32]) {
    let half = row.len() / 2;
    let (first, second) = row.split_at_mut(half);
    let (cosines, sines) = turns.split_at(half);
    for at in 0..half {
        let (a, b) = (first[at], second[at]);
        first[at] = a * cosines[at] - b * sines[at];
        second[at] = a * sines[at] + b * cosines[at];
    }
}

impl Embedding {
    fn read(gguf: &mut Gguf, pieces: usize, vocabulary: &Vocabulary, width: usize) -> Result<Self, ModelError> {
        let kept = vocabulary.kept();
        let mut all = Self {
            numbers: Vec::with_capacity(kept.len() * width),
            scales: Vec::with_capacity(kept.len() * width / SHARED),
        };
        gguf.rows("token_embd.weight", pieces, width, |number, row| {
            if kept.get(all.numbers.len() / width) == Some(&(number as u32)) {
                for part in row.chunks_exact(SHARED) {
                    let most = part.iter().fold(0.0f32, |most, number| most.max(number.abs()));
                    let scale = most / 127.0;
                    let factor = if scale == 0.0 { 0.0 } else { 1.0 / scale };
                    all.numbers.extend(part.iter().map(|number| (number * factor).round() as i8));
                    all.scales.push(scale);
                }
            }
        })?;
        Ok(all)
    }

    #[inline(always)]
    fn row(&self, piece: u32, width: usize, out: &mut [f32]) {
        let first = piece as usize * width;
        let scales = &self.scales[first / SHARED..][..width / SHARED];
        let numbers = &self.numbers[first..][..width];
        for ((out, numbers), scale) in out.chunks_exact_mut(SHARED).zip(numbers.chunks_exact(SHARED)).zip(scales) {
            for (out, &number) in out.iter_mut().zip(numbers) {
                *out = f32::from(number) * scale;
            }
        }
    }
}
