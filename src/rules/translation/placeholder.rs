//! What a translation system put in for markup, and markup it let through.

use crate::document::{BlockKind, Document, usage};
use crate::finding::{Findings, Severity};
use crate::fix::Edit;
use crate::format::Format;
use crate::rules::Rule;
use crate::rules::sought::Sought;
use crate::source::TextRange;

/// See `placeholder.md`.
pub static RULE: Rule = Rule {
    id: "translation/placeholder",
    summary: "a placeholder, a tag or an entity left in the text",
    severity: Severity::Error,
    mqm: "design-and-markup/markup",
    its: "markup",
    check,
};

/// A tag of HTML or of an exchange format for translations (XLIFF, TMX), or of a bulletin board.
static TAG: Sought = Sought::new(
    &["< ["],
    concat!(
        r"(?i)</?(?:a|abbr|b|big|blockquote|br|center|cite|code|dd|del|div|dl|dt|em|figcaption|figure|font|h[1-6]|hr|i",
        r"|iframe|img|ins|kbd|li|mark|nobr|ol|p|picture|pre|q|s|script|section|small|span|strike|strong|style|sub|sup",
        r"|table|tbody|td|th|thead|tr|tt|u|ul|video|wbr|g|x|bx|ex|bpt|ept|ph|it|mrk|seg|tag|t)[0-9]?(?:\s[^<>\n]*)?\s?/?>",
        r"|</?(?:ph|tag|x|t|g)_?[0-9]+\s?/?>",
        r"|\[/?(?:b|i|u|s|url|img|quote|color|size|font|center|list|spoiler)(?:=[^\]\n]*)?\]",
        r"|<!--[^\n]*?-->",
    ),
);

/// The most bytes of a slot: a bound in the expression would cost a state for every character.
const LONGEST_SLOT: usize = 48;

/// What stands for something that was to be put back in.
static SLOT: Sought = Sought::new(
    &["_ { % [ ⟦ ⟨ < ph xph placeholder lorem todo"],
    concat!(
        r"_{2,}[A-Z]{1,12}_?[0-9]*_{2,}|\{\{[^{}\n]*\}\}|\$\{[A-Za-z_.]{1,40}\}|#\{[A-Za-z_.]{1,40}\}",
        r"|\{(?:[0-9]{1,3}|[a-z]+(?:[_A-Z][A-Za-z]*)*)\}|%(?:[0-9]\$)?[sd@](?-u:\b)|%\([a-z_]+\)[sd]|%[A-Z_]{3,}%",
        r"|\[\[[0-9]{1,3}\]\]|⟦[^⟧\n]*⟧|⟨[0-9]{0,3}⟩|(?-u:\b)PH_?[0-9]{1,3}(?-u:\b)|(?-u:\b)XPH[0-9]+(?-u:\b)|(?-u:\b)PLACEHOLDER(?:_?[0-9]+)?(?-u:\b)",
        r"|\[(?:TRANSLATE|UNTRANSLATED|TODO|NAME|TITLE|DATE|INSERT[^\]\n]*|PLACEHOLDER|YOUR NAME|UNK|MASK)\]|<unk>|<pad>|</s>",
        r"|(?-u:\b)Lorem ipsum(?-u:\b)|(?-u:\b)TODO:",
    ),
);

/// What a scraper left of a picture or a film.
static MEDIA: Sought = Sought::new(
    &["["],
    concat!(
        r"(?i)\[/?(?:image|img|photo|picture|video|audio|embed|gallery|caption|figure|graphic|infographic|map|media|tweet",
        r"|youtube|iframe|bild|foto|imagen|imagem|immagine|gambar|obraz|zdjęcie|kép|kuva|foto-?galerie|chart|slideshow)",
        r"(?:\s?[0-9]{1,3})?(?:\s?[:=]\s?[^\]\n]*|\s[a-z]+=[^\]\n]*)?\]",
        r"|\[[^\]\n\s]{1,60}\.(?:jpe?g|png|gif|webp|svg|mp4|mp3|pdf)\]",
        r"|!\[[^\]\n]*\]\([^)\n]*\)",
    ),
);

static ENTITY: Sought =
    Sought::new(&["&"], r"&(?:amp;)?(#[0-9]{2,6}|#[xX][0-9a-fA-F]{2,5}|[a-zA-Z]{2,8}[0-9]?);|&nbsp(?-u:\b)");

static ESCAPE: Sought = Sought::new(
    &["\\ %"],
    r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|\\[nrt](?-u:\b)|\\[nrt](?:[A-Z])|[A-Za-z](%20)[A-Za-z]",
);

fn check(doc: &Document<'_>, out: &mut Findings<'_>) {
    let text = doc.text();
    let holds = |sign| memchr::memchr(sign, text.as_bytes()).is_some();
    if holds(b'&') {
        entities(doc, out);
    }
    if holds(b'<') || holds(b'[') {
        tags(doc, out);
    }
    if holds(b'[') {
        media(doc, out);
    }
    slots(doc, out);
    if memchr::memchr2(b'\\', b'%', text.as_bytes()).is_some() {
        escapes(doc, out);
    }
}

/// Whether the range is prose, not a piece of code.
fn applies(doc: &Document<'_>, range: TextRange) -> bool {
    let line = line_of(doc.text(), range);
    let ticks = doc.text()[line.start()..range.start()].matches('`').count();
    ticks.is_multiple_of(2) && (doc.format() == Format::Plain || doc.is_prose(range))
}

/// The line that holds the range, without its end.
fn line_of(text: &str, range: TextRange) -> TextRange {
    let start = text[..range.start()].rfind('\n').map_or(0, |at| at + 1);
    let end = text[range.end()..].find('\n').map_or(text.len(), |at| range.end() + at);
    TextRange::new(start, end)
}

/// A character reference: where it stands, its replacement, and whether that is certain.
struct Reference {
    range: TextRange,
    replacement: String,
    certain: bool,
}

fn entities(doc: &Document<'_>, out: &mut Findings<'_>) {
    let text = doc.text();
    let mut groups: Vec<Vec<Reference>> = Vec::new();
    let curly = usage::has_curly_quotes(text);
    for found in ENTITY.captures_iter(doc) {
        let whole = found.get(0).map_or(TextRange::empty(0), |m| TextRange::new(m.start(), m.end()));
        let name = found.get(1).map_or("nbsp", |name| name.as_str());
        let Some(meant) = character(name) else { continue };
        // In Markdown these are how the character is written.
        let needed = doc.format() != Format::Plain && matches!(meant, '<' | '>' | '&' | '\u{a0}' | '\u{ad}');
        if needed || !applies(doc, whole) {
            continue;
        }
        let before = text[..whole.start()].chars().next_back();
        let opening = before.is_none_or(|c| c.is_whitespace() || "([—–“‘".contains(c));
        let (meant, certain) = match meant {
            '"' if curly => (if opening { '“' } else { '”' }, false),
            '\'' | '’' | '‘' if curly => (if opening { '‘' } else { '’' }, false),
            '"' | '\'' => (meant, false),
            '\u{a0}' => (' ', true),
            meant => (meant, true),
        };
        // Next to a space or at the edge of a line, a hard space is only in the way.
        let extra = meant == ' '
            && (before.is_none_or(char::is_whitespace)
                || text[whole.end()..].chars().next().is_none_or(|c| c.is_whitespace() || ",.;:!?".contains(c)));
        let replacement = if extra { String::new() } else { meant.to_string() };
        let reference = Reference { range: whole, replacement, certain };
        match groups.iter_mut().find(|group| text[group[0].range] == text[whole]) {
            Some(group) => group.push(reference),
            None => groups.push(vec![reference]),
        }
    }
    // A text without a letter beyond ASCII that writes all of them so was made for a page, where they show as they should.
    let escaped = groups.iter().flatten().map(|reference| reference.range).all(|range| is_beyond_ascii(&text[range]));
    let made_for_page = escaped && text.is_ascii();
    // A text full of them was escaped as a whole: one damage.
    if groups.len() > 3 || made_for_page && groups.len() > 1 {
        groups = vec![groups.into_iter().flatten().collect()];
        groups[0].sort_by_key(|reference| reference.range.start());
    }
    for group in groups {
        let first = group[0].range;
        let finding = out.report(first, format!("`{}` is the code for a character, not the character", &text[first]));
        finding.confidence(0.97);
        if made_for_page {
            finding.severity(Severity::Info);
        }
        for other in &group[1..] {
            finding.related(other.range, "and here");
        }
        let title = match &*group[0].replacement {
            _ if group.len() > 1 => "Put the characters in their places".to_string(),
            "" => "Delete it".to_string(),
            meant => format!("Put `{meant}` in its place"),
        };
        let certain = group.iter().all(|reference| reference.certain);
        let edits: Vec<_> =
            group.into_iter().map(|reference| Edit::replace(reference.range, reference.replacement)).collect();
        if certain {
            finding.safe_fix(title, edits)
        } else {
            finding.suggest(title, edits)
        };
    }
}

/// Whether a reference stands for a character that ASCII does not have.
fn is_beyond_ascii(reference: &str) -> bool {
    let name = reference.trim_start_matches("&amp;").trim_start_matches('&').trim_end_matches(';');
    character(name).is_some_and(|meant| !meant.is_ascii())
}

/// The character an entity of HTML stands for.
fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| !c.is_control());
    }
    const NAMED: &[(&str, char)] = &[
        ("quot", '"'),
        ("amp", '&'),
        ("apos", '\''),
        ("lt", '<'),
        ("gt", '>'),
        ("nbsp", '\u{a0}'),
        ("deg", '°'),
        ("ndash", '–'),
        ("mdash", '—'),
        ("hellip", '…'),
        ("lsquo", '‘'),
        ("rsquo", '’'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("laquo", '«'),
        ("raquo", '»'),
        ("bdquo", '„'),
        ("sbquo", '‚'),
        ("euro", '€'),
        ("pound", '£'),
        ("yen", '¥'),
        ("cent", '¢'),
        ("copy", '©'),
        ("reg", '®'),
        ("trade", '™'),
        ("times", '×'),
        ("divide", '÷'),
        ("plusmn", '±'),
        ("frac12", '½'),
        ("frac14", '¼'),
        ("frac34", '¾'),
        ("sup2", '²'),
        ("sup3", '³'),
        ("micro", 'µ'),
        ("middot", '·'),
        ("bull", '•'),
        ("para", '¶'),
        ("sect", '§'),
        ("ordm", 'º'),
        ("ordf", 'ª'),
        ("shy", '\u{ad}'),
        ("ensp", ' '),
        ("emsp", ' '),
        ("thinsp", ' '),
        ("minus", '−'),
        ("le", '≤'),
        ("ge", '≥'),
        ("ne", '≠'),
        ("larr", '←'),
        ("rarr", '→'),
        ("szlig", 'ß'),
        ("agrave", 'à'),
        ("aacute", 'á'),
        ("acirc", 'â'),
        ("atilde", 'ã'),
        ("auml", 'ä'),
        ("aring", 'å'),
        ("aelig", 'æ'),
        ("ccedil", 'ç'),
        ("egrave", 'è'),
        ("eacute", 'é'),
        ("ecirc", 'ê'),
        ("euml", 'ë'),
        ("igrave", 'ì'),
        ("iacute", 'í'),
        ("icirc", 'î'),
        ("iuml", 'ï'),
        ("ntilde", 'ñ'),
        ("ograve", 'ò'),
        ("oacute", 'ó'),
        ("ocirc", 'ô'),
        ("otilde", 'õ'),
        ("ouml", 'ö'),
        ("oslash", 'ø'),
        ("ugrave", 'ù'),
        ("uacute", 'ú'),
        ("ucirc", 'û'),
        ("uuml", 'ü'),
        ("yacute", 'ý'),
        ("Aacute", 'Á'),
        ("Auml", 'Ä'),
        ("Aring", 'Å'),
        ("Ccedil", 'Ç'),
        ("Eacute", 'É'),
        ("Egrave", 'È'),
        ("Ntilde", 'Ñ'),
        ("Oacute", 'Ó'),
        ("Ouml", 'Ö'),
        ("Oslash", 'Ø'),
        ("Uuml", 'Ü'),
        ("scaron", 'š'),
        ("Scaron", 'Š'),
        ("oelig", 'œ'),
        ("iexcl", '¡'),
        ("iquest", '¿'),
        ("permil", '‰'),
        ("prime", '′'),
        ("Prime", '″'),
        ("dagger", '†'),
        ("infin", '∞'),
        ("alpha", 'α'),
        ("beta", 'β'),
        ("pi", 'π'),
    ];
    NAMED.iter().find(|(known, _)| *known == name).map(|&(_, meant)| meant)
}

fn tags(doc: &Document<'_>, out: &mut Findings<'_>) {
    let text = doc.text();
    if doc.format() != Format::Plain {
        return;
    }
    let mut tags = TAG.find_iter(doc).peekable();
    while let Some(found) = tags.next() {
        let range = TextRange::new(found.start(), found.end());
        if !applies(doc, range) {
            continue;
        }
        // A run of tags is one break.
        let mut end = range.end();
        while let Some(next) = tags.next_if(|next| next.start() == end) {
            end = next.end();
        }
        let range = TextRange::new(range.start(), end);
        let deleted = doc.with_space(range);
        let joins = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_break = found.as_str().to_ascii_lowercase().starts_with("<br");
        let replacement = if is_break
            && joins(text[end..].chars().next())
            && text[..range.start()].chars().next_back().is_some_and(|c| !c.is_whitespace())
        {
            " "
        } else {
            ""
        };
        let edit = if replacement.is_empty() { Edit::delete(deleted) } else { Edit::replace(range, replacement) };
        out.report(range, format!("`{}` is markup, not text", doc.quote(range)))
            .confidence(0.95)
            .suggest("Delete the tag", [edit]);
    }
}

fn media(doc: &Document<'_>, out: &mut Findings<'_>) {
    let text = doc.text();
    for found in MEDIA.find_iter(doc) {
        let range = TextRange::new(found.start(), found.end());
        if !applies(doc, range) || doc.format() != Format::Plain && found.as_str().starts_with('!') {
            continue;
        }
        // `[photo]` and `[map]` alone may be an editor's own words inside a sentence.
        let line = line_of(text, range);
        let alone = text[line].trim() == found.as_str();
        if !alone && !found.as_str().contains([':', '=', '.']) {
            continue;
        }
        let deleted = if alone { whole_line(text, line) } else { doc.with_space(range) };
        out.report(range, "a slot for a picture or a film stands in the text")
            .confidence(0.95)
            .suggest("Delete it", [Edit::delete(deleted)]);
    }
}

/// The line with its end, and with one of two empty lines around it.
fn whole_line(text: &str, line: TextRange) -> TextRange {
    let rest = &text[line.end()..];
    let end = line.end() + if rest.starts_with("\n\n") { 2 } else { usize::from(rest.starts_with('\n')) };
    TextRange::new(line.start(), end)
}

fn slots(doc: &Document<'_>, out: &mut Findings<'_>) {
    let text = doc.text();
    for found in SLOT.find_iter(doc) {
        let range = TextRange::new(found.start(), found.end());
        let block = doc.block_at(range.start()).map(|index| doc.blocks()[index].kind);
        if range.len() > LONGEST_SLOT
            || !applies(doc, range)
            || block == Some(BlockKind::Table) && found.as_str().starts_with('{')
        {
            continue;
        }
        let tail = &text[range.end()..];
        let joined = tail.len() - tail.trim_start_matches(|c: char| c == '-' || c.is_alphanumeric()).len();
        let context: String = tail[..joined]
            .chars()
            .chain(tail[joined..].chars().take_while(|c| !".,;:!?\n".contains(*c)).take(24))
            .collect();
        let finding =
            out.report(range, format!("`{}` holds the place of something that was not put back", found.as_str()));
        finding.confidence(0.95);
        if let Some(other) = filled(text, &context, found.as_str()) {
            finding.suggest(format!("Put `{other}` in its place, as elsewhere"), [Edit::replace(range, other)]);
        } else {
            finding.ask(format!("What stands in the source for `{}`?", found.as_str()));
        }
    }
}

/// What stands before the same words elsewhere in the text.
fn filled<'t>(text: &'t str, context: &str, slot: &str) -> Option<&'t str> {
    let context = context.split(' ').take(2).collect::<Vec<_>>().join(" ");
    if !context.starts_with('-') || !context.contains(' ') {
        return None;
    }
    let at = text.match_indices(&context).map(|(at, _)| at).find(|&at| !text[..at].ends_with(slot))?;
    let word = text[..at].rsplit(|c: char| c.is_whitespace()).next()?;
    (!word.is_empty() && word.chars().all(char::is_alphanumeric)).then_some(word)
}

fn escapes(doc: &Document<'_>, out: &mut Findings<'_>) {
    let text = doc.text();
    for found in ESCAPE.captures_iter(doc) {
        let Some(whole) = found.get(0) else { continue };
        let spaced = found.get(3);
        let mut range =
            spaced.map_or(TextRange::new(whole.start(), whole.end()), |m| TextRange::new(m.start(), m.end()));
        let word = text[..range.start()].rsplit(char::is_whitespace).next().unwrap_or_default();
        // A path or an address may hold such signs.
        if !applies(doc, range) || word.contains([':', '/', '\\', '.']) {
            continue;
        }
        let code = found.get(1).or(found.get(2)).and_then(|hex| u32::from_str_radix(hex.as_str(), 16).ok());
        let meant = match code {
            Some(code) => char::from_u32(code).filter(|c| !c.is_control()).map(String::from),
            None => Some(" ".to_string()),
        };
        if code.is_none() && spaced.is_none() {
            range = TextRange::new(range.start(), range.start() + 2);
        }
        let finding = out.report(range, format!("`{}` is a code for a character, not the character", &text[range]));
        finding.confidence(0.9);
        if let Some(meant) = meant {
            finding.suggest("Put the character in its place", [Edit::replace(range, meant)]);
        }
    }
}
