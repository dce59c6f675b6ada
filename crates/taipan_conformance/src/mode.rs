//! The ways in which every case runs; results must not depend on the mode.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;

/// How the interpreter is stressed while a program runs. Travels to the binary as `TAIPAN_MODE`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// As a user runs it.
    Plain,
    /// A full cycle collection at every allocation that could trigger one.
    GcStress,
    /// Back to the driver after every unit of fuel: proves that frames live wholly on the heap.
    #[serde(rename = "fuel-1")]
    Fuel1,
}

impl Mode {
    /// Every mode, the cheapest first.
    pub const ALL: [Mode; 3] = [Mode::Plain, Mode::GcStress, Mode::Fuel1];

    /// The value of `TAIPAN_MODE` and the last part of a trial's name.
    pub fn name(self) -> &'static str {
        match self {
            Mode::Plain => "plain",
            Mode::GcStress => "gc-stress",
            Mode::Fuel1 => "fuel-1",
        }
    }

    /// Reads a comma-separated list; `all` stands for every mode.
    pub fn parse_list(text: &str) -> Result<Vec<Mode>, String> {
        if text.trim() == "all" {
            return Ok(Mode::ALL.to_vec());
        }
        text.split(',').map(|word| word.trim().parse()).collect()
    }
}

impl FromStr for Mode {
    type Err = String;

    fn from_str(text: &str) -> Result<Mode, String> {
        Mode::ALL
            .into_iter()
            .find(|mode| mode.name() == text)
            .ok_or_else(|| format!("unknown mode {text:?}: one of plain, gc-stress, fuel-1"))
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
