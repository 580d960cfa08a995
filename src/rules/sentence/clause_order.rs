//! Clauses with the order of a language that puts the verb last, the object first, or the adjective after its noun.

use std::ops::Range;

use crate::document::{Core, Document};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::verb::is_only_verb;
use crate::language::{Tag, WordSet, inflect, lexicon, speech};
use crate::rules::Rule;

/// See `clause_order.md`.
pub static RULE: Rule = Rule {
    id: "sentence/clause-order",
    summary: "a clause with its verb at the end, or an adjective after its noun",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

const BE: &[&str] = &["is", "are", "was", "were", "been", "being"];
const HAVE: &[&str] = &["has", "have", "had"];

/// Adjectives of kind that stand before their noun in English, whatever follows.
static RELATIONAL: WordSet = WordSet::new(&[
    "federal",
    "national",
    "regional",
    "global",
    "financial",
    "medical",
    "political",
    "scientific",
    "social",
    "economic",
    "electric",
    "electrical",
    "electronic",
    "industrial",
    "commercial",
    "agricultural",
    "cultural",
    "historic",
    "historical",
    "municipal",
    "provincial",
    "nuclear",
    "annual",
    "monthly",
    "weekly",
    "daily",
    "academic",
    "environmental",
    "technical",
    "technological",
    "digital",
    "traditional",
    "religious",
    "rural",
    "urban",
    "coastal",
    "southern",
    "northern",
    "eastern",
    "western",
    "wooden",
    "main",
    "big",
    "small",
    "old",
    "new",
    "young",
    "red",
    "white",
    "black",
    "blue",
    "green",
    "yellow",
    "long",
    "famous",
    "modern",
    "popular",
    "official",
    "famous",
    "beautiful",
    "local",
    "musical",
    "solar",
    "artistic",
    "architectural",
    "public",
    "private",
    "current",
    "previous",
    "former",
    "next",
    "last",
    "important",
    "international",
    "legal",
    "mental",
    "physical",
]);

/// Adjectives that compare with an ending.
const SHORT: &[&str] = &[
    "old", "young", "big", "small", "high", "low", "long", "tall", "cheap", "fast", "slow", "strong", "weak", "large",
    "great", "short", "near", "hard", "soft", "warm", "cold", "hot", "cool", "wide", "deep", "light", "heavy", "easy",
    "early", "late", "thick", "thin", "rich", "poor", "new", "bright", "dark", "happy", "dry", "wet", "quick", "loud",
    "quiet", "safe", "clean", "sweet", "good", "bad",
];

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for (index, sentence) in doc.sentences().iter().enumerate() {
        if !doc.is_parsable(index) {
            continue;
        }
        let question = sentence.tokens.clone().any(|at| doc.is(at, "?"));
        fronted_auxiliary(doc, sentence.tokens.clone(), question, out);
        opening_subject(doc, index, out);
        for at in sentence.tokens.clone().skip(1) {
            let _ = verb_last(doc, at, out)
                || place_before_verb(doc, at, out)
                || out_of_place(doc, at, out)
                || object_inside(doc, at, question, out)
                || participle_last(doc, at, out)
                || passive_last(doc, at, out)
                || accusative_first(doc, at, out)
                || accusative_last(doc, at, out)
                || adjective_last(doc, at, out)
                || late_not(doc, at, question, out)
                || compared(doc, at, out)
                || determined_verb(doc, at, out)
                || lost_subject(doc, at, question, out);
        }
    }
}

/// Reports `whole` and offers it as `repaired`.
fn reorder(doc: &Document<'_>, whole: Range<usize>, repaired: String, why: &str, out: &mut Findings<'_>) {
    let range = doc.span(whole);
    out.report(range, format!("{why}: English says `{repaired}`"))
        .confidence(0.84)
        .suggest(format!("Write `{repaired}`"), [Edit::replace(range, repaired)]);
}

fn nominative(doc: &Document<'_>, at: usize) -> bool {
    doc.is_any(at, &["i", "he", "she", "we", "they", "it", "you"])
}

fn lexical(doc: &Document<'_>, at: usize) -> bool {
    matches!(doc.tokens()[at].tag, Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Vbn | Tag::Vb)
        && !doc.is_any(at, BE)
        && !doc.is_any(at, HAVE)
        && !doc.is_any(at, &["do", "does", "did"])
}

/// Whether a clause closes at token `at`: a stop, a comma, or the end.
fn closes(doc: &Document<'_>, at: usize, with: usize) -> bool {
    doc.tag_beside(at, with).is_none_or(|tag| matches!(tag, Tag::Stop | Tag::Comma | Tag::Colon))
}

/// A noun phrase that begins with a determiner at `at`.
fn determined(doc: &Document<'_>, at: usize, with: usize) -> Option<Range<usize>> {
    let tag = doc.tag_beside(at, with)?;
    (matches!(tag, Tag::Dt | Tag::PrpS)
        && !doc.is_any(at, &["all", "both", "each", "that", "this", "half", "any", "some"]))
    .then(|| doc.noun_phrase(at))
    .flatten()
}

/// `that she the door opened.`
fn verb_last(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    if !doc
        .is_any(at, &["that", "because", "when", "if", "whether", "although", "while", "until", "since", "who", "and"])
    {
        return false;
    }
    let subject = at + 1;
    let relative = doc.is(at, "who") && doc.tokens()[at].tag == Tag::Wp;
    let end = if relative {
        at + 1
    } else if doc.tag_beside(subject, at).is_some() && nominative(doc, subject) {
        subject + 1
    } else if let Some(phrase) = determined(doc, subject, at).filter(|_| !doc.is(at, "and")) {
        phrase.end
    } else {
        return false;
    };
    let pronoun = !relative && end == subject + 1;
    let object = determined(doc, end, at).or_else(|| {
        let tag = doc.tag_beside(end, at).filter(|_| pronoun)?;
        matches!(tag, Tag::Nns | Tag::Jj | Tag::Nn).then(|| doc.noun_phrase(end)).flatten()
    });
    let Some(object) = object else { return false };
    let verb = object.end;
    let copula = pronoun && !doc.is(at, "and") && doc.is_any(verb, &["is", "are", "was", "were", "has", "have", "had"]);
    if doc.tag_beside(verb, at).is_none() || !(lexical(doc, verb) || copula) || !closes(doc, verb + 1, at) {
        return false;
    }
    let more = (verb + 1..doc.sentence_end(at)).take(2).any(|t| doc.tokens()[t].tag.is_finite());
    if more {
        return false;
    }
    let repaired = format!("{} {}", doc.word(verb), doc.words(object.clone()));
    reorder(doc, object.start..verb + 1, repaired, "the verb stands after its object", out);
    true
}

/// `He in the kitchen slept.`, `She the letter wrote.`: a pronoun that opens its sentence, and its verb at the end.
fn opening_subject(doc: &Document<'_>, index: usize, out: &mut Findings<'_>) {
    let Some(core) = doc.core(index) else { return };
    let subject = core.first();
    let before = subject + 1;
    if matches!(doc.tokens()[subject].tag, Tag::Dt | Tag::PrpS) {
        subject_object_verb(doc, &core, out);
        return;
    }
    if !doc.is_any(subject, &["he", "she", "they", "i"]) || before + 1 >= core.tokens.end {
        return;
    }
    let phrase = match doc.tokens()[before].tag {
        Tag::In => doc.prepositional_phrase(before),
        _ => determined(doc, before, subject),
    };
    let Some(phrase) = phrase else { return };
    let verb = phrase.end;
    let plain = doc.tag_beside(verb, subject).is_some() && lexical(doc, verb) && closes(doc, verb + 1, subject);
    if !plain || !doc.tokens()[verb].tag.is_finite() {
        return;
    }
    let repaired = format!("{} {}", doc.word(verb), doc.words(phrase.clone()));
    reorder(doc, phrase.start..verb + 1, repaired, "the verb stands at the end", out);
}

/// `The man with the hat the door opened.`: two noun phrases and a verb, and nothing else.
fn subject_object_verb(doc: &Document<'_>, core: &Core, out: &mut Findings<'_>) {
    let Some(mut subject) = doc.noun_phrase(core.first()) else { return };
    while doc.tag_beside(subject.end, core.first()) == Some(Tag::In)
        && let Some(place) = doc.prepositional_phrase(subject.end)
    {
        subject.end = place.end;
    }
    let Some(object) = determined(doc, subject.end, core.first()).filter(|object| doc.is(object.start, "the")) else {
        return;
    };
    let verb = object.end;
    let last = verb == core.last() && core.stop.is_some_and(|stop| doc.is(stop, "."));
    let time = doc.tokens()[subject.end - 1].tag == Tag::Cd
        || matches!(
            doc.lemma(subject.end - 1),
            "day" | "time" | "year" | "moment" | "night" | "week" | "minute" | "way"
        );
    // `the dog bit laughed`: the noun may be the verb of a clause.
    let clause = inflect::lemma(doc.word(verb - 1), Tag::Vbd) != doc.word(verb - 1);
    if !last || time || clause || !doc.tokens()[verb].tag.is_finite() || !lexical(doc, verb) {
        return;
    }
    let repaired = format!("{} {}", doc.word(verb), doc.words(object.clone()));
    let range = doc.span(object.start..verb + 1);
    out.report(range, format!("the verb stands after its object: English says `{repaired}`"))
        .confidence(0.82)
        .where_damaged()
        .suggest(format!("Write `{repaired}`"), [Edit::replace(range, repaired)]);
}

/// `Anyone who wants can with us eat.`, `He gave the book me.`
fn out_of_place(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    const GIVES: &[&str] = &["give", "send", "show", "tell", "hand", "bring", "lend", "sell", "teach", "offer"];
    let tokens = doc.tokens();
    let moved = if tokens[at].tag == Tag::Md {
        let place = doc.prepositional_phrase(at + 1).or_else(|| {
            let pronoun =
                doc.tag_beside(at + 1, at) == Some(Tag::In) && doc.is_any(at + 2, &["us", "me", "him", "her", "them"]);
            pronoun.then_some(at + 1..at + 3)
        });
        place.filter(|place| {
            doc.tag_beside(place.end, at) == Some(Tag::Vb)
                && closes(doc, place.end + 1, at)
                && !doc.is_any(at + 1, &["in", "at", "of", "for", "by", "to"])
        })
    } else if tokens[at].tag.is_verb() && GIVES.contains(&doc.lemma(at)) {
        determined(doc, at + 1, at).filter(|gift| {
            doc.tag_beside(gift.end, at) == Some(Tag::Prp)
                && doc.is_any(gift.end, &["me", "him", "us", "them"])
                && closes(doc, gift.end + 1, at)
        })
    } else {
        None
    };
    let Some(moved) = moved else { return false };
    let repaired = format!("{} {}", doc.word(moved.end), doc.words(moved.clone()));
    let range = doc.span(moved.start..moved.end + 1);
    out.report(range, format!("the words stand in the order of another language: English says `{repaired}`"))
        .confidence(0.82)
        .where_damaged()
        .suggest(format!("Write `{repaired}`"), [Edit::replace(range, repaired)]);
    true
}

/// `whatever in the shed lies.`, `who still on the quay waited for`: what belongs to the verb stands before it.
fn place_before_verb(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let tokens = doc.tokens();
    if !doc.is_any(at, &["who", "whatever", "what", "that", "which"]) || !matches!(tokens[at].tag, Tag::Wp | Tag::Wdt) {
        return false;
    }
    let pronoun = doc.is_any(at + 1, &["she", "he", "they"]) && doc.is_any(at, &["that", "which"]);
    let adverb = doc.is_any(at + 1, &["still", "already", "even", "just"]);
    let from = at + 1 + usize::from(adverb || pronoun);
    if doc.tag_beside(from, at) != Some(Tag::In) {
        return false;
    }
    let Some(place) = doc.prepositional_phrase(from) else { return false };
    let verb = place.end;
    let finite = doc.tag_beside(verb, at).is_some_and(|tag| matches!(tag, Tag::Vbd | Tag::Vbz)) && lexical(doc, verb);
    let last = closes(doc, verb + 1, at) && (doc.is(at, "whatever") || pronoun);
    let late = adverb && doc.tag_beside(verb + 1, at).is_some_and(|tag| !tag.is_punctuation());
    if !finite || !(last || late) {
        return false;
    }
    let first = if adverb { at + 1 } else { place.start };
    let repaired = format!("{} {}", doc.word(verb), doc.words(place.clone()));
    let repaired = if adverb { format!("{} {repaired}", doc.word(at + 1)) } else { repaired };
    let range = doc.span(first..verb + 1);
    out.report(range, format!("the verb stands after what belongs to it: English says `{repaired}`"))
        .confidence(0.82)
        .where_damaged()
        .suggest(format!("Write `{repaired}`"), [Edit::replace(range, repaired)]);
    true
}

/// `they can the bridge cross`, `in order to the bridge cross.`
fn object_inside(doc: &Document<'_>, at: usize, question: bool, out: &mut Findings<'_>) -> bool {
    let tokens = doc.tokens();
    let start = doc.sentence_start(at);
    if question || at <= start {
        return false;
    }
    let before = tokens[at - 1].tag;
    let modal = tokens[at].tag == Tag::Md
        && !doc.is(at, "should")
        && (before.is_noun()
            || nominative(doc, at - 1)
            || matches!(before, Tag::Wdt | Tag::Wp) && doc.is_any(at - 1, &["who", "which", "that"]))
        && !(start..at).any(|t| {
            doc.is_any(t, &["how", "what", "when", "where", "why", "only", "not", "nor", "than", "never", "so", "as"])
        });
    let to = doc.is(at, "to") && tokens[at].tag == Tag::To;
    if !modal && !to {
        return false;
    }
    let bare = |from: usize| {
        let tag = doc.tag_beside(from, at).filter(|_| modal)?;
        matches!(tag, Tag::Nns | Tag::Nn | Tag::Jj).then(|| doc.noun_phrase(from)).flatten()
    };
    let predicate = modal
        && matches!(doc.tag_beside(at + 1, at), Some(Tag::Jj | Tag::Vbn))
        && doc.is_any(at + 2, &["be", "become", "remain"]);
    let object = if predicate { Some(at + 1..at + 2) } else { determined(doc, at + 1, at).or_else(|| bare(at + 1)) };
    let Some(object) = object else { return false };
    let verb = object.end;
    let word = doc.tag_beside(verb, at).map(|_| doc.word(verb)).unwrap_or_default();
    let base = if to {
        is_only_verb(word) && closes(doc, verb + 1, at)
    } else {
        doc.tag_beside(verb, at) == Some(Tag::Vb) || is_only_verb(word)
    };
    if !base {
        return false;
    }
    let repaired = format!("{word} {}", doc.words(object.clone()));
    reorder(doc, object.start..verb + 1, repaired, "the object stands before its verb", out);
    true
}

/// `the team has the cause found.`
fn participle_last(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    if !doc.is_any(at, HAVE) || doc.is(at, "had") {
        return false;
    }
    let Some(object) = determined(doc, at + 1, at) else { return false };
    let mut verb = object.end;
    // `They have the mill with great care restored.`
    while let Some(tag) = doc.tag_beside(verb, at)
        && matches!(tag, Tag::Rb | Tag::In)
    {
        match doc.prepositional_phrase(verb).filter(|_| tag == Tag::In) {
            Some(phrase) => verb = phrase.end,
            None if tag == Tag::Rb => verb += 1,
            None => break,
        }
    }
    if verb > object.end {
        let ended = doc.tag_beside(verb, at) == Some(Tag::Vbn)
            && closes(doc, verb + 1, at)
            && doc.tokens()[object.start].tag == Tag::Dt;
        if ended {
            let between = doc.words(object.end..verb);
            let repaired = format!("{} {} {between}", doc.word(verb), doc.words(object.clone()));
            let range = doc.span(object.start..verb + 1);
            out.report(range, format!("the participle stands at the end: English says `{repaired}`"))
                .confidence(0.82)
                .where_damaged()
                .suggest(format!("Write `{repaired}`"), [Edit::replace(range, repaired)]);
        }
        return ended;
    }
    let copula = doc.tag_beside(verb, at).is_some() && doc.is_any(verb, &["been", "become"]);
    let participle = doc.tag_beside(verb, at).is_some_and(|tag| matches!(tag, Tag::Vbn | Tag::Vbd));
    if !copula && (!participle || !lexical(doc, verb) || !closes(doc, verb + 1, at))
        || doc.tokens()[object.start].tag == Tag::PrpS
    {
        return false;
    }
    let repaired = format!("{} {}", doc.word(verb), doc.words(object.clone()));
    reorder(doc, object.start..verb + 1, repaired, "the participle stands after its object", out);
    true
}

/// `was in the spring built.`
fn passive_last(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    if !doc.is_any(at, BE) && !doc.is_any(at, &["be"]) {
        return false;
    }
    let Some(phrase) = doc.prepositional_phrase(at + 1).filter(|_| doc.tag_beside(at + 1, at) == Some(Tag::In)) else {
        return false;
    };
    let verb = phrase.end;
    let participle = doc.tag_beside(verb, at).is_some_and(|tag| matches!(tag, Tag::Vbn | Tag::Vbd));
    let agent = doc.is_any(at + 1, &["by", "with", "to", "from"]) && doc.word(verb).ends_with("ed") && phrase.len() > 2;
    if !participle
        || !lexical(doc, verb)
        || !(agent || closes(doc, verb + 1, at))
        || doc.is_any(at + 1, &["like", "as", "than", "of"])
    {
        return false;
    }
    let repaired = format!("{} {}", doc.word(verb), doc.words(phrase.clone()));
    reorder(doc, phrase.start..verb + 1, repaired, "the participle stands at the end", out);
    true
}

/// `the neighbours them visited`
fn accusative_first(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let tokens = doc.tokens();
    let verb = at + 1;
    if !doc.is_any(at, &["them", "him", "us", "me"])
        || doc.word(at) == "US"
        || !matches!(doc.tag_beside(verb, at), Some(Tag::Vbd | Tag::Vbz | Tag::Vbp))
        || !(lexical(doc, verb) || doc.is_any(verb, HAVE))
        || tokens[verb].finite_margin < 40
        || at <= doc.sentence_start(at)
    {
        return false;
    }
    let subject = at - 1;
    let noun =
        tokens[subject].tag.is_noun() && !matches!(doc.tag_beside(verb + 1, at), Some(Tag::Prp | Tag::PrpS | Tag::Dt));
    let clear = (doc.sentence_start(at)..subject).rev().take(6).all(|t| !tokens[t].tag.is_verb());
    // `It me took an hour`: nothing before could govern the two.
    let opens = subject == doc.sentence_start(at) && doc.is_any(subject, &["it", "that", "this"]);
    if !(nominative(doc, subject) && !doc.is_any(subject, &["it", "you"]) || opens || noun && clear) {
        return false;
    }
    let repaired = format!("{} {}", doc.word(verb), doc.word(at));
    reorder(doc, at..verb + 1, repaired, "the object stands before its verb", out);
    true
}

/// `He put in the boot them.`: the object after the phrase that follows it.
fn accusative_last(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let tokens = doc.tokens();
    let start = doc.sentence_start(at);
    let ends = closes(doc, at + 1, at) || doc.tag_beside(at + 1, at) == Some(Tag::CloseQuote);
    if !["us", "him", "them", "me"].contains(&doc.word(at)) || !ends || at < start + 4 {
        return false;
    }
    let preposition = |t: &usize| tokens[*t].tag == Tag::In && doc.noun_phrase(*t + 1).is_some_and(|np| np.end == at);
    let Some(from) = (start + 1..at - 1).rev().take(4).find(preposition) else { return false };
    let article = matches!(tokens[from + 1].tag, Tag::Dt | Tag::PrpS);
    if !article || !lexical(doc, from - 1) || tokens[from - 1].tag == Tag::Vbn {
        return false;
    }
    let repaired = format!("{} {}", doc.word(at), doc.words(from..at));
    reorder(doc, from..at + 1, repaired, "the object stands after the place", out);
    true
}

/// `the council municipal decided`
fn adjective_last(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let tokens = doc.tokens();
    let noun = at - 1;
    let start = doc.sentence_start(at);
    if quality_last(doc, at, out) {
        return true;
    }
    if !RELATIONAL.has(doc.word(at))
        || tokens[at].tag == Tag::Rb
        || !matches!(tokens[noun].tag, Tag::Nn | Tag::Nns)
        || noun <= start
        || !matches!(tokens[noun - 1].tag, Tag::Dt | Tag::PrpS)
        || !doc.is_any(noun - 1, &["the", "a", "an", "its", "his", "their", "our", "this"])
        || !doc.tag_beside(at + 1, at).is_some_and(|tag| {
            matches!(tag, Tag::Stop | Tag::Comma | Tag::Vbd | Tag::Vbz | Tag::Md)
                || tag == Tag::In && doc.is_any(at + 1, &["of", "in", "at", "on"])
        })
    {
        return false;
    }
    // `makes the room small`, `a year old`, `the day old`
    let governed = (start..noun - 1).rev().take(4).any(|t| tokens[t].tag.is_verb());
    if doc.is_any(
        noun,
        &[
            "year", "years", "month", "week", "day", "inch", "foot", "mile", "metre", "meter", "time", "lot", "bit",
            "way", "while", "point",
        ],
    ) || governed && doc.tag_beside(at + 1, at) != Some(Tag::In)
        || (start..at).any(|t| {
            doc.is_any(
                t,
                &[
                    "make",
                    "makes",
                    "made",
                    "keep",
                    "keeps",
                    "kept",
                    "find",
                    "found",
                    "call",
                    "called",
                    "turn",
                    "turned",
                    "consider",
                    "considered",
                    "paint",
                    "painted",
                ],
            )
        })
    {
        return false;
    }
    let repaired = format!("{} {}", doc.word(at), doc.word(noun));
    reorder(doc, noun..at + 1, repaired, "the adjective stands after its noun", out);
    true
}

/// `From its windows old looked the crew`, `The water cold hurt`, `She wore a dress red.`
fn quality_last(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    // Adverbs as well, and what a predicate has for its measure.
    const ADVERBS: &[&str] = &[
        "high", "low", "long", "near", "hard", "fast", "early", "late", "short", "deep", "wide", "quick", "loud",
        "tall", "new",
    ];
    let tokens = doc.tokens();
    let (start, noun) = (doc.sentence_start(at), at - 1);
    if noun <= start {
        return false;
    }
    let quality = SHORT.contains(&doc.word(at))
        && (!ADVERBS.contains(&doc.word(at)) || tokens[noun - 1].tag == Tag::In)
        || ["red", "white", "black", "blue", "green", "yellow", "beautiful", "old"].contains(&doc.word(at));
    if !quality || tokens[at].tag != Tag::Jj || !matches!(tokens[noun].tag, Tag::Nn | Tag::Nns) {
        return false;
    }
    let article = noun - 1;
    let placed = matches!(tokens[article].tag, Tag::Dt | Tag::PrpS);
    let placed_by = article > start && tokens[article - 1].tag == Tag::In && !doc.is(article - 1, "with");
    let opens = article == start || placed_by;
    let verb = doc.tag_beside(at + 1, at).is_some_and(|tag| {
        matches!(tag, Tag::Vbd | Tag::Vbz) && tokens[at + 1].finite_margin > 0 || tag == Tag::Vbn && placed_by
    });
    let measured = lexicon::unit(doc.word(noun)).is_some()
        || matches!(
            doc.lemma(noun),
            "day"
                | "week"
                | "month"
                | "time"
                | "bit"
                | "lot"
                | "way"
                | "thing"
                | "little"
                | "inch"
                | "head"
                | "block"
                | "hand"
        );
    // `He wore a coat red.`, not `made the coat red.`
    let owned = article > start
        && doc.is_any(article, &["a", "an"])
        && matches!(
            doc.lemma(article - 1),
            "wear" | "have" | "buy" | "own" | "see" | "build" | "sell" | "with" | "in" | "is" | "be" | "carry"
        )
        && closes(doc, at + 1, at);
    // `from oven hot.`
    let bare = tokens[article].tag == Tag::In
        && tokens[noun].tag == Tag::Nn
        && doc.is_any(article, &["with", "from", "into", "after"])
        && doc.tag_beside(at + 1, at) == Some(Tag::Stop);
    if !(placed || bare)
        || measured && tokens[article].tag != Tag::PrpS
        || !(opens && verb && !(tokens[noun].tag == Tag::Nns && tokens[article].tag == Tag::Dt && doc.is(at, "old"))
            || owned
            || bare)
    {
        return false;
    }
    let repaired = format!("{} {}", doc.word(at), doc.word(noun));
    let range = doc.span(noun..at + 1);
    out.report(range, format!("the adjective stands after its noun: English says `{repaired}`"))
        .confidence(0.82)
        .where_damaged()
        .suggest(format!("Write `{repaired}`"), [Edit::replace(range, repaired)]);
    true
}

/// `it requires not a permit`, `he likes not the soup`
fn late_not(doc: &Document<'_>, at: usize, question: bool, out: &mut Findings<'_>) -> bool {
    let verb = at - 1;
    let tokens = doc.tokens();
    if question
        || !doc.is(at, "not")
        || !matches!(tokens[verb].tag, Tag::Vbz | Tag::Vbp | Tag::Vbd)
        || doc.word(verb).starts_with(['\'', '’'])
        || !lexical(doc, verb)
        || verb <= doc.sentence_start(at)
        || doc.is_any(
            verb,
            &[
                "need", "dare", "hope", "think", "guess", "suppose", "believe", "suspect", "fear", "say", "said",
                "says", "means", "mean", "meant", "ought", "used", "care", "know", "knew", "am", "'s", "’s",
            ],
        )
        || doc.is_any(
            at + 1,
            &[
                "only", "just", "merely", "simply", "so", "to", "from", "because", "for", "as", "in", "with", "by",
                "on", "at", "one", "even", "more", "less",
            ],
        )
        || !doc
            .tag_beside(at + 1, at)
            .is_some_and(|tag| matches!(tag, Tag::Dt | Tag::PrpS | Tag::Prp | Tag::Stop | Tag::In))
    {
        return false;
    }
    // `chose not the first but the second`
    if (at..doc.sentence_end(at)).any(|t| doc.is_any(t, &["but", "nor"]))
        || doc.is(verb - 1, "or")
        || doc.is(verb - 1, "if")
    {
        return false;
    }
    let base = inflect::lemma(doc.word(verb), tokens[verb].tag);
    let helper = match tokens[verb].tag {
        Tag::Vbd => "did",
        Tag::Vbz => "does",
        _ => "do",
    };
    reorder(doc, verb..at + 1, format!("{helper} not {base}"), "`not` stands after the verb", out);
    true
}

/// `more old than`
fn compared(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let adjective = at + 1;
    // `less cheaper`
    if doc.is(at, "less") && doc.tag_beside(adjective, at) == Some(Tag::Jjr) && doc.word(adjective).ends_with("er") {
        let positive = inflect::lemma(doc.word(adjective), Tag::Jjr).into_owned();
        let range = doc.tokens()[adjective].range;
        out.report(range, format!("`less` and the ending of `{}` compare twice", doc.word(adjective)))
            .confidence(0.82)
            .suggest(format!("Write `{positive}`"), [Edit::replace(range, positive)]);
        return true;
    }
    // `the most good soup`, `the more cheap one`: a single thing, so that `most` counts nothing.
    let single = matches!(doc.tag_beside(adjective + 1, at), Some(Tag::Nn)) || doc.is(adjective + 1, "one");
    let article = doc.is_any(at - 1, &["the", "his", "her", "their", "its", "a"]);
    if doc.is_any(at, &["most", "more"]) && article && single && SHORT.contains(&doc.word(adjective)) {
        let word = doc.word(adjective);
        let form = if doc.is(at, "more") { comparative(word) } else { superlative(word) };
        let range = doc.span(at..adjective + 1);
        out.report(range, format!("`{word}` is compared with an ending: `{form}`"))
            .confidence(0.82)
            .where_damaged()
            .suggest(format!("Write `{form}`"), [Edit::replace(range, form)]);
        return true;
    }
    if !doc.is(at, "more") || doc.tag_beside(adjective, at).is_none() || !SHORT.contains(&doc.word(adjective)) {
        return false;
    }
    let than = doc.is(adjective + 1, "than")
        && !doc.tag_beside(adjective + 2, at).is_some_and(|tag| matches!(tag, Tag::Jj | Tag::Rb));
    let predicate = (doc.is_any(at - 1, BE) || doc.is_any(at - 1, &["be", "a", "the", "much", "even"]))
        && closes(doc, adjective + 1, at);
    if !(than || predicate) {
        return false;
    }
    let word = doc.word(adjective);
    let comparative = comparative(word);
    let range = doc.span(at..adjective + 1);
    out.report(range, format!("`{word}` is compared with an ending: `{comparative}`"))
        .confidence(0.86)
        .suggest(format!("Write `{comparative}`"), [Edit::replace(range, comparative)]);
    true
}

/// The comparative of a short adjective.
fn comparative(word: &str) -> String {
    match word {
        "good" => "better".into(),
        "bad" => "worse".into(),
        "big" | "hot" | "thin" | "wet" => format!("{word}{}er", &word[word.len() - 1..]),
        _ if word.ends_with('y') => format!("{}ier", &word[..word.len() - 1]),
        _ if word.ends_with('e') => format!("{word}r"),
        _ => format!("{word}er"),
    }
}

/// The superlative of a short adjective.
fn superlative(word: &str) -> String {
    match word {
        "good" => "best".into(),
        "bad" => "worst".into(),
        _ => format!("{}st", comparative(word).trim_end_matches('r')),
    }
}

/// `At the pier, far from the crowd, does begin to sing`: an auxiliary after a comma, and no subject.
fn lost_subject(doc: &Document<'_>, at: usize, question: bool, out: &mut Findings<'_>) -> bool {
    let before = at - 1;
    let front = doc.tokens()[doc.sentence_start(at)].tag;
    if question
        || !doc.is_any(at, &["does", "did"])
        || !doc.is(before, ",")
        || doc.tag_beside(at + 1, at) != Some(Tag::Vb)
        || !matches!(front, Tag::In | Tag::Rb)
        || (doc.sentence_start(at)..before).any(|t| doc.tokens()[t].tag.is_finite())
    {
        return false;
    }
    out.report(doc.span(at..at + 2), format!("`{}` has no subject", doc.words(at..at + 2)))
        .confidence(0.8)
        .ask(format!("Who or what {}?", doc.words(at..at + 2)));
    true
}

/// `the is`, `a was`: an article before a finite verb.
fn determined_verb(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let article = at - 1;
    let after = doc.tokens()[at].range.end();
    if !doc.space_before(doc.tokens()[article].range.start())
        || doc.text()[after..].starts_with('-')
        || !doc.is_any(article, &["the", "a", "an", "its", "their", "our", "my", "your"])
        || doc.tokens()[article].tag != Tag::Dt && doc.tokens()[article].tag != Tag::PrpS
        || !doc.is_any(
            at,
            &[
                "is", "are", "was", "were", "has", "had", "have", "would", "could", "should", "said", "says", "be",
                "been", "went", "became", "becomes", "gave", "took", "came", "goes",
            ],
        )
        || !doc.word(at).bytes().all(|b| b.is_ascii_lowercase())
        || doc.word(article).bytes().any(|b| b.is_ascii_uppercase())
        || doc.tag_beside(at + 1, at).is_none_or(|tag| tag.is_noun())
    {
        return false;
    }
    out.report(doc.span(article..at + 1), format!("an article or possessive cannot stand before `{}`", doc.word(at)))
        .confidence(0.8)
        .ask(format!("What is missing between `{}` and `{}`?", doc.word(article), doc.word(at)));
    true
}

/// `In the spring, has the council approved`, `Currently is the bridge closed`, `In May found the police that`
fn fronted_auxiliary(doc: &Document<'_>, tokens: Range<usize>, question: bool, out: &mut Findings<'_>) {
    const INVERTS: &[&str] = &[
        "so", "not", "only", "never", "if", "nor", "as", "no", "neither", "rarely", "seldom", "hardly", "scarcely",
        "little", "such", "nowhere", "nothing", "none", "few", "well", "often", "many", "than", "what", "which", "who",
        "how", "when", "where", "why", "whether", "here", "there", "then", "barely", "once", "under", "like", "that",
        "because", "since", "too", "should", "had",
    ];
    let at = tokens.start;
    let tag = doc.tokens()[at].tag;
    let adverb = tag == Tag::Rb;
    if question || !(tag == Tag::In || adverb || doc.is_any(at, &["last", "next", "this", "every"])) {
        return;
    }
    let phrase = if adverb {
        Some(at..at + 1)
    } else if tag == Tag::In {
        doc.prepositional_phrase(at)
    } else {
        doc.noun_phrase(at)
    };
    let Some(mut end) = phrase.map(|phrase| phrase.end) else { return };
    while doc.tag_beside(end, at) == Some(Tag::In)
        && let Some(next) = doc.prepositional_phrase(end)
    {
        end = next.end;
    }
    let comma = doc.tag_beside(end, at) == Some(Tag::Comma);
    let verb = end + usize::from(comma);
    let Some(tag) = doc.tag_beside(verb, at) else { return };
    if (at..end).any(|t| doc.tokens()[t].tag.is_finite() || doc.is_any(t, INVERTS)) || doc.is_any(verb, INVERTS) {
        return;
    }
    let nominative = nominative(doc, verb + 1) && doc.tag_beside(verb + 1, at).is_some();
    let named = matches!(doc.tag_beside(verb + 1, at), Some(Tag::Nnp | Tag::Nns | Tag::Jj | Tag::Nn));
    let subject = if nominative {
        Some(verb + 1..verb + 2)
    } else {
        determined(doc, verb + 1, at).or_else(|| named.then(|| doc.noun_phrase(verb + 1)).flatten())
    };
    let Some(subject) = subject else { return };
    let after = doc.tag_beside(subject.end, at);
    let helps = tag == Tag::Md && after == Some(Tag::Vb)
        || doc.is_any(verb, HAVE)
            && (matches!(after, Some(Tag::Vbn | Tag::Vbd)) || nominative && after == Some(Tag::Dt))
        || doc.is_any(verb, &["did", "does", "do"]) && after == Some(Tag::Vb)
        || doc.is_any(verb, &["is", "are", "was", "were"])
            && (comma
                || nominative
                || adverb && tag != Tag::Vbz
                || matches!(after, Some(Tag::Vbg | Tag::Vbn)) && adverb)
            && matches!(after, Some(Tag::Vbn | Tag::Vbg | Tag::Jj | Tag::Dt | Tag::Rb | Tag::In));
    let spoken = speech::is_reporting_verb(doc.word(verb), Tag::Vbd) || speech::is_said(doc.word(verb));
    let reports = !comma
        && (spoken || doc.is_any(verb, &["found", "finds", "showed", "shows", "discovered"]))
        && matches!(tag, Tag::Vbd | Tag::Vbz | Tag::Vbn)
        && lexical(doc, verb)
        && doc.is(subject.end, "that")
        && after == Some(Tag::In);
    if !helps && !reports {
        return;
    }
    let repaired = format!("{} {}", doc.words(subject.clone()), doc.word(verb));
    reorder(doc, verb..subject.end, repaired, "the verb stands before its subject", out);
}
