//! The event loop, futures, tasks and timers.
