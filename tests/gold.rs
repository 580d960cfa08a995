//! How well the rules do on marked articles, with a floor under every measure.
//!
//! `cargo test --release --test gold -- --nocapture` prints the tables.

// The tables are what these tests are read for.
#![allow(clippy::print_stdout)]

mod marked;
#[cfg(feature = "reader")]
mod model;

use std::path::Path;

use marked::{Article, FAMILIES, Score};
use postedit::finding::Severity;

/// The least that a set of articles may score, and the most that its repaired side may raise.
struct Floor {
    recall: f64,
    precision: f64,
    fixed_at_1: f64,
    repair: f64,
    on_repaired: f64,
}

fn folder(below: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(below)
}

/// Prints the measures of a set of articles, and one table by family and one by rule.
fn table(name: &str, articles: &[Article], score: &Score) {
    println!(
        "\n{name}: {} articles, {} marks: recall {:.3}, precision {:.3}, fixed@1 {:.3}, repair {:.3}, \
         {:.2} findings per 1,000 repaired words",
        articles.len(),
        score.marks,
        score.recall(),
        score.precision(),
        score.fixed_at_1(),
        score.repair(),
        score.on_repaired()
    );
    println!("{:14} {:>6} {:>6} {:>6} {:>7}", "family", "marks", "found", "fixed", "recall");
    for (_, family) in FAMILIES {
        let [marks, found, fixed] = score.families[family as usize];
        let recall = found as f64 / marks.max(1) as f64;
        println!("{:14} {marks:6} {found:6} {fixed:6} {recall:7.2}", family.as_str());
    }
    println!("{:40} {:>6} {:>6} {:>9} {:>12}", "rule", "right", "wrong", "debatable", "on repaired");
    for (rule, [right, wrong, debatable, repaired]) in &score.rules {
        println!("{rule:40} {right:6} {wrong:6} {debatable:9} {repaired:12}");
    }
}

fn hold(name: &str, below: &str, level: Severity, floor: &Floor) {
    let articles = marked::articles(&folder(below));
    if articles.is_empty() {
        println!("{name}: skipped, there is no folder {below}");
        return;
    }
    let score = marked::score(&articles, level);
    table(name, &articles, &score);
    let least = [
        ("recall", score.recall(), floor.recall),
        ("precision", score.precision(), floor.precision),
        ("fixed@1", score.fixed_at_1(), floor.fixed_at_1),
        ("repair", score.repair(), floor.repair),
    ];
    for (measure, value, floor) in least {
        assert!(value >= floor, "{name}: {measure} is {value:.3}, the floor is {floor}");
    }
    let most = floor.on_repaired;
    assert!(score.on_repaired() <= most, "{name}: {:.2} findings per 1,000 repaired words", score.on_repaired());
}

#[test]
fn our_own_articles() {
    let floor = Floor { recall: 0.70, precision: 0.95, fixed_at_1: 0.60, repair: 0.55, on_repaired: 0.5 };
    hold("tests/articles", "tests/articles", Severity::Info, &floor);
}

/// Written when the rules were there, and no help in making them: how the rules do on what they have not met.
#[test]
fn articles_the_rules_were_not_made_on() {
    let floor = Floor { recall: 0.30, precision: 0.90, fixed_at_1: 0.2, repair: 0.15, on_repaired: 2.0 };
    hold("tests/articles/unread", "tests/articles/unread", Severity::Info, &floor);
}

#[test]
fn the_shared_articles() {
    let floor = Floor { recall: 0.85, precision: 0.95, fixed_at_1: 0.80, repair: 0.75, on_repaired: 0.5 };
    hold("shared articles", "../shared/articles", Severity::Info, &floor);
}

#[test]
fn the_shared_articles_at_warning() {
    let floor = Floor { recall: 0.85, precision: 0.95, fixed_at_1: 0.80, repair: 0.75, on_repaired: 0.5 };
    hold("shared articles, warnings", "../shared/articles", Severity::Warning, &floor);
}

#[test]
fn the_held_articles() {
    let floor = Floor { recall: 0.45, precision: 0.80, fixed_at_1: 0.3, repair: 0.20, on_repaired: 2.0 };
    hold("held articles", "../shared/articles/held", Severity::Info, &floor);
}

#[test]
fn the_held_articles_at_warning() {
    let floor = Floor { recall: 0.40, precision: 0.85, fixed_at_1: 0.3, repair: 0.20, on_repaired: 2.0 };
    hold("held articles, warnings", "../shared/articles/held", Severity::Warning, &floor);
}

/// How a reader does on the first so many of our own articles.
#[cfg(feature = "reader")]
fn hold_with_a_reader(count: usize, precision: f64) {
    let Some(model) = model::model() else { return };
    let mut articles = marked::articles(&folder("tests/articles"));
    articles.truncate(count);
    let score = marked::score_with(&articles, Severity::Warning, &model::weighed_by(model));
    table("tests/articles, with a reader", &articles, &score);
    assert!(score.precision() >= precision, "precision is {:.3}", score.precision());
}

#[cfg(feature = "reader")]
#[test]
fn three_of_our_own_articles_with_a_reader() {
    hold_with_a_reader(3, 0.85);
}

/// Takes minutes: `cargo test --release --features reader --test gold all_of -- --ignored --nocapture`.
#[cfg(feature = "reader")]
#[test]
#[ignore = "reads every article with a language model"]
fn all_of_our_own_articles_with_a_reader() {
    hold_with_a_reader(usize::MAX, 0.92);
}
