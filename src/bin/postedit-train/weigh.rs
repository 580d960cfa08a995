//! Chooses what candidates must weigh, by kind.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use postedit::document::Document;
use postedit::engine::{self, Options, Weighing};
use postedit::finding::{Damage, Finding, Findings};
use postedit::format::Format;
use postedit::reader::model::Model;
use postedit::reader::{Kind, Reader, Thresholds};
use postedit::rules::TABLE;
use postedit::training::TrainingError;

use crate::marked::{self, Article};

/// The lowest threshold that is tried, the highest, and the step between two, in nats.
const LOWEST: f32 = 2.0;
const HIGHEST: f32 = 12.0;
const STEP: f32 = 0.5;
/// The least share of findings on marked articles that must be right.
const PRECISION: f64 = 0.85;
/// The most findings that a kind may raise in 1,000 words of clean prose.
const ON_CLEAN: f64 = 0.055;

/// What a finding on a text turned out to be.
#[derive(Clone, Copy, PartialEq)]
enum Verdict {
    Right,
    Wrong,
    OnClean,
}

/// A table of what every threshold would do, and the thresholds.
pub fn report(reader: &Path, folders: &[PathBuf], clean: &[PathBuf]) -> Result<String, TrainingError> {
    let wrong = |error: &dyn std::fmt::Display| std::io::Error::other(format!("{}: {error}", reader.display()));
    let reader: Arc<dyn Reader> = Arc::new(Model::open(reader).map_err(|error| wrong(&error))?);
    let thresholds = Thresholds::new(|_| LOWEST);
    let rules = TABLE.iter().map(|entry| entry.rule).filter(|rule| rule.needs_reader()).collect();
    let weighing = Weighing { reader: Arc::clone(&reader), thresholds };
    let options = Options { rules, reader: Some(weighing), assume_damaged: true, ..Options::default() };
    let mut seen: Vec<(Kind, f32, Verdict)> = Vec::new();
    let mut note = |finding: &Finding, verdict: Verdict, caution: f32| {
        if let Some(kind) = finding.margin.and_then(|margin| margin.kind) {
            seen.push((kind, LOWEST + finding.assurance - caution, verdict));
        }
    };
    let articles: Vec<Article> = folders.iter().flat_map(|folder| marked::articles(folder)).collect();
    for article in &articles {
        let found = engine::check(&article.damaged, article.format, &options).findings;
        let (claims, debatable) = marked::assign(&found, &article.golds);
        for (index, finding) in found.iter().enumerate().filter(|(index, _)| !debatable[*index]) {
            let right = claims.contains(&Some(index));
            note(finding, if right { Verdict::Right } else { Verdict::Wrong }, 0.0);
        }
    }
    let mut words = 0;
    for path in clean {
        let text = fs::read_to_string(path).map_err(|error| TrainingError::Read(path.clone(), error))?;
        words += text.split_whitespace().count();
        let caution = caution(&text);
        for finding in engine::check(&text, Format::Plain, &options).findings {
            note(&finding, Verdict::OnClean, caution);
        }
    }
    let mut out = format!("# {} marked articles, {words} words of clean prose\n", articles.len());
    let mut table = format!("[\"{}\"]\n", reader.fingerprint().split('+').next().unwrap_or_default());
    for kind in Kind::ALL {
        let count = |least: f32, verdict| {
            seen.iter().filter(|(k, nats, v)| *k == kind && *nats >= least && *v == verdict).count()
        };
        let steps = ((HIGHEST - LOWEST) / STEP) as usize;
        let mut chosen = None;
        for step in 0..=steps {
            let least = LOWEST + step as f32 * STEP;
            let (right, wrong, on_clean) =
                (count(least, Verdict::Right), count(least, Verdict::Wrong), count(least, Verdict::OnClean));
            let _ = writeln!(
                out,
                "# {:10} {least:4.1}: {right:3} right, {wrong:3} wrong, {on_clean:3} on clean prose",
                kind.as_str()
            );
            let precise = right > 0 && right as f64 >= PRECISION * (right + wrong) as f64;
            if chosen.is_none() && precise && on_clean as f64 * 1000.0 <= ON_CLEAN * words as f64 {
                chosen = Some(least);
            }
        }
        if let Some(least) = chosen {
            let _ = writeln!(table, "{} = {least:.1}", kind.as_str());
        }
    }
    out.push_str(&table);
    Ok(out)
}

/// How much surer a finding in `text` has to be than in a damaged one, in nats.
fn caution(text: &str) -> f32 {
    let (document, mut findings) = (Document::new(text, Format::Plain), Vec::new());
    for rule in TABLE.iter().map(|entry| entry.rule) {
        (rule.check)(&document, &mut Findings::new(rule, &mut findings));
    }
    Damage::of(&findings, text.split_whitespace().count()).caution()
}
