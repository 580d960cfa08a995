//! How good an article is, as one number.
//!
//! The linear scoring model of MQM without calibration (*The MQM Scoring Models*, themqm.org): every error costs the
//! penalty points of its severity, their sum (the absolute penalty total, APT) is divided by the words that were read (the
//! evaluation word count, EWC), and what is left of 1 is put on a scale to 100 (the maximum score value):
//!
//! `score = (1 − APT / EWC) × 100`, and no less than 0.
//!
//! So the score does not depend on how long an article is. All error types weigh the same.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Severity;

/// A quality score from 0 to 100, kept in tenths.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(into = "f64", try_from = "f64")]
pub struct Score(u16);

/// A number that is no score.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a score is a number from 0 to 100")]
pub struct NoScore;

/// The MQM severity level of a finding: `neutral`, `minor` or `major`. `critical` is for people to say.
pub const fn mqm_severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "neutral",
        Severity::Warning => "minor",
        Severity::Error => "major",
    }
}

/// The penalty points of a finding: MQM's default severity multipliers.
const fn penalty(severity: Severity) -> usize {
    match severity {
        Severity::Info => 0,
        Severity::Warning => 1,
        Severity::Error => 5,
    }
}

impl Score {
    /// The score of a text of `words` words in which findings of `severities` are; `None` for a text without words.
    pub fn new(words: usize, severities: impl IntoIterator<Item = Severity>) -> Option<Self> {
        let total: usize = severities.into_iter().map(penalty).sum();
        let kept = (words as f64 - total as f64) / words as f64;
        (words > 0).then(|| Self((kept.max(0.0) * 1000.0).round() as u16))
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0 / 10, self.0 % 10)
    }
}

impl From<Score> for f64 {
    fn from(score: Score) -> f64 {
        f64::from(score.0) / 10.0
    }
}

impl TryFrom<f64> for Score {
    type Error = NoScore;

    fn try_from(number: f64) -> Result<Self, NoScore> {
        if (0.0..=100.0).contains(&number) { Ok(Self((number * 10.0).round() as u16)) } else { Err(NoScore) }
    }
}

impl FromStr for Score {
    type Err = NoScore;

    fn from_str(text: &str) -> Result<Self, NoScore> {
        text.parse::<f64>().map_err(|_| NoScore)?.try_into()
    }
}

#[cfg(test)]
mod tests {
    use super::{Score, Severity};

    #[test]
    fn a_score_is_what_is_left_after_the_penalties_for_each_word() {
        let score = |words, severities: &[Severity]| Score::new(words, severities.iter().copied()).unwrap().to_string();
        assert_eq!(score(1000, &[]), "100.0");
        assert_eq!(score(1000, &[Severity::Info, Severity::Warning, Severity::Error]), "99.4");
        assert_eq!(score(500, &[Severity::Warning, Severity::Error]), "98.8");
        assert_eq!(score(4, &[Severity::Error]), "0.0");
        assert_eq!(Score::new(0, []), None);
    }

    #[test]
    fn a_score_is_read_as_it_is_written() {
        let score: Score = "92.5".parse().unwrap();
        assert_eq!((serde_json::to_string(&score).unwrap(), score.to_string()), ("92.5".into(), "92.5".into()));
        assert!("101".parse::<Score>().is_err() && "-1".parse::<Score>().is_err() && "good".parse::<Score>().is_err());
    }
}
