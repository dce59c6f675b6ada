//! The standard streams: small text streams over the host, made without importing `io`, and the byte streams under them.
//!
//! Standard input is read in lines; what a program has not asked for yet stays in [`Channel::pending`], which a text
//! stream shares with its byte stream.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use taipan_vm::{
    Body, Kind, Raised, Res, Tracer, Value, Vm,
    native::{GetSet, Method, TypeFlags, TypeSpec},
    objects::Slots,
};

/// What the two streams over one descriptor share.
#[derive(Default)]
pub(super) struct Channel {
    pub(super) number: u8,
    pub(super) closed: Cell<bool>,
    pending: RefCell<Vec<u8>>,
}

impl Channel {
    /// Raises where the stream is closed.
    pub(super) fn check_open(&self, vm: &Vm) -> Res<()> {
        if self.closed.get() { Err(vm.value_error("I/O operation on closed file.")) } else { Ok(()) }
    }

    /// Raises where the stream cannot be read, or not be written.
    pub(super) fn check_mode(&self, vm: &Vm, reading: bool) -> Res<()> {
        self.check_open(vm)?;
        if (self.number == 0) == reading {
            return Ok(());
        }
        Err(unsupported(vm, if reading { "not readable" } else { "not writable" }))
    }

    /// Hands bytes on.
    pub(super) fn write(&self, vm: &Vm, bytes: &[u8]) -> Res<()> {
        let result = if self.number == 2 { vm.host.write_stderr(bytes) } else { vm.host.write_stdout(bytes) };
        result.map_err(|error| io_error(vm, &error))
    }

    /// Bytes until `enough` says how many to take of those at hand, or the end.
    pub(super) fn read(&self, vm: &Vm, enough: impl Fn(&[u8]) -> Option<usize>) -> Res<Vec<u8>> {
        self.check_mode(vm, true)?;
        let mut pending = self.pending.borrow_mut();
        loop {
            if let Some(count) = enough(&pending) {
                return Ok(pending.drain(..count).collect());
            }
            match vm.host.read_line() {
                Ok(line) if line.is_empty() => return Ok(std::mem::take(&mut *pending)),
                Ok(line) => pending.extend(line),
                Err(error) => return Err(io_error(vm, &error)),
            }
        }
    }

    /// `flush()`
    pub(super) fn flush(&self, vm: &Vm) -> Res {
        self.check_open(vm)?;
        vm.host.flush().map_err(|error| io_error(vm, &error))?;
        Ok(Value::NONE)
    }

    /// `close()`
    pub(super) fn close(&self, vm: &Vm) -> Res {
        if !self.closed.get() {
            self.flush(vm)?;
            self.closed.set(true);
        }
        Ok(Value::NONE)
    }
}

/// Of bytes that hold a line, the end of that, but no more than `limit` of them.
pub(super) fn line_end(bytes: &[u8], limit: Option<usize>) -> Option<usize> {
    let end = bytes.iter().position(|&byte| byte == b'\n').map(|at| at + 1);
    match (end, limit) {
        (Some(end), Some(limit)) => Some(end.min(limit)),
        (None, Some(limit)) => (bytes.len() >= limit).then_some(limit),
        (end, None) => end,
    }
}

/// The `size` that `read` and `readline` take: nothing for all there is.
pub(super) fn size(vm: &Vm, value: &Value) -> Res<Option<usize>> {
    match value.not_none() {
        Some(size) => Ok(usize::try_from(vm.index_i64(size)?).ok()),
        None => Ok(None),
    }
}

pub(super) fn io_error(vm: &Vm, error: &std::io::Error) -> Raised {
    let number = error.raw_os_error().unwrap_or(5);
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    match vm.call(vm.exceptions.os_error.value(), &[vm.int(number.into()), vm.str(text)]) {
        Ok(exception) => vm.raise(exception),
        Err(raised) => raised,
    }
}

/// `io.UnsupportedOperation`
#[cold]
pub(super) fn unsupported(vm: &Vm, message: &str) -> Raised {
    let raise = || {
        let class = vm.get_attr_str(&vm.import_module("_io")?, "UnsupportedOperation")?;
        vm.call(&class, &[vm.str(message)])
    };
    match raise() {
        Ok(exception) => vm.raise(exception),
        Err(raised) => raised,
    }
}

/// One of the text streams 0, 1 and 2.
struct Stream {
    channel: Rc<Channel>,
    buffer: Value,
}

impl Body for Stream {
    const KIND: Kind = Kind::ext(64);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(&self.buffer);
    }
}

fn of<'a>(vm: &Vm, value: &'a Value) -> Result<&'a Stream, Raised> {
    value.downcast::<Stream>().ok_or_else(|| vm.type_error("not a standard stream"))
}

fn number(value: &Value) -> u8 {
    value.downcast::<Stream>().map_or(1, |stream| stream.channel.number)
}

const NAMES: [&str; 3] = ["<stdin>", "<stdout>", "<stderr>"];

const METHODS: &[Method] = &[
    Method::new("write(text, /)", write, "Writes text."),
    Method::new("writelines(lines, /)", write_lines, "Writes each of the lines."),
    Method::new("flush()", |vm, a| of(vm, &a[0])?.channel.flush(vm), "Hands on what has been written."),
    Method::new("isatty()", is_terminal, "Whether it is a terminal."),
    Method::new("fileno()", file_number, "The number of the stream."),
    Method::new("readline(size=-1, /)", read_line, "Reads a line."),
    Method::new("readlines(hint=-1, /)", read_lines, "Reads the lines that are left."),
    Method::new("read(size=-1, /)", read, "Reads to the end."),
    Method::new("readable()", |vm, a| able(vm, &a[0], true), "Whether it can be read."),
    Method::new("writable()", |vm, a| able(vm, &a[0], false), "Whether it can be written."),
    Method::new("seekable()", |_, _| Ok(Value::FALSE), "Whether it has places."),
    Method::new(
        "seek(cookie, whence=0, /)",
        |vm, _| Err(unsupported(vm, "underlying stream is not seekable")),
        "Not supported.",
    ),
    Method::new(
        "tell()",
        |vm, _| Err(unsupported(vm, "underlying stream is not seekable")),
        "Not supported.",
    ),
    Method::new(
        "close()",
        |vm, a| of(vm, &a[0])?.channel.close(vm),
        "Flushes and closes it for this program.",
    ),
    Method::new("reconfigure(**options)", |_, _| Ok(Value::NONE), "Accepted without effect."),
    Method::new("__enter__()", |vm, a| of(vm, &a[0])?.channel.check_open(vm).map(|()| a[0].clone()), ""),
    Method::new("__exit__(*args)", |vm, a| of(vm, &a[0])?.channel.close(vm), "Closes it."),
];

const GETSET: &[GetSet] = &[
    GetSet::read("name", |vm, v| Ok(vm.str(NAMES[usize::from(number(v))]))),
    GetSet::read("mode", |vm, v| Ok(vm.str(if number(v) == 0 { "r" } else { "w" }))),
    GetSet::read("encoding", |vm, _| Ok(vm.str("utf-8"))),
    GetSet::read("errors", |vm, v| Ok(vm.str(if number(v) == 2 { "backslashreplace" } else { "strict" }))),
    GetSet::read("closed", |vm, v| Ok(Value::bool(of(vm, v)?.channel.closed.get()))),
    GetSet::read("newlines", |_, _| Ok(Value::NONE)),
    GetSet::read("line_buffering", |vm, v| Ok(Value::bool(vm.host.is_terminal(number(v))))),
    GetSet::read("write_through", |_, _| Ok(Value::FALSE)),
    GetSet::read("buffer", |vm, v| Ok(of(vm, v)?.buffer.clone())),
];

fn is_terminal(vm: &Vm, args: &[Value]) -> Res {
    of(vm, &args[0])?.channel.check_open(vm)?;
    Ok(Value::bool(vm.host.is_terminal(number(&args[0]))))
}

fn file_number(vm: &Vm, args: &[Value]) -> Res {
    of(vm, &args[0])?.channel.check_open(vm)?;
    Ok(vm.int(number(&args[0]).into()))
}

fn able(vm: &Vm, stream: &Value, reading: bool) -> Res {
    of(vm, stream)?.channel.check_open(vm)?;
    Ok(Value::bool((number(stream) == 0) == reading))
}

fn write(vm: &Vm, args: &[Value]) -> Res {
    let stream = of(vm, &args[0])?;
    let Some(text) = args[1].as_str_object() else {
        let class = vm.type_of(&args[1]).name().to_owned();
        return Err(vm.type_error(format!("write() argument must be str, not {class}")));
    };
    stream.channel.check_mode(vm, false)?;
    match text.as_str() {
        Some(text) => stream.channel.write(vm, text.as_bytes())?,
        None => {
            let errors = if number(&args[0]) == 2 { "backslashreplace" } else { "strict" };
            let bytes = vm.call_method(&args[1], "encode", &[vm.str("utf-8"), vm.str(errors)])?;
            stream.channel.write(vm, bytes.as_bytes().unwrap_or_default())?;
        }
    }
    Ok(vm.int(text.len() as i64))
}

fn write_lines(vm: &Vm, args: &[Value]) -> Res {
    for line in vm.collect(&args[1])? {
        write(vm, &[args[0].clone(), line])?;
    }
    Ok(Value::NONE)
}

fn text(vm: &Vm, bytes: &[u8]) -> Value {
    vm.str(&String::from_utf8_lossy(bytes))
}

/// Where so many characters end, if there are that many.
fn characters(bytes: &[u8], count: usize) -> Option<usize> {
    let mut starts = (0..=bytes.len()).filter(|&at| at == bytes.len() || bytes[at] & 0xC0 != 0x80);
    starts.nth(count)
}

fn read_line(vm: &Vm, args: &[Value]) -> Res {
    let size = size(vm, &args[1])?;
    let channel = &of(vm, &args[0])?.channel;
    let line = channel.read(vm, |bytes| match size.and_then(|size| characters(bytes, size)) {
        limit @ Some(_) => line_end(bytes, limit),
        None => line_end(bytes, None),
    })?;
    Ok(text(vm, &line))
}

fn read_lines(vm: &Vm, args: &[Value]) -> Res {
    let mut lines = Vec::new();
    loop {
        let line = read_line(vm, &[args[0].clone(), Value::NONE])?;
        if line.as_str_object().is_none_or(|line| line.is_empty()) {
            return vm.list(lines);
        }
        lines.push(line);
    }
}

fn read(vm: &Vm, args: &[Value]) -> Res {
    let size = size(vm, &args[1])?;
    let bytes = of(vm, &args[0])?.channel.read(vm, |bytes| size.and_then(|size| characters(bytes, size)))?;
    Ok(text(vm, &bytes))
}

fn slots(slots: &mut Slots) {
    slots.repr = Some(|vm, v| {
        let mode = if number(v) == 0 { 'r' } else { 'w' };
        let name = NAMES[usize::from(number(v))];
        Ok(vm.str(&format!("<_io.TextIOWrapper name='{name}' mode='{mode}' encoding='utf-8'>")))
    });
    slots.iter = Some(|_, v| Ok(v.clone()));
    slots.next = Some(|vm, v| {
        let line = read_line(vm, &[v.clone(), Value::NONE])?;
        Ok(line.as_str_object().is_some_and(|line| !line.is_empty()).then_some(line))
    });
}

/// Puts `stdin`, `stdout` and `stderr` into the module.
pub(super) fn start(vm: &Vm, module: &Value) -> Res<()> {
    vm.add_type::<Stream>(&TypeSpec {
        name: "TextIOWrapper",
        module: "_io",
        kind: Kind::ext(64),
        base: None,
        flags: TypeFlags { no_new: true, ..TypeFlags::default() },
        doc: "A standard stream.",
        slots,
        methods: METHODS,
        getset: GETSET,
    });
    super::byte_stream::add_types(vm);
    for (n, name) in ["stdin", "stdout", "stderr"].into_iter().enumerate() {
        let channel = Rc::new(Channel { number: n as u8, ..Channel::default() });
        let buffer = super::byte_stream::make(vm, channel.clone());
        let stream: Value = vm.make(Stream { channel, buffer }).into();
        vm.module_set(module, name, stream.clone())?;
        vm.module_set(module, &format!("__{name}__"), stream)?;
    }
    Ok(())
}
