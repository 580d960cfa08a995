//! Page furniture: what a scraper took along from around an article.
//!
//! A line is weighed by what it says (the phrases of `furniture/phrases.toml`), by its shape (a trail of sections, a
//! row of buttons, a stamp of dates and counters, a reporter with an address) and, where that leaves doubt, by its
//! place: before the running text, after it, or beside other furniture. A line that says something no phrase knows may
//! still look like furniture ([`likeness`]): in a damaged text that is enough.

#[cfg(test)]
mod keys;
pub mod likeness;
mod phrasebook;

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use self::phrasebook::{Phrasebook, Role};
use super::{Block, BlockKind, Sentence};
use crate::language::{WordSet, inflect, lexicon};
use crate::source::TextRange;

/// What a piece of furniture is for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FurnitureKind {
    /// Menus, trails of sections, links to other pages of the site.
    Navigation,
    /// Share bars and calls to follow.
    Sharing,
    /// Forms and counters of comments, calls to readers.
    Comments,
    /// Cookies, subscriptions, paywalls, copyright, disclaimers.
    Notice,
    /// Addresses of reporters, names of editors, photo credits and captions.
    Credit,
    /// Teasers of other articles, keywords, links to the source.
    Related,
    /// Printing, font size, listening, counters, numbers and stamps of the article.
    Tool,
    /// Advertisements.
    Advertisement,
}

/// A piece of furniture.
#[derive(Clone, Debug)]
pub struct Furniture {
    /// The words; a piece inside a paragraph has the space before it.
    pub range: TextRange,
    /// What goes when the furniture goes: the words and the empty lines that part them from the article.
    pub removal: TextRange,
    /// What it is for.
    pub kind: FurnitureKind,
    /// How sure it is, from 0 to 1.
    pub certainty: f32,
    /// Its block, by index.
    pub block: usize,
    /// Whether it stands inside a paragraph of the article.
    pub inline: bool,
    /// Whether nothing but its looks speaks for it, as a line of a clean article may look.
    pub by_looks: bool,
}

/// A line of more bytes than this is running text.
const LONGEST: usize = 300;

/// A legal notice may be longer.
const LONGEST_NOTICE: usize = 700;

/// What the likeness of a line must be at least, as the logarithm of the odds that it is furniture.
const LIKELY: f32 = 1.5;

/// A paragraph of at least this many words that ends in a stop is running text.
const RUNNING: usize = 14;

/// A line of at least this many words that ends in a stop is a sentence.
const SENTENCE: usize = 6;

/// What a line is taken for, and how sure that is.
#[derive(Clone, Copy)]
struct Verdict {
    kind: FurnitureKind,
    certainty: f32,
    by_looks: bool,
}

/// What the place of a line says.
#[derive(Clone, Copy)]
struct Place<'t> {
    /// The line as it stands there.
    line: &'t str,
    /// Whether it is a line of verse.
    verse: bool,
    /// No running text before it or none after it, or other furniture beside it.
    edge: bool,
    /// No running text after it.
    tail: bool,
    /// It opens the text, where the title stands.
    first: bool,
    /// It is a heading of a format that marks headings.
    heading: bool,
}

impl Place<'_> {
    /// Whether the line may hold nothing but names, or is a line of verse.
    fn is_names(&self) -> bool {
        let capital =
            |word: &str| word.starts_with(|c: char| !c.is_lowercase()) && word.chars().any(char::is_lowercase);
        let (all, capitals) =
            (self.line.split_whitespace(), self.line.split_whitespace().filter(|word| capital(word)).count());
        self.verse || !self.line.contains(':') && 2 * capitals >= all.count() + usize::from(!self.line.is_ascii())
    }
}

/// Block `index` as a place for furniture, wherever the running text is.
fn place<'t>(text: &'t str, blocks: &[Block], index: usize) -> Place<'t> {
    Place {
        line: &text[blocks[index].range],
        verse: blocks[index].kind == BlockKind::Verse,
        edge: false,
        tail: false,
        first: index == 0,
        heading: is_heading(&blocks[index]),
    }
}

/// The lines of the blocks, what each is wherever the running text may be, and the first and the last block of that.
fn judged(text: &str, blocks: &[Block]) -> (Vec<Line>, Vec<Option<Verdict>>, (usize, usize)) {
    let lines: Vec<Line> = blocks.iter().map(|block| Line::new(&text[block.whole()])).collect();
    let judge = |(index, line)| judge(line, place(text, blocks, index));
    let verdicts: Vec<Option<Verdict>> = lines.iter().enumerate().map(judge).collect();
    let runs =
        |&index: &usize| verdicts[index].is_none() && blocks[index].kind == BlockKind::Paragraph && lines[index].runs;
    let first = (0..lines.len()).find(runs).unwrap_or(0);
    let last = (0..lines.len()).rfind(runs).unwrap_or(lines.len());
    (lines, verdicts, (first, last))
}

/// The furniture of a text, in order. `blocks` learn which of them are furniture as a whole.
pub(super) fn read(text: &str, blocks: &mut [Block], sentences: &[Sentence]) -> Vec<Furniture> {
    let (lines, mut verdicts, (first_running, last_running)) = judged(text, blocks);
    let certain: Vec<bool> = verdicts.iter().map(Option::is_some).collect();
    for (index, line) in lines.iter().enumerate() {
        let beside = index > 0 && certain[index - 1] || certain.get(index + 1).is_some_and(|certain| *certain);
        let edge = index < first_running || index > last_running || beside;
        if verdicts[index].is_none() && index > 0 && edge && !is_heading(&blocks[index]) {
            verdicts[index] = judge(line, Place { edge, tail: index > last_running, ..place(text, blocks, index) });
        }
    }
    // What is furniture at one place is furniture wherever it stands word for word.
    let known: HashMap<&str, Verdict> = (0..lines.len())
        .filter_map(|index| {
            Some((text[blocks[index].range].trim(), verdicts[index].filter(|_| !lines[index].plain.is_empty())?))
        })
        .collect();
    for index in 1..lines.len() {
        if verdicts[index].is_none() && !is_heading(&blocks[index]) {
            verdicts[index] = known.get(text[blocks[index].range].trim()).copied();
        }
    }
    // The first line that is no furniture is the headline.
    let title = verdicts.iter().position(Option::is_none);
    for (index, part, signs) in likeness::candidates(blocks, &lines, (first_running, last_running)) {
        let odds = likeness::likeness(&signs, part);
        if verdicts[index].is_none() && Some(index) != title && odds >= LIKELY {
            let (kind, certainty) = (likeness::kind(&lines[index].plain), 1.0 / (1.0 + (-odds).exp()));
            verdicts[index] = Some(Verdict { kind, certainty: certainty.min(0.89), by_looks: true });
        }
    }
    let mut out = Vec::new();
    let mut article_begun = false;
    for (index, verdict) in verdicts.iter().enumerate() {
        let whole = with_markup(text, blocks[index].whole());
        let Some(Verdict { kind, certainty, by_looks }) = *verdict else {
            article_begun = true;
            inline(text, &blocks[index], index, sentences, &mut out);
            continue;
        };
        let removal = if article_begun {
            TextRange::new(text[..whole.start()].trim_end().len(), whole.end())
        } else {
            TextRange::new(whole.start(), text.len() - text[whole.end()..].trim_start().len())
        };
        out.push(Furniture {
            range: blocks[index].whole(),
            removal,
            kind,
            certainty,
            block: index,
            inline: false,
            by_looks,
        });
    }
    for (block, verdict) in blocks.iter_mut().zip(&verdicts) {
        block.furniture = verdict.map(|verdict| verdict.kind);
    }
    out
}

/// `range` with the Markdown around it that would be left with nothing inside: `**…**`, `[…](target)`, `> …`.
fn with_markup(text: &str, range: TextRange) -> TextRange {
    let start = text[..range.start()].rfind('\n').map_or(0, |at| at + 1);
    let end = text[range.end()..].find('\n').map_or(text.len(), |at| range.end() + at);
    let (head, tail) = (&text[start..range.start()], &text[range.end()..end]);
    let signs = |c: char| matches!(c, ' ' | '>' | '*' | '_' | '#' | '[' | '!');
    let target = tail.trim_start_matches(['*', '_']).strip_prefix("](").and_then(|tail| tail.split_once(')'));
    let rest = target.map_or(tail, |(_, rest)| rest);
    let bare = head.chars().all(signs) && rest.chars().all(|c| matches!(c, '*' | '_' | ' ' | '\r'));
    if bare { TextRange::new(start, end - (rest.len() - rest.trim_end().len())) } else { range }
}

/// The lines of a text that may be furniture, each with its place and its signs: what the weights of
/// [`likeness`](mod@likeness) are fitted on.
#[cfg(feature = "train")]
pub fn lines(doc: &super::Document<'_>) -> Vec<(TextRange, likeness::Part, Vec<likeness::Sign>)> {
    let blocks = doc.blocks();
    let (lines, _, running) = judged(doc.text(), blocks);
    likeness::candidates(blocks, &lines, running)
        .map(|(index, part, signs)| (blocks[index].whole(), part, signs))
        .collect()
}

/// Whether the format itself says that the block is a heading.
fn is_heading(block: &Block) -> bool {
    block.kind == BlockKind::Headline && block.marker.is_some()
}

/// A line as the patterns read it.
struct Line {
    /// In small letters, with single spaces and straight marks.
    plain: String,
    /// Whether it is running text.
    runs: bool,
    /// Whether somebody's words open it.
    quoted: bool,
}

/// Signs that pages set around their lines.
const SIGNS: &[char] = &[
    ' ', '>', '»', '›', '→', '▶', '►', '•', '*', '·', '-', '–', '—', '|', '[', ']', '(', ')', '{', '}', '<', '=', '■',
    '□', '◆', '●', '○', '★', '☆', '※', '…', ':', '.', '!', '_', '~', '«', '‹', '←', '⬇', '↓', '↑', '/', ',', '"',
];

impl Line {
    fn new(line: &str) -> Self {
        let mut plain = String::with_capacity(line.len().min(LONGEST_NOTICE));
        if line.len() <= LONGEST_NOTICE {
            for word in line.split_whitespace() {
                if !plain.is_empty() {
                    plain.push(' ');
                }
                if word.bytes().all(|byte| byte.is_ascii() && !matches!(byte, b'*' | b'_')) {
                    let start = plain.len();
                    plain.push_str(word);
                    plain[start..].make_ascii_lowercase();
                    continue;
                }
                for c in word.chars().filter(|c| !matches!(c, '*' | '_') || word.len() == 1 || word.ends_with(*c)) {
                    match c {
                        '’' | '‘' => plain.push('\''),
                        // What is left of a dotted capital.
                        'İ' => plain.push('i'),
                        c => plain.extend(c.to_lowercase()),
                    }
                }
            }
        }
        let words = line.split_whitespace().count();
        let end = line.trim_end_matches(['”', '"', '’', '\'', ')', '*', '_']);
        // What ends in a bracket may end in a reference mark.
        let runs = words >= RUNNING && end.ends_with(['.', '!', '?', '…', ':', ']']);
        Self { quoted: line.starts_with(['“', '"', '«', '„', '‘', '\'']), plain, runs }
    }

    /// Whether it ends as a sentence does.
    fn ends_in_stop(&self) -> bool {
        self.plain.trim_end_matches(['”', '"', '\'', ')', ']', '*', '_']).ends_with(['.', '!', '?', '…'])
    }

    /// The plain line without the signs around it.
    fn bare(&self) -> &str {
        self.plain.trim_matches(SIGNS)
    }
}

/// What a line of its own is, if it is furniture.
fn judge(line: &Line, place: Place<'_>) -> Option<Verdict> {
    let plain = line.plain.as_str();
    if plain.is_empty() || line.quoted {
        return None;
    }
    // Whole sentences that have no word of the page in them are not worth the tables of phrases.
    if line.runs && !place.edge && !speaks_of_page(plain) && !plain.contains(['@', '>', '|', '/']) {
        return None;
    }
    let book = Phrasebook::embedded();
    let candidates = book.candidates(plain);
    let short = plain.len() <= LONGEST;
    // A whole sentence may be one of the article, whatever words open it: an editor decides.
    let sentence = line.ends_in_stop() && plain.split(' ').count() >= SENTENCE;
    let found = |kind, certainty| Some(Verdict { kind, certainty, by_looks: false });
    if short && !place.heading {
        let bare = line.bare();
        let whole = |role| (role == Role::Whole).then_some(bare);
        let said = book.find(&candidates, |_, role| whole(role).or_else(|| (role == Role::Lead).then_some(plain)));
        if let Some(kind) = said {
            let open = sentence && book.find(&candidates, |_, role| whole(role)).is_none();
            return found(kind, if open { 0.85 } else { 0.95 });
        }
        if let Some(verdict) = by_shape(line, place) {
            return Some(verdict);
        }
    }
    if !is_attributed(plain) {
        let told = book.find(&candidates, |kind, role| {
            (role == Role::Tell && (short || kind == FurnitureKind::Notice)).then_some(plain)
        });
        if let Some(kind) = told {
            return found(kind, if sentence { 0.85 } else { 0.92 });
        }
    }
    if short && place.edge && !line.runs {
        let likely = book.find(&candidates, |_, role| (role == Role::Likely).then_some(plain));
        if let Some(kind) = likely {
            return found(kind, 0.8);
        }
    }
    None
}

/// Whether somebody is said to have said it.
fn is_attributed(plain: &str) -> bool {
    plain.split(|c: char| !c.is_alphabetic()).any(|word| {
        matches!(
            word,
            "said" | "says" | "told" | "asked" | "wrote" | "added" | "replied" | "explained" | "announced" | "i"
        )
    }) && !plain.starts_with("i ")
        || plain.ends_with(['"', '”'])
}

/// Furniture by its shape: a trail, a row of buttons, a stamp, a reporter with an address.
fn by_shape(line: &Line, place: Place<'_>) -> Option<Verdict> {
    let verdict = |kind, certainty| Some(Verdict { kind, certainty, by_looks: false });
    if is_trail(&line.plain) {
        return verdict(FurnitureKind::Navigation, 0.95);
    }
    if let Some(kind) = row_of_parts(&line.plain, place) {
        return verdict(kind, 0.93);
    }
    if is_web_talk(&line.plain, place) {
        return verdict(likeness::kind(&line.plain), 0.85);
    }
    if is_foreign(&line.plain, place) {
        return verdict(FurnitureKind::Related, 0.85);
    }
    if is_address_of_reporter(&line.plain, place) {
        return verdict(FurnitureKind::Credit, 0.9);
    }
    if is_row_of_counters(&line.plain) {
        return verdict(FurnitureKind::Tool, 0.9);
    }
    if is_labelled_teaser(&line.plain, place) {
        return verdict(FurnitureKind::Related, 0.85);
    }
    None
}

/// `like 412 sad 3 angry 0`: three or more short labels, each with its count, and hardly anything else. The scores and
/// results of an article have marks between them.
fn is_row_of_counters(plain: &str) -> bool {
    let (mut counted, mut label, mut longest) = (0, 0, 0);
    for word in plain.split_whitespace() {
        let figures = word.trim_matches(['(', ')']).trim_end_matches(['k', 'm', '+']);
        if !figures.is_empty() && figures.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
            counted += usize::from(label > 0);
            label = 0;
        } else if word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '-')) {
            label += 1;
            longest = longest.max(label);
        } else if word.chars().any(char::is_alphanumeric) {
            return false;
        }
    }
    counted >= 3 && longest <= 3 && !plain.starts_with(|c: char| c.is_ascii_digit())
}

/// `[must-see] a face without a mask`: a label in brackets before a title, as lists of articles have them. What
/// happens while somebody speaks, `[laughs] I do.`, and what a reader is told stand before a sentence.
fn is_labelled_teaser(plain: &str, place: Place) -> bool {
    let Some((label, title)) = plain.strip_prefix('[').and_then(|rest| rest.split_once(']')) else { return false };
    let title = title.trim();
    let words = label.split_whitespace().count();
    let named =
        (1..=3).contains(&words) && label.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '&'));
    let ends = title.trim_end_matches(['”', '"', '’', '\'']).ends_with(['.', '!', '?', '…', ':', ',', ';']);
    let titled =
        title.split_whitespace().count() >= 2 && !ends || title.is_empty() && Phrasebook::embedded().is_hard(label);
    !place.first && named && titled
}

/// `home > world > asia`: two or more short sections between arrows, or three between bars of which one is the home
/// page.
fn is_trail(plain: &str) -> bool {
    let count = |sign: &str| plain.matches(sign).count();
    let section = |part: &&str| {
        let words = part.split_whitespace().count();
        (1..=5).contains(&words) && part.chars().count() <= 40 && !part.trim().ends_with(['.', '!', '?'])
    };
    let book = Phrasebook::embedded();
    for sign in [" > ", " » ", " › ", " → ", " >> ", " / ", " | ", " • ", " · "] {
        if count(sign) == 0 {
            continue;
        }
        let parts: Vec<&str> = plain.split(sign).map(str::trim).collect();
        if !parts.iter().all(section) {
            continue;
        }
        let known = parts.iter().filter(|part| book.is_stamp(part) || book.is_button(part)).count();
        let arrows = !matches!(sign, " / " | " | " | " • " | " · ");
        // A trail that starts at home needs no other known section.
        let home =
            parts.len() >= 3 && matches!(parts[0], "home" | "homepage" | "home page" | "main" | "main page" | "start");
        if home || arrows && (parts.len() >= 3 || known >= 1) || !arrows && (parts.len() >= 3 && known >= 2) {
            return true;
        }
    }
    false
}

/// A line that holds buttons, counters and stamps and nothing else.
fn row_of_parts(plain: &str, place: Place<'_>) -> Option<FurnitureKind> {
    let edges = |c: char| {
        matches!(
            c,
            ',' | '|'
                | '·'
                | '•'
                | '/'
                | ':'
                | ';'
                | '!'
                | '*'
                | '('
                | ')'
                | '['
                | ']'
                | '»'
                | '>'
                | '-'
                | '–'
                | '—'
                | '.'
        )
    };
    let words: Vec<&str> = plain
        .split_whitespace()
        .map(|word| if word.len() <= 2 && word.ends_with(['+', '-']) { word } else { word.trim_matches(edges) })
        .filter(|word| !word.is_empty())
        .collect();
    if words.len() > 16 || words.len() < 2 {
        return None;
    }
    let book = Phrasebook::embedded();
    let (mut buttons, mut stamps, mut figures) = (0, 0, 0);
    let mut at = 0;
    while at < words.len() {
        let longest = (at + 1..=words.len().min(at + 6)).rev().find_map(|end| {
            let part = words[at..end].join(" ");
            if book.is_button(&part) { Some((end, true)) } else { book.is_stamp(&part).then_some((end, false)) }
        })?;
        if longest.1 {
            buttons += 1;
        } else {
            stamps += 1;
            figures += usize::from(words[at].starts_with(|c: char| c.is_ascii_digit()));
        }
        at = longest.0;
    }
    let enough =
        buttons >= 2 || buttons == 1 && figures >= 1 && !place.first || buttons == 1 && stamps >= 2 && !place.first;
    let counted = ["view", "print", "publi", "updat", "read", "listen", "save", "font", "pdf", "hits"];
    enough.then(|| {
        if counted.iter().any(|word| plain.contains(word)) { FurnitureKind::Tool } else { FurnitureKind::Sharing }
    })
}

/// A short line whose every word belongs to pages rather than to articles.
fn is_web_talk(plain: &str, place: Place<'_>) -> bool {
    if place.first || plain.len() > 80 {
        return false;
    }
    let book = Phrasebook::embedded();
    let (mut hard, mut soft, mut other) = (0, 0, 0);
    for word in plain.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '\'')).filter(|word| !word.is_empty())
    {
        let any = |is: &dyn Fn(&str) -> bool| is(word) || word.split('-').all(|part| !part.is_empty() && is(part));
        if any(&|word| book.is_hard(word)) {
            hard += 1;
        } else if any(&|word| book.is_soft(word) || book.is_hard(word)) {
            soft += 1;
        } else if !any(&|word| book.is_function(word) || book.is_soft(word)) {
            other += 1;
        }
    }
    let known = hard + soft;
    // A whole sentence of such words may be about a page.
    let (needed, stray) = match (plain.ends_with('.'), place.edge) {
        (true, _) => (2, 0),
        (false, true) => (1, known / 3),
        // Words of pages beside an hour are hardly a heading.
        (false, false) if has_hour(plain) => (1, 1 + known / 3),
        (false, false) => (1, 0),
    };
    let least = if place.tail { 1 } else { 2 };
    let soft_alone = other == 0 && !plain.ends_with('.') && soft >= if place.tail { 2 } else { 4 };
    hard >= needed && known >= least && other <= stray || soft_alone
}

/// Whether a line has an hour of the clock in it: `05:30`.
fn has_hour(plain: &str) -> bool {
    plain.split([' ', ',', '|', '(', ')']).any(|word| {
        word.split_once(':').is_some_and(|(hour, minute)| {
            let figures = |part: &str| !part.is_empty() && part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit());
            figures(hour) && minute.len() == 2 && figures(minute)
        })
    })
}

/// A short line of words that English does not know, not all of them names: `Fler artiklar om samma ämne`.
fn is_foreign(plain: &str, place: Place<'_>) -> bool {
    let (mut latin, mut other) = (0, 0);
    for c in plain.chars().filter(|c| c.is_alphabetic()) {
        if (c as u32) < 0x250 { latin += 1 } else { other += 1 }
    }
    if other > latin && plain.len() <= LONGEST && !place.first {
        return true;
    }
    let words: Vec<&str> = plain
        .split(|c: char| !c.is_alphabetic() && !matches!(c, '\'' | '-'))
        .filter(|word| word.chars().count() >= 2)
        .collect();
    let labelled = plain.split_once(": ").is_some_and(|(label, _)| label.split_whitespace().count() <= 3);
    if place.first
        || plain.contains('@')
        || words.len() < 2
        || words.len() > 12
        || !(labelled || place.edge || words.len() >= 3)
        || place.is_names()
    {
        return false;
    }
    let day = |word: &str| {
        let name = inflect::with_case_of("Aa", word);
        lexicon::weekday(&name).is_some() || lexicon::month(&name).is_some()
    };
    let unknown = |word: &str| !lexicon::is_english_form(word) && !lexicon::is_known_name(word) && !day(word);
    // A list of names may have an English label; some words of other languages happen to be English ones.
    let label = if labelled { words[0] } else { words[words.len() - 1] };
    // What a label introduces must be foreign, too: `Dr. Vogel: Every evening` is not.
    let rest: Vec<&str> = plain
        .split_once(": ")
        .filter(|_| labelled)
        .map(|(_, rest)| rest.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect())
        .unwrap_or_default();
    let introduces_english = !rest.is_empty() && 2 * rest.iter().filter(|word| unknown(word)).count() <= rest.len();
    !introduces_english && unknown(label) && 4 * words.iter().filter(|word| unknown(word)).count() >= 3 * words.len()
}

/// A reporter's name and address; the address of an office that readers may write to is part of the article.
fn is_address_of_reporter(plain: &str, place: Place<'_>) -> bool {
    static ADDRESS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+").expect("the pattern is fixed"));
    static REPORTER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:reporter|correspondent|journalist|editor|intern|columnist|staff writer|by)\b|^[(\[]")
            .expect("the pattern is fixed")
    });
    static OFFICE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"\b(?:contacts?|press|media|office|phone|tel|fax|inquir\w+|enquir\w+|information|details|reserv\w+",
            r"|booking|tickets?|regist\w+|apply|application\w*|order|rsvp|write|send|info|support|help|at|to)\b|https?:"
        ))
        .expect("the pattern is fixed")
    });
    if !plain.contains('@') || plain.split_whitespace().count() > 9 {
        return false;
    }
    let rest = ADDRESS.replace_all(plain, "");
    let named = REPORTER.is_match(&rest) || place.tail && rest.split_whitespace().count() <= 4;
    rest.len() < plain.len() && named && !OFFICE.is_match(&rest)
}

/// Pieces inside a paragraph of the article: a teaser glued to its end, a button glued to its start, a widget in
/// brackets.
fn inline(text: &str, block: &Block, index: usize, sentences: &[Sentence], out: &mut Vec<Furniture>) {
    let mut push = |range: TextRange, kind| {
        out.push(Furniture {
            range,
            removal: range,
            kind,
            certainty: 0.9,
            block: index,
            inline: true,
            by_looks: false,
        });
    };
    if matches!(block.kind, BlockKind::Paragraph | BlockKind::Headline) {
        if let Some(end) = credit_end(&text[block.range]) {
            push(TextRange::new(0, end).shifted(block.range.start()), FurnitureKind::Credit);
        }
        if let Some(tail) = site_tail(&text[block.range]) {
            push(tail.shifted(block.range.start()), FurnitureKind::Navigation);
        }
    }
    if !block.is_prose() {
        return;
    }
    let here = &sentences[block.sentences.clone()];
    if let [first, second, ..] = here {
        let opening = Line::new(&text[first.range]);
        if let Some(kind) = inline_kind(&opening) {
            push(TextRange::new(first.range.start(), second.range.start()), kind);
        }
    }
    let mut start = block.range.end();
    let mut kind = None;
    for pair in here.windows(2).rev() {
        let Some(found) = inline_kind(&Line::new(&text[TextRange::new(pair[1].range.start(), start)])) else { break };
        start = pair[0].range.end();
        kind = Some(found);
    }
    if let Some(kind) = kind {
        push(TextRange::new(start, block.range.end()), kind);
    }
    static WIDGET: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i) ?[(\[](?:[^()\[\]\n]{0,40}\b(?:stock bar|stock forum|share bar|fund bar|stock diagnosis|diagnose(?:d)? stocks?|add to (?:watchlist|favorites)|real-time quotes?|quotes?, charts?|chart, news)\b[^()\[\]\n]{0,30}",
            r"|advertisement|read more|click here|click to enlarge|click to zoom|tap to enlarge|hide|edit|edit source)[)\]]"
        ))
        .expect("the pattern is fixed")
    });
    let paragraph = &text[block.range];
    if paragraph.contains(['(', '[']) {
        for found in WIDGET.find_iter(paragraph) {
            let range = TextRange::new(found.start(), found.end()).shifted(block.range.start());
            if range.end() <= start {
                push(range, FurnitureKind::Tool);
            }
        }
    }
}

/// Where a photographer's credit ends that is glued to the start of a paragraph: `Photo: Reuters The ferry left`.
fn credit_end(paragraph: &str) -> Option<usize> {
    static CREDIT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^(?:Photos?|Images?|Pictures?|Videos?|Source|Photo(?:graph)? (?:by|credit|courtesy of)) ?[:=] ?",
            r"(?:(?:Getty Images|iStock|Shutterstock|Depositphotos|Pixabay|Unsplash|Alamy|Flickr|Wikimedia(?: Commons)?",
            r"|Reuters|AFP|AP|EPA|TASS|RIA Novosti|Sputnik|Interfax|Xinhua|Kyodo(?: News)?|Yonhap|Anadolu(?: Agency)?",
            r"|Ukrinform|UNIAN|ANSA|EFE|PAP|MTI|CTK|ČTK|dpa|Imago|Bloomberg|PA Media|Facebook|Instagram|YouTube)(?: ?/ ?)?)+ "
        ))
        .expect("the pattern is fixed")
    });
    let end = CREDIT.find(paragraph)?.end();
    let rest = &paragraph[end..];
    let sentence = rest.starts_with(char::is_uppercase) && rest.split_whitespace().nth(SENTENCE).is_some();
    sentence.then_some(end)
}

/// The name of a site or an agency after a dash at the end of a headline: `The ferry is back - Ferrypost.com`.
fn site_tail(line: &str) -> Option<TextRange> {
    static TAIL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?: +[-–—|] +| ?・ ?)(?:(?-u:[A-Za-z0-9][A-Za-z0-9-]*)\.(?:com|net|org|info|tv|cn|jp|ru|in|co\.[a-z]{2}|com\.[a-z]{2})",
            r"|(?:Yahoo!|Google|BBC|CNN|NBC|CBS|ABC|Fox|Sky|NHK|MSN|VOA|Sina) ?News(?: Japan)?",
            r"|Xinhua|Reuters|AFP|TASS|RIA Novosti|Interfax|Yonhap|Kyodo)$"
        ))
        .expect("the pattern is fixed")
    });
    if line.len() > LONGEST || !line.contains(['-', '–', '—', '|', '・']) || line.split_whitespace().count() < SENTENCE
    {
        return None;
    }
    TAIL.find(line).map(|found| TextRange::new(found.start(), found.end()))
}

/// Whether a notice is about the page: a company that is not liable for luggage says so in an article of its own.
fn speaks_of_page(plain: &str) -> bool {
    static PAGE: WordSet = WordSet::new(&[
        "site",
        "website",
        "portal",
        "page",
        "article",
        "articles",
        "editor",
        "editors",
        "editorial",
        "newspaper",
        "magazine",
        "publication",
        "publisher",
        "content",
        "contents",
        "material",
        "materials",
        "comment",
        "comments",
        "copyright",
        "rights",
        "cookies",
        "subscribe",
        "subscribers",
        "newsletter",
        "reproduction",
        "author",
        "authors",
        "opinion",
        "opinions",
        "views",
    ]);
    plain.split(|c: char| !c.is_alphabetic()).any(|word| PAGE.has(word))
}

/// What a sentence inside a paragraph is, if it is certainly no part of it.
fn inline_kind(line: &Line) -> Option<FurnitureKind> {
    if line.plain.is_empty() || line.plain.len() > 160 || line.quoted || is_attributed(&line.plain) {
        return None;
    }
    let book = Phrasebook::embedded();
    let candidates = book.candidates(&line.plain);
    let teaser = book.find(&candidates, |_, role| (role == Role::Teaser).then_some(line.plain.as_str()));
    teaser.or_else(|| {
        book.find(&candidates, |kind, role| {
            let counts = role == Role::Tell
                && match kind {
                    FurnitureKind::Sharing | FurnitureKind::Comments => true,
                    FurnitureKind::Notice => speaks_of_page(&line.plain),
                    _ => false,
                };
            counts.then_some(line.plain.as_str())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::format::Format;

    const FIRST: &str = "The old mill ground its last sack of flour on Sunday, and nobody knew who would feed the cat.";
    const LAST: &str = "Its miller had worked there for forty years, and his daughter kept the keys in a drawer.";

    fn kinds(text: &str) -> Vec<(FurnitureKind, &str)> {
        let doc = Document::new(text, Format::Plain);
        doc.furniture().iter().map(|piece| (piece.kind, &text[piece.range])).collect()
    }

    #[test]
    fn a_line_is_known_by_its_phrase_its_shape_or_its_vocabulary() {
        for (line, kind) in [
            ("Read also: Ten bridges worth a detour", FurnitureKind::Related),
            ("Home > News > Region", FurnitureKind::Navigation),
            ("Print Save as PDF Views: 318", FurnitureKind::Tool),
            ("Only registered readers may comment on articles", FurnitureKind::Comments),
            ("12 March 2024 | 14:33", FurnitureKind::Tool),
            ("Reporter Ada Lund ada.lund@millnews.example", FurnitureKind::Credit),
            ("Więcej artykułów na ten temat", FurnitureKind::Related),
            ("Zaloguj się / Zarejestruj się", FurnitureKind::Navigation),
            ("Home / Villages / Water", FurnitureKind::Navigation),
            ("[Mills of the north] (14)", FurnitureKind::Navigation),
            ("Correction 3 May at 8.15: the miller’s age was wrong.", FurnitureKind::Notice),
            ("[Live ticker] Watch the last turn of the wheel here", FurnitureKind::Related),
            ("Read every mill story first via WhatsApp", FurnitureKind::Sharing),
            ("Advertising continues below", FurnitureKind::Advertisement),
        ] {
            let text = format!("The mill closes\n\n{FIRST}\n\n{line}\n\n{LAST}");
            assert_eq!(kinds(&text), [(kind, line)], "{line}");
        }
    }

    #[test]
    fn what_belongs_to_the_article_is_left_alone() {
        for line in [
            "Media contact: Ada Lund, press@mill.example",
            "Ada Lund is a writer and a retired teacher.",
            "What the neighbours say",
            "“Follow us,” he shouted.",
            "Opening hours: Tuesday to Sunday, 10 a.m. to 6 p.m.",
            "Zofia Wójcik",
            "Dr. Falk: Every Tuesday.",
            "- Monday: Aukštadvaris, Pievėnai",
            "June 21: Teatro Clavijero, Tlaxpan",
        ] {
            let text = format!("The mill closes\n\n{FIRST}\n\n{LAST}\n\n{line}");
            assert_eq!(kinds(&text), [], "{line}");
        }
    }

    #[test]
    fn a_line_that_no_phrase_knows_is_told_by_its_looks() {
        let text = format!("The mill closes\n\nMills • Water • 3 March, 14:05 • 12 thoughts\n\n{FIRST}\n\n{LAST}");
        let doc = Document::new(&text, Format::Plain);
        let [piece] = doc.furniture() else { panic!("{:?}", doc.furniture()) };
        assert!(piece.by_looks && doc.text()[piece.range].starts_with("Mills •"));
        for line in ["Open day", "What comes next", "Day one: down to the weir", "Contact: Ada Lund, tel. 12 34"] {
            let text = format!("The mill closes\n\n{FIRST}\n\n{line}\n\n{LAST}");
            assert_eq!(kinds(&text), [], "{line}");
        }
    }

    #[test]
    fn a_teaser_at_the_end_of_a_paragraph_goes_without_the_paragraph() {
        let text = format!("The mill closes\n\n{FIRST} >>> For more stories: Who owns the river?\n\n{LAST}");
        assert_eq!(kinds(&text), [(FurnitureKind::Related, " >>> For more stories: Who owns the river?")]);
    }

    #[test]
    fn removals_of_neighbours_do_not_overlap_and_leave_the_article() {
        let text = format!("Home > News > Region\n\nPrint this page\n\n{FIRST}\n\nSource link\n\nLeave a Reply\n");
        let doc = Document::new(&text, Format::Plain);
        let mut left = text.clone();
        for piece in doc.furniture().iter().rev() {
            left.replace_range(piece.removal.start()..piece.removal.end(), "");
        }
        assert_eq!(left, format!("{FIRST}\n"));
    }
}
