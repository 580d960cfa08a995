//! The first person in a text that nobody tells as `I`.

use crate::document::narration::{Narration, Narrator, Sort, Use};
use crate::document::{Document, Voice};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::format::BlockKind;
use crate::language::Tag;
use crate::language::inflect::{agree, with_case_of};
use crate::language::pronoun::{self, Case, Gender, Number, Person};
use crate::rules::Rule;
use crate::source::TextRange;

/// `reference/narrator-person`.
pub static RULE: Rule = Rule {
    id: "reference/narrator-person",
    summary: "“I”, “my” or “your” in a report, where a third person is meant",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let narration = doc.narration();
    let readers = narration
        .pronouns
        .iter()
        .filter(|pronoun| pronoun.pronoun.person == Person::Second && pronoun.voice == Voice::Narration);
    let spoken_to = readers.count();
    for (index, pronoun) in narration.pronouns.iter().enumerate() {
        if pronoun.pronoun.person == Person::Second && spoken_to <= 2 && is_told(doc, pronoun) {
            reader(doc, index, out);
        }
        if pronoun.pronoun.person != Person::First || pronoun.voice != Voice::Narration || !is_told(doc, pronoun) {
            continue;
        }
        match pronoun.pronoun.number {
            Some(Number::Singular)
                if narration.narrator == Narrator::Absent && is_plain(doc, pronoun) && !is_reporter(doc, pronoun) =>
            {
                singular(doc, index, out);
            }
            Some(Number::Plural) if pronoun.case == Case::Nominative => company(doc, pronoun, out),
            _ => {}
        }
    }
}

/// `I` or `my`, and no capital inside a sentence as in a title.
fn is_plain(doc: &Document<'_>, pronoun: &Use) -> bool {
    let word = doc.word(pronoun.token);
    let opens = doc.sentences()[pronoun.sentence].tokens.start == pronoun.token;
    // `Charles I` has no verb.
    word == "I" && verb_after(doc, pronoun.token).is_some()
        || pronoun.case == Case::PossessiveDeterminer && (opens || word.starts_with(char::is_lowercase))
}

/// Whether a reporter may speak, who is nowhere else in the text: who asks (`“Why?” I ask`), or opens a paragraph with what
/// reporters do (`I sat at the back`).
fn is_reporter(doc: &Document<'_>, pronoun: &Use) -> bool {
    const PRESENT: &[&str] = &[
        "sit", "visit", "meet", "join", "travel", "follow", "spend", "arrive", "stay", "ask", "drive", "ride", "phone",
    ];
    let Some(verb) = verb_after(doc, pronoun.token) else { return false };
    let asks = doc.lemma(verb) == "ask"
        && pronoun.token >= 2
        && doc.text()[..doc.tokens()[pronoun.token].range.start()]
            .trim_end_matches(['”', '"', '’', ' '])
            .ends_with('?');
    let opens = doc.blocks()[pronoun.block].tokens.start == pronoun.token;
    asks || opens && PRESENT.contains(&doc.lemma(verb))
}

/// Whether the pronoun stands in running text with no mark of a quotation that has lost its partner.
fn is_told(doc: &Document<'_>, pronoun: &Use) -> bool {
    let block = &doc.blocks()[pronoun.block];
    let text = doc.text()[block.range].trim_end();
    // The paragraph after the last turn may be one that has lost its label.
    let short = usize::from(block.tokens.len() < 20);
    let dialogue = doc.turns().extent().is_some_and(|(first, last)| (first..=last + short).contains(&pronoun.block));
    // What has lost its label is what somebody says, too.
    let unlabelled = doc.turns().slips.iter().any(|slip| slip.turn.is_none() && slip.block == pronoun.block);
    block.kind == BlockKind::Paragraph
        && !dialogue
        && !unlabelled
        && text.ends_with(['.', '!', '?', '…', '”', '"', ':', ')'])
        && !text.starts_with(['–', '—', '-'])
        && block.tokens.len() > 6
        && !doc.quotations().unpaired.iter().any(|mark| mark.block == pronoun.block)
        && doc
            .quotations()
            .list
            .iter()
            .all(|quotation| quotation.block != pronoun.block || quotation.open.is_some() && quotation.close.is_some())
}

fn singular(doc: &Document<'_>, index: usize, out: &mut Findings<'_>) {
    let narration = doc.narration();
    let pronoun = &narration.pronouns[index];
    let range = doc.tokens()[pronoun.token].range;
    let word = doc.word(pronoun.token);
    let message = format!("“{word}” in a text that is told in the third person");
    let gender = gender_on_stage(doc, narration, index);
    let form = pronoun::form(Person::Third, Number::Singular, gender, pronoun.case);
    let number = if form == "they" { Number::Plural } else { Number::Singular };
    if pronoun.case != Case::Nominative {
        let finding = out.report(range, message).confidence(0.8).where_damaged();
        if gender.is_some() {
            finding.suggest(format!("Write “{form}”"), [Edit::replace(range, with_case_of(word, form))]);
        } else {
            finding.ask("Whose is it?");
        }
        return;
    }
    let verb = verb_after(doc, pronoun.token);
    let verb_range = verb.map(|verb| doc.tokens()[verb].range);
    let inflected =
        verb.and_then(|verb| agree(doc.word(verb), doc.tokens()[verb].tag, Person::Third, Number::Singular));
    let span = match (&inflected, verb_range) {
        (Some(_), Some(verb)) => range.cover(verb),
        _ => range,
    };
    let change = |pronoun: Option<&str>, verb: Option<String>| {
        let mut edits = vec![match (pronoun, verb_range) {
            (None, Some(_)) => Edit::delete(TextRange::new(range.start(), end_of_gap(doc, range.end()))),
            (form, _) => Edit::replace(range, form.unwrap_or(word)),
        }];
        edits.extend(verb.zip(verb_range).map(|(verb, range)| Edit::replace(range, verb)));
        edits
    };
    // Whoever writes a column says `I` when it suits, and once may be all.
    let finding = out.report(span, message).confidence(0.85).where_damaged();
    if continues(doc, narration, pronoun) && verb.is_some() {
        finding.suggest("Leave the pronoun out", change(None, inflected.clone()));
    }
    if gender.is_some() || finding.fixes.is_empty() {
        let start = doc.sentences()[pronoun.sentence].range.start() == range.start();
        let form = capital(form, start);
        let verb = verb.and_then(|verb| agree(doc.word(verb), doc.tokens()[verb].tag, Person::Third, number));
        finding.suggest(format!("Write “{form}”"), change(Some(&form), verb));
    }
}

/// `He saw that your gate was open`: `your` in a story of the past that nobody tells to a reader.
fn reader(doc: &Document<'_>, index: usize, out: &mut Findings<'_>) {
    let narration = doc.narration();
    let pronoun = &narration.pronouns[index];
    if pronoun.voice != Voice::Narration
        || pronoun.case != Case::PossessiveDeterminer
        || !doc.word(pronoun.token).starts_with(char::is_lowercase)
    {
        return;
    }
    let tokens = doc.sentences()[pronoun.sentence].tokens.clone();
    let of_past = |at: usize| doc.tokens()[at].tag == Tag::Vbd;
    let of_present = |at: usize| matches!(doc.tokens()[at].tag, Tag::Vbp | Tag::Vbz | Tag::Md | Tag::VbFin);
    let near = narration.pronouns[..index].iter().rev();
    let Some(person) = near
        .take_while(|other| other.block == pronoun.block && other.sentence + 2 > pronoun.sentence)
        .find(|other| other.voice == Voice::Narration && other.pronoun.person == Person::Third)
        .filter(|other| other.personal_gender().is_some() && other.case == Case::Nominative)
    else {
        return;
    };
    if !tokens.clone().any(of_past) || tokens.clone().any(of_present) {
        return;
    }
    let form = pronoun::form(Person::Third, Number::Singular, person.personal_gender(), pronoun.case);
    let (word, range) = (doc.word(pronoun.token), doc.tokens()[pronoun.token].range);
    let before = doc.tokens()[person.token].range;
    out.report(range, format!("“{word}” in a story that speaks to no reader"))
        .confidence(0.7)
        .related(before, "the person on stage")
        .suggest(format!("Write “{form}”"), [Edit::replace(range, form)]);
}

/// The form, with a capital where it opens a sentence: `I` has one everywhere.
fn capital(form: &str, capital: bool) -> String {
    let mut letters = form.chars();
    match letters.next() {
        Some(first) if capital => first.to_uppercase().chain(letters).collect(),
        _ => form.to_string(),
    }
}

/// The byte after the white space at `at`.
fn end_of_gap(doc: &Document<'_>, at: usize) -> usize {
    let rest = &doc.text()[at..];
    at + rest.len() - rest.trim_start().len()
}

/// The finite verb of a subject pronoun, an adverb may stand between.
fn verb_after(doc: &Document<'_>, token: usize) -> Option<usize> {
    (token + 1..doc.tokens().len().min(token + 4))
        .find(|&at| !matches!(doc.tokens()[at].tag, Tag::Rb | Tag::Rbr))
        .filter(|&at| doc.tokens()[at].tag.is_finite())
}

/// Whether the pronoun only repeats the subject of the clause before it: `she came and I stayed`.
fn continues(doc: &Document<'_>, narration: &Narration, pronoun: &Use) -> bool {
    let start = doc.sentences()[pronoun.sentence].tokens.start;
    if pronoun.token <= start + 1 || !doc.is_any(pronoun.token - 1, &["and", ",", "but", "then"]) {
        return false;
    }
    // A quotation ends before the pronoun: this is an attribution.
    if doc.in_quotation(doc.tokens()[pronoun.token - 1].range.start())
        || doc.in_quotation(doc.tokens()[pronoun.token - 2].range.start())
    {
        return false;
    }
    let told = |token: usize| (token..pronoun.token).any(|at| doc.tokens()[at].tag.is_finite());
    let figures = narration.before(pronoun.token, pronoun.block, 0);
    let named = figures
        .take_while(|(_, figure)| figure.sentence == pronoun.sentence)
        .any(|(_, figure)| figure.subject && figure.sort == Sort::Person && told(figure.head));
    let spoken = narration.pronouns.iter().rev().skip_while(|other| other.token >= pronoun.token);
    named
        || spoken
            .take_while(|other| other.sentence == pronoun.sentence)
            .any(|other| other.case == Case::Nominative && other.personal_gender().is_some() && told(other.token))
}

/// The gender of whoever is on stage: of the last pronoun in the paragraph or of the last person.
fn gender_on_stage(doc: &Document<'_>, narration: &Narration, index: usize) -> Option<Gender> {
    let pronoun = &narration.pronouns[index];
    let beside = |other: &&Use| other.block == pronoun.block && other.personal_gender().is_some();
    let last = narration.pronouns[..index].iter().rev().take_while(|other| other.block == pronoun.block).find(beside);
    let next = narration.pronouns[index..].iter().take_while(|other| other.block == pronoun.block).find(beside);
    let person = narration.persons(doc, pronoun).into_iter().find_map(|antecedent| {
        let figure = &narration.figures[antecedent.figure];
        let (gender, _) = narration.gender_of(figure, pronoun.token)?;
        (!figure.possessor && figure.person.is_some()).then_some((figure.head, gender))
    });
    match (last, person) {
        (Some(last), Some((head, gender))) if head > last.token => Some(gender),
        (Some(last), _) => last.personal_gender(),
        (None, Some((_, gender))) => Some(gender),
        (None, None) => next.and_then(|next| next.personal_gender()),
    }
}

/// `The company said we expect`: the words of a body, reported but with its own pronoun.
fn company(doc: &Document<'_>, pronoun: &Use, out: &mut Findings<'_>) {
    let narration = doc.narration();
    let told = narration.pronouns.iter().filter(|other| {
        other.voice == Voice::Narration
            && other.pronoun.person == Person::First
            && other.pronoun.number == Some(Number::Plural)
            && other.token != pronoun.token
    });
    let mut before = pronoun.token;
    if before > 0 && doc.is(before - 1, "that") {
        before -= 1;
    }
    let Some(says) =
        before.checked_sub(1).filter(|&says| doc.is_reporting_verb(says) && doc.tokens()[says].tag.is_finite())
    else {
        return;
    };
    let speaker = narration.before(says, pronoun.block, 0).next().map(|(_, figure)| figure);
    let Some(body) = speaker.filter(|figure| {
        figure.tokens.end == says && figure.sort == Sort::Body && doc.tokens()[figure.head].tag != Tag::Nns
    }) else {
        return;
    };
    let Some(verb) = verb_after(doc, pronoun.token).filter(|_| told.count() <= 1) else { return };
    let range = doc.tokens()[pronoun.token].range;
    let verb_range = doc.tokens()[verb].range;
    let inflected = agree(doc.word(verb), doc.tokens()[verb].tag, Person::Third, Number::Singular);
    let body = doc.tokens()[body.tokens.start].range.cover(doc.tokens()[body.head].range);
    let mut edits = vec![Edit::replace(range, "it")];
    let span = if inflected.is_some() { range.cover(verb_range) } else { range };
    edits.extend(inflected.map(|verb| Edit::replace(verb_range, verb)));
    out.report(span, format!("“{}” in words of “{}” that are only reported", doc.word(pronoun.token), doc.quote(body)))
        .confidence(0.75)
        .related(body, "who is speaking")
        .suggest("Write “it”", edits);
}
