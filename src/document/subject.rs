//! The subject of a finite verb, where the words right before the verb leave no doubt.
//!
//! A reading that can't be sure says so: rules that accuse a verb of disagreeing with its subject have to know the
//! subject, and nearest is not enough (`the colour of the doors was`).

use std::ops::Range;

use super::Document;
use crate::language::pronoun::{self, Case, Number, Person};
use crate::language::{Tag, lexicon};

/// A verb's subject.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Subject {
    /// Its tokens, determiner and modifiers among them, without what a preposition or a comma adds.
    pub tokens: Range<usize>,
    /// Its head noun or pronoun.
    pub head: usize,
    /// The grammatical person.
    pub person: Person,
    /// One or more; `None` where both are English (`the team`, `you`, sums and measures).
    pub number: Option<Number>,
    /// Whether it is the antecedent of the relative pronoun that stands before the verb.
    pub relative: bool,
}

/// Nouns in the singular that take a verb in either number, or that stand for amounts.
const EITHER: &[&str] = &[
    "audience",
    "band",
    "board",
    "bulk",
    "cabinet",
    "cast",
    "choir",
    "class",
    "club",
    "committee",
    "community",
    "company",
    "council",
    "couple",
    "crew",
    "crowd",
    "data",
    "dozen",
    "enemy",
    "faculty",
    "family",
    "firm",
    "fraction",
    "generation",
    "government",
    "group",
    "half",
    "handful",
    "jury",
    "lot",
    "majority",
    "management",
    "media",
    "minority",
    "number",
    "opposition",
    "orchestra",
    "pair",
    "panel",
    "part",
    "party",
    "percent",
    "percentage",
    "population",
    "press",
    "public",
    "quarter",
    "range",
    "rest",
    "series",
    "set",
    "side",
    "squad",
    "staff",
    "team",
    "third",
    "total",
    "trio",
    "union",
    "variety",
    "youth",
    "proportion",
    "kind",
    "sort",
    "type",
    "plenty",
    "none",
    "any",
    "some",
    "all",
    "most",
    "more",
    "fish",
    "sheep",
    "deer",
    "bacteria",
    "nuclei",
    "fungi",
    "algae",
    "larvae",
    "criteria",
    "phenomena",
    "media",
    "strata",
    "cacti",
    "alumni",
    "genitalia",
    "stimuli",
    "moratoria",
    "memoranda",
    "referenda",
    "ova",
    "spectra",
    "genera",
    "species",
    "aircraft",
    "offspring",
    "kin",
    "folk",
    "cent",
    "percent",
];

/// Nouns without a plural ending that are plural.
const PLURAL: &[&str] = &["police", "people", "cattle", "men", "women", "children", "clergy", "personnel"];

/// Nouns with a plural ending that are singular.
const SINGULAR: &[&str] = &[
    "news",
    "politics",
    "economics",
    "physics",
    "mathematics",
    "athletics",
    "gymnastics",
    "ethics",
    "linguistics",
    "statistics",
    "electronics",
    "genetics",
    "mechanics",
    "measles",
    "diabetes",
    "billiards",
    "means",
    "crossroads",
    "headquarters",
    "barracks",
    "works",
    "series",
    "species",
    "gallows",
    "lens",
    "chess",
    "bus",
    "gas",
    "thanks",
    "odds",
    "logistics",
    "robotics",
    "acoustics",
    "aerobics",
    "acrobatics",
    "dynamics",
    "basics",
    "optics",
    "tropics",
    "mumps",
    "rabies",
    "rickets",
    "maths",
    "darts",
    "dominoes",
    "checkers",
];

/// Whether the noun `lower`, in the singular, takes a verb in either number (`the team have`) or stands for an amount.
pub fn counts_either(lower: &str) -> bool {
    EITHER.contains(&lower) || PLURAL.contains(&lower)
}

/// The subject of the finite verb at token `verb`, if the words before it say plainly what it is.
pub fn subject(doc: &Document<'_>, verb: usize) -> Option<Subject> {
    let start = doc.sentences()[doc.tokens()[verb].sentence].tokens.start;
    let mut at = back_over_adverbs(doc, verb, start)?;
    let tag = doc.tokens()[at].tag;
    if matches!(tag, Tag::Wp | Tag::Wdt) && doc.is_any(at, &["who", "which", "that"]) {
        return relative(doc, at, start);
    }
    let mut apposed = false;
    if let Some(relative) = after_relative_clause(doc, at, start) {
        return Some(relative);
    }
    if doc.is(at, ",") {
        at = before_apposition(doc, at, start)?;
        apposed = true;
    }
    let mut subject = noun_phrase(doc, at, start)?;
    let mut depth = 0;
    // `the keeper of the gate`: the head stands before the preposition.
    while let Some(before) = subject.tokens.start.checked_sub(1).filter(|&before| before >= start) {
        let tag = doc.tokens()[before].tag;
        // A pronoun in the nominative is governed by none: `such time as we have`.
        let governed = doc.tokens()[subject.head].tag != Tag::Prp;
        let preposition = tag == Tag::In && !is_subordinator(doc, before) && governed;
        if preposition && before > start && doc.tokens()[before - 1].tag.is_noun() && depth < 2 {
            let outer = noun_phrase(doc, before - 1, start)?;
            // `six parts per million`, `workers at the firm, who`: which of the two nouns is meant stays open.
            if doc.is(before, "per") || apposed && outer.number != subject.number {
                return None;
            }
            if doc.is(before, "of") && outer.number != Some(Number::Singular) {
                return None;
            }
            subject = Subject { tokens: outer.tokens.start..subject.tokens.end, ..outer };
            depth += 1;
            continue;
        }
        // `all of the tenants`: the second noun counts.
        if doc.is(before, "of")
            && before > start
            && doc.is_any(before - 1, &["all", "many", "most", "some", "several", "few", "both"])
            && subject.number == Some(Number::Plural)
        {
            subject.tokens.start = before - 1;
            continue;
        }
        // `Mina Roy, a baker at the mill, who had slept,`: the name before the apposition.
        if apposed && doc.is(before, ",") && before > start && doc.is_any(before + 1, &["a", "an", "the"]) {
            let outer = noun_phrase(doc, before - 1, start)?;
            let named = doc.tokens()[outer.head].tag == Tag::Nnp && outer.tokens.start == start;
            return (named && subject.number == Some(Number::Singular)).then_some(outer);
        }
        let opens =
            matches!(tag, Tag::OpenQuote | Tag::Colon) || matches!(doc.word(before), "“" | "\"" | "‘" | ";" | "—");
        // `they say the rules are`: a clause without `that`.
        let reported = doc
            .is_any(before, &["say", "says", "said", "believe", "believes", "thinks", "suggests", "claims"])
            && tag.is_finite()
            && (matches!(doc.tokens()[subject.tokens.start].tag, Tag::Dt | Tag::PrpS) || doc.is(subject.head, "it"));
        // `Then Petrov`, `At 5:08 Petrov`
        let then = doc.tokens()[subject.head].tag == Tag::Nnp
            && (before == start && tag == Tag::Rb
                || before == start + 1 && tag == Tag::Cd && doc.tokens()[start].tag == Tag::In);
        // `no oil The first batch`: a stop is lost before a capital.
        let lost_stop = doc
            .is_any(subject.tokens.start, &["the", "this", "these", "his", "her", "he", "she", "they", "it"])
            && doc.word(subject.tokens.start).starts_with(char::is_uppercase)
            && doc.tokens()[subject.tokens.start + 1].tag != Tag::Nnp
            && doc.word(before).bytes().all(|b| b.is_ascii_lowercase());
        let clause = opens
            || lost_stop
            || then
            || reported
            || is_subordinator(doc, before)
            || matches!(tag, Tag::Wrb)
            || doc.is(before, "but");
        // `A mire that hums has`: what looks like a noun may be the verb of a relative clause.
        if doc.is(before, "that") && before > start && doc.tokens()[before - 1].tag.is_noun() {
            return None;
        }
        // `In Lisbon the lights were`: a phrase in front without a comma.
        let determined =
            matches!(doc.tokens()[subject.tokens.start].tag, Tag::Dt | Tag::PrpS) && doc.tokens()[start].tag == Tag::In;
        let in_front =
            determined && doc.prepositional_phrase(start).is_some_and(|phrase| phrase.end == subject.tokens.start);
        let fronted = in_front || doc.is(before, ",") && fronted(doc, start, before);
        // A pronoun in the nominative is a subject wherever it stands, unless it is one of several.
        let nominative = doc.is_any(subject.head, &["he", "she", "they", "we", "i"]) && !matches!(tag, Tag::Cc);
        if !(clause || fronted || nominative) {
            return None;
        }
        break;
    }
    // A fronted phrase is no apposition: `In May, three men, all of them cooks, were`.
    (!apposed || subject.tokens.start == start || !doc.is(subject.tokens.start - 1, ",")).then_some(subject)
}

/// The noun before a short passive clause that ends at `at`: `the paint that is used up`.
fn after_relative_clause(doc: &Document<'_>, at: usize, start: usize) -> Option<Subject> {
    let participle = (start..=at).rev().take(2).find(|&t| doc.tokens()[t].tag == Tag::Vbn)?;
    let pronoun = participle.checked_sub(2).filter(|&t| t > start)?;
    let passive = doc.is_any(participle - 1, &["is", "was", "are", "were"]);
    let opens = doc.is_any(pronoun, &["that", "which"]) && doc.tokens()[pronoun - 1].tag.is_noun();
    if !passive || !opens {
        return None;
    }
    let phrase = noun_phrase(doc, pronoun - 1, start)?;
    (phrase.tokens.start == start).then_some(phrase)
}

/// Whether the word at `at` opens a clause of its own.
fn is_subordinator(doc: &Document<'_>, at: usize) -> bool {
    doc.is_any(
        at,
        &[
            "that", "because", "if", "when", "while", "until", "although", "though", "unless", "whether", "where",
            "whenever",
        ],
    )
}

/// The token before `verb`, past adverbs.
fn back_over_adverbs(doc: &Document<'_>, verb: usize, start: usize) -> Option<usize> {
    let mut at = verb.checked_sub(1).filter(|&at| at >= start)?;
    while at > start
        && matches!(doc.tokens()[at].tag, Tag::Rb)
        && !doc.is_any(at, &["not", "n't", "n’t", "there", "here", "alone", "else"])
    {
        at -= 1;
    }
    Some(at)
}

/// The token before the comma that opens the apposition or relative clause which ends at the comma `at`.
fn before_apposition(doc: &Document<'_>, at: usize, start: usize) -> Option<usize> {
    // `Mr. Lund, 31, works`
    if at > start + 2
        && doc.tokens()[at - 1].tag == Tag::Cd
        && doc.is(at - 2, ",")
        && doc.tokens()[at - 3].tag == Tag::Nnp
    {
        return Some(at - 3);
    }
    let open = (start + 1..at).rev().find(|&t| doc.is(t, ","))?;
    let first = open + 1;
    let relative = doc.is_any(first, &["who", "which", "whose"]);
    let finite = (first..at).any(|t| doc.tokens()[t].finite_margin > 0);
    let listed = (first..at).any(|t| doc.is_any(t, &["and", "or", "but"])) && !relative;
    (at - open >= 3 && (relative == finite) && !listed).then(|| open - 1)
}

/// Whether what stands between `start` and the comma at `comma` is a phrase or clause in front of the main clause.
fn fronted(doc: &Document<'_>, start: usize, comma: usize) -> bool {
    let first = &doc.tokens()[start];
    let opens = matches!(first.tag, Tag::In | Tag::Rb | Tag::Wrb | Tag::To | Tag::Cc);
    let commas = (start + 1..comma).filter(|&t| doc.is(t, ",")).count();
    // `For Ana Roy, 77, a baker,`: a name with its appositions, and no verb.
    let apposed = first.tag == Tag::In
        && commas == 2
        && (start + 1..comma).all(|t| !doc.tokens()[t].tag.is_finite())
        && doc.tokens()[start + 1].tag == Tag::Nnp;
    opens && (commas == 0 || apposed)
}

/// The antecedent of the relative pronoun at `at`.
fn relative(doc: &Document<'_>, at: usize, start: usize) -> Option<Subject> {
    // `, which means that`: the whole clause may be meant.
    if doc.is(at, "which") && at > start && doc.is(at - 1, ",") && !doc.is_any(at + 1, &["are", "were", "have"]) {
        return None;
    }
    let mut noun = at.checked_sub(1).filter(|&t| t >= start)?;
    if doc.is(noun, ",") {
        noun = noun.checked_sub(1).filter(|&t| t >= start)?;
    }
    let phrase = noun_phrase(doc, noun, start)?;
    let before = phrase.tokens.start.checked_sub(1).filter(|&t| t >= start);
    // `one of the men who`, `a box of tools that`: either noun may be meant.
    let of = before.is_some_and(|t| {
        let tag = doc.tokens()[t].tag;
        tag == Tag::In && !is_subordinator(doc, t)
            || matches!(tag, Tag::Cc | Tag::Vbg | Tag::Vbn | Tag::Vb)
            || doc.is(t, ",")
    });
    let pronoun = doc.tokens()[phrase.head].tag == Tag::Prp;
    (!of && !pronoun).then_some(Subject { relative: true, ..phrase })
}

/// The noun phrase or pronoun that ends at token `end`.
fn noun_phrase(doc: &Document<'_>, end: usize, start: usize) -> Option<Subject> {
    let token = &doc.tokens()[end];
    let word = doc.word(end);
    if token.tag == Tag::Prp {
        let pronoun = pronoun::pronoun(word)?;
        let nominative = pronoun.cases.contains(Case::Nominative);
        let number =
            pronoun.number.filter(|_| pronoun.person != Person::Second && !doc.is(end, "they") || doc.is(end, "they"));
        return nominative.then(|| Subject {
            tokens: end..end + 1,
            head: end,
            person: pronoun.person,
            number: if doc.is(end, "you") { Some(Number::Plural) } else { number },
            relative: false,
        });
    }
    if !token.tag.is_noun() || !token.is_word() {
        return None;
    }
    let mut from = end;
    while from > start {
        let before = &doc.tokens()[from - 1];
        let modifies = matches!(
            before.tag,
            Tag::Nn
                | Tag::Nns
                | Tag::Nnp
                | Tag::Nnps
                | Tag::Jj
                | Tag::Jjr
                | Tag::Jjs
                | Tag::Cd
                | Tag::Pos
                | Tag::Hyph
                | Tag::Dollar
        ) || before.tag == Tag::Vbn && from - 1 > start;
        if matches!(before.tag, Tag::Dt | Tag::PrpS | Tag::WpS | Tag::Pdt) {
            from -= 1;
            break;
        }
        // `At 5:08 Petrov`: a time of day is no part of a name.
        let time = before.tag == Tag::Cd && doc.word(from - 1).contains(':');
        if !modifies || time {
            break;
        }
        from -= 1;
    }
    let determiner = doc.lower(from);
    let number = number(doc, end, determiner, from);
    Some(Subject { tokens: from..end + 1, head: end, person: Person::Third, number, relative: false })
}

/// The number of the noun phrase from token `from` to its head; `None` where it takes a verb in either number.
pub fn number_of(doc: &Document<'_>, head: usize, from: usize) -> Option<Number> {
    number(doc, head, doc.lower(from), from)
}

fn number(doc: &Document<'_>, head: usize, determiner: &str, from: usize) -> Option<Number> {
    let lower = doc.lower(head);
    let tag = doc.tokens()[head].tag;
    if PLURAL.contains(&lower) {
        return Some(Number::Plural);
    }
    if EITHER.contains(&lower)
        || matches!(
            determiner,
            "any"
                | "some"
                | "all"
                | "no"
                | "half"
                | "what"
                | "which"
                | "both"
                | "either"
                | "neither"
                | "each"
                | "every"
        ) && tag == Tag::Nns
    {
        return None;
    }
    // Surnames in -s: `Mills says`.
    if tag == Tag::Nns
        && from == head
        && doc.word(head).starts_with(char::is_uppercase)
        && (head > doc.sentence_start(head) || lexicon::is_known_name(doc.word(head)))
    {
        return None;
    }
    let counted = (from..head).find(|&t| doc.tokens()[t].tag == Tag::Cd);
    match tag {
        // Measures and sums are one thing: `three weeks is`, `40 million was`.
        Tag::Nns
            if lexicon::unit(lower).is_some()
                || lexicon::currency(lower).is_some()
                || lexicon::number_word(lower.trim_end_matches('s')).is_some() =>
        {
            None
        }
        Tag::Nns
            if SINGULAR.contains(&lower)
                || matches!(
                    lower,
                    "weeks"
                        | "months"
                        | "years"
                        | "days"
                        | "hours"
                        | "minutes"
                        | "seconds"
                        | "decades"
                        | "centuries"
                        | "times"
                        | "miles"
                ) =>
        {
            None
        }
        // A rare word without the ending of a plural.
        Tag::Nns if !lower.ends_with('s') && lexicon::familiarity(lower) != lexicon::Familiarity::Common => None,
        Tag::Nns if matches!(determiner, "a" | "an" | "this" | "that" | "another") => None,
        Tag::Nns if lower.ends_with("is") || lower.ends_with("us") || lower.ends_with("ss") => None,
        Tag::Nns => Some(Number::Plural),
        Tag::Nn if counted.is_some_and(|t| !matches!(doc.word(t), "1" | "one" | "One")) => None,
        Tag::Nn if matches!(determiner, "these" | "those" | "many" | "few" | "several") => None,
        Tag::Nn => Some(Number::Singular),
        // Names in the plural are bodies as often as not: `Wells Brothers is`.
        Tag::Nnp if !lower.ends_with('s') => Some(Number::Singular),
        _ => None,
    }
}
