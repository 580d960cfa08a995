//! Changes of a text.

use super::TextRange;

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
        self.range.excludes(other.range) && self != other
    }
}

/// `text` with `edits`, which are disjoint and in order of their place, applied.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        out.push_str(&text[at..edit.range.start()]);
        out.push_str(&edit.replacement);
        at = edit.range.end();
    }
    out.push_str(&text[at..]);
    out
}
