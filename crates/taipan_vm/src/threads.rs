//! Helper threads: other threads of the system that run Python code of the same VM (`_thread.start_new_thread`).
//!
//! One thread at a time has the VM. A thread that wants it waits for its turn and asks for it; the one that has it gives it
//! up at its next safe point ([`Vm::let_others_run`]) or while it waits for something ([`Vm::park`]). What belongs to a
//! thread, its frames and exceptions and its context, is taken out of the VM then ([`Own`]) and put back before it goes on,
//! so everybody else finds the state of the running thread where it always is. Without helpers nothing of this happens.
//!
//! `SAFETY` of all this: a VM is not `Sync`; what makes its use from several threads sound is that a thread touches it, its
//! objects and its host only between [`Turns::take`] and [`Turns::give`], which order one thread's accesses before the
//! next one's.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread::Thread as SystemThread,
    time::Duration,
};

use crate::{Attention, Raised, Raw, Res, Value, Vm, interp::OwnFrames, native::Args, objects::Slot};

/// The number that the thread of the VM has.
pub const MAIN_THREAD: i64 = 1;
/// Rust stack of a helper; committed by the system as it is used.
const HELPER_STACK: usize = 16 << 20;

/// Whose turn it is: numbers are handed out in order, and the thread whose number is served has the VM.
#[derive(Default)]
struct Turns {
    state: Mutex<TurnState>,
    changed: Condvar,
}

#[derive(Default)]
struct TurnState {
    /// The next number that is handed out, less the one of the thread that the VM was made on.
    next: u64,
    served: u64,
}

impl Turns {
    fn lock(&self) -> MutexGuard<'_, TurnState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until the VM is the caller's.
    fn take(&self, attention: &Attention) {
        let mut state = self.lock();
        state.next += 1;
        let mine = state.next;
        while state.served != mine {
            attention.request_quietly(Attention::TAKE_OVER);
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        if state.next > mine {
            attention.request_quietly(Attention::TAKE_OVER); // others wait still
        }
    }

    /// Gives the VM to whoever waits for it.
    fn give(&self) {
        self.lock().served += 1;
        self.changed.notify_all();
    }

    /// Whether somebody waits for it.
    fn wanted(&self) -> bool {
        let state = self.lock();
        state.next > state.served
    }
}

/// What the VM knows of its threads.
#[derive(Default)]
pub(crate) struct Threads {
    turns: Arc<Turns>,
    /// Helpers that have not ended.
    helpers: Cell<usize>,
    /// The number of the running thread less that of the main one.
    running: Cell<i64>,
    last: Cell<i64>,
    /// Helpers that may be asleep, by number.
    handles: RefCell<HashMap<i64, SystemThread>>,
    /// The running thread's event loop, or what else schedules its coroutines.
    running_loop: Slot,
}

/// What belongs to a thread while another one has the VM.
struct Own {
    frames: OwnFrames,
    context: Slot,
    stopped: Slot,
    running_loop: Slot,
    heap_depth: Cell<u32>,
    number: Cell<i64>,
}

impl Own {
    /// That of a thread that has not done anything yet.
    fn new(number: i64) -> Own {
        Own {
            frames: OwnFrames::new(),
            context: Slot::empty(),
            stopped: Slot::empty(),
            running_loop: Slot::empty(),
            heap_depth: Cell::new(0),
            number: Cell::new(number - MAIN_THREAD),
        }
    }

    /// Exchanges it for what is in the VM.
    fn exchange(&self, vm: &Vm) {
        self.frames.exchange(&vm.thread);
        self.context.swap(&vm.context);
        self.stopped.swap(&vm.stopped);
        self.running_loop.swap(&vm.threads.running_loop);
        vm.heap.exchange_depth(&self.heap_depth);
        self.number.swap(&vm.threads.running);
    }
}

/// A VM and what a helper runs in it, on their way to the helper's thread.
struct Errand {
    vm: *const Vm,
    /// The callable, its arguments (a tuple) and its keyword arguments (a dict or nothing), owned.
    call: [Raw; 3],
    number: i64,
}

// SAFETY: the helper looks at them only while it has the VM, see the module's text. The VM waits for its helpers before it
// goes.
unsafe impl Send for Errand {}

impl Errand {
    fn run(self, turns: &Turns, attention: &Attention) {
        turns.take(attention);
        // SAFETY: it is this thread's turn, and the VM counts this helper, so it is there.
        let vm = unsafe { &*self.vm };
        let own = Own::new(self.number);
        own.exchange(vm);
        // SAFETY: the words are owned.
        let [callable, args, kwargs] = self.call.map(|word| unsafe { word.into_value() });
        if !vm.thread.terminated.get()
            && let Err(raised) = vm.call_with(&callable, &args, &kwargs)
        {
            vm.thread_ended_with(raised, &callable);
        }
        drop((callable, args, kwargs));
        own.exchange(vm);
        vm.threads.handles.borrow_mut().remove(&self.number);
        vm.threads.helpers.set(vm.threads.helpers.get() - 1);
        drop(own);
        vm.wake_thread(MAIN_THREAD);
        turns.give();
    }
}

impl Vm {
    /// Starts a helper thread that calls `callable` with a tuple of arguments and a dict of keyword arguments, or nothing
    /// in its place. Gives the number of the thread.
    ///
    /// # Errors
    /// `RuntimeError` where the host allows no threads, the system gives none, or the program has ended.
    pub fn start_thread(&self, callable: &Value, args: &Value, kwargs: &Value) -> Res<i64> {
        let threads = &self.threads;
        if !self.host.may_start_threads() {
            return Err(self.runtime_error("can't start new thread: the host allows none"));
        }
        if self.thread.finalizing.get() {
            return Err(self.runtime_error("can't create new thread at interpreter shutdown"));
        }
        let number = MAIN_THREAD + threads.last.get() + 1;
        let call = [callable, args, kwargs].map(|value| value.clone().into_raw());
        let errand = Errand { vm: self, call, number };
        let (turns, attention) = (threads.turns.clone(), self.attention.clone());
        let builder = std::thread::Builder::new().stack_size(HELPER_STACK);
        let Ok(handle) = builder.spawn(move || errand.run(&turns, &attention)) else {
            // SAFETY: the helper's references, which it has not got.
            drop(call.map(|word| unsafe { word.into_value() }));
            return Err(self.runtime_error("can't start new thread"));
        };
        threads.last.set(threads.last.get() + 1);
        threads.helpers.set(threads.helpers.get() + 1);
        threads.handles.borrow_mut().insert(number, handle.thread().clone());
        Ok(number)
    }

    fn call_with(&self, callable: &Value, args: &Value, kwargs: &Value) -> Res {
        let mut values = args.as_tuple().map(|args| args.to_vec()).unwrap_or_default();
        let Some(named) = kwargs.as_dict() else { return self.call(callable, &values) };
        let (names, given): (Vec<Value>, Vec<Value>) = named.items().into_iter().unzip();
        values.extend(given);
        let names = self.tuple_gc(names);
        self.call_args(callable, Args { values: &values, names: Some(&names) })
    }

    fn thread_ended_with(&self, raised: Raised, callable: &Value) {
        let exception = self.take_raised(raised);
        if !self.thread.terminated.get() && !self.is_a(&exception, &self.exceptions.system_exit) {
            let shown = self.shown(callable);
            self.unraisable_text(&exception, &format!("Exception ignored in thread started by {shown}"));
        }
    }

    /// The number of the running thread; the VM's own is [`MAIN_THREAD`].
    pub fn thread_number(&self) -> i64 {
        MAIN_THREAD + self.threads.running.get()
    }

    /// Helper threads that have not ended.
    pub fn helper_count(&self) -> usize {
        self.threads.helpers.get()
    }

    /// The running thread's event loop: a place for the module that has such loops.
    pub fn running_loop(&self) -> &Slot {
        &self.threads.running_loop
    }

    /// Gives up the VM while `wait` runs, which must not touch it.
    fn give_up_while(&self, wait: impl FnOnce()) {
        if self.threads.helpers.get() == 0 {
            return wait();
        }
        let own = Own::new(MAIN_THREAD);
        own.exchange(self);
        let turns = self.threads.turns.clone();
        turns.give();
        wait();
        turns.take(&self.attention);
        own.exchange(self);
    }

    /// At a safe point: lets threads that wait for the VM have their turns.
    #[cold]
    pub(crate) fn let_others_run(&self) {
        self.attention.clear(Attention::TAKE_OVER);
        if self.threads.helpers.get() > 0 && !self.thread.finalizing.get() && self.threads.turns.wanted() {
            self.give_up_while(|| ());
        }
    }

    /// Waits until somebody wakes the running thread, for at most so many nanoseconds of real time. Others may have the VM
    /// meanwhile.
    ///
    /// # Errors
    /// What another thread has asked for.
    pub fn park(&self, most: Option<u64>) -> Res<()> {
        self.give_up_while(|| match most {
            Some(ns) => std::thread::park_timeout(Duration::from_nanos(ns)),
            None => std::thread::park(),
        });
        self.answer_requests()?;
        self.check_deadline()
    }

    /// Wakes a thread from [`Vm::park`]; if it does not sleep, its next sleep ends at once.
    pub fn wake_thread(&self, number: i64) {
        if number == MAIN_THREAD {
            self.attention.wake();
        } else if let Some(thread) = self.threads.handles.borrow().get(&number) {
            thread.unpark();
        }
    }

    /// Before the VM goes: ends the helpers, whose frames go without `except` and `finally`.
    pub(crate) fn end_helpers(&self) {
        while self.threads.helpers.get() > 0 {
            self.stop(crate::Stop::Terminated);
            self.attention.request_quietly(Attention::TERMINATE);
            self.threads.handles.borrow().values().for_each(SystemThread::unpark);
            self.give_up_while(|| std::thread::park_timeout(Duration::from_millis(1)));
        }
    }
}
