//! How much a line looks like page furniture, whatever it says.
//!
//! The phrases know what pages usually say; a page that says it otherwise is told by signs: words of pages, dates and
//! hours, counters, commands to the reader, and a place before or after the running text. Each sign has a weight, others
//! before and after the text, fitted by logistic regression (`postedit-train furniture`) on the marked articles of
//! `tests/articles`; the sum is the logarithm of the odds that the line is furniture.

use std::sync::LazyLock;

use super::phrasebook::Phrasebook;
use super::{FurnitureKind, Line, has_hour, is_attributed};
use crate::document::{Block, BlockKind};
use crate::language::{WordSet, inflect, lexicon};

/// Where a line stands on its page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// Before the running text.
    Head,
    /// Among it.
    Body,
    /// After it.
    Tail,
}

/// The weights of a sign: anywhere, and what is added before and after the running text.
pub type Weights = [f32; 3];

/// A line of more words is rather a paragraph that has lost its stop.
const LONGEST: usize = 14;

/// A sign and how strong it is.
pub type Sign = (&'static str, f32);

static WEIGHTS: LazyLock<Vec<(&str, Weights)>> = LazyLock::new(|| {
    let row = |line: &'static str| {
        let mut cells = line.split('\t');
        let name = cells.next()?;
        let mut weight = || cells.next()?.parse().ok();
        Some((name, [weight()?, weight()?, weight()?]))
    };
    include_str!("likeness.tsv").lines().map(|line| row(line).expect("a built line")).collect()
});

/// The logarithm of the odds that a line with these signs is furniture.
pub(super) fn likeness(signs: &[Sign], part: Part) -> f32 {
    let weight = |[anywhere, head, tail]: [f32; 3]| match part {
        Part::Head => anywhere + head,
        Part::Body => anywhere,
        Part::Tail => anywhere + tail,
    };
    signs.iter().zip(&*WEIGHTS).map(|((_, strength), (_, weights))| strength * weight(*weights)).sum()
}

/// The lines that may be furniture, by block, each with its signs and its place beside the running text from block `first`
/// to block `last`.
pub(super) fn candidates<'l>(
    blocks: &'l [Block],
    lines: &'l [Line],
    (first, last): (usize, usize),
) -> impl Iterator<Item = (usize, Part, Vec<Sign>)> + 'l {
    (1..lines.len()).filter_map(move |index| {
        let (block, line) = (&blocks[index], &lines[index]);
        let prose = matches!(block.kind, BlockKind::Paragraph | BlockKind::Headline) && block.marker.is_none();
        let long = line.plain.split(' ').count() > LONGEST;
        if !prose || long || line.quoted || line.plain.is_empty() || introduces(&line.plain) {
            return None;
        }
        let part = match index {
            _ if index < first => Part::Head,
            _ if index > last => Part::Tail,
            _ => Part::Body,
        };
        let signs = signs(line, index);
        let strength = |wanted: &str| signs.iter().find(|(name, _)| *name == wanted).map_or(0.0, |sign| sign.1);
        let any = |names: &[&str]| names.iter().any(|name| strength(name) > 0.0);
        // An event has its date and hour as well.
        let of_page = any(OF_PAGES) || any(&["hour", "date", "ago", "slash"]) && any(&["likely words"]);
        // A whole sentence that has hardly a word of pages belongs to the article.
        let sentence = line.ends_in_stop() && strength("words of pages") < 2.0;
        (of_page && !sentence).then_some((index, part, signs))
    })
}

/// The signs without which a short line is rather a heading.
const OF_PAGES: &[&str] = &["any word of pages", "sign", "counter", "address", "brackets around"];

/// Whether a line is a heading, introduces what comes next, or opens with a label that no page has: who speaks, what day
/// it is, whom the press may call.
fn introduces(plain: &str) -> bool {
    let book = Phrasebook::embedded();
    let of_page = |label: &str| {
        let words = || label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words().any(|word| book.is_hard(word) || book.is_soft(word))
    };
    let calls =
        |plain: &str| plain.split(|c: char| !c.is_alphabetic()).any(|word| matches!(word, "contact" | "tel" | "phone"));
    plain.ends_with(':')
        || plain.starts_with('#')
        || calls(plain)
        || plain.split_once(": ").is_some_and(|(label, _)| label.split(' ').count() <= 4 && !of_page(label))
}

/// What a line is for, by the words it has.
pub(super) fn kind(plain: &str) -> FurnitureKind {
    const WORDS: [(&[&str], FurnitureKind); 7] = [
        (&["ad", "ads", "advert", "sponsor", "promo"], FurnitureKind::Advertisement),
        (&["comment", "discussion", "forum", "opinion"], FurnitureKind::Comments),
        (
            &["share", "follow", "channel", "whatsapp", "telegram", "facebook", "instagram", "join"],
            FurnitureKind::Sharing,
        ),
        (
            &["copyright", "rights", "reproduc", "subscri", "cookie", "quot", "licen", "correction"],
            FurnitureKind::Notice,
        ),
        (
            &["photo", "image", "picture", "reporter", "author", "correspondent", "editor", "source"],
            FurnitureKind::Credit,
        ),
        (&["read", "see", "related", "more", "tags", "topics", "next", "previous"], FurnitureKind::Related),
        (&["print", "font", "updated", "published", "views", "listen", "save"], FurnitureKind::Tool),
    ];
    let said = plain.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    // The start of a word says enough, if it is longer than `ad` and `see`.
    let starts = |word: &str, start: &str| if start.len() > 3 { word.starts_with(start) } else { word == start };
    let says = |words: &[&str]| said.clone().any(|word| words.iter().any(|start| starts(word, start)));
    let found = WORDS.iter().find(|(words, _)| says(words)).map(|(_, kind)| *kind);
    found.unwrap_or(if has_hour(plain) { FurnitureKind::Tool } else { FurnitureKind::Navigation })
}

/// The signs of a line.
fn signs(line: &Line, index: usize) -> Vec<Sign> {
    static COMMANDS: WordSet = WordSet::new(&[
        "add",
        "become",
        "buy",
        "choose",
        "click",
        "comment",
        "continue",
        "copy",
        "download",
        "find",
        "follow",
        "get",
        "go",
        "hide",
        "install",
        "join",
        "keep",
        "leave",
        "like",
        "listen",
        "log",
        "open",
        "order",
        "participate",
        "print",
        "rate",
        "read",
        "register",
        "report",
        "save",
        "scroll",
        "see",
        "send",
        "share",
        "show",
        "sign",
        "submit",
        "subscribe",
        "support",
        "take",
        "tap",
        "tell",
        "turn",
        "view",
        "vote",
        "watch",
        "write",
    ]);
    static AUXILIARIES: WordSet = WordSet::new(&[
        "is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "did", "does", "do",
    ]);
    let plain = line.plain.as_str();
    let book = Phrasebook::embedded();
    let words: Vec<&str> = plain
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '\''))
        .map(|word| word.trim_matches(['-', '\'']))
        .filter(|word| !word.is_empty())
        .collect();
    let named: Vec<&str> = words.iter().copied().filter(|word| word.starts_with(char::is_alphabetic)).collect();
    let count = |is: &dyn Fn(&str) -> bool| named.iter().filter(|word| is(word)).count() as f32;
    let all = named.len().max(1) as f32;
    let hard = count(&|word| book.is_hard(word));
    let soft = count(&|word| !book.is_hard(word) && book.is_soft(word));
    let small = count(&|word| !book.is_hard(word) && !book.is_soft(word) && book.is_function(word));
    let figures = plain.chars().filter(char::is_ascii_digit).count() as f32 / plain.chars().count().max(1) as f32;
    let any = |list: &[&str]| named.iter().any(|word| list.contains(word));
    let short = words.len() <= 6;
    let yes = |is: bool| f32::from(u8::from(is));
    vec![
        ("anything", 1.0),
        ("words of pages", hard.min(4.0)),
        ("share of words of pages", hard / all),
        ("any word of pages", yes(hard > 0.0)),
        ("likely words", soft.min(5.0)),
        ("share of likely words", soft / all),
        ("share of known words", (hard + soft + small) / all),
        ("content words", (all - small).min(6.0) / 3.0),
        ("length", words.len().min(40) as f32 / 10.0),
        ("up to 6 words", yes(short)),
        ("up to 12 words", yes(words.len() <= 12)),
        ("short and word of pages", yes(short && hard > 0.0)),
        ("somebody says", yes(is_attributed(plain))),
        ("hour", yes(has_hour(plain))),
        ("date", yes(has_date(&words, plain))),
        ("ago", yes(any(&["ago", "today", "yesterday"]))),
        ("counter", yes(has_counter(plain))),
        (
            "sign",
            yes(plain.contains(['|', '•', '·', '»', '›', '→', '▶', '►', '■', '◆', '●', '★', '※', '⬇', '©', 'ⓒ', '>'])),
        ),
        ("address", yes(plain.contains(['@', '#']) || plain.contains("www.") || plain.contains("http"))),
        ("brackets around", yes(plain.starts_with(['[', '(']) && plain.ends_with([']', ')']))),
        ("colon", yes(plain.contains(':'))),
        ("slash", yes(plain.contains(['=', '/']))),
        ("reader", yes(any(&["you", "your", "us", "our"]))),
        ("command", yes(named.first().is_some_and(|word| COMMANDS.has(word)))),
        ("figures", (figures * 3.0).min(1.0)),
        ("auxiliary", yes(named.iter().any(|word| AUXILIARIES.has(word)))),
        ("third person", yes(any(&["he", "she", "they", "his", "her", "their", "it", "its"]))),
        ("first person", yes(any(&["i", "my"]))),
        ("second line", yes(index == 1)),
        ("first lines", yes(index <= 3)),
    ]
}

/// Whether a line has a day of a month, or one in figures.
fn has_date(words: &[&str], plain: &str) -> bool {
    let figures = |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 4;
    let month = |word: &str| lexicon::month(&inflect::with_case_of("Aa", word)).is_some();
    let beside = |pair: &[&str]| figures(pair[1]) && month(pair[0]) || figures(pair[0]) && month(pair[1]);
    let written = |word: &str| {
        let parts: Vec<&str> = word.split(['.', '/', '-']).filter(|part| !part.is_empty()).collect();
        parts.len() == 3 && parts.iter().all(|part| part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit()))
    };
    words.windows(2).any(beside) || plain.split([' ', ',', '|', '(', ')']).any(written)
}

/// Whether a line has a number of one to three figures in brackets, or a letter, as counters and marks of agencies have.
fn has_counter(plain: &str) -> bool {
    plain.split('(').skip(1).filter_map(|rest| rest.split_once(')')).any(|(inside, _)| {
        !inside.is_empty() && inside.len() <= 3 && inside.bytes().all(|b| b.is_ascii_digit())
            || matches!(inside, "p" | "c" | "ad" | "r")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_has_a_row_of_weights() {
        let named: Vec<&str> = signs(&Line::new("Print this page"), 1).iter().map(|(name, _)| *name).collect();
        let rows: Vec<&str> = WEIGHTS.iter().map(|(name, _)| *name).collect();
        assert_eq!(named, rows);
    }

    #[test]
    fn a_kind_is_told_by_whole_words() {
        assert_eq!(kind("[ad_1]"), FurnitureKind::Advertisement);
        assert_eq!(kind("already in baltimore"), FurnitureKind::Navigation);
        assert_eq!(kind("original published 2022/08/22 06:10"), FurnitureKind::Tool);
    }
}
