//! Numbers and measures counted in the units of the source language.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Document, usage};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::lexicon;
use crate::rules::Rule;
use crate::source::TextRange;

/// See `number_unit.md`.
pub static RULE: Rule = Rule {
    id: "translation/number-unit",
    summary: "a number or a measure in the units of the source language",
    severity: Severity::Warning,
    mqm: "locale-conventions/measurement-format",
    its: "locale-specific-content",
    check,
};

/// A traditional measure: its names, what one of it is, and whether that is exact.
struct Measure {
    names: &'static [&'static str],
    size: f64,
    metric: Metric,
    exact: bool,
    /// English words or common names too: wants a number and a text from where it is in use.
    doubtful: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Metric {
    /// Square metres.
    Area,
    /// Metres.
    Length,
    /// Grams.
    Mass,
    /// Litres.
    Volume,
}

const fn measure(names: &'static [&'static str], size: f64, metric: Metric) -> Measure {
    Measure { names, size, metric, exact: false, doubtful: false }
}

const fn exact(names: &'static [&'static str], size: f64, metric: Metric) -> Measure {
    Measure { names, size, metric, exact: true, doubtful: false }
}

const fn doubtful(names: &'static [&'static str], size: f64, metric: Metric) -> Measure {
    Measure { names, size, metric, exact: true, doubtful: true }
}

/// Sizes are those of the countries’ weights and measures acts, as converted in national statistics.
static MEASURES: &[Measure] = &[
    measure(&["pyeong", "pyong", "pyung", "p'yong"], 3.305_785, Metric::Area),
    measure(&["tsubo"], 3.305_785, Metric::Area),
    measure(&["shaku"], 0.303_03, Metric::Length),
    measure(&["ken"], 1.818_18, Metric::Length),
    measure(&["sun"], 0.030_303, Metric::Length),
    measure(&["tatami"], 1.62, Metric::Area),
    measure(&["kanme", "kan"], 3750.0, Metric::Mass),
    measure(&["momme"], 3.75, Metric::Mass),
    measure(&["isshobin"], 1.8, Metric::Volume),
    exact(&["mu", "mou"], 666.666_666_7, Metric::Area),
    exact(&["qing"], 66_666.666_67, Metric::Area),
    exact(&["jin"], 500.0, Metric::Mass),
    exact(&["liang"], 50.0, Metric::Mass),
    measure(&["catty", "catties", "kati"], 604.8, Metric::Mass),
    measure(&["picul", "piculs"], 60_480.0, Metric::Mass),
    measure(&["geun"], 600.0, Metric::Mass),
    measure(&["chungbo", "jeongbo", "cho"], 9917.0, Metric::Area),
    measure(&["majigi"], 660.0, Metric::Area),
    exact(&["dunam", "dunams", "dunum", "dunums", "donum", "donums", "dönüm", "dönüms", "dulum"], 1000.0, Metric::Area),
    measure(&["feddan", "feddans"], 4200.0, Metric::Area),
    exact(&["rai"], 1600.0, Metric::Area),
    exact(&["ngan"], 400.0, Metric::Area),
    measure(&["bigha", "bighas"], 2500.0, Metric::Area),
    measure(&["kanal", "kanals"], 505.9, Metric::Area),
    measure(&["marla", "marlas"], 25.3, Metric::Area),
    measure(&["guntha", "gunthas"], 101.2, Metric::Area),
    measure(&["katha", "kathas"], 66.9, Metric::Area),
    exact(&["stremma", "stremmata", "stremmas"], 1000.0, Metric::Area),
    exact(&["jerib", "jeribs"], 2000.0, Metric::Area),
    exact(&["sào", "sao"], 360.0, Metric::Area),
    measure(&["manzana", "manzanas"], 7000.0, Metric::Area),
    measure(&["tarea", "tareas"], 629.0, Metric::Area),
    measure(&["alqueire", "alqueires"], 24_200.0, Metric::Area),
    measure(&["fanega", "fanegas"], 6440.0, Metric::Area),
    measure(&["jugero", "Joch", "hold"], 5755.0, Metric::Area),
    exact(&["ar", "ars", "sotka", "sotkas", "sotok"], 100.0, Metric::Area),
    measure(&["desyatina", "desyatinas", "dessiatin", "dessiatins", "dessiatines"], 10_925.0, Metric::Area),
    measure(&["versta", "verst", "versts", "verstas"], 1066.8, Metric::Length),
    measure(&["sazhen", "sazhens"], 2.1336, Metric::Length),
    measure(&["arshin", "arshins"], 0.7112, Metric::Length),
    measure(&["pood", "poods", "pud", "puds"], 16_380.0, Metric::Mass),
    exact(&["centner", "centners", "zentner", "tsentner", "tsentners"], 100_000.0, Metric::Mass),
    exact(&["quintal", "quintals", "quintales"], 100_000.0, Metric::Mass),
    measure(&["arroba", "arrobas"], 11_500.0, Metric::Mass),
    exact(&["deka", "dekas", "dkg", "deca", "dag", "decagram", "decagrams", "dekagram", "dekagrams", "etto", "etti"], 10.0, Metric::Mass),
    exact(&["ons"], 100.0, Metric::Mass),
    exact(&["lạng"], 100.0, Metric::Mass),
    exact(&["pond", "pfund", "Pfund"], 500.0, Metric::Mass),
    measure(&["oka", "okas", "oke", "okka"], 1282.0, Metric::Mass),
    measure(&["seer", "seers"], 933.0, Metric::Mass),
    measure(&["maund", "maunds"], 37_320.0, Metric::Mass),
    measure(&["tola", "tolas"], 11.66, Metric::Mass),
    measure(&["ratl", "ratls"], 449.0, Metric::Mass),
    measure(&["farsakh", "farsang", "parasang", "parasangs"], 6000.0, Metric::Length),
    measure(&["kos", "koss"], 3000.0, Metric::Length),
    exact(&["mil"], 10_000.0, Metric::Length),
    exact(&["li"], 500.0, Metric::Length),
    exact(&["wa"], 2.0, Metric::Length),
    measure(&["vara", "varas"], 0.84, Metric::Length),
    measure(&["legua", "leguas"], 4828.0, Metric::Length),
    measure(&["debe", "pishi"], 18.0, Metric::Volume),
    exact(&["salop", "gantang", "salup"], 3.0, Metric::Volume),
    measure(&["cavan", "cavans", "kaban"], 75.0, Metric::Volume),
    exact(&["decilitro", "hl", "hectolitro"], 100.0, Metric::Volume),
    doubtful(&["chi"], 0.333_333, Metric::Length),
    doubtful(&["ri"], 392.7, Metric::Length),
    doubtful(&["go"], 0.18, Metric::Volume),
];

/// What shows that a doubtful or an ambiguous measure is meant.
const CUES: &[(&str, &[&str])] = &[
    ("mil", &["Swed", "Norw", "Stockholm", "Oslo", "kron", "å", "ö", "ø"]),
    ("wa", &["Thai", "Bangkok", "baht"]),
    ("rai", &["Thai", "Bangkok", "baht", "Ban ", "Chiang"]),
    ("ri", &["Korea", "Japan"]),
    ("chi", &["Chin", "Taiwan", "Vietnam"]),
    ("go", &["rice", "sake"]),
    ("ken", &["Japan", "Kyoto", "Tokyo", "Edo", "temple"]),
    ("sun", &["Japan", "Kyoto", "Tokyo", "Edo", "shaku"]),
    ("kan", &["Japan", "Kyoto", "Tokyo"]),
    ("cho", &["Japan", "Kyoto", "Tokyo", "Korea"]),
    ("ar", &["Pol", "Ukrain", "Czech", "Hungar", "Swed"]),
    ("hold", &["Hungar"]),
    ("deca", &["gram", "flour", "butter", "Hungar", "Austria", "recipe", "ham"]),
    ("li", &["Chin", "Beijing", "yuan", "dynasty"]),
    ("sao", &["Vietnam", "Hanoi", "dong"]),
    ("mou", &["Chin", "yuan"]),
    ("pond", &["Dutch", "Netherlands", "cheese", "flour", "butter"]),
    ("hl", &["wine"]),
    ("tatami", &["room", "apartment", "flat"]),
];

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    large(doc, out);
    measures(doc, out);
    fractions(doc, out);
    centuries(doc, out);
}

fn range_of(found: regex::Match<'_>) -> TextRange {
    TextRange::new(found.start(), found.end())
}

/// A number as English or as the source wrote it: `1.4`, `1,200`, `five`, `2,5`.
fn value(number: &str) -> Option<f64> {
    if let Some(value) = lexicon::number_word(&number.to_ascii_lowercase()) {
        return Some(value as f64);
    }
    let plain = match number.rsplit_once(',') {
        Some((_, tail)) if tail.len() == 3 => number.replace(',', ""),
        Some(_) => number.replace('.', "").replace(',', "."),
        None => number.to_string(),
    };
    plain.parse().ok()
}

/// Counts: `7만`, `1.4 hundred million`, `3 lakh`, `1,200 millions of`.
fn large(doc: &Document<'_>, out: &mut Findings<'_>) {
    static SIGNS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(\d[\d.,]*)\s?(조|억|천만|백만|만|천|兆|億|亿|千万|百万|萬|万|千)(?:\s?(\d[\d,]*)\s?(만|万|萬|천|千)?)?").expect("a valid expression")
    });
    static WORDS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)\b(?P<n>\d[\d.,]*\d|\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?: point \w+)?)[\s-](?P<u>",
            r"(?:ten|hundred) (?:thousand|million|billion)s?|thousand (?:million|billion)s?|lakhs? crores?|lakhs?|lacs?|crores?",
            r"|(?:million|billion|thousand|hundred)s of(?: millions)?|millions|billions|milliards?(?: of)?|miliards?(?: of)?|milliarden|miliony|milliones|millones(?: de)?|milioni(?: di)?|millions d['’]|milhões(?: de)?|bilhões(?: de)?|mil millones(?: de)?|billones(?: de)?",
            r"|mlrd\.?|mld\.?|mrd\.?|mln\.?|mio\.?|mia\.?|bln\.?|trn\.?|tys\.?|thsd\.?|tis\.|juta|miliar|ribu|triliun|milyar|milyon|bin|tỷ|triệu|wan|yi|man|oku|eok|cho|jo",
            r")(?P<after>\W|$)"
        ))
        .expect("a valid expression")
    });
    static MIXED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\b(\d{1,3}) (thousand|million) (\d{3}|\d{1,3} thousand)\b").expect("a valid expression"));
    let text = doc.text();
    if !text.is_ascii() {
        for found in SIGNS.captures_iter(text) {
            let (Some(whole), Some(number), Some(sign)) = (found.get(0), found.get(1), found.get(2)) else { continue };
            let size = |sign: &str| match sign {
                "조" | "兆" => 1e12,
                "억" | "億" | "亿" => 1e8,
                "천만" | "千万" => 1e7,
                "백만" | "百万" => 1e6,
                "만" | "万" | "萬" => 1e4,
                _ => 1e3,
            };
            let Some(first) = value(number.as_str().trim_end_matches([',', '.'])) else { continue };
            let rest = found.get(3).and_then(|more| value(more.as_str())).unwrap_or(0.0) * found.get(4).map_or(1.0, |sign| size(sign.as_str()));
            let trimmed = whole.as_str().trim_end().len();
            let range = TextRange::new(whole.start(), whole.start() + trimmed);
            let meant = usage::amount(first * size(sign.as_str()) + rest);
            out.report(range, format!("`{}` counts in the units of the source language", &text[range]))
                .confidence(0.96)
                .severity(Severity::Error)
                .suggest(format!("Write `{meant}`"), [Edit::replace(range, meant)]);
        }
    }
    for found in WORDS.captures_iter(text) {
        let (Some(number), Some(unit), Some(after)) = (found.name("n"), found.name("u"), found.name("after")) else { continue };
        let name = unit.as_str().to_ascii_lowercase();
        let bare = name.trim_end_matches('.').trim_end_matches(" of").trim_end_matches(" de").trim_end_matches(" di");
        let written = number.as_str();
        let figures = written.starts_with(|c: char| c.is_ascii_digit());
        let cue = |cues: &[&str]| cues.iter().any(|cue| text.contains(cue));
        let size = match bare {
            "hundred thousand" | "hundred thousands" if figures => 1e5,
            "ten thousand" | "ten thousands" => 1e4,
            "ten million" | "ten millions" => 1e7,
            "hundred million" | "hundred millions" if figures => 1e8,
            "ten billion" | "ten billions" => 1e10,
            "hundred billion" | "hundred billions" if figures => 1e11,
            "thousand million" | "thousand millions" | "mil millones" | "milliard" | "milliards" | "miliard" | "miliards" | "milliarden" | "mlrd" | "mld" | "mrd" | "mia" | "bln" | "miliar" | "milyar" | "bilhões" | "tỷ" | "billions" => 1e9,
            "thousand billion" | "thousand billions" | "trn" | "triliun" | "billones" => 1e12,
            "lakh" | "lakhs" | "lac" | "lacs" => 1e5,
            "crore" | "crores" => 1e7,
            "lakh crore" | "lakh crores" | "lakhs crore" => 1e12,
            "millions" | "miliony" | "millones" | "milioni" | "milhões" | "millions d'" | "millions d’" | "mln" | "mio" | "juta" | "milyon" | "triệu" => 1e6,
            "thousands" | "tys" | "thsd" | "tis" | "ribu" if figures => 1e3,
            "hundreds" if figures => 100.0,
            "wan" | "man" if figures && cue(&["yuan", "yen", "Chin", "Japan", "Korea", "won"]) && bare != "man" => 1e4,
            "yi" if figures && cue(&["yuan", "Chin"]) => 1e8,
            "oku" if figures && cue(&["yen", "Japan"]) => 1e8,
            "eok" if figures => 1e8,
            "bin" if figures && cue(&["Turk", "lira", "Istanbul", "İ"]) => 1e3,
            _ => continue,
        };
        // `two millions` without figures is old English; `ten ten thousands` is no count at all.
        if !figures && !matches!(bare, "ten thousand" | "lakh" | "crore" | "lakhs" | "crores" | "milliard" | "milliards" | "ten million") {
            continue;
        }
        let dotted = unit.as_str().ends_with('.') && after.as_str() != "\n" && !text[unit.end()..].trim_start().starts_with(char::is_uppercase) && !text[unit.end()..].trim_start().is_empty();
        let end = if unit.as_str().ends_with('.') && !dotted { unit.end() - 1 } else { unit.end() };
        let range = TextRange::new(number.start(), end);
        let preceded_by_digit = text[..number.start()].ends_with(['.', ',']);
        let Some(count) = value(written).filter(|_| !preceded_by_digit) else { continue };
        let meant = usage::amount(count * size);
        out.report(range, format!("`{}` counts in the units of the source language", &text[range]))
            .confidence(0.94)
            .suggest(format!("Write `{meant}`"), [Edit::replace(range, meant)]);
    }
    for found in MIXED.captures_iter(text) {
        let (Some(whole), Some(high), Some(unit), Some(low)) = (found.get(0), found.get(1), found.get(2), found.get(3)) else { continue };
        let size = if unit.as_str() == "thousand" { 1_000 } else { 1_000_000 };
        let low = match low.as_str().strip_suffix(" thousand") {
            Some(_) if size == 1_000 => continue,
            Some(low) => low.parse::<u64>().unwrap_or(0) * 1_000,
            None if size == 1_000 => low.as_str().parse().unwrap_or(0),
            None => continue,
        };
        let Ok(high) = high.as_str().parse::<u64>() else { continue };
        let meant = usage::grouped(high * size + low);
        out.report(range_of(whole), "a number is written in two pieces")
            .confidence(0.92)
            .suggest(format!("Write `{meant}`"), [Edit::replace(range_of(whole), meant)]);
    }
}

/// Measures: `25 pyeong`, `45-mu`, `900 dunams`.
fn measures(doc: &Document<'_>, out: &mut Findings<'_>) {
    let text = doc.text();
    for at in 1..doc.tokens().len() {
        let word = doc.word(at);
        if word.len() > 12 || word.len() < 2 || doc.tokens()[at].sentence != doc.tokens()[at - 1].sentence {
            continue;
        }
        let Some(measure) = find_measure(word) else { continue };
        let hyphen = doc.is(at - 1, "-") && at >= 2;
        let number_at = if hyphen { at - 2 } else { at - 1 };
        let number = doc.tokens()[number_at].range;
        let unit = doc.tokens()[at].range;
        let gap = &text[number.end()..unit.start()];
        if !matches!(gap, " " | "-" | "\u{a0}" | "") {
            continue;
        }
        let written = &text[number];
        let Some(count) = value(written).filter(|count| *count > 0.0) else { continue };
        let cues = CUES.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, cues)| *cues);
        let supported = cues.is_some_and(|cues| cues.iter().any(|cue| text.contains(cue)));
        if (measure.doubtful || cues.is_some()) && !supported || word.starts_with(char::is_uppercase) && word != "Pfund" {
            continue;
        }
        // A conversion that stands there already.
        let after = text[unit.end()..].trim_start();
        if after.starts_with('(') && after.chars().take(40).any(|c| c.is_ascii_digit()) || after.starts_with("of land (") {
            continue;
        }
        let before = text[..number.start()].trim_end();
        if before.ends_with('(') || after.starts_with(')') {
            continue;
        }
        let range = number.cover(unit);
        let (amount, unit_name) = convert(text, count * measure.size, measure.metric, hyphen);
        let rounded = written.parse::<f64>().is_ok_and(|count| count >= 1.0);
        let about = !measure.exact && rounded && !["about", "around", "some", "nearly", "roughly", "almost", "over", "approximately"].iter().any(|word| before.ends_with(word));
        let about = if about || !measure.exact && !hyphen && written.parse::<f64>().is_err() { "about " } else { "" };
        let meant = if hyphen { format!("{amount}-{unit_name}") } else { format!("{about}{amount} {unit_name}") };
        out.report(range, format!("few readers know how much `{}` is", &text[range]))
            .confidence(0.93)
            .suggest(format!("Write `{meant}`"), [Edit::replace(range, meant)]);
    }
}

fn find_measure(word: &str) -> Option<&'static Measure> {
    MEASURES.iter().find(|measure| measure.names.contains(&word))
}

/// The amount in the largest metric unit that leaves a number from one on, and the unit’s name.
fn convert(text: &str, amount: f64, metric: Metric, adjective: bool) -> (String, String) {
    let (scale, name) = match metric {
        Metric::Area if amount < 5e3 => (1.0, "square meter"),
        Metric::Area if amount >= 1e8 => (1e6, "square kilometer"),
        Metric::Area => (1e4, "hectare"),
        Metric::Length if amount >= 1000.0 => (1000.0, "kilometer"),
        Metric::Length if amount >= 1.0 => (1.0, "meter"),
        Metric::Length => (0.01, "centimeter"),
        Metric::Mass if amount >= 1e6 => (1e6, "ton"),
        Metric::Mass if amount >= 1000.0 => (1000.0, "kilogram"),
        Metric::Mass => (1.0, "gram"),
        Metric::Volume => (1.0, "liter"),
    };
    let value = amount / scale;
    // Two significant digits, three from a hundred on, and whole numbers as they are.
    let places = if (value - value.round()).abs() < 1e-3 * value.max(1.0) || value >= 10.0 { 0 } else { 1 };
    let rounded = if value >= 1000.0 { (value / 10.0).round() * 10.0 } else { value };
    let number = format!("{rounded:.places$}");
    let whole = number.parse::<u64>().ok();
    let shown = match whole {
        Some(whole) if adjective => usage::spelled(whole).map_or_else(|| usage::grouped(whole), str::to_string),
        Some(whole) => usage::grouped(whole),
        None => number.clone(),
    };
    let name = if usage::is_british(text) {
        name.replace("meter", "metre").replace("liter", "litre").replace("ton", "tonne")
    } else {
        name.to_string()
    };
    let plural = if adjective || number == "1" { name } else { format!("{name}s") };
    (shown, plural)
}

/// Clock times told to the hour that comes: `half 11`.
fn fractions(doc: &Document<'_>, out: &mut Findings<'_>) {
    static HALF: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?i)\b(?:half|halb|halv|half to|half of the) (\d{1,2})\b(?:\s?(?:o['’]clock))?").expect("a valid expression"));
    let text = doc.text();
    for found in HALF.captures_iter(text) {
        let (Some(whole), Some(hour)) = (found.get(0), found.get(1)) else { continue };
        let Some(hour) = hour.as_str().parse::<u32>().ok().filter(|hour| (1..=24).contains(hour)) else { continue };
        let rest = text[whole.end()..].trim_start();
        let range = range_of(whole);
        if rest.starts_with(|c: char| c.is_alphanumeric() && !rest.starts_with("in the") && !rest.starts_with("at") && !rest.starts_with("on")) || rest.starts_with(['%', ',']) && rest[1..].starts_with(|c: char| c.is_ascii_digit()) || !doc.is_prose(range) || text[whole.end()..].starts_with('-') || text[whole.end()..].starts_with(['.', '-', '/', ':']) && text[whole.end() + 1..].starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let meant = usage::time(text, if hour == 1 { 12 } else { hour - 1 }, 30, '.');
        out.report(range, "half an hour before the hour, as other languages tell the time")
            .confidence(0.88)
            .suggest(format!("Write `{meant}`"), [Edit::replace(range, meant)]);
    }
}

/// Centuries in Roman numerals and years as Italian counts them: `XIIe century`, `the ’300`, `the years ’60`.
fn centuries(doc: &Document<'_>, out: &mut Findings<'_>) {
    static ROMAN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:([XVI]{1,5})[- ]?(?:e|ème|eme|è|º|°|th|st|nd|rd|a|-a|-e|-th)?\.?((?: ?[-–—] ?| and | to )[XVI]{1,5}(?:e|ème|th)?)?( cent(?:ury|uries)\b| c\.)|(?:[Cc]entury|siglo|século|secolo|siècle|století|wiek) ([XVI]{1,5})\b)").expect("a valid expression")
    });
    static ITALIAN: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b[Tt]he ?(['’‘][2-9]00)\b").expect("a valid expression"));
    static YEARS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b(?:the )?years ['’‘]?([2-9]0)(?:['’]?s)?\b").expect("a valid expression"));
    let text = doc.text();
    for found in ROMAN.captures_iter(text) {
        let Some(whole) = found.get(0) else { continue };
        let first = found.get(1).or(found.get(4));
        let Some(number) = first.and_then(|numeral| roman(numeral.as_str())).filter(|number| (1..=21).contains(number)) else { continue };
        let before = text[..whole.start()].chars().next_back();
        if before.is_some_and(|c| c == '-' || c == '–') || text[whole.end()..].starts_with('-') {
            continue;
        }
        let (range, meant) = match (first, found.get(2)) {
            (Some(numeral), None) if found.get(3).is_some() => {
                let end = found.get(3).map_or(whole.end(), |word| word.start());
                (TextRange::new(numeral.start(), end), ordinal(number))
            }
            (Some(numeral), Some(second)) => {
                let other = roman(second.as_str().trim_matches(|c: char| !matches!(c, 'X' | 'V' | 'I'))).unwrap_or(0);
                let between: String = second.as_str().chars().take_while(|c| !matches!(c, 'X' | 'V' | 'I')).collect();
                (TextRange::new(numeral.start(), second.end()), format!("{}{between}{}", ordinal(number), ordinal(other)))
            }
            _ => (range_of(whole), format!("{} century", ordinal(number))),
        };
        out.report(range, "English writes centuries in Arabic figures")
            .confidence(0.92)
            .suggest(format!("Write `{meant}`"), [Edit::replace(range, meant)]);
    }
    for found in ITALIAN.captures_iter(text) {
        let Some(year) = found.get(1) else { continue };
        let Some(hundreds) = year.as_str().chars().nth(1).and_then(|digit| digit.to_digit(10)) else { continue };
        let meant = format!("{} century", ordinal(hundreds + 11));
        out.report(range_of(year), "Italian counts centuries without the thousand")
            .confidence(0.9)
            .suggest(format!("Write `{meant}`"), [Edit::replace(range_of(year), meant)])
            .suggest("Write the years", [Edit::replace(range_of(year), format!("1{hundreds}00s"))]);
    }
    for found in YEARS.captures_iter(text) {
        let (Some(whole), Some(decade)) = (found.get(0), found.get(1)) else { continue };
        if !whole.as_str().starts_with("the ") && !text[..whole.start()].trim_end().ends_with("the") {
            continue;
        }
        let meant = format!("the 19{}s", decade.as_str());
        out.report(range_of(whole), "the decade is named as other languages name it")
            .confidence(0.9)
            .suggest(format!("Write `{meant}`"), [Edit::replace(range_of(whole), meant)]);
    }
}

/// The value of a Roman numeral of `X`, `V` and `I` that is written as it should be.
fn roman(numeral: &str) -> Option<u32> {
    const UNITS: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let tens = numeral.chars().take_while(|c| *c == 'X').count();
    // `IX` begins with no ten.
    let rest = &numeral[tens..];
    let ones = UNITS.iter().position(|unit| *unit == rest)?;
    u32::try_from(tens * 10 + ones).ok().filter(|value| *value > 0)
}

fn ordinal(number: u32) -> String {
    let suffix = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{suffix}")
}
