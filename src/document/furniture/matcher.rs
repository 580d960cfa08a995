//! Large alternations that are compiled once in every process and asked only whether they match.
//!
//! `regex::Regex` prepares for captures, for reverse searches and for literals as well; with thousands of alternatives
//! that is most of what a short text costs. A lazy automaton needs the forward program alone.

use regex_automata::Input;
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::nfa::thompson::{self, WhichCaptures};
use regex_automata::util::pool::Pool;

type Make = Box<dyn Fn() -> Cache + Send + Sync + std::panic::UnwindSafe + std::panic::RefUnwindSafe>;

/// A pattern that says yes or no to a line.
pub(super) struct Matcher {
    dfa: DFA,
    caches: Pool<Cache, Make>,
}

impl Matcher {
    /// The matcher of `pattern`.
    ///
    /// # Panics
    /// If the pattern is no regular expression; the patterns are part of the program.
    pub(super) fn new(pattern: &str) -> Self {
        let dfa = DFA::builder()
            .thompson(thompson::Config::new().which_captures(WhichCaptures::None).shrink(false))
            .configure(DFA::config().cache_capacity(8 << 20).skip_cache_capacity_check(true))
            .build(pattern)
            .expect("the phrases are regular expressions");
        let maker = dfa.clone();
        Self { dfa, caches: Pool::new(Box::new(move || maker.create_cache())) }
    }

    /// Whether the pattern matches somewhere in `line`.
    pub(super) fn is_match(&self, line: &str) -> bool {
        let mut cache = self.caches.get();
        // The automaton gives up only where it meets what it was told not to read, and it was told nothing.
        self.dfa.try_search_fwd(&mut cache, &Input::new(line).earliest(true)).is_ok_and(|found| found.is_some())
    }
}
