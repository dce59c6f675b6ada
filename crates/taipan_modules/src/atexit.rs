//! `atexit`: functions that run when the program ends, last registered first.

use std::cell::RefCell;

use taipan_vm::{
    Res, Value, Vm,
    native::{Function, ModuleSpec},
};

use crate::call::call_spread;

/// The registered functions with their arguments.
#[derive(Default)]
struct State {
    functions: RefCell<Vec<[Value; 3]>>,
}

fn register(vm: &Vm, args: &[Value]) -> Res {
    if !vm.is_callable(&args[0]) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let row = [args[0].clone(), args[1].clone(), args[2].clone()];
    vm.state::<State>().functions.borrow_mut().push(row);
    Ok(args[0].clone())
}

fn unregister(vm: &Vm, args: &[Value]) -> Res {
    let state = vm.state::<State>();
    let rows: Vec<_> = state.functions.borrow().clone();
    let mut kept = Vec::with_capacity(rows.len());
    for row in rows {
        if !vm.equal(&row[0], &args[0])? {
            kept.push(row);
        }
    }
    let old = state.functions.replace(kept);
    drop(old);
    Ok(Value::NONE)
}

fn run(vm: &Vm, _: &[Value]) -> Res {
    let state = vm.state::<State>();
    loop {
        let Some([function, args, keywords]) = state.functions.borrow_mut().pop() else {
            return Ok(Value::NONE);
        };
        let values = args.as_tuple().map_or_else(Vec::new, |args| args.as_slice().to_vec());
        if let Err(raised) = call_spread(vm, &function, &values, keywords.as_dict()) {
            let exception = vm.take_raised(raised);
            let shown = match vm.repr_string(&function) {
                Ok(shown) => shown,
                Err(raised) => {
                    drop(vm.take_raised(raised));
                    "<unknown>".to_owned()
                }
            };
            vm.unraisable_text(&exception, &format!("Exception ignored in atexit callback {shown}:"));
        }
    }
}

/// The module's row.
pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "atexit",
    doc: "Functions that run when the program ends.",
    functions: &[
        Function::new(
            "register(func, /, *args, **kwargs)",
            register,
            "Register a function to be executed upon normal program termination",
        ),
        Function::new("unregister(func, /)", unregister, "Unregister an exit function."),
        Function::new("_run_exitfuncs()", run, "Run all registered exit functions."),
        Function::new(
            "_clear()",
            |vm, _| {
                let old = vm.state::<State>().functions.take();
                drop(old);
                Ok(Value::NONE)
            },
            "Clear the list of registered exit functions.",
        ),
        Function::new(
            "_ncallbacks()",
            |vm, _| Ok(vm.int(vm.state::<State>().functions.borrow().len() as i64)),
            "Return the number of registered exit functions.",
        ),
    ],
    init: |_, _| Ok(()),
};
