//! The quick ways of what `stdlib/asyncio` builds from futures and tasks: queues, locks, task groups.
//!
//! Each function does what the Python code beside its call would do, for instances whose class has not replaced the
//! methods in question and whose attributes hold what one expects; where that is not so, or where an error is due, it
//! changes nothing and says so, and the Python code goes on. Invariant: the attributes of a [`Layout`] are not used after
//! anything that may run Python code.

mod group;
mod lock;
mod queue;
mod waiters;

use std::cell::OnceCell;

use taipan_vm::{Res, Value, Vm, native::Function, objects::Layout};

pub use group::{is_group, task_done};

use crate::state::State;

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
            lock: lock::lock_layout(),
            semaphore: lock::semaphore_layout(),
            event: Layout::new(["_value"], &["clear"]),
            queue: queue::layout(),
            group: group::layout(),
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
        |vm, args| waiters::add_waiter(vm, &args[0], &args[1]),
        "A future of the owner's loop, at the end of the waiters.",
    ),
    Function::new(
        "_wake_all(waiters, result, /)",
        |vm, args| waiters::wake_all(vm, &args[0], &args[1]).map(Value::bool),
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
