//! Words that look like damage to a reader, where no rule can tell what they were.

use crate::document::Document;
use crate::finding::{Findings, Severity};
use crate::reader::judge::PULL;
use crate::rules::{Rule, weighed};
use crate::source::TextRange;

/// See `unlikely_passage.md`.
pub static RULE: Rule = Rule {
    id: "sentence/unlikely-passage",
    summary: "words that look like damage to a reader, where no rule can tell what they were",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/unintelligible",
    its: "uncategorized",
    check,
};

/// How much a word must look like damage. See `postedit-train probe`, which prints what each value lets through.
const LEAST: f32 = 0.4;
/// How much one must that is more than a note.
const SURE: f32 = 0.45;
/// How many words on both sides a finding is about: there nothing else may be found, and no other word looks worse.
const AROUND: usize = 6;
/// How many bytes are pointed at, at most, unless a word is longer.
const WIDEST: usize = 45;

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let Some(judge) = out.judge() else { return };
    let words: Vec<usize> = weighed::sentences(doc)
        .flat_map(|sentence| doc.sentences()[sentence].tokens.clone())
        .filter(|&at| !doc.tokens()[at].is_punctuation())
        .collect();
    let may_be_odd = |at: usize| weighed::is_doubled(doc, at) || doc.word(at).contains(|c: char| c.is_ascii_digit());
    let ranges: Vec<TextRange> = words.iter().map(|&at| doc.tokens()[at].range).collect();
    let suspicions = judge.suspicions(&ranges);
    let mut ranked: Vec<(usize, f32)> =
        suspicions.iter().enumerate().filter_map(|(place, suspicion)| Some((place, (*suspicion)?))).collect();
    ranked.retain(|&(place, suspicion)| suspicion >= LEAST && !may_be_odd(words[place]));
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut taken: Vec<usize> = Vec::new();
    for (place, suspicion) in ranked {
        if taken.iter().any(|other| place.abs_diff(*other) <= AROUND) {
            continue;
        }
        taken.push(place);
        let block = |place: usize| doc.sentences()[doc.tokens()[words[place]].sentence].block;
        let near = |reach: usize| {
            let all = place.saturating_sub(reach)..(place + reach + 1).min(words.len());
            all.filter(|&other| block(other) == block(place))
                .fold(ranges[place], |near, other| near.cover(ranges[other]))
        };
        let shown = Some(near(1)).filter(|range| range.len() <= WIDEST).unwrap_or(ranges[place]);
        out.report(
            shown,
            format!("“{}” reads like damage; what stood there can’t be told from here", doc.quote(shown)),
        )
        .confidence(0.35)
        .severity(if suspicion < SURE { Severity::Info } else { RULE.severity })
        .assured((suspicion - LEAST) * PULL)
        .alone_in(near(AROUND))
        .ask("What does the source say here?");
    }
}
