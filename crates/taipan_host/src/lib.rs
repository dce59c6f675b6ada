//! What a VM asks of the machine: clocks, files, standard streams, entropy.
//!
//! [`Host`] is the boundary: a VM does nothing to the outside but through it. [`Machine`] is the real one, with a real or
//! a virtual clock. Nothing here knows of Python values.

mod clock;
mod machine;

pub use clock::{Clock, RealClock, VirtualClock};
pub use machine::Machine;

use std::{io, path::PathBuf};

/// The machine as a VM sees it. All times are nanoseconds.
pub trait Host {
    /// Seed of str hashes and of `random` where nothing else seeds it.
    fn seed(&self) -> u64;
    /// The clocks.
    fn clock(&self) -> &dyn Clock;
    /// Writes to standard output (buffered).
    ///
    /// # Errors
    /// What the system reports.
    fn write_stdout(&self, bytes: &[u8]) -> io::Result<()>;
    /// Writes to standard error, after flushing standard output where both are one terminal.
    ///
    /// # Errors
    /// What the system reports.
    fn write_stderr(&self, bytes: &[u8]) -> io::Result<()>;
    /// Flushes standard output.
    ///
    /// # Errors
    /// What the system reports.
    fn flush(&self) -> io::Result<()>;
    /// Whether standard stream 0, 1 or 2 is a terminal.
    fn is_terminal(&self, stream: u8) -> bool;
    /// A line of standard input with its newline; empty at the end.
    ///
    /// # Errors
    /// What the system reports.
    fn read_line(&self) -> io::Result<Vec<u8>>;
    /// The whole file.
    ///
    /// # Errors
    /// What the system reports.
    fn read_file(&self, path: &str) -> io::Result<Vec<u8>>;
    /// Whether this is a regular file.
    fn is_file(&self, path: &str) -> bool;
    /// Whether this is a folder.
    fn is_dir(&self, path: &str) -> bool;
    /// The working folder.
    ///
    /// # Errors
    /// What the system reports.
    fn current_dir(&self) -> io::Result<PathBuf>;
    /// The environment.
    fn env_vars(&self) -> Vec<(String, String)>;
    /// Bytes that nobody can guess.
    fn random_bytes(&self, into: &mut [u8]);
}
