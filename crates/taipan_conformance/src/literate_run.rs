//! Running the sections of literate files.

use std::path::Path;
use std::time::Duration;

use tempfile::TempDir;

use crate::literate::Section;
use crate::mode::Mode;
use crate::normalise::Normaliser;
use crate::process::{Invocation, Outcome};
use crate::recording::Recording;

/// A section's program written to a scratch folder, ready to run.
#[derive(Debug)]
pub struct Prepared<'s> {
    section: &'s Section,
    folder: TempDir,
    normaliser: Normaliser,
    file: std::path::PathBuf,
}

impl Section {
    /// Writes the program out.
    pub fn prepare(&self) -> Result<Prepared<'_>, String> {
        let failed = |error: std::io::Error| format!("scratch folder: {error}");
        let folder = tempfile::tempdir().map_err(failed)?;
        let dir = folder.path().canonicalize().map_err(failed)?;
        let file = dir.join(self.config.file.as_deref().unwrap_or("example.py"));
        std::fs::write(&file, &self.program).map_err(failed)?;
        Ok(Prepared { section: self, normaliser: Normaliser::new(&file), folder, file })
    }

    /// The modes to run in.
    pub fn modes(&self) -> Vec<Mode> {
        match (&self.config.modes, &self.bytecode) {
            (Some(modes), _) => modes.clone(),
            (None, Some(_)) => vec![Mode::Plain],
            (None, None) => Mode::ALL.to_vec(),
        }
    }
}

impl Prepared<'_> {
    /// Runs the section as its blocks say.
    pub fn run(&self, program: &Path, mode: Mode) -> Result<Recording, String> {
        let file = self.file.display().to_string();
        let config = &self.section.config;
        let mut args: Vec<String> = Vec::new();
        match &config.command {
            Some(words) => args.extend(words.iter().map(|word| word.replace("FILE", &file))),
            None => {
                args.extend(self.section.flags.iter().cloned());
                args.push(file);
                args.extend(config.args.iter().cloned());
            }
        }
        self.finish(Invocation::new(program, self.folder.path()).args(args).env("TAIPAN_MODE", mode.name()))
    }

    /// Disassembles the section's program.
    pub fn disassemble(&self, program: &Path) -> Result<Recording, String> {
        self.finish(
            Invocation::new(program, self.folder.path())
                .args(["dis".into(), self.file.clone().into_os_string()]),
        )
    }

    fn finish(&self, command: Invocation) -> Result<Recording, String> {
        let command = command.stdin(&self.section.config.stdin).limit(Duration::from_secs(120));
        match command.run().map_err(|error| format!("{}: {error}", command.shown()))? {
            Outcome::Finished(raw) => Ok(Recording {
                stdout: self.normaliser.apply(&raw.stdout),
                stderr: self.normaliser.apply(&raw.stderr),
                exit: raw.exit,
            }),
            Outcome::TimedOut(_, limit) => Err(format!("still running after {} s", limit.as_secs())),
        }
    }
}
