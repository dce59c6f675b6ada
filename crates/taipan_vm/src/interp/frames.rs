//! Looking at the frames in progress: for `sys._getframe`, `globals()`, `super()`, warnings.

use super::{
    generator::{Generator, State},
    thread::{function_of, link},
};
use crate::{
    Gc, Raised, Raw, Value, Vm,
    exceptions::Frame,
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

    /// The frame that called or resumed this one.
    fn caller(self) -> Option<Place> {
        // SAFETY: the links of a live frame point to its caller.
        unsafe {
            let base = link::base(*self.base.sub(2));
            let at = link::ip(*self.base.sub(1)).cast_const();
            (!base.is_null()).then_some(Place { base, at })
        }
    }
}

impl Vm {
    /// The frame that runs, or that called the native function that runs; then its callers.
    pub(crate) fn places(&self) -> impl Iterator<Item = Place> {
        let base = self.thread.base.get();
        let first = (!base.is_null()).then(|| Place { base, at: self.thread.at.get() });
        std::iter::successors(first, |place| place.caller())
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
        let function = place.function();
        let code = function.code();
        if !code.flags.has(taipan_bytecode::CodeFlags::OPTIMIZED) {
            // SAFETY: bodies have their namespace in register 0.
            return unsafe { (*place.base).as_value().clone() };
        }
        let dict = self.dict();
        for (at, name) in code.local_names.iter().enumerate() {
            if code.object.hidden.contains(&(at as u16)) || at >= code.nlocals as usize {
                continue;
            }
            // SAFETY: local registers of a live frame are initialised.
            let mut value = unsafe { (*place.base.add(at)).as_value().clone() };
            if code.object.cells.contains(&(at as u16))
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

    /// The frame object `depth` frames up; its `f_back` chain is complete.
    pub fn frame_object(&self, depth: usize) -> Option<Gc<Frame>> {
        let places: Vec<Place> = self.places().skip(depth).collect();
        let mut back: Option<Gc<Frame>> = None;
        for (n, place) in places.iter().enumerate().rev() {
            let code = place.code()?;
            let mut offset = code.offset(place.at);
            if n + depth > 0 && !self.is_generator_place(*place) {
                offset = offset.saturating_sub(1);
            }
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

    /// Brings a frame object up to date if its frame still runs.
    #[cold]
    pub(crate) fn refresh_frame(&self, frame: &Frame) {
        let same = |place: &Place| {
            std::ptr::eq(place.base, frame.base.get())
                && place.code().is_some_and(|code| std::ptr::eq(&raw const *code, &raw const *frame.code))
        };
        if frame.base.get().is_null() {
            return;
        }
        let Some((depth, place)) = self.places().enumerate().find(|(_, place)| same(place)) else { return };
        frame.locals.set(self.locals_of(place));
        let mut offset = frame.code.offset(place.at);
        if depth > 0 && !self.is_generator_place(place) {
            offset = offset.saturating_sub(1);
        }
        frame.offset.set(offset);
        if let Some(entry) = frame.code.object.position_entry(offset) {
            frame.line.set(entry.position.line);
        }
    }

    fn is_generator_place(&self, place: Place) -> bool {
        !self.thread.is_on_stack(place.base)
    }

    /// File name, line and globals of the frame `depth` frames up: for warnings.
    pub fn frame_position(&self, depth: usize) -> Option<(String, u32, DictRef)> {
        let place = self.places().nth(depth)?;
        let code = place.code()?;
        let mut offset = code.offset(place.at);
        if depth > 0 && !self.is_generator_place(place) {
            offset = offset.saturating_sub(1);
        }
        let line =
            code.object.position_entry(offset).map_or(code.object.first_line, |entry| entry.position.line);
        Some((code.object.filename.to_string(), line, place.function().globals.clone()))
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
        if code.object.arg_count == 0 {
            return Err(self.runtime_error("super(): no arguments"));
        }
        // SAFETY: register 0 is the first parameter.
        let mut receiver = unsafe { (*place.base).as_value().clone() };
        if code.object.cells.contains(&0)
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
        let at = generator_at(generator);
        let frame = self.make_frame(&code, &function.globals, code.offset(at));
        if generator.state() == State::Created {
            frame.line.set(code.object.first_line);
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

/// The instruction at which a generator stands: its own, or the await of the frame that it awaits.
pub(crate) fn generator_at(generator: &Generator) -> *const u32 {
    let inner = generator.inner.get();
    if inner.is_null() || std::ptr::eq(inner, generator) || generator.state() == State::Created {
        return generator.at.get();
    }
    // SAFETY: a suspended root keeps its chain alive; links lead from the innermost frame to it.
    unsafe {
        let mut frame = inner;
        while (*frame).linked.get() {
            let previous = link::base((*frame).previous.get());
            if previous == generator.base() {
                return link::ip((*frame).link.get());
            }
            frame = Generator::of(previous);
        }
    }
    generator.at.get()
}
