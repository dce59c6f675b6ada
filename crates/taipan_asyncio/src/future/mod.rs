//! Future: a result that will be there later.
//!
//! [`Core`] is what a Future, a Task and the Future of `gather()` have in common; each is a kind of its own with a `Core`
//! in its body. Invariant: a done future has no callbacks, and completing only schedules them, in order of registration.

mod await_iter;
mod callbacks;
mod complete;
mod core;
mod python;

use taipan_vm::{Body, Kind, Res, Tracer, Value, Vm};

pub use await_iter::{FutureIter, iter_type};
pub use callbacks::{add_callback, add_native};
pub use complete::{cancel, make_cancelled_error, outcome_error, result_of, set_exception, set_result};
pub use core::{
    BLOCKING, CANCEL_REQUESTED, Core, IN_FAILED, LOG_DESTROY, LOG_TRACEBACK, MUST_CANCEL, RETURN_EXCEPTIONS,
    State, TIMER,
};
pub use python::{add_awaited_by, discard_awaited_by, future_type, initialize};

use crate::{gather::Gathering, task::Task};

/// `_asyncio.Future`
#[derive(Default)]
pub struct Future {
    /// Everything.
    pub core: Core,
}

impl Body for Future {
    const KIND: Kind = Kind::ext(0);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.core.trace(tracer);
    }
    fn clear(&self, _: &Vm) {
        self.core.clear();
    }
}

/// The core of a native future of any kind.
#[inline]
pub fn core_of(value: &Value) -> Option<&Core> {
    match value.kind()? {
        Task::KIND => value.downcast::<Task>().map(|task| &task.core),
        Future::KIND => value.downcast::<Future>().map(|future| &future.core),
        Gathering::KIND => value.downcast::<Gathering>().map(|outer| &outer.core),
        _ => None,
    }
}

/// The core of the receiver of a method.
pub fn receiver<'v>(vm: &Vm, value: &'v Value) -> Res<&'v Core> {
    core_of(value).ok_or_else(|| vm.type_error("a Future is required"))
}
