//! Private name mangling (language reference, section 6.2.1).

use std::borrow::Cow;

/// What `name` means inside of the class `class`: `__x` becomes `_Class__x`.
pub(crate) fn mangle<'a>(class: Option<&str>, name: &'a str) -> Cow<'a, str> {
    let Some(class) = class else { return Cow::Borrowed(name) };
    if !name.starts_with("__") || name.ends_with("__") || name.contains('.') {
        return Cow::Borrowed(name);
    }
    let stem = class.trim_start_matches('_');
    if stem.is_empty() {
        return Cow::Borrowed(name);
    }
    Cow::Owned(format!("_{stem}{name}"))
}
