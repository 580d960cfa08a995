//! Formats: which stretches of a file are prose.
//!
//! A format does not copy the prose out of its file: it says which byte ranges are blocks of prose and which stretches
//! inside them are markup. Every offset a rule sees is an offset of the file's own text.

mod block;
mod markdown;
mod plain;

pub use block::{BlockKind, RawBlock};

use crate::source::TextRange;

/// How a file's text is laid out.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Format {
    /// Paragraphs between empty lines.
    #[default]
    Plain,
    /// CommonMark.
    Markdown,
}

impl Format {
    /// The format a file's name asks for: Markdown for `.md` and `.markdown`, plain text for everything else.
    pub fn of_name(name: &str) -> Format {
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        if extension.eq_ignore_ascii_case("md") || extension.eq_ignore_ascii_case("markdown") {
            Format::Markdown
        } else {
            Format::Plain
        }
    }

    /// The blocks of prose in `text`, in order.
    pub fn blocks(self, text: &str) -> Vec<RawBlock> {
        match self {
            Format::Plain => plain::blocks(text),
            Format::Markdown => markdown::blocks(text),
        }
    }

    /// The comments in `text`, in order: what an editor of the text sees and a reader does not. Plain text has none.
    pub fn comments(self, text: &str) -> Vec<TextRange> {
        match self {
            Format::Plain => Vec::new(),
            Format::Markdown => markdown::comments(text),
        }
    }
}

/// The comments in the HTML that stands at `range` of `text`, in order.
fn html_comments(text: &str, range: TextRange) -> Vec<TextRange> {
    let html = &text[range];
    let (mut out, mut at) = (Vec::new(), 0);
    while let Some(start) = html[at..].find("<!--").map(|start| at + start)
        && let Some(end) = html[start..].find("-->").map(|end| start + end + "-->".len())
    {
        out.push(TextRange::new(start, end).shifted(range.start()));
        at = end;
    }
    out
}
