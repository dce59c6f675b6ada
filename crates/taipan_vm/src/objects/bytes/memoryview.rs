//! The type `memoryview`: a window of bytes (or other integers) into a bytes object or bytearray, one-dimensional.

use std::cell::Cell;

use taipan_bytecode::CompareOp;

use super::{bytearray::ByteArray, memory_iter::MemoryIter, text::hex_text};
use crate::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Args, GetSet, Method, TypeFlags, TypeSpec},
    objects::{Slot, Slots, Type, sequence::place, slice::Span},
};

/// A memoryview. `start`, `step` and `len` count bytes of items of `size` bytes.
pub(crate) struct MemoryView {
    /// The object looked at; nothing after the release.
    base: Slot,
    /// The object that was asked for its memory, which is `base` or keeps its contents there.
    owner: Slot,
    start: i64,
    step: i64,
    len: usize,
    format: u8,
    readonly: bool,
    released: Cell<bool>,
}

impl Body for MemoryView {
    const KIND: Kind = Kind::MemoryView;
    const TRACED: bool = false;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.base.trace(tracer);
        self.owner.trace(tracer);
    }
}

impl Drop for MemoryView {
    fn drop(&mut self) {
        self.let_go();
    }
}

/// Size of an item of a format, if it is known here.
fn item_size(format: u8) -> Option<usize> {
    Some(match format {
        b'B' | b'b' | b'c' | b'?' => 1,
        b'h' | b'H' => 2,
        b'i' | b'I' | b'f' | b'u' | b'w' => 4,
        b'l' | b'L' | b'q' | b'Q' | b'n' | b'N' | b'd' => 8,
        _ => return None,
    })
}

impl MemoryView {
    pub(super) fn len(&self) -> usize {
        self.len
    }

    fn size(&self) -> usize {
        item_size(self.format).unwrap_or(1)
    }

    fn both(&self) -> (Value, Value) {
        (self.owner.get(), self.base.get())
    }

    fn let_go(&self) {
        let (base, owner) = (self.base.take(), self.owner.take());
        drop(owner);
        if let Some(array) = base.core::<ByteArray>() {
            array.exports.set(array.exports.get().saturating_sub(1));
        }
        self.released.set(true);
    }

    /// Reads item `at` of the window.
    fn read(&self, at: usize) -> [u8; 8] {
        let mut out = [0; 8];
        let from = (self.start + at as i64 * self.step) as usize;
        let size = self.size();
        let base = self.base.get();
        if let Some(bytes) = base.as_bytes() {
            out[..size].copy_from_slice(&bytes[from..from + size]);
        } else if let Some(array) = base.core::<ByteArray>() {
            out[..size].copy_from_slice(&array.data.borrow()[from..from + size]);
        }
        out
    }

    fn write(&self, at: usize, bytes: &[u8]) {
        let from = (self.start + at as i64 * self.step) as usize;
        if let Some(array) = self.base.get().core::<ByteArray>() {
            array.data.borrow_mut()[from..from + bytes.len()].copy_from_slice(bytes);
        }
    }

    fn to_vec(&self) -> Vec<u8> {
        (0..self.len).flat_map(|at| self.read(at).into_iter().take(self.size())).collect()
    }

    pub(super) fn item(&self, vm: &Vm, at: usize) -> Value {
        let b = self.read(at);
        match self.format {
            b'b' => vm.int((b[0] as i8).into()),
            b'c' => vm.bytes(&b[..1]),
            b'?' => Value::bool(b[0] != 0),
            b'h' => vm.int(i16::from_le_bytes([b[0], b[1]]).into()),
            b'H' => vm.int(u16::from_le_bytes([b[0], b[1]]).into()),
            b'i' => vm.int(i32::from_le_bytes([b[0], b[1], b[2], b[3]]).into()),
            b'I' => vm.int(u32::from_le_bytes([b[0], b[1], b[2], b[3]]).into()),
            b'f' => vm.float(f32::from_le_bytes([b[0], b[1], b[2], b[3]]).into()),
            b'd' => vm.float(f64::from_le_bytes(b)),
            b'l' | b'q' | b'n' => vm.int(i64::from_le_bytes(b)),
            b'L' | b'Q' | b'N' => vm.big_int(u64::from_le_bytes(b).into()),
            _ => vm.int(b[0].into()),
        }
    }

    fn pack(&self, vm: &Vm, value: &Value) -> Res<Vec<u8>> {
        let shown = char::from(self.format);
        let type_error = || vm.type_error(format!("memoryview: invalid type for format '{shown}'"));
        let value_error = || vm.value_error(format!("memoryview: invalid value for format '{shown}'"));
        match self.format {
            b'c' => match value.as_bytes() {
                Some([byte]) => Ok(vec![*byte]),
                Some(_) => Err(value_error()),
                None => Err(type_error()),
            },
            b'?' => Ok(vec![vm.truth(value)?.into()]),
            b'f' => Ok((vm.to_f64(value)? as f32).to_le_bytes().to_vec()),
            b'd' => Ok(vm.to_f64(value)?.to_le_bytes().to_vec()),
            format => {
                if !value.is_int() && vm.type_of(value).slots().index.is_none() {
                    return Err(type_error());
                }
                let int = vm.index(value)?.as_big_int().unwrap_or_default();
                let bits = self.size() as u32 * 8;
                let (least, most) = if format.is_ascii_lowercase() {
                    (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1)
                } else {
                    (0, (1i128 << bits) - 1)
                };
                match i128::try_from(&int) {
                    Ok(number) if (least..=most).contains(&number) => {
                        Ok(number.to_le_bytes()[..self.size()].to_vec())
                    }
                    _ => Err(value_error()),
                }
            }
        }
    }
}

/// The bytes that a memoryview shows; `None` for other objects.
pub(super) fn contents(value: &Value) -> Option<Vec<u8>> {
    let view = value.core::<MemoryView>()?;
    (!view.released.get()).then(|| view.to_vec())
}

pub(super) fn of<'a>(vm: &Vm, value: &'a Value) -> Res<&'a MemoryView> {
    match value.core::<MemoryView>() {
        Some(view) if !view.released.get() => Ok(view),
        _ => Err(vm.value_error("operation forbidden on released memoryview object")),
    }
}

/// A view of memory that `base` holds.
fn view(
    vm: &Vm,
    (owner, base): (Value, Value),
    start: i64,
    step: i64,
    len: usize,
    format: u8,
    readonly: bool,
) -> Value {
    if let Some(array) = base.core::<ByteArray>() {
        array.exports.set(array.exports.get() + 1);
    }
    let (base, owner) = (Slot::new(base), Slot::new(owner));
    vm.make(MemoryView { base, owner, start, step, len, format, readonly, released: Cell::new(false) }).into()
}

fn new(vm: &Vm, _: &Type, args: Args<'_>) -> Res {
    let bound = vm.bind_args("memoryview(object)", args)?;
    let object = &bound[0];
    if let Some(other) = object.core::<MemoryView>() {
        of(vm, object)?;
        return Ok(view(vm, other.both(), other.start, other.step, other.len, other.format, other.readonly));
    }
    let (base, format) = match vm.type_of(object).slots().buffer {
        Some(buffer) => buffer(vm, object),
        None => (object.clone(), b'B'),
    };
    let size = item_size(format).unwrap_or(1);
    let both = (object.clone(), base.clone());
    if let Some(bytes) = base.as_bytes() {
        return Ok(view(vm, both, 0, size as i64, bytes.len() / size, format, true));
    }
    if let Some(array) = base.core::<ByteArray>() {
        return Ok(view(vm, both, 0, size as i64, array.len() / size, format, false));
    }
    Err(vm.type_error(format!(
        "memoryview: a bytes-like object is required, not '{}'",
        vm.type_of(object).name()
    )))
}

fn sliced(vm: &Vm, own: &MemoryView, span: Span) -> Value {
    let start = own.start + if span.count == 0 { 0 } else { span.start * own.step };
    view(vm, own.both(), start, own.step * span.step, span.count, own.format, own.readonly)
}

fn getitem(vm: &Vm, value: &Value, key: &Value) -> Res {
    let own = of(vm, value)?;
    if let Some(slice) = key.as_slice() {
        let bounds = slice.bounds(vm)?;
        return Ok(sliced(vm, of(vm, value)?, bounds.within(own.len)));
    }
    let at = subscript(vm, key)?;
    match place(at, of(vm, value)?.len) {
        Some(at) => Ok(own.item(vm, at)),
        None => Err(vm.index_error("index out of bounds on dimension 1")),
    }
}

fn subscript(vm: &Vm, key: &Value) -> Res<i64> {
    if !key.is_int() && vm.type_of(key).slots().index.is_none() {
        return Err(vm.type_error("memoryview: invalid slice key"));
    }
    vm.subscript_number(key)
}

fn setitem(vm: &Vm, object: &Value, key: &Value, value: Option<&Value>) -> Res<()> {
    let own = of(vm, object)?;
    if own.readonly {
        return Err(vm.type_error("cannot modify read-only memory"));
    }
    let Some(value) = value else { return Err(vm.type_error("cannot delete memory")) };
    if let Some(slice) = key.as_slice() {
        let span = slice.bounds(vm)?.within(own.len);
        let bytes = vm.bytes_argument(value)?;
        if bytes.len() != span.count * own.size() {
            return Err(vm.value_error("memoryview assignment: lvalue and rvalue have different structures"));
        }
        for (at, item) in span.positions().zip(bytes.chunks(own.size())) {
            own.write(at, item);
        }
        return Ok(());
    }
    let at = subscript(vm, key)?;
    let bytes = own.pack(vm, value)?;
    match place(at, of(vm, object)?.len) {
        Some(at) => own.write(at, &bytes),
        None => return Err(vm.index_error("index out of bounds on dimension 1")),
    }
    Ok(())
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Res {
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    match (vm.buffer_bytes(a), vm.buffer_bytes(b)) {
        (Some(x), Some(y)) => Ok(vm.equality(op, x == y)),
        _ => Ok(vm.equality(op, a.is(b))),
    }
}

fn hash(vm: &Vm, value: &Value) -> Res<i64> {
    let own = of(vm, value)?;
    if !own.readonly {
        return Err(vm.value_error("cannot hash writable memoryview object"));
    }
    Ok(vm.hash_bytes(&own.to_vec()))
}

fn items(vm: &Vm, value: &Value) -> Res<Vec<Value>> {
    let own = of(vm, value)?;
    Ok((0..own.len).map(|at| own.item(vm, at)).collect())
}

fn cast(vm: &Vm, args: &[Value]) -> Res {
    let own = of(vm, &args[0])?;
    let Some(format) = args[1].as_str() else {
        return Err(vm.type_error("memoryview: format argument must be a string"));
    };
    if args[2].given().is_some() {
        return Err(vm.type_error("memoryview: more than one dimension is not supported"));
    }
    let code = *format.trim_start_matches('@').as_bytes().first().unwrap_or(&0);
    let Some(size) = item_size(code).filter(|_| format.trim_start_matches('@').len() == 1) else {
        return Err(vm.value_error(
            "memoryview: destination format must be a native single character format prefixed with an optional '@'",
        ));
    };
    if own.step != own.size() as i64 {
        return Err(vm.type_error("memoryview: casts are restricted to C-contiguous views"));
    }
    if own.size() != 1 && size != 1 {
        return Err(vm.type_error("memoryview: cannot cast between two non-byte formats"));
    }
    let bytes = own.len * own.size();
    if !bytes.is_multiple_of(size) {
        return Err(vm.type_error("memoryview: length is not a multiple of itemsize"));
    }
    Ok(view(vm, own.both(), own.start, size as i64, bytes / size, code, own.readonly))
}

fn hex(vm: &Vm, args: &[Value]) -> Res {
    let bytes = vm.bytes(&of(vm, &args[0])?.to_vec());
    if args[1].given().is_none() {
        return Ok(vm.str(&hex_text(bytes.as_bytes().unwrap_or(b""), None, 1)));
    }
    super::text::hex(vm, &[bytes, args[1].clone(), args[2].clone()])
}

fn index(vm: &Vm, args: &[Value]) -> Res {
    for (at, item) in items(vm, &args[0])?.iter().enumerate() {
        if vm.equal(item, &args[1])? {
            return Ok(vm.int(at as i64));
        }
    }
    Err(vm.value_error("memoryview.index(x): x not found"))
}

fn count(vm: &Vm, args: &[Value]) -> Res {
    let mut count = 0;
    for item in items(vm, &args[0])? {
        count += i64::from(vm.equal(&item, &args[1])?);
    }
    Ok(vm.int(count))
}

fn release(_: &Vm, args: &[Value]) -> Res {
    if let Some(view) = args[0].core::<MemoryView>() {
        view.let_go();
    }
    Ok(Value::NONE)
}

const METHODS: &[Method] = &[
    Method::new(
        "__buffer__(flags, /)",
        super::common::buffer,
        "Return a buffer object that exposes the underlying memory of the object.",
    ),
    Method::new("cast(format, shape=None)", cast, "Cast a memoryview to a new format or shape."),
    Method::new("count(value, /)", count, "Count the number of occurrences of a value."),
    Method::new(
        "hex(sep=None, bytes_per_sep=1)",
        hex,
        "Return the data in the buffer as a str of hexadecimal numbers.",
    ),
    Method::new(
        "index(value, start=0, stop=None, /)",
        index,
        "Return the index of the first occurrence of a value.",
    ),
    Method::new("release()", release, "Release the underlying buffer exposed by the memoryview object."),
    Method::new(
        "tobytes(order='C')",
        |vm, args| Ok(vm.bytes(&of(vm, &args[0])?.to_vec())),
        "Return the data in the buffer as a byte string.",
    ),
    Method::new(
        "tolist()",
        |vm, args| {
            let items = items(vm, &args[0])?;
            vm.list(items)
        },
        "Return the data in the buffer as a list of elements.",
    ),
    Method::new(
        "toreadonly()",
        |vm, args| {
            let own = of(vm, &args[0])?;
            Ok(view(vm, own.both(), own.start, own.step, own.len, own.format, true))
        },
        "Return a readonly version of the memoryview.",
    ),
    Method::new("__enter__()", |vm, args| of(vm, &args[0]).map(|_| args[0].clone()), ""),
    Method::new("__exit__(*args)", release, ""),
];

const GETSET: &[GetSet] = &[
    GetSet::read("obj", |vm, v| Ok(of(vm, v)?.owner.get())),
    GetSet::read("nbytes", |vm, v| of(vm, v).map(|own| vm.int((own.len * own.size()) as i64))),
    GetSet::read("readonly", |vm, v| of(vm, v).map(|own| Value::bool(own.readonly))),
    GetSet::read("itemsize", |vm, v| of(vm, v).map(|own| vm.int(own.size() as i64))),
    GetSet::read("format", |vm, v| of(vm, v).map(|own| vm.str_char(own.format.into()))),
    GetSet::read("ndim", |vm, v| of(vm, v).map(|_| vm.int(1))),
    GetSet::read("shape", |vm, v| of(vm, v).map(|own| vm.tuple(vec![vm.int(own.len as i64)]))),
    GetSet::read("strides", |vm, v| of(vm, v).map(|own| vm.tuple(vec![vm.int(own.step)]))),
    GetSet::read("suboffsets", |vm, v| of(vm, v).map(|_| vm.tuple(Vec::new()))),
    GetSet::read("c_contiguous", |vm, v| of(vm, v).map(|own| Value::bool(own.step == own.size() as i64))),
    GetSet::read("f_contiguous", |vm, v| of(vm, v).map(|own| Value::bool(own.step == own.size() as i64))),
    GetSet::read("contiguous", |vm, v| of(vm, v).map(|own| Value::bool(own.step == own.size() as i64))),
];

fn repr(vm: &Vm, value: &Value) -> Res {
    let released = value.core::<MemoryView>().is_some_and(|view| view.released.get());
    let what = if released { "released memory" } else { "memory" };
    Ok(vm.str(&format!("<{what} at {:#x}>", vm.id_of(value))))
}

fn slots(slots: &mut Slots) {
    slots.new = Some(new);
    slots.repr = Some(repr);
    slots.getitem = Some(getitem);
    slots.setitem = Some(setitem);
    slots.len = Some(|vm, v| of(vm, v).map(|own| own.len));
    slots.compare = Some(compare);
    slots.hash = Some(hash);
    slots.iter = Some(|vm, v| {
        of(vm, v)?;
        Ok(vm.make(MemoryIter::new(v.clone())).into())
    });
}

/// The type's row.
pub(crate) fn spec() -> TypeSpec {
    TypeSpec {
        name: "memoryview",
        module: "builtins",
        kind: Kind::MemoryView,
        base: None,
        flags: TypeFlags { weak: true, sequence: true, ..TypeFlags::default() },
        doc: "Create a new memoryview object which references the given object.",
        slots,
        methods: METHODS,
        getset: GETSET,
    }
}
