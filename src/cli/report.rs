//! `postedit report`

use std::collections::HashSet;
use std::io::{self, BufWriter, Write};
use std::path::{Component, Path, PathBuf};
use std::{fs, iter};

use super::limits::LimitArgs;
use super::talk::{Talk, summary};
use super::work::{Article, Reading, ScoreGate, failure_status};
use super::{Error, Status, walk, work, write};
use crate::fix::Level;
use crate::format::{self, Format};
use crate::render;
use crate::render::count::count;
use crate::render::layout::{Block, BlockKind, Disguise, Layout};
use crate::report::{ArticleSource, Failure, FileReport, Report};
use crate::run::FileError;
use crate::settings::FailOn;
use crate::source::{sha256, visible};

/// The page over all articles.
const INDEX: &str = render::index::PAGE;
/// The summary over all articles.
const SUMMARY: &str = render::markdown::PAGE;

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    limits: LimitArgs,
    /// The folder to write [default: output, or as postedit.toml says]
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
    /// From which severity on a finding makes the exit status 1 [default: never]
    #[arg(long, value_name = "SEVERITY")]
    fail_on: Option<FailOn>,
    #[command(flatten)]
    gate: ScoreGate,
}

/// Where the results of an article go: paths below the folder of the report, with `/` between their parts.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Places {
    /// The article's own path, which is written nowhere.
    article: String,
    diff: String,
    page: String,
    json: String,
    questions: String,
    fixed: String,
    suggested: String,
}

impl Places {
    fn new(article: String) -> Self {
        let name = article.rfind('/').map_or(0, |at| at + 1);
        // The dot of a hidden file's name begins no ending.
        let ending = article[name..].rfind('.').filter(|&at| at > 0).map_or(article.len(), |at| name + at);
        let (stem, ending) = article.split_at(ending);
        // What is taken out of a document is plain text.
        let ending = if Format::of_name(&article) == Format::Docx { ".txt" } else { ending };
        Self {
            diff: format!("{article}.diff"),
            page: format!("{article}.html"),
            json: format!("{article}.json"),
            questions: format!("{article}.questions.md"),
            fixed: format!("{stem}.fixed{ending}"),
            suggested: format!("{stem}.suggested{ending}"),
            article,
        }
    }

    fn written(&self) -> impl Iterator<Item = &str> {
        [&self.diff, &self.page, &self.json, &self.questions, &self.fixed, &self.suggested]
            .into_iter()
            .map(String::as_str)
    }

    /// The places of all `articles`, of which no two are the same: their paths below the arguments that led to them, or,
    /// where two of those are the same, their paths as they were given.
    fn of(articles: &[Article]) -> Result<Vec<Self>, Error> {
        let below = articles.iter().map(|article| Self::new(article.below.clone())).collect();
        let given = || articles.iter().map(|article| Self::new(inside(&article.input.path))).collect();
        distinct(below).or_else(|_| distinct(given())).map_err(|path| {
            Error::Refused(format!(
                "two articles would be reported in `{}`; report on them one after the other",
                visible(&path)
            ))
        })
    }
}

/// What a page needs to know of an article besides its findings.
struct Read {
    text: String,
    layout: Layout,
    source: ArticleSource,
}

impl Read {
    fn article<'r>(&'r self, file: &'r FileReport, places: &Places) -> render::Article<'r> {
        let downloads = [
            ("diff", &places.diff),
            ("safe fixes applied", &places.fixed),
            ("first fix of every finding applied", &places.suggested),
            ("questions", &places.questions),
            ("JSON", &places.json),
        ];
        render::Article {
            file,
            text: &self.text,
            layout: self.layout.clone(),
            source: self.source.clone(),
            page: places.page.clone(),
            downloads: downloads.map(|(what, path)| (what.to_owned(), path.clone())).to_vec(),
        }
    }
}

/// `places` if no file is written twice, or else the path of one that would be.
fn distinct(places: Vec<Places>) -> Result<Vec<Places>, String> {
    let mut seen: HashSet<&str> = [INDEX, SUMMARY].into();
    let twice = places.iter().flat_map(Places::written).find(|path| !seen.insert(path)).map(String::from);
    twice.map_or(Ok(places), Err)
}

/// `path` without what leads out of the folder it is put under.
fn inside(path: &str) -> String {
    let parts = Path::new(path).components().filter(|part| matches!(part, Component::Normal(_)));
    walk::name(&parts.collect::<PathBuf>())
}

/// `path`, or the name of the file where the path says on which machine the report was made.
fn portable(path: String) -> String {
    match Path::new(&path).file_name() {
        Some(name) if Path::new(&path).is_absolute() => name.to_string_lossy().into_owned(),
        _ => path,
    }
}

pub(super) fn run(args: &Args, talk: &Talk) -> Result<Status, Error> {
    let mut folders = args.reading.folders()?;
    if let Some(output) = &args.output {
        folders.output.clone_from(output);
    } else {
        work::refuse_link(&folders.output)?;
    }
    args.reading.refuse_to_read_output(&folders)?;
    let work = args.reading.gather("report", &folders, &args.limits, talk)?;
    let output = &folders.output;
    let places = Places::of(&work.articles)?;
    refuse_to_overwrite(&work.articles, &places, output)?;
    write::folder(output)
        .map_err(|error| Error::Refused(format!("cannot write `{}`: {error}", walk::shown(output))))?;
    let (done, failures) =
        work.each(|index, article| report(article, &places[index], output).map(|reported| (index, reported)), talk);
    let mut status = failure_status(&failures);
    if args.fail_on.is_some() {
        status = done.iter().map(|(article, (_, (file, _)))| article.status(file, args.fail_on)).fold(status, Ord::max);
    }
    if args.gate.is_given() {
        status =
            done.iter().map(|(article, (_, (file, _)))| args.gate.status(article, file, talk)).fold(status, Ord::max);
    }
    let mut written: Vec<_> =
        done.into_iter().map(|(_, (index, (file, read)))| (file, (&places[index], read))).collect();
    written.sort_by(|(a, _), (b, _)| a.path.cmp(&b.path));
    let (files, written): (Vec<_>, Vec<_>) = written.into_iter().unzip();
    let failures = failures.into_iter().map(|failure| Failure { path: portable(failure.path), ..failure }).collect();
    let report = Report::new(files, failures);
    let articles: Vec<_> =
        iter::zip(&report.files, &written).map(|(file, (places, read))| read.article(file, places)).collect();
    put_rendered(output, INDEX, |out| render::index::write(out, &report, &articles))?;
    put_rendered(output, SUMMARY, |out| render::markdown::write(out, &report, &articles))?;
    talk.idle(&report);
    print(&report, output, &articles)?;
    Ok(status)
}

/// Refuses to write over an article: one article's results may have the name of another that lies in `folder`.
fn refuse_to_overwrite(articles: &[Article], places: &[Places], folder: &Path) -> Result<(), Error> {
    let originals: HashSet<PathBuf> = articles.iter().filter_map(|article| article.input.origin.canonical()).collect();
    let overwritten = places
        .iter()
        .flat_map(Places::written)
        .chain([INDEX, SUMMARY])
        .map(|place| folder.join(place))
        .find(|path| path.canonicalize().is_ok_and(|path| originals.contains(&path)));
    overwritten.map_or(Ok(()), |path| {
        let path = walk::shown(&path);
        Err(Error::Refused(format!(
            "`{path}` is an article and would be overwritten; name another folder with --output"
        )))
    })
}

/// Reads an article and writes all about it; returns its report and what its page needs besides.
fn report(article: &Article, places: &Places, folder: &Path) -> Result<(FileReport, Read), FileError> {
    let input = &article.input;
    let before = input.bytes()?;
    let source = input.decode(before.clone())?;
    let text = source.text();
    // The bytes of the text, which are those of the file unless it was taken out of a document.
    let original = if input.format.is_editable() { before.clone() } else { source.encode(text)? };
    let repaired = |level| -> Result<Vec<u8>, FileError> {
        let fixed = input.fix(text, level);
        Ok(if fixed.text == text { original.clone() } else { source.encode(&fixed.text)? })
    };
    let (fixed, suggested) = (repaired(Level::Safe)?, repaired(Level::Suggested)?);
    let mut file = input.examine(text, &source);
    file.path.clone_from(&places.article);
    let read = Read {
        text: text.to_owned(),
        layout: layout(text, input.format),
        source: ArticleSource {
            path: portable(input.path.clone()),
            sha256: sha256(&before),
            encoding: source.encoding(),
            bom: source.bom(),
        },
    };
    let report = Report::new(vec![file.clone()], Vec::new());
    let page = read.article(&file, places);
    put_rendered(folder, &places.page, |out| render::html::write(out, &report, &page))?;
    put_rendered(folder, &places.json, |out| render::json::write(out, &report))?;
    put_rendered(folder, &places.questions, |out| render::questions::write(out, &page))?;
    put_rendered(folder, &places.diff, |out| render::diff::write(out, &places.article, &original, &suggested))?;
    put(folder, &places.fixed, &fixed)?;
    put(folder, &places.suggested, &suggested)?;
    Ok((file, read))
}

/// How the page sets `text`: prose that is taken out of markup as the markup says, other text line by line.
fn layout(text: &str, format: Format) -> Layout {
    if format != Format::Html {
        return Layout::of_lines(text);
    }
    let view = format.view(text);
    let blocks = view.blocks().iter().map(|block| {
        let range = view.range(block.range);
        let kind = match block.kind {
            format::BlockKind::Headline => BlockKind::Heading,
            format::BlockKind::ListItem => BlockKind::Item,
            _ => BlockKind::Paragraph,
        };
        Block { start: range.start(), end: range.end(), kind }
    });
    let disguises = view.rendered().into_iter();
    let disguises = disguises.map(|it| Disguise { range: it.range, shown: it.text.to_owned() });
    Layout::new(blocks.collect(), disguises.collect(), text)
}

/// Puts what `render` writes at `place` below `folder`.
fn put_rendered(
    folder: &Path,
    place: &str,
    render: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), FileError> {
    let mut bytes = Vec::new();
    render(&mut bytes)?;
    put(folder, place, &bytes)
}

fn put(folder: &Path, place: &str, bytes: &[u8]) -> Result<(), FileError> {
    let path = folder.join(place);
    let put = || {
        // The folder itself was asked for; a link below it may be a stranger's doing.
        let parts = Path::new(place).ancestors().skip(1).filter(|part| !part.as_os_str().is_empty());
        if let Some(link) = parts.map(|part| folder.join(part)).find(|part| part.is_symlink()) {
            return Err(io::Error::other(format!(
                "`{}` is a link out of the report; take it away",
                walk::shown(&link)
            )));
        }
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        write::create(&path, bytes)
    };
    put().map_err(|source| FileError::Write { path: visible(place).into_owned(), source })
}

/// Says on standard output what was found in every article, and where to look.
fn print(report: &Report, folder: &Path, articles: &[render::Article<'_>]) -> io::Result<()> {
    let folder = walk::shown(folder);
    let mut out = BufWriter::new(io::stdout().lock());
    for article in articles {
        let path = visible(&article.file.path);
        match &article.file.skipped {
            Some(reason) => writeln!(out, "{path}: skipped, {reason}")?,
            None => writeln!(out, "{path}: {}", count(article.file.findings.len(), "finding"))?,
        }
    }
    if !articles.is_empty() || report.failures.is_empty() {
        writeln!(out, "{}", summary(report))?;
    }
    writeln!(out, "see {folder}/{INDEX}")?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::{Places, distinct, inside, portable};

    #[test]
    fn the_places_of_an_article_keep_its_name_and_its_ending() {
        let places = Places::new("a/tide.table.txt".into());
        assert_eq!(
            places.written().collect::<Vec<_>>(),
            [
                "a/tide.table.txt.diff",
                "a/tide.table.txt.html",
                "a/tide.table.txt.json",
                "a/tide.table.txt.questions.md",
                "a/tide.table.fixed.txt",
                "a/tide.table.suggested.txt"
            ]
        );
        assert_eq!(Places::new("tide.docx".into()).suggested, "tide.suggested.txt");
        assert_eq!(Places::new("a.b/tide".into()).fixed, "a.b/tide.fixed");
        assert_eq!(Places::new(".tide".into()).fixed, ".tide.fixed");
    }

    #[test]
    fn no_two_articles_share_a_place() {
        let places = |names: [&str; 2]| distinct(names.map(|name| Places::new(name.into())).into());
        assert!(places(["a.txt", "b/a.txt"]).is_ok());
        assert_eq!(places(["a.txt", "a.txt"]), Err("a.txt.diff".into()));
        assert_eq!(places(["a.txt", "index"]), Err("index.html".into()));
    }

    #[test]
    fn nothing_is_written_outside_the_folder() {
        assert_eq!(inside("/etc/../notes/./a.txt"), "etc/notes/a.txt");
        assert_eq!(inside("../../a.txt"), "a.txt");
    }

    #[cfg(unix)]
    #[test]
    fn a_report_does_not_say_where_it_was_made() {
        assert_eq!(portable("/home/me/a.txt".into()), "a.txt");
        assert_eq!(portable("../notes/a.txt".into()), "../notes/a.txt");
    }
}
