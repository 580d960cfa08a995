//! What a check would read, and under which settings.

use std::io::{self, BufWriter, Write};

use super::talk::Talk;
use super::work::{Article, Reading, Work, failure_status};
use super::{Error, Status, walk};
use crate::settings::{FailOn, Selection, Settings};
use crate::source::visible;

/// Prints the names of the files of `work`.
pub(super) fn files(work: &Work, talk: &Talk) -> Result<Status, Error> {
    let mut out = BufWriter::new(io::stdout().lock());
    for article in &work.articles {
        writeln!(out, "{}", visible(&article.input.path))?;
    }
    out.flush()?;
    talk.failures(&work.failures);
    Ok(failure_status(&work.failures))
}

/// Prints the settings of every file of `work` in the form of a configuration file.
pub(super) fn settings(work: &Work, reading: &Reading, fail_on: Option<FailOn>, talk: &Talk) -> Result<Status, Error> {
    let mut out = BufWriter::new(io::stdout().lock());
    for article in &work.articles {
        one(&mut out, article, reading, fail_on)?;
    }
    out.flush()?;
    talk.failures(&work.failures);
    Ok(failure_status(&work.failures))
}

fn one(out: &mut dyn Write, article: &Article, reading: &Reading, fail_on: Option<FailOn>) -> Result<(), Error> {
    writeln!(out, "# The settings of {}", visible(&article.input.path))?;
    for layer in reading.layers(article)? {
        writeln!(out, "# under {}", walk::shown(&layer))?;
    }
    let rules = article.input.options.rules.iter().map(|rule| rule.id.to_owned());
    let settings = Settings {
        selection: Selection { select: Some(rules.collect()), ignore: Vec::new() },
        fail_on: Some(article.fails_on(fail_on)),
        ..article.settings.as_ref().clone()
    };
    let table = toml::Table::try_from(settings).and_then(|table| toml::to_string_pretty(&table));
    let table = table.map_err(|error| Error::Refused(error.to_string()))?;
    Ok(write!(out, "{table}")?)
}
