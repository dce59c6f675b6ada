//! `examples/notebooks`: every notebook that has a `.expected` file shows, cell by cell, what that file says.

use std::time::Duration;

use libtest_mimic::Trial;
use taipan_conformance::{Invocation, Mode, Normaliser, NotebookExpectation, Outcome};

use crate::Suite;

/// A trial for each notebook and mode.
pub(crate) fn trials(suite: &Suite, known: &mut Vec<(String, String)>) -> Result<Vec<Trial>, String> {
    let mut trials = Vec::new();
    let folder = suite.root.join("examples/notebooks");
    let mut paths: Vec<_> = std::fs::read_dir(&folder)
        .map_err(|error| format!("{}: {error}", folder.display()))?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
        .collect();
    paths.sort();
    for path in paths {
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
                    move |suite| {
                        let text =
                            std::fs::read_to_string(path.with_extension("expected")).map_err(|error| {
                                format!("{}: {error}", path.with_extension("expected").display())
                            })?;
                        let expectation = NotebookExpectation::parse(&text)?;
                        let command = Invocation::new(&suite.taipan, &suite.root)
                            .args(["--keep-going", "--clock=virtual"])
                            .args([path.as_os_str()])
                            .env("TAIPAN_MODE", mode.name())
                            .limit(Duration::from_secs(120));
                        let normaliser = Normaliser::new(&path);
                        match command.run().map_err(|error| format!("{}: {error}", command.shown()))? {
                            Outcome::Finished(shown) => expectation
                                .check(&normaliser.apply(&shown.stdout), &normaliser.apply(&shown.stderr))
                                .map_err(|error| format!("{error}\nrun it: {}", command.shown())),
                            Outcome::TimedOut(_, limit) => {
                                Err(format!("still running after {} s", limit.as_secs()))
                            }
                        }
                    },
                ));
            }
        }
    }
    Ok(trials)
}
