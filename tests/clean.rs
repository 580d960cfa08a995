//! False alarms on clean prose: on published articles where they are at hand, else on the repaired side of our own
//! marked ones.
//!
//! `cargo test --release --test clean -- --nocapture` prints them by rule.

// The tables are what these tests are read for.
#![allow(clippy::print_stdout)]

mod marked;

use std::collections::BTreeMap;
use std::path::Path;

use postedit::engine::{self, Options};
use postedit::finding::Severity;
use postedit::format::Format;

/// Findings of every severity and of warnings and errors, by rule, and the words they were found in.
#[derive(Default)]
struct Alarms {
    words: usize,
    rules: BTreeMap<&'static str, [usize; 2]>,
}

impl Alarms {
    fn read(&mut self, text: &str, format: Format) {
        let analysis = engine::check(text, format, &Options::default());
        self.words += analysis.words;
        for finding in &analysis.findings {
            let counts = self.rules.entry(finding.rule.id).or_default();
            counts[0] += 1;
            counts[1] += usize::from(finding.severity >= Severity::Warning);
        }
    }

    fn per_thousand(&self, which: usize) -> f64 {
        let all: usize = self.rules.values().map(|counts| counts[which]).sum();
        all as f64 * 1000.0 / self.words.max(1) as f64
    }

    fn print(&self, name: &str) {
        println!(
            "\n{name}: {} words, {:.3} findings per 1,000 words, {:.3} at warning and above",
            self.words,
            self.per_thousand(0),
            self.per_thousand(1)
        );
        for (rule, [all, warnings]) in &self.rules {
            println!("{rule:40} {all:6} {warnings:6}");
        }
    }
}

/// Reads the files of the published prose whose names begin with `prefix`.
fn published(prefix: &str) -> Option<Alarms> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/clean");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).ok()?.map(|entry| entry.expect("a folder entry").path()).collect();
    paths.retain(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(prefix)));
    paths.sort();
    let mut alarms = Alarms::default();
    for path in paths {
        alarms.read(&std::fs::read_to_string(path).expect("readable prose"), Format::Plain);
    }
    Some(alarms)
}

#[test]
fn published_prose_is_left_alone() {
    let Some(news) = published("abc-") else {
        println!("skipped: there is no ../shared/clean");
        return;
    };
    news.print("published news");
    if let Some(others) = published("gum-") {
        others.print("other genres, part of what the tagger is trained on");
    }
    assert!(news.per_thousand(1) <= 1.0, "{:.3} warnings per 1,000 words of clean news", news.per_thousand(1));
    assert!(news.per_thousand(0) <= 2.0, "{:.3} findings per 1,000 words of clean news", news.per_thousand(0));
}

#[test]
fn our_own_repaired_articles_are_left_alone() {
    let articles = marked::articles(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles"));
    assert!(!articles.is_empty(), "tests/articles holds the marked articles");
    let mut alarms = Alarms::default();
    for article in &articles {
        alarms.read(&article.repaired, article.format);
    }
    alarms.print("our own repaired articles");
    assert!(alarms.per_thousand(1) <= 0.5, "{:.3} warnings per 1,000 words", alarms.per_thousand(1));
}
