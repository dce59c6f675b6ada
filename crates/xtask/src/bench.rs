//! `cargo x bench`: whole programs, alternately under both interpreters; the fastest round counts.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use taipan_conformance::Oracle;

use crate::repo;

/// Times the programs in `benches/` whose names contain `filter`.
pub(crate) fn run(filter: Option<&str>, rounds: u32) -> Result<(), String> {
    let taipan = repo::build_taipan(true)?;
    let oracle = Oracle::find();
    if let Err(error) = &oracle {
        println!("{error}; timing taipan alone");
    }
    println!("{:24} {:>10} {:>10} {:>8}", "program", "taipan", "cpython", "ratio");
    for program in programs()? {
        let name = program.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if !filter.is_none_or(|filter| name.contains(filter)) {
            continue;
        }
        let (mut ours, mut theirs) = (None, None);
        for _ in 0..rounds {
            ours = fastest(ours, time(&taipan, &program));
            if let Ok(oracle) = &oracle {
                theirs = fastest(theirs, time(oracle.path(), &program));
            }
        }
        let ratio = match (ours, theirs) {
            (Some(ours), Some(theirs)) => format!("{:.2}x", theirs.as_secs_f64() / ours.as_secs_f64()),
            _ => "-".into(),
        };
        println!("{name:24} {:>10} {:>10} {ratio:>8}", shown(ours), shown(theirs));
    }
    Ok(())
}

fn programs() -> Result<Vec<PathBuf>, String> {
    let folder = repo::root()?.join("benches");
    let entries = std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
        .collect();
    paths.sort();
    Ok(paths)
}

fn time(interpreter: &Path, program: &Path) -> Option<Duration> {
    let start = Instant::now();
    let status =
        Command::new(interpreter).arg(program).stdout(Stdio::null()).stderr(Stdio::null()).status().ok()?;
    status.success().then(|| start.elapsed())
}

fn fastest(best: Option<Duration>, new: Option<Duration>) -> Option<Duration> {
    match (best, new) {
        (Some(best), Some(new)) => Some(best.min(new)),
        (best, new) => best.or(new),
    }
}

fn shown(time: Option<Duration>) -> String {
    time.map_or_else(|| "fails".into(), |time| format!("{:.1} ms", time.as_secs_f64() * 1000.0))
}
