//! An article that was lost before a noun that is counted, and one too many before a person's name.

use crate::document::{Document, mention::NameKind};
use crate::finding::{Finding, Findings, Severity};
use crate::fix::Edit;
use crate::language::{Tag, lexicon, sound};
use crate::rules::Rule;
use crate::source::TextRange;

/// See `article_use.md`.
pub static RULE: Rule = Rule {
    id: "sentence/article-use",
    summary: "an article lost before a noun that is counted, or put before a person's name",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for (index, sentence) in doc.sentences().iter().enumerate() {
        if !doc.is_parsable(index) {
            continue;
        }
        for at in sentence.tokens.clone().skip(1) {
            let _ = profession(doc, at, out) || thing(doc, at, out) || nation(doc, at, out) || same(doc, at, out);
        }
    }
    names(doc, out);
}

/// Words for people that stand without an article, because there is one of them or because they are adjectives too.
const UNARTICLED: &[&str] = &[
    "president",
    "chairman",
    "chairwoman",
    "chair",
    "director",
    "head",
    "chief",
    "captain",
    "king",
    "queen",
    "mayor",
    "minister",
    "premier",
    "coach",
    "manager",
    "secretary",
    "treasurer",
    "leader",
    "professor",
    "principal",
    "governor",
    "ambassador",
    "senator",
    "editor",
    "commander",
    "general",
    "bishop",
    "pope",
    "abbot",
    "dean",
    "curator",
    "conductor",
    "champion",
    "winner",
    "host",
    "heir",
    "owner",
    "founder",
    "co-founder",
    "author",
    "chancellor",
    "boss",
    "deputy",
    "speaker",
    "sheriff",
    "marshal",
    "guardian",
    "master",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "headmaster",
    "headmistress",
    "postmaster",
    "stationmaster",
    "skipper",
    "patient",
    "native",
    "expert",
    "adult",
    "human",
    "minor",
    "individual",
    "junior",
    "senior",
    "captive",
    "novice",
    "professional",
    "amateur",
    "veteran",
    "female",
    "male",
    "radical",
    "liberal",
    "conservative",
    "communist",
    "socialist",
    "vegetarian",
    "vegan",
    "christian",
    "fellow",
    "man",
    "woman",
    "god",
    "lord",
    "child",
    "person",
    "people",
    "boy",
    "girl",
    "witness",
    "party",
    "regent",
    "consul",
    "emperor",
    "empress",
    "prince",
    "princess",
    "monarch",
    "sultan",
    "caliph",
    "patron",
    "prisoner",
    "hostage",
    "friend",
    "kin",
    "black",
    "white",
    "creator",
    "victim",
    "star",
    "lead",
    "goalkeeper",
    "striker",
    "defender",
    "guard",
    "midfielder",
    "runner-up",
    "contender",
    "bride",
    "lady",
    "sir",
    "madam",
    "public",
    "superintendent",
    "undersecretary",
    "envoy",
    "executor",
    "trustee",
    "rector",
    "provost",
    "warden",
    "steward",
    "referee",
    "umpire",
    "gay",
    "lesbian",
    "foreman",
    "nanny",
    "cook",
    "guest",
    "model",
    "mate",
    "partner",
    "proxy",
    "successor",
    "predecessor",
    "sponsor",
    "judge",
    "jury",
    "police",
    "staff",
    "crew",
    "counsel",
    "counsellor",
    "attorney",
    "commissioner",
    "inspector",
    "sergeant",
    "major",
    "lieutenant",
    "colonel",
    "admiral",
    "corporal",
    "constable",
    "officer",
];

/// Nouns before `of` that take a role by its name: `the post of clerk`.
const OF_ROLES: &[&str] = &[
    "role",
    "job",
    "post",
    "position",
    "title",
    "rank",
    "office",
    "duty",
    "term",
    "work",
    "profession",
    "trade",
    "part",
    "status",
    "level",
    "type",
    "kind",
    "sort",
    "lack",
    "number",
    "shortage",
    "place",
    "function",
    "figure",
    "concept",
    "idea",
    "word",
    "combination",
    "mix",
    "form",
    "style",
    "degree",
    "capacity",
    "occupation",
    "calling",
    "vocation",
    "career",
    "designation",
    "appointment",
    "craft",
    "business",
    "guise",
    "task",
    "name",
    "sense",
];

/// Whether the noun at `at` is a person's trade, in the singular and without what could stand for an article.
fn is_trade(doc: &Document<'_>, at: usize) -> bool {
    let lower = doc.word(at);
    doc.tokens()[at].tag == Tag::Nn
        && lower.bytes().all(|b| b.is_ascii_lowercase())
        && lexicon::person_noun(lower).is_some()
        && lexicon::kinship(lower).is_none()
        && !UNARTICLED.contains(&lower)
}

/// Whether the noun phrase ends at `at`.
fn closes(doc: &Document<'_>, at: usize) -> bool {
    doc.tag_beside(at + 1, at).is_none_or(|tag| {
        matches!(tag, Tag::Stop | Tag::Comma | Tag::CloseQuote)
            || tag == Tag::In && !doc.is_any(at + 1, &["of", "to", "for", "than", "as"])
            || tag == Tag::Cc && doc.is_any(at + 1, &["and", "but"])
    })
}

/// `He is engineer in a mine`, `She worked as nurse`, `the keys of janitor`.
fn profession(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let tokens = doc.tokens();
    let start = doc.sentence_start(at);
    if !is_trade(doc, at) || !closes(doc, at) {
        return false;
    }
    let first = if at > start && tokens[at - 1].tag == Tag::Jj { at - 1 } else { at };
    let Some(governor) = first.checked_sub(1).filter(|&t| t > start) else { return false };
    let person = |t: usize| {
        doc.is_any(t, &["he", "she", "i", "who"])
            || tokens[t].tag == Tag::Nnp
            || tokens[t].tag == Tag::Nn && lexicon::person_noun(doc.word(t)).is_some()
    };
    // `is, was engineer`; `She is not engineer`.
    let be = doc.is_any(governor, &["is", "was", "became", "becomes"]) && person(governor - 1);
    let works = doc.is(governor, "as")
        && (start..governor)
            .rev()
            .take(3)
            .any(|t| matches!(doc.lemma(t), "work" | "serve" | "employ" | "hire" | "job"));
    let of = first == at
        && doc.is(governor, "of")
        && matches!(tokens[governor - 1].tag, Tag::Nn | Tag::Nns)
        && governor >= start + 2
        && !OF_ROLES.contains(&doc.lemma(governor - 1))
        && doc.is_any(governor - 2, &["the", "a"])
        && !(doc.is(at + 1, "and") || doc.is(at + 1, ","));
    // `Wanda Ode was teacher and clerk of the parish` names two offices.
    let two = doc.is(at + 1, "and") && doc.tag_beside(at + 2, at).is_some_and(Tag::is_noun);
    let question = (at..doc.sentence_end(at)).any(|t| doc.is(t, "?"));
    if (question || two || !be) && (!works || two) && !of {
        return false;
    }
    insert(doc, first, at, if of { "the" } else { "a" }, out);
    true
}

/// `two rooms of same inn`
fn same(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let noun = doc.tag_beside(at + 1, at).is_some_and(|tag| matches!(tag, Tag::Nn | Tag::Nns));
    let bare = doc.tokens()[at - 1].tag == Tag::In && !doc.is_any(at - 1, &["as", "like", "than"]);
    if !doc.is(at, "same") || !noun || !bare || doc.is(at + 1, "sex") {
        return false;
    }
    let place = doc.tokens()[at].range.start();
    out.report(doc.span(at..at + 2), "`same` has lost its article")
        .confidence(0.82)
        .where_damaged()
        .suggest("Insert `the`", [Edit::insert(place, "the ")]);
    true
}

/// `a Chile's film`, `the Japan's economy`: a country in the possessive after an article, where its adjective belongs.
fn nation(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let article = at - 1;
    let Some(country) = lexicon::country(doc.word(at)) else { return false };
    let owner = doc.tag_beside(at + 1, at) == Some(Tag::Pos);
    let noun = doc.tag_beside(at + 2, at).is_some_and(|tag| matches!(tag, Tag::Nn | Tag::Nns | Tag::Jj));
    let Some(adjective) = country.demonyms.first() else { return false };
    if !owner || !noun || !doc.is_any(article, &["a", "an"]) {
        return false;
    }
    let range = doc.span(at..at + 2);
    out.report(range, format!("after an article the adjective stands: `{adjective}`"))
        .confidence(0.88)
        .suggest(format!("Write `{adjective}`"), [Edit::replace(range, *adjective)]);
    true
}

/// Things that are counted and that no usual phrase has without an article.
const THINGS: &[&str] = &[
    "basket", "bench", "blanket", "boat", "bottle", "bowl", "box", "bridge", "bucket", "building", "candle", "ceiling",
    "cellar", "chair", "chimney", "corridor", "cottage", "cupboard", "cushion", "desk", "door", "drawer", "envelope",
    "factory", "fence", "field", "garden", "gate", "hammer", "house", "island", "jacket", "jar", "kettle", "key",
    "kitchen", "ladder", "lamp", "lid", "map", "mat", "mattress", "mill", "mirror", "mountain", "notebook", "oven",
    "pillow", "platform", "pond", "pot", "river", "roof", "room", "rope", "sack", "scarf", "shelf", "shop", "shovel",
    "spoon", "stairway", "stool", "stove", "suitcase", "torch", "towel", "tower", "tractor", "tray", "tree", "truck",
    "umbrella", "valley", "van", "village", "wagon", "wall", "wallet", "well", "window", "workshop",
];

/// `He put it on shelf.`, `Take mat.`
fn thing(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let tokens = doc.tokens();
    let start = doc.sentence_start(at);
    let before = at - 1;
    let ends = doc.tag_beside(at + 1, at).is_none_or(|tag| matches!(tag, Tag::Stop | Tag::Comma | Tag::CloseQuote));
    // `in house with a green roof`
    let goes_on =
        doc.tag_beside(at + 1, at) == Some(Tag::In) && doc.is_any(at + 1, &["with", "of", "near", "behind", "on"]);
    if tokens[at].tag != Tag::Nn || !THINGS.contains(&doc.word(at)) || !(ends || goes_on) {
        return false;
    }
    let placed = doc.is_any(before, &["in", "on", "into", "onto", "near", "under", "behind", "inside", "with", "from"])
        && tokens[before].tag == Tag::In
        && before > start
        // `from house to house`, `box in box`
        && !(start..doc.sentence_end(at)).any(|t| t != at && doc.is(t, doc.word(at)))
        && !doc.is(before - 1, "-");
    let order = before == start
        && doc.is_any(before, &["take", "bring", "open", "close", "buy", "fetch", "use", "carry", "find", "pack"])
        && doc.tag_beside(at + 1, at) == Some(Tag::Stop);
    if !placed && !order {
        return false;
    }
    let finding = insert(doc, at, at, if placed { "the" } else { "a" }, out);
    if !ends {
        finding.where_damaged();
    }
    true
}

/// Reports the noun phrase from `first` to `at` and offers `the` or an indefinite article before it, `best` first.
fn insert<'o>(doc: &Document<'_>, first: usize, at: usize, best: &str, out: &'o mut Findings<'_>) -> &'o mut Finding {
    let place = doc.tokens()[first].range.start();
    let indefinite = sound::indefinite_article(doc.word(first));
    let (best, other) = if best == "the" { ("the", indefinite) } else { (indefinite, "the") };
    out.report(doc.span(first..at + 1), format!("`{}` has lost its article", doc.words(first..at + 1)))
        .confidence(0.82)
        .suggest(format!("Insert `{best}`"), [Edit::insert(place, format!("{best} "))])
        .suggest(format!("Insert `{other}`"), [Edit::insert(place, format!("{other} "))])
}

/// `The Clara came`, where the text has `Clara` elsewhere: Greek, Portuguese and others put an article before a name.
fn names(doc: &Document<'_>, out: &mut Findings<'_>) {
    let mentions = doc.mentions();
    for name in &mentions.names {
        let (first, last) = (name.tokens.start, name.tokens.end - 1);
        let entity = &mentions.entities[name.entity];
        let word = doc.word(first);
        let single = first == last && lexicon::given_name_gender(word).is_some();
        if !name.article || !single || !matches!(entity.kind, NameKind::Person) || first == 0 {
            continue;
        }
        let article = first - 1;
        let follows = doc.tag_beside(last + 1, last);
        let alone = follows
            .is_none_or(|tag| tag.is_finite() || matches!(tag, Tag::Stop | Tag::Comma | Tag::Pos | Tag::In | Tag::Md))
            && !doc.is_any(last + 1, &["of", "in", "from", "who", "with"]);
        let elsewhere = doc
            .places_of(word)
            .filter(|&at| at != first && !(at > 0 && matches!(doc.tokens()[at - 1].tag, Tag::Dt)))
            .count();
        let articled = doc.places_of(word).filter(|&at| at > 0 && doc.is(at - 1, "the")).count();
        if !doc.is(article, "the") || !alone || elsewhere < articled || elsewhere == 0 {
            continue;
        }
        let range = doc.span(article..last + 1);
        let gone = TextRange::new(range.start(), doc.tokens()[first].range.start());
        out.report(range, format!("English puts no article before `{word}`, a person"))
            .confidence(0.88)
            .suggest("Leave out the article", [Edit::delete(gone)]);
    }
}
