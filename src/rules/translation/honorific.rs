//! Forms of address and titles that English does not use, carried over from the source language.

use crate::document::{BlockKind, Document, TokenKind};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::{Tag, Upos, inflect, lexicon};
use crate::rules::Rule;
use crate::rules::sought::Sought;
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
    "kantoku",
    "senshu",
    "oyakata",
    "shachō",
    "shacho",
    "buchō",
    "bucho",
    "kachō",
    "kacho",
    "kaichō",
    "kaicho",
    "senshi",
    "chan",
    "tan",
    "hakase",
    "kyōju",
    "kyoju",
    "sonsaengnim",
    "daepyonim",
    "gamdoknim",
    "sajangnim",
    "gamdok",
    "gyosu",
    "imo",
    "samchon",
    "xiansheng",
    "xiaojie",
    "taitai",
    "zong",
    "jiejie",
    "didi",
    "meimei",
    "da",
    "dada",
    "kaka",
    "tai",
    "rao",
    "bhau",
    "behen",
    "ben",
    "akka",
    "anna",
    "avargal",
    "abi",
    "abla",
    "usta",
    "pasha",
    "khanum",
    "khanom",
    "khan",
    "aka",
    "opa",
    "apa",
    "apay",
    "bek",
];

/// Suffixes that are parts of names and words in other languages too: the name before them has to stand elsewhere in the
/// text without one.
const DOUBTFUL: &[&str] = &[
    "shi", "ji", "jan", "ge", "jie", "amma", "babu", "san", "ayya", "chan", "tan", "imo", "da", "dada", "kaka", "tai",
    "rao", "ben", "akka", "anna", "abi", "khan", "aka", "opa", "apa", "bek", "didi",
];

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
    ("Mgr", ""),
    ("PaedDr.", "Dr."),
    ("ThDr.", "Dr."),
    ("MVDr.", "Dr."),
    ("RSDr.", "Dr."),
    ("PharmDr.", "Dr."),
    ("Bc.", ""),
    ("BcA.", ""),
    ("MgA.", ""),
    ("doc.", "Dr."),
    ("akad.", ""),
    ("Dr.sc.", "Dr."),
    ("Dipl.-Kfm.", ""),
    ("Dipl.-Biol.", ""),
    ("Dipl.", ""),
    ("Mag.", ""),
    ("DI", ""),
    ("Ir.", ""),
    ("Arq.", ""),
    ("Arch.", ""),
    ("Abog.", ""),
    ("Eng.º", ""),
    ("Exmo.", ""),
    ("Exma.", ""),
    ("Dª", ""),
    ("Rag.", ""),
    ("On.", ""),
    ("Prof.ssa", "Professor"),
    ("Dra.", "Dr."),
    ("Dr.ª", "Dr."),
    ("Hj.", ""),
    ("Datuk", ""),
    ("Dato’", ""),
    ("Datin", ""),
    ("Bpk.", ""),
    ("Bung", ""),
    ("Kyai", ""),
    ("Teungku", ""),
    ("Cụ", ""),
    ("Bác", ""),
    ("Chú", ""),
    ("Thầy", ""),
    ("Anh", ""),
    ("Em", ""),
    ("Nghệ", ""),
    ("Đại", ""),
    ("Loong", ""),
    ("Lung", ""),
    ("Phra", ""),
    ("Ajarn", ""),
    ("Ajahn", ""),
    ("Daw", ""),
    ("Ate", ""),
    ("Tatay", ""),
    ("Nanay", ""),
    ("Lolo", ""),
    ("Lola", ""),
    ("Kapitan", "Village head"),
    ("Konsehal", "Councilor"),
    ("Sarpanch", "Village head"),
    ("Pradhan", "Village head"),
    ("Mukhiya", "Village head"),
    ("Muhtar", "Village head"),
    ("Mukhtar", "Village head"),
    ("Starosta", "Village head"),
    ("Alcalde", "Mayor"),
    ("Alcaldesa", "Mayor"),
    ("Sindaco", "Mayor"),
    ("Burmistrz", "Mayor"),
    ("Bürgermeister", "Mayor"),
    ("Burgemeester", "Mayor"),
    ("Oberbürgermeister", "Mayor"),
    ("Borgmester", "Mayor"),
    ("Bupati", "Regent"),
    ("Lurah", "Village head"),
    ("Camat", "District head"),
    ("Wójt", "Mayor"),
    ("Sołtys", "Village head"),
    ("Hokim", "Governor"),
    ("Akim", "Governor"),
    ("Vali", "Governor"),
    ("Landrat", "District administrator"),
    ("Wali", ""),
    ("Mbah", ""),
    ("Nyonya", ""),
    ("Baba", ""),
    ("Babu", ""),
    ("Pandit", ""),
    ("Maulana", ""),
    ("Sheth", ""),
    ("Kumari", ""),
    ("Sushri", ""),
    ("Selvi", ""),
    ("Ustaad", ""),
    ("Frau", ""),
    ("Herr", ""),
    ("Fru", ""),
    ("Herra", ""),
    ("Rouva", ""),
    ("Señor", ""),
    ("Señora", ""),
    ("Senhor", ""),
    ("Senhora", ""),
    ("Signor", ""),
    ("Signora", ""),
    ("Monsieur", ""),
    ("Pán", ""),
    ("Paní", ""),
    ("Panna", ""),
    ("Bay", ""),
    ("Bayan", ""),
];

/// Titles that are English words too: only before a single name that the text has in a fuller form.
const ENGLISH_WORDS: &[&str] = &[
    "Lawyer", "Teacher", "Citizen", "Advocate", "Mas", "Pan", "Bu", "Fr.", "Dona", "Mang", "Me", "Sr.", "Haj", "Hajj",
    "Mother", "Father", "Kyr", "DI", "On.", "Arch.", "Ir.", "Anh", "Em", "Lung", "Ate", "Lola", "Lolo", "Baba", "Babu",
    "Bay", "Fru", "Mag.", "Dipl.", "Bung", "Daw", "Vali", "Wali", "Pandit", "Kumari", "Chú", "Bác", "Panna", "Akim",
    "Herr", "Frau", "Monsieur", "Señor", "Señora", "Senhor", "Senhora", "Signor", "Signora", "Đại", "Nghệ", "Phra",
    "Loong", "Kyai", "Maulana", "Datuk", "Selvi", "Bayan", "Landrat", "Hokim",
];

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let mut at = 0;
    while at < doc.tokens().len() {
        if !is_name(doc, at) && !is_name(doc, at + 1) {
            at += 1;
            continue;
        }
        let length = suffixed(doc, at, out)
            .or_else(|| followed(doc, at, out))
            .or_else(|| preceded(doc, at, out))
            .or_else(|| kin(doc, at, out))
            .or_else(|| kin_after(doc, at, out))
            .unwrap_or(1);
        at += length;
    }
    excellency(doc, out);
    both(doc, out);
    heaped(doc, out);
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
    doc.places_of(given).find_map(|at| {
        if !spaced(doc, at) || !is_name(doc, at + 1) {
            return None;
        }
        let family = doc.word(at + 1);
        let taken = AFTER.contains(&family) || !doc.tokens()[at + 1].is_word();
        let bare = |other: usize| other == 0 || !is_name(doc, other - 1) || !spaced(doc, other - 1);
        (!taken && doc.places_of(family).any(bare)).then_some(family)
    })
}

/// `Mori-san`, `Director-nim`.
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

/// `Ostad Kamran`, `Pak Budi`.
fn preceded(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> Option<usize> {
    if !is_name(doc, at + 1) || !spaced(doc, at) {
        return None;
    }
    let word = doc.word(at);
    let &(honorific, english) = BEFORE.iter().find(|(title, _)| *title == word)?;
    if in_title(doc, at) || lexicon::title(doc.word(at + 1)).is_some() {
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
    // A text that says so every time has chosen to.
    let times = doc.places_of(word).filter(|other| is_name(doc, other + 1)).count();
    if times > 2 {
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

/// `Mother Dewi` for a woman whom the text calls `Dewi Lestari`: the word for a mother or a father as a title.
fn kin(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> Option<usize> {
    if let Some(length) = kin_by_age(doc, at, out) {
        return Some(length);
    }
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

/// `Small Mother Dewi`, `Third Uncle Minh`: a relative's place in a row of ages as a title.
fn kin_by_age(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> Option<usize> {
    const AGES: &[&str] = &["Small", "Elder", "Eldest", "Second", "Third", "Fourth", "Fifth", "Middle", "Youngest"];
    const KIN: &[&str] =
        &["Mother", "Father", "Uncle", "Aunt", "Auntie", "Brother", "Sister", "Grandmother", "Grandfather"];
    let named = AGES.contains(&doc.word(at)) && KIN.contains(&doc.word(at + 1)) && is_name(doc, at + 2);
    if !named || !spaced(doc, at) || !spaced(doc, at + 1) {
        return None;
    }
    let range = doc.tokens()[at].range.cover(doc.tokens()[at + 1].range);
    let gone = TextRange::new(range.start(), doc.tokens()[at + 2].range.start());
    out.report(range, format!("`{}` is a form of address that English does not use in a report", doc.quote(range)))
        .confidence(0.88)
        .suggest("Leave the title out", [Edit::delete(gone)]);
    Some(3)
}

/// `Tarek elder brother came`, `with Minh uncle`: a word for a relative after the name, as a form of address.
fn kin_after(doc: &Document<'_>, at: usize, out: &mut Findings<'_>) -> Option<usize> {
    const KIN: &[&str] =
        &["brother", "sister", "uncle", "aunt", "auntie", "grandma", "grandpa", "granny", "grandmother", "grandfather"];
    let aged = doc.is_any(at + 1, &["elder", "older", "big", "younger", "little"]);
    let kin = if aged { at + 2 } else { at + 1 };
    let tokens = doc.tokens();
    let name = is_name(doc, at)
        && tokens[at].tag == Tag::Nnp
        && doc.lower(at).len() > 2
        && !lexicon::is_english_form(doc.lower(at))
        && lexicon::nationality(doc.word(at)).is_none();
    let alone = at == doc.sentence_start(at) || !is_name(doc, at - 1) && !doc.is_any(at - 1, &["the", "a", "an"]);
    let ends = doc
        .tag_beside(kin + 1, at)
        .is_none_or(|tag| tag.is_finite() || matches!(tag, Tag::Comma | Tag::Stop | Tag::Pos | Tag::Md));
    let word = tokens.get(kin).is_some_and(|_| KIN.contains(&doc.word(kin)));
    if !name || !alone || !word || !ends || !(at..kin).all(|t| spaced(doc, t)) {
        return None;
    }
    let range = tokens[at].range.cover(tokens[kin].range);
    let gone = TextRange::new(tokens[at].range.end(), range.end());
    let title = doc.word(kin);
    out.report(range, format!("`{title}` after a name is a form of address that English does not use in a report"))
        .confidence(0.88)
        .suggest("Leave the title out", [Edit::delete(gone)])
        .suggest(
            "Put the title first",
            [Edit::replace(range, format!("{} {}", inflect::with_case_of("Aa", title), doc.word(at)))],
        );
    Some(kin + 1 - at)
}

/// `His Excellency Eng. Karim`, `the martyr Ali`, `Mr. Engineer`.
fn excellency(doc: &Document<'_>, out: &mut Findings<'_>) {
    static STYLE: Sought = Sought::new(
        &[
            "his her their mr mrs ms prof dr assoc assist mag h",
            "excellency excellence eminence virtue honor honour dr prof eng engr engineer doctor professor lawyer advocate architect minister director teacher governor mayor ing med phil e",
        ],
        concat!(
            r"(?-u:\b)((?:(?:His|Her|Their) (?:Excellency|Excellence|Eminence the Minister|Virtue|Honou?r the)(?:,? (?:Mr\.?|Mrs\.?|Dr\.?|Eng\.?|Engr\.?|Engineer|Prof\.?|Professor|Doctor|the))*",
            r"|(?:Mr|Mrs|Ms)\.? (?:Dr|Prof|Eng|Engr|Engineer|Doctor|Professor|Lawyer|Advocate|Architect|Minister|Director|Teacher|Governor|Mayor)\.?",
            r"|Prof\. Dr\.|Dr\. Eng\.|Dr\. Ing\.|Dr\. med\.|Dr\. phil\.|Prof\. Assoc\. Dr\.|Assoc\. Prof\. Dr\.|Assist\. Prof\. Dr\.|Mag\. Dr\.|H\.E\.(?: (?:Mr|Dr|Eng)\.)?)) ([A-Z][a-zA-Z\x{80}-\x{10FFFF}0-9_])"
        ),
    );
    for found in STYLE.captures_iter(doc) {
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

/// Titles heaped on a name, kinship as a title, the form of a company: `Mr. Mr.`, `Professor Artist`, `Eldest Sister Bian`,
/// `Mama of Neema`, `(Ltd.) Haneul`, `section chief-nim`.
fn heaped(doc: &Document<'_>, out: &mut Findings<'_>) {
    static DOUBLED: Sought = Sought::new(
        &["mr mrs ms dr miss sir madam professor prof doctor"],
        r"(?-u:\b)(Mr|Mrs|Ms|Dr|Miss|Sir|Madam|Professor|Prof|Doctor)\.? (Mr|Mrs|Ms|Dr|Miss|Sir|Madam|Professor|Prof|Doctor)\.? [A-Z]",
    );
    static ART: Sought = Sought::new(
        &[
            "artist engineer advocate academician architect jurist comrade musician litterateur sculptor economist pharmacist agronomist technician licentiate accountant bachelor magister candidate laureate hero martyr citizen master mister madame headmaster",
        ],
        concat!(
            r"(?-u:\b)((?:(?:Professor|Prof\.|Doctor|Dr\.|Engineer|Teacher|Academic|Great|Master|Honou?rable|Respected|Esteemed|Dear|Brother|Comrade) )?",
            r"(?:Artist|Engineer|Advocate|Academician|Architect|Jurist|Comrade|Musician|Litterateur|Sculptor|Economist|Pharmacist|Agronomist|Technician|Licentiate|Accountant|Bachelor|Magister|Candidate of Sciences|Laureate|Hero Driver|Martyr|Citizen|Master Craftsman|Mister|Madame Director|Headmaster Teacher) )([A-Z][a-zA-Z\x{80}-\x{10FFFF}0-9_]+)( [A-Z][a-zA-Z\x{80}-\x{10FFFF}0-9_]+)?"
        ),
    );
    static KIN: Sought = Sought::new(
        &[
            "brother sister uncle aunt auntie mama baba papa mommy daddy mum",
            "eldest elder younger big little second third older small maternal paternal in grandpa of",
        ],
        concat!(
            r"(?-u:\b)((?:Eldest|Elder|Younger|Big|Little|Second|Third|Older|Small) (?:Brother|Sister|Uncle|Aunt|Auntie)|Maternal Uncle|Paternal Uncle|Paternal Aunt|Maternal Aunt|Sister-in-law|Brother-in-law|Grandpa Uncle) [A-ZĐ][a-zA-Z\x{80}-\x{10FFFF}0-9_]",
            r"|(?-u:\b)((?:Mama|Baba|Papa|Mommy|Daddy|Mum) of) [A-Z][a-zA-Z\x{80}-\x{10FFFF}0-9_]"
        ),
    );
    static COMPANY: Sought = Sought::new(
        &["(", "ltd inc co corp llc corporation company stock foundation incorporated limited 주 株 有"],
        r"(\((?:Ltd|Inc|Co|Corp|Co\., Ltd|LLC|Corporation|Company|Stock|stock|Foundation|Incorporated|Limited|주|株|有)\.?\) ?)[A-Z][a-zA-Z\x{80}-\x{10FFFF}0-9_]",
    );
    static ROLE: Sought = Sought::new(
        &["-", "nim san sama ssi ji"],
        r"(?-u:\b)((?:[Tt]eam|[Ss]ection|[Dd]epartment|[Bb]ranch|[Ss]hop|[Ff]actory|[Gg]eneral|[Vv]ice|[Dd]eputy|[Cc]lass|[Gg]roup|[Pp]roject)[ -](?:leader|chief|head|manager|director|president|representative|owner|captain))-(?:nim|san|sama|ssi|ji)(?-u:\b)",
    );
    let text = doc.text();
    for found in DOUBLED.captures_iter(doc) {
        let (Some(first), Some(second)) = (found.get(1), found.get(2)) else { continue };
        if first.as_str() != second.as_str()
            && !matches!(
                (first.as_str(), second.as_str()),
                ("Mr" | "Mrs" | "Ms", "Miss" | "Sir" | "Madam" | "Mr" | "Mrs" | "Ms")
            )
        {
            continue;
        }
        let range = TextRange::new(first.start(), second.start());
        out.report(range, "two titles stand before one name")
            .confidence(0.9)
            .suggest("Keep one", [Edit::delete(range)]);
    }
    for found in ART.captures_iter(doc) {
        let (Some(title), Some(name)) = (found.get(1), found.get(2)) else { continue };
        let range = TextRange::new(title.start(), title.end());
        let block = doc.block_at(range.start()).map(|index| doc.blocks()[index].kind);
        let known = lexicon::is_english_form(&name.as_str().to_lowercase())
            && lexicon::given_name_gender(name.as_str()).is_none();
        let start = doc.sentence_at(range.start()).map(|index| doc.sentences()[index].range.start());
        let alone =
            found.get(3).is_none() && !stands_elsewhere(text, name.as_str(), TextRange::new(name.start(), name.end()));
        let several = title.as_str().trim().contains(' ');
        // A heading, the name of a thing: `the Artist Rooms`, `Citizen Kane`.
        if matches!(block, None | Some(BlockKind::Headline | BlockKind::Table))
            || known
            || alone && !several
            || start == Some(range.start()) && !several && title.as_str().starts_with("Citizen")
            || text[..range.start()].ends_with(['“', '"', '‘', '*', '_', '('])
            || text[..range.start()].trim_end().ends_with("the")
            || text.matches(title.as_str()).count() > 2
        {
            continue;
        }
        let kept = ["Professor ", "Prof. ", "Doctor ", "Dr. "].iter().find(|kept| title.as_str().starts_with(*kept));
        let kept = kept.map_or(0, |kept| kept.len());
        let finding = out.report(range, format!("`{}` is no title before a name in English", title.as_str().trim()));
        finding.confidence(0.82).suggest("Drop it", [Edit::delete(range)]);
        if kept > 0 {
            finding.suggest("Drop the second", [Edit::delete(TextRange::new(range.start() + kept, range.end()))]);
        }
    }
    for found in KIN.captures_iter(doc) {
        let Some(title) = found.get(1).or(found.get(2)) else { continue };
        let range = TextRange::new(title.start(), title.end());
        let next = &text[range.end() + 1..];
        let name: String = next.chars().take_while(|c| c.is_alphanumeric()).collect();
        if lexicon::is_english_form(&name.to_lowercase()) && lexicon::given_name_gender(&name).is_none()
            || text.matches(&format!("{} {name}", title.as_str())).count() > 2
            || !doc.is_prose(range)
        {
            continue;
        }
        let finding = out.report(range, format!("`{}` is a form of address of another language", title.as_str()));
        finding.confidence(0.88);
        if found.get(2).is_some() {
            let of = TextRange::new(range.end() - 3, range.end());
            finding.suggest("Drop `of`", [Edit::delete(of)]);
        } else {
            let man = ["Brother", "Uncle", "brother"].iter().any(|word| title.as_str().contains(word));
            let meant = if man { "Mr." } else { "Ms." };
            finding
                .suggest(format!("Write `{meant}`"), [Edit::replace(range, meant)])
                .suggest("Drop it", [Edit::delete(TextRange::new(range.start(), range.end() + 1))]);
        }
    }
    for found in COMPANY.captures_iter(doc) {
        let Some(form) = found.get(1) else { continue };
        let range = TextRange::new(form.start(), form.end());
        if !doc.is_prose(range) || text[..range.start()].ends_with(|c: char| c.is_alphanumeric()) {
            continue;
        }
        let before = text[..range.start()].trim_end();
        // `Haneul (Ltd.) South`: the form follows the name, as in English.
        if before
            .rsplit(' ')
            .next()
            .is_some_and(|word| word.starts_with(char::is_uppercase) && !word.ends_with(['.', ',']) && word.len() > 3)
        {
            continue;
        }
        out.report(range, "the form of the company stands before its name, as in Korean")
            .confidence(0.92)
            .suggest("Drop it", [Edit::delete(range)]);
    }
    for found in ROLE.captures_iter(doc) {
        let (Some(whole), Some(role)) = (found.get(0), found.get(1)) else { continue };
        let range = TextRange::new(whole.start(), whole.end());
        let lower = role.as_str().to_lowercase();
        let meant = if role.as_str().starts_with(char::is_uppercase) { format!("The {lower}") } else { lower };
        out.report(range, "this ending of respect has no place in English")
            .confidence(0.94)
            .suggest(format!("Write `{meant}`"), [Edit::replace(range, meant)]);
    }
}

/// `Mr./Mrs. has`: the polite pronoun of Polish, Portuguese, Romanian taken for a title.
fn both(doc: &Document<'_>, out: &mut Findings<'_>) {
    static BOTH: Sought = Sought::new(
        &["mrs ms miss madam madame lady ma frau pani señora senhora", "/ ("],
        r"(?-u:\b)(?:the )?(?:Mr|Mister|Sir|Lord|Herr|Pan|Monsieur|Señor|Senhor)\.?(?: ?/ ?| ?\()(?:Mrs|Ms|Miss|Madam|Madame|Lady|Ma'am|Frau|Pani|Señora|Senhora)\.?\)?",
    );
    let text = doc.text();
    for found in BOTH.find_iter(doc) {
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
