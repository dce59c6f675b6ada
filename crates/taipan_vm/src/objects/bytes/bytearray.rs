//! The type `bytearray`.

use std::cell::{Cell, RefCell};

use taipan_bytecode::BinaryOp;

use super::{common, methods::byte_methods, slots as shared};
use crate::{
    Body, Gc, Kind, Raised, Res, Tracer, Value, Vm,
    heap::Buffer,
    native::{Args, Method, TypeFlags, TypeSpec},
    objects::{Slots, Type, sequence::place},
};

/// A bytearray. While a memoryview looks at it, its length is fixed.
pub struct ByteArray {
    pub(super) data: RefCell<Buffer<u8>>,
    pub(super) exports: Cell<usize>,
}

impl Body for ByteArray {
    const KIND: Kind = Kind::ByteArray;
    const TRACED: bool = false;
    fn trace(&self, _: &mut Tracer<'_>) {}
}

impl ByteArray {
    /// A copy of the bytes.
    pub fn to_vec(&self) -> Vec<u8> {
        self.data.borrow().to_vec()
    }

    /// Gives a look at the bytes; `look` runs no Python code.
    pub fn read<R>(&self, look: impl FnOnce(&[u8]) -> R) -> R {
        look(&self.data.borrow())
    }

    /// Overwrites bytes from a place on, which must lie within the length.
    pub fn write_at(&self, at: usize, bytes: &[u8]) {
        self.data.borrow_mut()[at..at + bytes.len()].copy_from_slice(bytes);
    }

    /// Whether a memoryview looks at it.
    pub fn is_exported(&self) -> bool {
        self.exports.get() > 0
    }

    /// The number of bytes.
    pub fn len(&self) -> usize {
        self.data.borrow().len()
    }

    /// Whether there are no bytes.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn check_resizable(&self, vm: &Vm) -> Result<(), Raised> {
        if self.exports.get() == 0 {
            return Ok(());
        }
        let message = "Existing exports of data: object cannot be re-sized";
        Err(vm.error(&vm.exceptions.buffer_error, message))
    }

    /// Replaces a range of bytes (within the length).
    ///
    /// # Errors
    /// `MemoryError`; `BufferError` where a memoryview forbids another length.
    pub fn splice(&self, vm: &Vm, range: std::ops::Range<usize>, bytes: &[u8]) -> Res<()> {
        if range.len() != bytes.len() {
            self.check_resizable(vm)?;
        }
        let mut data = self.data.borrow_mut();
        let tail = data[range.end..].to_vec();
        let len = range.start + bytes.len() + tail.len();
        let more = len.saturating_sub(data.len());
        data.reserve(more)?;
        data.truncate(range.start);
        for byte in bytes.iter().chain(&tail) {
            data.push(*byte)?;
        }
        Ok(())
    }

    /// Adds bytes at the end.
    ///
    /// # Errors
    /// As [`ByteArray::splice`].
    pub fn extend(&self, vm: &Vm, bytes: &[u8]) -> Res<()> {
        if bytes.is_empty() {
            return Ok(());
        }
        self.check_resizable(vm)?;
        let mut data = self.data.borrow_mut();
        data.reserve(bytes.len())?;
        bytes.iter().try_for_each(|byte| data.push(*byte))
    }
}

impl Vm {
    /// Makes a bytearray.
    ///
    /// # Errors
    /// `MemoryError`
    pub fn bytearray(&self, bytes: &[u8]) -> Res {
        self.bytearray_of(bytes, self.shape_of_kind(Kind::ByteArray)).map(Value::from)
    }

    fn bytearray_of(&self, bytes: &[u8], shape: u32) -> Res<Gc<ByteArray>> {
        let mut data = Buffer::new(&self.heap);
        data.reserve(bytes.len())?;
        bytes.iter().try_for_each(|byte| data.push(*byte))?;
        Ok(self.make_of(ByteArray { data: RefCell::new(data), exports: Cell::new(0) }, shape))
    }
}

impl Value {
    /// The bytearray behind this value (subclasses included).
    pub fn as_bytearray(&self) -> Option<&ByteArray> {
        self.core::<ByteArray>()
    }
}

fn new(vm: &Vm, class: &Type, _: Args<'_>) -> Res {
    vm.bytearray_of(b"", class.shape.get()).map(Value::from)
}

fn init(vm: &Vm, value: &Value, args: Args<'_>) -> Res<()> {
    let bytes = common::from_arguments(vm, args, "bytearray")?;
    let Some(array) = value.as_bytearray() else { return Ok(()) };
    let len = array.len();
    array.splice(vm, 0..len, &bytes)
}

fn of(value: &Value) -> Res<&ByteArray> {
    match value.as_bytearray() {
        Some(array) => Ok(array),
        // Receivers are checked before a method is called.
        None => unreachable!("receiver of another type"),
    }
}

fn setitem(vm: &Vm, object: &Value, key: &Value, value: Option<&Value>) -> Res<()> {
    let array = of(object)?;
    if let Some(slice) = key.as_slice() {
        let bounds = slice.bounds(vm)?;
        let bytes = match value {
            Some(value) if value.is_int() => {
                return Err(
                    vm.type_error("can assign only bytes, buffers, or iterables of ints in range(0, 256)")
                );
            }
            Some(value) => vm.bytes_of_items(value, "bytearray")?,
            None => Vec::new(),
        };
        let span = bounds.within(array.len());
        if span.step == 1 {
            let start = span.start as usize;
            return array.splice(vm, start..start + span.count, &bytes);
        }
        if value.is_none() {
            let gone: Vec<usize> = span.positions().collect();
            let all = array.to_vec();
            let kept: Vec<u8> = (0..all.len()).filter(|at| !gone.contains(at)).map(|at| all[at]).collect();
            return array.splice(vm, 0..all.len(), &kept);
        }
        if bytes.len() != span.count {
            return Err(vm.value_error(format!(
                "attempt to assign bytes of size {} to extended slice of size {}",
                bytes.len(),
                span.count
            )));
        }
        let mut data = array.data.borrow_mut();
        for (at, byte) in span.positions().zip(bytes) {
            data[at] = byte;
        }
        return Ok(());
    }
    let at = vm.subscript(key, "bytearray indices")?;
    let byte = match value {
        Some(value) => Some(vm.byte_value(value, "byte must be in range(0, 256)")?),
        None => None,
    };
    let Some(at) = place(at, array.len()) else {
        return Err(vm.index_error("bytearray index out of range"));
    };
    match byte {
        Some(byte) => array.data.borrow_mut()[at] = byte,
        None => array.splice(vm, at..at + 1, b"")?,
    }
    Ok(())
}

fn add_inplace(vm: &Vm, a: &Value, b: &Value) -> Res {
    let Some(bytes) = vm.buffer_bytes(b) else {
        let class = vm.type_of(b).name().to_owned();
        return Err(vm.type_error(format!("can't concat {class} to bytearray")));
    };
    of(a)?.extend(vm, &bytes)?;
    Ok(a.clone())
}

fn mul_inplace(vm: &Vm, a: &Value, b: &Value) -> Res {
    let count = vm.repeat_inplace_count(b)?;
    let array = of(a)?;
    let bytes = array.to_vec();
    vm.check_room(bytes.len().saturating_mul(count))?;
    array.splice(vm, 0..bytes.len(), &bytes.repeat(count))?;
    Ok(a.clone())
}

fn append(vm: &Vm, args: &[Value]) -> Res {
    let byte = vm.byte_value(&args[1], "byte must be in range(0, 256)")?;
    of(&args[0])?.extend(vm, &[byte])?;
    Ok(Value::NONE)
}

fn clear(vm: &Vm, args: &[Value]) -> Res {
    let array = of(&args[0])?;
    array.splice(vm, 0..array.len(), b"")?;
    Ok(Value::NONE)
}

fn extend(vm: &Vm, args: &[Value]) -> Res {
    let slots = vm.type_of(&args[1]).slots();
    if slots.iter.is_none() && vm.buffer_bytes(&args[1]).is_none() {
        let class = vm.type_of(&args[1]).name().to_owned();
        return Err(vm.type_error(format!("can't extend bytearray with {class}")));
    }
    if args[1].as_str_object().is_some() {
        return Err(vm.type_error("expected iterable of integers; got: 'str'"));
    }
    let bytes = match vm.buffer_bytes(&args[1]) {
        Some(bytes) => bytes.into_owned(),
        None => {
            let mut bytes = Vec::new();
            let iter = vm.iterate(&args[1])?;
            iter.each(vm, |item| {
                bytes.push(vm.byte_value(&item, "byte must be in range(0, 256)")?);
                Ok(())
            })?;
            bytes
        }
    };
    of(&args[0])?.extend(vm, &bytes)?;
    Ok(Value::NONE)
}

fn insert(vm: &Vm, args: &[Value]) -> Res {
    let at = vm.index_i64(&args[1])?;
    let byte = vm.byte_value(&args[2], "byte must be in range(0, 256)")?;
    let array = of(&args[0])?;
    let len = array.len() as i64;
    let at = if at < 0 { (at + len).max(0) } else { at.min(len) } as usize;
    array.splice(vm, at..at, &[byte])?;
    Ok(Value::NONE)
}

fn pop(vm: &Vm, args: &[Value]) -> Res {
    let at = match args[1].given() {
        Some(at) => vm.index_i64(at)?,
        None => -1,
    };
    let array = of(&args[0])?;
    if array.is_empty() {
        return Err(vm.index_error("pop from empty bytearray"));
    }
    let Some(at) = place(at, array.len()) else {
        return Err(vm.index_error("pop index out of range"));
    };
    let byte = array.data.borrow()[at];
    array.splice(vm, at..at + 1, b"")?;
    Ok(vm.int(byte.into()))
}

fn remove(vm: &Vm, args: &[Value]) -> Res {
    let byte = vm.byte_value(&args[1], "byte must be in range(0, 256)")?;
    let array = of(&args[0])?;
    let found = memchr::memchr(byte, &array.data.borrow());
    match found {
        Some(at) => array.splice(vm, at..at + 1, b"")?,
        None => return Err(vm.value_error("value not found in bytearray")),
    }
    Ok(Value::NONE)
}

fn resize(vm: &Vm, args: &[Value]) -> Res {
    let size = vm.index_i64(&args[1])?;
    let Ok(size) = usize::try_from(size) else {
        return Err(vm.value_error(format!("bytearray.resize(): new size must be >= 0, got {size}")));
    };
    let array = of(&args[0])?;
    let mut bytes = array.to_vec();
    vm.check_room(size)?;
    bytes.resize(size, 0);
    array.splice(vm, 0..array.len(), &bytes)?;
    Ok(Value::NONE)
}

fn reverse(_: &Vm, args: &[Value]) -> Res {
    of(&args[0])?.data.borrow_mut().as_mut_slice().reverse();
    Ok(Value::NONE)
}

fn copy(vm: &Vm, args: &[Value]) -> Res {
    vm.bytearray(&of(&args[0])?.to_vec())
}

fn reduce(vm: &Vm, args: &[Value]) -> Res {
    let class = vm.class_of(&args[0]).value().clone();
    let bytes = vm.bytes(&of(&args[0])?.to_vec());
    Ok(vm.tuple(vec![class, vm.tuple(vec![bytes])]))
}

const METHODS: &[Method] = &byte_methods![
    Method::new("append(item, /)", append, "Append a single item to the end of the bytearray."),
    Method::new("clear()", clear, "Remove all items from the bytearray."),
    Method::new("copy()", copy, "Return a copy of B."),
    Method::new(
        "extend(iterable_of_ints, /)",
        extend,
        "Append all the items from the iterator or sequence to the end of the bytearray."
    ),
    Method::new(
        "insert(index, item, /)",
        insert,
        "Insert a single item into the bytearray before the given index."
    ),
    Method::new("pop(index=-1, /)", pop, "Remove and return a single item from B."),
    Method::new("remove(value, /)", remove, "Remove the first occurrence of a value in the bytearray."),
    Method::new("resize(size, /)", resize, "Resize the internal buffer of bytearray to len."),
    Method::new("reverse()", reverse, "Reverse the order of the values in B in place."),
    Method::new("__reduce__()", reduce, "Return state information for pickling."),
];

fn slots(slots: &mut Slots) {
    shared::fill(slots);
    slots.new = Some(new);
    slots.init = Some(init);
    slots.hash = None;
    slots.setitem = Some(setitem);
    slots.inplace[BinaryOp::Add as usize] = Some(add_inplace);
    slots.inplace[BinaryOp::Mul as usize] = Some(mul_inplace);
}

/// The type's row.
pub(crate) fn spec() -> TypeSpec {
    TypeSpec {
        name: "bytearray",
        module: "builtins",
        kind: Kind::ByteArray,
        base: None,
        flags: TypeFlags { base: true, ..TypeFlags::default() },
        doc: "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray\nbytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer",
        slots,
        methods: METHODS,
        getset: &[],
    }
}
