//! Task as Python sees it.

use taipan_vm::{
    Body, Gc, Kind, Res, Tracer, Value, Vm,
    native::{Args, GetSet, Method, TypeFlags, TypeSpec},
    objects::{Slot, Slots, Type},
};

use super::{Options, Task, cancel, cancel::uncancel, create_plain, name_of, receiver, start, step};
use crate::{
    bridge,
    future::{LOG_DESTROY, MUST_CANCEL},
    report,
};

/// Makes the type.
pub fn task_type(vm: &Vm) -> Gc<Type> {
    vm.add_type::<Task>(&TypeSpec {
        name: "Task",
        module: "_asyncio",
        kind: Task::KIND,
        base: Some(|vm| crate::state::State::of(vm).future().clone()),
        flags: TypeFlags { base: true, weak: true, ..TypeFlags::default() },
        doc: "A coroutine wrapped in a Future.",
        slots: fill,
        methods: METHODS,
        getset: GETSET,
    })
}

fn fill(slots: &mut Slots) {
    slots.new = Some(|vm, class, _| Ok(vm.make_instance(class, Task::default())?.into()));
    slots.init = Some(init);
    slots.repr = Some(|vm, me| {
        receiver(vm, me)?.core.check_initialized(vm)?;
        bridge::call_python(vm, "asyncio.base_tasks", "_task_repr", std::slice::from_ref(me))
    });
    slots.del = Some(|vm, me| {
        if let Some(task) = me.downcast::<Task>() {
            report::destroyed_pending(vm, &task.core, me);
            report::never_retrieved(vm, &task.core, me);
        }
    });
}

fn init(vm: &Vm, me: &Value, args: Args<'_>) -> Res<()> {
    let given = args.positionals().len();
    if given > 1 {
        return Err(vm.type_error(format!("Task() takes exactly 1 positional argument ({given} given)")));
    }
    let mut coro = args.positionals().first();
    let (mut event_loop, mut options) = (None, Options::default());
    for (name, value) in args.keywords() {
        match name.as_str() {
            Some("coro") if coro.is_none() => coro = Some(value),
            Some("loop") => event_loop = Some(value),
            Some("name") => options.name = value.not_none(),
            Some("context") => options.context = value.not_none(),
            Some("eager_start") => options.eager_start = vm.truth(value)?,
            _ => {
                let name = vm.str_string(name)?;
                return Err(vm.unexpected_keyword("Task", &name, super::KEYWORDS));
            }
        }
    }
    let Some(coro) = coro else {
        return Err(vm.type_error("Task() missing required argument 'coro' (pos 1)"));
    };
    start(vm, me, coro, event_loop, &options)
}

/// Makes a task of the exact type, of a native loop.
pub fn create(vm: &Vm, coro: &Value, event_loop: &Value, options: &Options<'_>) -> Res {
    if bridge::is_native_coroutine(coro) {
        return create_plain(vm, coro, event_loop, options);
    }
    let task: Value = vm.make(Task::default()).into();
    start(vm, &task, coro, Some(event_loop), options)?;
    Ok(task)
}

const METHODS: &[Method] = &[
    Method::new(
        "cancel(msg=None)",
        |vm, args| cancel(vm, receiver(vm, &args[0])?, &args[1]).map(Value::bool),
        "Asks for the cancellation of the task.",
    ),
    Method::new(
        "cancelling()",
        |vm, args| Ok(vm.int(receiver(vm, &args[0])?.core.cancels().into())),
        "The number of requests of cancellation not taken back.",
    ),
    Method::new(
        "uncancel()",
        |vm, args| Ok(vm.int(uncancel(receiver(vm, &args[0])?).into())),
        "Takes one request back; the number that remains.",
    ),
    Method::new("get_name()", |vm, args| Ok(name_of(vm, receiver(vm, &args[0])?)), "The name."),
    Method::new(
        "set_name(value, /)",
        |vm, args| {
            receiver(vm, &args[0])?.name.set(vm.str_value(&args[1])?);
            Ok(Value::NONE)
        },
        "Renames the task.",
    ),
    Method::new("get_coro()", |vm, args| Ok(receiver(vm, &args[0])?.coro.or_none()), "The coroutine."),
    Method::new("get_context()", |vm, args| Ok(receiver(vm, &args[0])?.context.or_none()), "The context."),
    Method::new(
        "set_result(result, /)",
        |vm, _| Err(vm.runtime_error("Task does not support set_result operation")),
        "",
    ),
    Method::new(
        "set_exception(exception, /)",
        |vm, _| Err(vm.runtime_error("Task does not support set_exception operation")),
        "",
    ),
    Method::new(
        "get_stack(*, limit=None)",
        |vm, args| {
            let limit = args[1].not_none().cloned().unwrap_or(Value::NONE);
            bridge::call_python(vm, "asyncio.base_tasks", "_task_get_stack", &[args[0].clone(), limit])
        },
        "The frames where the coroutine stands or where it failed.",
    ),
    Method::new(
        "print_stack(*, limit=None, file=None)",
        |vm, args| {
            let or_none = |value: &Value| value.not_none().cloned().unwrap_or(Value::NONE);
            let args = [args[0].clone(), or_none(&args[1]), or_none(&args[2])];
            bridge::call_python(vm, "asyncio.base_tasks", "_task_print_stack", &args)
        },
        "Prints get_stack() as a traceback.",
    ),
    Method::new(
        "task_wakeup(future, /)",
        |vm, args| {
            step::wake_by_callback(vm, &args[0], receiver(vm, &args[0])?, &args[1])?;
            Ok(Value::NONE)
        },
        "",
    ),
];

const GETSET: &[GetSet] = &[
    GetSet::read("_coro", |vm, me| Ok(receiver(vm, me)?.coro.or_none())),
    GetSet::read("_fut_waiter", |vm, me| Ok(receiver(vm, me)?.waiting_for.or_none())),
    GetSet::read("_must_cancel", |vm, me| Ok(Value::bool(receiver(vm, me)?.core.has(MUST_CANCEL)))),
    GetSet::write(
        "_log_destroy_pending",
        |vm, me| Ok(Value::bool(receiver(vm, me)?.core.has(LOG_DESTROY))),
        |vm, me, value| {
            let on = value.map_or(Ok(false), |value| vm.truth(value))?;
            receiver(vm, me)?.core.put(LOG_DESTROY, on);
            Ok(())
        },
    ),
];

/// `TaskStepMethWrapper`: the step of a task as a callable, for loops that are not native ones.
pub struct StepCall {
    /// The task.
    pub task: Value,
    /// The exception to raise in it.
    pub error: Slot,
}

impl Body for StepCall {
    const KIND: Kind = Kind::ext(7);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(&self.task);
        self.error.trace(tracer);
    }
}

/// Makes its type.
pub fn step_type(vm: &Vm) -> Gc<Type> {
    vm.add_type::<StepCall>(&TypeSpec {
        name: "TaskStepMethWrapper",
        module: "_asyncio",
        kind: StepCall::KIND,
        base: None,
        flags: TypeFlags { no_new: true, ..TypeFlags::default() },
        doc: "",
        slots: |slots| {
            slots.call = Some(|vm, me, args| {
                if !args.is_empty() {
                    return Err(vm.type_error("function takes no positional arguments"));
                }
                if let Some(call) = me.downcast::<StepCall>() {
                    let task = receiver(vm, &call.task)?;
                    match call.error.given() {
                        None => step(vm, &call.task, task)?,
                        error => step::step_with(vm, &call.task, task, error)?,
                    }
                }
                Ok(Value::NONE)
            });
        },
        methods: &[],
        getset: const {
            &[GetSet::read("__self__", |_, me| {
                Ok(me.downcast::<StepCall>().map_or(Value::NONE, |call| call.task.clone()))
            })]
        },
    })
}
