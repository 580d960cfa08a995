//! How damaged a text is, by what was found in it.

use super::{Finding, Severity};
use crate::rules::Family;

/// How many breaks in 1,000 words make damage evident. Published prose has none to three in an article of that length,
/// a translated and scraped one ten to thirty.
const EVIDENT: f32 = 6.0;
/// What is added to the number of words before the breaks are counted by it, so that one slip in a short text is none.
const SLACK: f32 = 400.0;
/// How much surer than in a damaged text a finding must be where nothing else is broken, in nats.
pub const CAUTION: f32 = 6.0;

/// How damaged a text is.
///
/// What is doubtful in clean prose is likely in a text that is broken in many places: a finding that says so, by
/// [`Finding::assured`], is kept only where the others bear it out.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Damage(f32);

impl Damage {
    /// The damage of a text of `words` words, by those of its findings that are sure of themselves. What a scraper left
    /// and typography count half: they happen to clean prose as well.
    pub fn of<'f>(findings: impl IntoIterator<Item = &'f Finding>, words: usize) -> Self {
        let counts = |finding: &&Finding| finding.assurance == f32::INFINITY && finding.severity > Severity::Info;
        let mut breaks: Vec<&Finding> = findings.into_iter().filter(counts).collect();
        breaks.sort_by_key(|finding| finding.range);
        breaks.dedup_by(|b, a| a.range.touches(b.range));
        let weight = |finding: &&Finding| match finding.rule.family() {
            Family::Typography | Family::Boilerplate => 0.5,
            _ => 1.0,
        };
        Self(breaks.iter().map(weight).sum::<f32>() * 1000.0 / (words as f32 + SLACK))
    }

    /// How sure a finding must be in such a text, in nats: nothing more where damage is evident.
    pub fn caution(self) -> f32 {
        CAUTION * (1.0 - self.0 / EVIDENT).max(0.0)
    }
}
