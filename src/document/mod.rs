//! The model of a text that every rule reads and no rule changes.

use crate::format::Format;

/// A text and everything the tool knows about it.
pub struct Document<'t> {
    text: &'t str,
}

impl<'t> Document<'t> {
    /// Reads `text`, which is laid out as `format` says.
    pub fn new(text: &'t str, _format: Format) -> Self {
        Self { text }
    }

    /// The text.
    pub fn text(&self) -> &'t str {
        self.text
    }
}
