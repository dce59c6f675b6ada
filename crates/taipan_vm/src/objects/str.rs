//! The str object: WTF-8 text (UTF-8 that may hold lone surrogates) behind the header.

use std::{cell::Cell, slice};

use crate::{
    Body, Gc, Kind, Tracer, Value, Vm,
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

    pub(crate) fn mark_interned(&self) {
        self.interned.set(true);
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

    /// Makes a str of any class whose layout is that of str.
    pub(crate) fn str_of(&self, bytes: &[u8], shape: u32, utf8: bool) -> Gc<Str> {
        let chars = if bytes.is_ascii() {
            bytes.len()
        } else {
            bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
        };
        let extra = self.trailing_bytes(shape);
        let object = self.heap.allocate(DATA + bytes.len() + extra, shape);
        // SAFETY: the block has room for the fields and the bytes.
        unsafe {
            let fields = object.cast::<Obj<Str>>();
            (&raw mut (*fields).body).write(Str {
                hash: Cell::new(0),
                bytes: bytes.len() as u32,
                chars: chars as u32,
                utf8,
                interned: Cell::new(false),
            });
            std::ptr::copy_nonoverlapping(bytes.as_ptr(), object.cast::<u8>().add(DATA), bytes.len());
            self.init_trailing(object, extra);
            self.adopt(object)
        }
    }

    /// Makes a str of one code point.
    pub fn str_char(&self, point: u32) -> Value {
        let mut bytes = Vec::with_capacity(4);
        push_code_point(&mut bytes, point);
        self.str_wtf8(&bytes)
    }
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

/// The type's row.
pub(crate) fn spec() -> crate::native::TypeSpec {
    crate::objects::builtin_types::bare("str", crate::Kind::Str, |_| {})
}
