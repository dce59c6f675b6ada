//! Names that are not bound, and the cells of free variables.

use crate::interp::thread::function_of;
use crate::{Raised, Raw, Value, Vm, objects::CellObject};

/// The cell of a free variable.
#[inline(always)]
pub(crate) unsafe fn free_cell<'a>(base: *mut Raw, at: usize) -> &'a CellObject {
    // SAFETY: verified code names free variables that the closure has; the frame keeps the closure alive.
    unsafe {
        let closure = function_of(base).closure.as_ref().unwrap_unchecked();
        let cell: &Value = closure.as_slice().get_unchecked(at);
        cell.body_unchecked::<CellObject>()
    }
}

#[cold]
#[inline(never)]
pub(crate) unsafe fn unbound(vm: &Vm, base: *mut Raw, register: usize) -> Raised {
    // SAFETY: the frame is live.
    let code = unsafe { function_of(base).code() };
    let name = code.local_name(register).to_owned();
    let message = format!("cannot access local variable '{name}' where it is not associated with a value");
    vm.error(&vm.exceptions.unbound_local_error, message)
}

#[cold]
#[inline(never)]
pub(crate) unsafe fn unbound_free(vm: &Vm, base: *mut Raw, at: usize) -> Raised {
    // SAFETY: the frame is live.
    let name = unsafe { function_of(base).code().free_names[at].clone() };
    let text = name.as_str().unwrap_or("?").to_owned();
    vm.name_error(
        &name,
        format!(
            "cannot access free variable '{text}' where it is not associated with a value in enclosing scope"
        ),
    )
}
