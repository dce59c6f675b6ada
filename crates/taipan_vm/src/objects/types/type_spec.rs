//! The type `type`.

/// The type's row.
pub(crate) fn type_spec() -> crate::native::TypeSpec {
    crate::objects::builtin_types::bare("type", crate::Kind::Type, |_| {})
}
