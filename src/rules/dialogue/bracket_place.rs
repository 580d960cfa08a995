//! An editor’s bracket before the pronoun it explains.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::Document;
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::lexicon;
use crate::rules::Rule;
use crate::source::TextRange;

/// See `bracket_place.md`.
pub static RULE: Rule = Rule {
    id: "dialogue/bracket-place",
    summary: "an editor’s bracket that stands before its pronoun",
    severity: Severity::Warning,
    mqm: "accuracy/mistranslation",
    its: "mistranslation",
    check,
};

/// A bracket that names somebody, and a pronoun right after it.
static MISPLACED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[\[(]((?:the|this|these|those|his|her|their|our|my|its|a|an|[A-Z]\p{L}+)\b[^\[\]()\n]{0,50})[\])] (They|He|She|It|We|I|You|Their|His|Its|Her|Those|These|they|he|she|it|we|them|him|their|his|its)([’']m|[’']re| am| are)?\b")
        .expect("the pattern is fixed")
});

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let text = doc.text();
    if !text.contains(['[', '(']) {
        return;
    }
    for found in MISPLACED.captures_iter(text) {
        let (Some(whole), Some(inner), Some(pronoun)) = (found.get(0), found.get(1), found.get(2)) else { continue };
        // After a verb or a preposition the bracket is an object, and the pronoun begins another clause.
        let before = text[..whole.start()].trim_end();
        let opens = before.is_empty() || before.ends_with(['.', '!', '?', '…', ':', '”', '“', '"', '\n', ',', ';']);
        // What an author puts in round brackets is a whole clause or a name after it; an editor’s explanation opens
        // with an article, and what comes after it is a pronoun with a capital.
        let round = whole.as_str().starts_with('(');
        let explains =
            inner.as_str().starts_with(char::is_lowercase) && pronoun.as_str().starts_with(char::is_uppercase);
        if round
            && !(explains && found.get(3).is_none() && inner.as_str().split(' ').count() <= 5 && !before.is_empty())
        {
            continue;
        }
        // `[But] we` mends a sentence; it explains nobody.
        let mends = !inner.as_str().contains(' ') && lexicon::is_english_form(&inner.as_str().to_lowercase());
        if !opens || mends || inner.as_str().to_lowercase().contains("laugh") {
            continue;
        }
        let verb = found.get(3);
        let speaks = matches!(pronoun.as_str(), "I" | "We" | "we" | "You");
        let plural = inner.as_str().ends_with('s') && !inner.as_str().ends_with("ss");
        let range = if speaks {
            TextRange::new(whole.start(), whole.end())
        } else {
            TextRange::new(whole.start(), pronoun.end())
        };
        let finding = out
            .report(range, format!("`{}` explains a pronoun and stands before it", &text[whole.start()..=inner.end()]));
        finding.confidence(0.95);
        if !speaks {
            let swapped = format!("{} {}", pronoun.as_str(), &text[whole.start()..=inner.end()]);
            finding.suggest("Put the bracket after its pronoun", [Edit::replace(range, swapped)]);
        } else if plural {
            // The words are about several people, so that the speaker cannot be one of them alone.
            let are = if verb.is_some() { " are" } else { "" };
            let swapped = format!("They [{}]{are}", inner.as_str());
            finding.suggest("Speak of those in the bracket", [Edit::replace(range, swapped)]);
        } else {
            finding.ask(format!("Is this said by or about {}?", inner.as_str()));
        }
    }
}
