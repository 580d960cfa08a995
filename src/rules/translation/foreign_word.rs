//! A word that is not English and that nothing in the text explains.

use std::collections::HashMap;

use crate::document::{BlockKind, Document, TokenKind};
use crate::finding::{Findings, Severity};
use crate::language::{Tag, lexicon, spelling};
use crate::rules::Rule;
use crate::source::TextRange;

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
const ODD: f32 = 4.25;

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let mut seen: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut order = Vec::new();
    listed(doc, out);
    clauses(doc, out);
    for (at, token) in doc.tokens().iter().enumerate() {
        let word = doc.word(at);
        if token.kind != TokenKind::Word || !word.starts_with(char::is_lowercase) || word.chars().nth(2).is_none() {
            continue;
        }
        if !doc.is_english(at) && is_candidate(doc, at, word) {
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
        let finding =
            out.report(doc.tokens()[at].range, format!("`{word}` is not an English word, and nothing explains it"));
        // Cooks and botanists have words that no list holds.
        finding.where_damaged().confidence(if sure { 0.7 } else { 0.5 }).ask(format!("What does `{word}` mean here?"));
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
        t.and_then(|t| doc.tokens().get(t))
            .is_some_and(|other| other.range.end() == token.range.start() || token.range.end() == other.range.start())
    };
    // Half of a compound or of an address says little by itself; a mark beside the word is no part of it.
    let hyphen = |t: Option<usize>| {
        joined(t) && t.is_some_and(|t| matches!(doc.word(t), "-" | "/" | "_" | "’" | "'" | "&" | "." | "@"))
    };
    let part = hyphen(at.checked_sub(1)) || joined(Some(at + 1)) && doc.is_any(at + 1, &["-", "/", "_", "&", "@"]);
    let straight = word.replace('’', "'");
    let plain = straight.trim_end_matches('\'');
    let bare: String = plain.chars().map(unaccented).collect();
    let after_reference = at > 0 && joined(at.checked_sub(1)) && doc.is_any(at - 1, &[";", "&"]);
    let latin = at > 0 && doc.is_any(at - 1, &["in", "ex", "de", "ad"]);
    small
        && !part
        && !after_reference
        && !latin
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
        && !matches!(plain, "etcetera" | "cafe" | "cafes" | "psu")
        && !plain.contains('\'')
}

/// Whether a word of any case is neither English nor a usual name.
fn is_strange(word: &str) -> bool {
    // Most words are English as they stand.
    if lexicon::is_english_form(word) {
        return false;
    }
    let lower = word.to_lowercase();
    let bare: String = lower.chars().map(unaccented).collect();
    word.chars().count() > 2
        && word.chars().skip(1).all(char::is_lowercase)
        && !spelling::is_known(&lower)
        && !spelling::is_known(&bare)
        && lexicon::unit(&lower).is_none()
        && lexicon::currency(&lower).is_none()
        && lexicon::country(&capitalised(&lower)).is_none()
        && lexicon::nationality(&capitalised(&lower)).is_none()
        && lexicon::given_name_gender(&capitalised(&lower)).is_none()
        && !lexicon::is_known_name(&capitalised(&lower))
}

/// An item of a list, or a label, that is one foreign word where the others are English.
fn listed(doc: &Document<'_>, out: &mut Findings<'_>) {
    let text = doc.text();
    let blocks = doc.blocks();
    // The word of an item that has no other.
    let single = |index: usize| {
        let block = &blocks[index];
        let content = text.get(block.range.start()..block.range.end())?;
        let word = content.trim_end_matches(['.', ',', ';', ':']);
        (block.kind == BlockKind::ListItem && !word.is_empty() && word.chars().all(char::is_alphabetic)).then_some(word)
    };
    for (index, block) in blocks.iter().enumerate() {
        let Some(word) = single(index) else { continue };
        if word.chars().count() < 7 || !is_strange(word) {
            continue;
        }
        let strange = |other: usize| single(other).is_some_and(is_strange);
        let near =
            |other: usize| other.abs_diff(index) < 8 && blocks[other].kind == BlockKind::ListItem && other != index;
        let others: Vec<usize> =
            (index.saturating_sub(8)..(index + 8).min(blocks.len())).filter(|&other| near(other)).collect();
        let english = others
            .iter()
            .filter(|&&other| {
                let first = text[blocks[other].range].split(|c: char| !c.is_alphabetic()).find(|word| word.len() > 1);
                first.is_none_or(|first| spelling::is_known(&first.to_lowercase()))
            })
            .count();
        let bits = spelling::bits_per_letter(word).unwrap_or(f32::MAX);
        if english < 2 || others.iter().any(|&other| strange(other)) || bits < 3.9 && word.chars().count() < 12 {
            continue;
        }
        if text.matches(word).nth(1).is_some() {
            continue;
        }
        let range = TextRange::new(block.range.start(), block.range.start() + word.len());
        out.report(range, format!("`{word}` is not an English word, and the rest of the list is English"))
            .confidence(0.75)
            .ask(format!("What is `{word}` in English?"));
    }
}

/// Small words of other languages that hold their sentences together, and that no English sentence has side by side with
/// words of theirs.
const LINKS: &[&str] = &[
    "que", "se", "los", "las", "el", "la", "le", "les", "des", "du", "de", "del", "della", "di", "il", "lo", "un",
    "una", "une", "uma", "um", "os", "na", "não", "é", "está", "por", "para", "con", "com", "en", "su", "au", "aux",
    "et", "est", "der", "die", "das", "den", "dem", "und", "ist", "im", "zu", "von", "mit", "auf", "ein", "eine",
    "nicht", "es", "het", "een", "van", "op", "ook", "og", "och", "att", "det", "er", "som", "på", "av", "til", "jag",
    "ik", "ja", "ei", "on", "i", "w", "z", "się", "nie", "to", "je", "na", "v", "že", "si", "az", "egy", "nem", "yang",
    "dan", "di", "ini", "itu", "ke", "bir", "ve", "bu", "da", "ng", "ang", "sa", "mga", "ay", "ya", "wa", "kwa", "và",
    "là", "của", "không", "cu", "în", "și", "nu", "pe", "din", "o", "a", "é", "no", "al", "e", "y", "per", "che",
    "non", "ma", "do", "da", "dos", "um", "za", "od",
];

/// A run of three foreign words or more: a clause that was not translated, reported once.
fn clauses(doc: &Document<'_>, out: &mut Findings<'_>) {
    let text = doc.text();
    let tokens = doc.tokens();
    for sentence in doc.sentences() {
        let kind = doc.blocks()[sentence.block].kind;
        if matches!(kind, BlockKind::Verse | BlockKind::Table) {
            continue;
        }
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let strange = |t: usize| {
                tokens[t].kind == TokenKind::Word
                    && (doc.word(t).starts_with(char::is_lowercase) || t == sentence.tokens.start)
                    && !doc.is_english(t)
                    && is_strange(doc.word(t))
            };
            let link = |t: usize| LINKS.contains(&doc.word(t));
            let joint = |t: usize| doc.is_any(t, &["-", "'", "’"]) && t + 1 < sentence.tokens.end;
            let goes_on = strange(at) || at + 1 < sentence.tokens.end && strange(at + 1) && link(at);
            if !goes_on {
                at += 1;
                continue;
            }
            let start = at;
            let (mut words, mut foreign, mut end) = (0, 0, at);
            while at < sentence.tokens.end && (strange(at) || link(at) || joint(at)) {
                if !joint(at) {
                    words += 1;
                    foreign += usize::from(strange(at));
                    end = at;
                }
                at += 1;
            }
            // English words that foreign ones share (`a`, `on`, `no`) end no clause.
            while end > start
                && !strange(end)
                && spelling::is_known(doc.word(end)) | doc.is_any(end, &["a", "i", "o", "on", "no", "to", "do"])
                && !doc.is_any(end, &["que"])
            {
                end -= 1;
            }
            let range = tokens[start].range.cover(tokens[end].range);
            let marked = text[..range.start()].ends_with(['“', '"', '‘', '*', '_', '(', '«', '\''])
                || text[range.end()..].starts_with(['”', '"', '’', '*', '_', ')', '»', '\'']);
            let opens = start == sentence.tokens.start && words > 2 && foreign > 0 && (start..=end).any(joint);
            if words > 2 && (foreign > 1 || opens) && !marked && !doc.in_quotation(range.start()) && doc.is_prose(range)
            {
                out.report(range, format!("`{}` was not translated", doc.quote(range)))
                    .confidence(0.8)
                    .ask("What does this say in English?");
            }
        }
    }
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
    let mark = |c: Option<char>| {
        c.is_some_and(|c| {
            matches!(c, '“' | '”' | '"' | '‘' | '’' | '\'' | '*' | '_' | '(' | ')' | '[' | ']' | '«' | '»' | '`')
        })
    };
    let marked =
        mark(text[..token.range.start()].chars().next_back()) || mark(text[token.range.end()..].chars().next());
    let start = doc.sentences()[token.sentence].tokens.start;
    let end = doc.sentences()[token.sentence].tokens.end;
    let named = (at.saturating_sub(4).max(start)..at).any(|t| {
        doc.is_any(
            t,
            &[
                "called",
                "named",
                "known",
                "term",
                "word",
                "termed",
                "dubbed",
                "means",
                "as",
                "so-called",
                "genus",
                "species",
                "subspecies",
                "bacterium",
                "virus",
                "protein",
                "gene",
                "enzyme",
                "drug",
                "hormone",
                "plant",
                "tree",
            ],
        )
    });
    let glossed = doc.is_any(at + 1, &["(", "—", "–"])
        || doc.is(at + 1, ",") && doc.is_any(at + 2, &["or", "a", "an", "the", "which", "meaning"])
        || doc.is(at + 1, "or");
    // The second half of a scientific or a foreign name.
    let name = at > start
        && doc.word(at - 1).starts_with(char::is_uppercase)
        && !doc.is_any(at - 1, &["The", "A", "An", "In", "I", "His", "Her", "Its"])
        && at - 1 > start;
    let before_name = at + 1 < end && doc.word(at + 1).starts_with(char::is_uppercase);
    // Several foreign words in a row are a title or a quotation.
    let neighbours =
        |t: usize| t >= start && t < end && doc.word(t).chars().count() > 2 && is_candidate(doc, t, doc.word(t));
    marked || named || glossed || name || before_name || at > 0 && neighbours(at - 1) || neighbours(at + 1)
}

/// Whether the word is a name that the text writes with a capital elsewhere, or a brand that opens a sentence.
fn is_name_elsewhere(doc: &Document<'_>, word: &str) -> bool {
    let opens = |at: usize| doc.sentences()[doc.tokens()[at].sentence].tokens.start == at;
    doc.places_of(&capitalised(word)).len() > 0 || doc.places_of(word).any(opens)
}
