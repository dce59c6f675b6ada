//! The type `bool`.

/// The type's row.
pub(crate) fn spec() -> crate::native::TypeSpec {
    crate::objects::builtin_types::bare("bool", crate::Kind::BigInt, |_| {})
}
