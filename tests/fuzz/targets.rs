//! What the fuzz targets do with bytes, by the name of the target. `fuzz/` runs it on bytes that libFuzzer makes up,
//! `tests/fuzz.rs` on those that are kept in `tests/fuzz/`.

use std::path::{Component, Path};

use postedit::document::Document;
use postedit::fix::{self, Edit};
use postedit::format::Format;
use postedit::glossary::Glossary;
use postedit::reader::memory::Answers;
use postedit::report::Decisions;
use postedit::settings::{ConfigFile, Settings};
use postedit::source::TextRange;
use postedit::suppress::{self, Baseline, SideFile};

use crate::law;

/// A target: its name and what it does.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: &[Target] = &[
    ("check", check),
    ("fix", fix),
    ("plain", plain),
    ("markdown", markdown),
    ("html", html),
    ("docx", docx),
    ("config", config),
    ("glossary", glossary),
    ("baseline", baseline),
    ("side_file", side_file),
    ("decisions", decisions),
    ("patch", patch),
    ("answers", answers),
    #[cfg(feature = "reader")]
    ("model", model),
];

/// The article that decisions and diffs are about.
const ARTICLE: &str = "The ferry left at “dawn”.\r\nNobody – not even Tamsin – had asked why.\n\nIt came back empty.\n";

/// A file is decoded, and what is found in its text keeps the laws of findings.
pub fn check(bytes: &[u8]) {
    let Some((format, bytes)) = formatted(bytes) else { return };
    if let Some(text) = decoded(format, bytes) {
        law::of_findings(&text, format);
    }
}

/// A file is decoded, and the repairs of its text keep the laws of repairs.
pub fn fix(bytes: &[u8]) {
    let Some((format, bytes)) = formatted(bytes) else { return };
    if let Some(text) = decoded(format, bytes) {
        law::of_fixes(&text, format);
    }
}

/// Plain text is read as a document.
pub fn plain(bytes: &[u8]) {
    read(Format::Plain, bytes);
}

/// Markdown is read as a document.
pub fn markdown(bytes: &[u8]) {
    read(Format::Markdown, bytes);
}

/// HTML is read as a document.
pub fn html(bytes: &[u8]) {
    read(Format::Html, bytes);
}

/// The text of a `.docx` is read as a document.
pub fn docx(bytes: &[u8]) {
    read(Format::Docx, bytes);
}

/// A configuration says the same whenever it is asked, and its paths below its folder stay there.
pub fn config(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    const FOLDER: &str = "/site";
    let Ok(file) = ConfigFile::parse(text, Path::new(FOLDER)) else { return };
    for name in ["/site/a.txt", "/site/news/b.draft.md"] {
        let settings = file.over(&Settings::default(), Path::new(name));
        assert_eq!(settings, file.over(&settings, Path::new(name)), "said twice is said once");
        settings.selection.rules().expect("its rules are known");
        for path in [settings.input, settings.output, settings.baseline].into_iter().flatten() {
            let climbs = path.components().any(|part| part == Component::ParentDir);
            assert!(path.starts_with(FOLDER) && !climbs, "{} leaves its folder", path.display());
        }
    }
}

/// A glossary, as TOML or as CSV, can be held against an article.
pub fn glossary(bytes: &[u8]) {
    let Some((&kind, bytes)) = bytes.split_first() else { return };
    let Ok(text) = str::from_utf8(bytes) else { return };
    let Ok(glossary) = Glossary::parse(text, if kind % 2 == 0 { "terms.toml" } else { "terms.csv" }) else { return };
    let options = postedit::engine::Options { glossary: glossary.into(), ..Default::default() };
    postedit::engine::check(ARTICLE, Format::Plain, &options);
}

/// A baseline is written as it was read.
pub fn baseline(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let Ok(mut baseline) = Baseline::parse(text) else { return };
    assert_eq!(Baseline::parse(&baseline.to_string()).expect("a baseline"), baseline);
    for (file, known) in baseline.files.clone() {
        baseline.prune(&file, &known);
    }
    assert!(baseline.is_empty());
}

/// A side file is written as it was read.
pub fn side_file(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let Ok(side) = SideFile::parse(text) else { return };
    assert_eq!(SideFile::parse(&side.to_string()).expect("a side file"), side);
}

/// Decisions that fit an article are edits that can be made in it.
pub fn decisions(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let Ok(decisions) = Decisions::parse(text) else { return };
    if let Ok(edits) = decisions.edits(ARTICLE) {
        assert!(edits.iter().map(|edit| edit.range).is_sorted());
        let grown: usize = edits.iter().map(|edit| edit.replacement.len()).sum();
        let shrunk: usize = edits.iter().map(|edit| edit.range.len()).sum();
        assert_eq!(fix::apply(ARTICLE, &edits).len(), ARTICLE.len() + grown - shrunk);
    }
}

/// The lines that a diff changes lie in the article.
pub fn patch(bytes: &[u8]) {
    let Ok(changed) = suppress::changed_lines(&String::from_utf8_lossy(bytes)) else { return };
    for range in changed.values().flat_map(|lines| lines.ranges(ARTICLE)) {
        assert!(ARTICLE.get(range.as_range()).is_some());
    }
}

/// The remembered answers of a reader are written as they were read.
pub fn answers(bytes: &[u8]) {
    let answers = Answers::from_bytes(bytes);
    let again = Answers::from_bytes(&answers.to_bytes());
    assert_eq!(again.to_bytes(), answers.to_bytes());
}

/// The head of a model is read, or refused.
#[cfg(feature = "reader")]
pub fn model(bytes: &[u8]) {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    std::io::Write::write_all(&mut file, bytes).expect("a file that can be written");
    let _ = postedit::reader::model::Model::open(file.path());
}

/// The format that the first byte picks, and the bytes after it.
fn formatted(bytes: &[u8]) -> Option<(Format, &[u8])> {
    let (&first, bytes) = bytes.split_first()?;
    Some(([Format::Plain, Format::Markdown, Format::Html, Format::Docx][usize::from(first) % 4], bytes))
}

/// The text of `bytes`, if they are one; it is then written as it was read, unless its encoding says that it can't be.
fn decoded(format: Format, bytes: &[u8]) -> Option<String> {
    let source = format.decode(bytes.to_vec()).ok()?;
    if let Ok(back) = source.encode(source.text())
        && format.is_editable()
    {
        assert_eq!(back, bytes);
    }
    Some(source.text().to_owned())
}

/// Reads `bytes` as a document: blocks, sentences and tokens lie in the text and in order, and whatever is changed in
/// how it reads changes that and nothing beside it in the file.
fn read(format: Format, bytes: &[u8]) {
    let Some(source) = decoded(format, bytes) else { return };
    let _ = suppress::directives(&source, format);
    assert!(format.comments(&source).iter().all(|comment| source.get(comment.as_range()).is_some()));
    let view = format.view(&source);
    let document = Document::of(&view, format);
    let text = view.text();
    for ranges in [
        document.blocks().iter().map(|block| block.range).collect::<Vec<_>>(),
        document.sentences().iter().map(|sentence| sentence.range).collect(),
        document.tokens().iter().map(|token| token.range).collect(),
    ] {
        assert!(ranges.iter().all(|range| text.get(range.as_range()).is_some()), "{ranges:?}");
        assert!(ranges.windows(2).all(|pair| pair[0].end() <= pair[1].start()), "{ranges:?}");
        assert!(ranges.iter().all(|range| source.get(view.range(*range).as_range()).is_some()), "{ranges:?}");
    }
    for token in document.tokens() {
        let edits = view.source_edits(&[Edit::delete(token.range)]);
        let pairs_are_disjoint = |pair: &[Edit]| pair[0].range.end() <= pair[1].range.start();
        assert!(edits.windows(2).all(pairs_are_disjoint), "{edits:?}");
        assert!(edits.iter().all(|edit| source.get(edit.range.as_range()).is_some()), "{edits:?}");
    }
    assert!(view.rendered().iter().all(|rendered| source.get(rendered.range.as_range()).is_some()));
    assert_eq!(view.range(TextRange::empty(0)).len(), 0);
}
