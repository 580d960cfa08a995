//! A speaker label where nobody’s turn begins.

use crate::document::Document;
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::lexicon;
use crate::language::speech::is_said;
use crate::rules::Rule;
use crate::source::TextRange;

/// See `stray_label.md`.
pub static RULE: Rule = Rule {
    id: "dialogue/stray-label",
    summary: "a speaker label where no turn begins",
    severity: Severity::Warning,
    mqm: "accuracy/addition",
    its: "addition",
    check,
};

/// Names of parts that no sentence of an article begins with before a colon.
const PARTS: &[&str] = &[
    "Journalist",
    "Reporter",
    "Correspondent",
    "Interviewer",
    "Interviewee",
    "Host",
    "Moderator",
    "Presenter",
    "Anchor",
    "Narrator",
    "Speaker",
    "Voiceover",
    "Announcer",
    "Question",
    "Answer",
    "Q",
    "A",
];

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let text = doc.text();
    for turn in &doc.turns().list {
        if let Some(range) = name_in_brackets(text, turn.words).or_else(|| second_label(doc, turn.words)) {
            out.report(range, "the speaker is named twice: by the label and by what comes after it")
                .confidence(0.85)
                .suggest("Delete the name", [Edit::delete(range)]);
        }
        for range in labels_within(text, turn.words) {
            out.report(range, "the label of somebody else inside the words of one speaker")
                .confidence(0.85)
                .suggest("Delete the label", [Edit::delete(range)]);
        }
    }
    let extent = doc.turns().extent();
    for (index, block) in doc.blocks().iter().enumerate() {
        let inside = extent.is_some_and(|(first, last)| (first..=last).contains(&index));
        let line = &text[block.range];
        if block.is_prose()
            && block.furniture.is_none()
            && !inside
            && block.marker.is_none()
            && let Some((label, rest)) = line.split_once(": ")
            && (PARTS.contains(&label) || doc.turns().labels.iter().any(|learned| learned.name == label))
            && rest.split_whitespace().map(|word| word.len() + 1).sum::<usize>() > 21
            && !alone(doc, index)
        {
            let range = TextRange::new(block.range.start(), block.range.end() - rest.len());
            out.report(range, format!("`{label}` is a speaker label, and this paragraph is nobody’s turn"))
                .confidence(0.85)
                .suggest("Delete the label", [Edit::delete(range)]);
        }
    }
    for quotation in &doc.quotations().list {
        if let Some(range) = attributed_twice(doc, quotation.range) {
            out.report(range, "the quotation is attributed twice: by a label before it and by the words after it")
                .confidence(0.9)
                .suggest("Delete the label", [Edit::delete(range)]);
        }
    }
}

/// Whether the paragraph next to block `index` has a label of a part, too: a dialogue of two turns.
fn alone(doc: &Document<'_>, index: usize) -> bool {
    let labelled = |index: Option<usize>| {
        index.and_then(|index| doc.blocks().get(index)).is_some_and(|block| {
            doc.text()[block.range].split_once(": ").is_some_and(|(label, _)| label.split_whitespace().count() <= 3)
        })
    };
    labelled(index.checked_sub(1)) || labelled(Some(index + 1))
}

/// `(Okoye) ` where a turn begins: a name, unlike a stage direction, has a capital.
fn name_in_brackets(text: &str, words: TextRange) -> Option<TextRange> {
    let said = &text[words];
    let open = said.len() - said.trim_start().len();
    let (name, rest) = said[open..].strip_prefix('(')?.split_once(')')?;
    let capital = |word: &str| word.starts_with(char::is_uppercase) && word.chars().skip(1).all(|c| !c.is_uppercase());
    let named = !name.is_empty() && name.split_whitespace().count() <= 3 && name.split_whitespace().all(capital);
    let begins = rest.trim_start().starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"'));
    let end = words.end() - rest.trim_start().len();
    // `(Laughs)`, `(Pause.)`: what happens, not who speaks.
    let direction = name
        .split(|c: char| !c.is_alphabetic())
        .all(|word| lexicon::is_english_form(&word.to_lowercase()) || word.is_empty());
    (named && begins && !direction).then(|| TextRange::new(words.start() + open, end))
}

/// `Okoye Adeyemi: ` where a sentence inside quoted words begins: a whole name that the text has elsewhere, too.
fn labels_within(text: &str, words: TextRange) -> Vec<TextRange> {
    let said = &text[words];
    if !said.trim_start().starts_with(['“', '"']) {
        return Vec::new();
    }
    let label = |colon: usize| {
        let before = &said[..colon];
        let start = before.rfind(['.', '?', '!', '…']).map(|at| at + last_len(before, at))?;
        let name = before[start..].strip_prefix(' ')?;
        let capital = |word: &str| word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase);
        let whole = (2..=3).contains(&name.split(' ').count()) && name.split(' ').all(capital);
        (whole && text.matches(name).count() >= 2)
            .then(|| TextRange::new(words.start() + start + 1, words.start() + colon + 2))
    };
    said.match_indices(": ").filter_map(|(colon, _)| label(colon)).collect()
}

/// `Question: ` or `Okoye: ` right after another label.
fn second_label(doc: &Document<'_>, words: TextRange) -> Option<TextRange> {
    let said = &doc.text()[words];
    let open = said.len() - said.trim_start().len();
    let (label, rest) = said[open..].split_once(": ")?;
    let known = PARTS.contains(&label) || doc.turns().labels.iter().any(|learned| learned.name == label);
    let end = words.end() - rest.trim_start().len();
    known.then(|| TextRange::new(words.start() + open, end))
}

/// `Okoye: ` before a quotation that is followed by `Okoye said`.
fn attributed_twice(doc: &Document<'_>, quotation: TextRange) -> Option<TextRange> {
    let text = doc.text();
    let block = doc.blocks()[doc.block_at(quotation.start())?].range;
    if !block.contains_range(quotation) {
        return None;
    }
    let before = text[block.start()..quotation.start()].trim_end();
    let label = before.strip_suffix(':')?;
    let name = &label[label.rfind(['.', '?', '!', '”', '"', '’', '\n']).map_or(0, |at| at + last_len(label, at))..];
    let start = block.start() + label.len() - name.trim_start().len();
    let name = name.trim();
    let short = (1..=3).contains(&name.split_whitespace().count()) && name.starts_with(char::is_uppercase);
    let after: Vec<&str> = text[quotation.end()..block.end()].split_whitespace().take(4).collect();
    let words = |word: &&str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_string();
    let repeated = after.iter().map(&words).any(|word| name.split_whitespace().any(|part| part == word));
    let said = after.iter().any(|word| is_said(&words(word).to_lowercase()));
    // A pronoun stands for whoever the label names; a part is nobody’s name.
    let pronoun = after.first().is_some_and(|word| matches!(words(word).as_str(), "he" | "she" | "they"));
    let named = name.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    (short && said && (repeated || PARTS.contains(&name) || pronoun && named))
        .then(|| TextRange::new(start, quotation.start()))
}

/// The bytes of the character at `at`.
fn last_len(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}
