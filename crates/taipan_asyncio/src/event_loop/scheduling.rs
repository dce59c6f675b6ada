//! How callbacks get into the queue of a loop of any type, and what futures ask of a loop.

use taipan_vm::{Res, Value, Vm, objects::Slot};

use super::{Loop, Ready};
use crate::{
    bridge, sync,
    task::{StepCall, Task},
};

/// Puts an entry for a done future into the queue of its loop.
#[inline]
pub fn schedule(vm: &Vm, event_loop: &Value, entry: Ready) -> Res<()> {
    if let Some(own) = event_loop.downcast::<Loop>().filter(|own| own.is_plain()) {
        let flags = own.flags();
        if flags.closed {
            return Err(closed(vm));
        }
        if flags.debug {
            return schedule_traced(vm, own, event_loop, entry);
        }
        own.push(entry);
        return Ok(());
    }
    schedule_elsewhere(vm, event_loop, &entry)
}

#[cold]
pub(super) fn closed(vm: &Vm) -> taipan_vm::Raised {
    vm.runtime_error("Event loop is closed")
}

/// In debug mode a callback gets a handle, which knows where it was scheduled.
#[cold]
fn schedule_traced(vm: &Vm, own: &Loop, event_loop: &Value, entry: Ready) -> Res<()> {
    if entry.context.is_empty() {
        own.push(entry);
        return Ok(());
    }
    let args = vm.tuple(vec![entry.future]);
    let handle = crate::handle::Handle::new(entry.target, args, entry.context, event_loop.clone());
    handle.record_stack(vm)?;
    own.push(Ready::of(vm.make(handle).into()));
    Ok(())
}

#[cold]
fn schedule_elsewhere(vm: &Vm, event_loop: &Value, entry: &Ready) -> Res<()> {
    let (callback, context) = if entry.context.is_empty() {
        match entry.target.downcast::<Task>() {
            Some(task) => (vm.get_attr_str(&entry.target, "task_wakeup")?, task.context.or_none()),
            None => {
                let name = if sync::is_group(&entry.target) { "_on_task_done" } else { "_child_done" };
                let child_done = vm.get_attr_str(&entry.target, name)?;
                (child_done, vm.copy_context())
            }
        }
    } else {
        (entry.target.clone(), entry.context.clone())
    };
    call_soon(vm, event_loop, &[callback, entry.future.clone()], context)
}

fn call_soon(vm: &Vm, event_loop: &Value, args: &[Value], context: Value) -> Res<()> {
    let call_soon = vm.get_attr_str(event_loop, "call_soon")?;
    vm.call_keywords(&call_soon, args, &[("context", context)]).map(drop)
}

/// Puts a step of a task into the queue of its loop.
#[inline]
pub fn schedule_step(vm: &Vm, event_loop: &Value, task: &Value) -> Res<()> {
    if let Some(own) = event_loop.downcast::<Loop>().filter(|own| own.is_plain()) {
        if own.flags().closed {
            return Err(closed(vm));
        }
        own.push(Ready::of(task.clone()));
        return Ok(());
    }
    schedule_call(vm, event_loop, task, Slot::empty())
}

/// As [`schedule_step`], for a step that raises an exception in the coroutine.
#[cold]
pub fn schedule_throw(vm: &Vm, event_loop: &Value, task: &Value, error: Value) -> Res<()> {
    schedule_call(vm, event_loop, task, Slot::new(error))
}

#[cold]
fn schedule_call(vm: &Vm, event_loop: &Value, task: &Value, error: Slot) -> Res<()> {
    let call = vm.make(StepCall { task: task.clone(), error }).into();
    let context = task.downcast::<Task>().map_or(Value::NONE, |task| task.context.or_none());
    call_soon(vm, event_loop, &[call], context)
}

/// The running loop.
///
/// # Errors
/// `RuntimeError` where none runs.
pub fn running_loop(vm: &Vm) -> Res {
    match vm.running_loop().given() {
        Some(event_loop) => Ok(event_loop),
        None => Err(vm.runtime_error("no running event loop")),
    }
}

/// `asyncio.get_event_loop()`
pub fn current_loop(vm: &Vm) -> Res {
    if let Some(event_loop) = vm.running_loop().given() {
        return Ok(event_loop);
    }
    let policy = bridge::call_python(vm, "asyncio.events", "_get_event_loop_policy", &[])?;
    vm.call_method(&policy, "get_event_loop", &[])
}

/// `loop.get_debug()`
#[inline]
pub fn is_debug(vm: &Vm, event_loop: &Value) -> Res<bool> {
    match event_loop.downcast::<Loop>() {
        Some(own) => Ok(own.flags().debug),
        None => vm.truth(&vm.call_method(event_loop, "get_debug", &[])?),
    }
}

/// `loop.is_running()`
pub fn is_running(vm: &Vm, event_loop: &Value) -> Res<bool> {
    match event_loop.downcast::<Loop>() {
        Some(own) => Ok(own.flags().running),
        None => vm.truth(&vm.call_method(event_loop, "is_running", &[])?),
    }
}
