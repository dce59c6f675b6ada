//! The levels of an exception's traceback.

use taipan_vm::{Value, Vm};

/// One level.
pub(crate) struct Level {
    /// Name of the source.
    pub file: String,
    /// 1-based line.
    pub line: u32,
    /// Qualified name of the function.
    pub function: String,
    /// Its parameters as written, without defaults.
    pub parameters: Vec<String>,
    /// The line on which the function begins.
    pub first_line: u32,
}

/// All levels, outermost first.
pub(crate) fn levels(vm: &Vm, exception: &Value) -> Vec<Level> {
    let mut levels = Vec::new();
    let mut entry = optional(vm, exception, "__traceback__");
    while let Some(current) = entry.filter(|entry| !entry.is_none()) {
        levels.extend(level(vm, &current));
        entry = optional(vm, &current, "tb_next");
    }
    levels
}

/// The attribute, if it can be read.
pub(crate) fn optional(vm: &Vm, object: &Value, name: &str) -> Option<Value> {
    match vm.get_attr_str(object, name) {
        Ok(value) => Some(value),
        Err(raised) => {
            drop(vm.take_raised(raised));
            None
        }
    }
}

fn level(vm: &Vm, entry: &Value) -> Option<Level> {
    let number = |object: &Value, name: &str| {
        let value = optional(vm, object, name)?.as_int()?;
        u32::try_from(value).ok()
    };
    let string = |object: &Value, name: &str| Some(optional(vm, object, name)?.as_str()?.to_owned());
    let code = optional(vm, &optional(vm, entry, "tb_frame")?, "f_code")?;
    Some(Level {
        file: string(&code, "co_filename")?,
        line: number(entry, "tb_lineno")?,
        function: string(&code, "co_qualname")?,
        parameters: parameters(vm, &code),
        first_line: number(&code, "co_firstlineno").unwrap_or(1),
    })
}

fn parameters(vm: &Vm, code: &Value) -> Vec<String> {
    let count = |name: &str| {
        let value = optional(vm, code, name).and_then(|value| value.as_int());
        value.and_then(|count| usize::try_from(count).ok()).unwrap_or(0)
    };
    let names = optional(vm, code, "co_varnames");
    let names: Vec<&str> = match names.as_ref().and_then(Value::as_tuple) {
        Some(names) => names.as_slice().iter().filter_map(Value::as_str).collect(),
        None => Vec::new(),
    };
    let (plain, keyword, flags) = (count("co_argcount"), count("co_kwonlyargcount"), count("co_flags"));
    let mut shown: Vec<String> = names.iter().take(plain).map(|name| (*name).to_owned()).collect();
    let mut rest = names.iter().skip(plain + keyword);
    if flags & 0x04 != 0 {
        shown.extend(rest.next().map(|name| format!("*{name}")));
    } else if keyword > 0 {
        shown.push("*".to_owned());
    }
    shown.extend(names.iter().skip(plain).take(keyword).map(|name| (*name).to_owned()));
    if flags & 0x08 != 0 {
        shown.extend(rest.next().map(|name| format!("**{name}")));
    }
    shown
}
