//! Methods that bytes and bytearray share. Each gives an object of its receiver's built-in type.

use std::borrow::Cow;

use crate::{
    Kind, Res, Value, Vm,
    native::Args,
    objects::{
        codecs,
        str::{find, pad::centered},
    },
};

/// The receiver's bytes.
pub(super) fn own<'a>(vm: &Vm, value: &'a Value) -> Cow<'a, [u8]> {
    vm.buffer_bytes(value).unwrap_or_default()
}

/// A bytes object or bytearray, as the receiver is.
pub(super) fn like(vm: &Vm, receiver: &Value, bytes: &[u8]) -> Res {
    vm.check_room(bytes.len())?;
    if receiver.is_kind(Kind::ByteArray) { vm.bytearray(bytes) } else { Ok(vm.bytes(bytes)) }
}

/// What `bytes(...)` and `bytearray(...)` make of their arguments.
pub(super) fn from_arguments(vm: &Vm, args: Args<'_>, name: &'static str) -> Res<Vec<u8>> {
    if args.is_empty() {
        return Ok(Vec::new());
    }
    let text = if name == "bytes" {
        "bytes(source=b'', encoding='utf-8', errors='strict')"
    } else {
        "bytearray(source=b'', encoding='utf-8', errors='strict')"
    };
    let bound = vm.bind_args(text, args)?;
    let [source, encoding, errors] = bound.as_slice() else { return Ok(Vec::new()) };
    if encoding.given().is_some() || errors.given().is_some() {
        codecs::name_argument(vm, encoding, "utf-8", name, "encoding")?;
        codecs::name_argument(vm, errors, "strict", name, "errors")?;
        if source.as_str_object().is_none() {
            let what = if encoding.given().is_some() { "encoding" } else { "errors" };
            return Err(vm.type_error(format!("{what} without a string argument")));
        }
        let encoded = codecs::encode_value(vm, source, encoding, errors, name)?;
        return Ok(own(vm, &encoded).into_owned());
    }
    if source.as_str_object().is_some() {
        return Err(vm.type_error("string argument without an encoding"));
    }
    if name == "bytes"
        && let Some(bytes) = vm.bytes_of_method(source)?
    {
        return Ok(bytes);
    }
    let slots = vm.type_of(source).slots();
    if vm.buffer_bytes(source).is_none() && slots.index.is_some() {
        let count = match vm.index_i64(source) {
            Ok(count) => count,
            // What is no number may still be iterable.
            Err(raised) => {
                drop(vm.catch(raised, &vm.exceptions.type_error)?);
                return vm.bytes_of_items(source, name);
            }
        };
        let Ok(count) = usize::try_from(count) else { return Err(vm.value_error("negative count")) };
        vm.check_room(count)?;
        return Ok(vec![0; count]);
    }
    vm.bytes_of_items(source, name)
}

/// An argument that is bytes-like or a byte.
fn part<'a>(vm: &Vm, value: &'a Value) -> Res<Cow<'a, [u8]>> {
    if let Some(bytes) = vm.buffer_bytes(value) {
        return Ok(bytes);
    }
    if value.is_int() || vm.type_of(value).slots().index.is_some() {
        return Ok(vec![vm.byte_value(value, "byte must be in range(0, 256)")?].into());
    }
    let class = vm.type_of(value).name().to_owned();
    Err(vm.type_error(format!("argument should be integer or bytes-like object, not '{class}'")))
}

/// The range between two optional bounds; `None` where the start is beyond the end.
fn window(vm: &Vm, len: usize, start: &Value, end: &Value) -> Res<Option<std::ops::Range<usize>>> {
    let start = find::bound(vm, start, 0, len)?;
    let end = find::bound(vm, end, len, len)?.min(len);
    Ok((start <= end).then_some(start..end))
}

fn search(vm: &Vm, args: &[Value], f: fn(&[u8], &[u8]) -> Option<usize>) -> Res<Option<usize>> {
    let part = part(vm, &args[1])?;
    let all = own(vm, &args[0]);
    let Some(range) = window(vm, all.len(), &args[2], &args[3])? else { return Ok(None) };
    Ok(f(&all[range.clone()], &part).map(|at| at + range.start))
}

pub(super) fn buffer(vm: &Vm, args: &[Value]) -> Res {
    vm.call(vm.types.memoryview.value(), &args[..1])
}

pub(super) fn find_first(vm: &Vm, args: &[Value]) -> Res {
    Ok(vm.int(search(vm, args, find::first)?.map_or(-1, |at| at as i64)))
}

pub(super) fn find_last(vm: &Vm, args: &[Value]) -> Res {
    Ok(vm.int(search(vm, args, find::last)?.map_or(-1, |at| at as i64)))
}

fn found(vm: &Vm, at: Option<usize>) -> Res {
    match at {
        Some(at) => Ok(vm.int(at as i64)),
        None => Err(vm.value_error("subsection not found")),
    }
}

pub(super) fn index(vm: &Vm, args: &[Value]) -> Res {
    let at = search(vm, args, find::first)?;
    found(vm, at)
}

pub(super) fn rindex(vm: &Vm, args: &[Value]) -> Res {
    let at = search(vm, args, find::last)?;
    found(vm, at)
}

pub(super) fn count(vm: &Vm, args: &[Value]) -> Res {
    let part = part(vm, &args[1])?;
    let all = own(vm, &args[0]);
    let Some(range) = window(vm, all.len(), &args[2], &args[3])? else { return Ok(vm.int(0)) };
    let count = if part.is_empty() { range.len() + 1 } else { find::occurrences(&all[range], &part) };
    Ok(vm.int(count as i64))
}

fn affix(vm: &Vm, args: &[Value], name: &str, holds: fn(&[u8], &[u8]) -> bool) -> Res {
    let all = own(vm, &args[0]);
    let candidates = match args[1].as_tuple() {
        Some(tuple) => tuple.as_slice(),
        None if vm.buffer_bytes(&args[1]).is_some() => std::slice::from_ref(&args[1]),
        None => {
            let class = vm.type_of(&args[1]).name().to_owned();
            return Err(
                vm.type_error(format!("{name} first arg must be bytes or a tuple of bytes, not {class}"))
            );
        }
    };
    let range = window(vm, all.len(), &args[2], &args[3])?;
    for candidate in candidates {
        let part = vm.bytes_argument(candidate)?;
        if range.as_ref().is_some_and(|range| holds(&all[range.clone()], &part)) {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

pub(super) fn startswith(vm: &Vm, args: &[Value]) -> Res {
    affix(vm, args, "startswith", |all, part| all.starts_with(part))
}

pub(super) fn endswith(vm: &Vm, args: &[Value]) -> Res {
    affix(vm, args, "endswith", |all, part| all.ends_with(part))
}

pub(super) fn removeprefix(vm: &Vm, args: &[Value]) -> Res {
    let (all, part) = (own(vm, &args[0]), vm.bytes_argument(&args[1])?);
    like(vm, &args[0], all.strip_prefix(&*part).unwrap_or(&all))
}

pub(super) fn removesuffix(vm: &Vm, args: &[Value]) -> Res {
    let (all, part) = (own(vm, &args[0]), vm.bytes_argument(&args[1])?);
    like(vm, &args[0], all.strip_suffix(&*part).unwrap_or(&all))
}

pub(super) fn replace(vm: &Vm, args: &[Value]) -> Res {
    let (old, new) = (vm.bytes_argument(&args[1])?, vm.bytes_argument(&args[2])?);
    let most = match args[3].given() {
        Some(count) => usize::try_from(vm.index_i64(count)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let all = own(vm, &args[0]);
    let positions: Vec<usize> = if old.is_empty() {
        (0..=all.len()).take(most).collect()
    } else {
        memchr::memmem::find_iter(&all, &*old).take(most).collect()
    };
    let size =
        (all.len() - positions.len() * old.len()).saturating_add(positions.len().saturating_mul(new.len()));
    vm.check_room(size)?;
    let mut out = Vec::with_capacity(size);
    let mut from = 0;
    for at in positions {
        out.extend_from_slice(&all[from..at]);
        out.extend_from_slice(&new);
        from = at + old.len();
    }
    out.extend_from_slice(&all[from..]);
    like(vm, &args[0], &out)
}

fn cut(vm: &Vm, args: &[Value], f: fn(&[u8], &[u8]) -> Option<usize>, missing_first: bool) -> Res {
    let (all, part) = (own(vm, &args[0]), vm.bytes_argument(&args[1])?);
    if part.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    let parts: [&[u8]; 3] = match f(&all, &part) {
        Some(at) => [&all[..at], &part, &all[at + part.len()..]],
        None if missing_first => [b"", b"", &all],
        None => [&all, b"", b""],
    };
    let parts: Res<Vec<Value>> = parts.into_iter().map(|part| like(vm, &args[0], part)).collect();
    Ok(vm.tuple(parts?))
}

pub(super) fn partition(vm: &Vm, args: &[Value]) -> Res {
    cut(vm, args, find::first, false)
}

pub(super) fn rpartition(vm: &Vm, args: &[Value]) -> Res {
    cut(vm, args, find::last, true)
}

/// ASCII white space, as bytes methods see it.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t'..=b'\r' | b' ')
}

fn list_like(vm: &Vm, receiver: &Value, parts: &[&[u8]]) -> Res {
    let parts: Res<Vec<Value>> = parts.iter().map(|part| like(vm, receiver, part)).collect();
    vm.list(parts?)
}

fn split_arguments<'a>(vm: &Vm, args: &'a [Value]) -> Res<(Option<Cow<'a, [u8]>>, usize)> {
    let most = match args[2].given() {
        Some(count) => usize::try_from(vm.index_i64(count)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let separator = match args[1].not_none() {
        Some(separator) => Some(vm.bytes_argument(separator)?),
        None => None,
    };
    if separator.as_ref().is_some_and(|separator| separator.is_empty()) {
        return Err(vm.value_error("empty separator"));
    }
    Ok((separator, most))
}

pub(super) fn split(vm: &Vm, args: &[Value]) -> Res {
    let (separator, most) = split_arguments(vm, args)?;
    let all = own(vm, &args[0]);
    let mut parts: Vec<&[u8]> = Vec::new();
    let mut rest: &[u8] = &all;
    match separator {
        Some(separator) => {
            while parts.len() < most {
                let Some(at) = find::first(rest, &separator) else { break };
                parts.push(&rest[..at]);
                rest = &rest[at + separator.len()..];
            }
            parts.push(rest);
        }
        None => {
            rest = trim_start(rest, is_space);
            while !rest.is_empty() && parts.len() < most {
                let end = rest.iter().position(|byte| is_space(*byte)).unwrap_or(rest.len());
                parts.push(&rest[..end]);
                rest = trim_start(&rest[end..], is_space);
            }
            if !rest.is_empty() {
                parts.push(rest);
            }
        }
    }
    list_like(vm, &args[0], &parts)
}

pub(super) fn rsplit(vm: &Vm, args: &[Value]) -> Res {
    let (separator, most) = split_arguments(vm, args)?;
    let all = own(vm, &args[0]);
    let mut parts: Vec<&[u8]> = Vec::new();
    let mut rest: &[u8] = &all;
    match separator {
        Some(separator) => {
            while parts.len() < most {
                let Some(at) = find::last(rest, &separator) else { break };
                parts.push(&rest[at + separator.len()..]);
                rest = &rest[..at];
            }
            parts.push(rest);
        }
        None => {
            rest = trim_end(rest, is_space);
            while !rest.is_empty() && parts.len() < most {
                let start = rest.iter().rposition(|byte| is_space(*byte)).map_or(0, |at| at + 1);
                parts.push(&rest[start..]);
                rest = trim_end(&rest[..start], is_space);
            }
            if !rest.is_empty() {
                parts.push(rest);
            }
        }
    }
    parts.reverse();
    list_like(vm, &args[0], &parts)
}

pub(super) fn splitlines(vm: &Vm, args: &[Value]) -> Res {
    let keep = match args[1].given() {
        Some(keep) => vm.truth(keep)?,
        None => false,
    };
    let all = own(vm, &args[0]);
    let mut lines: Vec<&[u8]> = Vec::new();
    let mut rest: &[u8] = &all;
    while let Some(at) = memchr::memchr2(b'\n', b'\r', rest) {
        let end = if rest[at..].starts_with(b"\r\n") { at + 2 } else { at + 1 };
        lines.push(&rest[..if keep { end } else { at }]);
        rest = &rest[end..];
    }
    if !rest.is_empty() {
        lines.push(rest);
    }
    list_like(vm, &args[0], &lines)
}

pub(super) fn join(vm: &Vm, args: &[Value]) -> Res {
    let separator = own(vm, &args[0]);
    let slots = vm.type_of(&args[1]).slots();
    if slots.iter.is_none() && slots.getitem.is_none() {
        return Err(vm.type_error("can only join an iterable"));
    }
    let items = vm.collect(&args[1])?;
    let mut out = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let Some(part) = vm.buffer_bytes(item) else {
            let class = vm.type_of(item).name().to_owned();
            return Err(
                vm.type_error(format!("sequence item {at}: expected a bytes-like object, {class} found"))
            );
        };
        vm.check_room(out.len() + separator.len() + part.len())?;
        if at > 0 {
            out.extend_from_slice(&separator);
        }
        out.extend_from_slice(&part);
    }
    like(vm, &args[0], &out)
}

fn trim_start(bytes: &[u8], unwanted: impl Fn(u8) -> bool) -> &[u8] {
    let start = bytes.iter().position(|byte| !unwanted(*byte)).unwrap_or(bytes.len());
    &bytes[start..]
}

fn trim_end(bytes: &[u8], unwanted: impl Fn(u8) -> bool) -> &[u8] {
    let end = bytes.iter().rposition(|byte| !unwanted(*byte)).map_or(0, |at| at + 1);
    &bytes[..end]
}

fn strip_sides(vm: &Vm, args: &[Value], left: bool, right: bool) -> Res {
    let all = own(vm, &args[0]);
    let set = match args[1].not_none() {
        Some(set) => Some(vm.bytes_argument(set)?),
        None => None,
    };
    let unwanted = |byte: u8| set.as_ref().map_or_else(|| is_space(byte), |set| set.contains(&byte));
    let mut rest: &[u8] = &all;
    if left {
        rest = trim_start(rest, unwanted);
    }
    if right {
        rest = trim_end(rest, unwanted);
    }
    like(vm, &args[0], rest)
}

pub(super) fn strip(vm: &Vm, args: &[Value]) -> Res {
    strip_sides(vm, args, true, true)
}

pub(super) fn lstrip(vm: &Vm, args: &[Value]) -> Res {
    strip_sides(vm, args, true, false)
}

pub(super) fn rstrip(vm: &Vm, args: &[Value]) -> Res {
    strip_sides(vm, args, false, true)
}

fn padded(vm: &Vm, args: &[Value], name: &str, margins: fn(usize, usize) -> (usize, usize)) -> Res {
    let width = vm.index_i64(&args[1])?.max(0) as usize;
    let fill = match args[2].given() {
        None => b' ',
        Some(fill) => match vm.buffer_bytes(fill).as_deref() {
            Some([byte]) => *byte,
            Some(other) => {
                return Err(vm.type_error(format!(
                    "{name}(): argument 2 must be a byte string of length 1, not a {} object of length {}",
                    vm.type_of(fill).name(),
                    other.len()
                )));
            }
            None => {
                let class = vm.type_of(fill).name().to_owned();
                return Err(vm.type_error(format!(
                    "{name}() argument 2 must be a byte string of length 1, not {class}"
                )));
            }
        },
    };
    let all = own(vm, &args[0]);
    let (left, right) = margins(all.len(), width);
    vm.check_room(left.saturating_add(right))?;
    let mut out = vec![fill; left];
    out.extend_from_slice(&all);
    out.resize(out.len() + right, fill);
    like(vm, &args[0], &out)
}

pub(super) fn center(vm: &Vm, args: &[Value]) -> Res {
    padded(vm, args, "center", centered)
}

pub(super) fn ljust(vm: &Vm, args: &[Value]) -> Res {
    padded(vm, args, "ljust", |len, width| (0, width.saturating_sub(len)))
}

pub(super) fn rjust(vm: &Vm, args: &[Value]) -> Res {
    padded(vm, args, "rjust", |len, width| (width.saturating_sub(len), 0))
}

pub(super) fn zfill(vm: &Vm, args: &[Value]) -> Res {
    let width = vm.index_i64(&args[1])?.max(0) as usize;
    let all = own(vm, &args[0]);
    let missing = width.saturating_sub(all.len());
    vm.check_room(missing)?;
    let sign = usize::from(matches!(all.first(), Some(b'+' | b'-')));
    let mut out = all[..sign].to_vec();
    out.resize(sign + missing, b'0');
    out.extend_from_slice(&all[sign..]);
    like(vm, &args[0], &out)
}

pub(super) fn expandtabs(vm: &Vm, args: &[Value]) -> Res {
    let size = match args[1].given() {
        Some(size) => vm.index_i64(size)?.max(0) as usize,
        None => 8,
    };
    let mut out = Vec::new();
    let mut column = 0;
    for byte in own(vm, &args[0]).iter() {
        match byte {
            b'\t' if size > 0 => {
                let spaces = size - column % size;
                vm.check_room(out.len().saturating_add(spaces))?;
                out.resize(out.len() + spaces, b' ');
                column += spaces;
            }
            b'\t' => {}
            _ => {
                out.push(*byte);
                column = if matches!(byte, b'\n' | b'\r') { 0 } else { column + 1 };
            }
        }
    }
    like(vm, &args[0], &out)
}
