//! English personal, possessive and reflexive pronouns: a closed table, read by form or by its features.

/// Grammatical person.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Person {
    /// The speaker: `I`, `we`.
    First,
    /// The one spoken to: `you`.
    Second,
    /// Everybody and everything else.
    Third,
}

/// Grammatical number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Number {
    /// One.
    Singular,
    /// More than one.
    Plural,
}

/// Grammatical gender, as English pronouns show it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Gender {
    /// `he`.
    Masculine,
    /// `she`.
    Feminine,
    /// `it`.
    Neuter,
    /// A person, of either sex: a name that men and women bear.
    Common,
}

impl Gender {
    /// Whether a word of this gender can stand for a word of the other: equal, or both personal and one of them common.
    pub fn agrees_with(self, other: Gender) -> bool {
        self == other
            || (self == Gender::Common && other != Gender::Neuter)
            || (other == Gender::Common && self != Gender::Neuter)
    }
}

/// What a pronoun form is used as.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
pub enum Case {
    /// Subject: `she`.
    Nominative = 1,
    /// Object: `her`.
    Accusative = 2,
    /// Before a noun: `her`.
    PossessiveDeterminer = 4,
    /// Alone: `hers`.
    PossessivePronoun = 8,
    /// `herself`.
    Reflexive = 16,
}

/// A set of cases: `her` is accusative and a possessive determiner.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Cases(u8);

impl Cases {
    /// Whether the case is in the set.
    pub const fn contains(self, case: Case) -> bool {
        self.0 & case as u8 != 0
    }

    /// The case, where there is only one.
    pub fn only(self) -> Option<Case> {
        CASES.into_iter().find(|&case| self.0 == case as u8)
    }
}

const CASES: [Case; 5] =
    [Case::Nominative, Case::Accusative, Case::PossessiveDeterminer, Case::PossessivePronoun, Case::Reflexive];

/// One pronoun form with all it can mean.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pronoun {
    /// The form, lower-case but for `I`.
    pub form: &'static str,
    /// Its person.
    pub person: Person,
    /// Its number; `None` for `you`, `your` and `yours`, which are both. `they` is plural, whomever it stands for.
    pub number: Option<Number>,
    /// Its gender; `None` where the form does not show it.
    pub gender: Option<Gender>,
    /// Every case the form can have.
    pub cases: Cases,
}

impl Pronoun {
    /// Whether the form can be of this number.
    pub fn can_be(&self, number: Number) -> bool {
        self.number.is_none_or(|own| own == number)
    }
}

/// Nominative, accusative, possessive determiner, possessive pronoun and reflexive of one person.
struct Row {
    person: Person,
    number: Number,
    gender: Option<Gender>,
    forms: [&'static str; 5],
}

const fn row(person: Person, number: Number, gender: Option<Gender>, forms: [&'static str; 5]) -> Row {
    Row { person, number, gender, forms }
}

static PARADIGM: [Row; 8] = {
    use Gender::{Feminine, Masculine, Neuter};
    use Number::{Plural, Singular};
    use Person::{First, Second, Third};
    [
        row(First, Singular, None, ["I", "me", "my", "mine", "myself"]),
        row(First, Plural, None, ["we", "us", "our", "ours", "ourselves"]),
        row(Second, Singular, None, ["you", "you", "your", "yours", "yourself"]),
        row(Second, Plural, None, ["you", "you", "your", "yours", "yourselves"]),
        row(Third, Singular, Some(Masculine), ["he", "him", "his", "his", "himself"]),
        row(Third, Singular, Some(Feminine), ["she", "her", "her", "hers", "herself"]),
        row(Third, Singular, Some(Neuter), ["it", "it", "its", "its", "itself"]),
        row(Third, Plural, None, ["they", "them", "their", "theirs", "themselves"]),
    ]
};

const fn entry(
    form: &'static str,
    person: Person,
    number: Option<Number>,
    gender: Option<Gender>,
    cases: u8,
) -> Pronoun {
    Pronoun { form, person, number, gender, cases: Cases(cases) }
}

static PRONOUNS: [Pronoun; 31] = {
    use Gender::{Feminine, Masculine, Neuter};
    use Number::{Plural, Singular};
    use Person::{First, Second, Third};
    const N: u8 = Case::Nominative as u8;
    const A: u8 = Case::Accusative as u8;
    const D: u8 = Case::PossessiveDeterminer as u8;
    const P: u8 = Case::PossessivePronoun as u8;
    const R: u8 = Case::Reflexive as u8;
    [
        entry("I", First, Some(Singular), None, N),
        entry("me", First, Some(Singular), None, A),
        entry("my", First, Some(Singular), None, D),
        entry("mine", First, Some(Singular), None, P),
        entry("myself", First, Some(Singular), None, R),
        entry("we", First, Some(Plural), None, N),
        entry("us", First, Some(Plural), None, A),
        entry("our", First, Some(Plural), None, D),
        entry("ours", First, Some(Plural), None, P),
        entry("ourselves", First, Some(Plural), None, R),
        entry("you", Second, None, None, N | A),
        entry("your", Second, None, None, D),
        entry("yours", Second, None, None, P),
        entry("yourself", Second, Some(Singular), None, R),
        entry("yourselves", Second, Some(Plural), None, R),
        entry("he", Third, Some(Singular), Some(Masculine), N),
        entry("him", Third, Some(Singular), Some(Masculine), A),
        entry("his", Third, Some(Singular), Some(Masculine), D | P),
        entry("himself", Third, Some(Singular), Some(Masculine), R),
        entry("she", Third, Some(Singular), Some(Feminine), N),
        entry("her", Third, Some(Singular), Some(Feminine), A | D),
        entry("hers", Third, Some(Singular), Some(Feminine), P),
        entry("herself", Third, Some(Singular), Some(Feminine), R),
        entry("it", Third, Some(Singular), Some(Neuter), N | A),
        entry("its", Third, Some(Singular), Some(Neuter), D | P),
        entry("itself", Third, Some(Singular), Some(Neuter), R),
        entry("they", Third, Some(Plural), None, N),
        entry("them", Third, Some(Plural), None, A),
        entry("their", Third, Some(Plural), None, D),
        entry("theirs", Third, Some(Plural), None, P),
        entry("themselves", Third, Some(Plural), None, R),
    ]
};

/// The pronoun a form is, in any letter case; `None` for every other word. Allocates nothing.
pub fn pronoun(form: &str) -> Option<&'static Pronoun> {
    PRONOUNS.iter().find(|pronoun| pronoun.form.eq_ignore_ascii_case(form))
}

/// The form with these features, lower-case but for `I`. Gender counts in the third person singular only; `Common` and
/// `None` there give `they` and its forms, the singular `they`.
pub fn form(person: Person, number: Number, gender: Option<Gender>, case: Case) -> &'static str {
    let gendered = person == Person::Third && number == Number::Singular;
    let known = gender.filter(|&gender| gendered && gender != Gender::Common);
    let number = if gendered && known.is_none() { Number::Plural } else { number };
    let column = CASES.iter().position(|&other| other == case).unwrap_or(0);
    PARADIGM
        .iter()
        .find(|row| row.person == person && row.number == number && row.gender == known)
        .map_or("they", |row| row.forms[column])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn her_is_two_cases_and_him_is_one() {
        let her = pronoun("Her").unwrap();
        assert!(her.cases.contains(Case::Accusative) && her.cases.contains(Case::PossessiveDeterminer));
        assert_eq!(her.cases.only(), None);
        assert_eq!(pronoun("HIM").unwrap().cases.only(), Some(Case::Accusative));
        assert!(pronoun("hem").is_none());
    }

    #[test]
    fn you_is_of_either_number() {
        let you = pronoun("you").unwrap();
        assert!(you.can_be(Number::Singular) && you.can_be(Number::Plural));
        assert!(!pronoun("yourselves").unwrap().can_be(Number::Singular));
    }

    #[test]
    fn every_form_of_the_paradigm_reads_back_with_its_features() {
        for row in &PARADIGM {
            for (case, written) in CASES.into_iter().zip(row.forms) {
                assert_eq!(form(row.person, row.number, row.gender, case), written);
                let read = pronoun(written).unwrap();
                assert_eq!((read.person, read.gender), (row.person, row.gender), "{written}");
                assert!(read.can_be(row.number) && read.cases.contains(case), "{written}");
            }
        }
    }

    #[test]
    fn a_person_of_unknown_gender_is_they() {
        assert_eq!(form(Person::Third, Number::Singular, Some(Gender::Common), Case::Accusative), "them");
        assert_eq!(form(Person::Third, Number::Plural, Some(Gender::Feminine), Case::Nominative), "they");
        assert_eq!(form(Person::First, Number::Singular, Some(Gender::Feminine), Case::Reflexive), "myself");
    }

    #[test]
    fn a_common_name_agrees_with_either_gender_but_not_with_a_thing() {
        assert!(Gender::Common.agrees_with(Gender::Feminine) && Gender::Masculine.agrees_with(Gender::Common));
        assert!(!Gender::Common.agrees_with(Gender::Neuter) && !Gender::Masculine.agrees_with(Gender::Feminine));
    }
}
