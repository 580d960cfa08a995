//! A family name that was translated as if it were a word.

use std::collections::HashMap;

use crate::document::{BlockKind, Document, TokenKind};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::lexicon::{self, Familiarity};
use crate::language::{Tag, Upos};
use crate::rules::Rule;
use crate::source::TextRange;

/// See `translated_name.md`.
pub static RULE: Rule = Rule {
    id: "translation/translated-name",
    summary: "a family name translated as if it were a word",
    severity: Severity::Error,
    mqm: "accuracy/mistranslation",
    its: "inconsistent-entities",
    check,
};

/// Two capitalised words side by side, by token.
struct Pair<'t> {
    at: usize,
    first: &'t str,
    second: &'t str,
}

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let pairs = pairs(doc);
    let mut followers: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, pair) in pairs.iter().enumerate() {
        followers.entry(pair.first).or_default().push(index);
    }
    bynames(doc, &pairs, out);
    let mut times: HashMap<(&str, &str), usize> = HashMap::new();
    for pair in &pairs {
        *times.entry((pair.first, pair.second)).or_default() += 1;
    }
    let occurs_once = |pair: &Pair<'_>| times[&(pair.first, pair.second)] == 1;
    for pair in &pairs {
        if is_plain(pair.second) && !is_word(pair.first) {
            if !occurs_once(pair) || !is_person(doc, pair) {
                continue;
            }
            // `Leyla Rains` beside `Leyla Yağar`. Two people of one given name are both named again, or presented.
            let second = stands_alone(doc, pair) || is_presented(doc, pair);
            let namesakes = if second { &[][..] } else { &followers[pair.first][..] };
            let other = namesakes.iter().map(|&index| &pairs[index]).find(|other| is_other(other.second, pair.second));
            if let Some(other) = other {
                let there = doc.tokens()[other.at].range.cover(doc.tokens()[other.at + 1].range);
                report(doc, pair, there, doc.quote(there), out);
            } else if is_word(pair.second)
                && !lexicon::is_known_name(pair.second)
                && is_titled(doc, pair)
                && !is_introduced(doc, pair)
                && !stands_alone(doc, pair)
                && let Some(family) = stray_family_name(doc, &pairs)
            {
                report(doc, pair, doc.tokens()[family].range, format!("{} {}", pair.first, doc.word(family)), out);
            }
        } else if is_plain(pair.first)
            && let Some(other) = followers.get(pair.second).and_then(|list| list.first()).map(|&index| &pairs[index])
            && other.second != pair.first
            && !opens(doc, pair.at)
            && occurs_once(pair)
            && !is_word(pair.second)
            && lexicon::title(pair.first).is_none()
            && lexicon::person_noun(&pair.first.to_lowercase()).is_none_or(|_| !article(doc, pair.at))
            && reversed(doc, pair, other)
        {
            // `Baker Ilona` beside `Ilona Pék`.
            let there = doc.tokens()[other.at].range.cover(doc.tokens()[other.at + 1].range);
            report(doc, pair, there, doc.quote(there), out);
        }
    }
}

/// `Leyla the Rain` beside `Leyla Yağar`: the family name translated, with an article.
fn bynames(doc: &Document<'_>, pairs: &[Pair<'_>], out: &mut Findings<'_>) {
    let tokens = doc.tokens();
    for (index, pair) in pairs.iter().enumerate() {
        // Once for each given name.
        if pairs[..index].iter().any(|other| other.first == pair.first) {
            continue;
        }
        let family = pair.second.to_lowercase();
        if !is_other(pair.second, "")
            || lexicon::is_english_form(&family) && lexicon::given_name_gender(pair.first).is_none()
        {
            continue;
        }
        for at in doc.places_of(pair.first) {
            let noun = at + 2;
            let named = doc.word(at + 1) == "the"
                && doc.tag_beside(noun, at).is_some()
                && doc.word(noun).starts_with(char::is_uppercase)
                && is_plain(doc.word(noun))
                && doc.word(noun) != pair.second
                && lexicon::person_noun(&doc.word(noun).to_lowercase()).is_none()
                && doc.tokens()[noun].tag != Tag::Jj
                && doc.places_of(doc.word(noun)).len() == 1;
            if !named {
                continue;
            }
            let here = tokens[at].range.cover(tokens[noun].range);
            let there = tokens[pair.at].range.cover(tokens[pair.at + 1].range);
            let name = doc.quote(there);
            out.report(here, format!("`{}` may be `{name}` with the family name translated", doc.quote(here)))
                .confidence(0.85)
                .related(there, "the name as it stands elsewhere")
                .suggest(format!("Write `{}`", pair.first), [Edit::replace(here, pair.first)])
                .suggest(format!("Write `{name}`"), [Edit::replace(here, name.clone())]);
        }
    }
}

/// Whether the text uses the second name of the pair by itself, as it does with a family name.
fn stands_alone(doc: &Document<'_>, pair: &Pair<'_>) -> bool {
    let alone = |at: usize| !opens(doc, at) || doc.tokens()[at].upos == Upos::Propn;
    doc.places_of(pair.second).any(|at| at != pair.at + 1 && alone(at))
}

/// Whether the pair names somebody: a given name, or a name that somebody is called by.
fn is_person(doc: &Document<'_>, pair: &Pair<'_>) -> bool {
    let rest = &doc.text()[doc.tokens()[pair.at + 1].range.end()..];
    let introduced =
        [", who ", ", whose ", " said", " says", " told", " asked"].iter().any(|lead| rest.starts_with(lead));
    let titled = pair.at > 0 && lexicon::person_noun(&doc.word(pair.at - 1).to_lowercase()).is_some();
    let lower = pair.second.to_lowercase();
    !rest.starts_with('-')
        && !lexicon::organisation_noun(&lower)
        && (lexicon::given_name_gender(pair.first).is_some() || introduced || titled)
        && !PLACES.contains(&&*lower)
}

/// Nouns that follow a name in the name of a place or a thing.
const PLACES: &[&str] = &[
    "street",
    "road",
    "avenue",
    "square",
    "lane",
    "drive",
    "bridge",
    "river",
    "lake",
    "mountain",
    "mountains",
    "island",
    "islands",
    "county",
    "city",
    "town",
    "village",
    "valley",
    "forest",
    "park",
    "garden",
    "gardens",
    "house",
    "hall",
    "tower",
    "castle",
    "palace",
    "church",
    "cathedral",
    "temple",
    "mosque",
    "school",
    "museum",
    "library",
    "theater",
    "theatre",
    "arena",
    "stadium",
    "station",
    "airport",
    "harbor",
    "harbour",
    "port",
    "canal",
    "coast",
    "bay",
    "beach",
    "empire",
    "kingdom",
    "republic",
    "gazette",
    "times",
    "post",
    "news",
    "podcast",
    "show",
    "factory",
    "works",
    "mill",
    "award",
    "prize",
    "cup",
    "trophy",
    "medal",
    "foundation",
    "fund",
    "trust",
    "act",
    "law",
    "report",
    "plan",
    "day",
    "festival",
    "film",
    "award",
    "awards",
    "scale",
    "effect",
    "syndrome",
    "disease",
    "comet",
    "telescope",
    "center",
    "centre",
    "hotel",
    "inn",
    "restaurant",
    "cafe",
    "bar",
    "club",
    "ballet",
    "orchestra",
    "quartet",
    "band",
    "motors",
    "airlines",
    "air",
    "energy",
    "group",
    "brothers",
    "sons",
    "method",
    "theorem",
    "line",
    "war",
    "wars",
    "treaty",
    "dynasty",
    "era",
    "age",
    "street",
    "cross",
    "junior",
    "senior",
    "hill",
    "hills",
    "point",
    "cape",
    "falls",
    "springs",
    "heights",
    "tech",
    "desert",
    "polaroids",
];

/// The one family name that stands in the text without a given name and with a verb of speech, by token.
fn stray_family_name(doc: &Document<'_>, pairs: &[Pair<'_>]) -> Option<usize> {
    let tokens = doc.tokens();
    let mut found: Option<usize> = None;
    for at in 0..tokens.len() {
        let word = doc.word(at);
        let speech = |other: usize| {
            tokens.get(other).is_some_and(|token| token.sentence == tokens[at].sentence && doc.is_reporting_verb(other))
        };
        if tokens[at].upos != Upos::Propn
            || !(speech(at + 1) || at > 0 && speech(at - 1))
            || lexicon::familiarity(&word.to_lowercase()) == Familiarity::Common
            || lexicon::country(word).is_some()
            || lexicon::given_name_gender(word).is_some()
            || pairs.iter().any(|pair| pair.first == word || pair.second == word)
            || word.chars().count() < 3
            || !word.chars().skip(1).all(char::is_lowercase)
            || (0..tokens.len()).any(|other| {
                other + 1 < tokens.len()
                    && doc.word(other + 1) == word
                    && tokens[other].upos == Upos::Propn
                    && &doc.text()[tokens[other].range.end()..tokens[other + 1].range.start()] == " "
            })
        {
            continue;
        }
        match found {
            Some(other) if doc.word(other) != word => return None,
            _ => found = found.or(Some(at)),
        }
    }
    found
}

fn pairs<'t>(doc: &Document<'t>) -> Vec<Pair<'t>> {
    let tokens = doc.tokens();
    let name = |at: usize| {
        let word = doc.word(at);
        tokens[at].kind == TokenKind::Word
            && word.chars().count() > 1
            && word.starts_with(char::is_uppercase)
            && word.chars().skip(1).any(char::is_lowercase)
    };
    let mut out = Vec::new();
    for at in 0..tokens.len().saturating_sub(1) {
        let side = tokens[at].sentence == tokens[at + 1].sentence
            && &doc.text()[tokens[at].range.end()..tokens[at + 1].range.start()] == " ";
        let kind = doc.blocks()[doc.sentences()[tokens[at].sentence].block].kind;
        if !side
            || !name(at)
            || !name(at + 1)
            || matches!(kind, BlockKind::Headline | BlockKind::Table | BlockKind::Verse)
        {
            continue;
        }
        let ends = tokens.get(at + 2).is_none_or(|next| {
            next.sentence != tokens[at].sentence
                || !name(at + 2)
                || &doc.text()[tokens[at + 1].range.end()..next.range.start()] != " "
        });
        let begins = at == 0
            || tokens[at - 1].sentence != tokens[at].sentence
            || !name(at - 1)
            || lexicon::title(doc.word(at - 1)).is_some()
            || lexicon::person_noun(&doc.word(at - 1).to_lowercase()).is_some()
            || &doc.text()[tokens[at - 1].range.end()..tokens[at].range.start()] != " ";
        if ends && begins {
            out.push(Pair { at, first: doc.word(at), second: doc.word(at + 1) });
        }
    }
    out
}

/// Whether a capitalised word is an everyday English word and not usually a name.
fn is_word(word: &str) -> bool {
    let lower = word.to_lowercase();
    word.is_ascii()
        && lexicon::familiarity(&lower) == Familiarity::Common
        && lexicon::given_name_gender(word).is_none()
        && lexicon::country(word).is_none()
        && lexicon::nationality(word).is_none()
}

/// Whether a word is an everyday English one, a usual name or not.
fn is_plain(word: &str) -> bool {
    word.is_ascii() && lexicon::familiarity(&word.to_lowercase()) == Familiarity::Common
}

/// Whether a profession or a rank stands before the pair, or a clause with `who` after it, or the first name is a given name.
fn is_titled(doc: &Document<'_>, pair: &Pair<'_>) -> bool {
    let rest = &doc.text()[doc.tokens()[pair.at + 1].range.end()..];
    let titled = pair.at > 0 && lexicon::person_noun(&doc.word(pair.at - 1).to_lowercase()).is_some();
    titled || rest.starts_with(", who") || lexicon::given_name_gender(pair.first).is_some()
}

/// Whether the text says who the person is, as at a first mention: `, a physicist`, `of the institute`.
fn is_introduced(doc: &Document<'_>, pair: &Pair<'_>) -> bool {
    let rest = &doc.text()[doc.tokens()[pair.at + 1].range.end()..];
    rest.starts_with(" of ") || rest.starts_with(" from ") || rest.starts_with(", ") && !rest.starts_with(", who")
}

/// Whether the text presents somebody new: `, the mother of`, `, a physicist`.
fn is_presented(doc: &Document<'_>, pair: &Pair<'_>) -> bool {
    doc.is(pair.at + 2, ",") && doc.is_any(pair.at + 3, &["a", "an", "the"])
}

/// Whether `other` is a name that `word` may be the translation of: no English word.
fn is_other(other: &str, word: &str) -> bool {
    if other.chars().count() < 4 {
        return false;
    }
    let lower = other.to_lowercase();
    other != word && lexicon::familiarity(&lower) != Familiarity::Common && !is_similar(&lower, &word.to_lowercase())
}

/// Whether two words are spellings of one another.
fn is_similar(a: &str, b: &str) -> bool {
    let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    common >= 3
}

fn opens(doc: &Document<'_>, at: usize) -> bool {
    doc.sentences()[doc.tokens()[at].sentence].tokens.start == at
}

fn article(doc: &Document<'_>, at: usize) -> bool {
    at > 0 && doc.is_any(at - 1, &["the", "a", "an"])
}

/// Whether the pair has the names in the other order: the second of them is a given name, whose bearer is named in full.
fn reversed(doc: &Document<'_>, pair: &Pair<'_>, other: &Pair<'_>) -> bool {
    is_other(other.second, pair.first)
        && (lexicon::given_name_gender(pair.second).is_some() || !lexicon::is_known_name(pair.second))
        && !article(doc, pair.at)
        && matches!(doc.tokens()[pair.at].upos, Upos::Propn | Upos::Noun)
        && !PLACES.contains(&&*other.second.to_lowercase())
        && pair.second.chars().count() > 3
        && !doc.text()[doc.tokens()[pair.at + 1].range.end()..].starts_with('-')
}

fn report(doc: &Document<'_>, pair: &Pair<'_>, there: TextRange, name: String, out: &mut Findings<'_>) {
    let here = doc.tokens()[pair.at].range.cover(doc.tokens()[pair.at + 1].range);
    out.report(here, format!("`{}` may be `{name}` with the family name translated", doc.quote(here)))
        .confidence(0.85)
        .related(there, "the name as it stands elsewhere")
        .suggest(format!("Write `{name}`"), [Edit::replace(here, name.clone())]);
}
