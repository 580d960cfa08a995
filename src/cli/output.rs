//! In which formats findings are printed, and where to.

use std::borrow::Cow;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::str::FromStr;

use anstream::adapter::strip_bytes;

use super::{Error, walk, work, write};
use crate::render::{self, Results};
use crate::report::Report;
use crate::run::FileError;
use crate::settings::nearest;

/// What to print, and where.
#[derive(clap::Args)]
pub(super) struct OutputArgs {
    /// How to print what was found: text, line, json, sarif, github, gitlab, junit, checkstyle or rdjson; with =FILE into
    /// a file, so that one run prints several [default: text]
    #[arg(help_heading = "Output", long = "format", value_name = "FORMAT[=FILE]")]
    formats: Vec<Wanted>,
    /// The file that the format without one goes into, in place of standard output
    #[arg(help_heading = "Output", long, value_name = "FILE")]
    output_file: Option<PathBuf>,
}

/// A format and the file it goes into; standard output if none.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Wanted {
    format: Format,
    file: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Format {
    Text,
    Line,
    Json,
    Sarif,
    Github,
    Gitlab,
    Junit,
    Checkstyle,
    Rdjson,
}

impl Format {
    const ALL: [(&'static str, Format); 9] = [
        ("text", Format::Text),
        ("line", Format::Line),
        ("json", Format::Json),
        ("sarif", Format::Sarif),
        ("github", Format::Github),
        ("gitlab", Format::Gitlab),
        ("junit", Format::Junit),
        ("checkstyle", Format::Checkstyle),
        ("rdjson", Format::Rdjson),
    ];

    /// Whether who reads it looks for files from the root of the repository, wherever in it the command runs.
    fn is_of_repository(self) -> bool {
        matches!(self, Format::Sarif | Format::Github | Format::Gitlab)
    }

    fn write(self, out: &mut dyn Write, results: &Results<'_>) -> io::Result<()> {
        match self {
            Format::Text => results.files().try_for_each(|(file, text)| render::text::write(out, file, text)),
            Format::Line => render::line::write(out, results),
            Format::Json => render::json::write(out, results.report),
            Format::Sarif => render::sarif::write(out, results),
            Format::Github => render::github::write(out, results),
            Format::Gitlab => render::gitlab::write(out, results),
            Format::Junit => render::junit::write(out, results),
            Format::Checkstyle => render::checkstyle::write(out, results),
            Format::Rdjson => render::rdjson::write(out, results),
        }
    }
}

impl FromStr for Wanted {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, file) = text.split_once('=').map_or((text, None), |(name, file)| (name, Some(file)));
        let Some((_, format)) = Format::ALL.iter().find(|(known, _)| *known == name) else {
            let names = Format::ALL.map(|(name, _)| name);
            return Err(match nearest(name, names) {
                Some(near) => format!("there is no format `{name}`; did you mean `{near}`?"),
                None => format!("there is no format `{name}`; there are {}", names.join(", ")),
            });
        };
        if file.is_some_and(str::is_empty) {
            return Err(format!("name a file after `{name}=`"));
        }
        Ok(Self { format: *format, file: file.map(PathBuf::from) })
    }
}

impl OutputArgs {
    /// What goes where: each format, and the one file or standard output that it alone goes to.
    fn wanted(&self) -> Result<Vec<Wanted>, Error> {
        let mut all = self.formats.clone();
        if all.is_empty() {
            all.push(Wanted { format: Format::Text, file: None });
        }
        if self.output_file.is_some() {
            let loose = all.iter_mut().find(|wanted| wanted.file.is_none());
            let wanted = loose.ok_or_else(|| refused("every --format names a file; leave out --output-file"))?;
            wanted.file.clone_from(&self.output_file);
        }
        for (at, wanted) in all.iter().enumerate() {
            if all[..at].iter().any(|other| other.file == wanted.file) {
                return Err(match &wanted.file {
                    Some(file) => refused(&format!("two formats would go into {}", walk::shown(file))),
                    None => refused("standard output holds one format; give the others a file: `--format sarif=FILE`"),
                });
            }
        }
        Ok(all)
    }

    /// Refuses, before any work is done, what could not be printed afterwards.
    pub(super) fn refuse_clashes(&self) -> Result<(), Error> {
        self.wanted().map(drop)
    }

    /// Prints `results`: the files whole, then standard output.
    pub(super) fn print(&self, results: &Results<'_>) -> Result<(), Error> {
        let wanted = self.wanted()?;
        let report = from_root(results.report)?;
        let from_root = Results { report: &report, ..*results };
        let results = |format: Format| if format.is_of_repository() { &from_root } else { results };
        for Wanted { format, file } in &wanted {
            let Some(path) = file else { continue };
            let mut bytes = Vec::new();
            format.write(&mut bytes, results(*format))?;
            if *format == Format::Text {
                bytes = strip_bytes(&bytes).into_vec();
            }
            let made = path.parent().map_or(Ok(()), fs::create_dir_all);
            let written = made.and_then(|()| write::create(path, &bytes));
            written.map_err(|source| FileError::Write { path: walk::shown(path), source })?;
        }
        if let Some(Wanted { format, .. }) = wanted.iter().find(|wanted| wanted.file.is_none()) {
            let mut bytes = Vec::new();
            format.write(&mut bytes, results(*format))?;
            match format {
                Format::Text => anstream::stdout().lock().write_all(&bytes)?,
                _ => io::stdout().lock().write_all(&bytes)?,
            }
            io::stdout().flush()?;
        }
        Ok(())
    }
}

/// `report` with the paths of its files from the root of the repository that the current folder lies in, if it does.
fn from_root(report: &Report) -> Result<Cow<'_, Report>, Error> {
    let current = work::current_folder()?;
    let Some(root) = walk::repository(&current) else { return Ok(Cow::Borrowed(report)) };
    let mut report = report.clone();
    let failures = report.failures.iter_mut().map(|failure| &mut failure.path);
    for path in report.files.iter_mut().map(|file| &mut file.path).chain(failures) {
        *path = walk::from_root(path, &current, root);
    }
    Ok(Cow::Owned(report))
}

fn refused(message: &str) -> Error {
    Error::Refused(message.into())
}
