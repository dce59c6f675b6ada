//! The struct sequences of the module.

use taipan_vm::{Res, Value, Vm, native::StructSpec};

/// The row of a class: its fields, the last of them hidden.
macro_rules! structure {
    ($module:literal, $name:literal, $closed:literal, $hidden:literal, [$($field:literal),* $(,)?]) => {
        StructSpec {
            name: $name,
            module: $module,
            doc: "",
            fields: &[$(($field, "")),*],
            visible: [$($field),*].len() - $hidden,
            closed: $closed,
        }
    };
}

static VERSION_INFO: StructSpec =
    structure!("sys", "version_info", true, 0, ["major", "minor", "micro", "releaselevel", "serial"]);

static FLAGS: StructSpec = structure!(
    "sys",
    "flags",
    true,
    3,
    [
        "debug",
        "inspect",
        "interactive",
        "optimize",
        "dont_write_bytecode",
        "no_user_site",
        "no_site",
        "ignore_environment",
        "verbose",
        "bytes_warning",
        "quiet",
        "hash_randomization",
        "isolated",
        "dev_mode",
        "utf8_mode",
        "warn_default_encoding",
        "safe_path",
        "int_max_str_digits",
        "gil",
        "thread_inherit_context",
        "context_aware_warnings",
    ]
);

static HASH_INFO: StructSpec = structure!(
    "sys",
    "hash_info",
    false,
    0,
    ["width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits", "cutoff"]
);

static FLOAT_INFO: StructSpec = structure!(
    "sys",
    "float_info",
    false,
    0,
    [
        "max",
        "max_exp",
        "max_10_exp",
        "min",
        "min_exp",
        "min_10_exp",
        "dig",
        "mant_dig",
        "epsilon",
        "radix",
        "rounds",
    ]
);

static INT_INFO: StructSpec = structure!(
    "sys",
    "int_info",
    false,
    0,
    ["bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold"]
);

static THREAD_INFO: StructSpec = structure!("sys", "thread_info", false, 0, ["name", "lock", "version"]);

/// What `sys.get_asyncgen_hooks()` gives.
pub(super) static ASYNCGEN_HOOKS: StructSpec =
    structure!("builtins", "asyncgen_hooks", false, 0, ["firstiter", "finalizer"]);

/// Puts the structures into the module.
pub(super) fn start(vm: &Vm, module: &Value) -> Res<()> {
    let put = |name: &str, value: Value| vm.module_set(module, name, value);
    let int = |n: i64| vm.int(n);
    let ints = |numbers: &[i64]| numbers.iter().map(|n| vm.int(*n)).collect::<Vec<_>>();
    let version = vm.struct_value(&VERSION_INFO, vec![int(3), int(14), int(0), vm.str("final"), int(0)]);
    put("version_info", version.clone())?;
    let mut flags = vec![int(0); 13];
    flags.extend([Value::FALSE, int(1), int(0), Value::FALSE, int(4300), int(1), int(0), int(0)]);
    put("flags", vm.struct_value(&FLAGS, flags))?;
    let mut hash = ints(&[64, (1 << 61) - 1, 314_159, 0, 1_000_003]);
    hash.push(vm.str("siphash13"));
    hash.extend(ints(&[64, 128, 0]));
    put("hash_info", vm.struct_value(&HASH_INFO, hash))?;
    let mut float = vec![vm.float(f64::MAX), int(1024), int(308), vm.float(f64::MIN_POSITIVE)];
    float.extend(ints(&[-1021, -307, 15, 53]));
    float.extend([vm.float(f64::EPSILON), int(2), int(1)]);
    put("float_info", vm.struct_value(&FLOAT_INFO, float))?;
    put("int_info", vm.struct_value(&INT_INFO, ints(&[30, 4, 4300, 640])))?;
    put("thread_info", vm.struct_value(&THREAD_INFO, vec![vm.str("pthread"), Value::NONE, Value::NONE]))?;
    let implementation = vm.namespace(&[
        ("name", vm.str("taipan")),
        ("cache_tag", Value::NONE),
        ("version", version),
        ("hexversion", int(0x030E_00F0)),
        ("supports_isolated_interpreters", Value::TRUE),
    ])?;
    put("implementation", implementation)
}
