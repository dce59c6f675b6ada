//! How a task begins: what `Task.__init__` does, and the quick way for the usual one.

use taipan_vm::{Res, Value, Vm, objects::Slot};

use super::{Task, next_name, receiver, step};
use crate::{
    bridge, event_loop,
    future::{Core, LOG_DESTROY, initialize},
    state::State,
};

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
pub(super) fn create_plain(vm: &Vm, coro: &Value, event_loop: &Value, options: &Options<'_>) -> Res {
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
