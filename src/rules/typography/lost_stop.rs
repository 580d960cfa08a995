//! Running text that ends without a stop.

use std::collections::HashMap;

use crate::document::{Block, BlockKind, Document, Quotation, TokenKind};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::tagger::Tagger;
use crate::language::{Tag, WordSet, lexicon};
use crate::rules::Rule;
use crate::source::TextRange;

/// See `lost_stop.md`.
pub static RULE: Rule = Rule {
    id: "typography/lost-stop",
    summary: "a sentence that has lost its full stop",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/punctuation",
    its: "typographical",
    check,
};

/// Among the first of so many blocks a short one is the line under the headline or under the picture.
const STANDFIRST: usize = 5;

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    // How many blocks a group has, and how many of them end in a stop.
    let mut groups: HashMap<u32, (usize, usize)> = HashMap::new();
    for block in doc.blocks() {
        let (blocks, stopped) = groups.entry(block.group).or_default();
        *blocks += 1;
        *stopped += usize::from(is_stopped(doc, block));
    }
    let mut body_before = false;
    for (index, block) in doc.blocks().iter().enumerate() {
        let running = match block.kind {
            // Its siblings end in stops.
            BlockKind::ListItem => groups[&block.group].0 >= 3 && groups[&block.group].1 + 1 == groups[&block.group].0,
            // One sentence alone may be a caption or a line of the page; after another sentence it is not.
            // The line under a headline or a picture ends without a stop in many houses.
            _ => {
                let article = doc.blocks().len() > 2 * STANDFIRST;
                let short = article && index < STANDFIRST && doc.word_count(block.tokens.clone()) <= 40;
                let sentences = block.sentences.len() >= 2 || is_attributed(doc, block);
                body_before && sentences && !short || doc.turns().of_block(index).is_some()
            }
        };
        body_before |= block.kind == BlockKind::Paragraph && is_stopped(doc, block);
        if let Some(last) = block.tokens.clone().next_back()
            && (block.is_prose() || is_attributed(doc, block))
            && running
            && (ends_whole(doc, last) || follows_sentence(doc, block, last))
            && !in_open_quotation(doc, last)
        {
            let at = doc.tokens()[last].range.end();
            let asks = doc.turns().of_block(index).is_some() && is_question(doc, doc.tokens()[last].sentence);
            let stop = if asks { "?" } else { "." };
            let finding = out.report(TextRange::empty(at), "the paragraph ends without a stop").confidence(0.8);
            if may_be_cut_off(doc, last) {
                finding.suggest(format!("Insert `{stop}`"), [Edit::insert(at, stop)]);
            } else {
                finding.safe_fix(format!("Insert `{stop}`"), [Edit::insert(at, stop)]);
            }
        }
        if matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem) {
            within(doc, index, out);
        }
    }
    for quotation in doc.quotations().list.iter().filter(|q| q.depth == 0) {
        closes_unstopped(doc, quotation, out);
    }
}

/// Whether a block is somebody's words and who said them: `“It may rain,” said the guide`. A headline says it in the
/// present.
fn is_attributed(doc: &Document<'_>, block: &Block) -> bool {
    let opens = |q: &&Quotation| q.depth == 0 && q.range.start() == block.range.start();
    doc.quotations().list.iter().find(opens).and_then(|q| q.close).is_some_and(|close| {
        let behind = doc.token_at(close.end());
        doc.text()[..close.start()].ends_with([',', '?', '!'])
            && (behind..(behind + 3).min(block.tokens.end))
                .any(|at| doc.is_reporting_verb(at) && doc.tokens()[at].tag == Tag::Vbd)
    })
}

/// Whether an item of a list goes on after a whole sentence with a few words more: `Bake for an hour. No peeking`
fn follows_sentence(doc: &Document<'_>, block: &Block, last: usize) -> bool {
    let tokens = &doc.sentences()[doc.tokens()[last].sentence].tokens;
    block.kind == BlockKind::ListItem
        && block.sentences.len() >= 2
        && tokens.start > block.tokens.start
        && doc.tokens()[last].kind == TokenKind::Word
        && doc.tokens()[last].tag.is_noun()
        && tokens.len() <= 6
}

/// A paragraph that ends with somebody's whole sentence, without a stop before the closing mark.
fn closes_unstopped(doc: &Document<'_>, quotation: &Quotation, out: &mut Findings<'_>) {
    let (text, block) = (doc.text(), &doc.blocks()[quotation.block]);
    let (Some(open), Some(close)) = (quotation.open, quotation.close) else { return };
    if close.end() != block.range.end() || block.kind != BlockKind::Paragraph || block.sentences.len() < 2 {
        return;
    }
    let before = text[block.range.start()..open.start()].trim_end();
    let own = before.is_empty() || before.ends_with(['.', '?', '!', ':', '”', '"']);
    let (first, end) = (doc.token_at(open.end()), doc.token_at(close.start()));
    if own && end > first && ends_whole(doc, end - 1) && text[open.end()..].starts_with(char::is_uppercase) {
        let at = close.start();
        let stop = if is_question(doc, doc.tokens()[end - 1].sentence) { "?" } else { "." };
        out.report(TextRange::empty(at), "the quoted sentence ends without a stop")
            .confidence(0.8)
            .safe_fix(format!("Insert `{stop}`"), [Edit::insert(at, stop)]);
    }
}

/// Whether token `at` stands in a quotation that has lost its closing mark: where it ends is told with the mark.
fn in_open_quotation(doc: &Document<'_>, at: usize) -> bool {
    doc.quotation_at(doc.tokens()[at].range.start()).is_some_and(|q| {
        let quotation = &doc.quotations().list[q];
        quotation.close.is_none() && !quotation.goes_on
    })
}

fn is_stopped(doc: &Document<'_>, block: &Block) -> bool {
    doc.text()[block.range].trim_end_matches(['”', '"', '’', ')', '*']).ends_with(['.', '!', '?', '…'])
}

/// Whether the words that end at token `last` are a sentence, not one cut off in the middle.
fn ends_whole(doc: &Document<'_>, last: usize) -> bool {
    let token = &doc.tokens()[last];
    let sentence = &doc.sentences()[token.sentence];
    let cut_off = matches!(token.tag, Tag::In | Tag::Dt | Tag::Cc | Tag::To | Tag::PrpS | Tag::Md | Tag::Wdt | Tag::Wp);
    // `the first to do so`, `he thought so`
    let cut_off = cut_off && !doc.is(last, "so");
    let dangling =
        cut_off || doc.is_any(last, &["the", "a", "an", "and", "or", "of", "to", "that", "which", "exactly", "as"]);
    // `p.m.` and `etc.` bring their stop along.
    let stopped = doc.word(last).ends_with('.');
    let whole = matches!(token.kind, TokenKind::Word | TokenKind::Number) && !dangling && !stopped;
    whole
        && has_finite(doc, sentence.tokens.start, last + 1)
        && !ends_in_site(doc, last)
        && !doc.text()[sentence.range].contains(['@', '|', '©', '['])
}

/// Whether the noun that ends at token `last` may have lost its end, or a word after it: `showed excellent train`. One
/// that is counted has an article or another word that says which.
fn may_be_cut_off(doc: &Document<'_>, last: usize) -> bool {
    doc.tokens()[last].tag == Tag::Nn
        && doc.tokens()[last - 1].tag == Tag::Jj
        && last > 1
        && doc.tokens()[last - 2].tag.is_verb()
}

/// Whether the sentence of token `last` ends in the name of a site, as a headline does: `… was shut - Mill Post`.
fn ends_in_site(doc: &Document<'_>, last: usize) -> bool {
    let start = doc.sentence_start(last);
    let name = (start..=last).rev().take_while(|&at| doc.word(at).starts_with(char::is_uppercase)).count();
    let Some(dash) = (last + 1).checked_sub(name + 1).filter(|&dash| dash > start) else { return false };
    let spaced = doc.space_before(doc.tokens()[dash].range.start());
    (1..=3).contains(&name) && spaced && matches!(doc.word(dash), "-" | "–" | "—" | "|")
}

fn has_finite(doc: &Document<'_>, from: usize, to: usize) -> bool {
    let sure = Tagger::embedded().thresholds().surely_finite.min(200);
    doc.tokens()[from..to].iter().any(|token| token.finite_margin > sure.max(0))
}

fn is_question(doc: &Document<'_>, sentence: usize) -> bool {
    let tokens = doc.sentences()[sentence].tokens.clone();
    let words: Vec<usize> = tokens.filter(|&at| doc.tokens()[at].is_word()).collect();
    words.first().is_some_and(|&at| matches!(doc.tokens()[at].tag, Tag::Wp | Tag::Wrb))
}

/// A capital in mid-sentence right after a whole sentence, where only a new one can begin.
fn within(doc: &Document<'_>, block: usize, out: &mut Findings<'_>) {
    static STARTERS: WordSet = WordSet::new(&[
        "The", "He", "She", "It", "They", "We", "But", "This", "These", "In", "There", "However", "When", "A", "An",
        "His", "Her", "Its", "Their", "You", "Those", "And", "If", "After", "At", "On", "For", "My", "Our", "No",
        "Nobody", "Then", "Now", "That", "So",
    ]);
    for sentence in doc.blocks()[block].sentences.clone() {
        let range = doc.sentences()[sentence].tokens.clone();
        for at in range.start + 3..range.end.saturating_sub(2) {
            let (before, token) = (&doc.tokens()[at - 1], &doc.tokens()[at]);
            let starter = STARTERS.has(doc.word(at));
            // A brand with a capital inside it begins with a small letter wherever it stands.
            let brand = || {
                doc.word(at).len() > 2
                    && doc.word(at).starts_with(|c: char| c.is_ascii_lowercase())
                    && doc.word(at)[1..].starts_with(|c: char| c.is_ascii_uppercase())
                    && matches!(next_tag(doc, at + 1), Some(Tag::Nns | Tag::Vbz | Tag::Vbd | Tag::Vbp))
                    && doc.tokens()[at].tag != Tag::Cd
            };
            if !starter && !brand() {
                continue;
            }
            let plain_before = before.is_word()
                && doc.word(at - 1).chars().all(char::is_lowercase)
                && (matches!(before.tag, Tag::Nn | Tag::Nns | Tag::Vbn | Tag::Vbg | Tag::Rp | Tag::Jj | Tag::Rb)
                    || doc.is_any(at - 1, &["it", "them", "him", "there", "well", "too", "again"]))
                || ends_in_time(doc, at - 1);
            let next = &doc.tokens()[at + 1];
            let lower_next = doc.word(at + 1).starts_with(char::is_lowercase) || matches!(token.tag, Tag::Prp);
            if !plain_before || !lower_next || next.is_punctuation() || !doc.space_before(token.range.start()) {
                continue;
            }
            if has_finite(doc, range.start, at) && has_finite(doc, at, range.end) && no_open_clause(doc, at, range.end)
            {
                let place = before.range.end();
                out.report(
                    TextRange::empty(place),
                    format!("a sentence ends here without a stop; `{}` begins the next", doc.word(at)),
                )
                .confidence(0.8)
                .suggest("Insert `.`", [Edit::insert(place, ".")]);
            }
        }
    }
}

/// Whether token `at` ends a time: `until 28 November`, `in 1994`, `on Sunday`.
fn ends_in_time(doc: &Document<'_>, at: usize) -> bool {
    let year = |at: usize| doc.word(at).len() == 4 && doc.word(at).bytes().all(|byte| byte.is_ascii_digit());
    let day = |word: &str| lexicon::month(word).is_some() || lexicon::weekday(word).is_some();
    year(at) && doc.is_any(at - 1, &["in", "since", "until", "of"]) || day(doc.word(at))
}

fn next_tag(doc: &Document<'_>, at: usize) -> Option<Tag> {
    doc.tokens().get(at).map(|token| token.tag)
}

/// Whether the clause that begins at `at` has its own subject and verb before anything else.
fn no_open_clause(doc: &Document<'_>, at: usize, end: usize) -> bool {
    // A quoted title or a nested sentence keeps its capital.
    !doc.in_quotation(doc.tokens()[at].range.start()) && end - at >= 4
}
