//! Files and folders.

use std::{
    cell::RefCell,
    fs::{File, OpenOptions},
    io::{Read, Seek, SeekFrom, Write},
    path::Path,
};

use taipan_host::Change;
use taipan_vm::{
    Body, Kind, Raised, Res, Tracer, Value, Vm,
    native::{Method, TypeFlags, TypeSpec},
};

use super::{os_error, path_argument};

fn stat_of(vm: &Vm, path: &Value, follow: bool) -> Res {
    let (shown, place) = path_argument(vm, path)?;
    let found = match vm.host.stat(&place, follow) {
        Ok(found) => found,
        Err(error) => return Err(os_error(vm, &error, Some(&shown))),
    };
    let seconds = |ns: i128| vm.int(ns.div_euclid(1_000_000_000) as i64);
    let float = |ns: i128| vm.float(ns as f64 / 1e9);
    let int = |n: u64| vm.int(n as i64);
    let fields = vm.tuple(vec![
        int(found.mode.into()),
        int(found.inode),
        int(found.device),
        int(found.links),
        int(found.user.into()),
        int(found.group.into()),
        int(found.size),
        seconds(found.accessed),
        seconds(found.modified),
        seconds(found.changed),
    ]);
    let times = vm.dict();
    for (name, ns) in [("a", found.accessed), ("m", found.modified), ("c", found.changed)] {
        times.set_str(vm, &format!("st_{name}time"), float(ns))?;
        times.set_str(vm, &format!("st_{name}time_ns"), vm.int(ns as i64))?;
    }
    let types = vm.import_module("_os_stat")?;
    let class = vm.get_attr_str(&types, "stat_result")?;
    vm.call(&class, &[fields, times.into()])
}

pub(super) fn stat(vm: &Vm, args: &[Value]) -> Res {
    let follow = args[2].given().map_or(Ok(true), |follow| vm.truth(follow))?;
    stat_of(vm, &args[0], follow)
}

pub(super) fn lstat(vm: &Vm, args: &[Value]) -> Res {
    stat_of(vm, &args[0], false)
}

pub(super) fn listdir(vm: &Vm, args: &[Value]) -> Res {
    let dot = vm.str(".");
    let (shown, place) = path_argument(vm, args[0].not_none().unwrap_or(&dot))?;
    let bytes = shown.as_bytes().is_some();
    match vm.host.list_dir(&place) {
        Ok(names) => {
            let names = names.iter().map(|name| name.to_string_lossy());
            vm.list(names.map(|name| if bytes { vm.bytes(name.as_bytes()) } else { vm.str(&name) }).collect())
        }
        Err(error) => Err(os_error(vm, &error, Some(&shown))),
    }
}

fn change(vm: &Vm, path: &Value, change: Change<'_>) -> Res {
    let (shown, place) = path_argument(vm, path)?;
    match vm.host.change(&place, change) {
        Ok(()) => Ok(Value::NONE),
        Err(error) => Err(os_error(vm, &error, Some(&shown))),
    }
}

pub(super) fn mkdir(vm: &Vm, args: &[Value]) -> Res {
    change(vm, &args[0], Change::MakeDir)
}

pub(super) fn rmdir(vm: &Vm, args: &[Value]) -> Res {
    change(vm, &args[0], Change::RemoveDir)
}

pub(super) fn unlink(vm: &Vm, args: &[Value]) -> Res {
    change(vm, &args[0], Change::Remove)
}

pub(super) fn chdir(vm: &Vm, args: &[Value]) -> Res {
    change(vm, &args[0], Change::WorkingDir)
}

pub(super) fn rename(vm: &Vm, args: &[Value]) -> Res {
    let (_, to) = path_argument(vm, &args[1])?;
    change(vm, &args[0], Change::Rename(Path::new(&to)))
}

/// An open file of the host; nothing once it is closed.
pub(super) struct RawFile {
    file: RefCell<Option<File>>,
}

impl Body for RawFile {
    const KIND: Kind = Kind::ext(65);
    const TRACED: bool = false;
    fn trace(&self, _: &mut Tracer<'_>) {}
}

/// `_open(path, mode)`: the mode has one of `r`, `w`, `a`, `x`, and perhaps `+`.
pub(super) fn open(vm: &Vm, args: &[Value]) -> Res {
    let (shown, place) = path_argument(vm, &args[0])?;
    let mode = args[1].as_str().unwrap_or("r");
    let both = mode.contains('+');
    let mut how = OpenOptions::new();
    match mode.as_bytes().first() {
        Some(b'w') => how.write(true).create(true).truncate(true).read(both),
        Some(b'a') => how.append(true).create(true).read(both),
        Some(b'x') => how.write(true).create_new(true).read(both),
        _ => how.read(true).write(both),
    };
    if place.is_dir() {
        let error = std::io::Error::from_raw_os_error(libc::EISDIR);
        return Err(os_error(vm, &error, Some(&shown)));
    }
    match vm.host.open(&place, &how) {
        Ok(file) => Ok(vm.make(RawFile { file: RefCell::new(Some(file)) }).into()),
        Err(error) => Err(os_error(vm, &error, Some(&shown))),
    }
}

fn with<T>(vm: &Vm, value: &Value, act: impl FnOnce(&mut File) -> std::io::Result<T>) -> Result<T, Raised> {
    let Some(raw) = value.downcast::<RawFile>() else { return Err(vm.type_error("a file is required")) };
    let result = match raw.file.borrow_mut().as_mut() {
        Some(file) => act(file),
        None => return Err(vm.value_error("I/O operation on closed file")),
    };
    result.map_err(|error| os_error(vm, &error, None))
}

/// At most `size` bytes, or all that is left.
fn read(vm: &Vm, args: &[Value]) -> Res {
    let size = vm.index_i64(&args[1])?;
    let mut bytes = Vec::new();
    with(vm, &args[0], |file| match u64::try_from(size) {
        Ok(size) => file.take(size).read_to_end(&mut bytes),
        Err(_) => file.read_to_end(&mut bytes),
    })?;
    Ok(vm.bytes(&bytes))
}

fn write(vm: &Vm, args: &[Value]) -> Res {
    let bytes = vm.to_byte_vec(&args[1])?;
    with(vm, &args[0], |file| file.write_all(&bytes))?;
    Ok(vm.int(bytes.len() as i64))
}

fn seek(vm: &Vm, args: &[Value]) -> Res {
    let offset = vm.index_i64(&args[1])?;
    let to = match vm.index_i64(&args[2])? {
        0 if offset < 0 => return Err(vm.value_error(format!("negative seek value {offset}"))),
        0 => SeekFrom::Start(offset as u64),
        1 => SeekFrom::Current(offset),
        _ => SeekFrom::End(offset),
    };
    Ok(vm.int(with(vm, &args[0], |file| file.seek(to))? as i64))
}

fn truncate(vm: &Vm, args: &[Value]) -> Res {
    let size = vm.index_i64(&args[1])?.max(0) as u64;
    with(vm, &args[0], |file| file.set_len(size))?;
    Ok(args[1].clone())
}

fn close(_: &Vm, args: &[Value]) -> Res {
    if let Some(raw) = args[0].downcast::<RawFile>() {
        drop(raw.file.take());
    }
    Ok(Value::NONE)
}

#[cfg(unix)]
fn fileno(vm: &Vm, args: &[Value]) -> Res {
    use std::os::fd::AsRawFd;
    Ok(vm.int(with(vm, &args[0], |file| Ok(file.as_raw_fd()))?.into()))
}

#[cfg(not(unix))]
fn fileno(vm: &Vm, args: &[Value]) -> Res {
    with(vm, &args[0], |_| Ok(vm.int(3)))
}

pub(super) fn spec() -> TypeSpec {
    TypeSpec {
        name: "_RawFile",
        module: "_os",
        kind: RawFile::KIND,
        base: None,
        flags: TypeFlags { no_new: true, ..TypeFlags::default() },
        doc: "An open file of the system.",
        slots: |_| {},
        methods: const {
            &[
                Method::new("read(size, /)", read, ""),
                Method::new("write(data, /)", write, ""),
                Method::new("seek(offset, whence, /)", seek, ""),
                Method::new("truncate(size, /)", truncate, ""),
                Method::new("fileno()", fileno, ""),
                Method::new("close()", close, ""),
            ]
        },
        getset: &[],
    }
}
