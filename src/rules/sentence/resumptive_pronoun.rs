//! A pronoun that says the subject again, and a relative clause that names its antecedent a second time.

use std::ops::Range;

use crate::document::Document;
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::pronoun::Number;
use crate::language::{Tag, inflect, lexicon};
use crate::rules::Rule;
use crate::source::TextRange;

/// See `resumptive_pronoun.md`.
pub static RULE: Rule = Rule {
    id: "sentence/resumptive-pronoun",
    summary: "a pronoun that repeats the subject, or a relative clause that repeats its noun",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

/// Verbs that an inserted `it seems` is made with.
const INSERTED: &[&str] = &[
    "seem", "appear", "turn", "happen", "say", "think", "believe", "hope", "know", "tell", "add", "claim", "want",
    "like", "love", "call", "use",
];

/// Nouns of time and manner that a clause without `that` may follow: `the moment it rains`, `the way it is done`.
const TAKES_CLAUSE: &[&str] = &[
    "moment",
    "minute",
    "second",
    "instant",
    "time",
    "day",
    "week",
    "month",
    "year",
    "night",
    "morning",
    "way",
    "reason",
    "place",
    "rate",
    "speed",
    "extent",
    "degree",
    "fact",
    "chance",
    "hope",
    "thing",
    "more",
    "less",
    "bit",
    "shame",
    "pity",
    "case",
    "sort",
    "kind",
    "evening",
    "afternoon",
    "season",
    "century",
    "decade",
    "hour",
    "today",
    "yesterday",
    "tomorrow",
    "tonight",
    "sunday",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "summer",
    "winter",
    "spring",
    "autumn",
    "fall",
    "weekend",
    "period",
    "stage",
    "point",
    "cost",
    "amount",
    "direction",
    "speed",
];

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for (index, sentence) in doc.sentences().iter().enumerate() {
        if !doc.is_parsable(index) {
            continue;
        }
        for at in sentence.tokens.clone() {
            let token = &doc.tokens()[at];
            match token.tag {
                Tag::Prp if doc.is_any(at, &["it", "he", "she", "they"]) => {
                    let _ = subject_again(doc, index, at, out)
                        || after_clause(doc, index, at, out)
                        || stray(doc, at, out)
                        || lone_subject(doc, index, at, out)
                        || second_pronoun(doc, at, out);
                }
                Tag::In | Tag::Wdt | Tag::Wp | Tag::Dt if doc.is_any(at, &["that", "which"]) => {
                    let _ = possessed(doc, at, out)
                        || of_person(doc, at, out)
                        || without_have(doc, at, out)
                        || person_which(doc, at, out)
                        || object_again(doc, at, out)
                        || which_it(doc, at, out)
                        || subject_after_clause(doc, index, at, out);
                }
                Tag::Wp if doc.is(at, "who") => {
                    let _ = object_again(doc, at, out)
                        || who_he(doc, index, at, out)
                        || headless(doc, index, at, out)
                        || subject_after_clause(doc, index, at, out);
                }
                Tag::PrpS => deed_again(doc, at, out),
                _ => {}
            }
        }
    }
}

/// The bytes of `tokens` and the space after them.
fn with_space_after(doc: &Document<'_>, tokens: Range<usize>) -> TextRange {
    let end = doc.tokens().get(tokens.end).map_or(doc.text().len(), |next| next.range.start());
    TextRange::new(doc.tokens()[tokens.start].range.start(), end)
}

/// The bytes of `tokens` and the space before them.
fn with_space_before(doc: &Document<'_>, tokens: Range<usize>) -> TextRange {
    let start = tokens.start.checked_sub(1).map_or(0, |before| doc.tokens()[before].range.end());
    TextRange::new(start, doc.tokens()[tokens.end - 1].range.end())
}

/// Whether nothing after token `at` in its clause can be the verb that `at` leaves to a longer subject.
fn is_last_verb(doc: &Document<'_>, at: usize) -> bool {
    let end = doc.sentence_end(at);
    (at + 1..end).all(|t| !doc.tokens()[t].tag.is_finite() || after_opener(doc, at, t))
}

/// Whether a word between `from` and the verb at `verb` opens a clause for it.
fn after_opener(doc: &Document<'_>, from: usize, verb: usize) -> bool {
    (from + 1..verb).any(|t| {
        matches!(doc.tokens()[t].tag, Tag::Wp | Tag::Wdt | Tag::Wrb | Tag::WpS | Tag::Cc)
            || doc.is_any(
                t,
                &[
                    ",", ";", ":", "—", "–", "that", "because", "if", "than", "as", "before", "after", "until",
                    "since", "while", "although", "though", "so",
                ],
            )
    })
}

/// Whether the verb at `at` has what its clause needs, so that the noun before its subject is no object of it.
fn is_saturated(doc: &Document<'_>, at: usize) -> bool {
    let mut next = at + 1;
    let end = doc.sentence_end(at);
    while next < end
        && (doc.tokens()[next].tag == Tag::Rb
            || matches!(doc.tokens()[next].tag, Tag::Vb | Tag::Vbn | Tag::Vbg) && next < at + 4)
    {
        next += 1;
    }
    let auxiliary = doc.is_any(at, &["is", "are", "was", "were", "will", "would"]) && next > at + 1;
    let object = next < end
        && matches!(doc.tokens()[next].tag, Tag::Dt | Tag::PrpS | Tag::Nn | Tag::Nns | Tag::Jj | Tag::Cd | Tag::Nnp);
    let passive = auxiliary && (at + 1..next).any(|t| doc.is_any(t, &["be", "been", "being"]));
    // `came through six coats`: a verb that takes no object, with its place.
    let motion = matches!(doc.lemma(at), "come" | "go" | "run" | "fall" | "stand" | "lie" | "remain" | "rise")
        && doc.prepositional_phrase(at + 1).is_some();
    object || passive || motion
}

/// Whether the finite verb at `verb` has after it what a relative clause without a pronoun would have before it: an
/// object, a complement, a clause (`the mill it grinds the corn`, not `the corn it grinds`).
fn has_complement(doc: &Document<'_>, verb: usize) -> bool {
    let mut next = verb + 1;
    while doc.tag_beside(next, verb) == Some(Tag::Rb) {
        next += 1;
    }
    let Some(tag) = doc.tag_beside(next, verb) else { return false };
    let time = doc.is_any(next, &["last", "next", "this", "every", "each", "all", "both"]);
    if doc.is_any(verb, &["is", "are", "was", "were"]) {
        return matches!(tag, Tag::Jj | Tag::Jjr | Tag::Dt) && !time;
    }
    !doc.is_any(verb, &["has", "have", "had", "did", "does", "do"])
        && doc.tokens()[verb].tag != Tag::Md
        && !time
        && (matches!(tag, Tag::Dt | Tag::PrpS | Tag::Nns | Tag::Jj | Tag::Cd) || doc.is(next, "that") && tag == Tag::In)
}

/// `The dough it needs salt.`
fn subject_again(doc: &Document<'_>, index: usize, at: usize, out: &mut Findings<'_>) -> bool {
    let Some(core) = doc.core(index) else { return false };
    let tokens = doc.tokens();
    let verb = at + 1;
    let adverb = usize::from(doc.tag_beside(verb, at) == Some(Tag::Rb));
    let finite =
        |t: usize| doc.tag_beside(t, at).is_some_and(|tag| matches!(tag, Tag::Vbz | Tag::Vbd | Tag::Vbp | Tag::Md));
    let it = doc.is(at, "it");
    let be = doc.is_any(
        verb + adverb,
        &["is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "must", "should"],
    );
    let full = has_complement(doc, verb + adverb);
    if at <= core.first()
        || !finite(verb + adverb)
        || !it && !be && !full
        || doc.word(at) != doc.word(at).to_lowercase()
    {
        return false;
    }
    let verb = verb + adverb;
    // The noun phrase right before the pronoun, from the start of its clause.
    let Some(start) = (core.first()..at).rev().find(|&t| opens_clause(doc, core.first(), t)) else { return false };
    let Some(phrase) = doc.noun_phrase(start) else { return false };
    let head = phrase.end - 1;
    if phrase.end != at
        || tokens[head].tag == Tag::Cd
        || TAKES_CLAUSE.contains(&doc.lemma(head))
        || lexicon::month(doc.word(head)).is_some()
        || lexicon::unit(doc.word(head)).is_some()
    {
        return false;
    }
    let fronted = start == core.first() && matches!(tokens[start].tag, Tag::Dt | Tag::PrpS) && full;
    let inserted = INSERTED.contains(&doc.lemma(verb)) && !(fronted && !it && doc.is(verb + 1, "that"));
    if inserted || !fronted && (!is_last_verb(doc, verb) || !is_saturated(doc, verb)) {
        return false;
    }
    // `All it takes is`, `Another he named the wolf`.
    let lone = phrase.len() == 1 && !matches!(tokens[head].tag, Tag::Nn | Tag::Nns)
        || !it && !matches!(tokens[start].tag, Tag::Dt | Tag::PrpS);
    if lone
        || doc.is_any(
            start,
            &[
                "all",
                "what",
                "whatever",
                "everything",
                "no",
                "any",
                "every",
                "last",
                "next",
                "this",
                "each",
                "half",
                "half",
                "some",
            ],
        ) && phrase.len() <= 2
    {
        return false;
    }
    // `it will be now shown`: the adverb stands before `be` in the same repair.
    let be = verb + 1;
    let late = doc.is(be, "be")
        && doc.is_any(be + 1, &["now", "soon", "already", "also"])
        && doc.tag_beside(be + 2, at) == Some(Tag::Vbn);
    let noun = doc.words(phrase.clone());
    let finding = if late && tokens[verb].tag == Tag::Md {
        let whole = doc.span(at..be + 2);
        let repaired = format!("{} {} be", doc.word(verb), doc.word(be + 1));
        let finding = out.report(whole, format!("`{}` says the subject `{noun}` again", doc.word(at)));
        finding.suggest(format!("Write `{repaired}`"), [Edit::replace(whole, repaired)])
    } else {
        let finding = out.report(doc.span(at..verb + 1), format!("`{}` says the subject `{noun}` again", doc.word(at)));
        finding.suggest(format!("Delete `{}`", doc.word(at)), [Edit::delete(with_space_after(doc, at..at + 1))])
    };
    finding.confidence(0.88).related(doc.span(phrase), "the subject");
    true
}

/// Whether a clause can begin at token `at` of a sentence that begins at `first`.
fn opens_clause(doc: &Document<'_>, first: usize, at: usize) -> bool {
    if at == first {
        return true;
    }
    let joined = doc.is_any(at - 1, &["and", "but"]) && at >= 2 && (doc.is(at - 2, ",") || at - 1 == first);
    joined
        || doc.is(at - 1, "that") && doc.tokens()[at - 1].tag == Tag::In
        || doc.is_any(at - 1, &["because", "although", ";"])
}

/// `The guests they left at ten.`: a noun and a pronoun at the head of a sentence with one verb.
fn lone_subject(doc: &Document<'_>, index: usize, at: usize, out: &mut Findings<'_>) -> bool {
    let Some(core) = doc.core(index) else { return false };
    let tokens = doc.tokens();
    let first = core.first();
    let phrase =
        doc.noun_phrase(first).filter(|phrase| phrase.end == at && matches!(tokens[first].tag, Tag::Dt | Tag::PrpS));
    let Some(phrase) = phrase else { return false };
    let head = phrase.end - 1;
    let verb = at + 1;
    let finite = doc.tag_beside(verb, at).is_some_and(|tag| matches!(tag, Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md));
    let one = (verb + 1..core.tokens.end).all(|t| {
        let verb = matches!(tokens[t].tag, Tag::Vbn | Tag::Vbp | Tag::Vbz | Tag::Vbd | Tag::Md);
        !verb || doc.is_any(t - 1, &["be", "been", "is", "was", "are", "were"])
    });
    let time = TAKES_CLAUSE.contains(&doc.lemma(head)) || lexicon::unit(doc.word(head)).is_some();
    let more = verb + 1 < core.tokens.end && core.stop.is_some_and(|stop| doc.is(stop, "."));
    let common = matches!(tokens[head].tag, Tag::Nn | Tag::Nns);
    if !finite || !one || time || !more || !common || doc.in_quotation(tokens[at].range.start()) {
        return false;
    }
    out.report(
        doc.span(at..verb + 1),
        format!("`{}` says the subject `{}` again", doc.word(at), doc.words(phrase.clone())),
    )
    .confidence(0.8)
    .where_damaged()
    .related(doc.span(phrase), "the subject")
    .suggest(format!("Delete `{}`", doc.word(at)), [Edit::delete(with_space_after(doc, at..at + 1))]);
    true
}

/// `We must we wait`, `It was it a long winter`, `a man he who never sleeps`, `they there are`: a pronoun that has no place.
fn second_pronoun(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let tokens = doc.tokens();
    let (start, end) = (doc.sentence_start(at), doc.sentence_end(at));
    let asked = (at..end).any(|t| doc.is(t, "?"));
    let again = at >= start + 2
        && doc.is(at - 2, doc.lower(at))
        && (tokens[at - 1].tag == Tag::Md || doc.is_any(at - 1, &["is", "was", "are", "were", "has", "had"]))
        && doc
            .tag_beside(at + 1, at)
            .is_some_and(|tag| matches!(tag, Tag::Vb | Tag::Vbp | Tag::Dt | Tag::Jj | Tag::Vbn));
    // `When we found it there was a nest in it` lacks a comma only.
    let there = !doc.is(at, "it")
        && doc.is(at + 1, "there")
        && doc.is_any(at + 2, &["is", "are", "was", "were"])
        && at + 2 < end;
    let antecedent = at > start && tokens[at - 1].tag == Tag::Nn && doc.is(at + 1, "who") && !doc.is(at, "it");
    if asked || !(again || there || antecedent) || doc.word(at).starts_with(char::is_uppercase) {
        return false;
    }
    out.report(tokens[at].range, format!("`{}` has no place in the sentence", doc.word(at)))
        .confidence(0.82)
        .where_damaged()
        .suggest(format!("Delete `{}`", doc.word(at)), [Edit::delete(with_space_before(doc, at..at + 1))]);
    true
}

/// `His bat, which he did not swing, it will go on display.`
fn after_clause(doc: &Document<'_>, index: usize, at: usize, out: &mut Findings<'_>) -> bool {
    let Some(core) = doc.core(index) else { return false };
    let finite = doc.tag_beside(at + 1, at).is_some_and(|tag| matches!(tag, Tag::Vbz | Tag::Vbd | Tag::Vbp | Tag::Md));
    if at < core.first() + 5 || !doc.is(at - 1, ",") || !finite || INSERTED.contains(&doc.lemma(at + 1)) {
        return false;
    }
    let Some(phrase) = doc.noun_phrase(core.first()) else { return false };
    let comma = phrase.end;
    let relative = doc.is(comma, ",") && doc.is_any(comma + 1, &["which", "who", "whose"]);
    let commas = (comma + 1..at).filter(|&t| doc.is(t, ",")).count();
    let once = doc.finite_verbs(comma + 2..at - 1).count() == 1;
    let time = TAKES_CLAUSE.contains(&doc.lemma(comma - 1));
    if !relative
        || commas != 1
        || !once
        || time
        || !is_last_verb(doc, at + 1)
        || !matches!(doc.tokens()[core.first()].tag, Tag::Dt | Tag::PrpS)
    {
        return false;
    }
    out.report(
        doc.span(at..at + 2),
        format!("`{}` says the subject `{}` again", doc.word(at), doc.words(phrase.clone())),
    )
    .confidence(0.85)
    .related(doc.span(phrase), "the subject")
    .suggest(format!("Delete `{}`", doc.word(at)), [Edit::delete(with_space_after(doc, at..at + 1))]);
    true
}

/// `in the wash it.`, `From the tone it, she could`, `the door still it squeaked`
fn stray(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let tokens = doc.tokens();
    let start = doc.sentence_start(at);
    if !doc.is(at, "it") || at < start + 2 {
        return false;
    }
    let closed =
        doc.is_any(at + 1, &[".", ",", ";"]) || doc.tag_beside(at + 1, at) == Some(Tag::In) && doc.is(at - 1, "one");
    let object = |t: usize| tokens[t].tag.is_verb();
    let from = (start..at).rev().find(|&t| matches!(tokens[t].tag, Tag::In | Tag::To));
    let phrase = from.and_then(|from| doc.prepositional_phrase(from)).is_some_and(|phrase| phrase.end == at);
    let determined = from.is_some_and(|from| matches!(tokens[from + 1].tag, Tag::Dt | Tag::PrpS));
    // `give the dog in the yard it`: no verb before may take two objects.
    let two = (start..at).any(|t| {
        object(t)
            && matches!(
                doc.lemma(t),
                "give" | "send" | "tell" | "hand" | "show" | "teach" | "offer" | "lend" | "sell" | "make" | "call"
            )
    });
    let after_one = doc.is(at - 1, "one") && at >= start + 2 && object(at - 2) && closed;
    let adverb =
        doc.is_any(at - 1, &["still", "already", "also", "always", "never", "often"]) && tokens[at - 2].tag == Tag::Nn;
    let before_verb = adverb
        && doc.tag_beside(at + 1, at).is_some_and(|tag| matches!(tag, Tag::Vbd | Tag::Vbz))
        && (start..at - 2)
            .rev()
            .find(|&t| opens_clause(doc, start, t))
            .and_then(|t| doc.noun_phrase(t))
            .is_some_and(|phrase| phrase.end == at - 1);
    let tail = closed && phrase && determined && !two && !object(at - 1) && (tokens[at - 1].tag != Tag::Vbg);
    if !(tail || after_one || before_verb) {
        return false;
    }
    out.report(tokens[at].range, format!("`it` has no place in the sentence after `{}`", doc.word(at - 1)))
        .confidence(0.82)
        .suggest("Delete `it`", [Edit::delete(with_space_before(doc, at..at + 1))]);
    true
}

/// `a barn that its roof fell in`, `the quay, which its repair was finished`
fn possessed(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let tokens = doc.tokens();
    let start = doc.sentence_start(at);
    let owner = at + 1;
    if at < start + 2
        || !doc.is_any(owner, &["its", "their", "his", "her"])
        || doc.tag_beside(owner, at) != Some(Tag::PrpS)
    {
        return false;
    }
    let Some(owned) = doc.noun_phrase(owner).or_else(|| (owner + 2 < doc.sentence_end(at)).then_some(owner..owner + 2))
    else {
        return false;
    };
    let verb = owned.end;
    // In a damaged clause a past is read as a participle now and then.
    let finite = |tag: Tag| {
        matches!(tag, Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md) || tag == Tag::Vbn && tokens[verb].finite_margin > -40
    };
    if !doc.tag_beside(verb, at).is_some_and(finite) {
        return false;
    }
    let noun = at - 1 - usize::from(doc.is(at - 1, ","));
    if !tokens[noun].tag.is_noun() {
        return false;
    }
    let which = doc.is(at, "which");
    if !which && !is_identified(doc, noun, start) {
        return false;
    }
    let deed = doc.lemma(owned.end - 1);
    let passive = doc.is_any(verb, &["was", "were", "is", "are"]) && doc.tag_beside(verb + 1, at) == Some(Tag::Vbn);
    // `the song, which their mother sang`: the relative pronoun is the object.
    // `which its next feast is in May`: nothing that `which` could be the object of.
    let copula = doc.is_any(verb, &["is", "are", "was", "were"])
        && matches!(doc.tag_beside(verb + 1, at), Some(Tag::In | Tag::Dt | Tag::Jj | Tag::Cd))
        && doc.tag_beside(verb + 2, at).is_some_and(|tag| !tag.is_punctuation());
    if which && !passive && !copula {
        return false;
    }
    let whole = doc.span(at..owner + 1);
    if which && passive && is_deed(deed) {
        // `which its repair was finished`: the thing is finished when its repair is.
        let range = with_space_after(doc, owned.clone());
        out.report(
            doc.span(owned.clone()),
            format!("`{}` is inside a clause that already has `which`", doc.words(owned)),
        )
        .confidence(0.9)
        .suggest("Delete it", [Edit::delete(range)])
        .suggest("Write `whose`", [Edit::replace(whole, "whose")]);
    } else {
        out.report(
            whole,
            format!("`{}` says twice whose `{deed}` it is; English says `whose`", doc.words(at..owner + 1)),
        )
        .confidence(0.88)
        .suggest("Write `whose`", [Edit::replace(whole, "whose")]);
    }
    true
}

/// Whether the noun at `noun` is being described, not told: an apposition or the complement of `be`, in the indefinite.
fn is_identified(doc: &Document<'_>, noun: usize, start: usize) -> bool {
    let tokens = doc.tokens();
    let Some(article) = (start..noun).rev().take(4).find(|&t| tokens[t].tag == Tag::Dt) else { return false };
    let indefinite =
        doc.is_any(article, &["a", "an"]) && doc.noun_phrase(article).is_some_and(|phrase| phrase.end == noun + 1);
    let before = article.checked_sub(1).filter(|&t| t >= start);
    let apposed = before.is_some_and(|t| doc.is_any(t, &[",", "is", "was", "were", "are"]));
    let told = (start..article).any(|t| {
        matches!(
            doc.lemma(t),
            "say"
                | "tell"
                | "believe"
                | "think"
                | "announce"
                | "report"
                | "argue"
                | "claim"
                | "know"
                | "hope"
                | "fear"
                | "so"
                | "write"
                | "add"
        )
    });
    const CONTENT: &[&str] = &[
        "sign",
        "fact",
        "pity",
        "shame",
        "idea",
        "proof",
        "belief",
        "claim",
        "promise",
        "reminder",
        "hint",
        "worry",
        "surprise",
        "fear",
        "relief",
        "miracle",
        "wonder",
        "rumour",
        "rumor",
        "theory",
        "conclusion",
        "condition",
        "statement",
        "message",
        "warning",
        "assumption",
        "guarantee",
        "view",
        "feeling",
        "possibility",
        "chance",
        "danger",
        "risk",
        "joke",
        "concern",
        "testament",
        "indication",
        "suggestion",
        "consequence",
        "result",
        "certainty",
        "requirement",
        "decision",
        "law",
        "rule",
        "mercy",
        "blessing",
        "myth",
        "story",
        "suspicion",
        "given",
        "reason",
        "question",
        "argument",
        "complaint",
        "point",
    ];
    indefinite && apposed && !told && !CONTENT.contains(&doc.lemma(noun))
}

/// Whether a noun says what is done to the thing that has it.
fn is_deed(noun: &str) -> bool {
    matches!(
        noun,
        "opening"
            | "building"
            | "founding"
            | "launch"
            | "repair"
            | "renewal"
            | "renovation"
            | "design"
            | "purchase"
            | "sale"
            | "establishment"
            | "discovery"
            | "delivery"
    ) || noun.len() > 7 && (noun.ends_with("ction") || noun.ends_with("tion") || noun.ends_with("sion"))
}

/// `the editor Salma Rida, that she has cut`, `Omar Aziz, that is a postman`
fn of_person(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let tokens = doc.tokens();
    let start = doc.sentence_start(at);
    if !doc.is(at, "that")
        || at < start + 4
        || !doc.is(at - 1, ",")
        || tokens[at - 2].tag != Tag::Nnp
        || tokens[at - 3].tag != Tag::Nnp
    {
        return false;
    }
    let told =
        (start..at).any(|t| tokens[t].tag.is_verb() && takes_that(doc.lemma(t)) || doc.is_any(t, &["so", "such"]));
    let pronoun = doc.is_any(at + 1, &["she", "he"]);
    let verb = at + 1 + usize::from(pronoun);
    let is_a = doc.is_any(verb, &["is", "was"]) && doc.is_any(verb + 1, &["a", "an", "the"]);
    let finite = doc.tag_beside(verb, at).is_some_and(|tag| matches!(tag, Tag::Vbz | Tag::Vbd));
    if told || !finite || !pronoun && !is_a {
        return false;
    }
    let whole = doc.span(at..verb);
    out.report(
        whole,
        format!("`{}` is a person, and the clause says something of them: `who`", doc.words(at - 3..at - 1)),
    )
    .confidence(0.85)
    .suggest("Write `who`", [Edit::replace(whole, "who")]);
    true
}

/// `Her brother, which is a baker`: a person with `which`.
fn person_which(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let tokens = doc.tokens();
    let start = doc.sentence_start(at);
    let noun = at.wrapping_sub(1 + usize::from(at > start && doc.is(at - 1, ",")));
    let verb = doc.tag_beside(at + 1, at).is_some_and(|tag| matches!(tag, Tag::Vbz | Tag::Vbd | Tag::Vbp));
    if !doc.is(at, "which") || at < start + 2 || noun < start || noun >= at || !verb {
        return false;
    }
    let kin = lexicon::kinship(doc.lemma(noun)).is_some() || lexicon::person_noun(doc.lemma(noun)).is_some();
    let determined = noun > start && matches!(tokens[noun - 1].tag, Tag::Dt | Tag::PrpS | Tag::Jj | Tag::Cd);
    // `a team of workers which`, `a picture of her brother, which`: another noun before.
    let other = (start..noun).any(|t| tokens[t].tag.is_noun()) || doc.is_any(noun, &["star", "stars"]);
    let means = doc.is_any(at + 1, &["means", "meant", "makes", "made", "led", "leads", "caused", "brought", "brings"]);
    if !matches!(tokens[noun].tag, Tag::Nn | Tag::Nns) || !kin || !determined || other || means {
        return false;
    }
    out.report(
        tokens[at].range,
        format!("`{}` is a person, and the clause says something of them: `who`", doc.word(noun)),
    )
    .confidence(0.82)
    .where_damaged()
    .suggest("Write `who`", [Edit::replace(tokens[at].range, "who")]);
    true
}

/// `The bridge which we crossed it was narrow`, `the woman who I met her at the fair`: the object said twice.
fn object_again(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let tokens = doc.tokens();
    let start = doc.sentence_start(at);
    let (subject, verb, object) = (at + 1, at + 2, at + 3);
    let relative = matches!(tokens[at].tag, Tag::Wdt | Tag::Wp) && at > start && tokens[at - 1].tag.is_noun();
    let pronoun = doc.is_any(subject, &["i", "we", "he", "she", "they", "you"]);
    let acts = matches!(doc.tag_beside(verb, at), Some(Tag::Vbd | Tag::Vbp | Tag::Vbz))
        && !takes_that(doc.lemma(verb))
        && !doc.is_any(verb, &["gave", "told", "asked", "gives", "tells", "give", "tell", "said", "says"]);
    let again = doc.is_any(object, &["it", "him", "her", "them"]) && doc.tag_beside(object, at) == Some(Tag::Prp);
    let closed = doc.tag_beside(object + 1, at).is_some_and(|tag| {
        matches!(tag, Tag::Vbd | Tag::Vbz | Tag::Md | Tag::Comma | Tag::Stop) || tag == Tag::In && doc.is(at, "who")
    });
    if !relative || !pronoun || !acts || !again || !closed {
        return false;
    }
    out.report(tokens[object].range, format!("`{}` says again what `{}` stands for", doc.word(object), doc.word(at)))
        .confidence(0.85)
        .where_damaged()
        .related(tokens[at].range, "the first time")
        .suggest(format!("Delete `{}`", doc.word(object)), [Edit::delete(with_space_before(doc, object..object + 1))]);
    true
}

/// `Her uncle who he was a sailor drowned`
fn who_he(doc: &Document<'_>, index: usize, at: usize, out: &mut Findings<'_>) -> bool {
    let Some(core) = doc.core(index) else { return false };
    let (pronoun, verb) = (at + 1, at + 2);
    let first = doc
        .noun_phrase(core.first())
        .is_some_and(|phrase| phrase.end == at || phrase.end + 1 == at && doc.is(at - 1, ","));
    let subject =
        doc.is_any(pronoun, &["he", "she", "they"]) && doc.is_any(verb, &["is", "was", "are", "were", "has", "had"]);
    let possessed = doc.is_any(pronoun, &["his", "her", "their"])
        && doc.tag_beside(pronoun, at) == Some(Tag::PrpS)
        && doc.noun_phrase(pronoun).is_some_and(|phrase| doc.is_any(phrase.end, &["is", "was", "are", "were"]));
    let goes_on = doc.tag_beside(verb + 1, at).is_some_and(|tag| !tag.is_punctuation());
    if !first || !(subject || possessed) || !goes_on {
        return false;
    }
    let range = doc.span(at..pronoun + 1);
    let right = if possessed { "whose" } else { "who" };
    out.report(range, format!("`{}` says again what `who` stands for", doc.word(pronoun)))
        .confidence(0.82)
        .where_damaged()
        .suggest(format!("Write `{right}`"), [Edit::replace(range, right)]);
    true
}

/// `Who is late, must wait.`, `Who sings, he earns`: a relative clause that is the subject.
fn headless(doc: &Document<'_>, index: usize, at: usize, out: &mut Findings<'_>) -> bool {
    let Some(core) = doc.core(index).filter(|core| core.first() == at) else { return false };
    let tokens = doc.tokens();
    let mut commas = core.tokens.clone().filter(|&t| doc.is(t, ","));
    let (Some(comma), None) = (commas.next(), commas.next()) else { return false };
    let again = doc.is_any(comma + 1, &["he", "she", "they"]);
    let verb = comma + 1 + usize::from(again);
    let stated = core.stop.is_some_and(|stop| doc.is(stop, "."));
    let clause = comma > at + 1 && doc.finite_verbs(at + 1..comma).count() == 1 && tokens[at + 1].tag.is_finite();
    if !stated || !clause || verb > core.last() || !tokens[verb].tag.is_finite() {
        return false;
    }
    let who = inflect::with_case_of(doc.word(at), "whoever");
    let gap = TextRange::new(tokens[comma].range.start(), tokens[verb].range.start());
    out.report(tokens[at].range, "a clause with `who` cannot be the subject")
        .confidence(0.85)
        .suggest(format!("Write `{who}`"), [Edit::replace(tokens[at].range, who), Edit::replace(gap, " ")]);
    true
}

/// `The firm, which it sells its bread abroad`: the subject said twice, where the verb has its object.
fn which_it(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let (subject, verb) = (at + 1, at + 2);
    let acts = matches!(doc.tag_beside(verb, at), Some(Tag::Vbz | Tag::Vbd))
        && !matches!(
            doc.lemma(verb),
            "be" | "have"
                | "do"
                | "call"
                | "name"
                | "give"
                | "make"
                | "consider"
                | "say"
                | "think"
                | "believe"
                | "find"
                | "sell"
                | "send"
                | "offer"
                | "hope"
                | "claim"
                | "see"
                | "describe"
                | "use"
                | "buy"
                | "put"
                | "take"
        );
    let object = matches!(doc.tag_beside(verb + 1, at), Some(Tag::PrpS | Tag::Dt));
    let placed = doc.is(at, "which") && at > doc.sentence_start(at) && doc.is(at - 1, ",") && doc.is(subject, "it");
    if !placed || !acts || !object || doc.noun_phrase(verb + 1).is_none() {
        return false;
    }
    out.report(doc.tokens()[subject].range, "`it` says again what `which` stands for")
        .confidence(0.8)
        .where_damaged()
        .suggest("Delete `it`", [Edit::delete(with_space_after(doc, subject..subject + 1))]);
    true
}

/// `The man who lives by the lake he sells fish.`: the subject again, after its relative clause.
fn subject_after_clause(doc: &Document<'_>, index: usize, at: usize, out: &mut Findings<'_>) -> bool {
    let Some(core) = doc.core(index) else { return false };
    let tokens = doc.tokens();
    let Some(from) = (core.first()..at).rev().find(|&t| opens_clause(doc, core.first(), t)) else { return false };
    let first = doc.noun_phrase(from).is_some_and(|phrase| phrase.end == at)
        && matches!(tokens[at].tag, Tag::Wdt | Tag::Wp)
        && matches!(tokens[from].tag, Tag::Dt | Tag::PrpS);
    let inner = at + 1;
    let acts = doc.tag_beside(inner, at).is_some_and(|tag| matches!(tag, Tag::Vbz | Tag::Vbd))
        && !INSERTED.contains(&doc.lemma(inner));
    let Some(again) = (inner + 1..core.tokens.end).find(|&t| doc.is_any(t, &["he", "she", "they", "it"])) else {
        return false;
    };
    let plain = (inner + 1..again).all(|t| {
        matches!(
            tokens[t].tag,
            Tag::In | Tag::Dt | Tag::PrpS | Tag::Nn | Tag::Nnp | Tag::Nns | Tag::Jj | Tag::Cd | Tag::Rb
        ) && !doc
            .is_any(t, &["that", "because", "if", "when", "before", "after", "until", "since", "than", "as", "while"])
    });
    let verb = again + 1;
    let goes_on = doc.tag_beside(verb, at).is_some_and(|tag| matches!(tag, Tag::Vbz | Tag::Vbd | Tag::Md))
        && verb + 1 < core.tokens.end;
    if !first || !acts || !plain || !goes_on || !is_last_verb(doc, verb) || !tokens[again - 1].tag.is_noun() {
        return false;
    }
    out.report(
        doc.span(again..verb + 1),
        format!("`{}` says the subject `{}` again", doc.word(again), doc.words(from..at)),
    )
    .confidence(0.82)
    .where_damaged()
    .related(doc.span(from..at), "the subject")
    .suggest(format!("Delete `{}`", doc.word(again)), [Edit::delete(with_space_after(doc, again..again + 1))]);
    true
}

/// Verbs that a clause with `that` may be the object of, far away from them.
fn takes_that(lemma: &str) -> bool {
    matches!(
        lemma,
        "say"
            | "tell"
            | "believe"
            | "think"
            | "announce"
            | "report"
            | "argue"
            | "claim"
            | "know"
            | "hope"
            | "fear"
            | "write"
            | "add"
            | "inform"
            | "assure"
            | "warn"
            | "remind"
            | "convince"
            | "persuade"
            | "explain"
            | "agree"
            | "show"
            | "find"
            | "learn"
            | "hear"
            | "see"
            | "promise"
            | "suggest"
            | "state"
            | "note"
            | "admit"
            | "confirm"
            | "insist"
            | "complain"
            | "reply"
            | "answer"
            | "declare"
            | "mean"
            | "feel"
            | "decide"
            | "point"
    )
}

/// `jars which already been washed`
fn without_have(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let tokens = doc.tokens();
    let start = doc.sentence_start(at);
    let mut been = at + 1;
    while doc.is_any(been, &["already", "also", "never", "recently", "long", "not", "since", "just", "now"]) {
        been += 1;
    }
    if at <= start
        || !doc.is(been, "been")
        || doc.tag_beside(been + 1, at).is_none_or(|tag| !matches!(tag, Tag::Vbn | Tag::Vbg))
    {
        return false;
    }
    let comma = doc.is(at - 1, ",");
    let noun = at - 1 - usize::from(comma);
    let have = match tokens[noun].tag {
        Tag::Nns => Number::Plural,
        Tag::Nn => Number::Singular,
        _ => return false,
    };
    let have = if have == Number::Plural { "have" } else { "has" };
    let pronoun = if comma { doc.word(at) } else { "that" };
    let (whole, middle) = (doc.span(at..been), &doc.text()[tokens[at].range.end()..tokens[been - 1].range.end()]);
    let repaired = if been > at + 1 { format!("{pronoun} {have}{middle}") } else { format!("{pronoun} {have}") };
    out.report(whole, format!("`{have}` is missing before `been`"))
        .confidence(0.92)
        .suggest(format!("Write `{repaired}`"), [Edit::replace(whole, repaired)]);
    true
}

/// `It was completed in two years its completion by`
fn deed_again(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) {
    let tokens = doc.tokens();
    let start = doc.sentence_start(at);
    let noun = at + 1;
    let placed = at > start + 2
        && matches!(tokens[at - 1].tag, Tag::Nn | Tag::Nns | Tag::Cd)
        && doc.tag_beside(noun, at) == Some(Tag::Nn)
        && doc.tag_beside(noun + 1, at).is_some_and(|tag| matches!(tag, Tag::In | Tag::Stop | Tag::Comma));
    if !placed || !doc.is_any(at, &["its", "their"]) {
        return;
    }
    let deed = doc.lemma(noun);
    let stem = deed.char_indices().nth(5).map(|(end, _)| &deed[..end]);
    let done = (start..at).find(|&t| {
        matches!(tokens[t].tag, Tag::Vbn | Tag::Vbd) && stem.is_some_and(|stem| doc.lemma(t).starts_with(stem))
    });
    let Some(done) = done else { return };
    out.report(
        doc.span(at..noun + 1),
        format!("`{}` was said before, with `{}`", doc.words(at..noun + 1), doc.word(done)),
    )
    .confidence(0.85)
    .related(tokens[done].range, "the verb")
    .suggest("Delete it", [Edit::delete(with_space_before(doc, at..noun + 1))]);
}
