//! A sentence that breaks off.

use crate::document::{BlockKind, Core, Document, TokenKind};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::Tag;
use crate::rules::Rule;
use crate::source::TextRange;

/// See `truncated.md`.
pub static RULE: Rule = Rule {
    id: "sentence/truncated",
    summary: "a sentence that breaks off",
    severity: Severity::Warning,
    mqm: "accuracy/omission",
    its: "omission",
    check,
};

/// Words that no sentence ends in, wherever they stand.
const HANGING: &[&str] = &[
    "a", "although", "an", "and", "because", "despite", "during", "every", "its", "my", "nor", "or", "our", "per",
    "than", "the", "their", "unless", "very", "whereas", "whether", "whose", "your",
];

/// The longest piece that is cut off, in tokens.
const LONGEST: usize = 8;

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for index in 0..doc.sentences().len() {
        let sentence = &doc.sentences()[index];
        let block = &doc.blocks()[sentence.block];
        let Some(core) = doc.core(index) else { continue };
        if !matches!(doc.tokens()[core.last()].kind, TokenKind::Word) {
            continue;
        }
        let closes = block.sentences.end == index + 1;
        match (core.stop, block.kind) {
            (None, BlockKind::Paragraph | BlockKind::Headline) if closes => at_the_end(doc, index, &core, out),
            (_, BlockKind::Paragraph | BlockKind::ListItem) => before_a_stop(doc, index, &core, out),
            _ => {}
        }
    }
}

/// A paragraph that ends without a stop, in a word that something must follow.
fn at_the_end(doc: &Document<'_>, index: usize, core: &Core, out: &mut Findings<'_>) {
    let block = doc.sentences()[index].block;
    let last = core.last();
    let text = doc.text()[doc.blocks()[block].range].trim_end();
    let body = text.trim_end_matches(['”', '"', '’', ')', ' ']);
    if body.ends_with([':', '-', '—', '–', '…', ',', '/']) || body.ends_with("...") || goes_on(doc, block) {
        return;
    }
    let tag = doc.tokens()[last].tag;
    if core.tokens.len() < 3 {
        return;
    }
    if (is_bare_subordinate(doc, core) || is_bare_relative(doc, core)) && doc.parting_stop(index).is_some() {
        without_its_verb(doc, index, core, out);
        return;
    }
    let hanging = HANGING.contains(&doc.word(last));
    let headline = doc.blocks()[block].kind == BlockKind::Headline;
    // `what stars are made of`, `than it looked like this`: a question or a comparison may end so.
    let stranded = core.tokens.clone().any(|at| matches!(doc.tokens()[at].tag, Tag::Wp | Tag::Wdt | Tag::Wrb));
    let open = matches!(tag, Tag::Cc | Tag::PrpS | Tag::Pos | Tag::Md | Tag::Wdt | Tag::Wp)
        || matches!(tag, Tag::In | Tag::To) && !stranded
        || doc.is_any(last, &["her", "his", "what"]);
    if doc.tokens()[last - 1].is_punctuation() && doc.word(last - 1) != "“" && doc.word(last - 1) != "\"" {
        return;
    }
    let running = doc.word_count(core.tokens.clone()) >= 6 && doc.finite_verbs(core.tokens.clone()).next().is_some();
    if !(hanging && (running || !headline) || open && running && !headline)
        || !doc.word(last).starts_with(char::is_lowercase)
    {
        return;
    }
    report(doc, core, out);
}

/// Whether the next block goes on with the sentence.
fn goes_on(doc: &Document<'_>, block: usize) -> bool {
    doc.blocks().get(block + 1).is_some_and(|next| {
        next.group == doc.blocks()[block].group
            || doc.text()[next.range].trim_start_matches(['“', '"', '‘']).starts_with(char::is_lowercase)
    })
}

fn report(doc: &Document<'_>, core: &Core, out: &mut Findings<'_>) {
    let last = core.last();
    let end = doc.tokens()[last].range.end();
    let start_of_piece = core.tokens.clone().rev().take(LONGEST).find(|&at| doc.word(at) == ",");
    let whole = |to: usize| to > core.first() + 2 && doc.finite_verbs(core.first()..to).next().is_some();
    let noun_before = last > core.first() && doc.tokens()[last - 1].tag.is_noun();
    let (from, cut) = match start_of_piece {
        Some(comma) if whole(comma) && doc.has_no_finite(comma..core.tokens.end) => (comma, true),
        Some(comma) if !whole(comma) => (comma + 1, false),
        _ if matches!(doc.tokens()[last].tag, Tag::Cc | Tag::Wdt) || noun_before && doc.is(last, "that") => {
            (last, whole(last))
        }
        _ => (last, false),
    };
    let start = match doc.word(from) {
        "," => doc.tokens()[from].range.start(),
        _ if cut => doc.tokens()[from - 1].range.end(),
        _ => doc.tokens()[from].range.start(),
    };
    let piece = TextRange::new(start, end);
    let finding = out.report(piece, format!("the sentence breaks off after `{}`", doc.word(last)));
    finding.confidence(0.88).ask(format!("How does the sentence end after `{}`?", tail(doc, core)));
    if cut {
        finding.suggest("Cut back to the last whole clause", [Edit::replace(piece, ".")]);
    }
}

/// The last words of a sentence, for a question.
fn tail(doc: &Document<'_>, core: &Core) -> String {
    let from = core.last().saturating_sub(4).max(core.first());
    doc.quote(doc.tokens()[from].range.cover(doc.tokens()[core.last()].range))
}

/// A sentence with its stop that ends in a word which something must follow, or in a clause without its verb.
fn before_a_stop(doc: &Document<'_>, index: usize, core: &Core, out: &mut Findings<'_>) {
    let Some(stop) = core.stop.filter(|&stop| matches!(doc.word(stop), "." | "?" | "!")) else { return };
    let last = core.last();
    if doc.tokens()[last].range.end() != doc.tokens()[stop].range.start() {
        return;
    }
    if let Some(from) = hanging(doc, core) {
        let from = from + usize::from(doc.word(from) == ",");
        let before = from - 1 - usize::from(doc.word(from - 1) == ",");
        let piece = TextRange::new(doc.tokens()[before].range.end(), doc.tokens()[last].range.end());
        let finding = out.report(piece, format!("the sentence breaks off after `{}`", doc.word(last)));
        finding.confidence(0.9).ask(format!("How does the sentence end after `{}`?", tail(doc, core)));
        if let Some(joined) = false_stop(doc, index) {
            finding.suggest("Take the stop out", joined);
        }
        finding.suggest("Cut back to the last whole clause", [Edit::delete(piece)]);
    } else if let Some(from) = clause_without_verb(doc, core) {
        let comma = doc.word(from) == ",";
        let start = if comma { doc.tokens()[from].range.start() } else { doc.tokens()[from - 1].range.end() };
        let piece = TextRange::new(start, doc.tokens()[last].range.end());
        let words = doc.tokens()[from + usize::from(comma)].range.cover(doc.tokens()[last].range);
        let finding = out.report(piece, format!("`{}` breaks off before its verb", doc.quote(words)));
        finding.confidence(0.9).ask(format!("How does the sentence end after `{}`?", tail(doc, core)));
        finding.suggest("Cut back to the last whole clause", [Edit::delete(piece)]);
    } else if (is_bare_subordinate(doc, core) || is_bare_relative(doc, core)) && doc.parting_stop(index).is_some() {
        without_its_verb(doc, index, core, out);
    } else if is_bare_copula(doc, core) {
        let piece = doc.span(last - 1..last + 1);
        out.report(piece, format!("the sentence breaks off after `{}`", doc.word(last)))
            .confidence(0.8)
            .where_damaged()
            .ask(format!("How does the sentence end after `{}`?", tail(doc, core)));
    }
}

/// `The stairs were steep, and at the third landing they were.`: a copula that nothing before lends its complement.
fn is_bare_copula(doc: &Document<'_>, core: &Core) -> bool {
    let last = core.last();
    let lends = |at: usize| {
        matches!(doc.tokens()[at].tag, Tag::Wp | Tag::Wdt | Tag::Wrb | Tag::Md)
            || doc.is_any(
                at,
                &["than", "as", "that", "so", "if", "though", "whether", "yes", "no", "there", "here", "not", "but"],
            )
    };
    // `The road is closed is.`
    let again = core.tokens.len() > 3
        && matches!(doc.tokens()[last - 1].tag, Tag::Jj | Tag::Vbn | Tag::Nn)
        && (core.first()..last).any(|at| doc.is(at, doc.lower(last)));
    let pronoun = core.tokens.len() > 6
        && doc.is_any(last - 1, &["it", "he", "she", "they"])
        && matches!(doc.tokens()[last - 2].tag, Tag::Nn | Tag::Nns | Tag::Cd);
    doc.is_any(last, &["was", "were", "is", "are"])
        && (again || pronoun)
        && !doc.in_quotation(doc.tokens()[last].range.start())
        && !core.tokens.clone().any(lends)
}

/// The edits that take out the stop after sentence `index` where the next sentence has no verb: `by the. Harbour wall.`
fn false_stop(doc: &Document<'_>, index: usize) -> Option<Vec<Edit>> {
    let next = doc
        .sentences()
        .get(index + 1)
        .and_then(|_| doc.core(index + 1))
        .filter(|core| doc.has_no_finite(core.tokens.clone()))?;
    let stop = doc.parting_stop(index + 1)?;
    let first = doc.tokens()[next.first()];
    let lower = doc.word(next.first()).to_lowercase();
    let edits =
        if matches!(first.tag, Tag::Nnp | Tag::Nnps) { vec![] } else { vec![Edit::replace(first.range, lower)] };
    Some(std::iter::once(Edit::delete(stop)).chain(edits).collect())
}

/// Reports a subordinate clause that stands alone and breaks off before its verb.
fn without_its_verb(doc: &Document<'_>, index: usize, core: &Core, out: &mut Findings<'_>) {
    let end = doc.tokens()[core.stop.unwrap_or(core.last())].range.end();
    let piece = TextRange::new(doc.sentences()[index - 1].range.end(), end);
    let finding = out.report(piece, "the sentence breaks off before its verb");
    finding.confidence(0.85).ask(format!("How does the sentence go on after `{}`?", tail(doc, core)));
    finding.suggest("Delete the piece", [Edit::delete(piece)]);
}

/// Where the last word, or the pair it ends, is one that something must follow.
fn hanging(doc: &Document<'_>, core: &Core) -> Option<usize> {
    let last = core.last();
    let quoted = core.tokens.len() < 4
        || doc.tokens()[last - 1].is_punctuation() && doc.word(last - 1) != ","
        || doc.tokens()[last - 1].range.end() == doc.tokens()[last].range.start();
    if quoted {
        return None;
    }
    let pair = |a: &str, b: &str| doc.word(last - 1) == a && doc.word(last) == b;
    let pairs = [
        ("such", "as"),
        ("according", "to"),
        ("due", "to"),
        ("because", "of"),
        ("instead", "of"),
        ("well", "as"),
        ("rather", "than"),
        ("order", "to"),
        ("exactly", "as"),
        ("as", "if"),
        ("so", "that"),
    ];
    if pairs.iter().any(|(a, b)| pair(a, b)) {
        return Some(last - 1);
    }
    // `the man who.`, `the boat, which.`
    let relative = ["who", "which", "whom", "when", "where"].contains(&doc.word(last))
        && (doc.tokens()[last - 1].tag.is_noun() || doc.word(last - 1) == ",")
        || doc.is_any(last, &["was", "is", "were", "are", "had", "has"])
            && doc.is_any(last - 1, &["which", "who"])
            && doc.word(last - 2) == ",";
    // `, and that he.`, `because they.`
    let subject = doc.is(last, "it") && doc.is_any(last - 1, &["when", "because", "while", "although", "until"])
        || doc.is_any(last, &["he", "she", "they", "we"])
            && doc.is_any(
                last - 1,
                &["that", "which", "because", "when", "where", "while", "if", "although", "until", "who"],
            );
    // `, and each.`
    if doc.is_any(last, &["each", "every"]) && doc.is(last - 1, "and") && doc.is(last - 2, ",") {
        return Some(last - 1);
    }
    // `, the candles that.`, `, the key to.`, `, on the Sunday when.`
    let opens = doc.is_any(last, &["that", "when", "where", "to", "of", "for", "with", "in"]);
    let comma = (core.first() + 2..last).rev().take(5).find(|&at| doc.word(at) == ",");
    if let Some(comma) = comma.filter(|_| opens)
        && let from = comma + 1 + usize::from(doc.tokens()[comma + 1].tag == Tag::In)
        && matches!(doc.tokens()[from].tag, Tag::Dt | Tag::PrpS)
        && doc.noun_phrase(from).is_some_and(|phrase| phrase.end == last)
        && doc.finite_verbs(core.first()..comma).next().is_some()
    {
        return Some(comma);
    }
    // `, because the stair that.`
    if doc.is(last, "that") && doc.tokens()[last - 1].tag.is_noun() {
        let link = (core.first() + 2..last - 1).rev().take(LONGEST).find(|&at| {
            doc.is_any(at, &["because", "which", "when", "if", "while", "although", "where", "and", "but"])
        });
        if let Some(link) = link.filter(|&link| matches!(doc.tokens()[link + 1].tag, Tag::Dt | Tag::PrpS)) {
            return doc.has_no_finite(link..last).then_some(link);
        }
    }
    let clause = doc.is_any(last, &["he", "she", "it", "they", "we"])
        && doc.is_any(last - 1, &["and", "but"])
        && doc.word(last - 2) == ",";
    if subject || clause {
        return Some(last - 1);
    }
    let mut from = (HANGING.contains(&doc.word(last)) || relative || hanging_preposition(doc, core)).then_some(last)?;
    // `in the`, `and the`: what leads to the hanging word hangs with it.
    while from > core.first() + 2 && matches!(doc.tokens()[from - 1].tag, Tag::In | Tag::Cc | Tag::To) {
        from -= 1;
    }
    Some(from)
}

/// Where a last clause begins that has a subject and no verb: `, that the student`, `, a report that the bank`,
/// `because the mayor`.
fn clause_without_verb(doc: &Document<'_>, core: &Core) -> Option<usize> {
    const LINKS: &[&str] = &[
        "that", "which", "who", "whom", "whose", "where", "because", "although", "unless", "whether", "if", "when",
        "while",
    ];
    let tag = |at: usize| doc.tokens()[at].tag;
    let link = core
        .tokens
        .clone()
        .rev()
        .take(LONGEST)
        .find(|&at| doc.is_any(at, LINKS))
        .filter(|&link| link > core.first() + 2)?;
    let subject = link + 2 < core.tokens.end
        && (matches!(tag(link + 1), Tag::PrpS)
            || doc.is_any(link + 1, &["the", "a", "an", "this", "these", "each", "every"]))
        && (tag(core.last()).is_noun() || doc.is_any(core.last(), &["them", "us"]) && doc.is(core.last() - 1, "of"))
        && (link + 2..core.tokens.end).all(|at| {
            matches!(tag(at), Tag::Jj | Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Cd)
                || doc.is(at, "of")
                || doc.is(at - 1, "of") && tag(at) == Tag::Prp
        });
    let modal = tag(core.last()) == Tag::Md && link + 2 == core.last() && tag(link - 1).is_noun();
    if !modal && (!subject || !doc.has_no_finite(link..core.tokens.end)) {
        return None;
    }
    // What the clause hangs on goes with it, if a comma parts that from the rest.
    let nominal = |at: usize| matches!(tag(at), Tag::Dt | Tag::Jj | Tag::Nn | Tag::Nns | Tag::In);
    let from = match (core.first()..link).rev().find(|&at| doc.word(at) == ",") {
        Some(comma) if comma + 1 == link || link - comma <= 5 && (comma + 1..link).all(nominal) => comma,
        _ => link,
    };
    // `more than that the day` aside, `that` before a noun may be the determiner of `the`: only after a noun or a verb.
    let attached =
        from < link || matches!(tag(link - 1), Tag::Nn | Tag::Nns | Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Rb | Tag::Cd);
    // `all that one can` is whole; `, for the key that one can` is not.
    (attached && (!modal || from < link) && doc.finite_verbs(core.first()..from).next().is_some()).then_some(from)
}

/// A preposition at the end that nothing before it asks for: no question, no relative clause, no passive, no infinitive.
fn hanging_preposition(doc: &Document<'_>, core: &Core) -> bool {
    let last = core.last();
    let tags = || doc.tokens()[core.tokens.clone()].iter().map(|token| token.tag);
    let asked = tags().any(|tag| matches!(tag, Tag::Wp | Tag::Wdt | Tag::Wrb | Tag::WpS | Tag::To | Tag::Vbn))
        || core.tokens.clone().any(|at| doc.is_any(at, &["that", "worth", "to"]));
    core.tokens.len() >= 5
        && doc.is_any(last, &["of", "from", "for", "at", "into", "between", "during", "among", "with"])
        && doc.tokens()[last].tag == Tag::In
        && !asked
        && doc.finite_verbs(core.tokens.clone()).count() == 1
        && !doc.tokens()[last - 1].is_punctuation()
        && matches!(doc.tokens()[last - 1].tag, Tag::Rb | Tag::Nn | Tag::Nns | Tag::Prp | Tag::Cd | Tag::Jj)
}

/// `When the ball.`: a subordinate clause that has a subject and no verb, alone.
fn is_bare_subordinate(doc: &Document<'_>, core: &Core) -> bool {
    let opens = doc.is_any(core.first(), &["when", "because", "although", "while", "if", "unless"]);
    opens
        && core.tokens.len() >= 3
        && matches!(doc.tokens()[core.first() + 1].tag, Tag::Dt | Tag::PrpS | Tag::Prp)
        && doc.has_no_finite(core.tokens.clone())
}

/// `The mountain that then`: a noun and the beginning of a relative clause, alone.
fn is_bare_relative(doc: &Document<'_>, core: &Core) -> bool {
    let Some(noun) = doc.noun_phrase(core.first()) else { return false };
    let link = noun.end;
    let rest = link + 1..core.tokens.end.max(link + 1);
    matches!(doc.tokens()[core.first()].tag, Tag::Dt | Tag::PrpS)
        && link < core.tokens.end
        && doc.is_any(link, &["that", "who", "which"])
        && rest.len() <= 2
        && doc.tokens()[rest].iter().all(|token| matches!(token.tag, Tag::Rb | Tag::Dt | Tag::In))
}
