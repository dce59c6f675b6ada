//! `cargo x bless`: rewrites our own goldens. Never touches an `.out` file.

use std::path::Path;

use taipan_conformance::{Block, Literate, Mode, Section, discover_literate, unified_diff};

use crate::repo;

/// Blesses the files or headings that contain `filter`, and prints what changed.
pub(crate) fn run(filter: Option<&str>) -> Result<(), String> {
    let root = repo::root()?;
    let taipan = repo::build_taipan(false)?;
    let mut changed = 0;
    for folder in ["tests/md", "tests/bytecode"] {
        for path in discover_literate(&root, folder) {
            let name = path.strip_prefix(&root).unwrap_or(&path).display().to_string();
            let text = std::fs::read_to_string(&path).map_err(|error| format!("{name}: {error}"))?;
            let file = Literate::parse(&text).map_err(|error| format!("{name}: {error}"))?;
            let mut changes = Vec::new();
            for section in &file.sections {
                if filter.is_none_or(|filter| name.contains(filter) || section.title.contains(filter)) {
                    changes.extend(
                        shown(section, &taipan)
                            .map_err(|error| format!("{name}: {}: {error}", section.title))?,
                    );
                }
            }
            let rewritten = file.rewritten(changes);
            if rewritten != text {
                changed += 1;
                println!("{name}\n{}", unified_diff(&text, &rewritten));
                std::fs::write(&path, rewritten).map_err(|error| error.to_string())?;
            }
        }
    }
    println!("{changed} files rewritten");
    Ok(())
}

fn shown(section: &Section, taipan: &Path) -> Result<Vec<(Block, String)>, String> {
    let mut changes = Vec::new();
    let prepared = section.prepare()?;
    if let Some(block) = &section.bytecode {
        changes.push((block.clone(), prepared.disassemble(taipan)?.stdout));
    }
    if section.output.is_some() || section.error.is_some() {
        let run = prepared.run(taipan, Mode::Plain)?;
        if run.exit != section.config.exit {
            return Err(format!(
                "exit code {} instead of {}: not blessed\n{}",
                run.exit, section.config.exit, run.stderr
            ));
        }
        changes.extend(section.output.clone().map(|block| (block, run.stdout.clone())));
        changes.extend(section.error.clone().map(|block| (block, run.stderr.clone())));
    }
    Ok(changes)
}
