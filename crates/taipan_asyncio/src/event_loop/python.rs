//! The loop as Python sees it, and the functions around "which loop runs".

use taipan_vm::{
    Body, Gc, Res, Value, Vm,
    native::{Function, GetSet, Method, TypeFlags, TypeSpec},
    objects::{Slots, Type},
};

use super::{Flags, Loop, Ready, run, scheduling, timers::Timer};
use crate::{
    bridge,
    future::{self, Core, Future},
    handle::Handle,
    state::State,
    task::{self, Options},
};

/// Makes the type.
pub fn loop_type(vm: &Vm) -> Gc<Type> {
    vm.add_type::<Loop>(&TypeSpec {
        name: "Loop",
        module: "_asyncio",
        kind: Loop::KIND,
        base: None,
        flags: TypeFlags { base: true, weak: true, ..TypeFlags::default() },
        doc: "The parts of an event loop that run for every callback and every task.",
        slots: fill,
        methods: METHODS,
        getset: GETSET,
    })
}

fn fill(slots: &mut Slots) {
    slots.new = Some(|vm, class, _| Ok(vm.make_instance(class, Loop::default())?.into()));
    slots.init = Some(|vm, me, _| {
        let own = receiver(vm, me)?;
        let debug = bridge::call_python(vm, "asyncio.coroutines", "_is_debug_mode", &[])?;
        let debug = vm.truth(&debug)?;
        let overridden = |names: &[&str]| names.iter().any(|name| is_overridden(vm, me, name));
        own.flags.set(Flags {
            debug,
            own_scheduling: overridden(&["call_soon", "call_at", "call_later", "_timer_handle_cancelled"]),
            own_making: overridden(&["create_task", "create_future"]),
            own_time: overridden(&["time"]),
            own_turn: overridden(&["_run_once"]),
            ..Flags::default()
        });
        own.slow_callback_duration.set(vm.float(0.1));
        Ok(())
    });
    slots.repr = Some(|vm, me| {
        let flags = receiver(vm, me)?.flags();
        let word = |on| if on { "True" } else { "False" };
        Ok(vm.str(&format!(
            "<{} running={} closed={} debug={}>",
            vm.type_of(me).name(),
            word(flags.running),
            word(flags.closed),
            word(flags.debug)
        )))
    });
}

/// Whether the loop's class has a method of its own in place of the native one.
fn is_overridden(vm: &Vm, me: &Value, name: &str) -> bool {
    let name = vm.intern(name);
    let state = State::of(vm);
    let native = &state.types().event_loop;
    match (vm.type_lookup(vm.type_of(me), &name), vm.type_lookup(native, &name)) {
        (Some(theirs), Some(ours)) => !theirs.is(&ours),
        _ => false,
    }
}

fn receiver<'v>(vm: &Vm, value: &'v Value) -> Res<&'v Loop> {
    value.downcast::<Loop>().ok_or_else(|| vm.type_error("a Loop is required"))
}

fn open<'v>(vm: &Vm, value: &'v Value) -> Res<&'v Loop> {
    let own = receiver(vm, value)?;
    if own.flags().closed { Err(scheduling::closed(vm)) } else { Ok(own) }
}

const METHODS: &[Method] = &[
    Method::new(
        "_idle_seconds()",
        |vm, args| Ok(vm.float(run::idle_seconds(vm, receiver(vm, &args[0])?, &args[0])?)),
        "How long the loop has nothing to do.",
    ),
    Method::new("time()", |vm, _| Ok(vm.float(bridge::monotonic(vm))), "The loop's clock, in seconds."),
    Method::new("is_running()", |vm, args| Ok(Value::bool(receiver(vm, &args[0])?.flags().running)), ""),
    Method::new("is_closed()", |vm, args| Ok(Value::bool(receiver(vm, &args[0])?.flags().closed)), ""),
    Method::new("get_debug()", |vm, args| Ok(Value::bool(receiver(vm, &args[0])?.flags().debug)), ""),
    Method::new("set_debug(enabled)", set_debug, "Turns debug mode on or off."),
    Method::new("get_task_factory()", |vm, args| Ok(receiver(vm, &args[0])?.task_factory.or_none()), ""),
    Method::new("set_task_factory(factory)", set_task_factory, "Sets what makes the tasks of create_task()."),
    Method::new(
        "get_exception_handler()",
        |vm, args| Ok(receiver(vm, &args[0])?.exception_handler.or_none()),
        "",
    ),
    Method::new("set_exception_handler(handler)", set_exception_handler, "Sets what reports errors."),
    Method::new("create_future()", |vm, args| create_future(vm, &args[0]), "A Future of this loop."),
    Method::new("create_task(coro, **kwargs)", create_task, "Schedules a coroutine: its Task."),
    Method::new(
        "call_soon(callback=None, *args, context=None)",
        call_soon,
        "Calls callback(*args) in the next turn.",
    ),
    Method::new(
        "call_soon_threadsafe(callback=None, *args, context=None)",
        call_soon_threadsafe,
        "As call_soon(), from any thread.",
    ),
    Method::new(
        "call_later(delay=None, callback=None, *args, context=None)",
        call_later,
        "Calls callback(*args) later.",
    ),
    Method::new(
        "call_at(when=None, callback=None, *args, context=None)",
        call_at,
        "Calls callback(*args) at a moment.",
    ),
    Method::new(
        "_timer_handle_cancelled(handle)",
        |vm, args| {
            if let Some(handle) = args[1].downcast::<Handle>() {
                receiver(vm, &args[0])?.timer_cancelled(handle);
            }
            Ok(Value::NONE)
        },
        "",
    ),
    Method::new("_check_closed()", |vm, args| open(vm, &args[0]).map(|_| Value::NONE), ""),
    Method::new(
        "_check_running()",
        |vm, args| run::check_startable(vm, open(vm, &args[0])?).map(|()| Value::NONE),
        "",
    ),
    Method::new("_check_callback(callback, method)", check_callback_method, ""),
    Method::new(
        "run_forever()",
        |vm, args| run::run_forever(vm, &args[0]).map(|()| Value::NONE),
        "Runs until stop().",
    ),
    Method::new(
        "run_until_complete(future)",
        |vm, args| run::run_until_complete(vm, &args[0], &args[1]),
        "Runs until the future is done: its result.",
    ),
    Method::new(
        "_run_once()",
        |vm, args| run::turn(vm, receiver(vm, &args[0])?, &args[0]).map(|()| Value::NONE),
        "One turn.",
    ),
    Method::new(
        "stop()",
        |vm, args| {
            receiver(vm, &args[0])?.change(|flags| flags.stopping = true);
            Ok(Value::NONE)
        },
        "Leaves run_forever() at the end of this turn.",
    ),
    Method::new("close()", close, "Forgets everything that is scheduled."),
];

const GETSET: &[GetSet] = &[
    GetSet::write(
        "slow_callback_duration",
        |vm, me| Ok(receiver(vm, me)?.slow_callback_duration.or_none()),
        {
            |vm, me, value| {
                receiver(vm, me)?.slow_callback_duration.set(value.cloned().unwrap_or(Value::EMPTY));
                Ok(())
            }
        },
    ),
    GetSet::read("_exception_handler", |vm, me| Ok(receiver(vm, me)?.exception_handler.or_none())),
    GetSet::read("_task_factory", |vm, me| Ok(receiver(vm, me)?.task_factory.or_none())),
    GetSet::read("_current_handle", |vm, me| Ok(receiver(vm, me)?.current_handle.or_none())),
    GetSet::read("_clock_resolution", |vm, _| Ok(vm.float(run::RESOLUTION))),
    GetSet::read("_closed", |vm, me| Ok(Value::bool(receiver(vm, me)?.flags().closed))),
    GetSet::read("_debug", |vm, me| Ok(Value::bool(receiver(vm, me)?.flags().debug))),
    GetSet::write(
        "_stopping",
        |vm, me| Ok(Value::bool(receiver(vm, me)?.flags().stopping)),
        |vm, me, value| {
            let on = value.map_or(Ok(false), |value| vm.truth(value))?;
            receiver(vm, me)?.change(|flags| flags.stopping = on);
            Ok(())
        },
    ),
    GetSet::read("_ready", |vm, me| {
        let own = receiver(vm, me)?;
        let entries: Vec<Ready> = own.ready.borrow().iter().map(Ready::copy).collect();
        vm.list(entries.iter().map(|entry| entry.as_call(vm).2).collect())
    }),
    GetSet::read("_scheduled", |vm, me| {
        let own = receiver(vm, me)?;
        let targets = own.timers.borrow().iter().map(|timer| timer.target.clone()).collect();
        vm.list(targets)
    }),
    GetSet::read("_timer_cancelled_count", |vm, me| {
        Ok(vm.int(receiver(vm, me)?.timers.borrow().cancelled as i64))
    }),
];

fn set_debug(vm: &Vm, args: &[Value]) -> Res {
    let on = vm.truth(&args[1])?;
    let own = receiver(vm, &args[0])?;
    own.change(|flags| flags.debug = on);
    if own.flags().running {
        run::track_origins(vm, &args[0], on)?;
    }
    Ok(Value::NONE)
}

fn set_task_factory(vm: &Vm, args: &[Value]) -> Res {
    if !args[1].is_none() && !vm.is_callable(&args[1]) {
        return Err(vm.type_error("task factory must be a callable or None"));
    }
    let factory = args[1].not_none().cloned().unwrap_or(Value::EMPTY);
    let eager =
        factory.given().is_some() && bridge::import(vm, "asyncio.tasks", "eager_task_factory")?.is(&factory);
    let own = receiver(vm, &args[0])?;
    own.change(|flags| flags.eager_tasks = eager);
    own.task_factory.set(factory);
    Ok(Value::NONE)
}

fn set_exception_handler(vm: &Vm, args: &[Value]) -> Res {
    if !args[1].is_none() && !vm.is_callable(&args[1]) {
        let shown = vm.repr_string(&args[1])?;
        return Err(vm.type_error(format!("A callable object or None is expected, got {shown}")));
    }
    let handler = args[1].not_none().cloned().unwrap_or(Value::EMPTY);
    receiver(vm, &args[0])?.exception_handler.set(handler);
    Ok(Value::NONE)
}

/// `loop.create_future()`
pub fn create_future(vm: &Vm, me: &Value) -> Res {
    let made = vm.make(Future { core: Core::default() });
    future::initialize(vm, &made.core, Some(me))?;
    Ok(made.into())
}

fn create_task(vm: &Vm, args: &[Value]) -> Res {
    let own = match open(vm, &args[0]) {
        Ok(own) => own,
        Err(raised) => return bridge::refuse(vm, raised, &args[1]),
    };
    let kwargs = args[2].as_dict().map(|dict| dict.items()).unwrap_or_default();
    new_task(vm, own, &args[0], &args[1], &kwargs)
}

/// A task of a native loop, by its factory or as a plain Task.
pub fn new_task(vm: &Vm, own: &Loop, me: &Value, coro: &Value, kwargs: &[(Value, Value)]) -> Res {
    let eager_tasks = own.flags().eager_tasks;
    if let Some(factory) = own.task_factory.given().filter(|_| !eager_tasks) {
        let named: Vec<(&str, Value)> =
            kwargs.iter().filter_map(|(name, value)| Some((name.as_str()?, value.clone()))).collect();
        return vm.call_keywords(&factory, &[me.clone(), coro.clone()], &named);
    }
    let mut options = Options { eager_start: eager_tasks, ..Options::default() };
    for (name, value) in kwargs {
        match name.as_str() {
            Some("name") => options.name = value.not_none(),
            Some("context") => options.context = value.not_none(),
            Some("eager_start") => options.eager_start = vm.truth(value)?,
            _ => {
                let name = vm.str_string(name)?;
                return Err(vm.unexpected_keyword("Task", &name, task::KEYWORDS));
            }
        }
    }
    task::create(vm, coro, me, &options)
}

fn check_callback_method(vm: &Vm, args: &[Value]) -> Res {
    let method = vm.str_string(&args[2])?;
    check_callback(vm, &args[1], &method).map(|()| Value::NONE)
}

#[cold]
fn check_callback(vm: &Vm, callback: &Value, method: &str) -> Res<()> {
    for name in ["iscoroutine", "_iscoroutinefunction"] {
        let answer = bridge::call_python(vm, "asyncio.coroutines", name, std::slice::from_ref(callback))?;
        if vm.truth(&answer)? {
            return Err(vm.type_error(format!("coroutines cannot be used with {method}()")));
        }
    }
    if !vm.is_callable(callback) {
        let shown = vm.repr_string(callback)?;
        return Err(vm.type_error(format!("a callable object was expected by {method}(), got {shown}")));
    }
    Ok(())
}

/// A handle for the arguments `callback, args, context` of a scheduling method.
fn new_handle(vm: &Vm, own: &Loop, me: &Value, args: &[Value], method: &str) -> Res<Handle> {
    let [callback, call_args, context] = args else {
        return Err(vm.system_error("wrong arguments of a scheduling method"));
    };
    if own.flags().debug {
        check_callback(vm, callback, method)?;
    }
    let context = match context.not_none() {
        Some(context) => context.clone(),
        None => vm.copy_context(),
    };
    let call_args = match call_args.as_tuple() {
        Some(tuple) if !tuple.is_empty() => call_args.clone(),
        _ => Value::EMPTY,
    };
    let handle = Handle::new(callback.clone(), call_args, context, me.clone());
    if own.flags().debug {
        handle.record_stack(vm)?;
    }
    Ok(handle)
}

/// CPython's text, where a scheduling method gets too few arguments.
fn check_given(vm: &Vm, method: &str, names: &[&str], args: &[Value]) -> Res<()> {
    let missing: Vec<&str> =
        names.iter().zip(args).filter(|(_, value)| value.is_empty()).map(|(name, _)| *name).collect();
    let text = match missing[..] {
        [] => return Ok(()),
        [one] => format!("1 required positional argument: '{one}'"),
        _ => format!("2 required positional arguments: '{}'", missing.join("' and '")),
    };
    Err(vm.type_error(format!("BaseEventLoop.{method}() missing {text}")))
}

fn call_soon(vm: &Vm, args: &[Value]) -> Res {
    check_given(vm, "call_soon", &["callback"], &args[1..])?;
    let own = open(vm, &args[0])?;
    let handle: Value = vm.make(new_handle(vm, own, &args[0], &args[1..], "call_soon")?).into();
    own.push(Ready::of(handle.clone()));
    Ok(handle)
}

fn call_soon_threadsafe(vm: &Vm, args: &[Value]) -> Res {
    check_given(vm, "call_soon_threadsafe", &["callback"], &args[1..])?;
    let own = open(vm, &args[0])?;
    let handle: Value = vm.make(new_handle(vm, own, &args[0], &args[1..], "call_soon_threadsafe")?).into();
    own.push(Ready::of(handle.clone()));
    if own.thread.get() != vm.thread_number() {
        vm.wake_thread(own.thread.get());
    }
    bridge::wake(vm, &args[0])?;
    Ok(handle)
}

fn call_later(vm: &Vm, args: &[Value]) -> Res {
    check_given(vm, "call_later", &["delay", "callback"], &args[1..])?;
    if args[1].is_none() {
        return Err(vm.type_error("delay must not be None"));
    }
    let own = receiver(vm, &args[0])?;
    let now = run::time(vm, own, &args[0])?;
    let when = match args[1].as_float().or_else(|| args[1].as_small_int().map(|n| n as f64)) {
        Some(delay) => vm.float(now + delay),
        None => vm.binary(taipan_vm::BinaryOp::Add, &vm.float(now), &args[1])?,
    };
    let number = own.timers.borrow_mut().number();
    add_timer(vm, &args[0], when, &args[2..], number)
}

fn call_at(vm: &Vm, args: &[Value]) -> Res {
    check_given(vm, "call_at", &["when", "callback"], &args[1..])?;
    if args[1].is_none() {
        return Err(vm.type_error("when cannot be None"));
    }
    add_timer(vm, &args[0], args[1].clone(), &args[2..], 0)
}

fn add_timer(vm: &Vm, me: &Value, when: Value, args: &[Value], number: u64) -> Res {
    let own = open(vm, me)?;
    let handle = new_handle(vm, own, me, args, "call_at")?;
    let moment = vm.to_f64(&when)?;
    handle.when.set(when);
    handle.scheduled.set(true);
    let handle: Value = vm.make_instance(&State::of(vm).types().timer_handle, handle)?.into();
    own.timers.borrow_mut().push(Timer { when: moment, number, target: handle.clone() });
    Ok(handle)
}

fn close(vm: &Vm, args: &[Value]) -> Res {
    let own = receiver(vm, &args[0])?;
    if own.flags().running {
        return Err(vm.runtime_error("Cannot close a running event loop"));
    }
    if !own.flags().closed {
        own.change(|flags| flags.closed = true);
        let gone = (own.ready.take(), own.timers.take());
        drop(gone);
    }
    Ok(Value::NONE)
}

/// The running loop and its core, where it is a native one that nobody has changed.
pub fn running_native(vm: &Vm) -> Res<Option<(Value, Gc<Loop>)>> {
    let event_loop = scheduling::running_loop(vm)?;
    let own = super::native(&event_loop).filter(|own| own.is_plain() && !own.flags().own_making);
    Ok(own.map(|own| (event_loop, own)))
}

/// The functions of the module.
pub const FUNCTIONS: &[Function] = &[
    Function::new("get_running_loop()", |vm, _| scheduling::running_loop(vm), "The running loop."),
    Function::new(
        "_get_running_loop()",
        |vm, _| Ok(vm.running_loop().or_none()),
        "The running loop or None.",
    ),
    Function::new(
        "_set_running_loop(loop, /)",
        |vm, args| {
            vm.running_loop().set(args[0].not_none().cloned().unwrap_or(Value::EMPTY));
            Ok(Value::NONE)
        },
        "",
    ),
    Function::new(
        "get_event_loop()",
        |vm, _| scheduling::current_loop(vm),
        "The running loop, else the current one.",
    ),
    Function::new(
        "create_task(coro, **kwargs)",
        create_task_function,
        "Schedules a coroutine on the running loop.",
    ),
    Function::new("_sleep(delay, result)", sleep, "A Future of `result`, done after `delay` seconds."),
];

fn create_task_function(vm: &Vm, args: &[Value]) -> Res {
    let kwargs = match args[1].as_dict() {
        Some(dict) if !dict.is_empty() => dict.items(),
        _ => Vec::new(),
    };
    if let Some((event_loop, own)) = running_native(vm)? {
        if own.flags().closed {
            return Err(scheduling::closed(vm));
        }
        return new_task(vm, &own, &event_loop, &args[0], &kwargs);
    }
    let event_loop = scheduling::running_loop(vm)?;
    let named: Vec<(&str, Value)> =
        kwargs.iter().filter_map(|(name, value)| Some((name.as_str()?, value.clone()))).collect();
    let create = vm.get_attr_str(&event_loop, "create_task")?;
    vm.call_keywords(&create, &args[..1], &named)
}

/// `sleep()`'s future stands in the timers itself: no handle, no callback.
fn sleep(vm: &Vm, args: &[Value]) -> Res {
    let event_loop = scheduling::running_loop(vm)?;
    let Some(own) = super::native(&event_loop).filter(|own| own.is_plain() && !own.flags().debug) else {
        return bridge::call_python(vm, "asyncio.tasks", "_sleep_by_handle", args);
    };
    let delay = vm.to_f64(&args[0])?;
    let made = vm.make(Future { core: Core::new(event_loop.clone()) });
    made.core.result.set(args[1].clone());
    made.core.put(future::TIMER, true);
    let when = run::time(vm, &own, &event_loop)? + delay;
    let future: Value = made.into();
    let mut timers = own.timers.borrow_mut();
    let number = timers.number();
    timers.push(Timer { when, number, target: future.clone() });
    Ok(future)
}
