//! One quantity under two figures.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::document::{Amount, BlockKind, Document, Measure};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::lexicon::UnitKind;
use crate::language::{Tag, Upos};
use crate::rules::Rule;

/// The rule.
pub static RULE: Rule = Rule {
    id: "consistency/number-mismatch",
    summary: "one quantity under two figures: digits swapped, a power of ten lost, a definite number that changes",
    severity: Severity::Warning,
    mqm: "accuracy/mistranslation",
    its: "numbers",
    check,
};

/// How two figures for what may be one quantity differ.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Slip {
    /// The same digits in another order.
    Swapped,
    /// The same digits, ten times more or less.
    PowerOfTen,
    /// Another small number before a definite noun.
    Definite,
}

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let amounts: Vec<&Amount> = doc.mentions().amounts.iter().filter(|amount| is_quantity(amount)).collect();
    let mut reported = vec![false; amounts.len()];
    // Figures with the same digits, whatever their order and magnitude, meet in one bucket.
    let mut buckets: HashMap<Vec<u8>, Vec<usize>> = HashMap::new();
    for (index, amount) in amounts.iter().enumerate() {
        let mut digits = significant(amount.value);
        if digits.len() >= 2 {
            digits.sort_unstable();
            buckets.entry(digits).or_default().push(index);
        }
    }
    let mut found: Vec<(usize, usize, Slip)> = Vec::new();
    for bucket in buckets.values().filter(|bucket| bucket.len() >= 2 && bucket.len() <= 40) {
        for (place, &first) in bucket.iter().enumerate() {
            for &second in &bucket[place + 1..] {
                let slip = digit_slip(doc, amounts[first], amounts[second]);
                found.extend(slip.map(|slip| (first, second, slip)));
            }
        }
    }
    found.extend(definite_slips(doc, &amounts));
    found.sort_by_key(|&(first, second, _)| (second, first));
    for (first, second, slip) in found {
        let alike = |amount: &Amount| slip != Slip::Definite || shares_noun(doc, amount, amounts[second]);
        let times = |value: f64| amounts.iter().filter(|amount| amount.value == value && alike(amount)).count();
        // The figure given more often is right; between two given once, the first.
        let (right, wrong) =
            if times(amounts[second].value) > times(amounts[first].value) { (second, first) } else { (first, second) };
        if !std::mem::replace(&mut reported[wrong], true) && !reported[right] {
            report(doc, amounts[right], amounts[wrong], slip, out);
        }
    }
}

/// Whether an amount is of something that can be given twice.
fn is_quantity(amount: &Amount) -> bool {
    amount.partner.is_none()
        && amount.value > 0.0
        && matches!(amount.measure, Measure::Count | Measure::Unit(..) | Measure::Money(_) | Measure::Age)
}

/// The digits of a value without the zeros at either end.
fn significant(value: f64) -> Vec<u8> {
    let written = format!("{value:.4}");
    let digits: Vec<u8> = written.bytes().filter(u8::is_ascii_digit).collect();
    let from = digits.iter().position(|&digit| digit != b'0').unwrap_or(digits.len());
    let to = digits.iter().rposition(|&digit| digit != b'0').map_or(from, |last| last + 1);
    digits[from..to].to_vec()
}

fn digit_slip(doc: &Document<'_>, first: &Amount, second: &Amount) -> Option<Slip> {
    if first.value == second.value
        || !is_same_measure(doc, first, second)
        || are_set_against_each_other(doc, first, second)
    {
        return None;
    }
    let (a, b) = (significant(first.value), significant(second.value));
    let magnitude = |value: f64| value.log10().floor() as i32;
    let apart = (magnitude(first.value) - magnitude(second.value)).abs();
    let noun = shares_noun(doc, first, second);
    let length = a.len();
    let bare = |amount: &Amount| amount.noun.is_none() && amount.subject.is_none();
    if apart == 0 && a != b && first.digits == second.digits {
        let whole = format!("{}", first.value).len() == format!("{}", second.value).len();
        let enough = match first.measure {
            Measure::Age => length >= 2 && is_compound_age(doc, first) && is_compound_age(doc, second),
            Measure::Unit(unit, _) if unit.kind == UnitKind::Time => length >= 3,
            Measure::Unit(..) => length >= 2,
            Measure::Money(_) => length >= 3,
            _ => {
                noun && length >= 2
                    || length >= 4
                    || length >= 3 && (is_all(doc, first) || is_all(doc, second)) && (bare(first) || bare(second))
            }
        };
        return (whole && enough).then_some(Slip::Swapped);
    }
    if apart == 1 && a == b {
        let scaled = first.figure != first.number && second.figure != second.number;
        let enough = match first.measure {
            Measure::Money(_) => length >= 3 && (scaled || noun),
            Measure::Unit(unit, _) if unit.kind != UnitKind::Time => length >= 3,
            Measure::Count => noun && length >= 2 && first.value.max(second.value) >= 1000.0,
            _ => false,
        };
        return enough.then_some(Slip::PowerOfTen);
    }
    None
}

fn is_same_measure(doc: &Document<'_>, first: &Amount, second: &Amount) -> bool {
    match (first.measure, second.measure) {
        (Measure::Count, Measure::Count) | (Measure::Age, Measure::Age) => true,
        (Measure::Unit(a, squared), Measure::Unit(b, other)) => a.name == b.name && squared == other,
        (Measure::Money(a), Measure::Money(b)) => a.singular == b.singular,
        // `Nights at sea: 1,204` gives its unit as a label.
        (Measure::Unit(unit, false), Measure::Count) => nouns(doc, second).iter().any(|noun| noun == unit.name),
        (Measure::Count, Measure::Unit(unit, false)) => nouns(doc, first).iter().any(|noun| noun == unit.name),
        _ => false,
    }
}

/// Whether an age is written as `43-year-old`.
fn is_compound_age(doc: &Document<'_>, amount: &Amount) -> bool {
    doc.text()[amount.number.end()..].starts_with(['-', '‑', '–'])
}

/// Whether the text sets two amounts side by side: in one sentence, as the scores of a match or the columns of a table.
fn are_set_against_each_other(doc: &Document<'_>, first: &Amount, second: &Amount) -> bool {
    let block = |amount: &Amount| doc.sentences()[amount.sentence].block;
    let is_list = |block: usize| matches!(doc.blocks()[block].kind, BlockKind::ListItem | BlockKind::Table);
    let (a, b) = (block(first), block(second));
    first.sentence == second.sentence || is_list(a) && is_list(b) && doc.blocks()[a].group == doc.blocks()[b].group
}

/// Whether two amounts count the same noun, or tell the size of what nouns of one kind name.
fn shares_noun(doc: &Document<'_>, first: &Amount, second: &Amount) -> bool {
    let (a, b) = (nouns(doc, first), nouns(doc, second));
    let people = |nouns: &[Cow<'_, str>]| nouns.iter().any(|noun| PEOPLE.contains(&noun.as_ref()));
    a.iter().any(|noun| b.contains(noun)) || people(&a) && people(&b)
}

/// What an amount is the number of: the noun it counts, the one before it, the words of the label at the start of its
/// line (`Bridges repaired: 14`), its unit.
fn nouns<'t>(doc: &Document<'t>, amount: &Amount) -> Vec<Cow<'t, str>> {
    let mut nouns: Vec<Cow<'t, str>> =
        [amount.noun, amount.subject].into_iter().flatten().map(|token| doc.lemma(token)).collect();
    let start = doc.sentences()[amount.sentence].tokens.start;
    if amount.token > start && doc.is(amount.token - 1, ":") && amount.token - start <= 8 {
        nouns.extend(
            (start..amount.token - 1).filter(|&token| doc.tokens()[token].tag.is_noun()).map(|token| doc.lemma(token)),
        );
    }
    if let Measure::Unit(unit, _) = amount.measure {
        nouns.push(Cow::Borrowed(unit.name));
    }
    nouns
}

/// Nouns for how many people there are somewhere.
const PEOPLE: &[&str] = &[
    "people",
    "person",
    "population",
    "inhabitant",
    "resident",
    "crowd",
    "attendance",
    "spectator",
    "visitor",
    "audience",
];

/// Whether an amount stands behind `all`.
fn is_all(doc: &Document<'_>, amount: &Amount) -> bool {
    let before = |back: usize| amount.token.checked_sub(back);
    before(1).is_some_and(|token| doc.is(token, "all"))
        || before(2).is_some_and(|token| doc.is(token, "all") && doc.is_any(token + 1, &["the", "of"]))
}

/// Definite numbers of things that were introduced in another number: `All three daughters` after `two daughters`.
fn definite_slips(doc: &Document<'_>, amounts: &[&Amount]) -> Vec<(usize, usize, Slip)> {
    let mut numbers: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, amount) in amounts.iter().enumerate() {
        if matches!(amount.measure, Measure::Count)
            && amount.value.fract() == 0.0
            && let Some(noun) = amount.noun
            && doc.tokens()[noun].tag == Tag::Nns
        {
            numbers.entry(doc.lemma(noun).into_owned()).or_default().push(index);
        }
    }
    let mut found = all_of_them(doc, amounts);
    for group in numbers.values().filter(|group| group.len() >= 2) {
        for (place, &index) in group.iter().enumerate().skip(1) {
            let amount = amounts[index];
            if !is_definite(doc, amount) || doc.in_quotation(amount.range.start()) {
                continue;
            }
            let earlier: Vec<usize> = group[..place].to_vec();
            // `the other five` is a number of its own.
            let rest = |index: usize| amounts[index].token.checked_sub(1).is_some_and(|token| doc.is(token, "other"));
            let earlier: Vec<usize> = earlier.into_iter().filter(|&other| rest(other) == rest(index)).collect();
            if earlier.is_empty() {
                continue;
            }
            let value = amounts[earlier[0]].value;
            let agreed = earlier.iter().all(|&other| amounts[other].value == value);
            let introduces = earlier.iter().any(|&other| modifiers(doc, amounts[other]) == modifiers(doc, amount));
            let near = amount.sentence - amounts[earlier[earlier.len() - 1]].sentence;
            if agreed
                && value != amount.value
                && introduces
                && near >= 1
                && amount.value.max(value) <= 100.0
                && value > 1.0
            {
                found.push((earlier[earlier.len() - 1], index, Slip::Definite));
            }
        }
    }
    found
}

/// A number behind `all` that counts nothing by name, against the only number of the sentence before:
/// `Eleven people were inside. All twelve got out.`
fn all_of_them(doc: &Document<'_>, amounts: &[&Amount]) -> Vec<(usize, usize, Slip)> {
    let mut found = Vec::new();
    for (index, amount) in amounts.iter().enumerate().skip(1) {
        if !matches!(amount.measure, Measure::Count) || amount.noun.is_some() || !is_all(doc, amount) {
            continue;
        }
        let before: Vec<usize> =
            (0..index).rev().take(4).filter(|&other| amounts[other].sentence + 1 == amount.sentence).collect();
        if let [other] = before[..]
            && amounts[other].noun.is_some()
            && matches!(amounts[other].measure, Measure::Count)
            && amounts[other].value != amount.value
            && amounts[index - 1].sentence < amount.sentence
        {
            found.push((other, index, Slip::Definite));
        }
    }
    found
}

/// Whether the number says how many there are in all: behind `all`, or behind `of the`.
fn is_definite(doc: &Document<'_>, amount: &Amount) -> bool {
    let Some(before) = amount.token.checked_sub(1) else { return false };
    let bare = amount.noun == Some(amount.end);
    let rest = doc.is(before, "other") && before.checked_sub(1).is_some_and(|token| doc.is(token, "the"));
    is_all(doc, amount)
        || rest
        || bare
            && doc.is(before, "the")
            && before.checked_sub(1).is_none_or(|token| !doc.is_any(token, &["one", "two", "between"]))
}

/// The words between the number and its noun, in lower case.
fn modifiers(doc: &Document<'_>, amount: &Amount) -> Vec<String> {
    let Some(noun) = amount.noun else { return Vec::new() };
    (amount.end..noun)
        .filter(|&token| matches!(doc.tokens()[token].upos, Upos::Adj | Upos::Noun | Upos::Verb | Upos::Propn))
        .map(|token| doc.word(token).to_lowercase())
        .collect()
}

fn report(doc: &Document<'_>, right: &Amount, wrong: &Amount, slip: Slip, out: &mut Findings<'_>) {
    let text = doc.text();
    let (figure, other) = (doc.quote(wrong.range), doc.quote(right.range));
    let message = match slip {
        Slip::Swapped => {
            format!("“{figure}” has the digits of “{other}” in another order, and both seem to give one quantity")
        }
        Slip::PowerOfTen => format!("“{figure}” is “{other}” with a power of ten lost or gained"),
        Slip::Definite => format!("“{figure}” of what the text gave as “{other}”"),
    };
    let same_scale = text[right.figure][right.number.len()..] == text[wrong.figure][wrong.number.len()..];
    let all = wrong.token.checked_sub(1).filter(|&token| doc.is(token, "all") && right.value == 2.0);
    let (range, replacement) = if let Some(all) = all {
        (doc.tokens()[all].range.cover(wrong.figure), "both")
    } else if right.digits == wrong.digits && same_scale {
        (wrong.number, &text[right.number])
    } else {
        (wrong.figure, &text[right.figure])
    };
    let capital = text[range].starts_with(char::is_uppercase);
    let mut replacement = replacement.to_lowercase();
    if capital && let Some(first) = replacement.chars().next() {
        replacement.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
    }
    let confidence = match slip {
        Slip::Swapped => 0.8,
        Slip::PowerOfTen => 0.75,
        Slip::Definite => 0.7,
    };
    let title = format!("Change the number to {replacement}");
    let finding = out.report(range, message);
    finding.confidence(confidence).related(right.range, "the other figure");
    finding.ask(format!("Which is right, {figure} or {other}?"));
    finding.suggest(title, [Edit::replace(range, replacement)]);
}
