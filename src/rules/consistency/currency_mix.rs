//! A price in a currency that the rest of the text does not use.

use std::collections::{HashMap, HashSet};

use crate::document::{Amount, Document, Measure};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::lexicon::{self, Currency};
use crate::rules::Rule;
use crate::source::TextRange;

/// The rule.
pub static RULE: Rule = Rule {
    id: "consistency/currency-mix",
    summary: "a price in a currency that no other price in the text has",
    severity: Severity::Warning,
    mqm: "terminology/inconsistent-use",
    its: "inconsistency",
    check,
};

/// Currencies that prices anywhere are given in.
const WIDE: &[&str] = &["dollar", "euro", "pound"];

/// Currencies that the euro replaced.
const GONE: &[&str] = &[
    "mark",
    "deutschmark",
    "drachma",
    "peseta",
    "escudo",
    "guilder",
    "markka",
    "schilling",
    "punt",
    "lira",
    "franc",
    "kuna",
    "litas",
    "lats",
    "kroon",
    "tolar",
];

/// The name that currencies share which one text may write in several ways: `crowns`, `Kč` and `korunas`, `yuan` and `RMB`.
fn family(currency: &'static Currency) -> &'static str {
    match currency.singular {
        "koruna" | "krone" | "krona" => "crown",
        "renminbi" => "yuan",
        other => other,
    }
}

/// A price that is no conversion of another.
struct Price<'d> {
    amount: &'d Amount,
    currency: &'static Currency,
}

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let amounts = &doc.mentions().amounts;
    let mut prices: Vec<Price<'_>> = Vec::new();
    let mut conversions: Vec<Price<'_>> = Vec::new();
    for (index, amount) in amounts.iter().enumerate() {
        let Measure::Money(currency) = amount.measure else { continue };
        if amount.unit.is_some() {
            let list = if is_conversion(doc, amounts, index) { &mut conversions } else { &mut prices };
            list.push(Price { amount, currency });
        }
    }
    before_the_euro(doc, &prices, out);
    counted_in_lakh(doc, out);
    away_from_home(doc, &prices, out);
    if !prices.is_empty() {
        odd_one_out(doc, &prices, &bare_words(doc, &prices), out);
    }
    // What prices are converted into is one currency as well.
    let into = |price: &&Price<'_>| prices.iter().all(|other| family(other.currency) != family(price.currency));
    if conversions.iter().all(|price| into(&price)) {
        odd_one_out(doc, &conversions, &[], out);
    }
}

/// Words for money that stand without a figure that was read: `paid in dinars`. Only those that mean nothing else.
fn bare_words(doc: &Document<'_>, prices: &[Price<'_>]) -> Vec<(&'static Currency, usize)> {
    const OTHERWISE: &[&str] = &["pound", "mark", "crown", "real", "won", "rand", "sum", "franc", "sol", "cent", "som"];
    // Amounts stand in the order of their places.
    let priced = |range: TextRange| {
        let next = prices.partition_point(|price| price.amount.range.end() < range.end());
        prices.get(next).is_some_and(|price| price.amount.range.contains_range(range))
    };
    let words = doc.tokens().iter().enumerate().filter(|(_, token)| token.is_word());
    words
        .filter_map(|(index, token)| {
            let word = doc.word(index);
            let currency = lexicon::currency(word)?;
            let whole = currency.plurals.contains(&word) || word == currency.singular;
            let counts = whole && word.len() >= 4 && !OTHERWISE.contains(&currency.singular) && !priced(token.range);
            counts.then_some((currency, index))
        })
        .collect()
}

/// Finds the one price of a list that is in another currency than the rest.
fn odd_one_out(doc: &Document<'_>, prices: &[Price<'_>], words: &[(&'static Currency, usize)], out: &mut Findings<'_>) {
    let mut counts: HashMap<&str, (usize, usize)> = HashMap::new();
    for price in prices {
        counts.entry(family(price.currency)).or_insert((0, price.amount.token)).0 += 1;
    }
    // A word without a figure speaks for a currency that has prices.
    for (currency, _) in words {
        if let Some(count) = counts.get_mut(family(currency)) {
            count.0 += 1;
        }
    }
    let Some(usual) = prices.iter().rev().max_by_key(|price| counts[family(price.currency)].0) else { return };
    let usual_times = counts[family(usual.currency)].0;
    if counts.len() < 2 || counts.len() > 2 && usual_times < 2 {
        return;
    }
    let wide = |price: &Price<'_>| WIDE.contains(&family(price.currency));
    let gone = |price: &Price<'_>| GONE.contains(&family(price.currency));
    for odd in prices {
        let (times, first) = counts[family(odd.currency)];
        let others = prices.iter().find(|price| family(price.currency) != family(odd.currency));
        // Of two currencies with one price each either may be the odd one.
        let Some(usual) = (if usual_times == 1 { others } else { Some(usual) }) else { return };
        // One price against one: money that is no more, then money that is used everywhere, then the second.
        let loses_a_tie = if family(usual.currency) == "euro" && gone(odd) {
            true
        } else if wide(odd) != wide(usual) {
            wide(odd) && !gone(usual)
        } else if wide(odd) {
            is_at_home(doc, usual.currency) && !is_at_home(doc, odd.currency)
        } else {
            counts[family(usual.currency)].1 < first
        };
        let is_odd = times == 1 && family(usual.currency) != family(odd.currency) && (usual_times >= 2 || loses_a_tie);
        if is_odd && !is_about_its_country(doc, odd) {
            report(doc, odd, usual, prices, out);
            if counts.len() == 2 {
                return;
            }
        }
    }
}

/// Finds the only price of a text in money that is not that of the country where the text is at home.
fn away_from_home(doc: &Document<'_>, prices: &[Price<'_>], out: &mut Findings<'_>) {
    let [price] = prices else { return };
    let Some(home) = home(doc, price) else {
        nowhere(doc, price, out);
        return;
    };
    let (country, wide) = (home.country, WIDE.contains(&price.currency.singular));
    let (Some(own), Some(unit)) = (country.currencies().next(), price.amount.unit) else { return };
    let owns = country.currencies().any(|currency| family(currency) == family(price.currency));
    if owns || GONE.contains(&price.currency.singular) {
        return;
    }
    let word =
        if price.amount.value == 1.0 { own.singular } else { own.plurals.first().copied().unwrap_or(own.singular) };
    let message = if home.named {
        format!("“{}” is not the money of {}, the country that the text names", doc.quote(unit), country.name)
    } else {
        format!("“{}” is not the money of {}, where the names are from", doc.quote(unit), country.name)
    };
    let finding = out.report(unit, message);
    finding.confidence(0.7).ask("Which money is meant?");
    if wide || !home.sure {
        finding.where_damaged();
    }
    let figure = price.amount.figure;
    let edits = if unit.start() < figure.start() {
        let sign = TextRange::new(unit.start(), figure.start());
        vec![Edit::delete(sign), Edit::insert(figure.end(), format!(" {word}"))]
    } else {
        vec![Edit::replace(unit, word)]
    };
    finding.suggest(format!("Change the currency to {word}; the figure stays"), edits);
}

/// Finds the only price of a text in dollars or pounds where nothing shows a country that has them: translators put
/// in the money that they know.
fn nowhere(doc: &Document<'_>, price: &Price<'_>, out: &mut Findings<'_>) {
    const OWNERS: &[&str] =
        &["States", "America", "American", "U.S.", "US", "USA", "UK", "Britain", "British", "London", "England"];
    let known = |token: &crate::document::Token| {
        let word = &doc.text()[token.range];
        let country = lexicon::country(word).or_else(|| lexicon::nationality(word)).or_else(|| capital_of(word));
        country.is_some_and(|country| country.currencies().any(|own| own.singular == price.currency.singular))
            || OWNERS.contains(&word)
    };
    let elsewhere = doc.tokens().iter().filter(|token| !price.amount.range.contains_range(token.range));
    let Some(unit) = price.amount.unit else { return };
    if !matches!(price.currency.singular, "dollar" | "pound") || elsewhere.into_iter().any(known) {
        return;
    }
    // Names in English letters may be those of a country that has it.
    let foreign =
        doc.mentions().entities.iter().filter(|entity| doc.text()[entity.full].split(' ').any(|word| !word.is_ascii()));
    if foreign.count() < 2 {
        return;
    }
    out.report(unit, format!("The text names no country that pays in “{}”", doc.quote(unit)))
        .where_damaged()
        .confidence(0.6)
        .ask("Which money is meant?");
}

/// The country of a capital with a name of one word.
fn capital_of(word: &str) -> Option<&'static lexicon::Country> {
    word.starts_with(char::is_uppercase)
        .then(|| lexicon::countries().iter().find(|country| country.capitals.contains(&word)))
        .flatten()
}

/// The country where a text is at home.
struct Home {
    country: &'static lexicon::Country,
    /// Whether the text names it; otherwise the letters of its names show it.
    named: bool,
    /// Whether it is named again and again, and no other.
    sure: bool,
}

/// Letters that one language alone has, and the country where it is spoken.
const LETTERS: &[(&str, &str)] = &[
    ("łśźż", "Poland"),
    ("řůě", "Czechia"),
    ("őű", "Hungary"),
    ("țţ", "Romania"),
    ("ơưạảấầẩậắặẹếềểệịọốồổộớờợụủứừữựỵỹ", "Vietnam"),
    ("ğı", "Turkey"),
    ("ðþ", "Iceland"),
    ("ķļņģ", "Latvia"),
    ("ėųį", "Lithuania"),
];

/// Where a text is at home: the only country that it names more than once, or else the one whose letters two of its names
/// or more have.
fn home(doc: &Document<'_>, price: &Price<'_>) -> Option<Home> {
    let mut times: Vec<(&'static lexicon::Country, usize)> = Vec::new();
    for token in doc.tokens().iter().filter(|token| token.is_word() && !price.amount.range.contains_range(token.range))
    {
        let word = &doc.text()[token.range];
        let named = lexicon::country(word).or_else(|| lexicon::nationality(word)).or_else(|| capital_of(word));
        let Some(country) = named else { continue };
        match times.iter_mut().find(|(other, _)| other.name == country.name) {
            Some(entry) => entry.1 += 1,
            None => times.push((country, 1)),
        }
    }
    match times[..] {
        [(country, 2..)] => return Some(Home { country, named: true, sure: true }),
        // One mention is no home: `a species from America`.
        [_] | [] => {}
        [_, ..] => {
            times.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            let clear = times[0].1 >= 3 && times[0].1 >= 2 * times[1].1;
            return clear.then(|| Home { country: times[0].0, named: true, sure: false });
        }
    }
    let mut written: HashMap<&str, HashSet<&str>> = HashMap::new();
    for token in doc.tokens().iter().filter(|token| token.is_word()) {
        let word = &doc.text()[token.range];
        for (letters, country) in LETTERS {
            if word.chars().flat_map(char::to_lowercase).any(|letter| letters.contains(letter)) {
                written.entry(country).or_default().insert(word);
            }
        }
    }
    let most = written.iter().max_by_key(|(country, words)| (words.len(), **country))?;
    let alone = written.iter().all(|(country, words)| country == most.0 || words.len() * 2 < most.1.len());
    let country = lexicon::country(most.0).filter(|_| alone && most.1.len() >= 2)?;
    Some(Home { country, named: false, sure: false })
}

/// Finds money that nobody counts in lakh and crore: `5 lakh dollars`. It is the rupee, or the taka where the text has it.
fn counted_in_lakh(doc: &Document<'_>, out: &mut Findings<'_>) {
    for at in 1..doc.tokens().len() {
        let Some(currency) = lexicon::currency(doc.word(at)).filter(|_| doc.is_any(at - 1, &["lakh", "crore"])) else {
            continue;
        };
        if matches!(currency.singular, "rupee" | "taka") {
            continue;
        }
        let unit = doc.tokens()[at].range;
        let own = if doc.places_of("taka").len() == 0 { "rupees" } else { "taka" };
        out.report(unit, format!("Nobody counts {} in lakh and crore", doc.quote(unit)))
            .confidence(0.8)
            .suggest(format!("Change the currency to {own}; the figure stays"), [Edit::replace(unit, own)]);
    }
}

/// The year in which the euro became money.
const FIRST_YEAR_OF_THE_EURO: f64 = 1999.0;

/// Finds prices in euros in a year that had none. The money is that of the only country that the text names.
fn before_the_euro(doc: &Document<'_>, prices: &[Price<'_>], out: &mut Findings<'_>) {
    for price in prices.iter().filter(|price| price.currency.singular == "euro") {
        let near =
            |amount: &&Amount| amount.sentence == price.amount.sentence || amount.sentence + 1 == price.amount.sentence;
        let years = doc
            .mentions()
            .amounts
            .iter()
            .filter(near)
            // `a bus of 1997` says how old a thing is, not when it was paid for.
            .filter(|amount| !doc.is(amount.token.saturating_sub(1), "of"))
            .filter(|amount| matches!(amount.measure, Measure::Year) && amount.number.len() == 4);
        let latest =
            years.max_by(|a, b| a.value.total_cmp(&b.value)).filter(|year| year.value < FIRST_YEAR_OF_THE_EURO);
        let (Some(year), Some(unit)) = (latest, price.amount.unit) else { continue };
        let mut countries = doc.tokens().iter().filter_map(|token| lexicon::country(&doc.text()[token.range]));
        let country = countries.next().filter(|first| countries.all(|country| country.name == first.name));
        let own = country.and_then(|country| country.currencies().next()).filter(|own| own.singular != "euro");
        let finding = out.report(unit, format!("There were no euros in {}", doc.quote(year.number)));
        finding.confidence(0.8).related(year.number, "the year").ask("Which money is meant?");
        if let Some(own) = own
            && unit.start() >= price.amount.figure.end()
        {
            let several = own.plurals.first().copied().unwrap_or(own.singular);
            let word = if price.amount.value == 1.0 { own.singular } else { several };
            finding.suggest(format!("Change the currency to {word}; the figure stays"), [Edit::replace(unit, word)]);
        }
    }
}

/// Whether an amount says another one again in other money: in brackets, or after `about`, `or` and the like.
fn is_conversion(doc: &Document<'_>, amounts: &[Amount], index: usize) -> bool {
    let amount = &amounts[index];
    let start = doc.token_at(amount.range.start());
    let words = start.saturating_sub(3)..start;
    let bracket = (start.saturating_sub(8)..start).rev().find_map(|token| match doc.word(token) {
        "(" | "[" => Some(true),
        ")" | "]" => Some(false),
        _ => None,
    });
    if bracket == Some(true) {
        return true;
    }
    let Some(before) = index.checked_sub(1).map(|index| &amounts[index]) else { return false };
    let near = before.sentence == amount.sentence
        && matches!(before.measure, Measure::Money(_))
        && start - before.end.min(start) <= 7;
    near && words.clone().any(|token| {
        doc.is_any(
            token,
            &[
                "or",
                "about",
                "roughly",
                "approximately",
                "around",
                "nearly",
                "under",
                "over",
                "equivalent",
                "equals",
                "=",
                "i.e.",
                "at",
            ],
        )
    })
}

/// Whether the text names a country that has the currency.
fn is_at_home(doc: &Document<'_>, currency: &Currency) -> bool {
    doc.tokens()
        .iter()
        .filter_map(|token| lexicon::country(&doc.text()[token.range]))
        .any(|country| country.currencies().any(|own| own.singular == currency.singular))
}

/// Whether the sentence, or the one before it, names a country that has the currency, or its people.
fn is_about_its_country(doc: &Document<'_>, price: &Price<'_>) -> bool {
    let last = doc.sentences()[price.amount.sentence].tokens.clone();
    let first = price.amount.sentence.checked_sub(1).map_or(last.start, |before| doc.sentences()[before].tokens.start);
    let elsewhere = |token: &usize| !price.amount.range.contains_range(doc.tokens()[*token].range);
    (first..last.end).filter(elsewhere).any(|token| {
        let word = doc.word(token);
        let country = lexicon::country(word).or_else(|| lexicon::nationality(word));
        country.is_some_and(|country| country.currencies().any(|currency| currency.singular == price.currency.singular))
            || matches!(word, "States" | "America" | "U.S." | "US" | "UK" | "EU" | "Europe" | "Britain" | "London")
                && WIDE.contains(&price.currency.singular)
    })
}

fn report(doc: &Document<'_>, odd: &Price<'_>, usual: &Price<'_>, prices: &[Price<'_>], out: &mut Findings<'_>) {
    let text = doc.text();
    let Some(unit) = odd.amount.unit else { return };
    let same: Vec<&Price<'_>> =
        prices.iter().filter(|price| family(price.currency) == family(usual.currency)).collect();
    let is_sign = |price: &Price<'_>| price.amount.unit.is_some_and(|unit| unit.start() < price.amount.number.start());
    let is_word = |price: &Price<'_>| {
        let word = price.amount.unit.map_or("", |unit| &text[unit]);
        usual.currency.plurals.iter().chain(&usual.currency.variants).any(|form| form.eq_ignore_ascii_case(word))
    };
    let several = |price: &Price<'_>| price.amount.value != 1.0 && is_word(price);
    let (word, sign) = (same.iter().find(|price| several(price)), same.iter().find(|price| is_sign(price)));
    let plural = usual.currency.plurals.first().unwrap_or(&usual.currency.singular);
    let figure = odd.amount.figure;
    let before = unit.start() < figure.start();
    // The whole price is at fault where a sign stands before it, otherwise the word behind it.
    let range = if before { odd.amount.range } else { unit };
    let edits: Vec<Edit> = match (word, sign) {
        (Some(word), _) => {
            let name = word.amount.unit.map_or(usual.currency.singular, |unit| &text[unit]);
            let name = if odd.amount.value == 1.0 { usual.currency.singular } else { name };
            if before {
                vec![
                    Edit::delete(TextRange::new(unit.start(), figure.start())),
                    Edit::insert(figure.end(), format!(" {name}")),
                ]
            } else {
                vec![Edit::replace(unit, name)]
            }
        }
        (None, Some(sign)) => {
            let mark = sign.amount.unit.map_or("", |unit| &text[unit]);
            if before {
                vec![Edit::replace(TextRange::new(unit.start(), figure.start()), mark)]
            } else {
                vec![Edit::insert(figure.start(), mark), Edit::delete(TextRange::new(figure.end(), unit.end()))]
            }
        }
        // The text gives nothing but a code: `50 CZK`.
        (None, None) if !before => vec![Edit::replace(unit, *plural)],
        (None, None) => return,
    };
    let message = format!(
        "“{}” is the only price in {}; the text gives its prices in {plural}",
        doc.quote(odd.amount.range),
        odd.currency.plurals.first().unwrap_or(&odd.currency.singular),
    );
    let sure = match same.len() {
        1 => 0.6,
        2 => 0.75,
        _ => 0.85,
    };
    let finding = out.report(range, message);
    finding.confidence(sure);
    for price in same.iter().take(3) {
        finding.related(price.amount.range, "a price in the text’s own currency");
    }
    finding.suggest(format!("Change the currency to {plural}; the figure stays"), edits);
}
