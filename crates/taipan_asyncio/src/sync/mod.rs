//! The quick ways of what `stdlib/asyncio` builds from futures and tasks: queues, locks, task groups.
//!
//! Each function does what the Python code beside its call would do, for instances whose class has not replaced the
//! methods in question and whose attributes hold what one expects; where that is not so, or where an error is due, it
//! changes nothing and says so, and the Python code goes on. Invariant: the attributes of a [`Layout`] are not used after
//! anything that may run Python code.

mod group;
mod lock;
mod queue;

use std::cell::OnceCell;

use taipan_vm::{
    Res, Value, Vm,
    native::Function,
    objects::{Deque, End, Layout, Slot},
};

pub use group::{is_group, task_done};

use crate::{
    event_loop,
    future::{Core, Future, set_result},
    state::State,
};

/// Where the attributes of the classes stand.
pub struct Layouts {
    bound: Layout<1>,
    lock: Layout<2>,
    semaphore: Layout<2>,
    event: Layout<1>,
    queue: Layout<7>,
    group: Layout<7>,
    /// What `_get_now` gives where there is no item.
    nothing: OnceCell<Value>,
}

impl Default for Layouts {
    fn default() -> Layouts {
        Layouts {
            bound: Layout::new(["_loop"], &["_get_loop"]),
            lock: lock::LOCK,
            semaphore: lock::SEMAPHORE,
            event: Layout::new(["_value"], &["clear"]),
            queue: queue::LAYOUT,
            group: group::LAYOUT,
            nothing: OnceCell::new(),
        }
    }
}

impl Layouts {
    /// What `_get_now` gives where there is no item.
    pub fn nothing(&self, vm: &Vm) -> Value {
        self.nothing.get_or_init(|| vm.str("<nothing>")).clone()
    }
}

/// The functions of the module.
pub const FUNCTIONS: &[Function] = &[
    Function::new(
        "_bind(cls, /)",
        bind,
        "Says which class has the methods that the functions here stand in for.",
    ),
    Function::new(
        "_add_waiter(owner, waiters, /)",
        |vm, args| add_waiter(vm, &args[0], &args[1]),
        "A future of the owner's loop, at the end of the waiters.",
    ),
    Function::new(
        "_wake_all(waiters, result, /)",
        |vm, args| wake_all(vm, &args[0], &args[1]).map(Value::bool),
        "Completes every waiter; whether it could.",
    ),
    Function::new(
        "_acquire_now(lock, /)",
        lock::acquire_now,
        "Takes a lock or a place of a semaphore if it can.",
    ),
    Function::new("_release(lock, /)", lock::release, "Gives a lock back; whether it could."),
    Function::new(
        "_release_place(semaphore, /)",
        lock::release_place,
        "Gives a place back; whether it could.",
    ),
    Function::new("_put_now(queue, item, /)", queue::put_now, "Adds an item if there is room."),
    Function::new("_get_now(queue, /)", queue::get_now, "Takes an item if there is one, else `_nothing`."),
    Function::new(
        "_spawn(group, coro, kwargs, /)",
        group::spawn,
        "Starts a task of a group; None if it could not.",
    ),
];

fn bind(vm: &Vm, args: &[Value]) -> Res {
    let Some(class) = args[0].as_type() else { return Err(vm.type_error("a class is required")) };
    let layouts = &State::of(vm).layouts;
    match class.short_name().as_str() {
        "_LoopBoundMixin" => layouts.bound.bind(vm, class),
        "Lock" => layouts.lock.bind(vm, class),
        "Semaphore" => layouts.semaphore.bind(vm, class),
        "Event" => layouts.event.bind(vm, class),
        "Queue" => layouts.queue.bind(vm, class),
        "TaskGroup" => layouts.group.bind(vm, class),
        name => return Err(vm.value_error(format!("no functions for a class {name}"))),
    }
    Ok(Value::NONE)
}

/// A deque of exactly that type.
#[inline]
fn exact_deque<'v>(vm: &Vm, value: &'v Value) -> Option<&'v Deque> {
    value.as_deque().filter(|_| !vm.type_of(value).is_heap_type())
}

/// A future of exactly that type.
#[inline]
fn exact_future<'v>(vm: &Vm, value: &'v Value) -> Option<&'v Core> {
    let future = value.downcast::<Future>()?;
    (!vm.type_of(value).is_heap_type()).then_some(&future.core)
}

fn add_waiter(vm: &Vm, owner: &Value, waiters: &Value) -> Res {
    let state = State::of(vm);
    let running = state.running.get();
    let bound = state.layouts.bound.of(vm, owner).is_some_and(|[bound]| bound.holds(&running));
    let own =
        event_loop::native(&running).filter(|own| bound && !own.flags().own_making && !own.flags().debug);
    let waiter: Value = match own {
        Some(_) => vm.make(Future { core: Core::new(running) }).into(),
        None => {
            let event_loop = vm.call_method(owner, "_get_loop", &[])?;
            vm.call_method(&event_loop, "create_future", &[])?
        }
    };
    match exact_deque(vm, waiters) {
        Some(deque) => deque.push(vm, End::Right, waiter.clone())?,
        None => drop(vm.call_method(waiters, "append", std::slice::from_ref(&waiter))?),
    }
    Ok(waiter)
}

/// Completes a waiter of any type unless it is done; whether it did.
fn wake(vm: &Vm, waiter: &Value, result: &Value) -> Res<bool> {
    if let Some(core) = exact_future(vm, waiter) {
        if core.is_done() {
            return Ok(false);
        }
        set_result(vm, core, waiter, result.clone())?;
        return Ok(true);
    }
    if vm.truth(&vm.call_method(waiter, "done", &[])?)? {
        return Ok(false);
    }
    vm.call_method(waiter, "set_result", std::slice::from_ref(result))?;
    Ok(true)
}

/// Takes waiters out until one is not done, and wakes it.
fn wake_next(vm: &Vm, waiters: &Deque) -> Res<()> {
    while let Some(waiter) = waiters.pop_front() {
        if wake(vm, &waiter, &Value::NONE)? {
            break;
        }
    }
    Ok(())
}

fn wake_all(vm: &Vm, waiters: &Value, result: &Value) -> Res<bool> {
    let Some(deque) = exact_deque(vm, waiters) else { return Ok(false) };
    let all = deque.snapshot();
    if !all.iter().all(|waiter| exact_future(vm, waiter).is_some()) {
        return Ok(false);
    }
    for waiter in &all {
        wake(vm, waiter, result)?;
    }
    Ok(true)
}

/// Whether a slot holds the number of a small int.
#[inline]
fn number(slot: &Slot) -> Option<i64> {
    slot.get().as_small_int()
}
