//! Where things are, and calling cargo.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// The repository's root.
pub(crate) fn root() -> Result<PathBuf, String> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    here.canonicalize().map_err(|error| format!("{}: {error}", here.display()))
}

/// A cargo command in the repository's root.
pub(crate) fn cargo() -> Result<Command, String> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root()?);
    Ok(command)
}

/// Runs a command and turns a failure into a message that names it.
pub(crate) fn run(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|error| format!("{command:?}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{} failed", words(command))) }
}

fn words(command: &Command) -> String {
    let args = command.get_args().map(|arg| arg.to_string_lossy().into_owned()).collect::<Vec<_>>();
    format!("cargo {}", args.join(" "))
}

/// What `cargo metadata` says about the workspace's own packages.
pub(crate) fn metadata() -> Result<Value, String> {
    let shown = cargo()?
        .args(["metadata", "--format-version=1", "--no-deps", "--locked"])
        .output()
        .map_err(|error| format!("cargo metadata: {error}"))?;
    if !shown.status.success() {
        return Err(format!("cargo metadata: {}", String::from_utf8_lossy(&shown.stderr)));
    }
    serde_json::from_slice(&shown.stdout).map_err(|error| format!("cargo metadata: {error}"))
}

/// Builds the `taipan` binary and returns its path.
pub(crate) fn build_taipan(release: bool) -> Result<PathBuf, String> {
    let mut command = cargo()?;
    command.args(["build", "-q", "-p", "taipan_cli", "--bin", "taipan"]);
    if release {
        command.arg("--release");
    }
    run(&mut command)?;
    let target = metadata()?["target_directory"]
        .as_str()
        .map(PathBuf::from)
        .ok_or("cargo metadata: no target directory")?;
    Ok(target.join(if release { "release" } else { "debug" }).join("taipan"))
}
