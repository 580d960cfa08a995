//! The fact guard: what a repair would change that only an editor may change.
//!
//! Numbers (and with them dates), names, negation and the letters inside a quotation are protected. White space,
//! punctuation, a capital at the head of a word and a word said twice are not, nor is page furniture that is taken out
//! whole.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::{LazyLock, OnceLock};

use regex::{Captures, Regex};
use rustc_hash::FxHashSet;

use super::{Edit, apply};
use crate::document::Document;
use crate::language::{WordSet, fact};
use crate::rules::Family;
use crate::source::TextRange;

/// Words that are capitalised at the head of a sentence and are never a name, wherever a capital is found on them.
static NEVER_NAMES: WordSet = WordSet::new(&[
    "a", "q", "after", "all", "also", "an", "and", "are", "as", "at", "because", "before", "but", "by", "do", "for",
    "from", "had", "has", "have", "he", "her", "here", "his", "how", "however", "i", "if", "in", "is", "it", "its",
    "like", "many", "my", "no", "not", "now", "of", "on", "one", "or", "our", "she", "since", "so", "some", "such",
    "that", "the", "their", "then", "there", "these", "they", "this", "those", "to", "was", "we", "were", "what",
    "when", "where", "which", "while", "who", "why", "will", "with", "would", "you", "your", "yes", "although",
    "though",
]);

/// Titles and the like, whose stop ends no sentence.
const ABBREVIATIONS: [&str; 10] = ["mr", "mrs", "ms", "dr", "st", "gen", "col", "prof", "rev", "no"];

/// A window of words ends after this many bytes, where no white space does.
const LONGEST_WORD: usize = 200;

/// A character reference, or what is left of a curly quotation mark that was decoded as Windows-1252.
static DISGUISED_MARK: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"&(#?[0-9A-Za-z]{2,8});|â€.").expect("the pattern is fixed"));

/// What is protected in one text.
pub struct Guard<'t> {
    text: &'t str,
    /// Words, in lower case, that stand with a capital inside a sentence of the text and nowhere without one.
    names: OnceLock<FxHashSet<String>>,
    /// What stands between quotation marks, in order.
    quotations: OnceLock<Vec<TextRange>>,
}

impl<'t> Guard<'t> {
    /// The guard of `document`, which reads what is protected when first asked.
    pub fn new(document: &Document<'t>) -> Self {
        Self { text: document.text(), names: OnceLock::new(), quotations: OnceLock::new() }
    }

    fn names(&self) -> &FxHashSet<String> {
        self.names.get_or_init(|| {
            let (mut names, mut common) = (FxHashSet::default(), FxHashSet::default());
            let unknown = FxHashSet::default();
            for line in self.text.split_inclusive('\n') {
                for_words(&plain_marks(line), |word| {
                    if !word.capital {
                        if !common.contains(&*word.folded) {
                            common.insert(word.folded.into_owned());
                        }
                    } else if word.is_name(&unknown) {
                        names.insert(word.folded.into_owned());
                    }
                });
            }
            names.retain(|name| !common.contains(name));
            names
        })
    }

    fn quotations(&self) -> &[TextRange] {
        self.quotations.get_or_init(|| quotations(self.text))
    }

    /// What `edits`, made together, would change that is protected, as the rest of a sentence that begins with `it`:
    /// `changes the number 48 to 84`. `None` where nothing is.
    ///
    /// `edits` are disjoint, in any order; `family` is that of the rule that asks for them: taking out page furniture
    /// changes nothing the article says, and the label of a speaker adds no name to his words.
    pub fn changes(&self, family: Family, edits: &[Edit]) -> Option<String> {
        if family == Family::Boilerplate && edits.iter().all(|edit| edit.replacement.trim().is_empty()) {
            return None;
        }
        // Whose words these are is what such a repair is about, and its title names him.
        let labels = |edit: &Edit| edit.range.is_empty() && edit.replacement.trim_end().ends_with(':');
        if family == Family::Dialogue && edits.iter().all(labels) {
            return None;
        }
        let mut edits = edits.to_vec();
        edits.sort_by_key(|edit| edit.range);
        let (mut before, mut after) = (Facts::default(), Facts::default());
        for (window, inside) in self.touched(&edits) {
            let text = &self.text[window];
            let inside: Vec<Edit> = inside
                .iter()
                .map(|edit| {
                    let range = TextRange::new(edit.range.start() - window.start(), edit.range.end() - window.start());
                    Edit::replace(range, edit.replacement.as_str())
                })
                .collect();
            before.read(text, self.names());
            after.read(&apply(text, &inside), self.names());
        }
        let mut said = Vec::new();
        said.extend(before.difference(&after, "the number", &before.numbers, &after.numbers));
        said.extend(before.difference(&after, "the negation", &before.negations, &after.negations));
        said.extend(before.names_changed(&after));
        if edits.iter().any(|edit| self.rewords_quotation(edit)) {
            said.push("changes quoted words".to_owned());
        }
        (!said.is_empty()).then(|| said.join(" and "))
    }

    /// The windows of words that `edits`, which are in order, touch: each stretch of them with its edits.
    fn touched<'e>(&self, edits: &'e [Edit]) -> Vec<(TextRange, Vec<&'e Edit>)> {
        let mut out: Vec<(TextRange, Vec<&Edit>)> = Vec::new();
        for edit in edits {
            let window = self.window(edit.range);
            match out.last_mut() {
                Some((range, inside)) if range.touches(window) => {
                    *range = range.cover(window);
                    inside.push(edit);
                }
                _ => out.push((window, vec![edit])),
            }
        }
        out
    }

    /// The words that `range` touches, and two on either side: whether a word opens a sentence depends on the word
    /// before it, and a word whose neighbours stay counts the same before and after.
    pub(super) fn window(&self, range: TextRange) -> TextRange {
        let start = range.start() - reach(self.text[..range.start()].chars().rev());
        let end = range.end() + reach(self.text[range.end()..].chars());
        TextRange::new(start, end)
    }

    /// Whether `edit` changes a letter or digit inside a quotation.
    fn rewords_quotation(&self, edit: &Edit) -> bool {
        let first = self.quotations().partition_point(|quotation| quotation.end() < edit.range.start());
        let mut here = self.quotations()[first..].iter().take_while(|quotation| quotation.start() <= edit.range.end());
        let quoted = here.any(|quotation| {
            quotation.intersects(edit.range) || edit.range.is_empty() && quotation.contains_range(edit.range)
        });
        let letters = |text: &str| plain_marks(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        quoted && letters(&self.text[edit.range]) != letters(&edit.replacement)
    }
}

/// The bytes of `chars` up to the end of what is left of a word, and of the two words after it.
fn reach(chars: impl Iterator<Item = char>) -> usize {
    let (mut bytes, mut words, mut lettered) = (0, 0, false);
    for c in chars {
        if c.is_whitespace() && lettered {
            words += 1;
            lettered = false;
        }
        if words == 3 || bytes > 3 * LONGEST_WORD {
            break;
        }
        lettered |= c.is_alphanumeric();
        bytes += c.len_utf8();
    }
    bytes
}

/// The protected words of a stretch of text, with how often each stands there.
#[derive(Default)]
struct Facts {
    numbers: BTreeMap<String, usize>,
    negations: BTreeMap<String, usize>,
    /// Names as they are written, by their lower-case form.
    names: BTreeMap<String, String>,
    /// Every word in lower case: a name that lost or found its capital is still the same name.
    words: HashMap<String, Seen>,
}

/// Where a word stands in a stretch of text.
#[derive(Clone, Copy)]
struct Seen {
    /// How many other words stand before its first place.
    first: usize,
    times: usize,
}

impl Facts {
    fn read(&mut self, text: &str, names: &FxHashSet<String>) {
        for_words(&plain_marks(text), |word| {
            if word.is_number() {
                *self.numbers.entry(word.folded.to_string()).or_default() += 1;
            } else if let Some(negation) = word.negation() {
                *self.negations.entry(negation.to_owned()).or_default() += 1;
            } else if word.is_name(names) {
                self.names.entry(word.folded.to_string()).or_insert_with(|| word.written.to_owned());
            }
            let first = self.words.len();
            self.words.entry(word.folded.into_owned()).or_insert(Seen { first, times: 0 }).times += 1;
        });
    }

    fn names_changed(&self, after: &Facts) -> Option<String> {
        let (mut lost, mut gained) = (BTreeMap::new(), BTreeMap::new());
        for (name, written) in self.names.iter().chain(&after.names) {
            let count = |facts: &Facts| facts.words.get(name).map_or(0, |seen| seen.times);
            let (was, is) = (count(self), count(after));
            if was > is {
                lost.insert(written.clone(), was - is);
            } else if is > was {
                gained.insert(written.clone(), is - was);
            }
        }
        self.difference(after, "the name", &lost, &gained)
    }

    /// How the words of one kind in this stretch, `old`, and in the one `after` a change, `new`, differ: in the order of the
    /// text.
    fn difference(
        &self,
        after: &Facts,
        kind: &str,
        old: &BTreeMap<String, usize>,
        new: &BTreeMap<String, usize>,
    ) -> Option<String> {
        let only = |facts: &Facts, a: &BTreeMap<String, usize>, b: &BTreeMap<String, usize>| {
            let more = |(word, count): &(&String, &usize)| **count > b.get(*word).copied().unwrap_or(0);
            let mut words: Vec<&str> = a.iter().filter(more).map(|(word, _)| word.as_str()).collect();
            words.sort_by_key(|word| facts.words.get(&word.to_lowercase()).map(|seen| seen.first));
            words.join(", ")
        };
        let (lost, gained) = (only(self, old, new), only(after, new, old));
        match (lost.is_empty(), gained.is_empty()) {
            (true, true) => None,
            (false, true) => Some(format!("drops {kind} {lost}")),
            (true, false) => Some(format!("adds {kind} {gained}")),
            (false, false) => Some(format!("changes {kind} {lost} to {gained}")),
        }
    }
}

/// A word as the guard reads it: letters, or a number.
struct Word<'t> {
    /// As it is written, without a possessive ending.
    written: &'t str,
    /// In lower case.
    folded: Cow<'t, str>,
    /// Whether it begins with a capital.
    capital: bool,
    /// Whether it opens a sentence, a line or a quotation, so that a capital says nothing.
    opens: bool,
}

impl Word<'_> {
    fn is_number(&self) -> bool {
        fact::is_number(&self.folded)
    }

    fn negation(&self) -> Option<&str> {
        fact::negation(&self.folded)
    }

    fn is_name(&self, known: &FxHashSet<String>) -> bool {
        self.capital
            && (!self.opens || known.contains(&*self.folded))
            && !NEVER_NAMES.has(&self.folded)
            && !self.folded.starts_with("i'")
            && self.negation().is_none()
            && !self.is_number()
    }
}

/// Calls back with the words of `text`, whose marks are plain. A word ends where a small letter meets a capital:
/// `siteBecause` is two that lost their space.
fn for_words<'t>(text: &'t str, mut found: impl FnMut(Word<'t>)) {
    let mut opens = true;
    // The last word, if it is an abbreviation.
    let mut short: Option<&str> = None;
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if !first.is_alphanumeric() {
            opens = match first {
                '.' => !short.is_some_and(|word| text[..start].ends_with(word)),
                '!' | '?' | ':' | '…' | '\n' | '“' | '"' | '(' | '[' => true,
                c if c.is_whitespace() || matches!(c, '”' | '’' | '\'' | ')' | ']' | '-' | '–' | '—') => opens,
                _ => false,
            };
            continue;
        }
        let mut end = start + first.len_utf8();
        let mut last = first;
        while let Some(&(at, c)) = chars.peek() {
            let inner = match c {
                '.' | ',' if first.is_numeric() => next_is(&text[at + 1..], char::is_numeric),
                '\'' if !first.is_numeric() => next_is(&text[at + 1..], char::is_alphabetic),
                c if first.is_numeric() => c.is_numeric(),
                c => c.is_alphabetic() && !(last.is_lowercase() && c.is_uppercase()),
            };
            if !inner {
                break;
            }
            chars.next();
            end = at + c.len_utf8();
            last = c;
        }
        let written = text[start..end].trim_end_matches("'s");
        let small = written.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
        let folded = if small { Cow::Borrowed(written) } else { Cow::Owned(written.to_lowercase()) };
        let word = Word { written, folded, capital: first.is_uppercase(), opens };
        short = is_abbreviation(&word).then_some(written);
        found(word);
        opens = false;
    }
}

fn next_is(rest: &str, test: fn(char) -> bool) -> bool {
    rest.chars().next().is_some_and(test)
}

/// Whether a stop after `word` belongs to it: a title, or an initial.
fn is_abbreviation(word: &Word<'_>) -> bool {
    word.capital && (word.folded.chars().count() == 1 || ABBREVIATIONS.contains(&&*word.folded))
}

/// `text` with its apostrophes straight and its character references and broken marks replaced by the marks they
/// stand for, so that repairing a mark changes no word.
fn plain_marks(text: &str) -> String {
    DISGUISED_MARK
        .replace_all(text, |found: &Captures<'_>| match found.get(1).map(|name| name.as_str()) {
            Some("amp" | "#38") => "&",
            Some("nbsp" | "#160" | "ensp" | "emsp" | "thinsp") => " ",
            Some("lt" | "gt") => " ",
            Some("hellip") => "…",
            Some("ndash" | "mdash" | "#8211" | "#8212") => "–",
            _ => "'",
        })
        .replace(['’', '‘'], "'")
}

/// What stands between double quotation marks: by line, since a quotation that runs on opens its next line with a mark
/// of its own. One that is not closed ends with its line.
fn quotations(text: &str) -> Vec<TextRange> {
    let mut out = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.trim_end().len();
        let mut open = None;
        for (offset, mark) in line.char_indices() {
            let here = at + offset;
            match (mark, open) {
                ('“' | '«', None) | ('"', None) => open = Some(here + mark.len_utf8()),
                ('”' | '»' | '"', Some(start)) => {
                    out.push(TextRange::new(start, here));
                    open = None;
                }
                _ => {}
            }
        }
        out.extend(open.map(|start| TextRange::new(start, end.max(start))));
        at += line.len();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Format;

    /// What the guard says about the change of `from`, which stands once in `text`, to `to`.
    fn said(text: &str, from: &str, to: &str) -> Option<String> {
        assert_eq!(text.matches(from).count(), 1, "{from:?} in {text:?}");
        let start = text.find(from).expect("just counted");
        let edit = Edit::replace(TextRange::new(start, start + from.len()), to);
        Guard::new(&Document::new(text, Format::Plain)).changes(Family::Typography, &[edit])
    }

    #[test]
    fn spacing_marks_capitals_and_doubled_words_are_free() {
        for (text, from, to) in [
            ("They closed the mill.Because of rain, they left.", ".B", ". B"),
            ("They closed the millBecause of rain.", "lB", "l. B"),
            ("The boats left. nobody waved.", ". n", ". N"),
            ("We met on monday in Ghent.", "monday", "Monday"),
            ("It was in the the harbour.", "the the", "the"),
            ("They don&#39;t sail.", "&#39;", "’"),
            ("They donâ€™t sail.", "â€™", "’"),
            ("“ We sail at dawn,” said Ines.", "“ W", "“W"),
            ("Fares rose by 12 ,then fell.", "12 ,t", "12, t"),
        ] {
            assert_eq!(said(text, from, to), None, "{from:?} to {to:?}");
        }
    }

    #[test]
    fn numbers_names_negation_and_quoted_letters_are_protected() {
        for (text, from, to, expected) in [
            ("The pier cost 1,200 pounds.", "1,200", "1200", "changes the number 1,200 to 1200"),
            ("The pier stood three weeks.", "three ", "", "drops the number three"),
            ("Dozens of boats sailed.", "Dozens", "Scores", "drops the number dozens"),
            ("They did not sail.", "not ", "", "drops the negation not"),
            ("They can sail.", "can", "can't", "adds the negation not"),
            ("Then Ines sailed.", "Ines", "Inez", "changes the name Ines to Inez"),
            ("Ines sailed. Then Ines slept.", "Ines sailed", "Ana sailed", "drops the name Ines"),
            ("Then the Office of Wells met.", "Office of Wells", "Wells Bureau", "changes the name Office to Bureau"),
            ("They met Mara Ilves there.", "Mara Ilves", "Vera Aho", "changes the name Mara, Ilves to Vera, Aho"),
            ("“we sail at dawn,” she said.", "we", "We", "changes quoted words"),
        ] {
            assert_eq!(said(text, from, to).as_deref(), Some(expected), "{from:?} to {to:?}");
        }
    }

    #[test]
    fn a_name_that_opens_a_sentence_is_known_from_the_rest_of_the_text() {
        let text = "Ines sailed. The crew thanked Ines.";
        assert!(said(text, "Ines sailed", "She sailed").is_some());
        assert!(said("Ferries sailed. The crew cheered.", "Ferries", "They").is_none());
    }

    #[test]
    fn a_speakers_label_adds_no_name_to_his_words() {
        let document = Document::new("The pier opened.", Format::Plain);
        let changes = |family, label| Guard::new(&document).changes(family, &[Edit::insert(0, label)]);
        assert_eq!(changes(Family::Dialogue, "Mr. Holm: "), None);
        assert!(changes(Family::Dialogue, "With Mr. Holm. ").is_some());
        assert!(changes(Family::Reference, "Mr. Holm: ").is_some());
    }

    #[test]
    fn furniture_may_be_taken_out_with_its_numbers() {
        let text = "Posted 12 May by Admin\nThe pier opened.";
        let edit = Edit::delete(TextRange::new(0, 23));
        let document = Document::new(text, Format::Plain);
        assert_eq!(Guard::new(&document).changes(Family::Boilerplate, std::slice::from_ref(&edit)), None);
        assert!(Guard::new(&document).changes(Family::Typography, &[edit]).is_some());
    }
}
