//! The record on the page of every rule is what the marked articles and clean prose give today.
//!
//! `POSTEDIT_UPDATE=1 cargo test --release --test measured` writes the records anew. The figures of clean prose need
//! `../shared/clean`; where that is absent they are left as they are.

mod marked;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use postedit::engine::{self, Options};
use postedit::finding::Severity;
use postedit::format::Format;
use postedit::rules::{Entry, TABLE};

const HEADING: &str = "## Measured\n";

/// What was found in clean prose, by rule.
struct Clean {
    words: usize,
    found: BTreeMap<&'static str, usize>,
}

fn folder(below: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(below)
}

/// What the rules raise on published prose; `None` where there is none.
fn published() -> Option<Clean> {
    let entries = std::fs::read_dir(folder("../shared/clean")).ok()?;
    let mut clean = Clean { words: 0, found: BTreeMap::new() };
    for path in entries.map(|entry| entry.expect("a folder entry").path()) {
        if path.extension().is_some_and(|extension| extension == "txt") {
            let text = std::fs::read_to_string(path).expect("readable prose");
            let analysis = engine::check(&text, Format::Plain, &Options::default());
            clean.words += analysis.words;
            for finding in &analysis.findings {
                *clean.found.entry(finding.rule.id).or_default() += 1;
            }
        }
    }
    Some(clean)
}

/// The first line of a rule's record: what it does on the marked articles.
fn on_articles(entry: &Entry, score: &marked::Score) -> String {
    let [right, wrong, ..] = score.rules.get(entry.rule.id).copied().unwrap_or_default();
    let [marks, ..] = score.families[entry.rule.family() as usize];
    let mut line =
        format!("On the articles of `tests/articles` it points at {right} of the {marks} places of its family");
    if right + wrong > 0 {
        let precision = right as f64 / (right + wrong) as f64;
        let recall = right as f64 / marks.max(1) as f64;
        let _ = write!(line, " (recall {recall:.2}) and at {wrong} others (precision {precision:.2})");
    }
    line + "."
}

/// The second line: what it raises on clean prose.
fn on_clean(entry: &Entry, clean: &Clean) -> String {
    let found = clean.found.get(entry.rule.id).copied().unwrap_or(0);
    let rate = found as f64 * 100_000.0 / clean.words as f64;
    let findings = if found == 1 { "finding" } else { "findings" };
    format!("On {} words of published prose it raises {found} {findings}, {rate:.1} in 100,000 words.", clean.words)
}

fn path_of(entry: &Entry) -> PathBuf {
    folder("src/rules").join(format!("{}.md", entry.rule.id.replace('-', "_")))
}

#[test]
fn the_record_on_every_page_is_current() {
    let score = marked::score(&marked::articles(&folder("tests/articles")), Severity::Info);
    let clean = published();
    let update = std::env::var_os("POSTEDIT_UPDATE").is_some();
    let mut stale = Vec::new();
    // What a rule finds only with a reader is measured by `tests/gold.rs`.
    for entry in TABLE.iter().filter(|entry| !entry.rule.needs_reader()) {
        let page = std::fs::read_to_string(path_of(entry)).expect("a page");
        let (rest, record) = page.split_once(HEADING).unwrap_or((&page, ""));
        let known = record.trim().lines().next_back().unwrap_or_default().to_owned();
        let clean = clean.as_ref().map_or(known, |clean| on_clean(entry, clean));
        let current = format!("{}\n\n{HEADING}\n{}\n\n{clean}\n", rest.trim_end(), on_articles(entry, &score));
        if update && page != current {
            std::fs::write(path_of(entry), &current).expect("the page can be written");
        } else if page != current {
            stale.push(entry.rule.id);
        }
    }
    assert!(stale.is_empty(), "stale records, which POSTEDIT_UPDATE=1 writes anew: {}", stale.join(", "));
}
