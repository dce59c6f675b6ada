//! `_string`: the parser of `str.format` templates, for `string.Formatter`.

use taipan_vm::{
    Raised, Res, Value, Vm,
    native::{Function, ModuleSpec},
};

fn text<'a>(vm: &Vm, value: &'a Value) -> Result<&'a [u8], Raised> {
    match value.as_str_object() {
        Some(text) => Ok(text.as_bytes()),
        None => Err(vm.type_error(format!("expected str, got {}", vm.type_of(value).name()))),
    }
}

fn parser(vm: &Vm, args: &[Value]) -> Res {
    let mut rest = text(vm, &args[0])?;
    let mut rows = Vec::new();
    let row = |literal: &[u8], field: Option<(&[u8], &[u8], Option<&[u8]>)>| {
        let literal = vm.str_wtf8(literal);
        vm.tuple(match field {
            None => vec![literal, Value::NONE, Value::NONE, Value::NONE],
            Some((name, spec, conversion)) => vec![
                literal,
                vm.str_wtf8(name),
                vm.str_wtf8(spec),
                conversion.map_or(Value::NONE, |conversion| vm.str_wtf8(conversion)),
            ],
        })
    };
    while !rest.is_empty() {
        let Some(at) = rest.iter().position(|byte| matches!(byte, b'{' | b'}')) else {
            rows.push(row(rest, None));
            break;
        };
        let (mark, after) = (rest[at], &rest[at + 1..]);
        if after.first() == Some(&mark) {
            rows.push(row(&rest[..=at], None));
            rest = &after[1..];
            continue;
        }
        if mark == b'}' {
            return Err(vm.value_error("Single '}' encountered in format string"));
        }
        if after.is_empty() {
            return Err(vm.value_error("Single '{' encountered in format string"));
        }
        let end = field_end(after).ok_or_else(|| vm.value_error("expected '}' before end of string"))?;
        rows.push(row(&rest[..at], Some(split(vm, &after[..end])?)));
        rest = &after[end + 1..];
    }
    vm.iter(&vm.list(rows)?)
}

/// Where the `}` of a field stands. Brackets of an index hide braces.
fn field_end(text: &[u8]) -> Option<usize> {
    let (mut depth, mut bracket, mut in_spec) = (1, false, false);
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'[' if !in_spec => bracket = true,
            b']' if bracket => bracket = false,
            b'{' if !bracket => depth += 1,
            b':' | b'!' if !bracket => in_spec = true,
            b'}' if !bracket => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// Name, specification and conversion of a field.
fn split<'a>(vm: &Vm, field: &'a [u8]) -> Res<(&'a [u8], &'a [u8], Option<&'a [u8]>)> {
    let mut bracket = false;
    let stop = field.iter().position(|byte| {
        match byte {
            b'[' => bracket = true,
            b']' => bracket = false,
            b':' | b'!' => return !bracket,
            _ => {}
        }
        false
    });
    let (name, tail) = field.split_at(stop.unwrap_or(field.len()));
    match tail {
        [b':', spec @ ..] => Ok((name, spec, None)),
        [b'!', rest @ ..] => {
            let Some(first) = String::from_utf8_lossy(rest).chars().next() else {
                return Err(vm.value_error("unmatched '{' in format spec"));
            };
            let (conversion, rest) = rest.split_at(first.len_utf8().min(rest.len()));
            match rest {
                [] => Ok((name, rest, Some(conversion))),
                [b':', spec @ ..] => Ok((name, spec, Some(conversion))),
                _ => Err(vm.value_error("expected ':' after conversion specifier")),
            }
        }
        _ => Ok((name, tail, None)),
    }
}

fn key(vm: &Vm, part: &[u8]) -> Value {
    let digits = !part.is_empty() && part.iter().all(u8::is_ascii_digit);
    let number = std::str::from_utf8(part).ok().and_then(|part| part.parse::<i64>().ok());
    match number.filter(|_| digits) {
        Some(number) => vm.int(number),
        None => vm.str_wtf8(part),
    }
}

fn field_name_split(vm: &Vm, args: &[Value]) -> Res {
    let name = text(vm, &args[0])?;
    let end = name.iter().position(|byte| matches!(byte, b'.' | b'[')).unwrap_or(name.len());
    let (first, mut rest) = name.split_at(end);
    let mut steps = Vec::new();
    while let Some((mark, tail)) = rest.split_first() {
        let (part, after) = match mark {
            b'.' => {
                tail.split_at(tail.iter().position(|byte| matches!(byte, b'.' | b'[')).unwrap_or(tail.len()))
            }
            b'[' => match tail.iter().position(|byte| *byte == b']') {
                Some(end) => (&tail[..end], &tail[end + 1..]),
                None => return Err(vm.value_error("Missing ']' in format string")),
            },
            _ => {
                return Err(vm.value_error("Only '.' or '[' may follow ']' in format field specifier"));
            }
        };
        if part.is_empty() {
            return Err(vm.value_error("Empty attribute in format string"));
        }
        let is_attr = *mark == b'.';
        let part = if is_attr { vm.str_wtf8(part) } else { key(vm, part) };
        steps.push(vm.tuple(vec![Value::bool(is_attr), part]));
        rest = after;
    }
    let steps = vm.iter(&vm.list(steps)?)?;
    Ok(vm.tuple(vec![key(vm, first), steps]))
}

/// The module's row.
pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_string",
    doc: "string helper module",
    functions: &[
        Function::new("formatter_parser(string, /)", parser, "parse the argument as a format string"),
        Function::new(
            "formatter_field_name_split(string, /)",
            field_name_split,
            "split the argument as a field name",
        ),
    ],
    init: |_, _| Ok(()),
};
