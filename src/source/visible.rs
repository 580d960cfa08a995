//! Text of a stranger made fit for a terminal.

use std::borrow::Cow;

/// `text` with everything escaped that would move a cursor, colour a screen, turn the direction of writing or not show
/// at all: control characters, bidirectional controls, line separators, zero-width signs.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let escape = |c: char| if is_hidden(c) { c.escape_default().to_string() } else { c.to_string() };
    Cow::Owned(text.chars().map(escape).collect())
}

/// Whether `c` is shown as an escape.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn nothing_reaches_the_terminal_but_print() {
        assert_eq!(
            visible("a\u{1b}[31mb\r\n\u{9b}\u{202e}\u{feff}é만"),
            "a\\u{1b}[31mb\\r\\n\\u{9b}\\u{202e}\\u{feff}é만"
        );
        assert!(matches!(visible("plain “text” – 7만"), std::borrow::Cow::Borrowed(_)));
    }
}
