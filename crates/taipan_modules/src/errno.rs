//! `errno`: the system's error numbers.

use taipan_vm::native::ModuleSpec;

macro_rules! numbers {
    ($($name:ident)*) => { &[$((stringify!($name), libc::$name)),*] };
}

#[rustfmt::skip]
const NUMBERS: &[(&str, i32)] = numbers! {
    EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD EAGAIN ENOMEM EACCES EFAULT EBUSY EEXIST EXDEV
    ENODEV ENOTDIR EISDIR EINVAL ENFILE EMFILE ENOTTY EFBIG ENOSPC ESPIPE EROFS EMLINK EPIPE EDOM ERANGE
    EDEADLK ENAMETOOLONG ENOLCK ENOSYS ENOTEMPTY ELOOP EWOULDBLOCK EILSEQ EUSERS ENOTSOCK EDESTADDRREQ
    EMSGSIZE EPROTOTYPE ENOPROTOOPT EPROTONOSUPPORT EOPNOTSUPP ENOTSUP EAFNOSUPPORT EADDRINUSE EADDRNOTAVAIL
    ENETDOWN ENETUNREACH ENETRESET ECONNABORTED ECONNRESET ENOBUFS EISCONN ENOTCONN ESHUTDOWN ETIMEDOUT
    ECONNREFUSED EHOSTDOWN EHOSTUNREACH EALREADY EINPROGRESS ESTALE EDQUOT ECANCELED EOWNERDEAD
    ENOTRECOVERABLE EOVERFLOW EPROTO EBADMSG EIDRM ENOMSG
};

/// The module's row.
pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "errno",
    doc: "The system's error numbers.",
    functions: &[],
    init: |vm, module| {
        let codes = vm.dict();
        for (name, number) in NUMBERS {
            vm.module_set(module, name, vm.int((*number).into()))?;
            codes.set_default(vm, &vm.int((*number).into()), &vm.str(name))?;
        }
        vm.module_set(module, "errorcode", codes.into())
    },
};
