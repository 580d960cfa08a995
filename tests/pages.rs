//! The pages of a report: what an editor sees, and that nothing in an article can break them.

use postedit::render::{Article, Layout, html, index, markdown, questions};
use postedit::report::{
    ArticleSource, EditReport, Failure, FileReport, FindingReport, FixReport, RelatedReport, Report, SCHEMA, Span,
    Summary, Tool,
};
use postedit::suppress::Silenced;

const TEXT: &str = include_str!("pages/ferry.txt");

fn span(text: &str, words: &str, nth: usize) -> Span {
    let (start, _) = text.match_indices(words).nth(nth).unwrap_or_else(|| panic!("{words:?} stands in the text"));
    at(text, start, start + words.len())
}

fn at(text: &str, start: usize, end: usize) -> Span {
    let place = |at: usize| {
        let line = text[..at].matches('\n').count() + 1;
        let head = text[..at].rfind('\n').map_or(0, |at| at + 1);
        (line, text[head..at].chars().count() + 1)
    };
    let ((line, column), (end_line, end_column)) = (place(start), place(end));
    Span { start, end, line, column, end_line, end_column }
}

fn finding(text: &str, id: usize, rule: &str, severity: &str, span: Span, message: &str) -> FindingReport {
    FindingReport {
        id,
        rule: rule.into(),
        family: rule.split('/').next().unwrap_or_default().into(),
        severity: severity.into(),
        confidence: 0.87,
        outcome: "query".into(),
        question: None,
        mqm: String::new(),
        mqm_severity: String::new(),
        its: String::new(),
        message: message.into(),
        span,
        text: text[span.start..span.end].into(),
        related: Vec::new(),
        fixes: Vec::new(),
        fingerprint: String::new(),
        reader: None,
    }
}

fn fix(applicability: &str, title: &str, edits: &[(usize, usize, &str)]) -> FixReport {
    let edits = edits
        .iter()
        .map(|&(start, end, replacement)| EditReport { start, end, replacement: replacement.into() })
        .collect();
    FixReport { applicability: applicability.into(), title: title.into(), edits }
}

fn repaired(mut finding: FindingReport, fixes: Vec<FixReport>) -> FindingReport {
    finding.outcome = fixes[0].applicability.clone();
    finding.fixes = fixes;
    finding
}

fn ferry() -> FileReport {
    let text = TEXT;
    let glued = span(text, "season.Because", 0);
    let gap = glued.start + "season.".len();
    let orphan = span(text, " of operation.", 0);
    let name = span(text, "Board of Ferry Commerce", 0);
    let office = span(text, "Ferry Trade Board", 0);
    let they = span(text, "They", 0);
    let hangul = span(text, "7만", 0);
    let share = span(text, "Share this: Mail | Print | More\n", 0);
    let doubled = span(text, "  ", 0);
    let label = span(text, "Captain “", 0);
    let mut queried = finding(
        text,
        5,
        "reference/person-slip",
        "warning",
        they,
        "“They” has one person to stand for, the captain, who is “he” in the sentence before.",
    );
    queried.question = Some("Who said this: the captain, or the owners?".into());
    queried.related.push(RelatedReport { message: "the captain".into(), span: span(text, "Captain Ruiz", 0) });
    let mut names = finding(
        text,
        4,
        "consistency/name-variant",
        "warning",
        office,
        "One body under two names: elsewhere it is the Board of Ferry Commerce.",
    );
    names.related.push(RelatedReport { message: "the other name".into(), span: name });
    let findings = vec![
        repaired(
            finding(
                text,
                1,
                "typography/missing-space",
                "warning",
                at(text, gap, gap),
                "No space after the stop that ends the sentence.",
            ),
            vec![fix("safe", "Insert a space", &[(gap, gap, " ")])],
        ),
        repaired(
            finding(
                text,
                2,
                "sentence/orphan-tail",
                "error",
                orphan,
                "“of operation.” is the tail of a sentence that was cut: it has no subject and no verb, and the sentence \
                 before it is complete.",
            ),
            vec![
                fix("suggested", "Delete the stray piece", &[(orphan.start, orphan.end, "")]),
                fix("suggested", "Join it to the sentence before", &[(orphan.start - 1, orphan.start, "")]),
            ],
        ),
        repaired(
            finding(text, 3, "typography/space-run", "info", doubled, "Two spaces between words."),
            vec![fix("safe", "Leave one space", &[(doubled.start, doubled.end, " ")])],
        ),
        repaired(
            names,
            vec![fix(
                "suggested",
                "Call it the Board of Ferry Commerce (changes the name Trade to Commerce)",
                &[(office.start, office.end, "Board of Ferry Commerce")],
            )],
        ),
        queried,
        repaired(
            finding(
                text,
                6,
                "dialogue/lost-colon",
                "warning",
                label,
                "A speaker's name runs into what he says: the other answers have a colon here.",
            ),
            vec![fix("suggested", "Insert a colon", &[(label.start + 7, label.start + 7, ":")])],
        ),
        finding(text, 7, "translation/untranslated", "error", hangul, "A number word that was not translated."),
        repaired(
            finding(
                text,
                8,
                "boilerplate/share-line",
                "warning",
                share,
                "Buttons of the page the article was taken from.",
            ),
            vec![fix("safe", "Delete the line", &[(share.start, share.end, "")])],
        ),
    ];
    FileReport {
        path: "news/ferry.txt".into(),
        encoding: "utf-8".into(),
        bom: false,
        skipped: None,
        words: text.split_whitespace().count(),
        score: None,
        findings,
        silenced: Silenced::default(),
    }
}

/// An article whose every word is an attack on the page.
const HOSTILE: &str = "<script>alert(1)</script> \"><img src=x onerror=alert(2)> was \"><img src=y onerror=alert(3)>.";

fn hostile() -> FileReport {
    let mut one = finding(HOSTILE, 1, "sentence/\"><b>", "error", at(HOSTILE, 0, 8), HOSTILE);
    one.question = Some(HOSTILE.into());
    one.related.push(RelatedReport { message: HOSTILE.into(), span: at(HOSTILE, 0, HOSTILE.len()) });
    one = repaired(
        one,
        vec![fix("suggested", HOSTILE, &[(0, 8, HOSTILE)]), fix("suggested", HOSTILE, &[(9, 9, HOSTILE)])],
    );
    FileReport {
        path: "a\"><script>.txt".into(),
        encoding: "utf-8".into(),
        bom: false,
        skipped: Some("<script>".into()),
        words: 7,
        score: None,
        findings: vec![one],
        silenced: Silenced::default(),
    }
}

fn report(files: Vec<FileReport>) -> Report {
    let severities: Vec<String> = files.iter().flat_map(|file| &file.findings).map(|it| it.severity.clone()).collect();
    let count = |name: &str| severities.iter().filter(|severity| *severity == name).count();
    Report {
        schema: SCHEMA.into(),
        tool: Tool { name: "postedit".into(), version: "0.0.0".into() },
        summary: Summary {
            files: files.len(),
            skipped: 0,
            words: files.iter().map(|file| file.words).sum(),
            findings: severities.len(),
            errors: count("error"),
            warnings: count("warning"),
            infos: count("info"),
        },
        files,
        failures: vec![Failure { path: "news/<b>.txt".into(), error: "is not text".into() }],
    }
}

fn articles(report: &Report) -> Vec<Article<'_>> {
    let texts = [TEXT, HOSTILE];
    report
        .files
        .iter()
        .zip(texts)
        .map(|(file, text)| Article {
            file,
            text,
            layout: Layout::of_lines(text),
            source: ArticleSource {
                path: format!("input/{}", file.path),
                sha256: String::new(),
                encoding: file.encoding.clone(),
                bom: file.bom,
            },
            page: format!("{}.html", file.path),
            downloads: vec![
                ("diff".into(), format!("{}.diff", file.path)),
                ("safe repairs applied".into(), "news/ferry.fixed.txt".into()),
            ],
        })
        .collect()
}

fn written(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).expect("a vector takes every byte");
    String::from_utf8(out).expect("a page is text")
}

/// The page without its tags and without what only some readers see.
fn seen(page: &str) -> String {
    let mut text = page[page.find("<main").expect("a page has a main part")..].to_owned();
    for hidden in ["say", "real"] {
        let open = format!("<span class=\"{hidden}\">");
        while let Some(start) = text.find(&open) {
            let end = text[start..].find("</span>").expect("a span is closed") + start + "</span>".len();
            text.replace_range(start..end, "");
        }
    }
    let mut out = String::new();
    let mut inside = false;
    for c in text.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

#[test]
fn an_article_reads_as_prose_with_its_repairs_in_place() {
    let report = report(vec![ferry()]);
    let page = written(|out| html::write(out, &report, &articles(&report)[0]));
    let seen = seen(&page);
    for piece in [
        "good season.·1Because",
        "cost.  of operation.2 The",
        "the Ferry Trade BoardBoard of Ferry Commerce4 agreed",
        "Captain:6 “We",
        "carried 7만7 passengers",
        "Share this: Mail | Print | More8",
        "Call it the Board of Ferry Commerce (changes the name Trade to Commerce)",
        "Ask: Who said this: the captain, or the owners?",
        "1 other repair",
    ] {
        assert!(seen.contains(&piece.replace("cost.  of", "cost. of")), "{piece:?} is not in:\n{seen}");
    }
    for id in 1..=8 {
        assert_eq!(page.matches(&format!(" id=\"f{id}\"")).count(), 1, "finding {id} has one place in the text");
        assert_eq!(page.matches(&format!(" id=\"n{id}\"")).count(), 1, "finding {id} has one note");
    }
    assert!(page.contains("href=\"../index.html\"") && page.contains("href=\"./ferry.fixed.txt\""));
}

#[test]
fn nothing_in_an_article_is_markup() {
    let report = report(vec![ferry(), hostile()]);
    let articles = articles(&report);
    for page in
        [written(|out| html::write(out, &report, &articles[1])), written(|out| index::write(out, &report, &articles))]
    {
        let body = &page[page.find("<body>").expect("a page has a body")..];
        assert!(!body.contains("<img") && !body.contains("<b>"));
        let prose = &body[..body.find("<script type").unwrap_or(body.len())];
        assert!(!prose.contains("<script") && !prose.contains("\"&gt;"), "an article's marks are not escaped");
        assert!(body.matches("<script").count() <= 2, "the page has its data and its script, and no other");
    }
    let page = written(|out| markdown::write(out, &report, &articles));
    assert!(!page.replace("\\<", "").contains('<'), "{page}");
}

#[test]
fn the_index_links_every_article_and_sums_up() {
    let report = report(vec![ferry(), hostile()]);
    let page = written(|out| index::write(out, &report, &articles(&report)));
    assert!(page.contains("href=\"./news/ferry.txt.html\""));
    assert!(page.contains("9 findings in 2 articles"));
    assert!(
        page.contains(
            "<tr><th scope=\"row\">All</th><td>194</td><td>9</td><td>3</td><td>4</td><td>2</td><td></td></tr>"
        ),
        "{page}"
    );
    assert!(page.contains("is not text"));
}

#[test]
fn the_markdown_report_numbers_the_questions_and_quotes_their_sentences() {
    let report = report(vec![ferry()]);
    let page = written(|out| markdown::write(out, &report, &articles(&report)));
    assert!(
        page.contains(
            "1. Who said this: the captain, or the owners? (line 5, finding 5)\n\n   > They said he would sail again"
        ),
        "{page}"
    );
    assert!(page.contains("2. A number word that was not translated."), "{page}");
    assert!(page.contains("| **all** | 2 | 1 | 1 | 1 | 1 | 1 | 1 |"), "{page}");
}

#[test]
fn the_questions_of_an_article_are_a_file_of_their_own() {
    let report = report(vec![ferry()]);
    let page = written(|out| questions::write(out, &articles(&report)[0]));
    assert!(page.starts_with("# Questions about news/ferry.txt\n"), "{page}");
    assert!(
        page.contains("1. Who said this: the captain, or the owners? (line 5, finding 5)\n\n   > They said"),
        "{page}"
    );
}
