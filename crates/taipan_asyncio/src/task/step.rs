//! One step of a task (twin: `Task.__step`, `__run`, `__wait_for` and `task_wakeup` in `_py_tasks.py`).

use taipan_vm::{Raised, Res, Value, Vm};

use super::{Task, cancel, registry};
use crate::{
    bridge::{self, Input, Step},
    event_loop::{self, Loop},
    future::{
        self, BLOCKING, Core, MUST_CANCEL, State as Done, add_native, core_of, discard_awaited_by,
        make_cancelled_error, outcome_error,
    },
    state::State,
};

/// Runs the step of a task that the ready queue held: its first one, one after a bare yield, or one after the future
/// that it waits for.
pub fn step(vm: &Vm, me: &Value, task: &Task) -> Res<()> {
    let error = match task.waiting_for.given() {
        None => None,
        Some(future) => take_outcome(vm, me, &future)?,
    };
    step_with(vm, me, task, error)
}

/// The exception that the future which a task waited for ended with.
#[inline]
fn take_outcome(vm: &Vm, me: &Value, future: &Value) -> Res<Option<Value>> {
    if let Some(core) = core_of(future) {
        return Ok(outcome_error(vm, core));
    }
    discard_awaited_by(vm, future, me)?;
    match vm.call_method(future, "result", &[]) {
        Ok(_) => Ok(None),
        Err(raised) => Ok(Some(vm.take_raised(raised))),
    }
}

/// `task_wakeup(future)`: the step of a task that waited for a future which knows its callbacks as Python objects.
pub fn wake_by_callback(vm: &Vm, me: &Value, task: &Task, future: &Value) -> Res<()> {
    let error = take_outcome(vm, me, future)?;
    step_with(vm, me, task, error)
}

/// A step that raises `error` at the place where the coroutine is suspended.
pub fn step_with(vm: &Vm, me: &Value, task: &Task, error: Option<Value>) -> Res<()> {
    let core = &task.core;
    if core.is_done() {
        return Err(already_done(vm, me, error));
    }
    drop(task.waiting_for.take());
    let mut error = error;
    if core.has(MUST_CANCEL) {
        core.put(MUST_CANCEL, false);
        let state = State::of(vm);
        if !error.as_ref().is_some_and(|error| vm.is_a(error, &state.types().cancelled_error)) {
            error = Some(make_cancelled_error(vm, core));
        }
    }
    let event_loop = core.event_loop.get();
    if let Some(own) = event_loop.downcast::<Loop>() {
        if !own.current.is_empty() {
            return Err(registry::cannot_enter(vm, me, &own.current.get()));
        }
        own.current.set(me.clone());
        let outcome = run(vm, me, task, error);
        drop(own.current.take());
        return outcome;
    }
    registry::enter(vm, &event_loop, me)?;
    let outcome = run(vm, me, task, error);
    registry::leave(vm, &event_loop, me)?;
    outcome
}

#[cold]
fn already_done(vm: &Vm, me: &Value, error: Option<Value>) -> Raised {
    let shown =
        vm.repr_string(me).and_then(|task| Ok((task, vm.repr_string(&error.unwrap_or(Value::NONE))?)));
    match shown {
        Ok((task, error)) => {
            let state = State::of(vm);
            vm.error(&state.types().invalid_state_error, format!("__step(): already done: {task} {error}"))
        }
        Err(raised) => raised,
    }
}

/// Resumes the coroutine and acts on what comes out. An error leaves only for `KeyboardInterrupt` and `SystemExit`.
fn run(vm: &Vm, me: &Value, task: &Task, error: Option<Value>) -> Res<()> {
    let coro = task.coro.get();
    let input = match error {
        None => Input::Go,
        Some(error) => Input::Throw(error),
    };
    let outcome = bridge::resume(vm, &coro, &task.context, input);
    drop(coro);
    match outcome {
        Step::Yielded(value) => wait_for(vm, me, task, &value),
        Step::Returned(value) => {
            task.leave_registry(State::of(vm));
            if task.core.has(MUST_CANCEL) {
                // Cancelled by its own last step.
                task.core.put(MUST_CANCEL, false);
                let message = task.core.rare.get().map_or(Value::NONE, |rare| rare.cancel_message.or_none());
                future::cancel(vm, &task.core, me, &message)?;
                return Ok(());
            }
            future::set_result(vm, &task.core, me, value)
        }
        Step::Raised(raised) => failed(vm, me, task, raised),
    }
}

#[cold]
fn failed(vm: &Vm, me: &Value, task: &Task, raised: Raised) -> Res<()> {
    task.leave_registry(State::of(vm));
    if vm.is_terminated() {
        return Err(raised);
    }
    let error = vm.take_raised(raised);
    let core = &task.core;
    if vm.is_a(&error, &State::of(vm).types().cancelled_error) {
        core.rare().cancelled_error.set(error);
        future::cancel(vm, core, me, &Value::NONE)?;
        return Ok(());
    }
    task.enter_failed(State::of(vm), me);
    future::set_exception(vm, core, me, &error)?;
    if vm.is_a(&error, &vm.exceptions.keyboard_interrupt) || vm.is_a(&error, &vm.exceptions.system_exit) {
        return Err(vm.set_raised(error));
    }
    Ok(())
}

/// Acts on the value that the coroutine suspended with.
fn wait_for(vm: &Vm, me: &Value, task: &Task, yielded: &Value) -> Res<()> {
    if yielded.is_none() {
        return event_loop::schedule_step(vm, &task.core.event_loop.get(), me);
    }
    if let Some(core) = core_of(yielded).filter(|_| !vm.type_of(yielded).is_heap_type()) {
        return wait_for_native(vm, me, task, yielded, core);
    }
    wait_for_any(vm, me, task, yielded)
}

fn wait_for_native(vm: &Vm, me: &Value, task: &Task, future: &Value, core: &Core) -> Res<()> {
    let same_loop = {
        let (theirs, ours) = (core.event_loop.get(), task.core.event_loop.get());
        theirs.is(&ours)
    };
    if !same_loop || !core.has(BLOCKING) || future.is(me) {
        return misused(vm, me, task, future, same_loop, core.has(BLOCKING));
    }
    core.put(BLOCKING, false);
    add_native(vm, core, future, me.clone())?;
    task.waiting_for.set(future.clone());
    cancel_at_once(vm, task, future)
}

fn cancel_at_once(vm: &Vm, task: &Task, future: &Value) -> Res<()> {
    if task.core.has(MUST_CANCEL) {
        let message = task.core.rare.get().map_or(Value::NONE, |rare| rare.cancel_message.or_none());
        if cancel::cancel_any(vm, future, &message)? {
            task.core.put(MUST_CANCEL, false);
        }
    }
    Ok(())
}

/// As [`wait_for_native`], for futures of other types, which are only known by their protocol.
#[cold]
fn wait_for_any(vm: &Vm, me: &Value, task: &Task, yielded: &Value) -> Res<()> {
    let blocking = match vm.get_attr_opt(yielded, &vm.intern("_asyncio_future_blocking"))? {
        Some(blocking) if !blocking.is_none() => vm.truth(&blocking)?,
        _ => {
            let generator = &*vm.type_of(yielded).name() == "generator";
            let (task_shown, value) = (vm.repr_string(me)?, vm.repr_string(yielded)?);
            return misuse(
                vm,
                me,
                task,
                &if generator {
                    format!(
                        "yield was used instead of yield from for generator in task {task_shown} with {value}"
                    )
                } else {
                    format!("Task got bad yield: {value}")
                },
            );
        }
    };
    let theirs = bridge::call_python(vm, "asyncio.futures", "_get_loop", std::slice::from_ref(yielded))?;
    let same_loop = theirs.is(&task.core.event_loop.get());
    if !same_loop || !blocking || yielded.is(me) {
        return misused(vm, me, task, yielded, same_loop, blocking);
    }
    vm.set_attr(yielded, &vm.intern("_asyncio_future_blocking"), &Value::FALSE)?;
    future::add_awaited_by(vm, yielded, me)?;
    let add = vm.get_attr_str(yielded, "add_done_callback")?;
    let wakeup = vm.get_attr_str(me, "task_wakeup")?;
    vm.call_keywords(&add, &[wakeup], &[("context", task.context.or_none())])?;
    task.waiting_for.set(yielded.clone());
    cancel_at_once(vm, task, yielded)
}

#[cold]
fn misused(vm: &Vm, me: &Value, task: &Task, future: &Value, same_loop: bool, blocking: bool) -> Res<()> {
    let shown = vm.repr_string(me)?;
    let message = if !same_loop {
        format!("Task {shown} got Future {} attached to a different loop", vm.repr_string(future)?)
    } else if !blocking {
        let future = vm.repr_string(future)?;
        format!("yield was used instead of yield from in task {shown} with {future}")
    } else {
        format!("Task cannot await on itself: {shown}")
    };
    misuse(vm, me, task, &message)
}

/// Raises RuntimeError in the coroutine, in the next turn.
#[cold]
fn misuse(vm: &Vm, me: &Value, task: &Task, message: &str) -> Res<()> {
    let error = vm.exception(&vm.exceptions.runtime_error, vec![vm.str(message)]);
    event_loop::schedule_throw(vm, &task.core.event_loop.get(), me, error)
}

/// The first step, inside `create_task()`.
pub(super) fn start_eagerly(vm: &Vm, state: &State, me: &Value, task: &Task) -> Res<()> {
    let event_loop = task.core.event_loop.get();
    task.enter_registry(state, me);
    let outcome = if let Some(own) = event_loop.downcast::<Loop>() {
        let previous = own.current.replace(me.clone());
        let outcome = run(vm, me, task, None);
        own.current.set(previous);
        outcome
    } else {
        let previous = registry::swap(vm, &event_loop, me.clone())?;
        let outcome = run(vm, me, task, None);
        let swapped = registry::swap(vm, &event_loop, previous);
        outcome.and(swapped.map(drop))
    };
    if task.core.state() != Done::Pending {
        task.coro.set(Value::NONE);
    }
    outcome
}
