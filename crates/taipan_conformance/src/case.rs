//! Test programs with a recording beside them.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use walkdir::WalkDir;

use crate::header::{Clock, Header};
use crate::mode::Mode;
use crate::normalise::Normaliser;
use crate::oracle::Oracle;
use crate::process::{Invocation, Outcome};
use crate::recording::Recording;

/// One `tests/lang/*.py` or `tests/asyncio/*.py`.
#[derive(Clone, Debug)]
pub struct Case {
    /// Absolute path of the program.
    pub path: PathBuf,
    /// Path below the repository, with `/`.
    pub name: String,
    /// Its directives.
    pub header: Header,
}

/// Every program in `tests/lang` and `tests/asyncio`, sorted. Only top-level files are cases; folders hold what cases import.
pub fn discover_cases(root: &Path) -> Result<Vec<Case>, String> {
    let mut cases = Vec::new();
    for suite in ["tests/lang", "tests/asyncio"] {
        for path in files(&root.join(suite), 1, "py") {
            cases.push(Case::load(root, &path)?);
        }
    }
    Ok(cases)
}

/// Every markdown file below `folder`, sorted.
pub fn discover_literate(root: &Path, folder: &str) -> Vec<PathBuf> {
    files(&root.join(folder), usize::MAX, "md")
        .into_iter()
        .filter(|path| !path.ends_with("README.md"))
        .collect()
}

/// Every notebook in `examples/notebooks`, sorted.
pub fn discover_notebooks(root: &Path) -> Vec<PathBuf> {
    files(&root.join("examples/notebooks"), 1, "py")
}

fn files(folder: &Path, depth: usize, extension: &str) -> Vec<PathBuf> {
    WalkDir::new(folder)
        .max_depth(depth)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.into_path())
        .filter(|path| path.extension() == Some(OsStr::new(extension)))
        .collect()
}

impl Case {
    /// Reads the program's header.
    pub fn load(root: &Path, path: &Path) -> Result<Case, String> {
        let path = path.canonicalize().map_err(|error| format!("{}: {error}", path.display()))?;
        let source =
            std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let header = Header::parse(&source).map_err(|error| format!("{}: {error}", path.display()))?;
        let root = root.canonicalize().map_err(|error| error.to_string())?;
        let name = path.strip_prefix(&root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        Ok(Case { path, name, header })
    }

    /// Where the recording lies.
    pub fn recording_path(&self) -> PathBuf {
        self.path.with_extension("out")
    }

    /// The recording, or why there is none.
    pub fn recording(&self) -> Result<Recording, String> {
        let path = self.recording_path();
        let text = std::fs::read_to_string(&path).map_err(|error| {
            format!("{}: {error}; `cargo x record {}` makes it", path.display(), self.name)
        })?;
        Recording::parse(&text).map_err(|error| format!("{}: {error}", path.display()))
    }

    /// The command that runs this case under `taipan`.
    pub fn under_taipan(&self, taipan: &Path, mode: Mode) -> Invocation {
        let limit = if mode == Mode::Plain { 60 } else { 300 };
        let mut flags = Vec::new();
        if self.clock() == Clock::Virtual {
            flags.push("--clock=virtual");
        }
        match self.header.cells {
            Some(true) => flags.push("--cells"),
            Some(false) => flags.push("--script"),
            None => {}
        }
        self.invocation(taipan)
            .env("TAIPAN_MODE", mode.name())
            .args(flags)
            .limit(Duration::from_secs(limit))
            .finish(self)
    }

    /// The command that runs this case under CPython; the two seeds of `record` show whether hashing reaches the output.
    pub fn under_oracle(&self, oracle: &Oracle, seed: u32) -> Invocation {
        self.invocation(oracle.path()).env("PYTHONHASHSEED", &seed.to_string()).finish(self)
    }

    /// Runs a command of this case, in a scratch folder so that the files of parallel runs do not meet, and normalises what it printed.
    pub fn outcome(&self, command: &Invocation) -> Result<Outcome, String> {
        let scratch = tempfile::tempdir().map_err(|error| format!("scratch folder: {error}"))?;
        let outcome = command
            .clone()
            .in_dir(scratch.path())
            .run()
            .map_err(|error| format!("{}: {error}", command.shown()))?;
        let normaliser = Normaliser::new(&self.path);
        let tidy = |raw: Recording| Recording {
            stdout: normaliser.apply(&raw.stdout),
            stderr: normaliser.apply(&raw.stderr),
            exit: raw.exit,
        };
        Ok(match outcome {
            Outcome::Finished(raw) => Outcome::Finished(tidy(raw)),
            Outcome::TimedOut(raw, limit) => Outcome::TimedOut(tidy(raw), limit),
        })
    }

    fn clock(&self) -> Clock {
        let usual = if self.name.starts_with("tests/asyncio/") { Clock::Virtual } else { Clock::Real };
        self.header.clock.unwrap_or(usual)
    }

    fn invocation(&self, program: &Path) -> Invocation {
        let dir = self.path.parent().unwrap_or(Path::new("."));
        let command = Invocation::new(program, dir);
        match &self.header.stdin {
            Some(text) => command.stdin(text),
            None => command,
        }
    }
}

impl Invocation {
    fn finish(self, case: &Case) -> Invocation {
        self.args([case.path.as_os_str()]).args(&case.header.argv)
    }
}
