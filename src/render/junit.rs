//! The XML of JUnit: a suite for every file, a case for every finding.
//!
//! Errors and warnings are failed cases; what is only worth a look is a passed one that says so. A file without findings
//! is one passed case.

use std::io::{self, Write};

use super::Results;
use super::line::FAILURE;
use super::xml::escaped;
use crate::report::{Failure, FileReport, FindingReport};

/// Writes the suites.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, results: &Results<'_>) -> io::Result<()> {
    let report = results.report;
    let tests: usize = report.files.iter().map(tests).sum::<usize>() + report.failures.len();
    let failures: usize = report.files.iter().map(failures).sum();
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    let errors = report.failures.len();
    writeln!(out, "<testsuites name=\"postedit\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\">")?;
    report.files.iter().try_for_each(|file| suite(out, file))?;
    report.failures.iter().try_for_each(|failure| unread(out, failure))?;
    writeln!(out, "</testsuites>")
}

fn tests(file: &FileReport) -> usize {
    file.findings.len().max(1)
}

fn failures(file: &FileReport) -> usize {
    file.findings.iter().filter(|finding| fails(finding)).count()
}

fn fails(finding: &FindingReport) -> bool {
    finding.severity != "info"
}

fn suite(out: &mut dyn Write, file: &FileReport) -> io::Result<()> {
    let path = escaped(&file.path);
    let (tests, failures, skipped) = (tests(file), failures(file), usize::from(file.skipped.is_some()));
    writeln!(
        out,
        "  <testsuite name=\"{path}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\">"
    )?;
    for finding in &file.findings {
        let FindingReport { rule, span, severity, message, .. } = finding;
        let name = format!("{}:{} {}", span.line, span.column, escaped(rule));
        writeln!(out, "    <testcase classname=\"{path}\" name=\"{name}\">")?;
        let message = escaped(message);
        if fails(finding) {
            let text = escaped(&finding.text);
            writeln!(out, "      <failure type=\"{severity}\" message=\"{message}\">{text}</failure>")?;
        } else {
            writeln!(out, "      <system-out>{severity}: {message}</system-out>")?;
        }
        writeln!(out, "    </testcase>")?;
    }
    match &file.skipped {
        Some(reason) => {
            writeln!(out, "    <testcase classname=\"{path}\" name=\"prose\">")?;
            writeln!(out, "      <skipped message=\"{}\"/>\n    </testcase>", escaped(reason))?;
        }
        None if file.findings.is_empty() => writeln!(out, "    <testcase classname=\"{path}\" name=\"prose\"/>")?,
        None => {}
    }
    writeln!(out, "  </testsuite>")
}

fn unread(out: &mut dyn Write, failure: &Failure) -> io::Result<()> {
    let (path, error) = (escaped(&failure.path), escaped(&failure.error));
    writeln!(out, "  <testsuite name=\"{path}\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\">")?;
    writeln!(out, "    <testcase classname=\"{path}\" name=\"{FAILURE}\">")?;
    writeln!(out, "      <error message=\"{error}\"/>\n    </testcase>\n  </testsuite>")
}
