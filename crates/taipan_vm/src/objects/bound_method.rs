//! Bound methods: a function and its receiver.

use crate::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Args, GetSet, Method, TypeFlags, TypeSpec},
    objects::{Type, types::prepend},
    protocol::generic_getattr,
};

/// `method`: calls `function` with `receiver` first.
pub struct BoundMethod {
    /// `__func__`, any callable.
    pub function: Value,
    /// `__self__`.
    pub receiver: Value,
}

impl Body for BoundMethod {
    const KIND: Kind = Kind::BoundMethod;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(&self.function);
        tracer.visit(&self.receiver);
    }
}

fn of(value: &Value) -> Option<&BoundMethod> {
    value.core()
}

fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    if args.keyword_count() > 0 {
        return Err(vm.type_error("method() takes no keyword arguments"));
    }
    let [function, receiver] = args.values else {
        return Err(vm.type_error(format!("method expected 2 arguments, got {}", args.values.len())));
    };
    if !vm.is_callable(function) {
        return Err(vm.type_error("first argument must be callable"));
    }
    if receiver.is_none() {
        return Err(vm.type_error("instance must not be None"));
    }
    let body = BoundMethod { function: function.clone(), receiver: receiver.clone() };
    Ok(vm.make_instance(class, body)?.into())
}

fn call(vm: &Vm, v: &Value, args: Args<'_>) -> Res {
    match of(v) {
        Some(method) => {
            // A function counts its level itself.
            let _depth = match method.function.as_function() {
                Some(_) => None,
                None => Some(vm.enter_native("")?),
            };
            prepend(&method.receiver, args, |all| vm.call_args(&method.function, all))
        }
        None => Ok(Value::NONE),
    }
}

/// The method's own attributes, then those of its function.
fn getattr(vm: &Vm, v: &Value, name: &Value) -> Res {
    let Some(method) = of(v) else { return generic_getattr(vm, v, name) };
    if vm.type_lookup(vm.type_of(v), name).is_some() {
        return generic_getattr(vm, v, name);
    }
    vm.get_attr(&method.function, name)
}

fn repr(vm: &Vm, v: &Value) -> Res {
    let Some(method) = of(v) else { return Ok(Value::NONE) };
    let mut name = vm.get_attr_opt(&method.function, &vm.names.dunder_qualname)?;
    if name.is_none() {
        name = vm.get_attr_opt(&method.function, &vm.names.dunder_name)?;
    }
    let name = match name.filter(|name| name.as_str_object().is_some()) {
        Some(name) => vm.str_string(&name)?,
        None => "?".to_owned(),
    };
    Ok(vm.str(&format!("<bound method {name} of {}>", vm.repr_string(&method.receiver)?)))
}

fn reduce(vm: &Vm, args: &[Value]) -> Res {
    let Some(method) = of(&args[0]) else { return Ok(Value::NONE) };
    let name = vm.get_attr(&method.function, &vm.names.dunder_name)?;
    let builtins = vm.import_module("builtins")?;
    let getattr = vm.get_attr_str(&builtins, "getattr")?;
    Ok(vm.tuple(vec![getattr, vm.tuple(vec![method.receiver.clone(), name])]))
}

/// The type's row.
pub(crate) fn spec() -> TypeSpec {
    const METHODS: &[Method] = &[Method::new("__reduce__()", reduce, "Helper for pickle.")];
    const GETSET: &[GetSet] = &[
        GetSet::read("__func__", |_, v| Ok(of(v).map_or(Value::NONE, |m| m.function.clone()))),
        GetSet::read("__self__", |_, v| Ok(of(v).map_or(Value::NONE, |m| m.receiver.clone()))),
        GetSet::read("__doc__", |vm, v| match of(v) {
            Some(method) => {
                Ok(vm.get_attr_opt(&method.function, &vm.names.dunder_doc)?.unwrap_or(Value::NONE))
            }
            None => Ok(Value::NONE),
        }),
    ];
    TypeSpec {
        name: "method",
        module: "builtins",
        kind: Kind::BoundMethod,
        base: None,
        flags: TypeFlags { weak: true, ..TypeFlags::default() },
        doc: "Create a bound instance method object.",
        slots: |slots| {
            slots.new = Some(new);
            slots.call = Some(call);
            slots.getattr = Some(getattr);
            slots.get = Some(|_, v, _, _| Ok(v.clone()));
            slots.repr = Some(repr);
            slots.compare = Some(|vm, a, b, op| {
                let (Some(x), Some(y)) = (of(a), of(b)) else { return Ok(Value::NOT_IMPLEMENTED) };
                let same = x.receiver.is(&y.receiver) && vm.equal(&x.function, &y.function)?;
                Ok(vm.equality(op, same))
            });
            slots.hash = Some(|vm, v| match of(v) {
                Some(method) => Ok(vm.identity_hash(&method.receiver) ^ vm.hash(&method.function)?),
                None => Ok(0),
            });
        },
        methods: METHODS,
        getset: GETSET,
    }
}
