//! Formats: which stretches of a file are prose.
//!
//! Plain text and Markdown are read as they stand: the format says which byte ranges are blocks of prose and which
//! stretches inside them are markup. HTML is read through a [`View`], which holds its prose alone and the way back.

mod block;
mod html;
mod markdown;
mod plain;
mod view;

pub use block::{BlockKind, RawBlock};
pub use view::{Rendered, View};

use crate::source::{SourceError, SourceText, TextRange};

/// How a file's text is laid out.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Format {
    /// Paragraphs between empty lines.
    #[default]
    Plain,
    /// CommonMark.
    Markdown,
    /// HTML.
    Html,
    /// A document of a word processor, whose text is taken out of it and read as plain text.
    Docx,
}

impl Format {
    /// The format a file's name asks for: by its ending Markdown, HTML or a document, and plain text for everything else.
    pub fn of_name(name: &str) -> Format {
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
        match extension.as_str() {
            "md" | "markdown" => Format::Markdown,
            "html" | "htm" | "xhtml" => Format::Html,
            "docx" => Format::Docx,
            _ => Format::Plain,
        }
    }

    /// Whether a changed text can be put back into its file.
    pub fn is_editable(self) -> bool {
        self != Format::Docx
    }

    /// The text of the bytes of a file.
    ///
    /// # Errors
    /// If they are not of this format, or too many.
    pub fn decode(self, bytes: Vec<u8>) -> Result<SourceText, SourceError> {
        match self {
            Format::Docx => SourceText::of_docx(&bytes),
            _ => SourceText::decode(bytes),
        }
    }

    /// How `source` reads.
    pub fn view(self, source: &str) -> View<'_> {
        match self {
            Format::Plain | Format::Docx => View::as_it_stands(source, plain::blocks(source)),
            Format::Markdown => View::as_it_stands(source, markdown::blocks(source)),
            Format::Html => html::view(source),
        }
    }

    /// The comments in `text`, in order: what an editor of the text sees and a reader does not. Plain text has none.
    pub fn comments(self, text: &str) -> Vec<TextRange> {
        match self {
            Format::Plain | Format::Docx => Vec::new(),
            Format::Markdown => markdown::comments(text),
            Format::Html => html::comments(text),
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
