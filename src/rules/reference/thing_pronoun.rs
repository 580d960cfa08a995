//! `He` or `she` for a thing or a body.

use crate::document::narration::{Figure, Narration, Sort, Use};
use crate::document::{Document, Voice};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::format::BlockKind;
use crate::language::Tag;
use crate::language::inflect::{agree, with_case_of};
use crate::language::pronoun::{Case, Gender, Number, Person};
use crate::rules::Rule;

/// `reference/thing-pronoun`.
pub static RULE: Rule = Rule {
    id: "reference/thing-pronoun",
    summary: "“he” or “she” for a thing or a body",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

/// Verbs of the mind and the will: what does them is a person, whom the sentence before need not name.
const MENTAL: &[&str] = &[
    "accept",
    "argue",
    "believe",
    "care",
    "choose",
    "come",
    "dream",
    "enjoy",
    "expect",
    "fear",
    "feel",
    "find",
    "forget",
    "get",
    "go",
    "guess",
    "hate",
    "hear",
    "hope",
    "imagine",
    "intend",
    "know",
    "laugh",
    "learn",
    "like",
    "live",
    "look",
    "love",
    "meet",
    "need",
    "play",
    "prefer",
    "read",
    "realise",
    "realize",
    "recognise",
    "recognize",
    "regret",
    "see",
    "sing",
    "sit",
    "sleep",
    "speak",
    "talk",
    "think",
    "try",
    "understand",
    "use",
    "wait",
    "walk",
    "want",
    "watch",
    "wear",
    "wish",
    "wonder",
    "work",
    "worry",
];

/// Verbs for what things are and hold.
const MEASURING: &[&str] =
    &["comprise", "consist", "contain", "cost", "cover", "hold", "house", "last", "measure", "occupy", "span", "weigh"];

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let narration = doc.narration();
    for (index, pronoun) in narration.pronouns.iter().enumerate() {
        let Some(gender) = pronoun.personal_gender() else { continue };
        let prose = matches!(doc.blocks()[pronoun.block].kind, BlockKind::Paragraph | BlockKind::ListItem);
        if pronoun.case != Case::Nominative || pronoun.voice != Voice::Narration || !prose {
            continue;
        }
        let Some(verb) = verb_after(doc, pronoun.token) else { continue };
        let Some(thing) = thing(doc, narration, index, gender, verb) else { continue };
        let plural = matches!(thing.sort, Sort::Things | Sort::People);
        let (form, number) = if plural { ("they", Number::Plural) } else { ("it", Number::Singular) };
        let range = doc.tokens()[pronoun.token].range;
        let verb_range = doc.tokens()[verb].range;
        let inflected = agree(doc.word(verb), doc.tokens()[verb].tag, Person::Third, number);
        let antecedent = doc.tokens()[thing.tokens.start].range.cover(doc.tokens()[thing.head].range);
        let word = doc.word(pronoun.token);
        let span = if inflected.is_some() { range.cover(verb_range) } else { range };
        let mut edits = vec![Edit::replace(range, with_case_of(word, form))];
        edits.extend(inflected.map(|verb| Edit::replace(verb_range, verb)));
        out.report(span, format!("“{word}” stands for “{}”, which is no person", doc.quote(antecedent)))
            .confidence(0.8)
            .related(antecedent, "what it stands for")
            .suggest(format!("Write “{form}”"), edits);
    }
}

/// The finite verb of a subject pronoun; an adverb may stand between.
fn verb_after(doc: &Document<'_>, token: usize) -> Option<usize> {
    (token + 1..doc.tokens().len().min(token + 4))
        .find(|&at| !matches!(doc.tokens()[at].tag, Tag::Rb | Tag::Rbr))
        .filter(|&at| doc.tokens()[at].tag.is_finite())
}

/// The thing that a pronoun can only stand for: the subject of the clause or of the sentence before, where no person
/// has been on stage.
fn thing<'n>(
    doc: &Document<'_>,
    narration: &'n Narration,
    index: usize,
    gender: Gender,
    verb: usize,
) -> Option<&'n Figure> {
    let pronoun = &narration.pronouns[index];
    if let Some(figure) = only_thing(doc, narration, index, gender, verb) {
        return Some(figure);
    }
    let sentence = &doc.sentences()[pronoun.sentence];
    let opens = pronoun.token == sentence.tokens.start;
    let before = pronoun.sentence - usize::from(opens && pronoun.sentence > 0);
    let subject = narration.main_subject(before).or_else(|| ordered(doc, narration, before).filter(|_| opens))?;
    let is_thing = matches!(subject.sort, Sort::Thing | Sort::Things | Sort::Body);
    let told = |token: usize| doc.quotation_at(doc.tokens()[token].range.start()).is_none();
    if !is_thing || subject.block != pronoun.block || subject.head >= pronoun.token || !told(subject.head) {
        return None;
    }
    if let Some(body) = promises(doc, pronoun, subject) {
        return Some(body);
    }
    let alone = !narration.before(pronoun.token, pronoun.block, 0).any(|(_, figure)| match figure.sort {
        Sort::Person | Sort::Anyone | Sort::People => true,
        Sort::Name => figure.subject,
        _ => false,
    });
    let first = doc.blocks()[pronoun.block].tokens.start;
    let before = narration.pronouns[..index].iter().rev();
    let unmentioned =
        before.clone().take_while(|other| other.token >= first).all(|other| other.personal_gender().is_none());
    if !alone || !unmentioned {
        return None;
    }
    let act = doc.tokens()[verb];
    let main = main_verb(doc, verb);
    let mental = MENTAL.binary_search(&doc.lemma(main)).is_ok() || doc.is_reporting_verb(main);
    // Who has been on stage in the paragraphs before may be meant.
    let known = before.clone().find(|other| other.personal_gender() == Some(gender));
    let recent = known.is_some_and(|other| pronoun.block - other.block <= 2)
        || narration.persons(doc, pronoun).iter().any(|person| {
            let figure = &narration.figures[person.figure];
            figure.sort != Sort::Name
                && person.blocks <= 2
                && narration
                    .gender_of(figure, pronoun.token)
                    .map_or(figure.person.is_some(), |(known, _)| known.agrees_with(gender))
        });
    if !opens {
        // `The lamp was mended, and he …`
        let finite = (subject.tokens.end..pronoun.token).find(|&at| doc.tokens()[at].tag.is_finite())?;
        let joined = (finite..pronoun.token).rev().take(20).any(|at| doc.is_any(at, &["and", "but"]))
            && doc.is_any(pronoun.token - 1, &["and", "but", "then", ","]);
        // `The lamp burns well, as it should, but he …`
        let resumed = narration.pronouns[..index]
            .iter()
            .any(|other| (subject.head..pronoun.token).contains(&other.token) && other.pronoun.form == "it");
        // `Ada’s harps stand in the yard, and she built them`: who was on stage has made what the clause before is about.
        let object = recent
            && subject.sort == Sort::Things
            && (pronoun.token..doc.sentence_end(pronoun.token)).any(|at| doc.is_any(at, &["them", "these", "those"]));
        return (joined && !object && (resumed || !(mental && (recent || subject.sort != Sort::Body))))
            .then_some(subject);
    }
    let passive =
        doc.lemma(verb) == "be" && matches!(doc.tokens().get(verb + 1).map(|t| t.tag), Some(Tag::Vbn | Tag::Cd));
    let body = subject.sort == Sort::Body;
    let measures =
        MEASURING.binary_search(&doc.lemma(main)).is_ok() || act.tag == Tag::Vbz && doc.lemma(main) == "have";
    let fits = if recent { !body && (passive && act.tag == Tag::Vbd || measures) } else { !mental || body };
    fits.then_some(subject)
}

/// The thing that is the nearest subject before a pronoun, where nobody at all is on stage for three paragraphs.
fn only_thing<'n>(
    doc: &Document<'_>,
    narration: &'n Narration,
    index: usize,
    gender: Gender,
    verb: usize,
) -> Option<&'n Figure> {
    let pronoun = &narration.pronouns[index];
    let main = main_verb(doc, verb);
    let reports = |at: usize| doc.is_reporting_verb(at);
    let acts = MENTAL.binary_search(&doc.lemma(main)).is_ok() || reports(main);
    let reported = pronoun.token > 0 && reports(pronoun.token - 1);
    let quoted = pronoun.token > 0 && !doc.word(pronoun.token - 1).starts_with(char::is_alphanumeric);
    if acts || reported || quoted && doc.in_quotation(doc.tokens()[pronoun.token - 1].range.start()) {
        return None;
    }
    // `the portrait she examined`
    let start = doc.sentences()[pronoun.sentence].tokens.start;
    let free = pronoun.token == start
        || doc.is_any(pronoun.token - 1, &[",", ";", ":", "and", "but", "then", "that", "because", "so"])
        || !narration
            .before(pronoun.token, pronoun.block, 0)
            .any(|(_, figure)| figure.sentence == pronoun.sentence && figure.subject);
    if !free {
        return None;
    }
    let measures = MEASURING.binary_search(&doc.lemma(main)).is_ok()
        && doc.tokens().get(main + 1).is_some_and(|next| next.tag == Tag::Cd);
    let reach = if measures { 0 } else { 3 };
    // `He who laughs last`
    if doc.is_any(pronoun.token + 1, &["who", "that", "whose"]) || narration.has_anybody(doc, index, gender, reach) {
        return None;
    }
    let mut near = narration
        .before(pronoun.token, pronoun.block, 0)
        .take_while(|(_, figure)| figure.sentence + 1 >= pronoun.sentence)
        .map(|(_, figure)| figure)
        .filter(|figure| figure.sort != Sort::Name);
    if measures {
        return near.find(|figure| figure.sort == Sort::Thing);
    }
    let subject = near.find(|figure| figure.subject)?;
    // `The poacher said that he …`: what speaks or thinks is no thing, whether its noun is known or not.
    let own = doc.tokens().get(subject.tokens.end).filter(|verb| verb.tag.is_verb());
    let own = own.map(|_| main_verb(doc, subject.tokens.end));
    let speaks = own.is_some_and(|own| reports(own) || MENTAL.binary_search(&doc.lemma(own)).is_ok());
    let thing = subject.sort == Sort::Thing && !speaks || matches!(subject.sort, Sort::Things | Sort::Body);
    thing.then_some(subject)
}

/// The last thing named in an instruction: `Rinse the rice in the sieve.`
fn ordered<'n>(doc: &Document<'_>, narration: &'n Narration, sentence: usize) -> Option<&'n Figure> {
    let tokens = doc.sentences()[sentence].tokens.clone();
    let order = tokens.clone().next().is_some_and(|first| matches!(doc.tokens()[first].tag, Tag::VbFin | Tag::Vb));
    let last = narration.figures[..narration.figures.partition_point(|figure| figure.sentence <= sentence)].last()?;
    (order && last.sentence == sentence && last.sort == Sort::Thing).then_some(last)
}

/// The verb after auxiliaries and adverbs.
fn main_verb(doc: &Document<'_>, verb: usize) -> usize {
    let auxiliary = |at: usize| doc.tokens()[at].tag == Tag::Md || matches!(doc.lemma(at), "be" | "have" | "do");
    (verb..doc.tokens().len().min(verb + 5))
        .take_while(|&at| doc.tokens()[at].tag.is_verb() || matches!(doc.tokens()[at].tag, Tag::Rb))
        .filter(|&at| doc.tokens()[at].tag.is_verb())
        .find(|&at| !auxiliary(at))
        .unwrap_or(verb)
}

/// `The board has pledged that she would pay`: who promises is who will.
fn promises<'n>(doc: &Document<'_>, pronoun: &Use, subject: &'n Figure) -> Option<&'n Figure> {
    let before = pronoun.token - usize::from(doc.is(pronoun.token.saturating_sub(1), "that"));
    let says = before.checked_sub(1)?;
    let promise = matches!(doc.lemma(says), "promise" | "pledge" | "vow");
    (subject.sort == Sort::Body
        && promise
        && doc.is_any(pronoun.token + 1, &["will", "would"])
        && (subject.tokens.end..says).all(|at| matches!(doc.tokens()[at].tag, Tag::Vbz | Tag::Vbd | Tag::Rb)))
    .then_some(subject)
}
