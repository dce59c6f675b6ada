//! The machine that an embedded VM sees: clocks and output, nothing else.

use std::{
    cell::{Cell, RefCell},
    ffi::OsString,
    fs::{File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use taipan_host::{Change, Clock as Clocks, Host, RealClock, Stat, VirtualClock};

/// Where output goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stdio {
    /// To the process's own streams.
    #[default]
    Inherit,
    /// Into a buffer that [`Vm::output`](crate::Vm::output) reads.
    Capture,
    /// Nowhere.
    Null,
}

/// The clock of a VM, for `time`, timers and `loop.time` alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Clock {
    /// The machine's.
    #[default]
    Real,
    /// Stands still but for sleeping, which takes no time; the seconds since 1970 at which it starts.
    Frozen(i64),
}

impl Clock {
    /// A clock that only sleeping moves, from these seconds since 1970 on.
    pub fn frozen_at(seconds: i64) -> Clock {
        Clock::Frozen(seconds)
    }

    fn make(self) -> Box<dyn Clocks> {
        match self {
            Clock::Real => Box::new(RealClock::default()),
            Clock::Frozen(seconds) => Box::new(VirtualClock::new(i128::from(seconds) * 1_000_000_000)),
        }
    }
}

pub(crate) struct Sandbox {
    clock: Box<dyn Clocks>,
    stdio: Stdio,
    captured: RefCell<Vec<u8>>,
    left: Cell<Option<usize>>,
    seed: u64,
}

impl Sandbox {
    pub(crate) fn new(clock: Clock, stdio: Stdio, output: Option<usize>, seed: Option<u64>) -> Sandbox {
        let seed =
            seed.unwrap_or_else(|| std::hash::BuildHasher::hash_one(&std::hash::RandomState::new(), 0));
        Sandbox { clock: clock.make(), stdio, captured: RefCell::default(), left: Cell::new(output), seed }
    }

    pub(crate) fn output(&self) -> String {
        String::from_utf8_lossy(&self.captured.borrow()).into_owned()
    }

    pub(crate) fn set_left(&self, left: Option<usize>) {
        self.left.set(left);
    }

    fn write(&self, bytes: &[u8], to: impl FnOnce(&[u8]) -> io::Result<()>) -> io::Result<()> {
        if let Some(left) = self.left.get() {
            let Some(left) = left.checked_sub(bytes.len()) else {
                return Err(io::Error::other("the limit on output has been reached"));
            };
            self.left.set(Some(left));
        }
        match self.stdio {
            Stdio::Inherit => to(bytes),
            Stdio::Capture => {
                self.captured.borrow_mut().extend_from_slice(bytes);
                Ok(())
            }
            Stdio::Null => Ok(()),
        }
    }
}

/// `EACCES`, for which Python has `PermissionError`.
fn denied<T>() -> io::Result<T> {
    Err(io::Error::from_raw_os_error(13))
}

impl Host for Sandbox {
    fn seed(&self) -> u64 {
        self.seed
    }

    fn clock(&self) -> &dyn Clocks {
        &*self.clock
    }

    fn write_stdout(&self, bytes: &[u8]) -> io::Result<()> {
        self.write(bytes, |bytes| io::stdout().write_all(bytes))
    }

    fn write_stderr(&self, bytes: &[u8]) -> io::Result<()> {
        self.write(bytes, |bytes| io::stderr().write_all(bytes))
    }

    fn flush(&self) -> io::Result<()> {
        if self.stdio == Stdio::Inherit { io::stdout().flush() } else { Ok(()) }
    }

    fn is_terminal(&self, _: u8) -> bool {
        false
    }

    fn read_line(&self) -> io::Result<Vec<u8>> {
        Ok(Vec::new())
    }

    fn read_file(&self, _: &str) -> io::Result<Vec<u8>> {
        denied()
    }

    fn is_file(&self, _: &str) -> bool {
        false
    }

    fn is_dir(&self, _: &str) -> bool {
        false
    }

    fn current_dir(&self) -> io::Result<PathBuf> {
        denied()
    }

    fn stat(&self, _: &Path, _: bool) -> io::Result<Stat> {
        denied()
    }

    fn list_dir(&self, _: &Path) -> io::Result<Vec<OsString>> {
        denied()
    }

    fn change(&self, _: &Path, _: Change<'_>) -> io::Result<()> {
        denied()
    }

    fn open(&self, _: &Path, _: &OpenOptions) -> io::Result<File> {
        denied()
    }

    fn read_link(&self, _: &Path) -> io::Result<PathBuf> {
        denied()
    }

    fn open_descriptor(&self, _: &Path, _: i32, _: u32) -> io::Result<i32> {
        denied()
    }

    fn env_vars(&self) -> Vec<(String, String)> {
        Vec::new()
    }

    fn random_bytes(&self, into: &mut [u8]) {
        let state = std::hash::RandomState::new();
        for (at, chunk) in into.chunks_mut(8).enumerate() {
            let bytes = std::hash::BuildHasher::hash_one(&state, at).to_le_bytes();
            chunk.copy_from_slice(&bytes[..chunk.len()]);
        }
    }
}
