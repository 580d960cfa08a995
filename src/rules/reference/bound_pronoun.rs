//! A possessive that its own clause binds to the subject, and that does not agree with it.

use crate::document::narration::{Evidence, Figure, Narration, Narrator, Sort, Use};
use crate::document::{Document, Voice};
use crate::finding::{Finding, Findings, Severity};
use crate::fix::Edit;
use crate::format::BlockKind;
use crate::language::Tag;
use crate::language::inflect::{agree, with_case_of};
use crate::language::pronoun::{self, Case, Gender, Number, Person};
use crate::rules::Rule;

/// See `bound_pronoun.md`.
pub static RULE: Rule = Rule {
    id: "reference/bound-pronoun",
    summary: "a possessive that can only be the subject’s, and is somebody else’s",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

/// Set phrases whose possessive is always the subject’s: the verb and its nouns.
const BOUND: &[(&str, &[&str])] = &[
    ("await", &["turn"]),
    ("bite", &["lip", "lips", "tongue"]),
    ("blow", &["nose"]),
    ("bring", &["camera"]),
    ("catch", &["breath"]),
    ("clear", &["throat"]),
    ("do", &["best", "utmost"]),
    ("earn", &["keep", "living"]),
    ("find", &["feet", "way"]),
    ("hold", &["breath", "tongue"]),
    ("keep", &["composure", "cool", "promise", "temper", "word"]),
    ("learn", &["lesson"]),
    ("leave", &["mark"]),
    ("live", &["life", "lives"]),
    ("lose", &["balance", "bearings", "footing", "mind", "nerve", "patience", "temper", "voice", "way"]),
    ("make", &["debut", "living", "mind", "minds", "way"]),
    ("mind", &["manners", "step"]),
    ("nod", &["head", "heads"]),
    ("pack", &["bags"]),
    ("rack", &["brain", "brains"]),
    ("roll", &["eyes"]),
    ("set", &["alarm"]),
    ("shake", &["head", "heads"]),
    ("shrug", &["shoulders"]),
    ("spend", &["career", "childhood", "days", "life", "lives", "youth"]),
    ("swallow", &["pride"]),
    ("take", &["pick", "time"]),
    ("trust", &["instincts"]),
    ("try", &["best", "hand", "luck"]),
    ("use", &["imagination"]),
    ("watch", &["step"]),
];

/// Nouns of `by her own account`, which look forward to the subject.
const BY_OWN: &[&str] = &["account", "admission", "calculation", "count", "estimate", "reckoning", "telling", "words"];

/// What people wear, carry and move, which is their own where nobody else is near.
const ON_ONESELF: &[&str] = &[
    "apron",
    "arm",
    "arms",
    "back",
    "backpack",
    "bag",
    "beard",
    "belt",
    "boots",
    "bosom",
    "bow",
    "briefcase",
    "brow",
    "cane",
    "cap",
    "cheek",
    "cheeks",
    "chest",
    "chin",
    "coat",
    "collar",
    "ear",
    "ears",
    "elbow",
    "elbows",
    "eye",
    "eyes",
    "face",
    "feet",
    "finger",
    "fingers",
    "fist",
    "foot",
    "forehead",
    "glasses",
    "gloves",
    "hair",
    "hand",
    "handbag",
    "hands",
    "hat",
    "head",
    "heart",
    "helmet",
    "jacket",
    "knee",
    "knees",
    "lap",
    "lips",
    "lunch",
    "memory",
    "moustache",
    "mouth",
    "neck",
    "notebook",
    "nose",
    "palm",
    "phone",
    "pocket",
    "pockets",
    "purse",
    "rucksack",
    "scarf",
    "shirt",
    "shoes",
    "shoulder",
    "shoulders",
    "sleeve",
    "sleeves",
    "slippers",
    "stomach",
    "suitcase",
    "thumb",
    "tongue",
    "trousers",
    "umbrella",
    "voice",
    "waist",
    "wallet",
    "watch",
    "wrist",
];

/// How many blocks back somebody may be whom a pronoun stands for.
const REACH: usize = 2;

/// How firmly a possessive is bound to its subject.
#[derive(Clone, Copy, PartialEq)]
enum Bond {
    /// By a set phrase: nobody does another’s best.
    Phrase,
    /// By `own`, or by a thing that one has on oneself.
    Thing,
}

/// What a possessive is bound to.
#[derive(Clone, Copy)]
enum Subject<'n> {
    /// A pronoun, by index into [`Narration::pronouns`].
    Pronoun(usize),
    /// A noun or a name.
    Figure(&'n Figure),
    /// Whoever an instruction speaks to.
    Reader,
}

/// Person, number and gender of whoever a pronoun stands for.
type Whom = (Person, Number, Option<Gender>);

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let narration = doc.narration();
    for (index, own) in narration.pronouns.iter().enumerate() {
        let Some((bond, subject)) = bond(doc, narration, index) else { continue };
        if agrees(narration, own, subject) {
            continue;
        }
        let strange = is_stranger(doc, narration, index);
        let subject_is_wrong = match subject {
            Subject::Pronoun(other) if !strange => {
                let doubtful = bond == Bond::Thing || likes(narration, index) <= likes(narration, other);
                let wrong = is_stranger(doc, narration, other) || !doubtful;
                // `She put a hand on my arm`
                let apart = bond == Bond::Thing && doc.tokens()[own.token - 1].tag == Tag::In;
                if !wrong && bond == Bond::Thing || apart && own.pronoun.person == Person::First {
                    continue;
                }
                wrong.then_some(other)
            }
            _ if bond == Bond::Thing && !strange => continue,
            _ => None,
        };
        let finding = match subject_is_wrong {
            Some(subject) => change_subject(doc, own, &narration.pronouns[subject], out),
            None => change_possessive(doc, narration, own, subject, out),
        };
        if bond == Bond::Thing {
            finding.where_damaged().confidence(0.7);
        }
    }
}

/// `They lost his way`: the possessive is wrong.
fn change_possessive<'f>(
    doc: &Document<'_>,
    narration: &Narration,
    own: &Use,
    subject: Subject<'_>,
    out: &'f mut Findings<'_>,
) -> &'f mut Finding {
    let (word, range) = (doc.word(own.token), doc.tokens()[own.token].range);
    let ((person, number, gender), whose) = match subject {
        Subject::Reader => ((Person::Second, Number::Singular, None), None),
        Subject::Pronoun(subject) => {
            let subject = &narration.pronouns[subject];
            (whom(subject), Some(doc.tokens()[subject.token].range))
        }
        Subject::Figure(figure) => {
            let gender = narration.gender_of(figure, own.token).map(|(gender, _)| gender);
            let whom = match figure.sort {
                Sort::People | Sort::Things => (Person::Third, Number::Plural, None),
                Sort::Body | Sort::Thing => (Person::Third, Number::Singular, Some(Gender::Neuter)),
                Sort::Person | Sort::Name | Sort::Anyone => (Person::Third, Number::Singular, gender),
            };
            (whom, Some(doc.span(figure.tokens.clone())))
        }
    };
    let form = pronoun::form(person, number, gender, own.case);
    let message = match whose {
        Some(whose) => format!("“{word}” is bound to “{}”, which it does not agree with", doc.quote(whose)),
        None => format!("“{word}” where the sentence speaks to the reader"),
    };
    let finding = out.report(range, message).confidence(0.85);
    if let Some(whose) = whose {
        finding.related(whose, "the subject");
    }
    finding.suggest(format!("Write “{form}”"), [Edit::replace(range, with_case_of(word, form))])
}

/// `You took a ticket from her handbag`, where nobody is spoken to: the subject is wrong.
fn change_subject<'f>(doc: &Document<'_>, own: &Use, subject: &Use, out: &'f mut Findings<'_>) -> &'f mut Finding {
    let (person, number, gender) = whom(own);
    let (word, range) = (doc.word(subject.token), doc.tokens()[subject.token].range);
    let form = pronoun::form(person, number, gender, Case::Nominative);
    let opens =
        doc.sentence_start(subject.token) == subject.token || word != "I" && word.starts_with(char::is_uppercase);
    let form = if opens { with_case_of("Aa", form) } else { form.to_owned() };
    let verb = (subject.token + 1..own.token).find(|&at| doc.tokens()[at].tag.is_finite());
    let inflected = verb.and_then(|verb| {
        let token = &doc.tokens()[verb];
        Some((token.range, agree(doc.word(verb), token.tag, person, number)?))
    });
    let mut edits = vec![Edit::replace(range, form.clone())];
    let mut span = range;
    if let Some((verb, inflected)) = inflected {
        edits.push(Edit::replace(verb, inflected));
        span = span.cover(verb);
    }
    let bound = doc.tokens()[own.token].range;
    out.report(
        span,
        format!("“{word}” is the subject to which “{}” is bound, and does not agree with it", doc.quote(bound)),
    )
    .confidence(0.8)
    .related(bound, "the possessive")
    .suggest(format!("Write “{form}”"), edits)
}

fn whom(pronoun: &Use) -> Whom {
    (pronoun.pronoun.person, pronoun.pronoun.number.unwrap_or(Number::Singular), pronoun.pronoun.gender)
}

/// What possessive `index` is bound to and how, where it is bound at all.
fn bond<'n>(doc: &Document<'_>, narration: &'n Narration, index: usize) -> Option<(Bond, Subject<'n>)> {
    let own = &narration.pronouns[index];
    let at = own.token;
    if own.case != Case::PossessiveDeterminer || at == 0 || doc.blocks()[own.block].kind == BlockKind::Verse {
        return None;
    }
    let sentence = doc.sentences()[own.sentence].tokens.clone();
    let noun = (at + 1..sentence.end.min(at + 4)).find(|&noun| {
        let tag = doc.tokens()[noun].tag;
        tag.is_noun() || !matches!(tag, Tag::Jj | Tag::Jjs | Tag::Cd)
    })?;
    if !doc.tokens()[noun].tag.is_noun() || doc.tokens().get(noun + 1).is_some_and(|next| next.tag == Tag::Pos) {
        return None;
    }
    let verb = if doc.is_any(at - 1, &["up", "out", "off", "on", "down"]) { at.checked_sub(2)? } else { at - 1 };
    let phrase = doc.tokens()[verb].tag.is_verb()
        && BOUND.iter().any(|(lemma, nouns)| doc.lemma(verb) == *lemma && doc.is_any(noun, nouns));
    let owned = doc.is(at + 1, "own");
    if owned && doc.is(at - 1, "by") && doc.is_any(noun, BY_OWN) && at - 1 == doc.core(own.sentence)?.first() {
        return Some((Bond::Phrase, subject_after(doc, narration, index, noun)?));
    }
    if !phrase && !owned && !doc.is_any(noun, ON_ONESELF) {
        return None;
    }
    let bond = if phrase { Bond::Phrase } else { Bond::Thing };
    if phrase && is_instruction(doc, narration, own, verb) {
        return Some((bond, Subject::Reader));
    }
    let subject = subject_before(doc, narration, index)?;
    // `She wanted him to lose his way`, `“She left,” he said of his own house`
    let start = match subject {
        Subject::Pronoun(subject) => narration.pronouns[subject].token + 1,
        Subject::Figure(figure) => figure.tokens.end,
        Subject::Reader => return None,
    };
    let between = start..at;
    let parted = between.clone().any(|token| {
        doc.is_any(token, &["that", "who", "whom", "whose", "which", "what", "where", "when", "if", "than", "as", "by"])
            || matches!(doc.word(token), ";" | ":" | "“" | "”" | "\"" | "—" | "–" | "(" | ")")
    });
    let others = narration.pronouns[..index].iter().rev().take_while(|other| other.token >= start);
    let other = others.into_iter().any(|other| other.case != Case::PossessiveDeterminer);
    let figures = narration.before(at, own.block, 0).take_while(|(_, figure)| figure.head >= start);
    let named = figures.into_iter().any(|(_, figure)| !matches!(figure.sort, Sort::Thing | Sort::Things));
    (!parted && !other && !named).then_some((bond, subject))
}

/// The nearest subject before possessive `index` in its sentence and its voice.
fn subject_before<'n>(doc: &Document<'_>, narration: &'n Narration, index: usize) -> Option<Subject<'n>> {
    let own = &narration.pronouns[index];
    let pronoun = narration.pronouns[..index]
        .iter()
        .enumerate()
        .rev()
        .take_while(|(_, other)| other.sentence == own.sentence)
        .find(|(_, other)| other.case == Case::Nominative);
    let figure = narration
        .before(own.token, own.block, 0)
        .take_while(|(_, figure)| figure.sentence == own.sentence)
        .map(|(_, figure)| figure)
        .find(|figure| figure.subject && !figure.possessor);
    let told = |token: usize| doc.voice_at(doc.tokens()[token].range.start()) == own.voice;
    match (pronoun, figure) {
        (Some((_, pronoun)), Some(figure)) if figure.head > pronoun.token => {
            told(figure.head).then_some(Subject::Figure(figure))
        }
        (Some((at, pronoun)), _) => (pronoun.voice == own.voice).then_some(Subject::Pronoun(at)),
        (None, Some(figure)) => told(figure.head).then_some(Subject::Figure(figure)),
        (None, None) => None,
    }
}

/// The pronoun that is the subject right after `by his own account`.
fn subject_after<'n>(doc: &Document<'_>, narration: &'n Narration, index: usize, noun: usize) -> Option<Subject<'n>> {
    let after = noun + if doc.is(noun + 1, ",") { 2 } else { 1 };
    let next = narration.pronouns.get(index + 1)?;
    (next.token == after && next.case == Case::Nominative).then_some(Subject::Pronoun(index + 1))
}

/// `Take our time`: a sentence that opens with the verb, or all but opens with it.
fn is_instruction(doc: &Document<'_>, narration: &Narration, own: &Use, verb: usize) -> bool {
    let start = doc.sentences()[own.sentence].tokens.start;
    let base = matches!(doc.tokens()[verb].tag, Tag::VbFin | Tag::Vb | Tag::Vbp);
    let opens = (start..verb).all(|at| {
        doc.is_any(
            at,
            &["so", "and", "but", "then", "now", "always", "please", "just", "still", ",", "instead", "first"],
        )
    });
    let first = narration.pronouns.partition_point(|other| other.sentence < own.sentence);
    let mut before = narration.pronouns[first..].iter().take_while(|other| other.token < verb);
    base && opens && !before.any(|other| other.case == Case::Nominative)
}

/// Whether a possessive can be the subject’s.
fn agrees(narration: &Narration, own: &Use, subject: Subject<'_>) -> bool {
    let (person, number, gender) = whom(own);
    let third = person == Person::Third;
    // `their` of one person or of a body.
    let any = third && number == Number::Plural;
    match subject {
        Subject::Reader => person == Person::Second,
        Subject::Pronoun(subject) => {
            let subject = &narration.pronouns[subject].pronoun;
            let same = subject.person == person && subject.can_be(number) && subject.gender == gender;
            same || any && subject.person == Person::Third || person == Person::Second && subject.person == person
        }
        Subject::Figure(figure) => match figure.sort {
            Sort::Thing | Sort::Things | Sort::Anyone => true,
            Sort::People | Sort::Body => third && (any || gender == Some(Gender::Neuter)),
            Sort::Name => third,
            Sort::Person => {
                let known = narration.gender_of(figure, own.token);
                let of = |gender: Gender| {
                    known.is_none_or(|(known, evidence)| known.agrees_with(gender) || evidence < Evidence::Pronouns)
                };
                any || third && gender.is_none_or(|gender| gender != Gender::Neuter && of(gender))
            }
        },
    }
}

/// Whether nobody is there for pronoun `index` to stand for.
fn is_stranger(doc: &Document<'_>, narration: &Narration, index: usize) -> bool {
    let pronoun = &narration.pronouns[index];
    let told = |other: &&Use| other.voice == Voice::Narration;
    let is_told = told(&pronoun);
    match (pronoun.pronoun.person, pronoun.pronoun.number) {
        (Person::First, Some(Number::Singular)) => is_told && narration.narrator == Narrator::Absent,
        (Person::First, _) => false,
        (Person::Second, _) => {
            let second = |other: &&Use| other.pronoun.person == Person::Second;
            is_told && narration.pronouns.iter().filter(told).filter(second).count() <= 2
        }
        (Person::Third, _) => {
            pronoun.personal_gender().is_some_and(|gender| !narration.has_anybody(doc, index, gender, REACH))
        }
    }
}

/// How many other pronouns around pronoun `index` may stand for the same.
fn likes(narration: &Narration, index: usize) -> usize {
    let pronoun = &narration.pronouns[index];
    let near = |other: &&Use| other.block.abs_diff(pronoun.block) <= 1 && other.token != pronoun.token;
    let spoken = |other: &Use| other.voice != Voice::Narration;
    let same = |other: &&Use| whom(other) == whom(pronoun) && spoken(other) == spoken(pronoun);
    narration.pronouns.iter().filter(near).filter(same).count()
}
