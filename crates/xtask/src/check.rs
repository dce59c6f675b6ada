//! `cargo x check`: what must hold before a commit.

use crate::{repo, tidy};

/// Format, lints, tidiness; stops at the first that fails.
pub(crate) fn run() -> Result<(), String> {
    repo::run(repo::cargo()?.args(["fmt", "--all", "--", "--check"]))?;
    tidy::run()?;
    repo::run(repo::cargo()?.args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}
