//! One text in, findings or a repaired text out.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::document::Document;
use crate::finding::{Damage, Finding, Findings, Margin, Outcome, Severity, fingerprint};
use crate::fix::{self, Applicability, Edit, Guard, Level, Plan, Reason, Shift};
use crate::format::{Format, View};
use crate::glossary::Glossary;
use crate::language::detect::{self, Unfit};
use crate::reader::{Consideration, Judge, Reader, Thresholds};
use crate::rules::consistency::glossary;
use crate::rules::{Family, Rule, TABLE};
use crate::source::{PlaceIndex, TextRange};
use crate::suppress::{Hush, Silence, Silenced};
use crate::timing::stage;

/// How often a text is repaired and read again before what is left is left alone.
const MAX_PASSES: usize = 10;

/// Below which confidence a reader is asked whether a finding is one.
const DOUBTFUL: f32 = 0.7;
/// From how many nats on a reader is sure enough to put another repair first, or to doubt a finding.
const SURE: f32 = 3.0;
/// From how many nats on a reader confirms a finding that a rule held back.
const CONFIRMED: f32 = 6.0;

/// Which rules run, and how much their findings matter.
#[derive(Clone, Debug)]
pub struct Options {
    /// The rules that run, in the order in which ties between them are broken.
    pub rules: Vec<&'static Rule>,
    /// Severities that take the place of those a rule gives its findings, by the rule's name.
    pub severities: BTreeMap<String, Severity>,
    /// What is declared about terms and names.
    pub glossary: Arc<Glossary>,
    /// What they find and is kept silent all the same.
    pub silence: Silence,
    /// Who weighs alternatives for the rules, and by what thresholds.
    pub reader: Option<Weighing>,
    /// Whether every text is taken for a damaged one: what is doubtful in clean prose is reported as well.
    pub assume_damaged: bool,
}

/// Who weighs alternatives, and what they must weigh.
#[derive(Clone, Debug)]
pub struct Weighing {
    /// Who weighs them.
    pub reader: Arc<dyn Reader>,
    /// What they must weigh.
    pub thresholds: Thresholds,
}

impl Default for Options {
    /// Every rule, at its own severity.
    fn default() -> Self {
        let rules = TABLE.iter().map(|entry| entry.rule).collect();
        Self {
            rules,
            severities: BTreeMap::new(),
            glossary: Arc::default(),
            silence: Silence::default(),
            reader: None,
            assume_damaged: false,
        }
    }
}

/// What is found in a text.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// The number of words: what white space separates.
    pub words: usize,
    /// Why no rule ran, if none did.
    pub skipped: Option<String>,
    /// One finding a break, in the order of their place.
    pub findings: Vec<Finding>,
    /// What was kept silent.
    pub silenced: Silenced,
}

/// A repaired text.
#[derive(Clone, PartialEq, Debug)]
pub struct Fixed {
    /// The text with the fixes applied.
    pub text: String,
    /// The fixes that were applied, pass by pass, each pass in the order of their place.
    pub applied: Vec<AppliedFix>,
    /// The fixes that the level allows and that were left out.
    pub skipped: Vec<SkippedFix>,
    /// How often the text was changed and read again.
    pub passes: usize,
    /// The fingerprints of findings, silent or in the baseline, that the fixes changed: before and after.
    pub renamed: Vec<(String, String)>,
}

/// A fix that was applied.
#[derive(Clone, PartialEq, Debug)]
pub struct AppliedFix {
    /// The rule whose finding it repairs.
    pub rule: &'static Rule,
    /// What it does.
    pub title: String,
}

/// A fix that was left out.
#[derive(Clone, PartialEq, Debug)]
pub struct SkippedFix {
    /// The rule whose finding it would repair.
    pub rule: &'static Rule,
    /// What it would do.
    pub title: String,
    /// Why it was left out.
    pub reason: Reason,
}

/// Reads `text` and says what is broken in it.
///
/// A fix that a rule calls safe and that would change a protected fact is offered as a suggestion, and every suggestion
/// that changes one says so in its title.
pub fn check(text: &str, format: Format, options: &Options) -> Analysis {
    let view = stage("format", || format.view(text));
    let survey = Survey::new(&view, format, options, Hush::new(text, &options.silence));
    Analysis {
        words: view.text().split_whitespace().count(),
        skipped: survey.skipped.map(str::to_owned),
        findings: survey.findings.into_iter().map(|finding| in_source(finding, &view)).collect(),
        silenced: survey.silenced,
    }
}

/// Repairs `text`.
///
/// [`Level::Suggested`] first applies the first fix of every finding that [`check`] reports for `text`. Either level
/// then applies safe fixes until none is left, at most ten times; a safe fix whose result some rule would report is
/// left out, so that this never adds a finding. Only those suggestions are weighed by a reader: it never makes a fix safe.
pub fn fix(text: &str, format: Format, options: &Options, level: Level) -> Fixed {
    let mut fixed =
        Fixed { text: text.to_owned(), applied: Vec::new(), skipped: Vec::new(), passes: 0, renamed: Vec::new() };
    let view = format.view(text);
    let unread = Options { reader: None, ..options.clone() };
    if level == Level::Safe {
        let survey = Survey::new(&view, format, &unread, Hush::new(text, &options.silence));
        settle(&survey, format, &unread, &mut fixed);
        return fixed;
    }
    let survey = Survey::new(&view, format, options, Hush::new(text, &options.silence));
    let plan = Plan::new(&survey.findings, level, &survey.guard, &[]);
    fixed.skip(&survey.findings, &plan.skipped);
    if !plan.edits.is_empty() {
        let next = view.apply(&plan.edits);
        fixed.pass(&survey.findings, &plan, next.clone());
        settle(&survey.after(&plan, &format.view(&next), format, &unread), format, &unread, &mut fixed);
    }
    fixed
}

/// The fingerprints of findings of `text` that are silent or in the baseline and that `edits`, in order of their place and
/// disjoint, change: before and after.
pub fn renamed(text: &str, edits: &[Edit], format: Format, options: &Options) -> Vec<(String, String)> {
    if edits.is_empty() || options.silence.is_empty() {
        return Vec::new();
    }
    let (edited, shift) = (fix::apply(text, edits), Shift::new(edits));
    let (before, after) = (format.view(text), format.view(&edited));
    let survey = Survey::new(&before, format, options, Hush::new(text, &options.silence));
    let hush = survey.hush.after(|range| shift.moved(range));
    Survey::new(&after, format, options, hush).hush.renamed()
}

/// Applies the safe fixes of `survey` and of what comes after them until none is left.
///
/// No text comes up twice: a finding that a pass repairs is gone after it, and no pass adds one.
fn settle(survey: &Survey<'_>, format: Format, options: &Options, fixed: &mut Fixed) {
    let mut barred = Vec::new();
    loop {
        let plan = Plan::new(&survey.findings, Level::Safe, &survey.guard, &barred);
        if plan.edits.is_empty() || fixed.passes >= MAX_PASSES {
            fixed.skip(&survey.findings, &plan.skipped);
            fixed.renamed = survey.hush.renamed();
            return;
        }
        let next = survey.view.apply(&plan.edits);
        let view = format.view(&next);
        let result = survey.after(&plan, &view, format, options);
        let culprits = culprits(survey, &plan, &result);
        if culprits.is_empty() {
            fixed.pass(&survey.findings, &plan, next.clone());
            settle(&result, format, options, fixed);
            return;
        }
        barred.extend(culprits);
    }
}

/// The applied fixes of `plan` after which a rule reports something that no rule reported before.
fn culprits(before: &Survey<'_>, plan: &Plan, after: &Survey<'_>) -> Vec<(usize, Reason)> {
    let shift = Shift::new(&plan.edits);
    let known = Known::new(before, plan, &shift);
    let mut blamed = HashSet::new();
    let mut out: Vec<(usize, Reason)> = Vec::new();
    // The applied edits where they lie afterwards, in order of their place.
    let mut edits: Vec<(TextRange, usize)> = Vec::new();
    for &index in &plan.applied {
        edits.extend(before.findings[index].fixes[0].edits.iter().map(|edit| (shift.moved(edit.range), index)));
    }
    edits.sort_unstable();
    for finding in after.findings.iter().filter(|finding| !known.holds(finding, after.view.text())) {
        let first = edits.partition_point(|(edit, _)| edit.end() < finding.range.start());
        let here = edits[first..].iter().take_while(|(edit, _)| edit.start() <= finding.range.end());
        let around = [first.checked_sub(1), Some(first)].into_iter().flatten().filter_map(|at| edits.get(at));
        let nearest = around.chain(here).min_by_key(|(edit, index)| (distance(*edit, finding.range), *index));
        if let Some(&(_, index)) = nearest
            && blamed.insert(index)
        {
            out.push((index, Reason::Reported(finding.rule)));
        }
    }
    out
}

/// What the rules said before a plan, as far as the plan does not repair it.
struct Known {
    /// Rules, each with the words it spoke of.
    words: HashSet<(&'static str, String)>,
    /// By rule, the places it spoke of, where they lie afterwards.
    places: HashMap<&'static str, (Vec<TextRange>, PlaceIndex)>,
}

impl Known {
    fn new(before: &Survey<'_>, plan: &Plan, shift: &Shift<'_>) -> Self {
        let place = |index: &usize| (before.findings[*index].rule.id, before.findings[*index].range);
        let repaired: HashSet<_> = plan.applied.iter().map(place).collect();
        let (mut words, mut places) = (HashSet::new(), HashMap::<_, (Vec<_>, PlaceIndex)>::new());
        for (rule, range) in before.said.iter().map(|(rule, range)| (rule.id, *range)) {
            if repaired.contains(&(rule, range)) {
                continue;
            }
            words.insert((rule, normalised(&before.view.text()[range])));
            let (ranges, index) = places.entry(rule).or_default();
            index.insert(shift.moved(range), ranges.len());
            ranges.push(shift.moved(range));
        }
        Self { words, places }
    }

    /// Whether some rule said before what `finding` says about `text` afterwards: the same rule at the same place, or
    /// the same rule about the same words.
    fn holds(&self, finding: &Finding, text: &str) -> bool {
        let words = normalised(&text[finding.range]);
        !words.is_empty() && self.words.contains(&(finding.rule.id, words))
            || self.places.get(finding.rule.id).is_some_and(|(ranges, index)| {
                index.near(finding.range).any(|number| ranges[number].touches(finding.range))
            })
    }
}

/// The number of bytes between two ranges.
fn distance(a: TextRange, b: TextRange) -> usize {
    a.start().saturating_sub(b.end()).max(b.start().saturating_sub(a.end()))
}

/// A text that every rule has read. All places in it count in the text as it reads.
struct Survey<'t> {
    view: &'t View<'t>,
    guard: Guard<'t>,
    skipped: Option<&'static str>,
    /// What the rules said, several findings about one break among them: rule and place.
    said: Vec<(&'static Rule, TextRange)>,
    /// One finding a break, in the order of their place.
    findings: Vec<Finding>,
    hush: Hush<'t>,
    silenced: Silenced,
}

impl<'t> Survey<'t> {
    fn new(view: &'t View<'t>, format: Format, options: &'t Options, mut hush: Hush<'t>) -> Self {
        let text = view.text();
        let document = Document::of(view, format).with_glossary(&options.glossary);
        let guard = stage("findings/guard", || Guard::new(&document));
        let blocks = view.blocks().iter().map(|block| &text[block.range]);
        let skipped = stage("language", || detect::unfit(blocks)).map(Unfit::as_str);
        let words = text.split_whitespace().count();
        let wrapped = document.blocks().iter().any(|block| text[block.range].contains('\n'));
        let weighing = options.reader.as_ref().filter(|_| skipped.is_none());
        let reading = weighing.map(|weighing| stage("reader", || weighing.reader.open(text, wrapped)));
        let judge = weighing.zip(reading.as_deref());
        let considered = Consideration::default();
        let judge = judge.map(|(weighing, reading)| Judge::new(reading, &weighing.thresholds, words, &considered));
        let mut all = Vec::new();
        if skipped.is_none() {
            all = ask(options.rules.iter().copied(), &document, judge);
            keep_likely(&mut all, &document, options, words);
            for finding in &mut all {
                finding.severity = options.severities.get(finding.rule.id).copied().unwrap_or(finding.severity);
            }
        }
        if let Some(judge) = judge {
            weigh(&mut all, options, judge);
        }
        debug_assert!(all.iter().all(|finding| lies_on_boundaries(finding, text)), "a finding splits a character");
        let said = all.iter().map(|finding| (finding.rule, finding.range)).collect();
        let mut findings = stage("findings/one-a-break", || resolve(all));
        stage("findings/guard", || {
            for finding in &mut findings {
                // A fix of nothing but the space between two blocks of markup changes no byte of the file.
                finding.fixes.retain(|fix| fix.edits.iter().any(|edit| !view.edits(edit).is_empty()));
                finding.fixes.retain(|fix| view.keeps_markup(&fix.edits));
                finding.fixes.retain(|fix| fix.edits.iter().all(|edit| keeps_holes(&document, edit)));
                tell_changes(finding, &guard);
            }
        });
        stage("findings/fingerprints", || fingerprint::assign(text, &mut findings));
        let silenced = stage("findings/silence", || match skipped {
            None => hush.apply(view, format, &options.rules, &mut findings),
            Some(_) => Silenced::default(),
        });
        Self { view, guard, skipped, said, findings, hush, silenced }
    }

    /// What the rules say about `view`, which `plan` made of this one.
    fn after<'n>(&self, plan: &Plan, view: &'n View<'n>, format: Format, options: &'n Options) -> Survey<'n>
    where
        't: 'n,
    {
        let edits = self.view.source_edits(&plan.edits);
        let shift = Shift::new(&edits);
        Survey::new(view, format, options, self.hush.after(|range| shift.moved(range)))
    }
}

impl Fixed {
    fn pass(&mut self, findings: &[Finding], plan: &Plan, text: String) {
        let applied = plan.applied.iter().map(|&index| &findings[index]);
        self.applied
            .extend(applied.map(|finding| AppliedFix { rule: finding.rule, title: finding.fixes[0].title.clone() }));
        self.text = text;
        self.passes += 1;
    }

    fn skip(&mut self, findings: &[Finding], skipped: &[(usize, Reason)]) {
        self.skipped.extend(skipped.iter().map(|(index, reason)| SkippedFix {
            rule: findings[*index].rule,
            title: findings[*index].fixes[0].title.clone(),
            reason: reason.clone(),
        }));
    }
}

/// Words in lower case, with single spaces.
fn normalised(text: &str) -> String {
    text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// What `rules` find in `document`; of a term that an editor declared only what the glossary says about it.
fn ask(rules: impl Iterator<Item = &'static Rule>, document: &Document<'_>, judge: Option<Judge<'_>>) -> Vec<Finding> {
    let mut all = Vec::new();
    for rule in rules {
        let mut out = Findings::new(rule, &mut all).judged_by(judge);
        stage(rule.id, || (rule.check)(document, &mut out));
    }
    all.retain(|finding| finding.rule == &glossary::RULE || !document.is_accepted_term(finding.range));
    all
}

/// Leaves out what is likely in a damaged text alone, where the text is not, and what says no more than what others
/// found nearby. The rules that were not selected are asked too, so that what a rule finds does not depend on the others
/// that were.
fn keep_likely(findings: &mut Vec<Finding>, document: &Document<'_>, options: &Options, words: usize) {
    let is_doubted = |finding: &Finding| !options.assume_damaged && finding.assurance < f32::INFINITY;
    if !findings.iter().any(|finding| is_doubted(finding) || finding.alone_in.is_some()) {
        return;
    }
    let others = TABLE.iter().map(|entry| entry.rule).filter(|rule| !options.rules.contains(rule));
    let others = ask(others, document, None);
    let caution = Damage::of(findings.iter().chain(&others), words).caution();
    findings.retain(|finding| !is_doubted(finding) || finding.assurance >= caution);
    let others = others.iter().filter(|other| other.assurance >= caution || !is_doubted(other));
    let is_other = |finding: &&Finding| finding.alone_in.is_none();
    let places: Vec<TextRange> =
        findings.iter().filter(is_other).chain(others.filter(is_other)).map(|finding| finding.range).collect();
    findings.retain(|finding| finding.alone_in.is_none_or(|own| !places.iter().any(|place| place.touches(own))));
}

/// Lets the reader put the repairs of each finding in order, and confirm or doubt what a rule is not sure of.
fn weigh(findings: &mut [Finding], options: &Options, judge: Judge<'_>) {
    let is_doubtful = |finding: &Finding| {
        let held_back = finding.severity == Severity::Info && finding.rule.severity > Severity::Info;
        (held_back || finding.severity > Severity::Info && finding.confidence < DOUBTFUL)
            && !options.severities.contains_key(finding.rule.id)
    };
    let is_asked = |finding: &Finding| {
        let suggested = finding.outcome() == Outcome::Suggested && finding.rule.family() != Family::Boilerplate;
        suggested && finding.margin.is_none() && (finding.fixes.len() > 1 || is_doubtful(finding))
    };
    let asked: Vec<usize> = (0..findings.len()).filter(|&index| is_asked(&findings[index])).collect();
    let fixes = asked.iter().flat_map(|&index| &findings[index].fixes);
    let mut scores = judge.weigh(&fixes.map(|fix| &fix.edits[..]).collect::<Vec<_>>()).into_iter();
    for index in asked {
        let finding = &mut findings[index];
        let own: Vec<f32> = scores.by_ref().take(finding.fixes.len()).collect();
        let (mut best, takes_out) = (0, |at: usize| finding.fixes[at].takes_out());
        for at in 1..own.len() {
            // Taking words out and putting others in can't be compared; the rule knows better.
            if takes_out(at) == takes_out(0) && own[at] > own[0] + SURE && own[at] > own[best] {
                best = at;
            }
        }
        let doubtful = is_doubtful(finding);
        finding.fixes[..=best].rotate_right(1);
        if own[best].is_finite() {
            finding.margin = Some(Margin { nats: own[best], kind: None });
        }
        if doubtful && own[best] >= CONFIRMED {
            finding.severity = finding.severity.max(Severity::Warning);
        } else if doubtful && own[best] <= -SURE {
            finding.severity = Severity::Info;
        }
    }
}

/// One finding a break. Findings of different rules at one place are about one break; page furniture takes what is
/// said about its words with it, a note never hides damage, and otherwise the surest finding stays, then the narrowest,
/// then that of the earliest rule.
fn resolve(findings: Vec<Finding>) -> Vec<Finding> {
    let mut ranked = findings;
    // The sort is stable: what is equal stays in the order of the rules.
    ranked.sort_by(|a, b| {
        let first =
            |finding: &Finding| (finding.rule.family() != Family::Boilerplate, finding.severity == Severity::Info);
        first(a).cmp(&first(b)).then(b.confidence.total_cmp(&a.confidence)).then(a.range.len().cmp(&b.range.len()))
    });
    let (mut kept, mut places) = (Vec::<Finding>::new(), PlaceIndex::default());
    for finding in ranked {
        if !places.near(widened(finding.range)).any(|other| is_same_break(&kept[other], &finding)) {
            places.insert(finding.range, kept.len());
            kept.push(finding);
        }
    }
    kept.sort_by(|a, b| a.range.cmp(&b.range).then(a.rule.id.cmp(b.rule.id)));
    kept
}

/// The range with the space before it and the one after it.
fn widened(range: TextRange) -> TextRange {
    TextRange::new(range.start().saturating_sub(1), range.end() + 1)
}

/// Whether two findings are about one break.
fn is_same_break(a: &Finding, b: &Finding) -> bool {
    if a.rule == b.rule {
        return a.range == b.range;
    }
    // Where a sentence is broken, a reader would rather have other words on both sides of the break.
    let raised = |finding: &Finding| finding.margin.is_some_and(|margin| margin.kind.is_some());
    let is_of_sentence = |finding: &Finding| finding.rule.family() == Family::Sentence;
    if (raised(a) || raised(b)) && is_of_sentence(a) && is_of_sentence(b) && widened(a.range).touches(b.range) {
        return true;
    }
    let meet = a.range.intersects(b.range) || (a.range.is_empty() || b.range.is_empty()) && a.range.touches(b.range);
    let nested = a.range.contains_range(b.range) || b.range.contains_range(a.range);
    meet && (nested || !have_separate_fixes(a, b))
}

/// Whether both findings have a fix, and both first fixes can be applied.
fn have_separate_fixes(a: &Finding, b: &Finding) -> bool {
    let (Some(a), Some(b)) = (a.fixes.first(), b.fixes.first()) else { return false };
    !a.edits.iter().any(|edit| b.edits.iter().any(|other| edit == other || edit.conflicts_with(other)))
}

/// Whether an edit leaves the markup inside prose as it is: it touches none, or takes out whole pieces of it.
fn keeps_holes(document: &Document<'_>, edit: &Edit) -> bool {
    let first = document.blocks().partition_point(|block| block.range.end() <= edit.range.start());
    let blocks = document.blocks()[first..].iter().take_while(|block| block.range.start() < edit.range.end());
    let touched = blocks.flat_map(|block| &block.holes).any(|hole| hole.intersects(edit.range));
    let removed = &document.text()[edit.range];
    let count = |sign: char| removed.matches(sign).count();
    let whole = || {
        count('[') == count(']') && count('(') == count(')') && ['*', '_', '`'].iter().all(|&sign| count(sign) % 2 == 0)
    };
    !touched || edit.replacement.is_empty() && whole()
}

/// Says in the title of each fix what protected fact it changes, and calls no fix safe that changes one.
fn tell_changes(finding: &mut Finding, guard: &Guard<'_>) {
    let family = finding.rule.family();
    for fix in &mut finding.fixes {
        if let Some(change) = guard.changes(family, &fix.edits) {
            fix.applicability = Applicability::Suggested;
            fix.title = format!("{} ({change})", fix.title);
        }
    }
}

/// `finding` with its places in the source of `view`.
fn in_source(mut finding: Finding, view: &View<'_>) -> Finding {
    finding.range = view.range(finding.range);
    for related in &mut finding.related {
        related.range = view.range(related.range);
    }
    for fix in &mut finding.fixes {
        fix.edits = fix.edits.iter().flat_map(|edit| view.edits(edit)).collect();
    }
    finding
}

/// Whether every place that `finding` names begins and ends between two characters of `text`.
fn lies_on_boundaries(finding: &Finding, text: &str) -> bool {
    let related = finding.related.iter().map(|related| related.range);
    let edits = finding.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| edit.range);
    std::iter::once(finding.range)
        .chain(related)
        .chain(edits)
        .all(|range| text.is_char_boundary(range.start()) && text.is_char_boundary(range.end()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timing;

    const fn rule(id: &'static str, check: fn(&Document<'_>, &mut Findings<'_>)) -> Rule {
        Rule { id, summary: "", severity: Severity::Warning, mqm: "", its: "", check }
    }

    /// Reports every `needle` and offers to put `replacement` in its place.
    fn replace_all(doc: &Document<'_>, out: &mut Findings<'_>, needle: &str, replacement: &str) {
        for (start, found) in doc.text().match_indices(needle) {
            let range = TextRange::new(start, start + found.len());
            out.report(range, "").safe_fix("Replace it", [Edit::replace(range, replacement)]);
        }
    }

    static DOUBLE_SPACE: Rule = rule("typography/double-space", |doc, out| replace_all(doc, out, "  ", " "));
    static SPACE_BEFORE_COMMA: Rule =
        rule("typography/space-before-comma", |doc, out| replace_all(doc, out, " ,", ","));
    static GLUED_STOP: Rule = rule("typography/glued-stop", |doc, out| replace_all(doc, out, ".a", ". a"));
    static SMALL_HEAD: Rule = rule("typography/small-head", |doc, out| {
        for (start, _) in doc.text().match_indices(". a") {
            out.report(TextRange::new(start + 2, start + 3), "");
        }
    });
    static WRONG_YEAR: Rule = rule("consistency/wrong-year", |doc, out| replace_all(doc, out, "1969", "1996"));
    static FURNITURE: Rule = rule("boilerplate/share-line", |doc, out| {
        for (start, line) in doc.text().match_indices("Share this  page") {
            out.report(TextRange::new(start, start + line.len()), "").confidence(0.6);
        }
    });
    static GUESS: Rule = rule("typography/guess", |doc, out| {
        for (start, found) in doc.text().match_indices("turned") {
            out.report(TextRange::new(start, start + found.len()), "").where_damaged();
        }
    });
    static PHRASE: Rule = rule("typography/phrase", |doc, out| {
        for (start, found) in doc.text().match_indices("put](x) in danger") {
            let range = TextRange::new(start, start + found.len());
            out.report(range, "").suggest("Say it in a word", [Edit::replace(range, "endangered")]);
        }
    });
    static NEVER_CURED: Rule = rule("typography/never-cured", |doc, out| replace_all(doc, out, "tide", "tide."));

    fn options(rules: &[&'static Rule]) -> Options {
        Options { rules: rules.to_vec(), ..Options::default() }
    }

    fn found(text: &str, rules: &[&'static Rule]) -> Vec<&'static str> {
        let analysis = check(text, Format::Plain, &options(rules));
        analysis.findings.iter().map(|finding| finding.rule.id).collect()
    }

    fn safe(text: &str, rules: &[&'static Rule]) -> Fixed {
        fix(text, Format::Plain, &options(rules), Level::Safe)
    }

    #[test]
    fn no_fix_breaks_a_link() {
        let analysis = check("The [leak put](x) in danger the herd.", Format::Markdown, &options(&[&PHRASE]));
        assert_eq!(analysis.findings.len(), 1);
        assert!(analysis.findings[0].fixes.is_empty(), "{:?}", analysis.findings[0].fixes);
    }

    #[test]
    fn furniture_takes_what_is_said_about_its_words_with_it() {
        let text = "Share this  page\n\nThe tide  turned.";
        assert_eq!(found(text, &[&DOUBLE_SPACE, &FURNITURE]), ["boilerplate/share-line", "typography/double-space"]);
    }

    #[test]
    fn safe_fixes_are_repeated_until_none_is_left() {
        let rules: &[&'static Rule] = &[&DOUBLE_SPACE, &SPACE_BEFORE_COMMA];
        let fixed = safe("They left  , we stayed.", rules);
        assert_eq!(fixed.text, "They left, we stayed.");
        assert_eq!((fixed.passes, fixed.applied.len()), (2, 2));
        assert_eq!(safe(&fixed.text, rules).passes, 0);
    }

    #[test]
    fn a_safe_fix_whose_result_a_rule_reports_is_left_out() {
        let fixed = safe("They left.all  day.", &[&DOUBLE_SPACE, &GLUED_STOP, &SMALL_HEAD]);
        assert_eq!(fixed.text, "They left.all day.");
        assert_eq!(fixed.skipped.len(), 1);
        assert_eq!(fixed.skipped[0].reason.to_string(), "typography/small-head would report the result");
    }

    #[test]
    fn a_fix_that_cures_nothing_is_left_out() {
        let fixed = safe("The tide turned", &[&NEVER_CURED]);
        assert_eq!((fixed.text.as_str(), fixed.passes), ("The tide turned", 0));
    }

    #[test]
    fn a_safe_fix_that_changes_a_fact_becomes_a_suggestion_that_says_so() {
        let text = "It opened in 1969, they  say.";
        let rules: &[&'static Rule] = &[&WRONG_YEAR, &DOUBLE_SPACE];
        let analysis = check(text, Format::Plain, &options(rules));
        assert_eq!(analysis.findings[0].fixes[0].title, "Replace it (changes the number 1969 to 1996)");
        assert_eq!(safe(text, rules).text, "It opened in 1969, they say.");
        let suggested = fix(text, Format::Plain, &options(rules), Level::Suggested);
        assert_eq!(suggested.text, "It opened in 1996, they say.");
    }

    #[test]
    fn of_two_findings_about_one_break_the_earlier_rule_stays_but_a_note_never_hides_damage() {
        let text = "They left  , we stayed.";
        let mut options = options(&[&DOUBLE_SPACE, &SPACE_BEFORE_COMMA]);
        let stays = |options: &Options| check(text, Format::Plain, options).findings[0].rule;
        assert_eq!(stays(&options), &DOUBLE_SPACE);
        options.severities.insert(DOUBLE_SPACE.id.to_owned(), Severity::Info);
        assert_eq!(stays(&options), &SPACE_BEFORE_COMMA);
    }

    #[test]
    fn a_doubtful_finding_stays_where_the_text_is_damaged_whatever_rules_are_selected() {
        let guess: &'static Rule = &GUESS;
        let clean = "The tide turned at noon.";
        let damaged =
            "The keeper said : &quot;the  tide turned at noon ,and and he go home.&quot; The tide turned ,they say .";
        assert!(found(clean, &[guess]).is_empty());
        assert!(found(damaged, &[guess]).contains(&GUESS.id));
        let assumed = Options { assume_damaged: true, ..options(&[guess]) };
        assert_eq!(check(clean, Format::Plain, &assumed).findings.len(), 1);
    }

    #[test]
    fn at_the_edge_of_evident_damage_no_finding_depends_on_the_rules_beside_it() {
        let guess: &'static Rule = &GUESS;
        let breaks = [
            "She have a a key.",
            "He go  home .",
            "They was was late ,they said.",
            "It it rain  every day.",
            "The the keeper have a a boat .",
            "We is is here.",
            "Cranes flies  north.",
        ];
        let mut kept = Vec::new();
        for many in 0..=breaks.len() {
            let text = format!("The tide turned at noon.\n\n{}", breaks[..many].join("\n\n"));
            let holds = |rules: &[&'static Rule]| found(&text, rules).contains(&guess.id);
            let alone = holds(&[guess]);
            for rule in TABLE.iter().map(|entry| entry.rule) {
                assert_eq!(holds(&[rule, guess]), alone, "with {} in {text}", rule.id);
                assert_eq!(holds(&[guess, rule]), alone, "with {} in {text}", rule.id);
            }
            let every: Vec<_> = TABLE.iter().map(|entry| entry.rule).chain([guess]).collect();
            assert_eq!(holds(&every), alone, "with every rule in {text}");
            kept.push(alone);
        }
        assert!(kept.is_sorted() && !kept[0] && kept[breaks.len()], "{kept:?}");
    }

    #[test]
    fn what_is_found_in_an_accepted_term_is_no_sign_of_damage() {
        let text = "The tide turned at noon. The crew sang Tora ,Tora in the galley, the cook hummed Tora ,Tora on deck, \
                    and a boy whistled Tora ,Tora below. Later the band played Tora ,Tora on the quay, the mayor asked \
                    for Tora ,Tora again, and the baker’s wife knew Tora ,Tora by heart.";
        let glossary = Glossary::parse_toml("[[name]]\nuse = \"Tora ,Tora\"\n").unwrap();
        for rules in [&[&GUESS][..], &[&GUESS, &SPACE_BEFORE_COMMA]] {
            assert!(found(text, rules).contains(&GUESS.id));
            let declared = Options { glossary: Arc::new(glossary.clone()), ..options(rules) };
            let analysis = check(text, Format::Plain, &declared);
            assert_eq!(analysis.findings.len(), 0, "{:?}", analysis.findings);
        }
    }

    #[test]
    fn rules_that_run_for_evidence_are_stages_too() {
        let guess: &'static Rule = &GUESS;
        let (_, timings) = timing::recorded(|| found("The tide turned at noon.", &[guess]));
        assert!(timings.groups().iter().any(|(group, _, parts)| *group == "sentence" && !parts.is_empty()));
    }

    #[test]
    fn text_without_prose_or_in_another_language_is_skipped() {
        let dutch =
            "De veerboot vertrok om zes uur uit de haven en niemand wist wanneer hij terug zou komen. ".repeat(4);
        for (text, expected) in [
            ("\n \n", Some("no prose")),
            ("12 — 14", Some("no prose")),
            (dutch.as_str(), Some("not English")),
            ("Паром ушёл в шесть часов.", Some("not English")),
            ("Ferry leaves Ghent", None),
        ] {
            assert_eq!(check(text, Format::Plain, &Options::default()).skipped.as_deref(), expected, "{text:?}");
        }
    }
}
