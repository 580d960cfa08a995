//! Mentions: names of people, bodies, places and works, grouped by bearer; and amounts.
//!
//! A name is a run of capitalised words with the small words that names hold (`of`, `de`, `van`). What it names is
//! voted on by every place that mentions it: a title, an age, a verb of saying, a preposition, the noun at its head.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::token::Words;
use super::{Block, BlockKind, Sentence, Token, TokenKind};
use crate::language::pronoun::Gender;
use crate::language::{Tag, Upos, lexicon, speech};
use crate::source::TextRange;

mod amount;

pub use amount::{Amount, DateMention, Measure};

/// What a name names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum NameKind {
    /// A person.
    Person,
    /// A company, an authority, a club.
    Organisation,
    /// A country, a town, a river, a street.
    Place,
    /// A book, a programme: its article has a capital inside a sentence.
    Work,
    /// Nothing shows what.
    Unknown,
}

/// One place that names somebody or something.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The name, without its title, its article and the ending of a possessive.
    pub range: TextRange,
    /// Its tokens, by index.
    pub tokens: Range<usize>,
    /// The titles before it: `Dr.` of `Dr. Ada Holm`, by token.
    pub titles: Range<usize>,
    /// Whether `the` (or `a`, `an`) stands before it.
    pub article: bool,
    /// Whether it stands where any word has a capital: first in its sentence, or in a headline of capitals.
    pub at_start: bool,
    /// Whose name it is, by index into [`Mentions::entities`].
    pub entity: usize,
    /// Its sentence, by index.
    pub sentence: usize,
}

/// Somebody or something with a name.
#[derive(Clone, Debug)]
pub struct Entity {
    /// What it is.
    pub kind: NameKind,
    /// Its fullest name, as it first stands in the text.
    pub full: TextRange,
    /// The places that name it, by index into [`Mentions::names`], in order.
    pub mentions: Vec<usize>,
    /// An acronym that the text gives in brackets after the name.
    pub acronym: Option<TextRange>,
    /// The person, by index into [`Mentions::people`].
    pub person: Option<usize>,
}

/// A person the text names.
#[derive(Clone, Debug)]
pub struct Person {
    /// Their entity, by index.
    pub entity: usize,
    /// The fullest name, without titles.
    pub name: TextRange,
    /// Every form of the name in the text, without repeats, titles or possessive endings.
    pub forms: Vec<TextRange>,
    /// The places that name them, by index into [`Mentions::names`], in order.
    pub mentions: Vec<usize>,
    /// The first title before the name: `Dr.`, `Judge`.
    pub title: Option<TextRange>,
    /// The gender shown by a title, a word for a relative, or the given name, in this order of trust.
    pub gender: Option<Gender>,
    /// Masculine and feminine pronouns of the third person that follow a mention within its sentence or open the next
    /// one, where no other person was named in between.
    pub pronouns: [u32; 2],
}

/// The names and amounts of a text.
#[derive(Clone, Default, Debug)]
pub struct Mentions {
    /// The places that name something, in order.
    pub names: Vec<Mention>,
    /// What they name, in the order of first mention.
    pub entities: Vec<Entity>,
    /// The persons among them, in the order of first mention.
    pub people: Vec<Person>,
    /// Numbers with what they count or measure, in order.
    pub amounts: Vec<Amount>,
    /// Dates that give a day and a month, in order.
    pub dates: Vec<DateMention>,
}

impl Mentions {
    /// The name that holds byte `at`, by index.
    pub fn name_at(&self, at: usize) -> Option<usize> {
        let index = self.names.partition_point(|name| name.range.start() <= at).checked_sub(1)?;
        self.names[index].range.contains(at).then_some(index)
    }

    /// The person an entity is, if it is one.
    pub fn person_of(&self, entity: usize) -> Option<&Person> {
        self.entities[entity].person.map(|person| &self.people[person])
    }

    /// The persons that the tokens of sentence `index` name, as indices into [`Mentions::people`], in order of mention.
    pub fn people_in_sentence(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let from = self.names.partition_point(|name| name.sentence < index);
        self.names[from..]
            .iter()
            .take_while(move |name| name.sentence == index)
            .filter_map(|name| self.entities[name.entity].person)
    }
}

/// What the layer reads from.
pub(super) struct Source<'t, 'd> {
    pub text: &'t str,
    pub blocks: &'d [Block],
    pub sentences: &'d [Sentence],
    pub tokens: &'d [Token],
    pub words: &'d Words<'t>,
}

impl<'t, 'd> Source<'t, 'd> {
    fn word(&self, index: usize) -> &'t str {
        self.tokens.get(index).map_or("", |token| &self.text[token.range])
    }

    /// The word in small letters, with straight apostrophes.
    fn lower(&self, index: usize) -> &'d str {
        self.tokens.get(index).map_or("", |token| self.words.of(token).lower())
    }

    fn tag(&self, index: usize) -> Option<Tag> {
        self.tokens.get(index).map(|token| token.tag)
    }

    /// Whether no white space stands between token `index` and the one before it.
    fn touches(&self, index: usize) -> bool {
        index > 0 && index < self.tokens.len() && self.tokens[index - 1].range.end() == self.tokens[index].range.start()
    }

    /// Whether a hyphen touches the end of token `index` and something follows it.
    fn is_hyphened(&self, index: usize) -> bool {
        matches!(self.word(index + 1), "-" | "‑") && self.touches(index + 1) && self.touches(index + 2)
    }

    fn is_capital(&self, index: usize) -> bool {
        let Some(token) = self.tokens.get(index) else { return false };
        token.kind == TokenKind::Word
            && token.tag != Tag::Prp
            && self.word(index).chars().next().is_some_and(char::is_uppercase)
            && !matches!(self.word(index), "I" | "OK" | "PM" | "AM")
    }
}

/// Reads the names and amounts of a text.
pub(super) fn read(source: &Source<'_, '_>) -> Mentions {
    let mut names = Vec::new();
    for (index, sentence) in source.sentences.iter().enumerate() {
        let block = &source.blocks[sentence.block];
        if block.kind != BlockKind::Table && !is_capitalised_throughout(source, sentence) {
            names_of_sentence(source, index, sentence, &mut names);
        }
    }
    complete_openings(source, &mut names);
    let (entities, people) = group(source, &mut names);
    let (amounts, dates) = amount::read(source);
    Mentions { names, entities, people, amounts, dates }
}

/// Whether capitals say nothing in a sentence: a headline in title case, a line of capitals.
fn is_capitalised_throughout(source: &Source<'_, '_>, sentence: &Sentence) -> bool {
    let words = sentence.tokens.clone().filter(|&i| source.tokens[i].is_word() && source.word(i).len() > 3);
    let (mut capital, mut small) = (0, 0);
    for word in words {
        if source.is_capital(word) { capital += 1 } else { small += 1 }
    }
    if source.text[sentence.range].chars().any(char::is_lowercase) {
        source.blocks[sentence.block].kind == BlockKind::Headline && capital >= 4 && small * 4 <= capital
    } else {
        true
    }
}

/// Small words that join the capitalised words of a name.
const JOINERS: &[&str] = &[
    "of", "for", "de", "del", "della", "di", "da", "do", "dos", "das", "du", "des", "van", "von", "der", "den", "ter",
    "ten", "zu", "y", "e", "al", "el", "bin", "ibn", "la", "le", "las", "los", "on", "the", "and", "et", "und",
];

fn names_of_sentence(source: &Source<'_, '_>, index: usize, sentence: &Sentence, names: &mut Vec<Mention>) {
    let end = sentence.tokens.end;
    let mut opens = true;
    let mut at = sentence.tokens.start;
    while at < end {
        let token = &source.tokens[at];
        if !source.is_capital(at) {
            if token.is_word() || token.kind == TokenKind::Number {
                opens = false;
            } else if matches!(source.word(at), ":" | "“" | "\"" | "«" | "„" | "‘" | "—" | "–" | "-" | "[" | "(")
            {
                opens = opens || !matches!(source.word(at), "-");
            }
            at += 1;
            continue;
        }
        let at_start = std::mem::take(&mut opens);
        if at_start && !starts_name(source, at) {
            at += 1;
            continue;
        }
        let mut stop = run_end(source, at, end);
        let (mut start, mut first) = (at, at);
        // An article belongs to a name only inside a sentence, where it makes it the title of a work.
        let mut article = at > 0 && matches!(source.word(at - 1).to_ascii_lowercase().as_str(), "the" | "a" | "an");
        if matches!(source.word(start), "The" | "A" | "An") && start + 1 < stop {
            article = true;
            start += 1;
            first = start;
        }
        while start + 1 < stop
            && (is_title(source, start) || is_role(source, start, stop))
            && !JOINERS.contains(&source.word(start + 1))
            && !source.is_hyphened(start)
        {
            start += 1;
        }
        if first < start && lexicon::organisation_noun(source.lower(stop - 1)) {
            start = first;
        }
        while stop > start + 1 && !ends_name(source, stop - 1) {
            stop -= 1;
        }
        let range = TextRange::new(source.tokens[start].range.start(), source.tokens[stop - 1].range.end());
        let word = &source.text[range];
        if start > first || !is_no_name(source, start, stop, word) {
            if start == first && stop == start + 1 && at_start {
                first = start;
            }
            names.push(Mention {
                range,
                tokens: start..stop,
                titles: first..start,
                article,
                at_start: at_start && start == at,
                entity: 0,
                sentence: index,
            });
        }
        at = stop.max(at + 1);
    }
}

/// Whether token `index` can be the last of a name: a capitalised word, or one behind a hyphen (`Ha-yun`).
fn ends_name(source: &Source<'_, '_>, index: usize) -> bool {
    source.tag(index) != Some(Tag::Pos)
        && (source.is_capital(index) && !is_function_word(source.word(index))
            || source.tokens[index].is_word() && source.touches(index) && source.word(index - 1) == "-")
}

/// Words that open a sentence and belong to no name; a lost full stop may have put them behind one.
fn is_function_word(word: &str) -> bool {
    matches!(
        word,
        "In" | "After"
            | "The"
            | "And"
            | "But"
            | "He"
            | "She"
            | "They"
            | "It"
            | "When"
            | "At"
            | "On"
            | "If"
            | "As"
            | "By"
            | "For"
            | "We"
            | "You"
            | "His"
            | "Her"
            | "Their"
            | "Its"
            | "This"
            | "That"
            | "These"
            | "Those"
            | "What"
            | "Who"
            | "Then"
            | "There"
            | "So"
            | "Or"
            | "With"
            | "From"
            | "Not"
            | "No"
            | "Is"
            | "Was"
            | "Are"
            | "Did"
            | "Do"
    )
}

/// Gives back to a name that opens a sentence a first word that could not be told from any other capitalised one, where
/// the text has the whole name elsewhere.
fn complete_openings(source: &Source<'_, '_>, names: &mut [Mention]) {
    let known: HashSet<String> = names
        .iter()
        .filter(|name| !name.at_start)
        .map(|name| fold(&source.text[name.range]))
        .filter(|name| name.contains(' '))
        .collect();
    for name in names.iter_mut().filter(|name| name.titles.is_empty()) {
        let Some(first) = name.tokens.start.checked_sub(1).filter(|&first| source.is_capital(first)) else { continue };
        let whole = source.tokens[first].range.cover(name.range);
        if source.tokens[first].sentence == name.sentence && known.contains(&fold(&source.text[whole])) {
            name.range = whole;
            name.tokens.start = first;
            name.titles = first..first;
            name.at_start = true;
        }
    }
}

fn is_title(source: &Source<'_, '_>, index: usize) -> bool {
    lexicon::title(source.word(index)).is_some()
        || matches!(source.word(index), "Vice" | "Deputy" | "Chief" | "Executive")
}

/// Whether token `index` is a word for a person before a name of two words or more: `Reporter Ada Holm`.
fn is_role(source: &Source<'_, '_>, index: usize, stop: usize) -> bool {
    stop - index > 2
        && !lexicon::organisation_noun(source.lower(stop - 1))
        && lexicon::person_noun(source.lower(index)).is_some()
}

/// Whether a capitalised word that opens a sentence can begin a name.
fn starts_name(source: &Source<'_, '_>, at: usize) -> bool {
    let word = source.word(at);
    let lower = word.to_lowercase();
    if matches!(lower.as_str(), "the" | "a" | "an") {
        return source.is_capital(at + 1) && !lexicon::organisation_noun(&lower);
    }
    if !lexicon::is_english_form(&lower) && word.chars().count() > 1 {
        return true;
    }
    let upos = source.tokens[at].upos;
    let closed = !matches!(upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::X);
    if closed {
        return false;
    }
    let next = at + 1;
    let goes_on = source.is_capital(next)
        || matches!(source.word(next), "of" | "for")
            && source.is_capital(next + 1)
            && lexicon::organisation_noun(&lower)
        || source.word(next) == "&" && source.is_capital(next + 1)
        || source.word(next) == "-" && source.touches(next) && source.is_capital(next + 1);
    goes_on || upos == Upos::Propn && (lexicon::is_known_name(word) || lexicon::given_name_gender(word).is_some())
}

/// The token after the name that begins at `at`.
fn run_end(source: &Source<'_, '_>, at: usize, end: usize) -> usize {
    let mut stop = at + 1;
    let mut joined = false;
    while stop < end {
        let word = source.word(stop);
        if source.is_capital(stop)
            && source.tag(stop) != Some(Tag::Pos)
            && (!is_function_word(word) || source.is_hyphened(stop))
        {
            stop += 1;
        } else if matches!(word, "-" | "‑") && source.touches(stop) && source.touches(stop + 1) && stop + 1 < end {
            // `Oslo-based` is no name, `Ha-yun` is one.
            let next = source.word(stop + 1);
            let describes = next.len() > 3 && next.starts_with(char::is_lowercase) && lexicon::is_english_form(next);
            if source.tokens[stop + 1].kind == TokenKind::Number || describes {
                break;
            }
            stop += 2;
        } else if (word == "&" || source.tag(stop) == Some(Tag::Pos) && is_common_noun(source, stop - 1))
            && stop + 1 < end
            && source.is_capital(stop + 1)
        {
            stop += 2;
        } else if JOINERS.contains(&word) {
            let mut next = stop + 1;
            while next < end && next < stop + 3 && matches!(source.word(next), "the" | "la" | "los" | "las" | "der") {
                next += 1;
            }
            if next >= end || !source.is_capital(next) || !joins(source, at, stop, joined) {
                break;
            }
            joined |= matches!(word, "of" | "for");
            stop = next + 1;
        } else {
            break;
        }
    }
    stop
}

/// Whether the joiner at `stop` goes on with the name that began at `at`.
fn joins(source: &Source<'_, '_>, at: usize, stop: usize, joined: bool) -> bool {
    match source.word(stop) {
        // `Museum of Glass and Clay`, not `Rome and Milan`.
        "and" => joined && source.word(stop + 1) != "the",
        "on" | "the" => false,
        "of" | "for" => {
            let head = source.lower(stop - 1);
            let common = lexicon::is_english_form(head) && lexicon::given_name_gender(source.word(stop - 1)).is_none();
            lexicon::organisation_noun(head) || is_place_noun(head) || common && !is_title(source, stop - 1)
        }
        "e" | "y" | "et" | "und" | "la" | "le" => stop - at >= 1 && !lexicon::is_english_form(source.word(at)),
        _ => true,
    }
}

/// Whether token `index` is a common noun written with a capital, as in `Farmers’ Union` but not in `Ada’s Union`.
fn is_common_noun(source: &Source<'_, '_>, index: usize) -> bool {
    let lower = source.lower(index);
    let people = lower.ends_with('s') || matches!(lower, "women" | "men" | "children" | "people");
    people && lexicon::is_english_form(lower) && lexicon::given_name_gender(source.word(index)).is_none()
}

/// Capitalised words that name no body, person, place or work by themselves.
fn is_no_name(source: &Source<'_, '_>, start: usize, stop: usize, word: &str) -> bool {
    if lexicon::nationality(source.word(stop - 1)).is_some() {
        return true;
    }
    if stop - start > 1 {
        return false;
    }
    let lower = word.to_lowercase();
    let noun = matches!(source.tag(start), Some(Tag::Nnp | Tag::Nnps));
    if !noun && lexicon::familiarity(&lower) == lexicon::Familiarity::Common {
        return true;
    }
    is_function_word(word)
        || lexicon::weekday(word).is_some()
        || lexicon::month(word).is_some()
        || word.chars().count() < 2 && source.word(start + 1) != "."
        || matches!(word, "No." | "Nos." | "Ltd." | "Co." | "Inc." | "Q" | "TV" | "CD" | "DVD" | "Photo" | "Ed.")
        || lexicon::title(word).is_some() && source.tag(start) != Some(Tag::Nnp)
}

/// Nouns at the head of a place's name, in lower case.
pub fn is_place_noun(lower: &str) -> bool {
    matches!(
        lower,
        "river"
            | "lake"
            | "sea"
            | "ocean"
            | "bay"
            | "gulf"
            | "cape"
            | "strait"
            | "channel"
            | "canal"
            | "creek"
            | "island"
            | "islands"
            | "isle"
            | "peninsula"
            | "mount"
            | "mountain"
            | "mountains"
            | "hill"
            | "hills"
            | "valley"
            | "plateau"
            | "plain"
            | "desert"
            | "forest"
            | "wood"
            | "park"
            | "garden"
            | "gardens"
            | "square"
            | "plaza"
            | "street"
            | "road"
            | "avenue"
            | "lane"
            | "boulevard"
            | "alley"
            | "bridge"
            | "gate"
            | "harbor"
            | "harbour"
            | "port"
            | "airport"
            | "station"
            | "terminal"
            | "castle"
            | "palace"
            | "fort"
            | "fortress"
            | "tower"
            | "city"
            | "town"
            | "village"
            | "district"
            | "county"
            | "province"
            | "region"
            | "prefecture"
            | "state"
            | "republic"
            | "kingdom"
            | "territory"
            | "coast"
            | "beach"
            | "falls"
            | "glacier"
            | "ridge"
            | "pass"
            | "heights"
            | "north"
            | "south"
            | "east"
            | "west"
    )
}

/// The word that says what a name names: the one before `of` or `for`, otherwise the last.
pub(super) fn head_of(name: &str) -> &str {
    let mut last = "";
    for word in name.split_whitespace() {
        if matches!(word, "of" | "for" | "in" | "on") {
            break;
        }
        last = word;
    }
    last
}

fn fold(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ").trim_end_matches('.').replace('’', "'")
}

/// What the words of a name itself say it names.
fn kind_of_words(name: &str) -> Option<NameKind> {
    let head = head_of(name).trim_end_matches('.').to_lowercase();
    let several = name.contains(' ');
    let singular = head.strip_suffix('s').unwrap_or(&head);
    if several && (lexicon::organisation_noun(&head) || lexicon::organisation_noun(singular)) || name.contains('&') {
        return Some(NameKind::Organisation);
    }
    if matches!(
        head.as_str(),
        "co" | "ltd" | "inc" | "corp" | "llc" | "plc" | "gmbh" | "ag" | "sa" | "fc" | "afc" | "rfc" | "cf" | "fk"
    ) {
        return Some(NameKind::Organisation);
    }
    let first = name.split_whitespace().next().unwrap_or_default().to_lowercase();
    if several
        && (is_place_noun(&head) || matches!(first.as_str(), "lake" | "mount" | "cape" | "port" | "saint" | "fort"))
        || lexicon::country(name).is_some()
    {
        return Some(NameKind::Place);
    }
    None
}

/// What the place of a mention says it names.
fn kind_of_place(source: &Source<'_, '_>, mention: &Mention) -> Option<NameKind> {
    let (start, stop) = (mention.tokens.start, mention.tokens.end);
    let before = start.min(mention.titles.start).checked_sub(1);
    let previous = before.map_or("", |index| source.word(index));
    if !mention.titles.is_empty() {
        return Some(NameKind::Person);
    }
    // `the village of Tallow`
    const SETTLEMENTS: &[&str] = &["village", "town", "city", "hamlet", "port", "municipality", "island", "region"];
    let settlement = |index: usize| SETTLEMENTS.contains(&source.lower(index));
    if previous == "of" && !mention.article && before.is_some_and(|of| of > 0 && settlement(of - 1)) {
        return Some(NameKind::Place);
    }
    // `the mayor in Tallow said`
    if matches!(previous, "in" | "at" | "near" | "In" | "At" | "Near") && !mention.article {
        return Some(NameKind::Place);
    }
    // `Ada Holm, 58, …`
    if source.word(stop) == ","
        && source.tokens.get(stop + 1).is_some_and(|token| token.kind == TokenKind::Number)
        && matches!(source.word(stop + 2), "," | "." | ")")
        && source.word(stop + 1).parse::<u32>().is_ok_and(|age| (1..=110).contains(&age))
        && lexicon::month(source.word(start)).is_none()
    {
        return Some(NameKind::Person);
    }
    let says = |index: usize| source.tag(index).is_some_and(|tag| speech::is_reporting_verb(source.word(index), tag));
    let is_said = |index: usize| speech::is_said(source.word(index));
    if is_said(stop)
        || says(stop)
        || before.is_some_and(|index| is_said(index) || source.tag(index) == Some(Tag::Vbd) && says(index))
    {
        return (!mention.article).then_some(NameKind::Person);
    }
    if source.word(stop) == "," && matches!(source.word(stop + 1), "a" | "an" | "the" | "his" | "her") {
        let described = (stop + 2..stop + 5)
            .take_while(|&index| {
                index < source.tokens.len() && matches!(source.tokens[index].upos, Upos::Adj | Upos::Noun | Upos::Propn)
            })
            .any(|index| lexicon::person_noun(source.lower(index)).is_some());
        if described {
            return Some(NameKind::Person);
        }
    }
    let person = |index: Option<usize>| index.is_some_and(|index| lexicon::kinship(source.lower(index)).is_some());
    if person(before) || previous == "," && person(before.and_then(|index| index.checked_sub(1))) {
        return Some(NameKind::Person);
    }
    if source.word(stop) == ","
        && source.word(stop + 1) == "who"
        && !matches!(source.word(stop + 2), "have" | "are" | "were")
    {
        return Some(NameKind::Person);
    }
    None
}

/// Groups the mentions by bearer and gathers what is known of the persons.
fn group(source: &Source<'_, '_>, names: &mut [Mention]) -> (Vec<Entity>, Vec<Person>) {
    let mut entities: Vec<Entity> = Vec::new();
    let mut votes: Vec<[u32; 4]> = Vec::new();
    let mut by_name: HashMap<String, usize> = HashMap::new();
    for (index, mention) in names.iter_mut().enumerate() {
        let name = &source.text[mention.range];
        let entity = *by_name.entry(fold(name)).or_insert_with(|| {
            entities.push(Entity {
                kind: NameKind::Unknown,
                full: mention.range,
                mentions: Vec::new(),
                acronym: None,
                person: None,
            });
            votes.push([0; 4]);
            entities.len() - 1
        });
        mention.entity = entity;
        entities[entity].mentions.push(index);
        if let Some(kind) = kind_of_words(name) {
            votes[entity][kind as usize] += 5;
        } else if let Some(kind) = kind_of_place(source, mention) {
            votes[entity][kind as usize] += 2;
        }
        if matches!(source.word(mention.tokens.end), "(") && source.word(mention.tokens.end + 2) == ")" {
            let inside = source.word(mention.tokens.end + 1);
            let initials: String = name.split_whitespace().filter_map(|word| word.chars().next()).collect();
            let capitals = inside.chars().all(|c| c.is_uppercase()) && inside.chars().count() >= 2;
            if capitals && initials.to_uppercase().starts_with(inside.chars().next().unwrap_or(' ')) {
                entities[entity].acronym = Some(source.tokens[mention.tokens.end + 1].range);
            }
        }
    }
    for (entity, votes) in entities.iter_mut().zip(&votes) {
        let name = &source.text[entity.full];
        let words = name.split_whitespace().count();
        let first = name.split_whitespace().next().unwrap_or_default();
        let mut votes = *votes;
        if (2..=4).contains(&words) && lexicon::given_name_gender(first).is_some() {
            votes[NameKind::Person as usize] += 2;
        }
        let kinds = [NameKind::Person, NameKind::Organisation, NameKind::Place, NameKind::Work];
        if name.contains(" of ") {
            votes[NameKind::Person as usize] = 0;
        }
        let best = (0..4).max_by_key(|&kind| (votes[kind], 4 - kind)).unwrap_or(0);
        entity.kind = if votes[best] > 0 { kinds[best] } else { NameKind::Unknown };
    }
    join_short_forms(source, names, &mut entities);
    let people = people(source, names, &entities);
    for (index, person) in people.iter().enumerate() {
        entities[person.entity].person = Some(index);
    }
    (entities, people)
}

/// Gives the mentions of a short form (a surname, an acronym) to the bearer of the full one.
fn join_short_forms(source: &Source<'_, '_>, names: &mut [Mention], entities: &mut [Entity]) {
    // The latest bearer of each word that can stand for a full name.
    let mut bearers: HashMap<String, usize> = HashMap::new();
    let mut moved: Vec<(usize, usize)> = Vec::new();
    // Forms in a headline come before the full name, so the first bearer counts from the start.
    for (index, entity) in entities.iter().enumerate().rev() {
        for word in short_forms(source, entity) {
            bearers.insert(word, index);
        }
    }
    for (index, mention) in names.iter().enumerate() {
        let entity = &entities[mention.entity];
        let name = &source.text[mention.range];
        let short = !name.contains(' ');
        if !short {
            for word in short_forms(source, entity) {
                bearers.insert(word, mention.entity);
            }
        } else if (matches!(entity.kind, NameKind::Person | NameKind::Unknown) || !mention.titles.is_empty())
            && let Some(&bearer) = bearers.get(&fold(name))
            && bearer != mention.entity
        {
            moved.push((index, bearer));
        }
    }
    if moved.is_empty() {
        return;
    }
    for (index, bearer) in moved {
        let from = std::mem::replace(&mut names[index].entity, bearer);
        // Who has a surname that stands alone elsewhere is a person.
        let full = &source.text[entities[bearer].full];
        let foreign = full.split_whitespace().all(|word| !lexicon::is_english_form(&word.to_lowercase()));
        let person = entities[from].kind == NameKind::Person || foreign && full.contains(' ');
        if person && entities[bearer].kind == NameKind::Unknown {
            entities[bearer].kind = NameKind::Person;
        }
    }
    for entity in entities.iter_mut() {
        entity.mentions.clear();
    }
    for (index, mention) in names.iter().enumerate() {
        entities[mention.entity].mentions.push(index);
    }
}

/// Words that can stand for the bearer of a full name: the first and last word of a person's, an acronym.
fn short_forms(source: &Source<'_, '_>, entity: &Entity) -> Vec<String> {
    let name = &source.text[entity.full];
    let mut forms = Vec::new();
    if matches!(entity.kind, NameKind::Person | NameKind::Unknown) && (1..=3).contains(&name.matches(' ').count()) {
        let words: Vec<&str> = name.split_whitespace().collect();
        forms.push(fold(words[0]));
        forms.push(fold(words[words.len() - 1]));
    }
    forms.extend(entity.acronym.map(|acronym| fold(&source.text[acronym])));
    forms
}

fn people(source: &Source<'_, '_>, names: &[Mention], entities: &[Entity]) -> Vec<Person> {
    let mut people = Vec::new();
    for (index, entity) in entities.iter().enumerate() {
        if entity.kind != NameKind::Person || entity.mentions.is_empty() {
            continue;
        }
        let mut forms: Vec<TextRange> = Vec::new();
        let (mut title, mut gender) = (None, None);
        for &mention in &entity.mentions {
            let mention = &names[mention];
            if !forms.iter().any(|&form| source.text[form] == source.text[mention.range]) {
                forms.push(mention.range);
            }
            for token in mention.titles.clone() {
                title = title.or(Some(source.tokens[token].range));
                gender = gender.or(lexicon::title(source.word(token)).and_then(|title| title.gender));
            }
            gender = gender.or_else(|| gender_of_relative(source, mention));
        }
        let first = source.text[entity.full].split_whitespace().next().unwrap_or_default();
        gender = gender.or_else(|| lexicon::given_name_gender(first));
        let pronouns = pronouns_after(source, names, entities, entity);
        people.push(Person {
            entity: index,
            name: entity.full,
            forms,
            mentions: entity.mentions.clone(),
            title,
            gender,
            pronouns,
        });
    }
    people
}

/// The gender of a word for a relative beside a name: `her husband, Piet`, `Piet, her husband`.
fn gender_of_relative(source: &Source<'_, '_>, mention: &Mention) -> Option<Gender> {
    let kin = |index: usize| lexicon::kinship(source.lower(index)).and_then(|kin| kin.gender);
    let start = mention.tokens.start;
    let before = start.checked_sub(1)?;
    if source.word(before) == "," { kin(before.checked_sub(1)?) } else { kin(before) }
}

/// Counts `he` and `she` after the mentions of a person with nobody else named in between.
fn pronouns_after(source: &Source<'_, '_>, names: &[Mention], entities: &[Entity], entity: &Entity) -> [u32; 2] {
    let mut counts = [0, 0];
    for &index in &entity.mentions {
        let mention = &names[index];
        let next = names[index + 1..]
            .iter()
            .find(|name| matches!(entities[name.entity].kind, NameKind::Person | NameKind::Unknown));
        let sentence = &source.sentences[mention.sentence];
        let limit = next.map_or(usize::MAX, |name| name.tokens.start).min(sentence.tokens.end + 1);
        for token in mention.tokens.end..limit.min(source.tokens.len()) {
            match source.word(token) {
                "he" | "He" | "him" | "his" | "His" | "himself" => counts[0] += 1,
                "she" | "She" | "her" | "hers" | "Her" | "herself" => counts[1] += 1,
                _ => {}
            }
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::format::Format;

    fn names(text: &str) -> Vec<(String, NameKind)> {
        let doc = Document::new(text, Format::Plain);
        let mentions = doc.mentions();
        mentions.names.iter().map(|name| (text[name.range].to_owned(), mentions.entities[name.entity].kind)).collect()
    }

    #[test]
    fn names_are_found_without_articles_titles_and_possessives() {
        let text = "The Harbour Board met in Tallow on Monday. Dr. Ines Moreau’s plan was read out. Rain fell.";
        assert_eq!(
            names(text),
            [
                ("Harbour Board".to_owned(), NameKind::Organisation),
                ("Tallow".to_owned(), NameKind::Place),
                ("Ines Moreau".to_owned(), NameKind::Person),
            ]
        );
    }

    #[test]
    fn a_surname_belongs_to_the_bearer_of_the_full_name() {
        let text = "Ines Moreau, 44, keeps goats. “They bite,” Moreau said. She laughed.";
        let doc = Document::new(text, Format::Plain);
        let people = &doc.mentions().people;
        assert_eq!(people.len(), 1);
        assert_eq!(people[0].mentions.len(), 2);
        assert_eq!(people[0].gender, Some(Gender::Feminine));
    }
}
