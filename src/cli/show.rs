//! What a check would read, and under which settings.

use std::io::{self, Write};
use std::path::Path;

use super::work::{Article, Work};
use crate::render::visible;
use crate::settings::FailOn;

/// Prints the names of the files of `work`.
pub(super) fn files(work: &Work) -> io::Result<()> {
    let mut out = io::stdout().lock();
    for article in &work.articles {
        writeln!(out, "{}", visible(&article.input.path))?;
    }
    out.flush()
}

/// Prints the settings of `article`, which the configuration files `layers` come to, in the form of such a file.
pub(super) fn settings(article: &Article, layers: &[String], fail_on: Option<FailOn>) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "# {}", visible(&article.input.path))?;
    for layer in layers {
        writeln!(out, "# as {} says", visible(layer))?;
    }
    writeln!(out, "fail-on = \"{}\"", article.fails_on(fail_on).as_str())?;
    writeln!(out, "select = [")?;
    for rule in &article.input.options.rules {
        writeln!(out, "    \"{}\",", rule.id)?;
    }
    writeln!(out, "]\n\n[severity]")?;
    for (rule, severity) in &article.input.options.severities {
        writeln!(out, "\"{rule}\" = \"{severity}\"")?;
    }
    out.flush()
}

/// `path` as it is read from `folder`.
pub(super) fn near(path: &Path, folder: &Path) -> String {
    super::walk::name(path.strip_prefix(folder).unwrap_or(path))
}
