//! Rust code that takes all items of a generator, such as `set(x for x in y)`. The interpreter is entered once: a `yield`
//! hands its value to the taker and the generator goes on, without a way back through Rust for each item.
//!
//! While an item is being taken the generator is suspended as at any other `yield`, and the frame that called the Rust code
//! runs: the taker may do what it likes, drawing from the same generator included.

use super::{
    flow::{Next, Outcome, innermost, make_root},
    generator::{Flavor, Generator, State},
    steps::{resumable, step_past, suspend_chain},
    thread::link,
};
use crate::{Raw, Res, Value, Vm};

/// What takes the items.
pub(crate) trait Taker {
    /// Takes an item where that runs no Python code, raises nothing and leaves room for more; else gives it back. The
    /// generator need not even be suspended.
    #[inline]
    fn take_at_once(&mut self, vm: &Vm, item: Value) -> Result<(), Value> {
        _ = vm;
        Err(item)
    }

    /// Takes an item in any case; says whether it has enough.
    ///
    /// # Errors
    /// What taking it raises.
    fn take(&mut self, vm: &Vm, item: Value) -> Res<bool>;
}

/// The destination in the link of a root that is drained. Other roots resumed by Rust code have none.
pub(super) const DRAINED: usize = 1;

/// A drain in progress. There are as many as Rust calls that drain; the innermost one's generator runs.
pub(crate) struct Drain {
    /// Outlives the drain; the lifetime is erased.
    taker: *mut (dyn Taker + 'static),
    /// The frame that called the Rust code, and its place.
    base: *mut Raw,
    at: *const u32,
    /// The first register above all that is in use there.
    top: *mut Raw,
    /// Set where `hand_over` ends the drain.
    end: Option<End>,
}

/// How far a drain came.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// The generator has ended, or the taker has enough.
    Done,
    /// Items may be left that have to be drawn one by one.
    Stopped,
}

impl Vm {
    /// Gives a generator's items to `taker`.
    ///
    /// # Errors
    /// What the generator or the taker raises.
    pub(crate) fn drain(&self, value: &Value, taker: &mut dyn Taker) -> Res<End> {
        let thread = &self.thread;
        let Some(generator) = value.as_generator() else { return Ok(End::Stopped) };
        if generator.flavor != Flavor::Generator || !resumable(thread, generator) {
            return Ok(End::Stopped);
        }
        self.tick(1)?;
        let inner = innermost(generator);
        let place = inner.at.get();
        let fresh = generator.state.get() == State::Created;
        let _depth = self.enter_native("")?;
        let (base, at) = (thread.base.get(), thread.at.get());
        // SAFETY: only the lifetime changes; the drain ends before the taker goes.
        let erased =
            unsafe { std::mem::transmute::<*mut (dyn Taker + '_), *mut (dyn Taker + 'static)>(taker) };
        let top = thread.free_top();
        let mut drain = Drain { taker: erased, base, at, top, end: None };
        let back = link::new(at, DRAINED as u8, link::TO_RUST);
        make_root(thread, generator, link::base_word(base), back, top);
        generator.state.set(State::Running);
        inner.state.set(State::Running);
        let outer = thread.drain.replace(&raw mut drain);
        // SAFETY: the frame is suspended at `place`, or new; the caller's value keeps the generator alive.
        let outcome = unsafe {
            thread.base.set(inner.base());
            thread.at.set(place);
            let (base, place) = step_past(inner.base(), place, fresh);
            super::run::go(self, base, place)
        };
        thread.drain.set(outer);
        thread.base.set(base);
        thread.at.set(at);
        match outcome {
            Outcome::Raised(raised) => Err(raised),
            Outcome::Returned(value) => {
                self.set_stop_value(value);
                Ok(End::Done)
            }
            Outcome::Yielded(value) | Outcome::AsyncYielded(value) => match drain.end {
                Some(end) => Ok(end),
                // It waits in `yield from` for what is no generator.
                None => match taker.take(self, value)? {
                    true => Ok(End::Done),
                    false => Ok(End::Stopped),
                },
            },
        }
    }
}

/// `yield` in a chain that is drained: its value is taken, and the chain goes on.
///
/// # Safety
/// `at` is a Yield of the running generator frame `base`, and the link of its root is one that [`Vm::drain`] made.
#[inline(never)]
pub(super) unsafe fn hand_over(vm: &Vm, base: *mut Raw, at: *mut u32, value: Value) -> Next {
    let thread = &vm.thread;
    let drain = thread.drain.get();
    // SAFETY: the drain belongs to the Rust call that runs this loop, and nobody else looks at it meanwhile.
    unsafe {
        let left = thread.slice.get() - 1;
        let value = match left < 0 {
            true => value,
            false => match (*(*drain).taker).take_at_once(vm, value) {
                Ok(()) => {
                    thread.slice.set(left);
                    let (base, place) = step_past(base, at, false);
                    return Next::Go(base, place);
                }
                Err(value) => value,
            },
        };
        let root = suspend_chain(vm, base, at);
        take_suspended(vm, root, drain, value)
    }
}

unsafe fn end(drain: *mut Drain, how: End) -> Next {
    // SAFETY: the drain is the innermost one.
    unsafe { (*drain).end = Some(how) };
    Next::Exit(Outcome::Yielded(Value::NONE))
}

/// As [`hand_over`], for an item that does not go at once.
unsafe fn take_suspended(vm: &Vm, root: &Generator, drain: *mut Drain, value: Value) -> Next {
    let thread = &vm.thread;
    let (previous, back) = (root.previous.get(), root.link.get());
    // SAFETY: see above. `root` has just been suspended, at a yield.
    unsafe {
        thread.base.set((*drain).base);
        thread.at.set((*drain).at);
        match (*(*drain).taker).take(vm, value) {
            Err(raised) => return Next::Exit(Outcome::Raised(raised)),
            Ok(true) => return end(drain, End::Done),
            Ok(false) => {}
        }
        // The taker may have drawn from the generator, closed it or awaited it in a chain.
        if !resumable(thread, root) {
            return end(drain, End::Stopped);
        }
        if let Err(raised) = vm.tick(1) {
            return Next::Exit(Outcome::Raised(raised));
        }
        let inner = innermost(root);
        let place = inner.at.get();
        make_root(thread, root, previous, back, (*drain).top);
        root.state.set(State::Running);
        inner.state.set(State::Running);
        let (base, place) = step_past(inner.base(), place, false);
        Next::Go(base, place)
    }
}
