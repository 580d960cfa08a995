//! Every rule's page keeps its headings, and every example on it is true.

use postedit::document::Document;
use postedit::finding::{Finding, Findings};
use postedit::format::Format;
use postedit::glossary::Glossary;
use postedit::rules::{Entry, TABLE};

const HEADINGS: [&str; 7] = ["What it finds", "Why it matters", "Bad", "Good", "Fix", "When it is wrong", "Measured"];

/// A fenced block of a page.
struct Example {
    heading: String,
    language: String,
    text: String,
}

/// The headings and the fenced blocks of a page, in order.
fn read(page: &str) -> (Vec<String>, Vec<Example>) {
    let (mut headings, mut examples) = (Vec::new(), Vec::new());
    let mut open: Option<Example> = None;
    for line in page.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (Some(_), Some("")) => examples.extend(open.take()),
            (Some(example), _) => {
                example.text.push_str(line);
                example.text.push('\n');
            }
            (None, Some(language)) => {
                let heading = headings.last().cloned().unwrap_or_default();
                open = Some(Example { heading, language: language.to_string(), text: String::new() });
            }
            (None, None) => headings.extend(line.strip_prefix("## ").map(str::to_string)),
        }
    }
    (headings, examples)
}

/// The glossary that the examples of a page have, if the page shows one.
fn glossary(examples: &[Example]) -> Glossary {
    let shown = examples.iter().find(|example| example.language == "glossary");
    shown.map_or_else(Glossary::default, |example| Glossary::parse_toml(&example.text).expect("a glossary"))
}

fn findings(entry: &Entry, example: &Example, glossary: &Glossary) -> Vec<Finding> {
    let format = if example.language == "markdown" { Format::Markdown } else { Format::Plain };
    let document = Document::new(&example.text, format).with_glossary(glossary);
    let mut list = Vec::new();
    (entry.rule.check)(&document, &mut Findings::new(entry.rule, &mut list));
    list
}

/// The text with the first fix of every finding that has one.
fn fixed(text: &str, findings: &[Finding]) -> String {
    let mut edits: Vec<_> =
        findings.iter().filter_map(|finding| finding.fixes.first()).flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| edit.range);
    let mut out = String::new();
    let mut at = 0;
    for edit in edits {
        out.push_str(&text[at..edit.range.start()]);
        out.push_str(&edit.replacement);
        at = edit.range.end();
    }
    out + &text[at..]
}

#[test]
fn every_page_has_the_fixed_headings_and_enough_examples() {
    for entry in TABLE {
        let (headings, examples) = read(entry.page);
        assert!(
            entry.page.starts_with(&format!("# {}\n", entry.rule.id)),
            "{}: the title is the rule's name",
            entry.rule.id
        );
        // `tests/measured.rs` keeps the record of the rules that need no reader.
        let measured = HEADINGS.len() - usize::from(entry.rule.needs_reader());
        assert_eq!(headings, HEADINGS[..measured], "{}: the headings of its page", entry.rule.id);
        let count = |heading| examples.iter().filter(|e| e.heading == heading && e.language != "fixed").count();
        assert!(count("Bad") >= 2 && count("Good") >= 3, "{}: two bad and three good examples", entry.rule.id);
    }
}

#[test]
fn bad_examples_are_found_and_fixed_as_the_page_says() {
    let mut wrong = Vec::new();
    // `tests/reader.rs` runs the examples of rules that find nothing without a reader.
    for entry in TABLE.iter().filter(|entry| !entry.rule.needs_reader()) {
        let (_, examples) = read(entry.page);
        let glossary = glossary(&examples);
        let mut last: Option<(&Example, Vec<Finding>)> = None;
        for example in examples.iter().filter(|example| example.heading == "Bad") {
            if example.language == "fixed" {
                let (bad, found) = last.take().expect("a fixed block follows a bad one");
                let got = fixed(&bad.text, &found);
                if got != example.text {
                    wrong.push(format!("{}: fixed reads\n{got}instead of\n{}", entry.rule.id, example.text));
                }
            } else {
                let found = findings(entry, example, &glossary);
                if found.is_empty() {
                    wrong.push(format!("{}: found nothing in\n{}", entry.rule.id, example.text));
                }
                last = Some((example, found));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn good_examples_are_left_alone() {
    let mut wrong = Vec::new();
    for entry in TABLE {
        let (_, examples) = read(entry.page);
        let glossary = glossary(&examples);
        for example in examples.iter().filter(|example| example.heading == "Good") {
            for finding in findings(entry, example, &glossary) {
                let place = &example.text.as_str()[finding.range];
                wrong.push(format!("{}: {place:?} ({}) in\n{}", entry.rule.id, finding.message, example.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_rule_is_called_what_its_files_are_called() {
    for entry in TABLE {
        let path = format!("{}/src/rules/{}", env!("CARGO_MANIFEST_DIR"), entry.rule.id.replace('-', "_"));
        assert!(std::path::Path::new(&format!("{path}.rs")).is_file(), "{path}.rs");
        assert!(std::path::Path::new(&format!("{path}.md")).is_file(), "{path}.md");
    }
}

/// The localization quality issue types of ITS 2.0.
const ITS: [&str; 27] = [
    "terminology",
    "mistranslation",
    "omission",
    "untranslated",
    "addition",
    "duplication",
    "inconsistency",
    "grammar",
    "legal",
    "register",
    "locale-specific-content",
    "locale-violation",
    "style",
    "characters",
    "misspelling",
    "typographical",
    "formatting",
    "inconsistent-entities",
    "numbers",
    "markup",
    "pattern-problem",
    "whitespace",
    "internationalization",
    "length",
    "non-conformance",
    "uncategorized",
    "other",
];

/// The dimensions of the MQM Core typology.
const MQM: [&str; 7] = [
    "terminology",
    "accuracy",
    "linguistic-conventions",
    "style",
    "locale-conventions",
    "audience-appropriateness",
    "design-and-markup",
];

#[test]
fn every_rule_has_an_issue_type_of_mqm_and_of_its() {
    for rule in TABLE.iter().map(|entry| entry.rule) {
        let dimension = rule.mqm.split_once('/').map(|(dimension, _)| dimension);
        assert!(dimension.is_some_and(|dimension| MQM.contains(&dimension)), "{}: {}", rule.id, rule.mqm);
        assert!(ITS.contains(&rule.its), "{}: {}", rule.id, rule.its);
    }
}
