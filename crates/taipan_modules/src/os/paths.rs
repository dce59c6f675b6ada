//! Paths and errors of the system as Python has them.

use std::{io, path::PathBuf};

use taipan_vm::{Raised, Res, Value, Vm};

/// The text that the system has for an error, without the number that Rust adds.
fn text(error: &io::Error) -> String {
    let text = error.to_string();
    match text.split_once(" (os error ") {
        Some((text, _)) => text.to_owned(),
        None => text,
    }
}

/// `OSError(number, text, path)`, of the class that belongs to the number.
pub(crate) fn os_error(vm: &Vm, error: &io::Error, path: Option<&Value>) -> Raised {
    let number = error.raw_os_error().unwrap_or(match error.kind() {
        io::ErrorKind::NotFound => libc::ENOENT,
        io::ErrorKind::Unsupported => libc::ENOSYS,
        _ => libc::EIO,
    });
    let mut args = vec![vm.int(number.into()), vm.str(&text(error))];
    args.extend(path.cloned());
    match vm.call(vm.exceptions.os_error.value(), &args) {
        Ok(exception) => vm.raise(exception),
        Err(raised) => raised,
    }
}

pub(super) fn strerror(vm: &Vm, args: &[Value]) -> Res {
    let number = vm.index_i64(&args[0])?;
    Ok(vm.str(&text(&io::Error::from_raw_os_error(number as i32))))
}

pub(super) fn fspath(vm: &Vm, args: &[Value]) -> Res {
    let is_text = |value: &Value| value.as_str_object().is_some() || value.as_bytes().is_some();
    let path = &args[0];
    if is_text(path) {
        return Ok(path.clone());
    }
    let Some(found) = vm.call_special(path, &vm.names.dunder_fspath, &[])? else {
        return Err(vm.type_error(format!(
            "expected str, bytes or os.PathLike object, not {}",
            vm.type_of(path).name()
        )));
    };
    if is_text(&found) {
        return Ok(found);
    }
    Err(vm.type_error(format!(
        "expected {}.__fspath__() to return str or bytes, not {}",
        vm.type_of(path).name(),
        vm.type_of(&found).name()
    )))
}

/// A path argument as value (for errors) and as path.
pub(crate) fn path_argument(vm: &Vm, value: &Value) -> Res<(Value, PathBuf)> {
    let shown = fspath(vm, std::slice::from_ref(value))?;
    let text = match (shown.as_str_object(), shown.as_bytes()) {
        (Some(text), _) => text.to_lossy().into_owned(),
        (None, Some(bytes)) => String::from_utf8_lossy(bytes).into_owned(),
        (None, None) => String::new(),
    };
    if text.contains('\0') {
        return Err(vm.value_error("embedded null byte"));
    }
    Ok((shown, PathBuf::from(text)))
}
