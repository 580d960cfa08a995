//! One quantity under two figures.

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
    /// Numbers in words that differ in one word, said one after the other.
    OneWord,
    /// The parts of a mixture in another ratio.
    Ratio,
    /// The same digits in another order, of quantities that may well have them by chance: `34 minutes`, `43 minutes`.
    Alike,
    /// Ten and some, tens of the same: `fifteen`, `fifty`.
    Teen,
    /// The same digits before another word for their magnitude: `1.4 million`, `1.4 billion`.
    Magnitude,
}

impl Slip {
    /// Whether two quantities are as likely as one, unless the text is broken elsewhere too.
    fn is_weak(self) -> bool {
        matches!(self, Self::Alike | Self::Teen | Self::Magnitude)
    }
}

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let amounts: Vec<&Amount> = doc.mentions().amounts.iter().filter(|amount| is_quantity(amount)).collect();
    let mut reported = vec![false; amounts.len()];
    // Figures with the same digits, whatever their order and magnitude, meet in one bucket.
    let mut buckets: HashMap<Vec<u8>, Vec<usize>> = HashMap::new();
    for (index, amount) in amounts.iter().enumerate() {
        // Zeros are left out: one at the end may have stood inside (`104`, `140`).
        let mut digits: Vec<u8> = significant(amount.value).into_iter().filter(|&digit| digit != b'0').collect();
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
    found.extend(echoes(doc, &amounts));
    found.extend(counted_twice(doc, &amounts));
    found.extend(ratios(doc, &amounts));
    found.extend(teens(doc, &amounts));
    found.sort_by_key(|&(first, second, _)| (second, first));
    for (first, second, slip) in found {
        let alike = |amount: &Amount| slip != Slip::Definite || shares_noun(doc, amount, amounts[second]);
        let times = |value: f64| amounts.iter().filter(|amount| amount.value == value && alike(amount)).count();
        // The figure given more often is right; between two given once, the first.
        let (right, wrong) = if slip != Slip::Ratio && times(amounts[second].value) > times(amounts[first].value) {
            (second, first)
        } else {
            (first, second)
        };
        if !std::mem::replace(&mut reported[wrong], true) && !reported[right] {
            report(doc, amounts[right], amounts[wrong], slip, out);
        }
    }
    votes(doc, &amounts, out);
    margins(doc, &amounts, out);
    years(doc, out);
    elapsed(doc, out);
}

/// Whether an amount is of something that can be given twice.
fn is_quantity(amount: &Amount) -> bool {
    amount.partner.is_none()
        && amount.value > 0.0
        && matches!(
            amount.measure,
            Measure::Count | Measure::Unit(..) | Measure::Money(_) | Measure::Percent | Measure::Age
        )
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
    let length = a.len().max(b.len());
    let bare = |amount: &Amount| amount.noun.is_none() && amount.subject.is_none();
    // `nineteen pupils`, `Pupils: 91`
    let in_label = |amount: &Amount| amount.token.checked_sub(1).is_some_and(|token| doc.is(token, ":"));
    let forms = first.digits == second.digits || noun && (in_label(first) || in_label(second));
    if apart == 0 && a != b && written(first.value) == written(second.value) {
        let enough = forms
            && match first.measure {
                Measure::Age => length >= 2 && (is_compound_age(doc, first) || is_compound_age(doc, second)),
                Measure::Percent => length >= 3 && first.value.fract() != 0.0 && second.value.fract() != 0.0,
                Measure::Unit(unit, _) if unit.kind == UnitKind::Time => length >= 3,
                Measure::Unit(..) => length >= 2,
                Measure::Money(_) => length >= 3,
                _ => {
                    noun && length >= 2
                        || length >= 4
                        || length >= 3 && first.value >= 10_000.0
                        || length >= 3 && (is_all(doc, first) || is_all(doc, second)) && (bare(first) || bare(second))
                }
            };
        let told = |amount: &Amount| doc.blocks()[doc.sentences()[amount.sentence].block].furniture.is_none();
        let alike = match first.measure {
            _ if !told(first) || !told(second) => false,
            Measure::Age => length >= 2,
            Measure::Money(_) | Measure::Unit(..) => length >= 2 && forms,
            Measure::Percent => length >= 2 && noun,
            _ => length >= 2 && noun || length >= 3 && forms,
        };
        return if enough { Some(Slip::Swapped) } else { alike.then_some(Slip::Alike) };
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
    let scaled = |amount: &Amount| amount.figure != amount.number;
    let priced = matches!(first.measure, Measure::Money(_));
    (apart == 3 && a == b && scaled(first) && scaled(second) && length >= 2 && (priced || noun))
        .then_some(Slip::Magnitude)
}

/// The digits of a value as it is written, sorted.
fn written(value: f64) -> Vec<u8> {
    let mut digits: Vec<u8> = format!("{value}").bytes().filter(u8::is_ascii_digit).collect();
    digits.sort_unstable();
    digits
}

/// Numbers of one noun of which one is ten and some, the other as many tens: `fifteen stalls`, `fifty stalls`.
fn teens(doc: &Document<'_>, amounts: &[&Amount]) -> Vec<(usize, usize, Slip)> {
    let mut found = Vec::new();
    for (second, b) in amounts.iter().enumerate() {
        let first = (0..second).find(|&first| {
            let a = amounts[first];
            is_teen_of(a.value, b.value)
                && is_same_measure(doc, a, b)
                && !are_set_against_each_other(doc, a, b)
                && !matches!(a.measure, Measure::Percent | Measure::Money(_))
                && shares_noun(doc, a, b)
                && !matches!(a.measure, Measure::Unit(..))
        });
        found.extend(first.map(|first| (first, second, Slip::Teen)));
    }
    found
}

/// Whether one value is ten and some, the other as many tens.
fn is_teen_of(first: f64, second: f64) -> bool {
    let (low, high) = (first.min(second), first.max(second));
    (13.0..=19.0).contains(&low) && high == (low - 10.0) * 10.0
}

/// Finds one event in two years with the same digits: `founded in 1936`, `founded in 1963`.
fn years(doc: &Document<'_>, out: &mut Findings<'_>) {
    let is_year = |amount: &&Amount| matches!(amount.measure, Measure::Year) && amount.partner.is_none();
    let years: Vec<&Amount> = doc.mentions().amounts.iter().filter(is_year).collect();
    if years.len() > 100 {
        return;
    }
    // `planted in 1931`
    let verb = |year: &Amount| {
        let start = doc.sentences()[year.sentence].tokens.start;
        let verb = (start.max(year.token.saturating_sub(6))..year.token).rev().find(|&token| {
            let token = &doc.tokens()[token];
            token.tag.is_verb() || token.is_punctuation()
        })?;
        let lemma = doc.lemma(verb);
        (doc.tokens()[verb].tag.is_verb() && !matches!(lemma, "be" | "have" | "do" | "say")).then(|| lemma.to_owned())
    };
    for (index, second) in years.iter().enumerate() {
        let Some(event) = verb(second) else { continue };
        let first = years[..index].iter().find(|first| {
            first.value != second.value
                && first.sentence != second.sentence
                && written(first.value) == written(second.value)
                && verb(first).is_some_and(|other| other == event)
        });
        let Some(first) = first else { continue };
        let times = |year: &Amount| years.iter().filter(|other| other.value == year.value).count();
        let (right, wrong) = if times(second) > times(first) { (second, first) } else { (first, second) };
        report_year(doc, right, wrong, out);
    }
}

fn report_year(doc: &Document<'_>, right: &Amount, wrong: &Amount, out: &mut Findings<'_>) {
    let (figure, other) = (doc.quote(wrong.number), doc.quote(right.number));
    let finding = out.report(wrong.number, format!("“{figure}” has the digits of “{other}” in another order"));
    finding.where_damaged().confidence(0.7).related(right.number, "the other year");
    finding.ask(format!("Was it in {figure} or in {other}?"));
    finding.suggest(format!("Change the year to {other}"), [Edit::replace(wrong.number, &doc.text()[right.number])]);
}

/// Finds a number of years that has the digits of the years between one that the text names and its own: `for 23 years`
/// of what began in 1991, in a text of 2023.
fn elapsed(doc: &Document<'_>, out: &mut Findings<'_>) {
    let amounts = &doc.mentions().amounts;
    let year = |amount: &&Amount| matches!(amount.measure, Measure::Year) && amount.value.fract() == 0.0;
    let (first, last) = (3, doc.blocks().len().saturating_sub(6));
    // A text names its own year in the lines around it.
    let block = |amount: &Amount| doc.sentences()[amount.sentence].block;
    let around = |amount: &&Amount| (block(amount) <= first || block(amount) >= last) && amount.value >= 1990.0;
    let own: Vec<&Amount> = amounts.iter().filter(year).filter(around).collect();
    let Some(own) = own.iter().max_by(|a, b| a.value.total_cmp(&b.value)) else { return };
    let began: Vec<&Amount> = amounts.iter().filter(year).filter(|other| other.value < own.value).collect();
    for span in amounts {
        let counts_years = matches!(span.measure, Measure::Unit(unit, false) if unit.name == "year");
        if !counts_years || span.partner.is_some() || span.value < 12.0 || span.value.fract() != 0.0 {
            continue;
        }
        let fits = |value: f64| began.iter().find(|year| own.value - year.value == value);
        if [-1.0, 0.0, 1.0].iter().any(|off| fits(span.value + off).is_some()) {
            continue;
        }
        let slipped = |value: f64| {
            let turned = written(value) == written(span.value) && value < 100.0 && span.value < 100.0;
            value != span.value && (turned || is_teen_of(value, span.value))
        };
        let Some(year) = began.iter().find(|year| slipped(own.value - year.value)) else { continue };
        let real = own.value - year.value;
        let replacement = if span.digits { format!("{real}") } else { in_words(real as usize) };
        let finding = out.report(
            span.figure,
            format!("From {} it is {real} years, not {}", doc.quote(year.number), doc.quote(span.figure)),
        );
        finding.where_damaged().confidence(0.7).related(year.number, "the year it began");
        finding.ask(format!("Is it {} or {replacement}?", doc.quote(span.figure)));
        finding.suggest(format!("Change the number to {replacement}"), [Edit::replace(span.figure, replacement)]);
    }
}

/// A number below a hundred in words.
fn in_words(number: usize) -> String {
    const TEENS: [&str; 7] = ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    match number {
        0..13 => SMALL[number].to_owned(),
        13..20 => TEENS[number - 13].to_owned(),
        _ => {
            let tens = TENS[number / 10 % 10 - 2];
            if number.is_multiple_of(10) { tens.to_owned() } else { format!("{tens}-{}", SMALL[number % 10]) }
        }
    }
}

fn is_same_measure(doc: &Document<'_>, first: &Amount, second: &Amount) -> bool {
    match (first.measure, second.measure) {
        (Measure::Count, Measure::Count) | (Measure::Age, Measure::Age) | (Measure::Percent, Measure::Percent) => true,
        (Measure::Unit(a, squared), Measure::Unit(b, other)) => a.name == b.name && squared == other,
        (Measure::Money(a), Measure::Money(b)) => a.singular == b.singular,
        // `Nights at sea: 1,204` gives its unit as a label.
        (Measure::Unit(unit, false), Measure::Count) => nouns(doc, second).contains(&unit.name),
        (Measure::Count, Measure::Unit(unit, false)) => nouns(doc, first).contains(&unit.name),
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
    let among = |nouns: &[&str], class: &[&str]| nouns.iter().any(|noun| class.contains(noun));
    a.iter().any(|noun| b.contains(noun)) || [PEOPLE, CHILDREN].iter().any(|class| among(&a, class) && among(&b, class))
}

/// What an amount is the number of: the noun it counts, the one before it, the words of the label at the start of its
/// line (`Bridges repaired: 14`), its unit.
fn nouns<'d>(doc: &'d Document<'_>, amount: &Amount) -> Vec<&'d str> {
    let mut nouns: Vec<&str> =
        [amount.noun, amount.subject].into_iter().flatten().map(|token| doc.lemma(token)).collect();
    let start = doc.sentences()[amount.sentence].tokens.start;
    if amount.token > start && doc.is(amount.token - 1, ":") && amount.token - start <= 8 {
        nouns.extend(
            (start..amount.token - 1).filter(|&token| doc.tokens()[token].tag.is_noun()).map(|token| doc.lemma(token)),
        );
    }
    if let Measure::Unit(unit, _) = amount.measure {
        nouns.push(unit.name);
    }
    nouns
}

/// Nouns for those who go to school.
const CHILDREN: &[&str] = &["child", "pupil", "student", "schoolchild", "boy", "girl", "kid"];

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
            numbers.entry(doc.lemma(noun).to_owned()).or_default().push(index);
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
            let introduces = earlier.iter().any(|&other| {
                modifiers(doc, amount).is_empty() || modifiers(doc, amounts[other]) == modifiers(doc, amount)
            });
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

/// Nouns that are counted again and again with other numbers.
const COUNTED_ANYWAY: &[&str] = &[
    "year",
    "day",
    "week",
    "month",
    "hour",
    "minute",
    "second",
    "time",
    "people",
    "person",
    "man",
    "woman",
    "child",
    "case",
    "point",
    "way",
    "thing",
    "part",
    "step",
    "side",
    "study",
    "group",
    "type",
    "kind",
    "sort",
    "country",
    "patient",
    "participant",
    "subject",
    "animal",
    "species",
    "degree",
    "family",
    "home",
    "house",
    "student",
    "job",
    "death",
    "vote",
    "goal",
    "run",
    "game",
    "match",
    "member",
    "worker",
    "employee",
    "percent",
    "page",
    "other",
    "piece",
    "half",
    "third",
    "quarter",
    "night",
    "season",
    "century",
    "generation",
    "end",
    "place",
    "place",
    "word",
    "room",
    "car",
    "hand",
    "example",
    "number",
    "question",
    "reason",
    "issue",
    "decade",
    "pupil",
    "volunteer",
    "victim",
    "unit",
    "mouse",
    "rat",
    "cell",
    "gene",
    "site",
    "sample",
    "star",
    "planet",
    "area",
    "region",
    "town",
    "city",
    "village",
];

/// Things of an unusual kind counted twice in a text, without anything that would set the two numbers apart.
fn counted_twice(doc: &Document<'_>, amounts: &[&Amount]) -> Vec<(usize, usize, Slip)> {
    let mut numbers: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, amount) in amounts.iter().enumerate() {
        if matches!(amount.measure, Measure::Count)
            && let Some(noun) = amount.noun
            && doc.tokens()[noun].tag == Tag::Nns
        {
            numbers.entry(doc.lemma(noun).to_owned()).or_default().push(index);
        }
    }
    let mut found = Vec::new();
    for (_, group) in numbers.iter().filter(|(noun, _)| !COUNTED_ANYWAY.contains(&noun.as_str())) {
        // Two numbers, or several that agree and one that does not.
        let value = |index: usize| amounts[index].value;
        let odd = match group[..] {
            [_, two] => two,
            [_, _, _, ..] if group.len() <= 6 => {
                let times = |index: usize| group.iter().filter(|&&other| value(other) == value(index)).count();
                match group.iter().find(|&&index| times(index) == 1) {
                    Some(&odd) if group.iter().all(|&index| index == odd || times(index) == group.len() - 1) => odd,
                    _ => continue,
                }
            }
            _ => continue,
        };
        let Some(&model) = group.iter().find(|&&index| index != odd) else { continue };
        let (first, second) = (amounts[model], amounts[odd]);
        let (low, high) = (first.value.min(second.value), first.value.max(second.value));
        let round = |value: f64| value % 10.0 == 0.0 || value.fract() != 0.0;
        if modifiers(doc, first) == modifiers(doc, second)
            && low != high
            && second.sentence.abs_diff(first.sentence) >= 2
            && low >= LEAST
            && high < 2.0 * low
            && !round(low)
            && !round(high)
        {
            found.push((model, odd, Slip::Definite));
        }
    }
    found.sort_unstable_by_key(|&(_, odd, _)| odd);
    found
}

/// Numbers below this are too often those of a part.
const LEAST: f64 = 8.0;

/// Numbers of three words or more that differ in one of them, each said in the sentence after the other's:
/// `“Four hundred and ten.” “You asked for five hundred and ten.”`
fn echoes(doc: &Document<'_>, amounts: &[&Amount]) -> Vec<(usize, usize, Slip)> {
    let words = |amount: &Amount| -> Vec<String> {
        let figure = doc.text()[amount.figure].to_lowercase();
        figure.split([' ', '-']).map(str::to_owned).collect()
    };
    let mut found = Vec::new();
    for (second, pair) in amounts.windows(2).enumerate().map(|(index, pair)| (index + 1, pair)) {
        let [a, b] = [pair[0], pair[1]];
        let near = b.sentence > a.sentence && b.sentence - a.sentence <= 2;
        if a.digits || b.digits || !near || a.value == b.value || !is_same_measure(doc, a, b) {
            continue;
        }
        let (one, other) = (words(a), words(b));
        let differ = one.iter().zip(&other).filter(|(a, b)| a != b).count();
        let bare = a.noun.is_none() || b.noun.is_none() || shares_noun(doc, a, b);
        if one.len() >= 3 && one.len() == other.len() && differ == 1 && bare {
            found.push((second - 1, second, Slip::OneWord));
        }
    }
    found
}

/// Mixtures of the same two things in two ratios: `one part sand to three parts clay`, `one part sand, four parts clay`.
fn ratios(doc: &Document<'_>, amounts: &[&Amount]) -> Vec<(usize, usize, Slip)> {
    let thing = |part: usize| doc.lemma(part + 1 + usize::from(doc.is(part + 1, "of"))).to_owned();
    let mut mixtures: Vec<(String, String, usize)> = Vec::new();
    let mut found = Vec::new();
    for (index, amount) in amounts.iter().enumerate() {
        let sentence = doc.sentences()[amount.sentence].tokens.clone();
        if !doc.is(amount.end, "parts") || amount.end + 1 >= sentence.end {
            continue;
        }
        let one = (sentence.start + 1..amount.token).rev().find(|&token| {
            doc.is(token, "part") && doc.is_any(token - 1, &["one", "1", "a"]) && amount.token - token <= 6
        });
        let Some(one) = one else { continue };
        let (a, b) = (thing(one), thing(amount.end));
        match mixtures.iter().find(|(first, second, _)| *first == a && *second == b) {
            Some(&(.., before)) if amounts[before].value != amount.value => found.push((before, index, Slip::Ratio)),
            Some(_) => {}
            None => mixtures.push((a, b, index)),
        }
    }
    found
}

/// Finds abstentions that do not make up, with the votes for and against, the number of voters that the text gives.
fn votes(doc: &Document<'_>, amounts: &[&Amount], out: &mut Findings<'_>) {
    const VOTERS: &[&str] = &[
        "member",
        "delegate",
        "deputy",
        "councillor",
        "councilor",
        "vote",
        "voter",
        "ballot",
        "owner",
        "household",
        "shareholder",
        "representative",
        "senator",
        "lawmaker",
        "MP",
        "parent",
        "resident",
        "tenant",
        "seat",
        "worker",
        "parishioner",
        "gardener",
        "person",
        "people",
    ];
    let said = |amount: &Amount| doc.text()[amount.figure].to_lowercase();
    for (index, abstained) in amounts.iter().enumerate() {
        let about = abstained.noun.is_some_and(|noun| doc.lemma(noun) == "abstention");
        if !about || !matches!(abstained.measure, Measure::Count) {
            continue;
        }
        // The votes before it, scores like `41-19` among them, which are no quantities.
        let scores: Vec<&Amount> = doc
            .mentions()
            .amounts
            .iter()
            .filter(|amount| {
                amount.sentence == abstained.sentence
                    && amount.range.start() < abstained.range.start()
                    && matches!(amount.measure, Measure::Count | Measure::Label)
            })
            .collect();
        let [yes, no] = scores[..] else { continue };
        let cast = yes.value + no.value;
        let totals = || {
            amounts.iter().enumerate().filter(|&(other, total)| {
                other != index
                    && matches!(total.measure, Measure::Count)
                    && total.noun.is_some_and(|noun| VOTERS.contains(&doc.lemma(noun)))
                    && total.sentence != abstained.sentence
            })
        };
        if totals().any(|(_, total)| total.value == cast + abstained.value) {
            continue;
        }
        // The digits of the two have to be alike, or somebody may simply have been away.
        let alike = |value: f64| {
            let (a, b) = (format!("{value}"), format!("{}", abstained.value));
            let swapped = a.chars().rev().eq(b.chars());
            a.contains(&b) || b.contains(&a) || swapped
        };
        let Some((_, total)) = totals().find(|(_, total)| total.value > cast && alike(total.value - cast)) else {
            continue;
        };
        let rest = total.value - cast;
        let word =
            if rest.fract() == 0.0 && rest <= 12.0 { SMALL[rest as usize].to_owned() } else { format!("{rest}") };
        let finding = out.report(
            abstained.figure,
            format!("{}, {} and {} do not make {}", said(yes), said(no), said(abstained), doc.quote(total.range)),
        );
        finding.confidence(0.75).related(total.range, "the number of voters");
        finding.ask(format!("How many abstained, {} or {word}?", said(abstained)));
        finding.suggest(format!("Change the number to {word}"), [Edit::replace(abstained.figure, word)]);
    }
}

/// The numbers to twelve in words.
const SMALL: [&str; 13] =
    ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// Finds one victory by one number of two things: `by three wickets` above, `won by three runs` below.
fn margins(doc: &Document<'_>, amounts: &[&Amount], out: &mut Findings<'_>) {
    const POINTS: &[&str] = &[
        "run", "wicket", "goal", "point", "length", "set", "vote", "stroke", "shot", "second", "minute", "try",
        "frame", "inning", "game", "basket", "hole", "lap", "metre", "meter",
    ];
    let won = |amount: &Amount| {
        let sentence = doc.sentences()[amount.sentence].tokens.start;
        (amount.token.saturating_sub(9).max(sentence)..amount.token)
            .any(|token| matches!(doc.lemma(token), "win" | "beat" | "defeat" | "lose" | "victory" | "triumph"))
    };
    let noun = |amount: &Amount| {
        let token = if matches!(amount.measure, Measure::Unit(..)) { amount.end - 1 } else { amount.noun? };
        let lemma = doc.lemma(token).to_owned();
        POINTS.contains(&lemma.as_str()).then_some((token, lemma))
    };
    let by = |amount: &&Amount| amount.token.checked_sub(1).is_some_and(|token| doc.is(token, "by"));
    let margins: Vec<&Amount> = amounts.iter().copied().filter(by).filter(|amount| noun(amount).is_some()).collect();
    let [first, second] = margins[..] else { return };
    if !won(first) && !won(second) {
        return;
    }
    let (Some((model, one)), Some((place, other))) = (noun(first), noun(second)) else { return };
    if one == other || first.value != second.value || first.sentence == second.sentence {
        return;
    }
    let (right, wrong) = (doc.tokens()[model].range, doc.tokens()[place].range);
    let range = second.figure.cover(wrong);
    let finding = out.report(range, format!("“{}” here, “{}” above", doc.quote(range), doc.quote(right)));
    finding.confidence(0.75).related(right, "the other margin");
    finding.suggest(format!("Write {}", doc.quote(right)), [Edit::replace(wrong, &doc.text()[right])]);
}

/// A number behind `all` that counts nothing by name, against the only number of the sentence before:
/// `Eleven people were inside. All twelve got out.`
fn all_of_them(doc: &Document<'_>, amounts: &[&Amount]) -> Vec<(usize, usize, Slip)> {
    let mut found = Vec::new();
    for (index, amount) in amounts.iter().enumerate().skip(1) {
        // `All 16 three-year-olds` counts by name, though no noun was read.
        let next = doc.tokens().get(amount.end).map(|token| token.upos);
        let named = matches!(next, Some(Upos::Num | Upos::Adj | Upos::Noun | Upos::Propn));
        if !matches!(amount.measure, Measure::Count) || amount.noun.is_some() || named || !is_all(doc, amount) {
            continue;
        }
        let before: Vec<usize> =
            (0..index).rev().take(4).filter(|&other| amounts[other].sentence + 1 == amount.sentence).collect();
        if let [other] = before[..]
            && amounts[other].noun.is_some()
            && matches!(amounts[other].measure, Measure::Count)
            && amounts[other].value != amount.value
            && amounts[index - 1].sentence < amount.sentence
            // `Three of the walkers had blisters` counts a part.
            && !doc.is(amounts[other].end, "of")
        {
            found.push((other, index, Slip::Definite));
        }
    }
    found
}

/// Whether the number says how many there are in all: behind `all`, or behind `of the`.
fn is_definite(doc: &Document<'_>, amount: &Amount) -> bool {
    let Some(before) = amount.token.checked_sub(1) else { return false };
    let earlier = before.checked_sub(1);
    let bare = amount.noun.is_some_and(|noun| noun <= amount.end + 1);
    let rest = doc.is(before, "other") && earlier.is_some_and(|token| doc.is(token, "the"));
    // `the two` may be two of more that were just picked out: `one of the two`, `between the two`.
    let the = doc.is(before, "the") && !earlier.is_some_and(|token| doc.is_any(token, &["one", "two", "between"]));
    let owned = doc.is_any(before, &["his", "her", "its", "their", "our", "my", "these", "those"])
        || doc.tokens()[before].tag == Tag::Pos;
    is_all(doc, amount) || rest || bare && (the || owned)
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
        Slip::OneWord => format!("“{figure}” comes back from “{other}”, with one word changed"),
        Slip::Alike => format!("“{figure}” here, “{other}” elsewhere: the same digits in another order"),
        Slip::Teen => format!("“{figure}” here, “{other}” elsewhere: they sound alike in many languages"),
        Slip::Magnitude => format!("“{figure}” here, “{other}” elsewhere: another magnitude"),
        Slip::Ratio => format!("“{figure}” parts here, “{other}” elsewhere, of the same mixture"),
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
        Slip::Definite | Slip::OneWord => 0.7,
        Slip::Ratio => 0.8,
        Slip::Alike | Slip::Teen | Slip::Magnitude => 0.65,
    };
    let title = format!("Change the number to {replacement}");
    let finding = out.report(range, message);
    finding.confidence(confidence).related(right.range, "the other figure");
    if slip.is_weak() {
        finding.where_damaged();
    }
    finding.ask(format!("Which is right, {figure} or {other}?"));
    finding.suggest(title, [Edit::replace(range, replacement)]);
}
