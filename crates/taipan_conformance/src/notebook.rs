//! What a notebook shows, cell by cell: `examples/notebooks/*.expected`.
//!
//! `=== cell N` opens a cell; below it the sections `--- stdout`, `--- result`, `--- error` (one line, `Type: message`) and
//! `--- warnings` (one line each, `Category: message`). A cell that shows nothing is not listed.

use std::sync::LazyLock;

use regex::Regex;

static TASK: LazyLock<Regex> = LazyLock::new(|| pattern(r"'Task-\d+'"));
static PLACE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(running|defined) at [^>]*?:(\d+)"));

#[expect(clippy::unwrap_used, reason = "constant patterns, used by the crate's tests")]
fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap()
}

/// What one cell shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CellExpectation {
    /// The cell's number, from 1.
    pub number: usize,
    /// Text on standard output.
    pub stdout: String,
    /// The text after `Out[n]:`.
    pub result: Option<String>,
    /// The last line of the traceback.
    pub error: Option<String>,
    /// Warnings that name this cell.
    pub warnings: Vec<String>,
}

/// What a whole notebook shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NotebookExpectation {
    /// The cells that show something, in order.
    pub cells: Vec<CellExpectation>,
}

impl NotebookExpectation {
    /// Reads the file's text.
    pub fn parse(text: &str) -> Result<NotebookExpectation, String> {
        let mut cells: Vec<CellExpectation> = Vec::new();
        let mut section = "";
        for line in text.lines() {
            if let Some(number) = line.strip_prefix("=== cell ") {
                let number = number.trim().parse().map_err(|_| format!("not a cell number: {line:?}"))?;
                cells.push(CellExpectation { number, ..CellExpectation::default() });
                section = "";
                continue;
            }
            if let Some(name) = line.strip_prefix("--- ") {
                section = match name {
                    "stdout" | "result" | "error" | "warnings" => name,
                    _ => return Err(format!("unknown section {name:?}")),
                };
                continue;
            }
            let Some(cell) = cells.last_mut() else {
                if line.is_empty() || line.starts_with('#') {
                    continue;
                }
                return Err(format!("text before the first cell: {line:?}"));
            };
            match section {
                "stdout" => {
                    cell.stdout.push_str(line);
                    cell.stdout.push('\n');
                }
                "result" => cell.result = Some(joined(cell.result.take(), line)),
                "error" => cell.error = Some(joined(cell.error.take(), line)),
                "warnings" => cell.warnings.push(line.to_string()),
                _ if line.is_empty() => {}
                _ => return Err(format!("text outside a section: {line:?}")),
            }
        }
        for cell in &mut cells {
            cell.result = cell.result.take().map(|text| text.trim_end().to_string());
            cell.error = cell.error.take().map(|text| without_colon(&text).to_string());
            cell.warnings.retain(|line| !line.is_empty());
        }
        Ok(NotebookExpectation { cells })
    }

    /// The standard output of the whole run: the cells' text and their `Out[n]:` lines, without blank lines.
    pub fn stdout(&self) -> String {
        let mut text = String::new();
        for cell in &self.cells {
            text.push_str(&cell.stdout);
            if let Some(result) = &cell.result {
                text.push_str(&format!("Out[{}]: {result}\n", cell.number));
            }
        }
        without_blank_lines(&text)
    }

    /// Compares a run's streams with the expectation; the message names the first cell that differs.
    pub fn check(&self, stdout: &str, stderr: &str) -> Result<(), String> {
        let stdout = &normalised(&without_blank_lines(stdout));
        let both = format!("{stdout}\n{stderr}");
        for cell in &self.cells {
            let place = format!("Cell In[{}], line ", cell.number);
            if let Some(error) = &cell.error {
                let Some(start) = both.find(&place) else {
                    return Err(format!("cell {}: no traceback names {place:?}", cell.number));
                };
                let rest = both[start..].split("\n-----").next().unwrap_or_default();
                if !rest.lines().any(|line| without_colon(line) == error) {
                    return Err(format!("cell {}: the traceback does not end in {error:?}", cell.number));
                }
            }
            for warning in &cell.warnings {
                let named =
                    |line: &str| line.contains(warning) && line.contains(&format!("In[{}]", cell.number));
                if !both.lines().any(named) {
                    return Err(format!("cell {}: no line names the cell and says {warning:?}", cell.number));
                }
            }
        }
        for line in both.lines().filter(|line| line.contains("RuntimeWarning: coroutine")) {
            if !self
                .cells
                .iter()
                .any(|cell| cell.warnings.iter().any(|warning| line.contains(warning.as_str())))
            {
                return Err(format!("a warning that no cell should give: {line}"));
            }
        }
        let expected = self.stdout();
        let shown = if stdout.contains("Cell In[") { without_tracebacks(stdout) } else { stdout.clone() };
        if shown == expected { Ok(()) } else { Err(crate::diff::unified_diff(&expected, &shown)) }
    }
}

fn joined(before: Option<String>, line: &str) -> String {
    match before {
        Some(text) => format!("{text}\n{line}"),
        None => line.to_string(),
    }
}

/// An exception without a message is shown with or without the colon.
fn without_colon(line: &str) -> &str {
    line.trim_end().trim_end_matches(':')
}

/// Takes out numbers of tasks and names of the files that stand for cells.
fn normalised(text: &str) -> String {
    let text = TASK.replace_all(text, "'Task-N'");
    PLACE.replace_all(&text, "$1 at <cell file>:$2").into_owned()
}

fn without_blank_lines(text: &str) -> String {
    text.lines().filter(|line| !line.trim().is_empty()).map(|line| format!("{line}\n")).collect()
}

/// Drops IPython-style tracebacks, from their line of dashes to the line that names the exception.
fn without_tracebacks(text: &str) -> String {
    let mut kept = String::new();
    let mut inside = false;
    for line in text.lines() {
        if line.starts_with("-----") {
            inside = true;
        }
        if !inside {
            kept.push_str(line);
            kept.push('\n');
        } else if !line.starts_with([' ', '-', '>']) && line.contains(": ") && !line.starts_with("Cell In[") {
            inside = false;
        }
    }
    kept
}
