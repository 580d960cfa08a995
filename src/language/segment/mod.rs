//! Cutting prose into sentences and tokens.
//!
//! Both cutters are pure functions over UTF-8 text, written for text that went through a machine: a lost space after a
//! full stop, a lost capital at the start of a sentence or a stray space before a stop does not hide a boundary. They
//! make one pass, allocate nothing for a token, and leave the text as it is.

mod abbreviation;
mod address;
mod sentence;
mod token;

pub use sentence::sentences;
pub use token::{Token, TokenKind, tokens};

/// The character that starts at byte `at`, which must be a character boundary.
fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(&byte) if byte < 0x80 => Some(byte as char),
        Some(_) => text[at..].chars().next(),
        None => None,
    }
}

/// The character that ends right before byte `at`, which must be a character boundary.
fn char_before(text: &str, at: usize) -> Option<char> {
    match at.checked_sub(1).map(|last| text.as_bytes()[last]) {
        Some(byte) if byte < 0x80 => Some(byte as char),
        Some(_) => text[..at].chars().next_back(),
        None => None,
    }
}

/// The first byte at or after `at` where no white space stands.
fn skip_space(text: &str, mut at: usize) -> usize {
    while let Some(c) = char_at(text, at)
        && c.is_whitespace()
    {
        at += c.len_utf8();
    }
    at
}

/// Whether a character closes a quotation or a bracket wherever it stands (a straight quote closes only sometimes).
fn is_closer(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '”' | '’' | '»' | '›' | '」' | '』' | '）' | '】')
}

/// Whether a character opens a quotation or a bracket wherever it stands.
fn is_opener(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '“' | '‘' | '„' | '‚' | '«' | '‹' | '「' | '『' | '（' | '【')
}
