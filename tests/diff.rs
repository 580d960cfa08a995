//! Diffs are what `git apply` and `patch` read.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use postedit::render::diff;

const CASES: [(&str, &str, &str); 9] = [
    ("first.txt", "teh pier\nopened\nin\nMay\nand\nclosed\n", "the pier\nopened\nin\nMay\nand\nclosed\n"),
    ("last.txt", "The pier\nopened\nin\nMay\nand\nclosd\n", "The pier\nopened\nin\nMay\nand\nclosed\n"),
    ("no-newline.txt", "The pier\nopend", "The pier\nopened"),
    ("newline-added.txt", "The pier\nopened", "The pier\nopened\n"),
    ("crlf.txt", "The pier\r\nopend\r\n\r\nin May\r\n", "The pier\r\nopened\r\n\r\nin May\r\n"),
    ("deep/er/mark.txt", "\u{feff}“The pier“\nopened\n", "\u{feff}“The pier”\nopened\n"),
    ("two words.txt", "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n", "A\nb\nc\nd\ne\nf\ng\nh\ni\nJ\n"),
    ("return.txt", "The pier\ropend\nin May\r", "The pier\ropened\nin May\r"),
    ("emptied.txt", "Share this page\n", ""),
];

fn patch(path: &str, old: &str, new: &str) -> Vec<u8> {
    let mut out = Vec::new();
    diff::write(&mut out, path, old.as_bytes(), new.as_bytes()).expect("a vector takes every byte");
    out
}

/// Runs `command` on the patch of every case, in a folder that holds the old file, and compares what it leaves there.
/// Says so and passes where there is no such command.
#[allow(clippy::print_stderr)]
fn applies_every_case(command: &str, arguments: &[&str]) {
    if Command::new(command).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_err() {
        eprintln!("skipped: there is no {command}");
        return;
    }
    for (path, old, new) in CASES {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().unwrap_or(Path::new(""))).expect("a folder can be made");
        fs::write(&file, old).expect("a file can be written");
        fs::write(folder.path().join("change.diff"), patch(path, old, new)).expect("a file can be written");
        let result = Command::new(command)
            .args(arguments)
            .arg("change.diff")
            .current_dir(folder.path())
            // A repository around the temporary folder must not count.
            .env("GIT_CEILING_DIRECTORIES", folder.path().parent().unwrap_or(Path::new("/")))
            .output()
            .expect("the command can be run");
        assert!(result.status.success(), "{path}: {}", String::from_utf8_lossy(&result.stderr));
        // Either program takes an emptied file away or leaves it empty.
        assert_eq!(fs::read_to_string(&file).unwrap_or_default(), new, "{path}");
    }
}

#[test]
fn git_applies_every_diff() {
    applies_every_case("git", &["-c", "core.autocrlf=false", "apply"]);
}

#[test]
fn patch_applies_every_diff() {
    applies_every_case("patch", &["--binary", "-p1", "-i"]);
}

#[test]
fn equal_texts_have_no_diff() {
    assert!(patch("a.txt", "one\n", "one\n").is_empty());
}

#[test]
fn names_that_would_mislead_are_quoted() {
    let written = String::from_utf8(patch("./odd\"name.txt", "a\n", "b\n")).expect("the diff is text");
    assert_eq!(written, "--- \"a/odd\\\"name.txt\"\n+++ \"b/odd\\\"name.txt\"\n@@ -1 +1 @@\n-a\n+b\n");
}
