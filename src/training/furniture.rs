//! Fits how much each sign of a line says that it is page furniture, by logistic regression.

use std::fmt::Write;

use crate::document::Document;
use crate::document::furniture::{self, likeness::Part};
use crate::source::TextRange;

/// How often the weights are moved, and how far.
const STEPS: usize = 4000;
const RATE: f64 = 2.0;
/// How much a weight costs, so that a rare sign does not get a large one.
const COST: f64 = 1e-3;
/// How much a line of furniture counts beside one of the article: there are fewer.
const RARE: f64 = 3.0;

/// A line that may be furniture.
pub struct Line {
    signs: Vec<(&'static str, f32)>,
    part: Part,
    is_furniture: bool,
}

impl Line {
    /// Whether an editor takes it out.
    pub fn is_furniture(&self) -> bool {
        self.is_furniture
    }
}

/// The lines of an article that may be furniture; `removed` is what an editor takes out of it.
pub fn lines(doc: &Document<'_>, removed: &[TextRange]) -> Vec<Line> {
    let read = furniture::lines(doc).into_iter();
    // A mark around a part of a line says nothing about the line.
    read.filter_map(|(range, part, signs)| {
        let whole = removed.iter().any(|mark| mark.contains_range(range));
        let touched = removed.iter().any(|mark| mark.intersects(range));
        (whole || !touched).then_some(Line { signs, part, is_furniture: whole })
    })
    .collect()
}

/// The weights that tell furniture best among `lines`: the table `likeness.tsv`, a row a sign.
pub fn fit(lines: &[Line]) -> String {
    let names: Vec<&str> = lines.first().map(|line| line.signs.iter().map(|sign| sign.0).collect()).unwrap_or_default();
    let width = names.len();
    // The strengths of the signs anywhere, then again before and after the running text.
    let row = |line: &Line| {
        let mut row = vec![0.0; 3 * width];
        for (at, (_, strength)) in line.signs.iter().enumerate() {
            row[at] = f64::from(*strength);
            match line.part {
                Part::Head => row[width + at] = f64::from(*strength),
                Part::Body => {}
                Part::Tail => row[2 * width + at] = f64::from(*strength),
            }
        }
        row
    };
    let rows: Vec<Vec<f64>> = lines.iter().map(row).collect();
    let mut weights = vec![0.0; 3 * width];
    for _ in 0..STEPS {
        let mut slope: Vec<f64> = weights.iter().map(|weight| COST * weight).collect();
        for (row, line) in rows.iter().zip(lines) {
            let odds: f64 = row.iter().zip(&weights).map(|(strength, weight)| strength * weight).sum();
            let wrong = 1.0 / (1.0 + (-odds).exp()) - f64::from(u8::from(line.is_furniture));
            let counts = if line.is_furniture { RARE } else { 1.0 } / lines.len() as f64;
            slope.iter_mut().zip(row).for_each(|(slope, strength)| *slope += counts * wrong * strength);
        }
        weights.iter_mut().zip(&slope).for_each(|(weight, slope)| *weight -= RATE * slope);
    }
    let mut table = String::new();
    for (at, name) in names.iter().enumerate() {
        let [anywhere, head, tail] = [weights[at], weights[width + at], weights[2 * width + at]];
        let _ = writeln!(table, "{name}\t{anywhere:.2}\t{head:.2}\t{tail:.2}");
    }
    table
}
