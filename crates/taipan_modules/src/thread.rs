//! `_thread`: locks, and threads that run Python code beside the main one.

use std::cell::{Cell, RefCell};

use taipan_vm::{
    Body, Kind, MAIN_THREAD, Raised, Res, Tracer, Value, Vm,
    native::{Args, Function, Method, ModuleSpec, TypeFlags, TypeSpec},
};

/// `lock` and, with `recursive`, `RLock`.
struct Lock {
    count: Cell<u32>,
    /// The number of the thread that has it, while one does.
    owner: Cell<i64>,
    /// Threads that wait for it, in order.
    waiting: RefCell<Vec<i64>>,
    recursive: bool,
}

impl Lock {
    /// Takes it, if the running thread can have it.
    fn take(&self, vm: &Vm) -> bool {
        let me = vm.thread_number();
        let free = self.count.get() == 0 || self.recursive && self.owner.get() == me;
        if free {
            self.count.set(self.count.get() + 1);
            self.owner.set(me);
        }
        free
    }

    /// Lets go of it and wakes who waits longest.
    fn free(&self, vm: &Vm) {
        self.count.set(0);
        if let Some(first) = self.waiting.borrow().first() {
            vm.wake_thread(*first);
        }
    }

    /// Waits until it can be taken or the clock shows `deadline`; whether it was taken.
    fn wait(&self, vm: &Vm, deadline: Option<u64>) -> Res<bool> {
        let me = vm.thread_number();
        self.waiting.borrow_mut().push(me);
        let outcome = self.wait_in_line(vm, deadline);
        self.waiting.borrow_mut().retain(|number| *number != me);
        // Another one may have been woken too early, or this one in vain.
        if self.count.get() == 0
            && let Some(first) = self.waiting.borrow().first()
        {
            vm.wake_thread(*first);
        }
        outcome
    }

    fn wait_in_line(&self, vm: &Vm, deadline: Option<u64>) -> Res<bool> {
        let clock = vm.host.clock();
        loop {
            if self.take(vm) {
                return Ok(true);
            }
            let now = clock.monotonic_ns();
            match deadline {
                Some(deadline) if now >= deadline => return Ok(false),
                // Nobody else runs meanwhile who could release it, or time stands still while they do.
                Some(deadline) if vm.helper_count() == 0 || clock.is_virtual() => {
                    vm.wait_ns(deadline - now)?;
                }
                Some(deadline) => vm.park(Some(deadline - now))?,
                None if vm.helper_count() == 0 => {
                    return Err(vm.runtime_error(
                        "the lock is held by the only thread: waiting for it would never end",
                    ));
                }
                None => vm.park(None)?,
            }
        }
    }
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
    if lock.take(vm) {
        return Ok(Value::TRUE);
    }
    if !blocking {
        return Ok(Value::FALSE);
    }
    let deadline =
        (timeout >= 0.0).then(|| vm.host.clock().monotonic_ns().saturating_add((timeout * 1e9) as u64));
    lock.wait(vm, deadline).map(Value::bool)
}

fn release(vm: &Vm, args: &[Value]) -> Res {
    let lock = of(vm, &args[0])?;
    if lock.count.get() == 0 || lock.recursive && lock.owner.get() != vm.thread_number() {
        let message =
            if lock.recursive { "cannot release un-acquired lock" } else { "release unlocked lock" };
        return Err(vm.runtime_error(message));
    }
    match lock.count.get() {
        1 => lock.free(vm),
        count => lock.count.set(count - 1),
    }
    Ok(Value::NONE)
}

/// How often the running thread has the lock.
fn owned(vm: &Vm, lock: &Value) -> Res<u32> {
    let lock = of(vm, lock)?;
    Ok(if lock.owner.get() == vm.thread_number() { lock.count.get() } else { 0 })
}

fn enter(vm: &Vm, args: &[Value]) -> Res {
    acquire(vm, &[args[0].clone(), Value::EMPTY, Value::EMPTY])
}

fn start_new_thread(vm: &Vm, args: &[Value]) -> Res {
    let given = args[0].as_tuple().map(|given| given.to_vec()).unwrap_or_default();
    let name = "start_new_thread";
    match given.len() {
        0 | 1 => {
            let count = given.len();
            return Err(vm.type_error(format!("{name} expected at least 2 arguments, got {count}")));
        }
        2 | 3 => {}
        count => return Err(vm.type_error(format!("{name} expected at most 3 arguments, got {count}"))),
    }
    if !vm.is_callable(&given[0]) {
        return Err(vm.type_error("first arg must be callable"));
    }
    if given[1].as_tuple().is_none() {
        return Err(vm.type_error("2nd arg must be a tuple"));
    }
    let named = given.get(2).cloned().unwrap_or(Value::NONE);
    if given.len() == 3 && named.as_dict().is_none() {
        return Err(vm.type_error("optional 3rd arg must be a dictionary"));
    }
    vm.start_thread(&given[0], &given[1], &named).map(|number| vm.int(number))
}

fn exit(vm: &Vm, _: &[Value]) -> Res {
    Err(vm.raise(vm.exception(&vm.exceptions.system_exit, Vec::new())))
}

fn repr(vm: &Vm, value: &Value) -> Res {
    let lock = of(vm, value)?;
    let (count, address) = (lock.count.get(), vm.id_of(value));
    let state = if count > 0 { "locked" } else { "unlocked" };
    let name = vm.full_type_name(vm.type_of(value));
    Ok(vm.str(&if lock.recursive {
        let owner = if count > 0 { lock.owner.get() } else { 0 };
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
    Method::new("_is_owned()", |vm, a| Ok(Value::bool(owned(vm, &a[0])? > 0)), ""),
    Method::new("_recursion_count()", |vm, a| Ok(vm.int(owned(vm, &a[0])?.into())), ""),
    Method::new(
        "_release_save()",
        |vm, a| {
            let lock = of(vm, &a[0])?;
            let count = lock.count.get();
            if count == 0 {
                return Err(vm.runtime_error("cannot release un-acquired lock"));
            }
            lock.free(vm);
            Ok(vm.tuple(vec![vm.int(count.into()), vm.int(lock.owner.get())]))
        },
        "",
    ),
    Method::new(
        "_acquire_restore(state, /)",
        |vm, a| {
            let count = a[1].as_tuple().and_then(|state| state.first().cloned()).unwrap_or(Value::NONE);
            let (lock, count) = (of(vm, &a[0])?, vm.index_i64(&count)?.clamp(1, 1 << 30) as u32);
            if !lock.take(vm) {
                lock.wait(vm, None)?;
            }
            lock.count.set(count);
            Ok(Value::NONE)
        },
        "",
    ),
    Method::new(
        "_at_fork_reinit()",
        |vm, a| {
            {
                let _: () = of(vm, &a[0])?.free(vm);
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
        Ok(vm
            .make_instance(
                class,
                Lock { count: Cell::new(0), owner: Cell::new(0), waiting: RefCell::default(), recursive },
            )?
            .into())
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
    Function::new("get_ident()", |vm, _| Ok(vm.int(vm.thread_number())), "The number of the running thread."),
    Function::new("get_native_id()", |vm, _| Ok(vm.int(std::process::id().into())), "The system's number."),
    Function::new("_count()", |vm, _| Ok(vm.int(vm.helper_count() as i64)), "Threads besides the main one."),
    Function::new(
        "_get_main_thread_ident()",
        |vm, _| Ok(vm.int(MAIN_THREAD)),
        "The number of the main thread.",
    ),
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
    Function::new("start_new_thread(*args)", start_new_thread, "Starts a thread and gives its number."),
    Function::new("exit()", exit, "Ends the running thread."),
    Function::new(
        "start_joinable_thread(function, handle=None, daemon=True)",
        |vm, _| {
            let text = "_thread.start_joinable_thread: only start_new_thread is supported yet";
            Err(vm.error(&vm.exceptions.not_implemented_error, text))
        },
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
