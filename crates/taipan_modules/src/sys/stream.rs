//! The standard streams: small text streams over the host, made without importing `io`.

use taipan_vm::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{GetSet, Method, TypeFlags, TypeSpec},
};

/// One of the streams 0, 1 and 2.
struct Stream {
    number: u8,
}

impl Body for Stream {
    const KIND: Kind = Kind::ext(64);
    const TRACED: bool = false;
    fn trace(&self, _: &mut Tracer<'_>) {}
}

fn number(value: &Value) -> u8 {
    value.downcast::<Stream>().map_or(1, |stream| stream.number)
}

fn name(value: &Value) -> &'static str {
    match number(value) {
        0 => "<stdin>",
        1 => "<stdout>",
        _ => "<stderr>",
    }
}

const METHODS: &[Method] = &[
    Method::new("write(text, /)", write, "Writes text."),
    Method::new("writelines(lines, /)", write_lines, "Writes each of the lines."),
    Method::new("flush()", flush, "Hands on what has been written."),
    Method::new(
        "isatty()",
        |vm, a| Ok(Value::bool(vm.host.is_terminal(number(&a[0])))),
        "Whether it is a terminal.",
    ),
    Method::new("fileno()", |vm, a| Ok(vm.int(number(&a[0]).into())), "The number of the stream."),
    Method::new("readline(size=-1, /)", read_line, "Reads a line."),
    Method::new("read(size=-1, /)", read, "Reads to the end."),
    Method::new("readable()", |_, a| Ok(Value::bool(number(&a[0]) == 0)), "Whether it can be read."),
    Method::new("writable()", |_, a| Ok(Value::bool(number(&a[0]) != 0)), "Whether it can be written."),
    Method::new("close()", flush, "Flushes; the stream stays open."),
    Method::new("reconfigure(**options)", |_, _| Ok(Value::NONE), "Accepted without effect."),
];

const GETSET: &[GetSet] = &[
    GetSet::read("name", |vm, v| Ok(vm.str(name(v)))),
    GetSet::read("mode", |vm, v| Ok(vm.str(if number(v) == 0 { "r" } else { "w" }))),
    GetSet::read("encoding", |vm, _| Ok(vm.str("utf-8"))),
    GetSet::read("errors", |vm, v| Ok(vm.str(if number(v) == 2 { "backslashreplace" } else { "strict" }))),
    GetSet::read("closed", |_, _| Ok(Value::FALSE)),
    GetSet::read("newlines", |_, _| Ok(Value::NONE)),
    GetSet::read("line_buffering", |vm, v| Ok(Value::bool(number(v) == 2 || vm.host.is_terminal(number(v))))),
];

fn write(vm: &Vm, args: &[Value]) -> Res {
    let Some(text) = args[1].as_str_object() else {
        return Err(
            vm.type_error(format!("write() argument must be str, not {}", vm.type_of(&args[1]).name()))
        );
    };
    if text.as_str().is_none() && number(&args[0]) == 1 {
        return Err(vm.error(
            &vm.exceptions.unicode_encode_error,
            "'utf-8' codec can't encode: surrogates not allowed",
        ));
    }
    let bytes = text.to_lossy();
    let result = match number(&args[0]) {
        1 => vm.host.write_stdout(bytes.as_bytes()),
        2 => vm.host.write_stderr(bytes.as_bytes()),
        _ => return Err(vm.error(&vm.exceptions.os_error, "not writable")),
    };
    match result {
        Ok(()) => Ok(vm.int(text.len() as i64)),
        Err(error) => Err(io_error(vm, &error)),
    }
}

fn io_error(vm: &Vm, error: &std::io::Error) -> taipan_vm::Raised {
    let number = error.raw_os_error().unwrap_or(5);
    match vm.call(vm.exceptions.os_error.value(), &[vm.int(number.into()), vm.str(&error.to_string())]) {
        Ok(exception) => vm.raise(exception),
        Err(raised) => raised,
    }
}

fn write_lines(vm: &Vm, args: &[Value]) -> Res {
    for line in vm.collect(&args[1])? {
        write(vm, &[args[0].clone(), line])?;
    }
    Ok(Value::NONE)
}

fn flush(vm: &Vm, _: &[Value]) -> Res {
    match vm.host.flush() {
        Ok(()) => Ok(Value::NONE),
        Err(error) => Err(io_error(vm, &error)),
    }
}

fn read_line(vm: &Vm, _: &[Value]) -> Res {
    match vm.host.read_line() {
        Ok(line) => Ok(vm.str(&String::from_utf8_lossy(&line))),
        Err(error) => Err(io_error(vm, &error)),
    }
}

fn read(vm: &Vm, _: &[Value]) -> Res {
    let mut all = Vec::new();
    loop {
        match vm.host.read_line() {
            Ok(line) if line.is_empty() => return Ok(vm.str(&String::from_utf8_lossy(&all))),
            Ok(line) => all.extend(line),
            Err(error) => return Err(io_error(vm, &error)),
        }
    }
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
        slots: |slots| {
            slots.repr = Some(|vm, v| {
                let mode = if number(v) == 0 { 'r' } else { 'w' };
                Ok(vm.str(&format!("<_io.TextIOWrapper name='{}' mode='{mode}' encoding='utf-8'>", name(v))))
            });
            slots.iter = Some(|_, v| Ok(v.clone()));
            slots.next = Some(|vm, v| {
                let line = read_line(vm, std::slice::from_ref(v))?;
                Ok(line.as_str_object().is_some_and(|line| !line.is_empty()).then_some(line))
            });
        },
        methods: METHODS,
        getset: GETSET,
    });
    for (n, name) in ["stdin", "stdout", "stderr"].into_iter().enumerate() {
        let stream: Value = vm.make(Stream { number: n as u8 }).into();
        vm.module_set(module, name, stream.clone())?;
        vm.module_set(module, &format!("__{name}__"), stream)?;
    }
    Ok(())
}
