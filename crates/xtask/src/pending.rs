//! `cargo x pending`: brings `tests/pending.txt` to the state of the interpreter. Cases that pass leave it; the
//! others stay, a pattern with a `*` replaced by its cases, each with what it fails of now as the reason.

use std::path::Path;

use taipan_conformance::{
    Literate, Mode, check_notebook, discover_cases, discover_literate, discover_notebooks,
};

use crate::repo;

type Check = Box<dyn Fn(&Path) -> Result<(), String>>;

/// One thing that the list can name.
struct Subject {
    name: String,
    check: Check,
}

/// Runs what is held back and rewrites the list; `dry_run` only shows.
pub(crate) fn run(dry_run: bool) -> Result<(), String> {
    let root = repo::root()?;
    let path = root.join("tests/pending.txt");
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let subjects = subjects(&root)?;
    let taipan = repo::build_taipan(false)?;
    let mut kept = String::new();
    for line in text.lines() {
        let Some((pattern, _)) = line.split_once("  ").filter(|_| !line.starts_with('#')) else {
            kept.push_str(&format!("{line}\n"));
            continue;
        };
        for subject in subjects.iter().filter(|subject| held(pattern, &subject.name)) {
            match (subject.check)(&taipan) {
                Ok(()) => println!("passes: {}", subject.name),
                Err(error) => {
                    let now = summary(&error);
                    println!("fails:  {}: {now}", subject.name);
                    kept.push_str(&format!("{}  {now}\n", subject.name));
                }
            }
        }
    }
    if dry_run {
        return Ok(());
    }
    std::fs::write(&path, kept).map_err(|error| format!("{}: {error}", path.display()))
}

fn held(pattern: &str, name: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == pattern || name.split('#').next() == Some(pattern),
    }
}

/// Programs and notebooks, once for each mode where the modes differ, and sections.
fn subjects(root: &Path) -> Result<Vec<Subject>, String> {
    let mut subjects = Vec::new();
    for case in discover_cases(root)? {
        let name = case.name.clone();
        let check = move |taipan: &Path| each(case.header.modes(), |mode| case.check(taipan, mode));
        subjects.push(Subject { name, check: Box::new(check) });
    }
    for path in discover_notebooks(root) {
        let name = format!("examples/notebooks/{}", path.file_name().unwrap_or_default().to_string_lossy());
        let check = move |taipan: &Path| each(Mode::ALL.to_vec(), |mode| check_notebook(&path, taipan, mode));
        subjects.push(Subject { name, check: Box::new(check) });
    }
    for path in ["tests/md", "tests/bytecode"].iter().flat_map(|folder| discover_literate(root, folder)) {
        let file = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{file}: {error}"))?;
        for section in Literate::parse(&text).map_err(|error| format!("{file}: {error}"))?.sections {
            let name = format!("{file}#{}", section.title);
            let check = move |taipan: &Path| {
                if section.bytecode.is_some() {
                    section.check_bytecode(taipan)?;
                }
                let modes = if section.runs() { section.modes() } else { Vec::new() };
                each(modes, |mode| section.check_run(taipan, mode))
            };
            subjects.push(Subject { name, check: Box::new(check) });
        }
    }
    Ok(subjects)
}

fn each(modes: Vec<Mode>, check: impl Fn(Mode) -> Result<(), String>) -> Result<(), String> {
    modes.into_iter().try_for_each(|mode| check(mode).map_err(|error| format!("{mode}\n{error}")))
}

/// The mode and the most telling line of the difference, as the reason in the list.
fn summary(error: &str) -> String {
    let mode = error.lines().next().unwrap_or_default();
    let mode =
        if mode == Mode::Plain.name() || mode.contains(' ') { String::new() } else { format!("{mode}: ") };
    let lines = |sign: char| {
        let header: String = [sign; 3].iter().collect();
        error
            .lines()
            .filter(move |line| line.starts_with(sign) && !line.starts_with(&header))
            .map(|line| &line[1..])
    };
    let late = error.lines().find(|line| line.starts_with("still running"));
    let wrong = lines('+').rfind(|line| line.contains("Error")).or(lines('+').next());
    let missing = lines('-').next().map(|line| format!("missing: {line}"));
    let line = late.or(wrong).map(str::to_string).or(missing).unwrap_or_else(|| "differs".into());
    let line: String = line.chars().filter(|c| c.is_ascii_graphic() || *c == ' ').collect();
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = if line.is_empty() { "differs" } else { line.as_str() };
    format!("{mode}{}", line.chars().take(100).collect::<String>())
}
