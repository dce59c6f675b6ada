//! `compile`, `eval`, `exec`, `__import__`, `__build_class__`.

use crate::{
    Gc, Res, Value, Vm,
    import::{CompileMode, IGNORE_COOKIE, MAIN_FILE},
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

/// Source text of `eval`, `exec` and `compile`, and the flag for text.
fn source(vm: &Vm, value: &Value, what: &str) -> Res<(Vec<u8>, u32)> {
    if let Some(text) = value.as_str() {
        return Ok((text.as_bytes().to_vec(), IGNORE_COOKIE));
    }
    if value.as_str_object().is_some() {
        let bytes = vm.call_method(value, "encode", &[])?; // raises: it has surrogates
        return Ok((bytes.as_bytes().map_or_else(Vec::new, |bytes| bytes.to_vec()), IGNORE_COOKIE));
    }
    if let Some(bytes) = vm.buffer_bytes(value) {
        return Ok((bytes.to_vec(), 0));
    }
    let tree = if what.starts_with("compile") { "AST" } else { "code" };
    Err(vm.type_error(format!("{what} must be a string, bytes or {tree} object")))
}

fn compile(vm: &Vm, args: &[Value]) -> Res {
    let (text, kind) = source(vm, &args[0], "compile() arg 1")?;
    if args[1].as_str_object().is_none() && args[1].as_bytes().is_none() {
        let class = vm.type_of(&args[1]).name().to_owned();
        return Err(vm.type_error(format!("expected str, bytes or os.PathLike object, not {class}")));
    }
    let filename = vm.str_string(&args[1])?;
    let mode = match args[2].as_str() {
        Some("exec") => CompileMode::Exec,
        Some("eval") => CompileMode::Eval,
        Some("single") => CompileMode::Single,
        _ => return Err(vm.value_error("compile() mode must be 'exec', 'eval' or 'single'")),
    };
    let flags = args[3].given().map_or(Ok(0), |flags| vm.index_i64(flags))?;
    vm.compile(&text, &filename, mode, flags as u32 & !MAIN_FILE | kind).map(Value::from)
}

/// Globals and locals for `eval` and `exec`.
fn namespaces(vm: &Vm, globals: &Value, locals: &Value, what: &str) -> Res<(DictRef, Value)> {
    let is_mapping = |value: &Value| vm.type_of(value).slots().getitem.is_some();
    let unfit = locals.not_none().filter(|locals| !is_mapping(locals));
    if what == "eval" && unfit.is_some() {
        return Err(vm.type_error("locals must be a mapping"));
    }
    let dict = match globals.not_none() {
        Some(given) => match given.downcast_gc::<Dict>() {
            Some(dict) => dict,
            None if what == "eval" && is_mapping(given) => {
                return Err(vm.type_error("globals must be a real dict; try eval(code, {}, mapping)"));
            }
            None if what == "eval" => return Err(vm.type_error("globals must be a dict")),
            None => {
                let class = vm.type_of(given).name().to_owned();
                return Err(vm.type_error(format!("{what}() globals must be a dict, not {class}")));
            }
        },
        None => vm.frame_globals().unwrap_or_else(|| vm.dict()),
    };
    if let Some(locals) = unfit {
        let class = vm.type_of(locals).name().to_owned();
        return Err(vm.type_error(format!("locals must be a mapping or None, not {class}")));
    }
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
    let (mut text, kind) = source(vm, value, &format!("{what}() arg 1"))?;
    if mode == CompileMode::Eval {
        let start = text.iter().position(|byte| !matches!(byte, b' ' | b'\t')).unwrap_or(text.len());
        text.drain(..start);
    }
    vm.compile(&text, "<string>", mode, kind)
}

fn eval(vm: &Vm, args: &[Value]) -> Res {
    let (globals, locals) = namespaces(vm, &args[1], &args[2], "eval")?;
    let code = code_of(vm, &args[0], "eval", CompileMode::Eval)?;
    vm.run_code(&code, &globals, &locals)
}

fn exec(vm: &Vm, args: &[Value]) -> Res {
    let (globals, locals) = namespaces(vm, &args[1], &args[2], "exec")?;
    if args[3].not_none().is_some() && args[0].downcast_gc::<Code>().is_none() {
        return Err(vm.type_error("closure can only be used when source is a code object"));
    }
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
