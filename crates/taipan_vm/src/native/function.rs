//! Native functions and methods as objects.

use std::cell::OnceCell;

use crate::{
    Body, Gc, Kind, Res, Tracer, Value, Vm,
    native::{Args, GetSet, Signature, TypeFlags, TypeSpec, bind},
    objects::Type,
};

/// The code of a native function: bound arguments in the order of its signature, the receiver of a method first.
pub type NativeFn = fn(&Vm, &[Value]) -> Res;

/// `builtin_function_or_method`: a function of a module, or a static method.
pub struct NativeFunction {
    pub(crate) text: &'static str,
    pub(crate) call: NativeFn,
    pub(crate) doc: &'static str,
    pub(crate) module: Value,
    signature: OnceCell<Box<Signature>>,
}

impl NativeFunction {
    /// The parsed signature.
    #[inline]
    pub fn signature(&self) -> &Signature {
        self.signature.get_or_init(|| Box::new(Signature::parse(self.text)))
    }
}

impl Body for NativeFunction {
    const KIND: Kind = Kind::NativeFunction;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(&self.module);
    }
}

/// `method_descriptor`: an unbound method of a native type.
pub(crate) struct MethodDescriptor {
    pub(crate) text: &'static str,
    pub(crate) call: NativeFn,
    pub(crate) doc: &'static str,
    /// The class that has it.
    pub(crate) owner: Value,
    /// A class method: it binds to the class.
    pub(crate) of_class: bool,
    signature: OnceCell<Box<Signature>>,
}

impl MethodDescriptor {
    /// The parsed signature, without the receiver.
    #[inline]
    pub(crate) fn signature(&self) -> &Signature {
        self.signature.get_or_init(|| Box::new(Signature::parse(self.text)))
    }

    pub(crate) fn name(&self) -> &'static str {
        Signature::name_of(self.text)
    }
}

impl Body for MethodDescriptor {
    const KIND: Kind = Kind::MethodDescriptor;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(&self.owner);
    }
}

/// `builtin_function_or_method`: a native method with its receiver.
pub struct NativeBoundMethod {
    pub(crate) descriptor: Gc<MethodDescriptor>,
    pub(crate) receiver: Value,
}

impl Body for NativeBoundMethod {
    const KIND: Kind = Kind::NativeBoundMethod;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(self.descriptor.value());
        tracer.visit(&self.receiver);
    }
}

impl Vm {
    /// Makes a function of a module.
    pub fn native_function(
        &self,
        text: &'static str,
        call: NativeFn,
        doc: &'static str,
        module: Value,
    ) -> Value {
        self.make(NativeFunction { text, call, doc, module, signature: OnceCell::new() }).into()
    }

    pub(crate) fn method_descriptor(
        &self,
        owner: &Gc<Type>,
        text: &'static str,
        call: NativeFn,
        doc: &'static str,
        of_class: bool,
    ) -> Value {
        let owner = owner.value().clone();
        self.make(MethodDescriptor { text, call, doc, owner, of_class, signature: OnceCell::new() }).into()
    }

    /// Calls a native method with its receiver as the first of `values` (positional only).
    #[inline]
    pub(crate) fn call_method_descriptor(&self, method: &MethodDescriptor, args: Args<'_>) -> Res {
        let Some(receiver) = args.positionals().first() else {
            return Err(self.type_error(format!(
                "unbound method {}.{}() needs an argument",
                self.type_name_of(&method.owner),
                method.name()
            )));
        };
        if !method.of_class && !self.is_instance_of(receiver, &method.owner) {
            return Err(self.type_error(format!(
                "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
                method.name(),
                self.type_name_of(&method.owner),
                self.class_of(receiver).name()
            )));
        }
        let signature = method.signature();
        if args.names.is_none() && signature.is_exact(args.values.len() - 1) {
            return (method.call)(self, args.values);
        }
        let bound = bind::bind(self, signature, args, 1, Some(&self.type_name_of(&method.owner)))?;
        (method.call)(self, &bound)
    }

    #[inline]
    pub(crate) fn call_native_function(&self, function: &NativeFunction, args: Args<'_>) -> Res {
        let signature = function.signature();
        if args.names.is_none() && signature.is_exact(args.values.len()) {
            return (function.call)(self, args.values);
        }
        let bound = bind::bind(self, signature, args, 0, None)?;
        (function.call)(self, &bound)
    }
}

fn call_function(vm: &Vm, callee: &Value, args: Args<'_>) -> Res {
    match callee.core::<NativeFunction>() {
        Some(function) => vm.call_native_function(function, args),
        None => Err(vm.type_error("not a native function")),
    }
}

fn call_method(vm: &Vm, callee: &Value, args: Args<'_>) -> Res {
    match callee.core::<MethodDescriptor>() {
        Some(method) => vm.call_method_descriptor(method, args),
        None => Err(vm.type_error("not a native method")),
    }
}

fn call_bound(vm: &Vm, callee: &Value, args: Args<'_>) -> Res {
    let Some(bound) = callee.core::<NativeBoundMethod>() else {
        return Err(vm.type_error("not a bound native method"));
    };
    let mut values = Vec::with_capacity(args.values.len() + 1);
    values.push(bound.receiver.clone());
    values.extend_from_slice(args.values);
    vm.call_method_descriptor(&bound.descriptor, Args { values: &values, names: args.names })
}

fn get_method(vm: &Vm, descriptor: &Value, object: Option<&Value>, class: &Value) -> Res {
    let Some(method) = descriptor.downcast_gc::<MethodDescriptor>() else { return Ok(descriptor.clone()) };
    let receiver = if method.of_class { Some(class) } else { object };
    Ok(match receiver {
        Some(receiver) => {
            vm.make(NativeBoundMethod { descriptor: method, receiver: receiver.clone() }).into()
        }
        None => descriptor.clone(),
    })
}

fn doc_value(vm: &Vm, doc: &str) -> Value {
    if doc.is_empty() { Value::NONE } else { vm.str(doc) }
}

pub(crate) fn function_type_spec() -> TypeSpec {
    fn of(value: &Value) -> Option<&NativeFunction> {
        value.core()
    }
    const GETSET: &[GetSet] = &[
        GetSet::read("__name__", |vm, v| Ok(of(v).map_or(Value::NONE, |f| vm.str(f.signature().name)))),
        GetSet::read("__qualname__", |vm, v| Ok(of(v).map_or(Value::NONE, |f| vm.str(f.signature().name)))),
        GetSet::read("__doc__", |vm, v| Ok(of(v).map_or(Value::NONE, |f| doc_value(vm, f.doc)))),
        GetSet::read("__module__", |_, v| Ok(of(v).map_or(Value::NONE, |f| f.module.clone()))),
        GetSet::read("__self__", |_, v| Ok(of(v).map_or(Value::NONE, |f| f.module.clone()))),
        GetSet::read("__text_signature__", |vm, v| {
            Ok(of(v).map_or(Value::NONE, |f| vm.str(&format!("({})", f.signature().text))))
        }),
    ];
    TypeSpec {
        name: "builtin_function_or_method",
        module: "builtins",
        kind: Kind::NativeFunction,
        base: None,
        flags: TypeFlags { no_new: true, weak: true, ..TypeFlags::default() },
        doc: "",
        slots: |slots| {
            slots.call = Some(call_function);
            slots.repr = Some(|vm, v| {
                Ok(vm.str(&format!("<built-in function {}>", of(v).map_or("?", |f| f.signature().name))))
            });
        },
        methods: &[],
        getset: GETSET,
    }
}

pub(crate) fn method_type_spec() -> TypeSpec {
    fn of(value: &Value) -> Option<&MethodDescriptor> {
        value.core()
    }
    const GETSET: &[GetSet] = &[
        GetSet::read("__name__", |vm, v| Ok(of(v).map_or(Value::NONE, |m| vm.str(m.name())))),
        GetSet::read("__qualname__", |vm, v| {
            Ok(of(v).map_or(Value::NONE, |m| vm.str(&format!("{}.{}", vm.qualname_of(&m.owner), m.name()))))
        }),
        GetSet::read("__doc__", |vm, v| Ok(of(v).map_or(Value::NONE, |m| doc_value(vm, m.doc)))),
        GetSet::read("__objclass__", |_, v| Ok(of(v).map_or(Value::NONE, |m| m.owner.clone()))),
        GetSet::read("__text_signature__", |vm, v| {
            Ok(of(v).map_or(Value::NONE, |m| {
                let text = m.signature().text;
                vm.str(&if text.is_empty() { "($self, /)".to_owned() } else { format!("($self, {text})") })
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

pub(crate) fn bound_type_spec() -> TypeSpec {
    fn of(value: &Value) -> Option<&NativeBoundMethod> {
        value.core()
    }
    const GETSET: &[GetSet] = &[
        GetSet::read("__name__", |vm, v| Ok(of(v).map_or(Value::NONE, |b| vm.str(b.descriptor.name())))),
        GetSet::read("__qualname__", |vm, v| {
            Ok(of(v).map_or(Value::NONE, |b| {
                vm.str(&format!("{}.{}", vm.qualname_of(&b.descriptor.owner), b.descriptor.name()))
            }))
        }),
        GetSet::read("__self__", |_, v| Ok(of(v).map_or(Value::NONE, |b| b.receiver.clone()))),
        GetSet::read("__doc__", |vm, v| Ok(of(v).map_or(Value::NONE, |b| doc_value(vm, b.descriptor.doc)))),
        GetSet::read("__module__", |_, _| Ok(Value::NONE)),
        GetSet::read("__text_signature__", |vm, v| {
            Ok(of(v).map_or(Value::NONE, |b| vm.str(&format!("({})", b.descriptor.signature().text))))
        }),
    ];
    TypeSpec {
        name: "builtin_function_or_method",
        module: "builtins",
        kind: Kind::NativeBoundMethod,
        base: None,
        flags: TypeFlags { no_new: true, weak: true, ..TypeFlags::default() },
        doc: "",
        slots: |slots| {
            slots.call = Some(call_bound);
            slots.repr = Some(|vm, v| {
                let Some(b) = of(v) else { return Ok(Value::NONE) };
                let class = vm.class_of(&b.receiver).name().to_owned();
                Ok(vm.str(&format!(
                    "<built-in method {} of {class} object at {:#x}>",
                    b.descriptor.name(),
                    vm.id_of(&b.receiver)
                )))
            });
            slots.compare = Some(|vm, a, b, op| {
                let (Some(x), Some(y)) = (of(a), of(b)) else { return Ok(Value::NOT_IMPLEMENTED) };
                let same = x.descriptor.is(&y.descriptor) && x.receiver.is(&y.receiver);
                Ok(vm.equality(op, same))
            });
            slots.hash = Some(|vm, v| {
                Ok(of(v).map_or(0, |b| vm.id_of(&b.receiver) as i64 ^ vm.id_of(b.descriptor.value()) as i64))
            });
        },
        methods: &[],
        getset: GETSET,
    }
}
