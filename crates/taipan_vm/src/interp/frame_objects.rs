//! Frame objects (`sys._getframe`, `tb_frame`, `gi_frame`; data model, "Frame objects"): one for each activation that
//! somebody has asked for.
//!
//! While the frame is in use its object owns nothing of it: `base` says where the registers are, and locals and line are
//! read from there. The frame is marked, in its link word or in the generator's flags, and the VM holds the object. When
//! the frame ends ([`close`]) the object, if anybody else has it, takes the locals over, and they live as long as it does.

use std::{cell::RefCell, collections::HashMap, ptr};

use foldhash::fast::FixedState;
use taipan_bytecode::CodeFlags;

use super::{
    frames::{Place, generator_at},
    generator::{Generator, State, clear_registers},
    thread::{function_of, link},
};
use crate::{Gc, Kind, Raw, Res, Value, Vm, exceptions::Frame, objects::Code};

/// In a generator's flags: its frame has an object.
pub(super) const FRAMED: u8 = 8;
/// What an entry of [`FrameObjects`] is charged with: key, value and their share of free places.
const ENTRY: usize = 32;

/// The objects of frames in use, by their bases.
pub(crate) type FrameObjects = RefCell<HashMap<*mut Raw, Gc<Frame>, FixedState>>;

/// Whether the frame at `base` has an object.
///
/// # Safety
/// The frame is live.
#[inline(always)]
pub(super) unsafe fn is_framed(vm: &Vm, base: *mut Raw) -> bool {
    // SAFETY: see above; a frame that is not on the stack is a generator's.
    unsafe {
        if vm.thread.is_on_stack(base) {
            (*base.sub(1)).bits() & link::FRAMED != 0
        } else {
            (*Generator::of(base)).flags.get() & FRAMED != 0
        }
    }
}

/// Sets or takes the mark of the frame at `base`.
unsafe fn mark(vm: &Vm, base: *mut Raw, framed: bool) {
    // SAFETY: the frame is live. The word stays an int with the mark.
    unsafe {
        if vm.thread.is_on_stack(base) {
            let bits = (*base.sub(1)).bits() & !link::FRAMED;
            *base.sub(1) = Raw::from_bits(if framed { bits | link::FRAMED } else { bits });
        } else {
            let flags = &(*Generator::of(base)).flags;
            flags.set(if framed { flags.get() | FRAMED } else { flags.get() & !FRAMED });
        }
    }
}

/// The frame at `base`, which is marked, ends at `at`: its object takes its locals, which leave their registers.
///
/// # Safety
/// The frame is live and its links are those of its end; a generator's may name nobody.
#[cold]
#[inline(never)]
pub(super) unsafe fn close(vm: &Vm, base: *mut Raw, at: *const u32) {
    let frame = vm.thread.frame_objects.borrow_mut().remove(&base);
    // SAFETY: see above.
    unsafe {
        mark(vm, base, false);
        let Some(frame) = frame else { return };
        vm.heap.uncharge(ENTRY);
        frame.base.set(ptr::null_mut());
        if crate::heap::refcount(frame.value().raw().ptr()) == 1 {
            return;
        }
        let code = function_of(base).code();
        frame.stand_at(code.offset(at));
        frame.function.set((*base.sub(3)).dup().into_value());
        frame.kept.set(take_locals(vm, base, code));
        if vm.thread.is_on_stack(base) {
            let caller = Place::new(base, at).caller(&vm.thread);
            frame.back.set(caller.and_then(|caller| vm.frame_of(caller)).map_or(Value::EMPTY, Into::into));
        }
    }
}

/// Moves what a frame object shows out of the registers: locals, or the namespace of a body, at the places that they had.
///
/// # Safety
/// `base` is a frame of `code`.
unsafe fn take_locals(vm: &Vm, base: *mut Raw, code: &Code) -> Value {
    let (near, far, all) = match code.flags.has(CodeFlags::OPTIMIZED) {
        true => (code.nlocals as usize, code.head.far_start as usize, code.nregs as usize),
        false => (1, 1, 1),
    };
    // SAFETY: the registers are initialised, and empty once their words have gone to the tuple.
    unsafe {
        if far < all {
            clear_registers(base, near, far);
        }
        let count = if far < all { all } else { near };
        if count == 0 {
            return Value::EMPTY;
        }
        let kept = vm.tuple_from_raw(base, count, vm.shape_of_kind(Kind::Tuple));
        for at in 0..count {
            *base.add(at) = Raw::EMPTY;
        }
        kept.into()
    }
}

impl Vm {
    /// The frame object of a frame.
    pub(crate) fn frame_of(&self, place: Place) -> Option<Gc<Frame>> {
        let base = place.base();
        // SAFETY: a place is that of a live frame.
        if unsafe { is_framed(self, base) } {
            return self.thread.frame_objects.borrow().get(&base).cloned();
        }
        let function = place.function();
        let frame = self.make_frame(&function.code.get().downcast_gc()?, &function.globals);
        frame.base.set(base);
        frame.in_generator.set(!self.thread.is_on_stack(base));
        self.heap.overdraw(ENTRY);
        self.thread.frame_objects.borrow_mut().insert(base, frame.clone());
        // SAFETY: as above.
        unsafe { mark(self, base, true) };
        Some(frame)
    }

    /// The object of the frame `depth` frames up.
    pub fn frame_object(&self, depth: usize) -> Option<Gc<Frame>> {
        self.frame_of(self.places().nth(depth)?)
    }

    /// `gi_frame` and the like: `None` once it has ended.
    pub(crate) fn generator_frame(&self, value: &Value) -> Value {
        match value.as_generator() {
            Some(generator) if generator.state() != State::Finished => {
                let place = Place::new(generator.base(), generator.at.get());
                self.frame_of(place).map_or(Value::NONE, Into::into)
            }
            _ => Value::NONE,
        }
    }

    /// Where the frame of a frame object stands; nothing if it has ended.
    fn place_of(&self, frame: &Frame) -> Option<Place> {
        let base = frame.base.get();
        if base.is_null() {
            return None;
        }
        if let Some(place) = self.places().find(|place| place.base() == base) {
            return Some(place);
        }
        // SAFETY: the frame has not ended: it is that of a live generator, or stands on the stack of another thread.
        let at = unsafe {
            if frame.in_generator.get() {
                generator_at(&*Generator::of(base))
            } else {
                frame.code.start().add(frame.offset.get() as usize).cast_const()
            }
        };
        Some(Place::new(base, at))
    }

    /// The generator that the frame of a frame object belongs to; nothing if it has ended or is a plain frame.
    fn generator_of<'a>(&self, frame: &'a Frame) -> Option<&'a Generator> {
        let base = frame.base.get();
        if base.is_null() || !frame.in_generator.get() {
            return None;
        }
        // SAFETY: see `place_of`.
        Some(unsafe { &*Generator::of(base) })
    }

    /// `f_locals`: the namespace of a body, or what the locals of a function are now.
    pub(crate) fn locals_of_frame(&self, frame: &Frame) -> Value {
        if let Some(place) = self.place_of(frame) {
            return self.locals_of(place);
        }
        let (function, kept) = (frame.function.get(), frame.kept.get());
        match (function.as_function(), kept.as_tuple()) {
            (Some(function), Some(kept)) => {
                self.named_locals(function, |at| kept.get(at).cloned().unwrap_or(Value::EMPTY))
            }
            _ => self.dict().into(),
        }
    }

    /// `f_lineno`
    pub(crate) fn line_of_frame(&self, frame: &Frame) -> u32 {
        self.bring_up_to_date(frame);
        let created = self.generator_of(frame).is_some_and(|generator| generator.state() == State::Created);
        if created { frame.code.head.first_line } else { frame.line() }
    }

    fn bring_up_to_date(&self, frame: &Frame) {
        if let Some(place) = self.place_of(frame) {
            frame.stand_at(frame.code.offset(place.at()));
        }
    }

    /// `f_lasti`
    pub(crate) fn offset_of_frame(&self, frame: &Frame) -> u32 {
        self.bring_up_to_date(frame);
        frame.offset.get()
    }

    /// `f_back`: who called or resumed the frame, or did so last; a suspended generator's has none.
    pub(crate) fn back_of_frame(&self, frame: &Frame) -> Value {
        if frame.base.get().is_null() {
            return frame.back.given().unwrap_or(Value::NONE);
        }
        let mut places = self.places().skip_while(|place| place.base() != frame.base.get());
        let back = places.nth(1).and_then(|place| self.frame_of(place));
        back.map_or(Value::NONE, Into::into)
    }

    /// `frame.clear()`
    ///
    /// # Errors
    /// `RuntimeError` for a frame that runs or is suspended.
    pub(crate) fn clear_frame(&self, frame: &Frame) -> Res {
        if let Some(generator) = self.generator_of(frame) {
            match generator.state() {
                State::Suspended => return Err(self.runtime_error("cannot clear a suspended frame")),
                State::Running => return Err(self.runtime_error("cannot clear an executing frame")),
                State::Created | State::Finished => generator.end_unstarted(),
            }
        } else if !frame.base.get().is_null() {
            return Err(self.runtime_error("cannot clear an executing frame"));
        } else {
            drop(frame.kept.take());
        }
        Ok(Value::NONE)
    }
}
