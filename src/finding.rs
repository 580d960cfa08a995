//! What a rule says about a place in a text.

pub mod damage;
pub mod fingerprint;
mod score;

use std::fmt;

use serde::Serialize;

use crate::fix::{Applicability, Edit, Fix};
use crate::reader::{Judge, Kind};
use crate::rules::Rule;
use crate::source::TextRange;

pub use damage::Damage;
pub use score::{NoScore, Score, mqm_severity};

/// How much a finding matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth a look.
    Info,
    /// Damage a reader would stumble over.
    Warning,
    /// Damage that misleads a reader or breaks the page.
    Error,
}

impl Severity {
    /// The word used in reports and on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What becomes of a finding: the class of its first fix, or a question.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Any careful editor would make the first fix.
    Safe,
    /// The first fix is likely right; an editor decides.
    Suggested,
    /// No edit: a question for whoever has the source.
    Query,
}

impl Outcome {
    /// The word used in reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Outcome::Safe => "safe",
            Outcome::Suggested => "suggested",
            Outcome::Query => "query",
        }
    }
}

/// A place that explains a finding: the antecedent, the other spelling, the lost partner.
#[derive(Clone, PartialEq, Debug)]
pub struct Related {
    /// Where it is.
    pub range: TextRange,
    /// What it is to the finding.
    pub message: String,
}

/// What a reader says about a repair.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Margin {
    /// By how many nats the repaired text is likelier than what stands there.
    pub nats: f32,
    /// What the repair does, where that decided whether this is a finding at all.
    pub kind: Option<Kind>,
}

/// One break in a text, found by one rule.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How much it matters; the rule's own severity unless the rule said otherwise.
    pub severity: Severity,
    /// How sure the rule is, from 0 to 1.
    pub confidence: f32,
    /// By how many nats it is surer than it has to be in a text that is evidently damaged; infinite for what is damage in
    /// any text. See [`Damage`].
    pub assurance: f32,
    /// The smallest stretch to change, in bytes of the text; empty where something is missing.
    pub range: TextRange,
    /// What is wrong and why the tool thinks so.
    pub message: String,
    /// Places that explain it.
    pub related: Vec<Related>,
    /// Repairs, the one the tool would choose first.
    pub fixes: Vec<Fix>,
    /// What to ask whoever has the source, where the tool can't know.
    pub question: Option<String>,
    /// What a reader says about the first repair, where one was asked.
    pub margin: Option<Margin>,
    /// Where nothing else may be found if this is to be a finding.
    pub alone_in: Option<TextRange>,
    /// What names the finding when the text around it moves; empty until all that is found in the text is known.
    pub fingerprint: String,
}

impl Finding {
    /// A finding of `rule` at `range`, without a repair, at the rule's own severity and a confidence of 0.8.
    pub fn new(rule: &'static Rule, range: TextRange, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity: rule.severity,
            confidence: 0.8,
            assurance: f32::INFINITY,
            range,
            message: message.into(),
            related: Vec::new(),
            fixes: Vec::new(),
            question: None,
            margin: None,
            alone_in: None,
            fingerprint: String::new(),
        }
    }

    /// Sets the confidence, from 0 to 1.
    pub fn confidence(&mut self, confidence: f32) -> &mut Self {
        self.confidence = confidence;
        self
    }

    /// Makes it a finding only in a text that is damaged: one that is `nats` surer than it has to be where damage is
    /// evident, and is to be that much surer where it is less so.
    pub fn assured(&mut self, nats: f32) -> &mut Self {
        self.assurance = nats;
        self
    }

    /// Makes it a finding only in a text whose other findings make damage evident.
    pub fn where_damaged(&mut self) -> &mut Self {
        self.assured(0.0)
    }

    /// Sets a severity other than the rule's own.
    pub fn severity(&mut self, severity: Severity) -> &mut Self {
        self.severity = severity;
        self
    }

    /// Adds a place that explains the finding.
    pub fn related(&mut self, range: TextRange, message: impl Into<String>) -> &mut Self {
        self.related.push(Related { range, message: message.into() });
        self
    }

    /// Adds a repair that any careful editor would make.
    pub fn safe_fix(&mut self, title: impl Into<String>, edits: impl Into<Vec<Edit>>) -> &mut Self {
        self.fixes.push(Fix::new(Applicability::Safe, title, edits));
        self
    }

    /// Adds a repair that an editor decides on; the first one added is the one the tool would choose.
    pub fn suggest(&mut self, title: impl Into<String>, edits: impl Into<Vec<Edit>>) -> &mut Self {
        self.fixes.push(Fix::new(Applicability::Suggested, title, edits));
        self
    }

    /// Asks a question of whoever has the source.
    pub fn ask(&mut self, question: impl Into<String>) -> &mut Self {
        self.question = Some(question.into());
        self
    }

    /// Says by how much a reader finds the first repair likelier than what stands there.
    pub fn margin(&mut self, margin: Margin) -> &mut Self {
        self.margin = Some(margin);
        self
    }

    /// Makes it a finding only where nothing else is found in `range`, which is what it would be about as well.
    pub fn alone_in(&mut self, range: TextRange) -> &mut Self {
        self.alone_in = Some(range);
        self
    }

    /// The class of the first fix, or [`Outcome::Query`] where there is none.
    pub fn outcome(&self) -> Outcome {
        match self.fixes.first().map(|fix| fix.applicability) {
            Some(Applicability::Safe) => Outcome::Safe,
            Some(Applicability::Suggested) => Outcome::Suggested,
            None => Outcome::Query,
        }
    }
}

/// Where a rule writes its findings.
pub struct Findings<'f> {
    rule: &'static Rule,
    list: &'f mut Vec<Finding>,
    judge: Option<Judge<'f>>,
}

impl<'f> Findings<'f> {
    /// A sink for the findings of `rule`, which are appended to `list`.
    pub fn new(rule: &'static Rule, list: &'f mut Vec<Finding>) -> Self {
        Self { rule, list, judge: None }
    }

    /// The same sink for a rule that may ask `judge`.
    pub fn judged_by(self, judge: Option<Judge<'f>>) -> Self {
        Self { judge, ..self }
    }

    /// Who weighs alternatives; `None` where there is no reader.
    pub fn judge(&self) -> Option<Judge<'f>> {
        self.judge
    }

    /// Adds a finding and returns it, so that its repairs can be added.
    pub fn report(&mut self, range: TextRange, message: impl Into<String>) -> &mut Finding {
        self.list.push(Finding::new(self.rule, range, message));
        self.list.last_mut().expect("a finding was pushed")
    }
}
