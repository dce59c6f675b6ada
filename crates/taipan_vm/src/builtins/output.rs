//! `print`, `repr`, `input` and other functions about text.

use crate::{
    Res, Value, Vm,
    native::Function,
    objects::{Tuple, push_code_point},
};

pub(super) const ROWS: &[Function] = &[
    Function::new(
        "print(*args, sep=' ', end='\\n', file=None, flush=False)",
        print,
        "Prints the values to a stream.",
    ),
    Function::new("repr(obj, /)", |vm, a| vm.repr(&a[0]), "The canonical string of the object."),
    Function::new("ascii(obj, /)", ascii, "As repr(), with other than ASCII characters escaped."),
    Function::new("format(value, format_spec='', /)", format, "value.__format__(format_spec)"),
    Function::new("chr(i, /)", chr, "The character with this code point."),
    Function::new("ord(character, /)", ord, "The code point of a character."),
    Function::new(
        "open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
        open,
        "Opens a file and gives a stream of it.",
    ),
    Function::new("input(prompt='', /)", input, "Reads a line from standard input."),
];

fn open(vm: &Vm, args: &[Value]) -> Res {
    const NAMES: [&str; 7] = ["mode", "buffering", "encoding", "errors", "newline", "closefd", "opener"];
    let module = vm.import_module("_io")?;
    let open = vm.get_attr_str(&module, "open")?;
    let given = NAMES.iter().zip(&args[1..]).filter(|(_, value)| !value.is_empty());
    let keywords: Vec<(&str, Value)> = given.map(|(name, value)| (*name, value.clone())).collect();
    vm.call_keywords(&open, &args[..1], &keywords)
}

fn print(vm: &Vm, args: &[Value]) -> Res {
    let [values, sep, end, file, flush] = args else { return Ok(Value::NONE) };
    let text_or = |value: &Value, name: &str, default: &str| match value.not_none() {
        None => Ok(vm.str(default)),
        Some(text) if text.as_str_object().is_some() => Ok(text.clone()),
        Some(other) => {
            Err(vm.type_error(format!("{name} must be None or a string, not {}", vm.type_of(other).name())))
        }
    };
    let sep = text_or(sep, "sep", " ")?;
    let end = text_or(end, "end", "\n")?;
    let file = match file.not_none() {
        Some(file) => file.clone(),
        None => match vm.sys_attr("stdout") {
            Some(stdout) if stdout.is_none() => return Ok(Value::NONE),
            Some(stdout) => stdout,
            None => return Err(vm.runtime_error("lost sys.stdout")),
        },
    };
    let mut out = Printer { vm, file: &file, pending: Vec::new(), parted: vm.type_of(&file).heap_type };
    for (at, value) in values.as_tuple().map_or(&[][..], Tuple::as_slice).iter().enumerate() {
        if at > 0 {
            out.put(&sep)?;
        }
        if !out.pending.is_empty() && !vm.is_plain_text(value) {
            out.hand_on()?;
        }
        out.put(&vm.str_value(value)?)?;
    }
    out.put(&end)?;
    out.hand_on()?;
    if flush.given().map_or(Ok(false), |flush| vm.truth(flush))? {
        vm.call_method(&file, "flush", &[])?;
    }
    Ok(Value::NONE)
}

/// The pieces that `print` writes. A stream made in Python sees each of them by itself; others get them together, but for
/// what has to be written before code of a program runs.
struct Printer<'a> {
    vm: &'a Vm,
    file: &'a Value,
    pending: Vec<u8>,
    parted: bool,
}

/// Bytes that are handed on before the rest is known.
const ENOUGH: usize = 1 << 16;

impl Printer<'_> {
    fn put(&mut self, text: &Value) -> Res<()> {
        if self.parted {
            return self.vm.call_method(self.file, "write", std::slice::from_ref(text)).map(drop);
        }
        let Some(object) = text.as_str_object() else { return Ok(()) };
        if object.as_str().is_none() {
            // Surrogates may be refused: what comes first is written first.
            self.hand_on()?;
            return self.vm.write_to(self.file, object.as_bytes());
        }
        self.pending.extend_from_slice(object.as_bytes());
        if self.pending.len() >= ENOUGH { self.hand_on() } else { Ok(()) }
    }

    fn hand_on(&mut self) -> Res<()> {
        if self.parted {
            return Ok(());
        }
        self.vm.write_to(self.file, &std::mem::take(&mut self.pending))
    }
}

impl Vm {
    /// Whether `str(value)` runs no code of a program and cannot fail.
    fn is_plain_text(&self, value: &Value) -> bool {
        self.exact_str(value).is_some()
            || value.as_small_int().is_some()
            || value.raw().is_float()
            || value.is_none()
            || value.as_bool().is_some()
    }

    /// An attribute of the `sys` module, if it is loaded and has it.
    pub fn sys_attr(&self, name: &str) -> Option<Value> {
        self.modules().get_str(self, "sys")?.as_module()?.dict.get_str(self, name)
    }

    /// Writes text (WTF-8) to a file object.
    ///
    /// # Errors
    /// What its `write` raises.
    pub fn write_to(&self, file: &Value, text: &[u8]) -> Res<()> {
        let text = self.str_wtf8(text);
        self.call_method(file, "write", &[text]).map(drop)
    }
}

fn ascii(vm: &Vm, args: &[Value]) -> Res {
    let text = vm.repr(&args[0])?;
    let Some(text) = text.as_str_object() else { return Ok(Value::NONE) };
    let mut out = String::new();
    for point in text.code_points() {
        match point {
            0..0x80 => out.push(point as u8 as char),
            0x80..0x100 => out += &format!("\\x{point:02x}"),
            0x100..0x10000 => out += &format!("\\u{point:04x}"),
            _ => out += &format!("\\U{point:08x}"),
        }
    }
    Ok(vm.str(&out))
}

fn format(vm: &Vm, args: &[Value]) -> Res {
    if let Some(spec) = args[1].given()
        && spec.as_str_object().is_none()
    {
        return Err(vm.bad_argument("format", " 2", "str", spec));
    }
    vm.format_value(&args[0], 0, args[1].given())
}

fn chr(vm: &Vm, args: &[Value]) -> Res {
    let point = vm.index(&args[0])?.as_int().unwrap_or(-1);
    if !(0..0x110000).contains(&point) {
        return Err(vm.value_error("chr() arg not in range(0x110000)"));
    }
    let mut bytes = Vec::new();
    push_code_point(&mut bytes, point as u32);
    Ok(vm.str_wtf8(&bytes))
}

fn ord(vm: &Vm, args: &[Value]) -> Res {
    let length = if let Some(text) = args[0].as_str_object() {
        if let (1, Some(point)) = (text.len(), text.code_points().next()) {
            return Ok(vm.int(point.into()));
        }
        text.len()
    } else if let Some(bytes) = args[0].as_bytes() {
        if let [byte] = bytes {
            return Ok(vm.int((*byte).into()));
        }
        bytes.len()
    } else {
        return Err(vm.type_error(format!(
            "ord() expected string of length 1, but {} found",
            vm.type_of(&args[0]).name()
        )));
    };
    Err(vm.type_error(format!("ord() expected a character, but string of length {length} found")))
}

fn input(vm: &Vm, args: &[Value]) -> Res {
    let stream = |name: &str| {
        vm.sys_attr(name)
            .filter(|stream| !stream.is_none())
            .ok_or_else(|| vm.runtime_error(format!("lost sys.{name}")))
    };
    let (stdin, stdout) = (stream("stdin")?, stream("stdout")?);
    if let Some(prompt) = args[0].given() {
        let text = vm.str_value(prompt)?;
        vm.call_method(&stdout, "write", &[text])?;
    }
    vm.call_method(&stdout, "flush", &[])?;
    let line = vm.call_method(&stdin, "readline", &[])?;
    let Some(text) = line.as_str_object() else {
        return Err(vm.type_error("object.readline() returned non-string"));
    };
    match text.as_bytes() {
        [] => Err(vm.error(&vm.exceptions.eof_error, "EOF when reading a line")),
        [line @ .., b'\n'] => Ok(vm.str_wtf8(line)),
        _ => Ok(line),
    }
}
