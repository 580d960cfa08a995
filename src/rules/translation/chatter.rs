//! What the translator, man or machine, says about the translation.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{BlockKind, Document};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::rules::Rule;
use crate::rules::sought::Sought;
use crate::source::TextRange;

/// See `chatter.md`.
pub static RULE: Rule = Rule {
    id: "translation/chatter",
    summary: "a remark of the translation system or the translator",
    severity: Severity::Error,
    mqm: "accuracy/addition",
    its: "addition",
    check,
};

/// Lines, from their start, that belong to a chat and not to an article.
static LINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^(?:[-*#>_\s]*)(?:",
        r"(?:(?:sure|certainly|of course|absolutely|okay|ok|great|no problem|happy to help)[!,.:]?\s+)?",
        r"(?:here(?:'s|’s| is| are| you go| goes|'s| below is)|below is|the following is|this is|please find(?: below)?|i(?:'ve|’ve| have) (?:translated|rewritten|edited|corrected)|attached is)",
        r"\s+(?:the |an? |your |my |below )*(?:[a-z-]+\s+){0,4}?(?:translat(?:ion|ed)|rewritten|rewrite|paraphrased?|rendering|english version|proofread|edited version|corrected version)",
        r"|(?:sure|certainly|absolutely|of course|no problem)!\s",
        r"|(?:english )?translation(?: of the (?:article|text|passage))?(?: (?:in)?to english)?\s*:",
        r"|translated text\s*:|translated article\s*:|translation result|machine translation(?:\s*:|$)",
        r"|as an ai(?-u:\b)|as a large language model|i(?:'m| am|’m) (?:an ai|a language model|sorry, (?:but )?i (?:can|am))|i(?:'m|’m| am) sorry,? but (?:i|as)(?-u:\b)",
        r"|i (?:hope|trust) (?:this|the|that) (?:translation )?(?:helps|is helpful|meets)|hope this helps",
        r"|let me know if (?:you|there|i|any)|please let me know if you|feel free to (?:ask|let)|if you(?:'d|’d| would) like(?: me)? (?:to|any|a|the)|would you like me to",
        r"|(?:please )?note(?: that)?:?\s+(?:i |the translation|this translation|some (?:terms|names)|that (?:i|the translation|this translation)(?-u:\b))[^.]*(?:translat|kept|left|preserv|retain|transliterat|adapt)",
        r"|(?:end|start|beginning) of (?:the )?translation|---\s*end",
        r"|\(?(?:machine[- ])?translated (?:by|with|using|via|automatically|from [a-z]+(?: (?:by|with|into|to)(?-u:\b)|[.)]?$))",
        r"|\(?(?:this (?:article|text|page|content|translation) (?:was|has been|is) (?:(?:automatically|machine)[- ]?)(?:translated|generated)|automatic(?:ally)? translat|auto-translated)",
        r"|(?:source|target|original) (?:text|language)\s*:|(?:input|output|prompt|assistant|system|user)\s*:\s|detected language|(?:korean|japanese|chinese|russian|german|french|spanish|arabic|turkish|polish|italian|portuguese) to english",
        r"|(?:the )?(?:translated )?(?:text|article|passage) (?:above|below|provided) (?:is|was|has been|appears)",
        r"|(?:this|the) (?:translation|text) (?:maintains|preserves|keeps|captures|aims|retains|has been (?:translated|adapted))",
        r"|(?:i )?(?:cannot|can't|can’t|am unable to) (?:translate|assist|help) |<?/?translation>|\[(?:start|end) of",
        r")",
    ))
    .expect("a valid expression")
});

/// A note in brackets on how the text was translated.
static NOTE: Sought = Sought::new(
    &[
        "[ ( 【 {",
        "translat* t tl tn n ndt anm прим mt ai machine note untranslat* not unclear illegible literally sic original text continued",
    ],
    concat!(
        r"(?i)[\[(【{](?:(?:translat(?:or|ion|ors)(?:['’]?s)?(?:['’])?|t/n|tl|tn|n\.?\s?d\.?\s?t|ndt|n\.?\s?del? t|anm\. d\. übers|прим\. пер|mt|ai|machine[- ]translation)(?:\s?(?:note|comment|remark|'s note))?s?\s?[:.–—-]\s?[^\])】}\n]*",
        r"|(?:translated|translation) (?:by|from|with|using|via)[^\])】}\n]*|note (?:by|from|of) (?:the )?translat[^\])】}\n]*",
        r"|(?:untranslatable|untranslated|not translated|unclear in (?:the )?(?:source|original)|illegible|literally:? translated|sic in (?:the )?original|original text (?:missing|unclear|truncated)|text (?:missing|truncated|cut off)|continued in next (?:part|message)|translation continues)[^\])】}\n]*)",
        r"[\])】}]",
    ),
);

/// How a line begins that [`LINE`] may match, after the signs before it: most lines need not be tried.
const OPENINGS: &[&str] = &[
    "sure",
    "certainly",
    "of course",
    "absolutely",
    "ok",
    "great",
    "no problem",
    "happy to",
    "here",
    "below",
    "the ",
    "this ",
    "please",
    "i ",
    "i'",
    "i’",
    "attached",
    "english",
    "translat",
    "machine",
    "as a",
    "hope",
    "let me",
    "feel",
    "if you",
    "would you",
    "note",
    "end of",
    "end",
    "start of",
    "beginning of",
    "auto",
    "source",
    "target",
    "original",
    "input",
    "output",
    "prompt",
    "assistant",
    "system",
    "user",
    "detected",
    "korean",
    "japanese",
    "chinese",
    "russian",
    "german",
    "french",
    "spanish",
    "arabic",
    "turkish",
    "polish",
    "italian",
    "portuguese",
    "text ",
    "article ",
    "passage ",
    "cannot",
    "can't",
    "can’t",
    "am unable",
];

/// Words of which a line has one that opens with an article, a pronoun or `I` and that [`LINE`] matches.
const TELLING: &[&str] = &[
    "translat",
    "rewritten",
    "rewrite",
    "paraphrase",
    "rendering",
    "english",
    "proofread",
    "edited",
    "corrected",
    "an ai",
    "language model",
    "sorry",
    "hope",
    "trust",
    "generated",
    "above",
    "below",
    "provided",
    "cannot",
    "can't",
    "can’t",
    "unable",
    "maintain",
    "preserve",
    "keep",
    "capture",
    "aim",
    "retain",
    "adapt",
];

/// How the words in brackets begin that [`NOTE`] matches.
const NOTE_OPENINGS: &[&str] = &[
    "translat",
    "t/n",
    "tl",
    "tn",
    "n.",
    "n d",
    "nd",
    "n del",
    "anm.",
    "прим",
    "mt",
    "ai",
    "machine",
    "note ",
    "untranslat",
    "not translated",
    "unclear",
    "illegible",
    "literal",
    "sic in",
    "original text",
    "text ",
    "continued",
];

/// Whether something in brackets begins as a note does.
fn has_note(text: &str) -> bool {
    text.match_indices(['[', '(', '【', '{']).any(|(at, bracket)| {
        let inside: String = text[at + bracket.len()..].chars().take(16).flat_map(char::to_lowercase).collect();
        NOTE_OPENINGS.iter().any(|opening| inside.starts_with(opening))
    })
}

fn may_be_remark(prose: &str) -> bool {
    let lower = prose.trim_start_matches(|c: char| "-*#>_(<[/".contains(c) || c.is_whitespace()).to_lowercase();
    match OPENINGS.iter().find(|opening| lower.starts_with(**opening)) {
        Some(&("the " | "this " | "i " | "i'" | "i’")) => TELLING.iter().any(|word| lower.contains(word)),
        Some(_) => true,
        None => false,
    }
}

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let text = doc.text();
    let mut lines = Vec::new();
    for block in doc.blocks() {
        let prose = &text[block.range];
        if block.kind == BlockKind::Verse
            || doc.turns().of_block(doc.block_at(block.range.start()).unwrap_or(0)).is_some()
        {
            continue;
        }
        debug_assert!(
            prose.len() >= 600 || may_be_remark(prose) || !LINE.is_match(prose),
            "an opening is missing: {prose}"
        );
        if prose.len() < 600 && may_be_remark(prose) && LINE.is_match(prose) && !doc.in_quotation(block.range.start()) {
            let range = remark(doc, block.range);
            lines.push(range);
            let gone = if range == block.range { line(text, block.whole()) } else { doc.with_space(range) };
            out.report(range, "this is a remark on the translation, not a part of the article")
                .confidence(0.93)
                .suggest("Delete the remark", [Edit::delete(gone)]);
        }
    }
    if !has_note(text) {
        return;
    }
    for found in NOTE.find_iter(doc) {
        let range = TextRange::new(found.start(), found.end());
        if lines.iter().any(|line| line.intersects(range)) || !doc.is_prose(range) {
            continue;
        }
        let block = doc.block_at(range.start()).map(|index| &doc.blocks()[index]);
        let alone = block.filter(|block| block.range == range);
        let gone = alone.map_or_else(|| doc.with_space(range), |block| line(text, block.whole()));
        out.report(range, "the translator’s remark is not a part of the article")
            .confidence(0.93)
            .suggest("Delete the remark", [Edit::delete(gone)]);
    }
}

/// The sentences of the block that are the remark: all of them, or what comes before the article goes on.
fn remark(doc: &Document<'_>, block: TextRange) -> TextRange {
    let text = doc.text();
    if block.len() < 200 {
        return block;
    }
    match text[block].find(": ") {
        Some(colon) if colon < 120 => TextRange::new(block.start(), block.start() + colon + 1),
        _ => block,
    }
}

/// The line or lines with their end and one of two empty lines around them.
fn line(text: &str, range: TextRange) -> TextRange {
    let start = text[..range.start()].rfind('\n').map_or(0, |at| at + 1);
    let end = text[range.end()..].find('\n').map_or(text.len(), |at| range.end() + at + 1);
    let blank = text[end..].starts_with('\n') && (start == 0 || text[..start].ends_with("\n\n"));
    TextRange::new(start, if blank { end + 1 } else { end })
}
