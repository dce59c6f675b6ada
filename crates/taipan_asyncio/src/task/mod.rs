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

use taipan_vm::{Body, Kind, Res, Tracer, Value, Vm, objects::Slot};

pub use cancel::{cancel, cancel_any};
pub use names::{name_of, next_name};
pub use python::{StepCall, create, step_type, task_type};
pub use registry::{FUNCTIONS, current_task};
use start::create_plain;
pub use start::{Options, start};
pub use step::step;

use crate::{
    future::{Core, IN_FAILED},
    state::State,
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
    fn leave(&self, vm: &Vm) {
        if self.core.ticket.get() != 0 {
            self.leave_registry(State::of(vm));
        }
    }
}

impl Task {
    /// Enters the registry of tasks that are not done.
    #[inline]
    pub fn enter_registry(&self, state: &State, me: &Value) {
        if self.core.ticket.get() == 0 {
            self.core.ticket.set(state.registries.tasks.add(me));
        }
    }

    /// Leaves the registry.
    #[inline]
    pub fn leave_registry(&self, state: &State) {
        let ticket = self.core.ticket.replace(0);
        if ticket != 0 {
            let all = &state.registries;
            if self.core.has(IN_FAILED) { all.failed.remove(ticket) } else { all.tasks.remove(ticket) }
        }
    }

    /// Enters the registry of tasks that failed.
    pub fn enter_failed(&self, state: &State, me: &Value) {
        self.leave_registry(state);
        self.core.put(IN_FAILED, true);
        self.core.ticket.set(state.registries.failed.add(me));
    }
}

/// The task behind the receiver of a method.
pub fn receiver<'v>(vm: &Vm, value: &'v Value) -> Res<&'v Task> {
    value.downcast::<Task>().ok_or_else(|| vm.type_error("a Task is required"))
}

// Bytes per live task decide how many fit the cache; with its header a task has 96. A change needs a reason.
const _: () = assert!(size_of::<Core>() == 56 && size_of::<Task>() == 88);
