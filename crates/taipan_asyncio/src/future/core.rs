//! What all kinds of futures have in common.

use std::cell::{Cell, OnceCell, RefCell};

use taipan_vm::{Res, Tracer, Value, Vm, objects::Slot};

use crate::state::Ticket;

/// What a future has become.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// Not done.
    Pending,
    /// Cancelled.
    Cancelled,
    /// Has a result.
    Done,
    /// Has an exception.
    Failed,
}

/// A flag of [`Core`].
#[derive(Clone, Copy)]
pub struct Flag(u8);

/// `_asyncio_future_blocking`: yielded by `__await__` and not yet seen by a task.
pub const BLOCKING: Flag = Flag(1);
/// An exception that nobody has asked for yet.
pub const LOG_TRACEBACK: Flag = Flag(2);
/// Task: report when it is destroyed while pending.
pub const LOG_DESTROY: Flag = Flag(4);
/// Task: CancelledError is due in the next step.
pub const MUST_CANCEL: Flag = Flag(8);
/// Stands in the loop's timers: `sleep()` waits for it.
pub const TIMER: Flag = Flag(16);
/// `gather(return_exceptions=True)`.
pub const RETURN_EXCEPTIONS: Flag = Flag(32);
/// `gather()`: cancel() was called and a child agreed.
pub const CANCEL_REQUESTED: Flag = Flag(64);
/// Task: its ticket is for the registry of tasks that failed.
pub const IN_FAILED: Flag = Flag(128);

/// What every kind of future has.
pub struct Core {
    /// The loop that runs the callbacks; `EMPTY` before `__init__`.
    pub event_loop: Slot,
    /// The result or the exception.
    pub result: Slot,
    /// The first callback and its context; without a context it is a task or a gather() that waits.
    pub(crate) first: Slot,
    pub(crate) first_context: Slot,
    /// Who waits, for the call graph: nothing, a future, or a Python set of them.
    pub awaited_by: Slot,
    /// What few futures have.
    pub(crate) rare: OnceCell<Box<Rare>>,
    /// Task: its place in a registry.
    pub(crate) ticket: Cell<Ticket>,
    pub(crate) state: Cell<State>,
    flags: Cell<u8>,
}

/// What few futures have.
#[derive(Default)]
pub struct Rare {
    /// Task: requests of cancellation not taken back.
    pub cancels: Cell<u32>,
    /// Callbacks after the first.
    pub(crate) callbacks: RefCell<Vec<(Value, Value)>>,
    /// The argument of `cancel()`.
    pub cancel_message: Slot,
    /// The CancelledError that ended a task; it is given out once.
    pub cancelled_error: Slot,
    /// `__traceback__` of the exception when it was set.
    pub traceback: Slot,
    /// Where it was made, in debug mode.
    pub source_traceback: Slot,
}

impl Default for Core {
    fn default() -> Core {
        Core {
            event_loop: Slot::empty(),
            result: Slot::empty(),
            first: Slot::empty(),
            first_context: Slot::empty(),
            awaited_by: Slot::empty(),
            rare: OnceCell::new(),
            ticket: Cell::new(0),
            state: Cell::new(State::Pending),
            flags: Cell::new(0),
        }
    }
}

impl Core {
    /// A pending future of a loop.
    #[inline]
    pub fn new(event_loop: Value) -> Core {
        Core { event_loop: Slot::new(event_loop), ..Core::default() }
    }

    /// What it has become.
    #[inline]
    pub fn state(&self) -> State {
        self.state.get()
    }

    /// Whether it is done.
    #[inline]
    pub fn is_done(&self) -> bool {
        self.state.get() != State::Pending
    }

    /// Whether a flag is set.
    #[inline]
    pub fn has(&self, flag: Flag) -> bool {
        self.flags.get() & flag.0 != 0
    }

    /// Sets or clears a flag.
    #[inline]
    pub fn put(&self, flag: Flag, on: bool) {
        let others = self.flags.get() & !flag.0;
        self.flags.set(if on { others | flag.0 } else { others });
    }

    /// What few futures have, made now if need be.
    #[cold]
    pub fn rare(&self) -> &Rare {
        self.rare.get_or_init(Box::default)
    }

    /// Task: requests of cancellation not taken back.
    pub fn cancels(&self) -> u32 {
        self.rare.get().map_or(0, |rare| rare.cancels.get())
    }

    /// Remembers the argument of `cancel()`, which may be missing or `None`.
    pub fn set_cancel_message(&self, message: &Value) {
        if message.not_none().is_some() || self.rare.get().is_some() {
            self.rare().cancel_message.set(message.not_none().cloned().unwrap_or(Value::EMPTY));
        }
    }

    /// Where it was made, in debug mode.
    pub fn source_traceback(&self) -> Option<Value> {
        self.rare.get().and_then(|rare| rare.source_traceback.given())
    }

    /// Raises where `__init__` has not run.
    pub fn check_initialized(&self, vm: &Vm) -> Res<()> {
        if self.event_loop.is_empty() {
            return Err(vm.runtime_error("Future object is not initialized."));
        }
        Ok(())
    }

    /// Reports every value.
    pub fn trace(&self, tracer: &mut Tracer<'_>) {
        for slot in [&self.event_loop, &self.result, &self.first, &self.first_context, &self.awaited_by] {
            slot.trace(tracer);
        }
        if let Some(rare) = self.rare.get() {
            for slot in [&rare.cancel_message, &rare.cancelled_error, &rare.traceback, &rare.source_traceback]
            {
                slot.trace(tracer);
            }
            for (callback, context) in rare.callbacks.borrow().iter() {
                tracer.visit(callback);
                tracer.visit(context);
            }
        }
    }

    /// Releases every value.
    pub fn clear(&self) {
        for slot in [&self.event_loop, &self.result, &self.first, &self.first_context, &self.awaited_by] {
            drop(slot.take());
        }
        if let Some(rare) = self.rare.get() {
            for slot in [&rare.cancel_message, &rare.cancelled_error, &rare.traceback, &rare.source_traceback]
            {
                drop(slot.take());
            }
            drop(rare.callbacks.take());
        }
    }
}
