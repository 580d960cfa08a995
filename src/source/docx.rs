//! The text of a `.docx` document: the paragraphs of its body.
//!
//! A document is a ZIP archive (ECMA-376, Office Open XML) whose part `word/document.xml` holds the body. Text that a
//! tracked change takes out, text boxes, notes and comments are not read.

use std::io::{self, Read};

use flate2::bufread::DeflateDecoder;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use rawzip::{CompressionMethod, ZipArchive};
use thiserror::Error;

/// The part with the body.
const BODY: &[u8] = b"word/document.xml";

/// The most bytes the body may have: a long novel has two million. A small archive that unpacks to more is an attack.
const LIMIT: u64 = 64 << 20;

/// Elements whose words are not the body's.
const SKIPPED: [&str; 6] = ["del", "moveFrom", "instrText", "Fallback", "txbxContent", "rPr"];

/// Why a document can't be read.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum DocxError {
    /// It is no archive, or a broken one.
    #[error("it is no .docx document, or a damaged one ({0}); open it in a word processor and save it anew")]
    Archive(String),
    /// It is an archive of something else.
    #[error("it is no .docx document: it has no word/document.xml")]
    NoBody,
    /// It is encrypted, or packed in a way that no word processor uses.
    #[error("its body is encrypted or packed in an unknown way; save it without a password")]
    Packed,
    /// It unpacks to more than can be read.
    #[error("its body is larger than 64 MiB; split it")]
    TooLarge,
    /// Its body is not XML.
    #[error("its body is damaged ({0}); open it in a word processor and save it anew")]
    Xml(String),
}

/// The text of the document `bytes`: a line for each item of a list, with `- ` before it, and an empty line between
/// paragraphs.
///
/// # Errors
/// If it is no document, a damaged one, or too large.
pub fn text(bytes: &[u8]) -> Result<String, DocxError> {
    let body = String::from_utf8(body(bytes)?).map_err(|_| DocxError::Xml("not UTF-8".into()))?;
    paragraphs(&body).map_err(|error| DocxError::Xml(error.to_string())).map(|paragraphs| joined(&paragraphs))
}

/// The unpacked body.
fn body(bytes: &[u8]) -> Result<Vec<u8>, DocxError> {
    let broken = |error: rawzip::Error| DocxError::Archive(error.to_string());
    let archive = ZipArchive::from_slice(bytes).map_err(broken)?;
    let mut entries = archive.entries();
    while let Some(entry) = entries.next_entry().map_err(broken)? {
        if entry.file_path().as_ref() != BODY {
            continue;
        }
        if entry.uncompressed_size_hint() > LIMIT {
            return Err(DocxError::TooLarge);
        }
        let packed = archive.get_entry(entry.wayfinder()).map_err(broken)?;
        let unpacked = match entry.compression_method() {
            CompressionMethod::STORE => limited(packed.verifying_reader(packed.data())),
            CompressionMethod::DEFLATE => limited(packed.verifying_reader(DeflateDecoder::new(packed.data()))),
            _ => return Err(DocxError::Packed),
        };
        let unpacked = unpacked.map_err(|error| DocxError::Archive(error.to_string()))?;
        // What the archive says of its size need not be true.
        return if unpacked.len() as u64 > LIMIT { Err(DocxError::TooLarge) } else { Ok(unpacked) };
    }
    Err(DocxError::NoBody)
}

/// What `reader` gives, up to one byte more than is allowed.
fn limited(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    reader.take(LIMIT + 1).read_to_end(&mut out)?;
    Ok(out)
}

/// A paragraph of a document.
#[derive(Default)]
struct Paragraph {
    text: String,
    is_item: bool,
}

fn paragraphs(body: &str) -> quick_xml::Result<Vec<Paragraph>> {
    let mut reader = Reader::from_str(body);
    let (mut done, mut open) = (Vec::new(), Paragraph::default());
    // Whether the words of the paragraph are being read, and how deep the reader is in what is skipped.
    let (mut in_text, mut skipped) = (false, 0_usize);
    loop {
        match reader.read_event()? {
            Event::Start(tag) if skipped > 0 || is_skipped(&tag) => skipped += 1,
            Event::End(_) if skipped > 0 => skipped -= 1,
            _ if skipped > 0 => {}
            Event::Start(tag) | Event::Empty(tag) if is_mark(&tag, &mut open) => {}
            Event::Start(tag) if tag.local_name().as_ref() == "t" => in_text = true,
            Event::End(tag) if tag.local_name().as_ref() == "t" => in_text = false,
            Event::End(tag) if tag.local_name().as_ref() == "p" => done.push(std::mem::take(&mut open)),
            Event::Text(text) if in_text => open.text.push_str(&text.xml_content(XmlVersion::Implicit1_0)),
            Event::CData(text) if in_text => open.text.push_str(&text.xml_content(XmlVersion::Implicit1_0)),
            Event::GeneralRef(reference) if in_text => {
                let known = quick_xml::escape::resolve_predefined_entity(&reference);
                match reference.resolve_char_ref()? {
                    Some(meant) => open.text.push(meant),
                    None => open.text.push_str(known.unwrap_or_default()),
                }
            }
            Event::Eof => return Ok(done),
            _ => {}
        }
    }
}

fn is_skipped(tag: &BytesStart<'_>) -> bool {
    SKIPPED.contains(&tag.local_name().as_ref())
}

/// Whether the element is a mark in the paragraph that is `open`, which it is then added to.
fn is_mark(tag: &BytesStart<'_>, open: &mut Paragraph) -> bool {
    match tag.local_name().as_ref() {
        "tab" => open.text.push('\t'),
        "br" | "cr" => open.text.push('\n'),
        "noBreakHyphen" => open.text.push('\u{2011}'),
        "numPr" => open.is_item = true,
        _ => return false,
    }
    true
}

fn joined(paragraphs: &[Paragraph]) -> String {
    let mut out = String::new();
    let mut after_item = false;
    for paragraph in paragraphs {
        let text = paragraph.text.trim();
        if text.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push_str(if after_item && paragraph.is_item { "\n" } else { "\n\n" });
        }
        if paragraph.is_item {
            out.push_str("- ");
        }
        out.push_str(text);
        after_item = paragraph.is_item;
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::DeflateEncoder;
    use rawzip::{CompressionMethod, ZipArchiveWriter};

    use super::{DocxError, text};

    /// A document, or another archive, with one part.
    fn archive(name: &str, content: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        let mut archive = ZipArchiveWriter::new(&mut out);
        let (mut entry, config) =
            archive.new_file(name).compression_method(CompressionMethod::DEFLATE).start().unwrap();
        let mut writer = config.wrap(DeflateEncoder::new(&mut entry, Compression::default()));
        writer.write_all(content).unwrap();
        let (encoder, descriptor) = writer.finish().unwrap();
        encoder.finish().unwrap();
        entry.finish(descriptor).unwrap();
        archive.finish().unwrap();
        out
    }

    fn document(body: &str) -> Vec<u8> {
        let body = format!(r#"<?xml version="1.0"?><w:document xmlns:w="w"><w:body>{body}</w:body></w:document>"#);
        archive("word/document.xml", body.as_bytes())
    }

    #[test]
    fn the_body_is_read_as_paragraphs() {
        let body = r#"
            <w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>The kiln</w:t></w:r></w:p>
            <w:p><w:r><w:t xml:space="preserve">It cooled </w:t></w:r><w:del><w:r><w:delText>never</w:delText></w:r></w:del>
              <w:ins><w:r><w:t>slowly &amp; well&#8217;</w:t><w:tab/><w:t>so.</w:t></w:r></w:ins></w:p>
            <w:p/>
            <w:p><w:pPr><w:numPr><w:ilvl w:val="0"/></w:numPr></w:pPr><w:r><w:t>ash</w:t></w:r></w:p>
            <w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>clay</w:t></w:r></w:p>
            <w:tbl><w:tr><w:tc><w:p><w:r><w:fldChar/><w:instrText>PAGE</w:instrText><w:t>A cell.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"#;
        assert_eq!(
            text(&document(body)).unwrap(),
            "The kiln\n\nIt cooled slowly & well’\tso.\n\n- ash\n- clay\n\nA cell.\n"
        );
    }

    #[test]
    fn what_is_no_document_is_refused() {
        assert!(matches!(text(b"plain text"), Err(DocxError::Archive(_))));
        assert_eq!(text(&archive("content.xml", b"<a/>")), Err(DocxError::NoBody));
        assert!(matches!(text(&document("<w:p></w:q>")), Err(DocxError::Xml(_))));
        let whole = document("<w:p><w:r><w:t>Rain.</w:t></w:r></w:p>");
        assert!(matches!(text(&whole[..whole.len() / 2]), Err(DocxError::Archive(_))));
    }

    #[test]
    fn a_body_that_unpacks_to_too_much_is_refused() {
        let bomb = archive("word/document.xml", &vec![b' '; (64 << 20) + 1]);
        assert!(bomb.len() < 1 << 20);
        assert_eq!(text(&bomb), Err(DocxError::TooLarge));
        // The same with a lie about the size, in the head of the part and in the list of parts.
        let size = ((64_u32 << 20) + 1).to_le_bytes();
        let mut lie = bomb.clone();
        let places: Vec<usize> = (0..lie.len() - 4).filter(|&at| lie[at..at + 4] == size).collect();
        assert!(!places.is_empty());
        places.iter().for_each(|&at| lie[at..at + 4].copy_from_slice(&100_u32.to_le_bytes()));
        assert!(matches!(text(&lie), Err(DocxError::Archive(_) | DocxError::TooLarge)));
    }

    #[test]
    fn entities_that_would_multiply_are_not_read() {
        let doctype =
            r#"<!DOCTYPE a [<!ENTITY b "haha"><!ENTITY c "&b;&b;&b;&b;"><!ENTITY d SYSTEM "file:///etc/passwd">]>"#;
        let body = format!("{doctype}<w:document><w:p><w:r><w:t>One &c;&d;two.</w:t></w:r></w:p></w:document>");
        assert_eq!(text(&archive("word/document.xml", body.as_bytes())).unwrap(), "One two.\n");
    }
}
