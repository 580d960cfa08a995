//! Directives: comments in Markdown and HTML that silence rules.
//!
//! | directive | what it silences |
//! | --- | --- |
//! | `<!-- postedit-ignore NAME, …: reason -->` | the block it stands in, or else the next one: a paragraph, a list |
//! | `<!-- postedit-off NAME, …: reason -->` | everything to `<!-- postedit-on NAME, … -->`, or to the end |
//! | `<!-- postedit-ignore-file NAME, …: reason -->` | the whole file; without a name, every rule |
//!
//! A name is that of a rule or a family. `postedit-on` without a name ends all that is off.

use std::fmt;
use std::sync::LazyLock;

use memchr::memmem;
use regex::Regex;
use thiserror::Error;

use crate::format::Format;
use crate::rules::{Rule, TABLE};
use crate::settings::{UnknownRule, nearest, rules_named};
use crate::source::{LineIndex, TextRange};

const IGNORE: &str = "postedit-ignore";
const IGNORE_FILE: &str = "postedit-ignore-file";
const OFF: &str = "postedit-off";
const ON: &str = "postedit-on";

/// A comment that is a directive: its word, its names, its reason.
static DIRECTIVE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^<!--\s*(?<word>postedit-[\w-]*)(?<names>[^:]*?)(?::(?<reason>(?s:.*?)))?\s*-->$")
        .expect("a valid pattern")
});

/// One name of a directive, and what it silences.
#[derive(Clone, PartialEq, Debug)]
pub struct Directive {
    /// The comment.
    pub range: TextRange,
    word: &'static str,
    /// The rule or family, or every rule.
    name: Option<String>,
    /// The findings it silences begin here.
    scope: TextRange,
}

/// A directive that means nothing.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("line {line}: {problem}")]
pub struct DirectiveError {
    /// Its line, from 1.
    pub line: usize,
    /// What is wrong with it.
    #[source]
    pub problem: Problem,
}

/// What is wrong with a directive.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum Problem {
    /// A word that is none.
    #[error("there is no directive `{word}`{}", nearest.map(|word| format!("; did you mean `{word}`?")).unwrap_or_default())]
    Word {
        /// The word.
        word: String,
        /// The word that was meant, perhaps.
        nearest: Option<&'static str>,
    },
    /// A rule or family that does not exist.
    #[error(transparent)]
    Rule(#[from] UnknownRule),
    /// No rule or family.
    #[error("`{0}` needs the name of a rule or a family, as in `<!-- {0} sentence/fragment: quoted as spoken -->`")]
    NoName(&'static str),
    /// No reason.
    #[error("`{0}` needs a reason after a colon, as in `<!-- {0} sentence/fragment: quoted as spoken -->`")]
    NoReason(&'static str),
    /// An end without a beginning.
    #[error("nothing is off that `{ON}` could end")]
    NothingOff,
}

impl Directive {
    /// Whether it silences what `rule` finds at `place`.
    pub fn silences(&self, rule: &'static Rule, place: TextRange) -> bool {
        let here = self.scope.start() <= place.start() && place.start() <= self.scope.end();
        here && self.rules().contains(&rule)
    }

    /// The rules it speaks of.
    pub fn rules(&self) -> Vec<&'static Rule> {
        match &self.name {
            Some(name) => rules_named(name).unwrap_or_default(),
            None => TABLE.iter().map(|entry| entry.rule).collect(),
        }
    }
}

/// The directive as it was written, without its reason.
impl fmt::Display for Directive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word)?;
        self.name.as_ref().map_or(Ok(()), |name| write!(f, " {name}"))
    }
}

/// The directives in `text`, one for each name, in the order of their places.
///
/// # Errors
/// If one means nothing.
pub fn directives(text: &str, format: Format) -> Result<Vec<Directive>, DirectiveError> {
    if memmem::find(text.as_bytes(), b"postedit-").is_none() {
        return Ok(Vec::new());
    }
    let mut out = Vec::new();
    for comment in format.comments(text) {
        if let Some(parts) = DIRECTIVE.captures(&text[comment]) {
            let part = |name| parts.name(name).map_or("", |part| part.as_str().trim());
            read(text, format, comment, [part("word"), part("names"), part("reason")], &mut out).map_err(
                |problem| DirectiveError { line: LineIndex::new(text).position(comment.start()).line, problem },
            )?;
        }
    }
    Ok(out)
}

/// Reads one directive, of which `parts` are the word, the names and the reason, into `out`.
fn read(
    text: &str,
    format: Format,
    range: TextRange,
    [word, names, reason]: [&str; 3],
    out: &mut Vec<Directive>,
) -> Result<(), Problem> {
    const WORDS: [&str; 4] = [IGNORE, IGNORE_FILE, OFF, ON];
    let unknown = || Problem::Word { word: word.into(), nearest: nearest(word, WORDS) };
    let word = *WORDS.iter().find(|known| **known == word).ok_or_else(unknown)?;
    let names: Vec<&str> = names.split([',', ' ', '\t', '\n']).map(str::trim).filter(|name| !name.is_empty()).collect();
    for name in &names {
        rules_named(name)?;
    }
    if word == ON {
        return end(&names, range, out);
    }
    if names.is_empty() && word != IGNORE_FILE {
        return Err(Problem::NoName(word));
    }
    if reason.is_empty() {
        return Err(Problem::NoReason(word));
    }
    let scope = match word {
        IGNORE => next_block(text, format, range),
        OFF => TextRange::new(range.end(), text.len()),
        _ => TextRange::new(0, text.len()),
    };
    let names =
        if names.is_empty() { vec![None] } else { names.into_iter().map(|name| Some(name.to_owned())).collect() };
    out.extend(names.into_iter().map(|name| Directive { range, word, name, scope }));
    Ok(())
}

/// Ends what is off before the comment at `range`: `names`, or all of it.
fn end(names: &[&str], range: TextRange, out: &mut [Directive]) -> Result<(), Problem> {
    // What is still off reaches to the end of the text, further than this comment.
    let is_open = |directive: &Directive| directive.word == OFF && directive.scope.end() >= range.end();
    let is_named =
        |directive: &Directive| names.is_empty() || directive.name.as_deref().is_some_and(|name| names.contains(&name));
    let mut ended = false;
    for directive in out.iter_mut().filter(|directive| is_open(directive) && is_named(directive)) {
        directive.scope = TextRange::new(directive.scope.start(), range.start());
        ended = true;
    }
    if ended { Ok(()) } else { Err(Problem::NothingOff) }
}

/// The block that the comment at `range` stands in, or else the next one, with the other lines of its stretch.
fn next_block(text: &str, format: Format, range: TextRange) -> TextRange {
    let view = format.view(text);
    let mut blocks = view.blocks().to_vec();
    blocks.iter_mut().for_each(|block| block.range = view.range(block.range));
    let Some(first) = blocks.iter().find(|block| block.range.end() > range.start()) else {
        return TextRange::empty(range.end());
    };
    let group = blocks.iter().filter(|block| block.group == first.group).map(|block| block.range);
    group.fold(first.range, TextRange::cover)
}

#[cfg(test)]
mod tests {
    use super::directives;
    use crate::format::Format;

    /// What each directive is, and the text it is about.
    fn read(text: &str) -> Vec<(String, &str)> {
        let all = directives(text, Format::Markdown).unwrap();
        all.iter().map(|directive| (directive.to_string(), text[directive.scope].trim())).collect()
    }

    #[test]
    fn ignore_is_about_the_next_block_or_its_own() {
        let text = "One.\n\n<!-- postedit-ignore sentence/fragment, dialogue: as spoken -->\nTwo.\n\nThree.\n";
        assert_eq!(
            read(text),
            [("postedit-ignore sentence/fragment".into(), "Two."), ("postedit-ignore dialogue".into(), "Two.")]
        );
        let inline = "One <!-- postedit-ignore sentence: so it was --> two.\n\nThree.";
        assert_eq!(read(inline)[0].1, inline.split("\n\n").next().unwrap());
        let list = "<!-- postedit-ignore sentence: labels -->\n\n- One\n- Two\n\nThree.";
        assert_eq!(read(list)[0].1, "One\n- Two");
        assert_eq!(read("One.\n\n<!-- postedit-ignore sentence: nothing follows -->\n")[0].1, "");
    }

    #[test]
    fn off_lasts_until_on_or_the_end() {
        let text =
            "One.\n\n<!-- postedit-off sentence dialogue: verse -->\n\nTwo.\n\n<!-- postedit-on sentence -->\n\nThree.";
        let both = read(text);
        assert_eq!(both[0].1, "Two.");
        assert!(both[1].1.ends_with("Three."));
        let text =
            "<!-- postedit-off sentence: a --> x\n\n<!-- postedit-on -->\n\n<!-- postedit-off sentence: b -->\n\nTwo.";
        assert_eq!(read(text).iter().map(|(_, scope)| *scope).collect::<Vec<_>>(), ["x", "Two."]);
    }

    #[test]
    fn a_whole_file_may_be_about_every_rule() {
        let text = "One.\n\n<!-- postedit-ignore-file: a transcript -->\n";
        let all = directives(text, Format::Markdown).unwrap();
        assert_eq!(all[0].scope.len(), text.len());
        assert_eq!(all[0].rules().len(), crate::rules::TABLE.len());
    }

    #[test]
    fn only_comments_of_the_format_count() {
        let text =
            "One `<!-- postedit-off sentence: x -->`\n\n    <!-- postedit-off sentence: x -->\n\n<!-- postedited -->";
        assert_eq!(read(text), []);
        assert_eq!(directives("<!-- postedit-offf -->", Format::Plain).unwrap(), []);
    }

    #[test]
    fn what_means_nothing_is_refused_with_its_line_and_the_way_out() {
        for (text, error) in [
            ("postedit-ingore sentence: x", "there is no directive `postedit-ingore`; did you mean `postedit-ignore`?"),
            (
                "postedit-ignore sentence/fragmnt: x",
                "there is no rule or family `sentence/fragmnt`; did you mean `sentence/fragment`?",
            ),
            ("postedit-off: x", "`postedit-off` needs the name of a rule or a family, as in"),
            ("postedit-ignore sentence", "`postedit-ignore` needs a reason after a colon, as in"),
            ("postedit-on sentence", "nothing is off that `postedit-on` could end"),
        ] {
            let found = directives(&format!("One.\n\n<!-- {text} -->\n"), Format::Markdown).unwrap_err().to_string();
            assert!(found.starts_with(&format!("line 3: {error}")), "{found}");
        }
    }
}
