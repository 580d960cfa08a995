//! A verb that has lost its ending after `have` or `be`, its `to` after a verb that asks for it, or its base form.

use crate::document::{Document, subject};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::verb::{asks_for_base, is_only_verb};
use crate::language::{Tag, inflect, lexicon};
use crate::rules::Rule;

/// See `verb_form.md`.
pub static RULE: Rule = Rule {
    id: "sentence/verb-form",
    summary: "a verb without its ending after `have` or `be`, or without its `to`",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

/// Verbs and adjectives that take an infinitive with `to` right after them.
const TAKES_TO: &[&str] = &[
    "want",
    "decide",
    "refuse",
    "manage",
    "plan",
    "hope",
    "expect",
    "intend",
    "attempt",
    "agree",
    "promise",
    "tend",
    "seem",
    "appear",
    "able",
    "unable",
    "likely",
    "unlikely",
    "ready",
    "willing",
    "unwilling",
    "begin",
    "continue",
    "try",
    "afford",
    "threaten",
    "offer",
    "hesitate",
    "supposed",
    "allowed",
    "forced",
    "required",
    "obliged",
];

const HAVE: &[&str] = &["has", "had", "have", "having"];
const BE: &[&str] = &["be", "am", "is", "are", "was", "were", "been", "being"];

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for (index, sentence) in doc.sentences().iter().enumerate() {
        if !doc.is_parsable(index) {
            continue;
        }
        for at in sentence.tokens.clone().skip(1) {
            let word = doc.word(at);
            let token = doc.tokens()[at];
            // `had invite`: a base form that is read as the participle which its place asks for.
            let unended = token.tag == Tag::Vbn
                && word.bytes().all(|b| b.is_ascii_lowercase())
                && before(doc, at).is_some_and(|t| doc.is_any(t, HAVE) || doc.is_any(t, BE) && is_regular(word))
                && inflect::lemma(word, Tag::Vbn) == word
                && inflect::past_participle(word) != word;
            let wanted = matches!(token.tag, Tag::Vb | Tag::Vbp)
                && doc.is_any(at - 1, &["want", "wants", "wanted", "refuses", "refused", "decided", "managed"]);
            if doc.is_any(at - 1, &["who"]) && token.tag == Tag::Vbg {
                progressive(doc, at, out);
                continue;
            }
            let base = is_only_verb(word)
                || unended
                || wanted
                || matches!(token.tag, Tag::Vb | Tag::Vbp)
                    && word.bytes().all(|b| b.is_ascii_lowercase())
                    && (doc.is(at + 1, "by") || doc.is_any(at, &["be", "have", "take", "make"]));
            if token.is_word() && !base && going_on(doc, at, out) {
                continue;
            }
            if !token.is_word() || !base {
                continue;
            }
            let _ = lost_ending(doc, at, out) || lost_to(doc, at, out) || lost_person(doc, at, out);
        }
    }
}

/// Whether a word read as a participle is a base form that takes regular endings: `privatize`, not `wrought`.
fn is_regular(base: &str) -> bool {
    [inflect::past(base), inflect::gerund(base), inflect::third_person(base)]
        .iter()
        .all(|form| lexicon::is_english_form(form))
}

/// `The man who was drive the cart`, `The boat was being repair in the yard`: a verb that can be a noun too.
fn going_on(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let tokens = doc.tokens();
    let word = doc.word(at);
    let (be, follower) = (at - 1, doc.tag_beside(at + 1, at));
    let subject = at >= doc.sentence_start(at) + 2 && doc.is_any(at - 2, &["he", "she", "it", "they", "we", "who"]);
    let goes_on = doc.is_any(be, &["is", "are", "was", "were"])
        && subject
        && tokens[at].tag == Tag::Vb
        && matches!(follower, Some(Tag::Dt | Tag::PrpS | Tag::Prp | Tag::In | Tag::Cd | Tag::Nns));
    let being = doc.is(be, "being")
        && at >= doc.sentence_start(at) + 2
        && doc.is_any(at - 2, BE)
        && matches!(tokens[at].tag, Tag::Nn | Tag::Vb)
        && matches!(follower, Some(Tag::In | Tag::Stop | Tag::Rb))
        && !doc.is(at + 1, "of");
    // `he is lie.`: no predicate is said so.
    let acts = doc.is_any(be, &["is", "are", "was", "were"])
        && matches!(tokens[at].tag, Tag::Nn | Tag::Vb)
        && matches!(follower, Some(Tag::Comma | Tag::Stop | Tag::CloseQuote))
        && doc.is_any(
            at,
            &[
                "lie", "sit", "stand", "wait", "laugh", "cry", "shout", "smile", "swim", "walk", "listen", "smoke",
                "cook", "sing",
            ],
        );
    let goes_on = goes_on || acts;
    let plain = word.len() > 2 && word.bytes().all(|b| b.is_ascii_lowercase()) && is_regular(word);
    let relative = at >= doc.sentence_start(at) + 3 && doc.is(at - 2, "who") && tokens[at - 3].tag.is_noun();
    let found = goes_on || being && plain;
    if !found || !relative && after_free_relative(doc, be) {
        return false;
    }
    let (gerund, participle) = (inflect::gerund(word), inflect::past_participle(word));
    let mut forms = [gerund, participle];
    if being || follower == Some(Tag::In) && doc.is(at + 1, "by") {
        forms.reverse();
    }
    let finding = out.report(tokens[at].range, format!("`{word}` is a base form after `{}`", doc.word(be)));
    finding.confidence(0.8).where_damaged();
    for form in forms.into_iter().take(if being { 1 } else { 2 }) {
        finding.suggest(format!("Write `{form}`"), [Edit::replace(tokens[at].range, form)]);
    }
    true
}

/// `anyone who blocking the gate`
fn progressive(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) {
    let object =
        matches!(doc.tag_beside(at + 1, at), Some(Tag::Dt | Tag::PrpS | Tag::Prp | Tag::In | Tag::Nns | Tag::Rp));
    let antecedent = at >= doc.sentence_start(at) + 2 && !doc.tokens()[at - 2].is_punctuation();
    if !object || !antecedent || doc.is_any(at, &["being", "having"]) {
        return;
    }
    let base = inflect::lemma(doc.word(at), Tag::Vbg).into_owned();
    let plural = doc.tokens()[at - 2].tag == Tag::Nns || doc.is_any(at - 2, &["those", "people"]);
    let (past, present) = (inflect::past(&base), if plural { base.clone() } else { inflect::third_person(&base) });
    let (first, second) = if doc.told_in_past(at) { (past, present) } else { (present, past) };
    let range = doc.tokens()[at].range;
    out.report(range, "after `who` the verb is finite")
        .confidence(0.88)
        .suggest(format!("Write `{first}`"), [Edit::replace(range, first)])
        .suggest(format!("Write `{second}`"), [Edit::replace(range, second)]);
}

/// The last word before `at` that is no adverb, if it belongs to the sentence.
fn before(doc: &Document<'_>, at: usize) -> Option<usize> {
    let start = doc.sentence_start(at);
    let adverb = |t: usize| {
        doc.tokens()[t].tag == Tag::Rb && !doc.is_any(t, &["not", "n't", "n’t"])
            || doc.is_any(t, &["already", "just", "never", "also"])
    };
    (start..at).rev().find(|&t| !adverb(t)).filter(|&t| t + 3 > at)
}

/// `have receive`, `was deliver`
fn lost_ending(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let Some(auxiliary) = before(doc, at) else { return false };
    let (have, be) = (doc.is_any(auxiliary, HAVE), doc.is_any(auxiliary, BE));
    let word = doc.word(at);
    let participle = inflect::past_participle(word);
    // `they had eleven`
    let noun = doc.is_any(at, &["mean", "be"]) || lexicon::number_word(doc.lower(at)).is_some();
    if !(have || be) || noun || participle == word || after_free_relative(doc, auxiliary) {
        return false;
    }
    out.report(
        doc.tokens()[at].range,
        format!("after `{}` the verb stands as a participle, `{participle}`", doc.word(auxiliary)),
    )
    .confidence(0.9)
    .related(doc.tokens()[auxiliary].range, "the auxiliary")
    .suggest(format!("Write `{participle}`"), [Edit::replace(doc.tokens()[at].range, participle)]);
    true
}

/// `All he did was`, `what it does is`, `the plan is`: a base form may follow the copula or what closes a clause.
fn after_free_relative(doc: &Document<'_>, auxiliary: usize) -> bool {
    let start = doc.sentence_start(auxiliary);
    let open = (start..auxiliary).any(|t| {
        matches!(doc.tokens()[t].tag, Tag::Wp | Tag::OpenQuote | Tag::Colon)
            || doc.is_any(
                t,
                &[
                    "all", "do", "does", "did", "done", "can", "could", "thing", "things", "only", "least", "best",
                    "step", "question", "let", "help", "make",
                ],
            )
    });
    let spoken = (auxiliary..auxiliary + 3)
        .any(|t| doc.tokens().get(t).is_some_and(|token| matches!(token.tag, Tag::OpenQuote | Tag::Colon)));
    doc.is_any(auxiliary, BE) && open
        || spoken
        || doc.is_any(auxiliary, HAVE)
            && (start..auxiliary)
                .any(|t| doc.is_any(t, &["all", "what", "with", "let", "help", "make", "made", "whatever"]))
}

/// `decided leave`, `able give`
fn lost_to(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let governor = at - 1;
    let tag = doc.tokens()[governor].tag;
    let asks = (tag.is_verb() || tag == Tag::Jj)
        && TAKES_TO.iter().any(|word| doc.is(governor, word) || doc.lemma(governor) == *word);
    let object = matches!(
        doc.tag_beside(at + 1, at),
        Some(Tag::Dt | Tag::PrpS | Tag::Prp | Tag::In | Tag::Stop | Tag::Rb | Tag::Nns | Tag::Jj)
    );
    if !asks
        || !object
        || at - 1 <= doc.sentence_start(at)
        || doc.is_any(governor, &["hope", "hopes", "plan", "plans"]) && tag.is_noun()
    {
        return false;
    }
    out.report(doc.span(governor..at + 1), format!("`{}` takes an infinitive with `to`", doc.word(governor)))
        .confidence(0.88)
        .suggest("Insert `to`", [Edit::insert(doc.tokens()[at].range.start(), "to ")]);
    true
}

/// `the study suggest that`, `where she refuse to go`: a singular subject that opens its clause.
fn lost_person(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let tokens = doc.tokens();
    let start = doc.sentence_start(at);
    let word = doc.word(at);
    if !(is_only_verb(word) || doc.is(at, "say")) || doc.is_any(at, &["be", "have"]) {
        return false;
    }
    let relative = doc.is_any(at - 1, &["who", "which", "that"])
        && matches!(tokens[at - 1].tag, Tag::Wdt | Tag::Wp)
        && at > start + 2;
    let last = if relative { at - 2 } else { at - 1 };
    let pronoun = !relative && doc.is_any(last, &["he", "she", "it"]);
    let mut first = last;
    if !pronoun {
        if tokens[last].tag != Tag::Nn || subject::counts_either(doc.word(last)) {
            return false;
        }
        while first > start && matches!(tokens[first - 1].tag, Tag::Jj | Tag::Nn) {
            first -= 1;
        }
        if first == start
            || !doc.is_any(
                first - 1,
                &["the", "a", "an", "this", "every", "each", "his", "her", "its", "their", "our", "my"],
            )
        {
            return false;
        }
        first -= 1;
    }
    let opens = first == start
        || matches!(tokens[first - 1].tag, Tag::OpenQuote)
        || relative && tokens[first - 1].tag.is_verb()
        || relative && first >= start + 2 && tokens[first - 1].tag == Tag::In && !tokens[first - 2].tag.is_noun()
        || doc.is_any(first - 1, &["say", "says", "said"])
        || doc.is_any(first - 1, &["that", "because", "when", "where", "while", "although", "which", "but"]);
    let governs = |t: usize| {
        matches!(doc.lemma(t), "let" | "make" | "help" | "see" | "hear" | "watch" | "have" | "feel" | "do" | "notice")
    };
    let asked = (start.max(first.saturating_sub(3))..first).any(governs)
        || (start..first).any(|t| asks_for_base(doc.lemma(t)) || tokens[t].tag == Tag::Md && t + 4 > first)
        || (start..doc.sentence_end(at)).any(|t| doc.is(t, "?"));
    let object = matches!(
        doc.tag_beside(at + 1, at),
        Some(
            Tag::Dt
                | Tag::PrpS
                | Tag::Prp
                | Tag::In
                | Tag::To
                | Tag::Nns
                | Tag::Jj
                | Tag::Nn
                | Tag::Rb
                | Tag::Stop
                | Tag::Cd
                | Tag::Nnp
                | Tag::Vbg
                | Tag::Comma
                | Tag::Wrb
                | Tag::Wp
        )
    );
    if !opens || asked || !object {
        return false;
    }
    let (past, present) = (inflect::past(word), inflect::third_person(word));
    let (right, other) = if doc.told_in_past(at) { (past, present) } else { (present, past) };
    let range = tokens[at].range;
    out.report(
        range,
        format!("`{word}` is a base form; after `{}` the sentence needs `{right}`", doc.words(first..last + 1)),
    )
    .confidence(0.78)
    .related(doc.span(first..last + 1), "the subject")
    .suggest(format!("Write `{right}`"), [Edit::replace(range, right)])
    .suggest(format!("Write `{other}`"), [Edit::replace(range, other)]);
    true
}
