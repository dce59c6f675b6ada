//! What this crate asks of the VM beyond values: resuming a coroutine, clocks, helpers written in Python.

use taipan_vm::{
    ExceptionObject, Raised, Res, Value, Vm,
    interp::{Entry, Flavor, Outcome},
    objects::Slot,
};

/// What a coroutine gets when it goes on.
pub enum Input {
    /// `send(None)`
    Go,
    /// `throw(exception)`
    Throw(Value),
}

/// How a step of a coroutine ended.
pub enum Step {
    /// It suspended with this value.
    Yielded(Value),
    /// It returned.
    Returned(Value),
    /// It raised.
    Raised(Raised),
}

/// Runs a coroutine in a context until it suspends or ends.
#[inline]
pub fn resume(vm: &Vm, coro: &Value, context: &Slot, input: Input) -> Step {
    let context = context.get();
    // A step that was scheduled as a callback runs in the context already.
    let entered = !vm.is_current_context(&context);
    if entered && let Err(raised) = vm.enter_context(&context) {
        return Step::Raised(raised);
    }
    let step = if is_native_coroutine(coro) {
        let entry = match input {
            Input::Go => Entry::Send(Value::NONE),
            Input::Throw(exception) => Entry::Throw(exception),
        };
        match vm.resume(coro, entry) {
            Outcome::Yielded(value) | Outcome::AsyncYielded(value) => Step::Yielded(value),
            Outcome::Returned(value) => Step::Returned(value),
            Outcome::Raised(raised) => Step::Raised(raised),
        }
    } else {
        resume_any(vm, coro, input)
    };
    if entered {
        vm.leave_context(&context);
    }
    step
}

/// As [`resume`], for a coroutine of a class that follows the protocol.
#[cold]
fn resume_any(vm: &Vm, coro: &Value, input: Input) -> Step {
    let outcome = match input {
        Input::Go => vm.call_method(coro, "send", &[Value::NONE]),
        Input::Throw(exception) => vm.call_method(coro, "throw", &[exception]),
    };
    match outcome {
        Ok(value) => Step::Yielded(value),
        Err(raised) => match vm.catch(raised, &vm.exceptions.stop_iteration) {
            Ok(stop) => match vm.get_attr_str(&stop, "value") {
                Ok(value) => Step::Returned(value),
                Err(raised) => Step::Raised(raised),
            },
            Err(raised) => Step::Raised(raised),
        },
    }
}

/// Whether this is a coroutine object of the VM itself.
#[inline]
pub fn is_native_coroutine(value: &Value) -> bool {
    value.as_generator().is_some_and(|generator| generator.flavor() == Flavor::Coroutine)
}

/// `context.run(callee, *args)`
#[inline]
pub fn run_in(vm: &Vm, context: &Value, callee: &Value, args: &[Value]) -> Res {
    vm.enter_context(context)?;
    let outcome = vm.call(callee, args);
    vm.leave_context(context);
    outcome
}

/// Seconds of the monotonic clock.
#[inline]
pub fn monotonic(vm: &Vm) -> f64 {
    vm.host.clock().monotonic_ns() as f64 * 1e-9
}

/// Waits until the monotonic clock shows `deadline`; without one, until another thread asks for something.
pub fn wait_until(vm: &Vm, deadline: Option<f64>) -> Res<()> {
    let Some(deadline) = deadline else {
        if vm.helper_count() > 0 {
            return vm.park(None);
        }
        return Err(vm.runtime_error(
            "deadlock: the event loop waits, but there is no callback, timer or thread that could wake it",
        ));
    };
    let clock = vm.host.clock();
    let moment = (deadline * 1e9).round() as u64; // to the nanosecond: a virtual clock shows the very moment
    vm.wait_ns(moment.saturating_sub(clock.monotonic_ns()))
}

/// An attribute of a module, imported if need be.
pub fn import(vm: &Vm, module: &str, name: &str) -> Res {
    vm.get_attr_str(&vm.import_module(module)?, name)
}
/// Calls a function of a Python module.
pub fn call_python(vm: &Vm, module: &str, name: &str, args: &[Value]) -> Res {
    vm.call(&import(vm, module, name)?, args)
}

/// Raises the error with which an awaitable is refused from a Python frame that holds the awaitable.
#[cold]
pub fn refuse(vm: &Vm, raised: Raised, awaitable: &Value) -> Res {
    let error = vm.take_raised(raised);
    call_python(vm, "asyncio.base_events", "_refuse", &[error, awaitable.clone()])
}

/// An error from calling `callee` that no Python frame has seen: with a traceback, as if the loop's own frame had.
#[cold]
pub fn seen(vm: &Vm, error: Value, callee: &Value) -> Value {
    if error.as_exception().is_none_or(ExceptionObject::has_traceback) {
        return error;
    }
    match call_python(vm, "asyncio.base_events", "_refuse", &[error.clone(), callee.clone()]) {
        Ok(_) => error,
        Err(raised) => vm.take_raised(raised),
    }
}

/// Reports an exception that nobody can catch, as `sys.unraisablehook` does.
pub fn unraisable(vm: &Vm, raised: Raised, what: &str, of: &Value) {
    let error = vm.take_raised(raised);
    let report = || -> Res<()> {
        let hook = import(vm, "sys", "unraisablehook")?;
        let args = import(vm, "types", "SimpleNamespace")?;
        let args = vm.call_keywords(
            &args,
            &[],
            &[
                ("exc_type", vm.class_of(&error).into()),
                ("exc_value", error.clone()),
                ("exc_traceback", vm.get_attr_str(&error, "__traceback__")?),
                ("err_msg", vm.str(what)),
                ("object", of.clone()),
            ],
        )?;
        vm.call(&hook, &[args]).map(drop)
    };
    if let Err(raised) = report() {
        drop(vm.take_raised(raised));
    }
}

/// Makes `loop` hear of asynchronous generators; the previous hooks.
pub fn set_asyncgen_hooks(vm: &Vm, event_loop: &Value) -> Res {
    let hooks = vm.call(&import(vm, "sys", "get_asyncgen_hooks")?, &[])?;
    let first = vm.get_attr_str(event_loop, "_asyncgen_firstiter_hook")?;
    let last = vm.get_attr_str(event_loop, "_asyncgen_finalizer_hook")?;
    vm.call(&import(vm, "sys", "set_asyncgen_hooks")?, &[first, last])?;
    Ok(hooks)
}

/// Sets the hooks that [`set_asyncgen_hooks`] gave.
pub fn restore_asyncgen_hooks(vm: &Vm, hooks: Value) -> Res<()> {
    let hooks = vm.collect(&hooks)?;
    vm.call(&import(vm, "sys", "set_asyncgen_hooks")?, &hooks).map(drop)
}

/// Lets a loop with a selector of its own wait; whether it has one.
pub fn poll_selector(vm: &Vm, event_loop: &Value, seconds: Option<f64>) -> Res<bool> {
    let Some(selector) = vm.get_attr_opt(event_loop, &vm.intern("_selector"))? else { return Ok(false) };
    let seconds = seconds.map_or(Value::NONE, |seconds| vm.float(seconds));
    let events = vm.call_method(&selector, "select", &[seconds])?;
    vm.call_method(event_loop, "_process_events", &[events])?;
    Ok(true)
}

/// Another thread has scheduled something: a loop that waits must look.
pub fn wake(vm: &Vm, event_loop: &Value) -> Res<()> {
    match vm.get_attr_opt(event_loop, &vm.intern("_write_to_self"))? {
        Some(write) => vm.call(&write, &[]).map(drop),
        None => Ok(()),
    }
}
