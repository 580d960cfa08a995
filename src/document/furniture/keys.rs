//! Which words a line must have for a pattern to match it, as [`Postings::within`] looks for them.
//!
//! [`Postings::within`]: crate::language::postings::Postings::within

use std::collections::BTreeSet;

use regex_syntax::hir::{Class, Hir, HirKind, Look};

use crate::language::postings;

/// More strings than this are not worth telling apart.
const MANY: usize = 1000;

/// Stands in a string where a word begins or ends.
const EDGE: char = '\u{1}';

/// What is known of the text that a part of a pattern matches.
#[derive(Clone, Default)]
struct Known {
    /// Every text it matches, if they are few; [`EDGE`] marks the assertions in it.
    exact: Option<Vec<String>>,
    /// Strings of which any such text has one.
    needed: Option<Vec<String>>,
    /// Whether it may match nothing.
    empty: bool,
    /// Whether what follows it begins a word, if it has one: it ends with an assertion or with no letter.
    parted: bool,
}

/// Words of which any line that the pattern matches has one, each at the start of a word or of a sign; `None` if there
/// are none.
pub fn of(pattern: &str) -> Option<BTreeSet<String>> {
    let hir = regex_syntax::parse(pattern).unwrap_or_else(|error| panic!("{pattern}: {error}"));
    best(read(&hir, false).candidates())
}

/// Every text that the pattern matches as a whole, if they are few and have no figures.
pub fn sayings(pattern: &str) -> Option<BTreeSet<String>> {
    let hir = regex_syntax::parse(pattern).unwrap_or_else(|error| panic!("{pattern}: {error}"));
    let texts = read(&hir, true).exact.filter(|texts| !texts.iter().any(|text| text.contains('0')))?;
    Some(texts.into_iter().map(|text| text.replace(EDGE, "")).collect())
}

impl Known {
    fn candidates(self) -> Vec<Vec<String>> {
        [self.exact, self.needed].into_iter().flatten().collect()
    }
}

/// The keys of the best of several sets of needed strings.
fn best(sets: Vec<Vec<String>>) -> Option<BTreeSet<String>> {
    sets.iter()
        .filter_map(|set| set.iter().map(|text| key(text)).collect::<Option<BTreeSet<String>>>())
        .filter(|keys| !keys.is_empty())
        .max_by_key(|keys| keys.iter().map(|key| worth(key)).min())
}

/// What can be looked for in a line that has `text`: from the first place in it where a word or a sign begins.
fn key(text: &str) -> Option<String> {
    let mut inside = true;
    let start = text.char_indices().find(|&(_, c)| {
        let begins = c != ' ' && c != EDGE && (!c.is_alphanumeric() || !inside || c >= '\u{0e00}');
        inside = c.is_alphanumeric();
        begins
    });
    let key = postings::without_figures(&text[start?.0..].replace(EDGE, "")).trim_end().to_string();
    (worth(&key) > 0).then_some(key)
}

/// How seldom a line has these words by chance.
fn worth(key: &str) -> usize {
    let common = ["the", "a", "an", "of", "to", "in", "on", "and", "at", "is", "by", "for", "with", ".", ",", "-"];
    let rest: usize = key.split(' ').filter(|word| !common.contains(word)).map(str::len).sum();
    rest.max(key.split(' ').count() - 1)
}

/// Reads a part of a pattern; `parted` says whether a word would begin here.
fn read(hir: &Hir, parted: bool) -> Known {
    match hir.kind() {
        HirKind::Empty => Known { exact: Some(vec![String::new()]), empty: true, parted, ..Known::default() },
        HirKind::Literal(literal) => {
            let text = String::from_utf8(literal.0.to_vec()).expect("patterns are text");
            let parted = !text.ends_with(char::is_alphanumeric);
            Known { exact: Some(vec![text]), parted, ..Known::default() }
        }
        HirKind::Class(class) => read_class(class),
        HirKind::Look(look) => {
            let edge = matches!(look, Look::Start | Look::End | Look::WordAscii | Look::WordUnicode);
            let text = if edge { EDGE.to_string() } else { String::new() };
            Known { exact: Some(vec![text]), empty: !edge, parted: edge || parted, ..Known::default() }
        }
        HirKind::Repetition(repetition) => {
            let once = read(&repetition.sub, parted);
            let optional = repetition.min == 0;
            // However many figures there are, they are one number.
            let figure = once.exact.as_ref().is_some_and(|texts| texts == &["0"]);
            let exact = match (repetition.min, repetition.max) {
                (0, _) if figure => Some(vec![String::new(), "0".to_string()]),
                (_, _) if figure => once.exact.clone(),
                (0, Some(1)) => once.exact.clone().map(|mut texts| {
                    texts.push(String::new());
                    texts
                }),
                (1, Some(1)) => once.exact.clone(),
                _ => None,
            };
            Known {
                needed: if optional { None } else { once.exact.or(once.needed) },
                exact,
                empty: optional || once.empty,
                parted: once.parted,
            }
        }
        HirKind::Capture(capture) => read(&capture.sub, parted),
        HirKind::Concat(parts) => concat(parts, parted),
        HirKind::Alternation(parts) => {
            let known: Vec<Known> = parts.iter().map(|part| read(part, parted)).collect();
            let (empty, ends) = (known.iter().any(|part| part.empty), known.iter().all(|part| part.parted));
            let all = |pick: &dyn Fn(&Known) -> Option<Vec<String>>| {
                known.iter().map(pick).collect::<Option<Vec<_>>>().map(|texts| texts.concat())
            };
            let exact = all(&|part| part.exact.clone()).filter(|texts| texts.len() <= MANY);
            let mark = if parted { EDGE.to_string() } else { String::new() };
            let needed = all(&|part| {
                // The best of each alternative alone.
                let sets = part.clone().candidates().into_iter();
                let marked = sets.map(|set| set.into_iter().map(|text| format!("{mark}{text}")).collect()).collect();
                best(marked).map(|keys| keys.into_iter().map(|key| format!("{EDGE}{key}")).collect())
            });
            Known { exact, needed, empty, parted: ends }
        }
    }
}

fn read_class(class: &Class) -> Known {
    let Class::Unicode(class) = class else { return Known::default() };
    let parted = class.iter().all(|range| (range.start()..=range.end()).take(MANY).all(|c| !c.is_alphanumeric()));
    let size: usize = class.iter().map(|range| range.len()).sum();
    let figure = class.iter().all(|range| range.start().is_ascii_digit() && range.end().is_ascii_digit());
    let texts = || class.iter().flat_map(|range| range.start()..=range.end()).map(String::from).collect();
    let exact = if figure { Some(vec!["0".to_string()]) } else { (size <= 24).then(texts) };
    Known { exact, parted, ..Known::default() }
}

fn concat(parts: &[Hir], parted: bool) -> Known {
    let start = |parted: bool| vec![if parted { EDGE.to_string() } else { String::new() }];
    let (mut run, mut whole, mut sets) = (start(parted), true, Vec::new());
    let (mut here, mut empty) = (parted, true);
    for part in parts {
        let known = read(part, here);
        let next = known.exact.as_ref().map(|texts| run.len() * texts.len());
        match (&known.exact, next) {
            (Some(texts), Some(size)) if size <= MANY => {
                run = run.iter().flat_map(|head| texts.iter().map(move |tail| format!("{head}{tail}"))).collect();
                here = if known.empty { here && known.parted } else { known.parted };
            }
            _ => {
                sets.push(std::mem::take(&mut run));
                let mark = if here { EDGE.to_string() } else { String::new() };
                let marked = |set: Vec<String>| set.into_iter().map(|text| format!("{mark}{text}")).collect();
                sets.extend(known.clone().candidates().into_iter().map(marked));
                here = if known.empty { here && known.parted } else { known.parted };
                run = start(here);
                whole = false;
            }
        }
        empty &= known.empty;
    }
    if whole {
        return Known { exact: Some(run), needed: None, empty, parted: here };
    }
    sets.push(run);
    let needed = best(sets).map(|keys| keys.into_iter().map(|key| format!("{EDGE}{key}")).collect());
    Known { exact: None, needed, empty, parted: here }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(pattern: &str) -> Vec<String> {
        of(pattern).map(|keys| keys.into_iter().collect()).unwrap_or_default()
    }

    #[test]
    fn a_line_must_have_one_of_the_words() {
        assert_eq!(keys("^(?:read|see) more$"), ["read more", "see more"]);
        assert_eq!(keys(r"^(?:[^ ]+ ){0,3}?(?:follow|join) us\b"), ["follow us", "join us"]);
        assert_eq!(keys(r"\b(?:log in|sign up)\b[^.]*\b(?:to|before) reply"), ["before reply", "to reply"]);
        assert_eq!(keys("^[0-9]+ ?views?$"), ["0 view", "0 views", "0view", "0views"]);
        assert_eq!(keys("^[0-9]{1,2}:[0-9]{2}"), ["0:0"]);
        assert_eq!(keys("responsib[a-z]*"), Vec::<String>::new());
        assert_eq!(keys(r"\bresponsib[a-z]*"), ["responsib"]);
        assert_eq!(keys("^(?:©|\\(c\\)) ?[0-9]{4}"), ["(c) 0", "(c)0", "© 0", "©0"]);
    }

    #[test]
    fn few_sayings_are_told_one_by_one() {
        let said: Vec<String> = sayings("e-?mails?").unwrap().into_iter().collect();
        assert_eq!(said, ["e-mail", "e-mails", "email", "emails"]);
        assert!(sayings("[0-9]+").is_none());
    }
}
