//! Words and phrases rendered word for word: the patterns of `src/rules/pattern/`, one file a language.

use std::cell::OnceCell;
use std::collections::HashSet;

use crate::document::Document;
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::inflect::{self, VerbForm};
use crate::language::{Tag, Upos, lexicon, sound};
use crate::rules::Rule;
use crate::rules::pattern::{Book, Element, Form, Pattern, Phrase};
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

/// A text, for the conditions of patterns.
struct Context<'d, 't> {
    doc: &'d Document<'t>,
    /// Every word of the text in small letters.
    all: OnceCell<HashSet<&'d str>>,
}

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let book = Book::embedded();
    let context = Context { doc, all: OnceCell::new() };
    let mut taken: Vec<TextRange> = Vec::new();
    let mut phrases: Vec<u32> = Vec::new();
    // The phrases of the words so far, as a range of `phrases`.
    let mut known: Vec<Option<(usize, usize)>> = vec![None; doc.vocabulary()];
    for at in 0..doc.tokens().len() {
        let (start, end) = *known[doc.word_id(at)].get_or_insert_with(|| {
            let start = phrases.len();
            book.phrases_of(doc.lower(at), |phrase| phrases.push(phrase));
            (start, phrases.len())
        });
        for &index in &phrases[start..end] {
            let phrase = book.phrase(index);
            let Some(matched) = context.matches(phrase, at) else { continue };
            let pattern = book.pattern(phrase.pattern);
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

impl<'d> Context<'d, '_> {
    /// The tokens of the elements, if the phrase stands where it is found by token `at`. Elements that take no token have
    /// the token beside them.
    fn matches(&self, phrase: &Phrase, at: usize) -> Option<Vec<usize>> {
        let sentence = self.doc.sentences()[self.doc.tokens()[at].sentence].tokens.clone();
        let first = at.checked_sub(phrase.lead).filter(|first| *first >= sentence.start)?;
        let mut token = first;
        for element in &phrase.elements {
            let fits = match element {
                Element::Start => self.opens(token, sentence.start),
                Element::End => token >= sentence.end || self.ends_phrase(token),
                _ if token >= sentence.end => false,
                Element::Words(words) => {
                    words.form(self.doc.lower(token)).is_some()
                        || words.number && self.is_number(token)
                        || words.mark && self.ends_phrase(token)
                        || words.name && self.is_name(token)
                }
                Element::Number => self.is_number(token),
                Element::Name => self.is_name(token),
                Element::Any => self.is_word(token),
                Element::Class(class) => {
                    self.doc.tokens()[token].upos == *class
                        || *class == Upos::Noun && self.doc.tokens()[token].upos == Upos::Propn
                }
            };
            if !fits {
                return None;
            }
            token += usize::from(element.takes_token());
        }
        let mut next = first;
        let place = |element: &Element| {
            let here = next;
            next += usize::from(element.takes_token());
            here
        };
        Some(phrase.elements.iter().map(place).collect())
    }

    /// Whether token `at` opens its sentence or the words of a quotation.
    fn opens(&self, at: usize, start: usize) -> bool {
        (start..at).all(|before| !self.is_word(before))
            || at > 0 && matches!(self.doc.word(at - 1), "“" | "\"" | ":" | "‘" | "—")
    }

    fn is_number(&self, at: usize) -> bool {
        let lower = self.doc.lower(at);
        lower.starts_with(|c: char| c.is_ascii_digit()) || lexicon::number_word(lower).is_some()
    }

    fn is_name(&self, at: usize) -> bool {
        self.doc.word(at).starts_with(char::is_uppercase)
    }

    fn is_word(&self, at: usize) -> bool {
        self.doc.word(at).starts_with(char::is_alphanumeric)
    }

    /// Whether token `at` is a mark: neither the end of a word (`’s`, `n’t`) nor a sign that joins two words.
    fn ends_phrase(&self, at: usize) -> bool {
        let word = self.doc.word(at);
        !word.contains(char::is_alphanumeric) && !matches!(word, "-" | "/" | "&" | "%")
    }

    /// Whether the conditions of the pattern hold at token `at`.
    fn allows(&self, pattern: &Pattern, at: usize) -> bool {
        let sentence = self.doc.sentences()[self.doc.tokens()[at].sentence].tokens.clone();
        let has = |words: &[String]| {
            sentence.clone().any(|token| words.iter().any(|word| is_form(self.doc.lower(token), word)))
        };
        let text = self.doc.text();
        (pattern.near.is_empty() || has(&pattern.near))
            && !has(&pattern.unless)
            && (pattern.about.is_empty()
                || pattern.about.iter().filter(|word| self.mentions(word)).take(2).count() == 2)
            && (!pattern.evidence
                || Book::embedded().language(pattern.language).evidence.iter().any(|cue| text.contains(cue.as_str())))
    }

    /// Whether the text has the word in the singular, the plural or as a verb.
    fn mentions(&self, word: &str) -> bool {
        let all = self.all.get_or_init(|| (0..self.doc.tokens().len()).map(|at| self.doc.lower(at)).collect());
        all.contains(word) || all.iter().any(|other| is_form(other, word))
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

/// How many elements of a phrase tell a rendering from English in any text.
const TELLING: usize = 4;

fn report(
    doc: &Document<'_>,
    pattern: &Pattern,
    phrase: &Phrase,
    matched: &[usize],
    range: TextRange,
    out: &mut Findings<'_>,
) {
    let language = &Book::embedded().language(pattern.language).name;
    let here = doc.quote(range);
    let finding = out.report(range, format!("`{here}` reads like {language} word for word: {}", pattern.note));
    finding.confidence(
        if pattern.evidence || !pattern.near.is_empty() || !pattern.about.is_empty() || phrase.elements.len() > 1 {
            0.88
        } else {
            0.8
        },
    );
    // Words that few others go with are good English somewhere.
    if pattern.evidence || matched.len() < TELLING {
        finding.where_damaged();
    }
    let first = matched[phrase.span.start];
    let opening = first == doc.sentences()[doc.tokens()[first].sentence].tokens.start;
    for fix in &pattern.fix {
        if fix.is_empty() {
            let gone = deletion(doc, range, first);
            finding.suggest("Leave it out", gone);
        } else {
            let words = fill(doc, phrase, matched, fix);
            let words = inflect_case(&here, words, opening);
            finding.suggest(format!("Write `{words}`"), with_article(doc, range, first, words));
        }
    }
    if pattern.fix.is_empty() {
        finding.ask(format!("What does `{here}` stand for in the source?"));
    }
}

/// The repair with its references filled in and its words in the form of what they replace.
fn fill(doc: &Document<'_>, phrase: &Phrase, matched: &[usize], fix: &str) -> String {
    let forms = || {
        phrase.elements.iter().zip(matched).filter_map(|(element, &token)| match element {
            Element::Words(words) => words.form(doc.lower(token)).map(|form| (form, token)),
            _ => None,
        })
    };
    let verb = forms().find_map(|(form, token)| match form {
        Form::Verb(form) => Some((form, token)),
        _ => None,
    });
    let copula = forms().map(|(_, token)| token).find(|token| COPULAS.contains(&doc.lower(*token)));
    let plural = forms().any(|(form, _)| form == Form::Plural);
    let mut out: Vec<String> = Vec::new();
    for word in fix.split(' ') {
        let number = word.strip_prefix('$').and_then(|rest| rest.chars().next()).and_then(|digit| digit.to_digit(10));
        if let Some(at) = number.and_then(|digit| matched.get((digit as usize).checked_sub(1)?)) {
            out.push(format!("{}{}", doc.word(*at), &word[2..]));
        } else if let Some(lemma) = word.strip_prefix('~') {
            out.push(match (verb, copula) {
                (_, Some(token)) if lemma == "be" => doc.word(token).to_string(),
                (Some((form, token)), _) => inflected(doc, lemma, form, token),
                (None, _) => lemma.to_string(),
            });
        } else if let Some(noun) = word.strip_prefix('+') {
            out.push(if plural { inflect::plural(noun) } else { noun.to_string() });
        } else {
            out.push(word.to_string());
        }
    }
    out.join(" ")
}

const COPULAS: [&str; 8] = ["be", "is", "are", "was", "were", "am", "been", "being"];

/// The verb in the form of the one at `token`, whose own form may be spelled like another (`put`, `held`), and for `be` in
/// the form that goes with the word before it.
fn inflected(doc: &Document<'_>, lemma: &str, form: VerbForm, token: usize) -> String {
    let before = |back: usize| token.checked_sub(back).map_or("", |at| doc.lower(at));
    let perfect = |word: &str| matches!(word, "has" | "have" | "had" | "having" | "'ve" | "’ve");
    let form = match (form, doc.tokens()[token].tag) {
        (VerbForm::Base | VerbForm::Past, _) if perfect(before(1)) || perfect(before(2)) => VerbForm::PastParticiple,
        (VerbForm::Past, Tag::Vbn) => VerbForm::PastParticiple,
        (VerbForm::Base, Tag::Vbd) => VerbForm::Past,
        (VerbForm::Base, Tag::Vbn) => VerbForm::PastParticiple,
        (VerbForm::Base, _) if matches!(before(1), "he" | "she" | "it") && !asks_for_base(doc, token) => VerbForm::Past,
        (VerbForm::Base, Tag::Vbp) => VerbForm::Present,
        (form, _) => form,
    };
    let plural = token > 0 && doc.tokens()[token - 1].tag == Tag::Nns || matches!(before(1), "we" | "you" | "they");
    match form {
        VerbForm::Past if lemma == "be" && !plural => "was".to_string(),
        VerbForm::Present if lemma == "be" && before(1) == "i" => "am".to_string(),
        form => inflect::inflect(lemma, form),
    }
}

/// `did he`, `they let it`: whether the word before the pronoun before `token` takes a base form.
fn asks_for_base(doc: &Document<'_>, token: usize) -> bool {
    let Some(at) = token.checked_sub(2).filter(|&at| at >= doc.sentence_start(token)) else { return false };
    doc.tokens()[at].tag == Tag::Md
        || matches!(doc.lemma(at), "do" | "let" | "make" | "see" | "hear" | "watch" | "help" | "have")
}

/// The words with a capital if what they replace has one at the head of a sentence, and not as an abbreviation.
fn inflect_case(here: &str, words: String, opening: bool) -> String {
    let mut chars = words.chars();
    let abbreviation = here.split(' ').next().is_some_and(|word| word.len() > 1 && !word.contains(char::is_lowercase));
    match chars.next() {
        Some(first) if here.starts_with(char::is_uppercase) && (opening || !abbreviation) => {
            first.to_uppercase().chain(chars).collect()
        }
        _ => words,
    }
}

/// The replacement, and the article before it in the form that goes with it.
fn with_article(doc: &Document<'_>, range: TextRange, first: usize, words: String) -> Vec<Edit> {
    let fitting = sound::indefinite_article(&words);
    let mut edits = vec![Edit::replace(range, words)];
    if first > 0 && doc.is_any(first - 1, &["a", "an"]) && !doc.is(first - 1, fitting) {
        let article = doc.tokens()[first - 1].range;
        edits.push(Edit::replace(article, inflect::with_case_of(doc.word(first - 1), fitting)));
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
        for (code, file) in crate::rules::pattern::build::written() {
            for entry in file.pattern {
                let setting = format!("{} {}\n\n", file.evidence[0].trim(), entry.about.join(" "));
                if found(&format!("{setting}{}", entry.bad)).is_empty() {
                    wrong.push(format!("{code}/{}: not found in {}", entry.id, entry.bad));
                }
                for good in entry.good.iter() {
                    for finding in found(good) {
                        wrong.push(format!("{code}/{}: `{}` found in {good}", entry.id, finding.message));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
        assert_eq!(fixed("The leak put in danger the herd."), "The leak endangered the herd.");
        assert_eq!(fixed("She has held a sermon."), "She has given a sermon.");
        assert_eq!(fixed("The noodles are very good eat."), "The noodles are delicious.");
        assert_eq!(
            fixed("Seoul: She sells lamps through SNS posts."),
            "Seoul: She sells lamps through social media posts."
        );
    }
}
