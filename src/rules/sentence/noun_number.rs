//! A noun in the singular after a numeral or a word for many.

use crate::document::Document;
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::{Tag, inflect, lexicon};
use crate::rules::Rule;

/// See `noun_number.md`.
pub static RULE: Rule = Rule {
    id: "sentence/noun-number",
    summary: "a noun in the singular after a numeral or `many`",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

/// After these a noun that can be counted is plural.
const MANY: &[&str] = &["many", "several", "few", "these", "those", "both", "numerous"];

/// Nouns whose plural is spelled as the singular, and those that count by themselves.
const UNMARKED: &[&str] = &[
    "percent",
    "cent",
    "per",
    "hundred",
    "thousand",
    "million",
    "billion",
    "trillion",
    "dozen",
    "aircraft",
    "spacecraft",
    "people",
    "fish",
    "sheep",
    "deer",
    "salmon",
    "trout",
    "cod",
    "squid",
    "yen",
    "yuan",
    "won",
    "baht",
    "rand",
    "foot",
    "pound",
    "stone",
    "head",
    "second",
    "half",
    "third",
    "quarter",
    "police",
    "staff",
    "crew",
    "data",
    "media",
    "offspring",
    "species",
    "series",
    "pm",
    "am",
    "gross",
    "hertz",
    "ton",
    "horsepower",
    "love",
    "all",
    "metre",
    "meter",
    "kilometre",
    "kilometer",
    "mile",
    "year",
    "day",
    "inch",
    "way",
    "part",
    "man",
    "bacteria",
    "dice",
    "sort",
    "kind",
    "type",
    "bison",
    "moose",
    "buffalo",
    "cattle",
    "folk",
    "youth",
    "personnel",
    "elite",
    "military",
    "faithful",
    "clergy",
    "ft",
    "kg",
    "km",
    "grand",
];

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for (index, sentence) in doc.sentences().iter().enumerate() {
        if !doc.is_parsable(index) {
            continue;
        }
        for at in sentence.tokens.clone().skip(1) {
            if doc.tokens()[at].tag == Tag::Nn && is_counted(doc, at) {
                report(doc, at, out);
            }
        }
    }
}

/// Whether the noun at `at` ends a noun phrase that begins with a numeral or a word for many.
fn is_counted(doc: &Document<'_>, at: usize) -> bool {
    let tokens = doc.tokens();
    let start = doc.sentence_start(at);
    let word = doc.word(at);
    let plural = inflect::plural(word);
    let plain = tokens[at].is_word() && word.len() > 2 && word.bytes().all(|b| b.is_ascii_lowercase());
    if !plain
        || plural == word
        || word.ends_with('s')
        || word.ends_with("ing")
        || UNMARKED.contains(&word)
        || lexicon::unit(word).is_some()
        || lexicon::currency(word).is_some()
        || word.ends_with("hertz")
        || lexicon::number_word(word).is_some()
        || !lexicon::is_english_form(&plural)
    {
        return false;
    }
    let mut counter = at - 1;
    if counter > start && tokens[counter].tag == Tag::Jj && !doc.is_any(counter, MANY) {
        counter -= 1;
    }
    let many = doc.is_any(counter, MANY) && matches!(tokens[counter].tag, Tag::Jj | Tag::Dt);
    let spelled = tokens[counter].tag == Tag::Cd && is_several(doc.word(counter));
    let preceded = counter == start
        || matches!(
            tokens[counter - 1].tag,
            Tag::In
                | Tag::Dt
                | Tag::PrpS
                | Tag::Cc
                | Tag::Vbd
                | Tag::Vbz
                | Tag::Vbp
                | Tag::Vb
                | Tag::Vbg
                | Tag::Vbn
                | Tag::Ex
                | Tag::Comma
        ) && !doc.is_any(counter - 1, &["a", "an", "per"]);
    // `these account for`: what looks like a noun may be the verb.
    let verb = doc.is_any(counter, &["these", "those"])
        && !doc.is(at + 1, "of")
        && doc.tag_beside(at + 1, at) != Some(Tag::Vbd);
    if verb && doc.tag_beside(at + 1, at) != Some(Tag::Md)
        || doc.tag_beside(at + 1, at) == Some(Tag::Comma)
            && matches!(doc.tag_beside(at + 2, at), Some(Tag::Jj | Tag::Nn))
    {
        return false;
    }
    let closes = match doc.tag_beside(at + 1, at) {
        None => false,
        Some(Tag::In | Tag::Stop | Tag::Comma | Tag::Vbd | Tag::Vbp | Tag::Wdt | Tag::Wp | Tag::Md) => true,
        Some(Tag::Cc | Tag::Rb | Tag::To) => many,
        _ => false,
    };
    (many && !doc.is(counter, "both") || spelled) && preceded && closes
}

/// Whether `word` is a number of two or more that is no year.
fn is_several(word: &str) -> bool {
    if word.bytes().all(|b| b.is_ascii_lowercase()) {
        return lexicon::number_word(word).is_some_and(|number| number >= 2);
    }
    let digits: String = word.chars().filter(|&c| c != ',').collect();
    let year = digits.len() == word.len() && digits.len() == 4;
    !year && digits.parse::<u64>().is_ok_and(|number| number >= 2)
}

fn report(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) {
    let plural = inflect::plural(doc.word(at));
    let range = doc.tokens()[at].range;
    out.report(range, format!("`{}` is singular after `{}`", doc.word(at), doc.word(at - 1)))
        .confidence(0.86)
        .suggest(format!("Write `{plural}`"), [Edit::replace(range, plural)]);
}
