//! `postedit explain NAME`

use std::io::{self, Write};

use super::{Error, Status};
use crate::rules::{self, Family};
use crate::settings::UnknownRule;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The rule, as `postedit rules` lists it, or a family, whose rules are listed
    name: String,
}

pub(super) fn run(args: &Args) -> Result<Status, Error> {
    let mut out = io::stdout().lock();
    if let Some(entry) = rules::find(&args.name) {
        writeln!(out, "{}", entry.page.trim_end())?;
    } else if let Some(family) = Family::ALL.into_iter().find(|family| family.as_str() == args.name) {
        super::rules::family(&mut out, family)?;
    } else {
        let unknown = UnknownRule::new(&args.name);
        let hint = if unknown.nearest.is_none() { "; `postedit rules` lists them" } else { "" };
        return Err(Error::Refused(format!("{unknown}{hint}")));
    }
    Ok(Status::Clean)
}
