//! Every output format, on one sample: what it writes is kept in `tests/formats`, and what has a schema is held to it.
//!
//! `POSTEDIT_UPDATE=1 cargo test --test formats` writes the kept files anew; read the difference before you keep it.

use std::fs;
use std::io;
use std::path::PathBuf;

use postedit::engine::Analysis;
use postedit::finding::{Finding, Severity, fingerprint};
use postedit::fix::Edit;
use postedit::render::{Results, checkstyle, github, gitlab, json, junit, line, rdjson, sarif, text};
use postedit::report::{Failure, FileReport, Report, RuleReport};
use postedit::rules;
use postedit::source::{SourceText, TextRange};

/// A file with findings of every kind, a clean one, and one whose name and text are made to do harm.
const TEXTS: [(&str, &str); 3] = [
    (
        "news/ferry.md",
        "# The “Élan” docks\n\nThe café ferry docked.Then it left.\n\nHer captain slept. He said so. of operation.\n",
    ),
    ("news/tide.txt", "The tide turned.\n"),
    ("odd\n\u{1b}[31m::error a,b:100%\"<b>.txt", "He said \u{1b}]0;owned\u{7} twice \u{202e}twice.\r\n::error::x\n"),
];

/// What writes a report in a format.
type Writer = fn(&mut dyn io::Write, &Results<'_>) -> io::Result<()>;

const FORMATS: [(&str, Writer); 9] = [
    ("sample.checkstyle.xml", checkstyle::write),
    ("sample.github.txt", github::write),
    ("sample.gitlab.json", gitlab::write),
    ("sample.json", |out, results| json::write(out, results.report)),
    ("sample.junit.xml", junit::write),
    ("sample.line.txt", line::write),
    ("sample.rdjson", rdjson::write),
    ("sample.sarif", sarif::write),
    ("sample.txt", |out, results| {
        let mut plain = anstream::StripStream::new(Vec::new());
        results.files().try_for_each(|(file, text)| text::write(&mut plain, file, text))?;
        out.write_all(&plain.into_inner())
    }),
];

fn found(text: &str, rule: &str, words: &str, message: &str) -> Finding {
    let at = text.find(words).expect("the words stand in the text");
    Finding::new(rules::find(rule).expect("a rule").rule, TextRange::new(at, at + words.len()), message)
}

fn findings(text: &str) -> Vec<Finding> {
    if text.starts_with('#') {
        let mut space = found(text, "typography/missing-space", ".Then", "no space after the stop");
        space.safe_fix("Insert a space", [Edit::insert(space.range.start() + 1, " ")]);
        let mut captain =
            found(text, "reference/pronoun-gender", "He said", "`He` is the captain, who was `Her` before");
        captain.related(found(text, "reference/pronoun-gender", "Her", "").range, "the same person");
        captain.severity(Severity::Error).ask("Is the captain a man or a woman?");
        let mut tail = found(text, "sentence/orphan-tail", "of operation.", "a piece of a sentence");
        let (start, end) = (tail.range.start(), tail.range.end());
        tail.severity(Severity::Info).suggest("Delete the piece", [Edit::delete(TextRange::new(start - 1, end))]);
        let stop = Edit::delete(TextRange::new(start - 2, start - 1));
        tail.suggest("Join it to the sentence before", [stop, Edit::replace(TextRange::new(end - 1, end), "!")]);
        vec![space, captain, tail]
    } else if text.contains('\u{1b}') {
        let words = "\u{7} twice \u{202e}twice";
        let mut twice = found(text, "typography/doubled-word", words, "\u{1b}[2J,\n::error::`%`<&\"");
        twice.suggest("Delete \u{202e}\n", [Edit::replace(twice.range, "\u{7}&<\"")]);
        vec![twice]
    } else {
        Vec::new()
    }
}

fn file(path: &str, text: &str) -> FileReport {
    let mut findings = findings(text);
    fingerprint::assign(text, &mut findings);
    let source = SourceText::decode(text.into()).expect("a text");
    let words = text.split_whitespace().count();
    FileReport::new(path, text, &source, &Analysis { words, findings, ..Analysis::default() })
}

fn rules_of(report: &Report) -> Vec<RuleReport> {
    let used =
        |rule: &RuleReport| report.files.iter().any(|file| file.findings.iter().any(|found| found.rule == rule.id));
    // A page that is mended some day is no other sample.
    RuleReport::all()
        .into_iter()
        .filter(used)
        .map(|rule| RuleReport { page: "# The page", summary: "…", ..rule })
        .collect()
}

fn rendered(report: &Report, texts: &[&str], write: Writer) -> String {
    let mut out = Vec::new();
    write(&mut out, &Results { report, texts, rules: &rules_of(report) }).expect("memory takes it");
    String::from_utf8(out).expect("UTF-8")
}

fn sample() -> (Report, Vec<&'static str>) {
    let mut files: Vec<FileReport> = TEXTS.iter().map(|(path, text)| file(path, text)).collect();
    files.push(FileReport { skipped: Some("not English".into()), ..file("news/ru.txt", "Паром ушёл.\n") });
    let failures = vec![Failure { path: "news/\u{1b}c.txt".into(), error: "line 2: no\u{7} such \"rule\"".into() }];
    let mut report = Report::new(files, failures);
    report.tool.version = "0.0.0".into();
    (report, TEXTS.iter().map(|(_, text)| *text).chain(["Паром ушёл.\n"]).collect())
}

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/formats"))
}

#[test]
fn every_format_writes_the_sample_as_it_is_kept() {
    let (report, texts) = sample();
    let mut stale = Vec::new();
    for (name, write) in FORMATS {
        let (path, fresh) = (folder().join(name), rendered(&report, &texts, write));
        if std::env::var_os("POSTEDIT_UPDATE").is_some() {
            fs::write(&path, fresh).expect("the folder is there");
        } else if fs::read_to_string(&path).unwrap_or_default() != fresh {
            stale.push(format!("{name}:\n{fresh}"));
        }
    }
    assert!(stale.is_empty(), "{}\nPOSTEDIT_UPDATE=1 cargo test --test formats writes them anew", stale.join("\n"));
}

#[test]
fn nothing_hidden_is_sent_in_any_format() {
    let (report, texts) = sample();
    for (name, write) in FORMATS {
        let out = rendered(&report, &texts, write);
        let sent = out.chars().find(|c| c.is_control() && *c != '\n' || ('\u{202a}'..='\u{202e}').contains(c));
        assert_eq!(sent, None, "{name}");
    }
    // A line of its own would be a command to GitHub.
    let out = rendered(&report, &texts, github::write);
    assert!(out.lines().all(|line| !line.starts_with("::error::")), "{out}");
}

/// What is wrong with `value` under the schema in `tests/schemas`.
fn complaints(schema: &str, value: &serde_json::Value) -> Option<String> {
    let path = folder().with_file_name("schemas").join(schema);
    let schema: serde_json::Value = serde_json::from_str(&fs::read_to_string(path).expect("a schema")).expect("JSON");
    let (mut compiler, mut schemas) = (boon::Compiler::new(), boon::Schemas::new());
    compiler.enable_format_assertions();
    compiler.add_resource("schema.json", schema).expect("a resource");
    let index = compiler.compile("schema.json", &mut schemas).expect("a valid schema");
    schemas.validate(value, index).err().map(|error| error.to_string())
}

#[test]
fn sarif_and_rdjson_keep_to_their_schemas() {
    let (report, texts) = sample();
    for (schema, write) in [("sarif-2.1.0.json", sarif::write as Writer), ("rdjson.json", rdjson::write)] {
        let mut value: serde_json::Value = serde_json::from_str(&rendered(&report, &texts, write)).expect("JSON");
        assert_eq!(complaints(schema, &value), None);
        value["unknown"] = "key".into();
        assert!(complaints(schema, &value).is_some(), "{schema} refuses what it does not know");
    }
}

#[test]
fn the_configuration_of_the_readme_keeps_to_its_schema() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).expect("the README");
    let section = readme.split("\n## Configuration\n").nth(1).expect("the section");
    let sample = section.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a sample");
    let mut table: toml::Table = toml::from_str(sample).expect("TOML");
    let complaints = |table: &toml::Table| {
        let value = serde_json::to_value(table).expect("JSON");
        complaints("../../postedit.schema.json", &value)
    };
    assert_eq!(complaints(&table), None);
    table.insert("ignores".into(), toml::Value::Array(Vec::new()));
    assert!(complaints(&table).is_some());
}

#[test]
fn github_gets_no_more_than_it_shows_and_is_told_how_many_there_are() {
    let text = "The tide turned.Then it left.\n".repeat(30);
    let mut findings: Vec<Finding> = text
        .match_indices(".Then")
        .map(|(at, words)| {
            let rule = rules::find("typography/missing-space").expect("a rule").rule;
            Finding::new(rule, TextRange::new(at, at + words.len()), "no space")
        })
        .collect();
    findings[29].severity(Severity::Error);
    let source = SourceText::decode(text.clone().into()).expect("a text");
    let file = FileReport::new("a.txt", &text, &source, &Analysis { findings, ..Analysis::default() });
    let out = rendered(&Report::new(vec![file], vec![]), &[&text], github::write);
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 12, "{out}");
    assert!(lines[0].starts_with("::error file=a.txt,line=30,"), "{out}");
    assert!(lines[1].starts_with("::warning file=a.txt,line=1,"), "{out}");
    assert!(lines[11].contains("errors: 1, warnings: 29, infos: 0, files: 1; not annotated: 19"), "{out}");
}
