//! `_os`: what `os` needs of the system, over the host.

mod descriptors;
mod files;
mod paths;
mod rows;

use taipan_vm::{Res, Vm, native::ModuleSpec};

pub(crate) use paths::os_error;

fn environment(vm: &Vm) -> Res {
    let environ = vm.dict();
    for (name, value) in vm.host.env_vars() {
        environ.set(vm, &vm.bytes(name.as_bytes()), &vm.bytes(value.as_bytes()))?;
    }
    Ok(environ.into())
}

/// The module's row.
pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_os",
    doc: "The system's functions.",
    functions: rows::FUNCTIONS,
    init: |vm, module| {
        vm.add_type::<files::RawFile>(&files::spec());
        vm.module_set(module, "environ", environment(vm)?)?;
        vm.module_set(module, "_have_functions", vm.list(vec![vm.str("HAVE_LSTAT")])?)?;
        vm.module_set(module, "error", vm.exceptions.os_error.value().clone())?;
        vm.module_set(module, "stat_result", vm.struct_class(&files::STAT_RESULT).into())?;
        vm.module_set(module, "terminal_size", vm.struct_class(&files::TERMINAL_SIZE).into())?;
        #[cfg(unix)]
        for (name, value) in [
            ("O_CREAT", libc::O_CREAT),
            ("O_EXCL", libc::O_EXCL),
            ("O_TRUNC", libc::O_TRUNC),
            ("O_APPEND", libc::O_APPEND),
            ("O_NONBLOCK", libc::O_NONBLOCK),
            ("O_CLOEXEC", libc::O_CLOEXEC),
            ("O_DIRECTORY", libc::O_DIRECTORY),
            ("O_NOFOLLOW", libc::O_NOFOLLOW),
            ("O_SYNC", libc::O_SYNC),
        ] {
            vm.module_set(module, name, vm.int(value.into()))?;
        }
        for (name, value) in [
            ("F_OK", 0),
            ("R_OK", 4),
            ("W_OK", 2),
            ("X_OK", 1),
            ("O_RDONLY", 0),
            ("O_WRONLY", 1),
            ("O_RDWR", 2),
            ("EX_OK", 0),
        ] {
            vm.module_set(module, name, vm.int(value))?;
        }
        Ok(())
    },
};
