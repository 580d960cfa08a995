//! An item that stands twice in one list.

use std::collections::HashMap;
use std::ops::Range;

use crate::document::{BlockKind, Document};
use crate::finding::{Finding, Findings, Severity};
use crate::fix::Edit;
use crate::language::inflect::with_case_of;
use crate::language::{Upos, lexicon, synonym};
use crate::rules::Rule;
use crate::source::TextRange;

/// The rule.
pub static RULE: Rule = Rule {
    id: "consistency/list-item-twice",
    summary: "an item that stands twice in one list",
    severity: Severity::Warning,
    mqm: "accuracy/addition",
    its: "duplication",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for index in 0..doc.sentences().len() {
        enumeration(doc, index, out);
    }
    let blocks = doc.blocks();
    let mut from = 0;
    while from < blocks.len() {
        // The items of a list may stand in paragraphs of their own, the lines of a box without bullets.
        let kind = blocks[from].kind;
        let goes_on = |next: &usize| {
            blocks[*next].kind == kind && (kind == BlockKind::ListItem || blocks[*next].group == blocks[from].group)
        };
        let to = (from + 1..blocks.len()).find(|next| !goes_on(next)).unwrap_or(blocks.len());
        let short = |block: usize| blocks[block].range.len() <= LONGEST_LINE;
        let listed = match kind {
            BlockKind::ListItem => to - from >= 2,
            BlockKind::Paragraph => to - from >= 3 && (from..to).all(short),
            _ => false,
        };
        if listed {
            list(doc, from..to, out);
        }
        from = to;
    }
}

/// The longest line, in bytes, that can be an item of a list without bullets.
const LONGEST_LINE: usize = 100;

/// Finds a repeated item in the enumeration of a sentence: `the stool, the lamp, the stool and the clock`.
fn enumeration(doc: &Document<'_>, sentence: usize, out: &mut Findings<'_>) {
    let tokens = doc.sentences()[sentence].tokens.clone();
    let commas: Vec<usize> =
        tokens.clone().filter(|&token| matches!(doc.word(token), "," | ";" | "，" | "；" | "、")).collect();
    if commas.len() < 2 || commas.len() > 60 {
        return;
    }
    // The stretches between commas; the first and the last hold words of the sentence around the list.
    let mut pieces: Vec<Range<usize>> = Vec::with_capacity(commas.len() + 2);
    let mut start = tokens.start;
    for &comma in &commas {
        pieces.push(start..comma);
        start = comma + 1;
    }
    pieces.push(start..tokens.end);
    if pieces.iter().any(Range::is_empty) {
        return;
    }
    clauses(doc, &pieces, out);
    // `…, the stool and the clock`: `and` parts the last two items as a comma would.
    let last = pieces.len() - 1;
    let mut joined = false;
    if let Some(and) = pieces[last].clone().skip(1).take(6).find(|&token| doc.is_any(token, &["and", "or", "&"])) {
        let rest = and + 1..pieces[last].end;
        if !rest.is_empty() {
            pieces[last].end = and;
            pieces.push(rest);
            joined = true;
        }
    }
    let words =
        |piece: &Range<usize>| -> Vec<String> { piece.clone().map(|token| doc.word(token).to_lowercase()).collect() };
    let last = pieces.len() - 1;
    for second in 2..last {
        let item = words(&pieces[second]);
        let thing = is_item(doc, &pieces[second]);
        if !thing && !is_act(doc, &pieces[second]) {
            continue;
        }
        let first = (0..second - 1).find(|&first| {
            let other = words(&pieces[first]);
            if first > 0 || other == item {
                return other == item;
            }
            // A longer name may end as a shorter one does: `Old Ferry Hotel, Station Hotel, Ferry Hotel`.
            let before = pieces[0].end.checked_sub(item.len() + 1);
            other.ends_with(&item)
                && before.is_some_and(|token| {
                    doc.tokens()[token].upos != Upos::Propn || !doc.word(token + 1).starts_with(char::is_uppercase)
                })
        });
        let Some(first) = first else { continue };
        // Every stretch from the first of the two on must be an item, or this is no list.
        let listed = |piece: &Range<usize>| is_item(doc, piece) || !thing && is_act(doc, piece);
        if !pieces[first + 1..second].iter().all(listed)
            || !(goes_on(doc, &pieces, second) || joined && pieces.len() >= 4 && second + 4 >= pieces.len())
        {
            continue;
        }
        let earlier = &pieces[first];
        let place = TextRange::new(
            doc.tokens()[earlier.end - item.len()].range.start(),
            doc.tokens()[earlier.end - 1].range.end(),
        );
        let whole = doc.tokens()[pieces[second].start].range.cover(doc.tokens()[pieces[second].end - 1].range);
        // An item before `and` goes with the comma before it, any other with the one behind it.
        let range = if doc.is_any(pieces[second].end, &["and", "or", "&"]) {
            TextRange::new(doc.tokens()[pieces[second].start - 1].range.start(), whole.end())
        } else {
            TextRange::new(whole.start(), doc.tokens()[pieces[second + 1].start].range.start())
        };
        let finding = out.report(range, format!("“{}” stands twice in this list", doc.quote(whole)));
        finding.confidence(0.88).related(place, "the same item");
        finding.suggest("Delete the second one", [Edit::delete(range)]);
        if !thing {
            finding.where_damaged().confidence(0.75);
        }
        return;
    }
}

/// Whether a stretch between two commas can be an item of a list of acts: a verb alone, an infinitive, or a clause of some
/// length; nobody's `he said`.
fn is_act(doc: &Document<'_>, piece: &Range<usize>) -> bool {
    let tokens = &doc.tokens()[piece.clone()];
    let verb = piece.clone().any(|token| doc.tokens()[token].tag.is_verb());
    let clause = tokens.len() >= 4 || tokens.len() == 1 || doc.is(piece.start, "to") && tokens.len() >= 2;
    verb && clause
        && tokens.len() <= 10
        && !piece.clone().any(|token| doc.is_reporting_verb(token) || doc.tokens()[token].is_punctuation())
        && !doc.in_quotation(tokens[0].range.start())
        && !matches!(tokens[0].upos, Upos::Adp | Upos::Sconj | Upos::Adv)
}

/// Verbs by which a state goes on; two clauses that differ in them alone say the same.
const LASTING: &[&str] = &["remain", "stay", "continue", "persist", "last", "stand", "hold", "keep", "be"];

/// Finds a clause that says again what the one before it said: `that the curfew would last, that the curfew would
/// stay, and that …`.
fn clauses(doc: &Document<'_>, pieces: &[Range<usize>], out: &mut Findings<'_>) {
    said_before(doc, pieces, out);
    for window in 1..pieces.len() - 1 {
        let (first, second) = (&pieces[window - 1], &pieces[window]);
        if second.len() > 8 || !doc.is_any(second.start, &["that", "whether", "which", "who"]) {
            continue;
        }
        // The first piece of a sentence holds its main clause before the conjunction.
        let Some(start) = first.clone().find(|&token| {
            (0..3).all(|step| second.start + step < second.end && doc.is(token + step, doc.word(second.start + step)))
        }) else {
            continue;
        };
        let lasts =
            |mut clause: Range<usize>| clause.any(|token| LASTING.contains(&doc.lemma(token)) && !doc.is(token, "be"));
        let said = |token: usize| {
            let lemma = doc.lemma(token);
            LASTING.contains(&lemma) || (start..first.end).any(|other| doc.lemma(other) == lemma)
        };
        if !second.clone().all(said) || !lasts(second.clone()) || !lasts(start..first.end) {
            continue;
        }
        let place = |range: Range<usize>| doc.tokens()[range.start].range.cover(doc.tokens()[range.end - 1].range);
        let here = place(second.clone());
        let gap = TextRange::new(here.start(), doc.tokens()[pieces[window + 1].start].range.start());
        let finding = out.report(here, format!("“{}” says again what the clause before it said", doc.quote(here)));
        finding.confidence(0.8).related(place(start..first.end), "the clause before");
        finding.suggest("Delete the second clause", [Edit::delete(gap)]);
        return;
    }
}

/// Finds a clause all of whose words stand in a longer one before it: `that the gates would have to be shut, that the bell
/// would ring, that the gates would shut, and that …`.
fn said_before(doc: &Document<'_>, pieces: &[Range<usize>], out: &mut Findings<'_>) {
    let place = |range: Range<usize>| doc.tokens()[range.start].range.cover(doc.tokens()[range.end - 1].range);
    for window in 2..pieces.len() - 1 {
        let second = &pieces[window];
        if !(4..=10).contains(&second.len()) || !doc.is_any(second.start, &["that", "whether"]) {
            continue;
        }
        let carries = |token: usize| matches!(doc.tokens()[token].upos, Upos::Noun | Upos::Propn | Upos::Verb);
        if second.clone().filter(|&token| carries(token)).count() < 2 {
            continue;
        }
        let opening = doc.word(second.start);
        let model = pieces[..window].iter().find_map(|piece| {
            let start = piece.clone().find(|&token| doc.is(token, opening))?;
            let said = |token: usize| (start..piece.end).any(|other| doc.lemma(other) == doc.lemma(token));
            second.clone().all(said).then_some(start..piece.end)
        });
        let Some(model) = model else { continue };
        let here = place(second.clone());
        let gap = TextRange::new(here.start(), doc.tokens()[pieces[window + 1].start].range.start());
        let finding = out.report(here, format!("“{}” says again what a clause before it said", doc.quote(here)));
        finding.where_damaged().confidence(0.75).related(place(model), "the clause before");
        finding.suggest("Delete the second clause", [Edit::delete(gap)]);
        return;
    }
}

/// Whether a stretch between two commas can be an item of a list of things: short, with a noun and without a verb that
/// carries tense.
fn is_item(doc: &Document<'_>, piece: &Range<usize>) -> bool {
    let length = piece.len();
    let tokens = &doc.tokens()[piece.clone()];
    (1..=6).contains(&length)
        && tokens.iter().any(|token| matches!(token.upos, Upos::Noun | Upos::Propn))
        && !tokens.iter().any(|token| token.tag.is_finite() && token.upos != Upos::Noun || token.is_punctuation())
        && !matches!(tokens[0].upos, Upos::Adp | Upos::Sconj | Upos::Pron | Upos::Adv)
}

/// Whether a list goes on behind its item `second`: with an item and `and`, or with items to the end of the sentence.
fn goes_on(doc: &Document<'_>, pieces: &[Range<usize>], second: usize) -> bool {
    let rest = &pieces[second + 1..];
    let joined =
        rest.iter().take(4).any(|piece| piece.clone().take(6).any(|token| doc.is_any(token, &["and", "or", "&"])));
    let distinct = pieces.len() >= 4;
    let opening = doc.word(pieces[second].start);
    let closes = |piece: &Range<usize>| piece.clone().take(4).any(|token| doc.is(token, ")"));
    let alike = |piece: &Range<usize>| piece.len() <= 5 || doc.is(piece.start, opening) || closes(piece);
    rest.first().is_some_and(|piece| !piece.is_empty()) && distinct && (joined || rest.iter().all(alike))
}

/// What an item of a list says, for comparison.
struct Item {
    /// Words that carry meaning, sorted, without repeats.
    words: Vec<String>,
    /// The numbers among them.
    numbers: Vec<String>,
    /// How many words it has in all.
    length: usize,
    /// The words behind the colon of a label, in order: `forest track only` of `Detour: forest track only`.
    body: Vec<String>,
    /// The words of the label itself.
    label: Vec<String>,
    /// All that stands behind the colon, in lower case, small words and marks included.
    wording: String,
    /// The words that carry meaning in the order of the text.
    order: Vec<String>,
}

fn list(doc: &Document<'_>, blocks: Range<usize>, out: &mut Findings<'_>) {
    if blocks.len() > 400 {
        return;
    }
    let items: Vec<Item> = blocks.clone().map(|block| item(doc, block)).collect();
    // Only items that share their rarest word can be alike.
    let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, item) in items.iter().enumerate() {
        for word in &item.words {
            by_word.entry(word).or_default().push(index);
        }
    }
    for second in 1..items.len() {
        let mut candidates: Vec<usize> = items[second]
            .words
            .iter()
            .flat_map(|word| by_word[word.as_str()].iter().copied())
            .filter(|&first| first < second)
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        let twin = candidates.iter().find(|&&first| is_twice(&items[first], &items[second]));
        if let Some(&first) = twin {
            report_item(doc, blocks.start + first, blocks.start + second, out);
        } else if let Some(&first) = candidates.iter().find(|&&first| is_paraphrase(&items, first, second)) {
            report_item(doc, blocks.start + first, blocks.start + second, out).where_damaged().confidence(0.7);
        }
    }
}

/// Words that carry no meaning of their own in an item.
const EMPTY: &[&str] = &[
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "with", "by", "from", "through", "along", "into", "and",
    "or", "is", "are", "be", "will", "your", "our", "its", "as", "each", "every", "about", "around", "it", "they",
    "until", "till", "only", "just", "can", "may", "must", "should", "could", "might", "shall", "please", "per",
    "that", "there", "this", "these", "any", "year", "old", "age", "aged", "charge", "via", "do", "have", "up", "out",
    "who", "which", "whose", "'s", "’s", "also", "again",
];

/// Groups of words that say the same in an item of a list, besides those that share a meaning in names.
const ALIKE: &[&str] = &[
    "bring take carry deliver hand drop leave",
    "buy purchase get obtain",
    "open start begin commence opening beginning start",
    "close end finish closing",
    "free gratis complimentary",
    "detour diversion alternative bypass route",
    "child kid minor",
    "adult grown-up",
    "pensioner senior retiree elderly",
    "pupil student schoolchild",
    "price cost fee fare admission entry ticket entrance",
    "address location place venue",
    "phone telephone hotline helpline line contact",
    "hour open opening time",
    "forbidden prohibited banned",
    "allowed permitted",
    "parking car park",
    "visit see tour",
    "walk hike stroll",
    "big large great giant huge",
    "pack box packet parcel",
    "wear put",
    "reserve book",
    "register enrol enroll apply",
    "send mail post",
    "ask contact call",
    "dish plate",
    "rule regulation",
    "winner victor",
    "population inhabitant resident",
    "job position post",
    "guided guide",
    "hang put place mount install fix",
    "space bay lot spot place",
    "statement testimony deposition evidence account declaration",
    "above over",
    "beneath under below",
    "beside near next alongside",
    "cut chop slice",
    "stir mix",
    "sheet page form",
    "photo photograph picture",
    "original copy",
    "certificate proof confirmation",
    "card document pass",
    "jacket coat",
    "boot shoe footwear",
    "lead leash",
    "bill invoice",
    "get receive obtain gain",
    "close shut",
    "distance length",
    "duration time",
    "kind sort type",
    "wash rinse",
    "good sturdy solid stout",
    "wipe clean",
    "buyer purchaser customer",
    "seller vendor",
    "helper volunteer",
    "employee worker staff",
    "house building",
    "meal food",
    "glove mitten",
    "hat cap",
    "water bottle",
    "rope cord line",
    "begin launch",
    "speak talk",
    "choose pick select",
    "fill top",
    "empty drain",
    "lift raise",
    "lower drop",
    "fasten tie secure",
    "loosen undo",
    "warn alert",
    "inform notify tell",
    "help assist aid",
    "protect guard",
    "paint coat",
    "collect gather",
    "warm thick",
    "torch flashlight lamp",
    "auditorium hall",
    "concert performance show",
    "talk lecture speech",
    "lesson class course",
    "repair fix mend",
    "clean wash",
    "remove delete take",
    "check inspect examine verify",
    "publish print issue release",
    "plan schedule timetable calendar",
    "rubbish waste garbage trash litter",
    "replace change exchange",
    "cancel annul",
    "stay remain",
    "eat consume",
    "drink beverage",
    "cut fell chop",
    "spare reserve backup",
    "carry keep",
    "pay settle",
    "path trail track",
    "main central chief",
    "dog pet",
    "noise sound",
    "weekly week",
    "daily day",
    "monthly month",
    "start departure leave depart",
    "arrival arrive",
];

/// Words for a rank among prizes.
const RANKS: [&[&str]; 3] =
    [&["gold", "golden", "first", "grand"], &["silver", "second", "runner-up", "runner"], &["bronze", "third"]];

fn say_the_same(first: &str, second: &str) -> bool {
    first == second
        || synonym::share_meaning(first, second)
        || ALIKE.iter().any(|group| {
            let has = |word: &str| group.split(' ').any(|other| other == word);
            has(first) && has(second)
        })
}

fn item(doc: &Document<'_>, block: usize) -> Item {
    let tokens = doc.blocks()[block].tokens.clone();
    let mut words: Vec<String> = Vec::new();
    let mut length = 0;
    let mut body = None;
    let mut label: Vec<String> = Vec::new();
    let mut wording = String::new();
    for token in tokens {
        let form = doc.word(token);
        if !form.chars().any(char::is_alphanumeric) {
            if form == ":" && length > 0 {
                body.get_or_insert_with(Vec::new);
                wording.clear();
            }
            continue;
        }
        length += 1;
        wording.push_str(doc.lower(token));
        wording.push(' ');
        // `forest` is no superlative, whatever the list around it makes of its tag.
        let inflected = matches!(doc.tokens()[token].upos, Upos::Noun | Upos::Verb | Upos::Aux);
        let lemma = if inflected { doc.lemma(token) } else { doc.lower(token) };
        let unit = lexicon::unit(form).map(|unit| unit.name.to_owned());
        // `1½ cups`, `1 cup and a half`
        let (lemma, half) = match lemma.strip_suffix('½') {
            Some(whole) => (whole, true),
            None => (lemma, false),
        };
        if half {
            words.push("half".to_owned());
        }
        if lemma.is_empty() {
            continue;
        }
        if !EMPTY.contains(&lemma) {
            let word = unit.unwrap_or_else(|| lemma.to_owned());
            // `twice`, `two times`
            let (word, times) = match word.as_str() {
                "once" => ("1".to_owned(), Some("time".to_owned())),
                "twice" => ("2".to_owned(), Some("time".to_owned())),
                _ => (canonical(word), None),
            };
            // `Best actress`, `Best female actor`
            let (word, sex) =
                if word == "actress" { ("actor".to_owned(), Some("female".to_owned())) } else { (word, None) };
            words.extend(sex.clone());
            match &mut body {
                Some(body) => body.extend(sex),
                None => label.extend(sex),
            }
            match &mut body {
                Some(body) => body.push(word.clone()),
                None => label.push(word.clone()),
            }
            words.push(word);
            words.extend(times);
        }
    }
    // `Dogs are not allowed`, `No dogs`
    if words.iter().any(|word| word == "not") {
        words.retain(|word| !matches!(word.as_str(), "allow" | "allowed" | "permit" | "permitted"));
    }
    let order = words.clone();
    words.sort_unstable();
    words.dedup();
    let numbers = words.iter().filter(|word| word.contains(|c: char| c.is_ascii_digit())).cloned().collect();
    Item { words, numbers, length, body: body.unwrap_or_default(), label, wording, order }
}

/// One word for those that differ in nothing but their form: numbers as digits (`five`), ranks (`2nd`), words of refusal.
fn canonical(word: String) -> String {
    if let Some(value) = lexicon::number_word(&word) {
        return value.to_string();
    }
    match word.as_str() {
        "1st" => "first".to_owned(),
        "2nd" => "second".to_owned(),
        "3rd" => "third".to_owned(),
        "no" | "never" | "forbid" | "forbidden" | "prohibit" | "prohibited" | "ban" | "banned" => "not".to_owned(),
        _ => word,
    }
}

/// Whether two items say the same.
fn is_twice(first: &Item, second: &Item) -> bool {
    if first.numbers != second.numbers || first.words.is_empty() {
        return false;
    }
    // Another label, the same words behind it in another order. In the same order they may be parallel:
    // `Monday: nine to five`, `Tuesday: nine to five`.
    let sorted = |item: &Item| {
        let mut body = item.body.clone();
        body.sort_unstable();
        body
    };
    if first.body.len() >= 3 && first.wording != second.wording && sorted(first) == sorted(second) {
        return first.body.len() >= 4 || !first.numbers.is_empty();
    }
    // Labels that say the same before one and the same text: `Silver Reel: “Fog”`, `Second prize: “Fog”`.
    let ranked =
        |item: &Item| RANKS.iter().position(|rank| item.label.iter().any(|word| rank.contains(&word.as_str())));
    if first.body.len() >= 2
        && first.label != second.label
        && sorted(first) == sorted(second)
        && (ranked(first).is_some() && ranked(first) == ranked(second)
            || first.label.len() == second.label.len()
                && first.label.iter().zip(&second.label).all(|(a, b)| say_the_same(a, b)))
    {
        return true;
    }
    let mut left: Vec<&String> = first.words.iter().filter(|word| !second.words.contains(word)).collect();
    let mut right: Vec<&String> = second.words.iter().filter(|word| !first.words.contains(word)).collect();
    let common = first.words.len() - left.len();
    left.retain(|word| match right.iter().position(|other| say_the_same(word, other)) {
        Some(place) => {
            right.swap_remove(place);
            false
        }
        None => true,
    });
    let answered = first.words.len() - common - left.len();
    if answered > 0 && left.len() + right.len() <= 1 && common >= 3 && common + answered >= 5 {
        return true;
    }
    let (only_first, only_second) = (left.len() + answered, second.words.len() - common);
    match (only_first, only_second) {
        (0, 0) => true,
        // One has a word or two more, which say nothing new: `11.00: (guided) tour of the hall`.
        (0, extra) | (extra, 0) => {
            extra <= 2 && common >= 3 && (!first.numbers.is_empty() || common >= 5) && common >= extra * 2
        }
        // Two figures or more, and most words: `Fee: 12 euros, 6 for pupils`, `Price: 12 euros, pupils 6`.
        (a, b) if first.numbers.len() >= 2 => a <= 2 && b <= 2 && common >= 4,
        // A word in the one answers to a word in the other: `the great tree`, `the giant tree`.
        (a, b) => {
            a <= 1 && b <= 1 && common >= 6 && !first.numbers.is_empty() && first.length.abs_diff(second.length) <= 4
        }
    }
}

/// Words whose change makes another item of a list, besides numbers, days, months and ranks.
const CONTRASTS: &[&str] = &[
    "not",
    "without",
    "except",
    "before",
    "after",
    "under",
    "over",
    "more",
    "less",
    "open",
    "close",
    "shut",
    "on",
    "off",
    "in",
    "out",
    "left",
    "right",
    "up",
    "down",
    "man",
    "woman",
    "male",
    "female",
    "boy",
    "girl",
    "adult",
    "child",
    "buyer",
    "seller",
    "arrival",
    "departure",
    "start",
    "end",
    "north",
    "south",
    "east",
    "west",
    "northern",
    "southern",
    "eastern",
    "western",
    "old",
    "new",
    "morning",
    "afternoon",
    "evening",
    "day",
    "night",
    "home",
    "away",
    "above",
    "below",
    "upper",
    "lower",
    "big",
    "small",
    "large",
    "long",
    "short",
    "hot",
    "cold",
    "inner",
    "outer",
    "front",
    "back",
    "junior",
    "senior",
    "single",
    "double",
    "minimum",
    "maximum",
    "dry",
    "wet",
    "red",
    "blue",
    "green",
    "white",
    "black",
    "yellow",
    "brown",
];

/// Words in labels that many items of one list share.
const WEAK_LABELS: &[&str] = &["best", "number", "name", "date", "time", "good", "special", "total", "new"];

/// Whether two items of a broken text are likely to be two translations of one.
fn is_paraphrase(items: &[Item], first: usize, second: usize) -> bool {
    let (one, other) = (&items[first], &items[second]);
    if one.numbers != other.numbers {
        return false;
    }
    let (left, right, answered) = unanswered(&one.words, &other.words);
    let matched = one.words.len() - left.len();
    let contrasts = |word: &&String| {
        let lower = word.as_str();
        CONTRASTS.contains(&lower)
            || lexicon::weekday(&with_case_of("Aa", lower)).is_some()
            || lexicon::month(&with_case_of("Aa", lower)).is_some()
            || RANKS.iter().any(|rank| rank.contains(&lower))
    };
    if left.iter().chain(&right).any(contrasts) {
        return false;
    }
    if !one.body.is_empty() && !other.body.is_empty() {
        let (extra, missing, _) = unanswered(&one.body, &other.body);
        let same_body = extra.is_empty() && missing.is_empty();
        let (ours, theirs, _) = unanswered(&one.label, &other.label);
        let named_alike = one.label.len() - ours.len();
        // The same label, a date among them: `3 May: Grand Hall, Lisse`, `3 May: in Lisse, the Great Hall`.
        let dated = ours.is_empty() && theirs.is_empty() && !one.numbers.is_empty();
        if dated {
            return extra.len() <= 1 && missing.len() <= 1 && one.body.len() - extra.len() >= 2;
        }
        // Another label before the same: one that says the same, or before what no two items have by chance.
        let telling = |word: &&String| !WEAK_LABELS.contains(&word.as_str());
        let shared = one.label.iter().filter(telling).any(|word| theirs.iter().all(|other| *other != word))
            && one.label.iter().filter(telling).any(|word| other.label.iter().any(|label| say_the_same(word, label)));
        let particular = !one.numbers.is_empty() && one.body.len() >= 2;
        let parallel = items.iter().enumerate().any(|(index, item)| {
            index != first
                && index != second
                && !item.body.is_empty()
                && item.body.iter().all(|word| one.body.contains(word))
        });
        return same_body
            && !parallel
            && (named_alike >= 1 && shared && theirs.len() <= 2
                || particular && one.wording == other.wording && one.label.len() <= 2 && other.label.len() <= 2);
    }
    if matched >= 2 && left.is_empty() && right.is_empty() {
        return true;
    }
    // Items that share their words with others as well are parallel.
    let parallel = items.iter().enumerate().any(|(index, item)| {
        index != first && index != second && item.words.iter().filter(|word| other.words.contains(word)).count() >= 2
    });
    let most = left.len().max(right.len()) <= 1 && matched * 5 >= 3 * one.words.len().max(other.words.len());
    let turned = answered >= 1 || one.words.first() != other.words.first() && one.order != other.order;
    !parallel && most && (matched >= 3 && turned || matched >= 2 && answered >= 1 && left.len() + right.len() <= 1)
}

/// The words of each of two lists that have no answer in the other, and how many are answered by another word.
fn unanswered<'i>(first: &'i [String], second: &'i [String]) -> (Vec<&'i String>, Vec<&'i String>, usize) {
    let left: Vec<&String> = first.iter().filter(|word| !second.contains(word)).collect();
    let mut right: Vec<&String> = second.iter().filter(|word| !first.contains(word)).collect();
    let total = left.len();
    let left: Vec<&String> = left
        .into_iter()
        .filter(|word| match right.iter().position(|other| say_the_same(word, other) || are_kin(word, other)) {
            Some(place) => {
                right.swap_remove(place);
                false
            }
            None => true,
        })
        .collect();
    let answered = total - left.len();
    (left, right, answered)
}

/// Whether two words come from one: `open`, `opening`; `month`, `monthly`; `copy`, `photocopy`.
fn are_kin(first: &str, second: &str) -> bool {
    let common = first.chars().zip(second.chars()).take_while(|(a, b)| a == b).count();
    let (short, long) = if first.len() < second.len() { (first, second) } else { (second, first) };
    let digits = |word: &str| word.contains(|c: char| c.is_ascii_digit());
    !digits(first)
        && !digits(second)
        && (common >= 4 && common + 3 >= short.chars().count() && long.chars().count() <= common + 5
            || short.len() >= 4 && long.ends_with(short) && long.len() >= short.len() + 4)
}

fn report_item<'f>(doc: &Document<'_>, first: usize, second: usize, out: &'f mut Findings<'_>) -> &'f mut Finding {
    let blocks = doc.blocks();
    let whole = blocks[second].whole();
    let text = doc.text();
    let line_start = text[..whole.start()].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[whole.end()..].find('\n').map_or(text.len(), |at| whole.end() + at + 1);
    // The first line of a text cannot be the second item, so there is always a line end before it to fall back on.
    let line = if line_end == text.len() && !text.ends_with('\n') {
        TextRange::new(text[..line_start].trim_end_matches(['\n', '\r']).len(), line_end)
    } else {
        TextRange::new(line_start, line_end)
    };
    let finding = out.report(line, format!("This item says again what “{}” said", doc.quote(blocks[first].whole())));
    finding.confidence(0.85).related(blocks[first].whole(), "the same item");
    finding.suggest("Delete the second item", [Edit::delete(line)]);
    finding
}
