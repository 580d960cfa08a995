//! Quotations: which mark opens and closes what, over paragraphs and nesting, and which marks have no partner.
//!
//! Marks are read block by block. A mark's place (what stands before and after it) says whether it opens or closes;
//! its glyph decides where the place does not. A quotation whose block ends without a closing mark goes on in the next
//! paragraph if that one begins with an opening mark of the same style, as English typesetting wants it.

use super::{Block, BlockKind};
use crate::language::{Tag, WordSet, speech};
use crate::source::TextRange;

/// The glyphs a quotation is set in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum QuoteStyle {
    /// “ ”
    Double,
    /// ‘ ’
    Single,
    /// " "
    StraightDouble,
    /// ' '
    StraightSingle,
    /// « » or » «
    Guillemets,
    /// „ “ or „ ”
    Low,
    /// 「 」 or 『 』
    Corner,
}

impl QuoteStyle {
    /// Whether English nests quotations of this style inside the other: the single marks.
    pub fn is_single(self) -> bool {
        matches!(self, QuoteStyle::Single | QuoteStyle::StraightSingle)
    }

    /// The marks that English would use for a text set in this style: opening and closing.
    pub fn marks(self) -> (&'static str, &'static str) {
        match self {
            QuoteStyle::Double | QuoteStyle::Guillemets | QuoteStyle::Low | QuoteStyle::Corner => ("“", "”"),
            QuoteStyle::Single => ("‘", "’"),
            QuoteStyle::StraightDouble => ("\"", "\""),
            QuoteStyle::StraightSingle => ("'", "'"),
        }
    }
}

/// What a mark does.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum QuoteRole {
    /// It opens a quotation.
    Opening,
    /// It closes one.
    Closing,
}

/// A quotation.
#[derive(Clone, Debug)]
pub struct Quotation {
    /// Its words and its marks.
    pub range: TextRange,
    /// Its opening mark, unless it has been lost.
    pub open: Option<TextRange>,
    /// Its closing mark, unless it has been lost or the quotation goes on in the next paragraph.
    pub close: Option<TextRange>,
    /// The glyphs of its first mark.
    pub style: QuoteStyle,
    /// How many quotations it stands in.
    pub depth: u8,
    /// The block it stands in, by index.
    pub block: usize,
    /// Whether the next paragraph goes on with it.
    pub goes_on: bool,
    /// Whether it is plain what its marks do: by what stands beside them, or because all marks of the paragraph pair up.
    pub plain: bool,
}

impl Quotation {
    /// Its words, without its marks.
    pub fn words(&self) -> TextRange {
        let start = self.open.map_or(self.range.start(), TextRange::end);
        let end = self.close.map_or(self.range.end(), TextRange::start);
        TextRange::new(start, end.max(start))
    }
}

/// A quotation mark without a partner.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unpaired {
    /// The mark.
    pub range: TextRange,
    /// What it would do if it had a partner.
    pub role: QuoteRole,
    /// Its glyphs.
    pub style: QuoteStyle,
    /// Its block, by index.
    pub block: usize,
}

/// The quotations of a text.
#[derive(Clone, Default, Debug)]
pub struct Quotations {
    /// The quotations, in the order of their first byte, the outer before the inner.
    pub list: Vec<Quotation>,
    /// The marks without a partner, in order.
    pub unpaired: Vec<Unpaired>,
    /// For every place where the innermost quotation changes: the place, and the quotation from there on.
    borders: Vec<(usize, Option<usize>)>,
}

impl Quotations {
    /// The innermost quotation that holds byte `at`, marks included, by index.
    pub fn at(&self, at: usize) -> Option<usize> {
        let border = self.borders.partition_point(|(start, _)| *start <= at).checked_sub(1)?;
        self.borders[border].1
    }

    fn finish(&mut self) {
        self.list.sort_by_key(|q| (q.range.start(), std::cmp::Reverse(q.range.end())));
        self.unpaired.sort_by_key(|mark| mark.range);
        let mut open: Vec<usize> = Vec::new();
        for (index, quotation) in self.list.iter().enumerate() {
            while let Some(&last) = open.last()
                && self.list[last].range.end() <= quotation.range.start()
            {
                open.pop();
                self.borders.push((self.list[last].range.end(), open.last().copied()));
            }
            open.push(index);
            self.borders.push((quotation.range.start(), Some(index)));
        }
        while let Some(last) = open.pop() {
            self.borders.push((self.list[last].range.end(), open.last().copied()));
        }
    }
}

/// A mark as it was read, before it has a partner.
#[derive(Clone, Copy)]
struct Mark {
    range: TextRange,
    role: QuoteRole,
    style: QuoteStyle,
    /// Whether what stands beside the mark tells what it does.
    plain: bool,
    /// Whether it opens a quotation inside one of the same style.
    nested: bool,
}

/// The quotations of the blocks.
pub(super) fn read(text: &str, blocks: &[Block]) -> Quotations {
    let mut out = Quotations::default();
    let mut marks = Vec::new();
    let mut carried: Option<QuoteStyle> = None;
    for (index, block) in blocks.iter().enumerate() {
        marks.clear();
        read_marks(text, block, &mut marks);
        settle(text, block, &mut marks);
        let next = match blocks.get(index + 1) {
            // The lines of a verse are blocks of one group: what one opens, a later one closes.
            Some(next) if next.group == block.group => Next::Line,
            Some(next) => opening_style(text, next).map_or(Next::Other, Next::Opens),
            None => Next::Other,
        };
        pair(text, blocks, index, &marks, &mut carried, next, &mut out);
    }
    out.finish();
    out
}

/// What stands after a block, as far as an open quotation is concerned.
#[derive(Clone, Copy)]
enum Next {
    /// Another line of the same stretch.
    Line,
    /// A paragraph that begins with an opening mark.
    Opens(QuoteStyle),
    /// Anything else.
    Other,
}

/// The style of the double mark a block begins with.
fn opening_style(text: &str, block: &Block) -> Option<QuoteStyle> {
    if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Headline | BlockKind::Verse) {
        return None;
    }
    match text[block.range].chars().next()? {
        '“' => Some(QuoteStyle::Double),
        '"' => Some(QuoteStyle::StraightDouble),
        '‘' => Some(QuoteStyle::Single),
        '\'' => Some(QuoteStyle::StraightSingle),
        '«' | '»' => Some(QuoteStyle::Guillemets),
        '„' => Some(QuoteStyle::Low),
        _ => None,
    }
}

fn read_marks(text: &str, block: &Block, out: &mut Vec<Mark>) {
    let (start, end) = (block.range.start(), block.range.end());
    let prose = &text[block.range];
    let mut holes = block.holes.iter().peekable();
    let mut straight_open = false;
    let mut low_open = false;
    let mut guillemet_open = false;
    let mut single_open = false;
    let last_single = last_single_close(prose).map(|at| start + at);
    // The nearest characters that are no marks, so that `‘“` reads as one opening.
    let mut last_seen = None;
    let mut following: Option<(usize, Option<char>)> = None;
    for (at, glyph) in prose.char_indices() {
        if glyph.is_ascii_alphanumeric() {
            last_seen = Some(glyph);
            continue;
        }
        let before = last_seen;
        if !is_skipped(glyph) {
            last_seen = Some(glyph);
        }
        if glyph == ' ' {
            continue;
        }
        let at = start + at;
        while holes.next_if(|hole| hole.end() <= at).is_some() {}
        if holes.peek().is_some_and(|hole| hole.contains(at)) {
            continue;
        }
        let range = TextRange::new(at, at + glyph.len_utf8());
        let after = match following {
            Some((place, after)) if place >= range.end() => after,
            _ => {
                let next = text[range.end()..end].char_indices().find(|(_, c)| !is_skipped(*c));
                following = Some((next.map_or(end, |(offset, _)| range.end() + offset), next.map(|(_, c)| c)));
                next.map(|(_, c)| c)
            }
        };
        let place = place(before, after);
        let mut plain = true;
        let (style, role) = match glyph {
            '“' if low_open && place != Some(QuoteRole::Opening) => {
                low_open = false;
                (QuoteStyle::Low, QuoteRole::Closing)
            }
            '“' => (QuoteStyle::Double, place.unwrap_or(QuoteRole::Opening)),
            '”' if low_open => {
                low_open = false;
                (QuoteStyle::Low, QuoteRole::Closing)
            }
            '”' => (QuoteStyle::Double, place.unwrap_or(QuoteRole::Closing)),
            '„' | '‟' => {
                low_open = true;
                (QuoteStyle::Low, QuoteRole::Opening)
            }
            '«' | '»' => {
                let role = match (glyph, guillemet_open) {
                    (_, true) if place != Some(QuoteRole::Opening) => QuoteRole::Closing,
                    ('«', _) => QuoteRole::Opening,
                    _ if place == Some(QuoteRole::Opening) => QuoteRole::Opening,
                    _ => QuoteRole::Closing,
                };
                // `Home » News » World` is a path, not a quotation.
                if before.is_none_or(char::is_whitespace)
                    && after.is_none_or(char::is_whitespace)
                    && !guillemet_open
                    && glyph == '»'
                {
                    continue;
                }
                guillemet_open = role == QuoteRole::Opening;
                (QuoteStyle::Guillemets, role)
            }
            '「' | '『' => (QuoteStyle::Corner, QuoteRole::Opening),
            '」' | '』' => (QuoteStyle::Corner, QuoteRole::Closing),
            '"' => {
                let inch = before.is_some_and(|c| c.is_ascii_digit()) && !straight_open;
                if inch && after.is_none_or(|c| !c.is_alphanumeric()) {
                    continue;
                }
                let told = beside_attribution(&text[block.range.start()..at], &text[range.end()..end], place).or(place);
                plain = told.is_some();
                let role = told.unwrap_or(if straight_open { QuoteRole::Closing } else { QuoteRole::Opening });
                straight_open = role == QuoteRole::Opening;
                (QuoteStyle::StraightDouble, role)
            }
            '‘' | '’' | '\'' => {
                let closes_later = last_single.is_some_and(|last| last > range.end());
                let Some(role) = single(text, range, end, (before, after), single_open, closes_later) else { continue };
                single_open = role == QuoteRole::Opening;
                (if glyph == '\'' { QuoteStyle::StraightSingle } else { QuoteStyle::Single }, role)
            }
            _ => continue,
        };
        out.push(Mark { range, role, style, plain, nested: false });
    }
}

/// How much text after a mark is looked at, in characters.
const BESIDE: usize = 120;

/// The longest quotation inside one of the same style, in words.
const LONGEST_INNER: usize = 6;

/// What a straight mark does that stands beside the words of attribution, where its place leaves it open or is wrong:
/// `he said, " We won`, `he said:" We won`, `we won, " he said`, `it is called"the cup"`.
fn beside_attribution(before: &str, after: &str, place: Option<QuoteRole>) -> Option<QuoteRole> {
    let spaced = before.ends_with(' ') && after.starts_with(' ');
    let words = before.trim_end_matches(' ');
    if let Some(introduced) = words.strip_suffix([',', ':']) {
        let said = speech::is_said(last_word(introduced));
        let reported = words.ends_with(',') && is_reporting(after);
        let capital = after.trim_start().starts_with(char::is_uppercase);
        return match (said, reported) {
            (true, false) if capital && place != Some(QuoteRole::Closing) => Some(QuoteRole::Opening),
            (true, false) if capital && words.ends_with(':') => Some(QuoteRole::Opening),
            (false, true) if spaced => Some(QuoteRole::Closing),
            _ => None,
        };
    }
    // A mark between two letters that parts a small word from what it introduces: `it is"the cup"`.
    let glued = before.ends_with(char::is_alphabetic) && after.starts_with(char::is_alphanumeric);
    (glued && INTRODUCING.has(last_word(before))).then_some(QuoteRole::Opening)
}

/// The letters and digits that `text` ends in.
fn last_word(text: &str) -> &str {
    text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
}

/// Small words that no quotation ends in.
static INTRODUCING: WordSet = WordSet::new(&[
    "a", "an", "and", "are", "as", "at", "by", "called", "for", "from", "in", "is", "named", "of", "or", "the", "to",
    "was", "were", "with",
]);

/// Whether the words after a mark are a reporting clause: ` she said`, ` the Ministry of Health reported`.
fn is_reporting(after: &str) -> bool {
    let after = after.char_indices().nth(BESIDE).map_or(after, |(end, _)| &after[..end]);
    let clause = after.find(['.', ',', ';', ':', '!', '?', '"', '\n']).map_or(after, |end| &after[..end]);
    let mut words = clause.split_whitespace().take(8).peekable();
    // `" I said nothing`: the words themselves.
    let own = words.peek().is_some_and(|word| matches!(*word, "I" | "We" | "You" | "There" | "It"));
    !own && words.any(|word| speech::is_said(word) || speech::is_reporting_verb(word, Tag::Vbd) && word.ends_with("ed"))
}

/// Decides what the marks do that can't be told by themselves, from all marks of their block: a mark that closes
/// nothing and whose partner follows opens; a short quotation may stand inside another one of the same straight marks.
fn settle(text: &str, block: &Block, marks: &mut [Mark]) {
    let mut open = 0usize;
    let mut curly = 0usize;
    let mut consistent = true;
    for at in 0..marks.len() {
        let mark = marks[at];
        match (mark.style, mark.role) {
            (QuoteStyle::StraightDouble, _) => {
                let toggled = if open > 0 { QuoteRole::Closing } else { QuoteRole::Opening };
                let mut role = if mark.plain { mark.role } else { toggled };
                if role == QuoteRole::Closing && open == 0 && is_turned(text, marks, at) {
                    role = QuoteRole::Opening;
                    marks[at].plain = false;
                    consistent = false;
                }
                marks[at].role = role;
                match role {
                    QuoteRole::Opening if open > 0 && is_inner(text, block, marks, at) => {
                        marks[at].nested = true;
                        open += 1;
                    }
                    QuoteRole::Opening => {
                        consistent &= open == 0;
                        open = 1;
                    }
                    QuoteRole::Closing => {
                        consistent &= open > 0;
                        open = open.saturating_sub(1);
                    }
                }
            }
            (QuoteStyle::Double | QuoteStyle::Low | QuoteStyle::Corner, QuoteRole::Opening) => curly += 1,
            // `"We won!」`: the mark of another style closes what the straight one opened.
            (QuoteStyle::Double | QuoteStyle::Low | QuoteStyle::Corner, QuoteRole::Closing) if curly == 0 => {
                open = open.saturating_sub(1);
            }
            (QuoteStyle::Double | QuoteStyle::Low | QuoteStyle::Corner, QuoteRole::Closing) => curly -= 1,
            _ => {}
        }
    }
    if consistent && open == 0 {
        marks.iter_mut().for_each(|mark| mark.plain = true);
    }
}

/// The next straight mark after mark `at`, by index.
fn next_straight(marks: &[Mark], at: usize) -> Option<usize> {
    (at + 1..marks.len()).find(|&next| marks[next].style == QuoteStyle::StraightDouble)
}

/// Whether mark `at`, which closes nothing, opens the words up to the next mark: `against the" rule of mud " that`.
fn is_turned(text: &str, marks: &[Mark], at: usize) -> bool {
    let Some(next) = next_straight(marks, at) else { return false };
    let words = &text[marks[at].range.end()..marks[next].range.start()];
    let short = words.split_whitespace().count() <= 2 * LONGEST_INNER && !words.contains(['.', '!', '?', '\n']);
    let before = &text[..marks[at].range.start()];
    let introduced = before.ends_with(char::is_alphabetic) && INTRODUCING.has(last_word(before));
    short && introduced && !(marks[next].plain && marks[next].role == QuoteRole::Opening)
}

/// Whether the mark at `at`, which opens while a quotation is open, holds a few words inside it: `the baker of "Rye and
/// Sons" lit the fire," he said`. Its partner and that of the outer one follow.
fn is_inner(text: &str, block: &Block, marks: &[Mark], at: usize) -> bool {
    let Some(next) = next_straight(marks, at) else { return false };
    let before = &text[block.range.start()..marks[at].range.start()];
    let words = &text[marks[at].range.end()..marks[next].range.start()];
    let opens = |mark: &Mark| mark.plain && mark.role == QuoteRole::Opening;
    let inside = before.trim_end().ends_with(char::is_alphanumeric)
        && !opens(&marks[next])
        && words.split_whitespace().count() <= LONGEST_INNER
        && !words.trim_end_matches(['.', '!', '?']).contains(['.', '!', '?', '\n']);
    let mut depth = 0usize;
    inside
        && marks[next + 1..].iter().filter(|mark| mark.style == QuoteStyle::StraightDouble).any(|mark| {
            match (opens(mark), depth) {
                (true, _) => depth += 1,
                (false, 0) => return true,
                (false, _) => depth -= 1,
            }
            false
        })
}

/// Whether a character says nothing about what the mark beside it does: another mark, or markup.
fn is_skipped(c: char) -> bool {
    matches!(c, '“' | '”' | '"' | '‘' | '’' | '\'' | '*' | '_')
}

/// What a mark between these two characters does, where that is plain.
fn place(before: Option<char>, after: Option<char>) -> Option<QuoteRole> {
    let gap_before =
        before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | '/' | '¿' | '¡'));
    let gap_after = after.is_none_or(|c| {
        c.is_whitespace() || matches!(c, ')' | ']' | '.' | ',' | ';' | ':' | '!' | '?' | '—' | '–' | '-' | '/' | '…')
    });
    match (gap_before, gap_after) {
        (true, false) => Some(QuoteRole::Opening),
        (false, true) => Some(QuoteRole::Closing),
        _ => None,
    }
}

/// What a single mark does; `None` for an apostrophe. `open` says whether a single mark has opened a quotation, and
/// `closes_later` whether one that can close it follows.
fn single(
    text: &str,
    range: TextRange,
    end: usize,
    (before, after): (Option<char>, Option<char>),
    open: bool,
    closes_later: bool,
) -> Option<QuoteRole> {
    let adjacent_before = text[..range.start()].chars().next_back();
    let adjacent_after = text[range.end()..end].chars().next();
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if letter(adjacent_before) && letter(adjacent_after) {
        return None;
    }
    let glyph = text[range].chars().next()?;
    match place(before, after) {
        Some(QuoteRole::Opening) if !letter(adjacent_before) => {
            let word: String = text[range.end()..end].chars().take_while(|c| c.is_alphanumeric()).take(8).collect();
            // A clipped word or a decade: 'tis, 'em, '90s.
            let clipped = word.chars().next().is_some_and(|c| c.is_ascii_digit())
                || matches!(
                    word.to_ascii_lowercase().as_str(),
                    "tis" | "twas" | "em" | "cause" | "til" | "n" | "bout" | "round"
                );
            if clipped || glyph == '’' {
                return None;
            }
            (glyph == '‘' || closes_later).then_some(QuoteRole::Opening)
        }
        Some(QuoteRole::Closing) | None if open && glyph != '‘' => {
            // `the workers’ union` inside ‘…’: a plural's apostrophe, as long as a better closing mark follows.
            let possessive = adjacent_before == Some('s') && adjacent_after == Some(' ') && closes_later;
            (!possessive).then_some(QuoteRole::Closing)
        }
        _ => None,
    }
}

/// Where the last single mark stands that can close a quotation.
fn last_single_close(prose: &str) -> Option<usize> {
    let mut last = None;
    let mut before = None;
    let mut chars = prose.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if matches!(c, '\'' | '’') {
            let after = chars.peek().map(|(_, after)| *after);
            let ends = before.is_some_and(|b: char| !b.is_whitespace()) && after.is_none_or(|a| !a.is_alphanumeric());
            if ends && (before != Some('s') || after.is_none_or(|a| a != ' ')) {
                last = Some(at);
            }
        }
        before = Some(c);
    }
    last
}

/// Whether two marks can belong to one quotation.
fn partners(open: QuoteStyle, close: QuoteStyle) -> bool {
    open == close
        || open.is_single() == close.is_single() && open != QuoteStyle::Guillemets && close != QuoteStyle::Guillemets
}

fn pair(
    text: &str,
    blocks: &[Block],
    index: usize,
    marks: &[Mark],
    carried: &mut Option<QuoteStyle>,
    next: Next,
    out: &mut Quotations,
) {
    let block = &blocks[index];
    let mut stack: Vec<Mark> = Vec::new();
    let began_inside = carried.take();
    // Where the words of a quotation that has lost its opening mark may begin.
    let mut free = block.range.start();
    for &mark in marks {
        match mark.role {
            QuoteRole::Opening => {
                // The same marks hardly nest: the earlier one has lost its partner.
                if !mark.nested
                    && let Some(position) = stack.iter().rposition(|open| partners(open.style, mark.style))
                {
                    for lost in stack.drain(position..).collect::<Vec<_>>() {
                        give_up(text, block, index, lost, Some(mark.range.start()), stack_depth(0), out);
                    }
                }
                stack.push(mark);
            }
            QuoteRole::Closing => {
                let partner = stack.iter().rposition(|open| partners(open.style, mark.style));
                match partner {
                    Some(position) => {
                        for lost in stack.drain(position + 1..).collect::<Vec<_>>() {
                            give_up(text, block, index, lost, Some(mark.range.start()), stack_depth(position + 1), out);
                        }
                        let open = stack.pop().expect("the partner is on the stack");
                        out.list.push(Quotation {
                            range: open.range.cover(mark.range),
                            open: Some(open.range),
                            close: Some(mark.range),
                            style: open.style,
                            depth: stack_depth(stack.len()),
                            block: index,
                            goes_on: false,
                            plain: open.plain && mark.plain,
                        });
                        free = mark.range.end();
                    }
                    None => {
                        let words_start = lost_opening(text, free, mark.range.start());
                        let continued = began_inside.is_some_and(|style| partners(style, mark.style))
                            && free == block.range.start();
                        out.list.push(Quotation {
                            range: TextRange::new(if continued { free } else { words_start }, mark.range.end()),
                            open: None,
                            close: Some(mark.range),
                            style: mark.style,
                            depth: 0,
                            block: index,
                            goes_on: false,
                            plain: mark.plain,
                        });
                        if !continued {
                            let role = QuoteRole::Closing;
                            out.unpaired.push(Unpaired { range: mark.range, role, style: mark.style, block: index });
                        }
                        free = mark.range.end();
                    }
                }
            }
        }
    }
    let depth = stack.len();
    if let Some(style) = began_inside
        && matches!(next, Next::Line)
        && free == block.range.start()
        && stack.is_empty()
    {
        *carried = Some(style);
        out.list.push(Quotation {
            range: block.range,
            open: None,
            close: None,
            style,
            depth: 0,
            block: index,
            goes_on: true,
            plain: true,
        });
    }
    for (level, lost) in stack.into_iter().enumerate() {
        let goes_on = block.kind != BlockKind::ListItem
            && match next {
                Next::Line => true,
                Next::Opens(style) => partners(lost.style, style),
                Next::Other => false,
            };
        if goes_on && level == 0 {
            *carried = Some(lost.style);
            out.list.push(Quotation {
                range: TextRange::new(lost.range.start(), block.range.end()),
                open: Some(lost.range),
                close: None,
                style: lost.style,
                depth: 0,
                block: index,
                goes_on: true,
                plain: lost.plain,
            });
        } else if !goes_on {
            give_up(text, block, index, lost, None, stack_depth(depth - 1), out);
        }
    }
}

fn stack_depth(length: usize) -> u8 {
    length.min(255) as u8
}

/// Records an opening mark that has no partner before `limit` (or the block's end).
fn give_up(text: &str, block: &Block, index: usize, mark: Mark, limit: Option<usize>, depth: u8, out: &mut Quotations) {
    let end =
        limit.map_or(block.range.end(), |limit| mark.range.end() + text[mark.range.end()..limit].trim_end().len());
    out.unpaired.push(Unpaired { range: mark.range, role: QuoteRole::Opening, style: mark.style, block: index });
    out.list.push(Quotation {
        range: TextRange::new(mark.range.start(), end),
        open: Some(mark.range),
        close: None,
        style: mark.style,
        depth,
        block: index,
        goes_on: false,
        plain: mark.plain,
    });
}

/// Where the words before a closing mark without a partner begin: at the first sentence after `free`.
fn lost_opening(text: &str, free: usize, close: usize) -> usize {
    let between = &text[free..close];
    free + between.len() - between.trim_start_matches(|c: char| !c.is_alphanumeric()).len()
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, QuoteRole};
    use crate::format::Format;

    fn quoted(text: &str) -> Vec<String> {
        let doc = Document::new(text, Format::Plain);
        doc.quotations().list.iter().map(|q| text[q.words()].to_string()).collect()
    }

    fn unpaired(text: &str) -> Vec<(usize, QuoteRole)> {
        let doc = Document::new(text, Format::Plain);
        doc.quotations().unpaired.iter().map(|mark| (mark.range.start(), mark.role)).collect()
    }

    #[test]
    fn every_style_is_paired() {
        assert_eq!(quoted("She said “no” and left."), ["no"]);
        assert_eq!(quoted("She said \"no\" and left."), ["no"]);
        assert_eq!(quoted("She said ‘no’ and left."), ["no"]);
        assert_eq!(quoted("She said 'no' and left."), ["no"]);
        assert_eq!(quoted("She said «no» and left."), ["no"]);
        assert_eq!(quoted("She said „no“ and left."), ["no"]);
        assert_eq!(quoted("She said 「no」 and left."), ["no"]);
    }

    #[test]
    fn apostrophes_decades_and_inches_are_no_quotes() {
        let text = "In the '90s the farmers’ union wouldn’t fit a 14\" wheel, and O'Brien's men weren't asked.";
        assert!(quoted(text).is_empty());
        assert!(unpaired(text).is_empty());
    }

    #[test]
    fn a_quotation_within_a_quotation_keeps_its_apostrophes() {
        let text = "“He said, ‘Don’t touch the miners’ lamps,’ and left,” she recalled.";
        assert_eq!(
            quoted(text),
            ["He said, ‘Don’t touch the miners’ lamps,’ and left,", "Don’t touch the miners’ lamps,"]
        );
        assert!(unpaired(text).is_empty());
    }

    #[test]
    fn a_quotation_goes_on_over_paragraphs() {
        let text = "“It rained for a week.\n\n“Then it stopped,” he said.";
        assert!(unpaired(text).is_empty());
        let doc = Document::new(text, Format::Plain);
        assert!(doc.quotations().list[0].goes_on);
    }

    #[test]
    fn marks_without_a_partner_are_told() {
        assert_eq!(unpaired("“We lost, he said.\n\nThe coach left."), [(0, QuoteRole::Opening)]);
        assert_eq!(unpaired("I wanted to go,” he said."), [(15, QuoteRole::Closing)]);
        assert_eq!(unpaired("“One. “Two,” he said."), [(0, QuoteRole::Opening)]);
    }

    #[test]
    fn places_know_whose_words_they_are() {
        let text = "He said “yes” twice.";
        let doc = Document::new(text, Format::Plain);
        assert!(doc.in_quotation(12) && !doc.in_quotation(2) && !doc.in_quotation(17));
    }
}
