//! The module `_asyncio`.

use taipan_vm::{
    Gc, Kind, Res, Value, Vm,
    native::{Function, ModuleSpec, TypeFlags, TypeSpec},
    objects::Type,
};

use crate::{
    event_loop, future, gather, handle,
    state::{State, Types},
    sync, task, traps,
};

/// The module's row.
pub static MODULE: ModuleSpec =
    ModuleSpec { name: "_asyncio", doc: "The native core of asyncio.", functions: &[], init };

const AWAITED_BY: &[Function] = &[
    Function::new(
        "future_add_to_awaited_by(fut, waiter, /)",
        |vm, args| future::add_awaited_by(vm, &args[0], &args[1]).map(|()| Value::NONE),
        "Records that `waiter` waits for `fut`.",
    ),
    Function::new(
        "future_discard_from_awaited_by(fut, waiter, /)",
        |vm, args| future::discard_awaited_by(vm, &args[0], &args[1]).map(|()| Value::NONE),
        "Undoes future_add_to_awaited_by().",
    ),
];

fn init(vm: &Vm, module: &Value) -> Res<()> {
    let state = State::of(vm);
    let future_type = future::future_type(vm);
    let handle_type = handle::handle_type(vm);
    state.set_bases(future_type.clone(), handle_type.clone());
    future::iter_type(vm);
    task::step_type(vm);
    let types = Types {
        task: task::task_type(vm),
        gathering: gather::gathering_type(vm),
        timer_handle: handle::timer_handle_type(vm),
        event_loop: event_loop::loop_type(vm),
        cancelled_error: exception(vm, "CancelledError", "The Future or Task was cancelled.", |vm| {
            vm.exceptions.base_exception.clone()
        }),
        invalid_state_error: exception(
            vm,
            "InvalidStateError",
            "The operation is not allowed in this state.",
            |vm| vm.exceptions.exception.clone(),
        ),
    };
    for (name, class) in [
        ("Future", &future_type),
        ("Handle", &handle_type),
        ("Task", &types.task),
        ("_GatheringFuture", &types.gathering),
        ("TimerHandle", &types.timer_handle),
        ("Loop", &types.event_loop),
        ("CancelledError", &types.cancelled_error),
        ("InvalidStateError", &types.invalid_state_error),
    ] {
        vm.module_set(module, name, class.clone().into())?;
    }
    vm.module_set(module, "_turn", traps::turn(vm))?;
    vm.module_set(module, "_nothing", state.layouts.nothing(vm))?;
    state.set_types(types);
    let name = vm.str("_asyncio");
    let rows = [event_loop::FUNCTIONS, task::FUNCTIONS, gather::FUNCTIONS, sync::FUNCTIONS, AWAITED_BY];
    for function in rows.into_iter().flatten() {
        let made = vm.native_function(function.signature, function.call, function.doc, name.clone());
        vm.module_set(module, taipan_vm::native::Signature::name_of(function.signature), made)?;
    }
    Ok(())
}

fn exception(vm: &Vm, name: &'static str, doc: &'static str, base: fn(&Vm) -> Gc<Type>) -> Gc<Type> {
    vm.add_variant(&TypeSpec {
        name,
        module: "asyncio.exceptions",
        kind: Kind::Exception,
        base: Some(base),
        flags: TypeFlags { base: true, weak: true, mutable: true, ..TypeFlags::default() },
        doc,
        slots: |_| {},
        methods: &[],
        getset: &[],
    })
}
