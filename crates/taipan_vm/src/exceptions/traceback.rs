//! Traceback objects and the frames that they show.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
};

use crate::{
    Body, Gc, Kind, Raw, Res, Tracer, Value, Vm,
    interp::Place,
    native::{GetSet, TypeFlags, TypeSpec},
    objects::{Code, DictRef, Slot, builtin_types::bare},
};

/// A frame object; `interp::frame_objects` says how it lives.
pub struct Frame {
    pub(crate) code: Gc<Code>,
    pub(crate) globals: DictRef,
    /// Word of the instruction where it stood last.
    pub(crate) offset: Cell<u32>,
    /// Of a frame that has ended: its locals, a tuple, and its function, which names them.
    pub(crate) kept: Slot,
    pub(crate) function: Slot,
    /// Of a frame that has ended: the object of the one that called it, which goes after the locals.
    pub(crate) back: Slot,
    /// Its registers; null once it has ended.
    pub(crate) base: Cell<*mut Raw>,
    /// They are a generator's, not on a stack.
    pub(crate) in_generator: Cell<bool>,
}

impl Frame {
    pub(crate) fn stand_at(&self, offset: u32) {
        self.offset.set(offset);
    }

    /// The line where it stood last.
    pub(crate) fn line(&self) -> u32 {
        self.code.line_at(self.offset.get())
    }
}

impl Body for Frame {
    const KIND: Kind = Kind::Frame;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(self.code.value());
        tracer.visit(self.globals.value());
        self.kept.trace(tracer);
        self.function.trace(tracer);
        self.back.trace(tracer);
    }
    fn clear(&self, _: &Vm) {
        drop((self.kept.take(), self.function.take(), self.back.take()));
    }
}

/// One entry of a traceback.
pub struct Traceback {
    pub(crate) next: Slot,
    pub(crate) frame: Gc<Frame>,
    /// Word of the instruction in the frame's code.
    pub(crate) offset: Cell<u32>,
    pub(crate) line: Cell<u32>,
}

impl Body for Traceback {
    const KIND: Kind = Kind::Traceback;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.next.trace(tracer);
        tracer.visit(self.frame.value());
    }
    fn clear(&self, _: &Vm) {
        drop(self.next.take());
    }
}

/// Source text by file name, for the lines that tracebacks and warnings show.
#[derive(Default)]
pub(crate) struct Sources {
    texts: RefCell<HashMap<String, std::rc::Rc<str>>>,
    fixed: RefCell<HashMap<String, &'static str>>,
}

impl Vm {
    /// Remembers source text that is not, or not only, in a file.
    pub fn register_source(&self, filename: &str, text: &str) {
        self.sources.texts.borrow_mut().insert(filename.to_owned(), text.into());
    }

    /// As [`Vm::register_source`], for text that lives as long as the program.
    pub(crate) fn register_static_source(&self, filename: &str, text: &'static str) {
        self.sources.fixed.borrow_mut().insert(filename.to_owned(), text);
    }

    /// The text that has been registered under a name.
    pub fn source_text(&self, filename: &str) -> Option<std::rc::Rc<str>> {
        let fixed = self.sources.fixed.borrow().get(filename).copied();
        self.sources.texts.borrow().get(filename).cloned().or_else(|| fixed.map(Into::into))
    }

    /// A line of source, 1-based, without its newline.
    pub fn source_line(&self, filename: &str, line: u32) -> Option<String> {
        let text = match self.source_text(filename) {
            Some(text) => text,
            None => {
                if filename.starts_with('<') {
                    return None;
                }
                let bytes = self.host.read_file(filename).ok()?;
                let text: std::rc::Rc<str> = String::from_utf8_lossy(&bytes).into();
                self.sources.texts.borrow_mut().insert(filename.to_owned(), text.clone());
                text
            }
        };
        let line = text.split('\n').nth((line as usize).checked_sub(1)?)?;
        Some(line.strip_suffix('\r').unwrap_or(line).to_owned())
    }

    /// Makes a frame object.
    pub(crate) fn make_frame(&self, code: &Gc<Code>, globals: &DictRef) -> Gc<Frame> {
        self.make(Frame {
            code: code.clone(),
            globals: globals.clone(),
            kept: Slot::empty(),
            function: Slot::empty(),
            offset: Cell::new(0),
            back: Slot::empty(),
            base: Cell::new(std::ptr::null_mut()),
            in_generator: Cell::new(false),
        })
    }

    /// Puts a frame in front of an exception's traceback. Where memory has ended, a deep recursion's is cut.
    pub(crate) fn add_traceback(&self, exception: &Value, place: Place) {
        if self.heap.far_over_limit() {
            return;
        }
        let Some(object) = exception.as_exception() else { return };
        let Some(frame) = self.frame_of(place) else { return };
        let offset = frame.code.offset(place.at());
        frame.stand_at(offset);
        let line = frame.line();
        let next = object.traceback.replace(Value::EMPTY);
        let next = if next.is_none() { Value::EMPTY } else { next };
        let entry = self.make(Traceback {
            next: Slot::new(next),
            frame,
            offset: Cell::new(offset),
            line: Cell::new(line),
        });
        object.traceback.set(entry.into());
    }
}

fn frame_of(value: &Value) -> Option<&Frame> {
    value.core()
}

fn traceback_of(value: &Value) -> Option<&Traceback> {
    value.core()
}

fn or_none(value: Option<Value>) -> Res {
    Ok(value.unwrap_or(Value::NONE))
}

const FRAME: &[GetSet] = &[
    GetSet::read("f_code", |_, v| or_none(frame_of(v).map(|f| f.code.clone().into()))),
    GetSet::read("f_globals", |_, v| or_none(frame_of(v).map(|f| f.globals.clone().into()))),
    GetSet::read("f_builtins", |vm, v| or_none(frame_of(v).map(|f| vm.builtins_of(&f.globals).into()))),
    GetSet::read("f_locals", |vm, v| or_none(frame_of(v).map(|frame| vm.locals_of_frame(frame)))),
    GetSet::read("f_lineno", |vm, v| or_none(frame_of(v).map(|f| vm.int(vm.line_of_frame(f).into())))),
    GetSet::read("f_lasti", |vm, v| {
        or_none(frame_of(v).map(|f| vm.int(i64::from(vm.offset_of_frame(f)) * 2)))
    }),
    GetSet::read("f_back", |vm, v| or_none(frame_of(v).map(|f| vm.back_of_frame(f)))),
    GetSet::write("f_trace", |_, _| Ok(Value::NONE), |_, _, _| Ok(())),
];

const TRACEBACK: &[GetSet] = &[
    GetSet::write(
        "tb_next",
        |_, v| or_none(traceback_of(v).and_then(|t| t.next.given())),
        |vm, v, next| {
            let Some(traceback) = traceback_of(v) else { return Ok(()) };
            match next {
                Some(next) if next.is_none() => traceback.next.set(Value::EMPTY),
                Some(next) if traceback_of(next).is_some() => traceback.next.set(next.clone()),
                _ => return Err(vm.type_error("expected traceback object or None")),
            }
            Ok(())
        },
    ),
    GetSet::read("tb_frame", |_, v| or_none(traceback_of(v).map(|t| t.frame.clone().into()))),
    GetSet::read("tb_lineno", |vm, v| or_none(traceback_of(v).map(|t| vm.int(t.line.get().into())))),
    GetSet::read("tb_lasti", |vm, v| or_none(traceback_of(v).map(|t| vm.int(i64::from(t.offset.get()) * 2)))),
];

const FRAME_METHODS: &[crate::native::Method] =
    &[crate::native::Method::new("clear()", clear_frame, "Forgets the locals.")];

fn clear_frame(vm: &Vm, args: &[Value]) -> Res {
    frame_of(&args[0]).map_or(Ok(Value::NONE), |frame| vm.clear_frame(frame))
}

pub(super) fn start(vm: &Vm) {
    let flags = TypeFlags { no_new: true, ..TypeFlags::default() };
    vm.types.frame.set(vm.add_type::<Frame>(&TypeSpec {
        flags,
        getset: FRAME,
        methods: FRAME_METHODS,
        ..bare("frame", Kind::Frame, |slots| {
            slots.repr = Some(|vm, v| {
                let Some(f) = frame_of(v) else { return Ok(Value::NONE) };
                Ok(vm.str(&format!(
                    "<frame at {:#x}, file '{}', line {}, code {}>",
                    vm.id_of(v),
                    f.code.object().filename,
                    vm.line_of_frame(f),
                    f.code.object().name
                )))
            });
        })
    }));
    vm.types.traceback.set(vm.add_type::<Traceback>(&TypeSpec {
        flags,
        getset: TRACEBACK,
        ..bare("traceback", Kind::Traceback, |_| {})
    }));
}
