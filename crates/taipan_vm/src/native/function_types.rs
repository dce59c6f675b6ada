//! The types of native functions and methods. Functions, bound methods and `__new__` methods share one class.

use super::function::{
    MethodDescriptor, NativeBoundMethod, NativeFunction, call_bound, call_function, call_method, get_method,
};
use crate::{
    Gc, Kind, Raw, Res, Value, Vm,
    native::{Args, GetSet, Method, TypeFlags, TypeSpec},
    objects::{NewMethod, Type, call_new},
};

/// One of the objects whose class is `builtin_function_or_method`.
enum Builtin<'a> {
    Function(&'a NativeFunction),
    Bound(&'a NativeBoundMethod),
    New(&'a NewMethod),
}

fn of<'a>(vm: &Vm, value: &'a Value) -> Res<Builtin<'a>> {
    let function = value.core().map(Builtin::Function);
    let found =
        function.or_else(|| value.core().map(Builtin::Bound)).or_else(|| value.core().map(Builtin::New));
    found.ok_or_else(|| vm.type_error("not a native function"))
}

fn text(vm: &Vm, text: &str) -> Value {
    if text.is_empty() { Value::NONE } else { vm.str(text) }
}

fn name(vm: &Vm, v: &Value) -> Res {
    Ok(match of(vm, v)? {
        Builtin::Function(function) => vm.str(function.signature().name),
        Builtin::Bound(bound) => vm.str(bound.descriptor.name()),
        Builtin::New(_) => vm.names.dunder_new.clone(),
    })
}

fn qualname(vm: &Vm, v: &Value) -> Res {
    Ok(match of(vm, v)? {
        Builtin::Function(function) => vm.str(function.signature().name),
        Builtin::Bound(bound) => {
            vm.str(&format!("{}.{}", vm.qualname_of(&bound.descriptor.owner), bound.descriptor.name()))
        }
        Builtin::New(method) => vm.str(&format!("{}.__new__", method.owner.short_name())),
    })
}

fn doc(vm: &Vm, v: &Value) -> Res {
    Ok(match of(vm, v)? {
        Builtin::Function(function) => text(vm, function.doc),
        Builtin::Bound(bound) => text(vm, bound.descriptor.doc),
        Builtin::New(_) => vm.str("Create and return a new object.  See help(type) for accurate signature."),
    })
}

fn module(vm: &Vm, v: &Value) -> Res {
    let Builtin::Function(function) = of(vm, v)? else { return Ok(Value::NONE) };
    Ok(match function.module.as_module() {
        Some(module) => module.dict.get_name(vm, &vm.names.dunder_name).unwrap_or(Value::NONE),
        None => function.module.clone(),
    })
}

fn receiver(vm: &Vm, v: &Value) -> Res {
    Ok(match of(vm, v)? {
        Builtin::Function(function) => function.module.clone(),
        Builtin::Bound(bound) => bound.receiver.clone(),
        Builtin::New(method) => method.owner.value().clone(),
    })
}

fn signature(vm: &Vm, v: &Value) -> Res {
    Ok(match of(vm, v)? {
        Builtin::Function(function) if function.signature().parsed => Value::NONE,
        Builtin::Function(function) => vm.str(&format!("({})", function.signature().text)),
        Builtin::Bound(bound) => vm.str(&format!("({})", bound.descriptor.signature().text)),
        Builtin::New(_) => vm.str("($type, *args, **kwargs)"),
    })
}

fn call(vm: &Vm, v: &Value, args: Args<'_>) -> Res {
    match v.kind() {
        Some(Kind::NativeFunction) => call_function(vm, v, args),
        Some(Kind::NativeBoundMethod) => call_bound(vm, v, args),
        _ => call_new(vm, v, args),
    }
}

fn repr(vm: &Vm, v: &Value) -> Res {
    let (name, receiver) = match of(vm, v)? {
        Builtin::Function(function) => {
            return Ok(vm.str(&format!("<built-in function {}>", function.signature().name)));
        }
        Builtin::Bound(bound) => (bound.descriptor.name(), bound.receiver.clone()),
        Builtin::New(method) => ("__new__", method.owner.value().clone()),
    };
    let class = vm.class_of(&receiver);
    let at = vm.id_of(&receiver);
    Ok(vm.str(&format!("<built-in method {name} of {} object at {at:#x}>", class.name())))
}

/// Methods of objects are taken apart into `getattr(object, name)`, functions into their name.
fn reduce(vm: &Vm, args: &[Value]) -> Res {
    match of(vm, &args[0])? {
        Builtin::Function(_) => qualname(vm, &args[0]),
        _ => {
            let builtins = vm.import_module("builtins")?;
            let getattr = vm.get_attr_str(&builtins, "getattr")?;
            Ok(vm.tuple(vec![getattr, vm.tuple(vec![receiver(vm, &args[0])?, name(vm, &args[0])?])]))
        }
    }
}

/// The row of `builtin_function_or_method`.
pub(crate) fn function_type_spec() -> TypeSpec {
    const METHODS: &[Method] = &[Method::new("__reduce__()", reduce, "Helper for pickle.")];
    const GETSET: &[GetSet] = &[
        GetSet::read("__name__", name),
        GetSet::read("__qualname__", qualname),
        GetSet::read("__doc__", doc),
        GetSet::read("__module__", module),
        GetSet::read("__self__", receiver),
        GetSet::read("__text_signature__", signature),
    ];
    TypeSpec {
        name: "builtin_function_or_method",
        module: "builtins",
        kind: Kind::NativeFunction,
        base: None,
        flags: TypeFlags { no_new: true, weak: true, ..TypeFlags::default() },
        doc: "",
        slots: |slots| {
            slots.call = Some(call);
            slots.repr = Some(repr);
            slots.compare = Some(|vm, a, b, op| {
                let same = match (a.core::<NativeBoundMethod>(), b.core::<NativeBoundMethod>()) {
                    (Some(x), Some(y)) => x.descriptor.is(&y.descriptor) && x.receiver.is(&y.receiver),
                    _ if vm.class_of(a).is(&vm.class_of(b)) => a.is(b),
                    _ => return Ok(Value::NOT_IMPLEMENTED),
                };
                Ok(vm.equality(op, same))
            });
            slots.hash = Some(|vm, v| {
                Ok(match v.core::<NativeBoundMethod>() {
                    Some(b) => vm.identity_hash(&b.receiver) ^ vm.identity_hash(b.descriptor.value()),
                    None => vm.identity_hash(v),
                })
            });
        },
        methods: METHODS,
        getset: GETSET,
    }
}

/// The row of `method_descriptor`.
pub(crate) fn method_type_spec() -> TypeSpec {
    fn of(value: &Value) -> Option<&MethodDescriptor> {
        value.core()
    }
    const GETSET: &[GetSet] = &[
        GetSet::read("__name__", |vm, v| Ok(of(v).map_or(Value::NONE, |m| vm.str(m.name())))),
        GetSet::read("__qualname__", |vm, v| {
            Ok(of(v).map_or(Value::NONE, |m| vm.str(&format!("{}.{}", vm.qualname_of(&m.owner), m.name()))))
        }),
        GetSet::read("__doc__", |vm, v| Ok(of(v).map_or(Value::NONE, |m| text(vm, m.doc)))),
        GetSet::read("__objclass__", |_, v| Ok(of(v).map_or(Value::NONE, |m| m.owner.clone()))),
        GetSet::read("__text_signature__", |vm, v| {
            Ok(of(v).map_or(Value::NONE, |m| {
                let text = m.signature().text;
                let first = if m.of_class { "$type" } else { "$self" };
                vm.str(&match text {
                    "" => format!("({first}, /)"),
                    text if text.contains('/') => format!("({first}, {text})"),
                    text => format!("({first}, /, {text})"),
                })
            }))
        }),
    ];
    TypeSpec {
        name: "method_descriptor",
        module: "builtins",
        kind: Kind::MethodDescriptor,
        base: None,
        flags: TypeFlags { no_new: true, ..TypeFlags::default() },
        doc: "",
        slots: |slots| {
            slots.call = Some(call_method);
            slots.get = Some(get_method);
            slots.repr = Some(|vm, v| {
                Ok(of(v).map_or(Value::NONE, |m| {
                    vm.str(&format!("<method '{}' of '{}' objects>", m.name(), vm.type_name_of(&m.owner)))
                }))
            });
        },
        methods: &[],
        getset: GETSET,
    }
}

impl Vm {
    /// Makes the class of native class methods, also of those that exist already.
    pub(crate) fn start_class_methods(&self) {
        let class = self.add_variant(&TypeSpec { name: "classmethod_descriptor", ..method_type_spec() });
        let shape = class.shape.get();
        self.heap.each_object(|object| {
            // SAFETY: the object lives; the value only lends its word. An object of that shape owns its class.
            unsafe {
                let raw = Raw::from_ptr(object);
                let known = raw.as_value().core::<MethodDescriptor>();
                if known.is_some_and(|method| method.of_class) {
                    class.raw().dup();
                    (*object).shape.set(shape);
                }
            }
        });
        self.types.classmethod_descriptor.set(class);
    }

    /// Makes exact objects of `kind` instances of a class that owns another kind.
    pub(crate) fn share_class(&self, kind: Kind, class: &Gc<Type>) {
        let shape = self.shapes.bind_native(kind, class.raw());
        class.shapes.borrow_mut().push(shape);
        self.type_modified(class);
    }
}
