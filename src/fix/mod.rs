//! Repairs: edits, fixes, and the plan that applies them.

mod guard;
mod plan;
mod shift;

pub use guard::Guard;
pub use plan::{Level, Plan, Reason, apply};
pub use shift::Shift;

use serde::Serialize;

use crate::source::TextRange;

/// One replacement in a text.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Edit {
    /// The bytes to replace; empty for an insertion.
    pub range: TextRange,
    /// What takes their place; empty for a deletion.
    pub replacement: String,
}

impl Edit {
    /// Puts `replacement` in the place of `range`.
    pub fn replace(range: TextRange, replacement: impl Into<String>) -> Self {
        Self { range, replacement: replacement.into() }
    }

    /// Puts `text` in at byte `at`.
    pub fn insert(at: usize, text: impl Into<String>) -> Self {
        Self::replace(TextRange::empty(at), text)
    }

    /// Takes `range` out.
    pub fn delete(range: TextRange) -> Self {
        Self::replace(range, "")
    }

    /// Whether this edit and a different `other` cannot both be made: they share bytes, one inserts inside what the
    /// other replaces, or both insert at one place. Edits that only meet can both be made.
    pub fn conflicts_with(&self, other: &Edit) -> bool {
        let (a, b) = (self.range, other.range);
        let clash = match (a.is_empty(), b.is_empty()) {
            (true, true) => a == b,
            (true, false) => b.start() < a.start() && a.start() < b.end(),
            (false, true) => a.start() < b.start() && b.start() < a.end(),
            (false, false) => a.intersects(b),
        };
        clash && self != other
    }
}

/// How far a fix may be trusted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// Any careful editor would make it.
    Safe,
    /// Likely right; an editor decides.
    Suggested,
}

/// A repair: edits that belong together.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Fix {
    /// How far it may be trusted.
    pub applicability: Applicability,
    /// What it does, as an instruction: `Insert a space`.
    pub title: String,
    /// The edits, in order of their place, disjoint.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// A fix of `edits`, which are put in order of their place.
    ///
    /// # Panics
    /// If two of the edits overlap: a mistake of the rule that made them.
    pub fn new(applicability: Applicability, title: impl Into<String>, edits: impl Into<Vec<Edit>>) -> Self {
        let mut edits = edits.into();
        edits.sort_by_key(|edit| edit.range);
        assert!(
            edits.windows(2).all(|pair| pair[0].range.end() <= pair[1].range.start()),
            "edits of one fix overlap: {edits:?}"
        );
        Self { applicability, title: title.into(), edits }
    }

    /// Whether it puts nothing in.
    pub fn takes_out(&self) -> bool {
        self.edits.iter().all(|edit| edit.replacement.is_empty())
    }
}
