//! The type `int`.

/// The type's row.
pub(crate) fn spec() -> crate::native::TypeSpec {
    crate::objects::builtin_types::bare("int", crate::Kind::BigInt, |_| {})
}
