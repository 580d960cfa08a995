//! Measures the tagger, and what cuts its sentences and words, on treebanks.

use std::time::Instant;

use super::treebank::{self, Sentence, Word};
use crate::document::{BlockKind, Document};
use crate::format::Format;
use crate::language::tagger::{Reading, Scratch, Tagger};
use crate::source::TextRange;

/// Cuts a text into sentences, or a sentence into words: ranges in ascending order that do not overlap.
pub type Splitter = fn(&str) -> Vec<TextRange>;

/// How often something was right, out of how often it was said and how often it was so.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Tally {
    /// Said and so.
    pub right: usize,
    /// Said.
    pub said: usize,
    /// So.
    pub gold: usize,
}

impl Tally {
    /// Counts one case.
    pub fn add(&mut self, said: bool, gold: bool) {
        self.right += usize::from(said && gold);
        self.said += usize::from(said);
        self.gold += usize::from(gold);
    }

    /// The share of what was said that is so, in per cent; 100 if nothing was said.
    pub fn precision(&self) -> f64 {
        per_cent(self.right, self.said)
    }

    /// The share of what is so that was said, in per cent; 100 if nothing is so.
    pub fn recall(&self) -> f64 {
        per_cent(self.right, self.gold)
    }

    /// The harmonic mean of [`precision`](Self::precision) and [`recall`](Self::recall), in per cent.
    pub fn f1(&self) -> f64 {
        per_cent(2 * self.right, self.said + self.gold)
    }
}

fn per_cent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 100.0 } else { 100.0 * part as f64 / whole as f64 }
}

/// How the tagger read a treebank.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Tagging {
    /// Words whose class is right.
    pub upos: Tally,
    /// Words whose Penn tag is right; a finite base form counts as a base form.
    pub xpos: Tally,
    /// Words read as finite verbs.
    pub finite: Tally,
}

impl Tagging {
    fn add(&mut self, reading: Option<&Reading>, gold: Option<&Word>) {
        let same = |right: bool| Tally {
            right: usize::from(right),
            said: usize::from(reading.is_some()),
            gold: usize::from(gold.is_some()),
        };
        let pair = reading.zip(gold);
        self.upos += same(pair.is_some_and(|(reading, gold)| reading.upos == gold.upos));
        self.xpos += same(pair.is_some_and(|(reading, gold)| reading.tag.penn() == gold.tag.penn()));
        let said = reading.is_some_and(|reading| reading.tag.is_finite());
        let is = gold.is_some_and(|gold| gold.tag.is_finite());
        self.finite.add(said, is);
    }
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.right += other.right;
        self.said += other.said;
        self.gold += other.gold;
    }
}

/// How `tagger` reads the words of `sentences`, cut as the treebank cuts them.
pub fn tagging(tagger: &Tagger, sentences: &[Sentence]) -> Tagging {
    let mut tagging = Tagging::default();
    readings(tagger, sentences, |words, readings| {
        words.iter().zip(readings).for_each(|(gold, reading)| tagging.add(Some(reading), Some(gold)));
    });
    tagging
}

/// Hands the words and readings of each of `sentences` to `each`.
pub(crate) fn readings(tagger: &Tagger, sentences: &[Sentence], mut each: impl FnMut(&[Word], &[Reading])) {
    let (mut scratch, mut out) = (Scratch::default(), Vec::new());
    for sentence in sentences {
        let words: Vec<&str> = sentence.iter().map(|word| word.form.as_str()).collect();
        tagger.tag(&words, &mut scratch, &mut out);
        each(sentence, &out);
    }
}

/// How `tagger` reads `sentences` from their text, cut into words by `tokenize`. A word counts as found if it has the
/// same bytes as a word of the treebank.
pub fn tagging_of_text(tagger: &Tagger, sentences: &[Sentence], tokenize: Splitter) -> Tagging {
    let mut tagging = Tagging::default();
    let (mut scratch, mut readings) = (Scratch::default(), Vec::new());
    for sentence in sentences {
        let (text, starts) = treebank::text(sentence);
        let tokens = tokenize(&text);
        let words: Vec<&str> = tokens.iter().map(|token| &text.as_str()[*token]).collect();
        tagger.tag(&words, &mut scratch, &mut readings);
        let mut found = tokens.iter().zip(&readings).peekable();
        for (gold, start) in sentence.iter().zip(starts) {
            while let Some((_, reading)) = found.next_if(|(token, _)| token.start() < start) {
                tagging.add(Some(reading), None);
            }
            let end = start + gold.form.len();
            let same = found.next_if(|(token, _)| token.start() == start && token.end() == end);
            tagging.add(same.map(|(_, reading)| reading), Some(gold));
        }
        found.for_each(|(_, reading)| tagging.add(Some(reading), None));
    }
    tagging
}

/// How `tokenize` finds the words of `sentences` in their text, sentence by sentence.
pub fn tokenizing(sentences: &[Sentence], tokenize: Splitter) -> Tally {
    let mut tally = Tally::default();
    for sentence in sentences {
        let (text, starts) = treebank::text(sentence);
        let gold: Vec<TextRange> =
            sentence.iter().zip(starts).map(|(word, start)| TextRange::new(start, start + word.form.len())).collect();
        let said = tokenize(&text);
        tally.right += said.iter().filter(|token| gold.binary_search(token).is_ok()).count();
        tally.said += said.len();
        tally.gold += gold.len();
    }
    tally
}

/// The sentences of edited prose in which the tagger is sure to see no finite verb.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Verbless {
    /// How many sentences were read.
    pub sentences: usize,
    /// The name of the article and the sentence, for each that was found to have none.
    pub found: Vec<(String, String)>,
}

impl Verbless {
    /// How many of a thousand sentences were found to have none.
    pub fn per_thousand(&self) -> f64 {
        1000.0 * self.found.len() as f64 / self.sentences.max(1) as f64
    }
}

/// Which sentences of `articles`, given by name and text, have no word whose finite margin reaches the threshold of
/// `tagger`. Only paragraphs that end in a stop are read: a headline needs no verb.
pub fn verbless<'a>(tagger: &Tagger, articles: impl IntoIterator<Item = (&'a str, &'a str)>) -> Verbless {
    let mut verbless = Verbless::default();
    for (name, text) in articles {
        let document = Document::new(text, Format::Plain);
        for sentence in document.sentences() {
            let block = &document.blocks()[sentence.block];
            if block.kind != BlockKind::Paragraph || !is_stopped(&text[block.range]) {
                continue;
            }
            verbless.sentences += 1;
            let tokens = &document.tokens()[sentence.tokens.clone()];
            if tokens.iter().all(|token| token.finite_margin < tagger.thresholds().no_finite) {
                verbless.found.push((name.to_owned(), document.quote(sentence.range)));
            }
        }
    }
    verbless
}

/// Whether a stop ends `text`, marks that close a quotation or a bracket aside.
fn is_stopped(text: &str) -> bool {
    text.trim_end().trim_end_matches(['"', '\'', '”', '’', ')', ']']).ends_with(['.', '!', '?', '…'])
}

/// How `split` finds the sentences of a text in which one space joins them.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Splitting {
    /// Boundaries between sentences.
    pub all: Tally,
    /// Boundaries after `.`, `!`, `?` or `…`; a heading without a mark ends a line in real articles.
    pub marked: Tally,
}

/// How `split` finds `sentences` in their text.
pub fn splitting(sentences: &[Sentence], split: Splitter) -> Splitting {
    let (mut text, mut gold) = (String::new(), Vec::new());
    for sentence in sentences {
        text.push_str(&treebank::text(sentence).0);
        gold.push((text.len(), is_stopped(&text)));
        text.push(' ');
    }
    text.pop();
    gold.pop();
    let mut said: Vec<usize> = split(&text).iter().map(|range| text[..range.end()].trim_end().len()).collect();
    said.pop();
    let mut splitting = Splitting::default();
    for end in &said {
        let found = gold.binary_search_by_key(end, |(end, _)| *end);
        splitting.all.add(true, found.is_ok());
        splitting.marked.add(true, found.is_ok_and(|at| gold[at].1));
    }
    splitting.all.gold = gold.len();
    splitting.marked.gold = gold.iter().filter(|(_, marked)| *marked).count();
    splitting
}

/// How many of the words of `sentences` `tagger` reads in a second, on one core; the best of five runs.
pub fn words_per_second(tagger: &Tagger, sentences: &[Sentence]) -> f64 {
    let sentences: Vec<Vec<&str>> =
        sentences.iter().map(|sentence| sentence.iter().map(|word| word.form.as_str()).collect()).collect();
    let words: usize = sentences.iter().map(Vec::len).sum();
    let (mut scratch, mut readings) = (Scratch::default(), Vec::new());
    let run = |_| {
        let start = Instant::now();
        for sentence in &sentences {
            tagger.tag(sentence, &mut scratch, &mut readings);
        }
        words as f64 / start.elapsed().as_secs_f64()
    };
    (0..5).map(run).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::{Splitter, splitting, tagging_of_text, tokenizing, verbless};
    use crate::language::tagger::Tagger;
    use crate::source::TextRange;
    use crate::training::treebank;

    const LINES: &str = "Boats\tboat\tNOUN\tNNS\t_\t2\tnsubj\t0\nfloat\tfloat\tVERB\tVBP\t_\t0\troot\t1\n\
                         .\t.\tPUNCT\t.\t_\t2\tpunct\t0\n\nHarbour\tharbour\tNOUN\tNN\t_\t2\tcompound\t0\n\
                         news\tnews\tNOUN\tNN\t_\t0\troot\t0\n\nRain\train\tNOUN\tNN\t_\t2\tnsubj\t0\n\
                         fell\tfall\tVERB\tVBD\t_\t0\troot\t1\n.\t.\tPUNCT\t.\t_\t2\tpunct\t0\n\n";

    fn pieces(text: &str, is_end: fn(char) -> bool) -> Vec<TextRange> {
        let mut start = 0;
        text.split_inclusive(is_end)
            .map(|piece| {
                start += piece.len();
                TextRange::new(start - piece.len(), start - piece.len() + piece.trim_end().len())
            })
            .collect()
    }

    #[test]
    fn a_heading_without_a_mark_is_no_fault_of_the_splitter() {
        let at_stops: Splitter = |text| pieces(text, |character| character == '.');
        let splitting = splitting(&treebank::parse(LINES).unwrap(), at_stops);
        assert_eq!((splitting.all.precision(), splitting.all.recall()), (100.0, 50.0));
        assert_eq!(splitting.marked.recall(), 100.0);
    }

    #[test]
    fn a_word_cut_wrongly_is_a_word_missed() {
        let at_spaces: Splitter = |text| pieces(text, char::is_whitespace);
        let tagging = tagging_of_text(Tagger::embedded(), &treebank::parse(LINES).unwrap(), at_spaces);
        assert_eq!((tagging.upos.said, tagging.upos.gold), (6, 8));
        assert!(tagging.upos.right <= 4);
    }
    #[test]
    fn a_word_is_found_if_both_its_ends_are() {
        let at_spaces: Splitter = |text| pieces(text, char::is_whitespace);
        let tally = tokenizing(&treebank::parse(LINES).unwrap(), at_spaces);
        assert_eq!((tally.right, tally.said, tally.gold), (4, 6, 8));
    }

    #[test]
    fn only_what_ends_as_a_sentence_needs_a_verb() {
        let text = "Rain over the harbour\n\nThe boats stayed in port. A long and very wet week for everyone.";
        let verbless = verbless(Tagger::embedded(), [("rain.txt", text)]);
        assert_eq!(verbless.sentences, 2);
        let found = verbless.found.iter().map(|(_, sentence)| sentence.as_str()).collect::<Vec<_>>();
        assert_eq!(found, ["A long and very wet week for everyone."]);
    }
}
