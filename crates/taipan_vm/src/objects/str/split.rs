//! Splitting strs and joining them.

use super::{
    find::{first, last},
    unicode::{is_line_break, is_space},
};
use crate::{
    Res, Value, Vm,
    objects::{Str, code_points},
};

/// How many splits at most, and the separator (`None` for runs of white space).
fn arguments<'a>(vm: &Vm, args: &'a [Value]) -> Res<(Option<&'a Str>, usize)> {
    let most = match args[2].given() {
        Some(count) => usize::try_from(vm.index_i64(count)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let Some(separator) = args[1].not_none() else { return Ok((None, most)) };
    match separator.as_str_object() {
        Some(text) if text.is_empty() => Err(vm.value_error("empty separator")),
        Some(text) => Ok((Some(text), most)),
        None => Err(vm.type_error(format!("must be str or None, not {}", vm.type_of(separator).name()))),
    }
}

/// The length in bytes of the code point that begins with `byte`.
fn unit(byte: u8) -> usize {
    match byte {
        0..0x80 => 1,
        0x80..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    }
}

/// Whether white space begins at `at`, and where the code point ends.
#[inline]
pub(super) fn space_at(text: &[u8], at: usize) -> (bool, usize) {
    let byte = text[at];
    if byte < 0x80 {
        return (is_space(byte.into()), at + 1);
    }
    let point = code_points(&text[at..]).next().unwrap_or(0);
    (is_space(point), (at + unit(byte)).min(text.len()))
}

/// Whether white space ends before `end`, and where the code point begins.
pub(super) fn space_before(text: &[u8], end: usize) -> (bool, usize) {
    let byte = text[end - 1];
    if byte < 0x80 {
        return (is_space(byte.into()), end - 1);
    }
    let start = (0..end).rev().find(|at| text[*at] & 0xC0 != 0x80).unwrap_or(0);
    (code_points(&text[start..end]).next().is_some_and(is_space), start)
}

/// The first position from `at` where being a space is not `space`.
fn skip(text: &[u8], mut at: usize, space: bool) -> usize {
    while at < text.len() {
        let (is, next) = space_at(text, at);
        if is != space {
            break;
        }
        at = next;
    }
    at
}

fn skip_back(text: &[u8], mut end: usize, space: bool) -> usize {
    while end > 0 {
        let (is, before) = space_before(text, end);
        if is != space {
            break;
        }
        end = before;
    }
    end
}

/// `s.split(sep, maxsplit)`
pub(super) fn split(vm: &Vm, args: &[Value]) -> Res {
    let (separator, most) = arguments(vm, args)?;
    let Some(text) = args[0].as_str_object() else { return Ok(Value::NONE) };
    let bytes = text.as_bytes();
    let mut parts = Vec::new();
    let mut at = 0;
    match separator {
        Some(separator) => {
            let separator = separator.as_bytes();
            while parts.len() < most {
                let Some(next) = first(&bytes[at..], separator) else { break };
                parts.push(vm.str_inside(text, &bytes[at..at + next]));
                at += next + separator.len();
            }
            parts.push(vm.str_part(&args[0], at..bytes.len()));
        }
        None => {
            at = skip(bytes, 0, true);
            while at < bytes.len() && parts.len() < most {
                let end = skip(bytes, at, false);
                parts.push(vm.str_part(&args[0], at..end));
                at = skip(bytes, end, true);
            }
            if at < bytes.len() {
                parts.push(vm.str_part(&args[0], at..bytes.len()));
            }
        }
    }
    vm.list(parts)
}

/// `s.rsplit(sep, maxsplit)`
pub(super) fn rsplit(vm: &Vm, args: &[Value]) -> Res {
    let (separator, most) = arguments(vm, args)?;
    let Some(text) = args[0].as_str_object() else { return Ok(Value::NONE) };
    let bytes = text.as_bytes();
    let mut parts = Vec::new();
    let mut end = bytes.len();
    match separator {
        Some(separator) => {
            let separator = separator.as_bytes();
            while parts.len() < most {
                let Some(at) = last(&bytes[..end], separator) else { break };
                parts.push(vm.str_inside(text, &bytes[at + separator.len()..end]));
                end = at;
            }
            parts.push(vm.str_part(&args[0], 0..end));
        }
        None => {
            end = skip_back(bytes, end, true);
            while end > 0 && parts.len() < most {
                let start = skip_back(bytes, end, false);
                parts.push(vm.str_part(&args[0], start..end));
                end = skip_back(bytes, start, true);
            }
            if end > 0 {
                parts.push(vm.str_part(&args[0], 0..end));
            }
        }
    }
    parts.reverse();
    vm.list(parts)
}

/// `s.splitlines(keepends)`
pub(super) fn splitlines(vm: &Vm, args: &[Value]) -> Res {
    let keep = match args[1].given() {
        Some(keep) => vm.truth(keep)?,
        None => false,
    };
    let Some(text) = args[0].as_str_object() else { return Ok(Value::NONE) };
    let bytes = text.as_bytes();
    let mut lines = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < bytes.len() {
        let len = unit(bytes[at]);
        let point = code_points(&bytes[at..]).next().unwrap_or(0);
        if !is_line_break(point) {
            at += len;
            continue;
        }
        let end = if bytes[at..].starts_with(b"\r\n") { at + 2 } else { at + len };
        lines.push(vm.str_part(&args[0], start..if keep { end } else { at }));
        start = end;
        at = end;
    }
    if start < bytes.len() {
        lines.push(vm.str_part(&args[0], start..bytes.len()));
    }
    vm.list(lines)
}

/// `sep.join(iterable)`
pub(super) fn join(vm: &Vm, args: &[Value]) -> Res {
    let Some(separator) = args[0].as_str_object() else { return Ok(Value::NONE) };
    let items = match (args[1].as_tuple(), args[1].as_list()) {
        (None, None) => {
            let slots = vm.type_of(&args[1]).slots();
            if slots.iter.is_none() && slots.getitem.is_none() {
                return Err(vm.type_error("can only join an iterable"));
            }
            vm.collect(&args[1])?
        }
        _ => vm.collect(&args[1])?,
    };
    let mut chars = separator.len() * items.len().saturating_sub(1);
    let mut utf8 = separator.is_utf8();
    for (at, item) in items.iter().enumerate() {
        let Some(text) = item.as_str_object() else {
            let class = vm.type_of(item).name().to_owned();
            return Err(vm.type_error(format!("sequence item {at}: expected str instance, {class} found")));
        };
        chars += text.len();
        utf8 &= text.is_utf8();
    }
    match items.as_slice() {
        [] => return Ok(vm.names.empty.clone()),
        [one] if vm.exact_str(one).is_some() => return Ok(one.clone()),
        _ => {}
    }
    let between = separator.as_bytes();
    let parts = items.iter().enumerate().flat_map(|(at, item)| {
        let gap: &[u8] = if at == 0 { b"" } else { between };
        [gap, item.as_str_object().map_or(&b""[..], Str::as_bytes)]
    });
    vm.str_joined(parts, chars, utf8)
}
