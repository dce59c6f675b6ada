//! Cancellation of a task (twin: `Task.cancel` and `Task.uncancel` in `_py_tasks.py`).

use taipan_vm::{Res, Value, Vm};

use super::Task;
use crate::future::{LOG_TRACEBACK, MUST_CANCEL, cancel as cancel_future, core_of};

/// Asks for cancellation: what the task waits for is cancelled or, where that is not possible, the next step raises
/// `CancelledError`. Whether the task was not done.
pub fn cancel(vm: &Vm, task: &Task, message: &Value) -> Res<bool> {
    let core = &task.core;
    core.check_initialized(vm)?;
    core.put(LOG_TRACEBACK, false);
    if core.is_done() {
        return Ok(false);
    }
    core.rare().cancels.set(core.cancels() + 1);
    if let Some(waiting_for) = task.waiting_for.given()
        && cancel_any(vm, &waiting_for, message)?
    {
        return Ok(true);
    }
    core.put(MUST_CANCEL, true);
    core.set_cancel_message(message);
    Ok(true)
}

/// `future.cancel(msg=message)` of a future of any kind.
pub fn cancel_any(vm: &Vm, future: &Value, message: &Value) -> Res<bool> {
    if !vm.type_of(future).is_heap_type() {
        if let Some(task) = future.downcast::<Task>() {
            return cancel(vm, task, message);
        }
        if let Some(outer) = future.downcast::<crate::gather::Gathering>() {
            return crate::gather::cancel(vm, outer, message);
        }
        if let Some(core) = core_of(future) {
            return cancel_future(vm, core, future, message);
        }
    }
    let cancel = vm.get_attr_str(future, "cancel")?;
    let message = message.not_none().cloned().unwrap_or(Value::NONE);
    let agreed = vm.call_keywords(&cancel, &[], &[("msg", message)])?;
    vm.truth(&agreed)
}

/// Takes one request back; the number that remains.
pub fn uncancel(task: &Task) -> u32 {
    let Some(left) = task.core.cancels().checked_sub(1) else { return 0 };
    task.core.rare().cancels.set(left);
    if left == 0 {
        task.core.put(MUST_CANCEL, false);
    }
    left
}
