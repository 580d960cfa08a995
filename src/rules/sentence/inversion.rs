//! A verb on the wrong side of its subject: inverted in a statement or in a question within one, not inverted in a
//! question.

use crate::document::{BlockKind, Document};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::{Tag, inflect, speech};
use crate::rules::Rule;

/// See `inversion.md`.
pub static RULE: Rule = Rule {
    id: "sentence/inversion",
    summary: "a verb before its subject in a statement, or after it in a question",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

const BE: &[&str] = &["is", "are", "was", "were"];
const HAVE: &[&str] = &["has", "have", "had"];
const DO: &[&str] = &["do", "does", "did"];
const MODALS: &[&str] = &["can", "could", "will", "would", "should", "must", "may", "might"];

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for (index, sentence) in doc.sentences().iter().enumerate() {
        if !doc.is_parsable(index) {
            continue;
        }
        if sentence.tokens.clone().any(|at| doc.is(at, "?")) {
            if doc.blocks()[sentence.block].kind == BlockKind::Paragraph {
                question(doc, index, out);
            }
            continue;
        }
        for at in sentence.tokens.clone().skip(1) {
            let _ = within(doc, at, out) || statement(doc, at, out);
        }
    }
}

fn is_nominative(doc: &Document<'_>, at: usize) -> bool {
    doc.is_any(at, &["he", "she", "they", "we", "i"])
}

/// `I asked him what would he like to eat.`, `Nobody knows where is the key.`
fn within(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let tokens = doc.tokens();
    let (asked, subject) = (doc.is_any(at, &["what", "which", "where", "when", "why", "how"]), at + 2);
    if !asked || doc.tag_beside(subject, at).is_none() || !is_asked(doc, at) {
        return false;
    }
    let auxiliary = at + 1;
    let pronoun = is_nominative(doc, subject)
        || doc.is_any(subject, &["it", "you"]) && doc.is_any(auxiliary, MODALS) && !doc.is_any(at, &["what", "which"])
        || doc.is_any(subject, &["it", "you"]) && doc.is_any(at, &["where", "when", "why", "how"]);
    let helps = [BE, HAVE, DO, MODALS].iter().any(|words| doc.is_any(auxiliary, words));
    // `what was the matter` has its subject first.
    let place = doc.is_any(at, &["where", "why", "when"])
        && doc.is_any(auxiliary, BE)
        && matches!(tokens[subject].tag, Tag::Dt | Tag::PrpS);
    let phrase = if pronoun {
        subject..subject + 1
    } else if let Some(phrase) = doc.noun_phrase(subject).filter(|_| place) {
        phrase
    } else {
        return false;
    };
    if !helps {
        return false;
    }
    let verb = phrase.end;
    let whole = auxiliary..if doc.is_any(auxiliary, DO) { verb + 1 } else { verb };
    let words = doc.words(phrase.clone());
    let repaired = if doc.is_any(auxiliary, DO) {
        if doc.tag_beside(verb, at) != Some(Tag::Vb) {
            return false;
        }
        let base = doc.lower(verb);
        let form = match doc.lower(auxiliary) {
            "did" => inflect::past(base),
            "does" => inflect::third_person(base),
            _ => base.to_owned(),
        };
        format!("{words} {form}")
    } else {
        format!("{words} {}", doc.word(auxiliary))
    };
    let range = doc.span(whole);
    out.report(range, format!("a question within a sentence has its subject first: `{repaired}`"))
        .confidence(0.85)
        .suggest(format!("Write `{repaired}`"), [Edit::replace(range, repaired)]);
    true
}

/// Whether what comes before the question word at `at` asks or knows: `asked`, `told him`, `nobody knows`.
fn is_asked(doc: &Document<'_>, at: usize) -> bool {
    const KNOWS: &[&str] =
        &["ask", "know", "wonder", "understand", "explain", "tell", "remember", "forget", "learn", "show"];
    let start = doc.sentence_start(at);
    let pronoun = at > start + 1 && doc.is_any(at - 1, &["me", "him", "her", "them", "us", "you", "it"]);
    let phrase = |from: &usize| doc.noun_phrase(*from).is_some_and(|phrase| phrase.end == at);
    let from = if pronoun { at - 1 } else { (start + 1..at).rev().take(4).filter(phrase).last().unwrap_or(at) };
    let verb = from - 1;
    verb >= start && doc.tokens()[verb].tag.is_verb() && KNOWS.contains(&doc.lemma(verb))
}

/// `On the quay built he a shed.`, `Sings he still on Sundays.`
fn statement(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let tokens = doc.tokens();
    let verb = at - 1;
    let Some(core) = doc.core(tokens[at].sentence) else { return false };
    let stopped = core.stop.is_none_or(|stop| doc.is(stop, "."));
    // `On the table stood it.`
    let it = doc.is(at, "it") && doc.tag_beside(at + 1, at) == Some(Tag::Stop);
    if !(it || doc.is_any(at, &["he", "she", "they", "we"])) || verb < core.first() || !stopped {
        return false;
    }
    let first = verb == core.first();
    let word = doc.lower(verb);
    let lemma = inflect::lemma(word, Tag::Vbz).into_owned();
    // The verb that opens a sentence is read as a plural now and then.
    let in_s = first && tokens[verb].tag == Tag::Nns && inflect::third_person(&lemma) == word;
    let lexical = matches!(tokens[verb].tag, Tag::Vbd | Tag::Vbz) || in_s;
    let spoken = speech::is_reporting_verb(word, Tag::Vbd) || speech::is_said(word);
    let helps = [BE, HAVE, DO].iter().any(|words| doc.is_any(verb, words));
    let quoted = doc.in_quotation(tokens[at].range.start());
    if !lexical || spoken || helps || quoted || !only_adverbials(doc, core.first(), verb) {
        return false;
    }
    // `In the house he built she slept`, `The day he left he`: a verb of its own after the pronoun.
    let mut next = at + 1;
    while doc.tag_beside(next, at) == Some(Tag::Rb)
        || doc.is_any(next, &["himself", "herself", "themselves", "ourselves"])
    {
        next += 1;
    }
    let own = (next..core.tokens.end).take(1).any(|t| tokens[t].tag.is_finite() || tokens[t].tag == Tag::Vb);
    let object = doc.tag_beside(at + 1, at).is_some_and(|tag| {
        matches!(
            tag,
            Tag::Dt
                | Tag::PrpS
                | Tag::Prp
                | Tag::Rb
                | Tag::In
                | Tag::To
                | Tag::Rp
                | Tag::Nn
                | Tag::Nns
                | Tag::Jj
                | Tag::Cd
        )
    });
    if own || !(object || it) || it && first {
        return false;
    }
    let pronoun = doc.word(at);
    let repaired = if first {
        format!("{} {word}", inflect::with_case_of(doc.word(verb), pronoun))
    } else {
        format!("{pronoun} {word}")
    };
    let range = doc.span(verb..at + 1);
    out.report(range, format!("the verb stands before its subject: English says `{repaired}`"))
        .confidence(0.85)
        .suggest(format!("Write `{repaired}`"), [Edit::replace(range, repaired)]);
    true
}

/// Whether `from..to` has nothing but what may stand before a subject: adverbs, phrases with a preposition, times.
fn only_adverbials(doc: &Document<'_>, from: usize, to: usize) -> bool {
    let mut at = from;
    while at < to {
        let tag = doc.tokens()[at].tag;
        let next = if matches!(tag, Tag::Rb | Tag::Rbr | Tag::Comma)
            && !doc.is_any(at, &["so", "never", "only", "not", "little"])
        {
            at + 1
        } else if matches!(tag, Tag::In | Tag::To) {
            match doc.prepositional_phrase(at) {
                Some(phrase) => phrase.end,
                None => return false,
            }
        } else if doc.is_any(at, &["next", "last", "the", "every", "one", "that"]) && at == from {
            match doc.noun_phrase(at).filter(|phrase| doc.is_time(phrase.end - 1)) {
                Some(phrase) => phrase.end,
                None => return false,
            }
        } else {
            return false;
        };
        at = next;
    }
    at == to
}

/// `Where you live?`, `What it means this word?`
fn question(doc: &Document<'_>, index: usize, out: &mut Findings<'_>) {
    let Some(core) = doc.core(index) else { return };
    let tokens = doc.tokens();
    let (asked, subject, verb) = (core.first(), core.first() + 1, core.first() + 2);
    let asks = doc.is_any(asked, &["what", "where", "when", "why", "how"])
        && core.stop.is_some_and(|stop| doc.is(stop, "?"))
        && doc.is_any(subject, &["he", "she", "it", "they", "we", "you"])
        && verb < core.tokens.end;
    if !asks {
        return;
    }
    let tag = tokens[verb].tag;
    let word = doc.lower(verb);
    let helps = [BE, HAVE, MODALS].iter().any(|words| doc.is_any(verb, words));
    // `What you see is what you get?`, `When she left, did he stay?`
    let more = (verb + 1..core.tokens.end).any(|t| {
        tokens[t].tag.is_finite() || doc.is_any(t, &[","]) || matches!(tokens[t].tag, Tag::Wp | Tag::Wrb | Tag::Wdt)
    });
    if more || !tag.is_finite() {
        return;
    }
    let pronoun = doc.word(subject);
    let (range, repaired) = if helps {
        (doc.span(subject..verb + 1), format!("{word} {pronoun}"))
    } else if matches!(tag, Tag::Vbd | Tag::Vbz | Tag::Vbp) {
        let base = inflect::lemma(word, tag).into_owned();
        let helper = match tag {
            Tag::Vbd => "did",
            Tag::Vbz => "does",
            _ => "do",
        };
        (doc.span(subject..verb + 1), format!("{helper} {pronoun} {base}"))
    } else {
        return;
    };
    out.report(range, format!("a question has its verb first: `{repaired}`"))
        .confidence(0.8)
        .where_damaged()
        .suggest(format!("Write `{repaired}`"), [Edit::replace(range, repaired)]);
}
