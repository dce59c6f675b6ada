//! What operators and protocols do with arrays.

use taipan_vm::{
    BinaryOp, Body, CompareOp, Res, Value, Vm,
    native::{Args, TypeFlags, TypeSpec},
    objects::{Slots, Type, order, place},
};

use super::{
    body::{Array, make, of, plain},
    item, iter, methods,
};

fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    if args.keyword_count() > 0 && !class.is_heap_type() {
        return Err(vm.type_error("array.array() takes no keyword arguments"));
    }
    let given = args.positionals();
    let (code, source) = match given {
        [] => return Err(vm.type_error("array() takes at least 1 argument (0 given)")),
        [code] => (code, None),
        [code, source] => (code, Some(source)),
        _ => return Err(vm.type_error(format!("array() takes at most 2 arguments ({} given)", given.len()))),
    };
    let Some(text) = code.as_str_object() else {
        return Err(vm.bad_argument("array", " 1", "a unicode character", code));
    };
    if text.len() != 1 {
        let shown = format!("a string of length {}", text.len());
        return Err(vm.type_error(format!("array() argument 1 must be a unicode character, not {shown}")));
    }
    let Some(code) = text.as_str().filter(|code| item::CODES.contains(code)).map(|code| code.as_bytes()[0])
    else {
        return Err(vm.value_error("bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)"));
    };
    if code == b'u' {
        let message = "The 'u' type code is deprecated and will be removed in Python 3.16";
        vm.warn(&vm.exceptions.deprecation_warning, message, 1)?;
    }
    let made = make(vm, class, code, &[])?;
    if let Some(source) = source {
        methods::initial(vm, &made, source)?;
    }
    Ok(made.into())
}

fn repr(vm: &Vm, value: &Value) -> Res {
    let array = of(vm, value)?;
    let mut text = format!("{}('{}'", vm.class_of(value).short_name(), char::from(array.code));
    if array.len() > 0 {
        let items = match item::is_text(array.code) {
            true => methods::text(vm, array),
            false => vm.list(array.values(vm))?,
        };
        text += &format!(", {}", vm.repr_string(&items)?);
    }
    text.push(')');
    Ok(vm.str(&text))
}

fn getitem(vm: &Vm, value: &Value, key: &Value) -> Res {
    let array = of(vm, value)?;
    if let Some(slice) = key.as_slice() {
        let span = slice.bounds(vm)?.within(array.len());
        let (all, size) = (array.bytes(), array.size());
        let raw: Vec<u8> =
            span.positions().flat_map(|at| all[at * size..(at + 1) * size].iter().copied()).collect();
        return plain(vm, array.code, &raw);
    }
    let at = subscript(vm, key)?;
    let found = place(at, array.len()).and_then(|at| array.get(vm, at));
    found.ok_or_else(|| vm.index_error("array index out of range"))
}

fn subscript(vm: &Vm, key: &Value) -> Res<i64> {
    if !key.is_int() && vm.type_of(key).slots().index.is_none() {
        return Err(vm.type_error("array indices must be integers"));
    }
    vm.subscript_number(key)
}

fn setitem(vm: &Vm, object: &Value, key: &Value, value: Option<&Value>) -> Res<()> {
    let array = of(vm, object)?;
    if key.as_slice().is_some() {
        return set_slice(vm, array, key, value);
    }
    let at = subscript(vm, key)?;
    let out_of_range = || vm.index_error("array assignment index out of range");
    let Some(value) = value else {
        let at = place(at, array.len()).ok_or_else(out_of_range)?;
        return array.splice(vm, at..at + 1, &[]);
    };
    place(at, array.len()).ok_or_else(out_of_range)?;
    let raw = item::pack(vm, array.code, value)?;
    // Converting the value may have run code of a program.
    array.set(place(at, array.len()).ok_or_else(out_of_range)?, &raw);
    Ok(())
}

fn set_slice(vm: &Vm, array: &Array, key: &Value, value: Option<&Value>) -> Res<()> {
    let Some(slice) = key.as_slice() else { return Ok(()) };
    let raw = match value {
        None => Vec::new(),
        Some(value) => match value.downcast::<Array>() {
            Some(other) if other.code == array.code => other.bytes(),
            Some(_) => return Err(vm.type_error("bad argument type for built-in operation")),
            None => {
                let class = vm.type_of(value).name().to_owned();
                return Err(vm.type_error(format!("can only assign array (not \"{class}\") to array slice")));
            }
        },
    };
    let span = slice.bounds(vm)?.within(array.len());
    let size = array.size();
    if span.step == 1 {
        let start = span.start as usize;
        return array.splice(vm, start..start + span.count, &raw);
    }
    if value.is_none() {
        for at in span.ascending().positions().rev() {
            array.splice(vm, at..at + 1, &[])?;
        }
        return Ok(());
    }
    if raw.len() / size != span.count {
        array.check_resizable(vm)?;
        return Err(vm.value_error(format!(
            "attempt to assign array of size {} to extended slice of size {}",
            raw.len() / size,
            span.count
        )));
    }
    span.positions().zip(raw.chunks(size)).for_each(|(at, raw)| array.set(at, raw));
    Ok(())
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Res {
    let (Some(x), Some(y)) = (a.downcast::<Array>(), b.downcast::<Array>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let equality = matches!(op, CompareOp::Eq | CompareOp::Ne);
    if equality && x.len() != y.len() {
        return Ok(Value::bool(op == CompareOp::Ne));
    }
    let mut at = 0;
    while let (Some(p), Some(q)) = (x.get(vm, at), y.get(vm, at)) {
        if !methods::same(vm, &p, &q)? {
            return if equality { Ok(Value::bool(op == CompareOp::Ne)) } else { vm.compare(op, &p, &q) };
        }
        at += 1;
    }
    Ok(Value::bool(order(op, x.len().cmp(&y.len()))))
}

fn repeated(vm: &Vm, array: &Array, times: usize) -> Res<Vec<u8>> {
    let bytes = array.bytes();
    let total = bytes.len().saturating_mul(times);
    vm.heap().charge(total)?;
    vm.heap().uncharge(total);
    Ok(bytes.repeat(times))
}

fn mul(vm: &Vm, a: &Value, b: &Value) -> Res {
    let (value, number) = if a.downcast::<Array>().is_some() { (a, b) } else { (b, a) };
    let times = match vm.repeat_count(a, b, number, mul)? {
        Ok(times) => times,
        Err(answer) => return Ok(answer),
    };
    let array = of(vm, value)?;
    plain(vm, array.code, &repeated(vm, array, times)?)
}

fn fill(slots: &mut Slots) {
    slots.new = Some(new);
    slots.repr = Some(repr);
    slots.hash = Some(|vm, v| Err(vm.type_error(format!("unhashable type: '{}'", vm.type_of(v).name()))));
    slots.len = Some(|vm, v| Ok(of(vm, v)?.len()));
    slots.getitem = Some(getitem);
    slots.setitem = Some(setitem);
    slots.contains = Some(methods::contains);
    slots.iter = Some(iter::iter);
    slots.compare = Some(compare);
    slots.buffer = Some(|_, v| match v.downcast::<Array>() {
        Some(array) => (array.store().clone(), array.code),
        None => (v.clone(), b'B'),
    });
    slots.binary[BinaryOp::Add as usize] = Some(methods::add);
    slots.binary[BinaryOp::Mul as usize] = Some(mul);
    slots.inplace[BinaryOp::Add as usize] = Some(|vm, a, b| {
        if b.downcast::<Array>().is_none() {
            let class = vm.type_of(b).name().to_owned();
            return Err(vm.type_error(format!("can only extend array with array (not \"{class}\")")));
        }
        methods::extend(vm, of(vm, a)?, b)?;
        Ok(a.clone())
    });
    slots.inplace[BinaryOp::Mul as usize] = Some(|vm, a, b| {
        let array = of(vm, a)?;
        let raw = repeated(vm, array, vm.repeat_inplace_count(b)?)?;
        array.splice(vm, 0..array.len(), &raw)?;
        Ok(a.clone())
    });
}

/// The type's row.
pub(super) fn spec() -> TypeSpec {
    TypeSpec {
        name: "array",
        module: "array",
        kind: Array::KIND,
        base: None,
        flags: TypeFlags { base: true, weak: true, sequence: true, mutable: true, ..TypeFlags::default() },
        doc: "A sequence of numbers or characters of one type, which its type code names.",
        slots: fill,
        methods: methods::METHODS,
        getset: methods::GETSET,
    }
}
