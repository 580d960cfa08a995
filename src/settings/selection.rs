//! Rules and families by name.

use serde::Serialize;
use thiserror::Error;

use crate::rules::{Family, Rule, TABLE};

/// How alike two names must be for one to be taken for the other, from 0 to 1.
const ALIKE: f32 = 0.6;

/// A rule or family that does not exist.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("there is no rule or family `{name}`{}", super::did_you_mean(.nearest))]
pub struct UnknownRule {
    /// The name as it was given.
    pub name: String,
    /// The rule or family that was meant, perhaps.
    pub nearest: Option<&'static str>,
}

impl UnknownRule {
    /// What is wrong with `name`, which is neither a rule nor a family.
    pub fn new(name: &str) -> Self {
        let family = || nearest(name, Family::ALL.map(Family::as_str)).filter(|_| !name.contains('/'));
        Self { name: name.into(), nearest: family().or_else(|| nearest_rule(name)) }
    }
}

/// Which rules run, by name of rule or family.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Selection {
    /// The rules to run, all if this is `None`.
    pub select: Option<Vec<String>>,
    /// The rules not to run, whatever `select` says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ignore: Vec<String>,
}

impl Selection {
    /// The rules that run, in the order of the table.
    ///
    /// # Errors
    /// If a name is neither a rule nor a family.
    pub fn rules(&self) -> Result<Vec<&'static Rule>, UnknownRule> {
        let mut rules: Vec<_> = TABLE.iter().map(|entry| entry.rule).collect();
        if let Some(select) = &self.select {
            let wanted = all_named(select)?;
            rules.retain(|rule| wanted.contains(rule));
        }
        let unwanted = all_named(&self.ignore)?;
        rules.retain(|rule| !unwanted.contains(rule));
        Ok(rules)
    }

    /// This selection with `over` over it: who selects starts anew, and who only ignores leaves out something more.
    pub fn under(&self, over: &Selection) -> Selection {
        match &over.select {
            Some(_) => over.clone(),
            None => Selection { select: self.select.clone(), ignore: [&self.ignore[..], &over.ignore].concat() },
        }
    }
}

fn all_named(names: &[String]) -> Result<Vec<&'static Rule>, UnknownRule> {
    let groups: Vec<_> = names.iter().map(|name| rules_named(name)).collect::<Result<_, _>>()?;
    Ok(groups.concat())
}

/// The rule called `name`, or the rules of the family called so.
///
/// # Errors
/// If there is neither.
pub fn rules_named(name: &str) -> Result<Vec<&'static Rule>, UnknownRule> {
    let is_family = Family::ALL.iter().any(|family| family.as_str() == name);
    let found: Vec<_> = TABLE
        .iter()
        .map(|entry| entry.rule)
        .filter(|rule| if is_family { rule.family().as_str() == name } else { rule.id == name })
        .collect();
    if found.is_empty() && !is_family {
        return Err(UnknownRule::new(name));
    }
    Ok(found)
}

/// The rule whose short name is nearest to that of `name`, if one is near; of two that are called the same, the one of the
/// family that `name` gives. Whole names would be near for no more than the family they share.
fn nearest_rule(name: &str) -> Option<&'static str> {
    let (family, short) = name.rsplit_once('/').unwrap_or(("", name));
    let mut ids: Vec<_> =
        TABLE.iter().filter_map(|entry| entry.rule.id.split_once('/').zip(Some(entry.rule.id))).collect();
    ids.sort_by_key(|((own, _), _)| *own != family);
    let found = nearest(short, ids.iter().map(|((_, short), _)| *short))?;
    ids.into_iter().find(|((_, short), _)| *short == found).map(|(_, id)| id)
}

/// The one of `names` that is most like `name`, if one is like it at all.
pub fn nearest(name: &str, names: impl IntoIterator<Item = &'static str>) -> Option<&'static str> {
    let names: Vec<_> = names.into_iter().collect();
    similar::get_close_matches(name, &names, 1, ALIKE).first().copied()
}

#[cfg(test)]
mod tests {
    use super::{Selection, nearest_rule};

    #[test]
    fn what_is_ignored_is_never_selected() {
        let file = Selection { select: Some(vec!["sentence".into()]), ignore: vec![] };
        let line =
            Selection { select: Some(vec!["typography".into()]), ignore: vec!["typography/missing-space".into()] };
        let rules = file.under(&line).rules().unwrap();
        assert!(rules.iter().all(|rule| rule.id.starts_with("typography/") && rule.id != "typography/missing-space"));
    }

    #[test]
    fn who_selects_starts_anew() {
        let far = Selection { select: None, ignore: vec!["sentence".into(), "dialogue".into()] };
        let near = Selection { select: None, ignore: vec!["reference".into()] };
        assert_eq!(far.under(&near).ignore, ["sentence", "dialogue", "reference"]);
        let anew = Selection { select: Some(vec!["sentence".into()]), ignore: vec!["sentence/fragment".into()] };
        assert_eq!(far.under(&anew), anew);
    }

    #[test]
    fn a_rule_is_found_near_its_short_name() {
        assert_eq!(nearest_rule("typography/missing-spaces"), Some("typography/missing-space"));
        assert_eq!(nearest_rule("mising-space"), Some("typography/missing-space"));
        assert_eq!(nearest_rule("xyzzy"), None);
        assert_eq!(nearest_rule("typography/zebra"), None, "a family makes nothing near");
        assert_eq!(nearest_rule("sentence/missing-space"), Some("typography/missing-space"));
    }
}
