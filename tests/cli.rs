//! Runs the command on the cases in `tests/cli/*.toml`, each in a folder of its own.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use postedit::rules::{Family, TABLE};
use serde::Deserialize;

/// A file of cases.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

/// One call of the command and what must come of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Case {
    name: String,
    args: Vec<String>,
    status: i32,
    /// What stands on standard input.
    #[serde(default)]
    stdin: String,
    /// Files that are there before the call, by path.
    #[serde(default)]
    files: BTreeMap<String, String>,
    /// The same in hexadecimal digits, for bytes that are not UTF-8.
    #[serde(default)]
    bytes: BTreeMap<String, String>,
    /// Folders that are there, perhaps empty.
    #[serde(default)]
    folders: Vec<String>,
    /// All of standard output.
    stdout: Option<String>,
    #[serde(default)]
    stdout_has: Vec<String>,
    #[serde(default)]
    stdout_lacks: Vec<String>,
    /// Standard output read as JSON: values by JSON pointer.
    #[serde(default)]
    json: BTreeMap<String, serde_json::Value>,
    /// All of standard error.
    stderr: Option<String>,
    #[serde(default)]
    stderr_has: Vec<String>,
    #[serde(default)]
    stderr_lacks: Vec<String>,
    /// Files after the call, by path.
    #[serde(default)]
    after: BTreeMap<String, String>,
    #[serde(default)]
    bytes_after: BTreeMap<String, String>,
    /// Parts of files after the call.
    #[serde(default)]
    after_has: BTreeMap<String, String>,
    /// Paths that are not there after the call.
    #[serde(default)]
    absent: Vec<String>,
    /// Variables of the environment.
    #[serde(default)]
    env: BTreeMap<String, String>,
}

fn postedit(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_postedit"));
    command.current_dir(folder).env_remove("CLICOLOR_FORCE").env_remove("POSTEDIT_READER").env("COLUMNS", "100");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn from_hexadecimal(digits: &str) -> Vec<u8> {
    let digits: String = digits.split_whitespace().collect();
    (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect()
}

impl Case {
    fn run(&self, folder: &Path) -> Output {
        // A folder of temporary files may lie in a repository; its configuration is none of ours.
        fs::create_dir(folder.join(".git")).unwrap();
        for path in &self.folders {
            fs::create_dir_all(folder.join(path)).unwrap();
        }
        let texts = self.files.iter().map(|(path, text)| (path, text.clone().into_bytes()));
        for (path, bytes) in texts.chain(self.bytes.iter().map(|(path, digits)| (path, from_hexadecimal(digits)))) {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        let mut child = postedit(folder).args(&self.args).envs(&self.env).spawn().unwrap();
        // A command that does not read its input may be gone before all of it is written.
        let _ = child.stdin.take().unwrap().write_all(self.stdin.as_bytes());
        child.wait_with_output().unwrap()
    }

    /// What is not as the case says.
    fn complaints(&self, folder: &Path, output: &Output) -> Vec<String> {
        let mut wrong = Vec::new();
        let mut expect = |ok: bool, what: String| {
            if !ok {
                wrong.push(what);
            }
        };
        let stdout = String::from_utf8_lossy(&output.stdout);
        let stderr = String::from_utf8_lossy(&output.stderr);
        expect(output.status.code() == Some(self.status), format!("status is {:?}", output.status.code()));
        expect(self.stdout.as_ref().is_none_or(|all| *all == stdout), "standard output differs".into());
        expect(self.stderr.as_ref().is_none_or(|all| *all == stderr), "standard error differs".into());
        for part in &self.stdout_has {
            expect(stdout.contains(part), format!("standard output lacks {part:?}"));
        }
        for part in &self.stdout_lacks {
            expect(!stdout.contains(part), format!("standard output has {part:?}"));
        }
        for part in &self.stderr_has {
            expect(stderr.contains(part), format!("standard error lacks {part:?}"));
        }
        for part in &self.stderr_lacks {
            expect(!stderr.contains(part), format!("standard error has {part:?}"));
        }
        if !self.json.is_empty() {
            let json: serde_json::Value = serde_json::from_str(&stdout).unwrap_or_default();
            for (pointer, value) in &self.json {
                let found = json.pointer(pointer);
                expect(found == Some(value), format!("{pointer} is {found:?}"));
            }
        }
        let read = |path: &String| fs::read(folder.join(path)).unwrap_or_default();
        for (path, text) in &self.after {
            let found = String::from_utf8_lossy(&read(path)).into_owned();
            expect(found == *text, format!("{path} holds {found:?}"));
        }
        for (path, digits) in &self.bytes_after {
            let found = hexadecimal(&read(path));
            expect(found == hexadecimal(&from_hexadecimal(digits)), format!("{path} holds {found}"));
        }
        for (path, part) in &self.after_has {
            let found = String::from_utf8_lossy(&read(path)).into_owned();
            expect(found.contains(part), format!("{path} holds {found:?}"));
        }
        for path in &self.absent {
            expect(!folder.join(path).exists(), format!("{path} is there"));
        }
        if !wrong.is_empty() {
            wrong.push(format!("standard output:\n{stdout}standard error:\n{stderr}"));
        }
        wrong
    }
}

#[test]
fn every_case_ends_as_it_says() {
    let mut failed = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli")).unwrap() {
        let path = entry.unwrap().path();
        let cases: Cases = toml::from_str(&fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for case in cases.case {
            count += 1;
            let folder = tempfile::tempdir().unwrap();
            let complaints = case.complaints(folder.path(), &case.run(folder.path()));
            if !complaints.is_empty() {
                failed.push(format!("{}: {}:\n{}", path.display(), case.name, complaints.join("\n")));
            }
        }
    }
    assert!(count > 0, "there are no cases");
    assert!(failed.is_empty(), "{} of {count} cases failed:\n\n{}", failed.len(), failed.join("\n\n"));
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let folder = tempfile::tempdir().unwrap();
    // More output than a pipe holds.
    fs::write(folder.path().join("a.txt"), "The tide turned.Then they left.\n\n".repeat(3000)).unwrap();
    let mut child = postedit(folder.path()).args(["check", "a.txt"]).spawn().unwrap();
    drop(child.stdout.take());
    let mut stderr = String::new();
    child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    assert_eq!((child.wait().unwrap().code(), stderr.as_str()), (Some(0), ""));
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..40 {
        let text = format!("The ferry number {number} left.{} waited.\n", if number % 3 == 0 { "They" } else { " We" });
        fs::write(folder.path().join(format!("{number:02}.txt")), text).unwrap();
    }
    let output = |threads: &str| {
        let args = ["check", ".", "--format", "json", "--threads", threads];
        postedit(folder.path()).args(args).output().unwrap().stdout
    };
    let one = output("1");
    assert!(!one.is_empty());
    assert!(["2", "7", "64"].iter().all(|threads| output(threads) == one));
}

#[test]
fn timings_have_a_row_for_every_stage_and_rule_that_ran_and_change_no_output() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "The ferry left the the harbour at noon.Nobody waved.\n").unwrap();
    fs::write(folder.path().join("b.md"), "# Tides\n\nThe pilot said he would come, and he came on Monday.\n").unwrap();
    let run = |more: &[&str]| {
        let output = postedit(folder.path()).args(["check", ".", "--format", "json"]).args(more).output().unwrap();
        (output.stdout, String::from_utf8(output.stderr).unwrap())
    };
    let has = |stderr: &str, name: &str| stderr.lines().any(|line| line.split("  ").last() == Some(name));
    let stages = ["files", "read", "decode", "format", "language", "report", "render"];
    let document =
        ["document/tokens", "document/tagger", "document/furniture", "document/quotations", "document/turns"];

    let (stdout, stderr) = run(&[]);
    let (timed_stdout, timed) = run(&["--timings"]);
    assert_eq!(stdout, timed_stdout);
    assert!(timed.starts_with(&stderr) && timed.len() > stderr.len());
    let families = Family::ALL.map(Family::as_str);
    let rules = TABLE.iter().map(|entry| entry.rule.id);
    for name in stages.into_iter().chain(document).chain(families).chain(rules) {
        assert!(has(&timed, name), "{name} is missing:\n{timed}");
    }
    assert!(!has(&stderr, "read"));

    let (_, timed) = run(&["--timings", "--rule", "typography/mojibake"]);
    assert!(has(&timed, "typography/mojibake") && !has(&timed, "typography/doubled-word"));
}
