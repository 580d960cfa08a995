//! Verbs whose base form is hardly ever anything else, and words after which a base form stands in place of a finite verb.
//!
//! Compiled from general knowledge of English.

use super::WordSet;

/// Where one of these stands after `has` or after a noun in the singular, the verb has lost its ending.
#[rustfmt::skip]
static ONLY_VERBS: WordSet = WordSet::new(&[
    "accept", "accuse", "achieve", "acquire", "adapt", "add", "adjust", "admit", "adopt", "affect", "agree",
    "allocate", "allow", "analyse", "analyze", "announce", "annoy", "anticipate", "apologise", "apologize",
    "appear", "apply", "appoint", "appreciate", "arise", "arrange", "arrive", "ask", "assemble", "assert", "assign",
    "assist", "assume", "assure", "attain", "attract", "avoid", "await", "bake", "become", "begin", "behave",
    "believe", "belong", "betray", "blend", "bless", "borrow", "bring", "build", "bury", "buy", "carry",
    "celebrate", "choose", "clarify", "collect", "combine", "commence", "commit", "communicate", "compare",
    "compel", "compensate", "compete", "complain", "complicate", "compose", "comprise", "conceal", "concede",
    "conclude", "condemn", "confess", "confirm", "confront", "confuse", "connect", "conquer", "consider", "consist",
    "construct", "consult", "consume", "contain", "continue", "contradict", "contribute", "convert", "convince",
    "cooperate", "coordinate", "correspond", "create", "criticise", "criticize", "cultivate", "deceive", "decide",
    "declare", "decorate", "deem", "defend", "define", "deliver", "demolish", "deny", "depend", "depict", "deploy",
    "deprive", "derive", "descend", "describe", "deserve", "destroy", "detain", "detect", "deter", "deteriorate",
    "determine", "develop", "devote", "dictate", "die", "differ", "diminish", "disagree", "disappear", "disclose",
    "discourage", "discover", "discuss", "disintegrate", "dissolve", "distribute", "disturb", "divide", "dominate",
    "donate", "drown", "dwell", "earn", "eat", "educate", "elaborate", "eliminate", "emerge", "emphasise",
    "emphasize", "enable", "enact", "encounter", "encourage", "endure", "enforce", "enhance", "enjoy", "enlarge",
    "enrol", "enroll", "ensue", "ensure", "entail", "enter", "entertain", "equip", "erode", "escalate", "establish",
    "evacuate", "evaluate", "evolve", "exaggerate", "examine", "exceed", "exclude", "exist", "expand", "expect",
    "expel", "explain", "explode", "exploit", "explore", "expose", "extend", "facilitate", "fasten", "fetch",
    "fill", "find", "flee", "flourish", "forbid", "forget", "forgive", "formulate", "fulfil", "fulfill", "gather",
    "generate", "give", "govern", "grow", "hang", "happen", "hear", "hesitate", "hinder", "identify", "ignore",
    "illuminate", "illustrate", "imagine", "imitate", "implement", "imply", "impose", "imprison", "improve",
    "include", "incorporate", "incur", "indicate", "indulge", "inform", "inherit", "inhibit", "inject", "injure",
    "insist", "inspect", "inspire", "install", "instruct", "intend", "interact", "interfere", "interpret",
    "interrogate", "intervene", "introduce", "invade", "invent", "invest", "investigate", "involve", "irritate",
    "isolate", "join", "justify", "keep", "know", "learn", "legislate", "lend", "listen", "locate", "lose",
    "maintain", "make", "manage", "manipulate", "marry", "mean", "meet", "memorize", "mislead", "modernize",
    "modify", "motivate", "multiply", "navigate", "neglect", "negotiate", "nominate", "notify", "obey", "oblige",
    "observe", "obtain", "occupy", "occur", "operate", "oppose", "organise", "organize", "originate", "outlaw",
    "overcome", "owe", "participate", "penetrate", "perceive", "perform", "permit", "persist", "persuade",
    "portray", "possess", "postpone", "pour", "pray", "precede", "predict", "prefer", "prepare", "prescribe",
    "preserve", "presume", "pretend", "prevail", "prevent", "proceed", "proclaim", "produce", "prohibit", "prolong",
    "promote", "pronounce", "propose", "protect", "prove", "provide", "provoke", "publicize", "publish", "punish",
    "pursue", "quit", "react", "realise", "realize", "reassure", "rebuild", "receive", "reckon", "recognise",
    "recognize", "recommend", "recover", "recruit", "reduce", "refer", "reflect", "refuse", "regain", "regulate",
    "rehearse", "reinforce", "relate", "rely", "remain", "remember", "remind", "remove", "render", "renew",
    "renovate", "repay", "replace", "represent", "require", "resemble", "reside", "resign", "resist", "resolve",
    "respond", "restore", "restrain", "restrict", "resume", "retain", "retire", "retrieve", "reunite", "reveal",
    "scatter", "see", "seek", "seem", "sell", "send", "serve", "settle", "shrink", "signify", "simplify", "sing",
    "sit", "solve", "speak", "specialise", "specialize", "specify", "speculate", "spend", "stabilize", "steal",
    "stimulate", "strengthen", "strive", "submit", "subside", "succeed", "suffer", "suggest", "summon", "supervise",
    "suppose", "surpass", "surround", "survive", "suspend", "swear", "take", "teach", "tell", "tend", "terminate",
    "think", "threaten", "thrive", "throw", "tolerate", "transform", "translate", "transmit", "treat", "undergo",
    "undermine", "understand", "undertake", "unfold", "unify", "unite", "unveil", "uphold", "utilize", "vanish",
    "vary", "verify", "violate", "warn", "weaken", "wear", "weave", "weigh", "widen", "withdraw", "withstand",
    "write",
]);

/// Verbs that take an object and a base form: `they saw him leave`.
#[rustfmt::skip]
static WITH_OBJECT: WordSet = WordSet::new(&[
    "bid", "feel", "find", "have", "hear", "help", "let", "make", "notice", "observe", "see", "watch",
]);

/// Verbs, nouns and adjectives that ask for a base form in the clause after them: `they demand that she leave`.
#[rustfmt::skip]
static MANDATIVE: WordSet = WordSet::new(&[
    "advise", "ask", "beg", "better", "command", "condition", "crucial", "demand", "desire", "essential", "imperative",
    "important", "insist", "instruct", "mandate", "move", "necessary", "order", "prefer", "proposal", "propose",
    "recommend", "recommendation", "request", "require", "requirement", "stipulate", "suggest", "suggestion", "urge",
    "vital", "wish",
]);

/// Whether the word with this lemma asks for a base form in the clause after it: `they demand that she leave`.
pub fn asks_for_base(lemma: &str) -> bool {
    MANDATIVE.has(lemma)
}

/// Whether after the word with this lemma a subject may stand before a base form that is no slip: `they saw him leave`,
/// `does he leave`, `they demand that he leave`.
pub fn leaves_verb_bare(lemma: &str) -> bool {
    lemma == "do" || WITH_OBJECT.has(lemma) || MANDATIVE.has(lemma)
}

/// Whether `lower`, in lower case, is the base form of a verb and of no other common word.
pub fn is_only_verb(lower: &str) -> bool {
    ONLY_VERBS.has(lower)
}

#[cfg(test)]
mod tests {
    use super::is_only_verb;

    #[test]
    fn words_that_can_be_nouns_are_left_out() {
        assert!(is_only_verb("refuse") && is_only_verb("receive"));
        assert!(!is_only_verb("visit") && !is_only_verb("open"));
    }
}
