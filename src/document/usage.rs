//! The conventions a text keeps, so that a repair looks like the rest of it: spelling, clock, dates, percentages, quotes.
//!
//! Each function reads the text once and is meant for the moment a finding is made, not for a loop over words.

use std::sync::LazyLock;

use regex::Regex;

/// Whether the spelling is British rather than American; a text that does not show it counts as American.
pub fn is_british(text: &str) -> bool {
    static CUES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)(?-u:\b)(?:((?:kilo|centi|milli)?metres?|colour[a-zA-Z\x{80}-\x{10FFFF}0-9_]*|neighbour[a-zA-Z\x{80}-\x{10FFFF}0-9_]*|centre[sd]?|theatres?|programmes?|litres?",
            r"|favour[a-zA-Z\x{80}-\x{10FFFF}0-9_]*|honour[a-zA-Z\x{80}-\x{10FFFF}0-9_]*|labour|harbour[a-zA-Z\x{80}-\x{10FFFF}0-9_]*|grey|organis[a-zA-Z\x{80}-\x{10FFFF}0-9_]+|realis[a-zA-Z\x{80}-\x{10FFFF}0-9_]+|defence|licence|towards|whilst|tyres?",
            r"|councillors?|travell[a-zA-Z\x{80}-\x{10FFFF}0-9_]+|jewellery|mum)",
            r"|((?:kilo|centi|milli)?meters?|color[a-zA-Z\x{80}-\x{10FFFF}0-9_]*|neighbor[a-zA-Z\x{80}-\x{10FFFF}0-9_]*|center[sed]*|theaters?|programs?|liters?|favor[a-zA-Z\x{80}-\x{10FFFF}0-9_]*",
            r"|honor[a-zA-Z\x{80}-\x{10FFFF}0-9_]*|labor|harbor[a-zA-Z\x{80}-\x{10FFFF}0-9_]*|gray|organiz[a-zA-Z\x{80}-\x{10FFFF}0-9_]+|realiz[a-zA-Z\x{80}-\x{10FFFF}0-9_]+|defense|license|toward|travel(?:ed|ing|er)[a-zA-Z\x{80}-\x{10FFFF}0-9_]*|mom))(?-u:\b)"
        ))
        .expect("a valid expression")
    });
    let mut balance = 0_i32;
    for found in CUES.captures_iter(text) {
        balance += if found.get(1).is_some() { 1 } else { -1 };
    }
    balance > 0
}

/// Whether quotation marks and apostrophes are curly.
pub fn has_curly_quotes(text: &str) -> bool {
    text.contains(['“', '”', '’'])
}

/// A percentage as the text writes them: `35%` or `35 percent`.
pub fn percentage(text: &str, number: &str) -> String {
    let word = ["percent", "per cent"].into_iter().max_by_key(|word| text.matches(word).count()).unwrap_or("percent");
    let signs = text.matches('%').count() - text.matches(&format!("%{number}")).count();
    if text.matches(word).count() > signs { format!("{number} {word}") } else { format!("{number}%") }
}

/// A time of day as the text writes them: `6:15 a.m.`, `6 am`, `6.15`.
///
/// `separator` stands between hours and minutes where no other time in the text shows one.
pub fn time(text: &str, hour: u32, minute: u32, separator: char) -> String {
    static TWELVE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?-u:\b)[0-9]{1,2}(?:[.:][0-9][0-9])? ?([ap])(\.?)m(?-u:\b)").expect("a valid expression")
    });
    static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?-u:\b)(?:at|from|until|to|by)\s[0-9]{1,2}([.:])[0-9][0-9](?-u:\b)|(?m)^\W{0,3}[0-9]{1,2}([.:])[0-9][0-9]:")
            .expect("a valid expression")
    });
    let twelve = TWELVE.captures(text);
    let dots = text.contains("a.m.") || text.contains("p.m.");
    let separator = CLOCK
        .captures_iter(text)
        .filter_map(|found| found.get(1).or(found.get(2)).and_then(|mark| mark.as_str().chars().next()))
        .next()
        .unwrap_or(separator);
    let clock = CLOCK.is_match(text);
    if twelve.is_some() || dots || !clock && !text.contains("hrs") {
        let half = match (hour < 12 || hour == 24, twelve.is_none() || dots) {
            (true, true) => "a.m.",
            (false, true) => "p.m.",
            (true, false) => "am",
            (false, false) => "pm",
        };
        let hour = if hour.is_multiple_of(12) { 12 } else { hour % 12 };
        if minute == 0 { format!("{hour} {half}") } else { format!("{hour}{separator}{minute:02} {half}") }
    } else {
        format!("{hour}{separator}{minute:02}")
    }
}

const MONTHS: [(&str, &str); 12] = [
    ("January", "Jan."),
    ("February", "Feb."),
    ("March", "March"),
    ("April", "April"),
    ("May", "May"),
    ("June", "June"),
    ("July", "July"),
    ("August", "Aug."),
    ("September", "Sept."),
    ("October", "Oct."),
    ("November", "Nov."),
    ("December", "Dec."),
];

/// A number with the ending of an ordinal: `3rd`, `12th`.
pub fn ordinal(number: u32) -> String {
    let suffix = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{suffix}")
}

/// A date as the text writes them: `4 May 1933`, `May 4, 1933`, `Nov. 4, 1933`. Months count from 1.
pub fn date(text: &str, year: i64, month: u32, day: u32) -> String {
    static DAY_FIRST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?-u:\b)[0-9]{1,2}(?:st|nd|rd|th)? (?:January|February|March|April|May|June|July|August|September|October|November|December)(?-u:\b)").expect("a valid expression")
    });
    static SHORT: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?-u:\b)(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\. [0-9]").expect("a valid expression"));
    static LONG: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?-u:\b)(?:January|February|August|September|October|November|December) [0-9]")
            .expect("a valid expression")
    });
    static MONTH_FIRST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?-u:\b)(?:January|February|March|April|May|June|July|August|September|October|November|December) [0-9]{1,2}(?-u:\b)",
        )
        .expect("a valid expression")
    });
    let (long, short) = MONTHS[(month.clamp(1, 12) - 1) as usize];
    let (day_first, month_first) = (DAY_FIRST.find_iter(text).count(), MONTH_FIRST.find_iter(text).count());
    let american = !is_british(text) && day_first == 0 && !LONG.is_match(text);
    if SHORT.is_match(text) || american {
        format!("{short} {day}, {year}")
    } else if day_first > month_first || day_first == month_first && is_british(text) {
        format!("{day} {long} {year}")
    } else {
        format!("{long} {day}, {year}")
    }
}

/// A whole number in English digits, with commas from 1,000 on.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number as running text has it: `50,000`, `1.4 million`, `2 billion`; rounded to the digits it is given with.
pub fn amount(value: f64) -> String {
    for (size, name) in [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")] {
        if value >= size {
            let scaled = value / size;
            let exact = (scaled * 1000.0).round() / 1000.0;
            return format!("{exact} {name}");
        }
    }
    if value.fract().abs() < 1e-9 { grouped(value as u64) } else { format!("{value}") }
}

/// The word for a whole number from one to nine, which running text spells out.
pub fn spelled(number: u64) -> Option<&'static str> {
    const WORDS: [&str; 9] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    number.checked_sub(1).and_then(|index| WORDS.get(usize::try_from(index).ok()?)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repairs_keep_to_the_text() {
        assert!(is_british("The harbour is two kilometres off.") && !is_british("Two miles of gray water."));
        assert_eq!(percentage("up 3 percent, down 4 percent", "35"), "35 percent");
        assert_eq!(percentage("up 3%", "35"), "35%");
        assert_eq!(time("from 9 a.m. on", 18, 30, '.'), "6:30 p.m.".replace(':', "."));
        assert_eq!(time("at 9.30 and at 11.00", 18, 30, ':'), "18.30");
        assert_eq!(date("on 3 June", 1933, 5, 4), "4 May 1933");
        assert_eq!(date("on Oct. 3", 1933, 11, 4), "Nov. 4, 1933");
        assert_eq!(date("on no day", 1933, 11, 4), "Nov. 4, 1933");
        assert_eq!(date("on August 3", 1933, 11, 4), "November 4, 1933");
    }

    #[test]
    fn amounts_read_as_english() {
        assert_eq!([amount(50_000.0), amount(1.4e8), amount(2e9)], ["50,000", "140 million", "2 billion"]);
        assert_eq!((spelled(3), spelled(0), spelled(10)), (Some("three"), None, None));
    }
}
