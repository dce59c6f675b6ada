//! The boundary between a VM and the machine.

use std::{
    ffi::OsString,
    fs::{File, OpenOptions},
    io,
    path::{Path, PathBuf},
};

use crate::{Clock, Descriptor, Zone};

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
    pub block_size: u64,
    pub blocks: u64,
    pub special: u64,
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
    /// Makes a further name for it.
    Link(&'a Path),
    /// Makes a symbolic link there that leads to this path.
    Symlink(&'a Path),
    /// Sets the permission bits.
    Mode(u32),
    /// Cuts or grows it.
    Truncate(u64),
    /// Sets when it was read and changed last, in nanoseconds since 1970.
    Times(i128, i128),
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
    /// Where a symbolic link leads.
    ///
    /// # Errors
    /// What the system reports.
    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        _ = path;
        Err(io::ErrorKind::Unsupported.into())
    }
    /// Opens a file as a descriptor.
    ///
    /// # Errors
    /// What the system reports.
    fn open_descriptor(&self, path: &Path, flags: i32, mode: u32) -> io::Result<i32> {
        _ = (path, flags, mode);
        Err(io::ErrorKind::Unsupported.into())
    }
    /// Does something with an open descriptor.
    ///
    /// # Errors
    /// What the system reports.
    fn descriptor(&self, fd: i32, what: Descriptor<'_>) -> io::Result<u64> {
        _ = (fd, what);
        Err(io::ErrorKind::Unsupported.into())
    }
    /// What the file system knows of an open descriptor.
    ///
    /// # Errors
    /// What the system reports.
    fn stat_descriptor(&self, fd: i32) -> io::Result<Stat> {
        _ = fd;
        Err(io::ErrorKind::Unsupported.into())
    }
    /// The file of an open descriptor, which closes it when it drops.
    ///
    /// # Errors
    /// What the system reports.
    fn adopt_descriptor(&self, fd: i32) -> io::Result<File> {
        _ = fd;
        Err(io::ErrorKind::Unsupported.into())
    }
    /// Two descriptors: what is written to the second can be read from the first.
    ///
    /// # Errors
    /// What the system reports.
    fn pipe(&self) -> io::Result<(i32, i32)> {
        Err(io::ErrorKind::Unsupported.into())
    }
    /// Whether Python code may start threads of the system.
    fn may_start_threads(&self) -> bool {
        false
    }
}
