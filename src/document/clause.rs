//! Sentences as clauses: where the words of one begin and end, whether it has a finite verb, what joins it to the one
//! before, and which of its words carry its content.
//!
//! Everything here is asked for by a rule and computed from the tokens; nothing is stored.

use std::ops::Range;

use super::{BlockKind, Document, TokenKind};
use crate::language::tagger::Tagger;
use crate::language::{Tag, Upos};
use crate::source::TextRange;

/// The words of a sentence without the speaker's label and the marks around them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Core {
    /// The tokens from the first word to the last.
    pub tokens: Range<usize>,
    /// The full stop, question mark or exclamation mark after the last word, by token.
    pub stop: Option<usize>,
}

impl Core {
    /// The first word, by token.
    pub fn first(&self) -> usize {
        self.tokens.start
    }

    /// The last word, by token.
    pub fn last(&self) -> usize {
        self.tokens.end - 1
    }
}

impl Document<'_> {
    /// The words of sentence `index`; `None` where it has none, or where something other than marks that open a
    /// quotation or a bracket stands before the first.
    pub fn core(&self, index: usize) -> Option<Core> {
        let sentence = &self.sentences()[index];
        let mut from = sentence.tokens.start;
        if let Some(turn) = self.turns().at(sentence.range.end().saturating_sub(1)) {
            let turn = &self.turns().list[turn];
            if sentence.range.contains(turn.label_range.start()) {
                from = self.token_at(turn.words.start()).max(from);
            }
        }
        let spoken = |at: &usize| !matches!(self.tokens()[*at].kind, TokenKind::Punctuation);
        let first = (from..sentence.tokens.end).find(spoken)?;
        let opened = (from..first).all(|at| matches!(self.word(at), "“" | "\"" | "‘" | "'" | "(" | "*" | "«" | "„"));
        let last = (first..sentence.tokens.end).rev().find(spoken)?;
        let stop = (last + 1..sentence.tokens.end).find(|&at| matches!(self.word(at), "." | "?" | "!"));
        opened.then_some(Core { tokens: first..last + 1, stop })
    }

    /// The sentence before sentence `index`, if it stands in the same block.
    pub fn sentence_before(&self, index: usize) -> Option<usize> {
        let before = index.checked_sub(1)?;
        (self.sentences()[before].block == self.sentences()[index].block).then_some(before)
    }

    /// Whether sentence `index` is running text: in a paragraph, or in an item of a list.
    pub fn is_running(&self, index: usize) -> bool {
        matches!(self.blocks()[self.sentences()[index].block].kind, BlockKind::Paragraph | BlockKind::ListItem)
    }

    /// The full stop that parts the words of sentence `index` from those of the sentence before: nothing but the stop
    /// and white space stands between the two.
    pub fn parting_stop(&self, index: usize) -> Option<TextRange> {
        let before = self.core(self.sentence_before(index)?)?;
        let stop = self.tokens()[before.stop.filter(|&stop| self.word(stop) == ".")?].range;
        let next = self.tokens()[self.core(index)?.first()].range.start();
        let blank = self.text()[stop.end()..next].chars().all(char::is_whitespace);
        (blank && next > stop.end() && self.tokens()[before.last()].range.end() == stop.start()).then_some(stop)
    }

    /// Whether none of `tokens` can be a finite verb, by the margin that the tagger's training measured.
    pub fn has_no_finite(&self, tokens: Range<usize>) -> bool {
        let limit = Tagger::embedded().thresholds().no_finite;
        self.tokens()[tokens].iter().all(|token| token.finite_margin < limit)
    }

    /// The tokens among `tokens` that are read as finite verbs.
    pub fn finite_verbs(&self, tokens: Range<usize>) -> impl Iterator<Item = usize> {
        tokens.filter(|&at| self.tokens()[at].tag.is_finite())
    }

    /// Whether one of `tokens` is surely a finite verb.
    pub fn has_finite(&self, tokens: Range<usize>) -> bool {
        let sure = Tagger::embedded().thresholds().surely_finite;
        self.tokens()[tokens].iter().any(|token| token.tag.is_finite() && token.finite_margin >= sure)
    }

    /// Whether token `at` is a verb in the past tense: surely read as one, or followed by what only a verb has after it.
    /// A word read as a participle counts where it has an object and no auxiliary (`And kept it warm`).
    pub fn is_past(&self, at: usize) -> bool {
        let tag = |at: usize| self.tokens().get(at).map(|token| token.tag);
        let auxiliary = |at: usize| self.tokens()[at].upos == Upos::Aux;
        let object = matches!(tag(at + 1), Some(Tag::Dt | Tag::Prp | Tag::PrpS));
        let sentence = self.sentences()[self.tokens()[at].sentence].tokens.start;
        let free = !(at.saturating_sub(3).max(sentence)..at).any(auxiliary);
        let complement = object || matches!(tag(at + 1), Some(Tag::In | Tag::To | Tag::Rb | Tag::Rp));
        let past = tag(at) == Some(Tag::Vbd) && (complement || self.has_finite(at..at + 1));
        past || tag(at) == Some(Tag::Vbn) && object && free
    }

    /// How many of `tokens` are words or numbers.
    pub fn word_count(&self, tokens: Range<usize>) -> usize {
        let counts = |kind| matches!(kind, TokenKind::Word | TokenKind::Number);
        self.tokens()[tokens].iter().filter(|token| counts(token.kind)).count()
    }

    /// The dictionary form of token `at` if it carries content: a noun, a name, a full verb, an adjective, an adverb
    /// that is no mere particle, a number, or a negation.
    pub fn content(&self, at: usize) -> Option<&str> {
        const LIGHT: &[&str] = &[
            "be", "have", "do", "will", "would", "can", "could", "shall", "should", "may", "might", "also", "so",
            "then", "there", "here", "too", "very", "just", "only", "even", "more", "most", "as", "such", "however",
        ];
        let token = &self.tokens()[at];
        if token.is_punctuation() || matches!(token.tag, Tag::Pos | Tag::Wrb) {
            return None;
        }
        let full =
            matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj | Upos::Adv | Upos::Num | Upos::X)
                || matches!(token.tag, Tag::Md | Tag::Cd);
        let negation = self.is_any(at, &["not", "n't", "n’t", "never"]);
        let lemma = if negation { "not" } else { self.lemma(at) };
        (negation || full && !LIGHT.contains(&lemma)).then_some(lemma)
    }
}

/// Whether two dictionary forms are the same word or one is made from the other: `road` and `roadside`, `complete` and
/// `completion`; or the same hour, `6` and `6:00`.
pub fn are_akin(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let numeral = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    if numeral(a) || numeral(b) {
        // `6` and `6:00`.
        return numeral(a) && numeral(b) && a.split([':', '.']).next() == b.split([':', '.']).next();
    }
    let shared = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let shorter = a.chars().count().min(b.chars().count());
    shared >= 4 && shared + 1 >= shorter
}

#[cfg(test)]
mod tests {
    use super::are_akin;
    use crate::document::Document;
    use crate::format::Format;

    #[test]
    fn the_core_of_a_sentence_is_its_words() {
        let doc = Document::new("The kiln went out. (“Nobody saw it,” she said.) of the yard.", Format::Plain);
        let core = doc.core(1).expect("it has words");
        assert_eq!((doc.word(core.first()), doc.word(core.last())), ("Nobody", "said"));
        let tail = doc.core(2).expect("it has words");
        assert!(doc.has_no_finite(tail.tokens.clone()));
        assert!(doc.has_finite(doc.core(0).expect("it has words").tokens));
        assert!(doc.parting_stop(1).is_none());
    }

    #[test]
    fn words_made_from_one_another_are_akin() {
        assert!(are_akin("road", "roadside") && are_akin("completion", "complete"));
        assert!(!are_akin("bin", "binder") && !are_akin("water", "wagon"));
    }
}
