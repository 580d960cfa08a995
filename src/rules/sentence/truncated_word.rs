//! A word that breaks off.

use std::collections::HashSet;

use crate::document::{BlockKind, Document, TokenKind};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::Tag;
use crate::language::lexicon::{self, Familiarity};
use crate::language::tagger::{Scratch, Tagger};
use crate::rules::Rule;

/// See `truncated_word.md`.
pub static RULE: Rule = Rule {
    id: "sentence/truncated-word",
    summary: "a word that breaks off",
    severity: Severity::Warning,
    mqm: "accuracy/omission",
    its: "omission",
    check,
};

/// How many ways to complete a word are offered.
const OFFERED: usize = 3;

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let mut said: Option<HashSet<String>> = None;
    for (at, token) in doc.tokens().iter().enumerate() {
        let word = doc.word(at);
        if token.kind != TokenKind::Word
            || !(4..=12).contains(&word.len())
            || !word.bytes().all(|byte| byte.is_ascii_lowercase())
            || doc.is_english(at)
            || doc.places_of(word).len() != 1
            || !matches!(
                doc.blocks()[doc.sentences()[token.sentence].block].kind,
                BlockKind::Paragraph | BlockKind::ListItem
            )
            || !stands_free(doc, at)
        {
            continue;
        }
        let mut found = lexicon::completions(word);
        found.retain(|completion| completion.bytes().all(|byte| byte.is_ascii_lowercase()));
        let wanted = if expects_noun(doc, at) {
            Tag::Nn
        } else if expects_verb(doc, at) {
            Tag::Vb
        } else {
            continue;
        };
        if found.is_empty() || word.ends_with('s') {
            continue;
        }
        let said = said.get_or_insert_with(|| {
            let words = (0..doc.tokens().len()).filter(|&at| doc.tokens()[at].is_word());
            words.map(|at| doc.lemma(at).to_owned()).collect()
        });
        let mut ranked: Vec<(bool, i32, &String)> = found
            .iter()
            .filter_map(|completion| Some((said.contains(completion), fit(doc, at, completion, wanted)?, completion)))
            .collect();
        ranked.sort_by_key(|(said, fit, completion)| (!said, -fit, completion.len()));
        if ranked.is_empty() {
            continue;
        }
        let finding = out.report(token.range, format!("`{word}` is no word; it seems to break off"));
        finding.confidence(0.8);
        for (_, _, completion) in ranked.iter().take(OFFERED) {
            finding.suggest(format!("Complete it: `{completion}`"), [Edit::replace(token.range, completion.as_str())]);
        }
    }
}

/// Whether white space stands before the word and white space or a mark that ends a clause after it.
fn stands_free(doc: &Document<'_>, at: usize) -> bool {
    let token = &doc.tokens()[at];
    let after = doc.text()[token.range.end()..].chars().next();
    let quoted = at > 0 && matches!(doc.word(at - 1), "“" | "\"" | "‘" | "'" | "(" | "«");
    doc.space_before(token.range.start())
        && !quoted
        && after.is_none_or(|c| c.is_whitespace() || matches!(c, '.' | ',' | ';' | '?' | '!'))
}

/// Whether the words around call for a noun: `my`, `the`, `the first`, and then a stop or a verb.
fn expects_noun(doc: &Document<'_>, at: usize) -> bool {
    let determiner = |at: usize| matches!(doc.tokens()[at].tag, Tag::Dt | Tag::PrpS);
    let stops = doc.tokens().get(at + 1).is_none_or(|next| next.is_punctuation() || next.tag.is_finite());
    let adjective = at >= 2 && doc.tokens()[at - 1].tag == Tag::Jj && determiner(at - 2);
    // `a box of photogr.`: at the end, after a word that is English itself.
    let last = at >= 1
        && doc.is(at + 1, ".")
        && matches!(doc.tokens()[at - 1].tag, Tag::In | Tag::Jj | Tag::Vbd | Tag::Vb | Tag::Cc)
        && lexicon::familiarity(doc.word(at - 1)) == Familiarity::Common;
    at >= 1 && (stops && (determiner(at - 1) || adjective) || last)
}

/// Whether the words around call for a verb without an ending: `to`, `would I`, and then an object.
fn expects_verb(doc: &Document<'_>, at: usize) -> bool {
    let asked = at >= 2 && doc.tokens()[at - 2].tag == Tag::Md && doc.tokens()[at - 1].tag == Tag::Prp;
    at >= 1
        && (asked || matches!(doc.tokens()[at - 1].tag, Tag::To | Tag::Md))
        && doc.tag_beside(at + 1, at).is_some_and(|tag| matches!(tag, Tag::Prp | Tag::PrpS | Tag::Dt))
}

/// How well a completion reads as a `wanted` word in the sentence; `None` where it reads as something else.
fn fit(doc: &Document<'_>, at: usize, completion: &str, wanted: Tag) -> Option<i32> {
    let tokens = doc.sentences()[doc.tokens()[at].sentence].tokens.clone();
    let words: Vec<&str> = tokens.clone().map(|t| if t == at { completion } else { doc.word(t) }).collect();
    let mut readings = Vec::new();
    Tagger::embedded().tag(&words, &mut Scratch::default(), &mut readings);
    let reading = readings[at - tokens.start];
    (reading.tag == wanted).then_some(reading.margin)
}
