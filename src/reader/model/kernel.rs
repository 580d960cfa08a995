//! The arithmetic: plain loops that the compiler turns into vector code for the processor it runs on.
//!
//! Every function here is inlined into one that `pulp` compiles for the widest instructions it knows and chooses at run
//! time. A row of a product is summed in the order of its columns whatever rows stand beside it, so results do not
//! depend on how work is split.

/// How many outputs are computed side by side.
pub(super) const WIDTH: usize = 16;
/// How many rows are computed side by side.
const HEIGHT: usize = 6;

/// A matrix of weights, laid out for [`multiply`]: `WIDTH` outputs interleaved.
pub(super) struct Matrix {
    inputs: usize,
    outputs: usize,
    panels: Vec<f32>,
}

impl Matrix {
    /// Lays out `outputs` rows of `inputs` numbers. `outputs` must be a multiple of [`WIDTH`].
    pub(super) fn new(inputs: usize, outputs: usize, rows: &[f32]) -> Self {
        let mut panels = vec![0.0; inputs * outputs];
        for (panel, rows) in panels.chunks_exact_mut(inputs * WIDTH).zip(rows.chunks_exact(inputs * WIDTH)) {
            interleave(inputs, rows, panel);
        }
        Self { inputs, outputs, panels }
    }
}

/// Writes `WIDTH` rows of `inputs` numbers side by side.
#[inline(always)]
pub(super) fn interleave(inputs: usize, rows: &[f32], panel: &mut [f32]) {
    for (column, row) in rows.chunks_exact(inputs).enumerate() {
        for (out, &number) in panel.chunks_exact_mut(WIDTH).zip(row) {
            out[column] = number;
        }
    }
}

/// Rows laid out for [`times_panel`]: `HEIGHT` of them interleaved, then the rest one by one.
pub(super) struct Rows {
    inputs: usize,
    count: usize,
    numbers: Vec<f32>,
}

impl Rows {
    /// Lays out rows of `inputs` numbers.
    #[inline(always)]
    pub(super) fn new(inputs: usize, rows: &[f32]) -> Self {
        let mut numbers = rows.to_vec();
        for (rows, out) in rows.chunks_exact(inputs * HEIGHT).zip(numbers.chunks_exact_mut(inputs * HEIGHT)) {
            for (below, row) in rows.chunks_exact(inputs).enumerate() {
                for (out, &number) in out.chunks_exact_mut(HEIGHT).zip(row) {
                    out[below] = number;
                }
            }
        }
        Self { inputs, count: rows.len() / inputs, numbers }
    }
}

/// `out = rows × matrix`, row by row.
#[inline(always)]
pub(super) fn multiply(rows: &[f32], matrix: &Matrix, out: &mut [f32]) {
    let rows = Rows::new(matrix.inputs, rows);
    let mut sums = vec![[0.0; WIDTH]; rows.count];
    for (number, panel) in matrix.panels.chunks_exact(matrix.inputs * WIDTH).enumerate() {
        times_panel(&rows, panel, &mut sums);
        for (out, sums) in out.chunks_exact_mut(matrix.outputs).zip(&sums) {
            out[number * WIDTH..][..WIDTH].copy_from_slice(sums);
        }
    }
}

/// The products of each row with the outputs of one panel.
#[inline(always)]
pub(super) fn times_panel(rows: &Rows, panel: &[f32], sums: &mut [[f32; WIDTH]]) {
    let (sums, rest) = sums.as_chunks_mut::<HEIGHT>();
    let (blocks, single) = rows.numbers.split_at(sums.len() * HEIGHT * rows.inputs);
    for (rows, sums) in blocks.chunks_exact(HEIGHT * rows.inputs).zip(sums) {
        *sums = block::<HEIGHT>(rows, panel);
    }
    for (row, sums) in single.chunks_exact(rows.inputs).zip(rest) {
        [*sums] = block::<1>(row, panel);
    }
}

#[inline(always)]
fn block<const ROWS: usize>(rows: &[f32], panel: &[f32]) -> [[f32; WIDTH]; ROWS] {
    let mut sums = [[0.0f32; WIDTH]; ROWS];
    for (numbers, weights) in rows.as_chunks::<ROWS>().0.iter().zip(panel.as_chunks::<WIDTH>().0) {
        for row in 0..ROWS {
            for column in 0..WIDTH {
                sums[row][column] = numbers[row].mul_add(weights[column], sums[row][column]);
            }
        }
    }
    sums
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
/// Splits the power of two off and takes the rest by a polynomial (Cephes, `expf`). Adding [`SHIFT`] rounds a number to a
/// whole one and leaves it in the lowest bits.
#[inline(always)]
pub(super) fn exp(number: f32) -> f32 {
    const SHIFT: f32 = 12_582_912.0;
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
    use super::{HEIGHT, Matrix, WIDTH, exp, gelu, multiply, normalise};

    #[test]
    fn a_product_is_that_of_rows_and_columns_whatever_rows_stand_beside() {
        let (inputs, outputs, count) = (32, 2 * WIDTH, 2 * HEIGHT + 3);
        let weights: Vec<f32> = (0..inputs * outputs).map(|at| (at % 13) as f32 - 6.0).collect();
        let rows: Vec<f32> = (0..inputs * count).map(|at| (at % 7) as f32 - 3.0).collect();
        let matrix = Matrix::new(inputs, outputs, &weights);
        let mut all = vec![0.0; count * outputs];
        multiply(&rows, &matrix, &mut all);
        for row in 0..count {
            let own = &rows[row * inputs..][..inputs];
            let mut alone = vec![0.0; outputs];
            multiply(own, &matrix, &mut alone);
            assert_eq!(alone, all[row * outputs..][..outputs]);
            for (output, sum) in alone.iter().enumerate() {
                let weights = &weights[output * inputs..][..inputs];
                assert_eq!(*sum, own.iter().zip(weights).map(|(a, b)| a * b).sum::<f32>());
            }
        }
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
