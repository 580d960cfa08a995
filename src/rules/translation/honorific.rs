//! Forms of address and titles that English does not use, carried over from the source language.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{BlockKind, Document, TokenKind};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::{Tag, Upos, inflect, lexicon};
use crate::rules::Rule;
use crate::source::TextRange;

/// See `honorific.md`.
pub static RULE: Rule = Rule {
    id: "translation/honorific",
    summary: "a form of address carried over from the source language",
    severity: Severity::Warning,
    mqm: "style/unidiomatic-style",
    its: "register",
    check,
};

/// Endings of names in Korean, Japanese, Hindi and their neighbours, after a hyphen.
const SUFFIXES: &[&str] = &[
    "ssi",
    "nim",
    "san",
    "sama",
    "kun",
    "sensei",
    "senpai",
    "sempai",
    "dono",
    "hakase",
    "shi",
    "seonsaengnim",
    "hyung",
    "noona",
    "nuna",
    "oppa",
    "unnie",
    "eonni",
    "ajumma",
    "ajussi",
    "ahjussi",
    "halmoni",
    "sunbae",
    "hubae",
    "bhai",
    "ji",
    "jee",
    "saheb",
    "sahib",
    "sahab",
    "garu",
    "gaaru",
    "ayya",
    "amma",
    "babu",
    "jaan",
    "djan",
    "jan",
    "bey",
    "hanim",
    "hanım",
    "efendi",
    "agha",
    "hoca",
    "laoshi",
    "gege",
    "jie",
    "ge",
    "shifu",
];

/// Suffixes that are parts of names and words in other languages too: the name before them has to stand elsewhere in the
/// text without one.
const DOUBTFUL: &[&str] = &["shi", "ji", "jan", "ge", "jie", "amma", "babu", "san", "ayya"];

/// Words after a name.
const AFTER: &[&str] = &[
    "Bey",
    "Hanım",
    "Hanim",
    "Efendi",
    "Abi",
    "Abla",
    "Hoca",
    "Usta",
    "Zong",
    "Laoshi",
    "Xiansheng",
    "Xiaojie",
    "Nüshi",
    "Nushi",
    "Taitai",
    "Shifu",
    "Ssi",
    "Nim",
    "Khanum",
    "Khanom",
    "Khanoom",
    "Agha",
    "Saheb",
    "Sahib",
    "Sahiba",
    "Sahab",
    "Garu",
    "Aka",
    "Opa",
    "Djan",
    "Joon",
    "Sensei",
    "Sama",
    "San",
    "Effendi",
    "Pasha",
];

/// Words before a name, and what stands in their place: nothing, or an English title.
const BEFORE: &[(&str, &str)] = &[
    ("Pak", ""),
    ("Bapak", ""),
    ("Ibu", ""),
    ("Bu", ""),
    ("Mbak", ""),
    ("Mas", ""),
    ("Encik", ""),
    ("Puan", ""),
    ("Tuan", ""),
    ("Cik", ""),
    ("Kak", ""),
    ("Ostad", "Professor"),
    ("Ustad", "Professor"),
    ("Ustadh", ""),
    ("Ustaz", ""),
    ("Sayın", ""),
    ("Sayin", ""),
    ("Pan", ""),
    ("Pani", ""),
    ("Gospodin", ""),
    ("Gospozha", ""),
    ("Gospodja", ""),
    ("Gospođa", ""),
    ("Gospa", ""),
    ("Gospod", ""),
    ("Tovarishch", ""),
    ("Meneer", ""),
    ("Mevrouw", ""),
    ("Mijnheer", ""),
    ("Mme", ""),
    ("Mme.", ""),
    ("Mlle", ""),
    ("Mlle.", ""),
    ("MM.", ""),
    ("Kyrios", ""),
    ("Kyria", ""),
    ("Kyr", ""),
    ("Domnul", ""),
    ("Doamna", ""),
    ("Dl.", ""),
    ("Dna.", ""),
    ("Mheshimiwa", ""),
    ("Bwana", ""),
    ("Mzee", ""),
    ("Ndugu", ""),
    ("Mwalimu", ""),
    ("Khun", ""),
    ("Shri", ""),
    ("Shrimati", ""),
    ("Smt", ""),
    ("Smt.", ""),
    ("Thiru", ""),
    ("Thirumathi", ""),
    ("Janab", ""),
    ("Mohtarma", ""),
    ("Kuya", ""),
    ("Aling", ""),
    ("Mang", ""),
    ("Ginoong", ""),
    ("Ginang", ""),
    ("Eng.", ""),
    ("Engr.", ""),
    ("Ing.", ""),
    ("Dipl.-Ing.", ""),
    ("Lic.", ""),
    ("Licenciado", ""),
    ("Licenciada", ""),
    ("Ingeniero", ""),
    ("Dott.", "Dr."),
    ("Dott.ssa", "Dr."),
    ("Avv.", ""),
    ("Geom.", ""),
    ("Cav.", ""),
    ("Sig.", ""),
    ("Sig.ra", ""),
    ("Sr.", ""),
    ("Sra.", ""),
    ("Dña.", ""),
    ("Doña", ""),
    ("Dona", ""),
    ("Hr.", ""),
    ("Fr.", ""),
    ("Hra", ""),
    ("Rva", ""),
    ("Dhr.", ""),
    ("Mevr.", ""),
    ("Mw.", ""),
    ("drs.", ""),
    ("Drs.", ""),
    ("ir.", ""),
    ("mgr", ""),
    ("inż.", ""),
    ("Inż.", ""),
    ("Mgr.", ""),
    ("MUDr.", "Dr."),
    ("JUDr.", ""),
    ("PhDr.", ""),
    ("RNDr.", ""),
    ("Ông", ""),
    ("Bà", ""),
    ("Chị", ""),
    ("Cô", ""),
    ("Hajji", ""),
    ("Hadji", ""),
    ("Haj", ""),
    ("Hajj", ""),
    ("Agha-ye", ""),
    ("Khanom-e", ""),
    ("Advocate", ""),
    ("Adv.", ""),
    ("Lawyer", ""),
    ("Teacher", ""),
    ("Tío", ""),
    ("Tía", ""),
    ("Panie", ""),
    ("Szanowny", ""),
    ("Citizen", ""),
    ("Yoldash", ""),
    ("Maître", ""),
    ("Me", ""),
];

/// Titles that are English words too: only before a single name that the text has in a fuller form.
const ENGLISH_WORDS: &[&str] = &[
    "Lawyer", "Teacher", "Citizen", "Advocate", "Mas", "Pan", "Bu", "Fr.", "Dona", "Mang", "Me", "Sr.", "Haj", "Hajj",
    "Mother", "Father", "Kyr",
];

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let mut at = 0;
    while at < doc.tokens().len() {
        let length = suffixed(doc, at, out)
            .or_else(|| followed(doc, at, out))
            .or_else(|| preceded(doc, at, out))
            .or_else(|| kin(doc, at, out))
            .unwrap_or(1);
        at += length;
    }
    excellency(doc, out);
    both(doc, out);
}

fn is_name(doc: &Document<'_>, at: usize) -> bool {
    doc.tokens()
        .get(at)
        .is_some_and(|token| token.kind == TokenKind::Word && doc.word(at).starts_with(char::is_uppercase))
        && doc.word(at).chars().count() > 1
}

/// Whether two tokens stand side by side with a space between them.
fn spaced(doc: &Document<'_>, at: usize) -> bool {
    match (doc.tokens().get(at), doc.tokens().get(at + 1)) {
        (Some(a), Some(b)) => a.sentence == b.sentence && &doc.text()[a.range.end()..b.range.start()] == " ",
        _ => false,
    }
}

fn glued(doc: &Document<'_>, at: usize) -> bool {
    match (doc.tokens().get(at), doc.tokens().get(at + 1)) {
        (Some(a), Some(b)) => a.range.end() == b.range.start(),
        _ => false,
    }
}

/// Whether the token stands in a line where every word has a capital.
fn in_title(doc: &Document<'_>, at: usize) -> bool {
    let sentence = doc.tokens()[at].sentence;
    let block = doc.sentences()[sentence].block;
    matches!(doc.blocks()[block].kind, BlockKind::Headline | BlockKind::Table)
}

/// Whether the text has the word as a word of its own outside byte range `except`.
fn stands_elsewhere(text: &str, word: &str, except: TextRange) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let end = at + word.len();
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
        !TextRange::new(at, end).intersects(except)
            && !letter(text[..at].chars().next_back())
            && !letter(text[end..].chars().next())
    })
}

/// The family name that goes with a given name elsewhere in the text and that the text uses alone.
fn family_name<'t>(doc: &Document<'t>, given: &str) -> Option<&'t str> {
    (0..doc.tokens().len().saturating_sub(1)).find_map(|at| {
        if doc.word(at) != given || !spaced(doc, at) || !is_name(doc, at + 1) {
            return None;
        }
        let family = doc.word(at + 1);
        let taken = AFTER.contains(&family) || !doc.tokens()[at + 1].is_word();
        let alone = (0..doc.tokens().len()).any(|other| {
            doc.word(other) == family && (other == 0 || !is_name(doc, other - 1) || !spaced(doc, other - 1))
        });
        (!taken && alone).then_some(family)
    })
}

/// `Tsuda-san`, `Director-nim`.
fn suffixed(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> Option<usize> {
    if !is_name(doc, at) {
        return None;
    }
    let text = doc.text();
    let word = doc.word(at);
    let (range, name, suffix) = if let Some((name, suffix)) = word.rsplit_once('-') {
        (doc.tokens()[at].range, name, suffix)
    } else if doc.is(at + 1, "-") && glued(doc, at) && glued(doc, at + 1) {
        (doc.tokens()[at].range.cover(doc.tokens()[at + 2].range), word, doc.word(at + 2))
    } else {
        return None;
    };
    if !SUFFIXES.contains(&suffix)
        || name.chars().count() < 2
        || !name.starts_with(char::is_uppercase)
        || lexicon::is_known_name(&text[range])
    {
        return None;
    }
    if DOUBTFUL.contains(&suffix) && suffix != "san" && !stands_elsewhere(text, name, range) {
        return None;
    }
    // A second hyphen makes it a Korean given name: `Kim Min-ji`.
    if matches!(suffix, "ji" | "jan" | "shi" | "san" | "jin")
        && at > 0
        && is_name(doc, at - 1)
        && spaced(doc, at - 1)
        && doc.tokens()[at - 1].upos == Upos::Propn
    {
        return None;
    }
    let length = if range == doc.tokens()[at].range { 1 } else { 3 };
    let lower = name.to_lowercase();
    let role = lexicon::is_english_form(&lower)
        && (lexicon::person_noun(&lower).is_some()
            || matches!(
                &*lower,
                "representative"
                    | "teacher"
                    | "director"
                    | "professor"
                    | "president"
                    | "boss"
                    | "chief"
                    | "customer"
                    | "guest"
            ));
    let finding = out.report(range, format!("`-{suffix}` is a form of address that English does not have"));
    finding.confidence(0.93);
    if role {
        let opens = doc.sentences()[doc.tokens()[at].sentence].tokens.start == at;
        let title = match &*lower {
            "representative" => "company president",
            other => other,
        };
        let article = if opens { "The" } else { "the" };
        finding.suggest(format!("Write `{article} {title}`"), [Edit::replace(range, format!("{article} {title}"))]);
    } else {
        finding.suggest("Drop it", [Edit::delete(TextRange::new(range.start() + name.len(), range.end()))]);
    }
    Some(length)
}

/// `Cemal Bey`, `Zhou Zong`.
fn followed(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> Option<usize> {
    if !is_name(doc, at) || !spaced(doc, at) || !AFTER.contains(&doc.word(at + 1)) || in_title(doc, at) {
        return None;
    }
    let (name, honorific) = (doc.word(at), doc.word(at + 1));
    // A word before the name, or one after, makes it a longer name: `Ali Bey Hüseynzade`, `Sidi Ali Bey`.
    let longer = is_name(doc, at + 2) && spaced(doc, at + 1);
    let lower = name.to_lowercase();
    if longer
        || lexicon::is_english_form(&lower) && !stands_elsewhere(doc.text(), name, doc.tokens()[at].range)
        || honorific == "San" && !stands_elsewhere(doc.text(), name, doc.tokens()[at].range)
    {
        return None;
    }
    let range = doc.tokens()[at].range.cover(doc.tokens()[at + 1].range);
    // Chinese, Korean and Japanese forms of address follow the family name, which comes first.
    let after_given = !matches!(
        honorific,
        "Zong"
            | "Laoshi"
            | "Xiansheng"
            | "Xiaojie"
            | "Nüshi"
            | "Nushi"
            | "Taitai"
            | "Shifu"
            | "Ssi"
            | "Nim"
            | "Sensei"
            | "Sama"
            | "San"
    );
    let family = if after_given { family_name(doc, name) } else { None };
    let finding = out.report(range, format!("`{honorific}` is a form of address that English does not have"));
    finding.confidence(0.9);
    if let Some(family) = family.filter(|family| *family != name) {
        finding.suggest(format!("Write `{family}`"), [Edit::replace(range, family)]);
    }
    finding.suggest(
        format!("Drop `{honorific}`"),
        [Edit::delete(TextRange::new(doc.tokens()[at].range.end(), range.end()))],
    );
    Some(2)
}

/// `Ostad Rahim Bayat`, `Pak Budi`.
fn preceded(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> Option<usize> {
    let word = doc.word(at);
    let &(honorific, english) = BEFORE.iter().find(|(title, _)| *title == word)?;
    if !spaced(doc, at) || !is_name(doc, at + 1) || in_title(doc, at) || lexicon::title(doc.word(at + 1)).is_some() {
        return None;
    }
    let first = doc.tokens()[at + 1].range;
    if at > 0
        && spaced(doc, at - 1)
        && is_name(doc, at - 1)
        && !opens_sentence(doc, at - 1)
        && doc.tokens()[at - 1].upos == Upos::Propn
    {
        return None;
    }
    if (ENGLISH_WORDS.contains(&honorific) || english.is_empty() && lexicon::is_known_name(honorific))
        && (!stands_elsewhere(doc.text(), doc.word(at + 1), first) || is_name(doc, at + 2) && spaced(doc, at + 1))
    {
        return None;
    }
    let range = doc.tokens()[at].range;
    let finding = out.report(range, format!("`{honorific}` is a title that English does not use before a name"));
    finding.confidence(0.88);
    if english.is_empty() {
        finding.suggest("Drop it", [Edit::delete(TextRange::new(range.start(), first.start()))]);
    } else {
        finding.suggest(format!("Write `{english}`"), [Edit::replace(range, english)]);
        finding.suggest("Drop it", [Edit::delete(TextRange::new(range.start(), first.start()))]);
    }
    Some(2)
}

fn opens_sentence(doc: &Document<'_>, at: usize) -> bool {
    doc.sentences()[doc.tokens()[at].sentence].tokens.start == at
}

/// `Mother Sri` for a woman whom the text calls `Sri Wahyuni`: the word for a mother or a father as a title.
fn kin(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> Option<usize> {
    if !matches!(doc.word(at), "Mother" | "Father")
        || !spaced(doc, at)
        || !is_name(doc, at + 1)
        || in_title(doc, at)
        || at > 0 && is_name(doc, at - 1) && spaced(doc, at - 1) && !opens_sentence(doc, at - 1)
    {
        return None;
    }
    // A priest, a nun, a knight has the title by right.
    let church = [
        "church", "Church", "priest", "nun", "convent", "parish", "Superior", "saint", "Saint", "knight", "Lord",
        "God", "monast", "abbey", "Catholic", "Orthodox",
    ];
    if church.iter().any(|cue| doc.text().contains(cue)) || is_name(doc, at + 2) && spaced(doc, at + 1) {
        return None;
    }
    let given = doc.word(at + 1);
    let family = family_name(doc, given)?;
    let range = doc.tokens()[at].range.cover(doc.tokens()[at + 1].range);
    out.report(range, format!("`{}` is a form of address that English does not use in a report", doc.quote(range)))
        .confidence(0.85)
        .suggest(format!("Write `{family}`"), [Edit::replace(range, family)])
        .suggest(
            format!("Write `{given}`"),
            [Edit::delete(TextRange::new(range.start(), doc.tokens()[at + 1].range.start()))],
        );
    Some(2)
}

/// `His Excellency Eng. Salem`, `the martyr Ali`, `Mr. Engineer`.
fn excellency(doc: &Document<'_>, out: &mut Findings<'_>) {
    static STYLE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"\b((?:(?:His|Her|Their) (?:Excellency|Excellence|Eminence the Minister|Virtue|Honou?r the)(?:,? (?:Mr\.?|Mrs\.?|Dr\.?|Eng\.?|Engr\.?|Engineer|Prof\.?|Professor|Doctor|the))*",
            r"|(?:Mr|Mrs|Ms)\.? (?:Dr|Prof|Eng|Engr|Engineer|Doctor|Professor|Lawyer|Advocate|Architect|Minister|Director|Teacher|Governor|Mayor)\.?",
            r"|Prof\. Dr\.|Dr\. Eng\.|Dr\. Ing\.|Dr\. med\.|Dr\. phil\.|Prof\. Assoc\. Dr\.|Assoc\. Prof\. Dr\.|Assist\. Prof\. Dr\.|Mag\. Dr\.|H\.E\.(?: (?:Mr|Dr|Eng)\.)?)) ([A-Z]\w)"
        ))
        .expect("a valid expression")
    });
    let text = doc.text();
    for found in STYLE.captures_iter(text) {
        let (Some(style), Some(name)) = (found.get(1), found.get(2)) else { continue };
        let range = TextRange::new(style.start(), style.end());
        let keeps = ["Dr", "Doctor", "Prof", "Professor"]
            .iter()
            .find(|title| style.as_str().split([' ', '.', ',']).any(|word| word == **title));
        let replacement = match keeps {
            Some(&"Prof") if style.as_str().contains("Dr") || style.as_str().starts_with('M') => "Prof.",
            Some(&"Prof" | &"Professor") => "Professor",
            Some(_) => "Dr.",
            None => "",
        };
        // Whole styles belong to letters and to protocol.
        let finding =
            out.report(range, format!("`{}` is a style of address that English reports leave out", style.as_str()));
        finding.confidence(0.75).severity(Severity::Info);
        if replacement.is_empty() {
            finding.suggest("Drop it", [Edit::delete(TextRange::new(range.start(), name.start()))]);
        } else {
            finding.suggest(format!("Write `{replacement}`"), [Edit::replace(range, replacement)]);
        }
    }
}

/// `Mr./Mrs. has`: the polite pronoun of Polish, Portuguese, Romanian taken for a title.
fn both(doc: &Document<'_>, out: &mut Findings<'_>) {
    static BOTH: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:the )?(?:Mr|Mister|Sir|Lord|Herr|Pan|Monsieur|Señor|Senhor)\.?(?: ?/ ?| ?\()(?:Mrs|Ms|Miss|Madam|Madame|Lady|Ma'am|Frau|Pani|Señora|Senhora)\.?\)?").expect("a valid expression")
    });
    let text = doc.text();
    for found in BOTH.find_iter(text) {
        let pair = TextRange::new(found.start(), found.end());
        let next = doc.token_at(pair.end());
        let Some(token) = doc.tokens().get(next) else { continue };
        if text[..pair.start()].ends_with("Dear ") || !text[pair.end()..].starts_with(' ') {
            continue;
        }
        let opens = doc.sentences()[token.sentence].range.start() == pair.start();
        let you = if opens { "You" } else { "you" };
        if token.tag.is_finite() && doc.word(next).chars().all(char::is_lowercase) {
            let verb = doc.word(next);
            let agreeing = match (verb, token.tag) {
                ("has", _) => "have".to_string(),
                ("is", _) => "are".to_string(),
                ("was", _) => "were".to_string(),
                (_, Tag::Vbz) => inflect::lemma(verb, Tag::Vbz).into_owned(),
                _ => verb.to_string(),
            };
            let range = pair.cover(token.range);
            out.report(range, "a polite `you` was translated as a title")
                .confidence(0.93)
                .suggest(format!("Write `{you} {agreeing}`"), [Edit::replace(range, format!("{you} {agreeing}"))]);
        } else if is_name(doc, next) {
            out.report(pair, "two titles stand before one name")
                .confidence(0.7)
                .severity(Severity::Info)
                .ask(format!("Is {} a man or a woman?", doc.word(next)));
        } else {
            out.report(pair, "a polite `you` was translated as a title")
                .confidence(0.85)
                .suggest(format!("Write `{you}`"), [Edit::replace(pair, you)]);
        }
    }
}
