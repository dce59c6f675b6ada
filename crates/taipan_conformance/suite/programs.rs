//! `tests/lang` and `tests/asyncio`: output, errors and exit code as recorded from CPython.

use libtest_mimic::Trial;
use taipan_conformance::{Case, Mode, discover_cases};

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
                    move |suite| case.check(&suite.taipan, mode),
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
