//! Which task runs in which loop, and which tasks there are.

use taipan_vm::{Raised, Res, Value, Vm, native::Function};

use super::Task;
use crate::{
    bridge,
    event_loop::{self, Loop},
    future::core_of,
    state::State,
};

/// The functions of the module.
pub const FUNCTIONS: &[Function] = &[
    Function::new(
        "current_task(loop=None)",
        |vm, args| current_task(vm, &args[0]),
        "The running task or None.",
    ),
    Function::new("all_tasks(loop=None)", all_tasks, "The tasks that are not done."),
    Function::new(
        "_enter_task(loop, task)",
        |vm, args| enter(vm, &args[0], &args[1]).map(|()| Value::NONE),
        "",
    ),
    Function::new(
        "_leave_task(loop, task)",
        |vm, args| leave(vm, &args[0], &args[1]).map(|()| Value::NONE),
        "",
    ),
    Function::new("_swap_current_task(loop, task)", |vm, args| swap(vm, &args[0], args[1].clone()), ""),
    Function::new("_register_task(task)", register, ""),
    Function::new("_unregister_task(task)", unregister, ""),
    Function::new("_register_eager_task(task)", register_eager, ""),
    Function::new("_unregister_eager_task(task)", unregister_eager, ""),
];

fn loop_or_running(vm: &Vm, given: &Value) -> Res {
    match given.not_none() {
        Some(event_loop) => Ok(event_loop.clone()),
        None => event_loop::running_loop(vm),
    }
}

/// `current_task(loop)`
pub fn current_task(vm: &Vm, event_loop: &Value) -> Res {
    let event_loop = loop_or_running(vm, event_loop)?;
    Ok(current(vm, &event_loop).unwrap_or(Value::NONE))
}

fn current(vm: &Vm, event_loop: &Value) -> Option<Value> {
    if let Some(own) = event_loop.downcast::<Loop>() {
        return own.current.given();
    }
    let state = State::of(vm);
    let pairs = state.foreign_current.borrow();
    pairs.iter().find(|(of, _)| of.is(event_loop)).map(|(_, task)| task.clone())
}

fn set_current(vm: &Vm, event_loop: &Value, task: Option<Value>) {
    if let Some(own) = event_loop.downcast::<Loop>() {
        own.current.set(task.unwrap_or(Value::EMPTY));
        return;
    }
    let state = State::of(vm);
    let mut pairs = state.foreign_current.borrow_mut();
    let old = pairs.iter().position(|(of, _)| of.is(event_loop)).map(|at| pairs.swap_remove(at));
    if let Some(task) = task {
        pairs.push((event_loop.clone(), task));
    }
    drop(pairs);
    drop(old);
}

/// `_enter_task(loop, task)`
pub fn enter(vm: &Vm, event_loop: &Value, task: &Value) -> Res<()> {
    if let Some(current) = current(vm, event_loop) {
        return Err(cannot_enter(vm, task, &current));
    }
    set_current(vm, event_loop, Some(task.clone()));
    Ok(())
}

#[cold]
pub(super) fn cannot_enter(vm: &Vm, task: &Value, current: &Value) -> Raised {
    match vm.repr_string(task).and_then(|task| Ok((task, vm.repr_string(current)?))) {
        Ok((task, current)) => vm.runtime_error(format!(
            "Cannot enter into task {task} while another task {current} is being executed."
        )),
        Err(raised) => raised,
    }
}

/// `_leave_task(loop, task)`
pub fn leave(vm: &Vm, event_loop: &Value, task: &Value) -> Res<()> {
    let current = current(vm, event_loop).unwrap_or(Value::NONE);
    if !current.is(task) {
        let (task, current) = (vm.repr_string(task)?, vm.repr_string(&current)?);
        return Err(vm.runtime_error(format!(
            "Invalid attempt to leave task {task} while task {current} is entered."
        )));
    }
    set_current(vm, event_loop, None);
    Ok(())
}

/// `_swap_current_task(loop, task)`: the previous one.
pub fn swap(vm: &Vm, event_loop: &Value, task: Value) -> Res {
    let previous = current(vm, event_loop).unwrap_or(Value::NONE);
    set_current(vm, event_loop, (!task.is_none()).then_some(task));
    Ok(previous)
}

fn all_tasks(vm: &Vm, args: &[Value]) -> Res {
    let event_loop = loop_or_running(vm, &args[0])?;
    let state = State::of(vm);
    let mut found = state.registries.tasks.all();
    found.retain(|task| {
        core_of(task).is_some_and(|core| !core.is_done() && core.event_loop.get().is(&event_loop))
    });
    let mut others = state.foreign_eager.borrow().clone();
    if let Some(weak) = state.foreign_tasks.given() {
        others.extend(vm.collect(&weak)?);
    }
    for task in others {
        let of = bridge::call_python(vm, "asyncio.futures", "_get_loop", std::slice::from_ref(&task))?;
        if of.is(&event_loop) && !vm.truth(&vm.call_method(&task, "done", &[])?)? {
            found.push(task);
        }
    }
    let found = vm.list(found)?;
    vm.call(&bridge::import(vm, "builtins", "set")?, &[found])
}

fn register(vm: &Vm, args: &[Value]) -> Res {
    let state = State::of(vm);
    if let Some(task) = args[0].downcast::<Task>() {
        task.enter_registry(state, &args[0]);
        return Ok(Value::NONE);
    }
    if state.foreign_tasks.is_empty() {
        state.foreign_tasks.set(vm.call(&bridge::import(vm, "_weakrefset", "WeakSet")?, &[])?);
    }
    vm.call_method(&state.foreign_tasks.get(), "add", &args[..1])
}

fn unregister(vm: &Vm, args: &[Value]) -> Res {
    if let Some(task) = args[0].downcast::<Task>() {
        task.leave_registry(State::of(vm));
        return Ok(Value::NONE);
    }
    match State::of(vm).foreign_tasks.given() {
        Some(weak) => vm.call_method(&weak, "discard", &args[..1]),
        None => Ok(Value::NONE),
    }
}

fn register_eager(vm: &Vm, args: &[Value]) -> Res {
    if args[0].downcast::<Task>().is_some() {
        return register(vm, args);
    }
    State::of(vm).foreign_eager.borrow_mut().push(args[0].clone());
    Ok(Value::NONE)
}

fn unregister_eager(vm: &Vm, args: &[Value]) -> Res {
    let state = State::of(vm);
    let mut eager = state.foreign_eager.borrow_mut();
    let gone = eager.iter().position(|task| task.is(&args[0])).map(|at| eager.remove(at));
    drop(eager);
    drop(gone);
    Ok(Value::NONE)
}
