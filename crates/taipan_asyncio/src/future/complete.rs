//! How a future becomes done, and how its outcome is read.

use taipan_vm::{Res, Value, Vm};

use super::{Core, LOG_TRACEBACK, State, TIMER};
use crate::{event_loop, state};

/// Completes with a result.
#[inline]
pub fn set_result(vm: &Vm, core: &Core, me: &Value, result: Value) -> Res<()> {
    check_pending(vm, core)?;
    core.result.set(result);
    core.state.set(State::Done);
    core.schedule_callbacks(vm, me)
}

/// Completes with an exception, an instance or a class.
pub fn set_exception(vm: &Vm, core: &Core, me: &Value, exception: &Value) -> Res<()> {
    check_pending(vm, core)?;
    let made;
    let mut exception = exception;
    if exception.as_type().is_some() {
        made = vm.call(exception, &[])?;
        exception = &made;
    }
    let replaced;
    if vm.is_a(exception, &vm.exceptions.stop_iteration) {
        replaced = not_stop_iteration(vm, exception);
        exception = &replaced;
    }
    let Some(object) = exception.as_exception() else {
        return Err(vm.type_error("invalid exception object"));
    };
    if let Some(traceback) = object.traceback.given() {
        core.rare().traceback.set(traceback);
    }
    core.result.set(exception.clone());
    core.state.set(State::Failed);
    core.put(LOG_TRACEBACK, true);
    core.schedule_callbacks(vm, me)
}

#[cold]
fn not_stop_iteration(vm: &Vm, stop: &Value) -> Value {
    let text = "StopIteration interacts badly with generators and cannot be raised into a Future";
    let error = vm.exception(&vm.exceptions.runtime_error, vec![vm.str(text)]);
    if let Some(object) = error.as_exception() {
        object.cause.set(stop.clone());
        object.suppress_context.set(true);
        object.context.set(stop.clone());
    }
    error
}

/// `Future.cancel`: whether it was still pending.
pub fn cancel(vm: &Vm, core: &Core, me: &Value, message: &Value) -> Res<bool> {
    core.put(LOG_TRACEBACK, false);
    if core.is_done() {
        return Ok(false);
    }
    core.set_cancel_message(message);
    core.state.set(State::Cancelled);
    if core.has(TIMER) {
        event_loop::sleep_cancelled(&core.event_loop.get());
    }
    core.schedule_callbacks(vm, me)?;
    Ok(true)
}

#[inline]
fn check_pending(vm: &Vm, core: &Core) -> Res<()> {
    core.check_initialized(vm)?;
    if core.is_done() { Err(invalid_state(vm, "invalid state")) } else { Ok(()) }
}

#[cold]
fn invalid_state(vm: &Vm, text: &str) -> taipan_vm::Raised {
    let state = state::State::of(vm);
    vm.error(&state.types().invalid_state_error, text)
}

/// The CancelledError of a cancelled future: that which ended a task is given out once, then new ones.
pub fn make_cancelled_error(vm: &Vm, core: &Core) -> Value {
    if let Some(error) = core.rare.get().and_then(|rare| rare.cancelled_error.given()) {
        drop(core.rare().cancelled_error.take());
        return error;
    }
    let message = core.rare.get().and_then(|rare| rare.cancel_message.given());
    vm.exception(&state::State::of(vm).types().cancelled_error, message.into_iter().collect())
}

/// The exception that awaiting a done future raises: none for a result. The exception counts as retrieved.
pub fn outcome_error(vm: &Vm, core: &Core) -> Option<Value> {
    match core.state() {
        State::Done | State::Pending => None,
        State::Cancelled => Some(make_cancelled_error(vm, core)),
        State::Failed => {
            core.put(LOG_TRACEBACK, false);
            let exception = core.result.get();
            if let Some(object) = exception.as_exception() {
                // Without this, the traceback would grow with every time that it is raised.
                match core.rare.get().and_then(|rare| rare.traceback.given()) {
                    Some(traceback) => object.traceback.set(traceback),
                    None => drop(object.traceback.take()),
                }
            }
            Some(exception)
        }
    }
}

/// `Future.result`
#[inline]
pub fn result_of(vm: &Vm, core: &Core) -> Res {
    if core.state() == State::Done {
        return Ok(core.result.get());
    }
    Err(no_result(vm, core))
}

#[cold]
fn no_result(vm: &Vm, core: &Core) -> taipan_vm::Raised {
    match outcome_error(vm, core) {
        Some(exception) => vm.raise(exception),
        None if core.event_loop.is_empty() => invalid_state(vm, "Future object is not initialized."),
        None => invalid_state(vm, "Result is not set."),
    }
}

/// `Future.exception`
pub fn exception_of(vm: &Vm, core: &Core) -> Res {
    match core.state() {
        State::Done => Ok(Value::NONE),
        State::Failed => {
            core.put(LOG_TRACEBACK, false);
            Ok(core.result.get())
        }
        State::Cancelled => Err(vm.raise(make_cancelled_error(vm, core))),
        State::Pending if core.event_loop.is_empty() => {
            Err(invalid_state(vm, "Future object is not initialized."))
        }
        State::Pending => Err(invalid_state(vm, "Exception is not set.")),
    }
}
