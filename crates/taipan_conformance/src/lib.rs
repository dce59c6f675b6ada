//! Reads, runs and compares the programs under `tests/`.
//!
//! Owns the formats (`.out` recordings, case headers, literate files, `pending.txt`, notebook expectations), the normaliser
//! that both interpreters' output goes through, and running a program as a child with a time limit. It knows the `taipan`
//! binary only by its path, so nothing here waits for the interpreter to build. The libtest-style front is `suite/main.rs`;
//! `cargo x` uses the same functions to record and to bless.

mod case;
mod check;
mod diff;
mod header;
mod literate;
mod literate_run;
mod mode;
mod normalise;
mod notebook;
mod oracle;
mod pending;
mod process;
mod recording;

pub use case::{Case, discover_cases, discover_literate, discover_notebooks};
pub use check::check_notebook;
pub use diff::unified_diff;
pub use header::{Clock, Header};
pub use literate::{Block, Literate, Section, SectionConfig};
pub use literate_run::Prepared;
pub use mode::Mode;
pub use normalise::Normaliser;
pub use notebook::{CellExpectation, NotebookExpectation};
pub use oracle::{Oracle, WANTED_VERSION};
pub use pending::Pending;
pub use process::{Invocation, Outcome};
pub use recording::Recording;

#[cfg(test)]
mod tests;
