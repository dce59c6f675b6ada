//! `methodcaller`

use taipan_vm::{
    Body, Gc, Kind, Res, Tracer, Value, Vm,
    native::{Args, Method, TypeSpec},
    objects::{Tuple, Type},
};

use super::{only, row};

/// A function that calls a method of its argument.
pub(super) struct MethodCaller {
    name: Value,
    /// Positional arguments, then those of `keywords`.
    values: Vec<Value>,
    keywords: Gc<Tuple>,
}

impl Body for MethodCaller {
    const KIND: Kind = Kind::ext(76);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit_all([&self.name, self.keywords.value()]);
        tracer.visit_all(&self.values);
    }
}

impl MethodCaller {
    fn args(&self) -> Args<'_> {
        Args { values: &self.values, names: Some(&self.keywords) }
    }
}

fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    let Some(name) = args.positionals().first() else {
        return Err(vm.type_error("methodcaller needs at least one argument, the method name"));
    };
    if name.as_str_object().is_none() {
        return Err(vm.type_error("method name must be a string"));
    }
    let body = MethodCaller {
        name: vm.intern_value(name),
        values: args.values[1..].to_vec(),
        keywords: vm.tuple_gc(args.keywords().map(|(name, _)| name.clone()).collect()),
    };
    Ok(vm.make_instance(class, body)?.into())
}

fn call(vm: &Vm, callee: &Value, args: Args<'_>) -> Res {
    let object = only(vm, "methodcaller", args)?;
    let Some(caller) = callee.downcast_gc::<MethodCaller>() else { return Ok(Value::NONE) };
    let method = vm.get_attr(object, &caller.name)?;
    vm.call_args(&method, caller.args())
}

fn repr(vm: &Vm, value: &Value) -> Res {
    let Some(_guard) = vm.enter_repr(value) else { return Ok(vm.str("operator.methodcaller(...)")) };
    let Some(caller) = value.downcast_gc::<MethodCaller>() else { return Ok(Value::NONE) };
    let mut out = b"operator.methodcaller(".to_vec();
    vm.push_repr(&mut out, &caller.name)?;
    for value in caller.args().positionals() {
        out.extend_from_slice(b", ");
        vm.push_repr(&mut out, value)?;
    }
    for (name, value) in caller.args().keywords() {
        out.extend_from_slice(b", ");
        out.extend_from_slice(name.as_str_object().map_or(b"", |name| name.as_bytes()));
        out.push(b'=');
        vm.push_repr(&mut out, value)?;
    }
    out.push(b')');
    Ok(vm.str_wtf8(&out))
}

fn reduce(vm: &Vm, args: &[Value]) -> Res {
    let Some(caller) = args[0].downcast::<MethodCaller>() else { return Ok(Value::NONE) };
    let class = vm.class_of(&args[0]).value().clone();
    let mut given = vec![caller.name.clone()];
    given.extend_from_slice(caller.args().positionals());
    if caller.keywords.is_empty() {
        return Ok(vm.tuple(vec![class, vm.tuple(given)]));
    }
    let functools = vm.call(&vm.builtin("__import__")?, &[vm.str("functools")])?;
    let partial = vm.get_attr_str(&functools, "partial")?;
    let keywords: Vec<(String, Value)> = caller
        .args()
        .keywords()
        .map(|(name, value)| (name.as_str().unwrap_or("").to_owned(), value.clone()))
        .collect();
    let keywords: Vec<(&str, Value)> =
        keywords.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
    given.insert(0, class);
    let maker = vm.call_keywords(&partial, &given, &keywords)?;
    Ok(vm.tuple(vec![maker, vm.tuple(Vec::new())]))
}

pub(super) fn spec() -> TypeSpec {
    TypeSpec {
        methods: const { &[Method::new("__reduce__()", reduce, "For pickling.")] },
        ..row(
            "methodcaller",
            MethodCaller::KIND,
            "A function that calls a method of its argument.",
            |slots| {
                slots.new = Some(new);
                slots.call = Some(call);
                slots.repr = Some(repr);
            },
        )
    }
}
