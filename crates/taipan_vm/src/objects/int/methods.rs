//! Methods and attributes of ints.

use num_bigint::{BigInt, Sign};
use num_traits::Signed;

use super::{arithmetic, value::Int};
use crate::{
    Res, Value, Vm,
    native::{GetSet, Method},
};

fn bit_count(vm: &Vm, args: &[Value]) -> Res {
    Ok(match Int::of(&args[0]) {
        Some(Int::Small(small)) => vm.int(small.unsigned_abs().count_ones().into()),
        Some(Int::Big(big)) => vm.int(big.magnitude().count_ones() as i64),
        None => Value::NONE,
    })
}

fn bit_length(vm: &Vm, args: &[Value]) -> Res {
    Ok(vm.int(Int::of(&args[0]).map_or(0, Int::bits) as i64))
}

fn little_endian(vm: &Vm, order: &Value) -> Res<bool> {
    let Some(order) = order.given() else { return Ok(false) };
    match order.as_str() {
        Some("little") => Ok(true),
        Some("big") => Ok(false),
        Some(_) => Err(vm.value_error("byteorder must be either 'little' or 'big'")),
        None => {
            Err(vm.type_error(format!("argument 'byteorder' must be str, not {}", vm.type_of(order).name())))
        }
    }
}

fn to_bytes(vm: &Vm, args: &[Value]) -> Res {
    let length = match args[1].given() {
        Some(length) => vm.index_i64(length)?,
        None => 1,
    };
    let little = little_endian(vm, &args[2])?;
    let signed = match args[3].given() {
        Some(signed) => vm.truth(signed)?,
        None => false,
    };
    let Ok(length) = usize::try_from(length) else {
        return Err(vm.value_error("length argument must be non-negative"));
    };
    let Some(int) = Int::of(&args[0]) else { return Ok(Value::NONE) };
    if int.is_negative() && !signed {
        return Err(vm.overflow_error("can't convert negative int to unsigned"));
    }
    let mut bytes = if signed { int.big().to_signed_bytes_le() } else { int.big().magnitude().to_bytes_le() };
    if int.is_zero() {
        bytes.clear();
    }
    if bytes.len() > length {
        return Err(vm.overflow_error("int too big to convert"));
    }
    vm.check_int_size(length as u64 * 8)?;
    bytes.resize(length, if int.is_negative() { 0xFF } else { 0 });
    if !little {
        bytes.reverse();
    }
    Ok(vm.bytes(&bytes))
}

fn from_bytes(vm: &Vm, args: &[Value]) -> Res {
    let bytes = vm.to_byte_vec(&args[1])?;
    let little = little_endian(vm, &args[2])?;
    let signed = match args[3].given() {
        Some(signed) => vm.truth(signed)?,
        None => false,
    };
    let big = match (signed, little) {
        (true, true) => BigInt::from_signed_bytes_le(&bytes),
        (true, false) => BigInt::from_signed_bytes_be(&bytes),
        (false, true) => BigInt::from_bytes_le(Sign::Plus, &bytes),
        (false, false) => BigInt::from_bytes_be(Sign::Plus, &bytes),
    };
    let value = vm.big_int(big);
    match args[0].as_type() {
        Some(class) if !std::ptr::eq::<crate::objects::Type>(class, &**vm.types.int) => {
            vm.call(&args[0], &[value])
        }
        _ => Ok(value),
    }
}

fn round(vm: &Vm, args: &[Value]) -> Res {
    let Some(places) = args[1].not_none() else { return Ok(vm.exact_int(&args[0])) };
    let places = vm.index(places)?;
    match Int::of(&places) {
        Some(places) if places.is_negative() => {
            let places = places.big().abs();
            arithmetic::round_to(vm, &args[0], u64::try_from(places).unwrap_or(u64::MAX))
        }
        _ => Ok(vm.exact_int(&args[0])),
    }
}

fn same(vm: &Vm, args: &[Value]) -> Res {
    Ok(vm.exact_int(&args[0]))
}

fn format(vm: &Vm, args: &[Value]) -> Res {
    let spec = vm.format_spec_text(&args[1])?;
    crate::objects::format::format_int(vm, &args[0], &spec)
}

pub(super) const METHODS: &[Method] = &[
    Method::new("conjugate()", same, "Returns self, the complex conjugate of any int."),
    Method::new("bit_length()", bit_length, "Number of bits necessary to represent self in binary."),
    Method::new(
        "bit_count()",
        bit_count,
        "Number of ones in the binary representation of the absolute value of self.",
    ),
    Method::new(
        "to_bytes(length=1, byteorder='big', *, signed=False)",
        to_bytes,
        "Return an array of bytes representing an integer.",
    ),
    Method::class(
        "from_bytes(bytes, byteorder='big', *, signed=False)",
        from_bytes,
        "Return the integer represented by the given array of bytes.",
    ),
    Method::new(
        "as_integer_ratio()",
        |vm, args| Ok(vm.tuple(vec![vm.exact_int(&args[0]), vm.int(1)])),
        "Return a pair of integers, whose ratio is equal to the original int.",
    ),
    Method::new(
        "is_integer()",
        |_, _| Ok(Value::TRUE),
        "Returns True. Exists for duck type compatibility with float.is_integer.",
    ),
    Method::new("__trunc__()", same, "Truncating an Integral returns itself."),
    Method::new("__floor__()", same, "Flooring an Integral returns itself."),
    Method::new("__ceil__()", same, "Ceiling of an Integral returns itself."),
    Method::new("__round__(ndigits=None, /)", round, "Rounding an Integral returns itself."),
    Method::new("__getnewargs__()", |vm, args| Ok(vm.tuple(vec![vm.exact_int(&args[0])])), ""),
    Method::new("__format__(format_spec, /)", format, "Convert to a string according to format_spec."),
    Method::new(
        "__divmod__(value, /)",
        |vm, args| arithmetic::divmod(vm, &args[0], &args[1]),
        "Return divmod(self, value).",
    ),
    Method::new(
        "__rdivmod__(value, /)",
        |vm, args| arithmetic::divmod(vm, &args[1], &args[0]),
        "Return divmod(value, self).",
    ),
    Method::new(
        "__sizeof__()",
        |vm, args| Ok(vm.int(24 + Int::of(&args[0]).map_or(0, Int::bits).div_ceil(30).max(1) as i64 * 4)),
        "Returns size in memory, in bytes.",
    ),
];

pub(super) const GETSET: &[GetSet] = &[
    GetSet::read("real", |vm, v| Ok(vm.exact_int(v))),
    GetSet::read("imag", |vm, _| Ok(vm.int(0))),
    GetSet::read("numerator", |vm, v| Ok(vm.exact_int(v))),
    GetSet::read("denominator", |vm, _| Ok(vm.int(1))),
];
