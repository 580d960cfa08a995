//! What a text has at all: rows of letters, numbers, signs. Asked before something dear is done for the sake of one of
//! them.

use std::borrow::Cow;

use rustc_hash::FxHashSet;

/// The rows of letters in small letters, the lengths of the rows of figures, and the other characters of a text.
pub(super) struct Presence<'t> {
    rows: FxHashSet<Cow<'t, str>>,
    /// Bit `n` is set if there is a number of `n` figures; the last bit stands for all longer ones.
    figures: u16,
    signs: FxHashSet<char>,
}

impl<'t> Presence<'t> {
    pub fn read(text: &'t str) -> Self {
        let mut out = Self { rows: FxHashSet::default(), figures: 0, signs: FxHashSet::default() };
        let mut chars = text.char_indices().peekable();
        while let Some((start, c)) = chars.next() {
            let kind = kind(c);
            if kind == Kind::Sign {
                out.signs.insert(c);
                continue;
            }
            let mut end = start + c.len_utf8();
            let mut small = !c.is_uppercase();
            while let Some(&(at, c)) = chars.peek().filter(|(_, c)| self::kind(*c) == kind) {
                small &= !c.is_uppercase();
                end = at + c.len_utf8();
                chars.next();
            }
            let row = &text[start..end];
            if kind == Kind::Figure {
                out.figures |= 1 << row.len().min(15);
            } else if small {
                out.rows.insert(Cow::Borrowed(row));
            } else {
                out.rows.insert(Cow::Owned(row.to_lowercase()));
            }
        }
        out
    }

    /// See [`super::Document::has`].
    pub fn has(&self, cue: &str) -> bool {
        let Some(first) = cue.chars().next() else { return true };
        match (kind(first), cue.strip_suffix('*')) {
            (Kind::Figure, _) if cue.len() == 1 => self.figures != 0,
            (Kind::Figure, _) => self.figures & 1 << cue.len().min(15) != 0,
            (Kind::Letter, Some(start)) => self.rows.iter().any(|row| row.starts_with(start)),
            (Kind::Letter, None) => self.rows.contains(cue),
            (Kind::Sign, _) => self.signs.contains(&first),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letter,
    Figure,
    Sign,
}

fn kind(c: char) -> Kind {
    match c {
        '0'..='9' => Kind::Figure,
        c if c.is_alphabetic() => Kind::Letter,
        _ => Kind::Sign,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_its_rows_numbers_and_signs() {
        let text = Presence::read("The CLOCK struck 12; in 1999’s Tōkyō.");
        for cue in ["clock", "0", "00", "0000", ";", "’", "s", "tōkyō", "tōk*"] {
            assert!(text.has(cue), "{cue}");
        }
        for cue in ["CLOCK", "clo", "000", "!", "tokyo"] {
            assert!(!text.has(cue), "{cue}");
        }
    }
}
