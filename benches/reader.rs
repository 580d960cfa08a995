//! How long an article of 1,000 words takes with the model that tests find, and how much memory.

// The table is what the bench is run for.
#![allow(clippy::print_stdout)]

#[path = "../tests/marked/mod.rs"]
mod marked;
#[path = "../tests/model/mod.rs"]
mod model;

use std::num::NonZeroUsize;
use std::path::Path;
use std::time::Instant;

use postedit::engine;
use postedit::format::Format;
use postedit::timing;

const WORDS: usize = 1_000;

/// Our own articles, cut after the paragraph that makes them long enough.
fn article() -> String {
    let articles = marked::articles(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles"));
    let mut text = String::new();
    for paragraph in articles.iter().flat_map(|article| article.damaged.split_inclusive("\n\n")) {
        text.push_str(paragraph);
        if text.split_whitespace().count() >= WORDS {
            break;
        }
    }
    text
}

fn main() {
    let text = article();
    println!("{} words; the weights are read anew each time", text.split_whitespace().count());
    println!("{:>7} {:>8} {:>10} {:>8}", "threads", "seconds", "words/s", "memory");
    for threads in [1, 2].into_iter().filter_map(NonZeroUsize::new) {
        let Some(model) = model::model() else { return };
        let options = model::weighed_by(model.on_threads(threads));
        let start = Instant::now();
        let words = engine::check(&text, Format::Plain, &options).words;
        let seconds = start.elapsed().as_secs_f64();
        let memory = timing::peak_memory().map_or_else(|| "?".to_owned(), |bytes| format!("{} MB", bytes / 1_000_000));
        println!("{threads:>7} {seconds:>8.1} {:>10.0} {memory:>8}", words as f64 / seconds);
    }
}
