//! Takes out of a program's output what may differ between two right interpreters: addresses, where the test lies, and frames
//! of library code, whose files and lines are each interpreter's own.

use std::path::Path;
use std::sync::LazyLock;

use regex::Regex;

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bat 0x[0-9a-fA-F]+"));
static FRAME: LazyLock<Regex> = LazyLock::new(|| pattern(r#"^([ |+]*)  File "([^"]+)", line \d+"#));
static LIBRARY_PLACE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"(?:[^\s"'<>=:]*/(?:lib/python3\.\d+|stdlib)|<stdlib>)/[\w./]+\.py:\d+"#));
static FROZEN_PLACE: LazyLock<Regex> = LazyLock::new(|| pattern(r"<(?:frozen|stdlib) [\w.]+>:\d+"));

#[expect(clippy::unwrap_used, reason = "constant patterns, each used by the crate's tests")]
fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap()
}

/// Normalises the output of one program.
#[derive(Clone, Debug)]
pub struct Normaliser {
    places: Vec<(String, &'static str)>,
}

impl Normaliser {
    /// For the program in `file`: its path becomes `<file>`, its folder `<dir>`.
    pub fn new(file: &Path) -> Normaliser {
        let mut places = vec![(file.display().to_string(), "<file>")];
        if let Some(dir) = file.parent().filter(|dir| dir.is_absolute()) {
            places.push((dir.display().to_string(), "<dir>"));
        }
        Normaliser { places }
    }

    /// The comparable form of `text`.
    pub fn apply(&self, text: &str) -> String {
        let mut kept = String::with_capacity(text.len());
        let mut lines = text.split_inclusive('\n').peekable();
        while let Some(line) = lines.next() {
            if let Some(frame) = FRAME.captures(line).filter(|frame| is_library(&frame[2])) {
                let body = format!("{}    ", &frame[1]);
                while lines.next_if(|next| next.starts_with(&body)).is_some() {}
                continue;
            }
            let place = LIBRARY_PLACE.is_match(line) && line.contains("Warning: ");
            kept.push_str(&self.line(line));
            if place {
                lines.next_if(|next| next.starts_with("  "));
            }
        }
        kept
    }

    fn line(&self, line: &str) -> String {
        let mut line = line.to_string();
        for (place, name) in &self.places {
            line = line.replace(place, name);
        }
        let line = ADDRESS.replace_all(&line, "at 0x…");
        let line = FROZEN_PLACE.replace_all(&line, "<lib>");
        LIBRARY_PLACE.replace_all(&line, "<lib>").into_owned()
    }
}

fn is_library(path: &str) -> bool {
    path.contains("/lib/python3.")
        || path.contains("/stdlib/")
        || path.starts_with("<frozen ")
        || path.starts_with("<stdlib")
}
