//! Compiles every module of the top-level `stdlib/` and writes the table of them.

use std::{
    error::Error,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use taipan_bytecode::ImageBuilder;
use taipan_compiler::{CompileOptions, compile};
use taipan_syntax::{Mode, parse};

fn modules(
    folder: &Path,
    prefix: &str,
    found: &mut Vec<(String, PathBuf, bool)>,
) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
        if path.is_dir() {
            if path.join("__init__.py").is_file() {
                modules(&path, &format!("{prefix}{stem}."), found)?;
            }
        } else if path.extension().is_some_and(|extension| extension == "py") {
            if stem == "__init__" {
                found.push((prefix.trim_end_matches('.').to_owned(), path, true));
            } else {
                found.push((format!("{prefix}{stem}"), path, false));
            }
        }
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../stdlib");
    println!("cargo::rerun-if-changed={}", root.display());
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    let mut found = Vec::new();
    modules(&root, "", &mut found)?;
    found.sort();
    let mut image = ImageBuilder::default();
    let mut table = String::from("&[\n");
    for (name, path, is_package) in found {
        println!("cargo::rerun-if-changed={}", path.display());
        let source = fs::read_to_string(&path)?;
        let file = match is_package {
            true => format!("<stdlib>/{}/__init__.py", name.replace('.', "/")),
            false => format!("<stdlib>/{}.py", name.replace('.', "/")),
        };
        let parsed = parse(&source, Mode::Module).map_err(|error| format!("{name}: {error:?}"))?;
        let code = compile(&parsed.module, &parsed.lines, &file, CompileOptions::default())
            .map_err(|error| format!("{name}: {error:?}"))?;
        taipan_bytecode::verify(&code)?;
        let record = image.add(&code);
        writeln!(
            table,
            "Module {{ name: {name:?}, is_package: {is_package}, file: {file:?}, \
             code: {record}, source: include_str!({:?}) }},",
            path.canonicalize()?
        )?;
    }
    table.push(']');
    fs::write(out.join("library.image"), image.finish())?;
    fs::write(out.join("table.rs"), table)?;
    Ok(())
}
