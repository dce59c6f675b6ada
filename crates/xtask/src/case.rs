//! `cargo x case`: one program, seen closely.

use std::path::Path;

use taipan_conformance::{Case, Mode, Outcome, unified_diff};

use crate::repo;

/// Runs the program, prints what it shows, and the diff from its recording.
pub(crate) fn run(path: &Path, mode: &str, release: bool) -> Result<(), String> {
    let mode: Mode = mode.parse()?;
    let case = Case::load(&repo::root()?, path)?;
    let taipan = repo::build_taipan(release)?;
    let command = case.under_taipan(&taipan, mode);
    let (actual, late) = match case.outcome(&command)? {
        Outcome::Finished(actual) => (actual, false),
        Outcome::TimedOut(actual, _) => (actual, true),
    };
    print!("{}", actual.render());
    let expected = case.recording()?;
    if actual != expected {
        print!("\n{}", unified_diff(&expected.render(), &actual.render()));
    }
    println!("\nrun it:   {}\ncompile:  {} dis {}", command.shown(), taipan.display(), case.path.display());
    match (late, actual == expected) {
        (true, _) => Err("stopped at the time limit".into()),
        (false, true) => Ok(()),
        (false, false) => Err("differs from the recording".into()),
    }
}
