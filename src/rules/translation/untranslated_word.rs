//! Words of the source language, in Latin letters, that the translation left as they were.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::document::{BlockKind, Document, TokenKind};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::{inflect, lexicon};
use crate::rules::Rule;
use crate::source::TextRange;

/// See `untranslated_word.md`.
pub static RULE: Rule = Rule {
    id: "translation/untranslated-word",
    summary: "a word of the source language left in the text",
    severity: Severity::Warning,
    mqm: "accuracy/untranslated",
    its: "untranslated",
    check,
};

/// Where a word of the list counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Anywhere, in small letters or as it is written.
    Anywhere,
    /// As a heading, or a label before a colon, of its own.
    Heading,
    /// After a number.
    Counted,
    /// As the whole of what somebody says.
    Said,
}

/// A place where a word counts, and the English ones that stand for it there.
type Reading = (Place, Vec<&'static str>);

/// The words of the list.
static WORDS: LazyLock<FxHashMap<&'static str, Vec<Reading>>> = LazyLock::new(|| {
    let mut words: FxHashMap<&'static str, Vec<_>> = FxHashMap::default();
    for line in include_str!("../pattern/words.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let (Some(place), Some(forms)) = (fields.next(), fields.next()) else { continue };
        let place = match place {
            "heading" => Place::Heading,
            "counted" => Place::Counted,
            "said" => Place::Said,
            _ => Place::Anywhere,
        };
        let english: Vec<_> =
            fields.next().into_iter().flat_map(|field| field.split('/')).filter(|word| !word.is_empty()).collect();
        for form in forms.split(' ') {
            words.entry(form).or_default().push((place, english.clone()));
        }
    }
    words
});

/// Abbreviations of two parts, whatever the space between them.
const PAIRS: &[(&str, &str, &str)] = &[
    ("z", "B", "for example"),
    ("z.B", "", "for example"),
    ("d", "h", "that is"),
    ("u", "a", "among others"),
    ("o", "ä", "or the like"),
    ("m", "in", "among others"),
    ("t", "ex", "for example"),
    ("f", "eks", "for example"),
    ("p", "ex", "for example"),
    ("np", "", "for example"),
    ("o", "a", "among others"),
    ("i", "a", "inter alia"),
    ("bl", "a", "among others"),
    ("bijv", "", "for example"),
    ("bv", "", "for example"),
    ("bzw", "", "or"),
    ("usw", "", "etc."),
    ("enz", "", "etc."),
    ("ecc", "", "etc."),
    ("itd", "", "etc."),
    ("itp", "", "etc."),
    ("atd", "", "etc."),
    ("dll", "", "etc."),
    ("vb", "", "etc."),
    ("vs", "", ""),
    ("tzv", "", "so-called"),
    ("tzw", "", "so-called"),
    ("sog", "", "so-called"),
    ("ggf", "", "if necessary"),
    ("evtl", "", "possibly"),
    ("inkl", "", "including"),
    ("zzgl", "", "plus"),
    ("zgl", "", "plus"),
    ("ca", "", ""),
];

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let mut last = 0;
    for at in 0..doc.tokens().len() {
        let token = &doc.tokens()[at];
        if !matches!(token.kind, TokenKind::Word | TokenKind::Number | TokenKind::Symbol) || token.range.start() < last
        {
            continue;
        }
        if let Some((range, english)) = abbreviation(doc, at) {
            last = range.end();
            out.report(range, format!("`{}` is an abbreviation of the source language", doc.quote(range)))
                .confidence(0.92)
                .suggest(format!("Write `{english}`"), [Edit::replace(range, english)]);
        } else if let Some((_, english)) = listed(doc, at) {
            last = token.range.end();
            report(doc, token.range, english, out);
        }
    }
}

/// `z. B.` and its kind at token `at`: its range and the English for it.
fn abbreviation(doc: &Document<'_>, at: usize) -> Option<(TextRange, &'static str)> {
    let text = doc.text();
    let token = doc.tokens()[at].range;
    let start = token.start();
    if !text[token.end()..].starts_with('.') && !doc.word(at).contains('.') {
        return None;
    }
    if text[..start].ends_with(|c: char| c.is_alphanumeric() || ".-’'".contains(c)) {
        return None;
    }
    PAIRS.iter().filter(|(_, _, english)| !english.is_empty()).find_map(|&(first, second, english)| {
        let rest = text[start..].strip_prefix(first)?.strip_prefix('.')?;
        let end = if second.is_empty() {
            text.len() - rest.len()
        } else {
            let rest = rest.trim_start_matches([' ', '\u{a0}']).strip_prefix(second)?;
            text.len() - rest.strip_prefix('.')?.len()
        };
        let closes = text[end..].chars().next().is_none_or(|c| !c.is_alphanumeric());
        // The stop of `etc.` is in the replacement; a sentence may end with it.
        closes.then(|| (TextRange::new(start, end), english))
    })
}

fn listed(doc: &Document<'_>, at: usize) -> Option<(Place, &'static [&'static str])> {
    let word = doc.word(at);
    let lower = doc.lower(at);
    let entries = WORDS.get(word).or_else(|| WORDS.get(lower))?;
    let text = doc.text();
    let token = &doc.tokens()[at];
    let block = &doc.blocks()[doc.sentences()[token.sentence].block];
    let fits = |place: Place| match place {
        Place::Heading => {
            let alone = text[block.range].trim_matches(|c: char| !c.is_alphanumeric()) == word;
            let label = text[block.range.start()..token.range.start()].chars().all(|c| !c.is_alphanumeric())
                && text[token.range.end()..].trim_start_matches(['*', '_']).starts_with(':');
            alone || label
        }
        Place::Counted => {
            let counts = |before: usize| {
                doc.word(before).starts_with(|c: char| c.is_ascii_digit())
                    || lexicon::number_word(doc.lower(before)).is_some()
            };
            at > 0 && counts(at - 1) && word == lower && doc.tokens()[at - 1].sentence == token.sentence
        }
        Place::Said => doc.sentences()[token.sentence].tokens.clone().all(|other| {
            other == at || !doc.tokens()[other].is_word() && doc.tokens()[other].kind != TokenKind::Number
        }),
        Place::Anywhere => {
            let inside = doc.sentences()[token.sentence].tokens.start < at
                && lower.chars().count() > 5
                && doc.tokens().get(at + 1).is_none_or(|_| !doc.word(at + 1).starts_with(char::is_uppercase));
            (word == lower || WORDS.contains_key(word) || inside && !beside_name(doc, at)) && !is_kept(doc, at)
        }
    };
    entries.iter().find(|(place, _)| fits(*place)).map(|(place, english)| (*place, english.as_slice()))
}

/// Whether a capitalised word that is no English one stands beside token `at`.
fn beside_name(doc: &Document<'_>, at: usize) -> bool {
    [at.checked_sub(1), Some(at + 1)].into_iter().flatten().any(|other| {
        doc.tokens().get(other).is_some_and(|token| token.sentence == doc.tokens()[at].sentence)
            && doc.word(other).starts_with(char::is_uppercase)
            && !doc.is_english(other)
    })
}

/// Whether the word is a part of a name, a title or a phrase kept on purpose: between capitals, in quotation marks or brackets,
/// explained.
fn is_kept(doc: &Document<'_>, at: usize) -> bool {
    let text = doc.text();
    let range = doc.tokens()[at].range;
    let capital = |index: Option<usize>| {
        index.is_some_and(|index| {
            doc.tokens().get(index).is_some_and(|token| token.sentence == doc.tokens()[at].sentence)
                && doc.word(index).starts_with(char::is_uppercase)
                && doc.sentences()[doc.tokens()[at].sentence].tokens.start != index
                && !doc.is_english(index)
        })
    };
    let (before, after) = (&text[..range.start()], &text[range.end()..]);
    let marks = ['“', '"', '‘', '(', '[', '*', '_', '«', '\''];
    let kind = doc.blocks()[doc.sentences()[doc.tokens()[at].sentence].block].kind;
    // `Rio de Janeiro`
    let place = doc.word(at).starts_with(char::is_uppercase)
        && at > 1
        && doc.is_any(at - 1, &["de", "do", "da", "di", "del"])
        && doc.word(at - 2).starts_with(char::is_uppercase);
    place
        || capital(at.checked_sub(1)) && doc.word(at).chars().count() < 5
        || capital(Some(at + 1)) && doc.word(at).chars().count() < 5
        || before.ends_with(marks)
        || before.ends_with('-')
        || after.starts_with(['-', '*', '_', '”', '’', '"'])
        || after.starts_with(" (")
        || after.starts_with(", or ")
        || [" means ", " is a ", " are ", ", a "].iter().any(|lead| after.starts_with(lead))
        || ["called ", "word ", "named ", "known as ", "or "].iter().any(|lead| before.ends_with(lead))
        || kind == BlockKind::Table
        || text.matches(doc.word(at)).count() > 2
}

fn report(doc: &Document<'_>, range: TextRange, english: &[&str], out: &mut Findings<'_>) {
    let word = &doc.text()[range];
    let finding = out.report(range, format!("`{word}` is left from the source language"));
    finding.confidence(0.9);
    let one = doc.text()[..range.start()].trim_end().ends_with("1")
        || doc.text()[..range.start()].trim_end().ends_with("one");
    for words in english {
        let words = match words.strip_prefix('+') {
            Some(noun) if one => noun.to_string(),
            Some(noun) => inflect::plural(noun),
            None => (*words).to_string(),
        };
        let words = inflect::with_case_of(
            if word.chars().count() > 1 && word.chars().all(char::is_uppercase) { "a" } else { word },
            &words,
        );
        let stopped = doc.text()[range.end()..].starts_with(['.', '!', '?', ',']);
        let words = if stopped { words.trim_end_matches('.').to_string() } else { words };
        finding.suggest(format!("Write `{words}`"), [Edit::replace(range, words)]);
    }
    if english.is_empty() {
        finding.ask(format!("What is `{word}` in English?"));
    }
}
