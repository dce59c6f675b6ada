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
    os_error_of(vm, error, path, None)
}

/// As [`os_error`], of something that has to do with two paths.
pub(super) fn os_error_of(vm: &Vm, error: &io::Error, path: Option<&Value>, other: Option<&Value>) -> Raised {
    let number = error.raw_os_error().unwrap_or(match error.kind() {
        io::ErrorKind::NotFound => libc::ENOENT,
        io::ErrorKind::Unsupported => libc::ENOSYS,
        _ => libc::EIO,
    });
    let mut args = vec![vm.int(number.into()), vm.str(&text(error))];
    args.extend(path.cloned());
    if let Some(other) = other {
        // Between the two stands a number that only Windows has.
        args.extend([Value::NONE, other.clone()]);
    }
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

/// What an argument of a function may be: a path, perhaps a descriptor or nothing.
#[derive(Clone, Copy)]
pub(super) struct Wanted {
    function: &'static str,
    argument: &'static str,
    descriptor: bool,
    nothing: bool,
}

impl Wanted {
    /// The argument `path` of a function.
    pub(super) const fn path(function: &'static str) -> Wanted {
        Wanted { function, argument: "path", descriptor: false, nothing: false }
    }

    /// The argument of another name.
    pub(super) const fn named(function: &'static str, argument: &'static str) -> Wanted {
        Wanted { function, argument, descriptor: false, nothing: false }
    }

    /// A descriptor will do too.
    pub(super) const fn or_descriptor(self) -> Wanted {
        Wanted { descriptor: true, ..self }
    }

    /// So will nothing.
    pub(super) const fn or_nothing(self) -> Wanted {
        Wanted { nothing: true, ..self }
    }

    /// The argument as value (for errors) and as path.
    pub(super) fn argument(self, vm: &Vm, value: &Value) -> Res<(Value, PathBuf)> {
        let is_text = value.as_str_object().is_some() || value.as_bytes().is_some();
        if self.descriptor && value.is_int() {
            let fd = vm.index_i64(value)?;
            return Ok((value.clone(), PathBuf::from(format!("/dev/fd/{fd}"))));
        }
        if !is_text && vm.special(value, &vm.names.dunder_fspath)?.is_none() {
            let others = match (self.descriptor, self.nothing) {
                (true, true) => ", os.PathLike, integer or None",
                (true, false) => ", os.PathLike or integer",
                (false, true) => ", os.PathLike or None",
                (false, false) => " or os.PathLike",
            };
            return Err(vm.type_error(format!(
                "{}: {} should be string, bytes{others}, not {}",
                self.function,
                self.argument,
                vm.type_of(value).name()
            )));
        }
        let shown = fspath(vm, std::slice::from_ref(value))?;
        let text = match (shown.as_str_object(), shown.as_bytes()) {
            (Some(text), _) => text.to_lossy().into_owned(),
            (None, Some(bytes)) => String::from_utf8_lossy(bytes).into_owned(),
            (None, None) => String::new(),
        };
        if text.contains('\0') {
            let message = match self.function {
                "open" => "embedded null byte".to_owned(),
                function => format!("{function}: embedded null character in {}", self.argument),
            };
            return Err(vm.value_error(message));
        }
        Ok((shown, PathBuf::from(text)))
    }
}
