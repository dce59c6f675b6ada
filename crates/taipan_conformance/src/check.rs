//! Whether one case passes: programs, sections and notebooks, each with the message of a failing trial.

use std::path::Path;
use std::time::Duration;

use crate::case::Case;
use crate::diff::unified_diff;
use crate::literate::{Block, Section};
use crate::mode::Mode;
use crate::normalise::Normaliser;
use crate::notebook::NotebookExpectation;
use crate::process::{Invocation, Outcome};
use crate::recording::Recording;

impl Case {
    /// Compares a run with the recording.
    pub fn check(&self, taipan: &Path, mode: Mode) -> Result<(), String> {
        let expected = self.recording()?;
        let command = self.under_taipan(taipan, mode);
        let (actual, ending) = match self.outcome(&command)? {
            Outcome::Finished(actual) if actual == expected => return Ok(()),
            Outcome::Finished(actual) => (actual, String::new()),
            Outcome::TimedOut(actual, limit) => {
                (actual, format!("still running after {} s\n", limit.as_secs()))
            }
        };
        let diff = unified_diff(&expected.render(), &actual.render());
        Err(format!("{}\n{ending}{diff}run it: {}", self.name, command.shown()))
    }
}

impl Section {
    /// Compares a run with the blocks `output` and `error` and the exit code.
    pub fn check_run(&self, program: &Path, mode: Mode) -> Result<(), String> {
        let shown = self.prepare()?.run(program, mode)?;
        self.compare(&shown, self.output.as_ref())
    }

    /// Compares the disassembly with the block `bytecode`.
    pub fn check_bytecode(&self, taipan: &Path) -> Result<(), String> {
        let shown = self.prepare()?.disassemble(taipan)?;
        self.compare(&shown, self.bytecode.as_ref())
    }

    /// Whether the section shows what a run prints.
    pub fn runs(&self) -> bool {
        self.output.is_some() || self.error.is_some()
    }

    fn compare(&self, shown: &Recording, output: Option<&Block>) -> Result<(), String> {
        let text = |block: Option<&Block>| block.map(|block| block.text.clone()).unwrap_or_default();
        let closed = |text: &str| {
            if text.is_empty() || text.ends_with('\n') { text.into() } else { format!("{text}\n") }
        };
        let expected =
            Recording { stdout: text(output), stderr: text(self.error.as_ref()), exit: self.config.exit };
        let actual =
            Recording { stdout: closed(&shown.stdout), stderr: closed(&shown.stderr), exit: shown.exit };
        if expected == actual { Ok(()) } else { Err(unified_diff(&expected.render(), &actual.render())) }
    }
}

/// Runs the notebook `path` to its end and compares it with the `.expected` file beside it.
pub fn check_notebook(path: &Path, taipan: &Path, mode: Mode) -> Result<(), String> {
    let expected = path.with_extension("expected");
    let text =
        std::fs::read_to_string(&expected).map_err(|error| format!("{}: {error}", expected.display()))?;
    let expectation = NotebookExpectation::parse(&text)?;
    let command = Invocation::new(taipan, path.parent().unwrap_or(Path::new(".")))
        .args(["--keep-going", "--clock=virtual"])
        .args([path.as_os_str()])
        .env("TAIPAN_MODE", mode.name())
        .limit(Duration::from_secs(120));
    let normaliser = Normaliser::new(path);
    match command.run().map_err(|error| format!("{}: {error}", command.shown()))? {
        Outcome::Finished(shown) => expectation
            .check(&normaliser.apply(&shown.stdout), &normaliser.apply(&shown.stderr))
            .map_err(|error| format!("{error}\nrun it: {}", command.shown())),
        Outcome::TimedOut(_, limit) => Err(format!("still running after {} s", limit.as_secs())),
    }
}
