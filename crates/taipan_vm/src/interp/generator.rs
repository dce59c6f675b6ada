//! Generators, coroutines and asynchronous generators: one object whose registers are the frame.
//!
//! A chain is what `await` and `yield from` make: the *root* was resumed by a consumer (Rust code, a `for` loop, an
//! `async for`), each further frame is *linked* to the one that awaits it through its links. While a chain is suspended
//! its root's `inner` is the innermost frame, so resuming and suspending cost the same at any depth.
//! The consumer's behaviour is read from the instruction that it stands at.

use std::{any::TypeId, cell::Cell};

use crate::{
    Gc, Kind, Raw, Tracer, Value, Vm,
    heap::{Header, KindInfo, RC_ONE},
    interp::{
        frame_objects::{FRAMED, close},
        thread::{function_of, link},
    },
    objects::{Function, Slot},
};

/// What kind of object the function made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Flavor {
    /// A generator.
    Generator,
    /// A coroutine.
    Coroutine,
    /// An asynchronous generator.
    AsyncGenerator,
}

/// Where it is in its life.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum State {
    /// Not started.
    Created,
    /// At a yield or an await.
    Suspended,
    /// Running, or awaiting a frame that runs.
    Running,
    /// Returned or raised.
    Finished,
}

/// The object. The registers follow.
#[repr(C)]
pub struct Generator {
    header: Header,
    pub(crate) state: Cell<State>,
    pub(crate) flavor: Flavor,
    /// Linked to an awaiting frame rather than resumed as a root.
    pub(crate) linked: Cell<bool>,
    /// Whether somebody has asked for its frame object. Asynchronous generators: hooks have run, is closed, is running.
    pub(crate) flags: Cell<u8>,
    nregs: u32,
    /// Of a suspended root: the innermost frame of its chain.
    pub(crate) inner: Cell<*mut Generator>,
    /// Of a running root: the root that was running before.
    pub(crate) outer: Cell<*mut Generator>,
    /// Of a suspended frame: the instruction at which it stands.
    pub(crate) at: Cell<*mut u32>,
    pub(crate) saved_top: Cell<*mut Raw>,
    /// Of a suspended root: the exception that it handles. Of a running root: the one that its consumer handles.
    pub(crate) handled: Slot,
    pub(crate) entry_depth: Cell<u32>,
    pub(crate) chain_depth: Cell<u32>,
    function: Cell<Raw>,
    pub(crate) previous: Cell<Raw>,
    pub(crate) link: Cell<Raw>,
}

/// In the flags: `__name__` or `__qualname__` have been set, see [`super::Thread`].
pub(super) const RENAMED: u8 = 16;

const REGISTERS: usize = size_of::<Generator>();

impl Generator {
    /// Register 0.
    #[inline(always)]
    pub(crate) fn base(&self) -> *mut Raw {
        let start = (&raw const *self).expose_provenance();
        std::ptr::with_exposed_provenance_mut(start + REGISTERS)
    }

    /// The generator whose registers start at `base`.
    #[inline(always)]
    pub(crate) fn of(base: *mut Raw) -> *mut Generator {
        std::ptr::with_exposed_provenance_mut(base.expose_provenance() - REGISTERS)
    }

    /// Its function.
    pub(crate) fn function(&self) -> &Function {
        // SAFETY: the generator owns its function.
        unsafe { function_of(self.base()) }
    }

    pub(crate) fn info() -> KindInfo {
        unsafe fn trace(object: *mut Header, tracer: &mut Tracer<'_>) {
            // SAFETY: the kind says that a generator stands here; its registers are always initialised.
            unsafe {
                let generator = &*object.cast::<Generator>();
                generator.handled.trace(tracer);
                tracer.raw(generator.function.get());
                for at in 0..generator.nregs as usize {
                    tracer.raw(*generator.base().add(at));
                }
            }
        }
        unsafe fn clear(vm: &Vm, object: *mut Header) {
            // SAFETY: as above. A running generator keeps its frame.
            unsafe {
                let generator = &*object.cast::<Generator>();
                if generator.state() != State::Running {
                    if !generator.inner.get().is_null() {
                        generator.unlink();
                    }
                    generator.state.set(State::Finished);
                    generator.end_frame(vm);
                }
            }
        }
        unsafe fn drop(vm: &Vm, object: *mut Header) {
            // SAFETY: as above.
            unsafe {
                let generator = &*object.cast::<Generator>();
                if !generator.inner.get().is_null() {
                    generator.unlink();
                }
                generator.state.set(State::Finished);
                generator.end_frame(vm);
                std::mem::drop(generator.handled.take());
                super::generator_types::forget_names(vm, generator);
                generator.function.replace(Raw::EMPTY).release();
            }
        }
        KindInfo {
            type_id: TypeId::of::<Generator>(),
            traced: true,
            trace,
            clear,
            dict: |_| None,
            age: |_| None,
            drop,
        }
    }
}

impl Generator {
    /// Ends a frame that has not started, if it has not: it will never run.
    #[cold]
    pub(crate) fn end_unstarted(&self) {
        if self.state.get() == State::Created {
            self.state.set(State::Finished);
            // SAFETY: the object is live, and so is its VM.
            unsafe { self.end_frame(crate::heap::vm_of((&raw const *self).cast_mut().cast())) };
        }
    }

    /// Lets go of what a frame that has ended holds.
    ///
    /// # Safety
    /// It does not run, and is not going to.
    unsafe fn end_frame(&self, vm: &Vm) {
        // SAFETY: the registers are initialised.
        unsafe {
            if self.flags.get() & FRAMED != 0 {
                close(vm, self.base(), self.at.get());
            }
            clear_registers(self.base(), 0, self.nregs as usize);
        }
    }
}

/// Releases and empties registers, the last first.
///
/// # Safety
/// The registers belong to a frame; those never written may hold zeros.
#[inline]
pub(crate) unsafe fn clear_registers(base: *mut Raw, from: usize, to: usize) {
    for at in (from..to).rev() {
        // SAFETY: see above. The register is empty before its value goes.
        unsafe {
            let place = base.add(at).cast::<u64>();
            let bits = *place;
            if bits & 7 == 0 && bits != 0 {
                base.add(at).write(Raw::EMPTY);
                Raw::from_bits(bits).release();
            }
        }
    }
}

impl Value {
    /// The generator, coroutine or asynchronous generator behind this value.
    #[inline(always)]
    pub fn as_generator(&self) -> Option<&Generator> {
        // SAFETY: the kind says that a generator stands here.
        self.is_kind(Kind::Generator).then(|| unsafe { &*self.raw().ptr().cast::<Generator>() })
    }
}

impl Generator {
    /// Where it is in its life. A frame that awaits another is suspended while its chain is, though its own word says
    /// that it runs.
    pub fn state(&self) -> State {
        let own = self.state.get();
        if own != State::Running || !self.linked.get() {
            return own;
        }
        let mut frame: *const Generator = self;
        // SAFETY: the awaiting frames of a linked one are alive; `unlink` sees to that.
        unsafe {
            while (*frame).linked.get() {
                frame = Generator::of(link::base((*frame).previous.get()));
            }
            if (*frame).state.get() == State::Running { State::Running } else { State::Suspended }
        }
    }

    /// A suspended root goes without having been closed: its chain falls apart into frames of their own.
    #[cold]
    fn unlink(&self) {
        let mut frame = self.inner.replace(std::ptr::null_mut());
        // SAFETY: the chain is alive: the root still holds it.
        unsafe {
            while !frame.is_null() && (*frame).linked.replace(false) {
                (*frame).state.set(State::Suspended);
                frame = Generator::of(link::base((*frame).previous.get()));
            }
        }
    }

    /// What it is.
    pub fn flavor(&self) -> Flavor {
        self.flavor
    }
}

/// Releases a reference to a generator that has finished; for the last one this is quicker than the general way.
///
/// # Safety
/// The caller owns the reference, and the generator has finished: its registers hold nothing.
#[inline(always)]
pub(crate) unsafe fn release_finished(vm: &Vm, owned: Raw) {
    // SAFETY: see above. Nothing looks at a finished generator when it goes, unless something refers to it weakly.
    unsafe {
        let object = owned.ptr();
        let generator = &*object.cast::<Generator>();
        if (*object).rc.get() != RC_ONE
            || !generator.handled.is_empty()
            || generator.flags.get() & RENAMED != 0
        {
            return owned.release();
        }
        generator.function.replace(Raw::EMPTY).release();
        let shape = (*object).shape.get();
        if shape & 0x00FF_FFFF != shape >> 24 {
            vm.shapes.class(shape).release();
        }
        vm.heap.free(object);
    }
}

impl Vm {
    /// Makes a generator of the function at the start of a call window, with the `argc` arguments that follow: all that
    /// it has. The window is empty afterwards.
    ///
    /// # Safety
    /// The window is complete, and the function's `suspendable` is `argc`, or more if defaults complete the call.
    #[inline(never)]
    pub(crate) unsafe fn generator_of_window(&self, window: *mut Raw, argc: usize) -> Raw {
        // SAFETY: the callee is a function; its parameters are its first registers.
        unsafe {
            let function = *window;
            let (made, registers) = self.generator(function);
            for n in 0..argc {
                *registers.add(n) = *window.add(3 + n);
                *window.add(3 + n) = Raw::EMPTY;
            }
            let body = function.as_value().body_unchecked::<Function>();
            if argc < body.suspendable.get() as usize {
                super::enter::complete(body, registers, argc);
            }
            *window = Raw::EMPTY;
            function.release(); // not the last: the generator has one
            if self.thread.track_origins.get() {
                self.note_origin(&made);
            }
            made.into_raw()
        }
    }

    #[cold]
    fn generator_shape(&self, function: &Function) -> (u32, Flavor) {
        let flags = function.code().flags;
        let made = if flags.has(taipan_bytecode::CodeFlags::COROUTINE) {
            (self.types.coroutine.shape.get(), Flavor::Coroutine)
        } else if flags.has(taipan_bytecode::CodeFlags::ASYNC_GENERATOR) {
            (self.types.async_generator.shape.get(), Flavor::AsyncGenerator)
        } else {
            (self.shape_of_kind(Kind::Generator), Flavor::Generator)
        };
        function.code().made.set(Some(made));
        function.made.set(Some(made));
        made
    }

    /// Makes a generator of a function. Its registers are empty; the caller fills in the parameters.
    pub(crate) fn generator(&self, function: Raw) -> (Value, *mut Raw) {
        // SAFETY: the caller passes a live function.
        let body = unsafe { function.as_value().body_unchecked::<Function>() };
        let (shape, flavor) = body.made.get().unwrap_or_else(|| self.generator_shape(body));
        let nregs = body.nregs.get();
        let object = self.heap.allocate(REGISTERS + nregs as usize * 8, shape);
        // SAFETY: the block has room for the fields and the registers, all initialised here.
        unsafe {
            let generator = object.cast::<Generator>();
            (&raw mut (*generator).state).write(Cell::new(State::Created));
            (&raw mut (*generator).flavor).write(flavor);
            (&raw mut (*generator).linked).write(Cell::new(false));
            (&raw mut (*generator).flags).write(Cell::new(0));
            (&raw mut (*generator).nregs).write(nregs);
            (&raw mut (*generator).inner).write(Cell::new(std::ptr::null_mut()));
            (&raw mut (*generator).outer).write(Cell::new(std::ptr::null_mut()));
            (&raw mut (*generator).at).write(Cell::new(body.start.get()));
            (&raw mut (*generator).saved_top).write(Cell::new(std::ptr::null_mut()));
            (&raw mut (*generator).handled).write(Slot::empty());
            (&raw mut (*generator).entry_depth).write(Cell::new(0));
            (&raw mut (*generator).chain_depth).write(Cell::new(1));
            (&raw mut (*generator).function).write(Cell::new(function.dup()));
            (&raw mut (*generator).previous).write(Cell::new(link::base_word(std::ptr::null_mut())));
            (&raw mut (*generator).link).write(Cell::new(link::new(std::ptr::null(), 0, 0)));
            let base = (*generator).base();
            for at in 0..nregs as usize {
                base.add(at).write(Raw::EMPTY);
            }
            let made: Gc<Generator> = self.adopt(object);
            (made.into(), base)
        }
    }
}
