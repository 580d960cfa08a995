//! Two turns in one paragraph.

use crate::document::Document;
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::speech::is_said;
use crate::rules::Rule;
use crate::source::TextRange;

/// See `run_together.md`.
pub static RULE: Rule = Rule {
    id: "dialogue/run-together",
    summary: "a question and its answer in one paragraph",
    severity: Severity::Warning,
    mqm: "design-and-markup/layout",
    its: "formatting",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for turn in doc.turns().list.iter().filter(|turn| turn.inside) {
        let (start, end) = (turn.label_range.start(), turn.label_range.end());
        let before = doc.text()[..start].trim_end().len();
        let gap = TextRange::new(before, start);
        out.report(gap, format!("`{}` begins to speak in the paragraph of another", &doc.text()[start..end]))
            .confidence(0.95)
            .safe_fix("Begin a new paragraph", [Edit::replace(gap, "\n\n")]);
    }
    for joint in &doc.turns().joints {
        let name = &doc.turns().labels[joint.label].name;
        let label = format!("\n\n{name}{} ", doc.turns().mark);
        out.report(joint.gap, format!("question and answer stand in one paragraph: here `{name}` begins to speak"))
            .confidence(0.8)
            .suggest("Begin a new paragraph with its label", [Edit::replace(joint.gap, label)]);
    }
    for pair in doc.quotations().list.windows(2) {
        if let Some(gap) = reply(doc, pair[0].range, pair[1].range) {
            out.report(gap, "a question and the reply of another speaker stand in one paragraph")
                .confidence(0.8)
                .suggest("Begin a new paragraph", [Edit::replace(gap, "\n\n")]);
        }
    }
}

/// The space before a quotation that replies to the question quoted before it: both have a speaker of their own.
fn reply(doc: &Document<'_>, question: TextRange, answer: TextRange) -> Option<TextRange> {
    let text = doc.text();
    let block = doc.block_at(question.start())?;
    if doc.block_at(answer.start()) != Some(block) || question.end() > answer.start() || answer.end() > text.len() {
        return None;
    }
    let mark = |range: TextRange| text[range].trim_end_matches(['”', '"', '’', '»']).chars().next_back();
    let asked = mark(question) == Some('?');
    let between = text[question.end()..answer.start()].trim();
    let rest = &text[answer.end()..block_range(doc, block).end()];
    let first = speaker(between.strip_suffix('.')?.split(',').next()?)?;
    let second = speaker(rest.split(['.', ',', ';', ':']).next()?)?;
    let pronoun = |who: &str| matches!(who, "he" | "she" | "they" | "it");
    // Of two speakers one of whom is the writer, nobody is taken for the other; a question to somebody is answered by
    // whoever the pronoun stands for.
    let writer = |who: &str| who == "i" || who == "we";
    let two = writer(&first) != writer(&second) || asked && !pronoun(&first) && first != second;
    if !two {
        return None;
    }
    Some(TextRange::new(text[..answer.start()].trim_end().len(), answer.start()))
}

fn block_range(doc: &Document<'_>, block: usize) -> TextRange {
    doc.blocks()[block].range
}

/// Who speaks, in small letters: `I asked`, `the driver said`, `said Ines`.
fn speaker(attribution: &str) -> Option<String> {
    let words: Vec<String> = attribution.split_whitespace().map(str::to_lowercase).collect();
    let verb = words.iter().position(|word| is_said(word))?;
    if verb > 5 || words.len() > 12 {
        return None;
    }
    let who = if verb == 0 { &words[1..words.len().min(5)] } else { &words[..verb] };
    (!who.is_empty()).then(|| who.join(" "))
}
