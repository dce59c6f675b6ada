//! The conformance suite: one libtest-style trial for each program and mode, literate section, bytecode golden and notebook.
//!
//! It is a test of the package `taipan_cli`, so cargo builds the binary first and gives its path. `TAIPAN_TEST_MODES` narrows
//! the modes (`plain`, `plain,fuel-1`, `all`); `TAIPAN_TEST_PENDING=1` runs what `tests/pending.txt` holds back; `TAIPAN_TEST_BINARY`
//! tests another binary.
#![expect(clippy::print_stderr, reason = "a test runner's own messages")]

mod notebooks;
mod programs;
mod sections;

use std::path::{Path, PathBuf};

use libtest_mimic::{Arguments, Failed, Trial};
use taipan_conformance::{Mode, Oracle, Pending};

/// What every trial needs to know.
#[derive(Clone)]
struct Suite {
    root: PathBuf,
    taipan: PathBuf,
    modes: Vec<Mode>,
    pending: Pending,
    run_pending: bool,
    oracle: Option<Oracle>,
}

impl Suite {
    fn load() -> Result<Suite, String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../..")
            .canonicalize()
            .map_err(|error| error.to_string())?;
        let modes = match std::env::var("TAIPAN_TEST_MODES") {
            Ok(text) => Mode::parse_list(&text)?,
            Err(_) => Mode::ALL.to_vec(),
        };
        Ok(Suite {
            taipan: std::env::var_os("TAIPAN_TEST_BINARY")
                .map_or_else(|| env!("CARGO_BIN_EXE_taipan").into(), PathBuf::from),
            modes,
            pending: Pending::load(&root.join("tests/pending.txt"))?,
            run_pending: std::env::var_os("TAIPAN_TEST_PENDING").is_some(),
            oracle: Oracle::find().ok(),
            root,
        })
    }

    /// A trial that is skipped while `pending.txt` lists it.
    fn trial(
        &self,
        name: String,
        path: &str,
        detail: &str,
        run: impl FnOnce(&Suite) -> Result<(), String> + Send + 'static,
    ) -> Trial {
        let held = self.pending.reason(path, detail).is_some() && !self.run_pending;
        let suite = self.clone();
        Trial::test(name, move || run(&suite).map_err(Failed::from)).with_ignored_flag(held)
    }
}

/// Fails for entries of `pending.txt` that name nothing, so that the list cannot outlive what it holds back.
fn pending_trial(suite: &Suite, known: Vec<(String, String)>) -> Trial {
    let pending = suite.pending.clone();
    Trial::test("pending::entries_name_cases", move || match pending.unused(&known).as_slice() {
        [] => Ok(()),
        unused => Err(Failed::from(format!("tests/pending.txt names no case with: {}", unused.join(", ")))),
    })
}

fn main() -> std::process::ExitCode {
    let arguments = Arguments::from_args();
    let loaded = Suite::load().and_then(|suite| {
        let mut known = Vec::new();
        let mut trials = programs::trials(&suite, &mut known)?;
        trials.extend(sections::trials(&suite, &mut known)?);
        trials.extend(notebooks::trials(&suite, &mut known));
        trials.push(pending_trial(&suite, known));
        if suite.oracle.is_none() && !arguments.list {
            eprintln!("conformance: no CPython here: recordings are compared, live comparisons are skipped");
        }
        Ok(trials)
    });
    match loaded {
        Ok(trials) => libtest_mimic::run(&arguments, trials).exit_code(),
        Err(error) => {
            eprintln!("conformance: {error}");
            std::process::ExitCode::FAILURE
        }
    }
}
