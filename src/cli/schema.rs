//! `postedit schema`

use std::io::{self, Write};

use super::{Error, Status};
use crate::settings;

/// Prints the JSON schema of configuration files.
pub(super) fn run() -> Result<Status, Error> {
    let schema = serde_json::to_string_pretty(&settings::schema()).map_err(io::Error::from)?;
    writeln!(io::stdout().lock(), "{schema}")?;
    Ok(Status::Clean)
}
