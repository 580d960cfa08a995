//! The part-of-speech tagger: a greedy averaged perceptron (Collins 2002) over joint Universal Dependencies and Penn
//! classes, with a lexicon's classes among its features.
//!
//! The model in `model/tagger.bin` is trained by `postedit-train`; `model/NOTICE` names the treebanks. It is read in
//! place, so the first use costs no more than reading a table of names.

mod features;
mod form;
mod model;

use std::sync::OnceLock;

pub(crate) use features::{History, Sentence};
#[cfg(feature = "train")]
pub(crate) use features::{of_context, of_history, of_word};
pub(crate) use form::Form;
pub(crate) use model::{Class, Model, WIDTH};
#[cfg(feature = "train")]
pub(crate) use model::{Contents, ModelError, Weights};

use super::tag::{Tag, Upos};
use model::{Batch, Scores};

static EMBEDDED: &[u8] = include_bytes!("model/tagger.bin");

/// How one word was read, and by how much that reading won.
///
/// Margins count quantised weight units: they compare with each other and with [`Thresholds`], within one model file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reading {
    /// The word class.
    pub upos: Upos,
    /// The Penn tag.
    pub tag: Tag,
    /// The score of this reading less that of the second best; `i32::MAX` for a word with one reading only.
    pub margin: i32,
    /// The best score of a finite verb reading less the best of all other readings: above 0 the word is read as a
    /// finite verb, far below it surely is none. `i32::MAX` or `i32::MIN` for a word with one reading only.
    pub finite_margin: i32,
}

/// Margins measured on the treebanks' development sets by the command that trained the model.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Thresholds {
    /// Where every word of a sentence has a [`Reading::finite_margin`] below this (negative) number, the sentence has no
    /// finite verb: wrong for at most one in 1,000 sentences that have one.
    pub no_finite: i32,
    /// From this [`Reading::finite_margin`] on a word is a finite verb: wrong at most once in 200 times.
    pub surely_finite: i32,
    /// From this [`Reading::margin`] on the tag is right: wrong at most once in 200 times.
    pub confident: i32,
}

/// Reads words as parts of speech. It has no state of its own; see [`Scratch`].
#[derive(Debug)]
pub struct Tagger {
    model: Model,
}

/// Room that [`Tagger::tag`] works in, with the words it met lately. Keep one for each thread and tagger, and
/// hand it in again for the next sentence: that is faster, and never changes what is returned.
#[derive(Debug, Default)]
pub struct Scratch {
    sentence: Sentence,
    known: Known,
}

/// What the features of a word by itself add up to, for words met lately: half of a word's features need no look-up then.
#[derive(Debug, Default)]
struct Known {
    /// The form's exact hash and its scores, in the place that the hash says.
    words: Vec<(u64, Scores)>,
}

impl Known {
    const BITS: u32 = 11;

    fn scores(&mut self, form: &Form, model: &Model) -> Scores {
        self.words.resize(1 << Self::BITS, (0, [0; WIDTH]));
        let place = (form.exact.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - Self::BITS)) as usize;
        let (word, scores) = &mut self.words[place];
        if *word != form.exact {
            *word = form.exact;
            *scores = [0; WIDTH];
            features::of_word(form, |feature| model.add(feature, scores));
        }
        *scores
    }
}

impl Tagger {
    /// The tagger with the model this program was built with.
    ///
    /// # Panics
    /// If the embedded file is not a model of this version's layout: `postedit-train train` writes a new one.
    pub fn embedded() -> &'static Tagger {
        static TAGGER: OnceLock<Tagger> = OnceLock::new();
        TAGGER.get_or_init(|| {
            let model = Model::read(EMBEDDED).unwrap_or_else(|error| panic!("src/language/model/tagger.bin: {error}"));
            Tagger { model }
        })
    }

    /// The tagger with the model in `bytes`.
    #[cfg(feature = "train")]
    pub(crate) fn read(bytes: &'static [u8]) -> Result<Tagger, ModelError> {
        Ok(Tagger { model: Model::read(bytes)? })
    }

    /// The margins from which on the model can be trusted.
    pub fn thresholds(&self) -> Thresholds {
        self.model.thresholds
    }

    /// Reads the words of one sentence: afterwards `out` holds one reading for each of `words`, in their order.
    ///
    /// Words are what the treebanks call words: `do` `n't`, `Mary` `'s`, `well` `-` `known`, `U.S.`, and every
    /// punctuation mark by itself. Quotation marks and apostrophes may be straight or typographic.
    pub fn tag(&self, words: &[&str], scratch: &mut Scratch, out: &mut Vec<Reading>) {
        let Scratch { sentence, known } = scratch;
        sentence.fill(words.iter().map(|word| self.model.form(word)));
        out.clear();
        let mut history = History::START;
        for at in 0..words.len() {
            let (class, reading) = match sentence.form(at).fixed {
                Some(class) => (class, self.only_reading(class)),
                None => self.best_reading(sentence, at, &history, known),
            };
            history.push(class, reading.upos, reading.tag);
            out.push(reading);
        }
    }

    fn only_reading(&self, class: u8) -> Reading {
        let Class { upos, tag } = self.model.classes[usize::from(class)];
        let finite_margin = if tag.is_finite() { i32::MAX } else { i32::MIN };
        Reading { upos, tag, margin: i32::MAX, finite_margin }
    }

    fn best_reading(&self, sentence: &Sentence, at: usize, history: &History, known: &mut Known) -> (u8, Reading) {
        let mut scores = known.scores(sentence.form(at), &self.model);
        let mut batch = Batch::new();
        features::of_context(sentence, at, |feature| batch.push(feature));
        features::of_history(sentence, at, history, |feature| batch.push(feature));
        self.model.add_all(&batch, &mut scores);

        let scores = &mut scores[..self.model.classes.len()];
        let (finite, others) = scores.split_at(self.model.finite);
        let highest = |scores: &[i16]| scores.iter().fold(i16::MIN, |highest, score| highest.max(*score));
        let (finite, others) = (highest(finite), highest(others));
        let best = finite.max(others);
        let class = scores.iter().position(|score| *score == best).unwrap_or_default();
        scores[class] = i16::MIN;
        let Class { upos, tag } = self.model.classes[class];
        let margin = i32::from(best) - i32::from(highest(scores));
        (class as u8, Reading { upos, tag, margin, finite_margin: i32::from(finite) - i32::from(others) })
    }
}

impl Model {
    /// The form of a word, with what the lexicon knows of it.
    pub(crate) fn form(&self, word: &str) -> Form {
        let mut form = Form::new(word);
        form.lexicon = self.lexicon.get(form.lower).unwrap_or(0);
        form.fixed = self.fixed.get(form.exact);
        form
    }
}

#[cfg(test)]
mod tests {
    use super::{Reading, Scratch, Tagger};

    fn read(sentence: &str) -> Vec<Reading> {
        let words: Vec<&str> = sentence.split(' ').collect();
        let mut readings = Vec::new();
        Tagger::embedded().tag(&words, &mut Scratch::default(), &mut readings);
        readings
    }

    fn tags(sentence: &str) -> String {
        read(sentence).iter().map(|reading| reading.tag.as_str()).collect::<Vec<_>>().join(" ")
    }

    fn has_no_finite_verb(sentence: &str) -> bool {
        let limit = Tagger::embedded().thresholds().no_finite;
        read(sentence).iter().all(|reading| reading.finite_margin < limit)
    }

    #[test]
    fn plain_sentences_get_the_tags_of_the_treebanks() {
        assert_eq!(tags("The gardener watered her roses ."), "DT NN VBD PRP$ NNS .");
        assert_eq!(tags("They have n't painted the old fence yet ."), "PRP VBP RB VBN DT JJ NN RB .");
        assert_eq!(tags("She walks to the market , and he stays at home ."), "PRP VBZ IN DT NN , CC PRP VBZ IN NN .");
        assert_eq!(tags("Take the bread out of the oven ."), "VB! DT NN IN IN DT NN .");
        assert_eq!(tags("He wanted to swim ."), "PRP VBD TO VB .");
    }

    #[test]
    fn typographic_marks_read_like_straight_ones() {
        assert_eq!(read("“ I don’t mind , ” she said ."), read("\" I don't mind , \" she said ."));
        assert_eq!(read("It ’s his brother ’s boat ."), read("It 's his brother 's boat ."));
        assert_eq!(tags("It ’s his brother ’s boat ."), "PRP VBZ PRP$ NN POS NN .");
    }

    #[test]
    fn a_sentence_without_a_finite_verb_is_told_from_one_that_has_it() {
        for fragment in
            ["In the old harbour near the lighthouse .", "Of the committee .", "The wooden bridge over the river ."]
        {
            assert!(has_no_finite_verb(fragment), "{fragment}: {:?}", read(fragment));
        }
        for sentence in ["The rain stopped .", "Nobody lives there .", "Keep the door shut .", "Was it late ?"] {
            assert!(!has_no_finite_verb(sentence), "{sentence}: {:?}", read(sentence));
        }
    }

    #[test]
    fn a_second_sentence_owes_nothing_to_the_first() {
        let (mut scratch, mut out) = (Scratch::default(), Vec::new());
        let tagger = Tagger::embedded();
        tagger.tag(&["Snow", "fell", "all", "night", "on", "the", "hills", "."], &mut scratch, &mut out);
        tagger.tag(&["Dogs", "bark", "."], &mut scratch, &mut out);
        assert_eq!(out, read("Dogs bark ."));
        tagger.tag(&[], &mut scratch, &mut out);
        assert_eq!(out, []);
    }
}
