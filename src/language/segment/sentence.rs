//! Where sentences end.

use super::abbreviation::{self, Abbreviation};
use super::address::{LONGEST_NAME, address_end, is_known_ending};
use super::{char_at, char_before, is_closer, is_opener, skip_space};
use crate::source::TextRange;

/// Appends to `out` the ranges (in bytes of `prose`) of the sentences of one block of prose.
///
/// The ranges are in order, start and end at something that is not white space, and cover everything else; a line end
/// is white space like any other. Marks that close a quotation or a bracket after the stop, and citation marks, belong
/// to the sentence before. A number that counts a list item stays with its text.
///
/// The text may be damaged: a stop before a small letter, before a capital without a space, or after a stray space is
/// still a boundary. A quotation that ends in a stop and goes on with a small letter (`“Why?” he asked`) is not cut.
pub fn sentences(prose: &str, out: &mut Vec<TextRange>) {
    let bytes = prose.as_bytes();
    let mut start = skip_space(prose, 0);
    let mut at = start;
    let mut inside_straight = false;
    while at < bytes.len() {
        if bytes[at] == b'"' {
            inside_straight = !inside_straight;
        }
        if !MAY_STOP[bytes[at] as usize] {
            at += 1;
            continue;
        }
        let Some(stop) = Stop::read(prose, start, at, inside_straight) else {
            at += 1;
            continue;
        };
        if stop.closes_straight {
            inside_straight = false;
        }
        at = stop.after;
        if stop.ends_sentence(prose, start) {
            out.push(TextRange::new(start, at));
            start = skip_space(prose, at);
            at = start;
        }
    }
    let end = prose.trim_end().len();
    if start < end {
        out.push(TextRange::new(start, end));
    }
}

/// First bytes of `.`, `!`, `?`, `…`, `。`, `！` and `？`.
const MAY_STOP: [bool; 256] = {
    let mut table = [false; 256];
    let first = [b'.', b'!', b'?', 0xE2, 0xE3, 0xEF];
    let mut i = 0;
    while i < first.len() {
        table[first[i] as usize] = true;
        i += 1;
    }
    table
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum StopKind {
    /// One full stop.
    Full,
    /// Several full stops or `…`, which may also stand inside a sentence.
    Ellipsis,
    /// At least one `!` or `?`.
    Strong,
    /// `。`, `！` or `？`, after which no space is written.
    Wide,
}

/// A run of stops with what closes after it.
struct Stop {
    kind: StopKind,
    /// The first byte of the run.
    at: usize,
    /// The byte after the stops, the closing marks and the citation marks.
    after: usize,
    /// Whether a quotation or a bracket closes after the stops.
    closed: bool,
    /// Whether the first of the closing marks is a bracket.
    closes_bracket: bool,
    /// Whether one of the closing marks is `"`.
    closes_straight: bool,
}

impl Stop {
    fn read(text: &str, start: usize, at: usize, inside_straight: bool) -> Option<Stop> {
        let (kind, end) = read_run(text, at)?;
        let mut stop = Stop { kind, at, after: end, closed: false, closes_bracket: false, closes_straight: false };
        loop {
            let end = stop.after;
            let Some(c) = char_at(text, end) else { break };
            let follower = char_at(text, end + c.len_utf8());
            let word_follows = follower.is_some_and(char::is_alphanumeric);
            let closes = match c {
                '"' => !word_follows || inside_straight && !stop.closes_straight,
                '\'' => !word_follows,
                '“' => !word_follows || opens_low(&text[start..at], '„', '“'),
                '‘' => !word_follows || opens_low(&text[start..at], '‚', '‘'),
                _ => is_closer(c),
            };
            if closes {
                stop.closes_bracket |= !stop.closed && matches!(c, ')' | ']' | '}');
                stop.closed = true;
                stop.closes_straight |= c == '"';
                stop.after += c.len_utf8();
            } else if matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '*' | '_') && !word_follows {
                stop.after += c.len_utf8();
            } else if let Some(mark) = citation_end(text, end) {
                stop.after = mark;
            } else if c == ' '
                && let Some(mark) = stray_mark_end(text, end + 1, inside_straight && !stop.closes_straight)
            {
                stop.closed = true;
                stop.closes_straight |= text[..mark].ends_with('"');
                stop.after = mark;
            } else {
                break;
            }
        }
        Some(stop)
    }

    /// Whether the sentence that began at byte `start` ends here.
    fn ends_sentence(&self, text: &str, start: usize) -> bool {
        let next = skip_space(text, self.after);
        let Some(first) = char_at(text, next) else { return true };
        if self.kind == StopKind::Wide {
            return true;
        }
        let mut word_start = next;
        while let Some(c) = char_at(text, word_start)
            && (is_opener(c) || matches!(c, '"' | '\''))
        {
            word_start += c.len_utf8();
        }
        let following = Following { text, at: word_start };
        if next == self.after {
            return following.is_ordinary_capitalised() && self.ends_without_space(text, start, following);
        }
        // `(!)` and `[…]` comment on the sentence around them.
        if self.closed && matches!(char_before(text, self.at), Some('(' | '[')) {
            return false;
        }
        match first {
            ',' | ';' | ':' | '/' | '%' | ')' | ']' | '}' => return false,
            '-' | '–' | '—' => {
                return self.kind != StopKind::Ellipsis && dash_leads_capital(text, next);
            }
            _ => {}
        }
        let lower = following.is_lower();
        match self.kind {
            StopKind::Strong if lower => !self.closed,
            StopKind::Strong => !(self.closed && following.is_attribution()),
            StopKind::Ellipsis => !lower && !following.first().is_some_and(char::is_numeric),
            StopKind::Full if self.closed && !self.closes_bracket => !lower,
            StopKind::Full => full_stop_ends(text, start, self.at, following),
            StopKind::Wide => true,
        }
    }

    /// Whether a sentence ends at a stop that a capitalised word follows without a space.
    fn ends_without_space(&self, text: &str, start: usize, following: Following) -> bool {
        let chunk = text[start..self.at].char_indices().rev().take(LONGEST_NAME);
        let chunk = chunk.take_while(|(_, c)| !c.is_whitespace()).last().map_or(self.at, |(before, _)| start + before);
        let chunk = self.at - text[chunk..self.at].trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        if address_end(text, chunk).is_some_and(|end| end > self.at) {
            return false;
        }
        if self.closed || self.kind != StopKind::Full {
            return true;
        }
        let word = word_before(text, start, self.at);
        match char_before(text, self.at) {
            // ` .Next` has a stray space, ` .Net` is a name.
            Some(c) if c.is_whitespace() => !is_known_ending(following.word()),
            Some(c) if c.is_lowercase() || c.is_numeric() || is_closer(c) || matches!(c, '"' | '\'' | '%') => {
                match abbreviation::classify(word) {
                    Some(Abbreviation::Leading) => false,
                    Some(Abbreviation::Either) => following.starts_sentence(),
                    _ => word.len() != 1 && !abbreviation::is_acronym(word) && !is_list_mark(text, start, self.at),
                }
            }
            Some(c) if c.is_uppercase() => word.len() > 2 && !word.contains('.'),
            Some(c) => c.is_alphabetic(),
            None => false,
        }
    }
}

/// Reads a run of stops, also one with spaces between them (`. . .`); gives its kind and the byte after it.
fn read_run(text: &str, at: usize) -> Option<(StopKind, usize)> {
    let (mut kind, mut end, mut count) = (StopKind::Full, at, 0);
    loop {
        let gap = if count == 0 { end } else { skip_space(text, end) };
        let Some(c @ ('.' | '!' | '?' | '…' | '。' | '！' | '？')) = char_at(text, gap) else { break };
        let next = gap + c.len_utf8();
        // After white space one stop continues the run; ` .5`, ` .net` and ` ... And` start something of their own.
        if gap > end && !is_lone_stop(text, next) {
            break;
        }
        (end, count) = (next, count + 1);
        kind = match (kind, c) {
            (StopKind::Wide, _) | (_, '。' | '！' | '？') => StopKind::Wide,
            (StopKind::Strong, _) | (_, '!' | '?') => StopKind::Strong,
            (_, '…') => StopKind::Ellipsis,
            _ if count > 1 => StopKind::Ellipsis,
            _ => StopKind::Full,
        };
    }
    (count > 0).then_some((kind, end))
}

/// Whether what follows a stop that ends at `end` leaves it alone: nothing, or white space.
fn is_lone_stop(text: &str, end: usize) -> bool {
    let rest = text[end..].trim_start_matches(['.', '…']);
    char_at(text, end).is_none_or(char::is_whitespace) || rest.trim_start().is_empty()
}

/// Whether the last of two marks in `text` is the low opening one, so that the high one closes.
fn opens_low(text: &str, low: char, high: char) -> bool {
    text.rfind(low).is_some_and(|opened| text.rfind(high).is_none_or(|other| other < opened))
}

/// The longest remark on sources looked for, in bytes: `better source needed`.
const LONGEST_REMARK: usize = 40;

/// Where a citation mark such as `[12]`, ` [3, 4]` or `[citation needed]`, or a mark of omission (` […]`), ends, if one
/// starts at `at`.
fn citation_end(text: &str, at: usize) -> Option<usize> {
    let open = skip_space(text, at);
    let inside = text[open..].strip_prefix('[')?;
    if let Some(length) = inside.bytes().take(LONGEST_REMARK).position(|b| b == b']')
        && inside[..length].ends_with(" needed")
    {
        return Some(open + length + 2);
    }
    let length = inside.find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | ' ' | '-' | '.' | '…')))?;
    (length > 0 && inside.as_bytes()[length] == b']').then_some(open + length + 2)
}

/// Where a closing mark that a stray space parts from its stop ends, if one stands at `at`.
fn stray_mark_end(text: &str, at: usize, inside_straight: bool) -> Option<usize> {
    let c = char_at(text, at)?;
    let end = at + c.len_utf8();
    let closes = matches!(c, '”' | '»' | ')' | ']' | '\'') || c == '"' && inside_straight;
    (closes && char_at(text, end).is_none_or(char::is_whitespace)).then_some(end)
}

/// Whether a dash at `at` stands alone before a capital.
fn dash_leads_capital(text: &str, at: usize) -> bool {
    let after = text[at..].trim_start_matches(['-', '–', '—']).trim_start();
    after.starts_with(|c: char| c.is_uppercase() || is_opener(c))
}

/// The word that ends right before byte `end`: letters and digits, and full stops between them.
fn word_before(text: &str, start: usize, end: usize) -> &str {
    let mut at = end;
    while at > start
        && end - at < LONGEST_NAME
        && let Some(c) = char_before(text, at)
        && (c.is_alphanumeric() || c == '.')
    {
        at -= c.len_utf8();
    }
    text[at..end].trim_start_matches('.')
}

/// Whether the word before the stop at `stop` only counts a list item, at the start of the sentence or after a colon:
/// `1.`, `b.`, `2.1.`
fn is_list_mark(text: &str, start: usize, stop: usize) -> bool {
    let word = word_before(text, start, stop);
    let counts = matches!(word.len(), 1..=3) && word.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        || word.len() == 1 && word.bytes().all(|b| b.is_ascii_alphabetic());
    counts && {
        let before = text[start..stop - word.len()]
            .trim_end_matches(|c: char| c.is_whitespace() || is_opener(c) || matches!(c, '-' | '•' | '*'));
        before.is_empty() || before.ends_with(':') && start + before.len() + word.len() < stop
    }
}

/// Whether the figure `word` before a stop is a day, as languages write it that set ordinals with a stop: `25. may`, `by
/// 8. January`, `on the 18. the day after`. It begins at byte `at` of the sentence from `start`.
fn is_day(text: &str, start: usize, at: usize, word: &str, following: Following) -> bool {
    if word.len() > 2 || !word.parse().is_ok_and(|day: u8| (1..=31).contains(&day)) {
        return false;
    }
    let next = following.word();
    let then = Following { text, at: skip_space(text, following.at + next.len()) }.word();
    let month = |word: &str| word.len() > 2 && crate::language::lexicon::month(word).is_some();
    let small_month = following.is_lower() && !next.is_empty() && {
        let (first, rest) = next.split_at(1);
        month(&format!("{}{rest}", first.to_uppercase()))
    };
    let before = word_before(text, start, text[start..at].trim_end().len() + start);
    small_month
        || next == "in" && month(then)
        || matches!((next, then), ("the", "day") | ("day", _))
        || month(next)
            && (matches!(before, "on" | "until" | "by" | "till" | "since")
                || crate::language::lexicon::weekday(before).is_some())
}

/// Whether a single full stop at `stop`, with a space after it and at most a closing bracket between, ends the
/// sentence.
fn full_stop_ends(text: &str, start: usize, stop: usize, following: Following) -> bool {
    let word = word_before(text, start, stop);
    if word.is_empty() {
        return true;
    }
    if is_list_mark(text, start, stop) {
        return false;
    }
    if is_day(text, start, stop - word.len(), word, following) {
        return false;
    }
    let first = following.first();
    let lower = following.is_lower();
    let number = first.is_some_and(char::is_numeric);
    match abbreviation::classify(word) {
        Some(Abbreviation::Leading) => false,
        // `(b. 1950)`, `(m. May 1950)`
        _ if word.len() == 1 && text[..stop - 1].ends_with('(') => false,
        Some(Abbreviation::Numbering) => !number && (!lower || word.eq_ignore_ascii_case("no")),
        Some(Abbreviation::Either) => following.starts_sentence(),
        Some(Abbreviation::Closing) => !lower,
        None if abbreviation::is_acronym(word) => following.starts_sentence(),
        None if word.len() == 1 && word.bytes().all(|b| b.is_ascii_alphabetic()) => {
            if word.as_bytes()[0].is_ascii_uppercase() { following.starts_sentence() } else { !lower && !number }
        }
        None => !(lower && abbreviation::lacks_vowel(word) && !word.bytes().all(|b| b.is_ascii_uppercase())),
    }
}

/// What stands after a stop, white space and opening marks.
#[derive(Clone, Copy)]
struct Following<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Following<'t> {
    fn first(self) -> Option<char> {
        char_at(self.text, self.at)
    }

    fn is_lower(self) -> bool {
        self.first().is_some_and(char::is_lowercase) && !self.text[self.at..].starts_with("http")
    }

    fn word(self) -> &'t str {
        let tail = &self.text[self.at..];
        &tail[..tail.find(|c: char| !c.is_alphabetic()).unwrap_or(tail.len())]
    }

    /// A capital and a small letter, or one of the words `I` and `A`.
    fn is_ordinary_capitalised(self) -> bool {
        let word = self.word();
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && match letters.next() {
                Some(second) => second.is_lowercase(),
                None => {
                    matches!(word, "I" | "A")
                        && matches!(char_at(self.text, self.at + 1), Some(' ' | '\n' | '’' | '\''))
                }
            }
    }

    /// A word of a closed class with its capital; `A.` is an initial.
    fn starts_sentence(self) -> bool {
        let word = self.word();
        abbreviation::starts_sentence(word) && char_at(self.text, self.at + word.len()) != Some('.')
    }

    /// A name and a verb of saying: `Ada asked`.
    fn is_attribution(self) -> bool {
        let name = self.word();
        let verb = Following { text: self.text, at: skip_space(self.text, self.at + name.len()) }.word();
        !name.is_empty()
            && !abbreviation::starts_sentence(name)
            && matches!(
                verb,
                "said"
                    | "says"
                    | "asked"
                    | "asks"
                    | "replied"
                    | "replies"
                    | "cried"
                    | "shouted"
                    | "exclaimed"
                    | "wondered"
                    | "answered"
                    | "whispered"
            )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(prose: &str) -> Vec<&str> {
        let mut found = Vec::new();
        sentences(prose, &mut found);
        found.iter().map(|&range| &prose[range]).collect()
    }

    /// Each text is written with ` / ` or `/` where it is to be cut; `/` alone stands for a cut without a space.
    fn assert_cuts(marked: &[&str]) {
        for text in marked {
            let expected: Vec<_> = text.split('/').map(str::trim).collect();
            let prose = text.replace(" / ", " ").replace('/', "");
            assert_eq!(cut(&prose), expected, "{prose}");
        }
    }

    #[test]
    fn ranges_hold_no_space_around_the_sentence() {
        assert_eq!(cut("  It rose.\n It\nfell. "), ["It rose.", "It\nfell."]);
        assert!(cut(" \n ").is_empty());
    }

    #[test]
    fn stops_end_sentences() {
        assert_cuts(&[
            "It rose. / It fell! / Did it? / Yes",
            "What?! / No... / Then it rose… / It fell.",
            "It rose: twice. / Version 2.1 cost 3.5 francs.",
            "麦が育った。/パンができた！/本当？/はい",
        ]);
    }

    #[test]
    fn abbreviations_do_not() {
        assert_cuts(&[
            "Mr. Vale met Prof. Adeyemi of N. Jutland at No. 8, St. Olave's Lane.",
            "J. R. Vale and P. J. Okoro founded Loaf & Co. in Dec. 1908, or c. 1910.",
            "Use rye, e.g. Danish rye, i.e. the dark one, vs. wheat etc. for this.",
            "Loaf v. Vale was heard by [Mary K. J.] Adler (pop. 300) under Op. 46.",
            "It opens at 7 a.m. every day and at 9 a.m. Sundays.",
            "The U.S. Bakers Union met the U.K. team.",
            "Fig. 3 is on p. 12. / Is it? / No. / See Vol. 2.",
        ]);
    }

    #[test]
    fn an_abbreviation_ends_a_sentence_before_a_word_that_starts_one() {
        assert_cuts(&[
            "They moved to the U.S. / The bakery closed.",
            "It opened at 7 a.m. / He came late.",
            "They sell rye, oats, etc. / Bakers like it.",
            "She works at Loaf Inc. / But he does not.",
            "It was plan B. / We had no other.",
        ]);
    }

    #[test]
    fn closing_marks_belong_to_the_sentence_before() {
        assert_cuts(&[
            "“It rose.” / “It fell.” / He left.",
            "\"It rose.\" / \"It fell.\" / (He left.) / «Oui.» / Then ‘no.’ / „Nein.“ / He left.",
            "“Yes,” he said. / “No.” / She left.",
            "It rose. ” / It fell.",
            "It rose.[12] / Indeed it did. [3] / So.",
            "It rose. […] / It fell.",
        ]);
    }

    #[test]
    fn a_day_with_its_stop_ends_no_sentence() {
        assert_cuts(&[
            "The ferry lies in dock until 25. may this year.",
            "The mill burned on the 3. in January, at night.",
            "It was already 18. the day after the flood.",
            "They left by 8. January at the latest.",
            "We were 12. / the rest came later.",
        ]);
    }

    #[test]
    fn a_quotation_that_goes_on_is_one_sentence() {
        assert_cuts(&[
            "“Why?” he asked. / \"Any rye?\" she asks. / “No!” said Vale.",
            "“I did.” he said.",
            "“Why?” Vale asked. / “Why?” / The door shut.",
            "He cut (really!) all of it and [...] went home… then slept.",
        ]);
    }

    #[test]
    fn a_lost_space_does_not_hide_a_boundary() {
        assert_cuts(&[
            "We got many orders./However, few came from the site./Because we closed.",
            "He said “no.”/Then he left./“Well,” she said.",
            "It rose in 2019./Then it fell!/Nobody came./I left.",
        ]);
    }

    #[test]
    fn stops_inside_names_and_numbers_are_no_boundary() {
        assert_cuts(&[
            "See example.com, Node.js, report.Final.pdf and www.Example.org for 3.5 U.S.A rules.",
            "Write to Ada.Vale@example.com or Mr.Vale about a.b, .NET and .Net.",
        ]);
    }

    #[test]
    fn a_lost_capital_or_a_stray_space_does_not_hide_a_boundary() {
        assert_cuts(&[
            "It was so in the first place. / you will see. / did you know?",
            "It is done . / Next it rose ./Then it fell.",
            "It took 5 hrs. longer.",
        ]);
    }

    #[test]
    fn the_number_of_a_list_item_stays_with_its_text() {
        assert_cuts(&[
            "1. Soak the rye. / 2. Drain it.",
            "a. Soak it.",
            "It opens at 6:30. / See you.",
            "Two steps: 1. Soak it. / 2. Drain it.",
        ]);
    }

    #[test]
    fn a_remark_in_brackets_may_start_a_sentence() {
        assert_cuts(&["It rose. / (see below.) / “It fell,” he said.", "He was born in Ribe (b. 1950) and left."]);
    }
}
