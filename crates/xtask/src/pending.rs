//! `cargo x pending`: shrinks `tests/pending.txt`.

use std::path::Path;

use taipan_conformance::{Case, Mode, Outcome, discover_cases};

use crate::repo;

/// Runs the held-back programs of `tests/lang` and `tests/asyncio`; those that pass in every mode leave the list. A pattern with
/// a `*` is replaced by the programs that still fail. Entries for literate tests stay as they are.
pub(crate) fn run(dry_run: bool) -> Result<(), String> {
    let root = repo::root()?;
    let path = root.join("tests/pending.txt");
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let cases = discover_cases(&root)?;
    let taipan = repo::build_taipan(false)?;
    let mut kept = String::new();
    for line in text.lines() {
        let Some((pattern, reason)) = line.split_once("  ").filter(|_| !line.starts_with('#')) else {
            kept.push_str(&format!("{line}\n"));
            continue;
        };
        let start = pattern.split(['@', '*']).next().unwrap_or(pattern);
        let held: Vec<&Case> = cases
            .iter()
            .filter(
                |case| if pattern.ends_with('*') { case.name.starts_with(start) } else { case.name == start },
            )
            .collect();
        if held.is_empty() {
            kept.push_str(&format!("{line}\n"));
        }
        for case in held {
            match failure(case, &taipan) {
                None => println!("passes: {}", case.name),
                Some((mode, shown)) => {
                    println!("fails in {mode}: {}: {shown}", case.name);
                    kept.push_str(&format!("{}  {}\n", case.name, reason.trim()));
                }
            }
        }
    }
    if dry_run {
        return Ok(());
    }
    std::fs::write(&path, kept).map_err(|error| format!("{}: {error}", path.display()))
}

/// The first mode in which the case fails, with the last line that it printed.
fn failure(case: &Case, taipan: &Path) -> Option<(Mode, String)> {
    for mode in case.header.modes() {
        let outcome = case.outcome(&case.under_taipan(taipan, mode));
        match (outcome, case.recording()) {
            (Ok(Outcome::Finished(actual)), Ok(expected)) if actual == expected => {}
            (Ok(Outcome::Finished(actual)), Ok(_)) => {
                let last = actual.stderr.lines().last().unwrap_or("output differs");
                return Some((mode, last.to_string()));
            }
            (Ok(Outcome::TimedOut(..)), _) => return Some((mode, "time limit".into())),
            (Err(error), _) | (_, Err(error)) => return Some((mode, error)),
        }
    }
    None
}
