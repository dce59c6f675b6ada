//! The `.out` format: what a program printed and how it ended, in one readable file.
//!
//! Sections open with `--- stdout`, `--- stderr` and `--- exit`; an empty stream has no section. A stream whose last line has
//! no newline is headed `(no newline at end)`, and a line that itself begins with `--- ` is written with a backslash before it.

use std::fmt::Write;

const OPEN: &str = " (no newline at end)";

/// Output and exit code of one run, normalised.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recording {
    /// Everything written to standard output.
    pub stdout: String,
    /// Everything written to standard error.
    pub stderr: String,
    /// The exit code; after a signal 128 and its number, as a shell reports it.
    pub exit: i32,
}

impl Recording {
    /// The text of the `.out` file.
    pub fn render(&self) -> String {
        let mut text = String::new();
        for (name, stream) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if stream.is_empty() {
                continue;
            }
            let closed = stream.ends_with('\n');
            let _ = writeln!(text, "--- {name}{}", if closed { "" } else { OPEN });
            for line in stream.split_inclusive('\n') {
                if line.trim_start_matches('\\').starts_with("--- ") {
                    text.push('\\');
                }
                text.push_str(line);
            }
            if !closed {
                text.push('\n');
            }
        }
        let _ = writeln!(text, "--- exit\n{}", self.exit);
        text
    }

    /// Reads what [`Recording::render`] wrote.
    pub fn parse(text: &str) -> Result<Recording, String> {
        let mut recording = Recording::default();
        let mut exit = None;
        let mut section = None;
        let mut open = false;
        for line in text.split_inclusive('\n') {
            if let Some(heading) = line.strip_prefix("--- ") {
                finish(&mut recording, section, open);
                let heading = heading.trim_end_matches('\n');
                let name = heading.strip_suffix(OPEN).unwrap_or(heading);
                open = name.len() != heading.len();
                section = match name {
                    "stdout" | "stderr" | "exit" => Some(name),
                    _ => return Err(format!("unknown section {name:?}")),
                };
                continue;
            }
            let body = if line.trim_start_matches('\\').starts_with("--- ") { &line[1..] } else { line };
            match section {
                Some("stdout") => recording.stdout.push_str(body),
                Some("stderr") => recording.stderr.push_str(body),
                Some(_) => exit = body.trim().parse().ok(),
                None => return Err("text before the first section".into()),
            }
        }
        finish(&mut recording, section, open);
        recording.exit = exit.ok_or("no exit code")?;
        Ok(recording)
    }
}

fn finish(recording: &mut Recording, section: Option<&str>, open: bool) {
    if open {
        let stream = if section == Some("stdout") { &mut recording.stdout } else { &mut recording.stderr };
        stream.pop();
    }
}
