//! A sentence that begins with its finite verb because the subject was left out or put behind it.

use crate::document::{BlockKind, Core, Document};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::pronoun::{Number, Person};
use crate::language::verb::is_only_verb;
use crate::language::{Tag, inflect, lexicon, speech};
use crate::rules::Rule;
use crate::source::TextRange;

/// See `missing_subject.md`.
pub static RULE: Rule = Rule {
    id: "sentence/missing-subject",
    summary: "a statement that begins with its verb",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for (index, sentence) in doc.sentences().iter().enumerate() {
        if doc.is_parsable(index) {
            for at in sentence.tokens.clone() {
                clause(doc, at, out);
                main_clause(doc, at, out);
            }
        }
    }
    for (index, sentence) in doc.sentences().iter().enumerate() {
        let Some(core) = doc.core(index) else { continue };
        let first = doc.tokens()[core.first()];
        if doc.blocks()[sentence.block].kind != BlockKind::Paragraph
            || core.tokens.len() < 4
            || core.stop.is_none_or(|stop| doc.word(stop) != ".")
            || !(matches!(first.tag, Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Vbn | Tag::Md) || read_as_noun(doc, &core))
            || !doc.word(core.first()).starts_with(char::is_uppercase)
            || doc.in_quotation(first.range.start())
        {
            continue;
        }
        if let Some(name) = inverted(doc, &core) {
            let place = first.range.cover(doc.tokens()[name.end - 1].range);
            let subject = doc.quote(doc.tokens()[name.start].range.cover(doc.tokens()[name.end - 1].range));
            let verb = doc.word(core.first()).to_lowercase();
            out.report(place, format!("the verb stands before its subject `{subject}`"))
                .confidence(0.88)
                .suggest("Put the subject first", [Edit::replace(place, format!("{subject} {verb}"))]);
        } else if lacks_it(doc, &core) {
            let verb = doc.word(core.first()).to_lowercase();
            out.report(first.range, format!("`{}` has no subject", doc.word(core.first())))
                .confidence(0.85)
                .suggest("Insert `It`", [Edit::replace(first.range, format!("It {verb}"))]);
        } else if doc.is(core.first(), "has")
            && matches!(doc.tokens()[core.first() + 1].tag, Tag::Cd | Tag::Nns | Tag::PrpS)
        {
            out.report(first.range, format!("`{}` has no subject", doc.word(core.first())))
                .confidence(0.75)
                .ask(format!("Who or what {}?", doc.word(core.first()).to_lowercase()));
        } else if goes_on(doc, index, &core) {
            let verb = doc.word(core.first()).to_lowercase();
            out.report(first.range, format!("`{}` has no subject", doc.word(core.first())))
                .confidence(0.75)
                .where_damaged()
                .suggest("Insert `It`", [Edit::replace(first.range, format!("It {verb}"))])
                .ask(format!("Who or what {verb}?"));
        } else if speech::is_said(doc.word(core.first())) && doc.is(core.first() + 1, "that") {
            let place = TextRange::new(first.range.start(), first.range.end());
            out.report(place, format!("`{}` has no subject", doc.word(core.first())))
                .confidence(0.85)
                .ask(format!("Who {} it?", doc.word(core.first()).to_lowercase()));
        }
    }
}

/// Whether a sentence without a verb begins with a word in -s that may be one: `Lives alone by the lake.`
fn read_as_noun(doc: &Document<'_>, core: &Core) -> bool {
    let word = doc.lower(core.first());
    let base = inflect::lemma(word, Tag::Vbz);
    doc.tokens()[core.first()].tag == Tag::Nns
        && doc.finite_verbs(core.tokens.clone()).next().is_none()
        && inflect::third_person(&base) == word
        && lexicon::is_english_form(&inflect::gerund(&base))
        && core.tokens.clone().all(|at| !doc.tokens()[at].is_punctuation())
}

/// `Works in the harbour as a cook.`: a verb in the third person or the past, after a sentence that has its subject.
fn goes_on(doc: &Document<'_>, index: usize, core: &Core) -> bool {
    let first = doc.tokens()[core.first()];
    let commas = core.tokens.clone().any(|at| doc.is(at, ","));
    let noun = read_as_noun(doc, core);
    let lexical = noun || first.tag == Tag::Vbz || first.tag == Tag::Vbd && !commas;
    let follows = matches!(
        doc.tokens()[core.first() + 1].tag,
        Tag::In | Tag::Dt | Tag::PrpS | Tag::To | Tag::Rb | Tag::Prp | Tag::Cd | Tag::Nns
    );
    let whole = doc.sentence_before(index).is_some();
    let said = speech::is_said(doc.word(core.first())) || speech::is_reporting_verb(doc.lower(core.first()), first.tag);
    // `Gone is the mill`, `Came the war, and`: the subject may come later.
    lexical
        && (noun || first.finite_margin > 60)
        && follows
        && whole
        && !said
        && !doc.is_any(core.first(), &["is", "was", "does", "did"])
}

/// `because was late`, `so hard that broke`, `If arrives late, it waits`: a clause whose verb has no subject.
fn clause(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) {
    let tokens = doc.tokens();
    let (start, end) = (doc.sentence_start(at), doc.sentence_end(at));
    if !doc.is_any(at, &["because", "although", "though", "whereas", "that", "if", "unless"]) {
        return;
    }
    let mut verb = at + 1;
    while verb < end && tokens[verb].tag == Tag::Rb && !doc.is_any(verb, &["not", "there", "here"]) {
        verb += 1;
    }
    if verb + 1 >= end || verb > at + 2 {
        return;
    }
    let tag = tokens[verb].tag;
    let plain = tokens[verb].is_word() && doc.word(verb).bytes().all(|b| b.is_ascii_lowercase());
    let inflected =
        matches!(tag, Tag::Vbd | Tag::Vbz | Tag::Md) && (tokens[verb].finite_margin > 100 || tag == Tag::Md);
    let joined = doc.is_any(at, &["because", "although", "though", "whereas"]) && inflected && tag != Tag::Md;
    let result = doc.is(at, "that")
        && inflected
        && at > start + 2
        && doc.is(at - 2, "so")
        && matches!(tokens[at - 1].tag, Tag::Rb | Tag::Jj);
    let base = is_only_verb(doc.word(verb)) && !doc.word(verb).ends_with("ed");
    let condition = doc.is_any(at, &["if", "unless"])
        && (inflected && !doc.is(verb, "need") || base && matches!(tag, Tag::Vb | Tag::Vbp | Tag::VbFin | Tag::Vbn));
    let goes_on = doc.tag_beside(verb + 1, verb).is_some_and(|tag| !tag.is_verb() && !tag.is_punctuation());
    if !plain
        || !(joined || result || condition)
        || !goes_on
        || doc.is_any(verb, &["said", "says", "need", "let", "see"])
    {
        return;
    }
    let range = tokens[verb].range;
    let form = inflect::agree(doc.word(verb), tag, Person::Third, Number::Singular)
        .or_else(|| base.then(|| inflect::third_person(doc.word(verb))))
        .unwrap_or_else(|| doc.word(verb).to_owned());
    out.report(range, format!("`{}` has no subject after `{}`", doc.word(verb), doc.word(at)))
        .confidence(0.85)
        .suggest("Insert `it`", [Edit::replace(range, format!("it {form}"))])
        .ask(format!("Who or what {}?", doc.word(verb)));
}

/// `If cut too thin, will break the glass`: a main clause that begins with its modal, after the comma at `at`.
fn main_clause(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) {
    const MODALS: &[&str] = &["will", "would", "can", "could", "may", "might", "must", "should"];
    let tokens = doc.tokens();
    let (start, end) = (doc.sentence_start(at), doc.sentence_end(at));
    let modal = at + 1;
    let opener = (start..at).find(|&t| tokens[t].is_word());
    let conditional = opener.is_some_and(|t| {
        doc.is_any(t, &["if", "when", "because", "although", "once", "unless", "while", "after", "before", "as"])
    });
    if !doc.is(at, ",") || !conditional || modal + 1 >= end || !doc.is_any(modal, MODALS) {
        return;
    }
    let verb = if tokens[modal + 1].tag == Tag::Rb { modal + 2 } else { modal + 1 };
    let first = (start..at).all(|t| !doc.is(t, ",") && tokens[t].tag != Tag::Md);
    if doc.tag_beside(verb, at) != Some(Tag::Vb) || !first || (start..end).any(|t| doc.is(t, "?")) {
        return;
    }
    let range = tokens[modal].range;
    out.report(range, format!("`{}` has no subject", doc.word(modal)))
        .confidence(0.88)
        .suggest("Insert `it`", [Edit::insert(range.start(), "it ")])
        .ask(format!("Who or what {} {}?", doc.word(modal), doc.word(verb)));
}

/// The name right after a verb that begins the sentence, where the rest shows that it is the subject:
/// `Explained Ames that`, `Plays Ames deafness by`.
fn inverted(doc: &Document<'_>, core: &Core) -> Option<std::ops::Range<usize>> {
    let start = core.first() + 1;
    let tag = |at: usize| doc.tokens()[at].tag;
    let named =
        |at: usize| tag(at) == Tag::Nnp || tag(at) == Tag::Hyph && at + 1 < core.tokens.end && tag(at + 1) == Tag::Nnp;
    let pronoun = doc.is_any(start, &["he", "she", "they", "we"]);
    let end = if pronoun { start + 1 } else { (start..core.tokens.end).find(|&at| !named(at))? };
    let next = doc.tokens().get(end).filter(|_| end > start && end < core.tokens.end)?;
    let says = doc.is_reporting_verb(core.first()) && doc.is(end, "that");
    let acts = tag(core.first()) == Tag::Vbz
        && !doc.is_any(core.first(), &["is", "has", "does"])
        && matches!(next.tag, Tag::Dt | Tag::PrpS | Tag::Nn | Tag::Nns | Tag::Jj | Tag::In | Tag::To);
    (says || acts).then_some(start..end)
}

/// `Is the last day of`, `Was built in May`, `Can be seen`: an auxiliary in a statement with nothing before it and
/// no subject after it.
fn lacks_it(doc: &Document<'_>, core: &Core) -> bool {
    let (first, second) = (core.first(), core.first() + 1);
    let tag = doc.tokens()[second].tag;
    let adverb = doc.is_any(second, &["also", "already", "still", "not", "now", "therefore", "thus", "only", "always"]);
    let be = doc.is_any(first, &["is", "was"])
        && (adverb
            || doc.is_any(second, &["the", "a", "an"]) && doc.tokens()[second + 1].tag != Tag::Nnp && !asks(doc, core)
            || tag == Tag::Vbn && doc.tokens()[second].margin > 0);
    let modal = doc.is_any(first, &["can", "could", "will", "would", "must", "should"])
        && (adverb || doc.is(second, "be") && doc.tokens()[second + 1].tag == Tag::Vbn);
    let perfect = doc.is_any(first, &["has", "had"]) && (doc.is(second, "been") || tag == Tag::Vbn);
    be || modal || perfect
}

/// Whether the statement may be a question that has lost its mark: `Is the gate open.`, `Was the hall any good.`
fn asks(doc: &Document<'_>, core: &Core) -> bool {
    let any = core.tokens.clone().any(|at| doc.is_any(at, &["any", "anyone", "anybody", "anything", "or"]));
    let adjective = matches!(doc.tokens()[core.last()].tag, Tag::Jj | Tag::Vbn | Tag::Rb);
    (any || adjective) && doc.finite_verbs(core.tokens.clone()).count() == 1
}
