//! A country that a text about another one returns to.

use std::collections::HashMap;

use crate::document::Document;
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::lexicon::{self, Country};
use crate::rules::Rule;
use crate::source::TextRange;

/// The rule.
pub static RULE: Rule = Rule {
    id: "consistency/foreign-country",
    summary: "a way back to a country that the text has not been to",
    severity: Severity::Warning,
    mqm: "accuracy/mistranslation",
    its: "inconsistent-entities",
    check,
};

/// A country and the words that name it or its people.
struct Place {
    country: &'static Country,
    range: TextRange,
    /// The first token of it.
    token: usize,
    /// Whether it is the country's name rather than an adjective.
    name: bool,
}

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let places = places(doc);
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for place in &places {
        *counts.entry(place.country.name).or_default() += 1;
    }
    let Some(home) = places
        .iter()
        .filter(|place| place.name)
        .max_by_key(|place| (counts[place.country.name], std::cmp::Reverse(place.token)))
    else {
        return;
    };
    if counts[home.country.name] < 4 {
        return;
    }
    for place in places.iter().filter(|place| place.name && counts[place.country.name] == 1) {
        if !leads_back(doc, place.token) {
            continue;
        }
        let name = doc.quote(place.range);
        let usual = home.country.name;
        let finding = out.report(
            place.range,
            format!("The text leads back to {name}, which it names nowhere else; it is about {usual}"),
        );
        finding.confidence(0.7).related(home.range, "the country that the text is about");
        finding.ask(format!("Back to {name}, or to {usual}?"));
        finding.suggest(format!("Write {usual}"), [Edit::replace(place.range, usual)]);
    }
}

/// The countries and peoples of the text, in order.
fn places(doc: &Document<'_>) -> Vec<Place> {
    let tokens = doc.tokens();
    let text = doc.text();
    let mut places = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let word = doc.word(at);
        if !word.starts_with(char::is_uppercase) {
            at += 1;
            continue;
        }
        let two = tokens
            .get(at + 1)
            .filter(|next| next.sentence == tokens[at].sentence)
            .map(|next| tokens[at].range.cover(next.range));
        let found = [two, Some(tokens[at].range)].into_iter().flatten().find_map(|range| {
            let words = &text[range];
            let name = lexicon::country(words);
            name.or_else(|| lexicon::nationality(words)).map(|country| (country, range, name.is_some()))
        });
        if let Some((country, range, name)) = found {
            places.push(Place { country, range, token: at, name });
            at += 1 + usize::from(two == Some(range));
        } else {
            at += 1;
        }
    }
    places
}

/// Whether the words before token `at` lead back: `back to`, `returned to`, `home to`.
fn leads_back(doc: &Document<'_>, at: usize) -> bool {
    let Some(start) = at.checked_sub(2) else { return false };
    doc.is_any(at - 1, &["to", "in"])
        && doc.is_any(start, &["back", "return", "returns", "returned", "returning", "home"])
}
