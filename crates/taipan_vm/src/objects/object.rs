//! The type `object`.

/// The type's row.
pub(crate) fn spec() -> crate::native::TypeSpec {
    crate::objects::builtin_types::bare("object", crate::Kind::Instance, |_| {})
}
