//! `postedit explain RULE`

use std::io::{self, Write};

use super::{Error, Status};
use crate::rules;
use crate::settings::nearest_rule;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The rule, as `postedit rules` lists it
    rule: String,
}

pub(super) fn run(args: &Args) -> Result<Status, Error> {
    let Some(entry) = rules::find(&args.rule) else {
        let hint = match nearest_rule(&args.rule) {
            Some(name) => format!("did you mean `{name}`?"),
            None => "`postedit rules` lists them".into(),
        };
        return Err(Error::Refused(format!("there is no rule `{}`; {hint}", args.rule)));
    };
    let mut out = io::stdout().lock();
    writeln!(out, "{}", entry.page.trim_end())?;
    Ok(Status::Clean)
}
