//! Text that was decoded with the wrong encoding.

use crate::document::Document;
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::rules::Rule;
use crate::source::TextRange;

/// See `mojibake.md`.
pub static RULE: Rule = Rule {
    id: "typography/mojibake",
    summary: "letters garbled by a wrong encoding",
    severity: Severity::Error,
    mqm: "design-and-markup/character-encoding",
    its: "characters",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let text = doc.text();
    if text.is_ascii() {
        return;
    }
    for block in doc.blocks() {
        let mut at = block.range.start();
        while let Some(offset) = text[at..block.range.end()].find(|c: char| !c.is_ascii()) {
            let start = at + offset;
            match garbled(&text[start..block.range.end()]) {
                Some((length, meant)) => {
                    let range = TextRange::new(start, start + length);
                    report(doc, range, &meant, out);
                    at = range.end();
                }
                None => at = start + text[start..].chars().next().map_or(1, char::len_utf8),
            }
        }
    }
}

/// The bytes of a garbled character at the start of `rest`, and what it was: the Windows-1252 bytes of its glyphs are
/// the UTF-8 of one character.
fn garbled(rest: &str) -> Option<(usize, String)> {
    let mut bytes = Vec::new();
    let mut length = 0;
    for c in rest.chars() {
        let byte = windows_1252(c)?;
        bytes.push(byte);
        length += c.len_utf8();
        let wanted = match bytes[0] {
            0xC2..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF4 => 4,
            _ => return None,
        };
        if bytes.len() > 1 && !(0x80..=0xBF).contains(&byte) {
            return None;
        }
        if bytes.len() == wanted {
            let meant = std::str::from_utf8(&bytes).ok()?;
            // `Â°` and `Ã—` may be what they seem; a letter or a typographic mark is not made by chance.
            let plausible = meant.chars().all(|c| c.is_alphanumeric() || !c.is_control());
            return plausible.then(|| (length, meant.to_string()));
        }
    }
    None
}

/// The byte that Windows-1252 has for a character; the five bytes it leaves open stand for the C1 controls.
fn windows_1252(c: char) -> Option<u8> {
    let code = c as u32;
    if (0x80..=0xFF).contains(&code) || code < 0x80 {
        return u8::try_from(code).ok();
    }
    const HIGH: [char; 27] = [
        '€', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 'Ž', '‘', '’', '“', '”', '•', '–', '—', '˜', '™',
        'š', '›', 'œ', 'ž', 'Ÿ',
    ];
    const BYTES: [u8; 27] = [
        0x80, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8A, 0x8B, 0x8C, 0x8E, 0x91, 0x92, 0x93, 0x94, 0x95,
        0x96, 0x97, 0x98, 0x99, 0x9A, 0x9B, 0x9C, 0x9E, 0x9F,
    ];
    HIGH.iter().position(|high| *high == c).map(|index| BYTES[index])
}

fn report(doc: &Document<'_>, range: TextRange, meant: &str, out: &mut Findings<'_>) {
    let text = doc.text();
    let word_start = text[..range.start()]
        .rfind(char::is_whitespace)
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let word_end = text[range.end()..].find(char::is_whitespace).map_or(text.len(), |at| range.end() + at);
    let word = text[word_start..word_end].trim_matches(|c: char| c.is_ascii_punctuation());
    // An apostrophe takes the style of the rest of the text.
    let straight = meant == "’" && !text.contains('’') && text.contains('\'');
    let meant = if straight { "'" } else { meant };
    let word_range = {
        let start = word_start + text[word_start..word_end].find(word).unwrap_or(0);
        TextRange::new(start, start + word.len())
    };
    let span = if word_range.contains_range(range) { word_range } else { range };
    out.report(span, format!("`{}` is `{meant}` read with the wrong encoding", &text[range]))
        .confidence(0.98)
        .suggest(format!("Put `{meant}` in its place"), [Edit::replace(range, meant)]);
}
