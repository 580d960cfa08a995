//! The features a word is scored by. Training and tagging both take them from here, so they cannot drift apart.

use super::form::{Case, Form};
use crate::language::{Tag, Upos};

/// How many words of context stand on either side.
const MARGIN: usize = 2;

/// The words of one sentence, with what a feature asks about the sentence as a whole.
#[derive(Debug, Default)]
pub(crate) struct Sentence {
    /// [`MARGIN`] edges, the words, [`MARGIN`] edges.
    forms: Vec<Form>,
    /// Whether the sentence is set like a headline (1) or all in capitals (2).
    setting: u64,
    /// The last word: a full stop, a question mark, or no mark at all.
    end: u64,
}

impl Sentence {
    /// Takes in another sentence.
    pub(crate) fn fill(&mut self, words: impl Iterator<Item = Form>) {
        self.forms.clear();
        self.forms.extend([Form::BEFORE; MARGIN]);
        self.forms.extend(words);
        let count = |case| self.forms.iter().filter(|form| form.case == case).count();
        self.setting = match (count(Case::Small), count(Case::Capitalised), count(Case::Capitals)) {
            (0, 0, 2..) => 2,
            (small, capitalised, _) if capitalised >= 2 && small * 3 <= capitalised => 1,
            _ => 0,
        };
        self.end = self.forms[self.forms.len() - 1].shape;
        self.forms.extend([Form::AFTER; MARGIN]);
    }

    /// The word at `at`, counted from 0.
    pub(crate) fn form(&self, at: usize) -> &Form {
        &self.forms[at + MARGIN]
    }
}

/// The readings of the words before the one being read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct History {
    last: u64,
    last_but_one: u64,
    clause: Clause,
}

/// Whether the clause being read has its verb.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Clause {
    Verbless,
    Finite,
    /// A finite verb went before, and a conjunction or a mark since then.
    Next,
}

impl History {
    /// The beginning of a sentence.
    pub(crate) const START: History = History { last: 255, last_but_one: 255, clause: Clause::Verbless };

    /// The history after one more word was read as class number `class`, which is `upos` and `tag`.
    pub(crate) fn push(&mut self, class: u8, upos: Upos, tag: Tag) {
        self.last_but_one = self.last;
        self.last = u64::from(class);
        if tag.is_finite() {
            self.clause = Clause::Finite;
        } else if self.clause == Clause::Finite
            && (matches!(upos, Upos::Sconj | Upos::Cconj)
                || matches!(tag, Tag::Wdt | Tag::Wp | Tag::WpS | Tag::Wrb | Tag::Comma | Tag::Colon))
        {
            self.clause = Clause::Next;
        }
    }
}

/// The hash of template number `template` with the values `a` and `b`.
fn feature(template: u64, a: u64, b: u64) -> u64 {
    let product = u128::from(a ^ template.wrapping_mul(0x9e37_79b9_7f4a_7c15))
        * u128::from(b.rotate_left(23) ^ 0xa076_1d64_78bd_642f);
    (product as u64) ^ ((product >> 64) as u64)
}

/// Hands every feature of the word by itself to `each`.
pub(crate) fn of_word(form: &Form, mut each: impl FnMut(u64)) {
    let lexicon = u64::from(form.lexicon);
    each(feature(1, 0, 0));
    each(feature(2, form.exact, 0));
    each(feature(3, form.lower, 0));
    for (at, &suffix) in form.suffix.iter().enumerate().filter(|(_, suffix)| **suffix != 0) {
        each(feature(4 + at as u64, suffix, 0));
    }
    for (at, &prefix) in form.prefix.iter().enumerate().filter(|(_, prefix)| **prefix != 0) {
        each(feature(8 + at as u64, prefix, 0));
    }
    each(feature(12, form.shape, 0));
    each(feature(13, lexicon, 0));
    each(feature(14, lexicon, form.suffix[1]));
    each(feature(15, lexicon, form.shape));
    each(feature(16, form.shape, form.suffix[2]));
}

/// Hands every feature that needs the words around word `at`, but no reading, to `each`.
pub(crate) fn of_context(sentence: &Sentence, at: usize, mut each: impl FnMut(u64)) {
    let window = &sentence.forms[at..at + 2 * MARGIN + 1];
    let [before2, before, here, next, next2] = window else { unreachable!("the window has five words") };
    let lexicon = |form: &Form| u64::from(form.lexicon);
    let lexica = |a: &Form, b: &Form| lexicon(a) << 8 | lexicon(b);

    each(feature(20, before.lower, 0));
    each(feature(21, next.lower, 0));
    each(feature(22, before2.lower, 0));
    each(feature(23, next2.lower, 0));
    each(feature(24, before.suffix[2], 0));
    each(feature(25, next.suffix[2], 0));
    each(feature(26, next.suffix[1], lexicon(here)));
    each(feature(27, before.shape, here.shape));
    each(feature(28, next.shape, here.shape));
    each(feature(29, before.lower, here.lower));
    each(feature(30, here.lower, next.lower));
    each(feature(31, before.lower, next.lower));
    each(feature(32, lexica(here, next), 0));
    each(feature(33, lexica(here, before), 0));
    each(feature(34, lexica(next, next2), 0));
    each(feature(35, lexica(here, next), lexicon(next2)));
    each(feature(36, lexica(here, next), lexicon(before)));
    each(feature(37, here.shape, sentence.setting));
    each(feature(38, lexicon(here), sentence.end));
    each(feature(39, next.lower, lexicon(here)));
    each(feature(40, before.lower, lexicon(here)));
    each(feature(41, next.lower, next2.lower));
}

/// Hands every feature that needs the readings before word `at` to `each`.
pub(crate) fn of_history(sentence: &Sentence, at: usize, history: &History, mut each: impl FnMut(u64)) {
    let before = &sentence.forms[at + MARGIN - 1];
    let here = &sentence.forms[at + MARGIN];
    let next = &sentence.forms[at + MARGIN + 1];
    let (last, last_but_one, clause) = (history.last, history.last_but_one, history.clause as u64);
    let lexicon = u64::from(here.lexicon);

    each(feature(50, last, 0));
    each(feature(51, last, last_but_one));
    each(feature(52, last, here.lower));
    each(feature(53, last, here.suffix[2]));
    each(feature(54, last, lexicon));
    each(feature(55, last << 8 | lexicon, u64::from(next.lexicon)));
    each(feature(56, last << 8 | lexicon, last_but_one));
    each(feature(57, last, next.lower));
    each(feature(58, last, here.shape));
    each(feature(59, last_but_one, before.lower));
    each(feature(60, clause, lexicon));
    each(feature(61, clause, here.suffix[1]));
    each(feature(62, clause << 8 | last, u64::from(next.lexicon)));
}
