//! What always holds, on texts that nobody wrote: mixes of fragments, and marked articles that were damaged further.

mod law;
mod marked;

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use postedit::format::Format;
use postedit::report::FileReport;
use postedit::run::{self, Input, Origin};
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
        every_law(&text, Format::Plain);
    }

    #[test]
    fn every_law_holds_on_fragments_of_markdown(text in mixed()) {
        every_law(&text, Format::Markdown);
    }

    #[test]
    fn every_law_holds_on_fragments_of_html_and_its_markup_is_kept(text in mixed_html()) {
        every_law(&text, Format::Html);
    }

    #[test]
    fn every_law_holds_on_articles_damaged_further((text, format) in damaged()) {
        every_law(&text, format);
    }
}

fn every_law(text: &str, format: Format) {
    law::of_findings(text, format);
    law::of_fixes(text, format);
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn a_directive_silences_a_file((text, _) in damaged(), html in mixed_html()) {
        law::a_directive_silences_a_file(&text, Format::Markdown);
        law::a_directive_silences_a_file(&html, Format::Html);
    }

    #[test]
    fn encodings_and_byte_order_marks_are_kept(text in mixed(), (article, format) in damaged()) {
        law::encodings_are_kept(&text, Format::Plain);
        law::encodings_are_kept(&article, format);
    }
}

proptest! {
    #![proptest_config(config(12))]

    #[test]
    fn neither_the_order_of_files_nor_the_number_of_threads_changes_what_is_found(
        files in vec(damaged(), 2..8), threads in 2_usize..6, order in any::<Index>()
    ) {
        let inputs: Vec<Input> = files.into_iter().enumerate().map(|(number, (text, format))| Input {
            path: number.to_string(),
            origin: Origin::Bytes(text.into_bytes()),
            format,
            options: Arc::default(),
        }).collect();
        let mut turned = inputs.clone();
        turned.rotate_left(order.index(inputs.len()));
        turned.swap(0, inputs.len() - 1);
        let mut found = reports(&turned, threads);
        found.sort_by(|a, b| a.path.cmp(&b.path));
        prop_assert_eq!(found, reports(&inputs, 1));
    }
}

/// What is found in each of `inputs`, in their order.
fn reports(inputs: &[Input], threads: usize) -> Vec<FileReport> {
    let threads = NonZeroUsize::new(threads).expect("a thread");
    let path = |number: usize| inputs[number].path.clone();
    let done = run::each(inputs.len(), threads, path, |number| inputs[number].check(), || ());
    done.into_iter().map(|checked| checked.expect("a text").report).collect()
}
