//! What keeps a finding silent: directives in the text, the side file, the baseline, and lines that did not change.
//!
//! A silent finding is inert: it is not shown, not fixed and not counted. Of several findings about one break one is
//! left before anything is silenced, so that to silence it never brings up another.

mod baseline;
mod directive;
mod lines;
mod side_file;

use serde::{Deserialize, Serialize};

pub use baseline::{Baseline, BaselineError, Known};
pub use directive::{Directive, DirectiveError, directives};
pub use lines::{Lines, PatchError, changed_lines};
pub use side_file::{FILE_NAME, Place, Rejection, SideFile, SideFileError, relative};

use crate::finding::Finding;
use crate::format::{Format, View};
use crate::rules::Rule;
use crate::source::{LineIndex, TextRange};

/// What is to be silent in one text, beside what directives in it say.
#[derive(Clone, Debug, Default)]
pub struct Silence {
    /// Findings that somebody rejected.
    pub rejected: Vec<Rejection>,
    /// Findings of the baseline.
    pub known: Vec<Known>,
    /// Whether findings of the baseline are found all the same, and only their fingerprints are followed.
    pub shows_known: bool,
    /// The lines that a finding has to touch; any will do where this is `None`.
    pub lines: Option<Lines>,
}

impl Silence {
    /// The same where findings have new fingerprints, each given with the one before.
    pub fn renamed(&self, renamed: &[(String, String)]) -> Self {
        let mut silence = self.clone();
        let rejected = silence.rejected.iter_mut().map(|rejection| &mut rejection.fingerprint);
        let known = silence.known.iter_mut().map(|known| &mut known.fingerprint);
        rejected.chain(known).for_each(|fingerprint| rename(fingerprint, renamed));
        silence
    }

    /// Whether it silences nothing.
    pub fn is_empty(&self) -> bool {
        self.rejected.is_empty() && self.known.is_empty() && self.lines.is_none()
    }
}

/// What was kept silent in a text, and what kept nothing silent although it was there to.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Silenced {
    /// Findings that a directive or the side file silenced.
    pub suppressed: usize,
    /// Findings of the baseline.
    pub known: usize,
    /// Findings on lines that did not change.
    pub unchanged: usize,
    /// Directives and entries of the side file that silenced nothing, although their rules ran.
    pub unused: Vec<Unused>,
    /// What the baseline holds and is found no more, although its rules ran.
    pub gone: Vec<Known>,
}

/// A directive or an entry of the side file that silenced nothing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Unused {
    /// The line of the directive; `None` for an entry of the side file.
    pub line: Option<usize>,
    /// What it is: `postedit-ignore sentence/fragment`.
    pub what: String,
}

impl Silenced {
    /// Whether nothing was silent and nothing was there to make it so.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// What is silent in a text while it is repaired, pass by pass.
#[derive(Clone, Debug)]
pub struct Hush<'s> {
    silence: &'s Silence,
    /// What is silent or in the baseline, or was before the last pass.
    followed: Vec<Followed>,
    /// Where the lines lie that a finding has to touch.
    within: Option<Vec<TextRange>>,
}

/// A finding whose fingerprint is followed from pass to pass.
#[derive(Clone, Debug)]
struct Followed {
    rule: &'static Rule,
    /// Whether it is silent.
    is_silent: bool,
    /// Where it lies in the file.
    place: TextRange,
    /// The fingerprint by which it was known at first.
    known_by: String,
    /// The fingerprint that it has now.
    fingerprint: String,
}

impl<'s> Hush<'s> {
    /// What `silence` says about `text`, which nobody has changed yet.
    pub fn new(text: &str, silence: &'s Silence) -> Self {
        let within = silence.lines.as_ref().map(|lines| lines.ranges(text));
        Self { silence, followed: Vec::new(), within }
    }

    /// The same after edits: what was silent or known stays so, wherever `moved` says its place lies now.
    pub fn after(&self, moved: impl Fn(TextRange) -> TextRange) -> Self {
        Self {
            silence: self.silence,
            followed: self.followed.iter().map(|one| Followed { place: moved(one.place), ..one.clone() }).collect(),
            within: self.within.as_ref().map(|ranges| ranges.iter().map(|&range| moved(range)).collect()),
        }
    }

    /// The fingerprints of findings, silent or in the baseline, that edits beside them changed: before all edits and now.
    pub fn renamed(&self) -> Vec<(String, String)> {
        let renamed = self.followed.iter().filter(|one| one.known_by != one.fingerprint);
        renamed.map(|one| (one.known_by.clone(), one.fingerprint.clone())).collect()
    }

    /// Takes what is silent out of `findings`, all that `rules` find in `view`, and says what was taken out. Silence is a
    /// matter of the file: of its lines, its comments, its places.
    pub fn apply(
        &mut self,
        view: &View<'_>,
        format: Format,
        rules: &[&'static Rule],
        findings: &mut Vec<Finding>,
    ) -> Silenced {
        // A text with a directive that means nothing is refused before it is analysed.
        let text = view.source();
        let directives = directives(text, format).unwrap_or_default();
        let mut used = Used {
            directives: vec![false; directives.len()],
            rejected: vec![false; self.silence.rejected.len()],
            known: vec![false; self.silence.known.len()],
        };
        let mut silenced = Silenced::default();
        let mut followed = Vec::new();
        findings.retain(|finding| {
            let place = view.range(finding.range);
            let before = self.followed.iter().find(|one| one.rule == finding.rule && one.place.touches(place));
            let was_silent = before.is_some_and(|one| one.is_silent);
            let mut is_known = false;
            let count = if self.is_suppressed(finding, place, &directives, &mut used) || was_silent {
                Some(&mut silenced.suppressed)
            } else {
                is_known = before.is_some() || self.is_known(finding, &mut used);
                if is_known && !self.silence.shows_known {
                    Some(&mut silenced.known)
                } else if !self.is_within(place) {
                    Some(&mut silenced.unchanged)
                } else {
                    None
                }
            };
            let is_silent = count.is_some();
            if is_silent || is_known {
                let fingerprint = finding.fingerprint.clone();
                let known_by = before.map_or_else(|| fingerprint.clone(), |one| one.known_by.clone());
                followed.push(Followed { rule: finding.rule, is_silent, place, known_by, fingerprint });
            }
            if let Some(count) = count {
                *count += 1;
            }
            !is_silent
        });
        self.followed = followed;
        self.tell_idle(&directives, &used, rules, text, &mut silenced);
        silenced
    }

    fn is_suppressed(&self, finding: &Finding, place: TextRange, directives: &[Directive], used: &mut Used) -> bool {
        let mut suppressed = false;
        for (directive, used) in directives.iter().zip(&mut used.directives) {
            if directive.silences(finding.rule, place) {
                (*used, suppressed) = (true, true);
            }
        }
        let mut rejected = self.silence.rejected.iter().zip(&mut used.rejected);
        if let Some((_, used)) = rejected.find(|(rejection, _)| rejection.fingerprint == finding.fingerprint) {
            (*used, suppressed) = (true, true);
        }
        suppressed
    }

    fn is_known(&self, finding: &Finding, used: &mut Used) -> bool {
        let mut known = self.silence.known.iter().zip(&mut used.known);
        known.find(|(known, _)| known.fingerprint == finding.fingerprint).is_some_and(|(_, used)| {
            *used = true;
            true
        })
    }

    fn is_within(&self, place: TextRange) -> bool {
        self.within.as_ref().is_none_or(|ranges| ranges.iter().any(|range| range.touches(place)))
    }

    /// Says what silenced nothing, as far as the rules it speaks of ran.
    fn tell_idle(
        &self,
        directives: &[Directive],
        used: &Used,
        rules: &[&'static Rule],
        text: &str,
        out: &mut Silenced,
    ) {
        let ran = |id: &str| rules.iter().any(|rule| rule.id == id);
        let lines = LineIndex::new(text);
        for (directive, _) in directives.iter().zip(&used.directives).filter(|(_, used)| !**used) {
            if directive.rules().iter().all(|rule| ran(rule.id)) {
                let line = lines.position(directive.range.start()).line;
                out.unused.push(Unused { line: Some(line), what: directive.to_string() });
            }
        }
        for (rejection, _) in self.silence.rejected.iter().zip(&used.rejected).filter(|(_, used)| !**used) {
            if ran(&rejection.rule) {
                let what = format!("{FILE_NAME}: {} {}", rejection.rule, rejection.fingerprint);
                out.unused.push(Unused { line: None, what });
            }
        }
        if !self.silence.shows_known {
            let gone = self.silence.known.iter().zip(&used.known).filter(|(known, used)| !**used && ran(&known.rule));
            out.gone.extend(gone.map(|(known, _)| known.clone()));
        }
    }
}

/// Puts the new fingerprint in the place of the one before, if `renamed` has it.
fn rename(fingerprint: &mut String, renamed: &[(String, String)]) {
    if let Some((_, new)) = renamed.iter().find(|(old, _)| old == fingerprint) {
        fingerprint.clone_from(new);
    }
}

/// What silenced something.
struct Used {
    directives: Vec<bool>,
    rejected: Vec<bool>,
    known: Vec<bool>,
}
