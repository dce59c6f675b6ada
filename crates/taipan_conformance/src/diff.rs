//! Line diffs for people.

use similar::TextDiff;

/// A unified diff from the expected to the actual text, shortened to what a terminal bears.
pub fn unified_diff(expected: &str, actual: &str) -> String {
    const LONGEST: usize = 120;
    let diff = TextDiff::from_lines(expected, actual);
    let text = diff.unified_diff().context_radius(3).header("expected", "actual").to_string();
    let lines: Vec<&str> = text.lines().collect();
    if lines.len() <= LONGEST {
        return text;
    }
    format!("{}\n… {} more lines of diff\n", lines[..LONGEST].join("\n"), lines.len() - LONGEST)
}
