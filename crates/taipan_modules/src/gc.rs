//! `gc`: the collector of reference cycles.

use taipan_vm::{
    Res, Value, Vm,
    native::{Function, ModuleSpec},
};

fn none(_: &Vm, _: &[Value]) -> Res {
    Ok(Value::NONE)
}

fn collect(vm: &Vm, args: &[Value]) -> Res {
    if let Some(generation) = args[0].given()
        && !(0..=2).contains(&vm.index_i64(generation)?)
    {
        return Err(vm.value_error("invalid generation"));
    }
    notify(vm, "start", 0)?;
    let found = vm.collect_garbage() as i64;
    notify(vm, "stop", found)?;
    Ok(vm.int(found))
}

/// Calls the functions in `gc.callbacks`.
fn notify(vm: &Vm, phase: &str, collected: i64) -> Res<()> {
    let Some(module) = vm.modules().get_str(vm, "gc").filter(|module| !module.is_none()) else {
        return Ok(());
    };
    let callbacks = vm.get_attr_str(&module, "callbacks")?;
    for callback in vm.collect(&callbacks)? {
        let info = vm.dict();
        for (name, value) in [("generation", 2), ("collected", collected), ("uncollectable", 0)] {
            info.set_str(vm, name, vm.int(value))?;
        }
        if let Err(raised) = vm.call(&callback, &[vm.str(phase), info.into()]) {
            let exception = vm.take_raised(raised);
            vm.unraisable(&exception, &callback);
        }
    }
    Ok(())
}

fn set_threshold(vm: &Vm, args: &[Value]) -> Res {
    let given = args[0].as_tuple().filter(|given| (1..=3).contains(&given.len()));
    let Some(given) = given else {
        return Err(vm.type_error("gc.set_threshold requires 1 to 3 arguments"));
    };
    let mut thresholds = vm.collector_thresholds();
    for (threshold, value) in thresholds.iter_mut().zip(given.iter()) {
        *threshold = vm.index_c_int(value)?;
    }
    vm.set_collector_thresholds(thresholds);
    Ok(Value::NONE)
}

fn set_debug(vm: &Vm, args: &[Value]) -> Res {
    match vm.index_c_int(&args[0])? {
        0 => Ok(Value::NONE),
        flags => Err(vm.error(
            &vm.exceptions.not_implemented_error,
            format!("gc.set_debug({flags}): the collector has no debugging flags"),
        )),
    }
}

fn referents(vm: &Vm, args: &[Value]) -> Res {
    let mut all = Vec::new();
    for object in vm.collect(&args[0])? {
        all.extend(vm.referents(&object));
    }
    vm.list(all)
}

fn referrers(vm: &Vm, args: &[Value]) -> Res {
    let wanted = vm.collect(&args[0])?;
    let mut found = Vec::new();
    for object in vm.all_objects() {
        if object.is(&args[0]) {
            continue;
        }
        if vm.referents(&object).iter().any(|held| wanted.iter().any(|wanted| wanted.is(held))) {
            found.push(object);
        }
    }
    vm.list(found)
}

fn stats(vm: &Vm, _: &[Value]) -> Res {
    let mut rows = Vec::new();
    for generation in 0..3 {
        let row = vm.dict();
        let collections = if generation == 2 { vm.collections() as i64 } else { 0 };
        for (name, value) in [("collections", collections), ("collected", 0), ("uncollectable", 0)] {
            row.set_str(vm, name, vm.int(value))?;
        }
        rows.push(row.into());
    }
    vm.list(rows)
}

const FUNCTIONS: &[Function] = &[
    Function::new(
        "enable()",
        |vm, _| {
            {
                let _: () = vm.enable_collector(true);
                Ok(())
            }
            .map(|()| Value::NONE)
        },
        "Enable automatic garbage collection.",
    ),
    Function::new(
        "disable()",
        |vm, _| {
            {
                let _: () = vm.enable_collector(false);
                Ok(())
            }
            .map(|()| Value::NONE)
        },
        "Disable automatic garbage collection.",
    ),
    Function::new(
        "isenabled()",
        |vm, _| Ok(Value::bool(vm.is_collector_enabled())),
        "Returns true if automatic garbage collection is enabled.",
    ),
    Function::new("collect(generation=2)", collect, "Run the garbage collector."),
    Function::new(
        "get_count()",
        |vm, _| Ok(vm.tuple(vec![vm.int(0), vm.int(0), vm.int(0)])),
        "Counts of the generations.",
    ),
    Function::new(
        "get_threshold()",
        |vm, _| Ok(vm.tuple(vm.collector_thresholds().map(|n| vm.int(n)).to_vec())),
        "The thresholds.",
    ),
    Function::new(
        "set_threshold(*thresholds)",
        set_threshold,
        "Set the collection thresholds (the collection frequency).",
    ),
    Function::new("get_debug()", |vm, _| Ok(vm.int(0)), "The debugging flags."),
    Function::new("set_debug(flags, /)", set_debug, "Set the debugging flags: none is supported."),
    Function::new(
        "get_objects(generation=None)",
        |vm, _| vm.list(vm.all_objects()),
        "Return a list of objects tracked by the collector.",
    ),
    Function::new(
        "get_stats()",
        stats,
        "Return a list of dictionaries containing per-generation statistics.",
    ),
    Function::new(
        "get_referrers(*objs)",
        referrers,
        "Return the list of objects that directly refer to any of 'objs'.",
    ),
    Function::new(
        "get_referents(*objs)",
        referents,
        "Return the list of objects that are directly referred to by 'objs'.",
    ),
    Function::new(
        "is_tracked(obj, /)",
        |vm, a| Ok(Value::bool(vm.all_objects().iter().any(|object| object.is(&a[0])))),
        "Returns true if the object is tracked by the garbage collector.",
    ),
    Function::new(
        "is_finalized(obj, /)",
        |_, _| Ok(Value::FALSE),
        "Returns true if the object has been finalized.",
    ),
    Function::new("freeze()", none, "Accepted without effect."),
    Function::new("unfreeze()", none, "Accepted without effect."),
    Function::new("get_freeze_count()", |vm, _| Ok(vm.int(0)), "Frozen objects."),
];

/// The module's row.
pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "gc",
    doc: "The collector of reference cycles.",
    functions: FUNCTIONS,
    init: |vm, module| {
        vm.module_set(module, "callbacks", vm.list(Vec::new())?)?;
        vm.module_set(module, "garbage", vm.list(Vec::new())?)?;
        for (name, value) in [
            ("DEBUG_STATS", 1),
            ("DEBUG_COLLECTABLE", 2),
            ("DEBUG_UNCOLLECTABLE", 4),
            ("DEBUG_SAVEALL", 32),
            ("DEBUG_LEAK", 38),
        ] {
            vm.module_set(module, name, vm.int(value))?;
        }
        Ok(())
    },
};
