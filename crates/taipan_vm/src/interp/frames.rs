//! Looking at the frames in progress: for `sys._getframe`, `globals()`, `super()`, warnings.

use taipan_bytecode::{CodeFlags, Op};

use super::{
    generator::{Generator, State},
    thread::{Thread, function_of, link},
};
use crate::{
    Gc, Raised, Raw, Value, Vm,
    exceptions::{Frame, Traceback},
    objects::{CellObject, Code, DictRef, Function},
};

/// A frame in progress: its base and an address in its present instruction.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    base: *mut Raw,
    at: *const u32,
}

impl Place {
    fn function<'a>(self) -> &'a Function {
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
    fn caller(self, thread: &Thread) -> Option<Place> {
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
        let Some(place) = self.places().next() else { return };
        let Some(code) = place.code() else { return };
        self.add_traceback(exception, &code, &place.function().globals, code.offset(place.at), place.base);
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

    fn locals_of(&self, place: Place) -> Value {
        // SAFETY: local registers of a live frame are initialised.
        self.named_locals(place.function(), |at| unsafe { (*place.base.add(at)).as_value().clone() })
    }

    /// The namespace that a frame of `function` makes of what `register` gives.
    fn named_locals(&self, function: &Function, register: impl Fn(usize) -> Value) -> Value {
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

    /// Moves the locals of the frame at `base`, which `exception` ends, to the frame object in its traceback: as long as
    /// that lives, so do they.
    ///
    /// # Safety
    /// The frame is live.
    pub(crate) unsafe fn keep_locals(&self, exception: &Value, base: *mut Raw) {
        let Some(traceback) = exception.as_exception().map(|object| object.traceback.get()) else { return };
        let Some(entry) = traceback.core::<Traceback>() else { return };
        let frame = &entry.frame;
        // SAFETY: the frame's function and local registers are live.
        unsafe {
            let function = *base.sub(3);
            let code = function_of(base).code();
            let same = std::ptr::eq(&raw const *frame.code, &raw const *code);
            if !same || !frame.kept.is_empty() {
                return; // it was raised further in, and again here without an entry
            }
            frame.base.set(std::ptr::null()); // the next frame there is another
            let count = if code.flags.has(CodeFlags::OPTIMIZED) { code.nlocals as usize } else { 1 };
            if (0..count).all(|at| *base.add(at) == Raw::EMPTY) {
                return;
            }
            let locals = (0..count).map(|at| {
                let place = base.add(at);
                let value = *place;
                *place = Raw::EMPTY;
                value.into_value()
            });
            let kept = std::iter::once(function.dup().into_value()).chain(locals).collect();
            frame.kept.set(self.tuple(kept));
        }
    }

    /// The locals that [`Vm::keep_locals`] has kept, by name.
    pub(crate) fn kept_locals(&self, frame: &Frame) -> Option<Value> {
        let kept = frame.kept.get();
        let values = kept.as_tuple()?;
        let function = values.first()?.as_function()?;
        Some(self.named_locals(function, |at| values.get(at + 1).cloned().unwrap_or(Value::EMPTY)))
    }

    /// The frame object `depth` frames up; its `f_back` chain is complete.
    pub fn frame_object(&self, depth: usize) -> Option<Gc<Frame>> {
        let places: Vec<Place> = self.places().skip(depth).collect();
        let mut back: Option<Gc<Frame>> = None;
        for (n, place) in places.iter().enumerate().rev() {
            let code = place.code()?;
            let offset = code.offset(place.at);
            let frame = self.make_frame(&code, &place.function().globals, offset);
            frame.base.set(place.base);
            if n < 2 {
                frame.locals.set(self.locals_of(*place));
            }
            if let Some(back) = back.take() {
                frame.back.set(back.into());
            }
            back = Some(frame);
        }
        back
    }

    /// Where the frame of a frame object runs.
    fn place_of(&self, frame: &Frame) -> Option<Place> {
        if frame.base.get().is_null() {
            return None;
        }
        let code = &raw const *frame.code;
        self.places().find(|place| {
            std::ptr::eq(place.base, frame.base.get())
                && place.code().is_some_and(|own| std::ptr::eq(&raw const *own, code))
        })
    }

    /// Whether the frame of a frame object is in progress.
    pub(crate) fn is_running(&self, frame: &Frame) -> bool {
        self.place_of(frame).is_some()
    }

    /// Brings a frame object up to date if its frame still runs.
    #[cold]
    pub(crate) fn refresh_frame(&self, frame: &Frame) {
        let Some(place) = self.place_of(frame) else { return };
        frame.locals.set(self.locals_of(place));
        let offset = frame.code.offset(place.at);
        frame.offset.set(offset);
        if let Some(entry) = frame.code.object().position_entry(offset) {
            frame.line.set(entry.position.line);
        }
    }

    /// File name, line and globals of the frame `depth` frames up: for warnings.
    pub fn frame_position(&self, depth: usize) -> Option<(String, u32, DictRef)> {
        let place = self.places().nth(depth)?;
        let code = place.code()?;
        let offset = code.offset(place.at);
        let line =
            code.object().position_entry(offset).map_or(code.head.first_line, |entry| entry.position.line);
        Some((code.object().filename.to_string(), line, place.function().globals.clone()))
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

    /// `gi_frame` and the like: `None` once it has ended.
    pub(crate) fn generator_frame(&self, value: &Value) -> Value {
        let Some(generator) = value.as_generator() else { return Value::NONE };
        if generator.state() == State::Finished {
            return Value::NONE;
        }
        let function = generator.function();
        let Some(code) = function.code.get().downcast_gc::<Code>() else { return Value::NONE };
        let running = self.places().find(|place| std::ptr::eq(place.base, generator.base()));
        let at = running.map_or_else(|| generator_at(generator), |place| place.at);
        let frame = self.make_frame(&code, &function.globals, code.offset(at));
        if generator.state() == State::Created {
            frame.line.set(code.head.first_line);
        }
        frame.locals.set(self.locals_of(Place { base: generator.base(), at }));
        frame.into()
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
