//! `tests/lang` and `tests/asyncio`: output, errors and exit code as recorded from CPython.

use libtest_mimic::Trial;
use taipan_conformance::{Case, Mode, Outcome, discover_cases, unified_diff};

use crate::Suite;

/// A trial for each program and mode.
pub(crate) fn trials(suite: &Suite, known: &mut Vec<(String, String)>) -> Result<Vec<Trial>, String> {
    let mut trials = Vec::new();
    for case in discover_cases(&suite.root)? {
        for mode in case.header.modes() {
            let detail = format!("@{mode}");
            known.push((case.name.clone(), format!("{}{detail}", case.name)));
            if suite.modes.contains(&mode) {
                let case = case.clone();
                trials.push(suite.trial(
                    trial_name(&case, mode),
                    &case.name.clone(),
                    &detail,
                    move |suite| check(suite, &case, mode),
                ));
            }
        }
    }
    Ok(trials)
}

fn trial_name(case: &Case, mode: Mode) -> String {
    let stem = case.name.trim_start_matches("tests/").trim_end_matches(".py").replace('/', "::");
    format!("{stem}::{mode}")
}

fn check(suite: &Suite, case: &Case, mode: Mode) -> Result<(), String> {
    let expected = case.recording()?;
    let command = case.under_taipan(&suite.taipan, mode);
    let (actual, ending) = match case.outcome(&command)? {
        Outcome::Finished(actual) if actual == expected => return Ok(()),
        Outcome::Finished(actual) => (actual, String::new()),
        Outcome::TimedOut(actual, limit) => (actual, format!("still running after {} s\n", limit.as_secs())),
    };
    let diff = unified_diff(&expected.render(), &actual.render());
    Err(format!("{}\n{ending}{diff}run it: {}", case.name, command.shown()))
}
