//! Abbreviations that are written with a full stop, by what may follow them.

/// What the full stop of an abbreviation says about the end of a sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Abbreviation {
    /// Belongs to what follows and never ends a sentence: `Mr.`, `e.g.`, `vs.`
    Leading,
    /// An abbreviation only before a number: `No.`, `p.`, `fig.`
    Numbering,
    /// May end a sentence; ends one before a word that clearly starts the next: `Inc.`, `a.m.`, `Dec.`
    Either,
    /// Ends a sentence before any capital: `etc.`
    Closing,
}

/// The longest abbreviation of the tables, in bytes.
const LONGEST: usize = 7;

/// The class of `word`, which is written without its last full stop; none if it is no known abbreviation.
pub(super) fn classify(word: &str) -> Option<Abbreviation> {
    let bytes = word.as_bytes();
    if bytes.is_empty() || bytes.len() > LONGEST || !word.is_ascii() {
        return None;
    }
    let mut lower = [0; LONGEST];
    for (to, from) in lower.iter_mut().zip(bytes) {
        *to = from.to_ascii_lowercase();
    }
    let class = match &lower[..bytes.len()] {
        b"mr" | b"mrs" | b"ms" | b"mx" | b"dr" | b"drs" | b"prof" | b"messrs" | b"mme" | b"mlle" | b"st" | b"ste"
        | b"mt" | b"sgt" | b"capt" | b"cpl" | b"cmdr" | b"lt" | b"gov" | b"supt" | b"vs" | b"viz" | b"cf" | b"e.g"
        | b"i.e" | b"p.s" | b"assoc" | b"eg" | b"ie" | b"approx" | b"attn" | b"esp" => Abbreviation::Leading,
        b"nos" | b"pp" | b"vol" | b"vols" | b"fig" | b"figs" | b"eq" | b"sec" | b"para" | b"ca" | b"ch" | b"ext"
        | b"ver" | b"sc" | b"op" | b"pop" => Abbreviation::Numbering,
        b"inc" | b"co" | b"corp" | b"ltd" | b"llc" | b"pvt" | b"plc" | b"bros" | b"jr" | b"sr" | b"esq" | b"al"
        | b"a.m" | b"p.m" | b"ph.d" | b"m.sc" | b"b.sc" | b"dept" | b"univ" | b"assn" | b"ave" | b"blvd" | b"est"
        | b"jan" | b"feb" | b"aug" | b"sept" | b"oct" | b"nov" | b"dec" | b"tues" | b"thur" | b"thurs" | b"hrs"
        | b"yrs" | b"mins" | b"lbs" | b"oz" | b"tel" | b"ft" | b"thous" | b"mln" | b"bln" => Abbreviation::Either,
        b"etc" => Abbreviation::Closing,
        // Initials of names when they are written with a capital.
        b"v" if bytes[0].is_ascii_lowercase() => Abbreviation::Leading,
        b"b" | b"c" | b"d" | b"p" if bytes[0].is_ascii_lowercase() => Abbreviation::Numbering,
        // Ordinary words when they are written small.
        _ if !bytes[0].is_ascii_uppercase() => return None,
        b"gen" | b"col" | b"maj" | b"rev" | b"sen" | b"sens" | b"rep" | b"reps" | b"hon" | b"pres" | b"adm" => {
            Abbreviation::Leading
        }
        b"no" | b"art" => Abbreviation::Numbering,
        b"mar" | b"apr" | b"jun" | b"jul" | b"sep" | b"mon" | b"tue" | b"wed" | b"thu" | b"fri" | b"sat" | b"sun"
        | b"rd" | b"conf" | b"wis" | b"calif" | b"conn" | b"ariz" | b"fla" | b"mich" | b"minn" | b"tenn" | b"ont" => {
            Abbreviation::Either
        }
        _ => return None,
    };
    Some(class)
}

/// Whether letters joined by full stops are an acronym: `U.S`, `a.k.a` (written without the last stop).
pub(super) fn is_acronym(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() >= 3
        && bytes.len() % 2 == 1
        && bytes.iter().enumerate().all(|(i, b)| if i % 2 == 0 { b.is_ascii_alphabetic() } else { *b == b'.' })
}

/// Whether a word without a vowel can only be an abbreviation: `hrs`, `mfg`.
pub(super) fn lacks_vowel(word: &str) -> bool {
    (3..=5).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_alphabetic() && !b"aeiouyAEIOUY".contains(&b))
}

/// Whether a capitalised word starts a sentence rather than a name: pronouns, articles, conjunctions, prepositions and
/// other closed classes. Names that look like one of them (`Will`, `May`) are left out.
pub(super) fn starts_sentence(word: &str) -> bool {
    matches!(
        word,
        "The"
            | "Hi"
            | "Hello"
            | "This"
            | "That"
            | "These"
            | "Those"
            | "A"
            | "An"
            | "I"
            | "He"
            | "She"
            | "It"
            | "They"
            | "We"
            | "You"
            | "His"
            | "Her"
            | "Its"
            | "Their"
            | "Our"
            | "My"
            | "Your"
            | "There"
            | "Here"
            | "But"
            | "And"
            | "Or"
            | "So"
            | "If"
            | "When"
            | "While"
            | "After"
            | "Before"
            | "As"
            | "At"
            | "In"
            | "On"
            | "For"
            | "From"
            | "With"
            | "Without"
            | "By"
            | "To"
            | "Of"
            | "Under"
            | "Over"
            | "During"
            | "Despite"
            | "Although"
            | "Though"
            | "However"
            | "Because"
            | "Since"
            | "Until"
            | "Unless"
            | "Once"
            | "Then"
            | "Thus"
            | "Therefore"
            | "What"
            | "Who"
            | "Why"
            | "How"
            | "Where"
            | "Which"
            | "Whether"
            | "Some"
            | "Many"
            | "Most"
            | "All"
            | "No"
            | "Not"
            | "Yes"
            | "One"
            | "Another"
            | "Each"
            | "Every"
            | "Both"
            | "Also"
            | "Even"
            | "Just"
            | "Only"
            | "Now"
            | "Today"
            | "Yesterday"
            | "Tomorrow"
            | "Meanwhile"
            | "Moreover"
            | "Furthermore"
            | "Still"
            | "Yet"
            | "According"
            | "Such"
            | "Several"
            | "Do"
            | "Does"
            | "Did"
            | "Is"
            | "Are"
            | "Was"
            | "Were"
            | "Can"
            | "Could"
            | "Would"
            | "Should"
            | "Has"
            | "Have"
            | "Had"
            | "Let"
            | "Please"
            | "Instead"
            | "Perhaps"
            | "Maybe"
            | "Later"
            | "Finally"
            | "Nevertheless"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_is_also_an_abbreviation_counts_only_with_its_capital() {
        assert_eq!(classify("Sun"), Some(Abbreviation::Either));
        assert_eq!(classify("sun"), None);
        assert_eq!(classify("mr"), Some(Abbreviation::Leading));
    }

    #[test]
    fn acronyms_are_single_letters_between_stops() {
        assert!(is_acronym("U.S") && is_acronym("a.k.a"));
        assert!(!is_acronym("U") && !is_acronym("Ph.D") && !is_acronym("3.5"));
    }
}
