//! What the command does when the machine lets it down: files that can't be read or written, a full disk, an interruption.
//! Whatever happens, an article is as it was or as it shall be, and who asked is told.
//!
//! Nothing here waits for time to pass. Where a run has to stand still, an article is a named pipe: the run waits until the
//! test opens the other end, and the test until the run has come so far.

#![cfg(unix)]
// It says what it skips.
#![allow(clippy::print_stderr)]

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{Read, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread;

use tempfile::TempDir;

const DAMAGED: &str = "The tide turned.Then they left.\n";
const REPAIRED: &str = "The tide turned. Then they left.\n";
/// An identity without rights that every system has.
const NOBODY: u32 = 65534;

/// A folder with these files, in which everybody may do everything.
fn folder<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join(".git")).expect("a folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    fs::set_permissions(folder.path(), Permissions::from_mode(0o777)).expect("permissions");
    folder
}

fn postedit(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_postedit"));
    command.current_dir(folder).args(args).env_remove("CLICOLOR_FORCE").env_remove("POSTEDIT_READER");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(folder: &Path, args: &[&str]) -> Output {
    postedit(folder, args).output().expect("the command runs")
}

/// What a run by somebody without special rights says; `None`, with a word about it, where there is nobody to be.
fn run_as_nobody(folder: &Path, args: &[&str]) -> Option<Output> {
    let mut command = postedit(folder, args);
    if fs::metadata(folder).expect("a folder").uid() == 0 {
        command.uid(NOBODY).gid(NOBODY);
    }
    match command.output() {
        Ok(output) => Some(output),
        Err(error) => {
            eprintln!("skipped: nobody can't run {}: {error}", env!("CARGO_BIN_EXE_postedit"));
            None
        }
    }
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Where a check that prints lines found that a space is missing.
fn found(output: &Output) -> Vec<String> {
    let stdout = String::from_utf8_lossy(&output.stdout);
    let lines = stdout.lines().filter(|line| line.contains(" typography/missing-space "));
    lines.map(|line| line.split(": ").next().unwrap_or_default().to_owned()).collect()
}

fn text(path: impl AsRef<Path>) -> String {
    fs::read_to_string(path).expect("a text")
}

/// Makes a named pipe.
fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo runs").success());
}

/// Waits until a run reads the pipe at `path`, and returns the end that it waits for.
fn opened(path: &Path) -> File {
    OpenOptions::new().write(true).open(path).expect("a pipe")
}

fn send(signal: &str, child: &Child) {
    let sent = Command::new("kill").args([signal, &child.id().to_string()]).status();
    assert!(sent.expect("kill runs").success());
}

/// Which of `signals` end a run: one in the background of a shell is started deaf to SIGINT.
fn heard<'s>(signals: &[&'s str]) -> Vec<&'s str> {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| u64::from_str_radix(line.strip_prefix("SigIgn:")?.trim(), 16).ok());
    let is_deaf = ignored.is_some_and(|signals| signals & 0b10 != 0);
    if is_deaf {
        eprintln!("skipped: SIGINT is ignored here");
    }
    signals.iter().copied().filter(|signal| !is_deaf || *signal != "-INT").collect()
}

/// Every file below `folder`, by its path in it.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(at).expect("a folder") {
            let path = entry.expect("an entry").path();
            let kind = fs::symlink_metadata(&path).expect("metadata").file_type();
            if kind.is_dir() {
                open.push(path);
            } else if kind.is_file() {
                let name = path.strip_prefix(folder).expect("below it").to_string_lossy().into_owned();
                all.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    all
}

/// Names of articles of which the middle one, `20.txt`, is missing.
fn many() -> Vec<String> {
    (0..40).filter(|number| *number != 20).map(|number| format!("{number:02}.txt")).collect()
}

/// A folder of [`many`] articles with a pipe in the middle.
fn folder_with_a_pipe() -> TempDir {
    let names = many();
    let folder = folder(names.iter().map(|name| (name.as_str(), DAMAGED)));
    pipe(&folder.path().join("20.txt"));
    folder
}

/// Begins `command` on the articles of such a folder, in their order, and stops it with `signal` when it has come to the
/// pipe.
fn interrupted(folder: &Path, command: &[&str], signal: &str) {
    let mut names = many();
    names.push("20.txt".into());
    let mut args = command.to_vec();
    args.extend(["--threads", "1"]);
    args.extend(names.iter().map(String::as_str));
    let mut child = postedit(folder, &args).spawn().expect("the command runs");
    let other_end = opened(&folder.join("20.txt"));
    send(signal, &child);
    // A run that took no notice would go on now, and not wait for ever.
    drop(other_end);
    let status = child.wait().expect("an end");
    assert!(status.signal().is_some(), "{signal} ends the run: {status:?}");
}

#[test]
fn an_interrupted_fix_leaves_articles_that_are_repaired_or_untouched() {
    for signal in heard(&["-INT", "-TERM", "-KILL"]) {
        let folder = folder_with_a_pipe();
        interrupted(folder.path(), &["fix"], signal);
        let left = files(folder.path());
        assert_eq!(left.keys().cloned().collect::<Vec<_>>(), many(), "{signal}: nothing beside the articles");
        for (name, bytes) in left {
            let expected = if name.as_str() < "20.txt" { REPAIRED } else { DAMAGED };
            assert_eq!(String::from_utf8_lossy(&bytes), expected, "{signal}: {name}");
        }
        fs::remove_file(folder.path().join("20.txt")).expect("the pipe");
        assert_eq!(run(folder.path(), &["fix", "."]).status.code(), Some(0));
        assert!(files(folder.path()).values().all(|bytes| bytes == REPAIRED.as_bytes()), "the next run does the rest");
    }
}

#[test]
fn an_interrupted_report_leaves_whole_files_and_the_articles() {
    let whole = folder([]);
    many().iter().for_each(|name| fs::write(whole.path().join(name), DAMAGED).expect("an article"));
    assert_eq!(run(whole.path(), &["report", "."]).status.code(), Some(0));
    let whole = files(&whole.path().join("output"));
    for signal in heard(&["-INT", "-KILL"]) {
        let folder = folder_with_a_pipe();
        interrupted(folder.path(), &["report"], signal);
        let written = files(&folder.path().join("output"));
        assert_eq!(written.len(), 20 * 6, "{signal}: the articles before the pipe");
        assert!(written.iter().all(|(name, bytes)| whole.get(name) == Some(bytes)), "{signal}: files are whole");
        assert!(
            many().iter().all(|name| text(folder.path().join(name)) == DAMAGED),
            "{signal}: articles are untouched"
        );
    }
}

#[test]
fn a_fix_that_is_killed_anywhere_leaves_no_half_written_article() {
    let damaged = DAMAGED.repeat(40);
    let repaired = REPAIRED.repeat(40);
    for many in [1, 5, 17, 28] {
        let names: Vec<String> = (0..30).map(|number| format!("{number:02}.txt")).collect();
        let folder = folder(names.iter().map(|name| (name.as_str(), damaged.as_str())));
        let mut child = postedit(folder.path(), &["fix", "--threads", "2", "."]).spawn().expect("the command runs");
        let done = || names.iter().filter(|name| text(folder.path().join(name)) != damaged).count();
        while done() < many && child.try_wait().expect("a status").is_none() {
            thread::yield_now();
        }
        child.kill().expect("it may be killed");
        child.wait().expect("an end");
        for (name, bytes) in files(folder.path()) {
            // What was being written when it ended stays behind, hidden, beside the article.
            let is_whole = bytes == damaged.as_bytes() || bytes == repaired.as_bytes();
            assert!(is_whole || name.starts_with(".postedit-"), "{name}: {:?}", String::from_utf8_lossy(&bytes));
        }
        assert_eq!(run(folder.path(), &["fix", "."]).status.code(), Some(0));
        assert!(names.iter().all(|name| text(folder.path().join(name)) == repaired));
    }
}

#[test]
fn a_file_that_vanishes_fails_alone_and_one_that_shrinks_is_read_as_it_is() {
    let folder = folder([("b.txt", DAMAGED), ("c.txt", &DAMAGED.repeat(9)), ("d.txt", DAMAGED)]);
    pipe(&folder.path().join("a.txt"));
    let args = ["check", "--format", "line", "--threads", "1", "a.txt", "b.txt", "c.txt", "d.txt"];
    let child = postedit(folder.path(), &args).spawn().expect("the command runs");
    let mut first = opened(&folder.path().join("a.txt"));
    fs::remove_file(folder.path().join("b.txt")).expect("a file");
    OpenOptions::new().write(true).open(folder.path().join("c.txt")).expect("a file").set_len(31).expect("a length");
    first.write_all(DAMAGED.as_bytes()).expect("a reader");
    drop(first);
    let output = child.wait_with_output().expect("an end");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).starts_with("error: b.txt: No such file or directory"), "{}", stderr(&output));
    assert_eq!(found(&output), ["a.txt:1:16", "c.txt:1:16", "d.txt:1:16"]);
}

#[test]
fn a_file_that_holds_less_than_the_system_says_is_read() {
    // Files of this kind give their size as that of a page.
    let path = Path::new("/sys/devices/system/cpu/online");
    let Some(size) = fs::metadata(path).ok().map(|metadata| metadata.len()) else {
        return eprintln!("skipped: there is no {}", path.display());
    };
    assert!(size > text(path).len() as u64);
    let output = run(folder([]).path(), &["check", "--no-config", "/sys/devices/system/cpu/online"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}

#[test]
fn what_may_not_be_read_fails_alone() {
    let folder = folder([("a.txt", DAMAGED), ("b.txt", DAMAGED), ("closed/c.txt", DAMAGED), ("d.txt", DAMAGED)]);
    for path in ["b.txt", "closed"] {
        fs::set_permissions(folder.path().join(path), Permissions::from_mode(0o0)).expect("permissions");
    }
    let output = run_as_nobody(folder.path(), &["check", "--format", "line", "."]);
    let again = run_as_nobody(folder.path(), &["fix", "a.txt", "b.txt"]);
    fs::set_permissions(folder.path().join("closed"), Permissions::from_mode(0o700)).expect("permissions");
    let (Some(output), Some(again)) = (output, again) else { return };
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(found(&output), ["a.txt:1:16", "d.txt:1:16"], "the others are read");
    let said = stderr(&output);
    assert!(said.contains("error: b.txt: Permission denied"), "{said}");
    assert!(said.contains("closed") && said.matches("Permission denied").count() == 2, "{said}");
    assert_eq!(again.status.code(), Some(2));
}

#[test]
fn what_the_system_fails_to_read_fails_alone() {
    if !Path::new("/proc/self/mem").exists() {
        return eprintln!("skipped: there is no /proc/self/mem");
    }
    let folder = folder([("a.txt", DAMAGED)]);
    let output = run(folder.path(), &["fix", "/proc/self/mem", "a.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("error: /proc/self/mem: Input/output error"), "{}", stderr(&output));
    assert_eq!(text(folder.path().join("a.txt")), REPAIRED);
}

#[test]
fn an_article_in_a_folder_that_may_not_be_written_stays_and_is_told() {
    let folder = folder([("closed/a.txt", DAMAGED), ("open/b.txt", DAMAGED)]);
    for (path, mode) in [("closed/a.txt", 0o666), ("closed", 0o555), ("open/b.txt", 0o666), ("open", 0o777)] {
        fs::set_permissions(folder.path().join(path), Permissions::from_mode(mode)).expect("permissions");
    }
    let Some(output) = run_as_nobody(folder.path(), &["fix", "."]) else { return };
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("error: closed/a.txt: Permission denied (os error 13)\n"), "{}", stderr(&output));
    assert_eq!(text(folder.path().join("closed/a.txt")), DAMAGED);
    assert_eq!(text(folder.path().join("open/b.txt")), REPAIRED);
    let Some(output) = run_as_nobody(folder.path(), &["report", "open", "--output", "closed/review"]) else { return };
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(stderr(&output), "error: cannot write `closed/review`: Permission denied (os error 13)\n");
}

#[test]
fn what_is_in_the_way_of_a_report_is_told_and_stays() {
    let folder = folder([("a.txt", DAMAGED), ("b.txt", DAMAGED), ("file", "no folder")]);
    fs::create_dir_all(folder.path().join("output/a.txt.html/inside")).expect("a folder");
    let output = run(folder.path(), &["report", "a.txt", "b.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("error: a.txt: a.txt.html: Is a directory"), "{}", stderr(&output));
    assert!(folder.path().join("output/a.txt.html/inside").is_dir());
    assert!(text(folder.path().join("output/index.html")).contains("a.txt.html: Is a directory"));
    assert_eq!(text(folder.path().join("output/b.fixed.txt")), REPAIRED);
    let output = run(folder.path(), &["report", "a.txt", "--output", "file"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(text(folder.path().join("file")), "no folder");
}

#[test]
fn a_file_that_may_not_grow_leaves_the_article_as_it_was() {
    let long = DAMAGED.repeat(200);
    let folder = folder([("a.txt", DAMAGED), ("b.txt", &long), ("c.txt", DAMAGED)]);
    let mut command = Command::new("sh");
    // Files of at most one block, and an error in the place of the signal that would end the run.
    command.args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_postedit"), "fix", "."]);
    let output = command.current_dir(folder.path()).output().expect("a shell");
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(stderr(&output).contains("error: b.txt: File too large"), "{}", stderr(&output));
    let left = files(folder.path());
    assert_eq!(left.keys().collect::<Vec<_>>(), ["a.txt", "b.txt", "c.txt"], "nothing half-written is left");
    assert_eq!((&left["a.txt"], &left["b.txt"]), (&REPAIRED.into(), &long.into_bytes()));
}

#[test]
fn a_full_disk_leaves_articles_as_they_were_and_no_half_written_report() {
    let long = DAMAGED.repeat(1000);
    let folder = folder([("long.txt", long.as_str()), ("short.txt", DAMAGED)]);
    fs::create_dir(folder.path().join("disk")).expect("a folder");
    // A disk of its own that only this shell sees and that goes away with it; what is on it in the end is kept.
    let script = "mount -t tmpfs -o size=128k none disk || exit 99
        cp long.txt short.txt disk/ && head -c 76000 /dev/zero > disk/ballast.bin
        \"$0\" fix disk; echo fix $?
        \"$0\" report disk --output disk/review; echo report $?
        cp -r disk after";
    let mut command = Command::new("unshare");
    command.args(["--mount", "sh", "-c", script, env!("CARGO_BIN_EXE_postedit")]).current_dir(folder.path());
    let output = match command.output() {
        Ok(output) if !matches!(output.status.code(), Some(1 | 99)) => output,
        other => return eprintln!("skipped: no disk of its own can be mounted: {other:?}"),
    };
    let (said, stdout) = (stderr(&output), String::from_utf8_lossy(&output.stdout));
    assert!(stdout.contains("fix 2\n") && stdout.contains("report 2\n"), "{stdout}{said}");
    assert!(said.contains("error: disk/long.txt: No space left on device"), "{said}");
    let after = folder.path().join("after");
    assert_eq!(text(after.join("long.txt")), long);
    assert_eq!(text(after.join("short.txt")), REPAIRED, "what has room is repaired");
    let whole = self::folder([("long.txt", long.as_str()), ("short.txt", REPAIRED)]);
    assert_eq!(run(whole.path(), &["report", ".", "--output", "review"]).status.code(), Some(0));
    let whole = files(&whole.path().join("review"));
    for (name, bytes) in files(&after.join("review")) {
        // The pages over all articles tell of the one that failed.
        let is_whole = whole.get(&name) == Some(&bytes) || ["index.html", "report.md"].contains(&name.as_str());
        assert!(is_whole, "{name} is half-written");
    }
}

#[test]
fn output_that_can_not_be_written_is_a_failure() {
    let full = || OpenOptions::new().write(true).open("/dev/full");
    if full().is_err() {
        return eprintln!("skipped: there is no /dev/full");
    }
    let folder = folder([("a.txt", DAMAGED)]);
    let commands: [&[&str]; 8] = [
        &["check", "a.txt"],
        &["check", "--format", "json", "a.txt"],
        &["check", "--format", "line", "a.txt"],
        &["check", "--show-settings", "a.txt"],
        &["fix", "--diff", "a.txt"],
        &["rules"],
        &["explain", "sentence/splice"],
        &["tokens", "a.txt"],
    ];
    for args in commands {
        let output =
            postedit(folder.path(), args).stdout(full().expect("a device")).output().expect("the command runs");
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert_eq!(
            stderr(&output).lines().last(),
            Some("error: standard output: No space left on device (os error 28)")
        );
    }
}

#[test]
fn whoever_stops_listening_is_not_told() {
    // More than a pipe holds, of every kind of output.
    let folder = folder([("a.txt", DAMAGED.repeat(3000).as_str())]);
    for args in [&["check", "--format", "json", "a.txt"][..], &["fix", "--diff", "a.txt"], &["tokens", "a.txt"]] {
        let mut child = postedit(folder.path(), args).spawn().expect("the command runs");
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().expect("a pipe").read_to_string(&mut said).expect("text");
        assert_eq!((child.wait().expect("an end").code(), said.as_str()), (Some(0), ""), "{args:?}");
    }
    let mut child = postedit(folder.path(), &["check", "--format", "json=found.json", "a.txt"]).spawn().expect("a run");
    drop(child.stderr.take());
    assert_eq!(child.wait().expect("an end").code(), Some(1), "talk that nobody hears changes nothing");
}
