//! Turns: who speaks where in an interview or a dialogue.
//!
//! Labels are learned from the text: an opening that several paragraphs share (`DNK:`, `Mr. A:`), or one that stands
//! for a question or an answer anywhere (`Q:`, `Answer:`). A learned label that has lost its colon, or that stands in
//! the middle of a paragraph, is still found.

use std::collections::HashMap;

use super::quotation::Quotations;
use super::{Block, BlockKind};
use crate::language::lexicon;
use crate::language::speech::is_said;
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
    /// Its colon, dash or stop, unless it has been lost.
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
    /// Labels that are lost or wrong, in order.
    pub slips: Vec<Slip>,
    /// Turns that hold the next speaker's words, too, in order.
    pub joints: Vec<Joint>,
    /// What stands between a label and the words of its turn: a colon, a dash or a stop.
    pub mark: &'static str,
}

/// A turn in whose paragraph another speaker's turn begins without a label.
#[derive(Clone, Debug)]
pub struct Joint {
    /// The space between the two turns.
    pub gap: TextRange,
    /// Who speaks after it, by the index of the label.
    pub label: usize,
}

/// A label that is lost or wrong: question and answer alternate, and here they do not.
#[derive(Clone, Debug)]
pub struct Slip {
    /// The turn whose label is wrong; `None` where a paragraph has lost its label.
    pub turn: Option<usize>,
    /// The block, by index.
    pub block: usize,
    /// Whose turn it must be, by the index of the label.
    pub label: usize,
    /// How sure that is, from 0 to 1.
    pub certainty: f32,
}

impl Turns {
    /// The turn whose words or label hold byte `at`, by index.
    pub fn at(&self, at: usize) -> Option<usize> {
        let turn = self.list.partition_point(|turn| turn.label_range.start() <= at).checked_sub(1)?;
        (at < self.list[turn].words.end()).then_some(turn)
    }

    /// The turn that opens block `block`, by index.
    pub fn of_block(&self, block: usize) -> Option<usize> {
        let first = self.list.partition_point(|turn| turn.block < block);
        let here = self.in_block(block).iter().position(|turn| !turn.inside)?;
        Some(first + here)
    }

    /// The turns that open in block `block`.
    pub fn in_block(&self, block: usize) -> &[Turn] {
        let first = self.list.partition_point(|turn| turn.block < block);
        let end = self.list.partition_point(|turn| turn.block <= block);
        &self.list[first..end]
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
    mark: &'static str,
}

/// Labels that stand for a question or an answer in any text, and what they do.
const KNOWN: &[(&str, LabelRole)] = &[
    ("Q", LabelRole::Asks),
    ("Question", LabelRole::Asks),
    ("A", LabelRole::Answers),
    ("Answer", LabelRole::Answers),
    ("Interviewer", LabelRole::Asks),
    ("Interviewee", LabelRole::Answers),
    ("Journalist", LabelRole::Asks),
    ("Reporter", LabelRole::Asks),
    ("Correspondent", LabelRole::Asks),
    ("Host", LabelRole::Asks),
    ("Moderator", LabelRole::Asks),
    ("Presenter", LabelRole::Asks),
    ("Anchor", LabelRole::Asks),
];

/// Other names of parts: what a translator makes of a label that it takes for a word.
const PARTS: &[&str] = &[
    "Author",
    "Commentator",
    "Editor",
    "Editorial",
    "Expert",
    "Guest",
    "Interlocutor",
    "Leader",
    "Magazine",
    "Man",
    "Narrator",
    "Newspaper",
    "Person",
    "Publication",
    "Respondent",
    "Speaker",
    "Voice",
    "Woman",
];

/// Whether `label` names a part in a dialogue, not a person.
fn is_part(label: &str) -> bool {
    known_role(label).is_some() || label.chars().count() == 1 || PARTS.contains(&label)
}

/// What `label` does in any text, if it is the name of a part in a dialogue rather than of a person.
pub fn known_role(label: &str) -> Option<LabelRole> {
    KNOWN.iter().find(|(name, _)| name.eq_ignore_ascii_case(label)).map(|(_, role)| *role)
}

/// The turns of the blocks.
pub(super) fn read(text: &str, blocks: &[Block], quotations: &Quotations) -> Turns {
    let written = |mark| -> (Vec<Candidate>, Vec<Label>) {
        let found: Vec<Candidate> =
            blocks.iter().enumerate().filter_map(|(index, block)| candidate(text, index, block, mark)).collect();
        let labels = learn(text, &found);
        (found, labels)
    };
    // Any line may have a dash or begin with a letter and a stop: these make labels only where several people speak.
    let Some((candidates, mut labels)) = [":", " —", " –", "."].into_iter().map(written).find(|(found, labels)| {
        found.first().is_some_and(|first| {
            let turns = found.iter().filter(|candidate| find_label(labels, &text[candidate.label]).is_some()).count();
            !labels.is_empty() && (first.mark == ":" || labels.len() >= 2 && turns >= 4 && turns * 4 >= found.len() * 3)
        })
    }) else {
        return Turns::default();
    };
    let mark = candidates[0].mark;
    let near = |block: usize| {
        let after = candidates.partition_point(|candidate| candidate.block < block);
        let beside = |candidate: Option<&Candidate>| {
            candidate.is_some_and(|candidate| {
                candidate.block.abs_diff(block) == 1 && find_label(&labels, &text[candidate.label]).is_some()
            })
        };
        beside(candidates.get(after)) || beside(after.checked_sub(1).and_then(|before| candidates.get(before)))
    };
    let beside: Vec<bool> = (0..blocks.len()).map(near).collect();
    let mut list = Vec::new();
    let mut next = candidates.iter().peekable();
    for (index, block) in blocks.iter().enumerate() {
        let found = next.next_if(|candidate| candidate.block == index);
        let opening = match found.and_then(|c| Some((find_label(&labels, &text[c.label])?, c.label, Some(c.colon)))) {
            Some(opening) => Some(opening),
            None => lost_colon(text, block, &labels, beside[index]),
        };
        let mut from = block.range.start();
        if let Some((label, label_range, colon)) = opening {
            let start = colon.unwrap_or(label_range).end();
            let words = TextRange::new(start, block.range.end());
            list.push(Turn { label, label_range, colon, words, block: index, inside: false });
            from = start;
        }
        if matches!(block.kind, BlockKind::Paragraph | BlockKind::Headline | BlockKind::ListItem) {
            inner(text, block, index, from, (&labels, mark), quotations, &mut list);
        }
    }
    part_strays(text, &labels, &mut list);
    let extent = dialogue(&list, blocks.len());
    list.retain(|turn| extent.contains(&turn.block));
    for (index, label) in labels.iter_mut().enumerate() {
        let turns: Vec<&Turn> = list.iter().filter(|turn| turn.label == index).collect();
        label.count = turns.len();
        let asks = turns.iter().filter(|turn| is_question(&text[turn.words])).count();
        if known_role(&label.name).is_none() {
            label.role = if asks * 2 > turns.len() { LabelRole::Asks } else { LabelRole::Answers };
        }
    }
    // Where everybody asks, whoever speaks first does; the one who speaks most of the others answers.
    let asks = |label: &Label| label.role == LabelRole::Asks || label.count == 0;
    if labels.len() >= 2 && labels.iter().all(asks) {
        let first = list.first().map_or(0, |turn| turn.label);
        let others =
            labels.iter_mut().enumerate().filter(|(index, label)| *index != first && known_role(&label.name).is_none());
        if let Some((_, label)) = others.max_by_key(|(index, label)| (label.count, std::cmp::Reverse(*index))) {
            label.role = LabelRole::Answers;
        }
    }
    let answers = |turn: &&Turn| labels[turn.label].role == LabelRole::Answers;
    let in_marks = |turn: &&Turn| text[turn.words].trim_start().starts_with(['“', '"', '«', '„']);
    let (answered, quoted) =
        (list.iter().filter(answers).count(), list.iter().filter(answers).filter(in_marks).count());
    let quoted = answered > 0 && quoted * 2 > answered;
    let steps = steps(text, blocks, &labels, &list);
    let joints = joints(text, &steps, &labels, &list);
    let mut slips = slips(&steps, &labels, &list, quoted);
    for more in [alternation(&steps, &labels, quoted), addressed(text, &labels, &list)] {
        let told = slips.len();
        for slip in more {
            if slips[..told].iter().all(|other| other.block.abs_diff(slip.block) > 1) {
                slips.push(slip);
            }
        }
    }
    // A turn that holds two, and the one after it, have the labels they should have.
    let holds_two = |turn: usize| joints.iter().any(|joint| list[turn].words.contains(joint.gap.start()));
    slips.retain(|slip| slip.turn.is_none_or(|turn| !holds_two(turn) && (turn == 0 || !holds_two(turn - 1))));
    slips.sort_by_key(|slip| slip.block);
    Turns { labels, list, quoted, slips, joints, mark }
}

/// Whether what is said ends in a question mark.
fn is_question(said: &str) -> bool {
    said.trim_end_matches(['”', '"', '’', '»', '*', '_', ' ', '\n', '\r', ')']).ends_with(['?', '؟', '？'])
}

/// A turn, or a paragraph without a label, as the alternation of questions and answers sees it.
struct Step {
    block: usize,
    turn: Option<usize>,
    label: Option<usize>,
    asks: bool,
    /// Whether its words open with a quotation mark.
    in_marks: bool,
    /// Whether its speaker says `I`.
    first_person: bool,
    /// Whether it speaks of one of the speakers, as narration does.
    names_speaker: bool,
    /// Whether it says `you`.
    addresses: bool,
    /// Whether it opens as narration does: with somebody who is spoken of, or in brackets.
    narrates: bool,
    length: usize,
}

fn step(text: &str, block: usize, words: TextRange, turn: Option<(usize, &Turn)>, labels: &[Label]) -> Step {
    let said = text[words].trim();
    let named = |label: &Label| label.name.len() > 1 && said.contains(label.name.as_str());
    let says = |wanted: &[&str]| said.split(|c: char| !c.is_alphanumeric()).any(|word| wanted.contains(&word));
    let first_person = says(&["I", "my", "My", "me"]);
    Step {
        block,
        turn: turn.map(|(index, _)| index),
        label: turn.map(|(_, turn)| turn.label),
        asks: is_question(said),
        in_marks: said.starts_with(['“', '"', '«', '„']),
        first_person,
        names_speaker: labels.iter().any(named),
        addresses: says(&["you", "your", "You", "Your", "yours", "yourself"]),
        narrates: said.starts_with(['(', '[', '—', '–', '*'])
            || ["He ", "She "].iter().any(|opening| said.starts_with(opening)),
        length: said.chars().count(),
    }
}

/// The steps from the paragraph before the first turn to the second one after the last.
fn steps(text: &str, blocks: &[Block], labels: &[Label], list: &[Turn]) -> Vec<Step> {
    let (Some(first), Some(last)) = (list.first(), list.last()) else { return Vec::new() };
    let mut out = Vec::new();
    let mut turns = list.iter().enumerate().peekable();
    for (index, block) in blocks.iter().enumerate().take(last.block + 3).skip(first.block.saturating_sub(1)) {
        let before = out.len();
        while let Some((turn, found)) = turns.next_if(|(_, turn)| turn.block == index) {
            out.push(step(text, index, found.words, Some((turn, found)), labels));
        }
        let prose = matches!(block.kind, BlockKind::Paragraph | BlockKind::Headline) && block.marker.is_none();
        if out.len() == before && prose && block.furniture.is_none() {
            out.push(step(text, index, block.range, None, labels));
        }
    }
    out
}

/// The one who speaks most of those who ask or answer, by index.
fn party(labels: &[Label], role: LabelRole) -> Option<usize> {
    let counts = labels.iter().enumerate().filter(|(_, label)| label.role == role && label.count > 0);
    counts.min_by_key(|(index, label)| (std::cmp::Reverse(label.count), *index)).map(|(index, _)| index)
}

/// The two who speak most, by index, if nobody else speaks more than once.
fn pair(labels: &[Label]) -> Option<(usize, usize)> {
    let mut order: Vec<usize> = (0..labels.len()).collect();
    order.sort_by_key(|&label| (std::cmp::Reverse(labels[label].count), label));
    let third = order.get(2).map_or(0, |&label| labels[label].count);
    match order[..] {
        [first, second, ..] if labels[second].count >= 1 && labels[first].count >= 2 && third <= 1 => {
            Some((first, second))
        }
        _ => None,
    }
}

/// Whether one of two labels is the other with a few letters wrong.
fn is_spelling_of(label: &str, other: &str) -> bool {
    let shared = label.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let (length, other_length) = (label.chars().count(), other.chars().count());
    shared >= 2 && 2 * shared >= length.max(other_length) && length.abs_diff(other_length) <= 2
}

/// Where two speakers take turns, whoever asks, and a label between two turns of one of them is lost or his, too.
fn alternation(steps: &[Step], labels: &[Label], quoted: bool) -> Vec<Slip> {
    let Some(pair) = pair(labels) else { return Vec::new() };
    let other = |label: usize| if label == pair.0 { pair.1 } else { pair.0 };
    let main = |label: Option<usize>| label.filter(|&label| label == pair.0 || label == pair.1);
    // Whether a speaker does nothing but ask, and how many of the turns break the alternation otherwise.
    let asks = |label: usize| {
        let turns = steps.iter().filter(|step| step.label == Some(label));
        (turns.clone().filter(|step| step.asks).count(), turns.count())
    };
    let clear = |label: usize| {
        let (asked, all) = asks(label);
        all >= 3 && (asked * 5 <= all || asked * 5 >= all * 4)
    };
    let first_turn = steps.iter().position(|step| step.label.is_some());
    let last_turn = steps.iter().rposition(|step| step.label.is_some());
    let label_at = |at: Option<usize>| at.and_then(|at| steps.get(at)).and_then(|step| main(step.label));
    let mut out = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        let (before, after) = (label_at(at.checked_sub(1)), label_at(Some(at + 1)));
        let (further, beyond) = (label_at(at.checked_sub(2)), label_at(Some(at + 2)));
        if out.last().is_some_and(|last: &Slip| step.block.abs_diff(last.block) <= 1) {
            continue;
        }
        // One asks, nobody answers, and then the other speaks twice: the answer has lost its label, and what comes
        // after it has the wrong one.
        if let (None, Some(before), Some(after)) = (step.label, before, after)
            && before != after
            && beyond == Some(after)
            && !(step.names_speaker || step.in_marks != quoted || step.narrates || step.asks)
            && step.length <= 200
        {
            out.push(Slip { turn: None, block: step.block, label: after, certainty: 0.8 });
            out.push(Slip { turn: steps[at + 1].turn, block: steps[at + 1].block, label: before, certainty: 0.8 });
            continue;
        }
        let first = first_turn == Some(at) || first_turn == Some(at + 1) && step.label.is_none();
        let last = last_turn == Some(at);
        let beside = match (before, after) {
            (Some(before), Some(after)) if before == after => before,
            (None, Some(after)) if first && beyond == Some(other(after)) => after,
            (Some(before), None) if last && further == Some(other(before)) => before,
            _ => continue,
        };
        let due = other(beside);
        let asks_due = labels[due].role == LabelRole::Asks;
        let fits = !clear(due) || step.asks == asks_due || asks_due && step.addresses && !step.first_person;
        if first && (!step.asks || clear(due) && !asks_due) || last && step.asks && clear(due) && !asks_due {
            continue;
        }
        let certainty = match step.label {
            // Three turns of one speaker; a fourth would be his manner.
            Some(label) if label == beside => {
                let manner = further == Some(beside) || beyond == Some(beside);
                let same = !fits && clear(beside);
                (!manner && !same).then_some(0.87)
            }
            Some(label) if main(Some(label)).is_none() => {
                let name = &labels[label].name;
                let misspelt = is_spelling_of(name, &labels[due].name);
                // Somebody else’s name over the question that a part asks all the time.
                let asks_once = asks_due && is_part(&labels[due].name) && step.asks && step.addresses;
                (labels[label].count == 1 && (is_part(name) || misspelt || asks_once)).then_some(0.87)
            }
            Some(_) => None,
            None => {
                let narrates = step.names_speaker || step.in_marks != quoted || step.narrates;
                (fits && !narrates && step.length <= 300).then_some(0.85)
            }
        };
        if let Some(certainty) = certainty {
            out.push(Slip { turn: step.turn, block: step.block, label: due, certainty });
        }
    }
    out
}

/// Answers under one name to a question that calls somebody else by the first name: `Per, is that true?`.
fn addressed(text: &str, labels: &[Label], list: &[Turn]) -> Vec<Slip> {
    let mut out = Vec::new();
    for (at, pair) in list.windows(2).enumerate() {
        let (question, answer) = (&pair[0], &pair[1]);
        let said = text[question.words].trim().trim_matches(['“', '”', '"']);
        let opening = said.split_once(", ").map(|(name, _)| name);
        let closing = said.trim_end_matches('?').rsplit_once(", ").map(|(_, name)| name);
        let name = |word: &&str| word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic);
        let called = [opening, closing].into_iter().flatten().filter(name).find_map(|given| {
            let whole = |label: &Label| text.contains(&format!("{given} {}", label.name));
            labels.iter().position(|label| label.count > 0 && label.name != given && whole(label))
        });
        // The one who is called may have been interrupted, and answers next.
        let comes = |label: usize| list.get(at + 2).is_some_and(|turn| turn.label == label);
        if let Some(label) = called
            && is_question(said)
            && ![question.label, answer.label].contains(&label)
            && question.label != answer.label
            && !comes(label)
        {
            out.push(Slip { turn: Some(at + 1), block: answer.block, label, certainty: 0.85 });
        }
    }
    out
}

/// Turns of a question that go on with its answer, or of an answer that go on with the next question.
fn joints(text: &str, steps: &[Step], labels: &[Label], list: &[Turn]) -> Vec<Joint> {
    let (Some(asker), Some(answerer)) = (party(labels, LabelRole::Asks), party(labels, LabelRole::Answers)) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        let (Some(turn), Some(label)) = (step.turn, step.label) else { continue };
        let next = steps.get(at + 1);
        let before = at.checked_sub(1).and_then(|before| steps[before].label);
        let alone = next.is_none_or(|next| next.label == Some(label)) && before != Some(label);
        if !alone || label != asker && label != answerer {
            continue;
        }
        let words = list[turn].words;
        let said = text[words].trim_end();
        let ends = |end: char| said.match_indices(end).map(|(at, sign)| at + sign.len()).collect::<Vec<_>>();
        let questions = ends('?');
        let begins = |at: usize| {
            let rest = said[at..].trim_start_matches(['”', '"', '»']).trim_start();
            rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"' | '«'))
                .then(|| said.len() - rest.len())
        };
        let found = if label == asker && !step.asks && questions.len() <= 2 {
            questions.last().and_then(|&at| begins(at)).map(|from| (from, answerer))
        } else if label == answerer && before.is_some() && step.asks && questions.len() == 1 && next.is_some() {
            let last = said[..said.len() - 1].rfind(['.', '!', '…']);
            last.and_then(|at| begins(at + 1)).map(|from| (from, asker))
        } else {
            None
        };
        if let Some((from, label)) = found {
            let start = words.start() + said[..from].trim_end().len();
            out.push(Joint { gap: TextRange::new(start, words.start() + from), label });
        }
    }
    out
}

/// Where the alternation of one who asks and one who answers is broken by a lost or a wrong label.
fn slips(steps: &[Step], labels: &[Label], list: &[Turn], quoted: bool) -> Vec<Slip> {
    let (Some(asker), Some(answerer)) = (party(labels, LabelRole::Asks), party(labels, LabelRole::Answers)) else {
        return Vec::new();
    };
    // Where several people answer, a lost label may be anybody's.
    let several = labels.iter().filter(|label| label.role == LabelRole::Answers && label.count >= 2).count() > 1;
    let answers = |label: usize| labels[label].role == LabelRole::Answers;
    let is_odd = |label: usize| {
        let Label { name, count, .. } = &labels[label];
        let partner = if labels[label].role == LabelRole::Asks { asker } else { answerer };
        label != asker && label != answerer && (*count == 1 || *count * 3 <= labels[partner].count) && is_part(name)
    };
    let mut out = Vec::new();
    let mut speaker: Option<usize> = None;
    for (at, step) in steps.iter().enumerate() {
        let next = steps.get(at + 1);
        let next_label = next.and_then(|next| {
            let after = steps.get(at + 2).and_then(|after| after.label);
            // A question under the label of whoever answers next is the other's.
            let wrong = next.label == Some(answerer) && next.asks && after == Some(answerer);
            if wrong { Some(asker) } else { next.label }
        });
        let asked = at > 0 && steps[at - 1].asks;
        let due = match step.label {
            Some(label) if is_odd(label) => {
                let role = known_role(&labels[label].name);
                match speaker {
                    Some(last) if last == answerer && role != Some(LabelRole::Answers) => Some((asker, 0.9)),
                    Some(last) if last == asker && role != Some(LabelRole::Asks) => Some((answerer, 0.9)),
                    _ => None,
                }
            }
            Some(label) if label == answerer && step.asks => {
                let follows_itself = at > 0 && speaker == Some(answerer);
                let alone = at > 0 && steps[at - 1].label.is_none() && next_label == Some(answerer);
                (follows_itself && next_label != Some(asker) || alone).then_some((asker, 0.9))
            }
            Some(label) if label == asker && !step.asks => {
                (asked && speaker == Some(asker) && next_label != Some(answerer)).then_some((answerer, 0.9))
            }
            Some(_) => None,
            None => {
                let over = list.last().is_some_and(|last| step.block > last.block);
                lost(step, next, next_label, speaker, asked, (asker, answerer, &answers), quoted, over)
            }
        };
        let due = due.filter(|(label, _)| !(several && *label == answerer));
        if let Some((label, certainty)) = due {
            out.push(Slip { turn: step.turn, block: step.block, label, certainty });
            speaker = Some(label);
        } else if step.label.is_some() || speaker == Some(asker) {
            // An answer may go on in the next paragraph; after a question that paragraph is nobody's.
            speaker = step.label;
        }
    }
    out
}

/// Whose label a paragraph without one has lost, if it is not the next paragraph of the turn before it. `over` says
/// that no label comes after it.
#[allow(clippy::too_many_arguments)]
fn lost(
    step: &Step,
    next: Option<&Step>,
    next_label: Option<usize>,
    speaker: Option<usize>,
    asked: bool,
    (asker, answerer, answers): (usize, usize, &dyn Fn(usize) -> bool),
    quoted: bool,
    over: bool,
) -> Option<(usize, f32)> {
    if speaker.is_none() && step.asks && !step.in_marks && !over {
        return next_label.is_some_and(answers).then_some((asker, 0.85));
    }
    if speaker.is_some_and(answers) && step.asks && !step.in_marks {
        return match next_label {
            Some(label) if answers(label) => Some((asker, 0.92)),
            Some(_) => None,
            // The answer has lost its label, too.
            None if quoted || !over => {
                next.is_some_and(|next| next.in_marks == quoted && !next.asks).then_some((asker, 0.85))
            }
            None => None,
        };
    }
    if speaker != Some(asker) || step.in_marks != quoted || step.names_speaker || step.narrates && !asked {
        return None;
    }
    match next_label {
        Some(label) if label == asker => Some((answerer, 0.9)),
        Some(_) => None,
        None if quoted => asked.then_some((answerer, 0.9)),
        None if over => (step.first_person || asked && !step.narrates && step.length < 300).then_some((answerer, 0.75)),
        None => (asked && !step.asks && next.is_some_and(|next| next.asks)).then_some((answerer, 0.8)),
    }
}

/// Where the words of a block begin: there may be strong type around its label, or around label and question alike.
fn past_marks(block: &Block) -> usize {
    let mut start = block.range.start();
    while let Some(hole) = block.holes.iter().find(|hole| hole.start() == start) {
        start = hole.end();
    }
    start
}

/// A label at the start of a block: one to five words, the first with a capital, before a colon or another `mark`.
fn candidate(text: &str, index: usize, block: &Block, mark: &'static str) -> Option<Candidate> {
    let kind = matches!(block.kind, BlockKind::Paragraph | BlockKind::Headline | BlockKind::ListItem);
    if !kind || block.marker.is_some() || block.furniture.is_some() {
        return None;
    }
    let start = past_marks(block);
    let line = text[start..block.range.end()].lines().next().unwrap_or_default();
    let colon = line.find(mark)?;
    let label = line[..colon].trim_end_matches(['*', '_', ' ']);
    let after = colon + mark.len();
    if mark == "." && label.chars().count() > 1 && known_role(label).is_none() {
        return None;
    }
    let plausible = label.chars().next().is_some_and(char::is_uppercase)
        && label.chars().count() <= 40
        && label.split_whitespace().count() <= 5
        && label.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '.' | '-' | '’' | '\'' | '(' | ')' | ','))
        && label.split_whitespace().all(|word| {
            word.starts_with(|c: char| !c.is_lowercase())
                || matches!(word, "de" | "of" | "the" | "van" | "von" | "al" | "la")
        });
    // `Ask Dr. Green: your health questions answered` stands over the text.
    let headline = index == 0
        && !is_part(label)
        && !text[block.range].trim_end().ends_with(['.', '?', '!', '…', ':', '”', '"', '’', '»', ')']);
    if !plausible || headline {
        return None;
    }
    let said = line[after..].trim_start_matches(['*', '_']);
    if said.trim().is_empty() || said.starts_with(|c: char| !c.is_whitespace() && !matches!(c, '“' | '"' | '«' | '„'))
    {
        return None;
    }
    Some(Candidate {
        block: index,
        label: TextRange::new(start, start + label.len()),
        colon: TextRange::new(start + colon, start + after),
        mark,
    })
}

/// `Daily News (DN)` as its long form and its acronym.
fn acronym(label: &str) -> Option<(&str, &str)> {
    let (long, short) = label.strip_suffix(')')?.split_once('(')?;
    Some((long.trim(), short.trim()))
}

/// The names before a `mark` where a sentence has just ended, in the paragraph that `rest` begins with.
fn inside<'t>(rest: &'t str, mark: &'t str) -> impl Iterator<Item = &'t str> {
    let end = rest.find("\n\n").into_iter().chain(rest.find("\n\r\n")).min().unwrap_or(rest.len());
    let paragraph = &rest[..end];
    paragraph.match_indices(mark).filter_map(|(at, _)| {
        let before = &paragraph[..at];
        let (_, name) = before.rsplit_once(['.', '?', '!', '”', '"'])?;
        let name = name.strip_prefix(' ')?;
        let capitals = name.split(' ').all(|word| word.starts_with(char::is_uppercase));
        (capitals && name.split(' ').count() <= 2).then_some(name)
    })
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
    // A label may stand inside a paragraph that has another: it counts, if it is no word before a colon.
    for candidate in candidates {
        for name in inside(&text[candidate.colon.end()..], candidate.mark) {
            if counts.contains_key(name) || !lexicon::is_english_form(&name.to_lowercase()) {
                *counts.entry(name).or_default() += 1;
            }
        }
    }
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

/// Words that stand with a capital where a sentence begins and nowhere else.
const OPENERS: &[&str] = &[
    "Yes",
    "No",
    "Not",
    "The",
    "It",
    "We",
    "They",
    "You",
    "He",
    "She",
    "There",
    "This",
    "That",
    "These",
    "What",
    "Why",
    "How",
    "When",
    "Where",
    "Who",
    "Which",
    "Is",
    "Are",
    "Was",
    "Were",
    "Do",
    "Does",
    "Did",
    "Have",
    "Has",
    "Can",
    "Could",
    "Would",
    "Will",
    "Because",
    "But",
    "And",
    "If",
    "In",
    "At",
    "On",
    "My",
    "Our",
    "Of",
    "So",
    "Perhaps",
    "Maybe",
    "Sometimes",
    "Never",
    "Always",
    "Nothing",
    "Nobody",
    "Everyone",
    "Only",
    "With",
    "From",
    "For",
    "To",
    "As",
];

/// Whether a word that may be a name is none, by what comes after it: `Ask your brother`, `Short.`
fn opens_sentence(rest: &str) -> bool {
    let next = rest.split_whitespace().next().unwrap_or_default();
    rest.starts_with(['.', '!', '?', ',']) || next.starts_with(char::is_lowercase) && !is_said(next)
}

/// A learned label at the start of a block that has lost its colon: words in quotation marks or a sentence follow it.
/// Beside another turn, any word but a name may follow.
fn lost_colon(
    text: &str,
    block: &Block,
    labels: &[Label],
    beside: bool,
) -> Option<(usize, TextRange, Option<TextRange>)> {
    if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Headline) {
        return None;
    }
    let start = past_marks(block);
    let line = &text[start..block.range.end()];
    labels.iter().enumerate().find_map(|(index, label)| {
        let rest = line.strip_prefix(label.name.as_str())?;
        let rest = rest.trim_start_matches(['*', '_']);
        // A wrong mark stands for the colon.
        let rest = rest.strip_prefix([';', '：', '；']).unwrap_or(rest);
        let said = rest.trim_start();
        let quoted = said.starts_with(['“', '"', '«', '„']) && rest.len() <= said.len() + 2;
        let word = said.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let known = label.name.len() > 1 && known_role(&label.name).is_some() && said.starts_with(char::is_uppercase);
        // After a name, a capital that only the beginning of a sentence explains.
        let lower = word.to_lowercase();
        let begins = beside
            && word.starts_with(char::is_uppercase)
            && (label.name != "A" || said.ends_with(['.', '!', '…']))
            && (lexicon::is_english_form(&lower) || lower == "i")
            && (!lexicon::is_known_name(word) || opens_sentence(&said[word.len()..]));
        let bare = rest.starts_with(' ') && (known || label.name != "A" && OPENERS.contains(&word) || begins);
        (quoted || bare).then(|| (index, TextRange::new(start, start + label.name.len()), None))
    })
}

/// Learned labels with their colon in the middle of a block, where a sentence has just ended.
fn inner(
    text: &str,
    block: &Block,
    index: usize,
    from: usize,
    (labels, mark): (&[Label], &str),
    quotations: &Quotations,
    list: &mut Vec<Turn>,
) {
    let mut places: Vec<(usize, usize, usize)> = Vec::new();
    for (label, declared) in labels.iter().enumerate() {
        let wanted = format!("{}{mark}", declared.name);
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
            colon: Some(TextRange::new(end, end + mark.len())),
            words: TextRange::new(end + mark.len(), block.range.end()),
            block: index,
            inside: true,
        });
    }
}

/// Drops a first or a last turn that stands far from all the others and asks nothing: a label that strayed there.
fn part_strays(text: &str, labels: &[Label], list: &mut Vec<Turn>) {
    const FAR: usize = 3;
    let strays = |turn: &Turn, next: &Turn| {
        let part = known_role(&labels[turn.label].name).is_some();
        turn.block.abs_diff(next.block) >= FAR && (part || !is_question(&text[turn.words]))
    };
    if list.len() >= 4 && strays(&list[list.len() - 1], &list[list.len() - 2]) {
        list.pop();
    }
    if list.len() >= 4 && strays(&list[0], &list[1]) {
        list.remove(0);
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

    /// Where labels are lost or wrong: the beginning of the paragraph and the label it should have.
    fn slips(text: &str) -> Vec<(String, String)> {
        let doc = Document::new(text, Format::Plain);
        let turns = doc.turns();
        let begins = |block: usize| text[doc.blocks()[block].range].chars().take(9).collect();
        turns.slips.iter().map(|slip| (begins(slip.block), turns.labels[slip.label].name.clone())).collect()
    }

    #[test]
    fn a_lost_label_is_that_of_whoever_is_due() {
        let text = "Post: Why?\n\nLund: Rain.\n\nAnd your sister?\n\nLund: Rain, too.\n\nPost: Will you go back?\n\n\
                    I will, of course.\n\nPost: When?\n\nLund: In May.";
        assert_eq!(slips(text), [("And your ".into(), "Post".into()), ("I will, o".into(), "Lund".into())]);
    }

    #[test]
    fn an_answer_may_go_on_and_may_be_a_question() {
        let text = "Post: Why?\n\nLund: Rain.\n\nIt rained for days. Have you seen it?\n\nPost: No. Was it bad?\n\n\
                    Lund: Was it bad? Were you not there?\n\nPost: Never.\n\nLund: Then go.";
        assert_eq!(slips(text), []);
    }

    #[test]
    fn a_question_under_the_label_of_whoever_answers_is_the_others() {
        let text =
            "Q: Why?\n\nA: Rain.\n\nA: And your sister?\n\nA: Rain, too.\n\nQ: Sure?\n\nQ: Quite sure.\n\nQ: Why?";
        assert_eq!(slips(text), [("A: And yo".into(), "Q".into()), ("Q: Quite ".into(), "A".into())]);
    }

    #[test]
    fn two_who_both_ask_are_told_apart_by_taking_turns() {
        let text = "Guest: Is there a boat?\n\nSkipper: Do you see one?\n\nGuest: Not yet.\n\nGuest: Then wait.\n\n\
                    Guest: How long?\n\nSkipper: Until it comes.";
        assert_eq!(slips(text), [("Guest: Th".into(), "Skipper".into())]);
        let text = text.replace("Guest: Then", "Then");
        assert_eq!(slips(&text), [("Then wait".into(), "Skipper".into())]);
        let text = text.replace("Then wait", "Newspaper: Then wait");
        assert_eq!(slips(&text), [("Newspaper".into(), "Skipper".into())]);
    }

    #[test]
    fn an_answer_is_by_whom_the_question_calls_by_name() {
        let text = "The smiths Ada Lund and Per Dahl met us.\n\nQuestion: Ada, was it late?\n\nLund: It was.\n\n\
                    Dahl: Very late.\n\nQuestion: Per, is that true?\n\nLund: We have had it since May.";
        assert_eq!(slips(text), [("Lund: We ".into(), "Dahl".into())]);
    }

    #[test]
    fn a_lost_label_and_the_wrong_one_after_it_are_told_by_the_turns() {
        let text = "I: What is the risk?\n\nClerk: That it falls.\n\nI: On what?\n\nOn the mat.\n\n\
                    Clerk: But that is the idea!\n\nClerk: Put it in writing.";
        assert_eq!(slips(text), [("On the ma".into(), "Clerk".into()), ("Clerk: Bu".into(), "I".into())]);
    }

    #[test]
    fn narration_between_turns_has_lost_no_label() {
        let text = "Guest: Is there a boat?\n\nSkipper: Do you see one?\n\nGuest: Not yet.\n\n\
                    He looked at the sea for a while.\n\nGuest: How long?\n\nSkipper: Until it comes.";
        assert_eq!(slips(text), []);
    }

    #[test]
    fn a_turn_glued_to_the_one_before_it_without_its_label_is_found() {
        let text = "Post: Why?\n\nLund: Rain.\n\nPost: And your sister? She is older.\n\nPost: And your brother?\n\n\
                    Lund: Him, too.";
        let doc = Document::new(text, Format::Plain);
        let turns = doc.turns();
        let found: Vec<_> = turns.joints.iter().map(|joint| (joint.gap.end(), joint.label)).collect();
        assert_eq!(found, [(text.find("She is").unwrap(), 1)]);
        assert!(turns.slips.is_empty());
    }

    #[test]
    fn labels_may_stand_before_a_dash_or_a_stop() {
        for (asks, answers) in [("MP —", "Lund —"), ("Q.", "A.")] {
            let text = format!(
                "{asks} Why?\n\n{answers} Rain.\n\n{asks} Was it bad?\n\nIt was.\n\n{asks} And now?\n\n{answers} Sun."
            );
            let label = answers.trim_end_matches(['—', '.', ' ']);
            assert_eq!(slips(&text), [("It was.".into(), label.into())]);
        }
    }
}
