//! The type `int`: immediates of 63 bits, [`BigIntObject`] beyond that and for instances of subclasses.
//!
//! `value` views an int of either form, `arithmetic` has the operators, `text` converts to text and back.

mod arithmetic;
mod methods;
mod text;
mod value;

pub(crate) use arithmetic::{and, divmod, holds, or, xor};
pub(crate) use text::{ascii_number, int_from, trim};
pub(crate) use value::{Int, float_to_big, scale_bits};

use crate::{
    Kind, Res, Value, Vm,
    native::{Args, TypeFlags, TypeSpec},
    objects::{BigIntObject, Slots, Type},
};

fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    let value = match (args.values, args.names) {
        ([], None) => vm.int(0),
        ([value], None) => int_from(vm, value)?,
        _ => {
            if args.keyword("base").is_some() && args.positionals().is_empty() {
                return Err(vm.type_error("int() missing string argument"));
            }
            if args.positionals().len() > 2 {
                let count = args.values.len();
                return Err(vm.type_error(format!("int expected at most 2 arguments, got {count}")));
            }
            let bound = vm.bind_args("int(value=0, /, base=10)", args)?;
            match bound[1].given() {
                Some(base) => text::int_from_base(vm, &bound[0], base)?,
                None => int_from(vm, &bound[0])?,
            }
        }
    };
    vm.int_of_class(class, value)
}

impl Vm {
    /// An instance of `class` (int or a subclass) with the value of an exact int.
    pub(crate) fn int_of_class(&self, class: &Type, value: Value) -> Res {
        if std::ptr::eq::<Type>(class, &**self.types.int) {
            return Ok(value);
        }
        let value = value.as_big_int().unwrap_or_default();
        Ok(self.make_instance(class, BigIntObject { value })?.into())
    }
}

fn slots(slots: &mut Slots) {
    arithmetic::fill(slots);
    slots.new = Some(new);
    slots.repr = Some(text::repr);
}

/// The type's row.
pub(crate) fn spec() -> TypeSpec {
    TypeSpec {
        name: "int",
        module: "builtins",
        kind: Kind::BigInt,
        base: None,
        flags: TypeFlags { base: true, ..TypeFlags::default() },
        doc: "int([x]) -> integer\nint(x, base=10) -> integer\n\nConvert a number or string to an integer, or return 0 if no arguments are given.",
        slots,
        methods: methods::METHODS,
        getset: methods::GETSET,
    }
}
