//! `itemgetter`

use taipan_vm::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Args, Method, TypeSpec},
    objects::Type,
};

use super::{only, row};

/// A function that reads items of its argument.
pub(super) struct ItemGetter {
    items: Vec<Value>,
}

impl Body for ItemGetter {
    const KIND: Kind = Kind::ext(74);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit_all(&self.items);
    }
}

fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    if args.keyword_count() > 0 {
        return Err(vm.type_error("itemgetter() takes no keyword arguments"));
    }
    if args.is_empty() {
        return Err(vm.type_error("itemgetter expected 1 argument, got 0"));
    }
    Ok(vm.make_instance(class, ItemGetter { items: args.values.to_vec() })?.into())
}

fn call(vm: &Vm, callee: &Value, args: Args<'_>) -> Res {
    let object = only(vm, "itemgetter", args)?;
    let Some(getter) = callee.downcast_gc::<ItemGetter>() else { return Ok(Value::NONE) };
    if let [item] = getter.items.as_slice() {
        return vm.get_item(object, item);
    }
    let found = getter.items.iter().map(|item| vm.get_item(object, item)).collect::<Res<Vec<_>>>()?;
    Ok(vm.tuple(found))
}

fn repr(vm: &Vm, value: &Value) -> Res {
    let Some(_guard) = vm.enter_repr(value) else { return Ok(vm.str("operator.itemgetter(...)")) };
    let Some(getter) = value.downcast_gc::<ItemGetter>() else { return Ok(Value::NONE) };
    vm.repr_items("operator.itemgetter(", ")", |at| getter.items.get(at).cloned())
}

fn reduce(vm: &Vm, args: &[Value]) -> Res {
    let Some(getter) = args[0].downcast::<ItemGetter>() else { return Ok(Value::NONE) };
    let class = vm.class_of(&args[0]).value().clone();
    Ok(vm.tuple(vec![class, vm.tuple(getter.items.clone())]))
}

pub(super) fn spec() -> TypeSpec {
    TypeSpec {
        methods: const { &[Method::new("__reduce__()", reduce, "For pickling.")] },
        ..row("itemgetter", ItemGetter::KIND, "A function that reads items of its argument.", |slots| {
            slots.new = Some(new);
            slots.call = Some(call);
            slots.repr = Some(repr);
        })
    }
}
