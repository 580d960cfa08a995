//! A stop, a comma, a quotation mark or another mark with no space between it and the next word.

use crate::document::{Document, TokenKind};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::rules::Rule;
use crate::source::TextRange;

/// See `missing_space.md`.
pub static RULE: Rule = Rule {
    id: "typography/missing-space",
    summary: "a stop, a comma or a quotation mark with no space beside it",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/punctuation",
    its: "whitespace",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    between_sentences(doc, out);
    within_sentences(doc, out);
    beside_quotations(doc, out);
    beside_dashes(doc, out);
}

/// `it is all right-I’m ready`: a hyphen between two words of which the second begins a clause of its own is a dash.
fn beside_dashes(doc: &Document<'_>, out: &mut Findings<'_>) {
    let tokens = doc.tokens();
    for (index, window) in tokens.windows(4).enumerate() {
        let [before, hyphen, subject, verb] = window else { continue };
        let joined = before.range.end() == hyphen.range.start() && hyphen.range.end() == subject.range.start();
        let clause = doc.is_any(index + 2, &["I", "he", "she", "they", "we"])
            && verb.tag.is_finite()
            && verb.sentence == before.sentence
            && !doc.text()[verb.range.end()..].starts_with('-');
        // `an I-told-you-so face`, `a know-who-he-is smile`: the hyphens go on, before it or behind it.
        let chained = index > 0 && tokens[index - 1].range.end() == before.range.start();
        if joined && clause && !chained && doc.is(index + 1, "-") && before.is_word() && before.range.len() > 1 {
            out.report(hyphen.range, "a hyphen where a dash belongs")
                .confidence(0.88)
                .suggest("Put a dash in its place", [Edit::replace(hyphen.range, " – ")]);
        }
    }
}

/// What is written on to a quoted word: `the "A"s`, `"okay"ed`.
const ENDINGS: &[&str] = &["s", "es", "d", "ed", "th", "er", "ers", "ing", "ish", "ly", "like", "y"];

/// `the site"Skylark"is`: a quotation that is glued to the words around it.
fn beside_quotations(doc: &Document<'_>, out: &mut Findings<'_>) {
    let text = doc.text();
    for quotation in &doc.quotations().list {
        let (Some(open), Some(close)) = (quotation.open, quotation.close) else { continue };
        let double = |mark: TextRange| matches!(&text[mark], "\"" | "“" | "”");
        // `said,"We`: a mark of the sentence may stand between; after `Mayor:` it is the label that is odd.
        let word = text[..open.start()].trim_end_matches([',', ':']);
        let introduced = text[open.end()..].starts_with(|c: char| !c.is_lowercase())
            && word
                .rsplit(|c: char| !c.is_alphanumeric())
                .next()
                .is_some_and(|last| last.starts_with(char::is_lowercase));
        let before = word.ends_with(char::is_alphabetic)
            && !text[open.end()..].starts_with(char::is_whitespace)
            && (word.len() == open.start() || introduced);
        let letters = text[close.end()..].find(|c: char| !c.is_alphabetic()).unwrap_or(text.len() - close.end());
        let after = letters > 0 && !ENDINGS.contains(&&text[close.end()..close.end() + letters]);
        for (glued, mark, at, side) in [(before, open, open.start(), "before"), (after, close, close.end(), "after")] {
            if !glued || !double(mark) || !doc.is_prose(mark) {
                continue;
            }
            let finding = out.report(mark, format!("no space {side} the quotation mark")).confidence(0.93);
            if quotation.plain {
                finding.safe_fix("Insert a space", [Edit::insert(at, " ")]);
            } else {
                finding.suggest("Insert a space", [Edit::insert(at, " ")]);
            }
        }
    }
}

/// The splitter has already told `orders.However` from `example.com`.
fn between_sentences(doc: &Document<'_>, out: &mut Findings<'_>) {
    for pair in doc.sentences().windows(2) {
        let (end, start) = (pair[0].range.end(), pair[1].range.start());
        // A mark before the first word stands there by itself.
        if !doc.tokens()[pair[0].tokens.clone()].iter().any(|token| token.is_word() || token.kind == TokenKind::Number)
        {
            continue;
        }
        // `the bridge .He smiled`: the space stands on the wrong side, which is `typography/space-before-punctuation`.
        if doc.text()[..end].strip_suffix(['.', '!', '?']).is_some_and(|before| before.ends_with(' ')) {
            continue;
        }
        // A full-width stop carries its space with it, and is reported as what it is.
        if end != start
            || pair[0].block != pair[1].block
            || !doc.text()[..end].ends_with(|c: char| c.is_ascii() || matches!(c, '”' | '’' | '…'))
        {
            continue;
        }
        // `Nar.sen.Duk`: a name in parts, and a version by its letter.
        let (before, after) = (doc.text()[..end].trim_end_matches('.'), &doc.text()[start..]);
        let chained = before.rsplit(char::is_whitespace).next().is_some_and(|word| word.contains('.'));
        let letter = after.starts_with("A ") && before.ends_with(char::is_alphabetic) && {
            let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            word.starts_with(char::is_uppercase)
        };
        if doc.text()[..end].ends_with('.') && (chained || letter) {
            continue;
        }
        let last = doc.text()[..end].chars().next_back().map_or(0, char::len_utf8);
        let mark = TextRange::new(end - last, end);
        out.report(mark, format!("no space between `{}` and the next sentence", &doc.text()[mark]))
            .confidence(0.95)
            .safe_fix("Insert a space", [Edit::insert(end, " ")]);
    }
}

fn within_sentences(doc: &Document<'_>, out: &mut Findings<'_>) {
    let tokens = doc.tokens();
    for (index, window) in tokens.windows(3).enumerate() {
        let [before, mark, after] = window else { continue };
        let glyph = &doc.text()[mark.range];
        let joined = before.range.end() == mark.range.start() && mark.range.end() == after.range.start();
        let words = before.kind == TokenKind::Word && after.kind == TokenKind::Word;
        if !joined || !words || before.sentence != after.sentence || !matches!(glyph, "," | ";" | ":" | "!" | "?") {
            continue;
        }
        // `H,O` and `word,word` in a formula or a list of codes: both sides have to read as words.
        let article = doc.is(index + 2, "a") && glyph == "," && doc.text()[after.range.end()..].starts_with(' ');
        let long = before.range.len() > 1 && (after.range.len() > 1 || article);
        let lower = |at: usize| doc.word(at).starts_with(char::is_lowercase);
        // `M&uuml;ller`: the semicolon closes a character reference.
        let reference = glyph == ";" && doc.text()[..before.range.start()].ends_with('&');
        if !long || reference || glyph == ":" && !(lower(index) && doc.word(index + 2).starts_with(char::is_uppercase))
        {
            continue;
        }
        out.report(mark.range, format!("no space after `{glyph}`"))
            .confidence(0.9)
            .safe_fix("Insert a space", [Edit::insert(mark.range.end(), " ")]);
    }
}
