//! The event loop, futures, tasks and timers: the native module `_asyncio`.
//!
//! Owns what runs for every callback and every step of a task; what is built from these (locks, queues, task groups,
//! runners) is Python in `stdlib/asyncio`, with quick ways in `sync`. The specification of each type is its Python twin there (`_py_futures.py`,
//! `_py_tasks.py`, `_py_loop.py`, `_py_handles.py`), checked against CPython's own test suite.
//!
//! Invariants: the ready queue is FIFO, one turn runs exactly what the queue held when the turn began, and whatever
//! completes a future only schedules its callbacks. This crate knows no parser, no compiler and no other native module;
//! what it asks of the VM beyond values goes through `bridge`.

mod bridge;
mod event_loop;
mod future;
mod gather;
mod handle;
mod module;
mod report;
mod state;
mod sync;
mod task;
mod traps;

pub use module::MODULE;
pub use report::{pending_tasks, report_unretrieved, unretrieved_failures};
