//! Class methods.

use crate::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Args, GetSet, TypeFlags, TypeSpec},
    objects::{
        BoundMethod, Slot, Type,
        static_method::{ANNOTATE, ANNOTATIONS, wrapped_argument},
        types::INSTANCE_DICT,
    },
};

/// `classmethod`.
#[derive(Default)]
pub(crate) struct ClassMethod {
    /// What it wraps.
    pub(crate) function: Slot,
    dict: Slot,
}

impl ClassMethod {
    pub(crate) fn new(function: Value) -> ClassMethod {
        ClassMethod { function: Slot::new(function), dict: Slot::empty() }
    }
}

impl Body for ClassMethod {
    const KIND: Kind = Kind::ClassMethod;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.function.trace(tracer);
        self.dict.trace(tracer);
    }
    fn dict(&self) -> Option<&Slot> {
        Some(&self.dict)
    }
    fn clear(&self, _: &Vm) {
        drop((self.function.take(), self.dict.take()));
    }
}

fn of(value: &Value) -> Option<&ClassMethod> {
    value.core()
}

fn new(vm: &Vm, class: &Type, _: Args<'_>) -> Res {
    Ok(vm.make_instance(class, ClassMethod::default())?.into())
}

fn init(vm: &Vm, v: &Value, args: Args<'_>) -> Res<()> {
    let function = wrapped_argument(vm, "classmethod", args)?;
    if let Some(wrapper) = of(v) {
        if !wrapper.function.is_empty() {
            vm.flush_inline_caches();
        }
        wrapper.function.set(function.clone());
    }
    vm.copy_wrapped_names(v, &function)
}

fn get(vm: &Vm, v: &Value, object: Option<&Value>, class: &Value) -> Res {
    let Some(function) = of(v).and_then(|c| c.function.given()) else {
        return Err(vm.runtime_error("uninitialized classmethod object"));
    };
    let receiver = match object {
        Some(object) if class.is_none() => vm.class_of(object).into(),
        _ => class.clone(),
    };
    Ok(vm.make(BoundMethod { function, receiver }).into())
}

/// The type's row.
pub(crate) fn spec() -> TypeSpec {
    const WRAPPED: fn(&Vm, &Value) -> Res = |_, v| Ok(of(v).map_or(Value::NONE, |c| c.function.or_none()));
    const GETSET: &[GetSet] = &[
        GetSet::read("__func__", WRAPPED),
        GetSet::read("__wrapped__", WRAPPED),
        GetSet::read("__isabstractmethod__", |vm, v| {
            Ok(Value::bool(vm.is_abstract(&of(v).map_or(Value::NONE, |c| c.function.or_none()))?))
        }),
        ANNOTATIONS,
        ANNOTATE,
        INSTANCE_DICT,
    ];
    TypeSpec {
        name: "classmethod",
        module: "builtins",
        kind: Kind::ClassMethod,
        base: None,
        flags: TypeFlags { base: true, dict: true, ..TypeFlags::default() },
        doc: "Convert a function to be a class method.",
        slots: |slots| {
            slots.new = Some(new);
            slots.init = Some(init);
            slots.get = Some(get);
            slots.repr = Some(|vm, v| {
                let function = of(v).map_or(Value::NONE, |c| c.function.or_none());
                Ok(vm.str(&format!("<classmethod({})>", vm.repr_string(&function)?)))
            });
        },
        methods: &[],
        getset: GETSET,
    }
}
