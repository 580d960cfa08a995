//! A base form where a finite verb belongs: `the minister sign the order`.

use crate::document::subject::{self, Subject};
use crate::document::{BlockKind, Document};
use crate::finding::{Finding, Findings, Severity};
use crate::fix::Edit;
use crate::language::pronoun::{Number, Person};
use crate::language::tagger::Tagger;
use crate::language::verb::leaves_verb_bare;
use crate::language::{Tag, inflect, lexicon};
use crate::rules::Rule;

/// See `bare_verb.md`.
pub static RULE: Rule = Rule {
    id: "sentence/bare-verb",
    summary: "a base form where a finite verb belongs",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for (index, sentence) in doc.sentences().iter().enumerate() {
        if !doc.is_parsable(index) || doc.blocks()[sentence.block].kind == BlockKind::ListItem {
            continue;
        }
        for at in sentence.tokens.clone().skip(1) {
            if let Some((subject, sure)) = bare(doc, at) {
                let finding = report(doc, at, &subject, out);
                if !sure {
                    finding.where_damaged();
                }
            }
        }
    }
}

const MODALS: &[&str] =
    &["will", "would", "can", "could", "may", "might", "must", "shall", "should", "ought", "need", "dare"];

/// The singular subject of the base form at `at`, if nothing before it asks for a base form, and whether that is sure of
/// a text that is not damaged.
fn bare(doc: &Document<'_>, at: usize) -> Option<(Subject, bool)> {
    let token = &doc.tokens()[at];
    let word = doc.word(at);
    let plain = token.is_word() && word.len() > 1 && word.bytes().all(|b| b.is_ascii_lowercase());
    // A base form after `she` may be taken for a past.
    let tagged = matches!(token.tag, Tag::Vbp | Tag::Vb | Tag::VbFin | Tag::Vbd);
    let nominative = at > 0 && doc.is_any(at - 1, &["he", "she", "it"]);
    let verb_after = matches!(doc.tag_beside(at + 1, at), Some(Tag::Dt | Tag::PrpS | Tag::To | Tag::Rp))
        || doc.is_any(at + 1, &["out", "up", "down", "off", "away", "back", "into"]);
    let noun = token.tag == Tag::Nn && (token.finite_margin > -160 || nominative && verb_after);
    let tagged = tagged || nominative && token.tag == Tag::Md && !doc.is_any(at, MODALS) || noun && nominative;
    // `until it smoke, and`: read as a noun.
    let linked = at > doc.sentence_start(at) + 1
        && nominative
        && matches!(token.tag, Tag::Nn | Tag::Vb | Tag::Vbp | Tag::VbFin)
        && doc.is_any(at - 2, &["until", "when", "because", "if", "while", "that", "and", "but"])
        && matches!(doc.tag_beside(at + 1, at), Some(Tag::Cc | Tag::Comma | Tag::Stop | Tag::In))
        && [inflect::past(word), inflect::gerund(word)].iter().all(|form| lexicon::is_english_form(form));
    let tagged = tagged || linked;
    let noun = noun && !nominative;
    if !plain
        || !(tagged || noun)
        || doc.is_any(at, &["have", "do", "are", "be", "were", "wo", "ca", "sha"])
        || lexicon::number_word(word).is_some()
        || ends_like_form(word)
    {
        return None;
    }
    let subject = subject::subject(doc, at)?;
    let singular = subject.number == Some(Number::Singular) || told_in_past(doc, at, &subject);
    let third = subject.person == Person::Third && singular;
    // A name by itself may be a team, which takes a plural verb; a person has two names, or a pronoun.
    let head = doc.word(subject.head);
    let unknown =
        head.starts_with(char::is_uppercase) && subject.tokens.len() == 1 && doc.tokens()[subject.head].tag.is_noun();
    let person = || {
        let mentions = doc.mentions();
        mentions
            .name_at(doc.tokens()[subject.head].range.start())
            .and_then(|name| mentions.person_of(mentions.names[name].entity))
            .is_some_and(|person| person.forms.len() > 1)
    };
    let name = (doc.tokens()[subject.head].tag == Tag::Nnp || unknown) && !person();
    // `the hearing imagine`: an adjective for those who are so.
    if doc.is_any(subject.head, &["hearing", "living", "dying"]) {
        return None;
    }
    let team = name && !(subject.head > subject.tokens.start && doc.tokens()[subject.head - 1].tag == Tag::Nnp);
    let first = doc.tokens()[doc.sentence_start(at)].tag == Tag::Md || doc.is_any(doc.sentence_start(at), MODALS);
    // `Then she go and`: after a pronoun, nothing else can be the verb.
    let closes = doc.is_any(at - 1, &["he", "she"])
        && token.finite_margin > 60
        && matches!(doc.tag_beside(at + 1, at), Some(Tag::Cc | Tag::Comma | Tag::Stop));
    // A team wins in the present; a name in a text told in the past is a person's.
    let told = team && doc.told_in_past(at) && !doc.in_quotation(token.range.start());
    let mut sure = !told && (closes || takes_over(doc, at, noun));
    let team = team && !told;
    let closes = closes || linked;
    if !third || team || first || asks_for_base(doc, at, &subject) || !(closes || takes_over(doc, at, noun)) {
        return None;
    }
    // A noun between a noun and its verb is the subject's last word.
    let sentence = &doc.sentences()[token.sentence];
    let clause_end = (at + 1..sentence.tokens.end)
        .find(|&t| doc.is_any(t, &[",", ";", "and", "but", "that", "which", "who", "because", "when"]));
    let finite_follows = (at + 1..clause_end.unwrap_or(sentence.tokens.end)).any(|t| doc.tokens()[t].finite_margin > 0);
    if finite_follows && (noun || token.finite_margin < 60) {
        if noun || linked || token.tag != Tag::Vbp {
            return None;
        }
        sure = false;
    }
    if noun
        && (sentence.tokens.start..at)
            .any(|t| doc.tokens()[t].finite_margin > Tagger::embedded().thresholds().no_finite)
        && !subject.relative
    {
        return None;
    }
    Some((subject, sure))
}

/// Whether a body takes the verb, which would be plural and present by British use, in a sentence told in the past.
fn told_in_past(doc: &Document<'_>, at: usize, subject: &Subject) -> bool {
    let body = subject.number.is_none()
        && doc.tokens()[subject.head].tag == Tag::Nn
        && doc.is_any(subject.tokens.start, &["the", "this", "that", "a"]);
    let sentence = doc.sentences()[doc.tokens()[at].sentence].tokens.clone();
    let past = sentence.clone().filter(|&t| doc.tokens()[t].tag == Tag::Vbd).count();
    let present = sentence.filter(|&t| t != at && matches!(doc.tokens()[t].tag, Tag::Vbz | Tag::Vbp)).count();
    body && past >= 1 && present == 0 && doc.told_in_past(at) && !doc.in_quotation(doc.tokens()[at].range.start())
}

/// Words in -s, -ed or -ing are no base forms, whatever the tag.
fn ends_like_form(word: &str) -> bool {
    word.ends_with("ed")
        || word.ends_with("ing")
        || word.ends_with('s') && !word.ends_with("ss")
        || inflect::lemma(word, Tag::Vbd) != word
        || inflect::lemma(word, Tag::Vbn) != word
        || inflect::past(word) == word
}

/// Whether an auxiliary, a demand, a verb of perception, coordination or inversion asks for a base form.
fn asks_for_base(doc: &Document<'_>, at: usize, subject: &Subject) -> bool {
    let start = doc.sentences()[doc.tokens()[at].sentence].tokens.start;
    // A question inverts: `Will Ivo start?`, `Did she decline?`
    let question = (at..doc.sentence_end(at)).any(|t| doc.is(t, "?"));
    let governs = question
        || (start..subject.tokens.start).any(|t| {
            let tag = doc.tokens()[t].tag;
            let lemma = if tag.is_verb() || tag.is_noun() || tag == Tag::Jj { doc.lemma(t) } else { "" };
            tag == Tag::Md
                || doc.is_any(
                    t,
                    &["will", "would", "can", "could", "may", "might", "must", "shall", "should", "did", "does"],
                )
                || leaves_verb_bare(lemma)
                || doc
                    .is_any(t, &["lest", "than", "if", "whether", "god", "heaven", "long", "come", "better", "rather"])
        });
    let before = subject.tokens.start.checked_sub(1).filter(|&t| t >= start);
    let joined = before.is_some_and(|t| matches!(doc.tokens()[t].tag, Tag::Cc) || doc.tokens()[t].tag.is_verb());
    // A second noun in a row that begins with a capital is a name; `you and he go` is joined.
    let infinitive = (start..subject.tokens.start).rev().take(3).any(|t| doc.is(t, "to"));
    let list = infinitive
        || (start..subject.tokens.start).any(|t| doc.is(t, "and")) && doc.tokens()[subject.head].tag == Tag::Nnp;
    governs || joined || list
}

/// Whether the words after the base form go on as they do after a verb.
fn takes_over(doc: &Document<'_>, at: usize, noun: bool) -> bool {
    let Some(next) = doc.tokens().get(at + 1) else { return false };
    match next.tag {
        // `vitamin D`: a letter is no object.
        _ if doc.word(at + 1).len() == 1 && doc.word(at + 1).bytes().all(|b| b.is_ascii_uppercase()) => false,
        Tag::Dt | Tag::PrpS | Tag::Prp => true,
        Tag::Rp => true,
        Tag::Rb if noun => doc.is_any(at + 1, &["out", "up", "down", "off", "away", "back"]),
        Tag::In if doc.is(at + 1, "that") => true,
        Tag::In | Tag::To | Tag::Rb | Tag::Nns | Tag::Jj | Tag::Nnp | Tag::Wrb | Tag::Cd | Tag::Nn => !noun,
        _ => false,
    }
}

fn report<'o>(doc: &Document<'_>, at: usize, subject: &Subject, out: &'o mut Findings<'_>) -> &'o mut Finding {
    let token = &doc.tokens()[at];
    let word = doc.word(at);
    let (past, present) = (inflect::past(word), inflect::third_person(word));
    let in_past = doc.told_in_past(at);
    let (first, second) = if in_past { (past, present) } else { (present, past) };
    // `The second kiln deliver in May to a shop`: a thing is delivered.
    if is_done_to(doc, at, subject) {
        let be = if in_past { "was" } else { "is" };
        let passive = format!("{be} {}", inflect::past_participle(word));
        return out
            .report(
                token.range,
                format!("`{word}` is a base form without an object; the subject is what it is done to"),
            )
            .confidence(0.8)
            .suggest(format!("Write `{passive}`"), [Edit::replace(token.range, passive)])
            .suggest(format!("Write `{first}`"), [Edit::replace(token.range, first)]);
    }
    let head = doc.word(subject.head);
    let subject_range = doc.tokens()[subject.tokens.start].range.cover(doc.tokens()[subject.head].range);
    let frame = if in_past { "in the past" } else { "in the present" };
    out.report(
        token.range,
        format!("`{word}` is a base form; after `{head}` the sentence needs `{first}` (the text around it is {frame})"),
    )
    .confidence(0.8)
    .related(subject_range, "the subject")
    .suggest(format!("Write `{first}`"), [Edit::replace(token.range, first)])
    .suggest(format!("Write `{second}`"), [Edit::replace(token.range, second)])
}

/// Whether the verb takes an object that is not there, and its subject is a thing.
fn is_done_to(doc: &Document<'_>, at: usize, subject: &Subject) -> bool {
    const TRANSITIVE: &[&str] = &[
        "deliver",
        "build",
        "complete",
        "publish",
        "produce",
        "install",
        "approve",
        "sign",
        "hold",
        "send",
        "sell",
        "make",
        "write",
        "pay",
        "award",
        "release",
        "announce",
        "introduce",
        "establish",
        "found",
        "restore",
        "replace",
        "repair",
        "test",
        "use",
        "elect",
        "arrest",
        "find",
        "cancel",
        "postpone",
        "reject",
        "adopt",
        "ship",
        "locate",
        "destroy",
        "design",
        "develop",
        "order",
        "place",
        "plant",
        "export",
        "import",
        "record",
        "discover",
    ];
    let objectless = matches!(doc.tag_beside(at + 1, at), Some(Tag::In | Tag::Stop | Tag::Rb));
    let thing = doc.tokens()[subject.head].tag == Tag::Nn
        && lexicon::person_noun(doc.lemma(subject.head)).is_none()
        && !lexicon::organisation_noun(doc.lemma(subject.head));
    objectless && thing && TRANSITIVE.contains(&doc.word(at))
}
