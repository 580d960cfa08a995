//! The plan: which fixes of a list of findings are applied together.

use std::collections::{BTreeMap, HashSet};
use std::fmt;

use super::{Applicability, Edit, Fix, Guard, apply};
use crate::finding::Finding;
use crate::rules::Rule;
use crate::source::TextRange;

/// Which fixes a plan may hold.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Level {
    /// The first fix of a finding where it is safe.
    Safe,
    /// The first fix of every finding.
    Suggested,
}

/// Why a fix was left out of a plan.
#[derive(Clone, PartialEq, Debug)]
pub enum Reason {
    /// Its edits overlap those of a fix of the rule named here, which is surer or comes first.
    Overlap(&'static Rule),
    /// It would change something a safe fix must not change: a number, a name, a negation, quoted words.
    Fact(String),
    /// The text would then be reported by the rule named here.
    Reported(&'static Rule),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::Overlap(rule) => write!(f, "overlaps with a fix of {}", rule.id),
            Reason::Fact(change) => write!(f, "it {change}"),
            Reason::Reported(rule) => write!(f, "{} would report the result", rule.id),
        }
    }
}

/// Fixes that can be applied together.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The edits of the applied fixes, in order of their place, disjoint.
    pub edits: Vec<Edit>,
    /// The findings whose first fix is applied, as indices into the list that was planned, in that list's order.
    pub applied: Vec<usize>,
    /// The findings whose first fix the level allows but the plan leaves out, in the list's order.
    pub skipped: Vec<(usize, Reason)>,
}

impl Plan {
    /// Plans the first fix of each of `findings` that `level` allows, except those `barred` names with their reasons.
    ///
    /// A fix is applied whole or not at all. Of two whose edits overlap the one of the surer finding wins, then the
    /// earlier one; edits that are the same are made once. `guard` has the last word on safe fixes where the level is
    /// [`Level::Safe`].
    pub fn new(findings: &[Finding], level: Level, guard: &Guard<'_>, barred: &[(usize, Reason)]) -> Self {
        let mut plan = Self { skipped: barred.to_vec(), ..Self::default() };
        let mut planned = Planned::default();
        let barred: HashSet<usize> = barred.iter().map(|(index, _)| *index).collect();
        for index in by_priority(findings) {
            let finding = &findings[index];
            let Some(fix) = finding.fixes.first().filter(|fix| level.allows(fix)) else { continue };
            if barred.contains(&index) {
                continue;
            }
            match planned.obstacle(finding, fix, level, guard) {
                Some(reason) => plan.skipped.push((index, reason)),
                None => {
                    for edit in &fix.edits {
                        planned.edits.entry(edit.range).or_insert((edit, finding.rule));
                    }
                    plan.applied.push(index);
                }
            }
        }
        plan.edits = planned.edits.into_values().map(|(edit, _)| edit.clone()).collect();
        plan.applied.sort_unstable();
        plan.skipped.sort_by_key(|(index, _)| *index);
        plan
    }

    /// `text`, for which the plan was made, with the plan's edits applied.
    pub fn apply(&self, text: &str) -> String {
        apply(text, &self.edits)
    }
}

/// The edits of a plan that is being made, by their place, with the rules that asked for them. They are disjoint, so no
/// two have one range.
#[derive(Default)]
struct Planned<'f> {
    edits: BTreeMap<TextRange, (&'f Edit, &'static Rule)>,
}

impl<'f> Planned<'f> {
    /// What keeps `fix` out of the plan as far as it is made.
    fn obstacle(&self, finding: &Finding, fix: &Fix, level: Level, guard: &Guard<'_>) -> Option<Reason> {
        for edit in &fix.edits {
            if let Some((_, rule)) = self.touching(edit.range).find(|(other, _)| edit.conflicts_with(other)) {
                return Some(Reason::Overlap(rule));
            }
        }
        if level == Level::Suggested {
            return None;
        }
        // Two edits may change a fact that neither changes alone, so those already planned nearby are weighed too.
        let mut together: BTreeMap<TextRange, &Edit> = fix.edits.iter().map(|edit| (edit.range, edit)).collect();
        for edit in &fix.edits {
            together.extend(self.touching(guard.window(edit.range)).map(|(other, _)| (other.range, other)));
        }
        let together: Vec<Edit> = together.into_values().cloned().collect();
        guard.changes(finding.rule.family(), &together).map(Reason::Fact)
    }

    /// The edits that touch `range`, the last one first.
    fn touching(&self, range: TextRange) -> impl Iterator<Item = (&'f Edit, &'static Rule)> {
        let before_end = self.edits.range(..=TextRange::new(range.end(), u32::MAX as usize)).rev();
        before_end.map(|(_, planned)| *planned).take_while(move |(edit, _)| edit.range.end() >= range.start())
    }
}

impl Level {
    /// Whether a plan of this level may hold `fix`.
    pub fn allows(self, fix: &Fix) -> bool {
        self == Level::Suggested || fix.applicability == Applicability::Safe
    }
}

/// The indices of `findings`, the surest first, then the earliest.
fn by_priority(findings: &[Finding]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..findings.len()).collect();
    order.sort_by(|&a, &b| {
        let (a, b) = (&findings[a], &findings[b]);
        b.confidence.total_cmp(&a.confidence).then(a.range.cmp(&b.range))
    });
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::finding::Severity;
    use crate::format::Format;
    use crate::source::TextRange;

    static RULE: Rule =
        Rule { id: "typography/sample", summary: "", severity: Severity::Warning, mqm: "", its: "", check: |_, _| {} };

    fn finding(confidence: f32, edits: Vec<Edit>) -> Finding {
        let mut finding = Finding::new(&RULE, edits[0].range, "");
        finding.confidence(confidence).safe_fix("Change it", edits);
        finding
    }

    fn plan(text: &str, findings: &[Finding]) -> (Plan, String) {
        let document = Document::new(text, Format::Plain);
        let plan = Plan::new(findings, Level::Safe, &Guard::new(&document), &[]);
        let fixed = plan.apply(text);
        (plan, fixed)
    }

    #[test]
    fn of_two_fixes_that_overlap_the_surer_one_is_applied_whole() {
        let range = TextRange::new;
        let findings = [
            finding(0.7, vec![Edit::replace(range(0, 5), "a pear"), Edit::insert(9, ",")]),
            finding(0.9, vec![Edit::replace(range(2, 7), "x")]),
        ];
        let (plan, fixed) = plan("red rose bush", &findings);
        assert_eq!(fixed, "rexe bush");
        assert_eq!(plan.applied, [1]);
        assert_eq!(plan.skipped, [(0, Reason::Overlap(&RULE))]);
    }

    #[test]
    fn edits_that_only_meet_are_both_made_and_equal_ones_once() {
        let findings = [
            finding(0.9, vec![Edit::insert(3, ",")]),
            finding(0.8, vec![Edit::insert(3, ","), Edit::delete(TextRange::new(3, 4))]),
            finding(0.7, vec![Edit::insert(3, ";")]),
        ];
        let (plan, fixed) = plan("one two", &findings);
        assert_eq!(fixed, "one,two");
        assert_eq!(plan.applied, [0, 1]);
        assert_eq!(plan.skipped.len(), 1);
    }

    #[test]
    fn a_fix_called_safe_that_changes_a_number_is_left_out() {
        let findings = [finding(0.9, vec![Edit::replace(TextRange::new(8, 10), "84")])];
        let (plan, fixed) = plan("It took 48 hours.", &findings);
        assert_eq!(fixed, "It took 48 hours.");
        assert_eq!(plan.skipped[0].1.to_string(), "it changes the number 48 to 84");
    }
}
