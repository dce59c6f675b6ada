//! The functions of `sys`.

use taipan_vm::{Res, Value, Vm, native::Function};

use super::structures;

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("exit(status=None, /)", exit, "Raises SystemExit."),
    Function::new("exc_info()", exc_info, "Class, value and traceback of the handled exception."),
    Function::new("exception()", |vm, _| Ok(handled(vm)), "The handled exception."),
    Function::new("intern(string, /)", intern, "The one str of this text."),
    Function::new(
        "getrecursionlimit()",
        |vm, _| Ok(vm.int(vm.recursion_limit().into())),
        "Most nested calls.",
    ),
    Function::new("setrecursionlimit(limit, /)", set_recursion_limit, "Sets the most nested calls."),
    Function::new(
        "getrefcount(object, /)",
        |vm, a| Ok(vm.int(vm.reference_count(&a[0]) + 1)),
        "References to the object.",
    ),
    Function::new("getsizeof(object, default=None)", get_size, "Bytes of the object itself."),
    Function::new("_getframe(depth=0, /)", get_frame, "A frame in progress."),
    Function::new("_getframemodulename(depth=0)", frame_module, "The module name of a frame in progress."),
    Function::new("getfilesystemencoding()", |vm, _| Ok(vm.str("utf-8")), "The encoding of file names."),
    Function::new(
        "getfilesystemencodeerrors()",
        |vm, _| Ok(vm.str("surrogateescape")),
        "How file names are encoded.",
    ),
    Function::new("getdefaultencoding()", |vm, _| Ok(vm.str("utf-8")), "The encoding of str.encode()."),
    Function::new("audit(event, /, *args)", |_, _| Ok(Value::NONE), "Does nothing: there are no hooks."),
    Function::new(
        "is_finalizing()",
        |vm, _| Ok(Value::bool(vm.is_finalizing())),
        "Whether the interpreter shuts down.",
    ),
    Function::new("get_asyncgen_hooks()", get_hooks, "The hooks of asynchronous generators."),
    Function::new(
        "set_asyncgen_hooks(firstiter=-1, finalizer=-1)",
        set_hooks,
        "Sets the hooks of asynchronous generators.",
    ),
    Function::new(
        "get_coroutine_origin_tracking_depth()",
        |vm, _| Ok(vm.int(0)),
        "Frames that coroutines remember.",
    ),
    Function::new(
        "set_coroutine_origin_tracking_depth(depth)",
        |_, _| Ok(Value::NONE),
        "Accepted without effect.",
    ),
    Function::new("getswitchinterval()", |vm, _| Ok(vm.float(0.005)), "Seconds between thread switches."),
    Function::new("setswitchinterval(interval, /)", set_switch_interval, "Accepted without effect."),
    Function::new(
        "get_int_max_str_digits()",
        |vm, _| Ok(vm.int(vm.int_max_str_digits() as i64)),
        "Most digits that converting between int and str handles.",
    ),
    Function::new(
        "set_int_max_str_digits(maxdigits)",
        set_digits,
        "Sets the most digits; 0 lifts the limit.",
    ),
    Function::new("gettrace()", |_, _| Ok(Value::NONE), "No tracing."),
    Function::new("settrace(function, /)", |_, _| Ok(Value::NONE), "Accepted without effect."),
    Function::new("getprofile()", |_, _| Ok(Value::NONE), "No profiling."),
    Function::new("setprofile(function, /)", |_, _| Ok(Value::NONE), "Accepted without effect."),
    Function::new("displayhook(object, /)", displayhook, "Shows the value of an expression."),
    Function::new("excepthook(exctype, value, traceback, /)", excepthook, "Shows an uncaught exception."),
    Function::new(
        "unraisablehook(unraisable, /)",
        unraisablehook,
        "Shows an exception that cannot propagate.",
    ),
    Function::new("_clear_type_cache()", |_, _| Ok(Value::NONE), "Does nothing."),
    Function::new("_is_gil_enabled()", |_, _| Ok(Value::TRUE), "Whether one thread runs at a time."),
];

fn exit(vm: &Vm, args: &[Value]) -> Res {
    let class = &vm.exceptions.system_exit;
    let status = args[0].not_none();
    let exception = match status {
        Some(ready) if vm.is_a(ready, class) => ready.clone(),
        // As where C code raises: a tuple holds all arguments.
        Some(status) => match status.as_tuple().filter(|_| vm.is_exact(status, taipan_vm::Kind::Tuple)) {
            Some(arguments) => vm.call(class.value(), arguments)?,
            None => vm.call(class.value(), std::slice::from_ref(status))?,
        },
        None => vm.call(class.value(), &[])?,
    };
    Err(vm.raise(exception))
}

fn intern(vm: &Vm, args: &[Value]) -> Res {
    if args[0].as_str_object().is_none() {
        return Err(vm.bad_argument("intern", "", "str", &args[0]));
    }
    Ok(vm.intern_value(&args[0]))
}

fn get_size(vm: &Vm, args: &[Value]) -> Res {
    Ok(vm.int(vm.size_of(&args[0])))
}

fn set_digits(vm: &Vm, args: &[Value]) -> Res {
    match vm.index_i64(&args[0])? {
        0 => vm.set_int_max_str_digits(0),
        digits @ 640.. => vm.set_int_max_str_digits(digits as usize),
        _ => return Err(vm.value_error("maxdigits must be >= 640 or 0 for unlimited")),
    }
    Ok(Value::NONE)
}

fn set_switch_interval(vm: &Vm, args: &[Value]) -> Res {
    if vm.to_f64(&args[0])? <= 0.0 {
        return Err(vm.value_error("switch interval must be strictly positive"));
    }
    Ok(Value::NONE)
}

fn handled(vm: &Vm) -> Value {
    let exception = vm.handled_exception();
    if exception.is_empty() { Value::NONE } else { exception }
}

fn exc_info(vm: &Vm, _: &[Value]) -> Res {
    let exception = handled(vm);
    if exception.is_none() {
        return Ok(vm.tuple(vec![Value::NONE, Value::NONE, Value::NONE]));
    }
    let traceback = exception.as_exception().map_or(Value::NONE, |e| e.traceback.or_none());
    Ok(vm.tuple(vec![vm.class_of(&exception).into(), exception, traceback]))
}

fn set_recursion_limit(vm: &Vm, args: &[Value]) -> Res {
    let limit = vm.index_i64(&args[0])?;
    if limit < 1 {
        return Err(vm.value_error("recursion limit must be greater or equal than 1"));
    }
    vm.set_recursion_limit(limit.min(i64::from(u32::MAX / 2)) as u32);
    Ok(Value::NONE)
}

fn depth(vm: &Vm, value: &Value) -> Res<usize> {
    Ok(value.given().map_or(Ok(0), |depth| vm.index_i64(depth))?.max(0) as usize)
}

fn get_frame(vm: &Vm, args: &[Value]) -> Res {
    match vm.frame_object(depth(vm, &args[0])?) {
        Some(frame) => Ok(frame.into()),
        None => Err(vm.value_error("call stack is not deep enough")),
    }
}

fn frame_module(vm: &Vm, args: &[Value]) -> Res {
    let position = vm.frame_position(depth(vm, &args[0])?);
    Ok(position.and_then(|(_, _, globals)| globals.get_str(vm, "__name__")).unwrap_or(Value::NONE))
}

fn get_hooks(vm: &Vm, _: &[Value]) -> Res {
    let (first, finalizer) = vm.async_gen_hooks();
    Ok(vm.struct_value(&structures::ASYNCGEN_HOOKS, vec![first, finalizer]))
}

fn set_hooks(vm: &Vm, args: &[Value]) -> Res {
    for (name, hook) in ["firstiter", "finalizer"].into_iter().zip(args) {
        if let Some(hook) = hook.not_none()
            && vm.type_of(hook).slots().call.is_none()
        {
            let class = vm.type_of(hook).name().to_owned();
            return Err(vm.type_error(format!("callable {name} expected, got {class}")));
        }
    }
    vm.set_async_gen_hooks(args[0].given().cloned(), args[1].given().cloned());
    Ok(Value::NONE)
}

fn displayhook(vm: &Vm, args: &[Value]) -> Res {
    if args[0].is_none() {
        return Ok(Value::NONE);
    }
    let text = vm.repr_string(&args[0])?;
    if let Some(stdout) = vm.sys_attr("stdout") {
        vm.write_to(&stdout, format!("{text}\n").as_bytes())?;
    }
    if let Some(builtins) = vm.import.builtins.get() {
        builtins.set_str(vm, "_", args[0].clone())?;
    }
    Ok(Value::NONE)
}

fn excepthook(vm: &Vm, args: &[Value]) -> Res {
    vm.write_stderr(&vm.format_exception(&args[1]));
    Ok(Value::NONE)
}

fn unraisablehook(vm: &Vm, args: &[Value]) -> Res {
    let exception = vm.get_attr_str(&args[0], "exc_value")?;
    let object = vm.get_attr_str(&args[0], "object")?;
    let message = vm.get_attr_str(&args[0], "err_msg")?;
    vm.print_unraisable(&exception, message.as_str(), &object);
    Ok(Value::NONE)
}
