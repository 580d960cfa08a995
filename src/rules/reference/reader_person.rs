//! Another pronoun for the reader, who has just been `you`.

use crate::document::narration::{Narration, Sort};
use crate::document::{Document, Voice};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::Tag;
use crate::language::inflect::with_case_of;
use crate::language::pronoun::{self, Case, Number, Person};
use crate::rules::Rule;

/// `reference/reader-person`.
pub static RULE: Rule = Rule {
    id: "reference/reader-person",
    summary: "“they” where the reader is spoken to as “you”",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let narration = doc.narration();
    for (index, pronoun) in narration.pronouns.iter().enumerate() {
        if pronoun.case != Case::Nominative || !follows_condition(doc, narration, index) {
            continue;
        }
        let form = pronoun::form(Person::Second, Number::Singular, None, pronoun.case);
        let (word, range) = (doc.word(pronoun.token), doc.tokens()[pronoun.token].range);
        out.report(range, format!("“{word}” where the sentence speaks to the reader"))
            .confidence(0.8)
            .suggest(format!("Write “{form}”"), [Edit::replace(range, with_case_of(word, form))]);
    }
}

/// `If you live upstairs, they will …`, with nobody for the pronoun to stand for.
fn follows_condition(doc: &Document<'_>, narration: &Narration, index: usize) -> bool {
    let pronoun = &narration.pronouns[index];
    let sentence = &doc.sentences()[pronoun.sentence];
    let modal = doc.tokens().get(pronoun.token + 1).is_some_and(|next| next.tag == Tag::Md);
    if !matches!(pronoun.pronoun.form, "they" | "he" | "she") || pronoun.voice != Voice::Narration || !modal {
        return false;
    }
    if !(pronoun.token > sentence.tokens.start && doc.is(pronoun.token - 1, ",")) {
        return false;
    }
    let condition = (sentence.tokens.start..pronoun.token)
        .any(|at| doc.is_any(at, &["if", "when", "once", "unless", "until"]) && doc.is(at + 1, "you"));
    let several = pronoun.pronoun.form == "they";
    let meant =
        narration.before(pronoun.token, pronoun.block, usize::from(!several)).any(|(_, figure)| match figure.sort {
            Sort::Person | Sort::Anyone | Sort::Name | Sort::Body => true,
            Sort::People | Sort::Things => several,
            Sort::Thing => !several,
        });
    let spoken = narration.pronouns[..index].iter().rev().take_while(|other| other.block == pronoun.block);
    condition
        && !meant
        && spoken.into_iter().all(|other| !matches!(other.pronoun.form, "they" | "them" | "their" | "he" | "she"))
}
