//! Reporting clauses: the verbs that attribute words to somebody.

use super::Tag;
use super::inflect;

/// Verbs that attribute words to somebody, as lemmas, in alphabetical order.
const REPORTING: &[&str] = &[
    "acknowledge",
    "add",
    "admit",
    "advise",
    "agree",
    "allege",
    "announce",
    "answer",
    "argue",
    "ask",
    "assert",
    "beg",
    "boast",
    "call",
    "caution",
    "cite",
    "claim",
    "comment",
    "complain",
    "concede",
    "conclude",
    "confess",
    "confirm",
    "contend",
    "continue",
    "counter",
    "cry",
    "declare",
    "demand",
    "deny",
    "describe",
    "disclose",
    "emphasise",
    "emphasize",
    "estimate",
    "exclaim",
    "explain",
    "express",
    "grumble",
    "hint",
    "inform",
    "insist",
    "interject",
    "joke",
    "laugh",
    "maintain",
    "mention",
    "mumble",
    "murmur",
    "mutter",
    "note",
    "object",
    "observe",
    "offer",
    "order",
    "plead",
    "pledge",
    "predict",
    "proclaim",
    "promise",
    "propose",
    "protest",
    "quip",
    "quote",
    "reason",
    "recall",
    "remark",
    "remember",
    "remind",
    "repeat",
    "reply",
    "report",
    "respond",
    "retort",
    "reveal",
    "say",
    "scream",
    "shout",
    "shrug",
    "sigh",
    "smile",
    "snap",
    "sob",
    "state",
    "stress",
    "suggest",
    "tell",
    "testify",
    "think",
    "urge",
    "vow",
    "warn",
    "whisper",
    "wonder",
    "write",
    "yell",
];

/// Whether a verb form attributes words to somebody: `said`, `added`, `explains`.
pub fn is_reporting_verb(form: &str, tag: Tag) -> bool {
    tag.is_verb() && is_reporting_lemma(&inflect::lemma(form, tag))
}

/// Whether a verb of this dictionary form attributes words to somebody: `say`, `add`, `explain`.
pub fn is_reporting_lemma(lemma: &str) -> bool {
    REPORTING.binary_search(&lemma).is_ok()
}

/// The commonest forms that attribute words to somebody in a sentence whose tags may be wrong.
pub fn is_said(form: &str) -> bool {
    const SAID: &[&str] = &[
        "said",
        "says",
        "say",
        "told",
        "tells",
        "asked",
        "asks",
        "added",
        "adds",
        "explained",
        "explains",
        "recalled",
        "recalls",
        "replied",
        "replies",
        "answered",
        "answers",
        "wrote",
        "writes",
        "warned",
        "warns",
        "insisted",
        "insists",
        "joked",
        "jokes",
        "noted",
        "notes",
        "admitted",
        "admits",
        "shouted",
        "whispered",
        "laughed",
    ];
    SAID.iter().any(|said| form.eq_ignore_ascii_case(said))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order_and_knows_inflected_forms() {
        assert!(REPORTING.is_sorted());
        assert!(is_reporting_verb("added", Tag::Vbd));
        assert!(!is_reporting_verb("walked", Tag::Vbd));
        assert!(is_said("Said"));
    }
}
