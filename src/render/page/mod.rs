//! What the pages of a report share: escaping, the head, the style, links.

use std::fmt::{self, Write as _};
use std::io::{self, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::report::Tool;

const STYLE: &str = include_str!("style.css");

/// The script of an article's page. Its files share one scope, in this order.
const SCRIPT: &str = concat!(
    "\n\"use strict\";\n",
    include_str!("offsets.js"),
    include_str!("decisions.js"),
    include_str!("prose.js"),
    include_str!("files.js"),
    include_str!("desk.js"),
);

/// A kind of page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// The page over all articles, which has no script.
    Overview,
    /// The page of an article, where an editor decides.
    Article,
}

/// Text with everything that HTML reads as markup escaped, in element content and in quoted attributes. Control
/// characters that no page may hold are shown as U+FFFD.
pub struct Escaped<'a>(pub &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\n' | '\t' => f.write_char(c)?,
                c if c.is_control() => f.write_char('\u{fffd}')?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

/// A message, escaped, with what it sets in backticks as quoted text.
pub struct Said<'a>(pub &'a str);

impl fmt::Display for Said<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A message that quotes a backtick itself is left as it is.
        if self.0.matches('`').count() % 2 == 1 {
            return Escaped(self.0).fmt(f);
        }
        for (index, piece) in self.0.split('`').enumerate() {
            if index % 2 == 1 {
                write!(f, "<span class=\"said\">{}</span>", Escaped(piece))?;
            } else {
                Escaped(piece).fmt(f)?;
            }
        }
        Ok(())
    }
}

/// Opens a page, up to and with `<body>` and the link that skips to `#main`.
///
/// The page loads nothing: its style and script are inside it, and its policy forbids all else, by their digests, so that
/// nothing an article holds could run even if it were taken for markup. `filters` are the boxes, by kind and value, that
/// leave findings out: see [`filter_rules`].
pub fn open(out: &mut dyn Write, title: &str, filters: &[(&str, &str)], part: Part) -> io::Result<()> {
    let rules: String = filters.iter().map(|(kind, value)| filter_rules(kind, value)).collect();
    let style = format!("\n{STYLE}{rules}");
    let script = match part {
        Part::Overview => String::new(),
        Part::Article => format!(" script-src {};", source(SCRIPT)),
    };
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src {};{script} base-uri 'none'; \
         form-action 'none'\">\n\
         <title>{}</title>\n<style>{style}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#main\">Skip to the text</a>\n",
        source(&style),
        Escaped(title)
    )
}

/// What a policy calls an element in the page that holds `content`.
fn source(content: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(content)))
}

/// The style rules by which the box `#kind-value`, where it is not ticked, sets the text as if the findings of that kind
/// had not been found, and takes away what is said about them. No script is needed for it.
fn filter_rules(kind: &str, value: &str) -> String {
    let off = format!("body:has(#{kind}-{value}:not(:checked)) [data-{kind}=\"{value}\"]");
    format!(
        "{off}:is(.note, .ref, ins:not(.done)) {{ display: none; }}\n{off}:is(del, mark) {{ all: unset; }}\n\
         {off}:is(del, mark) :is(.say, .sign) {{ display: none; }}\n{off} .real {{ display: inline; }}\n"
    )
}

/// Closes a page.
pub fn close(out: &mut dyn Write, tool: &Tool, part: Part) -> io::Result<()> {
    writeln!(out, "<footer class=\"foot\">Written by {} {}</footer>", Escaped(&tool.name), Escaped(&tool.version))?;
    if part == Part::Article {
        writeln!(out, "<script>{SCRIPT}</script>")?;
    }
    out.write_all(b"</body>\n</html>\n")
}

/// A path as a relative reference (RFC 3986).
pub fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// The link from the page at `from` to the file at `to`, both relative to one folder with `/` between their parts, as
/// the value of an attribute.
pub fn link(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let shared = from[..from.len() - 1].iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
    let mut link = String::new();
    // A first part with a colon would be read as a scheme.
    if from.len() - 1 == shared {
        link.push_str("./");
    }
    link.push_str(&"../".repeat(from.len() - 1 - shared));
    link.push_str(&uri(&to[shared..].join("/")));
    link
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative_and_escaped() {
        assert_eq!(link("index.html", "a/one two.txt.html"), "./a/one%20two.txt.html");
        assert_eq!(link("a/b/c.html", "index.html"), "../../index.html");
        assert_eq!(link("a/c.html", "a/javascript:x\"y"), "./javascript%3Ax%22y");
    }

    #[test]
    fn nothing_of_the_text_is_markup() {
        assert_eq!(Escaped("<b a='\"'>&\u{1}").to_string(), "&lt;b a=&#39;&quot;&#39;&gt;&amp;\u{fffd}");
    }
}
