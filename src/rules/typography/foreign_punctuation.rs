//! Punctuation of another script in an English sentence.

use crate::document::Document;
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::rules::Rule;
use crate::source::TextRange;

/// See `foreign_punctuation.md`.
pub static RULE: Rule = Rule {
    id: "typography/foreign-punctuation",
    summary: "punctuation of another script in English text",
    severity: Severity::Warning,
    mqm: "locale-conventions/punctuation",
    its: "typographical",
    check,
};

/// Within how many characters of a mark the words around it stand.
const FAR: usize = 200;

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let text = doc.text();
    if text.is_ascii() && !text.contains(';') {
        return;
    }
    for block in doc.blocks() {
        let prose = &text[block.range];
        if prose.is_ascii() && !prose.contains(['`', ';']) {
            continue;
        }
        for (at, c) in prose.char_indices() {
            let range = TextRange::new(block.range.start() + at, block.range.start() + at + c.len_utf8());
            if c == ';' && prose[at + 1..].starts_with(['”', '"', '’']) && !ends_with_entity(&prose[..at]) {
                out.report(range, "`;` before a closing mark is the question mark of Greek")
                    .confidence(0.9)
                    .suggest("Put `?` in its place", [Edit::replace(range, "?")]);
            } else if c == '·' && is_greek_colon(prose, at) {
                out.report(range, "`·` is the semicolon of Greek")
                    .confidence(0.9)
                    .suggest("Put `;` in its place", [Edit::replace(range, ";")]);
            } else if c == '¿' || c == '¡' {
                out.report(range, format!("`{c}` opens a sentence in Spanish, not in English"))
                    .confidence(0.95)
                    .safe_fix("Delete it", [Edit::delete(range)]);
            } else if c == '・' && in_english(prose, at, c) {
                middle_dot(doc, range, out);
            } else if matches!(c, '♪' | '♫') && in_english(prose, at, c) {
                out.report(range, format!("`{c}` is the sign of sung words in subtitles"))
                    .confidence(0.85)
                    .suggest("Delete it", [Edit::delete(doc.with_space(range))]);
            } else if let Some(english) = english(c)
                && in_english(prose, at, c)
            {
                mark(doc, range, c, english, out);
            }
        }
    }
}

/// The English mark for one of another script.
fn english(c: char) -> Option<&'static str> {
    Some(match c {
        '。' | '．' | '｡' | '۔' | '।' => ".",
        '，' | '、' | '،' | '､' => ",",
        '；' | '؛' => ";",
        '：' => ":",
        '！' => "!",
        '？' | '؟' | '\u{37e}' => "?",
        '（' => "(",
        '）' => ")",
        '［' | '【' | '〔' => "[",
        '］' | '】' | '〕' => "]",
        '《' | '〈' | '》' | '〉' => "\"",
        '～' | '〜' => "-",
        '％' => "%",
        '－' => "-",
        '０'..='９' => ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"][(c as usize) - ('０' as usize)],
        _ => return None,
    })
}

/// `・` between the parts of one thing is a hyphen, between two things a space; which of them only an editor knows.
fn middle_dot(doc: &Document<'_>, range: TextRange, out: &mut Findings<'_>) {
    let text = doc.text();
    let joins = text[..range.start()].ends_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
        && text[range.end()..].starts_with(char::is_lowercase);
    let (first, second) = if joins { ("-", " ") } else { (" ", "-") };
    let shown = |mark: &str| if mark == " " { "a space".to_string() } else { format!("`{mark}`") };
    out.report(range, "`・` is not an English mark")
        .confidence(0.9)
        .suggest(format!("Put {} in its place", shown(first)), [Edit::replace(range, first)])
        .suggest(format!("Put {} in its place", shown(second)), [Edit::replace(range, second)]);
}

/// Whether a text ends with the name of a character reference: `&oslash`.
fn ends_with_entity(before: &str) -> bool {
    let name = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
    name.ends_with('&')
}

/// Whether the dot at byte `at` parts two clauses: it stands by the word before it, and a word in small letters comes
/// after a space. Between the entries of a list a dot has a space on either side, and between capitals it has none.
fn is_greek_colon(prose: &str, at: usize) -> bool {
    let after = &prose[at + '·'.len_utf8()..];
    prose[..at].ends_with(char::is_lowercase)
        && after.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_lowercase))
}

/// Whether the words around byte `at` of `prose` are of Latin letters: a mark inside foreign words is reported with them.
fn in_english(prose: &str, at: usize, c: char) -> bool {
    let latin = |c: &char| c.is_ascii_alphanumeric() || ('\u{c0}'..'\u{250}').contains(c);
    let word = |c: &char| c.is_alphanumeric();
    let before = prose[..at].chars().rev().take(FAR).find(word);
    let after = prose[at + c.len_utf8()..].chars().take(FAR).find(word);
    before.as_ref().is_none_or(latin) && after.as_ref().is_none_or(latin) && (before.is_some() || after.is_some())
}

fn mark(doc: &Document<'_>, range: TextRange, c: char, english: &str, out: &mut Findings<'_>) {
    let text = doc.text();
    // A doubled mark (`،,`) is one break and reported as such.
    let next = text[range.end()..].chars().next();
    let previous = text[..range.start()].chars().next_back();
    let clash = |c: Option<char>| c.is_some_and(|c| matches!(c, ',' | '.' | ';' | '?' | '!' | ':'));
    if (clash(next) || clash(previous)) && matches!(english, "," | "." | ";" | "?") {
        return;
    }
    let spaced = matches!(english, "." | "," | ";" | ":" | "!" | "?") && next.is_some_and(char::is_alphanumeric);
    let replacement = if spaced { format!("{english} ") } else { english.to_string() };
    let title = format!("Put `{english}` in its place");
    out.report(range, format!("`{c}` is not an English mark"))
        .confidence(0.95)
        .safe_fix(title, [Edit::replace(range, replacement)]);
}
