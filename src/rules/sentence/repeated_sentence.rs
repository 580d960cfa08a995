//! A sentence that says again, in worse words, what has just been said.

use std::collections::HashMap;

use crate::document::clause::are_akin;
use crate::document::{BlockKind, Core, Document};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::{Tag, Upos};
use crate::rules::Rule;
use crate::source::TextRange;

/// See `repeated_sentence.md`.
pub static RULE: Rule = Rule {
    id: "sentence/repeated-sentence",
    summary: "a sentence that repeats the one before it in other words",
    severity: Severity::Warning,
    mqm: "accuracy/addition",
    its: "duplication",
    check,
};

/// The longest sentence that is taken for a repetition in other words, and the shortest paragraph that is one word for
/// word, in words.
const LONGEST: usize = 14;

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for index in 0..doc.sentences().len() {
        let found = repeated(doc, index);
        let Some((earlier, odd)) = found.or_else(|| nothing_new(doc, index).map(|before| (before, false))) else {
            continue;
        };
        let whole = TextRange::new(doc.sentences()[index - 1].range.end(), doc.sentences()[index].range.end());
        let finding = out.report(whole, "this sentence says again what has just been said");
        if found.is_none() {
            finding.where_damaged();
        }
        finding.confidence(if odd { 0.92 } else { 0.85 }).related(doc.sentences()[earlier].range, "said here");
        finding.suggest("Delete the repetition", [Edit::delete(whole)]);
    }
    repeated_paragraphs(doc, out);
}

/// A paragraph that stands there word for word a second time, wherever the first one is.
fn repeated_paragraphs(doc: &Document<'_>, out: &mut Findings<'_>) {
    let mut seen: HashMap<&str, TextRange> = HashMap::new();
    for block in doc.blocks() {
        let words = doc.text()[block.range].trim();
        let whole = block.kind == BlockKind::Paragraph && block.furniture.is_none();
        if !whole || doc.word_count(block.tokens.clone()) < LONGEST {
            continue;
        }
        let first = *seen.entry(words).or_insert(block.range);
        if first != block.range {
            let before = doc.text()[..block.whole().start()].trim_end().len();
            out.report(block.range, "this paragraph stands there word for word a second time")
                .confidence(0.9)
                .related(first, "the first time")
                .suggest("Delete the repetition", [Edit::delete(TextRange::new(before, block.whole().end()))]);
        }
    }
}

/// The sentence before a short one that has not one word of content of its own: `They rang for an hour. For an hour, rang.`
fn nothing_new(doc: &Document<'_>, index: usize) -> Option<usize> {
    let before = doc.sentence_before(index)?;
    let (core, previous) = (doc.core(index)?, doc.core(before)?);
    let ends = |core: &Core| core.stop.is_some_and(|at| doc.is(at, "."));
    let words = content(doc, &core);
    let said = every_word(doc, &previous);
    let narrated = |core: &Core| !doc.in_quotation(doc.tokens()[core.first()].range.start());
    let same = doc.is(core.first(), doc.lower(previous.first()));
    // `It is two metres high.` is whole: what restates is not.
    let whole = doc.tokens()[core.first()].tag == Tag::Prp;
    let lexical = !whole && core.tokens.clone().any(|at| doc.tokens()[at].tag.is_noun());
    let new = hits(&words, &said) < words.len() || words.len() < 2 || words.contains(&"not");
    let fits = doc.is_running(index) && ends(&core) && ends(&previous) && narrated(&core) && narrated(&previous);
    (fits && !new && !same && lexical && doc.word_count(core.tokens.clone()) <= 8).then_some(before)
}

/// The sentence that sentence `index` repeats, and whether the repetition is broken English as well.
fn repeated(doc: &Document<'_>, index: usize) -> Option<(usize, bool)> {
    let before = doc.sentence_before(index)?;
    let (core, previous) = (doc.core(index)?, doc.core(before)?);
    let speaker = |core: &Core| doc.quotation_at(doc.tokens()[core.first()].range.start());
    let ends = |core: &Core, stop| core.stop.is_some_and(|at| doc.word(at) == stop);
    if !doc.is_running(index)
        || !ends(&core, ".")
        || ends(&previous, "?")
        || !doc.word(core.first()).starts_with(char::is_uppercase)
        || doc.word_count(core.tokens.clone()) > LONGEST
    {
        return None;
    }
    let words = content(doc, &core);
    let mut said = every_word(doc, &previous);
    let near = hits(&words, &said);
    let odd = is_odd(doc, &core);
    if speaker(&core) != speaker(&previous) && !odd {
        return None;
    }
    // The sentence two back may lend the name that the one between calls `it`, or the half that a false stop cut off.
    let broken = doc.finite_verbs(previous.tokens.clone()).next().is_none();
    let earlier = doc.sentence_before(before).and_then(|index| doc.core(index));
    if let Some(earlier) = &earlier {
        said.extend(every_word(doc, earlier));
    }
    let all = hits(&words, &said);
    let near = if broken { all } else { near };
    let solid = words.iter().filter(|word| **word != "not").count();
    let things =
        core.tokens.clone().filter(|&at| doc.tokens()[at].upos != Upos::Adv && doc.content(at).is_some()).count();
    let source = earlier.filter(|_| broken).unwrap_or_else(|| previous.clone());
    let verbless = doc.finite_verbs(core.tokens.clone()).next().is_none();
    let open = verbless && !doc.tokens()[core.last()].tag.is_verb();
    let repeats = if odd && open {
        // A list, a caption, a saying (`the sooner, the better`) may have no verb.
        let marks = core.tokens.clone().any(|at| doc.tokens()[at].is_punctuation());
        things >= 1 && words.len() >= 2 && all == words.len() && near * 3 >= words.len() * 2 && !marks
    } else if odd {
        // Two thirds of it, and most of that from the sentence right before.
        words.len() >= 2 && things >= 1 && all * 3 >= words.len() * 2 && near * 2 >= words.len()
    } else {
        solid >= 2 && all == words.len() && near * 2 >= words.len() && same_subject(doc, &core, &source)
    };
    // Said two sentences back, or here with one word changed.
    let again = solid >= 4 && earlier_all(doc, &words, before) && !odd;
    let reworded =
        solid >= 4 && all * 4 >= words.len() * 3 && near * 4 >= words.len() * 3 && same_subject(doc, &core, &source);
    let repeats = repeats || again || reworded;
    let copy = same_words(doc, &core, &previous);
    (repeats && !copy || copy && words.len() >= 3 && speaker(&core).is_none()).then_some((before, odd))
}

fn content<'d>(doc: &'d Document<'_>, core: &Core) -> Vec<&'d str> {
    core.tokens.clone().filter_map(|at| doc.content(at)).collect()
}

/// Whether the sentence before sentence `before` says all of `words`.
fn earlier_all(doc: &Document<'_>, words: &[&str], before: usize) -> bool {
    let earlier = doc.sentence_before(before).and_then(|index| doc.core(index));
    earlier.is_some_and(|earlier| hits(words, &every_word(doc, &earlier)) == words.len())
}

/// Every word as it stands and in its dictionary form: a word of the repetition may be read as another part of speech.
fn every_word<'d>(doc: &'d Document<'_>, core: &Core) -> Vec<&'d str> {
    let words = core.tokens.clone().filter(|&at| !doc.tokens()[at].is_punctuation());
    words
        .flat_map(|at| {
            let negation = doc.is_any(at, &["no", "not", "n't", "n’t", "never", "nobody", "nothing"]);
            [if negation { "not" } else { doc.lemma(at) }, doc.lower(at)]
        })
        .collect()
}

/// How many of `words` stand among `said`, as themselves or as a word of the same stem.
fn hits(words: &[&str], said: &[&str]) -> usize {
    words.iter().filter(|word| said.iter().any(|other| are_akin(word, other))).count()
}

/// Whether both sentences are about the same: the first noun of one is the first of the other, which may be a pronoun.
fn same_subject(doc: &Document<'_>, core: &Core, previous: &Core) -> bool {
    let noun = |core: &Core| core.tokens.clone().find(|&at| doc.tokens()[at].tag.is_noun());
    let pronoun = doc.tokens()[previous.first()].tag == Tag::Prp;
    match (noun(core), noun(previous)) {
        // The name that `it` stands for, or one pronoun after another.
        (Some(a), _) if pronoun => {
            let again = previous.tokens.clone().any(|at| are_akin(doc.lemma(at), doc.lemma(a)));
            doc.tokens()[core.first()].tag == Tag::Prp && in_order(&content(doc, core), &content(doc, previous))
                || a < core.first() + 3 && !again
        }
        (Some(a), Some(b)) => a < core.first() + 3 && are_akin(doc.lemma(a), doc.lemma(b)),
        _ => false,
    }
}

/// Whether `words` come in the same order among `said`.
fn in_order(words: &[&str], said: &[&str]) -> bool {
    let mut rest = said.iter();
    words.iter().all(|word| rest.any(|other| are_akin(word, other)))
}

fn same_words(doc: &Document<'_>, core: &Core, previous: &Core) -> bool {
    core.tokens.len() == previous.tokens.len()
        && core.tokens.clone().zip(previous.tokens.clone()).all(|(a, b)| doc.is(a, doc.word(b)))
}

/// Whether the words stand in an order that English does not have.
fn is_odd(doc: &Document<'_>, core: &Core) -> bool {
    let tag = |at: usize| doc.tokens()[at].tag;
    let last = core.last();
    let finite = doc.finite_verbs(core.tokens.clone()).count();
    let short = doc.word_count(core.tokens.clone());
    let verb_last =
        short >= 4 && tag(last).is_verb() && !matches!(tag(last - 1), Tag::Prp | Tag::To | Tag::Md | Tag::Rb);
    let verb_first = matches!(tag(core.first()), Tag::Vbd | Tag::Vbz);
    let not_last = doc.is(last, "not") || doc.is(last, "n't");
    // `Vinegar it wants`: an object before its subject and its verb.
    let object_first =
        finite == 1
            && tag(core.first()) != Tag::In
            && core.tokens.clone().skip(1).any(|at| {
                tag(at - 1).is_noun() && doc.is_any(at, &["it", "they", "he", "she", "we", "i"]) && at < last
            });
    // `the took council`, `the of village`, `discussed we`
    let misplaced = core.tokens.clone().skip(1).any(|at| {
        let article = doc.is_any(at - 1, &["the", "a", "an"]) && tag(at - 1) == Tag::Dt;
        let pronoun = doc.is_any(at, &["we", "they", "he", "she", "i"]) && tag(at - 1).is_finite();
        let auxiliary = doc.is_any(at - 1, &["is", "was", "are", "were", "do", "does", "did", "has", "have", "had"])
            || tag(at - 1) == Tag::Md;
        article && matches!(tag(at), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md | Tag::In | Tag::To)
            || pronoun && !auxiliary && finite == 1
    });
    let verb_second = verb_second(doc, core);
    let pairs = core.tokens.clone().skip(1).any(|at| {
        let pair = (tag(at - 1), tag(at));
        match pair {
            // `small the voice`, `her the coat`
            (Tag::Jj | Tag::PrpS | Tag::Dt, Tag::Dt) => {
                doc.is_any(at, &["the", "a", "an"]) && !doc.is_any(at - 1, &["all", "half", "such"])
            }
            // `it vinegar wants`, `it regret`
            (Tag::Prp, Tag::Nn | Tag::Nns | Tag::Vb) => doc.is_any(at - 1, &["it", "they", "he", "she", "we", "i"]),
            // `does not a well have`
            (Tag::Rb, Tag::Dt) => {
                doc.is(at - 1, "not")
                    && doc.is_any(at, &["a", "an", "the"])
                    && at > core.first() + 2
                    && tag(at - 2) == Tag::Vbz
                    && doc.is(at - 2, "does")
            }
            // `must half hour`
            (Tag::Md, Tag::Nn | Tag::Nns | Tag::Cd | Tag::Prp | Tag::Dt) => {
                doc.finite_verbs(core.tokens.clone()).next() == Some(at - 1) && at - 1 > core.first()
            }
            _ => doc.is_any(at - 1, &["must", "can", "will"]) && doc.is_any(at, &["half", "it", "them", "him"]),
        }
    });
    short >= 3
        && tag(core.first()) != Tag::Cc
        && (finite == 0 || verb_last || verb_first || not_last || object_first || misplaced || verb_second || pairs)
}

/// `In May approved the council`: an adverbial, the verb, and only then a subject.
fn verb_second(doc: &Document<'_>, core: &Core) -> bool {
    let tag = |at: usize| doc.tokens()[at].tag;
    let Some(verb) = doc.finite_verbs(core.tokens.clone()).next() else { return false };
    let adverbial = tag(core.first()) == Tag::In
        && verb > core.first() + 1
        && (core.first() + 1..verb)
            .all(|at| tag(at).is_noun() || matches!(tag(at), Tag::Dt | Tag::Jj | Tag::Cd | Tag::PrpS));
    let lexical = matches!(tag(verb), Tag::Vbd | Tag::Vbz) && doc.tokens()[verb].upos == Upos::Verb;
    adverbial && lexical && verb < core.last() && matches!(tag(verb + 1), Tag::Dt | Tag::PrpS | Tag::Nnp | Tag::Prp)
}
