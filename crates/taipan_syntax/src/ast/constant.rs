//! Literal values.

use num_bigint::BigInt;

use crate::Wtf8String;

/// The value of a `Constant` node.
#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    /// `None`
    None,
    /// `True` and `False`
    Bool(bool),
    /// An integer of any size, never negative.
    Int(BigInt),
    /// A floating point number.
    Float(f64),
    /// The imaginary part of an imaginary literal.
    Complex(f64),
    /// A string, which may hold lone surrogates.
    Str(Wtf8String),
    /// A bytes literal.
    Bytes(Vec<u8>),
    /// `...`
    Ellipsis,
}
