//! The network: Gemma 3 read from a GGUF file, and what it expects after each piece of a text.
//!
//! The order of operations is that of the Gemma 3 report and of the graph that llama.cpp builds for it: root mean
//! square norms before and after attention and feed-forward, norms of queries and keys, rotary positions by halves, five
//! layers with a sliding window to one without.

use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::ModelError;
use super::attention::{Heads, Segment, attend};
use super::gguf::Gguf;
use super::kernel::{self, Lanes, Matrix, Rows, SHARED, WIDTH, Work};
use super::probe;
use super::vocabulary::Vocabulary;

/// Every so many layers one attends to the whole text; the others to a window.
const WIDE_EVERY: usize = 6;
/// The base of the rotary positions in layers with a window.
const NARROW_BASE: f32 = 10_000.0;
/// How many pieces a thread reads at one go: at least, lest the weights are fetched for few, and at most, lest the
/// numbers in between fall out of the cache.
const LEAST: usize = 32;
const MOST: usize = 96;

/// The sizes of a model.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Sizes {
    /// How many pieces the file's vocabulary has.
    pieces: usize,
    /// Numbers that stand for a piece.
    width: usize,
    layers: usize,
    heads: Heads,
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

/// A model, ready to read.
pub(super) struct Network {
    sizes: Sizes,
    layers: Vec<Layer>,
    embedding: Embedding,
    /// The rows of the embedding that are summed over.
    common: Matrix,
    /// How many these are.
    common_count: usize,
    last_norm: Vec<f32>,
    /// The cosines and sines of the rotary positions of both kinds of layers are made from these.
    narrow_turns: Vec<f32>,
    wide_turns: Vec<f32>,
}

/// What a network has read: keys and values by part of the pieces, then by layer.
#[derive(Default)]
pub(super) struct Memory(Vec<Vec<Segment>>);

/// Pieces to read.
pub(super) struct Job<'m> {
    /// What was read before, and how many pieces of it these follow.
    pub(super) past: Option<(&'m Memory, usize)>,
    pub(super) pieces: Vec<u32>,
    /// How many pieces are only there for the others: what they expect next is not asked.
    pub(super) context: usize,
    /// Whether to remember what was read.
    pub(super) keep: bool,
    /// Whether to tell the states that a probe looks at.
    pub(super) probed: bool,
}

/// What the network makes of the pieces of a job that are not only context.
#[derive(Default)]
pub(super) struct Read {
    /// One row for each piece, ready for [`Network::score`].
    pub(super) rows: Vec<f32>,
    /// For each row the logarithm of the sum over all common pieces, which turns [`Network::score`] into a probability.
    pub(super) normalisers: Vec<f32>,
    /// The keys and values of all pieces, if they were to be kept.
    pub(super) memory: Option<Memory>,
    /// For each row the states after the layers that a probe looks at, if they were asked for.
    pub(super) states: Vec<f32>,
}

/// What a thread reads at one go: several whole jobs, or some pieces of one.
struct Part {
    /// The numbers of jobs, and which of their pieces.
    pieces: Vec<(usize, Range<usize>)>,
    /// The number of the first part of the job, if the job has parts of its own.
    own: Option<usize>,
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
            heads: Heads {
                queries: size("attention.head_count")?,
                keys: size("attention.head_count_kv")?,
                size: size("attention.key_length")?,
            },
            inner: size("feed_forward_length")?,
            window: size("attention.sliding_window")?,
            epsilon: gguf.float("gemma3.attention.layer_norm_rms_epsilon")?,
            wide_base: gguf.float("gemma3.rope.freq_base").unwrap_or(1_000_000.0),
        };
        let Sizes { width, layers, heads, inner, .. } = sizes;
        let fits = |size: usize| (1..TOO_LARGE).contains(&size);
        let shares = |size: usize| size.is_multiple_of(SHARED);
        if ![width, heads.size, inner, heads.queries, heads.keys].into_iter().all(fits)
            || ![width, heads.size, inner].into_iter().all(shares)
            || !heads.queries.is_multiple_of(heads.keys)
        {
            return Err(ModelError::Shape("gemma3".to_owned()));
        }
        for number in 0..layers {
            for (part, rows, columns) in [
                ("attn_q", heads.queries * heads.size, width),
                ("attn_k", heads.keys * heads.size, width),
                ("attn_v", heads.keys * heads.size, width),
                ("attn_output", width, heads.queries * heads.size),
                ("ffn_gate", inner, width),
                ("ffn_up", inner, width),
                ("ffn_down", width, inner),
                ("attn_norm", 1, width),
                ("attn_q_norm", 1, heads.size),
                ("attn_k_norm", 1, heads.size),
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
        let Sizes { width, inner, .. } = sizes;
        let head = sizes.heads.size;
        let (all_heads, all_keys) = (sizes.heads.queries * head, sizes.heads.keys * head);
        let mut layers = Vec::with_capacity(sizes.layers);
        for number in 0..sizes.layers {
            let name = |part: &str| format!("blk.{number}.{part}.weight");
            let mut matrix = |part: &str, inputs: usize, outputs: usize| -> Result<Matrix, ModelError> {
                let mut matrix = Matrix::new(inputs, outputs);
                gguf.rows(&name(part), outputs, inputs, |output, weights| matrix.set(output, weights))?;
                Ok(matrix)
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
        let (embedding, common) = Embedding::read(gguf, sizes.pieces, vocabulary, width)?;
        let last_norm = gguf.matrix("output_norm.weight", 1, width)?;
        let turns = |base: f32| (0..head / 2).map(|at| base.powf(-2.0 * at as f32 / head as f32)).collect();
        Ok(Self {
            sizes,
            layers,
            embedding,
            common,
            common_count: vocabulary.common().len(),
            last_norm,
            narrow_turns: turns(NARROW_BASE),
            wide_turns: turns(sizes.wide_base),
        })
    }

    /// How many numbers stand for a piece.
    pub(super) fn width(&self) -> usize {
        self.sizes.width
    }

    /// Reads the pieces of all jobs on so many threads, on which the result does not depend.
    pub(super) fn run(&self, jobs: &[Job<'_>], threads: NonZeroUsize) -> Vec<Read> {
        let count: usize = jobs.iter().map(|job| job.pieces.len()).sum();
        let parts = parts(jobs, count.div_ceil(threads.get()).clamp(LEAST, MOST));
        let segments: Vec<OnceLock<Segment>> = (0..parts.len() * self.layers.len()).map(|_| OnceLock::new()).collect();
        let results: Vec<OnceLock<Expected>> = parts.iter().map(|_| OnceLock::new()).collect();
        let next = AtomicUsize::new(0);
        let work = || {
            // A part waits for those before it alone, which some thread has begun.
            while let number = next.fetch_add(1, Ordering::Relaxed)
                && let Some(result) = results.get(number)
            {
                result.get_or_init(|| {
                    kernel::run(Forward { network: self, jobs, parts: &parts, number, segments: &segments })
                });
            }
        };
        thread::scope(|scope| {
            for _ in 1..threads.get().min(parts.len()) {
                scope.spawn(work);
            }
            work();
        });
        let mut segments = segments.into_iter().map(OnceLock::into_inner);
        let mut reads: Vec<Read> = jobs.iter().map(|_| Read::default()).collect();
        for (part, expected) in parts.iter().zip(results.into_iter().filter_map(OnceLock::into_inner)) {
            let memory: Vec<Segment> = segments.by_ref().take(self.layers.len()).flatten().collect();
            let (mut rows, mut normalisers) = (&expected.rows[..], &expected.normalisers[..]);
            let mut states = &expected.states[..];
            for (job, range) in &part.pieces {
                let read = &mut reads[*job];
                let count = asked(&jobs[*job], range).len();
                read.rows.extend(rows.split_off(..count * self.sizes.width).unwrap_or_default());
                read.normalisers.extend(normalisers.split_off(..count).unwrap_or_default());
                if jobs[*job].probed {
                    let numbers = count * self.sizes.width * probe::LAYERS.len();
                    read.states.extend(states.split_off(..numbers).unwrap_or_default());
                }
            }
            if let [(job, _)] = part.pieces[..]
                && jobs[job].keep
            {
                reads[job].memory.get_or_insert_default().0.push(memory);
            }
        }
        reads
    }

    /// How much a row of [`Read::rows`] expects `piece` next; the logarithm of its probability, but for the row's
    /// normaliser.
    pub(super) fn score(&self, row: &[f32], piece: u32) -> f32 {
        kernel::run(Score { network: self, row, piece })
    }

    /// For each row the logarithm of the sum over all common pieces.
    #[inline(always)]
    fn normalisers<L: Lanes>(&self, lanes: L, rows: &[f32]) -> Vec<f32> {
        let count = rows.len() / self.sizes.width;
        let (mut most, mut sums) = (vec![f32::MIN; count], vec![0.0f32; count]);
        self.common.panels(
            lanes,
            &Rows::new(self.sizes.width, rows),
            #[inline(always)]
            |panel, first, scores| {
                let here = WIDTH.min(self.common_count - panel * WIDTH);
                for ((scores, most), sum) in scores.iter().zip(&mut most[first..]).zip(&mut sums[first..]) {
                    let mut scores = *scores;
                    scores[here..].fill(f32::MIN);
                    let mut top = *most;
                    for score in scores {
                        top = top.max(score);
                    }
                    if top > *most {
                        *sum *= kernel::exp(*most - top);
                        *most = top;
                    }
                    let mut powers = [0.0f32; WIDTH];
                    for at in 0..WIDTH {
                        powers[at] = kernel::exp(scores[at] - top);
                    }
                    *sum += powers.iter().sum::<f32>();
                }
            },
        );
        most.iter().zip(&sums).map(|(most, sum)| most + sum.ln()).collect()
    }
}

/// Cuts jobs into parts of at most so many pieces. A part holds whole jobs, unless its one job is longer or kept.
fn parts(jobs: &[Job<'_>], most: usize) -> Vec<Part> {
    let mut all: Vec<Part> = Vec::new();
    // How many pieces the part may take that is being filled.
    let mut room = 0;
    for (number, job) in jobs.iter().enumerate() {
        let count = job.pieces.len();
        if job.keep || count > most {
            let own = Some(all.len());
            let starts = (0..count).step_by(most);
            all.extend(starts.map(|from| Part { pieces: vec![(number, from..count.min(from + most))], own }));
            room = 0;
        } else if let Some(part) = all.last_mut().filter(|_| count <= room) {
            part.pieces.push((number, 0..count));
            room -= count;
        } else {
            all.push(Part { pieces: vec![(number, 0..count)], own: None });
            room = most - count;
        }
    }
    all
}

/// Which of these pieces of a job are not only context, counted from the first of them.
fn asked(job: &Job<'_>, range: &Range<usize>) -> Range<usize> {
    job.context.clamp(range.start, range.end) - range.start..range.len()
}

/// What is expected after the pieces of a part.
struct Expected {
    rows: Vec<f32>,
    normalisers: Vec<f32>,
    /// The states of the jobs that ask for them, by row, then by layer.
    states: Vec<f32>,
}

/// Reads one part.
#[derive(Clone, Copy)]
struct Forward<'r, 'm> {
    network: &'r Network,
    jobs: &'r [Job<'m>],
    parts: &'r [Part],
    number: usize,
    /// The keys and values of all parts that others wait for, by part, then by layer.
    segments: &'r [OnceLock<Segment>],
}

impl Forward<'_, '_> {
    /// The rows of the part whose states are asked for.
    fn probed_rows(&self) -> Vec<usize> {
        let (mut rows, mut first) = (Vec::new(), 0);
        for (job, range) in &self.parts[self.number].pieces {
            let job = &self.jobs[*job];
            if job.probed {
                rows.extend(asked(job, range).map(|row| first + row));
            }
            first += range.len();
        }
        rows
    }

    /// What each piece of the part takes in a layer from those before it and from `own`, the keys and values of the part.
    #[inline(always)]
    fn attend<L: Lanes>(
        &self,
        lanes: L,
        layer: usize,
        own: &Segment,
        queries: &[f32],
        positions: &[usize],
        out: &mut [f32],
    ) {
        let Sizes { heads, window, .. } = self.network.sizes;
        let (layers, part) = (&self.network.layers, &self.parts[self.number]);
        let width = heads.queries * heads.size;
        let mut asking = queries.chunks_exact(width).zip(out.chunks_exact_mut(width)).zip(positions);
        let mut first = 0;
        for (job, range) in &part.pieces {
            let mut before: Vec<(&Segment, usize)> = Vec::new();
            if let Some((memory, mut left)) = self.jobs[*job].past {
                for part in &memory.0 {
                    let count = part[layer].count().min(left);
                    before.push((&part[layer], count));
                    left -= count;
                }
            }
            for earlier in part.own.unwrap_or(self.number)..self.number {
                let segment = self.segments[earlier * layers.len() + layer].wait();
                before.push((segment, segment.count()));
            }
            for (row, ((queries, out), &position)) in (first..first + range.len()).zip(&mut asking) {
                let mut hidden = if layers[layer].wide { 0 } else { (position + 1).saturating_sub(window) };
                let mut seen = Vec::with_capacity(before.len() + 1);
                for (segment, range) in
                    before.iter().map(|&(segment, count)| (segment, 0..count)).chain([(own, first..row + 1)])
                {
                    let here = hidden.min(range.len());
                    hidden -= here;
                    if here < range.len() {
                        seen.push((segment, range.start + here..range.end));
                    }
                }
                attend(lanes, heads, queries, &seen, out);
            }
            first += range.len();
        }
    }
}

impl Work for Forward<'_, '_> {
    type Output = Expected;

    #[inline(always)]
    fn run<L: Lanes>(self, lanes: L) -> Expected {
        let Self { network, jobs, parts, number, segments } = self;
        let Sizes { width, heads, inner, epsilon, .. } = network.sizes;
        let part = &parts[number];
        let (mut stream, mut positions) = (Vec::new(), Vec::new());
        let scale = (width as f32).sqrt();
        for (job, range) in &part.pieces {
            let job = &jobs[*job];
            for &piece in &job.pieces[range.clone()] {
                let from = stream.len();
                stream.resize(from + width, 0.0);
                network.embedding.row(piece, width, &mut stream[from..]);
                stream[from..].iter_mut().for_each(|number| *number *= scale);
            }
            let before = job.past.map_or(0, |(_, count)| count);
            positions.extend(range.clone().map(|at| before + at));
        }
        let count = positions.len();
        let narrow = turned(&positions, &network.narrow_turns);
        let wide = turned(&positions, &network.wide_turns);
        let mut normed = vec![0.0; count * width];
        let mut queries = vec![0.0; count * heads.queries * heads.size];
        let mut keys = vec![0.0; count * heads.keys * heads.size];
        let mut mixed = vec![0.0; count * heads.queries * heads.size];
        let mut change = vec![0.0; count * width];
        let mut gate = vec![0.0; count * inner];
        let mut up = vec![0.0; count * inner];
        let probed = self.probed_rows();
        let mut states = vec![0.0; probed.len() * probe::LAYERS.len() * width];
        for (at, layer) in network.layers.iter().enumerate() {
            normed.copy_from_slice(&stream);
            normalise_all(&mut normed, width, &layer.before_attention, epsilon);
            let rows = Rows::new(width, &normed);
            let mut values = vec![0.0; count * heads.keys * heads.size];
            layer.queries.times(lanes, &rows, &mut queries);
            layer.keys.times(lanes, &rows, &mut keys);
            layer.values.times(lanes, &rows, &mut values);
            let turns = if layer.wide { &wide } else { &narrow };
            for (rows, per_piece, norm) in
                [(&mut queries, heads.queries, &layer.query_norm), (&mut keys, heads.keys, &layer.key_norm)]
            {
                for (at, row) in rows.chunks_exact_mut(heads.size).enumerate() {
                    kernel::normalise(row, norm, epsilon);
                    turn(row, &turns[at / per_piece * heads.size..][..heads.size]);
                }
            }
            let own = OnceLock::new();
            // Nobody waits for whole jobs.
            let own = part.own.map_or(&own, |_| &segments[number * network.layers.len() + at]);
            let own = own.get_or_init(|| Segment::new(heads, &keys, values));
            self.attend(lanes, at, own, &queries, &positions, &mut mixed);
            layer.output.times(lanes, &Rows::new(heads.queries * heads.size, &mixed), &mut change);
            add_normed(&mut stream, &mut change, width, &layer.after_attention, epsilon);
            normed.copy_from_slice(&stream);
            normalise_all(&mut normed, width, &layer.before_inner, epsilon);
            let rows = Rows::new(width, &normed);
            layer.gate.times(lanes, &rows, &mut gate);
            layer.up.times(lanes, &rows, &mut up);
            for (gate, up) in gate.iter_mut().zip(&up) {
                *gate = kernel::gelu(*gate) * up;
            }
            layer.down.times(lanes, &Rows::new(inner, &gate), &mut change);
            add_normed(&mut stream, &mut change, width, &layer.after_inner, epsilon);
            if let Some(place) = probe::LAYERS.iter().position(|&probed| probed == at) {
                let places = states.chunks_exact_mut(width).skip(place).step_by(probe::LAYERS.len());
                for (state, &row) in places.zip(&probed) {
                    state.copy_from_slice(&stream[row * width..][..width]);
                }
            }
        }
        let mut rows = Vec::new();
        let mut first = 0;
        for (job, range) in &part.pieces {
            let asked = asked(&jobs[*job], range);
            rows.extend_from_slice(&stream[(first + asked.start) * width..(first + asked.end) * width]);
            first += range.len();
        }
        normalise_all(&mut rows, width, &network.last_norm, epsilon);
        let normalisers = network.normalisers(lanes, &rows);
        Expected { rows, normalisers, states }
    }
}

/// [`Network::score`] for the processor at hand.
struct Score<'r> {
    network: &'r Network,
    row: &'r [f32],
    piece: u32,
}

impl Work for Score<'_> {
    type Output = f32;

    #[inline(always)]
    fn run<L: Lanes>(self, _: L) -> f32 {
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
    /// Reads the rows of all kept pieces, and those of the common ones once more, laid out for products.
    fn read(
        gguf: &mut Gguf,
        pieces: usize,
        vocabulary: &Vocabulary,
        width: usize,
    ) -> Result<(Self, Matrix), ModelError> {
        let mut kept = vocabulary.kept().iter().zip(0..).peekable();
        let mut common = vocabulary.common().iter().zip(0..).peekable();
        let mut all = Self {
            numbers: Vec::with_capacity(vocabulary.kept().len() * width),
            scales: Vec::with_capacity(vocabulary.kept().len() * width / SHARED),
        };
        let mut matrix = Matrix::new(width, vocabulary.common().len());
        gguf.rows("token_embd.weight", pieces, width, |number, row| {
            let Some((_, piece)) = kept.next_if(|(kept, _)| **kept as usize == number) else { return };
            for part in row.as_chunks().0 {
                let (whole, scale) = kernel::whole(part, i8::MAX.into());
                all.numbers.extend(whole.map(|number| number as i8));
                all.scales.push(scale);
            }
            if let Some((_, output)) = common.next_if(|(common, _)| **common == piece) {
                matrix.set(output, row);
            }
        })?;
        Ok((all, matrix))
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
