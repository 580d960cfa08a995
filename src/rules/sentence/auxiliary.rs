//! Auxiliaries that are doubled, that are missing, or that stand before the wrong form.

use crate::document::{BlockKind, Document, subject};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::{Tag, inflect, lexicon};
use crate::rules::Rule;
use crate::source::TextRange;

/// See `auxiliary.md`.
pub static RULE: Rule = Rule {
    id: "sentence/auxiliary",
    summary: "an auxiliary that is doubled, missing, or before the wrong form of the verb",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

const MODALS: &[&str] = &["will", "would", "can", "could", "may", "might", "must", "shall", "should"];

/// Before these a verb may close a clause of its own: `all she could gathered dust`, `as best they could`.
const CLOSES_CLAUSE: &[&str] =
    &["as", "than", "all", "what", "whatever", "everything", "anything", "wherever", "how", "however"];

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for (index, sentence) in doc.sentences().iter().enumerate() {
        if !doc.is_parsable(index) {
            continue;
        }
        for at in sentence.tokens.clone() {
            match doc.tokens()[at].tag {
                Tag::Md if doc.is_any(at, MODALS) => after_modal(doc, at, out),
                Tag::Vbz | Tag::Vbp | Tag::Vbd | Tag::Vb | Tag::VbFin | Tag::Vbn => {
                    if doc.is_any(at, &["do", "does", "did"]) {
                        after_do(doc, at, out);
                    } else if doc.is_any(at, &["have", "has", "had"]) {
                        after_have(doc, at, out);
                    } else if doc.is_any(at, &["is", "are", "was", "were", "be", "been"]) {
                        after_be(doc, at, out);
                    }
                }
                _ => {}
            }
        }
        lost_modal(doc, index, out);
        for at in sentence.tokens.clone() {
            if doc.is(at, "been") {
                lost_have(doc, at, out);
            } else if doc.is(at, "there") {
                existing(doc, at, out);
            }
        }
    }
}

/// `The walls already been painted`: `been` without its `have`.
fn lost_have(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) {
    const HAVE: &[&str] =
        &["have", "has", "had", "having", "'ve", "’ve", "'d", "’d", "'s", "’s", "of", "never", "ever", "not"];
    let tokens = doc.tokens();
    let start = doc.sentence_start(at);
    let adverb = |t: usize| tokens[t].tag == Tag::Rb;
    let Some(subject) = (start..at).rev().find(|&t| !adverb(t)).filter(|&t| t > start) else { return };
    let noun = matches!(tokens[subject].tag, Tag::Nn | Tag::Nns);
    let follows = matches!(doc.tag_beside(at + 1, at), Some(Tag::Vbn | Tag::Vbd | Tag::Jj));
    let quoted = doc.in_quotation(tokens[at].range.start());
    if !noun || !follows || quoted || (start..at).any(|t| doc.is_any(t, HAVE)) || (start..at).any(|t| doc.is(t, ",")) {
        return;
    }
    let plural = tokens[subject].tag == Tag::Nns;
    let told_in_past = doc.told_in_past(at);
    let form = if told_in_past {
        "had"
    } else if plural {
        "have"
    } else {
        "has"
    };
    let place = tokens[subject + 1].range.start();
    out.report(TextRange::new(place, tokens[at].range.end()), "`been` has lost its `have`")
        .confidence(0.85)
        .suggest(format!("Insert `{form}`"), [Edit::insert(place, format!("{form} "))])
        .suggest("Write `were`", [Edit::replace(tokens[at].range, if plural { "were" } else { "was" })]);
}

/// `Last year there had nine boats`: what is there is, and has nothing.
fn existing(doc: &Document<'_>, there: usize, out: &mut Findings<'_>) {
    let tokens = doc.tokens();
    let verb = there + 1;
    let (start, end) = (doc.sentence_start(there), doc.sentence_end(there));
    if verb + 1 >= end || !doc.is_any(verb, &["have", "has", "had"]) {
        return;
    }
    let opens = there == start
        || doc.is_any(
            there - 1,
            &[",", "and", "but", "that", "because", "year", "month", "week", "now", "today", "“", "\""],
        )
        || tokens[there - 1].tag == Tag::Cd;
    let counted = matches!(tokens[verb + 1].tag, Tag::Cd | Tag::Dt)
        || doc.is_any(verb + 1, &["many", "several", "few", "some", "no", "only", "about"])
        || lexicon::number_word(doc.word(verb + 1)).is_some();
    let Some(phrase) = doc.noun_phrase(verb + 1).or((verb + 2 < end).then_some(verb + 1..verb + 3)) else { return };
    // `and there had a coffee`: somebody did, at a place.
    let place = there > start && doc.is(there - 1, "and");
    if !opens || !counted || place || doc.is_any(verb + 1, &["been", "to"]) {
        return;
    }
    let plural = tokens[phrase.end - 1].tag == Tag::Nns;
    let past = doc.is(verb, "had") || doc.told_in_past(verb) || doc.is_any(start, &["last"]);
    let be = match (past, plural) {
        (true, true) => "were",
        (true, false) => "was",
        (false, true) => "are",
        (false, false) => "is",
    };
    out.report(tokens[verb].range, format!("`there` goes with `{be}`, not with `{}`", doc.word(verb)))
        .confidence(0.85)
        .suggest(format!("Write `{be}`"), [Edit::replace(tokens[verb].range, be)]);
}

/// The first token after `at` that is no adverb, if it belongs to the same sentence.
fn past_adverbs(doc: &Document<'_>, at: usize) -> Option<usize> {
    let end = doc.sentence_end(at);
    (at + 1..end).find(|&t| !matches!(doc.tokens()[t].tag, Tag::Rb)).filter(|&t| t <= at + 3)
}

/// The base form, if the word at `at` is the participle or past of a verb and no base form itself.
fn base_of_past(doc: &Document<'_>, at: usize) -> Option<String> {
    let word = doc.word(at);
    if !doc.tokens()[at].is_word() || word.bytes().any(|b| !b.is_ascii_lowercase()) {
        return None;
    }
    // `need` and `feed` are no pasts; a word tagged as a base form has to be one that can't be anything else.
    let unlike_base = !lexicon::is_english_form(&inflect::third_person(word));
    if doc.tokens()[at].tag == Tag::Vb && !unlike_base || word.ends_with("eed") {
        return inflect::base_of_strong_past(word);
    }
    let base = inflect::lemma(word, Tag::Vbd).into_owned();
    let base = if inflect::past(&base) == word { base } else { inflect::lemma(word, Tag::Vbn).into_owned() };
    let form = inflect::past(&base) == word || inflect::past_participle(&base) == word;
    (form && base != word && inflect::lemma(word, Tag::Vb) == word).then_some(base)
}

/// Whether one of the words before `at` in its sentence lets a clause end at the auxiliary.
fn may_close_clause(doc: &Document<'_>, at: usize) -> bool {
    (doc.sentence_start(at).max(at.saturating_sub(8))..at).any(|t| doc.is_any(t, CLOSES_CLAUSE))
}

fn is_object(tag: Tag) -> bool {
    matches!(tag, Tag::Dt | Tag::PrpS | Tag::Prp | Tag::Nnp | Tag::Cd)
}

fn after_modal(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) {
    let tokens = doc.tokens();
    let modal = doc.word(at);
    let noun_before =
        at > doc.sentence_start(at) && matches!(tokens[at - 1].tag, Tag::Dt | Tag::PrpS | Tag::Jj | Tag::In);
    // `May` and `Will` are names too.
    let name = at == doc.sentence_start(at) && doc.is_any(at, &["may", "will"]);
    if noun_before || name || may_close_clause(doc, at) {
        return;
    }
    if verbless(doc, at, out) {
        return;
    }
    let next = at + 1;
    match doc.tag_beside(next, at) {
        Some(Tag::Md) if doc.is_any(next, MODALS) && !doc.is(next, modal) => {
            let other = doc.word(next);
            out.report(doc.span(at..next + 1), format!("`{modal}` and `{other}` cannot follow one another"))
                .confidence(0.92)
                .suggest(format!("Keep `{other}`"), [Edit::delete(up_to(doc, at, next))])
                .suggest(format!("Keep `{modal}`"), [Edit::delete(up_to(doc, next, next + 1))]);
            return;
        }
        Some(Tag::To) if doc.tag_beside(next + 1, at) == Some(Tag::Vb) && !(at > 0 && doc.is(at - 1, "her")) => {
            out.report(doc.span(at..next + 1), format!("`to` cannot follow `{modal}`"))
                .confidence(0.9)
                .suggest("Delete `to`", [Edit::delete(up_to(doc, next, next + 1))]);
            return;
        }
        _ => {}
    }
    let Some(verb) = past_adverbs(doc, at) else { return };
    let follower = doc.tag_beside(verb + 1, at);
    let word = doc.word(verb);
    match tokens[verb].tag {
        Tag::Vbn | Tag::Vbd | Tag::Vb => {
            let Some(base) = base_of_past(doc, verb) else { return };
            let passive = match follower {
                None | Some(Tag::In | Tag::To | Tag::Stop | Tag::Rb | Tag::Comma | Tag::Cc) => true,
                Some(tag) if is_object(tag) || matches!(tag, Tag::Nns | Tag::Nn | Tag::Nnp | Tag::Jj | Tag::Vbg) => {
                    false
                }
                _ => return,
            };
            let finding =
                out.report(doc.span(at..verb + 1), format!("`{modal}` needs a base form after it, not `{word}`"));
            finding.confidence(0.88);
            let insert = |finding: &mut crate::finding::Finding| {
                finding.suggest("Insert `be`", [Edit::insert(tokens[verb].range.start(), "be ")]);
            };
            if passive {
                insert(finding);
            }
            finding.suggest(format!("Write `{base}`"), [Edit::replace(tokens[verb].range, base)]);
            if !passive {
                insert(finding);
            }
        }
        // `She can sings well`: read as a plural.
        Tag::Nns
            if at > doc.sentence_start(at)
                && doc.is_any(at - 1, &["he", "she", "it"])
                && matches!(
                    follower,
                    None | Some(Tag::Rb | Tag::Dt | Tag::PrpS | Tag::Prp | Tag::In | Tag::To | Tag::Stop)
                ) =>
        {
            let base = inflect::lemma(word, Tag::Vbz).into_owned();
            let is_form = inflect::third_person(&base) == word && lexicon::is_english_form(&inflect::gerund(&base));
            if is_form && verb == at + 1 {
                base_form(doc, at, verb, base, out);
            }
        }
        Tag::Vbz if !doc.is_any(verb, &["'s", "’s"]) && !tokens[at + 1..verb].iter().any(|t| t.is_punctuation()) => {
            let base = inflect::lemma(word, Tag::Vbz).into_owned();
            if base != word && word.bytes().all(|b| b.is_ascii_lowercase()) {
                base_form(doc, at, verb, base, out);
            }
        }
        _ => {}
    }
}

/// From token `at` to the start of token `next`, so that what is left reads on; up to its own end for the last one.
fn up_to(doc: &Document<'_>, at: usize, next: usize) -> TextRange {
    let tokens = doc.tokens();
    let end = tokens.get(next).map_or(tokens[at].range.end(), |token| token.range.start());
    TextRange::new(tokens[at].range.start(), end)
}

fn base_form(doc: &Document<'_>, at: usize, verb: usize, base: String, out: &mut Findings<'_>) {
    out.report(doc.tokens()[verb].range, format!("after `{}` the verb stands in its base form", doc.word(at)))
        .confidence(0.9)
        .related(doc.tokens()[at].range, "the auxiliary")
        .suggest(format!("Write `{base}`"), [Edit::replace(doc.tokens()[verb].range, base)]);
}

/// `will not whether`: the verb is gone.
fn verbless(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let (not, asked) = (at + 1, at + 2);
    let gone = doc.is_any(not, &["not", "n't", "n’t"]) && doc.is_any(asked, &["whether", "why", "how"]);
    let more = doc.tag_beside(asked + 1, at).is_some_and(|tag| !tag.is_punctuation());
    if !gone || !more || doc.tag_beside(asked, at).is_none() {
        return false;
    }
    let place = doc.tokens()[asked].range.start();
    out.report(
        TextRange::empty(place),
        format!("a verb is missing between `{}` and `{}`", doc.words(at..not + 1), doc.word(asked)),
    )
    .confidence(0.92)
    .ask(format!("What is it that somebody `{} …`?", doc.words(at..not + 1)))
    .suggest("Insert `say`", [Edit::insert(place, "say ")]);
    true
}

fn after_do(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) {
    if verbless(doc, at, out) || !doc.is_any(at + 1, &["not", "n't", "n’t"]) || may_close_clause(doc, at) {
        return;
    }
    let Some(verb) = past_adverbs(doc, at) else { return };
    let base = match doc.tokens()[verb].tag {
        Tag::Vbn | Tag::Vbd | Tag::Vb => base_of_past(doc, verb),
        Tag::Vbz if doc.tokens()[verb].finite_margin > 0 => Some(inflect::lemma(doc.word(verb), Tag::Vbz).into_owned()),
        _ => None,
    };
    if let Some(base) = base.filter(|base| base != doc.word(verb)) {
        base_form(doc, at, verb, base, out);
    }
}

fn after_have(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) {
    let Some(verb) = past_adverbs(doc, at) else { return };
    let token = &doc.tokens()[verb];
    let word = doc.word(verb);
    let plain = token.is_word() && word.len() > 2 && word.bytes().all(|b| b.is_ascii_lowercase());
    if !plain
        || (at + 1..verb).any(|t| doc.is_any(t, &["better", "best", "rather", "sooner", "only", "little"]))
        || owns_what_follows(doc, at)
    {
        return;
    }
    let follower = doc.tag_beside(verb + 1, at);
    let strong_past = inflect::base_of_strong_past(word).filter(|_| token.tag.is_verb()).or_else(|| {
        // Pasts that are another word as well, which `have` can't have for its object without an article.
        const PASTS: &[(&str, &str)] = &[
            ("broke", "break"),
            ("fell", "fall"),
            ("rode", "ride"),
            ("wore", "wear"),
            ("woke", "wake"),
            ("bore", "bear"),
        ];
        let verb = matches!(token.tag, Tag::Vbd | Tag::Vbn);
        PASTS.iter().find(|(past, _)| verb && *past == word).map(|(_, base)| (*base).to_owned())
    });
    let is_base = matches!(token.tag, Tag::Vb | Tag::Vbp)
        && inflect::past_participle(word) != word
        && inflect::lemma(word, Tag::Vbd) == word
        && !word.ends_with("ed")
        && follower.is_some_and(|tag| {
            is_object(tag) || matches!(tag, Tag::In | Tag::Stop | Tag::Comma | Tag::Nn | Tag::Nns | Tag::Jj)
        });
    let Some(base) = strong_past.or_else(|| is_base.then(|| word.to_owned())) else { return };
    let (participle, past) = (inflect::past_participle(&base), inflect::past(&base));
    let have = doc.word(at);
    let told_in_past = (doc.sentence_start(at)..at).any(|t| doc.tokens()[t].tag == Tag::Vbd);
    let have_now = if told_in_past && doc.is_any(at, &["has", "have"]) { "had" } else { have };
    let between = doc.text()[doc.tokens()[at].range.end()..token.range.start()].to_owned();
    let simple = format!("{}{past}", between.trim_start());
    let whole = doc.span(at..verb + 1);
    out.report(whole, format!("after `{have}` the verb stands as a participle: `{participle}`"))
        .confidence(0.88)
        .suggest(
            format!("Write `{have_now}{between}{participle}`"),
            [Edit::replace(whole, format!("{have_now}{between}{participle}"))],
        )
        .suggest(format!("Write `{simple}`"), [Edit::replace(whole, simple)]);
}

/// Whether the subject of `have` at `at` may have a clause of its own: `the money she had went to charity`.
fn owns_what_follows(doc: &Document<'_>, at: usize) -> bool {
    let start = doc.sentence_start(at);
    let from = match subject::subject(doc, at) {
        Some(subject) => subject.tokens.start,
        None if at > start && doc.is_any(at - 1, &["who", "which", "and", "but"]) => return false,
        None if at > start && doc.tokens()[at - 1].tag == Tag::Prp => at - 1,
        // `wherever else the farmers have went`: a phrase after what opens a clause.
        None => {
            let opens = |t: &usize| *t > start && matches!(doc.tokens()[*t - 1].tag, Tag::Rb | Tag::Wrb | Tag::Cc);
            let phrase = |t: &usize| doc.noun_phrase(*t).is_some_and(|phrase| phrase.end == at);
            return !(start..at).rev().take(4).any(|t| opens(&t) && phrase(&t));
        }
    };
    // `For the fee we have`: what stands in front is no antecedent.
    let fronted = doc.prepositional_phrase(start).is_some_and(|phrase| phrase.end == from)
        || from == start + 2 && doc.tokens()[start].tag == Tag::In;
    // `He said that the coat had came`: here `that` is no pronoun.
    let said = from > start + 1 && doc.is(from - 1, "that") && doc.tokens()[from - 2].tag.is_verb();
    from > start
        && !fronted
        && !said
        && (doc.tokens()[from - 1].tag.is_noun()
            || doc.is_any(
                from - 1,
                &[
                    "all",
                    "everything",
                    "what",
                    "whatever",
                    "that",
                    "little",
                    "much",
                    "those",
                    "anything",
                    "nothing",
                    "ones",
                    "one",
                ],
            ))
}

/// `was been repaired`, `was having closed`, `was wrote`, `were sat themselves`: what can't follow a form of `be`.
fn unfit_after_be(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let tokens = doc.tokens();
    let next = at + 1;
    let participle = matches!(doc.tag_beside(next + 1, at), Some(Tag::Vbn | Tag::Vbd));
    let plural = doc.is_any(at, &["are", "were"]);
    let past = doc.is_any(at, &["was", "were"]) || doc.told_in_past(at);
    let have = match (past, plural) {
        (true, _) => "had",
        (false, true) => "have",
        (false, false) => "has",
    };
    let range = doc.span(at..next + 1);
    if doc.is(next, "been") && doc.tag_beside(next + 1, at).is_some() {
        let (kept, now) = (doc.word(at).to_owned(), if plural { "have been" } else { "has been" });
        let finding = out.report(range, format!("`been` follows `have`, not `{kept}`"));
        finding.confidence(0.92);
        let perfect = if past && !participle { format!("{have} been") } else { now.to_owned() };
        finding
            .suggest(format!("Write `{perfect}`"), [Edit::replace(range, perfect)])
            .suggest(format!("Keep `{kept}`"), [Edit::delete(up_to(doc, next, next + 1))]);
        return true;
    }
    if doc.is(next, "having") && participle {
        out.report(range, format!("`having` before a participle cannot follow `{}`", doc.word(at)))
            .confidence(0.9)
            .suggest(format!("Write `{have}`"), [Edit::replace(range, have)]);
        return true;
    }
    let word = doc.word(next);
    let form = matches!(doc.tag_beside(next, at), Some(Tag::Vbd | Tag::Vbn));
    // `was gave to him`: where a past form can't stand, it is read as an adjective.
    let misread = doc.tag_beside(next, at) == Some(Tag::Jj);
    if let Some(base) = inflect::base_of_strong_past(word).filter(|_| form || misread) {
        let participle = inflect::past_participle(&base);
        out.report(tokens[next].range, format!("after `{}` the verb stands as a participle", doc.word(at)))
            .confidence(0.88)
            .suggest(format!("Write `{participle}`"), [Edit::replace(tokens[next].range, participle)]);
        return true;
    }
    let itself = doc.is_any(next + 1, &["itself", "himself", "herself", "themselves"])
        && matches!(doc.tag_beside(next + 2, at), Some(Tag::In | Tag::To));
    if form && itself {
        let base = inflect::lemma(word, Tag::Vbn).into_owned();
        let active = match (past, plural) {
            (true, _) => inflect::past(&base),
            (false, true) => base,
            (false, false) => inflect::third_person(&base),
        };
        out.report(range, format!("`{}` and `{}` say twice who does it to whom", doc.word(at), doc.word(next + 1)))
            .confidence(0.8)
            .where_damaged()
            .suggest(format!("Write `{active}`"), [Edit::replace(range, active)]);
        return true;
    }
    false
}

fn after_be(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) {
    let tokens = doc.tokens();
    let (start, end) = (doc.sentence_start(at), doc.sentence_end(at));
    let next = at + 1;
    if next >= end {
        return;
    }
    const BE: &[&str] = &["is", "are", "was", "were"];
    if doc.is_any(at, BE) && unfit_after_be(doc, at, out) {
        return;
    }
    // `must be to handed over`
    if doc.is(at, "be")
        && doc.is(next, "to")
        && next + 1 < end
        && tokens[next + 1].tag == Tag::Vbn
        && base_of_past(doc, next + 1).is_some()
    {
        out.report(doc.span(at..next + 1), format!("`to` does not belong between `be` and `{}`", doc.word(next + 1)))
            .confidence(0.9)
            .suggest("Delete `to`", [Edit::delete(up_to(doc, next, next + 1))]);
        return;
    }
    let open = (start..at).any(|t| {
        matches!(tokens[t].tag, Tag::Wp | Tag::Wdt | Tag::Wrb | Tag::WpS)
            || doc.is_any(
                t,
                &[
                    "all", "that", "do", "does", "did", "done", "thing", "things", "only", "if", "question", "answer",
                    "problem", "point", "idea",
                ],
            )
            || matches!(tokens[t].tag, Tag::OpenQuote | Tag::Colon)
    });
    if open {
        return;
    }
    // `has been completed was in June`
    if at > start && doc.is(at, "been") && tokens[next].tag == Tag::Vbn && doc.is_any(next + 1, BE) && next + 1 < end {
        out.report(
            tokens[next + 1].range,
            format!("`{}` doubles `{}`", doc.word(next + 1), doc.words(at - 1..next + 1)),
        )
        .confidence(0.9)
        .suggest(format!("Delete `{}`", doc.word(next + 1)), [Edit::delete(up_to(doc, next + 1, next + 2))]);
        return;
    }
    if doc.is_any(at, BE) && doc.is_any(next, BE) && !doc.is(next, doc.word(at)) {
        out.report(
            doc.span(at..next + 1),
            format!("`{}` and `{}` cannot follow one another", doc.word(at), doc.word(next)),
        )
        .confidence(0.85)
        .suggest(format!("Keep `{}`", doc.word(next)), [Edit::delete(up_to(doc, at, next))])
        .suggest(format!("Keep `{}`", doc.word(at)), [Edit::delete(up_to(doc, next, next + 1))]);
        return;
    }
    // `the work is finish.`
    let word = doc.word(next);
    let plain = tokens[next].is_word() && word.len() > 2 && word.bytes().all(|b| b.is_ascii_lowercase());
    let closes = doc.is(next + 1, "by") || next + 1 < end && matches!(tokens[next + 1].tag, Tag::Stop | Tag::Comma);
    if plain
        && matches!(tokens[next].tag, Tag::Vb | Tag::Vbp)
        && inflect::past_participle(word) != word
        && closes
        && base_is_unmarked(word)
    {
        let participle = inflect::past_participle(word);
        out.report(tokens[next].range, format!("after `{}` the verb stands as a participle", doc.word(at)))
            .confidence(0.82)
            .suggest(format!("Write `{participle}`"), [Edit::replace(tokens[next].range, participle)]);
    }
}

/// Whether a word read as a base form has no other reading as a form of a verb.
fn base_is_unmarked(word: &str) -> bool {
    inflect::lemma(word, Tag::Vbd) == word && inflect::lemma(word, Tag::Vbn) == word && inflect::past(word) != word
}

/// `Rwners to lock their gates.`: people with an infinitive, and no verb that says what of it.
fn lost_modal(doc: &Document<'_>, index: usize, out: &mut Findings<'_>) {
    let Some(core) = doc.core(index) else { return };
    let sentence = &doc.sentences()[index];
    let ends = (core.last() + 1..sentence.tokens.end).any(|at| doc.is_any(at, &[".", ":"]));
    let paragraph = doc.blocks()[sentence.block].kind == BlockKind::Paragraph;
    if !ends || !paragraph || !doc.has_no_finite(core.tokens.clone()) {
        return;
    }
    let Some(people) = doc.noun_phrase(core.first()) else { return };
    let (to, verb) = (people.end, people.end + 1);
    let infinitive = doc.is(to, "to") && verb + 1 < core.tokens.end && doc.tokens()[verb].tag == Tag::Vb;
    let head = doc.lemma(people.end - 1);
    let plural = doc.tokens()[people.end - 1].tag == Tag::Nns;
    let crowd = lexicon::person_noun(head).is_some()
        || matches!(
            head,
            "resident"
                | "visitor"
                | "participant"
                | "applicant"
                | "customer"
                | "passenger"
                | "owner"
                | "tenant"
                | "user"
                | "household"
                | "guest"
                | "citizen"
                | "pupil"
                | "student"
                | "parent"
                | "driver"
                | "worker"
                | "employee"
                | "member"
                | "person"
                | "child"
                | "vehicle"
        );
    if !infinitive || !plural || !crowd || core.tokens.len() < 5 {
        return;
    }
    let to = doc.tokens()[to].range;
    out.report(to, format!("the sentence has no verb: nothing says whether `{}` must or may", doc.words(people)))
        .confidence(0.85)
        .suggest("Write `must`", [Edit::replace(to, "must")])
        .suggest("Write `should`", [Edit::replace(to, "should")]);
}
