//! Words of the article around a place, for reports.

/// The most bytes a quotation runs to either side of its place before it is cut at a word.
const REACH: usize = 160;

/// The sentence of `text` around `start..end`, without line breaks: from the last stop or line end before it to the next
/// one after it, cut with an ellipsis where that is far.
pub fn sentence(text: &str, start: usize, end: usize) -> String {
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[end..].find('\n').map_or(text.len(), |at| end + at);
    let before = &text[line_start..start];
    let after = &text[end..line_end];
    let mut from = line_start + stops(before).filter(|&at| at < before.len()).last().unwrap_or(0);
    // A place that ends with a stop has its whole sentence already.
    let closed = text[start..end].trim_end().ends_with(['.', '!', '?', '”']) && start < end;
    let mut to = if closed { end } else { stops(after).next().map_or(line_end, |at| end + at) };
    let cut_head = start - from > REACH;
    if cut_head {
        let limit = boundary_before(text, start - REACH);
        from = text[limit..start].find(' ').map_or(limit, |at| limit + at + 1);
    }
    let cut_tail = to - end > REACH;
    if cut_tail {
        let limit = boundary_before(text, end + REACH);
        to = text[end..limit].rfind(' ').map_or(limit, |at| end + at);
    }
    let words = text[from..to].split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{}{words}{}", if cut_head { "… " } else { "" }, if cut_tail { " …" } else { "" })
}

/// `text` on one line, cut with an ellipsis after `most` characters.
pub fn short(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(most) {
        None => line,
        Some((at, _)) => format!("{} …", line[..at].trim_end()),
    }
}

/// The last character boundary of `text` up to byte `at`.
fn boundary_before(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// Where the sentences in `line` end, the marks that close them taken in: stops before white space or the line's end.
fn stops(line: &str) -> impl Iterator<Item = usize> {
    line.match_indices(['.', '!', '?', '…']).filter_map(|(at, stop)| {
        let rest = &line[at + stop.len()..];
        let marks = rest.len() - rest.trim_start_matches(['”', '’', '"', '\'', ')', ']', '.', '!', '?']).len();
        let after = &rest[marks..];
        (after.is_empty() || after.starts_with(char::is_whitespace)).then_some(at + stop.len() + marks)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(text: &str, words: &str) -> String {
        let start = text.find(words).expect("the words stand in the text");
        sentence(text, start, start + words.len())
    }

    #[test]
    fn a_place_is_quoted_with_its_sentence() {
        let text = "The pier opened. “She paid 3.50 for it,” he said. Nobody\ncame.";
        assert_eq!(around(text, "She"), "“She paid 3.50 for it,” he said.");
        assert_eq!(around(text, "opened."), "The pier opened.");
        assert_eq!(around(text, "Nobody"), "Nobody");
    }

    #[test]
    fn what_is_far_is_cut_at_a_word() {
        let text = format!("{}here{}", "word ".repeat(80), " word".repeat(80));
        let quoted = around(&text, "here");
        assert!(quoted.starts_with("… word") && quoted.ends_with("word …") && quoted.len() < 360, "{quoted}");
        assert_eq!(short("one  two\nthree", 7), "one two …");
    }
}
