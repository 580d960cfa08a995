//! A conjunction before the first clause and another before the second: `Although …, but`, `Because …, so`.

use crate::document::Document;
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::Tag;
use crate::rules::Rule;
use crate::source::TextRange;

/// See `double_connective.md`.
pub static RULE: Rule = Rule {
    id: "sentence/double-connective",
    summary: "two conjunctions for one relation: `although …, but`",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

/// What opens the first clause, by its words, and what then has no place before the second.
const PAIRS: &[(&[&str], &[&str])] = &[
    (&["although"], &["but", "yet", "however"]),
    (&["though"], &["but", "yet", "however"]),
    (&["even", "though"], &["but", "yet", "however"]),
    (&["even", "if"], &["but", "yet", "however"]),
    (&["no", "matter"], &["but", "yet", "however"]),
    (&["despite"], &["but", "yet", "however"]),
    (&["in", "spite", "of"], &["but", "yet", "however"]),
    (&["because"], &["so", "therefore", "thus", "hence"]),
    (&["if"], &["so"]),
    (&["when"], &["so"]),
    (&["since"], &["so", "therefore"]),
];

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for (index, sentence) in doc.sentences().iter().enumerate() {
        if !doc.is_parsable(index) || sentence.tokens.clone().any(|at| doc.is(at, "?")) {
            continue;
        }
        let Some(core) = doc.core(index) else { continue };
        let first = core.first();
        let opens = |words: &[&str]| words.iter().enumerate().all(|(at, word)| doc.is(first + at, word));
        let Some((opener, partners)) = PAIRS.iter().find(|(opener, _)| opens(opener)) else { continue };
        let after = first + opener.len();
        let Some(comma) = (after..core.tokens.end).find(|&at| doc.is(at, ",") && doc.is_any(at + 1, partners)) else {
            continue;
        };
        if is_double(doc, after, comma, core.tokens.end) {
            report(doc, first..after, comma, out);
        }
    }
}

/// Whether the words from `after` to the comma are one clause or phrase, and a clause begins after the partner.
fn is_double(doc: &Document<'_>, after: usize, comma: usize, end: usize) -> bool {
    let tokens = doc.tokens();
    let subject = comma + 2;
    let begins = doc.tag_beside(subject, comma).is_some_and(|tag| {
        matches!(tag, Tag::Prp | Tag::Dt | Tag::PrpS | Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Ex | Tag::Cd)
    });
    // `Since the fire the shop was shut, so`: only a pronoun after `since` shows that it opens a clause.
    let since = doc.is(after - 1, "since") && tokens[after].tag != Tag::Prp;
    // `so much the better`
    let much = doc.is(comma + 1, "so") && doc.is_any(subject, &["much", "many", "that", "be", "far"]);
    // Before another comma there may be a main clause already.
    let pieces: Vec<usize> = (after..comma).filter(|&at| doc.is(at, ",")).collect();
    let main = pieces.iter().enumerate().any(|(piece, &at)| {
        let to = pieces.get(piece + 1).copied().unwrap_or(comma);
        doc.finite_verbs(at..to).next().is_some()
    });
    let other = (after..comma).any(|at| doc.is_any(at, &[":", ";"]) || tokens[at].tag == Tag::CloseQuote);
    begins && !since && !much && !main && !other && doc.finite_verbs(subject..end).next().is_some()
}

fn report(doc: &Document<'_>, opener: std::ops::Range<usize>, comma: usize, out: &mut Findings<'_>) {
    let tokens = doc.tokens();
    let partner = comma + 1;
    let (first, second) = (doc.quote(doc.span(opener.clone())), doc.word(partner));
    let gone = TextRange::new(tokens[partner].range.start(), tokens[partner + 1].range.start());
    let finding = out.report(tokens[partner].range, format!("`{first}` and `{second}` say the same twice"));
    finding.confidence(0.9).related(doc.span(opener.clone()), "the first");
    finding.suggest(format!("Leave out `{second}`"), [Edit::delete(gone)]);
    // A preposition leaves no clause behind.
    if doc.is_any(opener.start, &["although", "though", "because", "since"]) {
        let next = tokens[opener.end];
        let lead = TextRange::new(tokens[opener.start].range.start(), next.range.start());
        let word = doc.word(opener.end);
        let mut letters = word.chars();
        let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
        finding.suggest(format!("Leave out `{first}`"), [Edit::replace(lead.cover(next.range), capital)]);
    }
}
