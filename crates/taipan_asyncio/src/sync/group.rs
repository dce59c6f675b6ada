//! The tasks of a `TaskGroup` (`stdlib/asyncio/taskgroups.py`): how they start, and their done callback.
//!
//! A task that was started here knows the group itself as its callback, without a context, where others know the method
//! `_on_task_done`.

use taipan_vm::{Kind, Res, Value, Vm, objects::Layout};

use super::waiters::exact_future;
use crate::{
    event_loop,
    future::{self, State as Done, add_native, core_of},
    state::State,
    task::Task,
};

pub(super) const fn layout() -> Layout<7> {
    Layout::new(
        ["_entered", "_exiting", "_aborting", "_loop", "_parent_task", "_tasks", "_on_completed_fut"],
        &["_on_task_done"],
    )
}

/// Whether the target of a callback without a context is a group.
pub fn is_group(target: &Value) -> bool {
    target.kind() == Some(Kind::Instance)
}

pub(super) fn spawn(vm: &Vm, args: &[Value]) -> Res {
    let [group, coro, kwargs] = args else { return Ok(Value::NONE) };
    let state = State::of(vm);
    let Some([entered, exiting, aborting, event_loop, parent, tasks, _]) = state.layouts.group.of(vm, group)
    else {
        return Ok(Value::NONE);
    };
    let (parent, tasks) = (parent.get(), tasks.get());
    let Some(known) = tasks.as_dict() else { return Ok(Value::NONE) };
    let open = entered.holds(&Value::TRUE)
        && aborting.holds(&Value::FALSE)
        && (exiting.holds(&Value::FALSE) || !known.is_empty());
    let event_loop = event_loop.get();
    let Some(own) = event_loop::native(&event_loop)
        .filter(|own| open && own.is_plain() && !own.flags().own_making && !own.flags().closed)
    else {
        return Ok(Value::NONE);
    };
    let given = kwargs.as_dict().filter(|given| !given.is_empty()).map(|given| given.items());
    let task = event_loop::new_task(vm, &own, &event_loop, coro, given.as_deref().unwrap_or_default())?;
    known.set(vm, &task, &Value::NONE)?;
    match core_of(&task).filter(|_| !vm.type_of(&task).is_heap_type()) {
        Some(core) => {
            if core.awaited_by.is_empty() && parent.downcast::<Task>().is_some() {
                core.awaited_by.set(parent);
            } else {
                future::add_awaited_by(vm, &task, &parent)?;
            }
            add_native(vm, core, &task, group.clone())?;
        }
        None => {
            future::add_awaited_by(vm, &task, &parent)?;
            let done = vm.get_attr_str(group, "_on_task_done")?;
            vm.call_method(&task, "add_done_callback", &[done])?;
        }
    }
    Ok(task)
}

/// `TaskGroup._on_task_done`
pub fn task_done(vm: &Vm, group: &Value, task: &Value) -> Res<()> {
    let state = State::of(vm);
    let core = task.downcast::<Task>().map(|task| &task.core).filter(|core| core.state() != Done::Failed);
    let (Some(core), Some([.., parent, tasks, completed])) = (core, state.layouts.group.of(vm, group)) else {
        return vm.call_method(group, "_on_task_done", std::slice::from_ref(task)).map(drop);
    };
    let (parent, tasks, completed) = (parent.get(), tasks.get(), completed.get());
    let Some(known) = tasks.as_dict() else {
        return vm.call_method(group, "_on_task_done", std::slice::from_ref(task)).map(drop);
    };
    drop(known.remove(vm, task)?);
    if core.awaited_by.holds(&parent) {
        drop(core.awaited_by.take());
    } else {
        future::discard_awaited_by(vm, task, &parent)?;
    }
    if known.is_empty()
        && !completed.is_none()
        && let Some(core) = exact_future(vm, &completed).filter(|core| !core.is_done())
    {
        future::set_result(vm, core, &completed, Value::TRUE)?;
    }
    Ok(())
}
