//! Finding and asking CPython, whose output is the reference. Only recording and live comparison need it.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The version whose behaviour the recordings hold.
pub const WANTED_VERSION: &str = "3.14";

/// A CPython of [`WANTED_VERSION`].
#[derive(Clone, Debug)]
pub struct Oracle {
    path: PathBuf,
}

impl Oracle {
    /// The interpreter named by `TAIPAN_ORACLE`, else the one in `~/.cache/taipan-oracle`.
    pub fn find() -> Result<Oracle, String> {
        let path = match std::env::var_os("TAIPAN_ORACLE") {
            Some(path) => PathBuf::from(path),
            None => {
                let home = std::env::var_os("HOME").ok_or("no HOME, and TAIPAN_ORACLE is not set")?;
                Path::new(&home).join(".cache/taipan-oracle/bin/python3.14")
            }
        };
        if !path.exists() {
            return Err(format!("no CPython {WANTED_VERSION} at {}; set TAIPAN_ORACLE", path.display()));
        }
        let shown = Command::new(&path).arg("--version").output().map_err(|error| error.to_string())?;
        let version = String::from_utf8_lossy(&shown.stdout).trim().to_string();
        if !version.starts_with(&format!("Python {WANTED_VERSION}.")) {
            return Err(format!("{} is {version}, not Python {WANTED_VERSION}", path.display()));
        }
        Ok(Oracle { path })
    }

    /// The executable.
    pub fn path(&self) -> &Path {
        &self.path
    }
}
