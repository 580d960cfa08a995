//! How fast a document is read, a text checked, and its repairs planned; on text made from a fixed list of words.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use postedit::document::Document;
use postedit::engine::{self, Options};
use postedit::fix::{Guard, Level, Plan};
use postedit::format::Format;

fn main() {
    divan::main();
}

const SIZES: [usize; 3] = [1_000, 100_000, 1_000_000];

const NOUNS: [&str; 16] = [
    "ferry", "harbour", "bridge", "council", "baker", "orchard", "teacher", "river", "market", "train", "library",
    "storm", "festival", "farmer", "museum", "village",
];
const NAMES: [&str; 8] =
    ["Marit Oye", "Tamsin Reed", "Ilse Brandt", "Jonas Lind", "Office of Tides", "Ghent", "Lake Arne", "Port Ostrow"];
const VERBS: [&str; 10] =
    ["closed", "opened", "repaired", "visited", "left", "bought", "painted", "crossed", "measured", "forgot"];
const ADJECTIVES: [&str; 10] =
    ["old", "narrow", "quiet", "new", "wooden", "famous", "empty", "northern", "busy", "small"];
const TAILS: [&str; 8] = [
    "after the rain",
    "in the spring",
    "because nobody had asked",
    "for the second time",
    "on Monday",
    "at 18:30",
    "without a word",
    "for 1,200 euros",
];

/// A linear congruential generator with the multiplier and increment of Knuth's MMIX.
struct Dice(u64);

impl Dice {
    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        list[(self.0 >> 33) as usize % list.len()]
    }
}

/// At least `size` bytes of paragraphs with quotations and, here and there, a break that has a repair.
fn article(size: usize) -> String {
    let mut dice = Dice(1);
    let mut text = String::from("The year of the ferry\n\n");
    let mut sentences = 0;
    while text.len() < size {
        sentences += 1;
        let (adjective, noun, verb) = (dice.pick(&ADJECTIVES), dice.pick(&NOUNS), dice.pick(&VERBS));
        let (name, object, tail) = (dice.pick(&NAMES), dice.pick(&NOUNS), dice.pick(&TAILS));
        text.push_str(&match sentences % 5 {
            0 => format!("“The {adjective} {noun} {verb} the {object} {tail},” said {name}."),
            1 => format!("{name} {verb} the {adjective} {object} {tail}."),
            2 if sentences % 40 == 2 => format!("The the {noun} {verb} the {object} , {tail}."),
            _ => format!(
                "The {adjective} {noun} near {name} {verb} the {object} {tail}, and the {object} was {adjective}."
            ),
        });
        text.push_str(if sentences % 6 == 0 { "\n\n" } else { " " });
    }
    text
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn document(bencher: Bencher, size: usize) {
    let text = article(size);
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        let document = Document::new(black_box(&text), Format::Plain);
        document.mentions();
        document.narration();
    });
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn check(bencher: Bencher, size: usize) {
    let (text, options) = (article(size), Options::default());
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| engine::check(black_box(&text), Format::Plain, &options));
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn plan(bencher: Bencher, size: usize) {
    let text = article(size);
    let findings = engine::check(&text, Format::Plain, &Options::default()).findings;
    let document = Document::new(&text, Format::Plain);
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        let guard = Guard::new(black_box(&document));
        Plan::new(&findings, Level::Safe, &guard, &[])
    });
}
