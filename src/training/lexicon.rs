//! Classes of words from a list of forms with their tags and counts: words that take the same tags are one class.

use std::collections::BTreeMap;

/// A reading with less than this share (in per cent) of a form's count is taken for a mistake.
const LEAST_SHARE: u32 = 5;

/// A class with fewer forms than this is merged into that of its most frequent tag.
const LEAST_FORMS: usize = 3;

/// The form and the class, from 1 on, for every line `form<TAB>TAG:count TAG:count` of `table`; lines of another make are
/// passed over. The classes depend on the table alone.
pub fn classes(table: &str) -> Vec<(&str, u8)> {
    let forms: Vec<(&str, Vec<&str>)> = table.lines().filter_map(readings).collect();
    let mut sizes: BTreeMap<&[&str], usize> = BTreeMap::new();
    for (_, tags) in &forms {
        *sizes.entry(tags).or_default() += 1;
    }
    let class = |at: usize| merged(&forms[at].1, &sizes);
    let mut numbers: BTreeMap<&[&str], u8> = (0..forms.len()).map(|at| (class(at), 0)).collect();
    for (number, class) in (1..=u8::MAX).zip(numbers.values_mut()) {
        *class = number;
    }
    forms.iter().enumerate().map(|(at, (form, _))| (*form, numbers[class(at)])).collect()
}

/// The tags themselves, or only the first where too few forms take them all.
fn merged<'f, 't>(tags: &'f [&'t str], sizes: &BTreeMap<&[&str], usize>) -> &'f [&'t str] {
    if sizes[tags] >= LEAST_FORMS { tags } else { &tags[..1] }
}

/// The form on `line` and its tags, the most frequent first.
fn readings(line: &str) -> Option<(&str, Vec<&str>)> {
    let (form, readings) = line.split_once('\t')?;
    let mut readings = readings
        .split(' ')
        .map(|reading| reading.rsplit_once(':').and_then(|(tag, count)| Some((tag, count.parse::<u32>().ok()?))))
        .collect::<Option<Vec<_>>>()?;
    let total: u32 = readings.iter().map(|(_, count)| count).sum();
    readings.retain(|(_, count)| count * 100 >= total * LEAST_SHARE);
    readings.sort_by_key(|&(tag, count)| (std::cmp::Reverse(count), tag));
    Some((form, readings.into_iter().map(|(tag, _)| tag).collect()))
}

#[cfg(test)]
mod tests {
    use super::classes;

    #[test]
    fn words_that_take_the_same_tags_are_one_class() {
        let table = "boat\tNN:40\nbridge\tNN:30 VB:1\nwalk\tVB:9 NN:6\nrun\tVB:5 NN:4\nswim\tVB:8 NN:1\nsing\tVB:3\n";
        let classes: std::collections::BTreeMap<_, _> = classes(table).into_iter().collect();
        assert_eq!(classes["boat"], classes["bridge"]);
        assert!(classes["walk"] == classes["run"] && classes["run"] == classes["swim"]);
        assert!(classes["walk"] != classes["sing"] && classes["walk"] != classes["boat"]);
        assert!(classes.values().all(|class| *class > 0));
    }
}
