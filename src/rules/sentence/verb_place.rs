//! A verb in the place where another language has it: at the end of its clause, before its subject, or parted from its
//! auxiliary by an object.

use std::ops::Range;

use crate::document::{BlockKind, Document};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::{Tag, inflect, speech};
use crate::rules::Rule;

/// See `verb_place.md`.
pub static RULE: Rule = Rule {
    id: "sentence/verb-place",
    summary: "a verb at the end of its clause or before its subject",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

const NOMINATIVE: &[&str] = &["i", "he", "she", "we", "they"];

const BE: &[&str] = &["is", "are", "was", "were"];

/// Words before a clause that may end in its verb or turn it round: questions, comparisons, what is denied.
const TURNS: &[&str] = &[
    "what", "how", "who", "whom", "whose", "which", "where", "when", "why", "that", "than", "as", "like", "whatever",
    "however", "wherever", "whoever", "so", "such", "nor", "neither", "not", "never", "only", "no", "nothing",
    "nobody", "rarely", "seldom", "hardly", "barely", "little", "few", "nowhere", "the", "or", "if", "whether",
    "though",
];

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for (index, sentence) in doc.sentences().iter().enumerate() {
        let paragraph = doc.blocks()[sentence.block].kind == BlockKind::Paragraph;
        if !paragraph || !doc.is_parsable(index) || sentence.tokens.clone().any(|at| doc.is(at, "?")) {
            continue;
        }
        for at in sentence.tokens.clone() {
            let _ = embedded_question(doc, at, out)
                || parted(doc, at, out)
                || copula_last(doc, at, out)
                || after_pronoun(doc, at, out);
        }
        inverted(doc, index, out);
    }
}

/// Reports `whole` and offers it as `repaired`.
fn report(doc: &Document<'_>, whole: Range<usize>, repaired: &str, why: &str, out: &mut Findings<'_>) {
    let range = doc.span(whole);
    out.report(range, format!("{why}: English says `{repaired}`"))
        .confidence(0.86)
        .suggest(format!("Write `{repaired}`"), [Edit::replace(range, repaired)]);
}

/// A noun phrase or a pronoun that can be a subject.
fn subject(doc: &Document<'_>, at: usize) -> Option<Range<usize>> {
    if doc.is_any(at, NOMINATIVE) || doc.is(at, "it") {
        return Some(at..at + 1);
    }
    let opens = matches!(doc.tokens()[at].tag, Tag::Dt | Tag::PrpS | Tag::Nnp | Tag::Nns);
    opens.then(|| doc.noun_phrase(at)).flatten()
}

/// Whether the clause ends at token `at`: with a mark, or with the sentence.
fn ends(doc: &Document<'_>, at: usize, with: usize) -> bool {
    doc.tag_beside(at, with).is_none_or(|tag| matches!(tag, Tag::Stop | Tag::Comma | Tag::CloseQuote | Tag::Colon))
}

/// `Nobody knows what does it cost`, `It is unclear when will the work begin`
fn embedded_question(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    const ASKS: &[&str] = &[
        "know",
        "explain",
        "ask",
        "wonder",
        "understand",
        "remember",
        "see",
        "say",
        "tell",
        "show",
        "forget",
        "decide",
        "learn",
        "describe",
        "discover",
        "find",
        "guess",
        "imagine",
        "teach",
        "clarify",
        "check",
    ];
    let (start, end) = (doc.sentence_start(at), doc.sentence_end(at));
    if at <= start || !doc.is_any(at, &["how", "when", "where", "why", "what"]) || at + 3 >= end {
        return false;
    }
    let governed = ASKS.contains(&doc.lemma(at - 1)) && doc.tokens()[at - 1].tag.is_verb()
        || doc.is_any(
            at - 1,
            &["clear", "unclear", "sure", "unsure", "known", "unknown", "certain", "him", "her", "them", "us", "me"],
        );
    let verb = at + 1;
    let auxiliary = doc.tokens()[verb].tag == Tag::Md
        || doc.is_any(verb, &["does", "did", "is", "are", "was", "were", "has", "have"]);
    let quoted = doc.in_quotation(doc.tokens()[at].range.start()) && doc.is_any(at - 1, &[":", ","]);
    if !governed || !auxiliary || quoted {
        return false;
    }
    let Some(subject) = subject(doc, verb + 1).filter(|subject| subject.end <= end) else { return false };
    // `what is the matter`, `what was the point`: the wh-word is the subject's.
    let be = doc.is_any(verb, BE);
    let pronoun = subject.len() == 1 && doc.tokens()[subject.start].tag == Tag::Prp;
    let follows = doc.tag_beside(subject.end, at);
    let helped = matches!(follows, Some(Tag::Vb | Tag::Vbn | Tag::Vbg | Tag::VbFin | Tag::Vbp));
    let placed = be && (pronoun || doc.is(at, "where")) && ends(doc, subject.end, at);
    if !(helped && !be || be && matches!(follows, Some(Tag::Vbg | Tag::Vbn | Tag::Jj)) && !doc.is(at, "what") || placed)
    {
        return false;
    }
    let (whole, repaired) = if doc.is_any(verb, &["does", "did"]) {
        let main = subject.end;
        let form =
            if doc.is(verb, "did") { inflect::past(doc.lemma(main)) } else { inflect::third_person(doc.lemma(main)) };
        (verb..main + 1, format!("{} {form}", doc.words(subject.clone())))
    } else {
        (verb..subject.end, format!("{} {}", doc.words(subject.clone()), doc.word(verb)))
    };
    report(doc, whole, &repaired, "a question within a sentence keeps its subject before the verb", out);
    true
}

/// `has yesterday the gate opened`, `has to the clerk a letter written`, `is of the result satisfied`: an auxiliary parted
/// from its participle by what belongs after it.
fn parted(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let tokens = doc.tokens();
    let (start, end) = (doc.sentence_start(at), doc.sentence_end(at));
    let have = doc.is_any(at, &["has", "have", "had"]);
    if at <= start || at + 3 >= end || !(have || doc.is_any(at, BE)) {
        return false;
    }
    // What stands between: an adverb of time or a phrase, and for `have` an object.
    let mut next = at + 1;
    let mut phrases = 0;
    while next < end {
        let time = doc.is_any(next, &["yesterday", "today", "already", "tomorrow", "finally", "again", "now"]);
        if time {
            next += 1;
            phrases += usize::from(doc.is_any(next - 1, &["yesterday", "today", "tomorrow"]));
        } else if matches!(tokens[next].tag, Tag::In | Tag::To)
            && !doc.is_any(next, &["that", "than", "as", "if", "because"])
        {
            let Some(phrase) = doc.prepositional_phrase(next) else { return false };
            next = phrase.end;
            phrases += 1;
        } else {
            break;
        }
    }
    if phrases == 0 || next >= end {
        return false;
    }
    let determined = |at: usize| matches!(tokens[at].tag, Tag::Dt | Tag::PrpS);
    let object = if have && determined(next) { doc.noun_phrase(next) } else { None };
    let verb = object.as_ref().map_or(next, |object| object.end);
    if verb >= end || have && object.is_none() || !ends(doc, verb + 1, at) {
        return false;
    }
    let participle = tokens[verb].tag == Tag::Vbn || tokens[verb].tag == Tag::Vbd && have;
    let satisfied = !have
        && doc.is_any(
            verb,
            &[
                "satisfied",
                "convinced",
                "proud",
                "aware",
                "pleased",
                "made",
                "built",
                "surprised",
                "known",
                "covered",
                "used",
                "born",
                "published",
                "opened",
                "held",
                "sold",
                "read",
            ],
        );
    // `was in the box opened by`: after a phrase of place a participle may belong to its noun.
    let of = !have && doc.is_any(at + 1, &["of", "with", "by", "for", "to", "from"]);
    if !(have && participle || satisfied && of) {
        return false;
    }
    let (moved, rest) = (doc.word(verb), doc.words(at + 1..verb));
    let repaired = match &object {
        Some(object) => format!("{moved} {} {}", doc.words(object.clone()), doc.words(at + 1..object.start)),
        None => format!("{moved} {rest}"),
    };
    report(doc, at + 1..verb + 1, &repaired, "the participle stands at the end", out);
    true
}

/// `because the gate closed was.`, `The house by masons built was.`
fn copula_last(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let tokens = doc.tokens();
    let start = doc.sentence_start(at);
    if at < start + 3 || !doc.is_any(at, BE) || doc.tag_beside(at + 1, at).is_some_and(|tag| tag != Tag::Stop) {
        return false;
    }
    let before = tokens[at - 1].tag;
    let predicate = matches!(before, Tag::Vbn | Tag::Jj | Tag::Jjs | Tag::Vbd);
    let turned = (start..at).any(|t| {
        TURNS.contains(&doc.word(t)) && !doc.is(t, "the")
            || doc.is(t, "the") && matches!(tokens[t + 1].tag, Tag::Jjr | Tag::Rbr)
    }) || (start + 1..at).any(|t| tokens[t].tag == Tag::Cc);
    if !predicate || turned || tokens[at - 1].finite_margin > 200 {
        return false;
    }
    // The subject ends where its noun does.
    let Some(noun) = (start..at - 1).rev().find(|&t| tokens[t].tag.is_noun() || tokens[t].tag == Tag::Prp) else {
        return false;
    };
    let place = if tokens[noun + 1].tag == Tag::In || noun + 1 == at { return false } else { noun + 1 };
    let agent = (start + 1..noun).rev().find(|&t| doc.is(t, "by"));
    let place = agent.unwrap_or(place);
    if place <= start || place >= at {
        return false;
    }
    let rest = doc.words(place..at);
    let repaired = match agent {
        Some(by) => format!("{} {} {}", doc.word(at), doc.words(noun + 1..at), doc.words(by..noun + 1)),
        None => format!("{} {rest}", doc.word(at)),
    };
    report(doc, place..at + 1, &repaired, "the verb stands at the end", out);
    true
}

/// `They in the old mill live.`, `he tomorrow the shop opens`: a pronoun, then what belongs after the verb, and the verb.
fn after_pronoun(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let tokens = doc.tokens();
    let (start, end) = (doc.sentence_start(at), doc.sentence_end(at));
    if !doc.is_any(at, NOMINATIVE) || tokens[at].tag != Tag::Prp || at + 3 >= end {
        return false;
    }
    let opens = at == start || doc.is_any(at - 1, &[",", "and", "but", "that", "because", "when", "“", "\"", "where"]);
    if !opens {
        return false;
    }
    let mut next = at + 1;
    let (mut determined, mut objects) = (false, 0);
    while next < end {
        let begins = next;
        if doc.is_any(next, &["yesterday", "today", "tomorrow"]) {
            next += 1;
        } else if matches!(tokens[next].tag, Tag::In | Tag::To) && matches!(tokens[next + 1].tag, Tag::Dt | Tag::PrpS) {
            let Some(phrase) = doc.prepositional_phrase(next) else { return false };
            determined = true;
            next = phrase.end;
        } else if matches!(tokens[next].tag, Tag::Dt | Tag::PrpS)
            && objects == 0
            && !doc.is_any(next, &["all", "both", "each", "that", "this"])
        {
            let Some(phrase) = doc.noun_phrase(next) else { return false };
            determined = true;
            objects += 1;
            next = phrase.end;
        }
        if next == begins {
            break;
        }
    }
    if !determined || next >= end || doc.is_any(at + 1, &["of", "like", "than", "as"]) {
        return false;
    }
    // The verb may have been read as the last noun before it.
    let finite = |t: usize| {
        matches!(tokens[t].tag, Tag::Vbd | Tag::Vbz | Tag::Vbp) && !doc.is_any(t, &["is", "are", "was", "were"])
    };
    let verb = if finite(next) { next } else { return false };
    if !ends(doc, verb + 1, at) {
        return false;
    }
    let repaired = format!("{} {}", doc.word(verb), doc.words(at + 1..verb));
    report(doc, at + 1..verb + 1, &repaired, "the verb stands at the end", out);
    true
}

/// `To the hall went they`, `In the spring will the mill open`: a phrase in front turns the verb and its subject round.
fn inverted(doc: &Document<'_>, index: usize, out: &mut Findings<'_>) {
    let Some(core) = doc.core(index) else { return };
    let tokens = doc.tokens();
    let first = core.first();
    let phrase = match tokens[first].tag {
        Tag::In | Tag::To => doc.prepositional_phrase(first),
        Tag::Rb | Tag::Nn if doc.is_any(first, &["yesterday", "today", "tomorrow", "now", "then", "soon", "later"]) => {
            Some(first..first + 1)
        }
        _ => None,
    };
    let Some(phrase) = phrase else { return };
    let verb = phrase.end;
    if verb + 2 >= core.tokens.end || (first..verb).any(|t| doc.is_any(t, TURNS) && !doc.is(t, "the")) {
        return;
    }
    let subject_at = verb + 1;
    let pronoun = doc.is_any(subject_at, NOMINATIVE) && tokens[subject_at].tag == Tag::Prp;
    let lexical = matches!(tokens[verb].tag, Tag::Vbd | Tag::Vbz | Tag::Vbp)
        && tokens[verb].finite_margin > 0
        && !doc.is_any(verb, &["is", "are", "was", "were"])
        && !speech::is_reporting_verb(doc.word(verb), tokens[verb].tag);
    let modal = doc.is_any(verb, &["will", "would", "can", "could", "must", "should"]) && tokens[verb].tag == Tag::Md;
    let determined = matches!(tokens[subject_at].tag, Tag::Dt | Tag::PrpS);
    if !(pronoun && (lexical || modal) || modal && determined)
        || doc.in_quotation(tokens[verb].range.start()) && !pronoun
    {
        return;
    }
    let Some(mut subject) = subject(doc, subject_at) else { return };
    // `will the mill open in May`: the last noun may be the verb.
    if modal && subject.len() > 2 && !doc.tag_beside(subject.end, verb).is_some_and(Tag::is_verb) {
        subject.end -= 1;
    }
    let repaired = format!("{} {}", doc.words(subject.clone()), doc.word(verb));
    report(doc, verb..subject.end, &repaired, "the verb stands before its subject", out);
}
