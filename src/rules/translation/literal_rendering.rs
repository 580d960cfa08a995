//! Words and phrases rendered word for word: the patterns of `src/rules/pattern/`, one file a language.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, LazyLock};

use serde::Deserialize;

use crate::document::Document;
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::inflect::{self, VerbForm};
use crate::language::{Upos, lexicon};
use crate::rules::Rule;
use crate::source::TextRange;

/// See `literal_rendering.md`.
pub static RULE: Rule = Rule {
    id: "translation/literal-rendering",
    summary: "a word or a phrase rendered word for word",
    severity: Severity::Warning,
    mqm: "accuracy/mistranslation",
    its: "mistranslation",
    check,
};

/// A file of patterns.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// The source language, by its English name.
    language: String,
    /// Words of which a text from there has one: names of places and peoples, money, letters.
    #[serde(default)]
    evidence: Vec<String>,
    pattern: Vec<Entry>,
}

/// A pattern as its file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// Its name within the file.
    id: String,
    /// What is looked for; see [`Element`] for the notation. `< … >` holds what is to be replaced, by default all of it.
    find: OneOrMany,
    /// What takes its place, the best first; none: the tool asks. `$1` is the first element, `~verb` and `+noun` take the
    /// form of the first element so marked.
    #[serde(default)]
    fix: OneOrMany,
    /// What the source language has.
    note: String,
    /// Words of which the sentence has one.
    #[serde(default)]
    near: Vec<String>,
    /// Words of which the text has at least two.
    #[serde(default)]
    about: Vec<String>,
    /// Words of which the sentence has none.
    #[serde(default)]
    unless: Vec<String>,
    /// Whether the text has to show that it comes from that language.
    #[serde(default)]
    evidence: bool,
    /// A sentence it is found in.
    #[cfg_attr(not(test), expect(dead_code, reason = "an example, for the tests"))]
    bad: String,
    /// A sentence with the same words that it is not found in.
    #[serde(default)]
    #[cfg_attr(not(test), expect(dead_code, reason = "an example, for the tests"))]
    good: Option<String>,
}

/// One text or several.
#[derive(Deserialize, Default)]
#[serde(from = "Texts")]
struct OneOrMany(Vec<String>);

#[derive(Deserialize)]
#[serde(untagged)]
enum Texts {
    One(String),
    Many(Vec<String>),
}

impl From<Texts> for OneOrMany {
    fn from(texts: Texts) -> Self {
        OneOrMany(match texts {
            Texts::One(text) => vec![text],
            Texts::Many(texts) => texts,
        })
    }
}

/// What one element of a pattern matches: one token.
enum Element {
    /// `word`, `a|b|~c|+d`: one of these lower-case forms, with the form it is in; among them `#`, `@` and `$`, a mark.
    Words(Arc<HashMap<String, Form>>),
    /// `#`: a number in figures or letters.
    Number,
    /// `@`: a capitalised word.
    Name,
    /// `_`: any word.
    Any,
    /// `NOUN`, `VERB`, `DET` …: a word class of Universal Dependencies.
    Class(Upos),
    /// `^`: the start of a sentence; takes no token.
    Start,
    /// `$`: the end of a sentence or a mark; takes no token.
    End,
}

/// The form a word of a pattern is in.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Form {
    Plain,
    Verb(VerbForm),
    Plural,
}

/// One way a pattern can stand in a text.
struct Phrase {
    elements: Vec<(Element, bool)>,
    /// The elements to replace.
    span: std::ops::Range<usize>,
    pattern: usize,
}

/// A pattern ready for use.
struct Pattern {
    entry: Entry,
    language: usize,
}

/// All patterns, and the words by which they are found.
struct Patterns {
    languages: Vec<(String, Vec<String>)>,
    patterns: Vec<Pattern>,
    phrases: Vec<Phrase>,
    /// A lower-case form to the phrases that have it as their anchor, and which element that is.
    index: HashMap<String, Vec<(usize, usize)>>,
}

const FILES: &[(&str, &str)] = &[
    ("ar", include_str!("../pattern/ar.toml")),
    ("bn", include_str!("../pattern/bn.toml")),
    ("cs", include_str!("../pattern/cs.toml")),
    ("da", include_str!("../pattern/da.toml")),
    ("de", include_str!("../pattern/de.toml")),
    ("el", include_str!("../pattern/el.toml")),
    ("es", include_str!("../pattern/es.toml")),
    ("fa", include_str!("../pattern/fa.toml")),
    ("fi", include_str!("../pattern/fi.toml")),
    ("fr", include_str!("../pattern/fr.toml")),
    ("grammar", include_str!("../pattern/grammar.toml")),
    ("he", include_str!("../pattern/he.toml")),
    ("hi", include_str!("../pattern/hi.toml")),
    ("hu", include_str!("../pattern/hu.toml")),
    ("id", include_str!("../pattern/id.toml")),
    ("it", include_str!("../pattern/it.toml")),
    ("ja", include_str!("../pattern/ja.toml")),
    ("ko", include_str!("../pattern/ko.toml")),
    ("mul", include_str!("../pattern/mul.toml")),
    ("nl", include_str!("../pattern/nl.toml")),
    ("pl", include_str!("../pattern/pl.toml")),
    ("pt", include_str!("../pattern/pt.toml")),
    ("ro", include_str!("../pattern/ro.toml")),
    ("ru", include_str!("../pattern/ru.toml")),
    ("sv", include_str!("../pattern/sv.toml")),
    ("sw", include_str!("../pattern/sw.toml")),
    ("th", include_str!("../pattern/th.toml")),
    ("tl", include_str!("../pattern/tl.toml")),
    ("tr", include_str!("../pattern/tr.toml")),
    ("uk", include_str!("../pattern/uk.toml")),
    ("vi", include_str!("../pattern/vi.toml")),
    ("zh", include_str!("../pattern/zh.toml")),
];

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let mut forms = Forms::default();
    let mut all = Patterns { languages: Vec::new(), patterns: Vec::new(), phrases: Vec::new(), index: HashMap::new() };
    for (code, text) in FILES {
        let file: File = toml::from_str(text).unwrap_or_else(|error| panic!("pattern/{code}.toml: {error}"));
        let language = all.languages.len();
        all.languages.push((file.language, file.evidence));
        for entry in file.pattern {
            let pattern = all.patterns.len();
            for find in &entry.find.0 {
                for variant in variants(find) {
                    let phrase = parse(&variant, pattern, &mut forms);
                    let at = phrase
                        .elements
                        .iter()
                        .position(|(element, anchor)| *anchor && matches!(element, Element::Words(_)));
                    let at = at.unwrap_or_else(|| panic!("{code}/{}: {find} has no word", entry.id));
                    if let (Element::Words(words), _) = &phrase.elements[at] {
                        for word in words.keys() {
                            all.index.entry(word.clone()).or_default().push((all.phrases.len(), at));
                        }
                    }
                    all.phrases.push(phrase);
                }
            }
            all.patterns.push(Pattern { entry, language });
        }
    }
    all
});

/// The readings of a pattern with its optional elements (`word?`) in and out.
fn variants(find: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let split = find.split_whitespace().map(apart).collect::<Vec<_>>().join(" ");
    for element in split.split(' ') {
        let bare = element.trim_end_matches('>');
        let (element, optional) = match bare.strip_suffix('?') {
            Some(word) => (format!("{word}{}", &element[bare.len()..]), true),
            None => (element.to_string(), false),
        };
        let without: Vec<String> = if optional { out.clone() } else { Vec::new() };
        for variant in &mut out {
            variant.push(' ');
            variant.push_str(&element);
        }
        out.extend(without);
    }
    out
}

/// A word as the tokenizer cuts it: `dog's` and `two-row` are several tokens.
fn apart(element: &str) -> String {
    if element.contains('|') || element.len() < 3 {
        return element.to_string();
    }
    let cut = match element.strip_suffix("'s") {
        Some(owner) if !owner.is_empty() => format!("{owner} 's"),
        _ => element.to_string(),
    };
    cut.replace('-', " - ").trim().to_string()
}

fn parse(find: &str, pattern: usize, forms: &mut Forms) -> Phrase {
    let mut elements: Vec<(Element, bool)> = Vec::new();
    let (mut start, mut end) = (None, None);
    for part in find.split_whitespace() {
        let opened = part.starts_with('<');
        let closed = part.ends_with('>');
        if opened {
            start = Some(elements.len());
        }
        let part = part.trim_matches(['<', '>']);
        let element = match part {
            "#" | "#th" => Element::Number,
            "@" => Element::Name,
            "_" => Element::Any,
            "^" => Element::Start,
            "$" => Element::End,
            part => match Upos::parse(part) {
                Some(class) => Element::Class(class),
                None => Element::Words(forms.of(part)),
            },
        };
        // The rarest word makes the best anchor; words of grammar are the last resort.
        let open = |words: &HashMap<String, Form>| ["#", "@", "$"].iter().any(|sign| words.contains_key(*sign));
        let anchor =
            matches!(&element, Element::Words(words) if !open(words) && !words.keys().any(|word| is_grammar(word)));
        elements.push((element, anchor));
        if closed {
            end = Some(elements.len());
        }
    }
    if !elements.iter().any(|(_, anchor)| *anchor) {
        for (element, anchor) in &mut elements {
            *anchor = matches!(element, Element::Words(words) if !["#", "@", "$"].iter().any(|sign| words.contains_key(*sign)));
        }
    }
    let first = elements.iter().position(|(element, _)| !matches!(element, Element::Start)).unwrap_or(0);
    let last =
        elements.iter().rposition(|(element, _)| !matches!(element, Element::End)).map_or(elements.len(), |at| at + 1);
    Phrase { span: start.unwrap_or(first)..end.unwrap_or(last), elements, pattern }
}

fn is_grammar(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "of"
            | "in"
            | "on"
            | "at"
            | "to"
            | "and"
            | "is"
            | "was"
            | "be"
            | "has"
            | "have"
            | "had"
            | "his"
            | "her"
            | "their"
            | "it"
            | "for"
            | "with"
            | "by"
            | "he"
            | "she"
            | "from"
            | "that"
            | "this"
            | "as"
            | "i"
            | "they"
            | "we"
            | "you"
            | "are"
            | "were"
    )
}

/// The forms of the elements of words read so far: patterns share most of theirs.
#[derive(Default)]
struct Forms {
    elements: HashMap<String, Arc<HashMap<String, Form>>>,
    verbs: HashMap<String, [String; 5]>,
}

impl Forms {
    /// The forms of an element of words.
    fn of(&mut self, part: &str) -> Arc<HashMap<String, Form>> {
        if let Some(known) = self.elements.get(part) {
            return Arc::clone(known);
        }
        let forms = Arc::new(words(part, &mut self.verbs));
        self.elements.insert(part.to_string(), Arc::clone(&forms));
        forms
    }
}

fn words(part: &str, verbs: &mut HashMap<String, [String; 5]>) -> HashMap<String, Form> {
    let mut out = HashMap::new();
    for word in part.split('|') {
        if let Some(verb) = word.strip_prefix('~') {
            let forms =
                [VerbForm::Base, VerbForm::ThirdSingular, VerbForm::Past, VerbForm::PastParticiple, VerbForm::Gerund];
            if verb == "be" {
                for form in ["be", "is", "are", "was", "were", "am", "been", "being"] {
                    out.entry(form.to_string()).or_insert(Form::Plain);
                }
                continue;
            }
            if !verbs.contains_key(verb) {
                verbs.insert(verb.to_string(), forms.map(|form| inflect::inflect(verb, form)));
            }
            for (written, form) in verbs[verb].iter().zip(forms) {
                out.entry(written.clone()).or_insert(Form::Verb(form));
            }
        } else if let Some(noun) = word.strip_prefix('+') {
            out.insert(noun.to_string(), Form::Plain);
            out.entry(inflect::plural(noun)).or_insert(Form::Plural);
        } else {
            out.insert(word.to_string(), Form::Plain);
        }
    }
    out
}

/// The words of a text, for the conditions of patterns.
struct Context<'d, 't> {
    doc: &'d Document<'t>,
    lower: Vec<String>,
    all: HashSet<&'d str>,
}

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let lower: Vec<String> = (0..doc.tokens().len()).map(|at| doc.word(at).to_lowercase().replace('’', "'")).collect();
    let context = Context { doc, all: lower.iter().map(String::as_str).collect(), lower: lower.clone() };
    let patterns = &*PATTERNS;
    let mut taken: Vec<TextRange> = Vec::new();
    for (at, word) in lower.iter().enumerate() {
        let Some(places) = patterns.index.get(word) else { continue };
        for &(index, anchor) in places {
            let phrase = &patterns.phrases[index];
            let Some(matched) = context.matches(phrase, anchor, at) else { continue };
            let pattern = &patterns.patterns[phrase.pattern];
            let (first, last) = (matched[phrase.span.start], matched[phrase.span.end - 1]);
            let range = doc.tokens()[first].range.cover(doc.tokens()[last].range);
            if taken.iter().any(|other| other.intersects(range)) || !context.allows(pattern, at) {
                continue;
            }
            taken.push(range);
            report(doc, pattern, phrase, &matched, range, out);
            break;
        }
    }
}

impl Context<'_, '_> {
    /// The tokens of the elements, if the phrase stands where its anchor is token `at`. Elements that take no token have
    /// the token beside them.
    fn matches(&self, phrase: &Phrase, anchor: usize, at: usize) -> Option<Vec<usize>> {
        let sentence = self.doc.sentences()[self.doc.tokens()[at].sentence].tokens.clone();
        let before = phrase.elements[..anchor]
            .iter()
            .filter(|(element, _)| !matches!(element, Element::Start | Element::End))
            .count();
        let mut token = at.checked_sub(before).filter(|first| *first >= sentence.start)?;
        let mut out = Vec::with_capacity(phrase.elements.len());
        for (element, _) in &phrase.elements {
            let fits = match element {
                Element::Start => self.opens(token, sentence.start),
                Element::End => token >= sentence.end || self.ends_phrase(token),
                _ if token >= sentence.end => false,
                Element::Words(words) => {
                    words.contains_key(&self.lower[token])
                        || words.contains_key("#") && self.is_number(token)
                        || words.contains_key("$") && self.ends_phrase(token)
                        || words.contains_key("@") && self.doc.word(token).starts_with(char::is_uppercase)
                }
                Element::Number => self.is_number(token),
                Element::Name => self.doc.word(token).starts_with(char::is_uppercase),
                Element::Any => self.is_word(token),
                Element::Class(class) => {
                    self.doc.tokens()[token].upos == *class
                        || *class == Upos::Noun && self.doc.tokens()[token].upos == Upos::Propn
                }
            };
            if !fits {
                return None;
            }
            out.push(token);
            token += usize::from(!matches!(element, Element::Start | Element::End));
        }
        Some(out)
    }

    /// Whether token `at` opens its sentence or the words of a quotation.
    fn opens(&self, at: usize, start: usize) -> bool {
        (start..at).all(|before| !self.is_word(before))
            || at > 0 && matches!(self.doc.word(at - 1), "“" | "\"" | ":" | "‘" | "—")
    }

    fn is_number(&self, at: usize) -> bool {
        self.lower[at].starts_with(|c: char| c.is_ascii_digit()) || lexicon::number_word(&self.lower[at]).is_some()
    }

    fn is_word(&self, at: usize) -> bool {
        self.doc.word(at).starts_with(char::is_alphanumeric)
    }

    /// Whether token `at` is a mark, and no hyphen that joins two words.
    fn ends_phrase(&self, at: usize) -> bool {
        !self.is_word(at) && self.doc.word(at) != "-"
    }

    /// Whether the conditions of the pattern hold at token `at`.
    fn allows(&self, pattern: &Pattern, at: usize) -> bool {
        let entry = &pattern.entry;
        let sentence = self.doc.sentences()[self.doc.tokens()[at].sentence].tokens.clone();
        let has =
            |words: &[String]| sentence.clone().any(|token| words.iter().any(|word| is_form(&self.lower[token], word)));
        let text = self.doc.text();
        (entry.near.is_empty() || has(&entry.near))
            && !(has(&entry.unless))
            && (entry.about.is_empty() || entry.about.iter().filter(|word| self.mentions(word)).take(2).count() == 2)
            && (!entry.evidence || PATTERNS.languages[pattern.language].1.iter().any(|cue| text.contains(cue.as_str())))
    }

    /// Whether the text has the word in the singular, the plural or as a verb.
    fn mentions(&self, word: &str) -> bool {
        self.all.contains(word) || self.all.iter().any(|other| is_form(other, word))
    }
}

/// Whether a lower-case word is a form of another: the same, or with a usual ending.
fn is_form(form: &str, word: &str) -> bool {
    let Some(rest) = form.strip_prefix(word) else {
        let stem = word.strip_suffix(['e', 'y']).filter(|stem| stem.len() > 2);
        return stem.is_some_and(|stem| {
            form.strip_prefix(stem).is_some_and(|rest| matches!(rest, "ies" | "ied" | "ing" | "ed"))
        });
    };
    matches!(rest, "" | "s" | "es" | "ed" | "d" | "ing" | "r" | "er" | "ers" | "rs")
}

fn report(
    doc: &Document<'_>,
    pattern: &Pattern,
    phrase: &Phrase,
    matched: &[usize],
    range: TextRange,
    out: &mut Findings<'_>,
) {
    let entry = &pattern.entry;
    let language = &PATTERNS.languages[pattern.language].0;
    let here = doc.quote(range);
    let finding = out.report(range, format!("`{here}` reads like {language} word for word: {}", entry.note));
    finding.confidence(
        if entry.evidence || !entry.near.is_empty() || !entry.about.is_empty() || phrase.elements.len() > 1 {
            0.88
        } else {
            0.8
        },
    );
    for fix in &entry.fix.0 {
        if fix.is_empty() {
            let gone = deletion(doc, range, matched[phrase.span.start]);
            finding.suggest("Leave it out", gone);
        } else {
            let words = fill(doc, phrase, matched, fix);
            let words = inflect_case(&here, words);
            finding.suggest(format!("Write `{words}`"), with_article(doc, range, matched[phrase.span.start], words));
        }
    }
    if entry.fix.0.is_empty() {
        finding.ask(format!("What does `{here}` stand for in the source?"));
    }
}

/// The repair with its references filled in and its words in the form of what they replace.
fn fill(doc: &Document<'_>, phrase: &Phrase, matched: &[usize], fix: &str) -> String {
    let form = phrase.elements.iter().zip(matched).find_map(|((element, _), &token)| match element {
        Element::Words(words) => {
            words.get(&doc.word(token).to_lowercase()).copied().filter(|form| *form != Form::Plain)
        }
        _ => None,
    });
    let mut out: Vec<String> = Vec::new();
    for word in fix.split(' ') {
        let number = word.strip_prefix('$').and_then(|rest| rest.chars().next()).and_then(|digit| digit.to_digit(10));
        if let Some(at) = number.and_then(|digit| matched.get((digit as usize).checked_sub(1)?)) {
            out.push(format!("{}{}", doc.word(*at), &word[2..]));
        } else if let Some(verb) = word.strip_prefix('~') {
            let verb_form = match form {
                Some(Form::Verb(form)) => form,
                _ => VerbForm::Base,
            };
            out.push(inflect::inflect(verb, verb_form));
        } else if let Some(noun) = word.strip_prefix('+') {
            out.push(if form == Some(Form::Plural) { inflect::plural(noun) } else { noun.to_string() });
        } else {
            out.push(word.to_string());
        }
    }
    out.join(" ")
}

/// The words with a capital if what they replace has one at the head of a sentence.
fn inflect_case(here: &str, words: String) -> String {
    let mut chars = words.chars();
    match chars.next() {
        Some(first) if here.starts_with(char::is_uppercase) => first.to_uppercase().chain(chars).collect(),
        _ => words,
    }
}

/// The replacement, and the article before it in the form that goes with it.
fn with_article(doc: &Document<'_>, range: TextRange, first: usize, words: String) -> Vec<Edit> {
    let mut edits = vec![Edit::replace(range, words)];
    if first > 0 && doc.is_any(first - 1, &["a", "an"]) {
        let vowel = |word: &str| {
            word.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U'])
                && !word.starts_with("uni")
                && !word.starts_with("eu")
        };
        let (before, now) = (vowel(doc.word(first)), vowel(&edits[0].replacement));
        if before != now {
            let article = doc.word(first - 1);
            let meant = if now { "an" } else { "a" };
            edits.push(Edit::replace(doc.tokens()[first - 1].range, inflect::with_case_of(article, meant)));
        }
    }
    edits
}

/// Takes the phrase out with its space, and gives its capital to the word after it.
fn deletion(doc: &Document<'_>, range: TextRange, first: usize) -> Vec<Edit> {
    let text = doc.text();
    let gone = doc.with_space(range);
    let next = text[gone.end()..].chars().next();
    match next {
        Some(c)
            if text[range].starts_with(char::is_uppercase)
                && c.is_lowercase()
                && first == doc.sentences()[doc.tokens()[first].sentence].tokens.start =>
        {
            vec![Edit::replace(TextRange::new(gone.start(), gone.end() + c.len_utf8()), c.to_uppercase().to_string())]
        }
        _ => vec![Edit::delete(gone)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Format;

    fn found(text: &str) -> Vec<crate::finding::Finding> {
        let mut list = Vec::new();
        check(&Document::new(text, Format::Plain), &mut Findings::new(&RULE, &mut list));
        list
    }

    #[test]
    fn every_pattern_is_found_in_its_bad_example_and_not_in_its_good_one() {
        let mut wrong = Vec::new();
        for pattern in &PATTERNS.patterns {
            let (entry, language) = (&pattern.entry, &PATTERNS.languages[pattern.language].0);
            let evidence = &PATTERNS.languages[pattern.language].1;
            let setting = format!("{} {}\n\n", evidence[0].trim(), entry.about.join(" "));
            if found(&format!("{setting}{}", entry.bad)).is_empty() {
                wrong.push(format!("{language}/{}: not found in {}", entry.id, entry.bad));
            }
            if let Some(good) = &entry.good {
                for finding in found(good) {
                    wrong.push(format!("{language}/{}: `{}` found in {good}", entry.id, finding.message));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn a_pattern_has_a_name_of_its_own() {
        let mut names = HashSet::new();
        for pattern in &PATTERNS.patterns {
            assert!(names.insert((pattern.language, &pattern.entry.id)), "{} twice", pattern.entry.id);
        }
    }

    #[test]
    fn a_repair_takes_the_form_and_the_case_of_what_it_replaces() {
        let fixed = |text: &str| {
            let finding = found(text).into_iter().next().expect("a finding");
            let edits = finding.fixes[0].edits.clone();
            let mut out = text.to_string();
            for edit in edits.iter().rev() {
                out.replace_range(edit.range.start()..edit.range.end(), &edit.replacement);
            }
            out
        };
        assert_eq!(fixed("Forty people assisted to the meeting."), "Forty people attended the meeting.");
        assert_eq!(fixed("From its side, the port said no."), "For its part, the port said no.");
    }
}
