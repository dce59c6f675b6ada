//! The cycle collector.

use std::cell::Cell;

/// State of the collector.
#[derive(Default)]
pub struct Collector {
    /// A collection should run at the next safe point.
    pub(crate) wanted: Cell<bool>,
}

/// What a collection did.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub struct Collection {
    /// Objects found unreachable.
    pub collected: usize,
}
