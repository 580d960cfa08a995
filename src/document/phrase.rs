//! Noun phrases and prepositional phrases that begin at a token, and the text that tokens cover.
//!
//! Everything here is asked for by a rule and computed from the tags; nothing is stored.

use std::ops::Range;

use super::Document;
use crate::language::{Tag, lexicon};
use crate::source::TextRange;

/// The longest sentence whose grammar is looked at, in tokens: what is longer is a list or no prose, and rules that look
/// back to the start of the sentence would take too long over it.
const LONGEST: usize = 250;

impl<'t> Document<'t> {
    /// Whether sentence `index` is running text of a length that its grammar can be told from its tags.
    pub fn is_parsable(&self, index: usize) -> bool {
        self.is_running(index) && self.sentences()[index].tokens.len() <= LONGEST
    }

    /// The bytes from the first of `tokens`, which are not empty, to the last.
    pub fn span(&self, tokens: Range<usize>) -> TextRange {
        self.tokens()[tokens.start].range.cover(self.tokens()[tokens.end - 1].range)
    }

    /// The words of `tokens`, which are not empty, as they stand in the text.
    pub fn words(&self, tokens: Range<usize>) -> &'t str {
        &self.text()[self.span(tokens)]
    }

    /// The Penn tag of token `at`, if the text has one there and it belongs to the same sentence as token `with`.
    pub fn tag_beside(&self, at: usize, with: usize) -> Option<Tag> {
        let token = self.tokens().get(at)?;
        (token.sentence == self.tokens()[with].sentence).then_some(token.tag)
    }

    /// The first token of the sentence that holds token `at`.
    pub fn sentence_start(&self, at: usize) -> usize {
        self.sentences()[self.tokens()[at].sentence].tokens.start
    }

    /// The token after the last of the sentence that holds token `at`.
    pub fn sentence_end(&self, at: usize) -> usize {
        self.sentences()[self.tokens()[at].sentence].tokens.end
    }

    /// Whether token `at` says when or how long: a day, a month, a year in figures, `morning`, `hour`.
    pub fn is_time(&self, at: usize) -> bool {
        let word = self.lemma(at);
        lexicon::month(self.word(at)).is_some()
            || lexicon::weekday(self.word(at)).is_some()
            || matches!(
                word,
                "year"
                    | "month"
                    | "week"
                    | "day"
                    | "hour"
                    | "minute"
                    | "morning"
                    | "evening"
                    | "night"
                    | "afternoon"
                    | "spring"
                    | "summer"
                    | "autumn"
                    | "winter"
                    | "noon"
                    | "midnight"
                    | "century"
                    | "decade"
                    | "weekend"
                    | "today"
                    | "yesterday"
                    | "tomorrow"
                    | "season"
                    | "moment"
                    | "time"
            )
            || word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
    }

    /// The noun phrase that begins at token `at`: determiner, modifiers and nouns, without what a preposition adds.
    /// `None` where no noun follows or the phrase begins with a personal pronoun.
    pub fn noun_phrase(&self, at: usize) -> Option<Range<usize>> {
        let end = self.sentences()[self.tokens().get(at)?.sentence].tokens.end;
        let mut next = at;
        while next < end && matches!(self.tokens()[next].tag, Tag::Dt | Tag::PrpS | Tag::Pdt) {
            next += 1;
        }
        let determined = next > at;
        let mut last = None;
        while next < end {
            match self.tokens()[next].tag {
                Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps => last = Some(next),
                Tag::Jj | Tag::Jjr | Tag::Jjs | Tag::Cd | Tag::Pos | Tag::Hyph | Tag::Dollar => {}
                Tag::Vbn | Tag::Vbg | Tag::Rb if determined && last.is_none() => {}
                _ => break,
            }
            next += 1;
        }
        last.map(|last| at..last + 1)
    }

    /// The prepositional phrase that begins at token `at`: a preposition with a noun phrase or a number.
    pub fn prepositional_phrase(&self, at: usize) -> Option<Range<usize>> {
        let token = self.tokens().get(at)?;
        if !matches!(token.tag, Tag::In | Tag::To) || at + 1 >= self.sentence_end(at) {
            return None;
        }
        if let Some(phrase) = self.noun_phrase(at + 1) {
            return Some(at..phrase.end);
        }
        (self.tokens()[at + 1].tag == Tag::Cd).then_some(at..at + 2)
    }
}

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::format::Format;

    #[test]
    fn phrases_end_with_their_noun() {
        let doc = Document::new("The old brick kilns of the village smoked.", Format::Plain);
        let phrase = doc.noun_phrase(0).expect("a noun phrase");
        assert_eq!(doc.words(phrase.clone()), "The old brick kilns");
        let after = doc.prepositional_phrase(phrase.end).expect("a prepositional phrase");
        assert_eq!(doc.words(after), "of the village");
        assert!(doc.noun_phrase(7).is_none(), "a verb begins no noun phrase");
    }
}
