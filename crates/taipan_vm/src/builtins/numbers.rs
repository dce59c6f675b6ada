//! `abs`, `divmod`, `pow`, `round`, `bin`, `oct`, `hex`.

use num_bigint::Sign;
use taipan_bytecode::BinaryOp;

use crate::{Res, Value, Vm, native::Function};

pub(super) const ROWS: &[Function] = &[
    Function::new("abs(number, /)", |vm, a| vm.absolute(&a[0]), "The absolute value."),
    Function::new("divmod(x, y, /)", divmod, "The tuple (x//y, x%y)."),
    Function::new("pow(base, exp, mod=None)", pow, "base**exp, or base**exp % mod."),
    Function::new("round(number, ndigits=None)", round, "Rounds to a number of digits."),
    Function::new("bin(number, /)", |vm, a| based(vm, &a[0], 2, "0b"), "Binary text."),
    Function::new("oct(number, /)", |vm, a| based(vm, &a[0], 8, "0o"), "Octal text."),
    Function::new("hex(number, /)", |vm, a| based(vm, &a[0], 16, "0x"), "Hexadecimal text."),
];

fn divmod(vm: &Vm, args: &[Value]) -> Res {
    for (object, other, name) in [(&args[0], &args[1], "__divmod__"), (&args[1], &args[0], "__rdivmod__")] {
        if object.is_int() || object.as_float().is_some() {
            continue;
        }
        if let Some(result) = vm.call_special(object, &vm.intern(name), std::slice::from_ref(other))?
            && !result.is_not_implemented()
        {
            return Ok(result);
        }
    }
    let number = |v: &Value| v.is_int() || v.as_float().is_some();
    if !number(&args[0]) || !number(&args[1]) {
        return Err(vm.type_error(format!(
            "unsupported operand type(s) for divmod(): '{}' and '{}'",
            vm.type_of(&args[0]).name(),
            vm.type_of(&args[1]).name()
        )));
    }
    let quotient = vm.binary(BinaryOp::FloorDiv, &args[0], &args[1])?;
    let rest = vm.binary(BinaryOp::Mod, &args[0], &args[1])?;
    Ok(vm.tuple(vec![quotient, rest]))
}

fn pow(vm: &Vm, args: &[Value]) -> Res {
    let Some(modulus) = args[2].not_none() else { return vm.binary(BinaryOp::Pow, &args[0], &args[1]) };
    if let Some(f) = vm.type_of(&args[0]).slots().pow3 {
        let result = f(vm, &args[0], &args[1], modulus)?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
    }
    Err(vm.type_error(format!(
        "unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'",
        vm.type_of(&args[0]).name(),
        vm.type_of(&args[1]).name(),
        vm.type_of(modulus).name()
    )))
}

fn round(vm: &Vm, args: &[Value]) -> Res {
    let digits = args[1].not_none().map(std::slice::from_ref).unwrap_or(&[]);
    match vm.call_special(&args[0], &vm.names.dunder_round, digits)? {
        Some(result) => Ok(result),
        None => {
            Err(vm
                .type_error(format!("type {} doesn't define __round__ method", vm.type_of(&args[0]).name())))
        }
    }
}

fn based(vm: &Vm, value: &Value, base: u32, prefix: &str) -> Res {
    let number = vm.index(value)?.as_big_int().unwrap_or_default();
    let sign = if number.sign() == Sign::Minus { "-" } else { "" };
    Ok(vm.str(&format!("{sign}{prefix}{}", number.magnitude().to_str_radix(base))))
}
