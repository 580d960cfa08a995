//! A present among pasts: `When the road opens in 1988, the shops closed`; a present with `since`.

use crate::document::{BlockKind, Document, subject};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::pronoun::{Number, Person};
use crate::language::{Tag, inflect, lexicon};
use crate::rules::Rule;

/// See `tense.md`.
pub static RULE: Rule = Rule {
    id: "sentence/tense",
    summary: "a verb in the present among verbs in the past",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

/// Verbs whose present says what holds now, or who reports, and so goes with a past beside it.
const HOLDS: &[&str] = &[
    "say",
    "tell",
    "think",
    "believe",
    "know",
    "mean",
    "show",
    "suggest",
    "remember",
    "recall",
    "mark",
    "describe",
    "explain",
    "date",
    "argue",
    "add",
    "claim",
    "note",
    "write",
    "report",
    "warn",
    "hope",
    "seem",
    "appear",
    "come",
    "follow",
    "remain",
    "live",
    "include",
    "contain",
    "estimate",
    "admit",
    "insist",
    "agree",
    "see",
    "find",
    "reveal",
    "indicate",
    "confirm",
    "be",
    "have",
    "do",
    "point",
    "concede",
    "reckon",
    "joke",
    "understand",
    "feel",
];

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for (index, sentence) in doc.sentences().iter().enumerate() {
        if doc.blocks()[sentence.block].kind != BlockKind::Paragraph || !doc.is_parsable(index) {
            continue;
        }
        let Some(core) = doc.core(index) else { continue };
        for at in core.tokens.clone().skip(2) {
            let _ = since(doc, at, out) || cleft(doc, at, out);
        }
        for at in core.tokens.clone() {
            let token = &doc.tokens()[at];
            if token.tag != Tag::Vbz
                || token.finite_margin < 60
                || doc.in_quotation(token.range.start())
                || HOLDS.contains(&doc.lemma(at))
            {
                continue;
            }
            let witness = in_time_clause(doc, core.first(), at)
                .or_else(|| coordinated(doc, at))
                .or_else(|| dated(doc, at))
                .or_else(|| next_event(doc, index, at));
            if let Some(witness) = witness.filter(|_| doc.told_in_past(at) || in_a_past_year(doc, at)) {
                let past = inflect::past(doc.lemma(at));
                out.report(token.range, format!("`{}` is in the present, the story is in the past", doc.word(at)))
                    .confidence(0.84)
                    .related(doc.tokens()[witness].range, "puts it in the past")
                    .suggest(format!("Write `{past}`"), [Edit::replace(token.range, past)]);
                break;
            }
        }
    }
}

/// `She lives in the mill since 1978.`, `They are waiting since three hours.`
fn since(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let tokens = doc.tokens();
    let (start, end) = (doc.sentence_start(at), doc.sentence_end(at));
    let dated = at + 1;
    if !doc.is(at, "since") || dated >= end {
        return false;
    }
    let year = doc.word(dated).len() == 4 && doc.word(dated).parse::<u16>().is_ok_and(|year| year > 1000);
    let month = lexicon::month(doc.word(dated)).is_some() || lexicon::weekday(doc.word(dated)).is_some();
    let last = doc.is(dated, "last")
        && doc.is_any(dated + 1, &["year", "month", "week", "spring", "summer", "autumn", "winter"]);
    let duration = tokens[dated].tag == Tag::Cd
        && doc.is_any(dated + 1, &["hours", "days", "weeks", "months", "years", "minutes", "centuries", "decades"])
        && (dated + 2 >= end
            || tokens[dated + 2].is_punctuation()
            || matches!(tokens[dated + 2].tag, Tag::Jj | Tag::Vbn));
    if !(year || month || last || duration || doc.is_any(dated, &["childhood", "birth"])) {
        return false;
    }
    // `and lives on the avenue`: read as a noun.
    let is_verb = |t: usize| {
        tokens[t].tag == Tag::Nns
            && doc.is_any(t, &["lives", "works"])
            && t > start
            && matches!(tokens[t - 1].tag, Tag::Cc | Tag::Wp)
    };
    // The verb, with nothing between that `since` may belong to.
    let Some(verb) = (start..at).rev().take(14).find(|&t| {
        tokens[t].tag.is_verb()
            || is_verb(t)
            || matches!(tokens[t].tag, Tag::Jjs | Tag::Rbs | Tag::Comma | Tag::Colon | Tag::Wdt | Tag::Wp)
            || doc.is_any(t, &["first", "only", "best", "worst", "time", "up", "down", "percent", "%"])
    }) else {
        return false;
    };
    let goes_on = tokens[verb].tag == Tag::Vbg && verb > start && doc.is_any(verb - 1, &["is", "are", "am"]);
    let be = doc.is_any(verb, &["is", "are"]);
    let state = be
        && verb + 2 <= at
        && doc.is_any(
            verb + 1,
            &["ill", "sick", "closed", "open", "married", "retired", "widowed", "empty", "deaf", "blind", "missing"],
        );
    let lexical = (matches!(tokens[verb].tag, Tag::Vbz | Tag::Vbp) || is_verb(verb))
        && !be
        && !doc
            .is_any(verb, &["has", "have", "does", "do", "marks", "says", "'s", "’s", "shows", "dates", "represents"]);
    if !(goes_on || state || lexical) {
        return false;
    }
    let subject = subject::subject(doc, if goes_on { verb - 1 } else { verb });
    let plural = doc.is_any(verb.saturating_sub(1), &["i", "you", "we", "they"])
        || doc.is_any(verb, &["are"])
        || goes_on && doc.is_any(verb - 1, &["are", "am"])
        || tokens[verb].tag == Tag::Vbp
        || subject.is_some_and(|subject| subject.number == Some(Number::Plural));
    let have = if plural { "have" } else { "has" };
    let (range, repaired) = if goes_on {
        (doc.span(verb - 1..verb + 1), format!("{have} been {}", doc.word(verb)))
    } else if be {
        (tokens[verb].range, format!("{have} been"))
    } else {
        (
            tokens[verb].range,
            format!(
                "{have} {}",
                inflect::past_participle(&inflect::lemma(
                    doc.word(verb),
                    if tokens[verb].tag == Tag::Vbp { Tag::Vbp } else { Tag::Vbz }
                ))
            ),
        )
    };
    let mut edits = vec![Edit::replace(range, repaired.clone())];
    if duration {
        edits.push(Edit::replace(tokens[at].range, "for"));
    }
    out.report(range, format!("with `{}` the verb stands in the perfect: `{repaired}`", doc.words(at..dated + 1)))
        .confidence(0.85)
        .related(tokens[at].range, "says that it goes on from then")
        .suggest(format!("Write `{repaired}`"), edits);
    true
}

/// `It was the doctor who has the idea.`
fn cleft(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let tokens = doc.tokens();
    let start = doc.sentence_start(at);
    let present = tokens[at].tag == Tag::Vbz
        && (doc.is(at, "has") && doc.tag_beside(at + 1, at) == Some(Tag::Dt) || !HOLDS.contains(&doc.lemma(at)));
    let who = doc.is_any(at - 1, &["who", "that"]) && matches!(tokens[at - 1].tag, Tag::Wp | Tag::Wdt);
    let was = doc.is(start, "it") && doc.is(start + 1, "was") && start + 2 < at;
    let lone = (start + 2..at).all(|t| !tokens[t].tag.is_verb());
    if !present || !who || !was || !lone || !doc.told_in_past(at) || doc.in_quotation(tokens[at].range.start()) {
        return false;
    }
    let past = inflect::past(doc.lemma(at));
    out.report(tokens[at].range, format!("`{}` is in the present, the story is in the past", doc.word(at)))
        .confidence(0.84)
        .where_damaged()
        .related(tokens[start + 1].range, "puts it in the past")
        .suggest(format!("Write `{past}`"), [Edit::replace(tokens[at].range, past)]);
    true
}

/// The past verb of the sentence before, where `Then` or `Suddenly` opens this one and the whole paragraph is in the past
/// but for the verb at `at`.
fn next_event(doc: &Document<'_>, index: usize, at: usize) -> Option<usize> {
    let core = doc.core(index)?;
    let tokens = doc.tokens();
    let narrated = |t: usize| !doc.in_quotation(tokens[t].range.start());
    let opens =
        doc.is_any(core.first(), &["then", "suddenly", "afterwards", "afterward", "finally", "soon", "eventually"]);
    let block = doc.blocks()[doc.sentences()[index].block].tokens.clone();
    let past = block.clone().filter(|&t| tokens[t].tag == Tag::Vbd && narrated(t)).count();
    let present = block.filter(|&t| t != at && matches!(tokens[t].tag, Tag::Vbz | Tag::Vbp) && narrated(t)).count();
    let before = doc.sentences()[doc.sentence_before(index)?]
        .tokens
        .clone()
        .rev()
        .find(|&t| tokens[t].tag == Tag::Vbd && narrated(t));
    before.filter(|_| opens && past >= 3 && present == 0)
}

/// Whether a year follows the verb at `at` in its clause: `opens in 1988`.
fn in_a_past_year(doc: &Document<'_>, at: usize) -> bool {
    (at + 1..doc.sentence_end(at)).take_while(|&t| !doc.tokens()[t].is_punctuation()).any(|t| {
        let year = doc.word(t).len() == 4 && doc.word(t).parse::<u16>().is_ok_and(|year| (1000..2020).contains(&year));
        year && doc.is_any(t - 1, &["in", "since", "of", "by"])
    })
}

/// The past verb of the main clause, where the verb at `at` is that of a clause of time before it.
fn in_time_clause(doc: &Document<'_>, first: usize, at: usize) -> Option<usize> {
    if !doc.is_any(first, &["when", "after", "before", "until", "once", "as"]) || doc.is(first + 1, "long") {
        return None;
    }
    let end = doc.sentence_end(at);
    let comma = (at..end).find(|&t| doc.is(t, ","))?;
    let alone =
        (first..comma).all(|t| t == at || !doc.tokens()[t].tag.is_finite()) && (first..at).all(|t| !doc.is(t, ","));
    // `closed` and its like are read as participles now and then.
    let past = |t: usize| {
        doc.tokens()[t].tag == Tag::Vbd || doc.tokens()[t].tag == Tag::Vbn && doc.tokens()[t].finite_margin > -60
    };
    let main = (comma..end).find(|&t| past(t) || doc.tokens()[t].tag.is_finite())?;
    if doc.in_quotation(doc.tokens()[main].range.start()) {
        return None;
    }
    let reported =
        HOLDS.contains(&doc.lemma(main)) && !doc.is_any(main, &["was", "were", "had", "came", "followed", "found"]);
    (alone && past(main) && !reported).then_some(main)
}

/// The past verb that the verb at `at` is the first of a row with: `buys the ticket, rode …`.
fn coordinated(doc: &Document<'_>, at: usize) -> Option<usize> {
    let subject = subject::subject(doc, at)?;
    if subject.relative || subject.person != Person::Third || subject.number != Some(Number::Singular) {
        return None;
    }
    let end = doc.sentence_end(at);
    let next = (at + 1..end).find(|&t| doc.tokens()[t].tag.is_finite())?;
    let base = inflect::lemma(doc.word(next), Tag::Vbd);
    let only_past = doc.tokens()[next].tag == Tag::Vbd && inflect::past_participle(&base) != doc.word(next);
    let commas = (at..next).filter(|&t| doc.is(t, ",")).count();
    (only_past && doc.is(next - 1, ",") && commas == 1).then_some(next)
}

/// The time in the past that closes the clause of the verb at `at`: `yesterday`, `last week`, `two days ago`.
fn dated(doc: &Document<'_>, at: usize) -> Option<usize> {
    let end = doc.sentence_end(at);
    let closes = |t: usize| t >= end || doc.tokens()[t].is_punctuation() && doc.word(t) != "-";
    for t in at + 1..end.min(at + 12) {
        let tag = doc.tokens()[t].tag;
        if tag.is_verb()
            || matches!(tag, Tag::Comma | Tag::Colon | Tag::OpenQuote | Tag::Wp | Tag::Wdt | Tag::Wrb | Tag::Pos)
        {
            return None;
        }
        let governed = matches!(doc.tokens()[t - 1].tag, Tag::In | Tag::To | Tag::Dt | Tag::Cc);
        let yesterday = doc.is(t, "yesterday") && closes(t + 1);
        let last = doc.is(t, "last")
            && closes(t + 2)
            && (doc.is_any(t + 1, &["night", "week", "month", "year", "summer", "winter", "spring", "autumn", "fall"])
                || t + 1 < end && lexicon::weekday(doc.word(t + 1)).is_some());
        if (yesterday || last) && !governed {
            return Some(t);
        }
    }
    None
}
