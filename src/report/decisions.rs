//! What an editor decided on the page of an article, read back.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{EditReport, Tool};
use crate::fix::Edit;

/// The version of the format of decisions.
pub const DECISIONS_SCHEMA: &str = "postedit-decisions/1";

/// Which bytes a report is about.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ArticleSource {
    /// The path as it was given to the report, with `/` between its parts; only the name where it was absolute.
    pub path: String,
    /// The SHA-256 of the file's bytes, in hexadecimal digits.
    pub sha256: String,
    /// The label of its encoding.
    pub encoding: String,
    /// Whether it begins with a byte order mark.
    pub bom: bool,
}

/// A file of decisions on the findings of one article.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Decisions {
    /// [`DECISIONS_SCHEMA`].
    pub schema: String,
    /// Who wrote the report that was decided on.
    pub tool: Tool,
    /// The article.
    pub article: ArticleSource,
    /// One for each finding that was decided on.
    pub decisions: Vec<Decision>,
}

/// A decision on one finding.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Decision {
    /// The finding's number in the report.
    pub finding: usize,
    /// Its rule.
    pub rule: String,
    /// Its fingerprint.
    pub fingerprint: String,
    /// Its place in the article.
    pub span: Place,
    /// What becomes of it.
    pub verdict: Verdict,
    /// What is changed; nothing where it was rejected.
    #[serde(default)]
    pub edits: Vec<EditReport>,
    /// Why it was rejected.
    #[serde(default)]
    pub reason: String,
}

/// A stretch of an article.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Place {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

/// What becomes of a finding.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// One of its repairs is made.
    Accept,
    /// The editor's own words are put in.
    Edit,
    /// It is no mistake.
    Reject,
}

/// Why a file of decisions can't be used.
#[derive(Debug, Error)]
pub enum DecisionsError {
    /// It is not JSON, or not of this form.
    #[error("it is no file of decisions, as the page of an article saves them ({0})")]
    Syntax(#[from] serde_json::Error),
    /// It is JSON, but says that it is something else.
    #[error(
        "it is of the schema `{0}`, and this postedit reads `{DECISIONS_SCHEMA}`; save it anew from a page that this postedit wrote"
    )]
    Schema(String),
    /// It is about a place that the article does not have.
    #[error("finding {0} does not fit the article; save the decisions anew from its page")]
    Misplaced(usize),
    /// Two of its edits can't both be made.
    #[error("the edits of findings {0} and {1} overlap; open the file on the article's page and take one back")]
    Overlap(usize, usize),
}

impl Decisions {
    /// Reads the text of a file of decisions.
    ///
    /// # Errors
    /// If it is none, or of another version.
    pub fn parse(text: &str) -> Result<Self, DecisionsError> {
        #[derive(Deserialize)]
        struct Head {
            schema: String,
        }
        let Head { schema } = serde_json::from_str(text)?;
        if schema != DECISIONS_SCHEMA {
            return Err(DecisionsError::Schema(schema));
        }
        Ok(serde_json::from_str(text)?)
    }

    /// The edits that were decided on, for `text`, in order of their place and disjoint.
    ///
    /// # Errors
    /// If a finding or an edit does not lie on characters of `text`, or if two edits overlap.
    pub fn edits(&self, text: &str) -> Result<Vec<Edit>, DecisionsError> {
        let mut edits: Vec<(Edit, usize)> = Vec::new();
        for decision in &self.decisions {
            let places = decision.edits.iter().map(|edit| edit.start..edit.end);
            if !places
                .chain(std::iter::once(decision.span.start..decision.span.end))
                .all(|place| text.get(place).is_some())
            {
                return Err(DecisionsError::Misplaced(decision.finding));
            }
            for edit in &decision.edits {
                edits.push((Edit::replace(edit.range(), edit.replacement.as_str()), decision.finding));
            }
        }
        edits.sort_by(|(a, _), (b, _)| a.range.cmp(&b.range).then_with(|| a.replacement.cmp(&b.replacement)));
        edits.dedup_by(|(a, _), (b, _)| a == b);
        if let Some(pair) = edits.windows(2).find(|pair| pair[0].0.conflicts_with(&pair[1].0)) {
            return Err(DecisionsError::Overlap(pair[0].1, pair[1].1));
        }
        Ok(edits.into_iter().map(|(edit, _)| edit).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::{DECISIONS_SCHEMA, Decisions};

    fn decisions(edits: &str) -> Decisions {
        let text = format!(
            r#"{{"schema": "{DECISIONS_SCHEMA}", "tool": {{"name": "postedit", "version": "0"}},
                "article": {{"path": "a.txt", "sha256": "", "encoding": "utf-8", "bom": false}},
                "decisions": [{edits}]}}"#
        );
        Decisions::parse(&text).unwrap()
    }

    fn accepted(finding: usize, start: usize, end: usize) -> String {
        format!(
            r#"{{"finding": {finding}, "rule": "sentence/splice", "fingerprint": "v1:{finding}", "verdict": "accept",
                "span": {{"start": 0, "end": 0}}, "edits": [{{"start": {start}, "end": {end}, "replacement": "x"}}]}}"#
        )
    }

    #[test]
    fn edits_come_in_order_and_equal_ones_once() {
        let file = decisions(&[accepted(1, 4, 5), accepted(2, 0, 2), accepted(3, 4, 5)].join(","));
        let edits = file.edits("The tide").unwrap();
        let ranges: Vec<_> = edits.iter().map(|edit| edit.range.as_range()).collect();
        assert_eq!(ranges, [0..2, 4..5]);
    }

    #[test]
    fn what_does_not_fit_the_article_is_refused() {
        let error = |edits: &str| decisions(edits).edits("Thé tide").unwrap_err().to_string();
        assert!(error(&accepted(1, 3, 4)).contains("finding 1 does not fit"));
        assert!(error(&accepted(1, 3, 40)).contains("finding 1 does not fit"));
        assert!(error(&[accepted(1, 0, 5), accepted(2, 1, 2)].join(",")).contains("findings 1 and 2 overlap"));
    }

    #[test]
    fn another_file_is_refused_with_the_way_out() {
        let error = |text: &str| Decisions::parse(text).unwrap_err().to_string();
        assert!(error("{}").contains("it is no file of decisions"));
        assert!(error("{\"schema\": \"postedit/1\"}").contains("this postedit reads `postedit-decisions/1`"));
    }
}
