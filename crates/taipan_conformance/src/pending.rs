//! `tests/pending.txt`: cases that are written but not run yet, each with its reason. It may only shrink.
//!
//! A line is a pattern, two or more blanks, and a reason. A pattern is a case's path (`tests/lang/sets.py`), optionally with
//! one mode (`tests/lang/sets.py@gc-stress`) or one heading (`tests/md/cells.md#Display`); a `*` at its end matches any rest.

use std::path::Path;

/// The list, in the file's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pending {
    entries: Vec<(String, String)>,
}

impl Pending {
    /// Reads the file; a missing file is an empty list.
    pub fn load(path: &Path) -> Result<Pending, String> {
        match std::fs::read_to_string(path) {
            Ok(text) => Pending::parse(&text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Pending::default()),
            Err(error) => Err(format!("{}: {error}", path.display())),
        }
    }

    /// Reads the list's text.
    pub fn parse(text: &str) -> Result<Pending, String> {
        let mut entries = Vec::new();
        for line in text.lines().map(str::trim_end) {
            if line.is_empty() || line.starts_with("# ") || line == "#" {
                continue;
            }
            match line.split_once("  ") {
                Some((pattern, reason)) if !reason.trim().is_empty() => {
                    entries.push((pattern.to_string(), reason.trim().to_string()));
                }
                _ => return Err(format!("pending entry without a reason: {line:?}")),
            }
        }
        Ok(Pending { entries })
    }

    /// Why the case named `path`, with a mode or a heading as its `detail` (`@plain`, `#Display`), does not run yet.
    pub fn reason(&self, path: &str, detail: &str) -> Option<&str> {
        let full = format!("{path}{detail}");
        self.entries
            .iter()
            .find(|(pattern, _)| matches(pattern, path, &full))
            .map(|(_, reason)| reason.as_str())
    }

    /// Patterns that name none of `paths` (given with and without detail): left behind, to be removed.
    pub fn unused<'a>(&'a self, paths: &[(String, String)]) -> Vec<&'a str> {
        let used = |pattern: &str| paths.iter().any(|(path, full)| matches(pattern, path, full));
        self.entries.iter().map(|(pattern, _)| pattern.as_str()).filter(|pattern| !used(pattern)).collect()
    }

    /// The patterns.
    pub fn patterns(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(pattern, _)| pattern.as_str())
    }
}

fn matches(pattern: &str, path: &str, full: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => full.starts_with(start),
        None => pattern == path || pattern == full,
    }
}
