//! Reports of what nobody can catch: they go to the loop's exception handler (twins: `Future.__del__`, `Task.__del__`,
//! `Handle._run`).

use taipan_vm::{Raised, Res, Value, Vm};

use crate::{
    bridge, event_loop,
    future::{Core, LOG_DESTROY, LOG_TRACEBACK, core_of},
    state::State,
};

/// Calls `loop.call_exception_handler` with a context of these entries, `message` first.
fn send(vm: &Vm, event_loop: &Value, entries: &[(&str, Value)]) -> Res<()> {
    let context = vm.dict();
    for (name, value) in entries {
        context.set_str(vm, name, value.clone())?;
    }
    vm.call_method(event_loop, "call_exception_handler", &[context.into()]).map(drop)
}

/// Does what must not disturb the exception being raised, and has nobody to give its own to.
fn apart(vm: &Vm, what: &str, of: &Value, report: impl FnOnce() -> Res<()>) {
    if let Err(raised) = report() {
        bridge::unraisable(vm, raised, what, of);
    }
}

/// A future with an exception is dropped before anybody has asked for that.
pub fn never_retrieved(vm: &Vm, core: &Core, me: &Value) {
    if !core.has(LOG_TRACEBACK) {
        return;
    }
    core.put(LOG_TRACEBACK, false);
    apart(vm, "Exception ignored in", me, || {
        let class = vm.type_of(me).name().rsplit('.').next().unwrap_or_default().to_owned();
        let mut entries = vec![
            ("message", vm.str(&format!("{class} exception was never retrieved"))),
            ("exception", core.result.get()),
            ("future", me.clone()),
        ];
        entries.extend(core.source_traceback().map(|stack| ("source_traceback", stack)));
        send(vm, &core.event_loop.get(), &entries)
    });
}

/// Tasks of this VM that failed and whose exception nobody has asked for, though they are still referred to.
pub fn unretrieved_failures(vm: &Vm) -> Vec<Value> {
    let mut failed = State::of(vm).registries.failed.all();
    failed.retain(|task| core_of(task).is_some_and(|core| core.has(LOG_TRACEBACK)));
    failed
}

/// Reports such a task now, as if it were dropped.
pub fn report_unretrieved(vm: &Vm, task: &Value) {
    if let Some(core) = core_of(task) {
        never_retrieved(vm, core, task);
    }
}

/// Tasks of this VM that are not done.
pub fn pending_tasks(vm: &Vm) -> Vec<Value> {
    State::of(vm).registries.tasks.all()
}

/// A task is dropped before it is done.
pub fn destroyed_pending(vm: &Vm, core: &Core, me: &Value) {
    if core.is_done() || !core.has(LOG_DESTROY) || core.event_loop.is_empty() {
        return;
    }
    apart(vm, "Exception ignored in", me, || {
        let message = vm.str("Task was destroyed but it is pending!");
        let mut entries = vec![("task", me.clone()), ("message", message)];
        entries.extend(core.source_traceback().map(|stack| ("source_traceback", stack)));
        send(vm, &core.event_loop.get(), &entries)
    });
}

/// A callback raised: reported, but for `KeyboardInterrupt` and `SystemExit`, which go on.
#[cold]
pub fn callback_failed(
    vm: &Vm,
    raised: Raised,
    event_loop: &Value,
    callback: &Value,
    args: &Value,
    handle: &Value,
    source: Option<Value>,
) -> Res<()> {
    if vm.is_terminated() {
        return Err(raised);
    }
    let error = vm.take_raised(raised);
    if vm.is_a(&error, &vm.exceptions.keyboard_interrupt) || vm.is_a(&error, &vm.exceptions.system_exit) {
        return Err(vm.set_raised(error));
    }
    // As in an except clause around the call: the report's own errors have this one as their context.
    let error = bridge::seen(vm, error, callback);
    vm.while_handling(&error.clone(), || {
        report_failure(vm, error, event_loop, callback, args, handle, source)
    })
}

fn report_failure(
    vm: &Vm,
    error: Value,
    event_loop: &Value,
    callback: &Value,
    args: &Value,
    handle: &Value,
    source: Option<Value>,
) -> Res<()> {
    let debug = event_loop::is_debug(vm, event_loop)?;
    let format = bridge::import(vm, "asyncio.format_helpers", "_format_callback_source")?;
    let args = if args.is_empty() { vm.tuple(Vec::new()) } else { args.clone() };
    let shown = vm.call_keywords(&format, &[callback.clone(), args], &[("debug", Value::bool(debug))])?;
    let message = format!("Exception in callback {}", vm.str_string(&shown)?);
    let mut entries = vec![("message", vm.str(&message)), ("exception", error), ("handle", handle.clone())];
    entries.extend(source.map(|stack| ("source_traceback", stack)));
    send(vm, event_loop, &entries)
}

/// The stack of whoever makes a future or a handle in debug mode.
#[cold]
pub fn creation_stack(vm: &Vm) -> Res {
    bridge::call_python(vm, "asyncio.format_helpers", "_creation_stack", &[])
}
