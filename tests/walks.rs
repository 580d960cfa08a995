//! The walks that the README promises: from a clone to a cleaned article, and to a check in CI that is red, then green.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

/// The lines of the first block of commands under a heading of the README.
fn commands(heading: &str) -> Vec<String> {
    let readme = include_str!("../README.md");
    let section = readme.split(&format!("\n## {heading}\n")).nth(1).expect("the section");
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

/// What the page of an article saves when the first repair of every finding that has one is accepted and every question
/// rejected. The browser tests click through the page itself.
fn decisions(repository: &Path, article: &str) -> String {
    let report = fs::read_to_string(repository.join(format!("review/{article}.json"))).expect("the report");
    let report: Value = serde_json::from_str(&report).expect("JSON");
    let page = fs::read_to_string(repository.join(format!("review/{article}.html"))).expect("the page");
    let data = page.split("id=\"article-data\">").nth(1).and_then(|rest| rest.split("</script>").next());
    let data: Value = serde_json::from_str(data.expect("the page's data")).expect("JSON");
    let findings = report["files"][0]["findings"].as_array().expect("findings");
    let decisions = findings.iter().map(|finding| {
        let edits = &finding["fixes"][0]["edits"];
        json!({
            "finding": finding["id"], "rule": finding["rule"], "fingerprint": finding["fingerprint"],
            "span": {"start": finding["span"]["start"], "end": finding["span"]["end"]},
            "verdict": if edits.is_array() { "accept" } else { "reject" },
            "edits": if edits.is_array() { edits.clone() } else { json!([]) },
            "reason": "asked the author",
        })
    });
    let decisions: Vec<Value> = decisions.collect();
    let file = json!({
        "schema": "postedit-decisions/1", "tool": data["tool"], "article": data["source"], "decisions": decisions
    });
    file.to_string()
}

#[test]
fn an_editor_cleans_an_article_by_the_readme() {
    let repository = repository();
    let article = "harbour-interview.txt";
    let [report, apply, check] = &commands("For editors")[..] else { panic!("three commands") };
    assert_eq!(run(report, repository.path()).status.code(), Some(0));
    let saved = repository.path().join(format!("{article}.decisions.json"));
    fs::write(saved, decisions(repository.path(), article)).expect("the decisions are written");
    let applied = run(apply, repository.path());
    assert_eq!(applied.status.code(), Some(0), "{}", String::from_utf8_lossy(&applied.stderr));
    let cleaned = fs::read(repository.path().join("articles").join(article)).expect("the article");
    let original = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("input").join(article)).expect("the sample");
    assert_ne!(cleaned, original);
    let left = run(check, repository.path());
    let said = String::from_utf8_lossy(&left.stderr);
    assert_eq!(left.status.code(), Some(0), "{}{said}", String::from_utf8_lossy(&left.stdout));
    let again = run(apply, repository.path());
    assert_eq!(again.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&again.stderr).contains("has changed since the report"));
}

#[test]
fn a_team_switches_the_check_on_by_the_readme() {
    let repository = repository();
    for line in commands("In CI") {
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
fn what_is_rejected_or_in_the_baseline_stays_silent_when_the_words_beside_it_are_fixed() {
    let repository = repository();
    let text = "They met Harbour.Then at the the inn.\n";
    for name in ["rejected.txt", "known.txt"] {
        fs::write(repository.path().join("articles").join(name), text).expect("an article");
    }
    let run = |line: &str| run(line, repository.path());
    let reject = run("postedit reject articles/rejected.txt:1:17 --reason band");
    assert_eq!(reject.status.code(), Some(0), "{}", String::from_utf8_lossy(&reject.stderr));
    assert_eq!(run("postedit baseline --rule typography/missing-space articles/known.txt").status.code(), Some(0));
    let both = "--baseline postedit-baseline.json articles/rejected.txt articles/known.txt";
    let fixed = run(&format!("postedit fix --suggested {both}"));
    assert_eq!(fixed.status.code(), Some(0), "{}", String::from_utf8_lossy(&fixed.stderr));
    for name in ["rejected.txt", "known.txt"] {
        let fixed = fs::read_to_string(repository.path().join("articles").join(name)).expect("an article");
        assert_eq!(fixed, text.replace("the the", "the"), "{name}");
    }
    let check = run(&format!("postedit check {both}"));
    let said = String::from_utf8_lossy(&check.stderr);
    assert_eq!(check.status.code(), Some(0), "{said}");
    assert!(said.contains("no findings; 1 suppressed; 1 in the baseline") && !said.contains("unused"), "{said}");
}

#[test]
fn what_is_rejected_or_in_the_baseline_stays_silent_when_decisions_change_the_words_beside_it() {
    let repository = repository();
    let text = "They met Harbour.Then at the the inn.\n";
    let run = |line: &str| run(line, repository.path());
    for name in ["rejected.txt", "known.txt"] {
        fs::write(repository.path().join("articles").join(name), text).expect("an article");
    }
    assert_eq!(run("postedit reject articles/rejected.txt:1:17 --reason band").status.code(), Some(0));
    assert_eq!(run("postedit baseline --rule typography/missing-space articles/known.txt").status.code(), Some(0));
    let both = "--baseline postedit-baseline.json articles/rejected.txt articles/known.txt";
    assert_eq!(run(&format!("postedit report --output review {both}")).status.code(), Some(0));
    for name in ["rejected.txt", "known.txt"] {
        let saved = repository.path().join(format!("{name}.json"));
        fs::write(saved, decisions(repository.path(), name)).expect("the decisions are written");
    }
    let applied = run("postedit apply --baseline postedit-baseline.json rejected.txt.json known.txt.json");
    assert_eq!(applied.status.code(), Some(0), "{}", String::from_utf8_lossy(&applied.stderr));
    for name in ["rejected.txt", "known.txt"] {
        let decided = fs::read_to_string(repository.path().join("articles").join(name)).expect("an article");
        assert_eq!(decided, text.replace("the the", "the"), "{name}");
    }
    let check = run(&format!("postedit check {both}"));
    let said = String::from_utf8_lossy(&check.stderr);
    assert_eq!(check.status.code(), Some(0), "{said}");
    assert!(said.contains("no findings; 1 suppressed; 1 in the baseline") && !said.contains("unused"), "{said}");
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

#[test]
fn old_findings_are_paid_down_and_what_is_left_stays_known() {
    for configuration in ["baseline = \"postedit-baseline.json\"\n", ""] {
        pay_down(configuration);
    }
}

/// Pays down a baseline of the usual name under this configuration.
fn pay_down(configuration: &str) {
    let repository = repository();
    let put = |name: &str, text: &str| fs::write(repository.path().join(name), text).expect("a file");
    put("articles/new.txt", "The tide turned.Then {name} left.\n");
    put("postedit.toml", configuration);
    let run = |line: &str| run(line, repository.path());
    assert_eq!(run("postedit baseline articles/new.txt").status.code(), Some(0));
    assert_eq!(run("postedit fix --no-baseline articles/new.txt").status.code(), Some(0));
    let fixed = fs::read_to_string(repository.path().join("articles/new.txt")).expect("an article");
    assert_eq!(fixed, "The tide turned. Then {name} left.\n");
    put("postedit.toml", "baseline = \"postedit-baseline.json\"\n");
    let check = run("postedit check articles/new.txt");
    let said = String::from_utf8_lossy(&check.stderr);
    assert_eq!(check.status.code(), Some(0), "{}{said}", String::from_utf8_lossy(&check.stdout));
    assert!(said.contains("no findings; 1 in the baseline") && said.contains("gone since the baseline"), "{said}");
    let pruned = run("postedit baseline --prune");
    assert!(String::from_utf8_lossy(&pruned.stderr).contains("1 finding in 1 file; 1 taken out"));
    assert!(String::from_utf8_lossy(&run("postedit check articles/new.txt").stderr).contains("1 in the baseline"));
    assert_eq!(run("postedit check --no-baseline articles/new.txt").status.code(), Some(1), "it is there all the same");
}

#[test]
fn code_hosts_get_paths_from_the_root_of_the_repository() {
    let repository = repository();
    let folder = repository.path().join("articles/deep");
    fs::create_dir(&folder).expect("a folder");
    fs::write(folder.join("new.txt"), "The tide turned.Then they left.\n").expect("an article");
    let check = |format: &str, path: &str| {
        let output = run(&format!("postedit check --format {format} {path}"), &folder);
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    assert!(check("github", ".").starts_with("::warning file=articles/deep/new.txt,"), "{}", check("github", "."));
    assert!(check("gitlab", "new.txt").contains("\"path\": \"articles/deep/new.txt\""));
    assert!(check("sarif", "../deep").contains("\"uri\": \"articles/deep/new.txt\""));
    assert!(check("line", ".").starts_with("new.txt:1:16: "), "who reads these is in the folder");
}

#[test]
fn a_report_that_was_just_written_is_no_folder_of_articles() {
    let repository = repository();
    let files = || {
        let output = run("postedit check --show-files .", repository.path());
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let before = files();
    assert_eq!(run("postedit report . --output review/", repository.path()).status.code(), Some(0));
    assert!(repository.path().join("review/articles/harbour-interview.fixed.txt").is_file());
    assert_eq!(files(), before);
}
