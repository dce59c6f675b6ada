//! The other methods and the slots of `object`.

use taipan_bytecode::CompareOp;

use super::{
    class,
    create::{object_init, object_new},
    reduce,
};
use crate::{
    Kind, Res, Value, Vm,
    native::{GetSet, Method, TypeFlags, TypeSpec},
    objects::Type,
};

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Res {
    match op {
        CompareOp::Eq if a.is(b) => Ok(Value::TRUE),
        CompareOp::Ne => {
            let Some(equal) = vm.type_of(a).slots().compare else { return Ok(Value::NOT_IMPLEMENTED) };
            let result = equal(vm, a, b, CompareOp::Eq)?;
            if result.is_not_implemented() {
                return Ok(result);
            }
            Ok(Value::bool(!vm.truth(&result)?))
        }
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn format(vm: &Vm, args: &[Value]) -> Res {
    let Some(spec) = args[1].as_str_object() else {
        return Err(
            vm.type_error(format!("__format__() argument must be str, not {}", vm.type_of(&args[1]).name()))
        );
    };
    if !spec.is_empty() {
        return Err(vm.type_error(format!(
            "unsupported format string passed to {}.__format__",
            vm.type_of(&args[0]).name()
        )));
    }
    vm.str_value(&args[0])
}

fn dir(vm: &Vm, args: &[Value]) -> Res {
    let names = vm.dict();
    if let Some(own) = vm.get_attr_opt(&args[0], &vm.names.dunder_dict)?
        && let Some(own) = own.as_dict()
    {
        names.update_from(vm, own)?;
    }
    let class = vm.get_attr_opt(&args[0], &vm.names.dunder_class)?;
    if let Some(class) = class.as_ref().and_then(Value::as_type) {
        vm.merge_class_names(&names, class)?;
    }
    vm.list(names.keys())
}

fn sizeof(vm: &Vm, args: &[Value]) -> Res {
    let raw = args[0].raw();
    // SAFETY: the value keeps its object alive.
    let size = if raw.is_ref() { unsafe { crate::heap::block_size(raw.ptr()) } } else { 16 };
    Ok(vm.int(size as i64))
}

impl Vm {
    /// Adds the names of a class and its bases to a dict.
    pub(crate) fn merge_class_names(&self, names: &crate::objects::Dict, class: &Type) -> Res<()> {
        let Some(mro) = class.mro() else { return Ok(()) };
        for base in mro.iter().filter_map(Value::as_type) {
            names.update_from(self, &base.dict)?;
        }
        Ok(())
    }
}

/// The type's row.
pub(crate) fn spec() -> TypeSpec {
    const METHODS: &[Method] = &[
        Method::new("__dir__()", dir, "Default dir() implementation."),
        Method::new("__format__(format_spec, /)", format, "Default object formatter."),
        Method::new("__sizeof__()", sizeof, "Size of object in memory, in bytes."),
        Method::new("__reduce__()", |vm, args| reduce::reduce(vm, &args[0], 0), "Helper for pickle."),
        Method::new("__reduce_ex__(protocol, /)", reduce::reduce_ex, "Helper for pickle."),
        Method::new(
            "__getstate__()",
            |vm, args| reduce::get_state(vm, &args[0], false),
            "Helper for pickle.",
        ),
        Method::class("__init_subclass__()", |_, _| Ok(Value::NONE), "Called when a class is subclassed."),
        Method::class(
            "__subclasshook__(object, /)",
            |_, _| Ok(Value::NOT_IMPLEMENTED),
            "Abstract classes can override this to customize issubclass().",
        ),
    ];
    const GETSET: &[GetSet] = &[GetSet {
        name: "__class__",
        get: |vm, object| Ok(vm.class_of(object).into()),
        set: Some(class::set_class),
        doc: "the object's class",
    }];
    TypeSpec {
        name: "object",
        module: "builtins",
        kind: Kind::Instance,
        base: None,
        flags: TypeFlags { base: true, ..TypeFlags::default() },
        doc: "The base class of the class hierarchy.",
        slots: |slots| {
            slots.new = Some(object_new);
            slots.init = Some(object_init);
            slots.repr = Some(|vm, v| Ok(vm.str(&vm.default_repr(v))));
            slots.hash = Some(|vm, v| Ok(vm.identity_hash(v)));
            slots.compare = Some(compare);
        },
        methods: METHODS,
        getset: GETSET,
    }
}
