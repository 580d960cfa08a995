//! Bytes to text and back, in the encoding the file came in.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use thiserror::Error;

use super::docx::{self, DocxError};

/// Offsets are kept in 32 bits.
const LIMIT: u64 = u32::MAX as u64;

/// Why bytes are not a text, or why a text can't be written back.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum SourceError {
    /// More than 4 GiB.
    #[error("the text is larger than 4 GiB; split it")]
    TooLarge,
    /// A NUL, which no text holds.
    #[error("not a text: it holds NUL bytes; if it is UTF-16 or UTF-32, save it as UTF-8")]
    Nul,
    /// Bytes of an image, an archive, a PDF.
    #[error("not a text: it holds bytes of no known encoding; if it is one, save it as UTF-8")]
    NotText,
    /// A byte order mark that the bytes after it contradict.
    #[error("its byte order mark says {encoding}, but some of its bytes are not; save it as UTF-8")]
    Malformed {
        /// The label of the encoding.
        encoding: String,
    },
    /// A document of a word processor that can't be read.
    #[error(transparent)]
    Docx(#[from] DocxError),
    /// A fix that the file's encoding has no bytes for.
    #[error("its encoding, {encoding}, has no {character:?}, which a fix would write; save it as UTF-8 first")]
    Unencodable {
        /// The label of the encoding.
        encoding: String,
        /// The first character it lacks.
        character: char,
    },
    /// An encoding with two ways to write one character, of which the file uses the rarer.
    #[error("its encoding, {encoding}, can't be written back byte for byte; save it as UTF-8 first")]
    Irreversible {
        /// The label of the encoding.
        encoding: String,
    },
}

/// The text of a file, and how to turn an edited text into bytes of the same kind.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SourceText {
    text: String,
    encoding: &'static Encoding,
    bom: bool,
    reversible: bool,
}

impl SourceText {
    /// Decodes the bytes of a file: UTF-8, UTF-16 with a byte order mark, or, where they are neither, the legacy
    /// encoding that Firefox would guess.
    ///
    /// # Errors
    /// If the bytes are no text, or too many.
    pub fn decode(bytes: Vec<u8>) -> Result<Self, SourceError> {
        let source = match Encoding::for_bom(&bytes) {
            Some((encoding, mark)) => {
                let text = encoding
                    .decode_without_bom_handling_and_without_replacement(&bytes[mark..])
                    .ok_or_else(|| SourceError::Malformed { encoding: label(encoding) })?;
                Self { text: text.into_owned(), encoding, bom: true, reversible: true }
            }
            None => match String::from_utf8(bytes) {
                Ok(text) => Self { text, encoding: UTF_8, bom: false, reversible: true },
                Err(error) => Self::guess(&error.into_bytes())?,
            },
        };
        if source.text.contains('\0') {
            return Err(SourceError::Nul);
        }
        Self::fits(source.text.len() as u64)?;
        Ok(source)
    }

    /// The text of a `.docx` document; see [`super::docx`] for what of it is read. It can't be written back.
    ///
    /// # Errors
    /// If the bytes are no such document, or too many.
    pub fn of_docx(bytes: &[u8]) -> Result<Self, SourceError> {
        let text = docx::text(bytes)?;
        Ok(Self { text, encoding: UTF_8, bom: false, reversible: true })
    }

    /// Whether a file of `length` bytes is small enough to be read.
    ///
    /// # Errors
    /// If it is not.
    pub fn fits(length: u64) -> Result<(), SourceError> {
        if length > LIMIT { Err(SourceError::TooLarge) } else { Ok(()) }
    }

    fn guess(bytes: &[u8]) -> Result<Self, SourceError> {
        if bytes.contains(&0) {
            return Err(SourceError::Nul);
        }
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        let encoding = detector.guess(None, Utf8Detection::Deny);
        let text = encoding
            .decode_without_bom_handling_and_without_replacement(bytes)
            .ok_or(SourceError::NotText)?
            .into_owned();
        // A one-byte encoding decodes anything, pictures too; what tells is the control characters.
        if text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1a}')) {
            return Err(SourceError::NotText);
        }
        let (back, _, failed) = encoding.encode(&text);
        let reversible = !failed && *back == *bytes;
        Ok(Self { text, encoding, bom: false, reversible })
    }

    /// The text, without a byte order mark.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The label of the encoding in lower case: `utf-8`, `utf-16le`, `windows-1252`.
    pub fn encoding(&self) -> String {
        label(self.encoding)
    }

    /// Whether the file begins with a byte order mark.
    pub fn bom(&self) -> bool {
        self.bom
    }

    /// The bytes of `text` as this file would hold them: in its encoding, with a byte order mark if it has one.
    ///
    /// # Errors
    /// If the encoding has no bytes for a character of `text`, or if even the unedited text would get other bytes.
    pub fn encode(&self, text: &str) -> Result<Vec<u8>, SourceError> {
        if !self.reversible {
            return Err(SourceError::Irreversible { encoding: self.encoding() });
        }
        let mark = if self.bom { "\u{feff}" } else { "" };
        let units = || mark.encode_utf16().chain(text.encode_utf16());
        if self.encoding == UTF_16LE {
            return Ok(units().flat_map(u16::to_le_bytes).collect());
        }
        if self.encoding == UTF_16BE {
            return Ok(units().flat_map(u16::to_be_bytes).collect());
        }
        if self.encoding == UTF_8 {
            return Ok([mark, text].concat().into_bytes());
        }
        let (bytes, _, failed) = self.encoding.encode(text);
        if failed {
            let lacking = |c: &char| self.encoding.encode(c.encode_utf8(&mut [0; 4])).2;
            let character = text.chars().find(lacking).unwrap_or(char::REPLACEMENT_CHARACTER);
            return Err(SourceError::Unencodable { encoding: self.encoding(), character });
        }
        Ok(bytes.into_owned())
    }
}

fn label(encoding: &'static Encoding) -> String {
    encoding.name().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{SourceError, SourceText};

    fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn every_encoding_is_written_back_byte_for_byte() {
        let text = "\u{feff}“Tea,” she said.\r\nLate\u{a0}now — 7만\n";
        let latin = b"The caf\xe9 on the corner closes early, said Andr\xe9 \x96 \x93always\x94.\n".to_vec();
        for (bytes, encoding, bom) in [
            (text.as_bytes().to_vec(), "utf-8", true),
            (text.as_bytes()["\u{feff}".len()..].to_vec(), "utf-8", false),
            (utf16(text, u16::to_le_bytes), "utf-16le", true),
            (utf16(text, u16::to_be_bytes), "utf-16be", true),
            (latin, "windows-1252", false),
        ] {
            let source = SourceText::decode(bytes.clone()).unwrap();
            assert_eq!((source.encoding().as_str(), source.bom()), (encoding, bom));
            assert!(!source.text().starts_with('\u{feff}'));
            assert_eq!(source.encode(source.text()).unwrap(), bytes, "{encoding}");
        }
    }

    #[test]
    fn a_legacy_encoding_refuses_what_it_cannot_write() {
        let source = SourceText::decode(b"The caf\xe9 is closed, said Andr\xe9.".to_vec()).unwrap();
        assert_eq!(source.text(), "The café is closed, said André.");
        let error = source.encode("The café 7만").unwrap_err();
        assert_eq!(error, SourceError::Unencodable { encoding: "windows-1252".into(), character: '만' });
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let picture = b"\x89PNG\r\n\x1a\n\x01\x02\x03\xff\xfe".to_vec();
        assert_eq!(SourceText::decode(picture), Err(SourceError::NotText));
        assert_eq!(SourceText::decode(b"a\0b".to_vec()), Err(SourceError::Nul));
        assert_eq!(SourceText::decode(b"\xe9\0".to_vec()), Err(SourceError::Nul));
        let cut = b"\xff\xfea\0b".to_vec();
        assert_eq!(SourceText::decode(cut), Err(SourceError::Malformed { encoding: "utf-16le".into() }));
        let marked = b"\xef\xbb\xbfcaf\xe9".to_vec();
        assert_eq!(SourceText::decode(marked), Err(SourceError::Malformed { encoding: "utf-8".into() }));
    }

    #[test]
    fn offsets_must_fit_into_32_bits() {
        assert_eq!(SourceText::fits(u64::from(u32::MAX)), Ok(()));
        assert_eq!(SourceText::fits(1 << 32), Err(SourceError::TooLarge));
    }
}
