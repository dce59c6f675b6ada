//! Future as Python sees it.

use taipan_vm::{
    Body, Gc, Res, Value, Vm,
    native::{Args, GetSet, Method, TypeFlags, TypeSpec},
    objects::{Poll, PollFirst, Slot, Slots, Type, class_getitem},
};

use super::{
    BLOCKING, CANCEL_REQUESTED, Core, Future, FutureIter, LOG_TRACEBACK, State, add_callback, cancel,
    complete::exception_of, core_of, make_cancelled_error, receiver, result_of, set_exception, set_result,
};
use crate::{bridge, event_loop, gather, report, sync, task::Task};

/// Makes the type.
pub fn future_type(vm: &Vm) -> Gc<Type> {
    vm.add_type::<Future>(&TypeSpec {
        name: "Future",
        module: "_asyncio",
        kind: Future::KIND,
        base: None,
        flags: TypeFlags { base: true, weak: true, ..TypeFlags::default() },
        doc: "A result that will be there later.",
        slots: fill,
        methods: METHODS,
        getset: GETSET,
    })
}

fn fill(slots: &mut Slots) {
    slots.new = Some(|vm, class, _| Ok(vm.make_instance(class, Future::default())?.into()));
    slots.init = Some(init);
    slots.repr = Some(|vm, me| {
        receiver(vm, me)?.check_initialized(vm)?;
        bridge::call_python(vm, "asyncio.base_futures", "_future_repr", std::slice::from_ref(me))
    });
    slots.poll = Some(poll);
    slots.await_ = Some(await_iterator);
    slots.iter = Some(await_iterator);
    slots.del = Some(|vm, me| {
        if let Some(core) = core_of(me) {
            report::never_retrieved(vm, core, me);
        }
    });
}

fn init(vm: &Vm, me: &Value, args: Args<'_>) -> Res<()> {
    let given = args.positionals().len() + args.keywords().count();
    if given > 1 {
        return Err(vm.type_error(format!("Future() takes at most 1 argument ({given} given)")));
    }
    if !args.positionals().is_empty() {
        return Err(vm.type_error("Future() takes no positional arguments"));
    }
    for (name, _) in args.keywords() {
        if name.as_str() != Some("loop") {
            let name = vm.str_string(name)?;
            return Err(vm.unexpected_keyword("Future", &name, &["loop"]));
        }
    }
    initialize(vm, receiver(vm, me)?, args.keyword("loop"))
}

/// What `Future.__init__(loop=...)` does for every kind.
pub fn initialize(vm: &Vm, core: &Core, event_loop: Option<&Value>) -> Res<()> {
    let event_loop = match event_loop {
        Some(given) if !given.is_none() => given.clone(),
        _ => event_loop::current_loop(vm)?,
    };
    let debug = event_loop::is_debug(vm, &event_loop)?;
    core.event_loop.set(event_loop);
    core.state.set(State::Pending);
    drop(core.result.take());
    if debug {
        core.rare().source_traceback.set(report::creation_stack(vm)?);
    }
    Ok(())
}

/// `await future`, without an iterator in between.
#[inline]
pub fn poll(vm: &Vm, me: &Value, first: PollFirst) -> Res<Poll> {
    let core = receiver(vm, me)?;
    if core.is_done() {
        return result_of(vm, core).map(Poll::Ready);
    }
    core.check_initialized(vm)?;
    if first == PollFirst::No {
        return Err(vm.runtime_error("await wasn't used with future"));
    }
    core.put(BLOCKING, true);
    Ok(Poll::Pending(me.clone()))
}

/// `Future.__await__`
pub fn await_iterator(vm: &Vm, me: &Value) -> Res {
    receiver(vm, me)?.check_initialized(vm)?;
    Ok(vm.make(FutureIter { future: Slot::new(me.clone()) }).into())
}

/// The methods of every kind of future.
pub const METHODS: &[Method] = &[
    Method::new("result()", |vm, args| result_of(vm, receiver(vm, &args[0])?), "The result."),
    Method::new(
        "exception()",
        |vm, args| exception_of(vm, receiver(vm, &args[0])?),
        "The exception or None.",
    ),
    Method::new(
        "done()",
        |vm, args| Ok(Value::bool(receiver(vm, &args[0])?.is_done())),
        "Whether it is done.",
    ),
    Method::new(
        "cancelled()",
        |vm, args| Ok(Value::bool(receiver(vm, &args[0])?.state() == State::Cancelled)),
        "Whether it was cancelled.",
    ),
    Method::new(
        "set_result(result, /)",
        |vm, args| {
            set_result(vm, receiver(vm, &args[0])?, &args[0], args[1].clone())?;
            Ok(Value::NONE)
        },
        "Completes with a result.",
    ),
    Method::new(
        "set_exception(exception, /)",
        |vm, args| {
            set_exception(vm, receiver(vm, &args[0])?, &args[0], &args[1])?;
            Ok(Value::NONE)
        },
        "Completes with an exception.",
    ),
    Method::new("add_done_callback(fn, /, *, context=None)", add_done_callback, "Calls fn(self) once done."),
    Method::new(
        "remove_done_callback(fn, /)",
        |vm, args| {
            let core = receiver(vm, &args[0])?;
            core.check_initialized(vm)?;
            core.remove_callbacks(vm, &args[1]).map(|count| vm.int(count))
        },
        "Forgets a callback; how often it was registered.",
    ),
    Method::new("cancel(msg=None)", cancel_method, "Cancels unless done."),
    Method::new(
        "get_loop()",
        |vm, args| {
            let core = receiver(vm, &args[0])?;
            core.check_initialized(vm)?;
            Ok(core.event_loop.get())
        },
        "The loop that runs the callbacks.",
    ),
    Method::new(
        "_make_cancelled_error()",
        |vm, args| Ok(make_cancelled_error(vm, receiver(vm, &args[0])?)),
        "The CancelledError to raise for a cancelled future.",
    ),
    Method::class("__class_getitem__(item, /)", class_getitem, "Future[type]"),
];

fn add_done_callback(vm: &Vm, args: &[Value]) -> Res {
    let core = receiver(vm, &args[0])?;
    core.check_initialized(vm)?;
    let context = match args[2].not_none() {
        Some(context) => context.clone(),
        None => vm.copy_context(),
    };
    add_callback(vm, core, &args[0], args[1].clone(), context)?;
    Ok(Value::NONE)
}

fn cancel_method(vm: &Vm, args: &[Value]) -> Res {
    let core = receiver(vm, &args[0])?;
    core.check_initialized(vm)?;
    cancel(vm, core, &args[0], &args[1]).map(Value::bool)
}

fn read(get: fn(&Vm, &Core) -> Res, vm: &Vm, me: &Value) -> Res {
    let core = receiver(vm, me)?;
    core.check_initialized(vm)?;
    get(vm, core)
}

/// The attributes of every kind of future.
pub const GETSET: &[GetSet] = &[
    GetSet::read("_state", |vm, me| {
        read(
            |vm, core| {
                Ok(vm.str(match core.state() {
                    State::Pending => "PENDING",
                    State::Cancelled => "CANCELLED",
                    State::Done | State::Failed => "FINISHED",
                }))
            },
            vm,
            me,
        )
    }),
    GetSet::write(
        "_asyncio_future_blocking",
        |vm, me| read(|_, core| Ok(Value::bool(core.has(BLOCKING))), vm, me),
        |vm, me, value| {
            let on = value.map_or(Ok(false), |value| vm.truth(value))?;
            receiver(vm, me)?.put(BLOCKING, on);
            Ok(())
        },
    ),
    GetSet::read("_loop", |vm, me| read(|_, core| Ok(core.event_loop.or_none()), vm, me)),
    GetSet::read("_callbacks", |vm, me| read(callbacks, vm, me)),
    GetSet::read("_result", |vm, me| {
        read(|_, core| Ok(if core.state() == State::Done { core.result.get() } else { Value::NONE }), vm, me)
    }),
    GetSet::read("_exception", |vm, me| {
        read(
            |_, core| Ok(if core.state() == State::Failed { core.result.get() } else { Value::NONE }),
            vm,
            me,
        )
    }),
    GetSet::write(
        "_log_traceback",
        |vm, me| read(|_, core| Ok(Value::bool(core.has(LOG_TRACEBACK))), vm, me),
        |vm, me, value| {
            let Some(value) = value else {
                let name = vm.type_of(me).name();
                let text = format!("attribute '_log_traceback' of '{name}' objects cannot be deleted");
                return Err(vm.error(&vm.exceptions.attribute_error, text));
            };
            if vm.truth(value)? {
                return Err(vm.value_error("_log_traceback can only be set to False"));
            }
            receiver(vm, me)?.put(LOG_TRACEBACK, false);
            Ok(())
        },
    ),
    GetSet::read("_source_traceback", |vm, me| {
        read(|_, core| Ok(core.source_traceback().unwrap_or(Value::NONE)), vm, me)
    }),
    GetSet::write(
        "_cancel_message",
        |vm, me| {
            read(
                |_, core| Ok(core.rare.get().map_or(Value::NONE, |rare| rare.cancel_message.or_none())),
                vm,
                me,
            )
        },
        |vm, me, value| {
            receiver(vm, me)?.rare().cancel_message.set(value.cloned().unwrap_or(Value::NONE));
            Ok(())
        },
    ),
    GetSet::read("_asyncio_awaited_by", |vm, me| read(awaited_by, vm, me)),
    GetSet::read("_cancel_requested", |vm, me| {
        read(|_, core| Ok(Value::bool(core.has(CANCEL_REQUESTED))), vm, me)
    }),
];

fn callbacks(vm: &Vm, core: &Core) -> Res {
    let all = core.callbacks();
    if all.is_empty() {
        return Ok(Value::NONE);
    }
    let shown = all.into_iter().map(|callback| {
        let pair = if !callback.context.is_empty() {
            vec![callback.target, callback.context]
        } else if gather::is_outer_value(&callback.target) {
            vec![bridge::import(vm, "asyncio._tasks_gather", "_done_callback")?, Value::NONE]
        } else if sync::is_group(&callback.target) {
            vec![vm.get_attr_str(&callback.target, "_on_task_done")?, Value::NONE]
        } else {
            vec![vm.get_attr_str(&callback.target, "task_wakeup")?, Value::NONE]
        };
        Ok(vm.tuple(pair))
    });
    let shown = shown.collect::<Res<Vec<_>>>()?;
    vm.list(shown)
}

/// The tasks that wait: those recorded and those that the callbacks show.
fn awaited_by(vm: &Vm, core: &Core) -> Res {
    let mut waiting = match core.awaited_by.given() {
        None => Vec::new(),
        Some(one) if core_of(&one).is_some() => vec![one],
        Some(many) => vm.collect(&many)?,
    };
    for callback in core.callbacks() {
        if callback.context.is_empty() && callback.target.kind() == Some(Task::KIND) {
            waiting.push(callback.target);
        }
    }
    if waiting.is_empty() {
        return Ok(Value::NONE);
    }
    let waiting = vm.list(waiting)?;
    vm.call(&bridge::import(vm, "builtins", "frozenset")?, &[waiting])
}

/// `future_add_to_awaited_by(future, waiter)`
pub fn add_awaited_by(vm: &Vm, future: &Value, waiter: &Value) -> Res<()> {
    let (Some(core), Some(_)) = (core_of(future), core_of(waiter)) else { return Ok(()) };
    let Some(known) = core.awaited_by.given() else {
        core.awaited_by.set(waiter.clone());
        return Ok(());
    };
    if core_of(&known).is_some() {
        if known.is(waiter) {
            return Ok(());
        }
        let both = vm.list(vec![known, waiter.clone()])?;
        core.awaited_by.set(vm.call(&bridge::import(vm, "builtins", "set")?, &[both])?);
        return Ok(());
    }
    vm.call_method(&known, "add", std::slice::from_ref(waiter)).map(drop)
}

/// `future_discard_from_awaited_by(future, waiter)`
pub fn discard_awaited_by(vm: &Vm, future: &Value, waiter: &Value) -> Res<()> {
    let Some(core) = core_of(future) else { return Ok(()) };
    let Some(known) = core.awaited_by.given() else { return Ok(()) };
    if known.is(waiter) {
        drop(core.awaited_by.take());
    } else if core_of(&known).is_none() {
        vm.call_method(&known, "discard", std::slice::from_ref(waiter))?;
    }
    Ok(())
}
