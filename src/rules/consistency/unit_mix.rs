//! One measure under two units.

use std::collections::HashMap;

use crate::document::{Amount, Document, Measure};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::inflect;
use crate::language::lexicon::{Unit, UnitKind};
use crate::rules::Rule;

/// The rule.
pub static RULE: Rule = Rule {
    id: "consistency/unit-mix",
    summary: "one figure given with two units: 38 kilometres here, 38 miles there",
    severity: Severity::Warning,
    mqm: "accuracy/mistranslation",
    its: "numbers",
    check,
};

/// An amount with a unit; the other end of its range, if it is one.
struct Measured<'d> {
    amount: &'d Amount,
    unit: &'static Unit,
    other: Option<f64>,
}

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    square_units(doc, out);
    other_system(doc, out);
    let amounts = &doc.mentions().amounts;
    let mut times: HashMap<&str, usize> = HashMap::new();
    let mut by_value: HashMap<u64, Vec<Measured<'_>>> = HashMap::new();
    for amount in amounts {
        let Measure::Unit(unit, false) = amount.measure else { continue };
        if amount.unit.is_none() {
            continue;
        }
        *times.entry(unit.name).or_default() += 1;
        let other = amount.partner.map(|partner| amounts[partner].value);
        by_value.entry(amount.value.to_bits()).or_default().push(Measured { amount, unit, other });
    }
    let mut found: Vec<(&Amount, &Measured<'_>)> = Vec::new();
    for group in by_value.values().filter(|group| group.len() >= 2) {
        let Some(second) = group[1..].iter().find(|second| is_slip(&group[0], second)) else { continue };
        let first = &group[0];
        // The unit that the text uses less is wrong; of two used alike, the second.
        let (right, wrong) =
            if times[first.unit.name] < times[second.unit.name] { (second, first) } else { (first, second) };
        found.push((right.amount, wrong));
    }
    found.sort_by_key(|(_, wrong)| wrong.amount.range);
    for (right, wrong) in found {
        let (Some(place), Some(model)) = (wrong.amount.unit, right.unit) else { continue };
        let word = doc.text()[model].trim_start_matches('-');
        let replacement = with_number_of(&doc.text()[place], word);
        let finding = out.report(
            place,
            format!(
                "“{}” here, “{}” elsewhere: the figure is the same, the unit is not",
                doc.quote(wrong.amount.range),
                doc.quote(right.range)
            ),
        );
        finding.confidence(0.8).related(right.range, "the other unit");
        finding.ask(format!("Is it {} or {}?", doc.quote(wrong.amount.range), doc.quote(right.range)));
        finding.suggest(format!("Change the unit to {replacement}"), [Edit::replace(place, replacement)]);
    }
}

/// Finds the only `per square foot` of a text that measures every other area in square metres, or the reverse.
fn square_units(doc: &Document<'_>, out: &mut Findings<'_>) {
    let (metric, other): (&[&str], &[&str]) =
        (&["metre", "metres", "meter", "meters"], &["foot", "feet", "yard", "yards"]);
    let mut places: [Vec<usize>; 2] = [Vec::new(), Vec::new()];
    for (token, _) in doc.tokens().iter().enumerate().filter(|(token, _)| doc.is(*token, "square")) {
        for (list, words) in places.iter_mut().zip([metric, other]) {
            if doc.is_any(token + 1, words) {
                list.push(token + 1);
            }
        }
    }
    let (odd, usual) = match (&places[0][..], &places[1][..]) {
        (&[first, ..], &[odd]) => (odd, first),
        (&[odd], &[first, _, ..]) => (odd, first),
        _ => return,
    };
    // A conversion stands beside what it converts.
    let apart = doc.tokens()[odd].sentence.abs_diff(doc.tokens()[usual].sentence);
    if apart == 0 || !odd.checked_sub(2).is_some_and(|token| doc.is(token, "per")) {
        return;
    }
    let place = doc.tokens()[odd].range;
    let word = doc.word(usual);
    let replacement = with_number_of(&doc.text()[place], word);
    let model = doc.tokens()[usual - 1].range.cover(doc.tokens()[usual].range);
    let finding = out.report(place, format!("The text measures its other areas in “{}”", doc.quote(model)));
    finding.confidence(0.75).related(model, "the other unit");
    finding.suggest(format!("Change the unit to {replacement}"), [Edit::replace(place, replacement)]);
}

/// Units of one kind and about one size, the metric one and the other.
const SYSTEMS: [(&str, &str); 4] =
    [("kilometer", "mile"), ("kilogram", "pound"), ("liter", "gallon"), ("gram", "ounce")];

/// Finds the only distance in miles of a text that gives its others in kilometres, or the reverse; weights and volumes
/// alike.
fn other_system(doc: &Document<'_>, out: &mut Findings<'_>) {
    let measured = |name: &str| -> Vec<&Amount> {
        let is_unit = |amount: &&Amount| matches!(amount.measure, Measure::Unit(unit, false) if unit.name == name);
        doc.mentions().amounts.iter().filter(|amount| amount.unit.is_some()).filter(is_unit).collect()
    };
    for (metric, other) in SYSTEMS {
        let (metric, other) = (measured(metric), measured(other));
        let (odd, usual) = match (&metric[..], &other[..]) {
            (&[usual, ..], &[odd]) => (odd, usual),
            (&[odd], &[usual, _, ..]) => (odd, usual),
            _ => continue,
        };
        // A conversion stands beside what it converts.
        let apart =
            metric.iter().chain(&other).all(|amount| amount.range == odd.range || amount.sentence != odd.sentence);
        let (Some(place), Some(model)) = (odd.unit, usual.unit) else { continue };
        // `three miles away` is a manner of speaking.
        if !apart || !odd.digits || odd.value == usual.value {
            continue;
        }
        let replacement = with_number_of(&doc.text()[place], doc.text()[model].trim_start_matches('-'));
        let finding = out.report(
            place,
            format!(
                "“{}” is the only such measure in another system than “{}”",
                doc.quote(odd.range),
                doc.quote(usual.range)
            ),
        );
        finding.where_damaged().confidence(0.7).related(usual.range, "the text’s own unit");
        finding.ask(format!("Is it {} or {replacement}?", doc.quote(place)));
        finding.suggest(format!("Change the unit to {replacement}"), [Edit::replace(place, replacement)]);
    }
}

/// `word` in the number of `model`: singular in `11.6-foot`, plural in `38 miles`.
fn with_number_of(model: &str, word: &str) -> String {
    if word.chars().count() <= 3 {
        return word.to_owned();
    }
    let singular = if word == "feet" { "foot" } else { word.strip_suffix('s').unwrap_or(word) };
    if model.ends_with('s') || model == "feet" { inflect::plural(singular) } else { singular.to_owned() }
}

/// Whether two amounts of one figure are unlikely to be two measures: the figure is no round one, and nobody converts
/// a figure into itself.
fn is_slip(first: &Measured<'_>, second: &Measured<'_>) -> bool {
    if first.unit.kind != second.unit.kind
        || first.unit.name == second.unit.name
        || first.amount.sentence == second.amount.sentence
    {
        return false;
    }
    if first.other.is_some() || second.other.is_some() {
        return first.other == second.other;
    }
    let value = first.amount.value;
    let round = value.fract() == 0.0 && (value < 13.0 || value % 10.0 == 0.0);
    !round && first.unit.kind != UnitKind::Time
}
