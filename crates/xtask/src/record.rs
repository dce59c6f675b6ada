//! `cargo x record`: the only way in which an `.out` file changes.

use taipan_conformance::{Case, Oracle, Outcome, Recording, discover_cases, unified_diff};

use crate::repo;

/// Records the programs whose path contains `filter`, or checks their recordings.
pub(crate) fn run(filter: Option<&str>, check: bool) -> Result<(), String> {
    let oracle = Oracle::find()?;
    let root = repo::root()?;
    let (mut changed, mut seen, mut refused) = (0, 0, Vec::new());
    for case in discover_cases(&root)? {
        if !filter.is_none_or(|filter| case.name.contains(filter)) {
            continue;
        }
        seen += 1;
        match record(&case, &oracle) {
            Err(error) => refused.push(format!("{}: {error}", case.name)),
            Ok(recording) => {
                let text = recording.render();
                let before = std::fs::read_to_string(case.recording_path()).unwrap_or_default();
                if text == before {
                    continue;
                }
                changed += 1;
                println!("{}{}", case.name, if before.is_empty() { " (new)" } else { "" });
                if !before.is_empty() {
                    print!("{}", unified_diff(&before, &text));
                }
                if !check {
                    std::fs::write(case.recording_path(), text).map_err(|error| error.to_string())?;
                }
            }
        }
    }
    println!("{seen} programs, {changed} recordings {}", if check { "differ" } else { "written" });
    for line in &refused {
        eprintln!("not recorded: {line}");
    }
    match (refused.is_empty(), check && changed > 0) {
        (true, false) => Ok(()),
        (true, true) => Err("recordings differ from CPython".into()),
        (false, _) => Err(format!("{} programs cannot be recorded", refused.len())),
    }
}

/// What CPython shows, twice with different hash seeds: a program whose output depends on them is refused.
fn record(case: &Case, oracle: &Oracle) -> Result<Recording, String> {
    if case.header.cells == Some(true) {
        return Err("CPython does not run cells; write it as a literate test".into());
    }
    let first = finished(case, oracle, 1)?;
    let second = finished(case, oracle, 2)?;
    if first == second {
        return Ok(first);
    }
    Err(format!("two runs differ\n{}", unified_diff(&first.render(), &second.render())))
}

fn finished(case: &Case, oracle: &Oracle, seed: u32) -> Result<Recording, String> {
    match case.outcome(&case.under_oracle(oracle, seed))? {
        Outcome::Finished(recording) => Ok(recording),
        Outcome::TimedOut(_, limit) => Err(format!("still running after {} s", limit.as_secs())),
    }
}
