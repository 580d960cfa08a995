//! Numbers and measures counted in the units of the source language.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::document::{Document, usage};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::{Tag, Upos, inflect, lexicon};
use crate::rules::Rule;
use crate::rules::sought::Sought;
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
    exact(
        &["deka", "dekas", "dkg", "deca", "dag", "decagram", "decagrams", "dekagram", "dekagrams", "etto", "etti"],
        10.0,
        Metric::Mass,
    ),
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
    pieces(doc, out);
    counted(doc, out);
    ages(doc, out);
    percents(doc, out);
    prices(doc, out);
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
    static SIGNS: Sought = Sought::new(
        &["0", "조* 억* 천* 백* 만* 兆* 億* 亿* 千* 百* 萬* 万*"],
        r"([0-9][0-9.,]*)\s?(조|억|천만|백만|만|천|兆|億|亿|千万|百万|萬|万|千)(?:\s?([0-9][0-9,]*)\s?(만|万|萬|천|千)?)?",
    );
    static WORDS: Sought = Sought::new(
        &[
            "thousand thousands million millions billion billions hundreds lakh lakhs lac lacs crore crores milliard milliards miliard miliards milliarden miliony milliones millones milioni milhões bilhões mil billones mlrd mld mrd mln mio mia bln trn tys thsd tis juta miliar ribu triliun milyar milyon bin tỷ triệu wan yi man oku eok cho jo",
        ],
        concat!(
            r"(?-u:\b)(?P<n>[0-9][0-9.,]*[0-9]|[0-9]|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?: point [a-zA-Z\x{80}-\x{10FFFF}0-9_]+)?)[\s-](?P<u>",
            r"(?:ten|hundred) (?:thousand|million|billion)s?|thousand (?:million|billion)s?|lakhs? crores?|lakhs?|lacs?|crores?",
            r"|(?:million|billion|thousand|hundred)s of(?: millions)?|millions|billions|thousands|milliards?(?: of)?|miliards?(?: of)?|milliarden|miliony|milliones|millones(?: de)?|milioni(?: di)?|millions d['’]|milhões(?: de)?|bilhões(?: de)?|mil millones(?: de)?|billones(?: de)?",
            r"|mlrd\.?|mld\.?|mrd\.?|mln\.?|mio\.?|mia\.?|bln\.?|trn\.?|tys\.?|thsd\.?|tis\.|juta|miliar|ribu|triliun|milyar|milyon|bin|tỷ|triệu|wan|yi|man|oku|eok|cho|jo",
            r")(?P<after>\W|$)"
        ),
    );
    static RUPEES: Sought =
        Sought::new(&["rs ₹", "0", "lakh crore"], r"(?:(?-u:\b)Rs\.?|₹) ?[0-9][0-9.,]* (?:lakh|crore)(?-u:\b)");
    static MIXED: Sought = Sought::new(
        &["0", "thousand million"],
        r"(?-u:\b)([0-9]{1,3}) (thousand|million) ([0-9]{3}|[0-9]{1,3} thousand)(?-u:\b)",
    );
    let text = doc.text();
    if !text.is_ascii() {
        for found in SIGNS.captures_iter(doc) {
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
            let rest = found.get(3).and_then(|more| value(more.as_str())).unwrap_or(0.0)
                * found.get(4).map_or(1.0, |sign| size(sign.as_str()));
            let trimmed = whole.as_str().trim_end().len();
            let range = TextRange::new(whole.start(), whole.start() + trimmed);
            let meant = usage::amount(first * size(sign.as_str()) + rest);
            out.report(range, format!("`{}` counts in the units of the source language", &text[range]))
                .confidence(0.96)
                .severity(Severity::Error)
                .suggest(format!("Write `{meant}`"), [Edit::replace(range, meant)]);
        }
    }
    for found in WORDS.captures_iter(doc) {
        let (Some(number), Some(unit), Some(after)) = (found.name("n"), found.name("u"), found.name("after")) else {
            continue;
        };
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
            "thousand million" | "thousand millions" | "mil millones" | "milliard" | "milliards" | "miliard"
            | "miliards" | "milliarden" | "mlrd" | "mld" | "mrd" | "mia" | "bln" | "miliar" | "milyar" | "bilhões"
            | "tỷ" | "billions" => 1e9,
            "thousand billion" | "thousand billions" | "trn" | "triliun" | "billones" => 1e12,
            "lakh" | "lakhs" | "lac" | "lacs" => 1e5,
            "crore" | "crores" => 1e7,
            "lakh crore" | "lakh crores" | "lakhs crore" => 1e12,
            "millions" | "miliony" | "millones" | "milioni" | "milhões" | "millions d'" | "millions d’" | "mln"
            | "mio" | "juta" | "milyon" | "triệu" => 1e6,
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
        if !figures
            && !matches!(
                bare,
                "ten thousand" | "lakh" | "crore" | "lakhs" | "crores" | "milliard" | "milliards" | "ten million"
            )
        {
            continue;
        }
        let dotted = unit.as_str().ends_with('.')
            && after.as_str() != "\n"
            && !text[unit.end()..].trim_start().starts_with(char::is_uppercase)
            && !text[unit.end()..].trim_start().is_empty();
        let end = if unit.as_str().ends_with('.') && !dotted { unit.end() - 1 } else { unit.end() };
        let range = TextRange::new(number.start(), end);
        let preceded_by_digit = text[..number.start()].ends_with(['.', ',']);
        let Some(count) = value(written).filter(|_| !preceded_by_digit) else { continue };
        // English of India counts its money so.
        if matches!(bare, "lakh" | "lakhs" | "crore" | "crores") && RUPEES.is_match(doc) {
            continue;
        }
        // `3 thousand 200 ten thousand`: 3,200 of them.
        let thousands = thousands_before(text, number.start()).filter(|_| figures && size >= 1e4 && count < 1e3);
        let (range, count) = thousands
            .map_or((range, count), |(start, thousands)| (TextRange::new(start, range.end()), thousands * 1e3 + count));
        let meant = usage::amount(count * size);
        out.report(range, format!("`{}` counts in the units of the source language", &text[range]))
            .confidence(0.94)
            .suggest(format!("Write `{meant}`"), [Edit::replace(range, meant)]);
    }
    for found in MIXED.captures_iter(doc) {
        let (Some(whole), Some(high), Some(unit), Some(low)) = (found.get(0), found.get(1), found.get(2), found.get(3))
        else {
            continue;
        };
        let size = if unit.as_str() == "thousand" { 1_000 } else { 1_000_000 };
        let low = match low.as_str().strip_suffix(" thousand") {
            Some(_) if size == 1_000 => continue,
            Some(low) => low.parse::<u64>().unwrap_or(0) * 1_000,
            None if size == 1_000 => low.as_str().parse().unwrap_or(0),
            None => continue,
        };
        let Ok(high) = high.as_str().parse::<u64>() else { continue };
        // What follows counts it in units of the source language.
        let rest = text[whole.end()..].trim_start();
        if ["ten thousand", "ten million", "hundred million"].iter().any(|unit| rest.starts_with(unit)) {
            continue;
        }
        let meant = usage::grouped(high * size + low);
        out.report(range_of(whole), "a number is written in two pieces")
            .confidence(0.92)
            .suggest(format!("Write `{meant}`"), [Edit::replace(range_of(whole), meant)]);
    }
}

/// The thousands that stand right before byte `at` as `3 thousand `, and where they start.
fn thousands_before(text: &str, at: usize) -> Option<(usize, f64)> {
    let head = text[..at].strip_suffix(" thousand ")?;
    let figures = head.len() - head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let start = head.len() - figures;
    let whole = (1..=3).contains(&figures) && !head[..start].ends_with(['.', ',']);
    Some((start, head[start..].parse().ok()?)).filter(|_| whole)
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
        if (measure.doubtful || cues.is_some()) && !supported || word.starts_with(char::is_uppercase) && word != "Pfund"
        {
            continue;
        }
        // A conversion that stands there already.
        let after = text[unit.end()..].trim_start();
        if after.starts_with('(') && after.chars().take(40).any(|c| c.is_ascii_digit())
            || after.starts_with("of land (")
        {
            continue;
        }
        let before = text[..number.start()].trim_end();
        if before.ends_with('(') || after.starts_with(')') {
            continue;
        }
        let range = number.cover(unit);
        let (amount, unit_name) = convert(text, count * measure.size, measure.metric, hyphen);
        let rounded = written.parse::<f64>().is_ok_and(|count| count >= 1.0);
        let about = !measure.exact
            && rounded
            && !["about", "around", "some", "nearly", "roughly", "almost", "over", "approximately"]
                .iter()
                .any(|word| before.ends_with(word));
        let about = if about || !measure.exact && !hyphen && written.parse::<f64>().is_err() { "about " } else { "" };
        let meant = if hyphen { format!("{amount}-{unit_name}") } else { format!("{about}{amount} {unit_name}") };
        out.report(range, format!("few readers know how much `{}` is", &text[range]))
            .confidence(0.93)
            .suggest(format!("Write `{meant}`"), [Edit::replace(range, meant)]);
    }
}

fn find_measure(word: &str) -> Option<&'static Measure> {
    static INDEX: LazyLock<FxHashMap<&'static str, &'static Measure>> = LazyLock::new(|| {
        let names = MEASURES.iter().rev().flat_map(|measure| measure.names.iter().map(move |name| (*name, measure)));
        names.collect()
    });
    INDEX.get(word).copied()
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
    static HALF: Sought = Sought::new(
        &["half halb halv", "0 00"],
        r"(?i)(?-u:\b)(?:half|halb|halv|half to|half of the) ([0-9]{1,2})(?-u:\b)(?:\s?(?:o['’]clock))?",
    );
    let text = doc.text();
    for found in HALF.captures_iter(doc) {
        let (Some(whole), Some(hour)) = (found.get(0), found.get(1)) else { continue };
        let Some(hour) = hour.as_str().parse::<u32>().ok().filter(|hour| (1..=24).contains(hour)) else { continue };
        let rest = text[whole.end()..].trim_start();
        let range = range_of(whole);
        if rest.starts_with(|c: char| {
            c.is_alphanumeric() && !rest.starts_with("in the") && !rest.starts_with("at") && !rest.starts_with("on")
        }) || rest.starts_with(['%', ',']) && rest[1..].starts_with(|c: char| c.is_ascii_digit())
            || !doc.is_prose(range)
            || text[whole.end()..].starts_with('-')
            || text[whole.end()..].starts_with(['.', '-', '/', ':'])
                && text[whole.end() + 1..].starts_with(|c: char| c.is_ascii_digit())
        {
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
    static ROMAN: Sought = Sought::new(
        &["century centuries c siglo século secolo siècle století wiek"],
        r"(?-u:\b)(?:([XVI]{1,5})[- ]?(?:e|ème|eme|è|º|°|th|st|nd|rd|a|-a|-e|-th)?\.?((?: ?[-–—] ?| and | to )[XVI]{1,5}(?:e|ème|th)?)?( cent(?:ury|uries)(?-u:\b)| c\.)|(?:[Cc]entury|siglo|século|secolo|siècle|století|wiek) ([XVI]{1,5})(?-u:\b))",
    );
    static ITALIAN: Sought = Sought::new(&["000", "the", "' ’ ‘"], r"(?-u:\b)[Tt]he ?(['’‘][2-9]00)(?-u:\b)");
    static YEARS: Sought = Sought::new(&["years", "00"], r"(?-u:\b)(?:the )?years ['’‘]?([2-9]0)(?:['’]?s)?(?-u:\b)");
    let text = doc.text();
    for found in ROMAN.captures_iter(doc) {
        let Some(whole) = found.get(0) else { continue };
        let first = found.get(1).or(found.get(4));
        let Some(number) = first.and_then(|numeral| roman(numeral.as_str())).filter(|number| (1..=21).contains(number))
        else {
            continue;
        };
        let before = text[..whole.start()].chars().next_back();
        if before.is_some_and(|c| c == '-' || c == '–') || text[whole.end()..].starts_with('-') {
            continue;
        }
        let (range, meant) = match (first, found.get(2)) {
            (Some(numeral), None) if found.get(3).is_some() => {
                let end = found.get(3).map_or(whole.end(), |word| word.start());
                (TextRange::new(numeral.start(), end), usage::ordinal(number))
            }
            (Some(numeral), Some(second)) => {
                let other = roman(second.as_str().trim_matches(|c: char| !matches!(c, 'X' | 'V' | 'I'))).unwrap_or(0);
                let between: String = second.as_str().chars().take_while(|c| !matches!(c, 'X' | 'V' | 'I')).collect();
                (
                    TextRange::new(numeral.start(), second.end()),
                    format!("{}{between}{}", usage::ordinal(number), usage::ordinal(other)),
                )
            }
            _ => (range_of(whole), format!("{} century", usage::ordinal(number))),
        };
        out.report(range, "English writes centuries in Arabic figures")
            .confidence(0.92)
            .suggest(format!("Write `{meant}`"), [Edit::replace(range, meant)]);
    }
    for found in ITALIAN.captures_iter(doc) {
        let Some(year) = found.get(1) else { continue };
        let Some(hundreds) = year.as_str().chars().nth(1).and_then(|digit| digit.to_digit(10)) else { continue };
        let meant = format!("{} century", usage::ordinal(hundreds + 11));
        out.report(range_of(year), "Italian counts centuries without the thousand")
            .confidence(0.9)
            .suggest(format!("Write `{meant}`"), [Edit::replace(range_of(year), meant)])
            .suggest("Write the years", [Edit::replace(range_of(year), format!("1{hundreds}00s"))]);
    }
    for found in YEARS.captures_iter(doc) {
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

/// `3 billion 500 million`, `one comma eight`, `two and half`, `the years 1920s`.
fn pieces(doc: &Document<'_>, out: &mut Findings<'_>) {
    static LARGE: Sought = Sought::new(
        &["billion trillion million", "0"],
        r"(?-u:\b)([0-9]{1,3}(?:\.[0-9]+)?) (billion|trillion|million)(?: and)? ([0-9]{1,3}(?:\.[0-9]+)?) (million|billion|thousand)(?-u:\b)",
    );
    static COMMA: Sought = Sought::new(
        &["comma"],
        r"(?i)(?-u:\b)([0-9]{1,3}|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty) comma ([0-9]{1,2}|zero|one|two|three|four|five|six|seven|eight|nine)(?-u:\b)",
    );
    static HALF: Sought = Sought::new(
        &["half", "and with"],
        r"(?i)(?-u:\b)([0-9]{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve) (and half|half and|with half)(?: (?:a|an|of))?(?-u:\b)",
    );
    static DECADE: Sought = Sought::new(
        &["years year decade", "s", "00 0000"],
        r"(?-u:\b)(?:the )?(?:years? (?:of (?:the )?)?(?:the )?|decade of (?:the )?)['’]?((?:1[5-9]|20)[0-9]0)['’]?s(?-u:\b)|(?-u:\b)(?:the )['’]?((?:1[5-9]|20)?[0-9]0)['’]?s years(?-u:\b)",
    );
    let text = doc.text();
    let mut put = |range: TextRange, meant: String, message: &str, confidence: f32| {
        if doc.is_prose(range) {
            out.report(range, message)
                .confidence(confidence)
                .suggest(format!("Write `{meant}`"), [Edit::replace(range, meant)]);
        }
    };
    for found in LARGE.captures_iter(doc) {
        let (Some(whole), Some(high), Some(unit), Some(low), Some(small)) =
            (found.get(0), found.get(1), found.get(2), found.get(3), found.get(4))
        else {
            continue;
        };
        let size = |unit: &str| match unit {
            "trillion" => 1e12,
            "billion" => 1e9,
            "million" => 1e6,
            _ => 1e3,
        };
        let (Some(first), Some(second)) = (value(high.as_str()), value(low.as_str())) else { continue };
        if size(unit.as_str()) <= size(small.as_str()) {
            continue;
        }
        let meant = usage::amount(first * size(unit.as_str()) + second * size(small.as_str()));
        put(range_of(whole), meant, "a number is written in two pieces", 0.93);
    }
    for found in COMMA.captures_iter(doc) {
        let (Some(whole), Some(high), Some(low)) = (found.get(0), found.get(1), found.get(2)) else { continue };
        let (Some(first), Some(second)) = (value(high.as_str()), value(low.as_str())) else { continue };
        put(range_of(whole), format!("{first}.{second}"), "English reads the decimal sign as `point`", 0.9);
    }
    for found in HALF.captures_iter(doc) {
        let (Some(number), Some(half)) = (found.get(1), found.get(2)) else { continue };
        // `one and half of the other`: halves of something else.
        let whole = found.get(0).map_or("", |whole| whole.as_str());
        if whole.ends_with(" of") || whole.ends_with(" a") || whole.ends_with(" an") {
            continue;
        }
        let rest = text[half.end()..].trim_start();
        if rest.starts_with("the ") || rest.starts_with("his ") || rest.starts_with("her ") || rest.starts_with('-') {
            continue;
        }
        let range = TextRange::new(number.start(), half.end());
        put(range, format!("{} and a half", number.as_str()), "English has `and a half`", 0.88);
    }
    for found in DECADE.captures_iter(doc) {
        let (Some(whole), Some(decade)) = (found.get(0), found.get(1).or(found.get(2))) else { continue };
        let century = if decade.as_str().len() == 2 { "19" } else { "" };
        put(range_of(whole), format!("the {century}{}s", decade.as_str()), "a decade is named without `years`", 0.9);
    }
}

/// Units that English puts in the plural after a number, and in the singular with a hyphen before a noun.
const SINGULAR: &[&str] = &[
    "year",
    "month",
    "week",
    "day",
    "hour",
    "minute",
    "meter",
    "metre",
    "kilometer",
    "kilometre",
    "centimeter",
    "centimetre",
    "millimeter",
    "millimetre",
    "liter",
    "litre",
    "gram",
    "kilogram",
    "hectare",
    "ton",
    "tonne",
    "page",
    "room",
    "storey",
    "mile",
    "acre",
    "tablespoon",
    "teaspoon",
    "cup",
    "clove",
    "slice",
    "inch",
    "euro",
    "dollar",
    "ruble",
    "crown",
    "shilling",
    "rupee",
    "goal",
    "point",
    "minute",
    "season",
    "degree",
    "child",
    "person",
];

/// `a clerk in his 23s`: an age told by its decade, with another figure than a nought.
fn ages(doc: &Document<'_>, out: &mut Findings<'_>) {
    static AGE: Sought = Sought::new(
        &["his her their my our your", "0"],
        r"(?-u:\b)[Ii]n (?:(?:early|mid|late)[- ])?(?:his|her|their|my|our|your) (?:(?:early|mid|late)[- ])?([2-9][1-9]s)(?-u:\b)",
    );
    for found in AGE.captures_iter(doc) {
        let Some(age) = found.get(1) else { continue };
        let figure = age.as_str().trim_end_matches('s');
        let decade = format!("{}0s", &figure[..1]);
        out.report(range_of(age), format!("`{}` is neither an age nor a decade", age.as_str()))
            .confidence(0.9)
            .ask(format!("Is it {figure}, or somebody in the {decade}?"))
            .suggest(format!("Write `{decade}`"), [Edit::replace(range_of(age), decade)]);
    }
}

/// `2.5 litre of milk`, `the club’s 30 year history`, `two three days`.
fn counted(doc: &Document<'_>, out: &mut Findings<'_>) {
    static HYPHENATED: Sought = Sought::new(
        &[
            "-",
            "year month week day hour minute meter metre kilometer kilometre liter litre kilogram mile page room storey point person",
        ],
        r"(?-u:\b)(?:[0-9]+|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)-(?:year|month|week|day|hour|minute|meter|metre|kilometer|kilometre|liter|litre|kilogram|mile|page|room|storey|point|person)(?-u:\b)",
    );
    let tokens = doc.tokens();
    let text = doc.text();
    // A text that leaves out the hyphen every time does so by rule.
    let hyphenated = HYPHENATED.is_match(doc);
    for at in 0..tokens.len().saturating_sub(1) {
        if tokens[at].upos != Upos::Num && tokens[at].tag != Tag::Cd {
            continue;
        }
        let same = |other: usize| {
            tokens.get(other).is_some_and(|token| token.sentence == tokens[at].sentence)
                && &text[tokens[other - 1].range.end()..tokens[other].range.start()] == " "
        };
        if !same(at + 1) || !doc.is_prose(tokens[at].range) {
            continue;
        }
        approximate(doc, at, same(at + 2), out);
        let unit = doc.word(at + 1);
        if !SINGULAR.contains(&unit) || value(doc.word(at)).is_none_or(|count| count <= 1.0) {
            continue;
        }
        // A day or a number of the calendar: `May 5 day one`, `in 2019 minute by minute`.
        if at > 0 && (doc.is(at - 1, "-") || lexicon::month(doc.word(at - 1)).is_some() || doc.word(at - 1) == "/")
            || doc.word(at).starts_with(char::is_uppercase) && !doc.word(at).is_ascii()
            || doc.is_any(
                at.wrapping_sub(1),
                &["and", "point", "hundred", "million", "billion", "one", "No.", "number", "chapter", "day", "month"],
            )
        {
            continue;
        }
        let range = tokens[at + 1].range;
        let closes = tokens.get(at + 2).is_none_or(|next| {
            next.sentence != tokens[at].sentence
                || matches!(doc.word(at + 2), "." | "," | ";" | ")" | "of" | "from" | "until")
        });
        let determined = at > 0
            && (matches!(tokens[at - 1].tag, Tag::PrpS | Tag::Pos)
                || doc.is_any(at - 1, &["a", "an", "the", "this", "that"]));
        let compound = tokens.get(at + 2).is_some() && doc.is(at + 2, ",") && at > 1 && determined;
        if closes && !determined && !compound && doc.word(at) != "million" && doc.word(at) != "billion" {
            let meant = inflect::plural(unit);
            out.report(range, format!("after a number above one English has `{meant}`"))
                .confidence(0.85)
                .suggest(format!("Write `{meant}`"), [Edit::replace(range, meant)]);
        } else if determined
            && (hyphenated || matches!(tokens[at - 1].tag, Tag::PrpS | Tag::Pos))
            && same(at + 2)
            && tokens[at + 2].tag == Tag::Nn
            && !doc.is_any(at + 2, &["old", "high", "long", "deep", "wide"])
        {
            let both = tokens[at].range.cover(range);
            let meant = format!("{}-{unit}", doc.word(at));
            out.report(both, "a measure before a noun takes a hyphen")
                .confidence(0.7)
                .suggest(format!("Write `{meant}`"), [Edit::replace(both, meant)]);
        }
    }
}

/// `two three days`: a rough number as the languages of South and East Asia give it.
fn approximate(doc: &Document<'_>, at: usize, follows: bool, out: &mut Findings<'_>) {
    const PAIRS: &[(&str, &str)] = &[
        ("one", "two"),
        ("two", "three"),
        ("two", "four"),
        ("three", "four"),
        ("four", "five"),
        ("four", "six"),
        ("five", "six"),
        ("five", "seven"),
        ("six", "seven"),
        ("six", "eight"),
        ("seven", "eight"),
        ("eight", "nine"),
        ("eight", "ten"),
        ("nine", "ten"),
        ("ten", "twelve"),
        ("ten", "fifteen"),
        ("fifteen", "twenty"),
        ("twenty", "thirty"),
        ("ten", "twenty"),
        ("five", "ten"),
        ("thirty", "forty"),
    ];
    let (first, second) = (doc.word(at).to_lowercase(), doc.word(at + 1));
    let joined = doc.is(at + 2, "-") || doc.is(at + 2, "–");
    let before = at > 0 && (doc.is(at - 1, "-") || doc.tokens()[at - 1].upos == Upos::Num);
    if !PAIRS.contains(&(&*first, second)) || !follows || joined || before {
        return;
    }
    let next = &doc.tokens()[at + 2];
    if next.tag != Tag::Nns && doc.word(at + 2) != "of" && doc.word(at + 2) != "people" {
        return;
    }
    let range = doc.tokens()[at].range.cover(doc.tokens()[at + 1].range);
    let meant = inflect::with_case_of(doc.word(at), &format!("{first} or {second}"));
    out.report(range, "two numbers side by side mean a rough number in other languages")
        .confidence(0.88)
        .suggest(format!("Write `{meant}`"), [Edit::replace(range, meant)])
        .suggest("Write `a few`", [Edit::replace(range, inflect::with_case_of(doc.word(at), "a few"))]);
}

/// `percent 22`, `22 in hundred`, `22 percents`.
fn percents(doc: &Document<'_>, out: &mut Findings<'_>) {
    static BEFORE: Sought = Sought::new(
        &["percent per percentage pct", "0"],
        r"(?-u:\b)(?:[Pp]ercent|[Pp]er cent|[Pp]ercentage of|pct\.?) ([0-9]{1,3}(?:[.,][0-9]+)?)(?-u:\b)",
    );
    static AFTER: Sought = Sought::new(
        &["percents per procent procents procento prosent prozent pour por protsent* persen phần hundred by for", "0"],
        r"(?-u:\b)([0-9]{1,3}(?:[.,][0-9]+)?) (?:percents|per cents|procents?|procento?|prosent|prozent|Prozent|pour cent|por ciento|por cento|per cento|procent|protsent[a-zA-Z\x{80}-\x{10FFFF}0-9_]*|persen|phần trăm|in (?:the |a )?hundred|by (?:the )?hundred|by cent|of hundred|on (?:a |the )?hundred|from (?:a |the )?hundred|for cent)(?-u:\b)",
    );
    let text = doc.text();
    for (expression, first) in [(&BEFORE, true), (&AFTER, false)] {
        for found in expression.captures_iter(doc) {
            let (Some(whole), Some(number)) = (found.get(0), found.get(1)) else { continue };
            let before = text[..whole.start()].trim_end();
            // `10 percent 22 times`, `a percentage of 22`.
            if first
                && (before.ends_with(|c: char| c.is_alphanumeric())
                    && (before.ends_with(|c: char| c.is_ascii_digit())
                        || ends_in_number(before)
                        || whole.as_str().contains("age")))
                || text[whole.end()..].starts_with('%')
                || !doc.is_prose(range_of(whole))
            {
                continue;
            }
            let meant = usage::percentage(text, &number.as_str().replace(',', "."));
            out.report(range_of(whole), format!("`{}` is a percentage as another language gives it", whole.as_str()))
                .confidence(0.92)
                .suggest(format!("Write `{meant}`"), [Edit::replace(range_of(whole), meant)]);
        }
    }
}

fn ends_in_number(before: &str) -> bool {
    let last = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    lexicon::number_word(&last.to_lowercase()).is_some()
}

/// `Rs. 40/- only`, and `35 thousand` where the next price has its noughts.
fn prices(doc: &Document<'_>, out: &mut Findings<'_>) {
    static STROKE: Sought = Sought::new(
        &["/", "0"],
        r"(?-u:\b)(?:(?:Rs|INR|Tk|BDT|PKR|NPR|Ksh|KSh|Tsh|TSh|Shs?|Ush)\.? ?)?([0-9][0-9,]*)/[-=]( ?only(?-u:\b))?(?: ?\(only\))?",
    );
    static THOUSAND: Sought = Sought::new(
        &["thousand", "0"],
        r"(?-u:\b)(?:costs?|pays?|paid|for|at|is|was|from|price|asks?) ([0-9]{1,3} thousand)(?-u:\b)",
    );
    static SUM: Sought =
        Sought::new(&["thousand thous", "0"], r"(?-u:\b)([0-9]{1,3}) (?:thousand|thous\.) (?:of )?(\p{L}+)(?-u:\b)");
    let text = doc.text();
    for found in SUM.captures_iter(doc) {
        let (Some(whole), Some(figure), Some(unit)) = (found.get(0), found.get(1), found.get(2)) else { continue };
        // Who speaks may say it so.
        let spoken = doc.in_quotation(whole.start());
        if spoken || lexicon::currency(unit.as_str()).is_none() || text[..whole.start()].ends_with(['.', ',']) {
            continue;
        }
        let meant = format!("{},000 {}", figure.as_str(), unit.as_str());
        out.report(range_of(whole), "a sum in figures and a word for a thousand")
            .confidence(0.85)
            .suggest(format!("Write `{meant}`"), [Edit::replace(range_of(whole), meant)]);
    }
    for found in STROKE.captures_iter(doc) {
        let (Some(whole), Some(figure)) = (found.get(0), found.get(1)) else { continue };
        let name = whole.as_str();
        let words = [
            ("Rs", "rupees"),
            ("INR", "rupees"),
            ("PKR", "rupees"),
            ("NPR", "rupees"),
            ("Tk", "taka"),
            ("BDT", "taka"),
        ];
        let currency = words.iter().find(|(sign, _)| name.starts_with(sign)).map_or_else(
            || if text.contains("rupee") || text.contains("Rs") { "rupees" } else { "shillings" },
            |(_, word)| *word,
        );
        let meant = format!("{} {currency}", figure.as_str());
        out.report(range_of(whole), "a sum is closed as on a bill")
            .confidence(0.93)
            .suggest(format!("Write `{meant}`"), [Edit::replace(range_of(whole), meant)]);
    }
    for found in THOUSAND.captures_iter(doc) {
        let Some(amount) = found.get(1) else { continue };
        let range = range_of(amount);
        let closes = text[range.end()..].starts_with(['.', ',', ';', ')']);
        let sentence = doc.sentence_at(range.start()).map(|at| doc.sentences()[at].range);
        let other = sentence.is_some_and(|sentence| text[sentence].contains(",000"));
        if !closes || !other {
            continue;
        }
        let meant = amount.as_str().replace(" thousand", ",000");
        out.report(range, "the other amounts are written out in figures")
            .confidence(0.8)
            .suggest(format!("Write `{meant}`"), [Edit::replace(range, meant)]);
    }
}
