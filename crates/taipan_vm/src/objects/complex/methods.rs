//! The constructor, methods and slots of `complex`.

use super::{ComplexObject, arithmetic, object::of, text};
use crate::{
    Kind, Res, Value, Vm,
    native::{Args, GetSet, Method, TypeFlags, TypeSpec},
    objects::{Type, float::hash_float, format},
};

fn is_number(vm: &Vm, value: &Value) -> Res<bool> {
    let slots = vm.type_of(value).slots();
    Ok(value.as_complex().is_some()
        || slots.float.is_some()
        || slots.index.is_some()
        || vm.special(value, &vm.names.dunder_complex)?.is_some())
}

/// A complex number as a part of one is on its way out.
fn warn_complex(vm: &Vm, part: &str, value: &Value) -> Res<()> {
    let class = vm.type_of(value).name().to_owned();
    let message = format!("complex() argument '{part}' must be a real number, not {class}");
    vm.warn(&vm.exceptions.deprecation_warning, &message, 1)
}

fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    let exact = std::ptr::eq::<Type>(class, &**vm.types.complex);
    let bound = vm.bind_args("complex(real=0, imag=0)", args)?;
    let [real, imag] = bound.as_slice() else { return Ok(Value::NONE) };
    let (mut re, mut im) = (0.0, 0.0);
    let mut im_is_complex = false;
    if let Some(value) = real.given() {
        if imag.is_empty() && exact && vm.is_exact(value, Kind::Complex) {
            return Ok(value.clone());
        }
        if let Some(text) = value.as_str_object() {
            if !imag.is_empty() {
                let message = "complex() argument 'real' must be a real number, not str";
                return Err(vm.type_error(message));
            }
            match text::parse(text) {
                Some((real, imag)) => (re, im) = (real, imag),
                None => return Err(vm.value_error("complex() arg is a malformed string")),
            }
        } else if !is_number(vm, value)? {
            let class = vm.type_of(value).name().to_owned();
            return Err(vm.type_error(if imag.is_empty() {
                format!("complex() argument must be a string or a number, not {class}")
            } else {
                format!("complex() argument 'real' must be a real number, not {class}")
            }));
        } else {
            if !imag.is_empty() && value.as_complex().is_some() {
                warn_complex(vm, "real", value)?;
            }
            (re, im) = vm.to_complex(value)?;
            im_is_complex = value.as_float().is_none() && !value.is_int();
        }
    }
    if let Some(value) = imag.given() {
        if value.as_str_object().is_some() || !is_number(vm, value)? {
            let class = vm.type_of(value).name().to_owned();
            let message = format!("complex() argument 'imag' must be a real number, not {class}");
            return Err(vm.type_error(message));
        }
        let real_is_complex = !real.is_empty() && im_is_complex;
        match value.as_complex() {
            Some((real, imag)) => {
                warn_complex(vm, "imag", value)?;
                re -= imag;
                im = if real_is_complex { im + real } else { real };
            }
            None => {
                let real = vm.to_f64(value)?;
                im = if real_is_complex { im + real } else { real };
            }
        }
    }
    if exact {
        return Ok(vm.complex(re, im));
    }
    Ok(vm.make_instance(class, ComplexObject { real: re, imag: im })?.into())
}

fn hash(vm: &Vm, value: &Value) -> Res<i64> {
    let (real, imag) = of(value);
    let part = |part: f64| if part.is_nan() { vm.identity_hash(value) } else { hash_float(part) };
    let hash = part(real).wrapping_add(part(imag).wrapping_mul(1_000_003));
    Ok(if hash == -1 { -2 } else { hash })
}

fn format_spec(vm: &Vm, args: &[Value]) -> Res {
    let spec = vm.format_spec_text(&args[1])?;
    format::format_complex(vm, &args[0], of(&args[0]), &spec)
}

fn from_number(vm: &Vm, args: &[Value]) -> Res {
    let (real, imag) = vm.to_complex(&args[1])?;
    let value = vm.complex(real, imag);
    match args[0].as_type() {
        Some(class) if !std::ptr::eq::<Type>(class, &**vm.types.complex) => vm.call(&args[0], &[value]),
        _ => Ok(value),
    }
}

const METHODS: &[Method] = &[
    Method::new(
        "conjugate()",
        |vm, args| {
            let (real, imag) = of(&args[0]);
            Ok(vm.complex(real, -imag))
        },
        "Return the complex conjugate of its argument. (3-4j).conjugate() == 3+4j.",
    ),
    Method::new(
        "__complex__()",
        |vm, args| {
            let (real, imag) = of(&args[0]);
            Ok(vm.complex(real, imag))
        },
        "Convert this value to exact type complex.",
    ),
    Method::new(
        "__getnewargs__()",
        |vm, args| {
            let (real, imag) = of(&args[0]);
            Ok(vm.tuple(vec![vm.float(real), vm.float(imag)]))
        },
        "",
    ),
    Method::new("__format__(format_spec, /)", format_spec, "Convert to a string according to format_spec."),
    Method::class(
        "from_number(number, /)",
        from_number,
        "Convert number to a complex floating-point number.",
    ),
];

const GETSET: &[GetSet] = &[
    GetSet::read("real", |vm, v| Ok(vm.float(of(v).0))),
    GetSet::read("imag", |vm, v| Ok(vm.float(of(v).1))),
];

/// The type's row.
pub(crate) fn spec() -> TypeSpec {
    TypeSpec {
        name: "complex",
        module: "builtins",
        kind: Kind::Complex,
        base: None,
        flags: TypeFlags { base: true, ..TypeFlags::default() },
        doc: "Create a complex number from a string or numbers.",
        slots: |slots| {
            arithmetic::fill(slots);
            slots.new = Some(new);
            slots.hash = Some(hash);
            slots.repr = Some(|vm, v| Ok(vm.str(&text::repr(of(v)))));
        },
        methods: METHODS,
        getset: GETSET,
    }
}
