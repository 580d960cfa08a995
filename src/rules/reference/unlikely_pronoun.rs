//! A pronoun in whose place a reader expects another.

use crate::document::Document;
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::pronoun::{self, Case, Gender, Number, Person, Pronoun};
use crate::language::{Tag, inflect, lexicon};
use crate::reader::{Candidate, Judge, Kind};
use crate::rules::weighed::Offers;
use crate::rules::{Rule, weighed};

/// See `unlikely_pronoun.md`.
pub static RULE: Rule = Rule {
    id: "reference/unlikely-pronoun",
    summary: "a pronoun in whose place a reader expects another",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

/// So many paragraphs before and after a pronoun say who is spoken of.
const NEAR: usize = 2;

/// Whom a pronoun stands for.
type Whom = (Person, Number, Option<Gender>);

/// Everybody a pronoun can stand for.
const WHOM: [Whom; 7] = [
    (Person::Third, Number::Singular, Some(Gender::Masculine)),
    (Person::Third, Number::Singular, Some(Gender::Feminine)),
    (Person::Third, Number::Singular, Some(Gender::Neuter)),
    (Person::Third, Number::Plural, None),
    (Person::First, Number::Singular, None),
    (Person::First, Number::Plural, None),
    (Person::Second, Number::Plural, None),
];

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let what = "The pronoun does not fit whom the text speaks of";
    let repair = |candidate: &Candidate| format!("Write “{}”", candidate.edits[0].replacement);
    weighed::report(doc, Kind::Pronoun, what, repair, out);
}

/// Every pronoun with every other in its place.
pub(in crate::rules) fn offers(doc: &Document<'_>, _: Judge<'_>) -> Offers {
    let stage = Stage::read(doc);
    let mut candidates = Vec::new();
    for sentence in weighed::sentences(doc) {
        for at in doc.sentences()[sentence].tokens.clone() {
            others(doc, &stage, at, &mut candidates);
        }
    }
    vec![(Kind::Pronoun, candidates)]
}

/// Every other pronoun in the place of the one at token `at`, with the verb that agrees.
fn others(doc: &Document<'_>, stage: &Stage, at: usize, candidates: &mut Vec<Candidate>) {
    let word = doc.word(at);
    let Some(own) = pronoun::pronoun(word) else { return };
    // `Her Majesty`, `US`.
    if word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return;
    }
    let range = doc.tokens()[at].range;
    let end = doc.sentence_end(at);
    let verb = (at + 1..end.min(at + 3)).find(|&verb| doc.tokens()[verb].tag.is_finite());
    let verb = verb.filter(|&verb| verb == at + 1 || doc.tokens()[verb - 1].tag == Tag::Rb);
    if own.cases.contains(Case::Nominative) && doc.text()[range.end()..].starts_with(['\'', '’']) {
        return;
    }
    let first = word.starts_with(char::is_uppercase)
        && (word != "I" || doc.core(doc.tokens()[at].sentence).is_some_and(|core| core.first() == at));
    let mut seen: Vec<&str> = vec![own.form];
    for case in
        [Case::Nominative, Case::Accusative, Case::PossessiveDeterminer, Case::PossessivePronoun, Case::Reflexive]
    {
        if !own.cases.contains(case) {
            continue;
        }
        for (person, number, gender) in WHOM {
            let form = pronoun::form(person, number, gender, case);
            if seen.contains(&form) {
                continue;
            }
            seen.push(form);
            let form = if first { inflect::with_case_of("Aa", form) } else { form.to_owned() };
            let mut edits = vec![Edit::replace(range, form)];
            let mut span = range;
            if case == Case::Nominative
                && let Some(verb) = verb
            {
                let token = &doc.tokens()[verb];
                if let Some(agreeing) = inflect::agree(doc.word(verb), token.tag, person, number) {
                    edits.push(Edit::replace(token.range, agreeing));
                    span = span.cover(token.range);
                }
            }
            candidates.push(Candidate {
                range: span,
                edits,
                handicap: handicap(doc, stage, at, own, (person, number, gender)),
                seams: 0.0,
            });
        }
    }
}

/// How much surer than else a reader must be of this change.
fn handicap(doc: &Document<'_>, stage: &Stage, at: usize, own: &Pronoun, to: Whom) -> f32 {
    let (person, number, gender) = to;
    let gendered = matches!(gender, Some(Gender::Masculine | Gender::Feminine));
    // `they` of one person, a team that is `it` or `they`.
    let plural = own.person == Person::Third && person == Person::Third && !own.can_be(number);
    let quoted = doc.in_quotation(doc.tokens()[at].range.start());
    if person == Person::First && own.person != Person::First {
        // Where a quotation does not close, its speaker looks like the narrator.
        6.5
    } else if (gendered || person == Person::First) && !stage.holds(doc, at, to) {
        5.0
    } else if quoted && person != own.person || person == Person::First {
        4.0
    } else if plural {
        3.0
    } else {
        0.0
    }
}

/// Words that say who is spoken of.
struct Stage(Vec<Shown>);

/// A pronoun or a given name, and whom it shows.
struct Shown {
    token: usize,
    block: usize,
    whom: Whom,
    quoted: bool,
}

impl Stage {
    fn read(doc: &Document<'_>) -> Self {
        let shown = |token: usize| {
            let word = doc.word(token);
            let named = || Some((Person::Third, Number::Singular, Some(lexicon::given_name_gender(word)?)));
            let whom = match pronoun::pronoun(word) {
                Some(pronoun) => (pronoun.person, pronoun.number?, pronoun.gender),
                None if doc.tokens()[token].tag == Tag::Nnp => named()?,
                None => return None,
            };
            let block = doc.sentences()[doc.tokens()[token].sentence].block;
            Some(Shown { token, block, whom, quoted: doc.in_quotation(doc.tokens()[token].range.start()) })
        };
        Self((0..doc.tokens().len()).filter_map(shown).collect())
    }

    /// Whether somebody whom a pronoun at token `at` can stand for is spoken of in the paragraphs around, or the narrator
    /// anywhere.
    fn holds(&self, doc: &Document<'_>, at: usize, whom: Whom) -> bool {
        let block = doc.sentences()[doc.tokens()[at].sentence].block;
        let near = |shown: &Shown| match whom.0 {
            Person::First => !shown.quoted,
            _ => shown.block.abs_diff(block) <= NEAR,
        };
        self.0.iter().any(|shown| shown.token != at && shown.whom == whom && near(shown))
    }
}
