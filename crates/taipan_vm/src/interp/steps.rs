//! The common steps between a generator and the loop that consumes it, inlined into the interpreter loop. Each does the
//! whole step or, giving nothing, none of it; then the functions of `flow` do.

use taipan_bytecode::{Op, encode};

use super::{
    async_gen::HOOKED,
    flow::{Outcome, innermost, leave_root, make_root, op_at, operand_a, set},
    generator::{Flavor, Generator, State},
    thread::{Thread, link},
};
use crate::{Raw, Res, Value, Vm};

/// A frame and the instruction where it goes on.
type Place = (*mut Raw, *mut u32);

/// Continues a frame that stands at `place`, a `yield` or its start, with `None`.
///
/// # Safety
/// The frame is suspended there or new.
#[inline(always)]
pub(super) unsafe fn step_past(base: *mut Raw, place: *mut u32, fresh: bool) -> Place {
    // SAFETY: a yield names a register of its frame.
    unsafe {
        if fresh {
            return (base, place);
        }
        set(base, operand_a(place), Value::NONE);
        let next = place.add(1);
        // A `yield` whose value nobody wants. There is nothing to drop, and a register that is not live may hold `None`.
        let drops = *next & 0xFFFF == encode(Op::Drop, operand_a(place) as u8, 0, 0) & 0xFFFF;
        (base, if drops { next.add(1) } else { next })
    }
}

/// Whether a generator that nobody awaits is new or stands at its own or an inner `yield`, and the depth allows it to go on.
#[inline(always)]
pub(super) fn resumable(thread: &Thread, generator: &Generator) -> bool {
    let fresh = generator.state.get() == State::Created;
    if generator.linked.get() || !(fresh || generator.state.get() == State::Suspended) {
        return false;
    }
    // SAFETY: a generator that has not ended stands at an instruction.
    let at_yield = fresh || unsafe { op_at(innermost(generator).at.get()) } == Op::Yield;
    at_yield && thread.depth.get() + generator.chain_depth.get() <= thread.depth_limit.get()
}

/// `ForIter` over a generator that is new or stands at its own or an inner `yield`.
///
/// # Safety
/// `at` is a ForIter of the frame `base`, and `generator` what it iterates over.
#[inline(always)]
pub(super) unsafe fn enter_by_for(
    vm: &Vm,
    base: *mut Raw,
    at: *mut u32,
    generator: &Generator,
) -> Option<Place> {
    let thread = &vm.thread;
    if !resumable(thread, generator) {
        return None;
    }
    let fresh = generator.state.get() == State::Created;
    let inner = innermost(generator);
    let place = inner.at.get();
    // SAFETY: a generator that has not ended stands at an instruction.
    unsafe {
        let top = if thread.is_on_stack(base) { thread.free_top() } else { thread.top.get() };
        make_root(thread, generator, link::base_word(base), link::new(at, 0, 0), top);
        generator.state.set(State::Running);
        inner.state.set(State::Running);
        Some(step_past(inner.base(), place, fresh))
    }
}

/// `yield` in a generator: its chain suspends. Gives the root, whose links say who goes on.
///
/// # Safety
/// `at` is a Yield of the running generator frame `base`.
#[inline(always)]
pub(super) unsafe fn suspend_chain(vm: &Vm, base: *mut Raw, at: *mut u32) -> &Generator {
    // SAFETY: a generator frame runs, so a root does.
    unsafe {
        let root = &*vm.thread.root.get();
        let me = &*Generator::of(base);
        me.at.set(at);
        me.state.set(State::Suspended);
        root.state.set(State::Suspended);
        root.inner.set((&raw const *me).cast_mut());
        leave_root(&vm.thread, root);
        root
    }
}

/// The `for` loop that drives `root` goes on with a value.
///
/// # Safety
/// `root` has just been suspended, and its links name a ForIter; `value` is owned.
#[inline(always)]
pub(super) unsafe fn deliver_to_for(vm: &Vm, root: &Generator, value: Raw) -> Place {
    // SAFETY: the consumer stands at the ForIter that resumed the root.
    unsafe {
        let consumer = link::base(root.previous.get());
        let place = link::ip(root.link.get());
        vm.thread.base.set(consumer);
        vm.thread.at.set(place);
        set(consumer, operand_a(place), value.into_value());
        (consumer, place.add(2))
    }
}

/// `slots.next` of a generator as in `enter_by_for`; nothing for another.
#[inline(always)]
pub(super) fn next_from_rust(vm: &Vm, value: &Value) -> Option<Res<Option<Value>>> {
    let thread = &vm.thread;
    let generator = value.as_generator()?;
    if generator.flavor != Flavor::Generator || !resumable(thread, generator) {
        return None;
    }
    let fresh = generator.state.get() == State::Created;
    let inner = innermost(generator);
    let place = inner.at.get();
    let _depth = match vm.enter_native("") {
        Ok(depth) => depth,
        Err(raised) => return Some(Err(raised)),
    };
    let back = link::new(thread.at.get(), 0, link::TO_RUST);
    make_root(thread, generator, link::base_word(thread.base.get()), back, thread.free_top());
    generator.state.set(State::Running);
    inner.state.set(State::Running);
    // SAFETY: the frame is suspended at `place`, or new; the caller's value keeps the generator alive.
    let outcome = unsafe {
        let saved = (thread.base.get(), thread.at.get());
        thread.base.set(inner.base());
        thread.at.set(place);
        let (base, place) = step_past(inner.base(), place, fresh);
        let outcome = super::run::go(vm, base, place);
        thread.base.set(saved.0);
        thread.at.set(saved.1);
        outcome
    };
    Some(given(vm, outcome))
}

/// What `slots.next` makes of the end of a run.
#[inline(always)]
pub(super) fn given(vm: &Vm, outcome: Outcome) -> Res<Option<Value>> {
    match outcome {
        Outcome::Yielded(value) | Outcome::AsyncYielded(value) => Ok(Some(value)),
        Outcome::Returned(value) => {
            vm.set_stop_value(value);
            Ok(None)
        }
        Outcome::Raised(raised) => Err(raised),
    }
}

/// `ForAIter` over an asynchronous generator that is new or stands at a `yield` of its own.
///
/// # Safety
/// `at` is a ForAIter of the frame `base`, and `generator` what it iterates over.
#[inline(always)]
pub(super) unsafe fn enter_by_async_for(
    vm: &Vm,
    base: *mut Raw,
    at: *mut u32,
    generator: &Generator,
) -> Option<Place> {
    let thread = &vm.thread;
    let depth = thread.depth.get();
    let fresh = generator.state.get() == State::Created;
    if generator.flags.get() & HOOKED == 0
        || generator.linked.get()
        || !generator.inner.get().is_null()
        || !(fresh || generator.state.get() == State::Suspended)
        || depth >= thread.depth_limit.get()
    {
        return None;
    }
    let place = generator.at.get();
    // SAFETY: as for `enter_by_for`.
    unsafe {
        if !(fresh || op_at(place) == Op::YieldA) {
            return None;
        }
        thread.depth.set(depth + generator.chain_depth.get());
        generator.previous.set(link::base_word(base));
        generator.link.set(link::new(at, 0, 0));
        generator.linked.set(true);
        generator.state.set(State::Running);
        Some(step_past(generator.base(), place, fresh))
    }
}

/// `yield` in an asynchronous generator that an `async for` drives: the loop goes on.
///
/// # Safety
/// As for `yield_to_for`, with YieldA.
#[inline(always)]
pub(super) unsafe fn yield_to_async_for(vm: &Vm, base: *mut Raw, at: *mut u32, value: Raw) -> Option<Place> {
    let thread = &vm.thread;
    // SAFETY: a linked frame's links name the frame that awaits it and stands at the instruction that resumed it.
    unsafe {
        let me = &*Generator::of(base);
        debug_assert!(me.flavor == Flavor::AsyncGenerator);
        if !me.linked.get() {
            return None;
        }
        let place = link::ip(me.link.get());
        if op_at(place) != Op::ForAIter {
            return None;
        }
        me.at.set(at);
        me.state.set(State::Suspended);
        me.inner.set(std::ptr::null_mut());
        me.linked.set(false);
        me.chain_depth.set(1);
        thread.depth.set(thread.depth.get() - 1);
        let consumer = link::base(me.previous.get());
        thread.base.set(consumer);
        thread.at.set(place);
        set(consumer, operand_a(place), value.into_value());
        Some((consumer, place.add(2)))
    }
}
