//! Slots that bytes and bytearray share.

use taipan_bytecode::{BinaryOp, CompareOp};

use super::{
    common::{like, own},
    iter::BytesIter,
};
use crate::{
    Kind, Res, Value, Vm,
    objects::{Slots, format::percent_bytes, int::holds, sequence::place, str::find},
};

fn is_own(value: &Value) -> bool {
    value.is_kind(Kind::Bytes) || value.is_kind(Kind::ByteArray)
}

/// `repr` of a bytes object, with its `b` and quotes.
pub(crate) fn bytes_repr(bytes: &[u8]) -> String {
    let double = bytes.contains(&b'\'') && !bytes.contains(&b'"');
    let quote = if double { '"' } else { '\'' };
    let mut out = String::with_capacity(bytes.len() + 3);
    out.push('b');
    out.push(quote);
    for byte in bytes {
        match byte {
            b'\\' => out.push_str("\\\\"),
            b'\t' => out.push_str("\\t"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            _ if char::from(*byte) == quote => {
                out.push('\\');
                out.push(quote);
            }
            0x20..0x7F => out.push(char::from(*byte)),
            _ => out.push_str(&format!("\\x{byte:02x}")),
        }
    }
    out.push(quote);
    out
}

fn repr(vm: &Vm, value: &Value) -> Res {
    let bytes = own(vm, value);
    vm.check_room(bytes.len().saturating_mul(8))?; // four characters for a byte, in a string that doubles
    let text = bytes_repr(&bytes);
    if value.is_kind(Kind::ByteArray) {
        let class = vm.type_of(value).name().to_owned();
        return Ok(vm.str(&format!("{class}({text})")));
    }
    Ok(vm.str(&text))
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Res {
    let (Some(x), Some(y)) = (vm.buffer_bytes(a), vm.buffer_bytes(b)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    Ok(Value::bool(holds(op, x.cmp(&y))))
}

pub(super) fn add(vm: &Vm, a: &Value, b: &Value) -> Res {
    if !is_own(a) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (Some(x), Some(y)) = (vm.buffer_bytes(a), vm.buffer_bytes(b)) else {
        let other = vm.type_of(b).slots().binary[BinaryOp::Add as usize];
        if let Some(other) = other.filter(|other| *other as usize != add as *const () as usize) {
            let result = other(vm, a, b)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        let (left, right) = (vm.type_of(a).name().to_owned(), vm.type_of(b).name().to_owned());
        return Err(vm.type_error(format!("can't concat {right} to {left}")));
    };
    vm.check_room(x.len().saturating_add(y.len()))?;
    like(vm, a, &[x, y].concat())
}

fn mul(vm: &Vm, a: &Value, b: &Value) -> Res {
    let (bytes, number) = match (is_own(a), is_own(b)) {
        (true, _) => (a, b),
        (false, true) => (b, a),
        _ => return Ok(Value::NOT_IMPLEMENTED),
    };
    let count = match vm.repeat_count(a, b, number, mul)? {
        Ok(count) => count,
        Err(answer) => return Ok(answer),
    };
    let unit = own(vm, bytes);
    vm.check_room(unit.len().saturating_mul(count))?;
    like(vm, bytes, &unit.repeat(count))
}

fn modulo(vm: &Vm, a: &Value, b: &Value) -> Res {
    if !is_own(a) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let out = percent_bytes(vm, &own(vm, a), b)?;
    like(vm, a, &out)
}

fn getitem(vm: &Vm, value: &Value, key: &Value) -> Res {
    let what = if value.is_kind(Kind::ByteArray) { "bytearray" } else { "byte" };
    if let Some(slice) = key.as_slice() {
        let bounds = slice.bounds(vm)?;
        let bytes = own(vm, value);
        let span = bounds.within(bytes.len());
        if span.step == 1 {
            let start = span.start as usize;
            if span.count == bytes.len() && vm.is_exact(value, Kind::Bytes) {
                return Ok(value.clone());
            }
            return like(vm, value, bytes.get(start..start + span.count).unwrap_or(b""));
        }
        return like(vm, value, &span.positions().map(|at| bytes[at]).collect::<Vec<u8>>());
    }
    let at = vm.subscript(key, &format!("{what} indices"))?;
    let byte = match (value.as_bytes(), value.as_bytearray()) {
        (Some(bytes), _) => place(at, bytes.len()).map(|at| bytes[at]),
        (_, Some(array)) => {
            let data = array.data.borrow();
            place(at, data.len()).map(|at| data[at])
        }
        _ => None,
    };
    match byte {
        Some(byte) => Ok(vm.int(byte.into())),
        None if what == "byte" => Err(vm.index_error("index out of range")),
        None => Err(vm.index_error("bytearray index out of range")),
    }
}

fn contains(vm: &Vm, container: &Value, item: &Value) -> Res<bool> {
    if item.is_int() || vm.type_of(item).slots().index.is_some() {
        let byte = vm.byte_value(item, "byte must be in range(0, 256)")?;
        return Ok(own(vm, container).contains(&byte));
    }
    let part = vm.bytes_argument(item)?;
    Ok(find::first(&own(vm, container), &part).is_some())
}

pub(super) fn fill(slots: &mut Slots) {
    slots.repr = Some(repr);
    slots.str = Some(repr);
    slots.compare = Some(compare);
    slots.iter = Some(|vm, v| Ok(vm.make(BytesIter::new(v.clone())).into()));
    slots.len = Some(|_, v| {
        Ok(v.as_bytes().map(<[u8]>::len).or_else(|| v.as_bytearray().map(|array| array.len())).unwrap_or(0))
    });
    slots.getitem = Some(getitem);
    slots.contains = Some(contains);
    slots.binary[BinaryOp::Add as usize] = Some(add);
    slots.binary[BinaryOp::Mul as usize] = Some(mul);
    slots.binary[BinaryOp::Mod as usize] = Some(modulo);
}
