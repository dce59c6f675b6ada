//! `str(...)`

use crate::{
    Res, Value, Vm,
    native::Args,
    objects::{Type, codecs},
};

pub(super) fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    let value = match (args.values, args.names) {
        ([], None) => vm.names.empty.clone(),
        ([value], None) => vm.str_value(value)?,
        _ => {
            let count = args.positionals().len();
            if count > 3 {
                return Err(vm.type_error(format!("str expected at most 3 arguments, got {count}")));
            }
            let bound = vm.bind_args("str(object='', encoding='utf-8', errors='strict')", args)?;
            match bound.as_slice() {
                [object, encoding, errors] if encoding.is_empty() && errors.is_empty() => {
                    if object.is_empty() { vm.names.empty.clone() } else { vm.str_value(object)? }
                }
                [object, encoding, errors] => decode(vm, object, encoding, errors)?,
                _ => vm.names.empty.clone(),
            }
        }
    };
    if std::ptr::eq::<Type>(class, &**vm.types.str) {
        return Ok(value);
    }
    let Some(text) = value.as_str_object() else { return Ok(value) };
    Ok(vm.str_of(text.as_bytes(), class.shape.get(), text.is_utf8()).into())
}

fn decode(vm: &Vm, object: &Value, encoding: &Value, errors: &Value) -> Res {
    codecs::name_argument(vm, encoding, "utf-8", "str", "encoding")?;
    codecs::name_argument(vm, errors, "strict", "str", "errors")?;
    if object.is_empty() {
        return Ok(vm.names.empty.clone());
    }
    if object.as_str_object().is_some() {
        return Err(vm.type_error("decoding str is not supported"));
    }
    let Some(bytes) = vm.buffer_bytes(object) else {
        let class = vm.type_of(object).name().to_owned();
        return Err(vm.type_error(format!("decoding to str: need a bytes-like object, {class} found")));
    };
    codecs::decode_value(vm, &bytes, encoding, errors, "str")
}
