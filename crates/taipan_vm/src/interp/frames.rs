//! Looking at the frames in progress: for `globals()`, `super()`, warnings, and for frame objects (`frame_objects`).

use taipan_bytecode::{CodeFlags, Op};

use super::{
    generator::{Generator, State},
    thread::{Thread, function_of, link},
};
use crate::{
    Gc, Raised, Raw, Value, Vm,
    objects::{CellObject, Code, DictRef, Function},
};

/// A frame in progress: its base and an address in its present instruction.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    base: *mut Raw,
    at: *const u32,
}

impl Place {
    /// The live frame at `base`, which stands at `at`.
    pub(super) fn new(base: *mut Raw, at: *const u32) -> Place {
        Place { base, at }
    }

    pub(super) fn base(self) -> *mut Raw {
        self.base
    }

    pub(crate) fn at(self) -> *const u32 {
        self.at
    }

    pub(super) fn function<'a>(self) -> &'a Function {
        // SAFETY: places are made from live frames and not kept.
        unsafe { function_of(self.base) }
    }

    fn code(self) -> Option<Gc<Code>> {
        self.function().code.get().downcast_gc()
    }

    /// Whether it stands at an instruction that ends the frame.
    fn returns(self) -> bool {
        // SAFETY: `at` lies inside the frame's code.
        let op = unsafe { Op::from_byte(*self.at as u8) };
        matches!(op, Some(Op::Return | Op::ReturnConst | Op::ReturnG | Op::ReturnConstG))
            && super::unwind::is_instruction(self.function().code(), self.at)
    }

    /// The frame that called or resumed this one.
    pub(super) fn caller(self, thread: &Thread) -> Option<Place> {
        // SAFETY: the links of a live frame point to its caller.
        unsafe {
            let base = link::base(*self.base.sub(2));
            let back = *self.base.sub(1);
            let at = link::ip(back).cast_const();
            // Where Rust code or a consumer waits, the link names its instruction, else the one after the call.
            let exact = back.bits() & link::TO_RUST != 0 || !thread.is_on_stack(self.base);
            let at = if exact { at } else { at.sub(1) };
            (!base.is_null()).then_some(Place { base, at })
        }
    }
}

impl Vm {
    /// Gives an exception that never propagated a traceback: the running frame.
    #[cold]
    pub(crate) fn add_running_frame(&self, exception: &Value) {
        if let Some(place) = self.places().next() {
            self.add_traceback(exception, place);
        }
    }

    /// The frame that runs, or that called the native function that runs; then its callers.
    pub(crate) fn places(&self) -> impl Iterator<Item = Place> {
        let base = self.thread.base.get();
        let first = (!base.is_null()).then(|| Place { base, at: self.thread.at.get() });
        // At its return a frame only releases its locals, which then go in the name of its caller.
        std::iter::successors(first, |place| place.caller(&self.thread)).filter(|place| !place.returns())
    }

    /// The globals of the running frame.
    pub fn frame_globals(&self) -> Option<DictRef> {
        Some(self.places().next()?.function().globals.clone())
    }

    /// The namespace of the running frame: `locals()`. A function's is a copy.
    pub fn frame_locals(&self) -> Option<Value> {
        self.places().next().map(|place| self.locals_of(place))
    }

    pub(super) fn locals_of(&self, place: Place) -> Value {
        // SAFETY: local registers of a live frame are initialised.
        self.named_locals(place.function(), |at| unsafe { (*place.base.add(at)).as_value().clone() })
    }

    /// The namespace that a frame of `function` makes of what `register` gives.
    pub(super) fn named_locals(&self, function: &Function, register: impl Fn(usize) -> Value) -> Value {
        let code = function.code();
        if !code.flags.has(CodeFlags::OPTIMIZED) {
            return register(0); // bodies have their namespace there
        }
        let dict = self.dict();
        let object = code.object();
        let parameters = code.head.param_count();
        let named = || code.local_names.iter().enumerate();
        let late = |at: usize| at >= parameters && object.cells.contains(&(object.local_register(at) as u16));
        // Cells that are no parameters come after the other locals.
        for (at, name) in named().filter(|(at, _)| !late(*at)).chain(named().filter(|(at, _)| late(*at))) {
            let place = object.local_register(at);
            if object.hidden.contains(&(place as u16)) {
                continue;
            }
            let mut value = register(place);
            if object.cells.contains(&(place as u16))
                && let Some(cell) = value.core::<CellObject>()
            {
                value = cell.contents.get();
            }
            if !value.is_empty() {
                _ = dict.set_name(self, name, value);
            }
        }
        for (at, name) in code.free_names.iter().enumerate() {
            let cell = function.closure.as_ref().and_then(|closure| closure.get(at));
            if let Some(value) =
                cell.and_then(|cell| cell.core::<CellObject>()).and_then(|cell| cell.contents.given())
            {
                _ = dict.set_name(self, name, value);
            }
        }
        dict.into()
    }

    /// File name, line and globals of the frame `depth` frames up: for warnings.
    pub fn frame_position(&self, depth: usize) -> Option<(String, u32, DictRef)> {
        let place = self.places().nth(depth)?;
        let code = place.code()?;
        let offset = code.offset(place.at);
        Some((code.object().filename.to_string(), code.line_at(offset), place.function().globals.clone()))
    }

    /// Class and receiver for `super()` without arguments.
    ///
    /// # Errors
    /// `RuntimeError` where the frame has none.
    pub fn super_context(&self) -> Result<(Value, Value), Raised> {
        let Some(place) = self.places().next() else {
            return Err(self.runtime_error("super(): no current frame"));
        };
        let function = place.function();
        let code = function.code();
        if code.head.arg_count == 0 {
            return Err(self.runtime_error("super(): no arguments"));
        }
        // SAFETY: register 0 is the first parameter.
        let mut receiver = unsafe { (*place.base).as_value().clone() };
        if code.object().cells.contains(&0)
            && let Some(cell) = receiver.core::<CellObject>()
        {
            receiver = cell.contents.get();
        }
        if receiver.is_empty() {
            return Err(self.runtime_error("super(): arg[0] deleted"));
        }
        let at = code.free_names.iter().position(|name| name.is(&self.names.dunder_class));
        let cell = at.and_then(|at| function.closure.as_ref()?.get(at).cloned());
        let Some(cell) = cell else { return Err(self.runtime_error("super(): __class__ cell not found")) };
        match cell.core::<CellObject>().and_then(|cell| cell.contents.given()) {
            Some(class) => Ok((class, receiver)),
            None => Err(self.runtime_error("super(): empty __class__ cell")),
        }
    }

    /// Where coroutines are made is kept while a notebook runs, see `track_origins`.
    pub(crate) fn note_origin(&self, made: &Value) {
        if !self.thread.track_origins.get() || !super::flow::is_generator(made) {
            return;
        }
        if let Some((file, line, _)) = self.frame_position(0) {
            let origin = Origin { place: Some((file, line)), reported: false };
            self.thread.origins.borrow_mut().insert(self.id_of(made), origin);
        }
    }

    /// From now on remembers where each coroutine is made.
    pub fn track_origins(&self, on: bool) {
        self.thread.track_origins.set(on);
    }

    /// File and line at which a coroutine was made, if that was tracked.
    pub fn origin_of(&self, coroutine: &Value) -> Option<(String, u32)> {
        let origins = self.thread.origins.borrow();
        origins.get(&self.id_of(coroutine)).and_then(|origin| origin.place.clone())
    }

    /// Coroutines that exist, have never been started and are not marked as reported. Forgets the origins of those
    /// that are gone.
    pub fn never_awaited(&self) -> Vec<Value> {
        let (mut found, mut alive) = (Vec::new(), std::collections::HashSet::new());
        self.heap.each_object(|object| {
            // SAFETY: the visitor gets live objects; collecting them counts a reference each.
            let value = unsafe { Raw::from_ptr(object).dup().into_value() };
            let Some(generator) = value.as_generator() else { return };
            let fresh = generator.state() == State::Created && generator.flavor() == super::Flavor::Coroutine;
            alive.insert(self.id_of(&value));
            if fresh && !self.is_reported(&value) {
                found.push(value);
            }
        });
        self.thread.origins.borrow_mut().retain(|id, _| alive.contains(id));
        found
    }

    /// Remembers that somebody has been told about a coroutine that nobody awaited.
    pub fn mark_reported(&self, coroutine: &Value) {
        self.thread.origins.borrow_mut().entry(self.id_of(coroutine)).or_default().reported = true;
    }

    fn is_reported(&self, coroutine: &Value) -> bool {
        self.thread.origins.borrow().get(&self.id_of(coroutine)).is_some_and(|origin| origin.reported)
    }

    /// From now on coroutines that are marked as reported go without another warning.
    pub fn hush_reported(&self, on: bool) {
        self.thread.hush_reported.set(on);
    }

    /// Whether a coroutine that goes gives no warning.
    pub(crate) fn is_hushed(&self, coroutine: &Value) -> bool {
        self.thread.hush_reported.get() && self.is_reported(coroutine)
    }
}

/// Where a coroutine was made.
#[derive(Default)]
pub(crate) struct Origin {
    /// File and line.
    place: Option<(String, u32)>,
    /// A report has named the coroutine.
    reported: bool,
}

/// The instruction at which a suspended generator stands: its own, or the await of the frame that it awaits.
pub(crate) fn generator_at(generator: &Generator) -> *const u32 {
    if generator.state() != State::Suspended {
        return generator.at.get();
    }
    // SAFETY: the chain is alive; links lead from any frame to its root and from its innermost frame to all others.
    unsafe {
        let mut root: *const Generator = generator;
        while (*root).linked.get() {
            root = Generator::of(link::base((*root).previous.get()));
        }
        let mut frame: *const Generator = (*root).inner.get();
        while !frame.is_null() && !std::ptr::eq(frame, generator) && (*frame).linked.get() {
            let previous = link::base((*frame).previous.get());
            if previous == generator.base() {
                return link::ip((*frame).link.get());
            }
            frame = Generator::of(previous);
        }
    }
    generator.at.get()
}
