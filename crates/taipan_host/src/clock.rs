//! Clocks: the real ones, and a virtual one that only sleeping moves.

use std::{
    cell::Cell,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

/// One source for all of Python's clocks. Nanoseconds.
pub trait Clock {
    /// `time.monotonic`, `time.perf_counter` and `loop.time`.
    fn monotonic_ns(&self) -> u64;
    /// `time.time`.
    fn time_ns(&self) -> i128;
    /// `time.process_time`.
    fn process_ns(&self) -> u64;
    /// Waits that long, or less where another thread unparks this one. A virtual clock moves on at once.
    fn sleep_ns(&self, ns: u64);
    /// Whether time passes only by sleeping.
    fn is_virtual(&self) -> bool;
}

/// The machine's clocks.
pub struct RealClock {
    start: Instant,
    offset: u64,
}

impl Default for RealClock {
    fn default() -> RealClock {
        // CPython's monotonic clock counts from boot, so small values do not occur.
        RealClock { start: Instant::now(), offset: 1_000_000_000 }
    }
}

impl Clock for RealClock {
    fn monotonic_ns(&self) -> u64 {
        self.start.elapsed().as_nanos() as u64 + self.offset
    }

    fn time_ns(&self) -> i128 {
        match SystemTime::now().duration_since(UNIX_EPOCH) {
            Ok(since) => since.as_nanos() as i128,
            Err(before) => -(before.duration().as_nanos() as i128),
        }
    }

    fn process_ns(&self) -> u64 {
        cpu_time::ProcessTime::now().as_duration().as_nanos() as u64
    }

    fn sleep_ns(&self, ns: u64) {
        std::thread::park_timeout(Duration::from_nanos(ns));
    }

    fn is_virtual(&self) -> bool {
        false
    }
}

/// A clock that stands still but for sleeping. As with a real one, a sleeper wakes after the moment that it asked for: a
/// nanosecond later, so that no difference of times in floats comes out below the sleep.
pub struct VirtualClock {
    now: Cell<u64>,
    epoch: i128,
}

impl VirtualClock {
    /// A clock that starts at `epoch_ns` after 1970.
    pub fn new(epoch_ns: i128) -> VirtualClock {
        VirtualClock { now: Cell::new(1_000_000_000), epoch: epoch_ns - 1_000_000_000 }
    }
}

impl Clock for VirtualClock {
    fn monotonic_ns(&self) -> u64 {
        self.now.get()
    }

    fn time_ns(&self) -> i128 {
        self.epoch + i128::from(self.now.get())
    }

    fn process_ns(&self) -> u64 {
        self.now.get()
    }

    fn sleep_ns(&self, ns: u64) {
        let late = u64::from(ns > 0);
        self.now.set(self.now.get().saturating_add(ns).saturating_add(late));
    }

    fn is_virtual(&self) -> bool {
        true
    }
}

/// Nanoseconds of the machine's monotonic clock since the process first asked.
pub fn real_now_ns() -> u64 {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    START.get_or_init(Instant::now).elapsed().as_nanos() as u64
}
