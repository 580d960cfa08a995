//! One body, work or place under two translations of its name.

use std::collections::{HashMap, HashSet};

use crate::document::{Document, Entity, Mention, NameKind};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::lexicon::Familiarity;
use crate::language::{Tag, inflect, lexicon, synonym};
use crate::rules::Rule;
use crate::source::TextRange;

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
    /// How many of the words stand before `of`, `for` or `in`.
    core: usize,
    /// Whether two of the words or more are English: words of a foreign name cannot be translations of one another.
    english: bool,
}

impl<'d> Name<'d> {
    fn new(entity: &'d Entity, words: Vec<String>, head: String, core: usize) -> Self {
        let english = words.iter().filter(|word| lexicon::is_english_form(word)).count() >= 2;
        Self { entity, words, head, core, english }
    }

    /// The name without what stands behind `of`, where that leaves two words or more.
    fn core(&self) -> Option<Self> {
        (self.core >= 2 && self.core < self.words.len())
            .then(|| Self::new(self.entity, self.words[..self.core].to_vec(), self.head.clone(), self.core))
    }
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
    let cores: Vec<Option<Name<'_>>> = names.iter().map(Name::core).collect();
    let mut renamed: HashMap<usize, usize> = HashMap::new();
    for second in 1..names.len() {
        let twin = (0..second).find(|&first| is_variant(doc, &names[first], &names[second])).or_else(|| {
            // `Salt Road Company of the Lower Fells` may be told from nothing but `Salt Way Company`.
            (0..second).find(|&first| cores[first].as_ref().is_some_and(|core| is_variant(doc, core, &names[second])))
        });
        if let Some(first) = twin {
            // The name used more often is the text's own; of two used alike, the first.
            let more = names[second].entity.mentions.len() > names[first].entity.mentions.len();
            let (right, wrong) = if more { (second, first) } else { (first, second) };
            renamed.entry(wrong).or_insert(right);
        }
    }
    for (wrong, right) in half_translated(doc, &names).into_iter().chain(other_language(doc, &names)) {
        renamed.entry(wrong).or_insert(right);
    }
    let mut renamed: Vec<(usize, usize)> = renamed.into_iter().collect();
    renamed.sort_unstable();
    for &(wrong, right) in &renamed {
        report(doc, &names[right], &names[wrong], out);
    }
    let known: HashSet<usize> = renamed.iter().map(|&(wrong, _)| names[wrong].entity.mentions[0]).collect();
    described_bodies(doc, &names, &known, out);
    nicknames(doc, out);
}

fn take_apart<'d>(doc: &'d Document<'_>, entity: &'d Entity) -> Option<Name<'d>> {
    let text = &doc.text()[entity.full];
    let mut words: Vec<String> = Vec::new();
    let mut head: Option<String> = None;
    let mut of = false;
    let mut core = None;
    // A compound that has a meaning as a whole stays one: `ferry-boat`.
    let whole = |part: &str| synonym::is_listed(&inflect::lemma(&part.to_lowercase(), Tag::Nns));
    let parts = text.split_whitespace().flat_map(|part| part.split(if whole(part) { '\0' } else { '-' }));
    for part in parts {
        let lower = part.to_lowercase().replace('’', "'");
        let lower = lower.trim_end_matches("'s").trim_end_matches('\'').trim_end_matches('.');
        if matches!(lower, "of" | "for" | "in" | "on") {
            if !of {
                core = Some(words.len());
            }
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
        if words.ends_with(&["real".to_owned(), "estate".to_owned()]) {
            words.truncate(words.len() - 2);
            words.push("realty".to_owned());
            head = Some("realty".to_owned());
        }
    }
    let core = core.unwrap_or(words.len());
    (words.len() >= 2).then(|| Name::new(entity, words, head.unwrap_or_default(), core))
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
    if first.words.len() != second.words.len()
        || first.entity.mentions.len() >= 2 && second.entity.mentions.len() >= 2
        || !(first.english && second.english)
    {
        return false;
    }
    let heads = answer(&first.head, &second.head).filter(|&found| found != Match::Stem);
    let bodies = [first, second].iter().all(|name| name.entity.kind == NameKind::Organisation);
    if heads.is_none() && !bodies {
        return false;
    }
    let mut taken = vec![false; second.words.len()];
    let (mut same, mut stems, mut meanings, mut lost) = (0, 0, 0, 0);
    for word in &first.words {
        let best = (0..second.words.len())
            .filter(|&index| !taken[index])
            .filter_map(|index| answer(word, &second.words[index]).map(|found| (found, index)))
            .min_by_key(|&(found, _)| found as u8);
        let Some((found, index)) = best else {
            lost += 1;
            continue;
        };
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
    lost = lost.max(taken.iter().filter(|taken| !**taken).count());
    let fits = match (same, stems, meanings) {
        // A word without an answer: the others must be translated, not kept, the word for the kind of body among them.
        _ if lost > 0 => lost == 1 && meanings >= 2 && meanings > same && heads == Some(Match::Meaning),
        // Nothing but the word for the kind of body differs: it must be one that translators confuse.
        (_, 0, 1) if heads == Some(Match::Meaning) => {
            lexicon::are_organisation_synonyms(&first.head, &second.head) && same >= 1
        }
        (0, _, 2..) | (_, _, 1) => same + stems + meanings >= 2 && heads.is_some(),
        _ => heads.is_some() || bodies,
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
            let pairs = || model.words.iter().zip(&english.words);
            let differ: Vec<(&String, &String)> = pairs().filter(|(a, b)| answer(a, b).is_none()).collect();
            let [(foreign, own)] = differ[..] else { return false };
            let translated = pairs().any(|(a, b)| answer(a, b) == Some(Match::Meaning));
            let strong = english.words.len() >= 3 || translated || doc.text()[english.entity.full].contains('&');
            strong
                && !lexicon::is_english_form(foreign)
                && !crate::document::mention::is_place_noun(own)
                && !GENERIC.contains(&own.as_str())
                && !is_told_apart(doc, model.entity, english.entity, 1)
        });
        found.extend(model.map(|(right, _)| (wrong, right)));
    }
    found
}

/// Names that stand once with a foreign word where an established name of the same kind has an English one, or the
/// reverse: `the Pieni Hall` in a text about the Small Hall.
fn other_language(doc: &Document<'_>, names: &[Name<'_>]) -> Vec<(usize, usize)> {
    let everyday = |word: &str| lexicon::familiarity(word) == Familiarity::Common;
    let text = doc.text();
    let mut found = Vec::new();
    for (wrong, odd) in names.iter().enumerate() {
        let [index] = odd.entity.mentions[..] else { continue };
        if odd.words.len() != 2 || !doc.mentions().names[index].article || !is_kind(&odd.head) {
            continue;
        }
        let mut models = names.iter().enumerate().filter(|&(right, model)| {
            let article = model.entity.mentions.iter().any(|&index| doc.mentions().names[index].article);
            right != wrong
                && article
                && model.words.len() == 2
                && model.entity.full < odd.entity.full
                && matches!(answer(&model.head, &odd.head), Some(Match::Same | Match::Meaning))
                && {
                    let name = |name: &Name<'_>| name.words.iter().find(|word| **word != name.head).cloned();
                    let (Some(a), Some(b)) = (name(model), name(odd)) else { return false };
                    let foreign = |word: &str, full: TextRange| {
                        !lexicon::is_english_form(word)
                            && text[full]
                                .split_whitespace()
                                .all(|part| !lexicon::is_known_name(part) || part.to_lowercase() != word)
                            && text[full]
                                .split_whitespace()
                                .all(|part| lexicon::country(part).is_none() && lexicon::nationality(part).is_none())
                    };
                    let plain = |word: &str| everyday(word) && !GENERIC.contains(&word);
                    // A headline in capitals holds no mentions, but speaks for the name as well.
                    (plain(&b) && foreign(&a, model.entity.full) || plain(&a) && foreign(&b, odd.entity.full))
                        && text.matches(&text[model.entity.full]).nth(1).is_some()
                }
                && !is_told_apart(doc, model.entity, odd.entity, 1)
        });
        if let Some((right, _)) = models.next()
            && models.next().is_none()
        {
            found.push((wrong, right));
        }
    }
    found
}

/// Whether a word names a kind of body, of building or of prize, of which a text seldom has two.
fn is_kind(head: &str) -> bool {
    const KINDS: &[&str] = &[
        "cup",
        "trophy",
        "prize",
        "award",
        "medal",
        "festival",
        "hall",
        "theatre",
        "theater",
        "cinema",
        "inn",
        "tavern",
        "pub",
        "café",
        "cafe",
        "garden",
        "gallery",
        "newspaper",
        "tournament",
        "league",
        "shield",
    ];
    KINDS.contains(&head) || lexicon::organisation_noun(head)
}

/// Finds a body with a capitalised name, once, that the text calls by a description in small letters before:
/// `the anglers’ club`, then `the Fishermen’s Society`.
fn described_bodies(doc: &Document<'_>, names: &[Name<'_>], known: &HashSet<usize>, out: &mut Findings<'_>) {
    let mentions = doc.mentions();
    let small = |token: usize| doc.word(token).starts_with(char::is_lowercase);
    // `the anglers’ club`: the word that tells it apart, and the one for the kind of body.
    let described = |token: usize| {
        if !doc.is(token - 1, "the") || !small(token) {
            return None;
        }
        let possessive = doc.tokens().get(token + 1)?.tag == Tag::Pos;
        let head = token + 1 + usize::from(possessive);
        let body = doc.tokens().get(head)?.tag.is_noun() && small(head) && lexicon::organisation_noun(doc.lemma(head));
        body.then_some((token, head))
    };
    let descriptions: Vec<(usize, usize)> = (1..doc.tokens().len()).filter_map(described).collect();
    for name in names {
        let [index] = name.entity.mentions[..] else { continue };
        let mention = &mentions.names[index];
        if known.contains(&index)
            || !mention.article
            || name.words.len() != 2
            || !lexicon::organisation_noun(&name.head)
            || !name.words.iter().all(|word| lexicon::familiarity(word) == Familiarity::Common)
            || is_introduced(doc, mention)
        {
            continue;
        }
        let Some(kind) = name.words.iter().find(|word| **word != name.head) else { continue };
        let before = descriptions.iter().take_while(|(token, _)| *token < mention.tokens.start.saturating_sub(3));
        let found =
            before.filter(|(token, _)| doc.tokens()[*token].sentence != mention.sentence).find_map(|&(token, head)| {
                let (first, last) = (doc.lemma(token), doc.lemma(head));
                let translated = matches!(answer(last, &name.head), Some(Match::Same | Match::Meaning))
                    && answer(first, kind) == Some(Match::Meaning);
                translated.then(|| doc.tokens()[token].range.cover(doc.tokens()[head].range))
            });
        let Some(model) = found else { continue };
        let (own, other) = (doc.quote(mention.range), doc.quote(model));
        let finding = out.report(mention.range, format!("“{own}” looks like what the text calls “the {other}”"));
        finding.confidence(0.7).related(model, "the other name");
        finding.ask(format!("Are “{own}” and “the {other}” one and the same?"));
        finding.suggest(format!("Write {other}"), [Edit::replace(mention.range, &doc.text()[model])]);
    }
}

/// Finds a team under another translation of its nickname: `the Skippers` in a text about the Captains.
fn nicknames(doc: &Document<'_>, out: &mut Findings<'_>) {
    let names = &doc.mentions().names;
    let text = doc.text();
    if names.len() > 5_000 {
        return;
    }
    // The last word of every name that is a plural noun with an article, and the places that have it.
    let mut places: Vec<(&str, String, Vec<usize>)> = Vec::new();
    for (index, mention) in names.iter().enumerate() {
        let last = text[mention.range].split_whitespace().next_back().unwrap_or_default();
        let lower = last.to_lowercase();
        let singular = inflect::lemma(&lower, Tag::Nns);
        let team =
            singular != lower && (mention.article || mention.range.len() > last.len()) && mention.titles.is_empty();
        if !team || lexicon::familiarity(&singular) != Familiarity::Common || !last.starts_with(char::is_uppercase) {
            continue;
        }
        match places.iter_mut().find(|(word, ..)| *word == last) {
            Some((.., list)) => list.push(index),
            None => places.push((last, singular.into_owned(), vec![index])),
        }
    }
    let bare = |index: usize| names[index].article && !text[names[index].range].contains(' ');
    let mut done: HashSet<usize> = HashSet::new();
    for (wrong, b, list) in &places {
        let [place] = list[..] else { continue };
        let model = places.iter().find_map(|(right, a, models)| {
            let start = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
            // As one word with an article both are teams; another noun may follow a longer name.
            let alone = models.iter().any(|&index| bare(index));
            let misread = start >= 3 && a.len().abs_diff(b.len()) <= 3 && !bare(place) && models.len() == 1;
            let translated = bare(place) && synonym::share_meaning(a, b);
            let fits = a != b && alone && (misread && place < models[0] || translated && place > models[0]);
            let apart = models.iter().all(|&index| names[index].sentence != names[place].sentence);
            let near =
                !misread || names[models[0]].sentence - names[place].sentence.min(names[models[0]].sentence) <= 3;
            (fits && apart && near && !done.contains(&models[0])).then_some((*right, models[0]))
        });
        let Some((right, model)) = model else { continue };
        done.insert(place);
        let range = names[place].range;
        let word = TextRange::new(range.end() - wrong.len(), range.end());
        let finding = out.report(word, format!("“{wrong}” looks like another translation of “{right}”"));
        finding.confidence(0.75).related(names[model].range, "the other name");
        finding.ask(format!("Are “{wrong}” and “{right}” one and the same?"));
        finding.suggest(format!("Write {right}"), [Edit::replace(word, right)]);
    }
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
    let told = |one: &Mention, other: &Mention| {
        let (low, high) = (one.sentence.min(other.sentence), one.sentence.max(other.sentence));
        // `a letter from the Guild of Tanners, in which the Leather Union asks …`
        let between = one.tokens.end.min(other.tokens.end)..one.tokens.start.max(other.tokens.start);
        let clause = meanings >= 2
            && between.clone().any(|token| doc.is_any(token, &["which", "who", "where", "when", "because", "that"]))
            && !between.clone().any(|token| doc.is_any(token, CONTRAST) || doc.is_any(token, &["and", "with"]));
        if high == low && !clause || meanings == 0 && high - low <= 2 {
            return true;
        }
        high - low <= 2
            && (doc.sentences()[low].tokens.start..doc.sentences()[high].tokens.end)
                .any(|token| doc.is_any(token, CONTRAST))
    };
    let later = if a[0].range < b[0].range { b[0] } else { a[0] };
    is_introduced(doc, later) || a.iter().take(20).any(|one| b.iter().take(20).any(|other| told(one, other)))
}

/// Whether a description follows a name, or an indefinite article stands before it.
fn is_introduced(doc: &Document<'_>, mention: &Mention) -> bool {
    let after = mention.tokens.end;
    doc.is(after, ",")
        && doc.is_any(
            after + 1,
            &["a", "an", "another", "which", "who", "founded", "whose", "not", "no", "its", "their", "his", "her"],
        )
        || doc.is(after, "of") && doc.is_any(after + 1, &["the", "this", "that"])
        || doc.is_any(after, &["is", "was"]) && doc.is_any(after + 1, &["a", "an", "another"])
        || doc.is_any(mention.tokens.start.saturating_sub(1), &["a", "an", "another"])
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
