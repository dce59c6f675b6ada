//! `attrgetter`

use taipan_vm::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Args, Method, TypeSpec},
    objects::Type,
};

use super::{only, row};

/// A function that reads attributes of its argument.
pub(super) struct AttrGetter {
    /// Interned names, in the order of the path to each attribute.
    paths: Vec<Vec<Value>>,
    names: Vec<Value>,
}

impl Body for AttrGetter {
    const KIND: Kind = Kind::ext(75);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit_all(self.paths.iter().flatten());
        tracer.visit_all(&self.names);
    }
}

fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    if args.keyword_count() > 0 {
        return Err(vm.type_error("attrgetter() takes no keyword arguments"));
    }
    if args.is_empty() {
        return Err(vm.type_error("attrgetter expected 1 argument, got 0"));
    }
    let mut paths = Vec::with_capacity(args.values.len());
    for name in args.values {
        let Some(text) = name.as_str_object() else {
            return Err(vm.type_error("attribute name must be a string"));
        };
        let parts = text.as_bytes().split(|byte| *byte == b'.');
        paths.push(parts.map(|part| vm.intern_value(&vm.str_wtf8(part))).collect());
    }
    Ok(vm.make_instance(class, AttrGetter { paths, names: args.values.to_vec() })?.into())
}

fn call(vm: &Vm, callee: &Value, args: Args<'_>) -> Res {
    let object = only(vm, "attrgetter", args)?;
    let Some(getter) = callee.downcast_gc::<AttrGetter>() else { return Ok(Value::NONE) };
    let read =
        |path: &Vec<Value>| path.iter().try_fold(object.clone(), |object, name| vm.get_attr(&object, name));
    if let [path] = getter.paths.as_slice() {
        return read(path);
    }
    let found = getter.paths.iter().map(read).collect::<Res<Vec<_>>>()?;
    Ok(vm.tuple(found))
}

fn repr(vm: &Vm, value: &Value) -> Res {
    let Some(_guard) = vm.enter_repr(value) else { return Ok(vm.str("operator.attrgetter(...)")) };
    let Some(getter) = value.downcast_gc::<AttrGetter>() else { return Ok(Value::NONE) };
    vm.repr_items("operator.attrgetter(", ")", |at| getter.names.get(at).cloned())
}

fn reduce(vm: &Vm, args: &[Value]) -> Res {
    let Some(getter) = args[0].downcast::<AttrGetter>() else { return Ok(Value::NONE) };
    let class = vm.class_of(&args[0]).value().clone();
    Ok(vm.tuple(vec![class, vm.tuple(getter.names.clone())]))
}

pub(super) fn spec() -> TypeSpec {
    TypeSpec {
        methods: const { &[Method::new("__reduce__()", reduce, "For pickling.")] },
        ..row("attrgetter", AttrGetter::KIND, "A function that reads attributes of its argument.", |slots| {
            slots.new = Some(new);
            slots.call = Some(call);
            slots.repr = Some(repr);
        })
    }
}
