//! `collections.defaultdict`: a dict that makes missing values.

use taipan_bytecode::BinaryOp;

use crate::{
    Gc, Kind, Res, Value, Vm,
    native::{Args, GetSet, Method, TypeFlags, TypeSpec},
    objects::{Dict, Type},
    vm::Late,
};

struct DefaultType(Late<Gc<Type>>);

impl Default for DefaultType {
    fn default() -> DefaultType {
        DefaultType(Late::new())
    }
}

fn dict_of(vm: &Vm, value: &Value) -> Res<Gc<Dict>> {
    value.downcast_gc().ok_or_else(|| vm.type_error("a defaultdict is required"))
}

fn factory(vm: &Vm, value: &Value) -> Res {
    Ok(dict_of(vm, value)?.extra().or_none())
}

fn init(vm: &Vm, value: &Value, args: Args<'_>) -> Res<()> {
    let dict = dict_of(vm, value)?;
    let (factory, rest) = match args.positionals() {
        [] => (Value::NONE, args),
        [factory, ..] => (factory.clone(), Args { values: &args.values[1..], names: args.names }),
    };
    if !factory.is_none() && !vm.is_callable(&factory) {
        return Err(vm.type_error("first argument must be callable or None"));
    }
    dict.extra().set(factory);
    vm.update_dict_args("dict", &dict, rest)
}

fn repr(vm: &Vm, value: &Value) -> Res {
    let dict_repr = vm.types.dict.slots().repr;
    let mut out = format!("{}(", vm.type_of(value).short_name()).into_bytes();
    let factory = factory(vm, value)?;
    match vm.enter_repr(&factory) {
        Some(_guard) => vm.push_repr(&mut out, &factory)?,
        None => out.extend_from_slice(b"..."),
    }
    out.extend_from_slice(b", ");
    let text = dict_repr.map_or(Ok(Value::NONE), |repr| repr(vm, value))?;
    out.extend_from_slice(text.as_str_object().map_or(b"", |text| text.as_bytes()));
    out.push(b')');
    Ok(vm.str_wtf8(&out))
}

fn missing(vm: &Vm, args: &[Value]) -> Res {
    let factory = factory(vm, &args[0])?;
    if factory.is_none() {
        return Err(vm.key_error(&args[1]));
    }
    let value = vm.call(&factory, &[])?;
    vm.set_item(&args[0], &args[1], &value)?;
    Ok(value)
}

fn copy_with(vm: &Vm, like: &Value, items: &Value) -> Res {
    let factory = factory(vm, like)?;
    vm.call(vm.class_of(like).value(), &[factory, items.clone()])
}

fn copy(vm: &Vm, args: &[Value]) -> Res {
    copy_with(vm, &args[0], &args[0])
}

fn reduce(vm: &Vm, args: &[Value]) -> Res {
    let factory = factory(vm, &args[0])?;
    let state = if factory.is_none() { Vec::new() } else { vec![factory] };
    let items = vm.iter(&vm.call_method(&args[0], "items", &[])?)?;
    let class = vm.class_of(&args[0]).value().clone();
    Ok(vm.tuple(vec![class, vm.tuple(state), Value::NONE, Value::NONE, items]))
}

fn or(vm: &Vm, a: &Value, b: &Value) -> Res {
    if a.as_dict().is_none() || b.as_dict().is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let like = if vm.is_a(a, &vm.default_dict_type()) { a } else { b };
    let made = copy_with(vm, like, a)?;
    vm.update_dict(&dict_of(vm, &made)?, b)?;
    Ok(made)
}

fn set_factory(vm: &Vm, value: &Value, factory: Option<&Value>) -> Res<()> {
    dict_of(vm, value)?.extra().set(factory.cloned().unwrap_or(Value::NONE));
    Ok(())
}

impl Vm {
    /// The class `defaultdict`, made on first use.
    pub fn default_dict_type(&self) -> Gc<Type> {
        let state = self.state::<DefaultType>();
        if let Some(class) = state.0.get() {
            return class.clone();
        }
        const METHODS: &[Method] = &[
            Method::new("__missing__(object, /)", missing, "Makes the value of a missing key."),
            Method::new("copy()", copy, "A shallow copy."),
            Method::new("__copy__()", copy, "A shallow copy."),
            Method::new("__reduce__()", reduce, "For pickling."),
        ];
        const GETSET: &[GetSet] = &[GetSet::write("default_factory", factory, set_factory)];
        let class = self.add_variant(&TypeSpec {
            name: "defaultdict",
            module: "collections",
            kind: Kind::Dict,
            base: Some(|vm| vm.types.dict.clone()),
            flags: TypeFlags { base: true, weak: true, mapping: true, ..TypeFlags::default() },
            doc: "A dict that calls a factory for the values of missing keys.",
            slots: |slots| {
                slots.init = Some(init);
                slots.repr = Some(repr);
                slots.binary[BinaryOp::Or as usize] = Some(or);
            },
            methods: METHODS,
            getset: GETSET,
        });
        state.0.set(class.clone());
        class
    }
}
