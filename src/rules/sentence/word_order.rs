//! Words in the order of another language: an object pronoun before its verb, an inverted verb, a participle at the end.

use std::ops::Range;

use crate::document::Document;
use crate::finding::{Finding, Findings, Severity};
use crate::fix::Edit;
use crate::language::{Tag, inflect, lexicon};
use crate::rules::Rule;

/// See `word_order.md`.
pub static RULE: Rule = Rule {
    id: "sentence/word-order",
    summary: "words in the order of another language",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

/// After these English inverts as well: `never has the river`, `only then did`.
const INVERTS: &[&str] = &[
    "never", "only", "not", "no", "nor", "neither", "rarely", "seldom", "hardly", "scarcely", "barely", "little", "so",
    "such", "nowhere", "nothing", "none", "few", "well", "often", "many", "as", "than", "what", "which", "who", "how",
    "why", "when", "where", "if", "whether", "whose", "or",
];

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for (index, sentence) in doc.sentences().iter().enumerate() {
        if !doc.is_parsable(index) {
            continue;
        }
        verb_second(doc, index, out);
        verb_first(doc, index, out);
        direction_first(doc, index, out);
        for at in sentence.tokens.clone().skip(1) {
            let _ = verb_last(doc, at, out)
                || pronoun_first(doc, at, out)
                || pronoun_inside(doc, at, out)
                || joined_inversion(doc, at, out)
                || participle_last(doc, at, out)
                || perfect_last(doc, at, out)
                || participle_before_noun(doc, at, out)
                || posture_last(doc, at, out)
                || reduced_relative(doc, at, out)
                || complement_first(doc, at, out)
                || verb_in_phrase(doc, at, out)
                || particle_first(doc, at, out)
                || inverted_after_comma(doc, at, out)
                || late_adverb(doc, at, out);
        }
    }
}

/// Reports `whole` and offers it as `repaired`.
fn reorder<'o>(
    doc: &Document<'_>,
    whole: Range<usize>,
    repaired: String,
    why: &str,
    out: &'o mut Findings<'_>,
) -> &'o mut Finding {
    let range = doc.span(whole);
    out.report(range, format!("{why}: English says `{repaired}`"))
        .confidence(0.87)
        .suggest(format!("Write `{repaired}`"), [Edit::replace(range, repaired)])
}

fn is_question(doc: &Document<'_>, at: usize) -> bool {
    let end = doc.sentence_end(at);
    (at..end).any(|t| doc.is(t, "?"))
}

fn finite(tag: Tag) -> bool {
    matches!(tag, Tag::Vbd | Tag::Vbz | Tag::Vbp)
}

/// `who them counts`, `guests at first them mistook`
fn pronoun_first(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let (start, verb) = (doc.sentence_start(at), at + 1);
    let tokens = doc.tokens();
    let object = doc.is_any(at, &["them", "him", "us", "me"]);
    if !(object || doc.is_any(at, &["her", "it"]))
        || !doc.tag_beside(verb, at).is_some_and(finite)
        || doc.is_any(verb, &["'s", "’s", "is", "are", "was", "were"])
    {
        return false;
    }
    // Adverbials between the subject and the pronoun: `at first`, `never`.
    let mut from = at;
    loop {
        if from > start && tokens[from - 1].tag == Tag::Rb {
            from -= 1;
        } else if from > start + 1 && doc.is_any(from - 1, &["first", "last"]) && doc.is(from - 2, "at") {
            from -= 2;
        } else {
            break;
        }
    }
    if from <= start {
        return false;
    }
    let subject = from - 1;
    let pronoun = doc.is_any(subject, &["i", "he", "she", "we", "they"]);
    let relative = doc.is(subject, "who") && tokens[subject].tag == Tag::Wp;
    // A noun is the subject only where nothing else could govern the pronoun.
    let noun = object
        && matches!(tokens[subject].tag, Tag::Nns | Tag::Nn)
        && from < at
        && (start..subject).rev().take_while(|&t| !doc.is_any(t, &["that", ","])).all(|t| !tokens[t].tag.is_verb());
    if !(pronoun || relative && object || noun) || pronoun && subject > start && tokens[subject - 1].tag.is_verb() {
        return false;
    }
    let (pronoun, verb_word) = (doc.word(at), doc.word(verb));
    reorder(
        doc,
        from.min(at)..verb + 1,
        format!("{}{verb_word} {pronoun}", adverbs(doc, from..at)),
        "the object stands before its verb",
        out,
    );
    true
}

/// The words of `tokens` with a space after them; nothing where there are none.
fn adverbs(doc: &Document<'_>, tokens: Range<usize>) -> String {
    if tokens.is_empty() { String::new() } else { format!("{} ", doc.words(tokens)) }
}

/// `They will it regret.`, `He does not a well have.`
fn pronoun_inside(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let tokens = doc.tokens();
    let start = doc.sentence_start(at);
    if !doc.is_any(at, &["will", "would", "can", "could", "must", "should", "may", "might", "shall", "not"])
        || is_question(doc, at)
        || at == start
    {
        return false;
    }
    let modal = if doc.is(at, "not") { at - 1 } else { at };
    let helps = tokens[modal].tag == Tag::Md || doc.is_any(modal, &["does", "do", "did"]);
    if !helps || modal <= start {
        return false;
    }
    let subject =
        doc.is_any(modal - 1, &["i", "he", "she", "we", "they", "you", "it", "who"]) || tokens[modal - 1].tag.is_noun();
    let object = at + 1;
    let pronoun =
        doc.is_any(object, &["it", "them", "him", "us", "me"]) && doc.tag_beside(object, at) == Some(Tag::Prp);
    let phrase = if pronoun {
        Some(object..object + 1)
    } else {
        doc.tag_beside(object, at).filter(|&tag| tag == Tag::Dt && at > modal).and_then(|_| doc.noun_phrase(object))
    };
    let Some(phrase) = phrase else { return false };
    let verb = phrase.end;
    let ends = doc.tag_beside(verb + 1, at).is_none_or(|tag| pronoun || tag == Tag::Stop);
    let inverted = modal - 1 > start && doc.is_any(modal - 2, INVERTS);
    if !subject
        || inverted
        || !ends
        || doc.tag_beside(verb, at) != Some(Tag::Vb)
        || (start..modal).any(|t| doc.is_any(t, &["let", "and", "or", "than", "as"]))
    {
        return false;
    }
    let repaired = format!("{} {}", doc.word(verb), doc.words(phrase.clone()));
    reorder(doc, phrase.start..verb + 1, repaired, "the object stands before its verb", out);
    true
}

/// The tokens of the time that the sentence opens with: `Next year`, `On 22 January, at nine`.
fn opening_time(doc: &Document<'_>, start: usize) -> Option<usize> {
    const OPENERS: &[&str] = &[
        "next",
        "last",
        "this",
        "every",
        "tomorrow",
        "today",
        "yesterday",
        "now",
        "then",
        "soon",
        "since",
        "on",
        "in",
        "at",
        "from",
        "after",
        "during",
        "before",
        "by",
    ];
    let end = doc.sentence_end(start);
    let mut at = start;
    let mut timed = false;
    while at < end && at < start + 12 {
        let before = at;
        if doc.tokens()[at].tag == Tag::Rb
            && doc.is_any(
                at,
                &["now", "then", "soon", "today", "tomorrow", "yesterday", "afterwards", "meanwhile", "later"],
            )
            || doc.is_any(at, &["today", "tomorrow", "yesterday"])
        {
            at += 1;
            timed = true;
        } else if doc.is_any(at, OPENERS)
            || at == start && doc.is(at, "the") && doc.is_any(at + 1, &["next", "following", "same", "previous"])
        {
            let phrase = doc.prepositional_phrase(at).or_else(|| doc.noun_phrase(at))?;
            timed |= doc.is_time(phrase.end - 1);
            at = phrase.end;
        }
        if at == before {
            break;
        }
        while at < end && doc.tokens()[at].tag == Tag::Cd {
            timed |= doc.is_time(at);
            at += 1;
        }
        if at < end && doc.is(at, ",") {
            at += 1;
        }
    }
    (timed && at < end).then_some(at)
}

/// `Next week will the cellar also open`, `On Friday discussed we`, `On 22 May went six officers out`
fn verb_second(doc: &Document<'_>, index: usize, out: &mut Findings<'_>) {
    let Some(core) = doc.core(index) else { return };
    let tokens = doc.tokens();
    let Some(verb) = opening_time(doc, core.first()) else { return };
    if is_question(doc, verb)
        || verb + 2 >= core.tokens.end
        || !tokens[verb].tag.is_finite()
        || (core.first()..verb).any(|t| doc.is_any(t, INVERTS))
    {
        return;
    }
    let subject = verb + 1;
    let nominative = doc.is_any(subject, &["i", "he", "she", "we", "they", "it"]);
    let Some(phrase) = (if nominative { Some(subject..subject + 1) } else { doc.noun_phrase(subject) }) else { return };
    let mut rest = phrase.end;
    while rest < core.tokens.end && tokens[rest].tag == Tag::Rb && !doc.is_any(rest, &["out", "off", "away", "up"]) {
        rest += 1;
    }
    let Some(after) = doc.tag_beside(rest, verb) else { return };
    let auxiliary = tokens[verb].tag == Tag::Md || doc.is_any(verb, &["has", "have", "had", "do", "does", "did"]);
    let helped = auxiliary
        && matches!(after, Tag::Vb | Tag::Vbn)
        && !(tokens[verb].tag == Tag::Md && after == Tag::Vbn)
        && !doc.is(verb, "had");
    let be = doc.is_any(verb, &["is", "are", "was", "were"]);
    let spoken = matches!(doc.lemma(verb), "say" | "come" | "ask" | "add" | "reply");
    let pronoun = nominative && finite(tokens[verb].tag) && !be && !spoken && !auxiliary;
    let particle = finite(tokens[verb].tag)
        && !auxiliary
        && !be
        && matches!(after, Tag::Rp | Tag::Rb)
        && doc.is_any(rest, &["out", "off", "away", "up"])
        && rest == phrase.end;
    if helped || pronoun || particle {
        let repaired = format!("{} {}", doc.words(phrase.clone()), doc.word(verb));
        reorder(doc, verb..phrase.end, repaired, "the verb stands before its subject", out);
    }
}

/// `Explained Al-Amin that`, `Plays Orlov the king`
fn verb_first(doc: &Document<'_>, index: usize, out: &mut Findings<'_>) {
    let Some(core) = doc.core(index) else { return };
    let (tokens, verb) = (doc.tokens(), core.first());
    if !matches!(tokens[verb].tag, Tag::Vbd | Tag::Vbz) || is_question(doc, verb) || core.tokens.len() < 4 {
        return;
    }
    let Some(phrase) = doc.noun_phrase(verb + 1) else { return };
    let that = doc.is(phrase.end, "that") && tokens[phrase.end].tag == Tag::In;
    let person =
        phrase.clone().all(|t| matches!(tokens[t].tag, Tag::Nnp | Tag::Hyph)) || tokens[verb + 1].tag == Tag::Dt;
    if !that || !person || doc.is_any(verb, &["is", "was", "has", "does"]) {
        return;
    }
    let word = doc.word(verb);
    let subject = doc.words(phrase.clone());
    let mut letters = subject.chars();
    let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    reorder(
        doc,
        verb..phrase.end,
        format!("{capital} {}", word.to_lowercase()),
        "the verb stands before its subject",
        out,
    );
}

/// `, and must the sensor be wiped`
fn joined_inversion(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let tokens = doc.tokens();
    let joined = doc.is(at, "and") && at > doc.sentence_start(at) && doc.is(at - 1, ",");
    let modal = at + 1;
    if !joined
        || doc.tag_beside(modal, at) != Some(Tag::Md)
        || is_question(doc, at)
        || (doc.sentence_start(at)..at).any(|t| doc.is_any(t, INVERTS))
    {
        return false;
    }
    let subject = modal + 1;
    let Some(phrase) =
        (matches!(doc.tag_beside(subject, at), Some(Tag::Dt | Tag::PrpS))).then(|| doc.noun_phrase(subject)).flatten()
    else {
        return false;
    };
    if doc.tag_beside(phrase.end, at) != Some(Tag::Vb) || tokens[phrase.end].finite_margin > 0 {
        return false;
    }
    let repaired = format!("{} {}", doc.words(phrase.clone()), doc.word(modal));
    reorder(doc, modal..phrase.end, repaired, "the verb stands before its subject", out);
    true
}

/// `I had after two weeks the new boots already torn up`
fn participle_last(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let tokens = doc.tokens();
    if !doc.is_any(at, &["have", "has", "had"])
        || !doc.is_any(at + 1, &["after", "in", "on", "by", "since", "within", "before", "during", "at"])
        || doc.tag_beside(at + 1, at).is_none()
    {
        return false;
    }
    let Some(adverbial) = doc.prepositional_phrase(at + 1) else { return false };
    let object = adverbial.end;
    if !matches!(doc.tag_beside(object, at), Some(Tag::Dt | Tag::PrpS)) {
        return false;
    }
    let Some(object) = doc.noun_phrase(object) else { return false };
    let mut verb = object.end;
    while doc.tag_beside(verb, at) == Some(Tag::Rb) {
        verb += 1;
    }
    if doc.tag_beside(verb, at) != Some(Tag::Vbn) {
        return false;
    }
    let mut end = verb + 1;
    if doc.is_any(end, &["out", "up", "off", "down", "away", "back"]) && doc.tag_beside(end, at).is_some() {
        end += 1;
    }
    // Another phrase after the participle says that it belongs to the noun: `had in May the house built by`.
    if !doc.tag_beside(end, at).is_none_or(Tag::is_punctuation) || tokens[verb].finite_margin > 0 {
        return false;
    }
    let repaired = format!("{} {} {}", doc.words(object.end..end), doc.words(object), doc.words(adverbial.clone()));
    reorder(doc, adverbial.start..end, repaired, "the participle stands at the end", out);
    true
}

/// `of which the parish a half has lent`
fn perfect_last(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    if !doc.is_any(at, &["which", "whom", "that"]) || doc.tag_beside(at + 1, at) != Some(Tag::Dt) {
        return false;
    }
    let Some(subject) = doc.noun_phrase(at + 1) else { return false };
    let object = subject.end;
    if !doc.is_any(object, &["a", "the", "half", "two"]) || doc.tag_beside(object, at).is_none() {
        return false;
    }
    let Some(verb) = (object + 1..doc.sentence_end(at)).take(4).find(|&t| doc.is_any(t, &["has", "have", "had"]))
    else {
        return false;
    };
    let listed = (object..verb).any(|t| doc.tokens()[t].is_punctuation() || doc.tokens()[t].tag == Tag::In);
    if listed
        || verb < object + 2
        || doc.tag_beside(verb + 1, at) != Some(Tag::Vbn)
        || !doc.tag_beside(verb + 2, at).is_none_or(Tag::is_punctuation)
    {
        return false;
    }
    let repaired = format!("{} {}", doc.words(verb..verb + 2), doc.words(object..verb));
    reorder(doc, object..verb + 2, repaired, "the verb stands at the end", out);
    true
}

/// `the porter a bell rings.`: subject, object and verb, and nothing after them.
fn verb_last(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let tokens = doc.tokens();
    let (start, end) = (doc.sentence_start(at), doc.sentence_end(at));
    if at < start + 2 || !doc.is_any(at, &["a", "an"]) || tokens[at].tag != Tag::Dt || is_question(doc, at) {
        return false;
    }
    // The subject: a pronoun, or a noun with its article.
    let subject = at - 1;
    let pronoun = doc.is_any(subject, &["he", "she", "we", "they", "i"]);
    let noun = matches!(tokens[subject].tag, Tag::Nn | Tag::Nns)
        && doc.is_any(subject.saturating_sub(1), &["the", "his", "her", "their", "our"])
        && !doc.is_time(subject)
        && lexicon::unit(doc.word(subject)).is_none()
        && lexicon::currency(doc.word(subject)).is_none();
    let first = if pronoun { subject } else { subject - 1 };
    let opens = first == start || doc.is_any(first - 1, &[",", "and", "but", ";", "then", "“", "\"", "where"]);
    if !(pronoun || noun) || !opens || first < start {
        return false;
    }
    let Some(object) = doc.noun_phrase(at) else { return false };
    let verb = object.end;
    // The last word of the phrase may be the verb.
    let (object, verb) = if verb < end && tokens[verb].tag.is_finite() && tokens[verb].tag != Tag::Md {
        (object, verb)
    } else {
        return false;
    };
    let closes = doc.tag_beside(verb + 1, at).is_none_or(|tag| matches!(tag, Tag::Stop | Tag::Comma | Tag::Cc));
    let verbs = (start..first).rev().take_while(|&t| !doc.is_any(t, &[",", ";", "and", "but"]));
    if !closes
        || object.len() < 2
        || verbs.into_iter().any(|t| tokens[t].tag.is_finite()) && !doc.is_any(first - 1, &[",", "and", "but", ";"])
    {
        return false;
    }
    let repaired = format!("{} {}", doc.word(verb), doc.words(object.clone()));
    reorder(doc, object.start..verb + 1, repaired, "the verb stands at the end", out);
    true
}

/// `the after two weeks worn brakes`
fn participle_before_noun(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let tokens = doc.tokens();
    let article = at - 1;
    if !doc.is_any(article, &["the", "a", "an"])
        || tokens[article].tag != Tag::Dt
        || tokens[at].tag != Tag::In
        || !doc.is_any(at, &["after", "since", "by", "from", "during", "with", "in", "on", "for", "before"])
    {
        return false;
    }
    let Some(participle) = (at + 2..doc.sentence_end(at)).take(5).find(|&t| tokens[t].tag == Tag::Vbn) else {
        return false;
    };
    let inner = tokens[at + 1..participle]
        .iter()
        .all(|token| matches!(token.tag, Tag::Cd | Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Dt | Tag::Jj | Tag::PrpS));
    let Some(noun) = doc.noun_phrase(participle + 1) else { return false };
    let adjoined = (article..participle).all(|t| tokens[t + 1].range.start() == tokens[t].range.end() + 1);
    if !inner
        || !adjoined
        || doc.is(at + 1, "-")
        || !doc.tag_beside(participle + 1, at).is_some_and(|tag| tag.is_noun() || tag == Tag::Jj)
    {
        return false;
    }
    let repaired = format!(
        "{} {} {} {}",
        doc.word(article),
        doc.words(noun.clone()),
        doc.word(participle),
        doc.words(at..participle)
    );
    reorder(doc, article..noun.end, repaired, "a whole phrase stands before its noun", out);
    true
}

/// `A girl on the wall sitting did`
fn posture_last(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    const POSTURES: &[&str] = &[
        "sitting", "standing", "lying", "waiting", "hanging", "kneeling", "leaning", "sleeping", "living", "working",
        "walking", "playing", "floating", "hiding",
    ];
    let tokens = doc.tokens();
    let start = doc.sentence_start(at);
    let finite = doc.tag_beside(at + 1, at).is_some_and(|tag| finite(tag) || tag == Tag::Md);
    if !doc.is_any(at, POSTURES) || !finite || at < start + 4 {
        return false;
    }
    let Some(from) = (start + 1..at).rev().take(5).find(|&t| tokens[t].tag == Tag::In) else { return false };
    let place = doc.noun_phrase(from + 1).is_some_and(|phrase| phrase.end == at || phrase.end == at + 1)
        && matches!(tokens[from + 1].tag, Tag::Dt | Tag::PrpS);
    let noun = tokens[from - 1].tag.is_noun()
        && doc.is_any(from, &["on", "in", "at", "under", "by", "beside", "behind", "near"]);
    let first = doc.noun_phrase(start).is_some_and(|phrase| phrase.end == from);
    if !place || !noun || !first {
        return false;
    }
    reorder(
        doc,
        from..at + 1,
        format!("{} {}", doc.word(at), doc.words(from..at)),
        "the participle stands at the end",
        out,
    );
    true
}

/// `the crates which the pier taken from should`
fn reduced_relative(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    if !doc.is_any(at, &["which", "that"])
        || !doc.tokens()[at - 1].tag.is_noun()
        || doc.tag_beside(at + 1, at) != Some(Tag::Dt)
    {
        return false;
    }
    let Some(place) = doc.noun_phrase(at + 1) else { return false };
    let (verb, preposition) = (place.end, place.end + 1);
    let left = doc.tag_beside(verb, at) == Some(Tag::Vbn) && doc.tag_beside(preposition, at) == Some(Tag::In);
    let goes_on = doc.tag_beside(preposition + 1, at).is_some_and(|tag| tag.is_finite());
    if !left || !goes_on || doc.tokens()[verb].finite_margin > 0 {
        return false;
    }
    let repaired = format!("{} {}", doc.words(verb..preposition + 1), doc.words(place));
    reorder(
        doc,
        at..preposition + 1,
        repaired,
        "the words of the relative clause are in another language's order",
        out,
    );
    true
}

/// `whether I was of this aware`
fn complement_first(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let this = at + 1;
    let adjective = at + 2;
    const OF: &[&str] = &[
        "aware",
        "sure",
        "certain",
        "proud",
        "afraid",
        "capable",
        "convinced",
        "tired",
        "fond",
        "guilty",
        "ashamed",
        "full",
        "sick",
    ];
    const WITH: &[&str] = &["satisfied", "happy", "pleased", "content", "familiar", "busy"];
    let takes = doc.is(at, "of") && doc.is_any(adjective, OF) || doc.is(at, "with") && doc.is_any(adjective, WITH);
    let be =
        at > doc.sentence_start(at) && doc.is_any(at - 1, &["is", "are", "was", "were", "am", "be", "been", "not"]);
    if !takes
        || !be
        || !doc.is_any(this, &["this", "that", "it", "them", "him", "her"])
        || doc.tag_beside(adjective, at).is_none()
    {
        return false;
    }
    let repaired = format!("{} {}", doc.word(adjective), doc.words(at..this + 1));
    reorder(doc, at..adjective + 1, repaired, "the adjective stands after what belongs to it", out);
    true
}

/// `the took council eleven months`
fn verb_in_phrase(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let article = at - 1;
    let noun = at + 1;
    let plain = doc.tag_beside(noun, at).is_some_and(|tag| matches!(tag, Tag::Nn | Tag::Nns));
    if !plain
        || !doc.is_any(article, &["the", "a", "an"])
        || inflect::base_of_strong_past(doc.word(at)).is_none()
        || doc.tokens()[article].range.end() + 1 != doc.tokens()[at].range.start()
    {
        return false;
    }
    let repaired = format!("{} {} {}", doc.word(article), doc.word(noun), doc.word(at));
    reorder(doc, article..noun + 1, repaired, "the verb stands inside its subject", out);
    true
}

/// `they have to out reverse`
fn particle_first(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    // `to out perform` is a split word.
    const COMPOUNDS: &[&str] = &[
        "perform", "compete", "do", "run", "live", "last", "grow", "weigh", "number", "rank", "play", "source", "wit",
        "bid", "sell", "think", "shine", "smart", "pace", "score", "fit", "line",
    ];
    let (particle, verb) = (at + 1, at + 2);
    let placed =
        doc.is(at, "to") && doc.is_any(particle, &["out", "off", "away"]) && doc.tag_beside(verb, at) == Some(Tag::Vb);
    if !placed || COMPOUNDS.contains(&doc.word(verb)) {
        return false;
    }
    let repaired = format!("{} {}", doc.word(verb), doc.word(particle));
    reorder(doc, particle..verb + 1, repaired, "the particle stands before its verb", out);
    true
}

/// `It is no toy, does it also not try to be.`
fn inverted_after_comma(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let pronoun = at + 1;
    let inverted = doc.is(at - 1, ",")
        && doc.is_any(at, &["does", "do", "did"])
        && doc.is_any(pronoun, &["it", "he", "she", "they", "we", "i"]);
    let start = doc.sentence_start(at);
    let not = (pronoun + 1..doc.sentence_end(at)).take(2).find(|&t| doc.is(t, "not"));
    let Some(not) = not.filter(|_| inverted && !is_question(doc, at)) else { return false };
    if (start..at).any(|t| doc.is_any(t, INVERTS) && !doc.is_any(t, &["not", "no"]))
        || doc.tag_beside(not + 1, at) != Some(Tag::Vb)
    {
        return false;
    }
    let repaired = format!("and {} {} not", doc.word(pronoun), doc.word(at));
    reorder(doc, at..not + 1, repaired, "the verb stands before its subject", out);
    true
}

/// `On 4 May 1955 into the barn she rode on a mule`
fn direction_first(doc: &Document<'_>, index: usize, out: &mut Findings<'_>) {
    let Some(core) = doc.core(index) else { return };
    let Some(from) = opening_time(doc, core.first()).filter(|&at| doc.is_any(at, &["into", "onto", "through"])) else {
        return;
    };
    let Some(place) = doc.prepositional_phrase(from) else { return };
    let (subject, verb) = (place.end, place.end + 1);
    let moves =
        doc.is_any(subject, &["he", "she", "they", "we", "i", "it"]) && doc.tag_beside(verb, from) == Some(Tag::Vbd);
    if moves && doc.tag_beside(verb + 1, from).is_some_and(|tag| !tag.is_punctuation()) {
        let repaired = format!("{} {}", doc.words(subject..verb + 1), doc.words(place.clone()));
        reorder(doc, place.start..verb + 1, repaired, "the place stands before subject and verb", out);
    }
}

/// `will be now tried`
fn late_adverb(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let modal = at - 1;
    let late = doc.is(at, "be")
        && doc.is_any(at + 1, &["now", "also", "already"])
        && doc.tag_beside(at + 2, at) == Some(Tag::Vbn);
    if !late || doc.tokens()[modal].tag != Tag::Md {
        return false;
    }
    let repaired = format!("{} be", doc.word(at + 1));
    reorder(doc, at..at + 2, repaired, "the adverb stands after `be`", out).severity(Severity::Info).confidence(0.6);
    true
}
