//! Searching in strs.

use crate::{
    Res, Value, Vm,
    objects::{Str, str::object::count_code_points},
};

/// Byte offset of the first `part` in `text`.
#[inline]
pub(crate) fn first(text: &[u8], part: &[u8]) -> Option<usize> {
    match part {
        [] => Some(0),
        [byte] => memchr::memchr(*byte, text),
        _ => memchr::memmem::find(text, part),
    }
}

/// Byte offset of the last `part` in `text`.
pub(crate) fn last(text: &[u8], part: &[u8]) -> Option<usize> {
    match part {
        [] => Some(text.len()),
        [byte] => memchr::memrchr(*byte, text),
        _ => memchr::memmem::rfind(text, part),
    }
}

/// How often `part`, which is not empty, stands in `text` without overlaps.
pub(crate) fn occurrences(text: &[u8], part: &[u8]) -> usize {
    match part {
        [byte] => memchr::memchr_iter(*byte, text).count(),
        _ => memchr::memmem::find_iter(text, part).count(),
    }
}

/// A bound of a search: clamped to `0..=len`, but for a start beyond the end, which is kept.
pub(crate) fn bound(vm: &Vm, value: &Value, default: usize, len: usize) -> Res<usize> {
    let Some(value) = value.not_none() else { return Ok(default) };
    if !value.is_int() && vm.type_of(value).slots().index.is_none() {
        return Err(vm.type_error("slice indices must be integers or None or have an __index__ method"));
    }
    let at = vm.index_clamped(value)?;
    Ok(if at < 0 { at.saturating_add(len as i64).max(0) as usize } else { at as usize })
}

/// The receiver and its part between two bounds, in bytes; `None` where the start is beyond the end.
struct Window<'a> {
    text: &'a Str,
    start: usize,
    bytes: std::ops::Range<usize>,
}

fn window<'a>(vm: &Vm, value: &'a Value, start: &Value, end: &Value) -> Res<Option<Window<'a>>> {
    let Some(text) = value.as_str_object() else { return Ok(None) };
    if start.is_empty() && end.is_empty() {
        return Ok(Some(Window { text, start: 0, bytes: 0..text.as_bytes().len() }));
    }
    let start = bound(vm, start, 0, text.len())?;
    let end = bound(vm, end, text.len(), text.len())?.min(text.len());
    if start > end {
        return Ok(None);
    }
    Ok(Some(Window { text, start, bytes: text.byte_offset(start)..text.byte_offset(end) }))
}

impl Window<'_> {
    fn bytes(&self) -> &[u8] {
        &self.text.as_bytes()[self.bytes.clone()]
    }

    /// The index of a code point from its byte offset in the window.
    fn index(&self, at: usize) -> usize {
        self.start + if self.text.is_ascii() { at } else { count_code_points(&self.bytes()[..at]) }
    }
}

/// The argument as a str, or CPython's complaint.
pub(super) fn text_argument<'a>(vm: &Vm, value: &'a Value, what: &str) -> Res<&'a Str> {
    value
        .as_str_object()
        .ok_or_else(|| vm.type_error(format!("{what} must be str, not {}", vm.type_of(value).name())))
}

fn search(vm: &Vm, args: &[Value], what: &str, f: fn(&[u8], &[u8]) -> Option<usize>) -> Res<Option<usize>> {
    let part = text_argument(vm, &args[1], what)?;
    let Some(window) = window(vm, &args[0], &args[2], &args[3])? else { return Ok(None) };
    Ok(f(window.bytes(), part.as_bytes()).map(|at| window.index(at)))
}

pub(super) fn find(vm: &Vm, args: &[Value]) -> Res {
    Ok(vm.int(search(vm, args, "find() argument 1", first)?.map_or(-1, |at| at as i64)))
}

pub(super) fn rfind(vm: &Vm, args: &[Value]) -> Res {
    Ok(vm.int(search(vm, args, "rfind() argument 1", last)?.map_or(-1, |at| at as i64)))
}

pub(super) fn index(vm: &Vm, args: &[Value]) -> Res {
    match search(vm, args, "index() argument 1", first)? {
        Some(at) => Ok(vm.int(at as i64)),
        None => Err(vm.value_error("substring not found")),
    }
}

pub(super) fn rindex(vm: &Vm, args: &[Value]) -> Res {
    match search(vm, args, "rindex() argument 1", last)? {
        Some(at) => Ok(vm.int(at as i64)),
        None => Err(vm.value_error("substring not found")),
    }
}

pub(super) fn count(vm: &Vm, args: &[Value]) -> Res {
    let part = text_argument(vm, &args[1], "count() argument 1")?;
    let Some(window) = window(vm, &args[0], &args[2], &args[3])? else { return Ok(vm.int(0)) };
    let count = match part.as_bytes() {
        [] => count_code_points(window.bytes()) + 1,
        part => occurrences(window.bytes(), part),
    };
    Ok(vm.int(count as i64))
}

fn affix(vm: &Vm, args: &[Value], name: &str, holds: fn(&[u8], &[u8]) -> bool) -> Res {
    let candidates = match args[1].as_tuple() {
        Some(tuple) => tuple.as_slice(),
        None if args[1].as_str_object().is_some() => std::slice::from_ref(&args[1]),
        None => {
            let class = vm.type_of(&args[1]).name().to_owned();
            return Err(vm.type_error(format!("{name} first arg must be str or a tuple of str, not {class}")));
        }
    };
    let window = window(vm, &args[0], &args[2], &args[3])?;
    for candidate in candidates {
        let Some(part) = candidate.as_str_object() else {
            let class = vm.type_of(candidate).name().to_owned();
            return Err(vm.type_error(format!("tuple for {name} must only contain str, not {class}")));
        };
        if window.as_ref().is_some_and(|window| holds(window.bytes(), part.as_bytes())) {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

pub(super) fn startswith(vm: &Vm, args: &[Value]) -> Res {
    affix(vm, args, "startswith", |text, part| text.starts_with(part))
}

pub(super) fn endswith(vm: &Vm, args: &[Value]) -> Res {
    affix(vm, args, "endswith", |text, part| text.ends_with(part))
}

pub(super) fn removeprefix(vm: &Vm, args: &[Value]) -> Res {
    let part = text_argument(vm, &args[1], "removeprefix() argument")?.as_bytes();
    let text = text_argument(vm, &args[0], "self")?.as_bytes();
    let start = if text.starts_with(part) { part.len() } else { 0 };
    Ok(vm.str_part(&args[0], start..text.len()))
}

pub(super) fn removesuffix(vm: &Vm, args: &[Value]) -> Res {
    let part = text_argument(vm, &args[1], "removesuffix() argument")?.as_bytes();
    let text = text_argument(vm, &args[0], "self")?.as_bytes();
    let end = if text.ends_with(part) { text.len() - part.len() } else { text.len() };
    Ok(vm.str_part(&args[0], 0..end))
}

fn cut(vm: &Vm, args: &[Value], f: fn(&[u8], &[u8]) -> Option<usize>) -> Res<Option<[Value; 3]>> {
    let part = text_argument(vm, &args[1], "")?;
    let text = text_argument(vm, &args[0], "self")?.as_bytes();
    if part.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    Ok(f(text, part.as_bytes()).map(|at| {
        let after = at + part.as_bytes().len();
        [vm.str_part(&args[0], 0..at), args[1].clone(), vm.str_part(&args[0], after..text.len())]
    }))
}

fn must_be_str(vm: &Vm, value: &Value) -> Res<()> {
    if value.as_str_object().is_some() {
        return Ok(());
    }
    Err(vm.type_error(format!("must be str, not {}", vm.type_of(value).name())))
}

pub(super) fn partition(vm: &Vm, args: &[Value]) -> Res {
    must_be_str(vm, &args[1])?;
    let empty = || vm.names.empty.clone();
    Ok(match cut(vm, args, first)? {
        Some(parts) => vm.tuple(parts.into()),
        None => vm.tuple(vec![vm.plain_str(&args[0]), empty(), empty()]),
    })
}

pub(super) fn rpartition(vm: &Vm, args: &[Value]) -> Res {
    must_be_str(vm, &args[1])?;
    let empty = || vm.names.empty.clone();
    Ok(match cut(vm, args, last)? {
        Some(parts) => vm.tuple(parts.into()),
        None => vm.tuple(vec![empty(), empty(), vm.plain_str(&args[0])]),
    })
}

pub(super) fn replace(vm: &Vm, args: &[Value]) -> Res {
    let old = text_argument(vm, &args[1], "replace() argument 1")?;
    let new = text_argument(vm, &args[2], "replace() argument 2")?;
    let most = match args[3].given() {
        Some(count) => usize::try_from(vm.index_i64(count)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let text = text_argument(vm, &args[0], "self")?;
    let bytes = text.as_bytes();
    let mut parts: Vec<&[u8]> = Vec::new();
    let mut replaced = 0;
    if old.is_empty() {
        let starts = (0..bytes.len()).filter(|at| bytes[*at] & 0xC0 != 0x80).chain([bytes.len()]);
        let mut from = 0;
        for at in starts.take(most) {
            vm.room_to_grow(&parts, 2)?;
            parts.extend([&bytes[from..at], new.as_bytes()]);
            replaced += 1;
            from = at;
        }
        parts.push(&bytes[from..]);
    } else {
        let mut from = 0;
        while replaced < most {
            let Some(at) = first(&bytes[from..], old.as_bytes()) else { break };
            vm.room_to_grow(&parts, 2)?;
            parts.extend([&bytes[from..from + at], new.as_bytes()]);
            replaced += 1;
            from += at + old.as_bytes().len();
        }
        parts.push(&bytes[from..]);
    }
    if replaced == 0 {
        return Ok(vm.plain_str(&args[0]));
    }
    let chars = text.len() + replaced * new.len() - replaced * old.len();
    if !(text.is_utf8() && new.is_utf8()) {
        return Ok(vm.str_wtf8(&parts.concat()));
    }
    vm.str_joined(parts.into_iter(), chars, true)
}
