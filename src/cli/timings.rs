//! How long a run took, and where.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::talk::Talk;
use crate::timing::{self, Timings};

/// Adds up the times of a run over all its threads, if anybody wants to know them.
pub(super) struct Watch {
    start: Instant,
    timings: Option<Mutex<Timings>>,
}

impl Watch {
    /// One that runs from now on; it does nothing unless it is `wanted`.
    pub(super) fn new(wanted: bool) -> Self {
        Self { start: Instant::now(), timings: wanted.then(Mutex::default) }
    }

    /// Does `work`, a part of the run.
    pub(super) fn over<T>(&self, work: impl FnOnce() -> T) -> T {
        let Some(all) = &self.timings else { return work() };
        let (result, timings) = timing::recorded(work);
        all.lock().unwrap_or_else(PoisonError::into_inner).add(&timings);
        result
    }

    /// Says how long every stage took, the longest first, and how much memory the run needed.
    pub(super) fn tell(self, talk: &Talk) {
        let Some(timings) = self.timings else { return };
        let timings = timings.into_inner().unwrap_or_else(PoisonError::into_inner);
        let total = timings.total();
        let row = |name: &str, time: Duration| {
            let share = 100.0 * time.as_secs_f64() / total.as_secs_f64().max(f64::MIN_POSITIVE);
            talk.say(&format!("{} {share:>5.1} %  {name}", milliseconds(time)));
        };
        for (group, time, parts) in timings.groups() {
            row(group, time);
            parts.iter().for_each(|(part, time)| row(&format!("  {group}/{part}"), *time));
        }
        row("all stages, added up over all threads", total);
        talk.say(&format!("{}          from start to end", milliseconds(self.start.elapsed())));
        if let Some(bytes) = timing::peak_memory() {
            talk.say(&format!("{:>9.1} MB          memory at most", bytes as f64 / 1e6));
        }
    }
}

fn milliseconds(time: Duration) -> String {
    format!("{:>9.1} ms", 1000.0 * time.as_secs_f64())
}
