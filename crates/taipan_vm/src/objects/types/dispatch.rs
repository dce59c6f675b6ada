//! The slot functions of Python classes: each looks its special method up on the class and calls it. Operators are in
//! `dispatch_operators.rs`.

use num_bigint::BigInt;
use num_traits::ToPrimitive;
use taipan_bytecode::{BinaryOp, CompareOp};

use super::{
    create::new_from_python,
    dispatch_operators::{binary, inplace, pow3},
};
use crate::{
    Kind, Raised, Res, Value, Vm,
    native::{Args, MethodDescriptor},
    objects::{Slots, Type},
    protocol::{find_attr, no_attribute},
};

/// Whether calling it with the receiver first is the same as binding it and calling the result.
#[inline]
pub(crate) fn is_plain_method(found: &Value) -> bool {
    match found.kind() {
        Some(Kind::Function | Kind::SlotWrapper) => true,
        Some(Kind::MethodDescriptor) => found.core::<MethodDescriptor>().is_some_and(|m| !m.of_class),
        _ => false,
    }
}

/// Runs `f` with `first` before the arguments.
#[inline]
pub(crate) fn prepend<R>(first: &Value, args: Args<'_>, f: impl FnOnce(Args<'_>) -> R) -> R {
    const SMALL: usize = 6;
    let count = args.values.len() + 1;
    if count <= SMALL {
        let mut buffer = [const { Value::EMPTY }; SMALL];
        buffer[0] = first.clone();
        for (place, value) in buffer[1..].iter_mut().zip(args.values) {
            *place = value.clone();
        }
        return f(Args { values: &buffer[..count], names: args.names });
    }
    let mut all = Vec::with_capacity(count);
    all.push(first.clone());
    all.extend_from_slice(args.values);
    f(Args { values: &all, names: args.names })
}

impl Vm {
    /// Calls what was found on the object's class as a method of the object.
    #[inline]
    pub(crate) fn call_found(&self, found: &Value, object: &Value, args: &[Value]) -> Res {
        self.call_found_args(found, object, Args::positional(args))
    }

    /// As [`Vm::call_found`], with keywords.
    pub(crate) fn call_found_args(&self, found: &Value, object: &Value, args: Args<'_>) -> Res {
        if is_plain_method(found) {
            return prepend(object, args, |all| self.call_args(found, all));
        }
        // What it is bound to may be called through a `__call__` of its own, and so on.
        let _depth = self.enter_native("")?;
        let class = self.class_of(object);
        let bound = self.bind(found, object, &class)?;
        self.call_args(&bound, args)
    }

    /// Calls the special method that a slot stands for; it may have vanished since.
    #[inline]
    fn dispatch(&self, object: &Value, name: &Value, args: &[Value]) -> Res {
        match self.type_lookup(self.type_of(object), name) {
            Some(found) => self.call_found(&found, object, args),
            None => Err(no_attribute(self, object, name)),
        }
    }

    /// The `StopIteration` with which a Python class's `__next__` ended, if that had a value; else a new one.
    pub(crate) fn stop_again(&self) -> Raised {
        match self.take_stopped() {
            Some(exception) => self.set_raised(exception),
            None => self.stop_iteration(Value::NONE),
        }
    }

    /// The `StopIteration` that the last `next` slot of a Python class turned into "the end", if it carried a value.
    /// Whoever needs the value (`yield from`, `next(x)`) takes it right after the end was reported.
    pub(crate) fn take_stopped(&self) -> Option<Value> {
        Some(self.stopped.take()).filter(|stopped| !stopped.is_empty())
    }
}

/// An attribute name, which must be a str.
pub(crate) fn attribute_name(vm: &Vm, name: &Value) -> Res {
    if name.as_str_object().is_none() {
        return Err(
            vm.type_error(format!("attribute name must be string, not '{}'", vm.type_of(name).name()))
        );
    }
    Ok(vm.intern_value(name))
}

fn text_result(vm: &Vm, method: &str, text: Value) -> Res {
    if text.as_str_object().is_some() {
        return Ok(text);
    }
    Err(vm.type_error(format!("{method} returned non-string (type {})", vm.type_of(&text).name())))
}

fn repr(vm: &Vm, v: &Value) -> Res {
    text_result(vm, "__repr__", vm.dispatch(v, &vm.names.dunder_repr, &[])?)
}

fn str(vm: &Vm, v: &Value) -> Res {
    text_result(vm, "__str__", vm.dispatch(v, &vm.names.dunder_str, &[])?)
}

fn hash(vm: &Vm, v: &Value) -> Res<i64> {
    let result = vm.dispatch(v, &vm.names.dunder_hash, &[])?;
    let Some(big) = result.as_big_int() else {
        return Err(vm.type_error("__hash__ method should return an integer"));
    };
    let hash = match big.to_i64() {
        Some(small) => small,
        None => crate::protocol::hash_big(&big),
    };
    Ok(if hash == -1 { -2 } else { hash })
}

fn call(vm: &Vm, v: &Value, args: Args<'_>) -> Res {
    match vm.type_lookup(vm.type_of(v), &vm.names.dunder_call) {
        Some(found) => vm.call_found_args(&found, v, args),
        None => Err(no_attribute(vm, v, &vm.names.dunder_call)),
    }
}

/// `__getattribute__`, then `__getattr__`.
fn getattr(vm: &Vm, v: &Value, name: &Value) -> Res {
    let class = vm.class_of(v);
    let own = vm.type_lookup(&class, &vm.names.dunder_getattribute);
    let fallback = vm.type_lookup(&class, &vm.names.dunder_getattr);
    let found = match own.as_ref().and_then(|own| own.core::<crate::objects::SlotWrapper>()) {
        Some(wrapper) => match wrapper.owner.as_type().and_then(|owner| owner.slots().getattr) {
            Some(native) => native(vm, v, name),
            None => match find_attr(vm, v, name) {
                Ok(Some(value)) => return Ok(value),
                Ok(None) if fallback.is_none() => return Err(no_attribute(vm, v, name)),
                Ok(None) => {
                    let fallback = fallback.unwrap_or(Value::NONE);
                    return vm.call_found(&fallback, v, std::slice::from_ref(name));
                }
                Err(raised) => Err(raised),
            },
        },
        None => vm.dispatch(v, &vm.names.dunder_getattribute, std::slice::from_ref(name)),
    };
    match (found, fallback) {
        (Err(raised), Some(fallback)) => {
            let gone = vm.catch(raised, &vm.exceptions.attribute_error)?;
            drop(gone);
            vm.call_found(&fallback, v, std::slice::from_ref(name))
        }
        (found, _) => found,
    }
}

fn setattr(vm: &Vm, v: &Value, name: &Value, value: Option<&Value>) -> Res<()> {
    match value {
        Some(value) => vm.dispatch(v, &vm.names.dunder_setattr, &[name.clone(), value.clone()])?,
        None => vm.dispatch(v, &vm.names.dunder_delattr, std::slice::from_ref(name))?,
    };
    Ok(())
}

/// The name of a comparison's method.
pub(crate) fn compare_name(vm: &Vm, op: CompareOp) -> &Value {
    match op {
        CompareOp::Lt => &vm.names.dunder_lt,
        CompareOp::Le => &vm.names.dunder_le,
        CompareOp::Eq => &vm.names.dunder_eq,
        CompareOp::Ne => &vm.names.dunder_ne,
        CompareOp::Gt => &vm.names.dunder_gt,
        CompareOp::Ge => &vm.names.dunder_ge,
    }
}

fn compare(vm: &Vm, v: &Value, other: &Value, op: CompareOp) -> Res {
    match vm.type_lookup(vm.type_of(v), compare_name(vm, op)) {
        Some(found) => vm.call_found(&found, v, std::slice::from_ref(other)),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn iter(vm: &Vm, v: &Value) -> Res {
    match vm.type_lookup(vm.type_of(v), &vm.names.dunder_iter) {
        Some(found) if !found.is_none() => vm.call_found(&found, v, &[]),
        _ => Err(vm.type_error(format!("'{}' object is not iterable", vm.type_of(v).name()))),
    }
}

fn next(vm: &Vm, v: &Value) -> Res<Option<Value>> {
    match vm.dispatch(v, &vm.names.dunder_next, &[]) {
        Ok(item) => Ok(Some(item)),
        Err(raised) => {
            let stop = vm.catch(raised, &vm.exceptions.stop_iteration)?;
            let plain = vm.class_of(&stop).is(&vm.exceptions.stop_iteration)
                && stop.as_exception().is_some_and(|e| e.args.get().as_tuple().is_none_or(|a| a.is_empty()));
            if plain {
                drop(vm.stopped.take());
            } else {
                vm.stopped.set(stop);
            }
            Ok(None)
        }
    }
}

fn get(vm: &Vm, v: &Value, object: Option<&Value>, class: &Value) -> Res {
    match vm.type_lookup(vm.type_of(v), &vm.names.dunder_get) {
        Some(found) => vm.call_found(&found, v, &[object.cloned().unwrap_or(Value::NONE), class.clone()]),
        None => Ok(v.clone()),
    }
}

fn set(vm: &Vm, v: &Value, object: &Value, value: Option<&Value>) -> Res<()> {
    let name = if value.is_some() { &vm.names.dunder_set } else { &vm.names.dunder_delete };
    let Some(found) = vm.type_lookup(vm.type_of(v), name) else {
        let text = name.as_str().unwrap_or("?");
        return Err(vm.attribute_error(v, name, text));
    };
    match value {
        Some(value) => vm.call_found(&found, v, &[object.clone(), value.clone()])?,
        None => vm.call_found(&found, v, std::slice::from_ref(object))?,
    };
    Ok(())
}

fn init(vm: &Vm, v: &Value, args: Args<'_>) -> Res<()> {
    let Some(found) = vm.type_lookup(vm.type_of(v), &vm.names.dunder_init) else { return Ok(()) };
    let result = vm.call_found_args(&found, v, args)?;
    if result.is_none() {
        return Ok(());
    }
    Err(vm.type_error(format!("__init__() should return None, not '{}'", vm.type_of(&result).name())))
}

/// Runs `__del__`; what it raises is reported and forgotten. The pending exception, if any, stays as it is.
fn del(vm: &Vm, v: &Value) {
    let Some(found) = vm.type_lookup(vm.type_of(v), &vm.names.dunder_del) else { return };
    let pending = vm.thread.raised.take();
    if let Err(raised) = vm.call_found(&found, v, &[]) {
        let exception = vm.take_raised(raised);
        vm.unraisable_call(&exception, "deallocator", &found);
    }
    vm.thread.raised.set(pending);
}

fn bool(vm: &Vm, v: &Value) -> Res<bool> {
    let result = vm.dispatch(v, &vm.names.dunder_bool, &[])?;
    result.as_bool().ok_or_else(|| {
        vm.type_error(format!("__bool__ should return bool, returned {}", vm.type_of(&result).name()))
    })
}

fn len(vm: &Vm, v: &Value) -> Res<usize> {
    let result = vm.dispatch(v, &vm.names.dunder_len, &[])?;
    let index = vm.index(&result)?;
    if index.as_big_int().is_some_and(|big| big < BigInt::ZERO) {
        return Err(vm.value_error("__len__() should return >= 0"));
    }
    match index.as_int() {
        Some(len) => Ok(len as usize),
        None => Err(vm.overflow_error("cannot fit 'int' into an index-sized integer")),
    }
}

fn getitem(vm: &Vm, v: &Value, key: &Value) -> Res {
    vm.dispatch(v, &vm.names.dunder_getitem, std::slice::from_ref(key))
}

fn setitem(vm: &Vm, v: &Value, key: &Value, value: Option<&Value>) -> Res<()> {
    let name = if value.is_some() { &vm.names.dunder_setitem } else { &vm.names.dunder_delitem };
    let Some(found) = vm.type_lookup(vm.type_of(v), name) else {
        return Err(vm.error(&vm.exceptions.attribute_error, name.as_str().unwrap_or_default()));
    };
    match value {
        Some(value) => vm.call_found(&found, v, &[key.clone(), value.clone()])?,
        None => vm.call_found(&found, v, std::slice::from_ref(key))?,
    };
    Ok(())
}

fn contains(vm: &Vm, v: &Value, item: &Value) -> Res<bool> {
    match vm.type_lookup(vm.type_of(v), &vm.names.dunder_contains) {
        Some(found) if found.is_none() => {
            Err(vm.type_error(format!("'{}' object is not a container", vm.type_of(v).name())))
        }
        Some(found) => {
            let result = vm.call_found(&found, v, std::slice::from_ref(item))?;
            vm.truth(&result)
        }
        None => Err(no_attribute(vm, v, &vm.names.dunder_contains)),
    }
}

fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    new_from_python(vm, class, args)
}

macro_rules! unary {
    ($($f:ident $name:ident;)*) => {
        $(fn $f(vm: &Vm, v: &Value) -> Res { vm.dispatch(v, &vm.names.$name, &[]) })*
    };
}
unary! {
    neg dunder_neg; pos dunder_pos; invert dunder_invert; abs dunder_abs; int dunder_int; float dunder_float;
    index dunder_index; await_ dunder_await; aiter dunder_aiter; anext dunder_anext;
}

macro_rules! all_operators {
    ($f:ident) => {
        [
            Some($f::<{ BinaryOp::Add as u8 }>),
            Some($f::<{ BinaryOp::Sub as u8 }>),
            Some($f::<{ BinaryOp::Mul as u8 }>),
            Some($f::<{ BinaryOp::TrueDiv as u8 }>),
            Some($f::<{ BinaryOp::FloorDiv as u8 }>),
            Some($f::<{ BinaryOp::Mod as u8 }>),
            Some($f::<{ BinaryOp::And as u8 }>),
            Some($f::<{ BinaryOp::Or as u8 }>),
            Some($f::<{ BinaryOp::Xor as u8 }>),
            Some($f::<{ BinaryOp::LShift as u8 }>),
            Some($f::<{ BinaryOp::RShift as u8 }>),
            Some($f::<{ BinaryOp::Pow as u8 }>),
            Some($f::<{ BinaryOp::MatMul as u8 }>),
        ]
    };
}

/// The functions of Python classes, by slot.
pub(crate) static PYTHON: Slots = Slots {
    repr: Some(repr),
    str: Some(str),
    hash: Some(hash),
    call: Some(call),
    getattr: Some(getattr),
    setattr: Some(setattr),
    compare: Some(compare),
    iter: Some(iter),
    next: Some(next),
    get: Some(get),
    set: Some(set),
    init: Some(init),
    new: Some(new),
    del: Some(del),
    bool: Some(bool),
    len: Some(len),
    getitem: Some(getitem),
    setitem: Some(setitem),
    contains: Some(contains),
    binary: all_operators!(binary),
    inplace: all_operators!(inplace),
    pow3: Some(pow3),
    neg: Some(neg),
    pos: Some(pos),
    invert: Some(invert),
    abs: Some(abs),
    int: Some(int),
    float: Some(float),
    index: Some(index),
    await_: Some(await_),
    aiter: Some(aiter),
    anext: Some(anext),
    buffer: None,
    poll: None,
};
