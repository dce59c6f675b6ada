//! `abs`, `divmod`, `pow`, `round`, `bin`, `oct`, `hex`.

use num_bigint::Sign;

use crate::{Res, Value, Vm, native::Function};

pub(super) const ROWS: &[Function] = &[
    Function::new("abs(x, /)", |vm, a| vm.absolute(&a[0]), "The absolute value."),
    Function::new("divmod(x, y, /)", divmod, "The tuple (x//y, x%y)."),
    Function::new("pow(base, exp, mod=None)", pow, "base**exp, or base**exp % mod."),
    Function::new("round(number, ndigits=None)", round, "Rounds to a number of digits."),
    Function::new("bin(number, /)", |vm, a| based(vm, &a[0], 2, "0b"), "Binary text."),
    Function::new("oct(number, /)", |vm, a| based(vm, &a[0], 8, "0o"), "Octal text."),
    Function::new("hex(number, /)", |vm, a| based(vm, &a[0], 16, "0x"), "Hexadecimal text."),
];

fn divmod(vm: &Vm, args: &[Value]) -> Res {
    vm.divmod(&args[0], &args[1])
}

fn pow(vm: &Vm, args: &[Value]) -> Res {
    vm.power(&args[0], &args[1], args[2].not_none().unwrap_or(&Value::NONE))
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
