//! How much memory there is: what a VM without a limit of its own may use.

/// Bytes that this process may use: memory and swap of the machine, less where its group or an address-space limit
/// allows less. Nothing where the system does not say.
pub fn memory_of_machine() -> Option<usize> {
    let left =
        address_space_limit().and_then(|limit| Some(limit.saturating_sub(system::address_space_used()?)));
    [system::memory(), system::memory_of_group(), left].into_iter().flatten().min()
}

/// The limit of this process's address space, where it has one.
pub fn address_space_limit() -> Option<usize> {
    system::address_space()
}

#[cfg(target_os = "linux")]
mod system {
    use std::fs;

    pub(super) fn memory() -> Option<usize> {
        // SAFETY: plain numbers, for which zeros are valid; the call fills them in.
        let (failed, info) = unsafe {
            let mut info: libc::sysinfo = std::mem::zeroed();
            (libc::sysinfo(&raw mut info), info)
        };
        let units = (info.totalram as usize).saturating_add(info.totalswap as usize);
        (failed == 0).then(|| units.saturating_mul(info.mem_unit as usize))
    }

    pub(super) fn memory_of_group() -> Option<usize> {
        fs::read_to_string("/sys/fs/cgroup/memory.max").ok()?.trim().parse().ok()
    }

    pub(super) fn address_space() -> Option<usize> {
        let mut limit = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
        // SAFETY: the call fills the numbers in.
        let failed = unsafe { libc::getrlimit(libc::RLIMIT_AS, &raw mut limit) };
        (failed == 0 && limit.rlim_cur != libc::RLIM_INFINITY).then_some(limit.rlim_cur as usize)
    }

    pub(super) fn address_space_used() -> Option<usize> {
        let status = fs::read_to_string("/proc/self/status").ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmSize:"))?;
        line.split_whitespace().next()?.parse::<usize>().ok()?.checked_mul(1024)
    }

    #[cfg(test)]
    mod tests {
        #[test]
        fn the_system_says() {
            assert!(super::memory().is_some_and(|bytes| bytes > 1 << 20));
            assert!(super::address_space_used().is_some_and(|bytes| bytes > 1 << 20));
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod system {
    pub(super) fn memory() -> Option<usize> {
        None
    }

    pub(super) fn memory_of_group() -> Option<usize> {
        None
    }

    pub(super) fn address_space() -> Option<usize> {
        None
    }

    pub(super) fn address_space_used() -> Option<usize> {
        None
    }
}
