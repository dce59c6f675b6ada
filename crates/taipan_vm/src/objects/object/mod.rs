//! The type `object`: what every value can do.

mod class;
mod reduce;

use taipan_bytecode::CompareOp;

use crate::{
    Kind, Res, Value, Vm,
    native::{Args, GetSet, Method, TypeFlags, TypeSpec},
    objects::Type,
};

type NewFn = fn(&Vm, &Type, Args<'_>) -> Res;
type InitFn = fn(&Vm, &Value, Args<'_>) -> Res<()>;

/// Whether this is the slot of `object.__new__`.
pub(crate) fn is_object_new(new: NewFn) -> bool {
    std::ptr::fn_addr_eq(new, object_new as NewFn)
}

/// Whether this is the slot of `object.__init__`.
pub(crate) fn is_object_init(init: InitFn) -> bool {
    std::ptr::fn_addr_eq(init, object_init as InitFn)
}

/// `object.__new__(cls)`: arguments are for `__init__`, where the class has one.
pub(crate) fn object_new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    if !args.is_empty() {
        if !class.slots().new.is_some_and(is_object_new) {
            return Err(
                vm.type_error("object.__new__() takes exactly one argument (the type to instantiate)")
            );
        }
        if class.slots().init.is_some_and(is_object_init) {
            return Err(vm.type_error(format!("{}() takes no arguments", class.name())));
        }
    }
    if class.abstract_methods.get() {
        return Err(abstract_error(vm, class)?);
    }
    if class.kind != Kind::Instance {
        return Err(vm.type_error(format!("cannot create '{}' instances", class.name())));
    }
    let made = vm.instance(class);
    if class.slots().del.is_some() {
        vm.note_birth(&made);
    }
    Ok(made)
}

#[cold]
fn abstract_error(vm: &Vm, class: &Type) -> Res<crate::Raised> {
    let missing = class.dict.get_name(vm, &vm.names.dunder_abstractmethods).unwrap_or(Value::NONE);
    let mut names = Vec::new();
    for name in vm.collect(&missing)? {
        names.push(vm.str_string(&name)?);
    }
    names.sort();
    let s = if names.len() == 1 { "" } else { "s" };
    let names: Vec<String> = names.into_iter().map(|name| format!("'{name}'")).collect();
    Ok(vm.type_error(format!(
        "Can't instantiate abstract class {} without an implementation for abstract method{s} {}",
        class.name(),
        names.join(", ")
    )))
}

/// `object.__init__(self)`
pub(crate) fn object_init(vm: &Vm, object: &Value, args: Args<'_>) -> Res<()> {
    if args.is_empty() {
        return Ok(());
    }
    let class = vm.class_of(object);
    if !class.slots().init.is_some_and(is_object_init) {
        return Err(
            vm.type_error("object.__init__() takes exactly one argument (the instance to initialize)")
        );
    }
    if class.slots().new.is_some_and(is_object_new) {
        return Err(vm.type_error(format!(
            "{}.__init__() takes exactly one argument (the instance to initialize)",
            class.name()
        )));
    }
    Ok(())
}

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
