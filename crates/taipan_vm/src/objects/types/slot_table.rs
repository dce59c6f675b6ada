//! The special methods and their slots, both ways: which slots a method of that name fills in, and how a slot is called as
//! a method of that name. Coupled with `objects/slots.rs` (the fields) and `dispatch*.rs` (the functions of Python
//! classes).

use std::cell::OnceCell;

use hashbrown::HashMap;
use taipan_bytecode::{BinaryOp, CompareOp};

use super::dispatch;
use crate::{
    Res, Value, Vm,
    native::Args,
    objects::Slots,
    protocol::{generic_getattr, generic_setattr},
};

macro_rules! slot_ids {
    ($($id:ident $field:ident,)*) => {
        /// A slot, or one place of an array of slots.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(crate) enum SlotId { $(#[doc = stringify!($field)] $id,)* Binary(BinaryOp), Inplace(BinaryOp) }

        impl SlotId {
            /// Whether the slot has a function.
            pub(crate) fn is_set(self, slots: &Slots) -> bool {
                match self {
                    $(SlotId::$id => slots.$field.is_some(),)*
                    SlotId::Binary(op) => slots.binary[op as usize].is_some(),
                    SlotId::Inplace(op) => slots.inplace[op as usize].is_some(),
                }
            }

            /// Gives the slot the function that `from` has there.
            pub(crate) fn copy(self, to: &mut Slots, from: &Slots) {
                match self {
                    $(SlotId::$id => to.$field = from.$field,)*
                    SlotId::Binary(op) => to.binary[op as usize] = from.binary[op as usize],
                    SlotId::Inplace(op) => to.inplace[op as usize] = from.inplace[op as usize],
                }
            }
        }
    };
}

slot_ids! {
    Repr repr, Str str, Hash hash, Call call, GetAttr getattr, SetAttr setattr, Compare compare, Iter iter, Next next,
    Get get, Set set, Init init, New new, Del del, Bool bool, Len len, GetItem getitem, SetItem setitem,
    Contains contains, Pow3 pow3, Neg neg, Pos pos, Invert invert, Abs abs, Int int, Float float, Index index,
    Await await_, AIter aiter, ANext anext,
}

/// How a slot runs as a method: the slots of the wrapper's class, the receiver, the other arguments.
pub(crate) enum Wrap {
    /// Between so many and so many positional arguments.
    Plain(usize, usize, fn(&Vm, &Slots, &Value, &[Value]) -> Res),
    /// Any arguments.
    Args(fn(&Vm, &Slots, &Value, Args<'_>) -> Res),
    /// No wrapper: another row has it, or only Python classes define it.
    No,
}

/// One special method of one slot.
pub(crate) struct Row {
    /// The method's name.
    pub(crate) name: &'static str,
    /// The slot.
    pub(crate) slot: SlotId,
    /// The slot as a method.
    pub(crate) wrap: Wrap,
    /// `__text_signature__`
    pub(crate) text: &'static str,
}

#[cold]
fn absent(vm: &Vm) -> crate::Raised {
    vm.type_error("the class has no such operation")
}

macro_rules! row {
    ($name:literal $slot:expr, $text:literal, $least:literal..$most:literal, $f:expr) => {
        Row { name: $name, slot: $slot, text: $text, wrap: Wrap::Plain($least, $most, $f) }
    };
}
macro_rules! unary {
    ($name:literal $slot:ident $field:ident) => {
        row!($name SlotId::$slot, "($self, /)", 0..0, |vm, s, v, _| s.$field.ok_or_else(|| absent(vm))?(vm, v))
    };
}
macro_rules! binary {
    ($name:literal $op:ident) => {
        row!($name SlotId::Binary(BinaryOp::$op), "($self, value, /)", 1..1, |vm, s, v, a| {
            s.binary[BinaryOp::$op as usize].ok_or_else(|| absent(vm))?(vm, v, &a[0])
        })
    };
}
macro_rules! reflected {
    ($name:literal $op:ident) => {
        row!($name SlotId::Binary(BinaryOp::$op), "($self, value, /)", 1..1, |vm, s, v, a| {
            s.binary[BinaryOp::$op as usize].ok_or_else(|| absent(vm))?(vm, &a[0], v)
        })
    };
}
macro_rules! inplace {
    ($name:literal $op:ident) => {
        row!($name SlotId::Inplace(BinaryOp::$op), "($self, value, /)", 1..1, |vm, s, v, a| {
            s.inplace[BinaryOp::$op as usize].ok_or_else(|| absent(vm))?(vm, v, &a[0])
        })
    };
}
macro_rules! compare {
    ($name:literal $op:ident) => {
        row!($name SlotId::Compare, "($self, value, /)", 1..1, |vm, s, v, a| {
            s.compare.ok_or_else(|| absent(vm))?(vm, v, &a[0], CompareOp::$op)
        })
    };
}

/// Every special method that has a slot. Rows of one slot stand together.
pub(crate) static ROWS: &[Row] = &[
    unary!("__repr__" Repr repr),
    row!("__str__" SlotId::Str, "($self, /)", 0..0, |vm, s, v, _| match s.str {
        Some(f) => f(vm, v),
        None => vm.repr(v),
    }),
    row!("__hash__" SlotId::Hash, "($self, /)", 0..0, |vm, s, v, _| {
        Ok(vm.int(s.hash.ok_or_else(|| absent(vm))?(vm, v)?))
    }),
    Row {
        name: "__call__",
        slot: SlotId::Call,
        text: "($self, /, *args, **kwargs)",
        wrap: Wrap::Args(|vm, s, v, a| s.call.ok_or_else(|| absent(vm))?(vm, v, a)),
    },
    row!("__getattribute__" SlotId::GetAttr, "($self, name, /)", 1..1, |vm, s, v, a| {
        let name = dispatch::attribute_name(vm, &a[0])?;
        s.getattr.unwrap_or(generic_getattr)(vm, v, &name)
    }),
    Row { name: "__getattr__", slot: SlotId::GetAttr, text: "", wrap: Wrap::No },
    row!("__setattr__" SlotId::SetAttr, "($self, name, value, /)", 2..2, |vm, s, v, a| {
        let name = dispatch::attribute_name(vm, &a[0])?;
        s.setattr.unwrap_or(generic_setattr)(vm, v, &name, Some(&a[1])).map(|()| Value::NONE)
    }),
    row!("__delattr__" SlotId::SetAttr, "($self, name, /)", 1..1, |vm, s, v, a| {
        let name = dispatch::attribute_name(vm, &a[0])?;
        s.setattr.unwrap_or(generic_setattr)(vm, v, &name, None).map(|()| Value::NONE)
    }),
    compare!("__lt__" Lt),
    compare!("__le__" Le),
    compare!("__eq__" Eq),
    compare!("__ne__" Ne),
    compare!("__gt__" Gt),
    compare!("__ge__" Ge),
    unary!("__iter__" Iter iter),
    row!("__next__" SlotId::Next, "($self, /)", 0..0, |vm, s, v, _| {
        match s.next.ok_or_else(|| absent(vm))?(vm, v)? {
            Some(item) => Ok(item),
            None => Err(vm.stop_again()),
        }
    }),
    row!("__get__" SlotId::Get, "($self, instance, owner=None, /)", 1..2, |vm, s, v, a| {
        let object = a[0].not_none();
        let class = a.get(1).and_then(Value::not_none);
        if object.is_none() && class.is_none() {
            return Err(vm.type_error("__get__(None, None) is invalid"));
        }
        let own = class.cloned().or_else(|| object.map(|object| vm.class_of(object).into()));
        s.get.ok_or_else(|| absent(vm))?(vm, v, object, &own.unwrap_or(Value::NONE))
    }),
    row!("__set__" SlotId::Set, "($self, instance, value, /)", 2..2, |vm, s, v, a| {
        s.set.ok_or_else(|| absent(vm))?(vm, v, &a[0], Some(&a[1])).map(|()| Value::NONE)
    }),
    row!("__delete__" SlotId::Set, "($self, instance, /)", 1..1, |vm, s, v, a| {
        s.set.ok_or_else(|| absent(vm))?(vm, v, &a[0], None).map(|()| Value::NONE)
    }),
    Row {
        name: "__init__",
        slot: SlotId::Init,
        text: "($self, /, *args, **kwargs)",
        wrap: Wrap::Args(|vm, s, v, a| s.init.ok_or_else(|| absent(vm))?(vm, v, a).map(|()| Value::NONE)),
    },
    Row { name: "__new__", slot: SlotId::New, text: "", wrap: Wrap::No },
    row!("__del__" SlotId::Del, "($self, /)", 0..0, |vm, s, v, _| {
        s.del.ok_or_else(|| absent(vm))?(vm, v);
        Ok(Value::NONE)
    }),
    row!("__bool__" SlotId::Bool, "($self, /)", 0..0, |vm, s, v, _| {
        Ok(Value::bool(s.bool.ok_or_else(|| absent(vm))?(vm, v)?))
    }),
    row!("__len__" SlotId::Len, "($self, /)", 0..0, |vm, s, v, _| {
        Ok(vm.int(s.len.ok_or_else(|| absent(vm))?(vm, v)? as i64))
    }),
    row!("__getitem__" SlotId::GetItem, "($self, key, /)", 1..1, |vm, s, v, a| {
        s.getitem.ok_or_else(|| absent(vm))?(vm, v, &a[0])
    }),
    row!("__setitem__" SlotId::SetItem, "($self, key, value, /)", 2..2, |vm, s, v, a| {
        s.setitem.ok_or_else(|| absent(vm))?(vm, v, &a[0], Some(&a[1])).map(|()| Value::NONE)
    }),
    row!("__delitem__" SlotId::SetItem, "($self, key, /)", 1..1, |vm, s, v, a| {
        s.setitem.ok_or_else(|| absent(vm))?(vm, v, &a[0], None).map(|()| Value::NONE)
    }),
    row!("__contains__" SlotId::Contains, "($self, key, /)", 1..1, |vm, s, v, a| {
        Ok(Value::bool(s.contains.ok_or_else(|| absent(vm))?(vm, v, &a[0])?))
    }),
    binary!("__add__" Add),
    reflected!("__radd__" Add),
    binary!("__sub__" Sub),
    reflected!("__rsub__" Sub),
    binary!("__mul__" Mul),
    reflected!("__rmul__" Mul),
    binary!("__truediv__" TrueDiv),
    reflected!("__rtruediv__" TrueDiv),
    binary!("__floordiv__" FloorDiv),
    reflected!("__rfloordiv__" FloorDiv),
    binary!("__mod__" Mod),
    reflected!("__rmod__" Mod),
    binary!("__and__" And),
    reflected!("__rand__" And),
    binary!("__or__" Or),
    reflected!("__ror__" Or),
    binary!("__xor__" Xor),
    reflected!("__rxor__" Xor),
    binary!("__lshift__" LShift),
    reflected!("__rlshift__" LShift),
    binary!("__rshift__" RShift),
    reflected!("__rrshift__" RShift),
    row!("__pow__" SlotId::Binary(BinaryOp::Pow), "($self, value, mod=None, /)", 1..2, |vm, s, v, a| {
        match a.get(1).and_then(Value::not_none) {
            Some(modulus) => match s.pow3 {
                Some(f) => f(vm, v, &a[0], modulus),
                None => Ok(Value::NOT_IMPLEMENTED),
            },
            None => s.binary[BinaryOp::Pow as usize].ok_or_else(|| absent(vm))?(vm, v, &a[0]),
        }
    }),
    row!("__rpow__" SlotId::Binary(BinaryOp::Pow), "($self, value, mod=None, /)", 1..2, |vm, s, v, a| {
        match a.get(1).and_then(Value::not_none) {
            Some(modulus) => match s.pow3 {
                Some(f) => f(vm, &a[0], v, modulus),
                None => Ok(Value::NOT_IMPLEMENTED),
            },
            None => s.binary[BinaryOp::Pow as usize].ok_or_else(|| absent(vm))?(vm, &a[0], v),
        }
    }),
    Row { name: "__pow__", slot: SlotId::Pow3, text: "", wrap: Wrap::No },
    binary!("__matmul__" MatMul),
    reflected!("__rmatmul__" MatMul),
    inplace!("__iadd__" Add),
    inplace!("__isub__" Sub),
    inplace!("__imul__" Mul),
    inplace!("__itruediv__" TrueDiv),
    inplace!("__ifloordiv__" FloorDiv),
    inplace!("__imod__" Mod),
    inplace!("__iand__" And),
    inplace!("__ior__" Or),
    inplace!("__ixor__" Xor),
    inplace!("__ilshift__" LShift),
    inplace!("__irshift__" RShift),
    inplace!("__ipow__" Pow),
    inplace!("__imatmul__" MatMul),
    unary!("__neg__" Neg neg),
    unary!("__pos__" Pos pos),
    unary!("__invert__" Invert invert),
    unary!("__abs__" Abs abs),
    unary!("__int__" Int int),
    unary!("__float__" Float float),
    unary!("__index__" Index index),
    unary!("__await__" Await await_),
    unary!("__aiter__" AIter aiter),
    unary!("__anext__" ANext anext),
];

/// The rows' names as interned strs, and the way back.
pub(crate) struct SlotNames {
    names: Vec<Value>,
    rows: HashMap<u64, Vec<u8>>,
    /// By operator: the method, the reflected method, the method in place.
    operators: [[usize; 3]; 13],
}

impl SlotNames {
    fn new(vm: &Vm) -> SlotNames {
        let names: Vec<Value> = ROWS.iter().map(|row| vm.intern(row.name)).collect();
        let mut rows: HashMap<u64, Vec<u8>> = HashMap::new();
        let mut operators = [[0; 3]; 13];
        for (at, (row, name)) in ROWS.iter().zip(&names).enumerate() {
            rows.entry(name.raw().bits()).or_default().push(at as u8);
            match row.slot {
                SlotId::Binary(op) if row.name.starts_with("__r") && ROWS[at - 1].slot == row.slot => {
                    operators[op as usize][1] = at;
                }
                SlotId::Binary(op) => operators[op as usize][0] = at,
                SlotId::Inplace(op) => operators[op as usize][2] = at,
                _ => {}
            }
        }
        SlotNames { names, rows, operators }
    }

    /// The name of a row.
    pub(crate) fn name(&self, row: usize) -> &Value {
        &self.names[row]
    }

    /// The rows with this (interned) name.
    pub(crate) fn rows_of(&self, name: &Value) -> &[u8] {
        self.rows.get(&name.raw().bits()).map_or(&[], Vec::as_slice)
    }

    /// `__add__`
    #[inline]
    pub(crate) fn operator(&self, op: usize) -> &Value {
        &self.names[self.operators[op][0]]
    }

    /// `__radd__`
    #[inline]
    pub(crate) fn reflected(&self, op: usize) -> &Value {
        &self.names[self.operators[op][1]]
    }

    /// `__iadd__`
    #[inline]
    pub(crate) fn inplace(&self, op: usize) -> &Value {
        &self.names[self.operators[op][2]]
    }
}

/// Filled in on first use.
pub(crate) type SlotNamesCell = OnceCell<SlotNames>;

impl Vm {
    /// The names of special methods.
    #[inline]
    pub(crate) fn slot_names(&self) -> &SlotNames {
        self.lookup.slot_names.get_or_init(|| SlotNames::new(self))
    }
}
