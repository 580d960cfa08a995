//! Whether a place is told in the past.

use std::ops::Range;

use super::Document;
use crate::language::Tag;

impl Document<'_> {
    /// Whether the words around token `at` are in the past tense: in its block, or else in the whole text. Quotations
    /// count for words inside quotations, the narration for all others.
    pub fn told_in_past(&self, at: usize) -> bool {
        let block = self.sentences()[self.tokens()[at].sentence].block;
        let quoted = self.in_quotation(self.tokens()[at].range.start());
        let balance = |tokens: Range<usize>| -> i32 {
            tokens
                .filter(|&t| t != at && self.in_quotation(self.tokens()[t].range.start()) == quoted)
                .map(|t| match self.tokens()[t].tag {
                    Tag::Vbd => 1,
                    Tag::Vbz | Tag::Vbp => -1,
                    _ => 0,
                })
                .sum()
        };
        let near = balance(self.blocks()[block].tokens.clone());
        if near.abs() >= 2 { near > 0 } else { near + balance(0..self.tokens().len()).signum() > 0 }
    }
}

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::format::Format;

    #[test]
    fn speech_has_a_tense_of_its_own() {
        let doc = Document::new("The baker left and the oven cooled. “The bread is here and it smells good,” she said.", Format::Plain);
        assert!(doc.told_in_past(1));
        let bread = doc.token_at(doc.text().find("bread").unwrap_or_default());
        assert!(!doc.told_in_past(bread));
    }
}
