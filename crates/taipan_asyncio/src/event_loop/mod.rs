//! The event loop's core: `_asyncio.Loop`, on which `asyncio.base_events.BaseEventLoop` stands.
//!
//! `ready` is the queue and runs what stands in it, `timers` the heap, `run` the turns, `python` what Python sees,
//! `scheduling` how futures and tasks of any loop get into its queue.

mod python;
mod ready;
mod run;
mod scheduling;
mod timers;

use std::cell::{Cell, RefCell};

use taipan_vm::{Body, Gc, Kind, MAIN_THREAD, Tracer, Value, Vm, objects::Slot};

pub use python::{FUNCTIONS, loop_type, new_task};
pub use ready::{Ready, ReadyQueue};
pub use scheduling::{
    current_loop, is_debug, is_running, running_loop, schedule, schedule_step, schedule_throw,
};
pub use timers::Timers;

use crate::handle::Handle;

/// `_asyncio.Loop`
pub struct Loop {
    /// What runs in this turn and the next.
    pub ready: RefCell<ReadyQueue>,
    /// What runs later.
    pub timers: RefCell<Timers>,
    /// The running task.
    pub current: Slot,
    pub(crate) task_factory: Slot,
    pub(crate) exception_handler: Slot,
    /// The handle that runs, in debug mode.
    pub(crate) current_handle: Slot,
    pub(crate) slow_callback_duration: Slot,
    pub(crate) flags: Cell<Flags>,
    /// The number of the thread that it runs in, or ran in last.
    pub(crate) thread: Cell<i64>,
}

/// State and properties of a loop.
#[derive(Clone, Copy, Default)]
pub struct Flags {
    /// close() was called.
    pub closed: bool,
    /// stop() was called: the present turn is the last.
    pub stopping: bool,
    /// Inside run_forever().
    pub running: bool,
    /// Debug mode.
    pub debug: bool,
    /// A Python class has its own call_soon(), call_at() or the like: they must be called.
    pub own_scheduling: bool,
    /// A Python class has its own create_task() or create_future().
    pub own_making: bool,
    /// The task factory is `eager_task_factory`, which need not be called.
    pub eager_tasks: bool,
    /// A Python class has its own time().
    pub own_time: bool,
    /// A Python class has its own _run_once().
    pub own_turn: bool,
}

impl Default for Loop {
    fn default() -> Loop {
        Loop {
            ready: RefCell::default(),
            timers: RefCell::default(),
            current: Slot::empty(),
            task_factory: Slot::empty(),
            exception_handler: Slot::empty(),
            current_handle: Slot::empty(),
            slow_callback_duration: Slot::empty(),
            flags: Cell::default(),
            thread: Cell::new(MAIN_THREAD),
        }
    }
}

impl Body for Loop {
    const KIND: Kind = Kind::ext(3);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        for slot in [&self.current, &self.task_factory, &self.exception_handler, &self.current_handle] {
            slot.trace(tracer);
        }
        self.ready.borrow().trace(tracer);
        self.timers.borrow().trace(tracer);
    }
    fn clear(&self, _: &Vm) {
        for slot in [&self.current, &self.task_factory, &self.exception_handler, &self.current_handle] {
            drop(slot.take());
        }
        drop((self.ready.take(), self.timers.take()));
    }
}

impl Loop {
    /// The flags.
    #[inline]
    pub fn flags(&self) -> Flags {
        self.flags.get()
    }

    pub(crate) fn change(&self, change: impl FnOnce(&mut Flags)) {
        let mut flags = self.flags.get();
        change(&mut flags);
        self.flags.set(flags);
    }

    /// Whether callbacks may be put into the queue without calling a method of the loop.
    #[inline]
    pub fn is_plain(&self) -> bool {
        !self.flags.get().own_scheduling
    }

    /// A TimerHandle of this loop is being cancelled.
    pub fn timer_cancelled(&self, handle: &Handle) {
        if handle.scheduled.get() {
            self.timers.borrow_mut().cancelled += 1;
        }
    }

    /// Puts something at the end of the queue.
    #[inline]
    pub fn push(&self, entry: Ready) {
        self.ready.borrow_mut().push_back(entry);
    }
}

/// A future that `sleep()` waits for was cancelled: its timer is dead.
pub fn sleep_cancelled(event_loop: &Value) {
    if let Some(own) = event_loop.downcast::<Loop>() {
        own.timers.borrow_mut().cancelled += 1;
    }
}

/// The native loop behind a value.
#[inline]
pub fn native(value: &Value) -> Option<Gc<Loop>> {
    value.downcast_gc::<Loop>()
}
