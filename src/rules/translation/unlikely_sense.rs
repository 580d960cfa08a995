//! A word in whose place a reader expects another that the same foreign word stands for.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::document::{Document, subject};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::inflect::{self, VerbForm};
use crate::language::lexicon::{self, Familiarity};
use crate::language::{Tag, Upos, sound};
use crate::reader::{Candidate, Judge, Kind};
use crate::rules::weighed::Offers;
use crate::rules::{Rule, weighed};

/// See `unlikely_sense.md`.
pub static RULE: Rule = Rule {
    id: "translation/unlikely-sense",
    summary: "a word in whose place a reader expects another that the same foreign word stands for",
    severity: Severity::Warning,
    mqm: "accuracy/mistranslation",
    its: "mistranslation",
    check,
};

/// Words with what else the foreign word they stand for may mean.
const TABLE: &str = include_str!("senses.tsv");

/// By the class of a word and the word, the senses that may be meant.
static SENSES: LazyLock<FxHashMap<(Upos, &'static str), Vec<&'static str>>> = LazyLock::new(|| {
    let line = |line: &'static str| {
        let mut cells = line.split('\t');
        let class = match cells.next()? {
            "noun" => Upos::Noun,
            "verb" => Upos::Verb,
            "adjective" => Upos::Adj,
            "adverb" => Upos::Adv,
            other => unreachable!("senses.tsv: `{other}` is no class of words"),
        };
        Some(((class, cells.next()?), cells.next()?.split(", ").collect()))
    };
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(line).collect()
});

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let what = "The word may have been taken in the wrong sense";
    weighed::report(doc, Kind::Sense, what, |candidate| format!("Write “{}”", written(candidate)), out);
}

/// Every word in every other sense of the foreign word it stands for.
pub(in crate::rules) fn offers(doc: &Document<'_>, _: Judge<'_>) -> Offers {
    let mut candidates = Vec::new();
    for sentence in weighed::sentences(doc) {
        for at in doc.sentences()[sentence].tokens.clone() {
            senses(doc, at, &mut candidates);
        }
    }
    vec![(Kind::Sense, candidates)]
}

/// What a candidate writes for its word.
fn written(candidate: &Candidate) -> String {
    let own = candidate.edits.iter().filter(|edit| edit.range.start() >= candidate.range.start());
    own.map(|edit| &edit.replacement[..]).collect()
}

/// The other senses of the word at token `at`, in its form, after the article that goes with them.
fn senses(doc: &Document<'_>, at: usize, candidates: &mut Vec<Candidate>) {
    let token = &doc.tokens()[at];
    let word = doc.word(at);
    let opens = at == doc.sentence_start(at);
    if !word.bytes().enumerate().all(|(index, byte)| byte.is_ascii_lowercase() || index == 0 && opens) {
        return;
    }
    let Some(senses) = SENSES.get(&(token.upos, doc.lemma(at))) else { return };
    for sense in senses {
        let Some(form) = in_form(doc, at, sense) else { continue };
        let form = inflect::with_case_of(word, &form);
        let mut edits = vec![Edit::replace(token.range, form.clone())];
        // `turn it off`: a pronoun stands between a verb and its particle.
        if let Some((verb, particle)) = form.split_once(' ').filter(|(_, last)| PARTICLES.contains(last))
            && doc.is_any(at + 1, &["it", "them", "him", "her", "me", "us", "you"])
        {
            let after = doc.tokens()[at + 1].range.end();
            edits = vec![Edit::replace(token.range, verb), Edit::insert(after, format!(" {particle}"))];
        }
        let article = at.checked_sub(1).filter(|&before| doc.is_any(before, &["a", "an"]));
        if let Some(article) = article {
            let fitting = sound::indefinite_article(&form);
            if !doc.is(article, fitting) {
                let range = doc.tokens()[article].range;
                edits.insert(0, Edit::replace(range, inflect::with_case_of(doc.word(article), fitting)));
            }
        }
        candidates.push(Candidate::new(token.range, edits));
    }
}

/// Words that go with a verb and may stand after its object.
const PARTICLES: &[&str] = &["up", "down", "on", "off", "in", "out", "back", "away", "over"];

/// A dictionary's word or phrase in the form that the word at token `at` has: the first word of a verb phrase, the last
/// of another. `None` where that form would be a guess.
fn in_form(doc: &Document<'_>, at: usize, sense: &str) -> Option<String> {
    let form = match doc.tokens()[at].tag {
        Tag::Vbz => VerbForm::ThirdSingular,
        Tag::Vbp => VerbForm::Present,
        Tag::Vbd => VerbForm::Past,
        Tag::Vbn => VerbForm::PastParticiple,
        Tag::Vbg => VerbForm::Gerund,
        Tag::Jjr | Tag::Jjs | Tag::Rbr | Tag::Rbs => return None,
        Tag::Nns => return Some(in_plural(sense)),
        _ => return Some(sense.to_owned()),
    };
    let (verb, rest) = sense.split_at(sense.find(' ').unwrap_or(sense.len()));
    if verb == "be" && matches!(form, VerbForm::Present | VerbForm::Past) {
        let subject = subject::subject(doc, at)?;
        return Some(inflect::be_form(subject.person, subject.number?, form == VerbForm::Past).to_owned() + rest);
    }
    Some(inflect::inflect(verb, form) + rest)
}

/// The plural of a noun or noun phrase; what is no word in the plural (`electricities`) and what is a plural already
/// (`clothes`) as it is.
fn in_plural(noun: &str) -> String {
    let plural = inflect::plural(noun);
    let last = plural.rfind(' ').map_or(&plural[..], |space| &plural[space + 1..]);
    if inflect::plural(&inflect::lemma(noun, Tag::Nns)) == noun || lexicon::familiarity(last) < Familiarity::Common {
        return noun.to_owned();
    }
    plural
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_table_is_well_formed() {
        let mut keys = BTreeSet::new();
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let &[class, word, senses] = &cells[..] else { panic!("three cells: {line}") };
            assert!(["noun", "verb", "adjective", "adverb"].contains(&class), "{line}");
            assert!(keys.insert((class, word)), "twice: {line}");
            assert!(!word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase()), "{line}");
            let senses: Vec<&str> = senses.split(", ").collect();
            assert!(senses.iter().all(|sense| !sense.trim().is_empty() && *sense != word), "{line}");
            assert_eq!(senses.iter().collect::<BTreeSet<_>>().len(), senses.len(), "a sense twice: {line}");
        }
    }

    #[test]
    fn nouns_get_the_plural_they_have() {
        for (noun, plural) in [
            ("pear", "pears"),
            ("glass", "glasses"),
            ("spark plug", "spark plugs"),
            ("class", "classes"),
            ("clothes", "clothes"),
            ("stairs", "stairs"),
            ("electricity", "electricity"),
            ("news", "news"),
            ("bus", "buses"),
        ] {
            assert_eq!(in_plural(noun), plural, "{noun}");
        }
    }
}
