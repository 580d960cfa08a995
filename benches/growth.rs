//! What ten times the text costs, in one file: a table of times, their ratio, and memory.
//!
//! Every text is checked by a process of its own, as a user would, with one thread; the best of several runs counts.
//! Arguments, if there are any, name the texts to measure.

#![allow(clippy::print_stdout)]

use std::env;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

mod generated;

const SMALL: usize = 1_000_000;
const TIMES: usize = 10;

/// A kind of text, and what makes at least so many bytes of it.
type Kind = (&'static str, fn(usize) -> String);

const KINDS: [Kind; 9] = [
    ("article", generated::article),
    ("one paragraph", |size| generated::article(size).replace("\n\n", " ")),
    ("one sentence", |size| repeat("The baker and the teacher crossed the old bridge and ", size) + "left."),
    ("one repeated word", |size| repeat("ferry ", size)),
    ("one repeated name", |size| repeat("Tamsin Reed ", size)),
    ("one quotation mark", |size| repeat("“", size)),
    ("nested brackets", |size| "(".repeat(size / 2) + &")".repeat(size / 2)),
    ("no spaces", |size| repeat("ferry", size)),
    ("line ends", |size| repeat("ferry\n", size)),
];

fn repeat(piece: &str, size: usize) -> String {
    piece.repeat(size.div_ceil(piece.len()))
}

fn main() {
    // Cargo itself passes `--bench`.
    let wanted: Vec<String> = env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let folder = tempfile::tempdir().expect("a folder for the texts");
    println!("| text | 1 MB | 10 MB | ratio | memory, 10 MB |");
    println!("| --- | --- | --- | --- | --- |");
    for (name, text) in KINDS {
        if !wanted.is_empty() && !wanted.iter().any(|part| name.contains(part)) {
            continue;
        }
        let (small, _) = measure(folder.path(), &text(SMALL), 3);
        let (large, memory) = measure(folder.path(), &text(SMALL * TIMES), 2);
        let ratio = large.as_secs_f64() / small.as_secs_f64();
        println!("| {name} | {:.2} s | {:.2} s | {ratio:.1} | {memory} |", small.as_secs_f64(), large.as_secs_f64());
    }
}

/// The time that a check of `text` takes, the best of so many runs, and its memory.
fn measure(folder: &Path, text: &str, runs: usize) -> (Duration, String) {
    let (article, talk) = (folder.join("article.txt"), folder.join("talk"));
    fs::write(&article, text).expect("a file is written");
    let best = (0..runs).map(|_| {
        let start = Instant::now();
        let status = Command::new(env!("CARGO_BIN_EXE_postedit"))
            .args(["check", "--no-config", "--threads", "1", "--fail-on", "never", "--format", "line", "--timings"])
            .arg(&article)
            .stdout(Stdio::null())
            .stderr(File::create(&talk).expect("a file is made"))
            .status();
        assert!(status.is_ok_and(|status| status.success()), "a check of {} bytes failed", text.len());
        start.elapsed()
    });
    let best = best.min().expect("there are runs");
    let talk = fs::read_to_string(&talk).expect("a file is read");
    let memory = talk.lines().find_map(|line| line.trim().strip_suffix("memory at most"));
    (best, memory.unwrap_or("unknown").trim().to_owned())
}
