//! A sentence that begins with a small letter.

use std::collections::HashMap;

use crate::document::{BlockKind, Document, TokenKind, Turn};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::Tag;
use crate::language::lexicon::{self, Familiarity};
use crate::language::tagger::Tagger;
use crate::rules::Rule;
use crate::source::TextRange;

/// See `lowercase_start.md`.
pub static RULE: Rule = Rule {
    id: "typography/lowercase-start",
    summary: "a sentence that begins with a small letter",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/spelling",
    its: "typographical",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let openers: Vec<Option<usize>> = (0..doc.sentences().len()).map(|index| first_word(doc, index)).collect();
    let mut opened: HashMap<&str, usize> = HashMap::new();
    for &first in openers.iter().flatten() {
        *opened.entry(doc.word(first)).or_default() += 1;
    }
    for (index, sentence) in doc.sentences().iter().enumerate() {
        let block = &doc.blocks()[sentence.block];
        if block.kind != BlockKind::Paragraph {
            continue;
        }
        let Some(first) = openers[index] else { continue };
        let word = doc.word(first);
        let lower = word.starts_with(|c: char| c.is_lowercase());
        // A brand (`eBay`, `tradepost`) keeps its small letter; so does a word nobody knows.
        let plain = word.chars().all(char::is_lowercase) && lexicon::familiarity(word) == Familiarity::Common;
        // A name that is a word opens more than one sentence in small letters.
        let name = lower
            && plain
            && !matches!(doc.tokens()[first].tag, Tag::Prp | Tag::Dt | Tag::In | Tag::Vbd)
            && opened[word] > 1;
        if !lower || !plain || name || !begins(doc, index, first) || !is_whole(doc, index, first) {
            continue;
        }
        let start = doc.tokens()[first].range.start();
        let initial = TextRange::new(start, start + word.chars().next().map_or(1, char::len_utf8));
        let upper: String = doc.text()[initial].chars().flat_map(char::to_uppercase).collect();
        let finding = out.report(doc.tokens()[first].range, "the sentence begins with a small letter");
        finding.confidence(0.85).safe_fix("Begin with a capital", [Edit::replace(initial, upper)]);
    }
}

/// The first word of a sentence, after a speaker's label and after opening marks.
fn first_word(doc: &Document<'_>, sentence: usize) -> Option<usize> {
    let range = doc.sentences()[sentence].tokens.clone();
    let mut from = range.start;
    if let Some(turn) = turn_begun_in(doc, doc.sentences()[sentence].range) {
        from = doc.token_at(turn.words.start()).max(from);
    }
    let first =
        (from..range.end).find(|&at| doc.tokens()[at].is_word() || doc.tokens()[at].kind == TokenKind::Number)?;
    // Only marks that open something may stand before it: a dash or an ellipsis goes on.
    let opened = (from..first).all(|at| matches!(doc.word(at), "“" | "\"" | "‘" | "'" | "(" | "[" | "*" | "«" | "„"));
    // `ANNA: (laughing) If I told you`
    let aside = from > range.start && doc.is_any(from, &["(", "["]);
    (opened && !aside && !after_code(doc, sentence, first) && doc.tokens()[first].is_word()).then_some(first)
}

/// Whether code stands before token `first` where its sentence begins; no token tells of it.
fn after_code(doc: &Document<'_>, sentence: usize, first: usize) -> bool {
    let block = &doc.blocks()[doc.sentences()[sentence].block];
    let begins = first.checked_sub(1).map_or(0, |before| doc.tokens()[before].range.end()).max(block.range.start());
    doc.text()[begins..doc.tokens()[first].range.start()].contains('`')
}

/// The first turn whose label begins in `range`.
fn turn_begun_in<'d>(doc: &'d Document<'_>, range: TextRange) -> Option<&'d Turn> {
    let turns = &doc.turns().list;
    let next = turns.partition_point(|turn| turn.label_range.start() < range.start());
    turns.get(next).filter(|turn| range.contains(turn.label_range.start()))
}

/// Whether the place is one where a sentence begins: after a stop, a label, or at the paragraph's start.
fn begins(doc: &Document<'_>, index: usize, first: usize) -> bool {
    let sentence = &doc.sentences()[index];
    let block = &doc.blocks()[sentence.block];
    if turn_begun_in(doc, sentence.range).is_some() {
        return true;
    }
    if sentence.range.start() == block.range.start() {
        // After a colon, a list or a quoted line goes on in small letters.
        let previous = sentence.block.checked_sub(1).map(|before| &doc.blocks()[before]);
        let goes_on = previous.is_some_and(|before| {
            let words = doc.text()[before.range].trim_end();
            let unfinished = before.kind == BlockKind::Paragraph
                && !words.trim_end_matches(['”', '"', '’', ')', '*']).ends_with(['.', '?', '!', '…']);
            unfinished || before.group == block.group || words.ends_with([':', ',', ';', '—', '–', '-', '…', '/'])
        });
        // What stands between is no prose: code, a table, a picture.
        let end = previous.map_or(0, |before| before.range.end());
        let goes_on = goes_on || !doc.text()[end..block.whole().start()].trim().is_empty();
        let alone = block.sentences.len() == 1 && !doc.text()[block.range].ends_with(['.', '?', '!', '”', '"']);
        return !goes_on && !alone;
    }
    let before = doc.text()[block.range.start()..sentence.range.start()].trim_end();
    let stop = before.trim_end_matches(['”', '"', '’', ')', ']', '»']);
    // `“Why?” he asked` and `(see p. 4) and` are no starts; the splitter keeps them together, an ellipsis may not be one.
    stop.ends_with(['.', '?', '!', '。']) && !stop.ends_with("..") && !doc.word(first).is_empty()
}

/// Whether the sentence has a verb of its own: a small letter before a mere fragment is a lost piece, not a lost capital.
fn is_whole(doc: &Document<'_>, index: usize, first: usize) -> bool {
    let tokens = &doc.tokens()[first..doc.sentences()[index].tokens.end];
    let surely_not = Tagger::embedded().thresholds().no_finite;
    tokens.iter().any(|token| token.finite_margin > surely_not)
        && tokens.iter().filter(|token| token.is_word()).count() >= 2
}
