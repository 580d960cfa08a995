//! Text in XML.

use crate::source::visible;

/// `text` as the content of an element or, between double quotation marks, the value of an attribute. What XML can't
/// hold, or a terminal should not get, is shown as an escape of Rust.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_of_a_text_is_markup_or_forbidden() {
        assert_eq!(escaped("<a b=\"c\">&\n\u{1b}\u{ffff}é"), "&lt;a b=&quot;c&quot;&gt;&amp;\\n\\u{1b}\\u{ffff}é");
    }
}
