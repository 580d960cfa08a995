//! What always holds, on texts that nobody wrote: mixes of fragments, and marked articles that were damaged further.

mod marked;

use std::path::Path;
use std::sync::LazyLock;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};
use postedit::document::Document;
use postedit::engine::{self, Options};
use postedit::finding::Finding;
use postedit::fix::{Applicability, Edit, Guard, Level, Plan};
use postedit::format::Format;
use postedit::rules::Family;
use postedit::suppress::{Rejection, Silence};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::RngSeed;

/// What texts are mixed from: words, marks, labels, list markers, numbers, line ends, and what should not be there.
const FRAGMENTS: &[&str] = &[
    "the",
    "The",
    "ferry",
    "ferries",
    "rained",
    "was",
    "were",
    "he",
    "She",
    "they",
    "said",
    "asked",
    "not",
    "never",
    "because",
    "and",
    "of",
    "in",
    "to",
    "a",
    "an",
    "Marit",
    "Tamsin Oyelaran",
    "Office of Tides",
    "harbour",
    "Harbour",
    "boats",
    "left",
    "closed",
    "which",
    "monday",
    "Monday",
    "May",
    "i",
    "I",
    "don’t",
    "won't",
    "it's",
    "well-known",
    "the old ferry left the harbour",
    "It rained for a week.",
    "Nobody knew why.",
    "he said",
    "she told reporters",
    "Also,",
    "However,",
    "of operation.",
    "Did you see it.",
    "7",
    "48",
    "1,200",
    "3.5",
    "1984",
    "$40",
    "30 euros",
    "12 km",
    "5 percent",
    "18:30",
    "7만",
    "３",
    "½",
    "№",
    ".",
    ",",
    ";",
    ":",
    "!",
    "?",
    "…",
    "...",
    "..",
    ",,",
    " .",
    " ,",
    "\"",
    "“",
    "”",
    "‘",
    "’",
    "'",
    "«",
    "»",
    "„",
    "「",
    "」",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "—",
    "–",
    "-",
    "*",
    "**",
    "_",
    "`",
    "#",
    "# ",
    "> ",
    "|",
    "/",
    "@",
    "&amp;",
    "&quot;",
    "&nbsp;",
    "<b>",
    "</b>",
    "<br/>",
    "{{name}}",
    "%s",
    "http://example.org/a",
    "editor@example.org",
    "Q:",
    "A:",
    "DN:",
    "Daily Net (DN):",
    "Mr. B:",
    "Answer:",
    "\nQ: ",
    "\n\nA: ",
    "- ",
    "\n- ",
    "\n1. ",
    "\n2) ",
    "• ",
    "\n",
    "\r\n",
    "\n\n",
    "\r\n\r\n",
    "\t",
    "  ",
    "\u{a0}",
    "\u{200b}",
    "\u{ad}",
    "\u{feff}",
    "\u{fffd}",
    "\u{301}",
    "é",
    "naïve",
    "ß",
    "İ",
    "ﬁ",
    "👩\u{200d}👧",
    "日本語",
    "。",
    "，",
    "привет",
    "שלום",
    "â€™",
    "Ã©",
    "Lee-nim",
    "Share this article",
    "Read more",
    "Source link",
    "Leave a Reply",
    "Here is the translation:",
    "Home > News > Local",
    "Advertisement",
    "[Photo: Marit Oye]",
    "rain rain",
    "the the",
    "as a result as a result",
    "(see below",
    "U.S.",
    "Dr.",
    "e.g.",
    "p.m.",
    "No.",
];

/// What HTML is mixed from besides.
const TAGS: &[&str] = &[
    "<p>",
    "</p>",
    "<p class=\"a\">",
    "<i>",
    "</i>",
    "<a href=\"x?a=1&amp;b=2\">",
    "</a>",
    "<strong>",
    "</strong>",
    "<br>",
    "<h2>",
    "</h2>",
    "<ul><li>",
    "</li><li>",
    "</ul>",
    "<!-- a remark. with a stop -->",
    "<script>a.B = 1 < 2</script>",
    "<nav>Home</nav>",
    "<code>x.Y</code>",
    "&ldquo;",
    "&rdquo;",
    "&#8217;",
    "&lt;",
    "&",
    "<",
    "\n   ",
];

/// The marked articles, as the machine left them.
static ARTICLES: LazyLock<Vec<(String, Format)>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    marked::articles(&folder).into_iter().map(|article| (article.damaged, article.format)).collect()
});

/// How long a piece of an article is at most, in bytes.
const PIECE: usize = 900;

/// What happens to one character or word.
#[derive(Clone, Copy, Debug)]
enum Change {
    Deleted,
    Doubled,
    SwappedWithTheNext,
}

/// A further damage, at a place given as a share of the text.
#[derive(Clone, Debug)]
enum Damage {
    Character(Change, Index),
    Word(Change, Index),
    Insertion(Index, &'static str),
    /// The text goes on with a piece of an article.
    Splice(Index, Index),
}

impl Damage {
    fn apply(&self, text: &mut String) {
        match self {
            Damage::Character(change, at) => {
                *text = changed(text.chars().collect(), *change, at).into_iter().collect();
            }
            Damage::Word(change, at) => {
                *text = changed(text.split_inclusive(char::is_whitespace).collect(), *change, at).concat();
            }
            Damage::Insertion(at, fragment) => text.insert_str(boundary(text, at), fragment),
            Damage::Splice(at, article) => {
                text.truncate(boundary(text, at));
                text.push_str(piece(&ARTICLES[article.index(ARTICLES.len())].0, at));
            }
        }
    }
}

fn changed<T: Clone>(mut units: Vec<T>, change: Change, at: &Index) -> Vec<T> {
    if units.len() < 2 {
        return units;
    }
    let at = at.index(units.len() - 1);
    match change {
        Change::Deleted => drop(units.remove(at)),
        Change::Doubled => units.insert(at, units[at].clone()),
        Change::SwappedWithTheNext => units.swap(at, at + 1),
    }
    units
}

/// The character boundary at or after a place.
fn boundary(text: &str, at: &Index) -> usize {
    let at = at.index(text.len() + 1);
    (at..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

/// A piece of `text`: from the start of a line on.
fn piece<'t>(text: &'t str, at: &Index) -> &'t str {
    let start = text[..boundary(text, at)].rfind('\n').map_or(0, |at| at + 1);
    let end = (start + PIECE).min(text.len());
    let end = (end..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    &text[start..end]
}

fn mixed() -> impl Strategy<Value = String> {
    joined(select(FRAGMENTS).boxed())
}

fn mixed_html() -> impl Strategy<Value = String> {
    joined(prop_oneof![3 => select(FRAGMENTS), 2 => select(TAGS)].boxed())
}

fn joined(pieces: BoxedStrategy<&'static str>) -> impl Strategy<Value = String> {
    let fragment = (pieces, prop_oneof![4 => Just(" "), 1 => Just("")]);
    vec(fragment, 0..60).prop_map(|pieces| pieces.into_iter().flat_map(|(piece, space)| [piece, space]).collect())
}

fn damaged() -> impl Strategy<Value = (String, Format)> {
    let change = || select([Change::Deleted, Change::Doubled, Change::SwappedWithTheNext].as_slice());
    let damage = prop_oneof![
        (change(), any::<Index>()).prop_map(|(change, at)| Damage::Character(change, at)),
        (change(), any::<Index>()).prop_map(|(change, at)| Damage::Word(change, at)),
        (any::<Index>(), select(FRAGMENTS)).prop_map(|(at, fragment)| Damage::Insertion(at, fragment)),
        (any::<Index>(), any::<Index>()).prop_map(|(at, other)| Damage::Splice(at, other)),
    ];
    (any::<Index>(), any::<Index>(), vec(damage, 1..8)).prop_map(|(article, at, damages)| {
        let (article, format) = &ARTICLES[article.index(ARTICLES.len())];
        let mut text = piece(article, &at).to_owned();
        damages.iter().for_each(|damage| damage.apply(&mut text));
        (text, *format)
    })
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, rng_seed: RngSeed::Fixed(7), failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn every_law_holds_on_fragments(text in mixed()) {
        laws(&text, Format::Plain)?;
    }

    #[test]
    fn every_law_holds_on_fragments_of_markdown(text in mixed()) {
        laws(&text, Format::Markdown)?;
    }

    #[test]
    fn every_law_holds_on_fragments_of_html_and_its_markup_is_kept(text in mixed_html()) {
        html_laws(&text)?;
    }

    #[test]
    fn every_law_holds_on_articles_damaged_further((text, format) in damaged()) {
        laws(&text, format)?;
    }
}

fn check(text: &str, format: Format) -> Vec<Finding> {
    engine::check(text, format, &Options::default()).findings
}

fn laws(text: &str, format: Format) -> Result<(), TestCaseError> {
    let findings = check(text, format);
    for finding in &findings {
        places_lie_in_the_text(text, finding)?;
        changed_numbers_are_told(text, finding)?;
    }
    prop_assert_eq!(format!("{findings:?}"), format!("{:?}", check(text, format)), "a second run finds the same");
    line_ends_do_not_matter(text, format)?;
    plans_change_nothing_else(text, format, &findings)?;
    silent_findings_are_inert(text, format, &findings)?;
    safe_fixes_settle(text, format, findings.len())
}

/// Options under which those of `findings` are silent whose number `is_silent` picks.
fn silencing(findings: &[Finding], is_silent: impl Fn(usize) -> bool) -> Options {
    let silent = findings.iter().enumerate().filter(|(number, _)| is_silent(*number)).map(|(_, finding)| finding);
    let rejected = silent.map(|finding| Rejection {
        file: "a.txt".into(),
        rule: finding.rule.id.into(),
        fingerprint: finding.fingerprint.clone(),
        text: String::new(),
        reason: "so it was said".into(),
    });
    Options { silence: Silence { rejected: rejected.collect(), ..Silence::default() }, ..Options::default() }
}

fn silent_findings_are_inert(text: &str, format: Format, findings: &[Finding]) -> Result<(), TestCaseError> {
    let half = engine::check(text, format, &silencing(findings, |number| number % 2 == 0));
    let loud: Vec<&Finding> = findings.iter().skip(1).step_by(2).collect();
    prop_assert_eq!(format!("{:?}", half.findings), format!("{loud:?}"), "not shown, and nothing else in their place");
    prop_assert_eq!(half.silenced.suppressed, findings.len() - loud.len());
    prop_assert_eq!(half.silenced.unused, []);
    for level in [Level::Safe, Level::Suggested] {
        let fixed = engine::fix(text, format, &silencing(findings, |_| true), level);
        prop_assert_eq!(&fixed.text, text, "not fixed");
    }
    let Some((one, fix)) = findings.iter().enumerate().find_map(|(at, finding)| Some((at, finding.fixes.first()?)))
    else {
        return Ok(());
    };
    let fixed = engine::fix(text, format, &silencing(findings, |number| number != one), Level::Suggested);
    if fixed.passes == 1 {
        prop_assert_eq!(fixed.text, applied(text, &fix.edits), "nothing is fixed beside what is loud");
    }
    Ok(())
}

/// What holds of HTML, whose findings are made on its prose and told at the bytes of the file.
fn html_laws(text: &str) -> Result<(), TestCaseError> {
    let findings = check(text, Format::Html);
    for finding in &findings {
        places_lie_in_the_text(text, finding)?;
        for fix in &finding.fixes {
            let after = applied(text, &fix.edits);
            prop_assert_eq!(markup(&after), markup(text), "{}: {:?}", finding.rule.id, fix);
        }
    }
    silent_findings_are_inert(text, Format::Html, &findings)?;
    safe_fixes_settle(text, Format::Html, findings.len())?;
    for level in [Level::Safe, Level::Suggested] {
        let fixed = engine::fix(text, Format::Html, &Options::default(), level);
        prop_assert_eq!(markup(&fixed.text), markup(text));
    }
    Ok(())
}

/// The tags and comments of an HTML text, as they are written.
fn markup(text: &str) -> Vec<&str> {
    let mut emitter = DefaultEmitter::new_with_span();
    emitter.naively_switch_states(true);
    let tokens = Tokenizer::new_with_emitter(text, emitter).flatten();
    let spans = tokens.filter_map(|token| match token {
        Token::StartTag(tag) => Some(tag.span),
        Token::EndTag(tag) => Some(tag.span),
        Token::Comment(comment) => Some(comment.span),
        _ => None,
    });
    spans.map(|span| &text[span.start..span.end]).collect()
}

fn places_lie_in_the_text(text: &str, finding: &Finding) -> Result<(), TestCaseError> {
    let edits = finding.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| edit.range);
    let related = finding.related.iter().map(|related| related.range);
    for range in std::iter::once(finding.range).chain(related).chain(edits) {
        prop_assert!(text.get(range.as_range()).is_some(), "{}: {:?}", finding.rule.id, range);
    }
    for fix in &finding.fixes {
        prop_assert!(disjoint(&fix.edits), "{}: {:?}", finding.rule.id, fix.edits);
    }
    Ok(())
}

fn disjoint(edits: &[Edit]) -> bool {
    edits.windows(2).all(|pair| pair[0].range.end() <= pair[1].range.start())
}

fn applied(text: &str, edits: &[Edit]) -> String {
    let mut out = text.to_owned();
    for edit in edits.iter().rev() {
        out.replace_range(edit.range.as_range(), &edit.replacement);
    }
    out
}

/// The runs of digits in `text`, in ascending order.
fn numbers(text: &str) -> Vec<&str> {
    let mut numbers: Vec<&str> = text.split(|c: char| !c.is_numeric()).filter(|run| !run.is_empty()).collect();
    numbers.sort_unstable();
    numbers
}

fn changed_numbers_are_told(text: &str, finding: &Finding) -> Result<(), TestCaseError> {
    // Page furniture says nothing that the article says; the number of a character reference is no number.
    if finding.rule.family() == Family::Boilerplate || text.contains("&#") {
        return Ok(());
    }
    for fix in &finding.fixes {
        let after = applied(text, &fix.edits);
        if numbers(text) != numbers(&after) {
            prop_assert_eq!(fix.applicability, Applicability::Suggested, "{}: {:?}", finding.rule.id, fix);
            prop_assert!(fix.title.contains("number"), "{}: {:?}", finding.rule.id, fix);
        }
    }
    Ok(())
}

/// What each finding says, whatever ends a line.
fn said(text: &str, format: Format) -> Vec<(&'static str, String)> {
    let quoted = |finding: &Finding| (finding.rule.id, text[finding.range.as_range()].replace('\r', ""));
    check(text, format).iter().map(quoted).collect()
}

fn line_ends_do_not_matter(text: &str, format: Format) -> Result<(), TestCaseError> {
    let text = text.replace('\r', "");
    prop_assert_eq!(said(&text, format), said(&text.replace('\n', "\r\n"), format), "with CRLF");
    Ok(())
}

fn plans_change_nothing_else(text: &str, format: Format, findings: &[Finding]) -> Result<(), TestCaseError> {
    let document = Document::new(text, format);
    for level in [Level::Safe, Level::Suggested] {
        let plan = Plan::new(findings, level, &Guard::new(&document), &[]);
        prop_assert!(disjoint(&plan.edits), "{:?}", plan.edits);
        prop_assert_eq!(plan.apply(text), applied(text, &plan.edits));
    }
    Ok(())
}

fn safe_fixes_settle(text: &str, format: Format, found: usize) -> Result<(), TestCaseError> {
    let options = Options::default();
    let fixed = engine::fix(text, format, &options, Level::Safe);
    let left = check(&fixed.text, format);
    prop_assert!(left.len() <= found, "{found} findings became {}: {:#?}", left.len(), left);
    let again = engine::fix(&fixed.text, format, &options, Level::Safe);
    prop_assert_eq!(again.text, fixed.text, "a second fix changes nothing");
    Ok(())
}
