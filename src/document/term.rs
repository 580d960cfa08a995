//! Terms: where the text uses the terms and names of the glossary.

use super::Document;
use crate::glossary::{Entry, Form, Inflection, Standing, has_capitals};
use crate::language::inflect;
use crate::source::TextRange;

/// A place where a text uses a term or a name of the glossary.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TermUse<'g> {
    /// Where it is.
    pub range: TextRange,
    /// The entry.
    pub entry: &'g Entry,
    /// What the entry says of it.
    pub standing: Standing,
    inflection: Inflection,
}

impl TermUse<'_> {
    /// What may stand in the place of `found`, the words at its range: the accepted forms, inflected as it is and with the
    /// letter case it has, the form to use first.
    pub fn replacements(&self, found: &str) -> Vec<String> {
        let accepted = std::iter::once(&self.entry.preferred).chain(&self.entry.also);
        accepted
            .map(|form| match has_capitals(form) {
                true => form.clone(),
                false => inflect::with_case_of(found, &self.inflection.of(form)),
            })
            .collect()
    }
}

/// The places where `doc` uses a term or a name, in order. Where forms overlap the first and longest counts.
pub(super) fn read<'t>(doc: &Document<'t>) -> Vec<TermUse<'t>> {
    let (tokens, glossary) = (doc.tokens(), doc.glossary());
    let mut out = Vec::new();
    if glossary.is_empty() {
        return out;
    }
    let mut at = 0;
    while at < tokens.len() {
        let forms = glossary.forms(&doc.word(at).to_lowercase());
        let Some((form, standing)) = forms.iter().find_map(|form| Some((form, standing(form, doc, at)?))) else {
            at += 1;
            continue;
        };
        let last = at + form.words.len() - 1;
        let range = tokens[at].range.cover(tokens[last].range);
        out.push(TermUse { range, entry: glossary.entry(form.entry), standing, inflection: form.inflection });
        at = last + 1;
    }
    out
}

/// What `form` is to the words that begin at token `at`; `None` if they are others.
fn standing(form: &Form, doc: &Document<'_>, at: usize) -> Option<Standing> {
    let tokens = doc.tokens();
    let last = at + form.words.len() - 1;
    let in_sentence = tokens.get(last).is_some_and(|token| token.sentence == tokens[at].sentence);
    if !in_sentence || !form.words.iter().zip(at..).all(|(word, at)| doc.word(at).to_lowercase() == *word) {
        return None;
    }
    let Some(written) = &form.written else { return Some(form.standing) };
    let found = doc.quote(tokens[at].range.cover(tokens[last].range));
    if found == *written || is_capitalised(&found, written, doc, at) {
        return Some(form.standing);
    }
    // Words all in capitals are a headline's.
    let shouted = !found.chars().any(char::is_lowercase) && found.chars().count() > 1;
    (form.standing == Standing::Accepted && doc.glossary().entry(form.entry).keep && !shouted)
        .then_some(Standing::Miswritten)
}

/// Whether `found`, at token `at`, is `written` with the capital of a sentence's first word. A name with a capital of its
/// own inside, `eBay`, keeps its small letter there.
fn is_capitalised(found: &str, written: &str, doc: &Document<'_>, at: usize) -> bool {
    let opens = doc.sentences()[doc.tokens()[at].sentence].tokens.start == at;
    opens && !has_capitals(written) && inflect::with_case_of("Aa", written) == found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Format;
    use crate::glossary::Glossary;

    const GLOSSARY: &str = "
        [[term]]
        use = 'harbour pilot'
        also = ['pilot']
        not = ['port guide', 'guide']

        [[term]]
        use = 'berth'
        not = ['dock up']
        verb = true

        [[name]]
        use = 'eBrine'
        not = ['Salt Water Company']
    ";

    fn read(text: &str) -> Vec<(Standing, String, String)> {
        let glossary = Glossary::parse_toml(GLOSSARY).unwrap();
        let doc = Document::new(text, Format::Plain).with_glossary(&glossary);
        doc.terms()
            .iter()
            .map(|it| (it.standing, text[it.range].to_owned(), it.replacements(&text[it.range]).remove(0)))
            .collect()
    }

    fn forbidden(text: &str) -> Vec<(String, String)> {
        read(text).into_iter().filter(|it| it.0 == Standing::Forbidden).map(|it| (it.1, it.2)).collect()
    }

    #[test]
    fn inflected_forms_are_recognised_and_replaced_in_kind() {
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(
            forbidden("Port guides met. The port guide’s boat docked up, and another is docking up."),
            [
                pair("Port guides", "Harbour pilots"),
                pair("port guide", "harbour pilot"),
                pair("docked up", "berthed"),
                pair("docking up", "berthing"),
            ]
        );
    }

    #[test]
    fn the_longest_form_counts() {
        assert_eq!(
            forbidden("A guide met the port guide."),
            [("guide".to_owned(), "harbour pilot".to_owned()), ("port guide".to_owned(), "harbour pilot".to_owned()),]
        );
    }

    #[test]
    fn a_name_is_written_just_so() {
        let found = read("EBrine and ebrine and eBrine, once the Salt Water Company; a salt water company. EBRINE");
        let standings: Vec<_> = found.iter().map(|it| (it.0, it.1.as_str())).collect();
        assert_eq!(
            standings,
            [
                (Standing::Miswritten, "EBrine"),
                (Standing::Miswritten, "ebrine"),
                (Standing::Accepted, "eBrine"),
                (Standing::Forbidden, "Salt Water Company"),
            ]
        );
    }
}
