//! Trains the tagger: an averaged perceptron (Collins 2002), made small by pruning rare features (Goldberg and Elhadad
//! 2011) and by eight-bit weights.
//!
//! Everything is counted in integers, in one thread and in a fixed order, so the same input gives the same bytes.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

use super::treebank::Sentence;
use super::{lexicon, treebank};
use crate::language::Upos;
use crate::language::tagger::{self, Class, Contents, Form, History, WIDTH, Weights};

/// How often the training data are gone through.
const EPOCHS: u32 = 8;

/// A class with fewer words than this is not learnt.
const LEAST_CLASS: usize = 12;

/// A word must be seen this often before it can count as having one reading.
const LEAST_FIXED: usize = 20;

/// The model that `sentences` and the forms with tags in `table` (see [`lexicon::classes`]) make.
///
/// Features that were updated less than `least_updates` times are left out.
pub(crate) fn train(sentences: &[Sentence], table: &str, least_updates: u32) -> Contents {
    let classes = classes(sentences);
    let lexicon: Vec<(u64, u8)> =
        lexicon::classes(table).into_iter().map(|(form, class)| (Form::new(form).lower, class)).collect();
    let fixed = fixed(sentences, &classes);
    let mut examples = Examples::new(sentences, &classes, &lexicon, &fixed);
    let mut perceptron = Perceptron::default();
    for _ in 0..EPOCHS {
        for example in examples.shuffled() {
            perceptron.learn(example, &classes);
        }
    }
    let (step, features) = perceptron.quantised(least_updates);
    Contents { step, classes, lexicon, fixed, features }
}

/// The classes that are frequent enough, the finite ones first.
fn classes(sentences: &[Sentence]) -> Vec<Class> {
    let mut counts: BTreeMap<(bool, Class), usize> = BTreeMap::new();
    for word in sentences.iter().flatten() {
        *counts.entry((!word.tag.is_finite(), class_of(word))).or_default() += 1;
    }
    counts.retain(|_, count| *count >= LEAST_CLASS);
    assert!(counts.len() <= WIDTH, "there is room for {WIDTH} classes, not for {}", counts.len());
    counts.into_keys().map(|(_, class)| class).collect()
}

fn class_of(word: &treebank::Word) -> Class {
    Class { upos: word.upos, tag: word.tag }
}

fn number_of(class: Class, classes: &[Class]) -> Option<u8> {
    classes.iter().position(|other| *other == class).map(|at| at as u8)
}

/// The words that are never read as anything else: of the closed classes only, since any noun may turn up as a verb.
fn fixed(sentences: &[Sentence], classes: &[Class]) -> Vec<(u64, u8)> {
    let mut readings: BTreeMap<u64, BTreeMap<Class, usize>> = BTreeMap::new();
    for word in sentences.iter().flatten() {
        *readings.entry(Form::new(&word.form).exact).or_default().entry(class_of(word)).or_default() += 1;
    }
    let mut fixed = Vec::new();
    for (form, counts) in readings {
        let total: usize = counts.values().sum();
        let Some((class, count)) = counts.into_iter().max_by_key(|&(class, count)| (count, class)) else { continue };
        let open = matches!(class.upos, Upos::Adj | Upos::Adv | Upos::Intj | Upos::Noun | Upos::Propn | Upos::Verb);
        if !open && total >= LEAST_FIXED && (total - count) * 1000 <= total {
            fixed.extend(number_of(class, classes).map(|number| (form, number)));
        }
    }
    fixed
}

/// A sentence as the perceptron sees it, with the numbers of its gold classes.
struct Example {
    sentence: tagger::Sentence,
    gold: Vec<Option<u8>>,
}

struct Examples {
    examples: Vec<Example>,
    /// The state of a xorshift generator (Marsaglia 2003).
    random: u64,
}

impl Examples {
    fn new(sentences: &[Sentence], classes: &[Class], lexicon: &[(u64, u8)], fixed: &[(u64, u8)]) -> Examples {
        let lexicon: HashMap<u64, u8> = lexicon.iter().copied().collect();
        let fixed: HashMap<u64, u8> = fixed.iter().copied().collect();
        let form = |word: &treebank::Word| {
            let mut form = Form::new(&word.form);
            form.lexicon = lexicon.get(&form.lower).copied().unwrap_or(0);
            form.fixed = fixed.get(&form.exact).copied();
            form
        };
        let example = |words: &Sentence| {
            let mut sentence = tagger::Sentence::default();
            sentence.fill(words.iter().map(form));
            Example { sentence, gold: words.iter().map(|word| number_of(class_of(word), classes)).collect() }
        };
        Examples { examples: sentences.iter().map(example).collect(), random: 0x2545_f491_4f6c_dd1d }
    }

    /// The examples in the next order (Fisher and Yates).
    fn shuffled(&mut self) -> &[Example] {
        for last in (1..self.examples.len()).rev() {
            self.random ^= self.random << 13;
            self.random ^= self.random >> 7;
            self.random ^= self.random << 17;
            self.examples.swap(last, (self.random % (last as u64 + 1)) as usize);
        }
        &self.examples
    }
}

/// Features are hashes already.
#[derive(Default)]
struct NoHasher(u64);

impl Hasher for NoHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {
        unreachable!("only whole numbers are hashed");
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// The weight of one feature for one class.
struct Cell {
    class: u8,
    weight: i32,
    /// The sum of the weight over all moments before `since`.
    total: i64,
    since: u32,
}

#[derive(Default)]
struct Row {
    cells: Vec<Cell>,
    updates: u32,
}

#[derive(Default)]
struct Perceptron {
    rows: HashMap<u64, Row, BuildHasherDefault<NoHasher>>,
    /// How many words were read so far.
    now: u32,
    features: Vec<u64>,
}

impl Perceptron {
    fn learn(&mut self, example: &Example, classes: &[Class]) {
        let mut history = History::START;
        for (at, gold) in example.gold.iter().enumerate() {
            let read = example.sentence.form(at).fixed.unwrap_or_else(|| {
                let read = self.read(&example.sentence, at, &history, classes.len());
                if let Some(gold) = *gold
                    && gold != read
                {
                    self.update(gold, read);
                }
                read
            });
            let Class { upos, tag } = classes[usize::from(read)];
            history.push(read, upos, tag);
        }
    }

    /// The class with the highest score; leaves the word's features in `self.features`.
    fn read(&mut self, sentence: &tagger::Sentence, at: usize, history: &History, classes: usize) -> u8 {
        self.now += 1;
        self.features.clear();
        let features = &mut self.features;
        tagger::of_word(sentence.form(at), |feature| features.push(feature));
        tagger::of_context(sentence, at, |feature| features.push(feature));
        tagger::of_history(sentence, at, history, |feature| features.push(feature));
        let mut scores = [0; WIDTH];
        for cell in features.iter().filter_map(|feature| self.rows.get(feature)).flat_map(|row| &row.cells) {
            scores[usize::from(cell.class)] += cell.weight;
        }
        let best = scores[..classes].iter().max().copied().unwrap_or_default();
        scores.iter().position(|score| *score == best).unwrap_or_default() as u8
    }

    fn update(&mut self, gold: u8, read: u8) {
        for feature in &self.features {
            let row = self.rows.entry(*feature).or_default();
            row.updates += 1;
            row.add(gold, 1, self.now);
            row.add(read, -1, self.now);
        }
    }

    /// The size of a step, and the averaged weights of the features that were updated often enough, in steps.
    fn quantised(self, least_updates: u32) -> (f64, Vec<(u64, Weights)>) {
        let moments = f64::from(self.now.max(1));
        let average = |cell: &Cell| {
            let total = cell.total + i64::from(cell.weight) * i64::from(self.now - cell.since);
            total as f64 / moments
        };
        let rows: BTreeMap<&u64, &Row> = self.rows.iter().filter(|(_, row)| row.updates >= least_updates).collect();
        let mut sizes: Vec<f64> = rows.values().flat_map(|row| &row.cells).map(|cell| average(cell).abs()).collect();
        sizes.sort_unstable_by(f64::total_cmp);
        // A step fine enough to resolve every weight would clip the largest ones, which costs accuracy; a coarse one
        // costs nothing.
        let large = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 2000)).copied().unwrap_or(1.0);
        let step = 4.0 * large / f64::from(i8::MAX);
        let quantise = |cell: &Cell| {
            let weight = (average(cell) / step).round().clamp(f64::from(i8::MIN), f64::from(i8::MAX)) as i8;
            (weight != 0).then_some((cell.class, weight))
        };
        let features = rows.into_iter().filter_map(|(feature, row)| {
            let mut cells: Vec<_> = row.cells.iter().filter_map(quantise).collect();
            cells.sort_unstable();
            (!cells.is_empty()).then_some((*feature, cells))
        });
        (step, features.collect())
    }
}

impl Row {
    fn add(&mut self, class: u8, change: i32, now: u32) {
        let at = self.cells.iter().position(|cell| cell.class == class).unwrap_or_else(|| {
            self.cells.push(Cell { class, weight: 0, total: 0, since: now });
            self.cells.len() - 1
        });
        let cell = &mut self.cells[at];
        cell.total += i64::from(cell.weight) * i64::from(now - cell.since);
        cell.weight += change;
        cell.since = now;
    }
}

#[cfg(test)]
mod tests {
    use super::train;
    use crate::language::Tag;
    use crate::language::tagger::{Scratch, Tagger, Thresholds};
    use crate::training::treebank::{self, Sentence};

    const TABLE: &str = "cats\tNNS:3\ncows\tNNS:2\nsleep\tVBP:3 VB:1 NN:1\neat\tVBP:2 VB:2\n";

    fn sentences() -> Vec<Sentence> {
        let mut text = String::new();
        for subject in ["Cats", "Cows", "Dogs", "Birds", "Goats", "Swans"] {
            for verb in ["sleep", "eat", "bark", "sing", "climb", "swim"] {
                let subject = format!("{subject}\t_\tNOUN\tNNS\t_\t2\tnsubj\t0\n");
                let verb = format!("{verb}\t_\tVERB\tVBP\t_\t0\troot\t1\n");
                let stop = ".\t.\tPUNCT\t.\t_\t2\tpunct\t0\n";
                text.push_str(&format!("{subject}{verb}{stop}\n{verb}{subject}{stop}\n"));
            }
        }
        treebank::parse(&text).unwrap()
    }

    #[test]
    fn training_twice_gives_the_same_bytes() {
        let model = || train(&sentences(), TABLE, 1).write(Thresholds::default());
        assert!(model() == model());
    }

    #[test]
    fn what_was_learnt_is_read_back() {
        let model = train(&sentences(), TABLE, 1).write(Thresholds { no_finite: -7, ..Thresholds::default() });
        let tagger = Tagger::read(model.leak()).unwrap();
        assert_eq!(tagger.thresholds().no_finite, -7);
        let mut readings = Vec::new();
        tagger.tag(&["Birds", "eat", "."], &mut Scratch::default(), &mut readings);
        let tags: Vec<Tag> = readings.iter().map(|reading| reading.tag).collect();
        assert_eq!(tags, [Tag::Nns, Tag::Vbp, Tag::Stop]);
        assert_eq!(readings[2].margin, i32::MAX);
        assert!(readings[1].finite_margin > 0 && readings[0].finite_margin < 0);
    }
}
