//! Handle and TimerHandle: a scheduled callback as call_soon() and call_later() return it.

use std::cell::{Cell, OnceCell};

use taipan_vm::{
    Body, CompareOp, Gc, Kind, Res, Tracer, Value, Vm,
    native::{Args, GetSet, Method, TypeFlags, TypeSpec},
    objects::{Slot, Slots, Type},
};

use crate::{
    bridge,
    event_loop::{self, Loop},
    report,
    state::State,
};

/// `asyncio.events.Handle`, and with `when` a `TimerHandle`.
pub struct Handle {
    /// The callable; `EMPTY` once cancelled.
    pub callback: Slot,
    /// A tuple, or nothing where there are no arguments.
    pub args: Slot,
    /// The context to call it in.
    pub context: Slot,
    /// The loop.
    pub event_loop: Slot,
    /// TimerHandle: the moment, as it was given.
    pub when: Slot,
    /// What only debug mode needs.
    debug: OnceCell<Box<Debug>>,
    cancelled: Cell<bool>,
    /// Whether it stands in the loop's timers.
    pub scheduled: Cell<bool>,
}

#[derive(Default)]
struct Debug {
    source_traceback: Slot,
    shown: Slot,
}

impl Default for Handle {
    fn default() -> Handle {
        Handle {
            callback: Slot::empty(),
            args: Slot::empty(),
            context: Slot::empty(),
            event_loop: Slot::empty(),
            when: Slot::empty(),
            debug: OnceCell::new(),
            cancelled: Cell::new(false),
            scheduled: Cell::new(false),
        }
    }
}

impl Body for Handle {
    const KIND: Kind = Kind::ext(2);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        for slot in [&self.callback, &self.args, &self.context, &self.event_loop] {
            slot.trace(tracer);
        }
        if let Some(debug) = self.debug.get() {
            debug.source_traceback.trace(tracer);
        }
    }
    fn clear(&self, _: &Vm) {
        for slot in [&self.callback, &self.args, &self.context, &self.event_loop] {
            drop(slot.take());
        }
    }
}

impl Handle {
    /// A handle for `callback(*args)`; `args` is a tuple or nothing.
    pub fn new(callback: Value, args: Value, context: Value, event_loop: Value) -> Handle {
        Handle {
            callback: Slot::new(callback),
            args: Slot::new(args),
            context: Slot::new(context),
            event_loop: Slot::new(event_loop),
            ..Handle::default()
        }
    }

    /// Whether cancel() was called.
    #[inline]
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.get()
    }

    /// Remembers where it was made.
    pub fn record_stack(&self, vm: &Vm) -> Res<()> {
        self.debug.get_or_init(Box::default).source_traceback.set(report::creation_stack(vm)?);
        Ok(())
    }

    /// Where it was made, in debug mode.
    pub fn source_traceback(&self) -> Option<Value> {
        self.debug.get().and_then(|debug| debug.source_traceback.given())
    }

    /// Calls the callback; what it raises is reported. An error leaves only for `KeyboardInterrupt` and `SystemExit`.
    pub fn run(&self, vm: &Vm, me: &Value) -> Res<()> {
        let (callback, args, context) = (self.callback.get(), self.args.get(), self.context.get());
        let outcome = match args.as_tuple() {
            Some(args) => bridge::run_in(vm, &context, &callback, args.as_slice()),
            None => bridge::run_in(vm, &context, &callback, &[]),
        };
        match outcome {
            Ok(_) => Ok(()),
            Err(raised) => {
                let source = self.source_traceback();
                report::callback_failed(vm, raised, &self.event_loop.get(), &callback, &args, me, source)
            }
        }
    }
}

fn receiver<'v>(vm: &Vm, value: &'v Value) -> Res<&'v Handle> {
    value.downcast::<Handle>().ok_or_else(|| vm.type_error("a Handle is required"))
}

/// Makes `Handle`.
pub fn handle_type(vm: &Vm) -> Gc<Type> {
    vm.add_type::<Handle>(&TypeSpec {
        name: "Handle",
        module: "asyncio.events",
        kind: Handle::KIND,
        base: None,
        flags: TypeFlags { base: true, weak: true, ..TypeFlags::default() },
        doc: "A scheduled callback, as call_soon() returns it.",
        slots: |slots| {
            slots.new = Some(|vm, class, _| Ok(vm.make_instance(class, Handle::default())?.into()));
            slots.init = Some(|vm, me, args| init(vm, me, args, &["callback", "args", "loop", "context"]));
            slots.repr = Some(|vm, me| {
                bridge::call_python(vm, "asyncio.format_helpers", "_handle_repr", std::slice::from_ref(me))
            });
        },
        methods: const {
            &[
                Method::new(
                    "cancel()",
                    cancel,
                    "Never runs the callback; what it refers to is released now.",
                ),
                Method::new(
                    "cancelled()",
                    |vm, args| Ok(Value::bool(receiver(vm, &args[0])?.is_cancelled())),
                    "Whether cancel() was called.",
                ),
                Method::new(
                    "get_context()",
                    |vm, args| Ok(receiver(vm, &args[0])?.context.or_none()),
                    "The context in which the callback runs.",
                ),
                Method::new(
                    "_run()",
                    |vm, args| receiver(vm, &args[0])?.run(vm, &args[0]).map(|()| Value::NONE),
                    "",
                ),
                Method::new(
                    "_repr_info()",
                    |vm, args| bridge::call_python(vm, "asyncio.format_helpers", "_handle_repr_info", args),
                    "",
                ),
            ]
        },
        getset: const {
            &[
                GetSet::read("_callback", |vm, me| Ok(receiver(vm, me)?.callback.or_none())),
                GetSet::read("_args", |vm, me| {
                    let handle = receiver(vm, me)?;
                    Ok(match handle.args.given() {
                        Some(args) => args,
                        None if handle.is_cancelled() => Value::NONE,
                        None => vm.tuple(Vec::new()),
                    })
                }),
                GetSet::read("_loop", |vm, me| Ok(receiver(vm, me)?.event_loop.or_none())),
                GetSet::read("_context", |vm, me| Ok(receiver(vm, me)?.context.or_none())),
                GetSet::read("_cancelled", |vm, me| Ok(Value::bool(receiver(vm, me)?.is_cancelled()))),
                GetSet::read("_source_traceback", |vm, me| {
                    Ok(receiver(vm, me)?.source_traceback().unwrap_or(Value::NONE))
                }),
                GetSet::read("_repr", |vm, me| {
                    Ok(receiver(vm, me)?.debug.get().map_or(Value::NONE, |debug| debug.shown.or_none()))
                }),
            ]
        },
    })
}

fn init(vm: &Vm, me: &Value, args: Args<'_>, names: &[&str]) -> Res<()> {
    let mut given = vec![Value::EMPTY; names.len()];
    let positionals = args.positionals();
    if positionals.len() > names.len() {
        return Err(vm.type_error(format!(
            "{}.__init__() takes from {} to {} positional arguments but {} were given",
            vm.type_of(me).name(),
            names.len(),
            names.len() + 1,
            positionals.len() + 1
        )));
    }
    given[..positionals.len()].clone_from_slice(positionals);
    for (name, value) in args.keywords() {
        match names.iter().position(|known| name.as_str() == Some(known)) {
            Some(at) => given[at] = value.clone(),
            None => return Err(vm.type_error("got an unexpected keyword argument")),
        }
    }
    let handle = receiver(vm, me)?;
    let [callback, call_args, event_loop, context] = &given[given.len() - 4..] else { return Ok(()) };
    if given.len() > 4 {
        handle.when.set(given[0].clone());
    }
    let context = match context.not_none() {
        Some(context) => context.clone(),
        None => vm.copy_context(),
    };
    handle.callback.set(callback.clone());
    handle.args.set(vm.tuple(vm.collect(call_args)?));
    handle.context.set(context);
    handle.event_loop.set(event_loop.clone());
    if event_loop::is_debug(vm, event_loop)? {
        handle.record_stack(vm)?;
    }
    Ok(())
}

fn cancel(vm: &Vm, args: &[Value]) -> Res {
    let handle = receiver(vm, &args[0])?;
    if handle.is_cancelled() {
        return Ok(Value::NONE);
    }
    let event_loop = handle.event_loop.get();
    if !handle.when.is_empty() {
        match event_loop.downcast::<Loop>().filter(|own| own.is_plain()) {
            Some(own) => own.timer_cancelled(handle),
            None => drop(vm.call_method(&event_loop, "_timer_handle_cancelled", &args[..1])?),
        }
    }
    handle.cancelled.set(true);
    if handle.debug.get().is_some() {
        // Later there is no callback to show.
        let shown = vm.repr(&args[0])?;
        handle.debug.get_or_init(Box::default).shown.set(shown);
    }
    let gone = (handle.callback.take(), handle.args.take());
    drop(gone);
    Ok(Value::NONE)
}

/// Makes `TimerHandle`.
pub fn timer_handle_type(vm: &Vm) -> Gc<Type> {
    vm.add_variant(&TypeSpec {
        name: "TimerHandle",
        module: "asyncio.events",
        kind: Handle::KIND,
        base: Some(|vm| State::of(vm).handle().clone()),
        flags: TypeFlags { base: true, weak: true, ..TypeFlags::default() },
        doc: "A callback scheduled for a moment, as call_later() and call_at() return it.",
        slots: fill_timer,
        methods: const {
            &[Method::new(
                "when()",
                |vm, args| Ok(receiver(vm, &args[0])?.when.or_none()),
                "The moment, in loop.time()'s seconds.",
            )]
        },
        getset: const {
            &[
                GetSet::read("_when", |vm, me| Ok(receiver(vm, me)?.when.or_none())),
                GetSet::write(
                    "_scheduled",
                    |vm, me| Ok(Value::bool(receiver(vm, me)?.scheduled.get())),
                    |vm, me, value| {
                        receiver(vm, me)?.scheduled.set(value.map_or(Ok(false), |value| vm.truth(value))?);
                        Ok(())
                    },
                ),
            ]
        },
    })
}

fn fill_timer(slots: &mut Slots) {
    slots.init = Some(|vm, me, args| init(vm, me, args, &["when", "callback", "args", "loop", "context"]));
    slots.hash = Some(|vm, me| vm.hash(&receiver(vm, me)?.when.get()));
    slots.compare = Some(|vm, a, b, op| {
        let (Some(x), Some(y)) = (timer(a), timer(b)) else { return Ok(Value::NOT_IMPLEMENTED) };
        let (earlier, later) = (x.when.get(), y.when.get());
        match op {
            CompareOp::Lt | CompareOp::Gt => vm.compare(op, &earlier, &later),
            CompareOp::Eq => Ok(Value::bool(same(vm, x, y)?)),
            CompareOp::Ne => Ok(Value::bool(!same(vm, x, y)?)),
            CompareOp::Le | CompareOp::Ge => {
                let strict = if op == CompareOp::Le { CompareOp::Lt } else { CompareOp::Gt };
                Ok(Value::bool(vm.compare_bool(strict, &earlier, &later)? || same(vm, x, y)?))
            }
        }
    });
}

fn timer(value: &Value) -> Option<&Handle> {
    value.downcast::<Handle>().filter(|handle| !handle.when.is_empty())
}

fn same(vm: &Vm, a: &Handle, b: &Handle) -> Res<bool> {
    Ok(vm.equal(&a.when.get(), &b.when.get())?
        && a.is_cancelled() == b.is_cancelled()
        && vm.equal(&a.callback.or_none(), &b.callback.or_none())?
        && vm.equal(&a.args.or_none(), &b.args.or_none())?)
}
