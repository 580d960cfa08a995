//! The rules: one folder a family, one `.rs` and one `.md` a rule, and the one table of them.

mod pattern;
mod removal;
mod sought;
mod weighed;

use serde::Serialize;

use crate::document::Document;
use crate::finding::{Findings, Severity};

/// A family of damage.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Family {
    /// Spacing, punctuation, capitals, encoding.
    Typography,
    /// Fragments, splices, truncation, agreement.
    Sentence,
    /// Pronouns and attribution.
    Reference,
    /// Speaker labels, questions and answers.
    Dialogue,
    /// One thing under several forms.
    Consistency,
    /// What translation left behind.
    Translation,
    /// Page furniture left by a scraper.
    Boilerplate,
}

impl Family {
    /// Every family, in the order of reports.
    pub const ALL: [Family; 7] = [
        Family::Typography,
        Family::Sentence,
        Family::Reference,
        Family::Dialogue,
        Family::Consistency,
        Family::Translation,
        Family::Boilerplate,
    ];

    /// The word used in rule names and reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Family::Typography => "typography",
            Family::Sentence => "sentence",
            Family::Reference => "reference",
            Family::Dialogue => "dialogue",
            Family::Consistency => "consistency",
            Family::Translation => "translation",
            Family::Boilerplate => "boilerplate",
        }
    }
}

/// A rule: what it is called and how it reads a document.
pub struct Rule {
    /// `family/name`, the name of its two files.
    pub id: &'static str,
    /// One line on the damage it finds.
    pub summary: &'static str,
    /// How much its findings matter unless one says otherwise.
    pub severity: Severity,
    /// The issue type in the MQM Core typology.
    pub mqm: &'static str,
    /// The localization quality issue type of ITS 2.0.
    pub its: &'static str,
    /// Reads the document and writes what it finds.
    pub check: fn(&Document<'_>, &mut Findings<'_>),
}

impl Rule {
    /// The family: the first half of the name.
    pub fn family(&self) -> Family {
        let name = self.id.split('/').next().unwrap_or_default();
        *Family::ALL.iter().find(|family| family.as_str() == name).expect("a rule's name begins with its family")
    }
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id)
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// A line of the table: a rule and its page.
pub struct Entry {
    /// The rule.
    pub rule: &'static Rule,
    /// Its page, in Markdown: what it finds, why it matters, examples, its fix, when it is wrong.
    pub page: &'static str,
}

/// Declares the modules of all rules and the table of them, from one list.
macro_rules! rules {
    ($($family:ident { $($name:ident,)* })*) => {
        $(
            #[allow(missing_docs)]
            pub mod $family {
                $(pub mod $name;)*
            }
        )*

        /// Every rule, by family and in the order of reports.
        pub static TABLE: &[Entry] = &[
            $($(
                Entry {
                    rule: &$family::$name::RULE,
                    page: include_str!(concat!(stringify!($family), "/", stringify!($name), ".md")),
                },
            )*)*
        ];
    };
}

rules! {
    typography {
        comma_before_attribution,
        dialogue_dash,
        doubled_punctuation,
        doubled_word,
        foreign_punctuation,
        invisible_character,
        lost_apostrophe,
        lost_capital,
        lost_stop,
        lowercase_start,
        missing_space,
        mojibake,
        question_mark,
        quote_style,
        space_before_punctuation,
        split_word,
        stray_capital,
        stray_mark,
        unpaired_quote,
    }

    sentence {
        agreement,
        article,
        article_use,
        auxiliary,
        bare_verb,
        clause_order,
        double_connective,
        fragment,
        function_word,
        infinitive,
        inversion,
        joined_verb,
        looped_phrase,
        missing_subject,
        missing_verb,
        missing_word,
        noun_number,
        orphan_head,
        orphan_tail,
        repeated_sentence,
        resumptive_noun,
        resumptive_pronoun,
        splice,
        stray_letter,
        tense,
        truncated,
        truncated_word,
        unlikely_capital,
        unlikely_form,
        unlikely_joint,
        unlikely_order,
        unlikely_passage,
        unlikely_word,
        verb_form,
        word_order,
    }

    reference {
        bound_pronoun,
        narrator_person,
        no_antecedent,
        pronoun_gender,
        pronoun_number,
        reader_person,
        speaker_person,
        thing_pronoun,
        unlikely_pronoun,
    }

    dialogue {
        bracket_place,
        label_colon,
        lost_label,
        run_together,
        stray_label,
        wrong_label,
    }

    consistency {
        body_variant,
        currency_mix,
        date_mismatch,
        foreign_country,
        glossary,
        list_item_twice,
        list_numbering,
        name_variant,
        number_mismatch,
        translated_name,
        unit_mix,
    }

    translation {
        chatter,
        era_date,
        foreign_word,
        honorific,
        literal_rendering,
        number_format,
        number_unit,
        placeholder,
        reduplication,
        translated_name,
        unlikely_sense,
        untranslated_script,
        untranslated_word,
    }

    boilerplate {
        advertisement,
        comments,
        credits,
        navigation,
        notices,
        page_tools,
        related_links,
        sharing,
    }
}

/// The rules that ask a reader what they find, and find nothing without one.
const NEED_READER: [&str; 9] = [
    "reference/unlikely-pronoun",
    "sentence/missing-word",
    "sentence/unlikely-capital",
    "sentence/unlikely-form",
    "sentence/unlikely-joint",
    "sentence/unlikely-order",
    "sentence/unlikely-passage",
    "sentence/unlikely-word",
    "translation/unlikely-sense",
];

impl Rule {
    /// Whether it finds nothing without a reader.
    pub fn needs_reader(&self) -> bool {
        NEED_READER.contains(&self.id)
    }
}

/// The rule called `id`, with its page.
pub fn find(id: &str) -> Option<&'static Entry> {
    TABLE.iter().find(|entry| entry.rule.id == id)
}
