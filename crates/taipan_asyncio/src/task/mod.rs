//! Task: a coroutine that the loop runs, one step per turn.
//!
//! Invariant: a task that is not done is either in the ready queue (once), or a callback of exactly one future, or
//! running.

mod cancel;
mod names;
mod python;
mod registry;
mod start;
mod step;

use std::{
    cell::{Cell, OnceCell},
    rc::Rc,
};

use taipan_vm::{Body, Kind, Res, Tracer, Value, Vm, objects::Slot};

pub use cancel::{cancel, cancel_any};
pub use names::{name_of, next_name};
pub use python::{StepCall, create, step_type, task_type};
pub use registry::{FUNCTIONS, current_task};
use start::create_plain;
pub use start::{Options, start};
pub use step::step;

use crate::{
    future::Core,
    state::{Registries, State, Ticket},
};

/// The keyword arguments of the constructor.
pub(crate) const KEYWORDS: &[&str] = &["coro", "loop", "name", "context", "eager_start"];

/// `_asyncio.Task`
#[derive(Default)]
pub struct Task {
    /// What it shares with every future.
    pub core: Core,
    /// The coroutine; `None` after an eager start that ended it.
    pub coro: Slot,
    /// The context of its steps.
    pub context: Slot,
    /// The future that it waits for.
    pub waiting_for: Slot,
    /// The name: a str, or the number in `Task-N`.
    pub name: Slot,
    /// Its place in the registry of tasks that are not done or, once it failed, in that of those.
    ticket: Cell<Ticket>,
    in_failed: Cell<bool>,
    registries: OnceCell<Rc<Registries>>,
}

impl Body for Task {
    const KIND: Kind = Kind::ext(1);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.core.trace(tracer);
        for slot in [&self.coro, &self.context, &self.waiting_for, &self.name] {
            slot.trace(tracer);
        }
    }
    fn age(&self) -> Option<u64> {
        self.name.get().as_small_int().and_then(|number| number.try_into().ok())
    }
    fn clear(&self, _: &Vm) {
        self.core.clear();
        for slot in [&self.coro, &self.context, &self.waiting_for] {
            drop(slot.take());
        }
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        self.leave_registry();
    }
}

impl Task {
    /// Enters the registry of tasks that are not done.
    #[inline]
    pub fn enter_registry(&self, state: &State, me: &Value) {
        if self.ticket.get() == 0 {
            self.ticket.set(state.registries.tasks.add(me));
            _ = self.registries.set(state.registries.clone());
        }
    }

    /// Leaves the registry.
    #[inline]
    pub fn leave_registry(&self) {
        let ticket = self.ticket.replace(0);
        if let Some(all) = self.registries.get().filter(|_| ticket != 0) {
            if self.in_failed.get() { all.failed.remove(ticket) } else { all.tasks.remove(ticket) }
        }
    }

    /// Enters the registry of tasks that failed.
    pub fn enter_failed(&self, me: &Value) {
        self.leave_registry();
        if let Some(all) = self.registries.get() {
            self.in_failed.set(true);
            self.ticket.set(all.failed.add(me));
        }
    }
}

/// The task behind the receiver of a method.
pub fn receiver<'v>(vm: &Vm, value: &'v Value) -> Res<&'v Task> {
    value.downcast::<Task>().ok_or_else(|| vm.type_error("a Task is required"))
}

// Bytes per live task decide how many fit the cache; with its header a task has 112. A change needs a reason.
const _: () = assert!(size_of::<Core>() == 56 && size_of::<Task>() == 104);
