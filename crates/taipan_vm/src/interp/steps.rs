//! The common steps between a generator and the loop that consumes it, inlined into the interpreter loop. Each does the
//! whole step or, giving nothing, none of it; then the functions of `flow` do.

use taipan_bytecode::Op;

use super::{
    async_gen::HOOKED,
    flow::{innermost, leave_root, make_root, op_at, operand_a, set},
    generator::{Flavor, Generator, State},
    thread::link,
};
use crate::{Raw, Value, Vm};

/// A frame and the instruction where it goes on.
type Place = (*mut Raw, *mut u32);

/// Continues a frame that stands at `place`, a `yield` or its start, with `None`.
///
/// # Safety
/// The frame is suspended there or new.
#[inline(always)]
unsafe fn step_past(base: *mut Raw, place: *mut u32, fresh: bool) -> Place {
    // SAFETY: a yield names a register of its frame.
    unsafe {
        if fresh {
            return (base, place);
        }
        set(base, operand_a(place), Value::NONE);
        (base, place.add(1))
    }
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
    let fresh = generator.state.get() == State::Created;
    if generator.linked.get() || !(fresh || generator.state.get() == State::Suspended) {
        return None;
    }
    let inner = innermost(generator);
    let place = inner.at.get();
    // SAFETY: a generator that has not ended stands at an instruction.
    unsafe {
        if !(fresh || op_at(place) == Op::Yield)
            || thread.depth.get() + generator.chain_depth.get() > thread.depth_limit.get()
        {
            return None;
        }
        let top = if thread.is_on_stack(base) { thread.free_top() } else { thread.top.get() };
        make_root(thread, generator, link::base_word(base), link::new(at, 0, 0), top);
        generator.state.set(State::Running);
        inner.state.set(State::Running);
        Some(step_past(inner.base(), place, fresh))
    }
}

/// `yield` in a generator whose chain a `for` loop drives: the loop goes on.
///
/// # Safety
/// `at` is a Yield of the frame `base`; `value` is owned, and is taken over if a place is given.
#[inline(always)]
pub(super) unsafe fn yield_to_for(vm: &Vm, base: *mut Raw, at: *mut u32, value: Raw) -> Option<Place> {
    let thread = &vm.thread;
    // SAFETY: a root runs, and the consumer that its links name stands at the ForIter that resumed it.
    unsafe {
        let root = &*thread.root.get();
        let back = root.link.get();
        if back.bits() & link::TO_RUST != 0 {
            return None;
        }
        let me = &*Generator::of(base);
        me.at.set(at);
        me.state.set(State::Suspended);
        root.state.set(State::Suspended);
        root.inner.set((&raw const *me).cast_mut());
        leave_root(thread, root);
        let consumer = link::base(root.previous.get());
        let place = link::ip(back);
        thread.base.set(consumer);
        thread.at.set(place);
        set(consumer, operand_a(place), value.into_value());
        Some((consumer, place.add(2)))
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
