//! A space before a comma or a stop, or inside quotation marks and brackets.

use crate::document::{Document, QuoteStyle};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::rules::Rule;
use crate::source::TextRange;

/// See `space_before_punctuation.md`.
pub static RULE: Rule = Rule {
    id: "typography/space-before-punctuation",
    summary: "a space before a mark that belongs to the word before it",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/punctuation",
    its: "whitespace",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    before_marks(doc, out);
    inside_quotations(doc, out);
    inside_brackets(doc, out);
    beside_apostrophe(doc, out);
}

/// `the baker’ s oven`, `could n’t`, `they ’re`: a space beside the apostrophe of a possessive or a contraction.
fn beside_apostrophe(doc: &Document<'_>, out: &mut Findings<'_>) {
    let text = doc.text();
    for (at, mark) in text.match_indices(['’', '\'']) {
        let (before, after) = (&text[..at], &text[at + mark.len()..]);
        let ending_at = at + mark.len() + usize::from(after.starts_with(' '));
        let letters = text[ending_at..].find(|c: char| !c.is_alphabetic()).unwrap_or(text.len() - ending_at);
        let ending = &text[ending_at..ending_at + letters];
        let gap = if ending_at > at + mark.len() {
            let whole = match ending {
                "s" => before.ends_with(char::is_alphabetic),
                "t" => ends_in_word(before.strip_suffix('n').unwrap_or_default(), NEGATED),
                "re" | "ve" | "ll" | "d" | "m" => ends_in_word(before, CONTRACTED),
                _ => false,
            };
            whole.then(|| TextRange::new(at + mark.len(), ending_at))
        } else {
            let negated = before.strip_suffix(" n").filter(|_| ending == "t");
            let contracted =
                before.strip_suffix(' ').filter(|_| matches!(ending, "re" | "ve" | "ll" | "d" | "m" | "s"));
            match (negated, contracted) {
                (Some(word), _) if ends_in_word(word, NEGATED) => Some(TextRange::new(at - 2, at - 1)),
                (_, Some(word)) if ends_in_word(word, CONTRACTED) => Some(TextRange::new(at - 1, at)),
                _ => None,
            }
        };
        if let Some(gap) = gap.filter(|gap| doc.is_prose(*gap)) {
            let (what, range) = match ending {
                "s" if gap.start() > at => ("possessive", TextRange::new(at, ending_at + letters)),
                _ => ("contraction", TextRange::new(gap.start().min(at), ending_at + letters)),
            };
            out.report(range, format!("a space inside a {what}"))
                .confidence(0.93)
                .safe_fix("Delete the space", [Edit::delete(gap)]);
        }
    }
}

/// Verbs that `n’t` is joined to.
const NEGATED: &[&str] = &[
    "are", "ca", "could", "did", "do", "does", "had", "has", "have", "is", "must", "need", "should", "was", "were",
    "wo", "would",
];

/// Words that a short verb is joined to.
const CONTRACTED: &[&str] =
    &["I", "he", "here", "it", "she", "that", "there", "they", "this", "we", "what", "where", "who", "you"];

/// Whether the last word of `text` is one of `words`, whatever the case of its letters.
fn ends_in_word(text: &str, words: &[&str]) -> bool {
    let word = text.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    words.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// The white space that ends at byte `at` on the same line, if a word or mark stands before it.
fn gap_before(doc: &Document<'_>, at: usize) -> Option<TextRange> {
    let before = doc.text()[..at].trim_end_matches([' ', '\t', '\u{a0}', '\u{202f}']);
    (before.len() < at && !before.is_empty() && !before.ends_with('\n')).then(|| TextRange::new(before.len(), at))
}

fn before_marks(doc: &Document<'_>, out: &mut Findings<'_>) {
    let text = doc.text();
    for (index, token) in doc.tokens().iter().enumerate() {
        let glyph = &text[token.range];
        if !matches!(glyph, "," | "." | ";" | "!" | "?" | ":" | "?!" | "!!") || index == 0 {
            continue;
        }
        let Some(gap) = gap_before(doc, token.range.start()) else { continue };
        // Markup between the word and the mark is not a space; neither is the gap in `etc. .NET` or `, :wq`.
        let next = text[token.range.end()..].chars().next();
        // `the bridge .He smiled` begins a sentence; `.NET` has more than one capital.
        let mut rest = text[token.range.end()..].chars();
        let sentence = glyph == "."
            && rest.next().is_some_and(char::is_uppercase)
            && rest.next().is_some_and(|c| c.is_lowercase() || c.is_whitespace());
        let opens_word = next.is_some_and(|c| c.is_alphanumeric()) && glyph != "," && !sentence;
        let previous = doc.tokens()[index - 1];
        if previous.range.end() != gap.start() || previous.is_punctuation() && glyph == "." || opens_word {
            continue;
        }
        let finding = out.report(gap.cover(token.range), format!("a space before `{glyph}`")).confidence(0.9);
        // `bus ,and`: the space has changed its place.
        if next.is_some_and(char::is_alphabetic) {
            let moved = [Edit::delete(gap), Edit::insert(token.range.end(), " ")];
            finding.safe_fix("Move the space behind it", moved);
        } else {
            finding.safe_fix("Delete the space", [Edit::delete(gap)]);
        }
    }
}

fn inside_quotations(doc: &Document<'_>, out: &mut Findings<'_>) {
    let text = doc.text();
    for quotation in &doc.quotations().list {
        // Guillemets are reported with their spaces, as marks that are not English, and so is `」`.
        if quotation.style == QuoteStyle::Guillemets {
            continue;
        }
        if let Some(close) = quotation.close.filter(|close| !matches!(&text[*close], "」" | "』"))
            && let Some(gap) = gap_before(doc, close.start())
            && gap.start() > quotation.words().start()
        {
            // The stop before the gap is part of what reads wrong: `. ”`.
            let stop = text[..gap.start()].chars().next_back().filter(|c| matches!(c, '.' | ',' | '!' | '?' | '…'));
            let start = gap.start() - stop.map_or(0, char::len_utf8);
            let range = TextRange::new(start, close.end());
            if quotation.plain {
                out.report(range, "a space before a closing quotation mark")
                    .confidence(0.95)
                    .safe_fix("Delete the space", [Edit::delete(gap)]);
            } else {
                let behind = text[close.end()..].starts_with(' ');
                let after = TextRange::new(close.end(), close.end() + usize::from(behind));
                either_side(range, gap, after, out);
            }
        }
        if let Some(open) = quotation.open {
            let rest = &text[open.end()..quotation.range.end()];
            let gap =
                TextRange::new(open.end(), open.end() + rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len());
            if gap.is_empty() || gap.end() >= quotation.range.end() {
                continue;
            }
            if text[..open.start()].ends_with(char::is_alphanumeric) {
                let moved = [Edit::insert(open.start(), " "), Edit::delete(gap)];
                out.report(open.cover(gap), "an opening quotation mark on the wrong side of its space")
                    .confidence(0.9)
                    .suggest("Move the space before it", moved);
            } else if quotation.plain {
                out.report(open.cover(gap), "a space after an opening quotation mark")
                    .confidence(0.9)
                    .safe_fix("Delete the space", [Edit::delete(gap)]);
            } else {
                let before = gap_before(doc, open.start()).unwrap_or(TextRange::empty(open.start()));
                either_side(open.cover(gap), gap, before, out);
            }
        }
    }
}

/// Reports a mark between two spaces that may open what follows or close what stands before; `likely` is the space that
/// is likely to go, `other` the one on the other side.
fn either_side(range: TextRange, likely: TextRange, other: TextRange, out: &mut Findings<'_>) {
    let finding = out.report(range, "a quotation mark between two spaces, which may open or close");
    finding.confidence(0.8).suggest("Delete this space", [Edit::delete(likely)]);
    if !other.is_empty() {
        finding.suggest("Delete the space on its other side", [Edit::delete(other)]);
    }
}

fn inside_brackets(doc: &Document<'_>, out: &mut Findings<'_>) {
    let text = doc.text();
    for (index, token) in doc.tokens().iter().enumerate() {
        match &text[token.range] {
            "(" | "[" => {
                let Some(next) = doc.tokens().get(index + 1) else { continue };
                let gap = TextRange::new(token.range.end(), next.range.start().max(token.range.end()));
                let words = next.is_word() && next.sentence == token.sentence;
                // An empty box to tick, `[ ]`, and a box with a cross are no brackets around words.
                let spaced = !gap.is_empty() && text[gap].bytes().all(|b| b == b' ');
                if words && spaced && text[..token.range.start()].ends_with(char::is_alphabetic) {
                    let moved = [Edit::insert(token.range.start(), " "), Edit::delete(gap)];
                    out.report(token.range.cover(gap), "an opening bracket on the wrong side of its space")
                        .confidence(0.9)
                        .safe_fix("Move the space before it", moved);
                } else if words && next.range.len() > 1 && spaced {
                    out.report(token.range.cover(gap), "a space after an opening bracket")
                        .confidence(0.9)
                        .safe_fix("Delete the space", [Edit::delete(gap)]);
                }
            }
            ")" | "]" if index > 0 => {
                let previous = doc.tokens()[index - 1];
                if let Some(gap) = gap_before(doc, token.range.start())
                    && previous.range.end() == gap.start()
                    && (previous.is_word() && previous.range.len() > 1)
                    && previous.sentence == token.sentence
                {
                    out.report(gap.cover(token.range), "a space before a closing bracket")
                        .confidence(0.9)
                        .safe_fix("Delete the space", [Edit::delete(gap)]);
                }
            }
            _ => {}
        }
    }
}
