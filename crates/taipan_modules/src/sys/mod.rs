//! `sys`.

mod byte_stream;
mod functions;
mod stream;
mod structures;

use taipan_vm::{Res, Value, Vm, native::ModuleSpec};

/// The module.
pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "sys",
    doc: "The interpreter and its environment.",
    functions: functions::FUNCTIONS,
    init,
};

const VERSION: &str = concat!("3.14.0 (Taipan ", env!("CARGO_PKG_VERSION"), ")");

fn init(vm: &Vm, module: &Value) -> Res<()> {
    let put = |name: &str, value: Value| vm.module_set(module, name, value);
    let names = vm.import.native_names();
    put("builtin_module_names", vm.tuple(names.into_iter().map(|name| vm.str(name)).collect()))?;
    put("modules", vm.modules().into())?;
    put("path", vm.list(Vec::new())?)?;
    put("argv", vm.list(vec![vm.str("")])?)?;
    put("orig_argv", vm.list(Vec::new())?)?;
    put("warnoptions", vm.list(Vec::new())?)?;
    put("meta_path", vm.list(Vec::new())?)?;
    put("path_hooks", vm.list(Vec::new())?)?;
    put("path_importer_cache", vm.dict().into())?;
    put("_xoptions", vm.dict().into())?;
    put("version", vm.str(VERSION))?;
    put("hexversion", vm.int(0x030E_00F0))?;
    put("api_version", vm.int(1013))?;
    put("copyright", vm.str("Taipan, MIT OR Apache-2.0"))?;
    put("platform", vm.str(std::env::consts::OS))?;
    put("byteorder", vm.str(if cfg!(target_endian = "little") { "little" } else { "big" }))?;
    put("maxsize", vm.int(i64::MAX))?;
    put("maxunicode", vm.int(0x10FFFF))?;
    put("executable", vm.str(""))?;
    for name in ["prefix", "base_prefix", "exec_prefix", "base_exec_prefix"] {
        put(name, vm.str(""))?;
    }
    put("platlibdir", vm.str("lib"))?;
    put("dont_write_bytecode", Value::TRUE)?;
    put("float_repr_style", vm.str("short"))?;
    put("pycache_prefix", Value::NONE)?;
    for (name, original) in [
        ("displayhook", "__displayhook__"),
        ("excepthook", "__excepthook__"),
        ("unraisablehook", "__unraisablehook__"),
    ] {
        let hook = vm.get_attr_str(module, name)?;
        put(original, hook)?;
    }
    structures::start(vm, module)?;
    stream::start(vm, module)
}
