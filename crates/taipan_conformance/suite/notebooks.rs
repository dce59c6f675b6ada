//! `examples/notebooks`: every notebook shows, cell by cell, what its `.expected` file says.

use libtest_mimic::Trial;
use taipan_conformance::{Mode, check_notebook, discover_notebooks};

use crate::Suite;

/// A trial for each notebook and mode.
pub(crate) fn trials(suite: &Suite, known: &mut Vec<(String, String)>) -> Vec<Trial> {
    let mut trials = Vec::new();
    for path in discover_notebooks(&suite.root) {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let name = format!("examples/notebooks/{stem}.py");
        for mode in Mode::ALL {
            let detail = format!("@{mode}");
            known.push((name.clone(), format!("{name}{detail}")));
            if suite.modes.contains(&mode) {
                let path = path.clone();
                trials.push(suite.trial(
                    format!("notebooks::{stem}::{mode}"),
                    &name,
                    &detail,
                    move |suite| check_notebook(&path, &suite.taipan, mode),
                ));
            }
        }
    }
    trials
}
