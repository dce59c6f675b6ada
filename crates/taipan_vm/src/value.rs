//! The value word: eight bytes that hold an int of 63 bits, most floats, a singleton or a reference to a heap object.
//!
//! Bit 0 set: int. Low bits `10`: float with an exponent between -255 and 256, or a zero. Low bits `100`: singleton.
//! Low bits `000`: address of a [`Header`]. The word 0 is never a value, so `Option<Value>` is one word too.
//! [`Raw`] is the word without ownership; [`Value`] owns one reference where the word is one.

use std::{fmt, mem, num::NonZeroU64};

use crate::heap::{self, Header};

/// A value word without ownership: copying it does not count a reference. For the interpreter core.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(transparent)]
pub struct Raw(NonZeroU64);

/// An owned value: cloning counts a reference, dropping releases it (and may run a finaliser).
#[repr(transparent)]
pub struct Value(Raw);

impl Default for Value {
    fn default() -> Value {
        Value::NONE
    }
}

const fn singleton(n: u64) -> Raw {
    match NonZeroU64::new(n << 3 | 4) {
        Some(word) => Raw(word),
        None => unreachable!(),
    }
}

const FLOAT_SHIFT: u64 = 768 << 53;

/// Largest int that a word holds.
pub const MAX_SMALL_INT: i64 = i64::MAX >> 1;
/// Smallest int that a word holds.
pub const MIN_SMALL_INT: i64 = i64::MIN >> 1;

impl Raw {
    /// `None`
    pub const NONE: Raw = singleton(0);
    /// `False`
    pub const FALSE: Raw = singleton(1);
    /// `True`
    pub const TRUE: Raw = singleton(2);
    /// No value: an unassigned register, a missing argument.
    pub const EMPTY: Raw = singleton(3);
    /// `NotImplemented`
    pub const NOT_IMPLEMENTED: Raw = singleton(4);
    /// `...`
    pub const ELLIPSIS: Raw = singleton(5);

    /// The bits.
    #[inline(always)]
    pub const fn bits(self) -> u64 {
        self.0.get()
    }

    /// The word with these bits.
    ///
    /// # Safety
    /// The bits are those of a value word, never 0.
    #[inline(always)]
    pub const unsafe fn from_bits(bits: u64) -> Raw {
        // SAFETY: the caller says that the bits are a value word.
        Raw(unsafe { NonZeroU64::new_unchecked(bits) })
    }

    /// Whether this is a reference to a heap object.
    #[inline(always)]
    pub const fn is_ref(self) -> bool {
        self.bits() & 7 == 0
    }

    /// Whether this is an immediate int.
    #[inline(always)]
    pub const fn is_int(self) -> bool {
        self.bits() & 1 != 0
    }

    /// Whether this is an immediate float.
    #[inline(always)]
    pub const fn is_float(self) -> bool {
        self.bits() & 3 == 2
    }

    /// Whether this is `True` or `False`.
    #[inline(always)]
    pub const fn is_bool(self) -> bool {
        self.bits() == Self::TRUE.bits() || self.bits() == Self::FALSE.bits()
    }

    /// The immediate int, which must be one.
    #[inline(always)]
    pub const fn int_unchecked(self) -> i64 {
        self.bits() as i64 >> 1
    }

    /// The word for an int, if 63 bits hold it.
    #[inline(always)]
    pub const fn from_int(value: i64) -> Option<Raw> {
        match value.checked_add(value) {
            // SAFETY: bit 0 is set, so the word is not 0.
            Some(doubled) => Some(unsafe { Raw::from_bits(doubled as u64 | 1) }),
            None => None,
        }
    }

    /// The word for `True` or `False`.
    #[inline(always)]
    pub const fn from_bool(value: bool) -> Raw {
        if value { Raw::TRUE } else { Raw::FALSE }
    }

    /// The immediate float, which must be one.
    #[inline(always)]
    pub fn float_unchecked(self) -> f64 {
        let rest = self.bits() >> 2;
        if rest <= 1 {
            f64::from_bits(rest << 63)
        } else {
            f64::from_bits((rest + FLOAT_SHIFT).rotate_right(1))
        }
    }

    /// The word for a float, if it fits one.
    #[inline(always)]
    pub fn from_float(value: f64) -> Option<Raw> {
        let turned = value.to_bits().rotate_left(1);
        let rest = turned.wrapping_sub(FLOAT_SHIFT);
        if (2..1 << 62).contains(&rest) {
            // SAFETY: bit 1 is set, so the word is not 0.
            Some(unsafe { Raw::from_bits(rest << 2 | 2) })
        } else if turned <= 1 {
            // SAFETY: as above; a zero keeps its sign in bit 2.
            Some(unsafe { Raw::from_bits(turned << 2 | 2) })
        } else {
            None
        }
    }

    /// The object's address; meaningful only where `is_ref`.
    #[inline(always)]
    pub fn ptr(self) -> *mut Header {
        std::ptr::with_exposed_provenance_mut(self.bits() as usize)
    }

    /// The word for an object.
    ///
    /// # Safety
    /// `object` points to the header of a live heap object.
    #[inline(always)]
    pub unsafe fn from_ptr(object: *mut Header) -> Raw {
        // SAFETY: addresses of heap blocks are multiples of 8 and not 0.
        unsafe { Raw::from_bits(object.expose_provenance() as u64) }
    }

    /// Counts a reference and gives the word back.
    ///
    /// # Safety
    /// A reference word points to a live object.
    #[inline(always)]
    pub unsafe fn dup(self) -> Raw {
        if self.is_ref() {
            // SAFETY: the caller says that the object lives.
            unsafe { heap::incref(self.ptr()) };
        }
        self
    }

    /// Releases a reference; may run a finaliser.
    ///
    /// # Safety
    /// The caller owns a reference and does not use the word afterwards.
    #[inline(always)]
    pub unsafe fn release(self) {
        if self.is_ref() {
            // SAFETY: the caller owns the reference.
            unsafe { heap::decref(self.ptr()) };
        }
    }

    /// Views the word as a value without counting.
    #[inline(always)]
    pub fn as_value(&self) -> &Value {
        // SAFETY: `Value` is a transparent wrapper, and a shared view neither counts nor releases.
        unsafe { &*(self as *const Raw).cast::<Value>() }
    }

    /// Takes ownership of a reference that the caller owns.
    ///
    /// # Safety
    /// The caller owns a reference where the word is one, and gives it away.
    #[inline(always)]
    pub unsafe fn into_value(self) -> Value {
        Value(self)
    }
}

impl Value {
    /// `None`
    pub const NONE: Value = Value(Raw::NONE);
    /// `True`
    pub const TRUE: Value = Value(Raw::TRUE);
    /// `False`
    pub const FALSE: Value = Value(Raw::FALSE);
    /// No value: a missing argument. Never visible to Python code.
    pub const EMPTY: Value = Value(Raw::EMPTY);
    /// `NotImplemented`
    pub const NOT_IMPLEMENTED: Value = Value(Raw::NOT_IMPLEMENTED);
    /// `...`
    pub const ELLIPSIS: Value = Value(Raw::ELLIPSIS);

    /// The word, still owned by this value.
    #[inline(always)]
    pub fn raw(&self) -> Raw {
        self.0
    }

    /// Gives up ownership: the caller must release the word in the end.
    #[inline(always)]
    pub fn into_raw(self) -> Raw {
        let raw = self.0;
        mem::forget(self);
        raw
    }

    /// An int that fits a word, else nothing: use `Vm::int` for any size.
    #[inline]
    pub fn small_int(value: i64) -> Option<Value> {
        Raw::from_int(value).map(Value)
    }

    /// `True` or `False`.
    #[inline]
    pub fn bool(value: bool) -> Value {
        Value(Raw::from_bool(value))
    }

    /// The int, if this is an immediate one (a bool is not).
    #[inline]
    pub fn as_small_int(&self) -> Option<i64> {
        self.0.is_int().then(|| self.0.int_unchecked())
    }

    /// Whether this is `None`.
    #[inline]
    pub fn is_none(&self) -> bool {
        self.0 == Raw::NONE
    }

    /// Whether this is no value at all (a missing argument).
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.0 == Raw::EMPTY
    }

    /// Whether this is `NotImplemented`.
    #[inline]
    pub fn is_not_implemented(&self) -> bool {
        self.0 == Raw::NOT_IMPLEMENTED
    }

    /// `True` or `False` as a bool.
    #[inline]
    pub fn as_bool(&self) -> Option<bool> {
        match self.0 {
            Raw::TRUE => Some(true),
            Raw::FALSE => Some(false),
            _ => None,
        }
    }

    /// `is`: the same object or the same immediate.
    #[inline]
    pub fn is(&self, other: &Value) -> bool {
        self.0 == other.0
    }

    /// This value, or nothing where it is the missing argument.
    #[inline]
    pub fn given(&self) -> Option<&Value> {
        (!self.is_empty()).then_some(self)
    }

    /// This value, or nothing where it is missing or `None`.
    #[inline]
    pub fn not_none(&self) -> Option<&Value> {
        (!self.is_empty() && !self.is_none()).then_some(self)
    }
}

impl Clone for Value {
    #[inline(always)]
    fn clone(&self) -> Value {
        // SAFETY: this value keeps the object alive.
        Value(unsafe { self.0.dup() })
    }
}

impl Drop for Value {
    #[inline(always)]
    fn drop(&mut self) {
        // SAFETY: this value owns its reference and is gone afterwards.
        unsafe { self.0.release() }
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let raw = self.0;
        if raw.is_int() {
            write!(f, "{}", raw.int_unchecked())
        } else if raw.is_float() {
            write!(f, "{:?}", raw.float_unchecked())
        } else {
            match raw {
                Raw::NONE => f.write_str("None"),
                Raw::TRUE => f.write_str("True"),
                Raw::FALSE => f.write_str("False"),
                Raw::EMPTY => f.write_str("<empty>"),
                Raw::NOT_IMPLEMENTED => f.write_str("NotImplemented"),
                Raw::ELLIPSIS => f.write_str("Ellipsis"),
                _ => write!(f, "<object at {:#x}>", raw.bits()),
            }
        }
    }
}

impl fmt::Debug for Raw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_value().fmt(f)
    }
}
