//! What this crate asks of the VM beyond values: resuming a coroutine, contexts, clocks, helpers written in Python.

use taipan_vm::{Raised, Res, Value, Vm, objects::Slot};

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
pub fn resume(vm: &Vm, coro: &Value, context: &Slot, input: Input) -> Step {
    let (method, value) = match input {
        Input::Go => ("send", Value::NONE),
        Input::Throw(exception) => ("throw", exception),
    };
    let outcome = match vm.get_attr_str(coro, method) {
        Ok(method) => run_in(vm, &context.get(), &method, &[value]),
        Err(raised) => Err(raised),
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
pub fn is_native_coroutine(vm: &Vm, value: &Value) -> bool {
    &*vm.type_of(value).name() == "coroutine"
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
pub fn monotonic(vm: &Vm) -> Res<f64> {
    let now = vm.call(&import(vm, "time", "monotonic")?, &[])?;
    vm.to_f64(&now)
}

/// Waits until the monotonic clock shows `deadline`; without one, until another thread asks for something.
pub fn wait_until(vm: &Vm, deadline: Option<f64>) -> Res<()> {
    let seconds = match deadline {
        Some(deadline) => (deadline - monotonic(vm)?).max(0.0),
        None => return Err(vm.runtime_error("the event loop waits for something that can never happen")),
    };
    vm.call(&import(vm, "time", "sleep")?, &[vm.float(seconds)])?;
    Ok(())
}

/// An attribute of a module, imported if need be.
pub fn import(vm: &Vm, module: &str, name: &str) -> Res {
    let importer = vm.import.builtins.get().and_then(|builtins| builtins.get_str(vm, "__import__"));
    let Some(importer) = importer else {
        return Err(vm.runtime_error("asyncio needs the import system"));
    };
    let from = vm.tuple(vec![vm.str(name)]);
    let module = vm.call(&importer, &[vm.str(module), Value::NONE, Value::NONE, from])?;
    vm.get_attr_str(&module, name)
}

/// Calls a function of a Python module.
pub fn call_python(vm: &Vm, module: &str, name: &str, args: &[Value]) -> Res {
    vm.call(&import(vm, module, name)?, args)
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
