//! From findings to the report.

use super::{
    EditReport, Failure, FileReport, FindingReport, FixReport, ReaderReport, RelatedReport, Report, RuleReport, SCHEMA,
    Span, Summary, Tool,
};
use crate::engine::Analysis;
use crate::finding::{Finding, Score, Severity, mqm_severity};
use crate::fix::Applicability;
use crate::rules::{Entry, TABLE};
use crate::source::{LineIndex, SourceText, TextRange};

impl Report {
    /// The report on `files` and `failures`, with its totals.
    pub fn new(files: Vec<FileReport>, failures: Vec<Failure>) -> Self {
        let summary = Summary::of(&files);
        let tool = Tool { name: env!("CARGO_PKG_NAME").into(), version: env!("CARGO_PKG_VERSION").into() };
        Self { schema: SCHEMA.into(), tool, files, failures, summary }
    }
}

impl RuleReport {
    /// Every rule, in the order of the table.
    pub fn all() -> Vec<Self> {
        let all = TABLE.iter().map(|Entry { rule, page }| Self {
            id: rule.id,
            family: rule.family().as_str(),
            severity: rule.severity.as_str(),
            summary: rule.summary,
            mqm: rule.mqm,
            its: rule.its,
            page,
        });
        all.collect()
    }
}

impl Summary {
    fn of(files: &[FileReport]) -> Self {
        let severities = || files.iter().flat_map(|file| &file.findings).map(|finding| finding.severity.as_str());
        let count = |severity: Severity| severities().filter(|&name| name == severity.as_str()).count();
        let analysed = files.iter().filter(|file| file.skipped.is_none());
        Self {
            files: files.len(),
            skipped: files.iter().filter(|file| file.skipped.is_some()).count(),
            words: analysed.map(|file| file.words).sum(),
            findings: severities().count(),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
        }
    }
}

impl FileReport {
    /// The report on the file at `path`: what `analysis` says of its `text`, which `source` says how to encode.
    pub fn new(path: impl Into<String>, text: &str, source: &SourceText, analysis: &Analysis) -> Self {
        let lines = LineIndex::new(text);
        let findings = analysis
            .findings
            .iter()
            .enumerate()
            .map(|(index, finding)| FindingReport::new(index + 1, finding, text, &lines))
            .collect();
        Self {
            path: path.into(),
            encoding: source.encoding(),
            bom: source.bom(),
            skipped: analysis.skipped.clone(),
            words: analysis.words,
            score: Score::new(analysis.words, analysis.findings.iter().map(|finding| finding.severity))
                .filter(|_| analysis.skipped.is_none()),
            findings,
            silenced: analysis.silenced.clone(),
        }
    }
}

impl FindingReport {
    fn new(id: usize, finding: &Finding, text: &str, lines: &LineIndex<'_>) -> Self {
        Self {
            id,
            rule: finding.rule.id.into(),
            family: finding.rule.family().as_str().into(),
            severity: finding.severity.as_str().into(),
            confidence: (finding.confidence * 100.0).round() / 100.0,
            outcome: finding.outcome().as_str().into(),
            question: finding.question.clone(),
            mqm: finding.rule.mqm.into(),
            mqm_severity: mqm_severity(finding.severity).into(),
            its: finding.rule.its.into(),
            message: finding.message.clone(),
            span: span(lines, finding.range),
            text: text[finding.range].into(),
            related: finding
                .related
                .iter()
                .map(|related| RelatedReport { message: related.message.clone(), span: span(lines, related.range) })
                .collect(),
            fixes: finding
                .fixes
                .iter()
                .map(|fix| FixReport {
                    applicability: applicability(fix.applicability).into(),
                    title: fix.title.clone(),
                    edits: fix
                        .edits
                        .iter()
                        .map(|edit| EditReport {
                            start: edit.range.start(),
                            end: edit.range.end(),
                            replacement: edit.replacement.clone(),
                        })
                        .collect(),
                })
                .collect(),
            fingerprint: finding.fingerprint.clone(),
            reader: finding.margin.map(|margin| ReaderReport { margin_nats: (margin.nats * 10.0).round() / 10.0 }),
        }
    }
}

fn applicability(class: Applicability) -> &'static str {
    match class {
        Applicability::Safe => "safe",
        Applicability::Suggested => "suggested",
    }
}

fn span(lines: &LineIndex<'_>, range: TextRange) -> Span {
    let (from, to) = (lines.position(range.start()), lines.position(range.end()));
    Span {
        start: range.start(),
        end: range.end(),
        line: from.line,
        column: from.column,
        end_line: to.line,
        end_column: to.column,
    }
}
