//! The walk that the README promises: from a clone to a check in CI that is red, then green.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// The lines of the first block of commands under the heading `## In CI`.
fn commands() -> Vec<String> {
    let readme = include_str!("../README.md");
    let section = readme.split("\n## In CI\n").nth(1).expect("the section on CI");
    let block = section.split("```sh\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a block of commands");
    block.lines().map(str::to_owned).collect()
}

/// Runs a line of the README in `folder`.
fn run(line: &str, folder: &Path) -> Output {
    let (command, _) = line.split_once('#').unwrap_or((line, ""));
    // Of a shell's language the walk knows one sentence.
    if let Some((text, file)) = command.trim().strip_prefix("echo ").and_then(|rest| rest.split_once(" > ")) {
        fs::write(folder.join(file), format!("{}\n", text.trim_matches('\''))).expect("the file is written");
        return Command::new(env!("CARGO_BIN_EXE_postedit")).arg("--version").output().expect("the command runs");
    }
    let mut words = command.split_whitespace();
    assert_eq!(words.next(), Some("postedit"), "{line}");
    Command::new(env!("CARGO_BIN_EXE_postedit")).current_dir(folder).args(words).output().expect("the command runs")
}

/// A repository of articles, of which the samples in `input/` are the old ones.
fn repository() -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a folder");
    let articles = root.path().join("articles");
    fs::create_dir_all(root.path().join(".git")).expect("a folder");
    fs::create_dir(&articles).expect("a folder");
    for entry in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/input")).expect("the samples") {
        let entry = entry.expect("a sample");
        if entry.path().is_file() {
            fs::copy(entry.path(), articles.join(entry.file_name())).expect("a copy");
        }
    }
    root
}

#[test]
fn a_team_switches_the_check_on_by_the_readme() {
    let repository = repository();
    for line in commands() {
        let output = run(&line, repository.path());
        let expected = if line.contains("# red") { 1 } else { 0 };
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(expected), "{line}: {said}");
    }
    // Then somebody adds a sentence to the end of an old article.
    let article = repository.path().join("articles/parrot-in-court.txt");
    let old = fs::read_to_string(&article).expect("an article");
    fs::write(&article, format!("{old}\nThe clerk sighed.Nobody laughed.\n")).expect("the article is written");
    let output = run("postedit check --format line articles/", repository.path());
    let stdout = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{stdout}");
    assert_eq!(stdout.lines().count(), 1, "only what is new: {stdout}");
    assert!(stdout.contains(" typography/missing-space "), "{stdout}");
    assert_eq!(run("postedit fix articles/", repository.path()).status.code(), Some(0));
    assert_eq!(
        fs::read_to_string(&article).expect("an article"),
        format!("{old}\nThe clerk sighed. Nobody laughed.\n")
    );
    assert_eq!(run("postedit check articles/", repository.path()).status.code(), Some(0));
}

#[test]
fn a_rejected_finding_stays_silent_while_the_text_around_it_moves() {
    let repository = repository();
    let article = repository.path().join("articles/new.txt");
    let odd = "The band is called Harbour.Then, and they play on Fridays.";
    fs::write(&article, format!("They met in a cellar.\n\n{odd}\n")).expect("an article");
    let check = || run("postedit check --format line articles/new.txt", repository.path());
    let place = String::from_utf8(check().stdout).expect("UTF-8");
    let place = place.split(": ").next().expect("a place");
    let mut reject = Command::new(env!("CARGO_BIN_EXE_postedit"));
    let reject =
        reject.current_dir(repository.path()).args(["reject", place, "--reason", "the name of a band"]).output();
    assert_eq!(reject.expect("the command runs").status.code(), Some(0), "{place}");
    assert_eq!(check().status.code(), Some(0));
    fs::write(&article, format!("First they met in a cellar.\n\nThe rent was low.\n\n{odd}\n")).expect("an article");
    assert_eq!(check().status.code(), Some(0));
    let fixed = run("postedit fix --suggested articles/new.txt", repository.path());
    assert_eq!(fixed.status.code(), Some(0));
    assert!(fs::read_to_string(&article).expect("an article").contains(odd));
}

#[test]
fn a_mended_finding_is_gone_from_the_baseline_and_is_pruned() {
    let repository = repository();
    fs::write(repository.path().join("articles/new.txt"), "The tide turned.Then they left.\n").expect("an article");
    assert_eq!(run("postedit baseline articles/new.txt", repository.path()).status.code(), Some(0));
    fs::write(repository.path().join("articles/new.txt"), "The tide turned. Then they left.\n").expect("an article");
    let check = || {
        let output = run("postedit check --baseline postedit-baseline.json articles/new.txt", repository.path());
        String::from_utf8(output.stderr).expect("UTF-8")
    };
    assert!(check().contains("gone since the baseline: articles/new.txt: typography/missing-space"), "{}", check());
    let pruned = run("postedit baseline --prune articles/new.txt", repository.path());
    assert!(String::from_utf8_lossy(&pruned.stderr).contains("0 findings in 0 files; 1 taken out"));
    assert!(!check().contains("gone"));
}

#[test]
fn lines_that_did_not_change_since_a_commit_are_not_reported() {
    if Command::new("git").arg("--version").output().is_err() {
        return;
    }
    let root = tempfile::tempdir().expect("a folder");
    let git = |args: &[&str]| {
        let mut git = Command::new("git");
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
            git.env_remove(name);
        }
        let who = ["-c", "user.name=a", "-c", "user.email=a@localhost", "-c", "commit.gpgsign=false"];
        let output = git.current_dir(root.path()).args(who).args(args).output().expect("git runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    let put = |name: &str, text: &str| fs::write(root.path().join(name), text).expect("a file");
    git(&["init", "--quiet"]);
    put("old é.txt", "The tide turned.Then they left.\n\nThe ferry sank.\n");
    put("same.txt", "The tide turned.Then they left.\n");
    git(&["add", "."]);
    git(&["commit", "--quiet", "-m", "Old articles"]);
    put("old é.txt", "The tide turned.Then they left.\n\nThe ferry sank.Nobody knew.\n");
    put("new.txt", "A bell rang.Nobody came.\n");
    let output = run("postedit check --since HEAD --format line .", root.path());
    let stdout = String::from_utf8_lossy(&output.stdout);
    let places: Vec<&str> = stdout.lines().map(|line| line.split(": ").next().unwrap_or_default()).collect();
    assert_eq!(places, ["new.txt:1:12", "old é.txt:3:15"], "{stdout}");
}
