//! Recursion over the tree: the stack grows on demand, and a limit bounds it.

use crate::error::{Result, SyntaxError};

/// Levels of nesting (statements and expressions together) after which compiling gives up.
const LIMIT: usize = 6000;

/// Counts the levels of one traversal.
#[derive(Debug, Default)]
pub(crate) struct Depth(usize);

impl Depth {
    /// Enters a level; the caller leaves it again with [`Depth::leave`], unless this fails.
    pub(crate) fn enter(&mut self) -> Result {
        self.0 += 1;
        if self.0 > LIMIT { Err(SyntaxError::too_deep()) } else { Ok(()) }
    }

    /// Leaves a level.
    pub(crate) fn leave(&mut self) {
        self.0 -= 1;
    }
}

/// Runs `body` with enough stack for some more levels.
#[inline]
pub(crate) fn with_stack<T>(body: impl FnOnce() -> T) -> T {
    stacker::maybe_grow(96 * 1024, 2 * 1024 * 1024, body)
}
