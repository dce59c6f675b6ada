//! The slots of str.

use taipan_bytecode::{BinaryOp, CompareOp};

use super::{find, iter::StrIter, unicode::is_printable};
use crate::{
    Res, Value, Vm,
    objects::{Slots, Str, code_points, int::holds, push_code_point},
};

pub(crate) fn add(vm: &Vm, a: &Value, b: &Value) -> Res {
    let (Some(x), Some(y)) = (a.as_str_object(), b.as_str_object()) else {
        return vm.concat_other(a, b, add, a.as_str_object().is_some());
    };
    vm.str_concat(a, x, b, y)
}

impl Vm {
    fn str_concat(&self, a: &Value, x: &Str, b: &Value, y: &Str) -> Res {
        if y.is_empty() && self.exact_str(a).is_some() {
            return Ok(a.clone());
        }
        if x.is_empty() && self.exact_str(b).is_some() {
            return Ok(b.clone());
        }
        let parts = [x.as_bytes(), y.as_bytes()];
        self.str_joined(parts.into_iter(), x.len() + y.len(), x.is_utf8() && y.is_utf8())
    }

    /// Strs joined without a separator: what an f-string makes of its parts. Values that are no strs do not count.
    ///
    /// # Errors
    /// `MemoryError`
    #[inline(never)]
    pub(crate) fn build_string(&self, parts: &[Value]) -> Res {
        match parts {
            [one] if self.exact_str(one).is_some() => return Ok(one.clone()),
            _ => {}
        }
        let texts = parts.iter().filter_map(Value::as_str_object);
        let chars = texts.clone().map(Str::len).sum();
        let utf8 = texts.clone().all(Str::is_utf8);
        self.str_joined(texts.map(Str::as_bytes), chars, utf8)
    }
}

fn mul(vm: &Vm, a: &Value, b: &Value) -> Res {
    let (text, number) = match (a.as_str_object(), b.as_str_object()) {
        (Some(_), _) => (a, b),
        (None, Some(_)) => (b, a),
        _ => return Ok(Value::NOT_IMPLEMENTED),
    };
    let count = match vm.repeat_count(a, b, number, mul)? {
        Ok(count) => count,
        Err(answer) => return Ok(answer),
    };
    let Some(object) = text.as_str_object() else { return Ok(Value::NOT_IMPLEMENTED) };
    if count == 1 && vm.exact_str(text).is_some() {
        return Ok(text.clone());
    }
    vm.str_repeated(object, count)
}

fn modulo(vm: &Vm, a: &Value, b: &Value) -> Res {
    if a.as_str_object().is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    crate::objects::format::percent_str(vm, a, b)
}

fn compare(_: &Vm, a: &Value, b: &Value, op: CompareOp) -> Res {
    let (Some(x), Some(y)) = (a.as_str_object(), b.as_str_object()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    // The order of WTF-8 bytes is that of the code points.
    Ok(Value::bool(match op {
        CompareOp::Eq => x.as_bytes() == y.as_bytes(),
        CompareOp::Ne => x.as_bytes() != y.as_bytes(),
        _ => holds(op, x.as_bytes().cmp(y.as_bytes())),
    }))
}

fn getitem(vm: &Vm, value: &Value, key: &Value) -> Res {
    let Some(text) = value.as_str_object() else { return Ok(Value::NONE) };
    if let Some(slice) = key.as_slice() {
        let span = slice.bounds(vm)?.within(text.len());
        if span.count == 0 {
            return Ok(vm.names.empty.clone());
        }
        if span.step == 1 {
            return Ok(vm.str_slice(value, span.start as usize, span.start as usize + span.count));
        }
        return Ok(pick(vm, text, span));
    }
    if !key.is_int() && vm.type_of(key).slots().index.is_none() {
        let class = vm.type_of(key).name().to_owned();
        return Err(vm.type_error(format!("string indices must be integers, not '{class}'")));
    }
    let at = vm.subscript_number(key)?;
    match crate::objects::sequence::place(at, text.len()) {
        Some(at) if text.is_ascii() => Ok(vm.str_char(u32::from(text.as_bytes()[at]))),
        Some(at) => {
            let start = text.byte_offset(at);
            let point = code_points(&text.as_bytes()[start..]).next().unwrap_or(0);
            Ok(vm.str_char(point))
        }
        None => Err(vm.index_error("string index out of range")),
    }
}

/// The code points of a span with a step.
fn pick(vm: &Vm, text: &Str, span: crate::objects::slice::Span) -> Value {
    if text.is_ascii() {
        let bytes = text.as_bytes();
        return vm.str_ascii(&span.positions().map(|at| bytes[at]).collect::<Vec<u8>>());
    }
    let points: Vec<u32> = text.code_points().collect();
    let mut out = Vec::with_capacity(span.count);
    span.positions().for_each(|at| push_code_point(&mut out, points[at]));
    vm.str_wtf8(&out)
}

fn contains(vm: &Vm, container: &Value, item: &Value) -> Res<bool> {
    let (Some(text), Some(part)) = (container.as_str_object(), item.as_str_object()) else {
        return Err(vm.type_error(format!(
            "'in <string>' requires string as left operand, not {}",
            vm.type_of(item).name()
        )));
    };
    Ok(find::first(text.as_bytes(), part.as_bytes()).is_some())
}

/// Appends the repr of a str in WTF-8.
pub(crate) fn push_str_repr(out: &mut Vec<u8>, text: &[u8]) {
    let quote = if memchr::memchr(b'\'', text).is_some() && memchr::memchr(b'"', text).is_none() {
        b'"'
    } else {
        b'\''
    };
    out.reserve(text.len() + 2);
    out.push(quote);
    if text.iter().all(|byte| (0x20..0x7F).contains(byte) && *byte != b'\\' && *byte != quote) {
        out.extend_from_slice(text);
    } else {
        for point in code_points(text) {
            push_escaped(out, point, quote);
        }
    }
    out.push(quote);
}

fn push_escaped(out: &mut Vec<u8>, point: u32, quote: u8) {
    match point {
        0x5C => out.extend_from_slice(b"\\\\"),
        0x0A => out.extend_from_slice(b"\\n"),
        0x0D => out.extend_from_slice(b"\\r"),
        0x09 => out.extend_from_slice(b"\\t"),
        _ if point == u32::from(quote) => out.extend_from_slice(&[b'\\', quote]),
        _ if is_printable(point) => push_code_point(out, point),
        _ => push_escape(out, point),
    }
}

/// Appends `\xNN`, `\uNNNN` or `\UNNNNNNNN`.
pub(crate) fn push_escape(out: &mut Vec<u8>, point: u32) {
    let text = match point {
        0..0x100 => format!("\\x{point:02x}"),
        0x100..0x1_0000 => format!("\\u{point:04x}"),
        _ => format!("\\U{point:08x}"),
    };
    out.extend_from_slice(text.as_bytes());
}

fn repr(vm: &Vm, value: &Value) -> Res {
    let Some(text) = value.as_str_object() else { return Ok(Value::NONE) };
    vm.check_room(text.as_bytes().len().saturating_mul(8))?; // four bytes for one, in a buffer that doubles
    let mut out = Vec::new();
    push_str_repr(&mut out, text.as_bytes());
    Ok(vm.str_wtf8(&out))
}

impl Vm {
    /// `ascii(x)`
    ///
    /// # Errors
    /// As [`Vm::repr`].
    pub fn ascii(&self, value: &Value) -> Res {
        let text = self.repr(value)?;
        let Some(object) = text.as_str_object().filter(|text| !text.is_ascii()) else { return Ok(text) };
        let mut out = Vec::with_capacity(object.as_bytes().len() * 2);
        for point in object.code_points() {
            if point < 0x80 { out.push(point as u8) } else { push_escape(&mut out, point) }
        }
        Ok(self.str_ascii(&out))
    }

    /// The exact str with the text of `value`, a str of any class.
    pub(crate) fn plain_str(&self, value: &Value) -> Value {
        match value.as_str_object() {
            Some(text) if self.exact_str(value).is_none() => self.str_wtf8(text.as_bytes()),
            _ => value.clone(),
        }
    }
}

pub(super) fn fill(slots: &mut Slots) {
    slots.repr = Some(repr);
    slots.str = Some(|vm, v| Ok(vm.plain_str(v)));
    slots.hash = Some(|vm, v| Ok(v.as_str_object().map_or(0, |text| text.hash(vm))));
    slots.compare = Some(compare);
    slots.iter = Some(|vm, v| Ok(vm.make(StrIter::new(v.clone())).into()));
    slots.len = Some(|_, v| Ok(v.as_str_object().map_or(0, Str::len)));
    slots.getitem = Some(getitem);
    slots.contains = Some(contains);
    slots.binary[BinaryOp::Add as usize] = Some(add);
    slots.binary[BinaryOp::Mul as usize] = Some(mul);
    slots.binary[BinaryOp::Mod as usize] = Some(modulo);
    slots.new = Some(super::new::new);
}
