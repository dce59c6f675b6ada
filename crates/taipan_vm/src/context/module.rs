//! `Context` as Python sees it, and the module `_contextvars`.

use super::{Context, ContextVar, Token, VarMap, token, var};
use crate::{
    Body, CompareOp, Raised, Res, Value, Vm,
    heap::Obj,
    native::{Args, Function, Method, ModuleSpec, TypeFlags, TypeSpec},
    objects::{Slot, Slots},
};

/// The module's row.
pub static CONTEXTVARS: ModuleSpec = ModuleSpec {
    name: "_contextvars",
    doc: "Context Variables",
    functions: &[Function::new(
        "copy_context()",
        |vm, _| Ok(vm.copy_context()),
        "A copy of the current context.",
    )],
    init: |vm, module| {
        for (name, kind) in
            [("Context", Context::KIND), ("ContextVar", ContextVar::KIND), ("Token", Token::KIND)]
        {
            let class = vm.shapes.class(kind.0.into());
            vm.module_set(module, name, class.as_value().clone())?;
        }
        Ok(())
    },
};

/// Makes the types: native code makes contexts whether or not the module is ever imported.
pub(crate) fn start(vm: &Vm) {
    vm.register_kind(VarMap::KIND, Obj::<VarMap>::info());
    context_type(vm);
    var::start(vm);
    token::start(vm);
}

fn receiver<'v>(vm: &Vm, value: &'v Value) -> Result<&'v Context, Raised> {
    value.core::<Context>().ok_or_else(|| vm.type_error("a Context is required"))
}

fn key<'v>(vm: &Vm, key: &'v Value) -> Result<&'v Value, Raised> {
    if key.core::<ContextVar>().is_some() {
        return Ok(key);
    }
    let shown = vm.repr_string(key)?;
    Err(vm.type_error(format!("a ContextVar key was expected, got {shown}")))
}

fn run(vm: &Vm, args: &[Value]) -> Res {
    let Some(callee) = args[1].given() else {
        return Err(vm.type_error("run() missing 1 required positional argument"));
    };
    let keywords: Vec<(Value, Value)> = args[3].as_dict().map(|dict| dict.items()).unwrap_or_default();
    vm.enter_context(&args[0])?;
    let positionals = args[2].as_tuple().map_or(&[][..], |tuple| tuple.as_slice());
    let outcome = if keywords.is_empty() {
        vm.call(callee, positionals)
    } else {
        let names = vm.tuple_gc(keywords.iter().map(|(name, _)| name.clone()).collect());
        let mut values = positionals.to_vec();
        values.extend(keywords.into_iter().map(|(_, value)| value));
        vm.call_args(callee, Args { values: &values, names: Some(&names) })
    };
    vm.leave_context(&args[0]);
    outcome
}

/// The variables, as a dict that the views and the iterator come from.
fn as_dict(vm: &Vm, value: &Value) -> Res {
    let dict = vm.dict();
    for (var, value) in receiver(vm, value)?.entries() {
        dict.set(vm, &var, &value)?;
    }
    Ok(dict.into())
}

const METHODS: &[Method] = &[
    Method::new("run(callable=None, *args, **kwargs)", run, "Calls it in this context."),
    Method::new("copy()", |vm, args| copy(vm, &args[0]), "A shallow copy."),
    Method::new(
        "get(key, default=None, /)",
        |vm, args| {
            let found = receiver(vm, &args[0])?.get(key(vm, &args[1])?);
            Ok(found.unwrap_or_else(|| args[2].given().cloned().unwrap_or(Value::NONE)))
        },
        "The value of a variable, or the default.",
    ),
    Method::new("keys()", |vm, args| vm.call_method(&as_dict(vm, &args[0])?, "keys", &[]), "The variables."),
    Method::new("values()", |vm, args| vm.call_method(&as_dict(vm, &args[0])?, "values", &[]), "The values."),
    Method::new(
        "items()",
        |vm, args| vm.call_method(&as_dict(vm, &args[0])?, "items", &[]),
        "Pairs of both.",
    ),
];

fn copy(vm: &Vm, value: &Value) -> Res {
    let vars = receiver(vm, value)?.vars.get();
    Ok(vm.new_context(Slot::new(vars)).into())
}

fn fill(slots: &mut Slots) {
    slots.new = Some(|vm, _, args| {
        if !args.is_empty() {
            return Err(vm.type_error("Context() does not accept any arguments"));
        }
        Ok(vm.new_context(Slot::empty()).into())
    });
    slots.len = Some(|vm, value| Ok(receiver(vm, value)?.len()));
    slots.getitem = Some(|vm, value, item| match receiver(vm, value)?.get(key(vm, item)?) {
        Some(found) => Ok(found),
        None => Err(vm.key_error(item)),
    });
    slots.contains = Some(|vm, value, item| Ok(receiver(vm, value)?.get(key(vm, item)?).is_some()));
    slots.iter = Some(|vm, value| vm.iter(&as_dict(vm, value)?));
    slots.compare = Some(|vm, a, b, op| {
        let (Some(x), Some(y)) = (a.core::<Context>(), b.core::<Context>()) else {
            return Ok(Value::NOT_IMPLEMENTED);
        };
        if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
            return Ok(Value::NOT_IMPLEMENTED);
        }
        Ok(Value::bool(same(vm, x, y)? == (op == CompareOp::Eq)))
    });
    slots.hash = Some(|vm, _| Err(vm.type_error("unhashable type: '_contextvars.Context'")));
}

fn same(vm: &Vm, a: &Context, b: &Context) -> Res<bool> {
    if a.len() != b.len() {
        return Ok(false);
    }
    for (var, value) in a.entries() {
        match b.get(&var) {
            Some(other) if vm.equal(&value, &other)? => {}
            _ => return Ok(false),
        }
    }
    Ok(true)
}

fn context_type(vm: &Vm) {
    vm.add_type::<Context>(&TypeSpec {
        name: "Context",
        module: "_contextvars",
        kind: Context::KIND,
        base: None,
        flags: TypeFlags { weak: true, mapping: true, ..TypeFlags::default() },
        doc: "",
        slots: fill,
        methods: METHODS,
        getset: &[],
    });
}
