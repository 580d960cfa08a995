//! A name that was translated once, where the text has it in its own language everywhere else.

use crate::document::{Document, Entity, Mention, NameKind};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::language::lexicon::{self, Familiarity};
use crate::rules::Rule;
use crate::source::TextRange;

/// The rule.
pub static RULE: Rule = Rule {
    id: "consistency/translated-name",
    summary: "a name that was translated once and left alone everywhere else",
    severity: Severity::Warning,
    mqm: "terminology/inconsistent-use",
    its: "terminology",
    check,
};

/// Nouns in names of places: the English one, then the same in other languages, in lower case.
const PLACES: &[&str] = &[
    "square plaza piazza praça platz place plac plein torg torv trg plaça náměstí meydanı maidan ploshchad ploshcha tér aukio",
    "street rue calle via rua straße strasse gasse ulica ulitsa vulytsia utca gata gade gatan straat katu cadde sokak jalan carrer đường",
    "bridge pont puente ponte brücke brug most bro bru silta híd köprü jembatan",
    "castle château castillo castello castelo schloss burg kasteel zamek hrad slott slot linna vár kale",
    "church église iglesia chiesa igreja kirche kerk kościół kostel kyrka kirke kirkko templom",
    "market marché mercado mercato markt rynek trh torget piac pazar pasar",
    "river río rio fleuve fiume fluss rivier rzeka řeka elv joki folyó nehir sungai",
    "lake lac lago see meer jezioro jezero sjö järvi tó göl danau",
    "island île isla isola ilha insel eiland wyspa ostrov ö saari sziget ada pulau",
    "mountain mont monte montaña montagna berg góra hora fjell hegy dağ gunung",
    "park parc parque parco",
    "inn auberge posada locanda gasthaus gasthof herberg gospoda krog kro",
    "house casa maison haus huis dom hus talo ház ev rumah",
    "bog suo aapa moor moos mose mosse bagno boloto rašeliniště turbière turbera",
    "hill colline collina colina hügel heuvel kopec wzgórze kulle bakke mäki vaara domb tepe bukit",
    "valley vallée valle vale tal dal dolina údolí laakso völgy vadi lembah",
    "village dorf dorp wieś vesnice by kylä falu köy desa",
    "spring source fuente fonte quelle bron źródło pramen källa kilde lähde forrás pınar",
    "mill moulin molino mulino mühle molen młyn mlýn kvarn mølle mylly malom değirmen",
    "forest forêt bosque bosco floresta wald bos las les skog skov metsä erdő orman hutan",
    "gate porte puerta porta tor poort brama brána port portti kapu kapı",
    "tower tour torre turm toren wieża věž torn tårn torni torony kule menara",
    "bay baie bahía baia bucht baai zatoka zátoka vik bugt lahti öböl koy teluk",
    "harbour hamn havn hafen haven puerto porto port liman satama přístav luka kikötő höfn",
    "harbor hamn havn hafen haven puerto porto port liman satama přístav luka kikötő höfn",
    "field feld veld campo champ pole fält mark pelto mező",
    "meadow wiese weide prado prato pré łąka louka äng eng niitty rét",
    "town stadt stad ville città ciudad cidade miasto město by kaupunki város grad gorod şehir",
    "stone stein steen pedra piedra pierre pietra kamień kámen sten kivi kő kamen taş",
    "brook bach beek ruisseau arroyo ribeiro potok bäck bæk puro patak dere",
    "stream bach beek ruisseau arroyo ribeiro potok bäck bæk puro patak dere",
    "cape cabo capo cap kap przylądek udde niemi fok burun",
    "beach plage playa praia spiaggia strand plaża pláž ranta plaj pantai",
    "rock fels roca rocha rocher roccia skała skála klippa kallio szikla kaya",
    "farm hof hoeve granja fattoria ferme gård gaard talo tanya çiftlik",
    "monastery kloster klooster monasterio mosteiro monastero monastère klasztor klášter luostari kolostor manastır",
    "station bahnhof estación estação stazione gare dworzec nádraží asema állomás garı stasiun",
    "garden garten tuin jardín jardim giardino jardin ogród zahrada trädgård have puutarha kert bahçe",
];

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let mentions = doc.mentions();
    if mentions.entities.len() > 2_000 {
        return;
    }
    let foreign: Vec<&Entity> = mentions.entities.iter().filter(|entity| is_foreign(doc, entity)).collect();
    for entity in &mentions.entities {
        let [index] = entity.mentions[..] else { continue };
        let mention = &mentions.names[index];
        let found = if is_english(doc, mention) {
            original(doc, mention, &foreign)
                .or_else(|| titled(doc, mention, &foreign))
                .or_else(|| word_for_word(doc, mention, &foreign))
                .or_else(|| placed(doc, mention, &foreign))
                .or_else(|| half(doc, mention, &foreign))
        } else {
            surname(doc, mention, &foreign)
                .or_else(|| bare_surname(doc, mention, &foreign))
                .or_else(|| titled(doc, mention, &foreign))
                .or_else(|| half(doc, mention, &foreign))
        };
        let Some((range, model)) = found else { continue };
        let text = doc.text();
        let (name, own) = (doc.quote(range), doc.quote(model));
        let finding = out.report(range, format!("“{name}” looks like “{own}” in translation"));
        finding.where_damaged().confidence(0.75).related(model, "the name elsewhere");
        finding.ask(format!("Is “{name}” the same as “{own}”?"));
        let article = match mentions.name_at(model.start()) {
            Some(other) if mentions.names[other].article && !mention.article && range == mention.range => {
                if mention.at_start { "The " } else { "the " }
            }
            _ => "",
        };
        finding.suggest(format!("Write {own}"), [Edit::replace(range, format!("{article}{}", &text[model]))]);
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '‑')).filter(|word| !word.is_empty())
}

fn is_everyday(word: &str) -> bool {
    lexicon::familiarity(&word.to_lowercase()) == Familiarity::Common
}

/// Whether an entity is named in a foreign language.
fn is_foreign(doc: &Document<'_>, entity: &Entity) -> bool {
    let name = &doc.text()[entity.full];
    !entity.mentions.is_empty()
        && name.chars().any(char::is_lowercase)
        && words(name).any(|word| word.chars().count() >= 4 && !lexicon::is_english_form(&word.to_lowercase()))
        && lexicon::country(name).is_none()
        && !lexicon::is_known_name(name)
}

/// Whether a mention is a name made of everyday English words, inside a sentence or behind an article.
fn is_english(doc: &Document<'_>, mention: &Mention) -> bool {
    let name = &doc.text()[mention.range];
    let several = words(name).count() > 1;
    words(name)
        .all(|word| word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase) && is_everyday(word))
        && (!mention.at_start || mention.article || several || name.len() >= 7)
        && (!words(name).any(lexicon::is_known_name) || several && is_kind_of_place(name))
}

/// Whether a name ends in an English word for a kind of place.
fn is_kind_of_place(name: &str) -> bool {
    let last = words(name).last().map(str::to_lowercase);
    PLACES.iter().any(|row| row.split(' ').next() == last.as_deref())
}

/// The name that an English one translates, and what to replace.
fn original(doc: &Document<'_>, mention: &Mention, foreign: &[&Entity]) -> Option<(TextRange, TextRange)> {
    let text = doc.text();
    let name = &text[mention.range];
    let first = words(name).next()?;
    let rows = rows_of_place(name);
    let number = number_after(doc, mention).filter(|_| mention.article);
    let mut found = foreign.iter().filter(|entity| {
        let full = &text[entity.full];
        // `Metalworks`, `Metallwerk`: the languages share the beginning of the word.
        let kin = entity.mentions.len() >= 2
            && entity.kind != NameKind::Person
            && full.chars().count() >= 7
            && words(full).count() == 1
            && if words(name).count() > 1 {
                common_start(first, full) >= first.chars().count().max(4)
            } else {
                name.chars().count() >= 8 && common_start(first, full) >= 5
            }
            && !full.to_lowercase().starts_with(&name.to_lowercase())
            && !name.to_lowercase().starts_with(&full.to_lowercase());
        kin || number.is_some_and(|number| is_followed_by(doc, entity, number)) || is_place_of(&rows, full)
    });
    let entity = found.next()?;
    if found.next().is_some() || shares_a_sentence(doc, mention, entity) {
        return None;
    }
    Some((mention.range, entity.full))
}

fn common_start(first: &str, second: &str) -> usize {
    let lower = |word: &str| word.to_lowercase();
    lower(first).chars().zip(lower(second).chars()).take_while(|(a, b)| a == b).count()
}

fn shares_a_sentence(doc: &Document<'_>, mention: &Mention, entity: &Entity) -> bool {
    entity.mentions.iter().any(|&other| doc.mentions().names[other].sentence == mention.sentence)
}

/// The number that follows a name: `Otter 3`.
fn number_after<'t>(doc: &Document<'t>, mention: &Mention) -> Option<&'t str> {
    let token = doc.tokens().get(mention.tokens.end)?;
    let word = doc.word(mention.tokens.end);
    let close = token.range.start() == mention.range.end() + 1;
    (close && word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit())).then_some(word)
}

/// Whether the number follows a name somewhere: `Otter 3`, `Vydra 3`.
fn is_followed_by(doc: &Document<'_>, entity: &Entity, number: &str) -> bool {
    entity.mentions.iter().any(|&other| number_after(doc, &doc.mentions().names[other]) == Some(number))
}

/// The rows of [`PLACES`] for the kind of place in which an English name of two words ends.
fn rows_of_place(name: &str) -> Vec<&'static str> {
    let head = words(name).last().map(str::to_lowercase).filter(|_| words(name).count() == 2);
    PLACES.iter().copied().filter(|row| row.split(' ').next() == head.as_deref()).collect()
}

/// Whether a foreign name has a word of one of the rows.
fn is_place_of(rows: &[&str], full: &str) -> bool {
    // Languages that write compounds as one word have the noun at the end: `Mittelmühle`, `Isosuo`.
    let compound = |noun: &str| {
        let lower = full.to_lowercase();
        let stem = lower.strip_suffix(noun).map_or(0, |stem| stem.chars().count());
        !full.contains(' ') && noun.chars().count() >= 3 && stem >= 3
    };
    rows.iter().any(|row| {
        row.split(' ').skip(1).any(|noun| {
            words(full).any(|word| word.to_lowercase() == noun && word.chars().count() >= 3) || compound(noun)
        })
    })
}

/// Words for relatives that other languages put before a name, in lower case.
const FOREIGN_KIN: &[&str] = &[
    "cô", "chú", "bà", "ông", "anh", "chị", "bác", "dì", "tía", "tío", "tia", "tio", "tante", "tata", "teta", "tetka",
    "strýc", "bibi", "bi", "mama", "baba", "mzee", "abla", "abi", "teyze", "amca", "hala", "dayı", "nine", "dede",
    "khala", "amo", "didi", "chacha", "lola", "lolo", "ate", "kuya", "aling", "mang", "mbok", "pak", "bu", "ibu",
    "bapak", "mbah", "oma", "opa", "nonna", "nonno", "zia", "zio", "dona", "doña", "don", "ciocia", "wujek", "babcia",
    "babka", "dědek", "néni", "bácsi", "mor", "far", "tant", "daw", "u", "ma", "pi", "lung", "pa", "yai",
];

/// The person whom a title with an English word for a name means: `Mr Cold-Spring` for `Mr Kaltenbrunn`.
fn titled(doc: &Document<'_>, mention: &Mention, foreign: &[&Entity]) -> Option<(TextRange, TextRange)> {
    let text = doc.text();
    let names = &doc.mentions().names;
    let title = mention.tokens.start.checked_sub(1).filter(|_| !mention.titles.is_empty());
    // `Aunt Silver-Fish`: a word for a relative may belong to the name.
    let first = text[mention.range].split_whitespace().next()?;
    let relative = |word: &str| lexicon::kinship(&word.to_lowercase()).is_some();
    let kin_inside = relative(first) && text[mention.range].contains(' ');
    let kin_before = mention
        .tokens
        .start
        .checked_sub(1)
        .is_some_and(|token| relative(doc.word(token)) && doc.word(token).starts_with(char::is_uppercase));
    let name = if kin_inside { text[mention.range][first.len()..].trim_start() } else { &text[mention.range] };
    let compound = name.contains(['-', '‑']);
    let plain = |word: &str| {
        let lower = word.to_lowercase();
        lexicon::familiarity(&lower) == Familiarity::Common
            && !lexicon::is_known_name(word)
            && !is_english_surname(&lower)
            && lexicon::given_name_gender(word).is_none()
            && !lexicon::organisation_noun(&lower)
    };
    if name.split_whitespace().count() != 1 || !words(name).all(|word| compound || plain(word)) {
        return None;
    }
    if !words(name).all(|word| is_everyday(word) && (compound || lexicon::given_name_gender(word).is_none())) {
        return None;
    }
    if kin_inside || kin_before {
        let is_relative = |entity: &&&Entity| {
            let full = text[entity.full].to_lowercase();
            full.split_once(' ').is_some_and(|(kin, _)| FOREIGN_KIN.contains(&kin))
        };
        let entity = foreign.iter().filter(is_relative).max_by_key(|entity| entity.mentions.len())?;
        let whole = if kin_before && !kin_inside {
            doc.tokens()[mention.tokens.start - 1].range.cover(mention.range)
        } else {
            mention.range
        };
        return (!shares_a_sentence(doc, mention, entity)).then_some((whole, entity.full));
    }
    let title = doc.word(title?);
    let same_title = |entity: &&&Entity| {
        entity.mentions.iter().any(|&other| {
            let other = &names[other];
            !other.titles.is_empty() && doc.word(other.tokens.start - 1) == title && other.range < mention.range
        })
    };
    let same = foreign.iter().filter(same_title).max_by_key(|entity| entity.mentions.len());
    let entity =
        same.or_else(|| if is_english_surname(&name.to_lowercase()) { None } else { leading(doc, foreign) })?;
    let surname = text[entity.full].split_whitespace().next_back()?;
    let end = entity.full.end();
    (!shares_a_sentence(doc, mention, entity)).then(|| (mention.range, TextRange::new(end - surname.len(), end)))
}

/// The person that the text is about: named three times as often as any other, and often.
fn leading<'e, 'd>(doc: &Document<'_>, foreign: &'e [&'d Entity]) -> Option<&'e &'d Entity> {
    let person = |entity: &&&Entity| entity.kind == NameKind::Person && entity.mentions.len() >= 4;
    let most = foreign.iter().filter(person).max_by_key(|entity| entity.mentions.len())?;
    let rival = |entity: &Entity| entity.full != most.full && entity.mentions.len() * 3 > most.mentions.len();
    let mut people = doc.mentions().entities.iter().filter(|entity| entity.kind == NameKind::Person);
    (!people.any(rival)).then_some(most)
}

/// The place that a noun with a capital stands for behind a preposition: `on the quay of Stool`, where the text is about
/// one place and has that behind such prepositions everywhere else.
fn placed(doc: &Document<'_>, mention: &Mention, foreign: &[&Entity]) -> Option<(TextRange, TextRange)> {
    const PLACED: &[&str] = &["in", "of", "from", "to", "at", "near", "around", "off", "outside", "towards"];
    let text = doc.text();
    let behind = |name: &Mention| {
        !name.article && name.tokens.start.checked_sub(1).is_some_and(|token| doc.is_any(token, PLACED))
    };
    let lower = text[mention.range].to_lowercase();
    if lower.contains([' ', '-'])
        || !behind(mention)
        || mention.at_start
        || !mention.titles.is_empty()
        || lexicon::organisation_noun(&lower)
    {
        return None;
    }
    let names = &doc.mentions().names;
    let times = |entity: &Entity| entity.mentions.iter().filter(|&&index| behind(&names[index])).count();
    let mut places: Vec<(usize, &&Entity)> =
        foreign.iter().filter(|entity| entity.kind != NameKind::Person).map(|entity| (times(entity), entity)).collect();
    places.sort_by_key(|(times, _)| std::cmp::Reverse(*times));
    let second = places.get(1).map_or(0, |(times, _)| *times);
    let &(most, entity) = places.first()?;
    (most >= if entity.mentions.len() >= 5 { 2 } else { 3 }
        && most >= 2 * second
        && !shares_a_sentence(doc, mention, entity))
    .then_some((mention.range, entity.full))
}

/// The house, ship or paper that a name of English words stands for: the only one with a foreign name of as many words,
/// between quotation marks or beside the noun for what it is.
fn word_for_word(doc: &Document<'_>, mention: &Mention, foreign: &[&Entity]) -> Option<(TextRange, TextRange)> {
    let text = doc.text();
    let names = &doc.mentions().names;
    let count = words(&text[mention.range]).count();
    let introduced = doc.is(mention.tokens.end, ",") || doc.is_any(mention.tokens.end, &["is", "was", "("]);
    if count < 2 || !mention.article || introduced || !mention.titles.is_empty() {
        return None;
    }
    let last = words(&text[mention.range]).last()?.to_lowercase();
    if lexicon::organisation_noun(&last) || crate::document::mention::is_place_noun(&last) {
        return None;
    }
    let mut found = foreign.iter().filter(|entity| {
        let full = &text[entity.full];
        let all = words(full).all(|word| !lexicon::is_english_form(&word.to_lowercase()));
        let role = entity.mentions.iter().any(|&index| {
            let name = &names[index];
            let quoted = text[name.range.end()..].starts_with(['”', '"', '»', '“', '’'])
                && text[..name.range.start()].ends_with(['“', '"', '«', '„', '‘']);
            let after = name.tokens.end + usize::from(quoted);
            let noun = |token: usize| {
                let lower = doc.lemma(token);
                lexicon::organisation_noun(lower) || HOUSES.contains(&lower)
            };
            noun(after) || quoted && name.tokens.start.checked_sub(2).is_some_and(noun)
        });
        let person = entity.kind == NameKind::Person
            || words(full).next().is_some_and(|word| lexicon::given_name_gender(word).is_some());
        all && role && !person && words(full).count() == count && entity.full < mention.range
    });
    let entity = found.next()?;
    (found.next().is_none() && !shares_a_sentence(doc, mention, entity)).then_some((mention.range, entity.full))
}

/// Nouns for what has a name of its own in a language and is called by it, besides bodies.
const HOUSES: &[&str] = &[
    "cinema",
    "theatre",
    "theater",
    "café",
    "cafe",
    "inn",
    "tavern",
    "pub",
    "hotel",
    "restaurant",
    "bar",
    "ship",
    "boat",
    "ferry",
    "steamer",
    "barge",
    "newspaper",
    "magazine",
    "weekly",
    "daily",
    "film",
    "novel",
    "play",
    "song",
    "album",
    "bakery",
    "mill",
    "brewery",
    "cooperative",
    "farm",
    "kiosk",
    "shop",
    "hall",
    "guesthouse",
    "hostel",
    "diner",
    "choir",
    "ensemble",
    "prize",
    "award",
    "festival",
    "programme",
    "program",
    "app",
    "house",
    "villa",
];

/// The first word of the only name of two words that has the same last one, and the English word that stands for it once:
/// `Lower Brava`, where the text speaks of `Dolna Brava`.
fn half(doc: &Document<'_>, mention: &Mention, foreign: &[&Entity]) -> Option<(TextRange, TextRange)> {
    // Words that part two places of one name, and that languages translate.
    const PARTING: &[&str] = &["great", "little", "lower", "middle", "new", "old", "upper"];
    let text = doc.text();
    let (first, last) = two_words(text, mention.range)?;
    let is_word = |word: &str| {
        let lower = word.to_lowercase();
        lexicon::is_english_form(&lower)
            && word.chars().count() >= 4
            && word.starts_with(char::is_uppercase)
            && (PARTING.contains(&&*lower) || !lexicon::is_known_name(word))
            && lexicon::given_name_gender(word).is_none()
            && lexicon::title(&lower).is_none()
            && lexicon::kinship(&lower).is_none()
            // `Lake Brava` and `Castel Brava` are two places.
            && !crate::document::mention::is_place_noun(&lower)
            && !PLACES.iter().any(|row| row.split(' ').next() == Some(&*lower))
    };
    if !is_word(&text[first]) || !mention.titles.is_empty() {
        return None;
    }
    let mut found = foreign.iter().filter_map(|entity| {
        let (own, shared) = two_words(text, entity.full)?;
        let is_foreign = !lexicon::is_english_form(&text[own].to_lowercase());
        let repeated = entity.mentions.len() >= 2 && lexicon::given_name_gender(&text[own]).is_none();
        (is_foreign && repeated && text[shared] == text[last] && !shares_a_sentence(doc, mention, entity))
            .then_some(own)
    });
    let model = found.next()?;
    found.next().is_none().then_some((first, model))
}

/// The established surname of a person whose given name stands once with an everyday English word behind it, and that
/// word: `Zdeněk Sparrow` for `Zdeněk Vrabec`.
fn surname(doc: &Document<'_>, mention: &Mention, foreign: &[&Entity]) -> Option<(TextRange, TextRange)> {
    let text = doc.text();
    let (given, last) = two_words(text, mention.range)?;
    let lower = text[last].to_lowercase();
    if !lexicon::is_english_form(&lower)
        || lexicon::organisation_noun(&lower)
        || is_english_surname(&lower)
        || lexicon::is_english_form(&text[given].to_lowercase())
    {
        return None;
    }
    let mut found = foreign.iter().filter(|entity| entity.kind == NameKind::Person).filter_map(|entity| {
        let (other_given, other_last) = two_words(text, entity.full)?;
        let foreign = !lexicon::is_english_form(&text[other_last].to_lowercase());
        (text[other_given] == text[given] && foreign && !shares_a_sentence(doc, mention, entity)).then_some(other_last)
    });
    let model = found.next()?;
    found.next().is_none().then_some((last, model))
}

/// The only surname of the text that comes without a given name, for a person whose everyday English surname stands once:
/// `Inspector Zdeněk Sparrow` who is `Vrabec` ever after.
fn bare_surname(doc: &Document<'_>, mention: &Mention, foreign: &[&Entity]) -> Option<(TextRange, TextRange)> {
    let text = doc.text();
    let mentions = doc.mentions();
    let (given, last) = two_words(text, mention.range)?;
    let lower = text[last].to_lowercase();
    let is_person = mentions.entities[mention.entity].kind == NameKind::Person;
    if !is_person
        || !is_everyday(&lower)
        || lexicon::is_known_name(&text[last])
        || lexicon::organisation_noun(&lower)
        || is_english_surname(&lower)
        || lexicon::is_english_form(&text[given].to_lowercase())
    {
        return None;
    }
    let mut bare = foreign.iter().filter(|entity| {
        entity.kind == NameKind::Person
            && !text[entity.full].contains(' ')
            && mentions.names[entity.mentions[0]].titles.is_empty()
    });
    let model = bare.next().filter(|_| bare.next().is_none())?;
    let follows = model.full > mention.range && lexicon::given_name_gender(&text[model.full]).is_none();
    follows.then_some((last, model.full))
}

/// Whether an everyday word is a usual surname in English: `Baker`, `Wood`, `King`.
fn is_english_surname(lower: &str) -> bool {
    const ENDINGS: [&str; 8] = ["er", "man", "son", "wood", "field", "ford", "land", "well"];
    const NAMES: &[&str] = &[
        "young", "brown", "white", "black", "green", "gray", "grey", "king", "price", "bush", "rice", "gates", "jobs",
        "banks", "woods", "stone", "hill", "wood", "bell", "ball", "cook", "fox", "wolf", "rose", "may", "day", "long",
        "short", "strong", "power", "powers", "cash", "page", "grant", "bishop", "pope", "knight", "cross", "church",
        "marsh", "lane", "rich", "swift", "sharp", "small", "hope", "best", "love", "fish", "lamb", "bird", "crane",
        "drake", "stark", "noble", "smith", "wright", "ward", "west", "north", "field", "fields", "moore", "reed",
        "french", "little", "rivers", "rush", "hunt", "frost", "snow", "winter", "summers", "berry", "moss", "singer",
        "nash", "bond", "ray", "cane", "mills", "brooks", "waters", "glass", "major", "dean", "chambers", "parks",
        "bean",
    ];
    ENDINGS.iter().any(|ending| lower.ends_with(ending)) || NAMES.contains(&lower)
}

fn two_words(text: &str, range: TextRange) -> Option<(TextRange, TextRange)> {
    let name = &text[range];
    let (first, last) = name.split_once(' ')?;
    let place = |part: &str, at: usize| TextRange::new(range.start() + at, range.start() + at + part.len());
    let single = !last.contains(char::is_whitespace) && !last.is_empty();
    single.then(|| (place(first, 0), place(last, first.len() + 1)))
}
