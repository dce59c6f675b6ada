//! The types `generator`, `coroutine` and `async_generator` and their awaitables: methods, attributes, finalisation.

use super::{
    async_gen::{AsyncGenAwait, Mode},
    flow::{Entry, Outcome},
    generator::{Flavor, Generator, RENAMED, State},
};
use crate::{
    Body, Kind, Raised, Res, Traceback, Tracer, Value, Vm,
    native::{GetSet, Method, TypeFlags, TypeSpec},
    objects::{Slots, builtin_types::bare},
};

/// `coroutine_wrapper`: what `coroutine.__await__()` gives.
struct CoroutineWrapper {
    coroutine: Value,
}

impl Body for CoroutineWrapper {
    const KIND: Kind = Kind::CoroWrapper;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(&self.coroutine);
    }
}

fn of<'a>(vm: &Vm, value: &'a Value) -> Result<&'a Generator, Raised> {
    value.as_generator().ok_or_else(|| vm.type_error("not a generator"))
}

/// Turns an outcome into what `send` and `throw` give: a value, or `StopIteration`.
fn finish(vm: &Vm, outcome: Outcome) -> Res {
    match outcome {
        Outcome::Yielded(value) | Outcome::AsyncYielded(value) => Ok(value),
        Outcome::Returned(value) => {
            // A tuple or exception must be wrapped, or it would become the arguments of the exception.
            let exception = vm
                .exception(&vm.exceptions.stop_iteration, if value.is_none() { vec![] } else { vec![value] });
            Err(vm.raise(exception))
        }
        Outcome::Raised(raised) => Err(raised),
    }
}

fn send(vm: &Vm, args: &[Value]) -> Res {
    finish(vm, vm.resume(&args[0], Entry::Send(args[1].clone())))
}

fn warn_signature(vm: &Vm, method: &str) -> Res<()> {
    let message = format!(
        "the (type, exc, tb) signature of {method}() is deprecated, use the single-arg signature instead."
    );
    vm.warn(&vm.exceptions.deprecation_warning, &message, 1)
}

/// The exception that `throw(type_or_value, value, traceback)` means.
fn thrown_now(vm: &Vm, args: &[Value]) -> Res {
    if args[2].given().is_some() {
        warn_signature(vm, "throw")?;
    }
    thrown(vm, &args[1], &args[2], &args[3])
}

/// The exception that an awaited `athrow(*args)` means.
pub(super) fn thrown_later(vm: &Vm, args: &[Value]) -> Res {
    let given = args.len();
    if given == 0 || given > 3 {
        let bound = if given == 0 { "at least 1 argument" } else { "at most 3 arguments" };
        return Err(vm.type_error(format!("athrow expected {bound}, got {given}")));
    }
    let at = |at: usize| args.get(at).cloned().unwrap_or(Value::NONE);
    thrown(vm, &at(0), &at(1), &at(2))
}

fn thrown(vm: &Vm, kind: &Value, value: &Value, traceback: &Value) -> Res {
    if traceback.not_none().is_some_and(|traceback| traceback.core::<Traceback>().is_none()) {
        return Err(vm.type_error("throw() third argument must be a traceback object"));
    }
    let exception = if kind.as_exception().is_some() {
        if value.not_none().is_some() {
            return Err(vm.type_error("instance exception may not have a separate value"));
        }
        kind.clone()
    } else if kind.as_type().is_some_and(|class| class.is_subclass_of(&vm.exceptions.base_exception)) {
        match value.not_none() {
            Some(value) if vm.is_instance_of(value, kind) => value.clone(),
            Some(value) => match value.as_tuple() {
                Some(args) => vm.call(kind, args)?,
                None => vm.call(kind, std::slice::from_ref(value))?,
            },
            None => vm.call(kind, &[])?,
        }
    } else {
        return Err(vm.type_error(format!(
            "exceptions must be classes or instances deriving from BaseException, not {}",
            vm.type_of(kind).name()
        )));
    };
    if let (Some(traceback), Some(object)) = (traceback.not_none(), exception.as_exception()) {
        object.traceback.set(traceback.clone());
    }
    Ok(exception)
}

fn throw(vm: &Vm, args: &[Value]) -> Res {
    let exception = thrown_now(vm, args)?;
    finish(vm, vm.resume(&args[0], Entry::Throw(exception)))
}

fn close(vm: &Vm, args: &[Value]) -> Res {
    close_generator(vm, &args[0])
}

/// `close()`: raises `GeneratorExit` where it stands.
pub(crate) fn close_generator(vm: &Vm, value: &Value) -> Res {
    let generator = of(vm, value)?;
    match generator.state() {
        State::Created => {
            generator.end_unstarted();
            return Ok(Value::NONE);
        }
        State::Finished => return Ok(Value::NONE),
        _ => {}
    }
    let exit = vm.exception(&vm.exceptions.generator_exit, Vec::new());
    match vm.resume(value, Entry::Throw(exit)) {
        Outcome::Returned(value) => Ok(value),
        Outcome::Yielded(_) | Outcome::AsyncYielded(_) => {
            let what = match generator.flavor() {
                Flavor::Generator => "generator",
                Flavor::Coroutine => "coroutine",
                Flavor::AsyncGenerator => "async generator",
            };
            Err(vm.runtime_error(format!("{what} ignored GeneratorExit")))
        }
        Outcome::Raised(raised) => {
            let exception = vm.peek_raised();
            if vm.is_a(&exception, &vm.exceptions.generator_exit)
                || vm.is_a(&exception, &vm.exceptions.stop_iteration)
            {
                drop(vm.take_raised(raised));
                return Ok(Value::NONE);
            }
            Err(raised)
        }
    }
}

fn next(vm: &Vm, value: &Value) -> Res<Option<Value>> {
    super::steps::next_from_rust(vm, value)
        .unwrap_or_else(|| super::steps::given(vm, vm.resume(value, Entry::Send(Value::NONE))))
}

/// Runs when the last reference goes: a suspended frame is closed, a coroutine that never ran is reported.
fn finalize(vm: &Vm, value: &Value) {
    let Some(generator) = value.as_generator() else { return };
    match generator.state() {
        State::Created if generator.flavor() == Flavor::Coroutine => {
            vm.warn_never_awaited(value);
        }
        State::Suspended => {
            let pending = vm.thread.raised.take();
            if generator.flavor() == Flavor::AsyncGenerator {
                let hook = vm.thread.async_gen_finalizer.get();
                if !hook.is_empty() && !hook.is_none() {
                    if let Err(raised) = vm.call(&hook, std::slice::from_ref(value)) {
                        let exception = vm.take_raised(raised);
                        vm.unraisable(&exception, value);
                    }
                    vm.thread.raised.set(pending);
                    return;
                }
            }
            if let Err(raised) = close_generator(vm, value) {
                let exception = vm.take_raised(raised);
                let first = format!("Exception ignored while closing generator {}", vm.shown(value));
                vm.unraisable_text(&exception, &first);
            }
            vm.thread.raised.set(pending);
        }
        _ => {}
    }
}

/// `__name__` (0) or `__qualname__` (1).
pub(crate) fn name_of(generator: &Generator, at: usize) -> Value {
    if generator.flags.get() & RENAMED != 0 {
        // SAFETY: a generator begins with its header, and its VM is alive.
        let vm = unsafe { crate::heap::vm_of((&raw const *generator).cast_mut().cast()) };
        if let Some(names) = vm.thread.renamed.borrow().get(&generator.base()) {
            return names[at].clone();
        }
    }
    let function = generator.function();
    if at == 0 { function.name.get() } else { function.qualname.get() }
}

fn rename(vm: &Vm, value: &Value, at: usize, name: Option<&Value>) -> Res<()> {
    let generator = of(vm, value)?;
    let Some(name) = name.filter(|name| name.as_str_object().is_some()) else {
        let field = if at == 0 { "__name__" } else { "__qualname__" };
        return Err(vm.type_error(format!("{field} must be set to a string object")));
    };
    let mut names = [name_of(generator, 0), name_of(generator, 1)];
    names[at] = name.clone();
    generator.flags.set(generator.flags.get() | RENAMED);
    let old = vm.thread.renamed.borrow_mut().insert(generator.base(), names);
    drop(old);
    Ok(())
}

/// A generator goes.
pub(super) fn forget_names(vm: &Vm, generator: &Generator) {
    if generator.flags.get() & RENAMED != 0 {
        let old = vm.thread.renamed.borrow_mut().remove(&generator.base());
        drop(old);
    }
}

/// The object that the frame awaits or delegates to.
pub(crate) fn awaited(generator: &Generator) -> Value {
    if generator.state() != State::Suspended {
        return Value::NONE;
    }
    // SAFETY: a suspended frame stands at an instruction; its operand registers belong to the frame.
    unsafe {
        let at = super::frames::generator_at(generator);
        let register = match taipan_bytecode::Op::from_byte(*at as u8) {
            Some(taipan_bytecode::Op::Await) => *at.cast::<u8>().add(2) as usize,
            Some(taipan_bytecode::Op::ForAIter) => *at.cast::<u8>().add(2) as usize + 1,
            _ => return Value::NONE,
        };
        let value = (*generator.base().add(register)).as_value().clone();
        if value.is_empty() { Value::NONE } else { value }
    }
}

macro_rules! attributes {
    ($($constant:ident $code:literal $frame:literal $running:literal $is_running:expr, $suspended:literal $awaited:literal;)*) => {
        $(const $constant: &[GetSet] = &[
            GetSet::write("__name__", |vm, v| Ok(name_of(of(vm, v)?, 0)), |vm, v, n| rename(vm, v, 0, n)),
            GetSet::write("__qualname__", |vm, v| Ok(name_of(of(vm, v)?, 1)), |vm, v, n| rename(vm, v, 1, n)),
            GetSet::read($code, |vm, v| Ok(of(vm, v)?.function().code.get())),
            GetSet::read($frame, |vm, v| Ok(vm.generator_frame(v))),
            GetSet::read($running, |vm, v| Ok(Value::bool($is_running(of(vm, v)?)))),
            GetSet::read($suspended, |vm, v| Ok(Value::bool(of(vm, v)?.state() == State::Suspended))),
            GetSet::read($awaited, |vm, v| Ok(awaited(of(vm, v)?))),
        ];)*
    };
}

attributes! {
    GENERATOR "gi_code" "gi_frame" "gi_running" |g: &Generator| g.state() == State::Running, "gi_suspended" "gi_yieldfrom";
    ASYNC_GENERATOR "ag_code" "ag_frame" "ag_running" super::async_gen::is_running, "ag_suspended" "ag_await";
}

const COROUTINE: &[GetSet] = &[
    GetSet::write("__name__", |vm, v| Ok(name_of(of(vm, v)?, 0)), |vm, v, n| rename(vm, v, 0, n)),
    GetSet::write("__qualname__", |vm, v| Ok(name_of(of(vm, v)?, 1)), |vm, v, n| rename(vm, v, 1, n)),
    GetSet::read("cr_code", |vm, v| Ok(of(vm, v)?.function().code.get())),
    GetSet::read("cr_frame", |vm, v| Ok(vm.generator_frame(v))),
    GetSet::read("cr_running", |vm, v| Ok(Value::bool(of(vm, v)?.state() == State::Running))),
    GetSet::read("cr_suspended", |vm, v| Ok(Value::bool(of(vm, v)?.state() == State::Suspended))),
    GetSet::read("cr_await", |vm, v| Ok(awaited(of(vm, v)?))),
    GetSet::read("cr_origin", |_, _| Ok(Value::NONE)),
];

const METHODS: &[Method] = &[
    Method::new("send(value, /)", send, "Resumes the frame with a value."),
    Method::new(
        "throw(type, value=None, traceback=None, /)",
        throw,
        "Raises an exception where the frame stands.",
    ),
    Method::new("close()", close, "Raises GeneratorExit where the frame stands."),
];

const COROUTINE_METHODS: &[Method] = &[
    Method::new("send(value, /)", send, "Resumes the frame with a value."),
    Method::new(
        "throw(type, value=None, traceback=None, /)",
        throw,
        "Raises an exception where the frame stands.",
    ),
    Method::new("close()", close, "Raises GeneratorExit where the frame stands."),
];

const ASYNC_METHODS: &[Method] = &[
    Method::new(
        "asend(value, /)",
        |vm, args| step(vm, &args[0], Mode::Send, args[1].clone()),
        "Sends a value.",
    ),
    Method::new(
        "athrow(*args)",
        |vm, args| {
            if args[1].as_tuple().is_some_and(|args| args.len() > 1) {
                warn_signature(vm, "athrow")?;
            }
            step(vm, &args[0], Mode::Throw, args[1].clone())
        },
        "Raises an exception where the frame stands.",
    ),
    Method::new(
        "aclose()",
        |vm, args| {
            let exit = vm.exception(&vm.exceptions.generator_exit, Vec::new());
            step(vm, &args[0], Mode::Close, exit)
        },
        "Raises GeneratorExit where the frame stands.",
    ),
];

fn step(vm: &Vm, value: &Value, mode: Mode, argument: Value) -> Res {
    vm.async_gen_first_step(of(vm, value)?, value)?;
    let step = AsyncGenAwait::new(value.clone(), mode, argument);
    Ok(match mode {
        Mode::Send => vm.make(step).into(),
        Mode::Throw | Mode::Close => vm.make_of(step, vm.types.async_generator_athrow.shape.get()).into(),
    })
}

fn repr(vm: &Vm, value: &Value) -> Res {
    let generator = of(vm, value)?;
    let what = match generator.flavor() {
        Flavor::Generator => "generator",
        Flavor::Coroutine => "coroutine",
        Flavor::AsyncGenerator => "async_generator",
    };
    let name = vm.str_string(&name_of(generator, 1))?;
    Ok(vm.str(&format!("<{what} object {name} at {:#x}>", vm.id_of(value))))
}

fn shared_slots(slots: &mut Slots) {
    slots.repr = Some(repr);
    slots.del = Some(finalize);
}

fn wrapper_send(vm: &Vm, args: &[Value]) -> Res {
    let Some(wrapper) = args[0].core::<CoroutineWrapper>() else { return Ok(Value::NONE) };
    let coroutine = wrapper.coroutine.clone();
    send(vm, &[coroutine, args[1].clone()])
}

fn wrapper_throw(vm: &Vm, args: &[Value]) -> Res {
    let Some(wrapper) = args[0].core::<CoroutineWrapper>() else { return Ok(Value::NONE) };
    let coroutine = wrapper.coroutine.clone();
    throw(vm, &[coroutine, args[1].clone(), args[2].clone(), args[3].clone()])
}

fn await_send(vm: &Vm, args: &[Value]) -> Res {
    drive(vm, &args[0], Entry::Send(args[1].clone()))
}

fn await_throw(vm: &Vm, args: &[Value]) -> Res {
    let exception = thrown_now(vm, args)?;
    drive(vm, &args[0], Entry::Throw(exception))
}

fn drive(vm: &Vm, value: &Value, entry: Entry) -> Res {
    let Some(step) = value.core::<AsyncGenAwait>() else { return Ok(Value::NONE) };
    match step.resume(vm, entry)? {
        Some(value) => Ok(value),
        None => {
            let result = vm.take_stop_value();
            finish(vm, Outcome::Returned(result))
        }
    }
}

const WRAPPER_METHODS: &[Method] = &[
    Method::new("send(value, /)", wrapper_send, ""),
    Method::new("throw(type, value=None, traceback=None, /)", wrapper_throw, ""),
    Method::new(
        "close()",
        |vm, args| match args[0].core::<CoroutineWrapper>() {
            Some(wrapper) => close_generator(vm, &wrapper.coroutine.clone()),
            None => Ok(Value::NONE),
        },
        "",
    ),
];

const AWAIT_METHODS: &[Method] = &[
    Method::new("send(value, /)", await_send, ""),
    Method::new("throw(type, value=None, traceback=None, /)", await_throw, ""),
    Method::new(
        "close()",
        |vm, args| match args[0].core::<AsyncGenAwait>() {
            Some(step) => step.close(vm),
            None => Ok(Value::NONE),
        },
        "Raises GeneratorExit where the generator stands.",
    ),
];

pub(super) fn start(vm: &Vm) {
    let types = &vm.types;
    vm.register_kind(Kind::Generator, Generator::info());
    let flags = TypeFlags { no_new: true, weak: true, ..TypeFlags::default() };
    types.generator.set(vm.native_type(
        &TypeSpec {
            flags,
            methods: METHODS,
            getset: GENERATOR,
            ..bare("generator", Kind::Generator, |slots| {
                shared_slots(slots);
                slots.iter = Some(|_, v| Ok(v.clone()));
                slots.next = Some(next);
            })
        },
        true,
    ));
    types.coroutine.set(vm.add_variant(&TypeSpec {
        flags,
        methods: COROUTINE_METHODS,
        getset: COROUTINE,
        ..bare("coroutine", Kind::Generator, |slots| {
            shared_slots(slots);
            slots.await_ = Some(|vm, v| Ok(vm.make(CoroutineWrapper { coroutine: v.clone() }).into()));
        })
    }));
    types.async_generator.set(vm.add_variant(&TypeSpec {
        flags,
        methods: ASYNC_METHODS,
        getset: ASYNC_GENERATOR,
        ..bare("async_generator", Kind::Generator, |slots| {
            shared_slots(slots);
            slots.aiter = Some(|_, v| Ok(v.clone()));
            slots.anext = Some(|vm, v| step(vm, v, Mode::Send, Value::NONE));
        })
    }));
    vm.add_type::<CoroutineWrapper>(&TypeSpec {
        flags,
        methods: WRAPPER_METHODS,
        ..bare("coroutine_wrapper", Kind::CoroWrapper, |slots| {
            slots.iter = Some(|_, v| Ok(v.clone()));
            slots.next = Some(|vm, v| match v.core::<CoroutineWrapper>() {
                Some(wrapper) => next(vm, &wrapper.coroutine.clone()),
                None => Ok(None),
            });
        })
    });
    let step_spec =
        |name| TypeSpec { flags, methods: AWAIT_METHODS, ..bare(name, Kind::AsyncGenAwait, step_slots) };
    vm.add_type::<AsyncGenAwait>(&step_spec("async_generator_asend"));
    types.async_generator_athrow.set(vm.add_variant(&step_spec("async_generator_athrow")));
}

fn step_slots(slots: &mut Slots) {
    slots.iter = Some(|_, v| Ok(v.clone()));
    slots.await_ = Some(|_, v| Ok(v.clone()));
    slots.next = Some(|vm, v| match v.core::<AsyncGenAwait>() {
        Some(step) => step.resume(vm, Entry::Send(Value::NONE)),
        None => Ok(None),
    });
    slots.del = Some(|vm, v| {
        if let Some(step) = v.core::<AsyncGenAwait>() {
            step.finalize(vm, v);
        }
    });
}
