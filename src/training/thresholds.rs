//! Margins from which on the tagger can be trusted, measured on development sets.

use super::measure;
use super::treebank::Sentence;
use crate::language::tagger::{Tagger, Thresholds};

/// One sentence in so many may lose its finite verb.
const SENTENCES_PER_LOSS: usize = 1000;

/// One word in so many may be read wrongly.
const WORDS_PER_MISTAKE: usize = 200;

/// The thresholds for `tagger`, measured on `sentences` that it was not trained on.
pub fn choose(tagger: &Tagger, sentences: &[Sentence]) -> Thresholds {
    let (mut best_finite, mut finite, mut tags) = (Vec::new(), Vec::new(), Vec::new());
    measure::readings(tagger, sentences, |words, readings| {
        if words.iter().any(|word| word.tag.is_finite()) {
            best_finite.extend(readings.iter().map(|reading| reading.finite_margin).max());
        }
        for (word, reading) in words.iter().zip(readings) {
            finite.push((reading.finite_margin, word.tag.is_finite()));
            tags.push((reading.margin, reading.tag == word.tag));
        }
    });
    best_finite.sort_unstable();
    Thresholds {
        no_finite: best_finite.get(best_finite.len() / SENTENCES_PER_LOSS).copied().unwrap_or(i32::MIN),
        surely_finite: trusted_from(finite),
        confident: trusted_from(tags),
    }
}

/// The smallest margin such that, of all `(margin, right)` with that margin or more, few enough are wrong.
fn trusted_from(mut cases: Vec<(i32, bool)>) -> i32 {
    cases.sort_unstable_by_key(|(margin, _)| std::cmp::Reverse(*margin));
    let (mut wrong, mut threshold) = (0, i32::MAX);
    for (at, (margin, right)) in cases.iter().enumerate() {
        wrong += usize::from(!right);
        let last_of_margin = cases.get(at + 1).is_none_or(|(next, _)| next != margin);
        if last_of_margin && wrong * WORDS_PER_MISTAKE <= at + 1 {
            threshold = *margin;
        }
    }
    threshold
}

#[cfg(test)]
mod tests {
    use super::trusted_from;

    #[test]
    fn the_threshold_lies_where_mistakes_become_too_many() {
        let sure = (0..1000).map(|at| (50, at % 250 != 0));
        let unsure = (0..1000).map(|at| (20, at % 10 != 0));
        assert_eq!(trusted_from(sure.chain(unsure).collect()), 50);
        assert_eq!(trusted_from(vec![(5, false)]), i32::MAX);
    }
}
