//! Tokens after the conventions of the English Universal Dependencies treebanks.

use unicode_segmentation::UnicodeSegmentation;

use super::abbreviation::{self, Abbreviation};
use super::address::address_end;
use super::{char_at, char_before, is_closer, is_opener};
use crate::source::TextRange;

/// What a token is made of.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TokenKind {
    /// Latin letters, perhaps with digits, apostrophes or the full stops of an abbreviation; also `n't` and `'s`.
    Word,
    /// Digits with their separators, and an ordinal's or a decade's ending.
    Number,
    /// Stops, commas, quotation marks, brackets, dashes.
    Punctuation,
    /// Currency, percent, degree, mathematical and other signs.
    Symbol,
    /// A web or e-mail address, a file name, a handle, a hashtag.
    Url,
    /// Letters of another script, an emoji.
    Other,
}

/// A token of a sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
    /// Its bytes.
    pub range: TextRange,
    /// What it is made of.
    pub kind: TokenKind,
}

/// Appends to `out` the tokens of one sentence, in order; `base` is added to their ranges, which otherwise count bytes
/// of `sentence`.
///
/// The conventions are those of the English Web Treebank and GUM: `do|n't`, `Ada|'s`, `can|not`, `gon|na`,
/// `well|-|known` but `re-elected`, `and|/|or`, `$|5`, `35|°|C`, `Mr.`, and the last stop on its own. White space
/// belongs to no token, everything else to exactly one.
pub fn tokens(sentence: &str, base: usize, out: &mut Vec<Token>) {
    let mut tokenizer = Tokenizer { text: sentence, bytes: sentence.as_bytes(), base, out };
    let mut at = 0;
    while at < sentence.len() {
        at = tokenizer.step(at);
    }
}

struct Tokenizer<'t, 'o> {
    text: &'t str,
    bytes: &'t [u8],
    base: usize,
    out: &'o mut Vec<Token>,
}

impl Tokenizer<'_, '_> {
    /// Reads what starts at `at`, white space or one token or two; gives the byte after it.
    fn step(&mut self, at: usize) -> usize {
        match self.bytes[at] {
            b' ' | b'\t' | b'\n' | b'\r' => at + 1,
            b'a'..=b'z' | b'A'..=b'Z' => self.word(at),
            b'0'..=b'9' => self.number(at),
            0..0x80 => self.mark(at),
            _ => self.beyond_ascii(at),
        }
    }

    fn push(&mut self, start: usize, end: usize, kind: TokenKind) -> usize {
        self.out.push(Token { range: TextRange::new(start + self.base, end + self.base), kind });
        end
    }

    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(b' ')
    }

    fn run(&self, start: usize, holds: impl Fn(u8) -> bool) -> usize {
        self.bytes[start..].iter().position(|&b| !holds(b)).map_or(self.bytes.len(), |n| start + n)
    }

    /// The byte after the Latin letters and digits that start at `at`.
    fn letters(&self, mut at: usize) -> usize {
        loop {
            at = self.run(at, |b| b.is_ascii_alphanumeric());
            match char_at(self.text, at) {
                Some(c) if !c.is_ascii() && joins_latin(c) => at += c.len_utf8(),
                _ => return at,
            }
        }
    }

    fn word(&mut self, start: usize) -> usize {
        let mut end = self.letters(start);
        let mut searched_address = false;
        loop {
            let next = self.byte(end);
            match next {
                b'.' | b'@' | b':' | b'/' | b'_' | b'-' | b'%' | b'+' if !searched_address => {
                    searched_address = true;
                    // `word.` and `word-part` are far more frequent than addresses.
                    if !self.byte(end + 1).is_ascii_whitespace()
                        && let Some(address) = address_end(self.text, start)
                    {
                        return self.push(start, address, TokenKind::Url);
                    }
                    continue;
                }
                b'\'' | 0xE2 => {
                    let Some(mark) = apostrophe_len(self.text, end) else { break };
                    let tail = self.letters(end + mark);
                    let clitic = &self.text[end + mark..tail];
                    if clitic.eq_ignore_ascii_case("t") && matches!(self.byte(end - 1), b'n' | b'N') && end - start > 1
                    {
                        let cut = self.push(start, end - 1, TokenKind::Word);
                        return self.push(cut, tail, TokenKind::Word);
                    }
                    if clitic.is_empty() || is_clitic(clitic) {
                        break;
                    }
                    end = tail;
                }
                b'-' if self.byte(end + 1).is_ascii_alphabetic() && keeps_hyphen(&self.text[start..end]) => {
                    end = self.letters(end + 1);
                }
                b'&' if self.is_capitals(start, end) => {
                    let tail = self.letters(end + 1);
                    if tail == end + 1 || !self.is_capitals(end + 1, tail) {
                        break;
                    }
                    end = tail;
                }
                // Versions and other codes: `v2.1`
                b'.' if self.bytes[end - 1].is_ascii_digit() && self.byte(end + 1).is_ascii_digit() => {
                    end = self.letters(end + 1);
                }
                b'.' => return self.stopped_word(start, end),
                // `b/c`, `l/c`
                b'/' if end - start == 1
                    && self.letters(end + 1) == end + 2
                    && !matches!(self.byte(end + 2), b'/' | b'\'') =>
                {
                    end += 2;
                }
                _ => break,
            }
        }
        match merged_at(&self.text[start..end]) {
            Some(cut) => {
                self.push(start, start + cut, TokenKind::Word);
                self.push(start + cut, end, TokenKind::Word)
            }
            None => self.push(start, end, TokenKind::Word),
        }
    }

    fn is_capitals(&self, start: usize, end: usize) -> bool {
        end - start <= 4 && self.bytes[start..end].iter().all(u8::is_ascii_uppercase)
    }

    /// A word before a full stop: decides whether the stop is its own.
    fn stopped_word(&mut self, start: usize, mut end: usize) -> usize {
        if end - start == 1 {
            while self.byte(end) == b'.'
                && self.byte(end + 1).is_ascii_alphabetic()
                && self.letters(end + 1) == end + 2
                && apostrophe_len(self.text, end + 2).is_none()
            {
                end += 2;
            }
        } else if matches!(&self.bytes[start..end], b"Ph" | b"PH" | b"M" | b"B")
            && (self.bytes[end..].starts_with(b".D") || self.bytes[end..].starts_with(b".Sc"))
        {
            end = self.letters(end + 1);
        }
        // `Inc..` ends with the stop of the sentence; more stops are an ellipsis.
        let doubled = self.byte(end + 1) == b'.';
        let keeps = self.byte(end) == b'.'
            && if doubled {
                end + 2 == self.bytes.len() && abbreviation::classify(&self.text[start..end]).is_some()
            } else {
                self.keeps_stop(start, end)
            };
        if keeps {
            return self.push(start, end + 1, TokenKind::Word);
        }
        match merged_at(&self.text[start..end]) {
            Some(cut) => {
                self.push(start, start + cut, TokenKind::Word);
                self.push(start + cut, end, TokenKind::Word)
            }
            None => self.push(start, end, TokenKind::Word),
        }
    }

    fn keeps_stop(&self, start: usize, end: usize) -> bool {
        let word = &self.text[start..end];
        let mut next = end + 1;
        while let Some(c) = char_at(self.text, next)
            && (c.is_whitespace() || is_closer(c) || matches!(c, '"' | '\''))
        {
            next += c.len_utf8();
        }
        let Some(follower) = char_at(self.text, next) else {
            return match abbreviation::classify(word) {
                Some(_) => word.contains('.') || word == "al",
                None => abbreviation::is_acronym(word),
            };
        };
        match abbreviation::classify(word) {
            Some(Abbreviation::Numbering) => follower.is_numeric() || word.len() == 1 && follower.is_ascii_alphabetic(),
            Some(_) => true,
            None if word.len() == 1 => self.bytes[start].is_ascii_uppercase(),
            None if abbreviation::is_acronym(word) => true,
            None => {
                (follower.is_lowercase() || follower == ',')
                    && self.byte(end + 1) != b'"'
                    && abbreviation::lacks_vowel(word)
                    && !self.is_capitals(start, end)
            }
        }
    }

    fn number(&mut self, start: usize) -> usize {
        let mut end = self.run(start, |b| b.is_ascii_digit());
        if matches!(self.byte(end), b'.' | b'@' | b'_' | b'-' | b'a'..=b'z' | b'A'..=b'Z')
            && let Some(address) = address_end(self.text, start)
        {
            return self.push(start, address, TokenKind::Url);
        }
        loop {
            let digits = self.byte(end + 1).is_ascii_digit();
            match self.byte(end) {
                b',' if digits && self.run(end + 1, |b| b.is_ascii_digit()) != end + 4 => break,
                b'.' | b',' | b':' | b'/' if digits => end = self.run(end + 1, |b| b.is_ascii_digit()),
                b'-' if digits || self.byte(end + 1).is_ascii_alphabetic() => match self.code_end(start) {
                    Some(code) => return self.push(start, code, TokenKind::Number),
                    None => break,
                },
                _ => break,
            }
        }
        let tail = self.letters(end);
        let suffix = &self.text[end..tail];
        if !suffix.is_empty() {
            if is_number_ending(suffix) {
                end = tail;
            } else if !splits_from_number(suffix) {
                return self.push(start, tail, TokenKind::Word);
            }
        } else if self.byte(end - 1) == b'0'
            && let Some(mark) = apostrophe_len(self.text, end)
            && self.byte(end + mark) == b's'
            && self.letters(end + mark) == end + mark + 1
        {
            end += mark + 1;
        }
        self.push(start, end, TokenKind::Number)
    }

    /// The byte after groups with hyphens that are one code (`555-0100`, `2005-03-14`, `14-Mar-2005`), not a range of
    /// two numbers or a compound.
    fn code_end(&self, start: usize) -> Option<usize> {
        let end = self.run(start, |b| b.is_ascii_alphanumeric() || b == b'-');
        let code = self.text[start..end].trim_end_matches('-');
        let mut groups = code.split('-');
        let (first, second, third) = (groups.next()?, groups.next()?, groups.next());
        let is_code = if code.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
            third.is_some() || matches!((first.len(), second.len()), (3, 4) | (5, 4))
        } else {
            second.len() == 3
                && second.bytes().all(|b| b.is_ascii_alphabetic())
                && third.is_some_and(|year| matches!(year.len(), 2 | 4) && year.bytes().all(|b| b.is_ascii_digit()))
                && groups.next().is_none()
        };
        is_code.then_some(start + code.len())
    }

    /// A punctuation mark or a symbol within ASCII.
    fn mark(&mut self, at: usize) -> usize {
        let byte = self.bytes[at];
        let next = self.byte(at + 1);
        let after_word = at > 0 && char_before(self.text, at).is_some_and(char::is_alphanumeric);
        match byte {
            0..=0x20 | 0x7F => at + 1,
            b'.' if next.is_ascii_digit() && !after_word => {
                let end = self.run(at + 1, |b| b.is_ascii_digit());
                self.push(at, end, TokenKind::Number)
            }
            b'+' if next.is_ascii_digit() && !after_word => {
                let end = self.run(at + 1, |b| b.is_ascii_digit());
                self.push(at, end, TokenKind::Number)
            }
            b'.' | b'!' | b'?' => {
                let mut end = at;
                while let Some(c @ ('.' | '!' | '?' | '…')) = char_at(self.text, end) {
                    end += c.len_utf8();
                }
                self.push(at, end, TokenKind::Punctuation)
            }
            b'\'' => self.apostrophe(at, 1, after_word),
            b'@' | b'#' if !after_word && next.is_ascii_alphabetic() => {
                let end = self.run(at + 1, |b| b.is_ascii_alphanumeric() || b == b'_');
                self.push(at, end, TokenKind::Url)
            }
            b':' | b';' | b'=' if let Some(end) = self.emoticon_end(at) => self.push(at, end, TokenKind::Symbol),
            b'-' | b'=' | b'*' | b'_' | b'~' | b'+' | b'#' | b'<' | b'>' | b'|' | b'`' | b'$' | b'/' => {
                let end = self.run(at, |b| b == byte);
                let kind =
                    if matches!(byte, b'-' | b'_' | b'/' | b'`') { TokenKind::Punctuation } else { TokenKind::Symbol };
                self.push(at, end, kind)
            }
            b'%' | b'&' | b'@' | b'\\' | b'^' => self.push(at, at + 1, TokenKind::Symbol),
            _ => self.push(at, at + 1, TokenKind::Punctuation),
        }
    }

    fn emoticon_end(&self, at: usize) -> Option<usize> {
        if self.byte(at.wrapping_sub(1)).is_ascii_digit() {
            return None;
        }
        let nose = at + 1 + usize::from(self.byte(at + 1) == b'-');
        let mouth = self.byte(nose);
        let alone = !self.byte(nose + 1).is_ascii_alphanumeric();
        (alone && matches!(mouth, b')' | b'(' | b'D' | b'P')).then_some(nose + 1)
    }

    /// An apostrophe or a single quotation mark of `len` bytes.
    fn apostrophe(&mut self, at: usize, len: usize, after_word: bool) -> usize {
        let mark = &self.text[at..at + len];
        let tail = self.letters(at + len);
        let word = &self.text[at + len..tail];
        if !word.is_empty() && (if after_word { is_clitic(word) } else { is_clipped(word) }) {
            return self.push(at, tail, TokenKind::Word);
        }
        let doubled = self.text[at + len..].starts_with(mark);
        self.push(at, at + if doubled { 2 * len } else { len }, TokenKind::Punctuation)
    }

    fn beyond_ascii(&mut self, at: usize) -> usize {
        let Some(c) = char_at(self.text, at) else { return self.bytes.len() };
        let end = at + c.len_utf8();
        match c {
            _ if c.is_whitespace() => end,
            '…' => {
                let end = self.text[at..].find(|c| !matches!(c, '…' | '.' | '!' | '?'));
                let end = end.map_or(self.bytes.len(), |n| at + n);
                self.push(at, end, TokenKind::Punctuation)
            }
            '’' | '‘' => {
                let after_word = char_before(self.text, at).is_some_and(char::is_alphanumeric);
                self.apostrophe(at, c.len_utf8(), after_word)
            }
            '–' | '—' => {
                let rest = self.text[at..].trim_start_matches(c);
                self.push(at, self.text.len() - rest.len(), TokenKind::Punctuation)
            }
            _ if is_latin(c) => self.word(at),
            _ if c.is_alphabetic() => {
                let tail = &self.text[at..];
                let length = tail.find(|c: char| c.is_ascii() || is_latin(c) || !(c.is_alphanumeric() || is_mark(c)));
                self.push(at, length.map_or(self.bytes.len(), |n| at + n), TokenKind::Other)
            }
            _ if c.is_numeric() => self.push(at, end, TokenKind::Number),
            _ if is_opener(c) || is_closer(c) || is_punctuation(c) => self.push(at, end, TokenKind::Punctuation),
            _ => {
                let cluster = self.text[at..].graphemes(true).next().map_or(c.len_utf8(), str::len);
                let kind = if is_sign(c) { TokenKind::Symbol } else { TokenKind::Other };
                self.push(at, at + cluster, kind)
            }
        }
    }
}

/// The length of the apostrophe at `at`, straight or typographic.
fn apostrophe_len(text: &str, at: usize) -> Option<usize> {
    match char_at(text, at) {
        Some(c @ ('\'' | '’')) => Some(c.len_utf8()),
        _ => None,
    }
}

/// Endings that are tokens of their own after an apostrophe.
fn is_clitic(word: &str) -> bool {
    ["s", "re", "ve", "ll", "d", "m"].iter().any(|clitic| word.eq_ignore_ascii_case(clitic))
}

/// Words and years that have lost their beginning to an apostrophe: `'em`, `'60s`.
fn is_clipped(word: &str) -> bool {
    matches!(word, "em" | "til" | "cause" | "bout" | "tis" | "twas" | "n" | "Cause" | "Til")
        || matches!(word.as_bytes(), [b'0'..=b'9', b'0'..=b'9'] | [b'0'..=b'9', b'0'..=b'9', b's'])
}

/// First parts that the treebanks do not cut from the word behind the hyphen.
fn keeps_hyphen(word: &str) -> bool {
    let mut lower = [0; 8];
    if word.len() > lower.len() {
        return false;
    }
    for (to, from) in lower.iter_mut().zip(word.bytes()) {
        *to = from.to_ascii_lowercase();
    }
    matches!(
        &lower[..word.len()],
        b"non"
            | b"e"
            | b"mid"
            | b"anti"
            | b"re"
            | b"co"
            | b"pre"
            | b"pro"
            | b"cross"
            | b"post"
            | b"over"
            | b"semi"
            | b"multi"
            | b"ex"
            | b"sub"
            | b"counter"
            | b"mini"
            | b"neo"
            | b"inter"
            | b"intra"
            | b"socio"
            | b"psycho"
            | b"micro"
            | b"macro"
            | b"un"
            | b"ultra"
            | b"pseudo"
            | b"proto"
            | b"arch"
    )
}

/// Where a word that was written as one is two tokens: `can|not`, `gon|na`, and, after a lost apostrophe, `do|nt`.
fn merged_at(word: &str) -> Option<usize> {
    // `IM` is an acronym.
    if word.len() > 8 || word == "IM" {
        return None;
    }
    let mut lower = [0; 8];
    for (to, from) in lower.iter_mut().zip(word.bytes()) {
        *to = from.to_ascii_lowercase();
    }
    match &lower[..word.len()] {
        b"cannot" | b"gonna" | b"wanna" | b"gotta" | b"lotta" | b"lemme" | b"gimme" => Some(3),
        b"dont" | b"wont" | b"cant" | b"aint" | b"didnt" | b"isnt" | b"wasnt" | b"doesnt" | b"couldnt" | b"wouldnt"
        | b"shouldnt" | b"havent" | b"hasnt" | b"hadnt" | b"arent" | b"werent" => Some(word.len() - 2),
        b"im" | b"ive" | b"alot" => Some(1),
        b"youre" => Some(3),
        b"thats" | b"whats" | b"theyre" => Some(4),
        _ => None,
    }
}

/// Endings that make one token with their number: ordinals and decades.
fn is_number_ending(suffix: &str) -> bool {
    ["th", "st", "nd", "rd", "s"].iter().any(|ending| suffix.eq_ignore_ascii_case(ending))
}

/// Whether letters right behind a number are a token of their own: a unit or a word that lost its space.
fn splits_from_number(suffix: &str) -> bool {
    matches!(
        suffix,
        "am" | "pm"
            | "AM"
            | "PM"
            | "k"
            | "K"
            | "m"
            | "M"
            | "mm"
            | "MM"
            | "cm"
            | "km"
            | "kg"
            | "g"
            | "mg"
            | "ml"
            | "l"
            | "ft"
            | "lb"
            | "oz"
            | "kW"
            | "MW"
            | "GW"
            | "Hz"
            | "kHz"
            | "MHz"
            | "GHz"
            | "KB"
            | "kB"
            | "MB"
            | "GB"
            | "TB"
            | "C"
            | "F"
            | "W"
            | "V"
            | "bn"
            | "x"
            | "p"
    ) || suffix.len() > 2
        && (suffix.bytes().all(|b| b.is_ascii_lowercase()) || suffix.bytes().all(|b| b.is_ascii_uppercase()))
}

fn is_latin(c: char) -> bool {
    matches!(c, 'ª' | 'µ' | 'º' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{2AF}' | 'ʻ' | 'ʼ' | '\u{1E00}'..='\u{1EFF}'
        | 'ﬀ'..='ﬆ')
}

/// Combining marks, and the selectors and joiners that change the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{591}'..='\u{5BD}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}'
        | '\u{900}'..='\u{903}' | '\u{93A}'..='\u{94F}' | '\u{E31}' | '\u{E34}'..='\u{E3A}' | '\u{E47}'..='\u{E4E}'
        | '\u{200B}'..='\u{200D}')
}

/// Characters beyond ASCII that go on a Latin word, invisible ones among them.
fn joins_latin(c: char) -> bool {
    is_latin(c) || matches!(c, '\u{300}'..='\u{36F}' | '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

fn is_punctuation(c: char) -> bool {
    matches!(c, '¡' | '¿' | '·' | '§' | '¶' | '\u{2010}'..='\u{2027}' | '‰'..='\u{205E}' | '\u{3001}'..='\u{3003}'
        | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301F}' | '！'..='／' | '：'..='＠' | '［'..='｀' | '｛'..='･')
}

/// Signs that are no pictures: Latin-1 signs, currency, arrows, mathematics, box drawing, geometric shapes.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{A1}'..='\u{BF}' | '×' | '÷' | '\u{2070}'..='\u{20CF}' | '\u{2100}'..='\u{23FF}'
        | '\u{2500}'..='\u{25FF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(sentence: &str) -> String {
        let mut found = Vec::new();
        tokens(sentence, 0, &mut found);
        found.iter().map(|token| &sentence[token.range]).collect::<Vec<_>>().join("|")
    }

    fn kinds(sentence: &str) -> Vec<TokenKind> {
        let mut found = Vec::new();
        tokens(sentence, 0, &mut found);
        found.iter().map(|token| token.kind).collect()
    }

    #[test]
    fn ranges_count_from_the_base() {
        let mut found = Vec::new();
        tokens("Bread rises.", 100, &mut found);
        let starts: Vec<_> = found.iter().map(|token| token.range.start()).collect();
        assert_eq!(starts, [100, 106, 111]);
    }

    #[test]
    fn contractions_and_possessives_are_two_tokens() {
        assert_eq!(cut("Don't say it’s the baker's, they'll know."), "Do|n't|say|it|’s|the|baker|'s|,|they|'ll|know|.");
        assert_eq!(cut("couldn’t've"), "could|n’t|'ve");
        assert_eq!(cut("the millers' wheel"), "the|millers|'|wheel");
        assert_eq!(cut("I cannot, I'm gonna"), "I|can|not|,|I|'m|gon|na");
        assert_eq!(cut("They DON'T"), "They|DO|N'T");
    }

    #[test]
    fn a_lost_apostrophe_does_not_hide_a_contraction() {
        assert_eq!(cut("It doesnt rise, thats all"), "It|does|nt|rise|,|that|s|all");
        assert_eq!(cut("IM"), "IM");
    }

    #[test]
    fn apostrophes_inside_names_and_clipped_words_stay() {
        assert_eq!(cut("O’Malley at five o'clock"), "O’Malley|at|five|o'clock");
        assert_eq!(cut("tell 'em of the '60s"), "tell|'em|of|the|'60s");
        assert_eq!(cut("the 1960's"), "the|1960's");
        assert_eq!(cut("said ‘no’ twice"), "said|‘|no|’|twice");
    }

    #[test]
    fn hyphens_cut_unless_the_first_part_is_a_prefix() {
        assert_eq!(cut("a well-known, re-elected co-owner"), "a|well|-|known|,|re-elected|co-owner");
        assert_eq!(cut("his two-year-old e-mail"), "his|two|-|year|-|old|e-mail");
        assert_eq!(cut("tea and/or milk"), "tea|and|/|or|milk");
        assert_eq!(cut("warm—very warm -- bread"), "warm|—|very|warm|--|bread");
    }

    #[test]
    fn numbers_keep_their_separators_and_lose_their_units() {
        assert_eq!(cut("1,234.5 or 18.400.000 at 6:30"), "1,234.5|or|18.400.000|at|6:30");
        assert_eq!(cut("[1,2]"), "[|1|,|2|]");
        assert_eq!(cut("$5 US$20 €3.50 40%"), "$|5|US|$|20|€|3.50|40|%");
        assert_eq!(cut("35°C, 15km, 3kg, 7pm"), "35|°|C|,|15|km|,|3|kg|,|7|pm");
        assert_eq!(cut("the 21st, the 1970s, 4A"), "the|21st|,|the|1970s|,|4A");
        assert_eq!(cut("1990-1995 or 555-0100 on 3/14/2005"), "1990|-|1995|or|555-0100|on|3/14/2005");
        assert_eq!(cut("about 12loaves for 300USD."), "about|12|loaves|for|300|USD|.");
        assert_eq!(cut("v2.1 of 14-Mar-2005, a 3-day event"), "v2.1|of|14-Mar-2005|,|a|3|-|day|event");
        assert_eq!(cut("rose by .5 to +3"), "rose|by|.5|to|+3");
    }

    #[test]
    fn abbreviations_keep_their_stops() {
        assert_eq!(
            cut("Mr. J. R. Vale of the U.S. left at 9 a.m., e.g. by car."),
            "Mr.|J.|R.|Vale|of|the|U.S.|left|at|9|a.m.|,|e.g.|by|car|."
        );
        assert_eq!(
            cut("Rye, oats etc. are sold by Vale & Co. in No. 8."),
            "Rye|,|oats|etc.|are|sold|by|Vale|&|Co.|in|No.|8|."
        );
        assert_eq!(cut("There is no. No!"), "There|is|no|.|No|!");
        assert_eq!(cut("a Ph.D. thesis"), "a|Ph.D.|thesis");
    }

    #[test]
    fn the_last_stop_stands_alone() {
        assert_eq!(cut("They bought flour, oats, etc."), "They|bought|flour|,|oats|,|etc|.");
        assert_eq!(cut("(We saw the sun.)"), "(|We|saw|the|sun|.|)");
        assert_eq!(cut("It was plan B."), "It|was|plan|B|.");
    }

    #[test]
    fn a_lost_space_still_parts_two_words() {
        assert_eq!(cut("many loaves.However, few"), "many|loaves|.|However|,|few");
        assert_eq!(cut("done.“Next”"), "done|.|“|Next|”");
    }

    #[test]
    fn runs_of_stops_are_one_token() {
        assert_eq!(cut("Well... no?! Yes… so"), "Well|...|no|?!|Yes|…|so");
        assert_eq!(cut("“Why?”"), "“|Why|?|”");
    }

    #[test]
    fn addresses_are_whole() {
        assert_eq!(
            cut("Write to ada@example.com or see https://example.org/a?b=c, or recipe.pdf (@baker, #rye)."),
            "Write|to|ada@example.com|or|see|https://example.org/a?b=c|,|or|recipe.pdf|(|@baker|,|#rye|)|."
        );
        assert_eq!(kinds("ada@example.com Node.js #rye"), [TokenKind::Url; 3]);
    }

    #[test]
    fn other_scripts_part_from_latin_letters_and_digits() {
        assert_eq!(cut("7만 people"), "7|만|people");
        assert_eq!(cut("хлебbread 小麦粉"), "хлеб|bread|小麦粉");
        assert_eq!(cut("Łukasz’s naïve café"), "Łukasz|’s|naïve|café");
        assert_eq!(kinds("7만 x"), [TokenKind::Number, TokenKind::Other, TokenKind::Word]);
    }

    #[test]
    fn a_picture_is_one_token_whatever_it_is_made_of() {
        assert_eq!(cut("good 👩‍🍳👍🏽 bread"), "good|👩‍🍳|👍🏽|bread");
        assert_eq!(kinds("👍🏽 € %"), [TokenKind::Other, TokenKind::Symbol, TokenKind::Symbol]);
    }

    #[test]
    fn every_character_but_white_space_is_in_one_token() {
        for text in [
            "a’",
            "’",
            "..",
            ". .",
            "é.é",
            "x\u{200B}y \u{FEFF}z",
            "’s",
            "a-",
            "-a",
            "@",
            "1.",
            "1.a",
            "a&",
            "A&B&",
            "http://",
            "www.",
            "a@b",
            "_a_b_",
            "٣٤ ½ x²",
            "e\u{301}te\u{301}",
            "\u{1}a",
            "„a“",
            "a…b",
            "!!!1",
        ] {
            let mut found = Vec::new();
            tokens(text, 0, &mut found);
            let mut end = 0;
            for token in &found {
                assert!(
                    text[end..token.range.start()].chars().all(|c| c.is_whitespace() || c.is_control()),
                    "{text:?}"
                );
                assert!(!token.range.is_empty(), "{text:?}");
                end = token.range.end();
            }
            assert!(text[end..].trim().is_empty(), "{text:?}");
        }
    }
}
