//! Turns: who speaks where in an interview or a dialogue.
//!
//! Labels are learned from the text: an opening that several paragraphs share (`DNK:`, `Mr. A:`), or one that stands
//! for a question or an answer anywhere (`Q:`, `Answer:`). A learned label that has lost its colon, or that stands in
//! the middle of a paragraph, is still found.

use std::collections::HashMap;

use super::quotation::Quotations;
use super::{Block, BlockKind};
use crate::source::TextRange;

/// What the speaker of a label does in the dialogue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LabelRole {
    /// Asks: most of its turns end in a question mark.
    Asks,
    /// Answers.
    Answers,
}

/// A speaker label.
#[derive(Clone, Debug)]
pub struct Label {
    /// The label as most of its turns have it, without its colon.
    pub name: String,
    /// Other forms: the long form that introduced it (`Daily News (DN)`).
    pub aliases: Vec<String>,
    /// What the speaker does.
    pub role: LabelRole,
    /// How many turns have it.
    pub count: usize,
}

/// One speaker's turn.
#[derive(Clone, Debug)]
pub struct Turn {
    /// The label, by index.
    pub label: usize,
    /// The label's words.
    pub label_range: TextRange,
    /// Its colon, unless it has been lost.
    pub colon: Option<TextRange>,
    /// What is said, from after the label to the end of the paragraph or to the next label in it.
    pub words: TextRange,
    /// The block it begins in, by index.
    pub block: usize,
    /// Whether the label stands inside a paragraph instead of at its start.
    pub inside: bool,
}

/// The dialogue of a text, if it has one.
#[derive(Clone, Default, Debug)]
pub struct Turns {
    /// The labels, in the order of their first turn.
    pub labels: Vec<Label>,
    /// The turns, in order.
    pub list: Vec<Turn>,
    /// Whether most answers stand in quotation marks.
    pub quoted: bool,
}

impl Turns {
    /// The turn whose words or label hold byte `at`, by index.
    pub fn at(&self, at: usize) -> Option<usize> {
        let turn = self.list.partition_point(|turn| turn.label_range.start() <= at).checked_sub(1)?;
        (at < self.list[turn].words.end()).then_some(turn)
    }

    /// The turn that opens block `block`, by index.
    pub fn of_block(&self, block: usize) -> Option<usize> {
        self.list.iter().position(|turn| turn.block == block && !turn.inside)
    }

    /// The blocks from the first turn to the last.
    pub fn extent(&self) -> Option<(usize, usize)> {
        Some((self.list.first()?.block, self.list.last()?.block))
    }
}

/// A possible label at the start of a block.
struct Candidate {
    block: usize,
    label: TextRange,
    colon: TextRange,
}

/// Labels that stand for a question or an answer in any text, and what they do.
const KNOWN: &[(&str, LabelRole)] = &[
    ("Q", LabelRole::Asks),
    ("Question", LabelRole::Asks),
    ("A", LabelRole::Answers),
    ("Answer", LabelRole::Answers),
    ("Interviewer", LabelRole::Asks),
];

/// The turns of the blocks.
pub(super) fn read(text: &str, blocks: &[Block], quotations: &Quotations) -> Turns {
    let candidates: Vec<Candidate> =
        blocks.iter().enumerate().filter_map(|(index, block)| candidate(text, index, block)).collect();
    let mut labels = learn(text, &candidates);
    if labels.is_empty() {
        return Turns::default();
    }
    let mut list = Vec::new();
    let mut next = candidates.iter().peekable();
    for (index, block) in blocks.iter().enumerate() {
        let found = next.next_if(|candidate| candidate.block == index);
        let opening = match found.and_then(|c| Some((find_label(&labels, &text[c.label])?, c.label, Some(c.colon)))) {
            Some(opening) => Some(opening),
            None => lost_colon(text, block, &labels),
        };
        let mut from = block.range.start();
        if let Some((label, label_range, colon)) = opening {
            let start = colon.unwrap_or(label_range).end();
            let words = TextRange::new(start, block.range.end());
            list.push(Turn { label, label_range, colon, words, block: index, inside: false });
            from = start;
        }
        if matches!(block.kind, BlockKind::Paragraph | BlockKind::Headline | BlockKind::ListItem) {
            inner(text, block, index, from, &labels, quotations, &mut list);
        }
    }
    let extent = dialogue(&list, blocks.len());
    list.retain(|turn| extent.contains(&turn.block));
    for (index, label) in labels.iter_mut().enumerate() {
        let turns: Vec<&Turn> = list.iter().filter(|turn| turn.label == index).collect();
        label.count = turns.len();
        let asks = turns.iter().filter(|turn| text[turn.words].contains('?')).count();
        if !KNOWN.iter().any(|(name, _)| *name == label.name) {
            label.role = if asks * 2 > turns.len() { LabelRole::Asks } else { LabelRole::Answers };
        }
    }
    let answers = |turn: &&Turn| labels[turn.label].role == LabelRole::Answers;
    let in_marks = |turn: &&Turn| text[turn.words].trim_start().starts_with(['“', '"', '«', '„']);
    let (answered, quoted) =
        (list.iter().filter(answers).count(), list.iter().filter(answers).filter(in_marks).count());
    let quoted = answered > 0 && quoted * 2 > answered;
    Turns { labels, list, quoted }
}

/// A label at the start of a block: one to five words, the first with a capital, before a colon.
fn candidate(text: &str, index: usize, block: &Block) -> Option<Candidate> {
    if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Headline | BlockKind::ListItem) || block.marker.is_some()
    {
        return None;
    }
    // Strong type around the label, or around label and question alike.
    let mut start = block.range.start();
    while let Some(hole) = block.holes.iter().find(|hole| hole.start() == start) {
        start = hole.end();
    }
    let line = text[start..block.range.end()].lines().next().unwrap_or_default();
    let colon = line.find(':')?;
    let label = line[..colon].trim_end_matches(['*', '_', ' ']);
    let plausible = label.chars().next().is_some_and(char::is_uppercase)
        && label.chars().count() <= 40
        && label.split_whitespace().count() <= 5
        && label.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '.' | '-' | '’' | '\'' | '(' | ')' | ','))
        && label.split_whitespace().all(|word| {
            word.starts_with(|c: char| !c.is_lowercase())
                || matches!(word, "de" | "of" | "the" | "van" | "von" | "al" | "la")
        });
    if !plausible {
        return None;
    }
    let said = line[colon + 1..].trim_start_matches(['*', '_']);
    if said.trim().is_empty() || said.starts_with(|c: char| !c.is_whitespace() && !matches!(c, '“' | '"' | '«' | '„'))
    {
        return None;
    }
    Some(Candidate {
        block: index,
        label: TextRange::new(start, start + label.len()),
        colon: TextRange::new(start + colon, start + colon + 1),
    })
}

/// `Daily News (DN)` as its long form and its acronym.
fn acronym(label: &str) -> Option<(&str, &str)> {
    let (long, short) = label.strip_suffix(')')?.split_once('(')?;
    Some((long.trim(), short.trim()))
}

/// The labels that the candidates share, that are known, or that stand between labels which are.
fn learn(text: &str, candidates: &[Candidate]) -> Vec<Label> {
    let mut labels: Vec<Label> = Vec::new();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for candidate in candidates {
        let name = &text[candidate.label];
        *counts.entry(acronym(name).map_or(name, |(_, short)| short)).or_default() += 1;
    }
    let known = |name: &str| KNOWN.iter().find(|(known, _)| *known == name);
    for (position, candidate) in candidates.iter().enumerate() {
        let full = &text[candidate.label];
        let (name, alias) = acronym(full).map_or((full, None), |(long, short)| (short, Some(long)));
        if let Some(label) = labels.iter_mut().find(|label| label.name == name) {
            label.aliases.extend(alias.map(str::to_string));
            continue;
        }
        // Once is enough where the paragraphs before and after have labels that come again.
        let flanked = || {
            let near = |other: Option<&Candidate>| {
                other.is_some_and(|other| {
                    other.block.abs_diff(candidate.block) == 1
                        && counts.get(&text[other.label]).is_some_and(|n| *n >= 2)
                })
            };
            near(position.checked_sub(1).and_then(|p| candidates.get(p))) || near(candidates.get(position + 1))
        };
        if counts.get(name).is_some_and(|count| *count >= 2) || flanked() {
            let role = known(name).map_or(LabelRole::Answers, |(_, role)| *role);
            labels.push(Label {
                name: name.to_string(),
                aliases: alias.map(str::to_string).into_iter().collect(),
                role,
                count: 0,
            });
        }
    }
    // A lone `Q:` is a label only beside an `A:`.
    if labels.len() < 2 {
        labels.retain(|label| counts.get(label.name.as_str()).is_some_and(|count| *count >= 2));
    }
    labels
}

fn find_label(labels: &[Label], text: &str) -> Option<usize> {
    let short = acronym(text).map_or(text, |(_, short)| short);
    labels.iter().position(|label| label.name == short || label.aliases.iter().any(|alias| alias == text))
}

/// A learned label at the start of a block that has lost its colon: words in quotation marks or a sentence follow it.
fn lost_colon(text: &str, block: &Block, labels: &[Label]) -> Option<(usize, TextRange, Option<TextRange>)> {
    if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Headline) {
        return None;
    }
    let start = block.range.start();
    let line = &text[block.range];
    labels.iter().enumerate().find_map(|(index, label)| {
        let rest = line.strip_prefix(label.name.as_str())?;
        let said = rest.trim_start();
        let quoted = said.starts_with(['“', '"', '«', '„']) && rest.len() <= said.len() + 2;
        let bare = label.name.len() > 1
            && KNOWN.iter().any(|(name, _)| *name == label.name)
            && rest.starts_with(' ')
            && said.starts_with(char::is_uppercase);
        (quoted || bare).then(|| (index, TextRange::new(start, start + label.name.len()), None))
    })
}

/// Learned labels with their colon in the middle of a block, where a sentence has just ended.
fn inner(
    text: &str,
    block: &Block,
    index: usize,
    from: usize,
    labels: &[Label],
    quotations: &Quotations,
    list: &mut Vec<Turn>,
) {
    let mut places: Vec<(usize, usize, usize)> = Vec::new();
    for (label, declared) in labels.iter().enumerate() {
        let wanted = format!("{}:", declared.name);
        for (at, _) in text[from..block.range.end()].match_indices(&wanted) {
            let at = from + at;
            let before = text[from..at].trim_end_matches(['*', '_', ' ']);
            let ended = before.ends_with(['.', '?', '!', '…', '”', '"', '»']) || before.ends_with(char::is_whitespace);
            if ended
                && !before.trim().is_empty()
                && quotations.at(at).is_none_or(|q| quotations.list[q].close.is_none())
            {
                places.push((at, at + declared.name.len(), label));
            }
        }
    }
    places.sort_unstable();
    for (start, end, label) in places {
        if let Some(last) = list.last_mut().filter(|turn| turn.block == index) {
            last.words = TextRange::new(last.words.start(), start);
        }
        list.push(Turn {
            label,
            label_range: TextRange::new(start, end),
            colon: Some(TextRange::new(end, end + 1)),
            words: TextRange::new(end + 1, block.range.end()),
            block: index,
            inside: true,
        });
    }
}

/// The blocks from the first turn to the last, if there are turns enough to make a dialogue.
fn dialogue(list: &[Turn], blocks: usize) -> std::ops::Range<usize> {
    match (list.first(), list.last()) {
        (Some(first), Some(last)) if list.len() >= 3 => first.block..last.block + 1,
        _ => blocks..blocks,
    }
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, LabelRole};
    use crate::format::Format;

    #[test]
    fn labels_are_learned_with_their_acronym_and_role() {
        let text = "Harbour Times (HT): When did it start?\n\nMs. B: “In May.”\n\nHT: Why?\n\nMs. B: “Rain.”";
        let doc = Document::new(text, Format::Plain);
        let turns = doc.turns();
        assert_eq!(turns.list.len(), 4);
        assert_eq!(turns.labels[0].name, "HT");
        assert_eq!(turns.labels[0].role, LabelRole::Asks);
        assert_eq!(turns.labels[1].role, LabelRole::Answers);
        assert!(turns.quoted);
    }

    #[test]
    fn a_label_without_its_colon_and_one_inside_a_paragraph_are_found() {
        let text = "Q: Is it open?\n\nA: Yes.\n\nQ: Since when? A: Since May.\n\nQuestion: And now?";
        let doc = Document::new(text, Format::Plain);
        let inside: Vec<bool> = doc.turns().list.iter().map(|turn| turn.inside).collect();
        assert_eq!(inside, [false, false, false, true, false]);

        let text = "Ana: “Hello.”\n\nBen: “Hello to you.”\n\nAna “How are you?”\n\nBen: “Well.”";
        let doc = Document::new(text, Format::Plain);
        assert!(doc.turns().list[2].colon.is_none());
    }

    #[test]
    fn a_list_of_fields_is_no_dialogue() {
        let text = "Price: 30 euros.\n\nWeight: 2 kilos.\n\nColour: Green.";
        assert!(Document::new(text, Format::Plain).turns().list.is_empty());
    }
}
