//! Narration: who tells the text, who and what is on stage, and what each pronoun can stand for.
//!
//! The layer walks the text sentence by sentence and notes every *figure*: a person by name or by noun (`the driver`), a
//! group, a body, a thing. A pronoun's antecedents are looked for backwards from it, as centering theory (Grosz, Joshi and
//! Weinstein 1995) has it: the subject of the clause and of the sentence before come first, and a paragraph is a stage
//! of its own. What gender a person has is shown by words (`Mr.`, `her husband`, `a woman`), by the given name, and by the
//! pronouns that can stand for nobody else.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::mention::{Entity, NameKind};
use super::{Document, Voice};
use crate::language::pronoun::{Case, Gender, Number, Person, Pronoun, pronoun};
use crate::language::{Tag, Upos, WordSet, inflect, lexicon, speech};

/// What a figure is, as far as pronouns go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sort {
    /// One person.
    Person,
    /// Anybody: `someone`, `everyone`, `whoever`.
    Anyone,
    /// Several persons.
    People,
    /// An organisation: `it`, and for its people `they`.
    Body,
    /// One thing.
    Thing,
    /// Several things.
    Things,
    /// A name that shows nothing of what it names.
    Name,
}

/// A person, a body or a thing named in a sentence.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Its words, by token.
    pub tokens: Range<usize>,
    /// The noun or the last word of the name, by token.
    pub head: usize,
    /// What it is.
    pub sort: Sort,
    /// The gender that its own words show.
    pub gender: Option<Gender>,
    /// Whose name it is, by index into [`super::Mentions::entities`]; of a noun, whom it means.
    pub person: Option<usize>,
    /// Whether it is the subject of a finite verb.
    pub subject: bool,
    /// Whether its article or its possessor says that the reader knows it: `the driver`, `her son`.
    pub definite: bool,
    /// Whether it only says whose something is: `the driver` of `the driver’s cab`.
    pub possessor: bool,
    /// Its sentence, by index.
    pub sentence: usize,
    /// Its block, by index.
    pub block: usize,
}

/// A personal pronoun in the text.
#[derive(Clone, Copy, Debug)]
pub struct Use {
    /// Its token.
    pub token: usize,
    /// What form it is.
    pub pronoun: &'static Pronoun,
    /// What it is used as.
    pub case: Case,
    /// Its sentence, by index.
    pub sentence: usize,
    /// Its block, by index.
    pub block: usize,
    /// Whose words it is in.
    pub voice: Voice,
}

impl Use {
    /// Masculine or feminine, of a singular form of the third person.
    pub fn personal_gender(&self) -> Option<Gender> {
        self.pronoun.gender.filter(|gender| *gender != Gender::Neuter)
    }
}

/// Who tells the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Narrator {
    /// Nobody who says `I`: a report.
    Absent,
    /// A person who says `I`.
    Singular,
}

/// How far a person's gender can be trusted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Evidence {
    /// A pronoun that is likely this person's.
    Hint,
    /// The given name.
    Name,
    /// A pronoun in a sentence that names nobody else.
    Clause,
    /// Several pronouns, or the given name and one.
    Pronouns,
    /// A title or a noun: `Mrs.`, `his sister`.
    Words,
}

/// Something a pronoun can stand for.
#[derive(Clone, Copy, Debug)]
pub struct Antecedent {
    /// The figure, by index into [`Narration::figures`]: the nearest one of its person.
    pub figure: usize,
    /// How many sentences back it is.
    pub sentences: usize,
    /// How many blocks back it is.
    pub blocks: usize,
    /// Whether it is the subject of the pronoun's own clause, which only a possessive or a reflexive can stand for.
    pub bound: bool,
}

/// What is known of the gender of a named person.
#[derive(Clone, Default, Debug)]
struct Sex {
    /// By the glossary, which is believed.
    declared: Option<Gender>,
    worded: Option<Gender>,
    named: Option<Gender>,
    /// Pronouns that can stand for nobody else, by token, with a weight.
    pronouns: Vec<(usize, Gender, u32)>,
}

/// The narration of a text.
#[derive(Clone, Debug)]
pub struct Narration {
    /// Who tells it.
    pub narrator: Narrator,
    /// What is on stage, in order.
    pub figures: Vec<Figure>,
    /// The personal pronouns, in order.
    pub pronouns: Vec<Use>,
    /// The person who speaks each quotation, by entity.
    speakers: Vec<Option<usize>>,
    /// The person behind each label of a dialogue, by entity.
    labels: Vec<Option<usize>>,
    /// What is known of each entity, should it be a person.
    sexes: Vec<Sex>,
    /// For each entity the one with the fullest form of its name.
    bearers: Vec<usize>,
}

/// How many blocks back a pronoun can reach.
const REACH: usize = 3;

/// What a pronoun weighs that stands in the sentence, the block, or after the block that names its only antecedent.
const SENTENCE: u32 = 3;
const BLOCK: u32 = 2;
const BEYOND: u32 = 1;

impl Narration {
    /// The person who speaks at byte `at`, by entity, where it lies in somebody's quotation or turn and the text says whose.
    pub fn speaker_at(&self, doc: &Document<'_>, at: usize) -> Option<usize> {
        if let Some(turn) = doc.turns().at(at) {
            return self.labels[doc.turns().list[turn].label];
        }
        doc.quotation_at(at).and_then(|quotation| self.speakers[quotation])
    }

    /// The gender of a figure, without what the pronoun at token `except` says.
    pub fn gender_of(&self, figure: &Figure, except: usize) -> Option<(Gender, Evidence)> {
        let declared = figure.person.and_then(|person| self.sexes[person].declared);
        if let Some(gender) = declared.or(figure.gender) {
            return Some((gender, Evidence::Words));
        }
        let sex = &self.sexes[figure.person?];
        let weigh = |wanted| -> u32 {
            let others = sex.pronouns.iter().filter(|(token, gender, _)| *token != except && *gender == wanted);
            others.map(|(_, _, weight)| weight).sum()
        };
        let (masculine, feminine) = (weigh(Gender::Masculine), weigh(Gender::Feminine));
        let (most, fewest) = (masculine.max(feminine), masculine.min(feminine));
        let major = if masculine > feminine { Gender::Masculine } else { Gender::Feminine };
        let clear = fewest * 3 <= most;
        // An apposition may have been misread, which the pronouns show.
        if let Some(gender) = sex.worded {
            return (gender == major || most <= SENTENCE).then_some((gender, Evidence::Words));
        }
        match sex.named.filter(|gender| *gender != Gender::Common) {
            // One pronoun against a name is what gets damaged; several are not.
            Some(gender) if most > 0 && gender != major => (most <= SENTENCE).then_some((gender, Evidence::Name)),
            _ if most > SENTENCE && clear => Some((major, Evidence::Pronouns)),
            Some(gender) if most == 0 => Some((gender, Evidence::Name)),
            Some(gender) if gender == major && clear => Some((gender, Evidence::Pronouns)),
            Some(gender) if gender == major && most > fewest => Some((gender, Evidence::Name)),
            None if most == SENTENCE && fewest == 0 => Some((major, Evidence::Clause)),
            None if most > 0 && fewest == 0 => Some((major, Evidence::Hint)),
            _ => None,
        }
    }

    /// The figures before token `token` whose block is no more than `blocks` back, the nearest first.
    pub fn before(&self, token: usize, block: usize, blocks: usize) -> impl Iterator<Item = (usize, &Figure)> {
        let end = self.figures.partition_point(|figure| figure.head < token);
        let first = block.saturating_sub(blocks);
        let known = self.figures[..end].iter().enumerate().rev();
        known.take_while(move |(_, figure)| figure.block >= first)
    }

    /// The persons a pronoun can stand for, the nearest first, up to three blocks back: persons with a name once, others
    /// as often as they are named. The speaker of the words it stands in is none of them.
    pub fn persons(&self, doc: &Document<'_>, pronoun: &Use) -> Vec<Antecedent> {
        let at = doc.tokens()[pronoun.token].range.start();
        let speaker = self.speaker_at(doc, at);
        let turn = doc.turns().at(at);
        let attributes = pronoun.voice == Voice::Narration && is_beside_saying(doc, pronoun.token);
        let mut found: Vec<Antecedent> = Vec::new();
        for (index, figure) in self.before(pronoun.token, pronoun.block, REACH) {
            if !matches!(figure.sort, Sort::Person | Sort::Anyone | Sort::Name) {
                continue;
            }
            // Words of a turn do not look back into the narration.
            if turn.is_some() && doc.turns().at(doc.tokens()[figure.head].range.start()).is_none() {
                continue;
            }
            // `“Ada is late,” she says`: who speaks is not whom the words name.
            let quoted = || {
                let quotation = doc.quotation_at(doc.tokens()[figure.head].range.start());
                quotation.is_some_and(|quotation| doc.quotations().list[quotation].open.is_some())
            };
            if attributes && figure.block == pronoun.block && quoted() {
                continue;
            }
            if figure.person.is_some() && figure.person == speaker
                || is_anybody_at_all(doc, figure, pronoun)
                || is_said_of_pronoun(doc, figure)
            {
                continue;
            }
            let named = |other: &&mut Antecedent| self.figures[other.figure].person == figure.person;
            if let Some(other) = found.iter_mut().find(named).filter(|_| figure.person.is_some()) {
                // `Ada Holm, a baker, who`: the subject of a sentence stands for all that it says of a person.
                let later = &self.figures[other.figure];
                if later.sentence == figure.sentence && figure.subject && !later.subject {
                    other.figure = index;
                }
                continue;
            }
            let bound = figure.subject
                && figure.sentence == pronoun.sentence
                && self.same_clause(figure.tokens.end, pronoun.token);
            found.push(Antecedent {
                figure: index,
                sentences: pronoun.sentence - figure.sentence,
                blocks: pronoun.block - figure.block,
                bound,
            });
        }
        found
    }

    /// Whether anybody on stage can be meant by a pronoun of a gender: a person up to `blocks` back whom nothing shows to be
    /// of another, or whoever the same pronoun stood for, which for a quotation is asked of its own words only. In the
    /// pronoun's sentence somebody may also follow.
    pub fn has_anybody(&self, doc: &Document<'_>, index: usize, gender: Gender, blocks: usize) -> bool {
        let pronoun = &self.pronouns[index];
        let compatible = |figure: &Figure| match figure.sort {
            Sort::Name => figure.block == pronoun.block && !is_title_of_thing(doc, figure),
            Sort::Anyone if is_anybody_at_all(doc, figure, pronoun) => false,
            Sort::Person | Sort::Anyone => {
                self.gender_of(figure, pronoun.token).is_none_or(|(known, _)| known.agrees_with(gender))
            }
            _ => is_spoken_of_as_person(doc.lemma(figure.head)),
        };
        let spoken = pronoun.voice != Voice::Narration;
        let speaker = self.speaker_at(doc, doc.tokens()[pronoun.token].range.start());
        let named = self
            .before(pronoun.token, pronoun.block, blocks)
            .any(|(_, figure)| (speaker.is_none() || figure.person != speaker) && compatible(figure));
        let first = self.figures.partition_point(|figure| figure.head < pronoun.token);
        let following = self.figures[first..]
            .iter()
            .take_while(|figure| figure.sentence == pronoun.sentence)
            .any(|figure| matches!(figure.sort, Sort::Person | Sort::Name) && compatible(figure));
        let earlier = self.pronouns[..index].iter().rev().take_while(|other| other.block + blocks >= pronoun.block);
        let mut meant = earlier.filter(|other| other.personal_gender() == Some(gender));
        named || following || meant.any(|other| !spoken || other.voice != Voice::Narration)
    }

    /// The subject of the first clause of a sentence, by figure, unless it is a pronoun.
    pub fn main_subject(&self, sentence: usize) -> Option<&Figure> {
        let first = self.figures.partition_point(|figure| figure.sentence < sentence);
        let figure =
            self.figures[first..].iter().take_while(|figure| figure.sentence == sentence).find(|f| f.subject)?;
        let next = self.pronouns.partition_point(|pronoun| pronoun.sentence < sentence);
        let pronoun = self.pronouns.get(next).filter(|pronoun| pronoun.sentence == sentence);
        pronoun.is_none_or(|pronoun| pronoun.case != Case::Nominative || pronoun.token > figure.head).then_some(figure)
    }

    /// Whether words show that a figure is of another gender.
    fn is_of_another(&self, figure: &Figure, gender: Gender) -> bool {
        let known = figure.gender.or_else(|| self.sexes[figure.person?].worded);
        known.is_some_and(|known| !known.agrees_with(gender))
    }

    /// Whether no other subject stands between two tokens of a sentence.
    pub fn same_clause(&self, from: usize, to: usize) -> bool {
        let first = self.figures.partition_point(|figure| figure.head < from);
        let figures = self.figures[first..].iter().take_while(|figure| figure.head < to);
        let next = self.pronouns.partition_point(|pronoun| pronoun.token < from);
        let mut pronouns = self.pronouns[next..].iter().take_while(|pronoun| pronoun.token < to);
        !figures.into_iter().any(|figure| figure.subject) && !pronouns.any(|pronoun| pronoun.case == Case::Nominative)
    }
}

/// Whether a name has an article, as a work, a product or a ship has and a person has not.
fn is_title_of_thing(doc: &Document<'_>, figure: &Figure) -> bool {
    doc.is_any(figure.tokens.start, &["the", "a", "an", "this", "that"])
}

/// Whether a figure is everybody or nobody, for whom no pronoun of another sentence stands.
fn is_anybody_at_all(doc: &Document<'_>, figure: &Figure, pronoun: &Use) -> bool {
    figure.sort == Sort::Anyone
        && figure.sentence != pronoun.sentence
        && !doc.is_any(figure.head, &["someone", "somebody", "whoever"])
}

/// `He is a good man`: whom the pronoun stands for, and nobody else.
fn is_said_of_pronoun(doc: &Document<'_>, figure: &Figure) -> bool {
    let Some(be) = figure.tokens.start.checked_sub(1) else { return false };
    figure.person.is_none()
        && doc.lemma(be) == "be"
        && doc.is_any(figure.tokens.start, &["a", "an"])
        && be > 0
        && doc.is_any(be - 1, &["he", "she", "i", "you"])
}

/// Animals, vessels and the like, which `he` and `she` are said of.
fn is_spoken_of_as_person(lemma: &str) -> bool {
    const NOUNS: &[&str] = &[
        "animal",
        "ape",
        "bear",
        "bird",
        "boat",
        "bull",
        "calf",
        "camel",
        "car",
        "cat",
        "chick",
        "chimp",
        "chimpanzee",
        "corpse",
        "country",
        "cow",
        "creature",
        "cub",
        "dog",
        "dolphin",
        "donkey",
        "earth",
        "elephant",
        "ferry",
        "fox",
        "ghost",
        "goat",
        "god",
        "goddess",
        "gorilla",
        "hen",
        "horse",
        "kitten",
        "lamb",
        "lion",
        "mare",
        "monkey",
        "moon",
        "motherland",
        "nature",
        "orangutan",
        "panda",
        "parrot",
        "pet",
        "pig",
        "pony",
        "pup",
        "puppy",
        "rat",
        "rooster",
        "sea",
        "shark",
        "sheep",
        "ship",
        "soul",
        "spirit",
        "stallion",
        "tiger",
        "tortoise",
        "turtle",
        "vessel",
        "whale",
        "wolf",
        "yacht",
    ];
    NOUNS.contains(&lemma)
}

/// Words that open a clause with a subject of its own or of the clause before.
fn opens_clause(doc: &Document<'_>, token: usize) -> bool {
    const OPENERS: &[&str] = &[
        "that", "because", "if", "when", "while", "until", "till", "where", "whether", "although", "though", "since",
        "as", "before", "after", "unless", "than", "who", "which", "whom", "whose", "what", "how", "why", "so", "once",
        "and", "but", "or", "yet", "whenever", "wherever",
    ];
    doc.is_any(token, OPENERS)
}

/// `his wife`, `her husband`: says more of a person's gender than another pronoun does.
fn is_of_spouse(doc: &Document<'_>, pronoun: &Use) -> bool {
    let words: &[&str] = match pronoun.personal_gender() {
        Some(Gender::Masculine) => &["wife", "girlfriend", "widow", "fiancée"],
        _ => &["husband", "boyfriend", "widower", "fiancé"],
    };
    pronoun.case == Case::PossessiveDeterminer && doc.is_any(pronoun.token + 1, words)
}

/// Whether a verb of saying stands right beside a token.
fn is_beside_saying(doc: &Document<'_>, token: usize) -> bool {
    [token.wrapping_sub(1), token + 1].into_iter().any(|beside| doc.is_reporting_verb(beside))
}

/// Nouns that count time or say when, which no pronoun stands for.
fn is_measure(lower: &str) -> bool {
    static TIMES: WordSet = WordSet::new(&[
        "moment",
        "time",
        "morning",
        "afternoon",
        "evening",
        "night",
        "noon",
        "midnight",
        "season",
        "spring",
        "summer",
        "autumn",
        "winter",
        "weekend",
        "quarter",
        "half",
        "percent",
        "cent",
        "decade",
        "fortnight",
        "today",
        "yesterday",
        "tomorrow",
        "date",
        "term",
        "dozen",
        "hundred",
        "thousand",
        "million",
        "billion",
        "age",
        "way",
        "case",
        "kind",
        "sort",
        "lot",
        "place",
        "part",
        "course",
        "addition",
        "example",
        "fact",
        "order",
        "point",
        "end",
        "home",
        "work",
    ]);
    TIMES.has(lower)
        || lexicon::unit(lower).is_some()
        || lexicon::number_word(lower).is_some()
        || lexicon::currency(lower).is_some()
}

/// Singular nouns for several persons.
static PEOPLE: WordSet = WordSet::new(&[
    "people",
    "couple",
    "pair",
    "family",
    "public",
    "majority",
    "audience",
    "crowd",
    "population",
    "trio",
    "duo",
    "generation",
    "youth",
    "media",
    "staff",
    "crew",
    "team",
    "group",
    "police",
    "jury",
    "household",
    "community",
]);

/// Pronouns for anybody.
const ANYONE: &[&str] =
    &["someone", "somebody", "anyone", "anybody", "everyone", "everybody", "whoever", "nobody", "no-one"];

/// Reads the narration of a document.
pub(super) fn read(doc: &Document<'_>) -> Narration {
    let bearers = bearers(doc);
    let entities = &doc.mentions().entities;
    let sex = |entity: &Entity| {
        let name = &doc.text()[entity.full];
        Sex { declared: doc.glossary().gender_of(name), named: name_gender(name), ..Sex::default() }
    };
    let shared = shared(doc, &bearers);
    let mut narration = Narration {
        narrator: Narrator::Absent,
        figures: Vec::new(),
        pronouns: Vec::new(),
        speakers: vec![None; doc.quotations().list.len()],
        labels: labels(doc, &bearers),
        sexes: entities.iter().map(sex).collect(),
        bearers,
    };
    for sentence in 0..doc.sentences().len() {
        // `YOU MAY BE INTERESTED` is no lady.
        let range = doc.sentences()[sentence].range;
        if !doc.furniture().iter().any(|furniture| !furniture.by_looks && furniture.range.contains_range(range)) {
            figures(doc, sentence, &mut narration);
        }
    }
    for figure in &mut narration.figures {
        if figure.person.is_some() && shared.contains(doc.word(figure.head)) && is_surname(doc, figure) {
            figure.person = None;
        }
    }
    identify(doc, &mut narration);
    promote(doc, &mut narration);
    narration.narrator = narrator(doc, &narration);
    speakers(doc, &mut narration);
    ask_pronouns(doc, &mut narration);
    narration
}

/// Names of East Asian families that are given names elsewhere.
const FAMILIES: &[&str] = &[
    "An", "Bae", "Bui", "Chan", "Chang", "Chen", "Choi", "Chu", "Dang", "Dao", "Do", "Fan", "Feng", "Gao", "Han", "He",
    "Ho", "Hoang", "Hong", "Hu", "Huang", "Hwang", "Jang", "Jia", "Jin", "Jung", "Kang", "Kim", "Kong", "Kwon", "Le",
    "Lee", "Li", "Lim", "Lin", "Liu", "Long", "Lu", "Luo", "Ma", "Min", "Mo", "Nam", "Ngo", "Nguyen", "Pan", "Park",
    "Pham", "Phan", "Qin", "Ren", "Ryu", "Seo", "Shen", "Shi", "Shin", "Song", "Su", "Sun", "Tan", "Tang", "Tian",
    "Tran", "Wang", "Wei", "Wen", "Wu", "Xia", "Xu", "Yan", "Yang", "Yao", "Ye", "Yi", "Yoon", "Yu", "Yuan", "Zhang",
    "Zhao", "Zheng", "Zhou", "Zhu",
];

/// The gender of a full name: of its first word, or where that may be a title in another language, of the one before the
/// last. A name of one word may be a surname.
fn name_gender(name: &str) -> Option<Gender> {
    // Places and saints begin so: `Santa Clara`, `Isla Verde`.
    const PLACES: &[&str] = &["china", "costa", "india", "isla", "san", "santa", "santo", "serra", "sierra", "villa"];
    let words: Vec<&str> = name.split(' ').collect();
    if PLACES.contains(&&*name.split(' ').next()?.to_lowercase()) {
        return None;
    }
    let (_, given) = words.split_last()?;
    let (first, last) = (given.first()?, given.last()?);
    // The family's name comes first, and the others seldom tell: `Gil Yeon-woo`.
    let syllables =
        |word: &str| word.split_once(['-', '‑']).is_some_and(|(_, end)| end.starts_with(char::is_lowercase));
    if FAMILIES.contains(first) || words.len() == 2 && syllables(words[1]) {
        return None;
    }
    lexicon::given_name_gender(first).or_else(|| lexicon::given_name_gender(last)).or_else(|| gender_of_ending(first))
}

/// The gender that the ending of a given name shows in the Romance, Slavic and Germanic languages.
fn gender_of_ending(name: &str) -> Option<Gender> {
    const FEMININE: &[&str] = &[
        "anna", "elia", "elie", "ella", "elle", "ette", "etta", "iana", "ilda", "ilde", "ina", "inda", "inha", "isa",
        "ita", "itza", "lina", "line", "slava", "tine", "yana",
    ];
    const MASCULINE: &[&str] =
        &["aldo", "ardo", "bert", "berto", "fried", "gang", "mund", "ndro", "rico", "sław", "slav", "win"];
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.len() > ending.len() + 1 && name.ends_with(ending));
    let plain = name.chars().next().is_some_and(char::is_uppercase) && !lexicon::is_english_form(&name.to_lowercase());
    match (plain && ends(FEMININE), plain && ends(MASCULINE)) {
        (true, false) => Some(Gender::Feminine),
        (false, true) => Some(Gender::Masculine),
        _ => None,
    }
}

fn sorted(name: &str) -> Vec<&str> {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    words.sort_unstable();
    words
}

/// For each entity the one that bears the fullest form of its name: `Ada Holm` for `Holm`, if there is only one.
fn bearers(doc: &Document<'_>) -> Vec<usize> {
    let entities = &doc.mentions().entities;
    let name = |entity: usize| &doc.text()[entities[entity].full];
    let can_be_person = |entity: usize| matches!(entities[entity].kind, NameKind::Person | NameKind::Unknown);
    let mut full: HashMap<&str, Option<usize>> = HashMap::new();
    for entity in (0..entities.len()).filter(|&entity| can_be_person(entity) && is_full_name(name(entity))) {
        for word in name(entity).split_whitespace() {
            full.entry(word).and_modify(|bearer| *bearer = None).or_insert(Some(entity));
        }
    }
    let mut bodies: HashMap<&str, usize> = HashMap::new();
    for entity in (0..entities.len()).rev().filter(|&entity| entities[entity].kind == NameKind::Organisation) {
        bodies.extend(name(entity).split_once(' ').map(|(first, _)| (first, entity)));
    }
    let mut turned: HashMap<Vec<&str>, usize> = HashMap::new();
    for entity in (0..entities.len()).rev().filter(|&entity| is_full_name(name(entity))) {
        turned.insert(sorted(name(entity)), entity);
    }
    let bearer = |entity: usize| {
        // `Holm Ada` for `Ada Holm`
        if is_full_name(name(entity)) {
            return turned.get(&sorted(name(entity))).copied().unwrap_or(entity);
        }
        // `Acme` of `Acme Castings Co.`
        if let Some(&body) = bodies.get(name(entity)) {
            return body;
        }
        let short = can_be_person(entity) && !name(entity).contains(' ');
        short.then(|| full.get(name(entity)).copied().flatten()).flatten().unwrap_or(entity)
    };
    (0..entities.len()).map(bearer).collect()
}

/// Whether a figure is named by a single word, a title aside.
fn is_surname(doc: &Document<'_>, figure: &Figure) -> bool {
    let name = figure.tokens.clone().filter(|&token| doc.tokens()[token].tag == Tag::Nnp);
    name.filter(|&token| lexicon::title(doc.word(token)).is_none()).count() <= 1
}

/// Whether a name has the two to four words of a person's.
fn is_full_name(name: &str) -> bool {
    (2..=4).contains(&name.split_whitespace().count()) && !name.contains(" of ") && !name.contains(" the ")
}

/// Words that are part of the full names of several persons, so that a name of that word alone may be anybody's.
fn shared<'t>(doc: &Document<'t>, bearers: &[usize]) -> HashSet<&'t str> {
    let entities = &doc.mentions().entities;
    let (mut known, mut shared) = (HashMap::new(), HashSet::new());
    for (entity, found) in entities.iter().enumerate().filter(|(entity, _)| bearers[*entity] == *entity) {
        let name = &doc.text()[found.full];
        if entities[entity].person.is_some() && is_full_name(name) {
            let gender = name_gender(name);
            for word in name.split_whitespace() {
                if known.insert(word, gender).is_some_and(|before| before.is_none() || before != gender) {
                    shared.insert(word);
                }
            }
        }
    }
    shared
}

/// The persons behind the labels of a dialogue.
fn labels(doc: &Document<'_>, bearers: &[usize]) -> Vec<Option<usize>> {
    let entities = &doc.mentions().entities;
    let bearer = |label: &str| {
        let wanted = label.rsplit(' ').next().unwrap_or(label);
        let named = |entity: &usize| doc.text()[entities[*entity].full].split_whitespace().any(|word| word == wanted);
        let person = |entity: &usize| matches!(entities[*entity].kind, NameKind::Person | NameKind::Unknown);
        (0..entities.len()).filter(person).find(named).map(|entity| bearers[entity])
    };
    doc.turns().labels.iter().map(|label| bearer(&label.name)).collect()
}

/// Whether the text has somebody who says `I` outside quotations: often enough, or in forms enough, not to be a slip.
fn narrator(doc: &Document<'_>, narration: &Narration) -> Narrator {
    let told = narration
        .pronouns
        .iter()
        .filter(|pronoun| pronoun.voice == Voice::Narration && !beside_turns(doc, pronoun.block));
    let (mut first, mut third) = (0, 0);
    let mut forms: HashSet<&str> = HashSet::new();
    for pronoun in told {
        if pronoun.pronoun.person == Person::First && pronoun.pronoun.number == Some(Number::Singular) {
            forms.insert(pronoun.pronoun.form);
            first += usize::from(!matches!(pronoun.pronoun.form, "me" | "mine"));
        } else if pronoun.personal_gender().is_some() {
            third += 1;
        }
    }
    let named = |figure: &&Figure| figure.subject && figure.person.is_some() && figure.sort == Sort::Person;
    third += narration.figures.iter().filter(named).count();
    if first > 3
        || forms.len() > 1 && (forms.contains("me") || forms.contains("mine")) && first > 1
        || third < 3
        || first > third
    {
        Narrator::Singular
    } else {
        Narrator::Absent
    }
}

/// Whether a block lies among the turns of a dialogue, where words without a label may be anybody's.
fn beside_turns(doc: &Document<'_>, block: usize) -> bool {
    doc.turns().extent().is_some_and(|(first, last)| (first..=last).contains(&block))
}

/// Appends the figures and pronouns of a sentence.
fn figures(doc: &Document<'_>, index: usize, narration: &mut Narration) {
    let sentence = &doc.sentences()[index];
    let names = &doc.mentions().names;
    let labels: Vec<_> = doc.turns().in_block(sentence.block).iter().map(|turn| turn.label_range).collect();
    let mut name = names.partition_point(|name| name.sentence < index);
    let mut at = sentence.tokens.start;
    while at < sentence.tokens.end {
        while names.get(name).is_some_and(|name| name.tokens.end <= at) {
            name += 1;
        }
        if labels.iter().any(|label| label.contains_range(doc.tokens()[at].range)) {
            at += 1;
            continue;
        }
        if let Some(found) = pronoun(doc.word(at)).filter(|_| is_pronoun(doc, at)) {
            narration.pronouns.push(Use {
                token: at,
                pronoun: found,
                case: case_of(doc, at, found),
                sentence: index,
                block: sentence.block,
                voice: doc.voice_at(doc.tokens()[at].range.start()),
            });
            at += 1;
            continue;
        }
        let mut end = at;
        while end < sentence.tokens.end && is_nominal(doc, end, at) && !starts_name_phrase(doc, at, end, name) {
            end += 1;
        }
        let own = names
            .get(name)
            .filter(|name| name.sentence == index && name.titles.start.min(name.tokens.start) < end.max(at + 1));
        match own {
            Some(own) if own.titles.start.min(own.tokens.start) >= at || own.tokens.contains(&at) => {
                let start = at;
                let stop = own.tokens.end.max(at + 1);
                // `Acme shares`: a name before a common noun only says which.
                let modifies =
                    end > stop && doc.tokens()[stop].tag.is_noun() && doc.tokens()[end - 1].upos == Upos::Noun;
                if modifies {
                    common(doc, start..end, index, narration);
                    at = end;
                } else {
                    named(doc, start..stop, name, index, narration);
                    // `Holm-san`
                    let joined = doc.is(stop, "-") && !doc.space_before(doc.tokens()[stop].range.start());
                    at = if joined { end.max(stop) } else { stop };
                }
            }
            _ if end > at => {
                common(doc, at..end, index, narration);
                at = end;
            }
            _ => at += 1,
        }
    }
}

/// Whether a phrase of its own begins at `end`, after a noun that is not part of it: a name with an article, or a time.
fn starts_name_phrase(doc: &Document<'_>, at: usize, end: usize, _name: usize) -> bool {
    // `a dog last year`
    let when = doc.is_any(end, &["last", "next"]) && end > at && doc.tokens()[end - 1].tag.is_noun();
    end > at && (when || matches!(doc.tokens()[end].tag, Tag::Dt | Tag::PrpS))
}

fn is_pronoun(doc: &Document<'_>, at: usize) -> bool {
    let token = &doc.tokens()[at];
    // A Roman numeral, an initial or a label is no `I`; `US` is no `us`.
    let word = doc.word(at);
    let plain = word == "I" || word.chars().skip(1).all(char::is_lowercase);
    let first = word == "I"
        && (doc.text()[token.range.end()..].starts_with(['.', ')']) || !doc.space_before(token.range.start()))
        && doc.text()[..token.range.start()].chars().next_back().is_some_and(|c| !"“\"‘'(—–[".contains(c));
    plain && !first && !matches!(token.upos, Upos::Propn | Upos::Num)
}

fn case_of(doc: &Document<'_>, at: usize, pronoun: &Pronoun) -> Case {
    if let Some(case) = pronoun.cases.only() {
        return case;
    }
    let tag = doc.tokens()[at].tag;
    let next = doc.tokens().get(at + 1).map(|token| token.tag);
    let before_noun = next.is_some_and(|tag| tag.is_noun() || matches!(tag, Tag::Jj | Tag::Jjs | Tag::Jjr | Tag::Cd));
    if pronoun.cases.contains(Case::Nominative) {
        // `it` and `you`.
        let verb = doc.tokens().get(at + 1).is_some_and(|token| token.finite_margin > 0);
        return if verb { Case::Nominative } else { Case::Accusative };
    }
    if tag == Tag::PrpS || before_noun && tag != Tag::Prp {
        if pronoun.cases.contains(Case::PossessivePronoun) && !before_noun && next.is_some_and(Tag::is_punctuation) {
            return Case::PossessivePronoun;
        }
        Case::PossessiveDeterminer
    } else {
        Case::Accusative
    }
}

/// Whether token `at` can go on with a noun phrase that began at `start`.
fn is_nominal(doc: &Document<'_>, at: usize, start: usize) -> bool {
    let token = &doc.tokens()[at];
    if matches!(token.tag, Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps | Tag::Jj | Tag::Jjr | Tag::Jjs | Tag::Cd) {
        return pronoun(doc.word(at)).is_none();
    }
    match token.tag {
        Tag::Dt | Tag::Pdt => at == start || doc.tokens()[at - 1].tag == Tag::Pdt,
        Tag::Hyph => at > start,
        Tag::Vbn | Tag::Vbg => {
            doc.tokens().get(at + 1).is_some_and(|next| next.tag.is_noun())
                && at > start
                && !doc.tokens()[start..at].iter().any(|token| token.tag.is_noun())
        }
        _ => at == start && doc.is_any(at, ANYONE),
    }
}

/// Whether the phrase is the subject of a finite verb.
fn is_subject(doc: &Document<'_>, tokens: &Range<usize>, sentence: usize, last: Option<&Figure>) -> bool {
    // `the city’s committee`
    let beside = |last: &&Figure| last.sentence == sentence && last.tokens.end + 1 == tokens.start;
    let possessor = last.filter(|last| last.possessor).filter(beside);
    let sentence = &doc.sentences()[sentence];
    let tag = |index: usize| doc.tokens()[index].tag;
    let mut before = possessor.map_or(tokens.start, |possessor| possessor.tokens.start);
    while before > sentence.tokens.start && matches!(tag(before - 1), Tag::Rb | Tag::PrpS) {
        before -= 1;
    }
    let reported = |index: usize| doc.is_reporting_verb(index) || speech::is_said(doc.word(index));
    // `…,” said the driver`
    if before > sentence.tokens.start
        && reported(before - 1)
        && tag(before - 1).is_finite()
        && (before - 1 == sentence.tokens.start || tag(before - 2).is_punctuation())
    {
        return true;
    }
    let opens = before == sentence.tokens.start
        || tag(before - 1).is_punctuation()
        || opens_clause(doc, before - 1)
        || reported(before - 1) && tag(before - 1).is_finite()
        || is_opening_phrase(doc, sentence.tokens.start, before);
    // `the governor’s`, `Room 5`
    if !opens || tokens.end < sentence.tokens.end && matches!(tag(tokens.end), Tag::Pos | Tag::Cd) {
        return false;
    }
    (tokens.end..sentence.tokens.end).any(|index| tag(index).is_finite())
}

/// `In August`, before a subject that no comma sets off.
fn is_opening_phrase(doc: &Document<'_>, start: usize, end: usize) -> bool {
    let tag = |index: usize| doc.tokens()[index].tag;
    (2..=5).contains(&(end - start))
        && tag(start) == Tag::In
        && (start + 1..end).all(|at| matches!(tag(at), Tag::Nn | Tag::Nnp | Tag::Cd | Tag::Dt | Tag::Jj))
        && matches!(tag(end - 1), Tag::Nn | Tag::Nnp | Tag::Cd)
}

/// Notes a phrase that ends in a name.
fn named(doc: &Document<'_>, tokens: Range<usize>, name: usize, sentence: usize, narration: &mut Narration) {
    let mention = &doc.mentions().names[name];
    let entity = &doc.mentions().entities[narration.bearers[mention.entity]];
    let head = tokens.end - 1;
    let mut gender = None;
    let mut described = false;
    for index in tokens.start..mention.tokens.start.max(tokens.start) {
        let lower = doc.lower(index);
        let title = lexicon::title(lower).filter(|_| mention.titles.contains(&index));
        gender = gender.or(title.and_then(|title| title.gender));
        if let Some(noun) = lexicon::person_noun(lower) {
            described = true;
            gender = gender.or(noun.gender);
        }
    }
    let sort = match entity.kind {
        _ if is_declared_person(narration, mention.entity) => Sort::Person,
        NameKind::Person => Sort::Person,
        NameKind::Organisation => Sort::Body,
        NameKind::Place | NameKind::Work => Sort::Thing,
        NameKind::Unknown if described || !mention.titles.is_empty() => Sort::Person,
        NameKind::Unknown => Sort::Name,
    };
    let person = Some(narration.bearers[mention.entity]).filter(|_| matches!(sort, Sort::Person | Sort::Name));
    if let Some(person) = person {
        let worded = &mut narration.sexes[person].worded;
        *worded = worded.or(gender);
    }
    push(doc, tokens, head, sort, gender, person, sentence, narration);
}

/// Whether the glossary gives the bearer of a name the pronouns of a person.
fn is_declared_person(narration: &Narration, entity: usize) -> bool {
    narration.sexes[narration.bearers[entity]].declared.is_some_and(|gender| gender != Gender::Neuter)
}

/// Notes a phrase that ends in a common noun.
fn common(doc: &Document<'_>, tokens: Range<usize>, sentence: usize, narration: &mut Narration) {
    let Some(head) = tokens.clone().rev().find(|&index| doc.tokens()[index].tag.is_noun()) else {
        if doc.is_any(tokens.start, ANYONE) {
            push(doc, tokens.clone(), tokens.start, Sort::Anyone, None, None, sentence, narration);
        }
        return;
    };
    let plural = matches!(doc.tokens()[head].tag, Tag::Nns | Tag::Nnps);
    let (lower, lemma) = (doc.lower(head), doc.lemma(head));
    if ANYONE.contains(&lower) {
        push(doc, tokens, head, Sort::Anyone, None, None, sentence, narration);
        return;
    }
    let noun = lexicon::person_noun(lemma).or_else(|| {
        let compound = lemma.rsplit('-').next().unwrap_or(lemma);
        lexicon::person_noun(compound)
    });
    let age = tokens.clone().any(|index| doc.word(index).ends_with("year-old")) || lower == "old";
    let sort = match noun {
        Some(_) if plural => Sort::People,
        Some(_) => Sort::Person,
        None if age => Sort::Person,
        None if PEOPLE.has(lower) => Sort::People,
        None if lexicon::organisation_noun(lemma) => {
            if plural {
                Sort::Things
            } else {
                Sort::Body
            }
        }
        None if is_measure(lemma) || lower != lemma && is_measure(lower) => return,
        None if plural => Sort::Things,
        None => Sort::Thing,
    };
    let gender = noun.and_then(|noun| noun.gender).filter(|_| sort == Sort::Person);
    push(doc, tokens, head, sort, gender, None, sentence, narration);
}

#[allow(clippy::too_many_arguments)]
fn push(
    doc: &Document<'_>,
    tokens: Range<usize>,
    head: usize,
    sort: Sort,
    gender: Option<Gender>,
    person: Option<usize>,
    sentence: usize,
    narration: &mut Narration,
) {
    let subject = is_subject(doc, &tokens, sentence, narration.figures.last());
    let definite = doc.is_any(tokens.start, &["the", "this", "that"])
        || tokens.start > 0 && matches!(doc.tokens()[tokens.start - 1].tag, Tag::PrpS | Tag::Pos);
    let possessor = doc.tokens().get(tokens.end).is_some_and(|next| next.tag == Tag::Pos);
    let block = doc.sentences()[sentence].block;
    narration.figures.push(Figure {
        tokens,
        head,
        sort,
        gender,
        person,
        subject,
        definite,
        possessor,
        sentence,
        block,
    });
}

/// Joins a noun in apposition to its name, and a noun with an article to the only person it can mean.
fn identify(doc: &Document<'_>, narration: &mut Narration) {
    let mut roles: FxHashMap<&str, usize> = FxHashMap::default();
    for index in 0..narration.figures.len() {
        let figure = narration.figures[index].clone();
        if !matches!(figure.sort, Sort::Person | Sort::Name) {
            continue;
        }
        if let Some(person) = figure.person {
            for token in figure.tokens.clone() {
                roles.insert(doc.lower(token), person);
            }
            // `her husband, Iraj`
            if let Some(before) = index.checked_sub(1).map(|before| narration.figures[before].clone())
                && before.sort == Sort::Person
                && before.person.is_none()
                && before.sentence == figure.sentence
                && doc.is(figure.tokens.start - 1, ",")
                && (before.tokens.end + 1 == figure.tokens.start
                    || before.definite && is_phrase(doc, before.tokens.end, figure.tokens.start - 1))
                && (!doc.is_any(before.tokens.start, &["a", "an"])
                    || lexicon::kinship(doc.lemma(before.head)).is_some()
                    || doc.is(figure.tokens.end, ",") && before.tokens.end + 1 == figure.tokens.start)
            {
                unite(doc, narration, index - 1, person, &mut roles);
                narration.figures[index].sort = Sort::Person;
            }
            continue;
        }
        // `Ada Holm, 58, a retired teacher`
        if let Some(before) = index.checked_sub(1).map(|before| narration.figures[before].clone())
            && let Some(person) = before.person
            && before.sentence == figure.sentence
            && is_apposition(doc, before.tokens.end, figure.tokens.start)
            && (doc.is_any(figure.tokens.start, &["a", "an", "the"])
                || doc.is_any(figure.tokens.end, &[",", "in", "of", "at", "for"]))
        {
            unite(doc, narration, index, person, &mut roles);
            narration.figures[index - 1].sort = Sort::Person;
            continue;
        }
        // `Ada was a teacher`, `Ada joined as a clerk`
        if let Some(before) = figure.tokens.start.checked_sub(1)
            && (doc.is(before, "as") || matches!(doc.lemma(before), "be" | "become" | "remain"))
            && (doc.is(before, "as") || doc.is_any(figure.tokens.start, &["a", "an", "the"]))
        {
            let subject = narration.figures[..index]
                .iter()
                .rev()
                .find(|other| other.sentence == figure.sentence && other.subject);
            let subject = subject.filter(|subject| subject.sort == Sort::Person).and_then(|subject| subject.person);
            if let Some(person) = subject {
                unite(doc, narration, index, person, &mut roles);
                continue;
            }
        }
        // `Ada Holm, who was probably his aunt`
        if let Some(person) = figure.gender.and_then(|_| of_relative_clause(doc, narration, index)) {
            unite(doc, narration, index, person, &mut roles);
            continue;
        }
        // `the judge`
        let told = doc.quotation_at(doc.tokens()[figure.head].range.start()).is_none();
        let named = narration.figures.get(index + 1).is_some_and(|next| {
            next.tokens.start <= figure.tokens.end + 1 && matches!(next.sort, Sort::Person | Sort::Name)
        });
        if told && !named && doc.is(figure.tokens.start, "the") && figure.tokens.len() == 2 {
            let known = roles.get(doc.lower(figure.head)).copied().or_else(|| doer(doc, narration, index));
            let person = known.or_else(|| sole_person(narration, &figure));
            if let Some(person) = person
                && agrees(narration, person, figure.gender)
            {
                narration.figures[index].person = Some(person);
            }
        }
    }
}

/// Makes persons of the names that turned out to be a person's somewhere, and of a full name that opens a paragraph or a
/// sentence with nobody else for the next `he` or `her` to stand for.
fn promote(doc: &Document<'_>, narration: &mut Narration) {
    let mut persons: Vec<bool> = vec![false; narration.sexes.len()];
    for figure in narration.figures.iter().filter(|figure| figure.sort == Sort::Person) {
        if let Some(person) = figure.person {
            persons[person] = true;
        }
    }
    for pronoun in narration.pronouns.iter().filter(|pronoun| pronoun.personal_gender().is_some()) {
        let mut name = None;
        for (_, figure) in narration.before(pronoun.token, pronoun.block, 0) {
            match figure.sort {
                Sort::Person | Sort::Anyone => {
                    name = None;
                    break;
                }
                Sort::Name if figure.subject => name = figure.person,
                _ => {}
            }
        }
        if let Some(entity) = name {
            let full = &doc.text()[doc.mentions().entities[entity].full];
            let foreign =
                |word: &str| word.chars().any(char::is_lowercase) && !lexicon::is_english_form(&word.to_lowercase());
            persons[entity] |= full.contains(' ') && full.split(' ').count() <= 3 && full.split(' ').all(foreign);
        }
    }
    for figure in narration.figures.iter_mut().filter(|figure| figure.sort == Sort::Name) {
        if figure.person.is_some_and(|person| persons[person]) {
            figure.sort = Sort::Person;
        }
    }
}

/// Whether a short phrase like `of the harbour` stands between two places.
fn is_phrase(doc: &Document<'_>, from: usize, to: usize) -> bool {
    doc.is_any(from, &["of", "at", "for", "in", "from"])
        && (from..=from + 6).contains(&to)
        && (from..to).all(|token| !doc.tokens()[token].tag.is_verb() && !doc.tokens()[token].tag.is_punctuation())
}

/// Whether only commas, brackets and an age stand between two places.
/// The named person of whom a clause with `who is` says what noun `index` says.
fn of_relative_clause(doc: &Document<'_>, narration: &Narration, index: usize) -> Option<usize> {
    let figure = &narration.figures[index];
    let before = index.checked_sub(1).map(|before| &narration.figures[before])?;
    let who = before.tokens.end + 1;
    let is = who + 1;
    let said = before.sentence == figure.sentence
        && doc.is(who - 1, ",")
        && doc.is(who, "who")
        && doc.lemma(is) == "be"
        && (is + 1..figure.tokens.start).all(|at| matches!(doc.tokens()[at].tag, Tag::Rb | Tag::PrpS | Tag::Dt));
    before.person.filter(|_| said)
}

/// The named person of the last two paragraphs who does what noun `index` is called after: `Ada Holm, who drove the bus`,
/// `the driver`.
fn doer(doc: &Document<'_>, narration: &Narration, index: usize) -> Option<usize> {
    let figure = &narration.figures[index];
    let deed = doc.lower(figure.head).strip_suffix("er")?;
    let deed = inflect::lemma(&format!("{deed}ing"), Tag::Vbg).into_owned();
    let does = |other: &&Figure| {
        let who = other.tokens.end + 1;
        doc.is(who - 1, ",")
            && doc.is(who, "who")
            && (who + 1..who + 4)
                .any(|verb| doc.tag_beside(verb, who).is_some_and(Tag::is_verb) && doc.lemma(verb) == deed)
    };
    narration
        .before(figure.head, figure.block, 1)
        .map(|(_, other)| other)
        .filter(|other| other.person.is_some())
        .find(does)?
        .person
}

fn is_apposition(doc: &Document<'_>, from: usize, to: usize) -> bool {
    to > from
        && to - from <= 3
        && doc.is(from, ",")
        && (from..to).all(|token| matches!(doc.tokens()[token].tag, Tag::Comma | Tag::Cd))
}

fn agrees(narration: &Narration, person: usize, gender: Option<Gender>) -> bool {
    let sex = &narration.sexes[person];
    match (gender, sex.worded.or(sex.named)) {
        (Some(gender), Some(known)) => gender.agrees_with(known),
        _ => true,
    }
}

/// Makes a noun one with a named person, who has the noun's gender from now on.
fn unite<'d>(
    doc: &'d Document<'_>,
    narration: &mut Narration,
    figure: usize,
    person: usize,
    roles: &mut FxHashMap<&'d str, usize>,
) {
    let figure = &mut narration.figures[figure];
    figure.person = Some(person);
    roles.insert(doc.lower(figure.head), person);
    let worded = &mut narration.sexes[person].worded;
    *worded = worded.or(figure.gender);
}

/// The only person on stage before a figure in its block.
fn sole_person(narration: &Narration, figure: &Figure) -> Option<usize> {
    let mut sole = None;
    for (_, other) in narration.before(figure.tokens.start, figure.block, 0) {
        match (other.sort, other.person, sole) {
            (Sort::Person, Some(person), None) => sole = Some(person),
            (Sort::Person, Some(person), Some(known)) if person == known => {}
            (Sort::Person | Sort::Anyone, ..) => return None,
            _ => {}
        }
    }
    sole
}

/// Finds who speaks each quotation: the person beside the verb of saying next to it, or who spoke before.
fn speakers(doc: &Document<'_>, narration: &mut Narration) {
    let mut last: Option<usize> = None;
    let mut last_block = usize::MAX;
    for index in 0..doc.quotations().list.len() {
        let quotation = &doc.quotations().list[index];
        if quotation.depth > 0 {
            narration.speakers[index] = None;
            continue;
        }
        let block = &doc.blocks()[quotation.block];
        let first = doc.token_at(quotation.range.start()).max(block.tokens.start);
        let after = doc.token_at(quotation.range.end());
        let told = |token: &usize| doc.quotation_at(doc.tokens()[*token].range.start()).is_none();
        let behind: Vec<usize> = (after..block.tokens.end).take_while(told).take(14).collect();
        let ahead: Vec<usize> = (block.tokens.start..first).rev().take_while(told).take(25).collect();
        let says = |tokens: &[usize]| tokens.iter().any(|&token| doc.is_reporting_verb(token));
        let person_among = |tokens: &[usize]| {
            tokens.iter().find_map(|token| {
                let at = narration.figures.partition_point(|figure| figure.tokens.end <= *token);
                let figure = narration.figures.get(at).filter(|figure| figure.tokens.contains(token))?;
                figure.person.filter(|_| figure.subject && figure.sort == Sort::Person)
            })
        };
        let pronoun_among = |tokens: &[usize]| {
            tokens.iter().find_map(|token| {
                let at = narration.pronouns.binary_search_by_key(token, |pronoun| pronoun.token).ok()?;
                let found = &narration.pronouns[at];
                (found.case == Case::Nominative && found.personal_gender().is_some()).then_some(*found)
            })
        };
        let mut speaker = None;
        let mut attributed = false;
        for tokens in [&behind, &ahead] {
            if says(tokens) && speaker.is_none() {
                attributed = true;
                speaker = person_among(tokens).or_else(|| {
                    let pronoun = pronoun_among(tokens)?;
                    last.filter(|_| pronoun.block.abs_diff(last_block) <= 1)
                        .or_else(|| nearest_person(narration, &pronoun))
                });
            }
        }
        if speaker.is_none() && !attributed && quotation.block.saturating_sub(last_block) <= 1 {
            speaker = last;
        }
        narration.speakers[index] = speaker;
        if speaker.is_some() {
            (last, last_block) = (speaker, quotation.block);
        }
    }
}

fn nearest_person(narration: &Narration, pronoun: &Use) -> Option<usize> {
    narration
        .before(pronoun.token, pronoun.block, REACH)
        .filter(|(_, figure)| figure.sort == Sort::Person)
        .find_map(|(_, figure)| figure.person)
}

/// Lets every pronoun that can stand for one named person only tell that person's gender.
fn ask_pronouns(doc: &Document<'_>, narration: &mut Narration) {
    let mut votes: Vec<(usize, usize, Gender, u32)> = Vec::new();
    for pronoun in &narration.pronouns {
        let Some(gender) = pronoun.personal_gender() else { continue };
        let first = narration.pronouns.partition_point(|other| other.sentence < pronoun.sentence);
        let beside = narration.pronouns[first..].iter().take_while(|other| other.sentence == pronoun.sentence);
        if beside.into_iter().filter_map(Use::personal_gender).any(|other| other != gender) {
            continue;
        }
        let found = narration.persons(doc, pronoun);
        let mut free = found.iter().filter(|antecedent| {
            let figure = &narration.figures[antecedent.figure];
            !(antecedent.bound && pronoun.case == Case::Accusative)
                && (figure.sort != Sort::Name || figure.subject)
                && !narration.is_of_another(figure, gender)
        });
        let Some(nearest) = free.next() else { continue };
        let rival = free.next().filter(|rival| rival.blocks == nearest.blocks);
        let weight = match (nearest.sentences, nearest.blocks) {
            (0, 0) => SENTENCE,
            _ if is_of_spouse(doc, pronoun) => SENTENCE,
            (_, 0) => BLOCK,
            _ => BEYOND,
        };
        let subject = narration.figures[nearest.figure].subject;
        let clear = match rival {
            None => true,
            Some(rival) => subject && rival.sentences > nearest.sentences && !narration.figures[rival.figure].subject,
        };
        if let Some(person) = narration.figures[nearest.figure].person.filter(|_| clear) {
            votes.push((person, pronoun.token, gender, if rival.is_some() { weight.min(BLOCK) } else { weight }));
        }
    }
    for (person, token, gender, weight) in votes {
        narration.sexes[person].pronouns.push((token, gender, weight));
    }
}
