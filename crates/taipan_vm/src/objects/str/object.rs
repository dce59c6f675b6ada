//! The str object: WTF-8 text (UTF-8 that may hold lone surrogates) behind the header.

use std::{cell::Cell, slice};

use crate::{
    Body, Gc, Kind, Res, Tracer, Value, Vm,
    heap::{Header, Obj},
};

/// A str. Its bytes follow these fields in the same block.
#[repr(C)]
pub struct Str {
    hash: Cell<i64>,
    bytes: u32,
    chars: u32,
    utf8: bool,
    interned: Cell<bool>,
}

const DATA: usize = size_of::<Obj<Str>>();

impl Body for Str {
    const KIND: Kind = Kind::Str;
    const TRACED: bool = false;
    fn trace(&self, _: &mut Tracer<'_>) {}
}

/// Length of the longest str in bytes.
pub const MAX_STR: usize = u32::MAX as usize;

impl Str {
    /// The text in WTF-8.
    #[inline(always)]
    pub fn as_bytes(&self) -> &[u8] {
        let start = (&raw const *self).expose_provenance() - size_of::<Header>() + DATA;
        // SAFETY: the bytes follow the fields in the object's block, whose address is exposed.
        unsafe { slice::from_raw_parts(std::ptr::with_exposed_provenance(start), self.bytes as usize) }
    }

    /// The text, unless it has lone surrogates.
    #[inline]
    pub fn as_str(&self) -> Option<&str> {
        // SAFETY: `utf8` says that the bytes are UTF-8.
        self.utf8.then(|| unsafe { std::str::from_utf8_unchecked(self.as_bytes()) })
    }

    /// The text with lone surrogates replaced by U+FFFD.
    pub fn to_lossy(&self) -> std::borrow::Cow<'_, str> {
        match self.as_str() {
            Some(text) => text.into(),
            None => String::from_utf8_lossy(self.as_bytes()),
        }
    }

    /// Length in code points.
    #[inline]
    pub fn len(&self) -> usize {
        self.chars as usize
    }

    /// Whether it has no code points.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.bytes == 0
    }

    /// Whether every code point is ASCII, so that byte and code point indexes agree.
    #[inline]
    pub fn is_ascii(&self) -> bool {
        self.chars == self.bytes
    }

    /// Whether it is in the VM's table of interned strs.
    #[inline]
    pub fn is_interned(&self) -> bool {
        self.interned.get()
    }

    pub(crate) fn mark_interned(&self, hash: i64) {
        self.hash.set(hash);
        self.interned.set(true);
    }

    /// Where the code point at `index` begins; the length in bytes for an index at or beyond the end.
    pub fn byte_offset(&self, index: usize) -> usize {
        offset_in(self.as_bytes(), index, self.is_ascii())
    }

    /// Whether the bytes are UTF-8: no lone surrogates.
    #[inline]
    pub fn is_utf8(&self) -> bool {
        self.utf8
    }

    /// The code points, surrogates included.
    pub fn code_points(&self) -> impl DoubleEndedIterator<Item = u32> {
        code_points(self.as_bytes())
    }

    /// `hash(s)`, the same for equal strs of a VM.
    #[inline]
    pub fn hash(&self, vm: &Vm) -> i64 {
        match self.hash.get() {
            0 => {
                let hash = vm.hash_bytes(self.as_bytes());
                self.hash.set(hash);
                hash
            }
            known => known,
        }
    }
}

/// The code points of WTF-8 text.
pub fn code_points(bytes: &[u8]) -> impl DoubleEndedIterator<Item = u32> + '_ {
    struct Points<'a>(&'a [u8]);
    fn value(unit: &[u8]) -> u32 {
        let first = u32::from(unit[0]);
        let lead = match unit.len() {
            1 => return first,
            2 => first & 0x1F,
            3 => first & 0x0F,
            _ => first & 0x07,
        };
        unit[1..].iter().fold(lead, |acc, byte| acc << 6 | u32::from(byte & 0x3F))
    }
    impl Iterator for Points<'_> {
        type Item = u32;
        #[inline]
        fn next(&mut self) -> Option<u32> {
            let first = *self.0.first()?;
            let len = match first {
                0..0x80 => 1,
                0x80..0xE0 => 2,
                0xE0..0xF0 => 3,
                _ => 4,
            };
            let (unit, rest) = self.0.split_at(len.min(self.0.len()));
            self.0 = rest;
            Some(value(unit))
        }
    }
    impl DoubleEndedIterator for Points<'_> {
        fn next_back(&mut self) -> Option<u32> {
            let start = self.0.iter().rposition(|byte| byte & 0xC0 != 0x80)?;
            let (rest, unit) = self.0.split_at(start);
            self.0 = rest;
            Some(value(unit))
        }
    }
    Points(bytes)
}

/// Appends a code point (a surrogate too) in WTF-8.
pub fn push_code_point(out: &mut Vec<u8>, point: u32) {
    match char::from_u32(point) {
        Some(c) => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        None => out.extend_from_slice(&[
            0xE0 | (point >> 12) as u8,
            0x80 | (point >> 6 & 0x3F) as u8,
            0x80 | (point & 0x3F) as u8,
        ]),
    }
}

impl Vm {
    /// Makes a str.
    pub fn str(&self, text: &str) -> Value {
        self.str_of(text.as_bytes(), self.shape_of_kind(Kind::Str), true).into()
    }

    /// Makes a str from WTF-8 bytes. A lone surrogate is three bytes; a surrogate *pair* is not allowed: write the code
    /// point instead.
    pub fn str_wtf8(&self, bytes: &[u8]) -> Value {
        let utf8 = std::str::from_utf8(bytes).is_ok();
        self.str_of(bytes, self.shape_of_kind(Kind::Str), utf8).into()
    }

    /// Makes a str of ASCII bytes.
    pub(crate) fn str_ascii(&self, bytes: &[u8]) -> Value {
        debug_assert!(bytes.is_ascii());
        self.str_sized(bytes, bytes.len(), self.shape_of_kind(Kind::Str), true).into()
    }

    /// Makes a str of any class whose layout is that of str.
    pub(crate) fn str_of(&self, bytes: &[u8], shape: u32, utf8: bool) -> Gc<Str> {
        self.str_sized(bytes, count_code_points(bytes), shape, utf8)
    }

    fn str_sized(&self, bytes: &[u8], chars: usize, shape: u32, utf8: bool) -> Gc<Str> {
        // SAFETY: the block is filled before anything sees it.
        unsafe {
            let (object, data) = self.str_block(bytes.len(), chars, shape, utf8);
            std::ptr::copy_nonoverlapping(bytes.as_ptr(), data, bytes.len());
            self.adopt(object)
        }
    }

    /// A block for a str, whose bytes the caller fills in before it adopts the object.
    unsafe fn str_block(&self, bytes: usize, chars: usize, shape: u32, utf8: bool) -> (*mut Header, *mut u8) {
        let extra = self.trailing_bytes(shape);
        let object = self.heap.allocate(DATA + bytes + extra, shape);
        // SAFETY: the block has room for the fields and the bytes.
        unsafe {
            let fields = object.cast::<Obj<Str>>();
            (&raw mut (*fields).body).write(Str {
                hash: Cell::new(0),
                bytes: bytes as u32,
                chars: chars as u32,
                utf8,
                interned: Cell::new(false),
            });
            self.init_trailing(object, extra);
            (object, object.cast::<u8>().add(DATA))
        }
    }

    /// Makes a str of parts, copying each once. `chars` and `utf8` describe the whole.
    ///
    /// # Errors
    /// `MemoryError` where it would be too long or the heap's limit is reached.
    pub(crate) fn str_joined<'p>(
        &self,
        parts: impl Iterator<Item = &'p [u8]> + Clone,
        chars: usize,
        utf8: bool,
    ) -> Res {
        let bytes = parts.clone().fold(0usize, |sum, part| sum.saturating_add(part.len()));
        self.check_room(bytes)?;
        // SAFETY: exactly `bytes` bytes are filled in: the sum of what the same iterator yields again.
        unsafe {
            let (object, data) = self.str_block(bytes, chars, self.shape_of_kind(Kind::Str), utf8);
            let mut at = 0;
            for part in parts {
                let len = part.len().min(bytes - at);
                std::ptr::copy_nonoverlapping(part.as_ptr(), data.add(at), len);
                at += len;
            }
            data.add(at).write_bytes(b' ', bytes - at);
            Ok(self.adopt::<Str>(object).into())
        }
    }

    /// Makes a str of `count` copies of `text`.
    ///
    /// # Errors
    /// As [`Vm::str_joined`].
    pub(crate) fn str_repeated(&self, text: &Str, count: usize) -> Res {
        self.check_room(text.as_bytes().len().saturating_mul(count))?;
        let unit = text.as_bytes();
        let len = unit.len() * count;
        // SAFETY: all `len` bytes are filled in.
        unsafe {
            let shape = self.shape_of_kind(Kind::Str);
            let (object, data) = self.str_block(len, text.len() * count, shape, text.utf8);
            let mut filled = unit.len().min(len);
            std::ptr::copy_nonoverlapping(unit.as_ptr(), data, filled);
            while filled > 0 && filled < len {
                let more = filled.min(len - filled);
                std::ptr::copy_nonoverlapping(data, data.add(filled), more);
                filled += more;
            }
            Ok(self.adopt::<Str>(object).into())
        }
    }

    /// Asks whether a str or bytes object of so many bytes may be made, before it is.
    ///
    /// # Errors
    /// `MemoryError`
    pub fn check_room(&self, bytes: usize) -> Res<()> {
        const UNCHECKED: usize = 1 << 12;
        if bytes <= UNCHECKED {
            return Ok(());
        }
        if bytes > MAX_STR {
            return Err(self.memory_error());
        }
        self.heap.charge(bytes)?;
        self.heap.uncharge(bytes);
        Ok(())
    }

    /// Asks whether there is room where a vector would have to grow for `more` items.
    ///
    /// # Errors
    /// `MemoryError`
    #[inline]
    pub fn room_to_grow<T>(&self, items: &Vec<T>, more: usize) -> Res<()> {
        if items.capacity() - items.len() >= more {
            return Ok(());
        }
        self.check_room((items.len() + more).saturating_mul(2 * size_of::<T>()))
    }

    /// The part of `value`, a str, that stands in a range of its bytes; the object itself where that is all of it.
    pub fn str_part(&self, value: &Value, range: std::ops::Range<usize>) -> Value {
        let Some(text) = value.as_str_object() else { return value.clone() };
        let all = text.as_bytes();
        if range.len() == all.len() && self.exact_str(value).is_some() {
            return value.clone();
        }
        self.str_inside(text, &all[range])
    }

    /// Makes a str of bytes that are part of `text`.
    pub(crate) fn str_inside(&self, text: &Str, part: &[u8]) -> Value {
        match part {
            [] => return self.names.empty.clone(),
            [byte @ 0..0x80] => return self.str_char(u32::from(*byte)),
            _ => {}
        }
        let chars = if text.is_ascii() { part.len() } else { count_code_points(part) };
        let utf8 = text.utf8 || std::str::from_utf8(part).is_ok();
        self.str_sized(part, chars, self.shape_of_kind(Kind::Str), utf8).into()
    }

    /// The code points from `start` to `end` (both within the length) of a str.
    pub fn str_slice(&self, value: &Value, start: usize, end: usize) -> Value {
        let Some(text) = value.as_str_object() else { return value.clone() };
        let from = text.byte_offset(start);
        let to = from + offset_in(&text.as_bytes()[from..], end.saturating_sub(start), text.is_ascii());
        self.str_part(value, from..to)
    }

    /// Makes a str of one code point. ASCII ones are made once.
    #[inline]
    pub fn str_char(&self, point: u32) -> Value {
        if let Some(known) = self.ascii_chars.get().and_then(|chars| chars.get(point as usize)) {
            return known.clone();
        }
        let mut bytes = Vec::with_capacity(4);
        push_code_point(&mut bytes, point);
        self.str_wtf8(&bytes)
    }

    /// Makes the strs of single ASCII code points.
    pub(crate) fn start_chars(&self) {
        let text: Vec<u8> = (0..0x80).collect();
        self.ascii_chars.set(text.chunks(1).map(|byte| self.intern_bytes(byte, None)).collect());
    }
}

/// How many code points WTF-8 bytes hold.
#[inline]
pub(crate) fn count_code_points(bytes: &[u8]) -> usize {
    if bytes.is_ascii() { bytes.len() } else { bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count() }
}

/// The byte offset of the code point at `index` in WTF-8 bytes; their end where there are fewer.
fn offset_in(bytes: &[u8], index: usize, ascii: bool) -> usize {
    if ascii {
        return index.min(bytes.len());
    }
    let mut left = index;
    let mut at = 0;
    for chunk in bytes.chunks(64) {
        let starts = chunk.iter().filter(|byte| **byte & 0xC0 != 0x80).count();
        if starts > left {
            break;
        }
        left -= starts;
        at += chunk.len();
    }
    while at < bytes.len() {
        if bytes[at] & 0xC0 != 0x80 {
            if left == 0 {
                return at;
            }
            left -= 1;
        }
        at += 1;
    }
    at
}

impl Value {
    /// The text, if this is a str without lone surrogates.
    #[inline]
    pub fn as_str(&self) -> Option<&str> {
        self.core::<Str>()?.as_str()
    }

    /// The str behind this value (subclasses included).
    #[inline]
    pub fn as_str_object(&self) -> Option<&Str> {
        self.core::<Str>()
    }
}
