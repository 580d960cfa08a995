//! Fits the probe of a reader: what in the states of the network tells a broken word from a sound one.
//!
//! A ridge regression of whether a word stands in a mark on the sketches of the word and of its neighbours, every number
//! of them brought to mean 0 and deviation 1 first; solved by conjugate gradients (Hestenes and Stiefel 1952).

use std::fmt::Write;
use std::path::{Path, PathBuf};

use postedit::reader::Reader;
use postedit::reader::model::Model;
use postedit::rules::Family;
use postedit::training::TrainingError;

use crate::marked::{self, Article};

/// How many words are looked at to judge one: the one before, itself, the one after.
const AROUND: usize = 3;
/// How much large weights cost, for each word that is fitted.
const RIDGE: f64 = 0.1;
/// How many steps of the conjugate gradients are taken, at most, and when they are near enough.
const STEPS: usize = 150;
const NEAR: f64 = 1e-4;
/// Every so many articles one is kept back, to see what the weights are worth where they were not fitted.
const KEPT_BACK: usize = 5;

/// The words of one article.
struct Words {
    /// The numbers of each word, one after the other.
    sketches: Vec<f32>,
    /// Whether each word is damaged; nothing where that is not asked.
    damaged: Vec<Option<bool>>,
}

/// What brings each number to mean 0 and deviation 1.
struct Scale {
    means: Vec<f32>,
    deviations: Vec<f32>,
}

/// Fits the probe to `reader` on the marked articles in `folders` and writes it to `out`; returns how well it does on the
/// articles that were kept back at first.
pub fn fit(reader: &Path, folders: &[PathBuf], out: &Path) -> Result<String, TrainingError> {
    let wrong = |error: &dyn std::fmt::Display| std::io::Error::other(format!("{}: {error}", reader.display()));
    let model = Model::open(reader).map_err(|error| wrong(&error))?;
    let articles: Vec<Article> = folders.iter().flat_map(|folder| marked::articles(folder)).collect();
    let mut all: Vec<Words> = articles.iter().map(|article| words(&model, article)).collect();
    let width = all.iter().find_map(|words| words.sketches.len().checked_div(words.damaged.len()));
    let width = width.ok_or_else(|| wrong(&"no marked articles to fit it on"))?;
    let scale = Scale::of(&all, width);
    all.iter_mut().for_each(|words| scale.apply(&mut words.sketches));

    let (kept, fitted): (Vec<_>, Vec<_>) = all.iter().enumerate().partition(|(number, _)| number % KEPT_BACK == 0);
    let [kept, fitted] = [kept, fitted].map(|part| part.into_iter().map(|(_, words)| words).collect::<Vec<_>>());
    let trial = Line::fit(&fitted, width);
    let mut report = format!("{} articles; on the {} kept back, words in marks and others:\n", all.len(), kept.len());
    for tenths in 2..8 {
        let least = tenths as f32 / 10.0;
        let judged = kept.iter().flat_map(|words| trial.values(words).into_iter().zip(&words.damaged));
        let above = judged.filter(|(value, _)| *value >= least).filter_map(|(_, damaged)| *damaged);
        let (right, other) =
            above.fold((0, 0), |(right, other), damaged| if damaged { (right + 1, other) } else { (right, other + 1) });
        let _ = writeln!(report, "{least:.1}: {right:4} {other:4}");
    }
    let line = Line::fit(&all.iter().collect::<Vec<_>>(), width).unscaled(&scale);
    let numbers = line.weights.iter().chain([&line.bias]).flat_map(|number| number.to_le_bytes());
    let bytes: Vec<u8> = model.fingerprint().split('+').next().unwrap_or_default().bytes().chain(numbers).collect();
    std::fs::write(out, bytes).map_err(|error| TrainingError::Write(out.to_owned(), error))?;
    Ok(report)
}

/// The words of a damaged article. Not asked is about debatable marks, and about those of families that the document
/// tells and not the words.
fn words(model: &Model, article: &Article) -> Words {
    let (mut sketches, mut damaged) = (Vec::new(), Vec::new());
    for (range, sketch) in model.sketches(&article.damaged, false) {
        sketches.extend(sketch);
        let meets = |start: usize, end: usize| {
            if start == end {
                range.start() <= end + 1 && start <= range.end() + 1
            } else {
                range.start() < end && start < range.end()
            }
        };
        let marks = || article.golds.iter().filter(|gold| meets(gold.start, gold.end));
        let of_words = |family| matches!(family, Family::Sentence | Family::Reference | Family::Translation);
        let open = marks().any(|gold| gold.debatable || !of_words(gold.family));
        damaged.push((!open).then(|| marks().next().is_some()));
    }
    // The first and the last word have a neighbour less.
    damaged.first_mut().into_iter().for_each(|first| *first = None);
    damaged.last_mut().into_iter().for_each(|last| *last = None);
    Words { sketches, damaged }
}

impl Scale {
    fn of(all: &[Words], width: usize) -> Self {
        let count = all.iter().map(|words| words.damaged.len()).sum::<usize>() as f64;
        let (mut sums, mut squares) = (vec![0.0f64; width], vec![0.0f64; width]);
        for sketch in all.iter().flat_map(|words| words.sketches.chunks_exact(width)) {
            for ((sum, square), &number) in sums.iter_mut().zip(&mut squares).zip(sketch) {
                *sum += f64::from(number);
                *square += f64::from(number).powi(2);
            }
        }
        let means: Vec<f64> = sums.iter().map(|sum| sum / count).collect();
        let deviations = squares.iter().zip(&means).map(|(square, mean)| (square / count - mean * mean).sqrt() + 1e-6);
        Self {
            deviations: deviations.map(|number| number as f32).collect(),
            means: means.iter().map(|&mean| mean as f32).collect(),
        }
    }

    fn apply(&self, sketches: &mut [f32]) {
        for sketch in sketches.chunks_exact_mut(self.means.len()) {
            for ((number, mean), deviation) in sketch.iter_mut().zip(&self.means).zip(&self.deviations) {
                *number = (*number - mean) / deviation;
            }
        }
    }
}

/// A weight for each number of the words that are looked at, and what is added.
struct Line {
    weights: Vec<f32>,
    bias: f32,
}

impl Line {
    /// The ridge regression on the words of `all`.
    fn fit(all: &[&Words], width: usize) -> Self {
        let asked = || all.iter().flat_map(|words| words.damaged.iter().flatten());
        let count = asked().count() as f64;
        let share = asked().filter(|damaged| **damaged).count() as f64 / count;
        // The residual, the direction of the step, and what the normal matrix makes of it.
        let mut solution = vec![0.0f64; AROUND * width];
        let mut residual = vec![0.0f64; AROUND * width];
        for words in all {
            let off =
                words.damaged.iter().map(|damaged| damaged.map_or(0.0, |damaged| f64::from(u8::from(damaged)) - share));
            gather(words, width, &off.collect::<Vec<_>>(), &mut residual);
        }
        let mut direction = residual.clone();
        let mut length = dot(&residual, &residual);
        let first = length;
        for _ in 0..STEPS {
            let mut image: Vec<f64> = direction.iter().map(|number| number * RIDGE * count).collect();
            let weights: Vec<f32> = direction.iter().map(|&number| number as f32).collect();
            for words in all {
                let values = values(words, &weights, width);
                let values = values.iter().zip(&words.damaged);
                let values: Vec<f64> =
                    values.map(|(value, damaged)| damaged.map_or(0.0, |_| f64::from(*value))).collect();
                gather(words, width, &values, &mut image);
            }
            let step = length / dot(&direction, &image);
            solution.iter_mut().zip(&direction).for_each(|(number, along)| *number += step * along);
            residual.iter_mut().zip(&image).for_each(|(number, image)| *number -= step * image);
            let next = dot(&residual, &residual);
            if next <= first * NEAR * NEAR {
                break;
            }
            direction.iter_mut().zip(&residual).for_each(|(along, rest)| *along = rest + next / length * *along);
            length = next;
        }
        Self { weights: solution.iter().map(|&number| number as f32).collect(), bias: share as f32 }
    }

    fn values(&self, words: &Words) -> Vec<f32> {
        let values = values(words, &self.weights, self.weights.len() / AROUND);
        values.into_iter().map(|value| value + self.bias).collect()
    }

    /// The same line over numbers that were not scaled.
    fn unscaled(&self, scale: &Scale) -> Self {
        let scales = scale.means.iter().zip(&scale.deviations).cycle();
        let mut bias = f64::from(self.bias);
        let one = |(weight, (mean, deviation)): (&f32, (&f32, &f32))| {
            let weight = weight / deviation;
            bias -= f64::from(weight) * f64::from(*mean);
            weight
        };
        let weights = self.weights.iter().zip(scales).map(one).collect();
        Self { weights, bias: bias as f32 }
    }
}

/// The weighted sum at each word.
fn values(words: &Words, weights: &[f32], width: usize) -> Vec<f32> {
    let mut values = vec![0.0; words.damaged.len()];
    for (at, sketch) in words.sketches.chunks_exact(width).enumerate() {
        for (place, weights) in weights.chunks_exact(width).enumerate() {
            // The word after is judged by its first row of weights, the word before by the last.
            if let Some(value) = (at + 1).checked_sub(place).and_then(|judged| values.get_mut(judged)) {
                *value += weights.iter().zip(sketch).map(|(weight, number)| weight * number).sum::<f32>();
            }
        }
    }
    values
}

/// Adds to `out` the numbers of all words, each as often as `times` says.
fn gather(words: &Words, width: usize, times: &[f64], out: &mut [f64]) {
    for (at, sketch) in words.sketches.chunks_exact(width).enumerate() {
        for (place, out) in out.chunks_exact_mut(width).enumerate() {
            let times = (at + 1).checked_sub(place).and_then(|judged| times.get(judged)).copied().unwrap_or_default();
            if times != 0.0 {
                out.iter_mut().zip(sketch).for_each(|(out, number)| *out += times * f64::from(*number));
            }
        }
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
