//! A verb that does not agree with its subject in number.

use crate::document::Document;
use crate::document::subject::{self, Subject};
use crate::finding::{Finding, Findings, Severity};
use crate::fix::Edit;
use crate::language::pronoun::{Number, Person};
use crate::language::tagger::Tagger;
use crate::language::verb::{is_only_verb, leaves_verb_bare};
use crate::language::{Tag, inflect, lexicon};
use crate::rules::Rule;

/// See `agreement.md`.
pub static RULE: Rule = Rule {
    id: "sentence/agreement",
    summary: "a verb that does not agree with its subject",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let sure = Tagger::embedded().thresholds().confident;
    for (at, token) in doc.tokens().iter().enumerate() {
        if doc.is_parsable(token.sentence)
            && (joined_to_verb(doc, at, out)
                || read_as_noun(doc, at, out)
                || pronoun_before(doc, at, out)
                || nearest_noun(doc, at, out))
        {
            continue;
        }
        let finite = matches!(token.tag, Tag::Vbz | Tag::Vbp) || doc.is_any(at, &["was", "were"]);
        if !finite || !doc.is_parsable(token.sentence) || doc.word(at).starts_with(['\'', '’']) {
            continue;
        }
        let auxiliary = is_auxiliary(doc, at);
        // A plural noun looks like a verb in -s; the tagger has to be sure.
        let closes = doc.tag_beside(at + 1, at) == Some(Tag::Comma) && token.margin >= 2 * sure;
        if !auxiliary && (token.margin < sure.min(60) || !(verb_place(doc, at) || closes)) {
            continue;
        }
        if counted_after(doc, at, out)
            || number_after(doc, at, out)
            || one_after(doc, at, out)
            || counted_after_as(doc, at, out)
            || counted_part(doc, at, out)
            || joined_to_infinitive(doc, at, out)
            || bare_noun(doc, at, out)
        {
            continue;
        }
        let Some(subject) = subject::subject(doc, at) else { continue };
        if let Some(wanted) = disagrees(doc, at, &subject, auxiliary) {
            report(doc, at, &subject, wanted, out);
        }
    }
}

fn is_auxiliary(doc: &Document<'_>, at: usize) -> bool {
    doc.is_any(at, &["is", "are", "was", "were", "has", "have", "does", "do"])
}

/// Whether a verb can stand before what follows: an object, a preposition, a particle or the sentence's end, not a noun
/// that the word would modify or a verb that it would be the subject of.
fn verb_place(doc: &Document<'_>, at: usize) -> bool {
    // After `who` no noun can stand.
    let after_who = at > 0 && doc.is(at - 1, "who");
    doc.tokens().get(at + 1).is_some_and(|next| {
        after_who && matches!(next.tag, Tag::Jj | Tag::Nn | Tag::Nns)
            || matches!(
                next.tag,
                Tag::Dt
                    | Tag::PrpS
                    | Tag::Prp
                    | Tag::In
                    | Tag::To
                    | Tag::Rp
                    | Tag::Rb
                    | Tag::Stop
                    | Tag::Wrb
                    | Tag::Wp
                    | Tag::Cd
            )
    })
}

/// The number that the verb should have, if it has the other.
fn disagrees(doc: &Document<'_>, at: usize, subject: &Subject, auxiliary: bool) -> Option<Number> {
    let number = subject.number?;
    let first_singular = subject.person == Person::First && number == Number::Singular;
    let tag = doc.tokens()[at].tag;
    let has = if doc.is(at, "was") || tag == Tag::Vbz { Number::Singular } else { Number::Plural };
    // `Three coats is the rule`: what is counted is one sum.
    let sum = doc.tokens()[subject.tokens.start].tag == Tag::Cd
        && doc.is_any(at, &["is", "was"])
        && matches!(doc.tag_beside(at + 1, at), Some(Tag::Dt | Tag::Jj | Tag::Rb | Tag::Rbr | Tag::Jjr));
    if sum || first_singular || subject.person != Person::Third || has == number {
        return None;
    }
    // A singular subject before a base form may have lost more than an ending: that is `sentence/bare-verb`.
    if has == Number::Plural && !auxiliary {
        return None;
    }
    if has == Number::Plural && is_open(doc, at, subject) {
        return None;
    }
    Some(number)
}

/// Whether a plural verb after a singular subject may be good English: wishes and conditions, demands, a question or an
/// auxiliary that governs the verb, a subject that goes on.
fn is_open(doc: &Document<'_>, at: usize, subject: &Subject) -> bool {
    let start = doc.sentences()[doc.tokens()[at].sentence].tokens.start;
    let before = subject.tokens.start;
    let wish = doc.is(at, "were")
        && (start..at).any(|t| doc.is_any(t, &["if", "wish", "though", "as", "unless", "lest", "would", "than"]));
    let demanded = doc.is_any(at, &["have", "do"])
        && (start..at)
            .any(|t| doc.tokens()[t].tag == Tag::Md || doc.tokens()[t].tag.is_verb() && leaves_verb_bare(doc.lemma(t)));
    let joined = before > start && doc.is_any(before - 1, &["and", "or", "nor", "with", "than"]);
    // `Some say the fair have`: what is said follows its verb without `that`.
    let said = before > start && matches!(doc.lemma(before - 1), "say" | "think" | "believe" | "claim");
    let inverted = !subject.relative && !said && before > start && doc.tokens()[before - 1].tag.is_finite();
    let name = doc.tokens()[subject.head].tag == Tag::Nnp;
    // A name by itself may be a team's, unless it is said to be one person.
    let person = lexicon::given_name_gender(doc.word(subject.head)).is_some() && doc.is_any(at + 1, &["a", "an"]);
    let team = name && !person && doc.is_any(at, &["have", "are", "were", "do"]);
    wish || demanded || joined || inverted || team
}

/// `We begins the night before`, `They sells bread`: a pronoun that opens its clause.
fn pronoun_before(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let tokens = doc.tokens();
    let start = doc.sentence_start(at);
    let Some(mut pronoun) = at.checked_sub(1).filter(|&t| t >= start) else { return false };
    if pronoun > start && doc.is_any(pronoun, &["always", "never", "often", "also", "still", "usually", "now"]) {
        pronoun -= 1;
    }
    let lexical = tokens[at].tag == Tag::Vbz
        && tokens[at].finite_margin > 60
        && !doc.is_any(at, &["is", "has", "does"])
        && !doc.word(at).starts_with(['\'', '’']);
    let opens = pronoun == start
        || tokens[pronoun - 1].is_punctuation() && tokens[pronoun - 1].tag != Tag::Hyph
        || doc.is_any(
            pronoun - 1,
            &["so", "because", "when", "if", "but", "while", "that", "although", "before", "after", "until", "then"],
        ) && !doc.is(pronoun, "you")
        || doc.is(pronoun - 1, "and") && doc.is_any(pronoun, &["we", "they"]);
    if !lexical || !opens || !doc.is_any(pronoun, &["we", "they", "i", "you"]) {
        return false;
    }
    let subject = Subject {
        tokens: pronoun..pronoun + 1,
        head: pronoun,
        person: Person::First,
        number: Some(Number::Plural),
        relative: false,
    };
    report(doc, at, &subject, Number::Plural, out);
    true
}

/// `The people of the valley calls it`, `One of the bells were stolen`: the verb agrees with the noun beside it, which
/// a preposition has put there.
fn nearest_noun(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let tokens = doc.tokens();
    let Some(core) = doc.core(tokens[at].sentence) else { return false };
    let singular =
        tokens[at].tag == Tag::Vbz && tokens[at].finite_margin > 60 && !doc.is(at, "'s") && !doc.is(at, "’s")
            || doc.is(at, "was");
    let each = tokens[at].tag == Tag::Vbp && doc.is(core.first(), "each");
    let plural = doc.is_any(at, &["are", "were", "have"]) || each;
    if at < core.first() + 3 || !(singular || plural) {
        return false;
    }
    // `In December, three jars in four leaves`
    let fronted = doc.prepositional_phrase(core.first()).map(|phrase| phrase.end).filter(|&end| doc.is(end, ","));
    let from = fronted.map_or(core.first(), |comma| comma + 1);
    // `One of the bells`, `Each of the boats`.
    let one = doc.is_any(from, &["one", "each"]) && doc.is(from + 1, "of");
    let outer = if one { Some(from..from + 1) } else { doc.noun_phrase(from) };
    let Some(outer) =
        outer.filter(|outer| outer.end + 1 < at && doc.is_any(outer.end, &["of", "in", "on", "from", "at"]))
    else {
        return false;
    };
    let inner = if tokens[outer.end + 1].tag == Tag::Cd && outer.end + 2 == at {
        outer.end + 1..at
    } else if let Some(phrase) = doc.noun_phrase(outer.end + 1) {
        phrase
    } else {
        return false;
    };
    if inner.end != at {
        return false;
    }
    let head = outer.end - 1;
    let next = tokens[at - 1].tag;
    let wrong = if one {
        plural && next == Tag::Nns && !doc.is(at + 1, "who")
    } else {
        singular
            && tokens[head].tag == Tag::Nns
            && matches!(next, Tag::Nn | Tag::Cd)
            && subject::number_of(doc, head, from) == Some(Number::Plural)
            && doc.word(head).bytes().all(|b| b.is_ascii_lowercase())
    };
    if !wrong {
        return false;
    }
    let number = if one { Number::Singular } else { Number::Plural };
    let subject = Subject { tokens: outer, head, person: Person::Third, number: Some(number), relative: false };
    report(doc, at, &subject, number, out).map(Finding::where_damaged).is_some()
}

/// `Florica survives him, as does three children`: the subject stands after the verb.
fn counted_after_as(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let many = doc.tag_beside(at + 1, at) == Some(Tag::Cd) && !doc.is_any(at + 1, &["one", "1"]);
    if at <= doc.sentence_start(at) || !doc.is(at - 1, "as") || !doc.is_any(at, &["does", "is", "was", "has"]) || !many
    {
        return false;
    }
    let Some(phrase) = doc.noun_phrase(at + 1) else { return false };
    let head = phrase.end - 1;
    if doc.tokens()[head].tag != Tag::Nns || lexicon::unit(doc.word(head)).is_some() {
        return false;
    }
    let subject =
        Subject { tokens: phrase, head, person: Person::Third, number: Some(Number::Plural), relative: false };
    report(doc, at, &subject, Number::Plural, out);
    true
}

/// `There are a reason for it.`
fn one_after(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let start = doc.sentence_start(at);
    let opened =
        at > start && doc.is(at - 1, "there") && doc.is_any(at, &["are", "were"]) && doc.is_any(at + 1, &["a", "an"]);
    let Some(phrase) = doc.noun_phrase(at + 1).filter(|_| opened) else { return false };
    let head = phrase.end - 1;
    let inner = doc.tokens()[phrase.clone()].iter().any(|token| matches!(token.tag, Tag::Cd | Tag::Nns));
    let amount = subject::counts_either(doc.lower(head))
        || lexicon::number_word(doc.lower(head)).is_some()
        || doc.is_any(
            head,
            &["few", "bunch", "slew", "host", "array", "multitude", "myriad", "string", "mix", "wealth", "ton"],
        );
    let joined = (phrase.end..doc.sentence_end(at)).any(|t| doc.is_any(t, &["and", "or", ","]));
    if doc.tokens()[head].tag != Tag::Nn || inner || amount || joined {
        return false;
    }
    let subject =
        Subject { tokens: phrase, head, person: Person::Third, number: Some(Number::Singular), relative: false };
    report(doc, at, &subject, Number::Singular, out).map(Finding::where_damaged).is_some()
}

/// `In none of the sheds was any doors forced`, `there was many boats`: the subject stands after the verb.
fn counted_after(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let many = doc.is_any(at + 1, &["any", "many", "several", "few", "these", "those", "both"]);
    let start = doc.sentence_start(at);
    let opened = at > start && (doc.is(at - 1, "there") || doc.is_any(at + 1, &["any"]));
    if !doc.is_any(at, &["was", "is"]) || !many || !opened || doc.tag_beside(at + 1, at).is_none() {
        return false;
    }
    let Some(phrase) = doc.noun_phrase(at + 1) else { return false };
    let head = phrase.end - 1;
    let forced = doc.is(at - 1, "there") || doc.tag_beside(phrase.end, at) == Some(Tag::Vbn);
    if doc.tokens()[head].tag != Tag::Nns || !forced || lexicon::unit(doc.word(head)).is_some() {
        return false;
    }
    let subject =
        Subject { tokens: phrase, head, person: Person::Third, number: Some(Number::Plural), relative: false };
    report(doc, at, &subject, Number::Plural, out);
    true
}

/// `There was 339.`: a number by itself after the verb.
fn number_after(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let number = at + 1;
    let alone = doc.tag_beside(number, at) == Some(Tag::Cd) && doc.tag_beside(number + 1, at) == Some(Tag::Stop);
    let opened = at == doc.sentence_start(at) + 1 && doc.is(at - 1, "there") && doc.is_any(at, &["was", "is"]);
    if !alone || !opened || doc.is_any(number, &["1", "one"]) {
        return false;
    }
    let subject = Subject {
        tokens: number..number + 1,
        head: number,
        person: Person::Third,
        number: Some(Number::Plural),
        relative: false,
    };
    report(doc, at, &subject, Number::Plural, out);
    true
}

/// `calls, of which 16 was needed`: a number stands for its noun.
fn counted_part(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let start = doc.sentence_start(at);
    let number = at.wrapping_sub(1);
    let several =
        at > start + 2 && doc.tokens()[number].tag == Tag::Cd && !doc.is_any(number, &["1", "one", "half", "third"]);
    if !several || !(doc.is_any(at, &["was", "is", "has"])) {
        return false;
    }
    let of = (start..number).rev().take(12).find(|&t| doc.is(t, "of") && doc.is_any(t + 1, &["which", "whom", "them"]));
    // The clause holds nothing but the number and what commas set apart.
    let alone = of.is_some_and(|of| of + 2 == number || doc.is(of + 2, ",") && doc.is(number - 1, ","));
    if !alone {
        return false;
    }
    let subject = Subject {
        tokens: number..at,
        head: number,
        person: Person::Third,
        number: Some(Number::Plural),
        relative: false,
    };
    report(doc, at, &subject, Number::Plural, out);
    true
}

/// `hikers climb for hours to see it and takes a picture`: after `and` the infinitive goes on.
fn joined_to_infinitive(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let tokens = doc.tokens();
    let start = doc.sentence_start(at);
    if at < start + 4 || tokens[at].tag != Tag::Vbz || !doc.is(at - 1, "and") || is_auxiliary(doc, at) {
        return false;
    }
    let Some(to) =
        (start..at - 1).rev().take(12).find(|&t| doc.is(t, "to") && doc.tag_beside(t + 1, at) == Some(Tag::Vb))
    else {
        return false;
    };
    let Some(main) = (start..to).rev().find(|&t| tokens[t].tag.is_finite()) else { return false };
    let between = (to..at).any(|t| tokens[t].tag.is_finite() || doc.is_any(t, &[",", ";"]));
    let plural = tokens[main].tag == Tag::Vbp
        && main > start
        && matches!(tokens[main - 1].tag, Tag::Nns | Tag::Prp | Tag::Nnps | Tag::Rb);
    let other = (start..main).rev().take_while(|&t| !doc.is(t, ",")).any(|t| tokens[t].tag == Tag::Vbz);
    if between || !plural || other {
        return false;
    }
    let base = inflect::lemma(doc.word(at), Tag::Vbz).into_owned();
    out.report(
        tokens[at].range,
        format!("`{}` goes on from `{}` and stands in its base form too", doc.word(at), doc.words(to..to + 2)),
    )
    .confidence(0.84)
    .related(doc.span(to..to + 2), "the infinitive")
    .suggest(format!("Write `{base}`"), [Edit::replace(tokens[at].range, base)]);
    true
}

/// `The pump is old and leak into the yard`: a second verb of the same subject, in its base form.
fn joined_to_verb(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let tokens = doc.tokens();
    let start = doc.sentence_start(at);
    let base = matches!(tokens[at].tag, Tag::Vb | Tag::Vbp | Tag::VbFin) && is_only_verb(doc.word(at));
    if !base || at < start + 4 || !doc.is(at - 1, "and") {
        return false;
    }
    let object =
        matches!(doc.tag_beside(at + 1, at), Some(Tag::Dt | Tag::Cd | Tag::PrpS | Tag::Prp | Tag::In | Tag::To));
    let Some(main) = (start..at).find(|&t| tokens[t].tag.is_finite()) else { return false };
    let singular = tokens[main].tag == Tag::Vbz && tokens[main].finite_margin > 100;
    // `goes out, comes back and begin`: commas part verbs in -s that stand in a row with it.
    let row = |comma: usize| doc.is(comma, ",") && tokens[comma + 1].tag == Tag::Vbz;
    let open = (start..at - 1).any(|t| {
        !row(t)
            && doc.is_any(
                t,
                &[
                    "to", "let", "lets", "help", "helps", "make", "makes", "that", "who", "which", ",", ";", ":", "if",
                    "when",
                ],
            )
            || matches!(tokens[t].tag, Tag::Md | Tag::Wp | Tag::Wdt | Tag::Wrb | Tag::OpenQuote | Tag::CloseQuote)
            || matches!(tokens[t].tag, Tag::Vb | Tag::Vbd | Tag::Vbp)
    });
    let Some(subject) = subject::subject(doc, main).filter(|subject| subject.number == Some(Number::Singular)) else {
        return false;
    };
    // `the baker and the smith and sell`: what is joined may be nouns.
    let one = subject.tokens.start == start && (start..main).all(|t| !doc.is(t, "and"));
    if !object || !singular || open || !one || tokens[at - 2].is_punctuation() {
        return false;
    }
    report(doc, at, &subject, Number::Singular, out);
    true
}

/// `Then the lamps flickers, and`: a verb in -s after a plural, read as another plural because of its place.
fn read_as_noun(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    // Plurals that stand before a noun: `the arms deals`.
    const ATTRIBUTIVE: &[&str] = &[
        "sports",
        "arms",
        "sales",
        "goods",
        "savings",
        "works",
        "communications",
        "systems",
        "operations",
        "futures",
        "series",
        "species",
        "veterans",
        "teachers",
        "students",
        "girls",
        "boys",
        "drugs",
        "parks",
        "singles",
        "doubles",
        "men",
        "women",
        "customs",
        "honours",
        "honors",
        "news",
        "weapons",
        "earnings",
        "rights",
        "heads",
        "parts",
        "times",
    ];
    let tokens = doc.tokens();
    let start = doc.sentence_start(at);
    let word = doc.word(at);
    if at < start + 3
        || tokens[at].tag != Tag::Nns
        || tokens[at - 1].tag != Tag::Nns
        || !matches!(tokens[at - 2].tag, Tag::Dt | Tag::PrpS)
        || !doc
            .is_any(at - 3, &["then", "so", "now", "when", "as", "while", "suddenly", "soon", "until", "because", "if"])
        || ATTRIBUTIVE.contains(&doc.word(at - 1))
        || !doc.word(at - 1).ends_with('s')
        || !matches!(doc.tag_beside(at + 1, at), Some(Tag::Comma | Tag::Stop | Tag::Rp | Tag::Rb))
    {
        return false;
    }
    let base = inflect::lemma(word, Tag::Vbz).into_owned();
    let verb = inflect::third_person(&base) == word
        && lexicon::is_english_form(&inflect::past(&base))
        && lexicon::is_english_form(&inflect::gerund(&base));
    let end = (at + 1..doc.sentence_end(at)).find(|&t| doc.is_any(t, &[",", ".", ";", ":"]));
    let clause = at + 1..end.unwrap_or(doc.sentence_end(at));
    if !verb || clause.into_iter().any(|t| tokens[t].tag.is_finite()) {
        return false;
    }
    let range = tokens[at].range;
    let finding = out.report(range, format!("`{word}` does not agree with `{}`, which is plural", doc.word(at - 1)));
    finding.confidence(0.8).related(tokens[at - 1].range, "the subject");
    let past = inflect::past(&base);
    let mut forms = [base, past];
    if doc.told_in_past(at) {
        forms.reverse();
    }
    for form in forms {
        finding.suggest(format!("Write `{form}`"), [Edit::replace(range, form)]);
    }
    true
}

/// `Brown or yellow leaf are harmless`: a noun that lost its plural, before a plural verb.
fn bare_noun(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> bool {
    let tokens = doc.tokens();
    let start = doc.sentence_start(at);
    if at <= start || !doc.is_any(at, &["are", "were", "have"]) || tokens[at - 1].tag != Tag::Nn {
        return false;
    }
    let head = at - 1;
    let mut from = head;
    while from > start && matches!(tokens[from - 1].tag, Tag::Jj | Tag::Nn) {
        from -= 1;
    }
    // Adjectives joined before the noun: `brown or yellow`; `red and white wine are` is English.
    let joined = from == start + 2
        && doc.is(from - 1, "or")
        && matches!(tokens[start].tag, Tag::Jj | Tag::Nn | Tag::Nnp)
        && from < head;
    let lone =
        from == start && subject::subject(doc, at).is_some_and(|subject| subject.number == Some(Number::Singular));
    if !joined && !lone {
        return false;
    }
    let plural = inflect::plural(doc.word(head).to_lowercase().as_str());
    let plural = inflect::with_case_of(doc.word(head), &plural);
    if plural == doc.word(head) || doc.word(head).ends_with("ing") {
        return false;
    }
    out.report(
        doc.tokens()[head].range,
        format!("`{}` is singular and has no article, and `{}` is plural", doc.word(head), doc.word(at)),
    )
    .confidence(0.82)
    .related(doc.tokens()[at].range, "the verb")
    .suggest(format!("Write `{plural}`"), [Edit::replace(doc.tokens()[head].range, plural)]);
    true
}

fn report<'o>(
    doc: &Document<'_>,
    at: usize,
    subject: &Subject,
    number: Number,
    out: &'o mut Findings<'_>,
) -> Option<&'o mut Finding> {
    let token = &doc.tokens()[at];
    let tag = if doc.is_any(at, &["was", "were"]) { Tag::Vbd } else { token.tag };
    let repaired = inflect::agree(doc.word(at), tag, subject.person, number)?;
    // `he have no training`: the number is wrong, and the tense is that of the text around.
    let past = doc.is(at, "have") && doc.told_in_past(at);
    let repaired = if past { "had".to_owned() } else { repaired };
    let subject_range = doc.tokens()[subject.tokens.start].range.cover(doc.tokens()[subject.head].range);
    let noun = doc.word(subject.head);
    let counted = if number == Number::Plural { "plural" } else { "singular" };
    // Among pasts, a verb of the main clause has lost its tense as well: `The umpires agrees`.
    let lexical = token.tag == Tag::Vbz && !is_auxiliary(doc, at) && !subject.relative;
    let finding =
        out.report(token.range, format!("`{}` does not agree with `{noun}`, which is {counted}", doc.word(at)));
    finding.confidence(0.85).related(subject_range, "the subject");
    if lexical && doc.told_in_past(at) && !doc.in_quotation(token.range.start()) {
        let past = inflect::past(&inflect::lemma(doc.word(at), token.tag));
        finding.suggest(format!("Write `{past}`"), [Edit::replace(token.range, past)]);
    }
    let repaired = inflect::with_case_of(doc.word(at), &repaired);
    Some(finding.suggest(format!("Write `{repaired}`"), [Edit::replace(token.range, repaired)]))
}
