//! `cargo x test`: the conformance suite with a choice of modes.

use taipan_conformance::Mode;

use crate::repo;

/// Runs the trials whose names contain `filter`.
pub(crate) fn run(filter: Option<&str>, modes: &str, pending: bool, release: bool) -> Result<(), String> {
    Mode::parse_list(modes)?;
    let mut command = repo::cargo()?;
    command.args(["test", "-q", "-p", "taipan_cli", "--test", "conformance"]).env("TAIPAN_TEST_MODES", modes);
    if release {
        command.arg("--release");
    }
    if pending {
        command.env("TAIPAN_TEST_PENDING", "1");
    }
    if let Some(filter) = filter {
        command.args(["--", filter]);
    }
    repo::run(&mut command)
}
