//! `cargo x tidy`: file sizes, crate edges, docs, and tests without recordings.

use std::path::Path;

use serde_json::Value;
use walkdir::WalkDir;

use crate::repo;

/// Lines that a source file may have; see `crates/README.md`.
const HARD_LIMIT: usize = 800;
/// Lines that a `lib.rs` or `mod.rs` may have: it holds modules, re-exports and docs.
const ROOT_LIMIT: usize = 150;
/// The interpreter loop is one function: its macros name the loop's variables, so they cannot stand elsewhere.
const LOOP: (&str, usize) = ("crates/taipan_vm/src/interp/run.rs", 1750);

/// Which crate may use which; a crate that is not listed here fails the check.
const EDGES: [(&str, &[&str]); 12] = [
    ("taipan_bytecode", &[]),
    ("taipan_syntax", &[]),
    ("taipan_host", &[]),
    ("taipan_compiler", &["taipan_syntax", "taipan_bytecode"]),
    ("taipan_vm", &["taipan_bytecode", "taipan_host"]),
    ("taipan_asyncio", &["taipan_vm", "taipan_host"]),
    ("taipan_modules", &["taipan_vm", "taipan_host"]),
    ("taipan_stdlib", &["taipan_bytecode", "taipan_compiler", "taipan_syntax"]),
    (
        "taipan",
        &[
            "taipan_syntax",
            "taipan_bytecode",
            "taipan_compiler",
            "taipan_host",
            "taipan_vm",
            "taipan_asyncio",
            "taipan_modules",
            "taipan_stdlib",
        ],
    ),
    ("taipan_cli", &["taipan", "taipan_conformance"]),
    ("taipan_conformance", &[]),
    ("xtask", &["taipan_conformance"]),
];

/// Runs every check and reports all findings.
pub(crate) fn run() -> Result<(), String> {
    let root = repo::root()?;
    let mut findings = Vec::new();
    sources(&root, &mut findings);
    edges(&repo::metadata()?, &mut findings);
    recordings(&root, &mut findings);
    for page in ["README.md", "crates/README.md", "tests/README.md", "LICENSE-MIT", "LICENSE-APACHE"] {
        if !root.join(page).exists() {
            findings.push(format!("{page} is missing"));
        }
    }
    if findings.is_empty() {
        return Ok(());
    }
    for finding in &findings {
        println!("tidy: {finding}");
    }
    Err(format!("{} findings", findings.len()))
}

/// Sizes of Rust files, and a `//!` at the top of each that is not a test.
fn sources(root: &Path, findings: &mut Vec<String>) {
    let files = WalkDir::new(root.join("crates")).sort_by_file_name().into_iter().filter_map(Result::ok);
    for entry in files.filter(|entry| entry.path().extension().is_some_and(|extension| extension == "rs")) {
        let path = entry.path();
        let name = path.strip_prefix(root).unwrap_or(path).display().to_string();
        let Ok(text) = std::fs::read_to_string(path) else { continue };
        let file = entry.file_name().to_string_lossy();
        if name.contains("/tests/") || file == "tests.rs" {
            continue;
        }
        let lines = text.lines().count();
        let limit = match &*file {
            _ if name == LOOP.0 => LOOP.1,
            "lib.rs" | "mod.rs" => ROOT_LIMIT,
            _ => HARD_LIMIT,
        };
        if lines > limit {
            findings.push(format!("{name} has {lines} lines, {limit} are allowed"));
        }
        if !text.starts_with("//!") {
            findings.push(format!("{name} does not open with module docs"));
        }
    }
}

fn edges(metadata: &Value, findings: &mut Vec<String>) {
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or_default();
        let Some((_, allowed)) = EDGES.iter().find(|(from, _)| *from == name) else {
            findings.push(format!("crate {name} is not in the table of edges"));
            continue;
        };
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let to = dependency["name"].as_str().unwrap_or_default();
            if EDGES.iter().any(|(known, _)| *known == to) && !allowed.contains(&to) {
                findings.push(format!("{name} must not depend on {to}"));
            }
        }
    }
}

/// Programs without a recording and recordings without a program.
fn recordings(root: &Path, findings: &mut Vec<String>) {
    for suite in ["tests/lang", "tests/asyncio"] {
        let entries = WalkDir::new(root.join(suite))
            .max_depth(1)
            .sort_by_file_name()
            .into_iter()
            .filter_map(Result::ok);
        for entry in entries {
            let path = entry.path();
            let (other, what) = match path.extension().and_then(|extension| extension.to_str()) {
                Some("py") => ("out", "recording"),
                Some("out") => ("py", "program"),
                _ => continue,
            };
            if !path.with_extension(other).exists() {
                findings.push(format!("{suite}/{} has no {what}", entry.file_name().to_string_lossy()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_tree_is_tidy() {
        assert_eq!(super::run(), Ok(()));
    }
}
