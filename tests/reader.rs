//! What a reader does for the rules: the laws of the trait with a tiny reader made here, and the model where it is
//! present.

// What was skipped is said.
#![allow(clippy::print_stdout)]

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use postedit::engine::{self, Options, Weighing};
use postedit::finding::Severity;
use postedit::fix::{Edit, Level, apply};
use postedit::format::Format;
use postedit::reader::memory::{Answers, Remembering};
use postedit::reader::{Candidate, Consideration, Judge, Kind, Reader, Reading, Thresholds, Weight};
use postedit::rules::TABLE;
use postedit::source::TextRange;

/// The model, where it is present.
#[cfg(feature = "reader")]
#[path = "model/mod.rs"]
mod found_model;

/// A reader that knows some phrases and finds a text likelier the more of them it holds.
#[derive(Debug, Default)]
struct Phrases {
    /// What a phrase is worth, in nats.
    known: BTreeMap<&'static str, f32>,
    /// What the words that differ are worth in every change, in nats.
    own: f32,
    /// How much a word looks like damage.
    suspicions: BTreeMap<&'static str, f32>,
    /// How often it was asked to weigh something.
    asked: AtomicUsize,
}

struct Opened<'r> {
    reader: &'r Phrases,
    text: &'r str,
}

impl Phrases {
    fn knowing<const N: usize>(known: [(&'static str, f32); N]) -> Arc<Self> {
        Arc::new(Self { known: known.into(), ..Self::default() })
    }

    fn worth(&self, text: &str) -> f32 {
        self.known.iter().map(|(phrase, nats)| text.matches(phrase).count() as f32 * nats).sum()
    }
}

impl Reader for Phrases {
    fn fingerprint(&self) -> &str {
        "phrases"
    }

    fn open<'r>(&'r self, text: &'r str, _: bool) -> Box<dyn Reading + 'r> {
        Box::new(Opened { reader: self, text })
    }
}

impl Opened<'_> {
    fn gain(&self, edits: &[Edit]) -> f32 {
        self.reader.worth(&apply(self.text, edits)) - self.reader.worth(self.text)
    }
}

impl Reading for Opened<'_> {
    fn glance(&self, alternatives: &[&[Edit]]) -> Vec<f32> {
        alternatives.iter().map(|edits| self.gain(edits)).collect()
    }

    fn surprise(&self, _: usize) -> f32 {
        10.0
    }

    fn suspicions(&self, places: &[TextRange]) -> Vec<Option<f32>> {
        let of = |place: &TextRange| self.reader.suspicions.get(&self.text[*place]).copied();
        places.iter().map(of).collect()
    }

    fn prefer(&self, alternatives: &[&[Edit]], _: usize) -> Vec<Weight> {
        self.reader.asked.fetch_add(alternatives.len(), Ordering::Relaxed);
        alternatives.iter().map(|edits| Weight { own: self.reader.own, after: self.gain(edits) }).collect()
    }
}

fn options(reader: Arc<dyn Reader>) -> Options {
    let thresholds = Thresholds::new(|_| 5.0);
    Options { reader: Some(Weighing { reader, thresholds }), assume_damaged: true, ..Options::default() }
}

fn found(text: &str, options: &Options) -> Vec<(&'static str, String)> {
    let findings = engine::check(text, Format::Plain, options).findings;
    findings.iter().map(|finding| (finding.rule.id, text[finding.range].to_owned())).collect()
}

const SLIP: &str = "The keeper fed her goats before dawn. Then he locked the gate and went to bed.";

#[test]
fn rules_that_need_a_reader_are_silent_without_one() {
    let rules: Vec<_> = TABLE.iter().map(|entry| entry.rule).filter(|rule| rule.needs_reader()).collect();
    assert_eq!(rules.len(), 9);
    let options = Options { rules, ..Options::default() };
    assert!(engine::check(SLIP, Format::Plain, &options).findings.is_empty());
}

#[test]
fn what_is_far_likelier_is_found_and_what_is_a_little_likelier_is_not() {
    let sure = Phrases::knowing([("Then she locked", 7.0)]);
    assert_eq!(found(SLIP, &options(sure)), [("reference/unlikely-pronoun", "he".to_owned())]);
    let unsure = Phrases::knowing([("Then she locked", 4.0)]);
    assert!(found(SLIP, &options(unsure)).is_empty());
}

#[test]
fn a_reader_has_to_be_surer_where_nothing_else_is_broken() {
    let alone = |nats: f32| {
        let reader = Phrases::knowing([("Then she locked", nats)]);
        found(SLIP, &Options { assume_damaged: false, ..options(reader) }).len()
    };
    assert_eq!([alone(7.0), alone(30.0)], [0, 1]);
}

#[test]
fn a_finding_says_how_much_likelier_and_is_never_safe() {
    let reader = Phrases::knowing([("Then she locked", 7.0)]);
    let finding = engine::check(SLIP, Format::Plain, &options(reader.clone())).findings.remove(0);
    assert!(finding.message.contains("“Then she locked” is about 1000 times likelier"), "{}", finding.message);
    assert_eq!(finding.margin.map(|margin| margin.nats), Some(7.0));
    let fixed = engine::fix(SLIP, Format::Plain, &options(reader.clone()), Level::Safe);
    assert_eq!(fixed.text, SLIP);
    let fixed = engine::fix(SLIP, Format::Plain, &options(reader), Level::Suggested);
    assert!(fixed.text.contains("Then she locked the gate"));
}

/// Words that look like damage, in a text that is damaged.
fn suspecting<const N: usize>(words: [(&'static str, f32); N]) -> Arc<Phrases> {
    Arc::new(Phrases { suspicions: words.into(), ..Phrases::default() })
}

#[test]
fn what_looks_like_damage_is_asked_about_where_nothing_else_is_found() {
    let text = "The rescuers, who had whole night among the spruces, reached the shelter at dawn.";
    let of = |text: &str, word, suspicion| {
        let findings = engine::check(text, Format::Plain, &options(suspecting([(word, suspicion)]))).findings;
        let passages = findings.into_iter().filter(|finding| finding.rule.id == "sentence/unlikely-passage");
        passages.map(|finding| (text[finding.range].to_owned(), finding.severity)).collect::<Vec<_>>()
    };
    assert_eq!(of(text, "night", 0.7), [("whole night among".to_owned(), Severity::Warning)]);
    assert_eq!(of(text, "night", 0.42), [("whole night among".to_owned(), Severity::Info)]);
    assert_eq!(of(text, "night", 0.2), []);
    let twice = "The rescuers, who had the the whole night among the spruces, reached the shelter at dawn.";
    assert_eq!(of(twice, "night", 0.7), [], "it would be about the same break");
}

#[test]
fn where_words_look_like_damage_a_change_may_weigh_less() {
    let of = |suspicion: f32| {
        let known = [("Then she locked", 4.0)].into();
        let reader = Phrases { known, suspicions: [("he", suspicion)].into(), ..Phrases::default() };
        found(SLIP, &options(Arc::new(reader))).len()
    };
    assert_eq!([of(0.0), of(0.35)], [0, 1]);
}

#[test]
fn the_verb_goes_with_the_pronoun() {
    let text = "The bridges are old. It has stood in the river for a hundred years.";
    let reader = Phrases::knowing([("They have stood", 9.0)]);
    let fixed = engine::fix(text, Format::Plain, &options(reader), Level::Suggested);
    assert_eq!(fixed.text, "The bridges are old. They have stood in the river for a hundred years.");
}

#[test]
fn facts_are_neither_moved_nor_taken_out() {
    let text = "She did not sell the two boats to Ferrand on the last day of the fair.";
    for phrase in ["did sell", "sell the boats", "the boats two", "to the fair of Ferrand"] {
        let reader = Arc::new(Phrases { known: [(phrase, 50.0)].into(), ..Phrases::default() });
        assert!(found(text, &options(reader)).is_empty(), "{phrase}");
    }
}

/// What is chosen of some changes of `text`, by what they write, where every kind must weigh 5 nats.
fn chosen(text: &str, reader: &Phrases, kind: Kind, offers: Vec<(Kind, Vec<Candidate>)>) -> Vec<String> {
    let (reading, thresholds) = (reader.open(text, false), Thresholds::new(|_| 5.0));
    let considered = Consideration::default();
    let judge = Judge::new(reading.as_ref(), &thresholds, 3, &considered);
    let written = |candidate: &Candidate| candidate.edits[0].replacement.clone();
    judge.choose(kind, || offers).into_iter().map(|(candidate, _)| written(candidate)).collect()
}

fn change(from: usize, to: usize, with: &str) -> Candidate {
    let range = TextRange::new(from, to);
    Candidate::new(range, [Edit::replace(range, with)])
}

#[test]
fn of_candidates_that_touch_the_likelier_is_chosen() {
    let reader = Phrases::knowing([("They walk ", 6.0), ("He walks", 9.0), ("home!", 8.0)]);
    let candidates =
        vec![change(5, 10, "walk"), change(0, 10, "He walks"), change(15, 16, "!"), change(11, 15, "away")];
    assert_eq!(chosen("They walks home.", &reader, Kind::Form, vec![(Kind::Form, candidates)]), ["He walks", "!"]);
}

#[test]
fn a_handicap_is_added_to_the_threshold() {
    let reader = Phrases::knowing([("They walk ", 6.0)]);
    for (handicap, number) in [(0.0, 1), (2.0, 0)] {
        let offers = vec![(Kind::Form, vec![Candidate { handicap, ..change(5, 10, "walk") }])];
        assert_eq!(chosen("They walks home.", &reader, Kind::Form, offers).len(), number);
    }
}

#[test]
fn a_move_weighs_less_where_another_change_would_mend_the_place() {
    let text = "The ferry late leaves the harbour on Sundays.";
    let reader = Phrases::knowing([("ferry leaves late", 4.0), ("ferry leaves the", 6.0), ("each Sunday", 4.0)]);
    let order = || (Kind::Order, vec![change(10, 21, "leaves late")]);
    let deletion = (Kind::Deletion, vec![change(10, 15, "")]);
    let elsewhere = (Kind::Form, vec![change(34, 44, "each Sunday")]);
    assert!(chosen(text, &reader, Kind::Order, vec![order()]).is_empty());
    assert!(chosen(text, &reader, Kind::Order, vec![order(), elsewhere]).is_empty());
    assert_eq!(chosen(text, &reader, Kind::Order, vec![order(), deletion]), ["leaves late"]);
}

#[test]
fn unexpected_words_are_easier_to_take_out() {
    for (own, number) in [(12.0, 1), (4.0, 0)] {
        let reader = Phrases { known: [("The ferry", 4.0)].into(), own, ..Phrases::default() };
        let offers = vec![(Kind::Deletion, vec![change(4, 10, "")])];
        assert_eq!(chosen("The there ferry leaves.", &reader, Kind::Deletion, offers).len(), number, "{own}");
    }
}

#[test]
fn what_was_answered_is_not_asked_again_and_survives_as_bytes() {
    let inner = Phrases::knowing([("Then she locked", 7.0)]);
    let first = Arc::new(Remembering::new(inner.clone(), Answers::default()));
    let before = found(SLIP, &options(first.clone()));
    let asked = inner.asked.load(Ordering::Relaxed);
    assert!(asked > 0);
    let bytes = first.answers().to_bytes();
    let second = Arc::new(Remembering::new(inner.clone(), Answers::from_bytes(&bytes)));
    assert_eq!(found(SLIP, &options(second.clone())), before);
    assert_eq!(inner.asked.load(Ordering::Relaxed), asked);
    assert_eq!(second.answers().to_bytes(), bytes);
    found("Another text, of which nothing is known yet.", &options(second));
    assert!(inner.asked.load(Ordering::Relaxed) > asked);
}

#[test]
fn damaged_memories_are_no_memories() {
    let reader = Arc::new(Remembering::new(Phrases::knowing([("Then she locked", 7.0)]), Answers::default()));
    found(SLIP, &options(reader.clone()));
    let bytes = reader.answers().to_bytes();
    for damaged in [&bytes[..bytes.len() / 2], &bytes[1..], b"" as &[u8]] {
        assert_eq!(Answers::from_bytes(damaged), Answers::default());
    }
}

#[test]
fn an_unknown_reader_has_to_be_surer_than_a_measured_one() {
    let measured = Thresholds::measured("1dd6c1014c222f87");
    let unknown = Thresholds::measured("some other model");
    let asked = Kind::ALL.iter().filter(|&&kind| measured.of(kind) < f32::INFINITY);
    assert!(asked.clone().count() > 5);
    assert!(asked.clone().all(|&kind| unknown.of(kind) > measured.of(kind)));
}

#[test]
fn what_a_reader_finds_is_a_warning_at_most() {
    let reader = Phrases::knowing([("Then she locked", 30.0)]);
    let findings = engine::check(SLIP, Format::Plain, &options(reader)).findings;
    assert!(findings.iter().all(|finding| finding.severity == Severity::Warning));
}

#[cfg(feature = "reader")]
mod model {
    use std::fs;
    use std::num::NonZeroUsize;

    use postedit::reader::model::{Model, ModelError};

    use super::found_model::{model, weighed_by};
    use super::*;

    /// Only the rules that need a reader, and `model` to weigh what they find.
    fn weighed(model: Model) -> Options {
        let rules = TABLE.iter().map(|entry| entry.rule).filter(|rule| rule.needs_reader()).collect();
        Options { rules, assume_damaged: true, ..weighed_by(model) }
    }

    /// The fenced blocks of a page under `heading`, with the word after their fence.
    fn examples<'p>(page: &'p str, heading: &str) -> Vec<(&'p str, &'p str)> {
        let from = page.find(&format!("\n## {heading}\n")).expect("the heading") + 4;
        let section = &page[from..];
        let section = &section[..section.find("\n## ").unwrap_or(section.len())];
        let mut parts = section.split("```");
        parts.next();
        let blocks: Vec<&str> = parts.step_by(2).collect();
        blocks.iter().filter_map(|block| block.split_once('\n')).collect()
    }

    #[test]
    fn the_examples_on_the_pages_are_found_and_repaired() {
        let Some(model) = model() else { return };
        let mut wrong = Vec::new();
        let mut options = weighed(model);
        for entry in TABLE.iter().filter(|entry| entry.rule.needs_reader()) {
            options.rules = vec![entry.rule];
            let bad = examples(entry.page, "Bad");
            for (at, (_, text)) in bad.iter().enumerate().filter(|(_, (fence, _))| *fence == "text") {
                let fixed = engine::fix(text, Format::Plain, &options, Level::Suggested).text;
                let expected = bad.get(at + 1).filter(|(fence, _)| *fence == "fixed");
                if expected.is_some_and(|(_, expected)| fixed != *expected) {
                    wrong.push(format!("{}: {text}became {fixed}", entry.rule.id));
                }
                if found(text, &options).is_empty() {
                    wrong.push(format!("{}: nothing in {text}", entry.rule.id));
                }
            }
            for (_, good) in examples(entry.page, "Good") {
                for (_, words) in found(good, &options) {
                    wrong.push(format!("{}: {words:?} in {good}", entry.rule.id));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn the_same_text_weighs_the_same_every_time_on_any_number_of_threads() {
        let text =
            "Ada put on her coat and took her bag. At the door she turned, and then he told her sister to wait.\n\n\
                    The sister had been waiting for an hour. “You are late”, she said, and the coat he took from her. \
                    Nobody in the house had ever seen such a coat, and nobody was to see it a second time."
                .repeat(4);
        let mut first = None;
        for threads in [1, 2, 5, 1].into_iter().filter_map(NonZeroUsize::new) {
            let Some(model) = model() else { return };
            let findings = engine::check(&text, Format::Plain, &weighed(model.on_threads(threads))).findings;
            let margins: Vec<_> =
                findings.iter().map(|found| found.margin.map(|margin| margin.nats.to_bits())).collect();
            assert!(!margins.is_empty());
            assert_eq!(*first.get_or_insert_with(|| margins.clone()), margins, "on {threads} threads");
        }
    }

    #[test]
    fn what_an_alternative_weighs_does_not_depend_on_the_others() {
        let Some(model) = model() else { return };
        let text = "The old ferry left the harbour at six, and it never came back to the island.";
        let reading = model.open(text, false);
        let range = |words: &str| {
            let start = text.find(words).expect("it is there");
            TextRange::new(start, start + words.len())
        };
        let alternatives: Vec<Vec<Edit>> =
            [("it", "she"), ("left", "leave"), ("six", "seven"), ("never ", ""), ("old", "new")]
                .iter()
                .map(|(from, to)| vec![Edit::replace(range(from), *to)])
                .collect();
        let all: Vec<&[Edit]> = alternatives.iter().map(Vec::as_slice).collect();
        let together = reading.prefer(&all, 8);
        for (edits, weight) in all.iter().zip(together) {
            assert_eq!(reading.prefer(&[edits], 8), [weight], "{edits:?}");
        }
    }

    #[test]
    fn files_that_are_no_models_are_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            fs::write(&path, bytes).expect("it is written");
            Model::open(&path).expect_err("it is no model")
        };
        assert!(matches!(file("text", b"GGML, but not quite"), ModelError::NotGguf));
        assert!(matches!(file("empty", b""), ModelError::NotGguf));
        assert!(matches!(file("new", b"GGUF\x09\x00\x00\x00"), ModelError::Version(9)));
        assert!(matches!(file("cut", b"GGUF\x03\x00\x00\x00\x01\x00"), ModelError::CutShort));
        let mut header = b"GGUF\x03\x00\x00\x00".to_vec();
        header.extend(0u64.to_le_bytes());
        header.extend(1u64.to_le_bytes());
        let (key, value) = ("general.architecture", "llama");
        header.extend((key.len() as u64).to_le_bytes());
        header.extend(key.as_bytes());
        header.extend(8u32.to_le_bytes());
        header.extend((value.len() as u64).to_le_bytes());
        header.extend(value.as_bytes());
        assert!(matches!(file("family", &header), ModelError::Family(family) if family == "llama"));
        assert!(matches!(Model::open(&folder.path().join("missing")), Err(ModelError::Io(_))));
    }
}
