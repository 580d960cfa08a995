//! A quotation mark that has lost its partner, with the best place for a new one.

use crate::document::{BlockKind, Document, Quotation, QuoteRole, QuoteStyle, Unpaired};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::Tag;
use crate::language::speech;
use crate::rules::Rule;
use crate::source::TextRange;

/// See `unpaired_quote.md`.
pub static RULE: Rule = Rule {
    id: "typography/unpaired-quote",
    summary: "a quotation mark without its partner",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/punctuation",
    its: "typographical",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    // A text whose marks do not pair as a habit (dialogue set with one mark a line) is not broken in every line.
    let unpaired = &doc.quotations().unpaired;
    if unpaired.len() > 8 && unpaired.len() * 2 > doc.quotations().list.len() {
        return;
    }
    for (index, mark) in unpaired.iter().enumerate() {
        if unpaired.get(index + 1).is_some_and(|next| closes_otherwise(doc, mark, next)) {
            let close = mark.style.marks().1;
            let other = unpaired[index + 1].range;
            out.report(
                other,
                format!("the quotation opens with `{}` and ends with `{}`", doc.quote(mark.range), doc.quote(other)),
            )
            .confidence(0.85)
            .related(mark.range, "it opens here")
            .suggest(format!("Close it with `{close}`"), [Edit::replace(other, close)]);
            continue;
        }
        if index > 0 && closes_otherwise(doc, &unpaired[index - 1], mark) {
            continue;
        }
        // Words that go on in the next paragraph, which has lost its opening mark: one break.
        if unpaired.get(index + 1).is_some_and(|next| goes_on_in(doc, mark, next)) {
            continue;
        }
        if mark.style == QuoteStyle::StraightSingle || doc.blocks()[mark.block].kind == BlockKind::Table {
            continue;
        }
        match mark.role {
            QuoteRole::Opening => lost_closing(doc, mark, out),
            QuoteRole::Closing => {
                // The paragraph before opened it and has not closed it: its words begin with this paragraph.
                let opened = index.checked_sub(1).is_some_and(|at| goes_on_in(doc, &unpaired[at], mark));
                lost_opening(doc, mark, opened, out);
            }
        }
    }
    // A paragraph of somebody's words does not end in `she said`: it has lost its mark, though the next one opens with
    // a mark as well.
    for quotation in doc.quotations().list.iter().filter(|q| q.goes_on) {
        let Some(open) = quotation.open else { continue };
        let (style, block) = (quotation.style, quotation.block);
        let mark = Unpaired { range: open, role: QuoteRole::Opening, style, block };
        let limit = quotation.range.end();
        if let Some(place) = before_attribution(doc, &mark, limit)
            && doc.text()[place.at..limit].split_whitespace().count() <= 3
        {
            close_at(doc, &mark, &place, out);
        }
    }
}

/// Whether `next` closes the words that `mark` opens, in the marks of another language: `“So it was».`
fn closes_otherwise(doc: &Document<'_>, mark: &Unpaired, next: &Unpaired) -> bool {
    let straight = |style: QuoteStyle| matches!(style, QuoteStyle::StraightDouble | QuoteStyle::StraightSingle);
    mark.role == QuoteRole::Opening
        && next.role == QuoteRole::Closing
        && next.block == mark.block
        && next.style != mark.style
        && !straight(mark.style)
        && !straight(next.style)
        && doc.text()[next.range.end()..doc.blocks()[next.block].range.end()].trim_matches(['.', ',', ' ']).is_empty()
}

/// Whether `mark` opens a paragraph of somebody's words that go on in the next paragraph, where `next` closes them.
fn goes_on_in(doc: &Document<'_>, mark: &Unpaired, next: &Unpaired) -> bool {
    mark.role == QuoteRole::Opening
        && doc.blocks()[mark.block].range.start() == mark.range.start()
        && next.role == QuoteRole::Closing
        && next.block == mark.block + 1
        && next.style == mark.style
}

/// A place for a closing mark: what to insert, and how sure that is.
struct Place {
    at: usize,
    /// The mark that the words need before the closing mark: a comma or a stop, or nothing.
    before: &'static str,
    confidence: f32,
}

fn lost_closing(doc: &Document<'_>, mark: &Unpaired, out: &mut Findings<'_>) {
    let block = &doc.blocks()[mark.block];
    let list = &doc.quotations().list;
    let after = list.partition_point(|q| q.range.start() <= mark.range.start());
    let mut here = list[after..].iter().take_while(|q| q.block == mark.block);
    let limit = here.find(|q| q.depth == 0).map_or(block.range.end(), |q| q.range.start());
    let place = before_attribution(doc, mark, limit)
        .or_else(|| end_of_phrase(doc, mark, limit))
        .or_else(|| end_of_words(doc, mark, limit));
    match place {
        Some(place) => close_at(doc, mark, &place, out),
        None => {
            out.report(mark.range, "the quotation that opens here is not closed")
                .confidence(0.6)
                .ask("Where does the quotation end, or does it go on after the words in other quotation marks?");
        }
    }
}

fn close_at(doc: &Document<'_>, mark: &Unpaired, place: &Place, out: &mut Findings<'_>) {
    let text = doc.text();
    let close = mark.style.marks().1;
    let inserted = format!("{}{close}", place.before);
    let span = TextRange::empty(place.at);
    out.report(span, format!("the quotation that opens with `{}` is not closed", &text[mark.range]))
        .confidence(place.confidence)
        .related(mark.range, "it opens here")
        .suggest(format!("Close it here with `{inserted}`"), [Edit::insert(place.at, inserted)])
        .suggest("Delete the opening mark", [Edit::delete(mark.range)]);
}

/// Before `she said` or `, says Ilse Brandt`: a reporting clause that follows the quoted words.
fn before_attribution(doc: &Document<'_>, mark: &Unpaired, limit: usize) -> Option<Place> {
    let (first, last) = (doc.token_at(mark.range.end()), doc.token_at(limit.saturating_sub(1)));
    let tokens = doc.tokens();
    for at in first + 1..last.min(tokens.len()) {
        let comma = doc.is(at, ",") || doc.is(at, "?") || doc.is(at, "!");
        let clause = if comma { at + 1 } else { at };
        let verb_first = clause < last && speech::is_said(doc.word(clause)) && starts_name(doc, clause + 1) && comma;
        let subject_first = clause + 1 < last
            && matches!(tokens[clause].tag, Tag::Prp | Tag::Nnp)
            && !doc.is_any(clause, &["it", "me", "him", "them", "us"])
            && speech::is_said(doc.word(clause + 1))
            && ends_clause(doc, clause + 2);
        if verb_first || comma && subject_first {
            return Some(Place { at: tokens[at].range.end(), before: "", confidence: 0.85 });
        }
        // Without a comma only the shortest shape is plain: `“Tomorrow she said.`
        if !comma && subject_first && tokens[clause].tag == Tag::Prp && doc.is(clause + 2, ".") {
            return Some(Place { at: tokens[at - 1].range.end(), before: ",", confidence: 0.8 });
        }
    }
    None
}

fn starts_name(doc: &Document<'_>, at: usize) -> bool {
    doc.tokens().get(at).is_some_and(|token| matches!(token.tag, Tag::Nnp | Tag::Prp | Tag::Dt))
}

fn ends_clause(doc: &Document<'_>, at: usize) -> bool {
    doc.tokens().get(at).is_none_or(|token| token.is_punctuation() || matches!(token.tag, Tag::In | Tag::Rb | Tag::Nn))
}

/// The end of a quoted word or phrase that is part of the writer's own sentence: `marked "biodegradable`.
fn end_of_phrase(doc: &Document<'_>, mark: &Unpaired, limit: usize) -> Option<Place> {
    let text = doc.text();
    let block = &doc.blocks()[mark.block];
    let before = text[block.range.start()..mark.range.start()].trim_end();
    let in_sentence = before.ends_with(|c: char| c.is_alphanumeric());
    let words = &text[mark.range.end()..limit];
    if !in_sentence || words.starts_with(char::is_uppercase) && words.split_whitespace().count() > 6 {
        return None;
    }
    let end = words.find(['.', ',', ';', '?', '!', ')', '\n'])?;
    let end = words[..end].trim_end().len();
    let short = words[..end].split_whitespace().count() <= 4;
    short.then(|| Place { at: mark.range.end() + end, before: "", confidence: 0.75 })
}

/// The end of the words that are still somebody's: the paragraph's end, or the stop before the next quotation. `None`
/// where the next quotation stands in the middle of a sentence.
fn end_of_words(doc: &Document<'_>, mark: &Unpaired, limit: usize) -> Option<Place> {
    let text = doc.text();
    let words = text[mark.range.end()..limit].trim_end();
    let at = mark.range.end() + words.len();
    let stopped = words.ends_with(['.', ',', '?', '!', '…', '—', '’', ')', '"', '”', '\'']);
    let whole = limit == doc.blocks()[mark.block].range.end();
    if !whole && !stopped {
        return None;
    }
    let before = match () {
        () if stopped => "",
        () if asks(doc, mark.range.end(), at) => "?",
        () => ".",
    };
    Some(Place { at, before, confidence: if whole { 0.8 } else { 0.6 } })
}

/// Whether the last sentence before byte `end` begins as a question does.
fn asks(doc: &Document<'_>, from: usize, end: usize) -> bool {
    let Some(sentence) = doc.sentence_at(end.saturating_sub(1)) else { return false };
    let first = doc.token_at(doc.sentences()[sentence].range.start().max(from));
    doc.tokens().get(first).is_some_and(|token| matches!(token.tag, Tag::Wp | Tag::Wrb) || token.tag == Tag::Md)
}

/// Reports a closing mark without its partner; `goes_on` says whether its words began in the paragraph before.
fn lost_opening(doc: &Document<'_>, mark: &Unpaired, goes_on: bool, out: &mut Findings<'_>) {
    let text = doc.text();
    let block = &doc.blocks()[mark.block];
    let list = &doc.quotations().list;
    let after = list.partition_point(|q| q.range.start() < mark.range.start());
    let ended = |q: &&Quotation| q.range.end() < mark.range.start();
    // What stands inside another quotation ends before that one does.
    let mut here = list[..after].iter().rev().take_while(|q| q.block == mark.block).filter(ended);
    let previous = here.find(|q| q.depth == 0).map(|q| q.range.end());
    let before = text[block.range.start()..mark.range.start()].trim_end();
    // `“Yes.” ”`: nothing but another mark stands before it.
    let bare = |end: usize| !text[end..mark.range.start()].contains(char::is_alphanumeric);
    if before.is_empty() || previous.is_some_and(bare) {
        out.report(mark.range, "a closing quotation mark that closes nothing")
            .confidence(0.85)
            .suggest("Delete it", [Edit::delete(mark.range)]);
        return;
    }
    let from = previous.unwrap_or(block.range.start());
    if let Some(single) = lone_single(&text[from..mark.range.start()]) {
        let single = TextRange::new(from + single, from + single + 1);
        let open = mark.style.marks().0;
        out.report(single, format!("the quotation opens with `'` and ends with `{}`", &text[mark.range]))
            .confidence(0.85)
            .related(mark.range, "it ends here")
            .suggest(format!("Open it with `{open}`"), [Edit::replace(single, open)]);
        return;
    }
    let Some(sentence) = doc.sentence_at(mark.range.start().saturating_sub(1)) else { return };
    let after_label = doc.turns().of_block(mark.block).map(|turn| &doc.turns().list[turn].words);
    let mut at = doc.sentences()[sentence].range.start().max(block.range.start());
    if let Some(words) = after_label {
        let lead = text[words.as_range()].len() - text[words.as_range()].trim_start().len();
        at = words.start() + lead;
    }
    // Back over sentences that can't be the writer's: none names who speaks, and a quotation has not just ended.
    if let Some(previous) = previous {
        at = at.max(previous + text[previous..mark.range.start()].find(|c: char| c.is_alphanumeric()).unwrap_or(0));
    }
    if goes_on {
        at = block.range.start();
    }
    let words = &text[at..mark.range.start()];
    // The opening mark is there, spelled out as a character reference.
    if words.contains("&quot;") || words.contains("&ldquo;") || words.contains("&laquo;") {
        return;
    }
    // `8'6”` and `the workers”`: too little stands before the mark to be a quotation.
    if !words.contains(char::is_alphabetic) {
        return;
    }
    let open = mark.style.marks().0;
    out.report(
        TextRange::empty(at),
        format!("the quotation that ends with `{}` has no opening mark", &text[mark.range]),
    )
    .confidence(0.8)
    .related(mark.range, "it ends here")
    .suggest(format!("Open it here with `{open}`"), [Edit::insert(at, open)])
    .suggest("Delete the closing mark", [Edit::delete(mark.range)]);
}

/// Where a single straight mark opens a sentence of `words` and no other closes it.
fn lone_single(words: &str) -> Option<usize> {
    let opens = |at: usize| {
        let before = words[..at].trim_end();
        words[at + 1..].starts_with(char::is_uppercase)
            && (at == 0 || words[..at].ends_with(' '))
            && (before.is_empty() || before.ends_with(['.', ',', ':', '!', '?']))
    };
    let at = words.match_indices('\'').map(|(at, _)| at).rfind(|&at| opens(at))?;
    let closes =
        |at: usize| words[..at].ends_with(['.', ',', '!', '?']) && !words[at + 1..].starts_with(char::is_alphanumeric);
    (!words.match_indices('\'').any(|(end, _)| end > at && closes(end))).then_some(at)
}
