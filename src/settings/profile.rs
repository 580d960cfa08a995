//! Profiles: how good a text is to become.

use serde::Serialize;

use crate::finding::Severity;
use crate::rules::{Family, Rule};

/// How good a text is to become, which decides which rules run.
///
/// After the two levels of TAUS's *Machine Translation Post-editing Guidelines* and of ISO 18587:2017, where light
/// post-editing is annex B.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// Good enough: what misleads or is plainly broken. "Grammar may not be perfect but the message is accurate."
    Light,
    /// Publishable: all that is found.
    #[default]
    Full,
}

/// Rules on grammar whose damage breaks a sentence rather than its polish.
const BROKEN: [&str; 7] = [
    "sentence/clause-order",
    "sentence/fragment",
    "sentence/missing-subject",
    "sentence/missing-verb",
    "sentence/splice",
    "sentence/word-order",
    "translation/reduplication",
];

impl Profile {
    /// Every profile, the lightest first.
    pub const ALL: [Profile; 2] = [Profile::Light, Profile::Full];

    /// The word used on the command line and in configuration files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Profile::Light => "light",
            Profile::Full => "full",
        }
    }

    /// The profile called `name`.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|profile| profile.as_str() == name)
    }

    /// Whether `rule` runs.
    ///
    /// Light asks for accuracy and terms, for the pronouns and labels that say who did and said what, for whole sentences and
    /// for spelling ("basic rules regarding spelling apply"), and leaves polish alone: style, punctuation, layout, the
    /// finer grammar, and notes.
    pub fn includes(self, rule: &Rule) -> bool {
        if self == Profile::Full {
            return true;
        }
        let asked = match rule.mqm.split_once('/').unwrap_or((rule.mqm, "")) {
            ("accuracy" | "terminology", _) => true,
            ("design-and-markup", kind) => kind != "layout",
            ("locale-conventions", kind) => kind != "punctuation",
            ("linguistic-conventions", "spelling") => true,
            ("linguistic-conventions", "grammar") => rule.family() == Family::Reference || BROKEN.contains(&rule.id),
            _ => false,
        };
        asked && rule.severity > Severity::Info
    }
}

#[cfg(test)]
mod tests {
    use super::{BROKEN, Profile};
    use crate::rules::{self, TABLE};

    #[test]
    fn light_asks_for_what_misleads_and_leaves_polish_alone() {
        let asked = |id: &str| Profile::Light.includes(rules::find(id).unwrap().rule);
        for id in
            ["consistency/number-mismatch", "reference/pronoun-gender", "translation/chatter", "typography/mojibake"]
        {
            assert!(asked(id), "{id}");
        }
        for id in ["typography/missing-space", "typography/quote-style", "sentence/article", "translation/honorific"] {
            assert!(!asked(id), "{id}");
        }
        assert!(BROKEN.iter().all(|id| rules::find(id).is_some()));
        assert!(TABLE.iter().all(|entry| Profile::Full.includes(entry.rule)));
    }
}
