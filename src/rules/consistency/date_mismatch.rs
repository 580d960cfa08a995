//! One event under two dates, and days that no calendar has.

use crate::document::{DateMention, Document};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::rules::Rule;

/// The rule.
pub static RULE: Rule = Rule {
    id: "consistency/date-mismatch",
    summary: "a date with its digits or its day and month swapped, or a day that the month does not have",
    severity: Severity::Warning,
    mqm: "accuracy/mistranslation",
    its: "numbers",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let dates = &doc.mentions().dates;
    if dates.len() > 400 {
        return;
    }
    for (index, date) in dates.iter().enumerate() {
        if date.day > days(date.month) {
            no_such_day(doc, date, out);
            continue;
        }
        let others = dates[..index].iter().filter(|other| other.sentence != date.sentence && same_year(other, date));
        for other in others {
            if is_turned(other, date) && !is_given_again(dates, date) {
                report_turned(doc, other, date, out);
                break;
            }
            if is_other_weekday(other, date) {
                report_day(doc, other, date, out);
                break;
            }
        }
    }
}

/// The days of a month; 29 for February.
fn days(month: u8) -> u8 {
    match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The digits of a day in the other order: 32 for 23.
fn reversed(day: u8) -> u8 {
    day % 10 * 10 + day / 10
}

fn same_year(first: &DateMention, second: &DateMention) -> bool {
    first.year.is_none() || second.year.is_none() || first.year == second.year
}

/// Whether day and month have changed places: 3 November, 11 March.
fn is_turned(first: &DateMention, second: &DateMention) -> bool {
    first.day == second.month && first.month == second.day && first.day != second.day
}

fn is_given_again(dates: &[DateMention], date: &DateMention) -> bool {
    dates.iter().filter(|other| (other.day, other.month) == (date.day, date.month)).count() > 1
}

/// Whether two dates of one month, with their digits swapped, are said to be one weekday, which they cannot be.
fn is_other_weekday(first: &DateMention, second: &DateMention) -> bool {
    first.weekday.is_some()
        && first.weekday == second.weekday
        && first.month == second.month
        && !first.day.abs_diff(second.day).is_multiple_of(7)
        && reversed(first.day) == second.day
}

fn no_such_day(doc: &Document<'_>, date: &DateMention, out: &mut Findings<'_>) {
    let turned = reversed(date.day);
    let finding = out.report(date.day_range, format!("“{}” is in no calendar", doc.quote(date.range)));
    finding.confidence(0.9).ask("Which day is meant?");
    if date.day >= 10 && (1..=days(date.month)).contains(&turned) {
        finding.suggest(format!("Swap the digits: {turned}"), [Edit::replace(date.day_range, turned.to_string())]);
    }
}

fn report_turned(doc: &Document<'_>, right: &DateMention, wrong: &DateMention, out: &mut Findings<'_>) {
    let (date, other) = (doc.quote(wrong.range), doc.quote(right.range));
    let finding = out.report(wrong.range, format!("“{date}” is “{other}” with day and month swapped"));
    finding.confidence(0.75).related(right.range, "the other date").ask(format!("Is it {date} or {other}?"));
    finding.suggest(format!("Change the date to {other}"), [Edit::replace(wrong.range, other)]);
}

fn report_day(doc: &Document<'_>, right: &DateMention, wrong: &DateMention, out: &mut Findings<'_>) {
    let (date, other) = (doc.quote(wrong.range), doc.quote(right.range));
    let finding = out.report(wrong.day_range, format!("“{date}” and “{other}” cannot be the same day of the week"));
    finding.confidence(0.85).related(right.range, "the other date").ask(format!("Is it {date} or {other}?"));
    finding
        .suggest(format!("Change the date to {other}"), [Edit::replace(wrong.day_range, &doc.text()[right.day_range])]);
}
