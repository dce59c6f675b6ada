//! What a VM asks of the machine: clocks, files, standard streams, entropy.
//!
//! [`Host`] is the boundary: a VM does nothing to the outside but through it. [`Machine`] is the real one, with a real or
//! a virtual clock. Nothing here knows of Python values.

mod clock;
mod machine;
mod memory;
mod zone;

pub use clock::{Clock, RealClock, VirtualClock};
pub use machine::Machine;
pub use memory::memory_of_machine;
pub use zone::{LocalOffset, Zone};

use std::{
    ffi::OsString,
    fs::{File, OpenOptions},
    io,
    path::{Path, PathBuf},
};

/// What a file system knows of a path. Times are nanoseconds since 1970.
#[derive(Clone, Copy, Debug, Default)]
#[allow(missing_docs, reason = "the fields of `os.stat_result`")]
pub struct Stat {
    pub mode: u32,
    pub inode: u64,
    pub device: u64,
    pub links: u64,
    pub user: u32,
    pub group: u32,
    pub size: u64,
    pub accessed: i128,
    pub modified: i128,
    pub changed: i128,
}

/// A change of the file system.
#[derive(Clone, Copy, Debug)]
pub enum Change<'a> {
    /// Makes a folder.
    MakeDir,
    /// Removes an empty folder.
    RemoveDir,
    /// Removes a file.
    Remove,
    /// Makes it the working folder of the process.
    WorkingDir,
    /// Gives it another name.
    Rename(&'a Path),
}

/// The machine as a VM sees it. All times are nanoseconds.
pub trait Host {
    /// Seed of str hashes and of `random` where nothing else seeds it.
    fn seed(&self) -> u64;
    /// The clocks.
    fn clock(&self) -> &dyn Clock;
    /// The time zone of the place, where `TZ` of the environment is `setting`.
    fn zone(&self, setting: Option<&str>) -> Zone {
        _ = setting;
        Zone::utc()
    }
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
    /// What the file system knows of a path; of a link itself where `follow` is off.
    ///
    /// # Errors
    /// What the system reports.
    fn stat(&self, path: &Path, follow: bool) -> io::Result<Stat> {
        _ = (path, follow);
        Err(io::ErrorKind::Unsupported.into())
    }
    /// The names in a folder.
    ///
    /// # Errors
    /// What the system reports.
    fn list_dir(&self, path: &Path) -> io::Result<Vec<OsString>> {
        _ = path;
        Err(io::ErrorKind::Unsupported.into())
    }
    /// Changes the file system.
    ///
    /// # Errors
    /// What the system reports.
    fn change(&self, path: &Path, change: Change<'_>) -> io::Result<()> {
        _ = (path, change);
        Err(io::ErrorKind::Unsupported.into())
    }
    /// Opens a file.
    ///
    /// # Errors
    /// What the system reports.
    fn open(&self, path: &Path, how: &OpenOptions) -> io::Result<File> {
        _ = (path, how);
        Err(io::ErrorKind::Unsupported.into())
    }
}
