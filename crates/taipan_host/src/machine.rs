//! The real machine.

use std::{
    cell::{Cell, OnceCell, RefCell},
    ffi::OsString,
    fs::{File, Metadata, OpenOptions},
    hash::{BuildHasher, RandomState},
    io::{self, BufRead, IsTerminal, Write},
    path::{Path, PathBuf},
};

use crate::{Change, Clock, Descriptor, Host, RealClock, Stat, VirtualClock, Zone, descriptors};

/// The machine that the process runs on.
pub struct Machine {
    clock: Box<dyn Clock>,
    out: RefCell<Vec<u8>>,
    at_once: Cell<bool>,
    /// Whether standard output is a terminal.
    lines: OnceCell<bool>,
    seed: u64,
}

const BUFFER: usize = 8192;

impl Machine {
    /// With the real clocks.
    pub fn new() -> Machine {
        Machine::with_clock(Box::new(RealClock::default()))
    }

    /// With a clock that only sleeping moves, starting at the present time.
    pub fn with_virtual_clock() -> Machine {
        let now = RealClock::default().time_ns();
        Machine::with_clock(Box::new(VirtualClock::new(now)))
    }

    /// With any clock.
    pub fn with_clock(clock: Box<dyn Clock>) -> Machine {
        let seed = std::env::var("PYTHONHASHSEED").ok().and_then(|text| text.parse().ok());
        let seed = seed.unwrap_or_else(|| RandomState::new().hash_one(0u8));
        Machine { clock, out: RefCell::default(), at_once: Cell::new(false), lines: OnceCell::new(), seed }
    }
}

impl Machine {
    /// Holds no standard output back from here on.
    pub fn write_at_once(&self) {
        self.at_once.set(true);
    }

    fn writes_lines(&self) -> bool {
        *self.lines.get_or_init(|| io::stdout().is_terminal())
    }
}

impl Default for Machine {
    fn default() -> Machine {
        Machine::new()
    }
}

impl Host for Machine {
    fn may_start_threads(&self) -> bool {
        true
    }

    fn seed(&self) -> u64 {
        self.seed
    }

    fn clock(&self) -> &dyn Clock {
        &*self.clock
    }

    fn zone(&self, setting: Option<&str>) -> Zone {
        Zone::of_setting(setting)
    }

    fn write_stdout(&self, bytes: &[u8]) -> io::Result<()> {
        let mut out = self.out.borrow_mut();
        out.extend_from_slice(bytes);
        if out.len() >= BUFFER || self.at_once.get() || (bytes.contains(&b'\n') && self.writes_lines()) {
            let mut stdout = io::stdout().lock();
            stdout.write_all(&out)?;
            out.clear();
            stdout.flush()?;
        }
        Ok(())
    }

    fn write_stderr(&self, bytes: &[u8]) -> io::Result<()> {
        if self.writes_lines() {
            self.flush()?;
        }
        io::stderr().write_all(bytes)
    }

    fn flush(&self) -> io::Result<()> {
        let mut out = self.out.borrow_mut();
        let mut stdout = io::stdout().lock();
        let result = stdout.write_all(&out);
        out.clear();
        result?;
        stdout.flush()
    }

    fn is_terminal(&self, stream: u8) -> bool {
        match stream {
            0 => io::stdin().is_terminal(),
            1 => io::stdout().is_terminal(),
            _ => io::stderr().is_terminal(),
        }
    }

    fn read_line(&self) -> io::Result<Vec<u8>> {
        self.flush()?;
        let mut line = Vec::new();
        io::stdin().lock().read_until(b'\n', &mut line)?;
        Ok(line)
    }

    fn read_file(&self, path: &str) -> io::Result<Vec<u8>> {
        std::fs::read(path)
    }

    fn is_file(&self, path: &str) -> bool {
        Path::new(path).is_file()
    }

    fn is_dir(&self, path: &str) -> bool {
        Path::new(path).is_dir()
    }

    fn current_dir(&self) -> io::Result<PathBuf> {
        std::env::current_dir()
    }

    fn env_vars(&self) -> Vec<(String, String)> {
        std::env::vars_os()
            .map(|(key, value)| (key.to_string_lossy().into_owned(), value.to_string_lossy().into_owned()))
            .collect()
    }

    fn stat(&self, path: &Path, follow: bool) -> io::Result<Stat> {
        let found = if follow { std::fs::metadata(path)? } else { std::fs::symlink_metadata(path)? };
        Ok(stat_of(&found))
    }

    fn list_dir(&self, path: &Path) -> io::Result<Vec<OsString>> {
        std::fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.file_name())).collect()
    }

    fn change(&self, path: &Path, change: Change<'_>) -> io::Result<()> {
        match change {
            Change::MakeDir => std::fs::create_dir(path),
            Change::RemoveDir => std::fs::remove_dir(path),
            Change::Remove => std::fs::remove_file(path),
            Change::WorkingDir => std::env::set_current_dir(path),
            Change::Rename(to) => std::fs::rename(path, to),
            Change::Link(to) => std::fs::hard_link(path, to),
            #[cfg(unix)]
            Change::Symlink(at) => std::os::unix::fs::symlink(path, at),
            #[cfg(unix)]
            Change::Mode(mode) => {
                let permissions = std::os::unix::fs::PermissionsExt::from_mode(mode);
                std::fs::set_permissions(path, permissions)
            }
            #[cfg(not(unix))]
            Change::Symlink(_) | Change::Mode(_) => Err(io::ErrorKind::Unsupported.into()),
            Change::Truncate(size) => OpenOptions::new().write(true).open(path)?.set_len(size),
            Change::Times(accessed, modified) => {
                let time = |ns: i128| {
                    let distance = std::time::Duration::from_nanos(ns.unsigned_abs() as u64);
                    let epoch = std::time::UNIX_EPOCH;
                    if ns < 0 { epoch.checked_sub(distance) } else { epoch.checked_add(distance) }
                };
                let (Some(accessed), Some(modified)) = (time(accessed), time(modified)) else {
                    return Err(io::ErrorKind::InvalidInput.into());
                };
                let times = std::fs::FileTimes::new().set_accessed(accessed).set_modified(modified);
                File::open(path)?.set_times(times)
            }
        }
    }

    fn open(&self, path: &Path, how: &OpenOptions) -> io::Result<File> {
        how.open(path)
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        std::fs::read_link(path)
    }

    fn open_descriptor(&self, path: &Path, flags: i32, mode: u32) -> io::Result<i32> {
        descriptors::open(path, flags, mode)
    }

    fn descriptor(&self, fd: i32, what: Descriptor<'_>) -> io::Result<u64> {
        if fd == 1 {
            self.flush()?;
        }
        descriptors::act(fd, what)
    }

    fn stat_descriptor(&self, fd: i32) -> io::Result<Stat> {
        descriptors::borrowed(fd)?.metadata().map(|found| stat_of(&found))
    }

    fn adopt_descriptor(&self, fd: i32) -> io::Result<File> {
        descriptors::borrowed(fd).map(std::mem::ManuallyDrop::into_inner)
    }

    fn pipe(&self) -> io::Result<(i32, i32)> {
        descriptors::pipe()
    }

    fn random_bytes(&self, into: &mut [u8]) {
        let state = RandomState::new();
        for (at, chunk) in into.chunks_mut(8).enumerate() {
            let bytes = state.hash_one(at).to_le_bytes();
            chunk.copy_from_slice(&bytes[..chunk.len()]);
        }
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        // Nobody is left to report a failure to.
        _ = self.flush();
    }
}

#[cfg(unix)]
fn stat_of(found: &Metadata) -> Stat {
    use std::os::unix::fs::MetadataExt;
    let ns = |seconds: i64, rest: i64| i128::from(seconds) * 1_000_000_000 + i128::from(rest);
    Stat {
        mode: found.mode(),
        inode: found.ino(),
        device: found.dev(),
        links: found.nlink(),
        user: found.uid(),
        group: found.gid(),
        size: found.size(),
        block_size: found.blksize(),
        blocks: found.blocks(),
        special: found.rdev(),
        accessed: ns(found.atime(), found.atime_nsec()),
        modified: ns(found.mtime(), found.mtime_nsec()),
        changed: ns(found.ctime(), found.ctime_nsec()),
    }
}

#[cfg(not(unix))]
fn stat_of(found: &Metadata) -> Stat {
    let ns = |time: io::Result<std::time::SystemTime>| {
        let since = time.ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
        since.map_or(0, |since| since.as_nanos() as i128)
    };
    let kind = if found.is_dir() { 0o040_755 } else { 0o100_644 };
    Stat {
        mode: kind,
        links: 1,
        size: found.len(),
        accessed: ns(found.accessed()),
        modified: ns(found.modified()),
        changed: ns(found.created()),
        ..Stat::default()
    }
}
