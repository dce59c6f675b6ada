//! What a VM may use.

use std::time::Duration;

/// What happens where a limit of memory or recursion is passed. Fuel and time always stop the code that runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnLimit {
    /// `MemoryError` or `RecursionError`, which code may catch.
    #[default]
    Raise,
    /// The code stops: no `except`, `finally` or `__del__` runs.
    Terminate,
}

/// Limits of a VM. Fuel and time count for each entry from Rust, memory and output for the VM's life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of heap.
    pub memory: Option<usize>,
    /// Back-edges, calls and yields for each entry from Rust; more can be had by
    /// [`VmHandle::add_fuel`](crate::VmHandle::add_fuel).
    pub fuel: Option<u64>,
    /// Real time for each entry from Rust, waiting included.
    pub wall_time: Option<Duration>,
    /// Bytes of standard output and standard error together.
    pub output: Option<usize>,
    /// Depth of calls, Python's and native ones.
    pub recursion: u32,
    /// Passing the limit of memory or of recursion raises, or stops.
    pub on_limit: OnLimit,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            memory: None,
            fuel: None,
            wall_time: None,
            output: None,
            recursion: 1000,
            on_limit: OnLimit::Raise,
        }
    }
}

impl Limits {
    /// Modest figures for code that nobody has read; whatever passes one is stopped.
    pub fn untrusted() -> Limits {
        Limits {
            memory: Some(64 << 20),
            fuel: Some(100_000_000),
            wall_time: Some(Duration::from_secs(10)),
            output: Some(1 << 20),
            recursion: 500,
            on_limit: OnLimit::Terminate,
        }
    }
}

/// What a VM uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usage {
    /// Bytes of heap now.
    pub memory: usize,
    /// The most bytes of heap at a time.
    pub peak_memory: usize,
}
