//! The arithmetic: products of weights of 12 bits and numbers of 16, attention in 32-bit floats, and plain loops that the
//! compiler turns into vector code.
//!
//! Every function here is inlined into a [`Work`], which `pulp` compiles for vector instructions where the processor at
//! hand has them. A row is summed in the order of its columns whatever rows stand beside it, so results do not depend on
//! how work is split.

use pulp::Scalar;
#[cfg(target_arch = "x86_64")]
use pulp::x86::{V3, V4};

/// How many outputs are computed side by side.
pub(super) const WIDTH: usize = 16;
/// How many rows are computed side by side.
pub(super) const HEIGHT: usize = 4;
/// How many numbers share a scale.
pub(super) const SHARED: usize = 32;

/// The largest weight as a whole number: so many products with numbers of 16 bits as share a scale fit 32 bits.
const LIMIT: i16 = 2_047;
/// Adding this rounds a number to a whole one and leaves that in the lowest bits.
const SHIFT: f32 = 12_582_912.0;

/// Two neighbouring numbers of a row.
type Pair = [i16; 2];

/// Two neighbouring weights of each output, side by side.
type Weights = [i16; 2 * WIDTH];

/// What vector instructions do that the compiler does not find by itself.
pub(super) trait Lanes: Copy {
    /// Adds to the sum of each output the product of `pair` with its own pair of weights.
    fn add_products(self, sums: [i32; WIDTH], pair: Pair, weights: Weights) -> [i32; WIDTH];

    /// `number × weights + sums`, each rounded once.
    fn add_scaled(self, sums: [f32; WIDTH], number: f32, weights: [f32; WIDTH]) -> [f32; WIDTH];

    /// `number × whole × weights + sums`, rounded after the first product and at the end.
    fn add_whole(self, sums: [f32; WIDTH], number: f32, whole: [i32; WIDTH], weights: [f32; WIDTH]) -> [f32; WIDTH];
}

impl Lanes for Scalar {
    #[inline(always)]
    fn add_products(self, mut sums: [i32; WIDTH], pair: Pair, weights: Weights) -> [i32; WIDTH] {
        for (sum, weights) in sums.iter_mut().zip(weights.as_chunks::<2>().0) {
            *sum += i32::from(pair[0]) * i32::from(weights[0]) + i32::from(pair[1]) * i32::from(weights[1]);
        }
        sums
    }

    #[inline(always)]
    fn add_scaled(self, mut sums: [f32; WIDTH], number: f32, weights: [f32; WIDTH]) -> [f32; WIDTH] {
        for (sum, weight) in sums.iter_mut().zip(weights) {
            *sum = number.mul_add(weight, *sum);
        }
        sums
    }

    #[inline(always)]
    fn add_whole(
        self,
        mut sums: [f32; WIDTH],
        number: f32,
        whole: [i32; WIDTH],
        weights: [f32; WIDTH],
    ) -> [f32; WIDTH] {
        for ((sum, whole), weight) in sums.iter_mut().zip(whole).zip(weights) {
            *sum = (whole as f32 * number).mul_add(weight, *sum);
        }
        sums
    }
}

#[cfg(target_arch = "x86_64")]
impl Lanes for V3 {
    #[inline(always)]
    fn add_products(self, sums: [i32; WIDTH], pair: Pair, weights: Weights) -> [i32; WIDTH] {
        let pairs = self.avx._mm256_set1_epi32(pulp::cast(pair));
        let ([low, high], [low_sums, high_sums]) = (pulp::cast(weights), pulp::cast(sums));
        pulp::cast([
            self.avx2._mm256_add_epi32(low_sums, self.avx2._mm256_madd_epi16(pairs, low)),
            self.avx2._mm256_add_epi32(high_sums, self.avx2._mm256_madd_epi16(pairs, high)),
        ])
    }

    #[inline(always)]
    fn add_scaled(self, sums: [f32; WIDTH], number: f32, weights: [f32; WIDTH]) -> [f32; WIDTH] {
        let number = self.avx._mm256_set1_ps(number);
        let ([low, high], [low_sums, high_sums]) = (pulp::cast(weights), pulp::cast(sums));
        pulp::cast([self.fma._mm256_fmadd_ps(number, low, low_sums), self.fma._mm256_fmadd_ps(number, high, high_sums)])
    }

    #[inline(always)]
    fn add_whole(self, sums: [f32; WIDTH], number: f32, whole: [i32; WIDTH], weights: [f32; WIDTH]) -> [f32; WIDTH] {
        let number = self.avx._mm256_set1_ps(number);
        let scaled = |whole| self.avx._mm256_mul_ps(self.avx._mm256_cvtepi32_ps(whole), number);
        let ([low, high], [low_sums, high_sums]) = (pulp::cast(weights), pulp::cast(sums));
        let [low_whole, high_whole] = pulp::cast(whole);
        pulp::cast([
            self.fma._mm256_fmadd_ps(scaled(low_whole), low, low_sums),
            self.fma._mm256_fmadd_ps(scaled(high_whole), high, high_sums),
        ])
    }
}

#[cfg(target_arch = "x86_64")]
impl Lanes for V4 {
    #[inline(always)]
    fn add_products(self, sums: [i32; WIDTH], pair: Pair, weights: Weights) -> [i32; WIDTH] {
        let pairs = self.avx512f._mm512_set1_epi32(pulp::cast(pair));
        let products = self.avx512bw._mm512_madd_epi16(pairs, pulp::cast(weights));
        pulp::cast(self.avx512f._mm512_add_epi32(pulp::cast(sums), products))
    }

    #[inline(always)]
    fn add_scaled(self, sums: [f32; WIDTH], number: f32, weights: [f32; WIDTH]) -> [f32; WIDTH] {
        let number = self.avx512f._mm512_set1_ps(number);
        pulp::cast(self.avx512f._mm512_fmadd_ps(number, pulp::cast(weights), pulp::cast(sums)))
    }

    #[inline(always)]
    fn add_whole(self, sums: [f32; WIDTH], number: f32, whole: [i32; WIDTH], weights: [f32; WIDTH]) -> [f32; WIDTH] {
        let whole = self.avx512f._mm512_cvtepi32_ps(pulp::cast(whole));
        let scaled = self.avx512f._mm512_mul_ps(whole, self.avx512f._mm512_set1_ps(number));
        pulp::cast(self.avx512f._mm512_fmadd_ps(scaled, pulp::cast(weights), pulp::cast(sums)))
    }
}

/// Something to be computed with the instructions of the processor at hand; `run` must be inlined.
pub(super) trait Work {
    type Output;

    fn run<L: Lanes>(self, lanes: L) -> Self::Output;
}

/// Does `work` with the widest instructions that the processor at hand is known to have.
pub(super) fn run<W: Work>(work: W) -> W::Output {
    #[cfg(target_arch = "x86_64")]
    if let Some(lanes) = V4::try_new() {
        return lanes.vectorize(
            #[inline(always)]
            || work.run(lanes),
        );
    } else if let Some(lanes) = V3::try_new() {
        return lanes.vectorize(
            #[inline(always)]
            || work.run(lanes),
        );
    }
    work.run(Scalar)
}

/// A matrix of weights of 12 bits, laid out for [`Matrix::times`]: pairs of `WIDTH` outputs interleaved, and a scale for
/// every [`SHARED`] inputs of an output.
pub(super) struct Matrix {
    inputs: usize,
    outputs: usize,
    pairs: Vec<Weights>,
    scales: Vec<[f32; WIDTH]>,
}

impl Matrix {
    /// A matrix of nothing. `inputs` must be a multiple of [`SHARED`].
    pub(super) fn new(inputs: usize, outputs: usize) -> Self {
        let panels = outputs.div_ceil(WIDTH);
        Self {
            inputs,
            outputs,
            pairs: vec![[0; 2 * WIDTH]; panels * inputs / 2],
            scales: vec![[0.0; WIDTH]; panels * inputs / SHARED],
        }
    }

    /// Puts in what `output` takes of each input.
    pub(super) fn set(&mut self, output: usize, weights: &[f32]) {
        let (panel, column) = (output / WIDTH, output % WIDTH);
        let pairs = self.pairs[panel * self.inputs / 2..].chunks_exact_mut(SHARED / 2);
        let scales = &mut self.scales[panel * self.inputs / SHARED..];
        for ((weights, pairs), scales) in weights.as_chunks().0.iter().zip(pairs).zip(scales) {
            let (whole, scale) = whole(weights, LIMIT);
            scales[column] = scale;
            for (pair, whole) in pairs.iter_mut().zip(whole.chunks_exact(2)) {
                pair[2 * column..][..2].copy_from_slice(whole);
            }
        }
    }

    /// `out = rows × matrix`, row by row.
    #[inline(always)]
    pub(super) fn times<L: Lanes>(&self, lanes: L, rows: &Rows, out: &mut [f32]) {
        self.panels(
            lanes,
            rows,
            #[inline(always)]
            |panel, first, sums| {
                let width = WIDTH.min(self.outputs - panel * WIDTH);
                for (out, sums) in out[first * self.outputs..].chunks_exact_mut(self.outputs).zip(sums) {
                    out[panel * WIDTH..][..width].copy_from_slice(&sums[..width]);
                }
            },
        );
    }

    /// Calls `take` with the products of `HEIGHT` rows and `WIDTH` outputs, the number of those outputs by `WIDTH`, and
    /// the number of the first row. The last rows and outputs may be beyond what there is.
    #[inline(always)]
    pub(super) fn panels<L: Lanes>(
        &self,
        lanes: L,
        rows: &Rows,
        mut take: impl FnMut(usize, usize, &[[f32; WIDTH]; HEIGHT]),
    ) {
        let (pairs, parts) = (self.inputs / 2, self.inputs / SHARED);
        for (panel, (weights, scales)) in
            self.pairs.chunks_exact(pairs).zip(self.scales.chunks_exact(parts)).enumerate()
        {
            for (number, (rows, row_scales)) in
                rows.pairs.chunks_exact(pairs).zip(rows.scales.chunks_exact(parts)).enumerate()
            {
                take(panel, number * HEIGHT, &block(lanes, rows, row_scales, weights, scales));
            }
        }
    }
}

/// Numbers as whole ones, the farthest from zero at `limit`, and what these are to be multiplied by.
#[inline(always)]
pub(super) fn whole(numbers: &[f32; SHARED], limit: i16) -> ([i16; SHARED], f32) {
    let mut most = [1e-30f32; WIDTH];
    for numbers in numbers.as_chunks::<WIDTH>().0 {
        for at in 0..WIDTH {
            most[at] = most[at].max(numbers[at].abs());
        }
    }
    let most = most.into_iter().fold(0.0, f32::max);
    let factor = f32::from(limit) / most;
    let mut whole = [0; SHARED];
    for at in 0..SHARED {
        whole[at] = (numbers[at] * factor + SHIFT).to_bits() as i16;
    }
    (whole, most / f32::from(limit))
}

/// Rows of 16-bit numbers, laid out for [`Matrix::times`]: `HEIGHT` of them interleaved, the last filled up with zeros,
/// and a scale for every [`SHARED`] numbers.
pub(super) struct Rows {
    pairs: Vec<[Pair; HEIGHT]>,
    scales: Vec<[f32; HEIGHT]>,
}

impl Rows {
    /// Lays out rows of `inputs` numbers.
    #[inline(always)]
    pub(super) fn new(inputs: usize, rows: &[f32]) -> Self {
        let blocks = (rows.len() / inputs).div_ceil(HEIGHT);
        let mut pairs = vec![[[0; 2]; HEIGHT]; blocks * inputs / 2];
        let mut scales = vec![[0.0; HEIGHT]; blocks * inputs / SHARED];
        for (number, row) in rows.chunks_exact(inputs).enumerate() {
            let (block, below) = (number / HEIGHT, number % HEIGHT);
            let pairs = pairs[block * inputs / 2..].chunks_exact_mut(SHARED / 2);
            let scales = &mut scales[block * inputs / SHARED..];
            for ((numbers, pairs), scales) in row.as_chunks::<SHARED>().0.iter().zip(pairs).zip(scales) {
                let (whole, scale) = whole(numbers, i16::MAX);
                scales[below] = scale;
                for (at, pair) in pairs.iter_mut().enumerate() {
                    pair[below] = [whole[2 * at], whole[2 * at + 1]];
                }
            }
        }
        Self { pairs, scales }
    }
}

/// The products of `HEIGHT` rows with `WIDTH` outputs.
#[inline(always)]
fn block<L: Lanes>(
    lanes: L,
    rows: &[[Pair; HEIGHT]],
    row_scales: &[[f32; HEIGHT]],
    weights: &[Weights],
    scales: &[[f32; WIDTH]],
) -> [[f32; WIDTH]; HEIGHT] {
    const PAIRS: usize = SHARED / 2;
    let mut all = [[0.0f32; WIDTH]; HEIGHT];
    let rows = rows.as_chunks::<PAIRS>().0.iter().zip(row_scales);
    let weights = weights.as_chunks::<PAIRS>().0.iter().zip(scales);
    for ((rows, row_scales), (weights, scales)) in rows.zip(weights) {
        let mut sums = [[0i32; WIDTH]; HEIGHT];
        for (pairs, weights) in rows.iter().zip(weights) {
            for row in 0..HEIGHT {
                sums[row] = lanes.add_products(sums[row], pairs[row], *weights);
            }
        }
        for row in 0..HEIGHT {
            all[row] = lanes.add_whole(all[row], row_scales[row], sums[row], *scales);
        }
    }
    all
}

/// The products of `HEIGHT` rows, interleaved, with `WIDTH` columns, interleaved.
#[inline(always)]
pub(super) fn products<L: Lanes>(lanes: L, rows: &[[f32; HEIGHT]], columns: &[[f32; WIDTH]]) -> [[f32; WIDTH]; HEIGHT] {
    let mut sums = [[0.0f32; WIDTH]; HEIGHT];
    for (numbers, weights) in rows.iter().zip(columns) {
        add_product(lanes, &mut sums, numbers, weights);
    }
    sums
}

/// Adds to `sums` the products of each number with each weight.
#[inline(always)]
pub(super) fn add_product<L: Lanes>(
    lanes: L,
    sums: &mut [[f32; WIDTH]; HEIGHT],
    numbers: &[f32; HEIGHT],
    weights: &[f32; WIDTH],
) {
    for row in 0..HEIGHT {
        sums[row] = lanes.add_scaled(sums[row], numbers[row], *weights);
    }
}

/// The sum of the products of two lists of one length, a multiple of 16.
#[inline(always)]
pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0f32; WIDTH];
    for (a, b) in a.chunks_exact(WIDTH).zip(b.chunks_exact(WIDTH)) {
        for at in 0..WIDTH {
            sums[at] = a[at].mul_add(b[at], sums[at]);
        }
    }
    sums.iter().sum()
}

/// `to += factor × from`.
#[inline(always)]
pub(super) fn add_scaled(to: &mut [f32], factor: f32, from: &[f32]) {
    for (to, &from) in to.iter_mut().zip(from) {
        *to = factor.mul_add(from, *to);
    }
}

/// Divides `row` by its root mean square and multiplies it by `weights`.
#[inline(always)]
pub(super) fn normalise(row: &mut [f32], weights: &[f32], epsilon: f32) {
    let mean = dot(row, row) / row.len() as f32;
    let factor = 1.0 / (mean + epsilon).sqrt();
    for (number, &weight) in row.iter_mut().zip(weights) {
        *number *= factor * weight;
    }
}

/// The exponential function, to about one part in ten million, of numbers between -87 and 88; beyond, of these bounds.
///
/// Splits the power of two off and takes the rest by a polynomial (Cephes, `expf`).
#[inline(always)]
pub(super) fn exp(number: f32) -> f32 {
    let number = number.clamp(-87.0, 88.0);
    let shifted = number.mul_add(std::f32::consts::LOG2_E, SHIFT);
    let whole = shifted - SHIFT;
    let rest = whole.mul_add(-0.693_359_4, number);
    let rest = whole.mul_add(2.121_944_4e-4, rest);
    let mut sum = 1.987_569_1e-4f32;
    for factor in [1.398_199_9e-3, 8.333_452e-3, 4.166_579_6e-2, 1.666_666_5e-1, 5e-1] {
        sum = sum.mul_add(rest, factor);
    }
    let fraction = (sum * rest).mul_add(rest, rest) + 1.0;
    fraction * f32::from_bits((shifted.to_bits() << 23).wrapping_add(0x3f80_0000))
}

/// The Gaussian error linear unit by its approximation with a hyperbolic tangent.
#[inline(always)]
pub(super) fn gelu(number: f32) -> f32 {
    const SCALE: f32 = 0.797_884_6;
    let inner = SCALE * number * (0.044_715 * number).mul_add(number, 1.0);
    // tanh x = 1 - 2 / (e^2x + 1)
    let tanh = 1.0 - 2.0 / (exp(2.0 * inner) + 1.0);
    0.5 * number * (1.0 + tanh)
}

#[cfg(test)]
mod tests {
    use super::{HEIGHT, LIMIT, Lanes, Matrix, Rows, SHARED, WIDTH, Work, exp, gelu, normalise, run, whole};

    struct Times<'a> {
        matrix: &'a Matrix,
        rows: &'a [f32],
    }

    impl Work for Times<'_> {
        type Output = Vec<f32>;

        #[inline(always)]
        fn run<L: Lanes>(self, lanes: L) -> Vec<f32> {
            let mut out = vec![0.0; self.rows.len() / self.matrix.inputs * self.matrix.outputs];
            self.matrix.times(lanes, &Rows::new(self.matrix.inputs, self.rows), &mut out);
            out
        }
    }

    #[test]
    fn a_product_is_that_of_rows_and_columns_whatever_rows_stand_beside_and_whatever_the_processor() {
        let (inputs, outputs, count) = (2 * SHARED, 2 * WIDTH + 3, 2 * HEIGHT + 3);
        let weights: Vec<f32> = (0..inputs * outputs).map(|at| (at % 13) as f32 - 6.0).collect();
        let rows: Vec<f32> = (0..inputs * count).map(|at| (at % 7) as f32 - 3.0).collect();
        let mut matrix = Matrix::new(inputs, outputs);
        for (output, weights) in weights.chunks_exact(inputs).enumerate() {
            matrix.set(output, weights);
        }
        let all = run(Times { matrix: &matrix, rows: &rows });
        assert_eq!(all, Times { matrix: &matrix, rows: &rows }.run(pulp::Scalar));
        for (own, products) in rows.chunks_exact(inputs).zip(all.chunks_exact(outputs)) {
            assert_eq!(run(Times { matrix: &matrix, rows: own }), products);
            for (weights, product) in weights.chunks_exact(inputs).zip(products) {
                let exact = own.iter().zip(weights).map(|(a, b)| a * b).sum::<f32>();
                assert!((product - exact).abs() < 0.001 * inputs as f32, "{product} instead of {exact}");
            }
        }
    }

    #[test]
    fn whole_numbers_stand_for_what_they_were() {
        let numbers: [f32; SHARED] = std::array::from_fn(|at| (at as f32 - 20.0) * 0.25);
        for limit in [127, LIMIT, i16::MAX] {
            let (whole, scale) = whole(&numbers, limit);
            assert_eq!(whole[0], -limit);
            for (whole, number) in whole.iter().zip(numbers) {
                assert!((f32::from(*whole) * scale - number).abs() <= scale / 1.99, "{number} with {limit}");
            }
        }
        assert_eq!(whole(&[0.0; SHARED], LIMIT).0, [0; SHARED]);
    }

    #[test]
    fn the_largest_weights_and_numbers_do_not_overflow() {
        let mut matrix = Matrix::new(SHARED, WIDTH);
        (0..WIDTH).for_each(|output| matrix.set(output, &[-1.0; SHARED]));
        let all = run(Times { matrix: &matrix, rows: &[1.0; SHARED] });
        assert!(all.iter().all(|product| (product + SHARED as f32).abs() < 1e-3), "{all:?}");
    }

    #[test]
    fn the_exponential_is_close_and_never_infinite() {
        for number in [-80.0f32, -1.5, -0.001, 0.0, 0.7, 3.0, 20.0, 80.0] {
            assert!((exp(number) / number.exp() - 1.0).abs() < 1e-5, "{number}");
        }
        assert!(exp(1e9).is_finite() && exp(-1e9) < 1e-30);
    }

    #[test]
    fn the_linear_unit_lets_large_numbers_through_and_small_ones_not() {
        assert!((gelu(10.0) - 10.0).abs() < 1e-4 && gelu(-10.0).abs() < 1e-4);
        assert!((gelu(1.0) - 0.841_19).abs() < 1e-3);
    }

    #[test]
    fn a_normed_row_has_a_mean_square_of_one() {
        let mut row: Vec<f32> = (0..32).map(|at| at as f32).collect();
        normalise(&mut row, &[1.0; 32], 0.0);
        assert!((row.iter().map(|number| number * number).sum::<f32>() / 32.0 - 1.0).abs() < 1e-5);
    }
}
