//! `_suggestions`: the name that was probably meant by a wrong one.

use taipan_vm::{
    Res, Value, Vm,
    native::{Function, ModuleSpec},
    nearest,
};

fn generate(vm: &Vm, args: &[Value]) -> Res {
    let Some(wrong) = args[1].as_str() else {
        return Err(vm.type_error("item must be a str"));
    };
    let candidates = vm.collect(&args[0])?;
    let mut names = Vec::with_capacity(candidates.len());
    for candidate in &candidates {
        names.push(
            candidate
                .as_str()
                .ok_or_else(|| vm.type_error("all elements in 'candidates' must be strings"))?,
        );
    }
    Ok(nearest(&names, wrong).map_or(Value::NONE, |name| vm.str(name)))
}

/// The module's row.
pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_suggestions",
    doc: "Suggestions for names that do not exist.",
    functions: &[Function::new(
        "_generate_suggestions(candidates, item, /)",
        generate,
        "The candidate that is nearest to the item, or None.",
    )],
    init: |_, _| Ok(()),
};
