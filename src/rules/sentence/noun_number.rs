//! A noun in the singular after a numeral or a word for many.

use crate::document::Document;
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::{Tag, inflect, lexicon};
use crate::rules::Rule;
use crate::source::TextRange;

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
    "lakh",
    "crore",
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
            let noun = doc.tokens()[at].tag == Tag::Nn && (is_counted(doc, at) || is_one_of(doc, at));
            if noun || doc.tokens()[at].tag == Tag::Nnp && is_one_of_office(doc, at) {
                report(doc, at, out);
            } else if doc.tokens()[at].tag == Tag::Nns && is_single(doc, at) {
                let word = doc.word(at);
                let singular = inflect::lemma(word, Tag::Nns).into_owned();
                let range = doc.tokens()[at].range;
                out.report(range, format!("`{word}` is plural after `{}`", doc.word(at - 1)))
                    .confidence(0.86)
                    .suggest(format!("Write `{singular}`"), [Edit::replace(range, singular)])
                    .suggest(
                        "Leave out the article",
                        [Edit::delete(TextRange::new(doc.tokens()[at - 1].range.start(), range.start()))],
                    );
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
        || matches!(word, "noon" | "midnight")
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

/// `one of the boat was`, `one of the main road is`: a noun in the singular where several are chosen from.
fn is_one_of(doc: &Document<'_>, at: usize) -> bool {
    // These are many by themselves, or one of their kind.
    const BODIES: &[&str] = &[
        "batch",
        "board",
        "cast",
        "chain",
        "class",
        "club",
        "collection",
        "country",
        "crop",
        "generation",
        "group",
        "line",
        "list",
        "lot",
        "lineup",
        "majority",
        "minority",
        "music",
        "number",
        "panel",
        "rest",
        "row",
        "set",
        "squad",
        "string",
        "team",
        "top",
        "variety",
        "wave",
        "world",
    ];
    let word = doc.word(at);
    let plural = inflect::plural(word);
    let start = doc.sentence_start(at);
    // One adjective may stand between.
    let described = at > start && doc.tokens()[at - 1].tag == Tag::Jj && !doc.is(at - 1, "other");
    let the = at - usize::from(described);
    let chosen = the >= start + 3
        && doc.is_any(the - 1, &["the", "these", "those", "his", "her", "their", "our", "my"])
        && doc.is(the - 2, "of")
        && doc.is(the - 3, "one")
        && !(the > start + 3 && doc.is_any(the - 4, &["part", "no", "-"]));
    let of = doc.is(at + 1, "of");
    let ends = doc
        .tag_beside(at + 1, at)
        .is_some_and(|tag| matches!(tag, Tag::Vbd | Tag::Vbz | Tag::Wp | Tag::Stop | Tag::Comma | Tag::In));
    chosen
        && ends
        && word.bytes().all(|b| b.is_ascii_lowercase())
        && plural != word
        && lexicon::is_english_form(&plural)
        && !((of || described) && BODIES.contains(&word))
        && !UNMARKED.contains(&word)
        && !crate::document::subject::counts_either(word)
}

/// `one of the Vice-Minister of Fishing`: an office with its capital, of which there are several.
fn is_one_of_office(doc: &Document<'_>, at: usize) -> bool {
    let start = doc.sentence_start(at);
    let the = if at >= start + 3 && doc.is(at - 1, "-") { at - 2 } else { at };
    let person = lexicon::person_noun(&doc.word(at).to_lowercase()).is_some();
    let ends = doc.tag_beside(at + 1, at).is_some_and(|tag| matches!(tag, Tag::Vbd | Tag::Vbz | Tag::In | Tag::Wp));
    person && ends && the >= start + 3 && doc.is(the - 1, "the") && doc.is(the - 2, "of") && doc.is(the - 3, "one")
}

/// `a shoes`, `an eggs`: a plural after an article for one.
fn is_single(doc: &Document<'_>, at: usize) -> bool {
    // Plurals that are one thing.
    const ONE: &[&str] = &[
        "means",
        "series",
        "species",
        "crossroads",
        "headquarters",
        "barracks",
        "works",
        "gallows",
        "news",
        "sweepstakes",
        "shambles",
        "corps",
        "summons",
        "mathematics",
        "thanks",
        "woods",
        "links",
        "innings",
        "gasworks",
        "ironworks",
        "waterworks",
        "steelworks",
        "doldrums",
        "bellows",
        "kudos",
        "premises",
        "grounds",
        "sports",
        "arms",
        "savings",
        "economics",
        "physics",
        "politics",
        "ethics",
        "dynamics",
        "tactics",
        "acoustics",
        "gymnastics",
        "data",
        "media",
        "people",
        "dice",
        "falls",
        "springs",
        "heights",
        "times",
        "hundreds",
        "thousands",
        "millions",
        "yes",
        "pants",
    ];
    let word = doc.word(at);
    let singular = inflect::lemma(word, Tag::Nns);
    let ends = doc.tag_beside(at + 1, at).is_none_or(|tag| {
        matches!(tag, Tag::Vbd | Tag::Wp | Tag::Stop | Tag::Comma) || matches!(tag, Tag::In | Tag::Cc)
    });
    doc.is_any(at - 1, &["a", "an"])
        && doc.tokens()[at - 1].tag == Tag::Dt
        && doc.space_before(doc.tokens()[at - 1].range.start())
        && ends
        && word.bytes().all(|b| b.is_ascii_lowercase())
        && word.ends_with('s')
        && *singular != *word
        && inflect::plural(&singular) == word
        && lexicon::is_english_form(&singular)
        && !ONE.contains(&word)
        && doc.tokens()[at].margin > 60
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
