//! Marked articles: one text that holds the damaged article, what is wrong with it, and the repaired article; and how
//! well a list of findings does on one.
//!
//! A mark is `⟪family|bad|good|good…⟫`: `bad` is what the damaged article has (empty where something is missing),
//! each `good` is what a careful editor might put there (empty: delete). A family that ends in `?` is debatable: a
//! finding there is neither asked for nor a false alarm. Offsets are bytes.

// Every test that includes this module uses a part of it.
#![allow(dead_code)]

use std::path::{Path, PathBuf};

use postedit::engine::{self, Options};
use postedit::finding::{Finding, Severity};
use postedit::format::Format;
use postedit::rules::Family;

/// The families of marks and of rules, by the name that marks use.
pub const FAMILIES: [(&str, Family); 7] = [
    ("hygiene", Family::Typography),
    ("sentence", Family::Sentence),
    ("reference", Family::Reference),
    ("dialogue", Family::Dialogue),
    ("consistency", Family::Consistency),
    ("translation", Family::Translation),
    ("residue", Family::Boilerplate),
];

/// A marked place.
#[derive(Debug)]
pub struct Gold {
    pub family: Family,
    pub debatable: bool,
    pub start: usize,
    pub end: usize,
    pub goods: Vec<String>,
}

/// An article with its marks.
#[derive(Debug)]
pub struct Article {
    pub name: String,
    pub format: Format,
    pub damaged: String,
    pub repaired: String,
    pub golds: Vec<Gold>,
}

/// The marked articles right inside `folder`, in the order of their names; none where the folder is absent.
pub fn articles(folder: &Path) -> Vec<Article> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a folder entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "marked"));
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Article {
    let marked = std::fs::read_to_string(path).expect("a readable article");
    let name = path.file_stem().expect("a file name").to_string_lossy().into_owned();
    let (mut damaged, mut repaired, mut golds) = (String::new(), String::new(), Vec::new());
    let mut rest = marked.as_str();
    while let Some(open) = rest.find('⟪') {
        let close = rest.find('⟫').unwrap_or_else(|| panic!("{name}: a mark that does not close"));
        damaged.push_str(&rest[..open]);
        repaired.push_str(&rest[..open]);
        let mut fields = rest[open + '⟪'.len_utf8()..close].split('|');
        let family = fields.next().expect("a family");
        let debatable = family.ends_with('?');
        let family = FAMILIES.iter().find(|(name, _)| *name == family.trim_end_matches('?'));
        let family = family.unwrap_or_else(|| panic!("{name}: an unknown family")).1;
        let bad = fields.next().unwrap_or_else(|| panic!("{name}: a mark without a text"));
        let goods: Vec<String> = fields.map(str::to_string).collect();
        let start = damaged.len();
        damaged.push_str(bad);
        repaired.push_str(goods.first().unwrap_or_else(|| panic!("{name}: a mark without a repair")));
        golds.push(Gold { family, debatable, start, end: damaged.len(), goods });
        rest = &rest[close + '⟫'.len_utf8()..];
    }
    damaged.push_str(rest);
    repaired.push_str(rest);
    let format = if damaged.trim_start().starts_with("# ") { Format::Markdown } else { Format::Plain };
    Article { name, format, damaged, repaired, golds }
}

/// Counts over articles; see [`Score::recall`] and its neighbours for what they amount to.
#[derive(Default, Clone)]
pub struct Score {
    pub marks: usize,
    pub found: usize,
    pub fixed: usize,
    pub right: usize,
    pub wrong: usize,
    /// Words of an editor's work in the damaged text, and what is left of them after every first fix.
    pub work: usize,
    pub left: usize,
    pub clean_findings: usize,
    pub clean_words: usize,
    /// Marks, found and fixed by family.
    pub families: [[usize; 3]; 7],
    /// Right, wrong, debatable and on repaired text by rule.
    pub rules: std::collections::BTreeMap<&'static str, [usize; 4]>,
}

impl Score {
    /// Required marks that some finding points at.
    pub fn recall(&self) -> f64 {
        self.found as f64 / self.marks.max(1) as f64
    }

    /// Findings that point at a required mark which no earlier finding has claimed.
    pub fn precision(&self) -> f64 {
        self.right as f64 / (self.right + self.wrong).max(1) as f64
    }

    /// Required marks that the first fix turns into an accepted repair.
    pub fn fixed_at_1(&self) -> f64 {
        self.fixed as f64 / self.marks.max(1) as f64
    }

    /// How much of an editor's work is done when every first fix is accepted; furniture lines are left out.
    pub fn repair(&self) -> f64 {
        1.0 - self.left as f64 / self.work.max(1) as f64
    }

    /// Findings on the repaired articles for every 1,000 words.
    pub fn on_repaired(&self) -> f64 {
        self.clean_findings as f64 * 1000.0 / self.clean_words.max(1) as f64
    }
}

/// Scores the findings at `level` and above on every article.
pub fn score(articles: &[Article], level: Severity) -> Score {
    score_with(articles, level, &Options::default())
}

/// [`score`] with these options.
pub fn score_with(articles: &[Article], level: Severity, options: &Options) -> Score {
    let mut total = Score::default();
    for article in articles {
        one(article, level, options, &mut total);
    }
    total
}

fn findings(text: &str, format: Format, level: Severity, options: &Options) -> Vec<Finding> {
    let mut findings = engine::check(text, format, options).findings;
    findings.retain(|finding| finding.severity >= level);
    findings
}

fn one(article: &Article, level: Severity, options: &Options, total: &mut Score) {
    let text = &article.damaged;
    let found = findings(text, article.format, level, options);
    let (claims, debatable) = assign(&found, &article.golds);
    for (index, finding) in found.iter().enumerate() {
        let counts = total.rules.entry(finding.rule.id).or_default();
        if claims.contains(&Some(index)) {
            total.right += 1;
            counts[0] += 1;
        } else if debatable[index] {
            counts[2] += 1;
        } else {
            total.wrong += 1;
            counts[1] += 1;
        }
    }
    for (gold, claim) in article.golds.iter().zip(&claims).filter(|(gold, _)| !gold.debatable) {
        let family = &mut total.families[gold.family as usize];
        let fix = claim.and_then(|index| found[index].fixes.first()).map(edits);
        let fixed = fix.is_some_and(|edits| repairs(text, gold, &article.golds, &edits));
        for (count, yes) in family.iter_mut().zip([true, claim.is_some(), fixed]) {
            *count += usize::from(yes);
        }
        total.marks += 1;
        total.found += usize::from(claim.is_some());
        total.fixed += usize::from(fixed);
    }
    let mut taken: Vec<Replacement> = Vec::new();
    for fix in found.iter().filter_map(|finding| finding.fixes.first()).map(edits) {
        let clash = |a: &Replacement| taken.iter().any(|b| a.0 < b.1 && b.0 < a.1 || (a.0, a.1) == (b.0, b.1));
        if !fix.iter().any(clash) {
            taken.extend(fix);
        }
    }
    let (left, work) = work(text, &article.golds, &taken);
    total.left += left;
    total.work += work;
    for finding in findings(&article.repaired, article.format, level, options) {
        total.clean_findings += 1;
        total.rules.entry(finding.rule.id).or_default()[3] += 1;
    }
    total.clean_words += article.repaired.split_whitespace().count();
}

type Replacement = (usize, usize, String);

fn edits(fix: &postedit::fix::Fix) -> Vec<Replacement> {
    fix.edits.iter().map(|edit| (edit.range.start(), edit.range.end(), edit.replacement.clone())).collect()
}

/// The bytes of a finding that are marked.
fn marked(finding: &Finding, golds: &[Gold]) -> usize {
    let range = finding.range;
    golds.iter().map(|gold| gold.end.min(range.end()).saturating_sub(gold.start.max(range.start()))).sum()
}

/// How well a finding points at a mark: 0 not at all, otherwise shared bytes over all bytes of both.
fn overlap(finding: &Finding, gold: &Gold, marked: usize) -> f64 {
    let (start, end, length) = (finding.range.start(), finding.range.end(), finding.range.len());
    if length > 45.max(2 * (gold.end - gold.start)) && (marked as f64) < 0.6 * length as f64 {
        return 0.0;
    }
    if gold.start == gold.end || length == 0 {
        let near = start <= gold.end + 2 && gold.start <= end + 2;
        return if near { 1.0 / (1 + length + gold.end - gold.start) as f64 } else { 0.0 };
    }
    let shared = gold.end.min(end).saturating_sub(gold.start.max(start));
    shared as f64 / (gold.end.max(end) - gold.start.min(start)) as f64
}

/// For every mark the finding that claims it, best overlaps first; for every finding whether it touches a debatable mark.
pub fn assign(found: &[Finding], golds: &[Gold]) -> (Vec<Option<usize>>, Vec<bool>) {
    let mut claims = vec![None; golds.len()];
    let mut debatable = vec![false; found.len()];
    let mut busy = vec![false; found.len()];
    let shares: Vec<usize> = found.iter().map(|finding| marked(finding, golds)).collect();
    let mut pairs = Vec::new();
    for (i, finding) in found.iter().enumerate() {
        for (j, gold) in golds.iter().enumerate() {
            let share = overlap(finding, gold, shares[i]);
            if share > 0.0 {
                pairs.push((share, i, j));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    for (_, i, j) in pairs {
        let length = found[i].range.len();
        let many = length > 0 && shares[i] as f64 >= 0.6 * length as f64;
        if golds[j].debatable {
            debatable[i] = true;
        } else if claims[j].is_none() && (!busy[i] || many) {
            claims[j] = Some(i);
            busy[i] = true;
        }
    }
    (claims, debatable)
}

fn apply(text: &str, edits: &[Replacement]) -> String {
    let mut edits: Vec<&Replacement> = edits.iter().collect();
    edits.sort();
    let mut out = text.to_string();
    for (start, end, replacement) in edits.into_iter().rev() {
        out.replace_range(start..end, replacement);
    }
    out
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn touch(edits: &[Replacement], gold: &Gold) -> bool {
    edits.iter().any(|(start, end, _)| *start <= gold.end && gold.start <= *end)
}

/// Whether a fix turns the mark, and whatever else it touches, into accepted text.
fn repairs(text: &str, gold: &Gold, golds: &[Gold], edits: &[Replacement]) -> bool {
    let fixed = squeeze(&apply(text, edits));
    let same = |other: &&Gold| std::ptr::eq(*other, gold);
    let others: Vec<Replacement> = golds
        .iter()
        .filter(|other| !same(other) && touch(edits, other))
        .map(|other| (other.start, other.end, other.goods[0].clone()))
        .collect();
    gold.goods.iter().any(|good| {
        let mut wanted = vec![(gold.start, gold.end, good.clone())];
        if fixed == squeeze(&apply(text, &wanted)) {
            return true;
        }
        wanted.extend(others.iter().cloned());
        !others.is_empty() && fixed == squeeze(&apply(text, &wanted))
    })
}

/// How many words lie between two texts.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<&str>, Vec<&str>) = (a.split_whitespace().collect(), b.split_whitespace().collect());
    similar::capture_diff_slices(similar::Algorithm::Myers, &a, &b)
        .iter()
        .filter(|op| op.tag() != similar::DiffTag::Equal)
        .map(|op| op.old_range().len().max(op.new_range().len()))
        .sum()
}

/// Words of work left after the edits, and before them.
fn work(text: &str, golds: &[Gold], edits: &[Replacement]) -> (usize, usize) {
    let (mut after, mut before) = (0, 0);
    let mut used = vec![false; edits.len()];
    for gold in golds {
        let near: Vec<usize> =
            (0..edits.len()).filter(|&k| edits[k].0 <= gold.end && gold.start <= edits[k].1).collect();
        near.iter().for_each(|&k| used[k] = true);
        if gold.family == Family::Boilerplate {
            continue;
        }
        let start = near.iter().map(|&k| edits[k].0).fold(gold.start, usize::min);
        let end = near.iter().map(|&k| edits[k].1).fold(gold.end, usize::max);
        let start = text[..start].rfind(' ').map_or(0, |at| at + 1);
        let end = text[end..].find(' ').map_or(text.len(), |at| end + at);
        let piece = &text[start..end];
        let moved = |(a, b, r): &Replacement| (a - start, b - start, r.clone());
        let got = apply(piece, &near.iter().map(|&k| moved(&edits[k])).collect::<Vec<_>>());
        let others: Vec<Replacement> = golds
            .iter()
            .filter(|other| !std::ptr::eq(*other, gold) && start <= other.start && other.end <= end)
            .filter(|other| near.iter().any(|&k| edits[k].0 <= other.end && other.start <= edits[k].1))
            .map(|other| moved(&(other.start, other.end, other.goods[0].clone())))
            .collect();
        let bad = gold.debatable.then(|| text[gold.start..gold.end].to_string());
        let wanted: Vec<String> = gold
            .goods
            .iter()
            .cloned()
            .chain(bad)
            .map(|good| {
                let mut edits = vec![moved(&(gold.start, gold.end, good))];
                edits.extend(others.iter().cloned());
                apply(piece, &edits)
            })
            .collect();
        if !gold.debatable {
            before += wanted.iter().map(|want| distance(piece, want).max(1)).min().unwrap_or(1);
        }
        if !wanted.iter().any(|want| squeeze(want) == squeeze(&got)) {
            after += wanted.iter().map(|want| distance(&got, want).max(1)).min().unwrap_or(1);
        }
    }
    for ((start, end, replacement), _) in edits.iter().zip(&used).filter(|(_, used)| !**used) {
        let words = |text: &str| text.split_whitespace().count();
        after += words(&text[*start..*end]).max(words(replacement)).max(1);
    }
    (after, before)
}
