//! What `postedit new-rule` writes is a rule that works.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use postedit::document;
use postedit::finding;
use postedit::fix;
use postedit::rules;

// The rule that is copied, compiled as it stands.
#[path = "../src/cli/new_rule/rule.rs"]
mod rule;

fn new_rule(root: &Path, name: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_postedit"));
    command.args(["new-rule", name, "--root"]).arg(root).output().expect("the command runs")
}

/// A checkout, as far as the command reads it.
fn checkout() -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a folder");
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    fs::create_dir_all(root.path().join("src/rules/sentence")).expect("folders");
    fs::copy(own.join("src/rules/mod.rs"), root.path().join("src/rules/mod.rs")).expect("the table");
    root
}

#[test]
fn a_rule_a_page_and_a_line_of_the_table_are_written() {
    let root = checkout();
    let output = new_rule(root.path(), "sentence/lost-verse");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let read = |path: &str| fs::read_to_string(root.path().join(path)).expect(path);
    let template = include_str!("../src/cli/new_rule/rule.rs");
    let rule = read("src/rules/sentence/lost_verse.rs");
    let expected =
        template.replace("typography/new-rule", "sentence/lost-verse").replace("new_rule.md", "lost_verse.md");
    assert_eq!(rule, expected);
    assert!(read("src/rules/sentence/lost_verse.md").starts_with("# sentence/lost-verse\n"));
    assert!(
        read("src/rules/mod.rs").contains("        looped_phrase,\n        lost_verse,\n        missing_subject,\n")
    );
    let again = new_rule(root.path(), "sentence/lost-verse");
    assert_eq!(again.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&again.stderr).contains("there is a rule `sentence/lost-verse` already"));
}

#[test]
fn the_examples_of_the_new_page_are_true() {
    let page = include_str!("../src/cli/new_rule/page.md");
    let check = |text: &str| {
        let mut found = Vec::new();
        let document = document::Document::new(text, postedit::format::Format::Plain);
        (rule::RULE.check)(&document, &mut finding::Findings::new(&rule::RULE, &mut found));
        found
    };
    let blocks = |heading: &str, language: &str| {
        let part =
            page.split(&format!("## {heading}\n")).nth(1).expect("a heading").split("\n## ").next().expect("a part");
        let fence = format!("```{language}\n");
        let pieces = part.split(&fence).skip(1);
        pieces.map(|piece| piece.split("```").next().expect("a block").to_owned()).collect::<Vec<_>>()
    };
    let (bad, good, fixed) = (blocks("Bad", "text"), blocks("Good", "text"), blocks("Bad", "fixed"));
    assert!(bad.len() >= 2 && good.len() >= 3);
    assert!(good.iter().all(|text| check(text).is_empty()));
    for text in &bad {
        assert_eq!(check(text).len(), 1, "{text}");
    }
    assert_eq!(fix::apply(&bad[0], &check(&bad[0])[0].fixes[0].edits), fixed[0]);
}

#[test]
fn outside_a_checkout_nothing_is_written() {
    let root = tempfile::tempdir().expect("a folder");
    let output = new_rule(root.path(), "sentence/lost-verse");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("run this in a checkout of postedit"));
    assert_eq!(fs::read_dir(root.path()).expect("the folder").count(), 0);
}
