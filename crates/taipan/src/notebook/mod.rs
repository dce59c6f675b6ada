//! Notebook-style scripts: files with cell markers, run cell by cell on a loop that runs for the whole file.
//!
//! `statements` compiles a cell, `session` runs them in order, `traceback` shows what ended one, `report` what nobody
//! awaited. The Python half is `stdlib/_taipan_cells.py`. Each cell is a source of its own, named `Cell In[n]`.

mod report;
mod session;
mod statements;
mod traceback;

pub(crate) use statements::{Last, statements};

/// Whether source text has cell markers.
pub fn is_notebook(source: &str) -> bool {
    taipan_syntax::split_cells(source).is_some()
}
