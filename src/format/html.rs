//! HTML: the words that a browser shows as running text.
//!
//! `html5gum` tells markup from text as the WHATWG standard does; which elements hold prose, and where a block of it ends,
//! is decided here. Scripts, styles, navigation, forms and code hold none.

use html5gum::emitters::default::{DefaultEmitter, StartTag};
use html5gum::{Token, Tokenizer};

use super::view::{Piece, PieceKind, View};
use super::{BlockKind, RawBlock};
use crate::source::TextRange;

/// Elements whose content is no prose.
const HIDDEN: [&str; 27] = [
    "audio", "button", "canvas", "datalist", "embed", "form", "head", "iframe", "map", "math", "menu", "meter", "nav",
    "noscript", "object", "picture", "pre", "progress", "script", "select", "style", "svg", "template", "textarea",
    "title", "video", "dialog",
];

/// Elements whose content is code inside a sentence: it reads as one thing.
const CODE: [&str; 4] = ["code", "kbd", "samp", "var"];

/// What stands for code in the text as it reads.
const OBJECT: char = '\u{fffc}';

/// Elements that begin and end a block.
const BLOCKS: [&str; 39] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "li",
    "main",
    "ol",
    "p",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Blocks that belong to the one around them: those of one list or table share its group.
const MEMBERS: [&str; 8] = ["dd", "dt", "li", "tbody", "td", "th", "thead", "tr"];

/// The longest name of a character reference, with its signs.
const LONGEST_REFERENCE: usize = 34;

/// The view of the HTML text `source`: its blocks of prose, with an empty line between them.
pub(super) fn view(source: &str) -> View<'_> {
    let mut emitter = DefaultEmitter::new_with_span();
    emitter.naively_switch_states(true);
    let mut reader = Reader::new(source);
    let mut at = 0;
    for Ok(token) in Tokenizer::new_with_emitter(source, emitter) {
        let (span, token) = match token {
            Token::StartTag(tag) => (tag.span, Tag::Start(tag)),
            Token::EndTag(tag) => (tag.span, Tag::End(name(&tag.name))),
            Token::Comment(comment) => (comment.span, Tag::Other),
            Token::Doctype(doctype) => (doctype.span, Tag::Other),
            Token::String(_) | Token::Error(_) => continue,
        };
        reader.text(at, span.start);
        reader.tag(&token, span.start, span.end);
        at = span.end;
    }
    reader.text(at, source.len());
    reader.flush();
    View::mapped(source, reader.view, reader.blocks, reader.pieces)
}

/// The comments of the HTML text `source`, in order.
pub(super) fn comments(source: &str) -> Vec<TextRange> {
    let mut emitter = DefaultEmitter::new_with_span();
    emitter.naively_switch_states(true);
    let tokens = Tokenizer::new_with_emitter(source, emitter).flatten();
    let comments =
        tokens.filter_map(|token| if let Token::Comment(comment) = token { Some(comment.span) } else { None });
    comments.map(|span| TextRange::new(span.start, span.end)).collect()
}

enum Tag {
    Start(StartTag<usize>),
    End(String),
    /// A comment or a doctype.
    Other,
}

fn name(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// What is read so far, and where the reader stands.
struct Reader<'t> {
    source: &'t str,
    view: String,
    pieces: Vec<Piece>,
    blocks: Vec<RawBlock>,
    /// The first byte, in the view, of the block that is being read.
    start: Option<usize>,
    kind: BlockKind,
    group: u32,
    /// The element without prose that is open, with how many of its name are open inside each other.
    hidden: Option<(String, usize)>,
    /// Where the code that is open begins in the source, with its element.
    code: Option<(String, usize)>,
    /// The first byte, in the view, of strong type that opens the block.
    strong: Option<usize>,
    strong_opening: Option<TextRange>,
}

impl<'t> Reader<'t> {
    fn new(source: &'t str) -> Self {
        Self {
            source,
            view: String::with_capacity(source.len()),
            pieces: Vec::new(),
            blocks: Vec::new(),
            start: None,
            kind: BlockKind::Paragraph,
            group: 0,
            hidden: None,
            code: None,
            strong: None,
            strong_opening: None,
        }
    }

    /// Reads the tag at `start..end` of the source.
    fn tag(&mut self, tag: &Tag, start: usize, end: usize) {
        match tag {
            Tag::Start(tag) => {
                let name = name(&tag.name);
                if self.hidden.is_some() || self.code.is_some() {
                    self.nested(&name, 1);
                } else if is_hidden(&name, tag) {
                    if BLOCKS.contains(&name.as_str()) {
                        self.boundary(&name, BlockKind::Paragraph);
                    }
                    self.hidden = (!tag.self_closing || !is_void(&name)).then_some((name, 1));
                } else if CODE.contains(&name.as_str()) {
                    self.code = Some((name, start));
                } else {
                    self.open(&name);
                }
            }
            Tag::End(name) => match &self.code {
                Some((code, from)) if code == name => {
                    let from = *from;
                    self.code = None;
                    self.push(OBJECT.encode_utf8(&mut [0; 4]), TextRange::new(from, end), PieceKind::Kept);
                }
                _ if self.hidden.is_some() => self.nested(name, -1),
                _ => self.close(name),
            },
            Tag::Other => {}
        }
    }

    /// Counts an element inside one without prose.
    fn nested(&mut self, name: &str, by: isize) {
        if let Some((hidden, depth)) = &mut self.hidden
            && hidden == name
        {
            *depth = depth.saturating_add_signed(by);
            if *depth == 0 {
                self.hidden = None;
            }
        }
    }

    fn open(&mut self, name: &str) {
        match name {
            "br" => self.flush(),
            "b" | "strong" if self.start.is_none() => self.strong = Some(self.view.len()),
            _ if BLOCKS.contains(&name) => self.boundary(name, kind_of(name)),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "b" | "strong" => {
                if let (Some(_), Some(start)) = (self.strong.take(), self.start)
                    && self.strong_opening.is_none()
                {
                    let end = self.view.trim_end().len();
                    self.strong_opening = (end > start).then(|| TextRange::new(start, end));
                }
            }
            _ if BLOCKS.contains(&name) => self.boundary(name, BlockKind::Paragraph),
            _ => {}
        }
    }

    /// Ends the block that is being read; the next one is of `kind`.
    fn boundary(&mut self, name: &str, kind: BlockKind) {
        self.flush();
        self.kind = kind;
        if !MEMBERS.contains(&name) {
            self.group += 1;
        }
    }

    /// Ends the block that is being read, without the white space at its end.
    fn flush(&mut self) {
        let Some(start) = self.start.take() else {
            self.strong = None;
            return;
        };
        if self.view.ends_with(' ') {
            self.view.pop();
            self.pieces.pop();
        }
        let mut block = RawBlock::new(TextRange::new(start, self.view.len()), self.kind, self.group);
        block.strong_opening = self.strong_opening.take();
        self.strong = None;
        self.blocks.push(block);
    }

    /// Reads the text at `start..end` of the source, between two tags.
    fn text(&mut self, start: usize, end: usize) {
        if self.hidden.is_some() || self.code.is_some() || start >= end {
            return;
        }
        let mut at = start;
        while at < end {
            let rest = &self.source[at..end];
            let plain = rest.find(|c: char| c == '&' || c.is_ascii_whitespace()).unwrap_or(rest.len());
            if plain > 0 {
                self.push(&rest[..plain], TextRange::new(at, at + plain), PieceKind::Verbatim);
                at += plain;
            } else if rest.starts_with('&') {
                let length = self.reference(at, end);
                at += length;
            } else {
                let space = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_whitespace()).len();
                self.space(TextRange::new(at, at + space));
                at += space;
            }
        }
    }

    /// Reads the character reference, or the sign `&`, at byte `at`; returns its length.
    fn reference(&mut self, at: usize, end: usize) -> usize {
        let rest = &self.source[at..end];
        let name =
            rest[1..].bytes().take(LONGEST_REFERENCE).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#');
        let length = 1 + name.count();
        if rest[length..].starts_with(';') {
            let written = &rest[..=length];
            if let Some(meant) = meaning(written) {
                self.push(&meant, TextRange::new(at, at + written.len()), PieceKind::Rendered);
                return written.len();
            }
        }
        self.push("&", TextRange::new(at, at + 1), PieceKind::Verbatim);
        1
    }

    /// White space: one space, however much of it there is and whatever tags it stands between.
    fn space(&mut self, range: TextRange) {
        if self.start.is_some() && !self.view.ends_with(' ') {
            let kind = if &self.source[range] == " " { PieceKind::Verbatim } else { PieceKind::Rendered };
            self.push(" ", range, kind);
        }
    }

    /// Adds `text`, which stands at `range` of the source.
    fn push(&mut self, text: &str, range: TextRange, kind: PieceKind) {
        if self.start.is_none() {
            if !self.view.is_empty() {
                let same = self.blocks.last().is_some_and(|block| block.group == self.group);
                self.view.push_str(if same { "\n" } else { "\n\n" });
            }
            self.start = Some(self.view.len());
            self.strong = self.strong.map(|_| self.view.len());
        }
        let view = TextRange::new(self.view.len(), self.view.len() + text.len());
        self.view.push_str(text);
        match self.pieces.last_mut() {
            Some(last)
                if kind == PieceKind::Verbatim
                    && last.kind == PieceKind::Verbatim
                    && last.source.end() == range.start()
                    && last.view.end() == view.start() =>
            {
                last.view = last.view.cover(view);
                last.source = last.source.cover(range);
            }
            _ => self.pieces.push(Piece { view, source: range, kind }),
        }
    }
}

fn kind_of(name: &str) -> BlockKind {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Headline,
        "li" | "dd" | "dt" => BlockKind::ListItem,
        "td" | "th" => BlockKind::Table,
        _ => BlockKind::Paragraph,
    }
}

fn is_void(name: &str) -> bool {
    name == "embed"
}

/// Whether the content of an element is no prose: by its name, or because it says so.
fn is_hidden(name: &str, tag: &StartTag<usize>) -> bool {
    let attribute = |name: &[u8]| tag.attributes.get(name).map(|value| value.value.as_slice());
    HIDDEN.contains(&name)
        || attribute(b"hidden").is_some()
        || attribute(b"role").is_some_and(|role| role == b"navigation")
        || attribute(b"aria-hidden").is_some_and(|value| value == b"true")
}

/// What the character reference `written`, with `&` and `;`, stands for; `None` where it is none.
fn meaning(written: &str) -> Option<String> {
    let mut out = String::new();
    for Ok(token) in Tokenizer::new(written) {
        if let Token::String(text) = token {
            out.push_str(&String::from_utf8_lossy(&text));
        }
    }
    (out != written && !out.is_empty()).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Edit;

    fn shown(source: &str) -> Vec<(BlockKind, String)> {
        let view = view(source);
        view.blocks().iter().map(|block| (block.kind, view.text()[block.range].to_owned())).collect()
    }

    /// `source` after `from`, which stands once in its view, is replaced with `to`.
    fn edited(source: &str, from: &str, to: &str) -> String {
        let view = view(source);
        let start = view.text().find(from).unwrap_or_else(|| panic!("{from:?} is in {:?}", view.text()));
        view.apply(&[Edit::replace(TextRange::new(start, start + from.len()), to)])
    }

    #[test]
    fn only_what_reads_as_prose_is_read() {
        let page = "<!DOCTYPE html><html><head><title>Kilns</title><style>p { color: red }</style></head><body>\n\
                    <nav><ul><li>Home</ul></nav><h1>The&nbsp;kiln</h1><p>It <b>cooled</b>\n  slowly &amp; well.<!-- so --> \
                    Run <code>kiln --off</code> now.</p><ul><li>ash<li>clay</ul><script>let p = '<p>x';</script>\
                    <p hidden>secret</p><div role=navigation>Next</div>Loose words<br>on two lines</body></html>";
        assert_eq!(
            shown(page),
            [
                (BlockKind::Headline, "The\u{a0}kiln".into()),
                (BlockKind::Paragraph, "It cooled slowly & well. Run \u{fffc} now.".into()),
                (BlockKind::ListItem, "ash".into()),
                (BlockKind::ListItem, "clay".into()),
                (BlockKind::Paragraph, "Loose words".into()),
                (BlockKind::Paragraph, "on two lines".into()),
            ]
        );
    }

    #[test]
    fn an_edit_never_touches_markup() {
        for (source, from, to, after) in [
            ("<p>It was <b>the</b> the kiln.", "the the", "the", "<p>It was <b>the</b> kiln."),
            ("<p>A <i>red</i> and <b>blue</b> bowl", "red and blue ", "", "<p>A <i></i><b></b>bowl"),
            ("<p>cooled.<b>Then</b> it", ".", ". ", "<p>cooled. <b>Then</b> it"),
            ("<p><b>cooled.</b>Then it", "cooled.", "cooled. ", "<p><b>cooled.</b> Then it"),
            ("<p>It said &ldquo;no&rdquo; twice", "“no”", "<\"yes\" & no>", "<p>It said &lt;\"yes\" &amp; no> twice"),
            ("<p>one\n   two", "one two", "one, two", "<p>one,\n   two"),
        ] {
            assert_eq!(edited(source, from, to), after, "{source}");
        }
    }

    #[test]
    fn a_place_is_found_again_in_the_source() {
        let source = "<p>Say &ldquo;no&rdquo; <em>twice</em>, slowly.";
        let view = view(source);
        let at = |words: &str| {
            let start = view.text().find(words).unwrap();
            &source[view.range(TextRange::new(start, start + words.len()))]
        };
        assert_eq!(at("“no”"), "&ldquo;no&rdquo;");
        assert_eq!(at("no” tw"), "no&rdquo; <em>tw");
        assert_eq!(at("slowly"), "slowly");
        let shown: Vec<_> = view.rendered().iter().map(|it| (&source[it.range], it.text)).collect();
        assert_eq!(shown, [("&ldquo;", "“"), ("&rdquo;", "”"), ("<em>", ""), ("</em>", "")]);
    }

    #[test]
    fn what_is_broken_or_strange_does_no_harm() {
        for source in
            ["", "<", "<p", "&", "&;", "&nosuch; &#x1F3FA; &#0;", "</b></p>", "<p>\r\n a\r\n<br/>b", "<![CDATA[x]]>é"]
        {
            let view = view(source);
            assert_eq!(view.apply(&[]), source);
        }
        assert_eq!(shown("&nosuch; &#x1F3FA; R&D")[0].1, "&nosuch; 🏺 R&D");
    }
}
