//! Task: a coroutine that the loop runs, one step per turn.
//!
//! Invariant: a task that is not done is either in the ready queue (once), or a callback of exactly one future, or
//! running.

mod cancel;
mod names;
mod python;
mod registry;
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
pub use step::step;

use crate::{
    bridge, event_loop,
    future::{Core, LOG_DESTROY, initialize},
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

/// What `Task(coro, loop=..., name=..., context=..., eager_start=...)` was given.
#[derive(Default)]
pub struct Options<'a> {
    /// The name, or nothing for `Task-N`.
    pub name: Option<&'a Value>,
    /// The context, or nothing for a copy of the current one.
    pub context: Option<&'a Value>,
    /// Take the first step at once, if the loop runs.
    pub eager_start: bool,
}

/// What `Task.__init__` does.
pub fn start(
    vm: &Vm,
    me: &Value,
    coro: &Value,
    event_loop: Option<&Value>,
    options: &Options<'_>,
) -> Res<()> {
    let task = receiver(vm, me)?;
    if !bridge::is_native_coroutine(coro) && !is_coroutine_like(vm, coro)? {
        task.core.put(LOG_DESTROY, false);
        return Err(vm.type_error(format!("a coroutine was expected, got {}", vm.repr_string(coro)?)));
    }
    initialize(vm, &task.core, event_loop)?;
    let state = State::of(vm);
    task.name.set(match options.name {
        Some(name) => vm.str_value(name)?,
        None => next_name(vm, state),
    });
    task.context.set(match options.context {
        Some(context) => context.clone(),
        None => vm.copy_context(),
    });
    task.coro.set(coro.clone());
    task.core.put(LOG_DESTROY, true);
    let event_loop = task.core.event_loop.get();
    if options.eager_start && event_loop::is_running(vm, &event_loop)? {
        return step::start_eagerly(vm, state, me, task);
    }
    event_loop::schedule_step(vm, &event_loop, me)?;
    task.enter_registry(state, me);
    Ok(())
}

/// A new task for what is known to be a coroutine: what [`start`] does for an empty one.
fn create_plain(vm: &Vm, coro: &Value, event_loop: &Value, options: &Options<'_>) -> Res {
    let state = State::of(vm);
    let name = match options.name {
        Some(name) => vm.str_value(name)?,
        None => next_name(vm, state),
    };
    let context = match options.context {
        Some(context) => context.clone(),
        None => vm.copy_context(),
    };
    let task = vm.make(Task {
        core: Core::new(event_loop.clone()),
        coro: Slot::new(coro.clone()),
        context: Slot::new(context),
        waiting_for: Slot::empty(),
        name: Slot::new(name),
        ticket: Cell::new(0),
        in_failed: Cell::new(false),
        registries: OnceCell::new(),
    });
    task.core.put(LOG_DESTROY, true);
    let me: Value = task.clone().into();
    if event_loop::is_debug(vm, event_loop)? {
        initialize(vm, &task.core, Some(event_loop))?;
    }
    if options.eager_start && event_loop::is_running(vm, event_loop)? {
        step::start_eagerly(vm, state, &me, &task)?;
    } else {
        event_loop::schedule_step(vm, event_loop, &me)?;
        task.enter_registry(state, &me);
    }
    Ok(me)
}

fn is_coroutine_like(vm: &Vm, value: &Value) -> Res<bool> {
    let answer = bridge::call_python(vm, "asyncio.coroutines", "iscoroutine", std::slice::from_ref(value))?;
    vm.truth(&answer)
}

// Bytes per live task decide how many fit the cache; with its header a task has 112. A change needs a reason.
const _: () = assert!(size_of::<Core>() == 56 && size_of::<Task>() == 104);
