//! How fast a text is checked, and each stage of it on its own, on text made from fixed lists of words.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::num::NonZeroUsize;
use std::sync::{Arc, LazyLock, Mutex};
use std::thread;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use postedit::document::Document;
use postedit::engine::{self, Analysis, Options};
use postedit::finding::Findings;
use postedit::fix::{Guard, Level, Plan};
use postedit::format::Format;
use postedit::language::segment;
use postedit::language::tagger::{Scratch, Tagger};
use postedit::render::{self, Layout, Results};
use postedit::report::{ArticleSource, FileReport, Report, RuleReport};
use postedit::rules::{Family, Rule, TABLE};
use postedit::run::{self, Input, Origin};
use postedit::source::SourceText;

mod generated;

fn main() {
    divan::main();
}

const SIZES: [usize; 3] = [1_000, 100_000, 10_000_000];

/// A text, read once for all that is measured on it.
struct Sample {
    text: &'static str,
    source: SourceText,
    document: Document<'static>,
    analysis: Analysis,
}

/// The sample of so many bytes.
fn sample(size: usize) -> &'static Sample {
    static SAMPLES: LazyLock<Mutex<BTreeMap<usize, &'static Sample>>> = LazyLock::new(Mutex::default);
    SAMPLES.lock().expect("no bench panics").entry(size).or_insert_with(|| {
        let text: &'static str = generated::article(size).leak();
        let document = Document::new(text, Format::Plain);
        document.mentions();
        document.narration();
        Box::leak(Box::new(Sample {
            text,
            source: SourceText::decode(text.into()).expect("a text"),
            document,
            analysis: engine::check(text, Format::Plain, &Options::default()),
        }))
    })
}

#[divan::bench(args = SIZES, sample_count = 10, max_time = 3)]
fn check(bencher: Bencher, size: usize) {
    let (text, options) = (sample(size).text, Options::default());
    bencher.counter(BytesCount::of_str(text)).bench_local(|| engine::check(black_box(text), Format::Plain, &options));
}

/// 10,000 files of 1 kB on one thread and on all.
#[divan::bench(args = [1, 0], sample_count = 3, max_time = 10)]
fn check_files(bencher: Bencher, threads: usize) {
    const FILES: usize = 10_000;
    let threads = NonZeroUsize::new(threads).or_else(|| thread::available_parallelism().ok());
    let bytes = generated::article(1_000).into_bytes();
    let (path, origin) = ("article.txt".into(), Origin::Bytes(bytes));
    let input = Input { path, origin, format: Format::Plain, options: Arc::default() };
    bencher.counter(ItemsCount::new(FILES)).bench_local(|| {
        let path = |_| input.path.clone();
        run::each(FILES, threads.unwrap_or(NonZeroUsize::MIN), path, |_| input.check(), || ())
    });
}

#[divan::bench(args = SIZES, sample_count = 10, max_time = 1)]
fn decode(bencher: Bencher, size: usize) {
    let text = sample(size).text;
    let bytes = || text.as_bytes().to_vec();
    bencher.counter(BytesCount::of_str(text)).with_inputs(bytes).bench_local_values(SourceText::decode);
}

#[divan::bench(args = SIZES, sample_count = 10, max_time = 1)]
fn format(bencher: Bencher, size: usize) {
    let text = sample(size).text;
    bencher.counter(BytesCount::of_str(text)).bench_local(|| Format::Plain.view(black_box(text)));
}

/// Blocks, sentences, tokens with their tags, furniture, quotations and turns.
#[divan::bench(args = SIZES, sample_count = 10, max_time = 1)]
fn document(bencher: Bencher, size: usize) {
    let text = sample(size).text;
    bencher.counter(BytesCount::of_str(text)).bench_local(|| Document::new(black_box(text), Format::Plain));
}

/// The layers of a document that are read when first asked for.
#[divan::bench(args = SIZES, sample_count = 10, max_time = 1)]
fn document_names(bencher: Bencher, size: usize) {
    let text = sample(size).text;
    let document = || Document::new(text, Format::Plain);
    bencher.counter(BytesCount::of_str(text)).with_inputs(document).bench_local_values(|document| {
        document.mentions();
        document.narration();
        document
    });
}

#[divan::bench(args = SIZES, sample_count = 10, max_time = 1)]
fn tagger(bencher: Bencher, size: usize) {
    let text = sample(size).text;
    let mut ranges = Vec::new();
    segment::sentences(text, &mut ranges);
    let sentences: Vec<Vec<&str>> = ranges
        .iter()
        .map(|&range| {
            let mut tokens = Vec::new();
            segment::tokens(&text[range], range.start(), &mut tokens);
            tokens.iter().map(|token| &text[token.range]).collect()
        })
        .collect();
    let (mut scratch, mut readings) = (Scratch::default(), Vec::new());
    bencher.counter(BytesCount::of_str(text)).bench_local(|| {
        for words in &sentences {
            Tagger::embedded().tag(black_box(words), &mut scratch, &mut readings);
        }
    });
}

fn rules(bencher: Bencher, size: usize, family: Family) {
    let sample = sample(size);
    let rules: Vec<&'static Rule> =
        TABLE.iter().map(|entry| entry.rule).filter(|rule| rule.family() == family).collect();
    bencher.counter(BytesCount::of_str(sample.text)).bench_local(|| {
        let mut found = Vec::new();
        for rule in &rules {
            (rule.check)(black_box(&sample.document), &mut Findings::new(rule, &mut found));
        }
        found
    });
}

/// The rules of each family, on a document that was read.
macro_rules! families {
    ($($name:ident: $family:ident,)*) => {
        mod families {
            use super::*;

            $(
                #[divan::bench(args = SIZES, sample_count = 10, max_time = 1)]
                fn $name(bencher: Bencher, size: usize) {
                    rules(bencher, size, Family::$family);
                }
            )*
        }
    };
}

families! {
    typography: Typography,
    sentence: Sentence,
    reference: Reference,
    dialogue: Dialogue,
    consistency: Consistency,
    translation: Translation,
    boilerplate: Boilerplate,
}

/// The plan of the safe fixes, with the guard over facts.
#[divan::bench(args = SIZES, sample_count = 10, max_time = 1)]
fn plan(bencher: Bencher, size: usize) {
    let Sample { text, document, analysis, .. } = sample(size);
    bencher.counter(BytesCount::of_str(*text)).bench_local(|| {
        let guard = Guard::new(black_box(document));
        Plan::new(&analysis.findings, Level::Safe, &guard, &[])
    });
}

/// A report on one article, and what its page needs besides.
fn rendered(bencher: Bencher, size: usize, write: impl Fn(&mut Vec<u8>, &Results<'_>, &render::Article<'_>)) {
    let Sample { text, source, analysis, .. } = sample(size);
    let report = Report::new(vec![FileReport::new("article.txt", text, source, analysis)], Vec::new());
    let article = render::Article {
        file: &report.files[0],
        text,
        layout: Layout::of_lines(text),
        source: ArticleSource {
            path: "article.txt".into(),
            sha256: String::new(),
            encoding: "utf-8".into(),
            bom: false,
        },
        page: "article.txt.html".into(),
        downloads: Vec::new(),
    };
    let results = Results { report: &report, texts: &[text], rules: &RuleReport::all() };
    bencher.counter(ItemsCount::new(report.files[0].findings.len())).bench_local(|| {
        let mut out = Vec::new();
        write(&mut out, black_box(&results), &article);
        out
    });
}

/// Each renderer, by what it writes of an article's findings.
macro_rules! renderers {
    ($($name:ident: |$out:ident, $results:ident, $article:ident| $write:expr;)*) => {
        mod renderers {
            use super::*;

            $(
                #[divan::bench(args = SIZES, sample_count = 10, max_time = 1)]
                fn $name(bencher: Bencher, size: usize) {
                    rendered(bencher, size, |$out, $results, $article| $write.expect("written to memory"));
                }
            )*
        }
    };
}

renderers! {
    text: |out, results, article| render::text::write(out, article.file, results.texts[0]);
    line: |out, results, _article| render::line::write(out, results);
    json: |out, results, _article| render::json::write(out, results.report);
    sarif: |out, results, _article| render::sarif::write(out, results);
    github: |out, results, _article| render::github::write(out, results);
    gitlab: |out, results, _article| render::gitlab::write(out, results);
    junit: |out, results, _article| render::junit::write(out, results);
    checkstyle: |out, results, _article| render::checkstyle::write(out, results);
    rdjson: |out, results, _article| render::rdjson::write(out, results);
    html: |out, results, article| render::html::write(out, results.report, article);
    index: |out, results, article| render::index::write(out, results.report, std::slice::from_ref(article));
    markdown: |out, results, article| render::markdown::write(out, results.report, std::slice::from_ref(article));
    questions: |out, _results, article| render::questions::write(out, article);
}

/// The diff between an article and its repaired text.
#[divan::bench(args = SIZES, sample_count = 10, max_time = 1)]
fn diff(bencher: Bencher, size: usize) {
    let Sample { text, document, analysis, .. } = sample(size);
    let repaired = Plan::new(&analysis.findings, Level::Suggested, &Guard::new(document), &[]).apply(text);
    bencher.counter(BytesCount::of_str(*text)).bench_local(|| {
        let mut out = Vec::new();
        render::diff::write(&mut out, "article.txt", text.as_bytes(), repaired.as_bytes()).expect("written to memory");
        out
    });
}
