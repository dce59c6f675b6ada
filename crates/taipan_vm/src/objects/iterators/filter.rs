//! `filter`.

use crate::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Args, Method, TypeFlags, TypeSpec},
    objects::Type,
};

/// Passes on the items for which a function is true.
pub(super) struct Filter {
    function: Value,
    iterator: Value,
}

impl Body for Filter {
    const KIND: Kind = Kind::Filter;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit_all([&self.function, &self.iterator]);
    }
}

fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    let values = vm.positional_only("filter", args, 2, 2)?;
    let body = Filter { function: values[0].clone(), iterator: vm.iter(&values[1])? };
    Ok(vm.make_instance(class, body)?.into())
}

fn next(vm: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some(this) = value.core::<Filter>() else { return Ok(None) };
    let plain = this.function.is_none() || this.function.is(vm.types.bool_.value());
    while let Some(item) = vm.next_of_inner(&this.iterator)? {
        let wanted = if plain {
            vm.truth(&item)?
        } else {
            vm.truth(&vm.call(&this.function, std::slice::from_ref(&item))?)?
        };
        if wanted {
            return Ok(Some(item));
        }
        vm.tick(1)?;
    }
    Ok(None)
}

fn reduce(vm: &Vm, args: &[Value]) -> Res {
    let Some(this) = args[0].core::<Filter>() else { return Ok(Value::NONE) };
    let class = vm.class_of(&args[0]).value().clone();
    Ok(vm.tuple(vec![class, vm.tuple(vec![this.function.clone(), this.iterator.clone()])]))
}

pub(super) fn spec() -> TypeSpec {
    TypeSpec {
        name: "filter",
        module: "builtins",
        kind: Kind::Filter,
        base: None,
        flags: TypeFlags { base: true, ..TypeFlags::default() },
        doc: "An iterator over the items for which a function (or the item itself, without one) is true.",
        slots: |slots| {
            slots.new = Some(new);
            slots.iter = Some(|_, v| Ok(v.clone()));
            slots.next = Some(next);
        },
        methods: const { &[Method::new("__reduce__()", reduce, "For pickling.")] },
        getset: &[],
    }
}
