//! Sentences and tokens: where they are, and how each token reads.

use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::Block;
use crate::language::tagger::{Reading, Scratch, Tagger};
use crate::language::{Tag, Upos, inflect, lexicon, segment};
use crate::source::TextRange;
use crate::timing::stage;

pub use crate::language::segment::TokenKind;

/// A sentence, or what stands in the place of one.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Where it is, without surrounding white space.
    pub range: TextRange,
    /// Its block, by index.
    pub block: usize,
    /// Its tokens, by index.
    pub tokens: Range<usize>,
}

/// A word, a number or a mark, and how it reads in its sentence.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where it is.
    pub range: TextRange,
    /// What it is made of.
    pub kind: TokenKind,
    /// Its word class.
    pub upos: Upos,
    /// Its Penn tag.
    pub tag: Tag,
    /// How far the best reading is ahead of the second, in the tagger's units.
    pub margin: i32,
    /// How far the best finite reading is ahead of the best other one; negative where the token is no finite verb.
    pub finite_margin: i32,
    /// Its sentence, by index.
    pub sentence: usize,
    /// Its word, by index.
    pub(super) word: u32,
}

impl Token {
    /// Whether it is a word of Latin letters.
    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    /// Whether it is a punctuation mark.
    pub fn is_punctuation(&self) -> bool {
        self.kind == TokenKind::Punctuation
    }
}

/// A form under a tag, however often the text has it; what is known of it is found out once.
pub(super) struct Word<'t> {
    form: &'t str,
    tag: Tag,
    /// The first word of the same form, by index.
    first: u32,
    /// The word of the same form that came up after this one, by index.
    next: Option<u32>,
    lower: Cow<'t, str>,
    lemma: OnceLock<Cow<'t, str>>,
    english: OnceLock<bool>,
}

impl<'t> Word<'t> {
    fn new(form: &'t str, tag: Tag, first: u32) -> Self {
        let plain = form.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
        let lower = if plain { Cow::Borrowed(form) } else { Cow::Owned(form.to_lowercase().replace('’', "'")) };
        Self { form, tag, first, next: None, lower, lemma: OnceLock::new(), english: OnceLock::new() }
    }

    /// The form in small letters, with straight apostrophes.
    pub fn lower(&self) -> &str {
        &self.lower
    }

    /// The dictionary form.
    pub fn lemma(&self) -> &str {
        self.lemma.get_or_init(|| inflect::lemma(self.form, self.tag))
    }

    /// Whether English has the form, in small letters.
    pub fn is_english(&self) -> bool {
        *self.english.get_or_init(|| lexicon::is_english_form(&self.lower))
    }
}

/// The words of a text.
#[derive(Default)]
pub(super) struct Words<'t> {
    list: Vec<Word<'t>>,
    /// The first word of every form.
    forms: FxHashMap<&'t str, u32>,
}

impl<'t> Words<'t> {
    fn index(&mut self, form: &'t str, tag: Tag) -> u32 {
        let new = u32::try_from(self.list.len()).expect("offsets fit into 32 bits");
        let first = *self.forms.entry(form).or_insert(new);
        let mut at = first;
        while let Some(word) = self.list.get_mut(at as usize) {
            if word.tag == tag {
                return at;
            }
            at = *word.next.get_or_insert(new);
        }
        self.list.push(Word::new(form, tag, first));
        new
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.list.len()
    }

    /// The word of a token.
    pub fn of(&self, token: &Token) -> &Word<'t> {
        &self.list[token.word as usize]
    }

    /// The tokens of every form, in the place of its first word.
    pub fn places(&self, tokens: &[Token]) -> Vec<Vec<u32>> {
        let mut counts = vec![0; self.list.len()];
        for token in tokens {
            counts[self.of(token).first as usize] += 1;
        }
        let mut places: Vec<Vec<u32>> = counts.into_iter().map(Vec::with_capacity).collect();
        for (index, token) in (0..).zip(tokens) {
            places[self.of(token).first as usize].push(index);
        }
        places
    }

    /// The first word of a form, by index.
    pub fn first(&self, form: &str) -> Option<usize> {
        self.forms.get(form).map(|first| *first as usize)
    }
}

/// The sentences and tokens of the blocks, which learn theirs, and the words of the tokens.
pub(super) fn read<'t>(text: &'t str, blocks: &mut [Block]) -> (Vec<Sentence>, Vec<Token>, Words<'t>) {
    let tagger = Tagger::embedded();
    let mut vocabulary = Words::default();
    let mut sentences = Vec::new();
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let (mut ranges, mut raw, mut readings) = (Vec::new(), Vec::new(), Vec::<Reading>::new());
    let mut words: Vec<&str> = Vec::new();
    // What the tagger met in one text serves for the next.
    thread_local!(static SCRATCH: RefCell<Scratch> = RefCell::default());
    let mut scratch = SCRATCH.take();
    let masks: Vec<Cow<'_, str>> = blocks.iter().map(|block| prose(text, block)).collect();
    for (index, block) in blocks.iter_mut().enumerate() {
        let (first_sentence, first_token) = (sentences.len(), tokens.len());
        let prose = &masks[index];
        ranges.clear();
        segment::sentences(prose, &mut ranges);
        for &within in &ranges {
            raw.clear();
            segment::tokens(&prose[within], block.range.start() + within.start(), &mut raw);
            words.clear();
            words.extend(raw.iter().map(|token| &text[token.range]));
            stage("document/tagger", || tagger.tag(&words, &mut scratch, &mut readings));
            let start = tokens.len();
            tokens.extend(raw.iter().zip(&readings).map(|(token, reading)| Token {
                range: token.range,
                kind: token.kind,
                upos: reading.upos,
                tag: reading.tag,
                margin: reading.margin,
                finite_margin: reading.finite_margin,
                sentence: sentences.len(),
                word: vocabulary.index(&text[token.range], reading.tag),
            }));
            sentences.push(Sentence {
                range: within.shifted(block.range.start()),
                block: index,
                tokens: start..tokens.len(),
            });
        }
        block.sentences = first_sentence..sentences.len();
        block.tokens = first_token..tokens.len();
    }
    SCRATCH.set(scratch);
    (sentences, tokens, vocabulary)
}

/// The block's text with its markup blanked, so that offsets stay what they are.
fn prose<'t>(text: &'t str, block: &Block) -> Cow<'t, str> {
    let whole = &text[block.range];
    if block.holes.is_empty() {
        return Cow::Borrowed(whole);
    }
    let mut out = String::with_capacity(whole.len());
    let mut at = block.range.start();
    for hole in &block.holes {
        out.push_str(&text[at..hole.start()]);
        out.extend(std::iter::repeat_n(' ', hole.len()));
        at = hole.end();
    }
    out.push_str(&text[at..block.range.end()]);
    Cow::Owned(out)
}
