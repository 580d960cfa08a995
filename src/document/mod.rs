//! The model of a text that every rule reads and no rule changes.
//!
//! One file a layer, each built on the ones before it: [`block`], [`token`] (sentences and tokens), [`furniture`],
//! [`quotation`], [`turn`], [`mention`], [`narration`]. Everything is held by index and by byte range of the text;
//! nothing is copied out of it.

pub mod block;
pub mod clause;
pub mod furniture;
pub mod mention;
pub mod narration;
pub mod phrase;
mod presence;
pub mod quotation;
pub mod subject;
pub mod tense;
pub mod term;
pub mod token;
pub mod turn;
pub mod usage;

use std::sync::OnceLock;

use crate::format::{Format, RawBlock, View};
use crate::glossary::{Glossary, Standing};
use crate::language::speech;
use crate::source::TextRange;
use crate::timing::stage;

pub use crate::format::BlockKind;
pub use block::Block;
pub use clause::Core;
pub use furniture::{Furniture, FurnitureKind};
pub use mention::{Amount, DateMention, Entity, Measure, Mention, Mentions, NameKind, Person};
pub use narration::Narration;
pub use quotation::{Quotation, Quotations, QuoteRole, QuoteStyle, Unpaired};
pub use term::TermUse;
pub use token::{Sentence, Token, TokenKind};
pub use turn::{Label, LabelRole, Slip, Turn, Turns};

/// Whose words a place holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Voice {
    /// The writer's own.
    Narration,
    /// Words inside a quotation, by its index.
    Quotation(usize),
    /// Words of a speaker in a dialogue without quotation marks, by the index of the turn.
    Turn(usize),
}

/// A text and everything the tool knows about it.
pub struct Document<'t> {
    text: &'t str,
    format: Format,
    blocks: Vec<Block>,
    sentences: Vec<Sentence>,
    tokens: Vec<Token>,
    words: token::Words<'t>,
    furniture: Vec<Furniture>,
    quotations: Quotations,
    turns: Turns,
    presence: OnceLock<presence::Presence<'t>>,
    places: OnceLock<Vec<Vec<u32>>>,
    tenses: OnceLock<(Vec<tense::Balance>, tense::Balance)>,
    mentions: OnceLock<Mentions>,
    narration: OnceLock<Narration>,
    glossary: &'t Glossary,
    terms: OnceLock<Vec<TermUse<'t>>>,
}

impl<'t> Document<'t> {
    /// Reads `text`, which is laid out as `format` says. The text of a format that is not read as it stands comes with
    /// its [`View`]: see [`Document::of`].
    pub fn new(text: &'t str, format: Format) -> Self {
        Self::read(text, format, format.view(text).blocks())
    }

    /// Reads what `view` shows. Prose that was taken out of markup is plain text.
    pub fn of(view: &'t View<'_>, format: Format) -> Self {
        let format = if matches!(format, Format::Html | Format::Docx) { Format::Plain } else { format };
        Self::read(view.text(), format, view.blocks())
    }

    fn read(text: &'t str, format: Format, blocks: &[RawBlock]) -> Self {
        let mut blocks: Vec<Block> = blocks.iter().cloned().map(Block::from).collect();
        let (sentences, tokens, words) = stage("document/tokens", || token::read(text, &mut blocks));
        let furniture = stage("document/furniture", || furniture::read(text, &mut blocks, &sentences));
        let quotations = stage("document/quotations", || quotation::read(text, &blocks));
        let turns = stage("document/turns", || turn::read(text, &blocks, &quotations));
        for turn in &turns.list {
            // A short question under a label is no headline.
            if blocks[turn.block].kind == BlockKind::Headline {
                blocks[turn.block].kind = BlockKind::Paragraph;
            }
        }
        Self {
            text,
            format,
            blocks,
            sentences,
            tokens,
            words,
            furniture,
            quotations,
            turns,
            presence: OnceLock::new(),
            places: OnceLock::new(),
            tenses: OnceLock::new(),
            mentions: OnceLock::new(),
            narration: OnceLock::new(),
            glossary: Glossary::empty(),
            terms: OnceLock::new(),
        }
    }

    /// The same text, whose terms and names are declared in `glossary`.
    pub fn with_glossary(self, glossary: &'t Glossary) -> Self {
        Self { glossary, terms: OnceLock::new(), narration: OnceLock::new(), ..self }
    }

    /// The text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// How the text is laid out.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The blocks of prose, in order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The sentences, in order.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The tokens, in order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// What a scraper took along from around the article, in order.
    pub fn furniture(&self) -> &[Furniture] {
        &self.furniture
    }

    /// The quotations and the marks without a partner.
    pub fn quotations(&self) -> &Quotations {
        &self.quotations
    }

    /// Who speaks where in a dialogue.
    pub fn turns(&self) -> &Turns {
        &self.turns
    }

    /// The names and amounts; read when first asked for.
    pub fn mentions(&self) -> &Mentions {
        self.mentions.get_or_init(|| {
            let Self { text, blocks, sentences, tokens, words, .. } = self;
            stage("document/mentions", || mention::read(&mention::Source { text, blocks, sentences, tokens, words }))
        })
    }

    /// Who tells the text, who is on stage, and what its pronouns can stand for; read when first asked for.
    pub fn narration(&self) -> &Narration {
        self.narration.get_or_init(|| stage("document/narration", || narration::read(self)))
    }

    /// Whether the text has a cue anywhere, markup and page furniture included. A cue is a row of letters in small
    /// letters (`clock`), the start of one (`translat*`), a number of so many figures (`0000`; `0` is any number), or a
    /// character that is neither.
    pub fn has(&self, cue: &str) -> bool {
        self.presence.get_or_init(|| stage("document/presence", || presence::Presence::read(self.text))).has(cue)
    }

    /// The tokens that have the form, letter case included, by index and in order.
    pub fn places_of(&self, form: &str) -> impl ExactSizeIterator<Item = usize> {
        let places = self.places.get_or_init(|| stage("document/places", || self.words.places(&self.tokens)));
        let found = self.words.first(form).map_or(&[][..], |first| &places[first]);
        found.iter().map(|&at| at as usize)
    }

    /// What is declared about its terms and names.
    pub fn glossary(&self) -> &'t Glossary {
        self.glossary
    }

    /// The places where the text uses terms and names of the glossary, in order; read when first asked for.
    pub fn terms(&self) -> &[TermUse<'t>] {
        self.terms.get_or_init(|| stage("document/terms", || term::read(self)))
    }

    /// Whether `range` lies within a term or a name that the glossary accepts as it stands.
    pub fn is_accepted_term(&self, range: TextRange) -> bool {
        let next = self.terms().partition_point(|term| term.range.end() < range.end());
        let term = self.terms().get(next).filter(|term| term.standing == Standing::Accepted);
        !range.is_empty() && term.is_some_and(|term| term.range.contains_range(range))
    }

    /// The words of token `index`, as they stand in the text; nothing past the last token.
    pub fn word(&self, index: usize) -> &'t str {
        self.tokens.get(index).map_or("", |token| &self.text[token.range])
    }

    /// The words of token `index` in small letters and with straight apostrophes; nothing past the last token.
    pub fn lower(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| self.words.of(token).lower())
    }

    /// How many different words the text has: forms under a tag.
    pub fn vocabulary(&self) -> usize {
        self.words.count()
    }

    /// The number of the words of token `index`, below [`Document::vocabulary`]: tokens with the same form and tag have
    /// the same number.
    pub fn word_id(&self, index: usize) -> usize {
        self.tokens[index].word as usize
    }

    /// Whether English has the form of token `index`, in small letters.
    pub fn is_english(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|token| self.words.of(token).is_english())
    }

    /// Whether token `index` exists and is `word`, whatever the case of its ASCII letters.
    pub fn is(&self, index: usize, word: &str) -> bool {
        self.word(index).eq_ignore_ascii_case(word) && index < self.tokens.len()
    }

    /// Whether token `index` exists and is one of `words`, whatever the case of its ASCII letters.
    pub fn is_any(&self, index: usize, words: &[&str]) -> bool {
        let here = self.word(index);
        let Some(first) = here.as_bytes().first() else { return false };
        words.iter().any(|word| {
            // The first letter tells most words of one length apart.
            word.len() == here.len() && word.as_bytes()[0] | 0x20 == first | 0x20 && here.eq_ignore_ascii_case(word)
        })
    }

    /// The dictionary form of token `index`, in lower case; nothing past the last token.
    pub fn lemma(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| self.words.of(token).lemma())
    }

    /// Whether token `index` is a verb that attributes words to somebody: `said`, `added`, `explains`.
    pub fn is_reporting_verb(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|token| token.tag.is_verb()) && speech::is_reporting_lemma(self.lemma(index))
    }

    /// The index of the first token that ends after byte `at`; the number of tokens if there is none.
    pub fn token_at(&self, at: usize) -> usize {
        self.tokens.partition_point(|token| token.range.end() <= at)
    }

    /// The index of the block that holds byte `at`, or of the last one before it.
    pub fn block_at(&self, at: usize) -> Option<usize> {
        self.blocks.partition_point(|block| block.range.start() <= at).checked_sub(1)
    }

    /// The index of the sentence that holds byte `at`, or of the last one before it.
    pub fn sentence_at(&self, at: usize) -> Option<usize> {
        self.sentences.partition_point(|sentence| sentence.range.start() <= at).checked_sub(1)
    }

    /// The innermost quotation whose words, marks included, hold byte `at`.
    pub fn quotation_at(&self, at: usize) -> Option<usize> {
        self.quotations.at(at)
    }

    /// Whether byte `at` stands inside somebody's quotation or turn.
    pub fn in_quotation(&self, at: usize) -> bool {
        self.quotation_at(at).is_some() || self.turns.at(at).is_some()
    }

    /// Whether `range` is prose: inside one block, and no markup.
    pub fn is_prose(&self, range: TextRange) -> bool {
        self.block_at(range.start()).is_some_and(|index| {
            let block = &self.blocks[index];
            block.range.contains_range(range) && !block.holes.iter().any(|hole| hole.intersects(range))
        })
    }

    /// The bytes to take out with `range` so that the words around it keep one space between them.
    pub fn with_space(&self, range: TextRange) -> TextRange {
        let (before, after) = (&self.text[..range.start()], &self.text[range.end()..]);
        let gap = |c: char| c == ' ' || c == '\u{a0}';
        if before.is_empty() || before.ends_with(|c: char| c.is_whitespace() || "(“‘[\"'".contains(c)) {
            let spaces = after.len() - after.trim_start_matches(gap).len();
            if spaces > 0 {
                return TextRange::new(range.start(), range.end() + spaces);
            }
        }
        if before.ends_with(gap) && !after.starts_with(|c: char| c.is_alphanumeric()) {
            let spaces = before.len() - before.trim_end_matches(gap).len();
            return TextRange::new(range.start() - spaces, range.end());
        }
        range
    }

    /// Whose words byte `at` belongs to.
    pub fn voice_at(&self, at: usize) -> Voice {
        match (self.quotation_at(at), self.turns.at(at)) {
            (Some(quotation), _) => Voice::Quotation(quotation),
            (None, Some(turn)) => Voice::Turn(turn),
            (None, None) => Voice::Narration,
        }
    }

    /// Whether block `index` is running text or an item of a list.
    pub fn block_is_prose(&self, index: usize) -> bool {
        self.blocks[index].is_prose()
    }

    /// Whether white space stands right before byte `at`, or the text begins there.
    pub fn space_before(&self, at: usize) -> bool {
        self.text[..at].chars().next_back().is_none_or(char::is_whitespace)
    }

    /// The text of `range` with every run of white space as one space, for messages.
    pub fn quote(&self, range: TextRange) -> String {
        self.text[range].split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
