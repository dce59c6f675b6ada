//! Static methods.

use crate::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Args, GetSet, TypeFlags, TypeSpec},
    objects::{Slot, Type, types::INSTANCE_DICT},
};

/// `staticmethod`.
#[derive(Default)]
pub(crate) struct StaticMethod {
    /// What it wraps.
    pub(crate) function: Slot,
    dict: Slot,
}

impl StaticMethod {
    pub(crate) fn new(function: Value) -> StaticMethod {
        StaticMethod { function: Slot::new(function), dict: Slot::empty() }
    }
}

impl Body for StaticMethod {
    const KIND: Kind = Kind::StaticMethod;
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

impl Vm {
    /// A native static method.
    pub(crate) fn native_static_method(
        &self,
        text: &'static str,
        call: crate::native::NativeFn,
        doc: &'static str,
    ) -> Value {
        let function = self.native_function(text, call, doc, Value::NONE);
        self.make(StaticMethod::new(function)).into()
    }

    /// Copies the names and the docstring of a wrapped function into the wrapper's dict.
    pub(crate) fn copy_wrapped_names(&self, wrapper: &Value, function: &Value) -> Res<()> {
        let Some(dict) = self.dict_of_object(wrapper)? else { return Ok(()) };
        let names = &self.names;
        for name in [&names.dunder_module, &names.dunder_name, &names.dunder_qualname, &names.dunder_doc] {
            if let Some(value) = self.get_attr_opt(function, name)? {
                dict.set_name(self, name, value)?;
            }
        }
        Ok(())
    }

    fn dict_or_wrapped(&self, object: &Value, name: &Value) -> Res {
        match self.dict_of_object(object)?.and_then(|dict| dict.get_name(self, name)) {
            Some(own) => Ok(own),
            None => self.get_attr(&wrapped(object), name),
        }
    }

    fn put_in_dict(&self, object: &Value, name: &Value, value: Option<&Value>) -> Res<()> {
        let Some(dict) = self.dict_of_object(object)? else { return Ok(()) };
        match value {
            Some(value) => dict.set_name(self, name, value.clone()),
            None => {
                drop(dict.remove_name(self, name));
                Ok(())
            }
        }
    }

    /// `__isabstractmethod__` of what a descriptor wraps.
    pub(crate) fn is_abstract(&self, function: &Value) -> Res<bool> {
        match self.get_attr_opt(function, &self.names.dunder_isabstractmethod)? {
            Some(flag) => self.truth(&flag),
            None => Ok(false),
        }
    }
}

/// What a static or class method wraps.
fn wrapped(value: &Value) -> Value {
    match of(value) {
        Some(method) => method.function.or_none(),
        None => value
            .core::<crate::objects::ClassMethod>()
            .map_or(Value::NONE, |method| method.function.or_none()),
    }
}

/// `__annotations__` of the wrapped function.
pub(crate) const ANNOTATIONS: GetSet = GetSet::write(
    "__annotations__",
    |vm, v| vm.dict_or_wrapped(v, &vm.names.dunder_annotations),
    |vm, v, value| vm.put_in_dict(v, &vm.names.dunder_annotations, value),
);

/// `__annotate__` of the wrapped function.
pub(crate) const ANNOTATE: GetSet = GetSet::write(
    "__annotate__",
    |vm, v| vm.dict_or_wrapped(v, &vm.names.dunder_annotate),
    |vm, v, value| vm.put_in_dict(v, &vm.names.dunder_annotate, value),
);

/// The one argument of `staticmethod(f)` and `classmethod(f)`.
pub(crate) fn wrapped_argument(vm: &Vm, name: &str, args: Args<'_>) -> Res {
    if args.keyword_count() > 0 {
        return Err(vm.type_error(format!("{name}() takes no keyword arguments")));
    }
    match args.values {
        [function] => Ok(function.clone()),
        others => Err(vm.type_error(format!("{name} expected 1 argument, got {}", others.len()))),
    }
}

fn of(value: &Value) -> Option<&StaticMethod> {
    value.core()
}

fn new(vm: &Vm, class: &Type, _: Args<'_>) -> Res {
    Ok(vm.make_instance(class, StaticMethod::default())?.into())
}

fn init(vm: &Vm, v: &Value, args: Args<'_>) -> Res<()> {
    let function = wrapped_argument(vm, "staticmethod", args)?;
    if let Some(wrapper) = of(v) {
        if !wrapper.function.is_empty() {
            vm.flush_inline_caches();
        }
        wrapper.function.set(function.clone());
    }
    vm.copy_wrapped_names(v, &function)
}

/// The type's row.
pub(crate) fn spec() -> TypeSpec {
    const WRAPPED: fn(&Vm, &Value) -> Res = |_, v| Ok(of(v).map_or(Value::NONE, |s| s.function.or_none()));
    const GETSET: &[GetSet] = &[
        GetSet::read("__func__", WRAPPED),
        GetSet::read("__wrapped__", WRAPPED),
        GetSet::read("__isabstractmethod__", |vm, v| {
            Ok(Value::bool(vm.is_abstract(&of(v).map_or(Value::NONE, |s| s.function.or_none()))?))
        }),
        ANNOTATIONS,
        ANNOTATE,
        INSTANCE_DICT,
    ];
    TypeSpec {
        name: "staticmethod",
        module: "builtins",
        kind: Kind::StaticMethod,
        base: None,
        flags: TypeFlags { base: true, dict: true, ..TypeFlags::default() },
        doc: "Convert a function to be a static method.",
        slots: |slots| {
            slots.new = Some(new);
            slots.init = Some(init);
            slots.get = Some(|vm, v, _, _| match of(v).and_then(|s| s.function.given()) {
                Some(function) => Ok(function),
                None => Err(vm.runtime_error("uninitialized staticmethod object")),
            });
            slots.call = Some(|vm, v, args| {
                vm.check_native_stack()?;
                let function = of(v).map_or(Value::NONE, |s| s.function.or_none());
                vm.call_args(&function, args)
            });
            slots.repr = Some(|vm, v| {
                let function = of(v).map_or(Value::NONE, |s| s.function.or_none());
                Ok(vm.str(&format!("<staticmethod({})>", vm.repr_string(&function)?)))
            });
        },
        methods: &[],
        getset: GETSET,
    }
}
