//! One person or place under two spellings.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::document::{Document, Entity, Mention, NameKind};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::lexicon::{self, Familiarity};
use crate::language::pronoun::Gender;
use crate::rules::Rule;
use crate::source::TextRange;

/// The rule.
pub static RULE: Rule = Rule {
    id: "consistency/name-variant",
    summary: "one person or place under two spellings",
    severity: Severity::Warning,
    mqm: "terminology/inconsistent-use",
    its: "inconsistent-entities",
    check,
};

/// A spelling of a word in names, and the places that have it.
struct Spelling<'t> {
    word: &'t str,
    /// In lower case, without the marks on its letters.
    folded: String,
    places: Vec<Place>,
}

/// A word of a name.
#[derive(Clone, Copy)]
struct Place {
    range: TextRange,
    /// The mention, by index.
    mention: usize,
}

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let spellings = spellings(doc);
    // What to write instead of a word of a name, by its place.
    let mut repairs: BTreeMap<TextRange, (usize, String, TextRange)> = BTreeMap::new();
    let mut by_sound: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, spelling) in spellings.iter().enumerate() {
        by_sound.entry(sound(&spelling.folded)).or_default().push(index);
    }
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for bucket in by_sound.values().filter(|bucket| (2..=30).contains(&bucket.len())) {
        for (place, &first) in bucket.iter().enumerate() {
            pairs.extend(bucket[place + 1..].iter().map(|&second| (first.min(second), first.max(second))));
        }
    }
    pairs.extend(same_bearer_pairs(doc, &spellings));
    pairs.extend(case_pairs(&spellings));
    pairs.sort_unstable();
    pairs.dedup();
    for (first, second) in pairs {
        let (a, b) = (&spellings[first], &spellings[second]);
        let (right, wrong) = if b.places.len() > a.places.len() { (b, a) } else { (a, b) };
        if let Some(model) = is_variant(doc, right, wrong) {
            for place in &wrong.places {
                repairs.entry(place.range).or_insert((place.mention, right.word.to_owned(), model));
            }
        }
    }
    report_spellings(doc, &repairs, out);
    report_order(doc, out);
    report_romanised(doc, &repairs, out);
    report_given(doc, &repairs, out);
}

/// The words of names that can have two spellings, in the order of their first place.
fn spellings<'t>(doc: &Document<'t>) -> Vec<Spelling<'t>> {
    let text: &'t str = doc.text();
    let mut index: HashMap<&str, usize> = HashMap::new();
    let mut list: Vec<Spelling<'t>> = Vec::new();
    for (mention, name) in doc.mentions().names.iter().enumerate() {
        for (start, word) in words_of(text, name.range) {
            let letters = word.chars().filter(|c| c.is_alphabetic()).count();
            let capital = word.starts_with(char::is_uppercase);
            if letters < 3 || !capital || !word.contains(char::is_lowercase) || word.contains('.') || is_garbled(word) {
                continue;
            }
            let range = TextRange::new(start, start + word.len());
            let at = *index.entry(word).or_insert_with(|| {
                list.push(Spelling { word, folded: fold(word), places: Vec::new() });
                list.len() - 1
            });
            list[at].places.push(Place { range, mention });
        }
    }
    list
}

/// Whether the letters of a word were broken by a wrong encoding: `WÃ³jcik`.
fn is_garbled(word: &str) -> bool {
    word.chars().skip(1).any(|c| matches!(c, 'º' | 'ª' | '\u{FFFD}') || !c.is_ascii() && c.is_uppercase())
        || word.chars().any(|c| !c.is_alphabetic() && !matches!(c, '-' | '‑' | '\'' | '’' | '\u{300}'..='\u{36F}'))
}

/// The words of a name and where they start.
fn words_of(text: &str, range: TextRange) -> impl Iterator<Item = (usize, &str)> {
    let name = &text[range];
    name.split_whitespace().map(move |word| {
        let start = range.start() + (word.as_ptr() as usize - name.as_ptr() as usize);
        (start, word.trim_end_matches(['\'', '’']))
    })
}

/// Lower case, without the marks on Latin letters and without hyphens and apostrophes.
fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase) {
        match c {
            'à'..='å'
            | 'ā'
            | 'ă'
            | 'ą'
            | 'ǎ'
            | 'ạ'
            | 'ả'
            | 'ấ'
            | 'ầ'
            | 'ẩ'
            | 'ẫ'
            | 'ậ'
            | 'ắ'
            | 'ằ'
            | 'ẳ'
            | 'ẵ'
            | 'ặ' => out.push('a'),
            'æ' => out.push_str("ae"),
            'ç' | 'ć' | 'č' | 'ĉ' | 'ċ' => out.push('c'),
            'ð' | 'ď' | 'đ' => out.push('d'),
            'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' | 'ẹ' | 'ẻ' | 'ẽ' | 'ế' | 'ề' | 'ể' | 'ễ' | 'ệ' => {
                out.push('e')
            }
            'ğ' | 'ģ' | 'ġ' => out.push('g'),
            'ì'..='ï' | 'ī' | 'į' | 'ı' | 'ỉ' | 'ị' | 'ĩ' => out.push('i'),
            'ķ' => out.push('k'),
            'ł' | 'ľ' | 'ļ' | 'ĺ' => out.push('l'),
            'ñ' | 'ń' | 'ň' | 'ņ' => out.push('n'),
            'ò'..='ö'
            | 'ø'
            | 'ō'
            | 'ő'
            | 'ơ'
            | 'ọ'
            | 'ỏ'
            | 'ố'
            | 'ồ'
            | 'ổ'
            | 'ỗ'
            | 'ộ'
            | 'ớ'
            | 'ờ'
            | 'ở'
            | 'ỡ'
            | 'ợ' => out.push('o'),
            'œ' => out.push_str("oe"),
            'ř' | 'ŕ' => out.push('r'),
            'ś' | 'š' | 'ş' | 'ș' => out.push('s'),
            'ß' => out.push_str("ss"),
            'ť' | 'ţ' | 'ț' => out.push('t'),
            'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' | 'ư' | 'ụ' | 'ủ' | 'ũ' | 'ứ' | 'ừ' | 'ử' | 'ữ' | 'ự' => {
                out.push('u')
            }
            'ý' | 'ÿ' | 'ỳ' | 'ỵ' | 'ỷ' | 'ỹ' => out.push('y'),
            'ź' | 'ż' | 'ž' => out.push('z'),
            '-' | '‑' | '\'' | '’' | '\u{300}'..='\u{36F}' => {}
            c => out.push(c),
        }
    }
    out
}

/// What the ways of writing a foreign sound in Latin letters leave in common: consonants, each row of spellings as one
/// letter (`k`, `q`, `ck`; `v`, `w`, `ff`; `sh`, `sch`), vowels only at the start.
fn sound(folded: &str) -> String {
    let letters: Vec<char> = folded.chars().collect();
    let mut out = String::new();
    let mut at = 0;
    while at < letters.len() {
        let rest = |word: &str| word.chars().enumerate().all(|(i, c)| letters.get(at + i) == Some(&c));
        let next = letters.get(at + 1).copied();
        let (symbol, length) = match letters[at] {
            't' if rest("tsch") => ("C", 4),
            't' if rest("tch") => ("C", 3),
            's' if rest("sch") => ("s", 3),
            'c' if rest("ch") || rest("cz") => ("C", 2),
            't' if rest("ts") || rest("tz") => ("s", 2),
            'k' if rest("kh") => ("", 2),
            'n' if rest("ng") => ("g", 2),
            'g' if rest("gk") => ("g", 2),
            'p' if rest("ph") => ("f", 2),
            'c' if matches!(next, Some('e' | 'i' | 'y')) => ("s", 1),
            's' | 'z' => ("s", 1),
            'c' | 'k' | 'q' => ("k", 1),
            'x' => ("ks", 1),
            'v' | 'w' | 'f' => ("f", 1),
            'y' | 'j' if at == 0 => ("y", 1),
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j' => (if at == 0 { "a" } else { "" }, 1),
            'h' => ("", 1),
            'b' => ("b", 1),
            'd' => ("d", 1),
            'g' => ("g", 1),
            'l' => ("l", 1),
            'm' => ("m", 1),
            'n' => ("n", 1),
            'p' => ("p", 1),
            'r' => ("r", 1),
            't' => ("t", 1),
            other => {
                out.push(other);
                ("", 1)
            }
        };
        if !out.ends_with(symbol) || symbol.is_empty() {
            out.push_str(symbol);
        }
        at += length;
    }
    out
}

/// The number of letters to insert, delete or change, or letters to swap with their neighbour.
fn distance(first: &str, second: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (first.chars().collect(), second.chars().collect());
    let mut before_last = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let change = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = change.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before_last[j - 2] + 1);
            }
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

/// Pairs of spellings that stand beside one and the same other word: two given names with one surname, two surnames with
/// one given name.
fn same_bearer_pairs(doc: &Document<'_>, spellings: &[Spelling<'_>]) -> Vec<(usize, usize)> {
    let index: HashMap<&str, usize> =
        spellings.iter().enumerate().map(|(index, spelling)| (spelling.word, index)).collect();
    let mut partners: HashMap<(String, bool), HashSet<usize>> = HashMap::new();
    for name in &doc.mentions().names {
        let words: Vec<&str> = words_of(doc.text(), name.range).map(|(_, word)| word).collect();
        if let [first, .., last] = words[..]
            && let (Some(&a), Some(&b)) = (index.get(first), index.get(last))
        {
            partners.entry((sound(&spellings[b].folded), true)).or_default().insert(a);
            partners.entry((sound(&spellings[a].folded), false)).or_default().insert(b);
        }
    }
    let mut pairs = Vec::new();
    for set in partners.into_values().filter(|set| (2..=12).contains(&set.len())) {
        let list: Vec<usize> = set.into_iter().collect();
        for (place, &first) in list.iter().enumerate() {
            pairs.extend(list[place + 1..].iter().map(|&second| (first.min(second), first.max(second))));
        }
    }
    pairs
}

/// Whether the place is named in capitals as well, where the report is from.
fn has_dateline(doc: &Document<'_>, word: &str) -> bool {
    doc.text().contains(&word.to_uppercase())
}

/// Pairs of spellings of which one is the other in a case of its own language.
fn case_pairs(spellings: &[Spelling<'_>]) -> Vec<(usize, usize)> {
    let mut by_start: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, spelling) in spellings.iter().enumerate() {
        by_start.entry(spelling.folded.chars().take(4).collect()).or_default().push(index);
    }
    let is_case = |first: usize, second: usize| is_case_of(&spellings[first].folded, &spellings[second].folded);
    let mut pairs = Vec::new();
    for bucket in by_start.values().filter(|bucket| (2..=30).contains(&bucket.len())) {
        for (place, &first) in bucket.iter().enumerate() {
            let rest = bucket[place + 1..].iter();
            pairs.extend(
                rest.filter(|&&other| is_case(first, other) || is_case(other, first)).map(|&other| (first, other)),
            );
        }
    }
    pairs
}

/// Whether `wrong` is `right` in another spelling; gives a place that has the right one in a name that agrees.
fn is_variant(doc: &Document<'_>, right: &Spelling<'_>, wrong: &Spelling<'_>) -> Option<TextRange> {
    let forms = is_form_of(&right.folded, &wrong.folded) || is_form_of(&wrong.folded, &right.folded);
    let apart = distance(&right.folded, &wrong.folded);
    // Marks that were lost leave plain letters; two words with different marks are two words.
    if right.word == wrong.word || apart == 0 && !right.word.is_ascii() && !wrong.word.is_ascii() {
        return None;
    }
    let (lower_right, lower_wrong) = (right.word.to_lowercase(), wrong.word.to_lowercase());
    let english = |lower: &str| lexicon::is_english_form(lower);
    let country = |word: &str| lexicon::country(word).is_some() || lexicon::nationality(word).is_some();
    // Many given names are English words as well: `Marigold`, `Martin`.
    let given = |word: &str| lexicon::given_name_gender(word).is_some_and(|gender| gender != Gender::Common);
    let given_names = given(right.word) && given(wrong.word);
    if english(&lower_right) && english(&lower_wrong) && !given_names || country(right.word) && country(wrong.word) {
        return None;
    }
    let known_pair = KNOWN.iter().any(|pair| {
        let has = |word: &str| pair.split(' ').any(|form| form == word);
        has(&right.folded) && has(&wrong.folded)
    });
    let (more, less) = (right.places.len(), wrong.places.len());
    let outnumbered = less <= 2 && more > less || less == 1 && more == 1 || apart == 0 || known_pair;
    if !outnumbered {
        return None;
    }
    // An everyday word can be spelled like a name by chance.
    let everyday = lexicon::familiarity(&lower_wrong) == Familiarity::Common
        || lexicon::familiarity(&lower_right) == Familiarity::Common;
    let length = right.folded.chars().count().max(wrong.folded.chars().count());
    let same_sound = sound(&right.folded) == sound(&wrong.folded);
    let same_start = right.folded.chars().next() == wrong.folded.chars().next() || known_pair;
    let sentences: HashSet<usize> =
        right.places.iter().map(|place| doc.mentions().names[place.mention].sentence).collect();
    if wrong.places.iter().any(|place| sentences.contains(&doc.mentions().names[place.mention].sentence)) {
        return None;
    }
    let mut best: Option<TextRange> = None;
    for place in wrong.places.iter().take(20) {
        let found = right.places.iter().take(50).find(|model| {
            let fit = companions(doc, model, place);
            match fit {
                Fit::Conflict => false,
                Fit::Shared if forms => {
                    is_person(doc, model) && is_person(doc, place) && is_prefix(&right.folded, &wrong.folded)
                }
                Fit::Alone
                    if wrong.places.len() == 1
                        && (is_person(doc, model)
                            || length >= 6 && (right.places.len() >= 3 || has_dateline(doc, right.word)))
                        && !lexicon::is_known_name(wrong.word)
                        && is_case_of(&right.folded, &wrong.folded) =>
                {
                    true
                }
                Fit::Alone if forms || everyday => false,
                Fit::Shared => {
                    known_pair
                        || apart == 0
                        || same_sound && (apart <= 2 && length >= 4 || apart == 1 || apart <= 3 && length >= 7)
                        || apart == 1 && length >= 6
                        || apart == 2
                            && length >= 7
                            && same_start
                            && is_last_word(doc, model)
                            && is_last_word(doc, place)
                        || same_start && length >= 6 && is_prefix(&right.folded, &wrong.folded)
                        || is_other_given_name(doc, right, wrong, model, place)
                }
                Fit::Alone => {
                    // A surname established by two places, once with another letter.
                    let misspelled = apart == 1
                        && length >= 6
                        && same_start
                        && right.places.len() >= 2
                        && wrong.places.len() == 1
                        && (is_person(doc, model) || is_person(doc, place));
                    known_pair
                        || apart == 0
                        || same_sound && (apart == 1 && length >= 5 || apart == 2 && length >= 7)
                        || misspelled
                }
            }
        });
        match found {
            Some(model) => best = best.or(Some(model.range)),
            // One place that cannot be the same bearer shows that the spelling has a bearer of its own.
            None => return None,
        }
    }
    if are_given_names_of_two(right.word, wrong.word, doc, right, wrong) {
        return None;
    }
    best
}

/// Whether the given names of two mentions of one surname begin alike and name persons of one sex, where the text hints
/// at no relative: `Katarina Holub`, `Katerina Holub`, `Katinka Holub`.
fn is_other_given_name(
    doc: &Document<'_>,
    right: &Spelling<'_>,
    wrong: &Spelling<'_>,
    model: &Place,
    place: &Place,
) -> bool {
    let start = right.folded.chars().zip(wrong.folded.chars()).take_while(|(a, b)| a == b).count();
    let genders = (lexicon::given_name_gender(right.word), lexicon::given_name_gender(wrong.word));
    let agree = matches!(genders, (Some(a), Some(b)) if a.agrees_with(b));
    let names = &doc.mentions().names;
    let (a, b) = (&names[model.mention], &names[place.mention]);
    let relative = |mention: &Mention| {
        let sentence = &doc.sentences()[mention.sentence].tokens;
        sentence.clone().any(|token| lexicon::kinship(&doc.word(token).to_lowercase()).is_some())
    };
    let introduced = doc.is(b.tokens.end, ",") || doc.is(b.tokens.end, "(");
    let opens = |mention: &Mention, place: &Place| mention.range.start() == place.range.start();
    start >= 3 && agree && opens(a, model) && opens(b, place) && !introduced && !relative(a) && !relative(b)
}

/// Spellings of one name that are further apart than letters tell, in lower case without marks.
const KNOWN: &[&str] = &[
    "kyiv kiev",
    "kharkiv kharkov",
    "lviv lvov",
    "odesa odessa",
    "dnipro dnepr dnieper",
    "chornobyl chernobyl",
    "zaporizhzhia zaporozhye",
    "mykolaiv nikolaev",
    "chisinau kishinev",
    "beijing peking",
    "mumbai bombay",
    "kolkata calcutta",
    "chennai madras",
    "yangon rangoon",
    "tbilisi tiflis",
    "sergei sergey serhii serhiy",
    "nikolai nikolay mykola mikalai",
    "vladimir volodymyr uladzimir",
    "alexander aleksandr oleksandr aliaksandr",
    "mikhail mykhailo mikhailo",
    "andrei andrey andrii andriy",
    "dmitry dmitri dmytro",
    "yevgeny evgeny yevhen",
    "aleksei alexey alexei oleksii oleksiy",
    "yuri yury yurii iurii",
    "pyotr petr petro",
    "pavel pavlo",
    "vasily vasyl vasilii",
    "grigory hryhorii grigorii",
    "oleg oleh",
    "olga olha",
    "elena olena yelena",
    "igor ihor",
    "natalia natalya nataliia",
    "tatiana tatyana tetiana",
    "mohammed muhammad mohamed mohammad mehmet",
    "ahmed ahmad ahmet",
    "hussein husayn hussain hossein",
    "osama usama",
    "yusuf youssef yousef josef",
    "ibrahim ebrahim",
    "omar umar omer",
    "khaled khalid",
    "said saeed saed",
    "abdallah abdullah",
    "hasan hassan",
    "gaddafi qaddafi kadhafi",
    "lee yi rhee",
    "park pak",
    "kim gim",
    "choi choe",
    "jung jeong chung",
    "cho jo",
    "kang gang",
    "shin sin",
    "yoon yun",
];

/// Whether the shorter of two names is the beginning of the longer one: `Octav`, `Octavian`.
fn is_prefix(first: &str, second: &str) -> bool {
    let (short, long) = if first.len() < second.len() { (first, second) } else { (second, first) };
    short.chars().count() >= 4 && long.starts_with(short)
}

/// Whether a word ends its name, as a surname does.
fn is_last_word(doc: &Document<'_>, place: &Place) -> bool {
    doc.mentions().names[place.mention].range.end() == place.range.end()
}

fn is_person(doc: &Document<'_>, place: &Place) -> bool {
    let mentions = doc.mentions();
    mentions.entities[mentions.names[place.mention].entity].kind == NameKind::Person
}

/// How the other words of two names agree.
enum Fit {
    /// They share a word, or a title.
    Shared,
    /// One of them has no other word.
    Alone,
    /// Their other words differ: two bearers.
    Conflict,
}

fn companions(doc: &Document<'_>, first: &Place, second: &Place) -> Fit {
    let names = &doc.mentions().names;
    let (a, b) = (&names[first.mention], &names[second.mention]);
    let kind = |mention: &Mention| doc.mentions().entities[mention.entity].kind;
    let (kind_a, kind_b) = (kind(a), kind(b));
    let people = |kind: NameKind| kind == NameKind::Person;
    let known = |kind: NameKind| kind != NameKind::Unknown;
    if known(kind_a) && known(kind_b) && people(kind_a) != people(kind_b) {
        return Fit::Conflict;
    }
    let others = |mention: &Mention, place: &Place| -> Vec<(String, String)> {
        words_of(doc.text(), mention.range)
            .filter(|&(start, word)| start != place.range.start() && word.starts_with(char::is_uppercase))
            .map(|(_, word)| fold(word))
            .map(|word| (sound(&word), word))
            .collect()
    };
    let (others_a, others_b) = (others(a, first), others(b, second));
    if others_a.is_empty() || others_b.is_empty() {
        let titled = !a.titles.is_empty() && !b.titles.is_empty();
        // A surname alone and a full name agree in the last word, a given name alone in the first.
        return if titled && others_a.is_empty() && others_b.is_empty() { Fit::Shared } else { Fit::Alone };
    }
    let alike = |a: &(String, String), b: &(String, String)| a.0 == b.0 && distance(&a.1, &b.1) <= 2;
    if others_a.iter().any(|a| others_b.iter().any(|b| alike(a, b))) { Fit::Shared } else { Fit::Conflict }
}

/// Whether one word is a form of the other: a plural, an adjective, a feminine surname.
fn is_form_of(long: &str, short: &str) -> bool {
    let endings = |stem: &str, endings: &[&str]| long.strip_prefix(stem).is_some_and(|rest| endings.contains(&rest));
    let stem = short.strip_suffix(['a', 'e', 'y', 'o', 'i']).unwrap_or(short);
    endings(
        short,
        &[
            "s", "es", "n", "an", "ia", "ian", "ean", "ese", "ish", "i", "ic", "er", "ers", "a", "ite", "ites", "na",
            "ns", "ans", "ians",
        ],
    ) || stem.chars().count() >= 3
        && endings(stem, &["ian", "an", "ean", "ians", "ans", "ese", "ish", "ic", "aya", "ies", "ist", "ism"])
        || short.ends_with("sky") && long.ends_with("skaya")
        || short.ends_with("ski") && long.ends_with("ska")
}

/// Whether a name stands in a case of its own language: `with Tomášem`, `Captain Lefteri`, `in Brestovos`.
fn is_case_of(name: &str, form: &str) -> bool {
    const OF_CONSONANTS: &[&str] = &[
        "em", "om", "ovi", "ou", "ui", "nak", "nek", "val", "vel", "ban", "ben", "lle", "lta", "lla", "ssa", "sta",
        "in",
    ];
    let stem = name.strip_suffix('a').unwrap_or(name);
    let vocative = name.strip_suffix('s').is_some_and(|stem| stem == form && stem.ends_with(['a', 'e', 'i', 'o']));
    name.chars().count() >= 4
        && (vocative
            || stem == name && form.strip_prefix(name).is_some_and(|rest| OF_CONSONANTS.contains(&rest))
            || stem != name
                && form.strip_prefix(stem).is_some_and(|rest| matches!(rest, "ou" | "om" | "oj" | "ui" | "os" | "oje")))
}

/// Whether two words are given names of two persons: a man's and a woman's, or two that both are usual.
fn are_given_names_of_two(right: &str, wrong: &str, doc: &Document<'_>, a: &Spelling<'_>, b: &Spelling<'_>) -> bool {
    let (Some(first), Some(second)) = (lexicon::given_name_gender(right), lexicon::given_name_gender(wrong)) else {
        return false;
    };
    let alone = |spelling: &Spelling<'_>| {
        spelling.places.iter().all(|place| !doc.text()[doc.mentions().names[place.mention].range].contains(' '))
    };
    // `Frederick` and `Frederico` are one name in two languages.
    let alike = right.to_lowercase().chars().zip(wrong.to_lowercase().chars()).take_while(|(a, b)| a == b).count();
    !first.agrees_with(second) || alike < 5 && (alone(a) || alone(b))
}

fn report_spellings(
    doc: &Document<'_>,
    repairs: &BTreeMap<TextRange, (usize, String, TextRange)>,
    out: &mut Findings<'_>,
) {
    let names = &doc.mentions().names;
    let text = doc.text();
    // One finding for a wrong name, however often it stands in the text; its repairs go to every place.
    let mut by_name: BTreeMap<usize, Vec<(TextRange, &str, TextRange)>> = BTreeMap::new();
    let mut first_of: HashMap<String, usize> = HashMap::new();
    let mut by_mention: BTreeMap<usize, Vec<(TextRange, &str, TextRange)>> = BTreeMap::new();
    for (&range, (mention, word, model)) in repairs {
        by_mention.entry(*mention).or_default().push((range, word, *model));
    }
    for (mention, list) in by_mention {
        let wrong: Vec<&str> = list.iter().map(|&(range, ..)| &text[range]).collect();
        let first = *first_of.entry(wrong.join(" ")).or_insert(mention);
        by_name.entry(first).or_default().extend(list);
    }
    for (mention, list) in by_name {
        let name = names[mention].range;
        let here: Vec<_> = list.iter().filter(|(range, ..)| name.contains_range(*range)).collect();
        let mut edits: Vec<Edit> = list.iter().map(|&(range, word, _)| Edit::replace(range, word)).collect();
        let mut fixed = text[name].to_owned();
        for &&(range, word, _) in here.iter().rev() {
            fixed.replace_range(range.start() - name.start()..range.end() - name.start(), word);
        }
        let model = here.first().map_or(list[0].2, |&&(_, _, model)| model);
        let other = doc.mentions().name_at(model.start()).map_or(model, |index| names[index].range);
        // `Aunt Bea`, `Auntie Bee`: the title is spelled anew as well.
        if let Some(index) = doc.mentions().name_at(model.start())
            && let ([old], [new]) =
                (&doc.tokens()[names[mention].titles.clone()], &doc.tokens()[names[index].titles.clone()])
            && text[old.range] != text[new.range]
            && text[old.range].chars().zip(text[new.range].chars()).take_while(|(a, b)| a == b).count() >= 4
        {
            edits.push(Edit::replace(old.range, &text[new.range]));
        }
        let span = if here.len() == 1 && name.len() > 45 { here[0].0 } else { name };
        // `District Library of Lapine`, `Lapinė District`: two names that share a word.
        let words = |range: TextRange| text[range].split_whitespace().count();
        let (written, elsewhere) = match here[..] {
            [&(range, _, model)] if words(name) != words(other) => (range, model),
            _ => (name, other),
        };
        let message = format!("“{}” is spelled “{}” elsewhere", doc.quote(written), doc.quote(elsewhere));
        let finding = out.report(span, message);
        finding.confidence(0.85).related(other, "the other spelling");
        finding.suggest(format!("Spell it {fixed}"), edits);
    }
}

/// A name whose words stand in another order elsewhere: `Kato Ren`, `Ren Kato`; with three of them only a person’s.
fn report_order(doc: &Document<'_>, out: &mut Findings<'_>) {
    let text = doc.text();
    let (names, entities) = (&doc.mentions().names, &doc.mentions().entities);
    let written: Vec<(TextRange, Vec<String>)> = entities
        .iter()
        .map(|entity| {
            let range = person_in(text, entity.full);
            (range, text[range].split_whitespace().map(fold).collect())
        })
        .collect();
    let given = |index: usize| {
        let first = text[written[index].0].split_whitespace().next().unwrap_or_default();
        lexicon::given_name_gender(first).is_some()
    };
    let sorted = |words: &[String]| {
        let mut words = words.to_vec();
        words.sort_unstable();
        words
    };
    let mut seen: HashMap<Vec<String>, Vec<usize>> = HashMap::new();
    for (index, (_, words)) in written.iter().enumerate() {
        if words.len() == 2 || words.len() == 3 && given(index) {
            seen.entry(sorted(words)).or_default().push(index);
        }
    }
    for (index, (range, words)) in written.iter().enumerate() {
        let same = seen.get(&sorted(words)).filter(|same| same.contains(&index));
        let Some(&other) = same.and_then(|same| same.iter().rev().find(|&&other| written[other].1 != *words)) else {
            continue;
        };
        let full = |index: usize| {
            let whole = entities[index].mentions.iter().map(|&mention| names[mention].range);
            whole.filter(|name| text[*name].contains(' ')).map(|name| person_in(text, name)).collect::<Vec<_>>()
        };
        let (here, there) = (full(index), full(other));
        let english = words.iter().all(|word| lexicon::is_english_form(word));
        // Where both stand there as often, the one whose last word stands alone elsewhere is right, or else the first.
        let alone = |index: usize| {
            let last = text[entities[index].full].split_whitespace().next_back();
            entities[index].mentions.iter().filter(|&&name| Some(&text[names[name].range]) == last).count()
        };
        let loses = (there.len(), alone(other), index) > (here.len(), alone(index), other);
        // Both orders in one sentence explain the name: `Ren Kato (in Japanese, Kato Ren)`.
        let sentences = |index: usize| entities[index].mentions.iter().map(|&name| names[name].sentence);
        let here_in: HashSet<usize> = sentences(index).collect();
        let others = same.into_iter().flatten().filter(|&&other| written[other].1 != *words);
        let together = others.flat_map(|&other| sentences(other)).any(|sentence| here_in.contains(&sentence));
        if together || english || !loses || here.is_empty() {
            continue;
        }
        let right = &text[written[other].0];
        let edits: Vec<Edit> = here.iter().map(|&range| Edit::replace(range, right)).collect();
        let message = format!("“{}” is “{right}” elsewhere: the names have changed places", &text[*range]);
        let finding = out.report(here[0], message);
        finding.confidence(0.9).related(entities[other].full, "the other order");
        finding.suggest(format!("Write {right}"), edits);
    }
}

/// The name of a person without the country before it: `ambassador to Iceland Ada Lund`.
fn person_in(text: &str, range: TextRange) -> TextRange {
    let name = &text[range];
    let after = name.split_once(' ').filter(|(first, rest)| lexicon::country(first).is_some() && rest.contains(' '));
    after.map_or(range, |(first, _)| TextRange::new(range.start() + first.len() + 1, range.end()))
}

/// Finds a person whose full name stands once in another way of writing a foreign script: `Kil Tong-su` for `Gil Dong-soo`.
fn report_romanised(
    doc: &Document<'_>,
    repairs: &BTreeMap<TextRange, (usize, String, TextRange)>,
    out: &mut Findings<'_>,
) {
    let text = doc.text();
    let mentions = doc.mentions();
    let full: Vec<&Entity> = mentions
        .entities
        .iter()
        .filter(|entity| !matches!(entity.kind, NameKind::Place | NameKind::Work) && text[entity.full].contains(' '))
        .collect();
    if full.len() > 300 {
        return;
    }
    // Each name's words and how they sound, once for all pairs.
    let written: Vec<(Vec<String>, Vec<String>)> = full
        .iter()
        .map(|entity| {
            let words: Vec<String> = words_of(text, entity.full).map(|(_, word)| fold(word)).collect();
            let heard = words.iter().map(|word| skeleton(word)).collect();
            (words, heard)
        })
        .collect();
    let sentences =
        |entity: &Entity| entity.mentions.iter().map(|&name| mentions.names[name].sentence).collect::<HashSet<_>>();
    for (wrong, (words, heard)) in full.iter().zip(&written).filter(|(entity, _)| entity.mentions.len() == 1) {
        let foreign = |word: &String| !lexicon::is_english_form(word);
        let known = repairs.keys().any(|place| wrong.full.contains_range(*place));
        if known || !words.iter().any(foreign) {
            continue;
        }
        let right = full.iter().zip(&written).find(|(right, (models, sounds))| {
            right.full < wrong.full
                && sounds == heard
                && models != words
                && models.iter().zip(words).any(|(a, b)| distance(a, b) <= 1)
                && heard.iter().map(String::len).sum::<usize>() >= 3
                && right.kind == NameKind::Person
                && sentences(right).is_disjoint(&sentences(wrong))
        });
        let Some((right, _)) = right else { continue };
        let (here, model) = (doc.quote(wrong.full), doc.quote(right.full));
        let finding =
            out.report(wrong.full, format!("“{here}” looks like “{model}” in another spelling of its script"));
        finding.where_damaged().confidence(0.75).related(right.full, "the other spelling");
        finding.suggest(format!("Spell it {model}"), [Edit::replace(wrong.full, &text[right.full])]);
    }
}

/// Finds a surname of one person that stands once with another given name, where nothing speaks of a relative.
fn report_given(doc: &Document<'_>, repairs: &BTreeMap<TextRange, (usize, String, TextRange)>, out: &mut Findings<'_>) {
    let text = doc.text();
    let mentions = doc.mentions();
    let names = &mentions.names;
    let people: Vec<(&Entity, &str, &str)> = mentions
        .entities
        .iter()
        .filter(|entity| entity.kind == NameKind::Person)
        .filter_map(|entity| text[entity.full].split_once(' ').map(|(given, surname)| (entity, given, surname)))
        .collect();
    if people.len() > 300 {
        return;
    }
    let relatives = |entity: &Entity| {
        entity.mentions.iter().any(|&index| {
            let sentence = names[index].sentence;
            let from = doc.sentences()[sentence.saturating_sub(1)].tokens.start;
            (from..doc.sentences()[sentence].tokens.end).any(|token| {
                lexicon::kinship(doc.lemma(token)).is_some()
                    || doc.is_any(token, &["family", "married", "née", "twin", "twins"])
            })
        })
    };
    for &(wrong, given, surname) in &people {
        let [index] = wrong.mentions[..] else { continue };
        let known = repairs.keys().any(|place| wrong.full.contains_range(*place));
        let after = names[index].tokens.end;
        let introduced = doc.is(after, ",") || doc.is(after, "(") || doc.is(after, ":");
        let mut bearers = people.iter().filter(|&&(other, _, last)| other.full != wrong.full && last == surname);
        let (Some(&(right, own, _)), None) = (bearers.next(), bearers.next()) else { continue };
        let sexes = (lexicon::given_name_gender(given), lexicon::given_name_gender(own));
        let agree = sexes.0.zip(sexes.1).is_none_or(|(a, b)| a.agrees_with(b));
        let is_name = |word: &str| {
            // `Will Kovač come back?`
            let plain = lexicon::familiarity(&word.to_lowercase()) == Familiarity::Common;
            word.chars().count() >= 3 && !word.contains('.') && !plain
        };
        let apart = right.mentions.iter().all(|&other| names[other].sentence.abs_diff(names[index].sentence) >= 2);
        let usual = right.mentions.len() >= 3 && right.full < wrong.full;
        if known
            || introduced
            || !agree
            || !apart
            || !usual
            || !is_name(given)
            || !is_name(own)
            || given == own
            || relatives(wrong)
            || relatives(right)
        {
            continue;
        }
        let (here, model) = (doc.quote(wrong.full), doc.quote(right.full));
        let finding = out.report(wrong.full, format!("“{here}” has the surname of “{model}” and another given name"));
        finding.where_damaged().confidence(0.65).related(right.full, "the full name");
        finding.ask(format!("Are “{here}” and “{model}” one and the same?"));
        finding.suggest(format!("Write {model}"), [Edit::replace(wrong.full, &text[right.full])]);
    }
}

/// The sounds of a folded word that every way of writing a foreign script keeps: those of [`sound`], voiced and unvoiced
/// consonants as one.
fn skeleton(folded: &str) -> String {
    let mut plain = folded.to_owned();
    for (spelled, heard) in [("zh", "ch"), ("q", "ch"), ("hs", "s"), ("x", "s"), ("woo", "u"), ("wu", "u"), ("j", "ch")]
    {
        plain = plain.replace(spelled, heard);
    }
    let heard = sound(&plain).replace('C', "t");
    heard
        .chars()
        .map(|sound| match sound {
            'g' => 'k',
            'd' => 't',
            'b' => 'p',
            'r' => 'l',
            other => other,
        })
        .collect()
}
