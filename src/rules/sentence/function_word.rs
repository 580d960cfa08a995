//! Articles and prepositions side by side where only one can stand.

use crate::document::Document;
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::Tag;
use crate::rules::Rule;
use crate::source::TextRange;

/// See `function_word.md`.
pub static RULE: Rule = Rule {
    id: "sentence/function-word",
    summary: "two determiners or two prepositions side by side, or an article before a word that takes none",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

const ARTICLES: &[&str] = &["a", "an", "the"];
const POSSESSIVES: &[&str] = &["my", "your", "our", "their", "its", "his"];
const DEMONSTRATIVES: &[&str] = &["this", "these", "those", "every", "each"];

/// Prepositions that no verb leaves at its end, so that another one right after them is a second one.
const NEVER_STRANDED: &[&str] = &[
    "during",
    "despite",
    "per",
    "amid",
    "toward",
    "towards",
    "among",
    "amongst",
    "beside",
    "beneath",
    "underneath",
    "under",
    "between",
    "within",
];

/// Prepositions that say nothing of degree or place after another: `under about ten` is English, `under by` is not.
const SECOND: &[&str] = &["of", "by", "with", "from", "for", "during", "despite", "into", "at"];

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for (index, sentence) in doc.sentences().iter().enumerate() {
        if !doc.is_parsable(index) {
            continue;
        }
        let mut at = sentence.tokens.start;
        while at + 1 < sentence.tokens.end {
            at = prepositions(doc, at, out)
                .or_else(|| determiners(doc, at, out))
                .or_else(|| article_of(doc, at, out))
                .or_else(|| article_pronoun(doc, at, out))
                .or_else(|| orphan_article(doc, at, out))
                .unwrap_or(at + 1);
        }
        bracketed(doc, index, out);
    }
}

/// Whether nothing but one space parts tokens `at` and `at + 1`.
fn adjoin(doc: &Document<'_>, at: usize) -> bool {
    let gap = doc.tokens()[at].range.end()..doc.tokens()[at + 1].range.start();
    !gap.is_empty() && doc.text()[gap].chars().all(char::is_whitespace)
}

/// The bytes from token `at` to the start of the one after it.
fn with_space(doc: &Document<'_>, at: usize) -> TextRange {
    TextRange::new(doc.tokens()[at].range.start(), doc.tokens()[at + 1].range.start())
}

/// Whether token `at` is an article, not a letter or the start of a name.
fn is_article(doc: &Document<'_>, at: usize, capital: bool) -> bool {
    let word = doc.word(at);
    // A letter after the end of an entity is the rest of a word.
    doc.space_before(doc.tokens()[at].range.start())
        && doc.is_any(at, ARTICLES)
        && !doc.tokens()[at].tag.is_noun()
        && (capital || word != "A")
        && word.bytes().skip(1).all(|b| b.is_ascii_lowercase())
}

/// `under by a`, `with of the`; the token to go on from.
fn prepositions(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> Option<usize> {
    let next = at + 1;
    let tokens = doc.tokens();
    if tokens[at].tag != Tag::In || tokens[next].tag != Tag::In {
        return None;
    }
    // `the yard of in the village`: `of` after a noun takes its own noun.
    let of = doc.is(at, "of")
        && doc.is_any(next, &["in", "on", "with", "by", "from", "for", "of"])
        && at > doc.sentence_start(at)
        && (tokens[at - 1].tag.is_noun() || tokens[at - 1].tag == Tag::Cd)
        && doc.tag_beside(at + 2, at).is_some_and(|tag| matches!(tag, Tag::Dt | Tag::PrpS | Tag::Nnp | Tag::In));
    let pair = of
        || doc.is_any(at, NEVER_STRANDED) && doc.is_any(next, SECOND)
        || doc.is_any(at, &["with", "by", "from", "into", "for"]) && doc.is(next, "of");
    let third = doc.tag_beside(at + 2, at)?;
    let measured = doc.is_any(
        at + 2,
        &[
            "least", "most", "all", "course", "late", "about", "nearly", "around", "night", "home", "noon", "midnight",
            "once", "first", "last",
        ],
    ) || third.is_punctuation()
        || third == Tag::Cd && doc.is(next, "at");
    // `the plan it was carried out under by`: a verb or adverb before may keep the first.
    let verb = !doc.is_any(at, NEVER_STRANDED);
    let stranded = at > doc.sentence_start(at)
        && (verb && (tokens[at - 1].tag.is_verb() || tokens[at - 1].tag == Tag::Rp)
            || doc.is_any(at - 1, &["as", "to", "in"]));
    let noun = doc.is_any(at + 2, ARTICLES)
        || matches!(third, Tag::Dt | Tag::PrpS | Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Jj | Tag::Cd)
        || of && third == Tag::In;
    if !pair || measured || stranded || !noun || !adjoin(doc, at) || doc.is(at, doc.word(next)) {
        return None;
    }
    // `under by a The plan`: one break.
    let (article, second) = (at + 2, at + 3);
    let doubled = is_article(doc, article, false) && second < doc.sentence_end(at) && doc.is_any(second, ARTICLES);
    let end = if doubled { second } else { next };
    let finding = out.report(
        doc.span(next..end + 1),
        format!("`{}` and `{}` cannot stand side by side", doc.word(at), doc.word(next)),
    );
    finding.confidence(0.9).related(tokens[at].range, "the first preposition");
    if doubled {
        let kept = doc.word(article);
        finding.suggest(format!("Keep `{} {kept}`", doc.word(at)), [Edit::replace(doc.span(next..end + 1), kept)]);
    } else {
        finding.suggest(format!("Keep `{}`", doc.word(at)), [Edit::delete(with_space(doc, next))]);
        finding.suggest(format!("Keep `{}`", doc.word(next)), [Edit::delete(with_space(doc, at))]);
    }
    Some(end + 1)
}

/// `a the`, `the their`; the token to go on from.
fn determiners(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> Option<usize> {
    let next = at + 1;
    let starts = at == doc.sentence_start(at);
    let tokens = doc.tokens();
    if doc.tag_beside(at + 2, at).is_none_or(|tag| {
        !(tag.is_noun() || matches!(tag, Tag::Jj | Tag::Jjr | Tag::Jjs | Tag::Cd | Tag::Vbg | Tag::Vbn))
    }) || !adjoin(doc, at)
    {
        return None;
    }
    let first_article = is_article(doc, at, starts);
    let second_article = is_article(doc, next, false);
    let possessive = |at: usize| tokens[at].tag == Tag::PrpS && doc.is_any(at, POSSESSIVES);
    let pair = first_article
        && (second_article || possessive(next) || doc.is_any(next, DEMONSTRATIVES) && tokens[next].tag == Tag::Dt)
        || possessive(at) && second_article && !doc.is(at, "his");
    // A title keeps its article: `a The Hague court`, `the A team`.
    let title = doc.word(next).starts_with(char::is_uppercase) && tokens[at + 2].tag == Tag::Nnp;
    if !pair || title || doc.is(at, doc.word(next)) {
        return None;
    }
    let keep_second = !second_article || doc.is(at, "the") && doc.is_any(next, &["a", "an"]) && !starts;
    let (kept, gone) = if keep_second { (next, at) } else { (at, next) };
    let edit = |gone: usize| {
        if gone == at && starts {
            let word = doc.word(next);
            let capital: String = word[..1].to_uppercase() + &word[1..];
            Edit::replace(doc.span(at..next + 1), capital)
        } else {
            Edit::delete(with_space(doc, gone))
        }
    };
    out.report(
        doc.span(at..next + 1),
        format!("`{}` and `{}` cannot both stand before the noun", doc.word(at), doc.word(next)),
    )
    .confidence(0.92)
    .suggest(format!("Keep `{}`", doc.word(kept)), [edit(gone)])
    .suggest(format!("Keep `{}`", doc.word(gone)), [edit(kept)]);
    Some(next + 1)
}

/// `the of village`, `in the of title`; the token to go on from.
fn article_of(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> Option<usize> {
    let (of, noun) = (at + 1, at + 2);
    let tokens = doc.tokens();
    let plain = doc.tag_beside(noun, at).is_some_and(|tag| matches!(tag, Tag::Nn | Tag::Nns));
    if !plain || !doc.is(of, "of") || !is_article(doc, at, true) || !adjoin(doc, at) {
        return None;
    }
    let after = doc.tag_beside(noun + 1, at);
    let swap = matches!(after, Some(Tag::Nnp | Tag::Nnps | Tag::Cd | Tag::PrpS | Tag::Dt));
    let (article, word) = (doc.word(at), doc.word(noun));
    let swapped = format!("{article} {word} {}", doc.word(of));
    let finding = out.report(
        if swap { doc.span(at..noun + 1) } else { tokens[of].range },
        format!("`{}` cannot follow `{article}`", doc.word(of)),
    );
    finding.confidence(0.92);
    let swap_edit = [Edit::replace(doc.span(at..noun + 1), swapped.clone())];
    let delete_edit = [Edit::delete(with_space(doc, of))];
    if swap {
        finding.suggest(format!("Write `{swapped}`"), swap_edit).suggest("Delete it", delete_edit);
    } else {
        finding.suggest("Delete it", delete_edit);
    }
    Some(noun)
}

/// `in the in the morning`, `the of the mayor parents`: an article whose noun is lost; the token to go on from.
fn orphan_article(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> Option<usize> {
    let (preposition, then) = (at + 1, at + 2);
    let tokens = doc.tokens();
    let phrase = doc.tag_beside(then, at)?;
    let placed = tokens[preposition].tag == Tag::In
        && doc.is_any(
            preposition,
            &["in", "of", "on", "at", "from", "with", "by", "for", "to", "into", "during", "since"],
        );
    let goes_on = matches!(phrase, Tag::Dt | Tag::PrpS | Tag::Nnp | Tag::Cd);
    // `an in-depth look`, `the by then famous baker`, `the in the know`
    if !placed
        || !goes_on
        || !is_article(doc, at, true)
        || !adjoin(doc, at)
        || !adjoin(doc, preposition)
        || doc.is(preposition, "of") && phrase == Tag::Cd
        || doc.word(preposition).bytes().any(|b| b.is_ascii_uppercase())
    {
        return None;
    }
    let again = at > doc.sentence_start(at) && doc.is(at - 1, doc.word(preposition));
    let (range, gone) = if again {
        (doc.span(at..then), TextRange::new(tokens[at].range.start(), tokens[then].range.start()))
    } else {
        (doc.span(at..then), with_space(doc, at))
    };
    let finding =
        out.report(range, format!("the noun of `{}` is missing before `{}`", doc.word(at), doc.word(preposition)));
    finding.confidence(0.85).where_damaged().suggest("Delete what stands alone", [Edit::delete(gone)]).ask(format!(
        "What is missing between `{}` and `{}`?",
        doc.word(at),
        doc.word(preposition)
    ));
    Some(then)
}

/// `the he`; the token to go on from.
fn article_pronoun(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> Option<usize> {
    let next = at + 1;
    let verb = doc.tag_beside(at + 2, at)?;
    let pronoun = doc.tokens()[next].tag == Tag::Prp && doc.is_any(next, &["he", "she", "they", "we", "it"]);
    if !pronoun
        || !is_article(doc, at, at == doc.sentence_start(at))
        || !verb.is_finite()
        || !adjoin(doc, at)
        || doc.word(next) != doc.word(next).to_lowercase()
    {
        return None;
    }
    out.report(doc.span(at..next + 1), format!("`{}` has no article", doc.word(next)))
        .confidence(0.88)
        .suggest(format!("Delete `{}`", doc.word(at)), [Edit::delete(with_space(doc, at))]);
    Some(next + 1)
}

/// `since last spring since`: a preposition before and after its noun phrase.
fn bracketed(doc: &Document<'_>, index: usize, out: &mut Findings<'_>) {
    let tokens = doc.sentences()[index].tokens.clone();
    for at in tokens.start..tokens.end {
        if doc.tokens()[at].tag != Tag::In
            || !doc.is_any(
                at,
                &["since", "during", "until", "despite", "within", "from", "for", "between", "among", "per"],
            )
        {
            continue;
        }
        let Some(phrase) = doc.prepositional_phrase(at) else { continue };
        let again = phrase.end;
        let closes = again + 1 >= tokens.end
            || doc.tokens()[again + 1].is_punctuation() && doc.word(again + 1) != "-"
            || doc.tokens()[again + 1].tag.is_finite();
        if again >= tokens.end
            || !doc.is(again, doc.word(at))
            || !matches!(doc.tokens()[again].tag, Tag::In | Tag::Rb)
            || !closes
        {
            continue;
        }
        let extra = TextRange::new(doc.tokens()[again - 1].range.end(), doc.tokens()[again].range.end());
        out.report(extra, format!("`{}` stands before and after `{}`", doc.word(at), doc.words(at + 1..again)))
            .confidence(0.9)
            .related(doc.tokens()[at].range, "the first time")
            .suggest("Delete the second", [Edit::delete(extra)]);
    }
}
