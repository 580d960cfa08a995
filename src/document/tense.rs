//! Whether a place is told in the past.

use super::Document;
use crate::language::Tag;

/// How many more verbs are in the past than in the present: in the narration, and in quotations.
pub(super) type Balance = [i32; 2];

impl Document<'_> {
    /// Whether the words around token `at` are in the past tense: in its block, or else in the whole text. Quotations
    /// count for words inside quotations, the narration for all others.
    pub fn told_in_past(&self, at: usize) -> bool {
        let (blocks, whole) = self.tenses.get_or_init(|| self.read_tenses());
        let block = self.sentences()[self.tokens()[at].sentence].block;
        let (quoted, own) = self.tense_at(at);
        // The token itself has no say.
        let near = blocks[block][quoted] - own;
        if near.abs() >= 2 { near > 0 } else { near + (whole[quoted] - own).signum() > 0 }
    }

    /// The balance of every block, and of the whole text.
    fn read_tenses(&self) -> (Vec<Balance>, Balance) {
        let (mut blocks, mut whole) = (vec![Balance::default(); self.blocks().len()], Balance::default());
        for (index, block) in self.blocks().iter().enumerate() {
            for at in block.tokens.clone() {
                let (quoted, tense) = self.tense_at(at);
                blocks[index][quoted] += tense;
                whole[quoted] += tense;
            }
        }
        (blocks, whole)
    }

    /// Whether a token stands inside a quotation (1) or not (0), and 1 for a verb in the past, -1 for one in the present.
    fn tense_at(&self, at: usize) -> (usize, i32) {
        let token = &self.tokens()[at];
        let tense = match token.tag {
            Tag::Vbd => 1,
            Tag::Vbz | Tag::Vbp => -1,
            _ => 0,
        };
        (usize::from(self.in_quotation(token.range.start())), tense)
    }
}

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::format::Format;

    #[test]
    fn speech_has_a_tense_of_its_own() {
        let doc = Document::new(
            "The baker left and the oven cooled. “The bread is here and it smells good,” she said.",
            Format::Plain,
        );
        assert!(doc.told_in_past(1));
        let bread = doc.token_at(doc.text().find("bread").unwrap_or_default());
        assert!(!doc.told_in_past(bread));
    }
}
