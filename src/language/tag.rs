//! Part-of-speech tags: Universal Dependencies' seventeen classes and the Penn Treebank's finer ones.

use std::fmt;

macro_rules! tags {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[repr(u8)]
        #[allow(missing_docs)]
        pub enum $name { $($variant,)* }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &[$name] = &[$($name::$variant,)*];

            /// The name the treebanks use.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text,)* }
            }

            /// The value a treebank's name stands for.
            pub fn parse(text: &str) -> Option<$name> {
                match text { $($text => Some($name::$variant),)* _ => None }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

tags! {
    /// The word classes of Universal Dependencies.
    Upos {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ", Noun = "NOUN",
        Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM",
        Verb = "VERB", X = "X",
    }
}

tags! {
    /// The tags of the Penn Treebank, as the UD English treebanks use them.
    ///
    /// `VB` is split: [`Tag::VbFin`] is a base form that is finite (an imperative or a subjunctive), written `VB!`.
    Tag {
        Cc = "CC", Cd = "CD", Dt = "DT", Ex = "EX", Fw = "FW", In = "IN", Jj = "JJ", Jjr = "JJR", Jjs = "JJS", Ls = "LS",
        Md = "MD", Nn = "NN", Nnp = "NNP", Nnps = "NNPS", Nns = "NNS", Pdt = "PDT", Pos = "POS", Prp = "PRP",
        PrpS = "PRP$", Rb = "RB", Rbr = "RBR", Rbs = "RBS", Rp = "RP", Sym = "SYM", To = "TO", Uh = "UH", Vb = "VB",
        VbFin = "VB!", Vbd = "VBD", Vbg = "VBG", Vbn = "VBN", Vbp = "VBP", Vbz = "VBZ", Wdt = "WDT", Wp = "WP",
        WpS = "WP$", Wrb = "WRB", Gw = "GW", Add = "ADD", Afx = "AFX", Nfp = "NFP", Xx = "XX",
        Stop = ".", Comma = ",", Colon = ":", OpenQuote = "``", CloseQuote = "''", OpenBracket = "-LRB-",
        CloseBracket = "-RRB-", Hyph = "HYPH", Dollar = "$",
    }
}

impl Tag {
    /// A verb form that carries tense by itself: `VBD`, `VBP`, `VBZ`, `MD`, or a finite base form.
    pub const fn is_finite(self) -> bool {
        matches!(self, Tag::Vbd | Tag::Vbp | Tag::Vbz | Tag::Md | Tag::VbFin)
    }

    /// Any verb form, modals among them.
    pub const fn is_verb(self) -> bool {
        matches!(self, Tag::Vb | Tag::Vbg | Tag::Vbn) || self.is_finite()
    }

    /// The tag the Penn Treebank has for it: `VB` for a finite base form, otherwise the same.
    pub const fn penn(self) -> Tag {
        match self {
            Tag::VbFin => Tag::Vb,
            tag => tag,
        }
    }

    /// A common or proper noun.
    pub const fn is_noun(self) -> bool {
        matches!(self, Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps)
    }

    /// A punctuation mark of any kind.
    pub const fn is_punctuation(self) -> bool {
        matches!(
            self,
            Tag::Stop
                | Tag::Comma
                | Tag::Colon
                | Tag::OpenQuote
                | Tag::CloseQuote
                | Tag::OpenBracket
                | Tag::CloseBracket
                | Tag::Hyph
                | Tag::Nfp
        )
    }
}
