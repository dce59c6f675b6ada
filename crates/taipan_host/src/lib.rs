//! What a VM asks of the machine: clocks, files, standard streams, entropy.

/// The machine as a VM sees it.
pub trait Host {
    /// Seed of str hashes and of `random` where nothing else seeds it.
    fn seed(&self) -> u64;
}
