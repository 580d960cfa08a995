//! Where the time of a run goes: the stages of an analysis, each without the stages inside it.
//!
//! Nothing is measured unless [`recorded`] is at work on the thread; a [`stage`] costs one look at a thread's own
//! variable then. What is found never depends on it.

use std::cell::RefCell;
use std::fs;
use std::time::{Duration, Instant};

use rustc_hash::FxHashMap;

/// The time that each stage took by itself. A stage is `group/part` or a group by itself; a rule goes by its own name.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Timings {
    stages: FxHashMap<&'static str, Duration>,
}

/// Times with what they belong to, the longest first.
pub type Ranked = Vec<(&'static str, Duration)>;

impl Timings {
    /// Adds the times of `other` to these.
    pub fn add(&mut self, other: &Timings) {
        for (&stage, &time) in &other.stages {
            *self.stages.entry(stage).or_default() += time;
        }
    }

    /// The time of all stages.
    pub fn total(&self) -> Duration {
        self.stages.values().sum()
    }

    /// The groups by what they took in all, each with its parts; a group without parts has none. Equal times stand in
    /// the order of their names.
    pub fn groups(&self) -> Vec<(&'static str, Duration, Ranked)> {
        let mut groups = FxHashMap::<_, (Duration, Ranked)>::default();
        for (&stage, &time) in &self.stages {
            let (group, part) = stage.split_once('/').map_or((stage, None), |(group, part)| (group, Some(part)));
            let (sum, parts) = groups.entry(group).or_default();
            *sum += time;
            parts.extend(part.map(|part| (part, time)));
        }
        let mut groups: Vec<_> = groups.into_iter().map(|(group, (sum, parts))| (group, sum, parts)).collect();
        groups.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        groups.iter_mut().for_each(|(_, _, parts)| parts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0))));
        groups
    }
}

/// What is being measured on a thread.
struct Clock {
    timings: Timings,
    /// The stages that have begun and not ended, the innermost last.
    open: Vec<&'static str>,
    /// Up to when all time is accounted for.
    since: Instant,
}

impl Clock {
    /// Gives the time since the last call to the innermost stage; what lies between stages is nobody's.
    fn tick(&mut self) {
        let now = Instant::now();
        if let Some(stage) = self.open.last() {
            *self.timings.stages.entry(stage).or_default() += now - self.since;
        }
        self.since = now;
    }
}

thread_local!(static CLOCK: RefCell<Option<Clock>> = const { RefCell::new(None) });

/// Does `work` on this thread, and returns what came of it with the time of its stages.
pub fn recorded<T>(work: impl FnOnce() -> T) -> (T, Timings) {
    CLOCK.set(Some(Clock { timings: Timings::default(), open: Vec::new(), since: Instant::now() }));
    let result = work();
    (result, CLOCK.take().map(|clock| clock.timings).unwrap_or_default())
}

/// Does `work`, whose time is that of the stage `name`, a group or `group/part`, but for the stages inside it.
pub fn stage<T>(name: &'static str, work: impl FnOnce() -> T) -> T {
    let tick = |then: fn(&mut Vec<&'static str>, &'static str)| {
        CLOCK.with_borrow_mut(|clock| {
            if let Some(clock) = clock {
                clock.tick();
                then(&mut clock.open, name);
            }
        });
    };
    tick(Vec::push);
    let result = work();
    tick(|open, _| open.truncate(open.len().saturating_sub(1)));
    result
}

/// The most memory this process had at once, in bytes, where the system tells.
pub fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let units: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(1024 * units)
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::{Timings, recorded, stage};

    /// Works until the clock has moved.
    fn dawdle() {
        let start = Instant::now();
        while start.elapsed().as_nanos() == 0 {}
    }

    #[test]
    fn the_time_of_a_stage_is_its_own() {
        let start = Instant::now();
        let (answer, timings) = recorded(|| {
            stage("mill", || {
                dawdle();
                stage("bakery/oven", dawdle);
                stage("bakery/oven", dawdle);
                stage("bakery/counter", dawdle);
                42
            })
        });
        assert_eq!(answer, 42);
        // No time is counted twice.
        assert!(timings.total() <= start.elapsed());
        let mut groups = timings.groups();
        groups.sort_by_key(|group| group.0);
        let [("bakery", bakery, parts), ("mill", _, mill)] = &groups[..] else { panic!("{groups:?}") };
        assert_eq!(*bakery, parts.iter().map(|part| part.1).sum());
        assert!(parts.len() == 2 && parts[0].1 >= parts[1].1 && mill.is_empty());
        let mut twice = timings.clone();
        twice.add(&timings);
        assert_eq!(twice.total(), timings.total() * 2);
    }

    #[test]
    fn nothing_is_measured_where_nobody_asked() {
        stage("mill", dawdle);
        assert_eq!(recorded(|| ()).1, Timings::default());
    }
}
