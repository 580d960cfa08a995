//! Plurals and counts made as the source language makes them: a noun twice, a word to count with.

use crate::document::{Document, usage};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::{Tag, Upos, inflect, lexicon};
use crate::rules::Rule;
use crate::source::TextRange;

/// See `reduplication.md`.
pub static RULE: Rule = Rule {
    id: "translation/reduplication",
    summary: "a plural or a count made as the source language makes it",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

/// Doubled words that are English.
const ENGLISH: &[&str] = &[
    "bye", "no", "pom", "go", "so", "yo", "tom", "can", "win", "knock", "half", "fifty", "hush", "goody", "girly",
    "aye", "choo", "dum", "boo", "pooh", "tut", "chop", "beep", "tick", "night", "ha", "ho", "hee", "la", "na", "ding",
    "face", "agar", "aga", "bonbon", "bling", "buddy", "cha", "chi", "couscous", "dik", "do", "fan", "frou", "gaga",
    "gee", "hubba", "hula", "jaw", "lava", "mahi", "never", "nono", "paw", "piri", "pip", "plop", "rah", "same",
    "sing", "snip", "tap", "there", "tsetse", "tse", "wah", "wee", "yada", "yum", "blah", "drip", "clip", "clop",
    "din", "toe", "poo", "wow", "too", "one", "two", "ten", "five", "out", "in", "on", "kiss", "please", "puff", "pop",
    "tip", "woof", "quack", "very", "well", "now", "now-now", "six", "peri", "lulu", "mama", "papa", "thump", "bang",
    "boom", "thud", "clang", "clack", "click", "buzz", "splash", "creak", "rattle", "chug", "clank", "slap", "flap",
    "crunch", "squeak", "chirp", "vroom", "honk", "peep", "swish", "splish", "cancan", "hip", "haw", "jar", "pull",
    "gone", "mid", "post", "sub", "great", "anti", "ultra", "super", "neo", "meta", "pre", "ex", "non", "oink", "meow",
];

/// Words that count single things in East and Southeast Asian languages, and that English leaves out.
const CLASSIFIERS: &[&str] = &[
    "piece", "unit", "head", "person", "people", "sheet", "stick", "tail", "grain", "seed", "branch", "stalk", "strip",
    "body", "copy", "volume", "item",
];

/// Plurals that English counts with `pieces`, or in one of the other ways.
const COUNTED: &[&str] = &[
    "clothes",
    "goods",
    "news",
    "cards",
    "matches",
    "stairs",
    "remains",
    "contents",
    "works",
    "instructions",
    "data",
    "ceramics",
    "electronics",
    "textiles",
    "stocks",
    "sweets",
    "greens",
    "materials",
    "parts",
    "documents",
    "ashes",
    "debris",
    "ruins",
    "antiques",
    "valuables",
    "graphics",
    "lyrics",
    "politics",
    "others",
    "those",
    "these",
    "which",
    "them",
    "us",
    "cattle",
    "belongings",
    "poultry",
    "sheep",
    "livestock",
    "housing",
    "bones",
    "records",
    "papers",
];

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let tokens = doc.tokens();
    for (at, token) in tokens.iter().enumerate() {
        let word = &doc.text()[token.range];
        if doc.is(at + 1, "-") && doc.is(at + 2, word) {
            doubled(doc, at, out);
        } else if word.contains('-') {
            doubled_inside(doc, at, out);
        } else if tokens[at].upos == Upos::Num || tokens[at].tag == Tag::Cd {
            classifier(doc, at, out);
            repeated_noun(doc, at, out);
            about(doc, at, out);
        }
        echo(doc, at, out);
    }
}

/// `beans-beans`, in three tokens.
fn doubled(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) {
    let tokens = doc.tokens();
    let range = tokens[at].range.cover(tokens[at + 2].range);
    if range.len() == 2 * tokens[at].range.len() + 1
        && !doc.is(at + 3, "-")
        && !(at > 0 && doc.is(at - 1, "-") && tokens[at - 1].range.end() == range.start())
    {
        report(doc, range, doc.word(at), out);
    }
}

/// `beans-beans`, in one token.
fn doubled_inside(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) {
    if let Some((first, second)) = doc.word(at).split_once('-')
        && first == second
    {
        report(doc, doc.tokens()[at].range, first, out);
    }
}

fn report(doc: &Document<'_>, range: TextRange, word: &str, out: &mut Findings<'_>) {
    let lower = word.to_lowercase();
    if word.len() < 3
        || word.starts_with(char::is_uppercase)
        || ENGLISH.contains(&&*lower)
        || lexicon::is_english_form(&doc.text()[range])
        // What the text says again and again, or in marks, is a name.
        || doc.text().matches(&doc.text()[range]).count() > 1
        || doc.text()[..range.start()].ends_with(['“', '"', '‘', '*', '_', '(', '\''])
    {
        return;
    }
    if !lexicon::is_english_form(&lower) {
        // Short ones are sounds.
        if lower.len() >= 4 && lower.bytes().all(|b| b.is_ascii_lowercase()) {
            out.report(range, format!("`{}` is a doubled word of another language", doc.quote(range)))
                .confidence(0.85)
                .ask(format!("What does `{}` mean?", doc.quote(range)));
        }
        return;
    }
    let singular = inflect::lemma(&lower, Tag::Nns);
    let noun = doc.tokens()[doc.token_at(range.start())].upos == Upos::Noun || singular != lower;
    let meant = if noun && singular == lower { inflect::plural(&lower) } else { lower.clone() };
    out.report(range, "a word is doubled as the source language makes a plural")
        .confidence(0.88)
        .suggest(format!("Write `{meant}`"), [Edit::replace(range, meant)]);
}

/// `48 pieces of ribs`, `five people of students`.
fn classifier(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) {
    let tokens = doc.tokens();
    let Some(token) = tokens.get(at + 3).filter(|token| token.sentence == tokens[at].sentence) else { return };
    let counter = doc.word(at + 1).to_lowercase();
    let singular = inflect::lemma(&counter, Tag::Nns);
    if !CLASSIFIERS.iter().any(|known| *known == singular)
        || !doc.is(at + 2, "of")
        || token.tag != Tag::Nns
        || counter == *singular && counter != "people" && doc.word(at) != "1"
    {
        return;
    }
    let noun = doc.word(at + 3);
    let lower = noun.to_lowercase();
    let person = lexicon::person_noun(&inflect::lemma(&lower, Tag::Nns)).is_some();
    let fits = match &*singular {
        "people" | "person" | "body" => person,
        "head" => person,
        "unit" => {
            !person
                && matches!(
                    &*lower,
                    "houses"
                        | "apartments"
                        | "cars"
                        | "vehicles"
                        | "trucks"
                        | "buses"
                        | "motorcycles"
                        | "computers"
                        | "laptops"
                        | "boats"
                        | "ships"
                        | "shops"
                        | "rooms"
                        | "buildings"
                        | "phones"
                        | "bicycles"
                        | "drones"
                        | "tanks"
                        | "machines"
                        | "ambulances"
                        | "tractors"
                        | "pumps"
                        | "televisions"
                        | "refrigerators"
                )
        }
        "item" | "copy" | "volume" => false,
        "sheet" => matches!(
            &*lower,
            "tickets"
                | "photos"
                | "photographs"
                | "cards"
                | "shirts"
                | "paintings"
                | "blankets"
                | "towels"
                | "tiles"
                | "doors"
                | "posters"
                | "letters"
                | "mirrors"
        ),
        "stick" | "branch" => matches!(
            &*lower,
            "pencils"
                | "pens"
                | "cigarettes"
                | "umbrellas"
                | "bottles"
                | "roses"
                | "flowers"
                | "bananas"
                | "guns"
                | "rifles"
                | "knives"
                | "trees"
        ),
        "tail" => matches!(
            &*lower,
            "fish"
                | "fishes"
                | "cows"
                | "goats"
                | "chickens"
                | "buffaloes"
                | "cats"
                | "dogs"
                | "pigs"
                | "ducks"
                | "snakes"
                | "horses"
        ),
        "grain" | "seed" => {
            matches!(&*lower, "eggs" | "oranges" | "apples" | "pills" | "tablets" | "coconuts" | "bullets")
        }
        "stalk" | "strip" => {
            matches!(&*lower, "roses" | "fishes" | "rivers" | "roads" | "trousers" | "pants" | "streets")
        }
        // `pieces of` before the plural of a whole thing.
        _ => !person && !COUNTED.contains(&&*lower) && lexicon::is_english_form(&lower) && is_whole(&lower),
    };
    if !fits {
        return;
    }
    let range = tokens[at + 1].range.cover(token.range);
    out.report(range, format!("English counts `{lower}` without `{counter} of`"))
        .confidence(0.85)
        .suggest(format!("Write `{noun}`"), [Edit::replace(range, noun)]);
}

/// Whether a plural names whole things that are counted one by one; food and stuff that comes in pieces is not.
fn is_whole(plural: &str) -> bool {
    const STUFF: &[&str] = &[
        "potatoes",
        "tomatoes",
        "carrots",
        "onions",
        "vegetables",
        "fruits",
        "berries",
        "mushrooms",
        "noodles",
        "nuts",
        "herbs",
        "leaves",
        "grasses",
        "woods",
        "fabrics",
        "foods",
        "wares",
        "cookies",
        "cakes",
        "shrimps",
        "fries",
        "sweets",
        "oats",
        "beans",
        "weeds",
        "shells",
        "corals",
        "rocks",
        "minerals",
        "metals",
        "plastics",
        "glasses",
        "memorabilia",
        "rubbish",
        "shards",
        "fragments",
        "fossils",
        "skulls",
        "meteorites",
        "bricks",
        "stones",
        "plants",
        "trees",
        "cables",
        "ropes",
        "wires",
        "pots",
        "plates",
        "statues",
        "planes",
        "ships",
        "pipes",
        "logs",
    ];
    !STUFF.contains(&plural)
}

/// `shop 2 shops`: the noun before the number and after it, as Thai, Lao and Burmese count; `student 5 people`.
fn repeated_noun(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) {
    let tokens = doc.tokens();
    if at == 0 || tokens.get(at + 1).is_none_or(|next| next.sentence != tokens[at - 1].sentence) {
        return;
    }
    let (before, after) = (&tokens[at - 1], &tokens[at + 1]);
    let word = doc.word(at - 1);
    let singular = inflect::lemma(doc.word(at + 1), Tag::Nns);
    let same = before.upos == Upos::Noun
        && (word.eq_ignore_ascii_case(&singular) || word.eq_ignore_ascii_case(doc.word(at + 1)));
    let counted = before.upos == Upos::Noun
        && matches!(doc.word(at + 1), "people" | "persons")
        && before.tag == Tag::Nn
        && lexicon::person_noun(&word.to_lowercase()).is_some()
        && !doc.is_any(
            at.wrapping_sub(2),
            &["a", "an", "the", "his", "her", "their", "its", "my", "our", "your", "one", "each", "every"],
        )
        && at >= 2;
    // `line 2 lines up`, `step 3`: a number may belong to the noun before it.
    let next = doc.tokens().get(at + 2);
    if !(same || counted)
        || word.len() < 3
        || next.is_some_and(|next| next.tag.is_verb() && same && word.starts_with(char::is_uppercase))
    {
        return;
    }
    let number = doc.word(at);
    let shown = number.parse().ok().and_then(usage::spelled).unwrap_or(number);
    let noun = if same { doc.word(at + 1).to_string() } else { inflect::plural(&word.to_lowercase()) };
    let range = before.range.cover(after.range);
    let meant = format!("{shown} {noun}");
    out.report(range, "the noun stands before its number and again after it")
        .confidence(0.88)
        .suggest(format!("Write `{meant}`"), [Edit::replace(range, meant)]);
}

/// `tea-shea`, `lamps-shamps`: a word and its rhyme, for the thing and its like.
fn echo(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) {
    let tokens = doc.tokens();
    let range = tokens[at].range;
    let word = &doc.text()[range];
    let (first, second, whole) = if let Some((first, second)) = word.split_once('-') {
        (first, second, range)
    } else if doc.is(at + 1, "-") && tokens.get(at + 2).is_some_and(|token| token.is_word()) && !doc.is(at + 3, "-") {
        (word, doc.word(at + 2), range.cover(tokens[at + 2].range))
    } else {
        return;
    };
    let plain = |word: &str| word.len() >= 3 && word.bytes().all(|b| b.is_ascii_lowercase());
    let head = |word: &str| word.find(['a', 'e', 'i', 'o', 'u', 'y']).unwrap_or(0);
    let unspaced = whole.len() == first.len() + second.len() + 1;
    if !plain(first) || !plain(second) || !unspaced || first == second {
        return;
    }
    let (tail, rhyme) = (&first[head(first)..], &second[head(second)..]);
    // `fancy-schmancy` is English.
    let mocked = second.starts_with("shm") || second.starts_with("schm");
    if tail != rhyme
        || tail.len() < 2
        || mocked
        || RHYMES.contains(&first)
        || !lexicon::is_english_form(first)
        || lexicon::is_english_form(second)
        || doc.text().matches(&doc.text()[whole]).count() > 1
    {
        return;
    }
    let gone = TextRange::new(whole.end() - second.len() - 1, whole.end());
    out.report(whole, "a word is echoed by its rhyme, as other languages say `and the like`")
        .confidence(0.88)
        .suggest("Leave out the echo", [Edit::delete(gone)])
        .suggest("Write `and the like`", [Edit::replace(gone, " and the like")]);
}

/// The first halves of rhymes that are English.
const RHYMES: &[&str] = &[
    "super", "easy", "even", "arty", "artsy", "loosey", "teeny", "teensy", "itsy", "lovey", "hoity", "willy", "okey",
    "roly", "palsy", "fuddy", "hokey", "mumbo", "hurly", "razzle", "hanky", "namby", "wing", "walkie", "boogie",
    "eeny", "georgie", "handy", "incy", "silly", "tootsie", "nitty", "raggle", "higgledy", "fuzzy", "ant", "rumpy",
    "humpty",
];

/// `two-three days`, `four five men`: a number that is not exact, as two beside one another.
fn about(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) {
    let joined = doc.is(at + 1, "-");
    let other = if joined { at + 2 } else { at + 1 };
    let small = |at: usize| {
        let word = doc.word(at);
        word.bytes().all(|b| b.is_ascii_lowercase()).then(|| lexicon::number_word(word)).flatten().filter(|n| *n <= 10)
    };
    let (Some(low), Some(high)) = (small(at), small(other)) else { return };
    let counted = doc.tag_beside(other + 1, at) == Some(Tag::Nns);
    let range = doc.tokens()[at].range.cover(doc.tokens()[other].range);
    let side = range.len() == doc.word(at).len() + doc.word(other).len() + 1;
    if !(low < high && counted && side) || !joined && high != low + 1 || at > 0 && doc.is(at - 1, "-") {
        return;
    }
    let (first, second) = (doc.word(at), doc.word(other));
    let exact = if high == low + 1 { format!("{first} or {second}") } else { format!("{first} to {second}") };
    out.report(range, "two numbers side by side say that neither is exact")
        .confidence(0.88)
        .suggest(format!("Write `{exact}`"), [Edit::replace(range, exact)])
        .suggest("Write `a few`", [Edit::replace(range, "a few")]);
}
