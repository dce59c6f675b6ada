//! Traceback objects and the frames that they show.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
};

use crate::{
    Body, Gc, Kind, Res, Tracer, Value, Vm,
    native::{GetSet, TypeFlags, TypeSpec},
    objects::{Code, DictRef, Slot, builtin_types::bare},
};

/// A frame as it was when somebody asked for it. While it still runs, its locals and line are read afresh.
pub struct Frame {
    pub(crate) code: Gc<Code>,
    pub(crate) globals: DictRef,
    pub(crate) locals: Slot,
    pub(crate) line: Cell<u32>,
    pub(crate) offset: Cell<u32>,
    pub(crate) back: Slot,
    /// Of a frame that an exception ended: its function and its locals, a tuple.
    pub(crate) kept: Slot,
    /// Where its registers were; null if that is not known. Only compared, never read through.
    pub(crate) base: Cell<*const crate::Raw>,
}

impl Body for Frame {
    const KIND: Kind = Kind::Frame;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(self.code.value());
        tracer.visit(self.globals.value());
        self.locals.trace(tracer);
        self.kept.trace(tracer);
        self.back.trace(tracer);
    }
    fn clear(&self, _: &Vm) {
        drop((self.locals.take(), self.kept.take(), self.back.take()));
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

    /// A line of source, 1-based, without its newline.
    pub fn source_line(&self, filename: &str, line: u32) -> Option<String> {
        let fixed = self.sources.fixed.borrow().get(filename).copied();
        let known = self.sources.texts.borrow().get(filename).cloned().or_else(|| fixed.map(Into::into));
        let text = match known {
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
    pub(crate) fn make_frame(&self, code: &Gc<Code>, globals: &DictRef, offset: u32) -> Gc<Frame> {
        let line =
            code.object().position_entry(offset).map_or(code.head.first_line, |entry| entry.position.line);
        self.make(Frame {
            code: code.clone(),
            globals: globals.clone(),
            locals: Slot::empty(),
            kept: Slot::empty(),
            line: Cell::new(line),
            offset: Cell::new(offset),
            back: Slot::empty(),
            base: Cell::new(std::ptr::null()),
        })
    }

    /// Puts a frame in front of an exception's traceback.
    pub(crate) fn add_traceback(
        &self,
        exception: &Value,
        code: &Gc<Code>,
        globals: &DictRef,
        offset: u32,
        base: *const crate::Raw,
    ) {
        let Some(object) = exception.as_exception() else { return };
        let frame = self.make_frame(code, globals, offset);
        frame.base.set(base);
        let line = frame.line.get();
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
    GetSet::read("f_locals", |vm, v| {
        let Some(frame) = frame_of(v) else { return Ok(Value::NONE) };
        vm.refresh_frame(frame);
        if frame.locals.is_empty() {
            // The locals of a module are its globals.
            let module = || (&*frame.code.object().name == "<module>").then(|| frame.globals.clone().into());
            let locals = vm.kept_locals(frame).or_else(module);
            frame.locals.set(locals.unwrap_or_else(|| vm.dict().into()));
        }
        Ok(frame.locals.get())
    }),
    GetSet::read("f_lineno", |vm, v| {
        let Some(frame) = frame_of(v) else { return Ok(Value::NONE) };
        vm.refresh_frame(frame);
        Ok(vm.int(frame.line.get().into()))
    }),
    GetSet::read("f_lasti", |vm, v| or_none(frame_of(v).map(|f| vm.int(i64::from(f.offset.get()) * 2)))),
    GetSet::read("f_back", |_, v| or_none(frame_of(v).and_then(|f| f.back.given()))),
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
    if let Some(frame) = frame_of(&args[0]) {
        if vm.is_running(frame) {
            return Err(vm.runtime_error("cannot clear an executing frame"));
        }
        drop((frame.locals.take(), frame.kept.take()));
    }
    Ok(Value::NONE)
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
                    f.line.get(),
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
