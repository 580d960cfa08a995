//! Years, dates and times as another calendar or another language writes them.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Document, usage};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::rules::Rule;
use crate::rules::sought::Sought;
use crate::source::TextRange;

/// See `era_date.md`.
pub static RULE: Rule = Rule {
    id: "translation/era-date",
    summary: "a year, a date or a time as the source language writes it",
    severity: Severity::Warning,
    mqm: "locale-conventions/date-format",
    its: "locale-violation",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    eras(doc, out);
    buddhist(doc, out);
    lunar(doc, out);
    solar(doc, out);
    year_signs(doc, out);
    orders(doc, out);
    ordinal_days(doc, out);
    counted_days(doc, out);
    days_of_months(doc, out);
    clocks(doc, out);
    spoken(doc, out);
    decades(doc, out);
    sexagenary(doc, out);
}

fn range_of(found: regex::Match<'_>) -> TextRange {
    TextRange::new(found.start(), found.end())
}

fn number<T: std::str::FromStr>(found: Option<regex::Match<'_>>) -> Option<T> {
    found?.as_str().parse().ok()
}

/// Whether the text names one of the things.
fn mentions(text: &str, things: &[&str]) -> bool {
    things.iter().any(|thing| text.contains(thing))
}

/// `Showa 40`, `the 3rd year of Reiwa`, `Minguo 98`, `Juche 105`.
fn eras(doc: &Document<'_>, out: &mut Findings<'_>) {
    static ERA: Sought = Sought::new(
        &["meiji taisho taishō showa shōwa heisei reiwa minguo juche dangi dangun china", "0"],
        concat!(
            r"(?-u:\b)(?:(?:the )?(?:year )?(Meiji|Taish[oō]|Sh[oō]wa|Heisei|Reiwa|Minguo|Juche|Dangi|Dangun)(?: [Ee]ra)?(?: year)? ([0-9]{1,4})(?-u:\b)(?: year)?",
            r"|(?:the )?([0-9]{1,3})(?:st|nd|rd|th) year of (?:the )?(Meiji|Taish[oō]|Sh[oō]wa|Heisei|Reiwa|Minguo|Republic of China|Juche)(?: [Ee]ra)?)"
        ),
    );
    let text = doc.text();
    for found in ERA.captures_iter(doc) {
        let Some(whole) = found.get(0) else { continue };
        let (Some(era), Some(year)) = (found.get(1).or(found.get(4)), number::<i64>(found.get(2).or(found.get(3))))
        else {
            continue;
        };
        let (start, longest) = match era.as_str() {
            "Meiji" => (1867, 45),
            "Taisho" | "Taishō" => (1911, 15),
            "Showa" | "Shōwa" => (1925, 64),
            "Heisei" => (1988, 31),
            "Reiwa" => (2018, 40),
            "Minguo" | "Republic of China" | "Juche" => (1911, 150),
            _ => (-2333, 4500),
        };
        let after = text[whole.end()..].trim_start();
        if year < 1 || year > longest || after.starts_with(['(', ')']) || text[..whole.start()].ends_with('(') {
            continue;
        }
        let meant = (start + year).to_string();
        out.report(range_of(whole), format!("`{}` is the year {meant}", whole.as_str()))
            .confidence(0.95)
            .suggest(format!("Write `{meant}`"), [Edit::replace(range_of(whole), meant)]);
    }
}

/// `since 2561`, `B.E. 2561`: the Buddhist era is 543 years ahead. `1318` in a text from Iran: 621 years behind.
fn buddhist(doc: &Document<'_>, out: &mut Findings<'_>) {
    static YEAR: Sought = Sought::new(
        &["0000"],
        r"(?-u:\b)(?:(B\.?\s?E\.?|the Buddhist year|Buddhist Era|AP|A\.P\.|S\.H\.|SH) ?)?(2[45][0-9][0-9]|20[3-9][0-9]|1[234][0-9][0-9]|5[67][0-9][0-9])(?-u:\b)(?: ?(B\.?E\.|BE(?-u:\b)|S\.?H\.|AP(?-u:\b)|HS(?-u:\b)))?",
    );
    const THAI: &[&str] = &[
        "Thai", "Bangkok", "Chiang", " baht", "Khun", "Wat ", "Laos", "Lao ", "Cambodia", "Khmer", "Buddhist", "Ban ",
        "Tambon", "Amphoe", "monk",
    ];
    const IRANIAN: &[&str] = &[
        "Iran", "Tehran", "Isfahan", "Esfahan", "Shiraz", "Mashhad", "Tabriz", "toman", "Persian", "Nowruz", "Afghan",
        "Kabul", "Herat", "Farsi", "Kerman", "Yazd",
    ];
    const BENGALI: &[&str] = &["Bengal", "Calcutta", "Kolkata", "Dhaka", "Bangla", " taka", "Chittagong", "Sylhet"];
    const ARABIAN: &[&str] = &["Saudi", "Riyadh", "Jeddah", "Mecca", "Medina", "Hijri", "riyal", "Hejaz"];
    const NEPALI: &[&str] = &["Nepal", "Kathmandu", "Pokhara"];
    const HEBREW: &[&str] = &["Israel", "Jerusalem", "Tel Aviv", "Haifa", "kibbutz", "shekel"];
    let text = doc.text();
    for found in YEAR.captures_iter(doc) {
        let (Some(whole), Some(year)) = (found.get(0), number::<i64>(found.get(2))) else { continue };
        let marked = found.get(1).is_some() || found.get(3).is_some();
        let range = range_of(whole);
        let before = text[..range.start()].trim_end();
        let last = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase();
        let dated = matches!(
            &*last,
            "in" | "since"
                | "from"
                | "until"
                | "till"
                | "to"
                | "of"
                | "year"
                | "during"
                | "by"
                | "early"
                | "late"
                | "before"
                | "after"
                | "and"
        ) || crate::language::lexicon::month(before.rsplit(' ').next().unwrap_or_default()).is_some();
        let rest = &text[range.end()..];
        let counted = rest.starts_with([',', '.']) && rest[1..].starts_with(|c: char| c.is_ascii_digit())
            || rest.trim_start().starts_with(|c: char| c.is_lowercase() || c == '%' || c == '°')
                && !sentence_goes_on(rest);
        let glued = text[..range.start()].ends_with(['.', ',', '-', '–', '/', '$', '€', '#'])
            || rest.starts_with(['-', '–', '/', ':']);
        if glued || !marked && (!dated || counted) || rest.trim_start().starts_with('(') {
            continue;
        }
        let meant = match year {
            2400..=2599 if marked || mentions(text, THAI) || last == "since" => year - 543,
            1250..=1450 if is_modern(text) && (marked || mentions(text, IRANIAN) || before.ends_with("born in")) => {
                year + 621
            }
            1300..=1440 if is_modern(text) && mentions(text, BENGALI) => year + 593,
            // A year of the moon is eleven days short.
            1300..=1450 if is_modern(text) && mentions(text, ARABIAN) => 622 + (year - 1) * 97 / 100,
            2030..=2099 if mentions(text, NEPALI) => year - 57,
            5600..=5799 if mentions(text, HEBREW) => year - 3760,
            1250..=1450 if is_modern(text) && is_remembered(doc, range) => {
                out.report(range, format!("nobody remembers the year {year}: it may be of another calendar"))
                    .confidence(0.86)
                    .ask(format!("Which calendar is {year} of?"));
                continue;
            }
            _ => continue,
        };
        if !(1850..=2040).contains(&meant) {
            continue;
        }
        out.report(range, format!("the year {year} of another calendar is {meant}"))
            .confidence(0.92)
            .severity(Severity::Error)
            .suggest(format!("Write `{meant}`"), [Edit::replace(range, meant.to_string())]);
    }
}

/// Whether the sentence around a year tells what the writer has lived through.
fn is_remembered(doc: &Document<'_>, range: TextRange) -> bool {
    let Some(index) = doc.sentence_at(range.start()) else { return false };
    let sentence = doc.sentences()[index].tokens.clone();
    sentence.clone().any(|at| {
        doc.word(at) == "I"
            && doc.is_any(at + 1, &["was", "had", "went", "came", "lived", "worked", "left", "met", "remember"])
            || doc.is(at, "my")
                && doc.is_any(at + 1, &["father", "mother", "grandfather", "grandmother", "childhood", "wife"])
    })
}

/// Whether words follow a year rather than the thing a number counts.
fn sentence_goes_on(rest: &str) -> bool {
    let word = rest.split_whitespace().next().unwrap_or_default().trim_matches(|c: char| !c.is_alphanumeric());
    matches!(
        word,
        "it" | "he"
            | "she"
            | "they"
            | "the"
            | "a"
            | "an"
            | "and"
            | "when"
            | "in"
            | "at"
            | "to"
            | "but"
            | "by"
            | "with"
            | "as"
            | "there"
            | "we"
            | "for"
            | "after"
            | "on"
            | "has"
            | "had"
            | "was"
            | "were"
            | "is"
            | "of"
            | "or"
            | "until"
            | "into"
            | "from"
            | "while"
            | "his"
            | "her"
            | "their"
            | "this"
            | "that"
            | "under"
            | "because"
            | "who"
            | "which"
    )
}

/// Whether the text is about the last hundred years.
fn is_modern(text: &str) -> bool {
    static MODERN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?-u:\b)(?:19[3-9][0-9]|20[0-4][0-9])(?-u:\b)|(?-u:\b)(?:says|phone|television|film|aged? [0-9][0-9]|Tuesday|Monday|Friday)(?-u:\b)")
            .expect("a valid expression")
    });
    MODERN.is_match(text)
}

/// `14 Rabi al-Thani 1443`, of the Islamic calendar.
fn lunar(doc: &Document<'_>, out: &mut Findings<'_>) {
    static DATE: Sought = Sought::new(
        &["muharram safar rabi* jumad* rajab sha* ramadan ramadhan shawwal dhu* dhū* du dul* dū*", "0000"],
        "(?i)(?-u:\\b)(?:([0-9]{1,2})(?:st|nd|rd|th)?(?: of)? )?(muharram|safar|rabi[ʽʿ'’]?[- ]?(?:al|ul|ath?|us)?[- ]?(?:awwal|ula|thani|akhir|sani|i{1,2})(?-u:\\b)|jumad[aā]?(?:[- ]?(?:al|ul|ath?|us))?[- ]?(?:awwal|ula|thani|thaniya|akhira?h?|sani|i{1,2})(?-u:\\b)|rajab|sha[ʽʿ'’]?ban|ramadh?an|shawwal|dh?[uū]l?[- ]?(?:al[- ])?(?:qi?[ʽʿ'’]?dah?|qa[ʽʿ'’]?dah?|hijj?ah?))(?:,| of)? (1[34][0-9][0-9])(?-u:\\b)(?: ?(?:AH|A\\.H\\.?|H(?-u:\\b)\\.?))?",
    );
    for found in DATE.captures_iter(doc) {
        let (Some(whole), Some(month), Some(year)) = (found.get(0), found.get(2), number::<i64>(found.get(3))) else {
            continue;
        };
        let name = month.as_str().to_lowercase();
        let second = name.contains("than") || name.contains("akh") || name.contains("sani") || name.ends_with("ii");
        let month = match &name[..2] {
            "mu" => 1,
            "sa" => 2,
            "ra" if name.starts_with("rabi") => 3 + i64::from(second),
            "ju" => 5 + i64::from(second),
            "ra" if name.starts_with("raj") => 7,
            "ra" => 9,
            "sh" if name.ends_with("ban") => 8,
            "sh" => 10,
            _ if name.contains('q') => 11,
            _ => 12,
        };
        let day: Option<i64> = number(found.get(1));
        let (gregorian_year, gregorian_month, gregorian_day) = civil(islamic(year, month, day.unwrap_or(15)));
        put_date(doc, range_of(whole), day, gregorian_year, gregorian_month, gregorian_day, out);
    }
}

/// `15 Mehr 1401`, of the Iranian calendar.
fn solar(doc: &Document<'_>, out: &mut Findings<'_>) {
    static DATE: Sought = Sought::new(
        &["farvardin ordibehesht khordad tir mordad amordad shahrivar mehr aban azar dey bahman esfand", "0000"],
        r"(?-u:\b)(?:([0-9]{1,2})(?:st|nd|rd|th)?(?: of)? )?(Farvardin|Ordibehesht|Khordad|Tir|Mordad|Amordad|Shahrivar|Mehr|Aban|Azar|Dey|Bahman|Esfand),? (1[34][0-9][0-9])(?-u:\b)",
    );
    const MONTHS: [&str; 12] = [
        "Farvardin",
        "Ordibehesht",
        "Khordad",
        "Tir",
        "Mordad",
        "Shahrivar",
        "Mehr",
        "Aban",
        "Azar",
        "Dey",
        "Bahman",
        "Esfand",
    ];
    for found in DATE.captures_iter(doc) {
        let (Some(whole), Some(name), Some(year)) = (found.get(0), found.get(2), number::<i64>(found.get(3))) else {
            continue;
        };
        let month = MONTHS.iter().position(|month| name.as_str().ends_with(month)).unwrap_or(0) as i64;
        let day: Option<i64> = number(found.get(1));
        // The year begins on 21 March; the first six months have 31 days, the next 30.
        let offset = if month < 6 { month * 31 } else { 186 + (month - 6) * 30 };
        let start = days(year + 621, 3, 21) - i64::from((year + 621) % 4 == 0 && year > 1374);
        let (gregorian_year, gregorian_month, gregorian_day) = civil(start + offset + day.unwrap_or(15) - 1);
        put_date(doc, range_of(whole), day, gregorian_year, gregorian_month, gregorian_day, out);
    }
}

fn put_date(
    doc: &Document<'_>,
    range: TextRange,
    day: Option<i64>,
    year: i64,
    month: u32,
    on: u32,
    out: &mut Findings<'_>,
) {
    let text = doc.text();
    let after = text[range.end()..].trim_start();
    if after.starts_with(['(', ')']) || text[..range.start()].ends_with('(') {
        return;
    }
    // The date may follow in the calendar the reader knows.
    for lead in [", corresponding to ", " corresponding to ", ", equivalent to ", ", i.e. ", ", or "] {
        if text[range.end()..].starts_with(lead) {
            out.report(range, "the date is given in two calendars").confidence(0.85).suggest(
                "Delete the one few readers know",
                [Edit::delete(TextRange::new(range.start(), range.end() + lead.len()))],
            );
            return;
        }
    }
    let meant = match day {
        Some(_) => usage::date(text, year, month, on),
        None => year.to_string(),
    };
    out.report(range, format!("`{}` is a date of another calendar", doc.quote(range)))
        .confidence(0.93)
        .suggest(format!("Write `{meant}`"), [Edit::replace(range, meant)]);
}

/// The day number of a date of the tabular Islamic calendar with its astronomical epoch (Reingold and Dershowitz, *Calendrical Calculations*): within a
/// day of what was observed.
fn islamic(year: i64, month: i64, day: i64) -> i64 {
    const EPOCH: i64 = -492_149;
    day + 29 * (month - 1) + month / 2 + (year - 1) * 354 + (3 + 11 * year) / 30 + EPOCH - 1
}

/// Days from 1 January 1970 to a date of the Gregorian calendar (Hinnant, *chrono-Compatible Low-Level Date Algorithms*).
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year - era * 400;
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The reverse of [`days`].
fn civil(days: i64) -> (i64, u32, u32) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted - era * 146_097;
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, u32::try_from(month).unwrap_or(1), u32::try_from(day).unwrap_or(1))
}

/// `1 April 2025 r.`, `in 2019 year`.
fn year_signs(doc: &Document<'_>, out: &mut Findings<'_>) {
    static SIGN: Sought = Sought::new(
        &[
            "0000",
            "г р r g god a m e év gada gadā roku rok yılı yılında goda godu rokiv metų aasta an anno år års 年 年度 년 년도",
        ],
        r"(?-u:\b)(?:1[5-9]|20)[0-9][0-9]((?: ?(?:г|р)\.?|[  ](?:r|g|god|a|m|e|év|gada|gadā|roku|rok|yılı|yılında|goda|godu|rokiv|metų|aasta|an|anno|års?))(?-u:\b)\.?(?:е\.)?|年(?:度)?|년(?:도)?)",
    );
    static YEAR: Sought = Sought::new(
        &["0000", "year"],
        r"(?-u:\b)(?:in|of|since|from|until|by|In|Since) (?:the )?((?:1[5-9]|20)[0-9][0-9](?:th|st|nd|rd)?( year)(?-u:\b))(?:[^-a-zA-Z\x{80}-\x{10FFFF}0-9_]|$)",
    );
    static THE_YEAR: Sought = Sought::new(
        &["century", "year", "0"],
        r"(?-u:\b)(?:in|since|from|until) (?:the )?([0-9]{1,2}(?:st|nd|rd|th)) year of the (?:last|past|this|20th|twentieth) century(?-u:\b)",
    );
    let text = doc.text();
    for found in SIGN.captures_iter(doc) {
        let Some(sign) = found.get(1) else { continue };
        let word = sign.as_str().trim();
        // `2019 a` and `2025 an` may go on as English; letters alone want the stop of an abbreviation.
        if matches!(word, "a" | "an" | "m" | "e" | "g" | "r") || word == "a." {
            continue;
        }
        let rest = &text[sign.end()..];
        let ends = sign.as_str().ends_with('.')
            && (rest.trim_start().is_empty()
                || rest.starts_with('\n')
                || rest.trim_start().starts_with(char::is_uppercase) && rest.starts_with(' '));
        let replacement = if ends { "." } else { "" };
        out.report(range_of(sign), format!("`{word}` after a year means `year`"))
            .confidence(0.94)
            .suggest("Drop it", [Edit::replace(range_of(sign), replacement)]);
    }
    for found in YEAR.captures_iter(doc) {
        let (Some(both), Some(word)) = (found.get(1), found.get(2)) else { continue };
        let digits: String = both.as_str().chars().take_while(char::is_ascii_digit).collect();
        let with_the = text[..both.start()].ends_with("the ");
        let start = if with_the { both.start() - 4 } else { both.start() };
        let range = if with_the || both.as_str()[..both.as_str().len() - 5].len() > digits.len() {
            TextRange::new(start, both.end())
        } else {
            range_of(word)
        };
        let edit = if range == range_of(word) { Edit::delete(range) } else { Edit::replace(range, digits) };
        out.report(range, "English gives the year without the word").confidence(0.88).suggest("Drop `year`", [edit]);
    }
    for found in THE_YEAR.captures_iter(doc) {
        let Some(year) = found.get(1) else { continue };
        out.report(range_of(year), "the year is counted within its century")
            .confidence(0.6)
            .severity(Severity::Info)
            .ask("Which year is it?");
    }
}

/// The months, for a regular expression.
macro_rules! names {
    () => {
        "January|February|March|April|May|June|July|August|September|October|November|December"
    };
}

/// `1933. May 4.`, `2024. 11. 19.`, `4. May 1933`, `2024年11月19日`.
fn orders(doc: &Document<'_>, out: &mut Findings<'_>) {
    static YEAR_FIRST: Sought = Sought::new(
        &["0000", "0 00"],
        concat!(
            r"(?-u:\b)((?:1[5-9]|20)[0-9][0-9])(?:\. ?|, ?| year,? | |年 ?|년 ?)(",
            names!(),
            r"|[0-9]{1,2}(?:\. ?|月 ?|월 ?))(?: (?:the )?)?([0-9]{1,2})(?:st|nd|rd|th|\.|日|일)?( day)?"
        ),
    );
    static DAY_DOT: Sought = Sought::new(
        &["0", "january february march april may june july august september october november december"],
        concat!(r"(?-u:\b)(?:the )?([0-9]{1,2})(\.|-?(?:го|ого|e|er|º|°|ème)) (?:of )?(?:", names!(), r")(?-u:\b)"),
    );
    let text = doc.text();
    for found in YEAR_FIRST.captures_iter(doc) {
        let (Some(whole), Some(year), Some(month), Some(day)) =
            (found.get(0), number::<i64>(found.get(1)), found.get(2), number::<u32>(found.get(3)))
        else {
            continue;
        };
        let named = names!().split('|').position(|name| name == month.as_str());
        let number = match named {
            Some(at) => at as u32 + 1,
            None => month.as_str().trim_matches(|c: char| !c.is_ascii_digit()).parse().unwrap_or(0),
        };
        let separator = &whole.as_str()[4..];
        // A version (`2024.11.19`), a year and the month after it (`in 2019 May 4 was`), a list.
        let dotted = separator.starts_with('.') || separator.starts_with(['年', '년']);
        if !(1..=12).contains(&number)
            || !(1..=31).contains(&day)
            || named.is_none() && !separator.starts_with(". ") && !separator.starts_with(['年', '년'])
            || named.is_some()
                && !dotted
                && separator.starts_with(' ')
                && text[whole.end()..].trim_start().starts_with(|c: char| c.is_ascii_digit() || c == '%')
        {
            continue;
        }
        if text[whole.end()..].starts_with(|c: char| c.is_ascii_digit() || c == ',') {
            continue;
        }
        // A stamp of date and time is furniture.
        if text[whole.end()..].trim_start().starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let stop = whole.as_str().ends_with('.');
        // The stop of the day number may end the sentence too.
        let rest = &text[whole.end()..];
        let ends = stop
            && (rest.is_empty()
                || rest.starts_with('\n')
                || rest.starts_with(' ') && rest.trim_start().starts_with(char::is_uppercase));
        let end = if ends { whole.end() - 1 } else { whole.end() };
        let range = TextRange::new(whole.start(), end);
        let meant = usage::date(text, year, number, day);
        out.report(range, "English puts the year last")
            .confidence(if dotted { 0.93 } else { 0.85 })
            .suggest(format!("Write `{meant}`"), [Edit::replace(range, meant)]);
    }
    for found in DAY_DOT.captures_iter(doc) {
        let (Some(whole), Some(sign)) = (found.get(0), found.get(2)) else { continue };
        let before = text[..whole.start()].trim_end();
        let last = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        // `in group 4. May was`, `1. April` at the head of a line: a sentence ends, a list begins.
        let dated = matches!(
            last,
            "on" | "On"
                | "from"
                | "until"
                | "by"
                | "till"
                | "since"
                | "before"
                | "after"
                | "Monday"
                | "Tuesday"
                | "Wednesday"
                | "Thursday"
                | "Friday"
                | "Saturday"
                | "Sunday"
                | "to"
                | "of"
                | "and"
                | "the"
                | "between"
                | "then"
                | "already"
        ) || text[whole.end()..].trim_start().starts_with(|c: char| c.is_ascii_digit());
        if !dated || before.ends_with('\n') || before.is_empty() || text[..whole.start()].ends_with('\n') {
            continue;
        }
        out.report(range_of(sign), "English writes the day without a stop")
            .confidence(0.9)
            .suggest("Drop it", [Edit::delete(range_of(sign))]);
    }
}

/// `until 25. may`, `3. in January`, `already 18. the day`: a day or an ordinal with its stop, before a month in small
/// letters or with a word between.
fn ordinal_days(doc: &Document<'_>, out: &mut Findings<'_>) {
    static DAY: Sought = Sought::new(
        &["0", "january february march april may june july august september october november december day"],
        concat!(r"(?-u:\b)([0-9]{1,2})\. (in (?i:(", names!(), r"))|(?i:(", names!(), r"))|(?:the )?day)(?-u:\b)"),
    );
    let text = doc.text();
    for found in DAY.captures_iter(doc) {
        let (Some(whole), Some(day), Some(rest)) = (found.get(0), number::<u32>(found.get(1)), found.get(2)) else {
            continue;
        };
        let range = range_of(whole);
        let small = rest.as_str().starts_with(char::is_lowercase);
        // `3. May` at the head of a line counts an item of a list; with a capital it is a date of `orders`.
        let heads = text[..range.start()].rsplit('\n').next().unwrap_or_default().trim().is_empty();
        if !(1..=31).contains(&day) || !small || heads || text[..range.start()].ends_with(['.', ',', ':', '-']) {
            continue;
        }
        let (message, meant) = match (found.get(3), found.get(4)) {
            (Some(month), _) => ("English writes the month before the day", on_day(text, month.as_str(), day)),
            (_, Some(month)) => (
                "English writes the day without a stop and the month with a capital",
                format!("{day} {}", crate::language::inflect::with_case_of("Aa", month.as_str())),
            ),
            _ => {
                let article = if text[..range.start()].ends_with("the ") { "" } else { "the " };
                ("English writes an ordinal with its ending", format!("{article}{} day", usage::ordinal(day)))
            }
        };
        out.report(range, message).confidence(0.9).suggest(format!("Write `{meant}`"), [Edit::replace(range, meant)]);
    }
}

/// A day of a month without its year, as the text writes its dates, after `on`.
fn on_day(text: &str, month: &str, day: u32) -> String {
    let name = crate::language::inflect::with_case_of("Aa", month);
    let month = names!().split('|').position(|known| known == name).map_or(1, |at| at as u32 + 1);
    format!("on {}", without_year(text, month, day))
}

/// A day of a month as the text writes its dates, without the year.
fn without_year(text: &str, month: u32, day: u32) -> String {
    usage::date(text, 2000, month, day).trim_end_matches("2000").trim_end_matches([' ', ',']).to_string()
}

/// `10 month 18 day`: months and days counted, as Chinese and Japanese name a date; and `In June 28th`.
fn counted_days(doc: &Document<'_>, out: &mut Findings<'_>) {
    static COUNTED: Sought =
        Sought::new(&["month", "day", "0"], r"(?-u:\b)([0-9]{1,2}) month ([0-9]{1,2}) day(?-u:\b)");
    static IN_DAY: Sought = Sought::new(
        &["in", "january february march april may june july august september october november december", "0"],
        concat!(r"(?-u:\b)([Ii]n) (?:", names!(), r") [0-9]{1,2}(?:st|nd|rd|th)(?:[,.;)]| [12][0-9]{3}(?-u:\b))"),
    );
    let text = doc.text();
    for found in COUNTED.captures_iter(doc) {
        let (Some(whole), Some(month), Some(day)) =
            (found.get(0), number::<u32>(found.get(1)), number::<u32>(found.get(2)))
        else {
            continue;
        };
        if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            continue;
        }
        let meant = without_year(text, month, day);
        out.report(range_of(whole), "a date by the number of its month")
            .confidence(0.9)
            .suggest(format!("Write `{meant}`"), [Edit::replace(range_of(whole), meant)]);
    }
    for found in IN_DAY.captures_iter(doc) {
        let Some(preposition) = found.get(1) else { continue };
        let meant = crate::language::inflect::with_case_of(preposition.as_str(), "on");
        out.report(range_of(preposition), "a day takes `on`")
            .confidence(0.9)
            .suggest(format!("Write `{meant}`"), [Edit::replace(range_of(preposition), meant)]);
    }
}

/// From one hour to another, for a regular expression.
macro_rules! span {
    () => {
        r"(?P<from>[0-9]{1,2})(?:[.:](?P<from_minute>[0-9][0-9]))?(?: ?[–—-] ?| (?:to|bis|do|till|a) )(?P<to>[0-9]{1,2})(?:[.:](?P<to_minute>[0-9][0-9]))?"
    };
}

/// What languages set after an hour, for a regular expression.
macro_rules! unit {
    () => {
        r"(?P<unit>hod\.?|hodin|Uhr|uur|u\.|óra|óráig|ura|uri|h\.?|godz\.?|tiden|часов|ч\.|год\.|WIB|WITA|giờ|horas|heures|ore|val\.|น\.)"
    };
}

/// `9h30`, `clock 06.15`, `godz. 6:00`, `19.00 Uhr`, `2 thum`.
fn clocks(doc: &Document<'_>, out: &mut Findings<'_>) {
    static BEFORE: Sought = Sought::new(
        &[
            "clock kl klo klokken klockan klukkan godz godzina godzine godziny hod hodine hodině um pukul pkl jam orele ora ore saat ώρα alle aux lúc às à",
            "0",
        ],
        "(?i)(?-u:\\b)(?:(?:at |by )?(?:the )?clock|kl\\.?|klo\\.?|klokken|klockan|klukkan|godz\\.?|godzin[aey]|hod\\.|o hodin[eě]|um|pukul|pkl\\.?|jam|orele|ora|alle ore|ore|saat|ώρα|alle|aux alentours de|vào lúc|lúc|às|à)[  ]([0-9]{1,2})(?:([.:h,])([0-9][0-9]))?(?: ?(?:Uhr|uur|WIB|WITA|WIT|hrs))?(?-u:\\b)",
    );
    static AFTER: Sought = Sought::new(
        &[
            "uhr uur wib wita godz hod óra órakor órai óráig tiden heure heures hora horas ore часов godzin godzina godzine godziny hodin giờ clock thum nalika",
            "0",
        ],
        "(?-u:\\b)([0-9]{1,2})(?:([.:])([0-9][0-9]))? ?(Uhr(?: ([0-9][0-9]))?|uur|WIB|WITA|godz\\.|hod\\.|óra|órakor|órai|óráig|óráig|tiden|heures?|horas|horas?|ore|часов|godzin[aey]?|hodin|giờ(?: ([0-9][0-9]))?|o['’]clock ([0-9]{1,2})(?: minutes)?|thum|nalika)(?-u:\\b)",
    );
    static SPAN_AFTER_WORD: Sought = Sought::new(
        &["kl klo godz ora ore orele alle pukul saat lúc", "0"],
        concat!(
            r"(?-u:\b)(?P<lead>(?:kl|klo|godz|od godz|ora|ore|orele|alle|pukul|saat|lúc)\.? )",
            span!(),
            "(?: ?",
            unit!(),
            r")?(?:(?-u:\b)|$)"
        ),
    );
    static SPAN_BEFORE_UNIT: Sought = Sought::new(
        &["hod hodin uhr uur u óra óráig ura uri h godz tiden часов ч год wib wita giờ horas heures ore val น", "0"],
        concat!(r"(?-u:\b)", span!(), " ?", unit!(), r"(?:(?-u:\b)|$)"),
    );
    // Before and after noon: `π.μ.`, `μ.μ.`
    static GREEK: Sought = Sought::new(&["μ", "0"], r"(?-u:\b)([0-9]{1,2})(?:([.:])([0-9][0-9]))? ?([πμ])\.? ?μ\.?");
    static LETTER: Sought =
        Sought::new(&["h", "0"], r"(?-u:\b)([0-9]{1,2}) ?[hH](?: ?([0-9][0-9])(?:\s?min)?)?(?-u:\b)");
    static HOURS: Sought = Sought::new(
        &["hour hours hr hrs h clock", "0"],
        r"(?-u:\b)(?:at|from|until|till|by|to|around|about|At|From|Until|before|after) ([0-9]{1,2})(?:([.:])([0-9][0-9])) (?:hours?|hrs?\.?|h\.?)(?:(?-u:\b)|$)|(?-u:\b)(?:at|At|from|From|until|by|around) ([0-9]{1,2}) hours? (?:and )?([0-9]{1,2}) min(?:utes)?(?-u:\b)|(?-u:\b)(?:at|At|until|from) (1[3-9]|2[0-4]) (?:o['’]clock|hours)(?-u:\b)",
    );
    let text = doc.text();
    let put = |out: &mut Findings<'_>, range: TextRange, hour: u32, minute: u32, separator: char| {
        if hour > 24 || minute > 59 || !doc.is_prose(range) {
            return;
        }
        let mut meant = usage::time(text, hour, minute, separator);
        if text[range.end()..].starts_with('.') && meant.ends_with('.') {
            meant.pop();
        }
        out.report(range, format!("`{}` tells the time as the source language does", doc.quote(range)))
            .confidence(0.92)
            .suggest(format!("Write `{meant}`"), [Edit::replace(range, meant)]);
    };
    let separator_of = |found: Option<regex::Match<'_>>| match found.map(|mark| mark.as_str()) {
        Some(".") => '.',
        _ => ':',
    };
    let mut taken: Vec<TextRange> = Vec::new();
    for found in SPAN_AFTER_WORD.captures_iter(doc).chain(SPAN_BEFORE_UNIT.captures_iter(doc)) {
        let (Some(whole), Some(from), Some(to)) =
            (found.get(0), number::<u32>(found.name("from")), number::<u32>(found.name("to")))
        else {
            continue;
        };
        let minutes: (Option<u32>, Option<u32>) = (number(found.name("from_minute")), number(found.name("to_minute")));
        let unit = found.name("unit").map(|unit| unit.as_str());
        // `8–10 h` may be how long it takes.
        let letter = matches!(unit, Some("h" | "h." | "u." | "ore" | "horas" | "heures"));
        let led = found.name("lead").is_some();
        if !led && letter && minutes.0.is_none() && minutes.1.is_none() && to < 13
            || taken.iter().any(|other| other.intersects(range_of(whole)))
            || from.max(to) > 24
            || !doc.is_prose(range_of(whole))
        {
            continue;
        }
        taken.push(range_of(whole));
        let (from, to) =
            (usage::time(text, from, minutes.0.unwrap_or(0), ':'), usage::time(text, to, minutes.1.unwrap_or(0), ':'));
        let mut meant = format!("{from}–{to}");
        if meant.ends_with('.') && text[whole.end()..].starts_with('.') {
            meant.pop();
        }
        out.report(range_of(whole), "these hours are written as the source language writes them")
            .confidence(0.93)
            .suggest(format!("Write `{meant}`"), [Edit::replace(range_of(whole), meant)]);
    }
    for found in BEFORE.captures_iter(doc) {
        let Some(whole) = found.get(0) else { continue };
        let word = whole.as_str().split([' ', '\u{a0}']).next().unwrap_or_default().to_lowercase();
        let minutes: Option<u32> = number(found.get(3));
        // Words that mean other things in English want minutes, or an hour after `at`.
        let prefix = text[..whole.start()].trim_end();
        let short =
            matches!(&*word, "um" | "jam" | "ore" | "ora" | "alle" | "à" | "às" | "kl" | "saat" | "the" | "clock");
        if short && minutes.is_none()
            || word.starts_with(char::is_uppercase)
            || prefix.ends_with("around the")
            || prefix.ends_with("o'")
            || prefix.ends_with("o’")
        {
            continue;
        }
        let Some(hour) = number::<u32>(found.get(1)) else { continue };
        let kept = ["at the ", "by the ", "at ", "by "]
            .iter()
            .find(|kept| whole.as_str().to_ascii_lowercase().starts_with(*kept))
            .map_or(0, |_| "at ".len());
        let range = TextRange::new(whole.start() + kept, whole.end());
        if taken.iter().any(|other| other.intersects(range)) {
            continue;
        }
        taken.push(range);
        put(out, range, hour, minutes.unwrap_or(0), separator_of(found.get(2)));
    }
    for found in AFTER.captures_iter(doc) {
        let (Some(whole), Some(hour), Some(unit)) = (found.get(0), number::<u32>(found.get(1)), found.get(4)) else {
            continue;
        };
        if taken.iter().any(|range| range.intersects(range_of(whole)))
            || matches!(unit.as_str(), "ore" | "horas" | "hora" | "heures" | "heure" | "tiden")
                && found.get(3).is_none()
        {
            continue;
        }
        let minute: u32 = number(found.get(3))
            .or(number(found.get(5)))
            .or(number(found.get(6)))
            .or(number(found.get(7)))
            .unwrap_or(0);
        // The Thai evening counts from six.
        let hour = if unit.as_str() == "thum" { hour + 18 } else { hour };
        taken.push(range_of(whole));
        put(out, range_of(whole), hour, minute, separator_of(found.get(2)));
    }
    for found in GREEK.captures_iter(doc) {
        let (Some(whole), Some(hour), Some(half)) = (found.get(0), number::<u32>(found.get(1)), found.get(4)) else {
            continue;
        };
        let hour = hour % 12 + if half.as_str() == "μ" { 12 } else { 0 };
        taken.push(range_of(whole));
        put(out, range_of(whole), hour, number(found.get(3)).unwrap_or(0), separator_of(found.get(2)));
    }
    for found in LETTER.captures_iter(doc) {
        let (Some(whole), Some(hour)) = (found.get(0), number::<u32>(found.get(1))) else { continue };
        let before = text[..whole.start()].trim_end();
        let last = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase();
        let dated = matches!(
            &*last,
            "at" | "from"
                | "until"
                | "till"
                | "to"
                | "by"
                | "around"
                | "before"
                | "after"
                | "between"
                | "and"
                | "daily"
                | "noon"
                | "about"
                | "opens"
                | "closes"
                | "since"
                | "open"
        );
        let minute: Option<u32> = number(found.get(2));
        // `24h`, `3 h`: a duration.
        if !dated && minute.is_none()
            || matches!(&*last, "about" | "to" | "after" | "and" | "by")
                && minute.is_none()
                && !whole.as_str().ends_with('h')
            || whole.as_str().contains(' ') && minute.is_none()
            || text[..whole.start()].ends_with(['.', ',', '-', '/'])
            || text[whole.end()..].starts_with(['-', '/'])
            || hour > 24
            || taken.iter().any(|range| range.intersects(range_of(whole)))
        {
            continue;
        }
        // `open 24h`.
        if minute.is_none() && hour >= 24 {
            continue;
        }
        taken.push(range_of(whole));
        put(out, range_of(whole), hour, minute.unwrap_or(0), ':');
    }
    for found in HOURS.captures_iter(doc) {
        let Some(whole) = found.get(0) else { continue };
        let Some(hour) = number::<u32>(found.get(1).or(found.get(4)).or(found.get(6))) else { continue };
        let start = whole.start() + whole.as_str().find(' ').map_or(0, |at| at + 1);
        let range = TextRange::new(start, whole.end());
        if taken.iter().any(|other| other.intersects(range)) {
            continue;
        }
        put(out, range, hour, number(found.get(3).or(found.get(5))).unwrap_or(0), separator_of(found.get(2)));
    }
}

/// `the 12 of May`, `on day 12 May`, `in month of May`, `in year 2019`.
fn days_of_months(doc: &Document<'_>, out: &mut Findings<'_>) {
    static DAY: Sought = Sought::new(
        &["of day the", "january february march april may june july august september october november december", "0"],
        concat!(
            r"(?-u:\b)(?:on|On|from|From|until|since|Since|by|till|before|after|between|born|died|married|opened|arrived|left) ((?:the )?(?:day )?([0-9]{1,2})(?:st|nd|rd|th)?( of(?: the)?)? (",
            names!(),
            r")(?:(?: of|,)? ((?:1[5-9]|20)[0-9][0-9]))?)(?-u:\b)"
        ),
    );
    static MONTH: Sought = Sought::new(
        &["month", "january february march april may june july august september october november december"],
        concat!(
            r"(?-u:\b)(?:in|In|since|until|from|by) ((?:month(?: of)?|the month) (",
            names!(),
            r")|the (",
            names!(),
            r") month)(?-u:\b)"
        ),
    );
    static YEAR: Sought = Sought::new(
        &["0000", "year past current last"],
        r"(?-u:\b)(?:in|In|since|Since|until|from|by) ((?:the )?year of |year |the (?:past|current|last) )((?:1[5-9]|20)[0-9][0-9](?: year)?)(?-u:\b)",
    );
    let text = doc.text();
    for found in DAY.captures_iter(doc) {
        let (Some(whole), Some(day), Some(name)) = (found.get(1), number::<u32>(found.get(2)), found.get(4)) else {
            continue;
        };
        let written = whole.as_str();
        // `on the 12th of May` and `on 12 May` are English.
        let ordinal = written.contains("th") && found.get(3).is_some() && !written.contains("day ") && {
            let after = written.trim_start_matches("the ").trim_start_matches(|c: char| c.is_ascii_digit());
            ["st", "nd", "rd", "th"].iter().any(|ending| after.starts_with(ending))
        };
        let figure = written.trim_start_matches("the ").trim_start_matches(|c: char| c.is_ascii_digit());
        let plain = ["st", "nd", "rd", "th"].iter().any(|ending| figure.starts_with(ending));
        if ordinal || plain && !written.contains("day ") || found.get(3).is_none() && !written.contains("day ") {
            continue;
        }
        let month = names!().split('|').position(|month| month == name.as_str()).map_or(0, |at| at as u32 + 1);
        if !(1..=31).contains(&day) || text[whole.end()..].starts_with(['’', '\'']) {
            continue;
        }
        let year: Option<i64> = number(found.get(5));
        let meant = match year {
            Some(year) => usage::date(text, year, month, day),
            None => without_year(text, month, day),
        };
        out.report(range_of(whole), "English gives a date without these words")
            .confidence(0.85)
            .suggest(format!("Write `{meant}`"), [Edit::replace(range_of(whole), meant)]);
    }
    for found in MONTH.captures_iter(doc) {
        let (Some(whole), Some(name)) = (found.get(1), found.get(2).or(found.get(3))) else { continue };
        out.report(range_of(whole), "English names a month without the word")
            .confidence(0.85)
            .suggest(format!("Write `{}`", name.as_str()), [Edit::replace(range_of(whole), name.as_str())]);
    }
    for found in YEAR.captures_iter(doc) {
        let (Some(lead), Some(year)) = (found.get(1), found.get(2)) else { continue };
        if lead.as_str().starts_with("the ") && lead.as_str().ends_with("t ") && !year.as_str().ends_with("year") {
            continue;
        }
        let range = TextRange::new(lead.start(), year.end());
        let meant = &year.as_str()[..4];
        out.report(range, "English gives the year without the word")
            .confidence(0.85)
            .suggest(format!("Write `{meant}`"), [Edit::replace(range, meant)]);
    }
}

/// `the year Tân Sửu`, `the Xinchou year`, `in the year Gapjin`: years by their stem and branch, sixty in a row.
fn sexagenary(doc: &Document<'_>, out: &mut Findings<'_>) {
    static YEAR: Sought = Sought::new(
        &["year"],
        r"(?-u:\b)(?:the )?year (?:of )?(?:the )?(\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?)|(?-u:\b)the (\p{Lu}\p{L}+) year(?-u:\b)",
    );
    const CYCLES: [(&[&str; 10], &[&str; 12], &str); 3] = [
        (
            &["giáp", "ất", "bính", "đinh", "mậu", "kỷ", "canh", "tân", "nhâm", "quý"],
            &["tý", "sửu", "dần", "mão", "thìn", "tỵ", "ngọ", "mùi", "thân", "dậu", "tuất", "hợi"],
            " ",
        ),
        (
            &["jia", "yi", "bing", "ding", "wu", "ji", "geng", "xin", "ren", "gui"],
            &["zi", "chou", "yin", "mao", "chen", "si", "wu", "wei", "shen", "you", "xu", "hai"],
            "",
        ),
        (
            &["gap", "eul", "byeong", "jeong", "mu", "gi", "gyeong", "sin", "im", "gye"],
            &["ja", "chuk", "in", "myo", "jin", "sa", "o", "mi", "sin", "yu", "sul", "hae"],
            "",
        ),
    ];
    static MODERN: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?-u:\b)(?:19|20)[0-9][0-9](?-u:\b)").expect("a valid expression"));
    for found in YEAR.captures_iter(doc) {
        let (Some(whole), Some(name)) = (found.get(0), found.get(1).or(found.get(2))) else { continue };
        let lower = name.as_str().to_lowercase();
        let place = (0..60).find(|n| {
            CYCLES.iter().any(|(stems, branches, gap)| lower == format!("{}{gap}{}", stems[n % 10], branches[n % 12]))
        });
        let Some(place) = place else { continue };
        let range = range_of(whole);
        let finding = out.report(range, format!("`{}` is a year in a row of sixty", name.as_str()));
        finding.confidence(0.92);
        // The last such year before the latest that the text names.
        let latest = MODERN.find_iter(doc.text()).filter_map(|year| year.as_str().parse::<usize>().ok()).max();
        match latest {
            Some(latest) => {
                let meant = (latest - (latest + 56 - place) % 60).to_string();
                finding.suggest(format!("Write `{meant}`"), [Edit::replace(range, meant)]);
            }
            None => {
                finding.ask("Which year is it?");
            }
        }
    }
}

/// `the decade of ’60`, `the years ’90`, `the 70-ies`: decades of the last century.
fn decades(doc: &Document<'_>, out: &mut Findings<'_>) {
    static DECADE: Sought = Sought::new(
        &["decade decades years ies ties er", "00"],
        r"(?:(?-u:\b)[Tt]he )?(?-u:\b)(?:decades? of (?:the )?(?:years )?[’'‘]?([2-9]0)(?:s|['’]s)?|years (?:of )?[’'‘]([2-9]0)s?|([2-9]0)(?:-?ies|-?ties|-?er years|-s years))(?-u:\b)",
    );
    for found in DECADE.captures_iter(doc) {
        let (Some(whole), Some(decade)) = (found.get(0), found.get(1).or(found.get(2)).or(found.get(3))) else {
            continue;
        };
        let range = range_of(whole);
        let article = match &whole.as_str()[..1] {
            "T" => "The ",
            "t" => "the ",
            _ if doc.text()[..range.start()].ends_with("in ") => "the ",
            _ => "",
        };
        let meant = format!("{article}19{}s", decade.as_str());
        out.report(range, format!("`{}` is a decade as another language names it", doc.quote(range)))
            .confidence(0.9)
            .suggest(format!("Write `{meant}`"), [Edit::replace(range, meant)]);
    }
}

/// The hour that a figure or a word from one to twelve names.
fn hour_of(written: &str) -> Option<u32> {
    let lower = written.to_ascii_lowercase();
    let hour = lower.parse().ok().or_else(|| crate::language::lexicon::number_word(&lower)?.try_into().ok());
    hour.filter(|hour| (1..=24).contains(hour))
}

/// The hour of the day that a part of the day makes of an hour of the clock.
fn in_part(hour: u32, part: &str) -> u32 {
    match (part, hour) {
        (_, 13..) => hour,
        ("morning" | "dawn", 12) | ("night" | "midnight", 12) => 0,
        ("morning" | "dawn", _) => hour,
        ("night" | "midnight", 1..=5) => hour,
        ("noon" | "midday", 10..=12) => hour,
        (_, 12) => 12,
        _ => hour + 12,
    }
}

/// An hour in figures or letters, for a regular expression.
macro_rules! hour {
    () => {
        r"([0-9]{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    };
}

/// A part of the day, for a regular expression.
macro_rules! part {
    () => {
        "(morning|afternoon|evening|night|noon|midday|midnight|dawn)"
    };
}

/// Times told in words in the order of another language: `afternoon 4 o’clock`, `half past 4 noon`, `seven and a half
/// o’clock`, `hour ten of the morning`.
fn spoken(doc: &Document<'_>, out: &mut Findings<'_>) {
    static PART_FIRST: Sought = Sought::new(
        &["morning afternoon evening night noon midday midnight dawn", "clock hours"],
        concat!(
            r"(?i)(?-u:\b)(?:in the |the |at )?",
            part!(),
            r",? ",
            hour!(),
            r"(?:[.:]([0-9][0-9]))? ?(?:o['’]clock|hours)(?: (?:and )?(half|thirty|[0-9][0-9] minutes|[0-9][0-9]))?(?-u:\b)"
        ),
    );
    static PART_LAST: Sought = Sought::new(
        &["morning afternoon evening night noon midday midnight dawn", "past quarter clock hour hours"],
        concat!(
            r"(?i)(?-u:\b)(?:(half past |quarter past |quarter to |a quarter past |a quarter to )",
            hour!(),
            r"( o['’]clock| hours?)?|",
            hour!(),
            r"( o['’]clock| hours?))( of the| at| in)? ",
            part!(),
            r"(?-u:\b)"
        ),
    );
    static AND_HALF: Sought = Sought::new(
        &["half quarter thirty", "clock less minus without"],
        concat!(
            r"(?i)(?-u:\b)",
            hour!(),
            r" (?:and (?:a )?(half|quarter) o['’]clock|o['’]clock (?:and )?(?:a )?(half|quarter|thirty)|(?:o['’]clock )?(?:less|minus|without) (?:a )?(quarter))(?-u:\b)"
        ),
    );
    static NAMED_HOUR: Sought = Sought::new(
        &["hour", "morning afternoon evening night noon midday midnight dawn"],
        concat!(
            r"(?i)(?-u:\b)(?:the )?hour (?:of )?",
            hour!(),
            r"( and a half)? (?:of|in|at) (?:the )?",
            part!(),
            r"(?-u:\b)"
        ),
    );
    static CLOCK: Sought = Sought::new(
        &["clock hours hour", "0"],
        r"(?-u:\b)([0-9]{1,2})(?:([.:])([0-9][0-9]))? (?:o['’]clock|hours)(?: ?(a\.?m(?-u:\b)\.?|p\.?m(?-u:\b)\.?|AM|PM))?|(?-u:\b)([0-9]{1,2}) hours? (?:in|of) the (morning|afternoon|evening|night)(?-u:\b)",
    );
    const EAST_AFRICA: &[&str] =
        &["Tanzania", "Kenya", "Nairobi", "Dar es Salaam", "shilling", "Swahili", "Mombasa", "Zanzibar", "Uganda"];
    let text = doc.text();
    let mut taken: Vec<TextRange> = Vec::new();
    let mut put = |range: TextRange, meant: String| {
        if taken.iter().any(|other| other.intersects(range)) || !doc.is_prose(range) {
            return;
        }
        taken.push(range);
        let mut meant = meant;
        if meant.ends_with('.') && text[range.end()..].starts_with('.') {
            meant.pop();
        }
        if text[range].starts_with(char::is_uppercase) {
            meant = crate::language::inflect::with_case_of(&text[range], &meant).to_string();
        }
        out.report(range, format!("`{}` tells the time as the source language does", doc.quote(range)))
            .confidence(0.93)
            .suggest(format!("Write `{meant}`"), [Edit::replace(range, meant)]);
    };
    for found in NAMED_HOUR.captures_iter(doc) {
        let (Some(whole), Some(hour), Some(part)) =
            (found.get(0), found.get(1).and_then(|hour| hour_of(hour.as_str())), found.get(3))
        else {
            continue;
        };
        let part = part.as_str().to_ascii_lowercase();
        // East Africa counts the hours from sunrise and from sunset.
        let hour = if !mentions(text, EAST_AFRICA) {
            in_part(hour, &part)
        } else if part == "night" || matches!(&*part, "morning" | "dawn") && hour > 9 {
            (hour + 18) % 24
        } else {
            hour + 6
        };
        let minute = if found.get(2).is_some() { 30 } else { 0 };
        put(range_of(whole), usage::time(text, hour, minute, '.'));
    }
    for found in PART_FIRST.captures_iter(doc) {
        let (Some(whole), Some(part), Some(hour)) =
            (found.get(0), found.get(1), found.get(2).and_then(|hour| hour_of(hour.as_str())))
        else {
            continue;
        };
        let minute = number(found.get(3)).or(found.get(4).map(|minutes| match minutes.as_str() {
            "half" | "thirty" => 30,
            figure => figure.trim_end_matches(" minutes").parse().unwrap_or(0),
        }));
        // `tomorrow morning, 6 o’clock` is English with its comma.
        if minute.unwrap_or(0) > 59 || whole.as_str().contains(',') {
            continue;
        }
        let lead = if whole.as_str().to_ascii_lowercase().starts_with("at ") { 3 } else { 0 };
        let range = TextRange::new(whole.start() + lead, whole.end());
        let hour = in_part(hour, &part.as_str().to_ascii_lowercase());
        put(range, usage::time(text, hour, minute.unwrap_or(0), '.'));
    }
    for found in PART_LAST.captures_iter(doc) {
        let (Some(whole), Some(hour), Some(part)) =
            (found.get(0), found.get(2).or(found.get(4)).and_then(|hour| hour_of(hour.as_str())), found.get(7))
        else {
            continue;
        };
        let part = part.as_str().to_ascii_lowercase();
        let link = found.get(6).map_or("", |link| link.as_str().trim());
        let (quarter, clock) = (found.get(1), found.get(3).or(found.get(5)));
        let closes = text[whole.end()..].starts_with(['.', ',', ';', ')', '\n', '!', '?']) || whole.end() == text.len();
        // `at four at night`, `the six o’clock evening news`, `one night`.
        if !(matches!(&*part, "noon" | "midday") && (link.is_empty() || link == "in")
            || link == "of the"
            || link.is_empty() && closes)
            || hour == 12 && matches!(&*part, "noon" | "midnight" | "midday") && quarter.is_none()
            || clock.is_some_and(|clock| clock.as_str().contains("hour"))
        {
            continue;
        }
        let hour = in_part(hour, &part);
        let (hour, minute) = match quarter.map(|quarter| quarter.as_str().to_ascii_lowercase()) {
            Some(quarter) if quarter.starts_with("half") => (hour, 30),
            Some(quarter) if quarter.ends_with("to ") => ((hour + 23) % 24, 45),
            Some(_) => (hour, 15),
            None => (hour, 0),
        };
        put(range_of(whole), usage::time(text, hour, minute, '.'));
    }
    for found in AND_HALF.captures_iter(doc) {
        let (Some(whole), Some(hour)) = (found.get(0), found.get(1)) else { continue };
        if hour_of(hour.as_str()).is_none_or(|hour| hour > 12) {
            continue;
        }
        let words = hour.as_str().to_ascii_lowercase();
        let before = text[..whole.start()].trim_end();
        let lead = match (found.get(2).or(found.get(3)), found.get(4)) {
            (Some(part), _) if part.as_str().eq_ignore_ascii_case("quarter") => "quarter past",
            (Some(_), _) => "half past",
            (None, Some(_)) if before.ends_with("at") || whole.as_str().contains("clock") => "quarter to",
            _ => continue,
        };
        put(range_of(whole), format!("{lead} {words}"));
    }
    for found in CLOCK.captures_iter(doc) {
        let Some(whole) = found.get(0) else { continue };
        let Some(hour) = number::<u32>(found.get(1).or(found.get(5))).filter(|hour| *hour <= 24) else { continue };
        let clock = whole.as_str().contains("clock");
        let minute: Option<u32> = number(found.get(3));
        let part = found.get(6).map(|part| part.as_str());
        let half = found.get(4).map(|half| half.as_str().to_ascii_lowercase());
        let before = text[..whole.start()].trim_end();
        let at = ["at", "from", "until", "till", "around", "before", "after", "At", "From"]
            .iter()
            .any(|word| before.ends_with(word));
        let hour = match (&half, part) {
            (Some(half), _) if half.starts_with('p') && hour < 12 => hour + 12,
            (Some(_), _) => hour,
            (None, Some(part)) if at => in_part(hour, part),
            (None, Some(_)) => continue,
            (None, None) if clock && (hour > 12 || minute.is_some()) => hour,
            _ => continue,
        };
        if minute.unwrap_or(0) > 59 || !clock && half.is_none() && part.is_none() {
            continue;
        }
        put(range_of(whole), usage::time(text, hour, minute.unwrap_or(0), '.'));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_calendars_are_converted() {
        assert_eq!(civil(islamic(1443, 4, 14)), (2021, 11, 19));
        assert_eq!(civil(islamic(1400, 1, 1)), (1979, 11, 20));
        assert_eq!(civil(days(2024, 2, 29)), (2024, 2, 29));
    }
}
