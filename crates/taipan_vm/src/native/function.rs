//! Native functions and methods as objects.

use std::cell::OnceCell;

use crate::{
    Body, Gc, Kind, Raw, Res, Tracer, Value, Vm,
    native::{
        Args, Signature,
        bind::{self, Owner},
    },
    objects::{Type, types::prepend},
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
        let body = MethodDescriptor { text, call, doc, owner, of_class, signature: OnceCell::new() };
        match self.types.classmethod_descriptor.get() {
            Some(class) if of_class => self.make_of(body, class.shape.get()).into(),
            _ => self.make(body).into(),
        }
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
        self.call_suitable_method(method, args)
    }

    /// As `call_method_descriptor`, with a receiver that is known to be an instance of the method's class.
    pub(crate) fn call_suitable_method(&self, method: &MethodDescriptor, args: Args<'_>) -> Res {
        let signature = method.signature();
        if args.names.is_none() && signature.is_exact(args.values.len() - 1) {
            return (method.call)(self, args.values);
        }
        if args.names.is_none() && signature.is_enough(args.values.len() - 1) {
            return completed(args.values, signature.parameters.len() + 1, |all| (method.call)(self, all));
        }
        let owner = if method.of_class { &args.values[0] } else { &method.owner };
        let bound = bind::bind(self, signature, args, 1, Owner::Class(owner))?;
        (method.call)(self, &bound)
    }

    #[inline]
    pub(crate) fn call_native_function(&self, function: &NativeFunction, args: Args<'_>) -> Res {
        let signature = function.signature();
        if args.names.is_none() && signature.is_exact(args.values.len()) {
            return (function.call)(self, args.values);
        }
        if args.names.is_none() && signature.is_enough(args.values.len()) {
            return completed(args.values, signature.parameters.len(), |all| (function.call)(self, all));
        }
        let bound = bind::bind(self, signature, args, 0, Owner::Module(&function.module))?;
        (function.call)(self, &bound)
    }
}

/// Runs `call` with the arguments and `EMPTY` for each that is missing from `count`.
#[inline]
fn completed(args: &[Value], count: usize, call: impl FnOnce(&[Value]) -> Res) -> Res {
    const ROOM: usize = 8;
    if count > ROOM {
        let mut all = args.to_vec();
        all.resize_with(count, || Value::EMPTY);
        return call(&all);
    }
    let mut words = [Raw::EMPTY; ROOM];
    for (word, value) in words.iter_mut().zip(args) {
        *word = value.raw();
    }
    // SAFETY: a `Value` is its word; the words are borrowed from the arguments, and nothing here drops them.
    call(unsafe { std::slice::from_raw_parts(words.as_ptr().cast::<Value>(), count) })
}

/// `slots.call` of native functions.
pub(super) fn call_function(vm: &Vm, callee: &Value, args: Args<'_>) -> Res {
    match callee.core::<NativeFunction>() {
        Some(function) => vm.call_native_function(function, args),
        None => Err(vm.type_error("not a native function")),
    }
}

/// `slots.call` of unbound native methods.
pub(super) fn call_method(vm: &Vm, callee: &Value, args: Args<'_>) -> Res {
    match callee.core::<MethodDescriptor>() {
        Some(method) => vm.call_method_descriptor(method, args),
        None => Err(vm.type_error("not a native method")),
    }
}

/// `slots.call` of bound native methods.
pub(super) fn call_bound(vm: &Vm, callee: &Value, args: Args<'_>) -> Res {
    let Some(bound) = callee.core::<NativeBoundMethod>() else {
        return Err(vm.type_error("not a bound native method"));
    };
    prepend(&bound.receiver, args, |all| vm.call_method_descriptor(&bound.descriptor, all))
}

/// `slots.get` of native methods.
pub(super) fn get_method(vm: &Vm, descriptor: &Value, object: Option<&Value>, class: &Value) -> Res {
    let Some(method) = descriptor.downcast_gc::<MethodDescriptor>() else { return Ok(descriptor.clone()) };
    let receiver = if method.of_class { Some(class) } else { object };
    if let Some(object) =
        object.filter(|object| !method.of_class && !vm.is_instance_of(object, &method.owner))
    {
        return Err(vm.type_error(format!(
            "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
            method.name(),
            vm.type_name_of(&method.owner),
            vm.type_of(object).name()
        )));
    }
    Ok(match receiver {
        Some(receiver) => {
            vm.make(NativeBoundMethod { descriptor: method, receiver: receiver.clone() }).into()
        }
        None => descriptor.clone(),
    })
}
