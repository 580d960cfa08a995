//! SARIF 2.1.0 (OASIS), which code scanning of GitHub and many editors read.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::line::FAILURE;
use super::page::uri;
use super::{Results, json};
use crate::report::{FindingReport, FixReport, RuleReport};
use crate::source::LineIndex;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Writes one log with one run: the rules that found something, their findings, and what could not be read.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, results: &Results<'_>) -> io::Result<()> {
    let names: BTreeSet<&str> = results.findings().map(|(_, finding)| finding.rule.as_str()).collect();
    let names: Vec<&str> = names.into_iter().collect();
    let tool = &results.report.tool;
    let driver = json!({
        "name": tool.name,
        "version": tool.version,
        "rules": names.iter().map(|name| rule(name, results)).collect::<Vec<_>>(),
    });
    let mut found = Vec::new();
    for (file, text) in results.files() {
        let lines = LineIndex::new(text);
        let artifact = json!({"uri": uri(&file.path)});
        found.extend(file.findings.iter().map(|finding| {
            let index = names.binary_search(&finding.rule.as_str()).unwrap_or_default();
            result(finding, index, &artifact, &lines)
        }));
    }
    let notifications: Vec<Value> = results
        .report
        .failures
        .iter()
        .map(|failure| {
            json!({
                "level": "error",
                "descriptor": {"id": FAILURE},
                "message": {"text": failure.error},
                "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(&failure.path)}}}],
            })
        })
        .collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": notifications.is_empty(),
                "toolExecutionNotifications": notifications,
            }],
            "results": found,
        }],
    });
    json::write_value(out, &log)
}

/// What is known of the rule called `name`.
fn rule(name: &str, results: &Results<'_>) -> Value {
    match results.rules.iter().find(|rule| rule.id == name) {
        Some(RuleReport { id, family, severity, summary, mqm, its, page }) => json!({
            "id": id,
            "shortDescription": {"text": summary},
            "help": {"text": page, "markdown": page},
            "defaultConfiguration": {"level": level(severity)},
            "properties": {"tags": [family], "mqm": mqm, "its": its},
        }),
        None => json!({"id": name}),
    }
}

fn result(finding: &FindingReport, index: usize, artifact: &Value, lines: &LineIndex<'_>) -> Value {
    let physical = |start, end| json!({"artifactLocation": artifact, "region": region(lines, start, end)});
    let mut here = physical(finding.span.start, finding.span.end);
    here["region"]["snippet"] = json!({"text": finding.text});
    let related: Vec<Value> = finding
        .related
        .iter()
        .map(|related| {
            let place = physical(related.span.start, related.span.end);
            json!({"physicalLocation": place, "message": {"text": related.message}})
        })
        .collect();
    let fixes: Vec<Value> = finding.fixes.iter().map(|one| fix(one, artifact, lines)).collect();
    let message = match &finding.question {
        Some(question) => format!("{}. {question}", finding.message.trim_end_matches('.')),
        None => finding.message.clone(),
    };
    json!({
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": level(&finding.severity),
        "message": {"text": message},
        "locations": [{"physicalLocation": here}],
        "relatedLocations": related,
        "partialFingerprints": {"postedit/v1": finding.fingerprint},
        "fixes": fixes,
        "rank": (f64::from(finding.confidence) * 1000.0).round() / 10.0,
        "properties": {"outcome": finding.outcome, "mqm": finding.mqm, "its": finding.its},
    })
}

fn fix(fix: &FixReport, artifact: &Value, lines: &LineIndex<'_>) -> Value {
    let replacements: Vec<Value> = fix
        .edits
        .iter()
        .map(|edit| {
            let deleted = region(lines, edit.start, edit.end);
            json!({"deletedRegion": deleted, "insertedContent": {"text": edit.replacement}})
        })
        .collect();
    json!({
        "description": {"text": format!("{} ({})", fix.title, fix.applicability)},
        "artifactChanges": [{"artifactLocation": artifact, "replacements": replacements}],
    })
}

fn region(lines: &LineIndex<'_>, start: usize, end: usize) -> Value {
    let (from, to) = (lines.position(start), lines.position(end));
    json!({"startLine": from.line, "startColumn": from.column, "endLine": to.line, "endColumn": to.column})
}

fn level(severity: &str) -> &'static str {
    match severity {
        "error" => "error",
        "warning" => "warning",
        _ => "note",
    }
}
