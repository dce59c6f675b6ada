//! `_thread`: locks and the number of the running thread. There is one thread, so a lock that would block for ever
//! raises instead.

use std::cell::Cell;

use taipan_vm::{
    Body, Kind, Raised, Res, Tracer, Value, Vm,
    native::{Args, Function, Method, ModuleSpec, TypeFlags, TypeSpec},
};

/// The number that the main thread has.
const MAIN: i64 = 1;

/// `lock` and, with `recursive`, `RLock`.
struct Lock {
    count: Cell<u32>,
    recursive: bool,
}

impl Body for Lock {
    const KIND: Kind = Kind::ext(94);
    const TRACED: bool = false;
    fn trace(&self, _: &mut Tracer<'_>) {}
}

fn of<'a>(vm: &Vm, value: &'a Value) -> Result<&'a Lock, Raised> {
    value.downcast().ok_or_else(|| vm.type_error("a lock is required"))
}

fn acquire(vm: &Vm, args: &[Value]) -> Res {
    let lock = of(vm, &args[0])?;
    let blocking = args[1].given().map_or(Ok(true), |blocking| vm.truth(blocking))?;
    let timeout = args[2].given().map_or(Ok(-1.0), |timeout| vm.to_f64(timeout))?;
    if !blocking && timeout != -1.0 {
        return Err(vm.value_error("can't specify a timeout for a non-blocking call"));
    }
    if timeout < 0.0 && timeout != -1.0 {
        return Err(vm.value_error("timeout value must be a non-negative number"));
    }
    if lock.count.get() == 0 || lock.recursive {
        lock.count.set(lock.count.get() + 1);
        return Ok(Value::TRUE);
    }
    if !blocking {
        return Ok(Value::FALSE);
    }
    if timeout >= 0.0 {
        vm.wait_ns((timeout * 1e9) as u64)?;
        return Ok(Value::FALSE);
    }
    Err(vm.runtime_error("the lock is held by the only thread: waiting for it would never end"))
}

fn release(vm: &Vm, args: &[Value]) -> Res {
    let lock = of(vm, &args[0])?;
    if lock.count.get() == 0 {
        let message =
            if lock.recursive { "cannot release un-acquired lock" } else { "release unlocked lock" };
        return Err(vm.runtime_error(message));
    }
    lock.count.set(lock.count.get() - 1);
    Ok(Value::NONE)
}

fn enter(vm: &Vm, args: &[Value]) -> Res {
    acquire(vm, &[args[0].clone(), Value::EMPTY, Value::EMPTY])
}

fn repr(vm: &Vm, value: &Value) -> Res {
    let lock = of(vm, value)?;
    let (count, address) = (lock.count.get(), vm.id_of(value));
    let state = if count > 0 { "locked" } else { "unlocked" };
    let name = vm.full_type_name(vm.type_of(value));
    Ok(vm.str(&if lock.recursive {
        let owner = if count > 0 { MAIN } else { 0 };
        format!("<{state} {name} object owner={owner} count={count} at {address:#x}>")
    } else {
        format!("<{state} {name} object at {address:#x}>")
    }))
}

const METHODS: &[Method] = &[
    Method::new("acquire(blocking=True, timeout=-1)", acquire, "Lock the lock."),
    Method::new("release()", release, "Release the lock."),
    Method::new(
        "locked()",
        |vm, a| Ok(Value::bool(of(vm, &a[0])?.count.get() > 0)),
        "Whether the lock is locked.",
    ),
    Method::new("_is_owned()", |vm, a| Ok(Value::bool(of(vm, &a[0])?.count.get() > 0)), ""),
    Method::new("_recursion_count()", |vm, a| Ok(vm.int(of(vm, &a[0])?.count.get().into())), ""),
    Method::new(
        "_release_save()",
        |vm, a| {
            let count = of(vm, &a[0])?.count.replace(0);
            Ok(vm.tuple(vec![vm.int(count.into()), vm.int(MAIN)]))
        },
        "",
    ),
    Method::new(
        "_acquire_restore(state, /)",
        |vm, a| {
            let count = a[1].as_tuple().and_then(|state| state.first().cloned()).unwrap_or(Value::NONE);
            of(vm, &a[0])?.count.set(vm.index_i64(&count)?.clamp(0, 1 << 30) as u32);
            Ok(Value::NONE)
        },
        "",
    ),
    Method::new(
        "_at_fork_reinit()",
        |vm, a| {
            {
                let _: () = of(vm, &a[0])?.count.set(0);
                Ok(())
            }
            .map(|()| Value::NONE)
        },
        "",
    ),
    Method::new("__enter__()", enter, "Lock the lock."),
    Method::new("__exit__(*exc_info)", |vm, a| release(vm, &a[..1]), "Release the lock."),
];

fn make(vm: &Vm, recursive: bool) -> impl Fn(&taipan_vm::objects::Type, Args<'_>) -> Res + '_ {
    move |class, args| {
        vm.positional_only(class.name().rsplit('.').next().unwrap_or("lock"), args, 0, 0)?;
        Ok(vm.make_instance(class, Lock { count: Cell::new(0), recursive })?.into())
    }
}

fn spec(name: &'static str, recursive: bool) -> TypeSpec {
    TypeSpec {
        name,
        module: "_thread",
        kind: Lock::KIND,
        base: None,
        flags: TypeFlags { base: recursive, weak: true, ..TypeFlags::default() },
        doc: "A lock that is held by at most one thread.",
        slots: if recursive {
            |slots| {
                slots.repr = Some(repr);
                slots.new = Some(|vm, class, args| make(vm, true)(class, args));
            }
        } else {
            |slots| {
                slots.repr = Some(repr);
                slots.new = Some(|vm, class, args| make(vm, false)(class, args));
            }
        },
        methods: METHODS,
        getset: &[],
    }
}

const FUNCTIONS: &[Function] = &[
    Function::new("get_ident()", |vm, _| Ok(vm.int(MAIN)), "The number of the running thread."),
    Function::new("get_native_id()", |vm, _| Ok(vm.int(std::process::id().into())), "The system's number."),
    Function::new("_count()", |vm, _| Ok(vm.int(0)), "Threads besides the main one."),
    Function::new("_get_main_thread_ident()", |vm, _| Ok(vm.int(MAIN)), "The number of the main thread."),
    Function::new(
        "daemon_threads_allowed()",
        |_, _| Ok(Value::TRUE),
        "Whether threads may outlive the program.",
    ),
    Function::new("stack_size(size=0, /)", |vm, _| Ok(vm.int(0)), "The stack size of new threads."),
    Function::new(
        "interrupt_main(signum=2, /)",
        |vm, _| {
            vm.attention.request(taipan_vm::Attention::INTERRUPT);
            Ok(Value::NONE)
        },
        "Raises KeyboardInterrupt in the main thread.",
    ),
    Function::new(
        "start_new_thread(function, args, kwargs={}, /)",
        |vm, _| Err(vm.runtime_error("can't start new thread")),
        "Starts a thread.",
    ),
    Function::new(
        "start_joinable_thread(function, handle=None, daemon=True)",
        |vm, _| Err(vm.runtime_error("can't start new thread")),
        "Starts a thread.",
    ),
];

/// The module's row.
pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_thread",
    doc: "Locks and threads.",
    functions: FUNCTIONS,
    init: |vm, module| {
        let lock: Value = vm.add_type::<Lock>(&spec("lock", false)).into();
        let recursive: Value = vm.add_variant(&spec("RLock", true)).into();
        vm.module_set(module, "RLock", recursive)?;
        for name in ["lock", "LockType", "allocate_lock", "allocate"] {
            vm.module_set(module, name, lock.clone())?;
        }
        vm.module_set(module, "error", vm.exceptions.runtime_error.value().clone())?;
        vm.module_set(module, "TIMEOUT_MAX", vm.float(9_223_372_036.0))
    },
};
