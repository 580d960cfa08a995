//! What always holds, as functions that fail where it does not: 1, 2, 3, 5 and 8 of what `ARCHITECTURE.md` says always
//! holds, on any text.
//!
//! The properties in `tests/laws.rs` call them on texts of their own making, the fuzz targets on whatever bytes come.

// Every test that includes this module uses a part of it.
#![allow(dead_code)]

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};
use postedit::document::Document;
use postedit::engine::{self, Options};
use postedit::finding::Finding;
use postedit::fix::{Applicability, Edit, Guard, Level, Plan};
use postedit::format::Format;
use postedit::report::FileReport;
use postedit::rules::Family;
use postedit::source::SourceText;
use postedit::suppress::{Known, Rejection, Silence};

/// What holds of the findings in `text`: each stands at bytes of the file and says what they are, and neither a second run
/// nor the ends of lines change one.
pub fn of_findings(text: &str, format: Format) {
    let findings = check(text, format);
    for finding in &findings {
        places_lie_in_the_text(text, finding);
        changed_numbers_are_told(text, finding);
    }
    reports_quote_the_text(text, format);
    assert_eq!(format!("{findings:?}"), format!("{:?}", check(text, format)), "a second run finds the same");
    // A browser shows a carriage return of HTML as white space, and so does the view of it.
    if format != Format::Html {
        line_ends_do_not_matter(text, format);
    }
}

/// What holds of the repairs of `text`: they change what they say and nothing else, they come to an end, and what is
/// silent is left alone.
pub fn of_fixes(text: &str, format: Format) {
    let findings = check(text, format);
    match format {
        Format::Html => markup_is_kept(text, &findings),
        _ => plans_change_nothing_else(text, format, &findings),
    }
    silent_findings_are_inert(text, format, &findings);
    safe_fixes_settle(text, format, findings.len());
}

fn check(text: &str, format: Format) -> Vec<Finding> {
    engine::check(text, format, &Options::default()).findings
}

/// Options under which those of `findings` are silent whose number `is_silent` picks: the first and every second one after
/// it because somebody rejected it, the others because the baseline has it.
fn silencing(findings: &[Finding], is_silent: impl Fn(usize) -> bool) -> Options {
    let mut silence = Silence::default();
    for (at, (_, finding)) in findings.iter().enumerate().filter(|(number, _)| is_silent(*number)).enumerate() {
        let (rule, fingerprint) = (finding.rule.id, &finding.fingerprint);
        if at % 2 == 0 {
            silence.rejected.push(Rejection::new(rule, fingerprint, "", "so it was said"));
        } else {
            silence.known.push(Known::new(rule, fingerprint, ""));
        }
    }
    Options { silence, ..Options::default() }
}

fn silent_findings_are_inert(text: &str, format: Format, findings: &[Finding]) {
    let all = engine::check(text, format, &Options::default());
    let half = engine::check(text, format, &silencing(findings, |number| number % 2 == 0));
    let loud: Vec<&Finding> = findings.iter().skip(1).step_by(2).collect();
    assert_eq!(format!("{:?}", half.findings), format!("{loud:?}"), "not shown, and nothing else in their place");
    let silent = half.silenced.suppressed + half.silenced.known;
    assert_eq!(silent, all.silenced.suppressed + findings.len() - loud.len());
    assert_eq!((half.silenced.unused, half.silenced.gone), (all.silenced.unused, vec![]));
    for level in [Level::Safe, Level::Suggested] {
        let fixed = engine::fix(text, format, &silencing(findings, |_| true), level);
        assert_eq!(&fixed.text, text, "not fixed");
    }
    let Some((one, fix)) = findings.iter().enumerate().find_map(|(at, finding)| Some((at, finding.fixes.first()?)))
    else {
        return;
    };
    let fixed = engine::fix(text, format, &silencing(findings, |number| number != one), Level::Suggested);
    if fixed.passes == 1 {
        assert_eq!(fixed.text, applied(text, &fix.edits), "nothing is fixed beside what is loud");
    }
}

/// A whole text that a directive silences has no findings and is not fixed.
pub fn a_directive_silences_a_file(text: &str, format: Format) {
    let text = format!("<!-- postedit-ignore-file: as it was printed -->\n\n{text}");
    assert_eq!(format!("{:?}", check(&text, format)), "[]");
    for level in [Level::Safe, Level::Suggested] {
        assert_eq!(engine::fix(&text, format, &Options::default(), level).text, text);
    }
}

/// In every encoding a text is read as it was written, and its repair is written as the bytes of the repaired text.
pub fn encodings_are_kept(text: &str, format: Format) {
    let fixed = engine::fix(text, format, &Options::default(), Level::Suggested).text;
    let marked = |text: &str| format!("\u{feff}{text}");
    let encodings: [fn(&str) -> Vec<u8>; 3] = [
        |text| text.as_bytes().to_vec(),
        |text| text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        |text| text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
    ];
    for encoded in encodings {
        let bytes = encoded(&marked(text));
        let source = SourceText::decode(bytes.clone()).expect("a text");
        assert_eq!(source.text(), text);
        assert_eq!(source.encode(text).expect("bytes"), bytes);
        assert_eq!(source.encode(&fixed).expect("bytes"), encoded(&marked(&fixed)));
    }
}

/// The tags and comments of HTML are what they were after every repair, and after all of them.
fn markup_is_kept(text: &str, findings: &[Finding]) {
    for finding in findings {
        for fix in &finding.fixes {
            let after = applied(text, &fix.edits);
            assert_eq!(markup(&after), markup(text), "{}: {:?}", finding.rule.id, fix);
        }
    }
    for level in [Level::Safe, Level::Suggested] {
        let fixed = engine::fix(text, Format::Html, &Options::default(), level);
        assert_eq!(markup(&fixed.text), markup(text));
    }
}

/// The tags and comments of an HTML text, as they are written.
fn markup(text: &str) -> Vec<&str> {
    let mut emitter = DefaultEmitter::new_with_span();
    emitter.naively_switch_states(true);
    let tokens = Tokenizer::new_with_emitter(text, emitter).flatten();
    let spans = tokens.filter_map(|token| match token {
        Token::StartTag(tag) => Some(tag.span),
        Token::EndTag(tag) => Some(tag.span),
        Token::Comment(comment) => Some(comment.span),
        _ => None,
    });
    spans.map(|span| &text[span.start..span.end]).collect()
}

fn places_lie_in_the_text(text: &str, finding: &Finding) {
    let edits = finding.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| edit.range);
    let related = finding.related.iter().map(|related| related.range);
    for range in std::iter::once(finding.range).chain(related).chain(edits) {
        assert!(text.get(range.as_range()).is_some(), "{}: {:?}", finding.rule.id, range);
    }
    for fix in &finding.fixes {
        assert!(disjoint(&fix.edits), "{}: {:?}", finding.rule.id, fix.edits);
    }
}

/// The report prints the words that stand at the bytes it names, and the line and column where they stand.
fn reports_quote_the_text(text: &str, format: Format) {
    let source = SourceText::decode(text.as_bytes().to_vec()).expect("a text");
    let report = FileReport::new("a.txt", text, &source, &engine::check(text, format, &Options::default()));
    for finding in &report.findings {
        let (start, end) = (finding.span.start, finding.span.end);
        assert_eq!(finding.text, text[start..end], "{}", finding.rule);
        assert_eq!((finding.span.line, finding.span.column), place(text, start), "{}", finding.rule);
        assert_eq!((finding.span.end_line, finding.span.end_column), place(text, end), "{}", finding.rule);
    }
}

/// The line and the column of byte `at`, counted from 1, the column in characters. A line ends at a line feed, at a
/// carriage return, or at both.
fn place(text: &str, at: usize) -> (usize, usize) {
    let (mut line, mut column) = (1, 1);
    let mut rest = text[..at].chars().peekable();
    while let Some(c) = rest.next() {
        // The carriage return before a line feed ends no line, even where the place is between the two.
        if c == '\n' || c == '\r' && rest.peek().copied().or(text[at..].chars().next()) != Some('\n') {
            (line, column) = (line + 1, 1);
        } else {
            column += 1;
        }
    }
    (line, column)
}

fn disjoint(edits: &[Edit]) -> bool {
    edits.windows(2).all(|pair| pair[0].range.end() <= pair[1].range.start())
}

fn applied(text: &str, edits: &[Edit]) -> String {
    let mut out = text.to_owned();
    for edit in edits.iter().rev() {
        out.replace_range(edit.range.as_range(), &edit.replacement);
    }
    out
}

/// The runs of digits in `text`, in ascending order.
fn numbers(text: &str) -> Vec<&str> {
    let mut numbers: Vec<&str> = text.split(|c: char| !c.is_numeric()).filter(|run| !run.is_empty()).collect();
    numbers.sort_unstable();
    numbers
}

fn changed_numbers_are_told(text: &str, finding: &Finding) {
    // Page furniture says nothing that the article says; the number of a character reference is no number.
    if finding.rule.family() == Family::Boilerplate || text.contains("&#") {
        return;
    }
    for fix in &finding.fixes {
        let after = applied(text, &fix.edits);
        if numbers(text) != numbers(&after) {
            assert_eq!(fix.applicability, Applicability::Suggested, "{}: {:?}", finding.rule.id, fix);
            assert!(fix.title.contains("number"), "{}: {:?}", finding.rule.id, fix);
        }
    }
}

/// What each finding says, whatever ends a line.
fn said(text: &str, format: Format) -> Vec<(&'static str, String)> {
    let quoted = |finding: &Finding| (finding.rule.id, text[finding.range.as_range()].replace('\r', ""));
    check(text, format).iter().map(quoted).collect()
}

fn line_ends_do_not_matter(text: &str, format: Format) {
    let text = text.replace('\r', "");
    assert_eq!(said(&text, format), said(&text.replace('\n', "\r\n"), format), "with CRLF");
}

fn plans_change_nothing_else(text: &str, format: Format, findings: &[Finding]) {
    let document = Document::new(text, format);
    for level in [Level::Safe, Level::Suggested] {
        let plan = Plan::new(findings, level, &Guard::new(&document), &[]);
        assert!(disjoint(&plan.edits), "{:?}", plan.edits);
        assert_eq!(plan.apply(text), applied(text, &plan.edits));
    }
}

fn safe_fixes_settle(text: &str, format: Format, found: usize) {
    let options = Options::default();
    let fixed = engine::fix(text, format, &options, Level::Safe);
    let left = check(&fixed.text, format);
    assert!(left.len() <= found, "{found} findings became {}: {:#?}", left.len(), left);
    let again = engine::fix(&fixed.text, format, &options, Level::Safe);
    assert_eq!(again.text, fixed.text, "a second fix changes nothing");
}
