//! File descriptors: `os.open` and the functions that take what it gives.

use taipan_host::Descriptor;
use taipan_vm::{Res, Value, Vm};

use super::{files::stat_value, os_error, paths::Wanted};

/// A descriptor from an argument.
pub(super) fn number(vm: &Vm, value: &Value) -> Res<i32> {
    let number = vm.index_i64(value)?;
    i32::try_from(number).map_err(|_| vm.overflow_error("Python int too large to convert to C int"))
}

fn act(vm: &Vm, value: &Value, what: Descriptor<'_>) -> Res<u64> {
    let fd = number(vm, value)?;
    vm.host.descriptor(fd, what).map_err(|error| os_error(vm, &error, None))
}

pub(super) fn open(vm: &Vm, args: &[Value]) -> Res {
    let (shown, place) = Wanted::path("open").argument(vm, &args[0])?;
    let flags = number(vm, &args[1])?;
    let mode = args[2].given().map_or(Ok(0o777), |mode| vm.index_i64(mode))? as u32;
    match vm.host.open_descriptor(&place, flags, mode) {
        Ok(fd) => Ok(vm.int(fd.into())),
        Err(error) => Err(os_error(vm, &error, Some(&shown))),
    }
}

pub(super) fn close(vm: &Vm, args: &[Value]) -> Res {
    act(vm, &args[0], Descriptor::Close)?;
    Ok(Value::NONE)
}

pub(super) fn read(vm: &Vm, args: &[Value]) -> Res {
    let Ok(length) = usize::try_from(vm.index_i64(&args[1])?) else {
        return Err(os_error(vm, &std::io::Error::from_raw_os_error(libc::EINVAL), None));
    };
    vm.heap().charge(length)?;
    let mut bytes = vec![0; length];
    vm.heap().uncharge(length);
    let count = act(vm, &args[0], Descriptor::Read(&mut bytes))?;
    Ok(vm.bytes(&bytes[..count as usize]))
}

pub(super) fn write(vm: &Vm, args: &[Value]) -> Res {
    let bytes = vm.bytes_argument(&args[1])?;
    let count = act(vm, &args[0], Descriptor::Write(&bytes))?;
    Ok(vm.int(count as i64))
}

pub(super) fn lseek(vm: &Vm, args: &[Value]) -> Res {
    let what = Descriptor::Seek(vm.index_i64(&args[1])?, number(vm, &args[2])?);
    Ok(vm.int(act(vm, &args[0], what)? as i64))
}

pub(super) fn ftruncate(vm: &Vm, args: &[Value]) -> Res {
    let size = vm.index_i64(&args[1])?;
    act(vm, &args[0], Descriptor::Truncate(size.max(0) as u64))?;
    Ok(Value::NONE)
}

pub(super) fn fsync(vm: &Vm, args: &[Value]) -> Res {
    act(vm, &args[0], Descriptor::Sync)?;
    Ok(Value::NONE)
}

pub(super) fn dup(vm: &Vm, args: &[Value]) -> Res {
    Ok(vm.int(act(vm, &args[0], Descriptor::Duplicate)? as i64))
}

pub(super) fn pipe(vm: &Vm, _: &[Value]) -> Res {
    match vm.host.pipe() {
        Ok((reader, writer)) => Ok(vm.tuple(vec![vm.int(reader.into()), vm.int(writer.into())])),
        Err(error) => Err(os_error(vm, &error, None)),
    }
}

pub(super) fn fstat(vm: &Vm, args: &[Value]) -> Res {
    let fd = number(vm, &args[0])?;
    match vm.host.stat_descriptor(fd) {
        Ok(found) => Ok(stat_value(vm, &found)),
        Err(error) => Err(os_error(vm, &error, None)),
    }
}
