//! Characters that nobody sees: zero-width ones, soft hyphens, controls, and the mark of a lost character.

use crate::document::Document;
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::rules::Rule;
use crate::source::TextRange;

/// See `invisible_character.md`.
pub static RULE: Rule = Rule {
    id: "typography/invisible-character",
    summary: "an invisible or lost character",
    severity: Severity::Warning,
    mqm: "design-and-markup/character-encoding",
    its: "characters",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let text = doc.text();
    for (at, c) in text.char_indices() {
        if c.is_ascii() && !c.is_ascii_control() || matches!(c, '\n' | '\r' | '\t') {
            continue;
        }
        let range = TextRange::new(at, at + c.len_utf8());
        if c == '\u{fffd}' {
            out.report(range, "a character was lost when the text was decoded")
                .severity(Severity::Error)
                .confidence(0.97)
                .ask("Which character stands here in the source?");
        } else if c == '\u{2581}' {
            // The space of a translation system's pieces of words.
            let after = TextRange::new(at, at + c.len_utf8() + usize::from(text[range.end()..].starts_with(' ')));
            let spaced = text[..at].is_empty() || text[..at].ends_with(char::is_whitespace);
            let edit = if spaced { Edit::delete(after) } else { Edit::replace(after, " ") };
            out.report(range, "`▁` marks a space where a translation system takes words to pieces")
                .confidence(0.95)
                .safe_fix("Take it out", [edit]);
        } else if let Some(name) = invisible(c)
            && !joins(text, range, c)
        {
            out.report(range, format!("an invisible character: {name} (U+{:04X})", c as u32))
                .confidence(0.97)
                .safe_fix("Delete it", [Edit::delete(range)]);
        }
    }
}

fn invisible(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{200b}' => "zero width space",
        '\u{200c}' => "zero width non-joiner",
        '\u{200d}' => "zero width joiner",
        '\u{2060}' => "word joiner",
        '\u{feff}' => "zero width no-break space",
        '\u{ad}' => "soft hyphen",
        '\u{200e}' => "left-to-right mark",
        '\u{200f}' => "right-to-left mark",
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => "bidirectional control",
        '\u{fff9}'..='\u{fffb}' => "annotation mark",
        c if c.is_control() => "control character",
        _ => return None,
    })
}

/// Whether a joiner does its work here: between emoji, or between letters of a script that joins.
fn joins(text: &str, range: TextRange, c: char) -> bool {
    let beyond_latin = |c: Option<char>| c.is_some_and(|c| c as u32 >= 0x0590);
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{200e}' | '\u{200f}')
        && (beyond_latin(text[..range.start()].chars().next_back()) || beyond_latin(text[range.end()..].chars().next()))
}
