//! A Code Quality report of GitLab: a list that a merge request compares with that of its target.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::line::FAILURE;
use super::{Results, json};
use crate::finding::fingerprint::Fnv1a;

/// Writes a list of issues.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, results: &Results<'_>) -> io::Result<()> {
    let findings = results.findings().map(|(file, finding)| {
        let place = (file.path.as_str(), finding.span.line, finding.span.end_line);
        issue(&finding.rule, &finding.message, severity(&finding.severity), &finding.fingerprint, place)
    });
    let failures = &results.report.failures;
    let failures =
        failures.iter().map(|failure| issue(FAILURE, &failure.error, "blocker", FAILURE, (&failure.path, 1, 1)));
    json::write_value(out, &findings.chain(failures).collect::<Vec<Value>>())
}

fn issue(name: &str, description: &str, severity: &str, fingerprint: &str, place: (&str, usize, usize)) -> Value {
    let (path, begin, end) = place;
    json!({
        "description": description,
        "check_name": name,
        "fingerprint": unique(path, fingerprint),
        "severity": severity,
        "location": {"path": path, "lines": {"begin": begin, "end": end}},
    })
}

/// A name of a finding that no other file has: GitLab takes two of one fingerprint for one.
fn unique(path: &str, fingerprint: &str) -> String {
    let mut hash = Fnv1a::default();
    hash.word(path);
    hash.word(fingerprint);
    format!("{:016x}", hash.value())
}

fn severity(severity: &str) -> &'static str {
    match severity {
        "error" => "major",
        "warning" => "minor",
        _ => "info",
    }
}
