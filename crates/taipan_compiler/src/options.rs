//! How to compile.

/// What kind of source is compiled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// A module.
    #[default]
    Exec,
    /// One expression, whose value the code returns.
    Eval,
    /// Statements of a prompt: the values of expressions are displayed.
    Single,
}

/// Options of [`crate::compile`].
#[derive(Clone, Copy, Debug, Default)]
pub struct CompileOptions {
    /// What kind of source is compiled.
    pub mode: Mode,
    /// Allows `await`, `async for` and `async with` outside of functions; the module's code is then a coroutine's.
    pub top_level_await: bool,
    /// 1 removes assertions and makes `__debug__` false, 2 removes docstrings too.
    pub optimize: u8,
    /// `from __future__ import annotations` is in force from the start.
    pub future_annotations: bool,
}
