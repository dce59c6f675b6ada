//! `sys.stdin.buffer` and its fellows: the bytes under the standard streams.

use std::rc::Rc;

use taipan_vm::{
    Body, Kind, Raised, Res, Tracer, Value, Vm,
    native::{GetSet, Method, TypeFlags, TypeSpec},
    objects::Slots,
};

use super::stream::{Channel, line_end, size};

/// One type for reading and one for writing, with the same body.
struct Input(Rc<Channel>);
struct Output(Rc<Channel>);

impl Body for Input {
    const KIND: Kind = Kind::ext(66);
    const TRACED: bool = false;
    fn trace(&self, _: &mut Tracer<'_>) {}
}

impl Body for Output {
    const KIND: Kind = Kind::ext(67);
    const TRACED: bool = false;
    fn trace(&self, _: &mut Tracer<'_>) {}
}

fn of<'a>(vm: &Vm, value: &'a Value) -> Result<&'a Channel, Raised> {
    let input = value.downcast::<Input>().map(|stream| &*stream.0);
    let output = || value.downcast::<Output>().map(|stream| &*stream.0);
    input.or_else(output).ok_or_else(|| vm.type_error("not a standard stream"))
}

const METHODS: &[Method] = &[
    Method::new("write(buffer, /)", write, "Writes bytes."),
    Method::new("flush()", |vm, a| of(vm, &a[0])?.flush(vm), "Hands on what has been written."),
    Method::new("read(size=-1, /)", read, "Reads so many bytes, or to the end."),
    Method::new("readline(size=-1, /)", read_line, "Reads a line."),
    Method::new("close()", |vm, a| of(vm, &a[0])?.close(vm), "Flushes and closes it for this program."),
    Method::new("readable()", |vm, a| Ok(Value::bool(of(vm, &a[0])?.number == 0)), "Whether it can be read."),
    Method::new(
        "writable()",
        |vm, a| Ok(Value::bool(of(vm, &a[0])?.number != 0)),
        "Whether it can be written.",
    ),
    Method::new("seekable()", |_, _| Ok(Value::FALSE), "Whether it has places."),
    Method::new(
        "isatty()",
        |vm, a| Ok(Value::bool(vm.host.is_terminal(of(vm, &a[0])?.number))),
        "Whether it is a terminal.",
    ),
    Method::new("fileno()", |vm, a| Ok(vm.int(of(vm, &a[0])?.number.into())), "The number of the stream."),
];

const GETSET: &[GetSet] = &[
    GetSet::read("name", |vm, v| {
        Ok(vm.str(["<stdin>", "<stdout>", "<stderr>"][usize::from(of(vm, v)?.number)]))
    }),
    GetSet::read("mode", |vm, v| Ok(vm.str(if of(vm, v)?.number == 0 { "rb" } else { "wb" }))),
    GetSet::read("closed", |vm, v| Ok(Value::bool(of(vm, v)?.closed.get()))),
];

fn write(vm: &Vm, args: &[Value]) -> Res {
    let channel = of(vm, &args[0])?;
    let bytes = vm.bytes_argument(&args[1])?;
    channel.check_mode(vm, false)?;
    channel.write(vm, &bytes)?;
    Ok(vm.int(bytes.len() as i64))
}

fn read(vm: &Vm, args: &[Value]) -> Res {
    let size = size(vm, &args[1])?;
    let bytes = of(vm, &args[0])?.read(vm, |bytes| size.filter(|size| bytes.len() >= *size))?;
    Ok(vm.bytes(&bytes))
}

fn read_line(vm: &Vm, args: &[Value]) -> Res {
    let size = size(vm, &args[1])?;
    let bytes = of(vm, &args[0])?.read(vm, |bytes| line_end(bytes, size))?;
    Ok(vm.bytes(&bytes))
}

fn slots(slots: &mut Slots) {
    slots.repr = Some(|vm, v| {
        let number = usize::from(of(vm, v)?.number);
        let class = vm.type_of(v).name();
        Ok(vm.str(&format!("<{class} name='{}'>", ["<stdin>", "<stdout>", "<stderr>"][number])))
    });
    slots.iter = Some(|_, v| Ok(v.clone()));
    slots.next = Some(|vm, v| {
        let line = read_line(vm, &[v.clone(), Value::NONE])?;
        Ok(line.as_bytes().is_some_and(|line| !line.is_empty()).then_some(line))
    });
}

fn spec(name: &'static str, kind: Kind) -> TypeSpec {
    TypeSpec {
        name,
        module: "_io",
        kind,
        base: None,
        flags: TypeFlags { no_new: true, ..TypeFlags::default() },
        doc: "The bytes of a standard stream.",
        slots,
        methods: METHODS,
        getset: GETSET,
    }
}

pub(super) fn add_types(vm: &Vm) {
    vm.add_type::<Input>(&spec("BufferedReader", Input::KIND));
    vm.add_type::<Output>(&spec("BufferedWriter", Output::KIND));
}

/// The byte stream over a channel.
pub(super) fn make(vm: &Vm, channel: Rc<Channel>) -> Value {
    if channel.number == 0 { vm.make(Input(channel)).into() } else { vm.make(Output(channel)).into() }
}
