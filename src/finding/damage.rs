//! How damaged a text is, by what was found in it.

use super::{Finding, Severity};
use crate::rules::Family;
use crate::source::TextRange;

/// How many breaks in 1,000 words make damage evident. Published prose has none to three in an article of that length,
/// a translated and scraped one ten to thirty.
const EVIDENT: f32 = 6.0;
/// What is added to the number of words before the breaks are counted by it, so that one slip in a short text is none.
const SLACK: f32 = 400.0;
/// How much surer than in a damaged text a finding must be where nothing else is broken, in nats.
const CAUTION: f32 = 6.0;

/// How damaged a text is.
///
/// What is doubtful in clean prose is likely in a text that is broken in many places: a finding that says so, by
/// [`Finding::assured`], is kept only where the others bear it out.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Damage(f32);

impl Damage {
    /// The damage of a text of `words` words, by those of its findings that are sure of themselves. What a scraper left
    /// and typography count half: they happen to clean prose as well. Findings that touch are one break, which counts as
    /// the heaviest of them does, so that their order is of no account.
    pub fn of<'f>(findings: impl IntoIterator<Item = &'f Finding>, words: usize) -> Self {
        let counts = |finding: &&Finding| finding.assurance == f32::INFINITY && finding.severity > Severity::Info;
        let halves = |finding: &Finding| match finding.rule.family() {
            Family::Typography | Family::Boilerplate => 1,
            _ => 2,
        };
        let mut breaks: Vec<(TextRange, u32)> =
            findings.into_iter().filter(counts).map(|finding| (finding.range, halves(finding))).collect();
        breaks.sort_unstable();
        breaks.dedup_by(|(next, weight), (range, heaviest)| {
            let is_same = range.touches(*next);
            if is_same {
                *heaviest = (*heaviest).max(*weight);
                *range = range.cover(*next);
            }
            is_same
        });
        let weight = breaks.iter().map(|(_, halves)| halves).sum::<u32>() as f32 / 2.0;
        Self(weight * 1000.0 / (words as f32 + SLACK))
    }

    /// How sure a finding must be in such a text, in nats: nothing more where damage is evident.
    pub fn caution(self) -> f32 {
        CAUTION * (1.0 - self.0 / EVIDENT).max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;

    #[test]
    fn caution_falls_with_what_is_broken() {
        /// A rule, and where it finds something.
        type Found = (&'static str, usize, usize);
        const TYPO: Found = ("typography/doubled-word", 0, 4);
        const TYPO_LATE: Found = ("typography/doubled-word", 18, 30);
        const SLIP: Found = ("sentence/agreement", 2, 6);
        let apart = |rule, many| (0..many).map(|at| (rule, 100 + 10 * at, 104 + 10 * at)).collect::<Vec<Found>>();
        let cases: [(&str, Vec<Found>, f32); 9] = [
            ("nothing", vec![], 6.0),
            ("one break", apart(SLIP.0, 1), 5.0),
            ("typography counts half", apart(TYPO.0, 1), 5.5),
            ("what touches counts once, as the heaviest", vec![TYPO, SLIP], 5.0),
            (
                "a chain of them, too",
                vec![("sentence/agreement", 0, 10), ("sentence/agreement", 8, 20), TYPO_LATE],
                5.0,
            ),
            ("in any order", vec![SLIP, TYPO], 5.0),
            ("at one place too", vec![TYPO, ("sentence/agreement", 0, 4)], 5.0),
            ("damage is evident", apart(SLIP.0, 6), 0.0),
            ("and more is no less than nothing", apart(SLIP.0, 60), 0.0),
        ];
        let finding =
            |&(rule, start, end): &Found| Finding::new(rules::find(rule).unwrap().rule, TextRange::new(start, end), "");
        for (name, found, expected) in cases {
            let found: Vec<Finding> = found.iter().map(finding).collect();
            let caution = Damage::of(&found, 600).caution();
            assert!((caution - expected).abs() < 1e-4, "{name}: {caution}");
        }
        let (mut note, mut doubtful) = (finding(&SLIP), finding(&SLIP));
        note.severity(Severity::Info);
        doubtful.where_damaged();
        assert_eq!(Damage::of([&note, &doubtful], 600).caution(), 6.0, "neither notes nor doubts are evidence");
        let breaks: Vec<Finding> = apart(SLIP.0, 3).iter().map(finding).collect();
        assert!(Damage::of(&breaks, 100).caution() < Damage::of(&breaks, 600).caution(), "by the length of the text");
    }
}
