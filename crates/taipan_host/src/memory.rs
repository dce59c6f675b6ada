//! How much memory there is: what a VM without a limit of its own may use.

use std::fs;

/// Bytes that this process may use: memory and swap of the machine, less where its group or an address-space limit
/// allows less. Nothing where the system does not say.
pub fn memory_of_machine() -> Option<usize> {
    let machine = fs::read_to_string("/proc/meminfo").ok().and_then(|text| {
        let kilobytes = |name: &str| field(&text, name).unwrap_or(0);
        Some(field(&text, "MemTotal:")?.saturating_add(kilobytes("SwapTotal:")).saturating_mul(1024))
    });
    let group =
        fs::read_to_string("/sys/fs/cgroup/memory.max").ok().and_then(|text| text.trim().parse().ok());
    [machine, group, address_space()].into_iter().flatten().min()
}

/// What an address-space limit leaves.
fn address_space() -> Option<usize> {
    let limits = fs::read_to_string("/proc/self/limits").ok()?;
    let limit = field(&limits, "Max address space")?;
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let used = field(&status, "VmSize:")?.saturating_mul(1024);
    Some(limit.saturating_sub(used))
}

/// The number after a name at the start of a line.
fn field(text: &str, name: &str) -> Option<usize> {
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::field;

    #[test]
    fn fields_are_found() {
        let text = "MemTotal:       24640 kB\nMax address space   unlimited   unlimited  bytes\n";
        assert_eq!(field(text, "MemTotal:"), Some(24640));
        assert_eq!(field(text, "Max address space"), None);
        assert_eq!(field(text, "SwapTotal:"), None);
    }
}
