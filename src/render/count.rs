//! Numbers and the things they count, for people.

use crate::report::Summary;

/// `1 file`, `2 fixes`, `3,210 words`.
pub fn count(number: usize, thing: &str) -> String {
    let ending = match number {
        1 => "",
        _ if thing.ends_with('x') => "es",
        _ => "s",
    };
    format!("{} {thing}{ending}", thousands(number))
}

/// A number with a comma between its thousands.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// What was found in so many articles, in one sentence.
pub(super) fn totals(summary: &Summary, articles: usize) -> String {
    format!(
        "{} in {} and {}: {}, {}, {}.",
        count(summary.findings, "finding"),
        count(articles, "article"),
        count(summary.words, "word"),
        count(summary.errors, "error"),
        count(summary.warnings, "warning"),
        count(summary.infos, "note"),
    )
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn numbers_are_grouped_and_things_counted() {
        assert_eq!(count(1, "file"), "1 file");
        assert_eq!(count(0, "finding"), "0 findings");
        assert_eq!(count(2, "fix"), "2 fixes");
        assert_eq!(count(999, "word"), "999 words");
        assert_eq!(count(1_234_567, "word"), "1,234,567 words");
    }
}
