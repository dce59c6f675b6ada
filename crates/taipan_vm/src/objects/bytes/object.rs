//! The bytes object: its bytes stand behind the header in the same block.

use std::{borrow::Cow, cell::Cell, slice};

use super::bytearray::ByteArray;
use crate::{
    Body, Gc, Kind, Res, Tracer, Value, Vm,
    heap::{Header, Obj},
};

/// A bytes object. Its bytes follow these fields in the same block.
#[repr(C)]
pub struct Bytes {
    hash: Cell<i64>,
    len: usize,
}

const DATA: usize = size_of::<Obj<Bytes>>();

impl Body for Bytes {
    const KIND: Kind = Kind::Bytes;
    const TRACED: bool = false;
    fn trace(&self, _: &mut Tracer<'_>) {}
}

impl Bytes {
    /// The bytes.
    #[inline(always)]
    pub fn as_slice(&self) -> &[u8] {
        let start = (&raw const *self).expose_provenance() - size_of::<Header>() + DATA;
        // SAFETY: `len` bytes follow the fields in the object's block, whose address is exposed.
        unsafe { slice::from_raw_parts(std::ptr::with_exposed_provenance(start), self.len) }
    }

    pub(super) fn hash(&self, vm: &Vm) -> i64 {
        if self.hash.get() == 0 {
            self.hash.set(vm.hash_bytes(self.as_slice()));
        }
        self.hash.get()
    }
}

impl Vm {
    /// Makes a bytes object.
    pub fn bytes(&self, bytes: &[u8]) -> Value {
        self.bytes_of(bytes, self.shape_of_kind(Kind::Bytes)).into()
    }

    /// Makes a bytes object of any class whose layout is that of bytes.
    pub(crate) fn bytes_of(&self, bytes: &[u8], shape: u32) -> Gc<Bytes> {
        let extra = self.trailing_bytes(shape);
        let object = self.heap.allocate(DATA + bytes.len() + extra, shape);
        // SAFETY: the block has room for the fields, the bytes and the trailing words.
        unsafe {
            (&raw mut (*object.cast::<Obj<Bytes>>()).body)
                .write(Bytes { hash: Cell::new(0), len: bytes.len() });
            std::ptr::copy_nonoverlapping(bytes.as_ptr(), object.cast::<u8>().add(DATA), bytes.len());
            self.init_trailing(object, extra);
            self.adopt(object)
        }
    }

    /// The bytes behind a bytes-like object: borrowed from bytes, copied from what can change.
    pub fn buffer_bytes<'a>(&self, value: &'a Value) -> Option<Cow<'a, [u8]>> {
        if let Some(bytes) = value.core::<Bytes>() {
            return Some(bytes.as_slice().into());
        }
        if let Some(array) = value.core::<ByteArray>() {
            return Some(array.to_vec().into());
        }
        if let Some(buffer) = self.type_of(value).slots().buffer {
            return self.buffer_bytes(&buffer(self, value).0).map(|bytes| bytes.into_owned().into());
        }
        super::memoryview::contents(value).map(Cow::Owned)
    }

    /// A bytes-like object's bytes.
    ///
    /// # Errors
    /// `TypeError` ("a bytes-like object is required, not 'x'").
    pub fn bytes_argument<'a>(&self, value: &'a Value) -> Res<Cow<'a, [u8]>> {
        match self.buffer_bytes(value) {
            Some(bytes) => Ok(bytes),
            None => Err(self.type_error(format!(
                "a bytes-like object is required, not '{}'",
                self.type_of(value).name()
            ))),
        }
    }

    /// What `bytes(x)` makes of a bytes-like object, of an object with `__bytes__` or of an iterable of ints.
    ///
    /// # Errors
    /// `TypeError`, `ValueError`; what iterating raises.
    pub fn to_byte_vec(&self, value: &Value) -> Res<Vec<u8>> {
        match self.bytes_of_method(value)? {
            Some(bytes) => Ok(bytes),
            None => self.bytes_of_items(value, "bytes"),
        }
    }

    /// What `__bytes__` gives, where there is one.
    pub(super) fn bytes_of_method(&self, value: &Value) -> Res<Option<Vec<u8>>> {
        if value.as_str_object().is_none()
            && let Some(made) = self.call_special(value, &self.names.dunder_bytes, &[])?
        {
            return match made.as_bytes() {
                Some(bytes) => Ok(Some(bytes.to_vec())),
                None => Err(self.type_error(format!(
                    "__bytes__ returned non-bytes (type {})",
                    self.type_of(&made).name()
                ))),
            };
        }
        Ok(None)
    }

    /// The bytes of a bytes-like object or of an iterable of ints, for a `target` (bytes or bytearray).
    pub(super) fn bytes_of_items(&self, value: &Value, target: &str) -> Res<Vec<u8>> {
        if let Some(bytes) = self.buffer_bytes(value) {
            return Ok(bytes.into_owned());
        }
        let slots = self.type_of(value).slots();
        if value.as_str_object().is_some() || (slots.iter.is_none() && slots.getitem.is_none()) {
            let class = self.type_of(value).name().to_owned();
            return Err(self.type_error(format!("cannot convert '{class}' object to {target}")));
        }
        let message = if target == "bytes" {
            "bytes must be in range(0, 256)"
        } else {
            "byte must be in range(0, 256)"
        };
        let mut out = Vec::new();
        let iter = self.iterate(value)?;
        iter.each(self, |item| {
            out.push(self.byte_value(&item, message)?);
            if out.len().is_power_of_two() {
                self.check_room(out.len() * 2)?;
            }
            Ok(())
        })?;
        Ok(out)
    }

    /// An int from 0 to 255.
    ///
    /// # Errors
    /// `TypeError`; `ValueError` with the message.
    pub(crate) fn byte_value(&self, value: &Value, message: &str) -> Res<u8> {
        match self.index(value)?.as_int().map(u8::try_from) {
            Some(Ok(byte)) => Ok(byte),
            _ => Err(self.value_error(message)),
        }
    }
}

impl Value {
    /// The bytes, if this is a bytes object (subclasses included).
    #[inline]
    pub fn as_bytes(&self) -> Option<&[u8]> {
        self.core::<Bytes>().map(Bytes::as_slice)
    }
}
