//! Regular expressions of which most texts have nothing.

use std::sync::OnceLock;

use regex::{Captures, Match, Regex};

use crate::document::Document;

/// A regular expression that is compiled when a text first has its cues: compiling one costs as much as reading a
/// thousand words.
pub struct Sought {
    cues: &'static [&'static str],
    expression: &'static str,
    compiled: OnceLock<Regex>,
}

impl Sought {
    /// `cues` are what any text must have that the expression matches: one of each group, which are parted by spaces,
    /// each as [`Document::has`] takes it.
    pub const fn new(cues: &'static [&'static str], expression: &'static str) -> Self {
        Self { cues, expression, compiled: OnceLock::new() }
    }

    /// The expression, if the text has its cues.
    fn on(&self, doc: &Document<'_>) -> Option<&Regex> {
        let compiled = || self.compiled.get_or_init(|| Regex::new(self.expression).expect("a valid expression"));
        let cued = self.cues.iter().all(|group| group.split(' ').any(|cue| doc.has(cue)));
        debug_assert!(cued || !compiled().is_match(doc.text()), "a cue is missing: {}", self.expression);
        cued.then(compiled)
    }

    /// Where the text has it, with its groups.
    pub fn captures_iter<'t>(&self, doc: &Document<'t>) -> impl Iterator<Item = Captures<'t>> {
        self.on(doc).into_iter().flat_map(|regex| regex.captures_iter(doc.text()))
    }

    /// Where the text has it.
    pub fn find_iter<'t>(&self, doc: &Document<'t>) -> impl Iterator<Item = Match<'t>> {
        self.on(doc).into_iter().flat_map(|regex| regex.find_iter(doc.text()))
    }

    /// Whether the text has it.
    pub fn is_match(&self, doc: &Document<'_>) -> bool {
        self.on(doc).is_some_and(|regex| regex.is_match(doc.text()))
    }
}
