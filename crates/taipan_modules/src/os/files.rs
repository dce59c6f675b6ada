//! Files and folders.

use std::{
    cell::RefCell,
    fs::{File, OpenOptions},
    io::{Read, Seek, SeekFrom, Write},
    path::Path,
};

use taipan_host::{Change, Stat};
use taipan_vm::{
    Body, Kind, Raised, Res, Tracer, Value, Vm,
    native::{Method, StructSpec, TypeFlags, TypeSpec},
};

use super::{
    os_error,
    paths::{Wanted, os_error_of},
};

/// `os.stat_result`
pub(super) static STAT_RESULT: StructSpec = StructSpec {
    name: "stat_result",
    module: "os",
    doc: "What the file system knows of a path.",
    fields: &[
        ("st_mode", "kind and permission bits"),
        ("st_ino", "number of the inode"),
        ("st_dev", "device"),
        ("st_nlink", "number of names"),
        ("st_uid", "number of the owner"),
        ("st_gid", "number of the owner's group"),
        ("st_size", "bytes"),
        ("", ""),
        ("", ""),
        ("", ""),
        ("st_atime", "seconds of the last access"),
        ("st_mtime", "seconds of the last change of the contents"),
        ("st_ctime", "seconds of the last change of what is known"),
        ("st_atime_ns", "nanoseconds of the last access"),
        ("st_mtime_ns", "nanoseconds of the last change of the contents"),
        ("st_ctime_ns", "nanoseconds of the last change of what is known"),
        ("st_blksize", "bytes of a block"),
        ("st_blocks", "number of blocks"),
        ("st_rdev", "device that it stands for"),
    ],
    visible: 10,
    closed: false,
};

/// `os.terminal_size`
pub(super) static TERMINAL_SIZE: StructSpec = StructSpec {
    name: "terminal_size",
    module: "os",
    doc: "Columns and lines of a terminal.",
    fields: &[("columns", "characters of a line"), ("lines", "lines")],
    visible: 2,
    closed: false,
};

/// The `stat_result` for what the host knows.
pub(super) fn stat_value(vm: &Vm, found: &Stat) -> Value {
    let int = |n: u64| vm.int(n as i64);
    let times = [found.accessed, found.modified, found.changed];
    let mut items = vec![
        int(found.mode.into()),
        int(found.inode),
        int(found.device),
        int(found.links),
        int(found.user.into()),
        int(found.group.into()),
        int(found.size),
    ];
    items.extend(times.iter().map(|ns| vm.int(ns.div_euclid(1_000_000_000) as i64)));
    items.extend(times.iter().map(|ns| vm.float(*ns as f64 / 1e9)));
    items.extend(times.iter().map(|ns| vm.int(*ns as i64)));
    items.extend([int(found.block_size), int(found.blocks), int(found.special)]);
    vm.struct_value(&STAT_RESULT, items)
}

fn stat_of(vm: &Vm, wanted: Wanted, path: &Value, follow: bool) -> Res {
    let (shown, place) = wanted.argument(vm, path)?;
    let found = match shown.is_int() {
        true => vm.host.stat_descriptor(super::descriptors::number(vm, path)?),
        false => vm.host.stat(&place, follow),
    };
    match found {
        Ok(found) => Ok(stat_value(vm, &found)),
        Err(error) => Err(os_error(vm, &error, Some(&shown))),
    }
}

pub(super) fn stat(vm: &Vm, args: &[Value]) -> Res {
    let follow = args[2].given().map_or(Ok(true), |follow| vm.truth(follow))?;
    stat_of(vm, Wanted::path("stat").or_descriptor(), &args[0], follow)
}

pub(super) fn lstat(vm: &Vm, args: &[Value]) -> Res {
    stat_of(vm, Wanted::path("lstat"), &args[0], false)
}

fn names(vm: &Vm, function: &'static str, path: &Value) -> Res {
    let dot = vm.str(".");
    let wanted = Wanted::path(function).or_descriptor().or_nothing();
    let (shown, place) = wanted.argument(vm, path.not_none().unwrap_or(&dot))?;
    let bytes = shown.as_bytes().is_some();
    match vm.host.list_dir(&place) {
        Ok(names) => {
            let names = names.iter().map(|name| name.to_string_lossy());
            vm.list(names.map(|name| if bytes { vm.bytes(name.as_bytes()) } else { vm.str(&name) }).collect())
        }
        Err(error) => Err(os_error(vm, &error, Some(&shown))),
    }
}

pub(super) fn listdir(vm: &Vm, args: &[Value]) -> Res {
    names(vm, "listdir", &args[0])
}

/// The names for `os.scandir`.
pub(super) fn scan(vm: &Vm, args: &[Value]) -> Res {
    names(vm, "scandir", &args[0])
}

fn change(vm: &Vm, wanted: Wanted, path: &Value, change: Change<'_>) -> Res {
    let (shown, place) = wanted.argument(vm, path)?;
    match vm.host.change(&place, change) {
        Ok(()) => Ok(Value::NONE),
        Err(error) => Err(os_error(vm, &error, Some(&shown))),
    }
}

pub(super) fn mkdir(vm: &Vm, args: &[Value]) -> Res {
    change(vm, Wanted::path("mkdir"), &args[0], Change::MakeDir)
}

pub(super) fn rmdir(vm: &Vm, args: &[Value]) -> Res {
    change(vm, Wanted::path("rmdir"), &args[0], Change::RemoveDir)
}

pub(super) fn unlink(vm: &Vm, args: &[Value]) -> Res {
    change(vm, Wanted::path("unlink"), &args[0], Change::Remove)
}

pub(super) fn remove(vm: &Vm, args: &[Value]) -> Res {
    change(vm, Wanted::path("remove"), &args[0], Change::Remove)
}

pub(super) fn chdir(vm: &Vm, args: &[Value]) -> Res {
    change(vm, Wanted::path("chdir").or_descriptor(), &args[0], Change::WorkingDir)
}

pub(super) fn chmod(vm: &Vm, args: &[Value]) -> Res {
    let mode = vm.index_i64(&args[1])? as u32;
    change(vm, Wanted::path("chmod").or_descriptor(), &args[0], Change::Mode(mode))
}

pub(super) fn truncate_path(vm: &Vm, args: &[Value]) -> Res {
    let size = vm.index_i64(&args[1])?.max(0) as u64;
    change(vm, Wanted::path("truncate").or_descriptor(), &args[0], Change::Truncate(size))
}

pub(super) fn utime(vm: &Vm, args: &[Value]) -> Res {
    let pair =
        |value: &Value, ns_each: &dyn Fn(&Value) -> Res<i128>| match value.as_tuple().map(|t| t.to_vec()) {
            Some(items) if items.len() == 2 => Ok((ns_each(&items[0])?, ns_each(&items[1])?)),
            _ => Err(vm.type_error("utime: 'times' must be either a tuple of two ints or None")),
        };
    let (accessed, modified) = match (args[1].not_none(), args[2].given()) {
        (Some(_), Some(_)) => {
            return Err(vm.value_error("utime: you may specify either 'times' or 'ns' but not both"));
        }
        (Some(times), None) => pair(times, &|value| Ok((vm.to_f64(value)? * 1e9).round() as i128))?,
        (None, Some(ns)) => pair(ns, &|value| Ok(vm.index_i64(value)?.into()))?,
        (None, None) => {
            let now = vm.host.clock().time_ns();
            (now, now)
        }
    };
    change(vm, Wanted::path("utime").or_descriptor(), &args[0], Change::Times(accessed, modified))
}

/// What has to do with two paths.
fn change_two(
    vm: &Vm,
    function: &'static str,
    args: &[Value],
    make: for<'a> fn(&'a Path) -> Change<'a>,
) -> Res {
    let (from_shown, from) = Wanted::named(function, "src").argument(vm, &args[0])?;
    let (to_shown, to) = Wanted::named(function, "dst").argument(vm, &args[1])?;
    match vm.host.change(&from, make(&to)) {
        Ok(()) => Ok(Value::NONE),
        Err(error) => Err(os_error_of(vm, &error, Some(&from_shown), Some(&to_shown))),
    }
}

pub(super) fn rename(vm: &Vm, args: &[Value]) -> Res {
    change_two(vm, "rename", args, |to| Change::Rename(to))
}

pub(super) fn replace(vm: &Vm, args: &[Value]) -> Res {
    change_two(vm, "replace", args, |to| Change::Rename(to))
}

pub(super) fn link(vm: &Vm, args: &[Value]) -> Res {
    change_two(vm, "link", args, |to| Change::Link(to))
}

pub(super) fn symlink(vm: &Vm, args: &[Value]) -> Res {
    change_two(vm, "symlink", args, |to| Change::Symlink(to))
}

pub(super) fn readlink(vm: &Vm, args: &[Value]) -> Res {
    let (shown, place) = Wanted::path("readlink").argument(vm, &args[0])?;
    match vm.host.read_link(&place) {
        Ok(target) if shown.as_bytes().is_some() => Ok(vm.bytes(target.to_string_lossy().as_bytes())),
        Ok(target) => Ok(vm.str(&target.to_string_lossy())),
        Err(error) => Err(os_error(vm, &error, Some(&shown))),
    }
}

/// Whether the owner's, group's or others' permission bits, or those of the superuser, allow what is asked.
pub(super) fn access(vm: &Vm, args: &[Value]) -> Res {
    let (_, place) = Wanted::path("access").argument(vm, &args[0])?;
    let asked = vm.index_i64(&args[1])? as u32 & 7;
    let Ok(found) = vm.host.stat(&place, true) else { return Ok(Value::FALSE) };
    let granted = (found.mode >> 6 | found.mode >> 3 | found.mode) & 7;
    Ok(Value::bool(asked & !granted == 0))
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
    if args[0].is_int() {
        let fd = super::descriptors::number(vm, &args[0])?;
        return match vm.host.adopt_descriptor(fd) {
            Ok(file) => Ok(vm.make(RawFile { file: RefCell::new(Some(file)) }).into()),
            Err(error) => Err(os_error(vm, &error, None)),
        };
    }
    if args[0].as_str_object().is_none() && args[0].as_bytes().is_none() {
        // The text of the error is that of `fspath`.
        super::paths::fspath(vm, &args[..1])?;
    }
    let (shown, place) = Wanted::path("open").argument(vm, &args[0])?;
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

/// Gives the descriptor up without closing it.
#[cfg(unix)]
fn detach(_: &Vm, args: &[Value]) -> Res {
    use std::os::fd::IntoRawFd;
    if let Some(file) = args[0].downcast::<RawFile>().and_then(|raw| raw.file.take()) {
        _ = file.into_raw_fd();
    }
    Ok(Value::NONE)
}

#[cfg(not(unix))]
fn detach(vm: &Vm, args: &[Value]) -> Res {
    close(vm, args)
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
                Method::new("detach()", detach, ""),
            ]
        },
        getset: &[],
    }
}
