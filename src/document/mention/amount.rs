//! Amounts: numbers in digits and words, with the unit, the money or the thing they count; and dates.

use super::Source;
use crate::document::TokenKind;
use crate::language::lexicon::{self, Currency, Unit};
use crate::language::{Tag, Upos};
use crate::source::TextRange;

/// What an amount is an amount of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Measure {
    /// Things: `nine locks`; or a number with nothing behind it.
    Count,
    /// A unit of measure; `true` where the unit is squared or cubed in words (`square metres`).
    Unit(&'static Unit, bool),
    /// Money.
    Money(&'static Currency),
    /// Hundredths.
    Percent,
    /// The age of somebody: `43-year-old`, `, 43,`.
    Age,
    /// A calendar year.
    Year,
    /// A time of the day.
    Clock,
    /// A place in an order: `38th`.
    Ordinal,
    /// One of two numbers set against each other (`3-2`), a telephone number, the number of a room or a form.
    Label,
}

/// A number and what it is an amount of.
#[derive(Clone, Debug)]
pub struct Amount {
    /// The number with its unit or currency, without the noun it counts.
    pub range: TextRange,
    /// The number alone, `1.26` of `1.26 billion yuan`.
    pub number: TextRange,
    /// The number with the word for its magnitude, `1.26 billion`.
    pub figure: TextRange,
    /// The unit's or currency's word or sign, `yuan`.
    pub unit: Option<TextRange>,
    /// The value, magnitude included.
    pub value: f64,
    /// Whether it stands in digits.
    pub digits: bool,
    /// What it is an amount of.
    pub measure: Measure,
    /// The noun counted, or the one after `of`, by token.
    pub noun: Option<usize>,
    /// The noun before it that it tells the number of (`a crowd of 6,840`, `the attendance, 6,840`), by token.
    pub subject: Option<usize>,
    /// Its first token, by index.
    pub token: usize,
    /// The token after it, by index.
    pub end: usize,
    /// Its sentence, by index.
    pub sentence: usize,
    /// The other end of a range: for `36` of `36 to 48 hours` the index of `48` among the amounts, and the reverse.
    pub partner: Option<usize>,
}

/// A date with a day and a month.
#[derive(Clone, Copy, Debug)]
pub struct DateMention {
    /// The day and the month (with the weekday before it left out).
    pub range: TextRange,
    /// The number of the day alone.
    pub day_range: TextRange,
    /// The day of the month.
    pub day: u8,
    /// The month from 1.
    pub month: u8,
    /// The weekday from 1 for Monday, where one stands before it.
    pub weekday: Option<u8>,
    /// The year, where one follows.
    pub year: Option<u16>,
    /// The month's first token, by index.
    pub token: usize,
    /// The sentence, by index.
    pub sentence: usize,
}

/// A number as it is written.
struct Figure {
    value: f64,
    number: TextRange,
    figure: TextRange,
    digits: bool,
    end: usize,
}

/// The amounts and dates of the text.
pub(super) fn read(source: &Source<'_, '_>) -> (Vec<Amount>, Vec<DateMention>) {
    let (mut amounts, mut dates) = (Vec::new(), Vec::new());
    for (index, sentence) in source.sentences.iter().enumerate() {
        let mut reader = Reader { source, sentence: index, from: sentence.tokens.start, to: sentence.tokens.end };
        reader.read(&mut amounts, &mut dates);
    }
    (amounts, dates)
}

struct Reader<'s, 't, 'd> {
    source: &'s Source<'t, 'd>,
    sentence: usize,
    from: usize,
    to: usize,
}

impl<'t> Reader<'_, 't, '_> {
    fn word(&self, index: usize) -> &'t str {
        if index < self.to { self.source.word(index) } else { "" }
    }

    fn before(&self, index: usize) -> &'t str {
        if index > self.from { self.source.word(index - 1) } else { "" }
    }

    fn range(&self, index: usize) -> TextRange {
        self.source.tokens[index].range
    }

    fn read(&mut self, amounts: &mut Vec<Amount>, dates: &mut Vec<DateMention>) {
        let mut at = self.from;
        while at < self.to {
            if let Some((date, end)) = self.date(at) {
                dates.push(date);
                at = end;
                continue;
            }
            let Some(figure) = self.figure(at) else {
                at += 1;
                continue;
            };
            let end = figure.end;
            let amount = self.amount(at, figure);
            at = amount.end.max(end);
            // `36 to 48 hours`, `between 3,000 and 5,000 dollars`: the first end has the unit of the second.
            let mut partner = None;
            let index = amounts.len();
            if let Some(last) = amounts.last_mut()
                && last.sentence == self.sentence
                && last.unit.is_none()
                && matches!(last.measure, Measure::Count)
                && last.end + 1 == amount.token
                && matches!(self.word(last.end), "to" | "and" | "or" | "-" | "–")
                && (self.word(last.end) == "to" || last.noun.is_none())
            {
                last.measure = amount.measure;
                last.noun = amount.noun;
                last.partner = Some(index);
                partner = index.checked_sub(1);
            }
            amounts.push(Amount { partner, ..amount });
        }
    }

    /// The number that begins at token `at`.
    fn figure(&self, at: usize) -> Option<Figure> {
        let token = &self.source.tokens[at];
        let word = self.word(at);
        let (value, number, mut end, digits) = match token.kind {
            TokenKind::Number => {
                let value = parse_digits(word)?;
                (value, token.range, at + 1, true)
            }
            TokenKind::Word => self.words(at)?,
            _ => return None,
        };
        let (mut value, mut figure) = (value, number);
        if digits && let Some(factor) = magnitude(self.word(end)) {
            value *= factor;
            figure = number.cover(self.range(end));
            end += 1;
        }
        Some(Figure { value, number, figure, digits, end })
    }

    /// A number in words, or one glued to the sign of its currency (`Rp25,000`), from token `at`.
    fn words(&self, at: usize) -> Option<(f64, TextRange, usize, bool)> {
        let word = self.word(at);
        let letters = word.find(|c: char| c.is_ascii_digit()).unwrap_or(word.len());
        if letters < word.len() {
            // The tokenizer splits `Rp25,000` at its comma; the number goes on to the last digit.
            lexicon::currency_of_abbreviation(&word[..letters]).or_else(|| lexicon::currency(&word[..letters]))?;
            let start = self.range(at).start() + letters;
            let rest = &self.source.text[start..self.range(self.to - 1).end()];
            let length = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.')).unwrap_or(rest.len());
            let text = rest[..length].trim_end_matches([',', '.']);
            let number = TextRange::new(start, start + text.len());
            let end = (at..self.to).find(|&i| self.range(i).end() >= number.end()).map_or(self.to, |i| i + 1);
            return Some((parse_digits(text)?, number, end, true));
        }
        let (mut total, mut current, mut end, mut seen) = (0.0, 0.0, at, false);
        let mut stop = at;
        while end < self.to {
            let (word, lower) = (self.word(end), self.source.lower(end));
            // `one hundred thousands crowns`: a plural that no English number has.
            let plural = seen && matches!(lower, "hundreds" | "thousands" | "millions" | "billions");
            let lower = if plural { &lower[..lower.len() - 1] } else { lower };
            let Some(value) = lexicon::number_word(lower).filter(|_| lower != "dozen") else {
                let joins = seen && (word == "-" && self.source.touches(end) || lower == "and" && current >= 100.0);
                if joins && end + 1 < self.to && lexicon::number_word(self.source.lower(end + 1)).is_some() {
                    end += 1;
                    continue;
                }
                break;
            };
            let value = value as f64;
            if value >= 1000.0 {
                total += f64::max(current, 1.0) * value;
                current = 0.0;
            } else if value == 100.0 {
                current = f64::max(current, 1.0) * 100.0;
            } else if seen && (current % 100.0 != 0.0 && !(current % 10.0 == 0.0 && value < 10.0)) {
                break;
            } else {
                current += value;
            }
            seen = true;
            end += 1;
            stop = end;
        }
        // A bare `one` is more often a pronoun than a number, unless it counts money.
        let coin = lexicon::currency(self.word(stop)).is_some_and(|currency| {
            let unit = self.word(stop);
            match self.source.lower(at) {
                "one" => {
                    currency.singular == unit && lexicon::unit(unit).is_none() && !matches!(unit, "mark" | "crown")
                }
                _ => currency.plurals.contains(&unit),
            }
        });
        if !seen
            || (stop == at + 1
                && !coin
                && matches!(
                    self.word(at).to_lowercase().as_str(),
                    "one" | "zero" | "hundred" | "thousand" | "million" | "billion"
                ))
        {
            return None;
        }
        Some((total + current, self.range(at).cover(self.range(stop - 1)), stop, false))
    }

    fn amount(&self, at: usize, figure: Figure) -> Amount {
        let mut end = figure.end;
        let mut range = figure.figure;
        let mut unit_range = None;
        let mut measure = Measure::Count;
        let word = self.word(at);
        let touches_next = |index: usize| index < self.to && self.source.touches(index);
        if let Some((currency, place)) = self.currency_before(at, figure.number) {
            measure = Measure::Money(currency);
            range = place.cover(range);
            unit_range = Some(place);
        } else if word.contains(':') || matches!(self.word(end), "a.m." | "p.m." | "am" | "pm" | "a.m" | "p.m") {
            measure = Measure::Clock;
        } else if figure.digits && word.ends_with(|c: char| c.is_ascii_alphabetic()) {
            measure = if word.ends_with('s') { Measure::Year } else { Measure::Ordinal };
        } else if figure.digits && word.contains('/')
            || is_dash(self.word(end)) && touches_next(end) && touches_next(end + 1) && self.is_number(end + 1)
            || is_dash(self.before(at)) && self.source.touches(at) && at >= self.from + 2 && self.is_number(at - 2)
            || matches!(
                self.before(at),
                "No."
                    | "no."
                    | "Nos."
                    | "№"
                    | "#"
                    | "Room"
                    | "Section"
                    | "Article"
                    | "Chapter"
                    | "Page"
                    | "page"
                    | "tel."
                    | "ext."
                    | "form"
                    | "Highway"
                    | "Route"
                    | "+"
            )
        {
            measure = Measure::Label;
        } else {
            let hyphen = is_dash(self.word(end)) && touches_next(end) && touches_next(end + 1);
            let from = end + usize::from(hyphen);
            let (modified, unit_at) = match self.word(from).to_lowercase().as_str() {
                "square" | "cubic" => (true, from + 1),
                _ => (false, from),
            };
            let unit_at = if self.word(unit_at) == "-" && modified { unit_at + 1 } else { unit_at };
            let place = if matches!(self.word(unit_at), "US" | "U.S." | "American" | "Canadian" | "Australian" | "Hong")
                || lexicon::nationality(self.word(unit_at)).is_some()
                    && lexicon::currency(self.word(unit_at + 1)).is_some()
            {
                unit_at + 1
            } else {
                unit_at
            };
            let word = self.word(place);
            let lower = word.to_lowercase();
            if matches!(lower.as_str(), "%" | "percent" | "pct" | "％")
                || lower == "per" && matches!(self.word(place + 1), "cent" | "mille")
            {
                measure = Measure::Percent;
                end = place + 1 + usize::from(lower == "per");
            } else if matches!(lower.as_str(), "year" | "years")
                && (self.word(place + 1) == "old" || is_dash(self.word(place + 1)) && self.word(place + 2) == "old")
            {
                measure = Measure::Age;
                end = place + 2;
            } else if word == "°" {
                measure = lexicon::unit("degree").map_or(Measure::Count, |unit| Measure::Unit(unit, false));
                end = place + 1 + usize::from(matches!(self.word(place + 1), "C" | "F"));
            } else if let Some(currency) = money(word, if hyphen { 1.0 } else { figure.value }) {
                measure = Measure::Money(currency);
                end = place + 1;
            } else if let Some(unit) = lexicon::unit(word).filter(|_| is_unit_word(word, hyphen)) {
                measure = Measure::Unit(unit, modified);
                end = place + 1;
            } else if self.is_age(at, end, figure.value, figure.digits) {
                measure = Measure::Age;
            } else if figure.digits && self.is_year(at, end, figure.value) {
                measure = Measure::Year;
            }
            if end > figure.end && end <= self.to {
                range = range.cover(self.range(end - 1));
                unit_range =
                    Some(TextRange::new(self.range(if modified { unit_at - 1 } else { place }).start(), range.end()));
            }
        }
        end = end.min(self.to);
        let noun = match measure {
            Measure::Count => self.noun_after(end),
            Measure::Unit(..) | Measure::Money(_) | Measure::Percent => {
                (self.word(end) == "of").then(|| self.noun_after(end + 1)).flatten()
            }
            _ => None,
        };
        Amount {
            range,
            number: figure.number,
            figure: figure.figure,
            unit: unit_range,
            value: figure.value,
            digits: figure.digits,
            measure,
            noun,
            subject: self.subject_before(at, range),
            token: at,
            end,
            sentence: self.sentence,
            partner: None,
        }
    }

    fn is_number(&self, index: usize) -> bool {
        index < self.to && self.source.tokens[index].kind == TokenKind::Number
    }

    /// The currency whose sign or code stands before the number, and where it stands.
    fn currency_before(&self, at: usize, number: TextRange) -> Option<(&'static Currency, TextRange)> {
        let token = self.range(at);
        if token.start() < number.start() {
            let place = TextRange::new(token.start(), number.start());
            let sign = &self.source.text[place];
            return Some((lexicon::currency_of_abbreviation(sign).or_else(|| lexicon::currency(sign))?, place));
        }
        if at == self.from {
            return None;
        }
        let sign = self.before(at);
        let is_sign = !sign.chars().all(char::is_alphanumeric);
        let currency = lexicon::currency_of_abbreviation(sign)
            .or_else(|| if is_sign { lexicon::currency(sign) } else { lexicon::currency_of_code(sign) })?;
        let mut place = self.range(at - 1);
        if at >= self.from + 2
            && self.source.touches(at - 1)
            && matches!(self.word(at - 2), "US" | "U.S." | "A" | "C" | "HK" | "NZ" | "S")
        {
            place = place.cover(self.range(at - 2));
        }
        Some((currency, place))
    }

    /// Whether the number stands in the place of an age: `Ada Holm, 58, …`, `is 84`, `aged 12`.
    fn is_age(&self, at: usize, end: usize, value: f64, digits: bool) -> bool {
        let fits = (1.0..=115.0).contains(&value) && value.fract() == 0.0;
        let closes = matches!(self.word(end), "," | "." | ")" | ";" | "");
        let named = at >= self.from + 2 && self.source.is_capital(at - 2);
        fits && (digits && matches!(self.before(at), "," | "(") && closes && named
            || matches!(self.before(at), "aged" | "Aged" | "age" | "ages")
            || matches!(self.before(at), "is" | "was" | "were" | "turned" | "am")
                && closes
                && at >= self.from + 2
                && matches!(self.word(at - 2), "he" | "she" | "He" | "She" | "I" | "who" | "You" | "you")
            || self.word(end) == "years" && self.word(end + 1) == "old")
    }

    fn is_year(&self, at: usize, end: usize, value: f64) -> bool {
        let plain = self.word(at).len() == 4 && self.word(at).bytes().all(|b| b.is_ascii_digit());
        if !plain || !(1100.0..2100.0).contains(&value) {
            return false;
        }
        let counts = self.source.tokens.get(end).is_some_and(|token| end < self.to && token.upos == Upos::Noun);
        !counts || lexicon::month(self.before(at)).is_some()
    }

    /// The noun that a number before token `at` counts.
    fn noun_after(&self, at: usize) -> Option<usize> {
        let mut last = None;
        for index in at..self.to.min(at + 6) {
            let token = &self.source.tokens[index];
            match token.upos {
                Upos::Noun => last = Some(index),
                Upos::Adj | Upos::Propn if last.is_none() => {}
                Upos::Verb if last.is_none() && matches!(token.tag, Tag::Vbn | Tag::Vbg) => {}
                Upos::Adv if last.is_none() && index == at => {}
                _ if last.is_none()
                    && matches!(self.word(index), "or" | "and" | "of" | "the" | "-")
                    && index < at + 2 => {}
                _ if last.is_none() && token.tag == Tag::Pos => {}
                _ => break,
            }
        }
        // `48 pieces of bamboo` counts bamboo as far as another place can tell.
        match last {
            Some(index) if is_measure_word(self.word(index)) && self.word(index + 1) == "of" => {
                self.noun_after(index + 2).or(last)
            }
            _ => last,
        }
    }

    /// The noun before the amount whose number it tells.
    fn subject_before(&self, at: usize, range: TextRange) -> Option<usize> {
        let mut index = at;
        while index > self.from && self.range(index - 1).start() >= range.start() {
            index -= 1;
        }
        let previous = index.checked_sub(1).filter(|&i| i >= self.from)?;
        let noun = |i: usize| (self.source.tokens[i].upos == Upos::Noun).then_some(i);
        match self.word(previous) {
            "of" | "," | "is" | "was" | "are" | "were" | ":" | "(" | "to" | "at" => {
                previous.checked_sub(1).filter(|&i| i >= self.from).and_then(noun)
            }
            _ => noun(previous),
        }
    }

    /// A date that begins at token `at`, and the token after it.
    fn date(&self, at: usize) -> Option<(DateMention, usize)> {
        let day_of = |index: usize| {
            let word = self.word(index).trim_end_matches(|c: char| c.is_ascii_alphabetic());
            word.parse::<u8>().ok().filter(|day| (1..=39).contains(day) && word.len() <= 2)
        };
        let (month_at, day_at) = if lexicon::month(self.word(at)).is_some() && day_of(at + 1).is_some() {
            (at, at + 1)
        } else if self.is_number(at) && day_of(at).is_some() && lexicon::month(self.word(at + 1)).is_some() {
            (at + 1, at)
        } else {
            return None;
        };
        let (month, day) = (lexicon::month(self.word(month_at))?, day_of(day_at)?);
        let mut end = at + 2;
        let year_at = if self.word(end) == "," { end + 1 } else { end };
        let year = self.word(year_at).parse::<u16>().ok().filter(|year| (1000..2200).contains(year));
        let weekday_at = if self.before(at) == "," { at.checked_sub(2) } else { at.checked_sub(1) };
        let weekday = weekday_at.filter(|&i| i >= self.from).and_then(|i| lexicon::weekday(self.word(i)));
        if year.is_some() {
            end = year_at + 1;
        }
        let range = self.range(at).cover(self.range(at + 1));
        let date = DateMention {
            range,
            day_range: self.range(day_at),
            day,
            month,
            weekday,
            year,
            token: at,
            sentence: self.sentence,
        };
        Some((date, end))
    }
}

/// Nouns that stand between a number and `of` without being what is counted.
fn is_measure_word(word: &str) -> bool {
    matches!(
        word,
        "pieces" | "pairs" | "sets" | "copies" | "members" | "kinds" | "types" | "sorts" | "heads" | "units" | "number"
    )
}

fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "–" | "‑" | "−")
}

/// The value of digits with English separators.
fn parse_digits(word: &str) -> Option<f64> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic() || matches!(c, '.' | '\'' | '’'));
    let digits = digits.split([':', '/', '-']).next()?;
    digits.replace(',', "").parse().ok()
}

fn magnitude(word: &str) -> Option<f64> {
    Some(match word {
        "hundred" => 1e2,
        "thousand" | "thousands" | "k" => 1e3,
        "million" | "millions" | "mln" | "mn" => 1e6,
        "billion" | "billions" | "bn" => 1e9,
        "trillion" => 1e12,
        "lakh" | "lakhs" => 1e5,
        "crore" | "crores" => 1e7,
        "mio" => 1e6,
        "milliard" | "milliards" | "mlrd" | "mrd" => 1e9,
        _ => return None,
    })
}

/// The currency of a word or code after a number.
fn money(word: &str, value: f64) -> Option<&'static Currency> {
    if let Some(currency) = lexicon::currency_of_abbreviation(word) {
        return Some(currency);
    }
    if word.chars().all(|c| c.is_ascii_uppercase()) && word.len() == 3 {
        return lexicon::currency_of_code(word);
    }
    let lower = word.to_lowercase();
    let capital = word != lower && word.chars().all(char::is_alphabetic);
    let currency = lexicon::currency(word)?;
    // `13 real estate prices`: one of several takes the plural, where the currency has one.
    let counts_one = lower == currency.singular && value != 1.0 && !currency.plurals.contains(&currency.singular);
    (!capital && !counts_one).then_some(currency)
}

/// Whether a word that can be a unit is one after a number. Symbols of one letter are units only where they are usual.
fn is_unit_word(word: &str, hyphen: bool) -> bool {
    word.chars().count() > 1 && !matches!(word, "in" | "stone" | "league" | "leagues" | "night" | "mu" | "li")
        || matches!(word, "m" | "g" | "l" | "L") && !hyphen
}

#[cfg(test)]
mod tests {
    use super::Measure;
    use crate::document::Document;
    use crate::format::Format;

    /// Each amount as its words, its value, and what it is an amount of.
    fn amounts(text: &str) -> Vec<(String, f64, String)> {
        let doc = Document::new(text, Format::Plain);
        let sort = |measure: Measure| match measure {
            Measure::Unit(unit, _) => unit.name.to_owned(),
            Measure::Money(currency) => currency.singular.to_owned(),
            other => format!("{other:?}").to_lowercase(),
        };
        let list = &doc.mentions().amounts;
        list.iter().map(|amount| (text[amount.range].to_owned(), amount.value, sort(amount.measure))).collect()
    }

    fn one(text: &str) -> (String, f64, String) {
        amounts(text).swap_remove(0)
    }

    #[test]
    fn units_and_money_belong_to_their_figure() {
        assert_eq!(one("The roof cost 1.26 billion yuan."), ("1.26 billion yuan".into(), 1.26e9, "yuan".into()));
        assert_eq!(one("She paid $18,400 in cash."), ("$18,400".into(), 18_400.0, "dollar".into()));
        assert_eq!(one("An 11.6-metre mast fell."), ("11.6-metre".into(), 11.6, "meter".into()));
        assert_eq!(one("A 43-year-old sailor sang.").2, "age");
        assert_eq!(one("Rain fell on Rp9,000 of rice."), ("Rp9,000".into(), 9_000.0, "rupiah".into()));
    }

    #[test]
    fn number_words_are_read_as_one_number() {
        assert_eq!(one("They counted three million five hundred thousand grains.").1, 3.5e6);
        assert_eq!(one("All thirty-four pupils came.").1, 34.0);
    }

    #[test]
    fn scores_and_years_are_no_quantities() {
        let sorts: Vec<String> = amounts("They won 3-2 in 1994.").into_iter().map(|amount| amount.2).collect();
        assert_eq!(sorts, ["label", "label", "year"]);
    }

    #[test]
    fn the_noun_counted_is_the_last_of_its_phrase() {
        let text = "Three of the four umbrella shops closed.";
        let doc = Document::new(text, Format::Plain);
        let amount = &doc.mentions().amounts[1];
        assert_eq!(amount.noun.map(|token| doc.word(token)), Some("shops"));
    }

    #[test]
    fn dates_give_day_month_and_weekday() {
        let doc = Document::new("Come on Saturday, 12 April, or on May 3, 2031.", Format::Plain);
        let dates: Vec<_> =
            doc.mentions().dates.iter().map(|date| (date.day, date.month, date.weekday, date.year)).collect();
        assert_eq!(dates, [(12, 4, Some(6), None), (3, 5, None, Some(2031))]);
    }
}
