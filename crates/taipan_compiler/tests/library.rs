//! Compiles trees of Python files; the directories come from `TAIPAN_COMPILE_TREES` (separated by colons).

mod common;

use std::path::{Path, PathBuf};

use taipan_compiler::CompileOptions;

fn files(path: &Path, found: &mut Vec<PathBuf>) {
    if path.is_dir() {
        let Ok(entries) = std::fs::read_dir(path) else { return };
        entries.flatten().for_each(|entry| files(&entry.path(), found));
    } else if path.extension().is_some_and(|extension| extension == "py") {
        found.push(path.to_owned());
    }
}

#[test]
fn whole_trees_compile_to_sound_code() {
    let trees = std::env::var("TAIPAN_COMPILE_TREES").unwrap_or_default();
    let mut found = Vec::new();
    trees.split(':').filter(|tree| !tree.is_empty()).for_each(|tree| files(Path::new(tree), &mut found));
    found.sort();
    let mut refused = std::collections::BTreeMap::<String, usize>::new();
    let mut faults = Vec::new();
    for path in found {
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let Ok(source) = taipan_syntax::decode(&bytes, None) else { continue };
        let Ok(parsed) = taipan_syntax::parse(&source, taipan_syntax::Mode::Module) else { continue };
        match taipan_compiler::compile(&parsed.module, &parsed.lines, "<test>", CompileOptions::default()) {
            Ok(code) => {
                if let Err(fault) = common::check(&code) {
                    faults.push(format!("{}: {fault}", path.display()));
                }
            }
            Err(error) => *refused.entry(error.message).or_default() += 1,
        }
    }
    eprintln!("refused: {refused:?}");
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
