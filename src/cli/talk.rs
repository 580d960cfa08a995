//! What is said to the person at the terminal.

use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressStyle};

use crate::render::count::{count, thousands};
use crate::report::{Failure, FileReport, FindingReport, Report};
use crate::source::visible;
use crate::suppress::{Known, Silenced, Unused};

/// From how many files on a progress bar is shown.
const MANY_FILES: usize = 8;
const ERROR: Style = AnsiColor::BrightRed.on_default().bold();

/// Standard error. Nobody is told when it can't be written: there is nowhere to say it.
pub(super) struct Talk {
    quiet: bool,
}

impl Talk {
    pub(super) fn new(quiet: bool) -> Self {
        Self { quiet }
    }

    /// Says something that a script would not want to hear.
    pub(super) fn say(&self, text: &str) {
        if !self.quiet {
            let _ = writeln!(anstream::stderr(), "{}", visible(text));
        }
    }

    /// Says what went wrong, which `--quiet` does not hide.
    pub(super) fn error(&self, text: &str) {
        let lines: Vec<_> = text.trim_end().lines().map(visible).collect();
        let _ = writeln!(anstream::stderr(), "{ERROR}error{ERROR:#}: {}", lines.join("\n"));
    }

    /// Says which files could not be read or written.
    pub(super) fn failures(&self, failures: &[Failure]) {
        for Failure { path, error } in failures {
            self.error(&visible(&format!("{path}: {error}")));
        }
    }

    /// Says which suppressions silence nothing and which findings of the baseline are gone.
    pub(super) fn idle(&self, report: &Report) {
        for FileReport { path, silenced, findings, .. } in &report.files {
            // A comment is found nowhere but in plain text, where it is words like all others.
            for FindingReport { span, .. } in findings.iter().filter(|found| found.text.starts_with("<!-- postedit-")) {
                let place = format!("{path}:{}", span.line);
                self.say(&format!("{place}: comments silence nothing in plain text; `postedit reject` does"));
            }
            for Unused { line, what } in &silenced.unused {
                let place = line.map_or_else(|| path.clone(), |line| format!("{path}:{line}"));
                self.say(&format!("unused: {place}: `{what}` silences nothing; take it out"));
            }
            for Known { rule, text, .. } in &silenced.gone {
                self.say(&format!("gone since the baseline: {path}: {rule}: `{text}`"));
            }
        }
    }

    /// Says which files were skipped, and what all of them hold, unless none could be read.
    pub(super) fn summary(&self, report: &Report) {
        self.idle(report);
        for file in &report.files {
            if let Some(reason) = &file.skipped {
                self.say(&format!("skipped {}: {reason}", file.path));
            }
        }
        if !report.files.is_empty() || report.failures.is_empty() {
            self.say(&summary(report));
        }
    }

    /// A bar that moves with the files that are done, if there are many or each takes long, and somebody looks on; what
    /// takes long shows that it is still at work.
    pub(super) fn progress(&self, files: usize, slow: bool) -> ProgressBar {
        if self.quiet || files <= MANY_FILES && !slow || !io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::new(files as u64);
        let template =
            if slow { "{spinner} {bar:40} {pos}/{len} files, {elapsed}" } else { "{bar:40} {pos}/{len} files" };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(100));
        bar
    }
}

/// One line on a report: files, words, findings, and what `postedit fix` would do.
pub(super) fn summary(report: &Report) -> String {
    let totals = &report.summary;
    let mut line = format!("{}, {}: ", count(totals.files, "file"), count(totals.words, "word"));
    if totals.findings == 0 {
        line += "no findings";
    } else {
        line += &format!(
            "{} ({}, {}, {})",
            count(totals.findings, "finding"),
            count(totals.errors, "error"),
            count(totals.warnings, "warning"),
            count(totals.infos, "info"),
        );
    }
    let safe = report.files.iter().flat_map(|file| &file.findings).filter(|found| found.outcome == "safe").count();
    if safe > 0 {
        line += &format!("; {} can be fixed safely with `postedit fix`", thousands(safe));
    }
    let silent = |number: fn(&Silenced) -> usize| report.files.iter().map(|file| number(&file.silenced)).sum();
    for (number, what) in [
        (silent(|silenced| silenced.suppressed), "suppressed"),
        (silent(|silenced| silenced.known), "in the baseline"),
        (silent(|silenced| silenced.unchanged), "on unchanged lines"),
    ] {
        if number > 0 {
            line += &format!("; {} {what}", thousands(number));
        }
    }
    line
}
