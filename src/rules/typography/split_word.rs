//! A word with a space inside it, or two words without one between them.

use crate::document::{Document, TokenKind};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::lexicon::{self, Familiarity};
use crate::language::{Tag, WordSet};
use crate::rules::Rule;
use crate::source::TextRange;

/// See `split_word.md`.
pub static RULE: Rule = Rule {
    id: "typography/split-word",
    summary: "a space inside a word or a figure, or none between two words",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/spelling",
    its: "misspelling",
    check,
};

/// Words that a lost space glues to their neighbour, and that no other word begins or ends with by chance.
static JOINED: WordSet = WordSet::new(&[
    "after", "about", "again", "already", "also", "always", "because", "been", "before", "between", "both", "could",
    "does", "during", "even", "every", "from", "have", "having", "into", "many", "never", "often", "only", "other",
    "quite", "several", "should", "since", "some", "still", "such", "than", "that", "their", "them", "then", "there",
    "these", "they", "this", "those", "through", "very", "were", "what", "when", "where", "whether", "which", "while",
    "whose", "will", "with", "would", "your",
]);

/// Small words that a lost space glues to their neighbour.
const SMALL: &[&str] =
    &["the", "a", "an", "of", "to", "in", "on", "at", "by", "for", "and", "from", "with", "is", "was"];

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for at in 0..doc.tokens().len() {
        glued(doc, at, out);
        parted(doc, at, out);
    }
    parted_figure(doc, out);
    parted_group(doc, out);
}

fn known(word: &str) -> bool {
    lexicon::familiarity(&word.to_lowercase()) == Familiarity::Common
}

/// `thefire`, `to1351`: a small word and another without the space between.
fn glued(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) {
    let token = doc.tokens()[at];
    let word = doc.word(at);
    let glued = matches!(token.kind, TokenKind::Word | TokenKind::Number) && word.is_ascii() && word.len() >= 5;
    if !glued || doc.is_english(at) {
        return;
    }
    // Half of a compound, an address or a label is left alone.
    let neighbours =
        [doc.text()[..token.range.start()].chars().next_back(), doc.text()[token.range.end()..].chars().next()];
    let joined = neighbours.into_iter().flatten().any(|c| matches!(c, '-' | '/' | '_' | '@' | '#' | '’' | '\''));
    // The end of a span, `12-15minutes`, is joined to its beginning as it should be.
    let span = neighbours[0] == Some('-') && at >= 2 && doc.tokens()[at - 2].kind == TokenKind::Number;
    if joined && !(span && after_number(word).is_some()) {
        return;
    }
    let lower = word.bytes().all(|b| b.is_ascii_lowercase());
    let place = SMALL.iter().filter_map(|small| word.strip_prefix(small)).find_map(|rest| {
        let year = rest.len() == 4 && rest.bytes().all(|b| b.is_ascii_digit());
        let plain = lower && rest.len() >= 4 && known(rest) && !is_name(word);
        // Other prefixes are too often the start of a word nobody listed: `inbox`, `byline`, `onboarding`.
        let sure =
            word.starts_with("the") || word.starts_with("of") || word.starts_with("and") || word.starts_with("with");
        (year || plain && sure).then_some(word.len() - rest.len())
    });
    let place = place
        .or_else(|| after_number(word))
        .or_else(|| before_phrase(doc, at).filter(|_| lower))
        .or_else(|| two_words(word).filter(|_| lower));
    let Some(place) = place else { return };
    let split = token.range.start() + place;
    out.report(token.range, format!("`{}` and `{}` without a space between them", &word[..place], &word[place..]))
        .confidence(0.85)
        .suggest("Insert a space", [Edit::insert(split, " ")]);
}

/// The end of a whole word that an article or a preposition is glued to, with what that belongs to after it: `includinga
/// socket`, `lampfor the barge`.
fn before_phrase(doc: &Document<'_>, at: usize) -> Option<usize> {
    const PREPOSITIONS: &[&str] = &["for", "from", "with", "into", "and", "of", "to", "in", "on", "at", "by"];
    let word = doc.word(at);
    let next = doc.tokens().get(at + 1)?;
    let last: &[&str] = match next.tag {
        Tag::Nn | Tag::Jj => &["the", "a"],
        Tag::Dt | Tag::PrpS => PREPOSITIONS,
        _ => return None,
    };
    let rest = last.iter().find_map(|last| word.strip_suffix(last)).filter(|rest| rest.len() >= 4)?;
    let whole = rest.len() >= 5 || last.len() == PREPOSITIONS.len();
    (whole && known(rest) && !is_name(word)).then_some(rest.len())
}

/// The end of the first of two whole words, one of which carries grammar: `whichholds`.
fn two_words(word: &str) -> Option<usize> {
    let parts = |at: usize| {
        let (first, second) = word.split_at(at);
        known(first) && known(second) && (JOINED.has(first) || JOINED.has(second) && second.len() >= 4)
    };
    let mut places = (3..word.len().saturating_sub(2)).filter(|&at| parts(at));
    places.next().filter(|_| places.next().is_none() && !is_name(word))
}

/// The end of a number that a whole word is glued to: `1351in`, `15minutes`, but not `8cm`, `3rd` or `4x4`.
fn after_number(word: &str) -> Option<usize> {
    let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = &word[digits..];
    let year = digits == 4 && matches!(rest, "he" | "she" | "they" | "and" | "the" | "in" | "to" | "was" | "it");
    let long = digits > 0 && rest.len() >= 4 && rest.bytes().all(|b| b.is_ascii_lowercase()) && known(rest);
    (year || long).then_some(digits)
}

fn is_name(word: &str) -> bool {
    let mut capital = word.to_string();
    capital[..1].make_ascii_uppercase();
    lexicon::is_known_name(&capital)
}

/// `re cited`: a piece that is no word before one that may be, and together they are a word.
fn parted(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) {
    let Some(next) = doc.tokens().get(at + 1) else { return };
    let token = doc.tokens()[at];
    let (first, second) = (doc.word(at), doc.word(at + 1));
    let gap = TextRange::new(token.range.end(), next.range.start().max(token.range.end()));
    let words = token.is_word() && next.is_word() && next.sentence == token.sentence && &doc.text()[gap] == " ";
    let lower = |word: &str| word.bytes().all(|b| b.is_ascii_lowercase());
    if !words || !lower(first) || !lower(second) || second.len() < 3 {
        return;
    }
    // `b ase`: no letter but these is a word.
    let letter = first.len() == 1;
    if letter && (matches!(first, "a" | "i" | "o" | "x" | "y" | "n") || known(second)) {
        return;
    }
    // A prefix is listed as a word here and there, but it does not stand alone before a participle or a noun.
    let prefix =
        matches!(first, "re" | "un" | "dis" | "mis" | "non" | "pre" | "sub" | "con" | "com" | "ex" | "im" | "en");
    let domain = doc.text()[..token.range.start()].ends_with(['.', '’', '\'']);
    // `exp ecting`, `organ izer`: the second half is no word, or neither is one that people use.
    let halves = !known(second) && (!known(first) || !doc.is_english(at + 1) && second.len() >= 4);
    let broken = (letter || prefix && !matches!(token.tag, Tag::Fw) || !doc.is_english(at) || halves) && !domain;
    if !broken {
        return;
    }
    let whole = format!("{first}{second}");
    if (letter || whole.len() >= 5) && known(&whole) && !whole.starts_with("a") {
        out.report(token.range.cover(next.range), format!("a space inside `{whole}`"))
            .confidence(0.85)
            .suggest("Delete the space", [Edit::delete(gap)]);
    }
}

/// `1. 9 meters`: a figure with a space after its point. A sentence may end in a number and the next begin with one,
/// but hardly so that the second has a unit and the first has none.
fn parted_figure(doc: &Document<'_>, out: &mut Findings<'_>) {
    let text = doc.text();
    let is_figure = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    for (point, _) in text.match_indices(". ") {
        let whole = text[..point].rsplit(|c: char| c.is_whitespace() || "$€£(".contains(c)).next().unwrap_or_default();
        let mut after = text[point + 2..].split([' ', '\u{a0}']);
        let (part, unit) = (after.next().unwrap_or_default(), after.next().unwrap_or_default());
        let unit = unit.trim_end_matches([',', '.', ';', '”', ')']);
        let counts = matches!(unit, "million" | "billion" | "trillion" | "percent") || lexicon::unit(unit).is_some();
        let before = text[..point - whole.len()].trim_end();
        let goes_on = before.ends_with(|c: char| c.is_lowercase() || "$€£".contains(c)) && !before.ends_with(" in");
        let range = TextRange::new(point - whole.len(), point + 2 + part.len());
        if is_figure(whole) && is_figure(part) && counts && goes_on && doc.is_prose(range) {
            let gap = TextRange::new(point + 1, point + 2);
            out.report(range, format!("a space inside `{whole}.{part}`"))
                .confidence(0.85)
                .suggest("Delete the space", [Edit::delete(gap)]);
        }
    }
}

/// `at 11: 28`, `88, 312 crowns`: a time and a large number with a space after the mark inside.
fn parted_group(doc: &Document<'_>, out: &mut Findings<'_>) {
    let text = doc.text();
    let digits = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    for (at, mark) in text.match_indices([':', ',']) {
        let Some(after) = text[at + 1..].strip_prefix(' ') else { continue };
        let head = text[..at].rsplit(|c: char| c.is_whitespace() || "$€£(".contains(c)).next().unwrap_or_default();
        let tail = &after[..after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len())];
        let rest = &after[tail.len()..];
        let next = rest.trim_start().split([' ', ',', ';', ')', '\n']).next().unwrap_or_default();
        let before = text[..at - head.len()].trim_end();
        let broken = if mark == ":" {
            // `Luke 11: 28` is a verse; an hour has `at` or `by` before it or its half of the day after it.
            const LEADS: &[&str] =
                &["about", "after", "around", "at", "before", "by", "from", "since", "till", "to", "until"];
            let lead = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_ascii_lowercase();
            let half = matches!(next.trim_end_matches('.'), "a.m" | "p.m" | "am" | "pm" | "o\'clock" | "o’clock");
            digits(head, 1..=2)
                && digits(tail, 2..=2)
                && head.parse().is_ok_and(|hour: u8| hour < 25)
                && tail < "60"
                && (LEADS.contains(&lead.as_str()) || half)
        } else {
            let unit = next.trim_end_matches('.');
            let counts = matches!(unit, "million" | "billion" | "people" | "residents" | "households")
                || lexicon::unit(unit).is_some()
                || unit.starts_with(char::is_lowercase) && lexicon::currency(unit).is_some();
            digits(head, 1..=3)
                && digits(tail, 3..=3)
                && counts
                && !head.starts_with('0')
                && before.trim_end_matches(',').ends_with(char::is_alphabetic)
                && !before.ends_with(" and")
                && !before.ends_with(" in")
        };
        let range = TextRange::new(at - head.len(), at + 2 + tail.len());
        if broken && doc.is_prose(range) {
            out.report(range, format!("a space inside `{head}{mark}{tail}`"))
                .confidence(0.88)
                .suggest("Delete the space", [Edit::delete(TextRange::new(at + 1, at + 2))]);
        }
    }
}
