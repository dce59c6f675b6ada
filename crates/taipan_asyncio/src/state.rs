//! What the module keeps per VM: its types, the running loop, the tasks that are not done.

use std::cell::{Cell, OnceCell, RefCell};

use taipan_vm::{
    Gc, Raw, Value, Vm,
    objects::{Slot, Type},
};

/// One per VM.
#[derive(Default)]
pub struct State {
    future: OnceCell<Gc<Type>>,
    handle: OnceCell<Gc<Type>>,
    types: OnceCell<Types>,
    /// The number in the name of the last unnamed task.
    pub last_task_number: Cell<i64>,
    /// The tasks.
    pub registries: Registries,
    /// Pairs of a loop that is not a native one and its current task.
    pub foreign_current: RefCell<Vec<(Value, Value)>>,
    /// Tasks that are not native ones: a `WeakSet` once there are some.
    pub foreign_tasks: Slot,
    /// Tasks of other types in their eager start.
    pub foreign_eager: RefCell<Vec<Value>>,
    /// Where the attributes of locks, queues and task groups stand.
    pub layouts: crate::sync::Layouts,
}

/// The native types by name.
pub struct Types {
    /// `_asyncio.Task`
    pub task: Gc<Type>,
    /// `asyncio.tasks._GatheringFuture`
    pub gathering: Gc<Type>,
    /// `asyncio.events.TimerHandle`
    pub timer_handle: Gc<Type>,
    /// `_asyncio.Loop`
    pub event_loop: Gc<Type>,
    /// `asyncio.exceptions.CancelledError`
    pub cancelled_error: Gc<Type>,
    /// `asyncio.exceptions.InvalidStateError`
    pub invalid_state_error: Gc<Type>,
}

impl State {
    /// The state of this VM.
    #[inline]
    pub fn of(vm: &Vm) -> &State {
        vm.state_ref::<State>()
    }

    /// The types; made when the module is first imported, and nothing of this crate runs before.
    pub fn types(&self) -> &Types {
        self.types.get().expect("the module _asyncio has been imported")
    }

    /// `_asyncio.Future`, the base of other types.
    pub fn future(&self) -> &Gc<Type> {
        self.future.get().expect("the module _asyncio has been imported")
    }

    /// `asyncio.events.Handle`, the base of `TimerHandle`.
    pub fn handle(&self) -> &Gc<Type> {
        self.handle.get().expect("the module _asyncio has been imported")
    }

    /// Sets the bases of other types, once.
    pub fn set_bases(&self, future: Gc<Type>, handle: Gc<Type>) {
        _ = self.future.set(future);
        _ = self.handle.set(handle);
    }

    /// Sets the types, once.
    pub fn set_types(&self, types: Types) {
        _ = self.types.set(types);
    }
}

/// Tasks by what is to become of them.
#[derive(Default)]
pub struct Registries {
    /// Tasks that are scheduled or suspended.
    pub tasks: Registry,
    /// Tasks that failed; whether somebody has asked for the exception shows in the task.
    pub failed: Registry,
}

/// Tasks that are not done, without owning them: a task leaves when it is done or dropped.
#[derive(Default)]
pub struct Registry {
    /// Tasks, borrowed, and free places: an int, the ticket of the next free one.
    places: RefCell<Vec<Raw>>,
    free: Cell<u32>,
}

/// Where a task stands in the registry; 0 is nowhere.
pub type Ticket = u32;

impl Registry {
    /// Adds a task.
    pub fn add(&self, task: &Value) -> Ticket {
        let mut places = self.places.borrow_mut();
        let free = self.free.get();
        if let Some(place) = free.checked_sub(1).and_then(|at| places.get_mut(at as usize)) {
            self.free.set(place.as_value().as_small_int().map_or(0, |next| next as Ticket));
            *place = task.raw();
            return free;
        }
        places.push(task.raw());
        places.len() as Ticket
    }

    /// Takes the task with this ticket out.
    pub fn remove(&self, ticket: Ticket) {
        let mut places = self.places.borrow_mut();
        if let Some(place) = ticket.checked_sub(1).and_then(|at| places.get_mut(at as usize)) {
            *place = Raw::from_int(self.free.replace(ticket).into()).unwrap_or(Raw::NONE);
        }
    }

    /// The tasks, oldest place first.
    pub fn all(&self) -> Vec<Value> {
        // The tasks are alive: they take themselves out when they are dropped.
        let places = self.places.borrow();
        places.iter().filter(|place| place.is_ref()).map(|place| place.as_value().clone()).collect()
    }
}
