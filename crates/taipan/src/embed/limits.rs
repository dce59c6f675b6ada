//! What a VM may use.

/// Limits of a VM. Fuel counts for each entry from Rust, memory and output for the VM's life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of heap.
    pub memory: Option<usize>,
    /// Back-edges, calls and yields for each entry from Rust.
    pub fuel: Option<u64>,
    /// Bytes of standard output and standard error together.
    pub output: Option<usize>,
    /// Depth of calls, Python's and native ones.
    pub recursion: u32,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { memory: None, fuel: None, output: None, recursion: 1000 }
    }
}

impl Limits {
    /// Modest figures for code that nobody has read.
    pub fn untrusted() -> Limits {
        Limits { memory: Some(64 << 20), fuel: Some(100_000_000), output: Some(1 << 20), recursion: 500 }
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
