//! `_warnings`: issues warnings by the filters. They are shown by `warnings` where that is imported.

use std::cell::Cell;

use taipan_vm::{
    Res, Value, Vm,
    native::{Function, ModuleSpec},
    objects::Dict,
};

/// Registries of modules with another version are stale: the filters have changed since.
struct State {
    version: Cell<i64>,
}

impl Default for State {
    fn default() -> State {
        State { version: Cell::new(1) }
    }
}

/// Where a warning comes from.
struct Place {
    file: String,
    line: i64,
    module: Value,
    registry: Value,
}

/// Something of `warnings` where that is imported, else of this module.
fn shared(vm: &Vm, name: &str, own: &str) -> Res {
    let key = vm.intern(name);
    if let Some(module) = vm.modules().get_str(vm, "warnings").filter(|module| !module.is_none())
        && let Some(value) = vm.get_attr_opt(&module, &key)?
    {
        return Ok(value);
    }
    let module = vm.import_module("_warnings")?;
    vm.get_attr_str(&module, own)
}

fn category_of(vm: &Vm, message: &Value, category: &Value) -> Res {
    if vm.is_a(message, &vm.exceptions.warning) {
        return Ok(vm.class_of(message).into());
    }
    let Some(category) = category.not_none() else {
        return Ok(vm.exceptions.user_warning.value().clone());
    };
    match category.as_type() {
        Some(class) if class.is_subclass_of(&vm.exceptions.warning) => Ok(category.clone()),
        _ => Err(vm.type_error(format!(
            "category must be a Warning subclass, not '{}'",
            vm.type_of(category).name()
        ))),
    }
}

/// The frame that `level` names, where 1 is the caller of `warn`.
fn place(vm: &Vm, level: i64, skipped: &[String]) -> Res<Place> {
    let mut depth = level.max(1) as usize - 1;
    if !skipped.is_empty() {
        let (mut at, mut left) = (0, depth.max(1));
        while left > 0 {
            at += 1;
            match vm.frame_position(at) {
                Some((file, ..)) if skipped.iter().any(|prefix| file.starts_with(prefix)) => {}
                Some(_) => left -= 1,
                None => break,
            }
        }
        depth = at;
    }
    let (file, line, globals) = match vm.frame_position(depth) {
        Some((file, line, globals)) => (file, i64::from(line), globals),
        None => {
            let sys = vm.import_module("sys")?;
            let globals = vm.dict_of_object(&sys)?.unwrap_or_else(|| vm.dict());
            ("<sys>".to_owned(), 0, globals)
        }
    };
    let module = globals.get_str(vm, "__name__").unwrap_or_else(|| vm.str("<string>"));
    let registry = match globals.get_str(vm, "__warningregistry__") {
        Some(registry) => registry,
        None => {
            let registry: Value = vm.dict().into();
            globals.set_str(vm, "__warningregistry__", registry.clone())?;
            registry
        }
    };
    Ok(Place { file, line, module, registry })
}

fn warn(vm: &Vm, args: &[Value]) -> Res {
    let category = category_of(vm, &args[0], &args[1])?;
    let mut level = args[2].given().map_or(Ok(1), |level| vm.index_i64(level))?;
    let mut skipped = Vec::new();
    if let Some(prefixes) = args[4].given() {
        let Some(prefixes) = prefixes.as_tuple() else {
            return Err(vm.type_error(format!(
                "warn() argument 'skip_file_prefixes' must be tuple, not {}",
                vm.type_of(prefixes).name()
            )));
        };
        for prefix in prefixes.as_slice() {
            match prefix.as_str() {
                Some(prefix) => skipped.push(prefix.to_owned()),
                None => {
                    return Err(vm.type_error(format!(
                        "Found non-str '{}' in skip_file_prefixes.",
                        vm.type_of(prefix).name()
                    )));
                }
            }
        }
        if !skipped.is_empty() {
            level = level.max(2);
        }
    }
    issue(vm, &args[0], &category, &place(vm, level, &skipped)?, &args[3])
}

fn warn_explicit(vm: &Vm, args: &[Value]) -> Res {
    let [message, category, file, line, module, registry, _globals, source] = args else {
        return Ok(Value::NONE);
    };
    let category = category_of(vm, message, category)?;
    let Some(file) = file.as_str() else {
        return Err(
            vm.type_error(format!("warn_explicit() argument 3 must be str, not {}", vm.type_of(file).name()))
        );
    };
    let module = match module.not_none() {
        Some(module) => module.clone(),
        None if file.is_empty() => vm.str("<unknown>"),
        None => vm.str(file.strip_suffix(".py").unwrap_or(file)),
    };
    let registry = registry.not_none().cloned().unwrap_or(Value::NONE);
    if !registry.is_none() && registry.as_dict().is_none() {
        return Err(vm.type_error("'registry' must be a dict or None"));
    }
    let place = Place { file: file.to_owned(), line: vm.index_i64(line)?, module, registry };
    issue(vm, message, &category, &place, source)
}

/// Whether this key has been noted since the filters last changed; notes it if asked to.
fn is_known(vm: &Vm, registry: &Dict, key: &Value, note: bool) -> Res<bool> {
    let version = vm.state::<State>().version.get();
    let known = registry.get_str(vm, "version").and_then(|version| version.as_int());
    if known == Some(version) {
        if let Some(found) = registry.get(vm, key)?
            && vm.truth(&found)?
        {
            return Ok(true);
        }
    } else {
        registry.clear();
        registry.set_str(vm, "version", vm.int(version))?;
    }
    if note {
        registry.set(vm, key, &Value::TRUE)?;
    }
    Ok(false)
}

fn matches(vm: &Vm, pattern: &Value, text: &Value) -> Res<bool> {
    if pattern.is_none() {
        return Ok(true);
    }
    if pattern.as_str_object().is_some() {
        return vm.equal(pattern, text);
    }
    let found = vm.call_method(pattern, "match", std::slice::from_ref(text))?;
    vm.truth(&found)
}

/// What the filters say, and the filter that says so.
fn action(vm: &Vm, text: &Value, category: &Value, place: &Place) -> Res<(String, Value)> {
    let filters = shared(vm, "filters", "filters")?;
    if filters.as_list().is_none() {
        return Err(vm.value_error("_warnings.filters must be a list"));
    }
    for (at, row) in vm.collect(&filters)?.into_iter().enumerate() {
        let Some([action, message, kind, module, line]) = row.as_tuple().map(|row| row.as_slice()) else {
            return Err(vm.value_error(format!("_warnings.filters item {at} isn't a 5-tuple")));
        };
        let line = vm.index_i64(line)?;
        if matches(vm, message, text)?
            && vm.is_subclass(category, kind)?
            && matches(vm, module, &place.module)?
            && (line == 0 || line == place.line)
        {
            return match action.as_str() {
                Some(action) => Ok((action.to_owned(), row.clone())),
                None => {
                    Err(vm
                        .type_error(format!("action must be a string, not '{}'", vm.type_of(action).name())))
                }
            };
        }
    }
    let default = shared(vm, "defaultaction", "_defaultaction")?;
    Ok((default.as_str().unwrap_or("default").to_owned(), Value::NONE))
}

fn issue(vm: &Vm, message: &Value, category: &Value, place: &Place, source: &Value) -> Res {
    let ready = vm.is_a(message, &vm.exceptions.warning);
    let text = if ready { vm.str_value(message)? } else { message.clone() };
    let message = if ready { message.clone() } else { vm.call(category, std::slice::from_ref(message))? };
    let key = vm.tuple(vec![text.clone(), category.clone(), vm.int(place.line)]);
    if let Some(registry) = place.registry.as_dict()
        && is_known(vm, registry, &key, false)?
    {
        return Ok(Value::NONE);
    }
    let (action, filter) = action(vm, &text, category, place)?;
    let short = vm.tuple(vec![text.clone(), category.clone(), vm.int(0)]);
    let seen = match (action.as_str(), place.registry.as_dict()) {
        ("error", _) => return Err(vm.raise(message)),
        ("ignore", _) => return Ok(Value::NONE),
        ("always" | "all", _) => false,
        ("once", registry) => {
            if let Some(registry) = registry {
                registry.set(vm, &key, &Value::TRUE)?;
            }
            let once = shared(vm, "onceregistry", "_onceregistry")?;
            once.as_dict().map_or(Ok(false), |once| is_known(vm, once, &short, true))?
        }
        ("module", Some(registry)) => {
            registry.set(vm, &key, &Value::TRUE)?;
            is_known(vm, registry, &short, true)?
        }
        ("default", Some(registry)) => {
            registry.set(vm, &key, &Value::TRUE)?;
            false
        }
        ("module" | "default", None) => false,
        _ => {
            return Err(vm.runtime_error(format!(
                "Unrecognized action ('{action}') in warnings.filters:\n {}",
                vm.repr_string(&filter)?
            )));
        }
    };
    if !seen {
        show(vm, &message, &text, category, place, source)?;
    }
    Ok(Value::NONE)
}

fn show(vm: &Vm, message: &Value, text: &Value, category: &Value, place: &Place, source: &Value) -> Res<()> {
    let source = source.not_none();
    if source.is_some() {
        vm.import_module("warnings")?;
    }
    if let Some(warnings) = vm.modules().get_str(vm, "warnings").filter(|module| !module.is_none())
        && let Some(show) = vm.get_attr_opt(&warnings, &vm.intern("_showwarnmsg"))?
    {
        let class = vm.get_attr_str(&warnings, "WarningMessage")?;
        let args = [message.clone(), category.clone(), vm.str(&place.file), vm.int(place.line)];
        let source = source.cloned().unwrap_or(Value::NONE);
        let record = vm.call_keywords(&class, &args, &[("source", source)])?;
        return vm.call(&show, &[record]).map(drop);
    }
    let name = category.as_type().map_or_else(String::new, |class| class.short_name());
    vm.show_warning(&place.file, place.line as u32, &name, &vm.str_string(text)?);
    Ok(())
}

fn init(vm: &Vm, module: &Value) -> Res<()> {
    let row = |action: &str, category: &Value, module: Value| {
        vm.tuple(vec![vm.intern(action), Value::NONE, category.clone(), module, vm.int(0)])
    };
    let types = &vm.exceptions;
    let deprecated = types.deprecation_warning.value();
    let mut filters = vec![row("default", deprecated, vm.intern("__main__"))];
    let ignored = [
        &types.deprecation_warning,
        &types.pending_deprecation_warning,
        &types.import_warning,
        &types.resource_warning,
    ];
    filters.extend(ignored.map(|class| row("ignore", class.value(), Value::NONE)));
    vm.module_set(module, "filters", vm.list(filters)?)?;
    vm.module_set(module, "_defaultaction", vm.str("default"))?;
    vm.module_set(module, "_onceregistry", vm.dict().into())
}

/// The module's row.
pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_warnings",
    doc: "Issues warnings.",
    functions: &[
        Function::new(
            "warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=())",
            warn,
            "Issue a warning, or maybe ignore it or raise an exception.",
        ),
        Function::new(
            "warn_explicit(message, category, filename, lineno, module=None, registry=None, \
             module_globals=None, source=None)",
            warn_explicit,
            "Issue a warning, or maybe ignore it or raise an exception.",
        ),
        Function::new(
            "_filters_mutated_lock_held()",
            |vm, _| {
                let state = vm.state::<State>();
                state.version.set(state.version.get() + 1);
                Ok(Value::NONE)
            },
            "",
        ),
        Function::new("_acquire_lock()", |_, _| Ok(Value::NONE), ""),
        Function::new("_release_lock()", |_, _| Ok(Value::NONE), ""),
    ],
    init,
};
