//! Two segments run together: a capital that only begins a sentence, in the middle of one.

use crate::document::{BlockKind, Document};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::{Tag, WordSet, lexicon};
use crate::rules::Rule;
use crate::source::TextRange;

/// See `splice.md`.
pub static RULE: Rule = Rule {
    id: "sentence/splice",
    summary: "two sentences run together where one breaks off or lacks its stop",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/grammar",
    its: "grammar",
    check,
};

/// Words that have a capital at the start of a sentence only, titles apart.
static STARTERS: WordSet = WordSet::new(&[
    "A", "After", "Although", "An", "As", "At", "Because", "Before", "But", "By", "During", "For", "From", "He", "Her",
    "His", "However", "If", "In", "It", "Its", "Of", "On", "Our", "She", "Since", "So", "That", "The", "Their",
    "There", "These", "They", "This", "Those", "To", "Under", "Until", "We", "When", "Where", "Which", "While", "Who",
    "With", "You",
]);

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    for (index, sentence) in doc.sentences().iter().enumerate() {
        let kind = doc.blocks()[sentence.block].kind;
        let Some(core) = doc.core(index) else { continue };
        if !matches!(kind, BlockKind::Paragraph | BlockKind::ListItem)
            || !doc.word(core.first()).starts_with(|c: char| !c.is_lowercase())
        {
            continue;
        }
        for at in core.first() + 1..core.last() {
            if let Some(seam) = Seam::at(doc, core.first(), at, core.tokens.end) {
                seam.report(doc, index, out);
                break;
            }
        }
    }
}

/// What stands before the capital.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// A word that something must follow: `the`, `of`, `that`, `will`.
    Hanging,
    /// `Mr.`, parted from its name.
    Title,
    /// A name.
    Name,
    /// Another word.
    Word,
}

/// A place where two segments meet: `first..at` and `at..end`.
struct Seam {
    before: Before,
    first: usize,
    at: usize,
    end: usize,
}

impl Seam {
    /// The seam before token `at`, if there is one.
    fn at(doc: &Document<'_>, first: usize, at: usize, end: usize) -> Option<Self> {
        if !STARTERS.has(doc.word(at)) {
            return None;
        }
        let (before, token, next) = (&doc.tokens()[at - 1], &doc.tokens()[at], &doc.tokens()[at + 1]);
        let follows = doc.word(at + 1);
        let goes_on = follows.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
            || matches!(follows, "“" | "\"" | "‘") && token.tag == Tag::In;
        let blank = &doc.text()[before.range.end()..token.range.start()];
        let parted = !blank.is_empty() && blank.chars().all(char::is_whitespace);
        let stopped = doc.word(at - 1).ends_with('.');
        let copula = doc.is_any(at, &["It", "He", "She", "This"]) && doc.is_any(at + 1, &["is", "was"]);
        let title = (stopped || copula && doc.word(at - 1).starts_with(char::is_uppercase))
            && lexicon::title(doc.word(at - 1)).is_some()
            && doc.word(at).len() > 1;
        if !goes_on
            || !parted
            || !(before.is_word() && !stopped || title)
            || next.range.start() == token.range.end()
            || doc.quotation_at(before.range.start()) != doc.quotation_at(token.range.start())
        {
            return None;
        }
        let word = doc.word(at - 1);
        let name = matches!(before.tag, Tag::Nnp | Tag::Nnps) && word.starts_with(char::is_uppercase);
        let hanging = word.starts_with(char::is_lowercase)
            && (matches!(before.tag, Tag::Dt | Tag::PrpS | Tag::To | Tag::Wdt | Tag::Wp | Tag::Md | Tag::Cc)
                || before.tag == Tag::In
                || before.tag == Tag::Cd && at >= first + 2 && doc.tokens()[at - 2].tag == Tag::Dt
                || doc.is_any(at - 1, &["the", "a", "an", "that", "which", "what"]));
        // The name of a book, a ship, a band: `in The birds`, `the A line`, `vitamin A is`.
        // `upon His word`, `Admiral Zheng He sailed`.
        if matches!(doc.word(at), "His" | "Her") && before.tag == Tag::In
            || name && matches!(doc.word(at), "He" | "You" | "So" | "Her")
        {
            return None;
        }
        let a = matches!(doc.word(at), "A" | "As" | "To" | "On" | "So");
        let kind = match () {
            () if title => Before::Title,
            () if hanging
                && (!a || doc.is_any(at - 1, &["the", "a", "an", "that"]))
                && (word.len() > 1 || word == "a") =>
            {
                Before::Hanging
            }
            () if name && doc.word(at) == "It" && !next.tag.is_finite() => return None,
            () if name && !a && !matches!(doc.word(at), "The" | "That" | "Our" | "Of") => Before::Name,
            () if word.starts_with(char::is_lowercase) && !a && word.len() > 1 => Before::Word,
            () => return None,
        };
        Some(Self { before: kind, first, at, end })
    }

    /// Whether the second segment has a finite verb of its own clause, after a subject.
    fn right_is_whole(&self, doc: &Document<'_>) -> bool {
        let finite = |at: &usize| {
            let token = &doc.tokens()[*at];
            token.tag.is_finite() && token.finite_margin > 30 || doc.is_past(*at)
        };
        let Some(verb) = (self.at + 1..self.end).find(finite) else { return false };
        let opens = |at: usize| {
            matches!(doc.tokens()[at].tag, Tag::Wdt | Tag::Wp | Tag::Wrb) || doc.is_any(at, &["that", "because", "if"])
        };
        let adverbial = matches!(doc.tokens()[self.at].tag, Tag::In | Tag::Wrb | Tag::To);
        let subject = |from: usize, to: usize| {
            (from..to).any(|at| doc.tokens()[at].tag.is_noun() || doc.tokens()[at].tag == Tag::Prp)
        };
        match (self.at + 1..verb).rev().find(|&at| doc.word(at) == ",") {
            // `In the spring, made`: the verb right after the comma has no subject.
            Some(comma) if adverbial => comma + 1 < verb && subject(comma + 1, verb),
            _ => !(self.at + 1..verb).any(opens) && subject(self.at, verb),
        }
    }

    fn left_is_whole(&self, doc: &Document<'_>) -> bool {
        doc.finite_verbs(self.first..self.at).any(|at| doc.tokens()[at].finite_margin > 30)
    }

    fn report(&self, doc: &Document<'_>, index: usize, out: &mut Findings<'_>) {
        let word = doc.word(self.at);
        let place = TextRange::new(doc.tokens()[self.at - 1].range.end(), doc.tokens()[self.at].range.end());
        let lower = word.to_lowercase();
        match self.before {
            Before::Title => self.title(doc, index, out),
            Before::Hanging if self.right_is_whole(doc) && doc.tokens()[self.at - 1].tag != Tag::Wdt => {
                self.broken_off(doc, out)
            }
            Before::Hanging => self.resumed(doc, out),
            Before::Word if self.modal_hangs(doc) => self.broken_off(doc, out),
            Before::Name if self.reorder(doc, out) => {}
            Before::Name | Before::Word if self.left_is_whole(doc) && self.right_is_whole(doc) => {
                let finding = out.report(place, format!("`{word}` begins a sentence in the middle of another"));
                finding.confidence(0.75);
                finding.suggest("Begin a new sentence", [Edit::replace(place, format!(". {word}"))]);
                finding.suggest("Join the two", [Edit::replace(place, format!(", {lower}"))]);
            }
            Before::Word if self.right_is_whole(doc) && matches!(doc.tokens()[self.at - 1].tag, Tag::Rb) => {
                self.broken_off(doc, out)
            }
            Before::Word
                if doc.quotation_at(doc.tokens()[self.at + 1].range.start()) != doc.quotation_at(place.end()) =>
            {
                self.label(doc, out)
            }
            _ => {}
        }
    }

    /// `Ana and I will together The`: a modal verb, an adverb, and no verb.
    fn modal_hangs(&self, doc: &Document<'_>) -> bool {
        let tag = |at: usize| doc.tokens()[at].tag;
        let adverb = tag(self.at - 1) == Tag::Rb
            || doc.is_any(self.at - 1, &["together", "also", "soon", "then", "now", "again"]);
        self.at >= self.first + 3 && adverb && tag(self.at - 2) == Tag::Md && self.right_is_whole(doc)
    }

    /// `agreed on the The clerk closed`: the first sentence breaks off before the second.
    fn broken_off(&self, doc: &Document<'_>, out: &mut Findings<'_>) {
        let mut from = self.at - 1;
        while from > self.first + 2
            && matches!(doc.tokens()[from - 1].tag, Tag::In | Tag::Dt | Tag::To | Tag::Cc | Tag::Md | Tag::PrpS)
        {
            from -= 1;
        }
        let piece = doc.tokens()[from].range.cover(doc.tokens()[self.at - 1].range);
        let finding = out.report(piece, format!("the sentence breaks off before `{}`", doc.word(self.at)));
        finding.confidence(0.85).ask(format!("What is missing after `{}`?", doc.quote(piece)));
        let whole = doc.finite_verbs(self.first..from).next().is_some();
        if !whole && from <= self.first + 2 {
            let head = TextRange::new(doc.tokens()[self.first].range.start(), doc.tokens()[self.at].range.start());
            finding.suggest("Delete the words before it", [Edit::delete(head)]);
        }
        if whole && !matches!(doc.tokens()[from].tag, Tag::Md | Tag::Rb) {
            let cut = TextRange::new(doc.tokens()[from - 1].range.end(), piece.end());
            finding.suggest("Cut back to the last whole clause", [Edit::replace(cut, ".")]);
        }
    }

    /// `over by a The five-month course`: the second segment goes on where the first one hangs.
    fn resumed(&self, doc: &Document<'_>, out: &mut Findings<'_>) {
        let tag = |at: usize| doc.tokens()[at].tag;
        let determiner = |at: usize| matches!(tag(at), Tag::Dt | Tag::PrpS) || doc.is_any(at, &["a", "an", "the"]);
        let (word, last) = (doc.tokens()[self.at].range, self.at - 1);
        let message = format!("two segments run together at `{}`", doc.word(self.at));
        if determiner(last) && determiner(self.at) {
            let doubled = last > self.first + 1
                && tag(last - 1) == Tag::In
                && tag(last - 2) == Tag::In
                && !(last > self.first + 2 && tag(last - 3).is_verb());
            let from = if doubled { doc.tokens()[last - 1].range.start() } else { doc.tokens()[last].range.start() };
            let place = TextRange::new(from, word.end());
            out.report(place, message)
                .confidence(0.88)
                .suggest("Keep one determiner", [Edit::replace(place, doc.word(last))]);
            return;
        }
        let mut edits = vec![Edit::replace(word, doc.word(self.at).to_lowercase())];
        let mut place = doc.tokens()[last].range.cover(word);
        // `that For a long time, sold`: without the comma the relative clause is whole.
        let comma = (self.at..self.end).find(|&at| doc.word(at) == ",").filter(|comma| comma - self.at <= 8);
        if let Some(comma) = comma.filter(|&comma| {
            comma + 1 < self.end && matches!(tag(comma + 1), Tag::Vbd | Tag::Vbn | Tag::Vbz | Tag::Vbp | Tag::Md)
        }) && matches!(tag(last), Tag::Wdt | Tag::Wp | Tag::In)
        {
            edits.push(Edit::delete(doc.tokens()[comma].range));
            place = place.cover(doc.tokens()[comma].range);
        }
        out.report(place, message).confidence(0.85).suggest("Go on in the same sentence", edits);
    }

    /// `the farm of Mr. It is Ames. He keeps it`: a title parted from its name.
    fn title(&self, doc: &Document<'_>, index: usize, out: &mut Findings<'_>) {
        let copula = doc.is_any(self.at, &["It", "He", "She", "This"]) && doc.is_any(self.at + 1, &["is", "was"]);
        let name = self.at + 2..self.end;
        let names = copula
            && !name.is_empty()
            && doc.tokens()[name.clone()].iter().all(|token| matches!(token.tag, Tag::Nnp | Tag::Nn));
        let place = TextRange::new(doc.tokens()[self.at].range.start(), doc.tokens()[self.at + 1].range.end());
        if !names {
            out.report(place, format!("`{}` stands without its name", doc.word(self.at - 1)))
                .confidence(0.85)
                .ask(format!("Who is meant by `{}`?", doc.word(self.at - 1)));
            return;
        }
        let called = doc.quote(doc.tokens()[name.start].range.cover(doc.tokens()[name.end - 1].range));
        let next = doc.core(index + 1).filter(|core| {
            let joined = doc.sentence_before(index + 1).is_some();
            joined
                && doc.is_any(core.first(), &["he", "she", "it"])
                && core.tokens.len() > 2
                && doc.tokens()[core.first() + 1].tag.is_finite()
        });
        let message = format!("`{}` has been parted from the name `{called}`", doc.word(self.at - 1));
        if let Some(next) = next {
            let place = TextRange::new(place.start(), doc.tokens()[next.first()].range.end());
            out.report(place, message)
                .confidence(0.93)
                .suggest("Join the name and its title", [Edit::replace(place, format!("{called}, who"))]);
        } else {
            let gap = TextRange::new(place.start(), doc.tokens()[name.start].range.start());
            out.report(place, message).confidence(0.9).suggest("Join the name and its title", [Edit::delete(gap)]);
        }
    }

    /// `came from Ana In the ninth minute, Duarte.`: an adverbial has come between the parts of a name.
    fn reorder(&self, doc: &Document<'_>, out: &mut Findings<'_>) -> bool {
        let Some(comma) = (self.at..self.end).find(|&at| doc.word(at) == ",") else { return false };
        let rest = comma + 1..self.end;
        let names =
            !rest.is_empty() && rest.len() <= 3 && doc.tokens()[rest.clone()].iter().all(|token| token.tag == Tag::Nnp);
        let phrase = self.at..comma;
        if !names || doc.tokens()[self.at].tag != Tag::In || !doc.has_no_finite(phrase) {
            return false;
        }
        let name = doc.quote(doc.tokens()[rest.start].range.cover(doc.tokens()[rest.end - 1].range));
        let place = doc.tokens()[self.at].range.cover(doc.tokens()[rest.end - 1].range);
        let tail = doc.quote(TextRange::new(doc.tokens()[self.at].range.end(), doc.tokens()[comma].range.start()));
        let fixed = format!("{name} {} {tail}", doc.word(self.at).to_lowercase());
        out.report(place, format!("a phrase has come between `{}` and `{name}`", doc.word(self.at - 1)))
            .confidence(0.9)
            .suggest("Join the name", [Edit::replace(place, fixed)]);
        true
    }

    /// `under the link In "Downloads"`: a word before the name it belongs to.
    fn label(&self, doc: &Document<'_>, out: &mut Findings<'_>) {
        let Some(quotation) = doc.quotation_at(doc.tokens()[self.at + 1].range.start()) else { return };
        let name = doc.quotations().list[quotation].range;
        let noun = doc.tokens()[self.at - 1];
        let after_determiner = self.at >= self.first + 2 && doc.tokens()[self.at - 2].tag == Tag::Dt;
        if noun.tag != Tag::Nn || !after_determiner || doc.tokens()[self.at].tag != Tag::In || name.len() > 60 {
            return;
        }
        let place = noun.range.cover(name);
        let fixed = format!("{} {}", &doc.text()[name], doc.word(self.at - 1));
        out.report(place, format!("two segments run together at `{}`", doc.word(self.at)))
            .confidence(0.85)
            .suggest("Put the name before its noun", [Edit::replace(place, fixed)]);
    }
}
