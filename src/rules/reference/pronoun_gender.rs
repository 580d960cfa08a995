//! A pronoun whose gender is not that of the only person it can stand for.

use crate::document::narration::{Antecedent, Evidence, Figure, Narration, Sort, Use};
use crate::document::{Document, Voice};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::format::BlockKind;
use crate::language::inflect::with_case_of;
use crate::language::pronoun::{self, Case, Gender, Number, Person};
use crate::rules::Rule;
use crate::source::TextRange;

/// `reference/pronoun-gender`.
pub static RULE: Rule = Rule {
    id: "reference/pronoun-gender",
    summary: "a pronoun of the other gender than the person it stands for",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let narration = doc.narration();
    for (index, pronoun) in narration.pronouns.iter().enumerate() {
        let Some(gender) = pronoun.personal_gender() else { continue };
        if doc.blocks()[pronoun.block].kind == BlockKind::Verse || is_either(doc, pronoun.token) {
            continue;
        }
        let Some((target, known, doubtful)) = mismatch(narration, doc, index, gender) else {
            if let Some((figure, known)) = outweighs(doc, narration, index, gender) {
                let form = pronoun::form(Person::Third, Number::Singular, Some(known), pronoun.case);
                let (word, range) = (doc.word(pronoun.token), doc.tokens()[pronoun.token].range);
                let antecedent = doc.span(figure.tokens.clone());
                let sex = if known == Gender::Feminine { "a woman" } else { "a man" };
                let name = doc.quote(antecedent);
                out.report(
                    range,
                    format!("“{word}”, where “{name}” is on stage, {sex} by everything else the text says"),
                )
                .where_damaged()
                .confidence(0.6)
                .related(antecedent, "who is spoken of")
                .suggest(format!("Write “{form}”"), [Edit::replace(range, with_case_of(word, form))]);
            } else if let Some((before, known)) =
                interrupts(narration, index, gender).or_else(|| contradicts(doc, narration, index, gender))
            {
                let form = pronoun::form(Person::Third, Number::Singular, Some(known), pronoun.case);
                let (word, range) = (doc.word(pronoun.token), doc.tokens()[pronoun.token].range);
                let before = doc.tokens()[before.token].range;
                out.report(range, format!("“{word}” among sentences about somebody who is “{}”", doc.quote(before)))
                    .where_damaged()
                    .confidence(0.65)
                    .related(before, "the person goes on")
                    .suggest(format!("Write “{form}”"), [Edit::replace(range, with_case_of(word, form))]);
            } else if let Some((object, known)) = meets_itself(doc, narration, index, gender) {
                let form = pronoun::form(Person::Third, Number::Singular, Some(known), pronoun.case);
                let (word, range) = (doc.word(pronoun.token), doc.tokens()[pronoun.token].range);
                let sex = if gender == Gender::Feminine { "women" } else { "men" };
                out.report(
                    range,
                    format!("“{word}” and “{}” would be two {sex}, and only one is on stage", doc.quote(object)),
                )
                .where_damaged()
                .confidence(0.65)
                .related(object, "the other one")
                .suggest(format!("Write “{form}”"), [Edit::replace(range, with_case_of(word, form))]);
            }
            continue;
        };
        let figure = &narration.figures[target.figure];
        let form = pronoun::form(Person::Third, Number::Singular, Some(known), pronoun.case);
        let range = doc.tokens()[pronoun.token].range;
        let antecedent = doc.tokens()[figure.tokens.start].range.cover(doc.tokens()[figure.tokens.end - 1].range);
        let (word, name) = (doc.word(pronoun.token), doc.quote(antecedent));
        let sex = if known == Gender::Feminine { "a woman" } else { "a man" };
        let finding = out
            .report(range, format!("“{word}” can only stand for “{name}”, {sex} by everything else the text says"))
            .related(antecedent, "the person it stands for")
            .suggest(format!("Write “{form}”"), [Edit::replace(range, with_case_of(word, form))]);
        if doubtful {
            finding.severity(Severity::Info).confidence(0.5);
        } else {
            // Across paragraphs the thing that was named last may be meant as well.
            finding.confidence(if target.blocks == 0 { 0.85 } else { 0.7 });
            if target.blocks > 0 {
                finding.where_damaged();
            }
        }
    }
}

/// The person that pronoun `index` stands for, their gender, which is another, and whether that is doubtful; `None` where
/// the genders agree or where somebody else on stage may be meant.
fn mismatch(
    narration: &Narration,
    doc: &Document<'_>,
    index: usize,
    gender: Gender,
) -> Option<(Antecedent, Gender, bool)> {
    let pronoun = &narration.pronouns[index];
    let persons = narration.persons(doc, pronoun);
    let target = *target(narration, pronoun, &persons)?;
    let figure = &narration.figures[target.figure];
    let (known, evidence) = narration.gender_of(figure, pronoun.token)?;
    if known.agrees_with(gender) || may_be_of_speaker(doc, narration, pronoun, figure) {
        return None;
    }
    // Whoever speaks may take up somebody whom the text named long ago.
    let told = doc.quotation_at(doc.tokens()[figure.head].range.start()).is_none();
    let spoken_of = |other: &Use| {
        other.token != pronoun.token && other.block == pronoun.block && other.personal_gender() == Some(gender)
    };
    if matches!(pronoun.voice, Voice::Quotation(_))
        && told
        && (target.blocks > 0 || narration.pronouns.iter().any(spoken_of))
    {
        return None;
    }
    let sole = !persons.iter().any(|other| {
        let other_figure = &narration.figures[other.figure];
        other.blocks == 0
            && other.figure != target.figure
            && other_figure.sort == Sort::Person
            && narration.gender_of(other_figure, pronoun.token).is_none_or(|(known, _)| known.agrees_with(gender))
    });
    if figure.possessor && !(sole && evidence == Evidence::Words) {
        return None;
    }
    // `She had come by tram. … He laughed`: the sentence before speaks of the same person.
    let continued = narration.pronouns[..index]
        .iter()
        .rev()
        .take_while(|before| before.block == pronoun.block && before.sentence + 2 >= pronoun.sentence)
        .any(|before| before.personal_gender() == Some(known) && before.voice == pronoun.voice);
    // Whoever the same pronoun stood for shortly before is still on stage.
    let mut near = narration.pronouns[..index].iter().rev().take_while(|other| other.block + 1 >= pronoun.block);
    // `The gate moves herself` says nothing of a woman.
    let earlier = near.find(|other| other.personal_gender() == Some(gender) && other.case != Case::Reflexive);
    let earlier = earlier.map_or(usize::MAX, |earlier| pronoun.block - earlier.block);
    let close = target.blocks == 0 && (target.sentences <= 1 || continued) && figure.subject;
    if earlier == 0 || earlier == 1 && !(close && sole && figure.person.is_some()) {
        return None;
    }
    // `Ada has invited him. He accepted`: somebody else is on stage, whoever it is.
    let hosts = narration.pronouns[..index].iter().rev().take_while(|other| other.sentence + 2 > pronoun.sentence).any(
        |other| {
            other.case == Case::Accusative
                && other.token > figure.head
                && other.sentence == figure.sentence
                && other.personal_gender() == Some(known)
        },
    );
    if hosts && figure.subject && figure.sentence < pronoun.sentence {
        return None;
    }
    // `whether she would forgive him`: nobody is the object of what he does.
    let disjoint = pronoun.case == Case::Accusative
        && narration.pronouns[..index].last().is_some_and(|other| {
            other.sentence == pronoun.sentence
                && other.case == Case::Nominative
                && other.personal_gender() == Some(known)
                && narration.same_clause(other.token + 1, pronoun.token)
        });
    if disjoint {
        return None;
    }
    let contradicted = narration.pronouns[index + 1..]
        .iter()
        .take_while(|later| later.sentence == pronoun.sentence)
        .find(|later| later.personal_gender() == Some(known));
    // `He owns the mill. The rest belongs to her brother`: the paragraph goes on about the same person.
    let goes_on = || {
        let mut later = narration.pronouns[index + 1..].iter().take_while(|later| later.block == pronoun.block);
        let next = later.find(|later| later.voice == pronoun.voice && later.personal_gender().is_some());
        next.is_some_and(|next| next.personal_gender() == Some(known))
    };
    let strong = if target.blocks == 0 {
        evidence >= Evidence::Name || contradicted.is_some() || continued && figure.subject
    } else {
        figure.person.is_some() && (evidence >= Evidence::Clause || evidence == Evidence::Name && goes_on())
    };
    if !strong {
        return None;
    }
    // `He carried her bag` shows that there are two; `she packed while he sang` does not.
    let contradicted = contradicted.is_some_and(|later| later.case == Case::Nominative);
    let rival = persons.iter().find(|rival| is_rival(doc, narration, pronoun, gender, rival, &target));
    // `Asked who would come, she laughed`: whoever spoke last.
    let answers = target.blocks == 1 && doc.is(doc.sentence_start(pronoun.token), "asked");
    match rival {
        None => Some((target, known, false)),
        Some(rival) if rival.blocks > target.blocks + usize::from(!close && !answers) => Some((target, known, false)),
        Some(_) if contradicted && close => Some((target, known, true)),
        _ => None,
    }
}

/// Whether words in a quotation are held against somebody in the narration around it, where it is not known who speaks:
/// nobody says `he` of himself.
fn may_be_of_speaker(doc: &Document<'_>, narration: &Narration, pronoun: &Use, figure: &Figure) -> bool {
    let at = doc.tokens()[pronoun.token].range.start();
    matches!(pronoun.voice, Voice::Quotation(_))
        && doc.quotation_at(doc.tokens()[figure.head].range.start()).is_none()
        && narration.speaker_at(doc, at).is_none()
}

/// How much better known somebody of the other gender must be than anybody whom the pronoun may stand for.
const LEAD: f32 = 1.2;

/// The person of the other gender who is so much more on stage than anybody whom pronoun `index` may stand for that nobody
/// else can be meant, and that gender.
///
/// Who is on stage is weighed as centering theory ranks it: subjects before others, this sentence before the one before,
/// and what the pronouns of the paragraph have stood for so far.
fn outweighs<'n>(
    doc: &Document<'_>,
    narration: &'n Narration,
    index: usize,
    gender: Gender,
) -> Option<(&'n Figure, Gender)> {
    let pronoun = &narration.pronouns[index];
    if matches!(pronoun.case, Case::Reflexive | Case::Accusative) {
        return None;
    }
    let persons = narration.persons(doc, pronoun);
    let mut best: Option<(f32, &Figure, Gender)> = None;
    let mut rival: f32 = 0.0;
    for person in &persons {
        let figure = &narration.figures[person.figure];
        let near = presence(person, figure);
        let beside = person.sentences <= 1 && person.blocks == 0 && !figure.possessor;
        match narration.gender_of(figure, pronoun.token) {
            Some((known, _)) if known.agrees_with(gender) => {
                rival = rival.max(near.max(if beside { 3.0 } else { 1.5 }));
            }
            Some((known, Evidence::Words | Evidence::Pronouns | Evidence::Name))
                if !may_be_of_speaker(doc, narration, pronoun, figure) =>
            {
                if best.is_none_or(|best| best.0 < near) {
                    best = Some((near, figure, known));
                }
            }
            _ if person.sentences == 0 && person.blocks == 0 => rival = rival.max(3.5),
            // `Ada married a sailor. He came home twice a year`
            _ if beside && figure.sort == Sort::Person && figure.person.is_none() => rival = rival.max(3.0),
            _ if figure.sort == Sort::Name => rival = rival.max(near * if figure.subject { 0.6 } else { 0.2 }),
            _ if figure.person.is_some() => rival = rival.max(near * 0.8),
            _ => rival = rival.max(near * if figure.possessor { 0.3 } else { 1.0 }),
        }
    }
    let (mut weight, figure, known) = best?;
    let (mut same, mut others) = (0, 0);
    for earlier in narration.pronouns[..index].iter().rev().take_while(|earlier| earlier.block + 2 > pronoun.block) {
        let told = earlier.voice == pronoun.voice || pronoun.voice != Voice::Narration;
        let Some(other) = earlier.personal_gender().filter(|_| told) else { continue };
        let near = match (pronoun.block - earlier.block, pronoun.sentence - earlier.sentence) {
            (0, 0 | 1) => 4.0,
            (0, _) => 3.0,
            _ => 1.5,
        };
        if other == gender {
            same += 1;
            rival = rival.max(near);
        } else if earlier.block == pronoun.block {
            others += 1;
            if others > 1 {
                weight = weight.max(near);
            }
        }
    }
    (same <= others + 1 && weight >= 3.5 && weight - rival >= LEAD).then_some((figure, known))
}

/// How much a person is on stage where a pronoun stands.
fn presence(person: &Antecedent, figure: &Figure) -> f32 {
    let (subject, other) = match (person.blocks, person.sentences) {
        (0, 0) => (5.0, 3.0),
        (0, 1) => (4.0, 2.5),
        (0, 2) => (2.5, 1.5),
        (0, _) => (1.5, 1.0),
        (1, 1) => (2.5, 1.2),
        (1, _) => (1.5, 0.8),
        _ => (0.7, 0.4),
    };
    let weight = if figure.subject { subject } else { other };
    if figure.possessor { weight * 0.8 } else { weight }
}

/// The pronoun of the other gender that pronoun `index` goes on from, and that gender: all pronouns around it are of that
/// gender, and nobody has come on stage in between.
fn interrupts(narration: &Narration, index: usize, gender: Gender) -> Option<(Use, Gender)> {
    let pronoun = &narration.pronouns[index];
    let told = |other: &&Use| other.voice == pronoun.voice && other.personal_gender().is_some();
    let before = narration.pronouns[..index].iter().rev().find(told)?;
    let known = before.personal_gender().filter(|known| *known != gender)?;
    if before.block != pronoun.block || before.sentence + 2 < pronoun.sentence || pronoun.case == Case::Accusative {
        return None;
    }
    let around = narration.pronouns.iter().filter(|other| {
        other.token != pronoun.token && other.block.abs_diff(pronoun.block) <= 1 && other.personal_gender().is_some()
    });
    let (mut same, mut others) = (0, 0);
    for other in around {
        if other.personal_gender() == Some(gender) { same += 1 } else { others += 1 }
    }
    let fits = |sort: Sort| matches!(sort, Sort::Person | Sort::Anyone | Sort::Name);
    let is_of = |known: Option<(Gender, Evidence)>| known.map(|(known, _)| known.agrees_with(gender));
    let entered = narration.before(pronoun.token, pronoun.block, 1).any(|(_, figure)| {
        let agrees = is_of(narration.gender_of(figure, pronoun.token));
        let new = figure.head > before.token;
        fits(figure.sort) && (agrees == Some(true) || new && agrees.is_none() && !figure.possessor)
    });
    let first = narration.figures.partition_point(|figure| figure.head < pronoun.token);
    let follows = narration.figures[first..]
        .iter()
        .take_while(|figure| figure.sentence == pronoun.sentence)
        .any(|figure| fits(figure.sort) && is_of(narration.gender_of(figure, pronoun.token)) != Some(false));
    (same == 0 && others >= 3 && !entered && !follows).then_some((*before, known))
}

/// The possessive of the other gender in the clause of subject `index`, and that gender: `She thanked his barber`, where the
/// last two sentences know of persons of that gender only.
fn contradicts(doc: &Document<'_>, narration: &Narration, index: usize, gender: Gender) -> Option<(Use, Gender)> {
    let pronoun = &narration.pronouns[index];
    let opens = doc.sentences()[pronoun.sentence].tokens.start == pronoun.token;
    let own = narration.pronouns[index + 1..].iter().find(|other| other.personal_gender().is_some())?;
    let known = own.personal_gender().filter(|known| *known != gender)?;
    if !opens
        || own.sentence != pronoun.sentence
        || own.case != Case::PossessiveDeterminer
        || own.voice != pronoun.voice
    {
        return None;
    }
    let persons = narration.persons(doc, pronoun);
    let near = || {
        persons
            .iter()
            .filter(|person| person.blocks == 0 && person.sentences <= 2)
            .map(|person| &narration.figures[person.figure])
            .filter(|figure| doc.quotation_at(doc.tokens()[figure.head].range.start()).is_none())
    };
    let of = |figure: &Figure| narration.gender_of(figure, pronoun.token);
    let meant = near().any(|figure| {
        of(figure).is_some_and(|(is, evidence)| is == known && evidence >= Evidence::Name && figure.person.is_some())
    });
    let rival = near().any(|figure| of(figure).map_or(figure.subject, |(is, _)| is.agrees_with(gender)));
    let between = narration.figures.iter().any(|figure| {
        (pronoun.token..own.token).contains(&figure.head) && matches!(figure.sort, Sort::Person | Sort::Name)
    });
    let spoken = narration.pronouns[..index]
        .iter()
        .rev()
        .take_while(|other| other.sentence + 2 >= pronoun.sentence && other.block == pronoun.block)
        .any(|other| other.personal_gender() == Some(gender));
    (meant && !rival && !between && !spoken).then_some((*own, known))
}

/// `She built her a boat`, where only one woman is on stage and a man: the object of subject `index`, which cannot be
/// the same person (principle B of binding), and the gender of whoever else is there.
fn meets_itself(
    doc: &Document<'_>,
    narration: &Narration,
    index: usize,
    gender: Gender,
) -> Option<(TextRange, Gender)> {
    let pronoun = &narration.pronouns[index];
    let verb = pronoun.token + 1;
    let finite = doc.tokens().get(verb).is_some_and(|verb| verb.tag.is_finite());
    if pronoun.case != Case::Nominative || !finite || doc.is_reporting_verb(verb) {
        return None;
    }
    let next = narration.pronouns.get(index + 1).filter(|next| next.token == verb + 1);
    let object = next.filter(|next| next.case == Case::Accusative && next.personal_gender() == Some(gender));
    let first = narration.figures.partition_point(|figure| figure.head <= verb);
    let named =
        narration.figures.get(first).filter(|figure| figure.tokens.start == verb + 1 && figure.person.is_some());
    let named = named.filter(|figure| {
        let known = narration.gender_of(figure, pronoun.token);
        known.is_some_and(|(known, evidence)| known == gender && evidence >= Evidence::Name)
    });
    let place = match (object, named) {
        (Some(object), _) => doc.tokens()[object.token].range,
        (None, Some(figure)) => doc.span(figure.tokens.clone()),
        (None, None) => return None,
    };
    let (mut alike, mut other) = (0, None);
    for person in narration.persons(doc, pronoun) {
        let figure = &narration.figures[person.figure];
        if named.is_some_and(|named| named.person == figure.person) {
            continue;
        }
        match narration.gender_of(figure, pronoun.token) {
            Some((known, evidence)) if !known.agrees_with(gender) => {
                let near = person.blocks == 0 && evidence >= Evidence::Name;
                other = other.or(Some(known).filter(|_| near && !figure.possessor));
            }
            _ if figure.sort != Sort::Anyone => alike += 1,
            _ => {}
        }
    }
    let known = other.filter(|known| matches!(known, Gender::Masculine | Gender::Feminine))?;
    (alike <= usize::from(named.is_none())).then_some((place, known))
}

/// Whom the pronoun stands for: the subject of the nearest sentence that names somebody, or the only one it names.
fn target<'a>(narration: &Narration, pronoun: &Use, persons: &'a [Antecedent]) -> Option<&'a Antecedent> {
    let free = |antecedent: &&Antecedent| {
        narration.figures[antecedent.figure].sort == Sort::Person
            && !(antecedent.bound && pronoun.case == Case::Accusative)
    };
    let nearest = persons.iter().find(free)?;
    let beside =
        |antecedent: &&Antecedent| antecedent.sentences == nearest.sentences && antecedent.blocks == nearest.blocks;
    let mut level = persons.iter().filter(free).filter(beside);
    let subject = level.clone().rfind(|antecedent| narration.figures[antecedent.figure].subject);
    subject.or_else(|| level.next().filter(|_| level.next().is_none()))
}

/// Whether the pronoun may as well stand for this one: nothing shows another gender. A noun for somebody of no known
/// gender counts only where it is no farther away than the target or in the pronoun's own paragraph.
fn is_rival(
    doc: &Document<'_>,
    narration: &Narration,
    pronoun: &Use,
    gender: Gender,
    antecedent: &Antecedent,
    target: &Antecedent,
) -> bool {
    let figure = &narration.figures[antecedent.figure];
    if figure.sort == Sort::Name {
        return figure.subject && antecedent.blocks == 0 && !doc.is_any(figure.tokens.start, &["the", "a", "an"]);
    }
    match narration.gender_of(figure, pronoun.token) {
        Some((known, _)) => known.agrees_with(gender),
        None => {
            let place = figure.person.is_some()
                && figure.tokens.start > 0
                && doc.is_any(figure.tokens.start - 1, &["in", "from", "at", "near", "to"])
                && !figure.subject;
            !place
                && (figure.person.is_some()
                    || antecedent.blocks == 0
                    || antecedent.blocks == target.blocks && antecedent.sentences < target.sentences)
        }
    }
}

/// `he or she`, `his/her`.
fn is_either(doc: &Document<'_>, token: usize) -> bool {
    let beside = |at: usize| doc.is_any(at, &["or", "/", "and"]);
    let personal = |at: usize| doc.is_any(at, &["he", "she", "him", "her", "his", "hers", "they", "it"]);
    beside(token + 1) && personal(token + 2) || token >= 2 && beside(token - 1) && personal(token - 2)
}
