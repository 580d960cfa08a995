//! Two marks where one belongs.

use crate::document::Document;
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::rules::Rule;
use crate::source::TextRange;

/// See `doubled_punctuation.md`.
pub static RULE: Rule = Rule {
    id: "typography/doubled-punctuation",
    summary: "two marks where one belongs",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/punctuation",
    its: "typographical",
    check,
};

/// How much of the word before a mark is read, in characters.
const LONGEST_WORD: usize = 100;

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let text = doc.text();
    for block in doc.blocks() {
        let mut run: Option<(usize, usize)> = None;
        for (at, c) in text[block.range].char_indices() {
            let at = block.range.start() + at;
            if is_mark(c) {
                run = Some((run.map_or(at, |(start, _)| start), at + c.len_utf8()));
            } else if let Some((start, end)) = run.take() {
                report(doc, TextRange::new(start, end), out);
            }
        }
        if let Some((start, end)) = run {
            report(doc, TextRange::new(start, end), out);
        }
    }
}

/// The marks that end a clause or a sentence, the Arabic and full-width ones among them.
fn is_mark(c: char) -> bool {
    matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | '،' | '؛' | '؟' | '。' | '，' | '、' | '；' | '：')
}

fn report(doc: &Document<'_>, run: TextRange, out: &mut Findings<'_>) {
    let text = doc.text();
    let marks: Vec<char> = text[run].chars().collect();
    if marks == ['.', '.'] && ends_paragraph_apart(text, run) {
        let whole = TextRange::new(run.start() - 1, run.end());
        out.report(run, "`..` where one mark belongs")
            .confidence(0.9)
            .safe_fix("Keep `.`", [Edit::replace(whole, ".")]);
        return;
    }
    let Some(kept) = keep(text, run, &marks) else { return };
    let title = format!("Keep `{kept}`");
    out.report(run, format!("`{}` where one mark belongs", &text[run]))
        .confidence(0.93)
        .safe_fix(title, [Edit::replace(run, kept)]);
}

/// Whether marks end a paragraph with a space between them and its last word: ` ..`.
fn ends_paragraph_apart(text: &str, run: TextRange) -> bool {
    let rest = text[run.end()..].trim_start_matches(' ');
    let word = text[..run.start()].strip_suffix(' ').is_some_and(|before| before.ends_with(char::is_alphanumeric));
    word && (rest.is_empty() || rest.starts_with('\n'))
}

/// The mark to keep of a run; `None` where the run is as it should be.
fn keep(text: &str, run: TextRange, marks: &[char]) -> Option<char> {
    let [first, second] = *marks else { return None };
    let english = |c: char| match c {
        '،' | '，' | '、' => ',',
        '؛' | '；' => ';',
        '؟' => '?',
        '。' => '.',
        '：' => ':',
        c => c,
    };
    let before = &text[..run.start()];
    let length = before.chars().rev().take(LONGEST_WORD).take_while(|c| !c.is_whitespace()).map(char::len_utf8);
    let word_before = &before[before.len() - length.sum::<usize>()..];
    let abbreviated = word_before.contains('.')
        || matches!(
            word_before,
            "etc" | "Inc" | "Ltd" | "Co" | "Corp" | "Jr" | "Sr" | "al" | "vs" | "No" | "St" | "cf" | "ca"
        )
        || word_before.chars().count() <= 3 && word_before.starts_with(char::is_uppercase);
    let followed_by_path = text[run.end()..].starts_with(['/', '\\', '.', '=', '(', ')', '-', 'D', 'P']);
    let alone = word_before.is_empty() || followed_by_path;
    match (english(first), english(second)) {
        _ if alone => None,
        (a, b) if a == b && matches!(a, ',' | ';' | '.') => (!(a == '.' && abbreviated)).then_some(a),
        (':', ':') => None,
        // The stop of an abbreviation before a comma is as it should be.
        ('.', ',') | ('.', ';') if abbreviated => None,
        (',', '.') | (';', '.') => Some('.'),
        ('.', ',') if text[run.end()..].starts_with(' ') && starts_lower(&text[run.end()..]) => Some(','),
        ('.', ',') => Some('.'),
        ('?', '.') | ('!', '.') | ('?', ',') | ('!', ',') => None,
        (',', b @ ('?' | '!' | ';' | ':')) => Some(b),
        _ => None,
    }
}

fn starts_lower(rest: &str) -> bool {
    rest.trim_start().starts_with(char::is_lowercase)
}
