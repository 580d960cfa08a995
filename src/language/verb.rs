//! Verbs whose base form is hardly ever anything else: no noun, no adjective, no past form is spelled so.
//!
//! Where one of these stands after `has` or after a noun in the singular, the verb has lost its ending. Compiled from
//! general knowledge of English.

/// Sorted by their bytes.
#[rustfmt::skip]
const ONLY_VERBS: &[&str] = &[
    "accept", "achieve", "acquire", "adapt", "add", "admit", "adopt", "affect", "agree", "allow", "announce",
    "annoy", "apologise", "apologize", "appear", "apply", "appoint", "appreciate", "arise", "arrange", "arrive",
    "ask", "assemble", "assume", "attract", "avoid", "bake", "become", "begin", "believe", "belong", "bless",
    "borrow", "bring", "build", "bury", "buy", "carry", "celebrate", "choose", "clarify", "collect", "combine",
    "compare", "compete", "complain", "compose", "comprise", "conceal", "concede", "conclude", "condemn", "confess",
    "confirm", "confuse", "connect", "consider", "consist", "construct", "contain", "continue", "contribute",
    "convert", "convince", "create", "criticise", "criticize", "decide", "declare", "decorate", "defend", "define",
    "deliver", "demolish", "deny", "depend", "deploy", "deprive", "derive", "descend", "describe", "deserve",
    "destroy", "detect", "determine", "develop", "devote", "die", "differ", "disagree", "disappear", "discover",
    "discuss", "distribute", "divide", "donate", "earn", "eat", "educate", "eliminate", "emerge", "emphasise",
    "emphasize", "enable", "encounter", "encourage", "endure", "enjoy", "enlarge", "enrol", "enroll", "ensure",
    "enter", "entertain", "establish", "evolve", "exceed", "exclude", "exist", "expand", "expect", "expel",
    "explain", "explode", "explore", "expose", "extend", "facilitate", "fetch", "fill", "find", "flee", "forbid",
    "forget", "forgive", "fulfil", "gather", "generate", "give", "grow", "happen", "hear", "hesitate", "identify",
    "ignore", "illustrate", "imagine", "imply", "impose", "improve", "include", "indicate", "inform", "inherit",
    "inhibit", "inject", "insist", "inspect", "inspire", "install", "intend", "introduce", "invent", "invest",
    "investigate", "involve", "join", "keep", "know", "learn", "lend", "listen", "locate", "lose", "maintain",
    "make", "manage", "marry", "mean", "meet", "memorize", "modify", "multiply", "obey", "observe", "obtain",
    "occupy", "occur", "operate", "oppose", "organise", "organize", "overcome", "owe", "perform", "permit",
    "persuade", "possess", "postpone", "pour", "pray", "predict", "prefer", "prepare", "prescribe", "preserve",
    "pretend", "prevent", "proceed", "proclaim", "produce", "prohibit", "promote", "propose", "protect", "prove",
    "provide", "publish", "punish", "pursue", "react", "realise", "realize", "rebuild", "receive", "recognise",
    "recognize", "recommend", "recover", "recruit", "reduce", "refer", "reflect", "refuse", "relate", "remain",
    "remember", "remind", "remove", "renovate", "replace", "represent", "require", "resemble", "reside", "resign",
    "resist", "resolve", "respond", "restore", "restrict", "retain", "retire", "retrieve", "reveal", "scatter",
    "see", "seek", "seem", "sell", "send", "serve", "settle", "shrink", "sing", "sit", "solve", "speak", "specify",
    "spend", "steal", "strengthen", "submit", "succeed", "suffer", "suggest", "supervise", "suppose", "surround",
    "survive", "suspend", "swear", "take", "teach", "tell", "tend", "think", "threaten", "throw", "translate",
    "transmit", "understand", "undertake", "unite", "utilize", "vanish", "vary", "warn", "wear", "weave", "weigh",
    "widen", "withdraw", "write",
];

/// Whether `lower`, in lower case, is the base form of a verb and of no other common word.
pub fn is_only_verb(lower: &str) -> bool {
    ONLY_VERBS.binary_search(&lower).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{ONLY_VERBS, is_only_verb};

    #[test]
    fn words_that_can_be_nouns_are_left_out() {
        assert!(ONLY_VERBS.is_sorted());
        assert!(is_only_verb("refuse") && is_only_verb("receive"));
        assert!(!is_only_verb("visit") && !is_only_verb("open"));
    }
}
