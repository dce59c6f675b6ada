//! `tests/md` and `tests/bytecode`: literate tests.

use std::sync::Arc;

use libtest_mimic::Trial;
use taipan_conformance::{Literate, Mode, Section, discover_literate};

use crate::Suite;

/// A trial for each section and mode.
pub(crate) fn trials(suite: &Suite, known: &mut Vec<(String, String)>) -> Result<Vec<Trial>, String> {
    let mut trials = Vec::new();
    for folder in ["tests/md", "tests/bytecode"] {
        for path in discover_literate(&suite.root, folder) {
            let name = path.strip_prefix(&suite.root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            let text = std::fs::read_to_string(&path).map_err(|error| format!("{name}: {error}"))?;
            let file = Literate::parse(&text).map_err(|error| format!("{name}: {error}"))?;
            for section in file.sections {
                let detail = format!("#{}", section.title);
                known.push((name.clone(), format!("{name}{detail}")));
                section_trials(suite, &name, &detail, Arc::new(section), &mut trials);
            }
        }
    }
    Ok(trials)
}

fn section_trials(suite: &Suite, name: &str, detail: &str, section: Arc<Section>, trials: &mut Vec<Trial>) {
    let stem = name.trim_start_matches("tests/").trim_end_matches(".md").replace('/', "::");
    let title = format!("{stem}::{}", section.title.replace(' ', "_"));
    if section.bytecode.is_some() {
        let section = section.clone();
        trials.push(suite.trial(format!("{title}::dis"), name, detail, move |suite| {
            section.check_bytecode(&suite.taipan)
        }));
    }
    if !section.runs() {
        return;
    }
    for mode in section.modes().into_iter().filter(|mode| suite.modes.contains(mode)) {
        let section = section.clone();
        trials.push(suite.trial(format!("{title}::{mode}"), name, detail, move |suite| {
            section.check_run(&suite.taipan, mode)
        }));
    }
    if section.config.oracle {
        let section = section.clone();
        let there = suite.oracle.is_some();
        let trial = Trial::test(format!("{title}::oracle"), {
            let oracle = suite.oracle.clone();
            move || {
                let Some(oracle) = oracle else { return Ok(()) };
                section.check_run(oracle.path(), Mode::Plain).map_err(Into::into)
            }
        });
        trials.push(trial.with_ignored_flag(!there));
    }
}
