//! The type `float`: immediates for most exponents, [`FloatObject`] for the others and for instances of subclasses.

mod arithmetic;
mod bits;
mod methods;
mod text;

pub(crate) use arithmetic::divmod;
pub(crate) use bits::hash_float;
pub use bits::{frexp, ldexp, ratio};
pub use text::float_repr;
pub(crate) use text::parse_float;

use crate::{
    Kind, Res, Vm,
    native::{Args, TypeFlags, TypeSpec},
    objects::{FloatObject, Slots, Type},
};

fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    let exact = std::ptr::eq::<Type>(class, &**vm.types.float);
    let value = match (args.values, args.names) {
        ([], None) => 0.0,
        ([value], None) if exact && value.raw().is_float() => return Ok(value.clone()),
        ([value], None) => text::float_from(vm, value)?,
        _ if exact || args.names.is_none() => {
            if args.names.is_some() {
                return Err(vm.type_error("float() takes no keyword arguments"));
            }
            let count = args.values.len();
            return Err(vm.type_error(format!("float expected at most 1 argument, got {count}")));
        }
        _ => match args.positionals() {
            [] => 0.0,
            [value, ..] => text::float_from(vm, value)?,
        },
    };
    if exact {
        return Ok(vm.float(value));
    }
    Ok(vm.make_instance(class, FloatObject { value })?.into())
}

fn slots(slots: &mut Slots) {
    arithmetic::fill(slots);
    slots.new = Some(new);
    slots.repr = Some(|vm, v| Ok(vm.str(&float_repr(v.as_float().unwrap_or(0.0)))));
}

impl Vm {
    /// `repr(x)` of a float.
    pub fn float_repr(&self, value: f64) -> String {
        float_repr(value)
    }
}

/// The type's row.
pub(crate) fn spec() -> TypeSpec {
    TypeSpec {
        name: "float",
        module: "builtins",
        kind: Kind::Float,
        base: None,
        flags: TypeFlags { base: true, ..TypeFlags::default() },
        doc: "Convert a string or number to a floating-point number, if possible.",
        slots,
        methods: methods::METHODS,
        getset: methods::GETSET,
    }
}
