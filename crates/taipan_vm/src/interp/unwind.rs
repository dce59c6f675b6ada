//! Unwinding: from where an exception is raised to its handler, frame by frame.

use taipan_bytecode::Op;

use super::{
    async_gen::AsyncGenAwait,
    flow::{self, Next, Outcome},
    frame_objects::{close, is_framed},
    frames::Place,
    generator::{Flavor, Generator, State, clear_registers},
    thread::{Thread, function_of, link},
};
use crate::{Raised, Raw, Value, Vm, objects::Code};

impl Vm {
    /// Adds the frame at `base`, standing at `at`, to the traceback of the raised exception.
    #[inline(never)]
    pub(crate) fn note_frame(&self, base: *mut Raw, at: *const u32) {
        self.add_traceback(&self.peek_raised(), Place::new(base, at));
    }
}

/// The raised exception leaves the instruction at `at`.
#[cold]
#[inline(never)]
pub(crate) unsafe fn unwind(vm: &Vm, base: *mut Raw, at: *const u32) -> Next {
    vm.thread.base.set(base);
    vm.thread.at.set(at);
    // SAFETY: the frame is live.
    unsafe {
        if ends_async_for(vm, base, at) {
            return end_async_for(base, at);
        }
        vm.note_frame(base, at);
        go_up(vm, base, at)
    }
}

/// As [`unwind`], for an exception whose traceback has this frame already.
#[cold]
#[inline(never)]
pub(crate) unsafe fn unwind_again(vm: &Vm, base: *mut Raw, at: *const u32) -> Next {
    // SAFETY: the frame is live.
    unsafe { go_up(vm, base, at) }
}

/// The `raise` statement at `at`. A bare one leaves the traceback as it is.
#[cold]
#[inline(never)]
pub(crate) unsafe fn raise(vm: &Vm, base: *mut Raw, at: *const u32) -> Next {
    // SAFETY: the frame is live, and its instruction's operands name live registers.
    unsafe {
        let (count, operands) = (*at.cast::<u8>().add(1) as usize, *at.cast::<u8>().add(2) as usize);
        match super::ops::raise(vm, base.add(operands), count) {
            Ok(super::ops::Raising::Again) => unwind_again(vm, base, at),
            Ok(super::ops::Raising::New) | Err(_) => unwind(vm, base, at),
        }
    }
}

/// Whether the exception is the regular end of the `async for` at `at`.
unsafe fn ends_async_for(vm: &Vm, base: *mut Raw, at: *const u32) -> bool {
    // SAFETY: `at` lies inside an instruction of the frame; a ForAIter that awaits is always at its first word.
    unsafe {
        let function = function_of(base);
        if !function.code().flags.is_generator_like() {
            return false;
        }
        if *at as u8 != Op::ForAIter as u8 || !is_instruction(function.code(), at) {
            return false;
        }
        let register = *at.cast::<u8>().add(2) as usize;
        (*base.add(register)).as_value().as_generator().is_none()
            && *base.add(register + 1) != Raw::EMPTY
            && vm.is_a(&vm.peek_raised(), &vm.exceptions.stop_async_iteration)
    }
}

/// Whether `at` is the first word of an instruction.
#[inline(never)]
pub(super) fn is_instruction(code: &Code, at: *const u32) -> bool {
    let target = code.offset(at) as usize;
    if target > code.len() {
        return false;
    }
    let mut place = 0;
    while place < target {
        // SAFETY: the place lies inside the instructions. An operation takes the place of one of the same length.
        match Op::from_byte(unsafe { *code.start().add(place) } as u8) {
            Some(op) => place += op.len(),
            None => return false,
        }
    }
    place == target
}

unsafe fn end_async_for(base: *mut Raw, at: *const u32) -> Next {
    // SAFETY: see `ends_async_for`.
    unsafe {
        let function = function_of(base);
        let vm = crate::heap::vm_of((*base.sub(3)).ptr());
        _ = function;
        drop(vm.thread.raised.take());
        let register = *at.cast::<u8>().add(2) as usize;
        clear_registers(base, register, register + 2);
        Next::Go(base, at.cast_mut().offset(*at.add(1) as i32 as isize))
    }
}

unsafe fn go_up(vm: &Vm, mut base: *mut Raw, mut at: *const u32) -> Next {
    let thread = &vm.thread;
    // SAFETY: every frame on the way is live until it is popped.
    unsafe {
        loop {
            let function = function_of(base);
            let code = function.code();
            let nregs = function.nregs.get() as usize;
            if !thread.terminated.get() {
                let offset = code.offset(at);
                let handler = code.object().exceptions.iter().find(|e| e.start <= offset && offset < e.end);
                if let Some(handler) = handler {
                    let exception = thread.raised.take();
                    let far = code.head.far_start as usize;
                    clear_registers(base, handler.depth as usize, far.min(nregs));
                    *base.add(handler.depth as usize) = exception.into_raw();
                    return Next::Go(base, code.start().add(handler.target as usize));
                }
            }
            let exception = thread.raised.take();
            if !thread.is_on_stack(base) {
                match pop_generator(vm, base, at, nregs, exception) {
                    Ok((consumer, place)) => (base, at) = (consumer, place),
                    Err(next) => return next,
                }
                continue;
            }
            if is_framed(vm, base) {
                close(vm, base, at);
            }
            clear_registers(base, 0, nregs);
            let back = *base.sub(1);
            let caller = link::base(*base.sub(2));
            let to_rust = back.bits() & link::TO_RUST != 0;
            let owned = *base.sub(3);
            *base.sub(3) = Raw::EMPTY;
            leave(thread, back, caller);
            owned.release();
            if back.bits() & link::INIT != 0 {
                let instance = *base.sub(4);
                *base.sub(4) = Raw::EMPTY;
                instance.release();
            }
            thread.depth.set(thread.depth.get() - 1);
            let raised = vm.set_raised(exception);
            if to_rust {
                return Next::Exit(Outcome::Raised(raised));
            }
            base = caller;
            at = link::ip(back).sub(1);
            vm.note_frame(base, at);
        }
    }
}

/// Makes the caller the running frame: what dies with a frame may run Python code, for which it is no frame any more.
unsafe fn leave(thread: &Thread, back: Raw, caller: *mut Raw) {
    thread.base.set(caller);
    // SAFETY: the link of a frame that Python code called stands behind the calling instruction.
    thread.at.set(unsafe {
        if back.bits() & link::TO_RUST != 0 { link::ip(back) } else { link::ip(back).sub(1) }
    });
}

/// Frees the function of a frame that returns.
///
/// # Safety
/// The frame's registers and its own reference to the function, the last one, have been given up.
#[cold]
#[inline(never)]
pub(crate) unsafe fn free_function(thread: &Thread, function: Raw, back: Raw, caller: *mut Raw) {
    // SAFETY: see above.
    unsafe {
        leave(thread, back, caller);
        crate::heap::last_reference(function.ptr());
    }
}

/// Ends a generator frame that an exception leaves; gives its consumer, or where to go on.
unsafe fn pop_generator(
    vm: &Vm,
    base: *mut Raw,
    at: *const u32,
    nregs: usize,
    exception: Value,
) -> Result<(*mut Raw, *const u32), Next> {
    let thread = &vm.thread;
    // SAFETY: the frame is a generator's; `keep` holds it.
    unsafe {
        let me = &*Generator::of(base);
        let keep = Raw::from_ptr(Generator::of(base).cast()).dup().into_value();
        if is_framed(vm, base) {
            close(vm, base, at);
        }
        clear_registers(base, 0, nregs);
        me.state.set(State::Finished);
        me.inner.set(std::ptr::null_mut());
        let linked = me.linked.replace(false);
        if linked {
            thread.depth.set(thread.depth.get() - 1);
        } else {
            flow_leave(vm, me);
        }
        let exception = stop_to_runtime_error(vm, me.flavor, exception);
        let raised: Raised = vm.set_raised(exception);
        let back = me.link.get();
        if !linked && back.bits() & link::TO_RUST != 0 {
            drop(keep);
            return Err(Next::Exit(Outcome::Raised(raised)));
        }
        let consumer = link::base(me.previous.get());
        let at = link::ip(back);
        thread.base.set(consumer);
        thread.at.set(at);
        drop(keep);
        if linked {
            let register = *at.cast::<u8>().add(2) as usize;
            let awaited = (*consumer.add(register)).as_value().clone();
            if let Some(step) = awaited.core::<AsyncGenAwait>() {
                return Err(flow::after_async_gen_raise(vm, step, consumer, at, register));
            }
            if ends_async_for(vm, consumer, at) {
                return Err(end_async_for(consumer, at));
            }
        }
        vm.note_frame(consumer, at);
        Ok((consumer, at))
    }
}

unsafe fn flow_leave(vm: &Vm, me: &Generator) {
    // SAFETY: the generator is the running root.
    unsafe { flow::leave_ended_root(vm, me) }
}

/// `StopIteration` does not leave a generator (PEP 479), nor `StopAsyncIteration` an asynchronous one.
fn stop_to_runtime_error(vm: &Vm, flavor: Flavor, exception: Value) -> Value {
    let stop = vm.is_a(&exception, &vm.exceptions.stop_iteration);
    let async_stop =
        flavor == Flavor::AsyncGenerator && vm.is_a(&exception, &vm.exceptions.stop_async_iteration);
    if !stop && !async_stop {
        return exception;
    }
    let what = match flavor {
        Flavor::Generator => "generator",
        Flavor::Coroutine => "coroutine",
        Flavor::AsyncGenerator => "async generator",
    };
    let which = if stop { "StopIteration" } else { "StopAsyncIteration" };
    let error = vm.exception(&vm.exceptions.runtime_error, vec![vm.str(&format!("{what} raised {which}"))]);
    if let Some(object) = error.as_exception() {
        object.cause.set(exception.clone());
        object.context.set(exception);
        object.suppress_context.set(true);
    }
    error
}
