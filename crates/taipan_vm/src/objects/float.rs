//! The type `float`.

/// The type's row.
pub(crate) fn spec() -> crate::native::TypeSpec {
    crate::objects::builtin_types::bare("float", crate::Kind::Float, |_| {})
}
