//! One event under two dates, and days that no calendar has.

use crate::document::{DateMention, Document};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::{Tag, lexicon};
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
    other_month(doc, out);
    other_weekday(doc, out);
}

/// Finds a day that stands once in the month beside that of a date the text gave, where it speaks of the same thing:
/// `The kiln opens on 13 June`, `the deadline of 13 July`.
fn other_month(doc: &Document<'_>, out: &mut Findings<'_>) {
    let dates = &doc.mentions().dates;
    let times =
        |date: &DateMention| dates.iter().filter(|other| (other.day, other.month) == (date.day, date.month)).count();
    let is_slip = |model: &DateMention, date: &DateMention| {
        let gap = model.month.abs_diff(date.month);
        let again = times(model) >= 2 || is_definite(doc, date) || shares_words(doc, model.sentence, date.sentence);
        matches!(gap, 1 | 11)
            && date.sentence != model.sentence
            && same_year(model, date)
            && date.day == model.day
            && date.day > 1
            && times(date) == 1
            && again
    };
    for (index, date) in dates.iter().enumerate() {
        let earlier = dates[..index].iter().find(|model| is_slip(model, date));
        let later = || dates[index..].iter().find(|model| times(model) >= 2 && is_slip(model, date));
        if let Some(model) = earlier.or_else(later) {
            report_month(doc, model, date, out);
        } else if let Some(model) = dates[..index].iter().find(|model| last_day(doc, model) == Some(date.day))
            && matches!(model.month.abs_diff(date.month), 1 | 11)
            && date.sentence == model.sentence + 1
        {
            report_month(doc, model, date, out);
        }
    }
}

/// The other end of `December 16 to 18`.
fn last_day(doc: &Document<'_>, date: &DateMention) -> Option<u8> {
    let dash = doc.token_at(date.range.end() - 1) + 1;
    let day = doc.is_any(dash, &["to", "-", "–", "and", "through", "until"]).then(|| doc.word(dash + 1).parse().ok());
    day.flatten().filter(|day| (date.day..=days(date.month)).contains(day))
}

/// Whether a date says which one of several is meant, so that the text has given it before: `the deadline of 3 May`.
fn is_definite(doc: &Document<'_>, date: &DateMention) -> bool {
    let start = doc.token_at(date.range.start());
    start >= 3
        && doc.is(start - 1, "of")
        && doc.tokens()[start - 2].tag.is_noun()
        && doc.is_any(start - 3, &["the", "this", "that"])
}

/// Whether two sentences speak of one thing, by a verb and a noun that they have in common.
fn shares_words(doc: &Document<'_>, first: usize, second: usize) -> bool {
    let words = |sentence: usize, is_kind: fn(Tag) -> bool| -> Vec<&str> {
        let tokens = doc.sentences()[sentence].tokens.clone();
        let tokens = tokens.filter(|&token| is_kind(doc.tokens()[token].tag) && doc.lower(token).len() >= 4);
        tokens.map(|token| doc.lemma(token)).collect()
    };
    let common = |is_kind: fn(Tag) -> bool| {
        let known = words(first, is_kind);
        words(second, is_kind).into_iter().any(|word| lexicon::month(word).is_none() && known.contains(&word))
    };
    common(Tag::is_verb) && common(Tag::is_noun)
}

fn report_month(doc: &Document<'_>, right: &DateMention, wrong: &DateMention, out: &mut Findings<'_>) {
    let month = |date: &DateMention| {
        let range = date.range;
        let tokens = doc.token_at(range.start())..doc.token_at(range.end() - 1) + 1;
        tokens
            .into_iter()
            .find(|&token| lexicon::month(doc.word(token)).is_some())
            .map(|token| doc.tokens()[token].range)
    };
    let (Some(own), Some(other)) = (month(right), month(wrong)) else { return };
    let finding = out.report(
        other,
        format!(
            "“{}” here, “{}” elsewhere: the day is the same, the month is not",
            doc.quote(wrong.range),
            doc.quote(right.range)
        ),
    );
    finding.where_damaged().confidence(0.7).related(right.range, "the other date");
    finding.ask(format!("Is it {} or {}?", doc.quote(other), doc.quote(own)));
    finding.suggest(format!("Change the month to {}", doc.quote(own)), [Edit::replace(other, &doc.text()[own])]);
}

/// Finds what is to happen on one day of the week here and on another there: `“Fog” opens on Thursday`, `“Fog” will open
/// on Tuesday`.
fn other_weekday(doc: &Document<'_>, out: &mut Findings<'_>) {
    /// A day of the week, and what happens on it.
    struct Day {
        token: usize,
        weekday: u8,
        verb: usize,
        sentence: usize,
    }
    let day = |token: usize| {
        let weekday = lexicon::weekday(doc.word(token))?;
        let sentence = doc.tokens()[token].sentence;
        let start = doc.sentences()[sentence].tokens.start;
        let verb = (token >= start + 2 && doc.is(token - 1, "on")).then(|| token - 2)?;
        let planned = (start..verb).any(|other| doc.is_any(other, &["will", "shall"]))
            || matches!(doc.tokens()[verb].tag, Tag::Vbz | Tag::VbFin);
        let known = doc.tokens()[verb].tag.is_verb() && !doc.is_reporting_verb(verb) && doc.lemma(verb) != "be";
        (planned && known).then_some(Day { token, weekday, verb, sentence })
    };
    let days: Vec<Day> = (0..doc.tokens().len()).filter_map(day).collect();
    for (index, second) in days.iter().enumerate() {
        let first = days[..index].iter().find(|first| {
            first.weekday != second.weekday
                && first.sentence != second.sentence
                && doc.lemma(first.verb) == doc.lemma(second.verb)
                && shares_subject(doc, first.sentence, second.sentence)
        });
        let Some(first) = first else { continue };
        let (right, wrong) = (doc.tokens()[first.token].range, doc.tokens()[second.token].range);
        let finding = out.report(
            wrong,
            format!("“{}” here, “{}” elsewhere, of what seems to be one event", doc.quote(wrong), doc.quote(right)),
        );
        finding.where_damaged().confidence(0.7).related(right, "the other day");
        finding.ask(format!("Is it on {} or on {}?", doc.quote(wrong), doc.quote(right)));
        finding.suggest(format!("Write {}", doc.quote(right)), [Edit::replace(wrong, &doc.text()[right])]);
    }
}

/// Whether two sentences have a name or a noun before their verbs in common.
fn shares_subject(doc: &Document<'_>, first: usize, second: usize) -> bool {
    let subjects = |sentence: usize| {
        let tokens = doc.sentences()[sentence].tokens.clone();
        tokens.filter(|&token| doc.tokens()[token].tag.is_noun() && lexicon::weekday(doc.word(token)).is_none())
    };
    subjects(first).any(|one| subjects(second).any(|other| doc.lemma(one) == doc.lemma(other)))
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
