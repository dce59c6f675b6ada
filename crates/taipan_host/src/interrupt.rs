//! Ctrl-C.

/// Has `answer` run at each interrupt, which then no longer ends the process. It may run between any two instructions of
/// any thread, so it must do no more than change atomics, unpark a thread, and [`end_now`].
#[cfg(unix)]
pub fn on_interrupt(answer: fn()) {
    use std::sync::atomic::{AtomicPtr, Ordering};

    static ANSWER: AtomicPtr<()> = AtomicPtr::new(std::ptr::null_mut());

    extern "C" fn handler(_: libc::c_int) {
        let answer = ANSWER.load(Ordering::Acquire);
        // SAFETY: the pointer was stored before the handler was installed, and is a function of this type.
        let answer: fn() = unsafe { std::mem::transmute(answer) };
        // SAFETY: the place of this thread's error number, which the interrupted code may be about to read.
        let (place, error) = unsafe {
            let place = errno();
            (place, *place)
        };
        answer();
        // SAFETY: as above.
        unsafe { *place = error };
    }

    ANSWER.store(answer as *mut (), Ordering::Release);
    // SAFETY: zeros are a valid `sigaction` with an empty mask. Without a handler Ctrl-C ends the process at once, as the
    // system has it.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = handler as *const () as usize;
        action.sa_flags = libc::SA_RESTART | libc::SA_ONSTACK;
        libc::sigaction(libc::SIGINT, &raw const action, std::ptr::null_mut());
    }
}

/// As above; here a thread of its own waits for interrupts.
#[cfg(not(unix))]
pub fn on_interrupt(answer: fn()) {
    _ = ctrlc::set_handler(answer);
}

#[cfg(any(target_os = "linux", target_os = "emscripten"))]
unsafe fn errno() -> *mut libc::c_int {
    // SAFETY: gives an address.
    unsafe { libc::__errno_location() }
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "emscripten"))))]
unsafe fn errno() -> *mut libc::c_int {
    // SAFETY: gives an address.
    unsafe { libc::__error() }
}

/// Ends the process without running anything else.
pub fn end_now(code: i32) -> ! {
    #[cfg(unix)]
    // SAFETY: does not return.
    unsafe {
        libc::_exit(code)
    }
    #[cfg(not(unix))]
    std::process::exit(code)
}
