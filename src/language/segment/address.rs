//! Web addresses, e-mail addresses, file names and other names made for machines.

/// Whether a word is a common last part of a host or file name; words of running text are none.
pub(super) fn is_known_ending(label: &str) -> bool {
    let label = label.as_bytes();
    let mut lower = [0; 5];
    if label.len() > lower.len() {
        return false;
    }
    for (to, from) in lower.iter_mut().zip(label) {
        *to = from.to_ascii_lowercase();
    }
    let same_case = label.iter().all(|b| !b.is_ascii_uppercase()) || label.iter().all(|b| !b.is_ascii_lowercase());
    match &lower[..label.len()] {
        b"com" | b"net" | b"org" => true,
        b"edu" | b"gov" | b"mil" | b"info" | b"biz" | b"io" | b"ai" | b"co" | b"uk" | b"de" | b"fr" | b"jp" | b"kr"
        | b"cn" | b"ru" | b"tv" | b"eu" | b"ca" | b"au" | b"nz" | b"nl" | b"se" | b"ch" | b"txt" | b"pdf" | b"doc"
        | b"docx" | b"xls" | b"xlsx" | b"ppt" | b"pptx" | b"csv" | b"json" | b"xml" | b"html" | b"htm" | b"php"
        | b"asp" | b"aspx" | b"jsp" | b"js" | b"css" | b"jpg" | b"jpeg" | b"png" | b"gif" | b"svg" | b"mp3"
        | b"mp4" | b"avi" | b"mov" | b"wav" | b"zip" | b"rar" | b"gz" | b"tar" | b"exe" | b"dll" | b"py" | b"rs"
        | b"cpp" | b"md" | b"sh" | b"log" | b"ini" | b"yaml" | b"yml" | b"toml" | b"epub" | b"apk" | b"url" => {
            same_case
        }
        _ => false,
    }
}

/// The longest name looked at, in bytes: with [`LONGEST_PATH`] a bound on the work for text without white space.
pub(super) const LONGEST_NAME: usize = 256;

/// The longest web address, in characters.
const LONGEST_PATH: usize = 2048;

fn is_label(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'-' || b == b'_'
}

/// Where the run of bytes that satisfy `holds` ends, or where it grows too long for a name.
fn run(bytes: &[u8], start: usize, holds: impl Fn(u8) -> bool) -> usize {
    let length = bytes[start..].iter().take(LONGEST_NAME).take_while(|&&b| holds(b)).count();
    start + length
}

/// Where the path of a web address ends: at white space, a quotation mark or an angle bracket, without the punctuation
/// of the sentence around it.
fn path_end(text: &str, start: usize) -> usize {
    let tail = &text[start..];
    let outside = |c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '“' | '”' | '‘' | '’' | '«' | '»' | '…');
    let end = tail.char_indices().enumerate().find(|&(count, (_, c))| count == LONGEST_PATH || outside(c));
    let end = end.map_or(tail.len(), |(_, (at, _))| at);
    let mut path = tail[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', ']', '|']);
    while path.ends_with(')') && path.matches(')').count() > path.matches('(').count() {
        path = path[..path.len() - 1].trim_end_matches(['.', ',', ';', ':', '!', '?']);
    }
    start + path.len()
}

/// The byte after the address that starts at byte `start`; none if what starts there is ordinary writing.
///
/// Taken for addresses: anything with `://`, `www.`, `mailto:`, `name@host`, a chain of names with stops whose last
/// part is a common ending of host or file names (with the path behind it), three or more small words joined by stops,
/// and a name with an underscore inside.
pub(super) fn address_end(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut end = run(bytes, start, |b| is_label(b) || matches!(b, b'.' | b'%' | b'+'));
    let head = &bytes[start..end];
    match bytes.get(end) {
        Some(b':') if bytes[end..].starts_with(b"://") => return Some(path_end(text, start)),
        Some(b':') if head.eq_ignore_ascii_case(b"mailto") => return Some(path_end(text, start)),
        Some(b'@') if bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric) => {
            end = run(bytes, end + 1, |b| is_label(b) || b == b'.');
            return Some(start + text[start..end].trim_end_matches(['.', '-']).len());
        }
        _ => {}
    }
    if head.len() > 4 && head[..4].eq_ignore_ascii_case(b"www.") && is_label(head[4]) {
        return Some(path_end(text, start));
    }
    let name = text[start..end].trim_end_matches(['.', '-', '%', '+']);
    end = start + name.len();
    let labels = name.as_bytes();
    if let Some(stop) = labels.iter().rposition(|&b| b == b'.')
        && stop > 0
        && is_known_ending(&name[stop + 1..])
        && labels[..stop].iter().any(u8::is_ascii_alphanumeric)
    {
        return Some(if bytes.get(end) == Some(&b'/') { path_end(text, end) } else { end });
    }
    if labels.iter().filter(|&&b| b == b'.').count() > 1
        && name.split('.').all(|label| label.len() > 1 && label.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'))
    {
        return Some(end);
    }
    let core = name.trim_matches('_');
    (core.contains('_') && !core.contains("__") && !core.contains('.')).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::address_end;

    fn address(text: &str) -> Option<&str> {
        address_end(text, 0).map(|end| &text[..end])
    }

    #[test]
    fn an_address_ends_before_the_punctuation_of_its_sentence() {
        assert_eq!(address("https://example.com/a_(b)?c=1). Then"), Some("https://example.com/a_(b)?c=1"));
        assert_eq!(address("www.example.org/tea, she"), Some("www.example.org/tea"));
        assert_eq!(address("ada.berg@example.com."), Some("ada.berg@example.com"));
        assert_eq!(address("bakery.example.com/bread."), Some("bakery.example.com/bread"));
    }

    #[test]
    fn a_lost_space_makes_no_address() {
        for text in ["bread.However", "done.it", "e.g", "3.5", "U.S.A", "loaf"] {
            assert_eq!(address(text), None, "{text}");
        }
    }

    #[test]
    fn file_names_keep_their_stops_and_capitals() {
        assert_eq!(address("recipe.Final.pdf was"), Some("recipe.Final.pdf"));
        assert_eq!(address("Node.js"), Some("Node.js"));
        assert_eq!(address("oven_log_2 is"), Some("oven_log_2"));
    }
}
