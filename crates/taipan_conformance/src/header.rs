//! The `# /// case` block at the top of a test program.

use serde::Deserialize;

use crate::mode::Mode;

/// Which clock the loop and `time` use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Clock {
    /// The machine's clock.
    Real,
    /// Time jumps to the next timer when nothing is ready.
    Virtual,
}

/// Directives of one case. Unknown keys are errors, so that a misspelt one cannot switch a check off.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Header {
    /// Modes to run in; every mode when absent.
    pub modes: Option<Vec<Mode>>,
    /// The clock; when absent it is virtual for `tests/asyncio` and real elsewhere.
    pub clock: Option<Clock>,
    /// Arguments after the file name.
    pub argv: Vec<String>,
    /// `true` runs the file as a notebook, `false` as a script whatever it looks like.
    pub cells: Option<bool>,
    /// Text for standard input.
    pub stdin: Option<String>,
}

impl Header {
    /// Reads the block `# /// case` … `# ///` from the top of `source`; absent means the defaults.
    pub fn parse(source: &str) -> Result<Header, String> {
        let mut lines = source.lines().skip_while(|line| line.starts_with("#!"));
        if lines.next() != Some("# /// case") {
            return Ok(Header::default());
        }
        let mut text = String::new();
        for line in lines {
            if line == "# ///" {
                return toml::from_str(&text).map_err(|error| format!("case header: {}", error.message()));
            }
            let Some(body) = line.strip_prefix('#') else {
                return Err(format!("case header: not a comment line: {line:?}"));
            };
            text.push_str(body.strip_prefix(' ').unwrap_or(body));
            text.push('\n');
        }
        Err("case header: no closing `# ///`".into())
    }

    /// The modes to run in.
    pub fn modes(&self) -> Vec<Mode> {
        self.modes.clone().unwrap_or_else(|| Mode::ALL.to_vec())
    }
}
