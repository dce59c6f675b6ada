//! `compile`, `eval`, `exec`, `__import__`, `__build_class__`.

use crate::{
    Gc, Res, Value, Vm,
    import::CompileMode,
    native::Function,
    objects::{Code, Dict, DictRef},
};

pub(super) const ROWS: &[Function] = &[
    Function::new(
        "compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)",
        compile,
        "Compiles source into a code object.",
    ),
    Function::new("eval(source, /, globals=None, locals=None)", eval, "The value of an expression."),
    Function::new("exec(source, /, globals=None, locals=None, *, closure=None)", exec, "Runs statements."),
    Function::new(
        "__import__(name, globals=None, locals=None, fromlist=(), level=0)",
        import,
        "Imports a module.",
    ),
    crate::objects::types::BUILD_CLASS,
    Function::new(
        "breakpoint(*args, **kws)",
        |vm, _| Err(vm.runtime_error("breakpoint() is not supported")),
        "Not supported.",
    ),
];

/// Source text of `eval`, `exec` and `compile`, or the code object that was given.
fn source(vm: &Vm, value: &Value, what: &str) -> Res<Vec<u8>> {
    if let Some(text) = value.as_str_object() {
        return Ok(text.as_bytes().to_vec());
    }
    if let Some(bytes) = value.as_bytes() {
        return Ok(bytes.to_vec());
    }
    Err(vm.type_error(format!("{what} must be a string, bytes or code object")))
}

fn compile(vm: &Vm, args: &[Value]) -> Res {
    let text = source(vm, &args[0], "compile() arg 1")?;
    let filename = vm.str_string(&args[1])?;
    let mode = match args[2].as_str() {
        Some("exec") => CompileMode::Exec,
        Some("eval") => CompileMode::Eval,
        Some("single") => CompileMode::Single,
        _ => return Err(vm.value_error("compile() mode must be 'exec', 'eval' or 'single'")),
    };
    let flags = args[3].given().map_or(Ok(0), |flags| vm.index_i64(flags))?;
    vm.compile(&text, &filename, mode, flags as u32).map(Value::from)
}

/// Globals and locals for `eval` and `exec`.
fn namespaces(vm: &Vm, globals: &Value, locals: &Value, what: &str) -> Res<(DictRef, Value)> {
    let dict = match globals.not_none() {
        Some(given) => match given.downcast_gc::<Dict>() {
            Some(dict) => dict,
            None => {
                return Err(vm.type_error(format!(
                    "{what}() globals must be a dict, not {}",
                    vm.type_of(given).name()
                )));
            }
        },
        None => vm.frame_globals().unwrap_or_else(|| vm.dict()),
    };
    let namespace = match (locals.not_none(), globals.not_none()) {
        (Some(locals), _) => locals.clone(),
        (None, Some(_)) => dict.clone().into(),
        (None, None) => vm.frame_locals().unwrap_or_else(|| dict.clone().into()),
    };
    Ok((dict, namespace))
}

fn code_of(vm: &Vm, value: &Value, what: &str, mode: CompileMode) -> Res<Gc<Code>> {
    if let Some(code) = value.downcast_gc::<Code>() {
        return Ok(code);
    }
    let mut text = source(vm, value, &format!("{what}() arg 1"))?;
    if mode == CompileMode::Eval {
        let start = text.iter().position(|byte| !matches!(byte, b' ' | b'\t')).unwrap_or(text.len());
        text.drain(..start);
    }
    vm.compile(&text, "<string>", mode, 0)
}

fn eval(vm: &Vm, args: &[Value]) -> Res {
    let (globals, locals) = namespaces(vm, &args[1], &args[2], "eval")?;
    let code = code_of(vm, &args[0], "eval", CompileMode::Eval)?;
    vm.run_code(&code, &globals, &locals)
}

fn exec(vm: &Vm, args: &[Value]) -> Res {
    let (globals, locals) = namespaces(vm, &args[1], &args[2], "exec")?;
    let code = code_of(vm, &args[0], "exec", CompileMode::Exec)?;
    vm.run_code(&code, &globals, &locals)?;
    Ok(Value::NONE)
}

fn import(vm: &Vm, args: &[Value]) -> Res {
    let globals = args[1].given().and_then(Value::downcast_gc::<Dict>).unwrap_or_else(|| vm.dict());
    let level = args[4].given().map_or(Ok(0), |level| vm.index_i64(level))?;
    if args[0].as_str_object().is_none() {
        return Err(vm.type_error(format!(
            "__import__() argument 1 must be str, not {}",
            vm.type_of(&args[0]).name()
        )));
    }
    let fromlist = args[3].given().cloned().unwrap_or(Value::NONE);
    vm.import_name(&args[0], &globals, &fromlist, level.max(0) as usize)
}
