//! The functions of the module, and those of them that are small.

use taipan_vm::{Raised, Res, Value, Vm, native::Function};

use super::{descriptors, files, os_error, paths};

fn urandom(vm: &Vm, args: &[Value]) -> Res {
    let count = vm.index_i64(&args[0])?;
    let Ok(count) = usize::try_from(count) else {
        return Err(vm.value_error("negative argument not allowed"));
    };
    vm.heap().charge(count)?;
    let mut bytes = vec![0; count];
    vm.host.random_bytes(&mut bytes);
    vm.heap().uncharge(count);
    Ok(vm.bytes(&bytes))
}

fn getcwd(vm: &Vm) -> Result<String, Raised> {
    match vm.host.current_dir() {
        Ok(folder) => Ok(folder.to_string_lossy().into_owned()),
        Err(error) => Err(os_error(vm, &error, None)),
    }
}

fn exit(vm: &Vm, args: &[Value]) -> Res {
    let status = vm.index_i64(&args[0])?;
    // The process ends here, and nobody is left to report a failure to.
    _ = vm.host.flush();
    std::process::exit(status as i32)
}

fn isatty(vm: &Vm, args: &[Value]) -> Res {
    let fd = vm.index_i64(&args[0])?;
    Ok(Value::bool((0..3).contains(&fd) && vm.host.is_terminal(fd as u8)))
}

fn cpu_count(vm: &Vm, _: &[Value]) -> Res {
    Ok(std::thread::available_parallelism().map_or(Value::NONE, |count| vm.int(count.get() as i64)))
}

/// The functions of the module.
pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("getcwd()", |vm, _| Ok(vm.str(&getcwd(vm)?)), "The current working directory."),
    Function::new("getcwdb()", |vm, _| Ok(vm.bytes(getcwd(vm)?.as_bytes())), "The same as bytes."),
    Function::new("chdir(path)", files::chdir, "Changes the working folder."),
    Function::new("getpid()", |vm, _| Ok(vm.int(std::process::id().into())), "The number of the process."),
    Function::new("urandom(size, /)", urandom, "Random bytes for cryptography."),
    Function::new("_exit(status)", exit, "Exit to the system, without normal exit processing."),
    Function::new("isatty(fd, /)", isatty, "Whether the descriptor is a terminal."),
    Function::new("cpu_count()", cpu_count, "The number of processors."),
    Function::new("fspath(path)", paths::fspath, "The path as str or bytes."),
    Function::new(
        "stat(path, *, dir_fd=None, follow_symlinks=True)",
        files::stat,
        "What is known of a path.",
    ),
    Function::new(
        "lstat(path, *, dir_fd=None)",
        files::lstat,
        "What is known of a path, or of a link itself.",
    ),
    Function::new("listdir(path=None)", files::listdir, "The names in a folder."),
    Function::new("mkdir(path, mode=0o777, *, dir_fd=None)", files::mkdir, "Make a folder."),
    Function::new("rmdir(path, *, dir_fd=None)", files::rmdir, "Remove an empty folder."),
    Function::new("unlink(path, *, dir_fd=None)", files::unlink, "Remove a file."),
    Function::new("remove(path, *, dir_fd=None)", files::remove, "Remove a file."),
    Function::new(
        "rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
        files::rename,
        "Rename a file or folder.",
    ),
    Function::new(
        "replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
        files::replace,
        "Rename a file or folder, replacing the destination.",
    ),
    Function::new(
        "link(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)",
        files::link,
        "Make a further name for a file.",
    ),
    Function::new(
        "symlink(src, dst, target_is_directory=False, *, dir_fd=None)",
        files::symlink,
        "Make a symbolic link.",
    ),
    Function::new("readlink(path, *, dir_fd=None)", files::readlink, "Where a symbolic link leads."),
    Function::new(
        "chmod(path, mode, *, dir_fd=None, follow_symlinks=True)",
        files::chmod,
        "Set the permission bits.",
    ),
    Function::new(
        "access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)",
        files::access,
        "Whether a path may be read, written or run.",
    ),
    Function::new(
        "utime(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True)",
        files::utime,
        "Set the times of the last access and change.",
    ),
    Function::new("truncate(path, length)", files::truncate_path, "Cut or grow a file."),
    Function::new("_scandir_names(path=None, /)", files::scan, "The names that os.scandir() tells of."),
    Function::new(
        "open(path, flags, mode=0o777, *, dir_fd=None)",
        descriptors::open,
        "Open a file as a descriptor.",
    ),
    Function::new("close(fd)", descriptors::close, "Close a descriptor."),
    Function::new("read(fd, length, /)", descriptors::read, "Read from a descriptor."),
    Function::new("write(fd, data, /)", descriptors::write, "Write to a descriptor."),
    Function::new("lseek(fd, position, whence, /)", descriptors::lseek, "Move the place of a descriptor."),
    Function::new(
        "ftruncate(fd, length, /)",
        descriptors::ftruncate,
        "Cut or grow the file of a descriptor.",
    ),
    Function::new("fsync(fd)", descriptors::fsync, "Wait until the file is on the disk."),
    Function::new("fstat(fd)", descriptors::fstat, "What is known of a descriptor."),
    Function::new("dup(fd, /)", descriptors::dup, "A further descriptor of the same file."),
    Function::new("pipe()", descriptors::pipe, "The two ends of a pipe."),
    #[cfg(unix)]
    Function::new(
        "getppid()",
        |vm, _| Ok(vm.int(std::os::unix::process::parent_id().into())),
        "The number of the parent process.",
    ),
    Function::new("strerror(code, /)", paths::strerror, "The text of an error number."),
    Function::new("_open(path, mode, /)", files::open, "Opens a file: an object that _io builds on."),
];
