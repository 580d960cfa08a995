//! A word that is not English and that nothing in the text explains.

use std::collections::HashMap;

use crate::document::{BlockKind, Document, TokenKind};
use crate::finding::{Findings, Severity};
use crate::language::{Tag, lexicon, spelling};
use crate::rules::Rule;

/// See `foreign_word.md`.
pub static RULE: Rule = Rule {
    id: "translation/foreign-word",
    summary: "a word of another language that nothing explains",
    severity: Severity::Warning,
    mqm: "accuracy/untranslated",
    its: "untranslated",
    check,
};

/// From how many bits a letter on a word is hardly spelled as English is.
const FOREIGN: f32 = 5.0;

/// From how many bits on it may still be a term of some trade, but is worth a look.
const ODD: f32 = 4.4;

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let mut seen: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut order = Vec::new();
    for (at, token) in doc.tokens().iter().enumerate() {
        let word = doc.word(at);
        if token.kind != TokenKind::Word || !word.starts_with(char::is_lowercase) || word.chars().count() < 3 {
            continue;
        }
        if is_candidate(doc, at, word) {
            let places = seen.entry(word).or_default();
            if places.is_empty() {
                order.push(word);
            }
            places.push(at);
        }
    }
    for word in order {
        let places = &seen[word];
        // A word that comes again is what the text is about, and so is one that it explains.
        if places.len() > 1 || is_explained(doc, places[0]) || is_name_elsewhere(doc, word) {
            continue;
        }
        let at = places[0];
        let foreign_letters = !word.is_ascii();
        let bits = spelling::bits_per_letter(word).unwrap_or(f32::MAX);
        let sure = foreign_letters || bits >= FOREIGN;
        if bits < ODD {
            continue;
        }
        let finding = out.report(doc.tokens()[at].range, format!("`{word}` is not an English word, and nothing explains it"));
        finding.confidence(if sure { 0.7 } else { 0.5 }).ask(format!("What does `{word}` mean here?"));
        if !sure {
            finding.severity(Severity::Info);
        }
    }
}

fn is_candidate(doc: &Document<'_>, at: usize, word: &str) -> bool {
    let token = &doc.tokens()[at];
    let kind = doc.blocks()[doc.sentences()[token.sentence].block].kind;
    let small = word.chars().all(|c| c.is_lowercase() || c == '’' || c == '\'');
    let joined = |t: Option<usize>| {
        t.and_then(|t| doc.tokens().get(t)).is_some_and(|other| {
            other.range.end() == token.range.start() || token.range.end() == other.range.start()
        })
    };
    // Half of a compound or of an address says little by itself; a mark beside the word is no part of it.
    let hyphen = |t: Option<usize>| joined(t) && t.is_some_and(|t| matches!(doc.word(t), "-" | "/" | "_" | "’" | "'" | "&" | "." | "@"));
    let part = hyphen(at.checked_sub(1)) || joined(Some(at + 1)) && doc.is_any(at + 1, &["-", "/", "_", "&", "@"]);
    let plain = word.trim_end_matches(['’', '\'']);
    let bare: String = plain.chars().map(unaccented).collect();
    small
        && !part
        && !matches!(kind, BlockKind::Verse | BlockKind::Table)
        && !matches!(token.tag, Tag::Uh | Tag::Pos)
        && !spelling::is_known(plain)
        && !spelling::is_known(&bare)
        && lexicon::unit(plain).is_none()
        && lexicon::currency(plain).is_none()
        && lexicon::nationality(&capitalised(plain)).is_none()
        && lexicon::given_name_gender(&capitalised(plain)).is_none()
        && plain.chars().any(|c| matches!(unaccented(c), 'a' | 'e' | 'i' | 'o' | 'u' | 'y'))
        && !doubled_letters(plain)
}

/// Letters drawn out for effect: `sooo`, `hmmm`.
fn doubled_letters(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    letters.windows(3).any(|three| three[0] == three[1] && three[1] == three[2])
}

/// The letter without the accents that English words from French and Spanish keep.
fn unaccented(c: char) -> char {
    match c {
        'à' | 'á' | 'â' | 'ä' | 'ã' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ó' | 'ô' | 'ö' => 'o',
        'ú' | 'û' | 'ü' => 'u',
        c => c,
    }
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Whether the text shows that it means the foreign word: in marks, in italics, in brackets, as a name of something, or
/// next to its translation.
fn is_explained(doc: &Document<'_>, at: usize) -> bool {
    let text = doc.text();
    let token = &doc.tokens()[at];
    let mark = |c: Option<char>| c.is_some_and(|c| matches!(c, '“' | '”' | '"' | '‘' | '’' | '\'' | '*' | '_' | '(' | ')' | '[' | ']' | '«' | '»' | '`'));
    let marked = mark(text[..token.range.start()].chars().next_back()) || mark(text[token.range.end()..].chars().next());
    let start = doc.sentences()[token.sentence].tokens.start;
    let end = doc.sentences()[token.sentence].tokens.end;
    let named = (at.saturating_sub(4).max(start)..at)
        .any(|t| doc.is_any(t, &["called", "named", "known", "term", "word", "termed", "dubbed", "means", "as", "so-called", "genus", "species", "subspecies", "bacterium", "virus", "protein", "gene", "enzyme", "drug", "hormone", "plant", "tree"]));
    let glossed = doc.is_any(at + 1, &["(", "—", "–"])
        || doc.is(at + 1, ",") && doc.is_any(at + 2, &["or", "a", "an", "the", "which", "meaning"])
        || doc.is(at + 1, "or");
    // The second half of a scientific or a foreign name.
    let name = at > start && doc.word(at - 1).starts_with(char::is_uppercase) && !doc.is_any(at - 1, &["The", "A", "An", "In", "I", "His", "Her", "Its"]) && at - 1 > start;
    let before_name = at + 1 < end && doc.word(at + 1).starts_with(char::is_uppercase);
    // Several foreign words in a row are a title or a quotation.
    let neighbours = |t: usize| t >= start && t < end && is_candidate(doc, t, doc.word(t));
    marked || named || glossed || name || before_name || at > 0 && neighbours(at - 1) || neighbours(at + 1)
}

/// Whether the word is a name that the text writes with a capital elsewhere, or a brand that opens a sentence.
fn is_name_elsewhere(doc: &Document<'_>, word: &str) -> bool {
    let capital = capitalised(word);
    doc.tokens().iter().any(|token| &doc.text()[token.range] == capital.as_str())
        || doc.sentences().iter().any(|sentence| doc.tokens()[sentence.tokens.clone()].first().is_some_and(|token| &doc.text()[token.range] == word))
}
