//! `types.SimpleNamespace`.

use crate::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Args, Method, TypeFlags, TypeSpec},
    objects::{Slot, Type, types::INSTANCE_DICT},
};

/// An object with attributes and nothing else.
#[derive(Default)]
pub(crate) struct SimpleNamespace {
    dict: Slot,
}

impl Body for SimpleNamespace {
    const KIND: Kind = Kind::SimpleNamespace;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.dict.trace(tracer);
    }
    fn dict(&self) -> Option<&Slot> {
        Some(&self.dict)
    }
    fn clear(&self, _: &Vm) {
        drop(self.dict.take());
    }
}

impl Vm {
    /// Makes a `types.SimpleNamespace` over this dict.
    pub fn simple_namespace(&self, dict: crate::objects::DictRef) -> Value {
        self.make(SimpleNamespace { dict: Slot::new(dict.into()) }).into()
    }
}

fn new(vm: &Vm, class: &Type, _: Args<'_>) -> Res {
    let made = vm.make_instance(class, SimpleNamespace::default())?;
    made.dict.set(vm.dict().into());
    Ok(made.into())
}

fn init(vm: &Vm, v: &Value, args: Args<'_>) -> Res<()> {
    let Some(dict) = vm.dict_of_object(v)? else { return Ok(()) };
    match args.positionals() {
        [] => {}
        [source] => {
            let copy: Value = vm.dict().into();
            if let Some(known) = source.as_dict() {
                if let Some(copy) = copy.as_dict() {
                    copy.update_from(vm, known)?;
                }
            } else {
                vm.call_method(&copy, "update", std::slice::from_ref(source))?;
            }
            let items = copy.as_dict().map_or_else(Vec::new, |copy| copy.items());
            for (key, value) in items {
                if key.as_str_object().is_none() {
                    return Err(vm.type_error("keywords must be strings"));
                }
                dict.set(vm, &key, &value)?;
            }
        }
        others => {
            return Err(vm.type_error(format!(
                "{} expected at most 1 argument, got {}",
                vm.type_of(v).short_name(),
                others.len()
            )));
        }
    }
    args.keywords().try_for_each(|(name, value)| dict.set(vm, name, value))
}

fn repr(vm: &Vm, v: &Value) -> Res {
    let name = if vm.is_exact(v, Kind::SimpleNamespace) {
        "namespace".to_owned()
    } else {
        vm.type_of(v).short_name()
    };
    let Some(_guard) = vm.enter_repr(v) else { return Ok(vm.str(&format!("{name}(...)"))) };
    let Some(dict) = vm.dict_of_object(v)? else { return Ok(vm.str(&name)) };
    let mut parts = Vec::new();
    for (key, value) in dict.items() {
        if key.as_str_object().is_some_and(|key| !key.is_empty()) {
            parts.push(format!("{}={}", vm.str_string(&key)?, vm.repr_string(&value)?));
        }
    }
    Ok(vm.str(&format!("{name}({})", parts.join(", "))))
}

fn replace(vm: &Vm, args: &[Value]) -> Res {
    let class: Value = vm.class_of(&args[0]).into();
    let made = vm.call(&class, &[])?;
    if let (Some(from), Some(to)) = (vm.dict_of_object(&args[0])?, vm.dict_of_object(&made)?) {
        to.update_from(vm, &from)?;
        if let Some(changes) = args[1].as_dict() {
            to.update_from(vm, changes)?;
        }
    }
    Ok(made)
}

fn reduce(vm: &Vm, args: &[Value]) -> Res {
    let class: Value = vm.class_of(&args[0]).into();
    let dict = vm.dict_of_object(&args[0])?.map_or(Value::NONE, Value::from);
    Ok(vm.tuple(vec![class, vm.tuple(Vec::new()), dict]))
}

/// The type's row.
pub(crate) fn spec() -> TypeSpec {
    const METHODS: &[Method] = &[
        Method::new(
            "__replace__(**changes)",
            replace,
            "Return a copy of the namespace object with new values.",
        ),
        Method::new("__reduce__()", reduce, "Return state information for pickling"),
    ];
    TypeSpec {
        name: "SimpleNamespace",
        module: "types",
        kind: Kind::SimpleNamespace,
        base: None,
        flags: TypeFlags { base: true, dict: true, ..TypeFlags::default() },
        doc: "A simple attribute-based namespace.",
        slots: |slots| {
            slots.new = Some(new);
            slots.init = Some(init);
            slots.repr = Some(repr);
            slots.compare = Some(|vm, a, b, op| {
                let (Some(_), Some(_)) = (a.core::<SimpleNamespace>(), b.core::<SimpleNamespace>()) else {
                    return Ok(Value::NOT_IMPLEMENTED);
                };
                let (Some(a), Some(b)) = (vm.dict_of_object(a)?, vm.dict_of_object(b)?) else {
                    return Ok(Value::NOT_IMPLEMENTED);
                };
                vm.compare(op, a.value(), b.value())
            });
        },
        methods: METHODS,
        getset: &[INSTANCE_DICT],
    }
}
