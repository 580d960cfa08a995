//! Words in another script that the translation left as they were.

use crate::document::Document;
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::rules::Rule;
use crate::source::TextRange;

/// See `untranslated_script.md`.
pub static RULE: Rule = Rule {
    id: "translation/untranslated-script",
    summary: "words or digits in another script",
    severity: Severity::Error,
    mqm: "accuracy/untranslated",
    its: "untranslated",
    check,
};

/// A script that English is not written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Script {
    Cyrillic,
    Greek,
    Han,
    Kana,
    Hangul,
    Arabic,
    Hebrew,
    Thai,
    Devanagari,
    Armenian,
    Georgian,
    Other,
}

impl Script {
    fn of(c: char) -> Option<Script> {
        Some(match c {
            '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' if c.is_alphabetic() => Script::Greek,
            '\u{400}'..='\u{52f}' => Script::Cyrillic,
            '\u{531}'..='\u{587}' => Script::Armenian,
            '\u{591}'..='\u{5f4}' => Script::Hebrew,
            '\u{610}'..='\u{61a}'
            | '\u{620}'..='\u{669}'
            | '\u{66e}'..='\u{6d3}'
            | '\u{6d5}'..='\u{6ff}'
            | '\u{750}'..='\u{77f}' => Script::Arabic,
            '\u{900}'..='\u{963}' | '\u{966}'..='\u{97f}' => Script::Devanagari,
            '\u{e01}'..='\u{e5b}' if c != '฿' => Script::Thai,
            '\u{10a0}'..='\u{10ff}' => Script::Georgian,
            '\u{1100}'..='\u{11ff}' | '\u{3131}'..='\u{318e}' | '\u{ac00}'..='\u{d7a3}' => Script::Hangul,
            '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{30fc}' => Script::Kana,
            '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{3005}' => Script::Han,
            '\u{980}'..='\u{dff}' | '\u{e80}'..='\u{109f}' | '\u{1200}'..='\u{137f}' | '\u{1780}'..='\u{17ff}' => {
                Script::Other
            }
            _ => return None,
        })
    }

    fn name(self) -> &'static str {
        match self {
            Script::Cyrillic => "Cyrillic",
            Script::Greek => "Greek",
            Script::Han => "Chinese",
            Script::Kana => "Japanese",
            Script::Hangul => "Korean",
            Script::Arabic => "Arabic",
            Script::Hebrew => "Hebrew",
            Script::Thai => "Thai",
            Script::Devanagari => "Devanagari",
            Script::Armenian => "Armenian",
            Script::Georgian => "Georgian",
            Script::Other => "another script’s",
        }
    }
}

/// The value of a decimal digit that is neither ASCII nor full-width.
fn digit(c: char) -> Option<u32> {
    const ZEROS: [u32; 12] = [0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xe50, 0x17e0, 0x1040];
    ZEROS.iter().map(|zero| (c as u32).wrapping_sub(*zero)).find(|&value| value < 10)
}

/// A stretch of text in another script.
struct Run {
    range: TextRange,
    script: Script,
    letters: usize,
}

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    if doc.text().is_ascii() {
        return;
    }
    for block in doc.blocks() {
        let prose = &doc.text()[block.range];
        if !prose.is_ascii() {
            digits(doc, block.range, out);
            for run in runs(prose, block.range.start()) {
                report(doc, block.range, &run, out);
            }
        }
    }
}

/// Numbers in the digits of another script.
fn digits(doc: &Document<'_>, block: TextRange, out: &mut Findings<'_>) {
    let mut chars = doc.text()[block].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let Some(value) = digit(c) else { continue };
        let start = block.start() + at;
        let mut end = start + c.len_utf8();
        let mut number = value.to_string();
        while let Some(&(at, c)) = chars.peek() {
            match (digit(c), c) {
                (Some(value), _) => number.push_str(&value.to_string()),
                (None, '٫') => number.push('.'),
                (None, '٬') => number.push(','),
                _ => break,
            }
            end = block.start() + at + c.len_utf8();
            chars.next();
        }
        let range = TextRange::new(start, end);
        let near = |c: Option<char>| c.is_some_and(|c| Script::of(c).is_some() && digit(c).is_none());
        let text = doc.text();
        if near(text[..start].trim_end().chars().next_back()) || near(text[end..].trim_start().chars().next()) {
            continue;
        }
        out.report(range, format!("`{}` is a number in the digits of another script", &text[range]))
            .confidence(0.93)
            .suggest(format!("Put `{number}` in its place"), [Edit::replace(range, number)]);
    }
}

/// The stretches of a block in another script: words with the spaces, digits and marks between them.
fn runs(prose: &str, base: usize) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    for (at, c) in prose.char_indices() {
        let Some(script) = Script::of(c) else { continue };
        if digit(c).is_some() {
            continue;
        }
        let range = TextRange::new(base + at, base + at + c.len_utf8());
        match out.last_mut() {
            Some(run) if joins(&prose[run.range.end() - base..at]) => {
                run.range = run.range.cover(range);
                run.letters += 1;
                if script == Script::Kana {
                    run.script = script;
                }
            }
            _ => out.push(Run { range, script, letters: 1 }),
        }
    }
    out
}

/// Whether what stands between two letters of another script belongs to the same leftover.
fn joins(between: &str) -> bool {
    between.chars().count() <= 4
        && between.chars().all(|c| !c.is_alphabetic() && !matches!(c, '(' | ')' | '\n' | '“' | '”' | '"'))
}

fn report(doc: &Document<'_>, block: TextRange, run: &Run, out: &mut Findings<'_>) {
    let text = doc.text();
    let whole = dressed(text, block, run.range);
    if is_gloss(doc, block, whole) || is_symbol(run) {
        return;
    }
    if let Some(latin) = look_alike(text, run) {
        out.report(latin.0, format!("`{}` mixes Latin letters with {} ones", &text[latin.0], run.script.name()))
            .confidence(0.95)
            .suggest("Put Latin letters in their place", [Edit::replace(latin.0, latin.1)]);
        return;
    }
    if text[..run.range.start()].ends_with(|c: char| c.is_ascii_digit())
        && matches!(run.script, Script::Han | Script::Hangul)
    {
        // Number signs are the business of the rule on numbers.
        return;
    }
    let words = &text[whole];
    let finding = out.report(whole, format!("`{}` is left in {} letters", doc.quote(whole), run.script.name()));
    finding.confidence(0.92);
    match latin_name(text, words, run) {
        Some((name, known)) => {
            if known {
                finding.confidence(0.95);
            }
            finding.suggest(format!("Write `{name}`"), [Edit::replace(whole, name)]);
        }
        None => {
            finding.ask(format!("What is `{}` in English?", doc.quote(whole)));
        }
    }
}

/// The stretch with the foreign quotation marks around it and the digits and hyphens that hang on to it.
fn dressed(text: &str, block: TextRange, range: TextRange) -> TextRange {
    let (mut start, mut end) = (range.start(), range.end());
    let tail = &text[end..block.end()];
    let hanging = tail.len() - tail.trim_start_matches(|c: char| c == '-' || c.is_ascii_digit()).len();
    if tail[..hanging].contains(|c: char| c.is_ascii_digit()) {
        end += tail[..hanging].trim_end_matches('-').len();
    }
    for (open, close) in [('«', '»'), ('「', '」'), ('『', '』'), ('《', '》'), ('„', '“'), ('<', '>')] {
        if text[block.start()..start].ends_with(open) && text[end..block.end()].starts_with(close) {
            start -= open.len_utf8();
            end += close.len_utf8();
        }
    }
    TextRange::new(start, end)
}

/// Whether the words stand in brackets or quotation marks beside English ones, as an author gives an original.
fn is_gloss(doc: &Document<'_>, block: TextRange, range: TextRange) -> bool {
    let text = doc.text();
    let before = &text[block.start()..range.start()];
    let opened = |open: char, close: char| {
        before.rfind(open).is_some_and(|at| {
            !before[at..].contains(close)
                && text[block.start()..block.start() + at].contains(|c: char| c.is_ascii_alphabetic())
        })
    };
    if opened('(', ')') || opened('[', ']') {
        return true;
    }
    // `“本” means book`, `the word 本`, `本, or hon`.
    let after = text[range.end()..block.end()].trim_start_matches(['”', '"', '’', '\'', '」', '*', '_']);
    let lead = before.trim_end_matches(['“', '"', '‘', '\'', '「', '*', '_', ' ']);
    let last = lead.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase();
    let named = matches!(
        &*last,
        "word"
            | "words"
            | "character"
            | "characters"
            | "letter"
            | "letters"
            | "symbol"
            | "sign"
            | "kanji"
            | "hanzi"
            | "written"
            | "spelled"
            | "term"
            | "phrase"
            | "alphabet"
            | "hangul"
            | "cyrillic"
            | "greek"
            | "hebrew"
            | "arabic"
            | "chinese"
            | "japanese"
            | "korean"
            | "russian"
            | "rune"
            | "radical"
            | "reads"
            | "meaning"
    );
    let quoted = doc
        .quotation_at(range.start())
        .is_some_and(|index| doc.quotations().list[index].words() == range && before.ends_with(['“', '"', '「']));
    named
        || after.starts_with(" (")
        || after.starts_with(", or ")
        || [" means", " meaning", " is pronounced", " is read", " (", " = ", " – "]
            .iter()
            .any(|lead| after.starts_with(lead))
        || quoted
            && text[range].chars().count() > 1
            && doc.quotations().list.len() > 1
            && after.starts_with([',', '.'])
            && before.ends_with('「')
}

/// Whether the run is a sign of mathematics or science: `μm`, `β`, `α-helix`, `Δt`.
fn is_symbol(run: &Run) -> bool {
    run.script == Script::Greek && run.letters <= 2
}

/// A word of Latin letters with a few look-alikes from another script: its range, and the word in Latin letters only.
fn look_alike(text: &str, run: &Run) -> Option<(TextRange, String)> {
    if !matches!(run.script, Script::Cyrillic | Script::Greek) {
        return None;
    }
    let letter = |c: char| c.is_alphabetic();
    let start = run.range.start()
        - (text[..run.range.start()].len() - text[..run.range.start()].trim_end_matches(letter).len());
    let rest = &text[run.range.end()..];
    let end = run.range.end() + (rest.len() - rest.trim_start_matches(letter).len());
    let word = &text[start..end];
    if !word.chars().any(|c| c.is_ascii_alphabetic()) {
        return None;
    }
    let latin: Option<String> = word
        .chars()
        .map(|c| {
            let twin = match c {
                'а' | 'α' => 'a',
                'е' => 'e',
                'о' | 'ο' => 'o',
                'р' | 'ρ' => 'p',
                'с' => 'c',
                'у' => 'y',
                'х' => 'x',
                'і' => 'i',
                'ј' => 'j',
                'ѕ' => 's',
                'А' | 'Α' => 'A',
                'В' | 'Β' => 'B',
                'Е' | 'Ε' => 'E',
                'К' | 'Κ' => 'K',
                'М' | 'Μ' => 'M',
                'Н' | 'Η' => 'H',
                'О' | 'Ο' => 'O',
                'Р' | 'Ρ' => 'P',
                'С' => 'C',
                'Т' | 'Τ' => 'T',
                'Х' | 'Χ' => 'X',
                'І' | 'Ι' => 'I',
                'У' | 'Υ' => 'Y',
                'Ζ' => 'Z',
                'Ν' => 'N',
                'ν' => 'v',
                c if c.is_ascii() => c,
                _ => return None,
            };
            Some(twin)
        })
        .collect();
    latin.map(|latin| (TextRange::new(start, end), latin))
}

/// The name or acronym in Latin letters, and whether the text has it: Cyrillic after the simplified BGN/PCGN tables,
/// Greek after ELOT 743. Words in small letters want a translation and give `None`.
fn latin_name(text: &str, words: &str, run: &Run) -> Option<(String, bool)> {
    let bare = words.trim_matches(['«', '»', '„', '“', '<', '>']);
    let letters: Vec<char> = bare.chars().filter(|c| c.is_alphabetic()).collect();
    if !matches!(run.script, Script::Cyrillic | Script::Greek) || !letters.first()?.is_uppercase() {
        return None;
    }
    let acronym = letters.iter().all(|c| c.is_uppercase()) && (2..=5).contains(&letters.len());
    let each_capital =
        bare.split([' ', '-']).all(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
    if !acronym && !each_capital {
        return None;
    }
    let ukrainian = text.contains(['і', 'ї', 'є', 'ґ', 'І', 'Ї', 'Є'])
        || ["Ukrain", "Kyiv", "hryvnia", "Lviv", "Kharkiv"].iter().any(|cue| text.contains(cue));
    let mut out = String::with_capacity(bare.len());
    for c in bare.chars() {
        let lower = c.to_lowercase().next().unwrap_or(c);
        let latin = romanised(lower, ukrainian);
        let latin = match latin {
            Some(latin) if acronym => {
                if lower == 'х' {
                    "h"
                } else {
                    latin
                }
            }
            Some(latin) => latin,
            None => {
                out.push(c);
                continue;
            }
        };
        let mut rest = latin.chars();
        match rest.next() {
            Some(first) if c.is_uppercase() => {
                out.push(first.to_ascii_uppercase());
                out.extend(rest.map(|c| if acronym { c.to_ascii_uppercase() } else { c }));
            }
            _ => out.push_str(latin),
        }
    }
    let known = text.split(|c: char| !c.is_alphanumeric() && c != '-').any(|word| word == out);
    Some((out, known))
}

/// A small letter in Latin letters.
fn romanised(c: char, ukrainian: bool) -> Option<&'static str> {
    Some(match c {
        'а' | 'α' | 'ά' => "a",
        'б' => "b",
        'в' | 'β' => "v",
        'г' if ukrainian => "h",
        'г' | 'ґ' | 'γ' => "g",
        'д' | 'δ' => "d",
        'е' | 'ε' | 'έ' => "e",
        'ё' => "yo",
        'є' => "ie",
        'ж' => "zh",
        'з' | 'ζ' => "z",
        'и' if ukrainian => "y",
        'и' | 'і' | 'ι' | 'η' | 'ί' | 'ή' => "i",
        'ї' => "i",
        'й' if ukrainian => "i",
        'й' => "y",
        'к' | 'κ' => "k",
        'л' | 'λ' => "l",
        'м' | 'μ' => "m",
        'н' | 'ν' => "n",
        'о' | 'ο' | 'ω' | 'ό' | 'ώ' => "o",
        'п' | 'π' => "p",
        'р' | 'ρ' => "r",
        'с' | 'σ' | 'ς' => "s",
        'т' | 'τ' => "t",
        'у' => "u",
        'υ' | 'ύ' => "y",
        'ф' | 'φ' => "f",
        'х' => "kh",
        'χ' => "ch",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' => "",
        'ы' => "y",
        'э' => "e",
        'ю' if ukrainian => "iu",
        'ю' => "yu",
        'я' if ukrainian => "ia",
        'я' => "ya",
        'θ' => "th",
        'ξ' => "x",
        'ψ' => "ps",
        'ђ' => "đ",
        'ј' => "j",
        'љ' => "lj",
        'њ' => "nj",
        'ћ' => "ć",
        'џ' => "dž",
        'ў' => "w",
        _ => return None,
    })
}
