//! The type `bool`: two singletons, whose operators `&`, `|` and `^` give bools among themselves.

use taipan_bytecode::BinaryOp;

use crate::{
    Kind, Res, Value, Vm,
    native::{Args, TypeFlags, TypeSpec},
    objects::{Slots, Type, int},
};

fn new(vm: &Vm, _: &Type, args: Args<'_>) -> Res {
    match (args.values, args.names) {
        ([], None) => Ok(Value::FALSE),
        ([value], None) => Ok(Value::bool(vm.truth(value)?)),
        (_, Some(_)) => Err(vm.type_error("bool() takes no keyword arguments")),
        (values, None) => {
            Err(vm.type_error(format!("bool expected at most 1 argument, got {}", values.len())))
        }
    }
}

macro_rules! bitwise {
    ($name:ident, $op:tt) => {
        fn $name(vm: &Vm, a: &Value, b: &Value) -> Res {
            match (a.as_bool(), b.as_bool()) {
                (Some(x), Some(y)) => Ok(Value::bool(x $op y)),
                _ => int::$name(vm, a, b),
            }
        }
    };
}

bitwise!(and, &);
bitwise!(or, |);
bitwise!(xor, ^);

fn repr(vm: &Vm, value: &Value) -> Res {
    Ok(if value.is(&Value::TRUE) { vm.intern("True") } else { vm.intern("False") })
}

fn invert(vm: &Vm, value: &Value) -> Res {
    let message = "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the \
                   bitwise inversion of the underlying int object and is usually not what you expect from negating \
                   a bool. Use the 'not' operator for boolean negation or ~int(x) if you really want the bitwise \
                   inversion of the underlying int.";
    vm.warn(&vm.exceptions.deprecation_warning, message, 1)?;
    Ok(vm.int(if value.is(&Value::TRUE) { -2 } else { -1 }))
}

fn slots(slots: &mut Slots) {
    slots.new = Some(new);
    slots.repr = Some(repr);
    slots.invert = Some(invert);
    slots.binary[BinaryOp::And as usize] = Some(and);
    slots.binary[BinaryOp::Or as usize] = Some(or);
    slots.binary[BinaryOp::Xor as usize] = Some(xor);
}

/// The type's row.
pub(crate) fn spec() -> TypeSpec {
    TypeSpec {
        name: "bool",
        module: "builtins",
        kind: Kind::BigInt,
        base: Some(|vm| vm.types.int.clone()),
        flags: TypeFlags::default(),
        doc: "Returns True when the argument is true, False otherwise.",
        slots,
        methods: &[],
        getset: &[],
    }
}
