//! `postedit new-rule FAMILY/NAME`: a rule that finds a made-up word, to be turned into one that finds damage.

use std::fs;
use std::path::PathBuf;

use super::talk::Talk;
use super::{Error, Status, walk, write};
use crate::rules::{self, Family};
use crate::settings::nearest;

/// The rule and the page that are copied, and the name they have.
const RULE: &str = include_str!("rule.rs");
const PAGE: &str = include_str!("page.md");
const NAME: &str = "typography/new-rule";
/// The one table of rules.
const TABLE: &str = "src/rules/mod.rs";

#[derive(clap::Args)]
pub(super) struct Args {
    /// The family and the name of the rule, which says what is wrong: sentence/orphan-tail
    #[arg(value_name = "FAMILY/NAME")]
    name: String,
    /// The root of a checkout of postedit
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
}

pub(super) fn run(args: &Args, talk: &Talk) -> Result<Status, Error> {
    let (family, short) = split(&args.name).map_err(Error::Refused)?;
    let table = args.root.join(TABLE);
    let text = fs::read_to_string(&table).map_err(|error| {
        Error::Refused(format!(
            "{}: {error}; run this in a checkout of postedit, or name one with --root",
            walk::name(&table)
        ))
    })?;
    let module = short.replace('-', "_");
    let folder = args.root.join("src/rules").join(family);
    let (rule, page) = (folder.join(format!("{module}.rs")), folder.join(format!("{module}.md")));
    if rules::find(&args.name).is_some() || rule.exists() || page.exists() {
        return Err(Error::Refused(format!("there is a rule `{}` already", args.name)));
    }
    let Some(text) = with_line(&text, family, &module) else {
        return Err(Error::Refused(format!("{} has no list of the family `{family}`", walk::name(&table))));
    };
    let named = |template: &str| template.replace(NAME, &args.name).replace("new_rule", &module);
    for (path, text) in [(&rule, named(RULE)), (&page, named(PAGE)), (&table, text)] {
        write::put(path, text.as_bytes())?;
        talk.say(&format!("wrote {}", walk::name(path)));
    }
    talk.say("now `cargo test --test rules` runs the page's examples; make them yours, then the rule");
    Ok(Status::Clean)
}

/// The family and the rest of a rule's name.
fn split(name: &str) -> Result<(&str, &str), String> {
    let families = Family::ALL.map(Family::as_str);
    let Some((family, short)) = name.split_once('/') else {
        return Err(format!("`{name}` is no name of a rule; one is FAMILY/NAME, as in `sentence/orphan-tail`"));
    };
    if !families.contains(&family) {
        return Err(match nearest(family, families) {
            Some(near) => format!("there is no family `{family}`; did you mean `{near}`?"),
            None => format!("there is no family `{family}`; there are {}", families.join(", ")),
        });
    }
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
    if !short.split('-').all(is_word) {
        return Err(format!("`{short}` is no name of a rule; it is small letters, words joined by hyphens"));
    }
    Ok((family, short))
}

/// The table of rules with a line for `module` at its place in the list of `family`.
fn with_line(table: &str, family: &str, module: &str) -> Option<String> {
    let list = table.find("\nrules! {\n")?;
    let head = format!("    {family} {{\n");
    let start = list + table[list..].find(&head)? + head.len();
    let end = start + table[start..].find("    }\n")?;
    let line = format!("        {module},\n");
    let before =
        table[start..end].split_inclusive('\n').take_while(|other| **other < *line).map(str::len).sum::<usize>();
    let at = start + before;
    Some([&table[..at], &line, &table[at..]].concat())
}

#[cfg(test)]
mod tests {
    use super::{split, with_line};

    #[test]
    fn the_line_goes_where_the_alphabet_puts_it() {
        let table =
            "\nrules! {\n    typography {\n        a,\n        c,\n    }\n\n    sentence {\n        a,\n    }\n}\n";
        let with = |family, module| with_line(table, family, module).unwrap();
        assert!(with("typography", "b").contains("        a,\n        b,\n        c,\n    }"));
        assert!(with("sentence", "z").contains("sentence {\n        a,\n        z,\n    }"));
        assert_eq!(with_line(table, "dialogue", "a"), None);
    }

    #[test]
    fn names_are_families_and_words() {
        assert_eq!(split("sentence/orphan-tail"), Ok(("sentence", "orphan-tail")));
        assert!(split("sentense/orphan").unwrap_err().contains("did you mean `sentence`?"));
        for wrong in ["orphan", "sentence/Orphan", "sentence/", "sentence/a--b", "sentence/../x"] {
            assert!(split(wrong).is_err(), "{wrong}");
        }
    }
}
