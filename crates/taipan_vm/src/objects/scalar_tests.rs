//! Tests of numbers, text and formatting without the interpreter loop.

use std::rc::Rc;

use taipan_bytecode::BinaryOp;

use crate::{Res, Value, Vm};

fn vm() -> Box<Vm> {
    Vm::new(Rc::new(taipan_host::Machine::with_virtual_clock()))
}

/// The repr of a result, or the exception's class and text.
fn shown(vm: &Vm, result: Res) -> String {
    match result {
        Ok(value) => vm.repr_string(&value).unwrap_or_else(|_| "?".to_owned()),
        Err(raised) => {
            let exception = vm.take_raised(raised);
            let class = vm.type_of(&exception).name().to_owned();
            let args = exception.as_exception().map(|e| e.args.get());
            let text = args.and_then(|args| args.as_tuple().and_then(|args| args.first().cloned()));
            format!(
                "{class}: {}",
                text.map_or_else(String::new, |text| vm.str_string(&text).unwrap_or_default())
            )
        }
    }
}

fn method(vm: &Vm, value: &Value, name: &str, args: &[Value]) -> String {
    let name = vm.intern(name);
    match vm.call_special(value, &name, args) {
        Ok(Some(result)) => shown(vm, Ok(result)),
        Ok(None) => format!("no {name:?}"),
        Err(raised) => shown(vm, Err(raised)),
    }
}

#[test]
fn ints_of_any_size() {
    let vm = vm();
    let power = |base: i64, exponent: i64| vm.power(&vm.int(base), &vm.int(exponent), &Value::NONE);
    assert_eq!(shown(&vm, power(2, 100)), "1267650600228229401496703205376");
    assert_eq!(shown(&vm, power(-3, 3)), "-27");
    assert_eq!(shown(&vm, power(2, -1)), "0.5");
    assert_eq!(shown(&vm, power(0, -1)), "ZeroDivisionError: zero to a negative power");
    let big = power(10, 30).unwrap_or(Value::NONE);
    let binary = |op, a: &Value, b: &Value| shown(&vm, vm.binary(op, a, b));
    assert_eq!(binary(BinaryOp::FloorDiv, &vm.int(-7), &vm.int(2)), "-4");
    assert_eq!(binary(BinaryOp::Mod, &vm.int(-7), &vm.int(2)), "1");
    assert_eq!(binary(BinaryOp::TrueDiv, &big, &power(10, 29).unwrap_or(Value::NONE)), "10.0");
    assert_eq!(binary(BinaryOp::RShift, &big, &vm.int(90)), "807");
    assert_eq!(binary(BinaryOp::LShift, &vm.int(1), &vm.int(70)), "1180591620717411303424");
    assert_eq!(binary(BinaryOp::Add, &vm.int(1), &vm.float(0.5)), "1.5");
    assert_eq!(binary(BinaryOp::And, &Value::TRUE, &Value::FALSE), "False");
    assert_eq!(binary(BinaryOp::Add, &Value::TRUE, &Value::TRUE), "2");
    assert_eq!(shown(&vm, vm.power(&vm.int(2), &vm.int(-1), &vm.int(5))), "3");
    assert_eq!(vm.hash(&power(10, 100).unwrap_or(Value::NONE)), Ok(910_685_213_754_167_845));
    assert_eq!(vm.hash(&vm.float(1e300)), Ok(1_224_995_262_755_759_164));
    assert_eq!(vm.hash(&vm.float(0.5)), Ok(1_152_921_504_606_846_976));
    assert_eq!(vm.hash(&vm.float(-0.5)), Ok(-1_152_921_504_606_846_976));
    assert_eq!(shown(&vm, vm.divmod(&vm.int(-7), &vm.int(2))), "(-4, 1)");
}

#[test]
fn text_to_numbers() {
    let vm = vm();
    let int = |text: &str| shown(&vm, vm.call(vm.types.int.value(), &[vm.str(text)]));
    let float = |text: &str| shown(&vm, vm.call(vm.types.float.value(), &[vm.str(text)]));
    assert_eq!(int(" 1_000 "), "1000");
    assert_eq!(int("١٢"), "12");
    assert_eq!(int("12a"), "ValueError: invalid literal for int() with base 10: '12a'");
    assert_eq!(int("-123456789012345678901234567890"), "-123456789012345678901234567890");
    assert_eq!(float("1_000.5"), "1000.5");
    assert_eq!(float("-Infinity"), "-inf");
    assert_eq!(float("1__0"), "ValueError: could not convert string to float: '1__0'");
    for (value, text) in [
        (1e16, "1e+16"),
        (1e15, "1000000000000000.0"),
        (123_456_789_012_345_680.0, "1.2345678901234568e+17"),
        (0.0001, "0.0001"),
        (0.00001, "1e-05"),
        (-0.0, "-0.0"),
        (0.1, "0.1"),
        (5e-324, "5e-324"),
    ] {
        assert_eq!(shown(&vm, Ok(vm.float(value))), text);
    }
}

#[test]
fn strs() {
    let vm = vm();
    let s = |text: &str| vm.str(text);
    assert_eq!(method(&vm, &s("  a  b "), "split", &[]), "['a', 'b']");
    assert_eq!(method(&vm, &s("a,b,c"), "rsplit", &[s(","), vm.int(1)]), "['a,b', 'c']");
    assert_eq!(method(&vm, &s("abc"), "replace", &[s(""), s("-"), vm.int(2)]), "'-a-bc'");
    assert_eq!(method(&vm, &s("ΑΣ"), "lower", &[]), "'ας'");
    assert_eq!(method(&vm, &s("ǆ"), "title", &[]), "'ǅ'");
    assert_eq!(method(&vm, &s("ß"), "casefold", &[]), "'ss'");
    assert_eq!(method(&vm, &s("héllo"), "find", &[s("l")]), "2");
    assert_eq!(method(&vm, &s("héllo"), "strip", &[s("ho")]), "'éll'");
    assert_eq!(method(&vm, &s("é€"), "encode", &[s("ascii"), s("backslashreplace")]), r"b'\\xe9\\u20ac'");
    assert_eq!(method(&vm, &s(","), "join", &[vm.tuple(vec![s("a"), s("b")])]), "'a,b'");
    assert_eq!(shown(&vm, Ok(s("it's \n\u{7f}\u{a0}é"))), r#""it's \n\x7f\xa0é""#);
    assert_eq!(shown(&vm, vm.binary(BinaryOp::Mul, &s("ab"), &vm.int(3))), "'ababab'");
    let slice = vm.slice(vm.int(1), Value::NONE, vm.int(2));
    assert_eq!(shown(&vm, vm.get_item(&s("aébcd"), &slice)), "'éc'");
    assert_eq!(shown(&vm, vm.get_item(&s("aébcd"), &vm.int(-1))), "'d'");
    assert_eq!(
        shown(
            &vm,
            vm.binary(BinaryOp::Mod, &s("%05d|%-4s|%x"), &vm.tuple(vec![vm.int(-5), s("a"), vm.int(255)]))
        ),
        "'-0005|a   |ff'"
    );
    assert_eq!(method(&vm, &s("{0:>5}{1!r}"), "format", &[s("a"), s("b")]), "\"    a'b'\"");
}

#[test]
fn specifications() {
    let vm = vm();
    let f = |value: Value, spec: &str| shown(&vm, vm.format(&value, spec));
    assert_eq!(f(vm.int(1_234_567), ","), "'1,234,567'");
    assert_eq!(f(vm.float(1234.5), "010,.2f"), "'001,234.50'");
    assert_eq!(f(vm.float(12345.678), ".3g"), "'1.23e+04'");
    assert_eq!(f(vm.float(1.0), "#g"), "'1.00000'");
    assert_eq!(f(vm.float(f64::NEG_INFINITY), "05"), "'-0inf'");
    assert_eq!(f(vm.int(255), "#010x"), "'0x000000ff'");
    assert_eq!(f(vm.complex(1.0, 2.0), ".2f"), "'1.00+2.00j'");
    assert_eq!(f(vm.complex(1.0, 2.0), ">20"), "'              (1+2j)'");
    assert_eq!(f(vm.str("a"), "05"), "'a0000'");
    assert_eq!(
        f(vm.int(1), "5qq"),
        "\"ValueError: Invalid format specifier '5qq' for object of type 'int'\"".trim_matches('"')
    );
    assert_eq!(f(vm.float(0.5), "%"), "'50.000000%'");
    assert_eq!(f(vm.float(1234.5), ".3"), "'1.23e+03'");
}
