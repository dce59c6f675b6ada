//! `_carets`: what the library's `traceback` and `linecache` know of source lines.

use taipan_vm::{
    Res, Value, Vm,
    native::{Function, ModuleSpec},
};

fn rows(vm: &Vm, args: &[Value]) -> Res {
    let mut lines = Vec::new();
    for line in vm.collect(&args[0])? {
        lines.push(vm.str_string(&line)?);
    }
    let column = |value: &Value| value.as_int().map_or(0, |column| column.max(0) as usize);
    let rows = vm.source_rows(&lines, column(&args[1]), column(&args[2]));
    vm.list(rows.iter().map(|row| vm.str(row)).collect())
}

fn text(vm: &Vm, args: &[Value]) -> Res {
    let text = vm.source_text(&vm.str_string(&args[0])?);
    Ok(text.map_or(Value::NONE, |text| vm.str(&text)))
}

/// The module's row.
pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_carets",
    doc: "How tracebacks show source lines.",
    functions: &[
        Function::new(
            "rows(lines, start, end, /)",
            rows,
            "The rows for an instruction, from a column of the first line to one of the last, in bytes of UTF-8.",
        ),
        Function::new(
            "text(filename, /)",
            text,
            "The source that the VM has under a name; None if it has none.",
        ),
    ],
    init: |_, _| Ok(()),
};
