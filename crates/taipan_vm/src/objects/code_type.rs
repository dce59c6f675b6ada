//! The type `code`: what introspection reads (inspect module, "Types and members").

use taipan_bytecode::CodeFlags;

use crate::{
    Kind, Res, Value, Vm,
    native::{GetSet, Method, TypeFlags, TypeSpec},
    objects::Code,
};

fn of<'a>(vm: &Vm, value: &'a Value) -> Res<&'a Code> {
    let code = value.core::<Code>().ok_or_else(|| vm.type_error("not a code object"))?;
    vm.ensure_loaded(code);
    Ok(code)
}

fn number(vm: &Vm, v: &Value, f: fn(&Code) -> u32) -> Res {
    Ok(vm.int(f(of(vm, v)?).into()))
}

/// Names of the locals that are neither hidden nor only cells: parameters first.
fn varnames(vm: &Vm, v: &Value) -> Res {
    let code = of(vm, v)?;
    let params = code.head.param_count();
    let is_shown = |at: usize| {
        let register = code.object().local_register(at);
        let cell = code.object().cells.iter().any(|cell| *cell as usize == register);
        let hidden = code.object().hidden.iter().any(|hidden| *hidden as usize == register);
        at < params || !(cell || hidden)
    };
    let function = code.object().flags.has(CodeFlags::OPTIMIZED);
    let names = code.local_names.iter().enumerate().filter(|(at, _)| function && is_shown(*at));
    Ok(vm.tuple(names.map(|(_, name)| name.clone()).collect()))
}

fn cellvars(vm: &Vm, v: &Value) -> Res {
    let code = of(vm, v)?;
    let is_cell = |at: usize| code.object().cells.contains(&(code.object().local_register(at) as u16));
    let names = code.local_names.iter().enumerate().filter(|(at, _)| is_cell(*at));
    Ok(vm.tuple(names.map(|(_, name)| name.clone()).collect()))
}

/// `(line, end_line, column, end_column)` of each instruction word.
fn positions(vm: &Vm, args: &[Value]) -> Res {
    let code = of(vm, &args[0])?;
    let words = code.len() as u32;
    let mut all = Vec::with_capacity(words as usize);
    for at in 0..words {
        let position = code.object().position_entry(at).map(|entry| entry.position).filter(|p| p.line > 0);
        all.push(match position {
            Some(p) => vm.tuple(vec![
                vm.int(p.line.into()),
                vm.int(p.end_line.into()),
                vm.int(p.col.into()),
                vm.int(p.end_col.into()),
            ]),
            None => vm.tuple(vec![Value::NONE; 4]),
        });
    }
    let all = vm.list(all)?;
    vm.iter(&all)
}

/// `(start, end, line)` of each run of instructions on one line; offsets count bytes.
fn lines(vm: &Vm, args: &[Value]) -> Res {
    let code = of(vm, &args[0])?;
    let end = code.len() as u32;
    let mut runs: Vec<(u32, u32, u32)> = Vec::new();
    for (at, entry) in code.object().positions.iter().enumerate() {
        let stop = code.object().positions.get(at + 1).map_or(end, |next| next.start);
        match runs.last_mut() {
            Some(last) if last.2 == entry.position.line => last.1 = stop,
            _ => runs.push((entry.start, stop, entry.position.line)),
        }
    }
    let rows = runs.into_iter().map(|(start, stop, line)| {
        let line = if line == 0 { Value::NONE } else { vm.int(line.into()) };
        vm.tuple(vec![vm.int(i64::from(start) * 4), vm.int(i64::from(stop) * 4), line])
    });
    let rows = vm.list(rows.collect())?;
    vm.iter(&rows)
}

/// `code.replace(...)`: names, file and first line can be replaced, the body cannot.
fn replace(vm: &Vm, args: &[Value]) -> Res {
    let code = of(vm, &args[0])?;
    let mut object = (*code.whole_object()).clone();
    for (key, value) in args[1].as_dict().map_or_else(Vec::new, |changes| changes.items()) {
        let text = || value.as_str().map(std::sync::Arc::from);
        match (key.as_str().unwrap_or("?"), text(), value.as_int()) {
            ("co_name", Some(text), _) => object.name = text,
            ("co_qualname", Some(text), _) => object.qualname = text,
            ("co_filename", Some(text), _) => object.filename = text,
            ("co_firstlineno", _, Some(line)) => object.first_line = line.try_into().unwrap_or(0),
            ("co_flags", _, Some(flags)) => object.flags = CodeFlags(flags.try_into().unwrap_or(0)),
            (name @ ("co_name" | "co_qualname" | "co_filename" | "co_firstlineno" | "co_flags"), _, _) => {
                return Err(vm.type_error(format!("replace() argument '{name}' has the wrong type")));
            }
            (name, _, _) => {
                return Err(vm.type_error(format!("code.replace(): cannot replace '{name}'")));
            }
        }
    }
    Ok(vm.load_code(&std::sync::Arc::new(object))?.into())
}

/// The type's row.
pub(crate) fn spec() -> TypeSpec {
    const METHODS: &[Method] = &[
        Method::new("co_positions()", positions, ""),
        Method::new("co_lines()", lines, ""),
        Method::new("replace(**changes)", replace, "Return a copy of the code object with new values."),
        Method::new("__replace__(**changes)", replace, "The same as replace()."),
    ];
    const GETSET: &[GetSet] = &[
        GetSet::read("co_name", |vm, v| Ok(vm.str(&of(vm, v)?.object().name))),
        GetSet::read("co_qualname", |vm, v| Ok(vm.str(&of(vm, v)?.object().qualname))),
        GetSet::read("co_filename", |vm, v| Ok(vm.str(&of(vm, v)?.object().filename))),
        GetSet::read("co_firstlineno", |vm, v| number(vm, v, |code| code.head.first_line)),
        GetSet::read("co_flags", |vm, v| number(vm, v, |code| code.flags.0)),
        GetSet::read("co_argcount", |vm, v| number(vm, v, |code| code.head.arg_count)),
        GetSet::read("co_posonlyargcount", |vm, v| number(vm, v, |code| code.head.pos_only_arg_count)),
        GetSet::read("co_kwonlyargcount", |vm, v| number(vm, v, |code| code.head.kw_only_arg_count)),
        GetSet::read("co_nlocals", |vm, v| {
            Ok(vm.int(varnames(vm, v)?.as_tuple().map_or(0, |names| names.len() as i64)))
        }),
        GetSet::read("co_stacksize", |vm, v| number(vm, v, |code| code.nregs - code.nlocals.min(code.nregs))),
        GetSet::read("co_varnames", varnames),
        GetSet::read("co_cellvars", cellvars),
        GetSet::read("co_freevars", |vm, v| Ok(vm.tuple(of(vm, v)?.free_names.to_vec()))),
        GetSet::read("co_names", |vm, v| Ok(vm.tuple(of(vm, v)?.names.to_vec()))),
        GetSet::read("co_consts", |vm, v| Ok(vm.tuple(of(vm, v)?.consts.to_vec()))),
    ];
    TypeSpec {
        name: "code",
        module: "builtins",
        kind: Kind::Code,
        base: None,
        flags: TypeFlags { no_new: true, weak: true, ..TypeFlags::default() },
        doc: "Create a code object.",
        slots: |slots| {
            slots.repr = Some(|vm, v| {
                let code = of(vm, v)?.object();
                Ok(vm.str(&format!(
                    "<code object {} at {:#x}, file \"{}\", line {}>",
                    code.name,
                    vm.id_of(v),
                    code.filename,
                    code.first_line
                )))
            });
        },
        methods: METHODS,
        getset: GETSET,
    }
}
