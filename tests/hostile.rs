//! What a stranger's files try on whoever checks them: links that lead elsewhere, names that a terminal would obey,
//! configurations and decisions that name places outside, articles and names full of markup, patterns that would take
//! for ever.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::process::{Command, Output};

use html5gum::{Token, Tokenizer};
use tempfile::TempDir;

const DAMAGED: &str = "The tide turned.Then they left.\n";
const REPAIRED: &str = "The tide turned. Then they left.\n";

/// A folder `here` with these files, where the command runs, and a folder `outside` with an article beside it.
fn folders<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> TempDir {
    let root = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(root.path().join("here/.git")).expect("a folder");
    fs::create_dir(root.path().join("outside")).expect("a folder");
    fs::write(root.path().join("outside/a.txt"), DAMAGED).expect("an article");
    for (path, text) in files {
        let path = root.path().join("here").join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    root
}

fn run(root: &TempDir, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_postedit"));
    command.current_dir(root.path().join("here")).args(args);
    command.env_remove("CLICOLOR_FORCE").env_remove("POSTEDIT_READER").output().expect("the command runs")
}

fn said(output: &Output) -> String {
    [&output.stdout[..], &output.stderr[..]].map(String::from_utf8_lossy).concat()
}

/// Fails unless the run was refused for a reason that holds `part`, and nothing outside is new or changed.
fn refused(root: &TempDir, output: &Output, part: &str) {
    assert_eq!(output.status.code(), Some(2), "{}", said(output));
    assert!(said(output).contains(part), "{}", said(output));
    outside_is_untouched(root);
}

fn outside_is_untouched(root: &TempDir) {
    let outside = root.path().join("outside");
    assert_eq!(fs::read_dir(&outside).expect("a folder").count(), 1);
    assert_eq!(fs::read_to_string(outside.join("a.txt")).expect("an article"), DAMAGED);
}

#[test]
fn links_in_a_folder_lead_neither_round_nor_out() {
    let root = folders([("b.txt", DAMAGED)]);
    let here = root.path().join("here");
    symlink(".", here.join("loop")).expect("a link");
    symlink("../outside", here.join("out")).expect("a link");
    symlink("../outside/a.txt", here.join("c.txt")).expect("a link");
    symlink("knot.txt", here.join("knot.txt")).expect("a link");
    let output = run(&root, &["check", "--show-files", "."]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "b.txt\n");
    assert_eq!(run(&root, &["fix", "."]).status.code(), Some(0));
    assert_eq!(run(&root, &["report", "."]).status.code(), Some(0));
    outside_is_untouched(&root);
    refused(&root, &run(&root, &["fix", "knot.txt"]), "error: knot.txt: Too many levels of symbolic links");
    // Who names a link means what it leads to, and keeps the link.
    assert_eq!(run(&root, &["fix", "c.txt"]).status.code(), Some(0));
    assert_eq!(fs::read_to_string(root.path().join("outside/a.txt")).expect("an article"), REPAIRED);
    assert!(here.join("c.txt").is_symlink());
}

#[test]
fn a_report_is_not_written_through_links_that_lie_in_wait() {
    let root = folders([("news/b.txt", DAMAGED), ("c.txt", DAMAGED)]);
    let here = root.path().join("here");
    fs::create_dir(here.join("output")).expect("a folder");
    symlink("../../outside", here.join("output/news")).expect("a link");
    symlink("../../outside/a.txt", here.join("output/c.txt.html")).expect("a link");
    refused(&root, &run(&root, &["report", "."]), "`output/news` is a link out of the report");
    assert!(!here.join("output/c.txt.html").is_symlink(), "a page takes the place of a link");
    fs::remove_dir_all(here.join("output")).expect("a folder");
    symlink("../outside", here.join("output")).expect("a link");
    refused(&root, &run(&root, &["report", "."]), "`output` leads through the link");
    symlink("../outside", here.join("input")).expect("a link");
    refused(&root, &run(&root, &["fix"]), "`input` leads through the link");
    // Who names the folder means where it leads.
    assert_eq!(run(&root, &["report", "c.txt", "--output", "output"]).status.code(), Some(0));
    assert!(root.path().join("outside/c.fixed.txt").is_file());
}

#[test]
fn a_configuration_names_no_place_outside_to_be_written() {
    let outside = ["../outside", "/tmp/outside", "news/../../outside"];
    for place in outside {
        for (key, command) in [("input", "fix"), ("output", "report"), ("baseline", "baseline")] {
            let root = folders([("input/b.txt", DAMAGED), ("postedit.toml", &format!("{key} = '{place}'\n"))]);
            refused(&root, &run(&root, &[command]), &format!("`{key}` must be a path that stays in this folder"));
        }
    }
    let root = folders([("b.txt", DAMAGED), ("postedit.toml", "baseline = 'kept/known.json'\n")]);
    symlink("../outside", root.path().join("here/kept")).expect("a link");
    refused(&root, &run(&root, &["baseline", "b.txt"]), "leads through the link");
}

#[test]
fn decisions_change_no_article_outside_unless_it_is_named() {
    let digest = postedit::source::sha256(DAMAGED.as_bytes());
    for path in ["../outside/a.txt".to_owned(), "link.txt".to_owned(), "ABSOLUTE".to_owned()] {
        let root = folders([]);
        symlink("../outside/a.txt", root.path().join("here/link.txt")).expect("a link");
        let path = path.replace("ABSOLUTE", &root.path().join("outside/a.txt").to_string_lossy());
        let decisions = serde_json::json!({
            "schema": "postedit-decisions/1", "tool": {"name": "postedit", "version": "0"},
            "article": {"path": path, "encoding": "utf-8", "bom": false, "sha256": digest},
            "decisions": [{
                "finding": 1, "rule": "typography/missing-space", "fingerprint": "v1:0", "verdict": "accept",
                "span": {"start": 15, "end": 16}, "edits": [{"start": 16, "end": 16, "replacement": " "}],
            }],
        });
        fs::write(root.path().join("here/d.json"), decisions.to_string()).expect("decisions");
        refused(&root, &run(&root, &["apply", "d.json"]), "lies outside this folder");
        assert_eq!(run(&root, &["apply", "d.json", "--article", &path]).status.code(), Some(0));
        assert_eq!(fs::read_to_string(root.path().join("outside/a.txt")).expect("an article"), REPAIRED);
    }
}

/// A name that would colour a terminal, and begin a line of its own with a command to a server.
const NAME: &str = "a\n::error::b\u{1b}[31m\u{202e}.txt";

#[test]
fn no_name_reaches_a_terminal_or_a_log_but_as_print() {
    let broken = format!("{NAME}.txt");
    let root = folders([(NAME, DAMAGED), (&broken, "a\0b")]);
    let missing = format!("none{NAME}");
    let folder = format!("news{NAME}");
    fs::create_dir(root.path().join("here").join(&folder)).expect("a folder");
    fs::write(root.path().join("here").join(&folder).join("postedit.toml"), "a = 1").expect("a configuration");
    fs::write(root.path().join("here").join(&folder).join("c.txt"), DAMAGED).expect("an article");
    fs::write(root.path().join("here/empty.json"), "{}").expect("a file");
    let place = format!("{NAME}:1:16");
    let output = format!("out{NAME}");
    let mut runs: Vec<Vec<&str>> = vec![
        vec!["check", NAME, &broken, &missing],
        vec!["check", "--show-files", NAME],
        vec!["check", "--show-settings", NAME],
        vec!["check", &folder],
        vec!["check", NAME, "--glossary", &missing],
        vec!["check", NAME, "--baseline", &missing],
        vec!["check", NAME, "--patch", &missing],
        vec!["check", NAME, "--patch", "empty.json"],
        vec!["check", NAME, "--reader", &missing],
        vec!["fix", "--diff", NAME, &missing],
        vec!["fix", NAME, &broken, &missing],
        vec!["report", NAME, &broken, "--output", &output],
        vec!["report", &output, "--output", &output],
        vec!["apply", &missing],
        vec!["apply", &broken],
        vec!["baseline", NAME, "--output", &missing],
        vec!["reject", &place, "--reason", "so it was"],
        vec!["tokens", &missing],
        vec!["tokens", &broken],
    ];
    let formats = ["text", "line", "json", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson"];
    runs.extend(formats.iter().map(|format| vec!["check", "--format", format, NAME, &broken, &missing]));
    for args in runs {
        let said = said(&run(&root, &args));
        let sent = said.chars().find(|c| c.is_control() && *c != '\n' || *c == '\u{202e}');
        assert_eq!(sent, None, "{args:?}: {said}");
        assert!(!said.lines().any(|line| line.trim_start().starts_with("::error::b")), "{args:?}: {said}");
    }
}

#[test]
fn markup_in_an_article_and_its_name_is_text_on_every_page() {
    let attack = "The gate creaked.<script>hit()</script> \"><img src=x onerror=hit()> 'Nobody came.Then it rained.\n";
    let name = "\"><img src=x onerror=hit()><script>hit()<&lt;script>'.txt";
    let root = folders([(name, attack), ("postedit.toml", ""), ("broken<script>.txt", "a\0b")]);
    assert_eq!(run(&root, &["report", "."]).status.code(), Some(2));
    for page in ["index.html", &format!("{name}.html")] {
        let page = fs::read_to_string(root.path().join("here/output").join(page)).expect("a page");
        let mut scripts = 0;
        for token in Tokenizer::new(&page).flatten() {
            let Token::StartTag(tag) = token else { continue };
            let element = String::from_utf8_lossy(&tag.name).into_owned();
            assert!(!["img", "iframe", "object", "embed", "base"].contains(&element.as_str()), "{element}");
            scripts += usize::from(element == "script");
            for (attribute, value) in &tag.attributes {
                let (attribute, value) = (String::from_utf8_lossy(attribute), String::from_utf8_lossy(&value[..]));
                assert!(!attribute.starts_with("on"), "{element} {attribute}");
                assert!(!value.trim_start().to_lowercase().starts_with("javascript:"), "{element} {attribute} {value}");
            }
        }
        assert!(scripts <= 2, "the data and the script of the page, and no other: {scripts}");
        assert!(page.contains("Content-Security-Policy"));
    }
    let summary = fs::read_to_string(root.path().join("here/output/report.md")).expect("a page");
    assert!(!summary.replace("\\<", "").contains('<'), "{summary}");
}

#[test]
fn patterns_of_a_configuration_are_matched_or_refused() {
    let wide = format!("{}z", "*a".repeat(200));
    let nested = format!("{}a{}", "{a,".repeat(50), "}".repeat(50));
    let many = "{aaaaaaaaaa,b}".repeat(400);
    let article = format!("{}.txt", "a".repeat(200));
    for glob in [wide, nested, many, "[!".into(), "**/".repeat(500)] {
        let config = format!("[[overrides]]\nfiles = ['{glob}']\nfail-on = 'never'\n");
        let root = folders([(article.as_str(), DAMAGED), ("postedit.toml", &config)]);
        let output = run(&root, &["check", &article]);
        let is_read = matches!(output.status.code(), Some(0 | 1));
        assert!(is_read || said(&output).contains("postedit.toml: `files`: "), "{glob}: {}", said(&output));
    }
}

#[test]
fn deep_nesting_is_read() {
    let deep = 20_000;
    let html = format!("{}{DAMAGED}{}", "<div><b><ul><li>".repeat(deep), "</div>".repeat(deep));
    let markdown = format!("{}{DAMAGED}", "> - ".repeat(deep));
    let quoted = format!("{}{DAMAGED}", "“(‘[".repeat(deep));
    let root = folders([("a.html", html.as_str()), ("b.md", &markdown), ("c.txt", &quoted)]);
    let output = run(&root, &["check", "--quiet", "--format", "json", "a.html", "b.md", "c.txt"]);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    for file in ["postedit.toml", "postedit-baseline.json", "postedit-ignore.toml"] {
        let deep = if file.ends_with("json") { "[".repeat(deep) } else { format!("a = {}", "[".repeat(deep)) };
        let root = folders([("a.txt", DAMAGED), (file, &deep)]);
        let output = run(&root, &["check", "--baseline", "postedit-baseline.json", "a.txt"]);
        assert_eq!(output.status.code(), Some(2), "{file}");
    }
}
