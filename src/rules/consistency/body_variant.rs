//! One body, work or place under two translations of its name.

use std::collections::HashMap;

use crate::document::{Document, Entity, Mention, NameKind};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::lexicon::Familiarity;
use crate::language::{Tag, inflect, lexicon, synonym};
use crate::rules::Rule;

/// The rule.
pub static RULE: Rule = Rule {
    id: "consistency/body-variant",
    summary: "one body, work or place under two translations of its name",
    severity: Severity::Warning,
    mqm: "terminology/inconsistent-use",
    its: "terminology",
    check,
};

/// A name of several words, taken apart.
struct Name<'d> {
    entity: &'d Entity,
    /// Words that carry meaning, lower-case and singular, in order.
    words: Vec<String>,
    /// The word that says what is named.
    head: String,
}

/// How two words of two names answer to each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Match {
    Same,
    /// Forms of one word: `Housing`, `Houses`.
    Stem,
    /// Translations of one word.
    Meaning,
}

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let mentions = doc.mentions();
    let names: Vec<Name<'_>> = mentions
        .entities
        .iter()
        .filter(|entity| entity.kind != NameKind::Person && !entity.mentions.is_empty())
        .filter_map(|entity| take_apart(doc, entity))
        .collect();
    if names.len() > 600 {
        return;
    }
    let mut renamed: HashMap<usize, usize> = HashMap::new();
    for second in 1..names.len() {
        let twin = (0..second).find(|&first| is_variant(doc, &names[first], &names[second]));
        if let Some(first) = twin {
            // The name used more often is the text's own; of two used alike, the first.
            let more = names[second].entity.mentions.len() > names[first].entity.mentions.len();
            let (right, wrong) = if more { (second, first) } else { (first, second) };
            renamed.entry(wrong).or_insert(right);
        }
    }
    for (wrong, right) in half_translated(doc, &names) {
        renamed.entry(wrong).or_insert(right);
    }
    let mut renamed: Vec<(usize, usize)> = renamed.into_iter().collect();
    renamed.sort_unstable();
    for (wrong, right) in renamed {
        report(doc, &names[right], &names[wrong], out);
    }
}

fn take_apart<'d>(doc: &'d Document<'_>, entity: &'d Entity) -> Option<Name<'d>> {
    let text = &doc.text()[entity.full];
    let mut words = Vec::new();
    let mut head: Option<String> = None;
    let mut of = false;
    for part in text.split(|c: char| c.is_whitespace() || c == '-') {
        let lower = part.to_lowercase().replace('’', "'");
        let lower = lower.trim_end_matches("'s").trim_end_matches('\'').trim_end_matches('.');
        if matches!(lower, "of" | "for" | "in" | "on") {
            of = true;
        }
        if lower.is_empty() || matches!(lower, "of" | "for" | "the" | "a" | "an" | "and" | "&" | "in" | "on") {
            continue;
        }
        let singular = inflect::lemma(lower, Tag::Nns).into_owned();
        if !of {
            head = Some(singular.clone());
        }
        words.push(singular);
    }
    (words.len() >= 2).then(|| Name { entity, words, head: head.unwrap_or_default() })
}

fn answer(first: &str, second: &str) -> Option<Match> {
    if first == second {
        return Some(Match::Same);
    }
    if synonym::share_meaning(first, second) {
        return Some(Match::Meaning);
    }
    let common = first.chars().zip(second.chars()).take_while(|(a, b)| a == b).count();
    let (short, long) =
        (first.chars().count().min(second.chars().count()), first.chars().count().max(second.chars().count()));
    (common >= 4 && common + 2 >= short && long - common <= 4).then_some(Match::Stem)
}

/// Whether two names are translations of one: every word of the one answers to one of the other.
fn is_variant(doc: &Document<'_>, first: &Name<'_>, second: &Name<'_>) -> bool {
    if first.words.len() != second.words.len() || first.entity.mentions.len() >= 2 && second.entity.mentions.len() >= 2
    {
        return false;
    }
    // Words of a foreign name cannot be translations of one another.
    if [first, second].iter().any(|name| name.words.iter().filter(|word| lexicon::is_english_form(word)).count() < 2) {
        return false;
    }
    let mut taken = vec![false; second.words.len()];
    let (mut same, mut stems, mut meanings) = (0, 0, 0);
    for word in &first.words {
        let best = (0..second.words.len())
            .filter(|&index| !taken[index])
            .filter_map(|index| answer(word, &second.words[index]).map(|found| (found, index)))
            .min_by_key(|&(found, _)| found as u8);
        let Some((found, index)) = best else { return false };
        taken[index] = true;
        match found {
            Match::Same => same += 1,
            Match::Stem => stems += 1,
            Match::Meaning => meanings += 1,
        }
    }
    if stems + meanings == 0 && first.words == second.words {
        // Only the small words or the number differ; another order of the same words is looked at below.
        return false;
    }
    let heads = answer(&first.head, &second.head).filter(|&found| found != Match::Stem);
    let bodies = |name: &Name<'_>| name.entity.kind == NameKind::Organisation;
    let fits = match (same, stems, meanings) {
        // Nothing but the word for the kind of body differs: it must be one that translators confuse.
        (_, 0, 1) if heads == Some(Match::Meaning) => {
            lexicon::are_organisation_synonyms(&first.head, &second.head) && same >= 1
        }
        (0, _, 2..) | (_, _, 1) => same + stems + meanings >= 2 && heads.is_some(),
        _ => heads.is_some() || bodies(first) && bodies(second),
    };
    fits && !is_told_apart(doc, first.entity, second.entity, meanings)
}

/// Names that stand once, all in English words, beside an established name that has one foreign word where they have an
/// English one: `Brook Rowing Club`, `Ruisseau Rowing Club`.
fn half_translated(doc: &Document<'_>, names: &[Name<'_>]) -> Vec<(usize, usize)> {
    let everyday = |word: &str| lexicon::familiarity(word) == Familiarity::Common;
    let mut found = Vec::new();
    for (wrong, english) in names.iter().enumerate() {
        if english.entity.mentions.len() > 1 || !english.words.iter().all(|word| everyday(word)) {
            continue;
        }
        let model = names.iter().enumerate().find(|&(right, model)| {
            if right == wrong || model.words.len() != english.words.len() || model.entity.full > english.entity.full {
                return false;
            }
            let differ: Vec<(&String, &String)> = model
                .words
                .iter()
                .zip(&english.words)
                .filter(|(a, b)| a != b && answer(a, b) != Some(Match::Stem))
                .collect();
            let [(foreign, own)] = differ[..] else { return false };
            let strong = english.words.len() >= 3 || doc.text()[english.entity.full].contains('&');
            strong
                && !lexicon::is_english_form(foreign)
                && !crate::document::mention::is_place_noun(own)
                && !GENERIC.contains(&own.as_str())
                && !is_told_apart(doc, model.entity, english.entity, 0)
        });
        found.extend(model.map(|(right, _)| (wrong, right)));
    }
    found
}

/// Words that tell bodies of one kind apart by their reach, not by a name.
const GENERIC: &[&str] = &[
    "national",
    "federal",
    "local",
    "regional",
    "municipal",
    "central",
    "general",
    "royal",
    "provincial",
    "international",
    "public",
    "state",
    "first",
    "second",
    "third",
    "new",
    "old",
    "high",
    "supreme",
    "metropolitan",
    "northern",
    "southern",
    "eastern",
    "western",
    "world",
    "global",
];

/// Words by which a text keeps two similar names apart.
const CONTRAST: &[&str] = &[
    "separate",
    "another",
    "different",
    "unrelated",
    "distinct",
    "rival",
    "confuse",
    "confused",
    "connected",
    "unlike",
    "whereas",
    "both",
    "other",
    "versus",
    "than",
];

/// Whether the text itself shows that two names have two bearers: side by side in a sentence, or the second one
/// introduced with a description. Two names close together that differ in the order of their words alone (no `meanings`) are more
/// often two bodies that a reader should not confuse.
fn is_told_apart(doc: &Document<'_>, first: &Entity, second: &Entity, meanings: usize) -> bool {
    let names = &doc.mentions().names;
    let places = |entity: &Entity| entity.mentions.iter().map(|&index| &names[index]).collect::<Vec<&Mention>>();
    let (a, b) = (places(first), places(second));
    let described = |mention: &Mention| {
        let after = mention.tokens.end;
        doc.is(after, ",")
            && doc.is_any(
                after + 1,
                &["a", "an", "another", "which", "who", "founded", "whose", "not", "no", "its", "their", "his", "her"],
            )
            || doc.is(after, "of") && doc.is_any(after + 1, &["the", "this", "that"])
            || doc.is_any(after, &["is", "was"]) && doc.is_any(after + 1, &["a", "an", "another", "not", "the"])
            || doc.is_any(mention.tokens.start.saturating_sub(1), &["a", "an", "another"])
    };
    let told = |one: &Mention, other: &Mention| {
        let (low, high) = (one.sentence.min(other.sentence), one.sentence.max(other.sentence));
        if high == low || meanings == 0 && high - low <= 2 {
            return true;
        }
        high - low <= 2
            && (doc.sentences()[low].tokens.start..doc.sentences()[high].tokens.end)
                .any(|token| doc.is_any(token, CONTRAST))
    };
    let later = if a[0].range < b[0].range { b[0] } else { a[0] };
    described(later) || a.iter().take(20).any(|one| b.iter().take(20).any(|other| told(one, other)))
}

fn report(doc: &Document<'_>, right: &Name<'_>, wrong: &Name<'_>, out: &mut Findings<'_>) {
    let mentions = doc.mentions();
    let text = doc.text();
    let places: Vec<&Mention> = wrong.entity.mentions.iter().map(|&index| &mentions.names[index]).collect();
    let full = &text[right.entity.full];
    let edits: Vec<Edit> = places.iter().map(|place| Edit::replace(place.range, full)).collect();
    let finding = out.report(
        places[0].range,
        format!(
            "“{}” and “{}” look like two translations of one name",
            doc.quote(wrong.entity.full),
            doc.quote(right.entity.full)
        ),
    );
    finding.confidence(0.8).related(right.entity.full, "the other name");
    for place in &places[1..] {
        finding.related(place.range, "the same name again");
    }
    finding.ask(format!(
        "Are “{}” and “{}” one and the same?",
        doc.quote(wrong.entity.full),
        doc.quote(right.entity.full)
    ));
    finding.suggest(format!("Call it “{}” throughout", doc.quote(right.entity.full)), edits);
}
