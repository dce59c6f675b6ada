//! The functions.

use taipan_vm::{BinaryOp, CompareOp, Res, Value, Vm, native::Function};

macro_rules! binary {
    ($($signature:literal $op:ident $doc:literal;)*) => {
        const BINARY: &[Function] = &[
            $(Function::new($signature, |vm, args| vm.binary(BinaryOp::$op, &args[0], &args[1]), $doc),)*
        ];
    };
}

macro_rules! inplace {
    ($($signature:literal $op:ident $doc:literal;)*) => {
        const INPLACE: &[Function] = &[
            $(Function::new($signature, |vm, args| vm.inplace(BinaryOp::$op, &args[0], &args[1]), $doc),)*
        ];
    };
}

macro_rules! compare {
    ($($signature:literal $op:ident $doc:literal;)*) => {
        const COMPARE: &[Function] = &[
            $(Function::new($signature, |vm, args| vm.compare(CompareOp::$op, &args[0], &args[1]), $doc),)*
        ];
    };
}

binary! {
    "add(a, b, /)" Add "a + b";
    "sub(a, b, /)" Sub "a - b";
    "mul(a, b, /)" Mul "a * b";
    "truediv(a, b, /)" TrueDiv "a / b";
    "floordiv(a, b, /)" FloorDiv "a // b";
    "mod(a, b, /)" Mod "a % b";
    "and_(a, b, /)" And "a & b";
    "or_(a, b, /)" Or "a | b";
    "xor(a, b, /)" Xor "a ^ b";
    "lshift(a, b, /)" LShift "a << b";
    "rshift(a, b, /)" RShift "a >> b";
    "pow(a, b, /)" Pow "a ** b";
    "matmul(a, b, /)" MatMul "a @ b";
}

inplace! {
    "iadd(a, b, /)" Add "a += b";
    "isub(a, b, /)" Sub "a -= b";
    "imul(a, b, /)" Mul "a *= b";
    "itruediv(a, b, /)" TrueDiv "a /= b";
    "ifloordiv(a, b, /)" FloorDiv "a //= b";
    "imod(a, b, /)" Mod "a %= b";
    "iand(a, b, /)" And "a &= b";
    "ior(a, b, /)" Or "a |= b";
    "ixor(a, b, /)" Xor "a ^= b";
    "ilshift(a, b, /)" LShift "a <<= b";
    "irshift(a, b, /)" RShift "a >>= b";
    "ipow(a, b, /)" Pow "a **= b";
    "imatmul(a, b, /)" MatMul "a @= b";
}

compare! {
    "lt(a, b, /)" Lt "a < b";
    "le(a, b, /)" Le "a <= b";
    "eq(a, b, /)" Eq "a == b";
    "ne(a, b, /)" Ne "a != b";
    "ge(a, b, /)" Ge "a >= b";
    "gt(a, b, /)" Gt "a > b";
}

fn sequence(vm: &Vm, value: &Value) -> Res<()> {
    let slots = vm.type_of(value).slots();
    if slots.getitem.is_some() && value.as_dict().is_none() {
        return Ok(());
    }
    Err(vm.type_error(format!("'{}' object can't be concatenated", vm.type_of(value).name())))
}

fn count_of(vm: &Vm, args: &[Value]) -> Res {
    let iter = vm.iterate(&args[0])?;
    let mut count = 0;
    while let Some(item) = iter.next(vm)? {
        count += i64::from(vm.equal(&item, &args[1])?);
    }
    Ok(vm.int(count))
}

fn index_of(vm: &Vm, args: &[Value]) -> Res {
    let iter = vm.iterate(&args[0])?;
    let mut at = 0;
    while let Some(item) = iter.next(vm)? {
        if vm.equal(&item, &args[1])? {
            return Ok(vm.int(at));
        }
        at += 1;
    }
    Err(vm.value_error("sequence.index(x): x not in sequence"))
}

fn length_hint(vm: &Vm, args: &[Value]) -> Res {
    let default = match args[1].given() {
        Some(default) if !default.is_int() => {
            return Err(vm.type_error(format!(
                "'{}' object cannot be interpreted as an integer",
                vm.type_of(default).name()
            )));
        }
        Some(default) => vm.index_i64(default)?.max(0) as usize,
        None => 0,
    };
    Ok(vm.int(vm.length_hint(&args[0], default)? as i64))
}

fn call(vm: &Vm, args: &[Value]) -> Res {
    let Some(callee) = args[0].given() else {
        return Err(vm.type_error("call expected at least 1 argument, got 0"));
    };
    let mut values = args[1].as_tuple().map(|given| given.to_vec()).unwrap_or_default();
    let keywords = args[2].as_dict().map(|dict| dict.items()).unwrap_or_default();
    let names = vm.tuple_gc(keywords.iter().map(|(name, _)| name.clone()).collect());
    values.extend(keywords.into_iter().map(|(_, value)| value));
    vm.call_args(callee, taipan_vm::native::Args { values: &values, names: Some(&names) })
}

/// Compares in a time that does not depend on where the two differ.
fn compare_digest(vm: &Vm, args: &[Value]) -> Res {
    let same = |a: &[u8], b: &[u8]| {
        a.len() == b.len() && a.iter().zip(b).fold(0, |differs, (x, y)| differs | (x ^ y)) == 0
    };
    match (args[0].as_str_object(), args[1].as_str_object()) {
        (Some(a), Some(b)) if a.is_ascii() && b.is_ascii() => {
            Ok(Value::bool(same(a.as_bytes(), b.as_bytes())))
        }
        (Some(_), Some(_)) => {
            Err(vm.type_error("comparing strings with non-ASCII characters is not supported"))
        }
        _ => match (vm.buffer_bytes(&args[0]), vm.buffer_bytes(&args[1])) {
            (Some(a), Some(b)) => Ok(Value::bool(same(&a, &b))),
            _ => Err(vm.type_error(format!(
                "unsupported operand types(s) or combination of types: '{}' and '{}'",
                vm.type_of(&args[0]).name(),
                vm.type_of(&args[1]).name()
            ))),
        },
    }
}

const OTHERS: &[Function] = &[
    Function::new("abs(a, /)", |vm, args| vm.absolute(&args[0]), "abs(a)"),
    Function::new("neg(a, /)", |vm, args| vm.negative(&args[0]), "-a"),
    Function::new("pos(a, /)", |vm, args| vm.positive(&args[0]), "+a"),
    Function::new("inv(a, /)", |vm, args| vm.invert(&args[0]), "~a"),
    Function::new("invert(a, /)", |vm, args| vm.invert(&args[0]), "~a"),
    Function::new("index(a, /)", |vm, args| vm.index(&args[0]), "a.__index__()"),
    Function::new("not_(a, /)", |vm, args| Ok(Value::bool(!vm.truth(&args[0])?)), "not a"),
    Function::new("truth(a, /)", |vm, args| Ok(Value::bool(vm.truth(&args[0])?)), "bool(a)"),
    Function::new("is_(a, b, /)", |_, args| Ok(Value::bool(args[0].is(&args[1]))), "a is b"),
    Function::new("is_not(a, b, /)", |_, args| Ok(Value::bool(!args[0].is(&args[1]))), "a is not b"),
    Function::new("is_none(a, /)", |_, args| Ok(Value::bool(args[0].is_none())), "a is None"),
    Function::new("is_not_none(a, /)", |_, args| Ok(Value::bool(!args[0].is_none())), "a is not None"),
    Function::new(
        "concat(a, b, /)",
        |vm, args| {
            sequence(vm, &args[0])?;
            vm.binary(BinaryOp::Add, &args[0], &args[1])
        },
        "a + b, for sequences",
    ),
    Function::new(
        "iconcat(a, b, /)",
        |vm, args| {
            sequence(vm, &args[0])?;
            vm.inplace(BinaryOp::Add, &args[0], &args[1])
        },
        "a += b, for sequences",
    ),
    Function::new(
        "contains(a, b, /)",
        |vm, args| Ok(Value::bool(vm.contains(&args[0], &args[1])?)),
        "b in a (note the order)",
    ),
    Function::new("countOf(a, b, /)", count_of, "How many items of a are equal to b."),
    Function::new("indexOf(a, b, /)", index_of, "The first position of an item equal to b."),
    Function::new("getitem(a, b, /)", |vm, args| vm.get_item(&args[0], &args[1]), "a[b]"),
    Function::new(
        "setitem(a, b, c, /)",
        |vm, args| vm.set_item(&args[0], &args[1], &args[2]).map(|()| Value::NONE),
        "a[b] = c",
    ),
    Function::new(
        "delitem(a, b, /)",
        |vm, args| vm.del_item(&args[0], &args[1]).map(|()| Value::NONE),
        "del a[b]",
    ),
    Function::new("length_hint(obj, default=0, /)", length_hint, "About how many items an object has."),
    Function::new("call(obj=<unrepresentable>, /, *args, **kwargs)", call, "obj(*args, **kwargs)"),
    Function::new("_compare_digest(a, b, /)", compare_digest, "a == b, in constant time"),
];

/// The rows of all functions.
pub(super) fn rows() -> impl Iterator<Item = &'static Function> {
    BINARY.iter().chain(INPLACE).chain(COMPARE).chain(OTHERS)
}
