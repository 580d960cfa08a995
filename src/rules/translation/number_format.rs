//! Figures set as the source language sets them: decimal commas, stops between thousands, signs on the wrong side.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Document, usage};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::{Tag, lexicon};
use crate::rules::Rule;
use crate::rules::sought::Sought;
use crate::source::TextRange;

/// See `number_format.md`.
pub static RULE: Rule = Rule {
    id: "translation/number-format",
    summary: "figures set as the source language sets them",
    severity: Severity::Warning,
    mqm: "locale-conventions/number-format",
    its: "locale-violation",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    figures(doc, out);
    spaced(doc, out);
    percent(doc, out);
    money(doc, out);
    signs(doc, out);
    groups(doc, out);
    parted_sums(doc, out);
    even_sums(doc, out);
}

/// `15 000,- crowns`: the dash for the pennies that a sum does not have.
fn even_sums(doc: &Document<'_>, out: &mut Findings<'_>) {
    static EVEN: Sought =
        Sought::new(&["0", ",", "- – —"], r"(?-u:\b)([0-9]{1,3}(?:[ .\u{a0}][0-9]{3})*|[0-9]+),(?:--?|[–—])");
    let text = doc.text();
    for found in EVEN.captures_iter(doc) {
        let (Some(whole), Some(sum)) = (found.get(0), found.get(1)) else { continue };
        let range = range_of(whole);
        let joined = text[..range.start()].ends_with([',', '.', '/', '-'])
            || text[range.end()..].starts_with(|c: char| c.is_alphanumeric() || c == '-');
        let digits: String = sum.as_str().chars().filter(char::is_ascii_digit).collect();
        let Ok(value) = digits.parse() else { continue };
        if joined || !doc.is_prose(range) {
            continue;
        }
        let meant = usage::grouped(value);
        out.report(range, format!("English sets this sum as `{meant}`"))
            .confidence(0.9)
            .suggest(format!("Write `{meant}`"), [Edit::replace(range, meant)]);
    }
}

/// `received$ 378 million`, `to $ 38`: a sign of money that a space parts from its sum.
fn parted_sums(doc: &Document<'_>, out: &mut Findings<'_>) {
    let text = doc.text();
    for (at, sign) in text.match_indices(['$', '€', '£']) {
        let end = at + sign.len();
        let spaced = text[end..].strip_prefix(' ').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        // `US$ 38` and `A$ 38` are set so in some houses; `5 $ 38` and `38 € 40` are sums with the sign behind.
        let before = &text[..at];
        let joined = before.trim_end().ends_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let range = TextRange::new(at, end + 2);
        if !spaced || joined || !doc.is_prose(range) {
            continue;
        }
        let gap = Edit::delete(TextRange::new(end, end + 1));
        let finding = out.report(TextRange::new(at, end + 1), format!("a space between `{sign}` and its sum"));
        finding.confidence(0.9);
        if before.ends_with(char::is_alphabetic) {
            finding.suggest("Move the space before it", [Edit::insert(at, " "), gap]);
        } else {
            // Some printers set all their sums so.
            finding.suggest("Delete the space", [gap]).where_damaged();
        }
    }
}

/// `180,3000`: a group of four digits after a comma.
fn groups(doc: &Document<'_>, out: &mut Findings<'_>) {
    static GROUP: Sought = Sought::new(&["0", ","], r"(?-u:\b)[0-9]{1,3}(?:,[0-9]{3})*,[0-9]{4}(?-u:\b)");
    let text = doc.text();
    for found in GROUP.find_iter(doc) {
        let range = range_of(found);
        // A year after a day (`4,1933`), a list without spaces, a longer code.
        let year =
            range.len() == 6 || range.len() == 7 && matches!(found.as_str().as_bytes()[range.len() - 4], b'1' | b'2');
        let joined = text[..range.start()]
            .ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '.' | '-' | '/'))
            || text[range.end()..].starts_with([',', '.'])
                && text[range.end() + 1..].starts_with(|c: char| c.is_ascii_digit());
        if !year && !joined && doc.is_prose(range) {
            out.report(range, format!("`{}` has a group of four digits", found.as_str()))
                .confidence(0.9)
                .ask(format!("Which number is `{}`?", found.as_str()));
        }
    }
}

fn range_of(found: regex::Match<'_>) -> TextRange {
    TextRange::new(found.start(), found.end())
}

/// What stands around a figure.
struct Around<'t> {
    /// The character before it.
    before: Option<char>,
    /// The word after it, without the space or the hyphen between.
    next: &'t str,
    /// What follows it.
    rest: &'t str,
}

fn around<'t>(text: &'t str, range: TextRange) -> Around<'t> {
    let rest = &text[range.end()..];
    let trimmed = rest.trim_start_matches([' ', '\u{a0}', '-']);
    let length = trimmed.find(|c: char| !c.is_alphanumeric() && !"€$£¥₽₴₺₹%°".contains(c)).unwrap_or(trimmed.len());
    Around { before: text[..range.start()].trim_end_matches(' ').chars().next_back(), next: &trimmed[..length], rest }
}

/// Whether a figure before or after this is an amount of something: a unit, money, a multiple.
fn is_measured(around: &Around<'_>) -> bool {
    const WORDS: &[&str] = &[
        "million",
        "billion",
        "trillion",
        "thousand",
        "percent",
        "per",
        "times",
        "points",
        "percentage",
        "degrees",
        "euros",
        "euro",
        "dollars",
        "liters",
        "square",
        "cubic",
        "mln",
        "bn",
        "stars",
        "km²",
        "m²",
    ];
    let next = around.next;
    around.before.is_some_and(|c| "€$£¥₽₴₺₹".contains(c))
        || next.starts_with(['€', '$', '£', '¥', '₽', '₴', '₺', '₹', '%', '°'])
        || WORDS.contains(&next)
        || next.len() > 1
            && (lexicon::unit(next).is_some()
                || next.starts_with(char::is_lowercase) && lexicon::currency(next).is_some())
        || matches!(next, "m" | "g" | "l")
}

/// Decimal commas and stops between thousands: `2,3 million`, `18.400.000`, `4.500 square metres`.
fn figures(doc: &Document<'_>, out: &mut Findings<'_>) {
    static FIGURE: Sought = Sought::new(
        &["0", ". , ' ’"],
        concat!(
            r"(?-u:\b)(?:(?P<dots>[0-9]{1,3}(?:\.[0-9]{3}){2,}|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,2})|(?P<swiss>[0-9]{1,3}(?:['’][0-9]{3})+)|(?P<indian>[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3})",
            r"|(?P<dot>[0-9]{1,3}\.[0-9]{3})|(?P<comma>[0-9]{1,4},[0-9]{1,2}))(?-u:\b)"
        ),
    );
    let text = doc.text();
    for found in FIGURE.captures_iter(doc) {
        let Some(whole) = found.get(0) else { continue };
        let range = range_of(whole);
        let written = whole.as_str();
        let near = around(text, range);
        // A longer number, an address, a version, a score, a time.
        let tail = near.rest.chars().next();
        let joined = text[..range.start()].ends_with(['.', ',', '/', ':', '-', '–', '#', '_', '\'', '’'])
            || matches!(tail, Some(c) if ".,:/'’".contains(c))
                && near.rest[1..].starts_with(|c: char| c.is_ascii_digit());
        if joined || !doc.is_prose(range) {
            continue;
        }
        let address = written.matches('.').count() == 3
            && !is_measured(&near)
            && written.split('.').all(|group| group.parse::<u32>().is_ok_and(|group| group < 256));
        let (meant, confidence) = if address {
            continue;
        } else if found.name("dots").is_some() {
            let meant = written.replace('.', "\u{0}").replace(',', ".").replace('\u{0}', ",");
            (meant, 0.95)
        } else if found.name("swiss").is_some() {
            (written.replace(['\'', '’'], ","), 0.92)
        } else if found.name("indian").is_some() {
            match written.replace(',', "").parse() {
                Ok(value) if is_measured(&near) || written.matches(',').count() > 1 => (usage::grouped(value), 0.8),
                _ => continue,
            }
        } else if found.name("dot").is_some() {
            if !is_thousands(doc, range, written, &near) {
                continue;
            }
            (written.replace('.', ","), 0.9)
        } else {
            // Years and lists: `in 1994,12 of them`; a number from one on.
            if !is_measured(&near)
                || written.starts_with('0') && !written.starts_with("0,")
                || written.find(',').is_some_and(|at| at > 3)
            {
                continue;
            }
            (written.replace(',', "."), 0.93)
        };
        out.report(range, format!("English sets this figure as `{meant}`"))
            .confidence(confidence)
            .suggest(format!("Write `{meant}`"), [Edit::replace(range, meant)]);
    }
}

/// A figure below one with three decimals or more.
static PRECISE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?-u:\b)0\.[0-9]{3}").expect("a valid expression"));

/// Whether `4.500` is four thousand five hundred: it ends in noughts or counts money or people and things.
fn is_thousands(doc: &Document<'_>, range: TextRange, written: &str, near: &Around<'_>) -> bool {
    let text = doc.text();
    let (head, tail) = written.split_at(written.len() - 4);
    let sign = near.before.is_some_and(|c| "€$£¥₽₴₺₹".contains(c))
        || near.next.starts_with(['€', '$', '£', '¥', '₽', '₴', '₺', '₹']);
    let money = sign || near.next.starts_with(char::is_lowercase) && lexicon::currency(near.next).is_some();
    let round = tail.ends_with("00");
    let counted = near.next.len() > 3
        && near.next.starts_with(char::is_lowercase)
        && doc.tokens().get(doc.token_at(range.end() + 1)).is_some_and(|token| token.tag == Tag::Nns)
        && lexicon::unit(near.next).is_none()
        && !matches!(
            near.next,
            "times"
                | "points"
                | "percents"
                | "degrees"
                | "seconds"
                | "versus"
                | "was"
                | "is"
                | "does"
                | "has"
                | "less"
                | "this"
                | "across"
                | "plus"
                | "units"
                | "parsecs"
        )
        || matches!(
            near.next,
            "people"
                | "inhabitants"
                | "men"
                | "women"
                | "children"
                | "square"
                | "hectares"
                | "acres"
                | "copies"
                | "residents"
        );
    // A precise text writes three decimals again and again: `0.125`, `3.142`.
    let precise = PRECISE.is_match(text);
    let date = text[..range.start()].ends_with("v") || head == "0" || head.starts_with('0');
    !date
        && !precise
        && (money && !near.next.starts_with('%')
            || counted
            || round && (lexicon::unit(near.next).is_some() || near.next == "million"))
}

/// Spaces between thousands: `1 200 metres`.
fn spaced(doc: &Document<'_>, out: &mut Findings<'_>) {
    static SPACED: Sought = Sought::new(
        &["000", "0 00 000"],
        r"(?-u:\b)[0-9]{1,3}(?:[ \u{a0}\u{202f}\u{2009}][0-9]{3})+(?:,[0-9]{1,2})?(?-u:\b)",
    );
    static COMMAS: Sought = Sought::new(&["000", ","], r"(?-u:\b)[0-9]{1,3},[0-9]{3}(?-u:\b)");
    let text = doc.text();
    let mut places = Vec::new();
    for found in SPACED.find_iter(doc) {
        let range = range_of(found);
        let near = around(text, range);
        let before = text[..range.start()].trim_end();
        let last = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        // Telephone numbers, rows of figures, `in May 12 300 people`, `Room 4 112 guests`.
        let other = before.ends_with(|c: char| c.is_ascii_digit() || "+.)/#:№".contains(c))
            || last.eq_ignore_ascii_case("tel")
            || last.eq_ignore_ascii_case("phone")
            || last.eq_ignore_ascii_case("no")
            || lexicon::month(last).is_some()
            || before.ends_with('-')
            || near.rest.starts_with(['-', '/'])
            || near.rest.trim_start().starts_with(|c: char| c.is_ascii_digit())
            || matches!(last, "call" | "Call" | "fax" | "at" | "code" | "number" | "zip" | "page");
        let counted = is_measured(&near)
            || near.next.len() > 3
                && near.next.starts_with(char::is_lowercase)
                && (near.next.ends_with('s') || lexicon::person_noun(near.next).is_some() || near.next == "people")
                && !matches!(
                    near.next,
                    "was" | "is" | "has" | "this" | "does" | "across" | "less" | "thus" | "versus" | "plus"
                );
        if !other && counted && doc.is_prose(range) {
            places.push(range);
        }
    }
    // A text that does so throughout follows the SI.
    if places.len() >= 3 && !COMMAS.is_match(doc) {
        return;
    }
    for range in places {
        let written = &text[range];
        let (head, tail) = written.split_once(',').map_or((written, None), |(head, tail)| (head, Some(tail)));
        let digits: String = head.chars().filter(char::is_ascii_digit).collect();
        let Ok(value) = digits.parse::<u64>() else { continue };
        let meant = match tail {
            Some(tail) => format!("{}.{tail}", usage::grouped(value)),
            None => usage::grouped(value),
        };
        out.report(range, format!("English sets this figure as `{meant}`"))
            .confidence(0.9)
            .suggest(format!("Write `{meant}`"), [Edit::replace(range, meant)]);
    }
}

/// Signs of percentage before the figure or away from it: `%35`, `35 %`.
fn percent(doc: &Document<'_>, out: &mut Findings<'_>) {
    static BEFORE: Sought = Sought::new(&["%"], r"(?:^|[\s(“])(%\s?([0-9]+(?:[.,][0-9]+)?))(?-u:\b)");
    static AWAY: Sought = Sought::new(&["%"], r"(?-u:\b)([0-9]+(?:[.,][0-9]{1,2})?)([ \u{a0}\u{202f}]%)");
    static TIGHT: Sought = Sought::new(&["%"], r"[0-9]%");
    let text = doc.text();
    if memchr::memchr(b'%', text.as_bytes()).is_none() {
        return;
    }
    for found in BEFORE.captures_iter(doc) {
        let (Some(whole), Some(figure)) = (found.get(1), found.get(2)) else { continue };
        let number =
            if figure.as_str().contains(',') { figure.as_str().replace(',', ".") } else { figure.as_str().to_string() };
        if text[whole.end()..].starts_with(['%', 'd', 's']) || !doc.is_prose(range_of(whole)) {
            continue;
        }
        let meant = usage::percentage(text, &number);
        out.report(range_of(whole), "English sets the sign after the figure")
            .confidence(0.95)
            .suggest(format!("Write `{meant}`"), [Edit::replace(range_of(whole), meant)]);
    }
    let places: Vec<_> = AWAY.captures_iter(doc).collect();
    if places.len() >= 3 && !TIGHT.is_match(doc) {
        return;
    }
    for found in places {
        let (Some(sign), Some(whole)) = (found.get(2), found.get(0)) else { continue };
        if !doc.is_prose(range_of(whole)) {
            continue;
        }
        out.report(range_of(sign), "English sets the sign right after the figure")
            .confidence(0.9)
            .suggest("Close the gap", [Edit::replace(range_of(sign), "%")]);
    }
}

/// Signs of money after the figure: `5 €`, `€ 5`.
fn money(doc: &Document<'_>, out: &mut Findings<'_>) {
    static AFTER: Sought = Sought::new(
        &["€ $ £ ¥ ₽ ₴ ₺ ₹ ₩ ₪ ฿", "0"],
        r"(?:^|[\s(“–—-])([0-9][0-9.,]*[0-9]|[0-9])([ \u{a0}\u{202f}]?)([€$£¥₽₴₺₹₩₪฿])(?:$|[\s.,;:!?)”’–—])",
    );
    static AWAY: Sought = Sought::new(&["€ £ ¥ ₺ ₹ ₩ ₪", "0"], r"([€£¥₺₹₩₪])([ \u{a0}\u{202f}])[0-9]");
    let text = doc.text();
    let after: Vec<_> = AFTER.captures_iter(doc).collect();
    let right = |sign: &str| {
        text.match_indices(sign).any(|(at, sign)| text[at + sign.len()..].starts_with(|c: char| c.is_ascii_digit()))
    };
    for found in &after {
        let (Some(figure), Some(sign)) = (found.get(1), found.get(3)) else { continue };
        let range = TextRange::new(figure.start(), sign.end());
        if after.len() >= 4 && !right(sign.as_str())
            || !doc.is_prose(range)
            || text[sign.end()..].trim_start().starts_with(|c: char| c.is_ascii_digit())
        {
            continue;
        }
        let figure = figure.as_str();
        let decimal = figure.rsplit_once(',').is_some_and(|(_, tail)| tail.len() < 3);
        let thousands = figure.rsplit_once('.').is_some_and(|(_, tail)| tail.len() == 3);
        let number: String = figure
            .chars()
            .map(|c| match c {
                ',' if decimal => '.',
                '.' if thousands => ',',
                c => c,
            })
            .collect();
        let meant = format!("{}{number}", sign.as_str());
        out.report(range, "English sets the sign before the figure")
            .confidence(0.94)
            .suggest(format!("Write `{meant}`"), [Edit::replace(range, meant)]);
    }
    let places: Vec<_> = AWAY.captures_iter(doc).collect();
    for found in &places {
        let (Some(sign), Some(gap)) = (found.get(1), found.get(2)) else { continue };
        // `5 € 20 people`: the sign belongs to the figure before it.
        let taken = text[..sign.start()].trim_end().ends_with(|c: char| c.is_ascii_digit());
        if taken || places.len() >= 3 && !right(sign.as_str()) || !doc.is_prose(range_of(gap)) {
            continue;
        }
        out.report(range_of(gap), "English sets the sign right before the figure")
            .confidence(0.88)
            .suggest("Close the gap", [Edit::delete(range_of(gap))]);
    }
}

/// Other signs for `No.`: `№ 5`, `Nr. 5`, `n° 5`.
fn signs(doc: &Document<'_>, out: &mut Findings<'_>) {
    static SIGN: Sought = Sought::new(
        &["0", "№ nr n nro č no núm αρ ord"],
        r"(?:^|[\s(“])(№|[Nn]r\.|[Nn][°º]\.?|[Nn]\.[°º]|[Nn]ro\.?|[Čč]\.|[Nn]o:|[Nn]úm\.|Αρ\.|αρ\.|ord\.)[ \u{a0}]?[0-9]",
    );
    let text = doc.text();
    for found in SIGN.captures_iter(doc) {
        let Some(sign) = found.get(1) else { continue };
        let range = range_of(sign);
        if !doc.is_prose(range) || sign.as_str().eq_ignore_ascii_case("no:") && !text[..sign.start()].ends_with(' ') {
            continue;
        }
        let tight = text[sign.end()..].starts_with(|c: char| c.is_ascii_digit());
        let meant = if tight { "No. " } else { "No." };
        out.report(range, "English abbreviates `number` as `No.`")
            .confidence(0.88)
            .suggest("Write `No.`", [Edit::replace(range, meant)]);
    }
}
