//! Repairs: edits, fixes, and the plan that applies them.

mod guard;
mod plan;
mod shift;

pub use guard::Guard;
pub use plan::{Level, Plan, Reason};
pub use shift::Shift;

pub use crate::source::{Edit, apply};

use serde::Serialize;

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
