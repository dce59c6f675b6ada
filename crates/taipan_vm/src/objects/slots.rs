//! The slots of a type: what the VM calls for an operator, a protocol or a special method (data model, section 3.3).
//!
//! A class that defines a special method in Python gets a slot function that looks the method up and calls it
//! (`objects/types/dispatch.rs`); a native type's slot gives its class a slot wrapper of the method's name. Coupled:
//! `objects/types/slot_table.rs` names the special method(s) of every slot.

use taipan_bytecode::CompareOp;

use crate::{Res, Value, Vm, native::Args, objects::Type};

/// `repr(x)`, `str(x)`, `iter(x)`, unary operators...
pub type UnaryFn = fn(&Vm, &Value) -> Res;
/// `a op b`: called with the operands in their order, `self` being either; `NotImplemented` hands on.
pub type BinaryFn = fn(&Vm, &Value, &Value) -> Res;

/// The slots. A copy is inherited by each subclass, then overridden by what the subclass defines.
#[derive(Clone, Copy, Default)]
#[allow(missing_docs, reason = "each field is the special method of that name")]
pub struct Slots {
    pub repr: Option<UnaryFn>,
    pub str: Option<UnaryFn>,
    pub hash: Option<fn(&Vm, &Value) -> Res<i64>>,
    pub call: Option<fn(&Vm, &Value, Args<'_>) -> Res>,
    /// `__getattribute__` (and `__getattr__`); the name is an interned str where it comes from code.
    pub getattr: Option<fn(&Vm, &Value, &Value) -> Res>,
    /// `__setattr__` and, with no value, `__delattr__`.
    pub setattr: Option<fn(&Vm, &Value, &Value, Option<&Value>) -> Res<()>>,
    pub compare: Option<fn(&Vm, &Value, &Value, CompareOp) -> Res>,
    pub iter: Option<UnaryFn>,
    /// `__next__`: `None` at the end (an exhausted iterator does not make a `StopIteration`).
    pub next: Option<fn(&Vm, &Value) -> Res<Option<Value>>>,
    /// `__get__(descriptor, object or nothing, class)`.
    pub get: Option<fn(&Vm, &Value, Option<&Value>, &Value) -> Res>,
    /// `__set__` and, with no value, `__delete__`.
    pub set: Option<fn(&Vm, &Value, &Value, Option<&Value>) -> Res<()>>,
    pub init: Option<fn(&Vm, &Value, Args<'_>) -> Res<()>>,
    /// `__new__(cls, ...)`: the class comes apart from the arguments.
    pub new: Option<fn(&Vm, &Type, Args<'_>) -> Res>,
    /// `__del__`; called once.
    pub del: Option<fn(&Vm, &Value)>,
    pub bool: Option<fn(&Vm, &Value) -> Res<bool>>,
    pub len: Option<fn(&Vm, &Value) -> Res<usize>>,
    pub getitem: Option<BinaryFn>,
    /// `__setitem__` and, with no value, `__delitem__`.
    pub setitem: Option<fn(&Vm, &Value, &Value, Option<&Value>) -> Res<()>>,
    pub contains: Option<fn(&Vm, &Value, &Value) -> Res<bool>>,
    /// Indexed by `BinaryOp`.
    pub binary: [Option<BinaryFn>; 13],
    /// In-place forms, indexed by `BinaryOp`.
    pub inplace: [Option<BinaryFn>; 13],
    /// `pow(a, b, c)`.
    pub pow3: Option<fn(&Vm, &Value, &Value, &Value) -> Res>,
    pub neg: Option<UnaryFn>,
    pub pos: Option<UnaryFn>,
    pub invert: Option<UnaryFn>,
    pub abs: Option<UnaryFn>,
    pub int: Option<UnaryFn>,
    pub float: Option<UnaryFn>,
    pub index: Option<UnaryFn>,
    pub await_: Option<UnaryFn>,
    pub aiter: Option<UnaryFn>,
    pub anext: Option<UnaryFn>,
    /// For objects that keep their contents in a bytearray (or bytes): that one, and the format of its items. Memory
    /// views and everything that takes bytes-like objects look through it.
    pub buffer: Option<fn(&Vm, &Value) -> (Value, u8)>,
    /// For native awaitables: what `await x` does without making an iterator. Called when the await begins and each time
    /// the awaiting coroutine is resumed with a value.
    pub poll: Option<fn(&Vm, &Value, PollFirst) -> Res<Poll>>,
}

impl Slots {
    /// Overrides what `own` sets.
    pub(crate) fn merge(&mut self, own: &Slots) {
        macro_rules! take {
            ($($field:ident),*) => { $(if own.$field.is_some() { self.$field = own.$field; })* };
        }
        take!(
            repr, str, hash, call, getattr, setattr, compare, iter, next, get, set, init, new, del, bool,
            len, getitem, setitem, contains, pow3, neg, pos, invert, abs, int, float, index, await_, aiter,
            anext, buffer, poll
        );
        for at in 0..self.binary.len() {
            self.binary[at] = own.binary[at].or(self.binary[at]);
            self.inplace[at] = own.inplace[at].or(self.inplace[at]);
        }
    }
}

/// Whether a poll is the first of its `await`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PollFirst {
    /// The await begins.
    Yes,
    /// The coroutine has been resumed.
    No,
}

/// What a native awaitable answers.
pub enum Poll {
    /// The await has this result.
    Ready(Value),
    /// The coroutine suspends with this value (which its driver gets).
    Pending(Value),
}
