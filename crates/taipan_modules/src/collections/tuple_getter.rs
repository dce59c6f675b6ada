//! `_tuplegetter`: the attributes of named tuples.

use taipan_vm::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Args, GetSet, Method, TypeFlags, TypeSpec},
    objects::{Slot, Type},
};

/// A descriptor that reads one item of a tuple.
pub(super) struct TupleGetter {
    index: i64,
    doc: Slot,
}

impl Body for TupleGetter {
    const KIND: Kind = Kind::ext(19);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.doc.trace(tracer);
    }
}

fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    let values = vm.positional_only("_tuplegetter", args, 2, 2)?;
    let index = vm.index_i64(&values[0])?;
    Ok(vm.make_instance(class, TupleGetter { index, doc: Slot::new(values[1].clone()) })?.into())
}

fn get(vm: &Vm, descriptor: &Value, object: Option<&Value>, _: &Value) -> Res {
    let (Some(getter), Some(object)) = (descriptor.downcast::<TupleGetter>(), object) else {
        return Ok(descriptor.clone());
    };
    let Some(tuple) = object.as_tuple() else {
        if object.is_none() {
            return Ok(descriptor.clone());
        }
        return Err(vm.type_error(format!(
            "descriptor for index '{}' for tuple subclasses doesn't apply to '{}' object",
            getter.index,
            vm.type_of(object).name()
        )));
    };
    match usize::try_from(getter.index).ok().and_then(|at| tuple.get(at)) {
        Some(item) => Ok(item.clone()),
        None => Err(vm.index_error("tuple index out of range")),
    }
}

fn set(vm: &Vm, _: &Value, _: &Value, value: Option<&Value>) -> Res<()> {
    let message = if value.is_some() { "can't set attribute" } else { "can't delete attribute" };
    Err(vm.error(&vm.exceptions.attribute_error, message))
}

fn repr(vm: &Vm, value: &Value) -> Res {
    let Some(getter) = value.downcast::<TupleGetter>() else { return Ok(Value::NONE) };
    let mut out = format!("{}({}, ", vm.type_of(value).short_name(), getter.index).into_bytes();
    vm.push_repr(&mut out, &getter.doc.or_none())?;
    out.push(b')');
    Ok(vm.str_wtf8(&out))
}

fn reduce(vm: &Vm, args: &[Value]) -> Res {
    let Some(getter) = args[0].downcast::<TupleGetter>() else { return Ok(Value::NONE) };
    let class = vm.class_of(&args[0]).value().clone();
    Ok(vm.tuple(vec![class, vm.tuple(vec![vm.int(getter.index), getter.doc.or_none()])]))
}

fn get_doc(_: &Vm, value: &Value) -> Res {
    Ok(value.downcast::<TupleGetter>().map_or(Value::NONE, |getter| getter.doc.or_none()))
}

fn set_doc(_: &Vm, value: &Value, doc: Option<&Value>) -> Res<()> {
    if let Some(getter) = value.downcast::<TupleGetter>() {
        getter.doc.set(doc.cloned().unwrap_or(Value::NONE));
    }
    Ok(())
}

pub(super) fn spec() -> TypeSpec {
    TypeSpec {
        name: "_tuplegetter",
        module: "collections",
        kind: TupleGetter::KIND,
        base: None,
        flags: TypeFlags::default(),
        doc: "",
        slots: |slots| {
            slots.new = Some(new);
            slots.get = Some(get);
            slots.set = Some(set);
            slots.repr = Some(repr);
        },
        methods: const { &[Method::new("__reduce__()", reduce, "For pickling.")] },
        getset: const { &[GetSet::write("__doc__", get_doc, set_doc)] },
    }
}
