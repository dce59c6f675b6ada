//! The modules `operator` and `_operator`: operators as functions, and makers of functions.

mod attr_getter;
mod functions;
mod item_getter;
mod method_caller;

use std::cell::RefCell;

use taipan_vm::{
    Res, Value, Vm,
    native::{ModuleSpec, Signature, TypeFlags, TypeSpec},
    objects::Slots,
};

/// The row of `_operator`.
pub static PRIVATE_MODULE: ModuleSpec = ModuleSpec {
    name: "_operator",
    doc: "Operator interface.",
    functions: &[],
    init: |vm, module| {
        for (name, value) in contents(vm) {
            vm.module_set(module, name, value)?;
        }
        Ok(())
    },
};

/// The row of `operator`.
pub static MODULE: ModuleSpec =
    ModuleSpec { name: "operator", doc: "The operators as functions.", functions: &[], init: fill };

/// Functions that have a name with underscores as well: that of the special method.
const SPECIAL: &[&str] = &[
    "abs",
    "add",
    "and_",
    "call",
    "concat",
    "contains",
    "delitem",
    "eq",
    "floordiv",
    "ge",
    "getitem",
    "gt",
    "iadd",
    "iand",
    "iconcat",
    "ifloordiv",
    "ilshift",
    "imatmul",
    "imod",
    "imul",
    "index",
    "inv",
    "invert",
    "ior",
    "ipow",
    "irshift",
    "isub",
    "itruediv",
    "ixor",
    "le",
    "lshift",
    "lt",
    "matmul",
    "mod",
    "mul",
    "ne",
    "neg",
    "not_",
    "or_",
    "pos",
    "pow",
    "rshift",
    "setitem",
    "sub",
    "truediv",
    "xor",
];

/// Functions and classes, which both modules share.
#[derive(Default)]
struct Contents(RefCell<Vec<(&'static str, Value)>>);

fn contents(vm: &Vm) -> Vec<(&'static str, Value)> {
    let known = vm.state::<Contents>();
    if known.0.borrow().is_empty() {
        let module = vm.str("_operator");
        let mut made: Vec<(&'static str, Value)> = functions::rows()
            .map(|row| {
                let name = Signature::name_of(row.signature);
                (name, vm.native_function(row.signature, row.call, row.doc, module.clone()))
            })
            .collect();
        made.push(("itemgetter", vm.add_type::<item_getter::ItemGetter>(&item_getter::spec()).into()));
        made.push(("attrgetter", vm.add_type::<attr_getter::AttrGetter>(&attr_getter::spec()).into()));
        made.push((
            "methodcaller",
            vm.add_type::<method_caller::MethodCaller>(&method_caller::spec()).into(),
        ));
        *known.0.borrow_mut() = made;
    }
    known.0.borrow().clone()
}

fn fill(vm: &Vm, module: &Value) -> Res<()> {
    let mut public = Vec::new();
    for (name, value) in contents(vm) {
        if !name.starts_with('_') {
            public.push(name);
            if SPECIAL.contains(&name) {
                let special = format!("__{}__", name.trim_end_matches('_'));
                vm.module_set(module, &special, value.clone())?;
            }
            vm.module_set(module, name, value)?;
        }
    }
    public.sort_unstable();
    let public = public.into_iter().map(|name| vm.str(name)).collect();
    vm.module_set(module, "__all__", vm.list(public)?)
}

/// The row of a class of this module.
fn row(name: &'static str, kind: taipan_vm::Kind, doc: &'static str, slots: fn(&mut Slots)) -> TypeSpec {
    TypeSpec {
        name,
        module: "operator",
        kind,
        base: None,
        flags: TypeFlags { base: false, weak: true, ..TypeFlags::default() },
        doc,
        slots,
        methods: &[],
        getset: &[],
    }
}

/// The only, positional, argument of a call.
fn only<'a>(vm: &Vm, name: &str, args: taipan_vm::native::Args<'a>) -> Res<&'a Value> {
    vm.positional_only(name, args, 1, 1).map(|values| &values[0])
}
