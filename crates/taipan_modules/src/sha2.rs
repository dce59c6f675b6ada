//! The module `_sha2`: SHA-224, SHA-256, SHA-384 and SHA-512.

use std::cell::RefCell;

use sha2::Digest;
use taipan_vm::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Function, GetSet, Method, ModuleSpec, TypeFlags, TypeSpec},
};

/// A running hash.
#[derive(Clone)]
enum State {
    Sha224(sha2::Sha224),
    Sha256(sha2::Sha256),
    Sha384(sha2::Sha384),
    Sha512(sha2::Sha512),
}

impl State {
    fn update(&mut self, data: &[u8]) {
        match self {
            State::Sha224(state) => state.update(data),
            State::Sha256(state) => state.update(data),
            State::Sha384(state) => state.update(data),
            State::Sha512(state) => state.update(data),
        }
    }

    fn digest(&self) -> Vec<u8> {
        match self.clone() {
            State::Sha224(state) => state.finalize().to_vec(),
            State::Sha256(state) => state.finalize().to_vec(),
            State::Sha384(state) => state.finalize().to_vec(),
            State::Sha512(state) => state.finalize().to_vec(),
        }
    }

    /// Name, size of the digest and size of a block.
    fn facts(&self) -> (&'static str, i64, i64) {
        match self {
            State::Sha224(_) => ("sha224", 28, 64),
            State::Sha256(_) => ("sha256", 32, 64),
            State::Sha384(_) => ("sha384", 48, 128),
            State::Sha512(_) => ("sha512", 64, 128),
        }
    }
}

/// A hash object of any of the four kinds.
struct Hash {
    state: RefCell<State>,
}

impl Body for Hash {
    const KIND: Kind = Kind::ext(97);
    const TRACED: bool = false;
    fn trace(&self, _: &mut Tracer<'_>) {}
}

fn of<'a>(vm: &Vm, value: &'a Value) -> Res<&'a RefCell<State>> {
    match value.downcast::<Hash>() {
        Some(hash) => Ok(&hash.state),
        None => Err(vm.type_error("a hash object is required")),
    }
}

fn data(vm: &Vm, value: &Value) -> Res<Vec<u8>> {
    if value.as_str_object().is_some() {
        return Err(vm.type_error("Strings must be encoded before hashing"));
    }
    match vm.buffer_bytes(value) {
        Some(bytes) => Ok(bytes.into_owned()),
        None => Err(vm.type_error("object supporting the buffer API required")),
    }
}

fn start(vm: &Vm, args: &[Value], mut state: State) -> Res {
    if let Some(string) = args[0].given() {
        state.update(&data(vm, string)?);
    }
    Ok(vm.make(Hash { state: RefCell::new(state) }).into())
}

fn update(vm: &Vm, args: &[Value]) -> Res {
    let bytes = data(vm, &args[1])?;
    of(vm, &args[0])?.borrow_mut().update(&bytes);
    Ok(Value::NONE)
}

fn digest(vm: &Vm, args: &[Value]) -> Res {
    Ok(vm.bytes(&of(vm, &args[0])?.borrow().digest()))
}

fn hexdigest(vm: &Vm, args: &[Value]) -> Res {
    let digest = of(vm, &args[0])?.borrow().digest();
    Ok(vm.str(&digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>()))
}

fn copy(vm: &Vm, args: &[Value]) -> Res {
    let state = of(vm, &args[0])?.borrow().clone();
    Ok(vm.make(Hash { state: RefCell::new(state) }).into())
}

const METHODS: &[Method] = &[
    Method::new("update(obj, /)", update, "Update this hash object's state with the provided string."),
    Method::new("digest()", digest, "Return the digest value as a bytes object."),
    Method::new("hexdigest()", hexdigest, "Return the digest value as a string of hexadecimal digits."),
    Method::new("copy()", copy, "Return a copy of the hash object."),
];

const GETSET: &[GetSet] = &[
    GetSet::read("name", |vm, v| Ok(vm.str(of(vm, v)?.borrow().facts().0))),
    GetSet::read("digest_size", |vm, v| Ok(vm.int(of(vm, v)?.borrow().facts().1))),
    GetSet::read("block_size", |vm, v| Ok(vm.int(of(vm, v)?.borrow().facts().2))),
];

/// The module's row.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_sha2",
    doc: "The SHA-2 family of hash functions.",
    functions: &[
        Function::new(
            "sha224(string=b'', *, usedforsecurity=True)",
            |vm, args| start(vm, args, State::Sha224(sha2::Sha224::new())),
            "Return a new SHA-224 hash object; optionally initialized with a string.",
        ),
        Function::new(
            "sha256(string=b'', *, usedforsecurity=True)",
            |vm, args| start(vm, args, State::Sha256(sha2::Sha256::new())),
            "Return a new SHA-256 hash object; optionally initialized with a string.",
        ),
        Function::new(
            "sha384(string=b'', *, usedforsecurity=True)",
            |vm, args| start(vm, args, State::Sha384(sha2::Sha384::new())),
            "Return a new SHA-384 hash object; optionally initialized with a string.",
        ),
        Function::new(
            "sha512(string=b'', *, usedforsecurity=True)",
            |vm, args| start(vm, args, State::Sha512(sha2::Sha512::new())),
            "Return a new SHA-512 hash object; optionally initialized with a string.",
        ),
    ],
    init: |vm, module| {
        let class = vm.add_type::<Hash>(&TypeSpec {
            name: "SHA2Type",
            module: "_sha2",
            kind: Hash::KIND,
            base: None,
            flags: TypeFlags { no_new: true, ..TypeFlags::default() },
            doc: "",
            slots: |_| {},
            methods: METHODS,
            getset: GETSET,
        });
        vm.module_set(module, "SHA2Type", class.into())
    },
};
