//! Where control goes between frames: entering, suspending and resuming generators, awaiting.

use taipan_bytecode::Op;

use super::{
    async_gen::{AsyncGenAwait, Mode},
    frame_objects::{FRAMED, close},
    generator::{Flavor, Generator, State, clear_registers},
    thread::{Thread, link},
    unwind::unwind,
};
use crate::{
    Kind, Raised, Raw, Res, Value, Vm,
    objects::{Function, Poll, PollFirst},
};

/// How a run of the interpreter ended.
#[derive(Debug)]
pub enum Outcome {
    /// The frame returned.
    Returned(Value),
    /// The chain suspended with this value.
    Yielded(Value),
    /// An asynchronous generator that Rust code drives yielded this value.
    AsyncYielded(Value),
    /// The frame raised; the exception is set in the VM.
    Raised(Raised),
}

/// Where the interpreter goes on.
pub(crate) enum Next {
    /// At this frame and instruction.
    Go(*mut Raw, *mut u32),
    /// Back in Rust.
    Exit(Outcome),
}

/// What a frame is entered with.
#[derive(Debug)]
pub enum Entry {
    /// From its first instruction, or with `None`.
    Start,
    /// With a value for the `yield` or `await` at which it stands.
    Send(Value),
    /// With an exception raised there.
    Throw(Value),
}

#[inline(always)]
pub(super) unsafe fn operand_a(at: *const u32) -> usize {
    // SAFETY: the caller passes an instruction.
    unsafe { *at.cast::<u8>().add(1) as usize }
}

#[inline(always)]
pub(super) unsafe fn operand_b(at: *const u32) -> usize {
    // SAFETY: as above.
    unsafe { *at.cast::<u8>().add(2) as usize }
}

#[inline(always)]
pub(super) unsafe fn op_at(at: *const u32) -> Op {
    // SAFETY: verified code holds only numbers of operations.
    unsafe { std::mem::transmute::<u8, Op>(*at.cast::<u8>()) }
}

#[inline]
pub(super) unsafe fn set(base: *mut Raw, register: usize, value: Value) {
    // SAFETY: the register belongs to the frame; the old value goes after the new one is in place.
    unsafe {
        let place = base.add(register);
        let old = *place;
        *place = value.into_raw();
        old.release();
    }
}

unsafe fn clear(base: *mut Raw, register: usize) {
    // SAFETY: as above.
    unsafe { set(base, register, Value::EMPTY) }
}

/// Raises in the frame at `base`, whose present instruction is `at`.
unsafe fn raise_at(vm: &Vm, base: *mut Raw, at: *const u32) -> Next {
    vm.thread.base.set(base);
    vm.thread.at.set(at);
    // SAFETY: the frame is live and the exception is set.
    unsafe { unwind(vm, base, at) }
}

/// What a call finds when fuel, depth or stack run out. The `argc` arguments at `new` stay where they are.
#[cold]
pub(crate) unsafe fn enter_slow(vm: &Vm, function: &Function, new: *mut Raw, argc: usize) -> Res<()> {
    if vm.thread.slice.get() < 0 {
        // A frame in a generator has moved its window to the top: what a safe point runs goes above it.
        // SAFETY: only an address is made.
        let top = vm.thread.top.replace(unsafe { new.add(argc) });
        let passed = vm.safe_point();
        vm.thread.top.set(top);
        passed?;
    }
    // SAFETY: only addresses are compared.
    let top = unsafe { new.add(function.nregs.get() as usize) };
    if !vm.thread.reach(top) || vm.thread.depth.get() >= vm.thread.depth_limit.get() {
        return Err(vm.recursion_error(""));
    }
    Ok(())
}

/// Delivers `entry` to the frame at `base`, which stands at `at`.
#[inline(never)]
pub(crate) unsafe fn enter(vm: &Vm, base: *mut Raw, at: *mut u32, entry: Entry) -> Next {
    let thread = &vm.thread;
    thread.base.set(base);
    thread.at.set(at);
    // SAFETY: the frame is live, and what its instruction names exists.
    unsafe {
        match entry {
            Entry::Start => Next::Go(base, at),
            Entry::Throw(exception) => {
                if matches!(op_at(at), Op::Await | Op::ForAIter) {
                    return throw_into_awaited(vm, base, at, exception);
                }
                vm.chain_context(&exception);
                _ = vm.set_raised(exception);
                unwind(vm, base, at)
            }
            Entry::Send(value) => match op_at(at) {
                Op::Yield | Op::YieldA => {
                    set(base, operand_a(at), value);
                    Next::Go(base, at.add(1))
                }
                Op::Await => await_step(vm, base, at, operand_b(at), Some(value)),
                Op::ForAIter => await_step(vm, base, at, operand_b(at) + 1, Some(value)),
                _ => Next::Go(base, at),
            },
        }
    }
}

/// Makes `generator` the running root, resumed by the frame (or the Rust code) that `previous` and `back` say.
unsafe fn become_root(vm: &Vm, generator: &Generator, previous: Raw, back: Raw, top: *mut Raw) -> Res<()> {
    let thread = &vm.thread;
    if thread.depth.get() + generator.chain_depth.get() > thread.depth_limit.get() {
        generator.end_unstarted();
        return Err(vm.recursion_error(""));
    }
    make_root(thread, generator, previous, back, top);
    Ok(())
}

/// As `become_root`, where the depth allows it.
#[inline(always)]
pub(super) fn make_root(thread: &Thread, generator: &Generator, previous: Raw, back: Raw, top: *mut Raw) {
    generator.previous.set(previous);
    generator.link.set(back);
    generator.outer.set(thread.root.get());
    thread.root.set((&raw const *generator).cast_mut());
    thread.handled.swap(&generator.handled);
    generator.saved_top.set(thread.top.get());
    thread.top.set(top);
    let depth = thread.depth.get();
    generator.entry_depth.set(depth);
    thread.depth.set(depth + generator.chain_depth.get());
}

/// Undoes `become_root` for the running root, which suspends or ends.
#[inline(always)]
pub(super) fn leave_root(thread: &Thread, root: &Generator) {
    thread.root.set(root.outer.get());
    thread.handled.swap(&root.handled);
    thread.top.set(root.saved_top.get());
    let depth = thread.depth.get();
    root.chain_depth.set(depth.saturating_sub(root.entry_depth.get()).max(1));
    thread.depth.set(root.entry_depth.get());
}

/// As `leave_root`, for a root that has ended.
pub(crate) unsafe fn leave_ended_root(vm: &Vm, root: &Generator) {
    leave_root(&vm.thread, root);
    drop(root.handled.take());
}

/// The frame in which a suspended or new generator goes on.
#[inline(always)]
pub(super) fn innermost(generator: &Generator) -> &Generator {
    let inner = generator.inner.get();
    // SAFETY: a suspended root keeps its chain alive.
    if inner.is_null() { generator } else { unsafe { &*inner } }
}

/// The chain suspends with `value` at the instruction `at` of the frame `base`.
pub(crate) unsafe fn suspend(vm: &Vm, base: *mut Raw, at: *mut u32, value: Value) -> Next {
    // SAFETY: the frame is a generator's, so a root runs; consumers stand at instructions that resumed it.
    unsafe {
        let me = &*Generator::of(base);
        me.at.set(at);
        me.state.set(State::Suspended);
        let root = &*vm.thread.root.get();
        root.state.set(State::Suspended);
        root.inner.set((&raw const *me).cast_mut());
        leave_root(&vm.thread, root);
        let back = root.link.get();
        if back.bits() & link::TO_RUST != 0 {
            return Next::Exit(Outcome::Yielded(value));
        }
        let consumer = link::base(root.previous.get());
        let at = link::ip(back);
        vm.thread.base.set(consumer);
        vm.thread.at.set(at);
        set(consumer, operand_a(at), value);
        Next::Go(consumer, at.add(2))
    }
}

/// `for x in generator`: resumes it in place.
#[inline(never)]
pub(crate) unsafe fn for_generator(vm: &Vm, base: *mut Raw, at: *mut u32) -> Next {
    // SAFETY: R[b] is a generator object.
    unsafe {
        let register = operand_b(at);
        let raw = *base.add(register);
        let generator = &*raw.ptr().cast::<Generator>();
        vm.thread.base.set(base);
        vm.thread.at.set(at);
        if generator.linked.get() {
            detach_suspended(generator);
        }
        match generator.state.get() {
            State::Finished => {
                clear(base, register);
                return Next::Go(base, at.offset(*at.add(1) as i32 as isize));
            }
            State::Running => {
                _ = vm.value_error("generator already executing");
                return unwind(vm, base, at);
            }
            _ => {}
        }
        let top = if vm.thread.is_on_stack(base) { vm.thread.free_top() } else { vm.thread.top.get() };
        if become_root(vm, generator, link::base_word(base), link::new(at, 0, 0), top).is_err() {
            return unwind(vm, base, at);
        }
        go_on(vm, generator)
    }
}

/// Continues a generator that has just been made a root or linked: with `None`.
unsafe fn go_on(vm: &Vm, generator: &Generator) -> Next {
    let fresh = generator.state.get() == State::Created;
    generator.state.set(State::Running);
    // SAFETY: the generator is suspended or new, and so is its innermost frame.
    unsafe {
        let inner = innermost(generator);
        inner.state.set(State::Running);
        let (base, at) = (inner.base(), inner.at.get());
        if fresh {
            return Next::Go(base, at);
        }
        if matches!(op_at(at), Op::Yield | Op::YieldA) {
            set(base, operand_a(at), Value::NONE);
            return Next::Go(base, at.add(1));
        }
        enter(vm, base, at, Entry::Send(Value::NONE))
    }
}

/// Takes a suspended frame that awaits are linked through out of its chain: somebody resumes it directly.
unsafe fn detach(generator: &Generator) {
    generator.linked.set(false);
    // SAFETY: the awaiting frames are alive: each holds the next in a register.
    unsafe {
        let awaiting = Generator::of(link::base(generator.previous.get()));
        let mut root = awaiting;
        while (*root).linked.get() {
            root = Generator::of(link::base((*root).previous.get()));
        }
        let inner = (*root).inner.get();
        (*root).inner.set(awaiting);
        (*awaiting).at.set(link::ip(generator.link.get()));
        generator.inner.set(inner);
    }
}

/// As [`detach`], if the chain is suspended. The frame may be in its middle: then its own word says that it runs.
#[cold]
#[inline(never)]
unsafe fn detach_suspended(generator: &Generator) {
    if generator.state() == State::Suspended {
        // SAFETY: the chain is suspended, so nothing of it is on the way.
        unsafe { detach(generator) };
        generator.state.set(State::Suspended);
    }
}

/// Links `generator` below the frame that awaits it and continues it.
unsafe fn link_and_go(vm: &Vm, generator: &Generator, base: *mut Raw, at: *mut u32) -> Next {
    let thread = &vm.thread;
    if thread.depth.get() >= thread.depth_limit.get() {
        generator.end_unstarted();
        _ = vm.recursion_error("");
        // SAFETY: the awaiting frame is live.
        return unsafe { unwind(vm, base, at) };
    }
    thread.depth.set(thread.depth.get() + generator.chain_depth.get());
    generator.previous.set(link::base_word(base));
    generator.link.set(link::new(at, 0, 0));
    generator.linked.set(true);
    // SAFETY: the generator is suspended or new.
    unsafe { go_on(vm, generator) }
}

/// The `Await` instruction begins.
#[inline(never)]
pub(crate) unsafe fn await_begin(vm: &Vm, base: *mut Raw, at: *mut u32) -> Next {
    // SAFETY: `at` is an Await of this frame.
    unsafe { await_step(vm, base, at, operand_b(at), None) }
}

/// One step of driving what `R[register]` holds: `sent` is the value with which the awaiting frame was resumed, or
/// nothing when the await begins.
unsafe fn await_step(vm: &Vm, base: *mut Raw, at: *mut u32, register: usize, sent: Option<Value>) -> Next {
    // SAFETY: the register holds what GetAwaitable or GetYieldFromIter gave.
    unsafe {
        let awaited = *base.add(register);
        if let Some(generator) = awaited.as_value().as_generator() {
            if generator.linked.get() && generator.flavor == Flavor::Generator {
                detach_suspended(generator);
            }
            return match generator.state.get() {
                State::Created | State::Suspended => {
                    if generator.linked.get() {
                        _ = vm.runtime_error("coroutine is being awaited already");
                        return unwind(vm, base, at);
                    }
                    if let (Some(value), State::Suspended) = (&sent, generator.state.get())
                        && !value.is_none()
                    {
                        return resume_linked(vm, generator, base, at, Entry::Send(value.clone()));
                    }
                    link_and_go(vm, generator, base, at)
                }
                State::Running if generator.state() == State::Suspended => {
                    _ = vm.runtime_error("coroutine is being awaited already");
                    unwind(vm, base, at)
                }
                State::Running => {
                    _ = vm.value_error("generator already executing");
                    unwind(vm, base, at)
                }
                State::Finished if generator.flavor == Flavor::Coroutine => {
                    _ = vm.runtime_error("cannot reuse already awaited coroutine");
                    unwind(vm, base, at)
                }
                State::Finished => finish_await(vm, base, at, register, Value::NONE),
            };
        }
        if let Some(step) = awaited.as_value().core::<AsyncGenAwait>() {
            return async_gen_step(vm, step, base, at, register, sent);
        }
        let value = awaited.as_value().clone();
        if let Some(poll) = vm.type_of(&value).slots().poll {
            let first = if sent.is_none() { PollFirst::Yes } else { PollFirst::No };
            return match poll(vm, &value, first) {
                Ok(Poll::Ready(result)) => finish_await(vm, base, at, register, result),
                Ok(Poll::Pending(out)) => suspend(vm, base, at, out),
                Err(_) => unwind(vm, base, at),
            };
        }
        let step = match sent {
            Some(sent) if !sent.is_none() => match vm.call_method(&value, "send", &[sent]) {
                Ok(out) => Ok(Some(out)),
                Err(raised) => vm.stop_value(raised),
            },
            _ => {
                vm.clear_stop_value();
                vm.next(&value)
            }
        };
        match step {
            Ok(Some(out)) => suspend(vm, base, at, out),
            Ok(None) => {
                let result = vm.take_stop_value();
                finish_await(vm, base, at, register, result)
            }
            Err(_) => await_failed(vm, base, at, register),
        }
    }
}

/// The awaited object raised: the end of an `async for` where that was `StopAsyncIteration`.
unsafe fn await_failed(vm: &Vm, base: *mut Raw, at: *mut u32, register: usize) -> Next {
    _ = register;
    // SAFETY: the frame is live and the exception is set; `unwind` knows ForAIter.
    unsafe { unwind(vm, base, at) }
}

/// The await at `at` has its result.
unsafe fn finish_await(vm: &Vm, base: *mut Raw, at: *mut u32, register: usize, result: Value) -> Next {
    vm.thread.base.set(base);
    vm.thread.at.set(at);
    // SAFETY: the registers belong to the frame.
    unsafe {
        clear(base, register);
        set(base, operand_a(at), result);
        Next::Go(base, at.add(op_at(at).len()))
    }
}

/// Links a suspended generator and delivers `entry` to its innermost frame.
unsafe fn resume_linked(vm: &Vm, generator: &Generator, base: *mut Raw, at: *mut u32, entry: Entry) -> Next {
    let thread = &vm.thread;
    thread.depth.set(thread.depth.get() + generator.chain_depth.get());
    generator.previous.set(link::base_word(base));
    generator.link.set(link::new(at, 0, 0));
    generator.linked.set(true);
    generator.state.set(State::Running);
    let inner = innermost(generator);
    inner.state.set(State::Running);
    // SAFETY: the inner frame is suspended.
    unsafe { enter(vm, inner.base(), inner.at.get(), entry) }
}

/// An exception is thrown into a frame that awaits something that is not a linked native frame.
unsafe fn throw_into_awaited(vm: &Vm, base: *mut Raw, at: *mut u32, exception: Value) -> Next {
    // SAFETY: `at` is an Await or ForAIter of this frame.
    unsafe {
        let register = operand_b(at) + (op_at(at) == Op::ForAIter) as usize;
        let awaited = (*base.add(register)).as_value().clone();
        let raise = |exception: Value| {
            // As if the awaited object had no more to give.
            if vm.is_a(&exception, &vm.exceptions.stop_iteration) {
                let raised = vm.set_raised(exception);
                _ = vm.stop_value(raised);
                let result = vm.take_stop_value();
                return finish_await(vm, base, at, register, result);
            }
            vm.chain_context(&exception);
            _ = vm.set_raised(exception);
            unwind(vm, base, at)
        };
        if let Some(generator) = awaited.as_generator() {
            if generator.state.get() == State::Suspended && !generator.linked.get() {
                return resume_linked(vm, generator, base, at, Entry::Throw(exception));
            }
            return raise(exception);
        }
        if let Some(step) = awaited.core::<AsyncGenAwait>() {
            let generator = step.generator.clone();
            if let Some(generator) =
                generator.as_generator().filter(|g| g.state.get() == State::Suspended && !g.linked.get())
            {
                return resume_linked(vm, generator, base, at, Entry::Throw(exception));
            }
            return raise(exception);
        }
        if awaited.is_empty() || vm.type_of(&awaited).slots().poll.is_some() {
            return raise(exception);
        }
        if vm.is_a(&exception, &vm.exceptions.generator_exit) {
            let close = vm.get_attr_opt(&awaited, &vm.names.close);
            return match close.and_then(|close| close.map(|close| vm.call(&close, &[])).transpose()) {
                Ok(_) => raise(exception),
                Err(_) => unwind(vm, base, at),
            };
        }
        match vm.get_attr_opt(&awaited, &vm.names.throw) {
            Ok(None) => raise(exception),
            Ok(Some(throw)) => match vm.call(&throw, &[exception]) {
                Ok(out) => suspend(vm, base, at, out),
                Err(raised) => match vm.stop_value(raised) {
                    Ok(_) => {
                        let result = vm.take_stop_value();
                        finish_await(vm, base, at, register, result)
                    }
                    Err(_) => unwind(vm, base, at),
                },
            },
            Err(_) => unwind(vm, base, at),
        }
    }
}

/// Drives what `anext`, `asend`, `athrow` and `aclose` gave, awaited from a native frame.
unsafe fn async_gen_step(
    vm: &Vm,
    step: &AsyncGenAwait,
    base: *mut Raw,
    at: *mut u32,
    register: usize,
    sent: Option<Value>,
) -> Next {
    // SAFETY: the step keeps its generator alive.
    unsafe {
        let owner = step.generator.clone();
        let Some(generator) = owner.as_generator() else {
            return finish_await(vm, base, at, register, Value::NONE);
        };
        if let Some(sent) = sent {
            return resume_linked(vm, generator, base, at, Entry::Send(sent));
        }
        match step.begin(vm, generator) {
            Err(_) => unwind(vm, base, at),
            Ok(Some(done)) => finish_await(vm, base, at, register, done),
            Ok(None) => {
                let entry = step.entry();
                if generator.state.get() == State::Created {
                    if let Entry::Throw(exception) = entry {
                        generator.state.set(State::Finished);
                        vm.chain_context(&exception);
                        _ = vm.set_raised(exception);
                        return after_async_gen_raise(vm, step, base, at, register);
                    }
                    return link_and_go(vm, generator, base, at);
                }
                resume_linked(vm, generator, base, at, entry)
            }
        }
    }
}

/// An asynchronous generator that was driven from `base` raised.
#[inline(never)]
pub(crate) unsafe fn after_async_gen_raise(
    vm: &Vm,
    step: &AsyncGenAwait,
    base: *mut Raw,
    at: *mut u32,
    register: usize,
) -> Next {
    step.done(vm);
    let exception = vm.peek_raised();
    let closing = matches!(step.mode(), Mode::Close);
    let ended = vm.is_a(&exception, &vm.exceptions.stop_async_iteration)
        || vm.is_a(&exception, &vm.exceptions.generator_exit);
    // SAFETY: the frame is live.
    unsafe {
        if closing && ended {
            drop(vm.thread.raised.take());
            return finish_await(vm, base, at, register, Value::NONE);
        }
        unwind(vm, base, at)
    }
}

/// `yield` in an asynchronous generator: its consumer goes on with the value.
#[inline(never)]
pub(crate) unsafe fn async_yield(vm: &Vm, base: *mut Raw, at: *mut u32, value: Value) -> Next {
    let thread = &vm.thread;
    // SAFETY: the frame is an asynchronous generator's.
    unsafe {
        let me = &*Generator::of(base);
        me.at.set(at);
        me.state.set(State::Suspended);
        me.inner.set(std::ptr::null_mut());
        if !me.linked.get() {
            leave_root(&vm.thread, me);
            return Next::Exit(Outcome::AsyncYielded(value));
        }
        me.linked.set(false);
        me.chain_depth.set(1);
        thread.depth.set(thread.depth.get() - 1);
        let consumer = link::base(me.previous.get());
        let at = link::ip(me.link.get());
        thread.base.set(consumer);
        thread.at.set(at);
        if op_at(at) == Op::ForAIter {
            set(consumer, operand_a(at), value);
            return Next::Go(consumer, at.add(2));
        }
        let register = operand_b(at);
        let awaited = (*consumer.add(register)).as_value().clone();
        if let Some(step) = awaited.core::<AsyncGenAwait>() {
            step.done(vm);
            if matches!(step.mode(), Mode::Close) {
                _ = vm.runtime_error("async generator ignored GeneratorExit");
                return raise_at(vm, consumer, at);
            }
        }
        finish_await(vm, consumer, at, register, value)
    }
}

/// The end of a generator frame: clears it and hands `value` to whoever drives it.
#[inline(never)]
pub(crate) unsafe fn return_generator(vm: &Vm, base: *mut Raw, value: Value) -> Next {
    let thread = &vm.thread;
    // SAFETY: the frame is a generator's; its consumer keeps it alive until the end of this function.
    unsafe {
        let me = &*Generator::of(base);
        let keep = Raw::from_ptr(Generator::of(base).cast()).dup().into_value();
        if me.flags.get() & FRAMED != 0 {
            close(vm, base, vm.thread.at.get());
        }
        clear_registers(base, 0, me.function().nregs.get() as usize);
        me.state.set(State::Finished);
        me.inner.set(std::ptr::null_mut());
        if me.linked.get() {
            me.linked.set(false);
            thread.depth.set(thread.depth.get() - 1);
            let consumer = link::base(me.previous.get());
            let at = link::ip(me.link.get());
            thread.base.set(consumer);
            thread.at.set(at);
            drop(keep);
            let register = operand_b(at);
            if op_at(at) == Op::ForAIter {
                let own = (*consumer.add(register)).ptr() == Generator::of(base).cast();
                if !own {
                    return finish_await(vm, consumer, at, register + 1, value);
                }
                clear(consumer, register);
                return Next::Go(consumer, at.offset(*at.add(1) as i32 as isize));
            }
            let awaited = (*consumer.add(register)).as_value().clone();
            if let Some(step) = awaited.core::<AsyncGenAwait>() {
                step.done(vm);
                if matches!(step.mode(), Mode::Close) {
                    return finish_await(vm, consumer, at, register, Value::NONE);
                }
                let stop = vm.exception(&vm.exceptions.stop_async_iteration, Vec::new());
                _ = vm.raise(stop);
                return raise_at(vm, consumer, at);
            }
            return finish_await(vm, consumer, at, register, value);
        }
        leave_root(&vm.thread, me);
        drop(me.handled.take());
        let back = me.link.get();
        if back.bits() & link::TO_RUST != 0 {
            drop(keep);
            return Next::Exit(Outcome::Returned(value));
        }
        let consumer = link::base(me.previous.get());
        let at = link::ip(back);
        thread.base.set(consumer);
        thread.at.set(at);
        drop(keep);
        drop(value);
        clear(consumer, operand_b(at));
        Next::Go(consumer, at.offset(*at.add(1) as i32 as isize))
    }
}

/// One step of `async for`.
#[inline(never)]
pub(crate) unsafe fn for_aiter(vm: &Vm, base: *mut Raw, at: *mut u32) -> Next {
    // SAFETY: `at` is a ForAIter of this frame.
    unsafe {
        let register = operand_b(at);
        let iterator = (*base.add(register)).as_value().clone();
        if let Some(generator) = iterator.as_generator() {
            if vm.async_gen_first_step(generator, &iterator).is_err() {
                return unwind(vm, base, at);
            }
            return match generator.state.get() {
                State::Finished => {
                    clear(base, register);
                    Next::Go(base, at.offset(*at.add(1) as i32 as isize))
                }
                State::Running => {
                    _ = vm.runtime_error("anext(): asynchronous generator is already running");
                    unwind(vm, base, at)
                }
                _ if generator.linked.get() || !generator.inner.get().is_null() => {
                    _ = vm.runtime_error("anext(): asynchronous generator is already running");
                    unwind(vm, base, at)
                }
                _ => link_and_go(vm, generator, base, at),
            };
        }
        match super::ops::anext_awaitable(vm, &iterator) {
            Ok(awaitable) => {
                set(base, register + 1, awaitable);
                await_step(vm, base, at, register + 1, None)
            }
            Err(_) => unwind(vm, base, at),
        }
    }
}

impl Vm {
    /// The value with which the iteration that has just ended did end: `StopIteration.value`.
    pub(crate) fn take_stop_value(&self) -> Value {
        let Some(stop) = self.take_stopped() else { return Value::NONE };
        let args = stop.as_exception().map_or(Value::NONE, |e| e.args.get());
        args.as_tuple().and_then(|args| args.first().cloned()).unwrap_or(Value::NONE)
    }

    /// Forgets the value of an earlier end.
    pub(crate) fn clear_stop_value(&self) {
        drop(self.stopped.take());
    }

    /// Says with which value the iteration ends that a `next` slot reports as ended.
    pub fn set_stop_value(&self, value: Value) {
        if value.is_none() {
            self.clear_stop_value();
        } else {
            self.stopped.set(self.exception(&self.exceptions.stop_iteration, vec![value]));
        }
    }

    /// If the raised exception is `StopIteration`, takes it, keeps its value in `stop_value` and gives `None`.
    #[cold]
    #[inline(never)]
    pub(crate) fn stop_value(&self, raised: Raised) -> Res<Option<Value>> {
        let exception = self.catch(raised, &self.exceptions.stop_iteration)?;
        let value = exception
            .as_exception()
            .and_then(|e| e.args.get().as_tuple().and_then(|args| args.first().cloned()));
        self.set_stop_value(value.unwrap_or(Value::NONE));
        Ok(None)
    }

    /// Resumes a generator, coroutine or asynchronous generator: `send` and `throw`. `Returned` and `Yielded` are the
    /// ways it can go on.
    ///
    /// `generator` must be one; it must not be running.
    pub fn resume(&self, generator: &Value, entry: Entry) -> Outcome {
        let Some(body) = generator.as_generator() else {
            return Outcome::Raised(self.type_error("not a generator"));
        };
        if body.linked.get() {
            // SAFETY: the object is alive.
            unsafe { detach_suspended(body) };
        }
        match (body.state.get(), &entry) {
            (State::Running, _) => {
                let what = match body.flavor {
                    Flavor::Generator => "generator",
                    Flavor::Coroutine => "coroutine",
                    Flavor::AsyncGenerator => "async generator",
                };
                return Outcome::Raised(self.value_error(format!("{what} already executing")));
            }
            (State::Finished, Entry::Throw(exception)) if body.flavor != Flavor::Coroutine => {
                return Outcome::Raised(self.raise(exception.clone()));
            }
            (State::Finished, _) if body.flavor == Flavor::Coroutine => {
                return Outcome::Raised(self.runtime_error("cannot reuse already awaited coroutine"));
            }
            (State::Finished, _) => return Outcome::Returned(Value::NONE),
            (State::Created, Entry::Send(value)) if !value.is_none() => {
                let what = match body.flavor {
                    Flavor::Generator => "generator",
                    Flavor::Coroutine => "coroutine",
                    Flavor::AsyncGenerator => "async generator",
                };
                return Outcome::Raised(
                    self.type_error(format!("can't send non-None value to a just-started {what}")),
                );
            }
            (State::Created, Entry::Throw(exception)) => {
                body.end_unstarted();
                let start = body.function().start.get();
                let raised = self.raise(exception.clone());
                self.note_frame(body.base(), start);
                return Outcome::Raised(raised);
            }
            _ => {}
        }
        let depth = match self.enter_native("") {
            Ok(depth) => depth,
            Err(raised) => return Outcome::Raised(raised),
        };
        let keep = generator.clone();
        // SAFETY: the generator is suspended or new, and `keep` holds it.
        let outcome = unsafe {
            let top = self.thread.free_top();
            let back = link::new(self.thread.at.get(), 0, link::TO_RUST);
            if let Err(raised) = become_root(self, body, link::base_word(self.thread.base.get()), back, top) {
                return Outcome::Raised(raised);
            }
            let fresh = body.state.get() == State::Created;
            body.state.set(State::Running);
            let inner = innermost(body);
            inner.state.set(State::Running);
            super::run::run(self, inner.base(), inner.at.get(), if fresh { Entry::Start } else { entry })
        };
        drop(depth);
        drop(keep);
        outcome
    }
}

/// The instruction kinds that a generator's consumer may stand at, for `Kind` checks elsewhere.
pub(crate) fn is_generator(value: &Value) -> bool {
    value.is_kind(Kind::Generator)
}
